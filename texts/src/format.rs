//! Amounts, numbers, dates and times as the desk writes them in each language.

mod dates;
mod numbers;

pub use dates::{
    clock, date_digits, date_full, date_long, date_on, date_short, duration, iso_week, month_year, relative_day, time,
    week, weekday, weekday_short,
};
pub use numbers::{NO_BREAK_SPACE, decimal, euros, quantity, whole};

/// The same with a capital, as a line begins: `Dinsdag 24 november 2026`.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
