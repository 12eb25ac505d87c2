//! The demo company: a year and a half of its days, made only by giving commands under a turned clock. One seed, one company.

mod buying;
mod catalogue;
mod chance;
mod contracts;
mod customers;
mod desk;
mod fieldwork;
mod machines;
mod money;
pub mod people;
mod planning;
mod post;
mod promises;
mod reviewing;
mod rosters;
mod scan;
mod visits;
pub mod words;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context;
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc, Weekday};
use domain::{
    UserId,
    calendar::{LiberationDay, holiday},
    registry::AnyCommand,
};
use event_store::{Clock, Given, Position};
use serde_json::Value;
use texts::Lang;
use uuid::Uuid;

use crate::program::Program;
use chance::Chance;

/// The password of everyone in the demo company.
pub const PASSWORD: &str = "werkbank demo";

/// How large the company is.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Days of history before today.
    pub days: u64,
    /// Customers, of whom three in ten were there on the first day.
    pub customers: usize,
    /// Contracts, drafts and ended ones counted in.
    pub contracts: usize,
    /// Faults that are phoned in, about.
    pub faults: usize,
}

impl Size {
    /// What `werkbank demo` makes: 18 months.
    pub const FULL: Self = Self { days: 548, customers: 300, contracts: 250, faults: 2_150 };
}

/// A customer as the story needs to know it.
struct Customer {
    id: Uuid,
    /// What is known, as the commands take it.
    details: Value,
    /// Machines and their models.
    machines: Vec<(Uuid, usize)>,
}

/// A visit in someone's agenda.
struct Appointment {
    visit: Uuid,
    fault: Option<Uuid>,
    customer: usize,
    machine: Option<Uuid>,
    model: usize,
    trouble: &'static catalogue::Trouble,
    technician: usize,
    /// Which of the day's slots.
    slot: usize,
    /// Until when the customer was promised someone.
    due: Option<NaiveDateTime>,
}

/// Makes the company's history.
pub struct Demo<'a> {
    program: &'a Program,
    clock: Clock,
    size: Size,
    first: NaiveDate,
    now: DateTime<Utc>,
    chance: Chance,
    given: u64,
    customers: Vec<Customer>,
    /// Machines with a fault that is not solved, and those mended since this morning.
    broken: BTreeSet<Uuid>,
    mended: Vec<Uuid>,
    agenda: BTreeMap<NaiveDate, Vec<Appointment>>,
    /// The visits that technicians are at.
    working: BTreeMap<usize, Uuid>,
    /// Faults that will come back with their machines, by the day.
    again: BTreeMap<NaiveDate, Vec<(Uuid, Uuid)>>,
    contracts: Vec<contracts::Contract>,
    /// Contracts that were signed and have no maintenance plan yet.
    unplanned: Vec<usize>,
    /// Contracts that will be signed, by the day.
    signings: BTreeMap<NaiveDate, Vec<usize>>,
    /// What will be paid, by the day.
    payments: BTreeMap<NaiveDate, Vec<money::Payment>>,
    /// Purchase orders that are under way, and when they come.
    deliveries: BTreeMap<Uuid, NaiveDate>,
    /// Opportunities that will be talked about, by the day.
    talks: BTreeMap<NaiveDate, Vec<Uuid>>,
    /// Mails that came back.
    failed: Vec<Uuid>,
    /// Whether checklists were made.
    has_checklists: bool,
    /// What was pointed out for review, and who did it.
    raised: Vec<(Uuid, UserId)>,
    /// Up to where the log was looked through for mails and reviews.
    posted: Option<Position>,
    /// The first day whose issued invoices were not looked at.
    looked: NaiveDate,
}

