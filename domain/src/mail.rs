//! Mails: queued once, sent once, tried again when it fails, given up or sent again by a person; what comes back on them.

use chrono::{DateTime, Utc};
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

/// A document of Werkbank's own that goes along with a mail; made anew, byte for byte the same, when the mail is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Document {
    /// An invoice.
    Invoice(InvoiceId),
    /// The credit note of an invoice.
    CreditNote(InvoiceId),
    /// A contract.
    Contract(ContractId),
    /// A purchase order.
    PurchaseOrder(PurchaseOrderId),
    /// The report of a visit.
    Worksheet(VisitId),
    /// The appointment for the customer's agenda, as an event of the visit planned it or called it off.
    Appointment {
        /// Which visit.
        visit: VisitId,
        /// The revision of that event in the visit's stream.
        revision: u64,
        /// Which of its stretches, from 1; a stretch that it does not have any more is called off.
        #[serde(default = "first", skip_serializing_if = "is_first")]
        stretch: usize,
    },
}

fn first() -> usize {
    1
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde asks")]
fn is_first(stretch: &usize) -> bool {
    *stretch == first()
}

/// Where a mail goes: to an address, or as a text message to a mobile telephone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Receiver {
    /// An address.
    Mail(Email),
    /// A telephone.
    Sms(Phone),
}

impl Receiver {
    /// As it is written.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Mail(address) => address.as_str(),
            Self::Sms(number) => number.as_str(),
        }
    }
}

impl std::fmt::Display for Receiver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A mail, complete.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// Name of the receiver.
    pub name: Option<Line>,
    /// Address or telephone of the receiver.
    pub to: Receiver,
    /// Subject.
    pub subject: Line,
    /// Text.
    pub text: String,
    /// The same as HTML; empty in a text message.
    pub html: String,
}

/// Orders about a mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Put it in the queue.
    Queue {
        /// What for: `fault-confirmation`, `invoice`, `reminder-2`, …
        purpose: Line,
        /// Who gets it: the customer, supplier or colleague.
        subject: Uuid,
        /// The customer whom it concerns.
        #[serde(default)]
        customer: Option<CustomerId>,
        /// Stream of the thing that it is about: `fault-…`.
        about: Line,
        /// The mail.
        letter: Letter,
        /// What goes along.
        #[serde(default)]
        documents: Vec<Document>,
        /// Not before this moment, where it can wait.
        #[serde(default)]
        not_before: Option<DateTime<Utc>>,
    },
    /// The sender takes it in hand. What is in hand and never came out is for a person to judge: it may have been sent.
    BeginSending {},
    /// It was handed over.
    MarkSent {
        /// To whom: `smtp`, `sms` or `outbox`.
        by: Line,
        /// What they said.
        #[serde(default)]
        answer: Option<Line>,
    },
    /// It was not taken.
    MarkFailed {
        /// What was said.
        reason: Text,
        /// When to try again; never when the address itself was refused.
        #[serde(default)]
        next_try: Option<DateTime<Utc>>,
    },
    /// It came back: nobody got it.
    MarkReturned {
        /// What was said.
        reason: Text,
    },
    /// Somebody answered it.
    NoteAnswer {
        /// Who, by name and address.
        writer: Line,
        /// What they wrote.
        text: Text,
        /// When it came in.
        at: DateTime<Utc>,
    },
    /// Try again now.
    Retry {},
    /// Leave it.
    GiveUp {
        /// Why.
        reason: Line,
    },
}

/// What happened with a mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "fields as in the commands")]
pub enum Event {
    MailQueued {
        purpose: Line,
        customer: Option<CustomerId>,
        about: Line,
        letter: Personal<Letter>,
        documents: Vec<Document>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        not_before: Option<DateTime<Utc>>,
    },
    /// The sender took it in hand.
    MailSendingBegun {
        customer: Option<CustomerId>,
        attempt: u32,
    },
    MailSent {
        customer: Option<CustomerId>,
        by: Line,
        /// Servers repeat the receiver's address in it.
        answer: Option<Personal<Line>>,
    },
    MailFailed {
        customer: Option<CustomerId>,
        reason: Personal<Text>,
        next_try: Option<DateTime<Utc>>,
        attempt: u32,
    },
    /// It was sent, and came back.
    MailReturned {
        customer: Option<CustomerId>,
        reason: Personal<Text>,
    },
    /// Somebody answered it.
    MailAnswered {
        customer: CustomerId,
        about: Line,
        writer: Personal<Line>,
        text: Personal<Text>,
        at: DateTime<Utc>,
    },
    MailRetried {
        customer: Option<CustomerId>,
    },
    MailGivenUp {
        customer: Option<CustomerId>,
        reason: Personal<Line>,
    },
}

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {
    /// There is no such mail.
    Unknown,
    /// It was sent.
    Sent,
    /// It was given up.
    GivenUp,
    /// It is in the sender's hands.
    InHand,
}

impl Refusal for No {}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Waiting,
    InHand,
    Sent,
    GivenUp,
}

/// What the rules read.
#[derive(Debug, Clone, Default)]
pub struct State {
    queued: Option<(Uuid, Option<CustomerId>)>,
    about: Option<Line>,
    stage: Stage,
    attempts: u32,
    not_before: Option<DateTime<Utc>>,
}

