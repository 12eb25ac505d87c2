//! One fault: what was said, its visits, the machine, what happened, and what can be done about it.

use api::App;
use axum::{Router, extract::Path, routing::get};
use domain::{FaultId, Permission, privacy::Person};
use maud::{Markup, html};
use projections::maintenance::{
    faults::{self, Fault, State},
    machines, story, visits,
};

use texts::format::capital;

use super::{MOVE, fault_side, id, pool, promises, story::story as told, words};
use crate::{
    Form,
    components::{
        Button, Look, PageHead, Panel, badge, crumbs, empty, facts, link_button, page_head, panel, second_line, submit,
    },
    cx::{Answer, Cx},
    icons::Icon,
    pages::privacy,
};

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/faults/{id}", get(show))
}

async fn show(cx: Cx, Path(text): Path<String>) -> Answer {
    cx.require(Permission::SeeFaults)?;
    let id: FaultId = id(&cx, &text)?;
    let Some(fault) = faults::one(pool(&cx), id).await? else { return Err(cx.not_found()) };
    let all = visits::of_fault(pool(&cx), id).await?;
    let lines = story::of_fault(pool(&cx), id).await?;
    let machine = match fault.machine {
        Some(machine) => machines::one(pool(&cx), machine).await?,
        None => None,
    };
    let history = match &machine {
        Some(machine) => machines::history(pool(&cx), machine.id, 5).await?,
        None => Vec::new(),
    };
    let number = words::fault_number(&fault.number);
    let whose = Person::Customer { customer: fault.customer };
    let erased = privacy::erased(&cx, whose, "privacy-what-work").await?;
    let content = html! {
        (crumbs(&cx.t("maintenance-crumbs"), &[(&cx.t("nav-faults"), Some("/faults")), (&number, None)]))
        div id="fault" data-live="maintenance" {
            (head(&cx, &fault, &all))
            @if fault.customer_name.is_empty() { div."mb-4" { (erased) } }
            div.split {
                div.stack {
                    (said(&cx, &fault))
                    (of_visits(&cx, &fault, &all))
                    (panel(Panel { id: "story", title: &cx.t("maintenance-story"), body: Some(told(&cx, &lines).await), ..Panel::default() }))
                }
                aside.stack aria-label=(cx.t("maintenance-about-machine")) {
                    (promises::panel_of(&cx, &fault))
                    @if let Some(machine) = &machine { (fault_side::machine(&cx, machine, &history)) }
                }
            }
        }
    };
    Ok(cx.page(&number, content))
}

fn head(cx: &Cx, fault: &Fault, all: &[visits::Visit]) -> Markup {
    let (tone, sign, promise) = words::standing(cx, fault);
    let number = words::fault_number(&fault.number);
    let title = match fault.problem.is_empty() {
        true => format!("{} {number}", capital(&cx.t("word-fault"))),
        false => words::short(cx, &fault.problem, 70),
    };
    page_head(PageHead {
        title: &title,
        badges: Some(html! {
            (words::fault_badge(cx, fault)) (words::urgency_badge(cx, fault.urgency))
            @if fault.state == State::Open { (badge(tone, sign, &promise)) }
        }),
        lead: Some(html! {
            @if !fault.problem.is_empty() { (number) " · " }
            a href={ "/customers/" (fault.customer) } { (cx.customer(&fault.customer_name)) }
            @if !fault.city.is_empty() { ", " (fault.city) }
        }),
        actions: Some(actions(cx, fault, all)),
    })
}

