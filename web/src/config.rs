//! Configuration: `werkbank.toml` in the data folder, and the environment, which wins. A wrong value is named with what is right.

mod mail;
mod values;

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    str::FromStr,
};

use chrono::NaiveTime;
use chrono_tz::Tz;
use domain::{Address, CompanyNumber, Invalid, VatNumber, settings::Company};
use event_store::{Address as Server, Keys, MasterKey, StoreError, backup::Places};
use reactors::{
    backups::Plan,
    mailbox::Account,
    sender::{Password, Smtp},
    sms::Request,
};
use texts::{Lang, t};

pub use values::WrongValue;
use values::{Value, Values};

use crate::front::Front;

/// Where it listens when nobody says where.
pub const LISTEN: &str = "127.0.0.1:8080";

/// The master key's file in the data folder.
pub const MASTER_KEY: &str = "master.key";

/// When backups are made, when nobody says when.
const BACKUP_AT: NaiveTime = match NaiveTime::from_hms_opt(2, 0, 0) {
    Some(at) => at,
    None => NaiveTime::MIN,
};
/// For how many days backups are kept.
pub const KEEP_DAYS: u16 = 35;
/// For how many days copies of keys are kept: whose key was destroyed is forgotten everywhere by then.
pub const KEYS_KEEP_DAYS: u16 = 30;

/// What the program runs with.
#[derive(Debug)]
pub struct Config {
    /// Where to listen, when it is said.
    pub listen: Option<SocketAddr>,
    /// The address under which colleagues reach it, when it is said.
    pub front: Option<Front>,
    /// The KurrentDB that holds the log; without one, it is in a file of the data folder.
    pub event_store: Option<Server>,
    /// The folder that all programs on one log reach; without one, the data folder is this program's alone.
    pub shared: Option<PathBuf>,
    /// The company's time zone.
    pub zone: Tz,
    /// The mail server; without one, mails are written into `outbox/`.
    pub smtp: Option<Smtp>,
    /// The mailbox in which customers answer; without one, nothing that comes in is read.
    pub mailbox: Option<Account>,
    /// The gateway for text messages; without one, they are written into `outbox/`.
    pub sms: Option<Request>,
    /// When backups are made and where to; without it none are made by themselves.
    pub backup: Option<Plan>,
    /// Who the company is, when it is said here and not in the settings.
    pub company: Option<Company>,
    /// What who reads the metrics must know; without one there are none to read.
    pub metrics_token: Option<Password>,
    /// How much disk copies of the read tables may take, for looking back, in GiB, when it is said.
    pub look_back_gib: Option<u16>,
    /// The key that wraps all keys, in 64 hexadecimal digits, and where it stands; without one a file `master.key` is made in the
    /// data folder.
    master_key: Option<(Password, String)>,
}

impl Config {
    /// Reads the file, if there is one, and the environment.
    ///
    /// # Errors
    /// The first value that can't be used.
    pub fn read(dir: &Path) -> Result<Self, WrongValue> {
        values::all_known(std::env::vars_os().filter_map(|(name, _)| name.into_string().ok()))?;
        Self::from(dir, |name| std::env::var(name).ok())
    }

    fn from(dir: &Path, env: impl Fn(&str) -> Option<String>) -> Result<Self, WrongValue> {
        let values = Values::read(dir, env)?;
        let parsed = |key: &str, right| values.get(key).map(|value| value.parse(right)).transpose();
        let zone: Option<Tz> =
            values.get("time_zone").map(|value| value.parse("use a name like Europe/Amsterdam")).transpose()?;
        let front = values.get("url").map(|value| value.parse("use http:// or https:// and a name, without a path"));
        let master_key = values.get("master_key");
        if let Some(value) = master_key.as_ref().filter(|value| MasterKey::from_hex(&value.text).is_err()) {
            return Err(value.wrong("use 64 hexadecimal digits"));
        }
        let metrics_token = values.get("metrics_token");
        if let Some(value) = metrics_token.as_ref().filter(|value| value.text.trim().len() < 16) {
            return Err(value.wrong("use at least 16 characters that nobody guesses"));
        }
        Ok(Self {
            listen: parsed("listen", "use an address and a port like 127.0.0.1:8080")?,
            front: front.transpose()?,
            event_store: parsed_server(&values)?,
            shared: shared(&values)?,
            zone: zone.unwrap_or(chrono_tz::Europe::Amsterdam),
            smtp: mail::smtp(&values)?,
            mailbox: mail::mailbox(&values)?,
            sms: sms(&values)?,
            backup: backup(&values)?,
            company: company(&values)?,
            look_back_gib: values
                .get("look_back_gib")
                .map(|value| value.parse("use a whole number, 0 for none"))
                .transpose()?,
            metrics_token: metrics_token.map(|value| Password(value.text.trim().into())),
            master_key: master_key.map(|value| (Password(value.text.clone()), value.name().to_owned())),
        })
    }

