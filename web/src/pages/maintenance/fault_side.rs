//! Beside a fault that is being taken in: who calls, what was promised, the machine and what was done to it.

use domain::{fault::Urgency, promise::Made};
use maud::{Markup, html};
use projections::{
    customers::card::Card,
    maintenance::{
        customers::Place,
        machines::{Earlier, Machine},
    },
};
use texts::format::{clock, date_full, date_long, month_year};

use super::{charge, words};
use crate::{
    components::{Panel, Tone, facts, group_title, large_avatar, notice, panel, second_line},
    cx::Cx,
    icons::Icon,
    pages::customers::{phone, standing},
};

/// Who calls.
pub fn customer(cx: &Cx, place: &Place, stands: Option<&Card>) -> Markup {
    let number = cx.tr("maintenance-customer-number", &[("number", place.number.to_string().into())]);
    html! {
        section.panel aria-label=(cx.t("label-customer")) {
            div."body stack tight" {
                div.row {
                    @if !place.name.is_empty() { (large_avatar(&place.name)) }
                    div {
                        a.strong href={ "/customers/" (place.id) } { (cx.customer(&place.name)) }
                        (second_line(&words::line(" · ", [Some(number.as_str()), Some(words::line(", ", [Some(place.street.as_str()), Some(place.city.as_str())]).as_str())])))
                    }
                }
                @if let Some(number) = &place.phone { p.small { a href={ "tel:" (number) } { (phone(number)) } } }
                @if let Some(card) = stands { div.row.wrap."gap-s" { (standing(cx, card)) } }
            }
        }
    }
}

/// Until when someone will be there, for the haste that is chosen.
pub fn promise(cx: &Cx, urgency: Urgency, made: &Made) -> Markup {
    let at = cx.local(made.respond_by);
    let (day, time) = (date_full(cx.lang(), at.date()), clock(cx.lang(), at.time()));
    let title = cx.tr("maintenance-promise-long", &[("day", day.into()), ("time", time.into())]);
    let tone = if urgency >= Urgency::High { Tone::Warning } else { Tone::Info };
    notice(
        tone,
        Icon::Clock,
        html! {
            b { (title) }
            p.small { (cx.t("maintenance-promise-told")) }
            @if let Some(solve_by) = made.promise.solve_by {
                p.small { (cx.tr("promise-solved-until", &[("moment", words::moment(cx, solve_by).into())])) }
            }
            @if let Some(level) = &made.promise.service_level {
                p.small { (cx.tr("promise-by-level", &[("level", level.as_str().into())])) }
            }
        },
        None,
    )
}

/// The machine, and what was done to it.
pub fn machine(cx: &Cx, machine: &Machine, history: &[Earlier]) -> Markup {
    let labels = ["maintenance-serial", "maintenance-installed", "maintenance-open-faults", "warranty-title"]
        .map(|key| cx.t(key));
    let mut rows: Vec<(&str, Markup)> = Vec::new();
    if let Some(serial) = &machine.serial {
        rows.push((&labels[0], html! { span.num { (serial) } }));
    }
    if let Some(day) = machine.installed_on {
        rows.push((&labels[1], html! { (month_year(cx.lang(), day)) }));
    }
    rows.push((&labels[3], charge::cover(cx, machine)));
    rows.push((&labels[2], html! { (machine.open_faults) }));
    panel(Panel {
        id: "machine-about",
        title: &words::machine(Some(&machine.model), machine.place.as_deref()),
        body: Some(facts(&rows)),
        end: Some(html! { a.small href={ "/machines/" (machine.id) } { (cx.t("machine-open")) } }),
        full: Some(html! { (group_title(&cx.t("maintenance-earlier"))) (earlier(cx, history)) }),
        ..Panel::default()
    })
}

/// Earlier visits to a machine.
pub fn earlier(cx: &Cx, history: &[Earlier]) -> Markup {
    html! {
        @if history.is_empty() {
            p."body muted small" { (cx.t("maintenance-earlier-none")) }
        } @else {
            ul.mini {
                @for visit in history {
                    li {
                        a href={ "/visits/" (visit.visit) } { b {
                            @if visit.task.is_empty() { (day(cx, visit)) } @else { (words::short(cx, &visit.task, 60)) }
                        } }
                        (second_line(&when_and_what(cx, visit)))
                    }
                }
            }
        }
    }
}

fn day(cx: &Cx, visit: &Earlier) -> String {
    visit.finished_at.map(|at| date_long(cx.lang(), cx.local(at).date())).unwrap_or_default()
}

/// When, by whom and what; the day stands above where that is all that is left.
fn when_and_what(cx: &Cx, visit: &Earlier) -> String {
    let day = if visit.task.is_empty() { String::new() } else { day(cx, visit) };
    let what = visit.work.as_deref().filter(|work| !work.is_empty()).map(|work| words::short(cx, work, 60));
    let who = words::line(", ", [visit.technician.as_deref(), what.as_deref()]);
    words::line(" · ", [Some(day.as_str()), Some(who.as_str())])
}
