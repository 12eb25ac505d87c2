//! Rules of visits.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    decider::{Decider, Need, Refusal},
    testing::{Story, day, given, id},
    visit::{Command, Event, Kind, No, Part, Visit},
    *,
};

use crate::common::{CUSTOMER, customer, line, machine_of, person, text};

/// The moment of deciding in [`domain::testing::facts`].
const NOW: DateTime<Utc> = DateTime::from_timestamp(1_794_906_000, 0).expect("a moment");
const TOMASZ: UserId = UserId(uuid::Uuid::from_u128(60));
const OTHER: UserId = UserId(uuid::Uuid::from_u128(61));
const FAULT: FaultId = FaultId(uuid::Uuid::from_u128(70));

fn sealed<T>(value: T) -> Personal<T> {
    Personal::of(CUSTOMER, value)
}

fn part(quantity: i64) -> Part {
    Part { article: ArticleId(id(80)), quantity: Quantity::whole(quantity) }
}

fn request(parts: Vec<Part>) -> Command {
    Command::Request {
        customer: CUSTOMER,
        kind: Kind::Fault,
        fault: Some(FAULT),
        machine: None,
        task: text("Oven nakijken"),
        expected: Minutes::HOUR,
        before: None,
        follows: None,
        parts,
        occurrence: None,
    }
}

fn requested() -> Event {
    Event::VisitRequested {
        number: 7,
        customer: CUSTOMER,
        kind: Kind::Fault,
        fault: Some(FAULT),
        machine: None,
        task: sealed(text("Oven nakijken")),
        expected: Minutes::HOUR,
        before: None,
        follows: None,
        parts: vec![],
        occurrence: None,
    }
}

fn slot(on: NaiveDate, from: u32) -> Slot {
    let at = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    Slot::new(on, at(from), at(from + 1)).unwrap()
}

fn schedule(technician: UserId, from: u32) -> Command {
    Command::Schedule { technician, slot: slot(day(2026, 11, 17), from), rest: Vec::new(), overrule: None }
}

fn new() -> Story<Visit> {
    given([]).with(|f| {
        f.known.customer = customer(false);
        f.known.faults = [(FAULT, CUSTOMER)].into();
    })
}

/// With the one article and the technicians of these tests.
fn queued() -> Story<Visit> {
    given([requested()]).with(known_article).with(|f| f.known.technicians = [TOMASZ, OTHER].into())
}

fn known_article(facts: &mut Facts) {
    facts.known.articles = [ArticleId(id(80))].into();
}

fn planned() -> Story<Visit> {
    queued().and(schedule(TOMASZ, 11))
}

fn started() -> Story<Visit> {
    planned().and(start())
}

fn finished() -> Story<Visit> {
    started().and(finish())
}

fn start() -> Command {
    Command::Start { overrule: None, at: None }
}

fn use_part(quantity: i64) -> Command {
    let Part { article, quantity } = part(quantity);
    Command::UsePart { article, quantity, overrule: None, at: None }
}

/// On that day, with a reason or without.
fn on(on: NaiveDate, from: u32, overrule: Option<Line>) -> Command {
    Command::Schedule { technician: TOMASZ, slot: slot(on, from), rest: Vec::new(), overrule }
}

fn by(story: Story<Visit>, user: UserId) -> Story<Visit> {
    story.with(|f| f.actor = person(user, Role::Technician))
}

fn unschedule() -> Command {
    Command::Unschedule { reason: line("Tomasz is ziek") }
}

fn cancel() -> Command {
    Command::Cancel { reason: line("Doet het weer") }
}

fn finish() -> Command {
    Command::Finish {
        solved: true,
        findings: text("Zekering stuk"),
        work: text("Zekering vervangen"),
        worked: Minutes::HOUR,
        travelled: None,
        billable: Some(true),
        charge: None,
        charge_despite: None,
        next_on: None,
        no_next: false,
        advice: None,
        signed: None,
        overrule: None,
        at: None,
    }
}

fn begun(technician: UserId) -> Event {
    Event::VisitStarted { customer: CUSTOMER, technician, at: Some(NOW) }
}

fn used(quantity: i64) -> Event {
    Event::PartUsed { customer: CUSTOMER, part: part(quantity), overrule: None, at: None }
}

#[test]
fn a_visit_waits_in_the_queue_under_a_number() {
    assert_eq!(new().when(request(vec![])), Ok(vec![requested()]));
    let needs = Visit::needs(&Default::default(), &request(vec![]), day(2026, 11, 17));
    assert_eq!(needs, [Need::Customer(CUSTOMER), Need::Number("visit".into()), Need::Fault(FAULT)]);
}

