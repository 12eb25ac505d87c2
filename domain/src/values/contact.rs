//! Where people are and how they are reached.

use phonenumber::country::Id as Country2;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Invalid, Line, checked_text, stored::is_stored};

/// Countries whose national way of writing a telephone number is understood, in this order when it begins with a zero.
const ZERO: [Country2; 3] = [Country2::NL, Country2::BE, Country2::PL];
/// The order when it does not: Polish numbers are written without a zero, Dutch and Belgian ones with.
const NO_ZERO: [Country2; 3] = [Country2::PL, Country2::NL, Country2::BE];

checked_text! {
    /// A telephone number, kept as E.164 where it is a valid Dutch, Belgian, Polish or international one, else as typed.
    Phone, example "+31305550142", max 40, |text| {
        // Looking a number up among those that a country gives out takes longer than reading the rest of an event.
        if is_stored() && text.strip_prefix('+').is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit())) {
            return Ok(text.to_owned());
        }
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let known = |c: char| c.is_ascii_digit() || " +()-./".contains(c);
        if !(3..=17).contains(&digits) || text.len() > 40 || !text.chars().all(known) {
            return Err(Invalid("phone"));
        }
        let valid = |home| phonenumber::parse(Some(home), text).ok().filter(phonenumber::is_valid);
        let home = if text.trim_start_matches([' ', '(']).starts_with(['0', '+']) { ZERO } else { NO_ZERO };
        Ok(home.into_iter().find_map(valid).map_or_else(
            || text.trim().to_owned(),
            |number| number.format().mode(phonenumber::Mode::E164).to_string(),
        ))
    }
}

impl Phone {
    /// The digits that a search compares: without country code and leading zero.
    pub fn search_digits(&self) -> String {
        phone_digits(self.as_str())
    }

    /// As it is written to a reader in a country: `030 555 0142` in the number's own, `+31 30 555 0142` elsewhere; what is no
    /// valid number as it was typed.
    pub fn written(&self, reader: &Country) -> String {
        let Some(number) = phonenumber::parse(None, self.as_str()).ok().filter(phonenumber::is_valid) else {
            return self.to_string();
        };
        let own = number.country().id().is_some_and(|id| id.as_ref() == reader.as_str());
        let mode = if own { phonenumber::Mode::National } else { phonenumber::Mode::International };
        number.format().mode(mode).to_string()
    }
}

/// The digits of a typed or stored number without country code (+31, +32, +48, 00…) and leading zeros.
pub fn phone_digits(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let international = text.trim_start().starts_with('+') || digits.starts_with("00");
    let digits = digits.trim_start_matches('0');
    let national =
        ["31", "32", "48"].iter().find_map(|code| international.then(|| digits.strip_prefix(code)).flatten());
    national.unwrap_or(digits).trim_start_matches('0').to_owned()
}

checked_text! {
    /// An e-mail address (RFC 5321), at most 254 characters.
    Email, example "naam@voorbeeld.nl", max 254, |text| {
        let text = text.trim();
        let fits = text.len() <= 254 && email_address::EmailAddress::is_valid(text) && !text.contains(['<', '"', ' ']);
        if fits { Ok(text.to_owned()) } else { Err(Invalid("email")) }
    }
}

checked_text! {
    /// A country, as two capital letters (ISO 3166-1).
    Country, example "NL", max 2, |text| {
        let code = text.trim().to_uppercase();
        if code.len() == 2 && code.chars().all(|c| c.is_ascii_uppercase()) { Ok(code) } else { Err(Invalid("country")) }
    }
}

/// The language in which a customer, supplier or colleague is addressed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Dutch.
    #[default]
    Nl,
    /// English.
    En,
    /// Polish.
    Pl,
}

impl Language {
    /// ISO 639-1.
    pub fn code(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::En => "en",
            Self::Pl => "pl",
        }
    }
}

checked_text! {
    /// A postcode: `1234 AB` (NL), four digits (BE), `12-345` (PL) or another country's, 3 to 10 characters.
    Postcode, example "3701 CL", max 10, |text| {
        let code = text.trim().to_uppercase();
        let fits = (3..=10).contains(&code.len())
            && code.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ' || c == '-');
        let compact: String = code.chars().filter(|c| *c != ' ').collect();
        let dutch = fits
            && compact.len() == 6
            && compact[..4].chars().all(|c| c.is_ascii_digit())
            && compact[4..].chars().all(|c| c.is_ascii_uppercase());
        match (fits, dutch) {
            (true, true) => Ok(format!("{} {}", &compact[..4], &compact[4..])),
            (true, false) => Ok(code),
            (false, _) => Err(Invalid("postcode")),
        }
    }
}

/// A place that post and technicians can find.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Address {
    /// Street and house number.
    pub street: Line,
    /// Postcode.
    pub postcode: Postcode,
    /// Town.
    pub city: Line,
    /// Country; the Netherlands when not said.
    #[serde(default)]
    pub country: Country,
}

impl Default for Country {
    /// The Netherlands.
    fn default() -> Self {
        Self("NL".into())
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, {} {}", self.street, self.postcode, self.city)
    }
}

impl Address {
    /// Stands where an address was, so that rules go on for a person who was forgotten.
    pub fn erased() -> Self {
        Self {
            street: Line::erased(),
            postcode: Postcode("–".into()),
            city: Line::erased(),
            country: Country::default(),
        }
    }
}
