//! Taking back: each act of each kind of thing by its command, or why it stays; compared with the committed table undo.txt,
//! which `UPDATE=1` writes anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::fmt::{Debug, Write};

use domain::{
    Decider, Line, Quantity,
    article::{self, Article},
    contract::{self, Contract},
    customer::{self, Customer},
    fault::{self, Fault},
    invoice::{self, Invoice},
    machine::{self, Machine},
    purchase_order::{self, PurchaseOrder},
    registry::{AnyEvent, UPCASTERS, version_of},
    settings::{self, Settings},
    supplier::{self, Supplier},
    task::{self, Task},
    testing::{self, day, given},
    undo::{Act, Reason, Stays},
    user::{self, User},
    visit::{self, Visit},
};
use serde_json::Value;

use crate::{
    common::{line, text},
    stored_events::{decode, lifted, samples},
};

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/undo.txt");

/// Today's sample of each type of event.
fn present() -> Vec<(String, String, AnyEvent)> {
    let named = samples().into_iter().filter(|(name, sample)| {
        *name == format!("{}.v{}.json", sample.event_type, version_of(&sample.event_type, UPCASTERS))
    });
    let mut present: Vec<_> = named
        .map(|(_, sample)| {
            let event = decode(&sample, lifted(&sample));
            (sample.category, sample.event_type, event)
        })
        .collect();
    present.sort_by(|one, other| (&one.0, &one.1).cmp(&(&other.0, &other.1)));
    present
}

fn state<D: Decider>(events: &[D::Event]) -> D::State {
    let mut state = D::State::default();
    events.iter().for_each(|event| D::evolve(&mut state, event));
    state
}

/// What takes an act back, when this was before it and that happened since.
fn undo<D: Decider>(before: &[D::Event], act: &[D::Event], since: &[D::Event]) -> Result<D::Command, Stays> {
    let all: Vec<D::Event> = before.iter().chain(act).chain(since).cloned().collect();
    let (before, now) = (state::<D>(before), state::<D>(&all));
    D::undo(&Act { before: &before, events: act, since, now: &now, why: &line("Vergissing") })
}

fn said<C: serde::Serialize>(undone: Result<C, Stays>) -> String {
    match undone {
        Ok(command) => serde_json::to_value(command).unwrap().as_object().unwrap().keys().next().unwrap().clone(),
        Err(Stays::Always(reason)) => format!("stays: {}", reason.code()),
        Err(Stays::ChangedSince(_)) => panic!("nothing happened since"),
    }
}

/// What takes an event back of a thing with which all the other events of its kind happened before.
fn of(event: &AnyEvent, all: &[(String, String, AnyEvent)]) -> String {
    const BEGIN: [&str; 9] =
        ["registered", "reported", "requested", "drafted", "installed", "created", "raised", "opened", "queued"];
    let name = |event: &AnyEvent| event.value().as_object().unwrap().keys().next().unwrap().clone();
    let mut others: Vec<&AnyEvent> = all.iter().map(|(_, _, other)| other).filter(|other| *other != event).collect();
    others.retain(|other| !["contact_removed", "visit_unscheduled"].contains(&name(other).as_str()));
    // What a thing begins with comes first; what is set was set before.
    others.sort_by_key(|other| !BEGIN.iter().any(|begins| name(other).ends_with(begins)));
    // What is dropped from a table was set, and is not dropped already when it is set.
    others.retain(|other| !name(other).ends_with("_dropped"));
    others.extend(["_set", "_changed", "_noted"].iter().any(|set| name(event).ends_with(set)).then_some(event));
    macro_rules! each {
        ($($variant:ident $module:ident $decider:ident,)*) => {
            match event {
                $(AnyEvent::$variant(event) => {
                    let before: Vec<_> = others
                        .iter()
                        .filter_map(|other| match other { AnyEvent::$variant(other) => Some(other.clone()), _ => None })
                        .collect();
                    said(undo::<domain::$module::$decider>(&before, std::slice::from_ref(event), &[]))
                })*
                AnyEvent::Series(_) => "stays: follows".into(),
            }
        };
    }
    domain::with_kinds!(each)
}

