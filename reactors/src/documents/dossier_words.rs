//! How what the log holds is said to the person whom it is about: fields in the order in which one reads them, codes in words.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use domain::{Address, Country, Money, Phone, Quantity, Role, Sha256};
use pdf::Fact;
use serde_json::{Map, Value};
use texts::{
    Lang,
    format::{clock, date_long, duration, whole},
    has, t, tr,
};
use uuid::Uuid;

use super::{address, money, quantity};

/// The order of fields; what is not named stands behind them.
const ORDER: [&str; 40] = [
    "name",
    "role",
    "roles",
    "kind",
    "login",
    "number",
    "company_number",
    "vat_number",
    "visiting",
    "address",
    "invoicing",
    "phone",
    "email",
    "invoice_email",
    "language",
    "theme",
    "payment_days",
    "problem",
    "task",
    "caller",
    "caller_phone",
    "machine",
    "model",
    "serial",
    "place",
    "installed_on",
    "slot",
    "before",
    "on",
    "starts",
    "monthly_fee",
    "first_term",
    "renewal",
    "notice",
    "findings",
    "work",
    "worked",
    "travelled",
    "amount",
    "items",
];
/// What says nothing to people: what things are called in the machine, and its own notes.
const UNSAID: [&str; 25] = [
    "about",
    "active",
    "article",
    "assignee",
    "attempt",
    "automatic",
    "by",
    "customer",
    "despite",
    "document",
    "documents",
    "drawing",
    "html",
    "id",
    "level",
    "origin",
    "owner",
    "purpose",
    "rate",
    "revision",
    "scan",
    "unit",
    "user",
    "vat",
    "weight",
];
/// Whose fields stand as if they were the event's own.
const SEEN_THROUGH: [&str; 9] =
    ["buyer", "details", "letter", "on_paper", "on_screen", "part", "signature", "terms", "workplace"];
/// What was said or sent.
const TEXT: [&str; 2] = ["text", "note"];
/// How long something takes, in minutes.
const MINUTES: [&str; 5] = ["expected", "travelled", "week", "week_minutes", "worked"];
/// How long something lasts, in months.
const MONTHS: [&str; 3] = ["first_term", "notice", "renewal"];

/// In whose words.
pub struct Words {
    /// The reader's language.
    pub lang: Lang,
    /// Where our clocks are.
    pub zone: Tz,
    /// Where we are.
    pub reader: Country,
}

impl Words {
    /// The facts of an event, and what was said or sent with it.
    pub(super) fn event(&self, category: &str, what: &str, fields: &Map<String, Value>) -> (Vec<Fact>, Option<String>) {
        let mut fields = fields.clone();
        if what == "task_raised" {
            return (self.task(&fields), None);
        }
        let mut text = TEXT.iter().find_map(|name| fields.remove(*name));
        if let Some(Value::Object(letter)) = fields.get_mut("letter") {
            text = letter.remove("text").or(text);
        }
        // Its number stands in the heading.
        if ["fault", "contract", "visit", "invoice"].contains(&category) {
            fields.remove("number");
        }
        let text = text.as_ref().and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
        (self.facts(category, &fields), text.map(ToOwned::to_owned))
    }

    /// Each field with its name in words, in the order in which one reads them.
    pub(super) fn facts(&self, category: &str, fields: &Map<String, Value>) -> Vec<Fact> {
        let mut found = Vec::new();
        for (name, value) in ordered(fields) {
            self.gather(category, &self.label(category, name), name, value, &mut found);
        }
        found
    }

