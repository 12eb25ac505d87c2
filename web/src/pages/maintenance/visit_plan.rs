//! Planning a visit by form, in a dialog or on its own page: who, which day, which hours; first the times that suit best.

use api::App;
use axum::{
    Router,
    extract::Path,
    http::HeaderMap,
    response::{IntoResponse, Redirect},
    routing::get,
};
use chrono::{NaiveDate, NaiveTime, Timelike};
use domain::{Quantity, VisitId};
use maud::{Markup, html};
use projections::{
    maintenance::{
        colleagues, visit as one,
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

use super::{
    MOVE, back,
    fault_change::feet,
    fitting::{Agendas, Choice, length},
    form_page, id, job, planning, pool, publish, words,
};
use crate::{
    Form,
    components::{Button, Field, Kind, Size, Tone, avatar, link_button, notice},
    cx::{Answer, Cx, Query, Refusal, encode},
    icons::Icon,
};

/// Nobody does more at a stretch, in minutes.
const LONG: u32 = 8 * 60;
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

async fn show(cx: Cx, Path(text): Path<String>, Query(asked): Query<Asked>, headers: HeaderMap) -> Answer {
    cx.require(MOVE)?;
    let id: VisitId = id(&cx, &text)?;
    let Some(visit) = one::one(pool(&cx), id).await? else { return Err(cx.not_found()) };
    if !visit.rest.is_empty() {
        // Its stretches are planned together.
        return Ok(Redirect::to(&format!("/visits/{id}/split")).into_response());
    }
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
    // What a plan proposes is looked for from that day on.
    let from = visit.proposed.map_or(from, |day| day.max(from));
    let mut free = Agendas::from(&cx, from).await?.choices(&visit, words::promised(&cx, &visit));
    free.truncate(PROPOSED);
    let next = planning::after(&cx, &headers, id, &back);
    let form = Form::new(&cx, format!("/visits/{id}/schedule")).next(next).done(done).revision(visit.revision);
    let body = html! {
        header { div { h2 id="form-title" { (title) } p."muted small" { (lead(&cx, &visit)) } } }
        div."body stack" {
            @if !matches!(visit.state, State::Queued | State::Scheduled) {
                (notice(Tone::Warning, Icon::Alert, html! { (words::visit_badge(&cx, visit.state, visit.solved)) }, None))
            }
            @if length(&visit) > LONG { (notice(Tone::Info, Icon::Calendar, html! { (cx.t("split-long")) }, Some(split(&cx, &visit)))) }
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

/// The way to a visit over several days.
fn split(cx: &Cx, visit: &Visit) -> Markup {
    let text = cx.t("split-open");
    link_button(
        &format!("/visits/{}/split", visit.id),
        Button { text: &text, size: Size::Small, in_dialog: true, ..Button::default() },
    )
}

fn lead(cx: &Cx, visit: &Visit) -> String {
    let due = words::due(cx, visit).map(|(_, _, text)| text);
    let parts = [Some(words::short(cx, &job::subject(cx, visit), 80)), Some(words::long(cx, visit.expected)), due];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn proposals(cx: &Cx, visit: &Visit, free: &[Choice], back: &str) -> Markup {
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
                            span."line-2" { (reasons(cx, one)) }
                        }
                    }
                }
            }
        }
    }
}

/// Why a time suits, in one line.
pub fn reasons(cx: &Cx, one: &Choice) -> String {
    let way = match &one.way {
        _ if one.same_place => cx.t("maintenance-why-same-place").into_owned(),
        Some((minutes, Some(from))) => cx.tr(
            "maintenance-why-way",
            &[("way", words::way(cx, *minutes).into()), ("from", cx.customer(from).as_ref().into())],
        ),
        Some((minutes, None)) => cx.tr("maintenance-why-first-way", &[("way", words::way(cx, *minutes).into())]),
        None => cx.t("maintenance-why-first").into_owned(),
    };
    let promise = one
        .in_time
        .map(|kept| cx.t(if kept { "maintenance-why-in-time" } else { "maintenance-board-late" }).into_owned());
    let chosen = one.chosen_for.then(|| cx.t("maintenance-why-theirs").into_owned());
    let load = cx.tr(
        "maintenance-load-day",
        &[("planned", words::long(cx, one.planned).into()), ("room", words::long(cx, one.room).into())],
    );
    words::line(" · ", [promise.as_deref(), Some(way.as_str()), chosen.as_deref(), Some(load.as_str())])
}

async fn fields(
    cx: &Cx,
    form: &Form<'_>,
    visit: &Visit,
    asked: &Asked,
    best: Option<&Choice>,
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
    let (hint, hears) = (cx.t("maintenance-day-hint"), publish::hint(cx).await?);
    Ok(html! {
        div.form-grid {
            (form.select("label-technician", &technician.unwrap_or_default(), Field { name: "technician", width: 6, autofocus: true, ..Field::default() }, &options))
            (form.field("maintenance-day", &on.unwrap_or_default(), Field { name: "slot.on", kind: Kind::Date, hint: Some(&hint), width: 6, ..Field::default() }))
            (form.field("label-from", &text(from), Field { name: "slot.from", kind: Kind::Time, width: 6, ..Field::default() }))
            (form.field("label-until", &text(until), Field { name: "slot.until", kind: Kind::Time, width: 6, ..Field::default() }))
        }
        p.hint { (hears) }
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

/// The first days from one on for which somebody has room, for proposing them.
///
/// # Errors
/// When the tables or the log can't be read.
pub async fn free_days(cx: &Cx, visit: &Visit, from: NaiveDate) -> Result<Vec<NaiveDate>, Refusal> {
    Ok(Agendas::from(cx, from).await?.choices(visit, None).iter().map(|one| one.slot.on).collect())
}
