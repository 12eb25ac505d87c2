//! The one trait of the business: a command and what happened before decide what happens now, or why not.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Debug,
    sync::Arc,
};

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use uuid::Uuid;

use crate::{
    anchor, article, contract, counter, customer, fault, machine,
    permission::{Permission, Role},
    personal::Personal,
    planning, privacy, promise, settings,
    undo::{Act, Stays},
    user,
    values::{
        ArticleId, ContractId, CounterId, CustomerId, FaultId, Line, MachineId, Quantity, Slot, SupplierId, UserId,
        VisitId,
    },
    visit,
};

/// Commands, events and rules of one kind of thing (a fault, a contract, …).
///
/// Commands and events are enums that serde writes as `{"name": {fields}}`; the name is the API's and the log's.
pub trait Decider: 'static {
    /// First part of the stream's name, in the singular: `fault`.
    const CATEGORY: &'static str;
    /// The id of the only stream, where there is just one of this kind: no command goes to another.
    const ONLY: Option<&'static str> = None;
    /// Orders, in the imperative.
    type Command: Serialize + DeserializeOwned + JsonSchema + Clone + Debug + Send + Sync;
    /// What happened, in the past tense. Read for ever.
    type Event: Serialize + DeserializeOwned + JsonSchema + Clone + Debug + PartialEq + Send + Sync;
    /// Why not.
    type Refusal: Refusal;
    /// Only what a rule reads.
    type State: Default + Clone + Debug + Send + Sync;

    /// What the actor must be allowed to.
    fn permission(command: &Self::Command) -> Permission;

    /// The id that the command itself decides (a login's, an article number's): uniqueness is the stream's name.
    fn own_id(_command: &Self::Command) -> Option<Uuid> {
        None
    }

    /// Whether a command only brings a thing to its end. It is carried out also when whom the thing is about was forgotten: what it
    /// says of them is left out then, so that nothing hangs.
    fn ends(_command: &Self::Command) -> bool {
        false
    }

    /// What must be known from outside this stream before deciding; the answers come back in [`Facts::known`].
    fn needs(_state: &Self::State, _command: &Self::Command, _today: NaiveDate) -> Vec<Need> {
        Vec::new()
    }

    /// Decides. No events means: that is so already.
    ///
    /// # Errors
    /// The refusal, when a rule stands against it.
    fn decide(state: &Self::State, command: Self::Command, facts: &Facts) -> Result<Vec<Self::Event>, Self::Refusal>;

    /// What an event makes of the state.
    fn evolve(state: &mut Self::State, event: &Self::Event);

    /// The command that takes back what one command did. It is decided like any other, so what depends on the act refuses it.
    ///
    /// # Errors
    /// Why no command does.
    fn undo(act: &Act<'_, Self>) -> Result<Self::Command, Stays>
    where
        Self: Sized;
}

/// A rule's no. A value with a name; its sentence stands in the texts as `refusal-<category>-<code>`.
pub trait Refusal: Serialize + Debug + Clone + PartialEq + Send + Sync {
    /// The field of the command that it is about; see [`path_in`] for where it stands.
    fn field(&self) -> Option<&'static str> {
        None
    }

    /// The field of the command that, filled with a reason, sets this rule aside.
    fn overrule(&self) -> Option<&'static str> {
        None
    }
}

/// Where a field stands in a command as it is posted: `article.minimum` for `minimum` when it lies a level down; none when
/// the command has no such field.
pub fn path_in(command: &impl Serialize, field: &str) -> Option<String> {
    let command = serde_json::to_value(command).ok()?;
    let fields = command.as_object()?.values().next()?;
    let pointer = format!("/{}", field.replace('.', "/"));
    if fields.pointer(&pointer).is_some() {
        return Some(field.into());
    }
    let mut inner = fields.as_object()?.iter().filter(|(_, value)| value.pointer(&pointer).is_some());
    inner.next().map(|(name, _)| format!("{name}.{field}"))
}

/// Who gives a command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// A colleague, in one of the roles that they have.
    Person {
        /// Who.
        user: UserId,
        /// In which role.
        role: Role,
        /// Every role that they have; not stored with the event.
        #[serde(default, skip_serializing)]
        roles: Vec<Role>,
    },
    /// Werkbank itself: the reactor, clock or program that acts.
    System {
        /// Its name.
        name: String,
    },
}

