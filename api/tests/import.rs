//! A customer list from Excel: looked at first, saved when confirmed, and the same file again changes nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::io::Cursor;

use api::{
    Session, export,
    import::{
        Upload,
        columns::{self, Field, Mapping},
        import_customers,
        report::{Becomes, Report, Weight},
        sheet::{self, Unreadable},
    },
};
use calamine::{Data, Reader, Xlsx};
use domain::customer::{Command, Customer};
use event_store::Given;
use projections::customers::{DEPARTMENT, card};
use rust_xlsxwriter::Workbook;
use support::{Program, actor, seller};
use texts::Lang;

const HEADER: [&str; 10] = [
    "Bedrijfsnaam",
    "Straat",
    "Huisnr.",
    "Postcode",
    "Plaats",
    "Telefoon",
    "E-mail",
    "KvK",
    "BTW nummer",
    "Contactpersoon",
];

fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            sheet.write_string(row, column, *cell).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn list() -> Vec<u8> {
    workbook(&[
        &HEADER,
        &[
            "Bakkerij De Wit",
            "Dorpsstraat",
            "12",
            "3732HC",
            "De Bilt",
            "030 555 01 42",
            "info@dewit.example",
            "30123456",
            "",
            "Ria de Wit",
        ],
        &["Garage Terpstra", "Kade", "1a", "3990 AB", "Houten", "geen", "", "", "", ""],
        &["", "Kade", "2", "3990 AB", "Houten", "", "", "", "", ""],
        &[
            "Hotel De Posthoorn",
            "Brink",
            "1",
            "7411 BR",
            "Deventer",
            "",
            "INFO@dewit.example",
            "",
            "NL004495446B99",
            "",
        ],
        &["bakkerij de wit", "Dorpsstraat", "12", "3732 HC", "De Bilt", "", "", "30123456", "", ""],
    ])
}

async fn import(program: &Program, bytes: &[u8], confirm: bool) -> Report {
    let upload = Upload { file: "klanten.xlsx", bytes, mapping: None, lang: Lang::Nl };
    import_customers(&program.app, &actor(), &upload, confirm).await.unwrap()
}

fn becomes(report: &Report) -> Vec<Becomes> {
    report.lines.iter().map(|line| line.becomes).collect()
}

#[test]
fn columns_are_guessed_by_their_headers_in_three_languages() {
    let guessed = |header: &[&str]| columns::guess(&header.iter().map(ToString::to_string).collect::<Vec<_>>());
    let dutch: Mapping = guessed(&HEADER);
    assert_eq!(dutch.len(), 10);
    assert_eq!((dutch[&Field::Name], dutch[&Field::HouseNumber], dutch[&Field::VatNumber]), (0, 2, 8));
    let english = guessed(&["Customer name", "Street address", "Zip code", "Town", "Phone", "Remarks"]);
    assert_eq!(
        english.keys().copied().collect::<Vec<_>>(),
        [Field::Name, Field::Street, Field::Postcode, Field::City, Field::Phone, Field::Note]
    );
    let polish = guessed(&["Nazwa firmy", "Ulica", "Kod pocztowy", "Miejscowość", "NIP", "Osoba kontaktowa"]);
    assert_eq!(polish.len(), 6);
}

#[test]
fn what_the_page_calls_a_column_is_recognised_as_its_header() {
    for lang in Lang::ALL {
        let labels: Vec<String> = Field::ALL.iter().map(|field| field.label(lang).into_owned()).collect();
        let wanted: Mapping = Field::ALL.iter().copied().zip(0..).collect();
        assert_eq!(columns::guess(&labels), wanted, "{lang:?}");
    }
}

