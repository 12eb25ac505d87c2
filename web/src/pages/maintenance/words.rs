//! How maintenance speaks: numbers, kinds, states, promises and places, as badges and lines.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use domain::{Slot, calendar::Free, fault::Urgency, visit::Kind};
use maud::{Markup, html};
use projections::maintenance::{
    faults,
    visits::{self, Visit},
};
use texts::format::{clock, date_short, duration, relative_day};

use crate::{
    components::{Tone, badge},
    cx::Cx,
    icons::Icon,
};

/// Says that the customer was put away while the visit was not over.
pub fn archived_badge(cx: &Cx, visit: &Visit) -> Markup {
    let left = visit.archived && visit.state.is_open();
    html! { @if left { (badge(Tone::Warning, Icon::Lock, &cx.t("maintenance-customer-archived"))) } }
}

/// Says that the customer does not know yet how it is.
pub fn untold_badge(cx: &Cx, visit: &Visit) -> Markup {
    html! { @if visit.untold { (badge(Tone::Warning, Icon::Mail, &cx.t("publish-untold"))) } }
}

/// `S-2026-0412`.
pub fn fault_number(number: &str) -> String {
    format!("S-{number}")
}

/// `B-1234`.
pub fn visit_number(number: i64) -> String {
    format!("B-{number}")
}

/// The sign of a kind of visit.
pub fn kind_icon(kind: Kind) -> Icon {
    match kind {
        Kind::Fault => Icon::Alert,
        Kind::Maintenance => Icon::Wrench,
        Kind::Installation => Icon::Machine,
        Kind::Intake => Icon::Users,
    }
}

/// A kind of visit in words.
pub fn kind_word(cx: &Cx, kind: Kind) -> String {
    cx.t(&format!("visit-kind-{}", kind.name())).into_owned()
}

/// Haste in words.
pub fn urgency_word(cx: &Cx, urgency: Urgency) -> String {
    cx.t(&format!("urgency-{}", urgency.name())).into_owned()
}

/// Haste as a badge.
pub fn urgency_badge(cx: &Cx, urgency: Urgency) -> Markup {
    let (tone, sign) = match urgency {
        Urgency::Urgent => (Tone::Danger, Icon::Bolt),
        Urgency::High => (Tone::Warning, Icon::Clock),
        Urgency::Normal | Urgency::Low => (Tone::Neutral, Icon::Clock),
    };
    badge(tone, sign, &urgency_word(cx, urgency))
}

/// How a fault stands; an open one is planned when its newest visit is.
pub fn fault_badge(cx: &Cx, fault: &faults::Fault) -> Markup {
    let planned = fault.visit.as_ref().is_some_and(|visit| matches!(visit.state.as_str(), "scheduled" | "started"));
    match fault.state {
        faults::State::Open if planned => badge(Tone::Info, Icon::Calendar, &cx.t("state-fault-planned")),
        faults::State::Open => badge(Tone::Warning, Icon::Alert, &cx.t("state-fault-open")),
        faults::State::Solved => badge(Tone::Good, Icon::Check, &cx.t("state-fault-solved")),
        faults::State::Cancelled => badge(Tone::Neutral, Icon::X, &cx.t("state-fault-called-off")),
    }
}

/// Whether an open fault's visit is planned for later than its customer was promised.
pub fn is_late(cx: &Cx, fault: &faults::Fault, visit: &faults::Newest) -> bool {
    let planned = fault.state == faults::State::Open && visit.state == "scheduled";
    let begins = visit.slot.map(|slot| slot.on.and_time(slot.from));
    let waits = fault.promise.waits_for.is_some();
    planned && !waits && begins.is_some_and(|at| at > cx.local(fault.promise.due_at))
}

/// How a visit stands.
pub fn visit_badge(cx: &Cx, state: visits::State, solved: Option<bool>) -> Markup {
    use visits::State as S;
    match (state, solved) {
        (S::Queued, _) => badge(Tone::Warning, Icon::Clock, &cx.t("state-visit-to-plan")),
        (S::Scheduled, _) => badge(Tone::Info, Icon::Calendar, &cx.t("state-visit-planned")),
        (S::Started, _) => badge(Tone::Strong, Icon::Play, &cx.t("state-visit-started")),
        (S::Finished, Some(false)) => badge(Tone::Danger, Icon::Alert, &cx.t("state-visit-not-solved")),
        (S::Finished, _) => badge(Tone::Good, Icon::Check, &cx.t("state-visit-finished")),
        (S::Cancelled, _) => badge(Tone::Neutral, Icon::X, &cx.t("state-visit-called-off")),
    }
}

/// Until when someone was promised, and how pressing that is: passed or today, tomorrow, later.
pub fn promise(cx: &Cx, promised_at: DateTime<Utc>) -> (Tone, Icon, String) {
    let (at, today) = (cx.local(promised_at), cx.today());
    if promised_at < cx.app.log.clock.now() {
        let when = relative_day(cx.lang(), at.date(), today);
        return (Tone::Danger, Icon::Alert, cx.tr("maintenance-promise-late", &[("day", when.into())]));
    }
    if at.date() == today {
        let time = clock(cx.lang(), at.time());
        return (Tone::Danger, Icon::Bolt, cx.tr("maintenance-promise-today", &[("time", time.into())]));
    }
    before(cx, at.date())
}

/// How far what was promised about an open fault is: what it waits for, or what is due next.
pub fn standing(cx: &Cx, fault: &faults::Fault) -> (Tone, Icon, String) {
    let of = &fault.promise;
    due_at(cx, of.waits_for.as_deref(), of.press_at, of.due_at)
}

