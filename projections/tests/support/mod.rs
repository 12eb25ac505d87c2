//! The bench of the read side's tests: a log in an empty folder, a clock turned by hand, commands in, read tables out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, dead_code, missing_docs)]

use std::{collections::BTreeSet, fmt::Display, sync::Arc};

use async_trait::async_trait;
use chrono::{DateTime, NaiveDateTime, TimeZone, Utc};
use chrono_tz::{Europe::Amsterdam, Tz};
use domain::{
    Actor, CustomerId, MachineId, Role, Slot, UserId, VisitId, fault,
    registry::{AnyCommand, AnyEvent},
    user,
};
use event_store::{Applied, Clock, CommandError, Durability, Given, Keys, Log, MasterKey, Outside, SqliteStore, codec};
use projections::{Department, Pool, ReadSide, ask, finance, maintenance, sales};
use tempfile::TempDir;
use uuid::Uuid;

/// The company's time zone.
pub const ZONE: Tz = Amsterdam;

/// A company of one test. It begins on Tuesday 17 November 2026 at nine.
pub struct Bench {
    pub log: Arc<Log>,
    pub reads: Arc<ReadSide>,
    dir: TempDir,
}

impl Bench {
    pub async fn new() -> Self {
        let dir = TempDir::new().unwrap();
        let clock = Clock::manual(moment("2026-11-17T09:00:00"));
        let store = SqliteStore::open(dir.path(), clock.clone(), Durability::Bulk).await.unwrap();
        let master = MasterKey::load_or_create(&dir.path().join("master.key")).unwrap();
        let keys = Keys::open(dir.path(), master).await.unwrap();
        let log = Arc::new(Log::new(store, Arc::new(keys), clock, ZONE));
        let reads = ReadSide::open(dir.path(), log.clone()).await.unwrap();
        Self { log, reads, dir }
    }

    /// The data folder.
    pub fn folder(&self) -> &std::path::Path {
        self.dir.path()
    }

    /// Turns the clock to a moment by the company's wall clock: `2026-11-18T10:30:00`.
    pub fn turn(&self, to: &str) {
        self.log.clock.turn(moment(to));
    }

    /// Runs a command of the [`boss`]; what is refused fails the test.
    pub async fn run(&self, id: impl Display, command: impl Into<AnyCommand>) -> Applied {
        self.run_as(boss(), id, command).await.unwrap()
    }

    /// A technician by the name of Marek Kowalski.
    pub async fn marek(&self) -> UserId {
        let marek = UserId::of_login(&of("marek"));
        let create = user::Command::Create {
            login: of("marek"),
            name: of("Marek Kowalski"),
            email: None,
            roles: [Role::Technician].into(),
            password: user::Password::Hashed("$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA".into()),
        };
        self.run(marek, create).await;
        marek
    }

    /// Runs a command of someone, or of Werkbank itself (`Actor::system("test")`).
    pub async fn run_as(
        &self,
        actor: Actor,
        id: impl Display,
        command: impl Into<AnyCommand>,
    ) -> Result<Applied, CommandError> {
        self.log.run(&id.to_string(), command.into(), &Given::by(actor), self).await
    }

    /// A department's tables, brought up with the log.
    pub async fn pool(&self, department: &'static Department) -> &Pool {
        self.reads.catch_up(|_| {}).await.unwrap();
        &self.reads.of(department).pool
    }

    /// The same, where the others stay as they are: how often a full-text table is written to shows in how it lies.
    async fn asked(&self, department: &'static Department) -> &Pool {
        self.reads.catch_up_those(|one| one.name == department.name).await.unwrap();
        &self.reads.of(department).pool
    }

    /// Writes into a department's tables from beside, as no one should.
    pub async fn meddle(&self, department: &'static Department, sql: &str) {
        let file = self.dir.path().join("read").join(format!("{}.v{}.db", department.name, department.version));
        rusqlite::Connection::open(file).unwrap().execute_batch(sql).unwrap();
    }

    /// Every event so far.
    pub async fn events(&self) -> Vec<AnyEvent> {
        let (mut found, mut after) = (Vec::new(), None);
        loop {
            let page = self.log.store.read_all(after, 1_000).await.unwrap();
            if page.events.is_empty() {
                return found;
            }
            after = page.next;
            let decoded = codec::decode_page(&self.log.keys, page.events).await.unwrap();
            found.extend(decoded.into_iter().map(|recorded| recorded.event));
        }
    }

    /// Takes all events in a second time, then builds the department anew elsewhere: the tables stay the same.
    pub async fn assert_rebuilt_equals_live(&self, department: &'static Department) {
        let live = dump(self.pool(department).await, &[]).await;
        assert!(live.iter().any(|(_, rows)| !rows.is_empty()), "nothing was taken in");
        let page = self.log.store.read_all(None, 1_000).await.unwrap();
        let events = codec::decode_page(&self.log.keys, page.events).await.unwrap();
        self.reads.of(department).take(&events, page.next).unwrap();
        assert_eq!(dump(&self.reads.of(department).pool, &[]).await, live, "taking in twice changed the tables");
        let elsewhere = self.dir.path().join(Uuid::now_v7().to_string());
        let anew = ReadSide::open(&elsewhere, self.log.clone()).await.unwrap();
        anew.catch_up(|_| {}).await.unwrap();
        assert_eq!(dump(&anew.of(department).pool, &[]).await, live, "the rebuilt tables differ from the live ones");
        anew.close().await;
    }
}

#[async_trait]
impl Outside for Bench {
    async fn open_faults(&self, machine: MachineId) -> Result<Vec<fault::Number>, String> {
        let pool = self.asked(&maintenance::DEPARTMENT).await;
        maintenance::faults::open_on_machine(pool, machine).await.map_err(|error| error.to_string())
    }

