//! What is held of a person, for that person (GDPR art. 15): told by the log itself, so that nothing is left out. That it was given is
//! written down.

use axum::{
    Json,
    extract::{Path, State, rejection::PathRejection},
    http::{Method, header},
    response::IntoResponse,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    Actor, ContactId, CustomerId, Decider, Permission, UserId,
    customer::Customer,
    mail::Mail,
    personal::{ERASED, PERSONAL},
    privacy::{Command, Invoices, LOG, Person, Privacy},
    registry::AnyCommand,
    settings::{COMPANY, Settings},
};
use event_store::{
    Position, Recorded, Refused,
    person::{Found, Named},
};
use projections::access::{self, users};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value, json};
use texts::Lang;

use crate::{App, Order, Problem, Session, command::run};

/// What never goes out: a password's hash, a letter a second time, hashes of papers that are told apart.
const LEFT_OUT: [&str; 4] = ["hash", "html", "drawing", "document"];

/// Everything that is held of a person.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Dossier {
    /// Whose.
    pub person: Person,
    /// What they are called; empty where nothing is known any more.
    pub name: String,
    /// In which language they are addressed.
    pub language: String,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// Who holds it.
    pub held_by: Option<String>,
    /// As it stands now.
    pub known: Value,
    /// Until when the law has invoices kept, by the day of the newest.
    pub invoices_kept: Vec<KeptUntil>,
    /// Files that were handed in, by the SHA-256 of what is in them.
    pub files: Vec<String>,
    /// Everything that happened, oldest first.
    pub happened: Vec<Happened>,
}

/// What the law has us keep.
#[derive(Debug, Serialize, JsonSchema)]
pub struct KeptUntil {
    /// The day of the newest invoice.
    pub newest: NaiveDate,
    /// The last day on which it must be kept; none when no term is set.
    pub until: Option<NaiveDate>,
    /// Whether one of them is not settled yet: what is owed is kept until it is, also after that day.
    pub owed: bool,
}

/// A thing that happened, and what was written down of it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Happened {
    /// When.
    pub at: DateTime<Utc>,
    /// What: the type of the event.
    pub what: String,
    /// With what: the stream of the thing.
    pub about: String,
    /// By whom: the role of a colleague, or the part of Werkbank.
    pub by: String,
    /// What was written down; nothing of what a colleague did that is about others.
    pub fields: Map<String, Value>,
}

/// Writes down that the dossier of a person was given: once it is made, and about to be sent.
///
/// # Errors
/// In the caller's language.
pub async fn note_given(app: &App, session: &Session, person: Person) -> Result<(), Problem> {
    let command = AnyCommand::Privacy(Command::GiveDossier { person });
    run(app, session, Order { command, id: Some(LOG.into()), request: None, seen: None }).await.map(drop)
}

/// Makes the dossier of a person.
///
/// # Errors
/// In the caller's language; "not found" when there is no such person.
pub async fn make(app: &App, session: &Session, person: Person) -> Result<Dossier, Problem> {
    session.require(Permission::HandlePrivacy)?;
    let failed = |error: &dyn std::fmt::Display| Problem::failure(session.lang, error);
    let (privacy, _) = app.log.state::<Privacy>(LOG).await.map_err(|error| failed(&error))?;
    if privacy.is_forgotten(person) {
        return Err(Problem::refused(session.lang, &Refused::plain(Privacy::CATEGORY, "forgotten")));
    }
    let found = app.log.person(person).await.map_err(|error| failed(&error))?;
    if !found.traces.exists {
        return Err(Problem::refused(session.lang, &Refused::plain(Privacy::CATEGORY, "unknown")));
    }
    let (settings, _) = app.log.state::<Settings>(COMPANY).await.map_err(|error| failed(&error))?;
    let (name, language, known) = known(app, person).await.map_err(|error| failed(&error))?;
    let kept = |held: &Invoices| KeptUntil {
        newest: held.newest,
        until: settings.invoices_kept_until(held.newest),
        owed: held.owed,
    };
    let mut happened: Vec<(Position, Happened)> =
        found.story.iter().map(|event| (event.position, self::happened(person, event))).collect();
    // What has but the name of them and belongs to another customer may be about somebody else: it is given to nobody.
    let theirs = found.named.iter().filter(|named| !named.others);
    happened.extend(theirs.map(|named| (named.event.position, named_in(named))));
    happened.sort_by_key(|(position, _)| *position);
    Ok(Dossier {
        person,
        name,
        language,
        made_at: app.log.clock.now(),
        held_by: settings.company.as_ref().map(|company| company.name.to_string()),
        known,
        invoices_kept: found.traces.invoices.values().map(kept).collect(),
        files: files(&found),
        happened: happened.into_iter().map(|(_, happened)| happened).collect(),
    })
}

