//! Whatever the business can say has words in every language.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use domain::{
    Permission, Role,
    registry::{KINDS, generator},
    undo::Reason,
};
use serde_json::Value;
use texts::{Lang, has};

/// The names of a schema's variants: `{"name": {fields}}`.
fn variants(schema: &Value) -> Vec<(String, &Value)> {
    let choices = ["oneOf", "anyOf"].iter().find_map(|key| schema.get(key)?.as_array());
    let properties = |choice: &Value| choice.get("properties").and_then(Value::as_object).cloned();
    choices
        .into_iter()
        .flatten()
        .filter_map(|choice| Some((properties(choice)?.keys().next()?.clone(), choice)))
        .collect()
}

/// The names of all fields in a schema, however deep.
fn fields(schema: &Value, names: &mut BTreeSet<String>) {
    match schema {
        Value::Object(map) => {
            if let Some(properties) = map.get("properties").and_then(Value::as_object) {
                names.extend(properties.keys().filter(|name| !name.starts_with('$')).cloned());
            }
            map.values().for_each(|inner| fields(inner, names));
        }
        Value::Array(list) => list.iter().for_each(|inner| fields(inner, names)),
        _ => {}
    }
}

fn lacking(keys: impl IntoIterator<Item = String>) -> Vec<String> {
    let keys: Vec<String> = keys.into_iter().collect();
    let missing =
        |lang| keys.iter().filter(move |key| !has(lang, key)).map(move |key| format!("{}/{key}", lang.code()));
    [Lang::Nl, Lang::En, Lang::Pl].map(|lang| missing(lang).collect::<Vec<_>>()).concat()
}

#[test]
fn every_event_has_a_phrase_for_the_log() {
    let names = KINDS.iter().flat_map(|kind| {
        let schema = (kind.events)(&mut generator()).to_value();
        variants(&schema).into_iter().map(|(name, _)| format!("event-{}", name.replace('_', "-"))).collect::<Vec<_>>()
    });
    assert_eq!(lacking(names.chain(["event-number-drawn".into()])), [""; 0]);
}

#[test]
fn every_command_has_a_name() {
    let names = KINDS.iter().flat_map(|kind| {
        let schema = (kind.commands)(&mut generator()).to_value();
        let name = |(name, _)| format!("command-{}-{name}", kind.category.replace('_', "-"));
        variants(&schema).into_iter().map(name).collect::<Vec<_>>()
    });
    assert_eq!(lacking(names), [""; 0]);
}

#[test]
fn every_kind_of_thing_has_a_name() {
    assert_eq!(lacking(KINDS.iter().map(|kind| format!("thing-{}", kind.category.replace('_', "-")))), [""; 0]);
}

#[test]
fn every_field_of_an_event_has_a_label() {
    let mut names = BTreeSet::new();
    for kind in KINDS {
        let schema = (kind.events)(&mut generator()).to_value();
        variants(&schema).into_iter().for_each(|(name, choice)| fields(&choice["properties"][name], &mut names));
    }
    assert_eq!(lacking(names.into_iter().map(|name| format!("field-{}", name.replace('_', "-")))), [""; 0]);
}

#[test]
fn whatever_stays_as_it_is_has_a_sentence_that_says_why() {
    assert_eq!(lacking(Reason::ALL.map(|reason| format!("undo-stays-{}", reason.code()))), [""; 0]);
}

#[test]
fn every_permission_and_role_has_a_name() {
    let name = |value: Value| value.as_str().unwrap_or_default().to_owned();
    let permissions = Permission::ALL.iter().map(|p| format!("permission-{}", name(serde_json::to_value(p).unwrap())));
    let roles = Role::ALL.iter().map(|role| format!("role-{}", role.name()));
    assert_eq!(lacking(permissions.chain(roles)), [""; 0]);
}
