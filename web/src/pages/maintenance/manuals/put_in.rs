//! Files of manuals that are handed in, and the commands that name them.

use api::{App, Problem, Session, command::Done, files::Thing};
use axum::{
    Extension, Router,
    extract::{DefaultBodyLimit, Multipart, Path, State},
    http::HeaderMap,
    response::{Redirect, Response},
    routing::get,
};

use super::ALL;
use crate::{
    pages::maintenance::files::Posted,
    posted::{self, Pages},
};

/// The addresses of these forms. A refused form stands at them: whoever asks for it again gets the page with the form.
pub fn routes() -> Router<App> {
    let limit = || DefaultBodyLimit::max(api::files::MAX_REQUEST);
    let to_new = || async { Redirect::to("/manuals/new") };
    let to_it = |Path(id): Path<String>| async move { Redirect::to(&format!("{ALL}/{id}")) };
    Router::new()
        .route("/manuals/add", get(to_new).post(add).layer(limit()))
        .route("/manuals/{id}/renew", get(to_it).post(renew).layer(limit()))
}

type Asker = (State<App>, Result<Session, Problem>, Extension<Pages>, HeaderMap);

/// `POST /manuals/add`: keeps the file, then gives the command that names it.
async fn add(asker: Asker, form: Multipart) -> Response {
    put_in(asker, form, None, "add", "/manuals/add").await
}

/// `POST /manuals/{id}/renew`: likewise, as a newer version.
async fn renew(asker: Asker, Path(id): Path<String>, form: Multipart) -> Response {
    let action = format!("{ALL}/{id}/renew");
    put_in(asker, form, Some(id), "renew", &action).await
}

async fn put_in(
    (State(app), session, Extension(pages), headers): Asker,
    form: Multipart,
    id: Option<String>,
    command: &str,
    action: &str,
) -> Response {
    let session = match posted::poster(session, &headers, None) {
        Ok(session) => session,
        Err(answer) => return answer,
    };
    let mut posted = Posted::read(form).await;
    let done = given(&app, &session, &mut posted, id, command).await;
    posted::answered((&pages, &session, &headers), "manuals", action, posted.fields, done).await
}

async fn given(
    app: &App,
    session: &Session,
    posted: &mut Posted,
    id: Option<String>,
    command: &str,
) -> Result<Done, Problem> {
    let missing = || api::files::wrong(session.lang, "file", "file-missing");
    let bytes = posted.files(session)?.pop().ok_or_else(missing)?;
    let kept = api::files::keep_for(app, session, Thing::Manuals, bytes).await?;
    posted::give(app, session, "manuals", id, command, &posted.naming(kept)).await
}
