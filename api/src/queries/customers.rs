//! The questions of customers: the list, the card, the story, machines and what they bought.

use domain::{MachineId, customer::Kind};
use projections::{
    Cursor, Page, Pool, ReadError,
    customers::{
        DEPARTMENT, card, documents,
        list::{self, Filter, Payment, Sort},
        machines, purchases, suggest, summary, timeline,
    },
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Query, query::Asker, question};

/// Rows a page.
const LIMIT: u32 = 50;

/// What is asked of the list of customers.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Customers {
    /// Beginnings of words of name, town, number, mail or contact person; or the digits of a phone.
    #[serde(default)]
    search: Option<String>,
    /// Only these, by their ids; all when there are none.
    #[serde(default)]
    chosen: Vec<String>,
    /// Those that were put away, instead of the others.
    #[serde(default)]
    archived: bool,
    /// Only companies, or only persons.
    #[serde(default)]
    kind: Option<Kind>,
    /// Only those that stand so with their invoices.
    #[serde(default)]
    payment: Option<Payment>,
    /// Only those with an open fault.
    #[serde(default)]
    open_faults: bool,
    /// Only those with a running contract.
    #[serde(default)]
    contract: bool,
    /// Sorted by; the name when not said.
    #[serde(default)]
    sort: Option<Sort>,
    /// The other way round.
    #[serde(default)]
    descending: bool,
    /// Where the page begins: `next` of the page before.
    #[serde(default)]
    after: Option<String>,
}

/// Nothing is asked but the thing itself.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Nothing {}

/// Which part of what happened.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Timeline {
    /// Only what is about this.
    #[serde(default)]
    topic: Option<timeline::Topic>,
    /// Where the page begins: `next` of the page before.
    #[serde(default)]
    after: Option<String>,
}

/// Which page.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct After {
    /// Where the page begins: `next` of the page before.
    #[serde(default)]
    after: Option<String>,
}

/// Which machines.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Machines {
    /// Part of model, serial number or place.
    #[serde(default)]
    search: Option<String>,
    /// Those that are no longer there too.
    #[serde(default)]
    removed: bool,
}

/// What was typed.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Typed {
    /// A number, or the beginning of a name, place, phone, contact person or serial number.
    #[serde(default)]
    search: String,
}

/// A customer with what stands open.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CustomerCard {
    /// The customer.
    customer: card::Card,
    /// Open faults, the newest first; at most 50.
    faults: Vec<summary::Fault>,
    /// Contracts, those that run first.
    contracts: Vec<summary::Contract>,
    /// The newest invoices; at most 50.
    invoices: Vec<summary::Invoice>,
    /// How they pay.
    paying: summary::Paying,
}

/// Machines of a customer.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MachineList {
    /// By model, those that are no longer there last; at most 500.
    machines: Vec<machines::Machine>,
}

/// Customers who may be meant.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Suggestions {
    /// The likeliest first; at most 12.
    customers: Vec<suggest::Suggestion>,
}

/// Every question of the department.
pub static CUSTOMERS: &[Query] = &[
    question!("customers", "Customers, by name", SeeCustomers, Customers, Page<list::Customer>, listed),
    question!("customers/{id}", "A customer with what stands open", SeeCustomers, Nothing, CustomerCard, card),
    question!(
        "customers/{id}/timeline",
        "What happened with a customer, newest first",
        SeeCustomers,
        Timeline,
        Page<timeline::Happening>,
        happened
    ),
    question!("customers/{id}/machines", "Machines of a customer", SeeCustomers, Machines, MachineList, standing),
    question!(
        "customers/{id}/purchases",
        "What a customer bought, newest first",
        SeeInvoices,
        After,
        Page<purchases::Purchase>,
        bought
    ),
    question!(
        "customers/{id}/documents",
        "Papers of a customer that the reader may see, newest first",
        SeeCustomers,
        After,
        Page<documents::Document>,
        papers
    ),
    question!("machines/{id}", "A machine", SeeCustomers, Nothing, machines::Machine, machine),
    question!("suggest/customers", "Customers who may be meant", SeeCustomers, Typed, Suggestions, suggested),
];

