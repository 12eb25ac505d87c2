//! Reports over events as the log holds them: worked out beside people's work from the whole log, kept, and gone on with.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use chrono::NaiveDate;
use domain::{
    Actor, Money, Quantity,
    report::{Dimension, Logged, Measure, logged, logged::Sums},
};
use event_store::{Log, Metadata, Position, StoredEvent};
use serde_json::Value;
use tokio::sync::watch;

use super::run::{Asked, Table, summed};
use crate::{ReadError, ReadSide, filling::Meter, pool::Hidden};

/// Events a page.
const PAGE: u32 = 2_000;
/// So long is waited before it is told how far it is.
const WAIT: Duration = Duration::from_millis(400);
/// So many are kept; of more all begin anew.
const KEPT: usize = 8;

/// What was worked out, by what was asked.
#[derive(Default)]
pub(crate) struct Scans(Mutex<HashMap<String, Arc<Scan>>>);

struct Scan {
    found: Mutex<Found>,
    /// Up to where it has come while it runs; none while it does not.
    at: watch::Sender<Option<Meter>>,
}

/// What the events came to up to a position: how many and how much, by day, group and series.
#[derive(Default)]
struct Found {
    after: Option<Position>,
    days: BTreeMap<(NaiveDate, String, String), (i64, i64)>,
    failed: Option<String>,
}

/// What is looked for in an event.
#[derive(Clone)]
struct Look {
    log: Logged,
    by: Option<Dimension>,
    split: Option<Dimension>,
    filters: BTreeMap<Dimension, Vec<String>>,
    currency: &'static str,
}

