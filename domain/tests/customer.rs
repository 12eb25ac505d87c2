//! Rules of customers, their contact persons and notes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use domain::{
    customer::{Command, Contact, Customer, Details, Event, Kind, No, StillOpen},
    decider::Refusal,
    testing::{Story, facts, given, id},
    *,
};

use crate::common::{bakery, line, text};

fn sealed<T>(value: T) -> Personal<T> {
    Personal::of(id(3), value)
}

fn registered() -> Event {
    let Details { name, visiting, .. } = bakery();
    Event::CustomerRegistered {
        number: 7,
        kind: Kind::Company,
        name: sealed(name),
        visiting: sealed(visiting),
        invoicing: None,
        phone: None,
        email: None,
        invoice_email: None,
        company_number: None,
        vat_number: None,
        payment_days: None,
        language: Language::Nl,
        despite: None,
    }
}

fn known() -> Story<Customer> {
    given([registered()])
}

fn archive() -> Command {
    Command::Archive { reason: line("Bedrijf gestopt"), despite: None }
}

fn archived() -> Story<Customer> {
    known().and(archive())
}

fn change(details: Details) -> Result<Vec<Event>, No> {
    known().when(Command::Change(details))
}

fn petra(phone: &str) -> Contact {
    Contact { name: line("Petra de Wit"), role: None, phone: Some(phone.parse().unwrap()), email: None }
}

fn contact_id() -> ContactId {
    ContactId(facts().new_id(0))
}

fn with_petra() -> Story<Customer> {
    known().and(Command::AddContact(petra("0612345678")))
}

#[test]
fn a_new_customer_gets_a_number_and_is_sealed_with_their_own_key() {
    assert_eq!(given::<Customer>([]).when(Command::Register(bakery())), Ok(vec![registered()]));
}

#[test]
fn a_customer_is_registered_once() {
    assert_eq!(known().when(Command::Register(bakery())), Err(No::AlreadyRegistered));
}

#[test]
fn nothing_happens_to_an_unknown_customer() {
    let commands = [
        Command::Change(bakery()),
        Command::AddContact(petra("0612345678")),
        Command::ChangeContact { id: contact_id(), contact: petra("0612345678") },
        Command::RemoveContact { id: contact_id() },
        Command::AddNote { text: text("Sleutel ligt bij de buren") },
        Command::RecordCall { contact: None, text: text("Belt terug") },
        archive(),
        Command::Restore {},
    ];
    for command in commands {
        assert_eq!(given::<Customer>([]).when(command), Err(No::Unknown));
    }
}

#[test]
fn changing_nothing_says_nothing() {
    assert_eq!(change(bakery()), Ok(vec![]));
}

#[test]
fn a_change_says_what_changed_and_no_more() {
    let address = Address { street: line("Kerkweg 3"), ..bakery().visiting };
    let phone: Phone = "030-5550142".parse().unwrap();
    let vat_number: VatNumber = "NL004495445B01".parse().unwrap();
    let cases = [
        (
            Details { name: line("Bakkerij Zwart"), ..bakery() },
            Event::CustomerRenamed { kind: Kind::Company, name: sealed(line("Bakkerij Zwart")) },
        ),
        (
            Details { kind: Kind::Person, ..bakery() },
            Event::CustomerRenamed { kind: Kind::Person, name: sealed(bakery().name) },
        ),
        (
            Details { visiting: address.clone(), ..bakery() },
            Event::VisitingAddressChanged { visiting: sealed(address.clone()) },
        ),
        (
            Details { invoicing: Some(address.clone()), ..bakery() },
            Event::InvoicingAddressChanged { invoicing: Some(sealed(address)) },
        ),
        (
            Details { phone: Some(phone.clone()), ..bakery() },
            Event::ReachabilityChanged { phone: Some(sealed(phone)), email: None, invoice_email: None },
        ),
        (
            Details { vat_number: Some(vat_number.clone()), ..bakery() },
            Event::CompanyNumbersChanged { company_number: None, vat_number: Some(sealed(vat_number)), despite: None },
        ),
        (Details { payment_days: Some(14), ..bakery() }, Event::PaymentTermChanged { payment_days: Some(14) }),
        (Details { language: Language::Pl, ..bakery() }, Event::LanguageChanged { language: Language::Pl }),
    ];
    for (details, event) in cases {
        assert_eq!(change(details.clone()), Ok(vec![event]));
        assert_eq!(known().and(Command::Change(details.clone())).when(Command::Change(details)), Ok(vec![]));
    }
}

