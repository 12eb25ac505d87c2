//! The planning as a list by day: for printing, for narrow screens, and for who only looks something up.

use api::App;
use axum::{Router, routing::get};
use domain::{Permission, UserId};
use maud::{Markup, html};
use projections::{
    Cursor, Page,
    maintenance::{
        board,
        colleagues::{self, Technician},
        visits::{self, Filter, Visit},
    },
};
use serde::Deserialize;
use texts::format::date_full;

use super::{job, pool, words};
use crate::{
    components::{Column, PageHead, Pager, Table, button_group, cell, empty, name_cell, page_head, pager, table},
    cx::{Answer, Cx, Query},
    icons::Icon,
    pages::export,
};

/// Rows a page.
const LIMIT: u32 = 50;

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/planning/list", get(show))
}

#[derive(Deserialize, Default)]
struct Asked {
    from: Option<String>,
    technician: Option<String>,
    after: Option<String>,
}

async fn show(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::SeePlanning)?;
    let from = asked.from.as_deref().and_then(|day| api::fields::day(day, cx.today())).unwrap_or_else(|| cx.today());
    let technician: Option<UserId> = asked.technician.as_deref().and_then(|id| id.parse().ok());
    let filter = Filter { from: Some(from), technician, ..Filter::default() };
    let after = asked.after.as_deref().and_then(Cursor::parse);
    let mut page = visits::list(pool(&cx), &filter, after.as_ref(), LIMIT).await?;
    let begins = after.as_ref().and_then(|after| after.key.get(..10)?.parse().ok()).unwrap_or(from);
    let further = board::between(pool(&cx), &page, begins, technician).await?;
    page.rows.extend(further);
    page.rows.sort_by_key(|visit| (visit.slot, visit.id));
    let technicians = colleagues::technicians(pool(&cx)).await?;
    let title = cx.t("nav-planning");
    let content = html! {
        (page_head(PageHead {
            title: &title,
            lead: Some(html! { (cx.t("maintenance-list-lead")) }),
            actions: Some(html! { (export::button(&cx, "visits", &[("from", &from.to_string()), ("technician", asked.technician.as_deref().unwrap_or_default())])) (button_group(&cx.t("maintenance-view"), html! {
                (job::link(&format!("/planning?week={from}"), &cx.t("maintenance-view-week"), false))
                (job::link("/planning/list", &cx.t("maintenance-view-list"), true))
            })) }),
            ..PageHead::default()
        }))
        section.panel aria-labelledby="list-title" {
            h2.visually-hidden id="list-title" { (title) }
            form.filters method="get" action="/planning/list" data-autosubmit="visit-list list-export" aria-label=(cx.t("button-filter")) {
                div.row {
                    label for="from" { (cx.t("label-from")) }
                    input.input id="from" name="from" type="date" value=(from);
                }
                (by_technician(&cx, &technicians, technician))
                noscript { button.button type="submit" { (cx.t("button-filter")) } }
            }
            div id="visit-list" data-live="maintenance" {
                (list(&cx, &page, from, technician, asked.after.is_some()))
            }
        }
    };
    Ok(cx.page(&title, content))
}

fn by_technician(cx: &Cx, all: &[Technician], chosen: Option<UserId>) -> Markup {
    html! {
        div {
            label.visually-hidden for="technician" { (cx.t("label-technician")) }
            select.select id="technician" name="technician" {
                option value="" { (cx.t("maintenance-every-technician")) }
                @for one in all { option value=(one.id) selected[chosen == Some(one.id)] { (one.name) } }
            }
        }
    }
}

fn list(cx: &Cx, page: &Page<Visit>, from: chrono::NaiveDate, technician: Option<UserId>, later: bool) -> Markup {
    if page.rows.is_empty() {
        return empty(Icon::Calendar, &cx.t("text-nothing-found"), &cx.t("maintenance-list-none"), None);
    }
    let titles = ["label-time", "label-customer", "label-what", "label-technician", "label-state"].map(|key| cx.t(key));
    let columns: Vec<Column> = titles.iter().map(|title| Column { title, ..Column::default() }).collect();
    let who = technician.map(|id| format!("&technician={id}")).unwrap_or_default();
    let first = format!("/planning/list?from={from}{who}");
    let next = page.next.as_deref().map(|next| format!("{first}&after={}", crate::cx::encode(next)));
    let status = cx.tr("count-visits", &[("count", page.rows.len().into())]);
    let days = page.rows.chunk_by(|one, other| one.slot.map(|slot| slot.on) == other.slot.map(|slot| slot.on));
    html! {
        @for visits in days {
            @if let Some(slot) = visits.first().and_then(|visit| visit.slot) {
                h3.group-title { (date_full(cx.lang(), slot.on)) }
                (table(Table {
                    caption: &date_full(cx.lang(), slot.on),
                    columns: &columns,
                    rows: html! { @for visit in visits { (row(cx, visit)) } },
                    ..Table::default()
                }))
            }
        }
        (pager(Pager {
            status: &status,
            label: &cx.t("maintenance-pages"),
            previous: (&cx.t("maintenance-first-page"), later.then_some(first.as_str())),
            next: (&cx.t("button-next"), next.as_deref()),
        }))
    }
}

fn row(cx: &Cx, visit: &Visit) -> Markup {
    let when = visit.slot.map(|slot| words::hours(cx, &slot)).unwrap_or_default();
    html! {
        tr id={ "row-" (visit.id) @if visit.stretch > 1 { "-" (visit.stretch) } } {
            (name_cell(&format!("/visits/{}", visit.id), &when, &words::visit_number(visit.number)))
            (cell(html! { (cx.customer(&visit.customer_name)) small { (visit.city) @if !visit.rest.is_empty() { " · " (job::stretch_of(cx, visit)) } } }))
            (cell(html! { (words::kind_word(cx, visit.kind)) small { (words::short(cx, &job::subject(cx, visit), 70)) } }))
            (cell(html! { (visit.technician_name.as_deref().unwrap_or_default()) }))
            (cell(html! { (words::visit_badge(cx, visit.state, visit.solved)) }))
        }
    }
}