#[test]
fn every_event_says_what_takes_it_back_or_why_it_stays() {
    let all = present();
    let mut table = String::new();
    for (category, event_type, event) in &all {
        let said = of(event, &all);
        assert_eq!(domain::undo::always_stays(event_type), said.starts_with("stays"), "{event_type}");
        writeln!(table, "{category:15} {event_type:26} {said}").unwrap();
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(TABLE, &table).unwrap();
    }
    let committed = std::fs::read_to_string(TABLE).expect("undo.txt; UPDATE=1 writes it");
    let (mut committed, mut table) = (committed.lines(), table.lines());
    assert!((&mut committed).eq(&mut table), "see UPDATE=1 at the top of this file");
}

#[test]
fn every_reason_has_a_code() {
    let codes: std::collections::BTreeSet<String> = Reason::ALL.iter().map(|reason| reason.code()).collect();
    assert_eq!(codes.len(), Reason::ALL.len());
    assert!(!codes.contains(""));
}

/// An event as the log has it.
fn event<E: serde::de::DeserializeOwned>(name: &str) -> E {
    let (_, sample) = samples().into_iter().find(|(file, _)| *file == format!("{name}.json")).expect(name);
    serde_json::from_value(Value::Object([(sample.event_type.clone(), lifted(&sample))].into_iter().collect())).unwrap()
}

/// Gives a command after a story and takes it back: the thing is then as it was. Answers the command that did it.
fn there_and_back<D: Decider<State: Debug>>(
    story: &[D::Event],
    command: D::Command,
    facts: impl Fn(&mut domain::Facts) + Copy,
) -> D::Command {
    let act = given::<D>(story.to_vec()).with(facts).when(command).unwrap();
    assert!(!act.is_empty());
    let back = undo::<D>(story, &act, &[]).unwrap();
    let done: Vec<D::Event> = story.iter().chain(&act).cloned().collect();
    let undone = given::<D>(done.clone()).with(facts).when(back.clone()).unwrap();
    let after: Vec<D::Event> = done.into_iter().chain(undone).collect();
    let shown = |events: &[D::Event]| format!("{:#?}", state::<D>(events));
    assert_eq!(shown(&after), shown(story), "{back:?}");
    back
}

fn changed(change: impl FnOnce(&mut customer::Details)) -> customer::Command {
    let mut details = state::<Customer>(&[event("customer_registered.v1")]).details.unwrap();
    change(&mut details);
    customer::Command::Change(details)
}

#[test]
fn what_is_known_of_a_customer_is_as_it_was() {
    let story = [event("customer_registered.v1")];
    let every_way: [fn(&mut customer::Details); 7] = [
        |d| d.name = line("Bakkerij Zwart"),
        |d| d.visiting.street = line("Dorpsstraat 99"),
        |d| d.invoicing = None,
        |d| (d.phone, d.email) = (None, None),
        |d| d.company_number = None,
        |d| d.payment_days = Some(60),
        |d| d.language = domain::Language::Pl,
    ];
    for way in every_way {
        there_and_back::<Customer>(&story, changed(way), |_| {});
    }
    // All that one command changed, at once.
    there_and_back::<Customer>(&story, changed(|d| every_way.iter().for_each(|way| way(d))), |_| {});
}

#[test]
fn only_what_the_act_changed_goes_back() {
    let story = [event("customer_registered.v1")];
    let term = given::<Customer>(story.to_vec()).when(changed(|d| d.payment_days = Some(60))).unwrap();
    let all: Vec<_> = story.iter().chain(&term).cloned().collect();
    let renamed =
        given::<Customer>(all).when(changed(|d| (d.payment_days, d.name) = (Some(60), line("Zwart")))).unwrap();
    let Ok(customer::Command::Change(back)) = undo::<Customer>(&story, &term, &renamed) else { panic!("it goes back") };
    assert_eq!((back.payment_days, back.name), (Some(14), line("Zwart")));
}

#[test]
fn what_was_changed_again_since_stays_and_the_newest_change_is_named() {
    let story = [event("customer_registered.v1")];
    let days = |days| customer::Event::PaymentTermChanged { payment_days: Some(days) };
    let since = [days(30), event("note_added.v1"), days(45), event("language_changed.v1")];
    assert_eq!(undo::<Customer>(&story, &[days(60)], &since), Err(Stays::ChangedSince(2)));
    assert!(undo::<Customer>(&story, &[days(60)], &since[3..]).is_ok());
}

