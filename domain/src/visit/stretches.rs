//! A visit that takes more than a day: its stretches, each with hours of its own. Who goes does all of them, and it is finished once.

use super::{No, State};
use crate::values::{Slot, UserId};

/// The most stretches of one visit.
const MOST: usize = 10;

/// Where a command says the day of each stretch, and from when.
const FIELDS: [(&str, &str); MOST] = [
    ("slot.on", "slot.from"),
    ("rest.0.on", "rest.0.from"),
    ("rest.1.on", "rest.1.from"),
    ("rest.2.on", "rest.2.from"),
    ("rest.3.on", "rest.3.from"),
    ("rest.4.on", "rest.4.from"),
    ("rest.5.on", "rest.5.from"),
    ("rest.6.on", "rest.6.from"),
    ("rest.7.on", "rest.7.from"),
    ("rest.8.on", "rest.8.from"),
];

/// When a visit is planned, by time: the first stretch, and the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretches {
    slots: Vec<Slot>,
    /// Those that the command says, in its order.
    said: Vec<Slot>,
}

impl Stretches {
    /// Those of a command.
    pub(super) fn new(slot: Slot, rest: Vec<Slot>) -> Result<Self, No> {
        let said: Vec<Slot> = std::iter::once(slot).chain(rest).collect();
        Self::sorted(said.clone(), said)
    }

    fn sorted(mut slots: Vec<Slot>, said: Vec<Slot>) -> Result<Self, No> {
        slots.sort_unstable();
        if slots.len() > MOST {
            return Err(No::TooManyStretches);
        }
        if slots.windows(2).any(|pair| pair[0].overlaps(&pair[1])) {
            return Err(No::StretchesOverlap);
        }
        Ok(Self { slots, said })
    }

    /// Those of a planned visit with the n-th, from 1, in another place.
    pub(super) fn moved(state: &State, stretch: u8, slot: Slot) -> Result<Self, No> {
        let mut slots: Vec<Slot> = state.slots().collect();
        let place = usize::from(stretch).checked_sub(1).and_then(|n| slots.get_mut(n)).ok_or(No::NoSuchStretch)?;
        *place = slot;
        Self::sorted(slots, vec![slot])
    }

    /// With the next stretch that is not over put in another place.
    pub(super) fn begun_on(state: &State, slot: Slot) -> Result<Self, No> {
        let next = state.slots().position(|stretch| stretch.on >= slot.on).unwrap_or(state.rest.len());
        Self::moved(state, u8::try_from(next + 1).unwrap_or(u8::MAX), slot)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Slot> {
        self.slots.iter().copied()
    }

    /// Where the command says the day of a stretch, and from when; the first where it does not say this one.
    pub(super) fn fields(&self, slot: Slot) -> (&'static str, &'static str) {
        let place = self.said.iter().position(|said| *said == slot).and_then(|n| FIELDS.get(n));
        *place.unwrap_or(&FIELDS[0])
    }

    /// The first, and the others.
    pub(super) fn split(self) -> Option<(Slot, Vec<Slot>)> {
        let mut slots = self.slots;
        (!slots.is_empty()).then(|| (slots.remove(0), slots))
    }

    /// Whether it is planned so already.
    pub(super) fn are(&self, state: &State, technician: UserId) -> bool {
        state.planned.is_some_and(|(who, _)| who == technician) && self.iter().eq(state.slots())
    }
}

impl State {
    /// When it is planned, stretch by stretch.
    pub(super) fn slots(&self) -> impl Iterator<Item = Slot> {
        self.planned.iter().map(|(_, slot)| *slot).chain(self.rest.iter().copied())
    }
}
