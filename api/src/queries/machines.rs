//! The questions of the installed base: all machines, as lists filter them.

use domain::{
    CounterId, CustomerId, MachineId,
    settings::{COMPANY, Settings},
};
use projections::{
    Cursor, Page, ReadError,
    maintenance::{
        counters::{self, Counter, Shown},
        installed::{self, Filter, Installed, Sort, Warranty},
        machines,
        manuals::{self, Manual, Version},
        meter::{self, Reading},
        recalls::{self, Called, Recall},
    },
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Query, query::Asker, question};

/// Rows a page.
const LIMIT: u32 = 50;
/// Readings of a counter.
const READINGS: u32 = 200;

/// What is asked of the list of machines.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Machines {
    /// Beginnings of words of type, serial number, place, customer and town.
    #[serde(default)]
    search: Option<String>,
    /// Only these, by their ids; all when there are none.
    #[serde(default)]
    chosen: Vec<MachineId>,
    /// Those of this customer.
    #[serde(default)]
    customer: Option<CustomerId>,
    /// Only of this make and type.
    #[serde(default)]
    model: Option<String>,
    /// Serial numbers from this one on.
    #[serde(default)]
    serial_from: Option<String>,
    /// Serial numbers up to and with this one, and those that begin with it.
    #[serde(default)]
    serial_until: Option<String>,
    /// Beginning of the town's name.
    #[serde(default)]
    city: Option<String>,
    /// Only those that stand so with their warranty.
    #[serde(default)]
    warranty: Option<Warranty>,
    /// Only those on which a contract runs, or none.
    #[serde(default)]
    contract: Option<bool>,
    /// Those that are no longer there, instead of the others.
    #[serde(default)]
    removed: bool,
    /// Sorted by; the customer when not said.
    #[serde(default)]
    sort: Option<Sort>,
    /// The other way round.
    #[serde(default)]
    descending: bool,
    /// Where the page begins: `next` of the page before.
    #[serde(default)]
    after: Option<String>,
}

/// Which page of a list.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Paged {
    /// Where the page begins: `next` of the page before.
    #[serde(default)]
    after: Option<String>,
}

/// Nothing is asked but the thing itself.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Nothing {}

/// A recall with its machines.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RecallCard {
    /// The recall.
    recall: Recall,
    /// Its machines, what is open first.
    machines: Vec<Called>,
}

/// A manual with its versions.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ManualCard {
    /// The manual.
    manual: Manual,
    /// Its versions, newest first.
    versions: Vec<Version>,
}

/// The manuals of a machine's type.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Shelf {
    /// By title.
    manuals: Vec<Manual>,
}

/// The counters of machines.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Counters {
    /// By name, those that are not read any more last.
    counters: Vec<Counter>,
}

/// The counters of a machine.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Dashboard {
    /// By name.
    counters: Vec<Shown>,
}

/// Which counter.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct OfCounter {
    /// Which of the machine's; the one without a name when not said.
    #[serde(default)]
    counter: Option<CounterId>,
}

/// What a counter showed.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Readings {
    /// The newest first, two hundred at most.
    readings: Vec<Reading>,
}

/// The questions of the installed base.
pub static MACHINES: &[Query] = &[
    question!("machines", "Machines, of everyone or by a filter", SeeCustomers, Machines, Page<Installed>, listed),
    question!("recalls", "Recalls, newest first", SeePlanning, Paged, Page<Recall>, called_back),
    question!("recalls/{id}", "A recall and how far its machines are", SeePlanning, Nothing, RecallCard, recall),
    question!("manuals", "Manuals by title, withdrawn ones last", SeeStock, Paged, Page<Manual>, all_manuals),
    question!("manuals/{id}", "A manual with its versions", SeeStock, Nothing, ManualCard, manual),
    question!("counters", "The counters of machines, by name", SeeCustomers, Nothing, Counters, all_counters),
    question!("machines/{id}/counters", "A machine's counters", SeeCustomers, Nothing, Dashboard, dashboard),
    question!(
        "machines/{id}/readings",
        "What a counter of a machine showed",
        SeeCustomers,
        OfCounter,
        Readings,
        readings
    ),
    question!("machines/{id}/manuals", "The manuals of a machine's type", SeeStock, Nothing, Shelf, shelf),
];

