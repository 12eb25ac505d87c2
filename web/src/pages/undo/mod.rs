//! Taking back what somebody did: what it was, what happens now, what follows, and the button that does it; or why it stays.

pub mod marks;
pub mod together;

use api::{
    App, FieldError, Problem, Session,
    command::Done,
    fields::{self, Form as Fields},
    undo::{self, Preview, Refusal as No},
};
use axum::{
    Extension, Router,
    body::Bytes,
    extract::{OriginalUri, Path, State},
    http::HeaderMap,
    response::Response,
    routing::get,
};
use event_store::Revision;
use maud::{Markup, html};
use serde::Deserialize;

use crate::{
    components::{Button, Field, Look, PageHead, Panel, Tone, crumbs, link_button, notice, page_head, panel, submit},
    cx::{Answer, Cx, Failed, Query, Refusal, encode},
    form::Form,
    icons::Icon,
    pages::management::{entry::Detail, words},
    posted::{self, Pages, own_page},
    shell,
};

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/undo/{event}", get(show).post(act))
        .route("/undo/together/{batch}", get(together::show).post(together::act))
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    from: Option<String>,
}

async fn show(cx: Cx, Path(event): Path<String>, Query(asked): Query<Asked>) -> Answer {
    if cx.app.then.is_some() {
        return Err(cx.not_found());
    }
    let why = cx.failed.as_ref().and_then(|failed| fields::last(&failed.fields, "reason"));
    let preview = undo::preview(&cx.app, &cx.session, &event, why).await;
    let preview = preview.map_err(|problem| Refusal(shell::plain_message(cx.lang(), &problem)))?;
    let detail = Detail::at(&cx, preview.entry.position).await?.ok_or_else(|| cx.not_found())?;
    let of_customer = || preview.entry.customer.map(|customer| format!("/customers/{customer}"));
    let place = words::page_of_entry(&preview.entry).or_else(of_customer);
    let back = asked.from.as_deref().and_then(own_page).map(ToOwned::to_owned).or_else(|| place.clone());
    let back = back.unwrap_or_else(|| "/".into());
    let what = detail.title(&cx);
    let title = cx.tr("undo-title", &[("what", what.as_str().into())]);
    let thing = words::about(&cx, &preview.entry);
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&thing, place.as_deref()), (&title, None)]))
        (page_head(PageHead { title: &title, lead: Some(html! { (cx.t("undo-lead")) }), ..PageHead::default() }))
        @if let Some(batch) = preview.together {
            @let href = together::address_from(batch, &back);
            div."mb-4" { (notice(Tone::Info, Icon::List, html! { (cx.t("undo-together-part")) },
                Some(link_button(&href, Button { text: &cx.t("undo-together"), ..Button::default() })))) }
        }
        div.split {
            (now(&cx, &preview, &detail, &event, &back).await?)
            (panel(Panel {
                id: "was",
                title: &cx.t("undo-was"),
                body: Some(html! { div.stack { (detail.about(&cx)) (detail.diff(&cx)) (detail.marks(&cx)) } }),
                ..Panel::default()
            }))
        }
    };
    Ok(cx.page(&title, content))
}

/// What happens now, or why nothing does.
async fn now(cx: &Cx, preview: &Preview, detail: &Detail, event: &str, back: &str) -> Result<Markup, Refusal> {
    let leave = Button { text: &cx.t("undo-back"), ..Button::default() };
    let overrules = preview.refusal.as_ref().is_some_and(|no| no.overrule);
    if let Some(no) = preview.refusal.as_ref().filter(|no| !no.overrule) {
        return Ok(panel(Panel {
            id: "undo",
            title: &cx.t("undo-refused"),
            body: Some(html! {
                div.stack {
                    (refused(cx, no))
                    div.actions { (link_button(back, leave)) }
                }
            }),
            ..Panel::default()
        }));
    }
    let form = Form::new(cx, format!("/undo/{event}")).next(back).done("undo-done");
    let form = form.revision(i64::try_from(preview.revision).unwrap_or_default());
    let follows = follows(cx, &preview.happens);
    let hint = cx.t(if overrules { "undo-overrule-hint" } else { "undo-reason-hint" });
    let body = html! {
        @if let Some(no) = &preview.refusal { (refused(cx, no)) }
        ul.plain {
            @for happens in &preview.happens { li { b { (words::happened(cx, happens)) } } }
        }
        @if preview.changes.is_empty() { p.hint { (cx.t("undo-no-fields")) } }
        @else { (detail.changes(cx, &preview.changes, ["management-field", "undo-now", "undo-then"], "undo-fields").await?) }
        @if !follows.is_empty() {
            (notice(Tone::Info, Icon::Arrow, html! { @for said in &follows { p { (said) } } }, None))
        }
        @if preview.says_why || overrules {
            (form.field("undo-reason", "", Field { name: "reason", hint: Some(&hint), optional: !overrules, ..Field::default() }))
        }
        div.actions {
            (submit(Button { text: &cx.t("undo-button"), look: Look::Primary, icon: Some(Icon::Undo), key_hint: Some("Ctrl ↵"), ..Button::default() }))
            (link_button(back, leave))
        }
    };
    Ok(panel(Panel {
        id: "undo",
        title: &cx.t("undo-becomes"),
        body: Some(form.show_with(&[("class", "stack")], body)),
        ..Panel::default()
    }))
}

