//! The table of a report: the same figures as its chart, each the way to its records.

use api::reports::{Report, words};
use domain::report::{Dimension, logged};
use maud::{Markup, html};
use projections::reports::{Cell, Line};

use super::Place;
use crate::{
    components::{Column, Pager, Table, pager, table},
    cx::{Cx, address},
};

/// With so few lines the steps are the rows, as one reads a calendar.
const FEW: usize = 6;
/// So many lines a page; the files have all.
const SHOWN: usize = 100;
/// With more columns of figures than these, paper is laid on its side.
const MANY: usize = 6;

/// The table.
pub fn sheet(cx: &Cx, place: &Place, report: &Report) -> Markup {
    let (steps, lines) = (report.table.steps.len(), report.table.lines.len());
    let turned = report.definition.step.is_some() && steps > 1 && lines <= FEW;
    let columns = if turned { lines } else { steps };
    html! {
        div."report-sheet"."wide-print"[columns > MANY] {
            @if turned { (by_steps(cx, place, report)) } @else { (by_lines(cx, place, report)) }
        }
        @if lines > SHOWN { (pages(cx, place, lines)) }
    }
}

/// Which lines are shown, and the ways to those before and after them.
fn pages(cx: &Cx, place: &Place, lines: usize) -> Markup {
    let from = first(place, lines);
    let to = |page: usize| place.to("", &place.definition, &[("page", &page.to_string())]);
    let until = (from + SHOWN).min(lines);
    let status = [("from", (from + 1).into()), ("until", until.into()), ("count", lines.into())];
    pager(Pager {
        status: &cx.tr("report-lines-of", &status),
        label: &cx.t("report-pages"),
        previous: (&cx.t("button-previous"), (from > 0).then(|| to(from / SHOWN)).as_deref()),
        next: (&cx.t("button-next"), (until < lines).then(|| to(from / SHOWN + 2)).as_deref()),
    })
}

/// The first line of the page that is asked; behind the last one, that of the last page.
fn first(place: &Place, lines: usize) -> usize {
    place.page.min(lines.saturating_sub(1) / SHOWN) * SHOWN
}

/// The way to the records of a cell.
fn way(cx: &Cx, place: &Place, report: &Report, line: Option<&Line>, step: Option<usize>, cell: Cell) -> Markup {
    let figure = report.figure(cx.lang(), cell);
    if cell.below == 0 || (cell.above == 0 && !report.definition.measure.is_ratio()) {
        return html! { (figure) };
    }
    html! { a href=(to_records(place, report, line, step)) { (figure) } }
}

/// The address of the records of a cell; of events that is the log.
pub fn to_records(place: &Place, report: &Report, line: Option<&Line>, step: Option<usize>) -> String {
    if let Some(log) = &place.definition.log {
        let whole = (report.from, report.until);
        let (from, until) = step.and_then(|step| report.table.steps.get(step)).unwrap_or(&whole);
        let person = line.filter(|_| place.definition.by == Some(Dimension::Person)).map(|line| line.group.as_str());
        let (from, until) = (from.to_string(), until.to_string());
        let kind = logged::category(log.event_type.as_str());
        let event = Some(log.event_type.as_str());
        return address(
            "/log",
            &[("kind", kind), ("event", event), ("person", person), ("from", Some(&from)), ("until", Some(&until))],
        );
    }
    // What is not known is a dash: an empty value says that nothing is said.
    let value = |value: &str| if value.is_empty() { "-".to_owned() } else { value.to_owned() };
    let at = step.map(|step| ("at", step.to_string()));
    let group = line.filter(|_| place.definition.by.is_some()).map(|line| ("group", value(&line.group)));
    let series = line.filter(|_| place.definition.split.is_some()).map(|line| ("series", value(&line.series)));
    let more: Vec<_> = [at, group, series].into_iter().flatten().collect();
    let more: Vec<_> = more.iter().map(|(name, value)| (*name, value.as_str())).collect();
    place.to("records", &place.definition, &more)
}

