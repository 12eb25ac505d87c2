//! In the settings: public holidays of the year to come, and the days on which the company closes.

use chrono::{Days, NaiveDate};
use domain::{
    Permission,
    calendar::LiberationDay,
    settings::{COMPANY, State},
};
use maud::{Markup, html};
use texts::format::{date_digits, weekday_short};

use super::settings::{form, save};
use crate::{
    Form,
    components::{Button, Column, Field, Kind, Look, Panel, Size, Table, link_button, panel, submit, table},
    cx::Cx,
    pages::maintenance::words::free_day,
};

/// What is ahead, and the way to close on more days.
pub fn panel_of(cx: &Cx, state: &State) -> Markup {
    let title = cx.t("management-free-days");
    let edits = cx.may(Permission::EditSettings);
    let columns = ["label-from", "label-until", "label-name", "customers-actions"].map(|key| cx.t(key));
    let columns: Vec<Column> = columns.iter().map(|title| Column { title, ..Column::default() }).collect();
    let change = Button { text: &cx.t("management-close-days"), size: Size::Small, ..Button::default() };
    panel(Panel {
        id: "free-days",
        title: &title,
        end: edits.then(|| link_button("/settings/closings", change)),
        body: (state.calendar.country.as_ref().is_some_and(|country| country.as_str() == "NL"))
            .then(|| liberation(cx, state)),
        full: Some(table(Table {
            caption: &super::words::caption(cx, &title),
            columns: &columns,
            rows: rows(cx, state, edits),
            ..Table::default()
        })),
        ..Panel::default()
    })
}

fn rows(cx: &Cx, state: &State, edits: bool) -> Markup {
    let today = cx.today();
    let year = today.iter_days().take(366);
    let by_law: Vec<(NaiveDate, String)> = year
        .filter_map(|day| {
            let mut own = state.calendar.clone();
            own.closings.clear();
            own.named(day).map(|free| (day, free_day(cx, &free)))
        })
        .collect();
    let last = today.checked_sub_days(Days::new(1)).unwrap_or(today);
    let closings = state.calendar.closings.iter().filter(|(_, closing)| closing.until > last);
    let mut rows: Vec<(NaiveDate, Option<NaiveDate>, String, bool)> =
        by_law.into_iter().map(|(day, name)| (day, None, name, false)).collect();
    rows.extend(closings.map(|(from, closing)| (*from, Some(closing.until), closing.name.to_string(), true)));
    rows.sort();
    html! {
        @for (from, until, name, own) in &rows {
            tr {
                td { (weekday_short(cx.lang(), *from)) " " (date_digits(cx.lang(), *from)) }
                td { @if let Some(until) = until { (date_digits(cx.lang(), *until)) } }
                th scope="row" { (name) }
                td.right { @if *own && edits { (open(cx, *from, name)) } }
            }
        }
    }
}

/// Works on them after all.
fn open(cx: &Cx, from: NaiveDate, name: &str) -> Markup {
    let within = from.to_string();
    let form = form(cx, "open").within(&within);
    let label = cx.tr("management-open-again", &[("name", name.into())]);
    form.show(html! {
        input type="hidden" name="from" value=(from);
        (submit(Button { text: &label, size: Size::Small, look: Look::Plain, ..Button::default() }))
    })
}

fn liberation(cx: &Cx, state: &State) -> Markup {
    let form = form(cx, "set-liberation-day");
    let kept = LiberationDay::ALL.map(|kept| (kept.name(), cx.t(&format!("management-liberation-{}", kept.name()))));
    let options: Vec<(&str, &str)> = kept.iter().map(|(name, text)| (*name, text.as_ref())).collect();
    let readonly = !cx.may(Permission::EditSettings);
    form.show(html! {
        (form.select("holiday-liberation-day", state.calendar.liberation.name(), Field { name: "observed", readonly, ..Field::default() }, &options))
        (save(cx))
    })
}

/// The form that closes on days.
pub fn closing_form(cx: &Cx) -> Markup {
    let form = Form::new(cx, format!("/settings/{COMPANY}/close")).next("/settings");
    form.show(html! {
        (form.field("label-from", "", Field { name: "from", kind: Kind::Date, ..Field::default() }))
        (form.field("label-until", "", Field { name: "until", kind: Kind::Date, ..Field::default() }))
        (form.field("label-name", "", Field { name: "name", ..Field::default() }))
        (save(cx))
    })
}
