//! Events are read for ever: one sample a type and version in golden/, decoded and written again the same; where a field came
//! later, one with it and one without.
//!
//! `UPDATE=1` writes a bare sample for an event that has none, to be filled in by hand; it never changes one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::{collections::BTreeSet, fs, path::PathBuf};

use domain::registry::{AnyEvent, UPCASTERS, version_of};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::schema;

/// Who the samples are about: customer, contact, colleague, supplier. None of it may stand outside a sealed value.
const MARKERS: [&str; 14] = [
    "Bakkerij De Wit",
    "Petra",
    "de Wit",
    "Sanne",
    "sanne",
    "Pompen",
    "Dorpsstraat",
    "3732",
    "5550142",
    "12345678",
    "bakkerijdewit",
    "pompen.example",
    "$argon2id",
    "M0 0",
];

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sample {
    pub category: String,
    #[serde(rename = "type")]
    pub event_type: String,
    pub version: u16,
    pub data: Value,
}

fn folder() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "golden"].iter().collect()
}

fn file_name(event_type: &str, version: u16) -> String {
    format!("{event_type}.v{version}.json")
}

/// Every sample, with its file's name.
pub fn samples() -> Vec<(String, Sample)> {
    let read = |entry: std::io::Result<fs::DirEntry>| {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let sample = serde_json::from_str(&fs::read_to_string(path).unwrap());
        (name.clone(), sample.unwrap_or_else(|error| panic!("{name}: {error}")))
    };
    let samples: Vec<_> = fs::read_dir(folder()).unwrap().map(read).collect();
    assert!(samples.len() > 70, "samples are there");
    samples
}

/// The data of a sample as today's version.
pub fn lifted(sample: &Sample) -> Value {
    let mut data = sample.data.clone();
    for version in sample.version..version_of(&sample.event_type, UPCASTERS) {
        let fits = |upcaster: &&domain::registry::Upcaster| {
            (upcaster.event_type, upcaster.from) == (&sample.event_type, version)
        };
        (UPCASTERS.iter().find(fits).expect("an upcaster from each old version").lift)(&mut data);
    }
    data
}

pub fn decode(sample: &Sample, data: Value) -> AnyEvent {
    let tagged = Value::Object(Map::from_iter([(sample.event_type.clone(), data)]));
    let event = AnyEvent::decode(&sample.category, &tagged.to_string());
    event.unwrap_or_else(|error| panic!("{}: {}", sample.event_type, error.0))
}

macro_rules! encode {
    ($($variant:ident $module:ident $decider:ident,)*) => {
        fn encode(event: &AnyEvent) -> Value {
            match event {
                $(AnyEvent::$variant(event) => serde_json::to_value(event),)*
                AnyEvent::Series(event) => serde_json::to_value(event),
            }
            .unwrap()
        }
    };
}
domain::with_kinds!(encode);

/// The same with every sealed value erased.
fn erased(data: &Value) -> Value {
    match data {
        Value::Object(map) => match map.get("$personal") {
            Some(personal) => json!({"$erased": personal["subject"]}),
            None => map.iter().map(|(key, value)| (key.clone(), erased(value))).collect::<Map<_, _>>().into(),
        },
        Value::Array(list) => list.iter().map(erased).collect(),
        other => other.clone(),
    }
}

#[test]
fn every_event_has_a_sample_of_every_version() {
    let mut expected = BTreeSet::new();
    for (category, event_type, schema) in schema::events() {
        for version in 1..=version_of(&event_type, UPCASTERS) {
            let name = file_name(&event_type, version);
            let path = folder().join(&name);
            if std::env::var_os("UPDATE").is_some() && !path.exists() {
                let data = schema::least(&schema);
                let sample = Sample { category: category.into(), event_type: event_type.clone(), version, data };
                fs::write(path, serde_json::to_string_pretty(&sample).unwrap() + "\n").unwrap();
            }
            assert!(expected.insert(name), "two kinds of thing have an event {event_type}");
        }
    }
    let plain = |name: &String| name.matches('.').count() == 2;
    let present: BTreeSet<_> = samples().into_iter().map(|(name, _)| name).filter(plain).collect();
    assert_eq!(present, expected);
}

#[test]
fn a_sample_is_named_after_its_type_and_version() {
    for (name, sample) in samples() {
        let plain = file_name(&sample.event_type, sample.version);
        // `number_drawn.v1.with_reason.json` is another shape of `number_drawn.v1.json`.
        assert!(name == plain || name.starts_with(plain.trim_end_matches("json")), "{name}");
    }
}

#[test]
fn every_stored_event_is_read_and_written_again_the_same() {
    for (name, sample) in samples() {
        let data = lifted(&sample);
        let written = encode(&decode(&sample, data.clone()));
        assert_eq!(written[&sample.event_type], data, "{name}");
    }
}

#[test]
fn every_stored_event_is_read_when_the_person_is_forgotten() {
    for (name, sample) in samples() {
        let data = erased(&lifted(&sample));
        let written = encode(&decode(&sample, data.clone()));
        assert_eq!(written[&sample.event_type], data, "{name}");
        assert!(!written.to_string().contains("$personal"), "{name}");
    }
}

#[test]
fn no_sample_tells_who_it_is_about_outside_its_sealed_values() {
    for (name, sample) in samples() {
        let open = erased(&sample.data).to_string();
        for marker in MARKERS {
            assert!(!open.contains(marker), "{marker} in {name}: {open}");
        }
    }
}

#[test]
fn every_marker_stands_in_some_sealed_value() {
    let all: String = samples().iter().map(|(_, sample)| sample.data.to_string()).collect();
    for marker in MARKERS {
        assert!(all.contains(marker), "{marker}");
    }
}

#[test]
fn no_event_has_an_open_field_for_a_telephone_number_address_login_or_signature() {
    // By the examples of Phone, Email, Postcode, Login and Drawing.
    let people = ["+31305550142", "naam@voorbeeld.nl", "3701 CL", "sanne", "M0 0L1 1"];
    fn open_examples(schema: &Value, found: &mut Vec<String>) {
        match schema {
            Value::Object(map) if map.contains_key("$personal") => {}
            Value::Object(map) => {
                found.extend(map.get("examples").and_then(|examples| examples[0].as_str()).map(str::to_owned));
                map.values().for_each(|value| open_examples(value, found));
            }
            Value::Array(list) => list.iter().for_each(|value| open_examples(value, found)),
            _ => {}
        }
    }
    for (_, event_type, schema) in schema::events() {
        let mut found = Vec::new();
        open_examples(&schema, &mut found);
        // The company's own card is nobody's.
        let allowed = event_type == "company_changed";
        assert!(allowed || !found.iter().any(|example| people.contains(&example.as_str())), "{event_type}: {found:?}");
    }
}
