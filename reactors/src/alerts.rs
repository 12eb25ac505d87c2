//! Alerts to administrators about what Werkbank itself can't do: one a kind and day, finished when it is well again.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use domain::{
    Actor, Line, Role,
    task::{Assignee, Command, Task, Weight},
};
use event_store::{CommandError, Given, Log, Outside};
use texts::{Lang, format::date_digits};
use uuid::Uuid;

/// Alerts of so many days are finished when it is well again.
const DAYS: u64 = 31;

/// Raises and finishes them.
pub(crate) struct Alerts<'a> {
    pub(crate) log: &'a Log,
    pub(crate) outside: &'a dyn Outside,
    /// The part of Werkbank that does.
    pub(crate) by: &'static str,
}

impl Alerts<'_> {
    /// Raises one, whatever goes wrong on that day.
    pub(crate) async fn raise(&self, kind: &str, day: NaiveDate, reason: &str) -> Result<(), CommandError> {
        let text: String = reason.chars().map(|c| if c.is_control() { ' ' } else { c }).take(200).collect();
        let words: BTreeMap<String, Line> =
            [("reason", text), ("day", date_digits(Lang::default(), day))].into_iter().filter_map(word).collect();
        let Ok(named) = kind.parse() else { return Ok(()) };
        let raise = Command::Raise {
            kind: named,
            assignee: Assignee::Role(Role::Administrator),
            weight: Weight::Alert,
            about: None,
            customer: None,
            words,
            note: None,
            due: None,
        };
        self.order(self.id(kind, day), "raise", raise).await
    }

    /// What was told of the last days is over.
    pub(crate) async fn all_well(&self, day: NaiveDate, kinds: &[&str]) -> Result<(), CommandError> {
        for day in (0..DAYS).filter_map(|back| day.checked_sub_days(Days::new(back))) {
            for kind in kinds {
                let alert = self.id(kind, day);
                if self.log.state::<Task>(&alert.to_string()).await?.1.is_some() {
                    self.order(alert, "complete", Command::Complete { note: None }).await?;
                }
            }
        }
        Ok(())
    }

    async fn order(&self, task: Uuid, what: &str, command: Command) -> Result<(), CommandError> {
        let given = Given { command_id: Uuid::new_v5(&task, what.as_bytes()), ..Given::by(Actor::system(self.by)) };
        self.log.execute::<Task>(&task.to_string(), command, &given, self.outside).await.map(drop)
    }

    fn id(&self, kind: &str, day: NaiveDate) -> Uuid {
        Uuid::new_v5(&self.log.store.store_id().0, format!("{kind} {day}").as_bytes())
    }
}

fn word((name, text): (&str, String)) -> Option<(String, Line)> {
    Some((name.to_owned(), text.trim().parse().ok()?))
}
