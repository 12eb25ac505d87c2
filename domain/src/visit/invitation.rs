//! What a customer answers to the invitation to a visit.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Event, No, State, not_ahead};
use crate::{decider::Facts, personal::Personal, values::*};

/// What a customer answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Reply {
    /// Somebody will be there.
    Accepted,
    /// Perhaps.
    Tentative,
    /// It does not suit.
    Declined,
    /// Another time would.
    Countered,
}

impl Reply {
    /// All, as shown.
    pub const ALL: [Self; 4] = [Self::Accepted, Self::Tentative, Self::Declined, Self::Countered];

    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Tentative => "tentative",
            Self::Declined => "declined",
            Self::Countered => "countered",
        }
    }

    /// The one of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reply| reply.name() == name)
    }

    /// Whether a planner has to do something about it.
    pub fn wants_another_time(self) -> bool {
        matches!(self, Self::Declined | Self::Countered)
    }
}

/// An answer, as it is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InvitationAnswer {
    /// What.
    pub reply: Reply,
    /// Who said so.
    pub by: Line,
    /// What they wrote with it.
    #[serde(default)]
    pub comment: Option<Text>,
    /// Which time would suit.
    #[serde(default)]
    pub proposed: Option<Slot>,
    /// Which invitation they answer, by its number in their agenda; the newest when not said.
    #[serde(default)]
    pub sequence: Option<u64>,
    /// When it was, where it is told later than it was said.
    #[serde(default)]
    pub at: Option<DateTime<Utc>>,
}

/// What is known of the last answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Last {
    reply: Reply,
    slot: Slot,
    comment: Option<Personal<Text>>,
    proposed: Option<Slot>,
    at: DateTime<Utc>,
}

/// Takes the answer for the time that was answered, which may be an earlier one. The same again says nothing, nor does what was said
/// before the last answer: mails overtake each other.
pub(super) fn answer(
    state: &State,
    customer: CustomerId,
    answer: InvitationAnswer,
    facts: &Facts,
) -> Result<Vec<Event>, No> {
    let InvitationAnswer { reply, by, comment, proposed, sequence, at } = answer;
    let slot = match sequence {
        Some(sequence) => *state.appointments.get(&sequence).ok_or(No::NotInvited)?,
        None => state.planned.ok_or(No::NotScheduled)?.1,
    };
    let at = not_ahead(at.unwrap_or(facts.now), facts)?;
    let comment = comment.map(|comment| Personal::of(customer, comment));
    let proposed = proposed.filter(|_| reply == Reply::Countered);
    let known = state.answered.as_ref().is_some_and(|last| {
        at < last.at || (last.reply, last.slot, last.proposed, &last.comment) == (reply, slot, proposed, &comment)
    });
    if known {
        return Ok(Vec::new());
    }
    Ok(vec![Event::InvitationAnswered { customer, reply, slot, by: Personal::of(customer, by), comment, proposed, at }])
}

/// What of an event later answers are held against.
pub(super) fn evolve(state: &mut State, event: &Event) {
    match event {
        Event::VisitScheduled { slot, .. } | Event::VisitMoved { slot, .. } => {
            state.appointments.insert(state.revision, *slot);
        }
        Event::InvitationAnswered { reply, slot, comment, proposed, at, .. } => {
            let (reply, slot, proposed, at) = (*reply, *slot, *proposed, *at);
            state.answered = Some(Last { reply, slot, comment: comment.clone(), proposed, at });
        }
        _ => {}
    }
    state.revision += 1;
}
