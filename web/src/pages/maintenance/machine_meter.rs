//! The counters of a machine: read, also late; how much one is used a month, and when it will show so much.

use api::App;
use axum::{Router, extract::Path, routing::get};
use chrono::NaiveDate;
use domain::{CounterId, MachineId, Permission};
use maud::{Markup, html};
use projections::maintenance::{
    counters::{self, Shown},
    machines::Machine,
    meter::{self, Reading},
};
use serde::Deserialize;
use texts::format::{date_digits, date_long, month_year, whole};

use super::{machine::known, pool};
use crate::{
    Form,
    components::{
        Button, Column, Field, Kind, Look, PageHead, Panel, Size, Tab, Table, Tone, badge, crumbs, empty, figure_cell,
        link_button, page_head, panel, second_line, submit, table, views,
    },
    cx::{Answer, Cx, Query, Refusal, address},
    icons::Icon,
};

/// Readings that are shown.
pub(super) const READINGS: u32 = 200;
/// Months that are shown.
const MONTHS: usize = 24;

/// The address of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/machines/{id}/meter", get(show))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    threshold: String,
    pub(super) on: Option<NaiveDate>,
    pub(super) counter: Option<CounterId>,
}

/// The page of a counter of a machine, or of one `what` is done with it.
pub fn page(machine: MachineId, counter: Option<CounterId>, what: &str) -> String {
    let counter = counter.map(|id| id.to_string());
    address(&format!("/machines/{machine}/meter{what}"), &[("counter", counter.as_deref())])
}

/// What a counter is called.
pub fn name(cx: &Cx, shown: &Shown) -> String {
    shown.name.clone().unwrap_or_else(|| cx.t("meter-title").into_owned())
}

/// What it shows, and what that counts: `12.400 uur`.
pub fn figure(cx: &Cx, shown: &Shown, reading: u32) -> String {
    let figure = whole(cx.lang(), reading.into());
    shown.unit.as_ref().map_or(figure.clone(), |unit| format!("{figure} {unit}"))
}

/// The field by which a form says which counter it is about.
pub(super) fn which(shown: &Shown) -> Markup {
    html! { @if let Some(counter) = shown.counter { input type="hidden" name="counter" value=(counter); } }
}

/// The counter that is asked for, or the first, and all that the machine has.
pub(super) async fn asked_for(
    cx: &Cx,
    machine: &Machine,
    asked: Option<CounterId>,
) -> Result<(Shown, Vec<Shown>), Refusal> {
    let all = counters::of_machine(pool(cx), machine).await?;
    let this = all.iter().find(|one| one.counter == asked);
    let this = this.or(all.first().filter(|_| asked.is_none())).cloned();
    Ok((this.ok_or_else(|| cx.not_found())?, all))
}

/// `GET /machines/{id}/meter`, of a `counter`, with the `threshold` whose day is asked.
async fn show(cx: Cx, Path(text): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let (machine, _) = known(&cx, &text).await?;
    let (shown, all) = asked_for(&cx, &machine, asked.counter).await?;
    let readings = meter::readings(pool(&cx), machine.id, shown.counter, READINGS).await?;
    let (title, whole) = (name(&cx, &shown), format!("/machines/{}", machine.id));
    let works = cx.may(Permission::DoVisits) && !machine.removed && shown.live;
    let replace =
        Button { text: &cx.t("meter-replaced"), icon: Some(Icon::Swap), in_dialog: true, ..Button::default() };
    let content = html! {
        (crumbs(&cx.t("customers-crumbs"), &[(&cx.t("nav-machines"), Some("/machines")), (&machine.model, Some(&whole)), (&title, None)]))
        (page_head(PageHead {
            title: &title,
            badges: (!shown.live).then(|| badge(Tone::Neutral, Icon::Lock, &cx.t("checklists-archived"))),
            lead: Some(html! { (machine.model) @if let Some(serial) = &machine.serial { " · " (serial) } }),
            actions: works.then(|| link_button(&page(machine.id, shown.counter, "/replace"), replace)),
        }))
        @if all.len() > 1 { (choice(&cx, &machine, &shown, &all)) }
        div."split wide-side" {
            div.stack {
                @if readings.len() > 1 { (chart(&cx, &shown, &readings)) }
                (listed(&cx, &machine, &shown, &readings))
            }
            aside.stack {
                @if works { (panel(Panel { id: "read", title: &cx.t("meter-read"), body: Some(reading(&cx, &machine, &shown)), ..Panel::default() })) }
                @if !readings.is_empty() { (expected(&cx, &machine, &shown, &readings, &asked.threshold)) (by_month(&cx, &readings)) }
            }
        }
    };
    Ok(cx.page(&title, content))
}

fn choice(cx: &Cx, machine: &Machine, shown: &Shown, all: &[Shown]) -> Markup {
    let tabs: Vec<_> = all
        .iter()
        .map(|one| (name(cx, one), page(machine.id, one.counter, ""), one.counter == shown.counter))
        .collect();
    let tabs: Vec<Tab> =
        tabs.iter().map(|(text, href, current)| Tab { text, href, current: *current, ..Tab::default() }).collect();
    views(&cx.t("counters-title"), &tabs)
}

