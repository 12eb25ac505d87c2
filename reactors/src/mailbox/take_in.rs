//! What follows from a mail: it is said to the visit that was answered, or to our own mail that was answered or came back. Each is a
//! command whose id follows from the mail's, so that a mail that is read again says nothing new.
//!
//! Who may answer an invitation: whoever knows its number, which nobody can guess and only the invited address was told, in the name of
//! that address. Who sent the mail is not asked: a sender's name is as easily forged as an attendee's. Nothing is planned by an answer;
//! a planner hears of it.

use chrono::{DateTime, Utc};
use domain::{
    Actor, Decider, Line, Slot, Text,
    mail::{self, Mail},
    privacy::Privacy,
    registry::{AnyCommand, AnyEvent},
    settings::{COMPANY, Settings},
    visit::{self, InvitationAnswer, Visit},
};
use event_store::{CommandError, Given, Revision, StoreError};
use uuid::Uuid;

use super::{Mailbox, itip, read::What};
use crate::{documents, letter, sender};

impl Mailbox {
    /// Carries out what a mail says. Answers whether it was about something of ours.
    ///
    /// # Errors
    /// When the log can't be read or written now; what is refused is over.
    pub(super) async fn take_in(&self, key: &str, what: What, at: DateTime<Utc>) -> Result<bool, CommandError> {
        let order = match what {
            What::Answer(answer) => self.answered(answer, at).await?,
            What::Letter { to, address, name, text } => self.written(&to, address, name, &text, at).await?,
            What::Returned { mails, reason } => {
                let returned = |reason| mail::Command::MarkReturned { reason };
                let mail = self.first_of_ours(&mails).await?;
                mail.zip(bounded(&reason)).map(|(mail, reason)| (mail, returned(reason).into()))
            }
            What::Nothing => None,
        };
        let Some((id, command)) = order else { return Ok(false) };
        self.order(key, id, command).await.map(|()| true)
    }

    /// The answer to an invitation as a command, where it was ours and it is the invited address that answers.
    async fn answered(&self, said: itip::Answer, at: DateTime<Utc>) -> Result<Option<(Uuid, AnyCommand)>, StoreError> {
        let Some((invited, slot)) = self.invitation(&said).await? else { return Ok(None) };
        let Some((by, reply)) = said.attendees.into_iter().find(|(address, _)| *address == invited) else {
            return Ok(None);
        };
        let proposed = said.rather.and_then(|(from, until)| {
            let until = until.unwrap_or(from + chrono::TimeDelta::minutes(slot.minutes().into()));
            let slot = (until.date() == from.date()).then(|| Slot::new(from.date(), from.time(), until.time()));
            slot.flatten()
        });
        let Some(by) = line(&by) else { return Ok(None) };
        let comment = said.comment.and_then(|comment| bounded(&comment));
        let (sequence, stretch) = (Some(said.sequence), Some(said.stretch));
        let answer = InvitationAnswer { reply, by, comment, proposed, sequence, stretch, at: Some(at) };
        Ok(Some((said.visit.0, visit::Command::AnswerInvitation(answer).into())))
    }

    /// Whom an invitation to a stretch of a visit went to, and for when. What was collected was told as of an event that may have come
    /// after the one that planned it.
    async fn invitation(&self, said: &itip::Answer) -> Result<Option<(String, Slot)>, StoreError> {
        let mut story = documents::story(&self.log, Visit::CATEGORY, &said.visit.to_string(), None).await?;
        story.retain(|recorded| recorded.revision <= Revision(said.sequence));
        let Some(last) = story.last().filter(|last| last.revision.0 == said.sequence) else { return Ok(None) };
        let (mut customer, mut planned) = (None, None);
        for recorded in &story {
            match &recorded.event {
                AnyEvent::Visit(visit::Event::VisitRequested { customer: of, .. }) => customer = Some(*of),
                AnyEvent::Visit(
                    visit::Event::VisitScheduled { slot, rest, .. } | visit::Event::VisitMoved { slot, rest, .. },
                ) => {
                    let mut slots = std::iter::once(slot).chain(rest);
                    planned = usize::from(said.stretch).checked_sub(1).and_then(|place| slots.nth(place).copied());
                }
                _ => {}
            }
        }
        let Some((customer, slot)) = customer.zip(planned) else { return Ok(None) };
        let details = documents::customer_at(&self.log, customer, last.position).await?.details;
        Ok(details.and_then(|details| details.email).map(|to| (to.as_str().to_lowercase(), slot)))
    }

    /// What somebody writes about a mail of ours as a command. What we write ourselves, and what another of us answered, is none.
    async fn written(
        &self,
        to: &[Uuid],
        address: String,
        name: Option<String>,
        text: &str,
        at: DateTime<Utc>,
    ) -> Result<Option<(Uuid, AnyCommand)>, StoreError> {
        let (settings, _) = self.log.state::<Settings>(COMPANY).await?;
        if settings.company.as_ref().is_some_and(|company| company.email.as_str().eq_ignore_ascii_case(&address)) {
            return Ok(None);
        }
        let writer = name.map_or_else(|| address.clone(), |name| format!("{name} <{address}>"));
        let noted = |(writer, text)| mail::Command::NoteAnswer { writer, text, at };
        let said = line(&writer).zip(bounded(text)).map(noted);
        Ok(self.first_of_ours(to).await?.zip(said).map(|(mail, command)| (mail, command.into())))
    }

    async fn first_of_ours(&self, mails: &[Uuid]) -> Result<Option<Uuid>, StoreError> {
        for mail in mails {
            if self.log.state::<Mail>(&mail.to_string()).await?.1.is_some() {
                return Ok(Some(*mail));
            }
        }
        Ok(None)
    }

    /// What is refused, or is about somebody who was forgotten, is over; what can't be written down now is tried again.
    async fn order(&self, key: &str, id: Uuid, command: AnyCommand) -> Result<(), CommandError> {
        let command_id = Uuid::new_v5(&self.log.store.store_id().0, format!("came in: {key} to {id}").as_bytes());
        let given = Given { command_id, ..Given::by(Actor::system(super::NAME)) };
        match self.log.run(&id.to_string(), command, &given, self.outside.as_ref()).await {
            Ok(_) => Ok(()),
            Err(error) if sender::passes(&error) || matches!(error, CommandError::Conflict { .. }) => Err(error),
            Err(CommandError::Refused(refused)) => {
                let forgotten = refused.category == Privacy::CATEGORY;
                tracing::info!(mail = key, code = %refused.code, forgotten, "what a mail says is refused");
                Ok(())
            }
            Err(error) => {
                tracing::error!(%error, mail = key, "what a mail says can't be written down");
                Ok(())
            }
        }
    }
}

fn line(text: &str) -> Option<Line> {
    letter::cut(text).parse().ok()
}

/// The first 4,000 letters, without signs that no text holds.
fn bounded(text: &str) -> Option<Text> {
    let text = text.replace("\r\n", "\n");
    let mut letters = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t'));
    let mut kept: String = letters.by_ref().take(3_999).collect();
    kept.extend(letters.next().map(|_| '…'));
    kept.parse().ok()
}
