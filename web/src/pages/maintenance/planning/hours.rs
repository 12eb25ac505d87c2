//! One day along its hours: each technician's visits where they lie on the clock.

use domain::{Slot, calendar::Calendar};
use maud::{Markup, html};
use projections::maintenance::board::{Day, Lane, Week};
use texts::format::date_full;

use super::{
    asked::Asked,
    lane::{self, Cell, minute},
    table::load,
};
use crate::{
    components::empty,
    cx::Cx,
    icons::Icon,
    pages::maintenance::{
        job::{self, Look, Words},
        route,
    },
};

/// The hours that are drawn, in minutes after midnight; `board-hours.css` has a column for each quarter of them.
const SCALE: (u32, u32) = (7 * 60, 19 * 60);

/// The day of each technician.
pub fn table(cx: &Cx, asked: &Asked, shown: &Week, calendar: &Calendar) -> Markup {
    let said = Words::new(cx);
    let Some(day) = shown.days.first() else { return html! {} };
    html! {
        div.board-wrap tabindex="0" role="region" aria-label=(cx.t("maintenance-board-scroll")) {
            table.board.hours {
                caption.visually-hidden { (cx.t("maintenance-board-caption")) }
                thead { tr {
                    th scope="col" { span.visually-hidden { (cx.t("label-technician")) } }
                    th scope="col" aria-current=[(*day == cx.today()).then_some("date")] data-label=(date_full(cx.lang(), *day)) {
                        span.visually-hidden { (date_full(cx.lang(), *day)) }
                        div.scale aria-hidden="true" { @for hour in (SCALE.0 / 60)..(SCALE.1 / 60) { span { (hour) } } }
                    }
                } }
                tbody { @for lane in &shown.lanes { @for day in &lane.days { (row(cx, asked, &said, lane, day, calendar)) } } }
            }
            @if shown.lanes.is_empty() { (empty(Icon::Users, &cx.t("maintenance-no-technicians"), &cx.t("maintenance-no-technicians-why"), None)) }
        }
    }
}

fn row(cx: &Cx, asked: &Asked, said: &Words, lane: &Lane, day: &Day, calendar: &Calendar) -> Markup {
    let Cell { open, from, until, off, earliest } = lane::cell(cx, lane, day, calendar);
    let (first, last) = if off.is_some() { (SCALE.1, SCALE.1) } else { (from, until) };
    lane::row(
        cx,
        lane,
        html! {
            td.away[off.is_some()] id={ "cell-" (lane.technician.id) "-" (day.day) } data-cell[open] data-scale
                data-technician=[open.then_some(lane.technician.id)] data-day=[open.then_some(day.day)]
                data-from=(from) data-until=(until) data-begin=(SCALE.0) data-end=(SCALE.1)
                data-earliest=[earliest] data-off=[off.as_deref().filter(|_| open)] {
                ol.along {
                    @for (begin, end) in [(SCALE.0, first), (last, SCALE.1)] {
                        @if let Some(place) = place(begin, end) { li.closed.(place) aria-hidden="true" {} }
                    }
                    @for visit in &day.visits {
                        @let look = visit.slot.map_or(Look::Card, |slot| Look::Bar(of_slot(&slot)));
                        (job::job(cx, said, visit, look, lane, day, !asked.looks_for(visit)))
                    }
                }
                @if let Some(off) = &off { p.off-line { (off) } }
                @if open && day.visits.len() > 2 {
                    a.route-link href=(route::of(lane.technician.id, day.day)) { (cx.t("maintenance-route")) span.visually-hidden { ": " (lane.technician.name) } }
                }
                (load(cx, day))
            }
        },
    )
}

/// Where a slot is drawn: the quarter at which it begins, and how many it takes.
fn of_slot(slot: &Slot) -> (u32, u32) {
    let quarter = |at: u32| (at.clamp(SCALE.0, SCALE.1) - SCALE.0) / 15;
    let last = (SCALE.1 - SCALE.0) / 15;
    let from = quarter(minute(slot.from)).min(last - 1);
    let until = quarter(minute(slot.until) + 14).clamp(from + 1, last);
    (from, until - from)
}

/// The classes of the columns from a minute up to another; none for nothing.
fn place(from: u32, until: u32) -> Option<String> {
    let within = |at: u32| at.clamp(SCALE.0, SCALE.1);
    let (from, until) = (within(from), within(until));
    (from < until).then(|| job::columns(((from - SCALE.0) / 15, (until - from).div_ceil(15))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{NaiveDate, NaiveTime};

    fn slot(from: (u32, u32), until: (u32, u32)) -> Slot {
        let at = |(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
        Slot { on: NaiveDate::default(), from: at(from), until: at(until) }
    }

    #[test]
    fn a_visit_is_drawn_at_its_quarters_and_never_outside_the_scale() {
        assert_eq!(of_slot(&slot((8, 0), (9, 30))), (4, 6));
        assert_eq!(of_slot(&slot((8, 10), (8, 20))), (4, 2));
        assert_eq!(of_slot(&slot((5, 0), (6, 0))), (0, 1));
        assert_eq!(of_slot(&slot((18, 0), (23, 0))), (44, 4));
        assert_eq!(of_slot(&slot((20, 0), (21, 0))), (47, 1));
    }
}
