//! Deciding: first what the rules ask to know, then the decision, or the refusal without its type.

use std::{collections::BTreeMap, sync::Arc};

use chrono::Datelike;
use domain::{
    Beginnings, CustomerId, Decider, Facts, Known, Line, MachineId, Need, Personal, Refusal, VisitId,
    article::Article,
    contract::Contract,
    counter::Counter,
    customer::Customer,
    fault::{self, Fault},
    invoice::Invoice,
    machine::Machine,
    path_in,
    planning::{self, Planning},
    privacy::Person,
    settings,
    settings::Settings,
    supplier::Supplier,
    user::User,
    visit::Visit,
};

use super::{CommandError, Given, Log, Outside, Refused, states::Loaded};
use crate::{StoreError, StreamName, codec};

/// What a command would make happen, and the number that it has to draw before it does.
pub(super) struct Tried<D: Decider> {
    pub(super) events: Vec<D::Event>,
    series: Option<String>,
    noted: Option<Personal<Line>>,
    facts: Facts,
}

impl Log {
    /// Decides, with what must be known; a number is drawn only once the rest has been accepted, so that none is lost.
    pub(super) async fn decide<D: Decider>(
        &self,
        stream: &StreamName,
        loaded: &Loaded<D>,
        command: &D::Command,
        given: &Given,
        outside: &dyn Outside,
    ) -> Result<Vec<D::Event>, CommandError> {
        let Tried { events, series, noted, mut facts } = self.tried(stream, loaded, command, given, outside).await?;
        let Some(series) = series.filter(|_| !events.is_empty()) else { return Ok(events) };
        // No number is drawn for what could not be written.
        events.iter().try_for_each(codec::can_be_read)?;
        match self.left_behind(&series, stream).await? {
            // Its number was drawn in another year, and then the program died: it is of the day on which it got it.
            Some((number, day)) => (facts.known.number, facts.today) = (Some(number), day),
            None => facts.known.number = Some(self.draw(&series, stream, given, noted).await?),
        }
        D::decide(&loaded.state, command.clone(), &facts).map_err(|no| refused::<D>(command, no))
    }

