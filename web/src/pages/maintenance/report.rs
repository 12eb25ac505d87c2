//! The technician's report at the end of a visit: findings, work, real minutes, solved or not, who pays.

use domain::visit::PassOn;
use maud::{Markup, html};
use projections::maintenance::{visit::Sheet, visits::State};

use super::{charge, sheet::about, times::by_clock};
use crate::{
    Form,
    components::{
        Button, Choice, Choices, Field, Kind, Look, Panel, Size, choices, link_button, panel, signature_pad, submit,
    },
    cx::Cx,
    icons::Icon,
};

/// Beginning, while the visit is planned.
pub fn begin(cx: &Cx, sheet: &Sheet, next: &str) -> Markup {
    html! {
        @if sheet.visit.state == State::Scheduled {
            div.sheet-foot {
                (Form::new(cx, format!("/visits/{}/start", sheet.visit.id)).next(next).done("maintenance-done-started").offline(cx.t("button-start"), about(sheet)).show_with(&[("class", "stack tight")], html! {
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
    let spent = by_clock(&sheet.times, cx.app.log.clock.now());
    let worked = fives(spent.worked);
    let travelled = if spent.travelled > 0 { fives(spent.travelled).to_string() } else { String::new() };
    let form = Form::new(cx, format!("/visits/{id}/finish"))
        .next("/my-work")
        .done("maintenance-done-finished")
        .offline(cx.t("maintenance-report"), about(sheet));
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
                    (form.field("maintenance-travelled", &travelled, Field { name: "travelled", kind: Kind::Number, hint: Some(&minutes), optional: true, width: 6, ..Field::default() }))
                    (yes_no(cx, &form, "solved", "maintenance-solved", ["maintenance-solved-yes", "maintenance-solved-no"]))
                    (charge::question(cx, &form, sheet))
                    @if sheet.visit.plan.is_some() {
                        (form.field("plan-next-on", "", Field { name: "next_on", kind: Kind::Date, hint: Some(&cx.t("plan-next-on-hint")), optional: true, width: 6, ..Field::default() }))
                        div.field { (form.checkbox("no_next", "plan-no-next", false)) }
                    }
                    (advice(cx, &form))
                }
            }),
            ..Panel::default()
        }))
        (signature(cx, &form))
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

/// To the next five minutes; the technician corrects them.
fn fives(minutes: i64) -> i64 {
    (minutes.clamp(0, 600) + 4) / 5 * 5
}

/// What the customer is advised, and whether sales hears of it.
fn advice(cx: &Cx, form: &Form<'_>) -> Markup {
    let passed = PassOn::ALL.map(|on| (on.name(), cx.t(&format!("advice-to-{}", on.name()))));
    let none = cx.t("advice-to-nobody");
    let options: Vec<(&str, &str)> =
        std::iter::once(("", none.as_ref())).chain(passed.iter().map(|(name, text)| (*name, text.as_ref()))).collect();
    html! {
        (form.textarea("advice-text", "", Field { name: "advice.text", hint: Some(&cx.t("advice-hint")), optional: true, ..Field::default() }, 2))
        (form.select("advice-pass-on", "", Field { name: "advice.pass_on", width: 6, ..Field::default() }, &options))
    }
}

/// A name and a drawing, or why there is none.
fn signature(cx: &Cx, form: &Form<'_>) -> Markup {
    let hint = cx.t("signature-hint");
    panel(Panel {
        id: "signature",
        title: &cx.t("signature-title"),
        body: Some(html! {
            div.stack {
                p.muted { (hint) }
                (form.field("signature-name", "", Field { name: "signed.name", optional: true, ..Field::default() }))
                (signature_pad("signed.drawing", &cx.t("signature-draw"), &cx.t("contracts-clear"), &form.value("signed.drawing", "")))
                (form.field("signature-absent", "", Field { name: "signed.absent", hint: Some(&cx.t("signature-absent-hint")), optional: true, ..Field::default() }))
            }
        }),
        ..Panel::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_proposed_in_whole_fives_and_never_negative() {
        assert_eq!([61, 60, 0, -10, 9_000].map(fives), [65, 60, 0, 0, 600]);
    }
}
