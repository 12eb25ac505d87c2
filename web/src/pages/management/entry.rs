//! One entry of the log: what it was before and after, why it happened, and the thing as it was then.

use std::collections::{BTreeMap, HashMap};

use api::App;
use axum::{Router, extract::Path, routing::get};
use domain::{Permission, personal, registry::AnyEvent};
use event_store::{Recorded, Revision, StoreError, codec};
use maud::{Markup, html};
use projections::management::{
    DEPARTMENT,
    entries::{self, Entry},
};
use serde_json::{Map, Value};

use super::{log, words};
use crate::{
    components::{Button, Column, PageHead, Panel, Size, Table, crumbs, facts, link_button, page_head, panel, table},
    cx::{Answer, Cx, Refusal},
    icons::Icon,
};

/// How far a chain of causes is followed.
const CHAIN: usize = 10;
/// Letters of a value that are shown: the rest is a letter's text or a drawing.
const SHOWN: usize = 300;
/// What never shows: a password's hash, and a letter's text a second time.
const HIDDEN: [&str; 2] = ["hash", "letter.html"];

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/log/{position}", get(show))
}

/// A field of the thing, or of a part of it (a contact person, a rate): the part's name is empty for the thing itself.
type Key = (String, String);

/// A field before and after.
struct Change {
    path: String,
    before: Option<Value>,
    after: Value,
}

async fn show(cx: Cx, Path(position): Path<String>) -> Answer {
    cx.require(Permission::SeeLog)?;
    let pool = &cx.reads(&DEPARTMENT).pool;
    let position: i64 = position.parse().map_err(|_| cx.not_found())?;
    let entry = entries::one(pool, position).await?.ok_or_else(|| cx.not_found())?;
    let (record, changes) = story(&cx, &entry).await?;
    let mut names: HashMap<String, String> =
        entries::people(pool).await?.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    names.extend(entry.customer.zip(entry.customer_name.clone()).map(|(id, name)| (id.to_string(), name)));
    let before = entries::of_stream(pool, &entry.stream, entry.revision - 1).await?;
    let after = entries::of_stream(pool, &entry.stream, entry.revision + 1).await?;
    let chain = causes(&cx, &entry).await?;
    let following = entries::following(pool, entry.event).await?;
    let title = words::happened(&cx, &entry.event_type);
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-log"), Some("/log")), (&title, None)]))
        (page_head(PageHead {
            title: &title,
            lead: Some(html! { (cx.tr("management-entry-number", &[("number", texts::format::whole(cx.lang(), entry.position).into())])) }),
            actions: Some(ways(&cx, before.as_ref(), after.as_ref())),
            ..PageHead::default()
        }))
        div.split {
            div.stack {
                (panel(Panel { id: "about", title: &cx.t("field-details"), body: Some(about(&cx, &entry)), ..Panel::default() }))
                (panel(Panel { id: "changes", title: &cx.t("management-changes"), full: Some(diff(&cx, &changes, &names)), ..Panel::default() }))
                @if !chain.is_empty() || !following.is_empty() { (why(&cx, &chain, &following)) }
            }
            (then(&cx, &entry, &record, &names))
        }
    };
    Ok(cx.page(&title, content))
}

fn ways(cx: &Cx, before: Option<&Entry>, after: Option<&Entry>) -> Markup {
    let link = |entry: &Entry, text: &str, sign: Icon| {
        link_button(
            &format!("/log/{}", entry.position),
            Button { text, icon: Some(sign), size: Size::Small, ..Button::default() },
        )
    };
    html! {
        @if let Some(entry) = before { (link(entry, &cx.t("management-change-before"), Icon::Left)) }
        @if let Some(entry) = after { (link(entry, &cx.t("management-change-after"), Icon::Right)) }
    }
}

