//! One plan: when it comes round, on which machines, where it comes from, and all its occurrences with their visits.

use api::App;
use axum::{Router, extract::Path, routing::get};
use domain::{Permission, PlanId, privacy::Person};
use maud::{Markup, html};
use projections::maintenance::{
    counters,
    plans::{self, Card, Occurrence, State},
};
use texts::format::{capital, date_digits, relative_day};

use super::{PLANS, words};
use crate::{
    components::{
        Button, Column, Look, PageHead, Panel, Table, cell, crumbs, facts_stacked, link_button, page_head, panel, table,
    },
    cx::{Answer, Cx, Refusal},
    icons::Icon,
    pages::{
        maintenance::{MOVE, id, machine_here, machine_meter, pool, words as desk},
        management::{why, words::caption},
        privacy,
        undo::marks::history,
    },
};

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/maintenance-plans/{id}", get(show))
}

async fn show(cx: Cx, Path(text): Path<String>) -> Answer {
    cx.require(Permission::SeePlanning)?;
    let id: PlanId = id(&cx, &text)?;
    let Some(card) = plans::card(pool(&cx), id).await? else { return Err(cx.not_found()) };
    let plan = &card.plan;
    let number = words::number(plan.number);
    let erased = privacy::erased(&cx, Person::Customer { customer: plan.customer }, "privacy-what-work").await?;
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-maintenance-plans"), Some(PLANS)), (&number, None)]))
        (page_head(PageHead {
            title: &cx.customer(&plan.customer_name),
            badges: Some(words::state(&cx, plan)),
            lead: Some(html! {
                (number) " · " a href={ "/customers/" (plan.customer) } { (cx.t("label-customer")) }
                @if !plan.city.is_empty() { ", " (plan.city) }
            }),
            actions: Some(actions(&cx, &card)),
        }))
        @if plan.customer_name.is_empty() { div."mb-4" { (erased) } }
        div.split {
            div.stack { (what(&cx, &card)) (occurrences(&cx, &card)) }
            aside.stack aria-label=(cx.t("plan-about")) {
                (machines(&cx, &card).await?)
                (why::of_thing(&cx, &format!("maintenance_plan-{id}")).await?)
                (history(&cx, &format!("maintenance_plan-{id}")).await)
            }
        }
    };
    Ok(cx.page(&number, content))
}

fn actions(cx: &Cx, card: &Card) -> Markup {
    let plan = &card.plan;
    let dialog = |page: &str, key: &str, icon, look| {
        let button = Button { text: &cx.t(key), icon: Some(icon), look, in_dialog: true, ..Button::default() };
        link_button(&format!("{PLANS}/{}/{page}", plan.id), button)
    };
    html! {
        @if cx.may(MOVE) {
            @if plan.state == State::Running {
                @if plan.visit.is_none() { (dialog("next", "plan-move-next", Icon::Swap, Look::Plain)) }
                (dialog("rest", "plan-pause", Icon::Pause, Look::Plain))
            } @else {
                (dialog("go-on", "plan-resume", Icon::Play, Look::Plain))
            }
            @if plan.state != State::Ended {
                (dialog("stop", "plan-end", Icon::X, Look::Plain))
                (link_button(&format!("{PLANS}/{}/edit", plan.id), Button { text: &cx.t("button-change"), icon: Some(Icon::Pen), ..Button::default() }))
            }
        }
    }
}

