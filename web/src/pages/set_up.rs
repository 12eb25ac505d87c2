//! The first visitor of an empty Werkbank makes the administrator.

use std::collections::BTreeSet;

use api::{
    App, Problem,
    fields::{Form as Fields, last},
    session::asked_language,
};
use axum::{
    Form, Router,
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    Actor, Language, Line, Login, Role, UserId,
    user::{Command, Password, Theme, User},
};
use event_store::Given;
use maud::{Markup, html};
use projections::access;
use texts::{Lang, t};

use super::sign_in;
use crate::{
    components::FormWords,
    components::{Field, Kind, error_summary, field},
    shell,
};

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/set-up", get(show).post(make))
}

async fn open(app: &App) -> bool {
    matches!(access::users::anyone(&app.reads.of(&access::DEPARTMENT).pool).await, Ok(false))
}

async fn show(State(app): State<App>, headers: HeaderMap) -> Response {
    if !open(&app).await {
        return Redirect::to("/sign-in").into_response();
    }
    page(asked_language(&headers), &Fields::new(), &[]).into_response()
}

async fn make(State(app): State<App>, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    let lang = asked_language(&headers);
    if !open(&app).await {
        return Redirect::to("/sign-in").into_response();
    }
    let text = |name| last(&fields, name).unwrap_or_default().to_owned();
    let (login, name, password) = (text("login").parse::<Login>(), text("name").parse::<Line>(), text("password"));
    let long_enough = (10..=200).contains(&password.chars().count());
    let mut errors = Vec::new();
    let mut wrong =
        |field: &'static str, code: &str| errors.push((field, t(lang, &format!("invalid-{code}")).into_owned()));
    if let Err(why) = &login {
        wrong("login", why.0);
    }
    if let Err(why) = &name {
        wrong("name", why.0);
    }
    if !long_enough {
        wrong("password", "password");
    }
    match (login, name) {
        (Ok(login), Ok(name)) if long_enough => match first(&app, lang, login, name, password).await {
            Ok(Some(token)) => {
                ([(header::SET_COOKIE, sign_in::cookie(&token))], Redirect::to("/settings")).into_response()
            }
            Ok(None) => Redirect::to("/sign-in").into_response(),
            Err(problem) => shell::plain_message(lang, &problem),
        },
        _ => (axum::http::StatusCode::UNPROCESSABLE_ENTITY, page(lang, &fields, &errors)).into_response(),
    }
}

/// Logs that were given their first administrator by this program: the read tables say so only a moment later.
static GIVEN: tokio::sync::Mutex<Vec<uuid::Uuid>> = tokio::sync::Mutex::const_new(Vec::new());

/// Makes the administrator; none when somebody else was first.
async fn first(app: &App, lang: Lang, login: Login, name: Line, password: String) -> Result<Option<String>, Problem> {
    let failed = |error: String| Problem::failure(lang, &error);
    let password = Password::Hashed(app.passwords.hash(password).await.map_err(failed)?);
    // Of several at the same moment one is first; the others wait here and see it.
    let mut given_already = GIVEN.lock().await;
    let log = app.log.store.store_id().0;
    if given_already.contains(&log) || !open(app).await {
        return Ok(None);
    }
    let id = UserId::of_login(&login);
    let roles = BTreeSet::from_iter(Role::ALL.iter().copied());
    let command = Command::Create { login, name, email: None, roles, password };
    let given = Given::by(Actor::system("set-up"));
    let run = app.log.execute::<User>(&id.to_string(), command, &given, app.outside.as_ref()).await;
    run.map_err(|error| Problem::of_command(lang, error))?;
    given_already.push(log);
    drop(given_already);
    let language =
        [Language::En, Language::Pl].into_iter().find(|known| known.code() == lang.code()).unwrap_or_default();
    let own = Given::by(Actor::Person { user: id, role: Role::Administrator, roles: vec![Role::Administrator] });
    let preferences = Command::SetPreferences { language, theme: Theme::Auto };
    let run = app.log.execute::<User>(&id.to_string(), preferences, &own, app.outside.as_ref()).await;
    let applied = run.map_err(|error| Problem::of_command(lang, error))?;
    if let Some(position) = applied.position {
        app.reads.wait(position, api::command::SHOWN_WITHIN).await;
    }
    let token = app.sessions.begin(id).await.map_err(failed)?;
    // They land in the settings: in the department whose menu shows them.
    app.sessions.choose(&token, Role::Administrator).await.map_err(failed)?;
    Ok(Some(token))
}

fn page(lang: Lang, posted: &Fields, errors: &[(&str, String)]) -> Markup {
    let title = t(lang, "set-up-title");
    let (error, optional) = (t(lang, "form-error"), t(lang, "label-optional"));
    let words = FormWords { error: &error, optional: &optional };
    let listed: Vec<(&str, &str)> = errors.iter().map(|(field, message)| (*field, message.as_str())).collect();
    let one = |name: &str, key: &str, kind: Kind, complete: &str| {
        let label = t(lang, key);
        field(
            &words,
            Field {
                name,
                label: &label,
                kind,
                value: last(posted, name).unwrap_or_default(),
                error: listed.iter().find(|(field, _)| *field == name).map(|(_, message)| *message),
                autocomplete: Some(complete),
                ..Field::default()
            },
        )
    };
    let form = html! {
        form.stack method="post" action="/set-up" aria-labelledby="title" novalidate {
            div { h1 id="title" { (title) } p."muted mt-1" { (t(lang, "set-up-why")) } }
            @if !listed.is_empty() { (error_summary(&t(lang, "form-wrong"), &listed)) }
            (one("name", "label-name", Kind::Text, "name"))
            (one("login", "sign-in-login", Kind::Text, "username"))
            (one("password", "set-up-password", Kind::Password, "new-password"))
            button."button primary large wide" type="submit" { (t(lang, "set-up-make")) }
        }
    };
    shell::document(lang, "auto", &title, sign_in::around(lang, "/", form))
}
