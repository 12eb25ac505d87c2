//! Which column of a customer list holds what, guessed by its header in Dutch, English or Polish: a usual one, or what the page calls it.

use std::collections::BTreeMap;

use projections::text::fold;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use texts::{Lang, t};

macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident $name:literal: $($header:literal)*;)*) => {
        /// What a column may hold.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        pub enum Field { $($(#[$doc])* $variant),* }

        impl Field {
            /// All of them, in the order of the form.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name as in forms; its word is the text `import-field-<name>`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// What it is called where one says which column holds it.
            pub fn label(self, lang: Lang) -> std::borrow::Cow<'static, str> {
                t(lang, &format!("import-field-{}", self.name()))
            }

            fn headers(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($header),*]),* }
            }
        }
    };
}

// Headers folded, letters and digits only.
fields! {
    /// Name of the customer.
    Name "name": "naam" "bedrijf" "bedrijfsnaam" "klant" "klantnaam" "relatie" "relatienaam" "organisatie" "name" "company" "companyname" "customer" "customername" "nazwa" "firma" "nazwafirmy" "klient" "nazwaklienta";
    /// Company or private person.
    Kind "kind": "soort" "soortklant" "type" "kind" "customertype" "rodzaj" "typklienta";
    /// Street, with or without house number.
    Street "street": "adres" "straat" "straatnaam" "bezoekadres" "straatenhuisnummer" "address" "street" "streetaddress" "address1" "addressline1" "ulica" "adresulica";
    /// House number.
    HouseNumber "house-number": "huisnummer" "huisnr" "housenumber" "housenr" "numerdomu" "nrdomu";
    /// What follows the house number.
    Addition "addition": "toevoeging" "huisnummertoevoeging" "toev" "addition" "suffix" "unit" "lokal" "nrlokalu" "numerlokalu";
    /// Postcode.
    Postcode "postcode": "postcode" "pc" "postalcode" "zip" "zipcode" "kodpocztowy" "kod";
    /// Town.
    City "city": "plaats" "woonplaats" "plaatsnaam" "stad" "gemeente" "city" "town" "place" "miasto" "miejscowosc";
    /// Country, as two letters or its name.
    Country "country": "land" "landcode" "country" "countrycode" "kraj";
    /// Telephone.
    Phone "phone": "telefoon" "telefoonnummer" "tel" "telnr" "mobiel" "phone" "phonenumber" "telephone" "mobile" "telefon" "numertelefonu" "nrtelefonu";
    /// Mail address.
    Email "email": "email" "emailadres" "mail" "mailadres" "emailaddress" "adresemail" "poczta";
    /// Mail address for invoices.
    InvoiceEmail "invoice-email": "factuuremail" "emailfactuur" "emailfacturen" "factuurmail" "mailfacturen" "invoiceemail" "billingemail" "emaildofaktur" "emailfaktury";
    /// Number in the companies' register.
    CompanyNumber "company-number": "kvk" "kvknummer" "kvknr" "kbo" "ondernemingsnummer" "companynumber" "registrationnumber" "coc" "cocnumber" "regon";
    /// VAT identification number.
    VatNumber "vat-number": "btw" "btwnummer" "btwnr" "btwid" "vat" "vatnumber" "vatno" "vatid" "nip" "numernip";
    /// Days to pay.
    PaymentDays "payment-days": "betaaltermijn" "betalingstermijn" "betaaldagen" "termijn" "paymentterm" "paymentterms" "paymentdays" "terminplatnosci" "dniplatnosci";
    /// Language of mails.
    Language "language": "taal" "taalcode" "language" "lang" "jezyk";
    /// Name of a contact person.
    Contact "contact": "contact" "contactpersoon" "contactnaam" "tav" "contactperson" "contactname" "osobakontaktowa" "kontakt";
    /// What they do there.
    ContactRole "contact-role": "functie" "rol" "functiecontactpersoon" "role" "function" "jobtitle" "position" "stanowisko" "funkcja";
    /// Their telephone.
    ContactPhone "contact-phone": "telefooncontact" "telefooncontactpersoon" "mobielcontactpersoon" "contactphone" "phonecontact" "telefonkontaktowy" "telefonosobykontaktowej";
    /// Their mail address.
    ContactEmail "contact-email": "emailcontact" "emailcontactpersoon" "mailcontactpersoon" "contactemail" "emailkontaktowy" "emailosobykontaktowej";
    /// A note on the card.
    Note "note": "opmerking" "opmerkingen" "notitie" "notities" "memo" "toelichting" "note" "notes" "remark" "remarks" "comment" "comments" "uwagi" "notatka" "notatki";
}

/// Which column, from 0, holds which field.
pub type Mapping = BTreeMap<Field, usize>;

/// Headers that mean a house number right behind the street, and a customer's number elsewhere.
const BEHIND_STREET: [&str; 4] = ["nr", "nummer", "no", "numer"];

/// Guesses the mapping: the first column whose header is a word for a field.
pub fn guess(header: &[String]) -> Mapping {
    let keys: Vec<String> = header.iter().map(|text| key(text)).collect();
    let column = |field: &Field| {
        let labels = Lang::ALL.map(|lang| key(&field.label(lang)));
        let place = keys.iter().position(|key| field.headers().contains(&key.as_str()) || labels.contains(key))?;
        Some((*field, place))
    };
    let mut mapping: Mapping = Field::ALL.iter().filter_map(column).collect();
    if let (Some(street), false) = (mapping.get(&Field::Street).copied(), mapping.contains_key(&Field::HouseNumber))
        && keys.get(street + 1).is_some_and(|key| BEHIND_STREET.contains(&key.as_str()))
    {
        mapping.insert(Field::HouseNumber, street + 1);
    }
    mapping
}

/// A header as it is compared: folded, letters and digits only.
fn key(header: &str) -> String {
    fold(header).chars().filter(|c| c.is_alphanumeric()).collect()
}
