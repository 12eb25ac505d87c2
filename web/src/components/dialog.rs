//! One question on top of the page.
use super::{Button, Look, Size, action, link_button, submit};
use crate::icons::Icon;
use maud::{Markup, html};

/// Words of the buttons every dialog has.
#[derive(Clone, Copy, Debug, Default)]
pub struct DialogWords<'a> {
    /// Name of the cross: "Sluiten".
    pub close: &'a str,
    /// Button that leaves all as it was: "Stoppen".
    pub cancel: &'a str,
}

// `back` is where the same buttons lead when the form is a page of its own.
fn head(id: &str, title: Markup, lead: Option<&str>, words: DialogWords, back: Option<&str>) -> Markup {
    let close = Button {
        text: words.close,
        icon: Some(Icon::X),
        only_icon: true,
        look: Look::Quiet,
        size: Size::Small,
        closes: true,
        ..Button::default()
    };
    html! {
        header {
            div { h2 id={ (id) "-title" } { (title) } @if let Some(lead) = lead { p.muted.small { (lead) } } }
            (leave(close, back))
        }
    }
}

fn cancel(words: DialogWords, back: Option<&str>) -> Markup {
    leave(Button { text: words.cancel, closes: true, ..Button::default() }, back)
}

fn leave(button: Button, back: Option<&str>) -> Markup {
    match back {
        Some(href) => link_button(href, button),
        None => action(button),
    }
}

/// A dialog that stands in the page, opened by `Button::dialog`.
pub fn dialog(id: &str, title: &str, words: DialogWords, body: Markup) -> Markup {
    html! {
        dialog.dialog id=(id) aria-labelledby={ (id) "-title" } {
            (head(id, html! { (title) }, None, words, None))
            div.body { (body) }
        }
    }
}

/// A form that is a page of its own and also opens in a dialog (`Button::in_dialog`).
#[derive(Clone, Debug, Default)]
pub struct DialogForm<'a> {
    /// Unique in the page.
    pub id: &'a str,
    /// Address it posts to.
    pub action: &'a str,
    /// Id made by the server: pressing twice does it once.
    pub request_id: &'a str,
    /// What is asked.
    pub title: &'a str,
    /// About what.
    pub lead: Option<&'a str>,
    /// Error summary (first) and fields.
    pub body: Markup,
    /// The main button.
    pub save: Button<'a>,
    /// "Bewaren is niet gelukt…", shown when there is no connection.
    pub failed: &'a str,
    /// Where one goes who does not want it, when this is a page of its own.
    pub back: &'a str,
    /// Words of the other buttons.
    pub words: DialogWords<'a>,
}

/// The form; on its own page put it in a `.panel`.
pub fn dialog_form(form: DialogForm) -> Markup {
    let save = Button { look: Look::Primary, ..form.save };
    html! {
        form id=(form.id) method="post" action=(form.action) data-dialog-part aria-labelledby={ (form.id) "-title" } {
            input type="hidden" name="_request" value=(form.request_id);
            (head(form.id, html! { (form.title) }, form.lead, form.words, Some(form.back)))
            div.body.stack {
                p.error data-failed role="alert" hidden { (form.failed) }
                (form.body)
            }
            footer { (cancel(form.words, Some(form.back))) (submit(save)) }
        }
    }
}

/// What the planning board opens when a move is refused, with room for a reason where it may be overruled.
/// `reason` labels the reason, `overrule` is the button that goes on.
pub fn refusal_dialog(words: DialogWords, reason: &str, overrule: &str) -> Markup {
    html! {
        dialog.dialog #refusal aria-labelledby="refusal-title" {
            (head("refusal", html! { span data-refusal-title {} }, None, words, None))
            div.body.stack {
                p data-refusal-detail {}
                ul data-refusal-errors {}
                form.stack.tight data-refusal-form method="dialog" {
                    label.label for="overrule" { (reason) }
                    textarea.textarea #overrule name="overrule" rows="2" {}
                    div.actions {
                        (submit(Button { text: overrule, look: Look::Primary, ..Button::default() }))
                        (cancel(words, None))
                    }
                }
            }
        }
    }
}

/// All shortcuts: the keys as they are shown, separated by spaces, and what they do. Opened by `?`.
pub fn keys_help(title: &str, words: DialogWords, keys: &[(&str, &str)]) -> Markup {
    let list = html! {
        dl.key-list {
            @for (keys, what) in keys {
                dt { @for key in keys.split(' ') { kbd { (key) } } }
                dd { (what) }
            }
        }
    };
    dialog("keys-help", title, words, list)
}
