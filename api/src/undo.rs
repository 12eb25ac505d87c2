//! Taking back what somebody did: what that changes, or why it stays, and the act itself by its ordinary command.

mod refusal;
pub mod together;

pub use refusal::Refusal;

use axum::{
    Json,
    body::Bytes,
    extract::{Path, RawQuery, State, rejection::PathRejection},
    http::{HeaderMap, StatusCode},
};
use domain::{
    Line, Permission,
    registry::{AnyCommand, AnyEvent, KINDS},
};
use event_store::{Applied, CommandError, Given, NoWay, Place, Revision, StoreError, Undo};
use projections::management::{
    DEPARTMENT,
    entries::{self, Entry},
    undone,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use texts::t;
use uuid::Uuid;

use crate::{
    App, FieldError, Order, Problem, Session,
    change::{self, Change},
    command::{self, Answer, Done, Purpose, run_as},
    decode, query,
};

/// What taking an act back would do.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Preview {
    /// The event that was asked about.
    pub entry: Entry,
    /// All events of the act: what its command made happen with the thing.
    pub events: Vec<Uuid>,
    /// The revision of the thing by which this was worked out, for `If-Match`.
    pub revision: u64,
    /// The command that takes it back: `customer/change`; none when none does.
    pub command: Option<String>,
    /// Whether that command says why.
    pub says_why: bool,
    /// What would happen: the types of the events.
    pub happens: Vec<String>,
    /// What would change in what is known of the thing.
    pub changes: Vec<Change>,
    /// Why it is not taken back; none when it can be. Where a reason sets that aside, all else tells what would happen then.
    pub refusal: Option<Refusal>,
    /// What it is part of that was done in one go: see `undo/together/…`.
    pub together: Option<Uuid>,
}

/// What was tried, without doing it.
enum Tried {
    /// The name of the command, and what it would make happen.
    Goes(String, Vec<AnyEvent>),
    /// Why it does not; where a reason sets that aside, what would happen then.
    Stays(Refusal, Option<(String, Vec<AnyEvent>)>),
}

/// An act that somebody wants to take back.
struct Found {
    entry: Entry,
    undo: Undo,
    says_why: bool,
}

/// What is said with taking something back.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// Why, where the command says it; at most 200 characters.
    #[serde(default)]
    pub reason: Option<String>,
}

/// `GET /api/v1/undo/{event}`.
///
/// # Errors
/// In the reader's language.
pub async fn shown(
    State(app): State<App>,
    session: Session,
    event: Result<Path<String>, PathRejection>,
    RawQuery(raw): RawQuery,
) -> Result<Json<Preview>, Problem> {
    let Path(event) = event.map_err(|_| Problem::not_found(session.lang))?;
    let Said { reason } = query::parameters(&app, session.lang, raw)?;
    preview(&app, &session, &event, reason.as_deref()).await.map(Json)
}

