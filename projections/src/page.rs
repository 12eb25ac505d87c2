//! Pages of a list: keyset, not offset, so that page 2,000 costs what page 1 costs.

use serde::Serialize;

/// Where a page begins: the sort key and id of the row before it, as text that stands in an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// The sort key of the last row seen.
    pub key: String,
    /// Its id, which decides between equal keys.
    pub id: String,
}

impl Cursor {
    /// Reads `<id>~<key>`; anything else is no cursor.
    pub fn parse(text: &str) -> Option<Self> {
        let (id, key) = text.split_once('~')?;
        Some(Self { key: key.into(), id: id.into() })
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}~{}", self.id, self.key)
    }
}

/// Where a page lies in its list: at its beginning, behind a row, or, written with a `~` before it, in front of one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The row that it borders on.
    pub at: Option<Cursor>,
    /// Whether it lies in front of that row.
    pub back: bool,
}

impl Place {
    /// Reads `<cursor>` or `~<cursor>`; anything else is the beginning.
    pub fn parse(text: Option<&str>) -> Self {
        let text = text.unwrap_or_default();
        let (back, cursor) = text.strip_prefix('~').map_or((false, text), |cursor| (true, cursor));
        let at = Cursor::parse(cursor);
        Self { back: back && at.is_some(), at }
    }

    /// Whether so few rows lie in front that the page is the first one, which is then asked for whole.
    pub fn is_beginning<T>(&self, rows: &[T], limit: usize) -> bool {
        self.back && rows.len() <= limit
    }
}

/// A page of rows.
#[derive(Debug, Clone, Serialize, schemars::JsonSchema)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Where the next page begins; none on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// Where the page before begins, in lists that can be read backwards; none on the first one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous: Option<String>,
}

impl<T> Page<T> {
    /// Makes a page of at most `limit` rows from one row more than that.
    pub fn of(mut rows: Vec<T>, limit: usize, cursor: impl Fn(&T) -> Cursor) -> Self {
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|row| cursor(row).to_string());
        Self { rows, next, previous: None }
    }

    /// The same for a list that is read both ways; backwards its rows come last one first.
    pub fn at(place: &Place, mut rows: Vec<T>, limit: usize, cursor: impl Fn(&T) -> Cursor) -> Self {
        let more = rows.len() > limit;
        rows.truncate(limit);
        let (before, after) = if place.back { (more, true) } else { (place.at.is_some(), more) };
        if place.back {
            rows.reverse();
        }
        let next = rows.last().filter(|_| after).map(|row| cursor(row).to_string());
        let previous = rows.first().filter(|_| before).map(|row| format!("~{}", cursor(row)));
        Self { rows, next, previous }
    }
}
