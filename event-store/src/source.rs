//! A log looked at from outside: by the proof that it is whole, by backups, by moves to another engine. A running Werkbank may have
//! it open. It blocks while it works.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension};

use crate::{
    Address, Revision, StoreError, StoreId, StoredEvent, StreamName, database,
    kurrent::Looker,
    sqlite::{self, rows, sql},
};

/// Events a page: one long read would keep a running Werkbank from tidying its file up.
pub(crate) const PAGE: u32 = 1000;

/// What can be asked of any log.
pub(crate) trait Source: Send {
    /// Which log it is.
    fn store_id(&self) -> Result<StoreId, StoreError>;

    /// What its chain begins with.
    fn origin(&self) -> Result<StoreId, StoreError>;

    /// The newest position; 0 when nothing ever happened.
    fn length(&self) -> Result<u64, StoreError>;

    /// The chain's hash at a position.
    fn hash(&self, position: u64) -> Result<Option<[u8; 32]>, StoreError>;

    /// Up to so many events after a position; empty at the end alone.
    fn page(&self, after: u64, limit: u32) -> Result<Vec<StoredEvent>, StoreError>;

    /// Up to so many events of a stream from a revision on. All of the log is walked, unless it knows better.
    fn stream(&self, name: &StreamName, from: Revision, limit: u32) -> Result<Vec<StoredEvent>, StoreError> {
        let (mut found, mut after) = (Vec::new(), 0);
        while found.len() < limit as usize {
            let page = self.page(after, PAGE)?;
            let Some(last) = page.last() else { break };
            after = last.position.0;
            found.extend(page.into_iter().filter(|event| event.stream == *name && event.revision >= from));
        }
        found.truncate(limit as usize);
        Ok(found)
    }
}

/// The log of a data folder: on the server, where one is named, else in the folder.
pub(crate) fn open(data: &Path, server: Option<&Address>) -> Result<Box<dyn Source>, StoreError> {
    Ok(match server {
        None => Box::new(database::reader(&data.join(sqlite::FILE))?),
        Some(server) => Box::new(Looker::open(data, server)?),
    })
}

impl Source for Connection {
    fn store_id(&self) -> Result<StoreId, StoreError> {
        sqlite::read_store_id(self)
    }

    fn origin(&self) -> Result<StoreId, StoreError> {
        sqlite::read_origin(self)
    }

    fn length(&self) -> Result<u64, StoreError> {
        let length = self.query_row(sql::LENGTH, [], |row| row.get::<_, i64>(0))?;
        Ok(u64::try_from(length).unwrap_or_default())
    }

    fn hash(&self, position: u64) -> Result<Option<[u8; 32]>, StoreError> {
        let Ok(position) = i64::try_from(position) else { return Ok(None) };
        Ok(self.query_row(sql::HASH, [position], |row| row.get(0)).optional()?)
    }

    fn page(&self, after: u64, limit: u32) -> Result<Vec<StoredEvent>, StoreError> {
        rows::events(self, sql::READ_ALL, (i64::try_from(after).unwrap_or(i64::MAX), limit))
    }

    fn stream(&self, name: &StreamName, from: Revision, limit: u32) -> Result<Vec<StoredEvent>, StoreError> {
        rows::events(self, sql::READ_STREAM, (name.as_str(), i64::try_from(from.0).unwrap_or(i64::MAX), limit))
    }
}
