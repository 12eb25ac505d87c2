//! Values: what is understood, how it is kept, and the code with which it is refused.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::str::FromStr;

use chrono::NaiveTime;
use domain::{testing::day, *};
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn kept<T: FromStr<Err = Invalid> + ToString>(typed: &str) -> Result<String, &'static str> {
    typed.parse::<T>().map(|value| value.to_string()).map_err(|invalid| invalid.0)
}

fn refused<T: DeserializeOwned + std::fmt::Debug>(value: Value) -> String {
    serde_json::from_value::<T>(value).unwrap_err().to_string()
}

#[test]
fn check_digits_of_company_numbers_are_known() {
    let looks = |number: &str| number.parse::<CompanyNumber>().unwrap().looks_right();
    for right in ["30123456", "01234567", "0428759497", "0428.759.497", "192598184", "12345678512347"] {
        assert!(looks(right), "{right}");
    }
    for wrong in ["3012345", "0431150351", "2428759497", "192598183", "12345678612342", "301234567890", "HRB12345"] {
        assert!(!looks(wrong), "{wrong}");
    }
}

#[test]
fn check_digits_of_vat_numbers_are_known() {
    let looks = |number: &str| number.parse::<VatNumber>().unwrap().looks_right();
    for right in
        ["NL004495445B01", "nl 0044.95.445.B01", "NL002455799B11", "BE0428759497", "PL8567346215", "DE123456788"]
    {
        assert!(looks(right), "{right}");
    }
    let wrong = [
        "NL123456789B90",
        "NL004495445C01",
        "NL4495445B01",
        "BE0431150351",
        "PL8567346216",
        "PL85673462",
        "X",
        "HALLO",
        "DEHALLO",
    ];
    for wrong in wrong {
        assert!(!looks(wrong), "{wrong}");
    }
}

#[test]
fn a_bare_nip_is_a_polish_vat_number() {
    assert_eq!(kept::<VatNumber>("856-734-62-15").as_deref(), Ok("PL8567346215"));
    assert_eq!("856-734-62-15".parse::<VatNumber>().unwrap().country(), "PL");
}

#[test]
fn company_and_vat_numbers_are_letters_and_digits_of_bounded_length() {
    for wrong in ["", "---", "12#4", "é1234", "123456789012345678901"] {
        assert_eq!(kept::<CompanyNumber>(wrong), Err("company-number"));
        assert_eq!(kept::<VatNumber>(wrong), Err("vat-number"));
    }
}

#[test]
fn an_iban_is_checked_and_kept_without_spaces() {
    assert_eq!(kept::<Iban>("nl91 ABNA 0417 1643 00").as_deref(), Ok("NL91ABNA0417164300"));
    assert_eq!(kept::<Iban>("BE68 5390 0754 7034").as_deref(), Ok("BE68539007547034"));
    assert_eq!(kept::<Iban>("PL61109010140000071219812874").as_deref(), Ok("PL61109010140000071219812874"));
    for wrong in ["NL91ABNA0417164301", "NL91", "", "geen"] {
        assert_eq!(kept::<Iban>(wrong), Err("iban"));
    }
}

#[test]
fn one_telephone_number_is_kept_one_way() {
    for typed in ["+31 30 555 01 42", "0031305550142", "030-5550142", "(030) 555 0142", "+31 (0)30 5550142"] {
        assert_eq!(kept::<Phone>(typed).as_deref(), Ok("+31305550142"), "{typed}");
    }
    assert_eq!(kept::<Phone>("+48 22 555 01 42").as_deref(), Ok("+48225550142"));
    assert_eq!(kept::<Phone>("+32 2 555 12 12").as_deref(), Ok("+3225551212"));
    assert_eq!(kept::<Phone>("+49 30 901820").as_deref(), Ok("+4930901820"));
}

#[test]
fn a_telephone_number_is_written_as_it_is_in_its_country_and_with_the_country_elsewhere() {
    let country = |code: &str| code.parse::<Country>().unwrap();
    let written = |typed: &str, reader: &str| typed.parse::<Phone>().unwrap().written(&country(reader));
    assert_eq!(written("0305550142", "NL"), "030 555 0142");
    assert_eq!(written("0305550142", "BE"), "+31 30 555 0142");
    assert_eq!(written("+48225550142", "PL"), "22 555 01 42");
    assert_eq!(written("+48225550142", "NL"), "+48 22 555 01 42");
    assert_eq!(written("112", "NL"), "112");
}

#[test]
fn nine_digits_without_a_zero_are_a_polish_number() {
    for typed in ["512 345 678", "601-234-567"] {
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        assert_eq!(kept::<Phone>(typed), Ok(format!("+48{digits}")));
    }
}

#[test]
fn a_number_of_nowhere_is_kept_as_typed() {
    assert_eq!(kept::<Phone>(" 112 ").as_deref(), Ok("112"));
}

#[test]
fn what_is_not_a_telephone_number_is_refused() {
    for wrong in ["", "12", "bel Petra", "06 1234567 (Petra)", "123456789012345678", "+31<script>612345678"] {
        assert_eq!(kept::<Phone>(wrong), Err("phone"));
    }
}

