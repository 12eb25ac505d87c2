//! Keeping a report: under a name, for oneself or for all; to whom it is mailed; throwing it away.

use api::{
    App, Problem, Session, fields,
    problem::FieldError,
    reports::{self, address},
};
use axum::{
    Extension, Router,
    body::Bytes,
    extract::{OriginalUri, Path, State},
    http::HeaderMap,
    response::Response,
    routing::{get, post},
};
use domain::{
    Line, Permission, Role,
    saved_report::{Command, Every, SavedReport},
};
use event_store::Given;
use maud::{Markup, html};
use projections::{
    access::{
        self,
        users::{self, User},
    },
    desk::{
        self,
        saved::{self, Saved},
    },
};
use uuid::Uuid;

use super::{NEW, Place};
use crate::{
    components::{Button, Field, Look, PageHead, Panel, checkbox, crumbs, link_button, page_head, panel, submit},
    cx::{Answer, Cx, Failed, Refusal},
    form::Form,
    icons::Icon,
    posted::{self, Pages},
};

/// What keeps one.
const KEEP: &str = "/reports/keep";

/// The addresses of what keeps one, and of what throws it away.
pub fn routes() -> Router<App> {
    Router::new().route(KEEP, post(keep)).route("/reports/{name}/remove", get(remove))
}

/// The report that is kept under an id, if the reader finds it.
pub(super) async fn found(cx: &Cx, id: Uuid) -> Result<Option<Saved>, Refusal> {
    let found = saved::one(&cx.reads(&desk::DEPARTMENT).pool, id).await?;
    Ok(found.filter(|saved| saved.shared || is_own(cx, saved)))
}

/// Those that the reader finds and may ask, by name.
pub(super) async fn all(cx: &Cx) -> Result<Vec<Saved>, Refusal> {
    let mut all = saved::of(&cx.reads(&desk::DEPARTMENT).pool, cx.session.user).await?;
    all.retain(|saved| reports::may(&cx.session, saved.definition.subject));
    Ok(all)
}

/// Whether it is the reader's to change: their own, or any where they are management.
fn is_own(cx: &Cx, saved: &Saved) -> bool {
    saved.owner == cx.session.user || cx.role() == Role::Management
}

/// What can be done with a report besides reading it.
///
/// # Errors
/// When the tables can't be read.
pub(super) async fn panels(cx: &Cx, place: &Place) -> Result<Markup, Refusal> {
    let own = place.saved.as_ref().filter(|saved| is_own(cx, saved));
    // Who looks back changes nothing; a preset is adapted before it is kept.
    if cx.session.looks_back || (place.name != NEW && own.is_none()) {
        return Ok(html! {});
    }
    Ok(html! {
        (keeping(cx, place, own))
        @if let Some(saved) = own { (mailing(cx, saved).await?) (removal(cx, saved)) }
    })
}

fn keeping(cx: &Cx, place: &Place, own: Option<&Saved>) -> Markup {
    let hint = cx.t("report-name-hint");
    let name = own.map_or("", |saved| saved.name.as_str());
    let query = super::written("", address::pairs(&place.definition), &[]);
    let form = Form::new(cx, KEEP);
    let shared = form.checked("shared", "yes", own.is_some_and(|saved| saved.shared));
    let body = html! {
        @if let Some(saved) = own { input type="hidden" name="report" value=(saved.id); }
        input type="hidden" name="asked" value=(query.trim_start_matches('?'));
        (form.field("label-name", name, Field { name: "name", hint: Some(&hint), ..Field::default() }))
        (checkbox("shared", &cx.t("report-shared"), &cx.t("report-shared-what"), shared))
        div { (submit(Button { text: &cx.t(if own.is_some() { "button-save" } else { "report-keep" }), look: Look::Primary, ..Button::default() })) }
    };
    let body = form.show_with(&[("class", "stack tight")], body);
    panel(Panel { id: "keep", title: &cx.t("report-keep"), body: Some(body), ..Panel::default() })
}

/// `POST /reports/keep`: what the address asks, under a name; the page again where it can't be. Sent twice, it is kept once.
async fn keep(
    State(app): State<App>,
    session: Result<Session, Problem>,
    pages: Extension<Pages>,
    uri: OriginalUri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let typed: fields::Form = serde_html_form::from_bytes(&body).unwrap_or_default();
    let Ok(session) = session else { return posted::to_sign_in(fields::last(&typed, "_page")) };
    match kept(&app, &session, &typed).await {
        Ok(id) => posted::see_other(&format!("/reports/{id}"), "report-kept"),
        Err(problem) => {
            let failed = Failed { action: uri.path().into(), fields: typed, problem };
            posted::again(&pages, &session, &headers, failed).await
        }
    }
}

