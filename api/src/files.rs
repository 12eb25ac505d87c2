//! Files that people hand in: the scan of a contract that was signed on paper, photos and papers of visits and machines, manuals. Each
//! lies sealed under the customer's key, or that of manuals.

use axum::{
    Json,
    extract::{
        Multipart, Path, State,
        multipart::{Field, MultipartRejection},
    },
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    ContractId, CustomerId, MachineId, Permission, Sha256, VisitId, contract::Contract, machine::Machine, manual,
    visit::Visit,
};
use projections::{maintenance, sales};
use schemars::JsonSchema;
use serde::Serialize;
use texts::{Arg, Lang, tr};
use tokio::sync::Semaphore;
use uuid::Uuid;

use crate::{
    app::App,
    photos::{self, Photo},
    problem::{FieldError, Problem},
    session::Session,
};

/// The most bytes of a file: twenty pages scanned in colour.
pub const MAX_BYTES: usize = 20 * 1024 * 1024;
/// The most bytes of a request that are read at all, so that a file that is too large is answered in words.
pub const MAX_REQUEST: usize = 64 * 1024 * 1024;
/// So many photos are read at once.
static TURNS: Semaphore = Semaphore::const_new(2);
/// What the browser may do with a file: show it and nothing else.
const POLICY: &str = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// What a file may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A document.
    Pdf,
    /// A photo.
    Jpeg,
    /// A picture.
    Png,
}

impl Kind {
    /// The kind by the first bytes, whatever the name says (ISO 32000-2 7.5.2, ISO 10918-1 B.1.1.3, PNG 5.2).
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Self::Png),
            _ => None,
        }
    }

    fn content_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }
}

/// The answer to a file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Kept {
    /// Its SHA-256; commands name it by this.
    pub hash: Sha256,
    /// That of a photo's small picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail: Option<Sha256>,
}

/// To what a file is handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// A visit.
    Visit(VisitId),
    /// A machine.
    Machine(MachineId),
    /// Manuals, whichever it will be.
    Manuals,
}

impl Thing {
    /// By the name of a form's field, `visit`, `machine` or `manual`.
    pub fn named(field: &str, id: &str) -> Option<Self> {
        match field {
            "visit" => id.parse().ok().map(Self::Visit),
            "machine" => id.parse().ok().map(Self::Machine),
            "manual" => Some(Self::Manuals),
            _ => None,
        }
    }

    /// What one must be allowed to hand a file in to it.
    pub fn permission(self) -> Permission {
        match self {
            Self::Visit(_) | Self::Machine(_) => Permission::KeepFiles,
            Self::Manuals => Permission::EditStock,
        }
    }
}

/// What is wrong with the file of a form's field: its sentence is the text `invalid-<code>`.
pub fn wrong(lang: Lang, field: &str, code: &str) -> Problem {
    let most = [("most", Arg::from(MAX_BYTES / 1024 / 1024))];
    let message = tr(lang, &format!("invalid-{code}"), &most);
    Problem::invalid(lang, vec![FieldError { field: field.into(), message }])
}

