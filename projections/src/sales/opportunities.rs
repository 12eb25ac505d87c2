//! Sales opportunities: whom to contact, when and why, those that are due first.

use domain::{OpportunityId, UserId, opportunity::Event, registry::AnyEvent};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Cursor, Page, Pool, Question, ReadError, Writes, ask, values};

/// How an opportunity stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Someone has to get in touch.
    #[default]
    Open,
    /// They bought.
    Won,
    /// They did not.
    Lost,
}

impl State {
    /// The name as stored and in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Won => "won",
            Self::Lost => "lost",
        }
    }
}

/// An opportunity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Opportunity {
    /// Id.
    pub id: String,
    /// The customer's id.
    pub customer: String,
    /// Their number.
    pub customer_number: i64,
    /// Their name.
    pub customer_name: String,
    /// Their town.
    pub city: String,
    /// Their telephone; the contact person's, where known.
    pub phone: Option<String>,
    /// Whom to speak there.
    pub contact: Option<String>,
    /// What they may want.
    pub about: String,
    /// What it may bring, without VAT, in cents.
    pub cents: Option<i64>,
    /// In what: `EUR`, `PLN`.
    pub currency: Option<String>,
    /// Day of the next contact.
    pub next: String,
    /// Who of us does it, their id.
    pub salesperson: Option<String>,
    /// Their name.
    pub salesperson_name: Option<String>,
    /// `open`, `won`, `lost`.
    pub state: String,
    /// What was said last.
    pub last_text: Option<String>,
    /// When it was opened, microseconds UTC.
    pub opened_at: i64,
    /// When we spoke last, microseconds UTC.
    pub spoken_at: Option<i64>,
    /// Revision of its stream.
    pub revision: i64,
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Opportunity(event) = &recorded.event else { return };
    let id = recorded.subject();
    match event {
        Event::OpportunityOpened { customer, contact, about, value, next, salesperson } => writes.run(
            "INSERT INTO opportunities VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'open', NULL, ?9, NULL, NULL, 0)",
            values![
                id,
                *customer,
                *contact,
                about.text(),
                *value,
                value.map(|value| value.currency.code()),
                *next,
                *salesperson,
                recorded.recorded_at
            ],
        ),
        Event::ContactRecorded { text, next, .. } => writes.run(
            "UPDATE opportunities SET last_text = ?2, next = ?3, spoken_at = ?4 WHERE id = ?1",
            values![id, text.text(), *next, recorded.recorded_at],
        ),
        Event::OpportunityWon { text, .. } => close(recorded, writes, State::Won, text.text()),
        Event::OpportunityLost { reason, .. } => close(recorded, writes, State::Lost, reason.text()),
    }
    writes.run("UPDATE opportunities SET revision = ?2 WHERE id = ?1", values![id, recorded.revision.0]);
}

fn close(recorded: &Recorded, writes: &mut Writes, state: State, text: String) {
    writes.run(
        "UPDATE opportunities SET state = ?2, last_text = ?3, closed_at = ?4 WHERE id = ?1",
        values![recorded.subject(), state.name(), text, recorded.recorded_at],
    );
}

/// Which opportunities are asked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// How they stand.
    pub state: State,
    /// Only of this colleague.
    pub salesperson: Option<UserId>,
    /// Only of this customer.
    pub customer: Option<String>,
}

const COLUMNS: &str =
    "SELECT o.*, c.number AS customer_number, c.name AS customer_name, c.city, coalesce(p.phone, c.phone) AS phone,
    p.name AS contact_name, u.name AS salesperson_name
    FROM opportunities o LEFT JOIN customers c ON c.id = o.customer LEFT JOIN contacts p ON p.id = o.contact
    LEFT JOIN colleagues u ON u.id = o.salesperson WHERE ";

/// Opportunities, those whose next contact comes first on top.
///
/// # Errors
/// When the tables can't be read.
pub async fn page(
    pool: &Pool,
    filter: &Filter,
    after: Option<&Cursor>,
    limit: u32,
) -> Result<Page<Opportunity>, ReadError> {
    let query = question(filter, after, limit);
    let rows = query.fetch_all(pool).await?.iter().map(opportunity).collect::<Result<_, _>>()?;
    Ok(Page::of(rows, limit as usize, |row: &Opportunity| Cursor { key: row.next.clone(), id: row.id.clone() }))
}

/// The SQL of a page; for the proof that it goes by an index.
pub fn sql(filter: &Filter, after: Option<&Cursor>) -> String {
    question(filter, after, 50).sql().to_owned()
}

fn question(filter: &Filter, after: Option<&Cursor>, limit: u32) -> Question {
    let mut sql = ask(COLUMNS);
    sql.push("o.state = ").push_bind(filter.state.name());
    if let Some(salesperson) = filter.salesperson {
        sql.push(" AND o.salesperson = ").push_bind(salesperson.to_string());
    }
    if let Some(customer) = &filter.customer {
        sql.push(" AND o.customer = ").push_bind(customer.clone());
    }
    if let Some(after) = after {
        sql.push(" AND (o.next, o.id) > (")
            .push_bind(after.key.clone())
            .push(", ")
            .push_bind(after.id.clone())
            .push(")");
    }
    sql.push(" ORDER BY o.next, o.id LIMIT ").push_bind(i64::from(limit) + 1);
    sql
}

/// One opportunity.
///
/// # Errors
/// When the tables can't be read.
pub async fn one(pool: &Pool, id: OpportunityId) -> Result<Option<Opportunity>, ReadError> {
    let mut sql: Question = ask(COLUMNS);
    sql.push("o.id = ").push_bind(id.to_string());
    sql.fetch_optional(pool).await?.as_ref().map(opportunity).transpose()
}

/// How many are due on a day or before.
///
/// # Errors
/// When the tables can't be read.
pub async fn due(pool: &Pool, on: chrono::NaiveDate) -> Result<i64, ReadError> {
    let counted = "SELECT count(*) FROM opportunities WHERE state = 'open' AND next <= ?1";
    ask(counted).bind(on).fetch_one(pool).await?.get(0)
}

fn opportunity(row: &crate::Row) -> Result<Opportunity, ReadError> {
    Ok(Opportunity {
        id: row.get("id")?,
        customer: row.get("customer")?,
        customer_number: row.get::<Option<i64>>("customer_number")?.unwrap_or_default(),
        customer_name: row.get::<Option<String>>("customer_name")?.unwrap_or_default(),
        city: row.get::<Option<String>>("city")?.unwrap_or_default(),
        phone: row.get("phone")?,
        contact: row.get("contact_name")?,
        about: row.get("about")?,
        cents: row.get("cents")?,
        currency: row.get("currency")?,
        next: row.get("next")?,
        salesperson: row.get("salesperson")?,
        salesperson_name: row.get("salesperson_name")?,
        state: row.get("state")?,
        last_text: row.get("last_text")?,
        opened_at: row.get("opened_at")?,
        spoken_at: row.get("spoken_at")?,
        revision: row.get("revision")?,
    })
}
