//! Rules of reports: what fits together, and which days a period means.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::report::{Compare, Definition, Dimension, Logged, Measure, Misfit, PRESETS, Period, Step, Subject};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn days(from: &str, until: &str) -> Period {
    Period::Days { from: day(from), until: day(until) }
}

fn faults() -> Definition {
    PRESETS[0].definition()
}

#[test]
fn every_preset_fits_together_and_has_a_name_of_its_own() {
    let mut names = BTreeSet::new();
    for preset in PRESETS {
        assert!(names.insert(preset.name), "{}", preset.name);
        assert_eq!(preset.definition().checked(), Ok(preset.definition()), "{}", preset.name);
    }
}

#[test]
fn every_subject_has_a_preset_but_the_log_itself() {
    for subject in Subject::ALL.iter().filter(|subject| **subject != Subject::Events) {
        assert!(PRESETS.iter().any(|preset| preset.subject == *subject), "{subject:?}");
    }
}

#[test]
fn every_measure_and_dimension_belongs_to_some_subject() {
    for measure in Measure::ALL {
        assert!(Subject::ALL.iter().any(|subject| subject.measures().contains(measure)), "{measure:?}");
    }
    for dimension in Dimension::ALL {
        assert!(Subject::ALL.iter().any(|subject| subject.dimensions().contains(dimension)), "{dimension:?}");
    }
}

#[test]
fn what_does_not_fit_is_named_by_its_field() {
    let wrong = |change: fn(&mut Definition)| {
        let mut definition = faults();
        change(&mut definition);
        definition.checked().unwrap_err()
    };
    assert_eq!(wrong(|report| report.measure = Measure::StockValue), Misfit::Measure);
    assert_eq!(wrong(|report| report.by = Some(Dimension::Supplier)), Misfit::By);
    assert_eq!(wrong(|report| report.split = report.by), Misfit::Split);
    assert_eq!(wrong(|report| drop(report.filters.insert(Dimension::Age, BTreeSet::new()))), Misfit::Filters);
    assert_eq!(wrong(|report| report.period = days("2026-02-01", "2026-01-31")), Misfit::Backwards);
    assert_eq!(wrong(|report| report.period = Period::Last { count: 0, step: Step::Day }), Misfit::NoSteps);
    assert_eq!(
        wrong(|report| {
            report.period = Period::Last { count: 401, step: Step::Day };
            report.step = Some(Step::Day);
        }),
        Misfit::TooManySteps
    );
    assert_eq!(Misfit::TooManySteps.field(), "step");
}

#[test]
fn the_age_of_a_debt_is_told_apart_but_not_filtered() {
    let mut debtors = faults();
    (debtors.subject, debtors.measure, debtors.by) = (Subject::Receivables, Measure::Outstanding, Some(Dimension::Age));
    assert!(debtors.clone().checked().is_ok());
    debtors.filters.insert(Dimension::Age, BTreeSet::new());
    assert_eq!(debtors.clone().checked(), Err(Misfit::Filters));
    let moved = Definition { measure: Measure::Amount, filters: BTreeMap::new(), ..debtors };
    assert_eq!(moved.checked(), Err(Misfit::By));
}

#[test]
fn how_full_weeks_are_is_told_of_technicians_and_how_much_is_looked_at_of_who_did_it() {
    let load = |by| Definition { subject: Subject::Visits, measure: Measure::Load, by: Some(by), ..faults() }.checked();
    assert!(load(Dimension::Technician).is_ok() && load(Dimension::Region).is_ok());
    assert_eq!(load(Dimension::Customer), Err(Misfit::By));
    let looked = Definition { subject: Subject::Acts, measure: Measure::RaisedShare, ..faults() };
    assert!(Definition { by: Some(Dimension::Person), ..looked.clone() }.checked().is_ok());
    assert_eq!(Definition { by: Some(Dimension::EventType), ..looked }.checked(), Err(Misfit::By));
}

#[test]
fn a_report_about_the_log_says_which_events_and_which_of_their_fields() {
    let mut report = faults();
    (report.subject, report.measure, report.by) = (Subject::Events, Measure::Count, None);
    assert_eq!(report.clone().checked(), Err(Misfit::Event));
    report.log = Some(Logged { event_type: "visit_finished".parse().unwrap(), field: None, by_field: None });
    assert!(report.clone().checked().is_ok());
    report.measure = Measure::FieldSum;
    assert_eq!(report.clone().checked(), Err(Misfit::Field));
    (report.measure, report.by) = (Measure::Count, Some(Dimension::Field));
    assert_eq!(report.checked(), Err(Misfit::ByField));
}

