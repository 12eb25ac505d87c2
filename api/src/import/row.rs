//! One row of a customer list, read into what a customer is; or what is wrong with it, by column.

use std::str::FromStr;

use domain::{
    Address, CompanyNumber, Country, CustomerId, Email, Invalid, Language, Line, Phone, Postcode, Text, VatNumber,
    customer::{Contact, Details, Kind},
};
use projections::text::fold;
use texts::{Lang, tr};
use uuid::Uuid;

use super::{
    columns::{Field, Mapping},
    report::{Remark, Weight},
};

/// What a row says.
#[derive(Debug, Clone)]
pub(super) struct Read {
    /// Its number in Excel.
    pub row: u32,
    /// The id that belongs to its company number, or to its name and postcode: the same in every file.
    pub id: CustomerId,
    /// The customer.
    pub details: Details,
    /// Which of the details the file speaks of; the others are left as they are.
    pub told: Vec<Field>,
    /// A contact person.
    pub contact: Option<Contact>,
    /// A note.
    pub note: Option<Text>,
}

struct Cells<'a> {
    row: u32,
    texts: &'a [String],
    mapping: &'a Mapping,
    remarks: Vec<Remark>,
    told: Vec<Field>,
}

impl Cells<'_> {
    fn text(&self, field: Field) -> Option<&str> {
        let column = *self.mapping.get(&field)?;
        self.texts.get(column).map(String::as_str).filter(|text| !text.is_empty())
    }

    fn wrong(&mut self, field: Field, code: &str) {
        let column = self.mapping.get(&field).copied();
        self.remarks.push(Remark::new(self.row, Weight::Wrong, field, column, &format!("invalid-{code}")));
    }

    /// The value of a column that may be empty.
    fn maybe<T>(&mut self, field: Field, parse: impl FnOnce(&str) -> Result<T, Invalid>) -> Option<T> {
        match parse(self.text(field)?) {
            Ok(value) => {
                self.told.push(field);
                Some(value)
            }
            Err(Invalid(code)) => {
                self.wrong(field, code);
                None
            }
        }
    }

    /// The value of a column that must be there.
    fn must<T: FromStr<Err = Invalid>>(&mut self, field: Field) -> Option<T> {
        if self.text(field).is_none() {
            self.wrong(field, "missing");
            return None;
        }
        self.maybe(field, T::from_str)
    }
}

/// Reads a row. With a remark that weighs [`Weight::Wrong`] there is nothing to take in.
pub(super) fn read(
    lang: Lang,
    file: &str,
    row: u32,
    texts: &[String],
    mapping: &Mapping,
) -> (Option<Read>, Vec<Remark>) {
    let mut cells = Cells { row, texts, mapping, remarks: Vec::new(), told: Vec::new() };
    let name = cells.must::<Line>(Field::Name);
    let street = street(&mut cells);
    let postcode = cells.must::<Postcode>(Field::Postcode);
    let city = cells.must::<Line>(Field::City);
    let country = cells.maybe(Field::Country, country).or_else(|| "NL".parse().ok());
    let kind = cells.maybe(Field::Kind, kind);
    let dutch = country.as_ref().is_some_and(|country| country.as_str() == "NL");
    let phone = cells.maybe(Field::Phone, |text| telephone(text, dutch));
    let email = cells.maybe(Field::Email, Email::from_str);
    let invoice_email = cells.maybe(Field::InvoiceEmail, Email::from_str);
    let company_number = cells.maybe(Field::CompanyNumber, |text| register(text, dutch));
    let vat_number = cells.maybe(Field::VatNumber, VatNumber::from_str);
    let payment_days = cells.maybe(Field::PaymentDays, days);
    let language = cells.maybe(Field::Language, language);
    let note = cells.maybe(Field::Note, Text::from_str);
    let contact = contact(&mut cells, dutch);
    let despite = doubtful(&mut cells, company_number.as_ref(), vat_number.as_ref())
        .then(|| tr(lang, "import-despite", &[("file", file.into())]).parse().ok())
        .flatten();
    let Cells { remarks, told, .. } = cells;
    let (Some(name), Some(street), Some(postcode), Some(city), Some(country)) = (name, street, postcode, city, country)
    else {
        return (None, remarks);
    };
    if remarks.iter().any(|remark| remark.weight == Weight::Wrong) {
        return (None, remarks);
    }
    let id = id(&name, &postcode, company_number.as_ref());
    let visiting = Address { street, postcode, city, country };
    let details = Details {
        kind: kind.unwrap_or_default(),
        name,
        visiting,
        invoicing: None,
        phone,
        email,
        invoice_email,
        company_number,
        vat_number,
        payment_days,
        language: language.unwrap_or_default(),
        despite,
    };
    (Some(Read { row, id, details, told, contact, note }), remarks)
}

