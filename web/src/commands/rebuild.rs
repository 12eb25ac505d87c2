//! `werkbank rebuild` and `werkbank check`: read tables are worked out anew, and held against what the log makes of them.

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use anyhow::{Context, bail, ensure};
use clap::Args;
use event_store::{Clock, Durability, Engine, Files, Keys, Log, Looked, Position, StoreError};
use projections::{
    DEPARTMENTS, Department, Filling,
    ahead::{self, NotAhead},
    check::{self, Checked, Differs, NAMED},
    order::{Order, Told},
    seen,
};
use reactors::runner;
use web::{
    config::Config,
    program::{Program, Start},
};

use super::{catch_up, has_log, progress::Progress, say};

/// How often it is looked how far another program is.
const LOOK: Duration = Duration::from_millis(200);

/// Which tables, and when they are to be served.
#[derive(Args)]
pub struct Rebuilding {
    /// The departments, as `werkbank check` names them; all, when none is named.
    departments: Vec<String>,
    /// Fill this version's tables now and leave them for the next start, which then serves at once. Without departments, those whose
    /// tables have another version than what is there.
    #[arg(long)]
    ahead: bool,
}

/// Which tables, and what to do about them.
#[derive(Args)]
pub struct Checking {
    /// The departments; all, when none is named.
    departments: Vec<String>,
    /// Work out anew what differs.
    #[arg(long)]
    repair: bool,
    /// Tell every table's checksum.
    #[arg(long)]
    all: bool,
}

/// Works read tables out anew: by the program that serves, where one does.
///
/// # Errors
/// When there is no log, or an event can't be taken in.
pub async fn rebuild(data: &Path, rebuild: Rebuilding) -> anyhow::Result<()> {
    let config = Config::read(data)?;
    let wanted = known(&rebuild.departments)?;
    has_log(data, &config)?;
    if rebuild.ahead {
        return fill_ahead(data, &config, if rebuild.departments.is_empty() { None } else { Some(wanted) }).await;
    }
    anew(data, &config, if rebuild.departments.is_empty() { Vec::new() } else { wanted }).await
}

/// Holds read tables against what the log makes of them.
///
/// # Errors
/// When they differ and are not repaired, or the log can't be read.
pub async fn check(data: &Path, check: Checking) -> anyhow::Result<()> {
    let config = Config::read(data)?;
    let wanted = known(&check.departments)?;
    has_log(data, &config)?;
    let log = looked_at(data, &config).await?;
    let told = Telling::new("events worked out");
    let checked = check::check(&data.join("read"), log.clone(), &wanted, |how| told.filling(&how)).await;
    told.end();
    let filed = if check.departments.is_empty() { filed(data, &config, &log).await } else { Ok(()) };
    log.keys.close().await;
    let checked = checked?;
    checked.iter().for_each(|checked| tell(checked, check.all));
    filed?;
    let differ: Vec<_> =
        checked.iter().filter(|checked| !checked.is_whole()).map(|checked| checked.department).collect();
    match (differ.is_empty(), check.repair) {
        (true, _) => Ok(()),
        (false, false) => bail!(
            "the read tables of {} are not as the log makes them: `werkbank check --repair` works them out anew",
            differ.join(", ")
        ),
        (false, true) => {
            let differ = wanted.into_iter().filter(|department| differ.contains(&department.name)).collect();
            anew(data, &config, differ).await
        }
    }
}

fn known(named: &[String]) -> anyhow::Result<Vec<&'static Department>> {
    let all: Vec<_> = DEPARTMENTS.iter().map(|department| department.name).collect();
    for name in named {
        ensure!(all.contains(&name.as_str()), "there is no department {name}; there are {}", all.join(", "));
    }
    let wanted =
        |department: &&&'static Department| named.is_empty() || named.iter().any(|name| name == department.name);
    Ok(DEPARTMENTS.iter().filter(wanted).copied().collect())
}

