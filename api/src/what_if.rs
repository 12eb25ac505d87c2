//! What if: the same history with another minimum, other reminder days or other working hours, set beside what was. Nothing is written.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use domain::{
    ArticleId, Decider, InvoiceId, Opening, Quantity,
    article::{Article, Event},
    registry::AnyEvent,
    settings::{COMPANY, Settings, are_reminder_days},
    what_if::{
        promises::{self, Kept},
        stock::{self, Outcome},
    },
};
use event_store::{Revision, StreamName, codec};
use projections::{ReadError, finance, maintenance, purchasing};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::App;

/// Events of a stream a page.
const PAGE: u32 = 1_000;

/// Days after which reminders go out: `7,14,30`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
pub struct ReminderDays(pub Vec<u16>);

impl TryFrom<String> for ReminderDays {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let days: Result<Vec<u16>, _> =
            text.split([',', ' ', ';']).filter(|day| !day.is_empty()).map(str::parse).collect();
        days.ok().filter(|days| are_reminder_days(days)).map(Self).ok_or("days")
    }
}

/// The most percent of a minimum.
pub const MOST_PERCENT: u16 = 1_000;

/// Another minimum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Minimum {
    /// So many.
    Of(Quantity),
    /// So many percent of what it is now.
    Percent(u16),
}

impl Minimum {
    fn instead_of(self, known: Quantity) -> Quantity {
        match self {
            Self::Of(quantity) => quantity,
            Self::Percent(percent) => {
                let thousandths = known.thousandths().saturating_mul(i64::from(percent)) / 100;
                // Articles of which there are whole ones go up to the next.
                let whole = known.thousandths() % 1_000 == 0;
                let up = if whole { (thousandths + 999).div_euclid(1_000) * 1_000 } else { thousandths };
                Quantity::from_thousandths(up)
            }
        }
    }
}

/// What another minimum would have brought.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct StockAnswer {
    /// As it went.
    pub was: Outcome,
    /// As it would have gone.
    pub would: Outcome,
    /// The articles with which it would have gone otherwise, first those that would have been out for the least time beside what was.
    pub articles: Vec<ArticleAnswer>,
}

/// An article with which it would have gone otherwise.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ArticleAnswer {
    /// Which.
    pub article: ArticleId,
    /// Its number.
    pub number: String,
    /// Its name.
    pub name: String,
    /// Its minimum now.
    pub minimum: Quantity,
    /// The other minimum.
    pub instead: Quantity,
    /// As it went.
    pub was: Outcome,
    /// As it would have gone.
    pub would: Outcome,
}

/// What another minimum would have brought, of one article or of all.
///
/// # Errors
/// When the tables or the log can't be read.
pub async fn stock(app: &App, of: Option<ArticleId>, minimum: Minimum) -> Result<StockAnswer, ReadError> {
    let kept = purchasing::what_if::kept(&app.reads.of(&purchasing::DEPARTMENT).pool).await?;
    let mut answer = StockAnswer::default();
    for one in kept.into_iter().filter(|one| of.is_none_or(|of| of == one.article)) {
        let instead = minimum.instead_of(one.minimum);
        let (was, would) = stock::replay(&history(app, one.article).await?, instead, app.log.clock.now());
        answer.was += was;
        answer.would += would;
        if was != would {
            let purchasing::what_if::Kept { article, number, name, minimum } = one;
            answer.articles.push(ArticleAnswer { article, number, name, minimum, instead, was, would });
        }
    }
    answer.articles.sort_by_key(|one| one.would.minutes_out - one.was.minutes_out);
    Ok(answer)
}

async fn history(app: &App, article: ArticleId) -> Result<Vec<(DateTime<Utc>, Event)>, ReadError> {
    let stream = StreamName::new(Article::CATEGORY, &article.to_string())?;
    let (mut history, mut from) = (Vec::new(), Revision(0));
    loop {
        let page = app.log.store.read_stream(&stream, from, PAGE).await?.events;
        let Some(last) = page.last() else { return Ok(history) };
        from = Revision(last.revision.0 + 1);
        for recorded in codec::decode_page(&app.log.keys, page).await? {
            if let AnyEvent::Article(event) = recorded.event {
                history.push((recorded.recorded_at, event));
            }
        }
    }
}

