//! Taking back what was done in one go with several things: an import, a choice from a list. Each act by its own command, one after
//! another; what was taken back already is left alone, so that a repetition goes on where it stopped.

use std::collections::{BTreeMap, HashSet};

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State, rejection::PathRejection},
    http::HeaderMap,
};
use domain::Line;
use event_store::{NoWay, Undo};
use futures::{StreamExt, TryStreamExt, stream};
use projections::management::{DEPARTMENT, entries::Entry, undone};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use super::{Refusal, Said, Tried, is_known_to_take_back, of, said, sees, take_back, tried};
use crate::{
    App, Problem, Session,
    change::{self, Change},
    command,
};

/// More entries than this are not taken back in one go.
const MOST: i64 = 20_000;
/// Things that are looked at, or taken back, at once.
const AT_ONCE: usize = 16;

/// What was done in one go.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Together {
    /// What it has in common.
    pub id: Uuid,
    /// Each act, the newest first: of what began with it, that it did.
    pub acts: Vec<Act>,
}

/// One act of several.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Act {
    /// Its first event.
    pub entry: Entry,
    /// The command that takes it back; none when none does.
    pub command: Option<String>,
    /// What would happen: the types of the events.
    pub happens: Vec<String>,
    /// What would change in what is known of the thing.
    pub changes: Vec<Change>,
    /// Whether it was taken back.
    pub is_undone: bool,
    /// Why it is not taken back; none when it can be or was.
    pub refusal: Option<Refusal>,
}

impl Together {
    /// How many can be taken back, how many were, and how many stay.
    pub fn counts(&self) -> (usize, usize, usize) {
        let count = |which: fn(&Act) -> bool| self.acts.iter().filter(|act| which(act)).count();
        (
            count(|act| act.command.is_some()),
            count(|act| act.is_undone),
            count(|act| act.command.is_none() && !act.is_undone),
        )
    }
}

/// `GET /api/v1/undo/together/{batch}`.
///
/// # Errors
/// In the reader's language.
pub async fn shown(
    State(app): State<App>,
    session: Session,
    batch: Result<Path<String>, PathRejection>,
) -> Result<Json<Together>, Problem> {
    let Path(batch) = batch.map_err(|_| Problem::not_found(session.lang))?;
    preview(&app, &session, &batch).await.map(Json)
}

