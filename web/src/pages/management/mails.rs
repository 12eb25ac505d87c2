//! Mails: what waits, what was sent, what failed; tried again or given up.

use api::App;
use axum::{Router, extract::Path, routing::get};
use domain::{
    MailId, Permission,
    mail::{Document, Letter},
};
use maud::{Markup, html};
use projections::{
    Cursor,
    customers::{self, card},
    desk::{
        DEPARTMENT,
        mails::{self, Mail},
    },
};
use serde::Deserialize;

use super::{why, words};
use crate::{
    components::{
        Button, Column, Field, Look, PageHead, Pager, Panel, Size, Suggest, Tab, Table, Tone, badge, combobox, crumbs,
        empty, facts, link_button, notice, page_head, pager, panel, submit, table, views,
    },
    cx::{Answer, Cx, Query, Refusal},
    form::Form,
    icons::Icon,
    pages::export,
};

/// Mails a page.
const LIMIT: u32 = 50;
/// The states, as the views list them: what wants attention first.
const STATES: [(&str, &str); 5] = [
    ("failed", "state-mail-failed"),
    ("waiting", "state-mail-queued"),
    ("in-hand", "management-mail-in-hand"),
    ("sent", "state-mail-sent"),
    ("given-up", "state-mail-given-up"),
];

/// The addresses of these pages.
pub fn routes() -> Router<App> {
    Router::new().route("/mails", get(list)).route("/mails/{id}", get(show))
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    state: Option<String>,
    #[serde(default)]
    customer: Option<String>,
    #[serde(default)]
    after: Option<String>,
}

async fn list(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::SeeMail)?;
    let pool = &cx.reads(&DEPARTMENT).pool;
    let (_, failed) = mails::counts(pool).await?;
    // What failed wants a person: the page opens on it.
    let first = if failed > 0 { "failed" } else { "sent" };
    let known = STATES.iter().map(|(state, _)| *state).find(|state| asked.state.as_deref() == Some(*state));
    let state = known.unwrap_or(first);
    let after = asked.after.as_deref().and_then(Cursor::parse);
    let customer = asked.customer.as_deref().filter(|id| !id.is_empty());
    let filter = mails::Filter { customer: customer.and_then(|id| id.parse().ok()), without: hidden(&cx) };
    let page = mails::list(pool, state, &filter, after, LIMIT).await?;
    let title = cx.t("nav-mail");
    let links = STATES.map(|(name, key)| {
        (cx.t(key), crate::cx::address("/mails", &[("state", Some(name)), ("customer", customer)]), name == state)
    });
    let tabs: Vec<Tab> =
        links.iter().map(|(text, href, current)| Tab { text, href, count: "", current: *current }).collect();
    let address = |after: Option<&str>| {
        crate::cx::address("/mails", &[("state", Some(state)), ("customer", customer), ("after", after)])
    };
    let content = html! {
        (page_head(PageHead { title: &title, lead: Some(html! { (cx.t("management-mails-lead")) }), actions: Some(export::button(&cx, "mails", &[("state", state)])), ..PageHead::default() }))
        (views(&title, &tabs))
        section.panel id="mails" aria-labelledby="mails-title" data-live="desk" {
            h2.visually-hidden id="mails-title" { (title) }
            (of_customer(&cx, state, customer).await?)
            @if page.rows.is_empty() {
                (empty(Icon::Mail, &cx.t("management-no-mails"), &cx.t("management-no-mails-why"), None))
            } @else {
                (rows(&cx, &page.rows))
                (pager(Pager {
                    status: &cx.tr("count-rows", &[("count", page.rows.len().into())]),
                    label: &cx.t("management-pages"),
                    previous: (&cx.t("management-newest"), asked.after.as_ref().map(|_| address(None)).as_deref()),
                    next: (&cx.t("management-older"), page.next.as_deref().map(|next| address(Some(next))).as_deref()),
                }))
            }
        }
    };
    Ok(cx.page(&title, content))
}

/// The kinds of things that the reader may not see.
fn hidden(cx: &Cx) -> Vec<&'static str> {
    mails::hidden(|permission| cx.may(permission))
}

