//! Rules of the company's settings.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use chrono::NaiveDate;
use domain::{
    decider::{Decider, Refusal},
    settings::{Command, Company, Event, No, Settings, State, VatKind},
    testing::{day, given},
    *,
};

use crate::common::{company, line};

fn vat(from: NaiveDate, percent: u32) -> Command {
    Command::SetVatRate { kind: VatKind::Standard, from, rate: Rate::from_basis_points(percent * 100), reason: None }
}

fn vat_set(from: NaiveDate, percent: u32) -> Event {
    Event::VatRateSet { kind: VatKind::Standard, from, rate: Rate::from_basis_points(percent * 100), reason: None }
}

fn state(events: &[Event]) -> State {
    let mut state = State::default();
    for event in events {
        Settings::evolve(&mut state, event);
    }
    state
}

/// Gives the command to settings without anything, then again.
fn once(command: Command, event: Event) {
    assert_eq!(given::<Settings>([]).when(command.clone()), Ok(vec![event.clone()]));
    assert_eq!(given::<Settings>([event]).when(command), Ok(vec![]));
}

#[test]
fn who_we_are_is_said_once() {
    once(Command::ChangeCompany(company()), Event::CompanyChanged { company: company() });
}

#[test]
fn a_vat_rate_is_set_once() {
    once(vat(day(2026, 1, 1), 21), vat_set(day(2026, 1, 1), 21));
}

#[test]
fn a_vat_rate_holds_from_its_day_until_the_next() {
    let state = state(&[vat_set(day(2012, 10, 1), 21), vat_set(day(2001, 1, 1), 19)]);
    let percent = |day| state.vat_on(VatKind::Standard, day).map(Rate::basis_points);
    assert_eq!(percent(day(2000, 12, 31)), None);
    assert_eq!(percent(day(2001, 1, 1)), Some(1_900));
    assert_eq!(percent(day(2012, 9, 30)), Some(1_900));
    assert_eq!(percent(day(2012, 10, 1)), Some(2_100));
    assert_eq!(state.vat_on(VatKind::Reduced, day(2026, 1, 1)), None);
}

#[test]
fn zero_rated_and_reverse_charged_work_has_no_vat_whatever_is_set() {
    for kind in [VatKind::Zero, VatKind::ReverseCharge] {
        assert_eq!(state(&[]).vat_on(kind, day(2026, 1, 1)), Some(Rate::default()));
    }
}

#[test]
fn a_rate_of_days_that_have_passed_is_changed_with_a_reason_alone() {
    let known = || given::<Settings>([vat_set(day(2020, 1, 1), 21)]);
    assert_eq!(known().when(vat(day(2026, 11, 16), 22)), Err(No::InThePast));
    assert!(known().when(vat(day(2026, 11, 17), 22)).is_ok());
    assert_eq!(known().when(vat(day(2020, 1, 1), 21)), Ok(vec![]));
    assert!(known().when(vat(day(2023, 1, 1), 21)).is_ok(), "it holds then already");
    assert!(known().when(vat(day(2012, 10, 1), 21)).is_ok(), "nothing was known of those days");
    let (kind, from, rate) = (VatKind::Standard, day(2026, 11, 16), Rate::from_basis_points(2_200));
    let reason = Some(line("Verkeerd overgenomen"));
    let set = Command::SetVatRate { kind, from, rate, reason: reason.clone() };
    assert_eq!(known().when(set), Ok(vec![Event::VatRateSet { kind, from, rate, reason }]));
}

#[test]
fn our_own_numbers_are_looked_at_as_a_customers() {
    let wrong = Company { company_number: "123".parse().unwrap(), ..company() };
    assert_eq!(given::<Settings>([]).when(Command::ChangeCompany(wrong.clone())), Err(No::CompanyNumberLooksWrong));
    let wrong_vat = Company { vat_number: "XX".parse().unwrap(), ..company() };
    assert_eq!(given::<Settings>([]).when(Command::ChangeCompany(wrong_vat)), Err(No::VatNumberLooksWrong));
    let despite = Company { despite: Some(line("Oud nummer")), ..wrong.clone() };
    assert!(given::<Settings>([]).when(Command::ChangeCompany(despite)).is_ok());
    // What stood there before the rule does not keep from changing the rest.
    let known = given::<Settings>([Event::CompanyChanged { company: wrong.clone() }]);
    assert!(known.when(Command::ChangeCompany(Company { name: line("Nieuw BV"), ..wrong })).is_ok());
}

#[test]
fn an_hour_costs_what_was_set_for_its_day() {
    let from = day(2026, 1, 1);
    let event = Event::HourlyRateSet { from, rate: Money::euros(8_500) };
    once(Command::SetHourlyRate { from, rate: Money::euros(8_500) }, event.clone());
    let state = state(&[event]);
    assert_eq!(state.hourly_on(day(2025, 12, 31)), None);
    assert_eq!(state.hourly_on(day(2026, 11, 17)), Some(Money::euros(8_500)));
}

#[test]
fn an_hour_costs_no_less_than_nothing() {
    let set = Command::SetHourlyRate { from: day(2026, 1, 1), rate: Money::euros(-1) };
    assert_eq!(given::<Settings>([]).when(set), Err(No::Negative));
    assert_eq!(No::Negative.field(), Some("rate"));
    let zloty = Command::SetHourlyRate { from: day(2026, 1, 1), rate: "85 PLN".parse().unwrap() };
    assert_eq!(given::<Settings>([]).when(zloty), Err(No::OtherCurrency));
}

