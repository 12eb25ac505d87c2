//! The technicians' roster: when each works, what they can do and where, and when they are away; edited by the planner.

use std::collections::BTreeSet;

use api::App;
use axum::{Router, extract::Path, routing::get};
use chrono::{Days, NaiveDate};
use domain::{
    Permission, UserId,
    user::{Away, Hours, Skills},
    visit::Kind as VisitKind,
};
use maud::{Markup, html};
use projections::maintenance::{
    agenda,
    colleagues::{self, Absence, Technician},
};
use texts::format::{clock, date_short, weekday_short};

use super::{id, planning::lane::away_word, planning::monday, pool, words};
use crate::{
    Form,
    components::{
        Button, Column, Field, Kind, Look, PageHead, Panel, Size, Table, cell, crumbs, empty, facts, link_button,
        name_cell, page_head, panel, submit, table,
    },
    cx::{Answer, Cx},
    icons::Icon,
};

/// So far ahead absences are shown, in days.
const AHEAD: u64 = 400;

/// The addresses of these pages.
pub fn routes() -> Router<App> {
    Router::new().route("/planning/roster", get(all)).route("/planning/roster/{id}", get(one))
}

async fn all(cx: Cx) -> Answer {
    cx.require(Permission::SeePlanning)?;
    let technicians = colleagues::technicians(pool(&cx)).await?;
    let absences = colleagues::absences(pool(&cx), cx.today(), cx.today() + Days::new(AHEAD)).await?;
    let title = cx.t("maintenance-roster");
    let titles = [
        "label-technician",
        "maintenance-roster-where",
        "maintenance-roster-can",
        "field-hours",
        "maintenance-roster-away",
    ]
    .map(|key| cx.t(key));
    let columns: Vec<Column> = titles.iter().map(|title| Column { title, ..Column::default() }).collect();
    let content = html! {
        (page_head(PageHead {
            title: &title,
            lead: Some(html! { (cx.t("maintenance-roster-lead")) }),
            actions: Some(link_button("/planning", Button { text: &cx.t("nav-planning"), icon: Some(Icon::Calendar), ..Button::default() })),
            ..PageHead::default()
        }))
        div.panel {
            div id="roster" data-live="maintenance" {
                @if technicians.is_empty() {
                    (empty(Icon::Users, &cx.t("maintenance-no-technicians"), &cx.t("maintenance-no-technicians-why"), None))
                } @else {
                    (table(Table {
                        caption: &title,
                        columns: &columns,
                        rows: html! { @for one in &technicians { (row(&cx, one, &absences)) } },
                        ..Table::default()
                    }))
                }
            }
        }
    };
    Ok(cx.page(&title, content))
}

fn row(cx: &Cx, one: &Technician, absences: &[Absence]) -> Markup {
    let name = words::name(cx, &one.name);
    let areas = one.skills.areas.as_ref().map(ToString::to_string);
    let away: Vec<String> =
        absences.iter().filter(|absence| absence.colleague == one.id).map(|absence| away_line(cx, absence)).collect();
    html! {
        tr id={ "technician-" (one.id) } {
            (name_cell(&format!("/planning/roster/{}", one.id), &name, ""))
            (cell(html! { (words::line(" · ", [one.region.as_deref(), areas.as_deref()])) }))
            (cell(html! { (can(cx, &one.skills)) }))
            (cell(html! { (hours_line(cx, &one.hours)) }))
            (cell(html! { @for line in &away { div { (line) } } }))
        }
    }
}

fn away_line(cx: &Cx, absence: &Absence) -> String {
    let day = |day: NaiveDate| date_short(cx.lang(), day);
    let why = away_word(cx, &absence.why);
    if absence.from == absence.until {
        return format!("{why}: {}", day(absence.from));
    }
    format!("{why}: {} – {}", day(absence.from), day(absence.until))
}

/// What somebody can do, in words; everything where nothing is said.
fn can(cx: &Cx, skills: &Skills) -> String {
    let kinds: Vec<String> = skills.kinds.iter().map(|kind| words::kind_word(cx, *kind)).collect();
    let models = skills.models.as_ref().map(ToString::to_string);
    let kinds = (!kinds.is_empty()).then(|| kinds.join(", "));
    match words::line(" · ", [kinds.as_deref(), models.as_deref()]) {
        said if said.is_empty() => cx.t("maintenance-roster-everything").into_owned(),
        said => said,
    }
}

