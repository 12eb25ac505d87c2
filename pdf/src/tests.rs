//! What each document must hold, and what the typesetter may not do. `PDF_OUT=folder` keeps the pages to look at.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod samples;

use serde_json::{Value, to_value};
use typst::diag::FileError;
use typst::layout::{Frame, FrameItem};
use typst::syntax::{FileId, RootedPath, VirtualPath, VirtualRoot};

use crate::*;
use samples::made_at;

/// Every sample in both languages: name, template, data.
fn all() -> Vec<(String, Template, Value)> {
    let of = |lang| {
        [
            ("invoice", Template::Invoice, to_value(samples::invoice(lang))),
            ("credit", Template::Invoice, to_value(samples::credit_note(lang))),
            ("contract", Template::Contract, to_value(samples::contract(lang, false))),
            ("signed", Template::Contract, to_value(samples::contract(lang, true))),
            ("order", Template::PurchaseOrder, to_value(samples::purchase_order(lang))),
            ("worksheet", Template::Worksheet, to_value(samples::worksheet(lang))),
            ("dossier", Template::Dossier, to_value(samples::dossier(lang))),
        ]
        .map(|(name, template, data)| (format!("{name}-{lang}"), template, data.unwrap()))
    };
    ["nl", "pl"].into_iter().flat_map(of).collect()
}

/// The letters on each page in reading order, without spaces: where a line breaks is not the test's business.
fn pages(template: Template, data: &impl Serialize) -> Vec<String> {
    fn gather(frame: &Frame, into: &mut String) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => gather(&group.frame, into),
                FrameItem::Text(text) => into.push_str(&text.text),
                _ => {}
            }
        }
    }
    let desk = Desk::new(template, serde_json::to_vec(data).unwrap(), None).unwrap();
    let document = typeset(&desk).unwrap();
    let text = |frame| {
        let mut text = String::new();
        gather(frame, &mut text);
        squeeze(&text)
    };
    document.pages().iter().map(|page| text(&page.frame)).collect()
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect()
}

#[track_caller]
fn assert_says(page: &str, all: &[&str]) {
    for text in all {
        assert!(page.contains(&squeeze(text)), "{text:?} is missing in {page:?}");
    }
}

#[test]
fn every_document_is_archivable_and_the_same_bytes_each_time() {
    for (name, template, data) in all() {
        let start = std::time::Instant::now();
        let first = render(template, &data, made_at()).unwrap();
        let took = start.elapsed();
        if let Some(folder) = std::env::var_os("PDF_OUT") {
            std::fs::write(std::path::Path::new(&folder).join(format!("{name}.pdf")), &first).unwrap();
            eprintln!("{name}: {took:?}, {} bytes", first.len());
        }
        assert!(first.starts_with(b"%PDF-1.7"), "{name}");
        let holds = |text: &str| first.windows(text.len()).any(|bytes| bytes == text.as_bytes());
        assert!(holds("<pdfaid:part>2</pdfaid:part>"), "{name} is no PDF/A-2");
        assert!(holds("<pdfuaid:part>1</pdfuaid:part>"), "{name} is no PDF/UA-1");
        assert!(first == render(template, &data, made_at()).unwrap(), "{name} differs when made again");
    }
}

#[test]
fn an_invoice_holds_all_that_the_law_asks() {
    for lang in ["nl", "pl"] {
        let invoice = samples::invoice(lang);
        let [page] = &pages(Template::Invoice, &invoice)[..] else { panic!("not one page") };
        let Company { name, address, company_number, vat_id, iban, .. } = &invoice.company;
        assert_says(page, &[name, &address[0], &address[1], company_number, vat_id, iban]);
        let customer = &invoice.customer;
        assert_says(page, &[&customer.name, &customer.address[0], &customer.address[1]]);
        assert_says(page, &[customer.vat_id.as_ref().unwrap()]);
        assert_says(page, &[&invoice.number, &invoice.date, &invoice.supply_date]);
        assert_says(page, &[invoice.due_date.as_ref().unwrap()]);
        for line in &invoice.lines {
            assert_says(page, &[&line.description, &line.quantity, &line.unit_price, &line.vat_rate, &line.net]);
        }
        for vat in &invoice.vat {
            assert_says(page, &[&vat.rate, &vat.net, &vat.vat]);
        }
        assert_says(page, &[&invoice.net_total, &invoice.vat_total, &invoice.total]);
    }
}

#[test]
fn an_invoice_in_other_money_holds_the_vat_in_that_of_the_country_too() {
    let vat_owed = Some(Fact { label: "Btw in EUR".into(), value: "€ 18,84".into() });
    let invoice = crate::Invoice { vat_owed, vat_total: "zł 80,08".into(), ..samples::invoice("nl") };
    let [page] = &pages(Template::Invoice, &invoice)[..] else { panic!("not one page") };
    assert_says(page, &["zł 80,08", "Btw in EUR", "€ 18,84"]);
}

