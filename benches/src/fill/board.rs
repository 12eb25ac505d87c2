//! A planning of four weeks to come: 40 technicians, 2,000 visits, all made by commands.

use std::path::Path;

use anyhow::Context;
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc};
use domain::{Role, Slot, UserId, visit};
use event_store::{Clock, Durability};
use serde_json::json;
use web::{config::Config, program::Program};

use super::{
    Filling, Order, Size, WHOLE,
    company::{MODELS, PROBLEMS, TECHNICIANS, colleague, command, id, parsed, word},
};

/// Visits that are planned.
const VISITS: u32 = 2_000;
/// Customers whom they are at, in as many towns as there are postcodes.
const CUSTOMERS: u32 = 300;
/// From when until when, the n-th of a technician's day.
const SLOTS: [(&str, &str); 3] = [("08:00", "10:00"), ("10:30", "12:30"), ("13:30", "16:00")];

/// Fills the folder, unless it was filled before; answers the moment at which it ends.
///
/// # Errors
/// When a command is refused, or the disk fails.
pub async fn fill(dir: &Path) -> anyhow::Result<DateTime<Utc>> {
    if let Ok(at) = std::fs::read_to_string(dir.join(WHOLE)) {
        return at.trim().parse().context("the file `filled`");
    }
    if dir.exists() {
        std::fs::remove_dir_all(dir)?;
    }
    let now = Utc::now();
    let program = Program::open(dir, &Config::read(dir)?, Clock::manual(now), Durability::Bulk).await?;
    let size = Size { customers: CUSTOMERS, events: 0 };
    let filling = Filling { size, today: now.date_naive(), first: now.date_naive(), program };
    filling.found().await?;
    for n in 0..CUSTOMERS {
        filling.customer(n).await?;
    }
    let days = days(first_day(now.date_naive()));
    for n in 0..VISITS {
        filling.planned(n, &days).await?;
    }
    filling.program.make_durable().await?;
    filling.program.app.reads.catch_up(|_| {}).await?;
    filling.leave_reactors_nothing(dir)?;
    filling.program.close().await;
    std::fs::write(dir.join(WHOLE), now.to_rfc3339())?;
    Ok(now)
}

/// The Monday after a day.
pub fn first_day(day: NaiveDate) -> NaiveDate {
    day + Days::new(7 - u64::from(day.weekday().num_days_from_monday()))
}

/// The working days of four weeks.
fn days(monday: NaiveDate) -> Vec<NaiveDate> {
    monday.iter_days().take(28).filter(|day| day.weekday().num_days_from_monday() < 5).collect()
}

impl Filling {
    async fn customer(&self, n: u32) -> anyhow::Result<()> {
        let (_, sales) = colleague(Role::Sales, 0)?;
        let register = json!({"register": {"kind": "company", "name": format!("{} {n}", word(n, &MODELS)),
            "email": format!("info@klant{n}.example"),
            "visiting": {"street": "Weg 1", "postcode": format!("{} AB", 1000 + n * 29), "city": "Plaats"}}});
        let register = command::<domain::customer::Command>(register)?;
        self.give(Order { actor: sales, id: id("customer", n, 0), command: register }).await
    }

    /// A day is filled for everybody, then the next one; where all are full, a third visit is added.
    async fn planned(&self, n: u32, days: &[NaiveDate]) -> anyhow::Result<()> {
        let (_, planner) = colleague(Role::Planner, 0)?;
        let (who, round) = (n % TECHNICIANS, n / TECHNICIANS);
        let day = days[round as usize % days.len()];
        let (from, until) = SLOTS[round as usize / days.len()];
        let customer = id("customer", (n * 7) % CUSTOMERS, 0);
        let kind = ["fault", "maintenance", "installation", "intake"][n as usize % 4];
        let request = json!({"request": {"customer": customer, "kind": kind, "task": word(n, &PROBLEMS)}});
        let request = command::<visit::Command>(request)?;
        let visit = id("visit", n, 0);
        self.give(Order { actor: planner.clone(), id: visit, command: request }).await?;
        let at = |text| NaiveTime::parse_from_str(text, "%H:%M");
        let slot = Slot::new(day, at(from)?, at(until)?).context("a slot ends before it begins")?;
        let technician = UserId::of_login(&parsed(&colleague(Role::Technician, who)?.0)?);
        let schedule =
            visit::Command::Schedule { technician, slot, rest: Vec::new(), overrule: Some(parsed("Zo afgesproken")?) };
        self.give(Order { actor: planner, id: visit, command: schedule.into() }).await
    }
}
