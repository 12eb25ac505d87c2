//! Visits for agenda programs such as Outlook, Google's and Apple's: an address that nobody guesses, made by a colleague for one's own visits
//! or all technicians'. Its last part is sealed with the colleague's own key, so it can't be made up, and leads nowhere once they are forgotten.

use std::time::Duration;

use api::App;
use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use chrono::{Days, Months, NaiveDate};
use domain::{
    UserId,
    settings::{self, Settings},
    user::{Agenda, User},
};
use event_store::{Sealed, StoreError, hex};
use projections::{
    Pool,
    access::{self, users},
    maintenance::{
        self,
        appointments::{self, Appointment},
    },
};
use reactors::{
    documents::uid,
    ics::{self, Entry},
};
use sha2::{Digest, Sha256};
use texts::{Lang, t, tr};
use uuid::Uuid;

use crate::front::Front;

/// What is sealed, so that it opens nothing else.
const SEALED: &str = "calendar";
/// Days that lie behind, and months ahead, that are shown.
const BEHIND: Days = Days::new(31);
const AHEAD: Months = Months::new(12);
/// How long is waited for what was planned just now.
const SHOWN_WITHIN: Duration = Duration::from_millis(200);
/// Bytes before what is sealed: whose it is, and the nonce.
const BEFORE: usize = 16 + 24;

/// The addresses that agenda programs read.
pub fn routes() -> Router<App> {
    Router::new().route("/calendars/{file}", get(feed))
}

/// The address of a colleague's calendar of this turn. Each time it is asked for it is written otherwise, and each of them works.
///
/// # Errors
/// When keys can't be read.
pub async fn address(app: &App, user: UserId, calendar: Agenda, turn: u32) -> Result<String, StoreError> {
    let sealed = app.log.keys.seal(user.0, SEALED, format!("{} {turn}", calendar.name()).as_bytes()).await?;
    let bytes = [&user.0.as_bytes()[..], &sealed.nonce, &sealed.cipher].concat();
    Ok(format!("/calendars/{}.ics", hex::encode(&bytes)))
}

/// Whose calendar an address leads to, while it does.
async fn opened(app: &App, file: &str) -> Option<(users::User, Agenda)> {
    let bytes = hex::decode(file.strip_suffix(".ics")?)?;
    let (before, cipher) = bytes.split_at_checked(BEFORE)?;
    let user = UserId(Uuid::from_slice(&before[..16]).ok()?);
    let sealed = Sealed { nonce: before[16..].try_into().ok()?, cipher: cipher.to_vec() };
    let plain = app.log.keys.unseal(user.0, SEALED, &sealed).await.ok()??;
    let (name, turn) = std::str::from_utf8(&plain).ok()?.split_once(' ')?;
    let calendar = [Agenda::Own, Agenda::Team].into_iter().find(|known| known.name() == name)?;
    let (state, _) = app.log.state::<User>(&user.to_string()).await.ok()?;
    state.calendar(calendar).filter(|works| works.to_string() == turn)?;
    let known = users::one(&app.reads.of(&access::DEPARTMENT).pool, user).await.ok()??;
    let may = known.roles.iter().any(|role| role.may(calendar.permission()));
    (known.active && may).then_some((known, calendar))
}

/// `GET /calendars/{secret}.ics`: the visits, for whoever has the address.
async fn feed(
    State(app): State<App>,
    axum::Extension(front): axum::Extension<Option<Front>>,
    headers: HeaderMap,
    Path(file): Path<String>,
) -> Response {
    app.reads.wait_for_newest(SHOWN_WITHIN).await;
    let Some((user, calendar)) = opened(&app, &file).await else {
        return (StatusCode::NOT_FOUND, "This address leads to no calendar any more.").into_response();
    };
    match written(&app, front.as_ref(), &user, calendar).await {
        Ok(text) => {
            let tag = format!("\"{}\"", hex::encode(&Sha256::digest(text.as_bytes())));
            let kept = [(header::ETAG, tag.clone()), (header::CACHE_CONTROL, "private, no-cache".into())];
            let known = headers.get(header::IF_NONE_MATCH).is_some_and(|known| *known == tag);
            if known {
                return (StatusCode::NOT_MODIFIED, kept).into_response();
            }
            (kept, [(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], text).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "a calendar can't be written");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

async fn written(app: &App, front: Option<&Front>, user: &users::User, calendar: Agenda) -> anyhow::Result<String> {
    let lang = Lang::parse(&user.language).unwrap_or_default();
    let today = app.log.local(app.log.clock.now()).date();
    let from = today.checked_sub_days(BEHIND).unwrap_or(NaiveDate::MIN);
    let until = today.checked_add_months(AHEAD).unwrap_or(NaiveDate::MAX);
    let pool: &Pool = &app.reads.of(&maintenance::DEPARTMENT).pool;
    let whose = (calendar == Agenda::Own).then_some(user.id);
    let planned = appointments::between(pool, whose, from, until).await?;
    let (settings, _) = app.log.state::<Settings>(settings::COMPANY).await?;
    let email = settings.company.as_ref().map_or("werkbank", |company| company.email.as_str());
    let whose = match calendar {
        Agenda::Own => user.name.clone(),
        Agenda::Team => t(lang, "calendar-team").into_owned(),
    };
    let name = tr(lang, "calendar-of", &[("name", whose.into())]);
    let entry = |planned| entry(app, lang, front, email, calendar, planned);
    Ok(ics::feed(&name, planned.into_iter().map(entry)))
}

fn entry(app: &App, lang: Lang, front: Option<&Front>, email: &str, calendar: Agenda, planned: Appointment) -> Entry {
    let at = |time| ics::instant(planned.slot.on.and_time(time), app.log.zone);
    let kind = t(lang, &format!("visit-kind-{}", planned.kind.name()));
    let who = (calendar == Agenda::Team).then_some(planned.technician.as_str());
    let summary: Vec<&str> =
        who.into_iter().chain([kind.as_ref(), &planned.name]).filter(|part| !part.is_empty()).collect();
    let number = format!("B-{}", planned.number);
    let known = [Some(planned.task.as_str()), planned.machine.as_deref(), planned.phone.as_deref(), Some(&number)];
    let known: Vec<&str> = known.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    Entry {
        uid: uid(planned.visit, planned.stretch, email),
        sequence: u32::try_from(planned.revision).unwrap_or_default(),
        made_at: planned.requested_at,
        from: at(planned.slot.from),
        until: at(planned.slot.until),
        summary: summary.join(", "),
        description: known.join("\n"),
        place: planned.address.clone(),
        url: front.map(|front| format!("{}/visits/{}", front.origin, planned.visit)),
    }
}
