//! Text messages: handed to a gateway by HTTP, in the form that it asks for; without one they are files in `outbox/`.

use std::{path::PathBuf, time::Duration};

use domain::Phone;
use reqwest::{Client, Method, StatusCode};
use uuid::Uuid;

use crate::sender::{Failure, Password, write_whole};

/// How long the gateway may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// So much of its answer is kept.
const ANSWER_CHARS: usize = 200;

/// How a gateway is asked to send a text message. In each part `{to}`, `{text}`, `{id}` and `{token}` stand for the number as in
/// `+31612345678`, the message, its id (the same when it is tried again) and the secret.
#[derive(Debug, Clone)]
pub struct Request {
    /// Its address, `https://…`.
    pub url: Password,
    /// How: `POST` or `GET`.
    pub method: Method,
    /// Headers, as `Name: value`.
    pub headers: Vec<(String, Password)>,
    /// What is posted.
    pub body: Option<Password>,
    /// What it knows us by.
    pub token: Option<Password>,
}

/// Where text messages go.
pub enum Texts {
    /// To a gateway.
    Gateway(Box<Gateway>),
    /// Into a folder, as `.txt` files, until a gateway is configured.
    Outbox(PathBuf),
}

/// A gateway.
pub struct Gateway {
    client: Client,
    request: Request,
}

/// Every safe connection of the program takes the ciphers that mails are sent with, unless others were chosen: whoever makes a client
/// for HTTP calls this before.
pub fn choose_ciphers() {
    let _ = tokio_rustls::rustls::crypto::ring::default_provider().install_default();
}

impl Gateway {
    /// A gateway that is asked like this.
    ///
    /// # Errors
    /// When the machine can't make safe connections.
    pub fn new(request: Request) -> Result<Self, String> {
        choose_ciphers();
        let client = Client::builder().timeout(PATIENCE).redirect(reqwest::redirect::Policy::none()).build();
        Ok(Self { client: client.map_err(|error| error.without_url().to_string())?, request })
    }

    async fn send(&self, id: Uuid, to: &Phone, text: &str) -> Result<Option<String>, Failure> {
        let written = |part: &str, escape: fn(&str) -> String| self.written(part, escape, id, to, text);
        let mut request = self.client.request(self.request.method.clone(), written(&self.request.url.0, percent));
        for (name, value) in &self.request.headers {
            request = request.header(name, written(&value.0, ToOwned::to_owned));
        }
        if let Some(Password(body)) = &self.request.body {
            request = request.body(written(body, escape_of(body)));
        }
        let response = match request.send().await {
            Ok(response) => response,
            // Nothing of it has arrived: it is tried again. Anything else may have gone out, and a person judges.
            Err(error) if error.is_connect() || error.is_builder() => return Err(failed(false, &error.without_url())),
            Err(error) => {
                tracing::warn!(error = %error.without_url(), "a gateway did not answer");
                return Err(Failure { permanent: true, reason: "in-doubt".into() });
            }
        };
        let status = response.status();
        let answer = response.text().await.unwrap_or_default();
        let answer = cut(&self.without_secrets(&answer));
        if status.is_success() {
            return Ok((!answer.is_empty()).then_some(answer));
        }
        Err(Failure { permanent: is_of_the_message(status), reason: format!("{status} {answer}").trim().to_owned() })
    }

    /// A part of the request with what its braces stand for. The secret is written as it is: whoever configures it knows where it stands.
    fn written(&self, part: &str, escape: fn(&str) -> String, id: Uuid, to: &Phone, text: &str) -> String {
        let (to, text, id) = (escape(to.as_str()), escape(text), id.to_string());
        let token = self.request.token.as_ref().map(|Password(token)| token.as_str());
        domain::messages::filled(part, |name| match name {
            "to" => Some(to.as_str()),
            "text" => Some(text.as_str()),
            "id" => Some(id.as_str()),
            "token" => token,
            _ => None,
        })
    }

    fn without_secrets(&self, text: &str) -> String {
        match &self.request.token {
            Some(Password(token)) if !token.is_empty() => text.replace(token, "…"),
            _ => text.to_owned(),
        }
    }
}

impl Texts {
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Gateway(_) => "sms",
            Self::Outbox(_) => "outbox",
        }
    }

    pub(crate) async fn hand_over(&self, id: Uuid, to: &Phone, text: &str) -> Result<Option<String>, Failure> {
        match self {
            Self::Gateway(gateway) => gateway.send(id, to, text).await,
            Self::Outbox(folder) => {
                let written = write_whole(folder, &format!("{id}.txt"), format!("{to}\n\n{text}\n").as_bytes()).await;
                written.map(|()| None).map_err(|error| failed(false, &error))
            }
        }
    }
}

fn failed(permanent: bool, error: &dyn std::error::Error) -> Failure {
    Failure { permanent, reason: crate::sender::spoken(error) }
}

/// Whether the gateway said no to this message for good. What it says about us (who we are, that there are too many) passes, or is
/// put right in the configuration.
fn is_of_the_message(status: StatusCode) -> bool {
    let passes = [
        StatusCode::UNAUTHORIZED,
        StatusCode::PAYMENT_REQUIRED,
        StatusCode::FORBIDDEN,
        StatusCode::NOT_FOUND,
        StatusCode::REQUEST_TIMEOUT,
        StatusCode::TOO_MANY_REQUESTS,
    ];
    status.is_client_error() && !passes.contains(&status)
}

/// How words are written in a body: it shows by its first sign what it is.
fn escape_of(body: &str) -> fn(&str) -> String {
    match body.trim_start().chars().next() {
        Some('{' | '[') => in_json,
        Some('<') => in_xml,
        _ => percent,
    }
}

fn in_json(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    quoted[1..quoted.len() - 1].to_owned()
}

fn in_xml(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn percent(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

fn cut(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(ANSWER_CHARS).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_can_do_no_harm_in_any_form_of_body() {
        assert_eq!(escape_of("{\"text\": \"{text}\"}")("Zeg \"ja\"\n"), "Zeg \\\"ja\\\"\\n");
        assert_eq!(escape_of("<sms>{text}</sms>")("a<b & c"), "a&lt;b &amp; c");
        assert_eq!(escape_of("to={to}&text={text}")("a&b=ć"), "a%26b%3D%C4%87");
    }
}
