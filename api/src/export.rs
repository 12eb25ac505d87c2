//! Lists as Excel workbooks: any question that answers rows, with its whole filter, page after page.

use chrono::{DateTime, NaiveDate};
use projections::ReadError;
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use serde_json::Value;
use texts::{Lang, t};

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
    /// A word of ours: the text `<prefix>-<value>`.
    Word(&'static str),
    /// A whole number.
    Number,
    /// Cents, as an amount.
    Cents,
    /// Thousandths, as a number.
    Thousandths,
    /// A day.
    Day,
    /// Microseconds UTC, as the company's wall clock shows them.
    Moment,
    /// Yes or empty.
    Truth,
}

/// A list that can be taken out: which question, and which fields of its rows in which columns.
pub struct Export {
    /// The question's path, and the file's name.
    pub list: &'static str,
    /// Field, and how it is written. The header is the text `column-<field>`, with dashes.
    pub columns: &'static [(&'static str, Kind)],
}

/// Every list that can be taken out: the one line that a new one adds.
pub static EXPORTS: &[Export] = &[
    Export {
        list: "customers",
        columns: &[
            ("number", Kind::Number),
            ("kind", Kind::Word("customers-kind")),
            ("name", Kind::Text),
            ("postcode", Kind::Text),
            ("city", Kind::Text),
            ("phone", Kind::Text),
            ("email", Kind::Text),
            ("contact", Kind::Text),
            ("company_number", Kind::Text),
            ("vat_number", Kind::Text),
            ("machines", Kind::Number),
            ("open_faults", Kind::Number),
            ("running_contracts", Kind::Number),
            ("contract_ends", Kind::Day),
            ("open_cents", Kind::Cents),
            ("late_cents", Kind::Cents),
            ("payment", Kind::Word("customers-payment")),
            ("last_contact", Kind::Moment),
        ],
    },
    Export {
        list: "opportunities",
        columns: &[
            ("next", Kind::Day),
            ("customer_number", Kind::Number),
            ("customer_name", Kind::Text),
            ("city", Kind::Text),
            ("contact", Kind::Text),
            ("phone", Kind::Text),
            ("about", Kind::Text),
            ("cents", Kind::Cents),
            ("salesperson_name", Kind::Text),
            ("last_text", Kind::Text),
        ],
    },
];

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
        let answer = asked.await?.unwrap_or_default();
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
        let bold = Format::new().set_bold();
        for (column, (field, kind)) in (0_u16..).zip(export.columns) {
            let width = match kind {
                Kind::Text | Kind::Word(_) => 24,
                _ => 14,
            };
            sheet.set_column_width(column, width)?;
            let header = t(lang, &format!("column-{}", field.replace('_', "-")));
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
            let value = row.get(*field).unwrap_or(&Value::Null);
            let (text, number) = (value.as_str(), value.as_i64());
            match (kind, text, number) {
                (Kind::Word(prefix), Some(text), _) => {
                    sheet.write_string(at, column, t(lang, &format!("{prefix}-{text}")))?;
                }
                (Kind::Day, Some(text), _) => match text.parse::<NaiveDate>() {
                    Ok(day) => drop(sheet.write_date_with_format(at, column, day, &self.day)?),
                    Err(_) => drop(sheet.write_string(at, column, text)?),
                },
                (_, Some(text), _) => {
                    sheet.write_string(at, column, text.chars().take(MAX_TEXT).collect::<String>())?;
                }
                (Kind::Number, _, Some(number)) => drop(sheet.write_number(at, column, to_float(number))?),
                (Kind::Cents, _, Some(number)) => {
                    sheet.write_number_with_format(at, column, to_float(number) / 100.0, &self.amount)?;
                }
                (Kind::Thousandths, _, Some(number)) => {
                    sheet.write_number(at, column, to_float(number) / 1_000.0)?;
                }
                (Kind::Moment, _, Some(number)) => {
                    if let Some(at_utc) = DateTime::from_timestamp_micros(number) {
                        sheet.write_datetime_with_format(at, column, app.log.local(at_utc), &self.moment)?;
                    }
                }
                (Kind::Truth, ..) if value.as_bool() == Some(true) => {
                    sheet.write_string(at, column, t(lang, "column-yes"))?;
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

/// Whole numbers up to 2^53 stay exact; Excel knows no others.
#[allow(clippy::cast_precision_loss)]
fn to_float(number: i64) -> f64 {
    number as f64
}