#[test]
fn a_visit_is_asked_for_once() {
    assert_eq!(queued().when(request(vec![])), Err(No::AlreadyRequested));
}

#[test]
fn a_visit_is_to_a_customer_who_exists_and_is_not_put_away() {
    assert_eq!(given::<Visit>([]).when(request(vec![])), Err(No::UnknownCustomer));
    assert_eq!(new().with(|f| f.known.customer = customer(true)).when(request(vec![])), Err(No::UnknownCustomer));
}

#[test]
fn a_visit_is_for_a_fault_of_its_own_customer() {
    let other = new().with(|f| f.known.faults = [(FAULT, CustomerId(id(21)))].into());
    assert_eq!(other.when(request(vec![])), Err(No::UnknownFault));
    assert_eq!(new().with(|f| f.known.faults.clear()).when(request(vec![])), Err(No::UnknownFault));
}

#[test]
fn nothing_happens_to_an_unknown_visit() {
    let parts = [Command::NeedPart(part(1).into()), use_part(1), Command::ReturnPart(part(1).into())];
    let rest = [unschedule(), cancel(), start(), finish(), Command::LinkFollowUp { visit: VisitId(id(9)) }];
    for command in parts.into_iter().chain(rest).chain([schedule(TOMASZ, 11)]) {
        assert_eq!(new().when(command), Err(No::Unknown));
    }
}

#[test]
fn a_quantity_is_more_than_nothing() {
    for quantity in [0, -1] {
        let request = request(vec![part(1), part(quantity)]);
        assert_eq!(new().when(request), Err(No::Quantity { field: "parts" }));
        for command in
            [Command::NeedPart(part(quantity).into()), use_part(quantity), Command::ReturnPart(part(quantity).into())]
        {
            assert_eq!(started().when(command), Err(No::Quantity { field: "quantity" }));
        }
    }
}

#[test]
fn parts_are_articles_that_exist() {
    let strange = Part { article: ArticleId(id(81)), ..part(1) };
    let wanted = request(vec![strange]);
    let needs = Visit::needs(&Default::default(), &wanted, day(2026, 11, 17));
    assert!(needs.contains(&Need::Article(strange.article)));
    assert_eq!(new().with(known_article).when(wanted), Err(No::UnknownArticle { field: "parts" }));
    assert!(new().with(known_article).when(request(vec![part(1)])).is_ok());
    let used = Command::UsePart { article: strange.article, quantity: strange.quantity, overrule: None, at: None };
    for command in [Command::NeedPart(strange.into()), used] {
        assert_eq!(Visit::needs(&Default::default(), &command, day(2026, 11, 17)), [Need::Article(strange.article)]);
        assert_eq!(started().when(command), Err(No::UnknownArticle { field: "article" }));
    }
}

#[test]
fn a_visit_is_to_a_machine_of_the_customer_even_one_that_was_removed() {
    let id = MachineId(id(30));
    let Command::Request { customer, kind, fault, task, expected, before, follows, parts, .. } = request(vec![]) else {
        panic!()
    };
    let machine = Some(id);
    let wanted =
        Command::Request { customer, kind, fault, machine, task, expected, before, follows, parts, occurrence: None };
    assert_eq!(new().when(wanted.clone()), Err(No::UnknownMachine));
    let at = |owner, removed| new().with(|f| f.known.machines = [(id, machine_of(owner, removed))].into());
    assert_eq!(at(CustomerId(testing::id(21)), false).when(wanted.clone()), Err(No::UnknownMachine));
    assert!(at(CUSTOMER, true).when(wanted).is_ok());
}

#[test]
fn a_visit_gets_a_technician_and_a_slot() {
    let slot = slot(day(2026, 11, 17), 11);
    let scheduled = Event::VisitScheduled {
        customer: CUSTOMER,
        technician: TOMASZ,
        slot,
        overrule: None,
        held: false,
        rest: Vec::new(),
    };
    assert_eq!(queued().when(schedule(TOMASZ, 11)), Ok(vec![scheduled]));
}

#[test]
fn a_planned_visit_moves_to_another_slot_or_technician() {
    for (technician, from) in [(TOMASZ, 14), (OTHER, 11)] {
        let slot = slot(day(2026, 11, 17), from);
        let moved =
            Event::VisitMoved { customer: CUSTOMER, technician, slot, overrule: None, held: false, rest: Vec::new() };
        assert_eq!(planned().when(schedule(technician, from)), Ok(vec![moved]));
    }
}

