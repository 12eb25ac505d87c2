//! Documents say what was so when they were made, and come out the same each time. `PDF_OUT=folder` keeps them to look at.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../projections/tests/support/mod.rs"]
mod support;

use domain::{
    Actor, ContractId, CustomerId, InvoiceId, MachineId, Role, SupplierId, VisitId, contract, customer, fault, folder,
    invoice, machine, mail::Document, purchase_order, settings, supplier, visit,
};
use event_store::Files;
use reactors::documents::Documents;
use serde_json::json as value;
use support::{Bench, id, json};

const LINDE: u128 = 10;

fn company(street: &str) -> settings::Command {
    json(value!({"change-company": {
        "name": "Koffietechniek Utrecht B.V.",
        "address": {"street": street, "postcode": "3542 AB", "city": "Utrecht"},
        "company_number": "34283840", "vat_number": "NL004495445B01", "iban": "NL91ABNA0417164300",
        "phone": "030 555 01 42", "email": "administratie@koffietechniek.example"
    }}))
}

fn linde(street: &str) -> serde_json::Value {
    value!({
        "kind": "company", "name": "Zorggroep De Linde", "email": "info@delinde.example", "vat_number": "NL002455799B11",
        "visiting": {"street": street, "postcode": "3707 HB", "city": "Zeist"}
    })
}

async fn bench() -> (Bench, Documents) {
    let bench = Bench::new().await;
    bench.run(settings::COMPANY, company("Vaartsestraat 114")).await;
    for rate in [
        value!({"set-vat-rate": {"kind": "standard", "from": "2020-01-01", "rate": "21"}}),
        value!({"set-vat-rate": {"kind": "reduced", "from": "2020-01-01", "rate": "9"}}),
    ] {
        bench.run(settings::COMPANY, json::<settings::Command>(rate)).await;
    }
    let register = json::<customer::Command>(value!({"register": linde("Lindelaan 1")}));
    bench.run(id::<CustomerId>(LINDE), register).await;
    let install = json::<machine::Command>(value!({"install": {"customer": id::<CustomerId>(LINDE), "machine": {
        "model": "La Marzocco Linea PB", "serial": "LP-20918", "place": "Restaurant", "installed_on": "2025-03-12"
    }}}));
    bench.run(id::<MachineId>(20), install).await;
    let files = Files::new(bench.folder(), (*bench.log.keys).clone());
    let documents = Documents { log: bench.log.clone(), files, answers: true };
    (bench, documents)
}

async fn made(documents: &Documents, name: &str, document: Document) -> Vec<u8> {
    let pdf = documents.pdf(document).await.unwrap();
    if let Some(folder) = std::env::var_os("PDF_OUT") {
        std::fs::write(std::path::Path::new(&folder).join(format!("{name}.pdf")), &pdf).unwrap();
    }
    assert!(pdf.starts_with(b"%PDF"), "{name}");
    pdf
}

#[tokio::test]
async fn an_issued_invoice_stays_the_same_when_customer_company_and_rates_change() {
    let (bench, documents) = bench().await;
    let invoice = id::<InvoiceId>(1);
    let draft = json::<invoice::Command>(
        value!({"draft": {"customer": id::<CustomerId>(LINDE), "reference": "INK-88213", "items": [
            {"description": "Reparatie espressomachine", "quantity": "2.5", "price": "84 EUR"},
            {"description": "Koffiebonen huismelange", "quantity": "12", "price": "16.40 EUR", "vat": "reduced"},
            {"description": "Korting", "quantity": "1", "price": "-10 EUR"}
        ]}}),
    );
    bench.run(invoice, draft).await;
    assert!(documents.pdf(Document::Invoice(invoice)).await.is_err(), "a draft has no document");
    bench.run(invoice, invoice::Command::Issue {}).await;
    let before = made(&documents, "invoice", Document::Invoice(invoice)).await;
    bench.turn("2026-11-20T09:00:00");
    bench.run(id::<CustomerId>(LINDE), json::<customer::Command>(value!({"change": linde("Elders 9")}))).await;
    bench.run(settings::COMPANY, company("Nieuwe Weg 1")).await;
    let rate = value!({"set-vat-rate": {"kind": "standard", "from": "2026-11-01", "rate": "25", "reason": "Verkeerd"}});
    bench.run(settings::COMPANY, json::<settings::Command>(rate)).await;
    assert!(before == made(&documents, "invoice", Document::Invoice(invoice)).await, "an issued invoice changed");
    bench.run(invoice, json::<invoice::Command>(value!({"credit": {"reason": "Dubbel berekend"}}))).await;
    made(&documents, "credit", Document::CreditNote(invoice)).await;
    assert!(
        before == made(&documents, "invoice", Document::Invoice(invoice)).await,
        "the credit note changed its invoice"
    );
}

