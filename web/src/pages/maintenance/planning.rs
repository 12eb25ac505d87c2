//! The planning board: a week of technicians and days, and beside it the queue of what is still to plan.

use api::App;
use axum::{Router, routing::get};
use chrono::{Datelike, Days, NaiveDate, Timelike};
use domain::{Permission, visit::Kind};
use maud::{Markup, html};
use projections::maintenance::{
    board::{self, Day, Lane, Week},
    visits::Visit,
};
use serde::Deserialize;
use texts::format::{capital, date_long, duration, weekday_short};

use super::{MOVE, job, pool, words};
use crate::{
    components::{
        Button, DialogWords, Size, Tab, Tone, button_group, empty, large_avatar, link_button, meter, refusal_dialog,
        views,
    },
    cx::{Answer, Cx, Query},
    icons::{Icon, icon},
};

/// Visits that the queue shows at most; the tabs say how many there are.
const QUEUE: u32 = 100;
/// The working day, in minutes after midnight.
pub const DAY: (u32, u32) = (8 * 60, 17 * 60);

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/planning", get(show))
}

#[derive(Deserialize, Default)]
struct Asked {
    week: Option<String>,
    kind: Option<String>,
}

/// The Monday of the week that a day lies in.
pub fn monday(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into())).unwrap_or(day)
}

async fn show(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::SeePlanning)?;
    let today = cx.today();
    let day = asked.week.and_then(|week| week.parse().ok()).unwrap_or(today);
    // Weeks at the ends of the calendar have no neighbours.
    let monday = monday(if (1970..9000).contains(&day.year()) { day } else { today });
    let kind = Kind::ALL.into_iter().find(|kind| Some(kind.name()) == asked.kind.as_deref()).unwrap_or_default();
    let week = board::week(pool(&cx), monday).await?;
    let queue = board::queue(pool(&cx), Some(kind), QUEUE).await?;
    let waiting = board::waiting(pool(&cx)).await?;
    let close = cx.t("button-close");
    let cancel = cx.t("button-cancel");
    let dialog = DialogWords { close: &close, cancel: &cancel };
    let content = html! {
        div.planner {
            (head(&cx, &week, monday, kind))
            div.planner-body id="board" data-board data-live="maintenance" {
                (queue_part(&cx, &queue, &waiting, kind, monday))
                (table(&cx, &week))
            }
            (foot(&cx))
        }
        (refusal_dialog(dialog, &cx.t("maintenance-overrule-reason"), &cx.t("maintenance-overrule")))
    };
    Ok(cx.page(&cx.t("nav-planning"), content))
}

fn head(cx: &Cx, week: &Week, monday: NaiveDate, kind: Kind) -> Markup {
    let title = capital(&texts::format::week(cx.lang(), monday));
    let last = week.days.last().copied().unwrap_or(monday);
    // Within a month its name once is enough: 16 tot en met 20 november 2026.
    let from = if monday.month() == last.month() { monday.day().to_string() } else { date_long(cx.lang(), monday) };
    let span = cx.tr("maintenance-from-until", &[("from", from.into()), ("until", date_long(cx.lang(), last).into())]);
    let to = |day: Option<NaiveDate>| format!("/planning?week={}&kind={}", day.unwrap_or(monday), kind.name());
    let step = |text: &str, icon, href: &str| {
        link_button(href, Button { text, icon: Some(icon), only_icon: true, size: Size::Small, ..Button::default() })
    };
    html! {
        div.planner-head {
            div."row wrap" { h1 { (title) } span.muted { (span) } }
            div.actions {
                (button_group(&cx.t("maintenance-choose-week"), html! {
                    (step(&cx.t("maintenance-week-before"), Icon::Left, &to(monday.checked_sub_days(Days::new(7)))))
                    (job::link("/planning", &cx.t("nav-home"), false))
                    (step(&cx.t("maintenance-week-after"), Icon::Right, &to(monday.checked_add_days(Days::new(7)))))
                }))
                (button_group(&cx.t("maintenance-view"), html! {
                    (job::link(&to(None), &cx.t("maintenance-view-week"), true))
                    (job::link(&format!("/planning/list?from={monday}"), &cx.t("maintenance-view-list"), false))
                }))
            }
        }
    }
}

fn queue_part(cx: &Cx, queue: &[Visit], waiting: &[(Kind, i64)], kind: Kind, monday: NaiveDate) -> Markup {
    let shown =
        waiting.iter().filter(|(of, n)| *n > 0 || *of == kind || *of == Kind::Fault || *of == Kind::Maintenance);
    let rows: Vec<_> = shown
        .map(|(of, n)| {
            (
                format!("/planning?week={monday}&kind={}", of.name()),
                cx.t(&format!("maintenance-queue-{}", of.name())),
                n.to_string(),
                *of == kind,
            )
        })
        .collect();
    let tabs: Vec<Tab> =
        rows.iter().map(|(href, text, count, current)| Tab { text, href, count, current: *current }).collect();
    html! {
        section.queue aria-labelledby="queue-title" data-queue {
            div.queue-head {
                h2 id="queue-title" { (cx.t("state-visit-to-plan")) }
                span."small muted" { (cx.t("maintenance-by-promise")) }
            }
            (views(&cx.t("label-kind"), &tabs))
            @if queue.is_empty() {
                (empty(Icon::Check, &cx.t("maintenance-queue-empty"), &cx.t("maintenance-queue-empty-why"), None))
            } @else {
                ul { @for visit in queue { (job::queue_card(cx, visit)) } }
            }
        }
    }
}

