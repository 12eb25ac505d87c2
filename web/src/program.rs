//! The program, wired: log, keys, read tables, reactors, clock, sender and pages on one data folder.

use std::{collections::HashSet, net::SocketAddr, path::Path, sync::Arc};

use anyhow::Context;
use api::{
    App,
    app::{Parts, Planned},
    outside::Answers,
    password::Passwords,
    session::Sessions,
};
use axum::middleware::from_fn;
use domain::{
    Actor, Money, Rate,
    privacy::{self, Privacy},
    settings::{COMPANY, Command, Company, Settings, VatKind},
};
use event_store::{Clock, Durability, Engine, Files, Given, Keys, Log, Outside, sqlite};
use projections::{Filling, ReadSide};
use reactors::{
    Runner, World,
    backups::{self, Backups},
    eraser::{self, Eraser},
    mailbox::Mailbox,
    numbers,
    sender::{Sender, Transport},
    sms::{Gateway, Texts},
};

use tokio::sync::watch;

use crate::{
    config::Config,
    documents::Pdfs,
    folder,
    following::Following,
    front::Front,
    metrics::{self, Metrics},
    pages,
    report_writer::ReportWriter,
    traces,
};

/// Everything that runs on a data folder.
pub struct Program {
    /// What pages and the API need.
    pub app: App,
    /// Carries out what follows by itself.
    pub runner: Arc<Runner>,
    /// Sends mails.
    pub sender: Arc<Sender>,
    /// Reads what customers answer, where it is configured.
    pub mailbox: Option<Arc<Mailbox>>,
    /// Carries out what is to be forgotten.
    pub eraser: Arc<Eraser>,
    /// What reactors look in.
    pub world: Arc<World>,
    engine: Engine,
    keys: Keys,
    front: Option<Front>,
    /// Makes backups, where it is configured.
    pub backups: Option<Arc<Backups>>,
}

/// How read tables are brought up with the log at a start.
pub struct Start<'a> {
    /// Departments that are more events behind are not waited for: they are filled while the others are served.
    pub at_most_behind: u64,
    /// Told how far it is.
    pub progress: &'a (dyn Fn(Filling) + Sync),
}

impl Default for Start<'_> {
    /// All are waited for.
    fn default() -> Self {
        Self { at_most_behind: u64::MAX, progress: &|_| {} }
    }
}

impl Program {
    /// Opens a data folder, making what is missing, and brings the read tables up with the log.
    ///
    /// # Errors
    /// When a file can't be opened, is in use or is damaged.
    pub async fn open(dir: &Path, config: &Config, clock: Clock, durability: Durability) -> anyhow::Result<Self> {
        Self::open_telling(dir, config, clock, durability, &Start::default()).await
    }

