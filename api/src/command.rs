//! The one path of a command, from JSON or a form, from a page or a program: decode, prepare, execute, answer.

use std::time::Duration;

use axum::{
    Json,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use domain::registry::AnyCommand;
use event_store::{Applied, Given, Revision};
use projections::access;
use serde::Serialize;
use serde_json::Value;
use texts::Lang;
use uuid::Uuid;

use crate::{
    app::App,
    decode::{decode, kind_at},
    prepare::prepare,
    problem::{FieldError, Problem},
    session::{Giver, Session},
};

/// How long who reads waits for the read tables to show what was written in the same session.
pub const SHOWN_WITHIN: Duration = Duration::from_secs(2);

/// A command on its way.
#[derive(Debug, Clone)]
pub struct Order {
    /// What.
    pub command: AnyCommand,
    /// On which thing; a new one when not said.
    pub id: Option<String>,
    /// The caller's own id for this request: given twice, it is done once.
    pub request: Option<String>,
    /// The revision that the caller saw.
    pub seen: Option<Revision>,
}

/// What was done.
#[derive(Debug, Clone)]
pub struct Done {
    /// The id of the thing.
    pub id: String,
    /// Where it stands in the log.
    pub applied: Applied,
}

/// Carries out a command for a signed-in colleague. It is on disk then; what is read next in the same session shows it.
///
/// # Errors
/// In the caller's language.
pub async fn run(app: &App, session: &Session, order: Order) -> Result<Done, Problem> {
    run_as(app, session, order, Purpose::default()).await
}

/// What a command is given for, where it is not given for itself.
#[derive(Debug, Clone, Default)]
pub struct Purpose {
    /// The events that it takes back.
    pub undoes: Vec<Uuid>,
    /// What is done together with it; see [`together`].
    pub together: Option<Uuid>,
}

/// As [`run`], for a purpose.
///
/// # Errors
/// In the caller's language.
pub async fn run_as(app: &App, session: &Session, order: Order, purpose: Purpose) -> Result<Done, Problem> {
    let lang = session.lang;
    let Order { mut command, id, request, seen } = order;
    let command_id = match &request {
        Some(key) => of_request(session, key),
        None => Uuid::now_v7(),
    };
    let id = match (command.only(), id) {
        (Some(only), Some(other)) if other != only => return Err(Problem::not_found(lang)),
        (Some(only), _) => Some(only.into()),
        (None, id) => id,
    };
    let id = id.unwrap_or_else(|| command.own_id().unwrap_or_else(|| new_of(command_id)).to_string());
    // Before anything costly is done for them.
    if !session.actor().may(command.permission()) {
        return Err(Problem::forbidden(lang));
    }
    knows_password(app, session, &id, &command).await?;
    prepare(app, &id, &mut command, lang).await?;
    let (ends_sessions, of_user) = (ends_sessions(&command), matches!(command, AnyCommand::User(_)));
    let Purpose { undoes, together: correlation } = purpose;
    let given = Given { command_id, seen, undoes, correlation, ..Given::by(session.actor()) };
    let applied = app.log.run(&id, command, &given, app.outside.as_ref()).await;
    let applied = applied.map_err(|error| Problem::of_command(lang, error))?;
    if let (true, Ok(user)) = (ends_sessions, id.parse()) {
        let ended = app.sessions.end_all(user, Some(&session.token)).await;
        ended.map_err(|error| Problem::failure(lang, &error))?;
    }
    if let Some(position) = applied.position {
        app.sessions.wrote(&session.token, position);
        if of_user {
            // What was taken from somebody is not allowed them once more.
            app.reads.wait(position, SHOWN_WITHIN).await;
        }
    }
    Ok(Done { id, applied })
}

/// The key is the caller's own: another caller's same key is another request.
pub(crate) fn of_request(session: &Session, key: &str) -> Uuid {
    Uuid::new_v5(&session.user.0, key.as_bytes())
}

/// What all has in common that one request of a caller does with several things: they are taken back as one.
pub fn together(session: &Session, key: &str) -> Uuid {
    Uuid::new_v5(&of_request(session, key), b"together")
}

fn new_of(command_id: Uuid) -> Uuid {
    Uuid::new_v5(&command_id, b"new")
}

/// The id of the new thing that a caller's request makes, or has made.
pub fn new_thing(session: &Session, key: &str) -> Uuid {
    new_of(of_request(session, key))
}

/// Holds who gives themselves a new password to the present one: somebody else may sit at an open screen.
async fn knows_password(app: &App, session: &Session, id: &str, command: &AnyCommand) -> Result<(), Problem> {
    use domain::user::{Command as Order, Password};
    let AnyCommand::User(Order::ChangePassword { current, .. }) = command else { return Ok(()) };
    if session.user.to_string() != id {
        // Deciding says that it is not theirs; about somebody else's password nothing is told.
        return Ok(());
    }
    let lang = session.lang;
    let turn = app.passwords.tries.turn(id, None).await;
    if turn.too_many() {
        return Err(Problem::new(lang, StatusCode::TOO_MANY_REQUESTS, "too-many-tries"));
    }
    let known = access::users::secret(&app.reads.of(&access::DEPARTMENT).pool, session.user).await;
    let known = known.map_err(|error| Problem::of_read(lang, error))?;
    let Password::Clear(clear) = current else { return Ok(()) };
    if app.passwords.fits(clear.clone(), known).await {
        turn.right();
        return Ok(());
    }
    turn.wrong();
    let message = texts::t(lang, "problem-wrong-password").into_owned();
    Err(Problem::invalid(lang, vec![FieldError { field: "current".into(), message }]))
}

/// Whether nobody may go on under the colleague's name who signed in before.
fn ends_sessions(command: &AnyCommand) -> bool {
    use domain::user::Command as Order;
    let AnyCommand::User(order) = command else { return false };
    matches!(order, Order::ChangePassword { .. } | Order::ResetPassword { .. } | Order::Deactivate { .. })
}

/// The answer to a command.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Answer {
    /// The id of the thing.
    pub id: String,
    /// The revision of its stream now; the `ETag` too.
    pub revision: Option<u64>,
    /// The position in the log; none when it was so already.
    pub position: Option<u64>,
}

