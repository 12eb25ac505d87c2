//! How these pages write what they show: moments, things, people, and the names of fields and values of the log.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use domain::{Country, Role, messages::Message, registry::KINDS};
use event_store::StreamName;
use maud::{Markup, html};
use projections::{desk::tasks::Task, management::entries::Entry};
use reactors::documents::Words;
use serde_json::Value;
use texts::{Arg, Lang, format};
use uuid::Uuid;

use crate::{
    components::{person, time},
    cx::Cx,
    icons::{Icon, icon},
};

/// A stored moment (microseconds): `di 17 nov 14.05`.
pub fn when(cx: &Cx, micros: i64) -> Markup {
    let at = cx.local_micros(micros);
    let day = format::relative_day(cx.lang(), at.date(), cx.today());
    time(&at.format("%Y-%m-%dT%H:%M:%S").to_string(), &format!("{day} {}", format::clock(cx.lang(), at.time())))
}

/// A day for narrow places: `vandaag`, `ma 30 nov`.
pub fn day_of(cx: &Cx, day: NaiveDate) -> String {
    format::relative_day(cx.lang(), day, cx.today())
}

/// A stored moment in full, to the second.
pub fn moment(cx: &Cx, micros: i64) -> Markup {
    let at = cx.local_micros(micros);
    let text = format!("{} {}", format::date_full(cx.lang(), at.date()), at.format("%H:%M:%S"));
    time(&at.format("%Y-%m-%dT%H:%M:%S").to_string(), &text)
}

/// When a day begins in the company's time zone.
pub fn midnight(cx: &Cx, day: NaiveDate) -> Option<DateTime<Utc>> {
    day.and_time(NaiveTime::MIN).and_local_timezone(cx.app.log.zone).earliest().map(|at| at.to_utc())
}

/// Why a mail failed: our own reasons in words, a server's as it gave them.
pub fn reason(cx: &Cx, reason: &str) -> String {
    let key = format!("mail-reason-{reason}");
    if texts::has(cx.lang(), &key) { cx.t(&key).into_owned() } else { reason.to_owned() }
}

/// The page of a thing, where it has one: `visit-…` is at `/visits/…`.
pub fn page_of(stream: &str) -> Option<String> {
    let stream: StreamName = stream.parse().ok()?;
    match stream.category() {
        "settings" => Some("/settings".into()),
        "report" => Some(format!("/reports/{}", stream.id())),
        "anchor" | "clock" | "privacy" | "series" => None,
        category => {
            KINDS.iter().find(|kind| kind.category == category).map(|kind| format!("/{}/{}", kind.path, stream.id()))
        }
    }
}

/// What kind of thing a stream is, in words.
pub fn thing(cx: &Cx, category: &str) -> String {
    cx.t(&format!("thing-{}", category.replace('_', "-"))).into_owned()
}

/// The stream of the thing that it happened to, or of the person whom an order is about.
pub fn about_whom(entry: &Entry) -> &str {
    entry.whom.as_deref().unwrap_or(&entry.stream)
}

/// The page of the thing that it happened to, or of what is left of whom an order is about.
pub fn page_of_entry(entry: &Entry) -> Option<String> {
    let whom = about_whom(entry);
    match (whom.strip_prefix("contact-"), entry.customer) {
        (Some(contact), Some(customer)) => Some(format!("/customers/{customer}/contacts/{contact}/privacy")),
        _ => page_of(whom),
    }
}

/// To which thing it happened, and whose it is: `Factuur 2026-0412, Zorggroep De Linde`.
pub fn about(cx: &Cx, entry: &Entry) -> String {
    let kind = thing(cx, about_whom(entry).split_once('-').map_or(&entry.category, |(category, _)| category));
    let erased = cx.t("word-erased");
    let called = |name: &str| format!("{kind} {}", if name.is_empty() { &erased } else { name });
    let named = entry.thing.as_deref().map_or(kind.clone(), called);
    let customer = entry.customer_name.as_ref().filter(|name| entry.thing.as_ref() != Some(name));
    customer.map_or(named.clone(), |name| format!("{named}, {}", cx.customer(name)))
}

/// What happened, in words.
pub fn happened(cx: &Cx, event_type: &str) -> String {
    cx.t(&format!("event-{}", event_type.replace('_', "-"))).into_owned()
}

