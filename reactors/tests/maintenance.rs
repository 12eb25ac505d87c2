//! What follows by itself from faults and visits: entries in the planning, mails, calls, and the fault's own end.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../projections/tests/support/mod.rs"]
mod support;

use std::sync::Arc;

use domain::{
    Actor, CustomerId, FaultId, MachineId, Role, UserId, VisitId, customer, fault, machine, mail, opportunity,
    registry::AnyEvent, task, user, visit,
};
use event_store::Outside;
use projections::maintenance::{DEPARTMENT, board, faults, visits};
use reactors::{Runner, World, clock};
use serde_json::json;
use support::{Bench, id, json as read, of};
use tempfile::TempDir;

const CUSTOMER: u128 = 10;
const SILENT: u128 = 11;
const FAULT: u128 = 30;

struct Company {
    bench: Arc<Bench>,
    runner: Runner,
    _dir: TempDir,
}

/// A colleague whose screen is a moment behind.
struct Blind;

#[async_trait::async_trait]
impl Outside for Blind {
    async fn open_faults(&self, _: MachineId) -> Result<Vec<fault::Number>, String> {
        Ok(Vec::new())
    }

    async fn overlaps(&self, _: UserId, _: domain::Slot, _: VisitId) -> Result<Vec<u64>, String> {
        Ok(Vec::new())
    }

    async fn under_way(&self, _: UserId, _: VisitId) -> Result<Vec<u64>, String> {
        Ok(Vec::new())
    }
}

fn marek() -> UserId {
    UserId::of_login(&of("marek"))
}

impl Company {
    async fn new() -> Self {
        let bench = Arc::new(Bench::new().await);
        bench.marek().await;
        for (n, name, email) in
            [(CUSTOMER, "Zorggroep De Linde", Some("info@delinde.example")), (SILENT, "Café De Tol", None)]
        {
            let register: customer::Command = read(json!({"register": {
                "kind": "company", "name": name, "email": email,
                "visiting": {"street": "Boslaan 12", "postcode": "3701 CL", "city": "Zeist"}
            }}));
            bench.run(id::<CustomerId>(n), register).await;
        }
        let install = json!({"install": {"customer": id::<CustomerId>(CUSTOMER), "machine": {"model": "K-400 Pro", "place": "Oost"}}});
        bench.run(id::<MachineId>(20), read::<machine::Command>(install)).await;
        let dir = TempDir::new().unwrap();
        let world = Arc::new(World { log: bench.log.clone(), reads: bench.reads.clone(), reports: None });
        let runner = Runner::open(dir.path(), world, bench.clone()).await.unwrap();
        Self { bench, runner, _dir: dir }
    }

    async fn report(&self, n: u128, customer: u128, confirm: bool) {
        self.take_in(n, customer, confirm).await;
        self.pump().await;
    }

    /// A fault whose visit is still to be asked for.
    async fn take_in(&self, n: u128, customer: u128, confirm: bool) {
        let report: fault::Command = read(json!({"report": {
            "customer": id::<CustomerId>(customer), "problem": "Water onder de machine", "urgency": "urgent",
            "machine": (customer == CUSTOMER).then_some(id::<MachineId>(20)), "confirm": confirm
        }}));
        self.bench.run(id::<FaultId>(n), report).await;
    }

    async fn pump(&self) {
        self.runner.pump().await.unwrap();
    }

    async fn visits(&self, fault: u128) -> Vec<visits::Visit> {
        visits::of_fault(self.bench.pool(&DEPARTMENT).await, id(fault)).await.unwrap()
    }

    async fn state(&self, fault: u128) -> faults::State {
        faults::one(self.bench.pool(&DEPARTMENT).await, id(fault)).await.unwrap().unwrap().state
    }

    async fn order(&self, visit: VisitId, command: serde_json::Value) {
        self.bench.run(visit, read::<visit::Command>(command)).await;
        self.pump().await;
    }

    async fn schedule(&self, visit: VisitId, on: &str) {
        let slot = json!({"on": on, "from": "14:00", "until": "15:30"});
        self.order(visit, json!({"schedule": {"technician": marek(), "slot": slot, "overrule": "Afgesproken"}})).await;
    }

    async fn finish(&self, visit: VisitId, solved: bool) {
        self.order(visit, json!({"start": {}})).await;
        let report = json!({"solved": solved, "findings": "Koppeling gescheurd", "work": "Dichtgezet", "worked": 75, "billable": true});
        self.order(visit, json!({"finish": report})).await;
    }

