//! The questions of maintenance: faults, the planning, visits and one's own work.

use chrono::{Datelike, Days, NaiveDate};
use domain::{
    FaultId, MachineId, UserId, VisitId,
    fault::Urgency,
    settings::{COMPANY, Settings},
    visit::Kind,
};
use projections::{
    Cursor, Page, Pool, ReadError,
    maintenance::{
        DEPARTMENT, agenda, articles, board, checklists, colleagues, faults, files, machines, plans, story, to_plan,
        visit, visits,
    },
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Query, query::Asker, question};

/// Rows a page.
const LIMIT: u32 = 50;
/// Visits that the queue shows at most.
const QUEUE: u32 = 500;
/// Days that one's own work looks ahead when not said otherwise.
const AHEAD: u64 = 14;

/// What is asked of the list of faults.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Faults {
    /// Only those that stand so; open ones come by their promise, others newest first.
    #[serde(default)]
    state: Option<faults::State>,
    /// Only those with this haste.
    #[serde(default)]
    urgency: Option<Urgency>,
    /// Only this customer's.
    #[serde(default)]
    customer: Option<domain::CustomerId>,
    /// Only those of this machine.
    #[serde(default)]
    machine: Option<MachineId>,
    /// A number or words of the customer's name, town or number.
    #[serde(default)]
    search: Option<String>,
    /// Only open ones of which something that was promised presses, or is over.
    #[serde(default)]
    pressing: bool,
    /// By what was promised, the soonest first; newest first when not said, but for open ones.
    by_promise: Option<bool>,
    /// Where the page begins: `next` of the page before.
    #[serde(default)]
    after: Option<String>,
}

/// What is asked of the list of planned visits.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Visits {
    /// From this day on.
    #[serde(default)]
    from: Option<NaiveDate>,
    /// Up to and with this day.
    #[serde(default)]
    until: Option<NaiveDate>,
    /// Only this technician's.
    #[serde(default)]
    technician: Option<UserId>,
    /// Only for this.
    #[serde(default)]
    kind: Option<Kind>,
    /// Only those that stand so.
    #[serde(default)]
    state: Option<visits::State>,
    /// Where the page begins: `next` of the page before.
    #[serde(default)]
    after: Option<String>,
}

/// Which week.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct OfWeek {
    /// A day of the week; this week when not said.
    #[serde(default)]
    week: Option<NaiveDate>,
}

/// Which part of the queue.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct OfKind {
    /// Only for this.
    #[serde(default)]
    kind: Option<Kind>,
}

/// Whose work, and of which days.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Work {
    /// Whose; one's own when not said.
    #[serde(default)]
    technician: Option<UserId>,
    /// From this day on; today when not said.
    #[serde(default)]
    from: Option<NaiveDate>,
    /// Up to and with this day; two weeks ahead when not said.
    #[serde(default)]
    until: Option<NaiveDate>,
}

/// What is looked for.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Search {
    /// The beginning of a number, or a part of a name.
    #[serde(default)]
    search: String,
    /// Parts of this make and type first.
    #[serde(default)]
    model: Option<String>,
}

/// What is asked of the list of maintenance plans.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Plans {
    /// Only those that stand so; running ones when not said.
    #[serde(default)]
    state: Option<plans::State>,
    /// Only this customer's, however they stand.
    #[serde(default)]
    customer: Option<domain::CustomerId>,
    /// Only those of this contract, however they stand.
    #[serde(default)]
    contract: Option<domain::ContractId>,
    /// Only those on this machine, however they stand.
    #[serde(default)]
    machine: Option<MachineId>,
    /// Where the page begins: `next` of the page before.
    #[serde(default)]
    after: Option<String>,
}

/// The checklists of the company.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Checklists {
    /// By name, those that are not used any more last.
    checklists: Vec<checklists::Checklist>,
}

/// A checklist with its versions.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ChecklistCard {
    /// As it is now.
    checklist: checklists::Checklist,
    /// Newest first.
    versions: Vec<checklists::Version>,
}

/// The photos and papers of a machine.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Papers {
    /// Its own, as they were put in.
    files: Vec<files::File>,
    /// Those of the visits to it, newest visit first.
    of_visits: Vec<files::File>,
}

/// Nothing is asked but the thing itself.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Nothing {}

/// A fault with its visits and what happened.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FaultCard {
    /// The fault.
    fault: faults::Fault,
    /// Its visits, oldest first.
    visits: Vec<visits::Visit>,
    /// What happened, newest first.
    story: Vec<story::Line>,
}

/// What waits to be planned.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Queue {
    /// By what was promised; at most 500.
    visits: Vec<visits::Visit>,
}

