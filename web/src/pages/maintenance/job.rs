//! A visit on the planning board: as a card in the queue and as a job in a technician's day.

use std::iter;

use chrono::Timelike;
use domain::visit::Kind;
use maud::{Markup, html};
use projections::maintenance::{
    board::{Day, Lane},
    visits::{State, Visit},
};
use texts::format::clock;

use super::{MOVE, answer, words};
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
            data-move[may] data-kind=(visit.kind.name()) data-duration=(visit.expected.max(15))
            data-model=[&visit.model] data-postcode=(visit.postcode) data-due=[due(cx, visit)] {
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
                    (words::untold_badge(cx, visit))
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

/// How a planned visit is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// With all that a planner asks.
    Card,
    /// In one line.
    Line,
    /// Along the hours: the quarter at which it begins, and how many it takes.
    Bar((u32, u32)),
}

/// Words that stand in many jobs, looked up once.
pub struct Words {
    kinds: Vec<(Kind, String)>,
    finished: String,
    started: String,
    left: String,
    clashes: String,
    away: String,
    along: String,
    untold: String,
    resize: bool,
}

impl Words {
    /// In the reader's language.
    pub fn new(cx: &Cx) -> Self {
        let t = |key: &str| cx.t(key).into_owned();
        Self {
            kinds: Kind::ALL.map(|kind| (kind, words::kind_word(cx, kind))).into(),
            finished: t("state-visit-finished"),
            started: t("state-visit-started"),
            left: t("maintenance-left-behind-one"),
            clashes: t("maintenance-clashes"),
            away: t("maintenance-clashes-away"),
            along: t("maintenance-along"),
            untold: t("publish-untold"),
            resize: cx.may(MOVE),
        }
    }

    fn kind(&self, kind: Kind) -> &str {
        self.kinds.iter().find(|(known, _)| *known == kind).map_or("", |(_, word)| word)
    }
}

/// The classes of the columns that a bar lies in; `board-hours.css` knows them.
pub fn columns((from, quarters): (u32, u32)) -> String {
    format!("at-{from} for-{quarters}")
}

/// A planned visit in a technician's day; `aside` when something else is looked for.
pub fn job(cx: &Cx, said: &Words, visit: &Visit, look: Look, lane: &Lane, day: &Day, aside: bool) -> Markup {
    let who = lane.technician.id;
    let against = [
        day.clashes.contains(&visit.id).then_some(said.clashes.as_str()),
        (day.away.is_some() && visit.state.is_open()).then_some(said.away.as_str()),
    ];
    let clashes = against.iter().any(Option::is_some);
    let against = against.into_iter().flatten();
    // Where somebody only goes along, the visit is shown; it is moved where it is theirs who goes.
    let along = visit.technician != Some(who);
    let may = said.resize && visit.state == State::Scheduled && !along;
    let left = visit.state.is_open() && visit.is_over(cx.today());
    let several = !visit.rest.is_empty();
    let (class, sign, state) = match visit.state {
        State::Finished => ("done", Icon::Check, Some(&said.finished)),
        State::Started => ("busy", Icon::Play, Some(&said.started)),
        _ if left => ("late", Icon::Alert, Some(&said.left)),
        _ => ("", words::kind_icon(visit.kind), None),
    };
    let drawn = match look {
        Look::Card => String::new(),
        Look::Line => "line".into(),
        Look::Bar(place) => format!("bar {}", columns(place)),
    };
    let name = cx.customer(&visit.customer_name);
    let start = visit.slot.map(|slot| slot.from.num_seconds_from_midnight() / 60);
    let time = match look {
        Look::Line => None,
        Look::Bar(_) => visit.slot.map(|slot| clock(cx.lang(), slot.from)),
        Look::Card => visit.slot.map(|slot| words::hours(cx, &slot)),
    };
    html! {
        li.job.(visit.kind.name()).(class).(drawn).aside[aside].clash[clashes].along-with[along] id={ "card-" (visit.id) @if visit.stretch > 1 { "-" (visit.stretch) } @if along { "-" (who) } } data-card data-visit=(visit.id)
            data-revision=(visit.revision) data-move[may] data-stretch=[(may && several).then_some(visit.stretch)] data-kind=(visit.kind.name())
            data-duration=[visit.slot.map(|slot| slot.minutes())] data-minutes=[start]
            data-model=[visit.model.as_ref().filter(|_| may)] data-postcode=[may.then_some(&visit.postcode)]
            data-due=[due(cx, visit).filter(|_| may)] {
            @if look == Look::Line {
                @let more = [Some(said.kind(visit.kind)), state.map(String::as_str)];
                (line(cx, said, visit, along, &name, &more.into_iter().flatten().chain(against).collect::<Vec<_>>()))
            } @else {
                a href={ "/visits/" (visit.id) } {
                    span.job-top { span.job-time { (time.unwrap_or_default()) } (icon(sign)) }
                    b { (name) }
                    span.job-where { (visit.city) } (words::archived_badge(cx, visit))
                    @if along || !visit.helpers.is_empty() {
                        span.job-along { (icon(Icon::Users)) span { (with(said, visit, along)) } }
                    }
                    @if several { span.job-part { (stretch_of(cx, visit)) } }
                    @if visit.untold { span.job-untold { (icon(Icon::Mail)) span { (said.untold) } } }
                    (answer::mark(cx, visit))
                    @for why in against { span.job-clash { (icon(Icon::Alert)) (why) } }
                    span.visually-hidden { ", " (said.kind(visit.kind)) @if let Some(state) = state { ", " (state) } }
                }
            }
            @if may && look != Look::Line {
                @let move_this = cx.tr("maintenance-move-this", &[("customer", name.as_ref().into())]);
                (schedule_button(&format!("/visits/{}/{}", visit.id, if several { "split" } else { "plan" }), &move_this))
                span.resize data-resize aria-hidden="true" {}
            }
        }
    }
}