    /// Purpose and letter of every mail, in order.
    async fn mails(&self) -> Vec<(String, mail::Letter)> {
        let mails = self.bench.events().await.into_iter().filter_map(|event| match event {
            AnyEvent::Mail(mail::Event::MailQueued { purpose, letter, .. }) => {
                Some((purpose.to_string(), letter.value().unwrap().clone()))
            }
            _ => None,
        });
        mails.collect()
    }

    async fn purposes(&self) -> Vec<String> {
        self.mails().await.into_iter().map(|(purpose, _)| purpose).collect()
    }

    async fn tasks(&self) -> Vec<String> {
        let tasks = self.bench.events().await.into_iter().filter_map(|event| match event {
            AnyEvent::Task(task::Event::TaskRaised { kind, .. }) => Some(kind.to_string()),
            _ => None,
        });
        tasks.collect()
    }
}

#[tokio::test]
async fn a_fault_stands_in_the_planning_at_once_and_is_confirmed_to_the_customer() {
    let company = Company::new().await;
    company.report(FAULT, CUSTOMER, true).await;
    let queue = board::queue(company.bench.pool(&DEPARTMENT).await, None, 10).await.unwrap();
    assert_eq!((queue.len(), queue[0].expected, queue[0].before), (1, 60, Some(of("2026-11-17"))));
    assert_eq!(queue[0].task, "Water onder de machine");
    let mails = company.mails().await;
    assert_eq!(mails[0].0, "fault-confirmation");
    assert_eq!(mails[0].1.subject.as_str(), "Uw storing is gemeld: S-2026-0001");
    for word in ["Water onder de machine", "K-400 Pro, Oost", "dinsdag 17 november 2026"] {
        assert!(mails[0].1.text.contains(word), "{word}: {}", mails[0].1.text);
    }
}

#[tokio::test]
async fn who_wants_no_confirmation_or_has_no_address_gets_none_and_is_not_called_for_it() {
    let company = Company::new().await;
    company.report(FAULT, CUSTOMER, false).await;
    company.report(31, SILENT, true).await;
    assert!(company.mails().await.is_empty() && company.tasks().await.is_empty());
    assert_eq!(company.visits(31).await.len(), 1);
}

#[tokio::test]
async fn a_customer_hears_of_each_change_of_the_appointment_in_words() {
    let company = Company::new().await;
    company.report(FAULT, CUSTOMER, false).await;
    let visit = company.visits(FAULT).await[0].id;
    company.schedule(visit, "2026-11-18").await;
    company.schedule(visit, "2026-11-19").await;
    company.order(visit, json!({"unschedule": {"reason": "Ziek"}})).await;
    company.schedule(visit, "2026-11-20").await;
    company.order(visit, json!({"cancel": {"reason": "Niet meer nodig"}})).await;
    let mails = company.mails().await;
    let purposes: Vec<&str> = mails.iter().map(|(purpose, _)| purpose.as_str()).collect();
    assert_eq!(purposes, ["visit-scheduled", "visit-moved", "visit-unscheduled", "visit-scheduled", "visit-cancelled"]);
    let text = &mails[0].1.text;
    assert!(
        text.contains("Marek Kowalski komt bij u langs op woensdag 18 november 2026, tussen 14.00 en 15.30 uur"),
        "{text}"
    );
    assert!(mails.iter().all(|(_, letter)| !letter.text.contains("{$") && !letter.text.contains('⟦')));
}

#[tokio::test]
async fn a_customer_without_an_address_is_called_by_sales() {
    let company = Company::new().await;
    company.report(31, SILENT, true).await;
    let visit = company.visits(31).await[0].id;
    company.schedule(visit, "2026-11-18").await;
    company.order(visit, json!({"unschedule": {"reason": "Ziek"}})).await;
    assert_eq!(company.tasks().await, ["call-visit-scheduled", "call-visit-unscheduled"]);
    assert!(company.mails().await.is_empty());
}

#[tokio::test]
async fn the_day_before_a_reminder_goes_out_once() {
    let company = Company::new().await;
    company.report(FAULT, CUSTOMER, false).await;
    let visit = company.visits(FAULT).await[0].id;
    company.schedule(visit, "2026-11-19").await;
    for moment in ["2026-11-17T15:00:30", "2026-11-18T15:00:30", "2026-11-18T15:20:00"] {
        company.bench.turn(moment);
        clock::strike_due(&company.bench.log, company.bench.as_ref()).await.unwrap();
        company.pump().await;
    }
    let purposes = company.purposes().await;
    assert_eq!(purposes.iter().filter(|purpose| *purpose == "visit-reminder").count(), 1, "{purposes:?}");
}

