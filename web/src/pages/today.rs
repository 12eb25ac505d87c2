//! "Vandaag": the home of each department.

use api::App;
use axum::{Router, routing::get};
use chrono::Timelike;
use domain::{Permission, Role};
use maud::{Markup, html};

use crate::{
    components::{Button, Look, PageHead, link_button, page_head},
    cx::{Answer, Cx, Refusal},
    icons::Icon,
};

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/", get(show))
}

async fn show(cx: Cx) -> Answer {
    let content = html! {
        (page_head(PageHead { title: &greeting(&cx), lead: Some(lead(&cx)), actions: action(&cx), ..PageHead::default() }))
        (content(&cx).await?)
        div."mt-4" { (super::management::home::waiting(&cx).await?) }
    };
    Ok(cx.page(&cx.t("nav-home"), content))
}

/// What a department sees: the one arm that a department adds.
async fn content(cx: &Cx) -> Result<Markup, Refusal> {
    match cx.role() {
        Role::Sales => super::customers::home::sales(cx).await,
        Role::Planner => super::maintenance::home::planner(cx).await,
        Role::Technician => super::maintenance::home::technician(cx).await,
        Role::Purchasing => super::purchasing::home::content(cx).await,
        Role::Management => super::management::home::management(cx).await,
        Role::Administrator => super::management::home::administrator(cx).await,
        Role::Finance => super::finance::home::content(cx).await,
    }
}

fn greeting(cx: &Cx) -> String {
    let part = match cx.local(cx.app.log.clock.now()).hour() {
        5..12 => "today-morning",
        12..18 => "today-afternoon",
        _ => "today-evening",
    };
    let first = cx.session.name.split(' ').next().unwrap_or_default();
    cx.tr(part, &[("name", first.into())])
}

fn lead(cx: &Cx) -> Markup {
    let day = texts::format::capital(&texts::format::date_full(cx.lang(), cx.today()));
    html! { (day) @if cx.waiting.all > 0 { ". " (cx.tr("today-waiting", &[("count", cx.waiting.all.into())])) } }
}

/// What sales and planning do most: somebody calls.
fn action(cx: &Cx) -> Option<Markup> {
    cx.may(Permission::ReportFaults).then(|| {
        let (text, icon) = (cx.t("shell-new-fault"), Some(Icon::Phone));
        link_button("/faults/new", Button { text: &text, icon, look: Look::Primary, ..Button::default() })
    })
}
