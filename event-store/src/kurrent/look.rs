//! A log on KurrentDB looked at from outside, also while a program serves it: pages come from the server, places and hashes from
//! what this node worked out.

use std::{path::Path, sync::mpsc as answers, thread};

use tokio::sync::mpsc;

use super::{
    Address,
    begin::{self, Identity},
    client::Connection,
    index::{self, Lookup},
    read_places,
};
use crate::{StoreError, StoreId, StoredEvent, source::Source};

type Answer = answers::Sender<Result<Vec<StoredEvent>, StoreError>>;

/// Asks the server on a thread of its own, so that anybody may wait for it.
pub(crate) struct Looker {
    identity: Identity,
    lookup: Lookup,
    pages: mpsc::UnboundedSender<(u64, u32, Answer)>,
}

impl Looker {
    /// Opens a log that this folder followed.
    pub(crate) fn open(dir: &Path, server: &Address) -> Result<Self, StoreError> {
        if !dir.join(index::FILE).exists() {
            let what = format!("this folder has not followed the log at {server} yet: start werkbank serve once");
            return Err(StoreError::Unreachable(what));
        }
        let connection = Connection::new(server).map_err(StoreError::Unreachable)?;
        let lookup = Lookup::new(dir);
        let failed = |error| StoreError::Io("looking at the log".into(), error);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;
        let ((pages, mut asked), (begun, who)) = (mpsc::unbounded_channel::<(u64, u32, Answer)>(), answers::channel());
        let looking = lookup.clone();
        let work = async move {
            // Who asked may be gone.
            let _ = begun.send(begin::read(&connection).await);
            while let Some((after, limit, answer)) = asked.recv().await {
                let _ = answer.send(page(&connection, &looking, after, limit).await);
            }
        };
        thread::Builder::new().name("look".into()).spawn(move || runtime.block_on(work)).map_err(failed)?;
        let none = || StoreError::Unreachable(format!("there is no log at {server}"));
        let identity = who.recv().map_err(|_| ended())??.ok_or_else(none)?;
        if lookup.log()? != Some(StoreId(identity.store_id)) {
            return Err(StoreError::Damaged(format!("the log at {server} is not the one that this folder followed")));
        }
        Ok(Self { identity, lookup, pages })
    }
}

impl Source for Looker {
    fn store_id(&self) -> Result<StoreId, StoreError> {
        Ok(StoreId(self.identity.store_id))
    }

    fn origin(&self) -> Result<StoreId, StoreError> {
        Ok(StoreId(self.identity.origin))
    }

    fn length(&self) -> Result<u64, StoreError> {
        self.lookup.length()
    }

    fn hash(&self, position: u64) -> Result<Option<[u8; 32]>, StoreError> {
        self.lookup.hash(position)
    }

    fn page(&self, after: u64, limit: u32) -> Result<Vec<StoredEvent>, StoreError> {
        let (answer, page) = answers::channel();
        self.pages.send((after, limit, answer)).map_err(|_| ended())?;
        page.recv().map_err(|_| ended())?
    }
}

async fn page(
    connection: &Connection,
    lookup: &Lookup,
    after: u64,
    limit: u32,
) -> Result<Vec<StoredEvent>, StoreError> {
    let places = lookup.after(after, limit)?;
    let (Some(first), Some(last)) = (places.first(), places.last()) else { return Ok(Vec::new()) };
    read_places(connection, &places, first.at, last.at).await
}

fn ended() -> StoreError {
    StoreError::Io("looking at the log".into(), std::io::Error::other("a thread ended badly"))
}