#[tokio::test]
async fn a_solved_visit_closes_its_fault_and_the_customer_gets_the_work_sheet() {
    let company = Company::new().await;
    company.report(FAULT, CUSTOMER, false).await;
    let visit = company.visits(FAULT).await[0].id;
    company.schedule(visit, "2026-11-17").await;
    company.finish(visit, true).await;
    assert_eq!(company.state(FAULT).await, faults::State::Solved);
    assert_eq!(company.purposes().await, ["visit-scheduled", "fault-solved"]);
    assert!(company.mails().await[1].1.text.contains("Dichtgezet"));
    assert_eq!(company.visits(FAULT).await.len(), 1);
}

#[tokio::test]
async fn a_visit_that_did_not_solve_it_is_followed_by_another_linked_both_ways() {
    let company = Company::new().await;
    company.report(FAULT, CUSTOMER, false).await;
    let visit = company.visits(FAULT).await[0].id;
    company.schedule(visit, "2026-11-17").await;
    company.finish(visit, false).await;
    assert_eq!(company.state(FAULT).await, faults::State::Open);
    let all = company.visits(FAULT).await;
    assert_eq!((all.len(), all[1].state), (2, visits::State::Queued));
    assert!(all[1].task.starts_with("Koppeling gescheurd"));
    let pool = company.bench.pool(&DEPARTMENT).await;
    let old = projections::maintenance::visit::sheet(pool, visit).await.unwrap().unwrap();
    let new = projections::maintenance::visit::sheet(pool, all[1].id).await.unwrap().unwrap();
    assert_eq!((old.follow_up.unwrap().id, new.follows.unwrap().id), (all[1].id, visit));
}

#[tokio::test]
async fn what_a_technician_advises_reaches_sales_as_a_task_or_an_opportunity_where_that_was_wanted() {
    let company = Company::new().await;
    for (n, pass_on) in [(30, None), (31, Some("task")), (32, Some("opportunity"))] {
        company.report(n, CUSTOMER, false).await;
        let visit = company.visits(n).await[0].id;
        company.schedule(visit, "2026-11-17").await;
        company.order(visit, json!({"start": {}})).await;
        let advice = json!({"text": "Neem een filter\nvoor minder kalk", "pass_on": pass_on});
        let finish = json!({"solved": true, "findings": "Kalk", "work": "Ontkalkt", "worked": 75, "billable": false, "advice": advice});
        company.order(visit, json!({"finish": finish})).await;
    }
    assert_eq!(company.tasks().await.iter().filter(|kind| *kind == "advice").count(), 1);
    let opened = company.bench.events().await.into_iter().filter_map(|event| match event {
        AnyEvent::Opportunity(opportunity::Event::OpportunityOpened { about, next, .. }) => Some((about.text(), next)),
        _ => None,
    });
    assert_eq!(opened.collect::<Vec<_>>(), [("Neem een filter voor minder kalk".to_owned(), of("2026-11-24"))]);
}

#[tokio::test]
async fn what_had_to_be_brought_and_was_not_used_is_brought_by_the_next_visit() {
    let company = Company::new().await;
    let pump = domain::ArticleId::of_number(&of("DP-1"));
    let register: domain::article::Command = read(json!({"register": {"number": "DP-1", "stock": "9", "article": {
        "name": "Drukpomp", "unit": "stuk", "purchase_price": "10", "sales_price": "15", "minimum": "1",
        "order_quantity": "1"}}}));
    company.bench.run(pump, register).await;
    company.report(FAULT, CUSTOMER, false).await;
    let visit = company.visits(FAULT).await[0].id;
    company.schedule(visit, "2026-11-17").await;
    company.order(visit, json!({"need-part": {"article": pump, "quantity": "3"}})).await;
    company.order(visit, json!({"start": {}})).await;
    company.order(visit, json!({"use-part": {"article": pump, "quantity": "4"}})).await;
    company.order(visit, json!({"return-part": {"article": pump, "quantity": "3"}})).await;
    let filter = domain::ArticleId::of_number(&of("F-2"));
    let register: domain::article::Command = read(json!({"register": {"number": "F-2", "stock": "9", "article": {
        "name": "Filter", "unit": "stuk", "purchase_price": "1", "sales_price": "2", "minimum": "1",
        "order_quantity": "1"}}}));
    company.bench.run(filter, register).await;
    // Two were used that nobody had asked for; another one is wanted for the next time.
    company.order(visit, json!({"use-part": {"article": filter, "quantity": "2"}})).await;
    company.order(visit, json!({"need-part": {"article": filter, "quantity": "1"}})).await;
    let report = json!({"solved": false, "findings": "Pomp stuk", "work": "Gemeten", "worked": 30, "billable": true});
    company.order(visit, json!({"finish": report})).await;
    let next = company.visits(FAULT).await[1].id;
    let parts = projections::maintenance::visit::parts(company.bench.pool(&DEPARTMENT).await, next).await.unwrap();
    let needed: Vec<_> = parts.iter().map(|part| (part.number.as_str(), part.needed)).collect();
    assert_eq!(needed, [("DP-1", domain::Quantity::whole(2)), ("F-2", domain::Quantity::whole(1))]);
}

