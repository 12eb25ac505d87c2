//! Small forms about a visit, each a page that also opens in a dialog: call off, take out of the planning, bring a part, note an answer.

use api::{
    App,
    decode::{command_schema, kind_at},
};
use axum::{
    Router,
    extract::Path,
    http::HeaderMap,
    response::{IntoResponse, Redirect},
    routing::get,
};
use domain::{Permission, VisitId};
use maud::{Markup, html};
use projections::maintenance::{colleagues, visit as one, visits::Visit};

use super::{MOVE, answer, back, charge, fault_change::feet, form_page, id, pool, publish, sheet, words};
use crate::{
    Form,
    components::Field,
    cx::{Answer, Cx, Refusal},
};

/// The addresses of these pages; the last parts differ from the commands', which are posted to.
pub fn routes() -> Router<App> {
    Router::new().route("/visits/{id}/{change}", get(show))
}

async fn show(cx: Cx, Path((text, change)): Path<(String, String)>, headers: HeaderMap) -> Answer {
    let (command, permission, title, done) = match change.as_str() {
        "call-off" => ("cancel", MOVE, "maintenance-call-off", "maintenance-done-called-off"),
        "take-back" => ("unschedule", MOVE, "maintenance-take-back", "maintenance-done-taken-back"),
        "leave-off" => ("interrupt", Permission::DoVisits, "maintenance-interrupt", "maintenance-done-interrupted"),
        "bring" => ("need-part", Permission::DoVisits, "maintenance-bring", "done-saved"),
        "answer" => ("answer-invitation", MOVE, "answer-note", "done-saved"),
        "charge" => ("change-charge", Permission::EditInvoices, "charge-change", "done-saved"),
        "along" => ("set-helpers", MOVE, "maintenance-who-along", "done-saved"),
        // A refused form stands at the address of its command: whoever asks for that page again gets the visit's.
        "part" => return Ok(Redirect::to(&format!("/visits/{text}")).into_response()),
        command if kind_at("visits").is_some_and(|kind| command_schema(kind, command).is_some()) => {
            return Ok(Redirect::to(&format!("/visits/{text}")).into_response());
        }
        _ => return Err(cx.not_found()),
    };
    cx.require(permission)?;
    let id: VisitId = id(&cx, &text)?;
    let Some(visit) = one::one(pool(&cx), id).await? else { return Err(cx.not_found()) };
    let back = back(&cx, &headers, &format!("/visits/{id}"));
    let form = Form::new(&cx, format!("/visits/{id}/{command}")).next(&back).done(done).revision(visit.revision);
    let title = cx.t(title);
    // What a technician does works without network; what the office does to the planning does not.
    let form = match command {
        "interrupt" | "need-part" => form.offline(title.clone(), format!("/visits/{id}")),
        _ => form,
    };
    let fields = match command {
        "need-part" => sheet::part_fields(&cx, &form, "bring", visit.model.as_deref()),
        "answer-invitation" => answer::fields(&cx, &form, &visit),
        "change-charge" => {
            let charge = one::sheet(pool(&cx), id).await?.and_then(|open| open.charge);
            html! {
                (charge::all(&cx, &form, charge))
                (form.field("label-reason", "", Field { name: "reason", ..Field::default() }))
                p.hint { (cx.t("charge-change-hint")) }
            }
        }
        "set-helpers" => helpers(&cx, &form, &visit).await?,
        _ => html! {
            (form.field("label-reason", "", Field { name: "reason", autofocus: true, ..Field::default() }))
            p.hint { @if command == "interrupt" { (cx.t("maintenance-interrupt-hint")) } @else { (publish::hint(&cx).await?) } }
            @if let Some(plan) = visit.plan.filter(|_| command == "cancel") {
                p.hint { (cx.t("maintenance-call-off-of-plan")) " " a href={ "/maintenance-plans/" (plan) } { (cx.t("maintenance-call-off-plan")) } }
            }
        },
    };
    let does = if command == "set-helpers" { cx.t("button-save") } else { title.clone() };
    let markup = form.show_with(
        &[("class", ""), ("data-dialog-part", ""), ("aria-labelledby", "form-title")],
        html! {
            header { div { h2 id="form-title" { (title) } p."muted small" { (words::visit_number(visit.number)) " · " (cx.customer(&visit.customer_name)) } } }
            div."body stack" { (fields) }
            (feet(&cx, &back, &does))
        },
    );
    form_page(&cx, &title, markup)
}

/// Who else can go along.
async fn helpers(cx: &Cx, form: &Form<'_>, visit: &Visit) -> Result<Markup, Refusal> {
    let all = colleagues::technicians(pool(cx)).await?;
    let others = all.iter().filter(|one| visit.technician != Some(one.id));
    Ok(html! {
        fieldset id="technicians" {
            legend { (cx.t("maintenance-who-along")) }
            @if let Some(error) = form.error("technicians") { p.error { (error) } }
            div.stack.tight { @for one in others {
                label.check {
                    input type="checkbox" name="technicians" value=(one.id) checked[form.checked("technicians", &one.id.to_string(), visit.helpers.contains(&one.id))];
                    span { (words::name(cx, &one.name)) }
                }
            } }
        }
    })
}
