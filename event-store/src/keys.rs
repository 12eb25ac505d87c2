//! One key a person, in `keys.db`: what is sealed with it can be read while the key exists, and never again after.

use std::{
    collections::{HashMap, HashSet},
    fs,
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305,
    aead::{Aead, Payload},
};
use rusqlite::{Connection, OptionalExtension, Row};
use serde::Serialize;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{Durability, MasterKey, StoreError, database, hex, master_key::random, recent::Recent};

/// The tables of `keys.db`, step by step.
const STEPS: [&str; 1] = [include_str!("../../migrations/keys/1_keys.sql")];

/// Their file in the data folder.
pub const FILE: &str = "keys.db";

/// Keys held in memory: at most twice as many, about 100 bytes each.
const KEYS_REMEMBERED: usize = 64 * 1024;

/// As many keys are looked up where they are asked for.
const FEW: usize = 16;

const FIND: &str =
    "SELECT subject, nonce, wrapped FROM keys WHERE subject IN (SELECT unhex(value, '-') FROM json_each(?1))";
const LACKING: &str = "SELECT count(*) FROM json_each(?1) WHERE unhex(value, '-') NOT IN (SELECT subject FROM keys)";
const ADD: &str = "INSERT INTO keys(subject, master, nonce, wrapped) \
     SELECT unhex(value ->> 0, '-'), ?2, unhex(value ->> 1), unhex(value ->> 2) FROM json_each(?1) WHERE true \
     ON CONFLICT(subject) DO NOTHING";
const DESTROY: &str = "INSERT INTO keys(subject) VALUES(?1) \
     ON CONFLICT(subject) DO UPDATE SET master = NULL, nonce = NULL, wrapped = NULL";
const OTHER_MASTER: &str = "SELECT master FROM keys WHERE master <> ?1 LIMIT 1";

/// What is sealed: a random nonce, and the cipher text with its 16 bytes of proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// Never used twice.
    pub nonce: [u8; 24],
    /// XChaCha20-Poly1305.
    pub cipher: Vec<u8>,
}

/// One person's key.
#[derive(Clone)]
pub struct DataKey(Arc<Zeroizing<[u8; 32]>>);

impl DataKey {
    /// Encrypts, bound to the place that `aad` names: the cipher text can't be read at another.
    ///
    /// # Errors
    /// [`StoreError::Keys`] when the machine has no randomness.
    pub fn seal(&self, aad: &str, plain: &[u8]) -> Result<Sealed, StoreError> {
        seal(&self.0, aad.as_bytes(), plain)
    }

    /// Decrypts what was sealed at the same place.
    ///
    /// # Errors
    /// [`StoreError::Keys`] when the key, the place or the cipher text is another.
    pub fn unseal(&self, aad: &str, sealed: &Sealed) -> Result<Vec<u8>, StoreError> {
        open(&self.0, aad.as_bytes(), &sealed.nonce, &sealed.cipher)
            .ok_or_else(|| StoreError::Keys(format!("what is sealed at {aad} was changed, or is not from there")))
    }
}

/// Whether a person's key exists.
#[derive(Clone)]
pub enum KeyState {
    /// It does.
    Held(DataKey),
    /// It was destroyed, or never made: what it sealed reads as erased.
    Gone,
}

/// Every person's key. Cloning is cheap and shares what is held in memory.
#[derive(Clone)]
pub struct Keys {
    /// Who has it has the last word on what is in the file, and tells memory before letting it go. None once it was closed.
    file: Arc<Mutex<Option<Connection>>>,
    master: Arc<MasterKey>,
    held: Arc<Mutex<Recent<Uuid, KeyState>>>,
    /// Whose keys are to be made next. Who gets the file makes them all with one flush.
    wanted: Arc<Mutex<HashSet<Uuid>>>,
}

impl Keys {
    /// Opens `<dir>/keys.db`, which is made when missing.
    ///
    /// # Errors
    /// [`StoreError::OtherMaster`] when its keys are wrapped with another master key.
    pub async fn open(dir: &Path, master: MasterKey) -> Result<Self, StoreError> {
        Self::open_for(dir, master, Durability::Full).await
    }

