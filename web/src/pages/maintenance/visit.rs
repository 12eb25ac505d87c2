//! One visit for the office: the sheet, its story, and moving, calling off or taking it out of the planning.

use api::{App, files::Thing};
use axum::{Router, extract::Path, routing::get};
use domain::{Permission, VisitId, mail::Document, privacy::Person};
use maud::{Markup, html};
use projections::maintenance::{
    story,
    visit::{self, Sheet},
    visits::State,
};

use super::{MOVE, answer, checks, files, id, manuals, plans, pool, sheet, story::story as told, words};
use crate::{
    components::{Button, Look, PageHead, Panel, crumbs, link_button, page_head, panel},
    cx::{Answer, Cx},
    icons::Icon,
    pages::{finance::document, management::why, privacy},
};

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/visits/{id}", get(show)).route("/visits/{id}/work-sheet", get(work_sheet))
}

async fn show(cx: Cx, Path(text): Path<String>) -> Answer {
    cx.require(Permission::SeePlanning)?;
    let id: VisitId = id(&cx, &text)?;
    let Some(open) = visit::sheet(pool(&cx), id).await? else { return Err(cx.not_found()) };
    let coming = sheet::coming(&cx, &open).await?;
    let lines = story::of_visit(pool(&cx), id).await?;
    let number = words::visit_number(open.visit.number);
    let back = format!("/visits/{id}");
    let whose = Person::Customer { customer: open.visit.customer };
    let erased = privacy::erased(&cx, whose, "privacy-what-work").await?;
    let content = html! {
        (crumbs(&cx.t("maintenance-crumbs"), &[(&cx.t("nav-planning"), Some("/planning")), (&number, None)]))
        div id="visit" data-live="maintenance" {
            (head(&cx, &open))
            @if open.visit.customer_name.is_empty() { div."mb-4" { (erased) } }
            div.split {
                div.stack {
                    (sheet::task(&cx, &open))
                    (answer::part(&cx, &open))
                    (sheet::outcome(&cx, &open))
                    (checks::checklists(&cx, &open, &back))
                    (sheet::parts(&cx, &open, &coming, &back))
                    (files::folder(&cx, Thing::Visit(id), &open.files, open.visit.state != State::Cancelled, &back))
                    (panel(Panel { id: "story", title: &cx.t("maintenance-story"), body: Some(told(&cx, &lines).await), ..Panel::default() }))
                }
                aside.stack aria-label=(cx.t("maintenance-about-machine")) {
                    @if let Some(place) = &open.customer { (super::fault_side::customer(&cx, place, None)) }
                    (plans::of_thing::chain(&cx, &open.visit).await?)
                    (sheet::machine(&cx, &open))
                    (manuals::of_sheet(&cx, &open).await?)
                    (why::of_thing(&cx, &format!("visit-{id}")).await?)
                }
            }
        }
    };
    Ok(cx.page(&number, content))
}

/// `GET /visits/{id}/work-sheet`: the report of a finished visit as PDF.
async fn work_sheet(cx: Cx, Path(text): Path<String>) -> Answer {
    cx.require(Permission::SeePlanning)?;
    let id: VisitId = id(&cx, &text)?;
    let open = visit::sheet(pool(&cx), id).await?.filter(|open| open.visit.state == State::Finished);
    let Some(open) = open else { return Err(cx.not_found()) };
    document(&cx, Document::Worksheet(id), &words::visit_number(open.visit.number)).await
}

fn head(cx: &Cx, open: &Sheet) -> Markup {
    let visit = &open.visit;
    page_head(PageHead {
        title: &cx.customer(&visit.customer_name),
        badges: Some(html! {
            (words::visit_badge(cx, visit.state, visit.solved))
            (words::untold_badge(cx, visit))
            (words::archived_badge(cx, visit))
            @if let Some(due) = words::due_badge(cx, visit).filter(|_| visit.state.is_open()) { (due) }
        }),
        lead: Some(html! {
            (words::visit_number(visit.number)) " · "
            (words::line(", ", [Some(words::kind_word(cx, visit.kind).as_str()), Some(visit.city.as_str())]))
        }),
        actions: Some(actions(cx, open)),
    })
}

fn actions(cx: &Cx, open: &Sheet) -> Markup {
    let visit = &open.visit;
    let dialog = |page: &str, key: &str, icon, look| {
        let button = Button { text: &cx.t(key), icon: Some(icon), look, in_dialog: true, ..Button::default() };
        link_button(&format!("/visits/{}/{page}", visit.id), button)
    };
    let own = visit.technician == Some(cx.session.user) && cx.may(Permission::DoVisits);
    let pdf = cx.t("maintenance-work-sheet");
    html! {
        @if visit.state == State::Finished {
            (link_button(&format!("/visits/{}/work-sheet", visit.id), Button { text: &pdf, icon: Some(Icon::Download), ..Button::default() }))
        }
        @if visit.state == State::Finished && cx.may(Permission::EditInvoices) {
            (dialog("charge", "charge-change", Icon::Euro, Look::Plain))
        }
        @if visit.state == State::Finished && visit.plan.is_none() && cx.may(MOVE) {
            @let on = visit.machine.map(|machine| format!("&machine={machine}")).unwrap_or_default();
            (link_button(&format!("/maintenance-plans/new?customer={}&delivery={}{on}", visit.customer, visit.id), Button { text: &cx.t("plan-new"), icon: Some(Icon::Refresh), ..Button::default() }))
        }
        @if visit.state.is_open() && cx.may(Permission::DoVisits) {
            (dialog("bring", "maintenance-bring", Icon::Box, Look::Plain))
        }
        @if visit.state == State::Started && (visit.technician == Some(cx.session.user) || cx.may(Permission::PlanVisits)) {
            (dialog("leave-off", "maintenance-interrupt", Icon::Pause, Look::Plain))
        }
        @if cx.may(MOVE) && matches!(visit.state, State::Queued | State::Scheduled) {
            (dialog("call-off", "button-call-off", Icon::X, Look::Plain))
            @if visit.state == State::Scheduled {
                (dialog("along", "maintenance-who-along", Icon::Users, Look::Plain))
                (dialog("take-back", "maintenance-take-back", Icon::Undo, Look::Plain))
                (dialog("split", "split-open", Icon::Columns, Look::Plain))
                (dialog(if visit.rest.is_empty() { "plan" } else { "split" }, "button-move", Icon::Swap, Look::Primary))
            } @else {
                (dialog("plan", "button-plan", Icon::Calendar, Look::Primary))
            }
        }
        @if own && matches!(visit.state, State::Scheduled | State::Started) {
            (link_button(&format!("/my-work?visit={}", visit.id), Button { text: &cx.t("nav-my-work"), icon: Some(Icon::Wrench), ..Button::default() }))
        }
    }
}
