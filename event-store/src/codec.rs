//! Between the business and the log: events are named, sealed and written; read, lifted, opened and decoded.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use domain::{
    Actor,
    registry::{AnyEvent, UPCASTERS, Upcaster, version_of},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    KeyState, Keys, NewEvent, Position, Revision, StoreError, StoredEvent, StreamName,
    seal::{self, Parts},
};

/// Who, why and by which command: what stands beside every event (DESIGN I8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// The command that made it happen; repeating it makes nothing happen.
    pub command_id: Uuid,
    /// That command's name, `fault/report`.
    pub command: String,
    /// Who gave it.
    pub actor: Actor,
    /// The event that it follows from, when Werkbank acted by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<Uuid>,
    /// The command of the person, or the tick of the clock, with which it all began.
    pub correlation: Uuid,
    /// The events that it takes back; mostly none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub undoes: Vec<Uuid>,
}

/// An event, decoded.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// Its id.
    pub id: Uuid,
    /// Where it stands in the log.
    pub position: Position,
    /// The stream that it belongs to.
    pub stream: StreamName,
    /// Where it stands in its stream.
    pub revision: Revision,
    /// Its stored type.
    pub event_type: String,
    /// When it was written.
    pub recorded_at: DateTime<Utc>,
    /// Who and why.
    pub metadata: Metadata,
    /// What happened.
    pub event: AnyEvent,
}

impl Recorded {
    /// The id of the thing that it happened to; of a name that is not one, an id that belongs to the name.
    pub fn subject(&self) -> Uuid {
        stream_uuid(self.stream.id())
    }
}

/// The id that a stream's id stands for: itself, or for a word (`company`) one that is derived from it.
pub fn stream_uuid(id: &str) -> Uuid {
    id.parse().unwrap_or_else(|_| Uuid::new_v5(&Uuid::NAMESPACE_OID, id.as_bytes()))
}

/// Makes events ready for the log: names and versions them, derives their ids from the command's, seals what is personal.
///
/// # Errors
/// When a key can't be made, or the business made an event that is not `{"name": {…}}`, or that could never be read again.
pub async fn encode<E: Serialize + DeserializeOwned>(
    keys: &Keys,
    events: &[E],
    metadata: &Metadata,
    stream: &StreamName,
) -> Result<Vec<NewEvent>, StoreError> {
    let mut encoded = Vec::with_capacity(events.len());
    for (n, event) in events.iter().enumerate() {
        let id = Uuid::new_v5(&metadata.command_id, format!("{stream} {n}").as_bytes());
        encoded.push(encode_as(keys, id, event, metadata).await?);
    }
    Ok(encoded)
}

/// Makes one event ready under an id of its own.
///
/// # Errors
/// As [`encode`].
pub async fn encode_as<E: Serialize + DeserializeOwned>(
    keys: &Keys,
    id: Uuid,
    event: &E,
    metadata: &Metadata,
) -> Result<NewEvent, StoreError> {
    can_be_read(event)?;
    let (event_type, mut data) = named(event)?;
    seal::seal(keys, &mut data, id).await?;
    let metadata = serde_json::to_string(metadata).map_err(|error| StoreError::Damaged(error.to_string()))?;
    let version = version_of(&event_type, UPCASTERS);
    Ok(NewEvent { id, version, event_type, data: data.to_string(), metadata })
}

/// The events without what they say of who was forgotten.
///
/// # Errors
/// When the keys can't be read.
pub async fn without_forgotten<E: Serialize + DeserializeOwned>(
    keys: &Keys,
    events: &[E],
) -> Result<Vec<E>, StoreError> {
    let mut left = Vec::with_capacity(events.len());
    for event in events {
        let damaged = |error: serde_json::Error| StoreError::Damaged(error.to_string());
        let mut value = serde_json::to_value(event).map_err(damaged)?;
        seal::leave_out(keys, &mut value).await?;
        left.push(domain::as_stored(|| serde_json::from_value(value)).map_err(damaged)?);
    }
    Ok(left)
}

/// Whether an event can be read again once it is written: one that can't would stand in everybody's way for ever.
pub(crate) fn can_be_read<E: Serialize + DeserializeOwned>(event: &E) -> Result<(), StoreError> {
    let text = serde_json::to_string(event).map_err(|error| StoreError::Damaged(error.to_string()))?;
    let read = domain::as_stored(|| serde_json::from_str::<E>(&text));
    // What stands in it may be personal, so only where it is wrong is said.
    let wrong = |error: serde_json::Error| format!("an event could not be read again: {error}");
    read.map(drop).map_err(|error| StoreError::Damaged(wrong(error)))
}

/// Takes `{"name": {fields}}` apart.
fn named<E: Serialize>(event: &E) -> Result<(String, Value), StoreError> {
    let value = serde_json::to_value(event).map_err(|error| StoreError::Damaged(error.to_string()))?;
    match value {
        Value::Object(map) if map.len() == 1 => {
            map.into_iter().next().ok_or_else(|| StoreError::Damaged("an event without a name".into()))
        }
        other => Err(StoreError::Damaged(format!("not an event: {other}"))),
    }
}

