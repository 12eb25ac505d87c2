//! Rules of invoices; what they come to stands in totals.rs.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::sync::Arc;

use chrono::NaiveDate;
use domain::{
    customer,
    decider::{Decider, Need},
    fault::Number,
    invoice::{Buyer, Command, Event, Exchange, Invoice, IssuedItem, Item, No, kept},
    settings::{self, VatKind},
    testing::{Story, day, given},
    *,
};

use crate::common::{CUSTOMER, bakery, company, customer, line, text};

fn item(vat: VatKind, cents: i64) -> Item {
    Item { description: line("Arbeid"), quantity: Quantity::whole(1), price: Money::euros(cents), vat, article: None }
}

/// € 100 of work, € 121 with VAT.
fn work() -> Vec<Item> {
    vec![item(VatKind::Standard, 10_000)]
}

fn draft(items: Vec<Item>) -> Command {
    let origin = Default::default();
    Command::Draft { customer: CUSTOMER, items, origin, reference: None, delivered_from: None, delivered_on: None }
}

fn drafted(items: Vec<Item>) -> Event {
    let origin = Default::default();
    Event::InvoiceDrafted {
        customer: CUSTOMER,
        items,
        origin,
        reference: None,
        delivered_from: None,
        delivered_on: None,
    }
}

fn issued_event() -> Event {
    let buyer = Buyer {
        number: 1042,
        name: bakery().name,
        address: bakery().visiting,
        vat_number: None,
        email: None,
        language: Language::Nl,
    };
    Event::InvoiceIssued {
        customer: CUSTOMER,
        number: Number { year: 2026, number: 7 },
        on: day(2026, 11, 17),
        due: day(2026, 12, 17),
        delivered_on: day(2026, 11, 17),
        buyer: Personal::of(kept(CUSTOMER, day(2026, 11, 17)), buyer),
        items: work().into_iter().map(|item| IssuedItem { item, rate: Rate::from_basis_points(2_100) }).collect(),
        reference: None,
        delivered_from: None,
    }
}

fn story(events: Vec<Event>) -> Story<Invoice> {
    given(events).with(|f| {
        f.known.customer = customer(false);
        let mut settings = settings::State { company: Some(company()), ..Default::default() };
        settings.vat.insert((VatKind::Standard, day(2020, 1, 1)), Rate::from_basis_points(2_100));
        f.settings = Arc::new(settings);
    })
}

fn new() -> Story<Invoice> {
    story(vec![])
}

fn draft_of(items: Vec<Item>) -> Story<Invoice> {
    story(vec![drafted(items)])
}

fn issued() -> Story<Invoice> {
    story(vec![drafted(work()), issued_event()])
}

fn late() -> Story<Invoice> {
    issued().with(|f| f.today = day(2026, 12, 18))
}

fn change(items: Vec<Item>) -> Command {
    Command::Change { items, reference: None, delivered_from: None, delivered_on: None }
}

fn discard() -> Command {
    Command::Discard { reason: line("Garantie") }
}

fn pay(cents: i64, on: Option<NaiveDate>) -> Command {
    Command::RecordPayment { amount: Money::euros(cents), on, reference: None }
}

fn refund(cents: i64, on: Option<NaiveDate>) -> Command {
    Command::RecordRefund { amount: Money::euros(cents), on, reference: None }
}

fn paid(cents: i64, on: NaiveDate) -> Event {
    Event::PaymentRecorded { customer: CUSTOMER, amount: Money::euros(cents), on, reference: None }
}

fn dispute() -> Command {
    Command::Dispute { reason: text("Uren kloppen niet") }
}

fn settle() -> Command {
    Command::SettleDispute { note: line("Uren nagelopen") }
}

fn credit() -> Command {
    Command::Credit { reason: line("Verkeerde klant") }
}

fn with_customer(change: impl Fn(&mut customer::Details), items: Vec<Item>) -> Result<Vec<Event>, No> {
    let mut details = bakery();
    change(&mut details);
    let known = customer::State { details: Some(details), number: 1042, ..Default::default() };
    draft_of(items).with(|f| f.known.customer = Some(Arc::new(known))).when(Command::Issue {})
}

