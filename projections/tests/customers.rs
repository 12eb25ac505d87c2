//! Customers: found while typing, filtered, sorted and paged; their card, their story, and a rebuild that changes nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use chrono::NaiveDate;
use domain::{
    Actor, ContractId, CustomerId, FaultId, InvoiceId, MachineId, Role, VisitId, contract, customer, fault, invoice,
    machine, settings, visit,
};
use projections::{
    Cursor,
    customers::{
        self, card, documents,
        list::{self, By, Filter, Payment, Sort},
        machines, purchases, suggest, summary,
        timeline::{self, Topic},
    },
    finance, maintenance,
    sales::{self, contracts},
};
use serde_json::json as j;
use support::{Bench, assert_by_index, assert_no_walk, id, json, of};

fn today() -> NaiveDate {
    of("2026-11-17")
}

fn details(name: &str, postcode: &str, city: &str, phone: Option<&str>) -> serde_json::Value {
    j!({"kind": "company", "name": name, "phone": phone,
        "visiting": {"street": "Dorpsstraat 12", "postcode": postcode, "city": city}})
}

async fn register(bench: &Bench, n: u128, name: &str, city: &str, phone: Option<&str>) -> CustomerId {
    let customer = id(n);
    let command: customer::Command = json(j!({"register": details(name, "3732 HC", city, phone)}));
    bench.run(customer, command).await;
    customer
}

/// Four customers: a bakery with a contact, a care group, a garage, and a Polish shop.
async fn company() -> Bench {
    let bench = Bench::new().await;
    let bakery = register(&bench, 10, "Bakkerij De Wit", "De Bilt", Some("030 555 01 42")).await;
    register(&bench, 11, "Zorggroep De Linde", "Zeist", None).await;
    register(&bench, 12, "Garage Terpstra", "Houten", Some("+48 22 555 01 00")).await;
    register(&bench, 13, "Sklep Żółw", "Łódź", None).await;
    let contact: customer::Command =
        json(j!({"add-contact": {"name": "Ria van den Berg", "role": "Eigenaar", "phone": "06 12345678"}}));
    bench.run(bakery, contact).await;
    bench
}

async fn names(bench: &Bench, filter: Filter) -> Vec<String> {
    let pool = bench.pool(&customers::DEPARTMENT).await;
    let page = list::page(pool, &filter, today(), None, 50).await.unwrap();
    page.rows.into_iter().map(|row| row.name).collect()
}

async fn found(bench: &Bench, text: &str) -> Vec<String> {
    found_among(bench, text, false).await
}

/// Whether hits are few or many, the same are found.
async fn found_among(bench: &Bench, text: &str, archived: bool) -> Vec<String> {
    let filter = Filter { search: Some(text.into()), archived, ..Filter::default() };
    let names = names(bench, filter.clone()).await;
    if text.chars().any(char::is_alphanumeric) {
        let pool = bench.pool(&customers::DEPARTMENT).await;
        for by in [By::Hits, By::Order, By::Words] {
            let page = list::page_by(pool, &filter, by, today(), None, 50).await.unwrap();
            assert_eq!(page.rows.into_iter().map(|row| row.name).collect::<Vec<_>>(), names, "{text} {by:?}");
        }
    }
    names
}

async fn invoice(bench: &Bench, n: u128, customer: CustomerId, price: &str) -> InvoiceId {
    if n == 50 {
        let company = "company";
        for command in [
            j!({"change-company": {"name": "Werkbank BV", "address": {"street": "Kade 1", "postcode": "3511 AA", "city": "Utrecht"},
                "company_number": "30123456", "vat_number": "NL004495445B01", "iban": "NL91ABNA0417164300",
                "phone": "030 555 00 00", "email": "info@werkbank.example"}}),
            j!({"set-vat-rate": {"kind": "standard", "from": "2020-01-01", "rate": "21"}}),
        ] {
            bench.run(company, json::<settings::Command>(command)).await;
        }
    }
    let invoice = id(n);
    let item = j!({"description": "Filter", "quantity": "2", "price": price});
    bench.run(invoice, json::<invoice::Command>(j!({"draft": {"customer": customer, "items": [item]}}))).await;
    bench.run(invoice, invoice::Command::Issue {}).await;
    invoice
}

