//! What histories say of each entry: that it was taken back, or took back another, and the quiet way to take it back.

use std::collections::BTreeMap;

use api::undo::{is_known_to_take_back, is_offered};
use domain::Permission;
use maud::{Markup, html};
use projections::management::{
    DEPARTMENT,
    entries::{self, Entry},
    undone::{self, Mark},
};

use crate::{
    components::{Panel, Tone, badge, panel},
    cx::{Cx, encode},
    icons::{Icon, icon},
    pages::management::words,
};

/// What somebody wrote or said: it stays, and the preview says what to do instead.
const SAID: [&str; 3] = ["note_added", "call_recorded", "contact_recorded"];

/// Entries of a thing's history that its page shows.
const SHOWN: i64 = 20;

/// Entries of a thing's story that can be marked.
const MOST: i64 = 200;

/// The marks of a history's entries.
#[derive(Default)]
pub struct Marks(BTreeMap<i64, Vec<Mark>>);

/// An entry of a history.
pub struct Told<'a> {
    /// Where it stands in the log.
    pub position: i64,
    /// What kind of thing it happened to.
    pub category: &'a str,
    /// What happened.
    pub event_type: &'a str,
    /// Whether a colleague did it.
    pub by_person: bool,
}

impl Marks {
    /// Looks them up. While the log's tables can't be read, histories are shown without.
    pub async fn of(cx: &Cx, positions: impl IntoIterator<Item = i64>) -> Self {
        let positions: Vec<i64> = positions.into_iter().collect();
        let pool = &cx.reads(&DEPARTMENT).pool;
        if positions.is_empty() || pool.is_hidden() {
            return Self::default();
        }
        let found = undone::among(pool, &positions).await;
        let found = found.inspect_err(|error| tracing::warn!(%error, "what was taken back is not shown"));
        let mut marks = Self::default();
        for mark in found.unwrap_or_default() {
            marks.0.entry(mark.position).or_default().push(mark);
        }
        marks
    }

    /// Whether an entry was taken back.
    pub fn is_undone(&self, position: i64) -> bool {
        self.0.get(&position).is_some_and(|marks| marks.iter().any(|mark| !mark.takes_back))
    }

    /// Whether an entry took back another.
    pub fn takes_back(&self, position: i64) -> bool {
        self.0.get(&position).is_some_and(|marks| marks.iter().any(|mark| mark.takes_back))
    }

    /// The badge of an entry in a list: that it was taken back, or took back another.
    pub fn badge(&self, cx: &Cx, position: i64) -> Markup {
        html! {
            @if self.is_undone(position) { small { (badge(Tone::Neutral, Icon::Undo, &cx.t("undo-done"))) } }
            @else if self.takes_back(position) { small { (badge(Tone::Info, Icon::Undo, &cx.t("undo-took-back"))) } }
        }
    }

    /// What is to be said of an entry.
    pub fn said(&self, cx: &Cx, position: i64) -> Markup {
        let mut marks: Vec<&Mark> = self.0.get(&position).into_iter().flatten().collect();
        // One act may have taken back several events, and be told by several: once is enough.
        marks.dedup_by_key(|mark| (mark.takes_back, mark.other.at, mark.other.person));
        html! { @for mark in marks { (said(cx, mark)) } }
    }

    /// The same, and the way to take it back where the reader may.
    pub fn tell(&self, cx: &Cx, told: &Told) -> Markup {
        let offered = !self.is_undone(told.position) && offered(cx, told);
        let stays = SAID.contains(&told.event_type) && told.by_person && cx.app.then.is_none();
        html! {
            (self.said(cx, told.position))
            @if offered { (way(cx, told)) }
            @else if stays && is_known_to_take_back(&cx.session, told.category, told.event_type) { (why_not(cx, told)) }
        }
    }
}

/// Whether the reader is offered to take an entry back; never while looking back.
pub fn offered(cx: &Cx, told: &Told) -> bool {
    cx.app.then.is_none() && is_offered(&cx.session, told.category, told.event_type, told.by_person)
}

/// The address of the preview; from there it goes back to this page.
pub fn address(cx: &Cx, position: i64) -> String {
    format!("/undo/{position}?from={}", encode(&cx.here))
}

fn way(cx: &Cx, told: &Told) -> Markup {
    html! {
        a.undo href=(address(cx, told.position)) {
            (icon(Icon::Undo)) (cx.t("undo-button"))
            span.visually-hidden { ": " (words::happened(cx, told.event_type)) }
        }
    }
}

