//! Fields: label above, hint below, error between, and the keyboard that fits.
use super::field_id;
use crate::icons::{Icon, icon};
use maud::{Markup, html};

/// Words every form needs.
#[derive(Clone, Copy, Debug, Default)]
pub struct FormWords<'a> {
    /// Said before an error: "Fout:".
    pub error: &'a str,
    /// Behind the label of what is not asked: "mag leeg".
    pub optional: &'a str,
}

/// What is typed in a field; it decides the keyboard and how the text stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    #[default]
    Text,
    /// E-mail address.
    Email,
    /// Phone number.
    Phone,
    /// Amount with a decimal comma.
    Money,
    /// A date as people write it: "di", "morgen", "18-11".
    Date,
    /// A time: "14.00".
    Time,
    /// Whole number.
    Number,
    /// Number with decimals.
    Decimal,
    /// Password.
    Password,
    /// Search words.
    Search,
}

impl Kind {
    fn html_type(self) -> &'static str {
        match self {
            Kind::Email => "email",
            Kind::Phone => "tel",
            Kind::Password => "password",
            Kind::Search => "search",
            _ => "text",
        }
    }

    fn input_mode(self) -> Option<&'static str> {
        match self {
            Kind::Money | Kind::Decimal => Some("decimal"),
            Kind::Number | Kind::Time => Some("numeric"),
            _ => None,
        }
    }

    fn is_figure(self) -> bool {
        matches!(self, Kind::Phone | Kind::Money | Kind::Time | Kind::Number | Kind::Decimal)
    }
}

/// A field; name and label are needed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Field<'a> {
    /// Name as it is sent; its id is `field_id(name)`, behind `within` and a dash when that is said.
    pub name: &'a str,
    /// What tells its id from that of a field with the same name in another form of the page.
    pub within: &'a str,
    /// Label.
    pub label: &'a str,
    /// What it holds; after an error what was typed.
    pub value: &'a str,
    /// What is typed.
    pub kind: Kind,
    /// Below the field.
    pub hint: Option<&'a str>,
    /// What is wrong and how to do it right.
    pub error: Option<&'a str>,
    /// May stay empty.
    pub optional: bool,
    /// Columns of twelve in a `.form-grid`: 3 to 8, or 0 for all.
    pub width: u8,
    /// Name for the browser's own filling in; off unless given.
    pub autocomplete: Option<&'a str>,
    /// Example inside the field, never the only explanation.
    pub placeholder: Option<&'a str>,
    /// Shown, sent, not changed.
    pub readonly: bool,
    /// Gets the focus when the page or dialog opens.
    pub autofocus: bool,
    /// The ids that follow it, and the address that shows them: see `list-search.js`.
    pub depends: Option<(&'a str, &'a str)>,
}

impl Field<'_> {
    fn id(&self) -> String {
        id_within(self.within, self.name)
    }

    fn described_by(&self, id: &str) -> Option<String> {
        let parts = [self.error.map(|_| format!("{id}-error")), self.hint.map(|_| format!("{id}-hint"))];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    fn invalid(&self) -> Option<&'static str> {
        self.error.map(|_| "true")
    }

    fn around(&self, words: &FormWords, control: Markup) -> Markup {
        let id = self.id();
        let width = match self.width {
            3..=8 => format!("w-{}", self.width),
            _ => String::new(),
        };
        html! {
            div.field.{ (width) }.wrong[self.error.is_some()] {
                label for=(id) { (self.label) @if self.optional { " " span.optional { (words.optional) } } }
                (field_error(words, &format!("{id}-error"), self.error))
                (control)
                @if let Some(hint) = self.hint { span.hint id={ (id) "-hint" } { (hint) } }
            }
        }
    }
}

/// The id of a field in a form that has fields of the same names beside it on the page.
pub fn id_within(within: &str, name: &str) -> String {
    if within.is_empty() { field_id(name) } else { format!("{within}-{}", field_id(name)) }
}

/// The error between label and field.
pub fn field_error(words: &FormWords, id: &str, error: Option<&str>) -> Markup {
    html! {
        @if let Some(error) = error {
            p.error id=(id) { (icon(Icon::Alert)) span { span.visually-hidden { (words.error) " " } (error) } }
        }
    }
}

/// A field of one line.
pub fn field(words: &FormWords, f: Field) -> Markup {
    f.around(words, bare_input(&f))
}

fn bare_input(f: &Field) -> Markup {
    let id = f.id();
    html! {
        input.input.num[f.kind.is_figure()] id=(id) name=(f.name) type=(f.kind.html_type())
            inputmode=[f.kind.input_mode()] value=[(f.kind != Kind::Password).then_some(f.value)]
            autocomplete=(f.autocomplete.unwrap_or("off")) placeholder=[f.placeholder] readonly[f.readonly]
            autofocus[f.autofocus] aria-invalid=[f.invalid()] aria-describedby=[f.described_by(&id)]
            data-depends=[f.depends.map(|(ids, _)| ids)] data-depends-href=[f.depends.map(|(_, href)| href)];
    }
}

