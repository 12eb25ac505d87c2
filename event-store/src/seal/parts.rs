//! The sealed parts of an event, found by one walk over its text, and what stands in their places once they are opened. The text is
//! parsed once, after that.

use std::{borrow::Cow, collections::HashMap, fmt::Write, ops::Range};

use serde::Deserialize;
use uuid::Uuid;

use super::{ERASED, KIND, PERSONAL, SEALED};
use crate::{KeyState, Keys, StoreError, hex, keys};

/// As deep as the parser of the text goes.
const DEEPEST: usize = 127;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sealed<'a> {
    s: Uuid,
    k: u8,
    #[serde(borrow)]
    n: Cow<'a, str>,
    #[serde(borrow)]
    c: Cow<'a, str>,
}

/// The sealed parts of an event's data, in their order.
#[derive(Default)]
pub struct Parts {
    parts: Vec<Part>,
    /// Where something personal stands unsealed, as it never should.
    open: Option<String>,
}

struct Part {
    at: Range<usize>,
    /// The event's id and the way to the part in its data, as a JSON pointer: it is sealed in.
    place: String,
    subject: Uuid,
    sealed: keys::Sealed,
}

impl Parts {
    /// Finds them in an event's data. What is no JSON is left to who parses it.
    ///
    /// # Errors
    /// [`StoreError::Keys`] names the first place where a part has not its form.
    pub fn of(text: &str, event_id: Uuid) -> Result<Self, StoreError> {
        let mut walk = Walk { text, at: 0, place: event_id.to_string(), found: Self::default() };
        match walk.value(0) {
            Ok(()) | Err(Stop::NoJson) => Ok(walk.found),
            Err(Stop::Wrong(error)) => Err(error),
        }
    }

    /// Whose they are.
    pub fn subjects(&self) -> impl Iterator<Item = Uuid> {
        self.parts.iter().map(|part| part.subject)
    }

    /// The text with every part opened, or erased where the key is gone.
    ///
    /// # Errors
    /// [`StoreError::Keys`] when a part was changed or moved since it was sealed.
    pub fn opened(&self, text: &str, keys: &HashMap<Uuid, KeyState>) -> Result<String, StoreError> {
        self.replaced(text, |part, out| {
            let key = match keys.get(&part.subject) {
                Some(KeyState::Held(key)) => key,
                Some(KeyState::Gone) => return part.erased(out),
                None => return Err(StoreError::Keys(format!("no key of {}", part.subject))),
            };
            let plain = key.unseal(&part.place, &part.sealed)?;
            let plain = std::str::from_utf8(&plain).map_err(|_| unknown_form(&part.place))?;
            let (subject, mut id) = (part.subject.hyphenated(), [0; 36]);
            for piece in
                ["{\"", PERSONAL, "\":{\"subject\":\"", subject.encode_lower(&mut id), "\",\"value\":", plain, "}}"]
            {
                out.push_str(piece);
            }
            Ok(())
        })
    }

    /// The text as if all keys were gone.
    ///
    /// # Errors
    /// [`StoreError::Keys`] when something personal stands in it unsealed.
    pub(crate) fn erased(&self, text: &str) -> Result<String, StoreError> {
        match &self.open {
            Some(place) => Err(StoreError::Keys(format!("{PERSONAL} at {place} is not sealed"))),
            None => self.replaced(text, Part::erased),
        }
    }

    fn replaced(
        &self,
        text: &str,
        mut with: impl FnMut(&Part, &mut String) -> Result<(), StoreError>,
    ) -> Result<String, StoreError> {
        let (mut out, mut copied) = (String::with_capacity(text.len()), 0);
        for part in &self.parts {
            out.push_str(&text[copied..part.at.start]);
            with(part, &mut out)?;
            copied = part.at.end;
        }
        out.push_str(&text[copied..]);
        Ok(out)
    }
}

impl Part {
    fn erased(&self, out: &mut String) -> Result<(), StoreError> {
        // Writing to a text never fails.
        let _ = write!(out, r#"{{"{ERASED}":"{}"}}"#, self.subject);
        Ok(())
    }
}

/// The keys of all persons of whom something is sealed in some events, with at most one query.
///
/// # Errors
/// As [`Keys::find`].
pub async fn keys_of<'a>(
    keys: &Keys,
    page: impl IntoIterator<Item = &'a Parts>,
) -> Result<HashMap<Uuid, KeyState>, StoreError> {
    let subjects: Vec<Uuid> = page.into_iter().flat_map(Parts::subjects).collect();
    if subjects.is_empty() { Ok(HashMap::new()) } else { keys.find(&subjects).await }
}

