//! A task by hand: for a department or a colleague, what, until when, about which customer.

use api::App;
use axum::{Router, routing::get};
use domain::{Permission, task::BY_HAND};
use maud::html;
use projections::customers;
use serde::Deserialize;

use super::whom::whom;
use crate::{
    components::{Button, Field, Kind, Look, PageHead, Suggest, combobox, crumbs, link_button, page_head, submit},
    cx::{Answer, Cx, Query},
    form::Form,
};

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/tasks/new", get(new))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    customer: Option<String>,
}

async fn new(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::HandleTasks)?;
    let title = cx.t("management-task-new");
    let card = match asked.customer.as_deref() {
        Some(id) => customers::card::one(&cx.reads(&customers::DEPARTMENT).pool, id, cx.today()).await?,
        None => None,
    };
    let back = card.as_ref().map_or_else(|| "/tasks".into(), |card| format!("/customers/{}", card.id));
    let form = Form::new(&cx, "/tasks/raise").next(back.as_str()).done("management-task-raised");
    let about = match &card {
        Some(card) => html! {
            p { (cx.t("label-customer")) ": " b { (cx.customer(&card.name)) } }
            input type="hidden" name="customer" value=(card.id);
        },
        None => combobox(
            &cx.words(),
            Field {
                name: "_customer",
                label: &cx.t("label-customer"),
                value: &form.value("_customer", ""),
                hint: Some(&cx.t("customers-suggest-hint")),
                error: form.choice_error("customer", "_customer").as_deref(),
                optional: true,
                ..Field::default()
            },
            Suggest { url: "/suggest/customers", into: "customer", chosen: &form.value("customer", ""), depends: None },
        ),
    };
    let body = html! {
        input type="hidden" name="kind" value=(BY_HAND);
        (about)
        (form.textarea("management-task-what", "", Field { name: "note", autofocus: true, ..Field::default() }, 3))
        (whom(&cx, &form, "assignee").await?)
        (form.field("field-due", "", Field { name: "due", kind: Kind::Date, optional: true, hint: Some(&cx.t("customers-installed-hint")), ..Field::default() }))
    };
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-notifications"), Some("/tasks")), (&title, None)]))
        (page_head(PageHead { title: &title, ..PageHead::default() }))
        section.panel aria-labelledby="task-new-title" {
            (form.show_with(&[("data-dialog-part", ""), ("aria-labelledby", "task-new-title")], html! {
                header { h2 id="task-new-title" { (title) } }
                div.body.stack { (body) }
                footer.row."gap-s" {
                    (link_button(&back, Button { text: &cx.t("button-cancel"), closes: true, ..Button::default() }))
                    (submit(Button { text: &cx.t("button-save"), look: Look::Primary, key_hint: Some("Ctrl ↵"), ..Button::default() }))
                }
            }))
        }
    };
    Ok(cx.page(&title, content))
}
