//! How plans are spoken of: their schedule in words, how near a proposed day is, how they stand.

use chrono::NaiveDate;
use domain::plan::{Counted, Schedule};
use maud::{Markup, html};
use projections::maintenance::plans::{Plan, State};
use texts::format::{date_digits, relative_day};

use crate::{
    components::{Tone, badge},
    cx::Cx,
    icons::Icon,
};

/// `P-12`.
pub fn number(number: i64) -> String {
    format!("P-{number}")
}

/// When it comes round, in a line.
pub fn schedule(cx: &Cx, schedule: &Schedule) -> String {
    let Some(every) = schedule.every else {
        return cx.tr("plan-once", &[("day", date_digits(cx.lang(), schedule.first).into())]);
    };
    let mut parts = vec![cx.tr(&format!("plan-every-{}", schedule.unit.name()), &[("count", u32::from(every).into())])];
    if let Some((nth, weekday)) = schedule.nth.zip(schedule.weekday) {
        let nth = cx.t(&format!("plan-nth-{}", nth.name()));
        let weekday = cx.t(&format!("date-weekday-{}", weekday as u8 + 1));
        parts.push(cx.tr("plan-on-nth", &[("nth", nth.into()), ("weekday", weekday.into())]));
    }
    if !schedule.season.is_empty() {
        let months: Vec<_> = schedule.season.iter().map(|month| cx.t(&format!("date-month-{month}"))).collect();
        parts.push(cx.tr("plan-only-in", &[("months", months.join(", ").into())]));
    }
    if schedule.counted == Counted::Completed {
        parts.push(cx.t("plan-from-completed").into_owned());
    }
    if let Some(meter) = schedule.meter {
        parts.push(cx.tr("plan-or-meter", &[("count", meter.into())]));
    }
    if let Some(until) = schedule.until {
        parts.push(cx.tr("plan-until", &[("day", date_digits(cx.lang(), until).into())]));
    }
    parts.join(", ")
}

/// How near a proposed day is: over, today, within the days of warning, later.
pub fn proposed_badge(cx: &Cx, proposed: NaiveDate, warn: u16) -> Markup {
    let day = relative_day(cx.lang(), proposed, cx.today());
    let words = |key| cx.tr(key, &[("day", day.clone().into())]);
    match (proposed - cx.today()).num_days() {
        ..0 => badge(Tone::Danger, Icon::Alert, &words("plan-proposed-late")),
        0 => badge(Tone::Danger, Icon::Bolt, &words("plan-proposed-today")),
        days if days <= i64::from(warn) => badge(Tone::Warning, Icon::Clock, &words("plan-proposed-soon")),
        _ => badge(Tone::Neutral, Icon::Calendar, &words("plan-proposed-soon")),
    }
}

/// How a plan stands.
pub fn state(cx: &Cx, plan: &Plan) -> Markup {
    match (plan.state, plan.ending.as_deref()) {
        (State::Running, _) if plan.visit.is_some() => badge(Tone::Warning, Icon::Clock, &cx.t("plan-state-asked")),
        (State::Running, _) => badge(Tone::Good, Icon::Refresh, &cx.t("plan-state-running")),
        (State::Paused, _) => badge(Tone::Neutral, Icon::Pause, &cx.t("plan-state-paused")),
        (State::Ended, ending) => {
            let key = format!("plan-ended-{}", ending.unwrap_or("said"));
            badge(Tone::Neutral, Icon::X, &cx.t(&key))
        }
    }
}

/// When the next one falls due.
pub fn due(cx: &Cx, plan: &Plan) -> Markup {
    html! {
        @match plan.due.filter(|_| plan.state != State::Ended) {
            Some(day) => (relative_day(cx.lang(), day, cx.today())),
            None => "–",
        }
    }
}
