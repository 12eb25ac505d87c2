//! What of the planning was not told yet: who hears what, to be sent in one go; and how the board says that something waits.

use std::collections::{BTreeMap, BTreeSet};

use api::App;
use axum::{Router, routing::get};
use chrono::TimeDelta;
use domain::{
    UserId,
    mail::Receiver,
    planning::{Appointment, COMPANY, Planning},
};
use maud::{Markup, html};
use projections::maintenance::{
    colleagues,
    untold::{self, Untold},
};
use reactors::message::{Way, reader};

use super::{MOVE, job, pool, words};
use crate::{
    Form,
    components::{
        Button, Column, Look, PageHead, Panel, Size, Table, Tone, cell, crumbs, empty, field_id, link_button,
        name_cell, notice, page_head, panel, submit, table,
    },
    cx::{Answer, Cx, Refusal},
    icons::Icon,
};

/// The address of this page.
const PATH: &str = "/planning/publish";

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route(PATH, get(show))
}

/// What is said below a form that plans: when the customer hears of it.
pub async fn hint(cx: &Cx) -> Result<String, Refusal> {
    let (planning, _) = cx.app.log.state::<Planning>(COMPANY).await?;
    Ok(match planning.collects() {
        None => cx.t("maintenance-customer-hears").into_owned(),
        Some(hours) => cx.tr("publish-hears-later", &[("hours", i64::from(hours).into())]),
    })
}

/// Above the board: how much waits, and whether some of it is soon.
pub async fn bar(cx: &Cx) -> Result<Markup, Refusal> {
    if !cx.may(MOVE) {
        return Ok(html! {});
    }
    let (planning, _) = cx.app.log.state::<Planning>(COMPANY).await?;
    let now = cx.local(cx.app.log.clock.now());
    let ahead = TimeDelta::hours(planning.hours.into()) + TimeDelta::days(1);
    let (all, near) = untold::count(pool(cx), now + ahead).await?;
    let said = cx.tr("publish-waiting", &[("count", all.into())]);
    let send = Button { text: &cx.t("publish-open"), icon: Some(Icon::Mail), size: Size::Small, ..Button::default() };
    let words = html! {
        b { (said) }
        @if near > 0 { " " (cx.tr("publish-near", &[("count", near.into())])) }
    };
    let tone = if near > 0 { Tone::Warning } else { Tone::Info };
    let sign = if near > 0 { Icon::Alert } else { Icon::Mail };
    Ok(html! { @if all > 0 { (notice(tone, sign, words, Some(link_button(PATH, send)))) } })
}

async fn show(cx: Cx) -> Answer {
    cx.require(MOVE)?;
    let all = untold::all(pool(&cx)).await?;
    let mut lines = Vec::with_capacity(all.len());
    for one in &all {
        lines.push((one, hears(&cx, one).await?));
    }
    let title = cx.t("publish-title");
    let content = html! {
        (crumbs(&cx.t("maintenance-crumbs"), &[(&cx.t("nav-planning"), Some("/planning")), (&title, None)]))
        (page_head(PageHead { title: &title, lead: Some(html! { (cx.t("publish-lead")) }), ..PageHead::default() }))
        @if lines.is_empty() {
            section.panel { h2.visually-hidden { (title) } (empty(Icon::Check, &cx.t("publish-none"), &cx.t("publish-none-why"), None)) }
        } @else {
            (form(&cx, &lines).await?)
        }
    };
    Ok(cx.page(&title, content))
}

/// How the customer hears of it, in words.
async fn hears(cx: &Cx, one: &Untold) -> Result<String, Refusal> {
    let change = one.change();
    let now = cx.local(cx.app.log.clock.now());
    if change.begins_after(now).is_none() {
        return Ok(cx.t("publish-hears-past").into_owned());
    }
    let reader = reader(&cx.app.log, change.customer).await?;
    Ok(match reader.map(|reader| reader.way(change.message())) {
        Some(Way::To(Receiver::Mail(to))) => cx.tr("publish-hears-mail", &[("to", to.to_string().into())]),
        Some(Way::To(Receiver::Sms(to))) => cx.tr("publish-hears-sms", &[("to", to.to_string().into())]),
        Some(Way::Call) => cx.t("publish-hears-call").into_owned(),
        Some(Way::Nowise) | None => cx.t("publish-hears-nothing").into_owned(),
    })
}