/// Works tables out anew, all where none is named: here, or by the program that serves the folder.
async fn anew(data: &Path, config: &Config, wanted: Vec<&'static Department>) -> anyhow::Result<()> {
    // The log's lock is taken first, so that nothing is thrown away under a serving program.
    let log = match Engine::open(data, config.event_store.as_ref(), Clock::Machine, Durability::Full).await {
        Ok(log) => log,
        Err(StoreError::Locked(_)) => return ordered(data, &wanted).await,
        Err(error) => return Err(error.into()),
    };
    let head = log.head().map_or(0, |position| position.0);
    let lost_its_end = seen::newest(data, log.store().store_id())?.is_some_and(|seen| seen > head);
    if lost_its_end {
        // Reactors that stand behind the end of the log would pass over what comes next.
        removed(&data.join(runner::FILE))?;
    }
    let read = data.join("read");
    if wanted.is_empty() {
        removed(&read)?;
    }
    for department in &wanted {
        let file = department.file();
        for suffix in ["", "-wal", "-shm"] {
            removed(&read.join(format!("{file}{suffix}")))?;
        }
        let copies = std::fs::read_dir(read.join("past")).into_iter().flatten().flatten();
        let of = format!("{}.v", department.name);
        for copy in copies.filter(|copy| copy.file_name().to_string_lossy().starts_with(&of)) {
            removed(&copy.path())?;
        }
    }
    log.close().await;
    let begun = Instant::now();
    let told = Telling::new("events taken in");
    let progress = |how: Filling| told.filling(&how);
    let start = Start { progress: &progress, ..Start::default() };
    let program = Program::open_telling(data, config, Clock::Machine, Durability::Full, &start).await;
    told.end();
    let program = program?;
    let stalled = program.app.reads.progress().into_iter().find_map(|(name, progress)| Some((name, progress.stalled?)));
    let events = program.app.reads.all().iter().filter_map(|reads| reads.applied()).map(|at| at.0).max();
    program.close().await;
    if let Some((department, why)) = stalled {
        bail!("the read tables of {department} stand still: {why}");
    }
    done(events.unwrap_or_default(), &wanted, begun);
    Ok(())
}

fn removed(path: &Path) -> anyhow::Result<()> {
    let removed = if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) };
    match removed {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        removed => removed.with_context(|| format!("{} can't be removed", path.display())),
    }
}