async fn kept(app: &App, session: &Session, typed: &fields::Form) -> Result<Uuid, Problem> {
    session.require(Permission::ViewReports)?;
    let value = |name: &str| fields::last(typed, name).unwrap_or_default().trim();
    let request = value("_request").parse::<Uuid>().unwrap_or_else(|_| Uuid::now_v7());
    let id = value("report").parse::<Uuid>().unwrap_or_else(|_| Uuid::new_v5(&request, b"report"));
    let pairs: address::Pairs = serde_html_form::from_str(value("asked")).unwrap_or_default();
    let definition = address::read(address::base(""), &pairs, app.log.today());
    let name = value("name").parse::<Line>().map_err(|_| {
        let key = if value("name").is_empty() { "invalid-empty" } else { "invalid-longer-than-200" };
        let message = texts::t(session.lang, key).into_owned();
        Problem::invalid(session.lang, vec![FieldError { field: "name".into(), message }])
    })?;
    let command = Command::Save { name, definition, shared: !value("shared").is_empty() };
    let given = Given { command_id: request, ..Given::by(session.actor()) };
    let kept = app.log.execute::<SavedReport>(&id.to_string(), command, &given, app.outside.as_ref()).await;
    let kept = kept.map_err(|error| Problem::of_command(session.lang, error))?;
    if let Some(position) = kept.position {
        app.reads.wait(position, api::command::SHOWN_WITHIN).await;
    }
    Ok(id)
}

async fn mailing(cx: &Cx, saved: &Saved) -> Result<Markup, Refusal> {
    let colleagues = users::all(&cx.reads(&access::DEPARTMENT).pool, None).await?;
    let subject = saved.definition.subject.permission();
    let may = |user: &User, permission: Permission| user.roles.iter().any(|role| role.may(permission));
    let reads =
        |user: &&User| user.active && user.email.is_some() && may(user, Permission::ViewReports) && may(user, subject);
    let here = format!("/reports/{}", saved.id);
    let form =
        Form::new(cx, format!("/saved-reports/{}/mail", saved.id)).next(here.as_str()).done("report-mailing-set");
    let rhythms = Every::ALL.map(|every| (every.name(), cx.t(&format!("report-every-{}", every.name()))));
    let body = form.show(html! {
        div.stack.tight {
            div.field {
                label for="every" { (cx.t("report-rhythm")) }
                select.select id="every" name="every" {
                    @for (value, text) in &rhythms { option value=(value) selected[*value == saved.every.name()] { (text) } }
                }
            }
            fieldset {
                legend { (cx.t("report-mail-to")) }
                div.stack.tight { @for user in colleagues.iter().filter(reads) {
                    label.check {
                        input type="checkbox" name="to" value=(user.id) checked[form.checked("to", &user.id.to_string(), saved.mailed_to.contains(&user.id))];
                        span { (cx.colleague(&user.name)) }
                    }
                } }
            }
            p.hint { (cx.t("report-mail-hint")) }
            div { (submit(Button { text: &cx.t("button-save"), icon: Some(Icon::Mail), ..Button::default() })) }
        }
    });
    Ok(panel(Panel { id: "mailing", title: &cx.t("report-mailing"), body: Some(body), ..Panel::default() }))
}

/// `GET /reports/{id}/remove`: asks first, since others may read it too.
async fn remove(cx: Cx, Path(id): Path<Uuid>) -> Answer {
    cx.require(Permission::ViewReports)?;
    let saved = found(&cx, id).await?.filter(|saved| is_own(&cx, saved)).ok_or_else(|| cx.not_found())?;
    let form = Form::new(&cx, format!("/saved-reports/{id}/remove")).next("/reports").done("report-removed");
    let back = format!("/reports/{id}");
    let (title, sure) =
        (cx.t("report-remove"), if saved.shared { "report-remove-shared" } else { "report-remove-sure" });
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-reports"), Some("/reports")), (&saved.name, Some(&back)), (&title, None)]))
        (page_head(PageHead { title: &title, ..PageHead::default() }))
        section.panel aria-labelledby="small-title" {
            (form.show_with(&[("data-dialog-part", ""), ("aria-labelledby", "small-title")], html! {
                header { h2 id="small-title" { (title) } }
                div.body { p { (cx.tr(sure, &[("name", saved.name.as_str().into())])) } }
                footer.row."gap-s" {
                    (link_button(&back, Button { text: &cx.t("button-cancel"), closes: true, ..Button::default() }))
                    (submit(Button { text: &title, look: Look::Danger, ..Button::default() }))
                }
            }))
        }
    };
    Ok(cx.page(&title, content))
}

fn removal(cx: &Cx, saved: &Saved) -> Markup {
    let href = format!("/reports/{}/remove", saved.id);
    let body = link_button(
        &href,
        Button { text: &cx.t("report-remove"), look: Look::Danger, in_dialog: true, ..Button::default() },
    );
    panel(Panel { id: "removal", title: &cx.t("report-remove"), body: Some(body), ..Panel::default() })
}
