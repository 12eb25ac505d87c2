//! Countries by their names.

use std::borrow::Cow;

use crate::{Lang, has, t};

/// The countries that a form offers, as two letters (ISO 3166-1); others can be stored all the same.
pub const COUNTRIES: [&str; 30] = [
    "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE", "IT", "LT",
    "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// The name of a country; of one that has none here its two letters.
pub fn country(lang: Lang, code: &str) -> Cow<'_, str> {
    let key = format!("country-{}", code.to_lowercase());
    if has(lang, &key) { t(lang, &key) } else { Cow::Borrowed(code) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_that_is_offered_has_a_name_of_its_own() {
        for lang in Lang::ALL {
            let names: std::collections::BTreeSet<_> = COUNTRIES.iter().map(|code| country(lang, code)).collect();
            assert_eq!(names.len(), COUNTRIES.len());
            assert!(names.iter().all(|name| name.chars().count() > 2), "{names:?}");
        }
        assert_eq!(country(Lang::Pl, "NL"), "Holandia");
        assert_eq!(country(Lang::Nl, "US"), "US");
    }
}
