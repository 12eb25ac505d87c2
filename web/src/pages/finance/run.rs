//! The monthly run: which contracts are billed and for how much; it happens by itself on the first, or at once by the button.

use api::App;
use axum::{Router, body::Bytes, routing::get};
use chrono::{Months, NaiveDate};
use domain::{
    Currency, Permission,
    invoice::{Command, Invoice, needs_exchange},
    settings::{COMPANY, Settings, VatKind},
};
use event_store::{CommandError, Given, Position};
use futures::{StreamExt, stream};
use maud::{Markup, html};
use projections::finance::{
    DEPARTMENT,
    fees::{self, Fee},
};
use reactors::contract_fees;
use serde::Deserialize;
use texts::format::{date_long, month_year, whole};
use uuid::Uuid;

use super::words;
use crate::{
    components::{
        Button, Column, Look, PageHead, Panel, Tab, Table, crumbs, empty, page_head, panel, submit, table, views,
    },
    cx::{Answer, Cx, Query},
    icons::Icon,
    pages::outcome::{self, Became, Outcome, Told},
};

/// Invoices that are made at once.
const AT_ONCE: usize = 16;

/// Fees that are shown; the run bills all.
const SHOWN: u32 = 100;

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/invoices/run", get(show).post(run))
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    month: Option<NaiveDate>,
}

/// This month and the next: what lies further ahead is not billed yet.
fn months(cx: &Cx) -> [NaiveDate; 2] {
    let month = fees::month_of(cx.today());
    [month, month.checked_add_months(Months::new(1)).unwrap_or(month)]
}

async fn show(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::SeeInvoices)?;
    let [this, next] = months(&cx);
    let pool = &cx.reads(&DEPARTMENT).pool;
    let sums = [fees::sum(pool, None, this).await?, fees::sum(pool, None, next).await?];
    // What is late first; without it what comes next.
    let shown = match asked.month {
        Some(month) => usize::from(month != this),
        None => usize::from(sums[0].count == 0),
    };
    let (month, sum) = ([this, next][shown], &sums[shown]);
    let due = fees::list(pool, month, SHOWN).await?;
    let title = cx.t("finance-run");
    let key = if shown == 0 { "finance-run-lead-now" } else { "finance-run-lead" };
    let lead = cx.tr(key, &[("day", date_long(cx.lang(), next).into())]);
    let words = [cx.t("finance-run-now").into_owned(), month_year(cx.lang(), next)];
    let links = [this, next].map(|month| format!("/invoices/run?month={month}"));
    let counts = [0, 1].map(|n| whole(cx.lang(), sums[n].count));
    let tabs: Vec<Tab> =
        (0..2).map(|n| Tab { text: &words[n], href: &links[n], count: &counts[n], current: n == shown }).collect();
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-invoices"), Some("/invoices")), (&title, None)]))
        (page_head(PageHead { title: &title, badges: words::managed(&cx), lead: Some(html! { (lead) }), ..PageHead::default() }))
        (views(&cx.t("finance-run-months"), &tabs))
        @if due.is_empty() {
            h2.visually-hidden { (cx.t("finance-lines")) }
            (empty(Icon::Contract, &cx.t("finance-run-nothing"), &cx.t("finance-run-nothing-why"), None))
        } @else {
            (panel(Panel {
                id: "fees",
                title: &cx.t("finance-run-fees"),
                live: Some("finance"),
                full: Some(list(&cx, &due, sum)),
                footer: cx.may(Permission::EditInvoices).then(|| go(&cx, month, sum.count)),
                ..Panel::default()
            }))
        }
    };
    Ok(cx.page(&title, content))
}

fn list(cx: &Cx, fees: &[Fee], sum: &fees::Sum) -> Markup {
    let titles = ["nav-contracts", "label-customer", "finance-month", "label-amount"].map(|key| cx.t(key));
    let columns: Vec<Column> =
        titles.iter().enumerate().map(|(n, title)| Column { title, right: n == 3, ..Column::default() }).collect();
    let rows = html! {
        @for fee in fees {
            tr {
                th scope="row" { a href={ "/contracts/" (fee.contract) } { "C-" (fee.number) } }
                td { a href={ "/customers/" (fee.customer) } { (cx.customer(&fee.customer_name)) } }
                td {
                    (month_year(cx.lang(), fee.month))
                    @if fee.days_off > 0 { small { (date_long(cx.lang(), fee.from)) " – " (date_long(cx.lang(), fee.until)) } }
                }
                td.right.amount { (words::money(cx, fee.amount)) }
            }
        }
    };
    let more = sum.count - i64::try_from(fees.len()).unwrap_or(sum.count);
    let foot = html! {
        @if more > 0 { tr { td colspan="4" { (cx.tr("finance-run-more", &[("count", whole(cx.lang(), more).into())])) } } }
        tr { th scope="row" colspan="3" { (cx.t("finance-net")) } td.right.amount { (words::sums(cx, &sum.amounts)) } }
    };
    let caption = cx.t("finance-run");
    table(Table { caption: &caption, columns: &columns, rows, foot: Some(foot), lines: true, ..Table::default() })
}