/// The name, the language and the fields as they stand now.
async fn known(app: &App, person: Person) -> Result<(String, String, Value), Box<dyn std::error::Error + Send + Sync>> {
    let of_customer = async |customer: CustomerId| app.log.state::<Customer>(&customer.to_string()).await;
    Ok(match person {
        Person::Customer { customer } => {
            let (state, _) = of_customer(customer).await?;
            let Some(details) = &state.details else { return Ok(Default::default()) };
            let contacts: Vec<_> = state.contacts.iter().filter_map(|(_, contact)| contact.as_ref()).collect();
            let mut known = serde_json::to_value(details)?;
            known["contacts"] = serde_json::to_value(contacts)?;
            known["number"] = state.number.into();
            (details.name.to_string(), details.language.code().into(), known)
        }
        Person::Contact { customer, contact } => {
            let (state, _) = of_customer(customer).await?;
            let language = state.details.as_ref().map(|details| details.language).unwrap_or_default();
            let known = state.contacts.iter().find(|(id, _)| *id == contact).and_then(|(_, known)| known.as_ref());
            let name = known.map(|known| known.name.to_string()).unwrap_or_default();
            (name, language.code().into(), serde_json::to_value(known)?)
        }
        Person::User { user } => {
            let found = users::one(&app.reads.of(&access::DEPARTMENT).pool, user).await?;
            let language = found.as_ref().map(|user| user.language.clone()).unwrap_or_default();
            let name = found.as_ref().map(|user| user.name.clone()).unwrap_or_default();
            (name, language, serde_json::to_value(found)?)
        }
    })
}

fn files(found: &Found) -> Vec<String> {
    let scan = |event: &Recorded| Some(event.event.value().pointer("/contract_signed/signature")?.to_string());
    let hash = |text: String| {
        let at = text.find("\"scan\":\"")? + 8;
        text.get(at..at + 64).map(ToOwned::to_owned)
    };
    let kept = |event: &Recorded| Some(event.event.value().pointer("/file_kept/file")?.as_str()?.to_owned());
    let scans = found.story.iter().filter_map(scan).filter_map(hash);
    scans.chain(found.story.iter().filter_map(kept)).collect()
}

/// What somebody wrote that names the person: that alone, where the rest is about others.
fn named_in(named: &Named) -> Happened {
    let fields = match named.event.event.value() {
        Value::Object(event) if named.linked => event.into_iter().next().map(|(_, fields)| plain(fields)),
        _ => Some(json!({ "text": named.texts.join("\n") })),
    };
    told(&named.event, fields)
}

fn happened(person: Person, event: &Recorded) -> Happened {
    let about_others = match person {
        Person::User { user } => event.stream.id() != user.to_string() && event.stream.category() != Mail::CATEGORY,
        _ => false,
    };
    let fields = match event.event.value() {
        Value::Object(named) if !about_others => named.into_iter().next().map(|(_, fields)| plain(fields)),
        _ => None,
    };
    told(event, fields)
}

fn told(event: &Recorded, fields: Option<Value>) -> Happened {
    let by = match &event.metadata.actor {
        Actor::Person { role, .. } => role.name().to_owned(),
        Actor::System { name } => name.clone(),
    };
    Happened {
        at: event.recorded_at,
        what: event.event_type.clone(),
        about: event.stream.to_string(),
        by,
        fields: fields.and_then(|fields| fields.as_object().cloned()).unwrap_or_default(),
    }
}

