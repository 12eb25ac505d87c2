//! Invoices: drafted, issued with a number without gaps, paid, reminded, disputed, credited. An issued one is never changed.

mod command;
mod due;
mod event;
mod issue;
mod money_moves;
mod refusal;
mod totals;
mod types;
mod undo;

use chrono::{Datelike, NaiveDate};
use uuid::Uuid;

use crate::{
    decider::{Decider, Facts, Need},
    fault::Number,
    permission::Permission,
    personal::Personal,
    undo::{Act, Stays},
    values::*,
};
use issue::issue;
use money_moves::{pay, refund};

pub use command::Command;
pub use due::reminder_due;
pub use event::Event;
pub use refusal::No;
pub use totals::Totals;
pub use types::{Buyer, Exchange, IssuedItem, Item, Origin, needs_exchange};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Draft,
    Issued,
    Discarded,
    Credited,
}

/// What the rules read.
#[derive(Debug, Clone, Default)]
pub struct State {
    draft: Option<Draft>,
    stage: Stage,
    /// What the whole comes to.
    total: Money,
    /// What the customer still pays; below nothing is what goes back.
    pub open: Money,
    issued_on: Option<NaiveDate>,
    number: Option<Number>,
    due: Option<NaiveDate>,
    /// Whether it is disputed now; none when it never was.
    disputed: Option<bool>,
    reminded: u8,
}

impl State {
    /// Its number, once it is issued.
    pub fn number(&self) -> Option<String> {
        self.number.as_ref().map(ToString::to_string)
    }

    /// What the customer wants to read on it.
    pub fn reference(&self) -> Option<Line> {
        self.draft.as_ref().and_then(|draft| draft.reference.clone())
    }

    /// Whether it can still be changed and thrown away.
    pub fn is_draft(&self) -> bool {
        self.draft.is_some() && self.stage == Stage::Draft
    }
}

#[derive(Debug, Clone)]
struct Draft {
    customer: CustomerId,
    items: Vec<Item>,
    reference: Option<Line>,
    delivered_from: Option<NaiveDate>,
    delivered_on: Option<NaiveDate>,
    exchange: Option<Exchange>,
}

/// The rules of invoices.
pub struct Invoice;

impl Decider for Invoice {
    const CATEGORY: &'static str = "invoice";
    type Command = Command;
    type Event = Event;
    type Refusal = No;
    type State = State;

    fn permission(_: &Command) -> Permission {
        Permission::EditInvoices
    }

    fn ends(command: &Command) -> bool {
        matches!(command, Command::Discard { .. })
    }

    fn needs(state: &State, command: &Command, today: NaiveDate) -> Vec<Need> {
        let number = |series| Need::Number(format!("{series}_{}", today.year()));
        match (command, &state.draft) {
            (Command::Draft { customer, .. }, None) => vec![Need::Customer(*customer)],
            (Command::Issue {}, Some(draft)) if state.stage == Stage::Draft => {
                vec![Need::Customer(draft.customer), Need::Settings, number("invoice")]
            }
            (Command::Remind { .. }, Some(_)) => vec![Need::Settings],
            (Command::Discard { .. }, Some(_)) if state.stage == Stage::Draft => vec![Need::Drawn("invoice")],
            // A series of its own: in the invoices' series this thing has its number already, for ever.
            (Command::Credit { reason }, Some(draft)) if state.stage == Stage::Issued => {
                vec![number("credit"), Need::Noted(Personal::of(kept(draft.customer, today), reason.clone()))]
            }
            _ => Vec::new(),
        }
    }

    fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
        let Some(draft) = &state.draft else {
            return first(command, facts);
        };
        let customer = draft.customer;
        match command {
            Command::Draft { .. } => Err(No::AlreadyDrafted),
            Command::Discard { .. } if state.stage == Stage::Discarded => Ok(Vec::new()),
            Command::Credit { .. } if state.stage == Stage::Credited => Ok(Vec::new()),
            Command::RecordRefund { amount, on, reference } if state.stage == Stage::Credited => {
                refund(state, customer, amount, on, reference, facts)
            }
            _ if matches!(state.stage, Stage::Discarded | Stage::Credited) => Err(No::Closed),
            Command::Issue {} if state.stage == Stage::Issued => Ok(Vec::new()),
            Command::Change { .. } | Command::Discard { .. } | Command::NoteExchangeRate(_)
                if state.stage == Stage::Issued =>
            {
                Err(No::Issued)
            }
            Command::NoteExchangeRate(exchange) if draft.exchange.as_ref() == Some(&exchange) => Ok(Vec::new()),
            Command::NoteExchangeRate(exchange) if exchange.on > facts.today => Err(No::InTheFuture),
            Command::NoteExchangeRate(exchange) if !exchange.is_plausible() => Err(No::ImplausibleRate),
            Command::NoteExchangeRate(exchange) => Ok(vec![Event::ExchangeRateNoted { customer, exchange }]),
            Command::Change { items, reference, delivered_from, delivered_on } => {
                let period = (delivered_from.or(draft.delivered_from), delivered_on.or(draft.delivered_on));
                let before = (draft.delivered_from, draft.delivered_on);
                if (&items, &reference, period) == (&draft.items, &draft.reference, before) {
                    return Ok(Vec::new());
                }
                check(&items)?;
                check_period(period.0, period.1)?;
                let reference = reference.map(|reference| Personal::of(customer, reference));
                Ok(vec![Event::InvoiceChanged { customer, items, reference, delivered_from, delivered_on }])
            }
            // Thrown away after its number was drawn, it would leave a gap in the year's numbers.
            Command::Discard { reason } => match facts.known.drawn {
                Some(number) => Err(No::HasNumber { number: number.to_string() }),
                None => Ok(vec![Event::InvoiceDiscarded { customer, reason: Personal::of(customer, reason) }]),
            },
            Command::Issue {} => issue(draft, facts),
            _ if state.stage == Stage::Draft => Err(No::NotIssued),
            Command::RecordPayment { amount, on, reference } => pay(state, customer, amount, on, reference, facts),
            Command::RecordRefund { amount, on, reference } => refund(state, customer, amount, on, reference, facts),
            Command::Dispute { .. } if state.disputed == Some(true) => Ok(Vec::new()),
            Command::Dispute { .. } if state.open.cents <= 0 => Err(No::NothingOpen),
            Command::Dispute { reason } => {
                Ok(vec![Event::DisputeOpened { customer, reason: Personal::of(customer, reason) }])
            }
            Command::SettleDispute { .. } if state.disputed == Some(false) => Ok(Vec::new()),
            Command::SettleDispute { .. } if state.disputed.is_none() => Err(No::NotDisputed),
            Command::SettleDispute { note } => {
                Ok(vec![Event::DisputeSettled { customer, note: Personal::of(customer, note) }])
            }
            Command::Remind { .. } if state.open.cents <= 0 => Err(No::NothingOpen),
            Command::Remind { .. } if state.disputed == Some(true) => Err(No::Disputed),
            Command::Remind { .. } if state.due.is_none_or(|due| facts.today <= due) => Err(No::NotLate),
            Command::Remind { level } if level <= state.reminded => Ok(Vec::new()),
            Command::Remind { level } if above(level, facts) => Err(No::NoSuchLevel),
            // The clock leaves out those that were missed; a person follows the order.
            Command::Remind { level } if level > state.reminded + 1 && facts.actor.user().is_some() => {
                Err(No::SkipsALevel { next: (state.reminded + 1).to_string() })
            }
            Command::Remind { level } => Ok(vec![Event::PaymentReminded { customer, level }]),
            Command::Credit { reason } => Ok(vec![Event::CreditNoteIssued {
                customer,
                number: number(facts),
                on: facts.today,
                reason: Personal::of(kept(customer, facts.today), reason),
            }]),
        }
    }

    fn evolve(state: &mut State, event: &Event) {
        match event.clone() {
            Event::InvoiceDrafted { customer, items, reference, delivered_from, delivered_on, .. } => {
                let reference = clear(reference);
                let exchange = None;
                state.draft = Some(Draft { customer, items, reference, delivered_from, delivered_on, exchange });
            }
            Event::ExchangeRateNoted { exchange, .. } => {
                if let Some(draft) = &mut state.draft {
                    draft.exchange = Some(exchange);
                }
            }
            Event::InvoiceChanged { items, reference, delivered_from, delivered_on, .. } => {
                if let Some(draft) = &mut state.draft {
                    (draft.items, draft.reference) = (items, clear(reference));
                    draft.delivered_from = delivered_from.or(draft.delivered_from);
                    draft.delivered_on = delivered_on.or(draft.delivered_on);
                }
            }
            Event::InvoiceIssued { items, number, on, due, .. } => {
                state.number = Some(number);
                state.stage = Stage::Issued;
                state.total = Totals::of(&items).total();
                state.open = state.total;
                (state.issued_on, state.due) = (Some(on), Some(due));
            }
            Event::PaymentRecorded { amount, .. } => state.open = state.open - amount,
            Event::PaymentRefunded { amount, .. } => state.open = state.open + amount,
            Event::DisputeOpened { .. } => state.disputed = Some(true),
            Event::DisputeSettled { .. } => state.disputed = Some(false),
            Event::PaymentReminded { level, .. } => state.reminded = level,
            Event::InvoiceDiscarded { .. } => state.stage = Stage::Discarded,
            Event::CreditNoteIssued { .. } => {
                state.stage = Stage::Credited;
                state.open = state.open - state.total;
            }
        }
    }

    fn undo(act: &Act<'_, Self>) -> Result<Command, Stays> {
        undo::undo(act)
    }
}