#[test]
fn planning_the_same_says_nothing() {
    assert_eq!(planned().when(schedule(TOMASZ, 11)), Ok(vec![]));
}

#[test]
fn only_a_technician_who_works_here_is_sent() {
    let story = queued().with(|f| f.known.technicians = [OTHER].into());
    assert_eq!(story.when(schedule(TOMASZ, 11)), Err(No::UnknownTechnician));
    assert_eq!(No::UnknownTechnician.field(), Some("technician"));
}

#[test]
fn a_visit_begun_by_mistake_is_planned_again_and_can_be_moved() {
    let interrupt = || Command::Interrupt { reason: line("Verkeerde knop"), at: None };
    let interrupted = Event::VisitInterrupted { customer: CUSTOMER, reason: sealed(line("Verkeerde knop")), at: None };
    assert_eq!(started().when(interrupt()), Ok(vec![interrupted]));
    assert!(matches!(
        started().and(interrupt()).when(schedule(OTHER, 12)).as_deref(),
        Ok([Event::VisitMoved { technician: OTHER, .. }])
    ));
    assert_eq!(started().and(interrupt()).when(start()), Ok(vec![begun(TOMASZ)]));
    assert_eq!(planned().when(interrupt()), Err(No::NotStarted));
    assert_eq!(by(started(), OTHER).when(interrupt()), Err(No::NotYours));
    assert_eq!(finished().when(interrupt()), Err(No::Closed));
}

#[test]
fn no_visit_begins_in_the_past() {
    let past =
        Command::Schedule { technician: TOMASZ, slot: slot(day(2026, 11, 16), 9), rest: Vec::new(), overrule: None };
    assert_eq!(queued().when(past), Err(No::InThePast { field: "slot.on" }));
    // It is ten o'clock.
    assert_eq!(queued().when(schedule(TOMASZ, 9)), Err(No::InThePast { field: "slot.from" }));
    assert_eq!(queued().when(schedule(TOMASZ, 10)), Err(No::InThePast { field: "slot.from" }));
}

#[test]
fn a_technician_is_in_one_place_unless_there_is_a_reason() {
    let story = queued().with(|f| f.known.overlaps = vec![12, 15]);
    let no = No::Overlaps { visits: "B-12, B-15".into() };
    assert_eq!((no.field(), no.overrule()), (Some("slot.from"), Some("overrule")));
    assert_eq!(story.when(schedule(TOMASZ, 11)), Err(no));
    let slot = slot(day(2026, 11, 17), 11);
    let overrule = Some(line("Zelfde pand"));
    let schedule = Command::Schedule { technician: TOMASZ, slot, rest: Vec::new(), overrule: overrule.clone() };
    assert_eq!(
        Visit::needs(&Default::default(), &schedule, day(2026, 11, 17)),
        [Need::Technician(TOMASZ), Need::Telling]
    );
    let overrule = overrule.map(sealed);
    let scheduled =
        Event::VisitScheduled { customer: CUSTOMER, technician: TOMASZ, slot, overrule, held: false, rest: Vec::new() };
    assert_eq!(story.when(schedule), Ok(vec![scheduled]));
}

#[test]
fn a_planned_visit_can_go_back_to_the_queue() {
    let back = Event::VisitUnscheduled { customer: CUSTOMER, reason: sealed(line("Tomasz is ziek")), held: false };
    assert_eq!(planned().when(unschedule()), Ok(vec![back]));
    assert_eq!(planned().and(unschedule()).when(unschedule()), Ok(vec![]));
    assert_eq!(planned().and(unschedule()).when(start()), Err(No::NotScheduled));
}

#[test]
fn a_visit_can_be_called_off_until_it_begins() {
    let off = Event::VisitCancelled { customer: CUSTOMER, reason: sealed(line("Doet het weer")), held: false };
    assert_eq!(queued().when(cancel()), Ok(vec![off.clone()]));
    assert_eq!(planned().when(cancel()), Ok(vec![off]));
}

#[test]
fn a_visit_that_began_is_not_moved_unplanned_or_called_off() {
    for command in [schedule(OTHER, 14), unschedule(), cancel()] {
        assert_eq!(started().when(command), Err(No::Started));
    }
}

