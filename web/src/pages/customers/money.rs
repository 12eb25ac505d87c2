//! The card's parts about money: contracts, invoices and what was bought.

use axum::extract::Path;
use chrono::NaiveDate;
use domain::Permission;
use maud::{Markup, html};
use projections::customers::{purchases, summary};
use texts::format::{euros, quantity};

use super::{
    card::frame,
    customer,
    parts::{Asked, LIMIT, MANY, columns, nothing, part, short, titles, ways},
    pool,
};
use crate::{
    components::*,
    cx::{Answer, Cx, Query},
    icons::Icon,
};

/// `GET /customers/{id}/contracts`.
pub(super) async fn contracts(cx: Cx, Path(id): Path<String>) -> Answer {
    let card = customer(&cx, &id).await?;
    cx.require(Permission::SeeContracts)?;
    let found = summary::contracts(pool(&cx), &id).await?;
    let heads = titles(
        &cx,
        [
            ("label-number", false),
            ("label-kind", false),
            ("label-from", false),
            ("label-until", false),
            ("customers-fee", true),
            ("label-state", false),
        ],
    );
    let rows = html! {
        @for contract in &found {
            tr {
                (name_cell(&format!("/contracts/{}", contract.id), &format!("C-{}", contract.number), ""))
                td { (cx.t(&format!("document-kind-{}", contract.kind))) }
                td.nowrap { (short(&cx, &contract.starts)) }
                td.nowrap { (contract.ends.as_deref().map(|day| short(&cx, day)).unwrap_or_default()) }
                (figure_cell(&euros(cx.lang(), contract.fee_cents, &contract.currency)))
                td { (contract_badge(&cx, &contract.state)) }
            }
        }
    };
    let title = cx.t("nav-contracts");
    let content = html! {
        @if found.is_empty() { (nothing(&cx, Icon::Contract, "customers-no-contracts")) } @else {
            (table(Table { caption: &cx.tr("customers-table", &[("name", title.as_ref().into())]), columns: &columns(&heads), rows, ..Table::default() }))
        }
    };
    let text = cx.t("shell-new-contract");
    let new = (cx.may(Permission::EditContracts) && !card.archived)
        .then(|| (format!("/contracts/new?customer={id}"), text.as_ref(), false));
    frame(&cx, &card, "contracts", part("contracts", &title, new, content)).await
}

fn contract_badge(cx: &Cx, state: &str) -> Markup {
    match state {
        "running" => badge(Tone::Good, Icon::Check, &cx.t("state-contract-running")),
        "noticed" => badge(Tone::Warning, Icon::Clock, &cx.t("state-contract-notice-given")),
        "draft" => badge(Tone::Info, Icon::Contract, &cx.t("state-contract-draft")),
        "discarded" => badge(Tone::Neutral, Icon::X, &cx.t("customers-contract-discarded")),
        _ => badge(Tone::Neutral, Icon::X, &cx.t("state-contract-ended")),
    }
}

/// `GET /customers/{id}/invoices`.
pub(super) async fn invoices(cx: Cx, Path(id): Path<String>) -> Answer {
    let card = customer(&cx, &id).await?;
    cx.require(Permission::SeeInvoices)?;
    let found = summary::invoices(pool(&cx), &id, MANY).await?;
    let heads = titles(
        &cx,
        [
            ("label-number", false),
            ("label-date", false),
            ("customers-due", false),
            ("label-amount", true),
            ("customers-outstanding", true),
            ("label-state", false),
        ],
    );
    let rows = html! {
        @for invoice in &found {
            tr {
                (name_cell(&format!("/invoices/{}", invoice.id), &invoice.number, ""))
                td.nowrap { (short(&cx, &invoice.issued_on)) }
                td.nowrap { (short(&cx, &invoice.due)) }
                (figure_cell(&euros(cx.lang(), invoice.total_cents, &invoice.currency)))
                (figure_cell(&euros(cx.lang(), invoice.open_cents, &invoice.currency)))
                td { (invoice_badge(&cx, invoice)) }
            }
        }
    };
    let title = cx.t("nav-invoices");
    let content = html! {
        @if found.is_empty() { (nothing(&cx, Icon::Invoice, "customers-no-invoices")) } @else {
            (table(Table { caption: &cx.tr("customers-table", &[("name", title.as_ref().into())]), columns: &columns(&heads), rows, ..Table::default() }))
        }
    };
    let text = cx.t("shell-new-invoice");
    let new = cx.may(Permission::EditInvoices).then(|| (format!("/invoices/new?customer={id}"), text.as_ref(), false));
    frame(&cx, &card, "invoices", part("invoices", &title, new, content)).await
}

fn invoice_badge(cx: &Cx, invoice: &summary::Invoice) -> Markup {
    let late = invoice.due.parse::<NaiveDate>().is_ok_and(|due| due < cx.today());
    match (invoice.credited, invoice.open_cents <= 0, invoice.disputed, late) {
        (false, true, ..) if invoice.open_cents < 0 => badge(Tone::Warning, Icon::Undo, &cx.t("finance-view-owed")),
        (true, ..) => badge(Tone::Neutral, Icon::Undo, &cx.t("state-invoice-credited")),
        (_, true, ..) => badge(Tone::Good, Icon::Check, &cx.t("state-invoice-paid")),
        (_, _, true, _) => badge(Tone::Warning, Icon::Pause, &cx.t("state-invoice-disputed")),
        (_, _, _, true) => badge(Tone::Danger, Icon::Alert, &cx.t("customers-payment-late")),
        _ => badge(Tone::Info, Icon::Clock, &cx.t("state-invoice-open")),
    }
}

/// `GET /customers/{id}/purchases`.
pub(super) async fn purchases(cx: Cx, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let card = customer(&cx, &id).await?;
    cx.require(Permission::SeeInvoices)?;
    let page = purchases::of_customer(pool(&cx), &id, asked.after().as_ref(), LIMIT).await?;
    let heads = titles(
        &cx,
        [
            ("label-description", false),
            ("label-date", false),
            ("label-quantity", true),
            ("label-amount", true),
            ("customers-on-invoice", false),
        ],
    );
    let rows = html! {
        @for bought in &page.rows {
            tr {
                th scope="row" {
                    (bought.description)
                    @if bought.article.is_none() { small { (cx.t("customers-service")) } }
                }
                td.nowrap { (short(&cx, &bought.bought_on)) }
                (figure_cell(&quantity(cx.lang(), bought.quantity)))
                (figure_cell(&euros(cx.lang(), bought.amount_cents, &bought.currency)))
                td {
                    a href=(format!("/invoices/{}", bought.invoice)) { (bought.invoice_number) }
                    @if bought.credited { small { (cx.t("state-invoice-credited")) } }
                }
            }
        }
    };
    let title = cx.t("customers-tab-purchases");
    let here = format!("/customers/{id}/purchases");
    let content = html! {
        @if page.rows.is_empty() { (nothing(&cx, Icon::Cart, "customers-no-purchases")) } @else {
            (table(Table { caption: &cx.tr("customers-table", &[("name", title.as_ref().into())]), columns: &columns(&heads), rows, ..Table::default() }))
            (ways(&cx, &here, asked.after.is_some(), page.next.as_deref(), page.rows.len()))
        }
    };
    frame(&cx, &card, "purchases", part("purchases", &title, None, content)).await
}
