//! Orders about a customer.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Contact, Details};
use crate::{messages::Channel, values::*};

/// Orders about a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Write down a new customer.
    Register(Details),
    /// Change what is known; what stays the same is left alone.
    Change(Details),
    /// Add a contact person.
    AddContact(Contact),
    /// Change a contact person.
    ChangeContact {
        /// Which.
        id: ContactId,
        /// Who.
        contact: Contact,
    },
    /// Take a contact person off the card.
    RemoveContact {
        /// Which.
        id: ContactId,
    },
    /// A contact person who was taken off is on the card after all.
    PutContactBack {
        /// Which.
        id: ContactId,
        /// Who.
        contact: Contact,
    },
    /// Write a note on the card.
    AddNote {
        /// What.
        text: Text,
    },
    /// Write down a talk.
    RecordCall {
        /// With whom.
        #[serde(default)]
        contact: Option<ContactId>,
        /// What was said.
        text: Text,
    },
    /// Set how they want to hear of what we do for them.
    SetChannel {
        /// How.
        channel: Channel,
        /// The mobile telephone for text messages; the usual telephone when not said.
        #[serde(default)]
        mobile: Option<Phone>,
    },
    /// Put away: no longer in lists, still readable.
    Archive {
        /// Why.
        reason: Line,
        /// Why although something still runs.
        #[serde(default)]
        despite: Option<Line>,
    },
    /// Take back out of the archive.
    Restore {},
    /// The person is forgotten; see [`crate::privacy`].
    NoteForgotten {},
    /// A contact person is forgotten.
    NoteContactForgotten {
        /// Who.
        id: ContactId,
    },
}