#[test]
fn parts_can_be_asked_for_before_and_during_a_visit() {
    let needed = Ok(vec![Event::PartNeeded { customer: CUSTOMER, part: part(2), at: None }]);
    for story in [queued(), planned(), started()] {
        assert_eq!(story.when(Command::NeedPart(part(2).into())), needed);
    }
}

#[test]
fn the_technician_begins_once() {
    assert_eq!(by(planned(), TOMASZ).when(start()), Ok(vec![begun(TOMASZ)]));
    assert_eq!(by(started(), TOMASZ).when(start()), Ok(vec![]));
}

#[test]
fn the_office_can_begin_for_the_technician() {
    let story = planned().with(|f| f.actor = person(OTHER, Role::Planner));
    assert_eq!(story.when(start()), Ok(vec![begun(TOMASZ)]));
}

#[test]
fn a_technician_does_no_colleagues_visit() {
    assert_eq!(by(planned(), OTHER).when(start()), Err(No::NotYours));
    for command in [use_part(1), Command::ReturnPart(part(1).into()), finish()] {
        assert_eq!(by(started(), OTHER).when(command), Err(No::NotYours));
    }
}

#[test]
fn a_visit_is_planned_and_begun_before_it_is_done() {
    for command in [use_part(1), Command::ReturnPart(part(1).into()), finish()] {
        assert_eq!(queued().when(command.clone()), Err(No::NotScheduled));
        assert_eq!(planned().when(command), Err(No::NotStarted));
    }
    assert_eq!(queued().when(start()), Err(No::NotScheduled));
}

#[test]
fn what_was_used_is_written_down_each_time() {
    let story = by(started(), TOMASZ).and(use_part(2));
    assert_eq!(story.when(use_part(2)), Ok(vec![used(2)]));
}

#[test]
fn no_more_is_returned_than_was_used() {
    let returned = Event::PartReturned { customer: CUSTOMER, part: part(2), at: None };
    let story = started().and(use_part(2));
    assert_eq!(story.when(Command::ReturnPart(part(3).into())), Err(No::NotUsed));
    assert_eq!(story.when(Command::ReturnPart(part(2).into())), Ok(vec![returned]));
    assert_eq!(
        story.and(Command::ReturnPart(part(2).into())).when(Command::ReturnPart(part(1).into())),
        Err(No::NotUsed)
    );
}

#[test]
fn a_finished_visit_says_what_was_found_and_done_and_for_which_fault() {
    let event = Event::VisitFinished {
        customer: CUSTOMER,
        technician: TOMASZ,
        fault: Some(FAULT),
        solved: true,
        findings: sealed(text("Zekering stuk")),
        work: sealed(text("Zekering vervangen")),
        worked: Minutes::HOUR,
        travelled: None,
        billable: true,
        charge: None,
        charge_despite: None,
        next_on: None,
        no_next: false,
        advice: None,
        pass_on: None,
        signer: None,
        drawing: None,
        unsigned: None,
        overrule: None,
        at: None,
    };
    assert_eq!(by(started(), TOMASZ).when(finish()), Ok(vec![event]));
}

#[test]
fn what_is_finished_or_called_off_stays_so() {
    let commands = || {
        let parts = [Command::NeedPart(part(1).into()), use_part(1), Command::ReturnPart(part(1).into())];
        parts.into_iter().chain([schedule(OTHER, 14), unschedule(), start(), finish()])
    };
    for command in commands() {
        assert_eq!(finished().when(command.clone()), Err(No::Closed));
        assert_eq!(planned().and(cancel()).when(command), Err(No::Closed));
    }
    assert_eq!(finished().when(cancel()), Err(No::Closed));
    assert_eq!(planned().and(cancel()).when(cancel()), Ok(vec![]));
}

#[test]
fn the_visit_that_follows_is_linked_once() {
    let link = Command::LinkFollowUp { visit: VisitId(id(9)) };
    let linked = Event::FollowUpLinked { customer: CUSTOMER, visit: VisitId(id(9)) };
    assert_eq!(finished().when(link.clone()), Ok(vec![linked]));
    assert_eq!(finished().and(link.clone()).when(link), Ok(vec![]));
}

#[test]
fn nothing_is_planned_more_than_two_years_ahead() {
    assert_eq!(queued().when(on(day(2028, 11, 20), 11, Some(line("Heus")))), Err(No::TooFarAhead { field: "slot.on" }));
    assert!(queued().when(on(day(2028, 11, 17), 11, None)).is_ok());
}

