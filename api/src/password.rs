//! Passwords: hashed with argon2id on threads of their own, a few at a time.

use std::sync::Arc;

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::sync::Semaphore;

use crate::tries::Tries;

/// Hashes and checks passwords. Each takes some 20 MiB and 40 ms, so at most two are at work at once.
#[derive(Clone)]
pub struct Passwords {
    /// Wrong ones of the last minutes.
    pub tries: Tries,
    busy: Arc<Semaphore>,
    /// Checked when there is no such person, so that the answer takes as long.
    nobody: Arc<str>,
}

impl Default for Passwords {
    fn default() -> Self {
        let nobody = hash("nobody has this password").unwrap_or_default();
        Self { tries: Tries::default(), busy: Arc::new(Semaphore::new(2)), nobody: nobody.into() }
    }
}

impl Passwords {
    /// The argon2id string of a password (PHC form), with the crate's recommended cost (19 MiB, 2 passes).
    ///
    /// # Errors
    /// When the system gives no random salt or the work was broken off.
    pub async fn hash(&self, clear: String) -> Result<String, String> {
        let _turn = self.busy.acquire().await.map_err(|error| error.to_string())?;
        tokio::task::spawn_blocking(move || hash(&clear)).await.map_err(|error| error.to_string())?
    }

    /// Whether the password belongs to the hash; without a hash it takes as long and is wrong.
    pub async fn fits(&self, clear: String, known: Option<String>) -> bool {
        let Ok(_turn) = self.busy.acquire().await else { return false };
        let nobody = self.nobody.clone();
        let check = move || {
            let phc = known.as_deref().unwrap_or(&nobody);
            let fits = PasswordHash::new(phc)
                .is_ok_and(|hash| Argon2::default().verify_password(clear.as_bytes(), &hash).is_ok());
            fits && known.is_some()
        };
        tokio::task::spawn_blocking(check).await.unwrap_or(false)
    }
}

fn hash(clear: &str) -> Result<String, String> {
    Argon2::default().hash_password(clear.as_bytes()).map(|hash| hash.to_string()).map_err(|error| error.to_string())
}