/// What it showed, drawn over the days; a counter that was replaced ends its line.
fn chart(cx: &Cx, shown: &Shown, readings: &[Reading]) -> Markup {
    let (Some(last), Some(first)) = (readings.first(), readings.last()) else { return html! {} };
    let days = (last.on - first.on).num_days().max(1) as f64;
    let olds = readings.iter().filter_map(|one| one.replaced?.old);
    let most = readings.iter().map(|one| one.reading).chain(olds).max().unwrap_or(1).max(1);
    let point = |on: NaiveDate, reading: u32| {
        let across = 600.0 * (on - first.on).num_days() as f64 / days;
        format!("{across:.1},{:.1}", 150.0 - 140.0 * f64::from(reading) / f64::from(most))
    };
    let mut lines: Vec<Vec<String>> = vec![Vec::new()];
    for one in readings.iter().rev() {
        if let Some(replaced) = one.replaced {
            if let Some(line) = lines.last_mut() {
                line.extend(replaced.old.map(|old| point(one.on, old)));
            }
            lines.push(vec![point(one.on, replaced.begins)]);
        }
        if let Some(line) = lines.last_mut() {
            line.push(point(one.on, one.reading));
        }
    }
    let words = [
        ("from", date_long(cx.lang(), first.on).into()),
        ("until", date_long(cx.lang(), last.on).into()),
        ("reading", figure(cx, shown, last.reading).into()),
    ];
    panel(Panel {
        id: "meter-chart",
        title: &cx.t("meter-chart"),
        body: Some(html! {
            svg.meter-chart viewBox="0 0 600 160" role="img" aria-label=(cx.tr("meter-chart-says", &words)) {
                @for line in &lines { polyline points=(line.join(" ")) {} }
            }
        }),
        ..Panel::default()
    })
}

fn listed(cx: &Cx, machine: &Machine, shown: &Shown, readings: &[Reading]) -> Markup {
    let titles = [("meter-on", false), ("meter-reading", true), ("meter-note", false), ("customers-actions", false)];
    let titles = titles.map(|(key, right)| (cx.t(key), right));
    let columns: Vec<Column> =
        titles.iter().map(|(title, right)| Column { title, right: *right, ..Column::default() }).collect();
    let may = cx.may(Permission::DoVisits) && !machine.removed;
    let act = |what: &str, key: &str, on: NaiveDate| {
        let at = address(&page(machine.id, shown.counter, what), &[("on", Some(&on.to_string()))]);
        let text = cx.t(key);
        link_button(
            &at,
            Button { text: &text, size: Size::Small, look: Look::Quiet, in_dialog: true, ..Button::default() },
        )
    };
    let rows = html! {
        @for one in readings {
            tr {
                th scope="row" {
                    (date_digits(cx.lang(), one.on))
                    @if let Some(noted) = one.noted_on { small { (cx.tr("meter-noted", &[("day", date_digits(cx.lang(), noted).into())])) } }
                }
                (figure_cell(&whole(cx.lang(), one.reading.into())))
                td {
                    (one.note.as_deref().unwrap_or_default())
                    @if let Some(replaced) = one.replaced {
                        @let old = replaced.old.map_or_else(|| cx.t("meter-never-read").into_owned(), |old| whole(cx.lang(), old.into()));
                        (second_line(&cx.tr("meter-was-replaced", &[("old", old.into()), ("first", whole(cx.lang(), replaced.begins.into()).into())])))
                    }
                }
                td { @if may {
                    @if one.read { (act("/correct", "meter-correct", one.on)) }
                    @if one.replaced.is_some() { (act("/keep", "meter-kept", one.on)) }
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

fn reading(cx: &Cx, machine: &Machine, shown: &Shown) -> Markup {
    let here = page(machine.id, shown.counter, "");
    let form =
        Form::new(cx, format!("/machines/{}/read-meter", machine.id)).next(here.clone()).page(here).done("meter-done");
    let form = form.offline(cx.t("meter-read"), format!("/machines/{}", machine.id));
    let hint = cx.t("meter-on-hint");
    form.show(html! {
        (which(shown))
        div.form-grid {
            (form.field("meter-reading", "", Field { name: "reading", kind: Kind::Number, width: 6, ..Field::default() }))
            (form.field("meter-on", "", Field { name: "on", kind: Kind::Date, optional: true, hint: Some(&hint), width: 6, ..Field::default() }))
        }
        div { (submit(Button { text: &cx.t("button-save"), look: Look::Primary, ..Button::default() })) }
    })
}

/// When it will show so much.
fn expected(cx: &Cx, machine: &Machine, shown: &Shown, readings: &[Reading], threshold: &str) -> Markup {
    let said = threshold.trim().parse::<u32>().ok();
    let answer = said.map(|threshold| match meter::reaches(readings, threshold) {
        Some(day) => cx.tr("meter-reaches", &[("day", date_long(cx.lang(), day).into())]),
        None => cx.t("meter-reaches-never").into_owned(),
    });
    let body = html! {
        form.stack.tight method="get" action={ "/machines/" (machine.id) "/meter" } data-autosubmit="expected" {
            (which(shown))
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
