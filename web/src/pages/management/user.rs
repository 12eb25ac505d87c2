//! A colleague: name, roles, workplace, password, and whether they still work here.

use api::App;
use axum::{Router, extract::Path, routing::get};
use domain::{Permission, Role, UserId, privacy::Person};
use maud::{Markup, html};
use projections::access::{
    DEPARTMENT,
    users::{self, User},
};

use super::{users::state, words};
use crate::{
    components::{Button, Field, Kind, Look, PageHead, Panel, crumbs, facts, link_button, page_head, panel, submit},
    cx::{Answer, Cx, Refusal},
    form::Form,
    icons::Icon,
    pages::{privacy, undo::marks::history},
};

/// The addresses of these pages.
pub fn routes() -> Router<App> {
    Router::new().route("/users/new", get(new)).route("/users/{id}", get(show)).route("/users/{id}/edit", get(edit))
}

async fn found(cx: &Cx, id: &str, permission: Permission) -> Result<User, Refusal> {
    cx.require(permission)?;
    let id: UserId = id.parse().map_err(|_| cx.not_found())?;
    users::one(&cx.reads(&DEPARTMENT).pool, id).await?.ok_or_else(|| cx.not_found())
}

fn top(cx: &Cx, user: Option<&User>, title: &str, badges: Option<Markup>, actions: Option<Markup>) -> Markup {
    let back = user.map(|user| (cx.colleague(&user.name).into_owned(), format!("/users/{}", user.id)));
    let users = cx.t("nav-users");
    let mut way = vec![(users.as_ref(), Some("/users"))];
    way.extend(back.iter().map(|(name, href)| (name.as_str(), Some(href.as_str()))));
    way.push((title, None));
    html! { (crumbs(&cx.t("shell-crumbs"), &way)) (page_head(PageHead { title, badges, actions, ..PageHead::default() })) }
}

async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let user = found(&cx, &id, Permission::SeeUsers).await?;
    let name = cx.colleague(&user.name).into_owned();
    let edit = cx.may(Permission::EditUsers);
    let change = || {
        link_button(
            &format!("/users/{}/edit", user.id),
            Button { text: &cx.t("button-change"), icon: Some(Icon::Pen), key: Some("e"), ..Button::default() },
        )
    };
    let content = html! {
        (top(&cx, None, &name, Some(state(&cx, &user)), (edit && user.active).then(change)))
        @if user.name.is_empty() {
            div."mb-4" { (privacy::erased(&cx, Person::User { user: user.id }, "privacy-what-user").await?) }
        }
        div.split {
            (panel(Panel { id: "about", title: &cx.t("field-details"), live: Some("access"), body: Some(about(&cx, &user)), ..Panel::default() }))
            div.stack {
                @if edit { (password(&cx, &user)) (leaving(&cx, &user)) }
                (history(&cx, &format!("user-{}", user.id)).await)
            }
        }
    };
    Ok(cx.page(&name, content))
}

fn about(cx: &Cx, user: &User) -> Markup {
    let roles = user.roles.iter().map(|role| words::role(cx, *role)).collect::<Vec<_>>().join(", ");
    // Of who was forgotten is left what they could do, and what they did.
    let here = !user.name.is_empty();
    let rows = [
        ("field-login", here.then(|| html! { (user.login) })),
        ("label-email", user.email.as_ref().map(|email| html! { a href={ "mailto:" (email) } { (email) } })),
        ("field-roles", Some(html! { (roles) })),
        ("label-language", here.then(|| html! { (cx.t(&format!("language-{}", user.language))) })),
        ("field-region", user.region.as_ref().filter(|_| here).map(|region| html! { (region) })),
        (
            "field-week",
            (here && user.roles.contains(&Role::Technician))
                .then(|| html! { (texts::format::duration(cx.lang(), user.week_minutes)) }),
        ),
        (
            "nav-log",
            cx.may(Permission::SeeLog)
                .then(|| html! { a href={ "/log?person=" (user.id) } { (cx.t("management-did")) } }),
        ),
        (
            "thing-privacy",
            cx.may(Permission::HandlePrivacy)
                .then(|| html! { a href={ "/users/" (user.id) "/privacy" } { (cx.t("privacy-title")) } }),
        ),
    ];
    let rows: Vec<_> = rows.into_iter().filter_map(|(key, value)| Some((cx.t(key), value?))).collect();
    let rows: Vec<(&str, Markup)> = rows.iter().map(|(label, value)| (label.as_ref(), value.clone())).collect();
    facts(&rows)
}

fn password(cx: &Cx, user: &User) -> Markup {
    let base = format!("/users/{}", user.id);
    let form = Form::new(cx, format!("{base}/reset-password")).next(base.as_str()).done("management-password-set");
    let hint = cx.t("management-password-hint");
    let body = form.show(html! {
        (form.field("label-password", "", Field { name: "password", kind: Kind::Password, hint: Some(&hint), autocomplete: Some("new-password"), ..Field::default() }))
        (submit(Button { text: &cx.t("management-reset-password"), look: Look::Dark, ..Button::default() }))
    });
    html! { @if user.active { (panel(Panel { id: "new-password", title: &cx.t("management-reset-password"), body: Some(body), ..Panel::default() })) } }
}