async fn form(cx: &Cx, lines: &[(&Untold, String)]) -> Result<Markup, Refusal> {
    let names: BTreeMap<UserId, String> =
        colleagues::technicians(pool(cx)).await?.into_iter().map(|one| (one.id, one.name)).collect();
    let form =
        Form::new(cx, format!("/planning-board/{COMPANY}/publish")).next("/planning").done("publish-done").page(PATH);
    let titles = ["label-customer", "publish-was", "publish-now", "publish-customer", "publish-technicians"]
        .map(|key| cx.t(key));
    let pick = cx.t("publish-pick");
    let columns: Vec<Column> = std::iter::once(Column { title: &pick, hidden: true, ..Column::default() })
        .chain(titles.iter().map(|title| Column { title, ..Column::default() }))
        .collect();
    let rows =
        html! { @for (n, (one, hears)) in lines.iter().enumerate() { (row(cx, &form, one, hears, &names, n == 0)) } };
    let list = table(Table { caption: &cx.t("publish-title"), columns: &columns, rows, ..Table::default() });
    let title = cx.tr("publish-waiting", &[("count", lines.len().into())]);
    Ok(form.show_with(
        &[("class", "stack")],
        html! {
            (panel(Panel { id: "changes", title: &title, full: Some(list), ..Panel::default() }))
            p.hint { (cx.t("publish-hint")) }
            div.actions {
                (submit(Button { text: &cx.t("publish-go"), look: Look::Primary, icon: Some(Icon::Mail), key_hint: Some("Ctrl ↵"), ..Button::default() }))
                (link_button("/planning", Button { text: &cx.t("button-cancel"), ..Button::default() }))
            }
        },
    ))
}

fn row(cx: &Cx, form: &Form<'_>, one: &Untold, hears: &str, names: &BTreeMap<UserId, String>, first: bool) -> Markup {
    let visit = &one.visit;
    let (id, name) = (visit.id.to_string(), cx.customer(&visit.customer_name));
    let ticked = !form.refused() || form.checked("visits", &id, true);
    let take = cx.tr("publish-pick-this", &[("customer", name.as_ref().into())]);
    let said = |appointment: Option<Appointment>, otherwise: &str| match appointment {
        Some(Appointment { technician, slot, rest }) => html! {
            @for slot in std::iter::once(&slot).chain(&rest) { (words::appointment(cx, slot)) br; }
            span.muted { (names.get(&technician).map(|name| words::name(cx, name)).unwrap_or_default()) }
        },
        None => html! { span.muted { (cx.t(otherwise)) } },
    };
    let mut told: Vec<UserId> = [one.was.clone(), one.now()]
        .iter()
        .flatten()
        .map(|one| one.technician)
        .chain(visit.helpers.iter().copied())
        .collect();
    let mut known = BTreeSet::new();
    told.retain(|who| known.insert(*who));
    let told = told.iter().filter_map(|who| names.get(who)).map(String::as_str);
    let off = if one.change().cancelled { "state-visit-called-off" } else { "state-visit-to-plan" };
    html! {
        tr id={ "change-" (id) } {
            td.pick { input type="checkbox" id=[first.then(|| field_id("visits"))] name="visits" value=(id) checked[ticked] aria-label=(take); }
            (name_cell(&format!("/visits/{id}"), &name, &format!("{} · {}", words::visit_number(visit.number), job::subject(cx, visit))))
            (cell(said(one.was.clone(), "publish-knew-nothing")))
            (cell(said(one.now(), off)))
            (cell(html! { (hears) }))
            (cell(html! { (words::names(cx, told)) }))
        }
    }
}
