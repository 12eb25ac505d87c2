//! How a definition stands in an address, and what becomes of an address that does not fit together: the nearest that does.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::{
    Line,
    report::{Compare, Definition, Dimension, Logged, Measure, Misfit, PRESETS, Period, Preset, Step, Subject, logged},
};

use crate::fields;

/// Names and values of an address.
pub type Pairs = Vec<(String, String)>;

/// What stands for nothing, where an empty value says that nothing is said.
pub const NONE: &str = "none";

/// What is asked where an address says nothing: the preset of that name, else the first of all.
pub fn base(preset: &str) -> Definition {
    Preset::find(preset).unwrap_or(&PRESETS[0]).definition()
}

/// The definition in an address: what it says, else what the base says. `day` reads what people type.
pub fn read(base: Definition, pairs: &[(String, String)], today: NaiveDate) -> Definition {
    let said = |name: &str| pairs.iter().rev().find(|(own, _)| own == name).map(|(_, value)| value.as_str());
    let value = |name: &str| said(name).filter(|value| !value.is_empty());
    let mut asked = base;
    if let Some(subject) = value("subject").and_then(Subject::parse).filter(|subject| *subject != asked.subject) {
        asked.measure = subject.measures()[0];
        (asked.by, asked.split) = (subject.dimensions().first().copied(), None);
        (asked.subject, asked.filters) = (subject, BTreeMap::new());
    }
    if let Some(measure) = value("measure").and_then(Measure::parse) {
        asked.measure = measure;
    }
    // What does not belong to these facts is left over from other ones.
    let dimensions = asked.subject.dimensions();
    let dimension = |name: &str, was| match value(name) {
        Some(NONE) => None,
        Some(one) => Dimension::parse(one).filter(|of| dimensions.contains(of)).or(was),
        None => was,
    };
    asked.by = dimension("by", asked.by);
    asked.split = dimension("split", asked.split);
    match value("step") {
        Some(NONE) => asked.step = None,
        Some(step) => asked.step = Step::parse(step).or(asked.step),
        None => {}
    }
    asked.compare = value("compare").and_then(Compare::parse).unwrap_or(asked.compare);
    let day = |name: &str| value(name).and_then(|text| fields::day(text, today));
    asked.period = value("period").and_then(period).unwrap_or(asked.period);
    let chosen = !matches!(value("period"), Some(name) if name != "days");
    match (day("on"), day("from"), day("until")) {
        (Some(on), ..) => (asked.period, asked.step) = (Period::Days { from: on, until: on }, None),
        (_, None, None) if value("period") == Some("days") => {
            let (from, until) = asked.period.days(today);
            asked.period = Period::Days { from, until };
        }
        (_, None, None) => {}
        (_, from, until) if chosen => {
            let (first, last) = asked.period.days(today);
            asked.period = Period::Days { from: from.unwrap_or(first), until: until.unwrap_or(last) };
        }
        _ => {}
    }
    if said("filter").is_some() {
        asked.filters = filters(pairs);
    }
    if let Some(event_type) = value("event").and_then(|event| event.parse().ok()) {
        let field =
            |name: &str| value(name).filter(|field| *field != NONE).and_then(|field| field.parse::<Line>().ok());
        asked.log = Some(Logged { event_type, field: field("field"), by_field: field("by_field") });
    }
    if asked.subject != Subject::Events {
        asked.log = None;
    }
    fitted(asked)
}

/// What an address says that can't be: the field, and the code of the sentence. What is right but belongs to other facts is no mistake: it is
/// left over from those.
pub fn wrong(pairs: &[(String, String)], today: NaiveDate) -> Vec<(String, &'static str)> {
    let is_wrong = |name: &str, value: &str| match name {
        "subject" => Subject::parse(value).is_none(),
        "measure" => Measure::parse(value).is_none(),
        "by" | "split" => value != NONE && Dimension::parse(value).is_none(),
        "step" => value != NONE && Step::parse(value).is_none(),
        "compare" => Compare::parse(value).is_none(),
        "period" => !is_period(value),
        "filter" => !is_filter(value),
        "event" => !is_event(value),
        "from" | "until" | "on" => fields::day(value, today).is_none(),
        _ => false,
    };
    let wrong = pairs.iter().filter(|(name, value)| !value.is_empty() && is_wrong(name, value));
    wrong
        .map(|(name, _)| {
            (name.clone(), if ["from", "until", "on"].contains(&name.as_str()) { "date" } else { "report" })
        })
        .collect()
}

/// Whether a period is called so.
pub fn is_period(name: &str) -> bool {
    name == "days" || period(name).is_some()
}

/// Whether a filter is of something that facts are told apart by.
pub fn is_filter(filter: &str) -> bool {
    filter.split_once(':').is_some_and(|(of, _)| Dimension::parse(of).is_some())
}

/// Whether there are such events.
pub fn is_event(event_type: &str) -> bool {
    logged::fields(event_type).is_some()
}