#[tokio::test]
async fn an_invoice_in_zloty_is_issued_with_the_rate_at_which_its_vat_is_told_in_euros() {
    let (bench, documents) = bench().await;
    let invoice = id::<InvoiceId>(1);
    let draft = json::<invoice::Command>(value!({"draft": {"customer": id::<CustomerId>(LINDE), "items": [
        {"description": "Naprawa ekspresu", "quantity": "1", "price": "100 PLN"}
    ]}}));
    bench.run(invoice, draft).await;
    let given = event_store::Given::by(support::boss());
    let refused = bench.log.run(&invoice.to_string(), invoice::Command::Issue {}.into(), &given, &bench).await;
    assert!(matches!(refused, Err(event_store::CommandError::Refused(no)) if no.code == "no-exchange-rate"));
    let note = value!({"note-exchange-rate": {"rate": "4,2512", "on": "2026-11-16", "source": "ECB"}});
    bench.run(invoice, json::<invoice::Command>(note)).await;
    bench.run(invoice, invoice::Command::Issue {}).await;
    made(&documents, "zloty", Document::Invoice(invoice)).await;
    bench.run(invoice, json::<invoice::Command>(value!({"credit": {"reason": "Dubbel berekend"}}))).await;
    made(&documents, "zloty-credit", Document::CreditNote(invoice)).await;
    let pool = bench.pool(&projections::finance::DEPARTMENT).await;
    let card = projections::finance::invoice::one(pool, invoice, bench.log.today()).await.unwrap().unwrap();
    assert_eq!(card.exchange.unwrap().rate.to_string(), "4.2512");
}

#[tokio::test]
async fn a_contract_changes_with_its_draft_and_stands_fast_once_signed() {
    let (bench, documents) = bench().await;
    let contract = id::<ContractId>(1);
    let terms = |fee: &str| {
        value!({
            "kind": "lease-and-service", "machines": [id::<MachineId>(20)], "monthly_fee": fee, "starts": "2026-12-01",
            "first_term": 36, "renewal": 12, "notice": 3, "remarks": "Monteur binnen 8 uur"
        })
    };
    let draft = value!({"draft": {"customer": id::<CustomerId>(LINDE), "terms": terms("145 EUR")}});
    bench.run(contract, json::<contract::Command>(draft)).await;
    let first = made(&documents, "draft", Document::Contract(contract)).await;
    bench.run(contract, json::<contract::Command>(value!({"change": terms("150 EUR")}))).await;
    let unlevelled = made(&documents, "unlevelled", Document::Contract(contract)).await;
    let within = |respond: u16| value!({"respond": respond, "solve": respond * 2});
    let level = value!({"set-service-level": {"service_level": "Goud", "from": "2026-01-01", "terms": {
        "counts": "always", "urgent": within(4), "high": within(8), "normal": within(16), "low": within(40)}}});
    bench.run(settings::COMPANY, json::<settings::Command>(level)).await;
    bench.run(contract, json::<contract::Command>(value!({"set-service-level": {"service_level": "Goud"}}))).await;
    let second = made(&documents, "draft", Document::Contract(contract)).await;
    assert!(first != second, "the new fee does not stand on the draft");
    let sign = value!({"sign-on-screen": {
        "name": "Hanneke Postma", "drawing": "M50 100L150 40L250 140L400 60", "document": "a".repeat(64)
    }});
    bench.run(contract, json::<contract::Command>(sign)).await;
    let signed = made(&documents, "signed", Document::Contract(contract)).await;
    assert!(signed != second, "the signature does not stand on the contract");
    assert!(second != unlevelled, "the service level does not stand on the contract");
    bench.run(contract, json::<contract::Command>(value!({"set-service-level": {"service_level": null}}))).await;
    let runs = made(&documents, "signed", Document::Contract(contract)).await;
    assert!(signed == runs, "what is agreed while it runs changed what was signed");
    bench.turn("2026-11-20T09:00:00");
    bench.run(id::<CustomerId>(LINDE), json::<customer::Command>(value!({"change": linde("Elders 9")}))).await;
    assert!(signed == made(&documents, "signed", Document::Contract(contract)).await, "a signed contract changed");
}

