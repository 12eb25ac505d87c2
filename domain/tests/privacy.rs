//! Rules of forgetting a person and telling one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use chrono::NaiveDate;
use domain::{
    customer::StillOpen,
    privacy::{Command, Event, Invoices, Kept, No, Person, Privacy, Reason, Traces},
    settings,
    testing::{Story, day, facts, given, id},
    *,
};

use crate::common::{CUSTOMER, company};

const DE_WIT: Person = Person::Customer { customer: CUSTOMER };
const PETRA: Person = Person::Contact { customer: CUSTOMER, contact: ContactId(id_of(21)) };
const SANNE: Person = Person::User { user: UserId(id_of(22)) };

const fn id_of(n: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(n)
}

fn forget(person: Person) -> Command {
    Command::Forget { person, reason: Reason::Request, also: BTreeSet::new() }
}

fn retention(country: &str, years: u16) -> settings::State {
    let mut state = settings::State { company: Some(company()), ..settings::State::default() };
    let country: Country = country.parse().unwrap();
    state.company.as_mut().unwrap().address.country = country.clone();
    state.retention.insert((country, day(1970, 1, 1)), years);
    state
}

fn held(subjects: &[u128], invoices: &[(u128, NaiveDate)]) -> Traces {
    Traces {
        exists: true,
        subjects: subjects.iter().map(|n| id(*n)).collect(),
        invoices: invoices.iter().map(|(key, day)| (id(*key), paid(*day))).collect(),
        ..Traces::default()
    }
}

fn paid(newest: NaiveDate) -> Invoices {
    Invoices { newest, owed: false }
}

fn with(traces: Traces) -> Story<Privacy> {
    given::<Privacy>([]).with(|facts| {
        facts.known.traces = traces;
        facts.settings = Arc::new(retention("NL", 7));
    })
}

fn ordered(person: Person, subjects: &[u128], kept: Vec<Kept>) -> Event {
    let subjects = subjects.iter().map(|n| id(*n)).collect();
    Event::PersonForgotten { order: facts().new_id(0), person, reason: Reason::Request, subjects, kept }
}

#[test]
fn whoever_is_forgotten_has_all_their_keys_destroyed() {
    for person in [DE_WIT, PETRA, SANNE] {
        let story = with(held(&[7, 8, 9], &[]));
        assert_eq!(story.when(forget(person)), Ok(vec![ordered(person, &[7, 8, 9], vec![])]));
        assert_eq!(story.and(forget(person)).when(forget(person)), Ok(vec![]), "once");
    }
}

#[test]
fn an_invoice_is_kept_as_long_as_the_law_says_and_goes_when_it_is_over() {
    let story = with(held(&[7], &[(31, day(2018, 5, 1)), (32, day(2019, 1, 1)), (33, day(2026, 11, 1))]));
    let kept = |key, until| Kept { key: id(key), until: Some(until) };
    let kept = vec![kept(32, day(2026, 12, 31)), kept(33, day(2033, 12, 31))];
    assert_eq!(story.when(forget(DE_WIT)), Ok(vec![ordered(DE_WIT, &[7, 31], kept)]));
}

#[test]
fn where_no_term_is_set_invoices_are_kept() {
    let story = with(held(&[7], &[(31, day(1999, 5, 1))])).with(|facts| facts.settings = Arc::default());
    let kept = vec![Kept { key: id(31), until: None }];
    assert_eq!(story.when(forget(DE_WIT)), Ok(vec![ordered(DE_WIT, &[7], kept)]));
}

#[test]
fn terms_are_those_of_our_country_from_the_end_of_the_year() {
    let until = |country, years, day| retention(country, years).invoices_kept_until(day).unwrap();
    assert_eq!(until("NL", 7, day(2026, 1, 1)), day(2033, 12, 31));
    assert_eq!(until("BE", 10, day(2026, 12, 31)), day(2036, 12, 31));
    // The tax of November falls due in December, that of December in January.
    assert_eq!(until("PL", 5, day(2026, 11, 30)), day(2031, 12, 31));
    assert_eq!(until("PL", 5, day(2026, 12, 1)), day(2032, 12, 31));
    let mut belgium = retention("BE", 7);
    belgium.retention.insert(("BE".parse().unwrap(), day(2023, 1, 1)), 10);
    assert_eq!(belgium.invoices_kept_until(day(2022, 12, 31)), Some(day(2029, 12, 31)));
    assert_eq!(belgium.invoices_kept_until(day(2023, 1, 1)), Some(day(2033, 12, 31)));
    assert_eq!(belgium.invoices_kept_until(day(1969, 1, 1)), None, "before any");
}

#[test]
fn nobody_is_forgotten_while_something_of_theirs_runs() {
    let still = StillOpen { faults: 1, ..StillOpen::default() };
    let story = with(held(&[7], &[])).with(|facts| facts.known.still_open = still);
    assert_eq!(story.when(forget(DE_WIT)), Err(No::StillOpen(still)));
}

#[test]
fn a_colleague_who_works_here_is_not_forgotten() {
    let story = with(Traces { works_here: true, ..held(&[7], &[]) });
    assert_eq!(story.when(forget(SANNE)), Err(No::StillWorksHere));
}