#[test]
fn numbers_written_in_different_ways_are_found_by_the_same_digits() {
    for typed in ["+31305550142", "0031 30 555 0142", "030-5550142", "30 5550142", "+31 (0)30 5550142"] {
        assert_eq!(phone_digits(typed), "305550142", "{typed}");
    }
    for typed in ["+48 512 345 678", "0048512345678", "512-345-678"] {
        assert_eq!(phone_digits(typed), "512345678", "{typed}");
    }
    // 31 at the beginning of a national number is not a country.
    assert_eq!(phone_digits("0315-550142"), "315550142");
    assert_eq!("030-5550142".parse::<Phone>().unwrap().search_digits(), "305550142");
}

#[test]
fn an_email_address_is_an_address_and_nothing_more() {
    assert_eq!(kept::<Email>(" petra@bakkerijdewit.example ").as_deref(), Ok("petra@bakkerijdewit.example"));
    for wrong in
        ["petra", "petra@", "@dewit.example", "Petra <petra@dewit.example>", "a b@dewit.example", "a@b.c\nd@e.f"]
    {
        assert_eq!(kept::<Email>(wrong), Err("email"), "{wrong}");
    }
    assert_eq!(kept::<Email>(&format!("a@{}.example", "b".repeat(250))), Err("email"));
}

#[test]
fn a_postcode_is_written_as_its_country_writes_it() {
    for typed in ["3732hc", "3732 HC", " 3732 hc "] {
        assert_eq!(kept::<Postcode>(typed).as_deref(), Ok("3732 HC"));
    }
    for right in ["1000", "00-950", "SW1A 1AA", "D-10115"] {
        assert_eq!(kept::<Postcode>(right).as_deref(), Ok(right));
    }
    for wrong in ["", "12", "12345678901", "3732_HC", "é732 HC"] {
        assert_eq!(kept::<Postcode>(wrong), Err("postcode"));
    }
}

#[test]
fn a_country_is_two_letters_and_the_netherlands_when_not_said() {
    assert_eq!(kept::<Country>("be").as_deref(), Ok("BE"));
    for wrong in ["", "N", "NLD", "N1"] {
        assert_eq!(kept::<Country>(wrong), Err("country"));
    }
    let address = json!({"street": "Dorpsstraat 12", "postcode": "3732HC", "city": "De Bilt"});
    assert_eq!(serde_json::from_value::<Address>(address).unwrap().country.as_str(), "NL");
}