    /// Where to listen: what the command line says, else the environment, else the file.
    ///
    /// # Errors
    /// Never; the last resort is an address.
    pub fn listen(&self, said: Option<SocketAddr>) -> Result<SocketAddr, std::net::AddrParseError> {
        said.or(self.listen).map_or_else(|| LISTEN.parse(), Ok)
    }

    /// Where keys and files are: the folder that programs share, else the data folder.
    pub fn common<'a>(&'a self, dir: &'a Path) -> &'a Path {
        self.shared.as_deref().unwrap_or(dir)
    }

    /// Whether there is a master key, configured or in a file beside the keys.
    pub fn has_master_key(&self, dir: &Path) -> bool {
        self.master_key.is_some() || self.common(dir).join(MASTER_KEY).exists()
    }

    /// Where the master key stands: a variable, a value of the file, or a file of its own.
    pub fn master_key_stands_in(&self, dir: &Path) -> String {
        let file = || self.common(dir).join(MASTER_KEY).display().to_string();
        self.master_key.as_ref().map_or_else(file, |(_, name)| name.clone())
    }

    /// The master key: the configured one, else the file beside the keys.
    ///
    /// # Errors
    /// When the file can't be read or made.
    pub fn master_key(&self, dir: &Path) -> Result<MasterKey, StoreError> {
        match &self.master_key {
            Some((Password(hex), _)) => MasterKey::from_hex(hex),
            None => {
                let dir = self.common(dir);
                let path = dir.join(MASTER_KEY);
                if !path.exists() && Keys::are_kept(dir) {
                    // A new one would open none of them, and stand in the way of the one that does.
                    let what = "master.key is missing, and without it nobody's data can be read: put it back from where it is kept";
                    return Err(StoreError::Keys(what.into()));
                }
                MasterKey::load_or_create(&path)
            }
        }
    }
}

fn parsed_server(values: &Values<impl Fn(&str) -> Option<String>>) -> Result<Option<Server>, WrongValue> {
    let right = "use a connection string like esdb://user:password@host:2113?tls=true";
    values.get("event_store").map(|value| value.parse(right)).transpose()
}

/// The folder that programs on one log share; a log in the data folder is no other program's.
fn shared(values: &Values<impl Fn(&str) -> Option<String>>) -> Result<Option<PathBuf>, WrongValue> {
    let Some(value) = values.get("shared") else { return Ok(None) };
    values.need("event_store", "shared")?;
    let path = PathBuf::from(&value.text);
    // It is never made: a disk that is not there today would leave a folder of that name on another one.
    match path.is_dir() {
        true => Ok(Some(path)),
        false => Err(value.wrong("use a folder that is there, and that every program on this log reaches")),
    }
}