#[tokio::test]
async fn a_customer_is_found_by_the_beginnings_of_name_place_number_phone_and_contact() {
    let bench = company().await;
    for text in [
        "bakk",
        "wit bakk",
        "de bilt",
        "3732",
        "3732hc",
        "0305550142",
        "030-555 01",
        "+31 30 5550142",
        "ria berg",
        "0612345678",
    ] {
        assert!(found(&bench, text).await.contains(&"Bakkerij De Wit".to_owned()), "{text}");
    }
    assert_eq!(found(&bench, "1").await, ["Bakkerij De Wit"], "the first number is 1");
    assert_eq!(found(&bench, "zolw lodz").await, ["Sklep Żółw"]);
    assert_eq!(found(&bench, "225550100").await, ["Garage Terpstra"]);
    assert_eq!(found(&bench, "akkerij").await, [""; 0], "words are found by their beginning");
    assert_eq!(found(&bench, "\"*'").await, [""; 0], "nothing that can be searched");
}

#[tokio::test]
async fn a_name_with_an_apostrophe_is_found_whole_and_by_its_parts() {
    let bench = company().await;
    let brien = register(&bench, 14, "Bakkerij O'Brien", "'s-Gravenhage", None).await;
    let inn = register(&bench, 15, "Herberg d’Oude Molen", "Zeist", None).await;
    let contact: customer::Command = json(j!({"add-contact": {"name": "Rosa D'Angelo"}}));
    bench.run(inn, contact).await;
    for text in ["obrien", "o'brien", "O’Brien", "brien", "obr", "s-gravenhage", "gravenhage"] {
        assert_eq!(found(&bench, text).await, ["Bakkerij O'Brien"], "{text}");
    }
    for text in ["doude", "oude", "d'oude molen", "dangelo"] {
        assert_eq!(found(&bench, text).await, ["Herberg d’Oude Molen"], "{text}");
    }
    let command = j!({"change": details("L'Aurora", "1234 AB", "Soest", None)});
    bench.run(brien, json::<customer::Command>(command)).await;
    assert_eq!((found(&bench, "laurora").await.len(), found(&bench, "obrien").await.len()), (1, 0));
    bench.assert_rebuilt_equals_live(&customers::DEPARTMENT).await;
}

#[tokio::test]
async fn every_department_finds_a_name_with_an_apostrophe_whole() {
    let bench = company().await;
    let brien = register(&bench, 14, "Bakkerij O'Brien", "Zeist", None).await;
    let terms = j!({"kind": "service", "monthly_fee": "10 EUR", "starts": "2026-11-01", "first_term": 12});
    let draft = json::<contract::Command>(j!({"draft": {"customer": brien, "terms": terms}}));
    bench.run(id::<ContractId>(60), draft).await;
    for text in ["obrien", "brien"] {
        let wanted = contracts::Wanted { q: Some(text.into()), view: contracts::View::All, ..Default::default() };
        let drawn_up = contracts::list(bench.pool(&sales::DEPARTMENT).await, &wanted, today()).await.unwrap();
        assert_eq!(drawn_up.rows.len(), 1, "{text}");
        let billed = finance::customers::find(bench.pool(&finance::DEPARTMENT).await, text).await.unwrap();
        assert_eq!(billed.len(), 1, "{text}");
        let maintenance = bench.pool(&maintenance::DEPARTMENT).await;
        assert_eq!(maintenance::customers::search(maintenance, text, 5).await.unwrap().len(), 1, "{text}");
    }
}

