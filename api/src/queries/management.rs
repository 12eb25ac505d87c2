//! The questions of management: the log, key figures and the settings in force.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    CustomerId, Line, Money, Opening, Permission, Rate, Role, UserId,
    calendar::LiberationDay,
    report::logged,
    review::Rule,
    settings::{COMPANY, Company, Settings, VatKind},
};
use event_store::Revision;
use projections::{
    Cursor, Page, ReadError,
    management::{
        DEPARTMENT,
        entries::{self, By, Entry, Filter},
        figures::{self, Figure},
        reviews::{self, Month, Review, State},
        why::{Step, back, beginning, forward},
    },
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Query,
    change::{Change, story},
    query::Asker,
    question,
    why::{self, Because},
};

/// Rows a page.
const LIMIT: usize = 100;

/// What is asked of the log.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Log {
    /// Of this colleague.
    #[serde(default)]
    person: Option<UserId>,
    /// Only what people did, or only what Werkbank did by itself.
    #[serde(default)]
    by: Option<By>,
    /// Done in this role.
    #[serde(default)]
    role: Option<Role>,
    /// About this kind of thing: `visit`.
    #[serde(default)]
    kind: Option<String>,
    /// Of this type: `visit_moved`.
    #[serde(default)]
    event: Option<String>,
    /// About this customer.
    #[serde(default)]
    customer: Option<CustomerId>,
    /// From this moment on.
    #[serde(default)]
    from: Option<DateTime<Utc>>,
    /// Before this moment.
    #[serde(default)]
    until: Option<DateTime<Utc>>,
    /// With these words in what the event says, or in the name of its customer or of who did it.
    #[serde(default)]
    search: Option<String>,
    /// Where the page begins: `next` or `previous` of the page beside it.
    #[serde(default)]
    after: Option<String>,
}

/// Nothing is asked but the thing itself.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Nothing {}

/// Key figures.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Figures {
    /// Each with its last 13 weeks.
    figures: Vec<Figure>,
}

/// An entry with why it happened and what came of it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WholeEntry {
    /// The entry.
    entry: Entry,
    /// What the event changed of its thing, field by field; what is about people as long as they are not forgotten.
    changes: Vec<Change>,
    /// What it follows from, the nearest first: the last one is the act that began it.
    because: Vec<Because>,
    /// All that followed from it, each behind what it follows from.
    followed: Vec<Because>,
}

/// What is asked of the reviews.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Reviews {
    /// In this state; when not said, all that is neither approved nor taken back.
    #[serde(default)]
    state: Option<State>,
    /// Raised by this rule.
    #[serde(default)]
    rule: Option<Rule>,
    /// Of what this colleague did.
    #[serde(default)]
    person: Option<UserId>,
    /// Where the page begins: `next` of the page before.
    #[serde(default)]
    after: Option<String>,
}

/// How much of what people did was looked at.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Coverage {
    /// By month, the newest first; at most 24.
    months: Vec<Month>,
}

/// A rule of the review as it is set.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReviewRule {
    /// Which.
    rule: Rule,
    /// Whether it has acts looked at.
    applies: bool,
    /// From where on; nothing where it has no threshold.
    limit: Option<u16>,
}

/// A VAT rate with the day from which it holds.
#[derive(Debug, Serialize, JsonSchema)]
pub struct VatRate {
    /// Which.
    kind: VatKind,
    /// From this day.
    from: NaiveDate,
    /// How much.
    rate: Rate,
}

/// An hourly rate with the day from which it holds.
#[derive(Debug, Serialize, JsonSchema)]
pub struct HourlyRate {
    /// From this day.
    from: NaiveDate,
    /// How much, without VAT.
    rate: Money,
}

/// Days on which we close.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ClosedDays {
    /// The first of them.
    from: NaiveDate,
    /// The last of them.
    until: NaiveDate,
    /// What for.
    name: Line,
}

/// The settings in force.
#[derive(Debug, Serialize, JsonSchema)]
pub struct InForce {
    /// Who we are, once said.
    company: Option<Company>,
    /// VAT rates by the day from which they hold.
    vat: Vec<VatRate>,
    /// Hourly rates by the day from which they hold.
    hourly: Vec<HourlyRate>,
    /// Days late at which each level of reminder goes out.
    reminder_days: Vec<u16>,
    /// Days to pay, once said.
    payment_days: Option<u16>,
    /// Days before a contract's last day of notice, and its end, at which is warned.
    contract_alert_days: Vec<u16>,
    /// Days before the end of a machine's warranty at which is warned.
    warranty_alert_days: Vec<u16>,
    /// When we work.
    opening: Opening,
    /// When 5 May is a day off, in the Netherlands.
    liberation_day: LiberationDay,
    /// Days on which we close, by the first of them.
    closings: Vec<ClosedDays>,
    /// What of what people do is looked at.
    review: Vec<ReviewRule>,
    /// Revision of the settings; none before the first one.
    revision: Option<u64>,
}

