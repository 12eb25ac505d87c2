//! What happened with a fault or a visit, day by day, newest first.

use maud::{Markup, html};
use projections::maintenance::story::Line;
use texts::format::{clock, date_full, quantity};

use super::words;
use crate::{
    components::{Event, Tone, timeline},
    cx::Cx,
    icons::Icon,
    pages::undo::marks::{Marks, Told},
};

/// The story under the headings of its days.
pub async fn story(cx: &Cx, lines: &[Line]) -> Markup {
    let marks = Marks::of(cx, lines.iter().map(|line| line.position)).await;
    let days = lines.chunk_by(|one, other| cx.local(one.at).date() == cx.local(other.at).date());
    html! {
        @for lines in days {
            @let moments: Vec<(String, String)> = lines.iter().map(|line| (line.at.to_rfc3339(), clock(cx.lang(), cx.local(line.at).time()))).collect();
            @let events: Vec<Event> = lines.iter().zip(&moments).map(|(line, (datetime, time))| event(cx, line, &marks, datetime, time)).collect();
            @if let Some(first) = lines.first() {
                (timeline(&date_full(cx.lang(), cx.local(first.at).date()), &events))
            }
        }
    }
}

fn event<'a>(cx: &Cx, line: &'a Line, marks: &Marks, datetime: &'a str, time: &'a str) -> Event<'a> {
    let (tone, icon) = sign(&line.what);
    let what = match &line.reply {
        Some(reply) => cx.t(&format!("answer-{reply}")),
        None => cx.t(&format!("event-{}", line.what.replace('_', "-"))),
    };
    let who = match (&line.who, &line.said_by) {
        (_, Some(said_by)) => cx.named(said_by).into_owned(),
        (Some(who), None) => cx.colleague(who).into_owned(),
        (None, None) => cx.t("maintenance-by-itself").into_owned(),
    };
    let plan = line.slot.as_ref().map(|slot| {
        let all = std::iter::once(slot).chain(&line.rest).map(|slot| words::appointment(cx, slot));
        let when = all.collect::<Vec<_>>().join(", ");
        line.technician.as_ref().map_or_else(|| when.clone(), |technician| format!("{technician} · {when}"))
    });
    let told = Told {
        position: line.position,
        category: line
            .what
            .split_once('_')
            .map_or("visit", |(kind, _)| if kind == "fault" || kind == "mail" { kind } else { "visit" }),
        event_type: &line.what,
        by_person: line.who.is_some(),
    };
    Event {
        icon,
        tone,
        then: None,
        say: html! {
            (what)
            @if let (Some(id), Some(number)) = (line.visit, line.number) {
                " " a href={ "/visits/" (id) } { (words::visit_number(number)) }
            }
            @if let (Some(article), Some(count)) = (&line.article, line.quantity) {
                ": " (quantity(cx.lang(), count.thousandths())) " × " (article)
            }
            @if let (Some(step), Some(at)) = (&line.step, line.step_at) {
                ": " (cx.t(&format!("clock-was-{step}"))) " " (clock(cx.lang(), cx.local(at).time()))
            }
            @if let Some(next) = &line.next {
                ": " a href={ "/visits/" (next.id) } { (words::visit_number(next.number)) }
            }
        },
        datetime,
        time,
        more: Some(html! {
            span.row.wrap."gap-s" {
                span { (who) @if let Some(plan) = plan { ", " (plan) } }
                (marks.tell(cx, &told))
            }
        }),
        quote: line.note.as_deref().filter(|note| !note.is_empty()),
    }
}

fn sign(what: &str) -> (Tone, Icon) {
    match what {
        "fault_reported" | "fault_reopened" => (Tone::Danger, Icon::Alert),
        "fault_solved" | "visit_finished" => (Tone::Good, Icon::Check),
        "visit_scheduled" | "visit_moved" => (Tone::Info, Icon::Calendar),
        "visit_started" => (Tone::Strong, Icon::Play),
        "invitation_answered" | "mail_answered" => (Tone::Info, Icon::Mail),
        "fault_cancelled" | "visit_cancelled" | "visit_unscheduled" | "visit_interrupted" => (Tone::Neutral, Icon::X),
        "part_needed" | "part_used" | "part_returned" => (Tone::Neutral, Icon::Box),
        _ => (Tone::Neutral, Icon::Note),
    }
}
