//! Taking in a fault, in the order of the conversation: who calls, which machine, what is wrong, what is promised.

use api::App;
use axum::{Router, routing::get};
use domain::{Permission, fault::Urgency};
use maud::{Markup, html};
use projections::maintenance::machines::Machine;

use super::{
    fault_call::{Asked, Call, call},
    fault_side, words,
};
use crate::{
    Form,
    components::{
        Button, Choice, Field, Kind, Look, PageHead, Suggest, Tone, badge, combobox, crumbs, field, field_id,
        link_button, notice, page_head, submit,
    },
    cx::{Answer, Cx, Query},
    icons::{Icon, big_icon, icon},
    pages::customers::phone,
};

const HERE: &str = "/faults/new";
/// The parts that follow the choice of a customer.
const FOLLOW_CUSTOMER: &str = "phone-part caller-part machine-part despite-part urgency-part confirm-part side";
/// The parts that follow the choice of a machine or an urgency.
const FOLLOW_MACHINE: &str = "despite-part side";
/// The parts that follow when the customer told it.
const FOLLOW_MOMENT: &str = "urgency-part side";

/// Machines that are shown at once; the others open with a click.
const MACHINES: usize = 7;

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route(HERE, get(show))
}

async fn show(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::ReportFaults)?;
    let here = asked.address(HERE);
    let form =
        Form::new(&cx, "/faults/report").next("/faults/{id}").done("maintenance-done-reported").page(here.as_str());
    let call = call(&cx, &form, asked).await?;
    let title = cx.t("maintenance-fault-new");
    let body = html! {
        div.stack {
            (form.problems())
            (who(&cx, &form, &call))
            (which(&cx, &form, &call))
            (what(&cx, &form, &call))
            (confirmation(&cx, &form, &call))
        }
        aside."stack sticky-side" id="side" aria-label=(cx.t("maintenance-about-customer")) { (side(&cx, &call)) }
    };
    let content = html! {
        @if cx.done.as_deref() == Some("maintenance-done-reported") { span hidden data-draft-done=(here) {} }
        (crumbs(&cx.t("maintenance-crumbs"), &[(&cx.t("nav-faults"), Some("/faults")), (&title, None)]))
        (page_head(PageHead { title: &title, lead: Some(html! { (cx.t("maintenance-fault-new-lead")) }), actions: Some(call_timer(&cx)), ..PageHead::default() }))
        form.split id="fault-form" method="post" action="/faults/report" data-draft=(here) novalidate {
            (form.hidden())
            // When the call began, by the browser's clock: it goes on while a refused form is mended.
            input type="hidden" name="_began" value=(form.value("_began", "")) data-draft-skip;
            (body)
        }
        (save_bar(&cx))
    };
    Ok(cx.page(&title, content))
}

/// How long the call lasts. It is there to be looked up: a timer is not read out as it runs.
fn call_timer(cx: &Cx) -> Markup {
    html! {
        span.call-timer role="timer" aria-live="off" data-call-timer="_began" {
            (icon(Icon::Phone)) (cx.t("maintenance-in-call")) " " time datetime="PT0S" { "00:00" }
        }
    }
}

/// A numbered part of the form, reached with Alt and its number.
fn step(cx: &Cx, n: u8, id: &str, title: &str, body: Markup) -> Markup {
    html! {
        section.panel aria-labelledby={ "step-" (n) } {
            header {
                h2 id={ "step-" (n) } { span.step-n { (n) } (cx.t(title)) }
                span.keys { span { kbd { "Alt " (n) } } }
            }
            div.body id=(id) data-key={ "alt+" (n) } { (body) }
        }
    }
}

fn who(cx: &Cx, form: &Form<'_>, call: &Call) -> Markup {
    let named = call.place.as_ref().map(|place| format!("{}, {}", place.name, place.city)).unwrap_or_default();
    let chosen = call.place.as_ref().map(|place| place.id.to_string()).unwrap_or_default();
    let hint =
        (!call.phone.is_empty()).then(|| cx.tr("maintenance-recognised", &[("phone", phone(&call.phone).into())]));
    let unknown = cx.t("maintenance-new-customer");
    let label = cx.t("label-customer");
    step(
        cx,
        1,
        "who",
        "maintenance-step-who",
        html! {
            div.form-grid {
                (combobox(&cx.words(), Field {
                    name: "_customer",
                    label: &label,
                    value: &form.value("_customer", named),
                    hint: hint.as_deref().or(Some(&cx.t("maintenance-customer-hint"))),
                    error: form.choice_error("customer", "_customer").as_deref(),
                    autofocus: call.place.is_none(),
                    width: 8,
                    ..Field::default()
                }, Suggest {
                    url: "/suggest/callers",
                    into: "customer",
                    chosen: &chosen,
                    depends: Some((FOLLOW_CUSTOMER, HERE)),
                }))
                input type="hidden" id="_customer-typed" name="_typed" value=(form.value("_typed", ""));
                div.w-4 id="phone-part" {
                    (form.field("maintenance-caller-phone", &phone(&call.phone), Field { name: "caller_phone", kind: Kind::Phone, optional: true, ..Field::default() }))
                }
                @if call.place.is_none() && cx.may(Permission::EditCustomers) {
                    p.hint { (cx.t("maintenance-customer-unknown")) " " a href="/customers/new" { (unknown) } }
                }
                div id="caller-part" { (caller(cx, form, call)) }
            }
        },
    )
}

