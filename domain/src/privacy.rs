//! Forgetting a person and telling one (GDPR art. 17 and 15): orders to destroy keys, and what became of them. The only stream is
//! `privacy-log`. It names nobody: ids alone stand in it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    customer::StillOpen,
    decider::{Decider, Facts, Need, Refusal},
    permission::Permission,
    undo::{self, Act, Stays},
    values::*,
};

/// The id of the only stream.
pub const LOG: &str = "log";

/// So many keys stand in one order: an event has a largest size.
const KEYS_AN_ORDER: usize = 10_000;

/// Who can ask to be forgotten, or to be told what is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Person {
    /// A customer, with everyone who can be spoken to there.
    Customer {
        /// Which.
        customer: CustomerId,
    },
    /// A contact person of a customer who stays.
    Contact {
        /// At which customer.
        customer: CustomerId,
        /// Who.
        contact: ContactId,
    },
    /// A colleague who left.
    User {
        /// Who.
        user: UserId,
    },
}

/// Why someone is forgotten: GDPR art. 17 (1).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// They asked for it.
    #[default]
    Request,
    /// What is held of them is not needed any more.
    NotNeeded,
}

impl Reason {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Request, Self::NotNeeded];

    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::NotNeeded => "not-needed",
        }
    }
}

/// What the law has us keep, under a key of its own, which goes when the term ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Kept {
    /// The key of some invoices of the person.
    pub key: Uuid,
    /// The last day on which it must be kept; none when no term is set.
    pub until: Option<NaiveDate>,
}

/// Invoices that are sealed with one key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Invoices {
    /// The day of the newest document.
    pub newest: NaiveDate,
    /// Whether one of them is not settled yet.
    pub owed: bool,
}

impl Invoices {
    /// Whether they need not be kept any more: their legal term is over, and nobody owes anything.
    fn are_over(self, facts: &Facts) -> bool {
        let until = facts.settings.invoices_kept_until(self.newest);
        !self.owed && until.is_some_and(|until| until < facts.today)
    }
}

/// What the log holds of a person: by which keys it is sealed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Traces {
    /// Whether there is such a person.
    pub exists: bool,
    /// Whether they work here.
    pub works_here: bool,
    /// The keys of what is about them.
    pub subjects: BTreeSet<Uuid>,
    /// The keys of texts of others that name them: a note, a mail, a task.
    pub named_in: BTreeSet<Uuid>,
    /// The keys of their invoices, with what is sealed with it.
    pub invoices: BTreeMap<Uuid, Invoices>,
}

/// Orders about persons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Forget a person: what is sealed for them can never be read again.
    Forget {
        /// Whom.
        person: Person,
        /// Why.
        reason: Reason,
        /// Texts of others that name them and are to go as well, by their keys.
        #[serde(default)]
        also: BTreeSet<Uuid>,
    },
    /// Give someone what is held of them.
    GiveDossier {
        /// Whose.
        person: Person,
    },
    /// Destroy those of these keys of invoices whose legal term is over.
    EndTerms {
        /// With what is sealed with it.
        invoices: BTreeMap<Uuid, Invoices>,
    },
    /// Give orders again that were given after the moment to which the log was restored.
    OrderAgain {
        /// As they were given.
        orders: Vec<Event>,
    },
    /// Note that an order was carried out everywhere.
    NoteCarriedOut {
        /// Which.
        #[serde(rename = "erasure")]
        order: Uuid,
    },
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "fields as in the commands")]
pub enum Event {
    /// The order to forget a person. From here on it is carried out, however often the program dies meanwhile.
    PersonForgotten {
        #[serde(rename = "erasure")]
        order: Uuid,
        person: Person,
        reason: Reason,
        subjects: BTreeSet<Uuid>,
        kept: Vec<Kept>,
    },
    DossierGiven {
        person: Person,
    },
    /// The order to destroy keys of invoices that the law has no longer kept.
    TermsEnded {
        #[serde(rename = "erasure")]
        order: Uuid,
        subjects: BTreeSet<Uuid>,
    },
    ErasureCarriedOut {
        #[serde(rename = "erasure")]
        order: Uuid,
    },
}

impl Event {
    /// The order, where one was given here, and its id.
    pub fn order(&self) -> Option<(Uuid, Order)> {
        match self {
            Self::PersonForgotten { order, person, subjects, .. } => {
                Some((*order, Order { person: Some(*person), subjects: subjects.clone() }))
            }
            Self::TermsEnded { order, subjects } => Some((*order, Order { person: None, subjects: subjects.clone() })),
            Self::DossierGiven { .. } | Self::ErasureCarriedOut { .. } => None,
        }
    }
}

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {
    /// There is no such person.
    Unknown,
    /// Things of this customer still run.
    StillOpen(StillOpen),
    /// The colleague still works here.
    StillWorksHere,
    /// Visits are still planned with the colleague.
    HasVisits {
        /// Their numbers.
        visits: String,
    },
    /// One of the texts does not name them, or has no key of its own.
    NotNamedThere,
    /// They were forgotten: there is nothing to tell.
    Forgotten,
}

impl Refusal for No {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NotNamedThere => Some("also"),
            _ => Some("person"),
        }
    }
}

/// An order that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Who is forgotten; nobody when a term ended.
    pub person: Option<Person>,
    /// The keys that are to be destroyed.
    pub subjects: BTreeSet<Uuid>,
}

