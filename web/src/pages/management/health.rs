//! How each department's tables stand: up to date, behind, standing still, being built; and the order to build them again.

use api::{App, live::FILLED};
use axum::{Router, body::Bytes, routing::post};
use domain::Permission;
use maud::{Markup, html};
use projections::{DEPARTMENTS, Progress};
use texts::format::whole;

use super::words;
use crate::{
    components::{Button, Look, Panel, Size, Tone, badge, panel as frame, submit},
    cx::{Answer, Cx},
    filling,
    icons::Icon,
    posted,
};

/// The address that the buttons post to.
pub fn routes() -> Router<App> {
    Router::new().route("/health/rebuild", post(rebuild))
}

/// How far each department's tables have come, and why one stands still.
pub fn panel(cx: &Cx) -> Markup {
    let all = cx.app.reads.progress();
    let newest = all.values().map(|progress| progress.applied).max().flatten();
    let may = cx.may(Permission::EditSettings);
    let rows = html! {
        ul."stack tight" {
            @for (name, progress) in &all {
                li id={ "health-" (name) } {
                    div."row apart" {
                        span { (words::department(cx, name)) }
                        div.row {
                            (state(cx, progress, progress.applied >= newest))
                            @if may && progress.filling.is_none() { (again(cx, name)) }
                        }
                    }
                    (more(cx, progress))
                }
            }
        }
    };
    frame(Panel {
        id: "health",
        title: &cx.t("management-health"),
        live: Some(FILLED),
        body: Some(rows),
        footer: may.then(|| all_again(cx)),
        ..Panel::default()
    })
}

fn state(cx: &Cx, progress: &Progress, up: bool) -> Markup {
    let (tone, icon, key) = match (&progress.stalled, &progress.filling) {
        (Some(_), _) => (Tone::Danger, Icon::Alert, "management-stalled"),
        (None, Some(filling)) if filling.stalled.is_some() => (Tone::Danger, Icon::Alert, "management-stalled"),
        (None, Some(_)) if progress.hidden => (Tone::Warning, Icon::Clock, "filling-hidden"),
        (None, Some(_)) => (Tone::Info, Icon::Refresh, "filling-anew"),
        (None, None) if up => (Tone::Good, Icon::Check, "management-up-to-date"),
        (None, None) => (Tone::Info, Icon::Clock, "management-behind"),
    };
    badge(tone, icon, &cx.t(key))
}

/// Where it stands still and why, and how far it is.
fn more(cx: &Cx, progress: &Progress) -> Markup {
    let at = progress.applied.map_or(0, |at| i64::try_from(at.0).unwrap_or(i64::MAX));
    let stands = cx.tr("filling-stalled-at", &[("position", whole(cx.lang(), at).into())]);
    html! {
        @if let Some(why) = &progress.stalled { p.small { (stands) ": " (why) } }
        @if let Some(how) = &progress.filling {
            p.small { (filling::in_words(cx.lang(), how)) }
            (filling::bar(how))
            @if let Some(why) = &how.stalled { p.small { (why) } }
        }
    }
}

/// The button of one department.
fn again(cx: &Cx, name: &str) -> Markup {
    let label = cx.tr("filling-again-one", &[("department", words::department(cx, name).into())]);
    html! {
        form method="post" action="/health/rebuild" {
            input type="hidden" name="department" value=(name);
            (submit(Button { text: &label, icon: Some(Icon::Refresh), only_icon: true, size: Size::Small, look: Look::Quiet, ..Button::default() }))
        }
    }
}

fn all_again(cx: &Cx) -> Markup {
    html! {
        form."row apart" method="post" action="/health/rebuild" {
            span.small.muted { (cx.t("filling-again-how")) }
            (submit(Button { text: &cx.t("filling-again-all"), size: Size::Small, look: Look::Plain, ..Button::default() }))
        }
    }
}

/// `POST /health/rebuild` with `department` for each that is to be built again; all of them without.
async fn rebuild(cx: Cx, body: Bytes) -> Answer {
    cx.require(Permission::EditSettings)?;
    let fields: api::fields::Form = serde_html_form::from_bytes(&body).unwrap_or_default();
    let named: Vec<String> =
        fields.into_iter().filter(|(name, _)| name == "department").map(|(_, department)| department).collect();
    if named.iter().any(|name| !DEPARTMENTS.iter().any(|known| known.name == name)) {
        return Err(cx.not_found());
    }
    cx.app.reads.order(named)?;
    Ok(posted::see_other("/", "filling-ordered"))
}
