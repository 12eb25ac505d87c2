//! One's own account: password, language and look, and the visits for one's agenda program.

use api::App;
use axum::{Extension, Router, http::HeaderMap, routing::get};
use domain::{
    Permission,
    user::{Agenda, Theme, User},
};
use maud::{Markup, html};

use super::words;
use crate::{
    calendar,
    components::{Button, Field, Kind, Look, PageHead, Panel, page_head, panel, submit},
    cx::{Answer, Cx, Refusal},
    form::Form,
    front::{Front, origin},
};

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/account", get(show))
}

async fn show(cx: Cx, Extension(front): Extension<Option<Front>>, headers: HeaderMap) -> Answer {
    cx.require(Permission::OwnAccount)?;
    let title = cx.session.name.clone();
    let roles = cx.session.roles.iter().map(|role| words::role(&cx, *role)).collect::<Vec<_>>().join(", ");
    let calendars = calendars(&cx).await?;
    let content = html! {
        (page_head(PageHead { title: &title, lead: Some(html! { (roles) }), ..PageHead::default() }))
        div.stack {
            div.split { (preferences(&cx)) (password(&cx)) }
            @if !calendars.is_empty() { (shared(&cx, &origin(front, &headers), &calendars)) }
        }
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

/// The calendars that one may share, with the address of each that is shared.
async fn calendars(cx: &Cx) -> Result<Vec<(Agenda, Option<String>)>, Refusal> {
    let me = cx.session.user;
    let (state, _) = cx.app.log.state::<User>(&me.to_string()).await?;
    let mut calendars = Vec::new();
    for calendar in [Agenda::Own, Agenda::Team].into_iter().filter(|known| cx.may(known.permission())) {
        let address = match state.calendar(calendar) {
            Some(turn) => Some(calendar::address(&cx.app, me, calendar, turn).await?),
            None => None,
        };
        calendars.push((calendar, address));
    }
    Ok(calendars)
}

fn shared(cx: &Cx, origin: &str, calendars: &[(Agenda, Option<String>)]) -> Markup {
    let list = html! {
        p.muted { (cx.t("calendar-lead")) }
        @for (calendar, address) in calendars {
            section.stack {
                h3 { (cx.t(&format!("calendar-{}", calendar.name()))) }
                @if let Some(address) = address {
                    (crate::components::field(&cx.words(), Field {
                        name: "address", within: calendar.name(), label: &cx.t("calendar-address"),
                        value: &format!("{origin}{address}"), hint: Some(&cx.t("calendar-secret")), readonly: true, ..Field::default()
                    }))
                    div.actions {
                        (order(cx, *calendar, "share-calendar", "calendar-renew", "calendar-renewed", Look::Plain))
                        (order(cx, *calendar, "withdraw-calendar", "calendar-withdraw", "calendar-withdrawn", Look::Plain))
                    }
                } @else {
                    (order(cx, *calendar, "share-calendar", "calendar-share", "calendar-shared", Look::Dark))
                }
            }
        }
    };
    let body = Some(html! { div.stack { (list) } });
    panel(Panel { id: "calendars", title: &cx.t("calendar-title"), body, ..Panel::default() })
}

fn order(cx: &Cx, calendar: Agenda, command: &str, text: &str, done: &str, look: Look) -> Markup {
    let form = Form::new(cx, format!("/users/{}/{command}", cx.session.user)).next("/account#calendars").done(done);
    form.show(html! {
        input type="hidden" name="calendar" value=(calendar.name());
        div.actions { (submit(Button { text: &cx.t(text), look, ..Button::default() })) }
    })
}
