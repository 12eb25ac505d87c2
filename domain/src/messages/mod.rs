//! What customers are told by themselves: which messages go out, in whose words, and when they wait. One stream, `messages-customers`.

mod undo;

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    decider::{Decider, Facts, Refusal},
    permission::Permission,
    undo::{Act, Stays},
    values::*,
};

/// The id of the one stream of messages.
pub const CUSTOMERS: &str = "customers";

/// The longest text message: what fits in four parts.
pub const SMS_CHARS: usize = 600;

/// A message to a customer; its name is the purpose of its mails, and part of the keys of its standard texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Message {
    /// A fault was taken in.
    FaultConfirmation,
    /// An appointment was made.
    VisitScheduled,
    /// It was moved.
    VisitMoved,
    /// It does not take place then; another one follows.
    VisitUnscheduled,
    /// It was called off.
    VisitCancelled,
    /// Several appointments were made, moved or called off.
    VisitsChanged,
    /// It is tomorrow.
    VisitReminder,
    /// The technician is on the way.
    VisitOnTheWay,
    /// The fault is solved.
    FaultSolved,
    /// Other work is done.
    VisitDone,
    /// Somebody was there, and it is not done yet.
    VisitNotSolved,
    /// Days are proposed for maintenance.
    VisitDays,
}

impl Message {
    /// All, as they follow on each other.
    pub const ALL: [Self; 12] = [
        Self::FaultConfirmation,
        Self::VisitScheduled,
        Self::VisitMoved,
        Self::VisitUnscheduled,
        Self::VisitCancelled,
        Self::VisitsChanged,
        Self::VisitReminder,
        Self::VisitOnTheWay,
        Self::FaultSolved,
        Self::VisitDone,
        Self::VisitNotSolved,
        Self::VisitDays,
    ];

    /// The name as stored and in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::FaultConfirmation => "fault-confirmation",
            Self::VisitScheduled => "visit-scheduled",
            Self::VisitMoved => "visit-moved",
            Self::VisitUnscheduled => "visit-unscheduled",
            Self::VisitCancelled => "visit-cancelled",
            Self::VisitsChanged => "visits-changed",
            Self::VisitReminder => "visit-reminder",
            Self::VisitOnTheWay => "visit-on-the-way",
            Self::FaultSolved => "fault-solved",
            Self::VisitDone => "visit-done",
            Self::VisitNotSolved => "visit-not-solved",
            Self::VisitDays => "visit-days",
        }
    }

    /// The one of that name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|message| message.name() == name)
    }

    /// What its texts may name, in braces: `{day}`.
    pub fn placeholders(self) -> &'static [&'static str] {
        match self {
            Self::FaultConfirmation => &["fault", "problem", "machine", "day"],
            Self::VisitsChanged => &["appointments"],
            Self::VisitDays => &["days", "task", "machine"],
            Self::VisitOnTheWay => &["technician", "time", "task", "machine", "fault"],
            Self::FaultSolved | Self::VisitDone | Self::VisitNotSolved => {
                &["technician", "work", "task", "machine", "fault", "day", "from", "until"]
            }
            _ => &["technician", "day", "from", "until", "task", "machine", "fault"],
        }
    }

    /// Whether it is of use later too. Who has just called, or waits at the door, hears of it at once.
    pub fn can_wait(self) -> bool {
        !matches!(self, Self::FaultConfirmation | Self::VisitOnTheWay)
    }
}

/// In which form a message goes out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// By mail.
    #[default]
    Mail,
    /// To a mobile telephone.
    Sms,
}

impl Form {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Mail, Self::Sms];

    /// The name as stored and in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Sms => "sms",
        }
    }
}

/// How a customer wants to hear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// By mail; where that can't be, on the mobile telephone.
    Mail,
    /// On the mobile telephone; where that can't be, by mail.
    Sms,
    /// Not by itself.
    Nothing,
}

impl Channel {
    /// All, as shown.
    pub const ALL: [Self; 3] = [Self::Mail, Self::Sms, Self::Nothing];

    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Sms => "sms",
            Self::Nothing => "nothing",
        }
    }

    /// In which forms it is tried, the first that can be is taken.
    pub fn forms(self) -> &'static [Form] {
        match self {
            Self::Mail => &[Form::Mail, Form::Sms],
            Self::Sms => &[Form::Sms, Form::Mail],
            Self::Nothing => &[],
        }
    }
}

/// Orders about messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Write a message in our own words.
    Write {
        /// Which.
        message: Message,
        /// In which language.
        language: Language,
        /// In which form.
        form: Form,
        /// The mail's subject.
        #[serde(default)]
        subject: Option<Line>,
        /// The text, with what it names in braces.
        body: Text,
    },
    /// Go back to the words that Werkbank comes with.
    UseStandard {
        /// Which.
        message: Message,
        /// In which language.
        language: Language,
        /// In which form.
        form: Form,
    },
    /// Send it, or don't.
    Switch {
        /// Which.
        message: Message,
        /// Whether it is sent.
        on: bool,
    },
    /// Set when text messages that can wait are held.
    SetQuietHours(Quiet),
    /// Send text messages to who wants them, or don't.
    AllowSms {
        /// Whether they are sent.
        on: bool,
    },
}