#[test]
fn outside_working_hours_or_at_the_weekend_there_is_a_reason() {
    for (day, from) in [(day(2026, 11, 21), 11), (day(2026, 11, 18), 3), (day(2026, 11, 18), 17)] {
        let no = queued().when(on(day, from, None)).unwrap_err();
        assert_eq!(
            (&no, no.field(), no.overrule()),
            (&No::OutsideHours { field: "slot.on" }, Some("slot.on"), Some("overrule"))
        );
        assert!(queued().when(on(day, from, Some(line("Klant werkt dan")))).is_ok());
    }
}

#[test]
fn behind_a_promise_that_could_still_be_kept_there_is_a_reason() {
    let promised = |at: &str| {
        let at = at.parse().unwrap();
        queued().with(|f| f.known.promised = [(FAULT, at)].into())
    };
    let story = promised("2026-11-18T10:00:00Z");
    assert!(story.when(on(day(2026, 11, 18), 11, None)).is_ok());
    let late = No::BehindPromise { day: day(2026, 11, 18) };
    assert_eq!(story.when(on(day(2026, 11, 18), 12, None)), Err(late.clone()));
    assert!(story.when(on(day(2026, 11, 18), 12, Some(line("Eerder kan de klant niet")))).is_ok());
    assert_eq!(late.overrule(), Some("overrule"));
    // What is late already can't be planned in time any more.
    assert!(promised("2026-11-16T10:00:00Z").when(on(day(2026, 11, 18), 12, None)).is_ok());
}

#[test]
fn without_a_fault_the_last_day_that_was_asked_for_is_the_promise() {
    let Event::VisitRequested { number, customer, kind, machine, task, expected, follows, parts, .. } = requested()
    else {
        panic!()
    };
    let before = Some(day(2026, 11, 19));
    let (fault, kind) = (None, if kind == Kind::Fault { Kind::Maintenance } else { kind });
    let asked = Event::VisitRequested {
        number,
        customer,
        kind,
        fault,
        machine,
        task,
        expected,
        before,
        follows,
        parts,
        occurrence: None,
    };
    let story = given::<Visit>([asked]).with(|f| f.known.technicians = [TOMASZ].into());
    assert!(story.when(on(day(2026, 11, 19), 11, None)).is_ok());
    assert_eq!(story.when(on(day(2026, 11, 20), 11, None)), Err(No::BehindPromise { day: day(2026, 11, 19) }));
}

#[test]
fn a_technician_is_at_one_visit_at_a_time() {
    let busy = planned().with(|f| f.known.under_way = vec![12]);
    assert_eq!(busy.when(start()), Err(No::Busy { visit: "B-12".into() }));
    assert_eq!(No::Busy { visit: String::new() }.overrule(), None);
}

#[test]
fn a_visit_of_another_day_moves_to_now_when_there_is_a_reason_to_begin_it() {
    let story = queued().and(on(day(2026, 11, 18), 11, None));
    let no = No::AnotherDay { day: day(2026, 11, 18) };
    assert_eq!((story.when(start()), no.overrule()), (Err(no.clone()), Some("overrule")));
    let reason = line("Klant belde: kan vandaag");
    let slot = slot(day(2026, 11, 17), 10);
    let moved = Event::VisitMoved {
        customer: CUSTOMER,
        technician: TOMASZ,
        slot,
        overrule: Some(sealed(reason.clone())),
        held: false,
        rest: Vec::new(),
    };
    assert_eq!(story.when(Command::Start { overrule: Some(reason), at: None }), Ok(vec![moved, begun(TOMASZ)]));
}

/// So many minutes before it is told.
fn ago(minutes: i64) -> Option<DateTime<Utc>> {
    Some(NOW - chrono::TimeDelta::minutes(minutes))
}

fn start_at(at: Option<DateTime<Utc>>) -> Command {
    Command::Start { overrule: None, at }
}

fn finish_at(at: Option<DateTime<Utc>>) -> Command {
    let mut command = finish();
    if let Command::Finish { at: when, .. } = &mut command {
        *when = at;
    }
    command
}

/// When it says that it was done.
fn done_at(decided: Result<Vec<Event>, No>) -> Result<Option<DateTime<Utc>>, No> {
    decided.map(|events| events.last().and_then(Event::done_at))
}

