//! Trying the API: every command and question of the OpenAPI document, filled in and sent with one's own session.

use api::App;
use axum::{Router, routing::get};
use maud::html;

use crate::{
    components::{Button, Look, PageHead, Panel, page_head, panel, submit},
    cx::{Answer, Cx},
    icons::Icon,
};

/// The address of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/api", get(show))
}

/// `GET /api`: for everyone who is signed in; what one may do the server says at each call.
async fn show(cx: Cx) -> Answer {
    let title = cx.t("api-title");
    let texts: Vec<(&str, _)> = ["required", "none", "yes", "no", "sending", "failed", "copied", "found", "empty"]
        .into_iter()
        .map(|name| (name, cx.t(&format!("api-text-{name}"))))
        .collect();
    let choose = html! {
        div.form-grid {
            div.field.w-4 {
                label for="api-search" { (cx.t("api-search")) }
                input.input id="api-search" type="search" autocomplete="off" aria-describedby="api-found";
                span.hint id="api-found" role="status" {}
            }
            div.field.w-8 {
                label for="api-operation" { (cx.t("api-operation")) }
                select.select id="api-operation" {}
            }
        }
    };
    let copy = cx.t("api-copy");
    let form = html! {
        form.stack id="api-form" aria-labelledby="api-fill-title" novalidate {
            p id="api-about" {}
            div.form-grid id="api-fields" {}
            div.actions {
                (submit(Button { text: &cx.t("api-send"), icon: Some(Icon::Arrow), look: Look::Primary, ..Button::default() }))
            }
        }
    };
    let request = html! {
        pre.code tabindex="0" role="region" aria-label="curl" id="api-curl" {}
        div.actions { button.button.small type="button" id="api-copy" { (copy) } }
    };
    let answer = html! {
        p id="api-status" role="status" { (cx.t("api-text-empty")) }
        ul id="api-errors" hidden {}
        pre.code tabindex="0" role="region" aria-label=(cx.t("api-body")) id="api-answer" hidden {}
    };
    let content = html! {
        (page_head(PageHead {
            title: &title,
            lead: Some(html! { (cx.t("api-lead")) " " a href="/api/v1/openapi.json" { "openapi.json" } }),
            ..PageHead::default()
        }))
        noscript { p { (cx.t("api-noscript")) } }
        div.stack data-try-api="/api/v1/openapi.json" {
            span hidden data-texts {
                @for (name, text) in &texts { span data-text=(name) { (text) } }
            }
            (panel(Panel { id: "api-choose", title: &cx.t("api-choose"), body: Some(choose), ..Panel::default() }))
            (panel(Panel { id: "api-fill", title: &cx.t("api-fill"), body: Some(form), ..Panel::default() }))
            (panel(Panel { id: "api-sent", title: &cx.t("api-request"), body: Some(request), ..Panel::default() }))
            (panel(Panel { id: "api-came", title: &cx.t("api-answer"), body: Some(answer), ..Panel::default() }))
        }
    };
    Ok(cx.page(&title, content))
}
