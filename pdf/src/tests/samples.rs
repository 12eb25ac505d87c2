//! Sample documents of a made-up company, in Dutch and Polish.

use crate::*;

const NL: &str = include_str!("nl.ftl");
const EN: &str = include_str!("en.ftl");
const PL: &str = include_str!("pl.ftl");

pub const SIGNATURE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><path fill="none"
stroke="#161614" stroke-width="2.5" stroke-linecap="round" d="M20 70C40 10 60 10 55 60S80 80 95 40s10 40 25 30 10-40 25-20
0 30 20 20 15-40 30-25 5 35 25 25 30-20 60-30"/></svg>"##;

pub fn made_at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).unwrap()
}

/// A missing label fails the test that asks for it.
pub fn words(template: Template, language: &str) -> Labels {
    let texts = match language {
        "nl" => NL,
        "pl" => PL,
        _ => EN,
    };
    labels(template, |key| {
        let text = texts.lines().filter_map(|line| line.split_once(" = ")).find(|(name, _)| *name == key);
        text.unwrap_or_else(|| panic!("{language} lacks {key}")).1.to_owned()
    })
}

fn pick(language: &str, nl: &str, pl: &str) -> String {
    if language == "pl" { pl } else { nl }.to_owned()
}

pub fn company() -> Company {
    Company {
        name: "Koffietechniek Utrecht B.V.".into(),
        address: vec!["Vaartsestraat 114".into(), "3542 AB Utrecht".into()],
        company_number: "34283840".into(),
        vat_id: "NL004495445B01".into(),
        iban: "NL91 ABNA 0417 1643 00".into(),
        bic: Some("ABNANL2A".into()),
        phone: "030 123 45 67".into(),
        email: "administratie@koffietechniek.example".into(),
        website: Some("koffietechniek.example".into()),
    }
}

pub fn customer(language: &str) -> Party {
    Party {
        name: pick(language, "Zorggroep De Linde", "Łódzka Spółdzielnia „Źródło” sp. z o.o."),
        attention: Some(pick(language, "t.a.v. de crediteurenadministratie", "Dział księgowości, Żaneta Wójcik")),
        address: vec![
            pick(language, "Prof. Lorentzlaan 7-bis", "ul. Świętej Jadwigi 12/4"),
            pick(language, "3707 HB Zeist", "90-001 Łódź, Polska"),
        ],
        vat_id: Some(pick(language, "NL002455799B11", "PL8567346215")),
        company_number: Some(Fact { label: pick(language, "KvK", "KRS"), value: "0000123456".into() }),
    }
}

pub fn invoice(language: &str) -> Invoice {
    let line =
        |nl: &str, pl: &str, details: Option<&str>, quantity: &str, price: &str, rate: &str, net: &str| InvoiceLine {
            description: pick(language, nl, pl),
            details: details.map(str::to_owned),
            quantity: quantity.into(),
            unit_price: price.into(),
            vat_rate: rate.into(),
            net: net.into(),
        };
    Invoice {
        language: language.into(),
        labels: words(Template::Invoice, language),
        made_at: made_at(),
        company: company(),
        customer: customer(language),
        number: "2026-0412".into(),
        date: pick(language, "17 november 2026", "17 listopada 2026"),
        supply_date: pick(language, "12 november 2026", "12 listopada 2026"),
        due_date: Some(pick(language, "17 december 2026", "17 grudnia 2026")),
        your_reference: Some("INK-88213".into()),
        facts: vec![Fact { label: pick(language, "Werkbon", "Karta pracy"), value: "B-2026-1734".into() }],
        credits: None,
        lines: vec![
            line(
                "Reparatie espressomachine",
                "Naprawa ekspresu ciśnieniowego",
                Some("La Marzocco Linea PB, serienummer LP-20918"),
                "2,5 uur",
                "€ 84,00",
                "21%",
                "€ 210,00",
            ),
            line("Voorrijden", "Dojazd", None, "1", "€ 49,50", "21%", "€ 49,50"),
            line("Pakkingset zetgroep", "Zestaw uszczelek grupy zaparzającej", None, "2 stuks", "€ 18,75", "21%", "€ 37,50"),
            line("Koffiebonen huismelange", "Kawa ziarnista, mieszanka domowa", None, "12 kg", "€ 16,40", "9%", "€ 196,80"),
        ],
        vat: vec![
            VatTotal { rate: "21%".into(), net: "€ 297,00".into(), vat: "€ 62,37".into() },
            VatTotal { rate: "9%".into(), net: "€ 196,80".into(), vat: "€ 17,71".into() },
        ],
        net_total: "€ 493,80".into(),
        vat_total: "€ 80,08".into(),
        vat_owed: None,
        total: "€ 573,88".into(),
        reverse_charged: false,
        notes: vec![],
        payment: Payment {
            text: pick(
                language,
                "Wilt u het bedrag uiterlijk 17 december 2026 overmaken, met het kenmerk erbij?",
                "Prosimy o przelew do 17 grudnia 2026 z podaniem tytułu przelewu.",
            ),
            reference: "2026-0412".into(),
            qr: Some(
                "BCD\n002\n1\nSCT\nABNANL2A\nKoffietechniek Utrecht B.V.\nNL91ABNA0417164300\nEUR573.88\n\n\n2026-0412\n"
                    .into(),
            ),
        },
    }
}