#[test]
fn what_was_done_without_network_was_done_when_it_was_done() {
    let begun = planned().and(start_at(ago(90)));
    assert_eq!(done_at(planned().when(start_at(ago(90)))), Ok(ago(90)));
    assert_eq!(done_at(begun.when(finish_at(ago(20)))), Ok(ago(20)));
    let interrupt = Command::Interrupt { reason: line("Deur dicht"), at: ago(30) };
    assert_eq!(done_at(begun.when(interrupt)), Ok(ago(30)));
    let Part { article, quantity } = part(1);
    let using = Command::UsePart { article, quantity, overrule: None, at: ago(40) };
    assert_eq!(done_at(begun.when(using)), Ok(ago(40)));
    let at = |at| visit::PartAt { at, ..part(1).into() };
    assert_eq!(done_at(begun.when(Command::NeedPart(at(ago(25))))), Ok(ago(25)));
    let used = || planned().and(start_at(ago(90))).and(use_part(1));
    assert_eq!(done_at(used().when(Command::ReturnPart(at(ago(25))))), Ok(ago(25)));
    assert_eq!(used().when(Command::ReturnPart(at(ago(120)))), Err(No::BeforeBegun));
    assert_eq!(planned().when(Command::NeedPart(at(ago(-6)))), Err(No::InTheFuture));
}

#[test]
fn nothing_was_done_in_the_future_and_nothing_before_the_visit_began() {
    assert_eq!(planned().when(start_at(ago(-6))), Err(No::InTheFuture));
    let begun = planned().and(start_at(ago(30)));
    assert_eq!(begun.when(finish_at(ago(-6))), Err(No::InTheFuture));
    assert_eq!(begun.when(finish_at(ago(36))), Err(No::BeforeBegun));
}

#[test]
fn a_clock_that_is_some_minutes_off_is_put_right() {
    assert_eq!(done_at(planned().when(start_at(ago(-4)))), Ok(Some(NOW)));
    let begun = planned().and(start_at(ago(30)));
    assert_eq!(done_at(begun.when(finish_at(ago(34)))), Ok(ago(30)));
}

#[test]
fn what_was_begun_on_its_day_and_told_the_next_morning_was_not_begun_on_another_day() {
    let next_morning = |f: &mut Facts| {
        f.now += chrono::TimeDelta::hours(22);
        f.today = day(2026, 11, 18);
    };
    let story = planned().with(next_morning);
    assert_eq!(story.when(start()), Err(No::AnotherDay { day: day(2026, 11, 17) }));
    assert_eq!(done_at(story.when(start_at(Some(NOW)))), Ok(Some(NOW)));
}

/// A shelf with so many, counted in that.
fn shelf(stock: i64, unit: &str) -> Story<Visit> {
    let json = serde_json::json!({"article_registered": {"number": "DP-1", "stock": stock.to_string(), "details": {
        "name": "Drukpomp", "unit": unit, "purchase_price": "10", "sales_price": "15", "minimum": "1",
        "order_quantity": "1"}}});
    let mut article = article::State::default();
    article::Article::evolve(&mut article, &serde_json::from_value(json).unwrap());
    started().with(|f| f.known.shelf = [(ArticleId(id(80)), std::sync::Arc::new(article))].into())
}

#[test]
fn more_than_there_is_by_the_books_is_used_with_a_reason() {
    let story = shelf(1, "stuk");
    assert_eq!(story.when(use_part(1)), Ok(vec![used(1)]));
    let no = No::MoreThanStock { stock: Quantity::whole(1) };
    assert_eq!((story.when(use_part(2)), no.overrule()), (Err(no.clone()), Some("overrule")));
    let reason = line("Lag nog in de bus");
    let Part { article, quantity } = part(2);
    let using = Command::UsePart { article, quantity, overrule: Some(reason.clone()), at: None };
    let told = Event::PartUsed { customer: CUSTOMER, part: part(2), overrule: Some(sealed(reason)), at: None };
    assert_eq!(story.when(using), Ok(vec![told]));
}

#[test]
fn a_slip_of_the_keyboard_is_no_quantity() {
    assert_eq!(started().when(use_part(1_000)), Err(No::TooMany));
    assert_eq!(started().when(Command::NeedPart(part(1_000).into())), Err(No::TooMany));
}

#[test]
fn of_pieces_there_are_no_halves_and_of_metres_there_are() {
    let half = Command::UsePart {
        article: ArticleId(id(80)),
        quantity: Quantity::from_thousandths(500),
        overrule: None,
        at: None,
    };
    assert_eq!(shelf(5, "stuk").when(half.clone()), Err(No::NoPieces));
    assert!(shelf(5, "meter").when(half).is_ok());
}

