//! What takes back what was said in the settings.

use chrono::NaiveDate;

use super::{Command, Event, Settings, VatKind};
use crate::{
    calendar::Closing,
    review::Rule,
    undo::{Act, Stays, known},
    values::*,
};

pub(super) fn undo(act: &Act<'_, Settings>) -> Result<Command, Stays> {
    let event = act.first()?;
    act.stands(|other| same(event, other))?;
    let before = act.before;
    Ok(match event {
        Event::CompanyChanged { .. } => Command::ChangeCompany(known(before.company.clone())?),
        // Of a day of which nothing was said, nothing is said any more: what held before holds again, whatever that becomes.
        Event::VatRateSet { kind, from, .. } => match before.vat.get(&(*kind, *from)) {
            Some(rate) => vat_rate(*kind, *from, *rate, act.why),
            None => {
                others(act.now.vat.keys().any(|(of, day)| of == kind && day != from))?;
                Command::DropVatRate { kind: *kind, from: *from, reason: Some(act.why.clone()) }
            }
        },
        Event::VatRateDropped { kind, from, .. } => {
            vat_rate(*kind, *from, *known(before.vat.get(&(*kind, *from)))?, act.why)
        }
        Event::HourlyRateSet { from, .. } => match before.hourly.get(from) {
            Some(rate) => Command::SetHourlyRate { from: *from, rate: *rate },
            None => {
                others(act.now.hourly.keys().any(|day| day != from))?;
                Command::DropHourlyRate { from: *from }
            }
        },
        Event::HourlyRateDropped { from } => {
            Command::SetHourlyRate { from: *from, rate: *known(before.hourly.get(from))? }
        }
        Event::ReminderDaysSet { .. } => Command::SetReminderDays { days: said(&before.reminder_days)? },
        Event::PaymentDaysSet { .. } => Command::SetPaymentDays { days: known(before.payment_days)? },
        Event::ContractAlertDaysSet { .. } => {
            Command::SetContractAlertDays { days: said(&before.contract_alert_days)? }
        }
        Event::WarrantyAlertDaysSet { .. } => {
            Command::SetWarrantyAlertDays { days: before.warranty_alert_days().to_vec() }
        }
        Event::InvoiceRetentionSet { country, from, .. } => {
            let (country, from) = (country.clone(), *from);
            match before.retention.get(&(country.clone(), from)) {
                Some(years) => Command::SetInvoiceRetention { country, from, years: *years },
                None => {
                    others(act.now.retention.keys().any(|(of, day)| *of == country && *day != from))?;
                    Command::DropInvoiceRetention { country, from }
                }
            }
        }
        Event::InvoiceRetentionDropped { country, from } => {
            let years = *known(before.retention.get(&(country.clone(), *from)))?;
            Command::SetInvoiceRetention { country: country.clone(), from: *from, years }
        }
        Event::OpeningHoursSet { .. } => Command::SetOpeningHours(before.calendar.opening),
        Event::LiberationDaySet { .. } => Command::SetLiberationDay { observed: before.calendar.liberation },
        Event::ClosingSet { from, .. } | Event::ClosingWithdrawn { from } => {
            match before.calendar.closings.get(from).cloned() {
                Some(Closing { until, name }) => Command::Close { from: *from, until, name },
                None => Command::Open { from: *from },
            }
        }
        Event::ReviewRuleSet { rule, .. } => {
            let set = before.review_rule(*rule);
            Command::SetReviewRule { rule: *rule, applies: set.applies, limit: set.limit }
        }
        Event::ServiceLevelSet { service_level: level, from, .. }
        | Event::ServiceLevelDropped { service_level: level, from } => {
            match before.levels.get(&(level.clone(), *from)).cloned() {
                Some(terms) => Command::SetServiceLevel { service_level: level.clone(), from: *from, terms },
                None => Command::DropServiceLevel { service_level: level.clone(), from: *from },
            }
        }
        Event::UsualLevelSet { .. } => Command::SetUsualLevel { service_level: before.usual_level.clone() },
        Event::PromiseWarningSet { .. } => Command::SetPromiseWarning { percent: before.promise_warning },
    })
}

fn said(days: &[u16]) -> Result<Vec<u16>, Stays> {
    known((!days.is_empty()).then(|| days.to_vec()))
}

fn vat_rate(kind: VatKind, from: NaiveDate, rate: Rate, why: &Line) -> Command {
    Command::SetVatRate { kind, from, rate, reason: Some(why.clone()) }
}

/// The only one of its table stays: without it, nothing would hold.
fn others(are_there: bool) -> Result<(), Stays> {
    known(are_there.then_some(()))
}

/// Whether two events set the same.
fn same(one: &Event, other: &Event) -> bool {
    match (row(one), row(other)) {
        (None, None) => std::mem::discriminant(one) == std::mem::discriminant(other),
        (one, other) => one == other,
    }
}

/// Which row of a table an event sets or drops.
#[derive(PartialEq)]
enum Row<'a> {
    Vat(VatKind, NaiveDate),
    Hourly(NaiveDate),
    Retention(&'a Country, NaiveDate),
    Review(Rule),
    Closing(NaiveDate),
    Level(&'a Line, NaiveDate),
}

fn row(event: &Event) -> Option<Row<'_>> {
    Some(match event {
        Event::VatRateSet { kind, from, .. } | Event::VatRateDropped { kind, from, .. } => Row::Vat(*kind, *from),
        Event::HourlyRateSet { from, .. } | Event::HourlyRateDropped { from } => Row::Hourly(*from),
        Event::InvoiceRetentionSet { country, from, .. } | Event::InvoiceRetentionDropped { country, from } => {
            Row::Retention(country, *from)
        }
        Event::ReviewRuleSet { rule, .. } => Row::Review(*rule),
        Event::ServiceLevelSet { service_level: level, from, .. }
        | Event::ServiceLevelDropped { service_level: level, from } => Row::Level(level, *from),
        Event::ClosingSet { from, .. } | Event::ClosingWithdrawn { from } => Row::Closing(*from),
        _ => return None,
    })
}
