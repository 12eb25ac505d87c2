//! Holds read tables against what the log makes of them: a checksum a table, and the rows that differ. A program may serve meanwhile.

use std::{
    collections::{BTreeSet, HashMap},
    path::{Path, PathBuf},
    sync::Arc,
};

use event_store::{Log, Position, StoreId, database};
use rusqlite::{Connection, OpenFlags, Row, types::ValueRef};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    DEPARTMENTS, Department, Filling, ReadError, ReadSide, Reads,
    department::blocking,
    filling::Meter,
    follow::{Decoded, remove_folder},
    past,
};

/// The folder in which tables are worked out to be compared begins so.
pub(crate) const CHECK: &str = "check-";
/// Events a page.
const PAGE: u32 = 1_000;
/// Rows that are named of a table.
pub const NAMED: usize = 10;
/// Tables that people's rows stand in; of a full-text table, only what it says.
const TABLES: &str = "SELECT name FROM main.sqlite_schema AS t WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' \
     AND NOT EXISTS (SELECT 1 FROM pragma_table_list(t.name) AS l WHERE l.schema = 'main' AND l.type IN ('shadow', 'virtual')) ORDER BY name";
const WORDS: &str = "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE % USING fts5%' ORDER BY name";
const SCHEMA: &str =
    "SELECT type || ' ' || name, sql FROM main.sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";

/// What was found of a department's tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Whose.
    pub department: &'static str,
    /// The last event that they have taken in.
    pub at: u64,
    /// Its tables, by name.
    pub tables: Vec<Table>,
    /// Why they can't be compared: they are damaged, or not there.
    pub damaged: Option<String>,
    /// Positions of its copies for looking back that were changed since they were made.
    pub altered: Vec<u64>,
}

/// A table, and what it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub found: Sum,
    /// What the log makes of it.
    pub wanted: Sum,
    /// Keys of the first rows that differ.
    pub differs: Vec<Differs>,
}

/// How many rows, and a checksum of all of them in whatever order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sum {
    /// Rows.
    pub rows: u64,
    /// The sum of their hashes.
    pub sum: u128,
}

/// A row that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Differs {
    /// It says something else.
    Changed(String),
    /// It is not there.
    Missing(String),
    /// It should not be there.
    Extra(String),
}

impl Checked {
    /// Whether all is as the log makes it.
    pub fn is_whole(&self) -> bool {
        self.damaged.is_none() && self.altered.is_empty() && self.tables.iter().all(|table| table.found == table.wanted)
    }
}

/// Works tables of some departments out in a folder of their own, and compares.
///
/// # Errors
/// When the log can't be read, or the disk fails. What is wrong with the tables is no error.
pub async fn check(
    dir: &Path,
    log: Arc<Log>,
    wanted: &[&'static Department],
    progress: impl Fn(Filling) + Sync,
) -> Result<Vec<Checked>, ReadError> {
    let folder = dir.join(format!("{CHECK}{}", Uuid::now_v7()));
    let checked = check_in(&folder, dir, log, wanted, progress).await;
    remove_folder(&folder)?;
    checked
}

/// Removes what is worked out to be compared, also what a check left that was broken off: it may show who is forgotten now.
pub(crate) fn clear(dir: &Path) -> Result<(), ReadError> {
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(CHECK) {
            remove_folder(&entry.path())?;
        }
    }
    Ok(())
}

