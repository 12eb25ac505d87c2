//! A message to a customer: in our own words or the standard ones, in the form that the customer chose or the next that can be.

use std::sync::Arc;

use chrono::{DateTime, NaiveDateTime, Utc};
use domain::{
    CustomerId, Email, Language, Line, Phone,
    customer::{self, Customer},
    mail::{Command, Document, Letter, Receiver},
    messages::{self, CUSTOMERS, Channel, Form, Message, Messages, filled},
    promise::first_shown,
    settings::{self, Settings},
};
use event_store::{Log, StoreError};
use texts::{Arg, Lang, tr};
use uuid::Uuid;

use crate::{Effect, letter};

/// Whom a message is for.
pub struct Reader {
    customer: CustomerId,
    pub(crate) lang: Lang,
    language: Language,
    name: Line,
    email: Option<Email>,
    mobile: Option<Phone>,
    channel: Channel,
    company: String,
    messages: Arc<messages::State>,
    zone: chrono_tz::Tz,
}

/// How somebody can be told.
pub enum Way {
    /// In this form.
    To(Receiver),
    /// Somebody calls.
    Call,
    /// Not at all: it is switched off, or not wanted.
    Nowise,
}

/// What is told, and when.
pub(crate) struct Telling<'a> {
    /// The event that it follows from, or something of its own that follows from it.
    pub(crate) cause: Uuid,
    /// Which message.
    pub(crate) message: Message,
    /// The standard texts, when other than the message's.
    pub(crate) texts: Option<&'a str>,
    /// Stream of the thing that it is about.
    pub(crate) about: String,
    /// What its texts name.
    pub(crate) words: Vec<(&'static str, String)>,
    /// What goes along with a mail.
    pub(crate) documents: Vec<Document>,
    /// When it happened.
    pub(crate) at: DateTime<Utc>,
    /// When it is of no use any more, by the wall clock.
    pub(crate) of_use_until: Option<NaiveDateTime>,
}

/// The customer as a reader; none whom nothing is known of.
///
/// # Errors
/// When the log can't be read.
pub async fn reader(log: &Log, customer: CustomerId) -> Result<Option<Reader>, StoreError> {
    let (state, _) = log.state::<Customer>(&customer.to_string()).await?;
    let customer::State { details: Some(details), channel, mobile, .. } = state.as_ref() else { return Ok(None) };
    let (settings, _) = log.state::<Settings>(settings::COMPANY).await?;
    let (messages, _) = log.state::<Messages>(CUSTOMERS).await?;
    let usual = details.phone.clone().filter(|_| *channel == Some(Channel::Sms));
    Ok(Some(Reader {
        customer,
        lang: Lang::parse(details.language.code()).unwrap_or_default(),
        language: details.language,
        name: details.name.clone(),
        email: details.email.clone(),
        mobile: mobile.clone().or(usual),
        channel: channel.unwrap_or(Channel::Mail),
        company: settings.company.as_ref().map(|company| company.name.to_string()).unwrap_or_default(),
        messages,
        zone: log.zone,
    }))
}

impl Reader {
    /// How they are told.
    pub fn way(&self, message: Message) -> Way {
        if !self.messages.is_on(message) || self.channel == Channel::Nothing {
            return Way::Nowise;
        }
        let to = |form: &Form| match form {
            Form::Mail => self.email.clone().map(Receiver::Mail),
            Form::Sms => self.mobile.clone().filter(|_| self.messages.sms).map(Receiver::Sms),
        };
        self.channel.forms().iter().find_map(to).map_or(Way::Call, Way::To)
    }

    /// The message as what follows from an event, where it can be written to them: of one cause and message there is one, whatever
    /// its form.
    pub(crate) fn tell(&self, telling: Telling<'_>) -> Vec<Effect> {
        let Way::To(to) = self.way(telling.message) else { return Vec::new() };
        let form = if matches!(to, Receiver::Sms(_)) { Form::Sms } else { Form::Mail };
        let name = telling.texts.unwrap_or(telling.message.name());
        let (subject, body) = match self.messages.words(telling.message, self.language, form) {
            Some(own) => {
                let word =
                    |name: &str| telling.words.iter().find(|(known, _)| *known == name).map(|(_, word)| word.as_str());
                let subject = own.subject.as_ref().map(|subject| filled(subject.as_str(), word));
                (subject, filled(own.body.as_str(), word))
            }
            None => {
                let (subject, body) = standard(self.lang, name, form, &telling.words);
                (Some(subject), body)
            }
        };
        let subject = subject.unwrap_or_else(|| standard(self.lang, name, Form::Mail, &telling.words).0);
        let not_before = (form == Form::Sms).then(|| self.held_until(&telling)).flatten();
        let (text, html, documents) = match form {
            Form::Sms => (format!("{body}\n{}", self.company), String::new(), Vec::new()),
            Form::Mail => {
                let signature = letter::signature(self.lang, &self.company);
                (format!("{body}\n\n{signature}"), letter::html(self.lang, &body, &signature), telling.documents)
            }
        };
        let purpose = telling.message.name();
        let (Ok(subject), Ok(of), Ok(about)) = (letter::cut(&subject).parse(), purpose.parse(), telling.about.parse())
        else {
            tracing::error!(purpose, "a message could not be written");
            return Vec::new();
        };
        vec![Effect::new(
            telling.cause,
            &format!("mail {purpose}"),
            Command::Queue {
                purpose: of,
                subject: self.customer.0,
                customer: Some(self.customer),
                about,
                letter: Letter { name: Some(self.name.clone()), to, subject, text, html },
                documents,
                not_before,
            },
        )]
    }

    /// When quiet hours are over, for what can wait so long.
    fn held_until(&self, telling: &Telling<'_>) -> Option<DateTime<Utc>> {
        let local = telling.at.with_timezone(&self.zone).naive_local();
        let over = self.messages.quiet.over(local).filter(|_| telling.message.can_wait())?;
        let late = telling.of_use_until.is_some_and(|until| until <= over);
        if late { None } else { first_shown(over, self.zone) }
    }
}

/// The words that Werkbank comes with; a text message has the subject of the mail.
pub fn standard(lang: Lang, name: &str, form: Form, words: &[(&'static str, String)]) -> (String, String) {
    let words: Vec<(&str, Arg<'_>)> = words.iter().map(|(name, word)| (*name, word.as_str().into())).collect();
    (tr(lang, &format!("mail-{name}-subject"), &words), tr(lang, &format!("{}-{name}-body", form.name()), &words))
}
