//! The chart of a report, drawn on the server: it needs no script, prints, and says in words what it shows.

use api::reports::{Report, words};
use chrono::{Datelike, NaiveDate};
use domain::report::{Measure, Step, Unit};
use maud::{Markup, html};
use projections::reports::{Cell, Table};
use texts::format::{decimal, iso_week, whole};

use crate::cx::Cx;

/// The plot in the drawing's own measure: its edges, and the whole.
const LEFT: f64 = 62.0;
const RIGHT: f64 = 708.0;
const TOP: f64 = 22.0;
const FLOOR: f64 = 206.0;
/// So many series have a pattern of their own; of more the rest is one.
const SERIES: usize = 3;
/// So many steps have room for a figure above their bar.
const FIGURES: usize = 13;

/// A series: its name, and a value a step.
struct Series {
    name: String,
    values: Vec<f64>,
}

/// The chart; nothing where there is but one step.
pub fn chart(cx: &Cx, report: &Report, title: &str) -> Markup {
    let table = &report.table;
    if table.steps.len() < 2 {
        return html! {};
    }
    let measure = report.definition.measure;
    let totals: Vec<Option<f64>> = table.totals.iter().map(|cell| cell.value(measure.unit())).collect();
    let before: Vec<Option<f64>> = match &report.before {
        Some(before) => before.totals.iter().map(|cell| cell.value(measure.unit())).take(totals.len()).collect(),
        None => Vec::new(),
    };
    let bars = if measure.is_ratio() { Vec::new() } else { series(cx, report) };
    let adds = report.definition.adds_up();
    let before = if adds { before } else { Vec::new() };
    let stacked = |up: bool| {
        let side = move |value: &f64| (*value > 0.0) == up;
        (0..totals.len()).map(|n| bars.iter().map(|one| one.values[n]).filter(side).sum::<f64>()).collect::<Vec<_>>()
    };
    let lines = totals.iter().chain(&before).copied().flatten();
    let all: Vec<f64> = match adds {
        true => lines.chain(stacked(true)).chain(stacked(false)).collect(),
        false => bars.iter().flat_map(|one| one.values.iter().copied()).collect(),
    };
    let scale = Scale::over(&all);
    let slot = (RIGHT - LEFT) / table.steps.len() as f64;
    let middle = |n: usize| LEFT + slot * (n as f64 + 0.5);
    html! {
        ul.legend.chart-legend {
            @for (n, one) in bars.iter().enumerate().filter(|_| bars.len() > 1) { li { span.key.{ "k" (n + 1) } {} (one.name) } }
            @if bars.is_empty() { li { span.key.k4 {} (words::measure(cx.lang(), &report.definition)) } }
            @if !before.is_empty() { li { span.key.k5 {} (cx.t("report-before")) } }
        }
        svg.plot viewBox="0 0 720 232" role="img" aria-labelledby="plot-t plot-d" {
            title id="plot-t" { (title) ", " (words::span(cx.lang(), report.from, report.until)) }
            desc id="plot-d" { (described(cx, report)) }
            defs {
                pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                    rect.hatch-bg width="6" height="6" {}
                    rect.hatch-fg width="2.4" height="6" {}
                }
            }
            g.grid {
                @for mark in scale.marks() {
                    line x1=(LEFT) x2=(RIGHT) y1=(at(scale.y(mark))) y2=(at(scale.y(mark))) {}
                    text.end x=(LEFT - 8.0) y=(at(scale.y(mark) + 4.0)) { (axis(cx, measure, mark)) }
                }
            }
            @for (n, step) in table.steps.iter().enumerate() {
                (bar(&bars, n, middle(n), (slot * 0.62).min(30.0), &scale, adds))
                @if let Some(total) = totals[n].filter(|_| adds && !bars.is_empty() && table.steps.len() <= FIGURES) {
                    text.mid.total x=(at(middle(n))) y=(at(scale.y(stacked(true)[n].max(0.0)) - 6.0)) { (axis(cx, measure, total)) }
                }
                @if n.is_multiple_of(table.steps.len().div_ceil(FIGURES)) {
                    text.mid x=(at(middle(n))) y=(FLOOR + 20.0) { (mark(cx, report.definition.step, *step)) }
                }
            }
            @if !before.is_empty() { path.line.before d=(path(&before, &middle, &scale)) {} }
            @if bars.is_empty() {
                path.line d=(path(&totals, &middle, &scale)) {}
                @for (n, value) in totals.iter().enumerate() {
                    @if let Some(value) = value.filter(|_| table.steps.len() <= FIGURES * 3) {
                        circle.pt cx=(at(middle(n))) cy=(at(scale.y(value))) r="4" {}
                    }
                }
            }
        }
    }
}

