//! The meter of a machine: read, also late; put right; how much it is used a month, and when it will show so much.

use api::App;
use axum::{Router, extract::Path, http::HeaderMap, routing::get};
use chrono::NaiveDate;
use domain::Permission;
use maud::{Markup, html};
use projections::maintenance::{
    machines::Machine,
    meter::{self, Reading},
};
use serde::Deserialize;
use texts::format::{date_digits, date_long, month_year, whole};

use super::{back, fault_change::feet, form_page, machine::known, pool};
use crate::{
    Form,
    components::{
        Button, Column, Field, Kind, Look, PageHead, Panel, Size, Table, crumbs, empty, figure_cell, link_button,
        page_head, panel, submit, table,
    },
    cx::{Answer, Cx, Query},
    icons::Icon,
};

/// Readings that are shown.
const READINGS: u32 = 200;
/// Months that are shown.
const MONTHS: usize = 24;

/// The addresses of these pages.
pub fn routes() -> Router<App> {
    Router::new().route("/machines/{id}/meter", get(show)).route("/machines/{id}/meter/correct", get(correct))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    threshold: String,
    on: Option<NaiveDate>,
}

/// `GET /machines/{id}/meter`, with the `threshold` whose day is asked.
async fn show(cx: Cx, Path(text): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let (machine, _) = known(&cx, &text).await?;
    let readings = meter::readings(pool(&cx), machine.id, READINGS).await?;
    let title = cx.t("meter-title");
    let page = format!("/machines/{}", machine.id);
    let content = html! {
        (crumbs(&cx.t("customers-crumbs"), &[(&cx.t("nav-machines"), Some("/machines")), (&machine.model, Some(&page)), (&title, None)]))
        (page_head(PageHead {
            title: &title,
            lead: Some(html! { (machine.model) @if let Some(serial) = &machine.serial { " · " (serial) } }),
            ..PageHead::default()
        }))
        div."split wide-side" {
            div.stack {
                @if readings.len() > 1 { (chart(&cx, &readings)) }
                (listed(&cx, &machine, &readings))
            }
            aside.stack {
                @if cx.may(Permission::DoVisits) && !machine.removed { (reading(&cx, &machine)) }
                @if !readings.is_empty() { (expected(&cx, &machine, &readings, &asked.threshold)) (by_month(&cx, &readings)) }
            }
        }
    };
    Ok(cx.page(&title, content))
}

/// What it showed, drawn over the days.
fn chart(cx: &Cx, readings: &[Reading]) -> Markup {
    let (Some(last), Some(first)) = (readings.first(), readings.last()) else { return html! {} };
    let days = (last.on - first.on).num_days().max(1) as f64;
    let most = readings.iter().map(|one| one.reading).max().unwrap_or(1).max(1);
    let points: Vec<String> = readings
        .iter()
        .rev()
        .map(|one| {
            let across = 600.0 * (one.on - first.on).num_days() as f64 / days;
            let up = 150.0 - 140.0 * f64::from(one.reading) / f64::from(most);
            format!("{across:.1},{up:.1}")
        })
        .collect();
    let words = [
        ("from", date_long(cx.lang(), first.on).into()),
        ("until", date_long(cx.lang(), last.on).into()),
        ("reading", whole(cx.lang(), last.reading.into()).into()),
    ];
    panel(Panel {
        id: "meter-chart",
        title: &cx.t("meter-chart"),
        body: Some(html! {
            svg.meter-chart viewBox="0 0 600 160" role="img" aria-label=(cx.tr("meter-chart-says", &words)) {
                polyline points=(points.join(" ")) {}
            }
        }),
        ..Panel::default()
    })
}

fn listed(cx: &Cx, machine: &Machine, readings: &[Reading]) -> Markup {
    let titles = [("meter-on", false), ("meter-reading", true), ("meter-note", false), ("customers-actions", false)];
    let titles = titles.map(|(key, right)| (cx.t(key), right));
    let columns: Vec<Column> =
        titles.iter().map(|(title, right)| Column { title, right: *right, ..Column::default() }).collect();
    let may = cx.may(Permission::DoVisits) && !machine.removed;
    let correct = cx.t("meter-correct");
    let rows = html! {
        @for one in readings {
            tr {
                th scope="row" {
                    (date_digits(cx.lang(), one.on))
                    @if let Some(noted) = one.noted_on { small { (cx.tr("meter-noted", &[("day", date_digits(cx.lang(), noted).into())])) } }
                }
                (figure_cell(&whole(cx.lang(), one.reading.into())))
                td { (one.note.as_deref().unwrap_or_default()) }
                td { @if may {
                    (link_button(&format!("/machines/{}/meter/correct?on={}", machine.id, one.on), Button {
                        text: &correct, size: Size::Small, look: Look::Quiet, in_dialog: true, ..Button::default()
                    }))
                } }
            }
        }
    };
    let full = match readings.is_empty() {
        true => empty(Icon::Clock, &cx.t("meter-none"), &cx.t("meter-none-why"), None),
        false => table(Table { caption: &cx.t("meter-table"), columns: &columns, rows, ..Table::default() }),
    };
    panel(Panel {
        id: "readings",
        title: &cx.t("meter-readings"),
        live: Some("maintenance"),
        full: Some(full),
        ..Panel::default()
    })
}

