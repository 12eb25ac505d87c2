//! What is known of a call while a fault is taken in: the customer, their people and machines, and what is open already.

use api::fields;
use chrono::{DateTime, Utc};
use domain::{
    CustomerId, MachineId, Moment,
    fault::{Urgency, heard},
    promise::{Covering, Made, made},
    settings::{self, COMPANY, Settings},
};
use projections::{
    customers::{DEPARTMENT, card},
    maintenance::{
        customers::{self, Contact, Place},
        faults::{self, Fault, Filter},
        machines::{self, Earlier, Machine},
    },
    sales::{self, contracts},
};
use serde::Deserialize;

use super::pool;
use crate::{
    Form,
    cx::{Cx, Refusal},
};

/// What the address says of the call.
#[derive(Deserialize, Default)]
pub struct Asked {
    customer: Option<String>,
    machine: Option<String>,
    urgency: Option<String>,
    /// When the customer told it, as it is typed.
    heard_on: Option<String>,
    heard_at: Option<String>,
    /// The number that calls, given by a telephone system or a link: its customer and contact are chosen already.
    phone: Option<String>,
    /// What was typed to find the customer: a number is the one that calls.
    #[serde(rename = "_typed")]
    typed: Option<String>,
}

impl Asked {
    /// The page with what was said of the call when it was opened: what is typed there is kept under this.
    pub fn address(&self, page: &str) -> String {
        let said = [("customer", &self.customer), ("machine", &self.machine), ("phone", &self.phone)];
        crate::cx::address(page, &said.map(|(name, value)| (name, value.as_deref())))
    }
}

/// What is known of the call so far.
#[derive(Default)]
pub struct Call {
    /// Whose call it is.
    pub place: Option<Place>,
    /// How they stand with contracts and invoices.
    pub stands: Option<card::Card>,
    /// Their people.
    pub contacts: Vec<Contact>,
    /// Which of them calls, known by the number.
    pub recognised: Option<String>,
    /// The number that calls.
    pub phone: String,
    /// Their machines.
    pub machines: Vec<Machine>,
    /// The machine that it is about.
    pub chosen: Option<Machine>,
    /// Its faults that are open.
    pub open: Vec<Fault>,
    /// What was done to it before.
    pub history: Vec<Earlier>,
    /// The haste that is chosen.
    pub urgency: Urgency,
    /// When the customer told it, where that was earlier.
    heard: Option<DateTime<Utc>>,
    /// What their contracts promise about it.
    covering: Vec<Covering>,
    settings: settings::State,
}

impl Call {
    /// What who calls now, or called then, is promised with this haste.
    pub fn promise(&self, cx: &Cx, urgency: Urgency) -> Made {
        let log = &cx.app.log;
        made(urgency, self.heard.unwrap_or_else(|| log.clock.now()), &self.covering, &self.settings, log.zone)
    }
}

/// A telephone number as it is kept.
fn written(typed: &str) -> String {
    typed.parse::<domain::Phone>().map_or_else(|_| typed.to_owned(), |phone| phone.to_string())
}

/// Looks up what can be known from what was chosen so far.
///
/// # Errors
/// When the tables can't be read.
pub async fn call(cx: &Cx, form: &Form<'_>, asked: Asked) -> Result<Call, Refusal> {
    let (pool, mut call) = (pool(cx), Call::default());
    let mut customer: Option<CustomerId> = form.value("customer", asked.customer.unwrap_or_default()).parse().ok();
    if let (None, Some(phone), false) = (customer, &asked.phone, form.refused())
        && let Some((found, contact)) = customers::by_phone(pool, phone).await?
    {
        (customer, call.recognised, call.phone) = (Some(found), contact, written(phone));
    }
    let typed = form.value("_typed", asked.typed.unwrap_or_default());
    if let (Some(customer), true, false) = (customer, call.phone.is_empty(), form.refused())
        && let Some(contact) = customers::calling(pool, customer, &typed).await?
    {
        (call.recognised, call.phone) = (contact, written(&typed));
    }
    let urgency = form.value("urgency", asked.urgency.unwrap_or_default());
    call.urgency = Urgency::ALL.into_iter().find(|known| known.name() == urgency).unwrap_or_default();
    call.settings = settings::State::clone(&cx.app.log.state::<Settings>(COMPANY).await?.0);
    let on = fields::day(&form.value("heard_on", asked.heard_on.unwrap_or_default()), cx.today());
    let at: Option<Moment> = form.value("heard_at", asked.heard_at.unwrap_or_default()).parse().ok();
    // What does not fit is told when it is saved.
    call.heard = heard(on, at.as_ref(), cx.app.log.clock.now(), call.settings.calendar.opening, cx.app.log.zone).ok();
    let Some(customer) = customer else { return Ok(call) };
    call.place = customers::one(pool, customer).await?.filter(|place| !place.archived);
    if call.place.is_none() {
        return Ok(call);
    }
    call.contacts = customers::contacts(pool, customer).await?;
    call.stands = card::one(&cx.reads(&DEPARTMENT).pool, &customer.to_string(), cx.today()).await?;
    call.machines = machines::at(pool, customer).await?;
    let machine: Option<MachineId> = form.value("machine", asked.machine.unwrap_or_default()).parse().ok();
    // With one machine there is nothing to choose.
    let only = (call.machines.len() == 1 && !form.refused()).then(|| call.machines[0].id);
    call.chosen = machine.or(only).and_then(|id| call.machines.iter().find(|machine| machine.id == id).cloned());
    let machine = call.chosen.as_ref().map(|machine| machine.id);
    let running = contracts::running(&cx.reads(&sales::DEPARTMENT).pool, customer).await?;
    call.covering = cx.app.log.promising(&running, machine).await?;
    if let Some(machine) = &call.chosen {
        let open = Filter { state: Some(faults::State::Open), machine: Some(machine.id), ..Filter::default() };
        call.open = faults::list(pool, &open, None, 5).await?.rows;
        call.history = machines::history(pool, machine.id, 5).await?;
    }
    Ok(call)
}
