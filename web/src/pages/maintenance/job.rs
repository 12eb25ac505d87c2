//! A visit on the planning board: as a card in the queue and as a job in a technician's day.

use chrono::Timelike;
use maud::{Markup, html};
use projections::maintenance::visits::{State, Visit};

use super::{MOVE, words};
use crate::{
    components::{Button, Size, Tone, link_button, plain_badge},
    cx::Cx,
    icons::{Icon, icon},
};

/// A visit that waits to be planned; it can be dragged, and its button does the same in a dialog.
pub fn queue_card(cx: &Cx, visit: &Visit) -> Markup {
    let may = cx.may(MOVE);
    let name = cx.customer(&visit.customer_name);
    let label = cx.tr(
        "maintenance-plan-this",
        &[("customer", name.as_ref().into()), ("duration", words::long(cx, visit.expected).into())],
    );
    html! {
        li."queue-card".(visit.kind.name()) id={ "card-" (visit.id) } data-card data-visit=(visit.id) data-revision=(visit.revision)
            data-action=[may.then(|| format!("/visits/{}/schedule", visit.id))] data-duration=(visit.expected.max(15)) {
            span.grip aria-hidden="true" { @if may { (icon(Icon::Grip)) } }
            div {
                p."row gap-s" {
                    span.kind { (icon(words::kind_icon(visit.kind))) }
                    b { a href={ "/visits/" (visit.id) } { (name) } }
                    span.visually-hidden { ", " (words::kind_word(cx, visit.kind)) }
                }
                p."line-2 one-line" { (visit.city) " · " (subject(cx, visit)) }
                p."row wrap gap-s mt-1" {
                    @if let Some(due) = words::due_badge(cx, visit) { (due) }
                    (plain_badge(Tone::Neutral, &words::long(cx, visit.expected)))
                    (words::archived_badge(cx, visit))
                }
            }
            @if may {
                a."button small" href={ "/visits/" (visit.id) "/plan" } data-schedule
                    data-dialog-href={ "/visits/" (visit.id) "/plan" } aria-label=(label) { (cx.t("button-plan")) }
            }
        }
    }
}

/// A planned visit in a technician's day; `clashes` when it takes hours of another one.
pub fn job(cx: &Cx, visit: &Visit, clashes: bool) -> Markup {
    let may = cx.may(MOVE) && visit.state == State::Scheduled;
    let left = visit.state.is_open() && visit.slot.is_some_and(|slot| slot.on < cx.today());
    let (class, sign, state) = match visit.state {
        State::Finished => ("done", Icon::Check, Some("state-visit-finished")),
        State::Started => ("busy", Icon::Play, Some("state-visit-started")),
        _ if left => ("late", Icon::Alert, Some("maintenance-left-behind-one")),
        _ => ("", words::kind_icon(visit.kind), None),
    };
    let name = cx.customer(&visit.customer_name);
    let start = visit.slot.map(|slot| slot.from.num_seconds_from_midnight() / 60);
    let move_this = cx.tr("maintenance-move-this", &[("customer", name.as_ref().into())]);
    html! {
        li.job.(visit.kind.name()).(class) id={ "card-" (visit.id) } data-card data-visit=(visit.id) data-revision=(visit.revision)
            data-action=[may.then(|| format!("/visits/{}/schedule", visit.id))]
            data-unplan=[may.then(|| format!("/visits/{}/take-back", visit.id))]
            data-duration=[visit.slot.map(|slot| slot.minutes())] data-minutes=[start] {
            a href={ "/visits/" (visit.id) } {
                span.job-top {
                    span.job-time { (visit.slot.map(|slot| words::hours(cx, &slot)).unwrap_or_default()) }
                    (icon(sign))
                }
                b { (name) }
                span.job-where { (visit.city) }
                (words::archived_badge(cx, visit))
                @if clashes { span.job-clash { (icon(Icon::Alert)) (cx.t("maintenance-clashes")) } }
                span.visually-hidden {
                    ", " (words::kind_word(cx, visit.kind)) @if let Some(state) = state { ", " (cx.t(state)) }
                }
            }
            @if may {
                (schedule_button(&format!("/visits/{}/plan", visit.id), &move_this))
            }
        }
    }
}

fn schedule_button(href: &str, label: &str) -> Markup {
    html! {
        a."button small quiet only" href=(href) data-schedule data-dialog-href=(href) aria-label=(label) { (icon(Icon::Swap)) }
    }
}

/// What a visit is about: the machine and the task.
pub fn subject(cx: &Cx, visit: &Visit) -> String {
    let machine = words::machine(visit.model.as_deref(), visit.place.as_deref());
    let task = words::short(cx, &visit.task, 60);
    if machine.is_empty() { task } else { format!("{task}, {machine}") }
}

/// A link to the list of the same days.
pub fn link(href: &str, text: &str, current: bool) -> Markup {
    link_button(href, Button { text, size: Size::Small, current, ..Button::default() })
}