/// Who of them calls: one of their contacts, or someone else whose name is typed.
fn caller(cx: &Cx, form: &Form<'_>, call: &Call) -> Markup {
    let legend = cx.t("label-contact");
    let other = cx.t("maintenance-someone-else");
    let known = |name: &str| form.checked("caller", name, call.recognised.as_deref() == Some(name));
    let typed = form.value("caller", "");
    let mut options: Vec<Choice> = call
        .contacts
        .iter()
        .filter(|contact| !contact.name.is_empty())
        .map(|contact| Choice {
            value: &contact.name,
            text: &contact.name,
            second: contact.role.as_deref().unwrap_or_default(),
            checked: known(&contact.name),
            ..Choice::default()
        })
        .collect();
    let none = options.iter().all(|option| !option.checked);
    options.push(Choice { value: "", text: &other, icon: Some(Icon::Plus), checked: none, ..Choice::default() });
    let label = cx.t("maintenance-caller-name");
    let name = field(
        &cx.words(),
        Field {
            name: "caller",
            label: &label,
            value: if none { &typed } else { "" },
            optional: true,
            error: form.error("caller"),
            ..Field::default()
        },
    );
    html! {
        @if call.contacts.is_empty() { (name) } @else {
            div.stack.tight {
                fieldset {
                    legend { (legend) }
                    div."choices mt-1" { @for option in &options { (radio("caller", option, None)) } }
                }
                div data-when="caller=" { (name) }
            }
        }
    }
}

/// A radio as a button; `depends` names the parts that follow it.
fn radio(name: &str, option: &Choice<'_>, depends: Option<&str>) -> Markup {
    html! {
        label.choice {
            input type="radio" name=(name) value=(option.value) checked[option.checked]
                data-depends=[depends] data-depends-href=[depends.map(|_| HERE)];
            @if let Some(sign) = option.icon { (icon(sign)) }
            span { (option.text) @if !option.second.is_empty() { span."line-2" { (option.second) } } }
        }
    }
}

fn which(cx: &Cx, form: &Form<'_>, call: &Call) -> Markup {
    let chosen = call.chosen.as_ref().map(|machine| machine.id);
    let (first, more) = call.machines.split_at(call.machines.len().min(MACHINES));
    let body = html! {
        div id="machine-part" {
            @if call.place.is_none() {
                p.muted { (cx.t("maintenance-machine-later")) }
            } @else {
                fieldset id=(field_id("machine")) {
                    legend.visually-hidden { (cx.t("label-machine")) }
                    div."cols-2 gap-s" {
                        @for machine in first { (machine_choice(cx, machine, chosen == Some(machine.id))) }
                        label."choice block" {
                            input type="radio" name="machine" value="" checked[chosen.is_none()]
                                data-depends=(FOLLOW_MACHINE) data-depends-href=(HERE);
                            (big_icon(Icon::More))
                            span { b { (cx.t("maintenance-machine-none")) } span."line-2" { (cx.t("maintenance-machine-none-why")) } }
                        }
                    }
                    @if !more.is_empty() {
                        details.disclosure."mt-2" open[more.iter().any(|machine| chosen == Some(machine.id))] {
                            summary { (icon(Icon::Right)) (cx.tr("maintenance-machines-all", &[("count", call.machines.len().into())])) }
                            div."cols-2 gap-s mt-2" { @for machine in more { (machine_choice(cx, machine, chosen == Some(machine.id))) } }
                        }
                    }
                }
            }
        }
        div."mt-3" id="despite-part" { (second_fault(cx, form, call)) }
    };
    step(cx, 2, "which", "maintenance-step-machine", body)
}

fn machine_choice(cx: &Cx, machine: &Machine, chosen: bool) -> Markup {
    let where_and_which = [machine.place.as_deref(), machine.serial.as_deref()];
    let second = where_and_which.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    html! {
        label."choice block" {
            input type="radio" name="machine" value=(machine.id) checked[chosen]
                data-depends=(FOLLOW_MACHINE) data-depends-href=(HERE);
            (big_icon(Icon::Machine))
            span { b { (machine.model) } span."line-2" { (second) } }
            span.end {
                @if machine.warranty(cx.today()).is_some() { (badge(Tone::Good, Icon::Shield, &cx.t("warranty-word"))) }
                @if machine.open_faults > 0 { (badge(Tone::Warning, Icon::Alert, &cx.t("maintenance-fault-open"))) }
            }
        }
    }
}