#[test]
fn the_day_of_the_next_one_lies_ahead_and_is_not_said_where_none_is_needed() {
    let with = |day, none| {
        let mut command = finish();
        if let Command::Finish { next_on, no_next, .. } = &mut command {
            (*next_on, *no_next) = (Some(day), none);
        }
        command
    };
    let story = by(started(), TOMASZ);
    assert_eq!(story.when(with(day(2026, 11, 17), false)), Err(No::InThePast { field: "next_on" }));
    let said = |none| match story.when(with(day(2027, 3, 1), none)).as_deref() {
        Ok([Event::VisitFinished { next_on, no_next, .. }]) => (*next_on, *no_next),
        other => panic!("{other:?}"),
    };
    assert_eq!((said(false), said(true)), ((Some(day(2027, 3, 1)), false), (None, true)));
}

#[test]
fn days_are_proposed_while_a_visit_waits() {
    let propose = |days: &[chrono::NaiveDate]| Command::ProposeDays { days: days.to_vec() };
    let (first, second) = (day(2026, 11, 24), day(2026, 11, 25));
    let proposed = Event::DaysProposed { customer: CUSTOMER, days: vec![first, second] };
    assert_eq!(queued().when(propose(&[first, second])), Ok(vec![proposed]));
    for days in [vec![], vec![day(2026, 11, 17)], vec![first; 6]] {
        assert_eq!(queued().when(propose(&days)), Err(No::Days));
    }
    assert_eq!(queued().and(on(first, 11, None)).when(propose(&[second])), Err(No::Planned));
}

/// Tomasz is away on the 18th, works Mondays to Wednesdays until three and Saturday mornings, and does faults at K-400 machines in 35.
fn with_roster(facts: &mut Facts) {
    let until = |hour| Opening {
        from: chrono::NaiveTime::from_hms_opt(8, 0, 0).unwrap(),
        until: chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap(),
    };
    let mut roster = user::Roster {
        hours: user::Hours {
            monday: Some(until(15)),
            tuesday: Some(until(15)),
            wednesday: Some(until(15)),
            saturday: Some(until(12)),
            ..Default::default()
        },
        ..Default::default()
    };
    let ill = user::Absence { why: Some(user::Away::Ill), from: day(2026, 11, 18), until: day(2026, 11, 18) };
    roster.absences.insert(AbsenceId(id(90)), ill);
    facts.known.rosters = [(TOMASZ, roster)].into();
}

#[test]
fn nobody_is_planned_while_away_or_outside_their_own_hours_unless_there_is_a_reason() {
    let story = queued().with(with_roster);
    let away = No::Away { from: day(2026, 11, 18), until: day(2026, 11, 18), field: "slot.on" };
    assert_eq!((away.field(), away.overrule()), (Some("slot.on"), Some("overrule")));
    assert_eq!(story.when(on(day(2026, 11, 18), 11, None)), Err(away));
    assert_eq!(story.when(schedule(TOMASZ, 15)), Err(No::NotWorking { field: "slot.on" }));
    assert_eq!(
        story.when(on(day(2026, 11, 19), 11, None)),
        Err(No::NotWorking { field: "slot.on" }),
        "Thursday is free"
    );
    assert!(story.when(on(day(2026, 11, 21), 11, None)).is_ok(), "their own Saturday, though the company is closed");
    assert!(story.when(schedule(TOMASZ, 14)).is_ok());
    for (day, from) in [(day(2026, 11, 18), 11), (day(2026, 11, 19), 11)] {
        assert!(story.when(on(day, from, Some(line("Zelf afgesproken")))).is_ok());
    }
    assert!(story.when(schedule(OTHER, 16)).is_ok(), "whose roster says nothing works when the company does");
}

