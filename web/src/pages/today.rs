//! "Vandaag": the home of each department. Every department says what it has to do; the frame around it is the same for all.

mod frame;
pub mod home;
mod notices;

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
use home::{Home, When};

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/", get(show)).merge(notices::routes())
}

async fn show(cx: Cx) -> Answer {
    let mut home = of_role(&cx).await?;
    let notices = notices::gather(&cx, &mut home).await?;
    home.work.sort_by_key(|todo| todo.when);
    let content = html! {
        (page_head(PageHead { title: &greeting(&cx), lead: Some(lead(&cx, &home)), actions: action(&cx), ..PageHead::default() }))
        (frame::show(&cx, home, notices))
    };
    Ok(cx.page(&cx.t("nav-home"), content))
}

/// What a department sees: the one arm that a department adds.
async fn of_role(cx: &Cx) -> Result<Home, Refusal> {
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

fn lead(cx: &Cx, home: &Home) -> Markup {
    let day = texts::format::capital(&texts::format::date_full(cx.lang(), cx.today()));
    let late = home.work.iter().filter(|todo| todo.when == When::Late).count();
    let words = [("count", home.work.len().into()), ("late", late.into())];
    let key = if late > 0 { "today-ready-late" } else { "today-ready" };
    html! { (day) @if !home.work.is_empty() { ". " (cx.tr(key, &words)) } }
}

/// What sales and planning do most: somebody calls.
fn action(cx: &Cx) -> Option<Markup> {
    cx.may(Permission::ReportFaults).then(|| {
        let text = cx.t("shell-new-fault");
        let (icon, key_hint) = (Some(Icon::Phone), Some("N"));
        link_button("/faults/new", Button { text: &text, icon, key_hint, look: Look::Primary, ..Button::default() })
    })
}
