//! One invoice: its lines and totals, what happened, and what can be done with it now.

use api::{App, Problem, app::NotMade};
use axum::{
    Router,
    extract::Path,
    http::{StatusCode, header},
    response::IntoResponse,
    routing::get,
};
use domain::{
    ExchangeRate, InvoiceId, Permission,
    mail::Document,
    settings::{COMPANY, Settings, VatKind},
};
use event_store::CommandError;
use maud::{Markup, html};
use projections::finance::{
    DEPARTMENT,
    invoice::{self, Card, Happened, Why},
    invoices::State,
};
use texts::format::{date_long, decimal, month_year};

use super::{draft, exchange, words};
use crate::{
    components::{
        Button, Column, Field, Kind, Look, PageHead, Panel, Table, crumbs, facts, link_button, page_head, panel,
        submit, table,
    },
    cx::{Answer, Cx, Refusal},
    form::Form,
    icons::{Icon, icon},
    pages::{management::why, undo::marks::ByRevision},
    shell,
};

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/invoices/{id}", get(show))
        .route("/invoices/{id}/pdf", get(pdf))
        .route("/invoices/{id}/credit-note", get(credit_note))
}

async fn found(cx: &Cx, id: &str) -> Result<Card, Refusal> {
    cx.require(Permission::SeeInvoices)?;
    let id: InvoiceId = id.parse().map_err(|_| cx.not_found())?;
    invoice::one(&cx.reads(&DEPARTMENT).pool, id, cx.today()).await?.ok_or_else(|| cx.not_found())
}

async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let card = found(&cx, &id).await?;
    let row = &card.row;
    let name = row.number.clone().unwrap_or_else(|| cx.t("state-invoice-draft").into_owned());
    let is_draft = row.state == State::Draft;
    let title = match is_draft {
        true => cx.t("finance-draft").into_owned(),
        false => cx.tr("finance-invoice", &[("number", (&name).into())]),
    };
    let edit = cx.may(Permission::EditInvoices);
    let (settings, _) = cx.app.log.state::<Settings>(COMPANY).await?;
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-invoices"), Some("/invoices")), (&name, None)]))
        (page_head(PageHead {
            title: &title,
            badges: Some(html! { @if !is_draft { (words::state(&cx, row)) } @if let Some(managed) = words::managed(&cx) { (managed) } }),
            lead: Some(html! { a href={ "/customers/" (row.customer) } { (cx.customer(&row.customer_name)) } @if !row.city.is_empty() { ", " (row.city) } }),
            actions: Some(actions(&cx, &card, edit)),
        }))
        div.split {
            div.stack {
                @if edit && is_draft { (draft::change(&cx, &card, &settings)) } @else { (lines(&cx, &card)) }
                (story(&cx, &card).await)
            }
            div.stack {
                (about(&cx, &card))
                (exchange::ask(&cx, &card, settings.vat_currency()))
                @if edit { (deeds(&cx, &card)) }
                (why::of_thing(&cx, &format!("invoice-{id}")).await?)
            }
        }
    };
    Ok(cx.page(&title, content))
}

fn actions(cx: &Cx, card: &Card, edit: bool) -> Markup {
    let at = |what: &str| format!("/invoices/{}/{what}", card.row.id);
    let issue = Form::new(cx, at("issue")).revision(card.row.revision).done("finance-done-issued");
    html! {
        @if card.row.number.is_some() {
            (link_button(&at("pdf"), Button { text: "PDF", icon: Some(Icon::Download), ..Button::default() }))
        }
        @if card.row.number.is_some() && cx.may(Permission::MoveVisits) {
            (link_button(&format!("/maintenance-plans/new?customer={}&invoice={}", card.row.customer, card.row.id), Button { text: &cx.t("plan-new"), icon: Some(Icon::Refresh), ..Button::default() }))
        }
        @if let Some(number) = &card.credit_number {
            (link_button(&at("credit-note"), Button { text: number, icon: Some(Icon::Download), ..Button::default() }))
        }
        @if edit && card.row.state == State::Draft {
            (issue.show_with(&[("class", "inline")], submit(Button { text: &cx.t("finance-issue"), look: Look::Primary, icon: Some(Icon::Send), ..Button::default() })))
        }
    }
}

