//! The technician's clock: what was noted, what can be next, and another time than now.

use chrono::{DateTime, Utc};
use domain::visit::{Spent, Step, spent};
use maud::{Markup, html};
use projections::maintenance::{checks::Noted, visit::Sheet, visits::State};
use texts::format::clock;

use super::{
    on_the_way::{self, Way},
    sheet::about,
};
use crate::{
    Form,
    components::{Button, Field, Kind, Look, Panel, Size, panel, submit},
    cx::Cx,
    icons::Icon,
};

/// How long work and journey took by the clock, up to a moment.
pub fn by_clock(times: &[Noted], until: DateTime<Utc>) -> Spent {
    let steps: Vec<_> = times.iter().map(|noted| (noted.step, noted.at)).collect();
    spent(&steps, until)
}

/// The clock, while the visit is planned or on; and what it looks like after each step, for who has no network to ask.
pub fn clock_panel(cx: &Cx, sheet: &Sheet, way: &Way, next: &str) -> Markup {
    let begun = match sheet.visit.state {
        State::Scheduled => false,
        State::Started => true,
        _ => return html! {},
    };
    // Setting off is one act, which stands above.
    let steps: &[Step] = match begun {
        true => &[Step::Pause, Step::Resume, Step::Leave],
        false if way.offered || way.waits => &[],
        false => &[Step::Depart],
    };
    html! {
        (clock_after(cx, sheet, way, None, next))
        @for step in steps {
            template data-outbox-after={ "/visits/" (sheet.visit.id) "/note-time" } data-outbox-with={ "step=" (step.name()) } {
                (clock_after(cx, sheet, way, Some(*step), next))
            }
        }
    }
}

/// The clock; `waits` is a step that was noted on the device and not sent yet.
fn clock_after(cx: &Cx, sheet: &Sheet, way: &Way, waits: Option<Step>, next: &str) -> Markup {
    let visit = &sheet.visit;
    let begun = visit.state == State::Started;
    let last = waits.or(sheet.times.iter().rev().find(|noted| noted.by_clock).map(|noted| noted.step));
    let steps: &[Step] = match (begun, last) {
        (false, Some(Step::Depart)) => &[],
        // Setting off is one act, which stands above.
        (false, _) if way.offered || way.waits => &[],
        (false, _) => &[Step::Depart],
        (true, Some(Step::Pause)) => &[Step::Resume, Step::Leave],
        (true, Some(Step::Leave)) => &[],
        (true, _) => &[Step::Pause, Step::Leave],
    };
    let action = format!("/visits/{}/note-time", visit.id);
    let body = html! {
        div."stack tight" {
            (noted(cx, &sheet.times))
            @if let Some(step) = waits {
                ul."row wrap clock-steps" { li { (cx.t(&format!("clock-was-{}", step.name()))) " " b.num data-outbox-time=(action) {} } }
            }
            @if way.waits {
                p.num { (cx.t("clock-was-depart")) " " b data-outbox-time=(on_the_way::set_out(visit)) {} }
            }
            div.actions {
                @for step in steps {
                    form method="post" action=(action) {
                        (Form::new(cx, action.clone()).next(next).done("clock-noted").offline(cx.t(&format!("clock-{}", step.name())), about(sheet)).hidden())
                        input type="hidden" name="step" value=(step.name());
                        (submit(Button { text: &cx.t(&format!("clock-{}", step.name())), icon: Some(sign(*step)), size: Size::Large, ..Button::default() }))
                    }
                }
                // What waits is thrown away where it waits.
                @if waits.is_none() && sheet.times.iter().any(|noted| noted.by_clock) {
                    @let back = format!("/visits/{}/take-back-time", visit.id);
                    form method="post" action=(back) {
                        (Form::new(cx, back.clone()).next(next).done("clock-taken-back").offline(cx.t("clock-take-back"), about(sheet)).hidden())
                        (submit(Button { text: &cx.t("clock-take-back"), icon: Some(Icon::Undo), size: Size::Large, look: Look::Quiet, ..Button::default() }))
                    }
                }
            }
            (another_time(cx, sheet, &action, next))
        }
    };
    panel(Panel { id: "clock", title: &cx.t("clock-title"), body: Some(body), ..Panel::default() })
}

/// What was forgotten is noted afterwards, with the time at which it was.
fn another_time(cx: &Cx, sheet: &Sheet, action: &str, next: &str) -> Markup {
    let form = Form::new(cx, action).next(next).done("clock-noted").offline(cx.t("clock-afterwards"), about(sheet));
    let steps = Step::ALL.map(|step| (step.name(), cx.t(&format!("clock-{}", step.name()))));
    let options: Vec<(&str, &str)> = steps.iter().map(|(name, text)| (*name, text.as_ref())).collect();
    let hint = cx.t("clock-at-hint");
    html! {
        details open[form.refused()] {
            summary { (cx.t("clock-afterwards")) }
            (form.show_with(&[("class", "stack tight mt-2"), ("aria-label", &cx.t("clock-afterwards"))], html! {
                div.form-grid {
                    (form.select("clock-what", "depart", Field { name: "step", width: 6, ..Field::default() }, &options))
                    (form.field("clock-at", "", Field { name: "at", kind: Kind::Time, hint: Some(&hint), width: 6, ..Field::default() }))
                }
                div { (submit(Button { text: &cx.t("button-save"), look: Look::Dark, ..Button::default() })) }
            }))
        }
    }
}

/// The steps and their times, in one line.
pub fn noted(cx: &Cx, times: &[Noted]) -> Markup {
    html! {
        @if !times.is_empty() {
            ul."row wrap clock-steps" { @for noted in times {
                li { (cx.t(&format!("clock-was-{}", noted.step.name()))) " " b.num { (clock(cx.lang(), cx.local(noted.at).time())) } }
            } }
        }
    }
}

fn sign(step: Step) -> Icon {
    match step {
        Step::Depart => Icon::Truck,
        Step::Arrive => Icon::Pin,
        Step::Pause => Icon::Pause,
        Step::Resume => Icon::Play,
        Step::Leave => Icon::Right,
    }
}
