//! Contracts: drafted, signed on screen or on paper, renewed, given notice, ended.

use chrono::{Months, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    decider::{Decider, Facts, Need, Refusal},
    fault::Number,
    permission::Permission,
    personal::Personal,
    values::*,
};

/// What is agreed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The customer leases the machines.
    Lease,
    /// We maintain the customer's machines.
    #[default]
    Service,
    /// Lease with maintenance.
    LeaseAndService,
}

impl Kind {
    /// All, as shown.
    pub const ALL: [Self; 3] = [Self::Lease, Self::Service, Self::LeaseAndService];

    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lease => "lease",
            Self::Service => "service",
            Self::LeaseAndService => "lease-and-service",
        }
    }
}

/// The terms; the form's fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// What is agreed.
    pub kind: Kind,
    /// On which machines.
    #[serde(default)]
    pub machines: Vec<MachineId>,
    /// What it costs a month, without VAT.
    pub monthly_fee: Money,
    /// First day.
    pub starts: NaiveDate,
    /// How many months it runs at first.
    #[schemars(range(min = 1, max = 240))]
    pub first_term: u16,
    /// By how many months it goes on each time; 0 means that it ends by itself.
    #[serde(default)]
    #[schemars(range(min = 0, max = 60))]
    pub renewal: u16,
    /// How many months before the end notice is given at the latest.
    #[serde(default)]
    #[schemars(range(min = 0, max = 24))]
    pub notice: u16,
    /// What else was agreed. Events hold it apart, sealed: it may tell of persons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<Text>,
}

impl Terms {
    /// The last day of the first term.
    pub fn first_end(&self) -> Option<NaiveDate> {
        self.starts.checked_add_months(Months::new(self.first_term.into()))?.pred_opt()
    }

    /// The last day on which notice can be given for an end.
    pub fn last_notice(&self, end: NaiveDate) -> Option<NaiveDate> {
        end.succ_opt()?.checked_sub_months(Months::new(self.notice.into()))?.pred_opt()
    }
}

/// Orders about a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Write a draft.
    Draft {
        /// With whom.
        customer: CustomerId,
        /// Who of us keeps it.
        #[serde(default)]
        salesperson: Option<UserId>,
        /// The terms.
        terms: Terms,
    },
    /// Change the draft.
    Change(Terms),
    /// The customer signs on our screen.
    SignOnScreen {
        /// Who signs.
        name: Line,
        /// The drawn signature; none when signed by name alone.
        #[serde(default)]
        drawing: Option<Drawing>,
        /// Hash of the PDF that was shown. Worked out by the server, whatever is sent.
        #[serde(default)]
        document: Option<Sha256>,
    },
    /// The customer signed on paper.
    SignOnPaper {
        /// Who signed.
        name: Line,
        /// When.
        signed_on: NaiveDate,
        /// The scan, as kept by its hash.
        scan: Sha256,
        /// Where the paper lies.
        kept_at: Line,
    },
    /// Notice was given.
    GiveNotice {
        /// By whom and why.
        reason: Line,
        /// When it was given; today when not said.
        #[serde(default)]
        on: Option<NaiveDate>,
    },
    /// It goes on for another term.
    Renew {},
    /// It is over.
    End {
        /// Last day.
        on: NaiveDate,
        /// Why.
        reason: Line,
    },
    /// The draft is off.
    Discard {
        /// Why.
        reason: Line,
    },
}

/// How it was signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "fields as in the commands")]
pub enum Signature {
    OnScreen { name: Personal<Line>, drawing: Option<Personal<Drawing>>, document: Sha256 },
    OnPaper { name: Personal<Line>, scan: Sha256, kept_at: Line },
}

