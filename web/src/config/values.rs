//! Where a configured value comes from: the environment, else the file; and how a wrong one is named.

use std::{collections::BTreeMap, fmt::Display, path::Path};

/// Every value, as the file has it: `smtp.port` is `port` under `[smtp]` there, and `WERKBANK_SMTP_PORT` in the environment.
const KNOWN: [&str; 43] = [
    "listen",
    "event_store",
    "shared",
    "url",
    "time_zone",
    "master_key",
    "metrics_token",
    "look_back_gib",
    "smtp.host",
    "smtp.port",
    "smtp.security",
    "smtp.user",
    "smtp.password",
    "smtp.ca_file",
    "imap.host",
    "imap.port",
    "imap.security",
    "imap.user",
    "imap.password",
    "imap.folder",
    "imap.ca_file",
    "sms.url",
    "sms.method",
    "sms.headers",
    "sms.body",
    "sms.token",
    "backup.to",
    "backup.keys_to",
    "backup.at",
    "backup.keep_days",
    "backup.keys_keep_days",
    "company.name",
    "company.street",
    "company.postcode",
    "company.city",
    "company.country",
    "company.company_number",
    "company.vat_number",
    "company.iban",
    "company.phone",
    "company.email",
    "company.management_email",
    "company.despite",
];
/// What the environment may say besides: of what is logged and traced, and to the project's own tests.
const BESIDE: [&str; 8] = [
    "WERKBANK_LOG",
    "WERKBANK_LOG_FORMAT",
    "WERKBANK_TRACES",
    "WERKBANK_SEED",
    "WERKBANK_KILLS",
    "WERKBANK_STORMS",
    "WERKBANK_STEPS",
    "WERKBANK_TAKEOVERS",
];
/// Those of which nothing is ever printed.
const SECRET: [&str; 9] = [
    "event_store",
    "master_key",
    "metrics_token",
    "smtp.password",
    "imap.password",
    "sms.url",
    "sms.headers",
    "sms.body",
    "sms.token",
];
/// The file's name in the data folder.
const FILE: &str = "werkbank.toml";

/// A value that can't be used.
#[derive(Debug, thiserror::Error)]
#[error("{name} is {value}; {right}")]
pub struct WrongValue {
    name: String,
    value: String,
    right: String,
}

/// A value with where it stands.
#[derive(Debug, Clone)]
pub struct Value {
    /// As it was written.
    pub text: String,
    name: String,
    secret: bool,
}

impl Value {
    /// Where it stands.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Says what would be right.
    pub fn wrong(&self, right: impl Display) -> WrongValue {
        let value = if self.secret { "…".into() } else { format!("{:?}", self.text) };
        WrongValue { name: self.name.clone(), value, right: right.to_string() }
    }

    /// The value as what it means.
    ///
    /// # Errors
    /// With what is right.
    pub fn parse<T: std::str::FromStr>(&self, right: impl Display) -> Result<T, WrongValue> {
        self.text.trim().parse().map_err(|_| self.wrong(right))
    }
}

/// Everything that is configured.
pub struct Values<E> {
    file: BTreeMap<String, String>,
    env: E,
}