/// `POST /api/v1/undo/{event}`.
///
/// # Errors
/// In the caller's language.
pub async fn posted(
    State(app): State<App>,
    session: Session,
    event: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Answer>, Problem> {
    let lang = session.lang;
    let Path(event) = event.map_err(|_| Problem::not_found(lang))?;
    let Said { reason } = read(&headers, &body, lang)?;
    let request = command::header_text(&headers, "idempotency-key").map(Into::into);
    let seen = command::if_match(&headers, lang)?;
    let Done { id, applied } = carry_out(&app, &session, &event, reason.as_deref(), request, seen, None).await?;
    let (revision, position) = (applied.revision.map(|at| at.0), applied.position.map(|at| at.0));
    Ok(Json(Answer { id, revision, position }))
}

fn read(headers: &HeaderMap, body: &Bytes, lang: texts::Lang) -> Result<Said, Problem> {
    serde_json::from_value(command::json_body(headers, body, lang)?).map_err(|_| {
        let message = t(lang, "invalid-type").into_owned();
        Problem::invalid(lang, vec![FieldError { field: "reason".into(), message }])
    })
}

/// What of a colleague belongs to the roster, which planners keep.
const ROSTER: [&str; 5] = ["hours_set", "skills_set", "home_set", "absence_planned", "absence_withdrawn"];

/// What one must be allowed to see what happened with a kind of thing.
pub fn sees(category: &str, event_type: &str) -> Permission {
    match category {
        "user" if ROSTER.contains(&event_type) => Permission::EditRoster,
        "customer" | "machine" => Permission::SeeCustomers,
        "opportunity" => Permission::EditOpportunities,
        "fault" => Permission::SeeFaults,
        "visit" | "maintenance_plan" | "recall" | "counter" => Permission::SeePlanning,
        "contract" => Permission::SeeContracts,
        "invoice" => Permission::SeeInvoices,
        "article" | "manual" => Permission::SeeStock,
        "purchase_order" | "supplier" => Permission::SeePurchasing,
        "mail" => Permission::SeeMail,
        "task" => Permission::HandleTasks,
        "settings" => Permission::SeeSettings,
        "user" => Permission::SeeUsers,
        _ => Permission::SeeLog,
    }
}

/// What who does visits says of a machine's counters.
const METER: [&str; 4] = ["meter_noted", "reading_corrected", "meter_replaced", "meter_kept"];

/// Who takes back what happened with a kind of thing, as a rule: the command itself is asked for its own permission.
fn takes_back(category: &str, event_type: &str) -> &'static [Permission] {
    match category {
        "machine" if METER.contains(&event_type) => &[Permission::DoVisits],
        "customer" | "machine" => &[Permission::EditCustomers],
        "opportunity" => &[Permission::EditOpportunities],
        "fault" => &[Permission::ReportFaults],
        "visit" => match event_type {
            "visit_started" | "visit_interrupted" | "part_used" | "part_returned" => &[Permission::DoVisits],
            _ => &[Permission::MoveVisits],
        },
        "maintenance_plan" | "recall" => &[Permission::MoveVisits],
        "counter" => &[Permission::EditChecklists],
        "contract" => &[Permission::EditContracts],
        "invoice" => &[Permission::EditInvoices],
        "article" | "manual" | "purchase_order" | "supplier" => &[Permission::EditStock],
        "mail" => &[Permission::HandleMail],
        "task" => &[Permission::HandleTasks],
        "settings" => &[Permission::EditSettings, Permission::ReviewLog],
        "user" => &[Permission::EditUsers, Permission::EditRoster],
        "report" => &[Permission::ViewReports],
        _ => &[],
    }
}

/// Whether taking an entry back is offered to somebody: a colleague did it, it is of a kind that goes back, and the reader is of
/// those who take back what happens with such things. The preview tells the rest.
pub fn is_offered(session: &Session, category: &str, event_type: &str, by_person: bool) -> bool {
    by_person && is_known_to_take_back(session, category, event_type) && !domain::undo::always_stays(event_type)
}

/// Whether somebody is of those who take back what happens with things of a kind.
pub fn is_known_to_take_back(session: &Session, category: &str, event_type: &str) -> bool {
    session.may(sees(category, event_type))
        && takes_back(category, event_type).iter().any(|permission| session.may(*permission))
}

/// What taking back the act would do to which an event belongs; its id, or its position in the log.
///
/// # Errors
/// In the reader's language.
pub async fn preview(app: &App, session: &Session, event: &str, why: Option<&str>) -> Result<Preview, Problem> {
    let Found { entry, undo, says_why } = find(app, session, event, why).await?;
    let mut preview = Preview {
        entry,
        events: undo.events.clone(),
        revision: undo.revision.0,
        command: None,
        says_why,
        happens: Vec::new(),
        changes: Vec::new(),
        refusal: None,
        together: None,
    };
    let (goes, refusal) = match tried(app, session, &preview.entry, &undo).await? {
        Tried::Goes(command, events) => (Some((command, events)), None),
        Tried::Stays(no, all_the_same) => (all_the_same, Some(no)),
    };
    preview.refusal = refusal;
    if let Some((command, events)) = goes {
        preview.command = Some(command);
        preview.happens = events.iter().map(change::name).collect();
        let changes = changes(app, &undo, &events).await;
        preview.changes = changes.map_err(|error| Problem::failure(session.lang, &error))?;
    }
    let batch = undone::batch_of(&app.reads.of(&DEPARTMENT).pool, preview.entry.position).await;
    preview.together = batch.map_err(|error| Problem::of_read(session.lang, error))?.map(|(batch, _)| batch);
    Ok(preview)
}

