//! What is held of a person, to be read by that person.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use event_store::{Revision, codec};
use pdf::{Did, Dossier, Fact, Group, Happened, Party, Template};
use serde_json::{Map, Value};
use texts::{
    Lang,
    format::{clock, date_digits, date_long, whole},
    t, tr,
};

use super::{Documents, address, dossier_words::Words, labels, rendered};

/// What happens for the program's own sake and says nothing about anybody.
const UNTOLD: [&str; 2] = ["number_drawn", "mail_sending_begun"];

/// A mail, and that it went out: told together.
const QUEUED: &str = "mail_queued";
const SENT: &str = "mail_sent";

/// Whose it is: each is addressed in words of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// A customer's.
    Customer,
    /// A contact person's.
    Contact,
    /// A colleague's.
    Colleague,
}

impl Whose {
    fn name(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Contact => "contact",
            Self::Colleague => "colleague",
        }
    }
}

/// What is to stand in it, as the log tells it.
#[derive(Debug, Clone)]
pub struct Held {
    /// Whose it is.
    pub whose: Whose,
    /// In which language.
    pub language: String,
    /// What the person is called.
    pub name: String,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// As it stands now.
    pub known: Value,
    /// Until when invoices are kept.
    pub invoices_until: Option<NaiveDate>,
    /// Whether an invoice is not settled yet, and kept until it is.
    pub owed: bool,
    /// What happened, oldest first.
    pub happened: Vec<Told>,
}

/// A thing that happened.
#[derive(Debug, Clone)]
pub struct Told {
    /// When.
    pub at: DateTime<Utc>,
    /// With what: the stream of the thing.
    pub about: String,
    /// What: the type of the event.
    pub what: String,
    /// What was written down; nothing of what a colleague did that is about others.
    pub fields: Map<String, Value>,
}

impl Documents {
    /// What is held of a person as PDF.
    ///
    /// # Errors
    /// When the log can't be read, or the company's own data are not set yet.
    pub async fn dossier(&self, held: Held) -> anyhow::Result<Vec<u8>> {
        let lang = Lang::parse(&held.language).unwrap_or_default();
        let (newest, _) = self.log.store.newest().await?.unwrap_or((event_store::Position(0), [0; 32]));
        let own = self.country(newest).await?;
        let words = Words { lang, zone: self.log.zone, reader: own.clone() };
        let text = |key: &str| t(lang, &format!("dossier-{key}-{}", held.whose.name())).into_owned();
        let mut kept = vec![text("kept")];
        if let Some(until) = held.invoices_until {
            kept.push(tr(lang, "dossier-kept-invoices", &[("day", date_long(lang, until).into())]));
        }
        if held.owed {
            kept.push(t(lang, "dossier-kept-owed").into_owned());
        }
        let visiting = held.known.get("visiting").cloned().map(serde_json::from_value::<domain::Address>);
        let address = visiting.and_then(Result::ok).map(|at| address(lang, &at, &own)).unwrap_or_default();
        let (did, told) = apart(held.whose, &held.happened);
        let numbers = self.numbers(&held.happened).await?;
        let mails: HashSet<_> = told.iter().filter(|told| told.what == QUEUED).map(|told| &told.about).collect();
        let sent = told.iter().filter(|told| told.what == SENT).map(|told| (&told.about, told.at));
        let sent: HashMap<_, _> = sent.filter(|(about, _)| mails.contains(about)).collect();
        let happened = told.iter().filter(|told| {
            let with_its_mail = told.what == SENT && sent.contains_key(&told.about);
            let said =
                !told.about.starts_with("task-") || told.what == "task_raised" || told.fields.contains_key("note");
            !with_its_mail && said && !UNTOLD.contains(&told.what.as_str())
        });
        let data = Dossier {
            language: lang.code().into(),
            labels: labels(Template::Dossier, lang),
            made_at: held.made_at,
            company: self.company(newest, &own, lang).await?,
            person: Party { name: held.name.clone(), address, ..Party::default() },
            date: date_long(lang, self.log.local(held.made_at).date()),
            lead: text("lead"),
            known: known(&words, &held.known),
            kept,
            did: did.into_iter().map(|(what, at)| self.counted(lang, what, &at)).collect(),
            happened: (happened)
                .map(|told| self.told(&words, told, numbers.get(told.about.as_str()), sent.get(&told.about)))
                .collect(),
        };
        rendered(move || pdf::dossier(&data)).await
    }