#[test]
fn an_invoice_begins_as_a_draft_without_a_number() {
    assert_eq!(new().when(draft(work())), Ok(vec![drafted(work())]));
    let needs = Invoice::needs(&Default::default(), &draft(work()), day(2026, 11, 17));
    assert_eq!(needs, [Need::Customer(CUSTOMER)]);
}

#[test]
fn an_invoice_is_drafted_once() {
    assert_eq!(draft_of(work()).when(draft(work())), Err(No::AlreadyDrafted));
}

#[test]
fn an_invoice_is_for_a_customer_who_exists() {
    assert_eq!(given::<Invoice>([]).when(draft(work())), Err(No::UnknownCustomer));
}

#[test]
fn a_customer_who_was_put_away_can_still_be_invoiced() {
    assert!(new().with(|f| f.known.customer = customer(true)).when(draft(work())).is_ok());
}

#[test]
fn an_invoice_has_at_least_one_line() {
    assert_eq!(new().when(draft(vec![])), Err(No::NoItems));
    assert_eq!(draft_of(work()).when(change(vec![])), Err(No::NoItems));
}

#[test]
fn an_invoice_comes_to_an_amount_that_can_be_meant() {
    let typed = |quantity: &str, price: &str| Item {
        quantity: quantity.parse().unwrap(),
        price: price.parse().unwrap(),
        ..item(VatKind::Standard, 0)
    };
    let most = typed("1000", "1000000 EUR");
    assert!(new().when(draft(vec![most.clone()])).is_ok());
    for items in [
        vec![typed("999999999", "999999999 EUR")],
        vec![typed("-999999999", "999999999 EUR")],
        vec![most.clone(), most],
    ] {
        assert_eq!(new().when(draft(items.clone())), Err(No::TooLarge));
        assert_eq!(draft_of(work()).when(change(items)), Err(No::TooLarge));
    }
}

#[test]
fn lines_are_in_one_currency_and_of_something() {
    let zloty = Item { price: "100 PLN".parse().unwrap(), ..item(VatKind::Standard, 0) };
    let nothing = Item { quantity: Quantity::default(), ..item(VatKind::Standard, 100) };
    for wrong in [zloty, nothing] {
        let items = vec![item(VatKind::Standard, 100), wrong];
        assert_eq!(new().when(draft(items.clone())), Err(No::WrongItem));
        assert_eq!(draft_of(work()).when(change(items)), Err(No::WrongItem));
    }
}

#[test]
fn nothing_happens_to_an_unknown_invoice() {
    let remind = Command::Remind { level: 1 };
    let rest = [Command::Issue {}, pay(1, None), refund(1, None), dispute(), settle(), remind, credit()];
    for command in [change(work()), discard()].into_iter().chain(rest) {
        assert_eq!(new().when(command), Err(No::Unknown));
    }
}

#[test]
fn a_draft_can_change() {
    let items = vec![item(VatKind::Standard, 20_000)];
    let changed = Event::InvoiceChanged {
        customer: CUSTOMER,
        items: items.clone(),
        reference: None,
        delivered_from: None,
        delivered_on: None,
    };
    assert_eq!(draft_of(work()).when(change(items)), Ok(vec![changed]));
}

/// Work of a whole month.
fn over(from: Option<u32>, until: Option<u32>) -> Command {
    let (delivered_from, delivered_on) = (from.map(|n| day(2026, 11, n)), until.map(|n| day(2026, 11, n)));
    Command::Change { items: work(), reference: None, delivered_from, delivered_on }
}

#[test]
fn an_invoice_says_from_when_to_when_it_was_delivered() {
    let issued = draft_of(work()).and(over(Some(1), Some(15))).when(Command::Issue {});
    let Ok([Event::InvoiceIssued { delivered_from, delivered_on, .. }]) = issued.as_deref() else { panic!() };
    assert_eq!((*delivered_from, *delivered_on), (Some(day(2026, 11, 1)), day(2026, 11, 15)));
}

