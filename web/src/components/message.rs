//! Messages: notices, errors, nothing yet, loading, toasts; and the texts that scripts show.
use super::Tone;
use crate::icons::{Icon, icon};
use maud::{Markup, html};

/// A message about this page that stays; `Tone::Strong` is the yellow one, for no connection only.
pub fn notice(tone: Tone, sign: Icon, body: Markup, action: Option<Markup>) -> Markup {
    html! {
        div.notice.{ (tone.house_class()) } role=[(tone == Tone::Danger).then_some("alert")] {
            (icon(sign)) div { (body) }
            @if let Some(action) = action { (action) }
        }
    }
}

/// What is wrong with a form: id of each field and its message. It gets the focus when the page opens.
pub fn error_summary(title: &str, errors: &[(&str, &str)]) -> Markup {
    html! {
        div.error-summary role="alert" tabindex="-1" aria-labelledby="error-summary-title" {
            h2 id="error-summary-title" { (title) }
            ul { @for (field, message) in errors { li { a href={ "#" (field) } { (message) } } } }
        }
    }
}

/// Nothing here: what this is, why it is empty, what to do.
pub fn empty(sign: Icon, title: &str, text: &str, actions: Option<Markup>) -> Markup {
    html! {
        div.empty {
            (icon(sign)) h3 { (title) } p { (text) }
            @if let Some(actions) = actions { div.actions."mt-2" { (actions) } }
        }
    }
}

/// Lines in the shape of what comes, with the words for it.
pub fn loading(text: &str) -> Markup {
    html! {
        p.visually-hidden role="status" { (text) }
        div.stack aria-hidden="true" { @for width in ["sk-1", "sk-2", "sk-3"] { div.skeleton.{ (width) } {} } }
    }
}

/// Says whether changes by others come in; `live.js` keeps it right. `position` is the last event the page knows.
pub fn connection(on: &str, off: &str, position: u64) -> Markup {
    html! { span.live data-connection data-on=(on) data-off=(off) data-position=(position) { (on) } }
}

/// Texts that scripts show, in the reader's language.
#[derive(Clone, Copy, Debug, Default)]
pub struct ScriptTexts<'a> {
    /// Name of the list of toasts.
    pub messages: &'a str,
    /// Link of a toast: "Bekijken".
    pub view: &'a str,
    /// Button of a toast: "Melding sluiten".
    pub close: &'a str,
    /// "Bewaren is niet gelukt. De gegevens staan nog in het formulier."
    pub failed: &'a str,
    /// "Concept van {time} hersteld."
    pub restored: &'a str,
    /// "Weggooien": the draft that was put back.
    pub discard: &'a str,
    /// "Bewaard op dit apparaat. Gaat weg zodra er verbinding is."
    pub kept: &'a str,
    /// "Dit formulier staat niet meer op deze pagina."
    pub form_gone: &'a str,
    /// "Er is een nieuwe versie."
    pub new_version: &'a str,
    /// "Nieuwste stand tonen"
    pub newest: &'a str,
}

/// The regions and templates every page ends with: results for screen readers, toasts, texts.
pub fn script_regions(texts: ScriptTexts) -> Markup {
    html! {
        p.visually-hidden #status role="status" {}
        div.toasts #toasts role="status" aria-live="polite" aria-label=(texts.messages) {}
        template #toast-template {
            div.toast {
                (icon(Icon::Bell))
                div { b data-toast-text {} p { a data-toast-link href="/" { (texts.view) } } button."button small" type="button" data-toast-action hidden {} }
                button.x type="button" data-toast-close aria-label=(texts.close) { (icon(Icon::X)) }
            }
        }
        template #draft-template {
            div.notice.info."mb-4" data-draft-restored {
                (icon(Icon::Pen))
                div data-draft-text=(texts.restored) {}
                button.button.small type="button" { (texts.discard) }
            }
        }
        div #texts hidden data-failed=(texts.failed) data-kept=(texts.kept) data-form-gone=(texts.form_gone) data-new-version=(texts.new_version) data-newest=(texts.newest) {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_leads_to_its_field() {
        let html = error_summary("Er klopt iets niet", &[("kvk", "Vul 8 cijfers in")]).into_string();
        assert!(html.contains(r##"href="#kvk""##) && html.contains(r#"role="alert""#), "{html}");
    }
}
