//! The table of customers: the columns that one chose, boxes to choose customers with, and what can be done with those.

use maud::{Markup, html};
use projections::{
    Page,
    customers::list::{Customer, Filter, Payment, Sort as By},
};
use texts::format::{relative_day, whole};

use super::{list::address, may_edit, named, parts::both, phone};
use crate::{
    components::*,
    cx::{Cx, encode},
    icons::Icon,
    pages::{
        columns::{self, Column as Chosen, List},
        export,
    },
};
use domain::Permission;

/// The columns to choose from.
pub const COLUMNS: List = List {
    name: "customers",
    columns: &[
        Chosen::usual("city", "label-place"),
        Chosen::usual("contact", "label-contact"),
        Chosen::extra("phone", "label-phone"),
        Chosen::extra("email", "customers-email"),
        Chosen::extra("kind", "label-kind"),
        Chosen::usual("contract", "customers-contract"),
        Chosen::usual("machines", "customers-machines").right(),
        Chosen::usual("faults", "nav-faults").right(),
        Chosen::usual("payment", "customers-payment"),
        Chosen::extra("term", "customers-payment-term"),
        Chosen::usual("last-contact", "customers-last-contact"),
    ],
};

/// Id of the bar of what can be done with those that were chosen.
const BAR: &str = "customer-acts";

/// The table and its pager, or why there is none.
pub(super) fn rows(cx: &Cx, filter: &Filter, columns: &[&Chosen], page: &Page<Customer>, later: bool) -> Markup {
    if page.rows.is_empty() {
        let clear = cx.t("button-clear-filters");
        let way = link_button("/customers", Button { text: &clear, size: Size::Small, ..Button::default() });
        return empty(Icon::Users, &cx.t("customers-none"), &cx.t("customers-none-why"), Some(way));
    }
    let status = cx.tr("count-rows", &[("count", page.rows.len().into())]);
    let next = page.next.as_ref().map(|next| {
        let here = address("/customers", filter);
        let join = if here.contains('?') { '&' } else { '?' };
        format!("{here}{join}after={}", encode(next))
    });
    let first = later.then(|| address("/customers", filter));
    html! {
        (pickable(cx, filter, columns, &page.rows))
        @if next.is_some() || later {
            (pager(Pager {
                status: &status,
                label: &cx.t("customers-pages"),
                previous: (&cx.t("customers-first-page"), first.as_deref()),
                next: (&cx.t("button-next"), next.as_deref()),
            }))
        }
    }
}

/// The table with boxes to choose, for who may do something with several.
fn pickable(cx: &Cx, filter: &Filter, columns: &[&Chosen], rows: &[Customer]) -> Markup {
    let takes_out = export::may(cx, "customers");
    if !takes_out && !may_edit(cx) {
        return listed(cx, filter, columns, rows, None);
    }
    let words = ["one", "few", "many", "other"].map(|form| cx.t(&format!("customers-picked-{form}")));
    let picked = Picked { one: &words[0], few: &words[1], many: &words[2], other: &words[3], sum: false };
    let act = |key: &str, icon, value| {
        let text = cx.t(key);
        let (name, value) = (Some("act"), Some(value));
        submit(Button { text: &text, icon: Some(icon), size: Size::Small, name, value, ..Button::default() })
    };
    let take = Button {
        text: &cx.t("button-export"),
        icon: Some(Icon::Download),
        size: Size::Small,
        action: Some("/export/customers.xlsx"),
        ..Button::default()
    };
    let buttons = html! {
        @if may_edit(cx) && !filter.archived {
            (act("customers-chosen-terms", Icon::Euro, "terms"))
            (act("button-archive", Icon::Box, "archive"))
        }
        @if may_edit(cx) && filter.archived { (act("customers-restore", Icon::Undo, "restore")) }
        @if takes_out { (submit(take)) }
    };
    html! {
        form method="get" action="/customers/chosen" {
            @if filter.archived { input type="hidden" name="archived" value="true"; }
            (bulk_bar(BAR, &cx.t("customers-picked"), picked, &cx.t("button-unpick"), buttons))
            (listed(cx, filter, columns, rows, Some((BAR, &cx.t("customers-pick-all")))))
        }
    }
}

fn listed(cx: &Cx, filter: &Filter, chosen: &[&Chosen], rows: &[Customer], pick: Option<(&str, &str)>) -> Markup {
    let now = if filter.descending { Sort::Descending } else { Sort::Ascending };
    let sorted = |column: &str| {
        let sort = sort_of(column)?;
        Some((sorted_by(filter, sort), (sort == filter.sort).then_some(now)))
    };
    let body = html! { @for customer in rows { (row(cx, customer, chosen, pick.is_some())) } };
    let table = Table { caption: &cx.t("customers-table-wide"), rows: body, pick, ..Table::default() };
    columns::listed(cx, &Chosen::usual("name", "label-customer"), chosen, sorted, table)
}