#[tokio::test]
async fn what_changed_is_found_anew_and_no_longer_as_it_was() {
    let bench = company().await;
    let bakery: CustomerId = id(10);
    bench
        .run(bakery, json::<customer::Command>(j!({"change": details("Brood en Zo", "1234 AB", "Soest", None)})))
        .await;
    for (text, there) in
        [("brood soest", true), ("1234ab", true), ("bakkerij", false), ("0305550142", false), ("ria", true)]
    {
        assert_eq!(found(&bench, text).await.contains(&"Brood en Zo".to_owned()), there, "{text}");
    }
    let contact = card::contacts(bench.pool(&customers::DEPARTMENT).await, &bakery.to_string()).await.unwrap();
    bench.run(bakery, customer::Command::RemoveContact { id: of(&contact[0].id) }).await;
    assert_eq!(found(&bench, "ria").await, [""; 0]);
}

#[tokio::test]
async fn a_company_is_found_by_its_numbers() {
    let bench = company().await;
    let mut numbered = details("Bakkerij De Wit", "3732 HC", "De Bilt", None);
    numbered["company_number"] = j!("30123456");
    numbered["vat_number"] = j!("NL004495445B01");
    bench.run(id::<CustomerId>(10), json::<customer::Command>(j!({"change": numbered}))).await;
    for text in ["30123456", "nl0044", "NL004495445B01"] {
        assert_eq!(found(&bench, text).await, ["Bakkerij De Wit"], "{text}");
    }
}

#[tokio::test]
async fn the_list_is_sorted_and_put_away_customers_stand_apart() {
    let bench = company().await;
    assert_eq!(
        names(&bench, Filter::default()).await,
        ["Bakkerij De Wit", "Garage Terpstra", "Sklep Żółw", "Zorggroep De Linde"]
    );
    let by_city = Filter { sort: Sort::City, descending: true, ..Filter::default() };
    assert_eq!(names(&bench, by_city).await[0], "Zorggroep De Linde");
    bench.run(id::<CustomerId>(12), customer::Command::Archive { reason: of("gestopt"), despite: None }).await;
    let counts = list::counts(bench.pool(&customers::DEPARTMENT).await, today()).await.unwrap();
    assert_eq!((counts.active, counts.archived), (3, 1));
    assert!(!names(&bench, Filter::default()).await.contains(&"Garage Terpstra".to_owned()));
    assert_eq!(names(&bench, Filter { archived: true, ..Filter::default() }).await, ["Garage Terpstra"]);
    assert_eq!(found_among(&bench, "garage", true).await, ["Garage Terpstra"]);
    assert_eq!(found_among(&bench, "bakkerij", true).await, [""; 0]);
    assert_eq!(found(&bench, "garage").await, [""; 0]);
    bench.run(id::<CustomerId>(12), customer::Command::Restore {}).await;
    assert_eq!(found_among(&bench, "garage", true).await, [""; 0]);
    assert_eq!(found(&bench, "garage").await, ["Garage Terpstra"]);
    let counts = list::counts(bench.pool(&customers::DEPARTMENT).await, today()).await.unwrap();
    assert_eq!((counts.active, counts.archived), (4, 0));
}

#[tokio::test]
async fn of_the_list_only_those_that_were_chosen() {
    let bench = company().await;
    let chosen = |numbers: &[u128]| numbers.iter().map(|n| id::<CustomerId>(*n).to_string()).collect::<Vec<_>>();
    let filter = Filter { chosen: chosen(&[13, 10, 99]), ..Filter::default() };
    assert_eq!(names(&bench, filter.clone()).await, ["Bakkerij De Wit", "Sklep Żółw"]);
    assert_eq!(names(&bench, Filter { search: Some("zolw".into()), ..filter.clone() }).await, ["Sklep Żółw"]);
    let pool = bench.pool(&customers::DEPARTMENT).await;
    assert_no_walk(pool, &list::sql(&filter, By::Hits, today(), None), &["customers"]).await;
    bench.run(id::<CustomerId>(13), customer::Command::Archive { reason: of("gestopt"), despite: None }).await;
    assert_eq!(names(&bench, filter).await, ["Bakkerij De Wit"], "who was put away stands in the other list");
}

