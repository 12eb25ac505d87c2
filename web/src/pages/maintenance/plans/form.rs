//! Making and changing a plan: for whom, on which machines, what is done, and when it comes round.

use api::App;
use axum::{Router, extract::Path, routing::get};
use chrono::{Months, NaiveDate};
use domain::{
    ArticleId, CustomerId, MachineId, PlanId,
    plan::{Counted, Nth, Schedule, Unit, Weekday},
    visit::Kind as Purpose,
};
use maud::{Markup, html};
use projections::maintenance::{
    counters::{self, Counter},
    customers::{self, Place},
    machines::{self, Machine},
    plans::{self, Card},
};
use serde::Deserialize;
use texts::format::{capital, date_digits};

use super::{PLANS, words};
use crate::{
    Form,
    components::{
        Button, Field, Kind, Look, PageHead, Panel, Suggest, combobox, crumbs, link_button, page_head, panel, submit,
    },
    cx::{Answer, Cx, Query, Refusal, address},
    pages::maintenance::{MOVE, id, pool, words as desk},
};

const NEW: &str = "/maintenance-plans/new";

/// The addresses of these pages.
pub fn routes() -> Router<App> {
    Router::new().route(NEW, get(new)).route("/maintenance-plans/{id}/edit", get(edit))
}

/// What the form is filled with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    customer: Option<String>,
    machine: Option<String>,
    contract: Option<String>,
    invoice: Option<String>,
    delivery: Option<String>,
    article: Option<String>,
    every: Option<u16>,
    first: Option<NaiveDate>,
    task: Option<String>,
}

async fn new(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(MOVE)?;
    let title = cx.t("plan-new");
    let sources = [
        ("contract", asked.contract.as_deref()),
        ("invoice", asked.invoice.as_deref()),
        ("delivery", asked.delivery.as_deref()),
        ("article", asked.article.as_deref().filter(|id| id.parse::<ArticleId>().is_ok())),
    ];
    let here = address(
        NEW,
        &[
            ("customer", asked.customer.as_deref()),
            ("machine", asked.machine.as_deref()),
            sources[0],
            sources[1],
            sources[2],
            sources[3],
        ],
    );
    let form = Form::new(&cx, format!("{PLANS}/make"))
        .next(format!("{PLANS}/{{id}}"))
        .done("plan-done-made")
        .page(here.as_str());
    let chosen = form.value("customer", asked.customer.unwrap_or_default());
    let place = match chosen.parse::<CustomerId>() {
        Ok(customer) => customers::one(pool(&cx), customer).await?.filter(|place| !place.archived),
        Err(_) => None,
    };
    let on = asked.machine.as_deref().and_then(|id| id.parse().ok());
    let there = at(&cx, place.as_ref()).await?;
    let first = asked.first.or_else(|| cx.today().checked_add_months(Months::new(asked.every.unwrap_or(6).into())));
    let schedule = Schedule::monthly(first.unwrap_or(cx.today()), asked.every.unwrap_or(6));
    let suggest = Suggest {
        url: "/suggest/customers",
        into: "customer",
        chosen: &place.as_ref().map(|place| place.id.to_string()).unwrap_or_default(),
        depends: Some(("machines-part", NEW)),
    };
    let whom = place.as_ref().map(|place| place.name.as_str()).unwrap_or_default();
    let head = html! {
        (combobox(&cx.words(), Field {
            name: "_customer", label: &cx.t("label-customer"), value: &form.value("_customer", whom), error: form.choice_error("customer", "_customer").as_deref(),
            hint: Some(&cx.t("customers-suggest-hint")), autofocus: place.is_none(), ..Field::default()
        }, suggest))
        @for (name, value) in sources {
            @if let Some(value) = value.filter(|value| !value.is_empty()) { input type="hidden" name=(name) value=(value); }
        }
    };
    let filled = Filled {
        task: &asked.task.unwrap_or_default(),
        expected: 60,
        kind: Purpose::Maintenance,
        schedule: &schedule,
        on: on.into_iter().collect(),
    };
    let counters = counters::all(pool(&cx)).await?;
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-maintenance-plans"), Some(PLANS)), (&title, None)]))
        (page_head(PageHead { title: &title, lead: Some(html! { (cx.t("plan-new-lead")) }), ..PageHead::default() }))
        (fill_in(&cx, &form, &filled, (&there, &counters), head, PLANS))
    };
    Ok(cx.page(&title, content))
}

