//! Review: an act of a colleague that management looks at, approves, or asks about. One stream an event that is looked at; its id
//! follows from the event's, so that each is looked at once.

pub mod rules;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    decider::{Decider, Facts, Refusal},
    permission::Permission,
    personal::Personal,
    undo::{Act, Reason, Stays},
    values::*,
};
pub use rules::{Before, Rule, Setting};

/// The id of the review of an event.
pub fn of_event(event: Uuid) -> Uuid {
    Uuid::new_v5(&event, b"review")
}

/// Orders about a review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// An act wants a look. The review's id follows from the event's; see [`of_event`].
    Raise {
        /// The event.
        event: Uuid,
        /// Why.
        rule: Rule,
        /// Who did it.
        author: UserId,
        /// The customer whom it concerns.
        #[serde(default)]
        customer: Option<CustomerId>,
    },
    /// It is right.
    Approve {},
    /// Ask who did it; one question at a time.
    Ask {
        /// What.
        question: Text,
    },
    /// Who did it answers.
    Answer {
        /// What.
        answer: Text,
    },
}

/// What happened with a review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "fields as in the commands")]
pub enum Event {
    ReviewRaised {
        event: Uuid,
        rule: Rule,
        author: UserId,
        customer: Option<CustomerId>,
    },
    ReviewApproved {},
    ReviewQuestionAsked {
        /// Who is asked.
        author: UserId,
        customer: Option<CustomerId>,
        question: Personal<Text>,
    },
    ReviewQuestionAnswered {
        answer: Personal<Text>,
    },
}

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {
    /// Nothing of that kind is to be looked at.
    Unknown,
    /// Nobody signs off what they did themselves.
    OwnAct,
    /// Only a colleague looks.
    NotAPerson,
    /// It was approved.
    Approved,
    /// A question waits for its answer.
    Asked,
    /// Only who is asked answers.
    NotYours,
    /// Nothing is asked.
    NothingAsked,
}

impl Refusal for No {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Asked => Some("question"),
            Self::NothingAsked => Some("answer"),
            _ => None,
        }
    }
}

/// What the rules read.
#[derive(Debug, Clone, Default)]
pub struct State {
    raised: Option<(UserId, Option<CustomerId>)>,
    asked: bool,
    approved: bool,
}

/// The rules of reviews.
pub struct Review;

impl Decider for Review {
    const CATEGORY: &'static str = "review";
    type Command = Command;
    type Event = Event;
    type Refusal = No;
    type State = State;

    fn permission(command: &Command) -> Permission {
        match command {
            Command::Raise { .. } => Permission::SystemOnly,
            Command::Approve {} | Command::Ask { .. } => Permission::ReviewLog,
            // Whoever handles tasks may be asked.
            Command::Answer { .. } => Permission::HandleTasks,
        }
    }

    fn own_id(command: &Command) -> Option<Uuid> {
        match command {
            Command::Raise { event, .. } => Some(of_event(*event)),
            _ => None,
        }
    }

    fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
        let Some((author, customer)) = state.raised else {
            return match command {
                Command::Raise { event, rule, author, customer } => {
                    Ok(vec![Event::ReviewRaised { event, rule, author, customer }])
                }
                _ => Err(No::Unknown),
            };
        };
        let sealed = |text| Personal::of(customer.map_or(facts.id, Uuid::from), text);
        let looks = || match facts.actor.user() {
            None => Err(No::NotAPerson),
            Some(user) if user == author => Err(No::OwnAct),
            Some(_) => Ok(()),
        };
        match command {
            Command::Raise { .. } => Ok(Vec::new()),
            Command::Approve {} => {
                looks()?;
                Ok(if state.approved { Vec::new() } else { vec![Event::ReviewApproved {}] })
            }
            Command::Answer { .. } if facts.actor.user() != Some(author) => Err(No::NotYours),
            Command::Ask { .. } if looks().is_err() => looks().map(|()| Vec::new()),
            _ if state.approved => Err(No::Approved),
            Command::Ask { .. } if state.asked => Err(No::Asked),
            Command::Ask { question } => {
                Ok(vec![Event::ReviewQuestionAsked { author, customer, question: sealed(question) }])
            }
            Command::Answer { .. } if !state.asked => Err(No::NothingAsked),
            Command::Answer { answer } => Ok(vec![Event::ReviewQuestionAnswered { answer: sealed(answer) }]),
        }
    }

    fn evolve(state: &mut State, event: &Event) {
        match event {
            Event::ReviewRaised { author, customer, .. } => state.raised = Some((*author, *customer)),
            Event::ReviewApproved {} => (state.approved, state.asked) = (true, false),
            Event::ReviewQuestionAsked { .. } => state.asked = true,
            Event::ReviewQuestionAnswered { .. } => state.asked = false,
        }
    }

    fn undo(act: &Act<'_, Self>) -> Result<Command, Stays> {
        Err(match act.first()? {
            Event::ReviewRaised { .. } => Reason::Follows.into(),
            Event::ReviewApproved {} => Reason::Judged.into(),
            Event::ReviewQuestionAsked { .. } | Event::ReviewQuestionAnswered { .. } => Reason::Said.into(),
        })
    }
}
