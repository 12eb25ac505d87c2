//! The checklists of a visit: filled in while it is on, shown afterwards.

use domain::checklist::{Asks, Item};
use domain::visit::{Taken, Verdict};
use maud::{Markup, html};
use projections::maintenance::{
    checklists::used_on,
    checks::{Check, Checks},
    visit::Sheet,
    visits::State,
};
use texts::format::quantity;

use super::{pool, sheet::about};
use crate::{
    Form,
    components::{Button, Look, Panel, Tone, badge, field_error, id_within, panel, second_line, submit},
    cx::{Cx, Refusal},
    icons::Icon,
};

/// Every checklist of the visit; `next` is where saving leads.
pub fn checklists(cx: &Cx, sheet: &Sheet, next: &str) -> Markup {
    let working = sheet.visit.state == State::Started && cx.may(domain::Permission::DoVisits);
    html! {
        @for checks in &sheet.checklists {
            @if working { (to_fill_in(cx, sheet, checks, next)) } @else { (filled_in(cx, checks)) }
        }
    }
}

/// The checklists of the visit once it has begun: those that it takes along then, for a tablet that has no network to ask.
pub async fn as_begun(cx: &Cx, sheet: &Sheet) -> Result<Vec<Checks>, Refusal> {
    if sheet.visit.state != State::Scheduled || !sheet.checklists.is_empty() {
        return Ok(sheet.checklists.clone());
    }
    let model = sheet.visit.model.as_deref();
    let found = used_on(pool(cx), sheet.visit.kind).await?;
    let fitting = found
        .into_iter()
        .filter(|(models, _)| models.as_ref().is_none_or(|models| model.is_some_and(|model| models.cover(model))));
    let open = |(line, item)| Check { line, item, answer: None, remark: None, amiss: false };
    let taken = |(_, taken): (_, Taken)| Checks {
        checklist: taken.checklist,
        name: taken.name.to_string(),
        version: taken.version,
        lines: (0_u16..).zip(taken.lines).map(open).collect(),
    };
    Ok(fitting.map(taken).collect())
}

fn id(checks: &Checks) -> String {
    format!("checks-{}", checks.checklist)
}

fn progress(cx: &Cx, checks: &Checks) -> Markup {
    let done = checks.lines.iter().filter(|check| check.answer.is_some()).count();
    let words = cx.tr("checks-done-of", &[("done", done.into()), ("all", checks.lines.len().into())]);
    let tone = if done == checks.lines.len() { Tone::Good } else { Tone::Neutral };
    badge(tone, if tone == Tone::Good { Icon::Check } else { Icon::List }, &words)
}

fn to_fill_in(cx: &Cx, sheet: &Sheet, checks: &Checks, next: &str) -> Markup {
    let (id, checklist) = (id(checks), checks.checklist.to_string());
    let form = Form::new(cx, format!("/visits/{}/fill-in", sheet.visit.id))
        .next(format!("{next}#{id}"))
        .done("checks-saved")
        .offline(checks.name.as_str(), about(sheet))
        .within(&checklist)
        .told_by("checklist", &checklist);
    let body = html! {
        input type="hidden" name="checklist" value=(checklist);
        ul.tasks { @for (at, check) in checks.lines.iter().enumerate() { (line(cx, &form, &checklist, at, check)) } }
        div."body row apart" {
            span."muted small" { (cx.t("checks-required-hint")) }
            (submit(Button { text: &cx.t("checks-save"), icon: Some(Icon::Check), look: Look::Dark, ..Button::default() }))
        }
    };
    let title = cx.t("checks-fill-in");
    let label = format!("{title}: {}", checks.name);
    panel(Panel {
        id: &id,
        title: &checks.name,
        beside: Some(progress(cx, checks)),
        full: Some(form.show_with(&[("class", "checks"), ("aria-label", &label)], body)),
        ..Panel::default()
    })
}

