//! The table of invoices: the columns that one chose.

use domain::Money;
use maud::{Markup, html};
use projections::finance::invoices::{Row, Sort, State};
use texts::format::date_short;

use super::words;
use crate::{
    components::{self, Column, Table, pick_cell, table},
    cx::Cx,
    pages::columns::{Column as Chosen, List},
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
    let number = Chosen::usual("number", "label-number");
    let shown: Vec<&Chosen> = std::iter::once(&number).chain(chosen.iter().copied()).collect();
    let titles: Vec<_> = shown.iter().map(|column| cx.t(column.title)).collect();
    let links: Vec<_> = shown.iter().map(|column| sort_of(column.name).map(sorted)).collect();
    let columns: Vec<Column> = (0..shown.len())
        .map(|n| Column {
            title: &titles[n],
            sort_href: links[n].as_ref().map(|(href, _)| href.as_str()),
            // Numbers rise with the days: one order, said of the day alone.
            sorted: links[n].as_ref().and_then(|(_, now)| *now).filter(|_| n > 0),
            right: shown[n].right,
            hidden: false,
        })
        .collect();
    let body = html! { @for row in rows { (line(cx, row, chosen, pick.is_some())) } };
    let before = shown.iter().position(|column| column.name == "amount");
    let sums = Money::apart(rows.iter().map(|row| row.total));
    let foot = before.map(|before| {
        let after = shown.len() - before - 1;
        html! { tr {
            th scope="row" colspan=(before + usize::from(pick.is_some())) { (cx.t("finance-on-this-page")) }
            td.right.amount { (words::sums(cx, &sums)) }
            @if after > 0 { td colspan=(after) {} }
        } }
    });
    let caption = cx.t("finance-list-caption");
    table(Table { caption: &caption, columns: &columns, rows: body, foot, lines: true, pick })
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