pub fn credit_note(language: &str) -> Invoice {
    Invoice {
        number: "2026-0419".into(),
        due_date: None,
        credits: Some(Credited {
            number: "2026-0398".into(),
            date: pick(language, "3 november 2026", "3 listopada 2026"),
        }),
        lines: vec![InvoiceLine {
            description: pick(language, "Voorrijden, dubbel berekend", "Dojazd naliczony podwójnie"),
            details: None,
            quantity: "-1".into(),
            unit_price: "€ 49,50".into(),
            vat_rate: pick(language, "verlegd", "odwr. obciążenie"),
            net: "€ -49,50".into(),
        }],
        vat: vec![VatTotal {
            rate: pick(language, "verlegd", "odwr. obciążenie"),
            net: "€ -49,50".into(),
            vat: "€ 0,00".into(),
        }],
        net_total: "€ -49,50".into(),
        vat_total: "€ 0,00".into(),
        total: "€ -49,50".into(),
        reverse_charged: true,
        payment: Payment {
            text: pick(
                language,
                "Wij maken het bedrag binnen 14 dagen over op uw rekening.",
                "Kwotę zwrócimy na rachunek w ciągu 14 dni.",
            ),
            reference: "2026-0419".into(),
            qr: None,
        },
        ..invoice(language)
    }
}

