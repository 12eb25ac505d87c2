//! Numbers without gaps, each drawn for one thing for ever.

use std::{borrow::Cow, task::Poll};

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::{Line, Personal, series};
use serde::Deserialize;
use uuid::Uuid;

use super::{CommandError, Given, Log};
use crate::{AppendError, Appended, Expected, Metadata, Revision, StoreError, StreamName, codec};

/// Whose a number is; the rest may be sealed.
#[derive(Deserialize)]
struct Drawn<'a> {
    #[serde(borrow)]
    owner: Cow<'a, str>,
}

impl Log {
    /// The next number of a series, for the stream that keeps it for ever; the same one when it was drawn before.
    pub(super) async fn draw(
        &self,
        series: &str,
        owner: &StreamName,
        given: &Given,
        reason: Option<Personal<Line>>,
    ) -> Result<u64, CommandError> {
        let stream = StreamName::new(series::CATEGORY, series)?;
        let metadata = Metadata {
            command_id: Uuid::new_v5(&given.command_id, b"number"),
            command: "series/draw".into(),
            actor: given.actor.clone(),
            cause: given.cause,
            correlation: given.correlation.unwrap_or(given.command_id),
            undoes: given.undoes.clone(),
        };
        let event = series::Event::NumberDrawn { owner: owner.to_string(), reason };
        // One number an owner: the id says so, and the log refuses it twice.
        let id = Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{stream} {owner}").as_bytes());
        let sealed = vec![codec::encode_as(&self.keys, id, &event, &metadata).await?];
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
                        AppendError::Rejected(_) => {
                            let lost = || StoreError::Damaged(format!("{stream} lost the number of {owner}"));
                            return Ok(self.drawn(&stream, owner).await?.ok_or_else(lost)?.0);
                        }
                        error => return Err(error.into()),
                    }
                }
            }
        }
    }

    /// The number that an owner drew from this kind of series in an earlier year, and on which day; nothing came of it, since
    /// it draws again.
    pub(super) async fn left_behind(
        &self,
        series: &str,
        owner: &StreamName,
    ) -> Result<Option<(u64, NaiveDate)>, CommandError> {
        let by_year = series.rsplit_once('_').and_then(|(kind, year)| Some((kind, year.parse::<i32>().ok()?)));
        let Some((kind, year)) = by_year else { return Ok(None) };
        self.drawn_before(kind, year, owner).await
    }

    /// The number that an owner drew from a kind of series before a year begins, and on which day.
    pub(super) async fn drawn_before(
        &self,
        kind: &str,
        year: i32,
        owner: &StreamName,
    ) -> Result<Option<(u64, NaiveDate)>, CommandError> {
        // Nothing draws before the year in which it began.
        let began = self.store.read_stream(owner, Revision(0), 1).await?;
        let first = began.events.first().map_or(year, |event| self.local(event.recorded_at).year());
        for earlier in first..year {
            let stream = StreamName::new(series::CATEGORY, &format!("{kind}_{earlier}"))?;
            if let Some((number, at)) = self.drawn(&stream, owner).await? {
                return Ok(Some((number, self.local(at).date())));
            }
        }
        Ok(None)
    }

    /// The number that an owner drew from a series, and when.
    async fn drawn(
        &self,
        stream: &StreamName,
        owner: &StreamName,
    ) -> Result<Option<(u64, DateTime<Utc>)>, CommandError> {
        let mut from = Revision(0);
        loop {
            let page = self.store.read_stream(stream, from, 1_000).await?;
            let own = |data: &str| matches!(serde_json::from_str(data), Ok(Drawn { owner: known }) if known == owner.as_str());
            if let Some(event) = page.events.iter().find(|event| own(&event.data)) {
                return Ok(Some((event.revision.0 + 1, event.recorded_at)));
            }
            match page.events.last() {
                Some(last) if page.more => from = Revision(last.revision.0 + 1),
                _ => return Ok(None),
            }
        }
    }
}