    /// Decides without drawing a number: it is 0 where one is to be drawn.
    pub(super) async fn tried<D: Decider>(
        &self,
        stream: &StreamName,
        loaded: &Loaded<D>,
        command: &D::Command,
        given: &Given,
        outside: &dyn Outside,
    ) -> Result<Tried<D>, CommandError> {
        let today = self.today();
        let mut facts = Facts {
            now: self.clock.now(),
            today,
            zone: self.zone,
            actor: given.actor.clone(),
            command_id: given.command_id,
            id: codec::stream_uuid(stream.id()),
            settings: Arc::default(),
            known: Known::default(),
        };
        let (mut series, mut noted) = (None, None);
        for need in D::needs(&loaded.state, command, today) {
            match need {
                Need::Number(name) => series = Some(name),
                Need::Noted(reason) => noted = Some(reason),
                Need::Drawn(kind) => {
                    let drawn = self.drawn_before(kind, today.year() + 1, stream).await?;
                    facts.known.drawn = drawn.map(|(number, day)| fault::Number {
                        year: u16::try_from(day.year()).unwrap_or_default(),
                        number,
                    });
                }
                Need::Settings => facts.settings = self.load::<Settings>(&company()?).await?.state,
                Need::Customer(id) => {
                    let customer = self.state::<Customer>(&id.to_string()).await?.0;
                    if customer.forgotten {
                        return Err(super::forgotten().into());
                    }
                    facts.known.customer = Some(customer);
                }
                Need::Machine(id) => {
                    facts.known.machines.insert(id, self.state::<Machine>(&id.to_string()).await?.0);
                }
                Need::Contract(id) => {
                    facts.known.contracts.insert(id, self.state::<Contract>(&id.to_string()).await?.0);
                }
                Need::Fault(id) => {
                    let fault = self.state::<Fault>(&id.to_string()).await?.0;
                    facts.known.faults.extend(fault.customer().map(|customer| (id, customer)));
                    facts.known.promised.extend(fault.promised_at().map(|at| (id, at)));
                }
                Need::Visit(id) => {
                    let visit = self.state::<Visit>(&id.to_string()).await?.0;
                    facts.known.visits.extend(visit.customer().map(|customer| (id, customer)));
                }
                Need::Checklists(kind, machine) => {
                    let found = outside.checklists(kind).await.map_err(CommandError::Outside)?;
                    let machine = machine.and_then(|machine| facts.known.machines.get(&machine));
                    let model = machine.and_then(|machine| machine.model());
                    let fits = |models: &Option<Beginnings>| {
                        models.as_ref().is_none_or(|models| model.is_some_and(|model| models.cover(model.as_str())))
                    };
                    facts.known.checklists =
                        found.into_iter().filter(|(models, _)| fits(models)).map(|(_, taken)| taken).collect();
                }
                Need::Counter(id) => {
                    facts.known.counters.insert(id, self.state::<Counter>(&id.to_string()).await?.0);
                }
                Need::Supplier(id) => {
                    facts.known.suppliers.extend(self.exists::<Supplier>(&id.to_string()).await?.then_some(id));
                }
                Need::Article(id) => {
                    if let (article, Some(_)) = self.state::<Article>(&id.to_string()).await? {
                        facts.known.articles.insert(id);
                        facts.known.shelf.insert(id, article);
                    }
                }
                Need::Technician(id) => {
                    let user = self.state::<User>(&id.to_string()).await?.0;
                    if user.is_technician() {
                        facts.known.technicians.insert(id);
                        facts.known.rosters.insert(id, user.roster().clone());
                        facts.known.called.extend(user.name().map(|name| (id, name.clone())));
                    }
                }
                Need::OpenFaults(machine) => {
                    facts.known.open_faults = outside.open_faults(machine).await.map_err(CommandError::Outside)?;
                }
                Need::Promises { customer, machine } => {
                    let running = outside.running(customer).await.map_err(CommandError::Outside)?;
                    facts.known.covering_promises = self.promising(&running, machine).await?;
                }
                Need::InUse(customer) => {
                    let me = MachineId(facts.id);
                    facts.known.open_faults = outside.open_faults(me).await.map_err(CommandError::Outside)?;
                    facts.known.covering = outside.covering(me, customer).await.map_err(CommandError::Outside)?;
                }
                Need::Serviced { machine, customer } => {
                    facts.known.serviced = outside.serviced(machine, customer).await.map_err(CommandError::Outside)?;
                }
                Need::Invoiced => {
                    let found = outside.invoice_of(VisitId(facts.id)).await.map_err(CommandError::Outside)?;
                    if let Some(invoice) = found {
                        // Whether it is issued is asked of the invoice itself: tables come a moment later.
                        facts.known.invoiced = self.state::<Invoice>(&invoice.to_string()).await?.0.number();
                    }
                }
                Need::Serial(serial) => {
                    let found = outside.same_serial(serial.as_str(), MachineId(facts.id)).await;
                    facts.known.same_serial = found.map_err(CommandError::Outside)?;
                }
                Need::StillOpen => {
                    let found = outside.still_open(CustomerId(facts.id)).await;
                    facts.known.still_open = found.map_err(CommandError::Outside)?;
                }
                Need::Person(person) => {
                    facts.known.traces = self.person(person).await?.traces;
                    match person {
                        Person::Customer { customer } => {
                            let found = outside.still_open(customer).await;
                            facts.known.still_open = found.map_err(CommandError::Outside)?;
                        }
                        Person::User { user } => {
                            facts.known.to_do = outside.to_do(user).await.map_err(CommandError::Outside)?;
                        }
                        Person::Contact { .. } => {}
                    }
                }
                Need::Overlaps { technician, slot } => {
                    let found = outside.overlaps(technician, slot, VisitId(facts.id)).await;
                    facts.known.overlaps.extend(found.map_err(CommandError::Outside)?);
                }
                Need::Telling => {
                    facts.known.collects = self.state::<Planning>(planning::COMPANY).await?.0.collects();
                }
                Need::Untold(visits) => {
                    facts.known.untold = outside.untold(&visits).await.map_err(CommandError::Outside)?;
                }
                Need::Head { since } => facts.known.head = self.head(since).await?,
                Need::UnderWay(technician) => {
                    let found = outside.under_way(technician, VisitId(facts.id)).await;
                    facts.known.under_way = found.map_err(CommandError::Outside)?;
                }
            }
        }
        facts.known.number = series.is_some().then_some(0);
        let events = D::decide(&loaded.state, command.clone(), &facts).map_err(|no| refused::<D>(command, no))?;
        Ok(Tried { events, series, noted, facts })
    }

    /// Whether anything has ever happened with this thing.
    async fn exists<D: Decider>(&self, id: &str) -> Result<bool, StoreError> {
        Ok(self.state::<D>(id).await?.1.is_some())
    }
}

fn company() -> Result<StreamName, StoreError> {
    StreamName::new(Settings::CATEGORY, settings::COMPANY)
}

fn refused<D: Decider>(command: &D::Command, no: D::Refusal) -> CommandError {
    let (code, arguments) = match serde_json::to_value(&no) {
        Ok(serde_json::Value::String(code)) => (code, BTreeMap::new()),
        Ok(serde_json::Value::Object(map)) => match map.into_iter().next() {
            Some((code, serde_json::Value::Object(fields))) => {
                let text = |value: serde_json::Value| value.as_str().map_or_else(|| value.to_string(), Into::into);
                (code, fields.into_iter().map(|(name, value)| (name, text(value))).collect())
            }
            _ => (String::new(), BTreeMap::new()),
        },
        _ => (String::new(), BTreeMap::new()),
    };
    let at = |field: Option<&str>| field.and_then(|field| path_in(command, field));
    let (field, overrule) = (at(no.field()), at(no.overrule()));
    CommandError::Refused(Refused { category: D::CATEGORY, code, arguments, field, overrule })
}
