//! What a contract promises about faults, in words: its service level as it was when it was made.

use domain::{
    Line,
    fault::Urgency,
    promise::{Counts, Terms},
    settings,
    user::Hours,
    values::Opening,
};
use pdf::Clause;
use texts::{Lang, format::clock, t, tr};

/// The clause; of a level that promises nothing any more its name alone.
pub(super) fn clause(lang: Lang, level: &Line, terms: Option<&Terms>, settings: &settings::State) -> Clause {
    let title = tr(lang, "document-level-title", &[("level", level.as_str().into())]);
    let Some(terms) = terms else { return Clause { title, text: t(lang, "document-level-none").into_owned() } };
    let promised = Urgency::ALL.iter().rev().map(|urgency| promised(lang, terms, *urgency));
    let text = promised.chain([counted(lang, terms, settings)]).collect::<Vec<_>>().join("\n");
    Clause { title, text }
}

fn promised(lang: Lang, terms: &Terms, urgency: Urgency) -> String {
    let within = terms.within(urgency);
    let what = t(lang, &format!("document-level-{}", urgency.name()));
    let (what, respond) = (what.as_ref(), u32::from(within.respond));
    match within.solve {
        Some(solve) => {
            let words = [("what", what.into()), ("respond", respond.into()), ("solve", u32::from(solve).into())];
            tr(lang, "document-level-solve", &words)
        }
        None => tr(lang, "document-level-respond", &[("what", what.into()), ("respond", respond.into())]),
    }
}

/// Which hours count.
fn counted(lang: Lang, terms: &Terms, settings: &settings::State) -> String {
    match terms.counts {
        Counts::Always => t(lang, "document-level-counts-always").into_owned(),
        Counts::Company => {
            let hours = hours(lang, &settings.calendar.opening);
            tr(lang, "document-level-counts-company", &[("hours", hours.into())])
        }
        Counts::Own => tr(lang, "document-level-counts-own", &[("week", week(lang, &terms.own_week).into())]),
    }
}

fn week(lang: Lang, week: &Hours) -> String {
    let named = (1..).zip(week.days()).filter_map(|(n, (_, opening))| {
        opening.map(|opening| format!("{} {}", t(lang, &format!("date-weekday-{n}")), hours(lang, &opening)))
    });
    named.collect::<Vec<_>>().join(", ")
}

fn hours(lang: Lang, opening: &Opening) -> String {
    format!("{}–{}", clock(lang, opening.from), clock(lang, opening.until))
}
