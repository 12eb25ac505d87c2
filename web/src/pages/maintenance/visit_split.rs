//! A visit over several days: its stretches, proposed where somebody has room, in a dialog or on its own page.

use api::App;
use axum::{Router, extract::Path, http::HeaderMap, routing::get};
use chrono::{NaiveDate, NaiveTime};
use domain::{Slot, UserId, VisitId};
use maud::{Markup, html};
use projections::maintenance::{
    colleagues, visit as one,
    visits::{State, Visit},
};
use serde::Deserialize;
use texts::format::{clock, date_digits};

use super::{
    MOVE, back,
    fault_change::feet,
    fitting::{Agendas, length},
    form_page, id, job, planning, pool, publish, words,
};
use crate::{
    Form,
    components::{Field, Kind, Tone, notice},
    cx::{Answer, Cx, Query, Refusal},
    icons::Icon,
};

/// Empty rows below the stretches that are proposed.
const SPARE: usize = 1;
/// Rows where nothing can be proposed.
const LEAST: usize = 2;

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/visits/{id}/split", get(show))
}

#[derive(Deserialize, Default)]
struct Asked {
    technician: Option<String>,
    on: Option<NaiveDate>,
    from: Option<String>,
}

async fn show(cx: Cx, Path(text): Path<String>, Query(asked): Query<Asked>, headers: HeaderMap) -> Answer {
    cx.require(MOVE)?;
    let id: VisitId = id(&cx, &text)?;
    let Some(visit) = one::one(pool(&cx), id).await? else { return Err(cx.not_found()) };
    let back = back(&cx, &headers, "/planning");
    let technician = asked.technician.as_deref().and_then(|who| who.parse().ok()).or(visit.technician);
    let stretches = stretches(&cx, &visit, technician, &asked).await?;
    let form = Form::new(&cx, format!("/visits/{id}/schedule"))
        .next(planning::after(&cx, &headers, id, &back))
        .done("maintenance-done-planned")
        .revision(visit.revision);
    let title = cx.tr("split-title", &[("customer", cx.customer(&visit.customer_name).into())]);
    let lead = [job::subject(&cx, &visit), words::long(&cx, length(&visit).into())].join(" · ");
    let body = html! {
        header { div { h2 id="form-title" { (title) } p."muted small" { (lead) } } }
        div."body stack" {
            @if !matches!(visit.state, State::Queued | State::Scheduled) {
                (notice(Tone::Warning, Icon::Alert, html! { (words::visit_badge(&cx, visit.state, visit.solved)) }, None))
            }
            p.hint { (cx.t("split-hint")) }
            (fields(&cx, &form, technician, &stretches).await?)
            p.hint { (publish::hint(&cx).await?) }
        }
        (feet(&cx, &back, &cx.t("button-plan")))
    };
    let attributes = [("class", ""), ("data-dialog-part", ""), ("aria-labelledby", "form-title")];
    form_page(&cx, &title, form.show_with(&attributes, body))
}

/// Its stretches as they are; of one that has none, where there is room.
async fn stretches(cx: &Cx, visit: &Visit, technician: Option<UserId>, asked: &Asked) -> Result<Vec<Slot>, Refusal> {
    if !visit.rest.is_empty() && asked.on.is_none() {
        return Ok(visit.slots().collect());
    }
    let Some(technician) = technician else { return Ok(Vec::new()) };
    let planned = visit.slot.map(|slot| slot.on).filter(|on| *on >= cx.today());
    let on = asked.on.or(planned).unwrap_or_else(|| cx.today()).max(cx.today());
    let from = asked.from.as_deref().and_then(|from| NaiveTime::parse_from_str(from, "%H:%M").ok());
    let from = from.or_else(|| visit.slot.filter(|slot| slot.on == on).map(|slot| slot.from));
    Ok(Agendas::from(cx, on).await?.stretches(technician, visit, from))
}

async fn fields(cx: &Cx, form: &Form<'_>, technician: Option<UserId>, stretches: &[Slot]) -> Result<Markup, Refusal> {
    let technicians = colleagues::technicians(pool(cx)).await?;
    let mut options: Vec<(String, &str)> = vec![(String::new(), "–")];
    options.extend(technicians.iter().map(|one| (one.id.to_string(), one.name.as_str())));
    let options: Vec<(&str, &str)> = options.iter().map(|(id, name)| (id.as_str(), *name)).collect();
    let technician = technician.map(|id| id.to_string()).unwrap_or_default();
    let rows = form.rows("rest", (stretches.len().max(LEAST) - 1) + SPARE) + 1;
    Ok(html! {
        (form.select("label-technician", &technician, Field { name: "technician", autofocus: true, ..Field::default() }, &options))
        @for row in 0..rows {
            @let name = if row == 0 { "slot".to_owned() } else { format!("rest.{}", row - 1) };
            @let [on, from, until] = ["on", "from", "until"].map(|stretch| format!("{name}.{stretch}"));
            @let stretch = stretches.get(row);
            @let optional = row > 1;
            fieldset {
                legend { (cx.tr("split-part", &[("part", (row + 1).into())])) }
                div.cols-3 {
                    (form.field("maintenance-day", &stretch.map(|stretch| date_digits(cx.lang(), stretch.on)).unwrap_or_default(), Field { name: &on, kind: Kind::Date, optional, ..Field::default() }))
                    (form.field("label-from", &stretch.map(|stretch| clock(cx.lang(), stretch.from)).unwrap_or_default(), Field { name: &from, kind: Kind::Time, optional, ..Field::default() }))
                    (form.field("label-until", &stretch.map(|stretch| clock(cx.lang(), stretch.until)).unwrap_or_default(), Field { name: &until, kind: Kind::Time, optional, ..Field::default() }))
                }
            }
        }
    })
}
