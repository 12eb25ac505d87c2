//! Who is signed in: an opaque token in a cookie (or a bearer token for programs), only its hash is kept.

use std::{
    collections::HashMap,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
};
use axum_extra::extract::CookieJar;
use chrono::{DateTime, Duration, Utc};
use domain::{Actor, Permission, Role, UserId, user::Theme};
use event_store::{
    Clock, Position,
    database::{self, Synchronous},
};
use projections::{
    ReadError, access,
    seeing::{self, Seeing},
};
use rand::{TryRng, rngs::SysRng};
use rusqlite::{Connection, Params};
use sha2::{Digest, Sha256};
use texts::Lang;

use crate::{app::App, command::SHOWN_WITHIN, problem::Problem};

/// Name of the cookie; the prefix makes the browser insist on `Secure`, no domain and path `/`.
pub const COOKIE: &str = "__Host-werkbank";
/// How long who reads waits for the read tables to show what others wrote: so long only while very much is written.
const OTHERS_WITHIN: std::time::Duration = std::time::Duration::from_millis(500);
/// A session ends after so long without a request.
const IDLE_HOURS: i64 = 12;
/// A session ends so long after signing in.
const LONGEST_DAYS: i64 = 14;

#[derive(Debug, Clone)]
struct Kept {
    user: UserId,
    role: Option<Role>,
    began: DateTime<Utc>,
    last: DateTime<Utc>,
    /// The newest event that came of a command given in this session, since the program began.
    wrote: Option<Position>,
}

impl Kept {
    fn alive(&self, now: DateTime<Utc>) -> bool {
        now - self.last < Duration::hours(IDLE_HOURS) && now - self.began < Duration::days(LONGEST_DAYS)
    }
}

/// All sessions, in memory and in `sessions.db`, so that a restart signs nobody out.
#[derive(Clone)]
pub struct Sessions {
    kept: Arc<Mutex<HashMap<Vec<u8>, Kept>>>,
    file: Arc<Mutex<Connection>>,
    clock: Clock,
}

impl Sessions {
    /// Opens `<dir>/sessions.db`.
    ///
    /// # Errors
    /// When the file can't be opened.
    pub async fn open(dir: &Path, clock: Clock) -> Result<Self, ReadError> {
        let path = dir.join("sessions.db");
        let opened = tokio::task::spawn_blocking(move || read(&path));
        let failed = |error| ReadError::Io("sessions.db".into(), std::io::Error::other(error));
        let (file, kept) = opened.await.map_err(failed)??;
        Ok(Self { kept: Arc::new(Mutex::new(kept)), file: Arc::new(Mutex::new(file)), clock })
    }

    /// Begins a session; the answer is the token, told once.
    ///
    /// # Errors
    /// When the system gives no random bytes or the session can't be written down.
    pub async fn begin(&self, user: UserId) -> Result<String, String> {
        let mut bytes = [0_u8; 32];
        SysRng.try_fill_bytes(&mut bytes).map_err(|error| error.to_string())?;
        let token = event_store::hex::encode(&bytes);
        let now = self.clock.now();
        self.forget_ended(now).await?;
        self.lock().insert(digest(&token), Kept { user, role: None, began: now, last: now, wrote: None });
        let row = (digest(&token), user.to_string(), now.timestamp());
        self.write("INSERT INTO sessions (token, user, began, last) VALUES (?1, ?2, ?3, ?3)", row).await?;
        Ok(token)
    }

    /// Chooses the role in which a colleague with several works now.
    ///
    /// # Errors
    /// When it can't be written down.
    pub async fn choose(&self, token: &str, role: Role) -> Result<(), String> {
        let chosen = self.change(token, |kept| kept.role = Some(role));
        if !chosen {
            return Ok(());
        }
        self.write("UPDATE sessions SET role = ?2 WHERE token = ?1", (digest(token), role.name())).await
    }

    /// Ends a session.
    ///
    /// # Errors
    /// When it can't be written down; in memory it has ended all the same.
    pub async fn end(&self, token: &str) -> Result<(), String> {
        self.lock().remove(&digest(token));
        self.write("DELETE FROM sessions WHERE token = ?1", [digest(token)]).await
    }