/// `last-12-month`; days are said apart.
fn period(name: &str) -> Option<Period> {
    let mut parts = name.split('-');
    let (kind, count, step) = (parts.next()?, parts.next()?.parse().ok()?, Step::parse(parts.next()?)?);
    match kind {
        "last" => Some(Period::Last { count, step }),
        "past" => Some(Period::Past { count, step }),
        "next" => Some(Period::Next { count, step }),
        _ => None,
    }
}

/// The name of a period in addresses; `days` of days of one's own.
pub fn period_name(period: Period) -> String {
    match period {
        Period::Last { count, step } => format!("last-{count}-{}", step.name()),
        Period::Past { count, step } => format!("past-{count}-{}", step.name()),
        Period::Next { count, step } => format!("next-{count}-{}", step.name()),
        Period::Days { .. } => "days".into(),
    }
}

/// `technician:…`, as often as there are values.
fn filters(pairs: &[(String, String)]) -> BTreeMap<Dimension, BTreeSet<Line>> {
    let mut filters = BTreeMap::<Dimension, BTreeSet<Line>>::new();
    for (_, value) in pairs.iter().filter(|(name, _)| name == "filter") {
        let Some((of, value)) = value.split_once(':') else { continue };
        if let (Some(of), Ok(value)) = (Dimension::parse(of), value.parse()) {
            filters.entry(of).or_default().insert(value);
        }
    }
    filters
}

