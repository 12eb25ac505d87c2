//! What was promised about a fault: until when, whether it was kept, and what it waits for.

use domain::{Permission, promise::WaitsFor};
use maud::{Markup, html};
use projections::maintenance::faults::{Fault, State};

use super::words;
use crate::{
    Form,
    components::{Button, Choice, Choices, Field, Panel, Tone, badge, choices, facts_stacked, panel, submit},
    cx::Cx,
    icons::Icon,
};

/// What was promised, beside the fault.
pub fn panel_of(cx: &Cx, fault: &Fault) -> Markup {
    let of = &fault.promise;
    let closed = fault.closed_at.filter(|_| fault.state == State::Solved);
    let respond = kept(cx, fault, fault.promised_at, of.answered_at.or(closed));
    let mut rows = vec![("promise-respond", respond)];
    if let Some(by) = of.solve_by {
        rows.push(("promise-solve", kept(cx, fault, by, closed)));
    }
    if let Some(waits_for) = of.waits_for.as_deref() {
        let since = of.waits_since.map(|at| words::moment(cx, at)).unwrap_or_default();
        let reason = of.waits_reason.as_deref().map(|reason| cx.named(reason).into_owned());
        rows.push((
            "promise-stands-still",
            html! {
                (badge(Tone::Neutral, Icon::Pause, &words::waits(cx, waits_for)))
                " " (cx.tr("promise-since", &[("moment", since.into())]))
                @if let Some(reason) = reason { p.small { (reason) } }
            },
        ));
    }
    let level = match &of.level {
        Some(level) => html! { (level) },
        None => html! { (cx.t("promise-by-the-desk")) },
    };
    rows.push((
        "promise-level",
        html! {
            @match of.contract.filter(|_| cx.may(Permission::SeeContracts)) {
                Some(contract) => a href={ "/contracts/" (contract) } { (level) },
                None => (level),
            }
        },
    ));
    let rows: Vec<_> = rows.into_iter().map(|(key, value)| (cx.t(key), value)).collect();
    let rows: Vec<(&str, Markup)> = rows.iter().map(|(label, value)| (label.as_ref(), value.clone())).collect();
    panel(Panel { id: "promise", title: &cx.t("promise-title"), body: Some(facts_stacked(&rows)), ..Panel::default() })
}

/// Until when, and whether it was kept.
fn kept(
    cx: &Cx,
    fault: &Fault,
    by: chrono::DateTime<chrono::Utc>,
    done: Option<chrono::DateTime<chrono::Utc>>,
) -> Markup {
    let now = cx.app.log.clock.now();
    let (tone, sign, key) = match done {
        Some(done) if done <= by => (Tone::Good, Icon::Check, "promise-kept"),
        Some(_) => (Tone::Danger, Icon::Alert, "promise-missed"),
        None if fault.state == State::Open && by < now => (Tone::Danger, Icon::Alert, "promise-over"),
        None => return html! { (words::moment(cx, by)) },
    };
    html! {
        (words::moment(cx, by)) " " (badge(tone, sign, &cx.t(key)))
        @if let Some(done) = done { p.small { (cx.tr("promise-done-at", &[("moment", words::moment(cx, done).into())])) } }
    }
}

/// Lets time count again.
pub fn resume(cx: &Cx, fault: &Fault) -> Markup {
    let form =
        Form::new(cx, format!("/faults/{}/resume", fault.id)).done("promise-done-counts").revision(fault.revision);
    form.show(submit(Button { text: &cx.t("promise-resume"), icon: Some(Icon::Play), ..Button::default() }))
}

/// What was said when the customer was called back.
pub fn called(form: &Form<'_>) -> Markup {
    form.textarea(
        "promise-called-note",
        "",
        Field { name: "note", optional: true, autofocus: true, ..Field::default() },
        3,
    )
}

/// What it waits for, and why.
pub fn waiting(cx: &Cx, form: &Form<'_>) -> Markup {
    let texts = WaitsFor::ALL.map(|waits_for| {
        (words::waits(cx, waits_for.name()), cx.t(&format!("promise-waits-{}-what", waits_for.name())))
    });
    let options: Vec<Choice> = WaitsFor::ALL
        .iter()
        .zip(&texts)
        .map(|(waits_for, (text, second))| Choice {
            value: waits_for.name(),
            text,
            second,
            checked: form.checked("waits_for", waits_for.name(), *waits_for == WaitsFor::Customer),
            ..Choice::default()
        })
        .collect();
    let legend = cx.t("promise-waits-for");
    html! {
        (choices(&cx.words(), Choices { name: "waits_for", legend: &legend, choices: &options, error: form.error("waits_for"), ..Choices::default() }))
        (form.field("label-reason", "", Field { name: "reason", autofocus: true, ..Field::default() }))
    }
}