/// What was ordered, in words; `visit/move` is `command-visit-move`.
pub fn ordered(cx: &Cx, command: &str) -> String {
    let key = format!("command-{}", command.replace(['/', '_'], "-"));
    if texts::has(cx.lang(), &key) { cx.t(&key).into_owned() } else { command.to_owned() }
}

/// A role, in words.
pub fn role(cx: &Cx, role: Role) -> String {
    cx.t(&format!("role-{}", role.name())).into_owned()
}

/// Who did something: a colleague, or Werkbank itself.
pub fn who(cx: &Cx, entry: &Entry) -> Markup {
    match (&entry.person, &entry.system) {
        (Some(id), _) => person(&colleague(cx, entry.person_name.as_deref()), *id == cx.session.user),
        (None, _) => html! {
            span.person {
                span.avatar aria-hidden="true" { (icon(Icon::Settings)) }
                span { (cx.t("management-by-itself")) }
            }
        },
    }
}

/// The same without a picture.
pub fn who_in_words(cx: &Cx, entry: &Entry) -> String {
    match entry.person {
        Some(_) => colleague(cx, entry.person_name.as_deref()),
        None => cx.t("management-by-itself").into_owned(),
    }
}

/// A name, or the word for one that was erased.
pub fn known(cx: &Cx, name: Option<&str>) -> String {
    name.map_or_else(|| cx.t("word-unknown"), |name| cx.named(name)).into_owned()
}

/// A colleague's name, or the word for one who was forgotten.
pub fn colleague(cx: &Cx, name: Option<&str>) -> String {
    name.map_or_else(|| cx.t("word-unknown"), |name| cx.colleague(name)).into_owned()
}

/// What a task asks, in a sentence.
pub fn sentence(cx: &Cx, task: &Task) -> String {
    let key = format!("task-{}", task.kind);
    if !texts::has(cx.lang(), &key) {
        return task.note.clone().unwrap_or_else(|| task.kind.clone());
    }
    let words: Vec<(&str, Arg)> =
        task.words.iter().map(|(name, word)| (name.as_str(), Arg::from(spoken(cx.lang(), name, word)))).collect();
    cx.tr(&key, &words)
}

/// A word of a task: a day or time as its reader writes it, anything else as it is.
fn spoken(lang: Lang, name: &str, word: &str) -> String {
    // Who raises a task knows no reader, and writes days and times in the company's own language.
    let digits = || NaiveDate::parse_from_str(word, "%d-%m-%Y").ok().map(|day| format::date_digits(lang, day));
    let clock = || NaiveTime::parse_from_str(word, "%H.%M").ok().map(|time| format::clock(lang, time));
    let day = || word.parse().ok().map(|day| format::date_short(lang, day));
    let said = if name == "time" { clock() } else { day().or_else(digits) };
    said.unwrap_or_else(|| word.to_owned())
}

/// A field's name in words; of one inside another, both.
pub fn field(cx: &Cx, path: &str) -> String {
    // What a report is told apart by is not who did a thing.
    if let Some(whole) = path.strip_suffix("definition.by") {
        return format!("{}, {}", field(cx, &format!("{whole}definition")), cx.t("report-by"));
    }
    let one = |name: &str| {
        let key = format!("field-{}", name.replace('_', "-"));
        if texts::has(cx.lang(), &key) { cx.t(&key).into_owned() } else { name.to_owned() }
    };
    path.split('.').map(one).collect::<Vec<_>>().join(", ")
}

/// What stands where nothing is said, or nothing that says anything to people.
pub const NOTHING: &str = "–";

