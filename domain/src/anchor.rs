//! Anchors: notes of where the log stands, a position and the chain's hash there. Kept elsewhere too, in a mail or a backup, one
//! tells whether the log was changed or cut off since. The only stream is `anchor-log`.

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    decider::{Decider, Facts, Need, Refusal},
    permission::Permission,
    undo::{Act, Reason, Stays},
    values::Sha256,
};

/// The id of the only stream.
pub const LOG: &str = "log";

/// What the mails that carry an anchor out of the house are for.
pub const PURPOSE: &str = "anchor";

/// Orders about the anchors of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Note where the log stands now.
    Set {},
    /// Note that it was restored from a backup, and goes on as another one from there.
    NoteRestored {
        /// Its identity from here on.
        log: Uuid,
        /// Whose backup it was: the log's identity until then.
        before: Uuid,
        /// The newest position that was restored.
        position: u64,
        /// The chain's hash there.
        head: Sha256,
        /// When the backup was made.
        made_at: DateTime<Utc>,
    },
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// It was noted where the log stood.
    AnchorSet {
        /// The newest position.
        position: u64,
        /// The chain's hash there, which covers that event and all before it.
        head: Sha256,
    },
    /// The log was restored from a backup and goes on from there. What happened after that position before, is not in it.
    LogRestored {
        /// Its identity from here on.
        log: Uuid,
        /// Its identity until then.
        before: Uuid,
        /// The newest position that was restored.
        position: u64,
        /// The chain's hash there.
        head: Sha256,
        /// When the backup was made.
        made_at: DateTime<Utc>,
    },
}

/// Where the log stands while it is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The newest position.
    pub position: u64,
    /// The chain's hash there.
    pub hash: Sha256,
    /// Whether nothing happened since the last anchor but what the clock and the anchors themselves bring about.
    pub quiet: bool,
}

/// Nothing is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {}

impl Refusal for No {}

/// What the rules read.
#[derive(Debug, Clone, Default)]
pub struct State {
    last: Option<u64>,
    log: Option<Uuid>,
}

/// The rules of anchors.
pub struct Anchor;

impl Decider for Anchor {
    const CATEGORY: &'static str = "anchor";
    const ONLY: Option<&'static str> = Some(LOG);
    type Command = Command;
    type Event = Event;
    type Refusal = No;
    type State = State;

    fn permission(_: &Command) -> Permission {
        Permission::SystemOnly
    }

    fn needs(state: &State, command: &Command, _: NaiveDate) -> Vec<Need> {
        match command {
            Command::Set {} => vec![Need::Head { since: state.last }],
            Command::NoteRestored { .. } => Vec::new(),
        }
    }

    /// A log in which nothing happened since needs no new anchor: the last one covers all of it that matters.
    fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
        Ok(match command {
            Command::Set {} => {
                let moved = facts.known.head.iter().filter(|head| !head.quiet);
                moved.map(|head| Event::AnchorSet { position: head.position, head: head.hash.clone() }).collect()
            }
            Command::NoteRestored { log, .. } if state.log == Some(log) => Vec::new(),
            Command::NoteRestored { log, before, position, head, made_at } => {
                vec![Event::LogRestored { log, before, position, head, made_at }]
            }
        })
    }

    fn evolve(state: &mut State, event: &Event) {
        match event {
            Event::AnchorSet { position, .. } => state.last = Some(*position),
            Event::LogRestored { log, .. } => state.log = Some(*log),
        }
    }

    fn undo(_: &Act<'_, Self>) -> Result<Command, Stays> {
        Err(Reason::Proof.into())
    }
}
