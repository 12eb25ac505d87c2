//! Between the business and the log: events are named, sealed and written; read, lifted, opened and decoded.

use chrono::{DateTime, Utc};
use domain::{
    Actor,
    registry::{AnyEvent, UPCASTERS, Upcaster, version_of},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use uuid::Uuid;

use crate::{Keys, NewEvent, Position, Revision, StoreError, StoredEvent, StreamName, seal};

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
/// When a key can't be made, or the business made an event that is not `{"name": {…}}`.
pub async fn encode<E: Serialize>(
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
pub async fn encode_as<E: Serialize>(
    keys: &Keys,
    id: Uuid,
    event: &E,
    metadata: &Metadata,
) -> Result<NewEvent, StoreError> {
    let (event_type, mut data) = named(event)?;
    seal::seal(keys, &mut data, id).await?;
    let metadata = serde_json::to_string(metadata).map_err(|error| StoreError::Damaged(error.to_string()))?;
    let version = version_of(&event_type, UPCASTERS);
    Ok(NewEvent { id, version, event_type, data: data.to_string(), metadata })
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

/// Opens, lifts and decodes a page of events of any kind, with one look at the keys.
///
/// # Errors
/// Names the first event that does not decode.
pub async fn decode_page(keys: &Keys, stored: Vec<StoredEvent>) -> Result<Vec<Recorded>, StoreError> {
    let texts = opened(keys, &stored).await?;
    stored.into_iter().zip(texts).map(|(event, tagged)| recorded(event, &tagged)).collect()
}

/// Opens, lifts and decodes a page of one stream as its own events.
///
/// # Errors
/// Names the first event that does not decode.
pub async fn decode_own<E: DeserializeOwned>(
    keys: &Keys,
    stored: &[StoredEvent],
) -> Result<Vec<(Metadata, E)>, StoreError> {
    let texts = opened(keys, stored).await?;
    let decode = |(event, tagged): (&StoredEvent, String)| {
        let own = serde_json::from_str(&tagged).map_err(|error| undecodable(event, error))?;
        Ok((metadata(event)?, own))
    };
    stored.iter().zip(texts).map(decode).collect()
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
    let sealed = seal::has_marked(&event.data).then(|| -> Result<Value, String> {
        let mut value = serde_json::from_str(&event.data).map_err(|error| error.to_string())?;
        seal::erase(&mut value, event.id).map_err(|error| error.to_string())?;
        Ok(value)
    });
    let data = lift(event, sealed.transpose()?, UPCASTERS).map_err(|error| error.to_string())?;
    let tagged = format!(r#"{{"{}":{data}}}"#, event.event_type);
    metadata(event).map_err(|error| error.to_string())?;
    let decoded = AnyEvent::decode(event.stream.category(), &tagged);
    decoded.map_err(|error| format!("{} does not decode: {}", event.event_type, error.0))
}

/// Each event as `{"name": {fields}}` in today's version, personal parts opened. What has nothing to open or lift is not parsed.
async fn opened(keys: &Keys, stored: &[StoredEvent]) -> Result<Vec<String>, StoreError> {
    let mut sealed: Vec<(Uuid, Value)> = Vec::new();
    for event in stored.iter().filter(|event| seal::has_sealed(&event.data)) {
        sealed.push((event.id, serde_json::from_str(&event.data).map_err(|error| undecodable(event, error))?));
    }
    let mut page: Vec<(Uuid, &mut Value)> = sealed.iter_mut().map(|(id, value)| (*id, value)).collect();
    seal::unseal_page(keys, &mut page).await?;
    let mut clear = sealed.into_iter().peekable();
    let mut texts = Vec::with_capacity(stored.len());
    for event in stored {
        let data = match clear.next_if(|(id, _)| *id == event.id) {
            Some((_, value)) => lift(event, Some(value), UPCASTERS)?,
            None => lift(event, None, UPCASTERS)?,
        };
        texts.push(format!(r#"{{"{}":{data}}}"#, event.event_type));
    }
    Ok(texts)
}

/// Runs the upcasters from the stored version on; never rewrites the log (DESIGN I2).
fn lift(event: &StoredEvent, opened: Option<Value>, upcasters: &[Upcaster]) -> Result<String, StoreError> {
    let mut lifts: Vec<&Upcaster> = upcasters
        .iter()
        .filter(|upcaster| upcaster.event_type == event.event_type && upcaster.from >= event.version)
        .collect();
    if lifts.is_empty() {
        return Ok(opened.map_or_else(|| event.data.clone(), |value| value.to_string()));
    }
    lifts.sort_by_key(|upcaster| upcaster.from);
    let mut value = match opened {
        Some(value) => value,
        None => serde_json::from_str(&event.data).map_err(|error| undecodable(event, error))?,
    };
    for upcaster in lifts {
        (upcaster.lift)(&mut value);
    }
    Ok(value.to_string())
}

fn recorded(event: StoredEvent, tagged: &str) -> Result<Recorded, StoreError> {
    let decoded = AnyEvent::decode(event.stream.category(), tagged).map_err(|error| undecodable(&event, error.0))?;
    Ok(Recorded {
        id: event.id,
        position: event.position,
        revision: event.revision,
        recorded_at: event.recorded_at,
        metadata: metadata(&event)?,
        event: decoded,
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
        let lifted = lift(&stored(1, r#"{"a":5}"#), None, LIFTS).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&lifted).unwrap()["c"], 5);
    }

    #[test]
    fn a_present_event_is_left_as_it_is() {
        assert_eq!(lift(&stored(3, r#"{ "c": 5 }"#), None, LIFTS).unwrap(), r#"{ "c": 5 }"#);
        assert_eq!(version_of("machine_installed", LIFTS), 3);
    }
}
