//! Technicians by days: a week with cards, or four weeks with a line for each visit.

use chrono::{Datelike, NaiveDate};
use domain::calendar::Calendar;
use maud::{Markup, html};
use projections::maintenance::{
    board::{Day, Lane, Week},
    visits::Visit,
};
use texts::format::{capital, date_full, duration, iso_week, week, weekday_short};

use super::{
    asked::{Asked, View},
    lane::{self, Cell},
};
use crate::{
    components::empty,
    cx::Cx,
    icons::{Icon, icon},
    pages::maintenance::{
        job::{self, Look, Words},
        words,
    },
};

/// The days of each technician, and below them those of all together.
pub fn table(cx: &Cx, asked: &Asked, shown: &Week, calendar: &Calendar) -> Markup {
    let said = Words::new(cx);
    let weeks = asked.view() == View::Weeks;
    html! {
        div.board-wrap tabindex="0" role="region" aria-label=(cx.t("maintenance-board-scroll")) {
            // Four weeks are laid out as boxes, which by themselves say no roles: see page-planning.css.
            table.board.weekend[shown.days.len() > 5 && !weeks].weeks[weeks] role="table" {
                caption.visually-hidden { (cx.t("maintenance-board-caption")) }
                thead role="rowgroup" { (head(cx, asked, &shown.days, weeks, calendar)) }
                tbody role="rowgroup" { @for lane in &shown.lanes { (row(cx, asked, &said, lane, calendar)) } }
                @if shown.lanes.len() > 1 { tfoot role="rowgroup" { (together(cx, shown)) } }
            }
            @if shown.lanes.is_empty() { (empty(Icon::Users, &cx.t("maintenance-no-technicians"), &cx.t("maintenance-no-technicians-why"), None)) }
        }
    }
}

fn head(cx: &Cx, asked: &Asked, days: &[NaiveDate], weeks: bool, calendar: &Calendar) -> Markup {
    let today = cx.today();
    html! {
        @if weeks {
            tr role="row" {
                td role="cell" {}
                @for days in days.chunk_by(|one, other| one.iso_week() == other.iso_week()) {
                    @let monday = super::monday(days[0]).to_string();
                    th.week scope="colgroup" colspan=(days.len()) role="columnheader" aria-colspan=(days.len()) {
                        a href=(asked.to(&[("view", "week"), ("week", &monday)])) { (capital(&week(cx.lang(), days[0]))) }
                    }
                }
            }
        }
        tr role="row" {
            @if weeks { td role="cell" {} } @else { th scope="col" role="columnheader" { span.visually-hidden { (cx.t("label-technician")) } } }
            @for day in days {
                @let href = asked.to(&[("view", "day"), ("week", &day.to_string())]);
                th scope="col" role="columnheader" aria-current=[(*day == today).then_some("date")] data-label=(date_full(cx.lang(), *day)) {
                    a href=(href) { (weekday_short(cx.lang(), *day)) " " b { (day.day()) } }
                    @if *day == today && !weeks { span.today { (cx.t("date-today")) } }
                    @if let Some(free) = calendar.named(*day) {
                        @let free = words::free_day(cx, &free);
                        @if weeks { span.visually-hidden { (free) } } @else { span."line-2" { (free) } }
                    }
                }
            }
        }
    }
}

fn row(cx: &Cx, asked: &Asked, said: &Words, lane: &Lane, calendar: &Calendar) -> Markup {
    let look = if asked.view() == View::Weeks { Look::Line } else { Look::Card };
    lane::row(
        cx,
        lane,
        html! {
            @for day in &lane.days { (cell(cx, asked, said, lane, day, look, calendar)) }
        },
    )
}