    /// The same with a word on how the read tables are brought up with the log.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub async fn open_telling(
        dir: &Path,
        config: &Config,
        clock: Clock,
        durability: Durability,
        start: &Start<'_>,
    ) -> anyhow::Result<Self> {
        std::fs::create_dir_all(dir).with_context(|| format!("the data folder {} can't be made", dir.display()))?;
        let server = config.event_store.as_ref();
        if server.is_none() {
            folder::has_its_log(dir)?;
        }
        let engine = Engine::open(dir, server, clock.clone(), durability).await;
        let engine = engine.map_err(|error| folder::not_opened(sqlite::FILE, error))?;
        let opened = Self::open_on(engine.clone(), dir, config, clock, durability, start).await;
        if opened.is_err() {
            // No journal is left beside a file that somebody may put back now.
            engine.close().await;
        }
        opened
    }

    async fn open_on(
        engine: Engine,
        dir: &Path,
        config: &Config,
        clock: Clock,
        durability: Durability,
        start: &Start<'_>,
    ) -> anyhow::Result<Self> {
        let head = engine.head();
        let common = config.common(dir);
        folder::has_its_keys(common, head)?;
        let master = config.master_key(dir)?;
        let keys = match &config.shared {
            Some(shared) => Keys::open_shared(shared, master).await,
            None => Keys::open_for(dir, master, durability).await,
        };
        let keys = keys.map_err(|error| folder::keys_not_opened(&config.master_key_stands_in(dir), error))?;
        let log = Arc::new(Log::new(engine.store(), Arc::new(keys.clone()), clock.clone(), config.zone));
        folder::has_keys_of_newest(&log, head).await?;
        let files = Files::new(common, keys.clone());
        let cleaned = eraser::before_reads(&log, &files, dir).await?;
        let reads = ReadSide::open(dir, log.clone()).await?;
        if let Some(gib) = config.look_back_gib {
            reads.keep_for_looking_back(u64::from(gib) << 30);
        }
        folder::reaches_what_was_seen(&reads, head, config.event_store.as_ref())?;
        // Whom an order to forget is about is forgotten before anything is served: that asks all tables.
        let forgets = !log.state::<Privacy>(privacy::LOG).await?.0.pending.is_empty();
        let most = if forgets { u64::MAX } else { start.at_most_behind };
        if let Err(error) = reads.begin(most, start.progress).await {
            // One department alone stands still, and the others are worked with; see the administrator's page.
            if reads.progress().values().all(|progress| progress.stalled.is_some()) {
                return Err(error.into());
            }
            tracing::error!(%error, "read tables stand still");
        }
        let outside: Arc<dyn Outside> = Arc::new(Answers(reads.clone()));
        begin(&log, outside.as_ref()).await?;
        if let Some(company) = &config.company {
            introduce(&log, outside.as_ref(), company.clone()).await?;
        }
        let reports = Arc::new(ReportWriter::default());
        let world = Arc::new(World { log: log.clone(), reads: reads.clone(), reports: Some(reports.clone()) });
        numbers::finish(&world, outside.as_ref(), &mut HashSet::new()).await?;
        let runner = Arc::new(Runner::open(dir, world.clone(), outside.clone()).await?);
        let pdfs = Arc::new(Pdfs::new(log.clone(), files.clone(), config.mailbox.is_some()));
        let transport = match &config.smtp {
            Some(smtp) => Transport::smtp(smtp).map_err(anyhow::Error::msg).context("the mail server's settings")?,
            None => Transport::Outbox(dir.join("outbox")),
        };
        let texts = match &config.sms {
            Some(request) => {
                let gateway =
                    Gateway::new(request.clone()).map_err(anyhow::Error::msg).context("the gateway's settings")?;
                Texts::Gateway(Box::new(gateway))
            }
            None => Texts::Outbox(dir.join("outbox")),
        };
        let sender = Arc::new(Sender {
            log: log.clone(),
            reads: reads.clone(),
            outside: outside.clone(),
            documents: pdfs.clone(),
            transport,
            texts,
        });
        let account = config.mailbox.clone();
        let mailbox = account.map(|account| Arc::new(Mailbox::new(log.clone(), outside.clone(), account)));
        let sessions = Sessions::open(dir, clock).await?;
        let passwords = Passwords::default();
        let (forgets, follows) = (files.clone(), outside.clone());
        let eraser = Arc::new(Eraser::new(log.clone(), reads.clone(), follows, forgets, dir, cleaned)?);
        if log.store.shared().is_none() {
            eraser.work_off().await?;
        }
        let planned = config.backup.as_ref().map(|plan| Planned {
            at: plan.at,
            keep_days: plan.keep_days,
            keys_keep_days: plan.keys_keep_days,
        });
        let known = api::app::Backups { folder: common.to_owned(), planned };
        let app = App::new(Parts {
            log,
            reads,
            outside,
            sessions,
            passwords,
            files,
            documents: pdfs,
            backups: known,
            mailbox: mailbox.as_ref().map(|mailbox| mailbox.failing()),
            then: None,
        });
        reports.begin(app.clone());
        let backups = config.backup.clone().map(|plan| {
            let (log, outside, data) = (app.log.clone(), app.outside.clone(), dir.to_owned());
            let (common, server) = (common.to_owned(), config.event_store.clone());
            Arc::new(Backups {
                log,
                outside,
                data,
                common,
                server,
                plan,
                werkbank: env!("CARGO_PKG_VERSION"),
                late_after: backups::LONG,
                known: Default::default(),
            })
        });
        Ok(Self { app, runner, sender, mailbox, eraser, world, engine, keys, front: config.front.clone(), backups })
    }

    /// Serves until told to stop, then closes everything in order.
    ///
    /// # Errors
    /// When the listener fails.
    pub async fn serve(self, listener: tokio::net::TcpListener, metrics: Option<Metrics>) -> anyhow::Result<()> {
        let stop = told_to_stop();
        let tasks = self.app.reads.run();
        let following = Following {
            app: self.app.clone(),
            world: self.world.clone(),
            runner: self.runner.clone(),
            sender: self.sender.clone(),
            mailbox: self.mailbox.clone(),
            eraser: self.eraser.clone(),
            backups: self.backups.clone(),
        };
        let (stopping, told) = watch::channel(false);
        let following = tokio::spawn(async move { following.run(told).await });
        let router = pages::router(self.app.clone(), self.front.as_ref());
        let router = match metrics {
            Some(metrics) => metrics.around(router, self.app.clone()),
            None => metrics::none(router),
        };
        let router = if traces::are_wanted() { router.layer(from_fn(traces::request)) } else { router };
        tokio::select! {
            served = async { axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>()).await } => served?,
            () = stop => tracing::info!("stopping"),
        }
        stopping.send_replace(true);
        if let Err(error) = following.await {
            tracing::error!(%error, "what follows by itself ended badly");
        }
        for task in tasks {
            task.abort();
        }
        self.close().await;
        Ok(())
    }

    /// Brings a log that was just restored to where it can be served: reactors finish what they had begun, and mails that wait are
    /// given to a person to judge, since they may have been sent after the backup. Answers how many.
    ///
    /// # Errors
    /// When something can't be read or written.
    pub async fn settle(&self, dir: &Path) -> anyhow::Result<usize> {
        self.runner.resume(dir).await?;
        self.runner.pump().await?;
        self.sender.own_up().await?;
        let held = self.sender.hold().await?;
        self.runner.pump().await?;
        Ok(held)
    }

    /// Makes everything that was filled in bulk durable.
    ///
    /// # Errors
    /// When the disk fails.
    pub async fn make_durable(&self) -> anyhow::Result<()> {
        self.keys.make_durable().await?;
        Ok(self.engine.make_durable().await?)
    }

    /// Closes the files.
    pub async fn close(&self) {
        self.app.reads.close().await;
        self.keys.close().await;
        self.engine.close().await;
    }
}

