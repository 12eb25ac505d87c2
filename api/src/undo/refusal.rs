//! Why an act is not taken back, in words, and what stands in the way: a later change, the archiving, the credit note.

use domain::{Permission, Role};
use event_store::NoWay;
use projections::management::{
    DEPARTMENT,
    entries::{self, Entry},
};
use schemars::JsonSchema;
use serde::Serialize;
use texts::{format, t, tr};

use super::sees;
use crate::{App, Problem, Session};

/// So far back is looked for it.
const MOST: i64 = 200;

/// Why an act is not taken back.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Refusal {
    /// One word for programs; of a rule that stands against it, the rule's own.
    pub code: String,
    /// One sentence for people.
    pub title: String,
    /// The event that must be taken back first, that took it back, or that stands in the way.
    pub event: Option<Entry>,
    /// Whether a reason sets it aside: with a `reason` that is said, it is taken back all the same.
    pub overrule: bool,
}

/// One that mentions nothing.
pub(super) fn plain(session: &Session, code: &str) -> Refusal {
    let title = t(session.lang, &format!("undo-{code}")).into_owned();
    Refusal { code: format!("undo-{code}"), title, event: None, overrule: false }
}

/// Who may, to whoever may not.
pub(super) fn forbidden(session: &Session, needed: Permission) -> Refusal {
    let lang = session.lang;
    let who = Role::ALL.iter().filter(|role| role.may(needed));
    let roles: Vec<_> = who.map(|role| t(lang, &format!("role-{}", role.name())).into_owned()).collect();
    let title = tr(lang, "undo-forbidden", &[("roles", roles.join(", ").into())]);
    Refusal { code: "forbidden".into(), title, event: None, overrule: false }
}

/// Why there is no way, in the reader's words.
pub(super) async fn of(app: &App, session: &Session, no: &NoWay) -> Result<Refusal, Problem> {
    let (code, place) = match no {
        NoWay::Stays(reason) => return Ok(plain(session, &format!("stays-{}", reason.code()))),
        NoWay::ByItself => return Ok(plain(session, "by-itself")),
        NoWay::ChangedSince(place) => ("changed-since", place),
        NoWay::TakenBack(place) => ("taken-back", place),
    };
    let lang = session.lang;
    let entry = entries::of_event(&app.reads.of(&DEPARTMENT).pool, place.event).await;
    let Some(entry) = entry.map_err(|error| Problem::of_read(lang, error))? else {
        // It happened just now: the log that is shown does not have it yet.
        let title = t(lang, &format!("undo-{code}-just-now")).into_owned();
        return Ok(Refusal { code: format!("undo-{code}"), title, event: None, overrule: false });
    };
    let who = match entry.person_name.as_deref() {
        Some("") => t(lang, "word-forgotten-colleague").into_owned(),
        Some(name) => name.to_owned(),
        None => "Werkbank".to_owned(),
    };
    let at = app.log.local(chrono::DateTime::from_timestamp_micros(entry.at).unwrap_or_default());
    let when = format!("{} {}", format::date_long(lang, at.date()), format::clock(lang, at.time()));
    let title = tr(lang, &format!("undo-{code}"), &[("who", who.into()), ("when", when.into())]);
    Ok(Refusal { code: format!("undo-{code}"), title, event: Some(entry), overrule: false })
}

/// The event because of which a rule refuses, as far as the reader may see it.
pub(super) async fn in_the_way(
    app: &App,
    session: &Session,
    entry: &Entry,
    code: &str,
) -> Result<Option<Entry>, Problem> {
    let types: &[&str] = match (code, entry.category.as_str()) {
        ("customer-archived", _) => &["customer_archived"],
        ("article-archived", _) => &["article_archived"],
        ("invoice-closed" | "undo-nothing", "invoice") => &["credit_note_issued", "invoice_discarded"],
        (code, _) if code.ends_with("-unknown-customer") => &["customer_archived"],
        _ => return Ok(None),
    };
    let stream = match entry.customer {
        Some(customer) if code.ends_with("-unknown-customer") => format!("customer-{customer}"),
        _ => entry.stream.clone(),
    };
    let found = entries::of_thing(&app.reads.of(&DEPARTMENT).pool, &stream, MOST).await;
    let found = found.map_err(|error| Problem::of_read(session.lang, error))?;
    let seen = |entry: &Entry| {
        types.contains(&entry.event_type.as_str()) && session.may(sees(&entry.category, &entry.event_type))
    };
    Ok(found.into_iter().find(seen))
}