fn table(cx: &Cx, week: &Week) -> Markup {
    let today = cx.today();
    html! {
        div.board-wrap tabindex="0" role="region" aria-label=(cx.t("maintenance-board-scroll")) {
            table.board.weekend[week.days.len() > 5] {
                caption.visually-hidden { (cx.t("maintenance-board-caption")) }
                thead { tr {
                    th scope="col" { span.visually-hidden { (cx.t("label-technician")) } }
                    @for day in &week.days {
                        th scope="col" aria-current=[(*day == today).then_some("date")] {
                            (weekday_short(cx.lang(), *day)) " " b { (day.day()) }
                            @if *day == today { span.today { (cx.t("date-today")) } }
                        }
                    }
                } }
                tbody { @for lane in &week.lanes { (row(cx, lane)) } }
            }
            @if week.lanes.is_empty() { (empty(Icon::Users, &cx.t("maintenance-no-technicians"), &cx.t("maintenance-no-technicians-why"), None)) }
        }
    }
}

fn row(cx: &Cx, lane: &Lane) -> Markup {
    let who = &lane.technician;
    let load = cx.tr(
        "maintenance-load-week",
        &[("planned", bare_hours(cx, lane.planned).into()), ("room", duration(cx.lang(), who.week_minutes).into())],
    );
    html! {
        tr {
            th scope="row" {
                span.person {
                    (large_avatar(&who.name))
                    span {
                        b { (words::name(cx, &who.name)) }
                        @if let Some(region) = &who.region { span."line-2" { (region) } }
                        span."line-2 num" { (load) }
                    }
                }
            }
            @for day in &lane.days { (cell(cx, lane, day)) }
        }
    }
}

/// Hours without their unit, where the same unit follows.
fn bare_hours(cx: &Cx, minutes: i64) -> String {
    let hours = duration(cx.lang(), minutes);
    hours.split_once([' ', '\u{a0}']).map_or(hours.clone(), |(number, _)| number.to_owned())
}

fn cell(cx: &Cx, lane: &Lane, day: &Day) -> Markup {
    let today = cx.today();
    let now = cx.local(cx.app.log.clock.now()).time().num_seconds_from_midnight() / 60;
    let share = if day.room > 0 { day.planned as f64 / day.room as f64 } else { f64::from(u8::from(day.planned > 0)) };
    let tone = if day.planned > day.room { Tone::Warning } else { Tone::Neutral };
    let load = cx.tr(
        "maintenance-load-day",
        &[("planned", bare_hours(cx, day.planned).into()), ("room", duration(cx.lang(), day.room).into())],
    );
    // A day that is over takes nothing any more; the server says so too.
    let open = day.day >= today && cx.may(MOVE);
    html! {
        td.today[day.day == today] id={ "cell-" (lane.technician.id) "-" (day.day) } data-cell[open]
            data-technician=[open.then_some(lane.technician.id)] data-day=[open.then_some(day.day)]
            data-from=[open.then_some(DAY.0)] data-until=[open.then_some(DAY.1)]
            data-earliest=[(open && day.day == today).then_some(now)] {
            @if !day.visits.is_empty() { ol { @for visit in &day.visits { (job::job(cx, visit, day.clashes.contains(&visit.id))) } } }
            span.load { (meter(share, None, tone)) span.visually-hidden { (load) } }
        }
    }
}

fn foot(cx: &Cx) -> Markup {
    html! {
        div.planner-foot {
            ul.legend aria-label=(cx.t("maintenance-legend")) {
                @for kind in Kind::ALL { li.(kind.name()) { (icon(words::kind_icon(kind))) (words::kind_word(cx, kind)) } }
                li { (icon(Icon::Play)) (cx.t("state-visit-started")) }
                li { (icon(Icon::Check)) (cx.t("state-visit-finished")) }
            }
            @if cx.may(MOVE) {
                span.keys {
                    span { @for key in ["←", "→", "↑", "↓"] { kbd { (key) } } " " (cx.t("maintenance-keys-walk")) }
                    span { kbd { "P" } " " (cx.t("maintenance-keys-plan")) }
                    span { kbd { "V" } " " (cx.t("maintenance-keys-move")) }
                    span { kbd { "Esc" } " " (cx.t("maintenance-keys-drop")) }
                }
            }
        }
    }
}
