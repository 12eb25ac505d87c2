//! What takes back what was said in the settings.

use super::{Command, Event, Settings};
use crate::undo::{Act, Stays, known};

pub(super) fn undo(act: &Act<'_, Settings>) -> Result<Command, Stays> {
    let event = act.first()?;
    act.stands(|other| same(event, other))?;
    let before = act.before;
    Ok(match event {
        Event::CompanyChanged { .. } => Command::ChangeCompany(known(before.company.clone())?),
        // Of a day of which nothing was said, the rate that was in force.
        Event::VatRateSet { kind, from, .. } => Command::SetVatRate {
            kind: *kind,
            from: *from,
            rate: known(before.vat_on(*kind, *from))?,
            reason: Some(act.why.clone()),
        },
        Event::HourlyRateSet { from, .. } => {
            Command::SetHourlyRate { from: *from, rate: known(before.hourly_on(*from))? }
        }
        Event::ReminderDaysSet { .. } => Command::SetReminderDays { days: said(&before.reminder_days)? },
        Event::PaymentDaysSet { .. } => Command::SetPaymentDays { days: known(before.payment_days)? },
        Event::ContractAlertDaysSet { .. } => {
            Command::SetContractAlertDays { days: said(&before.contract_alert_days)? }
        }
        Event::InvoiceRetentionSet { country, from, .. } => Command::SetInvoiceRetention {
            country: country.clone(),
            from: *from,
            years: known(
                before.retention.range(..=(country.clone(), *from)).next_back().filter(|((of, _), _)| of == country),
            )
            .map(|(_, years)| *years)?,
        },
        Event::OpeningHoursSet { .. } => Command::SetOpeningHours(before.opening),
        Event::ReviewRuleSet { rule, .. } => {
            let set = before.review_rule(*rule);
            Command::SetReviewRule { rule: *rule, applies: set.applies, limit: set.limit }
        }
    })
}

fn said(days: &[u16]) -> Result<Vec<u16>, Stays> {
    known((!days.is_empty()).then(|| days.to_vec()))
}

/// Whether two events set the same.
fn same(one: &Event, other: &Event) -> bool {
    match (one, other) {
        (Event::VatRateSet { kind, from, .. }, Event::VatRateSet { kind: other, from: on, .. }) => {
            (kind, from) == (other, on)
        }
        (Event::HourlyRateSet { from, .. }, Event::HourlyRateSet { from: on, .. }) => from == on,
        (
            Event::InvoiceRetentionSet { country, from, .. },
            Event::InvoiceRetentionSet { country: other, from: on, .. },
        ) => (country, from) == (other, on),
        (Event::ReviewRuleSet { rule, .. }, Event::ReviewRuleSet { rule: other, .. }) => rule == other,
        _ => std::mem::discriminant(one) == std::mem::discriminant(other),
    }
}
