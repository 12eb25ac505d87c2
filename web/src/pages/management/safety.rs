//! How safe the log is, beside what management and the administrator watch: the last backup, and the newest anchor.

use api::app::Planned;
use chrono::TimeDelta;
use domain::Role;
use event_store::backup::{Kind, Noted};
use maud::{Markup, html};
use projections::desk::{
    self,
    tasks::{self, For, Task},
};
use reactors::backups::{FAILED, LATE};
use texts::format::{clock, quantity, whole};

use super::words;
use crate::{
    components::{Panel, Tone, badge, facts, panel},
    cx::{Cx, Refusal},
    icons::Icon,
    safety::{Anchored, anchored, backed_up},
};

/// One a day, and some time for it: who waits longer hears of it.
const A_DAY: TimeDelta = TimeDelta::hours(26);
/// Open alerts among which one about backups is looked for.
const ALERTS: usize = 100;

/// Both panels.
///
/// # Errors
/// When the log or the tables can't be read.
pub async fn panels(cx: &Cx) -> Result<Vec<Markup>, Refusal> {
    let administrators = For { roles: vec![Role::Administrator], user: None };
    let alerts = tasks::open(&cx.reads(&desk::DEPARTMENT).pool, &administrators, None, ALERTS).await?.rows;
    let alert = alerts.iter().find(|task| [FAILED, LATE].contains(&task.kind.as_str()));
    let noted = backed_up(&cx.app);
    Ok(vec![backups(cx, noted.as_ref(), alert), anchor(cx, anchored(&cx.app).await?.as_ref())])
}

fn backups(cx: &Cx, noted: Option<&Noted>, alert: Option<&Task>) -> Markup {
    let lang = cx.lang();
    let planned = cx.app.backups.planned;
    let (tone, icon, state) = state(cx, planned, noted, alert);
    let number = |count: u64| whole(lang, i64::try_from(count).unwrap_or(i64::MAX));
    let days = |days: Option<u16>| days.map(|days| cx.tr("customers-days", &[("count", u32::from(days).into())]));
    let mut rows = Vec::new();
    if let Some(noted) = noted {
        let kind = if noted.kind == Kind::Full { "safety-full" } else { "safety-increment" };
        let size = quantity(lang, i64::try_from(noted.bytes / 100_000 + 1).unwrap_or(i64::MAX).saturating_mul(100));
        let with_days =
            |text: String, kept| [Some(text), days(kept)].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let kept = [("full", number(noted.full).into()), ("increments", number(noted.increments).into())];
        rows.push(("safety-last", html! { (words::when(cx, noted.made_at.timestamp_micros())) ", " (cx.t(kind)) }));
        rows.push((
            "safety-holds",
            html! { (cx.tr("safety-holds-what", &[("events", number(noted.events).into()), ("files", number(noted.files).into()), ("size", size.into())])) },
        ));
        rows.push(("safety-until", html! { span.num { (number(noted.until)) } }));
        rows.push(("safety-checked", html! { (cx.t("safety-checked-how")) }));
        rows.push((
            "safety-kept",
            html! { (with_days(cx.tr("safety-kept-what", &kept), planned.map(|planned| planned.keep_days))) },
        ));
        rows.push((
            "safety-keys",
            html! { (with_days(cx.tr("safety-keys-what", &[("copies", number(noted.copies).into())]), planned.map(|planned| planned.keys_keep_days))) },
        ));
    }
    if let Some(planned) = planned {
        rows.push(("safety-each-day", html! { (cx.tr("safety-at", &[("time", clock(lang, planned.at).into())])) }));
    }
    let body = html! {
        @if let Some(alert) = alert { p { (words::sentence(cx, alert)) } }
        @else if planned.is_none() { p.muted { (cx.t("safety-not-planned-how")) } }
        @if !rows.is_empty() { (said(cx, rows)) }
    };
    panel(Panel {
        id: "backups",
        title: &cx.t("safety-backups"),
        end: Some(badge(tone, icon, &cx.t(state))),
        live: Some("desk management"),
        body: Some(html! { div.stack { (body) } }),
        ..Panel::default()
    })
}

/// How it stands with them, in a word.
fn state(cx: &Cx, planned: Option<Planned>, noted: Option<&Noted>, alert: Option<&Task>) -> (Tone, Icon, &'static str) {
    let late = |noted: &Noted| cx.app.log.clock.now() - noted.made_at > A_DAY;
    match (alert, planned, noted) {
        (Some(alert), _, _) if alert.kind == FAILED => (Tone::Danger, Icon::Alert, "safety-failed"),
        (Some(_), _, _) => (Tone::Warning, Icon::Clock, "safety-late"),
        (None, Some(_), None) => (Tone::Info, Icon::Clock, "safety-none-yet"),
        (None, Some(_), Some(noted)) if late(noted) => (Tone::Warning, Icon::Clock, "safety-late"),
        (None, Some(_), Some(_)) => (Tone::Good, Icon::Check, "safety-on-time"),
        (None, None, Some(_)) => (Tone::Neutral, Icon::User, "safety-by-hand"),
        (None, None, None) => (Tone::Warning, Icon::Alert, "safety-not-planned"),
    }
}

fn anchor(cx: &Cx, anchored: Option<&Anchored>) -> Markup {
    let body = match anchored {
        None => html! { p.muted { (cx.t("safety-anchor-none")) } },
        Some(anchored) => {
            let position = whole(cx.lang(), i64::try_from(anchored.position).unwrap_or(i64::MAX));
            let rows = vec![
                ("safety-last", words::when(cx, anchored.at.timestamp_micros())),
                ("safety-until", html! { a.num href={ "/log/" (anchored.noted.0) } { (position) } }),
                ("safety-seal", html! { span.code.small { (anchored.head) } }),
            ];
            html! { div.stack { (said(cx, rows)) p.hint { (cx.t("safety-anchor-how")) } } }
        }
    };
    panel(Panel {
        id: "anchor",
        title: &cx.t("safety-anchor"),
        live: Some("management"),
        body: Some(body),
        ..Panel::default()
    })
}

fn said(cx: &Cx, rows: Vec<(&str, Markup)>) -> Markup {
    let rows: Vec<_> = rows.into_iter().map(|(key, value)| (cx.t(key), value)).collect();
    facts(&rows.iter().map(|(label, value)| (label.as_ref(), value.clone())).collect::<Vec<_>>())
}
