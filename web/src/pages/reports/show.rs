//! A report: what is asked, the figures that matter, the chart, the table, the largest groups.

use std::collections::{BTreeMap, BTreeSet};

use api::{
    App,
    reports::{self, Report, words},
};
use axum::{
    Router,
    extract::{Path, RawQuery},
    http::StatusCode,
    response::IntoResponse,
    routing::get,
};
use domain::{
    Permission,
    report::{Compare, Dimension, Period, Subject, Unit},
};
use maud::{Markup, html};
use projections::{
    ReadError,
    reports::{Cell, Line, Table},
};
use texts::format::{date_digits, decimal};

use super::{NEW, Place, TABLE, VIEW, chart, fields, kept, sheet};
use crate::{
    components::{
        Button, Kpi, PageHead, Panel, Tone, crumbs, empty, error_summary, kpis, link_button, meter, page_head, panel,
        submit,
    },
    cx::{Answer, Cx},
    icons::{Icon, icon},
    past::AS_OF,
    shell,
};

/// So many groups are ranked beside the table.
const RANKED: usize = 8;

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/reports/{name}", get(show))
}

async fn show(cx: Cx, Path(name): Path<String>, RawQuery(query): RawQuery) -> Answer {
    let place = Place::read(&cx, name, query.as_deref()).await?;
    let title = place.title(&cx);
    if !place.wrong.is_empty() {
        return unanswered(&cx, &place, &title, StatusCode::UNPROCESSABLE_ENTITY, wrong(&cx, &place)).await;
    }
    let report = match reports::report(&cx.app, place.definition.clone()).await {
        // The log is read through for it: how far that is stands where the answer will.
        Err(ReadError::Filling(hidden)) if place.definition.subject == Subject::Events => {
            let progress = html! { section.panel { div.body { h2 { (cx.t("report-is-read")) } (shell::being_filled(cx.lang(), &hidden)) } } };
            return unanswered(&cx, &place, &title, StatusCode::SERVICE_UNAVAILABLE, progress).await;
        }
        report => report?,
    };
    let form = fields::form(&cx, &place, &report).await?;
    let kept = kept::panels(&cx, &place).await?;
    let measure = words::measure(cx.lang(), &report.definition);
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-reports"), Some("/reports")), (&title, None)]))
        div id="report-head" { (head(&cx, &place, &report, &title)) }
        (form)
        div id="report" {
            @if report.table.lines.is_empty() {
                section.panel aria-labelledby="nothing" {
                    h2.visually-hidden id="nothing" { (measure) }
                    (empty(Icon::Chart, &cx.t("report-nothing"), &cx.t("report-nothing-why"), None)) }
                div.cols-2 { (clocks(&cx, &place, &report)) (kept) }
            } @else {
                (figures(&cx, &place, &report))
                @let drawn = report.table.steps.len() > 1;
                @let alone = place.wide && drawn;
                div.split[!alone].stack[alone] {
                    div.stack {
                        @if drawn && !alone {
                            (panel(Panel { id: "chart", title: &measure, end: Some(views(&cx, &place)), body: Some(chart::chart(&cx, &report, &measure)), ..Panel::default() }))
                        }
                        (panel(Panel { id: "table", title: &cx.t("report-table"), end: alone.then(|| views(&cx, &place)), full: Some(sheet::sheet(&cx, &place, &report)), ..Panel::default() }))
                    }
                    aside.stack[!alone]."cols-2"[alone] aria-label=(cx.t("report-beside")) {
                        @if report.definition.by.or(report.definition.split).is_some() { (ranks(&cx, &place, &report)) }
                        (clocks(&cx, &place, &report))
                        (kept)
                    }
                }
            }
        }
    };
    Ok(cx.page(&title, content))
}

/// The chart with its table below, or the table alone, as wide as the page.
fn views(cx: &Cx, place: &Place) -> Markup {
    let ways = [("", "report-view-chart", Icon::Chart), (TABLE, "report-view-table", Icon::List)];
    html! {
        div.button-group role="group" aria-label=(cx.t("report-view")) {
            @for (view, text, sign) in ways {
                a."button small" href=(place.to("", &place.definition, &[(VIEW, view)])) aria-current=[(place.wide == (view == TABLE)).then_some("true")] {
                    (icon(sign)) (cx.t(text))
                }
            }
        }
    }
}

/// The page with the form and, in the place of an answer, why there is none.
async fn unanswered(cx: &Cx, place: &Place, title: &str, status: StatusCode, why: Markup) -> Answer {
    let (from, until) = place.definition.period.days(cx.today());
    let table =
        Table { steps: Vec::new(), lines: Vec::new(), totals: Vec::new(), total: Cell::default(), currency: None };
    let report =
        Report { definition: place.definition.clone(), from, until, table, before: None, names: BTreeMap::new() };
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-reports"), Some("/reports")), (title, None)]))
        div id="report-head" { (head(cx, place, &report, title)) }
        (fields::form(cx, place, &report).await?)
        div id="report" { (why) }
    };
    Ok((status, cx.page(title, content)).into_response())
}

