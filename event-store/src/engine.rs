//! The engine that the configuration chose, opened on a data folder.

use std::{path::Path, sync::Arc};

use crate::{
    Address, Clock, Durability, EventStore, Keys, KurrentStore, Position, SqliteStore, StoreError, kurrent::Opening,
    sqlite,
};

/// The log, on one engine or the other.
#[derive(Clone)]
pub enum Engine {
    /// In a file of the data folder.
    Sqlite(Arc<SqliteStore>),
    /// On a KurrentDB.
    Kurrent(Arc<KurrentStore>),
}

impl Engine {
    /// Opens the log: the one on the server, where one is named, else the one in the folder.
    ///
    /// # Errors
    /// As [`SqliteStore::open`] and [`KurrentStore::open`].
    pub async fn open(
        dir: &Path,
        server: Option<&Address>,
        clock: Clock,
        durability: Durability,
    ) -> Result<Self, StoreError> {
        match server {
            None => SqliteStore::open(dir, clock, durability).await.map(Self::Sqlite),
            Some(server) => {
                // Keys belong to a log that is there: a new one would take its place.
                let opening = if Keys::are_kept(dir) { Opening::Existing } else { Opening::Usual };
                KurrentStore::open(dir, server, clock, opening).await.map(Self::Kurrent)
            }
        }
    }

    /// Whether a program has the log of this folder open.
    ///
    /// # Errors
    /// [`StoreError::Io`] when that can't be seen.
    pub fn is_open(dir: &Path) -> Result<bool, StoreError> {
        match sqlite::lock(dir) {
            Ok(_) => Ok(false),
            Err(StoreError::Locked(_)) => Ok(true),
            Err(error) => Err(error),
        }
    }

    /// The log as everybody uses it.
    pub fn store(&self) -> Arc<dyn EventStore> {
        match self {
            Self::Sqlite(store) => store.clone(),
            Self::Kurrent(store) => store.clone(),
        }
    }

    /// The newest position.
    pub fn head(&self) -> Option<Position> {
        match self {
            Self::Sqlite(store) => store.head().0,
            Self::Kurrent(store) => store.head().0,
        }
    }

    /// Ends [`Durability::Bulk`]. A server acknowledges nothing that is not on disk anyway.
    ///
    /// # Errors
    /// As [`SqliteStore::make_durable`].
    pub async fn make_durable(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(store) => store.make_durable().await,
            Self::Kurrent(_) => Ok(()),
        }
    }

    /// Ends it in order.
    pub async fn close(&self) {
        match self {
            Self::Sqlite(store) => store.close().await,
            Self::Kurrent(store) => store.close().await,
        }
    }
}