#[tokio::test]
async fn pages_show_every_customer_once_in_every_order() {
    let bench = Bench::new().await;
    for n in 0..23_u128 {
        // Many share a name, a town and an open amount: the number decides.
        register(
            &bench,
            100 + n,
            ["Bakker", "Slager", "bäkker"][n as usize % 3],
            ["Zeist", "Soest"][n as usize % 2],
            None,
        )
        .await;
    }
    let pool = bench.pool(&customers::DEPARTMENT).await;
    for sort in Sort::ALL {
        for (descending, search) in
            [(false, None), (true, None), (false, Some("ba".to_owned())), (true, Some("s".to_owned()))]
        {
            let filter = Filter { sort, descending, search, ..Filter::default() };
            let whole = list::page(pool, &filter, today(), None, 50).await.unwrap().rows;
            let (mut rows, mut after) = (Vec::new(), None);
            loop {
                let page = list::page(pool, &filter, today(), after.as_ref(), 5).await.unwrap();
                rows.extend(page.rows);
                match page.next {
                    Some(next) => after = Cursor::parse(&next),
                    None => break,
                }
            }
            assert_eq!(rows, whole, "{filter:?}");
        }
    }
}

#[tokio::test]
async fn a_customer_is_paid_open_or_late_as_their_invoices_are() {
    let bench = company().await;
    let (bakery, linde): (CustomerId, CustomerId) = (id(10), id(11));
    let first = invoice(&bench, 50, bakery, "100 EUR").await;
    invoice(&bench, 51, linde, "10 EUR").await;
    let state = async |customer: usize, day: &str| {
        let pool = bench.pool(&customers::DEPARTMENT).await;
        let rows = list::page(pool, &Filter { sort: Sort::Number, ..Filter::default() }, of(day), None, 50)
            .await
            .unwrap()
            .rows;
        (rows[customer].payment, rows[customer].open_cents, rows[customer].late_cents)
    };
    assert_eq!(state(0, "2026-11-17").await, (Payment::Open, 24_200, 0));
    assert_eq!(state(0, "2027-03-01").await, (Payment::Late, 24_200, 24_200));
    assert_eq!(state(2, "2026-11-17").await, (Payment::None, 0, 0));
    let pay = |amount: &str| json::<invoice::Command>(j!({"record-payment": {"amount": amount}}));
    bench.run(first, pay("42 EUR")).await;
    assert_eq!(state(0, "2027-03-01").await, (Payment::Late, 20_000, 20_000));
    bench.run(first, invoice::Command::Dispute { reason: of("Niet geleverd") }).await;
    assert_eq!(state(0, "2027-03-01").await, (Payment::Open, 20_000, 0), "a disputed one is not late");
    bench.run(first, invoice::Command::SettleDispute { note: of("Toch wel") }).await;
    bench.run(first, pay("200 EUR")).await;
    assert_eq!(state(0, "2027-03-01").await, (Payment::Paid, 0, 0));
    let filtered = async |payment| {
        let pool = bench.pool(&customers::DEPARTMENT).await;
        let filter = Filter { payment: Some(payment), ..Filter::default() };
        let rows = list::page(pool, &filter, of("2027-03-01"), None, 50).await.unwrap().rows;
        rows.into_iter().map(|row| row.number).collect::<Vec<_>>()
    };
    assert_eq!(filtered(Payment::Paid).await, [1]);
    assert_eq!(filtered(Payment::Late).await, [2]);
    assert_eq!(filtered(Payment::Open).await, [0; 0]);
    assert_eq!(filtered(Payment::None).await, [3, 4]);
    invoice(&bench, 52, linde, "-20 EUR").await;
    assert_eq!(filtered(Payment::Late).await, [2], "what is late is not made up for by what we owe");
    assert_eq!(list::counts(bench.pool(&customers::DEPARTMENT).await, of("2027-03-01")).await.unwrap().late, 1);
    bench.run(id::<InvoiceId>(51), invoice::Command::Credit { reason: of("verkeerd") }).await;
    assert_eq!(filtered(Payment::Paid).await, [1, 2]);
    let pool = bench.pool(&customers::DEPARTMENT).await;
    let bought = purchases::of_customer(pool, &bakery.to_string(), None, 10).await.unwrap().rows;
    assert_eq!(
        (bought[0].description.as_str(), bought[0].quantity, bought[0].amount_cents, bought[0].credited),
        ("Filter", 2_000, 20_000, false)
    );
    let paying = summary::paying(pool, &bakery.to_string(), today()).await.unwrap();
    let known = summary::Paying { this_year_cents: 24_200, mean_days: Some(0), invoices: 1, ..Default::default() };
    assert_eq!(paying, known);
}

