//! A form that posts a command: its hidden fields, and after a refusal what was typed and what is wrong.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use maud::{Markup, html};
use uuid::Uuid;

use crate::{
    components::{Field, Kind, error_summary, field, field_id, id_within},
    cx::{Cx, Failed},
};

/// A form on its way to the page: `Form::new(&cx, "/faults/report").next("/faults/{id}").done("fault-reported")`.
pub struct Form<'a> {
    cx: &'a Cx,
    action: String,
    next: Option<String>,
    done: Option<String>,
    revision: Option<i64>,
    page: Option<String>,
    offline: Option<(String, String)>,
    within: &'a str,
    failed: Option<&'a Failed>,
    /// What its fields are called, by name.
    labels: Mutex<BTreeMap<String, String>>,
}

impl<'a> Form<'a> {
    /// A form that posts to `/<things>/<command>` or `/<things>/<id>/<command>`.
    pub fn new(cx: &'a Cx, action: impl Into<String>) -> Self {
        let action = action.into();
        let failed = cx.failed.as_ref().filter(|failed| failed.action == action);
        Self {
            cx,
            action,
            next: None,
            done: None,
            revision: None,
            page: None,
            offline: None,
            within: "",
            failed,
            labels: Mutex::default(),
        }
    }

    /// Where to go when it is done; `{id}` becomes the thing's id. The thing's own page when not said.
    pub fn next(mut self, next: impl Into<String>) -> Self {
        self.next = Some(next.into());
        self
    }

    /// Key of the text that says what was done: `done-saved` when not said.
    pub fn done(mut self, key: &str) -> Self {
        self.done = Some(key.into());
        self
    }

    /// The revision that the page shows: someone else's change in between is then pointed out.
    pub fn revision(mut self, revision: i64) -> Self {
        self.revision = Some(revision);
        self
    }

    /// Makes it work without network: it is kept on the device and sent when there is one. `what` says in the reader's words what it
    /// does, `about` is the address of the thing that it is done to (`/visits/7`): things are done to it in the order in which forms were
    /// sent, and after a refusal what came later waits. The command must stand on its own: whoever looks at an old page says what
    /// they want, so it can have no revision; where it has a field `at` or `on`, that becomes the moment or day at which the form was sent.
    pub fn offline(mut self, what: impl Into<String>, about: impl Into<String>) -> Self {
        self.offline = Some((what.into(), about.into()));
        self
    }

    /// Sets the ids of its fields apart, where another form of the page has fields of the same names.
    pub fn within(mut self, within: &'a str) -> Self {
        self.within = within;
        self
    }

    /// Of several forms of the page that post to one address, this is the one that posts `value` as its field `name`.
    pub fn told_by(mut self, name: &str, value: &str) -> Self {
        self.failed = self.failed.filter(|failed| api::fields::last(&failed.fields, name) == Some(value));
        self
    }

    /// The page that shows this form again when it is refused; this page when not said.
    pub fn page(mut self, page: impl Into<String>) -> Self {
        self.page = Some(page.into());
        self
    }

    /// What a field holds: after a refusal what was posted, else `stored`.
    pub fn value(&self, name: &str, stored: impl Into<String>) -> String {
        match self.failed {
            Some(failed) => api::fields::last(&failed.fields, name).unwrap_or_default().to_owned(),
            None => stored.into(),
        }
    }

    /// Whether a box or choice is on: after a refusal as posted, else as stored.
    pub fn checked(&self, name: &str, value: &str, stored: bool) -> bool {
        match self.failed {
            Some(failed) => failed.fields.iter().any(|(known, posted)| known == name && posted == value),
            None => stored,
        }
    }

    /// How many rows of a list were posted; `stored` when nothing was.
    pub fn rows(&self, name: &str, stored: usize) -> usize {
        let prefix = format!("{name}.");
        let index = |posted: &str| posted.strip_prefix(&prefix)?.split('.').next()?.parse::<usize>().ok();
        match self.failed {
            Some(failed) => failed.fields.iter().filter_map(|(name, _)| index(name)).max().map_or(0, |last| last + 1),
            None => stored,
        }
    }

