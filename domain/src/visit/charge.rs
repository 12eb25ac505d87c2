//! Who pays for a visit: warranty, contract or the customer.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Event, Kind, No, Stage, State};
use crate::{decider::Facts, machine::Covers, personal::Personal, values::*};

/// Who pays for a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Charge {
    /// Warranty pays parts and labour.
    Warranty,
    /// Warranty pays the parts, the customer the labour.
    WarrantyParts,
    /// Warranty pays the labour, the customer the parts.
    WarrantyLabour,
    /// It belongs to what a contract holds.
    Contract,
    /// The customer.
    Paid,
}

impl Charge {
    /// All, as shown.
    pub const ALL: [Self; 5] = [Self::Warranty, Self::WarrantyParts, Self::WarrantyLabour, Self::Contract, Self::Paid];

    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Warranty => "warranty",
            Self::WarrantyParts => "warranty-parts",
            Self::WarrantyLabour => "warranty-labour",
            Self::Contract => "contract",
            Self::Paid => "paid",
        }
    }

    /// The one of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|charge| charge.name() == name)
    }

    /// What a warranty of that kind comes to.
    pub fn under(covers: Covers) -> Self {
        match covers {
            Covers::Both => Self::Warranty,
            Covers::Parts => Self::WarrantyParts,
            Covers::Labour => Self::WarrantyLabour,
        }
    }

    /// Whether the customer pays for anything.
    pub fn is_billed(self) -> bool {
        !matches!(self, Self::Warranty | Self::Contract)
    }

    /// Whether parts cost the customer nothing, since warranty pays them.
    pub fn frees_parts(self) -> bool {
        matches!(self, Self::Warranty | Self::WarrantyParts)
    }

    /// Whether labour costs the customer nothing, since warranty pays it.
    pub fn frees_labour(self) -> bool {
        matches!(self, Self::Warranty | Self::WarrantyLabour)
    }

    /// Who would be expected to pay for a visit of that kind to a machine: of a fault its warranty, then a contract with service, then
    /// the customer; of maintenance a contract. Of all else nothing is expected: an installation was sold, an intake costs nothing.
    pub fn expected(kind: Kind, warranty: Option<Covers>, under_contract: bool) -> Option<Self> {
        match (kind, warranty) {
            (Kind::Fault, Some(covers)) => Some(Self::under(covers)),
            (Kind::Fault | Kind::Maintenance, _) if under_contract => Some(Self::Contract),
            (Kind::Fault, None) => Some(Self::Paid),
            _ => None,
        }
    }
}

/// Who would be expected to pay, where that is another one.
pub(super) fn other(state: &State, charge: Charge, facts: &Facts) -> Option<Charge> {
    let machine = facts.known.machines.get(&state.machine?)?;
    let warranty = machine.warranties().on(facts.today).map(|one| one.covers);
    let expected = Charge::expected(state.kind, warranty, facts.known.serviced > 0)?;
    (expected != charge).then_some(expected)
}

/// Another one pays than was said, as long as its invoice lies here: what a customer got in the mail is put right by a credit note.
pub(super) fn change(
    state: &State,
    customer: CustomerId,
    charge: Charge,
    reason: Line,
    facts: &Facts,
) -> Result<Vec<Event>, No> {
    if state.stage != Stage::Finished {
        return Err(No::NotFinished);
    }
    if state.charge == Some(charge) {
        return Ok(Vec::new());
    }
    match &facts.known.invoiced {
        Some(invoice) => Err(No::Invoiced { invoice: invoice.clone() }),
        None => Ok(vec![Event::ChargeChanged { customer, charge, reason: Personal::of(customer, reason) }]),
    }
}