    async fn running(&self, customer: CustomerId) -> Result<Vec<domain::ContractId>, String> {
        let pool = self.asked(&sales::DEPARTMENT).await;
        sales::contracts::running(pool, customer).await.map_err(|error| error.to_string())
    }

    async fn invoice_of(&self, visit: VisitId) -> Result<Option<domain::InvoiceId>, String> {
        let pool = self.asked(&finance::DEPARTMENT).await;
        finance::billing::invoice_of(pool, visit).await.map_err(|error| error.to_string())
    }

    async fn overlaps(&self, technician: UserId, slot: Slot, except: VisitId) -> Result<Vec<u64>, String> {
        let pool = self.asked(&maintenance::DEPARTMENT).await;
        maintenance::agenda::overlaps(pool, technician, slot, except).await.map_err(|error| error.to_string())
    }

    async fn untold(&self, visits: &BTreeSet<VisitId>) -> Result<Vec<domain::planning::Change>, String> {
        let pool = self.asked(&maintenance::DEPARTMENT).await;
        maintenance::untold::changes(pool, visits).await.map_err(|error| error.to_string())
    }

    async fn under_way(&self, technician: UserId, except: VisitId) -> Result<Vec<u64>, String> {
        let pool = self.asked(&maintenance::DEPARTMENT).await;
        maintenance::agenda::under_way(pool, technician, except).await.map_err(|error| error.to_string())
    }
}

/// Someone with every role.
pub fn boss() -> Actor {
    Actor::Person { user: UserId(Uuid::from_u128(1)), role: Role::Management, roles: Role::ALL.to_vec() }
}

/// A moment by the company's wall clock.
pub fn moment(local: &str) -> DateTime<Utc> {
    ZONE.from_local_datetime(&local.parse::<NaiveDateTime>().unwrap()).unwrap().to_utc()
}

/// The n-th id of a test, as any kind of id: `let customer: CustomerId = id(1);`
pub fn id<T: From<Uuid>>(n: u128) -> T {
    Uuid::from_u128(n).into()
}

/// A checked value from text: a `Line`, an `Email`, a `Money`, a `NaiveDate`.
pub fn of<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

/// A command or value as it comes over the wire: `json::<customer::Command>(serde_json::json!({…}))`.
pub fn json<T: serde::de::DeserializeOwned>(value: serde_json::Value) -> T {
    serde_json::from_value(value).unwrap()
}

/// How SQLite answers a question, line by line.
pub async fn plan(pool: &Pool, sql: &str) -> String {
    let rows = ask(format!("EXPLAIN QUERY PLAN {sql}")).fetch_all(pool).await.unwrap();
    rows.iter().map(|row| row.get::<String>("detail").unwrap()).collect::<Vec<_>>().join("\n")
}

/// Fails when a question walks over a whole table or sorts it in memory.
pub async fn assert_by_index(pool: &Pool, sql: &str) {
    let plan = plan(pool, sql).await;
    let walks = |line: &&str| line.starts_with("SCAN ") && !line.contains("VIRTUAL TABLE") && !line.contains("INDEX");
    assert_eq!(plan.lines().find(walks), None, "{sql}\n{plan}");
    assert!(!plan.contains("USE TEMP B-TREE FOR ORDER BY"), "{sql}\n{plan}");
}

/// Fails when a question walks over one of these tables without an index; hits that are few may be sorted.
pub async fn assert_no_walk(pool: &Pool, sql: &str, tables: &[&str]) {
    let plan = plan(pool, sql).await;
    assert_eq!(walk(&plan, tables), None, "{sql}\n{plan}");
}

/// The first line of a plan that walks over one of these tables without an index.
pub fn walk<'a>(plan: &'a str, tables: &[&str]) -> Option<&'a str> {
    plan.lines().find(|line| {
        let table = line.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next());
        table.is_some_and(|table| tables.contains(&table)) && !line.contains(" INDEX ")
    })
}

/// All rows of all tables, as text, but for some columns.
pub async fn dump(pool: &Pool, without: &[&str]) -> Vec<(String, Vec<String>)> {
    let tables = ask(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'checkpoint' AND name NOT LIKE '%\\_fts\\_%' ESCAPE '\\' ORDER BY name",
    )
    .fetch_all(pool)
    .await
    .unwrap();
    let mut all = Vec::new();
    for table in texts(tables) {
        let columns: Vec<String> =
            texts(ask("SELECT name FROM pragma_table_info(?1)").bind(&table).fetch_all(pool).await.unwrap());
        let listed = columns
            .iter()
            .filter(|name| !without.contains(&name.as_str()))
            .map(|name| format!("quote(\"{name}\")"))
            .collect::<Vec<_>>()
            .join("||'|'||");
        let sql = format!("SELECT {listed} AS row FROM \"{table}\" ORDER BY 1");
        all.push((table, texts(ask(sql).fetch_all(pool).await.unwrap())));
    }
    all
}

/// The first column.
fn texts(rows: Vec<projections::Row>) -> Vec<String> {
    rows.iter().map(|row| row.get(0).unwrap()).collect()
}

/// Says who we are: without that no invoice goes out.
pub fn us() -> domain::settings::Command {
    json(serde_json::json!({"change-company": {
        "name": "Koffietechniek Utrecht B.V.",
        "address": {"street": "Vaartsestraat 114", "postcode": "3542 AB", "city": "Utrecht"},
        "company_number": "34283840", "vat_number": "NL004495445B01", "iban": "NL91ABNA0417164300",
        "phone": "030 555 01 42", "email": "administratie@koffietechniek.example"
    }}))
}
