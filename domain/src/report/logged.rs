//! What events of the log can be asked about: the types that there are, and of each the fields that are about no person.

use std::{collections::BTreeMap, sync::LazyLock};

use serde_json::Value;

use crate::{
    personal::PERSONAL,
    registry::{KINDS, generator},
    values::{Money, Quantity},
};

/// How a field's number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sums {
    /// A whole number.
    Whole,
    /// A quantity as text: `2.5`.
    Quantity,
    /// An amount as text: `1842.60 EUR`.
    Money,
}

/// A field of an event, of which each event has at most one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Where it stands: `worked`, or `part.quantity` for a field of a field.
    pub path: String,
    /// Whether it can be added up, and how it is written.
    pub sums: Option<Sums>,
    /// Whether events can be told apart by it.
    pub tells: bool,
}

/// The types of events that people can ask about, by name, with the kind of thing that they happen to.
pub fn event_types() -> impl Iterator<Item = (&'static str, &'static str)> {
    TYPES.iter().map(|(event_type, (category, _))| (event_type.as_str(), *category))
}

/// The kind of thing that events of a type happen to.
pub fn category(event_type: &str) -> Option<&'static str> {
    TYPES.get(event_type).map(|(category, _)| *category)
}

/// The fields of a type of events that are about no person; none where there is no such type.
pub fn fields(event_type: &str) -> Option<&'static [Field]> {
    TYPES.get(event_type).map(|(_, fields)| fields.as_slice())
}

type Types = BTreeMap<String, (&'static str, Vec<Field>)>;

static TYPES: LazyLock<Types> = LazyLock::new(|| {
    let mut types = Types::new();
    for kind in KINDS {
        let schema = (kind.events)(&mut generator());
        let variants = ["oneOf", "anyOf"].iter().filter_map(|key| schema.as_value().get(key)?.as_array()).flatten();
        for (name, fields) in variants.filter_map(|variant| variant.get("properties")?.as_object()).flatten() {
            let mut found = Vec::new();
            walk("", fields, &mut found);
            types.insert(name.clone(), (kind.category, found));
        }
    }
    types
});

/// Adds the fields below a path. What is sealed is left out with all that is in it, and so are lists and choices.
fn walk(path: &str, schema: &Value, found: &mut Vec<Field>) {
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else { return };
    if properties.contains_key(PERSONAL) {
        return;
    }
    for (name, schema) in properties {
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        let schema = given(schema);
        let own = schema.get("type").map_or(Value::Null, kind);
        let closed = schema.get("oneOf").or(schema.get("anyOf")).and_then(Value::as_array);
        match own.as_str() {
            Some("object") => walk(&path, schema, found),
            Some("integer") => found.push(Field { path, sums: Some(Sums::Whole), tells: true }),
            Some("boolean") => found.push(Field { path, sums: None, tells: true }),
            Some("string") => {
                let sums = example(schema);
                found.push(Field { path, tells: sums.is_none(), sums });
            }
            _ if closed.is_some_and(|choices| choices.iter().all(|choice| choice.get("const").is_some())) => {
                found.push(Field { path, sums: None, tells: true });
            }
            _ => {}
        }
    }
}

/// The one type of a schema, besides nothing.
fn kind(kinds: &Value) -> Value {
    match kinds {
        Value::Array(kinds) => kinds.iter().find(|kind| *kind != "null").cloned().unwrap_or_default(),
        one => one.clone(),
    }
}

/// What a field has where it has something.
fn given(schema: &Value) -> &Value {
    let choices = schema.get("anyOf").and_then(Value::as_array);
    let there = |choices: &'_ Vec<Value>| choices.iter().position(|choice| choice["type"] != "null");
    match choices.filter(|choices| choices.len() == 2).and_then(|choices| Some((choices, there(choices)?))) {
        Some((choices, there)) if choices.iter().any(|choice| choice["type"] == "null") => &choices[there],
        _ => schema,
    }
}

/// How a number that is written as text is, from its example.
fn example(schema: &Value) -> Option<Sums> {
    let example = schema["examples"][0].as_str()?;
    // An amount's example names its money; a day or a number of something else is neither.
    match example.split_once(' ') {
        Some(_) => example.parse::<Money>().ok().map(|_| Sums::Money),
        None => example.contains('.').then(|| example.parse::<Quantity>().ok()).flatten().map(|_| Sums::Quantity),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn field(event_type: &str, path: &str) -> Option<Field> {
        fields(event_type).unwrap().iter().find(|field| field.path == path).cloned()
    }

    #[test]
    fn numbers_are_added_up_and_words_tell_events_apart() {
        let worked = field("visit_finished", "worked").unwrap();
        assert_eq!((worked.sums, worked.tells), (Some(Sums::Whole), true));
        let solved = field("visit_finished", "solved").unwrap();
        assert_eq!((solved.sums, solved.tells), (None, true));
        assert_eq!(field("visit_finished", "technician").unwrap().sums, None);
        assert_eq!(field("payment_recorded", "amount").unwrap().sums, Some(Sums::Money));
        assert_eq!(field("part_used", "part.quantity").unwrap().sums, Some(Sums::Quantity));
        assert!(field("fault_reported", "urgency").unwrap().tells);
        assert!(field("payment_recorded", "on").unwrap().tells);
    }

    #[test]
    fn what_is_about_a_person_can_be_asked_by_nobody() {
        for (event_type, path) in [
            ("visit_finished", "findings"),
            ("fault_reported", "problem"),
            ("fault_reported", "caller"),
            ("customer_registered", "name"),
            ("user_created", "login"),
        ] {
            let known = fields(event_type).unwrap().iter().any(|field| field.path.starts_with(path));
            assert!(!known, "{event_type} {path}");
        }
    }

    #[test]
    fn a_type_belongs_to_its_kind_of_thing() {
        assert_eq!(category("visit_finished"), Some("visit"));
        assert_eq!(fields("no_such_event"), None);
        assert!(event_types().count() > 90);
    }
}
