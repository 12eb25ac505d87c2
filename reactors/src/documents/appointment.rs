//! The appointment of a visit, as the customer's agenda program takes it in.

use anyhow::Context;
use domain::{Slot, VisitId, registry::AnyEvent, visit::Event};
use event_store::{Recorded, Revision};
use texts::{Arg, tr};

use super::{Documents, Erased, address, is_erased, lang, missing};
use crate::ics::{self, Entry, Method, Somebody};

impl Documents {
    /// An invitation to a stretch of the visit, from 1, as it was planned by the event of this revision, or its end where that event called it
    /// off or left that stretch out.
    ///
    /// # Errors
    /// When there is no such visit or event, when it was never planned, or when its customer was erased or has no address for mail.
    pub async fn appointment(&self, id: VisitId, revision: u64, stretch: usize) -> anyhow::Result<(Method, String)> {
        let story = self.story("visit", &id.to_string(), None).await?;
        let story: Vec<Recorded> =
            story.into_iter().filter(|recorded| recorded.revision <= Revision(revision)).collect();
        let Some(last) = story.last() else { return missing("visit") };
        let (mut asked, mut planned): (_, Option<Slot>) = (None, None);
        let mut ends = false;
        let place = stretch.saturating_sub(2);
        for recorded in &story {
            match &recorded.event {
                AnyEvent::Visit(Event::VisitRequested { number, customer, task, .. }) => {
                    asked = Some((*number, *customer, task.text()));
                }
                AnyEvent::Visit(Event::VisitScheduled { slot, rest, .. } | Event::VisitMoved { slot, rest, .. }) => {
                    let own = if stretch < 2 { Some(slot) } else { rest.get(place) };
                    (planned, ends) = (own.copied().or(planned), own.is_none());
                }
                AnyEvent::Visit(Event::VisitUnscheduled { .. } | Event::VisitCancelled { .. }) => ends = true,
                _ => {}
            }
        }
        let ((number, customer, task), slot) = asked.zip(planned).context("the visit was never planned")?;
        let known = self.customer(customer, last.position).await?;
        let details = known.details.as_ref().context("there is no such customer")?;
        if is_erased(details) {
            return Err(Erased.into());
        }
        let to = details.email.as_ref().context("the customer has no mail address")?;
        let lang = lang(details.language);
        let own = self.country(last.position).await?;
        let company = self.company(last.position, &own, lang).await?;
        let at = |time| ics::instant(slot.on.and_time(time), self.log.zone);
        let words: [(&str, Arg<'_>); 1] = [("company", company.name.clone().into())];
        let entry = Entry {
            uid: uid(id, stretch, &company.email),
            sequence: u32::try_from(revision).unwrap_or(u32::MAX),
            made_at: last.recorded_at,
            from: at(slot.from),
            until: at(slot.until),
            summary: tr(lang, "calendar-visit-of", &words),
            description: [format!("B-{number}"), task, company.phone.clone()].join("\n"),
            place: address(lang, &details.visiting, &own).join(", "),
            url: None,
        };
        let by = Somebody { name: company.name.clone(), email: company.email.clone() };
        let whom = Somebody { name: details.name.to_string(), email: to.to_string() };
        let method = if ends { Method::Cancel } else { Method::Request };
        Ok((method, ics::invitation(method, entry, &by, &whom, self.answers)))
    }
}

/// What names a stretch of a visit, from 1, in every agenda: at the domain of the company's mail address.
pub fn uid(visit: VisitId, stretch: usize, email: &str) -> String {
    let stretch = if stretch < 2 { String::new() } else { format!("-{stretch}") };
    format!("visit-{visit}{stretch}@{}", email.rsplit('@').next().unwrap_or(email))
}
