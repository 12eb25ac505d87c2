//! The table of machines: the columns that one chose, boxes to choose machines with, and what can be done with those.

use maud::{Markup, html};
use projections::{
    Page,
    maintenance::installed::{Filter, Installed, Sort as By},
};
use texts::format::{date_digits, whole};

use super::{PATH, address};
use crate::{
    components::*,
    cx::{Cx, encode},
    icons::Icon,
    pages::{
        columns::{self, Column as Chosen, List},
        export,
        maintenance::{MOVE, charge},
    },
};

/// The columns to choose from.
pub const COLUMNS: List = List {
    name: "machines",
    columns: &[
        Chosen::usual("serial", "label-serial-number"),
        Chosen::usual("customer", "label-customer"),
        Chosen::usual("city", "label-place"),
        Chosen::extra("place", "customers-stands"),
        Chosen::extra("installed", "customers-installed"),
        Chosen::usual("warranty", "warranty-title"),
        Chosen::usual("contract", "customers-contract"),
        Chosen::extra("reading", "machines-reading").right(),
        Chosen::usual("faults", "nav-faults").right(),
    ],
};

/// Id of the bar of what can be done with those that were chosen.
const BAR: &str = "machine-acts";

/// Key of the name of what a sort goes by.
pub(super) fn title(sort: By) -> &'static str {
    match sort {
        By::Customer => "label-customer",
        By::Model => "customers-model",
        By::City => "label-place",
        By::Serial => "label-serial-number",
        By::Warranty => "warranty-title",
    }
}

/// The table and its pager, or why there is none.
pub(super) fn rows(cx: &Cx, filter: &Filter, columns: &[&Chosen], page: &Page<Installed>, later: bool) -> Markup {
    if page.rows.is_empty() {
        let clear = cx.t("button-clear-filters");
        let way = link_button(PATH, Button { text: &clear, size: Size::Small, ..Button::default() });
        return empty(Icon::Machine, &cx.t("machines-none"), &cx.t("machines-none-why"), Some(way));
    }
    let here = address(PATH, filter);
    let join = if here.contains('?') { '&' } else { '?' };
    let next = page.next.as_ref().map(|next| format!("{here}{join}after={}", encode(next)));
    html! {
        (pickable(cx, filter, columns, &page.rows))
        @if next.is_some() || later {
            (pager(Pager {
                status: &cx.tr("count-rows", &[("count", page.rows.len().into())]),
                label: &cx.t("machines-pages"),
                previous: (&cx.t("customers-first-page"), later.then_some(here.as_str())),
                next: (&cx.t("button-next"), next.as_deref()),
            }))
        }
    }
}

/// The table with boxes to choose.
fn pickable(cx: &Cx, filter: &Filter, columns: &[&Chosen], rows: &[Installed]) -> Markup {
    let words = ["one", "few", "many", "other"].map(|form| cx.t(&format!("machines-picked-{form}")));
    let picked = Picked { one: &words[0], few: &words[1], many: &words[2], other: &words[3], sum: false };
    let act = |text: &str, icon, action| {
        submit(Button { text, icon: Some(icon), size: Size::Small, action: Some(action), ..Button::default() })
    };
    let buttons = html! {
        (act(&cx.t("machines-labels"), Icon::Printer, "/machines/labels"))
        @if cx.may(MOVE) && !filter.removed { (act(&cx.t("recalls-word"), Icon::Refresh, "/recalls/new")) }
        @if export::may(cx, "machines") { (act(&cx.t("button-export"), Icon::Download, "/export/machines.xlsx")) }
    };
    html! {
        form method="get" action="/machines/labels" {
            @if filter.removed { input type="hidden" name="removed" value="true"; }
            (bulk_bar(BAR, &cx.t("machines-picked"), picked, &cx.t("button-unpick"), buttons))
            (listed(cx, filter, columns, rows))
        }
    }
}

fn listed(cx: &Cx, filter: &Filter, chosen: &[&Chosen], rows: &[Installed]) -> Markup {
    let now = if filter.descending { Sort::Descending } else { Sort::Ascending };
    let sorted = |column: &str| {
        let sort = By::ALL.into_iter().find(|sort| sort.name() == column)?;
        Some((sorted_by(filter, sort), (sort == filter.sort).then_some(now)))
    };
    let body = html! { @for one in rows { (row(cx, one, chosen)) } };
    let (caption, all) = (cx.t("machines-table"), cx.t("machines-pick-all"));
    let table = Table { caption: &caption, rows: body, pick: Some((BAR, &all)), ..Table::default() };
    columns::listed(cx, &Chosen::usual("model", "customers-model"), chosen, sorted, table)
}

/// Sorted by a column; by the one that sorts already, the other way round.
fn sorted_by(filter: &Filter, sort: By) -> String {
    let descending = filter.sort == sort && !filter.descending;
    address(PATH, &Filter { sort, descending, ..filter.clone() })
}

fn row(cx: &Cx, one: &Installed, columns: &[&Chosen]) -> Markup {
    let machine = &one.machine;
    let named =
        [Some(machine.model.as_str()), machine.serial.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    html! {
        tr id={ "machine-" (machine.id) } {
            (pick_cell(&cx.tr("machines-pick", &[("name", named.into())]), "chosen", &machine.id.to_string(), None))
            (name_cell(&format!("/machines/{}", machine.id), &machine.model, machine.place.as_deref().unwrap_or_default()))
            @for column in columns { td class=[column.right.then_some("right")] { (value(cx, one, column.name)) } }
        }
    }
}

fn value(cx: &Cx, one: &Installed, column: &str) -> Markup {
    let machine = &one.machine;
    match column {
        "serial" => html! { span.num { (machine.serial.as_deref().unwrap_or_default()) } },
        "customer" => html! { a href={ "/customers/" (machine.customer) } { (cx.customer(&one.customer_name)) } },
        "city" => html! { (one.city) },
        "place" => html! { (machine.place.as_deref().unwrap_or_default()) },
        "installed" => html! { (machine.installed_on.map(|day| date_digits(cx.lang(), day)).unwrap_or_default()) },
        "warranty" => charge::warranty_in_list(cx, machine),
        "contract" if one.contract => badge(Tone::Good, Icon::Contract, &cx.t("machines-contract-true")),
        "contract" => html! { span.muted { (cx.t("machines-contract-false")) } },
        "reading" => html! { (machine.reading.map(|reading| whole(cx.lang(), reading.into())).unwrap_or_default()) },
        "faults" if machine.open_faults == 0 => html! { span.muted { "0" } },
        "faults" => {
            badge(Tone::Warning, Icon::Alert, &cx.tr("customers-open-count", &[("count", machine.open_faults.into())]))
        }
        _ => html! {},
    }
}
