//! Files that people hand in (scans of signed papers): named by the hash of what is in them, sealed with a person's key.

use std::{
    fs,
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
};

use domain::Sha256;
use sha2::Digest;
use uuid::Uuid;

use crate::{KeyState, Keys, StoreError, hex, keys::Sealed, master_key::sync_folder};

/// What a file takes on the disk beyond what is in it: the nonce and the tag.
const SEAL_BYTES: u64 = 24 + 16;

fn write(path: &Path, sealed: &Sealed) -> std::io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(&sealed.nonce)?;
    file.write_all(&sealed.cipher)?;
    file.sync_all()
}

/// What is wrong with a file that was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Amiss {
    /// There is none.
    #[error("is missing")]
    Missing,
    /// The key that seals it is not there, and was not destroyed either.
    #[error("can't be opened: its key is missing")]
    NoKey,
    /// It does not open, or something else is in it.
    #[error("was changed")]
    Changed,
}

/// The folder of files, `<data>/files`.
#[derive(Clone)]
pub struct Files {
    dir: PathBuf,
    keys: Keys,
}

impl Files {
    /// The files under a data folder.
    pub fn new(data: &Path, keys: Keys) -> Self {
        Self { dir: data.join("files"), keys }
    }

    /// Keeps a file for a person; its name comes back. The same file again is kept once a person.
    ///
    /// # Errors
    /// [`StoreError::Io`] with the file's name; [`StoreError::Destroyed`] when the person's key was.
    pub async fn put(&self, subject: Uuid, content: &[u8]) -> Result<Sha256, StoreError> {
        let digest = hex::encode(&sha2::Sha256::digest(content));
        let name: Sha256 = digest.parse().map_err(|_| StoreError::Damaged(format!("{digest} is no hash")))?;
        let path = self.path(subject, &name);
        let sealed = self.keys.seal(subject, name.as_str(), content).await?;
        let io = |error| StoreError::Io(path.display().to_string(), error);
        if !path.exists() {
            let folder = path.parent().unwrap_or(&self.dir);
            fs::create_dir_all(folder).map_err(io)?;
            // Whole or not at all: a file under its own name is never half written.
            let part = folder.join(format!("{}.part", Uuid::now_v7()));
            if let Err(error) = write(&part, &sealed).and_then(|()| fs::rename(&part, &path)) {
                // A full disk is not made fuller by what came to nothing.
                let _ = fs::remove_file(&part);
                return Err(io(error));
            }
            sync_folder(&path).and_then(|()| sync_folder(folder)).map_err(io)?;
        }
        Ok(name)
    }

    /// What is in a person's file; none when there is no such file, or the person was erased.
    ///
    /// # Errors
    /// [`StoreError::Io`]; [`StoreError::Keys`] when the file was changed.
    pub async fn get(&self, subject: Uuid, name: &Sha256) -> Result<Option<Vec<u8>>, StoreError> {
        let path = self.path(subject, name);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(StoreError::Io(path.display().to_string(), error)),
        };
        let changed = || StoreError::Keys(format!("the file {name} was changed"));
        let (nonce, cipher) = bytes.split_first_chunk::<24>().ok_or_else(changed)?;
        self.keys.unseal(subject, name.as_str(), &Sealed { nonce: *nonce, cipher: cipher.to_vec() }).await
    }

    /// What is wrong with a person's file that was kept; nothing where the person was erased.
    ///
    /// # Errors
    /// When the keys or the disk can't be read.
    pub async fn amiss(&self, subject: Uuid, name: &Sha256) -> Result<Option<Amiss>, StoreError> {
        if !matches!(self.keys.find(&[subject]).await?.get(&subject), Some(KeyState::Held(_))) {
            let never = self.keys.lacking([&subject]).await? > 0;
            return Ok(never.then_some(Amiss::NoKey));
        }
        match self.get(subject, name).await {
            Ok(None) => Ok(Some(Amiss::Missing)),
            Ok(Some(content)) if hex::encode(&sha2::Sha256::digest(&content)) == name.as_str() => Ok(None),
            Ok(Some(_)) | Err(StoreError::Keys(_)) => Ok(Some(Amiss::Changed)),
            Err(error) => Err(error),
        }
    }

    /// How many bytes are in a person's file; none when there is no such file.
    pub fn size(&self, subject: Uuid, name: &Sha256) -> Option<u64> {
        let sealed = fs::metadata(self.path(subject, name)).ok()?.len();
        sealed.checked_sub(SEAL_BYTES)
    }

    /// Removes all files of a person.
    ///
    /// # Errors
    /// [`StoreError::Io`] with the folder's name.
    pub fn remove_all(&self, subject: Uuid) -> Result<(), StoreError> {
        let folder = self.dir.join(subject.to_string());
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(StoreError::Io(folder.display().to_string(), error))
            }
            _ => Ok(()),
        }
    }

    fn path(&self, subject: Uuid, name: &Sha256) -> PathBuf {
        self.dir.join(subject.to_string()).join(name.as_str())
    }
}
