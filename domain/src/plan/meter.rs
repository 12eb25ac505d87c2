//! The counter by which a plan goes, beside its days.

use super::Work;
use crate::{decider::Facts, values::*};

/// What a schedule goes by: a counter of a machine.
pub(super) type Meter = (MachineId, Option<CounterId>);

impl Work {
    pub(super) fn meter(&self) -> Option<Meter> {
        self.schedule.meter.and_then(|_| Some((*self.machines.first()?, self.schedule.counter)))
    }
}

/// How far the counter has counted, where the schedule goes by one.
pub(super) fn reading(work: &Work, facts: &Facts) -> Option<u32> {
    let (machine, counter) = work.meter()?;
    facts.known.machines.get(&machine)?.run(counter)
}

/// Whether the one machine has a counter.
pub(super) fn has(machines: &[MachineId], counter: CounterId, facts: &Facts) -> bool {
    let model = machines.first().and_then(|machine| facts.known.machines.get(machine)?.model());
    let known = facts.known.counters.get(&counter);
    model.zip(known).is_some_and(|(model, known)| known.is_on(model.as_str()))
}