async fn check_in(
    folder: &Path,
    dir: &Path,
    log: Arc<Log>,
    wanted: &[&'static Department],
    progress: impl Fn(Filling) + Sync,
) -> Result<Vec<Checked>, ReadError> {
    let (mut checked, mut whole, mut aims) = (Vec::new(), Vec::new(), Vec::new());
    let (store, newest) = (log.store.store_id(), log.store.newest().await?.map_or(0, |(at, _)| at.0));
    for department in wanted {
        let path = dir.join(department.file());
        match blocking(move || Ok(look(&path, store).map(|(_, at)| at))).await? {
            Ok(at) if at.map_or(0, |at| at.0) <= newest => {
                whole.push(*department);
                aims.push(at);
            }
            Ok(at) => checked.push(Checked::damaged(department, at, format!("the log ends at position {newest}"))),
            Err(why) => checked.push(Checked::damaged(department, None, why)),
        }
    }
    let side = ReadSide::of_folder(folder, log, &whole).await?;
    side.fill_to(&aims, &progress).await?;
    for fresh in side.all() {
        checked.push(side.compare(fresh, dir.join(fresh.department.file())).await?);
    }
    side.close().await;
    for department in wanted.iter().copied() {
        let dir = dir.to_owned();
        let altered = blocking(move || past::altered(&dir, department)).await?;
        let of = |checked: &&mut Checked| checked.department == department.name;
        checked.iter_mut().filter(of).for_each(|checked| checked.altered.clone_from(&altered));
    }
    let place = |checked: &Checked| DEPARTMENTS.iter().position(|department| department.name == checked.department);
    checked.sort_by_key(place);
    Ok(checked)
}

impl ReadSide {
    /// Fills each of its departments up to a position of its own and no further.
    async fn fill_to(&self, aims: &[Option<Position>], progress: &(dyn Fn(Filling) + Sync)) -> Result<(), ReadError> {
        let end = aims.iter().copied().max().flatten();
        let (mut after, meter) = (None, Meter::begin(None));
        let all: Vec<_> = self.all().iter().cloned().zip(aims.iter().copied()).collect();
        for (reads, _) in &all {
            reads.begin_filling()?;
        }
        let mut page = self.read(after, PAGE).await?;
        while after < end && page.next > after {
            after = page.next;
            let (taken, ahead) = tokio::join!(take(&all, &page), self.read(after, PAGE));
            taken?;
            page = ahead?;
            progress(meter.at(after.min(end), end.map_or(0, |end| end.0)));
        }
        Ok(())
    }

    /// Compares a department's tables with those that people are shown, as these are at one moment.
    async fn compare(&self, fresh: &Arc<Reads>, path: PathBuf) -> Result<Checked, ReadError> {
        let (store, department) = (self.log.store.store_id(), fresh.department);
        let (live, at) = match blocking(move || Ok(look(&path, store))).await? {
            Ok(found) => found,
            Err(why) => return Ok(Checked::damaged(department, None, why)),
        };
        while fresh.applied() < at {
            let page = self.read(fresh.applied(), PAGE).await?;
            if page.next <= fresh.applied() {
                return Ok(Checked::damaged(department, at, "the log ends before that".into()));
            }
            take(&[(fresh.clone(), at)], &page).await?;
        }
        let its = fresh.clone();
        blocking(move || {
            its.end_filling(true)?;
            if !its.path().exists() {
                let again = "Werkbank started or somebody was forgotten meanwhile: give the command again";
                return Err(ReadError::Io("the check".into(), std::io::Error::other(again)));
            }
            match tables(&live, its.path()) {
                Ok(tables) => {
                    let at = at.map_or(0, |at| at.0);
                    Ok(Checked { department: department.name, at, tables, damaged: None, altered: Vec::new() })
                }
                Err(why) => Ok(Checked::damaged(department, at, why)),
            }
        })
        .await
    }
}

impl Checked {
    fn damaged(department: &Department, at: Option<Position>, why: String) -> Self {
        let (department, at) = (department.name, at.map_or(0, |at| at.0));
        Self { department, at, tables: Vec::new(), damaged: Some(why), altered: Vec::new() }
    }
}

/// Has each take in what of a page lies before its aim.
async fn take(all: &[(Arc<Reads>, Option<Position>)], page: &Decoded) -> Result<(), ReadError> {
    let each = all.iter().cloned().map(|(reads, aim)| {
        let page = page.clone();
        blocking(move || {
            let known = page.events.partition_point(|event| Some(event.position) <= aim);
            reads.take(&page.events[..known], page.next.min(aim))
        })
    });
    futures::future::join_all(each).await.into_iter().collect()
}

/// Opens tables as they are at this moment, when they are whole; up to where they have come.
fn look(path: &Path, store: StoreId) -> Result<(Connection, Option<Position>), String> {
    let opened = || -> Result<_, rusqlite::Error> {
        let live =
            Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        live.busy_timeout(std::time::Duration::from_secs(10))?;
        live.execute_batch("BEGIN")?;
        let row = live.query_row("SELECT store_id, position FROM checkpoint", [], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, Option<i64>>(1)?))
        })?;
        Ok((live, row))
    };
    if !path.exists() {
        return Err("its tables are not there".into());
    }
    let (live, (of, position)) = opened().map_err(in_words)?;
    if of != store.0.to_string() {
        return Err("its tables are of another log".into());
    }
    Ok((live, position.and_then(|at| u64::try_from(at).ok()).map(Position)))
}

/// Every table, compared.
fn tables(live: &Connection, path: &Path) -> Result<Vec<Table>, String> {
    let said: String = live.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(in_words)?;
    if said != "ok" {
        return Err(said);
    }
    let fresh = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(in_words)?;
    let each = || -> Result<_, rusqlite::Error> {
        let mut all = Vec::new();
        let mut names: BTreeSet<String> = texts(live, TABLES)?.into_iter().collect();
        names.extend(texts(&fresh, TABLES)?);
        names.remove("checkpoint");
        for name in names {
            let (rows, key) = (format!("SELECT * FROM \"{name}\""), key(&fresh, &name)?);
            all.push(compare(live, &fresh, name, &rows, &key)?);
        }
        for name in texts(&fresh, WORDS)? {
            let says = format!("CREATE VIRTUAL TABLE temp.\"{name} says\" USING fts5vocab(main, \"{name}\", instance)");
            fresh.execute_batch(&says)?;
            // Where it is not there, the schema says so.
            if live.execute_batch(&says).is_ok() {
                let rows = format!("SELECT doc, term, col, offset FROM temp.\"{name} says\"");
                all.push(compare(live, &fresh, name, &rows, &[0, 1, 2, 3])?);
            }
        }
        all.push(compare(live, &fresh, "schema".into(), SCHEMA, &[0])?);
        Ok(all)
    };
    each().map_err(in_words)
}

