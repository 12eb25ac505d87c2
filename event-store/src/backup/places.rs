//! Where backups go, and how a file gets there: whole or not at all.

use std::{
    fs::{self, File},
    io::{ErrorKind, Read, Write},
    path::{Component, Path, PathBuf},
};

use sha2::{Digest, Sha256};

use super::{BackupError, io, manifest::Item};
use crate::hex;

/// What half-written things are called until they are whole.
pub(super) const PART: &str = ".part";

/// The folders of a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// For the log and the files.
    pub to: PathBuf,
    /// For the keys: another place, since who has both can read everything once they have the master key.
    pub keys_to: PathBuf,
}

impl Places {
    /// Whether both are there, apart from each other and from the data.
    ///
    /// They are never made: a disk that is not there today would leave a folder of that name on another one.
    ///
    /// # Errors
    /// Says what to do.
    pub(super) fn check(&self, own: &[(&Path, &'static str)]) -> Result<(), BackupError> {
        let real = |path: &Path, what: &str| {
            let missing = |error| {
                let text = format!(
                    "{what} {} can't be reached ({error}); make it, or see that its disk is there",
                    path.display()
                );
                BackupError::Refused(text)
            };
            path.canonicalize().and_then(|real| fs::read_dir(&real).map(|_| real)).map_err(missing)
        };
        let given: [(&Path, _); 2] = [(&self.to, "the backup folder"), (&self.keys_to, "the folder for the keys")];
        let folders = given.iter().chain(own).map(|(path, what)| real(path, what).map(|real| (real, *what)));
        let folders = folders.collect::<Result<Vec<_>, _>>()?;
        for (n, (inner, name)) in folders.iter().enumerate() {
            for (m, (outer, other)) in folders.iter().enumerate() {
                let both_own = n >= given.len() && m >= given.len();
                if n != m && !both_own && inner.starts_with(outer) {
                    let text = format!("{name} {} lies in {other}; give it a place of its own", inner.display());
                    return Err(BackupError::Refused(text));
                }
            }
        }
        Ok(())
    }
}

/// The names in a folder, in order.
pub(super) fn names(folder: &Path) -> Result<Vec<String>, BackupError> {
    let entries = fs::read_dir(folder).map_err(io(folder))?;
    let mut names = Vec::new();
    for entry in entries {
        names.extend(entry.map_err(io(folder))?.file_name().into_string());
    }
    names.sort();
    Ok(names)
}

/// Counts and hashes what is written through it.
pub(super) struct Hashing<W> {
    inner: W,
    hash: Sha256,
    size: u64,
}

impl<W: Write> Hashing<W> {
    pub(super) fn new(inner: W) -> Self {
        Self { inner, hash: Sha256::new(), size: 0 }
    }

    /// What was written, as a file of this name in a backup.
    pub(super) fn item(self, path: String) -> (W, Item) {
        (self.inner, Item { path, size: self.size, sha256: hex::encode(&self.hash.finalize()) })
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.size += u64::try_from(written).unwrap_or_default();
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.inner.flush()
    }
}

/// Copies a file to a new one that is on disk afterwards.
pub(super) fn copy(from: &Path, to: &Path, name: String) -> Result<Item, BackupError> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(io(folder))?;
    }
    let mut source = File::open(from).map_err(io(from))?;
    let mut target = Hashing::new(File::create_new(to).map_err(io(to))?);
    std::io::copy(&mut source, &mut target).map_err(io(to))?;
    let (file, item) = target.item(name);
    file.sync_all().map_err(io(to))?;
    Ok(item)
}

/// Whether a file is still what was written.
///
/// # Errors
/// [`BackupError::Damaged`] names it.
pub(super) fn check(folder: &Path, item: &Item) -> Result<PathBuf, BackupError> {
    let plain = Path::new(&item.path).components().all(|part| matches!(part, Component::Normal(_)));
    let path = folder.join(&item.path);
    let damaged = |what: &str| BackupError::Damaged(format!("{} {what}", path.display()));
    if !plain {
        return Err(damaged("lies elsewhere"));
    }
    let mut file = match File::open(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(damaged("is missing")),
        opened => opened.map_err(io(&path))?,
    };
    let (mut hash, mut size, mut buffer) = (Sha256::new(), 0, vec![0; 256 * 1024]);
    loop {
        let read = file.read(&mut buffer).map_err(io(&path))?;
        if read == 0 {
            break;
        }
        hash.update(&buffer[..read]);
        size += u64::try_from(read).unwrap_or_default();
    }
    if size != item.size || hex::encode(&hash.finalize()) != item.sha256 {
        return Err(damaged("is not what was written"));
    }
    Ok(path)
}

/// Puts the names in a folder on disk: a new file survives a power cut only then. Some file systems over a network can't.
pub(super) fn sync(folder: &Path) -> Result<(), BackupError> {
    #[cfg(unix)]
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(error) if !matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => {
            return Err(io(folder)(error));
        }
        _ => {}
    }
    Ok(())
}

/// The same for every folder below.
pub(super) fn sync_all(folder: &Path) -> Result<(), BackupError> {
    for name in names(folder)? {
        let path = folder.join(name);
        if path.is_dir() {
            sync_all(&path)?;
        }
    }
    sync(folder)
}

/// Writes a small file that is on disk afterwards.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), BackupError> {
    let mut file = File::create(path).map_err(io(path))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(io(path))
}

/// Takes away what a backup that was broken off left behind.
pub(super) fn clear_parts(folder: &Path) -> Result<(), BackupError> {
    for name in names(folder)?.into_iter().filter(|name| name.contains(PART)) {
        remove(&folder.join(name))?;
    }
    Ok(())
}

/// Removes a file or a folder with all in it; what is gone already is fine.
pub(super) fn remove(path: &Path) -> Result<(), BackupError> {
    match if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) } {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed.map_err(io(path)),
    }
}

/// Removes a folder so that half of it is never taken for the whole.
pub(super) fn remove_whole(path: &Path) -> Result<(), BackupError> {
    let mut part = path.as_os_str().to_owned();
    part.push(PART);
    let part = PathBuf::from(part);
    fs::rename(path, &part).map_err(io(path))?;
    remove(&part)
}