fn what(cx: &Cx, card: &Card) -> Markup {
    let plan = &card.plan;
    let keys = [
        "plan-schedule",
        "plan-first",
        "maintenance-expected",
        "label-kind",
        "plan-due",
        "plan-last",
        "plan-ahead",
        "plan-from",
        "label-reason",
    ];
    let labels = keys.map(|key| capital(&cx.t(key)));
    let day = |day| relative_day(cx.lang(), day, cx.today());
    let days = |count: u16| cx.tr("plan-days-before", &[("count", u32::from(count).into())]);
    let source = |href: String, key: &str| html! { a href=(href) { (cx.t(key)) } " " };
    let mut rows: Vec<(&str, Markup)> = vec![
        (&labels[0], html! { (words::schedule(cx, &plan.schedule)) }),
        (&labels[1], html! { (date_digits(cx.lang(), plan.schedule.first)) }),
        (&labels[2], html! { (desk::long(cx, plan.expected)) }),
        (&labels[3], html! { (desk::kind_word(cx, plan.kind)) }),
        (&labels[4], words::due(cx, plan)),
    ];
    rows.extend(plan.last_on.map(|last| (labels[5].as_str(), html! { (day(last)) })));
    rows.push((&labels[6], html! { (days(plan.schedule.ahead)) }));
    if plan.contract.is_some() || plan.invoice.is_some() || plan.delivery.is_some() || plan.article.is_some() {
        rows.push((
            &labels[7],
            html! {
                @if let Some(id) = plan.contract { (source(format!("/contracts/{id}"), "thing-contract")) }
                @if let Some(id) = plan.invoice { (source(format!("/invoices/{id}"), "thing-invoice")) }
                @if let Some(id) = plan.delivery { (source(format!("/visits/{id}"), "thing-visit")) }
                @if let Some(id) = plan.article { (source(format!("/articles/{id}"), "thing-article")) }
            },
        ));
    }
    rows.extend(
        plan.reason.as_ref().filter(|reason| !reason.is_empty()).map(|reason| (labels[8].as_str(), html! { (reason) })),
    );
    panel(Panel {
        id: "plan",
        title: &cx.t("maintenance-task"),
        live: Some("maintenance"),
        body: Some(html! { div.stack { @if !plan.task.is_empty() { p.pre { (plan.task) } } (facts_stacked(&rows)) } }),
        ..Panel::default()
    })
}

async fn machines(cx: &Cx, card: &Card) -> Result<Markup, Refusal> {
    let schedule = &card.plan.schedule;
    let shown = match card.machines.as_slice() {
        [machine] if schedule.meter.is_some() => counters::of_machine(pool(cx), machine).await?,
        _ => Vec::new(),
    };
    let shown = shown.iter().find(|one| one.counter == schedule.counter);
    let body = html! {
        ul.mini {
            @for machine in &card.machines {
                li {
                    b { (desk::machine(Some(&machine.model), machine.place.as_deref())) }
                    @if machine.removed { span."line-2" { (cx.t("contracts-machine-gone")) } }
                    @if let Some(shown) = shown {
                        @if let Some(reading) = shown.reading { span."line-2" { (machine_meter::name(cx, shown)) ": " (machine_meter::figure(cx, shown, reading)) } }
                        @if cx.may(Permission::DoVisits) && !machine.removed && shown.live {
                            (machine_here::read(cx, machine.id, shown, &format!("{PLANS}/{}", card.plan.id)))
                        }
                    }
                }
            }
        }
    };
    Ok(
        html! { @if !card.machines.is_empty() { (panel(Panel { id: "machines", title: &cx.t("plan-machines"), full: Some(body), ..Panel::default() })) } },
    )
}

fn occurrences(cx: &Cx, card: &Card) -> Markup {
    let titles =
        ["plan-nth-occurrence", "plan-due", "plan-proposed", "plan-visits", "plan-outcome"].map(|key| cx.t(key));
    let columns: Vec<Column> = titles.iter().map(|title| Column { title, ..Column::default() }).collect();
    let title = cx.t("plan-occurrences");
    panel(Panel {
        id: "occurrences",
        title: &title,
        live: Some("maintenance"),
        full: Some(table(Table {
            caption: &caption(cx, &title),
            columns: &columns,
            rows: html! { @for one in &card.occurrences { (occurrence(cx, one)) } },
            ..Table::default()
        })),
        ..Panel::default()
    })
}

fn occurrence(cx: &Cx, one: &Occurrence) -> Markup {
    let digits = |day| date_digits(cx.lang(), day);
    html! {
        tr {
            th scope="row" { (one.occurrence) }
            (cell(html! {
                (digits(one.due))
                @if one.passed > 0 { small { (cx.tr("plan-passed", &[("count", one.passed.into())])) } }
            }))
            (cell(html! { @match one.proposed { Some(day) => (digits(day)), None => "–" } }))
            (cell(html! {
                @for visit in &one.visits {
                    div {
                        a href={ "/visits/" (visit.id) } { (desk::visit_number(visit.number)) }
                        @if let Some(day) = visit.day { " " (digits(day)) }
                        @if let Some(minutes) = visit.worked { " · " (desk::long(cx, minutes)) }
                    }
                }
            }))
            (cell(html! {
                @match (&one.outcome, one.done_on) {
                    (Some(outcome), Some(day)) => { (cx.t(&format!("plan-outcome-{outcome}"))) small { (digits(day)) } },
                    _ => (cx.t("plan-outcome-open")),
                }
            }))
        }
    }
}