/// A visit in one line: four weeks have thousands, so nothing stands in it that isn't drawn, and what isn't drawn is said in its name.
fn line(cx: &Cx, said: &Words, visit: &Visit, along: bool, name: &str, more: &[&str]) -> Markup {
    let time = visit.slot.map_or_else(String::new, |slot| clock(cx.lang(), slot.from));
    let parts = (!visit.rest.is_empty())
        .then(|| (format!("{}/{}", visit.stretch, visit.rest.len() + 1), stretch_of(cx, visit)));
    let (part, which) = parts.unzip();
    let with = (along || !visit.helpers.is_empty()).then(|| with(said, visit, along));
    let untold = visit.untold.then_some(said.untold.as_str());
    let answer = answer::in_a_word(cx, visit);
    let drawn = [Some(time.as_str()), part.as_deref(), Some(name)].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let hidden = [which.as_deref(), with.as_deref(), untold, answer.as_deref()].into_iter().flatten();
    let label = iter::once(drawn.as_str()).chain(more.iter().copied()).chain(hidden).collect::<Vec<_>>().join(", ");
    html! {
        a href={ "/visits/" (visit.id) } aria-label=(label) {
            span.job-time { (time) } " "
            @if with.is_some() { span.job-along { (icon(Icon::Users)) } }
            @if let Some(part) = part { span.job-part { (part) } " " }
            @if visit.untold { span.job-untold { (icon(Icon::Mail)) } }
            b { (name) }
        }
    }
}

/// Who else goes: that it is somebody else's visit, or how many come with them.
fn with(said: &Words, visit: &Visit, along: bool) -> String {
    if along { said.along.clone() } else { format!("+{}", visit.helpers.len()) }
}

/// Until when the customer was promised somebody, as scripts compare it: `2026-11-17T16:41`.
fn due(cx: &Cx, visit: &Visit) -> Option<String> {
    words::promised(cx, visit).map(|at| at.format("%Y-%m-%dT%H:%M").to_string())
}

/// Which of a visit's stretches it is: `deel 1 van 2`.
pub fn stretch_of(cx: &Cx, visit: &Visit) -> String {
    cx.tr("split-part-of", &[("part", visit.stretch.into()), ("parts", (visit.rest.len() + 1).into())])
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
