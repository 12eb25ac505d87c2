//! What a technician's tablet keeps for when there is no network: the addresses of the days' visits and of what belongs to them.

use std::collections::BTreeSet;

use api::App;
use axum::{Json, Router, response::IntoResponse, routing::get};
use domain::Permission;
use projections::maintenance::agenda;
use serde_json::json;

use super::{my_work::last_day, pool};
use crate::cx::{Answer, Cx};

/// So many visits ahead are kept, the next one first.
const MOST: usize = 24;

/// The address of this list.
pub fn routes() -> Router<App> {
    Router::new().route("/my-work/ahead", get(list))
}

async fn list(cx: Cx) -> Answer {
    cx.require(Permission::DoVisits)?;
    let today = cx.today();
    let mut visits = agenda::of_technician(pool(&cx), cx.session.user, today, last_day(today)).await?;
    visits.retain(|visit| visit.state.is_open());
    let mut pages = vec!["/my-work".to_owned(), "/suggest/parts?all=true".to_owned()];
    let mut known = BTreeSet::new();
    for visit in visits.iter().take(MOST) {
        let id = visit.id;
        pages.extend(["leave-off", "bring"].map(|form| format!("/visits/{id}/{form}")));
        pages.push(format!("/my-work?visit={id}"));
        let around =
            [Some(format!("/customers/{}", visit.customer)), visit.machine.map(|one| format!("/machines/{one}"))];
        let around = around.into_iter().flatten().chain(visit.fault.map(|one| format!("/faults/{one}")));
        pages.extend(around.filter(|page| known.insert(page.clone())));
    }
    Ok(Json(json!({"user": cx.session.user, "pages": pages})).into_response())
}
