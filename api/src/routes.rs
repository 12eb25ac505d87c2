//! The addresses for programs, made from the lists of commands and questions.

use std::collections::BTreeMap;

use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Path, RawQuery, State, rejection::PathRejection},
    http::{HeaderMap, StatusCode},
    routing::{get, post},
};
use serde_json::{Value, json};

use crate::{
    App, Problem, command, dossier, files, live, openapi, query,
    session::{Session, asked_language},
    sign_in, undo,
};

/// Everything under `/api/v1`, `/events` and `/health`.
pub fn routes() -> Router<App> {
    let mut router = Router::new()
        .route("/api/v1/session", post(sign_in::begin).delete(sign_in::end))
        .route("/api/v1/openapi.json", get(openapi::document))
        .route("/api/v1/files", post(files::posted).layer(DefaultBodyLimit::max(files::MAX_REQUEST)))
        .route("/api/v1/files/{hash}", get(files::get))
        .route("/api/v1/customers/{id}/dossier", get(dossier::of_customer).post(command::posted))
        .route("/api/v1/customers/{id}/contacts/{contact}/dossier", get(dossier::of_contact))
        .route("/api/v1/users/{id}/dossier", get(dossier::of_user).post(command::posted))
        .route("/api/v1/undo/{event}", get(undo::shown).post(undo::posted))
        .route("/api/v1/undo/together/{batch}", get(undo::together::shown).post(undo::together::posted))
        .route("/api/v1/{things}/{command}", post(command::posted))
        .route("/api/v1/{things}/{id}/{command}", post(command::posted))
        .route("/events", get(live::events))
        .route("/health/live", get(|| async { Json(json!({"status": "live"})) }))
        .route("/health/ready", get(ready));
    for query in query::all() {
        let path = format!("/api/v1/{}", query.path);
        let ask = move |app: State<App>, session: Session, id: Result<Path<String>, PathRejection>, raw: RawQuery| {
            query::answer(query, app, session, id, raw)
        };
        router = router.route(&path, get(ask).post(command::posted));
    }
    router.route("/api/{*rest}", axum::routing::any(nothing))
}

async fn nothing(headers: HeaderMap) -> Problem {
    Problem::not_found(asked_language(&headers))
}

/// Ready when the log can be written and no department stands still. Those that are filled say how far they are; the others are served. Since
/// when the mailbox can't be read is told, and holds up nobody.
async fn ready(State(app): State<App>) -> (StatusCode, Json<Value>) {
    let progress = app.reads.progress();
    let why: BTreeMap<_, _> = progress.iter().filter_map(|(name, how)| Some((name, how.stalled.as_ref()?))).collect();
    let stalled: Vec<_> = why.keys().collect();
    let filling: BTreeMap<_, _> =
        progress.iter().filter_map(|(name, how)| Some((name, how.filling.as_ref().filter(|_| how.hidden)?))).collect();
    let log = app.log.store.trouble();
    let mailbox = app.mailbox.as_ref().and_then(|failing| *failing.borrow());
    let well = stalled.is_empty() && log.is_none();
    let (status, word) = match (well, filling.is_empty()) {
        (true, true) => (StatusCode::OK, "ready"),
        (true, false) => (StatusCode::OK, "filling"),
        (false, _) => (StatusCode::SERVICE_UNAVAILABLE, "stalled"),
    };
    (
        status,
        Json(
            json!({"status": word, "stalled": stalled, "why": why, "filling": filling, "log": log, "mailbox": mailbox}),
        ),
    )
}
