//! One contract: its term at a glance, terms, machines, signature with proof, and what can be done with it now.

use api::App;
use axum::{Router, extract::Path, routing::get};
use chrono::NaiveDate;
use domain::{ContractId, Permission, mail::Document};
use maud::{Markup, html};
use projections::{
    finance,
    sales::{
        DEPARTMENT,
        contract::{self, Card, Signed},
    },
};
use texts::format::{date_digits, date_long, euros, month_year};

use super::list;
use crate::{
    components::{
        Button, Column, Field, Kind, Look, PageHead, Panel, Table, Tone, badge, crumbs, facts, facts_stacked,
        is_signature_path, link_button, page_head, panel, signature, signature_pad, submit, table,
    },
    cx::{Answer, Cx, Refusal},
    form::Form,
    icons::{Icon, icon},
    pages::finance::document,
};

/// The addresses of these pages.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/contracts/{id}", get(show))
        .route("/contracts/{id}/sign", get(sign))
        .route("/contracts/{id}/pdf", get(pdf))
}

/// The contract in the address.
///
/// # Errors
/// When there is none, or it may not be seen.
pub async fn found(cx: &Cx, id: &str) -> Result<Card, Refusal> {
    cx.require(Permission::SeeContracts)?;
    let id: ContractId = id.parse().map_err(|_| cx.not_found())?;
    contract::one(&cx.reads(&DEPARTMENT).pool, id, cx.today()).await?.ok_or_else(|| cx.not_found())
}

async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let card = found(&cx, &id).await?;
    let row = &card.row;
    let number = format!("C-{}", row.number);
    let title = cx.tr("contracts-contract", &[("number", (&number).into())]);
    let invoices = if cx.may(Permission::SeeInvoices) {
        finance::invoice::made_of(&cx.reads(&finance::DEPARTMENT).pool, row.id.0, cx.today()).await?
    } else {
        Vec::new()
    };
    let at = |what: &str| format!("/contracts/{id}/{what}");
    let edit = cx.may(Permission::EditContracts);
    let draft = row.state == "draft";
    let actions = html! {
        (link_button(&at("pdf"), Button { text: "PDF", icon: Some(Icon::Download), ..Button::default() }))
        @if edit && draft {
            (link_button(&at("edit"), Button { text: &cx.t("button-change"), icon: Some(Icon::Pen), ..Button::default() }))
            (link_button(&at("sign"), Button { text: &cx.t("button-sign"), icon: Some(Icon::Sign), look: Look::Primary, ..Button::default() }))
        }
    };
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-contracts"), Some("/contracts")), (&number, None)]))
        (page_head(PageHead {
            title: &title,
            badges: Some(html! {
                @if card.signature.is_some() { (badge(Tone::Strong, Icon::Sign, &cx.t("state-contract-signed"))) }
                (list::state(&cx, row))
                @if let Some(managed) = list::managed(&cx) { (managed) }
            }),
            lead: Some(html! {
                a href={ "/customers/" (row.customer) } { (row.customer_name) } ", " (row.city) " · "
                (cx.t(&format!("document-kind-{}", row.kind)))
            }),
            actions: Some(actions),
        }))
        (life(&cx, &card))
        div.split {
            div.stack { (terms(&cx, &card)) (machines(&cx, &card)) (story(&cx, &card)) }
            div.stack {
                @if let Some(signed) = &card.signature { (signed_panel(&cx, signed)) }
                @if !invoices.is_empty() { (bills(&cx, &invoices)) }
                @if edit { (deeds(&cx, &card)) }
            }
        }
    };
    Ok(cx.page(&title, content))
}

/// Begin, today, last day of notice and end on one line.
fn life(cx: &Cx, card: &Card) -> Markup {
    let row = &card.row;
    let whole = (row.ends - row.starts).num_days().max(1);
    let place = |day: NaiveDate| ((day - row.starts).num_days() * 1_000 / whole).clamp(0, 1_000);
    let (now, notice) = (place(cx.today()), place(row.last_notice));
    let day = |day| date_digits(cx.lang(), day);
    let says = cx.tr(
        "contracts-life",
        &[
            ("from", date_long(cx.lang(), row.starts).into()),
            ("until", date_long(cx.lang(), row.ends).into()),
            ("notice", date_long(cx.lang(), row.last_notice).into()),
        ],
    );
    let label = |text: &str, key: &str, class: &str| html! { span class=(class) { (text) small { (cx.t(key)) } } };
    let body = html! {
        svg.life viewBox="0 0 1000 64" role="img" aria-label=(says) {
            rect.track x="0" y="26" width="1000" height="10" rx="5" {}
            rect.past x="0" y="26" width=(now) height="10" rx="5" {}
            rect.notice-zone x=(notice) y="26" width=(1_000 - notice) height="10" rx="5" {}
            circle.here cx=(now.clamp(10, 990)) cy="31" r="10" {}
        }
        div.life-labels aria-hidden="true" {
            (label(&day(row.starts), "contracts-begin", "at-start"))
            (label(&day(cx.today()), "contracts-today", "at-now"))
            (label(&day(row.last_notice), "contracts-last-notice", "at-notice"))
            (label(&day(row.ends), "contracts-end", "at-end"))
        }
    };
    html! { div."mb-4" { (panel(Panel { id: "life", title: &cx.t("contracts-term"), live: Some("sales"), body: Some(body), ..Panel::default() })) } }
}

