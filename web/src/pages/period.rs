//! The days that a list is asked about: a ready-made choice, a step before or after it, or days of one's own.

use chrono::{Datelike, Days, Months, NaiveDate};
use maud::{Markup, html};
use texts::format::{date_digits, date_full, month_year};

use crate::{
    components::{Button, Size, Tab, link_button, submit, views},
    cx::{Cx, address},
    icons::Icon,
};

/// A ready-made choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// This day.
    Today,
    /// The day before.
    Yesterday,
    /// Monday to Sunday around today.
    Week,
    /// This month.
    Month,
    /// The month before.
    LastMonth,
    /// These three months.
    Quarter,
    /// This year.
    Year,
}

impl Choice {
    const ALL: [Self; 7] =
        [Self::Today, Self::Yesterday, Self::Week, Self::Month, Self::LastMonth, Self::Quarter, Self::Year];

    fn name(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::Yesterday => "yesterday",
            Self::Week => "week",
            Self::Month => "month",
            Self::LastMonth => "last-month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// First and last day.
    fn days(self, today: NaiveDate) -> (NaiveDate, NaiveDate) {
        let month = |number: u32| today.with_day(1).and_then(|day| day.with_month(number)).unwrap_or(today);
        let this = month(today.month());
        match self {
            Self::Today => (today, today),
            Self::Yesterday => (before(today, 1), before(today, 1)),
            Self::Week => {
                let monday = before(today, today.weekday().num_days_from_monday().into());
                (monday, monday.checked_add_days(Days::new(6)).unwrap_or(today))
            }
            Self::Month => (this, last_of(this, 1)),
            Self::LastMonth => {
                let last = this.checked_sub_months(Months::new(1)).unwrap_or(this);
                (last, last_of(last, 1))
            }
            Self::Quarter => {
                let first = month(today.month0() / 3 * 3 + 1);
                (first, last_of(first, 3))
            }
            Self::Year => (month(1), last_of(month(1), 12)),
        }
    }
}

fn before(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

/// The last day of so many months from a first day on.
fn last_of(first: NaiveDate, months: u32) -> NaiveDate {
    first.checked_add_months(Months::new(months)).and_then(|next| next.pred_opt()).unwrap_or(first)
}

/// The days that are asked about; both ends may be open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Period {
    choice: Option<Choice>,
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub until: Option<NaiveDate>,
}

impl Period {
    /// Reads what an address asks; days of one's own go before a choice. A day is one that was: `17-11` and `di` are the last.
    pub fn read(today: NaiveDate, choice: Option<&str>, from: Option<&str>, until: Option<&str>) -> Self {
        let day = |text: Option<&str>| past_day(text?, today);
        let (from, until) = (day(from), day(until));
        let choice = Choice::ALL.into_iter().find(|known| Some(known.name()) == choice);
        match choice.filter(|_| from.is_none() && until.is_none()) {
            Some(choice) => {
                let (from, until) = choice.days(today);
                Self { choice: Some(choice), from: Some(from), until: Some(until) }
            }
            None => Self { choice: None, from, until },
        }
    }

