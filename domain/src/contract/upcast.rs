//! Older forms of what happened with a contract.

use serde_json::{Value, json};

use crate::personal::{ERASED, PERSONAL};

/// Version 1 of `contract_signed` has where the paper is kept in the open; people write names there. It is as personal as the name of
/// who signed, and gone with it.
pub(crate) fn sealed_place(data: &mut Value) {
    let Some(paper) = data.pointer_mut("/signature/on_paper") else { return };
    let whose = paper.pointer(&format!("/name/{PERSONAL}/subject")).cloned();
    let place = match whose {
        Some(subject) => json!({ PERSONAL: { "subject": subject, "value": paper["kept_at"] } }),
        None => json!({ ERASED: paper["name"][ERASED] }),
    };
    paper["kept_at"] = place;
}