/// Reads a file to its end, keeping no more of it than may be kept.
///
/// # Errors
/// The code of what is wrong: `file-missing`, `file-too-large`, `file-kind` or `file-broken`.
pub async fn read(field: Field<'_>) -> Result<Vec<u8>, &'static str> {
    let bytes = bytes(field).await?;
    Kind::of(&bytes).map(|_| bytes).ok_or("file-kind")
}

/// Reads a file of any kind to its end; what it may be is judged by [`keep_for`].
///
/// # Errors
/// As [`read`], but for its kind.
pub async fn bytes(mut field: Field<'_>) -> Result<Vec<u8>, &'static str> {
    let (mut bytes, mut too_large) = (Vec::new(), false);
    loop {
        match field.chunk().await {
            Ok(Some(chunk)) if bytes.len() + chunk.len() <= MAX_BYTES => bytes.extend_from_slice(&chunk),
            Ok(Some(_)) => too_large = true,
            Ok(None) if too_large => return Err("file-too-large"),
            Ok(None) if bytes.is_empty() => return Err("file-missing"),
            Ok(None) => return Ok(bytes),
            Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => return Err("file-too-large"),
            Err(_) => return Err("file-broken"),
        }
    }
}

/// Keeps the scan of a contract for its customer.
///
/// # Errors
/// In the caller's language; "not found" when there is no such contract.
pub async fn keep(app: &App, session: &Session, contract: &str, bytes: &[u8]) -> Result<Sha256, Problem> {
    let lang = session.lang;
    session.require(Permission::EditContracts)?;
    let customer = customer_of(app, contract, lang).await?.ok_or_else(|| Problem::not_found(lang))?;
    app.files.put(customer.0, bytes).await.map_err(|error| Problem::failure(lang, &error))
}

/// Keeps a photo or a PDF under the key of a thing: a photo is written anew, and its small picture kept beside it.
///
/// # Errors
/// In the caller's language; "not found" when there is no such thing.
pub async fn keep_for(app: &App, session: &Session, thing: Thing, bytes: Vec<u8>) -> Result<Kept, Problem> {
    let lang = session.lang;
    session.require(thing.permission())?;
    let key = key_of(app, thing, lang).await?.ok_or_else(|| Problem::not_found(lang))?;
    let put = async |bytes: &[u8]| app.files.put(key, bytes).await.map_err(|error| Problem::failure(lang, &error));
    if Kind::of(&bytes) == Some(Kind::Pdf) {
        return Ok(Kept { hash: put(&bytes).await?, thumbnail: None });
    }
    // A large photo takes much memory while it is read.
    let turn = TURNS.acquire().await;
    let made = tokio::task::spawn_blocking(move || photos::made(&bytes)).await;
    drop(turn);
    let made = made.map_err(|error| Problem::failure(lang, &error))?;
    let Photo { picture, small } = made.map_err(|code| wrong(lang, "file", code))?;
    Ok(Kept { hash: put(&picture).await?, thumbnail: Some(put(&small).await?) })
}

/// Whether these files were handed in to a thing; true when there is no such thing, which the rules say better.
///
/// # Errors
/// When the log or a file can't be read.
pub async fn are_kept(app: &App, thing: Thing, names: &[&Sha256], lang: Lang) -> Result<bool, Problem> {
    let Some(key) = key_of(app, thing, lang).await? else { return Ok(true) };
    for name in names {
        let file = app.files.get(key, name).await.map_err(|error| Problem::failure(lang, &error))?;
        if file.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whose key seals the files of a thing; none when there is no such thing.
async fn key_of(app: &App, thing: Thing, lang: Lang) -> Result<Option<Uuid>, Problem> {
    let customer = match thing {
        Thing::Manuals => return Ok(Some(manual::KEY)),
        Thing::Visit(id) => app.log.state::<Visit>(&id.to_string()).await.map(|(state, _)| state.customer()),
        Thing::Machine(id) => app.log.state::<Machine>(&id.to_string()).await.map(|(state, _)| state.customer()),
    };
    customer.map(|customer| customer.map(Uuid::from)).map_err(|error| Problem::failure(lang, &error))
}

/// Whether a contract's customer has this file; true when there is no such contract, which the rules say better.
///
/// # Errors
/// When the log or the file can't be read.
pub async fn is_kept(app: &App, contract: &str, scan: &Sha256, lang: Lang) -> Result<bool, Problem> {
    let Some(customer) = customer_of(app, contract, lang).await? else { return Ok(true) };
    let file = app.files.get(customer.0, scan).await.map_err(|error| Problem::failure(lang, &error))?;
    Ok(file.is_some())
}

async fn customer_of(app: &App, contract: &str, lang: Lang) -> Result<Option<CustomerId>, Problem> {
    let contract: ContractId = contract.parse().map_err(|_| Problem::not_found(lang))?;
    let state = app.log.state::<Contract>(&contract.to_string()).await;
    Ok(state.map_err(|error| Problem::failure(lang, &error))?.0.customer())
}

/// The file as the browser shows it, for who may read what it belongs to: a contract, a visit, a machine, a manual.
///
/// # Errors
/// In the caller's language; "not found" when nothing has it, or the customer was erased.
pub async fn show(app: &App, session: &Session, hash: &str) -> Result<Response, Problem> {
    let lang = session.lang;
    let asked: Sha256 = hash.parse().map_err(|_| Problem::not_found(lang))?;
    let pool = &app.reads.of(&maintenance::DEPARTMENT).pool;
    if session.may(Permission::SeePlanning) {
        let keys = maintenance::files::whose(pool, &asked).await.map_err(|error| Problem::of_read(lang, error))?;
        for key in keys {
            let bytes = app.files.get(key, &asked).await.map_err(|error| Problem::failure(lang, &error))?;
            if let Some((kind, bytes)) = bytes.and_then(|bytes| Some((Kind::of(&bytes)?, bytes))) {
                return Ok(answer(kind, asked.as_str().get(..12).unwrap_or_default(), bytes));
            }
        }
    }
    session.require(Permission::SeeContracts)?;
    let hash: Sha256 = hash.parse().map_err(|_| Problem::not_found(lang))?;
    let pool = &app.reads.of(&sales::DEPARTMENT).pool;
    let found = sales::contract::of_scan(pool, &hash).await.map_err(|error| Problem::of_read(lang, error))?;
    for (customer, number) in found {
        let bytes = app.files.get(customer.0, &hash).await.map_err(|error| Problem::failure(lang, &error))?;
        if let Some((kind, bytes)) = bytes.and_then(|bytes| Some((Kind::of(&bytes)?, bytes))) {
            return Ok(answer(kind, &format!("C-{number}-scan"), bytes));
        }
    }
    Err(Problem::not_found(lang))
}

fn answer(kind: Kind, name: &str, bytes: Vec<u8>) -> Response {
    let name = format!("inline; filename=\"{name}.{}\"", kind.extension());
    let headers = [
        (header::CONTENT_TYPE, kind.content_type()),
        (header::CONTENT_DISPOSITION, name.as_str()),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    (headers, bytes).into_response()
}

/// `GET /api/v1/files/{hash}`.
///
/// # Errors
/// See [`show`].
pub async fn get(State(app): State<App>, session: Session, Path(hash): Path<String>) -> Result<Response, Problem> {
    show(&app, &session, &hash).await
}

/// `POST /api/v1/files`: a form of the parts `contract`, `visit` or `machine` (an id) or `manual` (empty) and `file`, in this order.
///
/// # Errors
/// In the caller's language.
pub async fn posted(
    State(app): State<App>,
    session: Session,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Problem> {
    let lang = session.lang;
    if ![Permission::KeepFiles, Permission::EditStock].iter().any(|one| session.may(*one)) {
        session.require(Permission::EditContracts)?;
    }
    let mut form = form.map_err(|_| Problem::new(lang, StatusCode::UNSUPPORTED_MEDIA_TYPE, "form-wanted"))?;
    let broken = || Problem::new(lang, StatusCode::BAD_REQUEST, "form-broken");
    let mut whose: Option<(String, String)> = None;
    while let Some(part) = form.next_field().await.map_err(|_| broken())? {
        match part.name() {
            Some(name @ ("contract" | "visit" | "machine" | "manual")) => {
                let name = name.to_owned();
                whose = Some((name, part.text().await.map_err(|_| broken())?));
            }
            Some("file") => {
                let (name, id) = whose.as_ref().ok_or_else(|| wrong(lang, "contract", "missing"))?;
                let kept = if name == "contract" {
                    let bytes = read(part).await.map_err(|code| wrong(lang, "file", code))?;
                    Kept { hash: keep(&app, &session, id, &bytes).await?, thumbnail: None }
                } else {
                    let thing = Thing::named(name, id).ok_or_else(|| Problem::not_found(lang))?;
                    let bytes = bytes(part).await.map_err(|code| wrong(lang, "file", code))?;
                    keep_for(&app, &session, thing, bytes).await?
                };
                return Ok((StatusCode::CREATED, Json(kept)).into_response());
            }
            _ => {}
        }
    }
    Err(wrong(lang, "file", "file-missing"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_first_bytes_say_and_nothing_else_is_taken() {
        assert_eq!(Kind::of(b"%PDF-1.7\n"), Some(Kind::Pdf));
        assert_eq!(Kind::of(&[0xff, 0xd8, 0xff, 0xe0]), Some(Kind::Jpeg));
        assert_eq!(Kind::of(b"\x89PNG\r\n\x1a\n\0"), Some(Kind::Png));
        for other in [b"<html>%PDF-".as_slice(), b"PK\x03\x04", b"GIF89a", b"<svg", b""] {
            assert_eq!(Kind::of(other), None, "{other:?}");
        }
    }
}
