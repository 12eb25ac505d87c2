//! Several payments in one go: of each invoice that was chosen what came in, on which day and what the bank said.

use api::{
    App, Problem,
    decode::{command_schema, decode, kind_at},
    fields::{self, Form as Fields},
    problem::FieldError,
};
use axum::{Router, body::Bytes, extract::RawQuery, routing::get};
use domain::{InvoiceId, Permission, invoice::Command, registry::AnyCommand};
use maud::{Markup, html};
use projections::finance::{
    DEPARTMENT,
    invoice::{self, Card},
};
use texts::format::date_digits;

use super::{
    bulk::{self, MOST},
    words,
};
use crate::{
    components::{
        Button, Column, Field, Kind, Look, PageHead, Panel, Table, Tone, crumbs, empty, field, link_button, notice,
        page_head, panel, submit, table,
    },
    cx::{Answer, Cx, Failed, Refusal},
    form::Form,
    icons::Icon,
    pages::{
        management::words::caption,
        outcome::{self, Became, Outcome},
    },
};

/// The address of the form and of what it posts.
const PATH: &str = "/invoices/payments";
/// Key of the word for a payment that was booked.
const BOOKED: &str = "finance-outcome-booked";

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route(PATH, get(show).post(book))
}

/// The form for these invoices.
pub fn address<'a>(invoices: impl Iterator<Item = &'a str>) -> String {
    let chosen: Vec<String> = invoices.map(|id| format!("invoice={}", crate::cx::encode(id))).collect();
    format!("{PATH}?{}", chosen.join("&"))
}

async fn show(cx: Cx, RawQuery(query): RawQuery) -> Answer {
    cx.require(Permission::EditInvoices)?;
    let asked: Fields = serde_html_form::from_str(&query.unwrap_or_default()).unwrap_or_default();
    let chosen = asked.iter().filter(|(name, _)| name == "invoice").filter_map(|(_, id)| id.parse().ok());
    let cards = cards(&cx, chosen.collect()).await?;
    Ok(page(&cx, &cards))
}

async fn cards(cx: &Cx, chosen: Vec<InvoiceId>) -> Result<Vec<Card>, Refusal> {
    let mut cards = Vec::new();
    for id in chosen.into_iter().take(MOST) {
        cards.extend(invoice::one(&cx.reads(&DEPARTMENT).pool, id, cx.today()).await?);
    }
    Ok(cards)
}

fn name(cx: &Cx, card: &Card) -> String {
    card.row.number.clone().unwrap_or_else(|| cx.t("state-invoice-draft").into_owned())
}

fn page(cx: &Cx, cards: &[Card]) -> axum::response::Response {
    let title = cx.t("finance-book-payments");
    // What was posted stays in the form, also of one that was paid in the meantime.
    let (open, closed): (Vec<&Card>, Vec<&Card>) =
        cards.iter().partition(|card| cx.failed.is_some() || (card.row.number.is_some() && card.row.open.cents > 0));
    let closed: Vec<String> = closed.into_iter().map(|card| name(cx, card)).collect();
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-invoices"), Some("/invoices")), (&title, None)]))
        (page_head(PageHead { title: &title, lead: Some(html! { (cx.t("finance-book-lead")) }), ..PageHead::default() }))
        @if !closed.is_empty() {
            div."mb-4" { (notice(Tone::Info, Icon::Eye, html! { (cx.tr("finance-nothing-open", &[("numbers", closed.join(", ").into())])) }, None)) }
        }
        @if open.is_empty() {
            @let back = cx.t("finance-back-to-invoices");
            @let way = link_button("/invoices", Button { text: &back, ..Button::default() });
            section.panel { (empty(Icon::Euro, &cx.t("finance-nothing-to-book"), &cx.t("finance-nothing-to-book-why"), Some(way))) }
        } @else {
            (panel(Panel { id: "payments", title: &cx.t("finance-payments"), full: Some(form(cx, &open)), ..Panel::default() }))
        }
    };
    cx.page(&title, content)
}

fn form(cx: &Cx, cards: &[&Card]) -> Markup {
    let form = Form::new(cx, PATH).page(PATH);
    let titles =
        ["label-number", "label-customer", "finance-open", "label-amount", "finance-paid-on", "finance-bank-reference"];
    let titles = titles.map(|key| cx.t(key));
    let columns: Vec<Column> =
        titles.iter().enumerate().map(|(n, title)| Column { title, right: n == 2, ..Column::default() }).collect();
    let today = date_digits(cx.lang(), cx.today());
    let rows = html! {
        @for (n, card) in cards.iter().enumerate() {
            @let number = name(cx, card);
            @let open = words::typed_money(cx.lang(), card.row.open);
            tr {
                th scope="row" {
                    a.num href={ "/invoices/" (card.row.id) } { (number) }
                    input type="hidden" name={ "payments." (n) ".invoice" } value=(card.row.id);
                }
                td { (cx.customer(&card.row.customer_name)) }
                td.right.amount { (words::money(cx, card.row.open)) }
                td { (cell(cx, &form, n, &number, "amount", &open, Kind::Money)) }
                td { (cell(cx, &form, n, &number, "on", &today, Kind::Date)) }
                td { (cell(cx, &form, n, &number, "reference", "", Kind::Text)) }
            }
        }
    };
    let caption = caption(cx, &cx.t("finance-payments"));
    let list = table(Table { caption: &caption, columns: &columns, rows, ..Table::default() });
    let button = Button {
        text: &cx.tr("finance-book-go", &[("count", cards.len().into())]),
        icon: Some(Icon::Euro),
        look: Look::Primary,
        ..Button::default()
    };
    form.show_with(&[("class", "fields-table")], html! { (list) div.pager { (submit(button)) } })
}