#[test]
fn a_change_that_names_no_days_leaves_them_as_they_were() {
    let drafted = draft_of(work()).and(over(Some(1), Some(15)));
    assert_eq!(drafted.when(over(None, None)), Ok(vec![]));
    let Ok(events) = draft_of(work()).and(over(Some(1), Some(15))).and(over(None, Some(20))).when(Command::Issue {})
    else {
        panic!()
    };
    let [Event::InvoiceIssued { delivered_from, delivered_on, .. }] = events.as_slice() else { panic!() };
    assert_eq!((*delivered_from, *delivered_on), (Some(day(2026, 11, 1)), day(2026, 11, 20)));
}

#[test]
fn a_delivery_does_not_end_before_it_begins_and_has_an_end() {
    for wrong in [over(Some(16), Some(15)), over(Some(16), None)] {
        assert_eq!(draft_of(work()).when(wrong), Err(No::WrongPeriod));
    }
    let (items, origin) = (work(), Default::default());
    let (delivered_from, delivered_on) = (Some(day(2026, 11, 2)), Some(day(2026, 11, 1)));
    let draft = Command::Draft { customer: CUSTOMER, items, origin, reference: None, delivered_from, delivered_on };
    assert_eq!(new().when(draft), Err(No::WrongPeriod));
}

#[test]
fn what_a_company_in_another_country_of_the_union_buys_is_taxed_there() {
    let number = |text: &str| text.parse::<VatNumber>().unwrap();
    let (dutch, polish, swiss) = (number("NL004495445B01"), number("PL5260250274"), number("CHE123456788"));
    let kind = |customer| VatKind::between(Some(&dutch), customer, VatKind::Standard);
    assert_eq!(kind(Some(&polish)), VatKind::ReverseCharge);
    assert_eq!(kind(Some(&dutch)), VatKind::Standard);
    assert_eq!(kind(Some(&swiss)), VatKind::Standard);
    assert_eq!(kind(None), VatKind::Standard);
    assert_eq!(VatKind::between(None, Some(&polish), VatKind::Reduced), VatKind::Reduced);
}

#[test]
fn changing_nothing_says_nothing() {
    assert_eq!(draft_of(work()).when(change(work())), Ok(vec![]));
}

#[test]
fn a_draft_can_be_called_off() {
    let off = Event::InvoiceDiscarded { customer: CUSTOMER, reason: Personal::of(CUSTOMER, line("Garantie")) };
    assert_eq!(draft_of(work()).when(discard()), Ok(vec![off]));
}

#[test]
fn a_draft_that_drew_its_number_is_not_thrown_away_since_numbers_have_no_gaps() {
    let mut state = domain::invoice::State::default();
    Invoice::evolve(&mut state, &drafted(work()));
    assert_eq!(Invoice::needs(&state, &discard(), day(2026, 11, 17)), [Need::Drawn("invoice")]);
    let story = draft_of(work()).with(|f| f.known.drawn = Some(Number { year: 2026, number: 7 }));
    assert_eq!(story.when(discard()), Err(No::HasNumber { number: "2026-0007".into() }));
    assert_eq!(story.when(Command::Issue {}), Ok(vec![issued_event()]));
}

#[test]
fn an_issued_invoice_has_a_number_its_rates_and_the_customer_as_they_stand() {
    assert_eq!(draft_of(work()).when(Command::Issue {}), Ok(vec![issued_event()]));
}

#[test]
fn an_invoice_is_issued_once() {
    assert_eq!(issued().when(Command::Issue {}), Ok(vec![]));
}

#[test]
fn an_issued_invoice_is_sealed_apart_from_the_customer_since_the_law_keeps_it_longer() {
    let Ok(events) = draft_of(work()).when(Command::Issue {}) else { panic!() };
    let [Event::InvoiceIssued { buyer, .. }] = events.as_slice() else { panic!() };
    assert_eq!(buyer.subject(), kept(CUSTOMER, day(2026, 11, 17)));
    assert_ne!(buyer.subject(), CUSTOMER.0);
}

