//! Appointments as agenda programs know them: iCalendar (RFC 5545), and invitations that renew and cancel the same entry (iTIP, RFC 5546).

use chrono::{DateTime, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};

/// How often an agenda program should look again.
const AGAIN: &str = "PT15M";

/// An appointment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// The same for ever, whatever becomes of the appointment.
    pub uid: String,
    /// Grows with each change.
    pub sequence: u32,
    /// When it was said so.
    pub made_at: DateTime<Utc>,
    /// From when.
    pub from: DateTime<Utc>,
    /// Until when.
    pub until: DateTime<Utc>,
    /// What it is.
    pub summary: String,
    /// What is to be known.
    pub description: String,
    /// Where.
    pub place: String,
    /// Where more is told.
    pub url: Option<String>,
}

/// What an invitation asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// To come, or to come at another time.
    Request,
    /// It does not take place.
    Cancel,
}

impl Method {
    /// As the standard writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }
}

/// Somebody, by name and mail address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Somebody {
    /// Name.
    pub name: String,
    /// Mail address.
    pub email: String,
}

/// A moment of the wall clock, as an appointment means it: of the hour that comes twice the first, and where the clock leaves one out the
/// hour after it.
pub fn instant(local: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    let at = |local: NaiveDateTime| zone.from_local_datetime(&local).earliest();
    at(local).or_else(|| at(local + TimeDelta::hours(1))).map_or_else(|| local.and_utc(), |at| at.to_utc())
}

/// What a program subscribes to.
pub fn feed(name: &str, entries: impl IntoIterator<Item = Entry>) -> String {
    let mut calendar = calendar();
    calendar.name(name);
    calendar.append_property(Property::new("METHOD", "PUBLISH"));
    calendar.append_property(Property::new("X-PUBLISHED-TTL", AGAIN));
    let refresh = Property::new("REFRESH-INTERVAL", AGAIN).add_parameter("VALUE", "DURATION").done();
    calendar.append_property(refresh);
    for entry in entries {
        calendar.push(event(entry).status(EventStatus::Confirmed).done());
    }
    calendar.done().to_string()
}

/// What a mail carries for one who is invited, and asked for an answer where that is read.
pub fn invitation(method: Method, entry: Entry, by: &Somebody, whom: &Somebody, asks: bool) -> String {
    let mut calendar = calendar();
    calendar.append_property(Property::new("METHOD", method.name()));
    let mut event = event(entry);
    event.status(if method == Method::Cancel { EventStatus::Cancelled } else { EventStatus::Confirmed });
    event.append_property(mailbox("ORGANIZER", by).done());
    let mut attendee = mailbox("ATTENDEE", whom);
    attendee.add_parameter("ROLE", "REQ-PARTICIPANT").add_parameter("PARTSTAT", "NEEDS-ACTION");
    event.append_multi_property(attendee.add_parameter("RSVP", if asks { "TRUE" } else { "FALSE" }).done());
    calendar.push(event.done());
    calendar.done().to_string()
}

fn calendar() -> Calendar {
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//Werkbank//Werkbank//NL"));
    calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
    calendar
}

fn event(entry: Entry) -> Event {
    let mut event = Event::new();
    event.uid(&entry.uid).sequence(entry.sequence).timestamp(entry.made_at).starts(entry.from).ends(entry.until);
    event.summary(&entry.summary).description(&entry.description).location(&entry.place);
    if let Some(url) = &entry.url {
        event.url(url);
    }
    event
}

fn mailbox(name: &str, of: &Somebody) -> Property {
    let mut property = Property::new(name, format!("mailto:{}", of.email));
    // A quotation mark can't stand in a parameter (RFC 5545, 3.2).
    property.add_parameter("CN", &of.name.replace(['"', '\n', '\r'], " "));
    property
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const ZONE: Tz = chrono_tz::Europe::Amsterdam;

    fn at(text: &str) -> DateTime<Utc> {
        instant(NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap(), ZONE)
    }

    fn entry() -> Entry {
        Entry {
            uid: "visit-1@example.org".into(),
            sequence: 3,
            made_at: at("2026-11-17T09:00"),
            from: at("2026-11-24T08:30"),
            until: at("2026-11-24T10:00"),
            summary: "Onderhoud, Bakkerij \"De Aar\"; oven, rechts".into(),
            description: "Regel één\nregel twee".into(),
            place: "Dorpsstraat 1, 1234 AB Utrecht".into(),
            url: None,
        }
    }

    #[test]
    fn an_appointment_keeps_its_hour_in_both_nights_when_the_clock_is_changed() {
        let written = |text: &str| at(text).to_rfc3339();
        assert_eq!(written("2026-03-28T09:00"), "2026-03-28T08:00:00+00:00");
        assert_eq!(written("2026-03-29T09:00"), "2026-03-29T07:00:00+00:00");
        assert_eq!(written("2026-03-29T02:30"), "2026-03-29T01:30:00+00:00");
        assert_eq!(written("2026-10-25T02:30"), "2026-10-25T00:30:00+00:00");
        assert_eq!(written("2026-10-25T09:00"), "2026-10-25T08:00:00+00:00");
    }

    #[test]
    fn an_entry_is_the_same_text_each_time_with_lines_of_75_bytes_at_most() {
        let text = feed("Marek", [entry()]);
        assert_eq!(text, feed("Marek", [entry()]));
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        for part in
            ["DTSTART:20261124T073000Z", "SEQUENCE:3", "SUMMARY:Onderhoud\\, Bakkerij \"De Aar\"\\; oven\\, rechts"]
        {
            assert!(text.contains(part), "{part} is missing in {text}");
        }
    }

    #[test]
    fn an_invitation_that_is_cancelled_is_about_the_same_entry() {
        let [by, whom] =
            ["Werkbank", "De Aar \"bakt\""].map(|name| Somebody { name: name.into(), email: "a@example.org".into() });
        let asked = invitation(Method::Request, entry(), &by, &whom, true);
        let cancelled = invitation(Method::Cancel, Entry { sequence: 4, ..entry() }, &by, &whom, true);
        for (text, parts) in [
            (&asked, ["METHOD:REQUEST", "STATUS:CONFIRMED", "UID:visit-1@example.org"]),
            (&cancelled, ["METHOD:CANCEL", "STATUS:CANCELLED", "UID:visit-1@example.org"]),
        ] {
            for part in parts {
                assert!(text.contains(part), "{part} is missing in {text}");
            }
        }
    }
}