    /// What is wrong with a field that is chosen from a search: words that lead to nobody are no choice.
    pub fn choice_error(&self, name: &str, words: &str) -> Option<String> {
        let error = self.error(name)?;
        let chosen = self.value(name, "");
        let only_typed = chosen.is_empty() && !self.value(words, "").trim().is_empty();
        Some(if only_typed { self.cx.t("form-choose-from-list").into_owned() } else { error.to_owned() })
    }

    /// What is wrong with a field.
    pub fn error(&self, name: &str) -> Option<&'a str> {
        let errors = &self.failed?.problem.errors;
        errors.iter().find(|error| error.field == name).map(|error| error.message.as_str())
    }

    /// What a colleague made of a field in the meantime, where it is not what stands in the form: without it, saving again
    /// would undo their change unseen.
    fn stored_now(&self, name: &str, stored: &str, shown: &str) -> Option<String> {
        self.failed.filter(|failed| failed.problem.code == "conflict")?;
        let other = !stored.is_empty() && self.value(name, "") != stored;
        other.then(|| self.cx.tr("form-stored-now", &[("stored", shown.into())]))
    }

    /// Whether this form was just refused.
    pub fn refused(&self) -> bool {
        self.failed.is_some()
    }

    fn labels(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        self.labels.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a field is called, and noted for the summary of what is wrong.
    fn label(&self, name: &str, key: &str) -> Cow<'static, str> {
        let label = self.cx.t(key);
        if self.refused() {
            self.labels().insert(name.into(), label.to_string());
        }
        label
    }

    /// A field of one line with its value and error in place; `label` is a text's key.
    pub fn field(&self, label: &str, stored: &str, field: Field<'_>) -> Markup {
        let (value, label) = (self.value(field.name, stored), self.label(field.name, label));
        let now = self.stored_now(field.name, stored, stored);
        let error = self.error(field.name).or(now.as_deref());
        crate::components::field(
            &self.cx.words(),
            Field { label: &label, value: &value, error, within: self.within, ..field },
        )
    }

    /// A field of several lines, likewise.
    pub fn textarea(&self, label: &str, stored: &str, field: Field<'_>, rows: u8) -> Markup {
        let (value, label) = (self.value(field.name, stored), self.label(field.name, label));
        let now = self.stored_now(field.name, stored, stored);
        let error = self.error(field.name).or(now.as_deref());
        let field = Field { label: &label, value: &value, error, within: self.within, ..field };
        crate::components::textarea(&self.cx.words(), field, rows)
    }

    /// One of a list, likewise; options are value and text.
    pub fn select(&self, label: &str, stored: &str, field: Field<'_>, options: &[(&str, &str)]) -> Markup {
        let (value, label) = (self.value(field.name, stored), self.label(field.name, label));
        let shown = options.iter().find(|(value, _)| *value == stored).map_or(stored, |(_, text)| text);
        let now = self.stored_now(field.name, stored, shown);
        let error = self.error(field.name).or(now.as_deref());
        let field = Field { label: &label, value: &value, error, within: self.within, ..field };
        crate::components::select(&self.cx.words(), field, options)
    }

    /// A box that says yes or no; unticked it posts `false`.
    pub fn checkbox(&self, name: &str, label: &str, stored: bool) -> Markup {
        let checked = self.checked(name, "true", stored);
        html! {
            label.check {
                input type="hidden" name=(name) value="false";
                input type="checkbox" id=(field_id(name)) name=(name) value="true" checked[checked];
                span { (self.cx.t(label)) }
            }
        }
    }

    /// The form around its body: hidden fields, what is wrong on top, and a reason's field where a rule may be set aside.
    pub fn show(&self, body: Markup) -> Markup {
        self.show_with(&[], body)
    }

    /// Likewise with further attributes: `("class", "stack")`, `("data-draft", "fault")`, `("data-dialog-part", "")`.
    pub fn show_with(&self, attributes: &[(&str, &str)], body: Markup) -> Markup {
        let get = |name| attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        html! {
            form method="post" action=(self.action) class=(get("class").unwrap_or("stack")) novalidate
                id=[get("id")] enctype=[get("enctype")] data-draft=[get("data-draft")]
                data-dialog-part=[get("data-dialog-part")] aria-labelledby=[get("aria-labelledby")]
                aria-label=[get("aria-label")] data-rows=[get("data-rows")] {
                (self.hidden())
                (self.problems())
                (body)
            }
        }
    }

    /// The hidden fields alone, for forms that are written out by hand.
    pub fn hidden(&self) -> Markup {
        // After a refusal the same request goes on; nothing was done with it.
        let request = match self.failed {
            Some(failed) => api::fields::last(&failed.fields, "_request").unwrap_or_default().to_owned(),
            None => Uuid::new_v4().to_string(),
        };
        html! {
            input type="hidden" name="_request" value=(request);
            input type="hidden" name="_page" value=(self.page.as_deref().unwrap_or(&self.cx.here));
            @if let Some(next) = &self.next { input type="hidden" name="_next" value=(next); }
            @if let Some(done) = &self.done { input type="hidden" name="_done" value=(done); }
            @if let Some((what, about)) = &self.offline { input type="hidden" name="_offline" value=(what) data-about=(about); }
            // When it was done stays as it was.
            @if let Some(at) = self.failed.and_then(|failed| api::fields::last(&failed.fields, "_at")) { input type="hidden" name="_at" value=(at); }
            @if let Some(revision) = self.revision.filter(|_| self.offline.is_none()) { input type="hidden" name="_revision" value=(revision); }
        }
    }

    /// What is wrong with a field, behind the field's name where it has one: above the form nothing else tells which it is.
    fn named(&self, field: &str, message: &str) -> String {
        if let Some(label) = self.labels().get(field) {
            return self.cx.tr("form-error-of", &[("field", label.as_str().into()), ("message", message.into())]);
        }
        let last = field.rsplit('.').find(|part| part.parse::<usize>().is_err()).unwrap_or_default();
        let key = format!("field-{}", last.replace('_', "-"));
        if !texts::has(self.cx.lang(), &key) {
            return message.to_owned();
        }
        let name = self.cx.t(&key);
        self.cx.tr("form-error-of", &[("field", name.into()), ("message", message.into())])
    }

    /// What is wrong, in words, with links to the fields.
    pub fn problems(&self) -> Markup {
        let Some(failed) = self.failed else { return html! {} };
        let problem = &failed.problem;
        let ids: Vec<String> = problem.errors.iter().map(|error| id_within(self.within, &error.field)).collect();
        let said: Vec<String> = problem.errors.iter().map(|error| self.named(&error.field, &error.message)).collect();
        let mut listed: Vec<(&str, &str)> =
            ids.iter().zip(&said).map(|(id, message)| (id.as_str(), message.as_str())).collect();
        let title = if listed.is_empty() { problem.title.clone().into() } else { self.cx.t("form-wrong") };
        let (reason, may) =
            (problem.overrule.as_ref().map(|name| id_within(self.within, name)), self.cx.t("form-overrule"));
        listed.extend(reason.as_ref().map(|id| (id.as_str(), may.as_ref())));
        html! {
            @if listed.is_empty() {
                div.error-summary role="alert" tabindex="-1" { h2 { (title) } }
            } @else {
                (error_summary(&title, &listed))
            }
            @if let Some(overrule) = &problem.overrule {
                (field(&self.cx.words(), Field {
                    name: overrule,
                    within: self.within,
                    label: &self.cx.t("form-overrule-reason"),
                    value: &self.value(overrule, ""),
                    kind: Kind::Text,
                    ..Field::default()
                }))
            }
        }
    }
}
