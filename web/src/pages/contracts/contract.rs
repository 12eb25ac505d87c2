//! One contract: terms, machines, signature with proof, invoices and what happened.

use api::App;
use axum::{Router, extract::Path, routing::get};
use domain::{ContractId, Permission, mail::Document, privacy::Person};
use maud::{Markup, html};
use projections::{
    finance,
    maintenance::plans::Filter,
    sales::{
        DEPARTMENT,
        contract::{self, Card, Happened, Signed},
        hours::Hours,
    },
};
use texts::format::{date_long, duration, euros, month_year};

use super::{deeds, list, term};
use crate::{
    components::{
        Button, Column, PageHead, Panel, Table, Tone, badge, crumbs, facts, facts_stacked, is_signature_path,
        link_button, meter, owner_badge, page_head, panel, plain_badge, signature, table,
    },
    cx::{Answer, Cx, Refusal},
    icons::{Icon, icon},
    pages::{finance::document, maintenance::plans::of_thing::plans_of, privacy, undo::marks::ByRevision},
};

/// Invoices that are shown.
const SHOWN: usize = 6;

/// The addresses of these pages.
pub fn routes() -> Router<App> {
    Router::new().route("/contracts/{id}", get(show)).route("/contracts/{id}/pdf", get(pdf))
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
    let actions = html! {
        (link_button(&format!("/contracts/{id}/pdf"), Button { text: "PDF", icon: Some(Icon::Download), ..Button::default() }))
        @if cx.may(Permission::EditContracts) { (deeds::actions(&cx, &card)) }
    };
    let of = Filter { contract: Some(row.id), ..Filter::default() };
    let plans = plans_of(&cx, of, &format!("?customer={}&contract={}", row.customer, row.id)).await?;
    let customer = format!("/customers/{}", row.customer);
    let erased = privacy::erased(&cx, Person::Customer { customer: row.customer }, "privacy-what-contract").await?;
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-contracts"), Some("/contracts")), (&cx.customer(&row.customer_name), Some(&customer)), (&number, None)]))
        (page_head(PageHead {
            title: &title,
            badges: Some(html! {
                @if card.signature.is_some() { (badge(Tone::Strong, Icon::Sign, &cx.t("state-contract-signed"))) }
                (list::state(&cx, row))
                @if let Some(managed) = list::managed(&cx) { (managed) }
            }),
            lead: Some(html! {
                a href=(customer) { (cx.customer(&row.customer_name)) } @if !row.city.is_empty() { ", " (row.city) } " · "
                (cx.t(&format!("document-kind-{}", row.kind)))
                @if let Some(name) = card.salesperson_name.as_deref().filter(|name| !name.is_empty()) { " · " (name) }
            }),
            actions: Some(actions),
        }))
        @if row.customer_name.is_empty() { div."mb-4" { (erased) } }
        (term::life(&cx, &card))
        div.split {
            div.stack { (terms(&cx, &card)) (machines(&cx, &card)) (plans) (story(&cx, &card).await) }
            div.stack {
                @if let Some(signed) = &card.signature { (signed_panel(&cx, signed)) }
                (term::reminders(&cx, &card).await?)
                @if !invoices.is_empty() { (bills(&cx, row.customer, &invoices)) }
            }
        }
    };
    Ok(cx.page(&title, content))
}

fn terms(cx: &Cx, card: &Card) -> Markup {
    let row = &card.row;
    let months = |count: i64| html! { (cx.tr("contracts-months", &[("count", count.into())])) };
    let renewal = if card.renewal == 0 {
        html! { (cx.t("contracts-no-renewal")) }
    } else {
        html! { (cx.tr("contracts-each-time", &[("count", card.renewal.into())])) }
    };
    let rows = [
        (
            "contracts-fee",
            Some(html! { span.amount { (euros(cx.lang(), row.monthly_fee.cents, row.monthly_fee.currency.code())) } }),
        ),
        ("contracts-its-first-term", Some(months(card.first_term))),
        ("contracts-its-renewal", Some(renewal)),
        ("contracts-its-notice", Some(months(card.notice))),
        ("contracts-hours", card.hours.map(|hours| hours_of(cx, hours))),
        (
            "promise-level",
            Some(
                html! { (card.level.as_deref().map_or_else(|| cx.t("promise-usual"), |level| level.to_owned().into())) },
            ),
        ),
        ("contracts-billing", Some(html! { (cx.t("contracts-billed-first")) })),
        (
            "contracts-kept-at",
            card.signature.as_ref().and_then(|signed| said_of(&signed.kept_at)).map(|at| html! { (at) }),
        ),
        ("contracts-remarks", said_of(&card.remarks).map(|text| html! { (text) })),
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

/// What of a year's hours was used, and what is left.
pub fn hours_of(cx: &Cx, hours: Hours) -> Markup {
    let said = |minutes| duration(cx.lang(), minutes);
    let words = cx.tr(
        "contracts-hours-used",
        &[
            ("used", said(hours.used).into()),
            ("budget", said(hours.budget).into()),
            ("left", said(hours.left().max(0)).into()),
            ("since", date_long(cx.lang(), hours.since).into()),
        ],
    );
    let tone = if hours.left() <= 0 {
        Tone::Danger
    } else if hours.is_low() {
        Tone::Warning
    } else {
        Tone::Neutral
    };
    html! { (words) " " (meter(hours.used as f64 / hours.budget.max(1) as f64, None, tone)) }
}

fn machines(cx: &Cx, card: &Card) -> Markup {
    let titles = ["label-machine", "label-serial-number", "customers-stands"].map(|key| cx.t(key));
    let columns: Vec<Column> = titles.iter().map(|title| Column { title, ..Column::default() }).collect();
    let rows = html! {
        @for machine in &card.machines {
            tr {
                th scope="row" { b { (machine.model) } @if !machine.here { small { (cx.t("contracts-machine-gone")) } } }
                td { (machine.serial.as_deref().unwrap_or("–")) }
                td { (said_of(&machine.place).unwrap_or("–")) }
            }
        }
    };
    let (title, count) = (cx.t("contracts-machines"), card.machines.len().to_string());
    let list = table(Table {
        caption: &cx.t("contracts-machines-caption"),
        columns: &columns,
        rows,
        lines: true,
        ..Table::default()
    });
    html! { @if !card.machines.is_empty() { (panel(Panel {
        id: "machines", title: &title, beside: Some(plain_badge(Tone::Neutral, &count)), full: Some(list), ..Panel::default()
    })) } }
}

/// A text, where there is one that was not erased.
fn said_of(text: &Option<String>) -> Option<&str> {
    text.as_deref().filter(|text| !text.is_empty())
}

fn signed_panel(cx: &Cx, signed: &Signed) -> Markup {
    let at = cx.local_micros(signed.at);
    let name = cx.named(&signed.name);
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
                    // It went with the name of who signed it.
                    @if !signed.name.is_empty() { a href={ "/files/" (scan) } { (cx.t("contracts-open-scan")) } " " }
                    (hash(scan))
                }
            }),
        ),
        ("contracts-kept-at", said_of(&signed.kept_at).map(|at| html! { (at) })),
    ];
    let rows: Vec<_> = rows.into_iter().filter_map(|(key, value)| Some((cx.t(key), value?))).collect();
    let rows: Vec<(&str, Markup)> = rows.iter().map(|(label, value)| (label.as_ref(), value.clone())).collect();
    let label = cx.tr("contracts-signature-of", &[("name", name.as_ref().into())]);
    let body = html! { @if let Some(path) = drawing { (signature(path, &label)) } (facts(&rows)) };
    panel(Panel { id: "signature", title: &cx.t("contracts-signature"), body: Some(body), ..Panel::default() })
}

