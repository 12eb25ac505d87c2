//! What is held of a person, to be read by that person.

use chrono::NaiveDate;
use domain::Role;
use pdf::{Dossier, Fact, Happened, Template};
use serde_json::{Map, Value};
use texts::{
    Lang,
    format::{clock, date_digits, date_long},
    has, t, tr,
};

use super::{Documents, labels, rendered};

/// What is to stand in it, as the log tells it.
#[derive(Debug, Clone)]
pub struct Held {
    /// In which language.
    pub language: String,
    /// What the person is called.
    pub name: String,
    /// When it was made.
    pub made_at: chrono::DateTime<chrono::Utc>,
    /// As it stands now.
    pub known: Value,
    /// Until when invoices are kept.
    pub invoices_until: Option<NaiveDate>,
    /// What happened: when, the type of the event, and what was written down.
    pub happened: Vec<(chrono::DateTime<chrono::Utc>, String, Map<String, Value>)>,
}

impl Documents {
    /// What is held of a person as PDF.
    ///
    /// # Errors
    /// When the log can't be read, or the company's own data are not set yet.
    pub async fn dossier(&self, held: Held) -> anyhow::Result<Vec<u8>> {
        let lang = Lang::parse(&held.language).unwrap_or_default();
        let (newest, _) = self.log.store.newest().await?.unwrap_or((event_store::Position(0), [0; 32]));
        let reader = self.country(newest).await?;
        let mut kept = vec![t(lang, "dossier-kept").into_owned()];
        if let Some(until) = held.invoices_until {
            kept.push(tr(lang, "dossier-kept-invoices", &[("day", date_long(lang, until).into())]));
        }
        let happened = held.happened.into_iter().map(|(at, what, fields)| {
            let at = self.log.local(at);
            Happened {
                at: format!("{} {}", date_digits(lang, at.date()), clock(lang, at.time())),
                what: t(lang, &format!("event-{}", what.replace('_', "-"))).into_owned(),
                facts: facts(lang, &Value::Object(fields)),
            }
        });
        let data = Dossier {
            language: lang.code().into(),
            labels: labels(Template::Dossier, lang),
            made_at: held.made_at,
            company: self.company(newest, &reader, lang).await?,
            name: held.name,
            date: date_long(lang, self.log.local(held.made_at).date()),
            known: facts(lang, &held.known),
            kept,
            happened: happened.collect(),
        };
        rendered(move || pdf::dossier(&data)).await
    }
}

/// Each field with its name in words; what lies deeper has both names. Ids say nothing to people.
fn facts(lang: Lang, value: &Value) -> Vec<Fact> {
    let mut found = Vec::new();
    gather(lang, "", value, &mut found);
    found
}

fn gather(lang: Lang, label: &str, value: &Value, found: &mut Vec<Fact>) {
    let said = match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let key = format!("field-{}", name.replace('_', "-"));
                let own = if has(lang, &key) { t(lang, &key).into_owned() } else { name.replace('_', " ") };
                let label = if label.is_empty() { own } else { format!("{label}, {own}") };
                gather(lang, &label, value, found);
            }
            return;
        }
        Value::Array(list) => return list.iter().for_each(|value| gather(lang, label, value, found)),
        Value::Null => return,
        Value::Bool(yes) => t(lang, if *yes { "word-yes" } else { "word-no" }).into_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) if text.parse::<uuid::Uuid>().is_ok() => return,
        Value::String(text) => match (Role::parse(text), text.parse::<NaiveDate>()) {
            (Some(role), _) => t(lang, &format!("role-{}", role.name())).into_owned(),
            (None, Ok(day)) => date_digits(lang, day),
            (None, Err(_)) => text.clone(),
        },
    };
    found.push(Fact { label: label.to_owned(), value: said });
}