#[test]
fn the_customers_reference_is_sealed_and_at_issue_kept_as_long_as_the_invoice() {
    let name = || Some(line("t.a.v. Petra de Wit"));
    let change = Command::Change { items: work(), reference: name(), delivered_from: None, delivered_on: None };
    let reference = name().map(|name| Personal::of(CUSTOMER, name));
    let changed = Event::InvoiceChanged {
        customer: CUSTOMER,
        items: work(),
        reference,
        delivered_from: None,
        delivered_on: None,
    };
    assert_eq!(draft_of(work()).when(change.clone()), Ok(vec![changed]));
    assert_eq!(draft_of(work()).and(change.clone()).when(change.clone()), Ok(vec![]));
    let issued = draft_of(work()).and(change).when(Command::Issue {});
    let Ok([Event::InvoiceIssued { reference, .. }]) = issued.as_deref() else { panic!() };
    assert_eq!(*reference, name().map(|name| Personal::of(kept(CUSTOMER, day(2026, 11, 17)), name)));
}

#[test]
fn the_customers_own_term_and_addresses_go_before_the_companys() {
    let invoicing = Address { street: "Postbus 8".parse().unwrap(), ..bakery().visiting };
    let issued = with_customer(
        |details| {
            details.payment_days = Some(14);
            details.invoicing = Some(invoicing.clone());
            details.email = Some("winkel@bakkerijdewit.example".parse().unwrap());
            details.invoice_email = Some("boek@bakkerijdewit.example".parse().unwrap());
        },
        work(),
    );
    let Ok([Event::InvoiceIssued { due, buyer, .. }]) = issued.as_deref() else { panic!() };
    let buyer = buyer.value().unwrap();
    assert_eq!(*due, day(2026, 12, 1));
    assert_eq!(buyer.address, invoicing);
    assert_eq!(buyer.email.as_ref().unwrap().as_str(), "boek@bakkerijdewit.example");
}

#[test]
fn an_invoice_waits_for_a_vat_rate() {
    assert_eq!(draft_of(vec![item(VatKind::Reduced, 100)]).when(Command::Issue {}), Err(No::NoVatRate));
}

#[test]
fn an_invoice_tells_who_we_are() {
    let story = draft_of(work()).with(|f| Arc::make_mut(&mut f.settings).company = None);
    assert_eq!(story.when(Command::Issue {}), Err(No::NoCompany));
}

#[test]
fn an_invoice_of_nothing_is_not_sent() {
    let items = vec![item(VatKind::Standard, 100), item(VatKind::Standard, -100)];
    assert_eq!(draft_of(items).when(Command::Issue {}), Err(No::NothingToPay));
}

#[test]
fn vat_has_the_rate_of_the_day_of_delivery() {
    let rate_of = |delivered_on| {
        let delivered = Command::Change { items: work(), reference: None, delivered_from: None, delivered_on };
        let raised = |f: &mut domain::decider::Facts| {
            let rate = Rate::from_basis_points(2_200);
            Arc::make_mut(&mut f.settings).vat.insert((VatKind::Standard, day(2026, 11, 1)), rate);
        };
        let issued = draft_of(work()).and(delivered).with(raised).when(Command::Issue {});
        let Ok([Event::InvoiceIssued { items, .. }]) = issued.as_deref() else { panic!() };
        items[0].rate.basis_points()
    };
    assert_eq!(rate_of(Some(day(2026, 10, 31))), 2_100);
    assert_eq!(rate_of(Some(day(2026, 11, 1))), 2_200);
    assert_eq!(rate_of(None), 2_200, "of today when nothing is said");
}

#[test]
fn reverse_charge_needs_the_customers_vat_number() {
    let items = vec![item(VatKind::ReverseCharge, 100)];
    assert_eq!(with_customer(|_| (), items.clone()), Err(No::NoVatNumber));
    let vat_number = "NL004495445B01".parse::<VatNumber>().unwrap();
    assert!(with_customer(|details| details.vat_number = Some(vat_number.clone()), items).is_ok());
}

#[test]
fn an_issued_invoice_is_never_changed() {
    assert_eq!(issued().when(change(work())), Err(No::Issued));
    assert_eq!(issued().when(discard()), Err(No::Issued));
}

#[test]
fn payments_disputes_reminders_and_credit_wait_for_the_number() {
    for command in [pay(1, None), dispute(), settle(), Command::Remind { level: 1 }, credit()] {
        assert_eq!(draft_of(work()).when(command), Err(No::NotIssued));
    }
}

