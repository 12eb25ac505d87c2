//! Posted forms: the same commands as the API's, by the same path; refused ones show their page again with what was typed.

use std::sync::{Arc, OnceLock};

use api::{
    App, Order, Problem, Session,
    command::{Done, run},
    decode::{command_schema, decode, inside, kind_at},
    fields::{self, Form as Fields},
    session::Giver,
};
use axum::{
    Extension, Router,
    body::{Body, Bytes},
    extract::{OriginalUri, State},
    http::{HeaderMap, Request, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::post,
};
use chrono::{DateTime, TimeDelta, Utc};
use event_store::Revision;
use tower::ServiceExt;

use crate::{
    cx::{Failed, encode},
    shell,
};

/// Name of the cookie that carries what was just done to the next page.
pub const DONE: &str = "done";

/// A form that is on its way for no longer was not waiting.
const AT_ONCE: TimeDelta = TimeDelta::seconds(10);

/// The whole router, so that a refused form's page can be asked for again.
pub type Pages = Arc<OnceLock<Router>>;

/// `POST /<things>/<command>` and `POST /<things>/<id>/<command>`.
pub fn routes() -> Router<App> {
    Router::new().route("/{things}/{command}", post(posted)).route("/{things}/{id}/{command}", post(posted))
}

/// Reads the command from the address itself: a page's address, such as `/articles/{id}`, takes the posts that look like it too.
pub async fn posted(
    method: axum::http::Method,
    state: State<App>,
    giver: Result<Giver, Problem>,
    pages: Extension<Pages>,
    uri: OriginalUri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let path = uri.path().to_owned();
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    if method == axum::http::Method::GET && !wants_json(&headers) {
        return Redirect::to(&form_of(&parts)).into_response();
    }
    let session = giver.map(|Giver(session)| session);
    let lang = session.as_ref().map_or_else(|_| api::session::asked_language(&headers), |session| session.lang);
    let not_so = || shell::plain_message(lang, &Problem::new(lang, StatusCode::METHOD_NOT_ALLOWED, "method"));
    if method != axum::http::Method::POST {
        return not_so();
    }
    let said = match parts[..] {
        [things, id, command] => (things.into(), Some(id.into()), command.into()),
        [things, command] => (things.into(), None, command.into()),
        _ => return not_so(),
    };
    act(state, session, said, pages, uri, headers, body).await
}

/// The page with the form that is posted to an address: a refused form stands at that address, and people ask for it again.
fn form_of(parts: &[&str]) -> String {
    match parts {
        [things, id, _] => format!("/{things}/{id}"),
        [things, command] if ["register", "report", "draft", "open", "create"].contains(command) => {
            format!("/{things}/new")
        }
        [things, ..] => format!("/{things}"),
        [] => "/".into(),
    }
}

async fn act(
    State(app): State<App>,
    session: Result<Session, Problem>,
    (things, id, name): (String, Option<String>, String),
    Extension(pages): Extension<Pages>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let fields: Fields = serde_html_form::from_bytes(&body).unwrap_or_default();
    let session = match poster(session, &headers, fields::last(&fields, "_page")) {
        Ok(session) => session,
        Err(answer) => return answer,
    };
    let done = give(&app, &session, &things, id, &name, &fields).await;
    answered((&pages, &session, &headers), &things, uri.path(), fields, done).await
}

/// Who posted a form. Who is signed in no more is led back to a page once they are.
///
/// # Errors
/// The answer to who is not signed in.
pub fn poster(session: Result<Session, Problem>, headers: &HeaderMap, back: Option<&str>) -> Result<Session, Response> {
    session.map_err(|problem| if wants_json(headers) { problem.into_response() } else { to_sign_in(back) })
}

/// What was done with a form that was posted to `action`, or its page again with what is wrong.
pub async fn answered(
    (pages, session, headers): (&Pages, &Session, &HeaderMap),
    things: &str,
    action: &str,
    fields: Fields,
    done: Result<Done, Problem>,
) -> Response {
    let json = wants_json(headers);
    match done {
        Ok(done) => answer(&done, things, &fields, json),
        Err(problem) if json => problem.into_response(),
        Err(problem) => again(pages, session, headers, Failed { action: action.into(), fields, problem }).await,
    }
}

/// Reads a posted command and carries it out.
///
/// # Errors
/// In the reader's language.
pub async fn give(
    app: &App,
    session: &Session,
    things: &str,
    id: Option<String>,
    name: &str,
    posted: &Fields,
) -> Result<Done, Problem> {
    let lang = session.lang;
    // Kept on a device that another colleague signed in on since: it waits for its own.
    if fields::last(posted, "_user").is_some_and(|user| user != session.user.to_string()) {
        return Err(Problem::unauthorized(lang));
    }
    let kind = kind_at(things).ok_or_else(|| Problem::not_found(lang))?;
    let schema = command_schema(kind, name).ok_or_else(|| Problem::not_found(lang))?;
    let mut json = fields::to_json(posted, schema, app.log.today());
    if let Some(at) = done_at(posted, app.log.clock.now()) {
        let open = |field| inside(schema, field).is_some() && json.get(field).is_none();
        let (moment, day) = (open("at"), open("on"));
        if moment {
            json["at"] = at.to_rfc3339().into();
        }
        if day {
            json["on"] = app.log.local(at).date().to_string().into();
        }
    }
    let command = decode(kind, name, json, lang)?;
    let own = |name| fields::last(posted, name).filter(|value| !value.is_empty());
    let order = Order {
        command,
        id,
        request: own("_request").map(Into::into),
        seen: own("_revision").and_then(|revision| revision.parse().ok()).map(Revision),
    };
    run(app, session, order).await
}

/// When it was done what a form says that waited on a device: it tells how long ago that was, since its clock is not ours. What comes
/// at once was done now.
fn done_at(posted: &Fields, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let ago = TimeDelta::try_milliseconds(fields::last(posted, "_ago")?.parse().ok()?)?;
    now.checked_sub_signed(ago).filter(|_| ago >= AT_ONCE)
}

/// Whether a script asks, not a page.
pub fn wants_json(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|accept| accept.contains("json"))
}