/// Ctrl-C, or the system's wish to stop. It is listened for from the call on: who is asked to stop before the first request
/// closes in order, too.
fn told_to_stop() -> impl Future<Output = ()> {
    #[cfg(unix)]
    let mut terminated = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()).ok();
    #[cfg(unix)]
    let mut interrupted = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::interrupt()).ok();
    async move {
        #[cfg(unix)]
        tokio::select! {
            () = given(&mut terminated) => {}
            () = given(&mut interrupted) => {}
        }
        #[cfg(not(unix))]
        let _ = tokio::signal::ctrl_c().await;
    }
}

/// The signal's next coming; never, where it can't be listened for.
#[cfg(unix)]
async fn given(signal: &mut Option<tokio::signal::unix::Signal>) {
    match signal {
        Some(signal) => drop(signal.recv().await),
        None => std::future::pending().await,
    }
}

/// Enters who the company is as configured, when the settings say otherwise. Who gets management's mails stays as it was
/// where the configuration says nothing about it.
async fn introduce(log: &Log, outside: &dyn Outside, mut company: Company) -> anyhow::Result<()> {
    let (settings, _) = log.state::<Settings>(COMPANY).await?;
    if company.management_email.is_none() {
        company.management_email = settings.company.as_ref().and_then(|known| known.management_email.clone());
    }
    let given = Given::by(Actor::system("configuration"));
    log.execute::<Settings>(COMPANY, Command::ChangeCompany(company), &given, outside).await?;
    Ok(())
}

/// Gives a new log the settings that a Dutch company begins with; all can be changed, from a day on. A log from before there were terms
/// gets those alone.
///
/// VAT: art. 9 Wet op de omzetbelasting 1968, 21 % since 2012-10-01 and 9 % since 2019-01-01. Terms of invoices: NL art. 52 AWR; BE art. 60
/// WBTW, 10 years since 2023-01-01 and 7 before; PL art. 86 § 1 Ordynacja podatkowa.
async fn begin(log: &Log, outside: &dyn Outside) -> anyhow::Result<()> {
    let (settings, revision) = log.state::<Settings>(COMPANY).await?;
    if !settings.retention.is_empty() {
        return Ok(());
    }
    let day = |year, month| chrono::NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default();
    let rate =
        |kind, from, points| Command::SetVatRate { kind, from, rate: Rate::from_basis_points(points), reason: None };
    let mut commands = vec![
        rate(VatKind::Standard, day(2012, 10), 2_100),
        rate(VatKind::Reduced, day(2019, 1), 900),
        Command::SetHourlyRate { from: day(2019, 1), rate: Money::euros(9_250) },
        Command::SetPaymentDays { days: 30 },
        Command::SetReminderDays { days: vec![3, 14, 28] },
        Command::SetContractAlertDays { days: vec![90, 30] },
    ];
    let first = revision.map_or(0, |_| commands.len());
    for (country, from, years) in
        [("NL", day(1970, 1), 7), ("BE", day(1970, 1), 7), ("BE", day(2023, 1), 10), ("PL", day(1970, 1), 5)]
    {
        let country = country.parse().map_err(|_| anyhow::anyhow!("{country} is no country"))?;
        commands.push(Command::SetInvoiceRetention { country, from, years });
    }
    for (n, command) in commands.into_iter().enumerate().skip(first) {
        let command_id = uuid::Uuid::new_v5(&log.store.store_id().0, format!("setting {n}").as_bytes());
        let given = Given { command_id, ..Given::by(Actor::system("set-up")) };
        log.execute::<Settings>(COMPANY, command, &given, outside).await?;
    }
    Ok(())
}