/// What was promised about a fault is not pressing while it waits; before it is over it may press already.
fn due_at(
    cx: &Cx,
    waits_for: Option<&str>,
    press_at: Option<DateTime<Utc>>,
    due_at: DateTime<Utc>,
) -> (Tone, Icon, String) {
    if let Some(waits_for) = waits_for {
        return (Tone::Neutral, Icon::Pause, waits(cx, waits_for));
    }
    let now = cx.app.log.clock.now();
    let (tone, sign, text) = promise(cx, due_at);
    if due_at < now || press_at.is_none_or(|at| at > now) {
        return (tone, sign, text);
    }
    let until = moment(cx, due_at);
    (Tone::Warning, Icon::Alert, cx.tr("promise-presses", &[("moment", until.into())]))
}

/// What a fault waits for.
pub fn waits(cx: &Cx, waits_for: &str) -> String {
    cx.t(&format!("promise-waits-{waits_for}")).into_owned()
}

/// A last day, and how pressing it is.
pub fn before(cx: &Cx, day: NaiveDate) -> (Tone, Icon, String) {
    let today = cx.today();
    let words = |key| cx.tr(key, &[("day", date_short(cx.lang(), day).into())]);
    match (day - today).num_days() {
        ..0 => (Tone::Danger, Icon::Alert, words("maintenance-promise-late")),
        0 | 1 => (Tone::Warning, Icon::Clock, words("maintenance-promise-before")),
        _ => (Tone::Neutral, Icon::Clock, words("maintenance-promise-before")),
    }
}

/// What a visit's customer was promised: by its fault, or the last day that was asked for.
pub fn due(cx: &Cx, visit: &visits::Visit) -> Option<(Tone, Icon, String)> {
    let by_fault = |at| due_at(cx, visit.waits_for.as_deref(), visit.press_at, at);
    let said = visit.promised_at.map(by_fault).or_else(|| visit.before.map(|day| before(cx, day)));
    said.or_else(|| visit.proposed.map(|day| proposed(cx, day)))
}

/// A day that a plan proposes, and how pressing it is.
fn proposed(cx: &Cx, day: NaiveDate) -> (Tone, Icon, String) {
    let words = |key| cx.tr(key, &[("day", relative_day(cx.lang(), day, cx.today()).into())]);
    match (day - cx.today()).num_days() {
        ..0 => (Tone::Danger, Icon::Alert, words("plan-proposed-late")),
        0 => (Tone::Warning, Icon::Clock, words("plan-proposed-today")),
        _ => (Tone::Neutral, Icon::Calendar, words("plan-proposed-soon")),
    }
}

/// Until when the customer was promised somebody, by our clock, where it can still be kept.
pub fn promised(cx: &Cx, visit: &visits::Visit) -> Option<NaiveDateTime> {
    let promised = visit.promised_at.filter(|at| *at > cx.app.log.clock.now()).map(|at| cx.local(at));
    let before = visit.before.filter(|day| visit.fault.is_none() && *day >= cx.today());
    promised.or_else(|| before?.and_hms_opt(23, 59, 0))
}

/// The same as a badge.
pub fn due_badge(cx: &Cx, visit: &visits::Visit) -> Option<Markup> {
    due(cx, visit).map(|(tone, sign, text)| badge(tone, sign, &text))
}

/// `08.00–09.30`.
pub fn hours(cx: &Cx, slot: &Slot) -> String {
    format!("{}–{}", clock(cx.lang(), slot.from), clock(cx.lang(), slot.until))
}

/// `di 17 nov, 08.00–09.30`.
pub fn appointment(cx: &Cx, slot: &Slot) -> String {
    format!("{}, {}", relative_day(cx.lang(), slot.on, cx.today()), hours(cx, slot))
}

/// Minutes as hours.
pub fn long(cx: &Cx, minutes: i64) -> String {
    duration(cx.lang(), minutes)
}

/// Minutes on the way: `20 min`, from an hour on `1,5 u`.
pub fn way(cx: &Cx, minutes: u32) -> String {
    match minutes {
        ..60 => cx.tr("maintenance-minutes", &[("minutes", minutes.into())]),
        _ => duration(cx.lang(), minutes.into()),
    }
}

/// Make, type and place of a machine in one line; nothing when it is not known.
pub fn machine(model: Option<&str>, place: Option<&str>) -> String {
    line(", ", [model, place])
}

/// What there is of some parts, in one line: what was erased leaves no gap.
pub fn line<'a>(between: &str, parts: impl IntoIterator<Item = Option<&'a str>>) -> String {
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
}

/// A name or text; of one that was erased the word for it.
pub fn name(cx: &Cx, name: &str) -> String {
    cx.named(name).into_owned()
}

/// Several names in one line.
pub fn names<'a>(cx: &Cx, names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().map(|one| name(cx, one)).collect::<Vec<_>>().join(", ")
}

/// The first line of a text, cut to what fits in a list.
pub fn short(cx: &Cx, text: &str, most: usize) -> String {
    let text = cx.named(text);
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= most {
        return line.to_owned();
    }
    let cut: String = line.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}

/// A day and time of a moment by the company's clock.
pub fn moment(cx: &Cx, at: DateTime<Utc>) -> String {
    let at = cx.local(at);
    format!("{} {}", relative_day(cx.lang(), at.date(), cx.today()), clock(cx.lang(), at.time()))
}

/// What a day is that is not worked on.
pub fn free_day(cx: &Cx, free: &Free<'_>) -> String {
    match free {
        Free::Weekend => cx.t("date-weekend").into_owned(),
        Free::Holiday(holiday) => cx.t(&format!("holiday-{}", holiday.code())).into_owned(),
        Free::Closed(name) => name.to_string(),
    }
}
