//! The planning on paper: a sheet a technician, of a day or a week, in the order of the day and with the way between.

use std::collections::BTreeMap;

use api::App;
use axum::{Router, routing::get};
use domain::{Permission, UserId};
use maud::{Markup, html};
use projections::maintenance::{
    board::{self, Day, Lane},
    visits::Visit,
};
use texts::format::{capital, date_full, date_long};

use super::{
    job,
    planning::{
        asked::{Asked, View},
        calendar,
        lane::{away_word, bare_hours},
        weeks,
    },
    pool, words,
};
use crate::{
    components::{Button, Column, PageHead, Table, cell, empty, link_button, page_head, table},
    cx::{Answer, Cx, Query, address as with},
    icons::{Icon, icon},
};

/// What technicians are called.
type Names = BTreeMap<UserId, String>;

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/planning/print", get(show))
}

/// The sheets of what the board shows.
pub fn address(asked: &Asked, cx: &Cx) -> String {
    let day = asked.day(cx).to_string();
    let (technician, region) = (asked.technician.as_deref(), asked.region.as_deref());
    let values = [
        ("view", Some(asked.view().name())),
        ("week", Some(day.as_str())),
        ("technician", technician),
        ("region", region),
    ];
    with("/planning/print", &values)
}

async fn show(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::SeePlanning)?;
    let (first, count) = asked.span(&cx);
    let mut shown = board::days(pool(&cx), first, count).await?.kept_free(&calendar(&cx).await?);
    let names: Names =
        shown.lanes.iter().map(|lane| (lane.technician.id, words::name(&cx, &lane.technician.name))).collect();
    // Who was not asked for by name and has nothing to do needs no sheet.
    shown.lanes.retain(|lane| asked.shows(lane) && (lane.planned > 0 || asked.technician.is_some()));
    let title = match (asked.view(), shown.days.last()) {
        (View::Day, _) | (_, None) => capital(&date_full(cx.lang(), first)),
        (_, Some(last)) => {
            let (from, until) = (date_long(cx.lang(), first), date_long(cx.lang(), *last));
            let span = cx.tr("maintenance-from-until", &[("from", from.into()), ("until", until.into())]);
            format!("{}, {span}", weeks(&cx, asked.view(), first, *last))
        }
    };
    let content = html! {
        (page_head(PageHead {
            title: &title,
            lead: Some(html! { (cx.t("maintenance-print-lead")) }),
            actions: Some(html! {
                button.button type="button" data-print { (icon(Icon::Printer)) (cx.t("button-print")) }
                (link_button(&asked.to(&[]), Button { text: &cx.t("nav-planning"), icon: Some(Icon::Calendar), ..Button::default() }))
            }),
            ..PageHead::default()
        }))
        @if shown.lanes.is_empty() {
            (empty(Icon::Calendar, &cx.t("maintenance-print-none"), &cx.t("maintenance-print-none-why"), None))
        }
        @for lane in &shown.lanes { (sheet(&cx, lane, &title, &names)) }
    };
    Ok(cx.page(&cx.t("maintenance-print"), content))
}

fn sheet(cx: &Cx, lane: &Lane, span: &str, names: &Names) -> Markup {
    let who = words::name(cx, &lane.technician.name);
    let id = format!("sheet-{}", lane.technician.id);
    let load = cx.tr(
        "maintenance-load-day",
        &[("planned", bare_hours(cx, lane.planned).into()), ("room", words::long(cx, lane.room).into())],
    );
    html! {
        section.sheet-of-paper aria-labelledby=(id) {
            h2 id=(id) { (who) }
            p.muted { (span) " · " (load) }
            @for day in &lane.days { (of_day(cx, lane, day, names)) }
        }
    }
}

fn of_day(cx: &Cx, lane: &Lane, day: &Day, names: &Names) -> Markup {
    let who = words::name(cx, &lane.technician.name);
    let only = lane.days.len() == 1;
    let heading = date_full(cx.lang(), day.day);
    let titles = ["label-time", "label-customer", "label-what", "field-place"].map(|key| cx.t(key));
    let columns: Vec<Column> = titles.iter().map(|title| Column { title, ..Column::default() }).collect();
    let caption = cx.tr("maintenance-print-sheet", &[("technician", who.into()), ("span", heading.as_str().into())]);
    html! {
        @if !only { h3.group-title { (capital(&heading)) } }
        @if let Some(away) = &day.away { p { (away_word(cx, &away.why)) } }
        @if day.visits.is_empty() {
            @if day.away.is_none() { p.muted { (cx.t("maintenance-print-none")) } }
        } @else {
            (table(Table {
                caption: &caption,
                columns: &columns,
                rows: html! {
                    @for (visit, way) in day.visits.iter().zip(&day.ways) {
                        tr {
                            (cell(html! {
                                @if let Some(slot) = &visit.slot { span.num { (words::hours(cx, slot)) } }
                                @if let Some(way) = way.filter(|way| *way > 0) { small { (words::way(cx, way)) " " (cx.t("maintenance-driving")) } }
                            }))
                            th scope="row" { (cx.customer(&visit.customer_name)) small { (words::visit_number(visit.number)) " · " (words::kind_word(cx, visit.kind)) @if !visit.rest.is_empty() { " · " (job::stretch_of(cx, visit)) } } }
                            (cell(html! {
                                (job::subject(cx, visit))
                                @if let Some(together) = together(cx, visit, lane.technician.id, names) { small { (together) } }
                            }))
                            (cell(html! { (words::line(" ", [Some(visit.postcode.as_str()), Some(visit.city.as_str())])) }))
                        }
                    }
                },
                ..Table::default()
            }))
        }
    }
}

/// Who leads a visit to which this technician only goes along, and who else goes along; none where they go alone.
fn together(cx: &Cx, visit: &Visit, who: UserId, names: &Names) -> Option<String> {
    let leads = visit.technician.filter(|leads| *leads != who).and_then(|leads| names.get(&leads));
    let leads = leads.map(|name| cx.tr("maintenance-print-leads", &[("name", name.as_str().into())]));
    let others = visit.helpers.iter().filter(|helper| **helper != who).filter_map(|helper| names.get(helper));
    let others: Vec<&str> = others.map(String::as_str).collect();
    let along = (!others.is_empty()).then(|| cx.tr("maintenance-print-along", &[("names", others.join(", ").into())]));
    let said = words::line(" · ", [leads.as_deref(), along.as_deref()]);
    (!said.is_empty()).then_some(said)
}