fn terms(cx: &Cx, card: &Card) -> Markup {
    let row = &card.row;
    let months = |count: i64| html! { (cx.tr("contracts-months", &[("count", count.into())])) };
    let renewal = if card.renewal == 0 {
        html! { (cx.t("contracts-no-renewal")) }
    } else {
        months(card.renewal)
    };
    let rows = [
        (
            "contracts-fee",
            Some(html! { span.amount { (euros(cx.lang(), row.monthly_fee.cents, row.monthly_fee.currency.code())) } }),
        ),
        ("contracts-first-term", Some(months(card.first_term))),
        ("contracts-renewal", Some(renewal)),
        ("contracts-notice", Some(months(card.notice))),
        ("contracts-billing", Some(html! { (cx.t("contracts-billed-first")) })),
        (
            "contracts-kept-at",
            card.signature.as_ref().and_then(|signed| signed.kept_at.clone()).map(|at| html! { (at) }),
        ),
        ("contracts-remarks", card.remarks.as_ref().map(|text| html! { (text) })),
    ];
    let rows: Vec<_> = rows.into_iter().filter_map(|(key, value)| Some((cx.t(key), value?))).collect();
    let rows: Vec<(&str, Markup)> = rows.iter().map(|(label, value)| (label.as_ref(), value.clone())).collect();
    panel(Panel {
        id: "terms",
        title: &cx.t("contracts-terms"),
        live: Some("sales"),
        body: Some(facts_stacked(&rows)),
        ..Panel::default()
    })
}

fn machines(cx: &Cx, card: &Card) -> Markup {
    let titles = ["label-machine", "label-serial-number", "label-place"].map(|key| cx.t(key));
    let columns: Vec<Column> = titles.iter().map(|title| Column { title, ..Column::default() }).collect();
    let rows = html! {
        @for machine in &card.machines {
            tr {
                th scope="row" { (machine.model) @if !machine.here { small { (cx.t("contracts-machine-gone")) } } }
                td { (machine.serial.as_deref().unwrap_or("–")) }
                td { (machine.place.as_deref().unwrap_or("–")) }
            }
        }
    };
    let title = cx.t("contracts-machines");
    let list = table(Table {
        caption: &cx.t("contracts-machines-caption"),
        columns: &columns,
        rows,
        lines: true,
        ..Table::default()
    });
    html! { @if !card.machines.is_empty() { (panel(Panel { id: "machines", title: &title, full: Some(list), ..Panel::default() })) } }
}

fn signed_panel(cx: &Cx, signed: &Signed) -> Markup {
    let at = cx.local_micros(signed.at);
    let name = if signed.name.is_empty() { cx.t("word-erased").into_owned() } else { signed.name.clone() };
    let drawing = signed.drawing.as_deref().filter(|path| is_signature_path(path));
    let hash = |hash: &String| html! { span.code.small { (hash) } };
    let rows = [
        ("contracts-signed-by", Some(html! { b { (name) } })),
        ("contracts-signed-on", Some(html! { (date_long(cx.lang(), signed.on)) })),
        (
            "contracts-recorded",
            Some(html! { (date_long(cx.lang(), at.date())) ", " (texts::format::time(cx.lang(), at.time())) }),
        ),
        ("contracts-fingerprint", signed.document.as_ref().map(hash)),
        (
            "contracts-scan",
            signed.scan.as_ref().map(|scan| {
                html! {
                    a href={ "/files/" (scan) } { (cx.t("contracts-open-scan")) } " " (hash(scan))
                }
            }),
        ),
        ("contracts-kept-at", signed.kept_at.as_ref().map(|at| html! { (at) })),
    ];
    let rows: Vec<_> = rows.into_iter().filter_map(|(key, value)| Some((cx.t(key), value?))).collect();
    let rows: Vec<(&str, Markup)> = rows.iter().map(|(label, value)| (label.as_ref(), value.clone())).collect();
    let label = cx.tr("contracts-signature-of", &[("name", (&name).into())]);
    let body = html! { @if let Some(path) = drawing { (signature(path, &label)) } (facts(&rows)) };
    panel(Panel { id: "signature", title: &cx.t("contracts-signature"), body: Some(body), ..Panel::default() })
}

