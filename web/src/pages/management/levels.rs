//! In the settings: service levels, what each promises, which is the usual one, and when is warned.

use api::App;
use axum::{Router, routing::get};
use domain::{
    Permission,
    fault::Urgency,
    promise::{Counts, Terms},
    settings::{COMPANY, Settings, State},
};
use maud::{Markup, html};
use serde::Deserialize;
use texts::format::{clock, date_digits};

use super::settings::{form, save};
use crate::{
    Form,
    components::{
        Button, Column, Field, Kind, Look, PageHead, Panel, Size, Table, cell, crumbs, link_button, page_head, panel,
        submit, table,
    },
    cx::{Answer, Cx, Query, encode},
};

const HERE: &str = "/settings/service-levels";

/// The address of the form.
pub fn routes() -> Router<App> {
    Router::new().route(HERE, get(show))
}

/// Which level is changed, and as it was set from which day.
#[derive(Deserialize, Default)]
struct Asked {
    level: Option<String>,
    from: Option<String>,
}

/// What is promised, and the way to change it.
pub fn panel_of(cx: &Cx, state: &State) -> Markup {
    let title = cx.t("promise-levels");
    let edits = cx.may(Permission::EditSettings);
    let mut titles = vec![cx.t("promise-level"), cx.t("label-from"), cx.t("promise-counts")];
    titles.extend(Urgency::ALL.iter().rev().map(|urgency| cx.t(&format!("urgency-{}", urgency.name()))));
    titles.push(cx.t("customers-actions"));
    let columns: Vec<Column> = titles.iter().map(|title| Column { title, ..Column::default() }).collect();
    let add = Button { text: &cx.t("promise-level-add"), size: Size::Small, ..Button::default() };
    let none = state.levels.is_empty().then(|| html! { p.muted { (cx.t("promise-levels-none")) } });
    panel(Panel {
        id: "service-levels",
        title: &title,
        end: edits.then(|| link_button(HERE, add)),
        body: Some(html! { div.stack { (none.unwrap_or_default()) (usual(cx, state)) (warning(cx, state)) } }),
        full: (!state.levels.is_empty()).then(|| {
            table(Table {
                caption: &super::words::caption(cx, &title),
                columns: &columns,
                rows: rows(cx, state, edits),
                lines: true,
                ..Table::default()
            })
        }),
        ..Panel::default()
    })
}

fn rows(cx: &Cx, state: &State, edits: bool) -> Markup {
    html! {
        @for ((level, from), terms) in &state.levels {
            tr {
                th scope="row" { (level) }
                td { (date_digits(cx.lang(), *from)) }
                (cell(html! { (cx.t(&format!("promise-counts-{}", terms.counts.name()))) }))
                @for urgency in Urgency::ALL.iter().rev() { td { (within(cx, terms, *urgency)) } }
                td { @if edits { (actions(cx, level.as_str(), &from.to_string())) } }
            }
        }
    }
}

/// `4 u / 16 u`: answered and solved.
fn within(cx: &Cx, terms: &Terms, urgency: Urgency) -> String {
    let within = terms.within(urgency);
    let hours = |hours: u16| cx.tr("promise-hours", &[("hours", u32::from(hours).into())]);
    match within.solve {
        Some(solve) => format!("{} / {}", hours(within.respond), hours(solve)),
        None => hours(within.respond),
    }
}

fn actions(cx: &Cx, level: &str, from: &str) -> Markup {
    let within = format!("{level}-{from}");
    let form = form(cx, "drop-service-level").within(&within);
    let words = [("level", level.into()), ("day", from.into())];
    let change = cx.tr("promise-level-change", &words);
    html! {
        div.row."gap-s" {
            (link_button(&format!("{HERE}?level={}&from={from}", encode(level)), Button { text: &change, size: Size::Small, look: Look::Plain, ..Button::default() }))
            (form.show(html! {
                input type="hidden" name="service_level" value=(level);
                input type="hidden" name="from" value=(from);
                (submit(Button { text: &cx.tr("promise-level-drop", &words), size: Size::Small, look: Look::Plain, ..Button::default() }))
            }))
        }
    }
}

fn usual(cx: &Cx, state: &State) -> Markup {
    let form = form(cx, "set-usual-level");
    let desk = cx.t("promise-by-the-desk");
    let names = state.level_names().map(|name| (name.as_str(), name.as_str()));
    let options: Vec<(&str, &str)> = std::iter::once(("", desk.as_ref())).chain(names).collect();
    let stored = state.usual_level.as_ref().map(ToString::to_string).unwrap_or_default();
    let hint = cx.t("promise-usual-hint");
    form.show(html! {
        (form.select("promise-usual-level", &stored, Field { name: "service_level", hint: Some(&hint), ..Field::default() }, &options))
        (save(cx))
    })
}