    /// As an address has it: a choice by its name, so that a kept address means this month next month too.
    pub fn fields(&self) -> [(&'static str, Option<String>); 3] {
        let day = |day: Option<NaiveDate>| day.filter(|_| self.choice.is_none()).map(|day| day.to_string());
        let choice = self.choice.map(|choice| choice.name().to_owned());
        [("period", choice), ("from", day(self.from)), ("until", day(self.until))]
    }

    /// The same stretch before or after: months by months, all else by days.
    fn step(&self, ahead: bool) -> Option<Self> {
        let (from, until) = self.from.zip(self.until).filter(|(from, until)| from <= until)?;
        let months = (until.year() - from.year()) * 12 + until.month0().cast_signed() - from.month0().cast_signed() + 1;
        let months = u32::try_from(months).ok()?;
        let (from, until) = if from.day() == 1 && until == last_of(from, months) {
            let first = if ahead {
                from.checked_add_months(Months::new(months))?
            } else {
                from.checked_sub_months(Months::new(months))?
            };
            (first, last_of(first, months))
        } else {
            let days = Days::new(u64::try_from((until - from).num_days() + 1).ok()?);
            if ahead {
                (from.checked_add_days(days)?, until.checked_add_days(days)?)
            } else {
                (from.checked_sub_days(days)?, until.checked_sub_days(days)?)
            }
        };
        Some(Self { choice: None, from: Some(from), until: Some(until) })
    }

    /// In words, when an end is known: `donderdag 26 november 2026`, `november 2026`, `16-11-2026 – 22-11-2026`.
    pub fn words(&self, cx: &Cx) -> String {
        let digits = |day: NaiveDate| date_digits(cx.lang(), day);
        match (self.from, self.until) {
            (Some(from), Some(until)) if from == until => date_full(cx.lang(), from),
            (Some(from), Some(until)) if from.day() == 1 && until == last_of(from, 1) => month_year(cx.lang(), from),
            (Some(from), Some(until)) => format!("{} – {}", digits(from), digits(until)),
            (Some(from), None) => cx.tr("period-from", &[("day", digits(from).into())]),
            (None, Some(until)) => cx.tr("period-until", &[("day", digits(until).into())]),
            (None, None) => String::new(),
        }
    }
}

/// A day as people type it, of those that were.
fn past_day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let day = api::fields::day(text, today)?;
    let whole = text.matches(['-', '/', '.', ' ']).count() == 2;
    match (day > today && !whole, text.chars().any(|c| c.is_ascii_digit())) {
        (false, _) => Some(day),
        (true, true) => day.checked_sub_months(Months::new(12)),
        (true, false) => day.checked_sub_days(Days::new(7)),
    }
}

/// What the bar needs to know of its list.
#[derive(Clone, Copy)]
pub struct Bar<'a> {
    /// The days that are asked about.
    pub period: &'a Period,
    /// The choices that it offers, besides all.
    pub choices: &'a [Choice],
    /// The list's address.
    pub path: &'a str,
    /// What else the list is asked, which stays so.
    pub others: &'a [(&'a str, Option<&'a str>)],
}

