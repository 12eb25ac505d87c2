//! What a department's home is made of: four figures, what there is to do, what comes when, and what else it watches.

use chrono::NaiveDate;
use maud::Markup;

use crate::{components::Tone, icons::Icon};

/// What a department sees at the start of its day.
#[derive(Default)]
pub struct Home {
    /// Departments of the read side whose changes it shows, separated by spaces.
    pub live: &'static str,
    /// Figures that lead to their list; four are best.
    pub figures: Vec<Figure>,
    /// What there is to do; the most pressing comes first by itself.
    pub work: Vec<Todo>,
    /// Kinds of tasks that the work shows already in another form.
    pub covers: &'static [&'static str],
    /// What comes when.
    pub agenda: Option<Agenda>,
    /// Further panels at the side.
    pub side: Vec<Markup>,
    /// What stands below, over the whole width.
    pub below: Option<Markup>,
}

/// A figure with its words.
#[derive(Default)]
pub struct Figure {
    /// What is counted.
    pub name: String,
    /// As it is read.
    pub figure: String,
    /// What it means.
    pub note: String,
    /// Whether that is well or not.
    pub tone: Tone,
    /// The list that it counts.
    pub href: String,
    /// How it went, oldest first.
    pub trend: Vec<f64>,
    /// Black with yellow; one a page.
    pub ink: bool,
}

/// By when something is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// It should have been.
    Late,
    /// Today, or as soon as one can.
    Today,
    /// Within a week.
    Week,
    /// After that.
    Later,
}

impl When {
    /// All, in their order.
    pub const ALL: [Self; 4] = [Self::Late, Self::Today, Self::Week, Self::Later];

    /// How pressing a last day is.
    pub fn of(day: NaiveDate, today: NaiveDate) -> Self {
        match (day - today).num_days() {
            ..0 => Self::Late,
            0 => Self::Today,
            1..=7 => Self::Week,
            _ => Self::Later,
        }
    }

    /// Key of the group's heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Late => "today-group-late",
            Self::Today => "today-group-today",
            Self::Week => "today-group-week",
            Self::Later => "today-group-later",
        }
    }
}

/// A piece of work with the button that does the next thing.
pub struct Todo {
    /// Unique in the page.
    pub id: String,
    /// Square in front.
    pub icon: Icon,
    /// Its tone.
    pub tone: Tone,
    /// What to do.
    pub title: String,
    /// The record that it is about.
    pub href: String,
    /// Why.
    pub what: String,
    /// By when, in words; empty shows nothing.
    pub by: String,
    /// By when, for its place.
    pub when: When,
    /// The button.
    pub action: Markup,
}

/// What comes when.
pub struct Agenda {
    /// Heading.
    pub title: String,
    /// Where all of it is: text and address.
    pub all: Option<(String, &'static str)>,
    /// The entries by time.
    pub entries: Vec<Entry>,
    /// What is said when there are none.
    pub none: String,
}

/// Where an entry of an agenda lies in time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Moment {
    /// It is over.
    Past,
    /// It is going on.
    Now,
    /// It comes.
    #[default]
    Next,
}

/// An entry of an agenda.
pub struct Entry {
    /// When, as it is read; short.
    pub time: String,
    /// The same for machines.
    pub datetime: String,
    /// What.
    pub title: String,
    /// Its record.
    pub href: String,
    /// More about it.
    pub what: String,
    /// Where it lies in time.
    pub moment: Moment,
}
