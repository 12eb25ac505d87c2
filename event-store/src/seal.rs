//! Personal parts of an event: sealed before it reaches the log, opened when it is read.
//!
//! The domain writes a personal field as `{"$personal":{"subject":"<uuid>","value":<any JSON>}}`. In the log it stands as
//! `{"$sealed":{"s":"<uuid>","k":1,"n":"<nonce>","c":"<cipher text>"}}`, bound to its event and its place there. Read, it is
//! `$personal` again, or `{"$erased":"<uuid>"}` when the person's key is gone.

use std::collections::HashMap;

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{DataKey, KeyState, Keys, StoreError, hex, keys};

const PERSONAL: &str = "$personal";
const SEALED: &str = "$sealed";
const ERASED: &str = "$erased";

/// How the cipher text was made: 1 is XChaCha20-Poly1305 with the person's only key.
const KIND: u8 = 1;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Personal {
    subject: Uuid,
    value: Value,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sealed {
    s: Uuid,
    k: u8,
    n: String,
    c: String,
}

/// Whether the text of an event may hold sealed parts; if not, there is nothing to unseal in it.
pub fn has_sealed(text: &str) -> bool {
    text.contains("\"$sealed\"")
}

/// Whether the text of an event may hold personal parts, sealed or, as they never should be, open.
pub(crate) fn has_marked(text: &str) -> bool {
    has_sealed(text) || text.contains("\"$personal\"")
}

/// Reads every `$sealed` object as if the keys were gone; each must have its form, and nothing personal may stand open.
///
/// # Errors
/// [`StoreError::Keys`] names the first place where that is not so.
pub(crate) fn erase(value: &mut Value, event_id: Uuid) -> Result<(), StoreError> {
    let open = |place: &str| StoreError::Keys(format!("{PERSONAL} at {place} is not sealed"));
    replace(value, PERSONAL, &mut event_id.to_string(), &mut |_, place| Err(open(place)))?;
    replace(value, SEALED, &mut event_id.to_string(), &mut |found, place| {
        let (subject, _) = taken_apart(found, place)?;
        Ok(json!({ ERASED: subject }))
    })
}

/// Everyone for whom something is sealed in the text of an event.
pub(crate) fn subjects(text: &str) -> Vec<Uuid> {
    let mut subjects = Vec::new();
    if has_sealed(text)
        && let Ok(value) = serde_json::from_str(text)
    {
        collect(&value, SEALED, "s", &mut subjects);
    }
    subjects
}

/// Seals every `$personal` object in the value, wherever it stands. Keys that do not exist yet are made first, together.
/// The value must be the event's whole data, since the place of each part in it is sealed in.
///
/// # Errors
/// [`StoreError::Keys`] when a `$personal` object is not of that form, or a person's key was destroyed.
pub async fn seal(keys: &Keys, value: &mut Value, event_id: Uuid) -> Result<(), StoreError> {
    let mut subjects = Vec::new();
    collect(value, PERSONAL, "subject", &mut subjects);
    let keys = if subjects.is_empty() { HashMap::new() } else { keys.find_or_make(&subjects).await? };
    replace(value, PERSONAL, &mut event_id.to_string(), &mut |found, place| sealed(&keys, found, place))
}

/// The keys of all persons of whom something is sealed in the data of some events, with at most one query.
///
/// # Errors
/// As [`Keys::find`].
pub async fn keys_of(
    keys: &Keys,
    page: impl IntoIterator<Item = &Value>,
) -> Result<HashMap<Uuid, KeyState>, StoreError> {
    let mut subjects = Vec::new();
    page.into_iter().for_each(|value| collect(value, SEALED, "s", &mut subjects));
    if subjects.is_empty() { Ok(HashMap::new()) } else { keys.find(&subjects).await }
}

/// Opens every `$sealed` object in an event's data with the keys that [`keys_of`] found. To be called before old versions are
/// lifted: a part is bound to its stored place.
///
/// # Errors
/// [`StoreError::Keys`] when a part was changed or moved since it was sealed.
pub fn opened_with(
    keys: &HashMap<Uuid, KeyState>,
    mut data: Option<Value>,
    event_id: Uuid,
) -> Result<Option<Value>, StoreError> {
    if let Some(value) = &mut data {
        replace(value, SEALED, &mut event_id.to_string(), &mut |found, place| opened(keys, found, place))?;
    }
    Ok(data)
}

fn sealed(keys: &HashMap<Uuid, DataKey>, found: Value, place: &str) -> Result<Value, StoreError> {
    let Personal { subject, value } = parsed(found, PERSONAL, place)?;
    let key = keys.get(&subject).ok_or_else(|| StoreError::Keys(format!("no key of {subject}")))?;
    let keys::Sealed { nonce, cipher } = key.seal(place, value.to_string().as_bytes())?;
    Ok(json!({ SEALED: { "s": subject, "k": KIND, "n": hex::encode(&nonce), "c": hex::encode(&cipher) } }))
}

fn opened(keys: &HashMap<Uuid, KeyState>, found: Value, place: &str) -> Result<Value, StoreError> {
    let (subject, sealed) = taken_apart(found, place)?;
    let key = match keys.get(&subject) {
        Some(KeyState::Held(key)) => key,
        Some(KeyState::Gone) => return Ok(json!({ ERASED: subject })),
        None => return Err(StoreError::Keys(format!("no key of {subject}"))),
    };
    let plain = key.unseal(place, &sealed)?;
    let value: Value = serde_json::from_slice(&plain).map_err(|_| unknown_form(place))?;
    Ok(json!({ PERSONAL: { "subject": subject, "value": value } }))
}

/// Whose a sealed part is, and what was sealed.
fn taken_apart(found: Value, place: &str) -> Result<(Uuid, keys::Sealed), StoreError> {
    let Sealed { s: subject, k, n, c } = parsed(found, SEALED, place)?;
    let wrong = || unknown_form(place);
    let nonce = hex::decode(&n).and_then(|nonce| nonce.try_into().ok()).ok_or_else(wrong)?;
    let cipher = hex::decode(&c).filter(|_| k == KIND).ok_or_else(wrong)?;
    Ok((subject, keys::Sealed { nonce, cipher }))
}

fn unknown_form(place: &str) -> StoreError {
    StoreError::Keys(format!("{SEALED} at {place} is not of a form that is known"))
}

/// The error never repeats what was found: it may be personal.
fn parsed<T: DeserializeOwned>(found: Value, marker: &str, place: &str) -> Result<T, StoreError> {
    serde_json::from_value(found).map_err(|_| StoreError::Keys(format!("{marker} at {place} is not of its form")))
}

/// The persons named in the marked objects. What is not of the form is left to [`replace`] to find.
fn collect(value: &Value, marker: &str, subject: &str, found: &mut Vec<Uuid>) {
    match value {
        Value::Object(map) => match map.get(marker) {
            Some(inner) => found.extend(inner.get(subject).and_then(|id| id.as_str()?.parse::<Uuid>().ok())),
            None => map.values().for_each(|inner| collect(inner, marker, subject, found)),
        },
        Value::Array(list) => list.iter().for_each(|inner| collect(inner, marker, subject, found)),
        _ => {}
    }
}

/// Puts something else in the place of each marked object. `place` is the event's id and the way to the value in its
/// data, as a JSON pointer.
fn replace(
    value: &mut Value,
    marker: &str,
    place: &mut String,
    with: &mut impl FnMut(Value, &str) -> Result<Value, StoreError>,
) -> Result<(), StoreError> {
    let here = place.len();
    match value {
        Value::Object(map) => {
            if let Some(found) = map.remove(marker) {
                if !map.is_empty() {
                    return Err(StoreError::Keys(format!("{marker} at {place} has neighbours")));
                }
                *value = with(found, place)?;
                return Ok(());
            }
            for (name, inner) in map {
                place.push('/');
                place.push_str(&name.replace('~', "~0").replace('/', "~1"));
                replace(inner, marker, place, with)?;
                place.truncate(here);
            }
        }
        Value::Array(list) => {
            for (index, inner) in list.iter_mut().enumerate() {
                place.push('/');
                place.push_str(&index.to_string());
                replace(inner, marker, place, with)?;
                place.truncate(here);
            }
        }
        _ => {}
    }
    Ok(())
}
