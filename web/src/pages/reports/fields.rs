//! What a report asks, as a form that works without scripts: the parts follow what is chosen.

use api::reports::{self, Report, address, words};
use domain::{
    Currency, Role, contract, fault,
    report::{Compare, Definition, Dimension, Period, Step, Subject, logged},
    visit,
};
use maud::{Markup, html};
use projections::reports::names;
use texts::format::date_digits;

use super::{NEW, Place, TABLE, VIEW};
use crate::pages::management::words as management;
use crate::{
    components::{Field, chip, field, select},
    cx::{Cx, Refusal},
};

/// The parts of the page that follow the form.
pub const PARTS: &str = "report-head report-fields report";

/// Periods to choose from.
const PERIODS: [&str; 12] = [
    "last-1-month",
    "last-1-year",
    "last-4-week",
    "last-13-week",
    "last-12-month",
    "last-8-quarter",
    "last-5-year",
    "past-1-month",
    "past-1-quarter",
    "past-1-year",
    "next-12-month",
    "days",
];

/// The form.
///
/// # Errors
/// When the tables can't be read.
pub async fn form(cx: &Cx, place: &Place, report: &Report) -> Result<Markup, Refusal> {
    let asked = &place.definition;
    let whole = place.name == NEW;
    let told: Vec<Dimension> =
        asked.subject.dimensions().iter().copied().filter(|of| asked.measure.is_told_by(*of)).collect();
    let mut choices = Vec::new();
    for of in told.iter().copied().filter(|of| *of != Dimension::Age) {
        let options = options(cx, asked.subject, of).await?;
        // What can't be shown as one choice of a list is shown in words, with a cross.
        if !options.is_empty() && asked.filters.get(&of).is_none_or(|values| values.len() == 1) {
            choices.push((of, options));
        }
    }
    let shown =
        |name: &str| whole || !["subject", "measure", "by", "split", "event", "field", "by_field"].contains(&name);
    let chosen = |of: Dimension| choices.iter().any(|(own, _)| *own == of);
    let hidden: Vec<_> = place.said(asked).into_iter().filter(|(name, _)| !shown(name)).collect();
    let action = format!("/reports/{}", place.name);
    Ok(html! {
        form.report-filters id="report-fields" method="get" action=(action) aria-label=(cx.t("report-form")) data-autosubmit=(PARTS) {
            @if place.wide { input type="hidden" name=(VIEW) value=(TABLE); }
            @for (name, value) in &hidden { input type="hidden" name=(name) value=(value); }
            @for (of, value) in asked.filters.iter().filter(|(of, _)| !chosen(**of)).flat_map(|(of, values)| values.iter().map(move |value| (of, value))) {
                input type="hidden" name="filter" value={ (of.name()) ":" (value) };
            }
            @if whole {
                (one(cx, "subject", "report-subject", asked.subject.name(), &subjects(cx)))
                @if let Some(log) = &asked.log { (one(cx, "event", "report-event", log.event_type.as_str(), &events(cx))) }
                (one(cx, "measure", "report-measure", asked.measure.name(), &measures(cx, asked)))
                @if let Some(field) = asked.log.as_ref().and_then(|log| log.field.as_ref()) {
                    (one(cx, "field", "report-field", field.as_str(), &event_fields(cx, asked, |field| field.sums.is_some())))
                }
                (one(cx, "by", "report-by", asked.by.map_or(address::NONE, Dimension::name), &tellers(cx, &told, None)))
                (one(cx, "split", "report-split", asked.split.map_or(address::NONE, Dimension::name), &tellers(cx, &told, asked.by)))
            }
            @if let Some(field) = asked.log.as_ref().and_then(|log| log.by_field.as_ref()).filter(|_| whole) {
                (one(cx, "by_field", "report-by-field", field.as_str(), &event_fields(cx, asked, |field| field.tells)))
            }
            (one(cx, "period", "report-period", &address::period_name(asked.period), &periods(cx, asked.period)))
            @if let Period::Days { from, until } = asked.period {
                (day(cx, place, "from", "label-from", &date_digits(cx.lang(), from)))
                (day(cx, place, "until", "report-until", &date_digits(cx.lang(), until)))
            }
            (one(cx, "step", "report-step", asked.step.map_or(address::NONE, Step::name), &steps(cx)))
            (one(cx, "compare", "report-compare", asked.compare.name(), &compares(cx)))
            @for (of, options) in &choices {
                @let now = asked.filters.get(of).and_then(|values| values.first()).map_or(String::new(), ToString::to_string);
                // Amounts are of one money.
                @let money = report.table.currency.filter(|_| *of == Dimension::Currency);
                (filter(cx, *of, money.map_or(now.as_str(), |money| money.code()), options, money.is_none()))
            }
            @let held: Vec<_> = asked.filters.iter().filter(|(of, _)| !chosen(**of)).collect();
            @if !held.is_empty() {
                div.row.wrap.held { @for (of, values) in held { (kept(cx, place, report, *of, values)) } }
            }
            noscript { button.button type="submit" { (cx.t("button-show")) } }
        }
    })
}