fn bills(cx: &Cx, invoices: &[finance::invoices::Row]) -> Markup {
    let draft = cx.t("state-invoice-draft");
    let body = html! {
        ul.mini {
            @for row in invoices.iter().take(12) {
                li."row apart" {
                    span {
                        a href={ "/invoices/" (row.id) } { b { (row.number.as_deref().unwrap_or(&draft)) } }
                        span."line-2" { (row.issued_on.map(|day| month_year(cx.lang(), day)).unwrap_or_default()) }
                    }
                    (crate::pages::finance::state(cx, row))
                }
            }
        }
    };
    panel(Panel {
        id: "invoices",
        title: &cx.t("nav-invoices"),
        live: Some("finance"),
        full: Some(body),
        ..Panel::default()
    })
}

/// Notice, end, or calling a draft off.
fn deeds(cx: &Cx, card: &Card) -> Markup {
    let row = &card.row;
    let form = |what: &str, done: &str| {
        Form::new(cx, format!("/contracts/{}/{what}", row.id)).revision(row.revision).done(done)
    };
    let today = date_digits(cx.lang(), cx.today());
    let deed = |id: &str, key: &str, what: &str, done: &str, dated: bool| {
        let form = form(what, done).within(what);
        let body = form.show(html! {
            (form.field("label-reason", "", Field { name: "reason", ..Field::default() }))
            @if dated { (form.field("label-date", &today, Field { name: "on", kind: Kind::Date, ..Field::default() })) }
            div.actions { (submit(Button { text: &cx.t(key), ..Button::default() })) }
        });
        panel(Panel { id, title: &cx.t(key), body: Some(body), ..Panel::default() })
    };
    html! {
        @if row.state == "draft" { (deed("discard", "contracts-discard", "discard", "contracts-done-discarded", false)) }
        @if row.state == "running" { (deed("notice", "button-give-notice", "give-notice", "contracts-done-notice", true)) }
        @if row.state == "running" || row.state == "notice" { (deed("end", "contracts-end-now", "end", "contracts-done-ended", true)) }
    }
}

fn story(cx: &Cx, card: &Card) -> Markup {
    let body = html! {
        ol.timeline {
            @for happened in &card.history {
                @let at = cx.local_micros(happened.at);
                li.event {
                    span.mark { (icon(if happened.event == "contract_signed" { Icon::Sign } else { Icon::Contract })) }
                    p.say { (cx.t(&format!("event-{}", happened.event.replace('_', "-")))) }
                    time datetime=(at.date()) { (date_long(cx.lang(), at.date())) }
                    @if let Some(text) = &happened.text { div.more { (text) } }
                }
            }
        }
    };
    panel(Panel {
        id: "story",
        title: &cx.t("contracts-story"),
        live: Some("sales"),
        body: Some(body),
        ..Panel::default()
    })
}

/// Signing on our screen: by drawing, or by name alone.
async fn sign(cx: Cx, Path(id): Path<String>) -> Answer {
    cx.require(Permission::EditContracts)?;
    let card = found(&cx, &id).await?;
    let back = format!("/contracts/{id}");
    let title = cx.tr("contracts-sign", &[("number", format!("C-{}", card.row.number).into())]);
    let form = Form::new(&cx, format!("{back}/sign-on-screen"))
        .next(back.as_str())
        .revision(card.row.revision)
        .done("contracts-done-signed");
    let body = html! {
        p { (cx.t("contracts-sign-lead")) " " a href={ (back) "/pdf" } { (cx.t("contracts-read")) } }
        (form.field("contracts-signer", "", Field { name: "name", ..Field::default() }))
        (signature_pad("drawing", &cx.t("contracts-draw"), &cx.t("contracts-clear")))
        div.actions {
            (submit(Button { text: &cx.t("button-sign"), look: Look::Primary, icon: Some(Icon::Sign), ..Button::default() }))
            (link_button(&format!("{back}/on-paper"), Button { text: &cx.t("contracts-on-paper"), icon: Some(Icon::File), ..Button::default() }))
            (link_button(&back, Button { text: &cx.t("button-cancel"), ..Button::default() }))
        }
    };
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-contracts"), Some("/contracts")), (&title, None)]))
        (page_head(PageHead { title: &title, lead: Some(html! { (card.row.customer_name) }), ..PageHead::default() }))
        (panel(Panel { id: "sign", title: &cx.t("contracts-on-screen"), body: Some(form.show(body)), ..Panel::default() }))
    };
    Ok(cx.page(&title, content))
}

async fn pdf(cx: Cx, Path(id): Path<String>) -> Answer {
    let card = found(&cx, &id).await?;
    document(&cx, Document::Contract(card.row.id), &format!("C-{}", card.row.number)).await
}
