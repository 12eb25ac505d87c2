//! Dates, times and durations. The words and the order of the parts stand in `dates.ftl`.

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::numbers::trimmed;
use crate::{Arg, Lang, t, tr};

/// For lists: `di 17 nov`, `Tue 17 Nov`, `wt. 17 lis`.
pub fn date_short(lang: Lang, date: NaiveDate) -> String {
    let month = t(lang, &format!("date-month-short-{}", date.month()));
    let weekday = weekday_short(lang, date);
    tr(lang, "date-short", &[("weekday", weekday.into()), ("day", date.day().into()), ("month", month.into())])
}

/// In digits, for documents and for dates far away: `17-11-2026`, `17/11/2026`, `17.11.2026`.
pub fn date_digits(lang: Lang, date: NaiveDate) -> String {
    let (day, month) = (format!("{:02}", date.day()), format!("{:02}", date.month()));
    tr(lang, "date-digits", &[("day", day.into()), ("month", month.into()), ("year", year(date))])
}

/// For sentences: `17 november 2026`, `17 November 2026`, `17 listopada 2026`.
pub fn date_long(lang: Lang, date: NaiveDate) -> String {
    let month = t(lang, &format!("date-month-of-{}", date.month()));
    tr(lang, "date-long", &[("day", date.day().into()), ("month", month.into()), ("year", year(date))])
}

/// For mails about an appointment: `dinsdag 17 november 2026`, `wtorek, 17 listopada 2026`.
pub fn date_full(lang: Lang, date: NaiveDate) -> String {
    let date_and_weekday = [("weekday", weekday(lang, date).into()), ("date", date_long(lang, date).into())];
    tr(lang, "date-full", &date_and_weekday)
}

/// The same within a sentence, as the day on which something is: `dinsdag 17 november 2026`, `w środę, 18 listopada 2026`.
pub fn date_on(lang: Lang, date: NaiveDate) -> String {
    let weekday = t(lang, &format!("date-on-weekday-{}", date.weekday().number_from_monday()));
    tr(lang, "date-full", &[("weekday", weekday.into()), ("date", date_long(lang, date).into())])
}

/// A month: `november 2026`, `November 2026`, `listopad 2026`.
pub fn month_year(lang: Lang, date: NaiveDate) -> String {
    let month = t(lang, &format!("date-month-{}", date.month()));
    tr(lang, "date-month-year", &[("month", month.into()), ("year", year(date))])
}

/// The name of the day: `dinsdag`, `Tuesday`, `wtorek`.
pub fn weekday(lang: Lang, date: NaiveDate) -> String {
    t(lang, &format!("date-weekday-{}", date.weekday().number_from_monday())).into_owned()
}

/// The name of the day for narrow places: `di`, `Tue`, `wt.`.
pub fn weekday_short(lang: Lang, date: NaiveDate) -> String {
    t(lang, &format!("date-weekday-short-{}", date.weekday().number_from_monday())).into_owned()
}

/// A time in a sentence: `14.00 uur`, `14:00`, `14:00`.
pub fn time(lang: Lang, time: NaiveTime) -> String {
    tr(lang, "date-time", &[("clock", clock(lang, time).into())])
}

/// A time in a table or as the start of a range, without a word: `14.00`, `14:00`, `14:00`.
pub fn clock(lang: Lang, time: NaiveTime) -> String {
    let mark = if lang == Lang::Nl { '.' } else { ':' };
    time.format(&format!("%H{mark}%M")).to_string()
}

/// How long something takes, from minutes to hours with at most two decimals: `1,5 u`, `1.5 h`, `1,5 godz.`.
pub fn duration(lang: Lang, minutes: i64) -> String {
    // Halves go away from zero, as people round; 128 bits hold any count of minutes.
    let (hundredths, half) = (i128::from(minutes) * 100, if minutes < 0 { -30 } else { 30 });
    let hundredths = i64::try_from((hundredths + half) / 60).unwrap_or(i64::MAX);
    tr(lang, "date-duration", &[("hours", trimmed(lang, hundredths, 2).into())])
}

/// A day as seen from today: `vandaag`, `gisteren`, `morgen`, else `di 17 nov`.
///
/// Further than a week away a day in another year is written in digits: `za 3 jan` would be taken for this year's.
pub fn relative_day(lang: Lang, day: NaiveDate, today: NaiveDate) -> String {
    match day.signed_duration_since(today).num_days() {
        0 => t(lang, "date-today").into_owned(),
        -1 => t(lang, "date-yesterday").into_owned(),
        1 => t(lang, "date-tomorrow").into_owned(),
        away if away.abs() > 7 && day.year() != today.year() => date_digits(lang, day),
        _ => date_short(lang, day),
    }
}

/// The number of the week by ISO 8601, which the Dutch and Polish calendars follow: weeks begin on Monday, and the
/// first week of a year is the one with its first Thursday. So 1 January may be in week 53 of the year before.
pub fn iso_week(date: NaiveDate) -> u32 {
    date.iso_week().week()
}

/// The week in words: `week 47`, `week 47`, `tydzień 47`.
pub fn week(lang: Lang, date: NaiveDate) -> String {
    tr(lang, "date-week", &[("week", iso_week(date).into())])
}