async fn edit(cx: Cx, Path(text): Path<String>) -> Answer {
    cx.require(MOVE)?;
    let id: PlanId = id(&cx, &text)?;
    let Some(Card { plan, machines, .. }) = plans::card(pool(&cx), id).await? else { return Err(cx.not_found()) };
    let (number, back) = (words::number(plan.number), format!("{PLANS}/{id}"));
    let there = machines::at(pool(&cx), plan.customer).await?;
    let counters = counters::all(pool(&cx)).await?;
    let form = Form::new(&cx, format!("{back}/change")).next(back.as_str()).revision(plan.revision);
    let filled = Filled {
        task: &plan.task,
        expected: plan.expected,
        kind: plan.kind,
        schedule: &plan.schedule,
        on: machines.iter().map(|machine| machine.id).collect(),
    };
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-maintenance-plans"), Some(PLANS)), (&number, Some(&back)), (&cx.t("button-change"), None)]))
        (page_head(PageHead { title: &number, lead: Some(html! { (cx.customer(&plan.customer_name)) }), ..PageHead::default() }))
        (fill_in(&cx, &form, &filled, (&there, &counters), html! {}, &back))
    };
    Ok(cx.page(&number, content))
}

async fn at(cx: &Cx, place: Option<&Place>) -> Result<Vec<Machine>, Refusal> {
    match place {
        Some(place) => Ok(machines::at(pool(cx), place.id).await?),
        None => Ok(Vec::new()),
    }
}

/// What stands in the form.
struct Filled<'a> {
    task: &'a str,
    expected: i64,
    kind: Purpose,
    schedule: &'a Schedule,
    on: Vec<MachineId>,
}

fn fill_in(
    cx: &Cx,
    form: &Form<'_>,
    filled: &Filled<'_>,
    (there, counters): (&[Machine], &[Counter]),
    head: Markup,
    back: &str,
) -> Markup {
    let kinds = Purpose::ALL.map(|kind| (kind.name(), desk::kind_word(cx, kind)));
    let kinds: Vec<(&str, &str)> = kinds.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let minutes = cx.t("maintenance-minutes-hint");
    let what = html! {
        div.form-grid {
            (head)
            div.field id="machines-part" { (machines_of(cx, form, there, &filled.on)) }
            (form.textarea("maintenance-task", filled.task, Field { name: "task", ..Field::default() }, 3))
            (form.select("label-kind", filled.kind.name(), Field { name: "kind", width: 6, ..Field::default() }, &kinds))
            (form.field("maintenance-expected", &filled.expected.to_string(), Field { name: "expected", kind: Kind::Number, hint: Some(&minutes), width: 6, ..Field::default() }))
        }
    };
    let body = html! {
        (panel(Panel { id: "what", title: &cx.t("maintenance-task"), body: Some(what), ..Panel::default() }))
        (panel(Panel { id: "when", title: &cx.t("plan-schedule"), body: Some(when(cx, form, filled.schedule, counters)), ..Panel::default() }))
        div.actions {
            (submit(Button { text: &cx.t("button-save"), look: Look::Primary, key_hint: Some("Ctrl ↵"), ..Button::default() }))
            (link_button(back, Button { text: &cx.t("button-cancel"), closes: true, ..Button::default() }))
        }
    };
    form.show(body)
}

