//! The questions about what would have been with another setting; not found where one may not see what they are about.

use chrono::NaiveDate;
use domain::{ArticleId, Line, Opening, Permission, Quantity, article::Article};
use projections::ReadError;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    Query,
    query::{Asker, Unanswered},
    question,
    what_if::{self, HoursAnswer, Minimum, ReminderDays, RemindersAnswer, StockAnswer},
};

/// Another minimum of one article or of all.
#[derive(Debug, Default, Deserialize, JsonSchema)]
struct Stock {
    /// The number of one article; all when not said.
    #[serde(default)]
    article: Option<Line>,
    /// So many of each.
    #[serde(default)]
    minimum: Option<Quantity>,
    /// So many percent of what it is now, where no minimum is said; 150 when neither is.
    #[serde(default)]
    #[schemars(range(max = 1000))]
    percent: Option<u16>,
}

/// Other days for reminders.
#[derive(Debug, Deserialize, JsonSchema)]
struct Reminders {
    /// Days late at which each goes out, increasing: `7,14,30`.
    days: ReminderDays,
    /// Of invoices that fell due from this day on.
    from: NaiveDate,
    /// Up to this day.
    until: NaiveDate,
}

/// Other working hours.
#[derive(Debug, Deserialize, JsonSchema)]
struct Hours {
    /// From when to when people work.
    #[serde(flatten)]
    opening: Opening,
    /// Of faults that were reported from this day on.
    first: NaiveDate,
    /// Up to this day.
    last: NaiveDate,
}

/// Every question of this kind.
pub static WHAT_IF: &[Query] = &[
    question!("what-if/stock", "What another minimum would have brought", ViewReports, Stock, StockAnswer, stock),
    question!(
        "what-if/reminders",
        "What other reminder days would have brought",
        ViewReports,
        Reminders,
        RemindersAnswer,
        reminders
    ),
    question!(
        "what-if/opening-hours",
        "What other working hours would have promised",
        ViewReports,
        Hours,
        HoursAnswer,
        hours
    ),
];

async fn stock(asker: Asker, asked: Stock) -> Result<Option<StockAnswer>, Unanswered> {
    if !asker.session.may(Permission::SeeStock) {
        return Ok(None);
    }
    if asked.minimum.is_some_and(|minimum| minimum < Quantity::default()) {
        return Err(Unanswered::wrong("minimum", "quantity-below-zero"));
    }
    if asked.percent.is_some_and(|percent| percent > what_if::MOST_PERCENT) {
        return Err(Unanswered::wrong("percent", "percent-of-it"));
    }
    let minimum = asked.minimum.map_or(Minimum::Percent(asked.percent.unwrap_or(150)), Minimum::Of);
    let article = asked.article.as_ref().map(ArticleId::of_number);
    if let Some(article) = &article
        && asker.app.log.state::<Article>(&article.to_string()).await.map_err(ReadError::from)?.1.is_none()
    {
        return Err(Unanswered::wrong("article", "article-number"));
    }
    Ok(Some(what_if::stock(&asker.app, article, minimum).await?))
}

async fn reminders(asker: Asker, asked: Reminders) -> Result<Option<RemindersAnswer>, ReadError> {
    if !asker.session.may(Permission::SeeInvoices) {
        return Ok(None);
    }
    what_if::reminders(&asker.app, &asked.days.0, (asked.from, asked.until)).await.map(Some)
}

async fn hours(asker: Asker, asked: Hours) -> Result<Option<HoursAnswer>, Unanswered> {
    if !asker.session.may(Permission::SeeFaults) {
        return Ok(None);
    }
    if asked.opening.until <= asked.opening.from {
        return Err(Unanswered::wrong("until", "slot-ends-before-start"));
    }
    Ok(Some(what_if::hours(&asker.app, asked.opening, (asked.first, asked.last)).await?))
}