fn year(date: NaiveDate) -> Arg<'static> {
    date.year().to_string().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Lang::Nl;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
    }

    fn november() -> NaiveDate {
        day(2026, 11, 17)
    }

    #[test]
    fn a_date_in_a_list_is_short() {
        assert_eq!(Lang::ALL.map(|lang| date_short(lang, november())), ["di 17 nov", "Tue 17 Nov", "wt. 17 lis"]);
        let march = Lang::ALL.map(|lang| date_short(lang, day(2026, 3, 1)));
        assert_eq!(march, ["zo 1 mrt", "Sun 1 Mar", "niedz. 1 mar"]);
    }

    #[test]
    fn a_date_in_digits_always_has_two_for_day_and_month() {
        let date = day(2026, 3, 5);
        assert_eq!(Lang::ALL.map(|lang| date_digits(lang, date)), ["05-03-2026", "05/03/2026", "05.03.2026"]);
    }

    #[test]
    fn a_date_in_a_sentence_names_the_month_and_in_polish_in_the_genitive() {
        let long = ["17 november 2026", "17 November 2026", "17 listopada 2026"];
        assert_eq!(Lang::ALL.map(|lang| date_long(lang, november())), long);
        let full = ["dinsdag 17 november 2026", "Tuesday 17 November 2026", "wtorek, 17 listopada 2026"];
        assert_eq!(Lang::ALL.map(|lang| date_full(lang, november())), full);
        let wednesday = november() + chrono::TimeDelta::days(1);
        let on = ["woensdag 18 november 2026", "Wednesday 18 November 2026", "w środę, 18 listopada 2026"];
        assert_eq!(Lang::ALL.map(|lang| date_on(lang, wednesday)), on);
        assert_eq!(date_long(Lang::Pl, day(2026, 2, 1)), "1 lutego 2026");
    }

    #[test]
    fn a_month_by_itself_is_in_the_nominative() {
        let months = ["november 2026", "November 2026", "listopad 2026"];
        assert_eq!(Lang::ALL.map(|lang| month_year(lang, november())), months);
    }

    #[test]
    fn each_month_and_each_day_has_its_own_word_in_each_language() {
        for lang in Lang::ALL {
            let months = (1..=12).filter_map(|month| NaiveDate::from_ymd_opt(2026, month, 1));
            let days = (0..7).filter_map(|n| november().checked_add_days(chrono::Days::new(n)));
            let words: Vec<String> = months
                .flat_map(|m| [month_year(lang, m), date_long(lang, m), date_short(lang, m)])
                .chain(days.flat_map(|d| [weekday(lang, d), weekday_short(lang, d)]))
                .collect();
            let different: std::collections::HashSet<&String> = words.iter().collect();
            assert_eq!((words.len(), different.len()), (12 * 3 + 14, 12 * 3 + 14), "{lang:?}");
            assert!(words.iter().all(|word| !word.contains('⟦')), "{words:?}");
        }
    }

    #[test]
    fn a_time_is_dutch_with_a_point_and_a_word() {
        let at = NaiveTime::from_hms_opt(9, 5, 59).unwrap_or_default();
        assert_eq!(Lang::ALL.map(|lang| time(lang, at)), ["09.05 uur", "09:05", "09:05"]);
        assert_eq!(Lang::ALL.map(|lang| clock(lang, at)), ["09.05", "09:05", "09:05"]);
    }

    #[test]
    fn a_duration_is_in_hours() {
        assert_eq!(Lang::ALL.map(|lang| duration(lang, 90)), ["1,5 u", "1.5 h", "1,5 godz."]);
        assert_eq!(
            [0, 20, 45, 120, 100, -90].map(|m| duration(Nl, m)),
            ["0 u", "0,33 u", "0,75 u", "2 u", "1,67 u", "-1,5 u"]
        );
        assert_eq!(duration(Nl, 60_000), "1.000 u");
    }

    #[test]
    fn a_near_day_has_a_word_and_the_rest_a_date() {
        let seen = |date| Lang::ALL.map(|lang| relative_day(lang, date, november()));
        assert_eq!(seen(november()), ["vandaag", "today", "dzisiaj"]);
        assert_eq!(seen(day(2026, 11, 16)), ["gisteren", "yesterday", "wczoraj"]);
        assert_eq!(seen(day(2026, 11, 18)), ["morgen", "tomorrow", "jutro"]);
        assert_eq!(relative_day(Nl, day(2026, 11, 19), november()), "do 19 nov");
        assert_eq!(relative_day(Nl, day(2026, 1, 5), november()), "ma 5 jan");
    }

    #[test]
    fn a_day_in_another_year_is_not_taken_for_one_in_this() {
        let new_year = day(2026, 12, 30);
        assert_eq!(relative_day(Nl, day(2027, 1, 4), new_year), "ma 4 jan");
        assert_eq!(relative_day(Nl, day(2027, 1, 7), new_year), "07-01-2027");
        assert_eq!(relative_day(Nl, day(2025, 11, 17), november()), "17-11-2025");
    }

    #[test]
    fn weeks_are_counted_by_iso_8601() {
        assert_eq!(iso_week(november()), 47);
        assert_eq!(iso_week(day(2027, 1, 1)), 53);
        assert_eq!(iso_week(day(2024, 12, 30)), 1);
        assert_eq!(Lang::ALL.map(|lang| week(lang, november())), ["week 47", "week 47", "tydzień 47"]);
    }
}