fn lines(cx: &Cx, card: &Card) -> Markup {
    let titles =
        ["label-description", "label-quantity", "label-price", "label-vat", "label-amount"].map(|key| cx.t(key));
    let columns: Vec<Column> =
        titles.iter().enumerate().map(|(n, title)| Column { title, right: n > 0, ..Column::default() }).collect();
    let vat = |kind: VatKind, rate: Option<domain::Rate>| match (kind, rate) {
        (VatKind::ReverseCharge, _) => cx.t("finance-vat-reverse-charge").into_owned(),
        (_, Some(rate)) => format!("{rate}%"),
        (kind, None) => cx.t(&format!("finance-vat-{}", kind.name())).into_owned(),
    };
    let rows = html! {
        @for line in &card.items {
            tr {
                th scope="row" { (line.description) }
                td.right { (words::quantity(cx, line.quantity)) }
                td.right.amount { (words::money(cx, line.price)) }
                td.right { (vat(line.vat, line.rate)) }
                td.right.amount { (words::money(cx, line.net)) }
            }
        }
    };
    let sum = |text: &str, amount| html! { tr { th scope="row" colspan="4" { (text) } td.right.amount { (words::money(cx, amount)) } } };
    let foot = html! {
        (sum(&cx.t("finance-net"), card.row.net))
        @for rate in &card.by_rate {
            (sum(&cx.tr("finance-vat-over", &[("rate", vat(rate.vat, Some(rate.rate)).into()), ("net", words::money(cx, rate.net).into())]), rate.amount))
        }
        @if card.row.number.is_some() { (sum(&cx.t("label-total"), card.row.total)) }
    };
    let caption = cx.t("finance-lines");
    let list = table(Table {
        caption: &cx.t("finance-lines-caption"),
        columns: &columns,
        rows,
        foot: Some(foot),
        lines: true,
        ..Table::default()
    });
    panel(Panel { id: "lines", title: &caption, live: Some("finance"), full: Some(list), ..Panel::default() })
}

fn about(cx: &Cx, card: &Card) -> Markup {
    let row = &card.row;
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| html! { (date_long(cx.lang(), day)) });
    let origin = match &card.origin {
        Why::Hand => None,
        Why::Contract { contract, number, month } => Some(html! {
            a href={ "/contracts/" (contract) } { "C-" (number.as_deref().unwrap_or_default()) } ", " (month_year(cx.lang(), *month))
        }),
        Why::Visit { visit, number } => {
            Some(html! { a href={ "/visits/" (visit) } { "B-" (number.unwrap_or_default()) } })
        }
    };
    let address = card.buyer.as_ref().map(|buyer| html! { (buyer.name) br; (buyer.address) });
    let rows = [
        ("finance-origin", origin),
        ("finance-buyer", address),
        ("finance-issued-on", day(row.issued_on)),
        ("finance-due", day(row.due)),
        ("finance-delivered-from", day(card.delivered_from)),
        ("finance-delivered-on", day(card.delivered_on)),
        ("finance-exchange", exchange::noted(cx, card)),
        ("finance-reference", card.reference.as_ref().map(|text| html! { (text) })),
        if row.open.cents < 0 {
            ("finance-owed", Some(html! { b.amount { (words::money(cx, -row.open)) } }))
        } else {
            ("finance-open", row.number.as_ref().map(|_| html! { b.amount { (words::money(cx, row.open)) } }))
        },
        ("finance-reminder", row.number.as_ref().map(|_| words::reminder(cx, row))),
    ];
    let rows: Vec<_> = rows.into_iter().filter_map(|(key, value)| Some((cx.t(key), value?))).collect();
    let rows: Vec<(&str, Markup)> = rows.iter().map(|(label, value)| (label.as_ref(), value.clone())).collect();
    if rows.is_empty() {
        return html! {};
    }
    panel(Panel {
        id: "about",
        title: &cx.t("finance-about"),
        live: Some("finance"),
        body: Some(facts(&rows)),
        ..Panel::default()
    })
}

/// What can be done now, each with its form.
fn deeds(cx: &Cx, card: &Card) -> Markup {
    let row = &card.row;
    let form = |what: &str, done: &str| {
        Form::new(cx, format!("/invoices/{}/{what}", row.id)).revision(row.revision).done(done)
    };
    let with_reason = |what: &str, done: &str, name: &'static str, label: &str, button: &str| {
        let form = form(what, done).within(what);
        form.show(html! {
            (form.field(label, "", Field { name, ..Field::default() }))
            div.actions { (submit(Button { text: &cx.t(button), ..Button::default() })) }
        })
    };
    let unpaid = matches!(row.state, State::Open | State::Late | State::Disputed);
    let book = |what: &str, done: &str, amount: domain::Money, on: &'static str, button: &'static str| {
        let form = form(what, done);
        let today = texts::format::date_digits(cx.lang(), cx.today());
        form.show(html! {
            (form.field("label-amount", &words::typed_money(cx.lang(), amount), Field { name: "amount", kind: Kind::Money, ..Field::default() }))
            (form.field(on, &today, Field { name: "on", kind: Kind::Date, ..Field::default() }))
            (form.field("finance-bank-reference", "", Field { name: "reference", optional: true, ..Field::default() }))
            div.actions { (submit(Button { text: &cx.t(button), look: Look::Primary, icon: Some(Icon::Euro), ..Button::default() })) }
        })
    };
    let one = |id: &str, title: &str, body: Markup| {
        panel(Panel { id, title: &cx.t(title), body: Some(body), ..Panel::default() })
    };
    html! {
        @if unpaid {
            (one("pay", "finance-book-payment", book("record-payment", "finance-done-paid", row.open, "finance-paid-on", "finance-book-payment")))
        }
        @if row.open.cents < 0 {
            (one("refund", "finance-refund", book("record-refund", "finance-done-refunded", -row.open, "finance-refunded-on", "finance-refund")))
        }
        @if row.state == State::Disputed {
            (one("settle", "finance-settle", with_reason("settle-dispute", "finance-done-settled", "note", "finance-how-settled", "finance-settle")))
        } @else if unpaid {
            (one("dispute", "finance-dispute", with_reason("dispute", "finance-done-disputed", "reason", "label-reason", "finance-dispute")))
        }
        @if unpaid || matches!(row.state, State::Paid | State::Owed) {
            (one("credit", "finance-credit", with_reason("credit", "finance-done-credited", "reason", "label-reason", "finance-credit")))
        }
        @if row.state == State::Draft {
            @if let Why::Contract { month, .. } = card.origin {
                p.muted { (cx.tr("finance-discard-month", &[("month", month_year(cx.lang(), month).into())])) }
            }
            (one("discard", "finance-discard", with_reason("discard", "finance-done-discarded", "reason", "label-reason", "finance-discard")))
        }
    }
}

