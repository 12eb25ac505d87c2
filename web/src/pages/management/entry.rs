//! One entry of the log: what it was before and after, why it happened, and the thing as it was then; beside the list, and
//! as a page of its own.

use std::collections::{BTreeMap, HashMap};

use api::{
    App,
    change::{Change, Key, story},
    why::{Because, explained},
};
use axum::{Router, extract::Path, routing::get};
use domain::{
    Decider, Permission,
    privacy::{Privacy, Reason},
};
use event_store::Revision;
use maud::{Markup, html};
use projections::{
    Pool, ReadError,
    management::{
        DEPARTMENT,
        entries::{self, Entry},
        names,
        why::{back, forward},
    },
};
use serde_json::Value;
use uuid::Uuid;

use super::{why, words};
use crate::{
    components::{Button, Column, PageHead, Panel, Size, Table, crumbs, facts, link_button, page_head, panel, table},
    cx::{Answer, Cx, Refusal},
    icons::Icon,
    pages::undo::{
        self,
        marks::{Marks, of_entry, offered},
    },
};

/// Letters of a value that are shown: the rest is a letter's text.
const SHOWN: usize = 300;

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/log/{position}", get(show))
}

/// What ids and streams are called.
type Names = HashMap<String, String>;

/// The address of the entry at a position: its page, or beside the list that one is in.
pub type Way<'a> = &'a (dyn Fn(i64) -> String + Sync);

/// Everything about an entry.
pub struct Detail {
    /// The entry.
    pub entry: Entry,
    record: BTreeMap<Key, Value>,
    changes: Vec<Change>,
    names: Names,
    before: Option<Entry>,
    after: Option<Entry>,
    because: Vec<Because>,
    followed: Vec<Because>,
    marks: Marks,
}

impl Detail {
    /// Looks it up; none when there is nothing at this position.
    ///
    /// # Errors
    /// When the log or the tables can't be read.
    pub async fn at(cx: &Cx, position: i64) -> Result<Option<Self>, Refusal> {
        let pool = &cx.reads(&DEPARTMENT).pool;
        let Some(entry) = entries::one(pool, position).await? else { return Ok(None) };
        let last = Revision(u64::try_from(entry.revision).unwrap_or_default());
        let (record, changes) = story(&cx.app, &entry.stream.parse()?, last).await?;
        let people = entries::people(pool).await?;
        let mut names: Names = people.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
        names.extend(called(pool, &mentioned(&record, &changes)).await?);
        let customer = entry.customer.zip(entry.customer_name.clone().filter(|name| !name.is_empty()));
        names.extend(customer.map(|(id, name)| (id.to_string(), name)));
        let before = entries::of_stream(pool, &entry.stream, entry.revision - 1).await?;
        let after = entries::of_stream(pool, &entry.stream, entry.revision + 1).await?;
        let because = explained(&cx.app.log, cx.lang(), back(pool, entry.event).await?).await?;
        let followed = explained(&cx.app.log, cx.lang(), forward(pool, entry.event).await?).await?;
        let marks = Marks::of(cx, [position]).await;
        Ok(Some(Self { entry, record, changes, names, before, after, because, followed, marks }))
    }

    /// The name of what happened.
    pub fn title(&self, cx: &Cx) -> String {
        words::happened(cx, &self.entry.event_type)
    }

    /// Its number in the log.
    pub fn number(&self, cx: &Cx) -> String {
        let number = texts::format::whole(cx.lang(), self.entry.position);
        cx.tr("management-entry-number", &[("number", number.into())])
    }

    /// The ways to the changes of the same thing before and after.
    pub fn ways(&self, cx: &Cx, way: Way) -> Markup {
        let link = |entry: &Entry, text: &str, sign: Icon| {
            let button = Button { text, icon: Some(sign), size: Size::Small, ..Button::default() };
            link_button(&way(entry.position), button)
        };
        html! {
            @if let Some(entry) = &self.before { (link(entry, &cx.t("management-change-before"), Icon::Left)) }
            @if let Some(entry) = &self.after { (link(entry, &cx.t("management-change-after"), Icon::Right)) }
        }
    }

    /// Whether it has a thing of which there is more than this one change.
    pub fn has_ways(&self) -> bool {
        self.before.is_some() || self.after.is_some()
    }

