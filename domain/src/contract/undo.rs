//! What takes back what was done with a contract.

use super::{Command, Contract, Event};
use crate::undo::{Act, Reason, Stays, known};

pub(super) fn undo(act: &Act<'_, Contract>) -> Result<Command, Stays> {
    match act.first()? {
        Event::ContractDrafted { .. } => Ok(Command::Discard { reason: act.why.clone() }),
        Event::ContractChanged { .. } => {
            act.stands(|event| matches!(event, Event::ContractChanged { .. }))?;
            let (_, terms) = known(act.before.drafted.clone())?;
            Ok(Command::Change(terms))
        }
        Event::NoticeGiven { .. } => {
            act.stands(|event| matches!(event, Event::NoticeGiven { .. } | Event::ContractRenewed { .. }))?;
            Ok(Command::WithdrawNotice {})
        }
        Event::ServiceLevelAgreed { .. } => {
            act.stands(|event| matches!(event, Event::ServiceLevelAgreed { .. }))?;
            Ok(Command::SetServiceLevel { service_level: act.before.level.clone() })
        }
        Event::ContractDiscarded { .. } => Err(Reason::ThrownAway.into()),
        Event::ContractSigned { .. } | Event::ContractRenewed { .. } => Err(Reason::Agreed.into()),
        Event::ContractEnded { .. } => Err(Reason::Finished.into()),
    }
}