fn actions(cx: &Cx, fault: &Fault, all: &[visits::Visit]) -> Markup {
    let address = |page: &str| format!("/faults/{}/{page}", fault.id);
    let dialog = |page: &str, key: &str, icon| {
        link_button(&address(page), Button { text: &cx.t(key), icon: Some(icon), in_dialog: true, ..Button::default() })
    };
    let queued = all.iter().find(|visit| visit.state == visits::State::Queued);
    html! {
        @if cx.may(Permission::ReportFaults) {
            @if fault.state == State::Open {
                (dialog("edit", "button-change", Icon::Pen))
                @if fault.promise.answered_at.is_none() { (dialog("called", "promise-called-back", Icon::Phone)) }
                @if fault.promise.waits_for.is_some() { (promises::resume(cx, fault)) }
                @else { (dialog("waits", "promise-wait", Icon::Pause)) }
                (dialog("solved", "maintenance-fault-solve", Icon::Check))
                (dialog("withdraw", "maintenance-fault-withdraw", Icon::X))
            } @else if !fault.customer_name.is_empty() {
                (dialog("open-again", "maintenance-fault-reopen", Icon::Undo))
            }
        }
        @if let (Some(visit), true) = (queued, cx.may(MOVE)) {
            (link_button(&format!("/visits/{}/plan", visit.id), Button {
                text: &cx.t("button-plan"), icon: Some(Icon::Calendar), look: Look::Primary, in_dialog: true, key: Some("p"),
                ..Button::default()
            }))
        }
    }
}

fn said(cx: &Cx, fault: &Fault) -> Markup {
    let caller = words::line(" · ", [fault.caller.as_deref(), fault.caller_phone.as_deref()]);
    let labels =
        ["maintenance-reported", "maintenance-caller", "label-machine", "maintenance-outcome"].map(|key| cx.t(key));
    let mut rows: Vec<(&str, Markup)> = vec![(&labels[0], html! { (words::moment(cx, fault.reported_at)) })];
    if !caller.is_empty() {
        rows.push((&labels[1], html! { (caller) }));
    }
    let machine = words::machine(fault.model.as_deref(), fault.place.as_deref());
    if !machine.is_empty() {
        rows.push((&labels[2], html! { (machine) }));
    }
    if let Some(outcome) = fault.outcome.as_ref().filter(|outcome| !outcome.is_empty()) {
        rows.push((&labels[3], html! { (outcome) }));
    }
    panel(Panel {
        id: "said",
        title: &cx.t("maintenance-problem"),
        body: Some(html! { div.stack { @if !fault.problem.is_empty() { p.pre { (fault.problem) } } (facts(&rows)) } }),
        ..Panel::default()
    })
}

fn of_visits(cx: &Cx, fault: &Fault, all: &[visits::Visit]) -> Markup {
    let needs_one = fault.state == State::Open && !all.iter().any(|visit| visit.state.is_open());
    panel(Panel {
        id: "visits",
        title: &cx.t("maintenance-visits"),
        end: (needs_one && cx.may(MOVE)).then(|| ask_again(cx, fault)),
        full: Some(html! {
            @if all.is_empty() {
                (empty(Icon::Calendar, &cx.t("maintenance-visits-none"), &cx.t("maintenance-visits-none-yet"), None))
            } @else {
                ul.mini { @for visit in all.iter().rev() { (visit_line(cx, visit)) } }
            }
        }),
        ..Panel::default()
    })
}

fn visit_line(cx: &Cx, visit: &visits::Visit) -> Markup {
    html! {
        li id={ "visit-" (visit.id) } {
            div."row apart wrap" {
                a href={ "/visits/" (visit.id) } { b { (words::visit_number(visit.number)) } }
                (words::visit_badge(cx, visit.state, visit.solved))
            }
            @if let Some(slot) = &visit.slot {
                (second_line(&format!("{} · {}", words::appointment(cx, slot), visit.technician_name.as_deref().unwrap_or_default())))
            } @else {
                (second_line(&words::long(cx, visit.expected)))
            }
        }
    }
}

/// Asks for another visit, for a fault that was left without one.
fn ask_again(cx: &Cx, fault: &Fault) -> Markup {
    let form =
        Form::new(cx, "/visits/request").next(format!("/faults/{}", fault.id)).done("maintenance-done-requested");
    form.show(html! {
        input type="hidden" name="customer" value=(fault.customer);
        input type="hidden" name="kind" value="fault";
        input type="hidden" name="fault" value=(fault.id);
        @if let Some(machine) = fault.machine { input type="hidden" name="machine" value=(machine); }
        input type="hidden" name="task" value=(fault.problem);
        (submit(Button { text: &cx.t("maintenance-visit-ask"), icon: Some(Icon::Plus), size: crate::components::Size::Small, ..Button::default() }))
    })
}
