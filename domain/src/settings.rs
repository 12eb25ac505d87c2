//! The company's settings: who we are, rates and terms with the day from which they hold. One stream, `settings-company`.

mod command;
mod event;
mod refusal;
mod state;
mod undo;
mod vat;

use crate::{
    calendar::Closing,
    decider::{Decider, Facts},
    permission::Permission,
    review::Setting,
    undo::{Act, Stays},
};

pub use command::{Command, Company};
pub use event::Event;
pub use refusal::No;
pub use state::State;
pub use vat::VatKind;

/// The id of the one stream of settings.
pub const COMPANY: &str = "company";

/// The rules of the settings.
pub struct Settings;

impl Decider for Settings {
    const CATEGORY: &'static str = "settings";
    const ONLY: Option<&'static str> = Some(COMPANY);
    type Command = Command;
    type Event = Event;
    type Refusal = No;
    type State = State;

    fn permission(command: &Command) -> Permission {
        match command {
            // Whoever keeps the users does not say which of their own acts are looked at.
            Command::SetReviewRule { .. } => Permission::ReviewLog,
            _ => Permission::EditSettings,
        }
    }

    fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
        let event = match command {
            Command::ChangeCompany(company) => {
                check_numbers(state.company.as_ref(), &company)?;
                Event::CompanyChanged { company }
            }
            Command::SetVatRate { kind, from, rate, reason } => {
                let changes = state.vat_on(kind, from).is_some_and(|known| known != rate);
                if changes && from < facts.today && reason.is_none() {
                    return Err(No::InThePast);
                }
                Event::VatRateSet { kind, from, rate, reason }
            }
            Command::DropVatRate { kind, from, reason } => {
                let mut of_kind = state.vat.keys().filter(|(of, day)| *of == kind && *day != from);
                if !state.vat.contains_key(&(kind, from)) {
                    return Ok(Vec::new());
                } else if of_kind.next().is_none() {
                    return Err(No::OnlyOne);
                } else if from < facts.today && reason.is_none() {
                    return Err(No::InThePast);
                }
                Event::VatRateDropped { kind, from, reason }
            }
            Command::DropHourlyRate { from } if state.hourly.contains_key(&from) && state.hourly.len() == 1 => {
                return Err(No::OnlyOne);
            }
            Command::DropHourlyRate { from } => Event::HourlyRateDropped { from },
            Command::DropInvoiceRetention { country, from } => {
                let mut of_country = state.retention.keys().filter(|(of, day)| *of == country && *day != from);
                if state.retention.contains_key(&(country.clone(), from)) && of_country.next().is_none() {
                    return Err(No::OnlyOne);
                }
                Event::InvoiceRetentionDropped { country, from }
            }
            Command::SetHourlyRate { rate, .. } if rate.cents < 0 => return Err(No::Negative),
            Command::SetHourlyRate { rate, .. } if rate.currency != state.vat_currency() => {
                return Err(No::OtherCurrency);
            }
            Command::SetHourlyRate { from, rate } => Event::HourlyRateSet { from, rate },
            Command::SetReminderDays { days } if are_reminder_days(&days) => Event::ReminderDaysSet { days },
            Command::SetContractAlertDays { days } if ordered(&days, |a, b| a > b) => {
                Event::ContractAlertDaysSet { days }
            }
            Command::SetWarrantyAlertDays { days } if ordered(&days, |a, b| a > b) => {
                Event::WarrantyAlertDaysSet { days }
            }
            Command::SetReminderDays { .. }
            | Command::SetContractAlertDays { .. }
            | Command::SetWarrantyAlertDays { .. } => return Err(No::Days),
            Command::SetPaymentDays { days } if days > 120 => return Err(No::PaymentDays),
            Command::SetInvoiceRetention { years, .. } if !(1..=30).contains(&years) => return Err(No::Years),
            Command::SetInvoiceRetention { country, from, years } => {
                Event::InvoiceRetentionSet { country, from, years }
            }
            Command::SetPaymentDays { days } => Event::PaymentDaysSet { days },
            Command::SetOpeningHours(opening) if opening.until <= opening.from => return Err(No::Hours),
            Command::SetOpeningHours(opening) => Event::OpeningHoursSet { opening },
            Command::SetLiberationDay { observed } => Event::LiberationDaySet { observed },
            Command::Close { from, until, .. } if !(0..=183).contains(&(until - from).num_days()) => {
                return Err(No::Closing);
            }
            Command::Close { from, until, name } => Event::ClosingSet { from, until, name },
            Command::Open { from } => Event::ClosingWithdrawn { from },
            Command::SetReviewRule { rule, limit, .. } if limit > rule.limits().map(|(_, largest)| largest) => {
                return Err(No::Limit);
            }
            Command::SetReviewRule { rule, applies, limit } => {
                let limit = limit.or(rule.usual().limit);
                // Said anew it changes nothing, also where nobody said it before.
                if state.review_rule(rule) == (Setting { applies, limit }) {
                    return Ok(Vec::new());
                }
                Event::ReviewRuleSet { rule, applies, limit }
            }
            Command::SetServiceLevel { service_level: level, from, terms } => match terms.wrong() {
                Some(field) => return Err(No::Level { field }),
                None => Event::ServiceLevelSet { service_level: level, from, terms },
            },
            Command::DropServiceLevel { service_level: level, from } => {
                let mut others = state.levels.keys().filter(|(name, day)| *name == level && *day != from);
                if state.usual_level.as_ref() == Some(&level) && others.next().is_none() {
                    return Err(No::IsUsual);
                }
                Event::ServiceLevelDropped { service_level: level, from }
            }
            Command::SetUsualLevel { service_level: Some(level) }
                if !state.level_names().any(|name| *name == level) =>
            {
                return Err(No::UnknownLevel);
            }
            Command::SetUsualLevel { service_level: level } => Event::UsualLevelSet { service_level: level },
            Command::SetPromiseWarning { percent } if !(1..=99).contains(&percent) => return Err(No::Percent),
            Command::SetPromiseWarning { percent } => Event::PromiseWarningSet { percent },
        };
        let mut after = state.clone();
        Self::evolve(&mut after, &event);
        Ok(if after == *state { Vec::new() } else { vec![event] })
    }

    fn evolve(state: &mut State, event: &Event) {
        match event.clone() {
            Event::CompanyChanged { company } => {
                state.calendar.country = Some(company.address.country.clone());
                state.company = Some(company);
            }
            Event::VatRateSet { kind, from, rate, .. } => {
                state.vat.insert((kind, from), rate);
            }
            Event::HourlyRateSet { from, rate } => {
                state.hourly.insert(from, rate);
            }
            Event::VatRateDropped { kind, from, .. } => {
                state.vat.remove(&(kind, from));
            }
            Event::HourlyRateDropped { from } => {
                state.hourly.remove(&from);
            }
            Event::InvoiceRetentionDropped { country, from } => {
                state.retention.remove(&(country, from));
            }
            Event::ReminderDaysSet { days } => state.reminder_days = days,
            Event::PaymentDaysSet { days } => state.payment_days = Some(days),
            Event::ContractAlertDaysSet { days } => state.contract_alert_days = days,
            Event::WarrantyAlertDaysSet { days } => state.warranty_alerts = days,
            Event::InvoiceRetentionSet { country, from, years } => {
                state.retention.insert((country, from), years);
            }
            Event::OpeningHoursSet { opening } => state.calendar.opening = opening,
            Event::LiberationDaySet { observed } => state.calendar.liberation = observed,
            Event::ClosingSet { from, until, name } => {
                state.calendar.closings.insert(from, Closing { until, name });
            }
            Event::ClosingWithdrawn { from } => {
                state.calendar.closings.remove(&from);
            }
            Event::ReviewRuleSet { rule, applies, limit } => {
                state.review.insert(rule, Setting { applies, limit });
            }
            Event::ServiceLevelSet { service_level: level, from, terms } => {
                state.levels.insert((level, from), terms);
            }
            Event::ServiceLevelDropped { service_level: level, from } => {
                state.levels.remove(&(level, from));
            }
            Event::UsualLevelSet { service_level: level } => state.usual_level = level,
            Event::PromiseWarningSet { percent } => state.promise_warning = percent,
        }
    }

    fn undo(act: &Act<'_, Self>) -> Result<Command, Stays> {
        undo::undo(act)
    }
}

/// A wrong check digit warns and asks, as at a customer.
fn check_numbers(known: Option<&Company>, company: &Company) -> Result<(), No> {
    let same =
        |known: &Company| (&known.company_number, &known.vat_number) == (&company.company_number, &company.vat_number);
    if company.despite.is_some() || known.is_some_and(same) {
        Ok(())
    } else if !company.company_number.looks_right() {
        Err(No::CompanyNumberLooksWrong)
    } else if !company.vat_number.looks_right() {
        Err(No::VatNumberLooksWrong)
    } else {
        Ok(())
    }
}

/// Whether reminders can go out after these days: one to five numbers, increasing, each at most 365.
pub fn are_reminder_days(days: &[u16]) -> bool {
    ordered(days, |a, b| a < b)
}

fn ordered(days: &[u16], follows: fn(u16, u16) -> bool) -> bool {
    (1..=5).contains(&days.len())
        && days.iter().all(|days| *days <= 365)
        && days.windows(2).all(|pair| follows(pair[0], pair[1]))
}