#[test]
fn numbers_that_looked_wrong_before_are_right_all_the_same() {
    let odd = customer::Event::CompanyNumbersChanged {
        company_number: Some(domain::Personal::of(testing::id(3), "12345".parse().unwrap())),
        vat_number: None,
        despite: None,
    };
    let story = [event("customer_registered.v1"), odd];
    let fix = changed(|d| d.company_number = None);
    let act = given::<Customer>(story.to_vec()).when(fix).unwrap();
    let Ok(customer::Command::Change(back)) = undo::<Customer>(&story, &act, &[]) else { panic!("it goes back") };
    assert_eq!(back.despite, Some(line("Vergissing")));
}

#[test]
fn a_contact_person_is_off_the_card_changed_back_or_on_it_again_under_the_same_id() {
    let (story, added) = ([event("customer_registered.v1")], event("contact_added.v1"));
    let customer::Event::ContactAdded { id, .. } = added else { panic!("a contact person") };
    assert_eq!(
        undo::<Customer>(&story, std::slice::from_ref(&added), &[]),
        Ok(customer::Command::RemoveContact { id })
    );
    let story = [story[0].clone(), added];
    there_and_back::<Customer>(&story, customer::Command::RemoveContact { id }, |_| {});
    let contact = customer::Contact { name: line("Piet"), role: None, phone: None, email: None };
    there_and_back::<Customer>(&story, customer::Command::ChangeContact { id, contact: contact.clone() }, |_| {});
    // Who was forgotten comes back on no card.
    let gone = [customer::Event::ContactRemoved { id }, customer::Event::ContactForgotten { id }];
    let story: Vec<_> = story.into_iter().chain(gone).collect();
    let back = customer::Command::PutContactBack { id, contact };
    assert_eq!(given::<Customer>(story).when(back), Err(customer::No::Forgotten));
}

#[test]
fn a_contact_person_who_was_never_there_can_t_be_put_back() {
    let contact = customer::Contact { name: line("Piet"), role: None, phone: None, email: None };
    let id = domain::ContactId(testing::id(5));
    let back = || customer::Command::PutContactBack { id, contact: contact.clone() };
    let story = given::<Customer>([event("customer_registered.v1")]);
    assert_eq!(story.when(back()), Err(customer::No::UnknownContact { field: "id" }));
}

#[test]
fn a_customer_comes_out_of_the_archive_and_goes_back() {
    let story = [event("customer_registered.v1")];
    let archive = customer::Command::Archive { reason: line("Gestopt"), despite: None };
    there_and_back::<Customer>(&story, archive, |_| {});
    let archived = [event("customer_registered.v1"), event("customer_archived.v1")];
    there_and_back::<Customer>(&archived, customer::Command::Restore {}, |_| {});
}

#[test]
fn a_machine_is_as_it_was() {
    let story = [event("machine_installed.v1")];
    let machine::Event::MachineInstalled { model, serial, .. } = &story[0] else { panic!("a machine") };
    let details = machine::Details {
        model: model.clone(),
        serial: serial.clone(),
        place: None,
        installed_on: None,
        despite: None,
    };
    there_and_back::<Machine>(&story, machine::Command::Change(details), |_| {});
    let remove = machine::Command::Remove { reason: line("Ingeruild"), despite: None };
    there_and_back::<Machine>(&story, remove, |_| {});
    assert_eq!(given::<Machine>(story).when(machine::Command::PutBack {}), Ok(vec![]));
}

#[test]
fn an_article_is_as_it_was_in_the_archive_or_out_of_it() {
    let story = [event("article_registered.v1")];
    let article::Event::ArticleChanged { details } = event("article_changed.v1") else { panic!("a change") };
    let supplier = details.supplier.unwrap();
    let facts = |facts: &mut domain::Facts| {
        facts.known.suppliers.insert(supplier);
    };
    there_and_back::<Article>(&story, article::Command::Change(details.clone()), facts);
    there_and_back::<Article>(&story, article::Command::Archive { reason: line("Niet leverbaar") }, facts);
    let archived = [event("article_registered.v1"), event("article_archived.v1")];
    there_and_back::<Article>(&archived, article::Command::Restore {}, facts);
    assert_eq!(given::<Article>(story).when(article::Command::Restore {}), Ok(vec![]));
}

