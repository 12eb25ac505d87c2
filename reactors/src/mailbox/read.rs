//! What a mail is to us: an answer to an invitation, an answer to one of our mails, one of ours that came back; or nothing of ours.

use std::borrow::Cow;

use chrono_tz::Tz;
use mail_parser::{HeaderValue, Message, MessageParser, MessagePart, MimeHeaders, PartType};
use uuid::Uuid;

use super::{itip, own_words::own_words};

/// Somebody may send mails within mails, thousands deep: they are read, and let go of, on a stack that has room for as many as fit.
const STACK: usize = 64 << 20;
/// So many of those that a mail answers are looked at.
const ANSWERED: usize = 20;

/// A mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mail {
    /// Its Message-ID; none where it says none.
    pub(super) id: Option<String>,
    /// What it is.
    pub(super) what: What,
}

/// What a mail is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// An answer to an invitation.
    Answer(itip::Answer),
    /// Somebody answers one of these mails.
    Letter {
        /// Which, the likeliest first.
        to: Vec<Uuid>,
        /// Their address.
        address: String,
        /// Their name.
        name: Option<String>,
        /// What they wrote.
        text: String,
    },
    /// One of these mails came back.
    Returned {
        /// Which, the likeliest first.
        mails: Vec<Uuid>,
        /// Why.
        reason: String,
    },
    /// None of these.
    Nothing,
}

impl What {
    /// As it is counted.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Answer(_) => "answer",
            Self::Letter { .. } => "letter",
            Self::Returned { .. } => "returned",
            Self::Nothing => "nothing",
        }
    }
}

/// Reads a mail, or what of it was fetched; none when it can't be read.
pub(super) async fn read(raw: Vec<u8>, zone: Tz) -> Option<Mail> {
    let (done, read) = tokio::sync::oneshot::channel();
    let work = move || {
        let _ = done.send(mail(&raw, zone));
    };
    std::thread::Builder::new().name("mail".into()).stack_size(STACK).spawn(work).ok()?;
    // What a reader gives up on, whatever it is, is a mail that can't be read.
    read.await.ok()?
}

fn mail(raw: &[u8], zone: Tz) -> Option<Mail> {
    let message = MessageParser::default().parse(raw)?;
    let calendar = message.parts.iter().filter(|part| is(part, "text", "calendar") || is(part, "application", "ics"));
    let answer = calendar.filter_map(|part| itip::read(&text_of(part), zone)).next();
    let what = match answer {
        Some(answer) => What::Answer(answer),
        None if is_report(&message) => returned(&message),
        None if is_automatic(&message) => What::Nothing,
        None => letter(&message),
    };
    Some(Mail { id: message.message_id().map(Into::into), what })
}

/// An answer by a person to a mail of ours, which is known by its Message-ID.
fn letter(message: &Message<'_>) -> What {
    let from = message.from().and_then(|from| from.first());
    let Some(address) = from.and_then(|from| from.address()) else { return What::Nothing };
    let mut to = ours(message.in_reply_to());
    to.extend(ours(message.references()).into_iter().rev());
    to.truncate(ANSWERED);
    let text = message.body_text(0).unwrap_or_default();
    if to.is_empty() || text.trim().is_empty() {
        return What::Nothing;
    }
    What::Letter {
        to,
        address: address.to_lowercase(),
        name: from.and_then(|from| from.name()).map(Into::into),
        text: own_words(&text).into(),
    }
}

/// One of ours that could not be delivered (RFC 3464). That it is only late says nothing.
fn returned(message: &Message<'_>) -> What {
    let status = message.parts.iter().find(|part| is(part, "message", "delivery-status")).map(text_of);
    let status = status.unwrap_or_default();
    let field = |name: &str| {
        let of =
            |line: &str| line.split_once(':').filter(|(known, _)| known.trim().eq_ignore_ascii_case(name)).is_some();
        status
            .lines()
            .find(|line| of(line))
            .and_then(|line| line.split_once(':'))
            .map(|(_, value)| value.trim().to_owned())
    };
    if !field("Action").is_some_and(|action| action.eq_ignore_ascii_case("failed")) {
        return What::Nothing;
    }
    let within = |part: &MessagePart<'_>| match &part.body {
        PartType::Message(inner) => inner.message_id().and_then(of_ours),
        _ if is(part, "text", "rfc822-headers") => {
            let text = text_of(part);
            let id = text.lines().find_map(|line| {
                line.split_once(':').filter(|(name, _)| name.trim().eq_ignore_ascii_case("message-id"))
            });
            id.and_then(|(_, value)| of_ours(value))
        }
        _ => None,
    };
    let mails = message.parts.iter().filter_map(within).collect();
    let reason = field("Diagnostic-Code").or_else(|| field("Status")).unwrap_or_else(|| "?".into());
    What::Returned { mails, reason }
}

fn is_report(message: &Message<'_>) -> bool {
    let report = message.content_type().filter(|kind| kind.attribute("report-type").is_some());
    report
        .is_some_and(|kind| kind.attribute("report-type").is_some_and(|of| of.eq_ignore_ascii_case("delivery-status")))
}

