//! What the server adds to a command before it is decided, since deciding knows no chance and no files.

use domain::{
    ContractId, contract,
    mail::Document,
    registry::AnyCommand,
    user::{self, Password},
};
use sha2::{Digest, Sha256};
use texts::Lang;

use crate::{app::App, problem::Problem};

/// Hashes passwords, and writes the hash of the document that the customer signs.
///
/// # Errors
/// When it can't be done; the command has not been run then.
pub async fn prepare(app: &App, id: &str, command: &mut AnyCommand, lang: Lang) -> Result<(), Problem> {
    match command {
        AnyCommand::User(
            user::Command::Create { password, .. }
            | user::Command::ChangePassword { password }
            | user::Command::ResetPassword { password },
        ) => {
            if let Password::Clear(clear) = password {
                let hash = app.passwords.hash(std::mem::take(clear)).await;
                *password = Password::Hashed(hash.map_err(|error| Problem::failure(lang, &error))?);
            }
        }
        AnyCommand::Contract(contract::Command::SignOnScreen { document, .. }) => {
            let contract: ContractId = id.parse().map_err(|_| Problem::not_found(lang))?;
            let pdf = app.documents.pdf(Document::Contract(contract)).await;
            let pdf = pdf.map_err(|error| Problem::failure(lang, &error))?;
            *document = hex(&Sha256::digest(&pdf)).parse().ok();
        }
        _ => {}
    }
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
