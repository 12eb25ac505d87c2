//! Rules of contracts.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use chrono::NaiveDate;
use domain::{
    contract::{Command, Contract, Event, Kind, No, Signature, Terms},
    decider::{Decider, Need},
    fault::Number,
    testing::{Story, day, given, id},
    *,
};

use crate::common::{customer, line, machine_of};

const CUSTOMER: CustomerId = CustomerId(uuid::Uuid::from_u128(20));

fn sealed(text: &str) -> Personal<Line> {
    Personal::of(CUSTOMER, line(text))
}

/// A year from 1 January 2026, then month by month, notice a month before the end.
fn terms() -> Terms {
    Terms {
        kind: Kind::Service,
        machines: vec![],
        monthly_fee: Money::euros(12_500),
        starts: day(2026, 1, 1),
        first_term: 12,
        renewal: 1,
        notice: 1,
        remarks: None,
        hours: None,
        hours_alert: None,
    }
}

fn draft(terms: Terms) -> Command {
    Command::Draft { customer: CUSTOMER, salesperson: None, terms }
}

fn drafted_with(terms: Terms) -> Event {
    let number = Number { year: 2026, number: 7 };
    Event::ContractDrafted { number, customer: CUSTOMER, salesperson: None, terms, remarks: None }
}

fn drafted() -> Story<Contract> {
    given([drafted_with(terms())])
}

fn signed_event() -> Event {
    let document = "0".repeat(64).parse().unwrap();
    let drawing = Some(Personal::of(CUSTOMER, "M0 0L9 9".parse().unwrap()));
    let signature = Signature::OnScreen { name: sealed("Petra de Wit"), drawing, undrawn: None, document };
    Event::ContractSigned { customer: CUSTOMER, on: day(2026, 11, 17), signature }
}

fn running(terms: Terms) -> Story<Contract> {
    given([drafted_with(terms), signed_event()])
}

fn sign_on_screen() -> Command {
    let document = Some("0".repeat(64).parse().unwrap());
    let drawing = Some("M0 0L9 9".parse().unwrap());
    Command::SignOnScreen { name: line("Petra de Wit"), drawing, undrawn: None, document }
}

fn sign_on_paper(signed_on: NaiveDate) -> Command {
    let scan = "1".repeat(64).parse().unwrap();
    Command::SignOnPaper { name: line("Petra de Wit"), signed_on, scan, kept_at: line("Map 12") }
}

fn notice(on: Option<NaiveDate>) -> Command {
    Command::GiveNotice { reason: line("Verhuist"), on }
}

fn noticed(on: NaiveDate, ends: NaiveDate) -> Event {
    Event::NoticeGiven { customer: CUSTOMER, on, ends, reason: sealed("Verhuist") }
}

fn end(on: NaiveDate) -> Command {
    Command::End { on, reason: line("Pand verkocht") }
}

fn discard() -> Command {
    Command::Discard { reason: line("Te duur") }
}

fn new() -> Story<Contract> {
    given([]).with(|f| f.known.customer = customer(false))
}

#[test]
fn a_draft_gets_a_number_of_its_year() {
    assert_eq!(new().when(draft(terms())), Ok(vec![drafted_with(terms())]));
}

#[test]
fn a_contract_is_drafted_once() {
    assert_eq!(drafted().when(draft(terms())), Err(No::AlreadyDrafted));
}

#[test]
fn a_contract_is_made_with_a_customer_who_exists_and_is_not_put_away() {
    assert_eq!(given::<Contract>([]).when(draft(terms())), Err(No::UnknownCustomer));
    let archived = given::<Contract>([]).with(|f| f.known.customer = customer(true));
    assert_eq!(archived.when(draft(terms())), Err(No::UnknownCustomer));
}

#[test]
fn nothing_happens_to_an_unknown_contract() {
    let commands = [
        Command::Change(terms()),
        sign_on_screen(),
        sign_on_paper(day(2026, 11, 17)),
        notice(None),
        Command::Renew {},
        end(day(2026, 11, 17)),
        discard(),
    ];
    for command in commands {
        assert_eq!(new().when(command), Err(No::Unknown));
    }
}