/// What other reminder days would have brought.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct RemindersAnswer {
    /// Invoices that fell due in these days.
    pub invoices: u32,
    /// By level, from the first: how many went.
    pub was: Vec<u32>,
    /// By level: how many would have gone.
    pub would: Vec<u32>,
    /// Invoices that were paid without any reminder.
    pub never_was: u32,
    /// Those that would have been.
    pub never_would: u32,
    /// Invoices of which other reminders would have gone, those that fell due first before; at most 100.
    pub changed: Vec<InvoiceAnswer>,
    /// How many these are.
    pub changes: u32,
}

/// An invoice of which other reminders would have gone.
#[derive(Debug, Serialize, JsonSchema)]
pub struct InvoiceAnswer {
    /// Which.
    pub invoice: InvoiceId,
    /// Its number.
    pub number: String,
    /// The last day to pay.
    pub due: NaiveDate,
    /// When it became known that nothing was open any more.
    pub closed: Option<NaiveDate>,
    /// On which days reminders went.
    pub was: Vec<NaiveDate>,
    /// On which they would have.
    pub would: Vec<NaiveDate>,
}

/// Invoices that are told one by one.
const TOLD: usize = 100;

/// What other reminder days would have brought for invoices that fell due on these days.
///
/// # Errors
/// When the tables can't be read.
pub async fn reminders(app: &App, days: &[u16], of: (NaiveDate, NaiveDate)) -> Result<RemindersAnswer, ReadError> {
    let pool = &app.reads.of(&finance::DEPARTMENT).pool;
    let known = finance::what_if::due(pool, of, |at| app.log.local(at).date()).await?;
    let mut answer = RemindersAnswer { invoices: u32::try_from(known.len()).unwrap_or(u32::MAX), ..Default::default() };
    for one in known {
        let would = one.late.reminded(days, app.log.today());
        count(&mut answer.was, &one.reminded);
        count(&mut answer.would, &would);
        answer.never_was += u32::from(one.reminded.is_empty() && one.late.closed.is_some());
        answer.never_would += u32::from(would.is_empty() && one.late.closed.is_some());
        if one.reminded != would {
            answer.changes += 1;
            if answer.changed.len() < TOLD {
                let on = |sent: Vec<(NaiveDate, u8)>| sent.into_iter().map(|(on, _)| on).collect();
                let (due, closed) = (one.late.due, one.late.closed);
                let (was, would) = (on(one.reminded), on(would));
                let (invoice, number) = (one.invoice, one.number);
                answer.changed.push(InvoiceAnswer { invoice, number, due, closed, was, would });
            }
        }
    }
    let levels = answer.was.len().max(answer.would.len());
    answer.was.resize(levels, 0);
    answer.would.resize(levels, 0);
    Ok(answer)
}

fn count(levels: &mut Vec<u32>, sent: &[(NaiveDate, u8)]) {
    for (_, level) in sent {
        let place = usize::from(level.saturating_sub(1));
        levels.resize(levels.len().max(place + 1), 0);
        if let Some(count) = levels.get_mut(place) {
            *count += 1;
        }
    }
}

/// What other working hours would have promised.
#[derive(Debug, Serialize, JsonSchema)]
pub struct HoursAnswer {
    /// As it went.
    pub was: Kept,
    /// As it would have gone.
    pub would: Kept,
}

/// What other working hours would have promised for faults that were reported on these days.
///
/// # Errors
/// When the tables can't be read.
pub async fn hours(
    app: &App,
    opening: Opening,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<HoursAnswer, ReadError> {
    let midnight = |day: NaiveDate| {
        let local = day.and_time(NaiveTime::MIN).and_local_timezone(app.log.zone).earliest();
        local.map_or_else(|| day.and_time(NaiveTime::MIN).and_utc(), |at| at.to_utc())
    };
    let pool = &app.reads.of(&maintenance::DEPARTMENT).pool;
    let next = until.checked_add_days(Days::new(1)).unwrap_or(until);
    let faults = maintenance::what_if::heard(pool, midnight(from), midnight(next)).await?;
    let (settings, _) = app.log.state::<Settings>(COMPANY).await?;
    let mut settings = settings.as_ref().clone();
    settings.calendar.opening = opening;
    let (was, would) = promises::replay(&faults, &settings, app.log.zone, app.log.clock.now());
    Ok(HoursAnswer { was, would })
}