    /// A task's sentence, which its words fill.
    fn task(&self, fields: &Map<String, Value>) -> Vec<Fact> {
        let key = format!("task-{}", fields.get("kind").and_then(Value::as_str).unwrap_or_default());
        let words = fields.get("words").and_then(Value::as_object);
        let words: Vec<_> = (words.into_iter().flatten())
            .map(|(name, word)| (name.as_str(), self.plain(name, word).unwrap_or_default().into()))
            .collect();
        let said = has(self.lang, &key).then(|| tr(self.lang, &key, &words));
        let note = TEXT.iter().find_map(|name| fields.get(*name)).and_then(Value::as_str).map(ToOwned::to_owned);
        let label = self.label("task", "task");
        said.into_iter().chain(note).map(|value| Fact { label: label.clone(), value }).collect()
    }

    fn gather(&self, category: &str, label: &str, name: &str, value: &Value, found: &mut Vec<Fact>) {
        match value {
            Value::Object(fields) => match self.whole(fields) {
                Some(value) => found.push(Fact { label: label.to_owned(), value }),
                None => {
                    for (inner, value) in ordered(fields) {
                        let own = self.label(category, inner);
                        let label = if SEEN_THROUGH.contains(&name) { own } else { format!("{label}, {own}") };
                        self.gather(category, &label, inner, value, found);
                    }
                }
            },
            Value::Array(list) => {
                let lines: Vec<_> = list.iter().filter_map(|one| self.item(category, name, one)).collect();
                let between = if list.iter().any(Value::is_object) { "\n" } else { ", " };
                if !lines.is_empty() {
                    found.push(Fact { label: label.to_owned(), value: lines.join(between) });
                }
            }
            other => {
                let value = match (category, name) {
                    ("user" | "known", "role") => self.role(other).or_else(|| self.plain(name, other)),
                    _ => self.plain(name, other),
                };
                found.extend(value.map(|value| Fact { label: label.to_owned(), value }));
            }
        }
    }