/// The customer's id: the same company, or the same name at the same postcode, is the same customer.
fn id(name: &Line, postcode: &Postcode, number: Option<&CompanyNumber>) -> CustomerId {
    let key = match number {
        Some(number) => format!("customer number {number}"),
        None => format!("customer name {} {}", fold(name.as_str()), postcode.as_str().replace(' ', "")),
    };
    CustomerId(Uuid::new_v5(&Uuid::NAMESPACE_OID, key.as_bytes()))
}

fn street(cells: &mut Cells<'_>) -> Option<Line> {
    let parts: Vec<&str> = [Field::Street, Field::HouseNumber, Field::Addition]
        .into_iter()
        .filter_map(|field| cells.text(field))
        .collect();
    let whole = parts.join(" ");
    if cells.text(Field::Street).is_none() {
        cells.wrong(Field::Street, "missing");
        return None;
    }
    cells.maybe(Field::Street, |_| whole.parse())
}

fn country(text: &str) -> Result<Country, Invalid> {
    let folded = fold(text);
    let called = |code: &str| Lang::ALL.into_iter().any(|lang| fold(&texts::country(lang, code)) == folded);
    let known = texts::COUNTRIES.into_iter().find(|code| called(code));
    known.unwrap_or(text).parse()
}

/// Excel takes the first zero off a number; a Dutch telephone number has ten digits.
fn telephone(text: &str, dutch: bool) -> Result<Phone, Invalid> {
    if dutch && text.len() == 9 && without_zero(text) { format!("0{text}").parse() } else { text.parse() }
}

/// Likewise of a KvK number, which has eight.
fn register(text: &str, dutch: bool) -> Result<CompanyNumber, Invalid> {
    if dutch && text.len() == 7 && without_zero(text) { format!("0{text}").parse() } else { text.parse() }
}

fn without_zero(text: &str) -> bool {
    !text.starts_with('0') && text.chars().all(|c| c.is_ascii_digit())
}

fn kind(text: &str) -> Result<Kind, Invalid> {
    let folded = fold(text);
    let begins = |words: &[&str]| words.iter().any(|word| folded.starts_with(word));
    if begins(&["part", "pers", "priv", "consument", "osob", "pryw"]) {
        Ok(Kind::Person)
    } else if begins(&["bedr", "zakel", "organ", "comp", "bus", "firm", "sticht", "b"]) {
        Ok(Kind::Company)
    } else {
        Err(Invalid("type"))
    }
}

fn language(text: &str) -> Result<Language, Invalid> {
    match fold(text).get(..2) {
        Some("nl" | "ne" | "ho") => Ok(Language::Nl),
        Some("en" | "an") => Ok(Language::En),
        Some("pl" | "po") => Ok(Language::Pl),
        _ => Err(Invalid("type")),
    }
}

fn days(text: &str) -> Result<u16, Invalid> {
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|days| *days <= 120).ok_or(Invalid("type"))
}

fn contact(cells: &mut Cells<'_>, dutch: bool) -> Option<Contact> {
    let name = cells.maybe(Field::Contact, Line::from_str);
    let role = cells.maybe(Field::ContactRole, Line::from_str);
    let phone = cells.maybe(Field::ContactPhone, |text| telephone(text, dutch));
    let email = cells.maybe(Field::ContactEmail, Email::from_str);
    Some(Contact { name: name?, role, phone, email })
}

/// Whether a number has wrong check digits; it is taken in and pointed out.
fn doubtful(cells: &mut Cells<'_>, company: Option<&CompanyNumber>, vat: Option<&VatNumber>) -> bool {
    let mut doubt = |field: Field, wrong: bool| {
        if wrong {
            let column = cells.mapping.get(&field).copied();
            cells.remarks.push(Remark::new(cells.row, Weight::Doubt, field, column, "import-check-digits"));
        }
        wrong
    };
    let company = doubt(Field::CompanyNumber, company.is_some_and(|number| !number.looks_right()));
    let vat = doubt(Field::VatNumber, vat.is_some_and(|number| !number.looks_right()));
    company || vat
}
