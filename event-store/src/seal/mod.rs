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

mod parts;

pub use parts::{Parts, keys_of};

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

/// Whether the text of an event may hold sealed parts; if not, there is nothing to unseal in it.
pub fn has_sealed(text: &str) -> bool {
    text.contains("\"$sealed\"")
}

/// Whether the text of an event may hold personal parts, sealed or, as they never should be, open.
pub(crate) fn has_marked(text: &str) -> bool {
    has_sealed(text) || text.contains("\"$personal\"")
}

/// Everyone for whom something is sealed in the text of an event.
pub fn subjects(text: &str) -> Vec<Uuid> {
    let parts = if has_sealed(text) { Parts::of(text, Uuid::nil()).unwrap_or_default() } else { Parts::default() };
    parts.subjects().collect()
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

/// Makes every `$personal` object of whom was forgotten `$erased`, before anything is sealed.
///
/// # Errors
/// As [`seal`], and when the keys can't be read.
pub async fn leave_out(keys: &Keys, value: &mut Value) -> Result<(), StoreError> {
    let mut subjects = Vec::new();
    collect(value, PERSONAL, "subject", &mut subjects);
    let keys = keys.find(&subjects).await?;
    replace(value, PERSONAL, &mut String::new(), &mut |found, place| {
        let Personal { subject, value } = parsed(found, PERSONAL, place)?;
        Ok(match keys.get(&subject) {
            Some(KeyState::Gone) => json!({ ERASED: subject }),
            _ => json!({ PERSONAL: { "subject": subject, "value": value } }),
        })
    })
}

fn sealed(keys: &HashMap<Uuid, DataKey>, found: Value, place: &str) -> Result<Value, StoreError> {
    let Personal { subject, value } = parsed(found, PERSONAL, place)?;
    let key = keys.get(&subject).ok_or_else(|| StoreError::Keys(format!("no key of {subject}")))?;
    let keys::Sealed { nonce, cipher } = key.seal(place, value.to_string().as_bytes())?;
    Ok(json!({ SEALED: { "s": subject, "k": KIND, "n": hex::encode(&nonce), "c": hex::encode(&cipher) } }))
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
