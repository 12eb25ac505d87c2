//! A technician's day in the order of the shortest way: what it would become and what it saves; a planner sets it so, or leaves it.

use api::App;
use axum::{Router, routing::get};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use domain::{Slot, UserId, travel};
use maud::{Markup, html};
use projections::maintenance::{
    board::{self, Lane},
    visits::{State, Visit},
};
use serde::Deserialize;
use texts::format::date_full;

use super::{
    MOVE, id,
    planning::{self, lane::minute},
    pool, proposal, publish, words,
};
use crate::{
    Form,
    components::{
        Button, Column, Field, Look, PageHead, Panel, Table, Tone, cell, crumbs, link_button, notice, page_head, panel,
        submit, table,
    },
    cx::{Answer, Cx, Query, address},
    icons::Icon,
};

/// So many visits are put in every order there is; more are taken nearest first.
const EVERY_ORDER: usize = 7;
/// Minutes of a way that nobody knows.
const UNKNOWN: u32 = 15;

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/planning/route", get(show))
}

/// The page of a technician's day.
pub fn of(technician: UserId, on: NaiveDate) -> String {
    address("/planning/route", &[("technician", Some(&technician.to_string())), ("on", Some(&on.to_string()))])
}

#[derive(Deserialize, Default)]
struct Asked {
    #[serde(default)]
    technician: String,
    on: Option<NaiveDate>,
}

/// Why a day is left as it is.
enum Stays {
    /// There is nothing to put in another order.
    Short,
    /// Something has begun, is done, is somebody else's, or goes on on another day.
    Begun,
    /// It would end too late, or break a promise.
    Late,
}

async fn show(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(MOVE)?;
    let who: UserId = id(&cx, &asked.technician)?;
    let on = asked.on.unwrap_or_else(|| cx.today());
    let shown = board::days(pool(&cx), on, 1).await?;
    let Some(lane) = shown.lanes.iter().find(|lane| lane.technician.id == who) else { return Err(cx.not_found()) };
    let opening = planning::calendar(&cx).await?.opening;
    let own = lane.technician.hours.on(on).unwrap_or(opening);
    let visits = lane.days.first().map(|day| day.visits.as_slice()).unwrap_or_default();
    let title =
        cx.tr("maintenance-route-of", &[("technician", words::name(&cx, &lane.technician.name).as_str().into())]);
    let board = address("/planning", &[("view", Some("day")), ("week", Some(&on.to_string()))]);
    let now = cx.local(cx.app.log.clock.now());
    let content = html! {
        (crumbs(&cx.t("maintenance-crumbs"), &[(&cx.t("nav-planning"), Some(&board)), (&title, None)]))
        (page_head(PageHead { title: &title, lead: Some(html! { (date_full(cx.lang(), on)) }), ..PageHead::default() }))
        @match ordered(visits, who, lane.technician.start.as_deref(), now, own.until, |visit| words::promised(&cx, visit)) {
            Ok(order) => { (form(&cx, lane, visits, &order, &board, &publish::hint(&cx).await?)) }
            Err(stays) => { (left(&cx, &stays, &board)) }
        }
    };
    Ok(cx.page(&title, content))
}

fn left(cx: &Cx, stays: &Stays, board: &str) -> Markup {
    let why = match stays {
        Stays::Short => "maintenance-route-short",
        Stays::Begun => "maintenance-route-begun",
        Stays::Late => "maintenance-route-late",
    };
    let back = link_button(board, Button { text: &cx.t("nav-planning"), ..Button::default() });
    notice(Tone::Info, Icon::Check, html! { (cx.t(why)) }, Some(back))
}

