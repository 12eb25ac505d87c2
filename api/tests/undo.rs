//! Taking back over the program's edge: the ordinary command by the ordinary way, what stands against it, and two who do it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use api::{
    Order, Session,
    command::{Done, Purpose, run, run_as},
    decode::{decode, kind_at},
    import,
    undo::{Preview, carry_out, preview, together},
};
use domain::Role;
use event_store::Revision;
use projections::management::{DEPARTMENT, entries, undone};
use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};
use support::{Program, seller};

const ADDRESS: [&str; 3] = ["Kade 9", "3511 AD", "Utrecht"];

fn known(name: &str, days: u16) -> Value {
    let [street, postcode, city] = ADDRESS;
    let visiting = json!({"street": street, "postcode": postcode, "city": city});
    json!({"kind": "company", "name": name, "visiting": visiting, "payment_days": days})
}

async fn give(program: &Program, by: &Session, things: &str, id: Option<&str>, name: &str, fields: Value) -> Done {
    let command = decode(kind_at(things).unwrap(), name, fields, by.lang).unwrap();
    let order = Order { command, id: id.map(Into::into), request: None, seen: None };
    let done = run(&program.app, by, order).await.unwrap();
    shown(program).await;
    done
}

async fn shown(program: &Program) {
    program.app.reads.wait_for_newest(std::time::Duration::from_secs(20)).await;
}

/// The id of the newest event of a thing.
async fn newest(program: &Program, stream: &str) -> String {
    shown(program).await;
    let pool = &program.app.reads.of(&DEPARTMENT).pool;
    entries::of_thing(pool, stream, 1).await.unwrap()[0].event.to_string()
}

async fn look(program: &Program, event: &str) -> Preview {
    shown(program).await;
    preview(&program.app, &seller(), event, None).await.unwrap()
}

async fn back(program: &Program, event: &str) -> Result<Done, api::Problem> {
    shown(program).await;
    carry_out(&program.app, &seller(), event, None, None, None, None).await
}

/// A customer whose term was 14 days and became 60, and the event that says so.
async fn changed(program: &Program) -> (String, String) {
    let by = seller();
    let customer = give(program, &by, "customers", None, "register", known("Brasa", 14)).await.id;
    give(program, &by, "customers", Some(&customer), "change", known("Brasa", 60)).await;
    let event = newest(program, &format!("customer-{customer}")).await;
    (customer, event)
}

#[tokio::test]
async fn what_was_changed_is_shown_and_goes_back_by_its_command_and_both_are_told() {
    let program = Program::new().await;
    let (customer, event) = changed(&program).await;
    let seen = look(&program, &event).await;
    assert_eq!((seen.command.as_deref(), seen.says_why), (Some("customer/change"), false));
    assert_eq!(seen.happens, ["payment_term_changed"]);
    let days: Vec<_> = seen.changes.iter().map(|one| (one.path.as_str(), one.before.clone(), &one.after)).collect();
    assert_eq!(days, [("payment_days", Some(json!(60)), &json!(14))]);
    back(&program, &event).await.unwrap();
    let undoing = newest(&program, &format!("customer-{customer}")).await;
    let pool = &program.app.reads.of(&DEPARTMENT).pool;
    let (first, second) = {
        let told = entries::of_thing(pool, &format!("customer-{customer}"), 2).await.unwrap();
        (told[1].position, told[0].position)
    };
    let marks = undone::among(pool, &[first, second]).await.unwrap();
    let told: Vec<_> = marks.iter().map(|mark| (mark.position, mark.takes_back, mark.other.position)).collect();
    assert_eq!(told, [(first, false, second), (second, true, first)]);
    // Taken back once more nothing happens, and what took it back can be taken back.
    let again = back(&program, &event).await.unwrap_err();
    assert_eq!((again.status, again.code.as_str()), (409, "undo-taken-back"));
    back(&program, &undoing).await.unwrap();
    let seen = look(&program, &event).await;
    assert_eq!(seen.changes[0].before, Some(json!(60)));
    assert!(seen.refusal.is_none());
}