#[test]
fn what_is_no_workbook_or_holds_nothing_is_refused() {
    assert_eq!(sheet::read(b"naam;plaats"), Err(Unreadable::NotAWorkbook));
    assert_eq!(sheet::read(&workbook(&[&HEADER])), Err(Unreadable::Empty));
    assert_eq!(sheet::read(&vec![0; sheet::MAX_BYTES + 1]), Err(Unreadable::TooLarge));
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write_string(sheet::MAX_ROWS, 0, "te ver").unwrap();
    assert_eq!(sheet::read(&workbook.save_to_buffer().unwrap()), Err(Unreadable::TooLarge));
    assert_eq!((sheet::letters(0), sheet::letters(25), sheet::letters(26)), ("A".into(), "Z".into(), "AA".into()));
}

#[tokio::test(flavor = "multi_thread")]
async fn looking_names_each_problem_by_row_and_column_and_saves_nothing() {
    let program = Program::new().await;
    let report = import(&program, &list(), false).await;
    assert_eq!(becomes(&report), [Becomes::New, Becomes::LeftOut, Becomes::LeftOut, Becomes::New, Becomes::LeftOut]);
    let said: Vec<String> = report.remarks.iter().map(|remark| remark.sentence(Lang::Nl)).collect();
    assert_eq!(said.len(), 5, "{said:#?}");
    assert!(said[0].starts_with("Rij 3, kolom F (telefoon): Dit is geen telefoonnummer."), "{said:#?}");
    assert!(said[1].starts_with("Rij 4, kolom A (naam): Vul dit nog in."), "{said:#?}");
    assert!(said[2].starts_with("Rij 5, kolom I (btw-nummer): De controlecijfers"), "{said:#?}");
    assert_eq!(said[3], "Rij 5: Hetzelfde e-mailadres staat op rij 2.");
    assert!(said[4].starts_with("Rij 6: Dezelfde klant staat al op rij 2."), "{said:#?}");
    assert_eq!(program.events().await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_header_is_found_below_a_title_and_rows_keep_their_numbers() {
    let program = Program::new().await;
    let list = workbook(&[
        &["Klantenlijst 2026"],
        &[],
        &["Nummer", "Naam", "Adres", "Nr", "Postcode", "Plaats"],
        &["10482", "Molen", "Molenweg", "3", "1234 AB", "Soest"],
        &["10483", "", "Molenweg", "4", "1234 AB", "Soest"],
    ]);
    let report = import(&program, &list, true).await;
    assert_eq!(becomes(&report), [Becomes::New, Becomes::LeftOut]);
    assert!(report.remarks[0].sentence(Lang::Nl).starts_with("Rij 5, kolom B (naam)"), "{:?}", report.remarks);
    let id = report.lines[0].customer.unwrap().to_string();
    let (state, _) = program.app.log.state::<Customer>(&id).await.unwrap();
    let street = state.details.as_ref().unwrap().visiting.street.to_string();
    assert_eq!(street, "Molenweg 3", "a number right behind the street is the house's, the customer's is not");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_column_that_lacks_is_named_once_and_not_for_every_row() {
    let program = Program::new().await;
    let list = workbook(&[&["Naam", "Plaats"], &["Molen", "Soest"], &["Kade", "Houten"]]);
    let report = import(&program, &list, true).await;
    assert_eq!(report.missing, [Field::Street, Field::Postcode]);
    assert_eq!((becomes(&report), report.remarks.len()), (vec![Becomes::LeftOut; 2], 0));
    let said = report.sentences(Lang::Nl);
    assert_eq!(said.iter().filter(|sentence| sentence.contains("straat")).count(), 1, "{said:#?}");
    assert_eq!(program.events().await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn zeros_that_excel_took_off_dutch_numbers_come_back() {
    let program = Program::new().await;
    let list = workbook(&[
        &["Naam", "Adres", "Postcode", "Plaats", "Land", "Telefoon", "KvK", "Contact", "Telefoon contactpersoon"],
        &["Molen", "Molenweg 1", "1234 AB", "Soest", "", "305550142", "1234567", "Ria", "612345678"],
        &["Młyn", "Polna 1", "00-950", "Warszawa", "Polska", "223334455", "", "", ""],
    ]);
    let report = import(&program, &list, true).await;
    assert_eq!((report.count(Becomes::New), report.remarks.len()), (2, 0), "{:?}", report.remarks);
    let mut known = Vec::new();
    for line in &report.lines {
        let (state, _) = program.app.log.state::<Customer>(&line.customer.unwrap().to_string()).await.unwrap();
        known.push(state.details.clone().unwrap());
        let phones = state.contacts.iter().flat_map(|(_, contact)| contact.as_ref()?.phone.clone());
        assert!(phones.map(|phone| phone.to_string()).all(|phone| phone == "+31612345678"));
    }
    let phone = |n: usize| known[n].phone.as_ref().unwrap().to_string();
    assert_eq!((phone(0), phone(1)), ("+31305550142".into(), "+48223334455".into()));
    assert_eq!(known[0].company_number.as_ref().unwrap().as_str(), "01234567");
    assert_eq!(known[1].visiting.country.as_str(), "PL");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_that_was_taken_out_comes_in_again_and_changes_nothing() {
    let program = Program::new().await;
    import(&program, &list(), true).await;
    let (list, query) = export::find("customers").unwrap();
    for lang in [Lang::Nl, Lang::En, Lang::Pl] {
        let reader = Session { lang, ..seller() };
        let bytes = export::workbook(&program.app, &reader, list, query, &Vec::new()).await.unwrap();
        let before = program.events().await;
        let report = import(&program, &bytes, true).await;
        let needed = [Field::Name, Field::Street, Field::Postcode, Field::City, Field::Country, Field::PaymentDays];
        assert!(needed.iter().all(|field| report.mapping.contains_key(field)), "{lang:?}: {:?}", report.header);
        assert_eq!(becomes(&report), [Becomes::Same; 2], "{lang:?}: {:?}", report.remarks);
        assert_eq!(program.events().await, before);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_confirmed_is_saved_and_the_same_file_again_changes_nothing() {
    let program = Program::new().await;
    // A workbook says when it was made: made twice it would be another file.
    let list = list();
    let report = import(&program, &list, true).await;
    assert_eq!((report.count(Becomes::New), report.count(Becomes::LeftOut)), (2, 3));
    let pool = &program.app.reads.of(&DEPARTMENT).pool;
    let bakery = report.lines[0].customer.unwrap().to_string();
    let card = card::one(pool, &bakery, program.app.log.today()).await.unwrap().unwrap();
    assert_eq!(
        (card.name.as_str(), card.street.as_str(), card.postcode.as_str()),
        ("Bakkerij De Wit", "Dorpsstraat 12", "3732 HC")
    );
    assert_eq!((card.phone.as_deref(), card.contacts[0].name.as_str()), (Some("+31305550142"), "Ria de Wit"));
    let hotel = report.lines[3].customer.unwrap().to_string();
    let hotel = card::one(pool, &hotel, program.app.log.today()).await.unwrap().unwrap();
    assert_eq!(hotel.despite.as_deref(), Some("Zo overgenomen uit klanten.xlsx"));

    let before = program.events().await;
    let again = import(&program, &list, true).await;
    assert_eq!(becomes(&again), [Becomes::Same, Becomes::LeftOut, Becomes::LeftOut, Becomes::Same, Becomes::LeftOut]);
    assert_eq!(program.events().await, before);

    let (state, _) = program.app.log.state::<Customer>(&bakery).await.unwrap();
    let changed = domain::customer::Details { email: None, ..state.details.clone().unwrap() };
    let given = Given::by(actor());
    program.app.log.run(&bakery, Command::Change(changed).into(), &given, program.app.outside.as_ref()).await.unwrap();
    let before = program.events().await;
    import(&program, &list, true).await;
    assert_eq!(program.events().await, before, "what people changed since is not undone by the old file");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_list_changes_what_it_speaks_of_and_adds_contacts() {
    let program = Program::new().await;
    import(&program, &list(), true).await;
    let newer = workbook(&[
        &["Naam", "Adres", "Postcode", "Plaats", "KvK", "Telefoon", "Contact", "Opmerking"],
        &["Bakkerij De Wit BV", "Dorpsstraat 14", "3732 HC", "De Bilt", "30123456", "", "Ria de Wit", "nieuwe oven"],
        &["Bakkerij De Wit BV", "Dorpsstraat 14", "3732 HC", "De Bilt", "30123456", "", "Jan de Wit", ""],
        &["Molen", "Molenweg 1", "1234 AB", "Soest", "", "", "", "achterom"],
    ]);
    let looked = import(&program, &newer, false).await;
    assert_eq!(becomes(&looked), [Becomes::Changed, Becomes::Contact, Becomes::New]);
    let done = import(&program, &newer, true).await;
    let pool = &program.app.reads.of(&DEPARTMENT).pool;
    let bakery = done.lines[0].customer.unwrap().to_string();
    let card = card::one(pool, &bakery, program.app.log.today()).await.unwrap().unwrap();
    assert_eq!((card.name.as_str(), card.street.as_str()), ("Bakkerij De Wit BV", "Dorpsstraat 14"));
    assert_eq!(card.phone.as_deref(), Some("+31305550142"), "an empty cell takes nothing away");
    let contacts: Vec<&str> = card.contacts.iter().map(|contact| contact.name.as_str()).collect();
    assert_eq!(contacts, ["Ria de Wit", "Jan de Wit"]);
    let before = program.events().await;
    let again = import(&program, &newer, true).await;
    assert_eq!(becomes(&again), [Becomes::Same; 3]);
    assert_eq!(program.events().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_in_werkbank_under_another_number_is_pointed_out_and_left_out() {
    let program = Program::new().await;
    import(&program, &list(), true).await;
    // The same name and postcode, but no company number: another key, the same customer.
    let other = workbook(&[
        &["Naam", "Adres", "Postcode", "Plaats", "Mail"],
        &["Bakkerij de Wit", "Dorpsstraat 12", "3732HC", "De Bilt", ""],
        &["Café De Wit", "Markt 1", "3732 AA", "De Bilt", "info@dewit.example"],
    ]);
    let report = import(&program, &other, false).await;
    assert_eq!(becomes(&report), [Becomes::LeftOut, Becomes::New]);
    assert_eq!(report.remarks[0].weight, Weight::Double);
    assert!(report.remarks[0].sentence(Lang::Nl).contains("(Bakkerij De Wit) heeft dezelfde naam en postcode"));
    assert_eq!((report.remarks[1].weight, report.remarks[1].code.as_str()), (Weight::Doubt, "import-double-email"));
}

#[tokio::test(flavor = "multi_thread")]
async fn customers_that_are_taken_in_at_once_have_numbers_without_a_gap() {
    let program = Program::new().await;
    let rows: Vec<[String; 5]> = (0..300)
        .map(|n| {
            [format!("Klant {n}"), "Kade 1".into(), format!("{} AB", 1000 + n), "Houten".into(), format!("Jan {n}")]
        })
        .collect();
    let header = ["Naam", "Adres", "Postcode", "Plaats", "Contact"].map(ToOwned::to_owned);
    let rows: Vec<Vec<&str>> =
        std::iter::once(&header).chain(&rows).map(|row| row.iter().map(String::as_str).collect()).collect();
    let report = import(&program, &workbook(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>()), true).await;
    assert_eq!(report.count(Becomes::New), 300, "{:?}", report.remarks);
    let mut numbers = Vec::new();
    for line in &report.lines {
        let (state, _) = program.app.log.state::<Customer>(&line.customer.unwrap().to_string()).await.unwrap();
        assert_eq!(state.contacts.len(), 1, "row {}", line.row);
        numbers.push(state.number);
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=300).collect::<Vec<_>>());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_row_with_the_same_name_and_postcode_or_contact_adds_nothing() {
    let program = Program::new().await;
    let list = workbook(&[
        &["Naam", "Adres", "Postcode", "Plaats", "KvK", "Contact"],
        &["Molen", "Molenweg 1", "1234 AB", "Soest", "30123456", "Ria"],
        &["molen", "Molenweg 1", "1234 AB", "Soest", "", ""],
        &["Molen", "Molenweg 1", "1234 AB", "Soest", "30123456", "Ria"],
        &["Molen", "Molenweg 1", "1234 AB", "Soest", "30123456", "Jan"],
    ]);
    for confirm in [false, true] {
        let report = import(&program, &list, confirm).await;
        let wanted = [Becomes::New, Becomes::LeftOut, Becomes::Same, Becomes::Contact];
        assert_eq!(becomes(&report), wanted, "the preview tells what is done");
    }
}

#[test]
fn a_column_is_named_by_its_letters_as_far_as_a_list_goes() {
    let columns = ["A", "z", "AA", "CV", "CW", "", "1"].map(sheet::column);
    assert_eq!(columns, [Some(0), Some(25), Some(26), Some(99), None, None, None]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_taken_out_with_its_filter_as_the_texts_that_they_are() {
    let program = Program::new().await;
    let mut rows: Vec<Vec<String>> = vec![HEADER.map(Into::into).into()];
    for n in 0..60 {
        let name = if n == 0 { "=1+1".to_owned() } else { format!("Klant {n:02}") };
        rows.push(
            [&name, "Kade", "1", "3990 AB", ["Houten", "Zeist"][n % 2], "", "", "", "", ""].map(Into::into).into(),
        );
    }
    let cells: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    import(&program, &workbook(&cells.iter().map(Vec::as_slice).collect::<Vec<_>>()), true).await;

    let (list, query) = export::find("customers").unwrap();
    let take = async |filter: &[(&str, &str)]| {
        let filter = filter.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let bytes = export::workbook(&program.app, &seller(), list, query, &filter).await.unwrap();
        let mut workbook = Xlsx::new(Cursor::new(bytes)).unwrap();
        let name = workbook.sheet_names()[0].clone();
        workbook.worksheet_range(&name).unwrap()
    };
    // By name: numbers are drawn in the order in which rows reach the log, and many do at once.
    let whole = take(&[("sort", "name")]).await;
    assert_eq!(whole.height(), 61, "more than a page, and the header");
    assert_eq!(whole.get_value((0, 2)), Some(&Data::String("Naam".into())));
    assert_eq!(whole.get_value((1, 2)), Some(&Data::String("=1+1".into())));
    assert!(matches!(whole.get_value((1, 0)), Some(Data::Float(_))));
    assert_eq!(whole.get_value((1, 1)), Some(&Data::String("Bedrijf".into())));
    let some = take(&[("search", "zeist"), ("after", "5~x")]).await;
    assert_eq!(some.height(), 31);
}

#[test]
fn every_list_that_goes_out_is_a_question_whose_rows_have_its_columns_and_each_column_a_name() {
    for list in export::EXPORTS {
        let (_, query) = export::find(list.list).unwrap_or_else(|| panic!("no question is called {}", list.list));
        let answer = (query.answer)(&mut domain::registry::generator()).as_value().to_string();
        for (field, kind) in list.columns {
            let last = field.rsplit('.').next().unwrap();
            assert!(answer.contains(&format!("\"{last}\"")), "{} has no {field}", list.list);
            for lang in [Lang::Nl, Lang::En, Lang::Pl] {
                let header = export::header(field, *kind);
                assert!(texts::has(lang, &header), "{header} in {lang:?}");
            }
        }
    }
}