/// Days with the same hours together: `ma di wo 08.00–17.00, do 08.00–12.00`.
fn hours_line(cx: &Cx, hours: &Hours) -> String {
    if !hours.are_set() {
        return cx.t("maintenance-roster-company-hours").into_owned();
    }
    let first = monday(cx.today());
    let days: Vec<_> = first.iter_days().zip(hours.days()).filter_map(|(day, (_, own))| Some((day, own?))).collect();
    let groups = days.chunk_by(|one, other| one.1 == other.1).filter_map(|group| {
        let names: Vec<String> = group.iter().map(|(day, _)| weekday_short(cx.lang(), *day)).collect();
        let (_, own) = group.first()?;
        Some(format!("{} {}–{}", names.join(" "), clock(cx.lang(), own.from), clock(cx.lang(), own.until)))
    });
    groups.collect::<Vec<_>>().join(", ")
}

async fn one(cx: Cx, Path(text): Path<String>) -> Answer {
    cx.require(Permission::SeePlanning)?;
    let who: UserId = id(&cx, &text)?;
    let all = colleagues::technicians(pool(&cx)).await?;
    let Some(one) = all.into_iter().find(|one| one.id == who) else { return Err(cx.not_found()) };
    let absences = colleagues::absences(pool(&cx), cx.today(), cx.today() + Days::new(AHEAD)).await?;
    let mut away = Vec::new();
    for absence in absences.into_iter().filter(|absence| absence.colleague == who) {
        let taken = agenda::taken(pool(&cx), absence.from.max(cx.today()), absence.until).await?;
        let visits: BTreeSet<_> =
            taken.iter().filter(|taken| taken.technician == who).map(|taken| taken.visit).collect();
        away.push((absence, visits.len()));
    }
    let name = words::name(&cx, &one.name);
    let may = cx.may(Permission::EditRoster);
    let content = html! {
        (crumbs(&cx.t("maintenance-crumbs"), &[(&cx.t("nav-planning"), Some("/planning")), (&cx.t("maintenance-roster"), Some("/planning/roster")), (&name, None)]))
        (page_head(PageHead { title: &name, lead: one.region.as_ref().map(|region| html! { (region) }), ..PageHead::default() }))
        @if may {
            div.split {
                div.stack { (hours_form(&cx, &one)) (skills_form(&cx, &one)) }
                div.stack { (home_form(&cx, &one)) (away_list(&cx, &one, &away, true)) (away_form(&cx, &one)) }
            }
        } @else {
            div.stack {
                (panel(Panel { id: "roster", title: &cx.t("maintenance-roster"), body: Some(facts(&[
                    (&cx.t("field-hours"), html! { (hours_line(&cx, &one.hours)) }),
                    (&cx.t("maintenance-roster-can"), html! { (can(&cx, &one.skills)) }),
                    (&cx.t("field-areas"), html! { @if let Some(areas) = &one.skills.areas { (areas) } @else { "–" } }),
                ])), ..Panel::default() }))
                (away_list(&cx, &one, &away, false))
            }
        }
    };
    Ok(cx.page(&name, content))
}

fn here(one: &Technician) -> String {
    format!("/planning/roster/{}", one.id)
}

fn hours_form(cx: &Cx, one: &Technician) -> Markup {
    let form = Form::new(cx, format!("/users/{}/set-hours", one.id)).next(here(one));
    let save = cx.t("button-save");
    let body = html! {
        p.hint { (cx.t("maintenance-roster-hours-hint")) }
        div.stack.tight {
            @for (day, own) in one.hours.days() {
                @let at = |time: Option<chrono::NaiveTime>| time.map(|time| clock(cx.lang(), time)).unwrap_or_default();
                @let names = [format!("{day}.from"), format!("{day}.until")];
                fieldset.day-hours {
                    legend { (cx.t(&format!("field-{day}"))) }
                    div.cols-2 {
                        (form.field("label-from", &at(own.map(|own| own.from)), Field { name: &names[0], kind: Kind::Time, optional: true, ..Field::default() }))
                        (form.field("label-until", &at(own.map(|own| own.until)), Field { name: &names[1], kind: Kind::Time, optional: true, ..Field::default() }))
                    }
                }
            }
        }
        (submit(Button { text: &save, look: Look::Dark, ..Button::default() }))
    };
    let title = cx.t("field-hours");
    form.show_with(
        &[("class", "stack record-form"), ("aria-label", &title)],
        panel(Panel { id: "hours", title: &title, body: Some(html! { div.stack { (body) } }), ..Panel::default() }),
    )
}