    /// What things are called on paper, by their streams. Of what belongs to a customer somebody else's dossier does not hold the beginning:
    /// the log tells it.
    async fn numbers<'a>(&self, happened: &'a [Told]) -> anyhow::Result<HashMap<&'a str, String>> {
        let told = |told: &'a Told| Some((told.about.as_str(), number(&told.about, &told.fields)?));
        let mut numbers: HashMap<_, _> = happened.iter().filter_map(told).collect();
        let numbered = ["fault-", "contract-", "visit-"];
        let is_numbered = |about: &&str| numbered.iter().any(|category| about.starts_with(category));
        let unknown: HashSet<&str> = happened.iter().map(|told| told.about.as_str()).filter(is_numbered).collect();
        for about in unknown {
            if numbers.contains_key(about) {
                continue;
            }
            let page = self.log.store.read_stream(&about.parse()?, Revision(0), 1).await?;
            let first = codec::decode_page(&self.log.keys, page.events).await?;
            let fields = first.first().map(|event| event.event.value());
            let fields = fields.as_ref().and_then(|event| event.as_object()?.values().next()?.as_object());
            numbers.extend(fields.and_then(|fields| number(about, fields)).map(|number| (about, number)));
        }
        Ok(numbers)
    }

    /// A thing with what was written down of it; a mail with when it was sent.
    fn told(&self, words: &Words, told: &Told, number: Option<&String>, sent: Option<&DateTime<Utc>>) -> Happened {
        let (lang, at) = (words.lang, self.log.local(told.at));
        let category = told.about.split_once('-').map_or("", |(category, _)| category);
        let event = |what: &str| t(lang, &format!("event-{}", what.replace('_', "-")));
        let moment = |at: NaiveDateTime| format!("{} {}", date_digits(lang, at.date()), clock(lang, at.time()));
        let what = if told.what == QUEUED { t(lang, "thing-mail") } else { event(&told.what) };
        let (mut facts, text) = words.event(category, &told.what, &told.fields);
        if let (QUEUED, Some(sent)) = (told.what.as_str(), sent) {
            facts.push(Fact { label: event(SENT).into_owned(), value: moment(self.log.local(*sent)) });
        }
        Happened {
            at: moment(at),
            what: number.map_or_else(|| what.to_string(), |number| format!("{what} · {number}")),
            facts,
            text,
        }
    }

    fn counted(&self, lang: Lang, what: &str, at: &[DateTime<Utc>]) -> Did {
        let day = |at: Option<&DateTime<Utc>>| at.map(|at| date_digits(lang, self.log.local(*at).date()));
        Did {
            what: t(lang, &format!("event-{}", what.replace('_', "-"))).into_owned(),
            times: whole(lang, i64::try_from(at.len()).unwrap_or(i64::MAX)),
            first: day(at.iter().min()).unwrap_or_default(),
            last: day(at.iter().max()).unwrap_or_default(),
        }
    }
}

/// What a colleague did in the company's things, by kind, apart from what is about them: nobody reads ten thousand lines of it, and of each
/// nothing but its day is theirs.
#[allow(clippy::type_complexity)]
fn apart(whose: Whose, happened: &[Told]) -> (BTreeMap<&str, Vec<DateTime<Utc>>>, Vec<&Told>) {
    let did = |told: &&Told| whose == Whose::Colleague && told.fields.is_empty() && !told.about.starts_with("user-");
    let (did, told): (Vec<_>, Vec<_>) = happened.iter().partition(did);
    let mut counted: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for one in did {
        counted.entry(one.what.as_str()).or_default().push(one.at);
    }
    (counted, told)
}

/// What a thing is called on paper, by its stream and what its first event says.
fn number(about: &str, fields: &Map<String, Value>) -> Option<String> {
    let letter = match about.split_once('-')?.0 {
        "fault" => "S-",
        "contract" => "C-",
        "visit" => "B-",
        "invoice" => "",
        _ => return None,
    };
    let number = match fields.get("number")? {
        Value::Object(both) => format!("{}-{:04}", both.get("year")?, both.get("number")?.as_u64()?),
        number => number.to_string(),
    };
    Some(format!("{letter}{number}"))
}

/// The person's own data first, then each contact person's.
fn known(words: &Words, known: &Value) -> Vec<Group> {
    let Value::Object(mut own) = known.clone() else { return Vec::new() };
    let contacts = own.remove("contacts");
    let group = |title, fields: &Map<String, Value>| Group { title, facts: words.facts("known", fields) };
    let of_contact = |contact: &Value| {
        let title = t(words.lang, "field-contact").into_owned();
        contact.as_object().map(|fields| group(Some(title), fields))
    };
    let contacts = contacts.as_ref().and_then(Value::as_array).into_iter().flatten().filter_map(of_contact);
    std::iter::once(group(None, &own)).chain(contacts).collect()
}