fn by_steps(cx: &Cx, place: &Place, report: &Report) -> Markup {
    let definition = &report.definition;
    let lines = &report.table.lines;
    let sole = definition.by.is_none() && definition.split.is_none();
    let shown = if sole { &[][..] } else { lines.as_slice() };
    let names: Vec<String> = shown.iter().map(|line| report.line(cx.lang(), &line.group, &line.series)).collect();
    let head =
        definition.step.map_or_else(String::new, |step| cx.t(&format!("report-one-{}", step.name())).into_owned());
    let (total, before) = (cx.t("report-together"), cx.t("report-before"));
    let (adds, earlier) = (definition.adds_up(), report.before.as_ref().filter(|_| definition.adds_up()));
    let mut titles = vec![head.as_str()];
    titles.extend(adds.then_some(total.as_ref()));
    titles.extend(earlier.map(|_| before.as_ref()));
    titles.extend(names.iter().map(String::as_str));
    let body = html! {
        @for (n, step) in report.table.steps.iter().enumerate() {
            tr {
                th scope="row" { (words::step(cx.lang(), definition.step, *step)) }
                @if adds { td.right.amount { b { (way(cx, place, report, None, Some(n), report.table.totals[n])) } } }
                @if let Some(before) = earlier { td.right.amount { (before.totals.get(n).map_or_else(|| "–".into(), |cell| report.figure(cx.lang(), *cell))) } }
                @for line in shown { td.right.amount { (way(cx, place, report, Some(line), Some(n), line.cells[n])) } }
            }
        }
    };
    let foot = html! {
        tr {
            th scope="row" { (cx.t("report-total")) }
            @if adds { td.right.amount { b { (way(cx, place, report, None, None, report.table.total)) } } }
            @if let Some(before) = earlier { td.right.amount { (report.figure(cx.lang(), before.total)) } }
            @for line in shown { td.right.amount { (way(cx, place, report, Some(line), None, line.total)) } }
        }
    };
    drawn(cx, report, &titles, body, Some(foot))
}

fn by_lines(cx: &Cx, place: &Place, report: &Report) -> Markup {
    let definition = &report.definition;
    let stepped = definition.step.is_some();
    let steps: Vec<String> = report
        .table
        .steps
        .iter()
        .filter(|_| stepped)
        .map(|step| words::step(cx.lang(), definition.step, *step))
        .collect();
    let by = definition.by.or(definition.split).map_or_else(
        || words::measure(cx.lang(), definition),
        |by| cx.t(&format!("report-by-{}", by.name().replace('_', "-"))).into_owned(),
    );
    let (total, before) = (cx.t("report-total"), cx.t("report-before"));
    let mut titles = vec![by.as_str(), total.as_ref()];
    titles.extend(report.before.is_some().then_some(before.as_ref()));
    titles.extend(steps.iter().map(String::as_str));
    let earlier = |line: &Line| {
        let same = |other: &&Line| (&other.group, &other.series) == (&line.group, &line.series);
        let found = report.before.as_ref().and_then(|before| before.lines.iter().find(same));
        found.map_or_else(|| "–".into(), |line| report.figure(cx.lang(), line.total))
    };
    let body = html! {
        @for line in report.table.lines.iter().skip(first(place, report.table.lines.len())).take(SHOWN) {
            tr {
                th scope="row" { (report.line(cx.lang(), &line.group, &line.series)) }
                td.right.amount { b { (way(cx, place, report, Some(line), None, line.total)) } }
                @if report.before.is_some() { td.right.amount { (earlier(line)) } }
                @for (n, cell) in line.cells.iter().enumerate().filter(|_| stepped) { td.right.amount { (way(cx, place, report, Some(line), Some(n), *cell)) } }
            }
        }
    };
    let foot = html! {
        tr {
            th scope="row" { (cx.t("report-together")) }
            td.right.amount { b { (way(cx, place, report, None, None, report.table.total)) } }
            @if let Some(before) = &report.before { td.right.amount { (report.figure(cx.lang(), before.total)) } }
            @for (n, cell) in report.table.totals.iter().enumerate().filter(|_| stepped) { td.right.amount { (way(cx, place, report, None, Some(n), *cell)) } }
        }
    };
    drawn(cx, report, &titles, body, definition.adds_up().then_some(foot))
}

fn drawn(cx: &Cx, report: &Report, titles: &[&str], rows: Markup, foot: Option<Markup>) -> Markup {
    let columns: Vec<Column> =
        titles.iter().enumerate().map(|(n, title)| Column { title, right: n > 0, ..Column::default() }).collect();
    let caption = cx.tr("report-caption", &[("measure", words::measure(cx.lang(), &report.definition).into())]);
    table(Table { caption: &caption, columns: &columns, rows, foot, lines: true, ..Table::default() })
}