    /// Ends every session of a colleague, since their password changed or they left; but not the one in which it was said.
    ///
    /// # Errors
    /// As [`end`](Self::end).
    pub async fn end_all(&self, user: UserId, but: Option<&str>) -> Result<(), String> {
        let but = but.map(digest);
        self.lock().retain(|token, kept| kept.user != user || but.as_ref() == Some(token));
        self.write("DELETE FROM sessions WHERE user = ?1 AND token IS NOT ?2", (user.to_string(), but)).await
    }

    /// Lets go of sessions whose time is over.
    async fn forget_ended(&self, now: DateTime<Utc>) -> Result<(), String> {
        self.lock().retain(|_, kept| kept.alive(now));
        let (idle, longest) = (now - Duration::hours(IDLE_HOURS), now - Duration::days(LONGEST_DAYS));
        let before = (idle.timestamp(), longest.timestamp());
        self.write("DELETE FROM sessions WHERE last <= ?1 OR began <= ?2", before).await
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<Vec<u8>, Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn find(&self, token: &str) -> Option<Kept> {
        let now = self.clock.now();
        self.lock().get(&digest(token)).filter(|kept| kept.alive(now)).cloned()
    }

    /// Notes that something was written in a session: what is read in it next shows that.
    pub fn wrote(&self, token: &str, position: Position) {
        self.change(token, |kept| kept.wrote = kept.wrote.max(Some(position)));
    }

    /// Notes that a session is in use, at most every ten minutes.
    async fn touch(&self, token: &str, kept: &Kept) {
        let now = self.clock.now();
        if now - kept.last > Duration::minutes(10) && self.change(token, |kept| kept.last = now) {
            let row = (digest(token), now.timestamp());
            if let Err(error) = self.write("UPDATE sessions SET last = ?2 WHERE token = ?1", row).await {
                tracing::warn!(%error, "a session's use was not written down");
            }
        }
    }

    /// Changes a session that has not ended meanwhile; answers whether it did.
    fn change(&self, token: &str, change: impl FnOnce(&mut Kept)) -> bool {
        self.lock().get_mut(&digest(token)).map(change).is_some()
    }

    /// Writes to the file, on a thread that may wait for the disk.
    async fn write(&self, sql: &'static str, parameters: impl Params + Send + 'static) -> Result<(), String> {
        let file = self.file.clone();
        let write = move || {
            let file = file.lock().unwrap_or_else(PoisonError::into_inner);
            file.execute(sql, parameters).map(drop).map_err(|error| error.to_string())
        };
        tokio::task::spawn_blocking(write).await.map_err(|error| error.to_string())?
    }
}

/// Opens the file and reads what it holds.
fn read(path: &Path) -> Result<(Connection, HashMap<Vec<u8>, Kept>), ReadError> {
    const TABLES: &str = "CREATE TABLE IF NOT EXISTS sessions
         (token BLOB PRIMARY KEY, user TEXT NOT NULL, role TEXT, began INTEGER NOT NULL, last INTEGER NOT NULL) STRICT";
    // Without it people sign in again.
    let file = database::spare_writer(path, Synchronous::Full, TABLES)?;
    let mut kept = HashMap::new();
    let mut select = file.prepare("SELECT token, user, role, began, last FROM sessions")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let (user, role): (String, Option<String>) = (row.get(1)?, row.get(2)?);
        let moment = |column| row.get(column).map(|at| DateTime::from_timestamp(at, 0).unwrap_or_default());
        if let Ok(user) = user.parse() {
            let role = role.as_deref().and_then(Role::parse);
            kept.insert(row.get(0)?, Kept { user, role, began: moment(3)?, last: moment(4)?, wrote: None });
        }
    }
    drop(rows);
    drop(select);
    Ok((file, kept))
}

