//! Which part of the planning is asked for, and the addresses that ask for another one.

use chrono::{Datelike, Days, NaiveDate};
use domain::{UserId, visit::Kind};
use projections::maintenance::{board::Lane, visits::Visit};
use serde::Deserialize;

use super::monday;
use crate::cx::{Cx, address};

/// How much of the planning is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum View {
    /// One day, along its hours.
    Day,
    /// A week, a column a day.
    #[default]
    Week,
    /// Four weeks.
    Weeks,
}

impl View {
    /// All, as shown.
    pub const ALL: [Self; 3] = [Self::Day, Self::Week, Self::Weeks];

    /// The name in addresses and texts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Weeks => "weeks",
        }
    }
}

/// What the address says.
#[derive(Debug, Clone, Deserialize, Default)]
pub struct Asked {
    /// Any day of what is shown.
    pub week: Option<String>,
    view: Option<String>,
    kind: Option<String>,
    /// Only this technician.
    pub technician: Option<String>,
    /// Only technicians who say this about where they work.
    pub region: Option<String>,
    /// Only visits of this kind.
    pub show: Option<String>,
    /// Only visits in this town.
    pub city: Option<String>,
}

/// A text that was asked for, if it says anything.
fn said(text: &Option<String>) -> Option<&str> {
    text.as_deref().map(str::trim).filter(|text| !text.is_empty())
}

impl Asked {
    /// How much is shown.
    pub fn view(&self) -> View {
        View::ALL.into_iter().find(|view| Some(view.name()) == self.view.as_deref()).unwrap_or_default()
    }

    /// The day that it is about; today when none is said, and where weeks at the ends of the calendar have no neighbours.
    pub fn day(&self, cx: &Cx) -> NaiveDate {
        let today = cx.today();
        let asked = self.week.as_deref().and_then(|week| week.parse().ok());
        asked.filter(|day: &NaiveDate| (1970..9000).contains(&day.year())).unwrap_or(today)
    }

    /// The first of the days shown, and how many they are.
    pub fn span(&self, cx: &Cx) -> (NaiveDate, u64) {
        match self.view() {
            View::Day => (self.day(cx), 1),
            View::Week => (monday(self.day(cx)), 7),
            View::Weeks => (monday(self.day(cx)), 28),
        }
    }

    /// The kind of visits that the queue shows.
    pub fn kind(&self) -> Kind {
        Kind::ALL.into_iter().find(|kind| Some(kind.name()) == self.kind.as_deref()).unwrap_or_default()
    }

    /// This page with some of what is asked changed; an empty text leaves it out.
    pub fn to(&self, changes: &[(&str, &str)]) -> String {
        let own = [
            ("view", &self.view),
            ("week", &self.week),
            ("kind", &self.kind),
            ("technician", &self.technician),
            ("region", &self.region),
            ("show", &self.show),
            ("city", &self.city),
        ];
        let values = own.map(|(name, value)| {
            let changed = changes.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
            (name, changed.or(value.as_deref()))
        });
        address("/planning", &values)
    }

    /// The page of so many views earlier or later.
    pub fn beside(&self, cx: &Cx, ahead: bool) -> String {
        let (first, count) = self.span(cx);
        let day = match (self.view(), ahead) {
            (View::Day, _) => next_workday(first, ahead),
            (_, true) => first.checked_add_days(Days::new(count)),
            (_, false) => first.checked_sub_days(Days::new(count)),
        };
        self.to(&[("week", &day.unwrap_or(first).to_string())])
    }

    /// How many things it is narrowed by.
    pub fn filters(&self) -> usize {
        [&self.technician, &self.region, &self.show, &self.city].into_iter().filter(|one| said(one).is_some()).count()
    }

    /// Whether a row is shown.
    pub fn shows(&self, lane: &Lane) -> bool {
        let who = said(&self.technician).and_then(|id| id.parse::<UserId>().ok());
        let folded = |text: &str| text.to_lowercase();
        let there =
            |region: &str| lane.technician.region.as_deref().is_some_and(|own| folded(own).contains(&folded(region)));
        who.is_none_or(|who| who == lane.technician.id) && said(&self.region).is_none_or(there)
    }

    /// Whether a visit is among those that are looked for.
    pub fn looks_for(&self, visit: &Visit) -> bool {
        let city = |city: &str| visit.city.to_lowercase().contains(&city.to_lowercase());
        said(&self.show).is_none_or(|kind| kind == visit.kind.name()) && said(&self.city).is_none_or(city)
    }
}

/// The next day of Monday to Friday, before or after a day.
fn next_workday(day: NaiveDate, ahead: bool) -> Option<NaiveDate> {
    let step = |day: NaiveDate| if ahead { day.succ_opt() } else { day.pred_opt() };
    let mut next = step(day)?;
    while next.weekday().number_from_monday() > 5 {
        next = step(next)?;
    }
    Some(next)
}