/// What was said; a rate is written as the reader writes numbers.
fn told(cx: &Cx, happened: &Happened, text: &str) -> String {
    let rate = text.split_once(", ").and_then(|(rate, source)| Some((rate.parse::<ExchangeRate>().ok()?, source)));
    match rate.filter(|_| happened.event == "exchange_rate_noted") {
        Some((rate, source)) => format!("{}, {source}", decimal(cx.lang(), rate.ten_thousandths(), 4)),
        None => text.to_owned(),
    }
}

async fn story(cx: &Cx, card: &Card) -> Markup {
    let marks = ByRevision::of(cx, &format!("invoice-{}", card.row.id)).await;
    let event = |happened: &Happened| {
        let at = cx.local_micros(happened.at);
        html! {
            li.event {
                span.mark { (icon(if matches!(happened.event.as_str(), "payment_recorded" | "payment_refunded") { Icon::Euro } else { Icon::Invoice })) }
                p.say {
                    (cx.t(&format!("event-{}", happened.event.replace('_', "-"))))
                    @if let Some(level) = happened.level { ", " (cx.tr("reminder-level", &[("level", level.into())])) }
                    @if let Some(amount) = happened.amount { " " b { (words::money(cx, amount)) } }
                }
                time datetime=(at.date()) { (date_long(cx.lang(), at.date())) }
                div.more { span.row.wrap."gap-s" {
                    @if let Some(text) = &happened.text { span { (told(cx, happened, text)) } }
                    (marks.tell(cx, happened.revision))
                } }
            }
        }
    };
    let body = html! { ol.timeline { @for happened in card.history.iter().rev() { (event(happened)) } } };
    panel(Panel {
        id: "story",
        title: &cx.t("finance-story"),
        live: Some("finance"),
        body: Some(body),
        ..Panel::default()
    })
}

async fn pdf(cx: Cx, Path(id): Path<String>) -> Answer {
    let card = found(&cx, &id).await?;
    let number = card.row.number.clone().ok_or_else(|| cx.not_found())?;
    document(&cx, Document::Invoice(card.row.id), &number).await
}

async fn credit_note(cx: Cx, Path(id): Path<String>) -> Answer {
    let card = found(&cx, &id).await?;
    let number = card.credit_number.clone().ok_or_else(|| cx.not_found())?;
    document(&cx, Document::CreditNote(card.row.id), &number).await
}

/// A document as the browser shows it.
///
/// # Errors
/// The page that says that it could not be made or was erased, or that who the company is must be filled in first.
pub async fn document(cx: &Cx, document: Document, name: &str) -> Answer {
    let say = |problem| Refusal(shell::plain_message(cx.lang(), &problem));
    let settings = cx.app.log.state::<Settings>(COMPANY).await;
    let settings = settings.map_err(|error| say(Problem::of_command(cx.lang(), CommandError::Store(error))))?.0;
    if settings.company.is_none() {
        return Err(say(Problem::new(cx.lang(), StatusCode::CONFLICT, "no-company")));
    }
    let made = cx.app.documents.pdf(document).await;
    let bytes = made.map_err(|error| {
        say(match error {
            NotMade::Erased => Problem::new(cx.lang(), StatusCode::GONE, "erased"),
            NotMade::Failed(why) => Problem::failure(cx.lang(), &why),
        })
    })?;
    let name = format!("inline; filename=\"{name}.pdf\"");
    Ok(([(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, name)], bytes)
        .into_response())
}
