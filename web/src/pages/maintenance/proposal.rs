//! A filled proposal for the queue: who could go where when, with the reasons; the planner takes lines of it, or all.

use api::{App, command::together, fields, fields::Form as Fields};
use axum::{Router, body::Bytes, routing::get};
use chrono::{NaiveDate, NaiveTime, Timelike};
use domain::{
    Line as Reason, Slot, UserId, VisitId,
    visit::{Command, Visit as Rules},
};
use event_store::{Given, Revision};
use maud::{Markup, html};
use projections::maintenance::{board, visit as one, visits::Visit};
use texts::format::relative_day;
use uuid::Uuid;

use super::{
    MOVE,
    fitting::{Agendas, Choice},
    job, pool, publish, visit_plan, words,
};
use crate::{
    Form,
    components::{
        Button, Column, Look, PageHead, Panel, Table, cell, crumbs, empty, link_button, page_head, panel, submit, table,
    },
    cx::{Answer, Cx, Refusal},
    icons::Icon,
    pages::outcome::{self, Became, Of, Outcome, Told},
};

/// Where lines are taken.
pub const PATH: &str = "/planning/proposal";
/// Visits that are proposed at once.
const MOST: u32 = 60;

/// Visits, as the page says it that tells what became of each.
const VISITS: Of = Of {
    path: "/planning",
    name: "nav-planning",
    back: "maintenance-back-to-board",
    caption: "maintenance-outcome-caption",
};

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route(PATH, get(show).post(act))
}

async fn show(cx: Cx) -> Answer {
    cx.require(MOVE)?;
    let lines = proposed(&cx).await?;
    let title = cx.t("maintenance-proposal");
    let content = html! {
        (crumbs(&cx.t("maintenance-crumbs"), &[(&cx.t("nav-planning"), Some("/planning")), (&title, None)]))
        (page_head(PageHead { title: &title, lead: Some(html! { (cx.t("maintenance-proposal-lead")) }), ..PageHead::default() }))
        @if lines.is_empty() {
            (empty(Icon::Check, &cx.t("maintenance-queue-empty"), &cx.t("maintenance-queue-empty-why"), None))
        } @else {
            (form(&cx, &lines, &publish::hint(&cx).await?))
        }
    };
    Ok(cx.page(&title, content))
}

/// What waits, the earliest promise first, each with the best time that is left when those before it have theirs.
async fn proposed(cx: &Cx) -> Result<Vec<(Visit, Option<Choice>)>, Refusal> {
    let queue = board::queue(pool(cx), None, MOST).await?;
    let mut agendas = Agendas::from(cx, cx.today()).await?;
    let mut lines = Vec::with_capacity(queue.len());
    for visit in queue {
        let choice = agendas.choices(&visit, words::promised(cx, &visit)).into_iter().next();
        if let Some(choice) = &choice {
            agendas.take(&visit, choice);
        }
        lines.push((visit, choice));
    }
    Ok(lines)
}

fn form(cx: &Cx, lines: &[(Visit, Option<Choice>)], hears: &str) -> Markup {
    let form = Form::new(cx, PATH);
    let titles = [
        "maintenance-proposal-take",
        "label-customer",
        "maintenance-proposal-when",
        "maintenance-proposal-why",
        "button-change",
    ]
    .map(|key| cx.t(key));
    let columns: Vec<Column> = titles.iter().map(|title| Column { title, ..Column::default() }).collect();
    let title = cx.t("maintenance-proposal");
    let all = table(Table {
        caption: &cx.t("maintenance-proposal-when"),
        columns: &columns,
        rows: html! { @for (visit, choice) in lines { (row(cx, visit, choice.as_ref())) } },
        ..Table::default()
    });
    form.show_with(
        &[("class", "stack")],
        html! {
            (panel(Panel { id: "proposal", title: &title, full: Some(all), ..Panel::default() }))
            p.hint { (hears) }
            div.actions {
                (submit(Button { text: &cx.t("maintenance-proposal-go"), look: Look::Primary, icon: Some(Icon::Check), key_hint: Some("Ctrl ↵"), ..Button::default() }))
                (link_button("/planning", Button { text: &cx.t("button-cancel"), ..Button::default() }))
            }
        },
    )
}

