//! Values that many tests begin with.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::sync::Arc;

use domain::{customer, machine, settings, testing::given, *};

/// The customer of every story.
pub const CUSTOMER: CustomerId = CustomerId(uuid::Uuid::from_u128(20));

pub fn line(text: &str) -> Line {
    text.parse().unwrap()
}

pub fn text(text: &str) -> Text {
    text.parse().unwrap()
}

/// What is known of a bakery in De Bilt.
pub fn bakery() -> customer::Details {
    customer::Details {
        kind: customer::Kind::Company,
        name: line("Bakkerij De Wit"),
        visiting: Address {
            street: line("Dorpsstraat 12"),
            postcode: "3732 HC".parse().unwrap(),
            city: line("De Bilt"),
            country: "NL".parse().unwrap(),
        },
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

/// The customer as a decision knows them.
pub fn customer(archived: bool) -> Option<Arc<customer::State>> {
    let details = Some(bakery());
    Some(Arc::new(customer::State { details, number: 1042, archived, ..Default::default() }))
}

/// A machine at a customer, as a decision knows it.
pub fn machine_of(owner: CustomerId, removed: bool) -> Arc<machine::State> {
    let story = given::<machine::Machine>([]).with(|f| f.known.customer = customer(false));
    let details =
        machine::Details { model: line("Miwe condo"), serial: None, place: None, installed_on: None, despite: None };
    let mut state = machine::State::default();
    let install = machine::Command::Install {
        customer: owner,
        machine: details,
        article: None,
        warranty_until: None,
        warranty_covers: machine::Covers::Both,
    };
    for event in story.when(install).unwrap() {
        machine::Machine::evolve(&mut state, &event);
    }
    state.removed = removed;
    Arc::new(state)
}

/// A person in one role.
pub fn person(user: UserId, role: Role) -> Actor {
    Actor::Person { user, role, roles: vec![role] }
}

/// Who we are.
pub fn company() -> settings::Company {
    settings::Company {
        name: line("Werkplaats Utrecht BV"),
        address: bakery().visiting,
        company_number: "30123456".parse().unwrap(),
        vat_number: "NL004495445B01".parse().unwrap(),
        iban: "NL91ABNA0417164300".parse().unwrap(),
        phone: "030-5550142".parse().unwrap(),
        email: "info@werkplaats.example".parse().unwrap(),
        management_email: None,
        despite: None,
    }
}
