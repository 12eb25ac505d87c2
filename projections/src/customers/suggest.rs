//! Customers while typing: by number, name, phone, place, contact person or a machine's serial number.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    list::{fts, search_words},
    machines::serial_key,
};
use crate::{Pool, ReadError, ask, text::fold};

/// A customer who may be meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Suggestion {
    /// Id.
    pub id: String,
    /// Customer number.
    pub number: i64,
    /// Name.
    pub name: String,
    /// Town.
    pub city: String,
    /// Street and house number.
    pub street: String,
    /// Telephone.
    pub phone: Option<String>,
    /// Open faults.
    pub open_faults: i64,
    /// The machine whose serial number was typed.
    pub machine: Option<Machine>,
}

/// A machine that was found by its serial number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Machine {
    /// Id.
    pub id: String,
    /// Make and type.
    pub model: String,
    /// Serial number.
    pub serial: String,
}

/// By the number itself.
pub const BY_NUMBER: &str = "SELECT * FROM customers WHERE number = ?1 AND archived = ?2";
/// By the beginning of the name.
pub const BY_NAME: &str =
    "SELECT * FROM customers WHERE archived = ?2 AND name_key >= ?1 AND name_key < ?1 || char(1114111)
    ORDER BY name_key, number LIMIT ?3";
/// By words.
pub const BY_WORDS: &str = "SELECT c.* FROM customers_words w CROSS JOIN customers c ON c.number = w.rowid
    WHERE w.customers_words MATCH ?1 AND c.archived = ?2 LIMIT ?3";
/// By the beginning of a machine's serial number.
pub const BY_SERIAL: &str =
    "SELECT c.*, m.id AS machine_id, m.model, m.serial FROM machines m CROSS JOIN customers c ON c.id = m.customer
    WHERE m.serial_key >= ?1 AND m.serial_key < ?1 || char(1114111) AND m.removed = 0 AND c.archived = ?2
    ORDER BY m.serial_key LIMIT ?3";

/// The customers who may be meant, the likeliest first; none for an empty text.
///
/// # Errors
/// When the tables can't be read.
pub async fn customers(pool: &Pool, text: &str, limit: u32) -> Result<Vec<Suggestion>, ReadError> {
    find(pool, text, false, limit).await
}

/// Likewise among those that were put away.
///
/// # Errors
/// When the tables can't be read.
pub async fn archived(pool: &Pool, text: &str, limit: u32) -> Result<Vec<Suggestion>, ReadError> {
    find(pool, text, true, limit).await
}

async fn find(pool: &Pool, text: &str, archived: bool, limit: u32) -> Result<Vec<Suggestion>, ReadError> {
    let text = text.trim();
    let words = search_words(text);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let mut found: Vec<Suggestion> = Vec::new();
    if let Ok(number) = text.parse::<i64>() {
        let rows = ask(BY_NUMBER).bind(number).bind(archived).fetch_all(pool).await?;
        take(&mut found, &rows)?;
    }
    for (sql, key) in [(BY_NAME, fold(text)), (BY_WORDS, fts(&words, archived))] {
        let rows = ask(sql).bind(key).bind(archived).bind(limit).fetch_all(pool).await?;
        take(&mut found, &rows)?;
    }
    let serial = serial_key(text);
    if serial.len() >= 3 {
        for row in ask(BY_SERIAL).bind(serial).bind(archived).bind(limit).fetch_all(pool).await? {
            let machine = Machine { id: row.get("machine_id")?, model: row.get("model")?, serial: row.get("serial")? };
            let known = found.iter().any(|known| known.machine.as_ref() == Some(&machine));
            if !known {
                found.push(Suggestion { machine: Some(machine), ..suggestion(&row)? });
            }
        }
    }
    found.truncate(limit as usize);
    Ok(found)
}

/// A fault, contract or invoice that was found by its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Numbered {
    /// `faults`, `contracts` or `invoices`.
    pub kind: String,
    /// Id.
    pub id: String,
    /// `2026-0412`.
    pub number: String,
    /// The customer's name.
    pub customer: String,
}

/// By the beginning of a number.
pub const NUMBERED: &str = "
    SELECT * FROM (SELECT 'faults' AS kind, t.id, t.number, c.name FROM faults t JOIN customers c ON c.id = t.customer
        WHERE t.number >= ?1 AND t.number < ?1 || char(1114111) ORDER BY t.number LIMIT ?2)
    UNION ALL SELECT * FROM (SELECT 'contracts', t.id, t.number, c.name FROM contracts t JOIN customers c ON c.id = t.customer
        WHERE t.number >= ?1 AND t.number < ?1 || char(1114111) ORDER BY t.number LIMIT ?2)
    UNION ALL SELECT * FROM (SELECT 'invoices', t.id, t.number, c.name FROM invoices t JOIN customers c ON c.id = t.customer
        WHERE t.number >= ?1 AND t.number < ?1 || char(1114111) ORDER BY t.number LIMIT ?2)";

/// The letter before a number as people write it, and the number: `S-2026-0412`, `B-2455`.
pub fn lettered(text: &str) -> Option<(char, &str)> {
    let (letter, number) = text.trim().split_once('-')?;
    let mut letters = letter.chars();
    let first = letters.next()?.to_ascii_uppercase();
    (letters.next().is_none() && number.starts_with(|c: char| c.is_ascii_digit())).then_some((first, number))
}

/// Faults, contracts and invoices whose number begins so, a few of each; only faults behind `S-`, only contracts behind `C-`.
///
/// # Errors
/// When the tables can't be read.
pub async fn numbered(pool: &Pool, text: &str, each: u32) -> Result<Vec<Numbered>, ReadError> {
    let (kind, number) = match lettered(text) {
        Some(('S', number)) => (Some("faults"), number),
        Some(('C', number)) => (Some("contracts"), number),
        Some(_) => return Ok(Vec::new()),
        None => (None, text.trim()),
    };
    let like_a_number =
        number.len() >= 6 && number.chars().all(|c| c.is_ascii_digit() || c == '-') && number.contains('-');
    if !like_a_number {
        return Ok(Vec::new());
    }
    let rows = ask(NUMBERED).bind(number).bind(each).fetch_all(pool).await?;
    let one = |row: &crate::Row| {
        Ok::<_, ReadError>(Numbered {
            kind: row.get("kind")?,
            id: row.get("id")?,
            number: row.get("number")?,
            customer: row.get("name")?,
        })
    };
    let mut found: Vec<Numbered> = rows.iter().map(one).collect::<Result<_, _>>()?;
    found.retain(|one| kind.is_none_or(|kind| one.kind == kind));
    Ok(found)
}

fn take(found: &mut Vec<Suggestion>, rows: &[crate::Row]) -> Result<(), ReadError> {
    for row in rows {
        let one = suggestion(row)?;
        if !found.iter().any(|known| known.id == one.id) {
            found.push(one);
        }
    }
    Ok(())
}

fn suggestion(row: &crate::Row) -> Result<Suggestion, ReadError> {
    Ok(Suggestion {
        id: row.get("id")?,
        number: row.get("number")?,
        name: row.get("name")?,
        city: row.get("city")?,
        street: row.get("street")?,
        phone: row.get("phone")?,
        open_faults: row.get("open_faults")?,
        machine: None,
    })
}