fn unknown_form(place: &str) -> StoreError {
    StoreError::Keys(format!("{SEALED} at {place} is not of a form that is known"))
}

/// Why the walk ends early.
enum Stop {
    NoJson,
    Wrong(StoreError),
}

struct Walk<'a> {
    text: &'a str,
    at: usize,
    place: String,
    found: Parts,
}

impl<'a> Walk<'a> {
    /// The next byte that is no space.
    fn peek(&mut self) -> Result<u8, Stop> {
        loop {
            match self.text.as_bytes().get(self.at).ok_or(Stop::NoJson)? {
                b' ' | b'\t' | b'\n' | b'\r' => self.at += 1,
                byte => return Ok(*byte),
            }
        }
    }

    fn next(&mut self) -> Result<u8, Stop> {
        let byte = self.peek()?;
        self.at += 1;
        Ok(byte)
    }

    fn value(&mut self, depth: usize) -> Result<(), Stop> {
        if depth > DEEPEST {
            return Err(Stop::NoJson);
        }
        match self.peek()? {
            b'{' => self.object(depth),
            b'[' => self.array(depth),
            b'"' => self.string().map(drop),
            _ => {
                let ends = |byte: u8| matches!(byte, b',' | b'}' | b']' | b' ' | b'\t' | b'\n' | b'\r');
                let rest = &self.text.as_bytes()[self.at..];
                self.at += rest.iter().position(|byte| ends(*byte)).unwrap_or(rest.len());
                Ok(())
            }
        }
    }

