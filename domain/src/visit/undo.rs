//! What takes back what was done with a visit.

use super::{Command, Event, Visit};
use crate::undo::{Act, Reason, Stays, known};

pub(super) fn undo(act: &Act<'_, Visit>) -> Result<Command, Stays> {
    let planned = |event: &Event| {
        matches!(event, Event::VisitScheduled { .. } | Event::VisitMoved { .. } | Event::VisitUnscheduled { .. })
    };
    let begun = |event: &Event| matches!(event, Event::VisitStarted { .. } | Event::VisitInterrupted { .. });
    let noted = |event: &Event| matches!(event, Event::TimeNoted { .. } | Event::TimeTakenBack { .. });
    let back = || {
        act.stands(planned)?;
        let (technician, slot) = known(act.before.planned)?;
        // What stood against it then stands against it now: for the same reason it goes back all the same.
        let overrule = act.before.overrule.as_ref().and_then(|reason| reason.value().cloned());
        Ok(Command::Schedule { technician, slot, rest: act.before.rest.clone(), overrule })
    };
    // What was begun on another day was moved to now first.
    if act.events.iter().any(|event| matches!(event, Event::VisitStarted { .. })) {
        act.stands(begun)?;
        return Ok(Command::Interrupt { reason: act.why.clone(), at: None });
    }
    match act.first()? {
        Event::VisitRequested { .. } => Ok(Command::Cancel { reason: act.why.clone() }),
        Event::VisitScheduled { .. } => {
            act.stands(planned)?;
            Ok(Command::Unschedule { reason: act.why.clone() })
        }
        Event::VisitMoved { .. } | Event::VisitUnscheduled { .. } => back(),
        Event::HelpersSet { .. } => {
            act.stands(|event| matches!(event, Event::HelpersSet { .. }))?;
            Ok(Command::SetHelpers { technicians: act.before.helpers.clone(), overrule: None })
        }
        Event::VisitInterrupted { .. } => {
            act.stands(begun)?;
            Ok(Command::Start { overrule: None, at: None })
        }
        Event::PartUsed { part, .. } => Ok(Command::ReturnPart((*part).into())),
        Event::PartReturned { part, .. } => {
            Ok(Command::UsePart { article: part.article, quantity: part.quantity, overrule: None, at: None })
        }
        Event::ChecklistFilledIn { checklist, answers, .. } => {
            act.stands(|event| matches!(event, Event::ChecklistFilledIn { checklist: of, .. } if of == checklist))?;
            let before = known(act.before.checks.get(checklist))?;
            let answers = before.as_given(answers.iter().map(|answered| answered.line));
            Ok(Command::FillIn { checklist: *checklist, answers })
        }
        Event::TimeNoted { .. } => {
            act.stands(noted)?;
            Ok(Command::TakeBackTime {})
        }
        Event::TimeTakenBack { .. } => {
            act.stands(noted)?;
            let (step, at) = *known(act.before.times.last())?;
            let at = at.to_rfc3339().parse().ok();
            Ok(Command::NoteTime { step, at })
        }
        Event::ChecklistTaken { .. } => Err(Reason::Follows.into()),
        Event::VisitCancelled { .. } => Err(Reason::CalledOff.into()),
        Event::VisitStarted { .. } | Event::VisitFinished { .. } => Err(Reason::TookPlace.into()),
        Event::ChargeChanged { .. } => {
            act.stands(|event| matches!(event, Event::ChargeChanged { .. }))?;
            Ok(Command::ChangeCharge { charge: known(act.before.charge)?, reason: act.why.clone() })
        }
        Event::FollowUpLinked { .. } => Err(Reason::Follows.into()),
        Event::DaysProposed { .. } => Err(Reason::Sent.into()),
        Event::PartNeeded { .. } | Event::InvitationAnswered { .. } => Err(Reason::Said.into()),
        // Who waits at the door was told.
        Event::VisitSetOut { .. } => Err(Reason::Sent.into()),
    }
}
