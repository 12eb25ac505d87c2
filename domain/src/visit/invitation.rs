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
    /// Which of the visit's stretches it is about, from 1; the first when not said.
    #[serde(default)]
    pub stretch: Option<u8>,
    /// When it was, where it is told later than it was said.
    #[serde(default)]
    pub at: Option<DateTime<Utc>>,
}

/// What is known of the last answer to an appointment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Last {
    reply: Reply,
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
    let InvitationAnswer { reply, by, comment, proposed, sequence, stretch, at } = answer;
    // What was collected was told as of an event that may have come after that which planned it.
    let slots = match sequence {
        Some(sequence) if sequence >= state.revision => return Err(No::NotInvited),
        Some(sequence) => state.appointments.range(..=sequence).next_back().ok_or(No::NotInvited)?.1.clone(),
        None if state.planned.is_none() => return Err(No::NotScheduled),
        None => state.slots().collect(),
    };
    let place = usize::from(stretch.unwrap_or(1)).checked_sub(1);
    let slot = *place.and_then(|place| slots.get(place)).ok_or(No::NoSuchStretch)?;
    let at = not_ahead(at.unwrap_or(facts.now), facts)?;
    let comment = comment.map(|comment| Personal::of(customer, comment));
    let proposed = proposed.filter(|_| reply == Reply::Countered);
    let known = state
        .answered
        .get(&slot)
        .is_some_and(|last| at < last.at || (last.reply, last.proposed, &last.comment) == (reply, proposed, &comment));
    if known {
        return Ok(Vec::new());
    }
    Ok(vec![Event::InvitationAnswered { customer, reply, slot, by: Personal::of(customer, by), comment, proposed, at }])
}

/// What of an event later answers are held against.
pub(super) fn evolve(state: &mut State, event: &Event) {
    match event {
        Event::VisitScheduled { slot, rest, .. } | Event::VisitMoved { slot, rest, .. } => {
            state.appointments.insert(state.revision, std::iter::once(slot).chain(rest).copied().collect());
        }
        Event::InvitationAnswered { reply, slot, comment, proposed, at, .. } => {
            let (reply, proposed, at) = (*reply, *proposed, *at);
            state.answered.insert(*slot, Last { reply, comment: comment.clone(), proposed, at });
        }
        _ => {}
    }
    state.revision += 1;
}