#[tokio::test]
async fn a_finished_visit_and_a_placed_order_have_their_documents() {
    let (bench, documents) = bench().await;
    let number: domain::Line = support::of("A-1042");
    let gasket = domain::ArticleId::of_number(&number);
    let supplier = id::<SupplierId>(30);
    let register = value!({"register": {"name": "Espresso Parts", "email": "orders@parts.example", "language": "en"}});
    bench.run(supplier, json::<supplier::Command>(register)).await;
    let register = json::<domain::article::Command>(value!({"register": {"number": "A-1042", "article": {
        "name": "Pakkingset", "unit": "stuk", "supplier": supplier, "purchase_price": "11.20 EUR", "sales_price": "18.75 EUR",
        "minimum": "2", "order_quantity": "10"
    }, "stock": "20"}}));
    bench.run(gasket, register).await;
    let report =
        value!({"report": {"customer": id::<CustomerId>(LINDE), "machine": id::<MachineId>(20), "problem": "Lekt"}});
    bench.run(id::<domain::FaultId>(3), json::<fault::Command>(report)).await;
    let visit = id::<VisitId>(5);
    let marek = bench.marek().await;
    let technician = Actor::Person { user: marek, role: Role::Technician, roles: Role::ALL.to_vec() };
    for command in [
        value!({"request": {"customer": id::<CustomerId>(LINDE), "kind": "fault", "task": "Lekt", "machine": id::<MachineId>(20), "fault": id::<domain::FaultId>(3)}}),
        value!({"schedule": {"technician": marek, "slot": {"on": "2026-11-17", "from": "10:00", "until": "11:00"}}}),
        value!({"start": {}}),
        value!({"use-part": {"article": gasket, "quantity": "3"}}),
        value!({"return-part": {"article": gasket, "quantity": "1"}}),
    ] {
        bench.run_as(technician.clone(), visit, json::<visit::Command>(command)).await.unwrap();
    }
    assert!(documents.pdf(Document::Worksheet(visit)).await.is_err(), "a visit has no sheet before it is finished");
    let finish =
        value!({"finish": {"solved": true, "findings": "Hard", "work": "Vervangen", "worked": 90, "billable": true}});
    bench.run_as(technician, visit, json::<visit::Command>(finish)).await.unwrap();
    made(&documents, "worksheet", Document::Worksheet(visit)).await;
    let order = id::<domain::PurchaseOrderId>(6);
    let draft = value!({"draft": {"supplier": supplier, "lines": [{"article": gasket, "quantity": "40", "price": "11.20 EUR"}]}});
    bench.run(order, json::<purchase_order::Command>(draft)).await;
    bench.run(order, purchase_order::Command::Place {}).await;
    made(&documents, "order", Document::PurchaseOrder(order)).await;
}

#[tokio::test]
async fn a_work_sheet_has_the_photos_and_the_signature_of_its_visit_and_stays_the_same() {
    let (bench, documents) = bench().await;
    let linde = id::<CustomerId>(LINDE);
    let marek = bench.marek().await;
    let photo = include_bytes!("../../pdf/src/tests/photo.jpg");
    let mut sheets = Vec::new();
    for (n, signed) in [(5, value!({"name": "Petra", "drawing": "M0 0L100 100"})), (6, value!({"absent": "Niemand"}))] {
        let visit = id::<VisitId>(n);
        let finish = value!({"finish": {"solved": true, "findings": "Kalk", "work": "Ontkalkt", "worked": 90, "billable": true,
            "signed": signed, "advice": {"text": "Neem een filter"}}});
        for command in [
            value!({"request": {"customer": linde, "kind": "maintenance", "task": "Beurt"}}),
            value!({"schedule": {"technician": marek, "slot": {"on": "2026-11-17", "from": "10:00", "until": "11:00"}, "overrule": "Kan"}}),
            value!({"start": {}}),
        ] {
            bench.run(visit, json::<visit::Command>(command)).await;
        }
        let file = documents.files.put(linde.0, photo).await.unwrap();
        let keep = value!({"keep": {"visit": visit, "file": file, "thumbnail": file, "phase": "before"}});
        bench.run(visit, json::<folder::Command>(keep)).await;
        bench.run(visit, json::<visit::Command>(finish)).await;
        let sheet = made(&documents, &format!("worksheet-{n}"), Document::Worksheet(visit)).await;
        let remove = value!({"remove": {"file": file, "reason": "Dubbel"}});
        bench.run(visit, json::<folder::Command>(remove)).await;
        assert!(
            made(&documents, "again", Document::Worksheet(visit)).await == sheet,
            "what is taken out later was there then"
        );
        sheets.push(sheet);
    }
    // Whose key is gone has a sheet without photos and names.
    documents.files.remove_all(linde.0).unwrap();
    let without = made(&documents, "worksheet-without", Document::Worksheet(id(5))).await;
    assert!(without.len() < sheets[0].len());
}
