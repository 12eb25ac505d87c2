//! Answers of agenda programs to our invitations (iTIP, RFC 5546), read line by line: what stands in a part that is nested deeper than an
//! event is passed over, so that nobody can send a calendar that is too deep to be read.

use chrono::{NaiveDateTime, TimeZone};
use chrono_tz::Tz;
use domain::{VisitId, visit::Reply};
use uuid::Uuid;

use crate::ics;

/// What somebody answers, as their program says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer {
    /// The visit that they were invited to.
    pub(super) visit: VisitId,
    /// Which of its stretches, from 1.
    pub(super) stretch: u8,
    /// Which invitation; programs leave it out where it is 0.
    pub(super) sequence: u64,
    /// The addresses that answer, each with what.
    pub(super) attendees: Vec<(String, Reply)>,
    /// What they wrote.
    pub(super) comment: Option<String>,
    /// From when on, and until when, they would rather, by the company's wall clock.
    pub(super) rather: Option<(NaiveDateTime, Option<NaiveDateTime>)>,
}

/// One line: `NAME;PARAMETER=…:VALUE`.
struct Property<'a> {
    name: String,
    parameters: Vec<(String, &'a str)>,
    value: &'a str,
}

/// The answer that a calendar holds; none, where it is something else.
pub(super) fn read(calendar: &str, zone: Tz) -> Option<Answer> {
    let whole = calendar.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "");
    let (mut inside, mut method, mut event): (Vec<String>, _, Vec<Property<'_>>) = (Vec::new(), None, Vec::new());
    for line in whole.lines() {
        let Some(property) = property(line) else { continue };
        match (property.name.as_str(), &inside[..]) {
            ("BEGIN", _) => inside.push(property.value.trim().to_uppercase()),
            ("END", [.., last]) => {
                let ends = last == "VEVENT" && inside.len() == 2;
                inside.pop();
                // An answer is about one event.
                if ends {
                    break;
                }
            }
            ("METHOD", [calendar]) if calendar == "VCALENDAR" => method = Some(property.value.trim().to_uppercase()),
            (_, [_, one]) if one == "VEVENT" => event.push(property),
            _ => {}
        }
    }
    let counters = match method.as_deref() {
        Some("REPLY") => false,
        Some("COUNTER") => true,
        _ => return None,
    };
    let one = |name: &str| event.iter().find(|property| property.name == name);
    let (visit, stretch) = invited_to(one("UID")?.value.trim())?;
    let attendee = |property: &Property<'_>| {
        let address = property.value.trim().split_once(':').filter(|(scheme, _)| scheme.eq_ignore_ascii_case("mailto"));
        let reply = match property.parameter("PARTSTAT")?.to_uppercase().as_str() {
            _ if counters => Reply::Countered,
            "ACCEPTED" => Reply::Accepted,
            "TENTATIVE" => Reply::Tentative,
            "DECLINED" => Reply::Declined,
            _ => return None,
        };
        Some((address?.1.to_lowercase(), reply))
    };
    let moment = |name: &str| one(name).and_then(|property| property.moment(zone));
    Some(Answer {
        visit,
        stretch,
        sequence: one("SEQUENCE").and_then(|property| property.value.trim().parse().ok()).unwrap_or_default(),
        attendees: event.iter().filter(|property| property.name == "ATTENDEE").filter_map(attendee).collect(),
        comment: one("COMMENT").map(|property| unescaped(property.value)).filter(|text| !text.trim().is_empty()),
        rather: moment("DTSTART").filter(|_| counters).map(|from| (from, moment("DTEND"))),
    })
}

/// What our invitations are named by: the visit, and its stretch where it is not the first.
fn invited_to(uid: &str) -> Option<(VisitId, u8)> {
    let (name, _) = uid.strip_prefix("visit-")?.split_once('@')?;
    let (visit, stretch) = name.split_at_checked(Uuid::nil().hyphenated().to_string().len())?;
    let stretch = match stretch.strip_prefix('-') {
        Some(stretch) => stretch.parse().ok()?,
        None if stretch.is_empty() => 1,
        None => return None,
    };
    Some((VisitId(visit.parse().ok()?), stretch))
}

fn property(line: &str) -> Option<Property<'_>> {
    let mut quoted = false;
    let outside = |wanted: char| {
        move |c: char| {
            quoted ^= c == '"';
            c == wanted && !quoted
        }
    };
    let (head, value) = line.split_once(outside(':'))?;
    let mut parts = head.split(outside(';'));
    let name = parts.next()?.trim().to_uppercase();
    let parameters = parts
        .filter_map(|part| part.split_once('='))
        .map(|(name, value)| (name.trim().to_uppercase(), value.trim().trim_matches('"')));
    Some(Property { name, parameters: parameters.collect(), value })
}