impl Actor {
    /// Werkbank itself, under a name.
    pub fn system(name: &str) -> Self {
        Self::System { name: name.into() }
    }

    /// The colleague, if it is one.
    pub fn user(&self) -> Option<UserId> {
        match self {
            Self::Person { user, .. } => Some(*user),
            Self::System { .. } => None,
        }
    }

    /// The role in which the actor may do this: the acting role if it may, else another one of theirs.
    pub fn role_for(&self, permission: Permission) -> Option<Role> {
        match self {
            Self::Person { role, roles, .. } => {
                std::iter::once(role).chain(roles).copied().find(|role| role.may(permission))
            }
            Self::System { .. } => None,
        }
    }

    /// Whether the actor may do this. Werkbank itself may do everything; a person what one of their roles may.
    pub fn may(&self, permission: Permission) -> bool {
        matches!(self, Self::System { .. }) || self.role_for(permission).is_some()
    }
}

/// What a decision may know besides its stream: handed in, never fetched.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The moment of deciding.
    pub now: DateTime<Utc>,
    /// The day of deciding, in the company's time zone.
    pub today: NaiveDate,
    /// The company's time zone.
    pub zone: Tz,
    /// Who asks.
    pub actor: Actor,
    /// The command's id, from which new ids are derived.
    pub command_id: Uuid,
    /// The id of the thing that is decided about.
    pub id: Uuid,
    /// The company's settings in force.
    pub settings: Arc<settings::State>,
    /// The answers to [`Decider::needs`].
    pub known: Known,
}

impl Facts {
    /// The moment of deciding by the company's wall clock.
    pub fn local(&self) -> NaiveDateTime {
        self.now.with_timezone(&self.zone).naive_local()
    }

    /// The n-th new id of this command: the same each time the command is decided.
    pub fn new_id(&self, n: usize) -> Uuid {
        Uuid::new_v5(&self.command_id, format!("id {n}").as_bytes())
    }
}

/// A question to the world outside the stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    /// The next number of a series. It is drawn for this thing once and stays its own; see [`crate::series`].
    Number(String),
    /// No question: this is kept with the number that is drawn.
    Noted(Personal<Line>),
    /// The number that this thing drew in a kind of series (`invoice`), of whichever year.
    Drawn(&'static str),
    /// The settings in force; without this, [`Facts::settings`] is empty.
    Settings,
    /// The customer as they are now.
    Customer(CustomerId),
    /// The machine as it is now.
    Machine(MachineId),
    /// The contract as it is now.
    Contract(ContractId),
    /// Whose fault it is, and until when someone was promised.
    Fault(FaultId),
    /// Whose visit it is.
    Visit(VisitId),
    /// The checklists that are used on visits of this kind, at this machine.
    Checklists(visit::Kind, Option<MachineId>),
    /// The counter as it is now.
    Counter(CounterId),
    /// Whether there is such a supplier.
    Supplier(SupplierId),
    /// Whether there is such an article, and how it stands.
    Article(ArticleId),
    /// Faults on this machine that are still open.
    OpenFaults(MachineId),
    /// The contracts that promise this customer something about a machine, or about none that is known.
    Promises {
        /// Whose.
        customer: CustomerId,
        /// On which machine.
        machine: Option<MachineId>,
    },
    /// Open faults on the machine that is decided about, and how many contracts of this customer run that are on it.
    InUse(CustomerId),
    /// How many contracts with service of this customer run that are on the machine.
    Serviced {
        /// Which machine.
        machine: MachineId,
        /// Whose.
        customer: CustomerId,
    },
    /// The number of the invoice of the visit that is decided about, once that is issued.
    Invoiced,
    /// At whose place another machine with this serial number stands.
    Serial(Line),
    /// What of the customer who is decided about still runs.
    StillOpen,
    /// What the log holds of a person, and what of theirs still runs.
    Person(privacy::Person),
    /// Whether this colleague works here as a technician, and their roster.
    Technician(UserId),
    /// Other visits of this technician that overlap the slot.
    Overlaps {
        /// Whose agenda.
        technician: UserId,
        /// Which hours.
        slot: Slot,
    },
    /// Other visits that this technician has begun and not ended.
    UnderWay(UserId),
    /// Whether changes of the planning are collected before they are told.
    Telling,
    /// What of the planning of these visits was not told yet.
    Untold(BTreeSet<VisitId>),
    /// Where the log stands, and whether anything happened in it since a position.
    Head {
        /// The position of the last anchor, if there is one.
        since: Option<u64>,
    },
}