pub fn contract(language: &str, signed: bool) -> Contract {
    let clause = |title: &str, text: &str| Clause { title: title.into(), text: text.into() };
    let signature = |name: &str, role: String| {
        if signed {
            Signature {
                name: Some(name.into()),
                role: Some(role),
                place: Some("Zeist".into()),
                date: Some(pick(language, "2 maart 2026, 14.12 uur", "2 marca 2026, 14:12")),
                svg: Some(SIGNATURE.into()),
            }
        } else {
            Signature::default()
        }
    };
    Contract {
        language: language.into(),
        labels: words(Template::Contract, language),
        made_at: made_at(),
        company: company(),
        customer: customer(language),
        number: "C-2026-0113".into(),
        date: pick(language, "26 februari 2026", "26 lutego 2026"),
        kind: pick(language, "Onderhoud met 8-uursservice", "Konserwacja z obsługą w ciągu 8 godzin"),
        machines: vec![
            Machine {
                kind: "La Marzocco Linea PB".into(),
                serial_number: "LP-20918".into(),
                place: pick(language, "Restaurant, begane grond", "Restauracja, parter"),
                installed_on: "12-03-2025".into(),
            },
            Machine {
                kind: "Jura Giga X8c".into(),
                serial_number: "88-104-2231".into(),
                place: pick(language, "Personeelskamer, 2e verdieping", "Pokój pracowniczy, 2. piętro"),
                installed_on: "".into(),
            },
        ],
        fee: pick(language, "€ 145,00 per maand, exclusief btw", "€ 145,00 miesięcznie netto"),
        start: pick(language, "1 maart 2026", "1 marca 2026"),
        first_term: pick(language, "36 maanden, tot en met 28 februari 2029", "36 miesięcy, do 28 lutego 2029"),
        renewal: pick(language, "Telkens met 12 maanden", "Każdorazowo o 12 miesięcy"),
        notice: pick(
            language,
            "3 maanden voor het einde, uiterlijk 30 november 2028",
            "3 miesiące przed końcem, najpóźniej 30 listopada 2028",
        ),
        facts: vec![Fact {
            label: pick(language, "Bereikbaar", "Dostępność"),
            value: pick(language, "Werkdagen van 7.00 tot 18.00 uur", "Dni robocze od 7:00 do 18:00"),
        }],
        clauses: (0..3)
            .flat_map(|_| match language {
                "pl" => [
                    clause("Zakres usług", "Wykonawca utrzymuje urządzenia w dobrym stanie, przeprowadza konserwację dwa razy w roku i usuwa usterki w ciągu ośmiu godzin roboczych od zgłoszenia."),
                    clause("Części", "Części zużywające się są wliczone w opłatę.\nSzkody wynikłe z niewłaściwego użytkowania nie są objęte umową."),
                ],
                _ => [
                    clause("Dienst", "Opdrachtnemer houdt de machines in goede staat, voert tweemaal per jaar onderhoud uit en verhelpt een storing binnen acht werkuren na de melding."),
                    clause("Onderdelen", "Slijtdelen zijn bij de vergoeding inbegrepen.\nSchade door onjuist gebruik valt buiten dit contract."),
                ],
            })
            .collect(),
        company_signature: signature("Sanne de Wit", pick(language, "Verkoop", "Sprzedaż")),
        customer_signature: signature("Hanneke Postma", pick(language, "Facilitair manager", "Kierownik administracji")),
        document_hash: signed.then(|| "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into()),
    }
}

pub fn purchase_order(language: &str) -> PurchaseOrder {
    let line =
        |article: &str, vendor: Option<&str>, nl: &str, pl: &str, quantity: &str, price: &str, net: &str| OrderLine {
            article: article.into(),
            vendor_article: vendor.map(str::to_owned),
            description: pick(language, nl, pl),
            quantity: quantity.into(),
            unit_price: price.into(),
            net: net.into(),
        };
    PurchaseOrder {
        language: language.into(),
        labels: words(Template::PurchaseOrder, language),
        made_at: made_at(),
        company: company(),
        vendor: Party { name: "Espresso Parts Europe GmbH".into(), vat_id: None, ..customer(language) },
        number: "I-2026-0087".into(),
        date: pick(language, "17 november 2026", "17 listopada 2026"),
        your_reference: Some("Klant 30114".into()),
        wanted_by: Some(pick(language, "24 november 2026", "24 listopada 2026")),
        contact: Some("Bram Visser, 030 123 45 68".into()),
        delivery_address: vec![
            "Koffietechniek Utrecht B.V.".into(),
            "Magazijn, Vaartsestraat 116".into(),
            "3542 AB Utrecht".into(),
        ],
        lines: vec![
            line(
                "A-1042",
                Some("EP-7733"),
                "Pakkingset zetgroep",
                "Zestaw uszczelek grupy zaparzającej",
                "40 st",
                "€ 11,20",
                "€ 448,00",
            ),
            line(
                "A-0077",
                None,
                "Pomp 15 bar, messing, met terugslagklep",
                "Pompa 15 bar, mosiężna, z zaworem zwrotnym",
                "6 st",
                "€ 64,90",
                "€ 389,40",
            ),
        ],
        net_total: "€ 837,40".into(),
        notes: vec![pick(language, "Deellevering is akkoord.", "Dostawa częściowa jest dopuszczalna.")],
    }
}

/// What is held of a private customer, with words in which one can see where lines break.
pub fn dossier(language: &str) -> Dossier {
    let fact = |label: &str, value: &str| Fact { label: label.into(), value: value.into() };
    Dossier {
        language: language.into(),
        labels: words(Template::Dossier, language),
        made_at: made_at(),
        company: company(),
        person: Party {
            name: "Wilhelmina Żółkiewska".into(),
            address: vec!["Zonnebloemdreef 77".into(), "8376 EX Ossenzijl".into()],
            ..Party::default()
        },
        date: "17 november 2026".into(),
        lead: "Dit is alles wat over u is vastgelegd.".into(),
        known: vec![
            Group {
                title: None,
                facts: vec![fact("Naam", "Wilhelmina Żółkiewska"), fact("Telefoon", "+31 521 59 84 37")],
            },
            Group { title: Some("Contactpersoon".into()), facts: vec![fact("Naam", "Bartholomeus Quackelbeen")] },
        ],
        kept: vec!["Facturen: tot en met 31 december 2033.".into()],
        did: vec![Did {
            what: "Storing gemeld".into(),
            times: "1.284".into(),
            first: "01-06-2025".into(),
            last: "17-11-2026".into(),
        }],
        happened: vec![
            Happened {
                at: "17-11-2026 10.05".into(),
                what: "Storing gemeld · S-2026-0412".into(),
                facts: vec![fact("Probleem", "De ketel fluit."), fact("Spoed", "hoog")],
                text: None,
            },
            Happened {
                at: "18-11-2026 9.30".into(),
                what: "Mail klaargezet".into(),
                facts: vec![fact("Onderwerp", "Uw storing")],
                text: Some("Goedendag,\n\nWij komen morgen.".into()),
            },
        ],
    }
}

pub fn worksheet(language: &str) -> Worksheet {
    let time = |nl: &str, pl: &str, value: &str| Fact { label: pick(language, nl, pl), value: value.into() };
    Worksheet {
        language: language.into(),
        labels: words(Template::Worksheet, language),
        made_at: made_at(),
        company: company(),
        customer: customer(language),
        number: "B-2026-1734".into(),
        date: pick(language, "12 november 2026", "12 listopada 2026"),
        kind: pick(language, "Storing", "Awaria"),
        visited_at: vec!["Prof. Lorentzlaan 7-bis".into(), "3707 HB Zeist".into()],
        machine: Some("La Marzocco Linea PB".into()),
        serial_number: Some("LP-20918".into()),
        technician: "Youssef el Amrani".into(),
        reported: Some(pick(language, "Machine lekt onder de linker zetgroep.", "Ekspres przecieka pod lewą grupą.")),
        times: vec![
            time("Aankomst", "Przyjazd", "09.05"),
            time("Vertrek", "Wyjazd", "11.35"),
            time("Gewerkt", "Czas pracy", "2 u 30 min"),
        ],
        findings: pick(
            language,
            "Pakking van de linker zetgroep is uitgehard.\nDruk van de pomp is goed (9,1 bar).",
            "Uszczelka lewej grupy stwardniała.\nCiśnienie pompy prawidłowe (9,1 bar).",
        ),
        work_done: pick(
            language,
            "Beide zetgroepen van nieuwe pakkingen voorzien, ontkalkt en getest.",
            "Wymieniono uszczelki w obu grupach, odkamieniono i sprawdzono.",
        ),
        parts: vec![Part {
            article: "A-1042".into(),
            description: pick(language, "Pakkingset zetgroep", "Zestaw uszczelek grupy zaparzającej"),
            quantity: pick(language, "2 stuks", "2 szt."),
        }],
        result: pick(language, "Opgelost", "Rozwiązano"),
        checks: vec![Checks {
            name: pick(language, "Onderhoud espresso", "Przegląd ekspresu"),
            lines: vec![
                Check {
                    what: pick(language, "Ontkalken en spoelen", "Odkamienianie i płukanie"),
                    answer: pick(language, "Gedaan", "Zrobione"),
                },
                Check {
                    what: pick(language, "Waterdruk\nKraan stond half dicht", "Ciśnienie wody\nKran był przymknięty"),
                    answer: pick(language, "1,4 bar\nBuiten de norm", "1,4 bar\nPoza normą"),
                },
            ],
        }],
        advice: Some(pick(language, "Neem een waterfilter.", "Proszę założyć filtr wody.")),
        photos: vec![Photo { caption: pick(language, "voor het werk", "przed pracą"), jpeg: PHOTO.to_vec() }],
        unsigned: None,
        signature: Some(Signature {
            name: Some("Hanneke Postma".into()),
            svg: Some(SIGNATURE.into()),
            date: Some("12-11-2026, 11.34".into()),
            ..Signature::default()
        }),
    }
}

/// A small picture.
const PHOTO: &[u8] = include_bytes!("photo.jpg");
