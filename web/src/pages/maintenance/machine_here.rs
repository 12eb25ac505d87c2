//! What a technician notes of the machine that they stand before: what its counters show, and where it stands. All of it without
//! network too.

use domain::{MachineId, Permission};
use maud::{Markup, html};
use projections::{
    ReadError,
    maintenance::{
        counters::{self, Shown},
        machines::Machine,
        visit::Sheet,
        visits::State,
    },
};

use super::{
    machine_meter::{figure, name, page},
    pool,
};
use crate::{
    Form,
    components::{Button, Field, Kind, Look, Panel, Size, panel, second_line, submit},
    cx::Cx,
    offline,
};

/// The machine of a visit that is on or still to come; nothing for who does no visits.
///
/// # Errors
/// When the tables can't be read.
pub async fn noting(cx: &Cx, sheet: &Sheet, next: &str) -> Result<Markup, ReadError> {
    let open = matches!(sheet.visit.state, State::Scheduled | State::Started) && cx.may(Permission::DoVisits);
    let Some(machine) = sheet.machine.as_ref().filter(|machine| open && !machine.removed) else { return Ok(html! {}) };
    let counters = counters::of_machine(pool(cx), machine).await?;
    let about = format!("/machines/{}", machine.id);
    Ok(panel(Panel {
        id: "machine-noting",
        title: &cx.t("machine-noting"),
        body: Some(html! {
            div.stack {
                (offline::outbox_of(cx, &about, &machine.model))
                @for shown in counters.iter().filter(|shown| shown.live) {
                    div."stack tight" {
                        div { a href=(page(machine.id, shown.counter, "")) { b { (name(cx, shown)) } } (second_line(&last(cx, shown))) }
                        (read(cx, machine.id, shown, next))
                    }
                }
                (place(cx, machine, next))
            }
        }),
        ..Panel::default()
    }))
}

fn last(cx: &Cx, shown: &Shown) -> String {
    match (shown.reading, shown.read_on) {
        (Some(reading), Some(day)) => {
            let day = texts::format::date_long(cx.lang(), day);
            cx.tr("meter-last", &[("reading", figure(cx, shown, reading).into()), ("day", day.into())])
        }
        _ => cx.t("meter-none").into_owned(),
    }
}

/// Reading a counter in place.
pub fn read(cx: &Cx, machine: MachineId, shown: &Shown, next: &str) -> Markup {
    let counter = shown.counter.map(|counter| counter.to_string()).unwrap_or_default();
    let within = format!("{machine}{counter}");
    let what = cx.tr("meter-read-this", &[("name", name(cx, shown).into())]);
    let form = Form::new(cx, format!("/machines/{machine}/read-meter"))
        .told_by("counter", &counter)
        .next(next)
        .done("meter-done")
        .offline(what.clone(), format!("/machines/{machine}"))
        .within(&within);
    form.show_with(
        &[("class", "note-line"), ("aria-label", &what)],
        html! {
            input type="hidden" name="counter" value=(counter);
            (form.field("plan-meter-now", "", Field { name: "reading", kind: Kind::Number, ..Field::default() }))
            (submit(Button { text: &cx.t("plan-meter-read"), look: Look::Dark, size: Size::Large, ..Button::default() }))
        },
    )
}

fn place(cx: &Cx, machine: &Machine, next: &str) -> Markup {
    let form = Form::new(cx, format!("/machines/{}/place", machine.id))
        .next(next)
        .offline(cx.t("command-machine-place"), format!("/machines/{}", machine.id))
        .within("place");
    form.show_with(
        &[("class", "note-line"), ("aria-label", &cx.t("command-machine-place"))],
        html! {
            (form.field("machine-stands", machine.place.as_deref().unwrap_or_default(), Field { name: "place", optional: true, ..Field::default() }))
            (submit(Button { text: &cx.t("button-save"), size: Size::Large, ..Button::default() }))
        },
    )
}
