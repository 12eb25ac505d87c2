//! Which reminder is due.

use chrono::NaiveDate;

/// The level of reminder that is due on a day for an invoice that is open and not disputed; none when none is. Only the highest level that
/// was reached is given: whoever was away for weeks is not reminded three times in one morning. Between two reminders lie at least as many
/// days as between the two closest levels, also when the days were changed in the meantime or one was sent late by hand.
pub fn reminder_due(
    days: &[u16],
    due: NaiveDate,
    reminded: u8,
    last: Option<NaiveDate>,
    today: NaiveDate,
) -> Option<u8> {
    let between = days.windows(2).map(|pair| i64::from(pair[1]) - i64::from(pair[0])).min().unwrap_or_default();
    let late = (today - due).num_days();
    let reached = days.iter().filter(|days| i64::from(**days) <= late).count();
    let level = u8::try_from(reached).unwrap_or(u8::MAX);
    let rested = last.is_none_or(|last| (today - last).num_days() >= between);
    (rested && late > 0 && level > reminded).then_some(level)
}
