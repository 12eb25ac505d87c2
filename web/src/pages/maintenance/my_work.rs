//! A technician's own work on a tablet: today's visits and later ones, and beside them the sheet of one.

use api::{App, files::Thing};
use axum::{Router, routing::get};
use chrono::{Days, NaiveDate};
use domain::{Permission, VisitId};
use maud::{Markup, html};
use projections::maintenance::{
    agenda,
    checks::Checks,
    visit::{self, Sheet},
    visits::{State, Visit},
};
use serde::Deserialize;
use texts::format::{clock, date_full};

use super::{
    checks, files, machine_here, manuals,
    on_the_way::{self, Way},
    pool, report, sheet, times, words,
};
use crate::{
    components::{Tone, badge, empty, second_line},
    cx::{Answer, Cx, Query},
    icons::Icon,
    offline,
};

/// Days ahead that are shown.
const AHEAD: u64 = 14;

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/my-work", get(show))
}

#[derive(Deserialize, Default)]
struct Asked {
    visit: Option<String>,
}

async fn show(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require_to_see(Permission::DoVisits)?;
    let today = cx.today();
    let all = agenda::of_technician(pool(&cx), cx.session.user, today, last_day(today)).await?;
    let chosen = chosen(&all, asked.visit.as_deref());
    let open: Option<Sheet> = match chosen {
        Some(id) => visit::sheet(pool(&cx), id).await?,
        None => None,
    };
    let open = match open {
        Some(open) => {
            let coming = sheet::coming(&cx, &open).await?;
            let lists = checks::as_begun(&cx, &open).await?;
            let shelf = manuals::of_sheet(&cx, &open).await?;
            let noting = machine_here::noting(&cx, &open, &format!("/my-work?visit={}", open.visit.id)).await?;
            Some((open, Around { coming, shelf, noting }, lists))
        }
        None => None,
    };
    let content = html! {
        div.field-work {
            div.field-grid {
                div.route-side {
                    section.route id="route" aria-labelledby="route-title" data-live="maintenance" { (route(&cx, &all, chosen)) }
                    (offline::outbox(&cx))
                }
                @match &open {
                    Some((open, around, lists)) => (one(&cx, open, around, lists, &on_the_way::way(&cx, open, &all).await?)),
                    None => div.sheet { h2.visually-hidden { (cx.t("thing-visit")) } (empty(Icon::Check, &cx.t("maintenance-no-work"), &cx.t("maintenance-no-work-why"), None)) },
                }
            }
        }
    };
    Ok(cx.page(&cx.t("nav-my-work"), content))
}

/// Up to which day a technician's work is shown.
pub fn last_day(today: NaiveDate) -> NaiveDate {
    today.checked_add_days(Days::new(AHEAD)).unwrap_or(today)
}

/// The visit that was asked for; else the one that is on, else the next.
fn chosen(all: &[Visit], asked: Option<&str>) -> Option<VisitId> {
    let asked = asked.and_then(|id| id.parse().ok()).filter(|id| all.iter().any(|visit| visit.id == *id));
    let first = |state| all.iter().find(|visit| visit.state == state).map(|visit| visit.id);
    asked.or_else(|| first(State::Started)).or_else(|| first(State::Scheduled)).or(all.first().map(|visit| visit.id))
}

fn route(cx: &Cx, all: &[Visit], chosen: Option<VisitId>) -> Markup {
    let today = cx.today();
    let (now, later): (Vec<&Visit>, Vec<&Visit>) =
        all.iter().partition(|visit| visit.slot.is_none_or(|slot| slot.on <= today));
    let count = cx.tr("count-visits", &[("count", now.len().into())]);
    html! {
        div.route-head {
            div { h1 id="route-title" { (cx.t("nav-my-work")) } p.muted { (date_full(cx.lang(), today)) " · " (count) } }
        }
        @if now.is_empty() { p.muted { (cx.t("maintenance-nothing-today")) } }
        ol.stops { @for visit in &now { li { (stop(cx, visit, chosen)) } } }
        @if !later.is_empty() {
            h2."label mt-3" { (cx.t("maintenance-later")) }
            ol."stops mt-1" { @for visit in &later { li { (stop(cx, visit, chosen)) } } }
        }
    }
}