#[tokio::test]
async fn what_was_changed_since_is_taken_back_first() {
    let program = Program::new().await;
    let (customer, first) = changed(&program).await;
    give(&program, &seller(), "customers", Some(&customer), "change", known("Brasa", 45)).await;
    let second = newest(&program, &format!("customer-{customer}")).await;
    let no = look(&program, &first).await.refusal.unwrap();
    assert_eq!((no.code.as_str(), no.event.unwrap().event.to_string()), ("undo-changed-since", second.clone()));
    assert_eq!(back(&program, &first).await.unwrap_err().code, "undo-changed-since");
    back(&program, &second).await.unwrap();
    back(&program, &first).await.unwrap();
    let state = program.app.log.state::<domain::customer::Customer>(&customer).await.unwrap().0;
    assert_eq!(state.details.as_ref().unwrap().payment_days, Some(14));
}

#[tokio::test]
async fn the_command_that_takes_back_needs_its_own_permission() {
    let program = Program::new().await;
    let (_, event) = changed(&program).await;
    let technician = Session { role: Role::Technician, roles: vec![Role::Technician], ..seller() };
    let seen = preview(&program.app, &technician, &event, None).await.unwrap();
    assert_eq!(seen.refusal.unwrap().code, "forbidden");
    let no = carry_out(&program.app, &technician, &event, None, None, None, None).await.unwrap_err();
    assert_eq!(no.status, 403);
    // Who may not see the thing at all is told nothing of it.
    let number = give(&program, &finance(), "settings", None, "set-payment-days", json!({"days": 14})).await;
    let event = number.applied.position.unwrap().0.to_string();
    assert_eq!(preview(&program.app, &technician, &event, None).await.unwrap_err().status, 403);
    let customer = give(&program, &seller(), "customers", None, "register", known("Visser", 14)).await.id;
    let chance = json!({"customer": customer, "about": "Wil een waterfilter", "next": "2099-01-05"});
    let opened = give(&program, &seller(), "opportunities", None, "open", chance).await;
    let event = opened.applied.position.unwrap().0.to_string();
    assert_eq!(preview(&program.app, &technician, &event, None).await.unwrap_err().status, 403);
    assert!(preview(&program.app, &seller(), &event, None).await.is_ok());
}

#[tokio::test]
async fn a_planner_takes_back_what_stands_in_a_colleagues_roster_and_nothing_else_of_them() {
    let program = Program::new().await;
    let planner = Session { role: Role::Planner, roles: vec![Role::Planner], ..seller() };
    let person = json!({"login": "marek", "name": "Marek", "roles": ["technician"], "password": "een lang wachtwoord"});
    let created = give(&program, &finance(), "users", None, "create", person).await;
    let of_him = created.applied.position.unwrap().0.to_string();
    let away = json!({"why": "ill", "from": "2099-01-05", "until": "2099-01-06"});
    let planned = give(&program, &planner, "users", Some(&created.id), "plan-absence", away).await;
    let event = planned.applied.position.unwrap().0.to_string();
    assert!(preview(&program.app, &planner, &event, None).await.unwrap().refusal.is_none());
    carry_out(&program.app, &planner, &event, None, None, None, None).await.unwrap();
    assert_eq!(preview(&program.app, &planner, &of_him, None).await.unwrap_err().status, 403);
    assert_eq!(preview(&program.app, &seller(), &event, None).await.unwrap_err().status, 403);
}

fn finance() -> Session {
    Session { role: Role::Administrator, roles: vec![Role::Administrator], ..seller() }
}

