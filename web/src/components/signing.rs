//! Drawing a signature, and showing one. Both use a box of 600 by 200.
use super::field_id;
use maud::{Markup, html};

/// A place to sign: the field `name` gets SVG path data; `drawn` is what was drawn before a refusal. `label` says what is
/// signed, `clear` empties it.
pub fn signature_pad(name: &str, label: &str, clear: &str, drawn: &str) -> Markup {
    let id = field_id(name);
    let canvas = format!("{id}-canvas");
    let drawn = Some(drawn).filter(|path| is_signature_path(path));
    html! {
        div.stack.tight {
            div.sign-here { canvas id=(canvas) data-signature=(id) role="img" aria-label=(label) {} }
            input type="hidden" id=(id) name=(name) value=[drawn] data-draft-skip;
            div.row { button.button.small type="button" data-signature-clear=(canvas) { (clear) } }
        }
    }
}

/// A drawn signature on paper. `path` must have passed `is_signature_path`.
pub fn signature(path: &str, label: &str) -> Markup {
    html! {
        div.paper { svg viewBox="0 0 600 200" role="img" aria-label=(label) { path d=(path) {} } }
    }
}

/// Whether this is path data as the pad writes it: moves, lines and curves of plain numbers, at most 100,000 characters.
pub fn is_signature_path(path: &str) -> bool {
    path.starts_with('M')
        && path.len() <= 100_000
        && path.chars().all(|c| matches!(c, 'M' | 'L' | 'Q' | 'l' | ' ' | '.' | '-') || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_drawn_lines_are_a_signature() {
        assert!(is_signature_path("M1.5 2Q3 4 5 6L7 8"));
        assert!(!is_signature_path(""));
        assert!(!is_signature_path(r#"M1 2"/><script>"#));
    }
}