/// `POST /api/v1/<things>/<id>/<command>`, and without an id on a new thing.
///
/// Read from the address itself: a question's address, such as `articles/{id}`, takes the posts that look like it too.
pub async fn posted(
    State(app): State<App>,
    Giver(session): Giver,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let parts: Vec<&str> = uri.path().trim_start_matches("/api/v1/").split('/').collect();
    match parts[..] {
        [path, id, name] => answer(&app, &session, path, Some(id.to_owned()), name, &headers, &body).await,
        [path, name] => answer(&app, &session, path, None, name, &headers, &body).await,
        _ => Err(Problem::not_found(session.lang)),
    }
}

async fn answer(
    app: &App,
    session: &Session,
    path: &str,
    id: Option<String>,
    name: &str,
    headers: &HeaderMap,
    body: &Bytes,
) -> Result<Response, Problem> {
    let lang = session.lang;
    let kind = kind_at(path).ok_or_else(|| Problem::not_found(lang))?;
    let new = id.is_none() && kind.only.is_none();
    let command = decode(kind, name, json_body(headers, body, lang)?, lang)?;
    let request = header_text(headers, "idempotency-key").map(Into::into);
    let order = Order { command, id, request, seen: if_match(headers, lang)? };
    let done = run(app, session, order).await?;
    let revision = done.applied.revision.map(|revision| revision.0);
    let body = Answer { revision, id: done.id, position: done.applied.position.map(|position| position.0) };
    let status = if new { StatusCode::CREATED } else { StatusCode::OK };
    let etag = revision.map(|revision| [(header::ETAG, format!("\"{revision}\""))]);
    Ok((status, etag, Json(body)).into_response())
}

pub(crate) fn json_body(headers: &HeaderMap, body: &Bytes, lang: Lang) -> Result<Value, Problem> {
    let kind = header_text(headers, "content-type").unwrap_or("application/json");
    if !kind.starts_with("application/json") {
        return Err(Problem::new(lang, StatusCode::UNSUPPORTED_MEDIA_TYPE, "json-wanted"));
    }
    let bytes: &[u8] = if body.is_empty() { b"{}" } else { body };
    match serde_json::from_slice(bytes) {
        Ok(value @ Value::Object(_)) => Ok(value),
        _ => Err(Problem::new(lang, StatusCode::BAD_REQUEST, "not-json")),
    }
}

pub(crate) fn header_text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

pub(crate) fn if_match(headers: &HeaderMap, lang: Lang) -> Result<Option<Revision>, Problem> {
    match header_text(headers, "if-match") {
        None | Some("*") => Ok(None),
        Some(etag) => match etag.trim_start_matches("W/").trim_matches('"').parse() {
            Ok(revision) => Ok(Some(Revision(revision))),
            Err(_) => Err(Problem::new(lang, StatusCode::BAD_REQUEST, "if-match")),
        },
    }
}
