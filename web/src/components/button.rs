//! Buttons and links that look like one.
use crate::icons::{Icon, icon};
use maud::{Markup, html};

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// Most buttons.
    #[default]
    Plain,
    /// The one main action of the page, yellow.
    Primary,
    /// Main action inside a panel.
    Dark,
    /// In headers and bars.
    Quiet,
    /// Takes something away.
    Danger,
}

/// Size of a button.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// As high as a field.
    #[default]
    Normal,
    /// In rows and headers.
    Small,
    /// For a gloved finger.
    Large,
}

/// A button; all but the text may be left out.
#[derive(Clone, Copy, Debug, Default)]
pub struct Button<'a> {
    /// What happens, as a verb. With `only_icon` it is the name a screen reader says.
    pub text: &'a str,
    /// Icon in front.
    pub icon: Option<Icon>,
    /// Attention it asks.
    pub look: Look,
    /// Size.
    pub size: Size,
    /// Shows the icon alone.
    pub only_icon: bool,
    /// As wide as its holder.
    pub wide: bool,
    /// Shortcut for `keys.js`, such as `n` or `g k`.
    pub key: Option<&'a str>,
    /// The shortcut as it is shown, such as `Ctrl ↵`.
    pub key_hint: Option<&'a str>,
    /// Name sent along with the form.
    pub name: Option<&'a str>,
    /// Value sent along with the form.
    pub value: Option<&'a str>,
    /// Id of the form it sends, when it stands outside.
    pub form: Option<&'a str>,
    /// Other address to send the form to.
    pub action: Option<&'a str>,
    /// Id of the dialog it opens.
    pub dialog: Option<&'a str>,
    /// For links: the page's form opens in a dialog.
    pub in_dialog: bool,
    /// Closes the dialog it stands in.
    pub closes: bool,
    /// Can't be used now; the page says why.
    pub disabled: bool,
    /// For links among buttons: this is where one is.
    pub current: bool,
    /// Id of an element with more about it.
    pub described_by: Option<&'a str>,
}

impl Button<'_> {
    fn class(&self) -> String {
        let mut class = String::from("button");
        class.push_str(match self.look {
            Look::Plain => "",
            Look::Primary => " primary",
            Look::Dark => " dark",
            Look::Quiet => " quiet",
            Look::Danger => " danger",
        });
        class.push_str(match self.size {
            Size::Normal => "",
            Size::Small => " small",
            Size::Large => " large",
        });
        if self.only_icon {
            class.push_str(" only");
        }
        if self.wide {
            class.push_str(" wide");
        }
        class
    }

    fn inside(&self) -> Markup {
        html! {
            @if let Some(name) = self.icon { (icon(name)) }
            @if !self.only_icon { (self.text) }
            @if let Some(hint) = self.key_hint { kbd aria-hidden="true" { (hint) } }
        }
    }

    fn name_for_readers(&self) -> Option<&str> {
        self.only_icon.then_some(self.text)
    }
}

/// A button that sends its form.
pub fn submit(button: Button) -> Markup {
    as_button("submit", button)
}

/// A button for a script: opens or closes a dialog, adds a row.
pub fn action(button: Button) -> Markup {
    as_button("button", button)
}

fn as_button(kind: &str, b: Button) -> Markup {
    html! {
        button class=(b.class()) type=(kind) name=[b.name] value=[b.value] form=[b.form] formaction=[b.action]
            data-key=[b.key] data-dialog=[b.dialog] data-dialog-close[b.closes] disabled[b.disabled]
            aria-label=[b.name_for_readers()] aria-describedby=[b.described_by] { (b.inside()) }
    }
}

/// A link that looks like a button; it goes somewhere.
pub fn link_button(href: &str, b: Button) -> Markup {
    html! {
        a class=(b.class()) href=(href) data-key=[b.key] data-dialog-href=[b.in_dialog.then_some(href)]
            data-dialog-close[b.closes]
            aria-label=[b.name_for_readers()] aria-describedby=[b.described_by]
            aria-current=[b.current.then_some("true")] { (b.inside()) }
    }
}

/// A form of one button that posts, with the request id that makes pressing twice do it once.
pub fn post_button(href: &str, request_id: &str, button: Button) -> Markup {
    html! {
        form method="post" action=(href) {
            input type="hidden" name="_request" value=(request_id);
            (submit(button))
        }
    }
}

/// Buttons that belong together, such as previous, today, next.
pub fn button_group(label: &str, buttons: Markup) -> Markup {
    html! { div.button-group role="group" aria-label=(label) { (buttons) } }
}

/// Buttons in a row with room between.
pub fn actions(buttons: Markup) -> Markup {
    html! { div.actions { (buttons) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_of_an_icon_alone_keeps_its_name() {
        let html = action(Button { text: "Sluiten", icon: Some(Icon::X), only_icon: true, ..Button::default() });
        assert!(html.into_string().contains(r#"aria-label="Sluiten""#));
    }

    #[test]
    fn a_link_into_a_dialog_is_a_link_as_well() {
        let html = link_button("/visits/1", Button { text: "Verzetten", in_dialog: true, ..Button::default() });
        let html = html.into_string();
        assert!(html.contains(r#"href="/visits/1""#) && html.contains(r#"data-dialog-href="/visits/1""#), "{html}");
    }
}