fn go(cx: &Cx, month: NaiveDate, count: i64) -> Markup {
    let text = cx.tr("finance-run-go", &[("count", count.into())]);
    html! {
        form method="post" action="/invoices/run" {
            input type="hidden" name="month" value=(month);
            (submit(Button { text: &text, icon: Some(Icon::Invoice), look: Look::Primary, ..Button::default() }))
        }
    }
}

/// `POST /invoices/run`: drafts what is to be billed up to a month; each draft is issued and mailed by itself. Done twice,
/// nothing is made twice: an invoice's id says of which contract and month it is.
async fn run(cx: Cx, body: Bytes) -> Answer {
    cx.require(Permission::EditInvoices)?;
    let asked: Asked = serde_html_form::from_bytes(&body).unwrap_or_default();
    let month = asked.month.filter(|month| months(&cx).contains(month)).ok_or_else(|| cx.not_found())?;
    let due = fees::list(&cx.reads(&DEPARTMENT).pool, month, u32::MAX).await?;
    let owed = cx.app.log.state::<Settings>(COMPANY).await?.0.vat_currency();
    let making: Vec<_> = due.iter().map(|fee| make(&cx, fee, owed)).collect();
    let made: Vec<(Option<Position>, Outcome)> = stream::iter(making).buffered(AT_ONCE).collect().await;
    if let Some(position) = made.iter().filter_map(|(position, _)| *position).max() {
        cx.app.reads.wait(position, api::command::SHOWN_WITHIN).await;
    }
    let outcomes: Vec<Outcome> = made.into_iter().map(|(_, outcome)| outcome).collect();
    let count = outcomes.iter().filter(|outcome| outcome.done()).count();
    let said = cx.tr("finance-run-done", &[("count", count.into())]);
    let follows = cx.t("finance-run-follows");
    let told = Told { said: &said, more: Some(&follows), ..Told::default() };
    Ok(outcome::page(&cx, &outcome::INVOICES, &cx.t("finance-run"), told, &outcomes))
}

async fn make(cx: &Cx, fee: &Fee, owed: Currency) -> (Option<Position>, Outcome) {
    let id = contract_fees::invoice_of(fee);
    let given = Given { command_id: Uuid::new_v5(&id.0, b"run"), ..Given::by(cx.session.actor()) };
    let vat = match contract_fees::vat_of(&cx.app.log, fee.customer, VatKind::Standard).await {
        Ok(vat) => vat,
        Err(error) => return (None, Outcome { became: outcome::no(cx, CommandError::Store(error)), ..of(cx, fee) }),
    };
    let draft = contract_fees::draft(fee, vat);
    let waits = matches!(&draft, Command::Draft { items, .. } if needs_exchange(items, owed));
    let drafted = cx.app.log.execute::<Invoice>(&id.to_string(), draft, &given, cx.app.outside.as_ref()).await;
    let (position, became) = match drafted {
        Ok(applied) if waits => (applied.position, Became::Waits("finance-outcome-needs-rate")),
        Ok(applied) => (applied.position, Became::Done("finance-outcome-made")),
        Err(CommandError::Refused(no)) if no.code == "already-drafted" => (None, Became::Was),
        Err(error) => (None, outcome::no(cx, error)),
    };
    (position, Outcome { became, ..of(cx, fee) })
}

fn of(cx: &Cx, fee: &Fee) -> Outcome {
    let name = format!("C-{}, {}", fee.number, month_year(cx.lang(), fee.month));
    let href = format!("/invoices/{}", contract_fees::invoice_of(fee));
    Outcome { href, name, customer: cx.customer(&fee.customer_name).into_owned(), became: Became::Was }
}