    /// Opens them for a log of this durability: where it is filled in bulk, new keys don't wait for the disk either, until
    /// [`make_durable`](Keys::make_durable).
    ///
    /// # Errors
    /// As [`open`](Keys::open).
    pub async fn open_for(dir: &Path, master: MasterKey, durability: Durability) -> Result<Self, StoreError> {
        Self::open_with(dir, master, move |path| database::writer(path, durability.into())).await
    }

    /// Opens them in a folder that programs on several machines share.
    ///
    /// # Errors
    /// As [`open`](Keys::open); [`StoreError::Database`] when a program that shares it with nobody has the file open.
    pub async fn open_shared(dir: &Path, master: MasterKey) -> Result<Self, StoreError> {
        Self::open_with(dir, master, database::writer_among_machines).await
    }

    async fn open_with(
        dir: &Path,
        master: MasterKey,
        open: impl FnOnce(&Path) -> Result<Connection, rusqlite::Error> + Send + 'static,
    ) -> Result<Self, StoreError> {
        fs::create_dir_all(dir).map_err(|e| StoreError::Io(dir.display().to_string(), e))?;
        let path = dir.join(FILE);
        database::blocking(move || {
            let file = open(&path)?;
            // What is deleted is overwritten.
            file.pragma_update(None, "secure_delete", "ON")?;
            database::migrate(&file, &STEPS)?;
            let given = master.id();
            if let Some(other) = file.query_row(OTHER_MASTER, [&given], |row| row.get::<_, String>(0)).optional()? {
                return Err(StoreError::OtherMaster { other, given });
            }
            let held = Arc::new(Mutex::new(Recent::new(KEYS_REMEMBERED)));
            let file = Arc::new(Mutex::new(Some(file)));
            Ok(Self { file, master: Arc::new(master), held, wanted: Arc::default() })
        })
        .await
    }

