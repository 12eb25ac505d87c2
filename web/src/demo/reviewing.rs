//! What management looks at: each Friday what was pointed out since the last one; some of it is asked about first.

use chrono::{Datelike, NaiveDate, Weekday};
use domain::{UserId, registry::AnyEvent, review::Event};
use event_store::Recorded;
use serde_json::json;
use uuid::Uuid;

use super::{
    Demo,
    people::{colleagues, user},
    words::{ANSWERS, QUESTIONS},
};

/// Who looks.
const BOSS: &str = "mila";
/// One of so many is asked about.
const ASKED: usize = 12;

impl Demo<'_> {
    /// Notes what was pointed out, but for what the boss did.
    pub(super) fn note_raised(&mut self, events: &[Recorded]) -> anyhow::Result<()> {
        let boss = user(BOSS)?;
        self.raised.extend(events.iter().filter_map(|recorded| match &recorded.event {
            AnyEvent::Review(Event::ReviewRaised { author, .. }) if *author != boss => {
                Some((recorded.subject(), *author))
            }
            _ => None,
        }));
        Ok(())
    }

    /// A Friday's look; on the last day one question is asked that waits for its answer.
    pub(super) async fn look(&mut self, on: NaiveDate) -> anyhow::Result<()> {
        if self.is_end(on) {
            let newest = self.raised.pop();
            return match newest {
                Some((review, _)) => self.ask(review, 0).await,
                None => Ok(()),
            };
        }
        if on.weekday() != Weekday::Fri {
            return Ok(());
        }
        for (n, (review, author)) in std::mem::take(&mut self.raised).into_iter().enumerate() {
            if n % ASKED == 0
                && let Some(login) = login(author)
            {
                self.ask(review, n / ASKED).await?;
                let answer = ANSWERS[n / ASKED % ANSWERS.len()];
                self.give(login, "reviews", review, "answer", json!({"answer": answer})).await?;
            }
            self.give(BOSS, "reviews", review, "approve", json!({})).await?;
        }
        Ok(())
    }

    async fn ask(&mut self, review: Uuid, n: usize) -> anyhow::Result<()> {
        let question = QUESTIONS[n % QUESTIONS.len()];
        self.give(BOSS, "reviews", review, "ask", json!({"question": question})).await
    }
}

fn login(author: UserId) -> Option<&'static str> {
    colleagues().map(|(login, ..)| login).find(|login| user(login).is_ok_and(|known| known == author))
}
