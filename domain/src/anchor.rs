//! Anchors: notes of where the log stands, a position and the chain's hash there. Kept elsewhere too, in a mail or a backup, one
//! tells whether the log was changed or cut off since. The only stream is `anchor-log`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    decider::{Decider, Facts, Need, Refusal},
    permission::Permission,
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

    fn needs(state: &State, _: &Command, _: chrono::NaiveDate) -> Vec<Need> {
        vec![Need::Head { since: state.last }]
    }

    /// A log in which nothing happened since needs no new anchor: the last one covers all of it that matters.
    fn decide(_: &State, Command::Set {}: Command, facts: &Facts) -> Result<Vec<Event>, No> {
        let moved = facts.known.head.as_ref().filter(|head| !head.quiet);
        Ok(moved
            .map(|head| Event::AnchorSet { position: head.position, head: head.hash.clone() })
            .into_iter()
            .collect())
    }

    fn evolve(state: &mut State, Event::AnchorSet { position, .. }: &Event) {
        state.last = Some(*position);
    }
}
