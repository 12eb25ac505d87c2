//! Small forms about a plan, each a page that also opens in a dialog: move the next one, let it rest, go on, end.

use api::App;
use axum::{Router, extract::Path, http::HeaderMap, routing::get};
use domain::PlanId;
use maud::html;
use projections::maintenance::plans;
use texts::format::date_digits;

use super::{PLANS, words};
use crate::{
    Form,
    components::{Field, Kind},
    cx::{Answer, Cx},
    pages::maintenance::{MOVE, back, fault_change::feet, form_page, id, pool},
};

/// The addresses of these pages; the last parts differ from the commands', which are posted to.
pub fn routes() -> Router<App> {
    Router::new().route("/maintenance-plans/{id}/{change}", get(show))
}

async fn show(cx: Cx, Path((text, change)): Path<(String, String)>, headers: HeaderMap) -> Answer {
    cx.require(MOVE)?;
    let id: PlanId = id(&cx, &text)?;
    let Some(plan) = plans::one(pool(&cx), id).await? else { return Err(cx.not_found()) };
    let (command, title) = match change.as_str() {
        "next" => ("move-next", "plan-move-next"),
        "rest" => ("pause", "plan-pause"),
        "go-on" => ("resume", "plan-resume"),
        "stop" => ("end", "plan-end"),
        _ => return Err(cx.not_found()),
    };
    let back = back(&cx, &headers, &format!("{PLANS}/{id}"));
    let form = Form::new(&cx, format!("{PLANS}/{id}/{command}")).next(&back).revision(plan.revision);
    let title = cx.t(title);
    let hint = cx.t("plan-move-hint");
    let markup = form.show_with(
        &[("class", ""), ("data-dialog-part", ""), ("aria-labelledby", "form-title")],
        html! {
            header { div { h2 id="form-title" { (title) } p."muted small" { (words::number(plan.number)) " · " (cx.customer(&plan.customer_name)) } } }
            div."body stack" {
                @match command {
                    "move-next" => {
                        @let day = plan.due.map(|day| date_digits(cx.lang(), day)).unwrap_or_default();
                        (form.field("plan-due", &day, Field { name: "to", kind: Kind::Date, hint: Some(&hint), autofocus: true, ..Field::default() }))
                    }
                    "resume" => p { (cx.t("plan-resume-why")) },
                    _ => (form.field("label-reason", "", Field { name: "reason", autofocus: true, ..Field::default() })),
                }
            }
            (feet(&cx, &back, &title))
        },
    );
    form_page(&cx, &title, markup)
}
