//! Free text of a bounded length.

use super::{Invalid, checked_text};

fn bounded(text: &str, max: usize, many_lines: bool) -> Result<String, Invalid> {
    let text = text.replace("\r\n", "\n");
    let text = text.trim();
    if text.is_empty() {
        Err(Invalid("empty"))
    } else if text.chars().count() > max {
        Err(Invalid(if max <= 200 { "longer-than-200" } else { "longer-than-4000" }))
    } else if text.chars().any(|c| c.is_control() && !(many_lines && matches!(c, '\n' | '\t'))) {
        Err(Invalid("control-characters"))
    } else {
        Ok(text.into())
    }
}

checked_text! {
    /// One line: a name, a title, a reason. 1 to 200 characters, no control characters, trimmed.
    Line, example "Tekst", max 200, |text| bounded(text, 200, false)
}

checked_text! {
    /// Several lines: a problem, a note. 1 to 4,000 characters, trimmed.
    Text, example "Tekst", max 4000, |text| bounded(text, 4_000, true)
}

checked_text! {
    /// A name to sign in with: 2 to 40 of `a-z`, `0-9`, `.`, `_`, `-`; capitals become small.
    Login, example "sanne", max 40, |text| {
        let login = text.trim().to_lowercase();
        let fits = (2..=40).contains(&login.len())
            && login.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '_' | '-'));
        if fits { Ok(login) } else { Err(Invalid("login")) }
    }
}

checked_text! {
    /// The path of a drawn signature, in SVG's path language: letters, digits, space and `.,-` only. At most 200,000 characters.
    Drawing, example "M0 0L1 1", max 200000, |text| {
        let fits = !text.is_empty()
            && text.len() <= 200_000
            && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | ',' | '-'));
        if fits { Ok(text.into()) } else { Err(Invalid("drawing")) }
    }
}

checked_text! {
    /// Beginnings of types or postcodes, with commas in between: 1 to 50 of them, of 1 to 30 characters each.
    Beginnings, example "K-400, K-200", max 500, |text| {
        let all: Vec<&str> = text.split(',').map(str::trim).filter(|one| !one.is_empty()).collect();
        let fits = (1..=50).contains(&all.len())
            && text.len() <= 500
            && all.iter().all(|one| one.chars().count() <= 30 && !beginning(one).is_empty() && !one.contains(char::is_control));
        if fits { Ok(all.join(", ")) } else { Err(Invalid("beginnings")) }
    }
}

/// What of a text is compared: letters and digits, as capitals.
fn beginning(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

impl Beginnings {
    /// Whether a text begins with one of them; spaces, signs and capitals make no difference, and no text is left out for saying nothing.
    pub fn cover(&self, text: &str) -> bool {
        let text = beginning(text);
        text.is_empty() || self.0.split(',').any(|one| text.starts_with(&beginning(one)))
    }

    /// Each of them as it is compared, so that a table can find them by [`Beginnings::of`].
    pub fn compared(&self) -> impl Iterator<Item = String> {
        self.0.split(',').map(beginning)
    }

    /// With what a text begins, as it is compared: all of it, and each shorter one.
    pub fn of(text: &str) -> Vec<String> {
        let whole = beginning(text);
        whole.char_indices().map(|(at, c)| whole[..at + c.len_utf8()].to_owned()).collect()
    }
}

checked_text! {
    /// SHA-256 of a document or file: 64 hexadecimal digits, small letters.
    Sha256, example "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", max 64, |text| {
        let text = text.to_lowercase();
        if text.len() == 64 && text.chars().all(|c| c.is_ascii_hexdigit()) { Ok(text) } else { Err(Invalid("sha256")) }
    }
}

impl Line {
    /// Stands where a name was, so that rules go on for a person who was forgotten.
    pub fn erased() -> Self {
        Self("–".into())
    }
}

impl From<&Line> for Text {
    fn from(line: &Line) -> Self {
        Self(line.0.clone())
    }
}

impl Text {
    /// Stands where a text was.
    pub fn erased() -> Self {
        Self("–".into())
    }
}
