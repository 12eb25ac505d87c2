//! What keeps the log safe, as it is known here: the last backup, and the newest anchor.

use api::App;
use chrono::{DateTime, Utc};
use domain::{
    anchor::{Anchor, Event, LOG},
    registry::AnyEvent,
};
use event_store::{
    Position, Revision, StoreError, StreamName,
    backup::{self, Noted},
    codec,
};

/// A note of where the log stood.
pub struct Anchored {
    /// When it was made.
    pub at: DateTime<Utc>,
    /// Where the note itself stands in the log.
    pub noted: Position,
    /// The position that it notes.
    pub position: u64,
    /// The seal there, in hexadecimal digits.
    pub head: String,
}

/// The newest anchor; none when there is none yet.
///
/// # Errors
/// When the log can't be read.
pub async fn anchored(app: &App) -> Result<Option<Anchored>, StoreError> {
    let mut revision = app.log.state::<Anchor>(LOG).await?.1;
    let stream = StreamName::new("anchor", LOG)?;
    while let Some(Revision(at)) = revision {
        let page = app.log.store.read_stream(&stream, Revision(at), 1).await?;
        for recorded in codec::decode_page(&app.log.keys, page.events).await? {
            if let AnyEvent::Anchor(Event::AnchorSet { position, head }) = recorded.event {
                let (at, noted) = (recorded.recorded_at, recorded.position);
                return Ok(Some(Anchored { at, noted, position, head: head.to_string() }));
            }
        }
        // That the log was restored stands there, too.
        revision = at.checked_sub(1).map(Revision);
    }
    Ok(None)
}

/// The last backup that came to its end, whoever ordered it.
pub fn backed_up(app: &App) -> Option<Noted> {
    backup::noted(&app.backups.folder, app.log.store.store_id())
}