impl State {
    /// Whether it still waits for its moment: nobody has read it.
    pub fn is_held(&self, now: DateTime<Utc>) -> bool {
        self.stage == Stage::Waiting && self.attempts == 0 && self.not_before.is_some_and(|at| now < at)
    }
}

/// The rules of mails.
pub struct Mail;

impl Decider for Mail {
    const CATEGORY: &'static str = "mail";
    type Command = Command;
    type Event = Event;
    type Refusal = No;
    type State = State;

    fn permission(command: &Command) -> Permission {
        match command {
            Command::Retry {} | Command::GiveUp { .. } => Permission::HandleMail,
            _ => Permission::SystemOnly,
        }
    }

    fn ends(command: &Command) -> bool {
        matches!(command, Command::MarkSent { .. } | Command::GiveUp { .. })
    }

    fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
        let Some((subject, customer)) = state.queued else {
            let Command::Queue { purpose, customer, about, letter, documents, not_before, .. } = command else {
                return Err(No::Unknown);
            };
            // A key of its own: it goes with whoever it is about, not only with who gets it.
            let letter = Personal::of(facts.id, letter);
            return Ok(vec![Event::MailQueued { purpose, customer, about, letter, documents, not_before }]);
        };
        match (state.stage, command) {
            (_, Command::Queue { .. }) | (Stage::Sent, Command::MarkSent { .. }) => Ok(Vec::new()),
            // What colleagues and suppliers answer is between them and who reads the mailbox.
            (_, Command::NoteAnswer { writer, text, at }) => {
                let about = customer.zip(state.about.clone());
                let answered = about.map(|(customer, about)| Event::MailAnswered {
                    customer,
                    about,
                    writer: Personal::of(subject, writer),
                    text: Personal::of(subject, text),
                    at,
                });
                Ok(answered.into_iter().collect())
            }
            (Stage::Sent, Command::MarkReturned { reason }) => {
                Ok(vec![Event::MailReturned { customer, reason: Personal::of(subject, reason) }])
            }
            // What was not taken, or is sent once more, is looked after already.
            (_, Command::MarkReturned { .. }) => Ok(Vec::new()),
            (Stage::Sent, _) => Err(No::Sent),
            (_, Command::MarkSent { by, answer }) => {
                let answer = answer.map(|answer| Personal::of(subject, answer));
                Ok(vec![Event::MailSent { customer, by, answer }])
            }
            (Stage::Waiting, Command::BeginSending {}) => {
                Ok(vec![Event::MailSendingBegun { customer, attempt: state.attempts + 1 }])
            }
            (Stage::InHand, Command::BeginSending {}) => Err(No::InHand),
            (Stage::Waiting | Stage::InHand, Command::MarkFailed { reason, next_try }) => Ok(vec![Event::MailFailed {
                customer,
                reason: Personal::of(subject, reason),
                next_try,
                // One that was in hand was counted when it was taken.
                attempt: state.attempts + u32::from(state.stage == Stage::Waiting),
            }]),
            // It may be going out this moment: a second one must not follow.
            (Stage::InHand, Command::Retry {}) => Err(No::InHand),
            (_, Command::Retry {}) => Ok(vec![Event::MailRetried { customer }]),
            (Stage::GivenUp, Command::GiveUp { .. }) => Ok(Vec::new()),
            (Stage::GivenUp, _) => Err(No::GivenUp),
            (_, Command::GiveUp { reason }) => {
                Ok(vec![Event::MailGivenUp { customer, reason: Personal::of(subject, reason) }])
            }
        }
    }

    fn evolve(state: &mut State, event: &Event) {
        match event {
            Event::MailQueued { letter, customer, about, not_before, .. } => {
                state.queued = Some((letter.subject(), *customer));
                state.about = Some(about.clone());
                state.not_before = *not_before;
            }
            Event::MailSent { .. } => state.stage = Stage::Sent,
            Event::MailSendingBegun { attempt, .. } => {
                state.stage = Stage::InHand;
                state.attempts = *attempt;
            }
            Event::MailFailed { attempt, .. } => {
                state.stage = Stage::Waiting;
                state.attempts = *attempt;
            }
            Event::MailRetried { .. } | Event::MailReturned { .. } => state.stage = Stage::Waiting,
            Event::MailAnswered { .. } => {}
            Event::MailGivenUp { .. } => state.stage = Stage::GivenUp,
        }
    }

    fn undo(act: &Act<'_, Self>) -> Result<Command, Stays> {
        match act.first()? {
            Event::MailQueued { .. } => Ok(Command::GiveUp { reason: act.why.clone() }),
            Event::MailGivenUp { .. } => Ok(Command::Retry {}),
            Event::MailRetried { .. } => Ok(Command::GiveUp { reason: act.why.clone() }),
            Event::MailSendingBegun { .. } | Event::MailSent { .. } | Event::MailFailed { .. } => {
                Err(Reason::Sent.into())
            }
            Event::MailReturned { .. } => Err(Reason::Sent.into()),
            Event::MailAnswered { .. } => Err(Reason::Said.into()),
        }
    }
}