/// The subject under whose key a customer's data on issued invoices is sealed: apart from the customer's own key,
/// since the law keeps invoices longer (NL: 7 years, art. 52 AWR) than a person's wish to be forgotten waits. Each year has one of its
/// own, which goes when the year's term ends. Before there were terms one was for all years.
pub fn kept(customer: CustomerId, day: NaiveDate) -> Uuid {
    Uuid::new_v5(&customer.0, format!("invoices {}", day.year()).as_bytes())
}

/// Whether no reminder of this level is set; where nothing is set, none is too high.
fn above(level: u8, facts: &Facts) -> bool {
    let levels = facts.settings.reminder_days.len();
    levels > 0 && usize::from(level) > levels
}

fn clear(reference: Option<Personal<Line>>) -> Option<Line> {
    reference.as_ref().and_then(Personal::value).cloned()
}

fn number(facts: &Facts) -> Number {
    let year = u16::try_from(facts.today.year()).unwrap_or_default();
    Number { year, number: facts.known.number.unwrap_or_default() }
}

fn first(command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
    let Command::Draft { customer, items, origin, reference, delivered_from, delivered_on } = command else {
        return Err(No::Unknown);
    };
    if facts.known.customer.as_ref().is_none_or(|known| known.details.is_none()) {
        return Err(No::UnknownCustomer);
    }
    check(&items)?;
    check_period(delivered_from, delivered_on)?;
    let reference = reference.map(|reference| Personal::of(customer, reference));
    Ok(vec![Event::InvoiceDrafted { customer, items, origin, reference, delivered_from, delivered_on }])
}

fn check_period(from: Option<NaiveDate>, on: Option<NaiveDate>) -> Result<(), No> {
    match (from, on) {
        (Some(from), Some(on)) if from <= on => Ok(()),
        (Some(_), _) => Err(No::WrongPeriod),
        (None, _) => Ok(()),
    }
}

fn check(items: &[Item]) -> Result<(), No> {
    let Some(first) = items.first() else { return Err(No::NoItems) };
    let fits = |item: &Item| item.price.currency == first.price.currency && item.quantity != Quantity::default();
    if !items.iter().all(fits) {
        return Err(No::WrongItem);
    }
    let amounts = || items.iter().map(|item| item.price.times(item.quantity));
    let plausible = amounts().all(Money::is_plausible) && amounts().sum::<Money>().is_plausible();
    if plausible { Ok(()) } else { Err(No::TooLarge) }
}
