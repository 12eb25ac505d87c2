//! Mailboxes in which customers answer: up to where each was read, so that whichever program goes on knows it, a restored one too.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    decider::{Decider, Facts, Refusal},
    permission::Permission,
    undo::{Act, Reason, Stays},
};

/// Up to where a mailbox was read, as its server counts (RFC 3501, 2.3.1.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// As long as the server says this, its numbers mean the same mails.
    pub validity: u32,
    /// The number of the last mail that was read.
    pub uid: u32,
}

/// Orders about a mailbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Note up to where it was read.
    NoteRead(Mark),
}

/// What happened with a mailbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// It was read up to there.
    MailboxRead(Mark),
}

/// Nothing is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {}

impl Refusal for No {}

/// What the rules read.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// Up to where it was read.
    pub read: Option<Mark>,
}

/// The rules of mailboxes.
pub struct Mailbox;

impl Decider for Mailbox {
    const CATEGORY: &'static str = "mailbox";
    type Command = Command;
    type Event = Event;
    type Refusal = No;
    type State = State;

    fn permission(_: &Command) -> Permission {
        Permission::SystemOnly
    }

    /// Two programs that read it at once for a moment never take it back to where it was.
    fn decide(state: &State, command: Command, _: &Facts) -> Result<Vec<Event>, No> {
        let Command::NoteRead(mark) = command;
        let known = state.read.is_some_and(|read| read.validity == mark.validity && read.uid >= mark.uid);
        Ok(if known { Vec::new() } else { vec![Event::MailboxRead(mark)] })
    }

    fn evolve(state: &mut State, event: &Event) {
        let Event::MailboxRead(mark) = event;
        state.read = Some(*mark);
    }

    fn undo(_: &Act<'_, Self>) -> Result<Command, Stays> {
        Err(Reason::Seen.into())
    }
}
