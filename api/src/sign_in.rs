//! Signing in and out, with a limit on wrong passwords.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Instant,
};

use axum::{Json, extract::State, http::StatusCode};
use domain::{Login, UserId};
use projections::access;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use texts::Lang;

use crate::{
    app::App,
    problem::Problem,
    session::{Session, asked_language},
};

/// So many wrong passwords for one login …
const WRONG: usize = 8;
/// … within so many seconds, and the next try waits.
const WITHIN_S: u64 = 300;

/// Who wants to sign in.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// Login name.
    pub login: String,
    /// Password.
    pub password: String,
}

/// The answer to a program that signs in.
#[derive(Serialize, JsonSchema)]
pub struct Token {
    /// For the header `Authorization: Bearer …`.
    pub token: String,
}

static TRIES: Mutex<Option<HashMap<String, Vec<Instant>>>> = Mutex::new(None);

/// Checks a login and password and begins a session; which of the two was wrong is not said.
///
/// # Errors
/// 401 when they don't fit, 429 after too many wrong ones.
pub async fn sign_in(app: &App, lang: Lang, login: &str, password: String) -> Result<String, Problem> {
    let login: Option<Login> = login.parse().ok();
    let key = login.as_ref().map(ToString::to_string).unwrap_or_default();
    if wrong_tries(&key) >= WRONG {
        return Err(Problem::new(lang, StatusCode::TOO_MANY_REQUESTS, "too-many-tries"));
    }
    let known = match &login {
        Some(login) => {
            let pool = &app.reads.of(&access::DEPARTMENT).pool;
            let found = access::users::secret(pool, UserId::of_login(login)).await;
            found.map_err(|error| Problem::of_read(lang, error))?
        }
        None => None,
    };
    let fits = app.passwords.fits(password, known).await;
    match login {
        Some(login) if fits => {
            forget_tries(&key);
            app.sessions.begin(UserId::of_login(&login)).await.map_err(|error| Problem::failure(lang, &error))
        }
        _ => {
            note_wrong(key);
            Err(Problem::new(lang, StatusCode::UNAUTHORIZED, "sign-in"))
        }
    }
}

fn with_tries<T>(act: impl FnOnce(&mut HashMap<String, Vec<Instant>>) -> T) -> T {
    let mut tries = TRIES.lock().unwrap_or_else(PoisonError::into_inner);
    let tries = tries.get_or_insert_default();
    tries.retain(|_, at| {
        at.retain(|at| at.elapsed().as_secs() < WITHIN_S);
        !at.is_empty()
    });
    act(tries)
}

fn wrong_tries(key: &str) -> usize {
    with_tries(|tries| tries.get(key).map_or(0, Vec::len))
}

fn note_wrong(key: String) {
    with_tries(|tries| tries.entry(key).or_default().push(Instant::now()));
}

fn forget_tries(key: &str) {
    with_tries(|tries| tries.remove(key));
}

/// `POST /api/v1/session`: a program signs in.
pub async fn begin(
    State(app): State<App>,
    headers: axum::http::HeaderMap,
    body: Result<Json<Credentials>, axum::extract::rejection::JsonRejection>,
) -> Result<(StatusCode, Json<Token>), Problem> {
    let lang = asked_language(&headers);
    let Json(Credentials { login, password }) =
        body.map_err(|_| Problem::new(lang, StatusCode::BAD_REQUEST, "not-json"))?;
    let token = sign_in(&app, lang, &login, password).await?;
    Ok((StatusCode::CREATED, Json(Token { token })))
}

/// `DELETE /api/v1/session`: it signs out.
pub async fn end(State(app): State<App>, session: Session) -> Result<StatusCode, Problem> {
    app.sessions.end(&session.token).await.map_err(|error| Problem::failure(session.lang, &error))?;
    Ok(StatusCode::NO_CONTENT)
}