/// What the rules read, and what is still to be done.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// Who was forgotten, and what of them is kept.
    pub forgotten: BTreeMap<Person, Vec<Kept>>,
    /// Orders that are not carried out yet.
    pub pending: BTreeMap<Uuid, Order>,
    /// Every key that was ordered to be destroyed.
    pub destroyed: BTreeSet<Uuid>,
}

impl State {
    /// Whether a person was forgotten: a contact also when their customer was.
    pub fn is_forgotten(&self, person: Person) -> bool {
        let whole = match person {
            Person::Contact { customer, .. } => Person::Customer { customer },
            other => other,
        };
        self.forgotten.contains_key(&person) || self.forgotten.contains_key(&whole)
    }
}

/// The rules of forgetting and telling.
pub struct Privacy;

impl Decider for Privacy {
    const CATEGORY: &'static str = "privacy";
    const ONLY: Option<&'static str> = Some(LOG);
    type Command = Command;
    type Event = Event;
    type Refusal = No;
    type State = State;

    fn permission(command: &Command) -> Permission {
        match command {
            Command::Forget { .. } | Command::GiveDossier { .. } => Permission::HandlePrivacy,
            Command::EndTerms { .. } | Command::OrderAgain { .. } | Command::NoteCarriedOut { .. } => {
                Permission::SystemOnly
            }
        }
    }

    fn needs(state: &State, command: &Command, _: NaiveDate) -> Vec<Need> {
        match command {
            Command::Forget { person, .. } if !state.is_forgotten(*person) => {
                vec![Need::Person(*person), Need::Settings]
            }
            Command::GiveDossier { person } if !state.is_forgotten(*person) => vec![Need::Person(*person)],
            Command::EndTerms { .. } => vec![Need::Settings],
            _ => Vec::new(),
        }
    }

    fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
        match command {
            Command::Forget { person, .. } if state.is_forgotten(person) => Ok(Vec::new()),
            Command::Forget { person, reason, also } => forget(person, reason, also, facts),
            Command::GiveDossier { person } if state.is_forgotten(person) => Err(No::Forgotten),
            Command::GiveDossier { .. } if !facts.known.traces.exists => Err(No::Unknown),
            Command::GiveDossier { person } => Ok(vec![Event::DossierGiven { person }]),
            Command::EndTerms { invoices } => {
                let ended = |(key, held): (Uuid, Invoices)| {
                    (held.are_over(facts) && !state.destroyed.contains(&key)).then_some(key)
                };
                let subjects: Vec<_> = invoices.into_iter().filter_map(ended).collect();
                let order = |(n, keys): (usize, &[Uuid])| Event::TermsEnded {
                    order: facts.new_id(n),
                    subjects: keys.iter().copied().collect(),
                };
                Ok(subjects.chunks(KEYS_AN_ORDER).enumerate().map(order).collect())
            }
            Command::OrderAgain { mut orders } => {
                let is_new = |order: Order| !order.subjects.is_subset(&state.destroyed);
                orders.retain(|event| event.order().is_some_and(|(_, order)| is_new(order)));
                Ok(orders)
            }
            Command::NoteCarriedOut { order } if state.pending.contains_key(&order) => {
                Ok(vec![Event::ErasureCarriedOut { order }])
            }
            Command::NoteCarriedOut { .. } => Ok(Vec::new()),
        }
    }

    fn evolve(state: &mut State, event: &Event) {
        if let Event::PersonForgotten { person, kept, .. } = event {
            state.forgotten.entry(*person).or_default().extend(kept);
        }
        if let Event::ErasureCarriedOut { order } = event {
            state.pending.remove(order);
        }
        if let Some((id, order)) = event.order() {
            state.destroyed.extend(&order.subjects);
            state.pending.insert(id, order);
        }
    }

    fn undo(act: &Act<'_, Self>) -> Result<Command, Stays> {
        Err(match act.first()? {
            Event::PersonForgotten { .. } => undo::Reason::Forgotten.into(),
            Event::DossierGiven { .. } => undo::Reason::Said.into(),
            Event::TermsEnded { .. } | Event::ErasureCarriedOut { .. } => undo::Reason::Follows.into(),
        })
    }
}

/// What still runs comes to its end first; invoices stay as long as the law says.
fn forget(person: Person, reason: Reason, also: BTreeSet<Uuid>, facts: &Facts) -> Result<Vec<Event>, No> {
    let Traces { exists, works_here, subjects, named_in, invoices } = &facts.known.traces;
    if !exists {
        return Err(No::Unknown);
    }
    if *works_here {
        return Err(No::StillWorksHere);
    }
    if !facts.known.still_open.is_nothing() {
        return Err(No::StillOpen(facts.known.still_open));
    }
    if !facts.known.to_do.is_empty() {
        return Err(No::HasVisits { visits: crate::visit::numbers(&facts.known.to_do) });
    }
    if !also.is_subset(named_in) {
        return Err(No::NotNamedThere);
    }
    let mut subjects: BTreeSet<Uuid> = subjects.union(&also).copied().collect();
    let mut kept = Vec::new();
    for (key, held) in invoices {
        if held.are_over(facts) {
            subjects.insert(*key);
        } else {
            kept.push(Kept { key: *key, until: facts.settings.invoices_kept_until(held.newest) });
        }
    }
    let subjects: Vec<_> = subjects.into_iter().collect();
    let order = |(n, keys): (usize, &[Uuid])| Event::PersonForgotten {
        order: facts.new_id(n),
        person,
        reason,
        subjects: keys.iter().copied().collect(),
        kept: if n == 0 { kept.clone() } else { Vec::new() },
    };
    Ok(subjects.chunks(KEYS_AN_ORDER).enumerate().map(order).collect())
}