/// Tries the command that takes an act back.
async fn tried(app: &App, session: &Session, entry: &Entry, undo: &Undo) -> Result<Tried, Problem> {
    let command = match &undo.way {
        Ok(command) => command.clone(),
        Err(no) => return Ok(Tried::Stays(refusal::of(app, session, no).await?, None)),
    };
    let overruled = |field: &str| overruled(session, &command, field, &t(session.lang, "undo-why"));
    let stays = match would(app, session, undo, command.clone()).await {
        Ok(events) if events.is_empty() => refusal::plain(session, "nothing"),
        Ok(events) => return Ok(Tried::Goes(name_of(&command), events)),
        Err(CommandError::Forbidden(needed)) => return Ok(Tried::Stays(refusal::forbidden(session, needed), None)),
        Err(CommandError::Refused(refused)) => {
            let field = refused.overrule.clone();
            let Problem { code, title, .. } = Problem::of_command(session.lang, refused.into());
            let mut no = Refusal { code, title, event: None, overrule: false };
            if let Some(command) = field.as_deref().and_then(overruled)
                && let Ok(events) = would(app, session, undo, command.clone()).await
            {
                no.overrule = true;
                return Ok(Tried::Stays(no, Some((name_of(&command), events))));
            }
            no
        }
        Err(error) => {
            let Problem { code, title, .. } = Problem::of_command(session.lang, error);
            Refusal { code, title, event: None, overrule: false }
        }
    };
    let event = refusal::in_the_way(app, session, entry, &stays.code).await?;
    Ok(Tried::Stays(Refusal { event, ..stays }, None))
}

async fn would(app: &App, session: &Session, undo: &Undo, command: AnyCommand) -> Result<Vec<AnyEvent>, CommandError> {
    let given = Given { undoes: undo.events.clone(), ..Given::by(session.actor()) };
    app.log.would(undo.stream.id(), command, &given, app.outside.as_ref()).await
}

/// `visit/schedule`.
fn name_of(command: &AnyCommand) -> String {
    let value = command.value();
    let name = value.as_object().and_then(|command| command.keys().next()).map(String::as_str).unwrap_or_default();
    format!("{}/{name}", command.category())
}

/// The same command with a reason in the field that sets a rule aside.
fn overruled(session: &Session, command: &AnyCommand, field: &str, why: &str) -> Option<AnyCommand> {
    let mut value = command.value();
    let (name, fields) = value.as_object_mut()?.iter_mut().next()?;
    *fields.pointer_mut(&format!("/{}", field.replace('.', "/")))? = why.into();
    let kind = KINDS.iter().find(|kind| kind.category == command.category())?;
    decode::decode(kind, name, fields.take(), session.lang).ok()
}

/// Takes back the act to which an event belongs. `seen` is the revision of the thing that the caller saw.
///
/// # Errors
/// In the caller's language.
pub async fn carry_out(
    app: &App,
    session: &Session,
    event: &str,
    why: Option<&str>,
    request: Option<String>,
    seen: Option<Revision>,
    together: Option<Uuid>,
) -> Result<Done, Problem> {
    let Found { undo, .. } = find(app, session, event, why).await?;
    let overruled = match (&undo.way, why.map(str::trim).filter(|why| !why.is_empty())) {
        (Ok(command), Some(why)) => Some((command.clone(), why)),
        _ => None,
    };
    match take_back(app, session, undo.clone(), request.clone(), seen, together).await {
        Err(problem) => {
            let Some(field) = &problem.overrule else { return Err(problem) };
            let command = overruled.and_then(|(command, why)| self::overruled(session, &command, field, why));
            // The one field of the preview: who says why sets aside what stands against it.
            let Some(command) = command else { return Err(Problem { overrule: Some("reason".into()), ..problem }) };
            take_back(app, session, Undo { way: Ok(command), ..undo }, request, seen, together).await
        }
        done => done,
    }
}