/// `POST /api/v1/undo/together/{batch}`.
///
/// # Errors
/// In the caller's language.
pub async fn posted(
    State(app): State<App>,
    session: Session,
    batch: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Together>, Problem> {
    let Path(batch) = batch.map_err(|_| Problem::not_found(session.lang))?;
    let Said { reason } = super::read(&headers, &body, session.lang)?;
    let request = command::header_text(&headers, "idempotency-key").map(Into::into);
    carry_out(&app, &session, &batch, reason.as_deref(), request).await?;
    preview(&app, &session, &batch).await.map(Json)
}

/// What taking all of it back would do.
///
/// # Errors
/// In the reader's language.
pub async fn preview(app: &App, session: &Session, batch: &str) -> Result<Together, Problem> {
    let why = said(session.lang, None)?;
    let (id, acts) = acts(app, session, batch, &why).await?;
    let seen = stream::iter(acts).map(|(entry, undo)| look(app, session, entry, undo)).buffered(AT_ONCE);
    Ok(Together { id, acts: seen.try_collect().await? })
}

async fn look(app: &App, session: &Session, entry: Entry, undo: Undo) -> Result<Act, Problem> {
    let is_undone = matches!(undo.way, Err(NoWay::TakenBack(_)));
    Ok(match tried(app, session, &entry, &undo).await? {
        Tried::Goes(command, events) => {
            let changes = super::changes(app, &undo, &events).await;
            let changes = changes.map_err(|error| Problem::failure(session.lang, &error))?;
            let happens = events.iter().map(change::name).collect();
            Act { entry, command: Some(command), happens, changes, is_undone, refusal: None }
        }
        // A rule is set aside act by act, not for all of them in one word.
        Tried::Stays(no, _) => {
            let refusal = (!is_undone).then_some(Refusal { overrule: false, ..no });
            Act { entry, command: None, happens: Vec::new(), changes: Vec::new(), is_undone, refusal }
        }
    })
}

/// Takes back all of it that can be, and answers how many were taken back now and how many stay; why, is told by the [`preview`]
/// afterwards.
///
/// # Errors
/// In the caller's language, when it was broken off: the same request goes on.
pub async fn carry_out(
    app: &App,
    session: &Session,
    batch: &str,
    why: Option<&str>,
    request: Option<String>,
) -> Result<(usize, usize), Problem> {
    let why = said(session.lang, why)?;
    let (_, acts) = acts(app, session, batch, &why).await?;
    let known = |entry: &Entry| is_known_to_take_back(session, &entry.category, &entry.event_type);
    if !acts.iter().any(|(entry, _)| known(entry)) {
        return Err(Problem::forbidden(session.lang));
    }
    let request = request.unwrap_or_else(|| Uuid::new_v4().to_string());
    let together = command::together(session, &request);
    let mut by_thing: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for (entry, _) in acts {
        by_thing.entry(entry.stream.clone()).or_default().push(entry);
    }
    let things = stream::iter(by_thing.into_values()).map(|entries| {
        let (why, request) = (&why, &request);
        async move {
            let (mut done, mut stay) = (0, 0);
            for entry in entries {
                // What was done with the thing just now counts.
                let undo = of(app, &entry, why).await.map_err(|error| Problem::failure(session.lang, &error))?;
                let Some(undo) = undo.filter(|undo| !matches!(undo.way, Err(NoWay::TakenBack(_)))) else { continue };
                if undo.way.is_err() {
                    stay += 1;
                    continue;
                }
                let key = format!("{request} {}", entry.event);
                match take_back(app, session, undo, Some(key), None, Some(together)).await {
                    // A rule stands against it, or somebody was first: the rest is taken back all the same.
                    Err(problem) if problem.status == 503 => return Err(problem),
                    Ok(_) => done += 1,
                    Err(_) => stay += 1,
                }
            }
            Ok((done, stay))
        }
    });
    things
        .buffer_unordered(AT_ONCE)
        .try_fold((0, 0), |all, one| async move { Ok((all.0 + one.0, all.1 + one.1)) })
        .await
}

/// The acts, the newest first, as far as the reader may see the things. With what began with one of them goes all else of it.
async fn acts(app: &App, session: &Session, batch: &str, why: &Line) -> Result<(Uuid, Vec<(Entry, Undo)>), Problem> {
    let lang = session.lang;
    let id: Uuid = batch.parse().map_err(|_| Problem::not_found(lang))?;
    let found = undone::batch(&app.reads.of(&DEPARTMENT).pool, id, MOST).await;
    let mut entries = found.map_err(|error| Problem::of_read(lang, error))?;
    if entries.is_empty() {
        return Err(Problem::not_found(lang));
    }
    entries.retain(|entry| session.may(sees(&entry.category, &entry.event_type)));
    if entries.is_empty() {
        return Err(Problem::forbidden(lang));
    }
    let begun: HashSet<String> =
        entries.iter().filter(|entry| entry.revision == 0).map(|entry| entry.stream.clone()).collect();
    entries.retain(|entry| entry.revision == 0 || !begun.contains(&entry.stream));
    let undos = stream::iter(entries).map(|entry| async move {
        let undo = of(app, &entry, why).await;
        undo.map(|undo| undo.map(|undo| (entry, undo)))
    });
    let undos: Vec<_> = undos.buffered(AT_ONCE).try_collect().await.map_err(|error| Problem::failure(lang, &error))?;
    // Of several events of an act the first one stands for it.
    let acts = undos.into_iter().flatten().filter(|(entry, undo)| undo.events.first() == Some(&entry.event));
    Ok((id, acts.collect()))
}
