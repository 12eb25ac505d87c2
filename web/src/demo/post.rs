//! The mails of a history went out long ago: each is taken in hand and sent, and nothing is written for it any more.

use domain::{
    Actor,
    mail::{Command, Event, Mail},
    registry::AnyEvent,
};
use event_store::Given;
use futures::{StreamExt, stream};
use uuid::Uuid;

use super::Demo;

/// Events a page, and mails at once.
const PAGE: u32 = 500;
const AT_ONCE: usize = 50;

impl Demo<'_> {
    /// What has been queued since it was last asked, or is to be tried again.
    pub(super) async fn queued_mails(&mut self) -> anyhow::Result<Vec<Uuid>> {
        let mut queued = Vec::new();
        loop {
            let page = self.program.app.reads.page(self.posted, PAGE).await?;
            if page.events.is_empty() {
                return Ok(queued);
            }
            let mails = page.events.iter().filter(|event| {
                matches!(event.event, AnyEvent::Mail(Event::MailQueued { .. } | Event::MailRetried { .. }))
            });
            queued.extend(mails.map(|event| event.subject()));
            self.note_raised(&page.events)?;
            self.posted = page.next;
        }
    }

    /// Hands them over, many at once: their streams have nothing to do with each other.
    pub(super) async fn hand_over(&self, mails: Vec<Uuid>) -> anyhow::Result<()> {
        let sent = stream::iter(mails).map(async |mail| {
            self.mark(mail, "begin", Command::BeginSending {}).await?;
            let by = "past".parse().map_err(|error| anyhow::anyhow!("{error:?}"))?;
            self.mark(mail, "sent", Command::MarkSent { by, answer: None }).await
        });
        let sent: Vec<_> = sent.buffer_unordered(AT_ONCE).collect().await;
        sent.into_iter().collect()
    }

    /// A server does not know the address.
    pub(super) async fn send_back(&self, mail: Uuid) -> anyhow::Result<()> {
        self.mark(mail, "begin", Command::BeginSending {}).await?;
        let said = "550 5.1.1 Recipient address rejected: user unknown";
        let reason = said.parse().map_err(|error| anyhow::anyhow!("{error:?}"))?;
        self.mark(mail, "failed", Command::MarkFailed { reason, next_try: None }).await
    }

    async fn mark(&self, mail: Uuid, what: &str, command: Command) -> anyhow::Result<()> {
        let app = &self.program.app;
        let command_id = Uuid::new_v5(&mail, format!("{what} {}", app.log.clock.now()).as_bytes());
        let given = Given { command_id, ..Given::by(Actor::system("sender")) };
        app.log.execute::<Mail>(&mail.to_string(), command, &given, app.outside.as_ref()).await?;
        Ok(())
    }
}
