//! Numbers without gaps, each drawn for one thing for ever.

use std::task::Poll;

use domain::series;
use uuid::Uuid;

use super::{CommandError, Given, Log};
use crate::{AppendError, Appended, Expected, Metadata, Revision, StoreError, StreamName, codec};

impl Log {
    /// The next number of a series, for the stream that keeps it for ever; the same one when it was drawn before.
    pub(super) async fn draw(&self, series: &str, owner: &StreamName, given: &Given) -> Result<u64, CommandError> {
        let stream = StreamName::new(series::CATEGORY, series)?;
        let metadata = Metadata {
            command_id: Uuid::new_v5(&given.command_id, b"number"),
            command: "series/draw".into(),
            actor: given.actor.clone(),
            cause: given.cause,
            correlation: given.correlation.unwrap_or(given.command_id),
        };
        let event = series::Event::NumberDrawn { owner: owner.to_string() };
        let mut sealed = codec::encode(&self.keys, &[event], &metadata, &stream).await?;
        // One number an owner: the id says so, and the log refuses it twice.
        for event in &mut sealed {
            event.id = Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{stream} {owner}").as_bytes());
        }
        loop {
            // Draws go to the log in the order of their numbers, so that many may be on their way at once.
            let mut numbers = self.numbers.lock().await;
            let next = numbers.get(series).copied().unwrap_or_default();
            numbers.insert(series.into(), next + 1);
            let expected = next.checked_sub(1).map_or(Expected::NoStream, |last| Expected::Exact(Revision(last)));
            let mut append = Box::pin(self.append(&stream, expected, sealed.clone()));
            let at_once = futures::poll!(&mut append);
            drop(numbers);
            let outcome = match at_once {
                Poll::Ready(outcome) => outcome,
                Poll::Pending => append.await,
            };
            match outcome {
                Ok(Appended { revision, .. }) => return Ok(revision.0 + 1),
                Err(AppendError::Conflict { actual }) => {
                    let truly = actual.map_or(0, |actual| actual.0 + 1);
                    let mut numbers = self.numbers.lock().await;
                    let known = numbers.entry(series.into()).or_default();
                    // Too far: a draw before this one came to nothing. Else another was first.
                    *known = if truly < next { truly } else { truly.max(*known) };
                }
                Err(error) => {
                    self.numbers.lock().await.remove(series);
                    match error {
                        AppendError::Rejected(_) => return self.drawn(&stream, owner).await,
                        error => return Err(error.into()),
                    }
                }
            }
        }
    }

    /// The number that an owner drew earlier.
    async fn drawn(&self, stream: &StreamName, owner: &StreamName) -> Result<u64, CommandError> {
        let mut from = Revision(0);
        loop {
            let page = self.store.read_stream(stream, from, 1_000).await?;
            let own = |data: &str| {
                matches!(serde_json::from_str(&format!(r#"{{"number_drawn":{data}}}"#)),
                    Ok(series::Event::NumberDrawn { owner: known }) if known == owner.as_str())
            };
            if let Some(event) = page.events.iter().find(|event| own(&event.data)) {
                return Ok(event.revision.0 + 1);
            }
            match page.events.last() {
                Some(last) if page.more => from = Revision(last.revision.0 + 1),
                _ => return Err(StoreError::Damaged(format!("{stream} lost the number of {owner}")).into()),
            }
        }
    }
}