/// Opens, lifts and decodes a page of events of any kind, with one look at the keys. Of a large page each core does a part.
///
/// # Errors
/// Names the first event that does not decode.
pub async fn decode_page(keys: &Keys, stored: Vec<StoredEvent>) -> Result<Vec<Recorded>, StoreError> {
    decode_veiled(keys, stored, &HashSet::new()).await
}

/// The same as if the keys of the `veiled` were gone: for who must not show what is only kept.
///
/// # Errors
/// As [`decode_page`].
pub async fn decode_veiled(
    keys: &Keys,
    stored: Vec<StoredEvent>,
    veiled: &HashSet<Uuid>,
) -> Result<Vec<Recorded>, StoreError> {
    let walked = in_parts(stored, |event| sealed(&event).map(|parts| (event, parts)))?;
    let mut keys = seal::keys_of(keys, walked.iter().filter_map(|(_, parts)| parts.as_ref())).await?;
    for (_, key) in keys.iter_mut().filter(|(subject, _)| veiled.contains(subject)) {
        *key = KeyState::Gone;
    }
    in_parts(walked, |(event, parts)| {
        let opened = parts.map(|parts| parts.opened(&event.data, &keys)).transpose()?;
        recorded(event, opened)
    })
}

/// Opens, lifts and decodes a page of one stream as its own events.
///
/// # Errors
/// Names the first event that does not decode.
pub async fn decode_own<E: DeserializeOwned>(
    keys: &Keys,
    stored: &[StoredEvent],
) -> Result<Vec<(Metadata, E)>, StoreError> {
    let walked = stored.iter().map(sealed).collect::<Result<Vec<_>, _>>()?;
    let keys = seal::keys_of(keys, walked.iter().flatten()).await?;
    let decode = |(event, parts): (&StoredEvent, Option<Parts>)| {
        let opened = parts.map(|parts| parts.opened(&event.data, &keys)).transpose()?;
        let text = opened.as_deref().unwrap_or(&event.data);
        let lifted = lift(event, text, UPCASTERS)?;
        let own = domain::as_stored(|| match lifted {
            Some(value) => serde_json::from_value(tagged_value(event, value)),
            None => serde_json::from_str(&tagged_text(event, text)),
        });
        Ok((metadata(event)?, own.map_err(|error| undecodable(event, error))?))
    };
    stored.iter().zip(walked).map(decode).collect()
}

/// From so many on, a page is worth the threads.
const MANY: usize = 128;

/// Works on a page, each core on a part of it; the order stays, and of errors the first counts.
fn in_parts<T: Send, R: Send>(
    page: Vec<T>,
    work: impl Fn(T) -> Result<R, StoreError> + Sync,
) -> Result<Vec<R>, StoreError> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    if page.len() < MANY || threads == 1 {
        return page.into_iter().map(work).collect();
    }
    let (size, mut page) = (page.len().div_ceil(threads), page.into_iter());
    let parts =
        std::iter::from_fn(|| Some(page.by_ref().take(size).collect::<Vec<T>>()).filter(|part| !part.is_empty()));
    let parts: Vec<_> = parts.collect();
    std::thread::scope(|scope| {
        let of_part = |part: Vec<T>| part.into_iter().map(&work).collect::<Result<Vec<R>, StoreError>>();
        let threads: Vec<_> = parts.into_iter().map(|part| scope.spawn(move || of_part(part))).collect();
        let mut done = Vec::new();
        for thread in threads {
            let ended = |_| StoreError::Io("decoding".into(), std::io::Error::other("a thread ended badly"));
            done.append(&mut thread.join().map_err(ended)??);
        }
        Ok(done)
    })
}

/// What is sealed in an event; none where there is nothing to open.
fn sealed(event: &StoredEvent) -> Result<Option<Parts>, StoreError> {
    seal::has_sealed(&event.data).then(|| Parts::of(&event.data, event.id)).transpose()
}

/// `{"name": {fields}}`.
fn tagged_text(event: &StoredEvent, data: &str) -> String {
    ["{\"", &event.event_type, "\":", data, "}"].concat()
}

fn tagged_value(event: &StoredEvent, data: Value) -> Value {
    Value::Object([(event.event_type.clone(), data)].into_iter().collect())
}

/// Reads an event as far as it can be read without keys: what is sealed has its form, and counts as erased.
///
/// # Errors
/// Why it can't be read.
pub(crate) fn read_sealed(event: &StoredEvent) -> Result<AnyEvent, String> {
    let known = version_of(&event.event_type, UPCASTERS);
    if !(1..=known).contains(&event.version) {
        return Err(format!("{} of version {}; this Werkbank knows 1 to {known}", event.event_type, event.version));
    }
    let erased = || Parts::of(&event.data, event.id)?.erased(&event.data);
    let opened = seal::has_marked(&event.data).then(erased).transpose().map_err(|error| error.to_string())?;
    metadata(event).map_err(|error| error.to_string())?;
    decoded(event, opened).map_err(|error| error.to_string())
}