fn about(cx: &Cx, entry: &Entry) -> Markup {
    let role = entry.role.map(|role| words::role(cx, role));
    let thing = words::thing(cx, &entry.category);
    let rows = [
        ("label-who", Some(html! { (words::who(cx, entry)) @if let Some(role) = role { " " span.muted { (role) } } })),
        ("label-when", Some(words::moment(cx, entry.at))),
        (
            "field-about",
            Some(match words::page_of(&entry.stream) {
                Some(href) => html! { a href=(href) { (thing) } },
                None => html! { (thing) },
            }),
        ),
        (
            "label-customer",
            entry.customer.map(|id| {
                html! {
                    a href={ "/customers/" (id) } { (words::known(cx, entry.customer_name.as_deref())) }
                }
            }),
        ),
        ("management-ordered", Some(html! { (words::ordered(cx, &entry.command)) })),
    ];
    let rows: Vec<_> = rows.into_iter().filter_map(|(key, value)| Some((cx.t(key), value?))).collect();
    let rows: Vec<(&str, Markup)> = rows.iter().map(|(label, value)| (label.as_ref(), value.clone())).collect();
    facts(&rows)
}

fn diff(cx: &Cx, changes: &[Change], names: &HashMap<String, String>) -> Markup {
    let titles = ["management-field", "label-before", "label-after"].map(|key| cx.t(key));
    let columns: Vec<Column> = titles.iter().map(|title| Column { title, ..Column::default() }).collect();
    let rows = html! {
        @for change in changes {
            tr {
                th scope="row" { (words::field(cx, &change.path)) }
                td { @match &change.before {
                    Some(before) => del { (shown(cx, before, names)) },
                    None => span.muted { "–" },
                } }
                td { ins { (shown(cx, &change.after, names)) } }
            }
        }
    };
    html! {
        @if changes.is_empty() { p."body hint" { (cx.t("management-no-fields")) } }
        @else { div.diff { (table(Table { caption: &words::caption(cx, &cx.t("management-changes")), columns: &columns, rows, ..Table::default() })) } }
    }
}

