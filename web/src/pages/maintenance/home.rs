//! "Vandaag" of maintenance: what the planner must see first, and what the technician does today.

use chrono::{Days, NaiveDate};
use maud::Markup;
use projections::maintenance::{
    agenda, board, faults, to_plan,
    visits::{State, Visit},
};
use texts::format::clock;

use super::{job, pool, words};
use crate::{
    components::{Button, Look, Size, Tone, link_button},
    cx::{Cx, Refusal},
    pages::today::home::{Agenda, Entry, Figure, Home, Moment, Todo, When},
};

/// Visits to plan that are shown.
const FIRST: u32 = 12;
/// Entries of an agenda.
const AGENDA: i64 = 8;

/// The planner's day.
///
/// # Errors
/// When the tables can't be read.
pub async fn planner(cx: &Cx) -> Result<Home, Refusal> {
    let today = cx.today();
    let queue = board::queue(pool(cx), None, FIRST).await?;
    let left = board::left_behind(pool(cx), today, FIRST).await?;
    let standing = board::standing(pool(cx), today, None).await?;
    let of_today =
        cx.tr("maintenance-kpi-today-note", &[("done", standing.finished.into()), ("busy", standing.started.into())]);
    let figure = |name, count: i64, note: String, href: &str| Figure {
        name: cx.t(name).into(),
        figure: texts::format::whole(cx.lang(), count),
        note,
        href: href.into(),
        ..Figure::default()
    };
    Ok(Home {
        live: "maintenance",
        figures: vec![
            open_faults(cx).await?,
            waiting(cx).await?,
            figure("maintenance-kpi-today", standing.all, of_today, "/planning/list"),
            to_agree(cx).await?,
        ],
        work: left
            .iter()
            .map(|visit| left_behind(cx, visit))
            .chain(queue.iter().map(|visit| waits(cx, visit)))
            .collect(),
        agenda: Some(visits_today(cx, standing).await?),
        ..Home::default()
    })
}

/// How many faults are open, and how many of them press.
///
/// # Errors
/// When the tables can't be read.
pub async fn open_faults(cx: &Cx) -> Result<Figure, Refusal> {
    let open = faults::open_by_urgency(pool(cx)).await?;
    let urgent: i64 = open.iter().filter(|(urgency, _)| *urgency >= domain::fault::Urgency::High).map(|(_, n)| n).sum();
    let total: i64 = open.iter().map(|(_, n)| n).sum();
    Ok(Figure {
        name: cx.t("maintenance-kpi-open").into(),
        figure: texts::format::whole(cx.lang(), total),
        note: cx.tr("maintenance-kpi-urgent", &[("count", urgent.into())]),
        href: "/faults".into(),
        ink: true,
        ..Figure::default()
    })
}

/// How much recurring maintenance is to be agreed, and how much of it is late.
///
/// # Errors
/// When the tables can't be read.
pub async fn to_agree(cx: &Cx) -> Result<Figure, Refusal> {
    let count = to_plan::count(pool(cx), cx.today()).await?;
    Ok(Figure {
        name: cx.t("plan-kpi-to-plan").into(),
        figure: texts::format::whole(cx.lang(), count.all),
        note: cx.tr("plan-kpi-late", &[("count", count.late.into())]),
        tone: if count.late > 0 { Tone::Danger } else { Tone::Neutral },
        href: "/maintenance-plans/to-plan".into(),
        ..Figure::default()
    })
}

/// How many visits wait to be planned, and how many of them are late.
///
/// # Errors
/// When the tables can't be read.
pub async fn waiting(cx: &Cx) -> Result<Figure, Refusal> {
    let late = board::late_count(pool(cx), cx.app.log.clock.now()).await?;
    let waiting: i64 = board::waiting(pool(cx)).await?.iter().map(|(_, n)| n).sum();
    Ok(Figure {
        name: cx.t("maintenance-kpi-waiting").into(),
        figure: texts::format::whole(cx.lang(), waiting),
        note: cx.tr("maintenance-kpi-late", &[("count", late.into())]),
        tone: if late > 0 { Tone::Danger } else { Tone::Neutral },
        href: "/planning".into(),
        ..Figure::default()
    })
}