impl<E: Fn(&str) -> Option<String>> Values<E> {
    /// Reads the data folder's file, if there is one.
    ///
    /// # Errors
    /// When it can't be read, or holds what is not known.
    pub fn read(dir: &Path, env: E) -> Result<Self, WrongValue> {
        let path = dir.join(FILE);
        let wrong = |right: &dyn Display| WrongValue {
            name: FILE.into(),
            value: format!("{:?}", path.display().to_string()),
            right: right.to_string(),
        };
        // Only where it is broken is told: the line may hold a secret.
        let broken = |text: &str, error: &toml::de::Error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            wrong(&format!("in line {}: {}", before.lines().count().max(1), error.message()))
        };
        let table: toml::Table = match std::fs::read_to_string(&path) {
            Ok(text) => toml::from_str(&text).map_err(|error| broken(&text, &error))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => toml::Table::new(),
            Err(error) => return Err(wrong(&error)),
        };
        let mut file = BTreeMap::new();
        for (name, value) in table {
            match value {
                toml::Value::Table(part) => {
                    for (inner, value) in part {
                        take(&mut file, format!("{name}.{inner}"), value)?;
                    }
                }
                value => take(&mut file, name, value)?,
            }
        }
        Ok(Self { file, env })
    }

    /// A value, if it is given; an empty one is none.
    pub fn get(&self, key: &str) -> Option<Value> {
        let secret = SECRET.contains(&key);
        let variable = variable(key);
        let own = |text: &String| Value { text: text.clone(), name: format!("{key} in {FILE}"), secret };
        let given = (self.env)(&variable).map(|text| Value { text, name: variable, secret });
        given.or_else(|| self.file.get(key).map(own)).filter(|value| !value.text.trim().is_empty())
    }

    /// A value that must be there since another one is.
    ///
    /// # Errors
    /// When it is not.
    pub fn need(&self, key: &str, since: &str) -> Result<Value, WrongValue> {
        let right = || format!("say it in {FILE} or as {}, since {since} is given", variable(key));
        self.get(key).ok_or_else(|| WrongValue { name: key.into(), value: "missing".into(), right: right() })
    }
}

fn take(file: &mut BTreeMap<String, String>, key: String, value: toml::Value) -> Result<(), WrongValue> {
    let wrong = |right: String| WrongValue { name: format!("{key} in {FILE}"), value: "not known".into(), right };
    if !KNOWN.contains(&key.as_str()) {
        return Err(wrong(format!("what can stand there is {}", KNOWN.join(", "))));
    }
    let text = match value {
        toml::Value::String(text) => text,
        toml::Value::Integer(number) => number.to_string(),
        _ => return Err(wrong("write it as a text or a number".into())),
    };
    file.insert(key, text);
    Ok(())
}

/// Refuses a variable that begins like ours and is none: it was meant to say something.
///
/// # Errors
/// Names it, and the one that is most like it.
pub fn all_known(names: impl Iterator<Item = String>) -> Result<(), WrongValue> {
    let known: Vec<String> = KNOWN.iter().map(|key| variable(key)).chain(BESIDE.map(ToOwned::to_owned)).collect();
    let mut names: Vec<String> = names.filter(|name| name.starts_with("WERKBANK_")).collect();
    names.sort();
    // Kubernetes tells every program of a service that is called `werkbank…` where that is.
    let services: Vec<&str> = names.iter().filter_map(|name| name.strip_suffix("_SERVICE_HOST")).collect();
    let is_a_services = |name: &str| {
        let rests = services.iter().filter_map(|service| name.strip_prefix(service));
        rests.into_iter().any(|rest| rest.starts_with("_SERVICE_") || rest == "_PORT" || rest.starts_with("_PORT_"))
    };
    let unknown =
        |name: &&String| !known.contains(name) && !name.starts_with("WERKBANK_TEST_") && !is_a_services(name.as_str());
    let Some(name) = names.iter().find(unknown).cloned() else { return Ok(()) };
    let nearest = known.iter().max_by(|a, b| likeness(&name, a).total_cmp(&likeness(&name, b)));
    let right =
        format!("the one most like it is {}; take it away, or say what was meant", nearest.map_or("", |name| name));
    Err(WrongValue { name, value: "not known".into(), right })
}

/// How much two names are alike, from 0 to 1: by the pairs of letters that both have.
fn likeness(one: &str, other: &str) -> f64 {
    let pairs = |name: &str| name.to_uppercase().as_bytes().windows(2).map(<[u8]>::to_vec).collect::<Vec<_>>();
    let (one, mut rest) = (pairs(one), pairs(other));
    let all = (one.len() + rest.len()) as f64;
    let both =
        one.iter().filter(|pair| rest.iter().position(|known| known == *pair).map(|at| rest.swap_remove(at)).is_some());
    2.0 * both.count() as f64 / all
}

/// `smtp.port` as the environment has it.
pub fn variable(key: &str) -> String {
    format!("WERKBANK_{}", key.replace('.', "_").to_uppercase())
}