#[test]
fn reminders_go_out_on_increasing_days() {
    let days = vec![7, 21, 42];
    once(Command::SetReminderDays { days: days.clone() }, Event::ReminderDaysSet { days });
    for days in [vec![], vec![7, 7], vec![21, 7], vec![366], vec![1, 2, 3, 4, 5, 6]] {
        assert_eq!(given::<Settings>([]).when(Command::SetReminderDays { days }), Err(No::Days));
    }
}

#[test]
fn warnings_about_contracts_come_on_decreasing_days() {
    let days = vec![90, 30];
    once(Command::SetContractAlertDays { days: days.clone() }, Event::ContractAlertDaysSet { days });
    for days in [vec![], vec![30, 30], vec![30, 90], vec![366, 30], vec![6, 5, 4, 3, 2, 1]] {
        assert_eq!(given::<Settings>([]).when(Command::SetContractAlertDays { days }), Err(No::Days));
    }
}

#[test]
fn warnings_about_warranties_come_on_decreasing_days_and_sixty_before_where_nobody_said_it() {
    let days = vec![90, 30];
    once(Command::SetWarrantyAlertDays { days: days.clone() }, Event::WarrantyAlertDaysSet { days });
    assert_eq!(given::<Settings>([]).when(Command::SetWarrantyAlertDays { days: vec![30, 90] }), Err(No::Days));
    assert_eq!(domain::settings::State::default().warranty_alert_days(), [60]);
}

#[test]
fn an_invoice_is_paid_within_120_days_at_most() {
    once(Command::SetPaymentDays { days: 120 }, Event::PaymentDaysSet { days: 120 });
    assert_eq!(given::<Settings>([]).when(Command::SetPaymentDays { days: 121 }), Err(No::PaymentDays));
    assert_eq!(No::PaymentDays.field(), Some("days"));
}

#[test]
fn a_company_works_from_eight_to_five_until_it_says_otherwise_and_ends_after_it_begins() {
    let hours = |from: u32, until: u32| {
        let at = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        Opening { from: at(from), until: at(until) }
    };
    assert_eq!(State::default().calendar.opening, hours(8, 17));
    once(Command::SetOpeningHours(hours(7, 16)), Event::OpeningHoursSet { opening: hours(7, 16) });
    assert_eq!(given::<Settings>([]).when(Command::SetOpeningHours(hours(9, 9))), Err(No::Hours));
}

#[test]
fn a_term_for_invoices_is_set_once_and_is_one_to_thirty_years() {
    let set = |years| Command::SetInvoiceRetention { country: Country::default(), from: day(2026, 1, 1), years };
    once(set(7), Event::InvoiceRetentionSet { country: Country::default(), from: day(2026, 1, 1), years: 7 });
    for years in [0, 31] {
        assert_eq!(given::<Settings>([]).when(set(years)), Err(No::Years));
    }
}

#[test]
fn a_rule_of_the_review_is_set_once_and_without_a_threshold_to_the_usual_one() {
    let set = |limit| Command::SetReviewRule { rule: review::Rule::PaymentTerms, applies: true, limit };
    let was_set = |limit| Event::ReviewRuleSet { rule: review::Rule::PaymentTerms, applies: true, limit: Some(limit) };
    once(set(Some(45)), was_set(45));
    assert_eq!(given::<Settings>([]).when(set(None)), Ok(vec![]), "as it is");
    assert_eq!(given::<Settings>([was_set(45)]).when(set(None)), Ok(vec![was_set(30)]));
}

#[test]
fn a_threshold_is_one_that_the_rule_can_have() {
    let set = |rule, limit| given::<Settings>([]).when(Command::SetReviewRule { rule, applies: false, limit });
    assert_eq!(set(review::Rule::Sample, Some(101)), Err(No::Limit));
    assert_eq!(set(review::Rule::CreditNote, Some(1)), Err(No::Limit));
    assert!(set(review::Rule::Sample, Some(100)).is_ok());
}

#[test]
fn the_only_rate_stays_and_one_of_days_that_have_passed_goes_for_a_reason() {
    let only = given::<Settings>([vat_set(day(2019, 1, 1), 21)]);
    let drop = |from, reason| Command::DropVatRate { kind: VatKind::Standard, from, reason };
    assert_eq!(only.when(drop(day(2019, 1, 1), None)), Err(No::OnlyOne));
    let two = || given::<Settings>([vat_set(day(2019, 1, 1), 21), vat_set(day(2026, 1, 1), 22)]);
    assert_eq!(two().when(drop(day(2026, 1, 1), None)), Err(No::InThePast));
    assert_eq!(two().when(drop(day(2026, 1, 1), Some(line("Verkeerd")))).unwrap().len(), 1);
    assert_eq!(two().when(drop(day(2020, 1, 1), None)), Ok(vec![]), "of that day nothing is set");
    let hour = Event::HourlyRateSet { from: day(2026, 1, 1), rate: Money::euros(8_500) };
    assert_eq!(given::<Settings>([hour]).when(Command::DropHourlyRate { from: day(2026, 1, 1) }), Err(No::OnlyOne));
}