#[test]
fn a_count_goes_back_by_its_difference() {
    let story = [event("article_registered.v1")];
    // 12 there were by the books, 11 were counted, then 3 were taken: 9 there are without the count.
    let taken = article::Event::StockTaken { quantity: Quantity::whole(3), visit: domain::VisitId(testing::id(9)) };
    let back = undo::<Article>(&story, &[event("stock_counted.v1")], &[taken]);
    assert_eq!(back, Ok(article::Command::Count { counted: Quantity::whole(9), reason: line("Vergissing") }));
    let again = [event("stock_counted.v1")];
    assert_eq!(undo::<Article>(&story, &again, &again), Err(Stays::ChangedSince(0)));
}

#[test]
fn a_fault_is_as_it_was_open_or_closed() {
    let story: [fault::Event; 1] = [event("fault_reported.v1.with_promise")];
    let opened = [story[0].clone(), event("fault_solved.v1")];
    there_and_back::<Fault>(&story, fault::Command::Solve { visit: None, how: None, at: None }, |_| {});
    there_and_back::<Fault>(&story, fault::Command::Cancel { reason: line("Dubbel") }, |_| {});
    let back = there_and_back::<Fault>(&opened, fault::Command::Reopen { reason: line("Toch niet") }, |_| {});
    assert_eq!(back, fault::Command::Solve { visit: None, how: Some(text("Vergissing")), at: None });
    let said = [event("fault_changed.v1.with_promise")];
    let Ok(fault::Command::Change { problem, .. }) = undo::<Fault>(&story, &said, &[]) else { panic!("it goes back") };
    assert!(problem.as_str().contains("niet warm"), "{problem:?}");
}

#[test]
fn a_visit_goes_back_to_its_slot_or_to_the_queue() {
    let asked: visit::Event = event("visit_requested.v1");
    let scheduled: visit::Event = event("visit_scheduled.v1");
    let moved: visit::Event = event("visit_moved.v1");
    let visit::Event::VisitScheduled { technician, slot, .. } = scheduled.clone() else { panic!("a plan") };
    let back = undo::<Visit>(std::slice::from_ref(&asked), std::slice::from_ref(&scheduled), &[]);
    assert_eq!(back, Ok(visit::Command::Unschedule { reason: line("Vergissing") }));
    let planned = [asked, scheduled];
    // It was planned in spite of a rule: for the same reason it goes back there.
    let overrule = Some(line("Zelfde pand, Petra weet ervan"));
    for act in [moved.clone(), event("visit_unscheduled.v1")] {
        let back = undo::<Visit>(&planned, &[act], &[]);
        assert_eq!(
            back,
            Ok(visit::Command::Schedule { technician, slot, rest: Vec::new(), overrule: overrule.clone() })
        );
    }
    assert_eq!(
        undo::<Visit>(&planned, std::slice::from_ref(&moved), std::slice::from_ref(&moved)),
        Err(Stays::ChangedSince(0))
    );
    // What was begun on another day was moved by the same command.
    let begun = [moved, event("visit_started.v1")];
    assert_eq!(
        undo::<Visit>(&planned, &begun, &[]),
        Ok(visit::Command::Interrupt { reason: line("Vergissing"), at: None })
    );
    assert_eq!(undo::<Visit>(&planned, &[event("visit_finished.v1")], &[]), Err(Reason::TookPlace.into()));
}

#[test]
fn a_draft_of_a_contract_is_as_it_was_and_a_notice_is_withdrawn() {
    let story = [event("contract_drafted.v1")];
    let act: contract::Event = event("contract_changed.v1");
    let Ok(contract::Command::Change(terms)) = undo::<Contract>(&story, &[act], &[]) else { panic!("it goes back") };
    assert!(terms.remarks.is_some_and(|remarks| remarks.as_str().contains("voorrijkosten")));
    let running = [event("contract_drafted.v1"), event("contract_signed.v2")];
    let end = state::<Contract>(&running).end();
    let notice = contract::Command::GiveNotice { reason: line("Stopt"), on: Some(day(2026, 11, 17)) };
    let act = given::<Contract>(running.to_vec()).when(notice).unwrap();
    assert_eq!(undo::<Contract>(&running, &act, &[]), Ok(contract::Command::WithdrawNotice {}));
    let noticed: Vec<_> = running.iter().chain(&act).cloned().collect();
    let back = given::<Contract>(noticed.clone()).when(contract::Command::WithdrawNotice {}).unwrap();
    let all: Vec<_> = noticed.into_iter().chain(back).collect();
    assert_eq!(state::<Contract>(&all).end(), end);
    // Nothing is withdrawn twice, and notice can be given again.
    assert_eq!(given::<Contract>(all.clone()).when(contract::Command::WithdrawNotice {}), Ok(vec![]));
    let again = contract::Command::GiveNotice { reason: line("Stopt"), on: None };
    assert_eq!(given::<Contract>(all).when(again).unwrap().len(), 1);
}

