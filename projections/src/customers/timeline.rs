//! Everything that happened with a customer, in one row after another, from every department's events.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Cursor, Page, Pool, ReadError, ask};

/// What a row is about, as the filter above the timeline says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Topic {
    /// Notes, talks and mails.
    Contact,
    /// Faults and visits.
    Faults,
    /// Contracts and invoices.
    Money,
    /// What is known of the customer and their machines.
    Changes,
}

impl Topic {
    /// The name as stored and in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Faults => "faults",
            Self::Money => "money",
            Self::Changes => "changes",
        }
    }
}

/// Something that happened. Which fields are filled depends on `kind`; the sentence stands in the texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Happening {
    /// Where it stands in the log.
    pub position: i64,
    /// When, microseconds UTC.
    pub at: i64,
    /// The event's type: `fault_reported`.
    pub kind: String,
    /// `contact`, `faults`, `money`, `changes`.
    pub topic: String,
    /// The stream that it happened in: `fault-0198…`.
    pub about: String,
    /// What that is called: a fault's number, a machine's model.
    pub label: Option<String>,
    /// The colleague who did it; none when Werkbank did, or when they are not known.
    pub actor: Option<String>,
    /// The part of Werkbank that did it.
    pub system: Option<String>,
    /// Another person in it: the technician, the contact person, the caller.
    pub who: Option<String>,
    /// A few words: a reason, an urgency, a mail's subject, a reminder's level.
    pub words: Option<String>,
    /// What was written or said.
    pub text: Option<String>,
    /// A day, or the local start of a slot.
    pub day: Option<String>,
    /// An amount in cents.
    pub cents: Option<i64>,
    /// In what: `EUR`, `PLN`.
    pub currency: Option<String>,
    /// What was there before.
    pub before: Option<String>,
    /// What is there now.
    pub after: Option<String>,
}

/// The question of [`of_customer`] about everything.
pub const ALL: &str = "SELECT t.*, c.name AS actor_name FROM timeline t LEFT JOIN colleagues c ON c.id = t.actor
    WHERE t.customer = ?1 AND t.position < ?2 AND (?4 OR t.topic <> 'money') ORDER BY t.position DESC LIMIT ?3";
/// The question of [`of_customer`] about one topic.
pub const OF_TOPIC: &str = "SELECT t.*, c.name AS actor_name FROM timeline t LEFT JOIN colleagues c ON c.id = t.actor
    WHERE t.customer = ?1 AND t.position < ?2 AND t.topic = ?4 AND (?5 OR t.topic <> 'money') ORDER BY t.position DESC LIMIT ?3";

/// What happened with a customer, newest first; of one topic or of all, with what is about money or without.
///
/// # Errors
/// When the tables can't be read.
pub async fn of_customer(
    pool: &Pool,
    customer: &str,
    topic: Option<Topic>,
    money: bool,
    after: Option<&Cursor>,
    limit: u32,
) -> Result<Page<Happening>, ReadError> {
    let before = after.and_then(|after| after.id.parse::<i64>().ok()).unwrap_or(i64::MAX);
    let query = match topic {
        Some(topic) => {
            ask(OF_TOPIC).bind(customer).bind(before).bind(i64::from(limit) + 1).bind(topic.name()).bind(money)
        }
        None => ask(ALL).bind(customer).bind(before).bind(i64::from(limit) + 1).bind(money),
    };
    let rows = query.fetch_all(pool).await?.iter().map(happening).collect::<Result<_, _>>()?;
    Ok(Page::of(rows, limit as usize, |row: &Happening| Cursor { key: String::new(), id: row.position.to_string() }))
}

fn happening(row: &crate::Row) -> Result<Happening, ReadError> {
    Ok(Happening {
        position: row.get("position")?,
        at: row.get("at")?,
        kind: row.get("kind")?,
        topic: row.get("topic")?,
        about: row.get("about")?,
        label: row.get("label")?,
        actor: row.get("actor_name")?,
        system: row.get("system")?,
        who: row.get("who")?,
        words: row.get("words")?,
        text: row.get("text")?,
        day: row.get("day")?,
        cents: row.get("cents")?,
        currency: row.get("currency")?,
        before: row.get("before")?,
        after: row.get("after")?,
    })
}
