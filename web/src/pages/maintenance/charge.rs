//! Who pays for a visit: what is proposed by the machine's warranty and contracts, and what was said.

use domain::visit::Charge;
use maud::{Markup, html};
use projections::maintenance::{machines::Machine, visit::Sheet};
use texts::format::date_long;

use crate::{
    Form,
    components::{Choice, Choices, Tone, badge, choices, second_line},
    cx::Cx,
    icons::Icon,
};

/// The question at the end of a visit. What warranty or contract would pay is chosen already; another answer wants its reason.
pub fn question(cx: &Cx, form: &Form<'_>, sheet: &Sheet) -> Markup {
    let today = cx.today();
    let warranty = sheet.machine.as_ref().and_then(|machine| machine.warranty(today));
    let under = Charge::under(warranty.map(|one| one.covers).unwrap_or_default());
    let expected = sheet
        .machine
        .as_ref()
        .and_then(|machine| Charge::expected(sheet.visit.kind, warranty.map(|one| one.covers), machine.serviced));
    let until = warranty.map(|one| cx.tr("warranty-until", &[("day", date_long(cx.lang(), one.until).into())]));
    let serviced = sheet.machine.as_ref().is_some_and(|machine| machine.serviced);
    let none = cx.t("warranty-none").into_owned();
    let seconds = [
        until.unwrap_or_else(|| if sheet.machine.is_some() { none } else { String::new() }),
        match (&sheet.machine, serviced) {
            (Some(_), true) => cx.t("charge-contract-runs").into_owned(),
            (Some(_), false) => cx.t("charge-contract-none").into_owned(),
            (None, _) => String::new(),
        },
        String::new(),
    ];
    let answers = [under, Charge::Contract, Charge::Paid];
    let words = answers.map(|charge| cx.t(&format!("charge-{}", charge.name())));
    let options: Vec<Choice> = (0..answers.len())
        .map(|n| Choice {
            value: answers[n].name(),
            text: &words[n],
            second: &seconds[n],
            checked: form.checked("charge", answers[n].name(), expected == Some(answers[n])),
            ..Choice::default()
        })
        .collect();
    let legend = cx.t("charge-question");
    let error = form.error("charge");
    choices(
        &cx.words(),
        Choices { name: "charge", legend: &legend, choices: &options, error, digits: true, ..Choices::default() },
    )
}

/// All answers, for who says it later than at the end of the visit.
pub fn all(cx: &Cx, form: &Form<'_>, now: Option<Charge>) -> Markup {
    let words = Charge::ALL.map(|charge| cx.t(&format!("charge-{}", charge.name())));
    let options: Vec<Choice> = Charge::ALL
        .iter()
        .zip(&words)
        .map(|(charge, text)| Choice {
            value: charge.name(),
            text,
            checked: form.checked("charge", charge.name(), now == Some(*charge)),
            ..Choice::default()
        })
        .collect();
    let (legend, error) = (cx.t("charge-question"), form.error("charge"));
    choices(&cx.words(), Choices { name: "charge", legend: &legend, choices: &options, error, ..Choices::default() })
}

/// What was said of it once it is done.
pub fn said(cx: &Cx, sheet: &Sheet) -> Option<Markup> {
    let billable = sheet.billable?;
    let key = match sheet.charge {
        Some(charge) => format!("charge-{}", charge.name()),
        None => if billable { "charge-paid" } else { "charge-not-paid" }.into(),
    };
    let despite = sheet.charge_despite.as_deref().filter(|reason| !reason.is_empty());
    Some(html! { (cx.t(&key)) @if let Some(reason) = despite { (second_line(reason)) } })
}

/// How a machine stands with its warranty and contracts, in a few signs.
pub fn cover(cx: &Cx, machine: &Machine) -> Markup {
    html! { span."row wrap gap-s" { (warranty(cx, machine)) @if machine.serviced { (badge(Tone::Good, Icon::Contract, &cx.t("charge-contract"))) } } }
}

/// The same in a column of a list.
pub fn warranty_in_list(cx: &Cx, machine: &Machine) -> Markup {
    match machine.warranty(cx.today()) {
        Some(one) => {
            let until = texts::format::date_digits(cx.lang(), one.until);
            let until = cx.tr("warranty-until", &[("day", until.into())]);
            html! { (badge(Tone::Good, Icon::Shield, &until)) small { (cx.t(&format!("warranty-{}", one.covers.name()))) } }
        }
        None => match machine.last_warranty().filter(|one| one.until < cx.today()) {
            Some(one) => {
                let since = texts::format::date_digits(cx.lang(), one.until);
                html! { span.muted { (cx.tr("warranty-over", &[("day", since.into())])) } }
            }
            None => warranty(cx, machine),
        },
    }
}

/// Whether it is under warranty, and until when.
pub fn warranty(cx: &Cx, machine: &Machine) -> Markup {
    let today = cx.today();
    let day = |day| texts::format::date_digits(cx.lang(), day).into();
    match (machine.warranty(today), machine.last_warranty()) {
        (Some(one), _) => {
            let words = [
                ("covers", cx.t(&format!("warranty-{}", one.covers.name())).into_owned().into()),
                ("day", day(one.until)),
            ];
            badge(Tone::Good, Icon::Shield, &cx.tr("warranty-runs", &words))
        }
        (None, Some(one)) if one.until < today => {
            badge(Tone::Neutral, Icon::Shield, &cx.tr("warranty-ended", &[("day", day(one.until))]))
        }
        (None, Some(one)) => badge(Tone::Info, Icon::Shield, &cx.tr("warranty-begins", &[("day", day(one.from))])),
        (None, None) => html! { span.muted { (cx.t("warranty-none")) } },
    }
}
