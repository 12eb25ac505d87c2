//! A log that is only looked at, while another program may write it: the port, of which only reading is there.

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use async_trait::async_trait;

use crate::{
    Address, AllPage, AppendError, Appended, EventStore, Expected, NewEvent, Position, Revision, StoreError, StoreId,
    StreamName, StreamPage, database,
    source::{self, PAGE, Source},
};

/// See the file's first line. It reads on threads that may block.
pub struct Looked {
    store_id: StoreId,
    source: Arc<Mutex<Box<dyn Source>>>,
}

impl Looked {
    /// Looks at the log of a data folder: on the server, where one is named, else in the folder.
    ///
    /// # Errors
    /// When it is not there or can't be read; of a server, also when this folder never followed it.
    pub async fn open(dir: &Path, server: Option<&Address>) -> Result<Arc<Self>, StoreError> {
        let (dir, server) = (dir.to_owned(), server.cloned());
        database::blocking(move || {
            let source = source::open(&dir, server.as_ref())?;
            Ok(Arc::new(Self { store_id: source.store_id()?, source: Arc::new(Mutex::new(source)) }))
        })
        .await
    }

    async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&dyn Source) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let source = self.source.clone();
        database::blocking(move || question(source.lock().unwrap_or_else(PoisonError::into_inner).as_ref())).await
    }
}

#[async_trait]
impl EventStore for Looked {
    fn store_id(&self) -> StoreId {
        self.store_id
    }

    async fn append(&self, _: &StreamName, _: Expected, _: Vec<NewEvent>) -> Result<Appended, AppendError> {
        Err(AppendError::Unavailable("it is only looked at".into()))
    }

    async fn read_stream(&self, stream: &StreamName, from: Revision, limit: u32) -> Result<StreamPage, StoreError> {
        let (stream, limit) = (stream.clone(), limit.min(PAGE));
        let mut events = self.ask(move |log| log.stream(&stream, from, limit + 1)).await?;
        let more = events.len() > limit as usize;
        events.truncate(limit as usize);
        Ok(StreamPage { events, more })
    }

    async fn read_all(&self, after: Option<Position>, limit: u32) -> Result<AllPage, StoreError> {
        let (from, limit) = (after.map_or(0, |after| after.0), limit.min(PAGE));
        let events = self.ask(move |log| log.page(from, limit)).await?;
        let next = events.last().map(|event| event.position).or(after);
        Ok(AllPage { events, next })
    }

    async fn newest(&self) -> Result<Option<(Position, [u8; 32])>, StoreError> {
        self.ask(|log| {
            let length = log.length()?;
            Ok(log.hash(length)?.filter(|_| length > 0).map(|hash| (Position(length), hash)))
        })
        .await
    }

    async fn changed(&self, _: Option<Position>, at_most: Duration) {
        tokio::time::sleep(at_most).await;
    }
}