/// The definition as an address has it: everything, so that it means the same whatever it is put behind.
pub fn pairs(definition: &Definition) -> Pairs {
    let mut pairs: Vec<(&str, String)> = vec![
        ("subject", definition.subject.name().into()),
        ("measure", definition.measure.name().into()),
        ("by", definition.by.map_or(NONE, Dimension::name).into()),
        ("split", definition.split.map_or(NONE, Dimension::name).into()),
        ("step", definition.step.map_or(NONE, Step::name).into()),
        ("period", period_name(definition.period)),
        ("compare", definition.compare.name().into()),
    ];
    if let Period::Days { from, until } = definition.period {
        pairs.extend([("from", from.to_string()), ("until", until.to_string())]);
    }
    let filters = definition.filters.iter().flat_map(|(of, values)| values.iter().map(move |value| (of, value)));
    let filters: Vec<_> = filters.map(|(of, value)| ("filter", format!("{}:{value}", of.name()))).collect();
    // That there is no filter is said, too: the base may have some.
    pairs.extend(if filters.is_empty() { vec![("filter", String::new())] } else { filters });
    if let Some(log) = &definition.log {
        pairs.push(("event", log.event_type.to_string()));
        pairs.extend(log.field.iter().map(|field| ("field", field.to_string())));
        pairs.extend(log.by_field.iter().map(|field| ("by_field", field.to_string())));
    }
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The nearest definition that fits together.
pub fn fitted(mut asked: Definition) -> Definition {
    loop {
        let Err(misfit) = asked.clone().checked() else { return asked };
        let subject = asked.subject;
        match misfit {
            Misfit::Measure => asked.measure = subject.measures()[0],
            Misfit::By => asked.by = None,
            Misfit::Split => asked.split = None,
            Misfit::Filters => {
                let measure = asked.measure;
                asked.filters.retain(|of, _| {
                    subject.dimensions().contains(of) && measure.is_told_by(*of) && *of != Dimension::Age
                });
            }
            Misfit::Backwards => {
                if let Period::Days { from, until } = asked.period {
                    asked.period = Period::Days { from: until, until: from };
                }
            }
            Misfit::NoSteps => asked.period = Period::Last { count: 12, step: Step::Month },
            // Four hundred years fit.
            Misfit::TooManySteps => {
                asked.step = match asked.step {
                    Some(Step::Day) => Some(Step::Month),
                    Some(Step::Week | Step::Month) => Some(Step::Year),
                    _ => None,
                }
            }
            Misfit::Event => {
                let event_type = "visit_finished".parse::<Line>();
                asked.log = event_type.ok().map(|event_type| Logged { event_type, field: None, by_field: None });
            }
            Misfit::Field => {
                let needed = asked.measure == Measure::FieldSum;
                let field = first(&asked, |field| field.sums.is_some()).filter(|_| needed);
                if needed && field.is_none() {
                    asked.measure = Measure::Count;
                }
                asked.log = asked.log.map(|log| Logged { field, ..log });
            }
            Misfit::ByField => {
                let of_field = |of: &Dimension| *of == Dimension::Field;
                let needed =
                    [asked.by, asked.split].contains(&Some(Dimension::Field)) || asked.filters.keys().any(of_field);
                let by_field = first(&asked, |field| field.tells).filter(|_| needed);
                if by_field.is_none() {
                    asked.by = asked.by.filter(|by| !of_field(by));
                    asked.split = asked.split.filter(|split| !of_field(split));
                    asked.filters.remove(&Dimension::Field);
                }
                asked.log = asked.log.map(|log| Logged { by_field, ..log });
            }
        }
    }
}

/// The first field of the events that fits.
fn first(asked: &Definition, fits: fn(&logged::Field) -> bool) -> Option<Line> {
    let fields = logged::fields(asked.log.as_ref()?.event_type.as_str())?;
    fields.iter().find(|field| fits(field))?.path.parse().ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        "2026-11-27".parse().unwrap()
    }

    fn read_from(preset: &str, query: &str) -> Definition {
        read(base(preset), &serde_html_form::from_str::<Pairs>(query).unwrap(), today())
    }

    #[test]
    fn what_an_address_says_goes_before_the_preset_and_all_of_it_is_written_back() {
        for preset in PRESETS {
            let definition = preset.definition();
            assert_eq!(read(base("faults"), &pairs(&definition), today()), definition, "{}", preset.name);
        }
        let asked =
            read_from("faults", "filter=technician:a&filter=technician:b&filter=urgency:high&by=none&step=week");
        assert_eq!(asked.filters[&Dimension::Technician].len(), 2);
        assert_eq!((asked.by, asked.step), (None, Some(Step::Week)));
        assert_eq!(read(base("faults"), &pairs(&asked), today()), asked);
    }

    #[test]
    fn another_subject_begins_with_its_own_measure_and_what_does_not_fit_is_left_out() {
        let asked = read_from("faults", "subject=stock&filter=technician:a&split=urgency");
        assert_eq!((asked.measure, asked.by), (Measure::StockValue, Some(Dimension::Article)));
        assert!(asked.filters.is_empty() && asked.split.is_none());
        let asked = read_from("faults", "measure=stock_value&by=age");
        assert_eq!((asked.measure, asked.by), (Measure::Count, Some(Dimension::MachineModel)));
        let asked = read_from("faults", "from=1900-01-01&until=2026-11-27&step=day");
        assert_eq!(asked.step, Some(Step::Year));
        assert!(read_from("faults", "period=last-0-month").checked().is_ok());
    }

    #[test]
    fn a_report_about_the_log_has_fields_that_its_events_have() {
        let asked = read_from("faults", "subject=events&measure=field_sum");
        assert_eq!(asked.log.unwrap().field.unwrap().as_str(), "travelled");
        let asked =
            read_from("faults", "subject=events&event=fault_reported&measure=field_sum&by=field&by_field=problem");
        let log = asked.log.unwrap();
        assert_eq!((asked.measure, asked.by), (Measure::FieldSum, Some(Dimension::Field)));
        assert_ne!(log.by_field.unwrap().as_str(), "problem", "what is about a person tells nothing apart");
        for event in ["visit_started", "no_such_event", "password_set"] {
            let query = format!("subject=events&event={event}&measure=field_sum&by=field&split=person&filter=field:x");
            assert!(read_from("faults", &query).checked().is_ok(), "{event}");
        }
        assert_eq!(read_from("faults", "event=visit_finished").log, None);
    }

    #[test]
    fn what_can_t_be_is_named_and_what_is_left_over_from_other_facts_is_not() {
        let wrong = |query: &str| {
            let wrong = wrong(&serde_html_form::from_str::<Pairs>(query).unwrap(), today());
            wrong.into_iter().map(|(field, _)| field).collect::<Vec<_>>()
        };
        assert_eq!(wrong("period=days&from=31-2-2026&until=gisteren"), ["from"]);
        let all = "subject=x&measure=x&by=x&split=x&step=x&compare=x&period=last-x&filter=x:1&event=x&on=x";
        assert_eq!(wrong(all).len(), 10);
        for preset in PRESETS {
            let pairs = pairs(&preset.definition());
            assert_eq!(super::wrong(&pairs, today()), [], "{}", preset.name);
        }
        assert!(wrong("subject=stock&by=technician&step=none&filter=&filter=urgency:high&at=3&group=-").is_empty());
    }

    #[test]
    fn days_of_ones_own_are_read_as_people_type_them_and_a_day_alone_is_how_things_stood() {
        let own = |from: &str, until: &str| Period::Days { from: from.parse().unwrap(), until: until.parse().unwrap() };
        assert_eq!(
            read_from("faults", "period=days&from=1-10-2026&until=vandaag").period,
            own("2026-10-01", "2026-11-27")
        );
        assert_eq!(
            read_from("faults", "period=days&from=2026-12-31&until=2026-10-01").period,
            own("2026-10-01", "2026-12-31")
        );
        assert_eq!(
            read_from("faults", "period=past-1-month&from=1-10-2026").period,
            Period::Past { count: 1, step: Step::Month }
        );
        let asked = read_from("stock-value", "on=2026-07-05");
        assert_eq!((asked.period, asked.step), (own("2026-07-05", "2026-07-05"), None));
    }
}
