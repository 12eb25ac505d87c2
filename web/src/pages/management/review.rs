//! One act that is looked at, for who did it: what is asked about it, and the answer. They see nothing else of the review.

use api::App;
use axum::{
    Router,
    extract::Path,
    response::{IntoResponse, Redirect},
    routing::get,
};
use domain::Permission;
use maud::{Markup, html};
use projections::management::{
    DEPARTMENT,
    reviews::{self, Review, State},
};

use super::{entry::Detail, reviews::said};
use crate::{
    components::{Button, Field, Look, PageHead, Panel, crumbs, page_head, panel, submit},
    cx::{Answer, Cx},
    form::Form,
    icons::Icon,
};

/// The address of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/reviews/{id}", get(show))
}

async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    cx.require(Permission::HandleTasks)?;
    let id = id.parse().map_err(|_| cx.not_found())?;
    let found = reviews::one(&cx.reads(&DEPARTMENT).pool, id).await?;
    let own = found.as_ref().is_some_and(|review| review.author == cx.session.user);
    if !own {
        // Who may not look does not hear whether there is something to look at.
        cx.require(Permission::ReviewLog)?;
        let review = found.ok_or_else(|| cx.not_found())?;
        return Ok(Redirect::to(&format!("/reviews?review={}", review.id)).into_response());
    }
    let review = found.ok_or_else(|| cx.not_found())?;
    let detail = Detail::at(&cx, review.entry.position).await?.ok_or_else(|| cx.not_found())?;
    let title = detail.title(&cx);
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-notifications"), Some("/tasks")), (&title, None)]))
        (page_head(PageHead { title: &title, lead: Some(html! { (cx.t("review-answer-lead")) }), ..PageHead::default() }))
        div.split {
            (panel(Panel { id: "question", title: &cx.t("field-question"), live: Some("management"), body: Some(answer(&cx, &review)), ..Panel::default() }))
            (panel(Panel { id: "about", title: &cx.t("management-changes"), body: Some(html! {
                div.stack { (detail.about(&cx)) (detail.diff(&cx)) }
            }), ..Panel::default() }))
        }
    };
    Ok(cx.page(&title, content))
}

fn answer(cx: &Cx, review: &Review) -> Markup {
    let form = Form::new(cx, format!("/reviews/{}/answer", review.id)).next("/tasks").done("review-answered");
    html! {
        div.stack {
            (said(cx, review))
            @let waits = review.question.is_some() && review.answer.is_none();
            @if review.state == State::Asked || (review.state == State::Undone && waits) {
                (form.show(html! {
                    (form.textarea("review-answer", "", Field { name: "answer", ..Field::default() }, 4))
                    div { (submit(Button { text: &cx.t("review-answer-send"), icon: Some(Icon::Check), look: Look::Dark,
                        key_hint: Some("Ctrl ↵"), ..Button::default() })) }
                }))
            } @else {
                p.hint { (cx.t("review-nothing-asked")) }
            }
        }
    }
}