#[test]
fn terms_stay_within_their_bounds() {
    let wrong = [
        ("first_term", Terms { first_term: 0, ..terms() }),
        ("first_term", Terms { first_term: 241, ..terms() }),
        ("renewal", Terms { renewal: 61, ..terms() }),
        ("notice", Terms { notice: 25, ..terms() }),
        ("hours", Terms { hours: Some(0), ..terms() }),
        ("hours_alert", Terms { hours_alert: Some(101), ..terms() }),
        ("monthly_fee", Terms { monthly_fee: Money::euros(-1), ..terms() }),
        ("notice", Terms { notice: 2, ..terms() }),
        ("notice", Terms { first_term: 2, renewal: 0, notice: 3, ..terms() }),
        ("starts", Terms { starts: NaiveDate::MAX, ..terms() }),
        ("starts", Terms { starts: day(1900, 1, 1), ..terms() }),
        ("starts", Terms { starts: day(2031, 11, 18), ..terms() }),
    ];
    for (field, terms) in wrong {
        assert_eq!(new().when(draft(terms.clone())), Err(No::Terms { field }));
        assert_eq!(drafted().when(Command::Change(terms)), Err(No::Terms { field }));
    }
}

#[test]
fn a_contract_is_about_machines_that_stand_at_the_customer() {
    let machine = MachineId(id(30));
    let terms = Terms { machines: vec![machine], ..terms() };
    let needs = Contract::needs(&Default::default(), &draft(terms.clone()), day(2026, 11, 17));
    assert!(needs.contains(&Need::Machine(machine)));
    let others = [machine_of(CustomerId(id(21)), false), machine_of(CUSTOMER, true)];
    for story in others.map(Some).into_iter().chain([None]) {
        let known = |f: &mut Facts| f.known.machines = story.iter().map(|known| (machine, known.clone())).collect();
        assert_eq!(new().with(known).when(draft(terms.clone())), Err(No::UnknownMachine));
        assert_eq!(drafted().with(known).when(Command::Change(terms.clone())), Err(No::UnknownMachine));
    }
    let known = |f: &mut Facts| f.known.machines = [(machine, machine_of(CUSTOMER, false))].into();
    assert!(new().with(known).when(draft(terms.clone())).is_ok());
    assert!(drafted().with(known).when(Command::Change(terms)).is_ok());
}

#[test]
fn a_draft_can_change() {
    let terms = Terms { first_term: 24, ..terms() };
    let changed = Event::ContractChanged { customer: CUSTOMER, terms: terms.clone(), remarks: None };
    assert_eq!(drafted().when(Command::Change(terms)), Ok(vec![changed]));
}

#[test]
fn what_else_was_agreed_is_sealed_with_the_customers_key() {
    let remarks: Text = "Sleutel bij mevrouw De Wit".parse().unwrap();
    let with = Terms { remarks: Some(remarks.clone()), ..terms() };
    let remarks = Some(Personal::of(CUSTOMER, remarks));
    let changed = Event::ContractChanged { customer: CUSTOMER, terms: terms(), remarks: remarks.clone() };
    assert_eq!(drafted().when(Command::Change(with.clone())), Ok(vec![changed]));
    assert_eq!(drafted().and(Command::Change(with.clone())).when(Command::Change(with.clone())), Ok(vec![]));
    let made = new().when(draft(with));
    let Ok([Event::ContractDrafted { terms: open, remarks: sealed, .. }]) = made.as_deref() else { panic!() };
    assert_eq!((&open.remarks, sealed), (&None, &remarks));
}

#[test]
fn changing_nothing_says_nothing() {
    assert_eq!(drafted().when(Command::Change(terms())), Ok(vec![]));
}

#[test]
fn a_draft_can_be_called_off() {
    let off = Event::ContractDiscarded { customer: CUSTOMER, reason: sealed("Te duur") };
    assert_eq!(drafted().when(discard()), Ok(vec![off]));
}

#[test]
fn the_customer_signs_on_the_screen_what_was_shown() {
    assert_eq!(drafted().when(sign_on_screen()), Ok(vec![signed_event()]));
}

#[test]
fn whoever_signs_draws_or_it_is_said_why_not() {
    let sign = |undrawn: Option<&str>| Command::SignOnScreen {
        name: line("Petra de Wit"),
        drawing: None,
        undrawn: undrawn.map(line),
        document: Some("0".repeat(64).parse().unwrap()),
    };
    assert_eq!(drafted().when(sign(None)), Err(No::NotDrawn));
    let signed = drafted().when(sign(Some("Arm in het gips")));
    let Ok([Event::ContractSigned { signature: Signature::OnScreen { drawing, undrawn, .. }, .. }]) = signed.as_deref()
    else {
        panic!()
    };
    assert_eq!((drawing, undrawn), (&None, &Some(sealed("Arm in het gips"))));
}

#[test]
fn nobody_signs_a_document_that_was_not_shown() {
    let drawing = Some("M0 0L9 9".parse().unwrap());
    let sign = Command::SignOnScreen { name: line("Petra de Wit"), drawing, undrawn: None, document: None };
    assert_eq!(drafted().when(sign), Err(No::NoDocument));
}