impl Asker {
    fn customers(&self) -> &Pool {
        &self.app.reads.of(&DEPARTMENT).pool
    }
}

async fn listed(asker: Asker, asked: Customers) -> Result<Option<Page<list::Customer>>, ReadError> {
    let after = asked.after.as_deref().and_then(Cursor::parse);
    let filter = Filter {
        search: asked.search,
        chosen: asked.chosen,
        archived: asked.archived,
        kind: asked.kind,
        payment: asked.payment,
        open_faults: asked.open_faults,
        contract: asked.contract,
        sort: asked.sort.unwrap_or_default(),
        descending: asked.descending,
    };
    list::page(asker.customers(), &filter, asker.app.log.today(), after.as_ref(), LIMIT).await.map(Some)
}

async fn card(asker: Asker, _: Nothing) -> Result<Option<CustomerCard>, ReadError> {
    let (pool, today) = (asker.customers(), asker.app.log.today());
    let Some(customer) = card::one(pool, asker.id.as_deref().unwrap_or_default(), today).await? else {
        return Ok(None);
    };
    let id = customer.id.as_str();
    let faults = summary::faults(pool, id, true, LIMIT).await?;
    // What a technician need not see of money is left out, not refused: the card is for everyone.
    let contracts = if asker.session.may(domain::Permission::SeeContracts) {
        summary::contracts(pool, id).await?
    } else {
        Vec::new()
    };
    let (invoices, paying) = if asker.session.may(domain::Permission::SeeInvoices) {
        (summary::invoices(pool, id, LIMIT).await?, summary::paying(pool, id, today).await?)
    } else {
        Default::default()
    };
    Ok(Some(CustomerCard { customer, faults, contracts, invoices, paying }))
}

async fn happened(asker: Asker, asked: Timeline) -> Result<Option<Page<timeline::Happening>>, ReadError> {
    let after = asked.after.as_deref().and_then(Cursor::parse);
    let customer = asker.id.as_deref().unwrap_or_default();
    let money = asker.session.may(domain::Permission::SeeInvoices);
    timeline::of_customer(asker.customers(), customer, asked.topic, money, after.as_ref(), LIMIT).await.map(Some)
}

async fn standing(asker: Asker, asked: Machines) -> Result<Option<MachineList>, ReadError> {
    let filter = machines::Filter { search: asked.search, removed: asked.removed };
    let customer = asker.id.as_deref().unwrap_or_default();
    Ok(Some(MachineList { machines: machines::of_customer(asker.customers(), customer, &filter).await? }))
}

async fn bought(asker: Asker, asked: After) -> Result<Option<Page<purchases::Purchase>>, ReadError> {
    let after = asked.after.as_deref().and_then(Cursor::parse);
    let customer = asker.id.as_deref().unwrap_or_default();
    purchases::of_customer(asker.customers(), customer, after.as_ref(), LIMIT).await.map(Some)
}

async fn papers(asker: Asker, asked: After) -> Result<Option<Page<documents::Document>>, ReadError> {
    use domain::Permission::{SeeContracts, SeeInvoices};
    let after = asked.after.as_deref().and_then(Cursor::parse);
    let customer = asker.id.as_deref().unwrap_or_default();
    let may = documents::May { contracts: asker.session.may(SeeContracts), invoices: asker.session.may(SeeInvoices) };
    documents::of_customer(asker.customers(), customer, may, after.as_ref(), LIMIT).await.map(Some)
}

async fn machine(asker: Asker, _: Nothing) -> Result<Option<machines::Machine>, ReadError> {
    match asker.id.as_deref().and_then(|id| id.parse::<MachineId>().ok()) {
        Some(id) => machines::one(asker.customers(), id).await,
        None => Ok(None),
    }
}

async fn suggested(asker: Asker, asked: Typed) -> Result<Option<Suggestions>, ReadError> {
    Ok(Some(Suggestions { customers: suggest::customers(asker.customers(), &asked.search, 12).await? }))
}