#[test]
fn a_period_that_moves_with_the_day_ends_today_or_where_its_steps_end() {
    let today = day("2026-11-27");
    let month = Step::Month;
    assert_eq!(Period::Last { count: 12, step: month }.days(today), (day("2025-12-01"), today));
    assert_eq!(Period::Past { count: 1, step: month }.days(today), (day("2026-10-01"), day("2026-10-31")));
    assert_eq!(Period::Next { count: 2, step: month }.days(today), (day("2026-11-01"), day("2026-12-31")));
    assert_eq!(Period::Past { count: 1, step: Step::Quarter }.days(today), (day("2026-07-01"), day("2026-09-30")));
    assert_eq!(Period::Last { count: 1, step: Step::Week }.days(today), (day("2026-11-23"), today));
}

#[test]
fn steps_follow_the_calendar_and_are_cut_where_the_period_ends() {
    let report = faults();
    let steps = report.steps((day("2026-01-15"), day("2026-03-10")));
    let wanted = [("2026-01-15", "2026-01-31"), ("2026-02-01", "2026-02-28"), ("2026-03-01", "2026-03-10")];
    assert_eq!(steps, wanted.map(|(from, until)| (day(from), day(until))));
    let whole = Definition { step: None, ..report };
    assert_eq!(whole.steps((day("2026-01-15"), day("2026-03-10"))).len(), 1);
}

#[test]
fn what_is_compared_with_is_as_long_and_ends_months_where_months_end() {
    let compared = |compare: Compare, from, until| compare.days(days(from, until), day("2026-11-28"), None).unwrap();
    let before = (day("2026-01-01"), day("2026-01-31"));
    assert_eq!(compared(Compare::Before, "2026-02-01", "2026-02-28"), before);
    assert_eq!(compared(Compare::Before, "2026-02-10", "2026-02-12"), (day("2026-02-07"), day("2026-02-09")));
    assert_eq!(compared(Compare::YearBefore, "2025-02-01", "2025-02-28"), (day("2024-02-01"), day("2024-02-29")));
    assert_eq!(Compare::Nothing.days(days("2026-02-01", "2026-02-28"), day("2026-11-28"), None), None);
}

#[test]
fn a_year_or_quarter_that_runs_is_compared_with_as_much_of_an_earlier_one() {
    let today = day("2026-11-28");
    let before = |count, step, shown| Compare::Before.days(Period::Last { count, step }, today, shown).unwrap();
    assert_eq!(before(8, Step::Quarter, Some(Step::Quarter)), (day("2023-01-01"), day("2024-11-28")));
    assert_eq!(before(1, Step::Year, None), (day("2025-01-01"), day("2025-11-28")));
    assert_eq!(before(1, Step::Year, Some(Step::Week)), (day("2025-01-02"), day("2025-11-29")));
    assert_eq!(before(12, Step::Month, Some(Step::Month)), (day("2024-12-01"), day("2025-11-28")));
    assert_eq!(before(1, Step::Month, None), (day("2026-10-01"), day("2026-10-28")));
    let past = Compare::Before.days(Period::Past { count: 1, step: Step::Quarter }, today, None).unwrap();
    assert_eq!(past, (day("2026-04-01"), day("2026-06-30")));
}

#[test]
fn weeks_are_compared_with_whole_weeks_that_begin_on_mondays_too() {
    // Nearly four weeks, from Monday 2 November to Friday 27 November.
    let period = Period::Last { count: 4, step: Step::Week };
    let compared = |compare: Compare| compare.days(period, day("2026-11-27"), Some(Step::Week)).unwrap();
    assert_eq!(compared(Compare::Before), (day("2026-10-05"), day("2026-10-30")));
    assert_eq!(compared(Compare::YearBefore), (day("2025-11-03"), day("2025-11-28")));
}

#[test]
fn a_definition_is_written_by_names_and_reads_the_same() {
    let report = Definition { step: None, period: days("2026-01-01", "2026-12-31"), ..faults() };
    let written = serde_json::to_value(&report).unwrap();
    let wanted = serde_json::json!({
        "subject": "faults", "measure": "count", "by": "machine_model", "compare": "year_before",
        "period": {"days": {"from": "2026-01-01", "until": "2026-12-31"}},
    });
    assert_eq!(written, wanted);
    assert_eq!(serde_json::from_value::<Definition>(written).unwrap(), report);
}
