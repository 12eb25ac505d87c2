//! From JSON to a command, collecting every field that is wrong, not only the first.

use std::{collections::HashMap, sync::LazyLock};

use domain::{
    Decider,
    registry::{AnyCommand, KINDS, Kind},
};
use schemars::Schema;
use serde_json::{Value, json};
use texts::{Arg, Lang, has, t, tr};

use crate::problem::{FieldError, Problem};

/// More mistakes than this are not listed.
const MOST: usize = 40;

/// A kind of thing by the plural in addresses.
pub fn kind_at(path: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.path == path)
}

/// The schema of one command's fields. All are worked out once: it takes longer than most commands.
pub fn command_schema(kind: &Kind, name: &str) -> Option<&'static Value> {
    static SCHEMAS: LazyLock<HashMap<&'static str, Vec<(String, Value)>>> = LazyLock::new(|| {
        let of = |kind: &Kind| (kind.category, variants(&(kind.commands)(&mut domain::registry::generator())));
        KINDS.iter().map(of).collect()
    });
    SCHEMAS.get(kind.category)?.iter().find(|(variant, _)| variant == name).map(|(_, schema)| schema)
}

/// Every command of a kind with the schema of its fields.
pub fn variants(all: &Schema) -> Vec<(String, Value)> {
    let one_of = all.get("oneOf").or_else(|| all.get("anyOf")).and_then(Value::as_array).cloned();
    // A kind with a single command has no oneOf.
    let list = one_of.unwrap_or_else(|| vec![all.as_value().clone()]);
    let variant = |schema: &Value| {
        let (name, fields) = schema.get("properties")?.as_object()?.iter().next()?;
        let mut fields = fields.clone();
        if let (Some(fields), Some(about)) = (fields.as_object_mut(), schema.get("description")) {
            fields.entry("description").or_insert_with(|| about.clone());
        }
        Some((name.clone(), fields))
    };
    list.iter().filter_map(variant).collect()
}

/// Reads a command's fields.
///
/// # Errors
/// All fields that are wrong, with what is right; "not found" when there is no such command.
pub fn decode(kind: &Kind, name: &str, fields: Value, lang: Lang) -> Result<AnyCommand, Problem> {
    let Some(schema) = command_schema(kind, name) else { return Err(Problem::not_found(lang)) };
    let mut fields = fields;
    let mut errors: Vec<FieldError> = Vec::new();
    loop {
        match typed(kind.category, json!({name: fields.clone()})) {
            Ok(command) if errors.is_empty() => return Ok(command),
            Ok(_) => return Err(Problem::invalid(lang, errors)),
            Err(wrong) => {
                let error = FieldError { message: sentence(lang, &wrong), field: asked(&wrong) };
                let again = errors.contains(&error);
                errors.push(error.clone());
                // Put a right value in its place and look on, so that a person hears of everything at once.
                if again || errors.len() > MOST || !mend(&mut fields, schema, &wrong.field, &wrong.code) {
                    errors.dedup();
                    return Err(Problem::invalid(lang, errors));
                }
            }
        }
    }
}

/// How the parser of days says no.
const DATE: [&str; 4] = ["premature end of input", "input contains", "input is out of range", "trailing input"];

struct Wrong {
    field: String,
    code: String,
    detail: String,
}

fn typed(category: &str, value: Value) -> Result<AnyCommand, Wrong> {
    macro_rules! each {
        ($($variant:ident $module:ident $decider:ident,)*) => {
            match category {
                $(<domain::$module::$decider as Decider>::CATEGORY => {
                    serde_path_to_error::deserialize::<_, domain::$module::Command>(value)
                        .map(AnyCommand::$variant)
                        .map_err(wrong)
                })*
                _ => Err(Wrong { field: String::new(), code: "unknown".into(), detail: String::new() }),
            }
        };
    }
    domain::with_kinds!(each)
}

/// What is wrong with a parameter of a question.
pub(crate) fn parameter(lang: Lang, error: serde_path_to_error::Error<serde_json::Error>) -> FieldError {
    let path = error.path().to_string();
    let wrong = at(if path == "." { "" } else { &path }, error.into_inner().to_string());
    FieldError { message: sentence(lang, &wrong), field: wrong.field }
}

fn wrong(error: serde_path_to_error::Error<serde_json::Error>) -> Wrong {
    let path = error.path().to_string();
    at(path.split_once('.').map_or("", |(_, rest)| rest), error.into_inner().to_string())
}

/// What the parser says of a field, as we say it.
fn at(path: &str, message: String) -> Wrong {
    let mut field = path.replace('[', ".").replace(']', "");
    let quoted = |message: &str| message.split('`').nth(1).unwrap_or_default().to_owned();
    let (code, detail) = if message.starts_with("missing field") {
        join(&mut field, &quoted(&message));
        ("missing".into(), String::new())
    } else if message.starts_with("unknown field") {
        let name = quoted(&message);
        if !field.ends_with(&name) {
            join(&mut field, &name);
        }
        ("unknown-field".into(), name)
    } else if message.starts_with("unknown variant") {
        ("choice".into(), message.split_once(", expected ").map(|(_, rest)| choices(rest)).unwrap_or_default())
    } else if message.contains("map with a single key") {
        ("one-of".into(), message)
    } else if DATE.iter().any(|no| message.starts_with(no)) {
        ("date".into(), message)
    } else if message.contains(' ') {
        ("type".into(), message)
    } else {
        (message, String::new())
    };
    Wrong { field, code, detail }
}

