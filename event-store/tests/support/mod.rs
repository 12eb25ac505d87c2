//! What tests of the log share: made-up events, and the whole of a log.
#![allow(dead_code, reason = "each test uses a part of it")]

use std::sync::Arc;

use event_store::{AllPage, EventStore, NewEvent, StoredEvent, StreamName};
use uuid::Uuid;

pub type Store = Arc<dyn EventStore>;

pub fn stream(name: &str) -> StreamName {
    name.parse().unwrap()
}

pub fn event(id: Uuid, data: &str) -> NewEvent {
    NewEvent {
        id,
        event_type: "fault_reported".into(),
        version: 1,
        data: data.into(),
        metadata: r#"{"actor":"desk"}"#.into(),
    }
}

/// As many new events as asked for.
pub fn events(count: usize) -> Vec<NewEvent> {
    (0..count).map(|n| event(Uuid::new_v4(), &format!(r#"{{"n":{n}}}"#))).collect()
}

pub async fn all(store: &Store) -> Vec<StoredEvent> {
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let AllPage { events, next } = store.read_all(after, 1000).await.unwrap();
        if events.is_empty() {
            return found;
        }
        after = next;
        found.extend(events);
    }
}