fn bills(cx: &Cx, customer: domain::CustomerId, invoices: &[finance::invoices::Row]) -> Markup {
    let draft = cx.t("state-invoice-draft");
    let body = html! {
        ul.mini {
            @for row in invoices.iter().take(SHOWN) {
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
        end: (!cx.may(Permission::EditInvoices)).then(|| owner_badge(&cx.t("customers-finance-manages"))),
        live: Some("finance"),
        full: Some(body),
        footer: (invoices.len() > SHOWN)
            .then(|| html! { a href={ "/customers/" (customer) "/invoices" } { (cx.t("contracts-all-invoices")) } }),
        ..Panel::default()
    })
}

async fn story(cx: &Cx, card: &Card) -> Markup {
    let marks = ByRevision::of(cx, &format!("contract-{}", card.row.id)).await;
    let automatic = cx.t("customers-story-automatic");
    let body = html! {
        ol.timeline {
            @for happened in &card.history {
                @let at = cx.local_micros(happened.at);
                @let (sign, tone) = mark(&happened.event);
                li.event {
                    span.mark.{ (tone.house_class()) } { (icon(sign)) }
                    p.say { (said(cx, happened, marks.takes_back(happened.revision))) }
                    time datetime=(at.format("%Y-%m-%dT%H:%M")) { (date_long(cx.lang(), at.date())) }
                    div.more { span.row.wrap."gap-s" {
                        @match (happened.by, &happened.by_name) {
                            (None, _) => span { (automatic) },
                            (Some(_), Some(name)) => span { (name) },
                            (Some(_), None) => {}
                        }
                        (marks.tell(cx, happened.revision))
                    } }
                    @if let (Some(text), true) = (said_of(&happened.text), happened.event != "contract_signed") { blockquote { (text) } }
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

/// What happened, in a sentence.
fn said(cx: &Cx, happened: &Happened, takes_back: bool) -> String {
    let name = said_of(&happened.text).unwrap_or_default();
    let day = happened.day.map(|day| date_long(cx.lang(), day)).unwrap_or_default();
    let key = match happened.event.as_str() {
        "contract_signed" if !name.is_empty() => "contracts-story-signed",
        "notice_given" => "contracts-story-notice",
        // What a notice ended runs on as it did.
        "contract_renewed" if takes_back => "contracts-story-notice-undone",
        "contract_renewed" => "contracts-story-renewed",
        "contract_ended" => "contracts-story-ended",
        other => return cx.t(&format!("event-{}", other.replace('_', "-"))).into_owned(),
    };
    cx.tr(key, &[("name", name.into()), ("day", day.into())])
}

fn mark(event: &str) -> (Icon, Tone) {
    match event {
        "contract_signed" => (Icon::Sign, Tone::Strong),
        "contract_renewed" => (Icon::Refresh, Tone::Strong),
        "notice_given" => (Icon::Clock, Tone::Warning),
        "contract_ended" | "contract_discarded" => (Icon::X, Tone::Neutral),
        "contract_changed" => (Icon::Pen, Tone::Neutral),
        _ => (Icon::Contract, Tone::Neutral),
    }
}

async fn pdf(cx: Cx, Path(id): Path<String>) -> Answer {
    let card = found(&cx, &id).await?;
    document(&cx, Document::Contract(card.row.id), &format!("C-{}", card.row.number)).await
}