fn digest(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// A signed-in colleague; extracting it refuses everyone else.
#[derive(Debug, Clone)]
pub struct Session {
    /// Who.
    pub user: UserId,
    /// Their name.
    pub name: String,
    /// The role in which they work now.
    pub role: Role,
    /// All their roles.
    pub roles: Vec<Role>,
    /// Their language.
    pub lang: Lang,
    /// Their look.
    pub theme: Theme,
    /// The token of this session.
    pub token: String,
    /// The newest that was written in this session.
    pub wrote: Option<Position>,
    /// Whether they look back: then nothing can be changed.
    pub looks_back: bool,
}

impl Session {
    /// The colleague as the giver of commands.
    pub fn actor(&self) -> Actor {
        Actor::Person { user: self.user, role: self.role, roles: self.roles.clone() }
    }

    /// Whether they may.
    pub fn may(&self, permission: Permission) -> bool {
        (permission.only_reads() || !self.looks_back) && self.roles.iter().any(|role| role.may(permission))
    }

    /// Whether they may look at what is handled with this permission, also back at what it was.
    pub fn sees(&self, permission: Permission) -> bool {
        self.roles.iter().any(|role| role.may(permission))
    }

    /// Says no to whoever may not.
    ///
    /// # Errors
    /// "Forbidden" in their language.
    pub fn require(&self, permission: Permission) -> Result<(), Problem> {
        if self.may(permission) { Ok(()) } else { Err(Problem::forbidden(self.lang)) }
    }
}

/// The language that a request asks for when nobody is signed in: what was chosen at signing in, else the browser's.
pub fn asked_language(headers: &HeaderMap) -> Lang {
    let chosen = CookieJar::from_headers(headers).get("lang").and_then(|cookie| Lang::parse(cookie.value()));
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    chosen.or_else(|| accepted.map(Lang::from_accept_language)).unwrap_or_default()
}

fn token_of(headers: &HeaderMap) -> Option<String> {
    let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    bearer.map(Into::into).or_else(|| CookieJar::from_headers(headers).get(COOKIE).map(|cookie| cookie.value().into()))
}

/// Who only gives a command: deciding it reads the log, so nothing is waited for. See [`Session`].
#[derive(Debug, Clone)]
pub struct Giver(pub Session);

impl FromRequestParts<App> for Giver {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let (token, kept) = kept(parts, app).await?;
        signed_in(parts, app, token, kept).await.map(Self)
    }
}

/// Who reads sees all that was acknowledged before they asked: each question waits for the department that it asks.
impl FromRequestParts<App> for Session {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let (token, kept) = kept(parts, app).await?;
        let own = seeing::within(kept.wrote.filter(|_| app.then.is_none()), SHOWN_WITHIN);
        let others = seeing::within(app.reads.acknowledged(), OTHERS_WITHIN);
        seeing::see(Seeing { own, others });
        signed_in(parts, app, token, kept).await
    }
}

async fn kept(parts: &Parts, app: &App) -> Result<(String, Kept), Problem> {
    let unauthorized = || Problem::unauthorized(asked_language(&parts.headers));
    let token = token_of(&parts.headers).ok_or_else(unauthorized)?;
    let kept = app.sessions.find(&token).ok_or_else(unauthorized)?;
    app.sessions.touch(&token, &kept).await;
    Ok((token, kept))
}

async fn signed_in(parts: &Parts, app: &App, token: String, kept: Kept) -> Result<Session, Problem> {
    let lang = asked_language(&parts.headers);
    let pool = &app.now().reads.of(&access::DEPARTMENT).pool;
    let known = access::users::one(pool, kept.user).await.map_err(|error| Problem::of_read(lang, error))?;
    let known = known.filter(|known| known.active).ok_or_else(|| Problem::unauthorized(lang))?;
    let role = kept.role.filter(|role| known.roles.contains(role)).or(known.roles.first().copied());
    Ok(Session {
        user: kept.user,
        name: known.name,
        role: role.ok_or_else(|| Problem::forbidden(lang))?,
        roles: known.roles,
        lang: Lang::parse(&known.language).unwrap_or_default(),
        theme: known.theme,
        token,
        wrote: kept.wrote,
        looks_back: app.then.is_some(),
    })
}