/// What happened with a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "fields as in the commands")]
pub enum Event {
    ContractDrafted {
        number: Number,
        customer: CustomerId,
        salesperson: Option<UserId>,
        terms: Terms,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        remarks: Option<Personal<Text>>,
    },
    ContractChanged {
        customer: CustomerId,
        terms: Terms,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        remarks: Option<Personal<Text>>,
    },
    ContractDiscarded {
        customer: CustomerId,
        reason: Personal<Line>,
    },
    ContractSigned {
        customer: CustomerId,
        on: NaiveDate,
        signature: Signature,
    },
    NoticeGiven {
        customer: CustomerId,
        on: NaiveDate,
        ends: NaiveDate,
        reason: Personal<Line>,
    },
    ContractRenewed {
        customer: CustomerId,
        until: NaiveDate,
    },
    ContractEnded {
        customer: CustomerId,
        on: NaiveDate,
        reason: Personal<Line>,
    },
}

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {
    /// There is no such contract.
    Unknown,
    /// This contract was drafted already.
    AlreadyDrafted,
    /// The customer does not exist or is archived.
    UnknownCustomer,
    /// A term has 1 to 240 months, a renewal at most 60, notice at most 24; a fee is at least nothing.
    Terms {
        /// Which of them.
        field: &'static str,
    },
    /// A machine does not stand at this customer.
    UnknownMachine,
    /// It is signed: terms stand fast.
    Signed,
    /// It is not signed.
    NotSigned,
    /// It is over or was never concluded.
    Closed,
    /// Notice was given: it does not go on.
    NoticeWasGiven,
    /// It ends by itself.
    NotRenewable,
    /// The present term is not over: until its last day the customer may still leave, and a term is renewed once.
    NotOver,
    /// The day lies before the start or in the future.
    WrongDay {
        /// Which day.
        field: &'static str,
    },
    /// The document that was shown is not known.
    NoDocument,
}

impl Refusal for No {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::UnknownCustomer => Some("customer"),
            Self::Terms { field } | Self::WrongDay { field } => Some(field),
            Self::UnknownMachine => Some("machines"),
            Self::NoDocument => Some("document"),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Draft,
    Running,
    Discarded,
    Ended(NaiveDate),
}

/// What the rules read.
#[derive(Debug, Clone, Default)]
pub struct State {
    drafted: Option<(CustomerId, Terms)>,
    stage: Stage,
    /// Last day of the present term.
    end: Option<NaiveDate>,
    notice: bool,
}

/// The rules of contracts.
pub struct Contract;

impl Decider for Contract {
    const CATEGORY: &'static str = "contract";
    type Command = Command;
    type Event = Event;
    type Refusal = No;
    type State = State;

    fn permission(command: &Command) -> Permission {
        match command {
            Command::Renew {} => Permission::SystemOnly,
            _ => Permission::EditContracts,
        }
    }

    fn needs(state: &State, command: &Command, today: NaiveDate) -> Vec<Need> {
        match command {
            Command::Draft { customer, terms, .. } if state.drafted.is_none() => {
                let year = chrono::Datelike::year(&today);
                let mut needs = vec![Need::Customer(*customer), Need::Number(format!("contract_{year}"))];
                needs.extend(terms.machines.iter().copied().map(Need::Machine));
                needs
            }
            Command::Change(terms) => terms.machines.iter().copied().map(Need::Machine).collect(),
            _ => Vec::new(),
        }
    }

    fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
        let Some((customer, terms)) = &state.drafted else {
            return draft(command, facts);
        };
        let customer = *customer;
        let sealed = |reason| Personal::of(customer, reason);
        match command {
            Command::Draft { .. } => Err(No::AlreadyDrafted),
            Command::Discard { .. } if state.stage == Stage::Discarded => Ok(Vec::new()),
            Command::End { on, .. } if state.stage == Stage::Ended(on) => Ok(Vec::new()),
            _ if matches!(state.stage, Stage::Discarded | Stage::Ended(_)) => Err(No::Closed),
            Command::Change(_)
            | Command::Discard { .. }
            | Command::SignOnScreen { .. }
            | Command::SignOnPaper { .. }
                if state.stage == Stage::Running =>
            {
                Err(No::Signed)
            }
            Command::Change(new) if new == *terms => Ok(Vec::new()),
            Command::Change(terms) => {
                check(&terms, customer, facts)?;
                let (terms, remarks) = apart(terms, customer);
                Ok(vec![Event::ContractChanged { customer, terms, remarks }])
            }
            Command::Discard { reason } => Ok(vec![Event::ContractDiscarded { customer, reason: sealed(reason) }]),
            Command::SignOnScreen { name, drawing, document } => {
                let signature = Signature::OnScreen {
                    name: Personal::of(customer, name),
                    drawing: drawing.map(|drawing| Personal::of(customer, drawing)),
                    document: document.ok_or(No::NoDocument)?,
                };
                Ok(vec![Event::ContractSigned { customer, on: facts.today, signature }])
            }
            Command::SignOnPaper { signed_on, .. } if signed_on > facts.today => {
                Err(No::WrongDay { field: "signed_on" })
            }
            Command::SignOnPaper { name, signed_on, scan, kept_at } => {
                let signature = Signature::OnPaper { name: Personal::of(customer, name), scan, kept_at };
                Ok(vec![Event::ContractSigned { customer, on: signed_on, signature }])
            }
            _ if state.stage == Stage::Draft => Err(No::NotSigned),
            Command::GiveNotice { .. } if state.notice => Ok(Vec::new()),
            Command::GiveNotice { reason, on } => {
                let on = on.unwrap_or(facts.today);
                if on > facts.today {
                    return Err(No::WrongDay { field: "on" });
                }
                let ends = end_after_notice(terms, state.end, on).ok_or(No::WrongDay { field: "on" })?;
                Ok(vec![Event::NoticeGiven { customer, on, ends, reason: sealed(reason) }])
            }
            Command::Renew {} if state.notice => Err(No::NoticeWasGiven),
            Command::Renew {} => {
                let next = state.end.and_then(|end| next_end(terms, end)).ok_or(No::NotRenewable)?;
                if state.end.is_some_and(|end| facts.today <= end) {
                    return Err(No::NotOver);
                }
                Ok(vec![Event::ContractRenewed { customer, until: next }])
            }
            Command::End { on, .. } if on < terms.starts => Err(No::WrongDay { field: "on" }),
            Command::End { on, reason } => Ok(vec![Event::ContractEnded { customer, on, reason: sealed(reason) }]),
        }
    }

    fn evolve(state: &mut State, event: &Event) {
        match event {
            Event::ContractDrafted { customer, terms, remarks, .. }
            | Event::ContractChanged { customer, terms, remarks } => {
                state.end = terms.first_end();
                let remarks = remarks.as_ref().and_then(Personal::value).cloned();
                state.drafted = Some((*customer, Terms { remarks, ..terms.clone() }));
            }
            Event::ContractSigned { .. } => state.stage = Stage::Running,
            Event::NoticeGiven { ends, .. } => {
                state.notice = true;
                state.end = Some(*ends);
            }
            Event::ContractRenewed { until, .. } => state.end = Some(*until),
            Event::ContractDiscarded { .. } => state.stage = Stage::Discarded,
            Event::ContractEnded { on, .. } => state.stage = Stage::Ended(*on),
        }
    }
}

fn draft(command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
    let Command::Draft { customer, salesperson, terms } = command else { return Err(No::Unknown) };
    if !facts.known.customer_is_served() {
        return Err(No::UnknownCustomer);
    }
    check(&terms, customer, facts)?;
    let year = u16::try_from(chrono::Datelike::year(&facts.today)).unwrap_or_default();
    let number = Number { year, number: facts.known.number.unwrap_or_default() };
    let (terms, remarks) = apart(terms, customer);
    Ok(vec![Event::ContractDrafted { number, customer, salesperson, terms, remarks }])
}

fn check(terms: &Terms, customer: CustomerId, facts: &Facts) -> Result<(), No> {
    let fits = [
        ("first_term", (1..=240).contains(&terms.first_term)),
        ("renewal", terms.renewal <= 60),
        ("notice", terms.notice <= 24),
        ("monthly_fee", terms.monthly_fee.cents >= 0),
        ("starts", terms.first_end().is_some()),
    ];
    if let Some((field, _)) = fits.into_iter().find(|(_, fits)| !fits) {
        Err(No::Terms { field })
    } else if terms.machines.iter().any(|machine| !facts.known.stands(*machine, customer)) {
        Err(No::UnknownMachine)
    } else {
        Ok(())
    }
}

/// The terms without their remarks, and those sealed.
fn apart(terms: Terms, customer: CustomerId) -> (Terms, Option<Personal<Text>>) {
    let remarks = terms.remarks.map(|remarks| Personal::of(customer, remarks));
    (Terms { remarks: None, ..terms }, remarks)
}

/// The end of the term after this one; none when the contract ends by itself.
fn next_end(terms: &Terms, end: NaiveDate) -> Option<NaiveDate> {
    if terms.renewal == 0 {
        return None;
    }
    end.succ_opt()?.checked_add_months(Months::new(terms.renewal.into()))?.pred_opt()
}

/// The first end for which a notice on that day is in time.
fn end_after_notice(terms: &Terms, end: Option<NaiveDate>, on: NaiveDate) -> Option<NaiveDate> {
    let mut end = end?;
    while terms.renewal > 0 && terms.last_notice(end)? < on {
        end = next_end(terms, end)?;
    }
    Some(end)
}
