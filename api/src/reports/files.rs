//! A report as a workbook and as CSV: the same figures as its table, all groups of them.

use projections::reports::{Cell, Line, Table};
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use texts::{Lang, t};

use super::{Report, words};
use domain::report::Unit;

/// So many letters the name of a sheet has at most.
const SHEET_NAME: usize = 31;
/// So many letters of a title stand above a printed page, which holds 255 with their marks.
const PAGE_HEADER: usize = 80;

/// The heads: what is told apart, each step, the total, and what it is compared with.
fn heads(lang: Lang, report: &Report) -> Vec<String> {
    let definition = &report.definition;
    let dimension = |of: domain::report::Dimension| t(lang, &format!("report-by-{}", of.name().replace('_', "-")));
    let mut heads: Vec<String> =
        [definition.by, definition.split].into_iter().flatten().map(|of| dimension(of).into()).collect();
    if heads.is_empty() {
        heads.push(words::measure(lang, definition));
    }
    if definition.step.is_some() {
        heads.extend(report.table.steps.iter().map(|step| words::step(lang, definition.step, *step)));
    }
    heads.push(t(lang, "report-total").into());
    heads.extend(report.before.is_some().then(|| t(lang, "report-before").into()));
    heads
}

/// The names that a line begins with.
fn names(lang: Lang, report: &Report, line: &Line) -> Vec<String> {
    let definition = &report.definition;
    let groups = [(definition.by, &line.group), (definition.split, &line.series)];
    let mut names: Vec<String> =
        groups.into_iter().filter_map(|(of, value)| Some(report.label(lang, of?, value))).collect();
    if names.is_empty() {
        names.push(t(lang, "report-all").into());
    }
    names
}

/// The figures of a line, step by step, with its total and that of the days before.
fn cells(report: &Report, line: &Line) -> Vec<Option<Cell>> {
    let before = |table: &Table| {
        let same = |other: &&Line| (&other.group, &other.series) == (&line.group, &line.series);
        table.lines.iter().find(same).map(|line| line.total)
    };
    row(report, &line.cells, line.total, report.before.as_ref().map(before))
}

fn row(report: &Report, steps: &[Cell], total: Cell, before: Option<Option<Cell>>) -> Vec<Option<Cell>> {
    let steps = if report.definition.step.is_some() { steps } else { &[] };
    steps.iter().copied().map(Some).chain([Some(total)]).chain(before).collect()
}

/// Each row: its names and its figures; the totals last, where there are several rows.
fn rows(lang: Lang, report: &Report) -> Vec<(Vec<String>, Vec<Option<Cell>>)> {
    let table = &report.table;
    let mut rows: Vec<_> = table.lines.iter().map(|line| (names(lang, report, line), cells(report, line))).collect();
    if rows.len() > 1 && report.definition.adds_up() {
        let width = rows.first().map_or(1, |(names, _)| names.len());
        let mut names = vec![String::new(); width];
        names[0] = t(lang, "report-total").into();
        let before = report.before.as_ref().map(|before| Some(before.total));
        rows.push((names, row(report, &table.totals, table.total, before)));
    }
    rows
}

/// As CSV (RFC 4180) in UTF-8 with its mark, figures with a decimal point; what a table program would take for a formula is text.
pub fn csv(lang: Lang, report: &Report) -> String {
    let quoted = |text: &str| {
        let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    };
    let unit = report.definition.measure.unit();
    let places = match unit {
        Unit::Number => 0,
        Unit::Quantity => 3,
        _ => 2,
    };
    let number = |cell: Option<Cell>| {
        cell.and_then(|cell| cell.value(unit)).map(|value| format!("{value:.places$}")).unwrap_or_default()
    };
    let mut lines = vec![heads(lang, report).iter().map(|head| quoted(head)).collect::<Vec<_>>().join(",")];
    for (names, cells) in rows(lang, report) {
        let names = names.iter().map(|name| quoted(name));
        lines.push(names.chain(cells.into_iter().map(number)).collect::<Vec<_>>().join(","));
    }
    format!("\u{feff}{}\r\n", lines.join("\r\n"))
}

/// What its sheet is called: as the report, as far as the name of a sheet goes.
fn sheet_name(lang: Lang, title: &str) -> String {
    let fits = |c: &char| !c.is_control() && !['[', ']', ':', '*', '?', '/', '\\'].contains(c);
    let cut: String = title.chars().filter(fits).take(SHEET_NAME).collect();
    let name = cut.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    if name.is_empty() { t(lang, "thing-report").into() } else { name.into() }
}

/// Above each printed page: what it is, and over which days.
fn page_header(lang: Lang, title: &str, report: &Report) -> String {
    let plain = |text: &str| text.chars().take(PAGE_HEADER).collect::<String>().replace('&', "&&");
    format!("&L{}&R{}", plain(title), plain(&words::span(lang, report.from, report.until)))
}

/// As a workbook, called as the report is.
///
/// # Errors
/// When it can't be written.
pub fn workbook(lang: Lang, title: &str, report: &Report) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let bold = Format::new().set_bold();
    let unit = report.definition.measure.unit();
    let figure = Format::new().set_num_format(match unit {
        Unit::Number => "#,##0",
        Unit::Money | Unit::Decimal => "#,##0.00",
        Unit::Hours | Unit::Days | Unit::Percent => "#,##0.0",
        Unit::Quantity => "#,##0.###",
    });
    let sheet = workbook.add_worksheet();
    sheet.set_name(sheet_name(lang, title))?;
    sheet.set_header(page_header(lang, title, report));
    for (column, head) in (0_u16..).zip(heads(lang, report)) {
        sheet.write_string_with_format(0, column, head, &bold)?;
    }
    for (row, (names, cells)) in (1_u32..).zip(rows(lang, report)) {
        let width = u16::try_from(names.len()).unwrap_or_default();
        for (column, name) in (0_u16..).zip(names) {
            sheet.write_string(row, column, name)?;
        }
        for (column, cell) in (width..).zip(cells) {
            if let Some(value) = cell.and_then(|cell| cell.value(unit)) {
                sheet.write_number_with_format(row, column, value, &figure)?;
            }
        }
    }
    sheet.set_column_width(0, 32)?;
    sheet.set_freeze_panes(1, 1)?;
    workbook.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_called_as_its_report_as_far_as_that_goes() {
        let name = |title| sheet_name(Lang::En, title);
        assert_eq!(name("Faults by machine type"), "Faults by machine type");
        assert_eq!(name("'In/out: [2026]?' "), "Inout 2026");
        assert_eq!(name("Invoiced and paid by month and by customer"), "Invoiced and paid by month and");
        assert_eq!(name("???"), t(Lang::En, "thing-report"));
    }
}