/// What happened with messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "fields as in the commands")]
pub enum Event {
    MessageWritten { message: Message, language: Language, form: Form, subject: Option<Line>, body: Text },
    MessageMadeStandard { message: Message, language: Language, form: Form },
    MessageSwitched { message: Message, on: bool },
    QuietHoursSet { quiet: Quiet },
    SmsAllowed { on: bool },
}

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {
    /// This message can't name that.
    UnknownPlaceholder {
        /// What stands in the braces.
        name: String,
        /// Where.
        #[serde(skip)]
        field: &'static str,
    },
    /// A mail has a subject.
    NoSubject,
    /// A text message is short.
    TooLong,
}

impl Refusal for No {
    fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::UnknownPlaceholder { field, .. } => field,
            Self::NoSubject => "subject",
            Self::TooLong => "body",
        })
    }
}

/// Words of our own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The mail's subject.
    pub subject: Option<Line>,
    /// The text.
    pub body: Text,
}

/// What the rules read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    written: BTreeMap<(Message, Language, Form), Words>,
    off: BTreeSet<Message>,
    /// When text messages that can wait are held.
    pub quiet: Quiet,
    /// Whether text messages are sent.
    pub sms: bool,
}

impl State {
    /// A message in our own words; none where Werkbank's are used.
    pub fn words(&self, message: Message, language: Language, form: Form) -> Option<&Words> {
        self.written.get(&(message, language, form))
    }

    /// Whether it is sent.
    pub fn is_on(&self, message: Message) -> bool {
        !self.off.contains(&message)
    }
}

/// The rules of messages.
pub struct Messages;

impl Decider for Messages {
    const CATEGORY: &'static str = "messages";
    const ONLY: Option<&'static str> = Some(CUSTOMERS);
    type Command = Command;
    type Event = Event;
    type Refusal = No;
    type State = State;

    fn permission(_: &Command) -> Permission {
        Permission::EditSettings
    }

    fn decide(state: &State, command: Command, _: &Facts) -> Result<Vec<Event>, No> {
        let event = match command {
            Command::Write { message, language, form, subject, body } => {
                let subject = subject.filter(|_| form == Form::Mail);
                check(message, form, subject.as_ref(), &body)?;
                Event::MessageWritten { message, language, form, subject, body }
            }
            Command::UseStandard { message, language, form } => Event::MessageMadeStandard { message, language, form },
            Command::Switch { message, on } => Event::MessageSwitched { message, on },
            Command::SetQuietHours(quiet) => Event::QuietHoursSet { quiet },
            Command::AllowSms { on } => Event::SmsAllowed { on },
        };
        let mut after = state.clone();
        Self::evolve(&mut after, &event);
        Ok(if after == *state { Vec::new() } else { vec![event] })
    }

    fn evolve(state: &mut State, event: &Event) {
        match event.clone() {
            Event::MessageWritten { message, language, form, subject, body } => {
                state.written.insert((message, language, form), Words { subject, body });
            }
            Event::MessageMadeStandard { message, language, form } => {
                state.written.remove(&(message, language, form));
            }
            Event::MessageSwitched { message, on: true } => {
                state.off.remove(&message);
            }
            Event::MessageSwitched { message, on: false } => {
                state.off.insert(message);
            }
            Event::QuietHoursSet { quiet } => state.quiet = quiet,
            Event::SmsAllowed { on } => state.sms = on,
        }
    }

    fn undo(act: &Act<'_, Self>) -> Result<Command, Stays> {
        undo::undo(act)
    }
}

fn check(message: Message, form: Form, subject: Option<&Line>, body: &Text) -> Result<(), No> {
    let wrong = |text: &str, field| match named(text).find(|name| !message.placeholders().contains(name)) {
        Some(name) => Err(No::UnknownPlaceholder { name: name.to_owned(), field }),
        None => Ok(()),
    };
    match (form, subject) {
        (Form::Mail, None) => return Err(No::NoSubject),
        (Form::Mail, Some(subject)) => wrong(subject.as_str(), "subject")?,
        (Form::Sms, _) if body.as_str().chars().count() > SMS_CHARS => return Err(No::TooLong),
        (Form::Sms, _) => {}
    }
    wrong(body.as_str(), "body")
}

/// What stands in braces in a text; of a brace that is not closed all that follows on it.
pub fn named(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).map(|rest| rest.split_once('}').map_or(rest, |(name, _)| name).trim())
}

/// A text with words in the place of what it names; what is not known stays as it stands.
pub fn filled<'a>(text: &str, word: impl Fn(&str) -> Option<&'a str>) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        // Other braces are the text's own.
        let is_name = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        let Some((name, behind)) = after.split_once('}').filter(|(name, _)| is_name(name.trim())) else {
            filled.push('{');
            rest = after;
            continue;
        };
        match word(name.trim()) {
            Some(word) => filled.push_str(word),
            None => filled.extend(["{", name, "}"]),
        }
        rest = behind;
    }
    filled.push_str(rest);
    filled
}
