//! The master key, which wraps every person's key and stands in no database.

use std::{
    fmt,
    fs::{self, File, OpenOptions},
    io::{ErrorKind, Write},
    path::Path,
};

use rand::{TryRng, rngs::SysRng};
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, Zeroizing};

use crate::{StoreError, hex};

/// 256 bits that must be kept as carefully as the data, and apart from it: without them nothing personal can be read.
pub struct MasterKey(Zeroizing<[u8; 32]>);

impl MasterKey {
    /// From 64 hexadecimal digits.
    ///
    /// # Errors
    /// [`StoreError::Keys`] when it is not that; the text is not repeated in the error.
    pub fn from_hex(text: &str) -> Result<Self, StoreError> {
        let wrong = || StoreError::Keys("a master key is 64 hexadecimal digits".into());
        let mut bytes = hex::decode(text.trim()).ok_or_else(wrong)?;
        let key = <[u8; 32]>::try_from(bytes.as_slice()).map(|key| Self(Zeroizing::new(key)));
        bytes.zeroize();
        key.map_err(|_| wrong())
    }

    /// From a file that holds 64 hexadecimal digits. When there is none, a new key is made and written there, readable
    /// by its owner alone.
    ///
    /// # Errors
    /// [`StoreError::Io`] with the file's name; [`StoreError::Keys`] when it holds something else.
    pub fn load_or_create(path: &Path) -> Result<Self, StoreError> {
        let io = |e| StoreError::Io(path.display().to_string(), e);
        match create(path) {
            Ok(mut file) => {
                let key = Zeroizing::new(random()?);
                let text = Zeroizing::new(hex::encode(key.as_slice()));
                file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(io)?;
                sync_folder(path).map_err(io)?;
                Ok(Self(key))
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                let text = Zeroizing::new(fs::read_to_string(path).map_err(io)?);
                let wrong = || {
                    format!("{} does not hold 64 hexadecimal digits: put it back from where it is kept", path.display())
                };
                Self::from_hex(&text).map_err(|_| StoreError::Keys(wrong()))
            }
            Err(error) => Err(io(error)),
        }
    }

    /// Tells master keys apart without giving them away: 16 hexadecimal digits.
    pub fn id(&self) -> String {
        let hash = Sha256::new().chain_update(b"werkbank master key").chain_update(self.bytes()).finalize();
        hex::encode(&hash[..8])
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MasterKey({})", self.id())
    }
}

/// Bytes from the machine's source of randomness.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    SysRng.try_fill_bytes(&mut bytes).map_err(|e| StoreError::Keys(format!("no randomness: {e}")))?;
    Ok(bytes)
}

fn create(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// A new file survives a power cut only when the folder that names it is on disk, too.
pub(crate) fn sync_folder(path: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
