//! The program in an empty folder, for tests of what stands above the log and the read tables.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, dead_code, missing_docs)]

use std::sync::Arc;

use api::{
    App, Session, Sessions,
    app::{Backups, Documents, NotMade, Parts},
    outside::Answers,
    password::Passwords,
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::{Actor, Role, UserId, mail::Document, user::Theme};
use event_store::{Clock, Durability, Files, Keys, Log, MasterKey, SqliteStore};
use projections::ReadSide;
use tempfile::TempDir;
use texts::Lang;

struct NoDocuments;

#[async_trait]
impl Documents for NoDocuments {
    async fn pdf(&self, _: Document) -> Result<Vec<u8>, NotMade> {
        Err(NotMade::Failed("no documents here".into()))
    }

    async fn dossier(&self, _: &api::dossier::Dossier) -> Result<Vec<u8>, NotMade> {
        Err(NotMade::Failed("no documents here".into()))
    }
}

/// The program; it ends with the folder.
pub struct Program {
    pub app: App,
    dir: TempDir,
}

impl Program {
    /// It is Tuesday 17 November 2026, ten in the morning.
    pub async fn new() -> Self {
        let dir = TempDir::new().unwrap();
        let clock = Clock::manual("2026-11-17T09:00:00Z".parse::<DateTime<Utc>>().unwrap());
        let store = SqliteStore::open(dir.path(), clock.clone(), Durability::Bulk).await.unwrap();
        let master = MasterKey::load_or_create(&dir.path().join("master.key")).unwrap();
        let keys = Keys::open(dir.path(), master).await.unwrap();
        let files = Files::new(dir.path(), keys.clone());
        let log = Arc::new(Log::new(store, Arc::new(keys), clock.clone(), chrono_tz::Europe::Amsterdam));
        let reads = ReadSide::open(dir.path(), log.clone()).await.unwrap();
        reads.run();
        let parts = Parts {
            then: None,
            outside: Arc::new(Answers(reads.clone())),
            sessions: Sessions::open(dir.path(), clock).await.unwrap(),
            passwords: Passwords::default(),
            files,
            mailbox: None,
            documents: Arc::new(NoDocuments),
            backups: Backups { folder: dir.path().into(), planned: None },
            log,
            reads,
        };
        Self { app: App::new(parts), dir }
    }

    /// How many events there are.
    pub async fn events(&self) -> usize {
        let (mut count, mut after) = (0, None);
        loop {
            let page = self.app.log.store.read_all(after, 1_000).await.unwrap();
            if page.events.is_empty() {
                return count;
            }
            count += page.events.len();
            after = page.next;
        }
    }
}

/// A colleague of sales.
pub fn seller() -> Session {
    Session {
        user: UserId(uuid::Uuid::from_u128(1)),
        name: "Sanne de Groot".into(),
        role: Role::Sales,
        roles: vec![Role::Sales],
        lang: Lang::Nl,
        theme: Theme::Auto,
        token: String::new(),
        wrote: None,
        looks_back: false,
    }
}

pub fn actor() -> Actor {
    seller().actor()
}
