//! Walks the schemas of commands and events, and builds the least value that fits one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use domain::registry::{KINDS, generator};
use serde_json::{Map, Value, json};

/// Commands and the schema of each one's fields, in the order of the code: `(category, command, fields)`.
pub fn commands() -> Vec<(&'static str, String, Value)> {
    let schema = |kind: &domain::registry::Kind| (kind.category, (kind.commands)(&mut generator()).to_value());
    named(KINDS.iter().map(schema))
}

/// Event types and the schema of each one's fields.
pub fn events() -> Vec<(&'static str, String, Value)> {
    let schema = |kind: &domain::registry::Kind| (kind.category, (kind.events)(&mut generator()).to_value());
    let series = generator().subschema_for::<domain::series::Event>().to_value();
    named(KINDS.iter().map(schema).chain([(domain::series::CATEGORY, series)]))
}

fn named(schemas: impl Iterator<Item = (&'static str, Value)>) -> Vec<(&'static str, String, Value)> {
    let mut all = Vec::new();
    for (category, schema) in schemas {
        for variant in schema["oneOf"].as_array().expect("a choice of objects") {
            let properties = variant["properties"].as_object().expect("an object");
            assert_eq!(properties.len(), 1, "one property, named as the variant");
            all.extend(properties.iter().map(|(name, fields)| (category, name.clone(), fields.clone())));
        }
    }
    all
}

/// The least value that fits: what is required, the first of every choice.
pub fn least(schema: &Value) -> Value {
    if let Some(fixed) = schema.get("const") {
        return fixed.clone();
    }
    for list in ["enum", "examples"] {
        if let Some(first) = schema[list].get(0) {
            return first.clone();
        }
    }
    for choice in ["oneOf", "anyOf"] {
        if let Some(first) = schema[choice].get(0) {
            return least(first);
        }
    }
    if let Some(inner) = schema["properties"].get("$personal") {
        return json!({"$personal": {"subject": uuid::Uuid::nil(), "value": least(&inner["properties"]["value"])}});
    }
    let kind = schema["type"].as_str().or_else(|| schema["type"][0].as_str());
    match kind {
        Some("object") => Value::Object(required(schema)),
        Some("array") => {
            let number = schema["minItems"].as_u64().unwrap_or(0);
            (0..number).map(|_| least(&schema["items"])).collect()
        }
        Some("integer" | "number") => schema["minimum"].as_u64().unwrap_or(0).into(),
        Some("boolean") => false.into(),
        Some("string") => match schema["format"].as_str() {
            Some("uuid") => json!(uuid::Uuid::nil()),
            Some("date") => json!("2026-11-17"),
            Some("date-time") => json!("2026-11-17T10:00:00Z"),
            Some("partial-date-time") => json!("2026-11-17T10:00:00"),
            Some(other) => panic!("no value of the format {other} is known: {schema}"),
            None => json!("x"),
        },
        _ => panic!("no value is known that fits {schema}"),
    }
}

fn required(schema: &Value) -> Map<String, Value> {
    let names = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    names.map(|name| (name.to_owned(), least(&schema["properties"][name]))).collect()
}

/// Fields that may be left out, each with the least value that is not nothing.
pub fn optional(schema: &Value) -> Vec<(String, Value)> {
    let required = required(schema);
    let properties = schema["properties"].as_object().into_iter().flatten();
    properties
        .filter(|(name, _)| !required.contains_key(*name))
        .map(|(name, schema)| (name.clone(), least(schema)))
        .collect()
}
