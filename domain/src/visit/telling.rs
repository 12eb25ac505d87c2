//! Who hears of what changes in the planning, and when: at once, or together with the rest.

use chrono::TimeDelta;

use super::{Stage, State};
use crate::{decider::Facts, values::Slot};

/// Whether nobody is told until the planning is published. What lies so near that somebody could stand before a closed door is told
/// at once.
pub(super) fn is_held(state: &State, slots: impl IntoIterator<Item = Slot>, facts: &Facts) -> bool {
    let Some(hours) = facts.known.collects else {
        // What was taken out of the planning and told to nobody is told with its end.
        return state.stage == Stage::Queued && state.held;
    };
    let near = facts.local() + TimeDelta::hours(hours.into());
    let begins = |slot: Slot| slot.on.and_time(slot.from);
    // A stretch that is over can't be missed any more.
    state.slots().chain(slots).map(begins).filter(|begins| *begins > facts.local()).all(|begins| begins > near)
}