/// Sent by a machine: somebody is on holiday, a list, a receipt.
fn is_automatic(message: &Message<'_>) -> bool {
    let says = |name: &'static str| message.header(name).and_then(HeaderValue::as_text).map(str::to_lowercase);
    says("Auto-Submitted").is_some_and(|how| how.trim() != "no")
        || says("Precedence").is_some_and(|how| ["bulk", "list", "junk", "auto_reply"].contains(&how.trim()))
        || ["X-Autoreply", "X-Autorespond"].iter().any(|name| message.header(*name).is_some())
}

fn is(part: &MessagePart<'_>, kind: &str, of: &str) -> bool {
    let known = part.content_type();
    known.is_some_and(|known| {
        known.ctype().eq_ignore_ascii_case(kind) && known.subtype().is_some_and(|known| known.eq_ignore_ascii_case(of))
    })
}

fn text_of<'a>(part: &'a MessagePart<'_>) -> Cow<'a, str> {
    String::from_utf8_lossy(part.contents())
}

/// The mails of ours among those that are named.
fn ours(named: &HeaderValue<'_>) -> Vec<Uuid> {
    match named.as_text_list() {
        Some(all) => all.iter().filter_map(|id| of_ours(id)).collect(),
        None => named.as_text().and_then(of_ours).into_iter().collect(),
    }
}

/// A Message-ID as the sender makes them: the mail's id at the company's domain.
fn of_ours(id: &str) -> Option<Uuid> {
    id.trim().trim_start_matches('<').split_once('@')?.0.parse().ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;

    const ZONE: Tz = chrono_tz::Europe::Amsterdam;
    const OURS: &str = "0198c5a2-0000-5000-8000-00000000002a";

    fn what(raw: &str) -> What {
        mail(raw.replace('\n', "\r\n").as_bytes(), ZONE).unwrap().what
    }

    fn answered(headers: &str) -> String {
        format!(
            "From: Jan <Jan@DeLinde.test>\nMessage-ID: <1@delinde.test>\nIn-Reply-To: <{OURS}@werkbank.example>\n{headers}\nPrima.\n\n> Wij komen\n"
        )
    }

    #[test]
    fn a_letter_answers_the_mail_that_it_names() {
        let What::Letter { to, address, name, text } = what(&answered("")) else { panic!("no letter") };
        assert_eq!((to[0].to_string().as_str(), address.as_str()), (OURS, "jan@delinde.test"));
        assert_eq!((name.as_deref(), text.as_str()), (Some("Jan"), "Prima."));
        let references = format!("References: <a@b.test> <{OURS}@werkbank.example> <c@d.test>\n");
        let threaded = answered(&references).replace("In-Reply-To", "X-Other");
        assert!(matches!(what(&threaded), What::Letter { to, .. } if to.len() == 1));
        assert_eq!(what(&answered("").replace(OURS, "123")), What::Nothing, "of somebody else");
    }

    #[test]
    fn what_a_machine_sends_is_no_letter() {
        for header in ["Auto-Submitted: auto-replied\n", "Precedence: bulk\n", "X-Autoreply: yes\n"] {
            assert_eq!(what(&answered(header)), What::Nothing, "{header}");
        }
        assert!(matches!(what(&answered("Auto-Submitted: no\n")), What::Letter { .. }));
    }

    #[test]
    fn a_mail_that_came_back_says_which_and_why_but_one_that_is_late_does_not() {
        let report = |action: &str, original: &str| {
            format!(
                "From: Mail Delivery System <Mailer-Daemon@b.test>\nAuto-Submitted: auto-replied\n\
                 Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n--x\nContent-Type: text/plain\n\nSorry.\n\
                 --x\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; b.test\n\nAction: {action}\nStatus: 5.1.1\n\
                 Diagnostic-Code: smtp; 550 no such person\n\n--x\n{original}\n--x--\n"
            )
        };
        let whole = format!(
            "Content-Type: message/rfc822\n\nMessage-ID: <{OURS}@werkbank.example>\nSubject: Afspraak\n\nTot dan\n"
        );
        let head =
            format!("Content-Type: text/rfc822-headers\n\nSubject: Afspraak\nMessage-ID: <{OURS}@werkbank.example>\n");
        for original in [&whole, &head] {
            let expected =
                What::Returned { mails: vec![OURS.parse().unwrap()], reason: "smtp; 550 no such person".into() };
            assert_eq!(what(&report("failed", original)), expected);
            assert_eq!(what(&report("delayed", original)), What::Nothing);
        }
    }

    #[tokio::test]
    async fn no_mail_is_too_wild_to_be_read_on() {
        let deep = "Content-Type: message/rfc822\n\n".repeat(9_000).into_bytes();
        let bytes: Vec<u8> = (0..=255).cycle().take(200_000).collect();
        for raw in [deep, bytes, vec![0xff; 300], b"Content-Type: multipart/mixed; boundary=\"".to_vec()] {
            let read = read(raw, ZONE).await;
            assert!(read.is_none_or(|mail| mail.what == What::Nothing));
        }
        assert!(read(Vec::new(), ZONE).await.is_none());
    }
}