#[test]
fn money_that_came_in_is_booked_today_or_on_its_day() {
    assert_eq!(issued().when(pay(5_000, None)), Ok(vec![paid(5_000, day(2026, 11, 17))]));
    assert_eq!(issued().when(pay(12_100, Some(day(2026, 11, 16)))), Ok(vec![paid(12_100, day(2026, 11, 16))]));
}

#[test]
fn money_did_not_come_in_tomorrow() {
    assert_eq!(issued().when(pay(5_000, Some(day(2026, 11, 18)))), Err(No::InTheFuture));
}

#[test]
fn money_moved_at_most_a_year_before_the_invoice_was_issued() {
    let no = || Err(No::LongBeforeIssue { issued: "2026-11-17".into() });
    assert_eq!(issued().when(pay(5_000, Some(day(2025, 11, 16)))), no());
    assert_eq!(issued().when(pay(5_000, Some(day(2025, 11, 17)))), Ok(vec![paid(5_000, day(2025, 11, 17))]));
    assert_eq!(issued().and(pay(5_000, None)).when(pay(-5_000, Some(day(2020, 11, 17)))), no());
    assert_eq!(issued().and(pay(5_000, None)).and(credit()).when(refund(5_000, Some(day(2025, 11, 16)))), no());
}

#[test]
fn a_payment_is_of_something() {
    assert_eq!(issued().when(pay(0, None)), Err(No::Nothing));
}

#[test]
fn no_more_is_paid_than_is_open() {
    assert_eq!(issued().when(pay(12_101, None)), Err(No::TooMuch { open: "121.00 EUR".into() }));
    assert_eq!(issued().and(pay(12_100, None)).when(pay(1, None)), Err(No::TooMuch { open: "0.00 EUR".into() }));
}

#[test]
fn a_payment_that_bounced_is_open_again() {
    assert_eq!(issued().and(pay(12_100, None)).when(pay(-12_100, None)), Ok(vec![paid(-12_100, day(2026, 11, 17))]));
    assert!(issued().and(pay(12_100, None)).and(pay(-12_100, None)).when(pay(12_100, None)).is_ok());
}

#[test]
fn no_more_bounces_than_was_paid() {
    assert_eq!(issued().when(pay(-1, None)), Err(No::MoreThanPaid { paid: "0.00 EUR".into() }));
    let part = || issued().and(pay(5_000, None));
    assert!(part().when(pay(-5_000, None)).is_ok());
    assert_eq!(part().when(pay(-5_001, None)), Err(No::MoreThanPaid { paid: "50.00 EUR".into() }));
    assert!(part().and(pay(-5_000, None)).when(pay(-1, None)).is_err());
    assert!(issued().when(pay(i64::MIN, None)).is_err());
}

#[test]
fn a_dispute_opens_and_settles_once() {
    let opened = Event::DisputeOpened { customer: CUSTOMER, reason: Personal::of(CUSTOMER, text("Uren kloppen niet")) };
    let settled = Event::DisputeSettled { customer: CUSTOMER, note: Personal::of(CUSTOMER, line("Uren nagelopen")) };
    assert_eq!(issued().when(dispute()), Ok(vec![opened]));
    assert_eq!(issued().and(dispute()).when(dispute()), Ok(vec![]));
    assert_eq!(issued().and(dispute()).when(settle()), Ok(vec![settled]));
    assert_eq!(issued().and(dispute()).and(settle()).when(settle()), Ok(vec![]));
    assert_eq!(issued().when(settle()), Err(No::NotDisputed));
}

#[test]
fn what_is_paid_is_not_disputed() {
    assert_eq!(issued().and(pay(12_100, None)).when(dispute()), Err(No::NothingOpen));
}

#[test]
fn a_late_invoice_is_reminded_once_a_level() {
    let reminded = |level| Ok(vec![Event::PaymentReminded { customer: CUSTOMER, level }]);
    assert_eq!(late().when(Command::Remind { level: 1 }), reminded(1));
    assert_eq!(late().and(Command::Remind { level: 1 }).when(Command::Remind { level: 1 }), Ok(vec![]));
    assert_eq!(late().and(Command::Remind { level: 1 }).when(Command::Remind { level: 2 }), reminded(2));
}