fn row(cx: &Cx, visit: &Visit, choice: Option<&Choice>) -> Markup {
    let name = cx.customer(&visit.customer_name);
    let take = cx.tr("maintenance-proposal-take-this", &[("customer", name.as_ref().into())]);
    let change = cx.tr(
        "maintenance-plan-this",
        &[("customer", name.as_ref().into()), ("duration", words::long(cx, visit.expected).into())],
    );
    let plan = format!("/visits/{}/plan", visit.id);
    html! {
        tr id={ "line-" (visit.id) } {
            (cell(html! { @if let Some(choice) = choice {
                label.check {
                    input type="checkbox" name="line" value=(line(visit, choice.technician, &choice.slot)) checked[choice.in_time != Some(false)] aria-label=(take);
                }
            } }))
            th scope="row" {
                a href={ "/visits/" (visit.id) } { (name) }
                small { (words::kind_word(cx, visit.kind)) " · " (job::subject(cx, visit)) @if let Some((_, _, due)) = words::due(cx, visit) { " · " (due) } }
            }
            @match choice {
                Some(choice) => {
                    (cell(html! { b { (words::name(cx, &choice.name)) } br; (relative_day(cx.lang(), choice.slot.on, cx.today())) " " (words::hours(cx, &choice.slot)) }))
                    (cell(html! { (visit_plan::reasons(cx, choice)) }))
                }
                None => { (cell(html! { "–" })) (cell(html! { (cx.t("maintenance-proposal-none")) })) }
            }
            (cell(html! { a."button small" href=(plan) data-dialog-href=(plan) aria-label=(change) { (cx.t("button-plan")) } }))
        }
    }
}

/// A line of the form: which visit as it was seen, and who goes when.
pub fn line(visit: &Visit, technician: UserId, slot: &Slot) -> String {
    let Slot { on, from, until } = slot;
    format!("{} {} {technician} {on} {} {}", visit.id, visit.revision, from.format("%H:%M"), until.format("%H:%M"))
}

struct Line {
    visit: VisitId,
    seen: u64,
    technician: UserId,
    slot: Slot,
}

impl Line {
    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(' ');
        let mut next = || parts.next();
        let (visit, seen, technician) = (next()?.parse().ok()?, next()?.parse().ok()?, next()?.parse().ok()?);
        let on: NaiveDate = next()?.parse().ok()?;
        let mut time = || NaiveTime::parse_from_str(next()?, "%H:%M").ok();
        let (from, until) = (time()?, time()?);
        Some(Self { visit, seen, technician, slot: Slot::new(on, from, until).filter(|slot| slot.from.second() == 0)? })
    }
}

/// `POST /planning/proposal` with a `line` for each that is taken. Sent twice, it is done once; taken back as one.
async fn act(cx: Cx, body: Bytes) -> Answer {
    cx.require(MOVE)?;
    let posted: Fields = serde_html_form::from_bytes(&body).unwrap_or_default();
    let request = fields::last(&posted, "_request").unwrap_or_default();
    let correlation = (!request.is_empty()).then(|| together(&cx.session, request));
    let lines = posted.iter().filter(|(name, _)| name == "line").filter_map(|(_, text)| Line::read(text));
    // Why it may be so all the same: where a day is put in another order, each stands in another's way for a moment.
    let overrule: Option<Reason> = fields::last(&posted, "overrule").and_then(|reason| reason.parse().ok());
    let (mut outcomes, mut last) = (Vec::new(), None);
    for line in lines.take(MOST as usize) {
        let Some(visit) = one::one(pool(&cx), line.visit).await? else { continue };
        let own = format!("{request} {}", line.visit);
        let again = (!request.is_empty()).then(|| Uuid::new_v5(&cx.session.user.0, own.as_bytes()));
        let command_id = again.unwrap_or_else(Uuid::now_v7);
        let given = Given { command_id, seen: Some(Revision(line.seen)), correlation, ..Given::by(cx.session.actor()) };
        let command = Command::Schedule {
            technician: line.technician,
            slot: line.slot,
            rest: Vec::new(),
            overrule: overrule.clone(),
        };
        let done = cx.app.log.execute::<Rules>(&line.visit.to_string(), command, &given, cx.app.outside.as_ref()).await;
        let became = match done {
            Ok(applied) => {
                last = applied.position.max(last);
                if let Some(position) = applied.position {
                    // The next one must not take the same hours.
                    cx.app.reads.wait(position, api::command::SHOWN_WITHIN).await;
                    Became::Done("state-visit-planned")
                } else {
                    Became::Was
                }
            }
            Err(error) => outcome::no(&cx, error),
        };
        outcomes.push(Outcome {
            href: format!("/visits/{}", line.visit),
            name: words::visit_number(visit.number),
            customer: cx.customer(&visit.customer_name).into_owned(),
            became,
        });
    }
    let count = outcomes.iter().filter(|outcome| outcome.done()).count();
    let said = cx.tr("maintenance-proposal-done", &[("count", count.into())]);
    let told = Told { said: &said, together: correlation.filter(|_| last.is_some()), ..Told::default() };
    Ok(outcome::page(&cx, &VISITS, &cx.t("maintenance-proposal"), told, &outcomes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_was_written_and_nothing_else_is() {
        let (visit, technician) = (Uuid::from_u128(7), Uuid::from_u128(8));
        let text = format!("{visit} 4 {technician} 2026-11-17 08:30 10:00");
        let read = Line::read(&text).map(|line| (line.visit.0, line.seen, line.technician.0, line.slot.minutes()));
        assert_eq!(read, Some((visit, 4, technician, 90)));
        for wrong in ["", "x", &format!("{visit} 4 {technician} 2026-11-17 10:00 08:30"), &format!("{visit} 4")] {
            assert!(Line::read(wrong).is_none(), "{wrong}");
        }
    }
}
