//! What of a visit stands beside its row: its checklists with their answers, the technician's clock, and how it was closed.

use chrono::{DateTime, Utc};
use domain::{
    ChecklistId, VisitId,
    checklist::{Asks, Item},
    registry::AnyEvent,
    visit::{Answer, Event, Step},
};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;

use super::columns::{moment, parsed, wrong};
use crate::{Pool, ReadError, Writes, ask, values};

/// A checklist of a visit, as it was when the visit began.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Checks {
    /// Which.
    pub checklist: ChecklistId,
    /// What it was called.
    pub name: String,
    /// Which version.
    pub version: u32,
    /// Its lines.
    pub lines: Vec<Check>,
}

/// A line of a checklist and its answer.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Check {
    /// Which line, from 0.
    pub line: u16,
    /// What is asked.
    pub item: Item,
    /// The answer as it is typed in: `yes`; `ok`, `not-ok`, `not-there`; a number; words.
    pub answer: Option<String>,
    /// What there is to say about it.
    pub remark: Option<String>,
    /// Not as it should be.
    pub amiss: bool,
}

/// A step of the technician's clock.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Noted {
    /// Which; `arrive` is also that the visit was begun, `leave` that it was left off.
    pub step: Step,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether it was noted for itself.
    pub by_clock: bool,
}

/// How a visit was closed.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct Ending {
    /// What the customer was advised.
    pub advice: Option<String>,
    /// What became of it: `task` or `opportunity`.
    pub pass_on: Option<String>,
    /// Who signed.
    pub signer: Option<String>,
    /// What they drew, as an SVG path in a box of 600 by 200.
    pub drawing: Option<String>,
    /// Why nobody signed.
    pub unsigned: Option<String>,
    /// Why it was ready with lines of checklists open.
    pub overrule: Option<String>,
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Visit(event) = &recorded.event else { return };
    let at = event.done_at().unwrap_or(recorded.recorded_at);
    let (id, position) = (recorded.subject(), recorded.position.0);
    let mut step = |step: &str, at: DateTime<Utc>| {
        writes.run("INSERT OR REPLACE INTO visit_times VALUES (?1, ?2, ?3, ?4)", values![id, position, step, at]);
    };
    match event {
        Event::VisitStarted { .. } => step("began", at),
        // Taken back, it was not begun.
        Event::VisitInterrupted { .. } if !recorded.metadata.undoes.is_empty() => writes.run(
            "DELETE FROM visit_times WHERE visit = ?1 AND position = (SELECT max(position) FROM visit_times
                 WHERE visit = ?1 AND step = 'began' AND position < ?2)",
            values![id, position],
        ),
        Event::VisitInterrupted { .. } => step("left-off", at),
        Event::TimeNoted { step: noted, at, .. } => step(noted.name(), *at),
        Event::TimeTakenBack { .. } => writes.run(
            "DELETE FROM visit_times WHERE visit = ?1 AND position = (SELECT max(position) FROM visit_times
                 WHERE visit = ?1 AND step NOT IN ('began', 'left-off') AND position < ?2)",
            values![id, position],
        ),
        Event::ChecklistTaken { checklist, version, name, lines, .. } => {
            for (line, item) in (0_u16..).zip(lines) {
                let item = serde_json::to_string(item).unwrap_or_default();
                writes.run(
                    "INSERT OR REPLACE INTO visit_checks VALUES (?1, ?2, ?3, ?4, ?5, ?6, NULL, NULL)",
                    values![id, *checklist, line, name.as_str(), *version, item],
                );
            }
        }
        Event::ChecklistFilledIn { checklist, answers, .. } => {
            for answered in answers {
                writes.run(
                    "UPDATE visit_checks SET answer = ?4, remark = ?5 WHERE visit = ?1 AND checklist = ?2 AND line = ?3",
                    values![
                        id,
                        *checklist,
                        answered.line,
                        answered.answer.as_ref().map(typed),
                        answered.remark.as_ref().map(|remark| remark.text()),
                    ],
                );
            }
        }
        Event::VisitFinished { advice, pass_on, signer, drawing, unsigned, overrule, .. } => writes.run(
            "INSERT OR REPLACE INTO visit_endings VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            values![
                id,
                advice.as_ref().map(|advice| advice.text()),
                pass_on.map(|pass_on| pass_on.name()),
                signer.as_ref().map(|signer| signer.text()),
                drawing.as_ref().map(|drawing| drawing.text()),
                unsigned.as_ref().map(|reason| reason.text()),
                overrule.as_ref().map(|reason| reason.text()),
            ],
        ),
        _ => {}
    }
}

