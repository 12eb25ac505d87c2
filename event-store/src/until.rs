//! The log as it was at a position: nothing later is shown, and nothing can be written.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;

use crate::{
    AllPage, AppendError, Appended, EventStore, Expected, NewEvent, Position, Revision, StoreError, StoreId,
    StreamName, StreamPage,
};

/// A log up to a position.
pub struct Until {
    store: Arc<dyn EventStore>,
    /// The last position that is shown; none when that is before the first event.
    at: Option<Position>,
}

impl Until {
    /// Of a log, up to a position and with the event there.
    pub fn new(store: Arc<dyn EventStore>, at: Option<Position>) -> Self {
        Self { store, at }
    }
}

#[async_trait]
impl EventStore for Until {
    fn store_id(&self) -> StoreId {
        self.store.store_id()
    }

    async fn append(&self, _: &StreamName, _: Expected, _: Vec<NewEvent>) -> Result<Appended, AppendError> {
        Err(AppendError::Rejected("nothing is written into the past".into()))
    }

    async fn read_stream(&self, stream: &StreamName, from: Revision, limit: u32) -> Result<StreamPage, StoreError> {
        let mut page = self.store.read_stream(stream, from, limit).await?;
        let shown = page.events.partition_point(|event| Some(event.position) <= self.at);
        if shown < page.events.len() {
            page.events.truncate(shown);
            page.more = false;
        }
        Ok(page)
    }

    async fn read_all(&self, after: Option<Position>, limit: u32) -> Result<AllPage, StoreError> {
        if after >= self.at {
            return Ok(AllPage { events: Vec::new(), next: after });
        }
        let mut page = self.store.read_all(after, limit).await?;
        page.events.truncate(page.events.partition_point(|event| Some(event.position) <= self.at));
        page.next = page.next.min(self.at);
        Ok(page)
    }

    async fn newest(&self) -> Result<Option<(Position, [u8; 32])>, StoreError> {
        let Some(at) = self.at else { return Ok(None) };
        let page = self.store.read_all(at.0.checked_sub(1).map(Position), 1).await?;
        Ok(page.events.first().filter(|event| event.position <= at).map(|event| (event.position, event.hash)))
    }

    async fn changed(&self, _: Option<Position>, at_most: Duration) {
        tokio::time::sleep(at_most).await;
    }

    fn may_have(&self, after: Option<Position>) -> bool {
        after < self.at
    }

    fn known(&self) -> Option<Position> {
        self.at
    }
}