/// Only one customer's mails: found while typing, and let go of again.
async fn of_customer(cx: &Cx, state: &str, customer: Option<&str>) -> Result<Markup, Refusal> {
    let known = match customer {
        Some(id) => card::one(&cx.reads(&customers::DEPARTMENT).pool, id, cx.today()).await?,
        None => None,
    };
    let name = known.map(|known| known.name).unwrap_or_default();
    let label = cx.t("label-customer");
    let all = cx.t("management-mails-all");
    Ok(html! {
        form.filters method="get" action="/mails" aria-label=(cx.t("button-filter")) {
            input type="hidden" name="state" value=(state);
            (combobox(&cx.words(), Field { name: "_customer", label: &label, value: &name, optional: true, ..Field::default() },
                Suggest { url: "/suggest/customers", into: "customer", chosen: customer.unwrap_or_default(), depends: None }))
            (submit(Button { text: &cx.t("button-filter"), ..Button::default() }))
            @if customer.is_some() { a.button href={ "/mails?state=" (state) } { (all) } }
        }
    })
}

/// A mail's subject; of a person who was forgotten nothing is left.
fn subject(cx: &Cx, mail: &Mail) -> String {
    words::known(cx, Some(&mail.subject))
}

/// Mails as a table.
pub fn rows(cx: &Cx, mails: &[Mail]) -> Markup {
    let titles = ["field-subject", "field-to", "label-when", "label-state"].map(|key| cx.t(key));
    let columns: Vec<Column> = titles.iter().map(|title| Column { title, ..Column::default() }).collect();
    let body = html! {
        @for mail in mails {
            tr id={ "mail-" (mail.id) } {
                th scope="row" {
                    a href={ "/mails/" (mail.id) } { (subject(cx, mail)) }
                    @if let Some(reason) = &mail.reason { small { (words::reason(cx, reason)) } }
                }
                td { (mail.name.as_deref().unwrap_or_default()) " " span.muted { (mail.address) } }
                td.nowrap { (words::when(cx, mail.sent_at.unwrap_or(mail.queued_at))) }
                td { (state(cx, mail)) }
            }
        }
    };
    table(Table {
        caption: &words::caption(cx, &cx.t("nav-mail")),
        columns: &columns,
        rows: body,
        lines: true,
        ..Table::default()
    })
}

fn state(cx: &Cx, mail: &Mail) -> Markup {
    if mail.state == "waiting" && mail.attempts > 0 {
        return badge(Tone::Warning, Icon::Refresh, &cx.t("management-mail-tried-again"));
    }
    let (tone, sign) = match mail.state.as_str() {
        "sent" => (Tone::Good, Icon::Check),
        "failed" => (Tone::Danger, Icon::Alert),
        "given-up" => (Tone::Neutral, Icon::X),
        "in-hand" => (Tone::Info, Icon::Send),
        _ => (Tone::Info, Icon::Clock),
    };
    let key = STATES.iter().find(|(name, _)| *name == mail.state).map_or("word-unknown", |(_, key)| *key);
    badge(tone, sign, &cx.t(key))
}

async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    cx.require(Permission::SeeMail)?;
    let id: MailId = id.parse().map_err(|_| cx.not_found())?;
    let found = mails::one(&cx.reads(&DEPARTMENT).pool, id).await?;
    let (mail, letter, documents) = found.ok_or_else(|| cx.not_found())?;
    if mail.is_about(&hidden(&cx)) {
        return Err(cx.forbidden());
    }
    let title = subject(&cx, &mail);
    let handle = cx.may(Permission::HandleMail) && mail.state != "sent" && letter.is_some();
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-mail"), Some("/mails")), (&title, None)]))
        (page_head(PageHead { title: &title, badges: Some(state(&cx, &mail)), ..PageHead::default() }))
        @if letter.is_none() { div."mb-4" { (notice(Tone::Info, Icon::Shield, html! { (cx.t("management-mail-erased")) }, None)) } }
        div.split {
            (text(&cx, letter.as_ref(), &documents))
            div.stack {
                (panel(Panel { id: "about", title: &cx.t("field-details"), live: Some("desk"), body: Some(about(&cx, &mail)), ..Panel::default() }))
                (why::of_thing(&cx, &format!("mail-{}", mail.id)).await?)
                @if handle { (acts(&cx, &mail)) }
            }
        }
    };
    Ok(cx.page(&title, content))
}

