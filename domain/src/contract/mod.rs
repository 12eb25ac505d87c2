//! Contracts: drafted, signed on screen or on paper, renewed, given notice, ended.

mod command;
mod event;
mod refusal;
mod terms;
mod undo;
mod upcast;

use chrono::{Months, NaiveDate};

use crate::{
    decider::{Decider, Facts, Need},
    fault::Number,
    permission::Permission,
    personal::Personal,
    undo::{Act, Stays},
    values::*,
};

pub use command::Command;
pub use event::{Event, Signature};
pub use refusal::No;
pub use terms::{Kind, Terms};
pub(crate) use upcast::sealed_place;

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
    signed_on: Option<NaiveDate>,
    /// Last day of the present term.
    end: Option<NaiveDate>,
    notice: bool,
    /// The last day that it had before notice was given.
    end_before_notice: Option<NaiveDate>,
    level: Option<Line>,
}

impl State {
    /// With whom it is; none before it was drafted.
    pub fn customer(&self) -> Option<CustomerId> {
        self.drafted.as_ref().map(|(customer, _)| *customer)
    }

    /// The last day of the present term.
    pub fn end(&self) -> Option<NaiveDate> {
        self.end
    }

    /// Its very last day, where it does not go on: it is over, notice was given, or it ends by itself.
    pub fn last_day(&self) -> Option<NaiveDate> {
        match (&self.stage, &self.drafted) {
            (Stage::Ended(on), _) => Some(*on),
            (Stage::Running, Some((_, terms))) if self.notice || terms.renewal == 0 => self.end,
            _ => None,
        }
    }

    /// The service level that it promises on a day about a machine, or about none that is known.
    pub fn promises(&self, machine: Option<MachineId>, day: NaiveDate) -> Option<&Line> {
        let (_, terms) = self.drafted.as_ref()?;
        let runs = self.stage == Stage::Running && terms.starts <= day && self.end.is_none_or(|end| day <= end);
        let covers = machine.is_none_or(|machine| terms.machines.is_empty() || terms.machines.contains(&machine));
        self.level.as_ref().filter(|_| runs && covers)
    }

