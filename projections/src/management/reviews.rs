//! Review: what people did that management looks at, what was asked and answered about it, and how much of it was looked at.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::{
    UserId,
    registry::AnyEvent,
    review::{Event, Rule, of_event},
};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::entries::{self, Entry};
use crate::{Cursor, Page, Pool, Question, ReadError, Writes, access::users::id, ask, values};

/// How far a review is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Nobody looked.
    Open,
    /// A question waits for who did it.
    Asked,
    /// It was answered.
    Answered,
    /// It is right.
    Approved,
    /// The act was taken back.
    Undone,
}

impl State {
    /// All, as shown.
    pub const ALL: [Self; 5] = [Self::Open, Self::Asked, Self::Answered, Self::Approved, Self::Undone];

    /// The name as stored and in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Asked => "asked",
            Self::Answered => "answered",
            Self::Approved => "approved",
            Self::Undone => "undone",
        }
    }

    /// The state of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// An act that wants a look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Review {
    /// Id.
    pub id: Uuid,
    /// What was done.
    pub entry: Entry,
    /// Why it wants a look.
    pub rule: Rule,
    /// Who did it.
    pub author: UserId,
    /// How far it is.
    pub state: State,
    /// What was asked last; empty when erased.
    pub question: Option<String>,
    /// Who asked.
    pub asked_by: Option<String>,
    /// When, in microseconds UTC.
    pub asked_at: Option<i64>,
    /// What was answered; empty when erased.
    pub answer: Option<String>,
    /// When, in microseconds UTC.
    pub answered_at: Option<i64>,
    /// Who approved it.
    pub approved_by: Option<String>,
    /// When, in microseconds UTC.
    pub approved_at: Option<i64>,
    /// Who took the act back.
    pub undone_by: Option<String>,
    /// When, in microseconds UTC.
    pub undone_at: Option<i64>,
    /// Revision of its stream.
    pub revision: i64,
}

/// How much of a month was looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Month {
    /// Which, by the company's wall clock: `2026-11`.
    pub month: String,
    /// What people did.
    pub acts: i64,
    /// Of that, what wants a look.
    pub raised: i64,
    /// Of that, what was approved.
    pub approved: i64,
    /// Of that, about what a question waits.
    pub questions: i64,
    /// Of that, what was taken back before anyone approved it.
    pub undone: i64,
}

/// Which reviews are asked.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// In this state; when not said, all that is neither approved nor taken back.
    pub state: Option<State>,
    /// Raised by this rule.
    pub rule: Option<Rule>,
    /// Of what this colleague did.
    pub author: Option<UserId>,
}

