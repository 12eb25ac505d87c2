//! Keeping a report: under a name, for oneself or for all; to whom it is mailed; throwing it away.

use api::{
    App, Problem, fields,
    problem::FieldError,
    reports::{self, address},
};
use axum::{Router, body::Bytes, response::IntoResponse, routing::post};
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
    components::{Button, Field, Look, Panel, checkbox, field, panel, submit},
    cx::{Answer, Cx, Refusal},
    form::Form,
    icons::Icon,
    posted,
};

/// The address of what keeps one.
pub fn routes() -> Router<App> {
    Router::new().route("/reports/keep", post(keep))
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
    let (label, hint) = (cx.t("label-name"), cx.t("report-name-hint"));
    let name = own.map_or("", |saved| saved.name.as_str());
    let query = super::written("", address::pairs(&place.definition), &[]);
    let body = html! {
        form.stack.tight method="post" action="/reports/keep" data-now {
            input type="hidden" name="_request" value=(Uuid::now_v7());
            @if let Some(saved) = own { input type="hidden" name="report" value=(saved.id); }
            input type="hidden" name="asked" value=(query.trim_start_matches('?'));
            (field(&cx.words(), Field { name: "called", label: &label, value: name, hint: Some(&hint), ..Field::default() }))
            (checkbox("shared", &cx.t("report-shared"), &cx.t("report-shared-what"), own.is_none_or(|saved| saved.shared)))
            div { (submit(Button { text: &cx.t(if own.is_some() { "button-save" } else { "report-keep" }), look: Look::Primary, ..Button::default() })) }
        }
    };
    panel(Panel { id: "keep", title: &cx.t("report-keep"), body: Some(body), ..Panel::default() })
}

/// `POST /reports/keep`: what the address asks, under a name. Sent twice, it is kept once.
async fn keep(cx: Cx, body: Bytes) -> Answer {
    cx.require(Permission::ViewReports)?;
    let posted: fields::Form = serde_html_form::from_bytes(&body).unwrap_or_default();
    let value = |name: &str| fields::last(&posted, name).unwrap_or_default();
    let request = value("_request").parse::<Uuid>().unwrap_or_else(|_| Uuid::now_v7());
    let id = value("report").parse::<Uuid>().unwrap_or_else(|_| Uuid::new_v5(&request, b"report"));
    let pairs: address::Pairs = serde_html_form::from_str(value("asked")).unwrap_or_default();
    let definition = address::read(address::base(""), &pairs, cx.today());
    let name = value("called").trim().parse::<Line>().map_err(|_| {
        let message = cx.t(if value("called").trim().is_empty() { "invalid-empty" } else { "invalid-longer-than-200" });
        refused(&cx, &Problem::invalid(cx.lang(), vec![FieldError { field: "name".into(), message: message.into() }]))
    })?;
    let command = Command::Save { name, definition, shared: !value("shared").is_empty() };
    let given = Given { command_id: request, ..Given::by(cx.session.actor()) };
    let kept = cx.app.log.execute::<SavedReport>(&id.to_string(), command, &given, cx.app.outside.as_ref()).await;
    let kept = kept.map_err(|error| refused(&cx, &Problem::of_command(cx.lang(), error)))?;
    if let Some(position) = kept.position {
        cx.app.reads.wait(position, api::command::SHOWN_WITHIN).await;
    }
    Ok(posted::see_other(&format!("/reports/{id}"), "report-kept").into_response())
}

fn refused(cx: &Cx, problem: &Problem) -> Refusal {
    Refusal(crate::shell::plain_message(cx.lang(), problem))
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

fn removal(cx: &Cx, saved: &Saved) -> Markup {
    let form = Form::new(cx, format!("/saved-reports/{}/remove", saved.id)).next("/reports").done("report-removed");
    let body =
        form.show(html! { (submit(Button { text: &cx.t("report-remove"), look: Look::Danger, ..Button::default() })) });
    panel(Panel { id: "removal", title: &cx.t("report-remove"), body: Some(body), ..Panel::default() })
}
