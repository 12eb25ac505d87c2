//! What stands in the way of taking something back, where a rule says no: the archiving, the credit note.

use projections::management::{
    DEPARTMENT,
    entries::{self, Entry},
};

use super::sees;
use crate::{App, Problem, Session};

/// So far back is looked for it.
const MOST: i64 = 200;

/// The event because of which a rule refuses, as far as the reader may see it.
pub(super) async fn of(app: &App, session: &Session, entry: &Entry, code: &str) -> Result<Option<Entry>, Problem> {
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
    let seen = |entry: &Entry| types.contains(&entry.event_type.as_str()) && session.may(sees(&entry.category));
    Ok(found.into_iter().find(seen))
}