/// One bar a step, of parts that lie on each other; what is below nothing hangs down. What can't be added up stands side by side.
fn bar(bars: &[Series], n: usize, middle: f64, width: f64, scale: &Scale, adds: bool) -> Markup {
    let (mut up, mut down) = (0.0, 0.0);
    let each = if adds { width } else { width / bars.len().max(1) as f64 };
    let parts = bars.iter().enumerate().filter(|(_, one)| one.values[n] != 0.0).map(|(series, one)| {
        let from = if one.values[n] > 0.0 { &mut up } else { &mut down };
        let (begin, end) = (scale.y(*from), scale.y(*from + one.values[n]));
        if adds {
            *from += one.values[n];
        }
        let x = middle - width / 2.0 + if adds { 0.0 } else { each * series as f64 };
        (series + 1, x, begin.min(end), (begin - end).abs())
    });
    let parts: Vec<_> = parts.collect();
    html! {
        @for (series, x, y, height) in parts {
            rect.{ "s" (series) } x=(at(x)) y=(at(y)) width=(at(each)) height=(at(height))
                fill=[(series == 3).then_some("url(#hatch)")] {}
        }
    }
}

/// The series, largest first; of many the smaller ones are one. Groups are the series where nothing else is said.
fn series(cx: &Cx, report: &Report) -> Vec<Series> {
    let (table, definition) = (&report.table, &report.definition);
    let unit = definition.measure.unit();
    let mut named: Vec<(String, Vec<i64>)> = Vec::new();
    for line in &table.lines {
        let name = match (definition.split, definition.by) {
            (Some(split), _) => report.label(cx.lang(), split, &line.series),
            (None, Some(by)) => report.label(cx.lang(), by, &line.group),
            _ => words::measure(cx.lang(), definition),
        };
        let cells = line.cells.iter().map(|cell| cell.above);
        match named.iter_mut().find(|(own, _)| *own == name) {
            Some((_, sums)) => sums.iter_mut().zip(cells).for_each(|(sum, cell)| *sum += cell),
            None => named.push((name, cells.collect())),
        }
    }
    named.sort_by_key(|(_, sums)| std::cmp::Reverse(sums.iter().map(|sum| sum.abs()).sum::<i64>()));
    if named.len() > SERIES {
        let rest = named.split_off(SERIES - 1);
        let sums = (0..table.steps.len()).map(|n| rest.iter().map(|(_, sums)| sums[n]).sum()).collect();
        named.push((cx.tr("report-others", &[("count", rest.len().into())]), sums));
    }
    let value = |above| Cell { above, below: 1 }.value(unit).unwrap_or_default();
    named.into_iter().map(|(name, sums)| Series { name, values: sums.into_iter().map(value).collect() }).collect()
}

/// From which value to which the plot goes.
struct Scale {
    low: f64,
    high: f64,
    each: f64,
}

impl Scale {
    /// Round marks, about four, and nothing always among them.
    fn over(values: &[f64]) -> Self {
        let high = values.iter().copied().fold(0.0, f64::max);
        let low = values.iter().copied().fold(0.0, f64::min);
        let rough = ((high - low) / 4.0).max(0.001);
        let size = 10_f64.powf(rough.log10().floor());
        let each = [1.0, 2.0, 2.5, 5.0, 10.0].map(|times| times * size).into_iter().find(|each| *each >= rough);
        let each = each.unwrap_or(rough);
        Self { low: (low / each).floor() * each, high: ((high / each).ceil() * each).max(each), each }
    }

    fn y(&self, value: f64) -> f64 {
        FLOOR - (FLOOR - TOP) * (value - self.low) / (self.high - self.low)
    }

    fn marks(&self) -> Vec<f64> {
        let count = ((self.high - self.low) / self.each).round().clamp(1.0, 12.0);
        // Counted in whole marks, so that no rounding gathers.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let count = count as u32;
        (0..=count).map(|n| self.low + self.each * f64::from(n)).collect()
    }
}