#[tokio::test]
async fn a_reminder_that_was_missed_goes_out_the_same_morning_and_speaks_of_today() {
    let company = Company::new().await;
    company.report(FAULT, CUSTOMER, false).await;
    let visit = company.visits(FAULT).await[0].id;
    company.schedule(visit, "2026-11-19").await;
    for moment in ["2026-11-17T15:00:30", "2026-11-19T08:00:00", "2026-11-19T15:00:30"] {
        company.bench.turn(moment);
        clock::strike_due(&company.bench.log, company.bench.as_ref()).await.unwrap();
        company.pump().await;
    }
    let mails = company.mails().await;
    let reminders: Vec<_> = mails.iter().filter(|(purpose, _)| purpose == "visit-reminder").collect();
    assert_eq!(reminders.len(), 1);
    assert_eq!(reminders[0].1.subject.as_str(), "Vandaag komt onze monteur");
}

#[tokio::test]
async fn nobody_is_reminded_of_an_hour_that_has_come_or_told_of_one_that_has_begun() {
    let company = Company::new().await;
    company.report(FAULT, CUSTOMER, false).await;
    let visit = company.visits(FAULT).await[0].id;
    company.schedule(visit, "2026-11-18").await;
    company.bench.turn("2026-11-18T14:30:00");
    clock::strike_due(&company.bench.log, company.bench.as_ref()).await.unwrap();
    company.pump().await;
    company.schedule(visit, "2026-11-19").await;
    company.order(visit, json!({"start": {"overrule": "Klant belde: kan nu"}})).await;
    assert_eq!(company.purposes().await, ["visit-scheduled", "visit-moved"], "they are there when it begins earlier");
}

#[tokio::test]
async fn the_first_that_a_customer_hears_is_that_there_is_an_appointment() {
    let company = Company::new().await;
    company.report(FAULT, CUSTOMER, false).await;
    let visit = company.visits(FAULT).await[0].id;
    let plan = |on: &str| {
        let slot = json!({"on": on, "from": "14:00", "until": "15:30"});
        read::<visit::Command>(json!({"schedule": {"technician": marek(), "slot": slot, "overrule": "Afgesproken"}}))
    };
    // Moved before anybody could be told of the first one.
    company.bench.run(visit, plan("2026-11-18")).await;
    company.bench.run(visit, plan("2026-11-19")).await;
    company.pump().await;
    assert_eq!(company.purposes().await, ["visit-scheduled"]);
    company.schedule(visit, "2026-11-20").await;
    assert_eq!(company.purposes().await, ["visit-scheduled", "visit-moved"]);
}

#[tokio::test]
async fn a_call_about_an_appointment_that_was_moved_since_is_not_made_any_more() {
    let company = Company::new().await;
    company.report(31, SILENT, true).await;
    let visit = company.visits(31).await[0].id;
    company.schedule(visit, "2026-11-18").await;
    company.schedule(visit, "2026-11-19").await;
    assert_eq!(company.tasks().await, ["call-visit-scheduled", "call-visit-moved"]);
    let done = |event: &AnyEvent| matches!(event, AnyEvent::Task(task::Event::TaskCompleted { .. }));
    assert_eq!(company.bench.events().await.iter().filter(|event| done(event)).count(), 1);
}

#[tokio::test]
async fn the_planner_hears_of_visits_of_a_technician_who_left() {
    let company = Company::new().await;
    company.report(FAULT, CUSTOMER, false).await;
    let visit = company.visits(FAULT).await[0].id;
    company.schedule(visit, "2026-11-18").await;
    company.bench.run(marek(), user::Command::Deactivate { reason: of("Uit dienst") }).await;
    company.pump().await;
    assert_eq!(company.tasks().await, ["visits-of-who-left"]);
}