#[tokio::test]
async fn what_depends_on_it_refuses_with_the_sentence_of_its_own_rule() {
    let program = Program::new().await;
    let by = seller();
    let customer = give(&program, &by, "customers", None, "register", known("Brasa", 14)).await.id;
    let registered = newest(&program, &format!("customer-{customer}")).await;
    give(&program, &by, "faults", None, "report", json!({"customer": customer, "problem": "Lekt"})).await;
    let no = look(&program, &registered).await.refusal.unwrap();
    assert_eq!(no.code, "customer-still-open");
    assert_eq!(back(&program, &registered).await.unwrap_err().code, "customer-still-open");
}

#[tokio::test]
async fn a_reason_is_said_where_the_command_says_why() {
    let program = Program::new().await;
    let by = seller();
    let customer = give(&program, &by, "customers", None, "register", known("Brasa", 14)).await.id;
    let fault =
        give(&program, &by, "faults", None, "report", json!({"customer": customer, "problem": "Lekt"})).await.id;
    let reported = newest(&program, &format!("fault-{fault}")).await;
    let seen = look(&program, &reported).await;
    assert_eq!((seen.command.as_deref(), seen.says_why), (Some("fault/cancel"), true));
    let said = preview(&program.app, &by, &reported, Some("Verkeerde klant")).await.unwrap();
    assert!(said.changes.iter().any(|one| one.after == json!("Verkeerde klant")), "{:?}", said.changes);
    let long = preview(&program.app, &by, &reported, Some(&"x".repeat(201))).await.unwrap_err();
    assert_eq!((long.status, long.errors[0].field.as_str()), (422, "reason"));
}

#[tokio::test]
async fn of_two_who_saw_the_same_one_takes_it_back_and_the_other_is_told() {
    let program = Program::new().await;
    let (_, event) = changed(&program).await;
    let by = seller();
    let (one, other) = tokio::join!(
        carry_out(&program.app, &by, &event, None, Some("one".into()), Some(Revision(1)), None),
        carry_out(&program.app, &by, &event, None, Some("other".into()), Some(Revision(1)), None),
    );
    let lost = [&one, &other].into_iter().filter_map(|done| done.as_ref().err()).collect::<Vec<_>>();
    assert_eq!(lost.len(), 1, "{one:?} {other:?}");
    assert_eq!(lost[0].status, 409);
}

#[tokio::test]
async fn what_changed_since_the_preview_is_looked_at_once_more() {
    let program = Program::new().await;
    let (customer, event) = changed(&program).await;
    let seen = look(&program, &event).await.revision;
    give(&program, &seller(), "customers", Some(&customer), "add-note", json!({"text": "Belt terug"})).await;
    let no = carry_out(&program.app, &seller(), &event, None, None, Some(Revision(seen)), None).await.unwrap_err();
    assert_eq!((no.status, no.code.as_str()), (409, "conflict"));
}

#[tokio::test]
async fn the_same_request_once_more_is_answered_as_the_first_time() {
    let program = Program::new().await;
    let (_, event) = changed(&program).await;
    let by = seller();
    let ask = || carry_out(&program.app, &by, &event, None, Some("key".into()), None, None);
    let first = ask().await.unwrap();
    let count = program.events().await;
    shown(&program).await;
    assert_eq!(ask().await.unwrap().applied.position, first.applied.position);
    assert_eq!(program.events().await, count);
}

#[tokio::test]
async fn what_werkbank_did_and_what_does_not_exist_is_not_taken_back() {
    let program = Program::new().await;
    let by = domain::Actor::system("clock");
    let command: domain::registry::AnyCommand = domain::settings::Command::SetPaymentDays { days: 14 }.into();
    let given = event_store::Given::by(by);
    program.app.log.run("company", command, &given, program.app.outside.as_ref()).await.unwrap();
    shown(&program).await;
    let seen = preview(&program.app, &finance(), "1", None).await.unwrap();
    assert_eq!(seen.refusal.unwrap().code, "undo-by-itself");
    for nothing in ["99", "x", "0193a5c0-7b2e-7f4a-9c1d-5e8f0a6ba001"] {
        assert_eq!(preview(&program.app, &finance(), nothing, None).await.unwrap_err().status, 404);
    }
}