/// A gateway for text messages: its address at least.
fn sms(values: &Values<impl Fn(&str) -> Option<String>>) -> Result<Option<Request>, WrongValue> {
    const PARTS: [&str; 5] = ["sms.url", "sms.method", "sms.headers", "sms.body", "sms.token"];
    let Some(since) = PARTS.into_iter().find(|part| values.get(part).is_some()) else { return Ok(None) };
    let url = values.need("sms.url", since)?;
    if !["http://", "https://"].iter().any(|begin| url.text.starts_with(begin)) {
        return Err(url.wrong("use an address that begins with https://"));
    }
    let body = values.get("sms.body");
    let method = match values.get("sms.method") {
        None => "POST".into(),
        Some(value) if ["POST", "PUT", "GET"].contains(&value.text.trim()) => value.text.trim().to_owned(),
        Some(value) => return Err(value.wrong("use POST, PUT or GET")),
    };
    let said = [Some(&url.text), body.as_ref().map(|body| &body.text)];
    let says = |name: &str| said.iter().flatten().any(|part| part.contains(name));
    if !says("{to}") || !says("{text}") {
        return Err(body
            .as_ref()
            .unwrap_or(&url)
            .wrong("it holds {to} and {text}, which stand for number and message"));
    }
    let mut headers = Vec::new();
    if let Some(value) = values.get("sms.headers") {
        for line in value.text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let (name, text) = line.split_once(':').ok_or_else(|| value.wrong("use one Name: value a line"))?;
            headers.push((name.trim().to_owned(), Password(text.trim().to_owned())));
        }
    }
    Ok(Some(Request {
        url: Password(url.text),
        method: method.parse().unwrap_or_default(),
        headers,
        body: body.map(|body| Password(body.text)),
        token: values.get("sms.token").map(|token| Password(token.text)),
    }))
}

/// Backups: both folders, or none.
fn backup(values: &Values<impl Fn(&str) -> Option<String>>) -> Result<Option<Plan>, WrongValue> {
    const PARTS: [&str; 5] = ["backup.to", "backup.keys_to", "backup.at", "backup.keep_days", "backup.keys_keep_days"];
    let Some(since) = PARTS.into_iter().find(|part| values.get(part).is_some()) else { return Ok(None) };
    let folder = |key: &str| values.need(key, since).map(|value| PathBuf::from(value.text));
    let days = |key: &str, usual: u16| {
        let Some(value) = values.get(key) else { return Ok(usual) };
        let right = "use a number of days from 1 to 36500";
        match value.parse(right)? {
            days @ 1..=36_500 => Ok(days),
            _ => Err(value.wrong(right)),
        }
    };
    let at = values.get("backup.at").map(|value| {
        let at = NaiveTime::parse_from_str(value.text.trim(), "%H:%M");
        at.map_err(|_| value.wrong("use an hour and minutes like 02:00"))
    });
    Ok(Some(Plan {
        places: Places { to: folder("backup.to")?, keys_to: folder("backup.keys_to")? },
        at: at.transpose()?.unwrap_or(BACKUP_AT),
        keep_days: days("backup.keep_days", KEEP_DAYS)?,
        keys_keep_days: days("backup.keys_keep_days", KEYS_KEEP_DAYS)?,
    }))
}

