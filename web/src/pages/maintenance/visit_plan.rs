//! Planning a visit by form, in a dialog or on its own page: who, which day, which hours; first the times that suit best.

use api::App;
use axum::{Router, extract::Path, http::HeaderMap, routing::get};
use chrono::{Datelike, Days, NaiveDate, NaiveTime, Timelike};
use domain::{Quantity, Slot, UserId, VisitId};
use maud::{Markup, html};
use projections::{
    maintenance::{
        agenda::{self, Taken},
        colleagues::{self, Technician},
        visit as one,
        visits::{State, Visit},
    },
    purchasing::{
        self,
        articles::{self, Article},
        waiting,
    },
};
use serde::Deserialize;
use texts::format::{clock, date_digits, relative_day};

use super::{MOVE, back, fault_change::feet, form_page, id, job, planning, pool, words};
use crate::{
    Form,
    components::{Field, Kind, Tone, avatar, notice},
    cx::{Answer, Cx, Query, Refusal, encode},
    icons::Icon,
};

/// How many times are proposed.
const PROPOSED: usize = 4;

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/visits/{id}/plan", get(show))
}

#[derive(Deserialize, Default)]
struct Asked {
    technician: Option<String>,
    on: Option<String>,
    from: Option<String>,
    back: Option<String>,
}

/// A time that suits.
struct Free {
    technician: UserId,
    name: String,
    slot: Slot,
    planned: i64,
    room: i64,
}

async fn show(cx: Cx, Path(text): Path<String>, Query(asked): Query<Asked>, headers: HeaderMap) -> Answer {
    cx.require(MOVE)?;
    let id: VisitId = id(&cx, &text)?;
    let Some(visit) = one::one(pool(&cx), id).await? else { return Err(cx.not_found()) };
    let back = match asked.back.as_deref().and_then(crate::posted::own_page) {
        Some(page) if cx.failed.is_none() => page.to_owned(),
        _ => back(&cx, &headers, "/planning"),
    };
    let planned = visit.state == State::Scheduled;
    let (title, button, done) = match planned {
        true => ("maintenance-move-visit", "button-move", "maintenance-done-moved"),
        false => ("maintenance-plan-visit", "button-plan", "maintenance-done-planned"),
    };
    let title = cx.tr(title, &[("customer", cx.customer(&visit.customer_name).into())]);
    let missing = missing(&cx, id).await?;
    // What is still to come has come on that day.
    let from =
        missing.iter().filter_map(|article| article.expected).max().map_or(cx.today(), |day| day.max(cx.today()));
    let free = free(&cx, &visit, from).await?;
    let form = Form::new(&cx, format!("/visits/{id}/schedule")).next(&back).done(done).revision(visit.revision);
    let body = html! {
        header { div { h2 id="form-title" { (title) } p."muted small" { (lead(&cx, &visit)) } } }
        div."body stack" {
            @if !matches!(visit.state, State::Queued | State::Scheduled) {
                (notice(Tone::Warning, Icon::Alert, html! { (words::visit_badge(&cx, visit.state, visit.solved)) }, None))
            }
            @for article in &missing { (notice(Tone::Warning, Icon::Box, html! { (lacks(&cx, article)) }, None)) }
            @if visit.archived { (notice(Tone::Warning, Icon::Lock, html! { (cx.t("maintenance-customer-archived")) }, None)) }
            (proposals(&cx, &visit, &free, &back))
            (fields(&cx, &form, &visit, &asked, free.first(), from).await?)
        }
        (feet(&cx, &back, &cx.t(button)))
    };
    let attributes = [("class", ""), ("data-dialog-part", ""), ("aria-labelledby", "form-title")];
    form_page(&cx, &title, form.show_with(&attributes, body))
}

