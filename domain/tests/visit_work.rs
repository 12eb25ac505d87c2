//! Rules of what is done during a visit: checklists, the clock, advice and signature.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use domain::{
    checklist::{Asks, Item},
    testing::{Story, day, facts, given, id},
    visit::{
        Advice, Answer, Answered, Command, Event, Given, Kind, No, PassOn, Signed, Spent, Step, Taken, Verdict, Visit,
        spent,
    },
    *,
};

use crate::{
    checklist::{item, pressure},
    common::{CUSTOMER, line, person, text},
};

const MAREK: UserId = UserId(uuid::Uuid::from_u128(60));
const LIST: ChecklistId = ChecklistId(uuid::Uuid::from_u128(90));

fn sealed<T>(value: T) -> Personal<T> {
    Personal::of(CUSTOMER, value)
}

fn lines() -> Vec<Item> {
    vec![
        item("Spoelen", Asks::Tick, true),
        pressure(),
        item("Afdichtingen", Asks::Verdict, false),
        item("Bijzonderheden", Asks::Words, false),
    ]
}

fn taken() -> Taken {
    Taken { checklist: LIST, version: 3, name: line("Onderhoud espresso"), lines: lines() }
}

fn took() -> Event {
    let Taken { checklist, version, name, lines } = taken();
    Event::ChecklistTaken { customer: CUSTOMER, checklist, version, name, lines }
}

fn planned() -> Story<Visit> {
    let slot = |from| {
        let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        Slot::new(day(2026, 11, 17), at(from), at(from + 1)).unwrap()
    };
    let requested = Event::VisitRequested {
        number: 7,
        customer: CUSTOMER,
        kind: Kind::Maintenance,
        fault: None,
        machine: None,
        task: sealed(text("Onderhoud")),
        expected: Minutes::HOUR,
        before: None,
        follows: None,
        parts: vec![],
        occurrence: None,
    };
    let scheduled = Event::VisitScheduled {
        customer: CUSTOMER,
        technician: MAREK,
        slot: slot(11),
        overrule: None,
        held: false,
        rest: Vec::new(),
    };
    given([requested, scheduled]).with(|f| f.actor = person(MAREK, Role::Technician))
}

fn start() -> Command {
    Command::Start { overrule: None, at: None }
}

/// Begun with one checklist.
fn begun() -> Story<Visit> {
    planned().with(|f| f.known.checklists = vec![taken()]).and(start())
}

fn given_to(line: u16, value: &str, remark: Option<&str>) -> Given {
    Given { line, value: Some(value.parse().unwrap()), remark: remark.map(|remark| remark.parse().unwrap()) }
}

fn fill(answers: Vec<Given>) -> Command {
    Command::FillIn { checklist: LIST, answers }
}

fn filled(answers: Vec<Answered>) -> Result<Vec<Event>, No> {
    Ok(vec![Event::ChecklistFilledIn { customer: CUSTOMER, checklist: LIST, answers }])
}

fn answered(line: u16, answer: Answer) -> Answered {
    Answered { line, answer: Some(answer), remark: None }
}

fn finish(advice: Option<Advice>, signed: Option<Signed>, overrule: Option<Line>) -> Command {
    Command::Finish {
        solved: true,
        findings: text("Kalk"),
        work: text("Ontkalkt"),
        worked: Minutes::HOUR,
        travelled: None,
        billable: Some(false),
        charge: None,
        charge_despite: None,
        next_on: None,
        no_next: false,
        advice,
        signed,
        overrule,
        at: None,
    }
}

#[test]
fn a_visit_that_begins_takes_its_checklists_along_as_they_are() {
    let story = planned().with(|f| f.known.checklists = vec![taken()]);
    assert_eq!(
        story.when(start()),
        Ok(vec![Event::VisitStarted { customer: CUSTOMER, technician: MAREK, at: Some(facts().now) }, took()])
    );
}

#[test]
fn who_goes_on_after_leaving_off_has_the_version_that_the_visit_began_with() {
    let newer = Taken { version: 4, lines: vec![pressure()], ..taken() };
    let story = begun().and(Command::Interrupt { reason: line("Niemand thuis"), at: None });
    let again = story.with(|f| f.known.checklists = vec![newer]);
    assert_eq!(
        again.when(start()),
        Ok(vec![Event::VisitStarted { customer: CUSTOMER, technician: MAREK, at: Some(facts().now) }])
    );
}