async fn listed(asker: Asker, asked: Machines) -> Result<Option<Page<Installed>>, ReadError> {
    let (settings, _) = asker.app.log.state::<Settings>(COMPANY).await?;
    let filter = Filter {
        search: asked.search,
        chosen: asked.chosen,
        customer: asked.customer,
        model: asked.model,
        serial_from: asked.serial_from,
        serial_until: asked.serial_until,
        city: asked.city,
        warranty: asked.warranty,
        soon: settings.warranty_alert_days().iter().max().copied().unwrap_or_default(),
        contract: asked.contract,
        removed: asked.removed,
        sort: asked.sort.unwrap_or_default(),
        descending: asked.descending,
    };
    let after = asked.after.as_deref().and_then(Cursor::parse);
    let pool = asker.maintenance();
    installed::page(pool, &filter, asker.app.log.today(), after.as_ref(), LIMIT).await.map(Some)
}

async fn called_back(asker: Asker, asked: Paged) -> Result<Option<Page<Recall>>, ReadError> {
    let after = asked.after.as_deref().and_then(Cursor::parse);
    recalls::list(asker.maintenance(), after.as_ref(), LIMIT).await.map(Some)
}

async fn recall(asker: Asker, _: Nothing) -> Result<Option<RecallCard>, ReadError> {
    let Some(id) = asker.maintained() else { return Ok(None) };
    let pool = asker.maintenance();
    let Some(recall) = recalls::one(pool, id).await? else { return Ok(None) };
    Ok(Some(RecallCard { machines: recalls::machines(pool, id).await?, recall }))
}

async fn all_manuals(asker: Asker, asked: Paged) -> Result<Option<Page<Manual>>, ReadError> {
    let after = asked.after.as_deref().and_then(Cursor::parse);
    manuals::page(asker.maintenance(), after.as_ref(), LIMIT).await.map(Some)
}

async fn manual(asker: Asker, _: Nothing) -> Result<Option<ManualCard>, ReadError> {
    let Some(id) = asker.maintained() else { return Ok(None) };
    let Some(manual) = manuals::one(asker.maintenance(), id).await? else { return Ok(None) };
    Ok(Some(ManualCard { versions: manuals::versions(asker.maintenance(), id).await?, manual }))
}

async fn shelf(asker: Asker, _: Nothing) -> Result<Option<Shelf>, ReadError> {
    let Some(id) = asker.maintained() else { return Ok(None) };
    let Some(machine) = machines::one(asker.maintenance(), id).await? else { return Ok(None) };
    Ok(Some(Shelf { manuals: manuals::of_model(asker.maintenance(), &machine.model).await? }))
}

async fn all_counters(asker: Asker, _: Nothing) -> Result<Option<Counters>, ReadError> {
    Ok(Some(Counters { counters: counters::all(asker.maintenance()).await? }))
}

async fn dashboard(asker: Asker, _: Nothing) -> Result<Option<Dashboard>, ReadError> {
    let Some(id) = asker.maintained() else { return Ok(None) };
    let Some(machine) = machines::one(asker.maintenance(), id).await? else { return Ok(None) };
    Ok(Some(Dashboard { counters: counters::of_machine(asker.maintenance(), &machine).await? }))
}

async fn readings(asker: Asker, asked: OfCounter) -> Result<Option<Readings>, ReadError> {
    let Some(id) = asker.maintained() else { return Ok(None) };
    if machines::one(asker.maintenance(), id).await?.is_none() {
        return Ok(None);
    }
    Ok(Some(Readings { readings: meter::readings(asker.maintenance(), id, asked.counter, READINGS).await? }))
}
