//! An event of ours as it lies in KurrentDB, and back.

use chrono::DateTime;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use uuid::Uuid;

use super::client::{At, RawEvent, RawNew};
use crate::{NewEvent, Revision, StreamName};

/// The metadata of an event: what KurrentDB's own tools look for, what it has no place for, and our metadata letter by letter.
#[derive(Serialize, Deserialize)]
struct Envelope<'a> {
    #[serde(rename = "$correlationId", default, skip_serializing_if = "Option::is_none")]
    correlation: Option<Uuid>,
    #[serde(rename = "$causationId", default, skip_serializing_if = "Option::is_none")]
    cause: Option<Uuid>,
    version: u16,
    /// UTC microseconds since 1970, by the clock of the node that wrote it.
    recorded_at: i64,
    #[serde(borrow)]
    werkbank: &'a RawValue,
}

/// What of our metadata KurrentDB's tools can make use of.
#[derive(Deserialize)]
struct Known {
    correlation: Option<Uuid>,
    cause: Option<Uuid>,
}

/// An event of ours that came from the server; where it stands among ours is not known yet.
#[derive(Debug, Clone)]
pub(super) struct Read {
    pub(super) at: At,
    pub(super) stream: StreamName,
    pub(super) revision: Revision,
    /// As its writer's clock had it.
    pub(super) recorded_at: i64,
    pub(super) event: NewEvent,
}

/// Makes an event ready to be sent.
pub(super) fn wrap(event: &NewEvent, recorded_at: i64) -> Result<RawNew, serde_json::Error> {
    let known: Known = serde_json::from_str(&event.metadata).unwrap_or(Known { correlation: None, cause: None });
    let envelope = Envelope {
        correlation: known.correlation,
        cause: known.cause,
        version: event.version,
        recorded_at,
        werkbank: serde_json::from_str(&event.metadata)?,
    };
    Ok(RawNew {
        id: event.id,
        event_type: event.event_type.clone(),
        data: event.data.clone(),
        metadata: serde_json::to_string(&envelope)?,
    })
}

/// The event, when it is one of ours: others may use the same server, and it writes events of its own (`$…`).
pub(super) fn open(raw: RawEvent) -> Option<Read> {
    let stream: StreamName = raw.stream.parse().ok()?;
    let envelope: Envelope<'_> = serde_json::from_slice(&raw.metadata).ok()?;
    DateTime::from_timestamp_micros(envelope.recorded_at)?;
    let event = NewEvent {
        id: raw.id,
        event_type: raw.event_type,
        version: envelope.version,
        data: String::from_utf8(raw.data).ok()?,
        metadata: envelope.werkbank.get().to_owned(),
    };
    let recorded_at = envelope.recorded_at;
    Some(Read { at: raw.at, stream, revision: Revision(raw.revision), recorded_at, event })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const METADATA: &str = r#"{ "a": 1.50, "correlation":"00000000-0000-0000-0000-000000000007","ł":"\u0000" }"#;

    fn sent() -> RawNew {
        let event = NewEvent {
            id: Uuid::from_u128(1),
            event_type: "fault_reported".into(),
            version: 3,
            data: r#"{ "n": 1e3 }"#.into(),
            metadata: METADATA.into(),
        };
        wrap(&event, 1_700_000_000_000_001).unwrap()
    }

    fn raw(stream: &str, metadata: &str) -> RawEvent {
        let RawNew { id, event_type, data, .. } = sent();
        let at = At { commit: 9, prepare: 9 };
        let (stream, data, metadata) = (stream.to_owned(), data.into_bytes(), metadata.as_bytes().to_vec());
        RawEvent { id, stream, revision: 2, event_type, at, data, metadata }
    }

    #[test]
    fn an_event_comes_back_letter_by_letter_and_its_correlation_can_be_seen() {
        assert!(
            sent().metadata.starts_with(r#"{"$correlationId":"00000000-0000-0000-0000-000000000007","version":3,"#)
        );
        let read = open(raw("fault-1", &sent().metadata)).unwrap();
        assert_eq!((read.event.metadata.as_str(), read.event.data.as_str()), (METADATA, r#"{ "n": 1e3 }"#));
        assert_eq!((read.event.version, read.recorded_at), (3, 1_700_000_000_000_001));
    }

    #[test]
    fn what_others_wrote_is_not_ours() {
        for (stream, metadata) in
            [("$stats-0", sent().metadata.as_str()), ("fault-1", "{}"), ("fault-1", ""), ("fault-1", "[1]")]
        {
            assert!(open(raw(stream, metadata)).is_none(), "{stream} {metadata}");
        }
    }
}