fn form(cx: &Cx, lane: &Lane, visits: &[Visit], order: &[(usize, Slot)], board: &str, hears: &str) -> Markup {
    let start = lane.technician.start.as_deref();
    let found: Vec<&Visit> = order.iter().filter_map(|(n, _)| visits.get(*n)).collect();
    let ways = Ways::of(start, visits);
    let present: Vec<usize> = (0..visits.len()).collect();
    let proposed: Vec<usize> = order.iter().map(|(n, _)| *n).collect();
    let (now, then) = (ways.length(&present), ways.length(&proposed));
    let saves =
        cx.tr("maintenance-route-saves", &[("now", words::way(cx, now).into()), ("then", words::way(cx, then).into())]);
    let titles = ["label-time", "label-customer", "field-place", "maintenance-route-was"].map(|key| cx.t(key));
    let columns: Vec<Column> = titles.iter().map(|title| Column { title, ..Column::default() }).collect();
    let form = Form::new(cx, proposal::PATH);
    let reason = cx.t("maintenance-route-reason");
    let rows = html! {
        @for (n, (place, slot)) in order.iter().enumerate() {
            @if let Some(visit) = visits.get(*place) {
                @let way = n.checked_sub(1).and_then(|n| found.get(n)).map_or(ways.end(*place), |before| between(before, visit));
                tr {
                    (cell(html! {
                        span.num { (words::hours(cx, slot)) }
                        @if way > 0 { small { (words::way(cx, way)) " " (cx.t("maintenance-driving")) } }
                        @if visit.slot != Some(*slot) {
                            input type="hidden" name="line" value=(proposal::line(visit, lane.technician.id, slot));
                        }
                    }))
                    th scope="row" { a href={ "/visits/" (visit.id) } { (cx.customer(&visit.customer_name)) } }
                    (cell(html! { (words::line(" ", [Some(visit.postcode.as_str()), Some(visit.city.as_str())])) }))
                    (cell(html! { @if let Some(slot) = &visit.slot { (words::hours(cx, slot)) } }))
                }
            }
        }
    };
    let list = table(Table { caption: &saves, columns: &columns, rows, ..Table::default() });
    form.show_with(
        &[("class", "stack")],
        html! {
            (notice(Tone::Info, Icon::Truck, html! { (saves) }, None))
            (panel(Panel { id: "order", title: &cx.t("maintenance-route-order"), full: Some(list), ..Panel::default() }))
            (form.field("maintenance-overrule-reason", &reason, Field { name: "overrule", ..Field::default() }))
            p.hint { (hears) }
            div.actions {
                (submit(Button { text: &cx.t("maintenance-route-go"), look: Look::Primary, icon: Some(Icon::Check), ..Button::default() }))
                (link_button(board, Button { text: &cx.t("button-cancel"), ..Button::default() }))
            }
        },
    )
}

/// Minutes from one visit to another.
fn between(one: &Visit, other: &Visit) -> u32 {
    if one.customer == other.customer {
        return 0;
    }
    travel::minutes(&one.postcode, &other.postcode).unwrap_or(UNKNOWN)
}

/// The visits of a day in the order of the shortest way, each with its hours: from when the day begins now, one after the other.
fn ordered(
    visits: &[Visit],
    who: UserId,
    start: Option<&str>,
    now: NaiveDateTime,
    until: NaiveTime,
    promised: impl Fn(&Visit) -> Option<NaiveDateTime>,
) -> Result<Vec<(usize, Slot)>, Stays> {
    let (Some(first), true) = (visits.first().and_then(|visit| visit.slot), visits.len() > 2) else {
        return Err(Stays::Short);
    };
    let moves =
        |visit: &Visit| visit.state == State::Scheduled && visit.technician == Some(who) && visit.rest.is_empty();
    if !visits.iter().all(moves) || first.on.and_time(first.from) <= now {
        return Err(Stays::Begun);
    }
    let ways = Ways::of(start, visits);
    let order = ways.shortest();
    let present: Vec<usize> = (0..visits.len()).collect();
    if ways.length(&order) >= ways.length(&present) {
        return Err(Stays::Short);
    }
    let mut at = minute(first.from);
    let mut set = Vec::with_capacity(order.len());
    for (n, place) in order.iter().enumerate() {
        let before = n.checked_sub(1).and_then(|n| order.get(n));
        at = (at + before.map_or(0, |before| ways.way(*before, *place))).div_ceil(15) * 15;
        let visit = visits.get(*place).ok_or(Stays::Short)?;
        let end = at + visit.slot.map_or(60, |slot| slot.minutes());
        let time = |minute: u32| NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0);
        let slot = time(at).zip(time(end)).and_then(|(from, until)| Slot::new(first.on, from, until));
        let slot = slot.filter(|slot| slot.until <= until).ok_or(Stays::Late)?;
        if promised(visit).is_some_and(|by| slot.on.and_time(slot.from) > by) {
            return Err(Stays::Late);
        }
        set.push((*place, slot));
        at = end;
    }
    Ok(set)
}

