//! The demo company: half a year of its days, made only by giving commands under a turned clock. One seed, one company.

use anyhow::Context;
use chrono::{Datelike, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc, Weekday};
use domain::{Actor, ArticleId, Role, UserId, registry::AnyCommand, user::Password};
use event_store::{Clock, Given};
use projections::maintenance::{self, board};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::program::Program;

/// The password of everyone in the demo company.
pub const PASSWORD: &str = "werkbank demo";
/// Days of history.
pub const DAYS: u64 = 182;

const COLLEAGUES: [(&str, &str, &[Role]); 11] = [
    ("sanne", "Sanne de Wit", &[Role::Sales]),
    ("youssef", "Youssef Amrani", &[Role::Planner]),
    ("marek", "Marek Kowalski", &[Role::Technician]),
    ("fatima", "Fatima el Idrissi", &[Role::Technician]),
    ("joris", "Joris Bakker", &[Role::Technician]),
    ("piotr", "Piotr Nowak", &[Role::Technician]),
    ("lars", "Lars Dijkstra", &[Role::Technician]),
    ("inge", "Inge Hendriks", &[Role::Purchasing]),
    ("finn", "Finn Hofman", &[Role::Finance]),
    ("mila", "Mila van der Berg", &[Role::Management]),
    ("beheer", "Bas Beheer", &[Role::Administrator]),
];

const FIRST: [&str; 12] = [
    "Zorggroep",
    "Bakkerij",
    "Hotel",
    "Basisschool",
    "Garage",
    "Notaris",
    "Apotheek",
    "Sportcentrum",
    "Drukkerij",
    "Bibliotheek",
    "Restaurant",
    "Kantoor",
];
const LAST: [&str; 10] =
    ["De Linde", "Van Dam", "De Kroon", "Meerkade", "Lijn 9", "Terpstra", "Lombok", "Overvecht", "De Tol", "Maliebaan"];
const TOWNS: [(&str, &str); 6] = [
    ("3701 CL", "Zeist"),
    ("3511 AB", "Utrecht"),
    ("3811 CD", "Amersfoort"),
    ("3431 EF", "Nieuwegein"),
    ("3991 GH", "Houten"),
    ("3721 JK", "Bilthoven"),
];
const MODELS: [&str; 5] =
    ["Koffiemachine K-200", "Koffiemachine K-400", "Waterkoeler W-10", "Vaatwasser V-60", "IJsmachine IJ-3"];
const PROBLEMS: [&str; 8] = [
    "Lekkage onder de machine",
    "Foutcode E14 op het scherm",
    "Maalwerk maakt lawaai",
    "Geen warm water",
    "Melk schuimt niet",
    "Betaalsysteem doet het niet",
    "Deur sluit niet goed",
    "Machine start niet op",
];
const ARTICLES: [(&str, &str, i64); 8] = [
    ("A-1001", "Pakking 12 mm", 240),
    ("A-1002", "Maalschijf", 3_850),
    ("A-1003", "Pomp 24 V", 6_420),
    ("A-1004", "Slang siliconen", 410),
    ("A-1005", "Printplaat K-400", 18_900),
    ("A-1006", "Verwarmingselement", 7_300),
    ("A-1007", "Waterfilter", 1_260),
    ("A-1008", "Deurscharnier", 980),
];

/// Chance that comes out the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end).unwrap_or(1)).unwrap_or_default()
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// Makes the company's history up to today.
pub struct Demo<'a> {
    program: &'a Program,
    clock: Clock,
    chance: Chance,
    given: u64,
    customers: Vec<(Uuid, Uuid)>,
}

impl<'a> Demo<'a> {
    /// A company that begins; `clock` is the program's.
    pub fn new(program: &'a Program, clock: Clock) -> Self {
        Self { program, clock, chance: Chance(20_261_117), given: 0, customers: Vec::new() }
    }

    /// Lives every day from the first to today; `told` hears of each.
    ///
    /// # Errors
    /// When a command is refused: the demo's commands never should be.
    pub async fn live(mut self, today: NaiveDate, told: impl Fn(u64)) -> anyhow::Result<()> {
        let first = today.checked_sub_days(Days::new(DAYS)).unwrap_or(today);
        self.turn(first, 8);
        self.found().await?;
        for day in 0..=DAYS {
            let on = first.checked_add_days(Days::new(day)).unwrap_or(today);
            self.day(on, on == today).await.with_context(|| format!("on {on}"))?;
            told(day);
        }
        Ok(())
    }