#[test]
fn a_person_reminds_level_by_level_and_no_further_than_the_settings_go() {
    let remind = |level| Command::Remind { level };
    assert_eq!(late().when(remind(2)), Err(No::SkipsALevel { next: "1".into() }));
    let clock = late().with(|f| f.actor = Actor::system("payment-reminders"));
    assert!(clock.when(remind(2)).is_ok(), "whoever was away is not reminded twice in one morning");
    let two = late().with(|f| Arc::make_mut(&mut f.settings).reminder_days = vec![7, 14]);
    assert_eq!(two.and(remind(1)).and(remind(2)).when(remind(3)), Err(No::NoSuchLevel));
}

#[test]
fn an_invoice_is_not_late_on_its_last_day() {
    let story = issued().with(|f| f.today = day(2026, 12, 17));
    assert_eq!(story.when(Command::Remind { level: 1 }), Err(No::NotLate));
}

#[test]
fn what_is_paid_or_disputed_is_not_reminded() {
    assert_eq!(late().and(pay(12_100, None)).when(Command::Remind { level: 1 }), Err(No::NothingOpen));
    assert_eq!(late().and(dispute()).when(Command::Remind { level: 1 }), Err(No::Disputed));
    assert!(late().and(dispute()).and(settle()).when(Command::Remind { level: 1 }).is_ok());
}

#[test]
fn a_credit_note_draws_from_a_series_of_its_own_since_a_thing_has_one_number_in_each() {
    let mut state = domain::invoice::State::default();
    for event in [drafted(work()), issued_event()] {
        Invoice::evolve(&mut state, &event);
    }
    let needs = Invoice::needs(&state, &credit(), day(2026, 11, 17));
    // The reason goes along with the number: it is finished with it after a stop.
    let reason = Personal::of(kept(CUSTOMER, day(2026, 11, 17)), line("Verkeerde klant"));
    assert_eq!(needs, [Need::Number("credit_2026".into()), Need::Noted(reason)]);
}

#[test]
fn an_invoice_is_taken_back_under_the_next_number() {
    let credited = Event::CreditNoteIssued {
        customer: CUSTOMER,
        number: Number { year: 2026, number: 7 },
        on: day(2026, 11, 17),
        reason: Personal::of(kept(CUSTOMER, day(2026, 11, 17)), line("Verkeerde klant")),
    };
    assert_eq!(issued().when(credit()), Ok(vec![credited]));
}

#[test]
fn what_is_called_off_or_taken_back_stays_so() {
    let remind = Command::Remind { level: 1 };
    let commands = || [change(work()), Command::Issue {}, pay(1, None), dispute(), settle(), remind.clone()];
    for command in commands().into_iter().chain([discard()]) {
        assert_eq!(issued().and(credit()).when(command), Err(No::Closed));
    }
    for command in commands().into_iter().chain([credit(), refund(1, None)]) {
        assert_eq!(draft_of(work()).and(discard()).when(command), Err(No::Closed));
    }
    assert_eq!(issued().and(credit()).when(credit()), Ok(vec![]));
    assert_eq!(draft_of(work()).and(discard()).when(discard()), Ok(vec![]));
}

#[test]
fn what_was_paid_goes_back_once_the_invoice_is_credited_and_no_more_than_that() {
    let refunded =
        |cents, on| Event::PaymentRefunded { customer: CUSTOMER, amount: Money::euros(cents), on, reference: None };
    let owed = || issued().and(pay(5_000, None)).and(credit());
    assert_eq!(owed().when(refund(5_000, None)), Ok(vec![refunded(5_000, day(2026, 11, 17))]));
    assert_eq!(owed().when(refund(2_000, Some(day(2026, 11, 16)))), Ok(vec![refunded(2_000, day(2026, 11, 16))]));
    assert_eq!(owed().when(refund(5_001, None)), Err(No::MoreThanOwed { owed: "50.00 EUR".into() }));
    assert_eq!(
        owed().and(refund(2_000, None)).when(refund(3_001, None)),
        Err(No::MoreThanOwed { owed: "30.00 EUR".into() })
    );
    assert_eq!(owed().and(refund(5_000, None)).when(refund(1, None)), Err(No::NothingOwed));
}

