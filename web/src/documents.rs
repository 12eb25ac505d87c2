//! The program's documents, as the API and the sender ask for them.

use std::sync::Arc;

use api::{app::NotMade, dossier::Dossier};
use async_trait::async_trait;
use domain::{mail::Document, privacy::Person};
use event_store::{Files, Log};
use reactors::{
    documents::{Documents, Erased, Held, Told, Whose},
    sender::Made,
};

/// Makes PDFs from the log.
pub struct Pdfs(Documents);

impl Pdfs {
    /// Documents of a log, with its files; `answers`: whether it is read what is answered to invitations.
    pub fn new(log: Arc<Log>, files: Files, answers: bool) -> Self {
        Self(Documents { log, files, answers })
    }
}

#[async_trait]
impl api::app::Documents for Pdfs {
    async fn pdf(&self, document: Document) -> Result<Vec<u8>, NotMade> {
        self.0.pdf(document).await.map_err(not_made)
    }

    async fn dossier(&self, dossier: &Dossier) -> Result<Vec<u8>, NotMade> {
        let held = Held {
            whose: match dossier.person {
                Person::Customer { .. } => Whose::Customer,
                Person::Contact { .. } => Whose::Contact,
                Person::User { .. } => Whose::Colleague,
            },
            language: dossier.language.clone(),
            name: dossier.name.clone(),
            made_at: dossier.made_at,
            known: dossier.known.clone(),
            invoices_until: dossier.invoices_kept.iter().filter_map(|kept| kept.until).max(),
            owed: dossier.invoices_kept.iter().any(|kept| kept.owed),
            happened: (dossier.happened.iter())
                .map(|happened| Told {
                    at: happened.at,
                    about: happened.about.clone(),
                    what: happened.what.clone(),
                    fields: happened.fields.clone(),
                })
                .collect(),
        };
        self.0.dossier(held).await.map_err(not_made)
    }
}

fn not_made(error: anyhow::Error) -> NotMade {
    if error.is::<Erased>() { NotMade::Erased } else { NotMade::Failed(format!("{error:#}")) }
}

#[async_trait]
impl reactors::sender::Documents for Pdfs {
    async fn make(&self, document: Document) -> Result<Made, String> {
        let failed = |error| format!("{error:#}");
        let name = match document {
            Document::Invoice(id) => self.0.file_name(id, false).await.map_err(failed)?,
            Document::CreditNote(id) => self.0.file_name(id, true).await.map_err(failed)?,
            Document::Contract(_) => "contract.pdf".into(),
            Document::PurchaseOrder(_) => "bestelling.pdf".into(),
            Document::Worksheet(_) => "werkbon.pdf".into(),
            Document::Appointment { visit, revision, stretch } => {
                let (method, text) = self.0.appointment(visit, revision, stretch).await.map_err(failed)?;
                return Ok(Made::Appointment(method, text));
            }
        };
        Ok(Made::Pdf(name, self.0.pdf(document).await.map_err(failed)?))
    }
}