#[test]
fn a_paper_is_signed_on_its_own_day() {
    let scan = "1".repeat(64).parse().unwrap();
    let signature = Signature::OnPaper { name: sealed("Petra de Wit"), scan, kept_at: sealed("Map 12") };
    let signed = Event::ContractSigned { customer: CUSTOMER, on: day(2026, 11, 3), signature };
    assert_eq!(drafted().when(sign_on_paper(day(2026, 11, 3))), Ok(vec![signed]));
}

#[test]
fn a_paper_was_not_signed_tomorrow_nor_long_before_the_contract() {
    assert_eq!(drafted().when(sign_on_paper(day(1990, 1, 1))), Err(No::WrongDay { field: "signed_on" }));
    assert_eq!(drafted().when(sign_on_paper(day(2026, 11, 18))), Err(No::WrongDay { field: "signed_on" }));
}

#[test]
fn what_is_signed_stands_fast() {
    let change = Command::Change(Terms { first_term: 24, ..terms() });
    for command in [change, discard(), sign_on_screen(), sign_on_paper(day(2026, 11, 3))] {
        assert_eq!(running(terms()).when(command), Err(No::Signed));
    }
}

#[test]
fn notice_renewal_and_end_wait_for_a_signature() {
    for command in [notice(None), Command::Renew {}, end(day(2026, 11, 17))] {
        assert_eq!(drafted().when(command), Err(No::NotSigned));
    }
}

#[test]
fn notice_in_time_ends_the_contract_at_the_end_of_its_term() {
    let ends = day(2026, 12, 31);
    assert_eq!(running(terms()).when(notice(None)), Ok(vec![noticed(day(2026, 11, 17), ends)]));
}

#[test]
fn the_last_day_of_notice_is_in_time_and_the_day_after_costs_a_term() {
    let late = |on| running(terms()).with(|f| f.today = day(2026, 12, 5)).when(notice(Some(on)));
    assert_eq!(late(day(2026, 11, 30)), Ok(vec![noticed(day(2026, 11, 30), day(2026, 12, 31))]));
    assert_eq!(late(day(2026, 12, 1)), Ok(vec![noticed(day(2026, 12, 1), day(2027, 1, 31))]));
}

#[test]
fn late_notice_for_a_contract_that_ends_by_itself_ends_it_at_its_end() {
    let story = running(Terms { renewal: 0, ..terms() }).with(|f| f.today = day(2026, 12, 5));
    assert_eq!(story.when(notice(None)), Ok(vec![noticed(day(2026, 12, 5), day(2026, 12, 31))]));
}

#[test]
fn notice_is_not_given_tomorrow_nor_before_it_was_signed() {
    for on in [day(2026, 11, 16), day(2026, 11, 18), NaiveDate::MAX] {
        assert_eq!(running(terms()).when(notice(Some(on))), Err(No::WrongDay { field: "on" }));
    }
}

#[test]
fn notice_is_given_once() {
    assert_eq!(running(terms()).and(notice(None)).when(notice(None)), Ok(vec![]));
}

#[test]
fn a_contract_goes_on_for_another_term_each_time() {
    let renewed = |until| Ok(vec![Event::ContractRenewed { customer: CUSTOMER, until }]);
    let january = || running(terms()).with(|f| f.today = day(2027, 1, 1));
    assert_eq!(january().when(Command::Renew {}), renewed(day(2027, 1, 31)));
    let february = january().and(Command::Renew {}).with(|f| f.today = day(2027, 2, 1));
    assert_eq!(february.when(Command::Renew {}), renewed(day(2027, 2, 28)));
}

#[test]
fn a_contract_is_renewed_once_a_term_and_not_before_the_term_is_over() {
    let last_day = running(terms()).with(|f| f.today = day(2026, 12, 31));
    assert_eq!(last_day.when(Command::Renew {}), Err(No::NotOver));
    let renewed = running(terms()).with(|f| f.today = day(2027, 1, 1)).and(Command::Renew {});
    assert_eq!(renewed.when(Command::Renew {}), Err(No::NotOver));
}

#[test]
fn a_contract_with_notice_does_not_go_on() {
    assert_eq!(running(terms()).and(notice(None)).when(Command::Renew {}), Err(No::NoticeWasGiven));
}

#[test]
fn a_contract_that_ends_by_itself_does_not_go_on() {
    assert_eq!(running(Terms { renewal: 0, ..terms() }).when(Command::Renew {}), Err(No::NotRenewable));
}

#[test]
fn a_contract_ends_on_a_day_from_its_start_on() {
    let ended = Event::ContractEnded { customer: CUSTOMER, on: day(2026, 11, 17), reason: sealed("Pand verkocht") };
    assert_eq!(running(terms()).when(end(day(2026, 11, 17))), Ok(vec![ended]));
    assert_eq!(running(terms()).when(end(day(2025, 12, 31))), Err(No::WrongDay { field: "on" }));
}