/// Someone's visits.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Agenda {
    /// By day and time.
    visits: Vec<visits::Visit>,
}

/// A machine with what was done to it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MachineCard {
    /// The machine.
    machine: machines::Machine,
    /// Visits that are over, newest first; at most 50.
    earlier: Vec<machines::Earlier>,
}

/// The technicians.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Technicians {
    /// By name.
    technicians: Vec<colleagues::Technician>,
}

/// From which day on.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct FromDay {
    /// From this day on, for 400 days; today when not said.
    #[serde(default)]
    from: Option<NaiveDate>,
}

/// Who is away.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Absences {
    /// By their last day.
    absences: Vec<colleagues::Absence>,
}

/// Articles for a technician.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Found {
    /// Those whose number fits first; at most 20.
    articles: Vec<articles::Article>,
}

/// Every question of the department.
pub static MAINTENANCE: &[Query] = &[
    question!("faults", "Faults, open ones by their promise", SeeFaults, Faults, Page<faults::Fault>, reported),
    question!("faults/{id}", "A fault with its visits and what happened", SeeFaults, Nothing, FaultCard, fault),
    question!("visits", "Planned visits, by day and time", SeePlanning, Visits, Page<visits::Visit>, planned),
    question!("visits/{id}", "A visit, complete", SeePlanning, Nothing, visit::Sheet, sheet),
    question!("planning/week", "A week of the planning board", SeePlanning, OfWeek, board::Week, week),
    question!("planning/absences", "Which technicians are away when", SeePlanning, FromDay, Absences, absences),
    question!("planning/queue", "What waits to be planned", SeePlanning, OfKind, Queue, queue),
    question!(
        "planning/to-plan",
        "What maintenance plans propose and nobody agreed yet, by place",
        SeePlanning,
        to_plan::Filter,
        Vec<to_plan::Area>,
        proposed
    ),
    question!(
        "maintenance-plans",
        "Maintenance plans by their next day",
        SeePlanning,
        Plans,
        Page<plans::Plan>,
        recurring
    ),
    question!("checklists", "The checklists, by name", SeePlanning, Nothing, Checklists, lists),
    question!("checklists/{id}", "A checklist with its versions", SeePlanning, Nothing, ChecklistCard, checklist),
    question!("machines/{id}/files", "A machine's photos and papers", SeePlanning, Nothing, Papers, papers),
    question!("maintenance-plans/{id}", "A plan with its occurrences", SeePlanning, Nothing, plans::Card, plan),
    question!("technicians", "The technicians who work here", SeePlanning, Nothing, Technicians, technicians),
    question!("work", "A technician's visits of today and later", SeePlanning, Work, Agenda, work),
    question!(
        "machines/{id}/history",
        "What was done to a machine, newest first",
        SeeCustomers,
        Nothing,
        MachineCard,
        history
    ),
    question!("parts", "Articles by number or name, for a work sheet", SeeStock, Search, Found, parts),
];

impl Asker {
    pub(super) fn maintenance(&self) -> &Pool {
        &self.app.reads.of(&DEPARTMENT).pool
    }

    pub(super) fn maintained<T: std::str::FromStr>(&self) -> Option<T> {
        self.id.as_deref().and_then(|id| id.parse().ok())
    }
}

fn cursor(after: Option<String>) -> Option<Cursor> {
    after.as_deref().and_then(Cursor::parse)
}

async fn reported(asker: Asker, asked: Faults) -> Result<Option<Page<faults::Fault>>, ReadError> {
    let Faults { state, urgency, customer, machine, search, pressing, by_promise, after } = asked;
    let pressing_at = pressing.then(|| asker.app.log.clock.now());
    let filter = faults::Filter { state, urgency, customer, machine, search, pressing_at, by_promise };
    faults::list(asker.maintenance(), &filter, cursor(after).as_ref(), LIMIT).await.map(Some)
}

async fn fault(asker: Asker, _: Nothing) -> Result<Option<FaultCard>, ReadError> {
    let Some(id) = asker.maintained::<FaultId>() else { return Ok(None) };
    let pool = asker.maintenance();
    let Some(fault) = faults::one(pool, id).await? else { return Ok(None) };
    let (visits, story) = (visits::of_fault(pool, id).await?, story::of_fault(pool, id).await?);
    Ok(Some(FaultCard { fault, visits, story }))
}

async fn planned(asker: Asker, asked: Visits) -> Result<Option<Page<visits::Visit>>, ReadError> {
    let Visits { from, until, technician, kind, state, after } = asked;
    let filter = visits::Filter { from, until, technician, kind, state };
    visits::list(asker.maintenance(), &filter, cursor(after).as_ref(), LIMIT).await.map(Some)
}

