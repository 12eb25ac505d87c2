//! Sales opportunities: whom to contact about a sale, when, and what came of it.

mod undo;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    decider::{Decider, Facts, Need, Refusal},
    permission::Permission,
    personal::Personal,
    undo::{Act, Stays},
    values::*,
};

/// Orders about an opportunity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Someone may want to buy.
    Open {
        /// Who.
        customer: CustomerId,
        /// Whom to speak there.
        #[serde(default)]
        contact: Option<ContactId>,
        /// What they may want.
        about: Line,
        /// What it may bring, without VAT.
        #[serde(default)]
        value: Option<Money>,
        /// When to get in touch.
        next: NaiveDate,
        /// Who of us does it.
        #[serde(default)]
        salesperson: Option<UserId>,
    },
    /// We spoke.
    RecordContact {
        /// What was said.
        text: Text,
        /// When to get in touch again.
        next: NaiveDate,
    },
    /// They buy.
    Win {
        /// What was agreed.
        text: Text,
    },
    /// They don't.
    Lose {
        /// Why.
        reason: Text,
    },
}

/// What happened with an opportunity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "fields as in the commands")]
pub enum Event {
    OpportunityOpened {
        customer: CustomerId,
        contact: Option<ContactId>,
        about: Personal<Line>,
        value: Option<Money>,
        next: NaiveDate,
        salesperson: Option<UserId>,
    },
    ContactRecorded {
        customer: CustomerId,
        text: Personal<Text>,
        next: NaiveDate,
    },
    OpportunityWon {
        customer: CustomerId,
        text: Personal<Text>,
    },
    OpportunityLost {
        customer: CustomerId,
        reason: Personal<Text>,
    },
}

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {
    /// There is no such opportunity.
    Unknown,
    /// This opportunity was opened already.
    AlreadyOpened,
    /// The customer does not exist or is archived.
    UnknownCustomer,
    /// It is won or lost.
    Closed,
    /// The next contact lies in the past.
    InThePast,
}

impl Refusal for No {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::UnknownCustomer => Some("customer"),
            Self::InThePast => Some("next"),
            _ => None,
        }
    }
}

/// What the rules read.
#[derive(Debug, Clone, Default)]
pub struct State {
    customer: Option<CustomerId>,
    end: Option<End>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Won,
    Lost,
}

/// The rules of opportunities.
pub struct Opportunity;

impl Decider for Opportunity {
    const CATEGORY: &'static str = "opportunity";
    type Command = Command;
    type Event = Event;
    type Refusal = No;
    type State = State;

    fn permission(_: &Command) -> Permission {
        Permission::EditOpportunities
    }

    fn ends(command: &Command) -> bool {
        matches!(command, Command::Win { .. } | Command::Lose { .. })
    }

    fn needs(state: &State, command: &Command, _: NaiveDate) -> Vec<Need> {
        match command {
            Command::Open { customer, .. } if state.customer.is_none() => vec![Need::Customer(*customer)],
            _ => Vec::new(),
        }
    }

    fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
        let Some(customer) = state.customer else {
            let Command::Open { customer, contact, about, value, next, salesperson } = command else {
                return Err(No::Unknown);
            };
            if !facts.known.customer_is_served() {
                return Err(No::UnknownCustomer);
            }
            if next < facts.today {
                return Err(No::InThePast);
            }
            let about = Personal::of(customer, about);
            return Ok(vec![Event::OpportunityOpened { customer, contact, about, value, next, salesperson }]);
        };
        let sealed = |text| Personal::of(customer, text);
        match command {
            Command::Open { .. } => Err(No::AlreadyOpened),
            Command::Win { .. } if state.end == Some(End::Won) => Ok(Vec::new()),
            Command::Lose { .. } if state.end == Some(End::Lost) => Ok(Vec::new()),
            _ if state.end.is_some() => Err(No::Closed),
            Command::RecordContact { next, .. } if next < facts.today => Err(No::InThePast),
            Command::RecordContact { text, next } => {
                Ok(vec![Event::ContactRecorded { customer, text: sealed(text), next }])
            }
            Command::Win { text } => Ok(vec![Event::OpportunityWon { customer, text: sealed(text) }]),
            Command::Lose { reason } => Ok(vec![Event::OpportunityLost { customer, reason: sealed(reason) }]),
        }
    }

    fn evolve(state: &mut State, event: &Event) {
        match event {
            Event::OpportunityOpened { customer, .. } => state.customer = Some(*customer),
            Event::ContactRecorded { .. } => {}
            Event::OpportunityWon { .. } => state.end = Some(End::Won),
            Event::OpportunityLost { .. } => state.end = Some(End::Lost),
        }
    }

    fn undo(act: &Act<'_, Self>) -> Result<Command, Stays> {
        undo::undo(act)
    }
}