/// The machine has a fault that is open: is this another one? Asked before saving, and again by the rule itself.
fn second_fault(cx: &Cx, form: &Form<'_>, call: &Call) -> Markup {
    let asked = cx.failed.as_ref().is_some_and(|failed| failed.problem.overrule.is_some());
    html! {
        @if !call.open.is_empty() {
            (notice(Tone::Warning, Icon::Alert, html! {
                b { (cx.t("maintenance-second-fault")) }
                ul { @for fault in &call.open {
                    li { a href={ "/faults/" (fault.id) } { (words::fault_number(&fault.number)) } ": " (words::short(cx, &fault.problem, 80)) }
                } }
            }, None))
            @if !asked {
                div."mt-2" { (form.field("maintenance-despite", "", Field { name: "despite", ..Field::default() })) }
            }
        }
    }
}

fn what(cx: &Cx, form: &Form<'_>, call: &Call) -> Markup {
    let hint = cx.t("maintenance-problem-hint");
    let texts = Urgency::ALL.map(|urgency| {
        let (_, _, until) = words::promise(cx, call.promise(cx, urgency).respond_by);
        (urgency, words::urgency_word(cx, urgency), until)
    });
    step(
        cx,
        3,
        "what",
        "maintenance-step-problem",
        html! {
            div.form-grid {
                (form.textarea("maintenance-what-customer-says", "", Field { name: "problem", hint: Some(&hint), ..Field::default() }, 3))
                fieldset id="urgency-part" {
                    legend { (cx.t("maintenance-how-bad")) }
                    div."choices mt-1" {
                        @for (urgency, text, until) in &texts {
                            (radio("urgency", &Choice {
                                value: urgency.name(),
                                text,
                                second: until,
                                icon: (*urgency == Urgency::Urgent).then_some(Icon::Bolt),
                                checked: call.urgency == *urgency,
                            }, Some(FOLLOW_MACHINE)))
                        }
                    }
                }
            }
            @let earlier = ["heard_on", "heard_at"].iter().any(|name| !form.value(name, "").is_empty());
            details.disclosure."mt-2" open[earlier] {
                summary { (icon(Icon::Right)) (cx.t("maintenance-heard-earlier")) }
                div."form-grid mt-2" {
                    @let depends = Some((FOLLOW_MOMENT, HERE));
                    (form.field("maintenance-heard-on", "", Field { name: "heard_on", kind: Kind::Date, optional: true, width: 4, depends, ..Field::default() }))
                    (form.field("maintenance-heard-at", "", Field { name: "heard_at", kind: Kind::Time, optional: true, width: 4, depends, ..Field::default() }))
                    p.hint { (cx.t("maintenance-heard-why")) }
                }
            }
        },
    )
}

fn confirmation(cx: &Cx, form: &Form<'_>, call: &Call) -> Markup {
    let email = call.place.as_ref().and_then(|place| place.email.as_deref());
    step(
        cx,
        4,
        "confirm-step",
        "maintenance-step-confirm",
        html! {
            div.stack.tight id="confirm-part" {
                (form.checkbox("confirm", "maintenance-confirm", true))
                @match (&call.place, email) {
                    (Some(_), Some(email)) => p."hint" { (cx.tr("maintenance-confirm-to", &[("email", email.into())])) },
                    (Some(_), None) => p."hint" { (cx.t("maintenance-confirm-none")) },
                    _ => {}
                }
            }
        },
    )
}

fn side(cx: &Cx, call: &Call) -> Markup {
    html! {
        @if let Some(place) = &call.place { (fault_side::customer(cx, place, call.stands.as_ref())) }
        (fault_side::promise(cx, call.urgency, &call.promise(cx, call.urgency)))
        @if let Some(machine) = &call.chosen { (fault_side::machine(cx, machine, &call.history)) }
    }
}

fn save_bar(cx: &Cx) -> Markup {
    let state = cx.tr("maintenance-draft-kept", &[("time", "{time}".into())]);
    html! {
        div.save-bar {
            (submit(Button { text: &cx.t("maintenance-save-fault"), look: Look::Primary, form: Some("fault-form"), key_hint: Some("Ctrl ↵"), ..Button::default() }))
            (submit(Button { text: &cx.t("maintenance-save-and-another"), form: Some("fault-form"), name: Some("_next"), value: Some(HERE), ..Button::default() }))
            (link_button("/faults", Button { text: &cx.t("button-cancel"), look: Look::Quiet, closes: true, ..Button::default() }))
            span.state data-draft-state data-text=(state) hidden {}
        }
    }
}