fn in_words(error: rusqlite::Error) -> String {
    database::in_short(&error)
}

fn texts(file: &Connection, sql: &str) -> Result<Vec<String>, rusqlite::Error> {
    file.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
}

/// Which columns tell rows of a table apart, from 0; all where it has no key.
fn key(file: &Connection, table: &str) -> Result<Vec<usize>, rusqlite::Error> {
    let mut ask = file.prepare("SELECT cid, pk FROM pragma_table_xinfo(?1) WHERE hidden <> 1 ORDER BY cid")?;
    let keys: Vec<bool> = ask.query_map([table], |row| Ok(row.get::<_, i64>(1)? > 0))?.collect::<Result<_, _>>()?;
    let none = !keys.contains(&true);
    Ok(keys.into_iter().enumerate().filter(|(_, key)| *key || none).map(|(column, _)| column).collect())
}

/// Compares what a question answers here and there; rows are told apart by some of its columns.
fn compare(
    live: &Connection,
    fresh: &Connection,
    name: String,
    rows: &str,
    key: &[usize],
) -> Result<Table, rusqlite::Error> {
    let sum = |file: &Connection| {
        let mut sum = Sum::default();
        // Missing altogether is as empty; the schema tells them apart.
        let there = file.prepare(rows).is_ok();
        if there {
            walk(file, rows, |row, columns| {
                sum.rows += 1;
                sum.sum = sum.sum.wrapping_add(hash(row, columns)?);
                Ok(())
            })?;
        }
        Ok::<_, rusqlite::Error>((sum, there))
    };
    let ((found, here), (wanted, there)) = (sum(live)?, sum(fresh)?);
    let mut differs = Vec::new();
    if found != wanted && here && there {
        let mut should = HashMap::new();
        walk(fresh, rows, |row, columns| {
            should.insert(named(row, key)?, hash(row, columns)?);
            Ok(())
        })?;
        walk(live, rows, |row, columns| {
            let name = named(row, key)?;
            match should.remove(&name) {
                None => differs.push(Differs::Extra(name)),
                Some(wanted) if wanted != hash(row, columns)? => differs.push(Differs::Changed(name)),
                Some(_) => {}
            }
            Ok(())
        })?;
        differs.extend(should.into_keys().map(Differs::Missing));
        differs.sort();
        differs.truncate(NAMED);
    }
    Ok(Table { name, found, wanted, differs })
}

fn walk(
    file: &Connection,
    sql: &str,
    mut each: impl FnMut(&Row<'_>, usize) -> Result<(), rusqlite::Error>,
) -> Result<(), rusqlite::Error> {
    let mut ask = file.prepare(sql)?;
    let columns = ask.column_count();
    let mut rows = ask.query([])?;
    while let Some(row) = rows.next()? {
        each(row, columns)?;
    }
    Ok(())
}

/// The beginning of a row's SHA-256: of each column its kind, its length and what it holds.
fn hash(row: &Row<'_>, columns: usize) -> Result<u128, rusqlite::Error> {
    let mut hash = Sha256::new();
    for column in 0..columns {
        let mut add = |kind: u8, bytes: &[u8]| {
            hash.update([kind]);
            hash.update((bytes.len() as u64).to_le_bytes());
            hash.update(bytes);
        };
        match row.get_ref(column)? {
            ValueRef::Null => add(0, &[]),
            ValueRef::Integer(number) => add(1, &number.to_le_bytes()),
            ValueRef::Real(number) => add(2, &number.to_le_bytes()),
            ValueRef::Text(text) => add(3, text),
            ValueRef::Blob(bytes) => add(4, bytes),
        }
    }
    let mut first = [0; 16];
    first.copy_from_slice(&hash.finalize()[..16]);
    Ok(u128::from_le_bytes(first))
}

/// A row's key as it is read.
fn named(row: &Row<'_>, key: &[usize]) -> Result<String, rusqlite::Error> {
    let mut name = String::new();
    for column in key {
        if !name.is_empty() {
            name.push('/');
        }
        match row.get_ref(*column)? {
            ValueRef::Null => name.push_str("null"),
            ValueRef::Integer(number) => name.push_str(&number.to_string()),
            ValueRef::Real(number) => name.push_str(&number.to_string()),
            ValueRef::Text(text) | ValueRef::Blob(text) => name.push_str(&String::from_utf8_lossy(text)),
        }
    }
    Ok(name)
}