fn sort_of(column: &str) -> Option<By> {
    match column {
        "name" => Some(By::Name),
        "city" => Some(By::City),
        "payment" => Some(By::Open),
        _ => None,
    }
}

/// Sorted by a column; by the one that sorts already, the other way round.
fn sorted_by(filter: &Filter, sort: By) -> String {
    // What is owed is asked for from the top.
    let descending = if filter.sort == sort { !filter.descending } else { sort == By::Open };
    address("/customers", &Filter { sort, descending, ..filter.clone() })
}

fn row(cx: &Cx, customer: &Customer, columns: &[&Chosen], pick: bool) -> Markup {
    let href = format!("/customers/{}", customer.id);
    let name = named(cx, &customer.name);
    html! {
        tr id={ "customer-" (customer.id) } {
            @if pick { (pick_cell(&cx.tr("customers-pick", &[("name", name.as_str().into())]), "chosen", &customer.id, None)) }
            (name_cell(&href, &name, &customer.number.to_string()))
            @for column in columns { td class=[column.right.then_some("right")] { (value(cx, customer, column.name)) } }
        }
    }
}

fn value(cx: &Cx, customer: &Customer, column: &str) -> Markup {
    let text = |text: Option<&str>| html! { (text.unwrap_or_default()) };
    match column {
        "city" => html! { (customer.city) },
        "contact" => text(customer.contact.as_deref()),
        "phone" => {
            html! { @if let Some(number) = &customer.phone { a.num href={ "tel:" (number) } { (phone(number)) } } }
        }
        "email" => html! { @if let Some(email) = &customer.email { a href={ "mailto:" (email) } { (email) } } },
        "kind" => html! { (cx.t(&format!("customers-kind-{}", customer.kind))) },
        "contract" => contract(cx, customer),
        "machines" if customer.machines == 0 => html! { span.muted { "0" } },
        "machines" => html! { (whole(cx.lang(), customer.machines)) },
        "faults" if customer.open_faults == 0 => html! { span.muted { "0" } },
        "faults" => {
            badge(Tone::Warning, Icon::Alert, &cx.tr("customers-open-count", &[("count", customer.open_faults.into())]))
        }
        "payment" => payment_badge(
            cx,
            customer.payment,
            [customer.open_cents, customer.open_pln_cents],
            [customer.late_cents, customer.late_pln_cents],
        ),
        "term" => term(cx, customer),
        "last-contact" => html! { @if let Some(at) = customer.last_contact { (day(cx, at)) } },
        _ => html! {},
    }
}

/// Their days to pay.
pub(super) fn term(cx: &Cx, customer: &Customer) -> Markup {
    match customer.payment_days {
        Some(days) => html! { (cx.tr("customers-days", &[("count", days.into())])) },
        None => html! { span.muted { (cx.t("customers-days-own")) } },
    }
}

fn contract(cx: &Cx, customer: &Customer) -> Markup {
    let Some(state) = customer.contract.as_deref() else {
        return html! { span.muted { (cx.t("customers-no-contract")) } };
    };
    let until = customer.contract_ends.as_deref().and_then(|day| day.parse().ok());
    let until = until
        .map(|day| cx.tr("customers-contract-until", &[("day", texts::format::month_year(cx.lang(), day).into())]));
    html! {
        @match state {
            "running" => (badge(Tone::Good, Icon::Check, &cx.t("state-contract-running"))),
            "noticed" => (badge(Tone::Warning, Icon::Clock, &cx.t("state-contract-notice-given"))),
            _ => (badge(Tone::Info, Icon::Contract, &cx.t("state-contract-draft"))),
        }
        @if let (Some(until), true) = (until, state != "draft") { small { (until) } }
    }
}

/// Paid, open or late, with how much.
pub(super) fn payment_badge(cx: &Cx, payment: Payment, open: [i64; 2], late: [i64; 2]) -> Markup {
    // The sum is Finance's and Sales' business; a technician sees the state alone.
    let with = |word: &str, [euros, pln]: [i64; 2]| match cx.may(Permission::SeeInvoices) {
        true => format!("{}, {}", cx.t(word), both(cx, euros, pln)),
        false => cx.t(word).into_owned(),
    };
    match payment {
        Payment::None => badge(Tone::Neutral, Icon::Invoice, &cx.t("customers-payment-none")),
        Payment::Paid => badge(Tone::Good, Icon::Check, &cx.t("customers-payment-paid")),
        Payment::Open => badge(Tone::Info, Icon::Clock, &with("customers-payment-open", open)),
        Payment::Late => badge(Tone::Danger, Icon::Alert, &with("customers-payment-late", late)),
    }
}

/// The day of a moment, near ones as a word.
pub(super) fn day(cx: &Cx, micros: i64) -> String {
    let day = cx.local_micros(micros).date();
    relative_day(cx.lang(), day, cx.today())
}