#[tokio::test]
async fn who_had_a_task_hears_that_a_colleague_took_it_over() {
    let company = Company::new().await;
    let task: domain::TaskId = id(70);
    let raise = json!({"raise": {"kind": "note", "assignee": {"role": "sales"}, "note": "Bel terug"}});
    company.bench.run(task, read::<task::Command>(raise)).await;
    company.bench.run(task, task::Command::Take {}).await;
    company.pump().await;
    assert_eq!(company.tasks().await, ["note"], "nobody had it before");
    let other = Actor::Person { user: id(71), role: Role::Sales, roles: vec![Role::Sales] };
    company.bench.run_as(other, task, task::Command::Take {}).await.unwrap();
    company.pump().await;
    let mut kinds = company.tasks().await;
    kinds.sort();
    assert_eq!(kinds, ["note", "task-taken-over"]);
}

#[tokio::test]
async fn two_visits_that_got_the_same_hours_in_the_same_moment_are_one_task_of_the_planner() {
    let company = Company::new().await;
    company.report(FAULT, CUSTOMER, false).await;
    company.report(31, SILENT, false).await;
    let (first, second) = (company.visits(FAULT).await[0].id, company.visits(31).await[0].id);
    let slot = json!({"on": "2026-11-17", "from": "13:00", "until": "14:30"});
    let schedule = || read::<visit::Command>(json!({"schedule": {"technician": marek(), "slot": slot}}));
    // Neither sees the other: the tables are brought up only afterwards.
    for visit in [first, second] {
        let given = event_store::Given::by(support::boss());
        company.bench.log.run(&visit.to_string(), schedule().into(), &given, &Blind).await.unwrap();
    }
    company.pump().await;
    let tasks = company.tasks().await;
    assert_eq!(tasks.iter().filter(|kind| *kind == "visits-clash").count(), 1, "{tasks:?}");
}

#[tokio::test]
async fn a_fault_left_without_a_visit_stays_open_and_is_the_planners_task() {
    let company = Company::new().await;
    company.report(FAULT, CUSTOMER, false).await;
    let visit = company.visits(FAULT).await[0].id;
    company.order(visit, json!({"cancel": {"reason": "Vergissing"}})).await;
    assert_eq!(company.state(FAULT).await, faults::State::Open);
    assert_eq!(company.tasks().await, ["fault-without-visit"]);
    assert!(company.mails().await.is_empty(), "nobody was told of a visit that was never planned");
}

#[tokio::test]
async fn a_fault_solved_by_telephone_needs_no_visit_any_more_and_one_that_comes_back_does() {
    let company = Company::new().await;
    company.report(FAULT, CUSTOMER, false).await;
    company.bench.run(id::<FaultId>(FAULT), read::<fault::Command>(json!({"solve": {"how": "Stekker"}}))).await;
    company.pump().await;
    assert_eq!(company.visits(FAULT).await[0].state, visits::State::Cancelled);
    assert!(company.tasks().await.is_empty());
    company.bench.run(id::<FaultId>(FAULT), read::<fault::Command>(json!({"reopen": {"reason": "Weer nat"}}))).await;
    company.pump().await;
    let all = company.visits(FAULT).await;
    assert_eq!((all.len(), all[1].state), (2, visits::State::Queued));
    assert!(all[1].task.starts_with("Weer nat"));
}

#[tokio::test]
async fn a_fault_solved_while_the_caller_is_on_the_line_leaves_no_visit_behind() {
    let company = Company::new().await;
    company.take_in(FAULT, CUSTOMER, false).await;
    company.bench.run(id::<FaultId>(FAULT), read::<fault::Command>(json!({"solve": {"how": "Stekker"}}))).await;
    company.pump().await;
    assert_eq!(company.visits(FAULT).await[0].state, visits::State::Cancelled);
    assert!(company.tasks().await.is_empty());
}

#[tokio::test]
async fn losing_the_checkpoints_makes_nothing_happen_twice() {
    let company = Company::new().await;
    company.report(FAULT, CUSTOMER, true).await;
    let visit = company.visits(FAULT).await[0].id;
    company.schedule(visit, "2026-11-17").await;
    let before = company.bench.events().await.len();
    let elsewhere = TempDir::new().unwrap();
    let world = Arc::new(World { log: company.bench.log.clone(), reads: company.bench.reads.clone(), reports: None });
    let again = Runner::open(elsewhere.path(), world, company.bench.clone() as Arc<dyn Outside>).await.unwrap();
    again.pump().await.unwrap();
    assert_eq!(company.bench.events().await.len(), before);
}