#[test]
fn only_what_changed_is_written_down() {
    let first = vec![given_to(0, "yes", None), given_to(1, "2,5", None), Given { line: 2, value: None, remark: None }];
    let story = begun();
    let measured = answered(1, Answer::Measured(Quantity::from_thousandths(2_500)));
    assert_eq!(story.when(fill(first.clone())), filled(vec![answered(0, Answer::Done), measured]));
    let story = story.and(fill(first.clone()));
    assert_eq!(story.when(fill(first.clone())), Ok(vec![]));
    let more = vec![first[0].clone(), first[1].clone(), given_to(2, "not-there", None), given_to(3, "Sleutel", None)];
    let said = answered(3, Answer::Said(sealed(line("Sleutel"))));
    assert_eq!(story.when(fill(more)), filled(vec![answered(2, Answer::Verdict(Verdict::NotThere)), said]));
    let open = vec![Given { line: 0, value: None, remark: None }];
    assert_eq!(story.when(fill(open)), filled(vec![Answered { line: 0, answer: None, remark: None }]));
}

#[test]
fn what_is_out_of_limits_or_not_all_right_wants_a_remark() {
    let wants = |what: &str, field| Err(No::RemarkWanted { what: what.into(), field });
    let low = fill(vec![given_to(0, "yes", None), given_to(1, "1,9", None)]);
    assert_eq!(begun().when(low), wants("Waterdruk", "answers.1.remark"));
    let high = fill(vec![given_to(1, "4,001", None)]);
    assert_eq!(begun().when(high), wants("Waterdruk", "answers.0.remark"));
    let wrong = fill(vec![given_to(2, "not-ok", None)]);
    assert_eq!(begun().when(wrong), wants("Afdichtingen", "answers.0.remark"));
    for within in ["2", "4"] {
        assert!(begun().when(fill(vec![given_to(1, within, None)])).is_ok(), "{within}");
    }
    let told = Answered {
        line: 1,
        answer: Some(Answer::Measured(Quantity::whole(5))),
        remark: Some(sealed(line("Reduceer vervangen"))),
    };
    assert_eq!(begun().when(fill(vec![given_to(1, "5", Some("Reduceer vervangen"))])), filled(vec![told]));
}

#[test]
fn an_answer_fits_what_is_asked() {
    let refused = |line: u16, value: &str, what: &str| {
        let no = No::Answer { what: what.into(), field: "answers.0.value" };
        assert_eq!(begun().when(fill(vec![given_to(line, value, None)])), Err(no), "{value}");
    };
    refused(0, "misschien", "Spoelen");
    refused(1, "veel", "Waterdruk");
    refused(2, "best", "Afdichtingen");
    assert_eq!(begun().when(fill(vec![given_to(9, "yes", None)])), Err(No::NoSuchLine));
    let other = Command::FillIn { checklist: ChecklistId(id(91)), answers: vec![] };
    assert_eq!(begun().when(other), Err(No::NoChecklist));
    assert_eq!(planned().when(fill(vec![])), Err(No::NotStarted));
}

