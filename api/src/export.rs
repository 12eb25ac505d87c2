//! Lists as Excel workbooks: any question that answers rows, with its whole filter, page after page.

mod lists;

use chrono::{DateTime, NaiveDate};
use projections::ReadError;
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use serde_json::Value;
use texts::{Arg, Lang, t, tr};

pub use self::lists::EXPORTS;
use crate::{App, Query, Session, fields, fields::Form, query};

/// The most characters of a cell; Excel takes no more.
const MAX_TEXT: usize = 32_767;
/// The most rows of a sheet, the header left out.
const MAX_ROWS: u32 = 1_048_575;

/// How a field of a row is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// As text, whatever it looks like.
    Text,
    /// A word of ours, or several: the text `<prefix>-<value>`.
    Word(&'static str),
    /// A sentence of ours, the text `<prefix>-<value>`, filled with the row's `words`.
    Sentence(&'static str),
    /// A whole number.
    Number,
    /// Cents, as an amount.
    Cents,
    /// Money as the API writes it, `1842.60 EUR`, as an amount.
    Money,
    /// In what such money is.
    Currency,
    /// A quantity as the API writes it, `2.5`, as a number.
    Quantity,
    /// A day.
    Day,
    /// Microseconds UTC, as the company's wall clock shows them.
    Moment,
    /// A moment as the API writes it (RFC 3339), likewise.
    Stamp,
}

/// A list that can be taken out: which question, and which fields of its rows in which columns.
pub struct Export {
    /// The question's path.
    pub list: &'static str,
    /// The text that is the sheet's name, and the file's.
    pub title: &'static str,
    /// What one must be allowed besides looking at it: lists of people are not for everyone to take along.
    pub also: Option<domain::Permission>,
    /// Field, with dots inside others, and how it is written. The header is the text `column-<field>`, with dashes.
    pub columns: &'static [(&'static str, Kind)],
}

/// Why a list could not be taken out.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A filter can't be read; names the field.
    #[error("the filter {0} can't be read")]
    Filter(String),
    /// The read tables could not be asked.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The workbook could not be written.
    #[error(transparent)]
    Workbook(#[from] XlsxError),
}

/// The list of that name and its question.
pub fn find(list: &str) -> Option<(&'static Export, &'static Query)> {
    let export = EXPORTS.iter().find(|export| export.list == list)?;
    Some((export, query::all().find(|query| query.path == export.list)?))
}

/// Takes a list out, with the filter of its page. Rows go to disk as they come: memory stays the same.
///
/// # Errors
/// See [`ExportError`].
pub async fn workbook(
    app: &App,
    session: &Session,
    export: &Export,
    query: &Query,
    filter: &Form,
) -> Result<Vec<u8>, ExportError> {
    let schema = (query.parameters)(&mut domain::registry::generator());
    let mut filter: Form = filter.iter().filter(|(name, _)| name != "after").cloned().collect();
    let mut book = Book::new(session.lang, export)?;
    loop {
        let parameters = fields::to_json(&filter, schema.as_value(), app.log.today());
        let asked = (query.ask)(app.clone(), session.clone(), None, parameters)
            .map_err(|error| ExportError::Filter(error.path().to_string()))?;
        let answer = asked.await.map_err(|error| match error {
            query::Unanswered::Read(error) => error.into(),
            query::Unanswered::Wrong { field, .. } => ExportError::Filter(field),
        });
        let answer = answer?.unwrap_or_default();
        for row in rows(&answer) {
            book.write(app, row)?;
        }
        match answer.get("next").and_then(Value::as_str) {
            Some(next) if book.row < MAX_ROWS => {
                filter.retain(|(name, _)| name != "after");
                filter.push(("after".into(), next.into()));
            }
            _ => return book.close(),
        }
    }
}

/// The key of a column's header.
pub fn header(field: &str, kind: Kind) -> String {
    let field = if kind == Kind::Currency { "currency" } else { field };
    format!("column-{}", field.replace(['_', '.'], "-"))
}

/// The rows of an answer: of a page, or the one list in it.
fn rows(answer: &Value) -> &[Value] {
    let list = answer.get("rows").or_else(|| answer.as_object()?.values().find(|value| value.is_array()));
    list.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// A workbook in the making.
struct Book<'a> {
    lang: Lang,
    export: &'a Export,
    workbook: Workbook,
    row: u32,
    amount: Format,
    day: Format,
    moment: Format,
}