fn typed(answer: &Answer) -> String {
    match answer {
        Answer::Done => "yes".into(),
        Answer::Verdict(verdict) => verdict.name().into(),
        Answer::Measured(measured) => measured.to_string(),
        Answer::Said(said) => said.text(),
    }
}

/// The question of [`of_visit`].
pub const OF_VISIT: &str = "SELECT * FROM visit_checks WHERE visit = ?1 ORDER BY visit, checklist, line";

/// The checklists of a visit.
///
/// # Errors
/// When the tables can't be read.
pub async fn of_visit(pool: &Pool, visit: VisitId) -> Result<Vec<Checks>, ReadError> {
    let rows = ask(OF_VISIT).bind(visit.to_string()).fetch_all(pool).await?;
    let mut all: Vec<Checks> = Vec::new();
    for row in &rows {
        let checklist: ChecklistId = parsed(row, "checklist")?;
        let item: Item = serde_json::from_str(row.text("item")?).map_err(|_| wrong("item"))?;
        let answer: Option<String> = row.get("answer")?;
        let check = Check {
            line: row.get("line")?,
            amiss: answer.as_deref().is_some_and(|answer| is_amiss(&item, answer)),
            item,
            answer,
            remark: row.get("remark")?,
        };
        match all.last_mut().filter(|last| last.checklist == checklist) {
            Some(last) => last.lines.push(check),
            None => {
                all.push(Checks { checklist, name: row.get("list")?, version: row.get("version")?, lines: vec![check] })
            }
        }
    }
    all.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(all)
}

fn is_amiss(item: &Item, answer: &str) -> bool {
    match item.asks {
        Asks::Verdict => answer == "not-ok",
        Asks::Number => answer.parse().is_ok_and(|measured| item.is_out(measured)),
        Asks::Tick | Asks::Words => false,
    }
}

/// The steps of a visit's clock, in the order of their moments.
///
/// # Errors
/// When the tables can't be read.
pub async fn times(pool: &Pool, visit: VisitId) -> Result<Vec<Noted>, ReadError> {
    let rows = ask("SELECT step, at FROM visit_times WHERE visit = ?1 ORDER BY visit, position")
        .bind(visit.to_string())
        .fetch_all(pool)
        .await?;
    let noted = |row: &crate::Row| {
        let step = row.text("step")?;
        let at = moment(row, "at")?;
        Ok::<_, ReadError>(match step {
            "began" => Noted { step: Step::Arrive, at, by_clock: false },
            "left-off" => Noted { step: Step::Leave, at, by_clock: false },
            _ => {
                let step = Step::ALL.into_iter().find(|known| known.name() == step).ok_or_else(|| wrong("step"))?;
                Noted { step, at, by_clock: true }
            }
        })
    };
    let mut times = rows.iter().map(noted).collect::<Result<Vec<_>, _>>()?;
    times.sort_by_key(|noted| noted.at);
    Ok(times)
}

/// How a visit was closed.
///
/// # Errors
/// When the tables can't be read.
pub async fn ending(pool: &Pool, visit: VisitId) -> Result<Option<Ending>, ReadError> {
    let row = ask("SELECT * FROM visit_endings WHERE visit = ?1").bind(visit.to_string()).fetch_optional(pool).await?;
    let ending = |row: crate::Row| {
        Ok(Ending {
            advice: row.get("advice")?,
            pass_on: row.get("pass_on")?,
            signer: row.get("signer")?,
            drawing: row.get("drawing")?,
            unsigned: row.get("unsigned")?,
            overrule: row.get("overrule")?,
        })
    };
    row.map(ending).transpose()
}
