//! What every page is handed: the program, who looks, in which language, and the form that was just refused.

use std::{borrow::Cow, cell::Cell};

use api::{App, Problem, Session, command::SHOWN_WITHIN, fields::Form as Fields};
use axum::{
    extract::{self, FromRequestParts, Request},
    http::{StatusCode, request::Parts},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::CookieJar;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use domain::{Decider, Permission, Role, registry::KINDS, review::Review};
use maud::Markup;
use projections::{
    Department, ReadError, Reads,
    desk::{self, tasks},
    management::{self, reviews},
    seeing,
};
use serde::de::DeserializeOwned;
use texts::{Arg, Lang};

use crate::{components::FormWords, shell};

/// A form that was refused: what was posted and what is wrong with it. Pages show it again through [`crate::Form`].
#[derive(Debug, Clone)]
pub struct Failed {
    /// The address that it was posted to.
    pub action: String,
    /// What was posted.
    pub fields: Fields,
    /// What is wrong.
    pub problem: Problem,
}

/// How many open tasks wait for a reader.
#[derive(Debug, Clone, Default)]
pub struct Waiting {
    /// All of them.
    pub all: i64,
    /// By the first word of the address of what they are about: `articles`.
    pub things: Vec<(&'static str, i64)>,
    /// In their other roles, for who has several: what they would see there.
    pub elsewhere: Vec<(Role, i64)>,
}

impl Waiting {
    /// A page is shown without the counts rather than not at all.
    async fn of(app: &App, session: &Session) -> Self {
        let counted = Self::counted(app, tasks::For { roles: vec![session.role], user: Some(session.user) }).await;
        let mut elsewhere = Vec::new();
        for role in session.roles.iter().copied().filter(|role| *role != session.role) {
            let there = Self::counted(app, tasks::For { roles: vec![role], user: None }).await;
            elsewhere.push((role, there.iter().map(|(_, count)| count).sum()));
        }
        let mut things: Vec<_> =
            counted.iter().filter_map(|(category, count)| Some((thing(category)?, *count))).collect();
        if session.may(Permission::ReviewLog) {
            // Their own menu's entry tells how many acts wait for a look, not what they themselves are asked.
            things.retain(|(thing, _)| Some(*thing) != self::thing(Review::CATEGORY));
            things.extend(self::thing(Review::CATEGORY).zip(Self::to_review(app).await));
        }
        Self { all: counted.iter().map(|(_, count)| count).sum(), things, elsewhere }
    }

    async fn to_review(app: &App) -> Option<i64> {
        let waiting = reviews::waiting(&app.reads.of(&management::DEPARTMENT).pool).await;
        waiting.inspect_err(|error| tracing::warn!(%error, "what is to be reviewed is not counted")).ok()
    }

    async fn counted(app: &App, of: tasks::For) -> Vec<(String, i64)> {
        let pool = &app.reads.of(&desk::DEPARTMENT).pool;
        if pool.is_hidden() {
            return Vec::new();
        }
        let counted = tasks::waiting(pool, &of).await;
        counted.inspect_err(|error| tracing::warn!(%error, "open tasks are not counted")).unwrap_or_default()
    }
}

/// The first word of the addresses of a kind of thing.
fn thing(category: &str) -> Option<&'static str> {
    KINDS.iter().find(|kind| kind.category == category).map(|kind| kind.path)
}

/// The circumstances of a page.
#[derive(Clone)]
pub struct Cx {
    /// The program.
    pub app: App,
    /// Who looks.
    pub session: Session,
    /// Path and query of the page.
    pub here: String,
    /// The form that was refused, when this page answers one.
    pub failed: Option<Failed>,
    /// The key of a text that says what was just done.
    pub done: Option<String>,
    /// What the browser keeps for us.
    pub cookies: CookieJar,
    /// How many tasks wait for the reader.
    pub waiting: Waiting,
    words: (Cow<'static, str>, Cow<'static, str>),
}

impl Cx {
    /// The reader's language.
    pub fn lang(&self) -> Lang {
        self.session.lang
    }

    /// A text.
    pub fn t(&self, key: &str) -> Cow<'static, str> {
        texts::t(self.lang(), key)
    }

    /// A text with arguments: `cx.tr("count-open", &[("count", 3.into())])`.
    pub fn tr(&self, key: &str, arguments: &[(&str, Arg)]) -> String {
        texts::tr(self.lang(), key, arguments)
    }

    /// What something says or is called; the word for it where it was erased, as a line begins.
    pub fn named<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if text.is_empty() { texts::format::capital(&self.t("word-erased")).into() } else { text.into() }
    }

    /// A customer's name; of who was forgotten, the word for that.
    pub fn customer<'a>(&self, name: &'a str) -> Cow<'a, str> {
        if name.is_empty() { self.t("word-forgotten-customer") } else { name.into() }
    }

    /// A colleague's name; of who was forgotten, the word for that.
    pub fn colleague<'a>(&self, name: &'a str) -> Cow<'a, str> {
        if name.is_empty() { self.t("word-forgotten-colleague") } else { name.into() }
    }

    /// The words that every form field needs.
    pub fn words(&self) -> FormWords<'_> {
        FormWords { error: &self.words.0, optional: &self.words.1 }
    }

    /// Whether the reader may.
    pub fn may(&self, permission: Permission) -> bool {
        self.session.may(permission)
    }

    /// Says no to a reader who may not; every page begins with this.
    ///
    /// # Errors
    /// The page that says so.
    pub fn require(&self, permission: Permission) -> Result<(), Refusal> {
        if self.may(permission) { Ok(()) } else { Err(self.forbidden()) }
    }

    /// The same of a page that shows what is handled with this permission: it can be looked at as it was, too.
    ///
    /// # Errors
    /// The page that says so.
    pub fn require_to_see(&self, permission: Permission) -> Result<(), Refusal> {
        if self.session.sees(permission) { Ok(()) } else { Err(self.forbidden()) }
    }

    /// A department's read database.
    pub fn reads(&self, department: &'static Department) -> &Reads {
        self.app.reads.of(department)
    }

    /// Today, in the company's time zone.
    pub fn today(&self) -> NaiveDate {
        self.app.log.today()
    }

    /// A moment by the company's wall clock.
    pub fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        self.app.log.local(at)
    }

    /// A stored moment (microseconds) by the company's wall clock.
    pub fn local_micros(&self, micros: i64) -> NaiveDateTime {
        self.local(DateTime::from_timestamp_micros(micros).unwrap_or_default())
    }

    /// The address of the page, without what it asks.
    pub fn path(&self) -> &str {
        self.here.split('?').next().unwrap_or_default()
    }

    /// The role in which the reader works now.
    pub fn role(&self) -> Role {
        self.session.role
    }

    /// The answer for a page that is not there.
    pub fn not_found(&self) -> Refusal {
        Refusal(shell::message_page(self, StatusCode::NOT_FOUND, "not-found"))
    }

    /// The answer for a reader who may not.
    pub fn forbidden(&self) -> Refusal {
        Refusal(shell::message_page(self, StatusCode::FORBIDDEN, "forbidden"))
    }

    /// A complete page around its content.
    pub fn page(&self, title: &str, content: Markup) -> Response {
        let status = self.failed.as_ref().map_or(StatusCode::OK, |failed| failed.problem.status());
        (status, shell::page(self, title, content)).into_response()
    }
}