/// The line through what is there; where nothing is, it is broken.
fn path(values: &[Option<f64>], middle: &impl Fn(usize) -> f64, scale: &Scale) -> String {
    let mut path = String::new();
    let mut open = false;
    for (n, value) in values.iter().enumerate() {
        if let Some(value) = value {
            path.push_str(&format!("{}{:.1} {:.1}", if open { "L" } else { "M" }, middle(n), scale.y(*value)));
        }
        open = value.is_some();
    }
    path
}

fn at(place: f64) -> String {
    format!("{place:.1}")
}

/// A figure beside the plot, where there is little room.
fn axis(cx: &Cx, measure: Measure, value: f64) -> String {
    #[allow(clippy::cast_possible_truncation, reason = "as far as it is shown")]
    let units = |value: f64, places: i32| (value * 10_f64.powi(places)).round() as i64;
    let short = |value: f64| {
        let tenths = units(value, 1);
        let fine = tenths % 10 != 0 && value.abs() < 100.0;
        if fine { decimal(cx.lang(), tenths, 1) } else { whole(cx.lang(), units(value, 0)) }
    };
    let shown = match value.abs() {
        1_000_000.0.. => format!("{}M", short(value / 1_000_000.0)),
        10_000.0.. => format!("{}k", short(value / 1_000.0)),
        _ => short(value),
    };
    if measure.unit() == Unit::Percent { format!("{shown}%") } else { shown }
}

/// A step below the plot.
fn mark(cx: &Cx, of: Option<Step>, (from, until): (NaiveDate, NaiveDate)) -> String {
    match of {
        Some(Step::Day) => format!("{}-{}", from.day(), from.month()),
        Some(Step::Week) => iso_week(from).to_string(),
        Some(Step::Month) => cx.t(&format!("date-month-short-{}", from.month())).into_owned(),
        of => words::step(cx.lang(), of, (from, until)),
    }
}

/// What the chart shows, for who does not see it: its highest and lowest step, and the last.
fn described(cx: &Cx, report: &Report) -> String {
    let Table { steps, totals, .. } = &report.table;
    if !report.definition.adds_up() {
        let told = report.table.lines.iter().map(|line| {
            format!("{}: {}.", report.line(cx.lang(), &line.group, &line.series), report.figure(cx.lang(), line.total))
        });
        return told.collect::<Vec<_>>().join(" ");
    }
    let unit = report.definition.measure.unit();
    let named =
        |n: usize| (words::step(cx.lang(), report.definition.step, steps[n]), report.figure(cx.lang(), totals[n]));
    let known = || totals.iter().enumerate().filter_map(|(n, cell)| Some((n, cell.value(unit)?)));
    let by = |left: &(usize, f64), right: &(usize, f64)| left.1.total_cmp(&right.1);
    let (Some(high), Some(low)) = (known().max_by(by), known().min_by(by)) else {
        return cx.t("report-nothing").into_owned();
    };
    let ((high_step, high), (low_step, low)) = (named(high.0), named(low.0));
    let (last_step, last) = named(totals.len() - 1);
    let told = [
        ("high", high),
        ("high_step", high_step),
        ("low", low),
        ("low_step", low_step),
        ("last", last),
        ("last_step", last_step),
    ];
    cx.tr("report-described", &told.map(|(name, value)| (name, value.into())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_round_and_reach_around_all_values() {
        let marks = |values: &[f64]| Scale::over(values).marks();
        assert_eq!(marks(&[13.0, 27.0]), [0.0, 10.0, 20.0, 30.0]);
        assert_eq!(marks(&[-5.0, 9.0]), [-5.0, 0.0, 5.0, 10.0]);
        assert_eq!(marks(&[]).first(), Some(&0.0));
    }

    #[test]
    fn a_line_is_broken_where_nothing_is() {
        let scale = Scale::over(&[10.0]);
        let drawn = path(&[Some(0.0), None, Some(10.0), Some(0.0)], &|n| n as f64, &scale);
        assert_eq!(drawn, format!("M0.0 {FLOOR:.1}M2.0 {TOP:.1}L3.0 {FLOOR:.1}"));
    }
}