/// The answers to [`Need`].
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The number drawn; 0 while it is only tried whether the command would be accepted.
    pub number: Option<u64>,
    /// The number that was drawn before.
    pub drawn: Option<fault::Number>,
    /// The customer.
    pub customer: Option<Arc<customer::State>>,
    /// Machines that were asked for.
    pub machines: BTreeMap<MachineId, Arc<machine::State>>,
    /// Contracts that were asked for.
    pub contracts: BTreeMap<ContractId, Arc<contract::State>>,
    /// Whose those faults are that were asked for and exist.
    pub faults: BTreeMap<FaultId, CustomerId>,
    /// Until when someone was promised for those faults.
    pub promised: BTreeMap<FaultId, DateTime<Utc>>,
    /// Counters that were asked for.
    pub counters: BTreeMap<CounterId, Arc<counter::State>>,
    /// Those suppliers that were asked for and exist.
    pub suppliers: BTreeSet<SupplierId>,
    /// Those articles that were asked for and exist.
    pub articles: BTreeSet<ArticleId>,
    /// How those articles stand.
    pub shelf: BTreeMap<ArticleId, Arc<article::State>>,
    /// Those colleagues who were asked for and work here as technicians.
    pub technicians: BTreeSet<UserId>,
    /// The same colleagues: what they can do, when they work and when they are away.
    pub rosters: BTreeMap<UserId, user::Roster>,
    /// What technicians are called.
    pub called: BTreeMap<UserId, Line>,
    /// At whom those visits are that were asked for.
    pub visits: BTreeMap<VisitId, CustomerId>,
    /// The checklists that were asked for, as they are now.
    pub checklists: Vec<visit::Taken>,
    /// Numbers of open faults on the machine.
    pub open_faults: Vec<fault::Number>,
    /// The contracts that promise the customer something.
    pub covering_promises: Vec<promise::Covering>,
    /// How many running contracts are on the machine.
    pub covering: usize,
    /// How many running contracts with service are on the machine.
    pub serviced: usize,
    /// The number of the visit's invoice that is issued.
    pub invoiced: Option<String>,
    /// At whose place another machine with the serial number stands.
    pub same_serial: Option<String>,
    /// What of the customer still runs.
    pub still_open: customer::StillOpen,
    /// What the log holds of the person.
    pub traces: privacy::Traces,
    /// Within how many hours changes of the planning are told at once; none when all are.
    pub collects: Option<u8>,
    /// What of the planning of those visits was not told yet.
    pub untold: Vec<planning::Change>,
    /// Numbers of the visits in the way.
    pub overlaps: Vec<u64>,
    /// Numbers of the visits that the technician is at.
    pub under_way: Vec<u64>,
    /// Numbers of the visits that wait for the technician, or that they are at.
    pub to_do: Vec<u64>,
    /// Where the log stands; none while it is empty.
    pub head: Option<anchor::Head>,
}

impl Known {
    /// Whether the customer exists and is not put away.
    pub fn customer_is_served(&self) -> bool {
        self.customer.as_ref().is_some_and(|known| known.details.is_some() && !known.archived)
    }

    /// Whether this machine is or was this customer's.
    pub fn belongs(&self, machine: MachineId, customer: CustomerId) -> bool {
        self.machines.get(&machine).is_some_and(|known| known.customer() == Some(customer))
    }

    /// Whether a part of one is no quantity of this article.
    pub fn splits_pieces(&self, article: ArticleId, quantity: Quantity) -> bool {
        let pieces = self.shelf.get(&article).is_some_and(|known| known.is_in_pieces());
        pieces && quantity.thousandths() % 1_000 != 0
    }

    /// Whether this machine stands at this customer now.
    pub fn stands(&self, machine: MachineId, customer: CustomerId) -> bool {
        self.belongs(machine, customer) && self.machines.get(&machine).is_some_and(|known| !known.removed)
    }
}
