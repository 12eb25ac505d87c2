//! How Werkbank writes: a mail's subject and text from the texts, in the receiver's language, plain and as HTML.

use domain::{
    CustomerId, Email, Line, Role, UserId,
    mail::{Command, Document, Letter, Receiver},
    settings::{self, Settings},
};
use event_store::Recorded;
use projections::access::{self, users};
use texts::{Arg, Lang, tr};
use uuid::Uuid;

use crate::{
    ReactError, World,
    effect::{Effect, new_id},
};

/// A colleague who reads mails.
struct Colleague {
    id: UserId,
    name: Option<Line>,
    to: Email,
    lang: Lang,
}

/// The colleagues in a role who work here and have an address.
async fn colleagues(world: &World, role: Role) -> Result<Vec<Colleague>, ReactError> {
    let all = users::all(world.of(&access::DEPARTMENT), Some(role)).await?;
    let reads_mails = |user: users::User| {
        let to = user.email.filter(|_| user.active)?.parse().ok()?;
        let lang = Lang::parse(&user.language).unwrap_or_default();
        Some(Colleague { id: user.id, name: user.name.parse().ok(), to, lang })
    };
    Ok(all.into_iter().filter_map(reads_mails).collect())
}

/// What the company is called under a mail.
pub(crate) async fn company(world: &World) -> Result<String, ReactError> {
    let (settings, _) = world.log.state::<Settings>(settings::COMPANY).await?;
    Ok(settings.company.as_ref().map(|company| company.name.to_string()).unwrap_or_default())
}

/// One mail about an event to each colleague in a role who reads mails, in their own language.
///
/// # Errors
/// When the tables or the log can't be read.
pub async fn to_all<'a>(
    world: &World,
    role: Role,
    recorded: &Recorded,
    purpose: &'a str,
    words: impl Fn(Lang) -> Vec<(&'a str, Arg<'a>)>,
) -> Result<Vec<Effect>, ReactError> {
    let company = company(world).await?;
    let mut effects = Vec::new();
    for Colleague { id, name, to, lang } in colleagues(world, role).await? {
        let post = Post {
            purpose,
            texts: None,
            lang,
            to,
            name,
            subject: id.0,
            customer: None,
            about: recorded.stream.to_string(),
            words: words(lang),
            documents: Vec::new(),
            company: company.clone(),
        };
        effects.extend(post.queue(new_id(recorded.id, &id.to_string())));
    }
    Ok(effects)
}

/// A mail to be queued.
pub struct Post<'a> {
    /// What for; its texts are `mail-<purpose>-subject` and `mail-<purpose>-body`.
    pub purpose: &'a str,
    /// Which texts, when other than the purpose's.
    pub texts: Option<&'a str>,
    /// In which language.
    pub lang: Lang,
    /// To whom.
    pub to: Email,
    /// Their name.
    pub name: Option<Line>,
    /// Whose key seals it.
    pub subject: Uuid,
    /// The customer whom it concerns.
    pub customer: Option<CustomerId>,
    /// Stream of the thing that it is about: `fault-…`.
    pub about: String,
    /// Words of the texts.
    pub words: Vec<(&'a str, Arg<'a>)>,
    /// What goes along.
    pub documents: Vec<Document>,
    /// The company's name, under the text.
    pub company: String,
}

impl Post<'_> {
    /// The mail as what follows from an event: of one cause and purpose there is one.
    pub fn queue(self, cause: Uuid) -> Vec<Effect> {
        let key = self.texts.unwrap_or(self.purpose);
        let subject = tr(self.lang, &format!("mail-{key}-subject"), &self.words);
        let body = tr(self.lang, &format!("mail-{key}-body"), &self.words);
        let text = format!("{body}\n\n{}", signature(self.lang, &self.company));
        // A subject that is too long or a purpose that is none would be a mistake of ours; then no mail is better than a wrong one.
        let (Ok(subject), Ok(purpose), Ok(about)) = (cut(&subject).parse(), self.purpose.parse(), self.about.parse())
        else {
            tracing::error!(purpose = self.purpose, "a mail could not be written");
            return Vec::new();
        };
        let html = html(self.lang, &body, &signature(self.lang, &self.company));
        vec![Effect::new(
            cause,
            &format!("mail {}", self.purpose),
            Command::Queue {
                purpose,
                subject: self.subject,
                customer: self.customer,
                about,
                letter: Letter { name: self.name, to: Receiver::Mail(self.to), subject, text, html },
                documents: self.documents,
                not_before: None,
            },
        )]
    }
}

pub(crate) fn signature(lang: Lang, company: &str) -> String {
    tr(lang, "mail-signature", &[("company", company.into())])
}

/// The first 200 characters.
pub(crate) fn cut(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(200).collect()
}

/// Paragraphs of the text as a quiet page: mail programs understand tables and inline styles, nothing more.
pub(crate) fn html(lang: Lang, body: &str, signature: &str) -> String {
    let paragraph = |text: &str| format!("<p style=\"margin:0 0 14px\">{}</p>", escape(text).replace('\n', "<br>"));
    let paragraphs: String = body.split("\n\n").map(paragraph).collect();
    format!(
        "<!doctype html><html lang=\"{}\"><body style=\"margin:0;background:#f5f4ef;font:15px/1.5 Inter,Helvetica,Arial,sans-serif;color:#17171a\">\
         <table role=\"presentation\" width=\"100%\" cellspacing=\"0\"><tr><td style=\"padding:24px\">\
         <table role=\"presentation\" width=\"600\" cellspacing=\"0\" style=\"max-width:600px;background:#fff;border-top:4px solid #ffd400\">\
         <tr><td style=\"padding:28px 32px\">{paragraphs}<p style=\"margin:22px 0 0;color:#5c5a54\">{}</p></td></tr></table></td></tr></table></body></html>",
        lang.code(),
        escape(signature).replace('\n', "<br>"),
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_customer_wrote_can_do_no_harm_in_a_mail() {
        let html = html(Lang::Nl, "Storing: <script>\n\nTot dan", "Werkbank");
        assert!(html.contains("&lt;script&gt;") && !html.contains("<script>"));
        assert_eq!(html.matches("margin:0 0 14px").count(), 2);
    }
}
