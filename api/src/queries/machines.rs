//! The questions of the installed base: all machines, as lists filter them.

use domain::{
    CustomerId, MachineId,
    settings::{COMPANY, Settings},
};
use projections::{
    Cursor, Page, ReadError,
    maintenance::{
        DEPARTMENT,
        installed::{self, Filter, Installed, Sort, Warranty},
        recalls::{self, Called, Recall},
    },
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Query, query::Asker, question};

/// Rows a page.
const LIMIT: u32 = 50;

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

/// What is asked of the list of recalls.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Recalls {
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

/// The questions of the installed base.
pub static MACHINES: &[Query] = &[
    question!("machines", "Machines, of everyone or by a filter", SeeCustomers, Machines, Page<Installed>, listed),
    question!("recalls", "Recalls, newest first", SeePlanning, Recalls, Page<Recall>, called_back),
    question!("recalls/{id}", "A recall and how far its machines are", SeePlanning, Nothing, RecallCard, recall),
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
    let pool = &asker.app.reads.of(&DEPARTMENT).pool;
    installed::page(pool, &filter, asker.app.log.today(), after.as_ref(), LIMIT).await.map(Some)
}

async fn called_back(asker: Asker, asked: Recalls) -> Result<Option<Page<Recall>>, ReadError> {
    let after = asked.after.as_deref().and_then(Cursor::parse);
    recalls::list(&asker.app.reads.of(&DEPARTMENT).pool, after.as_ref(), LIMIT).await.map(Some)
}

async fn recall(asker: Asker, _: Nothing) -> Result<Option<RecallCard>, ReadError> {
    let Some(id) = asker.id.as_deref().and_then(|id| id.parse().ok()) else { return Ok(None) };
    let pool = &asker.app.reads.of(&DEPARTMENT).pool;
    let Some(recall) = recalls::one(pool, id).await? else { return Ok(None) };
    Ok(Some(RecallCard { machines: recalls::machines(pool, id).await?, recall }))
}