fn line(cx: &Cx, form: &Form<'_>, within: &str, at: usize, check: &Check) -> Markup {
    let name = |part: &str| format!("answers.{at}.{part}");
    let (value, remark) = (name("value"), name("remark"));
    let id = id_within(within, &value);
    let stored = check.answer.as_deref().unwrap_or_default();
    let answer =
        form.value(&value, if check.item.asks == Asks::Number { stored.replace('.', ",") } else { stored.into() });
    let error = form.error(&value);
    let said = html! {
        (check.item.what)
        @if check.item.required { span.required title=(cx.t("checks-required")) { " *" span.visually-hidden { (cx.t("checks-required")) } } }
        @if let Some(norm) = norm(cx, &check.item) { (second_line(&norm)) }
        @if check.amiss { " " (amiss(cx, &check.item)) }
    };
    html! {
        li.wrong[error.is_some()] {
            input type="hidden" name=(name("line")) value=(check.line);
            @match check.item.asks {
                Asks::Tick => label {
                    input type="checkbox" id=(id) name=(value) value="yes" checked[answer == "yes"];
                    span { (said) }
                },
                Asks::Verdict => fieldset {
                    legend { (said) }
                    span."choices mt-1" {
                        @for (n, verdict) in Verdict::ALL.into_iter().enumerate() {
                            label.choice {
                                input type="radio" name=(value) value=(verdict.name()) checked[answer == verdict.name()] id=[(n == 0).then_some(id.as_str())];
                                span { (cx.t(&format!("checks-{}", verdict.name()))) }
                            }
                        }
                    }
                },
                Asks::Number => {
                    label for=(id) { span { (said) } }
                    span.row {
                        input."input num short" id=(id) name=(value) inputmode="decimal" value=(answer) autocomplete="off" aria-invalid=[error.map(|_| "true")];
                        @if let Some(unit) = &check.item.unit { span.muted { (unit) } }
                    }
                },
                Asks::Words => {
                    label for=(id) { span { (said) } }
                    input.input id=(id) name=(value) value=(answer) autocomplete="off" maxlength="200" aria-invalid=[error.map(|_| "true")];
                },
            }
            (field_error(&cx.words(), &format!("{id}-error"), error))
            (remark_field(cx, form, within, &remark, check))
        }
    }
}

/// Folded away until there is something to say.
fn remark_field(cx: &Cx, form: &Form<'_>, within: &str, name: &str, check: &Check) -> Markup {
    let (id, error) = (id_within(within, name), form.error(name));
    let said = form.value(name, check.remark.clone().unwrap_or_default());
    let label = cx.tr("checks-remark-on", &[("what", check.item.what.as_str().into())]);
    html! {
        details open[error.is_some() || !said.is_empty()] {
            summary { (cx.t("checks-remark")) }
            (field_error(&cx.words(), &format!("{id}-error"), error))
            input.input id=(id) name=(name) value=(said) aria-label=(label) autocomplete="off" maxlength="200" aria-invalid=[error.map(|_| "true")];
        }
    }
}

fn filled_in(cx: &Cx, checks: &Checks) -> Markup {
    let version = cx.tr("checks-version", &[("version", checks.version.into())]);
    panel(Panel {
        id: &id(checks),
        title: &checks.name,
        beside: Some(html! { (progress(cx, checks)) }),
        end: Some(html! { span."muted small" { (version) } }),
        full: Some(html! {
            ul.tasks { @for check in &checks.lines {
                li {
                    span { (check.item.what) @if let Some(norm) = norm(cx, &check.item) { (second_line(&norm)) } @if let Some(remark) = check.remark.as_deref().filter(|remark| !remark.is_empty()) { (second_line(remark)) } }
                    span.row { @if check.amiss { (amiss(cx, &check.item)) } span { (said(cx, check)) } }
                }
            } }
        }),
        ..Panel::default()
    })
}

/// An answer in words; what was not answered says so.
pub fn said(cx: &Cx, check: &Check) -> String {
    let Some(answer) = &check.answer else { return cx.t("checks-open").into_owned() };
    match check.item.asks {
        Asks::Tick => cx.t("checks-done").into_owned(),
        Asks::Verdict => cx.t(&format!("checks-{answer}")).into_owned(),
        Asks::Number => {
            let unit = check.item.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
            let number = answer.parse::<domain::Quantity>().map(domain::Quantity::thousandths);
            format!("{}{unit}", number.map_or_else(|_| answer.clone(), |number| quantity(cx.lang(), number)))
        }
        Asks::Words => cx.named(answer).into_owned(),
    }
}

fn amiss(cx: &Cx, item: &Item) -> Markup {
    let key = if item.asks == Asks::Number { "checks-out" } else { "checks-not-ok" };
    badge(Tone::Danger, Icon::Alert, &cx.t(key))
}

/// Between what a measured number should lie.
pub fn norm(cx: &Cx, item: &Item) -> Option<String> {
    let number = |number: domain::Quantity| quantity(cx.lang(), number.thousandths());
    let unit = item.unit.as_ref().map(ToString::to_string).unwrap_or_default();
    let words = |key: &str, least: String, most: String| {
        let text = cx.tr(key, &[("least", least.into()), ("most", most.into()), ("unit", unit.as_str().into())]);
        Some(text.trim_end().to_owned())
    };
    match (item.least, item.most) {
        (Some(least), Some(most)) => words("checks-norm", number(least), number(most)),
        (Some(least), None) => words("checks-norm-least", number(least), String::new()),
        (None, Some(most)) => words("checks-norm-most", String::new(), number(most)),
        (None, None) => None,
    }
}