type Options = Vec<(String, String)>;

fn one(cx: &Cx, name: &str, label: &str, value: &str, options: &Options) -> Markup {
    let options: Vec<(&str, &str)> = options.iter().map(|(value, text)| (value.as_str(), text.as_str())).collect();
    select(&cx.words(), Field { name, label: &cx.t(label), value, ..Field::default() }, &options)
}

/// A day; one that can't be stays as it was typed.
fn day(cx: &Cx, place: &Place, name: &str, label: &str, value: &str) -> Markup {
    let error = place.wrong.iter().find(|(field, _)| field == name).map(|(_, message)| message.as_str());
    let typed = place.typed[usize::from(name == "until")].as_str();
    let value = if error.is_some() { typed } else { value };
    field(&cx.words(), Field { name, label: &cx.t(label), value, error, ..Field::default() })
}

/// All sends a value, too: an address that says nothing of filters would mean those that the report has of itself.
fn filter(cx: &Cx, of: Dimension, now: &str, options: &Options, every: bool) -> Markup {
    let sent = |value: &str| format!("{}:{value}", of.name());
    let all = every.then(|| (sent(""), cx.t("report-every").into_owned()));
    let options: Options =
        all.into_iter().chain(options.iter().map(|(value, text)| (sent(value), text.clone()))).collect();
    let options: Vec<(&str, &str)> = options.iter().map(|(value, text)| (value.as_str(), text.as_str())).collect();
    let label = cx.t(&format!("report-by-{}", of.name().replace('_', "-")));
    let field = Field { name: "filter", within: of.name(), label: &label, value: &sent(now), ..Field::default() };
    select(&cx.words(), field, &options)
}

fn kept(
    cx: &Cx,
    place: &Place,
    report: &Report,
    of: Dimension,
    values: &std::collections::BTreeSet<domain::Line>,
) -> Markup {
    let mut without = place.definition.clone();
    without.filters.remove(&of);
    let name = cx.t(&format!("report-by-{}", of.name().replace('_', "-")));
    let labels: Vec<_> = values.iter().map(|value| report.label(cx.lang(), of, value.as_str())).collect();
    let away = cx.tr("filter-remove", &[("name", name.as_ref().into())]);
    chip(&name, &labels.join(", "), &place.to("", &without, &[]), &away)
}

fn subjects(cx: &Cx) -> Options {
    let may = Subject::ALL.iter().filter(|subject| reports::may(&cx.session, **subject));
    may.map(|subject| {
        (subject.name().to_owned(), cx.t(&format!("report-subject-{}", subject.name().replace('_', "-"))).into_owned())
    })
    .collect()
}

/// Types of events, by the kind of thing that they happen to.
fn events(cx: &Cx) -> Options {
    let mut events: Options = logged::event_types()
        .map(|(event_type, category)| {
            let event = api::reports::words::label(cx.lang(), Dimension::EventType, event_type, None);
            (event_type.to_owned(), format!("{}: {event}", management::thing(cx, category)))
        })
        .collect();
    events.sort_by(|left, right| left.1.cmp(&right.1));
    events
}

fn event_fields(cx: &Cx, asked: &Definition, fits: fn(&logged::Field) -> bool) -> Options {
    let event_type = asked.log.as_ref().map(|log| log.event_type.as_str()).unwrap_or_default();
    let fields = logged::fields(event_type).unwrap_or_default().iter().filter(|field| fits(field));
    fields.map(|field| (field.path.clone(), management::field(cx, &field.path))).collect()
}