/// What the address says that can't be, each with the way to its field.
fn wrong(cx: &Cx, place: &Place) -> Markup {
    let named = |(field, message): &(String, String)| {
        let label = match field.as_str() {
            "from" => cx.t("label-from"),
            "until" => cx.t("report-until"),
            "on" => cx.t("report-true-on"),
            "event" => cx.t("report-event"),
            "filter" => cx.t("button-filter"),
            other => cx.t(&format!("report-{other}")),
        };
        (field.clone(), cx.tr("form-error-of", &[("field", label.into()), ("message", message.as_str().into())]))
    };
    let listed: Vec<(String, String)> = place.wrong.iter().map(named).collect();
    let listed: Vec<(&str, &str)> = listed.iter().map(|(field, said)| (field.as_str(), said.as_str())).collect();
    error_summary(&cx.t("form-wrong"), &listed)
}

fn head(cx: &Cx, place: &Place, report: &Report, title: &str) -> Markup {
    let files = [("report.xlsx", "report-excel"), ("report.csv", "report-csv")];
    let period = match report.definition.period {
        Period::Days { .. } => words::span(cx.lang(), report.from, report.until),
        period => {
            format!("{}: {}", words::period(cx.lang(), period), words::span(cx.lang(), report.from, report.until))
        }
    };
    let lead = match report.table.currency {
        Some(currency) => cx.tr("report-in", &[("period", period.into()), ("currency", currency.code().into())]),
        None => period,
    };
    page_head(PageHead {
        title,
        lead: Some(html! { span data-result { (lead) } span.in-print { (narrowed(cx, report)) } }),
        actions: Some(html! {
            button.button type="button" data-print { (icon(Icon::Printer)) (cx.t("button-print")) }
            @for (file, text) in files {
                (link_button(&place.to(file, &place.definition, &[]), Button { text: &cx.t(text), icon: Some(Icon::Download), ..Button::default() }))
            }
            @if place.name != NEW {
                (link_button(&place.to_new(), Button { text: &cx.t("report-adapt"), icon: Some(Icon::Pen), ..Button::default() }))
            }
        }),
        ..PageHead::default()
    })
}

/// What is filtered and compared with, in a line for paper, which has no form.
fn narrowed(cx: &Cx, report: &Report) -> String {
    let definition = &report.definition;
    let of_list = |(of, values): (&Dimension, &BTreeSet<domain::Line>)| {
        let values: Vec<_> = values.iter().map(|value| report.label(cx.lang(), *of, value.as_str())).collect();
        format!("{}: {}", cx.t(&format!("report-by-{}", of.name().replace('_', "-"))), values.join(", "))
    };
    let compared = (definition.compare != Compare::Nothing).then(|| {
        let name = definition.compare.name().replace('_', "-");
        format!("{}: {}", cx.t("report-compare"), cx.t(&format!("report-compare-{name}")))
    });
    definition.filters.iter().map(of_list).chain(compared).collect::<Vec<_>>().join("; ")
}

/// The figure of all of it, of the last step, of the largest group, and of what it is compared with.
fn figures(cx: &Cx, place: &Place, report: &Report) -> Markup {
    let (definition, table) = (&report.definition, &report.table);
    let alone = |cell: Cell| words::alone(cx.lang(), definition.measure, cell, table.currency);
    let measure = words::measure(cx.lang(), definition);
    let records = |line: Option<&Line>, step| sheet::to_records(place, report, line, step);
    let steps = table.totals.len();
    let trend: Vec<f64> = table.totals.iter().filter_map(|cell| cell.value(definition.measure.unit())).collect();
    let total = (
        alone(table.total),
        report
            .before
            .as_ref()
            .map_or_else(String::new, |before| cx.tr("report-was", &[("figure", alone(before.total).into())])),
        records(None, None),
    );
    let mut shown = Vec::new();
    if definition.adds_up() {
        shown.push((measure, total, trend, true));
    }
    if steps > 1 && definition.adds_up() {
        let (last, name) = (table.totals[steps - 1], words::step(cx.lang(), definition.step, table.steps[steps - 1]));
        let note = cx.tr(
            "report-step-was",
            &[
                ("figure", alone(table.totals[steps - 2]).into()),
                ("step", words::step(cx.lang(), definition.step, table.steps[steps - 2]).into()),
            ],
        );
        shown.push((name, (alone(last), note, records(None, Some(steps - 1))), Vec::new(), false));
    }
    let told = definition.by.or(definition.split).is_some();
    for line in table.lines.iter().filter(|_| told).take(if definition.adds_up() { 1 } else { 4 }) {
        let name = report.line(cx.lang(), &line.group, &line.series);
        shown.push((
            name,
            (
                alone(line.total),
                if definition.adds_up() { cx.t("report-largest").into_owned() } else { String::new() },
                records(Some(line), None),
            ),
            Vec::new(),
            false,
        ));
    }
    if let Some(before) = report.before.as_ref().filter(|_| definition.adds_up()) {
        // Of days before the company there is nothing to compare with.
        let measure = definition.measure;
        let partly = before.totals.iter().any(|cell| cell.below == 0);
        let known = measure.is_ratio() || measure.is_balance() || !partly;
        let change = change(cx, definition.measure.unit(), table.total, before.total).filter(|_| known);
        let days = words::span(
            cx.lang(),
            before.steps.first().map_or(report.from, |step| step.0),
            before.steps.last().map_or(report.until, |step| step.1),
        );
        shown.push((
            cx.t("report-change").into_owned(),
            (change.unwrap_or_else(|| "–".into()), days, records(None, None)),
            Vec::new(),
            false,
        ));
    }
    let items: Vec<Kpi> = shown
        .iter()
        .map(|(name, (figure, note, href), trend, ink)| Kpi {
            name,
            figure,
            note,
            href,
            trend,
            ink: *ink,
            ..Kpi::default()
        })
        .collect();
    kpis("report-figures", &cx.t("report-figures"), &items)
}

