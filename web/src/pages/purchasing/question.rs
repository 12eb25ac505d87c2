//! One question in a dialog on top of its page; without script it is a page of its own.

use axum::response::Response;
use maud::{Markup, html};

use crate::{
    components::{Button, Look, Size, link_button, submit},
    cx::Cx,
    form::Form,
    icons::Icon,
};

/// What is asked.
pub struct Question<'a> {
    /// Where it is posted to: a command's address.
    pub action: String,
    /// Where one goes who leaves it as it is, and where the answer leads.
    pub back: String,
    /// The revision that the page shows.
    pub revision: i64,
    /// Key of the title.
    pub title: &'a str,
    /// About what.
    pub lead: &'a str,
    /// Key of the button that does it.
    pub save: &'a str,
}

impl Question<'_> {
    /// The page around the fields that `body` makes.
    pub fn show(&self, cx: &Cx, body: impl FnOnce(&Form<'_>) -> Markup) -> Response {
        let form = Form::new(cx, self.action.as_str()).next(self.back.as_str()).revision(self.revision);
        let (title, close) = (cx.t(self.title), cx.t("button-close"));
        let cross = Button {
            text: &close,
            icon: Some(Icon::X),
            only_icon: true,
            look: Look::Quiet,
            size: Size::Small,
            closes: true,
            ..Button::default()
        };
        let content = html! {
            h1.visually-hidden { (title) }
            div.panel.question {
                form id="question" method="post" action=(self.action) data-dialog-part aria-labelledby="question-title" novalidate {
                    (form.hidden())
                    header { div { h2 id="question-title" { (title) } p."muted small" { (self.lead) } } (link_button(&self.back, cross)) }
                    div."body stack" {
                        p.error data-failed role="alert" hidden { (cx.t("shell-failed")) }
                        (form.problems())
                        (body(&form))
                    }
                    footer {
                        (link_button(&self.back, Button { text: &cx.t("button-cancel"), closes: true, ..Button::default() }))
                        (submit(Button { text: &cx.t(self.save), look: Look::Primary, ..Button::default() }))
                    }
                }
            }
        };
        cx.page(&title, content)
    }
}