/// Three customers whose terms somebody made 60 days in one go, and what that has in common.
async fn chosen(program: &Program) -> (Vec<String>, uuid::Uuid) {
    let (by, batch) = (seller(), uuid::Uuid::from_u128(77));
    let mut customers = Vec::new();
    for name in ["Brasa", "Linde", "Kroon"] {
        let customer = give(program, &by, "customers", None, "register", known(name, 14)).await.id;
        let command = decode(kind_at("customers").unwrap(), "change", known(name, 60), by.lang).unwrap();
        let order = Order { command, id: Some(customer.clone()), request: None, seen: None };
        let purpose = Purpose { together: Some(batch), ..Purpose::default() };
        run_as(&program.app, &by, order, purpose).await.unwrap();
        customers.push(customer);
    }
    shown(program).await;
    (customers, batch)
}

async fn days(program: &Program, customer: &str) -> Option<u16> {
    let state = program.app.log.state::<domain::customer::Customer>(customer).await.unwrap().0;
    state.details.as_ref().unwrap().payment_days
}

#[tokio::test]
async fn what_was_done_in_one_go_is_taken_back_in_one_go_but_for_what_stays() {
    let program = Program::new().await;
    let (customers, batch) = chosen(&program).await;
    let by = seller();
    let first = newest(&program, &format!("customer-{}", customers[0])).await;
    assert_eq!(look(&program, &first).await.together, Some(batch));
    // Of the second the term was changed once more.
    give(&program, &by, "customers", Some(&customers[1]), "change", known("Linde", 45)).await;
    let seen = together::preview(&program.app, &by, &batch.to_string()).await.unwrap();
    assert_eq!(seen.counts(), (2, 0, 1));
    let no = seen.acts.iter().find_map(|act| act.refusal.as_ref()).unwrap();
    assert_eq!(no.code, "undo-changed-since");
    let all = || together::carry_out(&program.app, &by, "0", None, None);
    assert_eq!(all().await.unwrap_err().status, 404);
    let reader = Session { role: Role::Planner, roles: vec![Role::Planner], ..seller() };
    assert!(together::preview(&program.app, &reader, &batch.to_string()).await.is_ok());
    let all = together::carry_out(&program.app, &reader, &batch.to_string(), None, None).await;
    assert_eq!(all.unwrap_err().status, 403, "who may take none of it back");
    let counts = together::carry_out(&program.app, &by, &batch.to_string(), None, Some("key".into())).await.unwrap();
    assert_eq!(counts, (2, 1), "how many went back and how many stay");
    let terms = [days(&program, &customers[0]).await, days(&program, &customers[1]).await];
    assert_eq!(terms, [Some(14), Some(45)]);
    shown(&program).await;
    assert_eq!(together::preview(&program.app, &by, &batch.to_string()).await.unwrap().counts(), (0, 2, 1));
    // Once more does nothing more; when nothing stands in the way any longer, it goes on.
    let count = program.events().await;
    together::carry_out(&program.app, &by, &batch.to_string(), None, Some("key".into())).await.unwrap();
    assert_eq!(program.events().await, count);
    let since = newest(&program, &format!("customer-{}", customers[1])).await;
    back(&program, &since).await.unwrap();
    together::carry_out(&program.app, &by, &batch.to_string(), None, Some("key".into())).await.unwrap();
    assert_eq!(days(&program, &customers[1]).await, Some(14));
}

#[tokio::test]
async fn what_was_taken_back_in_one_go_is_one_act_that_can_be_taken_back_itself() {
    let program = Program::new().await;
    let (customers, batch) = chosen(&program).await;
    let by = seller();
    together::carry_out(&program.app, &by, &batch.to_string(), None, Some("key".into())).await.unwrap();
    let undoing = newest(&program, &format!("customer-{}", customers[0])).await;
    let own = look(&program, &undoing).await.together.unwrap();
    assert_eq!(together::preview(&program.app, &by, &own.to_string()).await.unwrap().counts(), (3, 0, 0));
    together::carry_out(&program.app, &by, &own.to_string(), None, None).await.unwrap();
    assert_eq!(days(&program, &customers[2]).await, Some(60));
}