/// By how much it changed: in percent, of shares in points.
fn change(cx: &Cx, unit: Unit, now: Cell, before: Cell) -> Option<String> {
    let (now, before) = (now.value(unit)?, before.value(unit)?);
    #[allow(clippy::cast_possible_truncation, reason = "as far as it is shown")]
    let shown = |value: f64| {
        let tenths = (value * 10.0).round() as i64;
        format!("{}{}", if tenths > 0 { "+" } else { "" }, decimal(cx.lang(), tenths, 1))
    };
    if unit == Unit::Percent {
        return Some(cx.tr("report-points", &[("figure", shown(now - before).into())]));
    }
    (before != 0.0).then(|| format!("{}%", shown((now - before) / before.abs() * 100.0)))
}

/// The largest groups.
fn ranks(cx: &Cx, place: &Place, report: &Report) -> Markup {
    let unit = report.definition.measure.unit();
    let value = |line: &Line| line.total.value(unit).unwrap_or_default();
    let largest = report.table.lines.iter().map(value).fold(0.0, f64::max);
    let shown = report.table.lines.iter().filter(|line| line.total.below != 0).take(RANKED);
    panel(Panel {
        id: "ranks",
        title: &cx.t("report-ranks"),
        full: Some(html! {
            ol.ranks {
                @for line in shown {
                    li {
                        a href=(sheet::to_records(place, report, Some(line), None)) { (report.line(cx.lang(), &line.group, &line.series)) }
                        (meter(if largest > 0.0 { value(line) / largest } else { 0.0 }, None, Tone::Neutral))
                        span.num { (report.figure(cx.lang(), line.total)) }
                    }
                }
            }
        }),
        ..Panel::default()
    })
}

/// The two clocks: how things stood on a day, as it was known on another.
fn clocks(cx: &Cx, place: &Place, report: &Report) -> Markup {
    if !report.definition.measure.is_balance() {
        return html! {};
    }
    let known = cx.app.then.as_ref().map(|then| cx.local(then.at).date());
    let usual = place.said(&place.definition);
    let hidden = usual.iter().filter(|(name, _)| !["period", "from", "until", "step"].contains(&name.as_str()));
    let body = html! {
        form.stack.tight method="get" action={ "/reports/" (place.name) } data-now {
            @for (name, value) in hidden { input type="hidden" name=(name) value=(value); }
            div.field {
                label for="true-on" { (cx.t("report-true-on")) }
                input.input id="true-on" name="on" type="date" required value=(report.until.to_string());
            }
            @if cx.may(Permission::LookBack) {
                div.field {
                    label for="known-on" { (cx.t("report-known-on")) }
                    input.input id="known-on" name=(AS_OF) type="date" max=(cx.app.now().log.today().to_string())
                        value=(known.map(|day| day.to_string()).unwrap_or_default()) aria-describedby="known-on-hint";
                    span.hint id="known-on-hint" { (cx.t("report-known-on-hint")) }
                }
            }
            div { (submit(Button { text: &cx.t("button-show"), ..Button::default() })) }
            @if let Some(known) = known { p.small { (cx.tr("report-as-known", &[("day", date_digits(cx.lang(), known).into())])) } }
        }
    };
    panel(Panel { id: "clocks", title: &cx.t("report-clocks"), body: Some(body), ..Panel::default() })
}
