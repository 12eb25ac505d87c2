//! From a posted form to JSON: names with dots become objects and lists, the command's schema says what each text means.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde_json::{Map, Value, json};

use crate::decode::inside;

/// A posted form: names with dots and their values, in order; of a name given twice all values.
pub type Form = Vec<(String, String)>;

/// The last value of a field.
pub fn last<'a>(form: &'a Form, name: &str) -> Option<&'a str> {
    form.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

/// Builds the JSON that the schema describes from the fields whose names do not begin with `_`.
///
/// Empty texts are left out, rows of a list in which nothing was typed too. Texts that don't fit their type stay text:
/// the decoder names them.
pub fn to_json(form: &Form, schema: &Value, today: NaiveDate) -> Value {
    let mut root = Node::default();
    for (name, value) in form.iter().filter(|(name, _)| !name.starts_with('_')) {
        root.put(name.split('.'), value.trim());
    }
    // Of the whole a single box says enough; only rows of a list are left out for saying too little.
    let mut object = root.object(schema, today);
    // A part left empty as a whole is still there, so that each of its fields is asked for and not the part by its name.
    let asked = |name: &str| inside(schema, name).is_some_and(|part| part.get("required").is_some());
    for (key, child) in &root.children {
        if let Key::Name(name) = key
            && !child.children.is_empty()
            && schema["required"].as_array().is_some_and(|all| all.iter().any(|one| one == name.as_str()))
            && asked(name)
        {
            object.entry(name.as_str()).or_insert_with(|| json!({}));
        }
    }
    Value::Object(object)
}

#[derive(Default)]
struct Node {
    values: Vec<String>,
    children: BTreeMap<Key, Node>,
}

/// Numbers sort as numbers, so that line 10 comes after line 9.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Index(usize),
    Name(String),
}

impl Node {
    fn put<'a>(&mut self, mut path: impl Iterator<Item = &'a str>, value: &str) {
        match path.next() {
            Some(part) => {
                let key = part.parse().map_or_else(|_| Key::Name(part.into()), Key::Index);
                self.children.entry(key).or_default().put(path, value);
            }
            None => self.values.push(value.into()),
        }
    }

    fn json(&self, schema: &Value, today: NaiveDate) -> Option<Value> {
        let items = inside(schema, "0");
        if let (Some(items), true) = (items, is(schema, "array")) {
            let single =
                self.values.iter().filter(|value| !value.is_empty()).filter_map(|value| scalar(value, items, today));
            let rows = self.children.values().filter_map(|child| child.json(items, today));
            return Some(Value::Array(single.chain(rows).collect()));
        }
        if !self.children.is_empty() {
            let object = self.object(schema, today);
            // A row of which only a choice or box says something was left empty by the person.
            let typed = object.values().any(|value| !value.is_boolean());
            return typed.then_some(Value::Object(object));
        }
        let last = self.values.last()?;
        if last.is_empty() { None } else { scalar(last, schema, today) }
    }

    /// What stands under each name.
    fn object(&self, schema: &Value, today: NaiveDate) -> Map<String, Value> {
        let mut object = Map::new();
        for (key, child) in &self.children {
            let name = match key {
                Key::Index(index) => index.to_string(),
                Key::Name(name) => name.clone(),
            };
            let unknown = Value::Null;
            let own = inside(schema, &name).unwrap_or(&unknown);
            if let Some(value) = child.json(own, today) {
                object.insert(name, value);
            }
        }
        object
    }
}

fn is(schema: &Value, kind: &str) -> bool {
    match schema.get("type") {
        Some(Value::String(own)) => own == kind,
        Some(Value::Array(own)) => own.iter().any(|own| own == kind),
        _ => ["anyOf", "oneOf"]
            .iter()
            .filter_map(|key| schema.get(key)?.as_array())
            .flatten()
            .any(|variant| is(variant, kind)),
    }
}

fn scalar(text: &str, schema: &Value, today: NaiveDate) -> Option<Value> {
    if text.is_empty() {
        return None;
    }
    if is(schema, "boolean") {
        return Some(match text {
            "true" | "on" | "1" => json!(true),
            "false" | "off" | "0" => json!(false),
            other => json!(other),
        });
    }
    if has_format(schema, "minutes") {
        return Some(minutes(text).map_or_else(|| json!(text), |minutes| json!(minutes)));
    }
    if is(schema, "integer") && !is(schema, "string") {
        return Some(text.parse::<i64>().map_or_else(|_| json!(text), |number| json!(number)));
    }
    if has_format(schema, "date") {
        return Some(day(text, today).map_or_else(|| json!(text), |day| json!(day)));
    }
    Some(json!(text))
}

/// A span as people write it: `90`, or an hour and a half as `1.30` or `1:30`.
fn minutes(text: &str) -> Option<u32> {
    let Some((hours, minutes)) = text.split_once(['.', ':']) else { return text.parse().ok() };
    let minutes: u32 =
        Some(minutes).filter(|minutes| minutes.len() == 2)?.parse().ok().filter(|minutes| *minutes < 60)?;
    hours.parse::<u32>().ok()?.checked_mul(60)?.checked_add(minutes)
}