fn warning(cx: &Cx, state: &State) -> Markup {
    let form = form(cx, "set-promise-warning");
    let readonly = !cx.may(Permission::EditSettings);
    let stored = state.promise_warning.to_string();
    form.show(html! {
        (form.field("promise-warning", &stored, Field { name: "percent", kind: Kind::Number, readonly, ..Field::default() }))
        (save(cx))
    })
}

async fn show(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::EditSettings)?;
    let (state, _) = cx.app.log.state::<Settings>(COMPANY).await?;
    let level = asked.level.unwrap_or_default();
    let from = asked.from.and_then(|day| day.parse().ok());
    let known = level.parse().ok().and_then(|name| state.levels.get(&(name, from?)));
    let title = cx.t(if known.is_some() { "promise-level-of" } else { "promise-level-add" });
    let form = Form::new(&cx, format!("/settings/{COMPANY}/set-service-level")).next("/settings");
    let from = from.filter(|_| known.is_some()).unwrap_or_else(|| cx.today());
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-settings"), Some("/settings")), (&title, None)]))
        (page_head(PageHead { title: &title, lead: Some(html! { (cx.t("promise-level-lead")) }), ..PageHead::default() }))
        (panel(Panel { id: "service-level", title: &title, body: Some(fields(&cx, &form, &level, &date_digits(cx.lang(), from), known)), ..Panel::default() }))
    };
    Ok(cx.page(&title, content))
}

fn fields(cx: &Cx, form: &Form<'_>, level: &str, from: &str, known: Option<&Terms>) -> Markup {
    let counts = Counts::ALL.map(|counts| (counts.name(), cx.t(&format!("promise-counts-{}", counts.name()))));
    let options: Vec<(&str, &str)> = counts.iter().map(|(name, text)| (*name, text.as_ref())).collect();
    let stored = known.map_or(Counts::default(), |terms| terms.counts);
    let hint = cx.t("promise-level-name-hint");
    form.show(html! {
        div.form-grid {
            div.w-4 { (form.field("promise-level", level, Field { name: "service_level", hint: Some(&hint), ..Field::default() })) }
            div.w-4 { (form.field("label-from", from, Field { name: "from", kind: Kind::Date, ..Field::default() })) }
            div.w-4 { (form.select("promise-counts", stored.name(), Field { name: "terms.counts", ..Field::default() }, &options)) }
        }
        @for urgency in Urgency::ALL.iter().rev() { (hours(cx, form, *urgency, known)) }
        (week(cx, form, known))
        (save(cx))
    })
}

fn hours(cx: &Cx, form: &Form<'_>, urgency: Urgency, known: Option<&Terms>) -> Markup {
    let within = known.map(|terms| terms.within(urgency));
    let names = ["respond", "solve"].map(|what| format!("terms.{}.{what}", urgency.name()));
    let respond = within.map(|within| within.respond.to_string()).unwrap_or_default();
    let solve = within.and_then(|within| within.solve).map(|hours| hours.to_string()).unwrap_or_default();
    html! {
        fieldset {
            legend { (cx.t(&format!("urgency-{}", urgency.name()))) }
            div.cols-2 {
                (form.field("promise-respond-hours", &respond, Field { name: &names[0], kind: Kind::Number, ..Field::default() }))
                (form.field("promise-solve-hours", &solve, Field { name: &names[1], kind: Kind::Number, optional: true, ..Field::default() }))
            }
        }
    }
}

/// The hours of a week of its own.
fn week(cx: &Cx, form: &Form<'_>, known: Option<&Terms>) -> Markup {
    let week = known.map(|terms| terms.own_week.clone()).unwrap_or_default();
    html! {
        details.disclosure open[week.are_set() || form.refused()] {
            summary { (cx.t("promise-own-week")) }
            div."stack tight mt-2" {
                @for (day, own) in week.days() {
                    @let at = |time: Option<chrono::NaiveTime>| time.map(|time| clock(cx.lang(), time)).unwrap_or_default();
                    @let names = [format!("terms.own_week.{day}.from"), format!("terms.own_week.{day}.until")];
                    fieldset.day-hours {
                        legend { (cx.t(&format!("field-{day}"))) }
                        div.cols-2 {
                            (form.field("label-from", &at(own.map(|own| own.from)), Field { name: &names[0], kind: Kind::Time, optional: true, ..Field::default() }))
                            (form.field("label-until", &at(own.map(|own| own.until)), Field { name: &names[1], kind: Kind::Time, optional: true, ..Field::default() }))
                        }
                    }
                }
            }
        }
    }
}
