//! Questions: typed functions of the read side, offered as GETs. One line in the list makes route, check and document.

use std::{future::Future, pin::Pin};

use axum::{
    Json,
    extract::{Path, RawQuery, State, rejection::PathRejection},
    response::{IntoResponse, Response},
};
use domain::Permission;
use projections::ReadError;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use texts::Lang;

use crate::{
    app::App,
    decode,
    fields::{self, Form},
    problem::{FieldError, Problem},
    session::Session,
};

type Asked = Result<Answered, serde_path_to_error::Error<serde_json::Error>>;
type Answered = Pin<Box<dyn Future<Output = Result<Option<Value>, Unanswered>> + Send>>;

/// Why a question has no answer.
#[derive(Debug)]
pub enum Unanswered {
    /// The tables can't be read.
    Read(ReadError),
    /// A parameter can be read, but not be so.
    Wrong {
        /// Which.
        field: String,
        /// The sentence: `invalid-…`.
        code: &'static str,
    },
}

impl Unanswered {
    /// This parameter can't be so; `code` is of the sentence that says what is right.
    pub fn wrong(field: impl Into<String>, code: &'static str) -> Self {
        Self::Wrong { field: field.into(), code }
    }
}

impl From<ReadError> for Unanswered {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

/// One question.
pub struct Query {
    /// Under `/api/v1/`; `{id}` stands for a thing.
    pub path: &'static str,
    /// What it answers.
    pub summary: &'static str,
    /// What the asker must be allowed.
    pub permission: Permission,
    /// The schema of its parameters.
    pub parameters: fn(&mut SchemaGenerator) -> Schema,
    /// The schema of its answer.
    pub answer: fn(&mut SchemaGenerator) -> Schema,
    /// Reads the parameters and asks.
    pub ask: fn(App, Session, Option<String>, Value) -> Asked,
}

/// Who asks, with the program.
pub struct Asker {
    /// The program.
    pub app: App,
    /// The colleague.
    pub session: Session,
    /// The thing in the address.
    pub id: Option<String>,
}

/// Declares a question: `question!("customers", "Customers, by name", SeeCustomers, list)`, where `list` is
/// `async fn(Asker, Parameters) -> Result<Option<Answer>, ReadError>`, or with [`Unanswered`] where a parameter may not fit.
#[macro_export]
macro_rules! question {
    ($path:literal, $summary:literal, $permission:ident, $parameters:ty, $answer:ty, $ask:expr) => {
        $crate::Query {
            path: $path,
            summary: $summary,
            permission: domain::Permission::$permission,
            parameters: |generator| generator.subschema_for::<$parameters>(),
            answer: |generator| generator.subschema_for::<$answer>(),
            ask: |app, session, id, parameters| {
                $crate::query::asked::<$parameters, $answer, _, _>(app, session, id, parameters, $ask)
            },
        }
    };
}

/// The type-erased form of a question; see [`question!`].
///
/// # Errors
/// When a parameter can't be read.
pub fn asked<P, R, F, E>(
    app: App,
    session: Session,
    id: Option<String>,
    parameters: Value,
    ask: fn(Asker, P) -> F,
) -> Result<Answered, serde_path_to_error::Error<serde_json::Error>>
where
    P: DeserializeOwned + JsonSchema,
    R: Serialize + JsonSchema,
    F: Future<Output = Result<Option<R>, E>> + Send + 'static,
    E: Into<Unanswered> + 'static,
{
    let parameters: P = serde_path_to_error::deserialize(parameters)?;
    let answer = ask(Asker { app, session, id }, parameters);
    Ok(Box::pin(async move {
        let answer = answer.await.map_err(Into::into)?;
        Ok(answer.map(|answer| serde_json::to_value(answer).unwrap_or(Value::Null)))
    }))
}

/// Every question: the one line that a new one adds.
pub static QUERIES: &[&[Query]] = &[
    crate::queries::customers::CUSTOMERS,
    crate::queries::sales::SALES,
    crate::queries::machines::MACHINES,
    crate::queries::maintenance::MAINTENANCE,
    crate::queries::purchasing::PURCHASING,
    crate::queries::finance::FINANCE,
    crate::queries::contracts::CONTRACTS,
    crate::queries::desk::DESK,
    crate::queries::management::MANAGEMENT,
    crate::queries::what_if::WHAT_IF,
    crate::queries::reports::REPORTS,
    crate::queries::access::ACCESS,
];

/// All questions in one row.
pub fn all() -> impl Iterator<Item = &'static Query> {
    QUERIES.iter().copied().flatten()
}

/// `GET /api/v1/<path>`.
///
/// # Errors
/// In the asker's language.
pub async fn answer(
    query: &'static Query,
    State(app): State<App>,
    session: Session,
    id: Result<Path<String>, PathRejection>,
    RawQuery(raw): RawQuery,
) -> Result<Response, Problem> {
    let lang = session.lang;
    if !session.sees(query.permission) {
        return Err(Problem::forbidden(session.lang));
    }
    let id = match id {
        Ok(Path(id)) => Some(id),
        // What is no text is no id of anything.
        Err(_) if query.path.contains("{id}") => return Err(Problem::not_found(lang)),
        Err(_) => None,
    };
    let form = form(lang, raw)?;
    let schema = (query.parameters)(&mut domain::registry::generator());
    let parameters = fields::to_json(&form, schema.as_value(), app.log.today());
    let asked = (query.ask)(app, session, id, parameters)
        .map_err(|error| Problem::invalid(lang, vec![decode::parameter(lang, error)]))?;
    match asked.await {
        Ok(Some(answer)) => Ok(Json(answer).into_response()),
        Ok(None) => Err(Problem::not_found(lang)),
        Err(Unanswered::Read(error)) => Err(Problem::of_read(lang, error)),
        Err(Unanswered::Wrong { field, code }) => Err(wrong_query(lang, &field, code)),
    }
}

/// The parameters of an address, as those of the questions are read.
///
/// # Errors
/// When one can't be read.
pub(crate) fn parameters<P: DeserializeOwned + JsonSchema>(
    app: &App,
    lang: Lang,
    raw: Option<String>,
) -> Result<P, Problem> {
    let form = form(lang, raw)?;
    let schema = domain::registry::generator().subschema_for::<P>();
    let said = fields::to_json(&form, schema.as_value(), app.log.today());
    serde_path_to_error::deserialize(said).map_err(|error| Problem::invalid(lang, vec![decode::parameter(lang, error)]))
}

fn form(lang: Lang, raw: Option<String>) -> Result<Form, Problem> {
    serde_html_form::from_str(&raw.unwrap_or_default()).map_err(|_| wrong_query(lang, "", "type"))
}

fn wrong_query(lang: Lang, field: &str, code: &str) -> Problem {
    let message = texts::t(lang, &format!("invalid-{code}")).into_owned();
    Problem::invalid(lang, vec![FieldError { field: field.into(), message }])
}