/// The field that a person has to change: of hours that end before they begin, their end.
fn asked(wrong: &Wrong) -> String {
    let mut field = wrong.field.clone();
    if wrong.code == "slot-ends-before-start" {
        join(&mut field, "until");
    }
    field
}

fn join(path: &mut String, name: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(name);
}

fn sentence(lang: Lang, wrong: &Wrong) -> String {
    let key = format!("invalid-{}", wrong.code);
    if has(lang, &key) {
        tr(lang, &key, &[("detail", Arg::from(wrong.detail.as_str()))])
    } else {
        t(lang, "invalid-type").into_owned()
    }
}

/// The values that may be chosen, without the parser's English between them.
fn choices(expected: &str) -> String {
    expected.trim_start_matches("one of ").replace(" or ", ", ").replace('`', "")
}

/// Replaces a wrong value by a right one from the schema; answers whether it could.
fn mend(fields: &mut Value, schema: &Value, path: &str, code: &str) -> bool {
    let parts: Vec<&str> = path.split('.').filter(|part| !part.is_empty()).collect();
    let Some((last, parents)) = parts.split_last() else { return false };
    let mut schema = Some(schema);
    let mut place = fields;
    for part in parents {
        schema = schema.and_then(|schema| inside(schema, part));
        let next = match part.parse::<usize>() {
            Ok(index) => place.get_mut(index),
            Err(_) => place.get_mut(*part),
        };
        match next {
            Some(next) => place = next,
            None => return false,
        }
    }
    let right = schema.and_then(|schema| inside(schema, last)).and_then(example);
    match (place, last.parse::<usize>()) {
        (Value::Object(map), _) if code == "unknown-field" => map.remove(*last).is_some(),
        (Value::Object(map), _) => match right {
            Some(right) => {
                map.insert((*last).into(), right);
                true
            }
            None => map.remove(*last).is_some(),
        },
        (Value::Array(list), Ok(index)) if index < list.len() => match right {
            Some(right) => {
                list[index] = right;
                true
            }
            None => {
                list.remove(index);
                true
            }
        },
        _ => false,
    }
}

/// The schema of a property or element.
pub fn inside<'a>(schema: &'a Value, part: &str) -> Option<&'a Value> {
    let own = if part.parse::<usize>().is_ok() {
        schema.get("items")
    } else {
        schema.get("properties").and_then(|properties| properties.get(part))
    };
    own.or_else(|| {
        ["anyOf", "oneOf", "allOf"]
            .iter()
            .filter_map(|key| schema.get(key)?.as_array())
            .flatten()
            .find_map(|variant| inside(variant, part))
    })
}

/// A value that fits a schema: its example, first choice or smallest form.
pub fn example(schema: &Value) -> Option<Value> {
    if let Some(example) = schema.get("examples").and_then(|examples| examples.get(0)).or(schema.get("example")) {
        return Some(example.clone());
    }
    if let Some(constant) = schema.get("const").or_else(|| schema.get("enum").and_then(|choices| choices.get(0))) {
        return Some(constant.clone());
    }
    if let Some(variants) = ["anyOf", "oneOf"].iter().find_map(|key| schema.get(key)?.as_array()) {
        return variants.iter().find_map(example);
    }
    let kind = match schema.get("type") {
        Some(Value::Array(kinds)) => kinds.first().and_then(Value::as_str),
        other => other.and_then(Value::as_str),
    };
    match (kind?, schema.get("format").and_then(Value::as_str)) {
        ("string", Some("uuid")) => Some(json!("00000000-0000-4000-8000-000000000000")),
        ("string", Some("date")) => Some(json!("2026-11-17")),
        ("string", Some("date-time" | "partial-date-time")) => Some(json!("2026-11-17T10:00:00Z")),
        ("string", _) => Some(json!("tekst")),
        ("integer" | "number", _) => Some(schema.get("minimum").cloned().unwrap_or(json!(1))),
        ("boolean", _) => Some(json!(false)),
        ("array", _) => match (schema.get("minItems").and_then(Value::as_u64), schema.get("items")) {
            (Some(1..), Some(items)) => example(items).map(|item| json!([item])),
            _ => Some(json!([])),
        },
        ("object", _) => {
            let required = schema.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
            let mut object = serde_json::Map::new();
            for name in required.iter().filter_map(Value::as_str) {
                object.insert(name.into(), inside(schema, name).and_then(example)?);
            }
            Some(Value::Object(object))
        }
        _ => None,
    }
}