#[test]
fn a_visit_is_not_ready_while_required_lines_are_open_unless_there_is_a_reason() {
    let open = |count| Err(No::ChecksOpen { names: "Onderhoud espresso".into(), count });
    assert_eq!(begun().when(finish(None, None, None)), open(2));
    let half = begun().and(fill(vec![given_to(0, "yes", None)]));
    assert_eq!(half.when(finish(None, None, None)), open(1));
    let reason = |story: &Story<Visit>| match story.when(finish(None, None, Some(line("Water afgesloten")))).as_deref()
    {
        Ok([Event::VisitFinished { overrule, .. }]) => overrule.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(reason(&half), Some(sealed(line("Water afgesloten"))));
    let whole = half.and(fill(vec![given_to(1, "3", None)]));
    assert!(whole.when(finish(None, None, None)).is_ok());
    assert_eq!(reason(&whole), None, "a reason that was not needed is not kept");
}

/// Ten o'clock of the facts, and so many minutes.
fn at(minutes: i64) -> DateTime<Utc> {
    facts().now + TimeDelta::minutes(minutes)
}

fn note(step: Step, at: Option<&str>) -> Command {
    Command::NoteTime { step, at: at.map(|at| at.parse().unwrap()) }
}

fn noted(step: Step, at: DateTime<Utc>) -> Result<Vec<Event>, No> {
    Ok(vec![Event::TimeNoted { customer: CUSTOMER, technician: MAREK, step, at }])
}

#[test]
fn the_clock_says_now_or_what_was_so_earlier_and_nothing_ahead() {
    assert_eq!(planned().when(note(Step::Depart, None)), noted(Step::Depart, at(0)));
    for earlier in ["09:31", "9.31", "2026-11-17T09:31", "2026-11-17T08:31:00Z"] {
        assert_eq!(planned().when(note(Step::Depart, Some(earlier))), noted(Step::Depart, at(-29)), "{earlier}");
    }
    for ahead in ["10:01", "2026-11-17T10:00:01Z", "2027-01-01T00:00"] {
        assert_eq!(planned().when(note(Step::Depart, Some(ahead))), Err(No::NotYet), "{ahead}");
    }
}

#[test]
fn steps_of_the_clock_come_one_after_the_other() {
    let left = planned().and(note(Step::Depart, Some("09:31")));
    assert_eq!(left.when(note(Step::Depart, None)), Ok(vec![]), "who has set off has set off");
    assert_eq!(left.when(note(Step::Arrive, Some("09:30"))), Err(No::BeforeLast));
    assert_eq!(left.when(note(Step::Arrive, Some("09:50"))), noted(Step::Arrive, at(-10)));
    assert_eq!(left.when(note(Step::Pause, None)), Err(No::NotStarted));
    assert_eq!(begun().when(note(Step::Resume, None)), Err(No::NotResting));
    let resting = begun().and(note(Step::Pause, None));
    assert_eq!(resting.when(note(Step::Resume, None)), noted(Step::Resume, at(0)));
}

#[test]
fn only_who_goes_or_plans_notes_times() {
    let by = |user, role| planned().with(move |f| f.actor = person(user, role)).when(note(Step::Depart, None));
    assert_eq!(by(UserId(id(61)), Role::Technician), Err(No::NotYours));
    assert!(by(UserId(id(61)), Role::Planner).is_ok());
}

#[test]
fn the_last_note_of_the_clock_can_be_taken_back() {
    assert_eq!(planned().when(Command::TakeBackTime {}), Err(No::NoTime));
    let story = planned().and(note(Step::Depart, Some("09:31")));
    let back = Event::TimeTakenBack { customer: CUSTOMER, technician: MAREK };
    assert_eq!(story.when(Command::TakeBackTime {}), Ok(vec![back]));
    assert_eq!(story.and(Command::TakeBackTime {}).when(Command::TakeBackTime {}), Err(No::NoTime));
}

#[test]
fn work_and_journey_are_what_lies_between_the_steps() {
    use Step::{Arrive, Depart, Leave, Pause, Resume};
    let steps = [(Depart, at(0)), (Arrive, at(25)), (Pause, at(60)), (Resume, at(75)), (Leave, at(120))];
    assert_eq!(spent(&steps, at(500)), Spent { worked: 80, travelled: 25 });
    assert_eq!(spent(&steps[..2], at(40)), Spent { worked: 15, travelled: 25 }, "still at work");
    assert_eq!(spent(&steps[..3], at(500)), Spent { worked: 35, travelled: 25 }, "still resting");
    let mut turned = steps;
    turned.reverse();
    assert_eq!(spent(&turned, at(500)), spent(&steps, at(500)), "whatever was noted first");
    let two_days = [(Arrive, at(0)), (Leave, at(30)), (Depart, at(1_440)), (Arrive, at(1_460)), (Arrive, at(1_465))];
    assert_eq!(spent(&two_days, at(1_500)), Spent { worked: 70, travelled: 20 }, "begun twice is begun");
    assert_eq!(spent(&[], at(10)), Spent::default());
}

#[test]
fn a_finished_visit_says_what_the_customer_was_advised_and_who_signed() {
    let advice = Advice { text: text("Neem een filter"), pass_on: Some(PassOn::Opportunity) };
    let drawing: Drawing = "M0 0L1 1".parse().unwrap();
    let signed = Signed { name: Some(line("Petra de Wit")), drawing: Some(drawing.clone()), absent: None };
    let story = planned().and(start());
    match story.when(finish(Some(advice), Some(signed), None)).as_deref() {
        Ok([Event::VisitFinished { advice, pass_on, signer, drawing: drawn, unsigned, .. }]) => {
            assert_eq!(*advice, Some(sealed(text("Neem een filter"))));
            assert_eq!(*pass_on, Some(PassOn::Opportunity));
            assert_eq!((signer, drawn), (&Some(sealed(line("Petra de Wit"))), &Some(sealed(drawing))));
            assert_eq!(*unsigned, None);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_signature_has_a_name_and_a_name_a_signature_or_a_reason() {
    let sign = |name: Option<&str>, drawing: Option<&str>, absent: Option<&str>| {
        let signed = Signed {
            name: name.map(line),
            drawing: drawing.map(|path| path.parse().unwrap()),
            absent: absent.map(line),
        };
        planned().and(start()).when(finish(None, Some(signed), None))
    };
    assert_eq!(sign(None, Some("M0 0L1 1"), None), Err(No::NoSigner));
    assert_eq!(sign(Some("Petra"), None, None), Err(No::NotDrawn));
    assert!(sign(None, None, None).is_ok(), "nobody is made to sign");
    for (name, absent) in [(None, "Niemand aanwezig"), (Some("Petra"), "Arm in het gips")] {
        match sign(name, None, Some(absent)).as_deref() {
            Ok([Event::VisitFinished { unsigned, .. }]) => assert_eq!(*unsigned, Some(sealed(line(absent)))),
            other => panic!("{other:?}"),
        }
    }
}