/// By when a visit's customer expects somebody.
fn by(cx: &Cx, visit: &Visit) -> When {
    let now = cx.app.log.clock.now();
    match (visit.promised_at, visit.before) {
        (Some(at), _) if at < now => When::Late,
        (Some(at), _) => When::of(cx.local(at).date(), cx.today()),
        (None, Some(day)) => When::of(day, cx.today()),
        (None, None) => When::Later,
    }
}

/// What was planned on an earlier day and is not done: another day, or its technician's report.
fn left_behind(cx: &Cx, visit: &Visit) -> Todo {
    let (page, key) = match visit.state {
        State::Scheduled => (format!("/visits/{}/plan", visit.id), "button-move"),
        _ => (format!("/visits/{}", visit.id), "button-open"),
    };
    let button = Button {
        text: &cx.t(key),
        size: Size::Small,
        look: Look::Dark,
        in_dialog: visit.state == State::Scheduled,
        ..Button::default()
    };
    let who = visit.technician_name.as_deref().map(|name| words::name(cx, name)).unwrap_or_default();
    Todo {
        id: format!("left-{}", visit.id),
        icon: words::kind_icon(visit.kind),
        tone: Tone::Warning,
        title: words::line(", ", [Some(cx.customer(&visit.customer_name).as_ref()), Some(visit.city.as_str())]),
        href: format!("/visits/{}", visit.id),
        what: format!("{}, {who}: {}", cx.t("maintenance-left-behind-one"), job::subject(cx, visit)),
        by: visit.slot.map(|slot| words::appointment(cx, &slot)).unwrap_or_default(),
        when: When::Late,
        action: link_button(&page, button),
    }
}

fn waits(cx: &Cx, visit: &Visit) -> Todo {
    let due = words::due(cx, visit);
    let (tone, when) = due.map_or((Tone::Neutral, String::new()), |(tone, _, text)| (tone, text));
    let plan = Button {
        text: &cx.t("button-plan"),
        size: Size::Small,
        look: if tone == Tone::Danger { Look::Dark } else { Look::Plain },
        in_dialog: true,
        ..Button::default()
    };
    Todo {
        id: format!("plan-{}", visit.id),
        icon: words::kind_icon(visit.kind),
        tone,
        title: words::line(", ", [Some(cx.customer(&visit.customer_name).as_ref()), Some(visit.city.as_str())]),
        href: format!("/visits/{}", visit.id),
        what: job::subject(cx, visit),
        by: when,
        when: by(cx, visit),
        action: link_button(&format!("/visits/{}/plan", visit.id), plan),
    }
}

/// Everyone's visits of today, as sales and planning follow them.
///
/// # Errors
/// When the tables can't be read.
pub async fn visits_today(cx: &Cx, standing: board::Standing) -> Result<Agenda, Refusal> {
    // What is over makes room for what comes.
    let behind = (standing.finished - 2).min(standing.all - AGENDA).max(0);
    let visits = board::day(pool(cx), cx.today(), behind, AGENDA).await?;
    let who = |visit: &Visit| {
        let place = format!("{}, {}", visit.city, job::subject(cx, visit));
        visit.technician_name.as_deref().map_or(place.clone(), |name| format!("{}, {place}", words::name(cx, name)))
    };
    Ok(Agenda {
        title: cx.t("maintenance-visits-today").into(),
        all: Some((cx.t("maintenance-whole-week").into(), "/planning")),
        entries: visits.iter().map(|visit| entry(cx, visit, format!("/visits/{}", visit.id), who(visit))).collect(),
        none: cx.t("maintenance-visits-today-none").into(),
    })
}

fn entry(cx: &Cx, visit: &Visit, href: String, what: String) -> Entry {
    let moment = match visit.state {
        State::Finished => Moment::Past,
        State::Started => Moment::Now,
        _ => Moment::Next,
    };
    let at = visit.slot.map(|slot| (clock(cx.lang(), slot.from), slot.on.and_time(slot.from)));
    let (time, datetime) =
        at.map_or_else(Default::default, |(text, at)| (text, at.format("%Y-%m-%dT%H:%M").to_string()));
    Entry { time, datetime, title: cx.customer(&visit.customer_name).into_owned(), href, what, moment }
}

