//! State of a thing as icon, word and tone; and the small signs in front of people and work.
use crate::icons::{Icon, icon};
use maud::{Markup, html};

/// What a colour says. Never the only sign: an icon and a word always say it too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing special.
    #[default]
    Neutral,
    /// As it should be.
    Good,
    /// Needs attention soon.
    Warning,
    /// Wrong or too late.
    Danger,
    /// For information, on its way.
    Info,
    /// Black with yellow: signed, running, new.
    Strong,
    /// Rights: who manages it.
    Outline,
}

impl Tone {
    /// Class of a badge, notice, mark or meter in this tone.
    pub(super) fn class(self) -> &'static str {
        match self {
            Tone::Neutral => "",
            Tone::Good => "success",
            Tone::Warning => "warning",
            Tone::Danger => "danger",
            Tone::Info => "info",
            Tone::Strong => "strong",
            Tone::Outline => "outline",
        }
    }

    /// Class where the strong tone is yellow instead of black: tiles, marks, meters and notices.
    pub fn house_class(self) -> &'static str {
        match self {
            Tone::Strong => "house",
            other => other.class(),
        }
    }
}

/// State of a thing.
pub fn badge(tone: Tone, sign: Icon, text: &str) -> Markup {
    html! { span.badge.{ (tone.class()) } { (icon(sign)) (text) } }
}

/// A number or short word without an icon, behind a heading for instance.
pub fn plain_badge(tone: Tone, text: &str) -> Markup {
    html! { span.badge.plain.{ (tone.class()) } { (text) } }
}

/// Says which department manages this, in place of a button that would be refused.
pub fn owner_badge(text: &str) -> Markup {
    badge(Tone::Outline, Icon::Lock, text)
}

/// A person's first letters in a circle; yellow for who is looking. The name must stand next to it.
pub fn avatar(name: &str, me: bool) -> Markup {
    html! { span.avatar.me[me] aria-hidden="true" { (initials(name)) } }
}

/// The same at twice the size.
pub fn large_avatar(name: &str) -> Markup {
    html! { span.avatar.large aria-hidden="true" { (initials(name)) } }
}

/// A person with name.
pub fn person(name: &str, me: bool) -> Markup {
    html! { span.person { (avatar(name, me)) span { (name) } } }
}

/// The square in front of a piece of work.
pub fn tile(tone: Tone, sign: Icon) -> Markup {
    html! { span.tile.{ (tone.house_class()) } { (icon(sign)) } }
}

/// First letters of the first and the last word that start with a capital: "Sanne de Wit" is "SW".
pub fn initials(name: &str) -> String {
    let mut letters = name.split_whitespace().filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase());
    let first = letters.next();
    first.into_iter().chain(letters.next_back()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_skip_small_words_between() {
        assert_eq!(initials("Sanne de Wit"), "SW");
        assert_eq!(initials("Nadia Özkan"), "NÖ");
        assert_eq!(initials("Marek"), "M");
        assert_eq!(initials(""), "");
    }

    #[test]
    fn a_badge_says_its_state_in_words_and_escapes_them() {
        let html = badge(Tone::Danger, Icon::Alert, "Op <nu>").into_string();
        assert!(html.contains(r#"class="badge danger""#), "{html}");
        assert!(html.contains("Op &lt;nu&gt;") && html.contains("aria-hidden"), "{html}");
    }
}