impl<'a> Demo<'a> {
    /// A company that begins `size.days` before `now`; `clock` is the program's and stands at [`begins`].
    pub fn new(program: &'a Program, clock: Clock, now: DateTime<Utc>, size: Size) -> Self {
        Self {
            program,
            clock,
            size,
            first: begins(now, size).date_naive(),
            now,
            chance: Chance::new(20_261_117),
            given: 0,
            customers: Vec::new(),
            broken: BTreeSet::new(),
            mended: Vec::new(),
            agenda: BTreeMap::new(),
            working: BTreeMap::new(),
            again: BTreeMap::new(),
            contracts: Vec::new(),
            unplanned: Vec::new(),
            signings: BTreeMap::new(),
            payments: BTreeMap::new(),
            deliveries: BTreeMap::new(),
            talks: BTreeMap::new(),
            failed: Vec::new(),
            has_checklists: false,
            raised: Vec::new(),
            posted: None,
            looked: begins(now, size).date_naive(),
        }
    }

    /// Lives every day from the first to `now`; `told` hears of each.
    ///
    /// # Errors
    /// When a command is refused: the demo's commands never should be.
    pub async fn live(mut self, told: impl Fn(u64)) -> anyhow::Result<()> {
        self.turn(self.first, 6, 30);
        self.found_company().await?;
        self.make_rosters().await?;
        self.found_promises().await?;
        self.found_stock().await?;
        self.found_customers().await?;
        for day in 0..=self.size.days {
            let on = self.first + Days::new(day);
            self.day(on).await.with_context(|| format!("on {on}"))?;
            told(day);
        }
        self.clock.turn(self.now);
        self.install_over_two_days().await?;
        self.follow().await?;
        Ok(self.program.app.reads.catch_up(|_| {}).await?)
    }

    /// A day: the clock strikes, the telephone rings, planning plans, technicians work, goods and money come in.
    async fn day(&mut self, on: NaiveDate) -> anyhow::Result<()> {
        if !self.turn(on, 7, 15) {
            return Ok(());
        }
        self.follow().await?;
        if !works_on(on) {
            // A week's events at once: cheaper for the tables that nobody looks in meanwhile.
            return Ok(self.program.app.reads.catch_up(|_| {}).await?);
        }
        for (hour, minute, part) in PARTS {
            if !self.turn(on, hour, minute) {
                return Ok(());
            }
            match part {
                Part::Begin(slot) => self.begin_visits(on, slot).await?,
                Part::End(slot) => self.end_visits(on, slot).await?,
                Part::Morning => {
                    self.make_checklists(on).await?;
                    self.plan_absences(on).await?;
                    self.collect_changes(on).await?;
                    self.customers_come(on).await?;
                    self.telephone(on, 0).await?;
                    self.money_comes(on).await?;
                    self.goods_come(on).await?;
                }
                Part::Noon => {
                    self.telephone(on, 1).await?;
                    self.contracts_move(on).await?;
                    self.buy(on).await?;
                    self.desks(on).await?;
                    self.promises(on).await?;
                    self.look(on).await?;
                    self.call_back(on).await?;
                }
                Part::Follow => self.follow().await?,
                Part::Plan => self.plan(on, hour).await?,
                Part::Bill => self.bill(on).await?,
            }
        }
        Ok(())
    }

    /// Sets the clock to an hour of the company's wall clock; not beyond now: then the history ends here.
    fn turn(&self, day: NaiveDate, hour: u32, minute: u32) -> bool {
        let wall = day.and_time(NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default());
        let zone = self.program.app.log.zone;
        let Some(at) = zone.from_local_datetime(&wall).earliest() else { return false };
        let at = at.with_timezone(&Utc);
        if at <= self.now {
            self.clock.turn(at);
        }
        at <= self.now
    }

    /// How far the history has come, in thousandths.
    fn progress(&self, on: NaiveDate) -> usize {
        let days = u64::try_from((on - self.first).num_days()).unwrap_or_default();
        usize::try_from(days * 1000 / self.size.days.max(1)).unwrap_or_default()
    }

    /// Whether this is the last working day: what is begun on it stays open for whoever looks.
    fn is_end(&self, on: NaiveDate) -> bool {
        workday_after(on, 1) > self.program.app.log.local(self.now).date()
    }