/// The fields of an event as people read them: what is personal is open, what was erased is nothing.
fn plain(value: Value) -> Value {
    match value {
        Value::Object(mut map) => {
            if let Some(Value::Object(mut inner)) = map.remove(PERSONAL) {
                return plain(inner.remove("value").unwrap_or_default());
            }
            if map.contains_key(ERASED) {
                return Value::Null;
            }
            let kept = map.into_iter().filter(|(name, value)| !LEFT_OUT.contains(&name.as_str()) && !value.is_null());
            kept.map(|(name, value)| (name, plain(value))).collect::<Map<_, _>>().into()
        }
        Value::Array(list) => list.into_iter().map(plain).collect(),
        other => other,
    }
}

impl Dossier {
    /// What it is called as a file (RFC 6266): whose it is, and the day.
    pub fn file_name(&self, ending: &str) -> String {
        let lang = Lang::parse(&self.language).unwrap_or_default();
        let title = texts::t(lang, "pdf-dossier");
        let name = format!("{title} {} {}.{ending}", self.name, self.made_at.format("%Y-%m-%d"));
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-.".contains(&byte);
        let coded: String = name
            .bytes()
            .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
            .collect();
        format!("filename=\"dossier.{ending}\"; filename*=UTF-8''{coded}")
    }

    /// As a file of its own, for programs.
    fn into_file(self) -> impl IntoResponse + use<> {
        let headers = [
            (header::CONTENT_DISPOSITION, format!("attachment; {}", self.file_name("json"))),
            (header::CACHE_CONTROL, "private, no-store".to_owned()),
        ];
        (headers, Json(self))
    }
}

/// Who only asks for its head is given nothing.
async fn give(
    app: &App,
    session: &Session,
    method: &Method,
    person: Person,
) -> Result<impl IntoResponse + use<>, Problem> {
    let dossier = make(app, session, person).await?;
    if method != Method::HEAD {
        note_given(app, session, person).await?;
    }
    Ok(dossier.into_file())
}

/// `GET /api/v1/customers/{id}/dossier`.
///
/// # Errors
/// See [`make`] and [`note_given`].
pub async fn of_customer(
    State(app): State<App>,
    session: Session,
    method: Method,
    id: Result<Path<String>, PathRejection>,
) -> Result<impl IntoResponse, Problem> {
    let Path(id) = id.map_err(|_| Problem::not_found(session.lang))?;
    let customer: CustomerId = id.parse().map_err(|_| Problem::not_found(session.lang))?;
    give(&app, &session, &method, Person::Customer { customer }).await
}

/// `GET /api/v1/customers/{id}/contacts/{contact}/dossier`.
///
/// # Errors
/// See [`make`] and [`note_given`].
pub async fn of_contact(
    State(app): State<App>,
    session: Session,
    method: Method,
    ids: Result<Path<(String, String)>, PathRejection>,
) -> Result<impl IntoResponse, Problem> {
    let Path((id, contact)) = ids.map_err(|_| Problem::not_found(session.lang))?;
    let unknown = |_| Problem::not_found(session.lang);
    let customer: CustomerId = id.parse().map_err(unknown)?;
    let contact: ContactId = contact.parse().map_err(unknown)?;
    give(&app, &session, &method, Person::Contact { customer, contact }).await
}

/// `GET /api/v1/users/{id}/dossier`.
///
/// # Errors
/// See [`make`] and [`note_given`].
pub async fn of_user(
    State(app): State<App>,
    session: Session,
    method: Method,
    id: Result<Path<String>, PathRejection>,
) -> Result<impl IntoResponse, Problem> {
    let Path(id) = id.map_err(|_| Problem::not_found(session.lang))?;
    let user: UserId = id.parse().map_err(|_| Problem::not_found(session.lang))?;
    give(&app, &session, &method, Person::User { user }).await
}
