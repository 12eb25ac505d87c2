//! Mail servers: where mails go, and where customers' answers come in.

use reactors::{
    mailbox::Account,
    sender::{Password, Security, Smtp},
};

use super::values::{Values, WrongValue};

/// The ports of a kind of server: on a bare line, one that becomes safe, and one that is from the first byte.
struct Ports {
    none: u16,
    starttls: u16,
    tls: u16,
}

/// How a server is reached.
struct Server {
    host: String,
    port: u16,
    security: Security,
    extra_ca: Option<Vec<u8>>,
}

/// Where mails go; nowhere, where nothing of it is said.
pub fn smtp(values: &Values<impl Fn(&str) -> Option<String>>) -> Result<Option<Smtp>, WrongValue> {
    const PARTS: [&str; 6] = ["smtp.host", "smtp.port", "smtp.security", "smtp.user", "smtp.password", "smtp.ca_file"];
    let Some(since) = PARTS.into_iter().find(|part| values.get(part).is_some()) else { return Ok(None) };
    let ports = Ports { none: 25, starttls: 587, tls: 465 };
    let Server { host, port, security, extra_ca } = server(values, "smtp", since, Security::StartTls, &ports)?;
    let credentials = match (values.get("smtp.user"), values.get("smtp.password")) {
        (None, None) => None,
        _ => {
            let user = values.need("smtp.user", "smtp.password")?;
            Some((user.text, Password(values.need("smtp.password", "smtp.user")?.text)))
        }
    };
    Ok(Some(Smtp { host, port, security, credentials, extra_ca }))
}

/// The mailbox that is read; none, where nothing of it is said.
pub fn mailbox(values: &Values<impl Fn(&str) -> Option<String>>) -> Result<Option<Account>, WrongValue> {
    const PARTS: [&str; 7] =
        ["imap.host", "imap.port", "imap.security", "imap.user", "imap.password", "imap.folder", "imap.ca_file"];
    let Some(since) = PARTS.into_iter().find(|part| values.get(part).is_some()) else { return Ok(None) };
    let ports = Ports { none: 143, starttls: 143, tls: 993 };
    let Server { host, port, security, extra_ca } = server(values, "imap", since, Security::Tls, &ports)?;
    let user = values.need("imap.user", since)?.text;
    let password = Password(values.need("imap.password", since)?.text);
    let folder = values.get("imap.folder").map_or_else(|| "INBOX".into(), |value| value.text);
    Ok(Some(Account { host, port, security, user, password, folder, extra_ca }))
}

fn server(
    values: &Values<impl Fn(&str) -> Option<String>>,
    part: &str,
    since: &str,
    usual: Security,
    ports: &Ports,
) -> Result<Server, WrongValue> {
    let key = |name: &str| format!("{part}.{name}");
    let host = values.need(&key("host"), since)?.text;
    let security = match values.get(&key("security")) {
        None => usual,
        Some(value) => match value.text.trim() {
            "none" => Security::None,
            "starttls" => Security::StartTls,
            "tls" => Security::Tls,
            _ => return Err(value.wrong("use none, starttls or tls")),
        },
    };
    let port = match values.get(&key("port")) {
        None => match security {
            Security::None => ports.none,
            Security::StartTls => ports.starttls,
            Security::Tls => ports.tls,
        },
        Some(value) => match value.parse("use a number from 1 to 65535")? {
            0_u16 => return Err(value.wrong("use a number from 1 to 65535")),
            port => port,
        },
    };
    let extra_ca = match values.get(&key("ca_file")) {
        None => None,
        Some(path) => Some(std::fs::read(&path.text).map_err(|error| path.wrong(error))?),
    };
    Ok(Server { host, port, security, extra_ca })
}