/// Why a page is not shown: the page that says so.
pub struct Refusal(pub Response);

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        self.0
    }
}

impl From<ReadError> for Refusal {
    fn from(error: ReadError) -> Self {
        Self(shell::plain_message(spoken(), &Problem::of_read(spoken(), error)))
    }
}

impl From<event_store::StoreError> for Refusal {
    fn from(error: event_store::StoreError) -> Self {
        Self(shell::plain_message(spoken(), &Problem::failure(spoken(), &error)))
    }
}

tokio::task_local! {
    /// In which language is spoken to who asked.
    static LANG: Cell<Lang>;
}

/// Answers a request in the language that it asks for, until it is known who asks.
pub async fn speaking(request: Request, next: Next) -> Response {
    let lang = api::session::asked_language(request.headers());
    LANG.scope(Cell::new(lang), seeing::request(next.run(request))).await
}

/// The language of the request that is answered.
pub fn spoken() -> Lang {
    LANG.try_with(Cell::get).unwrap_or_default()
}

/// What a page's handler answers.
pub type Answer = Result<Response, Refusal>;

impl FromRequestParts<App> for Cx {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let here = parts.uri.path_and_query().map_or_else(|| parts.uri.path().to_owned(), ToString::to_string);
        let session = match Session::from_request_parts(parts, app).await {
            Ok(session) => session,
            Err(problem) if problem.status == 401 => {
                return Err(Redirect::to(&format!("/sign-in?next={}", encode(&here))).into_response());
            }
            Err(problem) => return Err(shell::plain_message(api::session::asked_language(&parts.headers), &problem)),
        };
        // What waited then waits no more.
        let waiting = if app.then.is_some() { Waiting::default() } else { Waiting::of(app, &session).await };
        let cookies = CookieJar::from_headers(&parts.headers);
        // A page that is fetched ahead is looked at later.
        let shown = !parts.headers.contains_key(crate::offline::AHEAD);
        let done = cookies.get(crate::posted::DONE).map(|cookie| cookie.value()).filter(|_| shown);
        let done = match (done, session.wrote.filter(|_| app.then.is_none())) {
            (Some(_), Some(wrote)) if !app.reads.wait(wrote, SHOWN_WITHIN).await => Some("done-catching-up".to_owned()),
            (done, _) => done.map(str::to_owned),
        };
        let lang = session.lang;
        // Outside of a request nobody is spoken to.
        let _ = LANG.try_with(|spoken| spoken.set(lang));
        let words = (texts::t(lang, "form-error"), texts::t(lang, "label-optional"));
        Ok(Self {
            app: app.clone(),
            session,
            here,
            failed: parts.extensions.get::<Failed>().cloned(),
            done,
            cookies,
            waiting,
            words,
        })
    }
}

/// What the address asks. One that can't be read leads to no page, in the reader's words, where axum's own answers in English.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<App> for Query<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        if let Ok(extract::Query(asked)) = extract::Query::<T>::try_from_uri(&parts.uri) {
            return Ok(Self(asked));
        }
        Err(Cx::from_request_parts(parts, app).await?.not_found().0)
    }
}

/// A query's text with each value that is there: `?view=out&q=pomp`.
pub fn address(path: &str, values: &[(&str, Option<&str>)]) -> String {
    let mut address = String::from(path);
    for (name, value) in
        values.iter().filter_map(|(name, value)| Some((name, (*value).filter(|value| !value.is_empty())?)))
    {
        address.push(if address.contains('?') { '&' } else { '?' });
        address.push_str(&format!("{name}={}", encode(value)));
    }
    address
}

/// Makes a text fit for a query's value.
pub fn encode(text: &str) -> String {
    let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    text.bytes().fold(String::new(), |mut encoded, byte| {
        if safe(byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
        encoded
    })
}