fn stop(cx: &Cx, visit: &Visit, chosen: Option<VisitId>) -> Markup {
    let class = match visit.state {
        State::Finished => "done",
        State::Started => "now",
        _ => "",
    };
    let later = visit.slot.is_some_and(|slot| slot.on != cx.today());
    html! {
        a.stop.(class) href={ "/my-work?visit=" (visit.id) } id={ "stop-" (visit.id) @if visit.stretch > 1 { "-" (visit.stretch) } } aria-current=[(chosen == Some(visit.id)).then_some("true")] {
            span.stop-time { (visit.slot.map(|slot| clock(cx.lang(), slot.from)).unwrap_or_default()) }
            span.stop-main {
                b { (cx.customer(&visit.customer_name)) }
                (second_line(&format!("{}, {} · {}", words::kind_word(cx, visit.kind), words::short(cx, &visit.task, 30), visit.city)))
                span."row wrap gap-s mt-1" {
                    @if !visit.rest.is_empty() { (crate::components::plain_badge(Tone::Neutral, &super::job::stretch_of(cx, visit))) }
                    @match visit.state {
                        State::Finished => (words::visit_badge(cx, visit.state, visit.solved)),
                        State::Started => {
                            @let since = visit.started_at.map(|at| clock(cx.lang(), cx.local(at).time())).unwrap_or_default();
                            (badge(Tone::Strong, Icon::Play, &cx.tr("maintenance-busy-since", &[("time", since.into())])))
                        }
                        _ => {
                            @if visit.is_over(cx.today()) { @if let Some(slot) = &visit.slot {
                                (badge(Tone::Warning, Icon::Alert, &words::appointment(cx, slot)))
                            } }
                            @else if later { @if let Some(slot) = &visit.slot { (badge(Tone::Info, Icon::Calendar, &words::appointment(cx, slot))) } }
                            @else { (badge(Tone::Neutral, Icon::Clock, &words::long(cx, visit.expected))) }
                            @if let Some(due) = words::due_badge(cx, visit) { (due) }
                            (words::untold_badge(cx, visit))
                        }
                    }
                    (offline::badge_of(cx, &format!("/visits/{}", visit.id)))
                }
            }
        }
    }
}

/// What is shown with a visit and stays the same whatever is done: how its parts stand, what can be read about its machine, and what is
/// noted of that.
struct Around {
    coming: sheet::Coming,
    shelf: Markup,
    noting: Markup,
}

/// `lists` are the checklists of the visit once it has begun.
fn one(cx: &Cx, open: &Sheet, around: &Around, lists: &[Checks], way: &Way) -> Markup {
    let next = format!("/my-work?visit={}", open.visit.id);
    // Who only goes along writes no report.
    if open.visit.helpers.contains(&cx.session.user) {
        return html! {
            article.sheet id="sheet" aria-labelledby="sheet-title" {
                (sheet::head(cx, open)) (sheet::task(cx, open)) (around.shelf) (sheet::outcome(cx, open))
                (files::folder(cx, Thing::Visit(open.visit.id), &open.files, true, &next)) (sheet::machine(cx, open))
            }
        };
    }
    html! {
        (whole(cx, open, around, way, &next))
        // Without network the page goes on by itself: what it looks like after each act lies in it.
        @for (command, state) in [("start", State::Started), ("interrupt", State::Scheduled), ("finish", State::Finished)] {
            @if open.visit.state.is_open() {
                template data-outbox-after={ "/visits/" (open.visit.id) "/" (command) } { (whole(cx, &as_if(open, state, lists), around, &Way::default(), &next)) }
            }
        }
        @if way.offered {
            template data-outbox-after=(on_the_way::set_out(&open.visit)) { (whole(cx, open, around, &on_the_way::waits(cx, &open.visit), &next)) }
        }
    }
}

/// The sheet as it is once it is known that the visit was begun, left off or finished.
fn as_if(open: &Sheet, state: State, lists: &[Checks]) -> Sheet {
    let mut sheet = open.clone();
    (sheet.visit.state, sheet.checklists) = (state, lists.to_vec());
    sheet
}

fn whole(cx: &Cx, open: &Sheet, around: &Around, way: &Way, next: &str) -> Markup {
    html! {
        article.sheet id="sheet" aria-labelledby="sheet-title" {
            (sheet::head(cx, open))
            (way.part)
            (progress(cx, open))
            (offline::outbox_of(cx, &format!("/visits/{}", open.visit.id), &words::visit_number(open.visit.number)))
            (sheet::task(cx, open))
            (around.shelf)
            (times::clock_panel(cx, open, way, next))
            (checks::checklists(cx, open, next))
            div.cols-2 { (sheet::parts(cx, open, &around.coming, next)) (files::folder(cx, Thing::Visit(open.visit.id), &open.files, open.visit.state != State::Cancelled, next)) }
            @if matches!(open.visit.state, State::Scheduled | State::Started) { (around.noting) }
            (report::report(cx, open))
            (sheet::outcome(cx, open))
            (sheet::machine(cx, open))
            (report::begin(cx, open, next))
        }
    }
}

/// How far the visit is: planned, begun, reported.
fn progress(cx: &Cx, open: &Sheet) -> Markup {
    let at = |moment: Option<chrono::DateTime<chrono::Utc>>| moment.map(|at| clock(cx.lang(), cx.local(at).time()));
    let reached = match open.visit.state {
        State::Finished => 3,
        State::Started => 1,
        _ => 0,
    };
    let steps = [
        ("state-visit-planned", open.visit.slot.map(|slot| clock(cx.lang(), slot.from)), None),
        ("maintenance-step-started", at(open.visit.started_at), Some("start")),
        ("maintenance-step-report", None, None),
        ("state-visit-finished", at(open.visit.finished_at), Some("finish")),
    ];
    html! {
        ol.progress aria-label=(cx.t("maintenance-progress")) {
            @for (n, (key, time, command)) in steps.iter().enumerate() {
                @let done = n <= reached;
                li.done[done] aria-current=[(n == reached + 1).then_some("step")] {
                    @if done { (crate::icons::icon(Icon::Check)) }
                    (cx.t(key))
                    @if let Some(time) = time { " " span.num { (time) } }
                    @else if let Some(command) = command { " " span.num data-outbox-time={ "/visits/" (open.visit.id) "/" (command) } {} }
                }
            }
        }
    }
}
