//! The table of invoices: the columns that one chose.

use domain::Money;
use maud::{Markup, html};
use projections::finance::invoices::{Row, Sort, State};
use texts::format::date_short;

use super::words;
use crate::{
    components::{self, Table, pick_cell},
    cx::Cx,
    pages::columns::{self, Column as Chosen, List},
};

/// The columns to choose from.
pub const COLUMNS: List = List {
    name: "invoices",
    columns: &[
        Chosen::usual("customer", "label-customer"),
        Chosen::extra("city", "label-place"),
        Chosen::usual("date", "label-date"),
        Chosen::usual("due", "finance-due"),
        Chosen::usual("amount", "label-amount").right(),
        Chosen::extra("open", "finance-open").right(),
        Chosen::usual("state", "label-state"),
        Chosen::usual("reminder", "finance-reminder"),
    ],
};

/// The address of the list sorted by a column, and how it is sorted by it now.
pub(super) type Sorted<'a> = &'a dyn Fn(Sort) -> (String, Option<components::Sort>);

/// The table; `pick` when its rows can be chosen.
pub(super) fn listed(cx: &Cx, chosen: &[&Chosen], rows: &[Row], pick: Option<(&str, &str)>, sorted: Sorted) -> Markup {
    // Numbers rise with the days: one order, said of the day alone.
    let sort = |column: &str| sort_of(column).map(sorted).map(|(href, now)| (href, now.filter(|_| column != "number")));
    let body = html! { @for row in rows { (line(cx, row, chosen, pick.is_some())) } };
    let before = chosen.iter().position(|column| column.name == "amount").map(|before| before + 1);
    let sums = Money::apart(rows.iter().map(|row| row.total));
    let foot = before.map(|before| {
        let after = chosen.len() - before;
        html! { tr {
            th scope="row" colspan=(before + usize::from(pick.is_some())) { (cx.t("finance-on-this-page")) }
            td.right.amount { (words::sums(cx, &sums)) }
            @if after > 0 { td colspan=(after) {} }
        } }
    });
    let table = Table { caption: &cx.t("finance-list-caption"), rows: body, foot, pick, ..Table::default() };
    columns::listed(cx, &Chosen::usual("number", "label-number"), chosen, sort, table)
}

fn sort_of(column: &str) -> Option<Sort> {
    match column {
        "number" | "date" => Some(Sort::Date),
        "due" => Some(Sort::Due),
        "amount" => Some(Sort::Amount),
        _ => None,
    }
}

fn line(cx: &Cx, row: &Row, columns: &[&Chosen], pick: bool) -> Markup {
    let draft = cx.t("state-invoice-draft");
    html! {
        tr id={ "invoice-" (row.id) } {
            @if pick {
                @let name = row.number.as_deref().map_or_else(|| format!("{draft}, {}", cx.customer(&row.customer_name)), ToOwned::to_owned);
                (pick_cell(&cx.tr("finance-pick", &[("number", name.into())]), "invoice", &row.id.to_string(), Some(row.total)))
            }
            th scope="row" { a.num href={ "/invoices/" (row.id) } { (row.number.as_deref().unwrap_or(&draft)) } }
            @for column in columns { td class=[column.right.then_some("right amount")] { (value(cx, row, column.name)) } }
        }
    }
}

fn value(cx: &Cx, row: &Row, column: &str) -> Markup {
    let short = |day: Option<chrono::NaiveDate>| day.map_or_else(|| "–".into(), |day| date_short(cx.lang(), day));
    match column {
        "customer" => html! { a href={ "/customers/" (row.customer) } { (cx.customer(&row.customer_name)) } },
        "city" => html! { (row.city) },
        "date" => html! { (short(row.issued_on)) },
        "due" => html! { (short(row.due)) },
        "amount" => html! {
            b { (words::money(cx, row.total)) }
            @if row.state == State::Draft { small { (cx.t("finance-without-vat")) } }
            @else if row.open.cents > 0 && row.open != row.total { small { (cx.tr("finance-still-open", &[("open", words::money(cx, row.open).into())])) } }
        },
        "open" => html! { (words::money(cx, row.open)) },
        "state" => html! {
            (words::state(cx, row))
            @if let Some(day) = row.paid_on.filter(|_| row.state == State::Paid) { small { (date_short(cx.lang(), day)) } }
        },
        "reminder" => words::reminder(cx, row),
        _ => html! {},
    }
}