impl Scans {
    fn of(&self, key: String) -> Arc<Scan> {
        let mut scans = lock(&self.0);
        if scans.len() >= KEPT && !scans.contains_key(&key) {
            scans.clear();
        }
        let new = || Arc::new(Scan { found: Mutex::default(), at: watch::channel(None).0 });
        scans.entry(key).or_insert_with(new).clone()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What a definition about the log's own events comes to. While the log is read for it, it is told how far that is, as of tables that are
/// filled ([`ReadError::Filling`]); whoever asks again gets it once it is done.
///
/// # Errors
/// When the log can't be read, or is being read.
pub async fn scan(side: &ReadSide, asked: &Asked<'_>) -> Result<Table, ReadError> {
    let definition = asked.definition;
    let Some(log) = definition.log.clone() else { return Ok(summed(asked, BTreeMap::new())) };
    let texts = |values: &std::collections::BTreeSet<domain::Line>| values.iter().map(ToString::to_string).collect();
    let filters = definition.filters.iter().map(|(of, values)| (*of, texts(values))).collect();
    let look = Look { log, by: definition.by, split: definition.split, filters, currency: asked.home.code() };
    let key = format!("{:?} {:?} {:?} {:?}", look.log, look.by, look.split, look.filters);
    let scan = side.scans.of(key);
    let newest = side.log.store.newest().await?.map(|(position, _)| position);
    if lock(&scan.found).after < newest {
        run_on(&scan, side.log.clone(), look, newest);
        let mut at = scan.at.subscribe();
        if tokio::time::timeout(WAIT, at.wait_for(Option::is_none)).await.is_err() {
            let (done, meter) = (lock(&scan.found).after, *at.borrow());
            let of = newest.map_or(0, |newest| newest.0);
            let filling = meter.map(|meter| meter.at(done, of)).unwrap_or_default();
            return Err(ReadError::Filling(Hidden { department: super::DEPARTMENT.name, filling }));
        }
    }
    let mut found = lock(&scan.found);
    if let Some(why) = found.failed.take() {
        return Err(ReadError::Io("the log".into(), std::io::Error::other(why)));
    }
    let steps = asked.steps();
    let mut sums = BTreeMap::new();
    for ((day, group, series), (count, sum)) in &found.days {
        let step = steps.partition_point(|(_, until)| until < day);
        if steps.get(step).is_none_or(|(from, _)| day < from) {
            continue;
        }
        let cells = sums.entry((group.clone(), series.clone())).or_insert_with(|| vec![(0, 0); steps.len() + 1]);
        cells[step + 1].0 += if definition.measure == Measure::FieldSum { *sum } else { *count };
    }
    Ok(summed(asked, sums))
}

/// Reads on, unless it is being read already.
fn run_on(scan: &Arc<Scan>, log: Arc<Log>, look: Look, newest: Option<Position>) {
    let begun = scan.at.send_if_modified(|at| {
        let idle = at.is_none();
        if idle {
            *at = Some(Meter::begin(lock(&scan.found).after));
        }
        idle
    });
    if !begun {
        return;
    }
    let scan = scan.clone();
    tokio::spawn(async move {
        let read = read_on(&scan, &log, &look, newest).await;
        if let Err(error) = read {
            lock(&scan.found).failed = Some(error.to_string());
        }
        scan.at.send_replace(None);
    });
}

async fn read_on(scan: &Scan, log: &Log, look: &Look, newest: Option<Position>) -> Result<(), ReadError> {
    loop {
        let after = lock(&scan.found).after;
        if after >= newest {
            return Ok(());
        }
        let page = log.store.read_all(after, PAGE).await?;
        let wanted = page.events.iter().filter(|event| event.event_type == look.log.event_type.as_str());
        let read: Vec<_> = wanted.filter_map(|event| look.at(event, log)).collect();
        let mut found = lock(&scan.found);
        for (day, group, series, amount) in read {
            let sum = found.days.entry((day, group, series)).or_default();
            *sum = (sum.0 + 1, sum.1.saturating_add(amount));
        }
        // A page without events ends where the log ended when it was read.
        found.after = page.next.max(if page.events.is_empty() { newest } else { None });
    }
}

impl Look {
    /// What an event says: its day, group, series and number; none where a filter leaves it out. What is sealed stays sealed.
    fn at(&self, event: &StoredEvent, log: &Log) -> Option<(NaiveDate, String, String, i64)> {
        let data: Value = serde_json::from_str(&event.data).ok()?;
        let metadata: Metadata = serde_json::from_str(&event.metadata).ok()?;
        let told = |of: Dimension| self.told(of, &data, &metadata.actor);
        let left_out = |(of, values): (&Dimension, &Vec<String>)| {
            let told = told(*of);
            !values.iter().any(|value| *value == told || (value == "-" && told.is_empty()))
        };
        if self.filters.iter().any(left_out) {
            return None;
        }
        let named = |of: Option<Dimension>| of.map(told).unwrap_or_default();
        let amount =
            self.log.field.as_ref().map_or(Some(0), |path| self.number(path.as_str(), &data)).unwrap_or_default();
        Some((log.local(event.recorded_at).date(), named(self.by), named(self.split), amount))
    }

    fn told(&self, of: Dimension, data: &Value, actor: &Actor) -> String {
        match (of, actor) {
            (Dimension::Person, Actor::Person { user, .. }) => user.to_string(),
            (Dimension::Department, Actor::Person { role, .. }) => role.name().to_owned(),
            (Dimension::Field, _) => match self.log.by_field.as_ref().and_then(|path| at(path.as_str(), data)) {
                Some(Value::String(text)) => text.clone(),
                Some(value @ (Value::Number(_) | Value::Bool(_))) => value.to_string(),
                _ => String::new(),
            },
            _ => String::new(),
        }
    }

    /// The number of a field in thousandths; of amounts only those in the company's money.
    fn number(&self, path: &str, data: &Value) -> Option<i64> {
        let value = at(path, data)?;
        let fields = logged::fields(self.log.event_type.as_str())?;
        match fields.iter().find(|field| field.path == path)?.sums? {
            Sums::Whole => value.as_i64()?.checked_mul(1_000),
            Sums::Quantity => Some(value.as_str()?.parse::<Quantity>().ok()?.thousandths()),
            Sums::Money => {
                let money = value.as_str()?.parse::<Money>().ok()?;
                (money.currency.code() == self.currency).then_some(money.cents)?.checked_mul(10)
            }
        }
    }
}

fn at<'a>(path: &str, data: &'a Value) -> Option<&'a Value> {
    path.split('.').try_fold(data, |value, name| value.get(name))
}
