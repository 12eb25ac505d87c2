//! The first sheet of a workbook as text: bounded in bytes, rows and columns, so that no file can fill the memory.

use std::io::Cursor;

use calamine::{DataRef, DataType, Reader, Xlsx};

use super::columns::guess;

/// The largest file, in bytes.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;
/// The largest that the parts of the file may become once unpacked, in bytes.
const MAX_UNPACKED: u64 = 200 * 1024 * 1024;
/// The most rows, the header included.
pub const MAX_ROWS: u32 = 20_000;
/// Among so many rows the header is looked for.
const LOOKED_AT: usize = 20;
/// So many columns that are known make a header.
const TELLING: usize = 2;
/// The most columns.
const MAX_COLUMNS: u32 = 100;

/// Why a file can't be taken in; its sentence is the text `import-file-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Not an Excel workbook.
    #[error("not-a-workbook")]
    NotAWorkbook,
    /// More bytes, rows or columns than are taken in at once.
    #[error("too-large")]
    TooLarge,
    /// Nothing below the header.
    #[error("empty")]
    Empty,
}

/// A sheet: the header is the first row whose texts name columns that are known, else the first that holds anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The header's texts, by column from A.
    pub header: Vec<String>,
    /// The rows below it, each with its number in Excel.
    pub rows: Vec<(u32, Vec<String>)>,
}

/// Reads the first sheet.
///
/// # Errors
/// See [`Unreadable`].
pub fn read(bytes: &[u8]) -> Result<Sheet, Unreadable> {
    if bytes.len() > MAX_BYTES || unpacked(bytes).ok_or(Unreadable::NotAWorkbook)? > MAX_UNPACKED {
        return Err(Unreadable::TooLarge);
    }
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|_| Unreadable::NotAWorkbook)?;
    let name = workbook.sheet_names().first().cloned().ok_or(Unreadable::Empty)?;
    let mut cells = workbook.worksheet_cells_reader(&name).map_err(|_| Unreadable::NotAWorkbook)?;
    let mut rows: Vec<(u32, Vec<String>)> = Vec::new();
    while let Some(cell) = cells.next_cell().map_err(|_| Unreadable::NotAWorkbook)? {
        let text = text(cell.get_value());
        if text.is_empty() {
            continue;
        }
        let (row, column) = cell.get_position();
        if row >= MAX_ROWS || column >= MAX_COLUMNS {
            return Err(Unreadable::TooLarge);
        }
        if rows.last().is_none_or(|(last, _)| *last != row + 1) {
            rows.push((row + 1, Vec::new()));
        }
        if let Some((_, texts)) = rows.last_mut() {
            texts.resize(texts.len().max(column as usize + 1), String::new());
            texts[column as usize] = text;
        }
    }
    // Above the header often stands a title.
    let known = |(_, texts): &(u32, Vec<String>)| guess(texts).len() >= TELLING;
    let at = rows.iter().take(LOOKED_AT).position(known).unwrap_or(0);
    let mut rows = rows.into_iter().skip(at);
    let (_, header) = rows.next().ok_or(Unreadable::Empty)?;
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() { Err(Unreadable::Empty) } else { Ok(Sheet { header, rows }) }
}

/// A cell as a person reads it: whole numbers without a point, days as 2026-11-17.
fn text(value: &DataRef<'_>) -> String {
    let text = match value {
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        DataRef::Float(number) => number.to_string(),
        DataRef::DateTime(_) => value.as_date().map(|day| day.to_string()).unwrap_or_default(),
        DataRef::DateTimeIso(text) => text.clone(),
        _ => String::new(),
    };
    // Non-breaking spaces and line ends come along from other programs.
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// How many bytes the parts of a zip file say they become, from its directory (APPNOTE 4.3.12, 4.3.16); none when it is no zip.
fn unpacked(bytes: &[u8]) -> Option<u64> {
    let number = |at: usize, length: usize| -> Option<u64> {
        let part = bytes.get(at..at.checked_add(length)?)?;
        Some(part.iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(*byte)))
    };
    let from = bytes.len().saturating_sub(22 + 65_535);
    let end = (from..bytes.len()).rev().find(|at| bytes[*at..].starts_with(b"PK\x05\x06"))?;
    let (entries, mut at) = (number(end + 10, 2)?, usize::try_from(number(end + 16, 4)?).ok()?);
    let mut sum = 0;
    for _ in 0..entries {
        if !bytes.get(at..)?.starts_with(b"PK\x01\x02") {
            return None;
        }
        sum += number(at + 24, 4)?;
        let lengths = number(at + 28, 2)? + number(at + 30, 2)? + number(at + 32, 2)?;
        at += 46 + usize::try_from(lengths).ok()?;
    }
    Some(sum)
}

/// A column's letters: 0 is A, 26 is AA.
pub fn letters(column: usize) -> String {
    let last = char::from(b'A' + u8::try_from(column % 26).unwrap_or_default());
    if column < 26 { last.to_string() } else { format!("{}{last}", letters(column / 26 - 1)) }
}

/// The column of letters, in either case; none when there are no such letters or it lies too far right.
pub fn column(letters: &str) -> Option<usize> {
    let digit = |c: char| c.is_ascii_alphabetic().then(|| c.to_ascii_uppercase() as usize - 'A' as usize + 1);
    let number = letters.chars().try_fold(0_usize, |sum, c| Some((sum * 26 + digit(c)?).min(1_000)))?;
    number.checked_sub(1).filter(|column| *column < MAX_COLUMNS as usize)
}
