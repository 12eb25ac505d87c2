//! Giving a visit its technician and hours, and who goes along: what stands against it, and what a reason sets aside.

use std::collections::BTreeSet;

use chrono::Months;

use super::{Event, No, Stage, State, numbers, stretches::Stretches, telling};
use crate::{
    decider::Facts,
    personal::Personal,
    user::{Absence, Roster},
    values::*,
};

/// Plans it, or moves it.
pub(super) fn schedule(
    state: &State,
    customer: CustomerId,
    technician: UserId,
    stretches: Stretches,
    overrule: Option<Line>,
    facts: &Facts,
) -> Result<Vec<Event>, No> {
    if stretches.are(state, technician) {
        return Ok(Vec::new());
    }
    if state.stage == Stage::Started {
        return Err(No::Started);
    }
    if !facts.known.technicians.contains(&technician) {
        return Err(No::UnknownTechnician);
    }
    // A stretch that is over stays where it was.
    let stays = |slot: &Slot| !state.rest.is_empty() && state.slots().any(|known| known == *slot);
    let over = |slot: &Slot| stays(slot) && slot.on.and_time(slot.from) <= facts.local();
    for slot in stretches.iter().filter(|slot| !over(slot)) {
        let (field, from) = stretches.fields(slot);
        if slot.on < facts.today {
            return Err(No::InThePast { field });
        }
        if slot.on.and_time(slot.from) <= facts.local() {
            return Err(No::InThePast { field: from });
        }
        if facts.today.checked_add_months(Months::new(24)).is_some_and(|last| slot.on > last) {
            return Err(No::TooFarAhead { field });
        }
    }
    if overrule.is_none() {
        sensible(state, technician, &stretches, facts)?;
    }
    let overrule = overrule.map(|reason| Personal::of(customer, reason));
    let held = telling::is_held(state, stretches.iter(), facts);
    let (slot, rest) = stretches.split().ok_or(No::NotScheduled)?;
    Ok(vec![match state.stage {
        Stage::Scheduled => Event::VisitMoved { customer, technician, slot, overrule, held, rest },
        _ => Event::VisitScheduled { customer, technician, slot, overrule, held, rest },
    }])
}

/// Who goes along: technicians who work here, who are there and have nothing else to do then.
pub(super) fn set_helpers(
    state: &State,
    customer: CustomerId,
    technicians: BTreeSet<UserId>,
    overrule: Option<Line>,
    facts: &Facts,
) -> Result<Vec<Event>, No> {
    if technicians == state.helpers {
        return Ok(Vec::new());
    }
    if technicians.iter().any(|helper| !facts.known.technicians.contains(helper)) {
        return Err(No::UnknownHelper);
    }
    if let Some((goes, _)) = state.planned {
        if technicians.contains(&goes) {
            return Err(No::GoesAlready);
        }
        if overrule.is_none() {
            if !facts.known.overlaps.is_empty() {
                return Err(No::HelperBusy { visits: numbers(&facts.known.overlaps) });
            }
            let away = |roster: &Roster| state.slots().find_map(|slot| roster.away(slot.on).copied());
            let mut joining = technicians.difference(&state.helpers);
            let found = joining.find_map(|helper| Some((helper, away(facts.known.rosters.get(helper)?)?)));
            if let Some((helper, Absence { from, until, .. })) = found {
                let who = facts.known.called.get(helper).map(ToString::to_string).unwrap_or_default();
                return Err(No::HelperAway { who, from, until });
            }
        }
    }
    let overrule = overrule.map(|reason| Personal::of(customer, reason));
    Ok(vec![Event::HelpersSet { customer, technicians, overrule }])
}

/// What a reason sets aside: another visit in the way, a free day, work that is not theirs, a promise that could still be kept.
fn sensible(state: &State, technician: UserId, stretches: &Stretches, facts: &Facts) -> Result<(), No> {
    if !facts.known.overlaps.is_empty() {
        return Err(No::Overlaps { visits: numbers(&facts.known.overlaps) });
    }
    let same = state.planned.is_some_and(|(who, _)| who == technician);
    // What stays where it was may have been overruled there.
    let changed = |slot: &Slot| !same || state.rest.is_empty() || state.slots().all(|known| known != *slot);
    stretches
        .iter()
        .filter(changed)
        .try_for_each(|slot| fits(state, technician, slot, stretches.fields(slot).0, facts))?;
    // Who begins in time keeps the promise.
    let Some(slot) = stretches.iter().next() else { return Ok(()) };
    let late = match state.fault.and_then(|fault| facts.known.promised.get(&fault)) {
        Some(at) => {
            let by = at.with_timezone(&facts.zone).naive_local();
            (*at > facts.now && slot.on.and_time(slot.from) > by).then_some(by.date())
        }
        None => state.before.filter(|day| slot.on > *day && *day >= facts.today),
    };
    late.map_or(Ok(()), |day| Err(No::BehindPromise { day }))
}

/// What the technician's roster says; the company's hours where it says none. `field` is where the day stands.
fn fits(state: &State, technician: UserId, slot: Slot, field: &'static str, facts: &Facts) -> Result<(), No> {
    let roster = facts.known.rosters.get(&technician);
    if let Some(Absence { from, until, .. }) = roster.and_then(|roster| roster.away(slot.on)) {
        return Err(No::Away { from: *from, until: *until, field });
    }
    // Holidays and closing days are everybody's.
    if facts.settings.calendar.named(slot.on).is_some() {
        return Err(No::OutsideHours { field });
    }
    match roster.map(|roster| &roster.hours).filter(|hours| hours.are_set()) {
        Some(hours) if !hours.on(slot.on).is_some_and(|own| own.from <= slot.from && slot.until <= own.until) => {
            return Err(No::NotWorking { field });
        }
        None if !facts.settings.calendar.covers(&slot) => return Err(No::OutsideHours { field }),
        _ => {}
    }
    let Some(skills) = roster.map(|roster| &roster.skills) else { return Ok(()) };
    if !skills.does(state.kind) {
        return Err(No::NotTheirWork);
    }
    let machine = state.machine.and_then(|machine| facts.known.machines.get(&machine));
    if let Some(model) = machine.and_then(|machine| machine.model()).filter(|model| !skills.knows(model.as_str())) {
        return Err(No::NotTheirMachine { model: model.to_string() });
    }
    let details = facts.known.customer.as_ref().and_then(|customer| customer.details.as_ref());
    match details.map(|details| &details.visiting.postcode) {
        Some(postcode) if !skills.reaches(postcode.as_str()) => Err(No::OutsideArea { postcode: postcode.to_string() }),
        _ => Ok(()),
    }
}
