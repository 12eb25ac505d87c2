//! Configuration: `werkbank.toml` in the data folder, and the environment, which wins. A wrong value is named with what is right.

use std::{fmt::Display, path::Path};

use chrono_tz::Tz;
use event_store::MasterKey;
use reactors::sender::{Password, Security, Smtp};
use serde::Deserialize;

/// What the program runs with.
#[derive(Debug)]
pub struct Config {
    /// The company's time zone.
    pub zone: Tz,
    /// The mail server; without one, mails are written into `outbox/`.
    pub smtp: Option<Smtp>,
    /// The key that wraps all keys, in 64 hexadecimal digits; without one a file `master.key` is made in the data folder.
    master_key: Option<Password>,
}

/// The file, as written.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    time_zone: Option<String>,
    master_key: Option<String>,
    smtp: FileSmtp,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct FileSmtp {
    host: Option<String>,
    port: Option<String>,
    security: Option<String>,
    user: Option<String>,
    password: Option<String>,
    ca_file: Option<String>,
}

/// A value that can't be used.
#[derive(Debug, thiserror::Error)]
#[error("{name} is {value:?}; {right}")]
pub struct WrongValue {
    name: &'static str,
    value: String,
    right: String,
}

fn wrong(name: &'static str, value: impl Into<String>, right: impl Display) -> WrongValue {
    WrongValue { name, value: value.into(), right: right.to_string() }
}

impl Config {
    /// Reads the file, if there is one, and the environment.
    ///
    /// # Errors
    /// The first value that can't be used.
    pub fn read(dir: &Path) -> Result<Self, WrongValue> {
        Self::from(dir, |name| std::env::var(name).ok())
    }

    fn from(dir: &Path, env: impl Fn(&str) -> Option<String>) -> Result<Self, WrongValue> {
        let path = dir.join("werkbank.toml");
        let file: File = match std::fs::read_to_string(&path) {
            Ok(text) => toml::from_str(&text)
                .map_err(|error| wrong("werkbank.toml", path.display().to_string(), error.message()))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => File::default(),
            Err(error) => return Err(wrong("werkbank.toml", path.display().to_string(), error)),
        };
        let either = |name: &str, own: Option<String>| env(name).or(own).filter(|value| !value.trim().is_empty());
        let zone = either("WERKBANK_TIME_ZONE", file.time_zone).unwrap_or_else(|| "Europe/Amsterdam".into());
        let zone = zone.parse().map_err(|_| wrong("WERKBANK_TIME_ZONE", &zone, "use a name like Europe/Amsterdam"))?;
        let master_key = either("WERKBANK_MASTER_KEY", file.master_key).map(Password);
        if let Some(Password(hex)) = &master_key
            && MasterKey::from_hex(hex).is_err()
        {
            return Err(wrong("WERKBANK_MASTER_KEY", "…", "use 64 hexadecimal digits"));
        }
        Ok(Self { zone, master_key, smtp: smtp(file.smtp, either)? })
    }

    /// The master key: the configured one, else the data folder's own file.
    ///
    /// # Errors
    /// When the file can't be read or made.
    pub fn master_key(&self, dir: &Path) -> Result<MasterKey, event_store::StoreError> {
        match &self.master_key {
            Some(Password(hex)) => MasterKey::from_hex(hex),
            None => MasterKey::load_or_create(&dir.join("master.key")),
        }
    }
}

fn smtp(file: FileSmtp, either: impl Fn(&str, Option<String>) -> Option<String>) -> Result<Option<Smtp>, WrongValue> {
    let Some(host) = either("WERKBANK_SMTP_HOST", file.host) else { return Ok(None) };
    let security = either("WERKBANK_SMTP_SECURITY", file.security).unwrap_or_else(|| "starttls".into());
    let (security, usual) = match security.as_str() {
        "none" => (Security::None, 25),
        "starttls" => (Security::StartTls, 587),
        "tls" => (Security::Tls, 465),
        other => return Err(wrong("WERKBANK_SMTP_SECURITY", other, "use none, starttls or tls")),
    };
    let port = match either("WERKBANK_SMTP_PORT", file.port) {
        None => usual,
        Some(port) => port.parse().map_err(|_| wrong("WERKBANK_SMTP_PORT", &port, "use a number from 1 to 65535"))?,
    };
    let user = either("WERKBANK_SMTP_USER", file.user);
    let password = either("WERKBANK_SMTP_PASSWORD", file.password);
    let extra_ca = match either("WERKBANK_SMTP_CA_FILE", file.ca_file) {
        None => None,
        Some(path) => Some(std::fs::read(&path).map_err(|error| wrong("WERKBANK_SMTP_CA_FILE", &path, error))?),
    };
    let credentials = user.map(|user| (user, Password(password.unwrap_or_default())));
    Ok(Some(Smtp { host, port, security, credentials, extra_ca }))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn read(values: &[(&str, &str)]) -> Result<Config, String> {
        let env = |name: &str| values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).into());
        Config::from(Path::new("/nowhere"), env).map_err(|error| error.to_string())
    }

    #[test]
    fn without_a_mail_server_mails_go_to_the_outbox_and_the_zone_is_amsterdam() {
        let config = read(&[]).unwrap();
        assert!(config.smtp.is_none() && config.zone == chrono_tz::Europe::Amsterdam);
    }

    #[test]
    fn a_wrong_value_is_named_with_what_is_right() {
        let zone = read(&[("WERKBANK_TIME_ZONE", "Amsterdam")]).unwrap_err();
        assert!(zone.contains("WERKBANK_TIME_ZONE") && zone.contains("Europe/Amsterdam"), "{zone}");
        let port = read(&[("WERKBANK_SMTP_HOST", "mail"), ("WERKBANK_SMTP_PORT", "25a")]).unwrap_err();
        assert!(port.contains("1 to 65535"), "{port}");
    }

    #[test]
    fn a_secret_is_never_printed() {
        let values =
            [("WERKBANK_SMTP_HOST", "mail"), ("WERKBANK_SMTP_USER", "u"), ("WERKBANK_SMTP_PASSWORD", "geheim")];
        assert!(!format!("{:?}", read(&values).unwrap()).contains("geheim"));
        let key = read(&[("WERKBANK_MASTER_KEY", "abc123")]).unwrap_err();
        assert!(!key.contains("abc123"));
    }
}
