//! Alerts about stock that are still open, so that they are finished when their reason has gone.

use domain::{ArticleId, TaskId, VisitId, registry::AnyEvent, task::Event};
use event_store::Recorded;

use crate::{Pool, ReadError, Writes, access::users::id, ask, values};

/// Stock fell to the minimum.
pub const LOW: &str = "article-low";
/// Nothing is left.
pub const OUT: &str = "article-out";
/// More was used than there was.
pub const BELOW_ZERO: &str = "stock-below-zero";
/// Less is left than visits need, and too little is coming.
pub const SHORT: &str = "article-short";
/// An appointment needs what is not there.
pub const AT_RISK: &str = "appointment-at-risk";
/// Werkbank ordered by itself.
pub const ORDERED: &str = "article-ordered";
/// The word of a task that holds the article's number.
pub const ARTICLE: &str = "article";

/// An alert that nobody has finished yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// The task.
    pub task: TaskId,
    /// Its place in the log: of two that say the same the first one counts.
    pub position: i64,
    /// Its kind: one of this file's words.
    pub kind: String,
    /// Because of which article.
    pub article: ArticleId,
    /// The appointment at risk.
    pub visit: Option<VisitId>,
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Task(event) = &recorded.event else { return };
    let id = recorded.subject();
    match event {
        Event::TaskRaised { kind, about, words, .. }
            if [LOW, OUT, BELOW_ZERO, SHORT, AT_RISK].contains(&kind.as_str()) =>
        {
            let Some(number) = words.get(ARTICLE) else { return };
            let visit = about.as_str().strip_prefix("visit-").and_then(|id| id.parse::<VisitId>().ok());
            writes.run(
                "INSERT INTO alerts VALUES (?1, ?2, ?3, ?4, ?5)",
                values![id, kind.as_str(), ArticleId::of_number(number), visit, recorded.position.0],
            );
        }
        Event::TaskCompleted { .. } => writes.run("DELETE FROM alerts WHERE task = ?1", values![id]),
        _ => {}
    }
}

fn alert(row: &crate::Row) -> Result<Alert, ReadError> {
    let visit: Option<String> = row.get("visit")?;
    Ok(Alert {
        task: id(row, "task")?,
        position: row.get("position")?,
        kind: row.get("kind")?,
        article: id(row, "article")?,
        visit: visit.and_then(|id| id.parse().ok()),
    })
}

/// Open alerts because of an article.
///
/// # Errors
/// When the tables can't be read.
pub async fn of_article(pool: &Pool, article: ArticleId) -> Result<Vec<Alert>, ReadError> {
    let rows = ask("SELECT * FROM alerts WHERE article = ?1 ORDER BY kind, task")
        .bind(article.to_string())
        .fetch_all(pool)
        .await?;
    rows.iter().map(alert).collect()
}

/// Open alerts about an appointment.
///
/// # Errors
/// When the tables can't be read.
pub async fn of_visit(pool: &Pool, visit: VisitId) -> Result<Vec<Alert>, ReadError> {
    let rows = ask("SELECT * FROM alerts WHERE visit = ?1 ORDER BY kind, task")
        .bind(visit.to_string())
        .fetch_all(pool)
        .await?;
    rows.iter().map(alert).collect()
}