    /// Whether it was thrown away or is over.
    pub fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Discarded | Stage::Ended(_))
    }
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

    fn ends(command: &Command) -> bool {
        matches!(command, Command::Discard { .. } | Command::GiveNotice { .. } | Command::End { .. })
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
            Command::SetServiceLevel { .. } => vec![Need::Settings],
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
            Command::SetServiceLevel { service_level: level } if level == state.level => Ok(Vec::new()),
            Command::SetServiceLevel { service_level: level } => {
                let known = |name: &Line| facts.settings.level_names().any(|known| known == name);
                if level.as_ref().is_some_and(|name| !known(name)) {
                    return Err(No::UnknownLevel);
                }
                Ok(vec![Event::ServiceLevelAgreed { customer, service_level: level }])
            }
            Command::Change(new) if new == *terms => Ok(Vec::new()),
            Command::Change(terms) => {
                check(&terms, customer, facts)?;
                let (terms, remarks) = apart(terms, customer);
                Ok(vec![Event::ContractChanged { customer, terms, remarks }])
            }
            Command::Discard { reason } => Ok(vec![Event::ContractDiscarded { customer, reason: sealed(reason) }]),
            Command::SignOnScreen { drawing: None, undrawn: None, .. } => Err(No::NotDrawn),
            Command::SignOnScreen { name, drawing, undrawn, document } => {
                let signature = Signature::OnScreen {
                    name: Personal::of(customer, name),
                    undrawn: undrawn.filter(|_| drawing.is_none()).map(|why| Personal::of(customer, why)),
                    drawing: drawing.map(|drawing| Personal::of(customer, drawing)),
                    document: document.ok_or(No::NoDocument)?,
                };
                Ok(vec![Event::ContractSigned { customer, on: facts.today, signature }])
            }
            Command::SignOnPaper { signed_on, .. } if signed_on > facts.today || long_before(terms, signed_on) => {
                Err(No::WrongDay { field: "signed_on" })
            }
            Command::SignOnPaper { name, signed_on, scan, kept_at } => {
                let (name, kept_at) = (Personal::of(customer, name), Personal::of(customer, kept_at));
                let signature = Signature::OnPaper { name, scan, kept_at };
                Ok(vec![Event::ContractSigned { customer, on: signed_on, signature }])
            }
            _ if state.stage == Stage::Draft => Err(No::NotSigned),
            Command::GiveNotice { .. } if state.notice => Ok(Vec::new()),
            Command::GiveNotice { reason, on } => {
                let on = on.unwrap_or(facts.today);
                if on > facts.today || state.signed_on.is_some_and(|signed| on < signed) {
                    return Err(No::WrongDay { field: "on" });
                }
                let ends = state.end.and_then(|end| terms.end_after_notice(end, on));
                let ends = ends.ok_or(No::WrongDay { field: "on" })?;
                Ok(vec![Event::NoticeGiven { customer, on, ends, reason: sealed(reason) }])
            }
            Command::WithdrawNotice {} if !state.notice => Ok(Vec::new()),
            Command::WithdrawNotice {} => {
                let until = state.end_before_notice.ok_or(No::Closed)?;
                Ok(vec![Event::ContractRenewed { customer, until }])
            }
            Command::Renew {} if state.notice => Err(No::NoticeWasGiven),
            Command::Renew {} => {
                let next = state.end.and_then(|end| terms.next_end(end)).ok_or(No::NotRenewable)?;
                if state.end.is_some_and(|end| facts.today <= end) {
                    return Err(No::NotOver);
                }
                Ok(vec![Event::ContractRenewed { customer, until: next }])
            }
            Command::Extend { months } => {
                let fits = (1..=240).contains(&months);
                let until = state.end.filter(|_| fits).and_then(|end| terms.end_after(end, months.into()));
                Ok(vec![Event::ContractRenewed { customer, until: until.ok_or(No::Terms { field: "months" })? }])
            }
            Command::End { on, .. } if on < terms.starts || !near(on, facts.today) => Err(No::WrongDay { field: "on" }),
            // Until that day it runs: what is over is said when it is.
            Command::End { on, reason } if on > facts.today => {
                Ok(vec![Event::NoticeGiven { customer, on: facts.today, ends: on, reason: sealed(reason) }])
            }
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
            Event::ContractSigned { on, .. } => {
                state.stage = Stage::Running;
                state.signed_on = Some(*on);
            }
            Event::NoticeGiven { ends, .. } => {
                state.notice = true;
                state.end_before_notice = state.end;
                state.end = Some(*ends);
            }
            Event::ContractRenewed { until, .. } => {
                state.notice = false;
                state.end = Some(*until);
            }
            Event::ServiceLevelAgreed { service_level: level, .. } => state.level = level.clone(),
            Event::ContractDiscarded { .. } => state.stage = Stage::Discarded,
            Event::ContractEnded { on, .. } => state.stage = Stage::Ended(*on),
        }
    }

    fn undo(act: &Act<'_, Self>) -> Result<Command, Stays> {
        undo::undo(act)
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
        ("notice", terms.notice <= 24 && terms.notice_fits()),
        ("monthly_fee", terms.monthly_fee.cents >= 0 && terms.monthly_fee.is_plausible()),
        ("hours", terms.hours.is_none_or(|hours| (1..=10_000).contains(&hours))),
        ("hours_alert", terms.hours_alert.is_none_or(|percent| (1..=100).contains(&percent))),
        ("starts", terms.first_end().is_some() && near(terms.starts, facts.today)),
    ];
    if let Some((field, _)) = fits.into_iter().find(|(_, fits)| !fits) {
        Err(No::Terms { field })
    } else if terms.machines.iter().any(|machine| !facts.known.stands(*machine, customer)) {
        Err(No::UnknownMachine)
    } else {
        Ok(())
    }
}

/// Nobody signs more than a year before the first day: a year was mistyped.
fn long_before(terms: &Terms, signed_on: NaiveDate) -> bool {
    terms.starts.checked_sub_months(Months::new(12)).is_some_and(|first| signed_on < first)
}

/// The terms without their remarks, and those sealed.
fn apart(terms: Terms, customer: CustomerId) -> (Terms, Option<Personal<Text>>) {
    let remarks = terms.remarks.map(|remarks| Personal::of(customer, remarks));
    (Terms { remarks: None, ..terms }, remarks)
}