async fn sheet(asker: Asker, _: Nothing) -> Result<Option<visit::Sheet>, ReadError> {
    match asker.maintained::<VisitId>() {
        Some(id) => visit::sheet(asker.maintenance(), id).await,
        None => Ok(None),
    }
}

async fn week(asker: Asker, asked: OfWeek) -> Result<Option<board::Week>, ReadError> {
    let day = asked.week.unwrap_or_else(|| asker.app.log.today());
    let Some(monday) = day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into())) else {
        return Ok(None);
    };
    // The very last days of the calendar have no week after them.
    if monday.checked_add_days(Days::new(7)).is_none() {
        return Ok(None);
    }
    let settings = asker.app.log.state::<Settings>(COMPANY).await?.0;
    Ok(Some(board::week(asker.maintenance(), monday).await?.kept_free(&settings.calendar)))
}

async fn queue(asker: Asker, asked: OfKind) -> Result<Option<Queue>, ReadError> {
    Ok(Some(Queue { visits: board::queue(asker.maintenance(), asked.kind, QUEUE).await? }))
}

async fn proposed(asker: Asker, asked: to_plan::Filter) -> Result<Option<Vec<to_plan::Area>>, ReadError> {
    to_plan::list(asker.maintenance(), &asked, asker.app.log.today(), QUEUE).await.map(Some)
}

async fn lists(asker: Asker, _: Nothing) -> Result<Option<Checklists>, ReadError> {
    Ok(Some(Checklists { checklists: checklists::all(asker.maintenance()).await? }))
}

async fn checklist(asker: Asker, _: Nothing) -> Result<Option<ChecklistCard>, ReadError> {
    let Some(id) = asker.maintained() else { return Ok(None) };
    let Some(checklist) = checklists::one(asker.maintenance(), id).await? else { return Ok(None) };
    Ok(Some(ChecklistCard { checklist, versions: checklists::versions(asker.maintenance(), id).await? }))
}

async fn papers(asker: Asker, _: Nothing) -> Result<Option<Papers>, ReadError> {
    let Some(id) = asker.maintained::<MachineId>() else { return Ok(None) };
    let pool = asker.maintenance();
    if machines::one(pool, id).await?.is_none() {
        return Ok(None);
    }
    Ok(Some(Papers { files: files::of(pool, id.0).await?, of_visits: files::of_visits_to(pool, id).await? }))
}

async fn recurring(asker: Asker, asked: Plans) -> Result<Option<Page<plans::Plan>>, ReadError> {
    let Plans { state, customer, contract, machine, after } = asked;
    let filter = plans::Filter { state, customer, contract, machine };
    plans::list(asker.maintenance(), &filter, cursor(after).as_ref(), LIMIT).await.map(Some)
}

async fn plan(asker: Asker, _: Nothing) -> Result<Option<plans::Card>, ReadError> {
    match asker.maintained() {
        Some(id) => plans::card(asker.maintenance(), id).await,
        None => Ok(None),
    }
}

async fn technicians(asker: Asker, _: Nothing) -> Result<Option<Technicians>, ReadError> {
    Ok(Some(Technicians { technicians: colleagues::technicians(asker.maintenance()).await? }))
}

async fn absences(asker: Asker, asked: FromDay) -> Result<Option<Absences>, ReadError> {
    let from = asked.from.unwrap_or_else(|| asker.app.log.today());
    let until = from.checked_add_days(Days::new(400)).unwrap_or(from);
    Ok(Some(Absences { absences: colleagues::absences(asker.maintenance(), from, until).await? }))
}

async fn work(asker: Asker, asked: Work) -> Result<Option<Agenda>, ReadError> {
    let technician = asked.technician.unwrap_or(asker.session.user);
    let from = asked.from.unwrap_or_else(|| asker.app.log.today());
    let until = asked.until.or_else(|| from.checked_add_days(Days::new(AHEAD))).unwrap_or(from);
    Ok(Some(Agenda { visits: agenda::of_technician(asker.maintenance(), technician, from, until).await? }))
}

async fn history(asker: Asker, _: Nothing) -> Result<Option<MachineCard>, ReadError> {
    let Some(id) = asker.maintained::<MachineId>() else { return Ok(None) };
    let pool = asker.maintenance();
    let Some(machine) = machines::one(pool, id).await? else { return Ok(None) };
    Ok(Some(MachineCard { machine, earlier: machines::history(pool, id, LIMIT).await? }))
}

async fn parts(asker: Asker, asked: Search) -> Result<Option<Found>, ReadError> {
    Ok(Some(Found {
        articles: articles::search(asker.maintenance(), &asked.search, asked.model.as_deref(), 20).await?,
    }))
}