/// What an event changes. Its entry is there already.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let (id, by, at) = (recorded.subject(), recorded.metadata.actor.user(), recorded.recorded_at);
    if !matches!(recorded.event, AnyEvent::Series(_)) {
        recorded.metadata.undoes.iter().for_each(|event| undone(of_event(*event), recorded.position.0, writes));
    }
    let AnyEvent::Review(event) = &recorded.event else {
        if by.is_some() && recorded.event.is_an_act() {
            let month = counts_in(at);
            writes.run(
                "INSERT INTO review_months VALUES (?1, 1, 0, 0, 0, 0) ON CONFLICT DO UPDATE SET acts = acts + 1",
                values![month],
            );
        }
        return;
    };
    match event {
        Event::ReviewRaised { event, rule, author, .. } => {
            writes.run(
                "INSERT INTO reviews SELECT ?1, position, strftime(iif(
                        strftime('%d', at / 1000000, 'unixepoch') = '01'
                            OR strftime('%d', at / 1000000 + 86400, 'unixepoch') = '01',
                        '%Y-%m-%dT%H', '%Y-%m'), at / 1000000, 'unixepoch'), ?3, ?4, 'open', 0,
                    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0 FROM entries WHERE event = ?2",
                values![id, *event, rule.name(), *author],
            );
            writes.run(
                "UPDATE review_months SET raised = raised + 1 WHERE month = (SELECT month FROM reviews WHERE id = ?1)",
                values![id],
            );
            // It may be raised when it was taken back already.
            writes.run(
                "UPDATE review_months SET undone = undone + 1 WHERE month = (SELECT r.month FROM reviews r
                    CROSS JOIN undone u ON u.position = r.position AND u.holds = 1 WHERE r.id = ?1)",
                values![id],
            );
            writes.run(
                "UPDATE reviews SET state = 'undone', closed = 1, (undone_by, undone_at) =
                    (SELECT e.person, e.at FROM undone u CROSS JOIN entries e ON e.position = u.by_position
                     WHERE u.position = reviews.position AND u.holds = 1)
                    WHERE id = ?1 AND EXISTS (SELECT 1 FROM undone u WHERE u.position = reviews.position AND u.holds = 1)",
                values![id],
            );
        }
        Event::ReviewQuestionAsked { question, .. } => {
            writes.run(
                "UPDATE reviews SET state = 'asked', question = ?2, asked_by = ?3, asked_at = ?4, answer = NULL,
                    answered_at = NULL WHERE id = ?1 AND closed = 0",
                values![id, question.text(), by, at],
            );
            writes.run(
                "UPDATE review_months SET questions = questions + 1
                    WHERE month = (SELECT month FROM reviews WHERE id = ?1 AND closed = 0)",
                values![id],
            );
        }
        Event::ReviewQuestionAnswered { answer } => {
            answered(id, writes);
            writes.run(
                "UPDATE reviews SET state = iif(closed, state, 'answered'), answer = ?2, answered_at = ?3 WHERE id = ?1",
                values![id, answer.text(), at],
            );
        }
        Event::ReviewApproved {} => {
            answered(id, writes);
            writes.run(
                "UPDATE review_months SET approved = approved + 1
                    WHERE month = (SELECT month FROM reviews WHERE id = ?1 AND closed = 0)",
                values![id],
            );
            writes.run(
                "UPDATE reviews SET state = 'approved', closed = 1, approved_by = ?2, approved_at = ?3
                    WHERE id = ?1 AND closed = 0",
                values![id, by, at],
            );
        }
    }
    writes.run("UPDATE reviews SET revision = ?2 WHERE id = ?1", values![id, recorded.revision.0]);
}

/// Where an act counts: its month, on the first and last day of one its hour, since a time zone may lay that in another month.
fn counts_in(at: DateTime<Utc>) -> String {
    let is_edge = at.day() == 1 || (at + TimeDelta::days(1)).day() == 1;
    at.format(if is_edge { "%Y-%m-%dT%H" } else { "%Y-%m" }).to_string()
}

/// The month of a row of `review_months` by the wall clock.
fn month_of(counted: &str, zone: Tz) -> String {
    match NaiveDateTime::parse_from_str(&format!("{counted}:00"), "%Y-%m-%dT%H:%M") {
        Ok(hour) => hour.and_utc().with_timezone(&zone).format("%Y-%m").to_string(),
        Err(_) => counted.to_owned(),
    }
}

/// The act was taken back: there is nothing to say about it any more. What was approved counts as that.
fn undone(review: Uuid, by: u64, writes: &mut Writes) {
    answered(review, writes);
    writes.run(
        "UPDATE review_months SET undone = undone + 1
            WHERE month = (SELECT month FROM reviews WHERE id = ?1 AND closed = 0)",
        values![review],
    );
    writes.run(
        "UPDATE reviews SET state = 'undone', closed = 1, (undone_by, undone_at) =
            (SELECT person, at FROM entries WHERE position = ?2) WHERE id = ?1",
        values![review, by],
    );
}

/// A question waits no longer, if one did.
fn answered(id: Uuid, writes: &mut Writes) {
    writes.run(
        "UPDATE review_months SET questions = questions - 1
            WHERE month = (SELECT month FROM reviews WHERE id = ?1 AND state = 'asked')",
        values![id],
    );
}

/// Columns of a review with its entry and the names that both mention.
const COLUMNS: &str = "SELECT e.*, (SELECT name FROM things WHERE stream = coalesce(e.whom, e.stream)) AS thing,
    (SELECT name FROM people WHERE id = e.person) AS person_name,
    (SELECT name FROM customers WHERE id = e.customer) AS customer_name,
    r.id AS review, r.rule, r.author, r.state, r.question, r.asked_at, r.answer, r.answered_at, r.approved_at, r.undone_at,
    r.revision AS review_revision,
    (SELECT name FROM people WHERE id = r.asked_by) AS asked_name,
    (SELECT name FROM people WHERE id = r.approved_by) AS approved_name,
    (SELECT name FROM people WHERE id = r.undone_by) AS undone_name
    FROM reviews r CROSS JOIN entries e ON e.position = r.position WHERE ";

