//! Public holidays by law: which days they are in a country, worked out from the year.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A public holiday. Its name stands in the texts as `holiday-<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Holiday {
    /// 1 January.
    NewYear,
    /// 6 January.
    Epiphany,
    /// Easter.
    Easter,
    /// The day after Easter.
    EasterMonday,
    /// The King's birthday; until 2013 the Queen's.
    KingsDay,
    /// 1 May.
    LabourDay,
    /// 3 May.
    ConstitutionDay,
    /// 5 May.
    LiberationDay,
    /// 39 days after Easter.
    Ascension,
    /// 49 days after Easter.
    Whitsun,
    /// 50 days after Easter.
    WhitMonday,
    /// 60 days after Easter.
    CorpusChristi,
    /// 21 July.
    NationalDay,
    /// 15 August.
    Assumption,
    /// 1 November.
    AllSaints,
    /// 11 November: Armistice in Belgium, Independence in Poland.
    November11,
    /// 24 December.
    ChristmasEve,
    /// 25 December.
    Christmas,
    /// 26 December.
    BoxingDay,
}

impl Holiday {
    /// The name in texts and answers.
    pub fn code(self) -> String {
        serde_json::to_value(self).ok().and_then(|code| code.as_str().map(Into::into)).unwrap_or_default()
    }
}

/// When the Dutch company has 5 May off. The Algemene termijnenwet counts it each year; whether people work on it is agreed by
/// collective agreement or by each company, most often once in five years.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LiberationDay {
    /// Never.
    Never,
    /// In years that end in 0 or 5.
    #[default]
    EveryFiveYears,
    /// Each year.
    EveryYear,
}

impl LiberationDay {
    /// All, as shown.
    pub const ALL: [Self; 3] = [Self::Never, Self::EveryFiveYears, Self::EveryYear];

    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::EveryFiveYears => "every-five-years",
            Self::EveryYear => "every-year",
        }
    }

    fn is_free(self, year: i32) -> bool {
        match self {
            Self::Never => false,
            Self::EveryFiveYears => year.rem_euclid(5) == 0,
            Self::EveryYear => true,
        }
    }
}

/// The holiday on a day where people of a country have it off; none in a country whose holidays are not known.
///
/// - NL: Algemene termijnenwet art. 3, but for Good Friday, on which people work. The King's birthday is kept on 27 April, or the 26th
///   when that is a Sunday (decree of 2013); until 2013 on 30 April, or the 29th.
/// - BE: the ten days of the royal decree of 18 April 1974, art. 1. One that falls on a Sunday or a free day is replaced by
///   a day that the company chooses (law of 4 January 1974, art. 6): that is a closing day of its own.
/// - PL: ustawa of 18 January 1951 o dniach wolnych od pracy, art. 1: with Epiphany since 2011, and Christmas Eve since 2025
///   (Dz.U. 2024 poz. 1965).
pub fn holiday(country: &str, day: NaiveDate, liberation: LiberationDay) -> Option<Holiday> {
    use Holiday as H;
    let year = day.year();
    let fixed = (day.month(), day.day());
    let moving = easter(year).map(|easter| (day - easter).num_days());
    match country {
        "NL" => match (fixed, moving?) {
            ((1, 1), _) => Some(H::NewYear),
            _ if Some(day) == kings_day(year) => Some(H::KingsDay),
            (_, 0) => Some(H::Easter),
            (_, 1) => Some(H::EasterMonday),
            (_, 39) => Some(H::Ascension),
            (_, 49) => Some(H::Whitsun),
            (_, 50) => Some(H::WhitMonday),
            ((5, 5), _) if liberation.is_free(year) => Some(H::LiberationDay),
            ((12, 25), _) => Some(H::Christmas),
            ((12, 26), _) => Some(H::BoxingDay),
            _ => None,
        },
        "BE" => match (fixed, moving?) {
            ((1, 1), _) => Some(H::NewYear),
            ((5, 1), _) => Some(H::LabourDay),
            (_, 1) => Some(H::EasterMonday),
            (_, 39) => Some(H::Ascension),
            (_, 50) => Some(H::WhitMonday),
            ((7, 21), _) => Some(H::NationalDay),
            ((8, 15), _) => Some(H::Assumption),
            ((11, 1), _) => Some(H::AllSaints),
            ((11, 11), _) => Some(H::November11),
            ((12, 25), _) => Some(H::Christmas),
            _ => None,
        },
        "PL" => match (fixed, moving?) {
            ((1, 1), _) => Some(H::NewYear),
            ((1, 6), _) if year >= 2011 => Some(H::Epiphany),
            ((5, 1), _) => Some(H::LabourDay),
            ((5, 3), _) => Some(H::ConstitutionDay),
            (_, 0) => Some(H::Easter),
            (_, 1) => Some(H::EasterMonday),
            (_, 49) => Some(H::Whitsun),
            (_, 60) => Some(H::CorpusChristi),
            ((8, 15), _) => Some(H::Assumption),
            ((11, 1), _) => Some(H::AllSaints),
            ((11, 11), _) => Some(H::November11),
            ((12, 24), _) if year >= 2025 => Some(H::ChristmasEve),
            ((12, 25), _) => Some(H::Christmas),
            ((12, 26), _) => Some(H::BoxingDay),
            _ => None,
        },
        _ => None,
    }
}

/// The day on which the Netherlands keep their King's birthday: a Sunday is moved to the day before.
fn kings_day(year: i32) -> Option<NaiveDate> {
    let day = if year >= 2014 { NaiveDate::from_ymd_opt(year, 4, 27)? } else { NaiveDate::from_ymd_opt(year, 4, 30)? };
    if day.weekday() == Weekday::Sun { day.checked_sub_days(Days::new(1)) } else { Some(day) }
}

/// Easter in the Gregorian calendar, after Meeus, Jones and Butcher; none for years beyond the calendar.
pub fn easter(year: i32) -> Option<NaiveDate> {
    let (golden, century, rest) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let epact_fix = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let epact = (19 * golden + century - century.div_euclid(4) - epact_fix + 15).rem_euclid(30);
    let weekday = (32 + 2 * century.rem_euclid(4) + 2 * rest.div_euclid(4) - epact - rest.rem_euclid(4)).rem_euclid(7);
    let late = (golden + 11 * epact + 22 * weekday).div_euclid(451);
    let of_march = epact + weekday - 7 * late + 114;
    let (month, day) = (u32::try_from(of_march.div_euclid(31)).ok()?, u32::try_from(of_march.rem_euclid(31)).ok()? + 1);
    NaiveDate::from_ymd_opt(year, month, day)
}
