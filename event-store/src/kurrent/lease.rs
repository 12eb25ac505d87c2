//! The word that the nodes share beside the log: the newest event of a stream of its own. It is none of the log's events, and the
//! server is asked to keep a few of it alone; scavenging takes the others off its disk.

use async_trait::async_trait;
use uuid::Uuid;

use super::{
    KurrentStore,
    begin::unreachable,
    client::{Failure, RawNew},
};
use crate::{AppendError, Expected, Revision, StoreError, lease::Shared};

const STREAM: &str = "werkbank-lease";
const SAID: &str = "lease_said";
/// Where KurrentDB keeps what it is told of a stream.
const SETTINGS: &str = "$$werkbank-lease";

#[async_trait]
impl Shared for KurrentStore {
    async fn heard(&self) -> Result<Option<(Revision, String)>, StoreError> {
        let newest = self.writer.connection.newest(STREAM).await.map_err(unreachable)?;
        let Some(newest) = newest else { return Ok(None) };
        let word = String::from_utf8(newest.data).unwrap_or_default();
        Ok(Some((Revision(newest.revision), word)))
    }

    async fn say(&self, over: Option<Revision>, id: Uuid, word: &str) -> Result<Revision, AppendError> {
        if over.is_none() {
            self.keep_few().await;
        }
        let event = event(id, SAID, word);
        let expected = over.map_or(Expected::NoStream, Expected::Exact);
        let said = self.writer.connection.append(STREAM, expected, &[event]).await;
        said.map(Revision).map_err(|failure| match failure {
            Failure::Conflict(actual) => AppendError::Conflict { actual: actual.map(Revision) },
            Failure::Refused(why) => AppendError::Rejected(why),
            Failure::Unsent(why) => AppendError::Unavailable(why),
            Failure::Unknown(why) => AppendError::InDoubt(why),
        })
    }
}

impl KurrentStore {
    /// Asks the server to keep the newest words alone (`$maxCount` of a stream's metadata). Where it may not, more is kept.
    async fn keep_few(&self) {
        let id = Uuid::new_v5(&self.identity.store_id, SETTINGS.as_bytes());
        let few = event(id, "$metadata", r#"{"$maxCount":10}"#);
        match self.writer.connection.append(SETTINGS, Expected::NoStream, &[few]).await {
            Ok(_) | Err(Failure::Conflict(_)) => {}
            Err(failure) => tracing::warn!(?failure, "the server keeps every word about the lease"),
        }
    }
}

fn event(id: Uuid, event_type: &str, data: &str) -> RawNew {
    RawNew { id, event_type: event_type.into(), data: data.into(), metadata: "{}".into() }
}
