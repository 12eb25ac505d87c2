//! The questions of reports.

use chrono::NaiveDate;
use domain::report::{Compare, Definition, Dimension, Measure, PRESETS, Preset, Step, Subject};
use projections::{
    ReadError,
    desk::{
        self,
        saved::{self, Saved},
    },
};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de::Error};
use uuid::Uuid;

use crate::{
    Query,
    query::{Asker, Unanswered},
    question,
    reports::{self, Report, address},
};

/// Nothing is asked.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Nothing {}

/// A report that everybody has.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Named {
    /// Its name, as `preset` of `report`.
    name: String,
    /// What it asks.
    definition: Definition,
}

/// The reports that one may ask.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Listed {
    /// Department by department.
    reports: Vec<Named>,
}

/// What is asked: a preset, and what is to be otherwise. What does not fit together is refused.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Wanted {
    /// A report that somebody keeps, to begin with.
    #[serde(default)]
    saved: Option<Uuid>,
    /// The preset to begin with; the first one when not said.
    #[serde(default, deserialize_with = "preset")]
    preset: Option<String>,
    /// About which facts.
    #[serde(default)]
    subject: Option<Subject>,
    /// What is measured.
    #[serde(default)]
    measure: Option<Measure>,
    /// What the rows are told apart by.
    #[serde(default)]
    by: Option<Dimension>,
    /// What the series are told apart by.
    #[serde(default)]
    split: Option<Dimension>,
    /// In which steps.
    #[serde(default)]
    step: Option<Step>,
    /// `last-12-month`, `past-1-quarter`, `next-4-week`; `days` for days of one's own.
    #[serde(default, deserialize_with = "period")]
    period: Option<String>,
    /// The first day.
    #[serde(default)]
    from: Option<NaiveDate>,
    /// The last day.
    #[serde(default)]
    until: Option<NaiveDate>,
    /// How things stood on this day: one step, up to its end.
    #[serde(default)]
    on: Option<NaiveDate>,
    /// Beside which other days.
    #[serde(default)]
    compare: Option<Compare>,
    /// `technician:<id>`, as often as there are values.
    #[serde(default, deserialize_with = "filters")]
    filter: Vec<String>,
    /// The type of events, where it is about those of the log: `visit_finished`. While they are read for the first time it is 503, `filling`.
    #[serde(default, deserialize_with = "event")]
    event: Option<String>,
    /// The number of theirs that is added up: `worked`, `part.quantity`.
    #[serde(default)]
    field: Option<String>,
    /// The field by which they are told apart.
    #[serde(default)]
    by_field: Option<String>,
}

/// A name that is known, or nothing.
fn known<'de, D: Deserializer<'de>>(from: D, is_known: fn(&str) -> bool) -> Result<Option<String>, D::Error> {
    let name = Option::<String>::deserialize(from)?;
    match name.as_deref().filter(|name| !name.is_empty()) {
        Some(name) if !is_known(name) => Err(D::Error::custom(format!("there is no {name}"))),
        _ => Ok(name),
    }
}

fn preset<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    known(from, |name| Preset::find(name).is_some())
}

fn period<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    known(from, address::is_period)
}

fn event<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    known(from, address::is_event)
}

fn filters<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    let filters = Vec::<String>::deserialize(from)?;
    match filters.iter().find(|filter| !filter.is_empty() && !address::is_filter(filter)) {
        Some(filter) => Err(D::Error::custom(format!("nothing is told apart by {filter}"))),
        None => Ok(filters),
    }
}

impl Wanted {
    fn pairs(&self) -> address::Pairs {
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
        let one = [
            ("subject", self.subject.map(|one| one.name().to_owned())),
            ("measure", self.measure.map(|one| one.name().to_owned())),
            ("by", self.by.map(|one| one.name().to_owned())),
            ("split", self.split.map(|one| one.name().to_owned())),
            ("step", self.step.map(|one| one.name().to_owned())),
            ("period", self.period.clone()),
            ("from", day(self.from)),
            ("until", day(self.until)),
            ("on", day(self.on)),
            ("compare", self.compare.map(|one| one.name().to_owned())),
            ("event", self.event.clone()),
            ("field", self.field.clone()),
            ("by_field", self.by_field.clone()),
        ];
        let one = one.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        one.chain(self.filter.iter().map(|filter| ("filter".to_owned(), filter.clone()))).collect()
    }
}

/// Reports that colleagues keep.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Kept {
    /// One's own, and what others share and one may ask, by name.
    reports: Vec<Saved>,
}

/// Every question of reports.
pub static REPORTS: &[Query] = &[
    question!("saved-reports", "The reports that colleagues keep", ViewReports, Nothing, Kept, kept),
    question!("reports", "The reports that one may ask", ViewReports, Nothing, Listed, list),
    question!(
        "report",
        "A report: what it comes to, step by step and group by group; not found where one may not see its facts",
        ViewReports,
        Wanted,
        Report,
        report
    ),
];

async fn list(asker: Asker, _: Nothing) -> Result<Option<Listed>, ReadError> {
    let may = PRESETS.iter().filter(|preset| reports::may(&asker.session, preset.subject));
    let reports = may.map(|preset| Named { name: preset.name.into(), definition: preset.definition() }).collect();
    Ok(Some(Listed { reports }))
}

async fn kept(asker: Asker, _: Nothing) -> Result<Option<Kept>, ReadError> {
    let mut reports = saved::of(&asker.app.reads.of(&desk::DEPARTMENT).pool, asker.session.user).await?;
    reports.retain(|saved| reports::may(&asker.session, saved.definition.subject));
    Ok(Some(Kept { reports }))
}

async fn report(asker: Asker, wanted: Wanted) -> Result<Option<Report>, Unanswered> {
    let base = match wanted.saved {
        Some(id) => {
            let found = saved::one(&asker.app.reads.of(&desk::DEPARTMENT).pool, id).await?;
            let Some(saved) = found.filter(|saved| saved.shared || saved.owner == asker.session.user) else {
                return Ok(None);
            };
            saved.definition
        }
        None => address::base(wanted.preset.as_deref().unwrap_or_default()),
    };
    let said = wanted.pairs();
    let definition = address::read(base, &said, asker.app.log.today());
    if !reports::may(&asker.session, definition.subject) {
        return Ok(None);
    }
    // A page shows the nearest that can be asked; a program that does not look would take that for what it asked.
    let asked = address::pairs(&definition);
    let left_out = |(name, value): &&(String, String)| {
        name != "on" && !value.is_empty() && !asked.iter().any(|(of, one)| of == name && one == value)
    };
    match said.iter().find(left_out) {
        Some((name, _)) => Err(Unanswered::wrong(name, "misfit")),
        None => Ok(Some(reports::report(&asker.app, definition).await?)),
    }
}
