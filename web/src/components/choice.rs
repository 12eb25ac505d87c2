//! Choosing: radios worth seeing at once, checkboxes and switches.
use super::{FormWords, field_error, field_id};
use crate::icons::{Icon, icon};
use maud::{Markup, html};

/// One of a few.
#[derive(Clone, Copy, Debug, Default)]
pub struct Choice<'a> {
    /// What is sent.
    pub value: &'a str,
    /// What is read.
    pub text: &'a str,
    /// A second, quiet line; empty shows nothing.
    pub second: &'a str,
    /// Icon in front.
    pub icon: Option<Icon>,
    /// The one chosen.
    pub checked: bool,
}

/// A question with its answers as radios.
#[derive(Clone, Copy, Debug, Default)]
pub struct Choices<'a> {
    /// Name of the field.
    pub name: &'a str,
    /// The question.
    pub legend: &'a str,
    /// The answers; digits 1 to 9 choose among them.
    pub choices: &'a [Choice<'a>],
    /// What is wrong with the answer.
    pub error: Option<&'a str>,
    /// Large boxes in two columns instead of a row of buttons.
    pub blocks: bool,
    /// Shows the digits that choose.
    pub digits: bool,
}

/// The question. Its id is the first radio's, so that errors lead to it.
pub fn choices(words: &FormWords, c: Choices) -> Markup {
    let id = field_id(c.name);
    let error = format!("{id}-error");
    html! {
        fieldset.field.wrong[c.error.is_some()] aria-describedby=[c.error.map(|_| error.as_str())] {
            legend { (c.legend) }
            (field_error(words, &error, c.error))
            div class=(if c.blocks { "cols-2 gap-s mt-1" } else { "choices mt-1" }) {
                @for (index, choice) in c.choices.iter().enumerate() {
                    label.choice.block[c.blocks] {
                        input type="radio" name=(c.name) value=(choice.value) checked[choice.checked]
                            id=[(index == 0).then_some(id.as_str())];
                        @if let Some(name) = choice.icon { (icon(name)) }
                        span { (choice.text) @if !choice.second.is_empty() { span."line-2" { (choice.second) } } }
                        @if c.digits && index < 9 { kbd aria-hidden="true" { (index + 1) } }
                    }
                }
            }
        }
    }
}

/// A checkbox that is sent as `yes`; `second` explains and may be empty.
pub fn checkbox(name: &str, text: &str, second: &str, checked: bool) -> Markup {
    html! {
        label.check {
            input type="checkbox" id=(field_id(name)) name=(name) value="yes" checked[checked];
            span { (text) @if !second.is_empty() { span."line-2" { (second) } } }
        }
    }
}

/// A switch that works at once: its form is sent as soon as it changes.
pub fn switch(name: &str, label: &str, on: bool) -> Markup {
    html! {
        input.switch type="checkbox" role="switch" id=(field_id(name)) name=(name) value="yes" checked[on]
            aria-label=(label) data-submit-on-change;
    }
}