#[test]
fn a_number_with_wrong_check_digits_asks_for_a_reason() {
    let kbo = Details { company_number: Some("0431150351".parse().unwrap()), ..bakery() };
    let nip = Details { vat_number: Some("PL8567346216".parse().unwrap()), ..bakery() };
    for (details, no) in [(kbo, No::CompanyNumberLooksWrong), (nip, No::VatNumberLooksWrong)] {
        assert_eq!(given::<Customer>([]).when(Command::Register(details.clone())), Err(no.clone()));
        assert_eq!(change(details), Err(no.clone()));
        assert_eq!(no.overrule(), Some("despite"));
    }
}

#[test]
fn a_reason_sets_a_wrong_check_digit_aside_and_is_kept() {
    let nip: VatNumber = "PL8567346216".parse().unwrap();
    let despite = Some(line("Zo staat het in het register"));
    let details = Details { vat_number: Some(nip.clone()), despite: despite.clone(), ..bakery() };
    let changed = Event::CompanyNumbersChanged {
        company_number: None,
        vat_number: Some(sealed(nip)),
        despite: despite.map(sealed),
    };
    assert_eq!(change(details.clone()), Ok(vec![changed]));
    assert!(given::<Customer>([]).when(Command::Register(details)).is_ok());
}

#[test]
fn a_number_that_was_accepted_is_not_asked_about_again() {
    let odd = Details { vat_number: Some("PL8567346216".parse().unwrap()), ..bakery() };
    let story = known().and(Command::Change(Details { despite: Some(line("Zo is het")), ..odd.clone() }));
    let details = Details { payment_days: Some(14), ..odd };
    assert_eq!(story.when(Command::Change(details)), Ok(vec![Event::PaymentTermChanged { payment_days: Some(14) }]));
}

#[test]
fn a_contact_person_is_sealed_with_a_key_of_their_own() {
    let phone = Some(Personal::of(contact_id(), "+31612345678".parse().unwrap()));
    let name = Personal::of(contact_id(), line("Petra de Wit"));
    let added = Event::ContactAdded { id: contact_id(), name, role: None, phone, email: None };
    assert_eq!(known().when(Command::AddContact(petra("0612345678"))), Ok(vec![added]));
}

#[test]
fn a_contact_person_can_change() {
    let phone = Some(Personal::of(contact_id(), "+31687654321".parse().unwrap()));
    let name = Personal::of(contact_id(), line("Petra de Wit"));
    let changed = Event::ContactChanged { id: contact_id(), name, role: None, phone, email: None };
    let change = Command::ChangeContact { id: contact_id(), contact: petra("0687654321") };
    assert_eq!(with_petra().when(change.clone()), Ok(vec![changed]));
    assert_eq!(with_petra().and(change.clone()).when(change), Ok(vec![]));
}

#[test]
fn a_contact_person_comes_off_the_card() {
    let remove = Command::RemoveContact { id: contact_id() };
    assert_eq!(with_petra().when(remove.clone()), Ok(vec![Event::ContactRemoved { id: contact_id() }]));
    assert_eq!(with_petra().and(remove.clone()).when(remove), Ok(vec![]));
}

#[test]
fn a_contact_person_who_is_not_on_the_card_is_unknown() {
    let stranger = ContactId(id(99));
    let commands = [
        ("id", Command::ChangeContact { id: stranger, contact: petra("0612345678") }),
        ("id", Command::RemoveContact { id: stranger }),
        ("contact", Command::RecordCall { contact: Some(stranger), text: text("Belt terug") }),
    ];
    for (field, command) in commands {
        assert_eq!(with_petra().when(command), Err(No::UnknownContact { field }));
    }
}

#[test]
fn notes_and_talks_are_written_down_as_often_as_they_are_said() {
    let note = Command::AddNote { text: text("Sleutel ligt bij de buren") };
    let noted = Event::NoteAdded { text: Personal::of(facts().new_id(0), text("Sleutel ligt bij de buren")) };
    assert_eq!(known().and(note.clone()).when(note), Ok(vec![noted]));
    let call = Command::RecordCall { contact: Some(contact_id()), text: text("Belt terug") };
    let called =
        Event::CallRecorded { contact: Some(contact_id()), text: Personal::of(facts().new_id(0), text("Belt terug")) };
    assert_eq!(with_petra().when(call), Ok(vec![called]));
}