/// A field of several lines.
pub fn textarea(words: &FormWords, f: Field, rows: u8) -> Markup {
    let id = f.id();
    let control = html! {
        // the line break after the tag is the parser's, so that a text that starts with one keeps it
        textarea.textarea id=(id) name=(f.name) rows=(rows) placeholder=[f.placeholder] readonly[f.readonly]
            autofocus[f.autofocus] aria-invalid=[f.invalid()] aria-describedby=[f.described_by(&id)] {
            "\n" (f.value)
        }
    };
    f.around(words, control)
}

/// One of a list: value and text of each; `Field::value` is the one chosen.
pub fn select(words: &FormWords, f: Field, options: &[(&str, &str)]) -> Markup {
    let id = f.id();
    let control = html! {
        select.select id=(id) name=(f.name) autofocus[f.autofocus] aria-invalid=[f.invalid()]
            aria-describedby=[f.described_by(&id)] {
            @for (value, text) in options { option value=(value) selected[*value == f.value] { (text) } }
        }
    };
    f.around(words, control)
}

/// Search while typing, see `combobox.js`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Suggest<'a> {
    /// Address that answers `?q=` with a list of options.
    pub url: &'a str,
    /// Name of the hidden field that gets the chosen value.
    pub into: &'a str,
    /// Its value now.
    pub chosen: &'a str,
    /// Ids of the parts that follow the choice, separated by spaces, and the address that renders them.
    pub depends: Option<(&'a str, &'a str)>,
}

/// A field that searches; `Field::value` are the words of what is chosen.
pub fn combobox(words: &FormWords, f: Field, s: Suggest) -> Markup {
    let id = f.id();
    let into = field_id(s.into);
    let control = html! {
        div.with-icon {
            (icon(Icon::Search))
            input.input id=(id) name=(f.name) type="text" role="combobox" aria-expanded="false"
                aria-autocomplete="list" aria-controls={ (id) "-list" } data-suggest=(s.url) data-suggest-into=(into)
                value=(f.value) autocomplete="off" placeholder=[f.placeholder] autofocus[f.autofocus]
                aria-invalid=[f.invalid()] aria-describedby=[f.described_by(&id)];
        }
        input type="hidden" id=(into) name=(s.into) value=(s.chosen) data-depends=[s.depends.map(|(ids, _)| ids)]
            data-depends-href=[s.depends.map(|(_, href)| href)];
    };
    f.around(words, control)
}

/// One answer of a search.
#[derive(Clone, Copy, Debug, Default)]
pub struct Suggestion<'a> {
    /// Value for the hidden field; unused with `href`.
    pub value: &'a str,
    /// What the field shows once chosen, and the first line.
    pub label: &'a str,
    /// Second line.
    pub second: &'a str,
    /// Where it leads, in the search box on top.
    pub href: Option<&'a str>,
}

/// The answer to `combobox`: `status` says how many ("3 gevonden"), and is shown alone when there are none.
pub fn suggestions(status: &str, found: &[Suggestion]) -> Markup {
    html! {
        ul role="listbox" data-status=(status) {
            @for one in found {
                li role="option" data-value=(one.value) data-label=(one.label) data-href=[one.href] {
                    b { (one.label) } @if !one.second.is_empty() { span."line-2" { (one.second) } }
                }
            }
            @if found.is_empty() { li role="option" aria-disabled="true" { (status) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: FormWords<'static> = FormWords { error: "Fout:", optional: "mag leeg" };

    #[test]
    fn an_error_is_tied_to_its_field() {
        let wrong = Field { name: "slot.on", label: "Dag", error: Some("Vul een dag in"), ..Field::default() };
        let html = field(&WORDS, wrong).into_string();
        for part in [r#"id="slot-on""#, r#"aria-invalid="true""#, r#"aria-describedby="slot-on-error""#, "Fout:"] {
            assert!(html.contains(part), "{part} in {html}");
        }
    }

    #[test]
    fn a_password_is_never_written_back() {
        let f =
            Field { name: "password", label: "Wachtwoord", value: "geheim", kind: Kind::Password, ..Field::default() };
        assert!(!field(&WORDS, f).into_string().contains("geheim"));
    }

    #[test]
    fn amounts_get_the_keyboard_with_a_comma() {
        let f = Field { name: "fee", label: "Per maand", kind: Kind::Money, ..Field::default() };
        assert!(field(&WORDS, f).into_string().contains(r#"inputmode="decimal""#));
    }

    #[test]
    fn what_is_typed_is_escaped() {
        let f = Field { name: "text", label: "Tekst", value: "</textarea><b>", ..Field::default() };
        assert!(textarea(&WORDS, f, 3).into_string().contains("&lt;/textarea&gt;&lt;b&gt;"));
    }
}
