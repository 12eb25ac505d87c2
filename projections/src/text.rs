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

/// Of a name's words with an apostrophe the whole, folded; mostly nothing.
pub fn joined(name: &str) -> String {
    if !name.contains(APOSTROPHES) {
        return String::new();
    }
    let folded = fold(name);
    let words = folded.split_whitespace().filter(|word| word.contains(APOSTROPHES));
    words.map(|word| word.replace(APOSTROPHES, "")).collect::<Vec<_>>().join(" ")
}

/// The words under which a name is found. An apostrophe keeps its parts apart, so that `d'Oude` is found as `oude`; the whole
/// is found too, `O'Brien` as `obrien`.
pub fn words(name: &str) -> String {
    let joined = joined(name);
    if joined.is_empty() { fold(name) } else { format!("{} {joined}", fold(name)) }
}

/// What an FTS5 table is asked: every word of the query as the beginning of a word; none when nothing can be asked.
pub fn fts_query(text: &str) -> Option<String> {
    let words: Vec<String> = fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(8)
        .map(|word| format!("\"{word}\"*"))
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
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
        assert_eq!(words("Bakkerij O'Brien"), "bakkerij o'brien obrien");
        assert_eq!(words("O’Brien"), "o’brien obrien");
        assert_eq!(words("Zorggroep De Linde"), "zorggroep de linde");
    }

    #[test]
    fn every_word_is_a_beginning_and_quotes_can_do_no_harm() {
        assert_eq!(fts_query("Zorg \"lin OR*"), Some("\"zorg\"* \"lin\"* \"or\"*".into()));
        assert_eq!(fts_query(" \"*- "), None);
    }
}
