//! The card's part with every paper of the customer: contracts, scans, invoices, credit notes and work sheets by date.

use axum::extract::Path;
use domain::Permission;
use maud::html;
use projections::customers::documents::{self, Document, May};

use super::{
    card::frame,
    customer,
    parts::{Asked, LIMIT, columns, nothing, part, short, titles, ways},
    pool,
};
use crate::{
    components::*,
    cx::{Answer, Cx, Query},
    icons::{Icon, icon},
};

/// `GET /customers/{id}/documents`.
pub(super) async fn show(cx: Cx, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let card = customer(&cx, &id).await?;
    let may = May { contracts: cx.may(Permission::SeeContracts), invoices: cx.may(Permission::SeeInvoices) };
    let page = documents::of_customer(pool(&cx), &id, may, asked.after().as_ref(), LIMIT).await?;
    let heads = titles(&cx, [("customers-document", false), ("label-date", false), ("customers-document-open", false)]);
    let rows = html! {
        @for document in &page.rows {
            @let (number, about) = whence(document);
            tr {
                th scope="row" {
                    (cx.t(&format!("customers-document-{}", document.kind)))
                    " " a href=(about) { (number) }
                }
                td.nowrap { (short(&cx, &document.on_day)) }
                td { a.nowrap href=(file(document)) { (icon(Icon::File)) " " (cx.tr("customers-document-file", &[("number", number.as_str().into())])) } }
            }
        }
    };
    let title = cx.t("customers-tab-documents");
    let here = format!("/customers/{id}/documents");
    let content = html! {
        @if page.rows.is_empty() { (nothing(&cx, Icon::File, "customers-no-documents")) } @else {
            (table(Table { caption: &cx.tr("customers-table", &[("name", title.as_ref().into())]), columns: &columns(&heads), rows, ..Table::default() }))
            (ways(&cx, &here, asked.after.is_some(), page.next.as_deref(), page.rows.len()))
        }
    };
    frame(&cx, &card, "documents", part("documents", &title, None, content)).await
}

/// The number as people say it, and the page of what the paper is of.
fn whence(document: &Document) -> (String, String) {
    let (number, about) = (&document.number, &document.about);
    match document.kind.as_str() {
        "contract" | "scan" => (format!("C-{number}"), format!("/contracts/{about}")),
        "worksheet" => (format!("B-{number}"), format!("/visits/{about}")),
        _ => (number.clone(), format!("/invoices/{about}")),
    }
}

/// Where the paper itself opens.
fn file(document: &Document) -> String {
    let about = &document.about;
    match (document.kind.as_str(), &document.scan) {
        ("scan", Some(hash)) => format!("/files/{hash}"),
        ("credit-note", _) => format!("/invoices/{about}/credit-note"),
        ("worksheet", _) => format!("/visits/{about}/work-sheet"),
        ("invoice", _) => format!("/invoices/{about}/pdf"),
        _ => format!("/contracts/{about}/pdf"),
    }
}
