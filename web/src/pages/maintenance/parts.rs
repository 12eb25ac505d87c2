//! A part that is used, by what a scanner reads, its number, or a choice from the list.

use api::{App, FieldError, Problem, Session, fields::last};
use axum::{
    Extension, Router,
    body::Bytes,
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
    routing::post,
};
use domain::Permission;
use projections::maintenance::{DEPARTMENT, articles};
use texts::t;

use crate::posted::{self, Pages};

/// The address of the form.
pub fn routes() -> Router<App> {
    Router::new().route("/visits/{id}/part", post(used))
}

/// `POST /visits/{id}/part`: where nothing was chosen from the list, what was typed or scanned is a number or code.
async fn used(
    State(app): State<App>,
    session: Result<Session, Problem>,
    Extension(pages): Extension<Pages>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let session = match posted::poster(session, &headers, Some(&format!("/my-work?visit={id}"))) {
        Ok(session) => session,
        Err(answer) => return answer,
    };
    let mut fields: api::fields::Form = serde_html_form::from_bytes(&body).unwrap_or_default();
    let done = match found(&app, &session, &fields).await {
        Ok(article) => {
            if let Some(article) = article {
                fields.retain(|(name, _)| name != "article");
                fields.push(("article".into(), article));
            }
            posted::give(&app, &session, "visits", Some(id.clone()), "use-part", &fields).await
        }
        Err(problem) => Err(problem),
    };
    posted::answered((&pages, &session, &headers), "visits", &format!("/visits/{id}/part"), fields, done).await
}

/// The article that was meant; none when it was chosen, or nothing was typed.
async fn found(app: &App, session: &Session, fields: &api::fields::Form) -> Result<Option<String>, Problem> {
    let lang = session.lang;
    session.require(Permission::DoVisits)?;
    let typed = last(fields, "_used_part").map(str::trim).filter(|typed| !typed.is_empty());
    let chosen = last(fields, "article").is_some_and(|id| !id.is_empty());
    let Some(code) = typed.filter(|_| !chosen) else { return Ok(None) };
    let found = articles::by_code(&app.reads.of(&DEPARTMENT).pool, code).await;
    match found.map_err(|error| Problem::of_read(lang, error))? {
        Some(article) => Ok(Some(article.id.to_string())),
        None => {
            let message = t(lang, "part-unknown-code").into_owned();
            Err(Problem::invalid(lang, vec![FieldError { field: "article".into(), message }]))
        }
    }
}
