//! What customers answered to the invitation to a visit as it is planned now.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use domain::{
    Slot,
    registry::AnyEvent,
    visit::{Event, Reply},
};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;

use super::columns::{moment, slot_in, wrong};
use crate::{ReadError, Writes, values};

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Answer {
    /// What.
    pub reply: Reply,
    /// Who said so; empty when erased.
    pub by: String,
    /// What they wrote with it.
    pub comment: Option<String>,
    /// Which time would suit.
    pub proposed: Option<Slot>,
    /// When it was.
    pub at: DateTime<Utc>,
}

/// An answer to a stretch but for the first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RestAnswer {
    /// Which stretch, from 2.
    pub stretch: usize,
    /// The answer.
    #[serde(flatten)]
    pub answer: Answer,
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Visit(Event::InvitationAnswered { reply, slot, by, comment, proposed, at, .. }) = &recorded.event
    else {
        return;
    };
    writes.run(
        "INSERT OR REPLACE INTO answers VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        values![
            recorded.subject(),
            slot.on,
            slot.from,
            slot.until,
            reply.name(),
            by.text(),
            comment.as_ref().map(domain::Personal::text),
            *at,
            proposed.map(|slot| slot.on),
            proposed.map(|slot| slot.from),
            proposed.map(|slot| slot.until),
        ],
    );
}

/// The answer in a row of visits, where there is one.
pub(super) fn answer(row: &crate::Row) -> Result<Option<Answer>, ReadError> {
    let Some(reply) = row.get::<Option<String>>("reply")? else { return Ok(None) };
    Ok(Some(Answer {
        reply: Reply::parse(&reply).ok_or_else(|| wrong("reply"))?,
        by: row.get("said_by")?,
        comment: row.get("comment")?,
        proposed: slot_in(row, ["rather_day", "rather_from", "rather_until"])?,
        at: moment(row, "said_at")?,
    }))
}

/// A row of [`rest`]: the stretch, what, by whom, with which words, when in microseconds, and the day and hours that would suit.
type Told = (usize, Reply, String, Option<String>, i64, Option<NaiveDate>, Option<String>, Option<String>);

/// The answers to the other stretches of a visit in such a row.
pub(super) fn rest(row: &crate::Row) -> Result<Vec<RestAnswer>, ReadError> {
    let Some(text) = row.get::<Option<String>>("rest_answers")? else { return Ok(Vec::new()) };
    let told: Vec<Told> = serde_json::from_str(&text).map_err(|_| wrong("rest_answers"))?;
    let answer = |(stretch, reply, by, comment, at, day, from, until): Told| {
        let time = |text: Option<String>| NaiveTime::parse_from_str(&text?, "%H:%M").ok();
        let proposed =
            day.zip(time(from)).zip(time(until)).and_then(|((day, from), until)| Slot::new(day, from, until));
        let at = DateTime::from_timestamp_micros(at).ok_or_else(|| wrong("rest_answers"))?;
        Ok(RestAnswer { stretch, answer: Answer { reply, by, comment, proposed, at } })
    };
    told.into_iter().map(answer).collect()
}
