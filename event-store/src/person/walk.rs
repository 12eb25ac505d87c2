//! The walk over the log, and which events are looked at.

use std::collections::HashSet;

use domain::{Decider, customer::Customer, invoice::Invoice, mail::Mail, supplier::Supplier, task::Task, user::User};
use uuid::Uuid;

use crate::{Log, Recorded, Revision, StoreError, StoredEvent, StreamName, codec, seal};

/// Events a page.
const PAGE: u32 = 1_000;
/// What is said with a customer, in the customer's stream.
pub(super) const SAID: [&str; 2] = ["note_added", "call_recorded"];

/// How far an event is about a person, before it is opened.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// It is: by its stream, or by an id in it.
    Them,
    /// It may name them.
    Perhaps,
}

impl Log {
    /// All of a stream, opened.
    pub(super) async fn whole(&self, stream: &StreamName) -> Result<Vec<Recorded>, StoreError> {
        let (mut all, mut from) = (Vec::new(), 0);
        loop {
            let page = self.store.read_stream(stream, Revision(from), PAGE).await?;
            let (more, last) = (page.more, page.events.last().map(|event| event.revision.0));
            all.extend(codec::decode_page(&self.keys, page.events).await?);
            match last {
                Some(last) if more => from = last + 1,
                _ => return Ok(all),
            }
        }
    }

    /// Tells each wanted event of the log, opened, and whose keys sealed parts of it. What only may name the person and can't be read is
    /// passed over.
    pub(super) async fn walk(
        &self,
        wanted: impl FnMut(&StoredEvent) -> Option<About>,
        mut tell: impl FnMut(Recorded, Vec<Uuid>, About),
    ) -> Result<(), StoreError> {
        self.walk_each(wanted, |event, subjects, about| match (event, about) {
            (Ok(event), _) => {
                tell(event, subjects, about);
                Ok(())
            }
            (Err((_, error)), About::Them) => Err(error),
            (Err((_, error)), About::Perhaps) => {
                tracing::warn!(%error, "an event can't be read, and so not whether it names somebody");
                Ok(())
            }
        })
        .await
    }

    /// The same, with those that can't be decoded.
    pub(super) async fn walk_each(
        &self,
        mut wanted: impl FnMut(&StoredEvent) -> Option<About>,
        mut tell: impl FnMut(Result<Recorded, (StoredEvent, StoreError)>, Vec<Uuid>, About) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut after = None;
        loop {
            let page = self.store.read_all(after, PAGE).await?;
            if page.events.is_empty() && page.next <= after {
                return Ok(());
            }
            after = page.next;
            let (events, how): (Vec<_>, Vec<_>) = (page.events.into_iter())
                .filter_map(|event| {
                    let how = (seal::subjects(&event.data), wanted(&event)?);
                    Some((event, how))
                })
                .unzip();
            let decoded = self.decoded_each(events).await?;
            for (event, (subjects, about)) in decoded.into_iter().zip(how) {
                tell(event, subjects, about)?;
            }
        }
    }

    /// Each event decoded by itself where not all can be.
    pub(super) async fn decoded_each(
        &self,
        events: Vec<StoredEvent>,
    ) -> Result<Vec<Result<Recorded, (StoredEvent, StoreError)>>, StoreError> {
        match codec::decode_page(&self.keys, events.clone()).await {
            Err(StoreError::Decode { .. }) => {}
            page => return Ok(page?.into_iter().map(Ok).collect()),
        }
        let mut decoded = Vec::with_capacity(events.len());
        for event in events {
            match codec::decode_page(&self.keys, vec![event.clone()]).await {
                Ok(one) => decoded.extend(one.into_iter().map(Ok)),
                Err(error @ StoreError::Decode { .. }) => decoded.push(Err((event, error))),
                Err(error) => return Err(error),
            }
        }
        Ok(decoded)
    }
}

/// How far an event is about a person; `concerns` is whether it surely is. Who somebody else is names nobody, and invoices name their buyer.
pub(super) fn about(event: &StoredEvent, concerns: bool) -> Option<About> {
    if concerns {
        return Some(About::Them);
    }
    let may_name = match event.stream.category() {
        Invoice::CATEGORY | User::CATEGORY | Supplier::CATEGORY => false,
        Customer::CATEGORY => SAID.contains(&event.event_type.as_str()),
        _ => true,
    };
    // What became of a mail does not say again whose it was.
    let says = event.stream.category() == Mail::CATEGORY || seal::has_sealed(&event.data);
    (may_name && says).then_some(About::Perhaps)
}

/// Whether an event may be about the customer with this id. What follows in the stream of a mail or task does not say so again.
pub(super) fn concerns(event: &StoredEvent, id: &str, follows: &mut HashSet<StreamName>) -> bool {
    let category = event.stream.category();
    if [User::CATEGORY, Supplier::CATEGORY, "privacy"].contains(&category) {
        return false;
    }
    if event.stream.id() == id || event.data.contains(id) || follows.contains(&event.stream) {
        if [Mail::CATEGORY, Task::CATEGORY].contains(&category) {
            follows.insert(event.stream.clone());
        }
        return true;
    }
    let unsaid =
        category == Mail::CATEGORY && event.event_type == "mail_queued" && event.data.contains(r#""customer":null"#);
    if unsaid {
        follows.insert(event.stream.clone());
    }
    unsaid
}