    async fn give(&mut self, login: &str, things: &str, id: Uuid, name: &str, fields: Value) -> anyhow::Result<()> {
        let kind = api::decode::kind_at(things).with_context(|| format!("no {things}"))?;
        let refused = |problem| anyhow::anyhow!("{things}/{name}: {problem:?}");
        let mut command = api::decode::decode(kind, name, fields, Lang::En).map_err(refused)?;
        api::prepare::prepare(&self.program.app, &id.to_string(), &mut command, Lang::En).await.map_err(refused)?;
        self.run(login, id, command).await.with_context(|| format!("{things}/{name}"))
    }

    async fn run(&mut self, login: &str, id: Uuid, command: AnyCommand) -> anyhow::Result<()> {
        self.given += 1;
        let command_id = Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("demo {}", self.given).as_bytes());
        let given = Given { command_id, ..Given::by(people::actor(login)?) };
        self.program.app.log.run(&id.to_string(), command, &given, self.program.app.outside.as_ref()).await?;
        Ok(())
    }

    /// An id for something new that nothing else is told apart by.
    fn new_id(&self, what: &str) -> Uuid {
        id(what, usize::try_from(self.given).unwrap_or_default())
    }

    /// Lets Werkbank do what follows by itself. Only the read tables that reactors and decisions look in are brought up with it.
    async fn follow(&mut self) -> anyhow::Result<()> {
        let app = &self.program.app;
        reactors::clock::strike_due(&app.log, app.outside.as_ref()).await?;
        self.program.runner.work_off_all().await?;
        app.reads.catch_up_those(|department| department.for_reactors).await?;
        if reactors::promise_watch::warn_due(&self.program.world, app.outside.as_ref()).await? > 0 {
            self.program.runner.work_off_all().await?;
        }
        let mails = self.queued_mails().await?;
        self.hand_over(mails).await?;
        app.reads.catch_up_those(|department| department.for_reactors).await?;
        self.let_go().await
    }
}

/// What a working day is made of.
enum Part {
    Begin(usize),
    End(usize),
    Morning,
    Noon,
    Follow,
    Plan,
    Bill,
}

/// By the wall clock. Visits have four slots a day; see [`planning::SLOTS`].
const PARTS: [(u32, u32, Part); 16] = [
    (8, 30, Part::Begin(0)),
    (9, 0, Part::Morning),
    (9, 10, Part::Follow),
    (9, 30, Part::Plan),
    (10, 0, Part::End(0)),
    (10, 15, Part::Begin(1)),
    (11, 5, Part::Noon),
    (11, 45, Part::End(1)),
    (11, 50, Part::Follow),
    (12, 10, Part::Plan),
    (12, 30, Part::Begin(2)),
    (14, 0, Part::End(2)),
    (14, 15, Part::Begin(3)),
    (15, 45, Part::End(3)),
    (16, 10, Part::Bill),
    (16, 20, Part::Follow),
];

/// The moment at which a history that ends now begins: the first of its first day.
pub fn begins(now: DateTime<Utc>, size: Size) -> DateTime<Utc> {
    (now.date_naive() - Days::new(size.days)).and_time(NaiveTime::MIN).and_utc()
}

/// The id of the n-th thing of a kind.
fn id(what: &str, n: usize) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("demo {what} {n}").as_bytes())
}

fn parsed<T: std::str::FromStr<Err = domain::Invalid>>(text: &str) -> anyhow::Result<T> {
    text.parse().with_context(|| text.to_owned())
}

/// An amount as commands take it.
fn euros(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// The first working day that lies so many days after a day, or later.
fn workday_after(day: NaiveDate, days: usize) -> NaiveDate {
    let on = day + Days::new(u64::try_from(days).unwrap_or_default());
    on.iter_days().find(|day| works_on(*day)).unwrap_or(on)
}

/// Whether the company works on a day; it keeps the Dutch holidays.
fn works_on(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && holiday("NL", day, LiberationDay::default()).is_none()
}