    /// What stands between the quotes, as it is written.
    fn string(&mut self) -> Result<&'a str, Stop> {
        self.at += 1;
        let (text, begun) = (self.text, self.at);
        loop {
            let rest = &text.as_bytes()[self.at..];
            let found = rest.iter().position(|byte| matches!(byte, b'"' | b'\\')).ok_or(Stop::NoJson)?;
            self.at += found + 1;
            if rest[found] == b'"' {
                return text.get(begun..self.at - 1).ok_or(Stop::NoJson);
            }
            // What a backslash stands before ends nothing.
            self.at += 1;
            if self.at > text.len() {
                return Err(Stop::NoJson);
            }
        }
    }

    fn name(&mut self) -> Result<Cow<'a, str>, Stop> {
        if self.peek()? != b'"' {
            return Err(Stop::NoJson);
        }
        let raw = self.string()?;
        if !raw.contains('\\') {
            return Ok(raw.into());
        }
        serde_json::from_str(&format!("\"{raw}\"")).map(Cow::Owned).map_err(|_| Stop::NoJson)
    }

    fn object(&mut self, depth: usize) -> Result<(), Stop> {
        let (begun, here) = (self.at, self.place.len());
        self.at += 1;
        if self.peek()? == b'}' {
            self.at += 1;
            return Ok(());
        }
        let mut first = true;
        loop {
            let name = self.name()?;
            if self.next()? != b':' {
                return Err(Stop::NoJson);
            }
            match &*name {
                SEALED if first => return self.sealed(begun),
                SEALED => return Err(Stop::Wrong(self.has_neighbours())),
                PERSONAL => drop(self.found.open.get_or_insert_with(|| self.place.clone())),
                _ => {}
            }
            self.place.push('/');
            match name.contains(['~', '/']) {
                true => self.place.push_str(&name.replace('~', "~0").replace('/', "~1")),
                false => self.place.push_str(&name),
            }
            self.value(depth + 1)?;
            self.place.truncate(here);
            first = false;
            match self.next()? {
                b',' => {}
                b'}' => return Ok(()),
                _ => return Err(Stop::NoJson),
            }
        }
    }

    fn array(&mut self, depth: usize) -> Result<(), Stop> {
        let here = self.place.len();
        self.at += 1;
        if self.peek()? == b']' {
            self.at += 1;
            return Ok(());
        }
        for index in 0_usize.. {
            // Writing to a text never fails.
            let _ = write!(self.place, "/{index}");
            self.value(depth + 1)?;
            self.place.truncate(here);
            match self.next()? {
                b',' => {}
                b']' => return Ok(()),
                _ => return Err(Stop::NoJson),
            }
        }
        Ok(())
    }

    /// What is sealed in the object that began there, which holds nothing else. An error never repeats what was found: it may be
    /// personal.
    fn sealed(&mut self, begun: usize) -> Result<(), Stop> {
        let wrong = || Stop::Wrong(StoreError::Keys(format!("{SEALED} at {} is not of its form", self.place)));
        let mut inner = serde_json::Deserializer::from_str(&self.text[self.at..]).into_iter::<Sealed<'a>>();
        let Some(Ok(Sealed { s: subject, k, n, c })) = inner.next() else { return Err(wrong()) };
        self.at += inner.byte_offset();
        if self.next()? != b'}' {
            return Err(Stop::Wrong(self.has_neighbours()));
        }
        let unknown = || Stop::Wrong(unknown_form(&self.place));
        let nonce = hex::decode(&n).and_then(|nonce| nonce.try_into().ok()).ok_or_else(unknown)?;
        let cipher = hex::decode(&c).filter(|_| k == KIND).ok_or_else(unknown)?;
        let (at, place) = (begun..self.at, self.place.clone());
        self.found.parts.push(Part { at, place, subject, sealed: keys::Sealed { nonce, cipher } });
        Ok(())
    }

    fn has_neighbours(&self) -> StoreError {
        StoreError::Keys(format!("{SEALED} at {} has neighbours", self.place))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const PART: &str = r#"{"$sealed":{"c":"00","k":1,"n":"000000000000000000000000000000000000000000000000","s":"00000000-0000-0000-0000-000000000001"}}"#;
    const GONE: &str = r#"{"$erased":"00000000-0000-0000-0000-000000000001"}"#;

    fn places(text: &str) -> Vec<String> {
        let parts = Parts::of(text, Uuid::nil()).unwrap().parts;
        parts.into_iter().map(|part| part.place[36..].to_owned()).collect()
    }

    #[test]
    fn parts_are_found_where_they_are_with_whatever_stands_around() {
        let text = format!(
            r#" {{ "a" : [ 1, {{}}, [], {PART} , "{{\"$sealed\":\\" ], "b/~\"c" : {{ "d":true, "e":{PART} }}, "f":-1.5e3 }} "#
        );
        assert_eq!(places(&text), ["/a/3", "/b~1~0\"c/e"]);
        let erased = Parts::of(&text, Uuid::nil()).unwrap().erased(&text).unwrap();
        assert_eq!(erased, text.replace(PART, GONE));
        assert_eq!(places(PART), [""]);
    }

    #[test]
    fn what_is_no_json_holds_no_parts_and_is_no_failure() {
        for text in ["", "{", "[1", r#"{"a"#, r#"{"a\"#, r#"{"a" 1}"#, r#"{"a":1 2}"#, &"[".repeat(100_000)] {
            assert!(places(text).is_empty(), "{text:.40}");
        }
    }

    #[test]
    fn a_part_that_has_neighbours_or_another_form_is_named_and_not_repeated() {
        let odd = [
            PART.replace(r#""k":1"#, r#""k":2"#),
            PART.replace("00\",\"k", "geheim\",\"k"),
            PART.replace("\"s\":", "\"geheim\":"),
            format!(r#"{{"a":1,{}"#, &PART[1..]),
            format!(r#"{},"a":1}}"#, &PART[..PART.len() - 1]),
        ];
        for text in odd {
            let error = Parts::of(&text, Uuid::nil()).err().unwrap().to_string();
            assert!(error.contains("$sealed") && !error.contains("geheim"), "{error}");
        }
    }

    #[test]
    fn something_personal_that_is_not_sealed_is_named() {
        let text = r#"{"a":{"$personal":{"subject":"x","value":"geheim"}}}"#;
        let error = Parts::of(text, Uuid::nil()).unwrap().erased(text).err().unwrap().to_string();
        assert!(error.contains("$personal") && error.contains("/a") && !error.contains("geheim"), "{error}");
    }
}
