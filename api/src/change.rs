//! What an entry of the log changed: the story of its thing, event by event, and how the thing stood then.

use std::collections::BTreeMap;

use domain::{
    Decider,
    article::Article,
    invoice::Invoice,
    personal,
    privacy::Privacy,
    registry::AnyEvent,
    settings::{self, COMPANY, Settings},
};
use event_store::{Recorded, Revision, StoreError, StreamName};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::app::App;

/// What never shows: a password's hash, and a letter's text a second time.
const HIDDEN: [&str; 2] = ["hash", "letter.html"];

/// A field of the thing, or of a part of it (a contact person, a rate): the part's name is empty for the thing itself.
pub type Key = (String, String);

/// What is known of a thing, by field.
pub type Record = BTreeMap<Key, Value>;

/// A field before and after.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Change {
    /// Its name, with dots inside others.
    pub path: String,
    /// What it was; none when it was not.
    pub before: Option<Value>,
    /// What it became.
    pub after: Value,
}

/// The thing as it was after its event at a revision, and what that event changed.
///
/// # Errors
/// When the log can't be read.
pub async fn story(app: &App, stream: &StreamName, last: Revision) -> Result<(Record, Vec<Change>), StoreError> {
    let (mut record, mut changes) = (BTreeMap::new(), Vec::new());
    for recorded in events(app, stream, last).await? {
        changes = apply(&mut record, &Happened::of(&recorded));
    }
    Ok((record, changes))
}

/// What events would change that have not happened.
pub fn would_change(record: &mut Record, stream: &StreamName, events: &[AnyEvent]) -> Vec<Change> {
    let mut changes = Vec::new();
    for event in events {
        let name = name(event);
        changes.extend(apply(record, &Happened { category: stream.category(), name: &name, first: false, event }));
    }
    // A number is drawn only when it happens.
    changes.retain(|change| change.path != "number" && !change.path.starts_with("number."));
    changes
}

/// What events that have not happened would make of what is worked out from a thing's story: what stays open on an invoice, what is in
/// stock of an article.
///
/// # Errors
/// When the log can't be read.
pub async fn worked_out(app: &App, stream: &StreamName, events: &[AnyEvent]) -> Result<Vec<Change>, StoreError> {
    let (path, before, after) = match stream.category() {
        Invoice::CATEGORY => {
            let (state, _) = app.log.state::<Invoice>(stream.id()).await?;
            let mut after = (*state).clone();
            for event in events {
                if let AnyEvent::Invoice(event) = event {
                    Invoice::evolve(&mut after, event);
                }
            }
            ("open", json!(state.open), json!(after.open))
        }
        Article::CATEGORY => {
            let (state, _) = app.log.state::<Article>(stream.id()).await?;
            let mut after = (*state).clone();
            for event in events {
                if let AnyEvent::Article(event) = event {
                    Article::evolve(&mut after, event);
                }
            }
            ("stock", json!(state.stock), json!(after.stock))
        }
        _ => return Ok(Vec::new()),
    };
    let changes = before != after;
    Ok(changes.then(|| Change { path: path.into(), before: Some(before), after }).into_iter().collect())
}

/// What happened, as the log calls it: `visit_moved`.
pub fn name(event: &AnyEvent) -> String {
    event.value().as_object().and_then(|event| event.keys().next()).cloned().unwrap_or_default()
}

/// The settings as they were before an event at a position of the log.
///
/// # Errors
/// When the log can't be read.
pub async fn settings_before(app: &App, position: u64) -> Result<settings::State, StoreError> {
    let stream = StreamName::new(Settings::CATEGORY, COMPANY)?;
    let (mut state, mut from) = (settings::State::default(), Revision(0));
    loop {
        let page = app.log.store.read_stream(&stream, from, 1_000).await?;
        let (more, read) = (page.more, page.events.len());
        let earlier: Vec<_> = page.events.into_iter().filter(|event| event.position.0 < position).collect();
        let ends = earlier.len() < read || !more;
        for recorded in app.reads.decode(earlier).await? {
            from = Revision(recorded.revision.0 + 1);
            if let AnyEvent::Settings(event) = &recorded.event {
                Settings::evolve(&mut state, event);
            }
        }
        if ends {
            return Ok(state);
        }
    }
}

/// An event of a story, or one that may follow.
struct Happened<'a> {
    category: &'a str,
    name: &'a str,
    first: bool,
    event: &'a AnyEvent,
}

impl<'a> Happened<'a> {
    fn of(recorded: &'a Recorded) -> Self {
        Self {
            category: recorded.stream.category(),
            name: &recorded.event_type,
            first: recorded.revision.0 == 0,
            event: &recorded.event,
        }
    }
}

/// The events of the thing up to a revision; of numbers, anchors, persons and the clock, which are long and hold nothing else, that one alone.
async fn events(app: &App, stream: &StreamName, last: Revision) -> Result<Vec<Recorded>, StoreError> {
    let last = last.0;
    let mut from = if ["series", "clock", "anchor", "privacy"].contains(&stream.category()) { last } else { 0 };
    let mut all = Vec::new();
    loop {
        let page = app.log.store.read_stream(stream, Revision(from), 1_000).await?;
        let more = page.more;
        let within: Vec<_> = page.events.into_iter().filter(|event| event.revision.0 <= last).collect();
        let Some(end) = within.last().map(|event| event.revision.0) else { return Ok(all) };
        all.extend(app.reads.decode(within).await?);
        if !more || end >= last {
            return Ok(all);
        }
        from = end + 1;
    }
}

