//! Money that came in, and money that went back.

use chrono::{Months, NaiveDate};

use super::{Event, No, State, kept};
use crate::{decider::Facts, personal::Personal, values::*};

/// What comes in is at most what is open; what bounces, written as an amount below nothing, at most what came in.
pub(super) fn pay(
    state: &State,
    customer: CustomerId,
    amount: Money,
    on: Option<NaiveDate>,
    reference: Option<Line>,
    facts: &Facts,
) -> Result<Vec<Event>, No> {
    let (on, paid) = (on.unwrap_or(facts.today), state.total - state.open);
    if amount.cents == 0 {
        Err(No::Nothing)
    } else if amount.currency != state.open.currency {
        Err(No::OtherCurrency)
    } else if let Some(no) = wrong_day(state, on, facts) {
        Err(no)
    } else if amount.cents > 0 && amount.cents > state.open.cents {
        Err(No::TooMuch { open: state.open.to_string() })
    } else if amount.cents < -paid.cents.max(0) {
        Err(No::MoreThanPaid { paid: paid.to_string() })
    } else {
        let reference =
            reference.map(|reference| Personal::of(kept(customer, state.issued_on.unwrap_or(on)), reference));
        Ok(vec![Event::PaymentRecorded { customer, amount, on, reference }])
    }
}

/// Back goes what was paid and is not owed to us any more, and no more than that.
pub(super) fn refund(
    state: &State,
    customer: CustomerId,
    amount: Money,
    on: Option<NaiveDate>,
    reference: Option<Line>,
    facts: &Facts,
) -> Result<Vec<Event>, No> {
    let (on, owed) = (on.unwrap_or(facts.today), -state.open);
    if amount.cents <= 0 {
        Err(No::Nothing)
    } else if amount.currency != owed.currency {
        Err(No::OtherCurrency)
    } else if let Some(no) = wrong_day(state, on, facts) {
        Err(no)
    } else if owed.cents <= 0 {
        Err(No::NothingOwed)
    } else if amount.cents > owed.cents {
        Err(No::MoreThanOwed { owed: owed.to_string() })
    } else {
        let reference =
            reference.map(|reference| Personal::of(kept(customer, state.issued_on.unwrap_or(on)), reference));
        Ok(vec![Event::PaymentRefunded { customer, amount, on, reference }])
    }
}

/// Money moved today or before. More than a year before the invoice was issued it can't have been for it: a year was mistyped.
fn wrong_day(state: &State, on: NaiveDate, facts: &Facts) -> Option<No> {
    let first = state.issued_on.and_then(|issued| issued.checked_sub_months(Months::new(12)));
    match (on > facts.today, first.is_some_and(|first| on < first), state.issued_on) {
        (true, ..) => Some(No::InTheFuture),
        (false, true, Some(issued)) => Some(No::LongBeforeIssue { issued: issued.to_string() }),
        _ => None,
    }
}
