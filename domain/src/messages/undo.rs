//! What takes back what was said about messages.

use super::{Command, Event, Form, Message, Messages};
use crate::{
    undo::{Act, Stays},
    values::Language,
};

pub(super) fn undo(act: &Act<'_, Messages>) -> Result<Command, Stays> {
    let event = act.first()?;
    act.stands(|other| same(event, other))?;
    let before = act.before;
    Ok(match event {
        Event::MessageWritten { message, language, form, .. }
        | Event::MessageMadeStandard { message, language, form } => {
            let (message, language, form) = (*message, *language, *form);
            match before.words(message, language, form).cloned() {
                Some(words) => Command::Write { message, language, form, subject: words.subject, body: words.body },
                None => Command::UseStandard { message, language, form },
            }
        }
        Event::MessageSwitched { message, .. } => Command::Switch { message: *message, on: before.is_on(*message) },
        Event::QuietHoursSet { .. } => Command::SetQuietHours(before.quiet),
        Event::SmsAllowed { .. } => Command::AllowSms { on: before.sms },
    })
}

/// Whether two events say the same thing, each in its own way.
fn same(one: &Event, other: &Event) -> bool {
    match (text_of(one), text_of(other)) {
        (None, None) => match (one, other) {
            (Event::MessageSwitched { message, .. }, Event::MessageSwitched { message: other, .. }) => message == other,
            _ => std::mem::discriminant(one) == std::mem::discriminant(other),
        },
        (one, other) => one == other,
    }
}

fn text_of(event: &Event) -> Option<(Message, Language, Form)> {
    match event {
        Event::MessageWritten { message, language, form, .. }
        | Event::MessageMadeStandard { message, language, form } => Some((*message, *language, *form)),
        _ => None,
    }
}