#[test]
fn a_customer_can_be_put_away_and_taken_back() {
    let put_away = Event::CustomerArchived { reason: sealed(line("Bedrijf gestopt")), despite: None };
    assert_eq!(known().when(archive()), Ok(vec![put_away]));
    assert_eq!(archived().when(Command::Restore {}), Ok(vec![Event::CustomerRestored {}]));
    assert_eq!(archived().and(Command::Restore {}).when(Command::Change(bakery())), Ok(vec![]));
}

#[test]
fn taking_back_who_was_not_put_away_says_nothing() {
    assert_eq!(known().when(Command::Restore {}), Ok(vec![]));
}

#[test]
fn a_customer_who_was_put_away_is_only_noted_about() {
    let call = Command::RecordCall { contact: None, text: text("Belt terug") };
    for command in [Command::Change(bakery()), Command::AddContact(petra("0612345678")), call] {
        assert_eq!(archived().when(command), Err(No::Archived));
    }
    assert_eq!(archived().when(archive()), Ok(vec![]));
    assert!(archived().when(Command::AddNote { text: text("Curator gebeld") }).is_ok());
}

#[test]
fn a_forgotten_customer_is_still_a_customer() {
    let Event::CustomerRegistered { number, kind, payment_days, language, .. } = registered() else { panic!() };
    let forgotten = Event::CustomerRegistered {
        number,
        kind,
        name: Personal::Erased { subject: id(3) },
        visiting: Personal::Erased { subject: id(3) },
        invoicing: None,
        phone: Some(Personal::Erased { subject: id(3) }),
        email: None,
        invoice_email: None,
        company_number: None,
        vat_number: None,
        payment_days,
        language,
        despite: None,
    };
    assert_eq!(given::<Customer>([forgotten]).when(Command::Register(bakery())), Err(No::AlreadyRegistered));
}

#[test]
fn a_customer_of_whom_something_still_runs_is_archived_with_a_reason_only() {
    let still = StillOpen { contracts: 1, visits: 2, ..StillOpen::default() };
    let busy = || known().with(|f| f.known.still_open = still);
    assert_eq!(busy().when(archive()), Err(No::StillOpen(still)));
    let despite = Some(line("Contract is opgezegd"));
    let events = busy().when(Command::Archive { reason: line("Bedrijf gestopt"), despite: despite.clone() });
    let despite = despite.map(sealed);
    assert_eq!(events, Ok(vec![Event::CustomerArchived { reason: sealed(line("Bedrijf gestopt")), despite }]));
}

#[test]
fn nobody_gets_longer_than_120_days_to_pay_but_what_was_once_agreed_stays() {
    let details = |days| Details { payment_days: Some(days), ..bakery() };
    assert_eq!(given::<Customer>([]).when(Command::Register(details(9999))), Err(No::PaymentTermTooLong));
    assert_eq!(change(details(121)), Err(No::PaymentTermTooLong));
    assert!(change(details(120)).is_ok());
    let old = given::<Customer>([registered(), Event::PaymentTermChanged { payment_days: Some(9999) }]);
    assert!(old.when(Command::Change(Details { language: Language::Pl, ..details(9999) })).is_ok());
}

#[test]
fn of_a_customer_who_is_forgotten_everything_known_is_erased_and_nothing_can_be_done_any_more() {
    let forget = Command::NoteForgotten {};
    let events = with_petra().when(forget.clone()).unwrap();
    let open = serde_json::to_string(&events).unwrap();
    assert!(!open.contains("$personal"), "{open}");
    assert!(events.contains(&Event::ContactRemoved { id: contact_id() }));
    assert_eq!(events.last(), Some(&Event::CustomerForgotten {}));
    let gone = with_petra().and(forget.clone());
    assert_eq!(gone.when(forget), Ok(vec![]));
    for command in [Command::Restore {}, archive(), Command::AddNote { text: text("Toch nog") }] {
        assert_eq!(gone.when(command), Err(No::Forgotten));
    }
}

#[test]
fn a_contact_person_is_forgotten_once_also_after_they_were_taken_off() {
    let (id, forget) = (contact_id(), Command::NoteContactForgotten { id: contact_id() });
    let erased =
        Event::ContactChanged { id, name: Personal::Erased { subject: id.0 }, role: None, phone: None, email: None };
    let all = vec![erased, Event::ContactRemoved { id }, Event::ContactForgotten { id }];
    assert_eq!(with_petra().when(forget.clone()), Ok(all));
    assert_eq!(with_petra().and(forget.clone()).when(forget.clone()), Ok(vec![]));
    let off = with_petra().and(Command::RemoveContact { id });
    assert_eq!(off.when(forget), Ok(vec![Event::ContactForgotten { id }]));
}