fn slot(from: (u32, u32), until: (u32, u32)) -> Option<Slot> {
    let at = |(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
    Slot::new(day(2026, 11, 17), at(from), at(until))
}

#[test]
fn a_slot_ends_after_it_begins() {
    assert_eq!(slot((9, 0), (10, 30)).unwrap().minutes(), 90);
    assert_eq!(slot((9, 0), (9, 0)), None);
    assert_eq!(slot((10, 0), (9, 0)), None);
    let backwards = json!({"on": "2026-11-17", "from": "10:00", "until": "09:00"});
    assert_eq!(refused::<Slot>(backwards), "slot-ends-before-start");
}

#[test]
fn slots_overlap_when_they_share_a_minute_of_a_day() {
    let nine = slot((9, 0), (10, 0)).unwrap();
    let overlaps = |other: Option<Slot>| nine.overlaps(&other.unwrap()) && other.unwrap().overlaps(&nine);
    assert!(overlaps(slot((9, 59), (11, 0))) && overlaps(slot((8, 0), (12, 0))) && overlaps(slot((9, 15), (9, 30))));
    let next = slot((10, 0), (11, 0)).unwrap();
    assert!(!nine.overlaps(&next) && !next.overlaps(&nine));
    assert!(!nine.overlaps(&Slot { on: day(2026, 11, 18), ..nine }));
}

#[test]
fn a_time_is_written_with_a_colon_and_understood_with_a_point() {
    let stored = json!({"on": "2026-11-17", "from": "08:30", "until": "10:00"});
    let typed = json!({"on": "2026-11-17", "from": "8.30", "until": "10.00"});
    let slot: Slot = serde_json::from_value(typed).unwrap();
    assert_eq!(serde_json::to_value(slot).unwrap(), stored);
    assert_eq!(refused::<Slot>(json!({"on": "2026-11-17", "from": "half negen", "until": "10:00"})), "time");
}

#[test]
fn a_line_is_one_line_of_at_most_200_characters() {
    assert_eq!(kept::<Line>("  Petra  ").as_deref(), Ok("Petra"));
    assert_eq!(kept::<Line>(&"é".repeat(200)), Ok("é".repeat(200)));
    for (wrong, code) in
        [("", "empty"), (" \n ", "empty"), ("a\nb", "control-characters"), ("a\u{7}b", "control-characters")]
    {
        assert_eq!(kept::<Line>(wrong), Err(code));
    }
    assert_eq!(kept::<Line>(&"a".repeat(201)), Err("longer-than-200"));
}

#[test]
fn a_text_has_lines_and_at_most_4000_characters() {
    assert_eq!(kept::<Text>("a\r\nb\tc").as_deref(), Ok("a\nb\tc"));
    assert_eq!(kept::<Text>(&"é".repeat(4_000)), Ok("é".repeat(4_000)));
    assert_eq!(kept::<Text>(&"a".repeat(4_001)), Err("longer-than-4000"));
    assert_eq!(kept::<Text>("\u{0}x"), Err("control-characters"));
    assert_eq!(kept::<Text>(""), Err("empty"));
}

#[test]
fn a_login_is_short_small_and_plain() {
    assert_eq!(kept::<Login>(" Sanne.V ").as_deref(), Ok("sanne.v"));
    for wrong in ["s", "sanne vos", "zoë", "a/b", &"a".repeat(41)] {
        assert_eq!(kept::<Login>(wrong), Err("login"));
    }
}

#[test]
fn a_drawing_holds_nothing_but_a_path() {
    assert!("M0 0L10.5,-3".parse::<Drawing>().is_ok());
    for wrong in ["", "M0 0\"/><script>", "url(#x)"] {
        assert_eq!(kept::<Drawing>(wrong), Err("drawing"));
    }
    assert_eq!(kept::<Drawing>(&"M".repeat(200_001)), Err("drawing"));
}

#[test]
fn a_hash_is_64_hexadecimal_digits() {
    assert_eq!(kept::<Sha256>(&"AB".repeat(32)), Ok("ab".repeat(32)));
    for wrong in ["", "zz", &"g".repeat(64), &"a".repeat(63)] {
        assert_eq!(kept::<Sha256>(wrong), Err("sha256"));
    }
}

#[test]
fn an_invalid_value_is_refused_with_its_code_alone() {
    let refusals = [
        (refused::<Phone>(json!("x")), "phone"),
        (refused::<Email>(json!("x")), "email"),
        (refused::<Postcode>(json!("x")), "postcode"),
        (refused::<Country>(json!("x")), "country"),
        (refused::<Iban>(json!("x")), "iban"),
        (refused::<CompanyNumber>(json!("#")), "company-number"),
        (refused::<VatNumber>(json!("#")), "vat-number"),
        (refused::<Login>(json!("x")), "login"),
        (refused::<Line>(json!("")), "empty"),
        (refused::<Text>(json!("")), "empty"),
        (refused::<Drawing>(json!("")), "drawing"),
        (refused::<Sha256>(json!("x")), "sha256"),
        (refused::<Money>(json!("x")), "money"),
        (refused::<Quantity>(json!("x")), "quantity"),
        (refused::<Rate>(json!("x")), "rate"),
        (refused::<Minutes>(json!(44_641)), "minutes"),
        (refused::<user::Password>(json!("te kort")), "password"),
    ];
    for (message, code) in refusals {
        assert_eq!(message, code);
    }
}

#[test]
fn one_number_has_one_article_and_one_login_one_colleague() {
    let article = |number: &str| ArticleId::of_number(&number.parse().unwrap());
    assert_eq!(article("P-24"), article("p-24"));
    assert_ne!(article("P-24"), article("P-25"));
    let user = |login: &str| UserId::of_login(&login.parse().unwrap());
    assert_eq!(user("Sanne"), user("sanne"));
    assert_ne!(user("sanne"), user("piet"));
}

proptest! {
    #[test]
    fn nothing_typed_breaks_a_value(typed in ".{0,60}") {
        let _ = (kept::<Money>(&typed), kept::<Quantity>(&typed), kept::<Rate>(&typed), phone_digits(&typed));
        let _ = (kept::<Phone>(&typed), kept::<Email>(&typed), kept::<Iban>(&typed), kept::<Postcode>(&typed));
        let _ = typed.parse::<VatNumber>().map(|number| number.looks_right());
        let _ = typed.parse::<CompanyNumber>().map(|number| number.looks_right());
        {
            if let Ok(line) = typed.parse::<Line>() {
                prop_assert_eq!(line.as_str().parse::<Line>(), Ok(line.clone()));
            }
        }
    }

    #[test]
    fn a_number_found_right_by_its_check_digit_is_not_right_with_another_last_digit(body in "[0-9]{9}") {
        let right = (0..10).filter(|last| format!("PL{body}{last}").parse::<VatNumber>().unwrap().looks_right()).count();
        prop_assert!(right <= 1);
    }
}

#[test]
fn an_exchange_rate_is_zloty_for_a_euro_and_works_both_ways() {
    let rate: ExchangeRate = "4,2512".parse().unwrap();
    assert_eq!(rate.to_string(), "4.2512");
    assert_eq!(rate.convert("21 PLN".parse().unwrap()).to_string(), "4.94 EUR");
    assert_eq!(rate.convert("4.94 EUR".parse().unwrap()).to_string(), "21.00 PLN");
    assert_eq!(rate.convert("-21 PLN".parse().unwrap()).to_string(), "-4.94 EUR");
    for wrong in ["0", "-4,2", "4,25123", "vier"] {
        assert!(wrong.parse::<ExchangeRate>().is_err(), "{wrong}");
    }
}
