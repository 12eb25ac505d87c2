//! How far the read tables of a folder have seen the log: what they saw and the log has no more was cut off from its end.

use std::path::Path;

use event_store::{StoreId, database};
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension};

/// The newest position that a read table in the folder has taken in of this log; none when there are no tables.
///
/// # Errors
/// When a table can't be read.
pub fn newest(dir: &Path, log: StoreId) -> Result<Option<u64>, rusqlite::Error> {
    let Ok(files) = std::fs::read_dir(dir.join("read")) else { return Ok(None) };
    let databases = files.flatten().map(|file| file.path()).filter(|path| path.extension().is_some_and(|e| e == "db"));
    let mut newest = None;
    for path in databases {
        let table = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let row = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, Option<i64>>(1)?));
        let seen = match table.query_row("SELECT store_id, position FROM checkpoint", [], row).optional() {
            // Damaged, or without its tables: it is made anew at the next start, and says nothing of the log.
            Err(error) if database::is_damage(&error) || error.sqlite_error_code() == Some(ErrorCode::Unknown) => {
                continue;
            }
            seen => seen?,
        };
        if let Some((_, position)) = seen.filter(|(store, _)| *store == log.0.to_string()) {
            newest = newest.max(position.and_then(|at| u64::try_from(at).ok()));
        }
    }
    Ok(newest)
}