#[test]
fn a_colleague_is_not_forgotten_while_visits_wait_for_them() {
    let story = with(held(&[7], &[])).with(|facts| facts.known.to_do = vec![12, 13]);
    assert_eq!(story.when(forget(SANNE)), Err(No::HasVisits { visits: "B-12, B-13".into() }));
}

#[test]
fn nobody_is_forgotten_or_told_who_is_not_there() {
    assert_eq!(with(Traces::default()).when(forget(DE_WIT)), Err(No::Unknown));
    assert_eq!(with(Traces::default()).when(Command::GiveDossier { person: DE_WIT }), Err(No::Unknown));
}

#[test]
fn a_text_that_names_them_goes_along_when_it_has_a_key_of_its_own() {
    let traces = Traces { named_in: [id(41), id(42)].into(), ..held(&[7], &[]) };
    let also = |key| Command::Forget { person: PETRA, reason: Reason::Request, also: [id(key)].into() };
    assert_eq!(with(traces.clone()).when(also(42)), Ok(vec![ordered(PETRA, &[7, 42], vec![])]));
    assert_eq!(with(traces).when(also(43)), Err(No::NotNamedThere));
}

#[test]
fn a_dossier_that_is_given_is_written_down_each_time() {
    let give = Command::GiveDossier { person: PETRA };
    let given = Event::DossierGiven { person: PETRA };
    assert_eq!(with(held(&[7], &[])).and(give.clone()).when(give), Ok(vec![given]));
}

#[test]
fn of_who_was_forgotten_nothing_is_told_nor_of_a_contact_of_theirs() {
    let story = with(held(&[7], &[])).and(forget(DE_WIT));
    for person in [DE_WIT, PETRA] {
        assert_eq!(story.when(Command::GiveDossier { person }), Err(No::Forgotten));
    }
    assert_eq!(story.when(forget(PETRA)), Ok(vec![]));
}

#[test]
fn a_term_that_is_over_ends_whoever_it_is_of_and_once() {
    let invoices = BTreeMap::from([(id(31), paid(day(2018, 12, 31))), (id(32), paid(day(2019, 1, 1)))]);
    let story = with(Traces::default());
    let end = Command::EndTerms { invoices };
    let ended = Event::TermsEnded { order: facts().new_id(0), subjects: [id(31)].into() };
    assert_eq!(story.when(end.clone()), Ok(vec![ended]));
    assert_eq!(story.and(end.clone()).when(end), Ok(vec![]));
}

#[test]
fn what_is_still_owed_is_kept_until_it_is_settled_whatever_the_term() {
    let owed = Invoices { newest: day(2015, 3, 1), owed: true };
    let end = |held| Command::EndTerms { invoices: BTreeMap::from([(id(31), held)]) };
    let story = with(Traces { invoices: [(id(31), owed)].into(), ..held(&[7], &[]) });
    assert_eq!(story.when(end(owed)), Ok(vec![]));
    let kept = Kept { key: id(31), until: Some(day(2022, 12, 31)) };
    assert_eq!(story.when(forget(DE_WIT)), Ok(vec![ordered(DE_WIT, &[7], vec![kept])]));
    let ended = Event::TermsEnded { order: facts().new_id(0), subjects: [id(31)].into() };
    assert_eq!(story.when(end(paid(owed.newest))), Ok(vec![ended]), "paid");
}

#[test]
fn an_order_that_a_restored_log_does_not_know_is_given_again_as_it_was_and_once() {
    let kept = vec![Kept { key: id(31), until: Some(day(2033, 12, 31)) }];
    let known = ordered(DE_WIT, &[7, 8], kept);
    let ended = Event::TermsEnded { order: id(51), subjects: [id(32)].into() };
    let again =
        Command::OrderAgain { orders: vec![known.clone(), ended.clone(), Event::DossierGiven { person: PETRA }] };
    let story = given::<Privacy>([]);
    assert_eq!(story.when(again.clone()), Ok(vec![known, ended]));
    assert_eq!(story.and(again.clone()).when(again), Ok(vec![]));
}

#[test]
fn an_order_is_carried_out_once() {
    let order = facts().new_id(0);
    let done = Command::NoteCarriedOut { order };
    let story = with(held(&[7], &[]));
    assert_eq!(story.when(done.clone()), Ok(vec![]), "none was given");
    let story = story.and(forget(DE_WIT));
    assert_eq!(story.when(done.clone()), Ok(vec![Event::ErasureCarriedOut { order }]));
    assert_eq!(story.and(done.clone()).when(done), Ok(vec![]));
}

#[test]
fn very_many_keys_are_several_orders() {
    let many = Traces { subjects: (0..25_000).map(id).collect(), ..held(&[], &[]) };
    let orders = with(many).when(forget(DE_WIT)).unwrap();
    let of = |event: &Event| match event {
        Event::PersonForgotten { order, subjects, .. } => (*order, subjects.len()),
        _ => panic!("{event:?}"),
    };
    let orders: BTreeMap<_, _> = orders.iter().map(of).collect();
    assert_eq!(orders.len(), 3);
    assert_eq!(orders.values().sum::<usize>(), 25_000);
}