/// For who was signed in when the form was opened and is not any more: after signing in the form's page comes again, and the
/// draft that the browser kept.
pub fn to_sign_in(page: Option<&str>) -> Response {
    let next = page.and_then(own_page).unwrap_or("/");
    Redirect::to(&format!("/sign-in?next={}", encode(next))).into_response()
}

/// Only pages of our own: `/…`, never `//elsewhere`.
pub fn own_page(address: &str) -> Option<&str> {
    let own = address.starts_with('/') && !address.starts_with("//") && !address.contains(['\\', '\r', '\n']);
    own.then_some(address)
}

/// Leads on to the next page, or answers a script.
pub fn answer(done: &Done, things: &str, posted: &Fields, json: bool) -> Response {
    if json {
        let position = done.applied.position.map(|position| position.0);
        return axum::Json(serde_json::json!({"id": done.id, "position": position})).into_response();
    }
    let next = fields::last(posted, "_next").and_then(own_page);
    let next = next.map_or_else(|| format!("/{things}/{}", done.id), |next| next.replace("{id}", &done.id));
    see_other(&next, fields::last(posted, "_done").unwrap_or("done-saved"))
}

/// Leads to a page that says what was done.
pub fn see_other(next: &str, said: &str) -> Response {
    let cookie = format!("{DONE}={}; Path=/; Max-Age=20; SameSite=Lax; HttpOnly; Secure", encode(said));
    ([(header::SET_COOKIE, cookie)], Redirect::to(next)).into_response()
}

/// Shows the form's page again, with what was typed and what is wrong.
pub async fn again(pages: &Pages, session: &Session, headers: &HeaderMap, failed: Failed) -> Response {
    let page = fields::last(&failed.fields, "_page").and_then(own_page).map(ToOwned::to_owned);
    let problem = failed.problem.clone();
    let status = problem.status();
    let request = page.and_then(|page| {
        let mut request = Request::get(page).extension(failed).body(Body::empty()).ok()?;
        for name in [header::COOKIE, header::ACCEPT_LANGUAGE, header::AUTHORIZATION] {
            if let Some(value) = headers.get(&name) {
                request.headers_mut().insert(name, value.clone());
            }
        }
        Some(request)
    });
    match (request, pages.get()) {
        (Some(request), Some(pages)) => match pages.clone().oneshot(request).await {
            Ok(mut response) if response.status() == StatusCode::OK || response.status() == status => {
                *response.status_mut() =
                    if status == StatusCode::UNAUTHORIZED { StatusCode::FORBIDDEN } else { status };
                response
            }
            Ok(other) => other,
            Err(never) => match never {},
        },
        _ => shell::plain_message(session.lang, &problem),
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta, Utc};

    use super::{done_at, form_of};

    #[test]
    fn an_address_that_is_posted_to_leads_to_its_form() {
        assert_eq!(form_of(&["customers", "register"]), "/customers/new");
        assert_eq!(form_of(&["visits", "7", "schedule"]), "/visits/7");
        assert_eq!(form_of(&["stock", "order"]), "/stock");
    }

    #[test]
    fn what_waited_on_a_device_was_done_as_long_ago_as_it_says() {
        let now = DateTime::<Utc>::UNIX_EPOCH + TimeDelta::days(1);
        let said = |ago: &str| done_at(&vec![("_ago".into(), ago.into())], now);
        assert_eq!(said("90000"), Some(now - TimeDelta::seconds(90)));
        assert_eq!(said("800"), None, "it comes at once");
        for wrong in ["", "-90000", "gisteren", "9223372036854775807"] {
            assert_eq!(said(wrong), None, "{wrong}");
        }
        assert_eq!(done_at(&Vec::new(), now), None);
    }
}
