//! "Vandaag" of maintenance: what the planner must see first, and what the technician does today.

use chrono::Days;
use maud::{Markup, html};
use projections::maintenance::{agenda, board, faults, visits::Visit};
use texts::format::clock;

use super::{job, pool, words};
use crate::{
    components::{Button, Kpi, Look, Panel, Size, Tone, WorkItem, empty, kpis, link_button, panel, worklist},
    cx::{Cx, Refusal},
    icons::Icon,
};

/// Visits to plan that are shown.
const FIRST: u32 = 8;

/// The planner's day.
///
/// # Errors
/// When the tables can't be read.
pub async fn planner(cx: &Cx) -> Result<Markup, Refusal> {
    let pool = pool(cx);
    let today = cx.today();
    let open = faults::open_by_urgency(pool).await?;
    let urgent: i64 = open.iter().filter(|(urgency, _)| *urgency >= domain::fault::Urgency::High).map(|(_, n)| n).sum();
    let queue = board::queue(pool, None, 500).await?;
    let now = cx.app.log.clock.now();
    let late = queue.iter().filter(|visit| visit.promised_at.is_some_and(|at| at < now)).count();
    let waiting: i64 = board::waiting(pool).await?.iter().map(|(_, n)| n).sum();
    let standing = board::standing(pool, today, None).await?;
    let tomorrow = board::standing(pool, today.checked_add_days(Days::new(1)).unwrap_or(today), None).await?;
    let total: i64 = open.iter().map(|(_, n)| n).sum();
    let note = |key, n: i64| cx.tr(key, &[("count", n.into())]);
    let notes = [
        note("maintenance-kpi-urgent", urgent),
        note("maintenance-kpi-late", i64::try_from(late).unwrap_or_default()),
        cx.tr("maintenance-kpi-today-note", &[("done", standing.finished.into()), ("busy", standing.started.into())]),
        cx.t("maintenance-kpi-tomorrow-note").into_owned(),
    ];
    let names =
        ["maintenance-kpi-open", "maintenance-kpi-waiting", "maintenance-kpi-today", "maintenance-kpi-tomorrow"]
            .map(|key| cx.t(key));
    let figures = [total, waiting, standing.all, tomorrow.all].map(|n| n.to_string());
    let is_late = late > 0;
    let items = [
        Kpi { name: &names[0], figure: &figures[0], note: &notes[0], href: "/faults", ink: true, ..Kpi::default() },
        Kpi {
            name: &names[1],
            figure: &figures[1],
            note: &notes[1],
            note_tone: if is_late { Tone::Danger } else { Tone::Neutral },
            note_icon: is_late.then_some(Icon::Alert),
            href: "/planning",
            ..Kpi::default()
        },
        Kpi { name: &names[2], figure: &figures[2], note: &notes[2], href: "/planning/list", ..Kpi::default() },
        Kpi { name: &names[3], figure: &figures[3], note: &notes[3], href: "/planning", ..Kpi::default() },
    ];
    Ok(html! {
        div.stack id="maintenance-home" data-live="maintenance" {
            (kpis("figures", &cx.t("maintenance-figures"), &items))
            (panel(Panel {
                id: "plan-first",
                title: &cx.t("maintenance-plan-first"),
                end: Some(html! { a.small href="/planning" { (cx.t("nav-planning")) } }),
                full: Some(to_plan(cx, &queue)),
                ..Panel::default()
            }))
        }
    })
}

fn to_plan(cx: &Cx, queue: &[Visit]) -> Markup {
    if queue.is_empty() {
        return empty(Icon::Check, &cx.t("maintenance-queue-empty"), &cx.t("maintenance-queue-empty-why"), None);
    }
    let rows: Vec<_> = queue
        .iter()
        .take(FIRST as usize)
        .map(|visit| {
            let due = words::due(cx, visit);
            let title = format!("{}, {}", words::name(cx, &visit.customer_name), visit.city);
            let (tone, when) = due.map_or((Tone::Neutral, String::new()), |(tone, _, text)| (tone, text));
            (
                format!("plan-{}", visit.id),
                format!("/visits/{}", visit.id),
                title,
                job::subject(visit),
                tone,
                when,
                visit,
            )
        })
        .collect();
    let items: Vec<WorkItem> = rows
        .iter()
        .map(|(id, href, title, what, tone, when, visit)| WorkItem {
            id,
            icon: words::kind_icon(visit.kind),
            tone: *tone,
            title,
            href,
            what,
            when,
            action: link_button(
                &format!("/visits/{}/plan", visit.id),
                Button {
                    text: &cx.t("button-plan"),
                    size: Size::Small,
                    look: if *tone == Tone::Danger { Look::Dark } else { Look::Plain },
                    in_dialog: true,
                    ..Button::default()
                },
            ),
        })
        .collect();
    worklist(&items)
}

/// The technician's day.
///
/// # Errors
/// When the tables can't be read.
pub async fn technician(cx: &Cx) -> Result<Markup, Refusal> {
    let today = cx.today();
    let week = today.checked_add_days(Days::new(7)).unwrap_or(today);
    let all = agenda::of_technician(pool(cx), cx.session.user, today, week).await?;
    let (now, later): (Vec<&Visit>, Vec<&Visit>) =
        all.iter().partition(|visit| visit.slot.is_none_or(|slot| slot.on <= today));
    Ok(html! {
        div.split id="maintenance-home" data-live="maintenance" {
            (panel(Panel {
                id: "today",
                title: &cx.t("maintenance-my-day"),
                end: Some(html! { a.small href="/my-work" { (cx.t("nav-my-work")) } }),
                full: Some(agenda_list(cx, &now)),
                ..Panel::default()
            }))
            (panel(Panel {
                id: "later",
                title: &cx.t("maintenance-later"),
                full: Some(agenda_list(cx, &later)),
                ..Panel::default()
            }))
        }
    })
}

fn agenda_list(cx: &Cx, visits: &[&Visit]) -> Markup {
    if visits.is_empty() {
        return empty(Icon::Check, &cx.t("maintenance-no-work"), &cx.t("maintenance-no-work-why"), None);
    }
    html! {
        ol.agenda {
            @for visit in visits {
                li {
                    time { (visit.slot.map(|slot| clock(cx.lang(), slot.from)).unwrap_or_default()) }
                    div {
                        b { a href={ "/my-work?visit=" (visit.id) } { (words::name(cx, &visit.customer_name)) } }
                        span."line-2" {
                            @if let Some(slot) = visit.slot { @if slot.on != cx.today() { (texts::format::date_short(cx.lang(), slot.on)) " · " } }
                            (visit.city) " · " (job::subject(visit))
                        }
                        (words::visit_badge(cx, visit.state, visit.solved))
                    }
                }
            }
        }
    }
}
