//! The session: choosing a department, ending, the theme's button.

use api::{App, Problem, Session};
use axum::{
    Form, Router,
    extract::State,
    http::header,
    response::{IntoResponse, Redirect, Response},
    routing::post,
};
use domain::{Role, UserId, user};
use event_store::Given;
use serde::Deserialize;

use crate::posted::own_page;

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/session/role", post(choose))
        .route("/session/end", post(end))
        .route("/account/theme", post(theme))
}

#[derive(Deserialize)]
struct Choice {
    role: String,
}

async fn choose(State(app): State<App>, session: Session, Form(choice): Form<Choice>) -> Result<Response, Problem> {
    if let Some(role) = Role::parse(&choice.role).filter(|role| session.roles.contains(role)) {
        let chosen = app.sessions.choose(&session.token, role).await;
        chosen.map_err(|error| Problem::failure(session.lang, &error))?;
    }
    Ok(Redirect::to("/").into_response())
}

async fn end(State(app): State<App>, session: Session) -> Result<Response, Problem> {
    app.sessions.end(&session.token).await.map_err(|error| Problem::failure(session.lang, &error))?;
    let cookie = format!("{}=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax", api::session::COOKIE);
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/sign-in")).into_response())
}

#[derive(Deserialize)]
struct Theme {
    theme: user::Theme,
    #[serde(default)]
    next: String,
}

async fn theme(State(app): State<App>, session: Session, Form(chosen): Form<Theme>) -> Result<Response, Problem> {
    let language = [domain::Language::En, domain::Language::Pl]
        .into_iter()
        .find(|language| language.code() == session.lang.code())
        .unwrap_or_default();
    let command = user::Command::SetPreferences { language, theme: chosen.theme };
    let (UserId(id), given) = (session.user, Given::by(session.actor()));
    let set = app.log.execute::<user::User>(&id.to_string(), command, &given, app.outside.as_ref()).await;
    let applied = set.map_err(|error| Problem::of_command(session.lang, error))?;
    if let Some(position) = applied.position {
        app.reads.wait(position, api::command::SHOWN_WITHIN).await;
    }
    Ok(Redirect::to(own_page(&chosen.next).unwrap_or("/")).into_response())
}