fn lead(cx: &Cx, visit: &Visit) -> String {
    let due = words::due(cx, visit).map(|(_, _, text)| text);
    let parts = [Some(words::short(cx, &job::subject(cx, visit), 80)), Some(words::long(cx, visit.expected)), due];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn proposals(cx: &Cx, visit: &Visit, free: &[Free], back: &str) -> Markup {
    html! {
        @if !free.is_empty() {
            section.stack.tight aria-labelledby="proposals" {
                h3.label id="proposals" { (cx.t("maintenance-proposals")) }
                @for one in free {
                    @let href = format!("/visits/{}/plan?technician={}&on={}&from={}&back={}",
                        visit.id, one.technician, one.slot.on, one.slot.from.format("%H:%M"), encode(back));
                    a."choice block" href=(href) data-dialog-href=(href) {
                        (avatar(&one.name, false))
                        span {
                            b { (one.name) ", " (relative_day(cx.lang(), one.slot.on, cx.today())) " " (clock(cx.lang(), one.slot.from)) }
                            span."line-2" { (cx.tr("maintenance-load-day", &[
                                ("planned", words::long(cx, one.planned).into()), ("room", words::long(cx, one.room).into()),
                            ])) }
                        }
                    }
                }
            }
        }
    }
}

async fn fields(
    cx: &Cx,
    form: &Form<'_>,
    visit: &Visit,
    asked: &Asked,
    best: Option<&Free>,
    earliest: NaiveDate,
) -> Result<Markup, Refusal> {
    let technicians = colleagues::technicians(pool(cx)).await?;
    // An appointment before the article comes is what has to change.
    let kept = visit.slot.filter(|slot| slot.on >= earliest || best.is_none());
    let technician = kept.and(visit.technician).or(best.map(|one| one.technician)).or(visit.technician);
    let mut options: Vec<(String, &str)> = vec![(String::new(), "–")];
    options.extend(technicians.iter().map(|one| (one.id.to_string(), one.name.as_str())));
    let options: Vec<(&str, &str)> = options.iter().map(|(id, name)| (id.as_str(), *name)).collect();
    let technician = asked.technician.clone().or_else(|| technician.map(|id| id.to_string()));
    let asked_on: Option<NaiveDate> = asked.on.as_deref().and_then(|on| on.parse().ok());
    let own = kept.or(best.map(|one| one.slot));
    let on = asked_on.or(own.map(|slot| slot.on));
    let on = on.map(|on| date_digits(cx.lang(), on));
    let asked_from = asked.from.as_deref().and_then(|from| NaiveTime::parse_from_str(from, "%H:%M").ok());
    let from = asked_from.or(own.map(|slot| slot.from));
    // A time that was picked lasts as long as expected, or as long as it was planned for.
    let minutes = visit.slot.map_or(visit.expected, |slot| i64::from(slot.minutes()));
    let until = from.map(|from| later(from, minutes));
    let text = |time: Option<NaiveTime>| time.map(|time| clock(cx.lang(), time)).unwrap_or_default();
    let hint = cx.t("maintenance-day-hint");
    Ok(html! {
        div.form-grid {
            (form.select("label-technician", &technician.unwrap_or_default(), Field { name: "technician", width: 6, autofocus: true, ..Field::default() }, &options))
            (form.field("maintenance-day", &on.unwrap_or_default(), Field { name: "slot.on", kind: Kind::Date, hint: Some(&hint), width: 6, ..Field::default() }))
            (form.field("label-from", &text(from), Field { name: "slot.from", kind: Kind::Time, width: 6, ..Field::default() }))
            (form.field("label-until", &text(until), Field { name: "slot.until", kind: Kind::Time, width: 6, ..Field::default() }))
        }
        p.hint { (cx.t("maintenance-customer-hears")) }
    })
}

fn later(from: NaiveTime, minutes: i64) -> NaiveTime {
    let end = from.num_seconds_from_midnight() / 60 + u32::try_from(minutes.clamp(5, 600)).unwrap_or(60);
    NaiveTime::from_num_seconds_from_midnight_opt(end.min(23 * 60 + 59) * 60, 0).unwrap_or(from)
}

/// Articles that the visit needs and of which there are too few.
async fn missing(cx: &Cx, visit: VisitId) -> Result<Vec<Article>, Refusal> {
    let pool = &cx.reads(&purchasing::DEPARTMENT).pool;
    let mut missing = Vec::new();
    for need in waiting::of_visit(pool, visit).await? {
        let article = articles::one(pool, need.article, cx.today()).await?;
        missing.extend(article.filter(|article| article.stock < article.reserved));
    }
    Ok(missing)
}

fn lacks(cx: &Cx, article: &Article) -> String {
    let amount = |quantity: Quantity| texts::format::quantity(cx.lang(), quantity.thousandths());
    let name = format!("{} ({})", article.name, article.number);
    let mut said = vec![
        ("article", name.into()),
        ("needed", amount(article.reserved).into()),
        ("stock", amount(article.stock).into()),
    ];
    match article.expected {
        Some(day) => {
            said.push(("day", relative_day(cx.lang(), day, cx.today()).into()));
            cx.tr("maintenance-missing-comes", &said)
        }
        None => cx.tr("maintenance-missing", &said),
    }
}

/// The first free time of each technician from a day on, soonest first, of its week and the next.
async fn free(cx: &Cx, visit: &Visit, from: NaiveDate) -> Result<Vec<Free>, Refusal> {
    let (today, now) = (cx.today(), cx.local(cx.app.log.clock.now()).time());
    let days: Vec<NaiveDate> =
        from.iter_days().take_while(|day| *day < planning::monday(from) + Days::new(14)).collect();
    let taken = agenda::taken(pool(cx), from, days.last().copied().unwrap_or(from)).await?;
    let workdays = || days.iter().filter(|day| day.weekday().number_from_monday() <= 5);
    let technicians = colleagues::technicians(pool(cx)).await?;
    let first = |technician: &Technician| {
        // A time that has begun is none.
        let earliest = |day: NaiveDate| if day == today { minute(now) + 1 } else { 0 };
        workdays().find_map(|day| on_day(technician, *day, &taken, visit, earliest(*day)))
    };
    let mut found: Vec<Free> = technicians.iter().filter_map(first).collect();
    found.sort_by_key(|one| (one.slot.on, one.slot.from, one.planned));
    found.truncate(PROPOSED);
    Ok(found)
}

fn on_day(technician: &Technician, day: NaiveDate, taken: &[Taken], visit: &Visit, earliest: u32) -> Option<Free> {
    let room = technician.week_minutes / 5;
    let own = || taken.iter().filter(|one| one.technician == technician.id && one.slot.on == day);
    let others = own().filter(|other| other.visit != visit.id);
    let busy = others.map(|other| (minute(other.slot.from), minute(other.slot.until)));
    let start = gap(busy, earliest, visit.expected).filter(|_| room > 0)?;
    let time = |minute: u32| NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0);
    let length = u32::try_from(visit.expected).ok()?.max(15);
    let slot = Slot::new(day, time(start)?, time(start + length)?)?;
    let planned = own().map(|one| i64::from(one.slot.minutes())).sum();
    Some(Free { technician: technician.id, name: technician.name.clone(), slot, planned, room })
}

