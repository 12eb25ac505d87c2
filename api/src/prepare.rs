//! What the server adds to a command before it is decided, since deciding knows no chance and no files.

use axum::http::StatusCode;
use domain::{
    ContractId, contract, folder,
    mail::Document,
    manual,
    registry::AnyCommand,
    settings::{COMPANY, Settings},
    user::{self, Password},
};
use event_store::CommandError;
use sha2::{Digest, Sha256};
use texts::Lang;

use crate::{app::App, files, problem::Problem};

/// Hashes passwords, writes the hash of the document that the customer signs, and holds out for the scan of a paper.
///
/// # Errors
/// When it can't be done; the command has not been run then.
pub async fn prepare(app: &App, id: &str, command: &mut AnyCommand, lang: Lang) -> Result<(), Problem> {
    match command {
        AnyCommand::User(
            user::Command::Create { password, .. }
            | user::Command::ChangePassword { password, .. }
            | user::Command::ResetPassword { password },
        ) => {
            if let Password::Clear(clear) = password {
                let hash = app.passwords.hash(std::mem::take(clear)).await;
                *password = Password::Hashed(hash.map_err(|error| Problem::failure(lang, &error))?);
            }
        }
        AnyCommand::Contract(contract::Command::SignOnScreen { document, .. }) => {
            let contract: ContractId = id.parse().map_err(|_| Problem::not_found(lang))?;
            let failed = |error| Problem::of_command(lang, CommandError::Store(error));
            if app.log.state::<contract::Contract>(id).await.map_err(failed)?.1.is_none() {
                // There is nothing to sign; deciding says so.
                return Ok(());
            }
            if app.log.state::<Settings>(COMPANY).await.map_err(failed)?.0.company.is_none() {
                return Err(Problem::new(lang, StatusCode::CONFLICT, "no-company"));
            }
            let pdf = app.documents.pdf(Document::Contract(contract)).await;
            let pdf = pdf.map_err(|error| Problem::failure(lang, &error))?;
            *document = hex(&Sha256::digest(&pdf)).parse().ok();
        }
        AnyCommand::Contract(contract::Command::SignOnPaper { scan, .. })
            if !files::is_kept(app, id, scan, lang).await? =>
        {
            return Err(files::wrong(lang, "scan", "scan-unknown"));
        }
        AnyCommand::Folder(folder::Command::Keep { visit, machine, file, thumbnail, .. }) => {
            if let Some(thing) = visit.map(files::Thing::Visit).or(machine.map(files::Thing::Machine)) {
                handed_in(app, thing, file, thumbnail.as_ref(), lang).await?;
            }
        }
        AnyCommand::Manual(
            manual::Command::Add { file, thumbnail, .. } | manual::Command::Renew { file, thumbnail },
        ) => handed_in(app, files::Thing::Manuals, file, thumbnail.as_ref(), lang).await?,
        _ => {}
    }
    Ok(())
}

/// Holds out for a file that a command names, and its small picture.
async fn handed_in(
    app: &App,
    thing: files::Thing,
    file: &domain::Sha256,
    small: Option<&domain::Sha256>,
    lang: Lang,
) -> Result<(), Problem> {
    let names: Vec<&domain::Sha256> = [Some(file), small].into_iter().flatten().collect();
    match files::are_kept(app, thing, &names, lang).await? {
        true => Ok(()),
        false => Err(files::wrong(lang, "file", "file-unknown")),
    }
}

fn hex(bytes: &[u8]) -> String {
    event_store::hex::encode(bytes)
}