#[tokio::test]
async fn zloty_stand_beside_euros_and_are_never_added_to_them() {
    let bench = company().await;
    let bakery: CustomerId = id(10);
    invoice(&bench, 50, bakery, "10 EUR").await;
    let zloty: InvoiceId = id(51);
    let item = j!({"description": "Filter", "quantity": "1", "price": "400 PLN", "vat": "zero"});
    bench.run(zloty, json::<invoice::Command>(j!({"draft": {"customer": bakery, "items": [item]}}))).await;
    bench.run(zloty, invoice::Command::Issue {}).await;
    let pool = bench.pool(&customers::DEPARTMENT).await;
    let card = card::one(pool, &bakery.to_string(), of("2027-03-01")).await.unwrap().unwrap();
    assert_eq!((card.open_cents, card.open_pln_cents), (2_420, 40_000));
    assert_eq!((card.late_cents, card.late_pln_cents), (2_420, 40_000));
    let paying = summary::paying(pool, &bakery.to_string(), today()).await.unwrap();
    assert_eq!((paying.this_year_cents, paying.this_year_pln_cents), (2_420, 40_000));
    let told = timeline::of_customer(pool, &bakery.to_string(), None, true, None, 1).await.unwrap().rows;
    assert_eq!((told[0].cents, told[0].currency.as_deref()), (Some(40_000), Some("PLN")));
    bench.run(id::<InvoiceId>(50), json::<invoice::Command>(j!({"record-payment": {"amount": "24.20 EUR"}}))).await;
    let pool = bench.pool(&customers::DEPARTMENT).await;
    let list = list::page(pool, &Filter::default(), of("2027-03-01"), None, 50).await.unwrap().rows;
    let row = list.iter().find(|row| row.id == bakery.to_string()).unwrap();
    assert_eq!((row.payment, row.open_cents, row.late_pln_cents), (Payment::Late, 0, 40_000));
}

async fn report(bench: &Bench, n: u128, customer: CustomerId, machine: Option<MachineId>) -> FaultId {
    let fault = id(n);
    let command = j!({"report": {"customer": customer, "machine": machine, "problem": "Lekkage onder de machine",
        "urgency": "urgent", "caller": "Robbert Jansma"}});
    bench.run(fault, json::<fault::Command>(command)).await;
    fault
}

