//! The frame of every home: figures on top, the work at the left, agenda and notices at the side.

use maud::{Markup, html};

use super::{
    home::{Agenda, Entry, Figure, Home, Moment, Todo, When},
    notices::{self, Notices},
};
use crate::{
    components::{
        Kpi, Panel, Tone, WorkItem, empty, group_title, kpis, panel, plain_badge, second_line, time, worklist,
    },
    cx::Cx,
    icons::Icon,
};

/// So much work is shown; the rest is counted.
const MOST: usize = 16;

/// A home around what its department says.
pub fn show(cx: &Cx, home: Home, notices: Notices) -> Markup {
    let Home { live, figures: four, work: todo, agenda: days, side, below, .. } = home;
    html! {
        div id="today-figures" data-live={ (live) " management" } { (figures(cx, &four)) }
        div."split mt-4" {
            (work(cx, live, &todo, &notices))
            div.stack {
                @if let Some(days) = &days { (agenda(live, days)) }
                (notices::panel(cx, &notices))
                @for panel in side { (panel) }
            }
        }
        @if let Some(below) = below { div."mt-4" { (below) } }
    }
}

fn figures(cx: &Cx, figures: &[Figure]) -> Markup {
    let items: Vec<Kpi> = figures.iter().map(kpi).collect();
    kpis("figures", &cx.t("today-figures"), &items)
}

fn kpi(figure: &Figure) -> Kpi<'_> {
    let Figure { name, figure, note, tone, href, trend, ink } = figure;
    let note_icon = match tone {
        Tone::Danger | Tone::Warning => Some(Icon::Alert),
        Tone::Good => Some(Icon::Check),
        _ => None,
    };
    Kpi { name, figure, note, note_tone: *tone, note_icon, href, trend, ink: *ink }
}

fn work(cx: &Cx, live: &str, todo: &[Todo], notices: &Notices) -> Markup {
    let shown = &todo[..todo.len().min(MOST)];
    let count = i64::try_from(todo.len()).unwrap_or(i64::MAX) + notices.beyond;
    let more = count - i64::try_from(shown.len()).unwrap_or(count);
    let group = |when: When| {
        let items: Vec<WorkItem> = shown.iter().filter(|todo| todo.when == when).map(item).collect();
        html! { @if !items.is_empty() { (group_title(&cx.t(when.title()))) (worklist(&items)) } }
    };
    let full = html! {
        @if shown.is_empty() {
            (empty(Icon::Check, &cx.t("today-nothing"), &cx.t("today-nothing-why"), None))
        }
        @for when in When::ALL { (group(when)) }
    };
    let footer = html! {
        p {
            @if more > 0 { (cx.tr("today-more", &[("count", more.into())])) " " }
            @if notices.done_today > 0 { (cx.tr("today-done", &[("count", notices.done_today.into())])) " " }
            a href="/tasks" { (cx.t("today-all-tasks")) }
        }
    };
    panel(Panel {
        id: "work",
        title: &cx.t("today-work"),
        beside: (!todo.is_empty()).then(|| plain_badge(Tone::Neutral, &count.to_string())),
        live: Some(&format!("{live} desk")),
        full: Some(full),
        footer: Some(footer),
        ..Panel::default()
    })
}

fn item(todo: &Todo) -> WorkItem<'_> {
    WorkItem {
        id: &todo.id,
        icon: todo.icon,
        tone: todo.tone,
        title: &todo.title,
        href: &todo.href,
        what: &todo.what,
        when: &todo.by,
        action: todo.action.clone(),
    }
}

fn agenda(live: &str, agenda: &Agenda) -> Markup {
    let full = html! {
        @if agenda.entries.is_empty() { p."body muted" { (agenda.none) } }
        @else { ol.agenda.days[agenda.entries.iter().any(|entry| entry.time.chars().count() > 5)] { @for one in &agenda.entries { (entry(one)) } } }
    };
    panel(Panel {
        id: "agenda",
        title: &agenda.title,
        end: agenda.all.as_ref().map(|(text, href)| html! { a.small href=(href) { (text) } }),
        live: Some(live),
        full: Some(full),
        ..Panel::default()
    })
}

fn entry(entry: &Entry) -> Markup {
    let class = match entry.moment {
        Moment::Past => "past",
        Moment::Now => "now",
        Moment::Next => "",
    };
    html! {
        li class=(class) aria-current=[(entry.moment == Moment::Now).then_some("time")] {
            (time(&entry.datetime, &entry.time))
            div {
                b { a href=(entry.href) { (entry.title) } }
                @if !entry.what.is_empty() { (second_line(&entry.what)) }
            }
        }
    }
}