fn cell(cx: &Cx, asked: &Asked, said: &Words, lane: &Lane, day: &Day, look: Look, calendar: &Calendar) -> Markup {
    let Cell { open, from, until, off, earliest } = lane::cell(cx, lane, day, calendar);
    html! {
        td.today[day.day == cx.today()].away[off.is_some()] role="cell" id={ "cell-" (lane.technician.id) "-" (day.day) } data-cell[open]
            data-technician=[open.then_some(lane.technician.id)] data-day=[open.then_some(day.day)]
            data-from=[open.then_some(from)] data-until=[open.then_some(until)]
            data-earliest=[earliest] data-off=[off.as_deref().filter(|_| open)] {
            @if !day.visits.is_empty() {
                ol {
                    @for (n, (visit, way)) in day.visits.iter().zip(&day.ways).enumerate() {
                        @if let Some(way) = way.filter(|way| *way > 0 && look == Look::Card) { (journey(cx, way, n.checked_sub(1).and_then(|n| day.visits.get(n)), visit)) }
                        (job::job(cx, said, visit, look, lane, day, !asked.looks_for(visit)))
                    }
                    @if let Some(back) = day.back.filter(|way| *way > 0 && look == Look::Card) {
                        li.way { (icon(Icon::Truck)) span { (words::way(cx, back)) " " (cx.t("maintenance-driving-back")) } }
                    }
                }
            }
            @if let Some(off) = &off { p.off[day.visits.is_empty()].off-line[!day.visits.is_empty()] { (off) } }
            (load(cx, day))
        }
    }
}

fn journey(cx: &Cx, minutes: u32, before: Option<&Visit>, visit: &Visit) -> Markup {
    let slots = before.and_then(|before| before.slot).zip(visit.slot);
    let tight = slots.is_some_and(|(before, next)| lane::minute(before.until) + minutes > lane::minute(next.from));
    html! {
        li.way.tight[tight] {
            (icon(if tight { Icon::Alert } else { Icon::Truck }))
            span {
                (words::way(cx, minutes)) span.visually-hidden { " " (cx.t("maintenance-driving")) }
                @if tight { ", " (cx.t("maintenance-way-tight")) }
            }
        }
    }
}

/// How full a day is: work and the way between.
pub fn load(cx: &Cx, day: &Day) -> Markup {
    let taken = day.planned + day.travel;
    html! { span.load.(full(taken, day.room)).over[taken > day.room] role="img" aria-label=(load_words(cx, taken, day.travel, day.room)) {} }
}

/// The class that draws how full a day is, in twentieths; `board-hours.css` knows them.
fn full(taken: i64, room: i64) -> String {
    let share = if room > 0 { (taken * 20 + room - 1) / room } else { 20 * taken };
    format!("full-{}", share.clamp(0, 20))
}

fn load_words(cx: &Cx, taken: i64, travel: i64, room: i64) -> String {
    let mut said = vec![("planned", lane::bare_hours(cx, taken).into()), ("room", duration(cx.lang(), room).into())];
    if travel == 0 {
        return cx.tr("maintenance-load-day", &said);
    }
    said.push(("travel", words::long(cx, travel).into()));
    cx.tr("maintenance-load-travel", &said)
}

/// The last row: how full each day is for everyone shown.
fn together(cx: &Cx, shown: &Week) -> Markup {
    let sum =
        |n: usize, of: fn(&Day) -> i64| shown.lanes.iter().filter_map(|lane| lane.days.get(n)).map(of).sum::<i64>();
    html! {
        tr role="row" {
            th scope="row" role="rowheader" { (cx.t("maintenance-together")) }
            @for (n, day) in shown.days.iter().enumerate() {
                @let (travel, room) = (sum(n, |day| day.travel), sum(n, |day| day.room));
                @let taken = sum(n, |day| day.planned) + travel;
                td.today[*day == cx.today()] role="cell" title=(load_words(cx, taken, travel, room)) {
                    span.num { (lane::bare_hours(cx, taken)) " / " (lane::bare_hours(cx, room)) }
                    span.load.(full(taken, room)).over[taken > room] aria-hidden="true" {}
                    span.visually-hidden { (capital(&week_day(cx, *day))) ": " (load_words(cx, taken, travel, room)) }
                }
            }
        }
    }
}

fn week_day(cx: &Cx, day: NaiveDate) -> String {
    format!("{} {} ({})", weekday_short(cx.lang(), day), day.day(), iso_week(day))
}
