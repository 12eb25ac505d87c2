//! Every sentence that a person reads, in Dutch, English and Polish: looked up by key, never built from pieces.

mod catalogue;
mod countries;
pub mod format;
mod lang;

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::{LazyLock, Mutex, PoisonError};

use catalogue::{CATALOGUES, Catalogue};
pub use countries::{COUNTRIES, country};
use fluent_bundle::{FluentArgs, FluentValue};
pub use lang::Lang;

/// A value that a sentence speaks of. Numbers choose the plural form and are written without grouping; what must
/// look like an amount, a date or a big number is made by [`format`](mod@format) first and handed in as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg<'a> {
    /// Words, names, or what [`format`](mod@format) made.
    Text(Cow<'a, str>),
    /// A count.
    Number(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a> From<Cow<'a, str>> for Arg<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Arg<'_> {
    fn from(number: u32) -> Self {
        Self::Number(i64::from(number))
    }
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// The sentence of a key that speaks of nothing. One look-up: messages without arguments are resolved once.
///
/// A key that the language lacks is taken from Dutch; one that Dutch lacks too comes back as `⟦key⟧`.
pub fn t(lang: Lang, key: &str) -> Cow<'static, str> {
    match Catalogue::of(lang).plain(key) {
        Some(text) => Cow::Borrowed(text),
        None => Cow::Owned(tr(lang, key, &[])),
    }
}

/// The sentence of a key, with the values that it speaks of. Missing keys are treated as by [`t`].
pub fn tr(lang: Lang, key: &str, args: &[(&str, Arg)]) -> String {
    let args: FluentArgs = args.iter().map(|(name, arg)| (*name, value(arg))).collect();
    for lang in [lang, Lang::Nl] {
        if let Some(text) = Catalogue::of(lang).message(key, &args) {
            return text.unwrap_or_else(|(text, problem)| {
                log_once(lang, key, &problem);
                text
            });
        }
        log_once(lang, key, "is missing");
    }
    format!("⟦{key}⟧")
}

/// Whether a language has a message of this key itself, without falling back.
pub fn has(lang: Lang, key: &str) -> bool {
    Catalogue::of(lang).has(key)
}

/// The keys of a language, sorted.
pub fn keys(lang: Lang) -> impl Iterator<Item = &'static str> {
    Catalogue::of(lang).keys()
}

/// Reads all texts now, so that the first page does not wait for it (some milliseconds).
pub fn warm_up() {
    LazyLock::force(&CATALOGUES);
}

fn value<'a>(arg: &'a Arg) -> FluentValue<'a> {
    match arg {
        Arg::Text(text) => FluentValue::from(text.as_ref()),
        Arg::Number(number) => FluentValue::from(*number),
    }
}

/// A fault in the texts shows up on every request that uses it; the log needs it once.
fn log_once(lang: Lang, key: &str, problem: &str) {
    static LOGGED: LazyLock<Mutex<HashSet<String>>> = LazyLock::new(Mutex::default);
    if LOGGED.lock().unwrap_or_else(PoisonError::into_inner).insert(format!("{}/{key}", lang.code())) {
        tracing::warn!(lang = lang.code(), key, problem, "a text is not right");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_without_arguments_is_looked_up_not_built() {
        assert!(matches!(t(Lang::En, "button-save"), Cow::Borrowed("Save")));
        assert!(matches!(t(Lang::Pl, "button-save"), Cow::Borrowed("Zapisz")));
    }

    #[test]
    fn a_message_that_speaks_of_a_count_has_its_plural_forms() {
        let late = |lang, days: u32| tr(lang, "state-invoice-late", &[("days", days.into())]);
        assert_eq!(late(Lang::Nl, 1), "1 dag te laat");
        assert_eq!(late(Lang::Nl, 12), "12 dagen te laat");
        assert_eq!(late(Lang::En, 12), "12 days late");
        assert_eq!(late(Lang::Pl, 1), "1 dzień po terminie");
        assert_eq!(late(Lang::Pl, 12), "12 dni po terminie");
        let faults = |count: u32| tr(Lang::Pl, "count-faults", &[("count", count.into())]);
        assert_eq!([1, 2, 5, 22, 112].map(faults), ["1 awaria", "2 awarie", "5 awarii", "22 awarie", "112 awarii"]);
    }

    #[test]
    fn an_ordinal_follows_its_language() {
        let level = |lang, level: u32| tr(lang, "reminder-level", &[("level", level.into())]);
        assert_eq!(level(Lang::Nl, 2), "2e herinnering");
        let english = ["1st reminder", "2nd reminder", "3rd reminder", "4th reminder", "11th reminder"];
        assert_eq!([1, 2, 3, 4, 11].map(|n| level(Lang::En, n)), english);
        assert_eq!(level(Lang::Pl, 2), "2. przypomnienie");
    }

    #[test]
    fn values_come_without_invisible_direction_marks() {
        let text = tr(Lang::Nl, "text-managed-by", &[("department", t(Lang::Nl, "department-finance").into())]);
        assert_eq!(text, "Finance beheert");
    }

    #[test]
    fn a_key_that_no_language_has_shows_itself() {
        let key = "no-such-key";
        assert_eq!(t(Lang::Pl, key), "⟦no-such-key⟧");
        assert_eq!(tr(Lang::En, key, &[("n", 1_u32.into())]), "⟦no-such-key⟧");
        assert!(!has(Lang::Nl, key));
    }

    #[test]
    fn a_forgotten_value_leaves_its_name_in_the_sentence_and_is_no_panic() {
        assert_eq!(t(Lang::Nl, "text-managed-by"), "{$department} beheert");
    }

    #[test]
    fn keys_come_sorted_and_each_of_them_is_there() {
        let keys: Vec<_> = keys(Lang::Nl).collect();
        assert!(keys.is_sorted() && keys.contains(&"button-save"));
        assert!(keys.iter().all(|key| has(Lang::Nl, key)));
    }
}