fn measures(cx: &Cx, asked: &Definition) -> Options {
    let of = |measure| Definition { measure, ..asked.clone() };
    let measures = asked.subject.measures().iter();
    measures.map(|measure| (measure.name().to_owned(), words::measure(cx.lang(), &of(*measure)))).collect()
}

fn tellers(cx: &Cx, told: &[Dimension], but: Option<Dimension>) -> Options {
    let none = std::iter::once((address::NONE.to_owned(), cx.t("report-by-none").into_owned()));
    let told = told.iter().filter(|of| Some(**of) != but);
    none.chain(
        told.map(|of| (of.name().to_owned(), cx.t(&format!("report-by-{}", of.name().replace('_', "-"))).into_owned())),
    )
    .collect()
}

/// The ready-made ones, and the one that holds where it is another.
fn periods(cx: &Cx, now: Period) -> Options {
    let named = |name: &str| {
        let period = address::read(address::base(""), &[("period".into(), name.into())], cx.today()).period;
        let text =
            if name == "days" { cx.t("report-period-days").into_owned() } else { words::period(cx.lang(), period) };
        (name.to_owned(), text)
    };
    let now = address::period_name(now);
    let other = Some(now.as_str()).filter(|now| !PERIODS.contains(now));
    other.into_iter().chain(PERIODS).map(named).collect()
}

fn steps(cx: &Cx) -> Options {
    let none = std::iter::once((address::NONE.to_owned(), cx.t("report-step-none").into_owned()));
    none.chain(
        Step::ALL
            .iter()
            .map(|step| (step.name().to_owned(), cx.t(&format!("report-step-{}", step.name())).into_owned())),
    )
    .collect()
}

fn compares(cx: &Cx) -> Options {
    let text = |compare: &Compare| cx.t(&format!("report-compare-{}", compare.name().replace('_', "-"))).into_owned();
    Compare::ALL.iter().map(|compare| (compare.name().to_owned(), text(compare))).collect()
}

/// The values of a dimension to choose from: those of a closed list, or those that are known.
async fn options(cx: &Cx, subject: Subject, of: Dimension) -> Result<Options, Refusal> {
    let closed = closed(subject, of);
    if !closed.is_empty() {
        let labelled = |value: &&str| ((*value).to_owned(), words::label(cx.lang(), of, value, None));
        return Ok(closed.iter().map(labelled).collect());
    }
    Ok(names::choices(&cx.app.reads, of).await?)
}

fn closed(subject: Subject, of: Dimension) -> Vec<&'static str> {
    match (of, subject) {
        (Dimension::Urgency, _) => fault::Urgency::ALL.map(fault::Urgency::name).into(),
        (Dimension::State, Subject::Faults) => vec!["open", "visit", "phone", "cancelled"],
        (Dimension::State, Subject::Visits) => vec!["waiting", "planned", "done", "cancelled"],
        (Dimension::State, Subject::StockOuts) => vec!["out", "over"],
        (Dimension::State, Subject::Purchases) => vec!["placed", "complete", "cancelled"],
        (Dimension::State, Subject::ContractEnds) => vec!["renews", "expires", "notice", "ended"],
        (Dimension::State, Subject::Opportunities) => vec!["open", "won", "lost"],
        (Dimension::Kind, Subject::Visits) => visit::Kind::ALL.map(visit::Kind::name).into(),
        (Dimension::Kind, Subject::Contracts | Subject::ContractEnds) => {
            contract::Kind::ALL.map(contract::Kind::name).into()
        }
        (Dimension::Kind, Subject::Invoiced) => vec!["invoice", "credit"],
        (Dimension::Kind, Subject::Receivables) => vec!["invoiced", "paid", "credited", "refunded"],
        (Dimension::Kind, Subject::Stock) => {
            vec!["registered", "received", "taken", "put-back", "counted", "revalued"]
        }
        (Dimension::Origin, _) => vec!["hand", "contract", "visit"],
        (Dimension::Currency, _) => Currency::ALL.map(Currency::code).into(),
        (Dimension::Department, _) => Role::ALL.iter().map(|role| role.name()).collect(),
        _ => Vec::new(),
    }
}