fn reading(cx: &Cx, machine: &Machine) -> Markup {
    let page = format!("/machines/{}/meter", machine.id);
    let form =
        Form::new(cx, format!("/machines/{}/read-meter", machine.id)).next(page.clone()).page(page).done("meter-done");
    let hint = cx.t("meter-on-hint");
    let body = form.show(html! {
        div.form-grid {
            (form.field("meter-reading", "", Field { name: "reading", kind: Kind::Number, width: 6, ..Field::default() }))
            (form.field("meter-on", "", Field { name: "on", kind: Kind::Date, optional: true, hint: Some(&hint), width: 6, ..Field::default() }))
        }
        div { (submit(Button { text: &cx.t("button-save"), look: Look::Primary, ..Button::default() })) }
    });
    panel(Panel { id: "read", title: &cx.t("meter-read"), body: Some(body), ..Panel::default() })
}

/// When it will show so much.
fn expected(cx: &Cx, machine: &Machine, readings: &[Reading], threshold: &str) -> Markup {
    let said = threshold.trim().parse::<u32>().ok();
    let answer = said.map(|threshold| match meter::reaches(readings, threshold) {
        Some(day) => cx.tr("meter-reaches", &[("day", date_long(cx.lang(), day).into())]),
        None => cx.t("meter-reaches-never").into_owned(),
    });
    let body = html! {
        form.stack.tight method="get" action={ "/machines/" (machine.id) "/meter" } data-autosubmit="expected" {
            label for="threshold" { (cx.t("meter-threshold")) }
            div.row."gap-s" {
                input.input.narrow id="threshold" name="threshold" inputmode="numeric" value=(threshold);
                button.button.small type="submit" { (cx.t("button-show")) }
            }
        }
        p id="expected" role="status" { @if let Some(answer) = answer { (answer) } }
    };
    panel(Panel { id: "threshold-panel", title: &cx.t("meter-expected"), body: Some(body), ..Panel::default() })
}

fn by_month(cx: &Cx, readings: &[Reading]) -> Markup {
    let titles = [("meter-month", false), ("meter-used", true)].map(|(key, right)| (cx.t(key), right));
    let columns: Vec<Column> =
        titles.iter().map(|(title, right)| Column { title, right: *right, ..Column::default() }).collect();
    let months = meter::months(readings);
    let rows = html! {
        @for (month, used) in months.iter().take(MONTHS) {
            tr { th scope="row" { (month_year(cx.lang(), *month)) } (figure_cell(&whole(cx.lang(), (*used).into()))) }
        }
    };
    html! {
        @if !months.is_empty() {
            (panel(Panel { id: "months", title: &cx.t("meter-by-month"), full: Some(table(Table { caption: &cx.t("meter-months-table"), columns: &columns, rows, ..Table::default() })), ..Panel::default() }))
        }
    }
}

/// `GET /machines/{id}/meter/correct?on=…`: what was read on a day was something else; left empty, nothing.
async fn correct(cx: Cx, Path(text): Path<String>, Query(asked): Query<Asked>, headers: HeaderMap) -> Answer {
    cx.require(Permission::DoVisits)?;
    let (machine, _) = known(&cx, &text).await?;
    let readings = meter::readings(pool(&cx), machine.id, READINGS).await?;
    let Some(one) = readings.into_iter().find(|one| Some(one.on) == asked.on) else { return Err(cx.not_found()) };
    let back = back(&cx, &headers, &format!("/machines/{}/meter", machine.id));
    let form = Form::new(&cx, format!("/machines/{}/correct-reading", machine.id)).next(&back);
    let (title, hint) = (cx.t("meter-correct"), cx.t("meter-correct-hint"));
    let markup = form.show_with(
        &[("class", ""), ("data-dialog-part", ""), ("aria-labelledby", "form-title")],
        html! {
            header { div { h2 id="form-title" { (title) } p."muted small" { (machine.model) " · " (date_long(cx.lang(), one.on)) } } }
            div."body stack" {
                input type="hidden" name="on" value=(one.on);
                (form.field("meter-reading", &one.reading.to_string(), Field { name: "reading", kind: Kind::Number, optional: true, hint: Some(&hint), autofocus: true, ..Field::default() }))
                (form.field("label-reason", "", Field { name: "reason", ..Field::default() }))
            }
            (feet(&cx, &back, &cx.t("button-save")))
        },
    );
    form_page(&cx, &title, markup)
}
