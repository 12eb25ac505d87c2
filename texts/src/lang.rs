//! The three languages of the desk, and how a browser or a setting names them.

use serde::{Deserialize, Serialize};

/// A language that Werkbank speaks. Dutch is the one that every text has first.
#[derive(Copy, Clone, Default, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Dutch.
    #[default]
    Nl,
    /// British English.
    En,
    /// Polish.
    Pl,
}

impl Lang {
    /// All languages, Dutch first.
    pub const ALL: [Self; 3] = [Self::Nl, Self::En, Self::Pl];

    /// The ISO 639-1 code, as in `<html lang>` and in settings: `nl`, `en`, `pl`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::En => "en",
            Self::Pl => "pl",
        }
    }

    /// Reads a code, with or without a region and in any case: `nl`, `en-GB`, `PL`.
    pub fn parse(code: &str) -> Option<Self> {
        let primary = code.trim().split(['-', '_']).next()?;
        Self::ALL.into_iter().find(|lang| lang.code().eq_ignore_ascii_case(primary))
    }

    /// The language that a browser likes best among ours, by its `Accept-Language` header (RFC 9110, 12.5.4).
    /// Dutch if it names none of them.
    pub fn from_accept_language(header: &str) -> Self {
        let mut best = (Self::default(), 0.0);
        for wish in header.split(',') {
            let (tag, weight) = wish.split_once(';').map_or((wish, 1.0), |(tag, q)| (tag, weight(q)));
            // Equal weights: the first one named wins.
            if let Some(lang) = Self::parse(tag).filter(|_| weight > best.1) {
                best = (lang, weight);
            }
        }
        best.0
    }
}

/// The number in `q=0.8`; what can't be read weighs nothing.
fn weight(parameter: &str) -> f32 {
    parameter.trim().strip_prefix("q=").and_then(|q| q.trim().parse().ok()).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_with_its_region_and_in_any_case() {
        assert_eq!(Lang::parse("nl"), Some(Lang::Nl));
        assert_eq!(Lang::parse("en-GB"), Some(Lang::En));
        assert_eq!(Lang::parse(" PL_pl "), Some(Lang::Pl));
        assert_eq!(Lang::parse("de"), None);
        assert_eq!(Lang::parse("nld"), None);
        assert!(Lang::ALL.iter().all(|lang| Lang::parse(lang.code()) == Some(*lang)));
    }

    #[test]
    fn the_browser_gets_the_language_that_it_likes_best() {
        assert_eq!(Lang::from_accept_language("de-DE,de;q=0.9,pl;q=0.8,en;q=0.7"), Lang::Pl);
        assert_eq!(Lang::from_accept_language("en;q=0.5, nl;q=0.9"), Lang::Nl);
        assert_eq!(Lang::from_accept_language("en-US"), Lang::En);
        assert_eq!(Lang::from_accept_language("pl, en"), Lang::Pl);
    }

    #[test]
    fn a_browser_that_names_none_of_ours_gets_dutch() {
        for header in ["", "de,fr;q=0.5", "*", "en;q=0", "en;q=much", ";;,,"] {
            assert_eq!(Lang::from_accept_language(header), Lang::Nl, "{header}");
        }
    }
}
