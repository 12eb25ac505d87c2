//! Looking back: any page, list or answer as it was at a moment, asked for with `as_of` in the address. A moment is a program of its own
//! over the log as it was then, so that pages and questions know nothing of it.

mod links;
mod moment;

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use api::{
    App, Problem, Session,
    app::{Parts, Then},
    outside::Answers,
    problem::FieldError,
};
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{FromRequestParts, Request, State},
    http::{HeaderValue, Method, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use chrono::{DateTime, Utc};
use domain::Permission;
use event_store::{Clock, Position, StoreError};
use projections::{
    ReadError,
    management::{DEPARTMENT, entries},
};
use tower::ServiceExt;

pub use self::moment::written;
use self::moment::{Asked, asked};
use crate::{cx, documents::Pdfs, front::Front, shell};

/// The name in an address.
pub const AS_OF: &str = "as_of";
/// The same as a number of days since 1970, as the time bar of the log says it.
pub const AS_OF_DAY: &str = "as_of_day";
/// Where a moment is chosen for a page: it leads to the page as it was then.
pub const LOOK_BACK: &str = "/look-back";
/// So many moments are kept open; the one that was looked at longest ago goes.
const OPEN: usize = 6;
/// A page is smaller than this, in bytes.
const LARGEST: usize = 64 * 1024 * 1024;
/// Addresses that are about now alone: who is signed in, and persons' data.
const OF_NOW: [&str; 6] = ["account", "assets", "events", "session", "sign-in", "set-up"];

/// The moments that are looked back at.
#[derive(Clone)]
pub struct Past(Arc<Open>);

struct Open {
    app: App,
    routes: fn() -> Router<App>,
    moments: Mutex<VecDeque<Moment>>,
}

#[derive(Clone)]
struct Moment {
    at: DateTime<Utc>,
    until: Option<Position>,
    /// As often all tables had been worked out anew: what was opened before shows who was forgotten meanwhile.
    renewals: u64,
    router: Router,
}

impl Past {
    /// Of a program with these pages and questions.
    pub fn new(app: App, routes: fn() -> Router<App>) -> Self {
        Self(Arc::new(Open { app, routes, moments: Mutex::default() }))
    }

    /// The moment, opened if it is not yet.
    fn open(&self, at: DateTime<Utc>, until: Option<Position>) -> Result<Moment, ReadError> {
        let Open { app, routes, moments } = &*self.0;
        let renewals = app.reads.renewals();
        let mut moments = moments.lock().unwrap_or_else(PoisonError::into_inner);
        moments.retain(|moment| moment.renewals == renewals);
        let known = moments.iter().position(|moment| (moment.at, moment.until) == (at, until));
        let moment = match known.and_then(|place| moments.remove(place)) {
            Some(moment) => moment,
            None => Moment { at, until, renewals, router: routes().with_state(then(app, at, until)?) },
        };
        moments.push_front(moment.clone());
        moments.truncate(OPEN);
        Ok(moment)
    }
}

/// The program as it was.
fn then(now: &App, at: DateTime<Utc>, until: Option<Position>) -> Result<App, ReadError> {
    let log = Arc::new(now.log.until(until, Clock::manual(at)));
    let reads = now.reads.at(log.clone())?;
    Ok(App::new(Parts {
        outside: Arc::new(Answers(reads.clone())),
        mailbox: None,
        documents: Arc::new(Pdfs::new(log.clone(), now.files.clone(), false)),
        log,
        reads,
        sessions: now.sessions.clone(),
        passwords: now.passwords.clone(),
        files: now.files.clone(),
        backups: now.backups.clone(),
        then: Some(Then { at, now: now.clone() }),
    }))
}

/// Answers what is asked of a moment from there; everything else goes on as it is.
pub async fn look_back(State(past): State<Past>, request: Request, next: Next) -> Response {
    match moment::of(request.uri()) {
        Some(text) => past.answer(request, &text).await.unwrap_or_else(|refused| refused),
        None => next.run(request).await,
    }
}

impl Past {
    async fn answer(&self, request: Request, text: &str) -> Result<Response, Response> {
        let app = &self.0.app;
        let (mut parts, body) = request.into_parts();
        let here = parts.uri.path_and_query().map_or_else(String::new, ToString::to_string);
        let api = parts.uri.path().starts_with("/api/");
        let refused = |lang, problem: Problem| match api {
            true => problem.into_response(),
            false => shell::plain_message(lang, &problem),
        };
        let session = match Session::from_request_parts(&mut parts, app).await {
            Ok(session) => session,
            Err(problem) if problem.status == 401 && !api => {
                return Err(Redirect::to(&format!("/sign-in?next={}", cx::encode(&here))).into_response());
            }
            Err(problem) => return Err(refused(api::session::asked_language(&parts.headers), problem)),
        };
        let lang = session.lang;
        session.require(Permission::LookBack).map_err(|problem| refused(lang, problem))?;
        if ![Method::GET, Method::HEAD].contains(&parts.method) {
            return Err(refused(lang, Problem::new(lang, StatusCode::CONFLICT, "only-now")));
        }
        let first = parts.uri.path().split('/').nth(1).unwrap_or_default();
        if parts.uri.path() == LOOK_BACK {
            return Err(Redirect::to(&links::with(&moment::page(&parts.uri), "&", text)).into_response());
        }
        let plain = moment::without(&parts.uri);
        if OF_NOW.contains(&first) || parts.uri.path().ends_with("/privacy") || parts.uri.path().ends_with("/dossier") {
            return Err(Redirect::to(&plain).into_response());
        }
        let no_moment = |key| {
            let error = FieldError { field: AS_OF.into(), message: texts::t(lang, key).into_owned() };
            refused(lang, Problem::invalid(lang, vec![error]))
        };
        let asked = asked(text, app.log.zone).ok_or_else(|| no_moment("invalid-moment"))?;
        let failed = |error: ReadError| refused(lang, Problem::of_read(lang, error));
        let place = self.place(asked).await.map_err(failed)?;
        let (at, until) = place.ok_or_else(|| no_moment("invalid-moment-outside"))?;
        let moment = self.open(at, until).map_err(failed)?;
        let wrong = |error| refused(lang, Problem::failure(lang, &error));
        parts.uri = plain.parse::<Uri>().map_err(|error| wrong(StoreError::Name(error.to_string())))?;
        // What was found on the way here is of this address; but the one under which colleagues reach all of it.
        let front = parts.extensions.remove::<Option<Front>>();
        parts.extensions.clear();
        front.and_then(|front| parts.extensions.insert(front));
        let answer = moment.router.oneshot(Request::from_parts(parts, body)).await;
        let answer = answer.unwrap_or_else(|never| match never {});
        Ok(stay_there(answer, text).await)
    }

    /// Up to where the log is shown, and the moment that the clock stands at; of today, never later than now. None of a day that has to
    /// come, and of a position where nothing happened.
    async fn place(&self, asked: Asked) -> Result<Option<(DateTime<Utc>, Option<Position>)>, ReadError> {
        let app = &self.0.app;
        let pool = &app.reads.of(&DEPARTMENT).pool;
        let now = app.log.clock.now();
        match asked {
            Asked::Moment(at) if app.log.local(at).date() > app.log.today() => Ok(None),
            Asked::Moment(at) => Ok(Some((at.min(now), entries::last_at(pool, at.min(now)).await?))),
            Asked::Position(position) => Ok(entries::one(pool, position).await?.map(|entry| {
                let at = DateTime::from_timestamp_micros(entry.at).unwrap_or(now);
                (at, u64::try_from(position).ok().map(Position))
            })),
        }
    }
}

/// Every way from an answer leads to the same moment.
async fn stay_there(answer: Response, text: &str) -> Response {
    let (mut parts, body) = answer.into_parts();
    if let Some(to) =
        parts.headers.get(header::LOCATION).and_then(|to| to.to_str().ok()).filter(|to| to.starts_with('/'))
        && let Ok(there) = HeaderValue::from_str(&links::with(to, "&", text))
    {
        parts.headers.insert(header::LOCATION, there);
    }
    let is_page = |kind: &HeaderValue| kind.to_str().is_ok_and(|kind| kind.starts_with("text/html"));
    if !parts.headers.get(header::CONTENT_TYPE).is_some_and(is_page) {
        return Response::from_parts(parts, body);
    }
    let Ok(page) = to_bytes(body, LARGEST).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    let page = links::rewritten(&String::from_utf8_lossy(&page), text);
    Response::from_parts(parts, Body::from(page))
}