#[tokio::test]
async fn of_an_import_new_customers_are_put_away_with_all_that_came_with_them() {
    let program = Program::new().await;
    let by = seller();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let rows = [
        ["Bedrijfsnaam", "Straat", "Huisnr.", "Postcode", "Plaats", "Contactpersoon"],
        ["Brasa", "Kade", "9", "3511 AD", "Utrecht", "Petra de Wit"],
        ["Linde", "Kade", "11", "3511 AD", "Utrecht", ""],
    ];
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    let bytes = workbook.save_to_buffer().unwrap();
    let upload = import::Upload { bytes: &bytes, file: "klanten.xlsx", mapping: None, lang: by.lang };
    let report = import::import_customers(&program.app, &by.actor(), &upload, true).await.unwrap();
    shown(&program).await;
    let batch = report.import.to_string();
    let seen = together::preview(&program.app, &by, &batch).await.unwrap();
    let commands: Vec<_> = seen.acts.iter().map(|act| act.command.as_deref().unwrap_or_default()).collect();
    assert_eq!(commands, ["customer/archive", "customer/archive"], "{:?}", report.remarks);
    together::carry_out(&program.app, &by, &batch, Some("Oude lijst"), None).await.unwrap();
    let archived = async || {
        let mut archived = Vec::new();
        for act in &seen.acts {
            let id = act.entry.stream.trim_start_matches("customer-");
            archived.push(program.app.log.state::<domain::customer::Customer>(id).await.unwrap().0.archived);
        }
        archived
    };
    assert_eq!(archived().await, [true, true]);
    // The same file taken in again puts them back, once; and goes back again.
    for _ in 0..2 {
        shown(&program).await;
        let again = import::import_customers(&program.app, &by.actor(), &upload, true).await.unwrap();
        assert_eq!(again.count(import::report::Becomes::Restored), 2, "{:?}", again.remarks);
        assert_eq!(archived().await, [false, false]);
        shown(&program).await;
        let count = program.events().await;
        let repeated = import::import_customers(&program.app, &by.actor(), &upload, true).await.unwrap();
        assert_eq!((repeated.count(import::report::Becomes::Same), repeated.import), (2, again.import));
        assert_eq!(program.events().await, count, "a repeated post does nothing twice");
        let (done, stay) = together::carry_out(&program.app, &by, &again.import.to_string(), None, None).await.unwrap();
        assert_eq!((done, stay), (2, 0));
        assert_eq!(archived().await, [true, true]);
    }
}

#[tokio::test]
async fn a_contact_who_is_put_back_is_shown_and_one_who_was_removed_is_not_in_what_is_known() {
    let program = Program::new().await;
    let by = seller();
    let customer = give(&program, &by, "customers", None, "register", known("Brasa", 14)).await.id;
    give(&program, &by, "customers", Some(&customer), "add-contact", json!({"name": "Piet Jansen"})).await;
    let stream = format!("customer-{customer}");
    let added = newest(&program, &stream).await;
    let gone = look(&program, &added).await;
    let names = |seen: &Preview| {
        let of_name = seen.changes.iter().filter(|change| change.path == "name");
        of_name.map(|change| (change.before.clone(), change.after.clone())).collect::<Vec<_>>()
    };
    assert_eq!(names(&gone), [(Some(json!("Piet Jansen")), Value::Null)]);
    back(&program, &added).await.unwrap();
    let removed = newest(&program, &stream).await;
    let again = look(&program, &removed).await;
    assert_eq!(names(&again), [(None, json!("Piet Jansen"))], "he is not there any more");
}