/// The way to why it stays.
pub fn why_not(cx: &Cx, told: &Told) -> Markup {
    html! {
        a.undo href=(address(cx, told.position)) {
            (cx.t("undo-stays")) span.visually-hidden { ": " (words::happened(cx, told.event_type)) }
        }
    }
}

/// By whom and when it was taken back, or what it took back, with the way there.
fn said(cx: &Cx, mark: &Mark) -> Markup {
    let other = &mark.other;
    let text = if mark.takes_back {
        cx.tr("undo-takes-back", &[("what", words::happened(cx, &other.event_type).into())])
    } else {
        let at = cx.local_micros(other.at);
        let when = format!(
            "{} {}",
            texts::format::date_long(cx.lang(), at.date()),
            texts::format::clock(cx.lang(), at.time())
        );
        cx.tr("undo-taken-back-by", &[("who", words::who_in_words(cx, other).into()), ("when", when.into())])
    };
    // What is taken back is not to be seen in the past but by who reads the log.
    if cx.app.then.is_some() && !cx.may(Permission::SeeLog) {
        return html! { span.undone { (icon(Icon::Undo)) (text) } };
    }
    let href = match cx.may(Permission::SeeLog) {
        true => format!("/log/{}", other.position),
        false => address(cx, other.position),
    };
    html! { a.undone href=(href) { (icon(Icon::Undo)) (text) } }
}

/// An entry of the log, as a history tells it.
pub fn of_entry(entry: &Entry) -> Told<'_> {
    Told {
        position: entry.position,
        category: &entry.category,
        event_type: &entry.event_type,
        by_person: entry.person.is_some(),
    }
}

/// The marks of a thing's story that tells its entries by their place in it.
#[derive(Default)]
pub struct ByRevision {
    entries: BTreeMap<i64, Entry>,
    marks: Marks,
}

impl ByRevision {
    /// Looks them up; see [`Marks::of`].
    pub async fn of(cx: &Cx, stream: &str) -> Self {
        let entries = newest(cx, stream, MOST).await;
        let marks = Marks::of(cx, entries.iter().map(|entry| entry.position)).await;
        Self { entries: entries.into_iter().map(|entry| (entry.revision, entry)).collect(), marks }
    }

    /// Whether an entry took back another.
    pub fn takes_back(&self, revision: i64) -> bool {
        self.entries.get(&revision).is_some_and(|entry| self.marks.takes_back(entry.position))
    }

    /// What is to be said of an entry; see [`Marks::tell`].
    pub fn tell(&self, cx: &Cx, revision: i64) -> Markup {
        html! { @if let Some(entry) = self.entries.get(&revision) { (self.marks.tell(cx, &of_entry(entry))) } }
    }
}

/// Whether that a thing was begun was taken back: then it is neither done nor lost.
pub async fn is_begun_undone(cx: &Cx, stream: &str) -> bool {
    let pool = &cx.reads(&DEPARTMENT).pool;
    if pool.is_hidden() {
        return false;
    }
    let begun = entries::of_stream(pool, stream, 0).await;
    match begun.inspect_err(|error| tracing::warn!(%error, "what was taken back is not shown")) {
        Ok(Some(entry)) => Marks::of(cx, [entry.position]).await.is_undone(entry.position),
        _ => false,
    }
}

async fn newest(cx: &Cx, stream: &str, most: i64) -> Vec<Entry> {
    let pool = &cx.reads(&DEPARTMENT).pool;
    if pool.is_hidden() {
        return Vec::new();
    }
    let entries = entries::of_thing(pool, stream, most).await;
    entries.inspect_err(|error| tracing::warn!(%error, "a history is not shown")).unwrap_or_default()
}

/// The newest of what happened with a thing, for things whose page tells no story of its own.
pub async fn history(cx: &Cx, stream: &str) -> Markup {
    let entries = newest(cx, stream, SHOWN).await;
    let marks = Marks::of(cx, entries.iter().map(|entry| entry.position)).await;
    let list = html! {
        ol.mini.history {
            @for entry in &entries {
                li {
                    b { (words::happened(cx, &entry.event_type)) }
                    span."line-2" { (words::who_in_words(cx, entry)) " · " (words::when(cx, entry.at)) }
                    span.row.wrap."gap-s" { (marks.tell(cx, &of_entry(entry))) }
                }
            }
        }
    };
    panel(Panel {
        id: "history",
        title: &cx.t("undo-history"),
        live: Some("management"),
        body: Some(list),
        ..Panel::default()
    })
}