    /// Who, when, of what and by which order.
    pub fn about(&self, cx: &Cx) -> Markup {
        let entry = &self.entry;
        let thing = words::about(cx, entry);
        let role = entry.role.map(|role| words::role(cx, role));
        let rows = [
            (
                "label-who",
                Some(
                    html! { div."row wrap" { (words::who(cx, entry)) @if let Some(role) = role { span.muted { (role) } } } },
                ),
            ),
            ("label-when", Some(words::moment(cx, entry.at))),
            (
                "field-about",
                Some(match words::page_of_entry(entry) {
                    Some(href) => html! { a href=(href) { (thing) } },
                    None => html! { (thing) },
                }),
            ),
            (
                "label-customer",
                entry.customer.map(|id| {
                    html! {
                        a href={ "/customers/" (id) } { (cx.customer(entry.customer_name.as_deref().unwrap_or_default())) }
                    }
                }),
            ),
            ("management-ordered", Some(html! { (words::ordered(cx, &entry.command)) })),
        ];
        let rows: Vec<_> = rows.into_iter().filter_map(|(key, value)| Some((cx.t(key), value?))).collect();
        let rows: Vec<(&str, Markup)> = rows.iter().map(|(label, value)| (label.as_ref(), value.clone())).collect();
        facts(&rows)
    }

    /// Whether it was taken back, or took back another.
    pub fn marks(&self, cx: &Cx) -> Markup {
        self.marks.said(cx, self.entry.position)
    }

    /// The way to take it back, for who may; from there it comes back to `from`.
    pub fn undo(&self, cx: &Cx, from: &str) -> Option<Markup> {
        let told = of_entry(&self.entry);
        let may = !self.marks.is_undone(self.entry.position) && offered(cx, &told);
        may.then(|| undo::button(cx, &told, from, None))
    }

    /// Every field before and after.
    pub fn diff(&self, cx: &Cx) -> Markup {
        let titles = ["management-field", "label-before", "label-after"];
        html! {
            @if self.changes.is_empty() { p.hint { (cx.t("management-no-fields")) } }
            @else { (self.table(cx, &self.changes, &self.names, titles, "management-changes")) }
        }
    }

    /// Fields that would change, likewise; the keys of the columns' titles and of what the table shows.
    ///
    /// # Errors
    /// When the tables can't be read.
    pub async fn changes(
        &self,
        cx: &Cx,
        changes: &[Change],
        titles: [&str; 3],
        caption: &str,
    ) -> Result<Markup, Refusal> {
        let mut names = self.names.clone();
        names.extend(called(&cx.reads(&DEPARTMENT).pool, &mentioned(&BTreeMap::new(), changes)).await?);
        Ok(self.table(cx, changes, &names, titles, caption))
    }

    fn table(&self, cx: &Cx, changes: &[Change], names: &Names, titles: [&str; 3], caption: &str) -> Markup {
        let titles = titles.map(|key| cx.t(key));
        let columns: Vec<Column> = titles.iter().map(|title| Column { title, ..Column::default() }).collect();
        let rows = html! {
            @for change in changes {
                tr {
                    th scope="row" { (words::field(cx, &change.path)) }
                    td { @match &change.before {
                        Some(before) => del { (self.shown(cx, &change.path, before, names)) },
                        None => span.muted { "–" },
                    } }
                    td { ins { (self.shown(cx, &change.path, &change.after, names)) } }
                }
            }
        };
        let caption = words::caption(cx, &cx.t(caption));
        html! { div.diff { (table(Table { caption: &caption, columns: &columns, rows, ..Table::default() })) } }
    }

    fn shown(&self, cx: &Cx, path: &str, value: &Value, names: &Names) -> String {
        let known = value.as_str().and_then(|text| names.get(text)).filter(|name| !name.is_empty());
        let text = known.cloned().unwrap_or_else(|| words::value(cx, path, &named(value, names)));
        if self.entry.category == Privacy::CATEGORY
            && let Some(reason) = Reason::ALL.into_iter().find(|reason| reason.name() == text)
        {
            return cx.t(&format!("privacy-reason-{}", reason.name())).into_owned();
        }
        match text.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text,
        }
    }

    /// What it follows from and what followed; none when it stands alone.
    pub fn why(&self, cx: &Cx, way: Way) -> Option<Markup> {
        let list = |key: &str, tree: bool, steps: &[Because]| {
            html! { @if !steps.is_empty() { h3 { (cx.t(key)) } (why::steps(cx, steps, tree, Some(way))) } }
        };
        let alone = self.because.is_empty() && self.followed.is_empty();
        (!alone)
            .then(|| html! { (list("management-because", false, &self.because)) (list("management-followed", true, &self.followed)) })
    }

    /// To the thing's page, as it was then for who may look back.
    fn way_there(&self, cx: &Cx, href: &str) -> Markup {
        let href = match cx.may(Permission::LookBack) {
            true => format!("{href}?as_of={}", self.entry.position),
            false => href.to_owned(),
        };
        html! { a href=(href) { (cx.t("button-open")) } }
    }

    /// The thing as it was then.
    pub fn then(&self, cx: &Cx) -> Markup {
        let rows: Vec<(String, Markup)> = self
            .record
            .iter()
            .filter(|(_, value)| !value.is_null())
            .map(|((part, path), value)| (label(cx, part, path), self.shown(cx, path, value, &self.names)))
            // What is no name of anything that is known says nothing to people.
            .filter(|(_, text)| text != words::NOTHING)
            .map(|(label, text)| (label, html! { (text) }))
            .collect();
        let rows: Vec<(&str, Markup)> = rows.iter().map(|(label, value)| (label.as_str(), value.clone())).collect();
        let at = cx.local_micros(self.entry.at);
        let day = texts::format::date_long(cx.lang(), at.date());
        let moment = format!("{day} {}", texts::format::clock(cx.lang(), at.time()));
        panel(Panel {
            id: "then",
            title: &cx.tr("text-as-of", &[("moment", moment.into())]),
            end: words::page_of(&self.entry.stream).map(|href| self.way_there(cx, &href)),
            body: Some(facts(&rows)),
            ..Panel::default()
        })
    }
}