/// Runs the upcasters from the stored version on; never rewrites the log (DESIGN I2). None: there is nothing to lift.
fn lift(event: &StoredEvent, opened: &str, upcasters: &[Upcaster]) -> Result<Option<Value>, StoreError> {
    let mut lifts: Vec<&Upcaster> = upcasters
        .iter()
        .filter(|upcaster| upcaster.event_type == event.event_type && upcaster.from >= event.version)
        .collect();
    if lifts.is_empty() {
        return Ok(None);
    }
    lifts.sort_by_key(|upcaster| upcaster.from);
    let mut value = serde_json::from_str(opened).map_err(|error| undecodable(event, error))?;
    for upcaster in lifts {
        (upcaster.lift)(&mut value);
    }
    Ok(Some(value))
}

fn decoded(event: &StoredEvent, opened: Option<String>) -> Result<AnyEvent, StoreError> {
    let (category, text) = (event.stream.category(), opened.as_deref().unwrap_or(&event.data));
    let lifted = lift(event, text, UPCASTERS)?;
    let decoded = domain::as_stored(|| match lifted {
        Some(value) => AnyEvent::decode_value(category, tagged_value(event, value)),
        None => AnyEvent::decode(category, &tagged_text(event, text)),
    });
    decoded.map_err(|error| undecodable(event, error.0))
}

fn recorded(event: StoredEvent, opened: Option<String>) -> Result<Recorded, StoreError> {
    Ok(Recorded {
        id: event.id,
        position: event.position,
        revision: event.revision,
        recorded_at: event.recorded_at,
        metadata: metadata(&event)?,
        event: decoded(&event, opened)?,
        stream: event.stream,
        event_type: event.event_type,
    })
}

fn metadata(event: &StoredEvent) -> Result<Metadata, StoreError> {
    serde_json::from_str(&event.metadata).map_err(|error| undecodable(event, error))
}

fn undecodable(event: &StoredEvent, why: impl ToString) -> StoreError {
    StoreError::Decode {
        event_type: event.event_type.clone(),
        version: event.version,
        position: Some(event.position),
        why: why.to_string(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn stored(version: u16, data: &str) -> StoredEvent {
        StoredEvent {
            id: Uuid::nil(),
            position: Position(1),
            stream: "machine-1".parse().unwrap(),
            revision: Revision(0),
            event_type: "machine_installed".into(),
            version,
            recorded_at: DateTime::UNIX_EPOCH,
            data: data.into(),
            metadata: "{}".into(),
            hash: [0; 32],
        }
    }

    const LIFTS: &[Upcaster] = &[
        Upcaster { event_type: "machine_installed", from: 2, lift: |value| value["c"] = value["b"].take() },
        Upcaster { event_type: "machine_installed", from: 1, lift: |value| value["b"] = value["a"].take() },
        Upcaster { event_type: "another", from: 1, lift: |value| *value = Value::Null },
    ];

    #[test]
    fn an_old_event_is_lifted_through_every_version_in_order() {
        let lifted = lift(&stored(1, ""), r#"{"a":5}"#, LIFTS).unwrap().unwrap();
        assert_eq!(lifted["c"], 5);
    }

    #[test]
    fn a_page_worked_on_in_parts_keeps_its_order_and_names_its_first_fault() {
        let page: Vec<u64> = (0..1_001).collect();
        assert_eq!(in_parts(page.clone(), Ok).unwrap(), page);
        let odd = |n: u64| if n % 300 == 299 { Err(StoreError::Keys(n.to_string())) } else { Ok(n) };
        assert_eq!(in_parts(page, odd).unwrap_err().to_string(), "keys: 299");
    }

    #[test]
    fn what_takes_nothing_back_is_read_and_written_as_before_that_could_be() {
        let written = r#"{"command_id":"00000000-0000-0000-0000-000000000001","command":"fault/report","actor":{"system":{"name":"clock"}},"correlation":"00000000-0000-0000-0000-000000000001"}"#;
        let read: Metadata = serde_json::from_str(written).unwrap();
        assert_eq!((read.undoes.len(), serde_json::to_string(&read).unwrap().as_str()), (0, written));
        let undoes = Metadata { undoes: vec![Uuid::nil()], ..read };
        let again: Metadata = serde_json::from_str(&serde_json::to_string(&undoes).unwrap()).unwrap();
        assert_eq!(again, undoes);
    }

    #[test]
    fn a_present_event_is_left_as_it_is() {
        assert_eq!(lift(&stored(3, ""), r#"{ "c": 5 }"#, LIFTS).unwrap(), None);
        assert_eq!(version_of("machine_installed", LIFTS), 3);
    }
}
