//! Text as a search compares it: small letters, no marks, and the letters that no normal form takes apart.

/// Folds a text: `Łódź` and `lodz`, `Straße` and `strasse` become the same.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            'ø' => folded.push('o'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ą' => folded.push('a'),
            'ç' | 'ć' | 'č' => folded.push('c'),
            'è' | 'é' | 'ê' | 'ë' | 'ę' | 'ě' => folded.push('e'),
            'ì' | 'í' | 'î' | 'ï' => folded.push('i'),
            'ñ' | 'ń' | 'ň' => folded.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' => folded.push('o'),
            'ř' => folded.push('r'),
            'ś' | 'š' => folded.push('s'),
            'ù' | 'ú' | 'û' | 'ü' | 'ů' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'ź' | 'ż' | 'ž' => folded.push('z'),
            other => folded.push(other),
        }
    }
    folded
}

/// What apostrophes are written as.
const APOSTROPHES: [char; 4] = ['\'', '’', '‘', '`'];

/// The words under which a text is found, a blank between them. An apostrophe keeps its parts apart, so that `d'Oude` is found as
/// `oude`; the whole is found too, `O'Brien` as `obrien`.
pub fn words(text: &str) -> String {
    let folded = fold(text);
    let mut words: Vec<String> = split(&folded).map(Into::into).collect();
    let whole = folded.split_whitespace().filter(|word| word.contains(APOSTROPHES));
    words.extend(whole.flat_map(|word| split(&word.replace(APOSTROPHES, "")).map(String::from).collect::<Vec<_>>()));
    words.join(" ")
}

/// The words that a search asks for, each the beginning of a word that is to be there.
pub fn asked_words(text: &str) -> Vec<String> {
    split(&fold(text)).take(8).map(Into::into).collect()
}

fn split(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// What an FTS5 table is asked for words.
pub fn beginnings(words: &[String]) -> String {
    words.iter().map(|word| format!("\"{word}\"*")).collect::<Vec<_>>().join(" ")
}

/// What an FTS5 table is asked: every word of the query as the beginning of a word; none when nothing can be asked.
pub fn fts_query(text: &str) -> Option<String> {
    let words = asked_words(text);
    (!words.is_empty()).then(|| beginnings(&words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn polish_and_german_letters_are_found_without_their_marks() {
        assert_eq!(fold("Łódź Straße Żółw Ærø"), "lodz strasse zolw aero");
    }

    #[test]
    fn a_name_with_an_apostrophe_is_kept_whole_and_in_parts() {
        assert_eq!(words("Bakkerij O'Brien"), "bakkerij o brien obrien");
        assert_eq!(words("O’Brien-Smit"), "o brien smit obrien smit");
        assert_eq!(words("'s-Hertogenbosch"), "s hertogenbosch s hertogenbosch");
        assert_eq!(words("info@linde.nl"), "info linde nl");
        assert_eq!(words("Zorggroep De Linde"), "zorggroep de linde");
    }

    #[test]
    fn every_word_is_a_beginning_and_quotes_can_do_no_harm() {
        assert_eq!(fts_query("Zorg \"lin OR*"), Some("\"zorg\"* \"lin\"* \"or\"*".into()));
        assert_eq!(fts_query(" \"*- "), None);
    }
}