impl<'a> Book<'a> {
    fn new(lang: Lang, export: &'a Export) -> Result<Self, XlsxError> {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(t(lang, export.title))?;
        let bold = Format::new().set_bold();
        for (column, (field, kind)) in (0_u16..).zip(export.columns) {
            let width = match kind {
                Kind::Text | Kind::Word(_) => 24,
                _ => 14,
            };
            sheet.set_column_width(column, width)?;
            let header = t(lang, &header(field, *kind));
            sheet.write_string_with_format(0, column, header, &bold)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        Ok(Self {
            lang,
            export,
            workbook,
            row: 0,
            amount: Format::new().set_num_format("#,##0.00"),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            moment: Format::new().set_num_format("yyyy-mm-dd hh:mm"),
        })
    }

    fn write(&mut self, app: &App, row: &Value) -> Result<(), XlsxError> {
        self.row += 1;
        let (lang, at) = (self.lang, self.row);
        let sheet = self.workbook.worksheet_from_index(0)?;
        for (column, (field, kind)) in (0_u16..).zip(self.export.columns) {
            let value = row.pointer(&format!("/{}", field.replace('.', "/"))).unwrap_or(&Value::Null);
            let (text, number) = (value.as_str(), value.as_i64());
            match (kind, text, number) {
                (Kind::Word(prefix), ..) => {
                    sheet.write_string(at, column, words(lang, prefix, value))?;
                }
                (Kind::Sentence(prefix), Some(text), _) => {
                    sheet.write_string(at, column, sentence(lang, prefix, text, row))?;
                }
                (Kind::Day, Some(text), _) => match text.parse::<NaiveDate>() {
                    Ok(day) => drop(sheet.write_date_with_format(at, column, day, &self.day)?),
                    Err(_) => drop(sheet.write_string(at, column, text)?),
                },
                (Kind::Stamp, Some(text), _) => {
                    if let Ok(moment) = text.parse::<DateTime<chrono::Utc>>() {
                        sheet.write_datetime_with_format(at, column, app.log.local(moment), &self.moment)?;
                    }
                }
                (Kind::Money, Some(text), _) => {
                    let cents = text.parse::<domain::Money>().map(|money| money.cents).unwrap_or_default();
                    sheet.write_number_with_format(at, column, to_float(cents) / 100.0, &self.amount)?;
                }
                (Kind::Currency, Some(text), _) => {
                    sheet.write_string(at, column, text.rsplit(' ').next().unwrap_or_default())?;
                }
                (Kind::Quantity, Some(text), _) => {
                    let quantity =
                        text.parse::<domain::Quantity>().map(domain::Quantity::thousandths).unwrap_or_default();
                    sheet.write_number(at, column, to_float(quantity) / 1_000.0)?;
                }
                (_, Some(text), _) => {
                    sheet.write_string(at, column, text.chars().take(MAX_TEXT).collect::<String>())?;
                }
                (Kind::Number, _, Some(number)) => drop(sheet.write_number(at, column, to_float(number))?),
                (Kind::Cents, _, Some(number)) => {
                    sheet.write_number_with_format(at, column, to_float(number) / 100.0, &self.amount)?;
                }
                (Kind::Moment, _, Some(number)) => {
                    if let Some(at_utc) = DateTime::from_timestamp_micros(number) {
                        sheet.write_datetime_with_format(at, column, app.log.local(at_utc), &self.moment)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn close(mut self) -> Result<Vec<u8>, ExportError> {
        Ok(self.workbook.save_to_buffer()?)
    }
}

/// A word of ours for a value, for whether something is so, or for each of several.
fn words(lang: Lang, prefix: &str, value: &Value) -> String {
    match value {
        Value::String(text) => {
            let key = format!("{prefix}-{text}").replace('_', "-");
            if texts::has(lang, &key) { t(lang, &key).into_owned() } else { text.clone() }
        }
        Value::Bool(so) => t(lang, if *so { "word-yes" } else { "word-no" }).into_owned(),
        Value::Array(all) => all.iter().map(|one| words(lang, prefix, one)).collect::<Vec<_>>().join(", "),
        _ => String::new(),
    }
}

/// What a task asks; what no text is known for says its note.
fn sentence(lang: Lang, prefix: &str, kind: &str, row: &Value) -> String {
    let key = format!("{prefix}-{kind}");
    if !texts::has(lang, &key) {
        return row["note"].as_str().unwrap_or(kind).to_owned();
    }
    let spoken = |word: &str| word.parse().map_or_else(|_| word.to_owned(), |day| texts::format::date_short(lang, day));
    let filled = row["words"].as_object().into_iter().flatten();
    let filled: Vec<(&str, Arg)> =
        filled.map(|(name, word)| (name.as_str(), Arg::from(spoken(word.as_str().unwrap_or_default())))).collect();
    tr(lang, &key, &filled)
}

/// Whole numbers up to 2^53 stay exact; Excel knows no others.
#[allow(clippy::cast_precision_loss)]
fn to_float(number: i64) -> f64 {
    number as f64
}