async fn take_back(
    app: &App,
    session: &Session,
    undo: Undo,
    request: Option<String>,
    seen: Option<Revision>,
    together: Option<Uuid>,
) -> Result<Done, Problem> {
    let lang = session.lang;
    let id = undo.stream.id().to_owned();
    let command = match undo.way {
        Ok(command) => command,
        // The same request once more: it is done.
        Err(NoWay::TakenBack(by)) if request.as_deref().is_some_and(|key| asked_before(session, key, by)) => {
            let applied = Applied { stream: undo.stream, revision: Some(undo.revision), position: Some(by.position) };
            return Ok(Done { id, applied });
        }
        Err(no) => {
            let Refusal { code, title, .. } = refusal::of(app, session, &no).await?;
            return Err(Problem { code, title, ..Problem::new(lang, StatusCode::CONFLICT, "conflict") });
        }
    };
    if seen.is_some_and(|seen| seen != undo.revision) {
        return Err(Problem::new(lang, StatusCode::CONFLICT, "conflict"));
    }
    let order = Order { command, id: Some(id), request, seen: Some(undo.revision) };
    let done = run_as(app, session, order, Purpose { undoes: undo.events, together }).await?;
    if done.applied.position.is_none() {
        let Refusal { code, title, .. } = refusal::plain(session, "nothing");
        return Err(Problem { code, title, ..Problem::new(lang, StatusCode::CONFLICT, "conflict") });
    }
    Ok(done)
}

fn asked_before(session: &Session, key: &str, by: Place) -> bool {
    command::of_request(session, key) == by.command_id
}

async fn find(app: &App, session: &Session, event: &str, why: Option<&str>) -> Result<Found, Problem> {
    let lang = session.lang;
    let pool = &app.reads.of(&DEPARTMENT).pool;
    let found = match (event.parse::<Uuid>(), event.parse::<i64>()) {
        (Ok(id), _) => entries::of_event(pool, id).await,
        (_, Ok(position)) => entries::one(pool, position).await,
        _ => Ok(None),
    };
    let entry = found.map_err(|error| Problem::of_read(lang, error))?.ok_or_else(|| Problem::not_found(lang))?;
    session.require(sees(&entry.category, &entry.event_type))?;
    let why = said(lang, why)?;
    let undo = of(app, &entry, &why).await.map_err(|error| Problem::failure(lang, &error))?;
    // Said in two ways it is another command, where it says why.
    let other = of(app, &entry, &Line::erased()).await.map_err(|error| Problem::failure(lang, &error))?;
    let value = |undo: &Option<Undo>| undo.as_ref().and_then(|undo| Some(undo.way.as_ref().ok()?.value()));
    let says_why = value(&undo) != value(&other);
    let undo = undo.ok_or_else(|| Problem::not_found(lang))?;
    Ok(Found { entry, undo, says_why })
}

/// Why, as it was said; the usual word where nothing was.
fn said(lang: texts::Lang, why: Option<&str>) -> Result<Line, Problem> {
    let usual = t(lang, "undo-why");
    let why = why.map(str::trim).filter(|why| !why.is_empty()).unwrap_or(&usual);
    why.parse().map_err(|_| {
        let message = t(lang, "invalid-longer-than-200").into_owned();
        Problem::invalid(lang, vec![FieldError { field: "reason".into(), message }])
    })
}

async fn of(app: &App, entry: &Entry, why: &Line) -> Result<Option<Undo>, StoreError> {
    let at = Revision(u64::try_from(entry.revision).unwrap_or_default());
    app.log.undo(&entry.stream.parse()?, at, why).await
}

async fn changes(app: &App, undo: &Undo, events: &[AnyEvent]) -> Result<Vec<Change>, StoreError> {
    let (mut record, _) = change::story(app, &undo.stream, undo.revision).await?;
    let mut changes = change::would_change(&mut record, &undo.stream, events);
    changes.extend(change::worked_out(app, &undo.stream, events).await?);
    Ok(changes)
}
