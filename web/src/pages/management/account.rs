//! One's own account: password, language and look.

use api::App;
use axum::{Router, routing::get};
use domain::{Permission, user::Theme};
use maud::{Markup, html};

use super::words;
use crate::{
    components::{Button, Field, Kind, Look, PageHead, Panel, page_head, panel, submit},
    cx::{Answer, Cx},
    form::Form,
};

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/account", get(show))
}

async fn show(cx: Cx) -> Answer {
    cx.require(Permission::OwnAccount)?;
    let title = cx.session.name.clone();
    let roles = cx.session.roles.iter().map(|role| words::role(&cx, *role)).collect::<Vec<_>>().join(", ");
    let content = html! {
        (page_head(PageHead { title: &title, lead: Some(html! { (roles) }), ..PageHead::default() }))
        div.split { (preferences(&cx)) (password(&cx)) }
    };
    Ok(cx.page(&title, content))
}

fn preferences(cx: &Cx) -> Markup {
    let form = Form::new(cx, format!("/users/{}/set-preferences", cx.session.user)).next("/account");
    let languages = ["nl", "en", "pl"].map(|code| (code, cx.t(&format!("language-{code}"))));
    let languages: Vec<(&str, &str)> = languages.iter().map(|(code, text)| (*code, text.as_ref())).collect();
    let themes =
        [Theme::Auto, Theme::Light, Theme::Dark].map(|theme| (theme.name(), cx.t(&format!("theme-{}", theme.name()))));
    let themes: Vec<(&str, &str)> = themes.iter().map(|(name, text)| (*name, text.as_ref())).collect();
    let body = form.show(html! {
        (form.select("label-language", cx.lang().code(), Field { name: "language", ..Field::default() }, &languages))
        (form.select("field-theme", cx.session.theme.name(), Field { name: "theme", ..Field::default() }, &themes))
        (submit(Button { text: &cx.t("button-save"), look: Look::Primary, ..Button::default() }))
    });
    panel(Panel { id: "preferences", title: &cx.t("management-preferences"), body: Some(body), ..Panel::default() })
}

fn password(cx: &Cx) -> Markup {
    let form = Form::new(cx, format!("/users/{}/change-password", cx.session.user))
        .next("/account")
        .done("management-password-set");
    let hint = cx.t("management-password-hint");
    let body = form.show(html! {
        (form.field("management-current-password", "", Field { name: "current", kind: Kind::Password, autocomplete: Some("current-password"), ..Field::default() }))
        (form.field("management-new-password", "", Field { name: "password", kind: Kind::Password, hint: Some(&hint), autocomplete: Some("new-password"), ..Field::default() }))
        (submit(Button { text: &cx.t("management-change-password"), look: Look::Dark, ..Button::default() }))
    });
    panel(Panel {
        id: "new-password",
        title: &cx.t("management-change-password"),
        body: Some(body),
        ..Panel::default()
    })
}
