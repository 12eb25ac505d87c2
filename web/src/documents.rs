//! The program's documents, as the API asks for them.

use async_trait::async_trait;
use domain::mail::Document;

/// Makes PDFs by the reactors' documents.
pub struct Pdfs;

#[async_trait]
impl api::app::Documents for Pdfs {
    async fn pdf(&self, document: Document) -> Result<Vec<u8>, String> {
        Err(format!("{document:?} can't be made yet"))
    }
}
