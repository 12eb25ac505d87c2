//! Proposing days to a customer by mail: the first ones that suit stand there already.

use api::App;
use axum::{Router, extract::Path, http::HeaderMap, routing::get};
use chrono::NaiveDate;
use domain::{
    VisitId,
    settings::{COMPANY, Settings},
};
use maud::html;
use projections::maintenance::visit as one;
use texts::format::date_digits;

use super::TO_PLAN;
use crate::{
    Form,
    components::{Field, Kind},
    cx::{Answer, Cx},
    pages::maintenance::{MOVE, back, fault_change::feet, form_page, id, pool, visit_plan},
};

/// So many days are proposed.
const DAYS: usize = 3;

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/visits/{id}/days", get(show))
}

async fn show(cx: Cx, Path(text): Path<String>, headers: HeaderMap) -> Answer {
    cx.require(MOVE)?;
    let id: VisitId = id(&cx, &text)?;
    let Some(visit) = one::one(pool(&cx), id).await? else { return Err(cx.not_found()) };
    let back = back(&cx, &headers, TO_PLAN);
    let (settings, _) = cx.app.log.state::<Settings>(COMPANY).await?;
    let tomorrow = cx.today().succ_opt().unwrap_or(cx.today());
    let from = visit.proposed.map_or(tomorrow, |day| day.max(tomorrow));
    let mut days: Vec<NaiveDate> = visit_plan::free_days(&cx, &visit, from).await?;
    // Where nobody has room, working days are proposed all the same.
    days.extend(from.iter_days().take(60).filter(|day| settings.calendar.is_working(*day)));
    days.sort_unstable();
    days.dedup();
    days.truncate(DAYS);
    let title = cx.tr("plan-propose-title", &[("customer", cx.customer(&visit.customer_name).into())]);
    let form = Form::new(&cx, format!("/visits/{id}/propose-days"))
        .next(&back)
        .done("plan-done-proposed")
        .revision(visit.revision);
    let body = html! {
        header { div { h2 id="form-title" { (title) } p."muted small" { (cx.t("plan-propose-lead")) } } }
        div."body stack" {
            fieldset.stack.tight {
                legend.label { (cx.t("plan-propose-days")) }
                @if let Some(error) = form.error("days") { p.error { (error) } }
                @for n in 0..DAYS {
                    @let name = format!("days.{n}");
                    @let day = days.get(n).map(|day| date_digits(cx.lang(), *day)).unwrap_or_default();
                    @let label = cx.tr("plan-propose-nth", &[("n", (n + 1).into())]);
                    (crate::components::field(&cx.words(), Field {
                        name: &name, label: &label, value: &form.value(&name, day), kind: Kind::Date, error: form.error(&name), autofocus: n == 0, optional: n > 0, ..Field::default()
                    }))
                }
            }
        }
        (feet(&cx, &back, &cx.t("plan-propose-send")))
    };
    let attributes = [("class", ""), ("data-dialog-part", ""), ("aria-labelledby", "form-title")];
    form_page(&cx, &title, form.show_with(&attributes, body))
}