/// Takes an event into the record and says what it changed. What merely happened (a payment, a part used) changes no field.
fn apply(record: &mut Record, happened: &Happened) -> Vec<Change> {
    let fields = fields(happened);
    let part = part(happened, &fields);
    let mut flat = Vec::new();
    flatten("", Value::Object(fields), &mut flat);
    let keeps = keeps(happened);
    let mut changes = taken_out(record, happened, &part);
    for (path, after) in flat.into_iter().filter(|(path, _)| !HIDDEN.contains(&path.as_str())) {
        let key = (part.clone(), path.clone());
        let before = record.get(&key).or_else(|| in_force(record, &key)).cloned();
        let same = before.as_ref() == Some(&after) || (before.is_none() && after.is_null());
        let known = path == "customer" || (is_dropped(happened) && path != "reason");
        if !same && (keeps || !known) {
            changes.push(Change { path, before: before.filter(|_| keeps), after: after.clone() });
        }
        if keeps {
            record.insert(key, after);
        }
    }
    changes
}

/// What held of a table of the settings before a row of its own: that of the row before.
fn in_force<'a>(record: &'a Record, (part, path): &Key) -> Option<&'a Value> {
    let table = &part[..part.rfind(DAY)? + 1];
    let rows = record.range(..(part.clone(), String::new())).rev();
    let mut rows = rows.take_while(|((of, _), _)| of.starts_with(table));
    rows.find(|((_, field), _)| field == path).map(|(_, value)| value)
}

/// Whether a row of a table of the settings is taken off it.
fn is_dropped(happened: &Happened) -> bool {
    happened.category == "settings" && happened.name.ends_with("_dropped")
}

/// What an event takes out of the record: a part that is removed, the appointment of a visit that has none any more.
fn taken_out(record: &mut Record, happened: &Happened, part: &str) -> Vec<Change> {
    let goes = |(of, path): &Key| match happened.name {
        "contact_removed" | "contact_forgotten" => of == part && path != "id",
        _ if is_dropped(happened) => of == part,
        "visit_unscheduled" => of.is_empty() && (path == "technician" || path.starts_with("slot.")),
        _ => false,
    };
    let gone: Vec<(Key, Value)> = record.extract_if(.., |key, _| goes(key)).collect();
    let change = |(key, before): (Key, Value)| {
        let after = in_force(record, &key).cloned().unwrap_or_default();
        Change { path: key.1, before: Some(before), after }
    };
    let changes = gone.into_iter().filter(|(_, before)| !before.is_null()).map(change);
    changes.filter(|change| change.before.as_ref() != Some(&change.after)).collect()
}

/// Whether an event's fields are the thing's own: the first one's are, and those of changes.
fn keeps(happened: &Happened) -> bool {
    const CHANGES: [&str; 9] =
        ["_changed", "_renamed", "_set", "_moved", "_scheduled", "_issued", "_signed", "_renewed", "_added"];
    let name = happened.name;
    happened.first
        || (!["credit_note_issued", "note_added"].contains(&name) && CHANGES.iter().any(|end| name.ends_with(end)))
}

/// Before the day from which a row of a table holds.
const DAY: char = '@';

/// The part of the thing that an event is about: the contact person with this id, the rate of this kind from this day.
fn part(happened: &Happened, fields: &Map<String, Value>) -> String {
    let text = |name: &str| fields.get(name).and_then(Value::as_str);
    match (happened.category, text("id")) {
        ("settings", _) => {
            let of = text("kind").or_else(|| text("rule")).or_else(|| text("country")).unwrap_or_default();
            let name = happened.name.replace("_dropped", "_set");
            let from = text("from")
                .filter(|_| fields.contains_key("rate") || fields.contains_key("years") || is_dropped(happened));
            from.map_or_else(|| format!("{name} {of}"), |from| format!("{name} {of}{DAY}{from}"))
        }
        (_, Some(id)) => id.into(),
        _ => String::new(),
    }
}

/// An event's fields, as the log writes them; of an order about a person, as it is read.
fn fields(happened: &Happened) -> Map<String, Value> {
    match happened.event.value() {
        Value::Object(event) => match event.into_iter().next() {
            Some((_, Value::Object(fields))) if happened.category == Privacy::CATEGORY => ordered(fields),
            Some((_, Value::Object(fields))) => fields,
            _ => Map::new(),
        },
        _ => Map::new(),
    }
}

/// Ids of orders and keys say nothing to people: whom it is about, how many keys, and until when the law has others kept.
fn ordered(mut fields: Map<String, Value>) -> Map<String, Value> {
    fields.remove("erasure");
    if let Some(Value::Object(person)) = fields.remove("person") {
        for (name, id) in person.into_values().filter_map(|ids| ids.as_object().cloned()).flatten() {
            // Who was forgotten is said above, as far as it can be.
            if !["contact", "user"].contains(&name.as_str()) {
                fields.insert(name, id);
            }
        }
    }
    if let Some(Value::Array(keys)) = fields.get("subjects") {
        let count = keys.len();
        fields.insert("subjects".into(), count.into());
    }
    if let Some(Value::Array(kept)) = fields.remove("kept") {
        let until: Vec<Value> = kept.iter().filter_map(|kept| kept.get("until").cloned()).collect();
        if !until.is_empty() {
            fields.insert("kept".into(), Value::Array(until));
        }
    }
    fields
}

/// Fields inside fields become `address.street`; what is personal is opened, or says that it was erased.
fn flatten(path: &str, value: Value, into: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(mut fields) => {
            if let Some(Value::Object(mut inner)) = fields.remove(personal::PERSONAL) {
                return flatten(path, inner.remove("value").unwrap_or_default(), into);
            }
            if fields.contains_key(personal::ERASED) {
                return into.push((path.into(), Value::Object(fields)));
            }
            for (name, value) in fields {
                let path = if path.is_empty() { name } else { format!("{path}.{name}") };
                flatten(&path, value, into);
            }
        }
        other => into.push((path.into(), other)),
    }
}