#[tokio::test]
async fn of_several_acts_it_is_shown_what_each_becomes() {
    let program = Program::new().await;
    let (_, batch) = chosen(&program).await;
    let seen = together::preview(&program.app, &seller(), &batch.to_string()).await.unwrap();
    let act = seen.acts.iter().find(|act| act.refusal.is_none()).unwrap();
    assert_eq!(act.happens, ["payment_term_changed"]);
    assert_eq!(act.changes[0].path, "payment_days");
    assert!(act.changes[0].before.is_some() && act.changes[0].after != json!(null));
}

#[tokio::test]
async fn a_reason_sets_aside_what_stands_against_it_where_the_rule_allows_that() {
    let program = Program::new().await;
    let by = seller();
    let customer = give(&program, &by, "customers", None, "register", known("Brasa", 14)).await.id;
    let registered = newest(&program, &format!("customer-{customer}")).await;
    give(&program, &by, "faults", None, "report", json!({"customer": customer, "problem": "Lekt"})).await;
    let seen = look(&program, &registered).await;
    assert!(seen.refusal.unwrap().overrule);
    assert_eq!(seen.happens, ["customer_archived"], "what would happen then is told");
    let no = back(&program, &registered).await.unwrap_err();
    assert_eq!(no.overrule.as_deref(), Some("reason"));
    let why = Some("Dubbel ingevoerd");
    carry_out(&program.app, &by, &registered, why, None, None, None).await.unwrap();
    assert!(program.app.log.state::<domain::customer::Customer>(&customer).await.unwrap().0.archived);
}

#[tokio::test]
async fn what_stands_in_the_way_is_named_and_led_to() {
    let program = Program::new().await;
    let (customer, event) = changed(&program).await;
    give(&program, &seller(), "customers", Some(&customer), "archive", json!({"reason": "Gestopt"})).await;
    let archived = newest(&program, &format!("customer-{customer}")).await;
    let no = look(&program, &event).await.refusal.unwrap();
    assert_eq!((no.code.as_str(), no.event.unwrap().event.to_string()), ("customer-archived", archived));
}

#[tokio::test]
async fn of_a_count_it_is_told_what_is_in_stock_afterwards() {
    let program = Program::new().await;
    let buyer = Session { role: Role::Purchasing, roles: vec![Role::Purchasing], ..seller() };
    let article = json!({"name": "Zeefje", "unit": "stuk", "purchase_price": "4 EUR", "sales_price": "8 EUR", "minimum": "5", "order_quantity": "10"});
    let register = json!({"number": "Z-1", "article": article, "stock": "12"});
    let article = give(&program, &buyer, "articles", None, "register", register).await.id;
    give(&program, &buyer, "articles", Some(&article), "count", json!({"counted": "11", "reason": "Geteld"})).await;
    let counted = newest(&program, &format!("article-{article}")).await;
    shown(&program).await;
    let seen = preview(&program.app, &buyer, &counted, None).await.unwrap();
    let stock = seen.changes.iter().find(|change| change.path == "stock").unwrap();
    assert_eq!((stock.before.clone(), &stock.after), (Some(json!("11")), &json!("12")));
}

#[tokio::test]
async fn of_a_rate_that_goes_off_the_table_it_is_told_which_holds_then() {
    let program = Program::new().await;
    let admin = finance();
    for (from, rate) in [("2019-01-01", "9"), ("2027-01-01", "12")] {
        let set = json!({"kind": "reduced", "from": from, "rate": rate});
        give(&program, &admin, "settings", Some("company"), "set-vat-rate", set).await;
    }
    let set = newest(&program, "settings-company").await;
    let seen = preview(&program.app, &admin, &set, None).await.unwrap();
    assert_eq!(seen.happens, ["vat_rate_dropped"]);
    let rate = seen.changes.iter().find(|change| change.path == "rate").unwrap();
    assert_eq!((rate.before.clone(), &rate.after), (Some(json!("12")), &json!("9")));
}