/// Minutes between the places of a day, and between each and where the day begins and ends.
struct Ways {
    between: Vec<Vec<u32>>,
    ends: Vec<u32>,
}

impl Ways {
    fn of(start: Option<&str>, visits: &[Visit]) -> Self {
        let end = |visit: &Visit| start.and_then(|start| travel::minutes(start, &visit.postcode)).unwrap_or(0);
        Self {
            between: visits.iter().map(|one| visits.iter().map(|other| between(one, other)).collect()).collect(),
            ends: visits.iter().map(end).collect(),
        }
    }

    fn way(&self, from: usize, to: usize) -> u32 {
        self.between.get(from).and_then(|row| row.get(to)).copied().unwrap_or(UNKNOWN)
    }

    fn end(&self, place: usize) -> u32 {
        self.ends.get(place).copied().unwrap_or(0)
    }

    fn length(&self, order: &[usize]) -> u32 {
        let ends = order.first().into_iter().chain(order.last()).map(|place| self.end(*place));
        ends.chain(order.windows(2).map(|pair| self.way(pair[0], pair[1]))).sum()
    }

    /// The order with the shortest way from home through all places and back; wherever it begins where nobody knows from where.
    fn shortest(&self) -> Vec<usize> {
        let all: Vec<usize> = (0..self.between.len()).collect();
        if all.len() > EVERY_ORDER {
            let nearest = |first: usize| {
                let mut order = vec![first];
                while let Some(last) = order.last().copied().filter(|_| order.len() < all.len()) {
                    let left = all.iter().filter(|place| !order.contains(place));
                    let Some(next) = left.min_by_key(|place| self.way(last, **place)).copied() else { break };
                    order.push(next);
                }
                order
            };
            return all.iter().map(|first| nearest(*first)).min_by_key(|order| self.length(order)).unwrap_or_default();
        }
        let mut best = all.clone();
        every_order(&mut all.clone(), 0, &mut |order| {
            if self.length(order) < self.length(&best) {
                best = order.to_vec();
            }
        });
        best
    }
}

fn every_order(order: &mut [usize], fixed: usize, try_it: &mut impl FnMut(&[usize])) {
    if fixed == order.len() {
        return try_it(order);
    }
    for n in fixed..order.len() {
        order.swap(fixed, n);
        every_order(order, fixed + 1, try_it);
        order.swap(fixed, n);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Places along a road, so that the way between two is how far apart they are; the day begins and ends at a place of it.
    fn road(places: &[u32], home: Option<u32>) -> Ways {
        Ways {
            between: places.iter().map(|one| places.iter().map(|other| one.abs_diff(*other)).collect()).collect(),
            ends: places.iter().map(|one| home.map_or(0, |home| one.abs_diff(home))).collect(),
        }
    }

    #[test]
    fn along_a_road_the_order_is_that_of_the_road_whichever_end_it_begins_at() {
        for places in [vec![30, 0, 20, 10], vec![50, 0, 40, 10, 30, 20, 60, 90, 70]] {
            let ways = road(&places, None);
            let order = ways.shortest();
            let all: u32 = places.iter().max().copied().unwrap_or_default();
            assert_eq!(ways.length(&order), all, "{order:?}");
            let mut each = order.clone();
            each.sort_unstable();
            assert_eq!(each, (0..places.len()).collect::<Vec<_>>(), "each once");
        }
    }

    #[test]
    fn from_home_the_way_there_and_back_counts() {
        let ways = road(&[10, 40, 20], Some(0));
        assert_eq!(
            (ways.length(&[0, 1, 2]), ways.length(&ways.shortest())),
            (80, 80),
            "there and back is twice the road"
        );
        let ways = road(&[10, 40, 20], Some(25));
        assert_eq!(ways.length(&ways.shortest()), 60, "to one end, along all, and back");
    }

    #[test]
    fn an_order_that_is_the_shortest_stays() {
        assert_eq!(road(&[0, 10, 20], None).shortest(), [0, 1, 2]);
    }
}