fn done(events: u64, wanted: &[&'static Department], begun: Instant) {
    let by = match wanted {
        [] => "every department".into(),
        some => some.iter().map(|department| department.name).collect::<Vec<_>>().join(", "),
    };
    say(&format!("{events} events taken in by {by} in {:.1?}", begun.elapsed()));
}

/// Leaves an order for the program that serves, and tells how far that is.
async fn ordered(data: &Path, wanted: &[&'static Department]) -> anyhow::Result<()> {
    let (read, begun) = (data.join("read"), Instant::now());
    let names = wanted.iter().map(|department| department.name.to_owned()).collect();
    let order = Order::leave(&read, names)?;
    let wanted = if order.departments.is_empty() { Vec::new() } else { order.about() };
    let told = Telling::new("events taken in");
    let mut events = 0;
    let ended = loop {
        let how = Told::last(&read)?.filter(|how| how.id == order.id).unwrap_or_default();
        if how.done {
            break Ok(());
        }
        if let Some((department, why)) = how.filling.iter().find_map(|(name, how)| Some((name, how.stalled.as_ref()?)))
        {
            break Err(anyhow::anyhow!(
                "the tables of {department} are not worked out anew: {why}. The program that serves goes on with it by itself"
            ));
        }
        if let Some(least) = how.filling.values().min_by_key(|how| how.done) {
            events = events.max(least.of);
            told.filling(least);
        }
        if !Engine::is_open(data)? {
            break Err(anyhow::anyhow!("the program that serves has ended; the work goes on when it is started again"));
        }
        tokio::time::sleep(LOOK).await;
    };
    told.end();
    ended?;
    done(events, &wanted, begun);
    Ok(())
}

/// Fills tables of this version beside those that another version serves.
async fn fill_ahead(data: &Path, config: &Config, wanted: Option<Vec<&'static Department>>) -> anyhow::Result<()> {
    let (read, begun) = (data.join("read"), Instant::now());
    let wanted = wanted.unwrap_or_else(|| ahead::missing(&read));
    if wanted.is_empty() {
        say("The read tables have this version already.");
        return Ok(());
    }
    let log = looked_at(data, config).await?;
    let told = Telling::new("events taken in ahead");
    let filled = ahead::fill(&read, log.clone(), &wanted, |how| told.filling(&how)).await;
    told.end();
    let events = log.store.newest().await?.map_or(Position(0), |(at, _)| at).0;
    log.keys.close().await;
    match filled {
        Err(NotAhead::Read(error)) => return Err(error.into()),
        filled => filled?,
    }
    done(events, &wanted, begun);
    say("The next start of this version serves them.");
    Ok(())
}

/// The log as one looks at it, also while a program serves it.
pub(super) async fn looked_at(data: &Path, config: &Config) -> anyhow::Result<Arc<Log>> {
    catch_up(data, config).await?;
    let store = Looked::open(data, config.event_store.as_ref()).await?;
    let master = config.master_key(data)?;
    let keys = match &config.shared {
        Some(shared) => Keys::open_shared(shared, master).await?,
        None => Keys::open(data, master).await?,
    };
    Ok(Arc::new(Log::new(store, Arc::new(keys), Clock::Machine, config.zone)))
}

/// Looks at the photos, papers and manuals that the log names.
///
/// # Errors
/// Names those that are not as they were kept.
pub(super) async fn filed(data: &Path, config: &Config, log: &Log) -> anyhow::Result<()> {
    let files = Files::new(config.common(data), Keys::clone(&log.keys));
    let mut told = Progress::new("events looked at for files");
    let newest = log.store.newest().await?.map_or(Position(0), |(at, _)| at).0;
    let found = event_store::verify_files(log, &files, |at| told.reached(at.0, newest)).await;
    told.end();
    let (named, unsound) = found?;
    if named == 0 {
        return Ok(());
    }
    say(&format!("{} photos, papers and manuals, {} as they were kept.", named, named - unsound.len()));
    for one in unsound.iter().take(NAMED) {
        say(&format!("  position {}: files/{}/{} {}", one.position.0, one.subject, one.file, one.amiss));
    }
    ensure!(unsound.is_empty(), "{} files are not as they were kept: bring them back from a backup", unsound.len());
    Ok(())
}

/// Tells what was found of a department, table by table.
fn tell(checked: &Checked, all: bool) {
    let Checked { department, at, tables, damaged, altered } = checked;
    for position in altered {
        say(&format!("{department}: its copy for looking back at position {position} was changed since it was made"));
    }
    if let Some(why) = damaged {
        return say(&format!("{department}: damaged: {why}"));
    }
    let rows: u64 = tables.iter().map(|table| table.found.rows).sum();
    let bad = tables.iter().filter(|table| table.found != table.wanted).count();
    let how = if bad == 0 { "as the log makes them".into() } else { format!("{bad} differ") };
    say(&format!("{department}: {} tables with {rows} rows at position {at}: {how}", tables.len()));
    for table in tables {
        let (found, wanted) = (table.found, table.wanted);
        if found != wanted {
            say(&format!(
                "  {}: {} rows, checksum {:032x}; should be {} rows, {:032x}",
                table.name, found.rows, found.sum, wanted.rows, wanted.sum
            ));
            for differs in &table.differs {
                say(&match differs {
                    Differs::Changed(key) => format!("    changed: {key}"),
                    Differs::Missing(key) => format!("    missing: {key}"),
                    Differs::Extra(key) => format!("    should not be there: {key}"),
                });
            }
            if table.differs.len() == NAMED {
                say("    and perhaps more");
            }
        } else if all {
            say(&format!("  {}: {} rows, checksum {:032x}", table.name, found.rows, found.sum));
        }
    }
}

/// Tells from wherever it is said how far it is.
struct Telling(Mutex<Progress>);

impl Telling {
    fn new(what: &'static str) -> Self {
        Self(Mutex::new(Progress::new(what)))
    }

    fn filling(&self, how: &Filling) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).filling(how);
    }

    fn end(self) {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner).end();
    }
}