fn text(cx: &Cx, letter: Option<&Letter>, documents: &[Document]) -> Markup {
    let body = match letter {
        Some(letter) => html! { @for line in letter.text.lines() { @if !line.is_empty() { p { (line) } } } },
        None => html! { p.hint { (cx.t("word-erased")) } },
    };
    let along = html! { @for document in documents { (attachment(cx, *document)) } };
    panel(Panel {
        id: "text",
        title: &cx.t("field-text"),
        body: Some(body),
        footer: (!documents.is_empty()).then_some(along),
        ..Panel::default()
    })
}

/// What went along, as it is shown here.
fn attachment(cx: &Cx, document: Document) -> Markup {
    let (href, key, see) = match document {
        Document::Invoice(id) => (format!("/invoices/{id}/pdf"), "thing-invoice", Permission::SeeInvoices),
        Document::CreditNote(id) => (format!("/invoices/{id}"), "management-credit-note", Permission::SeeInvoices),
        Document::Contract(id) => (format!("/contracts/{id}/pdf"), "thing-contract", Permission::SeeContracts),
        Document::PurchaseOrder(id) => {
            (format!("/purchase-orders/{id}/pdf"), "thing-purchase-order", Permission::SeePurchasing)
        }
        Document::Worksheet(id) => (format!("/visits/{id}/work-sheet"), "maintenance-sheet", Permission::SeePlanning),
        Document::Appointment { visit, .. } => {
            (format!("/visits/{visit}"), "calendar-appointment", Permission::SeePlanning)
        }
    };
    let text = texts::format::capital(&cx.t(key));
    html! {
        @if cx.may(see) { (link_button(&href, Button { text: &text, icon: Some(Icon::File), size: Size::Small, ..Button::default() })) }
        @else { (text) }
    }
}

fn about(cx: &Cx, mail: &Mail) -> Markup {
    let category = mail.about.split('-').next().unwrap_or_default();
    let rows = [
        (
            "field-to",
            (!mail.address.is_empty()).then(|| html! { (mail.name.as_deref().unwrap_or_default()) " " (mail.address) }),
        ),
        (
            "label-customer",
            mail.customer.as_ref().map(|id| html! { a href={ "/customers/" (id) } { (cx.t("button-open")) } }),
        ),
        (
            "field-about",
            words::page_of(&mail.about).map(|href| html! { a href=(href) { (words::thing(cx, category)) } }),
        ),
        ("management-mail-written", Some(words::when(cx, mail.queued_at))),
        ("state-mail-sent", mail.sent_at.map(|at| words::when(cx, at))),
        ("field-attempt", (mail.attempts > 0).then(|| html! { (mail.attempts) })),
        ("field-next-try", mail.next_try.filter(|_| mail.attempts > 0).map(|at| words::when(cx, at))),
        ("label-reason", mail.reason.as_ref().map(|reason| html! { (words::reason(cx, reason)) })),
    ];
    let rows: Vec<_> = rows.into_iter().filter_map(|(key, value)| Some((cx.t(key), value?))).collect();
    let rows: Vec<(&str, Markup)> = rows.iter().map(|(label, value)| (label.as_ref(), value.clone())).collect();
    facts(&rows)
}

fn acts(cx: &Cx, mail: &Mail) -> Markup {
    let base = format!("/mails/{}", mail.id);
    let again = Form::new(cx, format!("{base}/retry")).next(base.as_str()).done("management-mail-again");
    let leave = Form::new(cx, format!("{base}/give-up")).next(base.as_str()).done("management-mail-left");
    let body = html! {
        div.stack {
            (again.show(html! { div { (submit(Button { text: &cx.t("button-send-again"), icon: Some(Icon::Refresh), look: Look::Primary, ..Button::default() })) } }))
            @if mail.state != "given-up" {
                (leave.show(html! {
                    (leave.field("label-reason", "", Field { name: "reason", ..Field::default() }))
                    div { (submit(Button { text: &cx.t("management-give-up"), look: Look::Danger, ..Button::default() })) }
                }))
            }
        }
    };
    panel(Panel { id: "acts", title: &cx.t("button-send"), body: Some(body), ..Panel::default() })
}
