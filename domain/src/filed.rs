//! Which files beside the log an event names, and whose key seals them.

use uuid::Uuid;

use crate::{
    contract::{self, Signature},
    folder, manual,
    registry::AnyEvent,
    values::Sha256,
};

/// The categories whose events name files.
pub const CATEGORIES: [&str; 3] = ["contract", "folder", "manual"];

impl AnyEvent {
    /// The files that it names, each with whose key seals it.
    pub fn files(&self) -> Vec<(Uuid, &Sha256)> {
        let (key, file, small) = match self {
            Self::Contract(contract::Event::ContractSigned {
                customer,
                signature: Signature::OnPaper { scan, .. },
                ..
            }) => (customer.0, scan, None),
            Self::Folder(folder::Event::FileKept { customer, file, thumbnail, .. }) => {
                (customer.0, file, thumbnail.as_ref())
            }
            Self::Manual(
                manual::Event::ManualAdded { file, thumbnail, .. }
                | manual::Event::ManualRenewed { file, thumbnail, .. },
            ) => (manual::KEY, file, thumbnail.as_ref()),
            _ => return Vec::new(),
        };
        [Some(file), small].into_iter().flatten().map(|name| (key, name)).collect()
    }
}
