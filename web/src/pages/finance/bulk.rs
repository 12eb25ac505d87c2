//! Several invoices at once: drafts are sent, late ones reminded; payments are asked for on a page of their own.

use api::{App, Session, command::together, fields::Form as Fields};
use axum::{
    Router,
    body::Bytes,
    response::{IntoResponse, Redirect},
    routing::post,
};
use domain::{
    InvoiceId, Permission,
    invoice::{Command, Invoice},
    settings::{COMPANY, Settings},
};
use event_store::{Given, Position};
use projections::finance::{DEPARTMENT, invoice};
use uuid::Uuid;

use super::payments;
use crate::{
    cx::{Answer, Cx},
    pages::outcome::{self, Became, Outcome, Told},
};

/// The most invoices in one go; a page of the list has fewer.
pub const MOST: usize = 200;

/// The address that the list posts to.
pub fn routes() -> Router<App> {
    Router::new().route("/invoices/bulk", post(act))
}

/// `POST /invoices/bulk` with `invoice` for each and `act=issue`, `act=remind` or `act=pay`.
async fn act(cx: Cx, body: Bytes) -> Answer {
    cx.require(Permission::EditInvoices)?;
    let fields: Fields = serde_html_form::from_bytes(&body).unwrap_or_default();
    let chosen = || fields.iter().filter(|(name, _)| name == "invoice").map(|(_, id)| id.as_str());
    let remind = match api::fields::last(&fields, "act") {
        Some("pay") => return Ok(Redirect::to(&payments::address(chosen())).into_response()),
        Some("issue") => false,
        Some("remind") => true,
        _ => return Err(cx.not_found()),
    };
    let request = api::fields::last(&fields, "_request").unwrap_or_default().to_owned();
    let (settings, _) = cx.app.log.state::<Settings>(COMPANY).await?;
    let levels = settings.reminder_days.len();
    let (mut outcomes, mut last) = (Vec::new(), None);
    for id in chosen().filter_map(|id| id.parse().ok()).take(MOST) {
        let id: InvoiceId = id;
        let Some(card) = invoice::one(&cx.reads(&DEPARTMENT).pool, id, cx.today()).await? else { continue };
        let next = u8::try_from(card.row.reminded + 1).unwrap_or(u8::MAX);
        let became = match remind {
            true if usize::from(next) > levels => Became::No(cx.t("finance-outcome-all-reminders").into_owned()),
            true => {
                give(&cx, id, Command::Remind { level: next }, "finance-outcome-reminded", &request, &mut last).await
            }
            false => give(&cx, id, Command::Issue {}, "finance-outcome-issued", &request, &mut last).await,
        };
        let name = match card.row.number.clone() {
            Some(number) => number,
            None => cx.t("state-invoice-draft").into_owned(),
        };
        outcomes.push(Outcome {
            href: format!("/invoices/{id}"),
            name,
            customer: cx.customer(&card.row.customer_name).into_owned(),
            became,
        });
    }
    if let Some(position) = last {
        cx.app.reads.wait(position, api::command::SHOWN_WITHIN).await;
    }
    let title = cx.t(if remind { "finance-remind-now" } else { "finance-issue" });
    let count = outcomes.iter().filter(|outcome| outcome.done()).count();
    let said = cx.tr("finance-bulk-done", &[("count", count.into())]);
    Ok(outcome::page(
        &cx,
        &outcome::INVOICES,
        &title,
        Told { said: &said, together: common(&cx.session, &request), ..Told::default() },
        &outcomes,
    ))
}

/// What all has in common that one form does.
pub fn common(session: &Session, request: &str) -> Option<Uuid> {
    (!request.is_empty()).then(|| together(session, request))
}

/// Gives one invoice its command; sent twice, the form's same request does it once.
pub async fn give(
    cx: &Cx,
    id: InvoiceId,
    command: Command,
    done: &'static str,
    request: &str,
    last: &mut Option<Position>,
) -> Became {
    let key = format!("{request} {command:?}");
    let command_id = if request.is_empty() { Uuid::now_v7() } else { Uuid::new_v5(&id.0, key.as_bytes()) };
    let correlation = common(&cx.session, request);
    let given = Given { command_id, correlation, ..Given::by(cx.session.actor()) };
    match cx.app.log.execute::<Invoice>(&id.to_string(), command, &given, cx.app.outside.as_ref()).await {
        Ok(applied) => {
            *last = applied.position.max(*last);
            if applied.position.is_some() { Became::Done(done) } else { Became::Was }
        }
        Err(error) => outcome::no(cx, error),
    }
}
