//! What goes wrong for a caller: one shape, as problem+json (RFC 9457) for programs and as words for pages.

use axum::{
    Json,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::Money;
use event_store::{AppendError, CommandError, Refused};
use projections::{ReadError, pool::Hidden};
use serde::Serialize;
use texts::{Arg, Lang, t, tr};

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldError {
    /// Its name, with dots: `slot.from`, `lines.0.quantity`.
    pub field: String,
    /// What is right, in the reader's language.
    pub message: String,
}

/// Why a request was not carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// HTTP status.
    pub status: u16,
    /// One word for programs: `refused`, `invalid`, `forbidden`, `conflict`, …; of a refusal its own code.
    pub code: String,
    /// One sentence for people.
    pub title: String,
    /// Fields, where it is about fields.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// The field that sets a refusal aside, filled with a reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overrule: Option<String>,
    /// The tables that are filled before this can be answered, and how far they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filling: Option<Hidden>,
}

impl Problem {
    /// A problem without fields; its sentence is the text `problem-<code>`.
    pub fn new(lang: Lang, status: StatusCode, code: &str) -> Self {
        Self {
            status: status.as_u16(),
            code: code.into(),
            title: t(lang, &format!("problem-{code}")).into_owned(),
            errors: Vec::new(),
            overrule: None,
            filling: None,
        }
    }

    /// Fields that can't be read.
    pub fn invalid(lang: Lang, errors: Vec<FieldError>) -> Self {
        Self { errors, ..Self::new(lang, StatusCode::UNPROCESSABLE_ENTITY, "invalid") }
    }

    /// Nobody is signed in.
    pub fn unauthorized(lang: Lang) -> Self {
        Self::new(lang, StatusCode::UNAUTHORIZED, "unauthorized")
    }

    /// The actor may not.
    pub fn forbidden(lang: Lang) -> Self {
        Self::new(lang, StatusCode::FORBIDDEN, "forbidden")
    }

    /// There is no such thing.
    pub fn not_found(lang: Lang) -> Self {
        Self::new(lang, StatusCode::NOT_FOUND, "not-found")
    }

    /// Something of ours failed; logged here, once, with what a caller can mention.
    pub fn failure(lang: Lang, error: &dyn std::fmt::Display) -> Self {
        tracing::error!(%error, "a request failed");
        Self::new(lang, StatusCode::SERVICE_UNAVAILABLE, "unavailable")
    }

    /// A command's error in the reader's words.
    pub fn of_command(lang: Lang, error: CommandError) -> Self {
        match error {
            CommandError::Forbidden(_) => Self::forbidden(lang),
            CommandError::WrongId(_) => Self::new(lang, StatusCode::UNPROCESSABLE_ENTITY, "wrong-id"),
            CommandError::Refused(refused) => Self::refused(lang, &refused),
            CommandError::Conflict { .. } => Self::new(lang, StatusCode::CONFLICT, "conflict"),
            CommandError::Append(AppendError::Rejected(_)) => {
                Self::new(lang, StatusCode::UNPROCESSABLE_ENTITY, "too-large")
            }
            CommandError::Store(event_store::StoreError::Name(_)) => Self::not_found(lang),
            CommandError::Append(AppendError::InDoubt(why)) => {
                tracing::error!(error = %why, "whether a command was carried out is unknown");
                Self::new(lang, StatusCode::SERVICE_UNAVAILABLE, "in-doubt")
            }
            other => Self::failure(lang, &other),
        }
    }

    /// A question's error in the reader's words.
    pub fn of_read(lang: Lang, error: ReadError) -> Self {
        match error {
            ReadError::Filling(hidden) => {
                Self { filling: Some(hidden), ..Self::new(lang, StatusCode::SERVICE_UNAVAILABLE, "filling") }
            }
            other => Self::failure(lang, &other),
        }
    }

    /// A rule's no in the reader's words.
    pub fn refused(lang: Lang, refused: &Refused) -> Self {
        let spoken = |value: &String| match (value.contains(' ').then(|| value.parse::<Money>()), value.parse()) {
            (Some(Ok(amount)), _) => texts::format::euros(lang, amount.cents, amount.currency.code()),
            (_, Ok(day)) => texts::format::date_long(lang, day),
            _ => value.clone(),
        };
        // A count chooses its words; what only looks like one, as `007`, is left as it is.
        let count = |value: &String| value.parse::<i64>().ok().filter(|count| count.to_string() == *value);
        let spoken = |value| count(value).map_or_else(|| Arg::from(spoken(value)), Arg::from);
        let arguments: Vec<(&str, Arg)> =
            refused.arguments.iter().map(|(name, value)| (name.as_str(), spoken(value))).collect();
        let title = tr(lang, &format!("refusal-{}-{}", refused.category.replace('_', "-"), refused.code), &arguments);
        let errors = refused.field.clone().map(|field| FieldError { field, message: title.clone() });
        Self {
            status: if refused.code == "unknown" { 404 } else { 409 },
            code: format!("{}-{}", refused.category.replace('_', "-"), refused.code),
            title,
            errors: errors.into_iter().collect(),
            overrule: refused.overrule.clone(),
            filling: None,
        }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let retry = (self.status == 503).then_some([(header::RETRY_AFTER, "1")]);
        (self.status(), retry, [(header::CONTENT_TYPE, "application/problem+json")], Json(self)).into_response()
    }
}