fn skills_form(cx: &Cx, one: &Technician) -> Markup {
    let form = Form::new(cx, format!("/users/{}/set-skills", one.id)).next(here(one));
    let text = |value: &Option<domain::Beginnings>| value.as_ref().map(ToString::to_string).unwrap_or_default();
    let (models, areas) = (cx.t("maintenance-roster-models-hint"), cx.t("maintenance-roster-areas-hint"));
    let body = html! {
        fieldset id="kinds" {
            legend { (cx.t("field-kinds")) }
            p.hint { (cx.t("maintenance-roster-kinds-hint")) }
            div.stack.tight { @for kind in VisitKind::ALL {
                label.check {
                    input type="checkbox" name="kinds" value=(kind.name()) checked[form.checked("kinds", kind.name(), one.skills.kinds.contains(&kind))];
                    span { (words::kind_word(cx, kind)) }
                }
            } }
        }
        (form.field("field-models", &text(&one.skills.models), Field { name: "models", hint: Some(&models), optional: true, ..Field::default() }))
        (form.field("field-areas", &text(&one.skills.areas), Field { name: "areas", hint: Some(&areas), optional: true, ..Field::default() }))
        (submit(Button { text: &cx.t("button-save"), look: Look::Dark, ..Button::default() }))
    };
    let title = cx.t("field-skills");
    form.show_with(
        &[("class", "stack record-form"), ("aria-label", &title)],
        panel(Panel { id: "skills", title: &title, body: Some(html! { div.stack { (body) } }), ..Panel::default() }),
    )
}

/// Where the day begins is about a person's home: only who keeps the roster sees it.
fn home_form(cx: &Cx, one: &Technician) -> Markup {
    let form = Form::new(cx, format!("/users/{}/set-home", one.id)).next(here(one));
    let (title, hint) = (cx.t("maintenance-roster-home"), cx.t("maintenance-roster-home-hint"));
    let home = one.home.as_deref().unwrap_or_default();
    let body = html! {
        (form.field("label-postcode", home, Field { name: "postcode", hint: Some(&hint), optional: true, ..Field::default() }))
        (submit(Button { text: &cx.t("button-save"), look: Look::Dark, ..Button::default() }))
    };
    form.show_with(
        &[("class", "stack record-form"), ("aria-label", &title)],
        panel(Panel { id: "home", title: &title, body: Some(html! { div.stack { (body) } }), ..Panel::default() }),
    )
}

/// When somebody is away, and how many visits are planned for them all the same.
fn away_list(cx: &Cx, one: &Technician, absences: &[(Absence, usize)], may: bool) -> Markup {
    let body = html! {
        @if absences.is_empty() { p.muted { (cx.t("maintenance-roster-away-none")) } }
        div.stack.tight {
            @for (absence, planned) in absences {
                @let line = away_line(cx, absence);
                div."row apart" id={ "absence-" (absence.id) } {
                    span {
                        (line)
                        @if *planned > 0 {
                            @let visits = cx.tr("count-visits", &[("count", (*planned).into())]);
                            a."line-2 warning-text" href={ "/planning?week=" (absence.from.max(cx.today())) "&technician=" (one.id) } {
                                (cx.tr("maintenance-roster-away-planned", &[("visits", visits.into())]))
                            }
                        }
                    }
                    @if may {
                        @let action = format!("/users/{}/withdraw-absence", one.id);
                        @let form = Form::new(cx, action.clone()).next(here(one)).done("maintenance-roster-withdrawn");
                        @let text = cx.tr("maintenance-roster-withdraw", &[("absence", line.as_str().into())]);
                        form method="post" action=(action) {
                            (form.hidden())
                            input type="hidden" name="absence" value=(absence.id);
                            (submit(Button { text: &text, icon: Some(Icon::X), only_icon: true, size: Size::Small, ..Button::default() }))
                        }
                    }
                }
            }
        }
    };
    panel(Panel { id: "away", title: &cx.t("maintenance-roster-away"), body: Some(body), ..Panel::default() })
}

fn away_form(cx: &Cx, one: &Technician) -> Markup {
    let form =
        Form::new(cx, format!("/users/{}/plan-absence", one.id)).next(here(one)).done("maintenance-roster-planned");
    let words: Vec<(&str, String)> = Away::ALL.map(|why| (why.name(), away_word(cx, why.name()))).into();
    let options: Vec<(&str, &str)> = words.iter().map(|(name, word)| (*name, word.as_str())).collect();
    let title = cx.t("maintenance-roster-add");
    let body = html! {
        (form.select("field-why", Away::Holiday.name(), Field { name: "why", ..Field::default() }, &options))
        div.cols-2 {
            (form.field("label-from", "", Field { name: "from", kind: Kind::Date, ..Field::default() }))
            (form.field("maintenance-roster-last-day", "", Field { name: "until", kind: Kind::Date, ..Field::default() }))
        }
        (submit(Button { text: &title, look: Look::Dark, icon: Some(Icon::Plus), ..Button::default() }))
    };
    form.show_with(
        &[("class", "stack record-form"), ("aria-label", &title)],
        panel(Panel {
            id: "add-absence",
            title: &title,
            body: Some(html! { div.stack { (body) } }),
            ..Panel::default()
        }),
    )
}