#[test]
fn a_technician_does_the_work_knows_the_machine_and_comes_there_or_there_is_a_reason() {
    let with = |skills: user::Skills| {
        queued()
            .with(|f| {
                f.known.customer = customer(false);
                f.known.machines = [(MachineId(id(50)), machine_of(CUSTOMER, false))].into();
            })
            .with(move |f| {
                f.known.rosters = [(TOMASZ, user::Roster { skills: skills.clone(), ..Default::default() })].into()
            })
    };
    let none = user::Skills::default;
    let beginnings = |text: &str| Some(text.parse::<Beginnings>().unwrap());
    let kinds = user::Skills { kinds: [Kind::Intake].into(), ..none() };
    let areas = |text| user::Skills { areas: beginnings(text), ..none() };
    assert_eq!(with(kinds).when(schedule(TOMASZ, 11)), Err(No::NotTheirWork));
    let postcode = customer(false).unwrap().details.as_ref().unwrap().visiting.postcode.to_string();
    let no = No::OutsideArea { postcode: postcode.clone() };
    assert_eq!((no.field(), no.overrule()), (Some("technician"), Some("overrule")));
    assert_eq!(with(areas("00, 01")).when(schedule(TOMASZ, 11)), Err(no));
    assert!(with(areas(&format!("99, {}", &postcode[..2]))).when(schedule(TOMASZ, 11)).is_ok());
    let mut requested = requested();
    let Event::VisitRequested { machine, .. } = &mut requested else { panic!("requested") };
    *machine = Some(MachineId(id(50)));
    let at_machine = |models| {
        given::<Visit>([requested.clone()]).with(move |f| {
            f.known.technicians = [TOMASZ].into();
            f.known.machines = [(MachineId(id(50)), machine_of(CUSTOMER, false))].into();
            let skills = user::Skills { models: beginnings(models), ..Default::default() };
            f.known.rosters = [(TOMASZ, user::Roster { skills, ..Default::default() })].into();
        })
    };
    let no = No::NotTheirMachine { model: "Miwe condo".into() };
    assert_eq!(at_machine("K-400").when(schedule(TOMASZ, 11)), Err(no));
    assert!(at_machine("K-400, miwe").when(schedule(TOMASZ, 11)).is_ok());
    assert!(at_machine("K-400").when(on(day(2026, 11, 17), 11, Some(line("Leert het")))).is_ok());
}

fn helpers(all: &[UserId], overrule: Option<Line>) -> Command {
    Command::SetHelpers { technicians: all.iter().copied().collect(), overrule }
}

#[test]
fn others_go_along_who_are_there_and_free_unless_there_is_a_reason() {
    let with = |all: &[UserId]| Event::HelpersSet {
        customer: CUSTOMER,
        technicians: all.iter().copied().collect(),
        overrule: None,
    };
    assert_eq!(planned().when(helpers(&[OTHER], None)), Ok(vec![with(&[OTHER])]));
    assert_eq!(planned().and(helpers(&[OTHER], None)).when(helpers(&[OTHER], None)), Ok(vec![]));
    assert_eq!(planned().and(helpers(&[OTHER], None)).when(helpers(&[], None)), Ok(vec![with(&[])]));
    assert_eq!(planned().when(helpers(&[TOMASZ], None)), Err(No::GoesAlready));
    assert_eq!(planned().when(helpers(&[UserId(uuid::Uuid::from_u128(63))], None)), Err(No::UnknownHelper));
    let busy = planned().with(|f| f.known.overlaps = vec![12]);
    let no = No::HelperBusy { visits: "B-12".into() };
    assert_eq!((no.field(), no.overrule()), (Some("technicians"), Some("overrule")));
    assert_eq!(busy.when(helpers(&[OTHER], None)), Err(no));
    assert!(busy.when(helpers(&[OTHER], Some(line("Even tillen")))).is_ok());
    let away = user::Absence { why: None, from: day(2026, 11, 17), until: day(2026, 11, 17) };
    let mut roster = user::Roster::default();
    roster.absences.insert(AbsenceId(id(90)), away);
    let gone = planned().with(move |f| {
        f.known.rosters = [(OTHER, roster.clone())].into();
        f.known.called = [(OTHER, line("Piotr"))].into();
    });
    let no = No::HelperAway { who: "Piotr".into(), from: day(2026, 11, 17), until: day(2026, 11, 17) };
    assert_eq!(gone.when(helpers(&[OTHER], None)), Err(no));
    assert_eq!(finished().when(helpers(&[OTHER], None)), Err(No::Closed));
}

#[test]
fn who_goes_along_is_asked_for_when_the_visit_moves_and_is_no_helper_of_their_own() {
    let mut state = domain::visit::State::default();
    for event in [requested(), Event::HelpersSet { customer: CUSTOMER, technicians: [OTHER].into(), overrule: None }] {
        Visit::evolve(&mut state, &event);
    }
    let needs = Visit::needs(&state, &schedule(TOMASZ, 11), day(2026, 11, 17));
    let slot = slot(day(2026, 11, 17), 11);
    for technician in [TOMASZ, OTHER] {
        assert!(needs.contains(&Need::Overlaps { technician, slot }), "{technician}");
    }
    let taken_over = planned().and(helpers(&[OTHER], None)).and(schedule(OTHER, 12));
    assert_eq!(taken_over.when(helpers(&[], None)), Ok(vec![]), "who goes, goes alone now");
}
