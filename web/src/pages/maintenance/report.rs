//! The technician's report at the end of a visit: findings, work, real minutes, solved or not, billable or not.

use chrono::{DateTime, Utc};
use maud::{Markup, html};
use projections::maintenance::{visit::Sheet, visits::State};

use crate::{
    Form,
    components::{Button, Choice, Choices, Field, Kind, Look, Panel, Size, choices, link_button, panel, submit},
    cx::Cx,
    icons::Icon,
};

/// Beginning, while the visit is planned.
pub fn begin(cx: &Cx, sheet: &Sheet, next: &str) -> Markup {
    html! {
        @if sheet.visit.state == State::Scheduled {
            div.sheet-foot {
                (Form::new(cx, format!("/visits/{}/start", sheet.visit.id)).next(next).done("maintenance-done-started").show_with(&[("class", "stack tight")], html! {
                    (submit(Button { text: &cx.t("button-start"), icon: Some(Icon::Play), look: Look::Primary, size: Size::Large, ..Button::default() }))
                }))
            }
        }
    }
}

/// The form that ends the visit, while it is on.
pub fn report(cx: &Cx, sheet: &Sheet) -> Markup {
    if sheet.visit.state != State::Started {
        return html! {};
    }
    let id = sheet.visit.id;
    let worked = worked(cx.app.log.clock.now(), sheet.visit.started_at);
    let form = Form::new(cx, format!("/visits/{id}/finish")).next("/my-work").done("maintenance-done-finished");
    let minutes = cx.t("maintenance-minutes-hint");
    let found = cx.t("maintenance-findings-hint");
    let body = html! {
        (panel(Panel {
            id: "report",
            title: &cx.t("maintenance-report"),
            body: Some(html! {
                div.form-grid {
                    (form.textarea("maintenance-findings", "", Field { name: "findings", hint: Some(&found), ..Field::default() }, 3))
                    (form.textarea("maintenance-work", "", Field { name: "work", ..Field::default() }, 3))
                    (form.field("maintenance-worked", &worked.to_string(), Field { name: "worked", kind: Kind::Number, hint: Some(&minutes), width: 6, ..Field::default() }))
                    (form.field("maintenance-travelled", "", Field { name: "travelled", kind: Kind::Number, hint: Some(&minutes), optional: true, width: 6, ..Field::default() }))
                    (yes_no(cx, &form, "solved", "maintenance-solved", ["maintenance-solved-yes", "maintenance-solved-no"]))
                    (yes_no(cx, &form, "billable", "maintenance-billable", ["word-yes", "word-no"]))
                    @if sheet.visit.plan.is_some() {
                        (form.field("plan-next-on", "", Field { name: "next_on", kind: Kind::Date, hint: Some(&cx.t("plan-next-on-hint")), optional: true, width: 6, ..Field::default() }))
                        div.field { (form.checkbox("no_next", "plan-no-next", false)) }
                    }
                }
            }),
            ..Panel::default()
        }))
        div.sheet-foot {
            (link_button(&format!("/visits/{id}/leave-off"), Button { text: &cx.t("maintenance-interrupt"), icon: Some(Icon::Pause), size: Size::Large, in_dialog: true, ..Button::default() }))
            (submit(Button { text: &cx.t("button-finish"), icon: Some(Icon::Check), look: Look::Primary, size: Size::Large, key_hint: Some("Ctrl ↵"), ..Button::default() }))
        }
    };
    let draft = format!("report-{id}");
    form.show_with(&[("data-draft", &draft), ("aria-label", &cx.t("maintenance-report"))], body)
}

/// Nothing is chosen beforehand: what costs a customer money is said, not guessed.
fn yes_no(cx: &Cx, form: &Form<'_>, name: &str, legend: &str, answers: [&str; 2]) -> Markup {
    let [yes, no] = answers.map(|key| texts::format::capital(&cx.t(key)));
    let choice = |value: &'static str, text| Choice {
        value,
        text,
        checked: form.checked(name, value, false),
        ..Choice::default()
    };
    choices(
        &cx.words(),
        Choices {
            name,
            legend: &cx.t(legend),
            choices: &[choice("true", &yes), choice("false", &no)],
            error: form.error(name),
            digits: true,
            ..Choices::default()
        },
    )
}

/// Minutes since the visit began, to the next five; the technician corrects them.
fn worked(now: DateTime<Utc>, began: Option<DateTime<Utc>>) -> i64 {
    let minutes = began.map_or(0, |began| (now - began).num_minutes()).clamp(0, 600);
    (minutes + 4) / 5 * 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_worked_is_proposed_in_whole_fives_and_never_negative() {
        let at = |minutes: i64| DateTime::<Utc>::UNIX_EPOCH + chrono::Duration::minutes(minutes);
        assert_eq!(worked(at(61), Some(at(0))), 65);
        assert_eq!(worked(at(60), Some(at(0))), 60);
        assert_eq!(worked(at(0), Some(at(10))), 0);
        assert_eq!(worked(at(9_000), Some(at(0))), 600);
        assert_eq!(worked(at(0), None), 0);
    }
}