fn minute(time: NaiveTime) -> u32 {
    time.num_seconds_from_midnight() / 60
}

/// The first quarter of an hour in the working day from which so many minutes are free; `busy` comes in order of time.
fn gap(busy: impl Iterator<Item = (u32, u32)>, earliest: u32, minutes: i64) -> Option<u32> {
    let length = u32::try_from(minutes).ok()?.max(15);
    let quarter = |minute: u32| minute.div_ceil(15) * 15;
    let mut start = quarter(earliest.max(planning::DAY.0));
    for (from, until) in busy {
        if start + length <= from {
            break;
        }
        start = start.max(quarter(until));
    }
    (start + length <= planning::DAY.1).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_gap_that_is_long_enough_is_proposed_on_a_quarter() {
        let busy = [(8 * 60, 9 * 60 + 20), (10 * 60, 12 * 60)];
        assert_eq!(gap(busy.into_iter(), 0, 60), Some(12 * 60));
        assert_eq!(gap(busy.into_iter(), 0, 30), Some(9 * 60 + 30));
        assert_eq!(gap(busy.into_iter(), 13 * 60 + 7, 30), Some(13 * 60 + 15));
    }

    #[test]
    fn nothing_is_proposed_that_ends_after_the_working_day() {
        assert_eq!(gap([].into_iter(), 16 * 60 + 30, 60), None);
        assert_eq!(gap([(8 * 60, 17 * 60)].into_iter(), 0, 15), None);
    }
}
