//! A technician's row of the board: who it is, what they can do, and what of a day can be planned.

use chrono::{NaiveTime, Timelike};
use domain::calendar::Calendar;
use maud::{Markup, html};
use projections::maintenance::board::{Day, Lane};
use texts::format::{date_short, duration};

use super::MOVE;
use crate::{components::large_avatar, cx::Cx, pages::maintenance::words};

/// A row, with what the script tells a planner while a card is held above it.
pub fn row(cx: &Cx, lane: &Lane, cells: Markup) -> Markup {
    let who = &lane.technician;
    let kinds = who.skills.kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(" ");
    let load = cx.tr(
        "maintenance-load-week",
        &[("planned", bare_hours(cx, lane.planned).into()), ("room", duration(cx.lang(), lane.room).into())],
    );
    html! {
        tr role="row" data-name=(words::name(cx, &who.name)) data-kinds=[Some(kinds).filter(|kinds| !kinds.is_empty())]
            data-models=[who.skills.models.as_ref()] data-areas=[who.skills.areas.as_ref()] {
            th scope="row" role="rowheader" {
                span.person {
                    (large_avatar(&who.name))
                    span {
                        b { (words::name(cx, &who.name)) }
                        @if let Some(region) = &who.region { span."line-2" { (region) } }
                        span."line-2 num" { (load) }
                    }
                }
            }
            (cells)
        }
    }
}

/// What of a technician's day can be planned.
pub struct Cell {
    /// Whether the reader may put something there.
    pub open: bool,
    /// Minute of the day at which they begin.
    pub from: u32,
    /// Minute at which they stop.
    pub until: u32,
    /// Why they are not there.
    pub off: Option<String>,
    /// The minute before which it is too late today.
    pub earliest: Option<u32>,
}

/// What of a day can be planned. A day that is over takes nothing any more; the server says so too.
pub fn cell(cx: &Cx, lane: &Lane, day: &Day, calendar: &Calendar) -> Cell {
    let today = cx.today();
    let open = day.day >= today && cx.may(MOVE);
    let hours = &lane.technician.hours;
    let own = hours.on(day.day);
    let (from, until) = own.map_or((calendar.opening.from, calendar.opening.until), |own| (own.from, own.until));
    let off = match &day.away {
        Some(away) => Some(cx.tr(
            "maintenance-away-until",
            &[("why", away_word(cx, &away.why).into()), ("day", date_short(cx.lang(), away.until).into())],
        )),
        None => match calendar.named(day.day) {
            Some(free) => Some(words::free_day(cx, &free)),
            None if own.is_none() && (hours.are_set() || !calendar.is_working(day.day)) => {
                Some(cx.t("maintenance-not-working").into_owned())
            }
            None => None,
        },
    };
    let now = minute(cx.local(cx.app.log.clock.now()).time());
    let earliest = (open && day.day == today).then_some(now);
    Cell { open, from: minute(from), until: minute(until), off, earliest }
}

/// Why somebody is away, in a word.
pub fn away_word(cx: &Cx, why: &str) -> String {
    let known = domain::user::Away::ALL.into_iter().find(|away| away.name() == why);
    cx.t(&format!("away-{}", known.unwrap_or(domain::user::Away::Otherwise).name())).into_owned()
}

/// Minutes after midnight.
pub fn minute(time: NaiveTime) -> u32 {
    time.num_seconds_from_midnight() / 60
}

/// Hours without their unit, where the same unit follows.
pub fn bare_hours(cx: &Cx, minutes: i64) -> String {
    let hours = duration(cx.lang(), minutes);
    hours.split_once([' ', '\u{a0}']).map_or(hours.clone(), |(number, _)| number.to_owned())
}
