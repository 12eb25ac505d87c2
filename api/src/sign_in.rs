//! Signing in and out, with a limit on wrong passwords.

use std::net::{IpAddr, SocketAddr};

use axum::{
    Json,
    extract::{ConnectInfo, FromRequestParts, State},
    http::{HeaderMap, StatusCode, request::Parts},
};
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

/// Where a request comes from, when that is known.
pub struct Place(pub Option<IpAddr>);

impl<S: Send + Sync> FromRequestParts<S> for Place {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
        // A proxy on this machine tells for whom it asks, at the end of its list; from elsewhere anyone could say anything.
        let told = || forwarded(&parts.headers);
        Ok(Self(peer.map(|peer| if peer.is_loopback() { told().unwrap_or(peer) } else { peer })))
    }
}

fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    headers.get("x-forwarded-for")?.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}

/// Checks a login and password and begins a session; which of the two was wrong is not said.
///
/// # Errors
/// 401 when they don't fit, 429 after too many wrong ones.
pub async fn sign_in(app: &App, lang: Lang, place: &Place, login: &str, password: String) -> Result<String, Problem> {
    let login: Option<Login> = login.parse().ok();
    let key = login.as_ref().map(ToString::to_string).unwrap_or_default();
    let turn = app.passwords.tries.turn(&key, place.0).await;
    if turn.too_many() {
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
            turn.right();
            app.sessions.begin(UserId::of_login(&login)).await.map_err(|error| Problem::failure(lang, &error))
        }
        _ => {
            turn.wrong();
            Err(Problem::new(lang, StatusCode::UNAUTHORIZED, "sign-in"))
        }
    }
}

/// `POST /api/v1/session`: a program signs in.
pub async fn begin(
    State(app): State<App>,
    place: Place,
    headers: HeaderMap,
    body: Result<Json<Credentials>, axum::extract::rejection::JsonRejection>,
) -> Result<(StatusCode, Json<Token>), Problem> {
    let lang = asked_language(&headers);
    let Json(Credentials { login, password }) =
        body.map_err(|_| Problem::new(lang, StatusCode::BAD_REQUEST, "not-json"))?;
    let token = sign_in(&app, lang, &place, &login, password).await?;
    Ok((StatusCode::CREATED, Json(Token { token })))
}

/// `DELETE /api/v1/session`: it signs out.
pub async fn end(State(app): State<App>, session: Session) -> Result<StatusCode, Problem> {
    app.sessions.end(&session.token).await.map_err(|error| Problem::failure(session.lang, &error))?;
    Ok(StatusCode::NO_CONTENT)
}