#[test]
fn a_draft_of_an_invoice_is_as_it_was_and_an_issued_one_is_credited() {
    let story = [event("invoice_drafted.v1")];
    let invoice::Event::InvoiceChanged { items, .. } = event("invoice_changed.v1") else { panic!("a change") };
    let change = invoice::Command::Change { items, reference: None, delivered_from: None, delivered_on: None };
    there_and_back::<Invoice>(&story, change, |_| {});
    let issued = event("invoice_issued.v1");
    let back = undo::<Invoice>(&story, std::slice::from_ref(&issued), &[]);
    assert_eq!(back, Ok(invoice::Command::Credit { reason: line("Vergissing") }));
    let story = [event("invoice_drafted.v1"), issued];
    let amount = "100.00 EUR".parse().unwrap();
    let pay = invoice::Command::RecordPayment { amount, on: Some(day(2026, 11, 17)), reference: None };
    there_and_back::<Invoice>(&story, pay, |_| {});
    let dispute = invoice::Command::Dispute { reason: text("Te veel uren") };
    let act = given::<Invoice>(story.to_vec()).when(dispute).unwrap();
    assert_eq!(undo::<Invoice>(&story, &act, &[]), Ok(invoice::Command::SettleDispute { note: line("Vergissing") }));
}

#[test]
fn a_day_of_delivery_that_was_said_first_stays() {
    let invoice::Event::InvoiceDrafted { customer, items, origin, .. } = event("invoice_drafted.v1") else {
        panic!("a draft")
    };
    let (reference, delivered_from, delivered_on) = (None, None, None);
    let story = [invoice::Event::InvoiceDrafted { customer, items, origin, reference, delivered_from, delivered_on }];
    let act: invoice::Event = event("invoice_changed.v1");
    let invoice::Event::InvoiceChanged { customer, items, reference, delivered_from, .. } = act else {
        panic!("a change")
    };
    let delivered_on = Some(day(2026, 11, 16));
    let act = invoice::Event::InvoiceChanged { customer, items, reference, delivered_from, delivered_on };
    assert_eq!(undo::<Invoice>(&story, &[act], &[]), Err(Reason::SaidFirst.into()));
}

#[test]
fn a_draft_of_an_order_is_as_it_was() {
    let back = undo::<PurchaseOrder>(&[event("purchase_order_drafted.v1")], &[event("purchase_order_changed.v1")], &[]);
    let Ok(purchase_order::Command::Change { lines }) = back else { panic!("it goes back") };
    assert_eq!(lines.len(), 2);
}

#[test]
fn a_task_goes_back_to_whose_it_was() {
    let story = [event("task_raised.v1")];
    let back = undo::<Task>(&story, &[event("task_taken.v1")], &[]);
    let purchasing = task::Assignee::Role(domain::Role::Purchasing);
    assert_eq!(back, Ok(task::Command::HandOn { to: purchasing, note: text("Vergissing") }));
    let taken = [event("task_raised.v1"), event("task_taken.v1")];
    let task::Event::TaskTaken { by, .. } = taken[1] else { panic!("taken") };
    let back = undo::<Task>(&taken, &[event("task_handed_on.v1")], &[]);
    assert_eq!(back, Ok(task::Command::HandOn { to: task::Assignee::User(by), note: text("Vergissing") }));
}

