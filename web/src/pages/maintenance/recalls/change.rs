//! Small forms about a recall, each a page that also opens in a dialog: nobody is reached, it is off.

use api::App;
use axum::{Router, extract::Path, http::HeaderMap, routing::get};
use domain::{MachineId, RecallId};
use maud::html;
use projections::maintenance::recalls;
use serde::Deserialize;

use super::{PATH, number};
use crate::{
    Form,
    components::Field,
    cx::{Answer, Cx, Query},
    pages::maintenance::{MOVE, back, fault_change::feet, form_page, id, pool},
};

/// The addresses of these pages; the last parts differ from the commands', which are posted to.
pub fn routes() -> Router<App> {
    Router::new().route("/recalls/{id}/unreachable", get(unreachable)).route("/recalls/{id}/off", get(off))
}

#[derive(Default, Deserialize)]
struct Asked {
    machine: Option<MachineId>,
}

async fn unreachable(cx: Cx, Path(text): Path<String>, Query(asked): Query<Asked>, headers: HeaderMap) -> Answer {
    cx.require(MOVE)?;
    let id: RecallId = id(&cx, &text)?;
    let called = recalls::machines(pool(&cx), id).await?;
    let Some(one) = called.into_iter().find(|one| Some(one.machine) == asked.machine) else {
        return Err(cx.not_found());
    };
    let back = back(&cx, &headers, &format!("{PATH}/{id}"));
    let form = Form::new(&cx, format!("{PATH}/{id}/settle")).next(&back);
    let title = cx.t("recalls-mark-unreachable");
    let about = [Some(one.model), one.serial].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let markup = form.show_with(
        &[("class", ""), ("data-dialog-part", ""), ("aria-labelledby", "form-title")],
        html! {
            header { div { h2 id="form-title" { (title) } p."muted small" { (about) " · " (cx.customer(&one.customer_name)) } } }
            div."body stack" {
                input type="hidden" name="machine" value=(one.machine);
                input type="hidden" name="outcome" value="unreachable";
                (form.field("label-reason", "", Field { name: "note", autofocus: true, ..Field::default() }))
            }
            (feet(&cx, &back, &title))
        },
    );
    form_page(&cx, &title, markup)
}

async fn off(cx: Cx, Path(text): Path<String>, headers: HeaderMap) -> Answer {
    cx.require(MOVE)?;
    let id: RecallId = id(&cx, &text)?;
    let Some(recall) = recalls::one(pool(&cx), id).await? else { return Err(cx.not_found()) };
    let back = back(&cx, &headers, &format!("{PATH}/{id}"));
    let form = Form::new(&cx, format!("{PATH}/{id}/withdraw")).next(&back).revision(recall.revision);
    let title = cx.t("recalls-withdraw");
    let markup = form.show_with(
        &[("class", ""), ("data-dialog-part", ""), ("aria-labelledby", "form-title")],
        html! {
            header { div { h2 id="form-title" { (title) } p."muted small" { (number(&recall)) " · " (recall.name) } } }
            div."body stack" {
                p { (cx.t("recalls-withdraw-what")) }
                (form.field("label-reason", "", Field { name: "reason", autofocus: true, ..Field::default() }))
            }
            (feet(&cx, &back, &title))
        },
    );
    form_page(&cx, &title, markup)
}