fn row(row: &crate::Row) -> Result<Review, ReadError> {
    let (rule, state): (String, String) = (row.get("rule")?, row.get("state")?);
    Ok(Review {
        id: id(row, "review")?,
        entry: entries::row(row)?,
        rule: Rule::parse(&rule).unwrap_or_default(),
        author: id(row, "author")?,
        state: State::parse(&state).unwrap_or(State::Open),
        question: row.get("question")?,
        asked_by: row.get("asked_name")?,
        asked_at: row.get("asked_at")?,
        answer: row.get("answer")?,
        answered_at: row.get("answered_at")?,
        approved_by: row.get("approved_name")?,
        approved_at: row.get("approved_at")?,
        undone_by: row.get("undone_name")?,
        undone_at: row.get("undone_at")?,
        revision: row.get("review_revision")?,
    })
}

/// The question of [`list`]: what was done before a position, newest first.
pub fn question(filter: &Filter, before: i64, limit: i64) -> Question {
    let mut sql = ask(COLUMNS);
    let closed = matches!(filter.state, Some(State::Approved | State::Undone));
    sql.push(if closed { "r.closed = 1" } else { "r.closed = 0" });
    if let Some(state) = filter.state {
        sql.push(" AND r.state = ").push_bind(state.name());
    }
    if let Some(rule) = filter.rule {
        sql.push(" AND r.rule = ").push_bind(rule.name());
    }
    if let Some(author) = filter.author {
        sql.push(" AND r.author = ").push_bind(author.to_string());
    }
    sql.push(" AND r.position < ").push_bind(before).push(" ORDER BY r.position DESC LIMIT ").push_bind(limit);
    sql
}

/// What wants a look, newest first.
///
/// # Errors
/// When the tables can't be read.
pub async fn list(
    pool: &Pool,
    filter: &Filter,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<Page<Review>, ReadError> {
    let before = after.and_then(|after| after.key.parse().ok()).unwrap_or(i64::MAX);
    let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let rows = question(filter, before, most).fetch_all(pool).await?;
    let rows = rows.iter().map(row).collect::<Result<_, _>>()?;
    Ok(Page::of(rows, limit, |review: &Review| Cursor {
        key: review.entry.position.to_string(),
        id: review.id.to_string(),
    }))
}

/// One of them.
///
/// # Errors
/// When the tables can't be read.
pub async fn one(pool: &Pool, id: Uuid) -> Result<Option<Review>, ReadError> {
    let found = ask(format!("{COLUMNS}r.id = ?1")).bind(id.to_string()).fetch_optional(pool).await?;
    found.as_ref().map(row).transpose()
}

/// Rows of `review_months` that one month may have: its middle, and the hours of its first and last day.
const ROWS: usize = 1 + 2 * 24;

/// How much was looked at, by month of the company's wall clock, the newest first; so many months.
///
/// # Errors
/// When the tables can't be read.
pub async fn coverage(pool: &Pool, months: usize, zone: Tz) -> Result<Vec<Month>, ReadError> {
    let most = i64::try_from((months + 1) * ROWS).unwrap_or(i64::MAX);
    let rows = ask("SELECT * FROM review_months ORDER BY month DESC LIMIT ?1").bind(most).fetch_all(pool).await?;
    let mut all = BTreeMap::<String, Month>::new();
    for row in &rows {
        let name = month_of(&row.get::<String>("month")?, zone);
        let month = all.entry(name.clone()).or_insert_with(|| Month { month: name, ..Month::default() });
        month.acts += row.get::<i64>("acts")?;
        month.raised += row.get::<i64>("raised")?;
        month.approved += row.get::<i64>("approved")?;
        month.questions += row.get::<i64>("questions")?;
        month.undone += row.get::<i64>("undone")?;
    }
    Ok(all.into_values().rev().take(months).collect())
}

/// How many wait for who looks: what nobody looked at, and what was answered.
///
/// # Errors
/// When the tables can't be read.
pub async fn waiting(pool: &Pool) -> Result<i64, ReadError> {
    ask("SELECT coalesce(sum(raised - approved - questions - undone), 0) FROM review_months")
        .fetch_one(pool)
        .await?
        .get(0)
}