    fn turn(&self, day: NaiveDate, hour: u32) {
        let at = day.and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default());
        self.clock.turn(Utc.from_utc_datetime(&at).min(Utc::now()));
    }

    async fn give(&mut self, login: &str, things: &str, id: Uuid, name: &str, fields: Value) -> anyhow::Result<()> {
        let kind = api::decode::kind_at(things).with_context(|| format!("no {things}"))?;
        let command = api::decode::decode(kind, name, fields, texts::Lang::En)
            .map_err(|problem| anyhow::anyhow!("{things}/{name}: {problem:?}"))?;
        self.run(login, id, command).await.with_context(|| format!("{things}/{name}"))
    }

    async fn run(&mut self, login: &str, id: Uuid, command: AnyCommand) -> anyhow::Result<()> {
        self.given += 1;
        let command_id = Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("demo {}", self.given).as_bytes());
        let actor = match COLLEAGUES.iter().find(|(known, ..)| *known == login) {
            Some((_, _, roles)) => Actor::Person { user: user(login)?, role: roles[0], roles: roles.to_vec() },
            None => Actor::system("demo"),
        };
        let given = Given { command_id, ..Given::by(actor) };
        self.program.app.log.run(&id.to_string(), command, &given, self.program.app.outside.as_ref()).await?;
        Ok(())
    }

    fn id(&self, what: &str, n: usize) -> Uuid {
        Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("demo {what} {n}").as_bytes())
    }

    /// Colleagues, the company's own data, suppliers, articles, customers with machines and contracts.
    async fn found(&mut self) -> anyhow::Result<()> {
        let hash = self.program.app.passwords.hash(PASSWORD.into()).await.map_err(anyhow::Error::msg)?;
        for (login, name, roles) in COLLEAGUES {
            let command = domain::user::Command::Create {
                login: parsed(login)?,
                name: parsed(name)?,
                email: Some(parsed(&format!("{login}@werkbank.example"))?),
                roles: roles.iter().copied().collect(),
                password: Password::Hashed(hash.clone()),
            };
            self.run("", user(login)?.0, command.into()).await?;
        }
        let company = json!({"name": "Werkbank Demo BV", "company_number": "30123456", "vat_number": "NL004495445B01",
            "address": {"street": "Ambachtsweg 5", "postcode": "3542 DG", "city": "Utrecht"}, "iban": "NL91ABNA0417164300",
            "phone": "030 555 01 00", "email": "service@werkbank.example"});
        let settings = domain::settings::COMPANY;
        let command = serde_json::from_value::<domain::settings::Command>(json!({"change-company": company}))?;
        let given = Given::by(Actor::system("demo"));
        self.program.app.log.run(settings, command.into(), &given, self.program.app.outside.as_ref()).await?;
        let supplier = self.id("supplier", 0);
        self.give(
            "inge",
            "suppliers",
            supplier,
            "register",
            json!({"name": "Onderdelenhuis Midden", "email": "orders@onderdelenhuis.example", "lead_days": 3}),
        )
        .await?;
        for (number, name, cents) in ARTICLES {
            let id = ArticleId::of_number(&parsed(number)?).0;
            let price = |cents: i64| format!("{}.{:02}", cents / 100, cents % 100);
            self.give("inge", "articles", id, "register", json!({"number": number, "stock": "14", "article": {
                "name": name, "unit": "stuk", "supplier": supplier, "purchase_price": price(cents), "sales_price": price(cents * 2),
                "minimum": "4", "order_quantity": "10", "automatic": number == "A-1007"}})).await?;
        }
        for n in 0..60 {
            self.customer(n).await?;
        }
        Ok(())
    }

    async fn customer(&mut self, n: usize) -> anyhow::Result<()> {
        let (id, machine) = (self.id("customer", n), self.id("machine", n));
        let (postcode, city) = TOWNS[n % TOWNS.len()];
        let name = format!("{} {}", FIRST[n % FIRST.len()], LAST[(n / FIRST.len() + n) % LAST.len()]);
        self.give("sanne", "customers", id, "register", json!({"kind": "company", "name": name,
            "visiting": {"street": format!("Dorpsstraat {}", n + 1), "postcode": postcode, "city": city},
            "phone": format!("030 555 {:02} {:02}", n / 10 + 10, n % 10 + 40), "email": format!("info@klant{n}.example"),
            "company_number": format!("{:08}", 30_200_000 + n)})).await?;
        self.give("sanne", "customers", id, "add-contact", json!({"name": format!("{} Jansen", ["Hanneke", "Robbert", "Anna", "Willem"][n % 4]), "role": "Facilitair", "phone": format!("06 55 55 {:02} {:02}", n / 10 + 10, n % 10 + 20)})).await?;
        self.give("sanne", "machines", machine, "install", json!({"customer": id, "machine": {"model": MODELS[n % MODELS.len()], "serial": format!("SN-{:05}", 41_000 + n * 7), "place": "Keuken"}})).await?;
        if n.is_multiple_of(2) {
            let contract = self.id("contract", n);
            let starts = self.program.app.log.today().with_day(1).unwrap_or_default();
            self.give("sanne", "contracts", contract, "draft", json!({"customer": id, "salesperson": user("sanne")?, "terms": {"kind": "service",
                "machines": [machine], "monthly_fee": format!("{}.00", 45 + n), "starts": starts, "first_term": 12, "renewal": 12, "notice": 2}})).await?;
            self.give("sanne", "contracts", contract, "sign-on-paper", json!({"name": "H. Jansen", "signed_on": self.program.app.log.today(),
                "scan": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "kept_at": format!("Map {}, kast 2", n / 10 + 1)})).await?;
        }
        self.customers.push((id, machine));
        Ok(())
    }

    /// A day: the clock strikes, the telephone rings, planning plans, technicians work, goods and money come in.
    async fn day(&mut self, on: NaiveDate, last: bool) -> anyhow::Result<()> {
        self.turn(on, 7);
        self.follow().await?;
        if matches!(on.weekday(), Weekday::Sat | Weekday::Sun) {
            return Ok(());
        }
        for _ in 0..self.chance.below(4) {
            let (customer, machine) = self.customers[self.chance.below(self.customers.len())];
            let (problem, urgency) =
                (self.chance.of(&PROBLEMS), self.chance.of(&["low", "normal", "normal", "high", "urgent"]));
            let id = self.id("fault", usize::try_from(self.given).unwrap_or_default());
            self.give("sanne", "faults", id, "report", json!({"customer": customer, "machine": machine, "problem": problem, "urgency": urgency, "caller": "Receptie", "despite": "Andere klacht dan de vorige"})).await?;
        }
        self.turn(on, 9);
        self.follow().await?;
        if !last {
            self.plan_and_do(on).await?;
        }
        self.turn(on, 16);
        self.follow().await
    }

    async fn plan_and_do(&mut self, on: NaiveDate) -> anyhow::Result<()> {
        let pool = &self.program.app.reads.of(&maintenance::DEPARTMENT).pool;
        let queue = board::queue(pool, None, 6).await?;
        for (n, visit) in queue.into_iter().enumerate() {
            let technician = ["marek", "fatima", "joris", "piotr", "lars"][n % 5];
            let from = if n < 5 { ("09:30", "11:00") } else { ("13:00", "14:00") };
            let id = visit.id.0;
            self.give("youssef", "visits", id, "schedule", json!({"technician": user(technician)?, "slot": {"on": on, "from": from.0, "until": from.1}, "overrule": "Past achter elkaar"})).await?;
            self.give(technician, "visits", id, "start", json!({})).await?;
            if self.chance.below(3) > 0 {
                let (number, ..) = self.chance.of(&ARTICLES);
                self.give(
                    technician,
                    "visits",
                    id,
                    "use-part",
                    json!({"article": ArticleId::of_number(&parsed(number)?), "quantity": "1"}),
                )
                .await?;
            }
            let solved = self.chance.below(12) > 0;
            let (worked, billable) = (30 + self.chance.below(8) * 15, self.chance.below(3) == 0);
            self.give(technician, "visits", id, "finish", json!({"solved": solved, "findings": "Oorzaak gevonden en nagemeten", "work": "Onderdeel vervangen, getest en schoongemaakt",
                "worked": worked, "travelled": 20, "billable": billable})).await?;
        }
        Ok(())
    }

    /// Lets Werkbank do what follows by itself, and hands the mails of the past over to the past.
    async fn follow(&self) -> anyhow::Result<()> {
        let app = &self.program.app;
        reactors::clock::strike_due(&app.log, app.outside.as_ref()).await?;
        self.program.runner.pump().await?;
        while self.program.sender.send_due().await? > 0 {
            app.reads.catch_up(|_| {}).await?;
        }
        app.reads.catch_up(|_| {}).await?;
        Ok(())
    }
}

fn parsed<T: std::str::FromStr<Err = domain::Invalid>>(text: &str) -> anyhow::Result<T> {
    text.parse().with_context(|| text.to_owned())
}

fn user(login: &str) -> anyhow::Result<UserId> {
    Ok(UserId::of_login(&parsed(login)?))
}

/// The moment at which a history that ends today begins.
pub fn begins(now: chrono::DateTime<Utc>) -> chrono::DateTime<Utc> {
    now - TimeDelta::days(i64::try_from(DAYS).unwrap_or_default())
}