/// A value of the log as it is read in a field; personal parts are open, or erased.
pub fn value(cx: &Cx, path: &str, value: &Value) -> String {
    let name = path.rsplit('.').next().unwrap_or_default();
    match value {
        Value::Null => NOTHING.into(),
        // The id of something that has no name.
        Value::String(text) if text.parse::<Uuid>().is_ok() => NOTHING.into(),
        Value::String(text) if Role::parse(text).is_some_and(|_| ["role", "roles"].contains(&name)) => {
            Role::parse(text).map(|known| role(cx, known)).unwrap_or_default()
        }
        // The strokes themselves say nothing; the thing's own page draws them.
        Value::String(_) if name == "drawing" => cx.t("word-drawn").into_owned(),
        Value::String(text) if coded(cx.lang(), name, text).is_some() => {
            coded(cx.lang(), name, text).unwrap_or_default().into_owned()
        }
        Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            let words = Words { lang: cx.lang(), zone: cx.app.log.zone, reader: Country::default() };
            let raw = || value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
            words.plain(name, value).unwrap_or_else(raw)
        }
        Value::Array(values) => values.iter().map(|one| self::value(cx, path, one)).collect::<Vec<_>>().join("; "),
        Value::Object(fields) if fields.contains_key(domain::personal::ERASED) => cx.t("word-erased").into_owned(),
        Value::Object(fields) => match fields.get(domain::personal::PERSONAL) {
            Some(inner) => inner.get("value").map(|inner| self::value(cx, path, inner)).unwrap_or_default(),
            None => fields
                .iter()
                .map(|(name, one)| (name, self::value(cx, name, one)))
                .filter(|(_, said)| said != NOTHING)
                .map(|(name, said)| format!("{} {said}", field(cx, name)))
                .collect::<Vec<_>>()
                .join(", "),
        },
    }
}

/// What a report asks, how often it is mailed and what a message or mail is for, in words; none for a value that is no such name.
fn coded(lang: Lang, name: &str, value: &str) -> Option<Cow<'static, str>> {
    let heads: &[&str] = match name {
        "subject" => &["report-subject"],
        "measure" => &["report-measure"],
        "by" | "split" => &["report-by"],
        "step" => &["report-step"],
        "compare" => &["report-compare"],
        "every" => &["report-every"],
        "message" | "purpose" if Message::find(value).is_some() => &["message"],
        "purpose" => &["thing"],
        _ => return None,
    };
    let value = value.replace('_', "-");
    let key = heads.iter().map(|head| format!("{head}-{value}")).find(|key| texts::has(lang, key));
    key.map(|key| texts::t(lang, &key))
}

/// A note, unless it is what stands there where somebody took something back and said no more.
pub fn unless_usual(note: Option<&str>) -> Option<&str> {
    note.filter(|note| Lang::ALL.iter().all(|lang| texts::t(*lang, "undo-why") != *note))
}

/// A department of the read side, in words.
pub fn department(cx: &Cx, name: &str) -> String {
    let key = format!("management-reads-{name}");
    if texts::has(cx.lang(), &key) { cx.t(&key).into_owned() } else { name.to_owned() }
}

/// What a table inside a panel is called: not as the panel itself, so that both are told apart.
pub fn caption(cx: &Cx, title: &str) -> String {
    cx.tr("management-table", &[("title", title.into())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_s_day_and_time_are_as_its_reader_writes_them() {
        let said = |lang, name, word| spoken(lang, name, word);
        assert_eq!(said(Lang::Nl, "day", "30-11-2026"), "30-11-2026");
        assert_eq!(said(Lang::En, "day", "30-11-2026"), "30/11/2026");
        assert_eq!(said(Lang::Pl, "day", "30-11-2026"), "30.11.2026");
        assert_eq!(
            (said(Lang::Nl, "time", "15.00"), said(Lang::En, "time", "15.00")),
            ("15.00".into(), "15:00".into())
        );
        assert_eq!(said(Lang::En, "reason", "15.00"), "15.00", "what is no time stays");
    }

    #[test]
    fn what_a_report_asks_and_a_mail_is_for_is_said_in_words() {
        let asked = [
            ("every", "workday"),
            ("by", "region"),
            ("split", "urgency"),
            ("compare", "year_before"),
            ("measure", "count"),
            ("step", "quarter"),
            ("subject", "faults"),
            ("purpose", "visit-not-solved"),
            ("purpose", "report"),
        ];
        for lang in Lang::ALL {
            for (name, value) in asked {
                let said = coded(lang, name, value);
                assert!(said.as_ref().is_some_and(|said| said != value), "{lang:?} {name} {value}: {said:?}");
            }
        }
        assert_eq!(coded(Lang::En, "subject", "Your fault"), None, "a mail's subject stays");
        assert_eq!(coded(Lang::En, "message", "all"), None, "only messages are");
    }
}