fn shown(cx: &Cx, value: &Value, names: &HashMap<String, String>) -> String {
    let text = words::value(cx, value);
    let text = names.get(&text).cloned().unwrap_or(text);
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

fn why(cx: &Cx, chain: &[Entry], following: &[Entry]) -> Markup {
    let list = |entries: &[Entry]| {
        html! {
            ul.list { @for entry in entries { li { (log::link(cx, entry)) " " (words::who(cx, entry)) } } }
        }
    };
    let body = html! {
        @if !chain.is_empty() { h3 { (cx.t("management-because")) } (list(chain)) }
        @if !following.is_empty() { h3 { (cx.t("management-followed")) } (list(following)) }
    };
    panel(Panel { id: "why", title: &cx.t("label-why"), body: Some(body), ..Panel::default() })
}

fn then(cx: &Cx, entry: &Entry, record: &BTreeMap<Key, Value>, names: &HashMap<String, String>) -> Markup {
    let rows: Vec<(String, Markup)> = record
        .iter()
        .filter(|(_, value)| !value.is_null())
        .map(|((part, path), value)| (label(cx, part, path), html! { (shown(cx, value, names)) }))
        .collect();
    let rows: Vec<(&str, Markup)> = rows.iter().map(|(label, value)| (label.as_str(), value.clone())).collect();
    let at = cx.local_micros(entry.at);
    let moment =
        format!("{} {}", texts::format::date_long(cx.lang(), at.date()), texts::format::clock(cx.lang(), at.time()));
    let title = cx.tr("text-as-of", &[("moment", moment.into())]);
    panel(Panel {
        id: "then",
        title: &title,
        end: words::page_of(&entry.stream).map(|href| html! { a href=(href) { (cx.t("button-open")) } }),
        body: Some(facts(&rows)),
        ..Panel::default()
    })
}

/// A field's name; of a setting with the setting's own, since each has days or a rate.
fn label(cx: &Cx, part: &str, path: &str) -> String {
    let field = words::field(cx, path);
    match part.split_once(' ') {
        Some((event, _)) => format!("{}: {field}", words::happened(cx, event)),
        None => field,
    }
}

/// What an entry follows from, the nearest first.
async fn causes(cx: &Cx, entry: &Entry) -> Result<Vec<Entry>, Refusal> {
    let pool = &cx.reads(&DEPARTMENT).pool;
    let (mut chain, mut cause) = (Vec::new(), entry.cause);
    while let Some(id) = cause.filter(|_| chain.len() < CHAIN) {
        let Some(found) = entries::of_event(pool, id).await? else { break };
        cause = found.cause;
        chain.push(found);
    }
    Ok(chain)
}

/// The thing as it was after an entry, and what the entry changed.
async fn story(cx: &Cx, entry: &Entry) -> Result<(BTreeMap<Key, Value>, Vec<Change>), Refusal> {
    let (mut record, mut changes) = (BTreeMap::new(), Vec::new());
    for recorded in events(cx, entry).await? {
        changes = apply(&mut record, &recorded);
    }
    Ok((record, changes))
}

/// The events of the thing up to the entry's; of numbers and the clock, which are long and hold nothing else, that one alone.
async fn events(cx: &Cx, entry: &Entry) -> Result<Vec<Recorded>, StoreError> {
    let stream = entry.stream.parse()?;
    let last = u64::try_from(entry.revision).unwrap_or_default();
    let mut from = if ["series", "clock"].contains(&entry.category.as_str()) { last } else { 0 };
    let mut all = Vec::new();
    loop {
        let page = cx.app.log.store.read_stream(&stream, Revision(from), 1_000).await?;
        let more = page.more;
        let within: Vec<_> = page.events.into_iter().filter(|event| event.revision.0 <= last).collect();
        let Some(end) = within.last().map(|event| event.revision.0) else { return Ok(all) };
        all.extend(codec::decode_page(&cx.app.log.keys, within).await?);
        if !more || end >= last {
            return Ok(all);
        }
        from = end + 1;
    }
}

/// Takes an event into the record and says what it changed. What merely happened (a payment, a part used) changes no field.
fn apply(record: &mut BTreeMap<Key, Value>, recorded: &Recorded) -> Vec<Change> {
    let fields = fields(recorded);
    let part = part(recorded, &fields);
    let mut flat = Vec::new();
    flatten("", Value::Object(fields), &mut flat);
    let keeps = keeps(recorded);
    let mut changes = Vec::new();
    for (path, after) in flat.into_iter().filter(|(path, _)| !HIDDEN.contains(&path.as_str())) {
        let key = (part.clone(), path.clone());
        let before = record.get(&key).cloned();
        let same = before.as_ref() == Some(&after) || (before.is_none() && after.is_null());
        if !same && (keeps || path != "customer") {
            changes.push(Change { path, before: before.filter(|_| keeps), after: after.clone() });
        }
        if keeps {
            record.insert(key, after);
        }
    }
    changes
}

/// Whether an event's fields are the thing's own: the first one's are, and those of changes.
fn keeps(recorded: &Recorded) -> bool {
    const CHANGES: [&str; 9] =
        ["_changed", "_renamed", "_set", "_moved", "_scheduled", "_issued", "_signed", "_renewed", "_added"];
    let name = recorded.event_type.as_str();
    recorded.revision.0 == 0
        || (!["credit_note_issued", "note_added"].contains(&name) && CHANGES.iter().any(|end| name.ends_with(end)))
}

/// The part of the thing that an event is about: the contact person with this id, the rate of this kind.
fn part(recorded: &Recorded, fields: &Map<String, Value>) -> String {
    let kind = || fields.get("kind").and_then(Value::as_str).unwrap_or_default();
    match (recorded.stream.category(), fields.get("id").and_then(Value::as_str)) {
        ("settings", _) => format!("{} {}", recorded.event_type, kind()),
        (_, Some(id)) => id.into(),
        _ => String::new(),
    }
}

/// An event's fields, as the log writes them.
fn fields(recorded: &Recorded) -> Map<String, Value> {
    macro_rules! each {
        ($($variant:ident $module:ident $decider:ident,)*) => {
            match &recorded.event {
                $(AnyEvent::$variant(event) => serde_json::to_value(event),)*
                AnyEvent::Series(event) => serde_json::to_value(event),
            }
        };
    }
    let written = domain::with_kinds!(each);
    match written {
        Ok(Value::Object(event)) => match event.into_iter().next() {
            Some((_, Value::Object(fields))) => fields,
            _ => Map::new(),
        },
        _ => Map::new(),
    }
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