fn leaving(cx: &Cx, user: &User) -> Markup {
    let base = format!("/users/{}", user.id);
    let (title, body) = if user.active {
        let form = Form::new(cx, format!("{base}/deactivate")).next(base.as_str()).done("management-switched-off");
        let body = form.show(html! {
            p { (cx.t("management-deactivate-why")) }
            (form.field("label-reason", "", Field { name: "reason", ..Field::default() }))
            (submit(Button { text: &cx.t("management-deactivate"), look: Look::Danger, ..Button::default() }))
        });
        ("management-deactivate", body)
    } else if user.login.is_empty() {
        return html! {};
    } else {
        let form = Form::new(cx, format!("{base}/reactivate")).next(base.as_str()).done("management-switched-on");
        (
            "management-reactivate",
            form.show(submit(Button { text: &cx.t("management-reactivate"), look: Look::Dark, ..Button::default() })),
        )
    };
    html! {
        @if user.id != cx.session.user {
            (panel(Panel { id: "leaving", title: &cx.t(title), body: Some(body), ..Panel::default() }))
        }
    }
}

async fn new(cx: Cx) -> Answer {
    cx.require(Permission::EditUsers)?;
    let form = Form::new(&cx, "/users/create").done("management-user-added");
    let title = cx.t("management-new-user");
    let hint = cx.t("management-login-hint");
    let secret = cx.t("management-password-hint");
    let own = html! {
        (form.field("field-login", "", Field { name: "login", hint: Some(&hint), autocomplete: Some("off"), ..Field::default() }))
        (form.field("label-password", "", Field { name: "password", kind: Kind::Password, hint: Some(&secret), autocomplete: Some("new-password"), ..Field::default() }))
    };
    let content = html! { (top(&cx, None, &title, None, None)) (fields(&cx, &form, None, own, "/users")) };
    Ok(cx.page(&title, content))
}

async fn edit(cx: Cx, Path(id): Path<String>) -> Answer {
    let user = found(&cx, &id, Permission::EditUsers).await?;
    let back = format!("/users/{id}");
    let form = Form::new(&cx, format!("{back}/change")).next(back.as_str()).revision(user.revision);
    let title = cx.t("button-change");
    let content = html! {
        (top(&cx, Some(&user), &title, None, None))
        (fields(&cx, &form, Some(&user), html! {}, &back))
        @if user.roles.contains(&Role::Technician) { (workplace(&cx, &user, &back)) }
    };
    Ok(cx.page(&title, content))
}

fn fields(cx: &Cx, form: &Form<'_>, user: Option<&User>, own: Markup, back: &str) -> Markup {
    let name = user.map_or("", |user| user.name.as_str());
    let email = user.and_then(|user| user.email.as_deref()).unwrap_or_default();
    let has = |role: Role| user.is_some_and(|user| user.roles.contains(&role));
    let body = html! {
        div.stack {
            (form.field("label-name", name, Field { name: "name", autofocus: true, ..Field::default() }))
            (own)
            (form.field("label-email", email, Field { name: "email", kind: Kind::Email, optional: true, ..Field::default() }))
            fieldset id="roles" {
                legend { (cx.t("field-roles")) }
                @if let Some(error) = form.error("roles") { p.error { (error) } }
                div.stack { @for role in Role::ALL {
                    label.check {
                        input type="checkbox" name="roles" value=(role.name()) checked[form.checked("roles", role.name(), has(*role))];
                        span { (words::role(cx, *role)) }
                    }
                } }
            }
        }
    };
    form.show_with(&[("class", "stack record-form")], html! {
        (panel(Panel { id: "user", title: &cx.t("thing-user"), body: Some(body), ..Panel::default() }))
        div.actions {
            (submit(Button { text: &cx.t("button-save"), look: Look::Primary, key_hint: Some("Ctrl ↵"), ..Button::default() }))
            (link_button(back, Button { text: &cx.t("button-cancel"), ..Button::default() }))
        }
    })
}

fn workplace(cx: &Cx, user: &User, back: &str) -> Markup {
    let form = Form::new(cx, format!("{back}/set-workplace")).next(back);
    let week = format!("{}:{:02}", user.week_minutes / 60, user.week_minutes % 60);
    let region = user.region.as_deref().unwrap_or_default();
    let body = html! {
        div.cols-2 {
            (form.field("field-region", region, Field { name: "region", optional: true, ..Field::default() }))
            (form.field("field-week", &week, Field { name: "week", kind: Kind::Time, ..Field::default() }))
        }
        (submit(Button { text: &cx.t("button-save"), look: Look::Dark, ..Button::default() }))
    };
    form.show_with(
        &[("class", "stack record-form")],
        panel(Panel {
            id: "workplace",
            title: &cx.t("management-workplace"),
            body: Some(html! { div.stack { (body) } }),
            ..Panel::default()
        }),
    )
}
