//! What takes back what was done with a colleague.

use super::{Absence, Command, Event, User};
use crate::undo::{Act, Reason, Stays, known, unerased};

pub(super) fn undo(act: &Act<'_, User>) -> Result<Command, Stays> {
    let kind = std::mem::discriminant(act.first()?);
    let again = |event: &Event| std::mem::discriminant(event) == kind;
    match act.first()? {
        Event::UserCreated { .. } => Ok(Command::Deactivate { reason: act.why.clone() }),
        Event::UserChanged { .. } | Event::RolesChanged { .. } => as_before(act),
        Event::WorkplaceSet { .. } => {
            act.stands(again)?;
            let (region, week) = known(act.before.workplace.clone())?;
            Ok(Command::SetWorkplace { region, week })
        }
        Event::HoursSet { .. } => {
            act.stands(again)?;
            Ok(Command::SetHours(act.before.roster.hours.clone()))
        }
        Event::SkillsSet { .. } => {
            act.stands(again)?;
            Ok(Command::SetSkills(act.before.roster.skills.clone()))
        }
        Event::HomeSet { .. } => {
            act.stands(again)?;
            let before = act.before.home.as_ref().map(|home| unerased(home.value().cloned()));
            Ok(Command::SetHome { postcode: before.transpose()? })
        }
        Event::AbsencePlanned { absence, .. } => {
            act.stands(|event| matches!(event, Event::AbsenceWithdrawn { absence: other } if other == absence))?;
            Ok(Command::WithdrawAbsence { absence: *absence })
        }
        Event::AbsenceWithdrawn { absence } => {
            let Absence { why, from, until } = known(act.before.roster.absences.get(absence).copied())?;
            Ok(Command::PlanAbsence { why: unerased(why)?, from, until })
        }
        Event::PreferencesSet { .. } => {
            act.stands(again)?;
            let (language, theme) = known(act.before.preferences)?;
            Ok(Command::SetPreferences { language, theme })
        }
        Event::UserDeactivated { .. } => {
            act.stands(|event| matches!(event, Event::UserReactivated {}))?;
            Ok(Command::Reactivate {})
        }
        Event::UserReactivated {} => {
            act.stands(|event| matches!(event, Event::UserDeactivated { .. }))?;
            Ok(Command::Deactivate { reason: act.why.clone() })
        }
        Event::CalendarShared { calendar, .. } => {
            act.stands(again)?;
            Ok(Command::WithdrawCalendar { calendar: *calendar })
        }
        Event::CalendarWithdrawn { .. } => Err(Reason::ThrownAway.into()),
        Event::PasswordSet { .. } => Err(Reason::Password.into()),
        Event::UserForgotten {} => Err(Reason::Forgotten.into()),
    }
}

/// Who they are now, with what the act changed as it was.
fn as_before(act: &Act<'_, User>) -> Result<Command, Stays> {
    let (mut name, mut email) = known(act.now.known.clone())?;
    let mut roles = act.now.roles.clone();
    for event in act.events {
        let kind = std::mem::discriminant(event);
        act.stands(|other| std::mem::discriminant(other) == kind)?;
        match event {
            Event::UserChanged { .. } => (name, email) = known(act.before.known.clone())?,
            Event::RolesChanged { .. } => roles = act.before.roles.clone(),
            _ => {}
        }
    }
    Ok(Command::Change { name, email, roles })
}