/// A field whose column says its name to who sees it; who hears it hears the invoice's number too.
fn cell(cx: &Cx, form: &Form, n: usize, number: &str, part: &str, stored: &str, kind: Kind) -> Markup {
    let name = format!("payments.{n}.{part}");
    let label = cx.tr(&format!("finance-{part}-of"), &[("number", number.into())]);
    let value = form.value(&name, stored);
    let error = form.error(&name);
    field(&cx.words(), Field { name: &name, label: &label, value: &value, kind, error, ..Field::default() })
}

/// `POST /invoices/payments`: as long as a field can't be read nothing is booked; then each payment by itself, and what a
/// rule refuses is told. Sent twice, the form's same payments are booked once.
async fn book(mut cx: Cx, body: Bytes) -> Answer {
    cx.require(Permission::EditInvoices)?;
    let posted: Fields = serde_html_form::from_bytes(&body).unwrap_or_default();
    let (mut payments, mut errors) = (Vec::new(), Vec::new());
    for n in 0..MOST {
        let prefix = format!("payments.{n}.");
        let part = |(name, value): &(String, String)| Some((name.strip_prefix(&prefix)?.to_owned(), value.clone()));
        let mut row: Fields = posted.iter().filter_map(part).collect();
        let Some(id) = fields::last(&row, "invoice").and_then(|id| id.parse::<InvoiceId>().ok()) else { break };
        row.retain(|(name, _)| name != "invoice");
        match read(&cx, &row) {
            Ok(command) => payments.push((id, Some(command))),
            Err(problem) => {
                let of_row = |error: FieldError| FieldError { field: format!("{prefix}{}", error.field), ..error };
                errors.extend(problem.errors.into_iter().map(of_row));
                payments.push((id, None));
            }
        }
    }
    let cards = cards(&cx, payments.iter().map(|(id, _)| *id).collect()).await?;
    if !errors.is_empty() {
        let problem = Problem::invalid(cx.lang(), errors);
        cx.failed = Some(Failed { action: PATH.into(), fields: posted, problem });
        return Ok(page(&cx, &cards));
    }
    let request = fields::last(&posted, "_request").unwrap_or_default();
    let (mut outcomes, mut refused, mut last) = (Vec::new(), Vec::new(), None);
    for (id, command) in payments {
        let (Some(command), Some(card)) = (command, cards.iter().find(|card| card.row.id == id)) else { continue };
        let became = bulk::give(&cx, id, command, BOOKED, request, &mut last).await;
        if let Became::No(_) = became {
            refused.push(id.to_string());
        }
        let (href, customer) = (format!("/invoices/{id}"), cx.customer(&card.row.customer_name).into_owned());
        outcomes.push(Outcome { href, name: name(&cx, card), customer, became });
    }
    if let Some(position) = last {
        cx.app.reads.wait(position, api::command::SHOWN_WITHIN).await;
    }
    let count = outcomes.iter().filter(|outcome| outcome.done()).count();
    let said = cx.tr("finance-booked", &[("count", count.into())]);
    let more = cx.tr("finance-refused", &[("count", refused.len().into())]);
    let again = (!refused.is_empty()).then(|| address(refused.iter().map(String::as_str)));
    let told = outcome::Told {
        said: &said,
        more: again.as_ref().map(|_| more.as_str()),
        again: again.as_deref(),
        together: bulk::common(&cx.session, request),
    };
    Ok(outcome::page(&cx, &outcome::INVOICES, &cx.t("finance-book-payments"), told, &outcomes))
}

/// A row as the command that it asks for.
fn read(cx: &Cx, row: &Fields) -> Result<Command, Problem> {
    const NAME: &str = "record-payment";
    let kind = kind_at("invoices").ok_or_else(|| Problem::not_found(cx.lang()))?;
    let schema = command_schema(kind, NAME).ok_or_else(|| Problem::not_found(cx.lang()))?;
    match decode(kind, NAME, fields::to_json(row, schema, cx.today()), cx.lang())? {
        AnyCommand::Invoice(command) => Ok(command),
        _ => Err(Problem::not_found(cx.lang())),
    }
}