async fn show(cx: Cx, Path(position): Path<String>) -> Answer {
    cx.require(Permission::SeeLog)?;
    let position: i64 = position.parse().map_err(|_| cx.not_found())?;
    let detail = Detail::at(&cx, position).await?.ok_or_else(|| cx.not_found())?;
    let way: Way = &|position| format!("/log/{position}");
    let title = detail.title(&cx);
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-log"), Some("/log")), (&title, None)]))
        (page_head(PageHead {
            title: &title,
            lead: Some(html! { (detail.number(&cx)) }),
            actions: Some(html! {
                @if let Some(undo) = detail.undo(&cx, &cx.here) { (undo) }
                (detail.ways(&cx, way))
            }),
            ..PageHead::default()
        }))
        div.split {
            div.stack {
                (panel(Panel { id: "about", title: &cx.t("field-details"), body: Some(detail.about(&cx)), ..Panel::default() }))
                (panel(Panel { id: "changes", title: &cx.t("management-changes"), body: Some(html! { div.stack { (detail.diff(&cx)) (detail.marks(&cx)) } }), ..Panel::default() }))
                @if let Some(why) = detail.why(&cx, way) {
                    (panel(Panel { id: "why", title: &cx.t("label-why"), body: Some(why), ..Panel::default() }))
                }
            }
            (detail.then(&cx))
        }
    };
    Ok(cx.page(&title, content))
}

/// What the things are called that are mentioned, by what is written there.
async fn called(pool: &Pool, mentioned: &[(String, String)]) -> Result<Names, ReadError> {
    let streams: Vec<&str> = mentioned.iter().map(|(stream, _)| stream.as_str()).collect();
    let mut called = Names::new();
    for (stream, name) in names::of(pool, &streams).await? {
        let written = mentioned.iter().filter(|(known, _)| *known == stream).map(|(_, text)| text.clone());
        called.extend(written.map(|text| (text, name.clone())));
    }
    Ok(called)
}

/// A field's name; of a setting with the setting's own, since each has days or a rate.
fn label(cx: &Cx, part: &str, path: &str) -> String {
    let field = words::field(cx, path);
    match part.split_once(' ') {
        Some((event, _)) => format!("{}: {field}", words::happened(cx, event)),
        None => field,
    }
}

/// The other things that fields mention, as streams, beside what is written there: `visit-…` of the id in a field `visit`.
fn mentioned(record: &BTreeMap<Key, Value>, changes: &[Change]) -> Vec<(String, String)> {
    let stored = record.iter().map(|((_, path), value)| (path.as_str(), value));
    let changed = changes.iter().flat_map(|change| {
        let before = change.before.iter().map(|value| (change.path.as_str(), value));
        before.chain([(change.path.as_str(), &change.after)])
    });
    let mut texts = Vec::new();
    stored.chain(changed).for_each(|(path, value)| written(path, value, &mut texts));
    texts
        .into_iter()
        .filter_map(|(path, text)| match text.parse::<Uuid>() {
            Ok(_) => {
                let kind = match path.rsplit('.').next()? {
                    "follows" | "follow_up" => "visit",
                    kind => kind,
                };
                Some((format!("{kind}-{text}"), text.to_owned()))
            }
            Err(_) => words::page_of(text).map(|_| (text.to_owned(), text.to_owned())),
        })
        .collect()
}

/// Every text of a value, also inside lists, by the field in which it stands.
fn written<'a>(path: &'a str, value: &'a Value, into: &mut Vec<(&'a str, &'a str)>) {
    match value {
        Value::String(text) => into.push((path, text)),
        Value::Array(values) => values.iter().for_each(|value| written(path, value, into)),
        Value::Object(fields) => fields.iter().for_each(|(name, value)| written(name, value, into)),
        _ => {}
    }
}

/// The same value with names in the place of ids.
fn named(value: &Value, names: &Names) -> Value {
    match value {
        Value::String(text) => match names.get(text).filter(|name| !name.is_empty()) {
            Some(name) => name.as_str().into(),
            None => value.clone(),
        },
        Value::Array(values) => values.iter().map(|value| named(value, names)).collect(),
        Value::Object(fields) => {
            Value::Object(fields.iter().map(|(name, value)| (name.clone(), named(value, names))).collect())
        }
        other => other.clone(),
    }
}