/// The technician's day.
///
/// # Errors
/// When the tables can't be read.
pub async fn technician(cx: &Cx) -> Result<Home, Refusal> {
    let today = cx.today();
    let all = agenda::of_technician(pool(cx), cx.session.user, today, today + Days::new(7)).await?;
    let on = |day: NaiveDate| move |visit: &&Visit| visit.slot.is_some_and(|slot| slot.on == day);
    let now: Vec<&Visit> = all.iter().filter(on(today)).collect();
    let open = |visits: &[&Visit]| visits.iter().filter(|visit| visit.state.is_open()).count();
    let begun = all.iter().filter(|visit| visit.slot.is_some_and(|slot| slot.on < today)).count();
    let minutes: i64 = now.iter().filter_map(|visit| visit.slot).map(|slot| i64::from(slot.minutes())).sum();
    let tomorrow: Vec<&Visit> = all.iter().filter(on(today + Days::new(1))).collect();
    let first = tomorrow.first().and_then(|visit| visit.slot).map(|slot| clock(cx.lang(), slot.from));
    let figure = |name, figure: String, note: String, tone, ink| Figure {
        name: cx.t(name).into(),
        figure,
        note,
        tone,
        href: "/my-work".into(),
        ink,
        ..Figure::default()
    };
    let figures = vec![
        figure(
            "maintenance-kpi-today",
            now.len().to_string(),
            cx.tr("maintenance-kpi-to-go", &[("count", open(&now).into())]),
            Tone::Neutral,
            true,
        ),
        figure(
            "maintenance-kpi-hours",
            words::long(cx, minutes),
            cx.t("maintenance-kpi-hours-note").into(),
            Tone::Neutral,
            false,
        ),
        figure(
            "maintenance-kpi-report",
            begun.to_string(),
            cx.t("maintenance-kpi-report-note").into(),
            if begun > 0 { Tone::Warning } else { Tone::Neutral },
            false,
        ),
        figure(
            "maintenance-kpi-tomorrow",
            tomorrow.len().to_string(),
            first.map_or_else(String::new, |time| cx.tr("maintenance-kpi-first", &[("time", time.into())])),
            Tone::Neutral,
            false,
        ),
    ];
    let sheet = |visit: &Visit| format!("/my-work?visit={}", visit.id);
    let agenda = now.iter().map(|visit| entry(cx, visit, sheet(visit), visit.city.clone())).collect();
    Ok(Home {
        live: "maintenance",
        figures,
        work: all.iter().filter(|visit| visit.state.is_open()).map(|visit| to_do(cx, visit, sheet(visit))).collect(),
        agenda: Some(Agenda {
            title: cx.t("maintenance-my-day").into(),
            all: Some((cx.t("nav-my-work").into(), "/my-work")),
            entries: agenda,
            none: cx.t("maintenance-no-work").into(),
        }),
        ..Home::default()
    })
}

fn to_do(cx: &Cx, visit: &Visit, href: String) -> Todo {
    let begun = visit.state == State::Started;
    let day = visit.slot.map_or(cx.today(), |slot| slot.on);
    let time = visit.slot.map(|slot| clock(cx.lang(), slot.from)).unwrap_or_default();
    let by = if day == cx.today() { time } else { texts::format::relative_day(cx.lang(), day, cx.today()) };
    Todo {
        id: format!("do-{}", visit.id),
        icon: words::kind_icon(visit.kind),
        tone: if begun { Tone::Strong } else { Tone::Neutral },
        title: words::line(", ", [Some(cx.customer(&visit.customer_name).as_ref()), Some(visit.city.as_str())]),
        what: job::subject(cx, visit),
        by,
        when: When::of(day, cx.today()),
        action: way(cx, &href, begun, day),
        href,
    }
}

/// To the work sheet: to begin, to go on, or only to read.
fn way(cx: &Cx, href: &str, begun: bool, day: NaiveDate) -> Markup {
    let key = match (begun, day <= cx.today()) {
        (true, _) => "button-finish",
        (false, true) => "button-start",
        (false, false) => "button-open",
    };
    let look = if begun { Look::Dark } else { Look::Plain };
    link_button(href, Button { text: &cx.t(key), size: Size::Small, look, ..Button::default() })
}