    /// One of several: a line of an invoice as it is read, anything else part by part.
    fn item(&self, category: &str, name: &str, value: &Value) -> Option<String> {
        let Value::Object(fields) = value else {
            return if name == "roles" { self.role(value) } else { self.plain(name, value) };
        };
        let text = |name: &str| fields.get(name).and_then(|value| self.plain(name, value));
        if let (Some(description), Some(count), Some(price)) = (text("description"), text("quantity"), text("price")) {
            return Some(format!("{count} × {description}, {price}"));
        }
        let parts: Vec<_> = self.facts(category, fields).into_iter().map(|fact| fact.value).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// What is one thing though it has parts: an address, a slot, a number.
    fn whole(&self, fields: &Map<String, Value>) -> Option<String> {
        let text = |name: &str| fields.get(name).and_then(Value::as_str);
        if fields.contains_key("street") {
            let known: Address = serde_json::from_value(Value::Object(fields.clone())).ok()?;
            return Some(address(self.lang, &known, &self.reader).join("\n"));
        }
        if let (Some(on), Some(from), Some(until)) = (text("on"), text("from"), text("until")) {
            let time = |text: &str| text.parse::<NaiveTime>().map(|time| clock(self.lang, time));
            let day = date_long(self.lang, on.parse().ok()?);
            return Some(format!("{day}, {}–{}", time(&with_seconds(from)).ok()?, time(&with_seconds(until)).ok()?));
        }
        let (year, number) = (fields.get("year")?.as_u64()?, fields.get("number")?.as_u64()?);
        Some(format!("{year}-{number:04}"))
    }

    fn label(&self, category: &str, name: &str) -> String {
        let key = match (category, name) {
            ("customer" | "invoice" | "known", "number") => "document-customer-number".to_owned(),
            ("invoice", "due") => "pdf-due-date".to_owned(),
            (_, "on") => "pdf-date".to_owned(),
            ("customer" | "known", "role") => "customers-role".to_owned(),
            (_, "week_minutes") => "field-week".to_owned(),
            (_, name) => format!("field-{}", name.replace('_', "-")),
        };
        if has(self.lang, &key) { t(self.lang, &key).into_owned() } else { name.replace('_', " ") }
    }

    fn role(&self, value: &Value) -> Option<String> {
        let role = Role::parse(value.as_str()?)?;
        Some(t(self.lang, &format!("role-{}", role.name())).into_owned())
    }

    /// A value as it is read; nothing of what says nothing.
    /// What stands in a field, as people read it: codes, amounts, days and durations in words. None for what says nothing to them: an id, a
    /// hash, nothing at all.
    pub fn plain(&self, name: &str, value: &Value) -> Option<String> {
        let lang = self.lang;
        match value {
            Value::Bool(yes) => Some(t(lang, if *yes { "word-yes" } else { "word-no" }).into_owned()),
            Value::Number(number) => {
                let count = number.as_i64()?;
                Some(match name {
                    _ if MINUTES.contains(&name) => duration(lang, count),
                    _ if MONTHS.contains(&name) => tr(lang, "contracts-months", &[("count", count.into())]),
                    "payment_days" => tr(lang, "customers-days", &[("count", count.into())]),
                    "number" | "year" => count.to_string(),
                    _ => whole(lang, count),
                })
            }
            Value::String(text) => self.text(name, text),
            _ => None,
        }
    }

    fn text(&self, name: &str, text: &str) -> Option<String> {
        let (lang, text) = (self.lang, text.trim());
        let stream = text.split_once('-').is_some_and(|(_, id)| id.parse::<Uuid>().is_ok());
        if text.is_empty() || stream || text.parse::<Uuid>().is_ok() || text.parse::<Sha256>().is_ok() {
            return None;
        }
        let coded = |heads: &[&str]| {
            let key = heads.iter().map(|head| format!("{head}-{text}")).find(|key| has(lang, key));
            key.map(|key| t(lang, &key).into_owned())
        };
        let said = match name {
            "kind" => coded(&["customers-kind", "visit-kind", "document-kind", "management-vat"]),
            "vat" => coded(&["management-vat"]),
            "urgency" | "language" | "theme" => coded(&[name]),
            "rule" => coded(&["review-rule"]),
            "country" => Some(texts::country(lang, text).to_string()),
            "phone" | "caller_phone" => text.parse::<Phone>().ok().map(|phone| phone.written(&self.reader)),
            "quantity" => text.parse::<Quantity>().ok().map(|count| quantity(lang, count)),
            _ => None,
        };
        let amount = || text.contains(' ').then(|| text.parse::<Money>().ok()).flatten().map(|sum| money(lang, sum));
        let day = || text.parse::<NaiveDate>().ok().map(|day| date_long(lang, day));
        let moment = || {
            let at = text.parse::<DateTime<Utc>>().ok()?.with_timezone(&self.zone);
            Some(format!("{}, {}", date_long(lang, at.date_naive()), clock(lang, at.time())))
        };
        said.or_else(amount).or_else(day).or_else(moment).or_else(|| Some(text.to_owned()))
    }
}

/// `08:30` as chrono reads it.
fn with_seconds(text: &str) -> String {
    if text.len() == 5 { format!("{text}:00") } else { text.to_owned() }
}

/// The fields that say something, in the order in which one reads them.
fn ordered(fields: &Map<String, Value>) -> Vec<(&str, &Value)> {
    let place = |name: &str| ORDER.iter().position(|known| *known == name).unwrap_or(ORDER.len());
    let mut all: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value)).collect();
    all.retain(|(name, value)| !UNSAID.contains(name) && !value.is_null());
    all.sort_by_key(|(name, _)| place(name));
    all
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn said(lang: Lang, category: &str, fields: Value) -> Vec<(String, String)> {
        let words = Words { lang, zone: chrono_tz::Europe::Amsterdam, reader: Country::default() };
        let facts = words.facts(category, &fields.as_object().cloned().unwrap_or_default());
        facts.into_iter().map(|fact| (fact.label, fact.value)).collect()
    }

    fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
        all.iter().map(|(label, value)| ((*label).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_customer_is_told_in_the_order_of_a_letter_and_without_codes() {
        let visiting = json!({"city": "Utrecht", "country": "NL", "postcode": "3524 GK", "street": "Oranjestraat 5"});
        let known = json!({"company_number": "30207696", "email": "info@klant.example", "kind": "company", "language": "nl",
            "name": "Autobedrijf De Kroon", "number": 213, "payment_days": 14, "phone": "+31305557265", "visiting": visiting, "despite": null});
        assert_eq!(
            said(Lang::Nl, "known", known),
            pairs(&[
                ("Naam", "Autobedrijf De Kroon"),
                ("Soort", "Bedrijf"),
                ("Klantnummer", "213"),
                ("KvK-nummer", "30207696"),
                ("Bezoekadres", "Oranjestraat 5\n3524 GK Utrecht"),
                ("Telefoonnummer", "030 555 7265"),
                ("E-mailadres", "info@klant.example"),
                ("Taal", "Nederlands"),
                ("Betaaltermijn in dagen", "14 dagen"),
            ])
        );
    }

    #[test]
    fn days_hours_amounts_and_slots_are_said_as_people_write_them() {
        let slot = json!({"slot": {"from": "08:30", "on": "2026-04-14", "until": "10:00"}, "technician": "607877c5-7587-57ef-9ac3-71a9a9614313"});
        assert_eq!(said(Lang::Nl, "visit", slot), pairs(&[("Wanneer", "14 april 2026, 08.30–10.00")]));
        let terms = json!({"terms": {"first_term": 12, "kind": "service", "monthly_fee": "68.60 EUR", "notice": 2, "renewal": 12, "starts": "2026-05-01"}});
        assert_eq!(
            said(Lang::En, "contract", terms),
            pairs(&[
                ("Kind", "Maintenance and service"),
                ("Starts on", "1 May 2026"),
                ("Monthly fee", "€68.60"),
                ("First term", "12 months"),
                ("Renewal", "12 months"),
                ("Notice period", "2 months"),
            ])
        );
        let reported = json!({"heard_at": "2026-06-16T09:05:00Z", "urgency": "urgent", "about": "fault-b608cb8c-c419-55e5-982d-ea26b93b4cdf"});
        assert_eq!(
            said(Lang::Pl, "fault", reported),
            pairs(&[("Zgłoszono o", "16 czerwca 2026, 11:05"), ("Pilność", "Na dzisiaj")])
        );
    }

    #[test]
    fn a_line_of_an_invoice_is_one_line_and_a_task_its_sentence() {
        let items = json!({"items": [{"description": "Deurscharnier V-60", "price": "23.50 EUR", "quantity": "0.5", "vat": "standard"}]});
        assert_eq!(said(Lang::Nl, "invoice", items), pairs(&[("Regels", "0,5 × Deurscharnier V-60, €\u{a0}23,50")]));
        let words = Words { lang: Lang::Nl, zone: chrono_tz::Europe::Amsterdam, reader: Country::default() };
        let task = json!({"kind": "contract-signed", "weight": "notice", "words": {"contract": "C-2026-0031"}});
        let (facts, _) = words.event("task", "task_raised", &task.as_object().cloned().unwrap_or_default());
        assert_eq!(facts[0].value, "Contract C-2026-0031 is getekend");
        let named = json!({"text": "Bel mevrouw De Wit"});
        let (facts, _) = words.event("task", "task_raised", &named.as_object().cloned().unwrap_or_default());
        assert_eq!(facts[0].value, "Bel mevrouw De Wit", "of a task that only names somebody");
        let letter = json!({"letter": {"subject": "Uw storing", "text": "Goedendag,", "to": "a@b.example"}, "purpose": "reminder-3"});
        let (facts, text) = words.event("mail", "mail_queued", &letter.as_object().cloned().unwrap_or_default());
        assert_eq!(facts.iter().map(|fact| fact.value.as_str()).collect::<Vec<_>>(), ["Uw storing", "a@b.example"]);
        assert_eq!(text.as_deref(), Some("Goedendag,"));
    }
}
