//! Live updates: server-sent events tell an open page which departments' tables have changed.

use std::{convert::Infallible, time::Duration};

use axum::{
    extract::{Query, State},
    response::sse::{Event, KeepAlive, Sse},
};
use event_store::Position;
use futures::{Stream, StreamExt, stream};
use serde::Deserialize;
use serde_json::json;
use tokio::time::Instant;

use crate::{app::App, session::Session};

/// Changes within this time are told together.
const TOGETHER: Duration = Duration::from_millis(80);

/// How often it is told how far tables are filled.
const FILLING: Duration = Duration::from_millis(500);
/// What is told then, in the place of a department's name.
pub const FILLED: &str = "filling";

/// What an open page knows already.
#[derive(Default, Deserialize)]
pub struct Known {
    /// The position up to which it shows everything.
    after: Option<u64>,
}

/// `GET /events?after=<position>`. What happened between the page's making and this request is told at once.
pub async fn events(
    State(app): State<App>,
    _session: Session,
    Query(known): Query<Known>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let departments = app.reads.all().to_vec();
    let changes = departments.into_iter().map(|reads| {
        let mut watch = reads.watch();
        if known.after.is_some_and(|after| reads.applied() > Some(Position(after))) {
            watch.mark_changed();
        }
        let name = reads.department.name;
        stream::unfold(watch, move |mut watch| async move {
            watch.changed().await.ok()?;
            let applied = *watch.borrow_and_update();
            Some(((name, applied), watch))
        })
        .boxed()
    });
    let rebuilds = stream::unfold(app.reads.watch_filling(), |mut watch| async move {
        watch.changed().await.ok()?;
        tokio::time::sleep(FILLING).await;
        watch.mark_unchanged();
        Some(((FILLED, None), watch))
    });
    let mut changes = stream::select_all(changes.chain([rebuilds.boxed()]));
    let told = stream::poll_fn(move |context| changes.poll_next_unpin(context));
    let told = stream::unfold(told, |mut changes| async move {
        let mut departments = Vec::new();
        let mut position: Option<Position> = None;
        let mut note = |(name, applied): (&'static str, Option<Position>)| {
            position = position.max(applied);
            if !departments.contains(&name) {
                departments.push(name);
            }
        };
        note(changes.next().await?);
        let until = Instant::now() + TOGETHER;
        while let Ok(Some(change)) = tokio::time::timeout_at(until, changes.next()).await {
            note(change);
        }
        let position = position.map(|position| position.0).unwrap_or_default();
        let event = Event::default().id(position.to_string());
        let event = event.data(json!({"departments": departments, "position": position}).to_string());
        Some((Ok(event), changes))
    });
    Sse::new(told).keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
}
