//! Small forms about a fault, each a page that also opens in a dialog: change, solved by telephone, called back, waits, withdraw, open again.

use api::App;
use axum::{Router, extract::Path, http::HeaderMap, routing::get};
use domain::{FaultId, Permission, fault::Urgency};
use maud::{Markup, html};
use projections::maintenance::faults::{self, Fault};

use super::{back, form_page, id, pool, words};
use crate::{
    Form,
    components::{Button, Choice, Choices, Field, Look, choices, link_button, submit},
    cx::{Answer, Cx},
};

/// The addresses of these pages; the last parts differ from the commands', which are posted to.
pub fn routes() -> Router<App> {
    Router::new().route("/faults/{id}/{change}", get(show))
}

async fn show(cx: Cx, Path((text, change)): Path<(String, String)>, headers: HeaderMap) -> Answer {
    cx.require(Permission::ReportFaults)?;
    let id: FaultId = id(&cx, &text)?;
    let Some(fault) = faults::one(pool(&cx), id).await? else { return Err(cx.not_found()) };
    let (command, title, done, button) = match change.as_str() {
        "edit" => ("change", "maintenance-fault-change", "done-saved", "button-save"),
        "solved" => ("solve", "maintenance-fault-solve", "maintenance-done-solved", "maintenance-fault-solve"),
        "withdraw" => {
            ("cancel", "maintenance-fault-withdraw", "maintenance-done-withdrawn", "maintenance-fault-withdraw")
        }
        "called" => ("answer", "promise-called-back", "promise-done-called", "button-save"),
        "waits" => ("wait", "promise-wait", "promise-done-waits", "promise-wait-begin"),
        "open-again" => ("reopen", "maintenance-fault-reopen", "maintenance-done-reopened", "maintenance-fault-reopen"),
        _ => return Err(cx.not_found()),
    };
    let back = back(&cx, &headers, &format!("/faults/{id}"));
    let form = Form::new(&cx, format!("/faults/{id}/{command}")).next(&back).done(done).revision(fault.revision);
    let fields = match command {
        "change" => changed(&cx, &form, &fault),
        "solve" => form.textarea(
            "maintenance-how-solved",
            "",
            Field { name: "how", optional: true, autofocus: true, ..Field::default() },
            3,
        ),
        "answer" => super::promises::called(&form),
        "wait" => super::promises::waiting(&cx, &form),
        _ => form.field("label-reason", "", Field { name: "reason", autofocus: true, ..Field::default() }),
    };
    let title = cx.t(title);
    let markup = form.show_with(
        &[("class", ""), ("data-dialog-part", ""), ("aria-labelledby", "form-title")],
        html! {
            header { div { h2 id="form-title" { (title) } p."muted small" { (words::fault_number(&fault.number)) " · " (cx.customer(&fault.customer_name)) } } }
            div."body stack" { (fields) }
            (feet(&cx, &back, &cx.t(button)))
        },
    );
    form_page(&cx, &title, markup)
}

/// The buttons under a form in a dialog.
pub fn feet(cx: &Cx, back: &str, save: &str) -> Markup {
    html! {
        footer {
            (link_button(back, Button { text: &cx.t("button-cancel"), closes: true, ..Button::default() }))
            (submit(Button { text: save, look: Look::Primary, key_hint: Some("Ctrl ↵"), ..Button::default() }))
        }
    }
}

fn changed(cx: &Cx, form: &Form<'_>, fault: &Fault) -> Markup {
    let texts = Urgency::ALL.map(|urgency| words::urgency_word(cx, urgency));
    let options: Vec<Choice> = Urgency::ALL
        .iter()
        .zip(&texts)
        .map(|(urgency, text)| Choice {
            value: urgency.name(),
            text,
            checked: form.checked("urgency", urgency.name(), fault.urgency == *urgency),
            ..Choice::default()
        })
        .collect();
    html! {
        (form.textarea("maintenance-what-customer-says", &fault.problem, Field { name: "problem", autofocus: true, ..Field::default() }, 5))
        (choices(&cx.words(), Choices { name: "urgency", legend: &cx.t("maintenance-how-bad"), choices: &options, digits: true, error: form.error("urgency"), ..Choices::default() }))
    }
}