fn has_format(schema: &Value, format: &str) -> bool {
    schema.get("format").is_some_and(|own| own == format)
        || ["anyOf", "oneOf"]
            .iter()
            .filter_map(|key| schema.get(key)?.as_array())
            .flatten()
            .any(|variant| has_format(variant, format))
}

/// A day as people type it: `2026-11-18`, `18-11-2026`, `18-11`, `vandaag`, `morgen`, `di`, and the same in English and Polish.
///
/// A day without a year is the next one that comes, a weekday the next one after today.
pub fn day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = text.trim().to_lowercase();
    match text.as_str() {
        "vandaag" | "today" | "dzisiaj" | "dziś" => return Some(today),
        "morgen" | "tomorrow" | "jutro" => return today.succ_opt(),
        "overmorgen" | "pojutrze" => return today.checked_add_days(Days::new(2)),
        "gisteren" | "yesterday" | "wczoraj" => return today.pred_opt(),
        _ => {}
    }
    if let Ok(day) = NaiveDate::parse_from_str(&text, "%Y-%m-%d") {
        return Some(day);
    }
    if let Some(weekday) = weekday(&text) {
        let ahead = (7 + weekday.num_days_from_monday() - today.weekday().num_days_from_monday() - 1) % 7 + 1;
        return today.checked_add_days(Days::new(ahead.into()));
    }
    let numbers: Vec<u32> = text.split(['-', '/', '.', ' ']).map(str::parse).collect::<Result<_, _>>().ok()?;
    match numbers[..] {
        [day, month, year] if year >= 1000 => NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day),
        [day, month, year] if year < 100 => NaiveDate::from_ymd_opt(2000 + i32::try_from(year).ok()?, month, day),
        [day, month] => {
            let this_year = NaiveDate::from_ymd_opt(today.year(), month, day);
            this_year.filter(|day| *day >= today).or_else(|| NaiveDate::from_ymd_opt(today.year() + 1, month, day))
        }
        _ => None,
    }
}

fn weekday(text: &str) -> Option<Weekday> {
    Some(match text {
        "ma" | "maandag" | "mon" | "monday" | "pon" | "poniedziałek" | "pn" => Weekday::Mon,
        "di" | "dinsdag" | "tue" | "tuesday" | "wt" | "wtorek" => Weekday::Tue,
        "wo" | "woensdag" | "wed" | "wednesday" | "śr" | "środa" => Weekday::Wed,
        "do" | "donderdag" | "thu" | "thursday" | "czw" | "czwartek" | "cz" => Weekday::Thu,
        "vr" | "vrijdag" | "fri" | "friday" | "pt" | "piątek" => Weekday::Fri,
        "za" | "zaterdag" | "sat" | "saturday" | "sob" | "sobota" | "sb" => Weekday::Sat,
        "zo" | "zondag" | "sun" | "sunday" | "ndz" | "niedziela" | "nd" => Weekday::Sun,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_typed_in_minutes_or_in_hours_and_minutes() {
        for (text, expected) in [("90", Some(90)), ("1.30", Some(90)), ("0:05", Some(5)), ("1,5", None), ("1.75", None)]
        {
            assert_eq!(minutes(text), expected, "{text}");
        }
        let schema = json!({"type": "object", "properties": {"worked": {"type": "integer", "format": "minutes"}}});
        let form = |text: &str| vec![("worked".to_owned(), text.to_owned())];
        assert_eq!(to_json(&form("1:15"), &schema, NaiveDate::default()), json!({"worked": 75}));
        assert_eq!(to_json(&form("lang"), &schema, NaiveDate::default()), json!({"worked": "lang"}));
    }

    #[test]
    fn a_part_left_empty_is_there_so_that_its_fields_are_asked_for() {
        let schema = json!({"type": "object", "required": ["machine", "to"], "properties": {
            "machine": {"type": "object", "required": ["model"], "properties": {"model": {"type": "string"}}},
            "to": {"oneOf": [{"type": "object", "required": ["role"], "properties": {"role": {"type": "string"}}}]}
        }});
        let form = ["machine.model", "to.role"].map(|name| (name.to_owned(), String::new())).to_vec();
        assert_eq!(
            to_json(&form, &schema, NaiveDate::default()),
            json!({"machine": {}}),
            "of a choice nothing is made"
        );
    }

    #[test]
    fn a_box_alone_is_an_answer_of_the_form_but_not_a_row_of_a_list() {
        let schema = json!({"type": "object", "properties": {
            "open": {"type": "boolean"},
            "lines": {"type": "array", "items": {"type": "object", "properties": {
                "take": {"type": "boolean"}, "text": {"type": "string"}
            }}}
        }});
        let form = |fields: &[(&str, &str)]| -> Form {
            fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
        };
        let today = NaiveDate::default();
        assert_eq!(to_json(&form(&[("open", "true")]), &schema, today), json!({"open": true}));
        assert_eq!(to_json(&form(&[]), &schema, today), json!({}));
        let rows = form(&[("lines.0.take", "true"), ("lines.1.take", "true"), ("lines.1.text", "x")]);
        assert_eq!(to_json(&rows, &schema, today), json!({"lines": [{"take": true, "text": "x"}]}));
    }
}
