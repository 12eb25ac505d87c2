//! Pages of recurring maintenance: what is to be agreed, the plans, one of them, and making and changing it.

mod change;
mod form;
mod list;
pub mod of_thing;
mod propose;
mod show;
mod to_plan;
pub mod words;

use api::App;
use axum::Router;
use maud::Markup;
use projections::maintenance::to_plan::Count;

use crate::{
    components::{Tab, views},
    cx::Cx,
};

/// The list of plans.
const PLANS: &str = "/maintenance-plans";
/// The list of what is to be agreed.
const TO_PLAN: &str = "/maintenance-plans/to-plan";

/// The addresses of these pages.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(to_plan::routes())
        .merge(list::routes())
        .merge(form::routes())
        .merge(show::routes())
        .merge(change::routes())
        .merge(propose::routes())
}

/// The views that lists of maintenance have in common.
fn tabs(cx: &Cx, count: Count, current: &str) -> Markup {
    let count = count.all.to_string();
    let all = [
        ("to-plan", TO_PLAN.to_owned(), "plan-view-to-plan", count.as_str()),
        ("running", PLANS.to_owned(), "plan-view-next", ""),
        ("paused", format!("{PLANS}?state=paused"), "plan-view-paused", ""),
        ("ended", format!("{PLANS}?state=ended"), "plan-view-ended", ""),
    ];
    let texts = all.each_ref().map(|(_, _, key, _)| cx.t(key));
    let tabs: Vec<Tab> = (all.iter().zip(&texts))
        .map(|((name, href, _, count), text)| Tab { text, href, count, current: *name == current })
        .collect();
    views(&cx.t("nav-maintenance-plans"), &tabs)
}
