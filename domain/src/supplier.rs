//! Suppliers: from whom articles are bought.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    decider::{Decider, Facts, Refusal},
    permission::Permission,
    personal::Personal,
    undo::{Act, Reason, Stays, known, unerased},
    values::*,
};

/// What is known of a supplier; the form's fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Details {
    /// Name of the firm.
    pub name: Line,
    /// Where orders are mailed to.
    pub email: Email,
    /// Telephone.
    #[serde(default)]
    pub phone: Option<Phone>,
    /// Our customer number there.
    #[serde(default)]
    pub our_number: Option<Line>,
    /// Days from order to delivery, as a rule.
    #[serde(default)]
    #[schemars(range(min = 0, max = 365))]
    pub lead_days: Option<u16>,
    /// Language of orders.
    #[serde(default)]
    pub language: Language,
}

/// Orders about a supplier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Write down a new supplier.
    Register(Details),
    /// Change what is known.
    Change(Details),
}

/// What happened with a supplier; sealed with the supplier's key, since a firm's address is often a person's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "fields as in Details")]
pub enum Event {
    SupplierRegistered { details: Personal<Details> },
    SupplierChanged { details: Personal<Details> },
}

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {
    /// There is no such supplier.
    Unknown,
    /// This supplier was written down already.
    AlreadyRegistered,
}

impl Refusal for No {}

/// What the rules read.
#[derive(Debug, Clone, Default)]
pub struct State {
    details: Option<Personal<Details>>,
}

/// The rules of suppliers.
pub struct Supplier;

impl Decider for Supplier {
    const CATEGORY: &'static str = "supplier";
    type Command = Command;
    type Event = Event;
    type Refusal = No;
    type State = State;

    fn permission(_: &Command) -> Permission {
        Permission::EditStock
    }

    fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
        match (&state.details, command) {
            (None, Command::Register(details)) => {
                Ok(vec![Event::SupplierRegistered { details: Personal::of(facts.id, details) }])
            }
            (Some(_), Command::Register(_)) => Err(No::AlreadyRegistered),
            (None, Command::Change(_)) => Err(No::Unknown),
            (Some(known), Command::Change(details)) if known.value() == Some(&details) => Ok(Vec::new()),
            (Some(_), Command::Change(details)) => {
                Ok(vec![Event::SupplierChanged { details: Personal::of(facts.id, details) }])
            }
        }
    }

    fn evolve(state: &mut State, event: &Event) {
        let (Event::SupplierRegistered { details } | Event::SupplierChanged { details }) = event;
        state.details = Some(details.clone());
    }

    fn undo(act: &Act<'_, Self>) -> Result<Command, Stays> {
        match act.first()? {
            Event::SupplierRegistered { .. } => Err(Reason::LeftUnused.into()),
            Event::SupplierChanged { .. } => {
                act.stands(|event| matches!(event, Event::SupplierChanged { .. }))?;
                let details = known(act.before.details.as_ref())?;
                unerased(details.value().cloned()).map(Command::Change)
            }
        }
    }
}