/// The choices, the stretch that holds, with the ways before and after it, and two fields for days of one's own.
pub fn bar(cx: &Cx, bar: Bar) -> Markup {
    let Bar { period, choices, path, others } = bar;
    let today = cx.today();
    let to = |period: &Period| {
        let own = period.fields();
        let own = own.iter().map(|(name, value)| (*name, value.as_deref()));
        address(path, &others.iter().copied().chain(own).collect::<Vec<_>>())
    };
    let days = (period.from, period.until);
    let ready: Vec<(String, String, bool)> = std::iter::once(Period::default())
        .chain(choices.iter().map(|choice| Period::read(today, Some(choice.name()), None, None)))
        .map(|one| {
            let name = one.choice.map_or("all", Choice::name);
            (cx.t(&format!("period-{name}")).into_owned(), to(&one), (one.from, one.until) == days)
        })
        .collect();
    let tabs: Vec<Tab> =
        ready.iter().map(|(text, href, current)| Tab { text, href, current: *current, ..Tab::default() }).collect();
    let way = |ahead: bool, text: &str, icon: Icon, key| {
        let to_there = period.step(ahead).filter(|one| one.from.is_some_and(|from| from <= today));
        let button =
            Button { text, icon: Some(icon), size: Size::Small, only_icon: true, key: Some(key), ..Button::default() };
        html! { @if let Some(one) = to_there { (link_button(&to(&one), button)) } }
    };
    let field = |name: &str, label: &str, value: Option<NaiveDate>| {
        let value = value.filter(|_| period.choice.is_none()).map(|day| date_digits(cx.lang(), day));
        html! {
            label.row for=(name) {
                span.small { (cx.t(label)) }
                input.input.day id=(name) name=(name) value=(value.unwrap_or_default()) autocomplete="off"
                    placeholder=(date_digits(cx.lang(), today));
            }
        }
    };
    html! {
        div.filters.period id="period" role="group" aria-label=(cx.t("period-title")) {
            (views(&cx.t("period-choices"), &tabs))
            @if days != (None, None) {
                div.row.step {
                    (way(false, &cx.t("period-before"), Icon::Left, "["))
                    b { (period.words(cx)) }
                    (way(true, &cx.t("period-after"), Icon::Right, "]"))
                }
            }
            form."row end-auto" method="get" action=(path) aria-label=(cx.t("period-own")) {
                @for (name, value) in others {
                    @if let Some(value) = value.filter(|value| !value.is_empty()) { input type="hidden" name=(name) value=(value); }
                }
                (field("from", "label-from", period.from))
                (field("until", "label-until", period.until))
                (submit(Button { text: &cx.t("button-show"), size: Size::Small, ..Button::default() }))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
    }

    fn days(period: &Period) -> (NaiveDate, NaiveDate) {
        (period.from.unwrap_or_default(), period.until.unwrap_or_default())
    }

    #[test]
    fn a_day_without_a_year_is_the_last_one_that_was() {
        let today = day(2026, 11, 17);
        assert_eq!(past_day("18-11", today), Some(day(2025, 11, 18)));
        assert_eq!(past_day("17-11", today), Some(today));
        assert_eq!(past_day("di", today), Some(day(2026, 11, 17)));
        assert_eq!(past_day("wo", today), Some(day(2026, 11, 11)));
        assert_eq!(past_day("gisteren", today), Some(day(2026, 11, 16)));
        assert_eq!(past_day("31-12-2026", today), Some(day(2026, 12, 31)), "with its year a day is what it is");
        assert_eq!(past_day("2026-12-31", today), Some(day(2026, 12, 31)));
        assert_eq!(past_day("ooit", today), None);
    }

    #[test]
    fn a_choice_is_whole_days_weeks_months_quarters_and_years() {
        let today = day(2026, 11, 26);
        for (choice, from, until) in [
            ("today", today, today),
            ("yesterday", day(2026, 11, 25), day(2026, 11, 25)),
            ("week", day(2026, 11, 23), day(2026, 11, 29)),
            ("month", day(2026, 11, 1), day(2026, 11, 30)),
            ("last-month", day(2026, 10, 1), day(2026, 10, 31)),
            ("quarter", day(2026, 10, 1), day(2026, 12, 31)),
            ("year", day(2026, 1, 1), day(2026, 12, 31)),
        ] {
            assert_eq!(days(&Period::read(today, Some(choice), None, None)), (from, until), "{choice}");
        }
        let new_year = Period::read(day(2027, 1, 1), Some("last-month"), None, None);
        assert_eq!(days(&new_year), (day(2026, 12, 1), day(2026, 12, 31)));
        let own = Period::read(today, Some("month"), Some("2-11"), None);
        assert_eq!((own.from, own.until), (Some(day(2026, 11, 2)), None), "days of one's own go before a choice");
    }

    #[test]
    fn a_step_is_as_long_as_what_is_shown_and_months_go_by_months() {
        let today = day(2026, 3, 31);
        let step = |choice: &str, ahead| Period::read(today, Some(choice), None, None).step(ahead).unwrap_or_default();
        assert_eq!(days(&step("today", false)), (day(2026, 3, 30), day(2026, 3, 30)));
        assert_eq!(days(&step("month", false)), (day(2026, 2, 1), day(2026, 2, 28)));
        assert_eq!(days(&step("month", false).step(true).unwrap_or_default()), (day(2026, 3, 1), day(2026, 3, 31)));
        assert_eq!(days(&step("quarter", false)), (day(2025, 10, 1), day(2025, 12, 31)));
        assert_eq!(days(&step("year", true)), (day(2027, 1, 1), day(2027, 12, 31)));
        assert_eq!(days(&step("week", false)), (day(2026, 3, 23), day(2026, 3, 29)));
        assert_eq!(Period::default().step(false), None);
    }
}