/// Who the company is: all of it, or nothing.
fn company(values: &Values<impl Fn(&str) -> Option<String>>) -> Result<Option<Company>, WrongValue> {
    const PARTS: [&str; 12] = [
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
    let Some(since) = PARTS.into_iter().find(|part| values.get(part).is_some()) else { return Ok(None) };
    let need = |key: &str| values.need(key, since);
    let country = values.get("company.country").map(|value| checked(&value)).transpose()?;
    let address = Address {
        street: checked(&need("company.street")?)?,
        postcode: checked(&need("company.postcode")?)?,
        city: checked(&need("company.city")?)?,
        country: country.unwrap_or_default(),
    };
    let despite = values.get("company.despite").map(|value| checked(&value)).transpose()?;
    let (company_number, vat_number) = (need("company.company_number")?, need("company.vat_number")?);
    let numbers: (CompanyNumber, VatNumber) = (checked(&company_number)?, checked(&vat_number)?);
    let looks = [(&company_number, numbers.0.looks_right()), (&vat_number, numbers.1.looks_right())];
    if let (None, Some((value, _))) = (&despite, looks.into_iter().find(|(_, right)| !right)) {
        return Err(
            value.wrong("its form or check digit is wrong; if it is right all the same, say why in company.despite")
        );
    }
    Ok(Some(Company {
        name: checked(&need("company.name")?)?,
        address,
        company_number: numbers.0,
        vat_number: numbers.1,
        iban: checked(&need("company.iban")?)?,
        phone: checked(&need("company.phone")?)?,
        email: checked(&need("company.email")?)?,
        management_email: values.get("company.management_email").map(|value| checked(&value)).transpose()?,
        despite,
    }))
}

/// A value as the rules want it; what is wrong is said in the words of the forms.
fn checked<T: FromStr<Err = Invalid>>(value: &Value) -> Result<T, WrongValue> {
    value.text.parse().map_err(|Invalid(code)| value.wrong(t(Lang::En, &format!("invalid-{code}"))))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn read_in(dir: &Path, values: &[(&str, &str)]) -> Result<Config, String> {
        let env = |name: &str| values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).into());
        Config::from(dir, env).map_err(|error| error.to_string())
    }

    fn read(values: &[(&str, &str)]) -> Result<Config, String> {
        read_in(Path::new("/nowhere"), values)
    }

    fn file(text: &str) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("werkbank.toml"), text).unwrap();
        dir
    }

    const COMPANY: &str = r#"
        [company]
        name = "Koffietechniek Utrecht B.V."
        street = "Vaartsestraat 114"
        postcode = "3542ab"
        city = "Utrecht"
        company_number = "34283840"
        vat_number = "NL004495445B01"
        iban = "NL91 ABNA 0417 1643 00"
        phone = "030 555 01 42"
        email = "administratie@koffietechniek.example"
    "#;

    #[test]
    fn without_a_mail_server_mails_go_to_the_outbox_and_the_zone_is_amsterdam() {
        let config = read(&[]).unwrap();
        assert!(config.smtp.is_none() && config.company.is_none() && config.zone == chrono_tz::Europe::Amsterdam);
    }

    #[test]
    fn a_wrong_value_is_named_with_what_is_right() {
        let zone = read(&[("WERKBANK_TIME_ZONE", "Amsterdam")]).unwrap_err();
        assert!(zone.contains("WERKBANK_TIME_ZONE") && zone.contains("Europe/Amsterdam"), "{zone}");
        for port in ["25a", "0", "65536"] {
            let port = read(&[("WERKBANK_SMTP_HOST", "mail"), ("WERKBANK_SMTP_PORT", port)]).unwrap_err();
            assert!(port.contains("1 to 65535"), "{port}");
        }
        let listen = read(&[("WERKBANK_LISTEN", "8080")]).unwrap_err();
        assert_eq!(listen, r#"WERKBANK_LISTEN is "8080"; use an address and a port like 127.0.0.1:8080"#);
        let url = read(&[("WERKBANK_URL", "werkbank.example")]).unwrap_err();
        assert!(url.contains("http:// or https://"), "{url}");
    }

    #[test]
    fn a_wrong_value_of_the_file_is_named_as_the_file_has_it() {
        let wrong = |text: &str| read_in(file(text).path(), &[]).unwrap_err();
        let alone = wrong("[smtp]\nport = 25\n");
        assert!(alone.contains("smtp.host") && alone.contains("since smtp.port is given"), "{alone}");
        let open = wrong("[smtp]\nhost = \"mail\"\nuser = \"werkbank\"\n");
        assert!(open.contains("smtp.password") && open.contains("since smtp.user is given"), "{open}");
        let port = wrong("[smtp]\nhost = \"mail\"\nport = 70000\n");
        assert_eq!(port, r#"smtp.port in werkbank.toml is "70000"; use a number from 1 to 65535"#);
        let unknown = wrong("timezone = \"Europe/Amsterdam\"\n");
        assert!(unknown.starts_with("timezone in werkbank.toml is not known; ") && unknown.contains("time_zone"));
        let broken = wrong("listen = \n");
        assert!(broken.contains("werkbank.toml") && broken.contains("line 1"), "{broken}");
        let iban = wrong(&COMPANY.replace("NL91 ABNA", "NL92 ABNA"));
        assert!(iban.starts_with("company.iban in werkbank.toml") && iban.contains("IBAN"), "{iban}");
    }

    #[test]
    fn a_flag_goes_over_the_environment_and_that_over_the_file() {
        let dir = file("listen = \"0.0.0.0:1\"\n[smtp]\nhost = \"mail\"\nport = 2525\n");
        let config = read_in(dir.path(), &[]).unwrap();
        assert_eq!(config.smtp.as_ref().map(|smtp| smtp.port), Some(2525));
        assert_eq!(config.listen(None).unwrap().port(), 1);
        let config = read_in(dir.path(), &[("WERKBANK_LISTEN", "0.0.0.0:2")]).unwrap();
        assert_eq!(config.listen(None).unwrap().port(), 2);
        assert_eq!(config.listen("0.0.0.0:3".parse().ok()).unwrap().port(), 3);
        assert_eq!(read(&[]).unwrap().listen(None).unwrap().to_string(), LISTEN);
    }

    #[test]
    fn a_mailbox_has_a_server_and_somebody_who_signs_in_and_the_rest_has_usual_values() {
        let dir = file("[imap]\nhost = \"mail\"\nuser = \"desk\"\n");
        let half = read_in(dir.path(), &[]).unwrap_err();
        assert!(half.contains("imap.password is missing") && half.contains("since imap.host is given"), "{half}");
        let password = ("WERKBANK_IMAP_PASSWORD", "geheim");
        let account = read_in(dir.path(), &[password]).unwrap().mailbox.unwrap();
        let usual = (993, reactors::sender::Security::Tls, "INBOX");
        assert_eq!((account.port, account.security, account.folder.as_str()), usual);
        let account = read_in(dir.path(), &[password, ("WERKBANK_IMAP_SECURITY", "starttls")]).unwrap().mailbox;
        assert_eq!(account.unwrap().port, 143);
        assert!(read(&[]).unwrap().mailbox.is_none());
    }

    #[test]
    fn who_the_company_is_may_be_configured_but_then_as_a_whole() {
        let dir = file(COMPANY);
        let company = read_in(dir.path(), &[("WERKBANK_COMPANY_CITY", "Zeist")]).unwrap().company.unwrap();
        assert_eq!((company.address.city.as_str(), company.address.postcode.as_str()), ("Zeist", "3542 AB"));
        assert_eq!((company.iban.as_str(), company.address.country.as_str()), ("NL91ABNA0417164300", "NL"));
        let odd = COMPANY.replace("NL004495445B01", "NL004495446B01");
        assert!(read_in(file(&odd).path(), &[]).unwrap_err().contains("company.despite"));
        let argued = format!("{odd}despite = \"so says the register\"\n");
        assert!(read_in(file(&argued).path(), &[]).unwrap().company.unwrap().despite.is_some());
        let part = read(&[("WERKBANK_COMPANY_NAME", "Koffietechniek")]).unwrap_err();
        assert!(part.contains("company.street is missing") && part.contains("WERKBANK_COMPANY_STREET"), "{part}");
    }

    #[test]
    fn backups_have_two_folders_and_the_rest_has_usual_values() {
        let dir = file("[backup]\nto = \"/backup\"\nkeys_to = \"/keys\"\nat = \"23:30\"\nkeep_days = 90\n");
        let plan = read_in(dir.path(), &[("WERKBANK_BACKUP_KEYS_TO", "/elsewhere")]).unwrap().backup.unwrap();
        assert_eq!(plan.places, Places { to: "/backup".into(), keys_to: "/elsewhere".into() });
        assert_eq!((plan.at.to_string(), plan.keep_days, plan.keys_keep_days), ("23:30:00".into(), 90, 30));
        assert!(read(&[]).unwrap().backup.is_none());
        let wrong = |text: &str| read_in(file(&format!("[backup]\n{text}")).path(), &[]).unwrap_err();
        let half = wrong("to = \"/backup\"\n");
        assert!(half.contains("backup.keys_to is missing") && half.contains("since backup.to is given"), "{half}");
        let both = "to = \"/b\"\nkeys_to = \"/k\"\n";
        let at = wrong(&format!("{both}at = \"2 uur\"\n"));
        assert_eq!(at, r#"backup.at in werkbank.toml is "2 uur"; use an hour and minutes like 02:00"#);
        let days = wrong(&format!("{both}keys_keep_days = 0\n"));
        assert!(days.contains("backup.keys_keep_days") && days.contains("1 to 36500"), "{days}");
    }

    #[test]
    fn a_shared_folder_is_there_and_belongs_to_a_log_that_is_shared() {
        let server = ("WERKBANK_EVENT_STORE", "esdb://one:2113");
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().to_str().unwrap();
        let config = read(&[server, ("WERKBANK_SHARED", path)]).unwrap();
        assert_eq!(config.common(Path::new("/own")), dir.path());
        assert_eq!(read(&[server]).unwrap().common(Path::new("/own")), Path::new("/own"));
        let alone = read(&[("WERKBANK_SHARED", path)]).unwrap_err();
        assert!(alone.contains("event_store is missing") && alone.contains("since shared is given"), "{alone}");
        let gone = read(&[server, ("WERKBANK_SHARED", "/nowhere")]).unwrap_err();
        assert!(gone.contains("a folder that is there"), "{gone}");
    }

    #[test]
    fn a_variable_that_is_none_is_named_with_the_one_most_like_it() {
        let all = |names: &[&str]| {
            values::all_known(names.iter().map(|name| (*name).to_owned())).map_err(|error| error.to_string())
        };
        for (wrong, meant) in [
            ("WERKBANK_BAKUP_TO", "WERKBANK_BACKUP_TO"),
            ("WERKBANK_TIMEZONE", "WERKBANK_TIME_ZONE"),
            ("WERKBANK_SMTP_PASWORD", "WERKBANK_SMTP_PASSWORD"),
            ("WERKBANK_MASTERKEY", "WERKBANK_MASTER_KEY"),
            ("WERKBANK_LOGFORMAT", "WERKBANK_LOG_FORMAT"),
            ("WERKBANK_listen", "WERKBANK_LISTEN"),
        ] {
            let said = all(&["PATH", "WERKBANK_URL", wrong]).unwrap_err();
            assert!(said.starts_with(&format!("{wrong} is not known; the one most like it is {meant};")), "{said}");
        }
        let fine = ["HOME", "WERKBANK", "WERKBANK_LOG", "WERKBANK_SMTP_PORT", "WERKBANK_TEST_KURRENTDB"];
        all(&fine).unwrap();
        // Kubernetes says these of services of that name.
        for service in ["WERKBANK", "WERKBANK_WEB"] {
            let said = ["_SERVICE_HOST", "_SERVICE_PORT_HTTP", "_PORT", "_PORT_8080_TCP_ADDR"]
                .map(|end| format!("{service}{end}"));
            all(&said.each_ref().map(String::as_str)).unwrap();
        }
        all(&["WERKBANK_PORT"]).unwrap_err();
    }

    #[test]
    fn where_the_master_key_stands_is_known() {
        let key = "ab".repeat(32);
        let config = read(&[("WERKBANK_MASTER_KEY", &key)]).unwrap();
        assert_eq!(config.master_key_stands_in(Path::new("/data")), "WERKBANK_MASTER_KEY");
        let dir = file(&format!("master_key = \"{key}\"\n"));
        let config = read_in(dir.path(), &[]).unwrap();
        assert_eq!(config.master_key_stands_in(dir.path()), "master_key in werkbank.toml");
        assert_eq!(read(&[]).unwrap().master_key_stands_in(Path::new("/data")), "/data/master.key");
    }

    #[test]
    fn a_secret_is_never_printed() {
        for part in ["SMTP", "IMAP"] {
            let values = [("HOST", "mail"), ("USER", "u"), ("PASSWORD", "geheim")];
            let values = values.map(|(name, value)| (format!("WERKBANK_{part}_{name}"), value));
            let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (name.as_str(), *value)).collect();
            assert!(!format!("{:?}", read(&values).unwrap()).contains("geheim"), "{part}");
        }
        for name in ["WERKBANK_MASTER_KEY", "WERKBANK_METRICS_TOKEN"] {
            let key = read(&[(name, "abc123")]).unwrap_err();
            assert!(!key.contains("abc123"));
        }
    }
}