/// What follows from what happens, as far as it is known beforehand.
fn follows(cx: &Cx, happens: &[String]) -> Vec<String> {
    let keys = happens.iter().map(|happens| format!("undo-follows-{}", happens.replace('_', "-")));
    keys.filter(|key| texts::has(cx.lang(), key)).map(|key| cx.t(&key).into_owned()).collect()
}

/// Why it stays, and the way to what comes first or stands in the way.
fn refused(cx: &Cx, no: &No) -> Markup {
    let way = no.event.as_ref().map(|entry| {
        let text = words::happened(cx, &entry.event_type);
        let page = words::page_of_entry(entry).filter(|_| domain::undo::always_stays(&entry.event_type));
        let href = page.unwrap_or_else(|| marks::address(cx, entry.position));
        link_button(&href, Button { text: &text, icon: Some(Icon::Arrow), ..Button::default() })
    });
    match &cx.failed {
        // It was just tried and is told once.
        Some(failed) if failed.problem.title == no.title && !no.overrule => html! {
            div.error-summary role="alert" tabindex="-1" { h2 { (no.title) } @if let Some(way) = way { (way) } }
        },
        _ => notice(Tone::Warning, Icon::Alert, html! { b { (no.title) } }, way),
    }
}

/// `POST /undo/…`: the preview's revision goes along, so that what changed meanwhile is looked at once more.
async fn act(
    State(app): State<App>,
    session: Result<Session, Problem>,
    Path(event): Path<String>,
    pages: Extension<Pages>,
    uri: OriginalUri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let typed: Fields = serde_html_form::from_bytes(&body).unwrap_or_default();
    let Ok(session) = session else { return posted::to_sign_in(fields::last(&typed, "_page")) };
    match carried_out(&app, &session, &event, &typed).await {
        Ok(done) => posted::answer(&done, "log", &typed, posted::wants_json(&headers)),
        Err(mut problem) => {
            // The reason's field stands in the form already.
            if problem.overrule.take().is_some() {
                let message = texts::t(session.lang, "invalid-missing").into_owned();
                problem = Problem::invalid(session.lang, vec![FieldError { field: "reason".into(), message }]);
            }
            let failed = Failed { action: uri.path().into(), fields: typed, problem };
            posted::again(&pages, &session, &headers, failed).await
        }
    }
}

async fn carried_out(app: &App, session: &Session, event: &str, typed: &Fields) -> Result<Done, Problem> {
    let own = |name| fields::last(typed, name).filter(|value| !value.is_empty());
    let seen = own("_revision").and_then(|revision| revision.parse().ok()).map(Revision);
    undo::carry_out(app, session, event, own("reason"), own("_request").map(Into::into), seen, None).await
}

/// The button that leads from an entry to its preview; `from` is where it comes back to.
pub fn button(cx: &Cx, told: &marks::Told, from: &str, key: Option<&str>) -> Markup {
    let text = cx.t("undo-button");
    let hint = key.map(str::to_uppercase);
    let button = Button {
        text: &text,
        icon: Some(Icon::Undo),
        size: crate::components::Size::Small,
        look: Look::Quiet,
        key,
        key_hint: hint.as_deref(),
        ..Button::default()
    };
    let href = format!("/undo/{}?from={}", told.position, encode(from));
    link_button(&href, button)
}
