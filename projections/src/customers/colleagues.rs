//! Names of colleagues, as the card and the timeline mention them.

use domain::{registry::AnyEvent, user::Event};
use event_store::Recorded;

use crate::{Writes, values};

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    if let AnyEvent::User(Event::UserCreated { name, .. } | Event::UserChanged { name, .. }) = &recorded.event {
        writes.run("INSERT OR REPLACE INTO colleagues VALUES (?1, ?2)", values![recorded.subject(), name.text()]);
    }
}
