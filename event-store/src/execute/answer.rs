//! What a command is given with, and what comes of it.

use std::collections::BTreeMap;

use domain::Actor;
use uuid::Uuid;

use crate::{AppendError, Position, Revision, StoreError, StreamName};

/// The circumstances of a command.
#[derive(Debug, Clone)]
pub struct Given {
    /// Its id: the same again means the same command again.
    pub command_id: Uuid,
    /// Who gives it.
    pub actor: Actor,
    /// The event that it follows from.
    pub cause: Option<Uuid>,
    /// With which command or tick of the clock it all began; this one, when not said.
    pub correlation: Option<Uuid>,
    /// The events that it takes back.
    pub undoes: Vec<Uuid>,
    /// The revision of the stream that the caller saw; another one is then a conflict.
    pub seen: Option<Revision>,
}

impl Given {
    /// A command out of the blue.
    pub fn by(actor: Actor) -> Self {
        Self { command_id: Uuid::now_v7(), actor, cause: None, correlation: None, undoes: Vec::new(), seen: None }
    }
}

/// A command's answer once it is on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The stream.
    pub stream: StreamName,
    /// Its newest revision; none when nothing has ever happened in it.
    pub revision: Option<Revision>,
    /// Up to where a read table must have come to show it; none when nothing was written.
    pub position: Option<Position>,
}

/// A rule's no, without its type: what the edges show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// `visit`.
    pub category: &'static str,
    /// `overlaps`; its sentence is `refusal-visit-overlaps`.
    pub code: String,
    /// What the sentence mentions.
    pub arguments: BTreeMap<String, String>,
    /// The field of the command that it is about: `article.minimum`.
    pub field: Option<String>,
    /// The field that sets it aside, filled with a reason.
    pub overrule: Option<String>,
}

impl Refused {
    /// One that mentions nothing and is about no field.
    pub fn plain(category: &'static str, code: &str) -> Self {
        Self { category, code: code.into(), arguments: BTreeMap::new(), field: None, overrule: None }
    }
}

impl From<Refused> for CommandError {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

/// Why a command was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The actor may not.
    #[error("not allowed: {0:?}")]
    Forbidden(domain::Permission),
    /// The command belongs to another id than the one addressed.
    #[error("this command belongs to {0}")]
    WrongId(Uuid),
    /// A rule stands against it.
    #[error("refused: {}-{}", .0.category, .0.code)]
    Refused(Refused),
    /// The caller saw another revision, or others were first five times.
    #[error("the stream has moved on (now at {actual:?})")]
    Conflict {
        /// The newest revision.
        actual: Option<Revision>,
    },
    /// The log did not take it.
    #[error(transparent)]
    Append(#[from] AppendError),
    /// The log or keys could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A read table could not answer a question.
    #[error("a question could not be answered: {0}")]
    Outside(String),
}