fn when(cx: &Cx, form: &Form<'_>, schedule: &Schedule, counters: &[Counter]) -> Markup {
    let optional = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    let named = |key: String| capital(&cx.t(&key));
    let none = cx.t("plan-any");
    let units = Unit::ALL.map(|unit| (unit.name(), named(format!("plan-unit-{}", unit.name()))));
    let counted = Counted::ALL.map(|counted| (counted.name(), named(format!("plan-counted-{}", counted.name()))));
    let mut nth = vec![("", none.to_string())];
    nth.extend(Nth::ALL.map(|nth| (nth.name(), named(format!("plan-nth-{}", nth.name())))));
    let mut weekdays = vec![("", none.to_string())];
    weekdays.extend(Weekday::ALL.map(|day| (day.name(), named(format!("date-weekday-{}", day as u8 + 1)))));
    let select = |label: &str, name: &str, stored: &str, width, options: &[(&'static str, String)]| {
        let options: Vec<(&str, &str)> = options.iter().map(|(name, text)| (*name, text.as_str())).collect();
        form.select(label, stored, Field { name, width, ..Field::default() }, &options)
    };
    let unnamed = cx.t("meter-title");
    let in_use = |one: &&Counter| !one.archived || schedule.counter == Some(one.id);
    let mut by: Vec<(String, &str)> = vec![(String::new(), &unnamed)];
    by.extend(counters.iter().filter(in_use).map(|one| (one.id.to_string(), one.name.as_str())));
    let by: Vec<(&str, &str)> = by.iter().map(|(id, name)| (id.as_str(), *name)).collect();
    let width = if by.len() > 1 { 4 } else { 6 };
    let day = |day: NaiveDate| date_digits(cx.lang(), day);
    let (once, counts, ahead) = (cx.t("plan-every-hint"), cx.t("plan-meter-hint"), cx.t("plan-ahead-hint"));
    let number =
        |name, hint: Option<&'static str>| Field { name, kind: Kind::Number, width: 6, hint, ..Field::default() };
    html! {
        div.form-grid {
            (form.field("plan-first", &day(schedule.first), Field { name: "schedule.first", kind: Kind::Date, width: 4, ..Field::default() }))
            (form.field("plan-every", &optional(schedule.every.map(u32::from)), Field { name: "schedule.every", kind: Kind::Number, width: 4, optional: true, hint: Some(&once), ..Field::default() }))
            (select("plan-unit", "schedule.unit", schedule.unit.name(), 4, &units))
            (select("plan-counted", "schedule.counted", schedule.counted.name(), 4, &counted))
            (select("plan-nth", "schedule.nth", schedule.nth.map_or("", Nth::name), 4, &nth))
            (select("plan-weekday", "schedule.weekday", schedule.weekday.map_or("", Weekday::name), 4, &weekdays))
            (season(cx, form, schedule))
            (form.field("plan-meter", &optional(schedule.meter), Field { name: "schedule.meter", kind: Kind::Number, width, optional: true, hint: Some(&counts), ..Field::default() }))
            @if by.len() > 1 {
                (form.select("plan-counter", &schedule.counter.map(|id| id.to_string()).unwrap_or_default(), Field { name: "schedule.counter", width, ..Field::default() }, &by))
            }
            (form.field("plan-last-day", &schedule.until.map(day).unwrap_or_default(), Field { name: "schedule.until", kind: Kind::Date, width, optional: true, ..Field::default() }))
            (form.field("plan-ahead", &schedule.ahead.to_string(), Field { hint: Some(&ahead), ..number("schedule.ahead", None) }))
            (form.field("plan-warn", &schedule.warn.to_string(), number("schedule.warn", None)))
        }
    }
}

fn season(cx: &Cx, form: &Form<'_>, schedule: &Schedule) -> Markup {
    html! {
        fieldset.field {
            legend { (cx.t("plan-season")) " " span.optional { (cx.t("label-optional")) } }
            @if let Some(error) = form.error("schedule.season") { p.error { (error) } }
            div."row wrap gap-s" {
                @for month in 1..=12u8 {
                    label.check {
                        input type="checkbox" name="schedule.season" value=(month)
                            checked[form.checked("schedule.season", &month.to_string(), schedule.season.contains(&month))];
                        span { (cx.t(&format!("date-month-{month}"))) }
                    }
                }
            }
        }
    }
}

fn machines_of(cx: &Cx, form: &Form<'_>, there: &[Machine], on: &[MachineId]) -> Markup {
    html! {
        @if there.is_empty() { p.hint { (cx.t("plan-machines-none")) } } @else {
            fieldset.stack.tight {
                legend.label { (cx.t("plan-machines")) " " span.optional { (cx.t("label-optional")) } }
                @if let Some(error) = form.error("machines") { p.error { (error) } }
                @for machine in there {
                    label.check {
                        input type="checkbox" name="machines" value=(machine.id)
                            checked[form.checked("machines", &machine.id.to_string(), on.contains(&machine.id))];
                        span { (machine.model) span."line-2" { (desk::line(" · ", [machine.serial.as_deref(), machine.place.as_deref()])) } }
                    }
                }
            }
        }
    }
}