#[tokio::test]
async fn open_faults_are_counted_at_the_customer_and_the_machine_until_they_are_solved() {
    let bench = company().await;
    let (linde, machine): (CustomerId, MachineId) = (id(11), id(30));
    let install =
        j!({"install": {"customer": linde, "machine": {"model": "K-400", "serial": "SN 77-31 B", "place": "Oost"}}});
    bench.run(machine, json::<machine::Command>(install)).await;
    let fault = report(&bench, 40, linde, Some(machine)).await;
    let visit: VisitId = id(41);
    let request = j!({"request": {"customer": linde, "kind": "fault", "fault": fault, "task": "Lekkage"}});
    bench.run(visit, json::<visit::Command>(request)).await;
    let schedule = j!({"schedule": {"technician": bench.marek().await, "slot": {"on": "2026-11-18", "from": "10:30", "until": "12:00"}, "overrule": "Afgesproken"}});
    bench.run(visit, json::<visit::Command>(schedule)).await;

    let pool = bench.pool(&customers::DEPARTMENT).await;
    let with_fault = Filter { open_faults: true, ..Filter::default() };
    assert_eq!(names(&bench, with_fault.clone()).await, ["Zorggroep De Linde"]);
    let faults = summary::faults(pool, &linde.to_string(), true, 10).await.unwrap();
    assert_eq!((faults[0].number.as_str(), faults[0].machine.as_deref()), ("2026-0001", Some("K-400")));
    assert_eq!(faults[0].planned.as_deref(), Some("2026-11-18T10:30:00"));
    let there = machines::of_customer(pool, &linde.to_string(), &machines::Filter::default()).await.unwrap();
    assert_eq!((there.len(), there[0].open_faults), (1, 1));
    let elsewhere = machines::Filter { search: Some("west".into()), removed: false };
    assert_eq!(machines::of_customer(pool, &linde.to_string(), &elsewhere).await.unwrap(), []);
    for text in ["2026-00", "S-2026-0001"] {
        let numbered = suggest::numbered(pool, text, 5).await.unwrap();
        assert_eq!((numbered.len(), numbered[0].kind.as_str()), (1, "faults"), "{text}");
    }
    for text in ["C-2026-0001", "B-2026-0001"] {
        assert_eq!(suggest::numbered(pool, text, 5).await.unwrap(), [], "{text}: a letter says which kind");
    }
    assert_eq!((suggest::lettered(" b-12"), suggest::lettered("DP-1500")), (Some(('B', "12")), None));
    assert_eq!(suggest::numbered(pool, "2026", 5).await.unwrap(), [], "too little to go by");
    assert_eq!(suggest::customers(pool, "sn7731", 10).await.unwrap()[0].machine.as_ref().unwrap().model, "K-400");

    bench.run(fault, json::<fault::Command>(j!({"solve": {"how": "Slang vervangen"}}))).await;
    bench.run(machine, machine::Command::Remove { reason: of("omgeruild"), despite: None }).await;
    assert_eq!(names(&bench, with_fault).await, [""; 0]);
    let card = card::one(bench.pool(&customers::DEPARTMENT).await, &linde.to_string(), today()).await.unwrap().unwrap();
    assert_eq!((card.open_faults, card.machines), (0, 0));
    assert!(card.last_contact.is_some(), "who reports a fault spoke with us");
}

#[tokio::test]
async fn the_timeline_tells_what_happened_newest_first_with_before_and_after() {
    let bench = company().await;
    let linde: CustomerId = id(11);
    report(&bench, 40, linde, None).await;
    bench.run(linde, customer::Command::AddNote { text: of("Melden bij receptie Oost") }).await;
    bench
        .run(linde, json::<customer::Command>(j!({"change": details("Zorggroep De Eik", "3732 HC", "Zeist", None)})))
        .await;
    let told = async |topic| {
        let pool = bench.pool(&customers::DEPARTMENT).await;
        timeline::of_customer(pool, &linde.to_string(), topic, true, None, 50).await.unwrap().rows
    };
    let all = told(None).await;
    let kinds: Vec<&str> = all.iter().map(|row| row.kind.as_str()).collect();
    assert_eq!(kinds, ["customer_renamed", "note_added", "fault_reported", "customer_registered"]);
    assert_eq!(all[0].before.as_deref(), Some("Zorggroep De Linde"));
    assert_eq!(all[0].after.as_deref(), Some("Zorggroep De Eik"));
    let fault = &told(Some(Topic::Faults)).await[0];
    assert_eq!((fault.label.as_deref(), fault.who.as_deref()), (Some("2026-0001"), Some("Robbert Jansma")));
    assert_eq!(told(Some(Topic::Contact)).await[0].text.as_deref(), Some("Melden bij receptie Oost"));
    assert_eq!(told(Some(Topic::Money)).await, []);
    let pool = bench.pool(&customers::DEPARTMENT).await;
    let first = timeline::of_customer(pool, &linde.to_string(), None, true, None, 3).await.unwrap();
    let rest = timeline::of_customer(
        pool,
        &linde.to_string(),
        None,
        true,
        first.next.as_deref().and_then(Cursor::parse).as_ref(),
        3,
    )
    .await
    .unwrap();
    assert_eq!((rest.rows.len(), rest.next), (1, None));
    assert_eq!(rest.rows[0], all[3]);
}

