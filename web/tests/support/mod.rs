//! What tests of a data folder share: its folders, and a program on it.
#![allow(dead_code, missing_docs, reason = "each test uses its part")]

use std::{fs, path::Path};

use chrono::{DateTime, Utc};
use domain::{Actor, registry::AnyCommand};
use event_store::{Clock, Durability, Given, Recorded, backup::restore, codec};
use projections::{Department, Pool, ask};
use serde_json::Value;
use uuid::Uuid;
use web::{config::Config, program::Program};

/// A data folder and the two folders of its backups.
pub struct Folders(tempfile::TempDir);

impl Folders {
    pub fn new() -> anyhow::Result<Self> {
        let folders = Self(tempfile::tempdir()?);
        for name in ["data", "to", "keys"] {
            fs::create_dir(folders.path(name))?;
        }
        let text = format!("[backup]\nto = {:?}\nkeys_to = {:?}\n", folders.path("to"), folders.path("keys"));
        fs::write(folders.path("data").join("werkbank.toml"), text)?;
        Ok(folders)
    }

    pub fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    pub async fn restore(&self, name: &str, until: Option<DateTime<Utc>>) -> anyhow::Result<restore::Restored> {
        let (data, from, keys_from) = (self.path(name), self.path("to"), self.path("keys"));
        let config = Config::read(&self.path("data"))?;
        let master = config.master_key(&self.path("data"))?;
        let order = restore::Order {
            from: &from,
            keys_from: &keys_from,
            data: &data,
            until,
            master,
            zone: config.zone,
            progress: &mut |_, _| {},
        };
        let restored = restore::run(order).await?;
        fs::copy(self.path("data").join("master.key"), data.join("master.key"))?;
        Ok(restored)
    }
}

pub async fn open(data: &Path, clock: Clock) -> anyhow::Result<Program> {
    Program::open(data, &Config::read(data)?, clock, Durability::Bulk).await
}

pub async fn events(program: &Program) -> anyhow::Result<Vec<Recorded>> {
    let (mut events, mut after) = (Vec::new(), None);
    loop {
        let page = program.app.log.store.read_all(after, 1_000).await?;
        if page.events.is_empty() {
            return Ok(events);
        }
        after = page.next;
        events.extend(codec::decode_page(&program.app.log.keys, page.events).await?);
    }
}

/// All rows of a department's tables, as text; of the log's own list only those up to a position.
pub async fn rows(program: &Program, department: &'static Department, until: u64) -> anyhow::Result<Vec<String>> {
    rows_in(&program.app.reads.of(department).pool, until).await
}

/// The same of tables wherever they are.
pub async fn rows_in(pool: &Pool, until: u64) -> anyhow::Result<Vec<String>> {
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'checkpoint' \
         AND name NOT LIKE '%\\_words%' ESCAPE '\\' AND name NOT LIKE '%\\_fts%' ESCAPE '\\' ORDER BY name";
    let mut all = Vec::new();
    for table in ask(tables).fetch_all(pool).await? {
        let table: String = table.get(0)?;
        let columns = ask("SELECT name FROM pragma_table_info(?1)").bind(&table).fetch_all(pool).await?;
        let columns: Vec<String> = columns.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?;
        let quoted = columns.iter().map(|name| format!("quote(\"{name}\")")).collect::<Vec<_>>().join("||'|'||");
        let narrow = if table == "entries" { format!("WHERE position <= {until}") } else { String::new() };
        let sql = format!("SELECT '{table} ' || {quoted} FROM \"{table}\" {narrow} ORDER BY 1");
        for row in ask(sql).fetch_all(pool).await? {
            all.push(row.get::<String>(0)?);
        }
    }
    Ok(all)
}

pub async fn order(program: &Program, things: &str, id: Uuid, name: &str, fields: Value) -> anyhow::Result<()> {
    let kind = api::decode::kind_at(things).ok_or_else(|| anyhow::anyhow!("no {things}"))?;
    let refused = |problem| anyhow::anyhow!("{problem:?}");
    let command = api::decode::decode(kind, name, fields, texts::Lang::En).map_err(refused)?;
    give(program, id, command).await
}

pub async fn give(program: &Program, id: Uuid, command: AnyCommand) -> anyhow::Result<()> {
    let given = Given::by(Actor::system("test"));
    program.app.log.run(&id.to_string(), command, &given, program.app.outside.as_ref()).await?;
    Ok(())
}