#[test]
fn a_contract_that_is_to_end_later_runs_until_then() {
    let later = running(terms()).when(end(day(2026, 12, 31)));
    let (on, ends, reason) = (day(2026, 11, 17), day(2026, 12, 31), sealed("Pand verkocht"));
    assert_eq!(later, Ok(vec![Event::NoticeGiven { customer: CUSTOMER, on, ends, reason }]));
    let over = running(terms()).and(end(day(2026, 12, 31))).with(|f| f.today = day(2027, 1, 1));
    let ended = Event::ContractEnded { customer: CUSTOMER, on: ends, reason: sealed("Pand verkocht") };
    assert_eq!(over.when(end(ends)), Ok(vec![ended]));
    assert_eq!(running(terms()).when(end(NaiveDate::MAX)), Err(No::WrongDay { field: "on" }));
}

#[test]
fn what_is_over_or_called_off_stays_so() {
    let commands =
        || [Command::Change(terms()), sign_on_screen(), notice(None), Command::Renew {}, end(day(2027, 1, 1))];
    for command in commands().into_iter().chain([discard()]) {
        assert_eq!(running(terms()).and(end(day(2026, 11, 17))).when(command), Err(No::Closed));
    }
    for command in commands() {
        assert_eq!(drafted().and(discard()).when(command), Err(No::Closed));
    }
}

#[test]
fn what_is_called_off_or_ended_on_that_day_is_so_already() {
    assert_eq!(drafted().and(discard()).when(discard()), Ok(vec![]));
    let ended = running(terms()).and(end(day(2026, 11, 17)));
    assert_eq!(ended.when(end(day(2026, 11, 17))), Ok(vec![]));
}

#[test]
fn a_term_from_the_last_of_a_month_ends_on_the_last_of_a_shorter_one() {
    let ends = |starts, first_term| Terms { starts, first_term, ..terms() }.first_end();
    assert_eq!(ends(day(2026, 1, 31), 1), Some(day(2026, 2, 28)));
    assert_eq!(ends(day(2026, 1, 29), 1), Some(day(2026, 2, 28)));
    assert_eq!(ends(day(2026, 1, 28), 1), Some(day(2026, 2, 27)));
    assert_eq!(ends(day(2027, 3, 1), 12), Some(day(2028, 2, 29)), "a leap year's last of February too");
    assert_eq!(ends(day(2026, 8, 31), 12), Some(day(2027, 8, 30)));
}

#[test]
fn short_months_shift_no_later_term() {
    let terms = Terms { starts: day(2026, 8, 31), first_term: 6, renewal: 6, ..terms() };
    let february = terms.first_end().unwrap();
    assert_eq!(february, day(2027, 2, 28));
    let august = terms.next_end(february).unwrap();
    assert_eq!(august, day(2027, 8, 30));
    assert_eq!(terms.next_end(august), Some(day(2028, 2, 29)));
}

#[test]
fn the_last_day_of_notice_leaves_the_whole_notice_before_the_end() {
    let last = |notice, end| Terms { notice, ..terms() }.last_notice(end);
    assert_eq!(last(3, day(2029, 2, 28)), Some(day(2028, 11, 30)));
    assert_eq!(last(2, day(2027, 4, 30)), Some(day(2027, 2, 28)));
    assert_eq!(last(6, day(2027, 8, 30)), Some(day(2027, 2, 27)));
    assert_eq!(last(0, day(2027, 4, 30)), Some(day(2027, 4, 30)));
}

#[test]
fn a_contract_that_is_extended_ends_so_many_months_later() {
    let renewed = |until| Ok(vec![Event::ContractRenewed { customer: CUSTOMER, until }]);
    assert_eq!(running(terms()).when(extend(24)), renewed(day(2028, 12, 31)));
    assert_eq!(running(Terms { renewal: 0, ..terms() }).when(extend(6)), renewed(day(2027, 6, 30)));
    for months in [0, 241] {
        assert_eq!(running(terms()).when(extend(months)), Err(No::Terms { field: "months" }));
    }
    assert_eq!(drafted().when(extend(12)), Err(No::NotSigned));
    assert_eq!(running(terms()).and(end(day(2026, 11, 17))).when(extend(12)), Err(No::Closed));
}

#[test]
fn who_extends_after_notice_goes_on_and_can_give_notice_again() {
    let story = running(terms()).and(notice(None)).and(extend(12));
    let renewed = story.with(|f| f.today = day(2028, 1, 1)).when(Command::Renew {});
    assert!(renewed.is_ok(), "{renewed:?}");
}

fn extend(months: u16) -> Command {
    Command::Extend { months }
}