#[test]
fn a_colleague_is_as_they_were() {
    let story = [event("user_created.v1")];
    let name: Line = line("Sanne de Vries");
    let roles = [domain::Role::Planner].into();
    there_and_back::<User>(&story, user::Command::Change { name, email: None, roles }, |_| {});
    there_and_back::<User>(&story, user::Command::Deactivate { reason: line("Andere baan") }, |_| {});
    let gone = [event("user_created.v1"), event("user_deactivated.v1")];
    there_and_back::<User>(&gone, user::Command::Reactivate {}, |_| {});
    let workplace = [event("user_created.v1"), event("workplace_set.v1")];
    let week = domain::Minutes::HOUR;
    there_and_back::<User>(&workplace, user::Command::SetWorkplace { region: None, week }, |_| {});
    assert_eq!(undo::<User>(&story, &[event("workplace_set.v1")], &[]), Err(Reason::SaidFirst.into()));
}

#[test]
fn a_supplier_is_as_they_were_unless_that_was_erased() {
    let (story, act) = ([event("supplier_registered.v1")], [event("supplier_changed.v1")]);
    let Ok(supplier::Command::Change(back)) = undo::<Supplier>(&story, &act, &[]) else { panic!("it goes back") };
    let supplier::Event::SupplierRegistered { details } = &story[0] else { panic!("a supplier") };
    assert_eq!(Some(&back), details.value());
    let erased =
        [supplier::Event::SupplierRegistered { details: domain::Personal::Erased { subject: details.subject() } }];
    assert_eq!(undo::<Supplier>(&erased, &act, &[]), Err(Reason::Erased.into()));
}

#[test]
fn a_setting_is_as_it_was_and_one_that_was_said_first_stays() {
    let days = |days| settings::Event::PaymentDaysSet { days };
    let back = undo::<Settings>(&[days(14)], &[days(30)], &[]);
    assert_eq!(back, Ok(settings::Command::SetPaymentDays { days: 14 }));
    assert_eq!(undo::<Settings>(&[], &[days(30)], &[]), Err(Reason::SaidFirst.into()));
    assert_eq!(undo::<Settings>(&[days(14)], &[days(30)], &[days(31)]), Err(Stays::ChangedSince(0)));
}

#[test]
fn after_a_dated_rate_goes_back_every_day_has_the_rate_it_had() {
    let reduced = settings::VatKind::Reduced;
    let set = |rate: &str, year| settings::Command::SetVatRate {
        kind: reduced,
        from: day(year, 1, 1),
        rate: rate.parse().unwrap(),
        reason: Some(line("Nieuwe wet")),
    };
    let hourly =
        |cents, year| settings::Command::SetHourlyRate { from: day(year, 1, 1), rate: domain::Money::euros(cents) };
    let kept = |years, year| settings::Command::SetInvoiceRetention {
        country: domain::Country::default(),
        from: day(year, 1, 1),
        years,
    };
    let mut story = Vec::new();
    for first in [set("9", 2019), hourly(8_000, 2019), kept(7, 2019)] {
        let act = given::<Settings>(story.clone()).when(first).unwrap();
        assert_eq!(undo::<Settings>(&story, &act, &[]), Err(Reason::SaidFirst.into()), "without it nothing would hold");
        story.extend(act);
    }
    for (command, again) in [
        (set("12", 2027), set("13", 2027)),
        (hourly(9_000, 2027), hourly(9_500, 2027)),
        (kept(10, 2027), kept(11, 2027)),
    ] {
        there_and_back::<Settings>(&story, command.clone(), |_| {});
        let with: Vec<_> =
            story.iter().cloned().chain(given::<Settings>(story.clone()).when(command).unwrap()).collect();
        there_and_back::<Settings>(&with, again, |_| {});
        // What took it back can be taken back, too.
        let act = with.last().unwrap().clone();
        let drop = undo::<Settings>(&story, &[act], &[]).unwrap();
        there_and_back::<Settings>(&with, drop, |_| {});
    }
    // What is set for a day between two others since does not fall back on it.
    let act = given::<Settings>(story.clone()).when(set("12", 2027)).unwrap();
    let with: Vec<_> = story.iter().chain(&act).cloned().collect();
    let since = given::<Settings>(with.clone()).when(set("10", 2028)).unwrap();
    let back = undo::<Settings>(&story, &act, &since).unwrap();
    let mut all: Vec<_> = with.into_iter().chain(since).collect();
    all.extend(given::<Settings>(all.clone()).when(back).unwrap());
    let state = state::<Settings>(&all);
    let on = |year| state.vat_on(reduced, day(year, 6, 1)).unwrap().to_string();
    assert_eq!((on(2027), on(2028)), ("9".into(), "10".into()));
}