    /// Whether keys were ever kept in a folder. It makes no file.
    pub fn are_kept(dir: &Path) -> bool {
        let version = |file: Connection| file.query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0));
        let path = dir.join(FILE);
        // A file that can't be read is there, and is named on opening.
        path.exists() && database::reader(&path).and_then(version).map_or(true, |version| version > 0)
    }

    /// What memory knows of a key, without a look into the file; `None` when it knows nothing.
    pub fn cached(&self, subject: Uuid) -> Option<KeyState> {
        self.held().get(&subject)
    }

    /// The keys of some persons, with at most one query.
    ///
    /// # Errors
    /// When the file can't be read, or a key can't be unwrapped.
    pub async fn find(&self, subjects: &[Uuid]) -> Result<HashMap<Uuid, KeyState>, StoreError> {
        let (mut found, missing) = self.split(subjects.iter().copied());
        if !missing.is_empty() {
            found.extend(self.look_up(missing).await?);
        }
        Ok(found)
    }

    /// Of how many of some persons there was never a key, and none was destroyed either.
    ///
    /// # Errors
    /// When the file can't be read.
    pub async fn lacking<'a>(&self, subjects: impl IntoIterator<Item = &'a Uuid>) -> Result<usize, StoreError> {
        let subjects = json(&subjects.into_iter().collect::<Vec<_>>())?;
        let lacking = move |_: &Self, file: &Connection| Ok(file.query_row(LACKING, [subjects], |row| row.get(0))?);
        let lacking: i64 = self.on_file(lacking).await?;
        Ok(usize::try_from(lacking).unwrap_or_default())
    }

    /// The keys of some persons, made for those who have none yet; those are on disk when this returns.
    ///
    /// # Errors
    /// [`StoreError::Destroyed`] when one of them was destroyed: nothing is ever sealed for that person again.
    pub async fn find_or_make(&self, subjects: &[Uuid]) -> Result<HashMap<Uuid, DataKey>, StoreError> {
        let (mut found, missing) = self.split(subjects.iter().copied());
        if !missing.is_empty() {
            self.wanted().extend(&missing);
            found.extend(self.on_file(move |keys, file| keys.make(file, missing)).await?);
        }
        let held = |(subject, state)| match state {
            KeyState::Held(key) => Ok((subject, key)),
            KeyState::Gone => Err(StoreError::Destroyed(subject)),
        };
        found.into_iter().map(held).collect()
    }

    /// Encrypts for a person, whose key is made when there is none yet. See [`DataKey::seal`].
    ///
    /// # Errors
    /// As [`find_or_make`](Keys::find_or_make) and [`DataKey::seal`].
    pub async fn seal(&self, subject: Uuid, aad: &str, plain: &[u8]) -> Result<Sealed, StoreError> {
        let gone = || StoreError::Keys(format!("no key of {subject}"));
        self.find_or_make(&[subject]).await?.get(&subject).ok_or_else(gone)?.seal(aad, plain)
    }

    /// Decrypts what was sealed for a person; `None` when the key is gone. See [`DataKey::unseal`].
    ///
    /// # Errors
    /// As [`find`](Keys::find) and [`DataKey::unseal`].
    pub async fn unseal(&self, subject: Uuid, aad: &str, sealed: &Sealed) -> Result<Option<Vec<u8>>, StoreError> {
        match self.find(&[subject]).await?.get(&subject) {
            Some(KeyState::Held(key)) => key.unseal(aad, sealed).map(Some),
            Some(KeyState::Gone) | None => Ok(None),
        }
    }

    /// Destroys a person's key, for ever and here alone: copies of `keys.db` in backups are destroyed by their own rules.
    /// Goes on to its end when the caller does not wait for it. May be repeated.
    ///
    /// # Errors
    /// When the file can't be written.
    pub async fn destroy(&self, subject: Uuid) -> Result<(), StoreError> {
        self.destroy_all([subject]).await
    }

    /// The same of several, all or none.
    ///
    /// # Errors
    /// As [`destroy`](Keys::destroy).
    pub async fn destroy_all(&self, subjects: impl IntoIterator<Item = Uuid>) -> Result<(), StoreError> {
        let subjects: Vec<_> = subjects.into_iter().collect();
        self.on_file(move |keys, file| {
            let destroying = file.unchecked_transaction()?;
            for subject in &subjects {
                destroying.prepare_cached(DESTROY)?.execute([subject.as_bytes()])?;
            }
            destroying.commit()?;
            subjects.iter().for_each(|subject| keys.held().insert(*subject, KeyState::Gone));
            // Neither pages that were moved nor the write-ahead file may keep a copy.
            file.execute_batch("VACUUM")?;
            truncate(file)
        })
        .await
    }

    /// Puts every key on disk that was made without waiting for it, and waits for the disk from here on.
    ///
    /// # Errors
    /// When the file can't be written.
    pub async fn make_durable(&self) -> Result<(), StoreError> {
        self.on_file(|_, file| {
            // The checkpoint flushes only when it has something to move.
            file.execute_batch(&format!("PRAGMA synchronous = FULL; PRAGMA user_version = {}", STEPS.len()))?;
            truncate(file)
        })
        .await
    }

    /// Closes the file.
    pub async fn close(&self) {
        let keys = self.clone();
        let close = move || {
            drop(keys.file().take());
            Ok(())
        };
        if let Err(error) = database::blocking(close).await {
            tracing::error!(%error, "the keys were not closed");
        }
    }

    /// Does something with the file, on a thread that may block and that goes on to its end when nobody waits for it.
    async fn on_file<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self, &Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let keys = self.clone();
        database::blocking(move || work(&keys, opened(&keys.file())?)).await
    }

    /// What the file says. A few keys are looked up right here, unless somebody writes.
    async fn look_up(&self, subjects: HashSet<Uuid>) -> Result<HashMap<Uuid, KeyState>, StoreError> {
        if subjects.len() <= FEW
            && let Ok(file) = self.file.try_lock()
        {
            return self.read(opened(&file)?, subjects);
        }
        self.on_file(move |keys, file| keys.read(file, subjects)).await
    }

    /// What memory knows, and of whom the file must be asked.
    fn split(&self, subjects: impl IntoIterator<Item = Uuid>) -> (HashMap<Uuid, KeyState>, HashSet<Uuid>) {
        let mut held = self.held();
        let (mut found, mut missing) = (HashMap::new(), HashSet::new());
        for subject in subjects {
            match held.get(&subject) {
                Some(state) => drop(found.insert(subject, state)),
                None => drop(missing.insert(subject)),
            }
        }
        (found, missing)
    }

    /// Makes the keys that are missing, together with those that others want meanwhile.
    fn make(&self, file: &Connection, missing: HashSet<Uuid>) -> Result<HashMap<Uuid, KeyState>, StoreError> {
        // Whoever had the file before has perhaps made these too.
        let (mut found, mut missing) = self.split(missing);
        if !missing.is_empty() {
            let own = missing.clone();
            missing.extend(self.wanted().drain());
            let rows = missing.iter().map(|subject| self.wrapped(*subject)).collect::<Result<Vec<_>, _>>()?;
            file.prepare_cached(ADD)?.execute((json(&rows)?, self.master.id()))?;
            // Those that existed already were left as they were.
            let read = self.read(file, missing)?;
            found.extend(read.into_iter().filter(|(subject, _)| own.contains(subject)));
        }
        Ok(found)
    }

    /// What the file says, told to memory while the file is still held.
    fn read(&self, file: &Connection, subjects: HashSet<Uuid>) -> Result<HashMap<Uuid, KeyState>, StoreError> {
        let mut find = file.prepare_cached(FIND)?;
        let mut rows = find.query([json(&subjects)?])?;
        let mut states: HashMap<_, _> = subjects.into_iter().map(|subject| (subject, KeyState::Gone)).collect();
        let mut known = Vec::new();
        while let Some(row) = rows.next()? {
            known.push(self.unwrapped(row)?);
        }
        // A key that was never made is not remembered as gone: somebody may make it, perhaps in another program.
        let mut held = self.held();
        known.iter().for_each(|(subject, state)| held.insert(*subject, state.clone()));
        states.extend(known);
        Ok(states)
    }

    /// A new key as it is stored: whose it is, nonce, and the key encrypted with the master key.
    fn wrapped(&self, subject: Uuid) -> Result<(Uuid, String, String), StoreError> {
        let key = Zeroizing::new(random::<32>()?);
        let Sealed { nonce, cipher } = seal(self.master.bytes(), subject.as_bytes(), key.as_slice())?;
        Ok((subject, hex::encode(&nonce), hex::encode(&cipher)))
    }

    fn unwrapped(&self, row: &Row<'_>) -> Result<(Uuid, KeyState), StoreError> {
        let subject = Uuid::from_bytes(row.get(0)?);
        let (nonce, wrapped) = (row.get::<_, Option<[u8; 24]>>(1)?, row.get::<_, Option<Vec<u8>>>(2)?);
        let (Some(nonce), Some(wrapped)) = (nonce, wrapped) else { return Ok((subject, KeyState::Gone)) };
        let key = open(self.master.bytes(), subject.as_bytes(), &nonce, &wrapped)
            .map(Zeroizing::new)
            .and_then(|key| <[u8; 32]>::try_from(key.as_slice()).ok())
            .ok_or_else(|| StoreError::Keys(format!("the key of {subject} can't be unwrapped")))?;
        Ok((subject, KeyState::Held(DataKey(Arc::new(Zeroizing::new(key))))))
    }

    fn file(&self) -> MutexGuard<'_, Option<Connection>> {
        self.file.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wanted(&self) -> MutexGuard<'_, HashSet<Uuid>> {
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn held(&self) -> MutexGuard<'_, Recent<Uuid, KeyState>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn opened(file: &Option<Connection>) -> Result<&Connection, StoreError> {
    file.as_ref().ok_or_else(|| database::closed().into())
}

/// Empties the write-ahead file, once what it held is on disk.
fn truncate(file: &Connection) -> Result<(), StoreError> {
    Ok(file.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
}

fn seal(key: &[u8; 32], aad: &[u8], plain: &[u8]) -> Result<Sealed, StoreError> {
    let nonce = random()?;
    let cipher = XChaCha20Poly1305::new(key.into())
        .encrypt((&nonce).into(), Payload { msg: plain, aad })
        .map_err(|_| StoreError::Keys("too long to be sealed".into()))?;
    Ok(Sealed { nonce, cipher })
}

fn open(key: &[u8; 32], aad: &[u8], nonce: &[u8; 24], cipher: &[u8]) -> Option<Vec<u8>> {
    XChaCha20Poly1305::new(key.into()).decrypt(nonce.into(), Payload { msg: cipher, aad }).ok()
}

fn json<T: Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|e| StoreError::Keys(e.to_string()))
}