#[test]
fn a_credit_note_names_its_invoice_and_says_that_vat_is_reverse_charged() {
    let [page] = &pages(Template::Invoice, &samples::credit_note("nl"))[..] else { panic!("not one page") };
    assert_says(page, &["Creditfactuur 2026-0419", "corrigeert factuur 2026-0398, 3 november 2026", "Btw verlegd"]);
    assert!(!page.contains("Vervaldatum") && !page.contains(&squeeze("Te betalen")), "asks for money: {page:?}");
}

#[test]
fn reverse_charge_is_not_mentioned_without_need() {
    assert!(!pages(Template::Invoice, &samples::invoice("nl"))[0].contains(&squeeze("Btw verlegd")));
}

#[test]
fn each_further_page_repeats_what_it_belongs_to_and_its_table_head() {
    let mut invoice = samples::invoice("nl");
    invoice.lines = vec![invoice.lines[0].clone(); 60];
    let pages = pages(Template::Invoice, &invoice);
    assert!(pages.len() > 2, "{} pages", pages.len());
    for (number, page) in pages.iter().enumerate() {
        assert_says(page, &["Factuur 2026-0412", &format!("Pagina {} van {}", number + 1, pages.len()), "34283840"]);
    }
    assert_says(&pages[1], &["Omschrijving"]);
}

#[test]
fn a_contract_prints_terms_clauses_and_who_signed_what() {
    let signed = samples::contract("pl", true);
    let text = pages(Template::Contract, &signed).concat();
    assert_says(&text, &[&signed.fee, &signed.start, &signed.first_term, &signed.renewal, &signed.notice]);
    assert_says(&text, &["LP-20918", &signed.clauses[5].text, "Hanneke Postma", &signed.document_hash.unwrap()]);
}

#[test]
fn every_template_prints_exactly_the_labels_it_asks_for() {
    let printed = |source: &str| {
        let words = source.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '.' || c == '_'));
        let mut keys: Vec<_> = words.filter_map(|word| word.strip_prefix("l.")).map(str::to_owned).collect();
        keys.sort();
        keys.dedup();
        keys
    };
    let signing = ["signature", "signature-alt"];
    for template in Template::ALL {
        let source = template.source().1;
        let mut used = printed(source);
        if source.contains("signing(") {
            used.extend(signing.map(str::to_owned));
        }
        used.sort();
        let mut asked = template.own_labels().to_vec();
        asked.sort_unstable();
        used.retain(|key| !labels::HOUSE.contains(&key.as_str()));
        assert_eq!(used, asked, "{template:?}");
    }
    let house = printed(include_str!("../templates/house.typ"));
    assert_eq!(house.iter().filter(|key| !signing.contains(&key.as_str())).collect::<Vec<_>>(), labels::HOUSE);
}

#[test]
fn every_label_exists_in_dutch_english_and_polish() {
    for language in ["nl", "en", "pl"] {
        for template in Template::ALL {
            assert!(samples::words(template, language).values().all(|text| !text.is_empty()));
        }
    }
}

#[test]
fn the_stand_in_typeface_draws_dutch_and_polish() {
    let font = fonts::FONTS.iter().find(|font| font.info().family == "Libertinus Serif").unwrap();
    for letter in "ąćęłńóśźżĄĆĘŁŃÓŚŹŻëïéèüöijĲ€–„”’·0123456789".chars() {
        assert!(font.info().coverage.contains(letter.into()), "{letter}");
    }
}

#[test]
fn a_letter_that_no_typeface_has_does_not_stop_an_invoice() {
    let mut invoice = samples::invoice("nl");
    invoice.customer.name = "Café 🦊 株式会社".into();
    assert!(crate::invoice(&invoice).unwrap().starts_with(b"%PDF"));
}

#[test]
fn data_is_never_read_as_markup() {
    let mut invoice = samples::invoice("nl");
    let nasty = "#read(\"/data.json\") *a* _b_ $x$ <c> @d \\ // e = f";
    invoice.lines[0].description = nasty.into();
    assert_says(&pages(Template::Invoice, &invoice)[0], &[nasty]);
}

#[test]
fn a_payment_text_that_no_qr_code_holds_is_refused() {
    let mut invoice = samples::invoice("nl");
    invoice.payment.qr = Some("x".repeat(4000));
    assert!(matches!(crate::invoice(&invoice), Err(PdfError::Data(_))));
}

#[test]
fn a_broken_signature_is_refused_with_its_place() {
    let mut contract = samples::contract("nl", true);
    contract.customer_signature.svg = Some("no drawing".into());
    let error = crate::contract(&contract).unwrap_err().to_string();
    assert!(error.contains("house.typ:"), "{error}");
}

#[test]
fn the_typesetter_sees_no_file_of_the_machine() {
    let desk = Desk::new(Template::Invoice, b"{}".to_vec(), None).unwrap();
    let id = FileId::new(RootedPath::new(VirtualRoot::Project, VirtualPath::new("/etc/passwd").unwrap()));
    assert!(matches!(desk.file(id), Err(FileError::AccessDenied)));
    assert!(matches!(desk.source(id), Err(FileError::AccessDenied)));
}