#[test]
fn nothing_goes_back_of_an_invoice_that_stands_or_was_never_paid() {
    assert_eq!(issued().and(pay(12_100, None)).when(refund(1, None)), Err(No::NothingOwed));
    assert_eq!(issued().and(credit()).when(refund(1, None)), Err(No::NothingOwed));
}

#[test]
fn an_invoice_below_nothing_is_paid_back() {
    let items = vec![item(VatKind::Standard, -10_000)];
    let story = || draft_of(items.clone()).and(Command::Issue {});
    assert!(story().when(refund(12_100, None)).is_ok());
    assert_eq!(story().when(refund(12_101, None)), Err(No::MoreThanOwed { owed: "121.00 EUR".into() }));
}

#[test]
fn a_refund_is_of_something_and_not_of_tomorrow_and_waits_for_the_number() {
    let owed = || issued().and(pay(5_000, None)).and(credit());
    for cents in [0, -1] {
        assert_eq!(owed().when(refund(cents, None)), Err(No::Nothing));
    }
    assert_eq!(owed().when(refund(1, Some(day(2026, 11, 18)))), Err(No::InTheFuture));
    assert_eq!(draft_of(work()).when(refund(1, None)), Err(No::NotIssued));
}

#[test]
fn money_moves_in_the_invoices_currency() {
    let amount: Money = "50 PLN".parse().unwrap();
    let pay_zloty = Command::RecordPayment { amount, on: None, reference: None };
    assert_eq!(issued().when(pay_zloty), Err(No::OtherCurrency));
    let refund_zloty = Command::RecordRefund { amount, on: None, reference: None };
    assert_eq!(issued().and(pay(5_000, None)).and(credit()).when(refund_zloty), Err(No::OtherCurrency));
}

fn zloty(vat: VatKind) -> Vec<Item> {
    vec![Item { price: "100 PLN".parse().unwrap(), ..item(vat, 0) }]
}

fn exchange(on: NaiveDate) -> Exchange {
    Exchange { rate: "4.2512".parse().unwrap(), on, source: line("ECB") }
}

#[test]
fn vat_that_is_owed_in_euros_waits_for_the_rate_of_these_days() {
    let no = || Err(No::NoExchangeRate { currency: "EUR".into() });
    let noted = |on| Command::NoteExchangeRate(exchange(on));
    let draft = || draft_of(zloty(VatKind::Standard));
    assert_eq!(draft().when(Command::Issue {}), no());
    assert_eq!(draft().and(noted(day(2026, 11, 9))).when(Command::Issue {}), no());
    assert!(draft().and(noted(day(2026, 11, 10))).when(Command::Issue {}).is_ok());
    // Without VAT nothing is told in euros, nor is what stands in euros already.
    let Ok(_) = with_customer(
        |details| details.vat_number = Some("PL5260250274".parse().unwrap()),
        zloty(VatKind::ReverseCharge),
    ) else {
        panic!()
    };
    assert!(draft_of(zloty(VatKind::Zero)).when(Command::Issue {}).is_ok());
}

#[test]
fn a_rate_is_noted_with_the_draft_once_and_not_of_tomorrow() {
    let noted = |on| Command::NoteExchangeRate(exchange(on));
    let event = |on| Event::ExchangeRateNoted { customer: CUSTOMER, exchange: exchange(on) };
    let draft = || draft_of(zloty(VatKind::Standard));
    assert_eq!(draft().when(noted(day(2026, 11, 16))), Ok(vec![event(day(2026, 11, 16))]));
    assert_eq!(draft().and(noted(day(2026, 11, 16))).when(noted(day(2026, 11, 16))), Ok(vec![]));
    assert_eq!(draft().when(noted(day(2026, 11, 18))), Err(No::InTheFuture));
    for rate in ["425", "0.2345", "1.9999", "10.0001"] {
        let exchange = Exchange { rate: rate.parse().unwrap(), ..exchange(day(2026, 11, 16)) };
        assert_eq!(draft().when(Command::NoteExchangeRate(exchange)), Err(No::ImplausibleRate), "{rate}");
    }
    assert_eq!(issued().when(noted(day(2026, 11, 16))), Err(No::Issued));
}