#[tokio::test]
async fn who_may_be_meant_is_suggested_the_number_first_then_names() {
    let bench = company().await;
    let pool = bench.pool(&customers::DEPARTMENT).await;
    let suggested = async |text: &str| {
        let found = suggest::customers(pool, text, 10).await.unwrap();
        found.into_iter().map(|one| one.name).collect::<Vec<_>>()
    };
    assert_eq!(suggested("2").await, ["Zorggroep De Linde", "Garage Terpstra"], "then phones that begin so");
    assert_eq!(suggested("bak").await, ["Bakkerij De Wit"]);
    assert_eq!(suggested("linde").await, ["Zorggroep De Linde"]);
    assert_eq!(suggested("").await, [""; 0]);
}

#[tokio::test]
async fn who_was_put_away_is_suggested_apart() {
    let bench = company().await;
    bench.run(id::<CustomerId>(12), customer::Command::Archive { reason: of("gestopt"), despite: None }).await;
    let pool = bench.pool(&customers::DEPARTMENT).await;
    for text in ["garage", "terp", "3"] {
        let meant = suggest::customers(pool, text, 10).await.unwrap();
        assert!(meant.iter().all(|one| one.name != "Garage Terpstra"), "{text}");
        let archived = suggest::archived(pool, text, 10).await.unwrap();
        assert_eq!(archived.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Garage Terpstra"], "{text}");
    }
    assert_eq!(suggest::archived(pool, "linde", 10).await.unwrap(), []);
}

#[tokio::test]
async fn every_question_goes_by_an_index() {
    let bench = company().await;
    let pool = bench.pool(&customers::DEPARTMENT).await;
    let after = Cursor { key: "x".into(), id: "7".into() };
    for sort in Sort::ALL {
        for descending in [false, true] {
            for after in [None, Some(&after)] {
                let filter = Filter { sort, descending, ..Filter::default() };
                assert_page_by_index(pool, &list::sql(&filter, By::Order, today(), after)).await;
                let search = Filter { search: Some("de".into()), ..filter };
                assert_page_by_index(pool, &list::sql(&search, By::Order, today(), after)).await;
                assert_page_by_index(pool, &list::sql(&search, By::Words, today(), after)).await;
            }
        }
    }
    for filter in [
        Filter { open_faults: true, ..Filter::default() },
        Filter { contract: true, ..Filter::default() },
        Filter { payment: Some(Payment::Paid), ..Filter::default() },
        Filter { payment: Some(Payment::Open), ..Filter::default() },
        Filter { payment: Some(Payment::None), ..Filter::default() },
        Filter { kind: Some(customer::Kind::Person), ..Filter::default() },
    ] {
        assert_page_by_index(pool, &list::sql(&filter, By::Order, today(), None)).await;
    }
    for sql in [
        timeline::ALL,
        timeline::OF_TOPIC,
        purchases::OF_CUSTOMER,
        documents::OF_CUSTOMER,
        suggest::BY_NUMBER,
        suggest::BY_NAME,
        suggest::BY_WORDS,
        suggest::BY_SERIAL,
        customers::doubles::SQL,
        machines::SAME_SERIAL,
        summary::STILL_OPEN,
    ] {
        assert_by_index(pool, sql).await;
    }
    assert_no_walk(pool, list::COUNTS, &["customers", "invoices", "customer_counts"]).await;
}

/// The page's own rows (51 at most) are sorted once more outside; the choice of them must not be.
async fn assert_page_by_index(pool: &projections::Pool, sql: &str) {
    let inner = &sql[sql.find("(SELECT number AS row").unwrap() + 1..sql.find(") AS page").unwrap()];
    assert_by_index(pool, inner).await;
}

#[tokio::test]
async fn every_paper_of_a_customer_stands_in_one_list_by_date_as_far_as_the_reader_may() {
    let bench = company().await;
    let bakery: CustomerId = id(10);
    let contract = |n: u128| id::<ContractId>(n);
    for n in [60, 61, 62] {
        let terms = j!({"kind": "service", "monthly_fee": "10 EUR", "starts": "2026-11-01", "first_term": 12});
        bench.run(contract(n), json::<contract::Command>(j!({"draft": {"customer": bakery, "terms": terms}}))).await;
    }
    let scan = "a".repeat(64);
    let sign = j!({"name": "Ria", "signed_on": "2026-11-10", "scan": scan, "kept_at": "Map 4"});
    bench.run(contract(60), json::<contract::Command>(j!({"sign-on-paper": sign}))).await;
    bench.run(contract(62), contract::Command::Discard { reason: of("Toch niet") }).await;
    bench.turn("2026-11-18T09:00:00");
    let bill = invoice(&bench, 50, bakery, "100 EUR").await;
    bench.turn("2026-11-20T09:00:00");
    bench.run(bill, invoice::Command::Credit { reason: of("verkeerd") }).await;
    let marek = bench.marek().await;
    let technician = Actor::Person { user: marek, role: Role::Technician, roles: Role::ALL.to_vec() };
    let visits: [VisitId; 2] = [id(41), id(42)];
    for visit in visits {
        let request = j!({"request": {"customer": bakery, "kind": "maintenance", "task": "Beurt"}});
        bench.run(visit, json::<visit::Command>(request)).await;
    }
    bench.turn("2026-11-21T09:00:00");
    for command in [
        j!({"schedule": {"technician": marek, "slot": {"on": "2026-11-21", "from": "10:30", "until": "12:00"}, "overrule": "Zaterdag"}}),
        j!({"start": {}}),
        j!({"finish": {"solved": true, "findings": "Schoon", "work": "Beurt", "worked": 60, "billable": false}}),
    ] {
        bench.run_as(technician.clone(), visits[0], json::<visit::Command>(command)).await.unwrap();
    }
    let listed = async |contracts, invoices| {
        let pool = bench.pool(&customers::DEPARTMENT).await;
        let (mut rows, mut after) = (Vec::new(), None);
        loop {
            let may = documents::May { contracts, invoices };
            let page = documents::of_customer(pool, &bakery.to_string(), may, after.as_ref(), 2).await.unwrap();
            rows.extend(page.rows.into_iter().map(|row| (row.on_day, row.kind, row.number)));
            match page.next {
                Some(next) => after = Cursor::parse(&next),
                None => return rows,
            }
        }
    };
    let row = |day: &str, kind: &str, number: &str| (day.to_owned(), kind.to_owned(), number.to_owned());
    let sheet = row("2026-11-21", "worksheet", "1");
    let bills = [row("2026-11-20", "credit-note", "CR-2026-0001"), row("2026-11-18", "invoice", "2026-0001")];
    let contracts = [
        row("2026-11-17", "contract", "2026-0002"),
        row("2026-11-10", "scan", "2026-0001"),
        row("2026-11-10", "contract", "2026-0001"),
    ];
    assert_eq!(listed(false, false).await, std::slice::from_ref(&sheet));
    assert_eq!(listed(true, false).await, [std::slice::from_ref(&sheet), &contracts].concat());
    assert_eq!(listed(true, true).await, [std::slice::from_ref(&sheet), &bills, &contracts].concat());
    bench.assert_rebuilt_equals_live(&customers::DEPARTMENT).await;
}

#[tokio::test]
async fn taking_in_twice_and_building_anew_change_nothing() {
    let bench = company().await;
    let (bakery, machine): (CustomerId, MachineId) = (id(10), id(30));
    let install = j!({"install": {"customer": bakery, "machine": {"model": "K-400"}}});
    bench.run(machine, json::<machine::Command>(install)).await;
    let fault = report(&bench, 40, bakery, Some(machine)).await;
    bench.run(fault, fault::Command::Cancel { reason: of("was niets") }).await;
    let paid = invoice(&bench, 50, bakery, "100 EUR").await;
    bench.run(paid, json::<invoice::Command>(j!({"record-payment": {"amount": "242 EUR"}}))).await;
    bench.run(bakery, json::<customer::Command>(j!({"change": details("Brood", "1234 AB", "Soest", None)}))).await;
    assert!(
        bench.run_as(Actor::system("test"), bakery, customer::Command::Restore {}).await.unwrap().position.is_none()
    );
    bench.assert_rebuilt_equals_live(&customers::DEPARTMENT).await;
}
