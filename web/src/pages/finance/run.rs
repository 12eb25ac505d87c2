//! The monthly run before it happens: which contracts are billed on the first, and for how much.

use api::App;
use axum::{Router, routing::get};
use chrono::Months;
use domain::Permission;
use maud::html;
use projections::finance::{DEPARTMENT, billing};
use texts::format::{date_long, month_year};

use super::words;
use crate::{
    components::{Column, PageHead, Panel, Table, crumbs, empty, page_head, panel, table},
    cx::{Answer, Cx},
    icons::Icon,
};

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/invoices/run", get(show))
}

async fn show(cx: Cx) -> Answer {
    cx.require(Permission::SeeInvoices)?;
    let month = billing::month_of(cx.today());
    let next = month.checked_add_months(Months::new(1)).unwrap_or(month);
    let fees = billing::fees(&cx.reads(&DEPARTMENT).pool, next).await?;
    let title = cx.t("finance-run");
    let titles = ["nav-contracts", "label-customer", "finance-month", "label-amount"].map(|key| cx.t(key));
    let columns: Vec<Column> =
        titles.iter().enumerate().map(|(n, title)| Column { title, right: n == 3, ..Column::default() }).collect();
    let rows = html! {
        @for fee in &fees {
            tr {
                th scope="row" { a href={ "/contracts/" (fee.contract) } { "C-" (fee.number) } }
                td { a href={ "/customers/" (fee.customer) } { (fee.customer_name) } }
                td {
                    (month_year(cx.lang(), fee.month))
                    @if fee.days_off > 0 { small { (date_long(cx.lang(), fee.from)) " – " (date_long(cx.lang(), fee.until)) } }
                }
                td.right.amount { (words::money(&cx, fee.amount)) }
            }
        }
    };
    let sum = fees.iter().map(|fee| fee.amount.cents).sum();
    let foot = html! { tr { th scope="row" colspan="3" { (cx.t("finance-net")) } td.right.amount { (words::cents(&cx, sum)) } } };
    let list =
        table(Table { caption: &title, columns: &columns, rows, foot: Some(foot), lines: true, ..Table::default() });
    let lead = cx.tr("finance-run-lead", &[("day", date_long(cx.lang(), next).into())]);
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-invoices"), Some("/invoices")), (&title, None)]))
        (page_head(PageHead { title: &title, lead: Some(html! { (lead) }), ..PageHead::default() }))
        @if fees.is_empty() {
            h2.visually-hidden { (cx.t("finance-lines")) }
            (empty(Icon::Contract, &cx.t("finance-run-nothing"), &cx.t("finance-run-nothing-why"), None))
        } @else {
            (panel(Panel { id: "fees", title: &cx.t("finance-run-fees"), live: Some("finance"), full: Some(list), ..Panel::default() }))
        }
    };
    Ok(cx.page(&title, content))
}
