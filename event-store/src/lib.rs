//! The log: append, read and follow events; seal what is personal, chain what is written, prove that it is whole.

pub mod backup;
mod chain;
pub mod clock;
pub mod codec;
pub mod database;
pub mod engine;
pub mod execute;
pub mod files;
pub mod hex;
pub mod keys;
pub mod kurrent;
pub mod lease;
mod looked;
mod master_key;
pub mod person;
mod recent;
pub mod seal;
mod source;
pub mod sqlite;
pub mod store;
mod until;
pub mod verify;

pub use clock::Clock;
pub use codec::{Metadata, Recorded};
pub use engine::Engine;
pub use execute::{Applied, CommandError, Given, Log, NoWay, Nobody, Outside, Place, Refused, Undo};
pub use files::{Amiss, Files};
pub use keys::{DataKey, KeyState, Keys, Sealed};
pub use kurrent::{Address, KurrentStore};
pub use looked::Looked;
pub use master_key::MasterKey;
pub use sqlite::{Durability, SqliteStore};
pub use store::{
    AllPage, AppendError, Appended, EventStore, Expected, MAX_EVENT_BYTES, NewEvent, Position, Revision, StoreError,
    StoreId, StoredEvent, StreamName, StreamPage,
};
pub use until::Until;
pub use verify::{
    Anchor, BadPosition, NotVerified, Unsound, Verified, verify, verify_files, verify_server, verify_whole,
};
