//! Machines installed at customers.

mod command;
mod event;
mod meter;
mod refusal;
mod undo;
mod warranty;

use chrono::{Months, NaiveDate};

use crate::{
    decider::{Decider, Facts, Need},
    permission::Permission,
    personal::Personal,
    undo::{Act, Stays},
    values::*,
};

pub use command::{Command, Details};
pub use event::Event;
pub use refusal::No;
pub use warranty::{Covers, Warranties, Warranty, end_of};

/// What the rules read.
#[derive(Debug, Clone, Default)]
pub struct State {
    at: Option<(CustomerId, Details)>,
    /// No longer there.
    pub removed: bool,
    counters: meter::Counters,
    warranties: Warranties,
}

impl State {
    /// At whose place it is or was; none when there is no such machine.
    pub fn customer(&self) -> Option<CustomerId> {
        self.at.as_ref().map(|(customer, _)| *customer)
    }

    /// Its make and type.
    pub fn model(&self) -> Option<&Line> {
        self.at.as_ref().map(|(_, details)| &details.model)
    }
}

impl State {
    /// Make and type, and where it stands; none when there is no such machine.
    pub fn label(&self) -> Option<String> {
        let (_, known) = self.at.as_ref()?;
        Some(known.place.as_ref().map_or_else(|| known.model.to_string(), |place| format!("{} ({place})", known.model)))
    }

    /// What of it is under warranty when.
    pub fn warranties(&self) -> &Warranties {
        &self.warranties
    }

    /// How far a counter has counted: what it shows, with what those before it had counted. None when it was never read.
    pub fn run(&self, counter: Option<CounterId>) -> Option<u32> {
        self.counters.of(counter).run()
    }
}

/// The rules of machines.
pub struct Machine;

impl Decider for Machine {
    const CATEGORY: &'static str = "machine";
    type Command = Command;
    type Event = Event;
    type Refusal = No;
    type State = State;

    fn permission(command: &Command) -> Permission {
        match command {
            Command::ReadMeter { .. } | Command::CorrectReading { .. } | Command::Place { .. } => Permission::DoVisits,
            Command::ReplaceMeter { .. } | Command::KeepMeter { .. } => Permission::DoVisits,
            _ => Permission::EditCustomers,
        }
    }

    fn ends(command: &Command) -> bool {
        matches!(command, Command::Remove { .. })
    }

    fn needs(state: &State, command: &Command, _: NaiveDate) -> Vec<Need> {
        let serial = |details: &Details| details.serial.clone().map(Need::Serial);
        match (&state.at, command) {
            (None, Command::Install { customer, machine, article, .. }) => {
                let article = article.map(Need::Article);
                [Need::Customer(*customer)].into_iter().chain(serial(machine)).chain(article).collect()
            }
            (Some(_), Command::ReadMeter { counter, .. } | Command::ReplaceMeter { counter, .. }) => {
                counter.map(Need::Counter).into_iter().collect()
            }
            (Some(_), Command::SetWarranty { article, .. }) => article.map(Need::Article).into_iter().collect(),
            (Some((_, known)), Command::Change(details)) if known.serial != details.serial => {
                serial(details).into_iter().collect()
            }
            (Some((customer, _)), Command::Remove { despite: None, .. }) if !state.removed => {
                vec![Need::InUse(*customer)]
            }
            _ => Vec::new(),
        }
    }

    fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
        match (&state.at, command) {
            (None, Command::Install { .. }) if !facts.known.customer_is_served() => Err(No::UnknownCustomer),
            (None, Command::Install { customer, machine, article, warranty_until, warranty_covers }) => {
                check_serial(&machine, facts)?;
                check_day(&machine, facts)?;
                let Details { model, serial, place, installed_on, despite } = machine;
                let [place, despite] = [place, despite].map(|words| words.map(|words| Personal::of(customer, words)));
                let said = warranty::Said { until: warranty_until, covers: warranty_covers, article };
                let warranty = said.of(customer, installed_on.unwrap_or(facts.today), facts)?;
                let installed = Event::MachineInstalled { customer, model, serial, place, installed_on, despite };
                Ok([installed].into_iter().chain(warranty).collect())
            }
            (None, _) => Err(No::Unknown),
            (Some(_), Command::Install { .. }) => Err(No::AlreadyInstalled),
            (Some(_), Command::Remove { .. }) if state.removed => Ok(Vec::new()),
            (Some((customer, _)), Command::PutBack {}) => Ok(match state.removed {
                true => vec![Event::MachinePutBack { customer: *customer }],
                false => Vec::new(),
            }),
            (Some(_), _) if state.removed => Err(No::Removed),
            (
                Some((_, known)),
                Command::ReadMeter { counter: Some(id), .. } | Command::ReplaceMeter { counter: Some(id), .. },
            ) if !facts.known.counters.get(&id).is_some_and(|counter| counter.is_on(known.model.as_str())) => {
                Err(No::NoCounter)
            }
            (
                Some((customer, _)),
                command @ (Command::ReadMeter { .. }
                | Command::CorrectReading { .. }
                | Command::ReplaceMeter { .. }
                | Command::KeepMeter { .. }),
            ) => state.counters.decide(*customer, command, facts),
            (Some((_, known)), Command::Place { place }) if known.place == place => Ok(Vec::new()),
            (Some((customer, known)), Command::Place { place }) => {
                Ok(vec![changed(*customer, Details { place, ..known.clone() })])
            }
            (Some((_, known)), Command::Change(details))
                if *known == (Details { despite: None, ..details.clone() }) =>
            {
                Ok(Vec::new())
            }
            (Some(_), Command::SetWarranty { article: Some(article), .. })
                if !facts.known.articles.contains(&article) =>
            {
                Err(No::UnknownArticle)
            }
            (Some((customer, known)), Command::SetWarranty { from, until, covers, article }) => {
                let from = from.or(known.installed_on).unwrap_or(facts.today);
                warranty::check(from, until, "until")?;
                Ok(match state.warranties.beginning(from) == Some(Warranty { from, until, covers }) {
                    true => Vec::new(),
                    false => vec![Event::WarrantySet { customer: *customer, from, until, covers, article }],
                })
            }
            (Some((customer, _)), Command::DropWarranty { from }) => {
                let dropped = |_| Event::WarrantyDropped { customer: *customer, from };
                Ok(state.warranties.beginning(from).map(dropped).into_iter().collect())
            }
            (Some((customer, known)), Command::Change(details)) => {
                if known.serial != details.serial {
                    check_serial(&details, facts)?;
                }
                if known.installed_on != details.installed_on {
                    check_day(&details, facts)?;
                }
                Ok(vec![changed(*customer, details)])
            }
            (Some((customer, _)), Command::Remove { reason, despite }) => {
                let (faults, contracts) = (facts.known.open_faults.len(), facts.known.covering);
                if despite.is_none() && (faults, contracts) != (0, 0) {
                    return Err(No::StillInUse { faults, contracts });
                }
                Ok(vec![Event::MachineRemoved {
                    customer: *customer,
                    reason: Personal::of(*customer, reason),
                    despite: despite.map(|reason| Personal::of(*customer, reason)),
                }])
            }
        }
    }

    fn evolve(state: &mut State, event: &Event) {
        match event.clone() {
            Event::MachineInstalled { customer, model, serial, place, installed_on, .. }
            | Event::MachineChanged { customer, model, serial, place, installed_on, .. } => {
                let place = place.as_ref().and_then(Personal::value).cloned();
                state.at = Some((customer, Details { model, serial, place, installed_on, despite: None }));
            }
            Event::MachineRemoved { .. } => state.removed = true,
            Event::MachinePutBack { .. } => state.removed = false,
            Event::MeterNoted { .. }
            | Event::ReadingCorrected { .. }
            | Event::MeterReplaced { .. }
            | Event::MeterKept { .. } => state.counters.evolve(event),
            Event::WarrantySet { from, until, covers, .. } => {
                state.warranties.set(Warranty { from, until, covers });
            }
            Event::WarrantyDropped { from, .. } => state.warranties.drop(from),
        }
    }

    fn undo(act: &Act<'_, Self>) -> Result<Command, Stays> {
        undo::undo(act)
    }
}

/// What is known from now on.
fn changed(customer: CustomerId, details: Details) -> Event {
    let Details { model, serial, place, installed_on, despite } = details;
    let [place, despite] = [place, despite].map(|words| words.map(|words| Personal::of(customer, words)));
    Event::MachineChanged { customer, model, serial, place, installed_on, despite }
}

/// A number that another machine has warns and asks: it may be typed wrong, or the machine stand at two customers.
fn check_serial(details: &Details, facts: &Facts) -> Result<(), No> {
    match (&details.despite, &facts.known.same_serial) {
        (None, Some(customer)) => Err(No::SerialElsewhere { customer: customer.clone() }),
        _ => Ok(()),
    }
}

/// A machine may be written down before it is installed, but not years before.
fn check_day(details: &Details, facts: &Facts) -> Result<(), No> {
    let latest = facts.today.checked_add_months(Months::new(12));
    if details.installed_on > latest { Err(No::TooFarAhead) } else { Ok(()) }
}