/// Every question of management.
pub static MANAGEMENT: &[Query] = &[
    question!("log", "Who did what and when, newest first", SeeLog, Log, Page<Entry>, log),
    question!("log/{id}", "What happened at a position of the log, and why", SeeLog, Nothing, WholeEntry, entry),
    question!(
        "why/{id}",
        "Why there is a thing (`mail-…`, `task-…`), back to the act that it follows from",
        SeeLog,
        Nothing,
        Vec<Because>,
        reasons
    ),
    question!("figures", "Key figures of the last 13 weeks", SeeLog, Nothing, Figures, counted),
    question!(
        "reviews",
        "What people did that wants a look, newest first",
        ReviewLog,
        Reviews,
        Page<Review>,
        looked_at
    ),
    question!(
        "reviews/{id}",
        "One act that wants a look; who did it sees what is asked about it",
        HandleTasks,
        Nothing,
        Review,
        review
    ),
    question!("review-coverage", "How much of what people did was looked at", ReviewLog, Nothing, Coverage, coverage),
    question!("settings", "The settings in force", SeeSettings, Nothing, InForce, settings),
];

async fn log(asker: Asker, asked: Log) -> Result<Option<Page<Entry>>, ReadError> {
    let Log { person, by, role, kind, event, customer, from, until, search, after } = asked;
    let category = event.as_deref().and_then(logged::category).map(Into::into).or(kind);
    let filter = Filter { person, by, role, category, event_type: event, customer, from, until, search };
    entries::list(&asker.app.reads.of(&DEPARTMENT).pool, &filter, after.as_deref(), LIMIT).await.map(Some)
}

async fn entry(asker: Asker, _: Nothing) -> Result<Option<WholeEntry>, ReadError> {
    let pool = &asker.app.reads.of(&DEPARTMENT).pool;
    let Some(position) = asker.id.as_deref().and_then(|id| id.parse().ok()) else { return Ok(None) };
    let Some(entry) = entries::one(pool, position).await? else { return Ok(None) };
    let (log, lang) = (&asker.app.log, asker.session.lang);
    let because = why::explained(log, lang, back(pool, entry.event).await?).await?;
    let followed = why::explained(log, lang, forward(pool, entry.event).await?).await?;
    let last = Revision(u64::try_from(entry.revision).unwrap_or_default());
    let (_, changes) = story(&asker.app, &entry.stream.parse()?, last).await?;
    Ok(Some(WholeEntry { entry, changes, because, followed }))
}

/// Why there is a thing: where its own story begins, and what that follows from.
async fn reasons(asker: Asker, _: Nothing) -> Result<Option<Vec<Because>>, ReadError> {
    let pool = &asker.app.reads.of(&DEPARTMENT).pool;
    let Some(entry) = beginning(pool, asker.id.as_deref().unwrap_or_default()).await? else { return Ok(None) };
    let mut steps = back(pool, entry.event).await?;
    steps.insert(0, Step { depth: 0, entry });
    Ok(Some(why::explained(&asker.app.log, asker.session.lang, steps).await?))
}

async fn counted(asker: Asker, _: Nothing) -> Result<Option<Figures>, ReadError> {
    let log = &asker.app.log;
    let pool = &asker.app.reads.of(&DEPARTMENT).pool;
    let figures = figures::some(pool, &figures::ALL, log.today(), |at| log.local(at).date()).await?;
    Ok(Some(Figures { figures }))
}

async fn looked_at(asker: Asker, asked: Reviews) -> Result<Option<Page<Review>>, ReadError> {
    let Reviews { state, rule, person: author, after } = asked;
    let after = after.as_deref().and_then(Cursor::parse);
    let filter = reviews::Filter { state, rule, author };
    reviews::list(&asker.app.reads.of(&DEPARTMENT).pool, &filter, after.as_ref(), LIMIT).await.map(Some)
}

async fn review(asker: Asker, _: Nothing) -> Result<Option<Review>, ReadError> {
    let Some(id) = asker.id.as_deref().and_then(|id| id.parse().ok()) else { return Ok(None) };
    let found = reviews::one(&asker.app.reads.of(&DEPARTMENT).pool, id).await?;
    let may = |review: &Review| review.author == asker.session.user || asker.session.sees(Permission::ReviewLog);
    Ok(found.filter(may))
}

async fn coverage(asker: Asker, _: Nothing) -> Result<Option<Coverage>, ReadError> {
    let months = reviews::coverage(&asker.app.reads.of(&DEPARTMENT).pool, 24, asker.app.log.zone).await?;
    Ok(Some(Coverage { months }))
}

async fn settings(asker: Asker, _: Nothing) -> Result<Option<InForce>, ReadError> {
    let (state, revision) = asker.app.log.state::<Settings>(COMPANY).await?;
    Ok(Some(InForce {
        company: state.company.clone(),
        vat: state.vat.iter().map(|((kind, from), rate)| VatRate { kind: *kind, from: *from, rate: *rate }).collect(),
        hourly: state.hourly.iter().map(|(from, rate)| HourlyRate { from: *from, rate: *rate }).collect(),
        reminder_days: state.reminder_days.clone(),
        payment_days: state.payment_days,
        contract_alert_days: state.contract_alert_days.clone(),
        warranty_alert_days: state.warranty_alert_days().to_vec(),
        opening: state.calendar.opening,
        liberation_day: state.calendar.liberation,
        closings: (state.calendar.closings.iter())
            .map(|(from, closing)| ClosedDays { from: *from, until: closing.until, name: closing.name.clone() })
            .collect(),
        review: (Rule::ALL.into_iter())
            .map(|rule| (rule, state.review_rule(rule)))
            .map(|(rule, set)| ReviewRule { rule, applies: set.applies, limit: set.limit })
            .collect(),
        revision: revision.map(|revision| revision.0),
    }))
}