impl Property<'_> {
    fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| *value)
    }

    /// The moment by the wall clock of a zone; none of a day without an hour, or in a zone that nobody knows.
    fn moment(&self, zone: Tz) -> Option<NaiveDateTime> {
        let text = self.value.trim();
        let local = |text: &str| NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S").ok();
        let at = match (text.strip_suffix('Z'), self.parameter("TZID")) {
            (Some(utc), _) => local(utc)?.and_utc(),
            (None, Some(name)) => ics::instant(local(text)?, named(name)?),
            (None, None) => return local(text),
        };
        Some(zone.from_utc_datetime(&at.naive_utc()).naive_local())
    }
}

/// A zone by its name in the world's table, or by those that Outlook has for the countries that we work in.
fn named(name: &str) -> Option<Tz> {
    let known = match name.trim_start_matches('/') {
        "W. Europe Standard Time" | "Romance Standard Time" => "Europe/Amsterdam",
        "Central Europe Standard Time" | "Central European Standard Time" => "Europe/Warsaw",
        "GMT Standard Time" => "Europe/London",
        other => other,
    };
    known.parse().ok()
}

fn unescaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => text.push('\n'),
                other => text.extend(other),
            },
            other => text.push(other),
        }
    }
    text
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const ZONE: Tz = chrono_tz::Europe::Amsterdam;
    const VISIT: &str = "0198c5a2-0000-7000-8000-00000000002a";

    fn calendar(method: &str, lines: &[&str]) -> String {
        let head =
            format!("BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\nUID:visit-{VISIT}@werkbank.example\r\n");
        format!("{head}{}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", lines.join("\r\n"))
    }

    #[test]
    fn an_answer_is_read_whatever_program_wrote_it() {
        let outlook = calendar(
            "REPLY",
            &[
                "ATTENDEE;PARTSTAT=DECLINED;CN=\"De Linde; Zeist: Oost\":MAILTO:Info@DeLinde.test",
                "COMMENT;LANGUAGE=nl-NL:Wij zijn die dag\\, helaas\\, gesloten.\\nTot l",
                " ater\\n",
                "SEQUENCE:3",
                "BEGIN:VALARM",
                "ATTENDEE;PARTSTAT=ACCEPTED:mailto:other@delinde.test",
                "END:VALARM",
            ],
        );
        let answer = read(&outlook, ZONE).unwrap();
        assert_eq!((answer.visit.to_string().as_str(), answer.sequence), (VISIT, 3));
        assert_eq!(answer.attendees, [("info@delinde.test".into(), Reply::Declined)]);
        assert_eq!(answer.comment.unwrap(), "Wij zijn die dag, helaas, gesloten.\nTot later\n");
        assert_eq!(answer.rather, None);
        let bare = read(&calendar("REPLY", &["attendee;partstat=accepted:mailto:a@b.test"]), ZONE).unwrap();
        assert_eq!((bare.sequence, bare.stretch, bare.attendees[0].1), (0, 1, Reply::Accepted));
        let third = calendar("REPLY", &["ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.test"]).replace("@werk", "-3@werk");
        assert_eq!(
            read(&third, ZONE).map(|answer| (answer.visit.to_string(), answer.stretch)),
            Some((VISIT.into(), 3))
        );
    }

    #[test]
    fn another_time_is_told_by_our_own_clock() {
        for (from, until) in [
            ("DTSTART:20270512T070000Z", "DTEND:20270512T083000Z"),
            ("DTSTART;TZID=Europe/Amsterdam:20270512T090000", "DTEND;TZID=Europe/Amsterdam:20270512T103000"),
            ("DTSTART;TZID=\"W. Europe Standard Time\":20270512T090000", "DTEND;TZID=Europe/London:20270512T093000"),
            ("DTSTART:20270512T090000", "DTEND:20270512T103000"),
        ] {
            let answer =
                read(&calendar("COUNTER", &["ATTENDEE;PARTSTAT=TENTATIVE:mailto:a@b.test", from, until]), ZONE);
            let answer = answer.unwrap();
            let at = |hour, minute| chrono::NaiveDate::from_ymd_opt(2027, 5, 12).unwrap().and_hms_opt(hour, minute, 0);
            assert_eq!(answer.rather, at(9, 0).map(|from| (from, at(10, 30))), "{from}");
            assert_eq!(answer.attendees[0].1, Reply::Countered);
        }
        let unknown =
            ["ATTENDEE;PARTSTAT=DECLINED:mailto:a@b.test", "DTSTART;TZID=Customized Time Zone:20270512T090000"];
        assert_eq!(read(&calendar("COUNTER", &unknown), ZONE).unwrap().rather, None);
    }

    #[test]
    fn what_is_no_answer_to_us_is_none() {
        let attendee = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.test";
        assert_eq!(read(&calendar("REQUEST", &[attendee]), ZONE), None);
        assert_eq!(read(&calendar("REPLY", &[attendee]).replace("UID:visit-", "UID:"), ZONE), None);
        assert_eq!(read(&calendar("REPLY", &[attendee]).replace(VISIT, "42"), ZONE), None);
        assert_eq!(read("", ZONE), None);
        assert_eq!(read(&"BEGIN:VCALENDAR\n".repeat(100_000), ZONE), None, "too deep");
        assert_eq!(read("BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR\nEND:VCALENDAR\nEND:X", ZONE), None);
    }
}
