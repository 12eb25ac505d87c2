//! Contracts: taken over from paper, drafted, signed on paper or on the screen, given notice, lengthened, ended, called off.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde_json::json;
use uuid::Uuid;

use super::{Demo, catalogue::SERVICE, euros, id, people::user, scan, workday_after};

/// A contract as the story needs to know it.
pub(super) struct Contract {
    id: Uuid,
    customer: usize,
    drafted: NaiveDate,
    stage: Stage,
}

#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Draft,
    Running,
    Over,
}

/// By how many months a customer's contract goes on; some end by themselves.
fn renewal(customer: usize) -> u16 {
    if customer % 13 == 4 { 0 } else { 12 }
}

/// A signature as a pen on the screen leaves it.
const SIGNATURE: &str =
    "M12 64C30 20 44 18 42 58 41 80 60 40 74 34 84 30 70 66 88 60 104 54 110 30 124 38 130 44 118 66 140 62L196 50";

impl Demo<'_> {
    /// Whether the n-th customer has a contract: evenly among all.
    fn has_contract(&self, n: usize) -> bool {
        let share = |n: usize| n * self.size.contracts / self.size.customers;
        share(n) < share(n + 1)
    }

    /// Whether a customer has a contract that runs.
    pub(super) fn is_under_contract(&self, customer: usize) -> bool {
        self.contracts.iter().any(|known| known.customer == customer && known.stage == Stage::Running)
    }

    /// The newest customer's contract, begun in the two years before the first day.
    pub(super) async fn contract_from_paper(&mut self) -> anyhow::Result<()> {
        let n = self.customers.len() - 1;
        if !self.has_contract(n) {
            return Ok(());
        }
        let months = u32::try_from(self.chance.between(1, 23)).unwrap_or(1);
        let starts = (self.first.with_day(1)).and_then(|day| day.checked_sub_months(Months::new(months)));
        let starts = starts.unwrap_or(self.first);
        let contract = self.draft(n, self.first, starts).await?;
        self.sign_on_paper(contract, starts - Days::new(6)).await
    }

    /// The newest customer's contract, from the first of next month on; signed some days later.
    pub(super) async fn contract_for_new(&mut self, on: NaiveDate) -> anyhow::Result<()> {
        let n = self.customers.len() - 1;
        if !self.has_contract(n) {
            return Ok(());
        }
        let starts = on.with_day(1).and_then(|day| day.checked_add_months(Months::new(1))).unwrap_or(on);
        let contract = self.draft(n, on, starts).await?;
        if n % 17 != 5 {
            let day = workday_after(on, self.chance.between(1, 9));
            self.signings.entry(day).or_default().push(contract);
        }
        Ok(())
    }

    async fn draft(&mut self, n: usize, on: NaiveDate, starts: NaiveDate) -> anyhow::Result<usize> {
        let contract = id("contract", n);
        let machines: Vec<Uuid> = self.customers[n].machines.iter().map(|(machine, _)| *machine).collect();
        let fee = 3_900 + i64::try_from(machines.len() * 2_600 + n * 45 % 3_000).unwrap_or_default();
        let kind = ["service", "service", "lease-and-service", "lease"][n % 4];
        let first_term = [12, 24, 36, 12][n % 4];
        let draft = json!({"customer": self.customers[n].id, "salesperson": user(if n.is_multiple_of(3) { "bram" } else { "sanne" })?,
            "terms": {"kind": kind, "machines": machines, "monthly_fee": euros(fee), "starts": starts,
                "first_term": first_term, "renewal": renewal(n), "notice": 1 + n % 3}});
        self.give("sanne", "contracts", contract, "draft", draft).await?;
        if n % 3 < 2 {
            let level = json!({"service_level": if n.is_multiple_of(3) { "Goud" } else { "Zilver" }});
            self.give("sanne", "contracts", contract, "set-service-level", level).await?;
        }
        self.contracts.push(Contract { id: contract, customer: n, drafted: on, stage: Stage::Draft });
        Ok(self.contracts.len() - 1)
    }

    async fn sign_on_paper(&mut self, n: usize, signed_on: NaiveDate) -> anyhow::Result<()> {
        let Contract { id, customer, .. } = self.contracts[n];
        let (name, subject) = (super::customers::person(customer * 2), self.customers[customer].id);
        let customer_name = self.customers[customer].details["name"].as_str().unwrap_or_default();
        let lines = ["Overeenkomst", customer_name, "Voor akkoord getekend door", &name, &signed_on.to_string()];
        let scan = scan::page(&lines.map(str::to_owned));
        let scan = self.program.app.files.put(subject, &scan).await?;
        let sign = json!({"name": name, "signed_on": signed_on, "scan": scan, "kept_at": format!("Kast 2, map {}", customer / 25 + 1)});
        self.give("sanne", "contracts", id, "sign-on-paper", sign).await?;
        self.contracts[n].stage = Stage::Running;
        self.unplanned.push(n);
        Ok(())
    }

    async fn sign_on_screen(&mut self, n: usize) -> anyhow::Result<()> {
        let Contract { id, customer, .. } = self.contracts[n];
        let name = super::customers::person(customer * 2);
        let sign = json!({"name": name, "drawing": SIGNATURE});
        self.give("sanne", "contracts", id, "sign-on-screen", sign).await?;
        self.contracts[n].stage = Stage::Running;
        self.unplanned.push(n);
        Ok(())
    }

    /// What was signed gets its maintenance: most once or twice a year, some by the season or counted from the last time.
    pub(super) async fn plan_maintenance(&mut self, on: NaiveDate) -> anyhow::Result<()> {
        for n in std::mem::take(&mut self.unplanned) {
            let Contract { id: contract, customer, .. } = self.contracts[n];
            let (state, _) = self.program.app.log.state::<domain::contract::Contract>(&contract.to_string()).await?;
            if state.is_over() {
                continue;
            }
            let Some((machine, _)) = self.customers[customer].machines.first().copied() else { continue };
            let first = on + Days::new(u64::try_from(10 + customer * 37 % 170).unwrap_or(10));
            let (every, counted) = ([6, 12, 12, 4][n % 4], ["fixed", "completed"][n % 2]);
            let mut schedule = json!({"first": first, "every": every, "counted": counted});
            match n % 9 {
                3 => schedule["season"] = json!([3, 4, 5, 9, 10]),
                5 => (schedule["nth"], schedule["weekday"]) = (json!("first"), json!("tuesday")),
                7 => schedule["meter"] = json!(20_000),
                _ => {}
            }
            let make = json!({"customer": self.customers[customer].id, "machines": [machine], "contract": contract,
                "task": SERVICE.problem, "expected": 90, "schedule": schedule});
            self.give("youssef", "maintenance-plans", id("plan", n), "make", make).await?;
        }
        Ok(())
    }

    /// What moves on a day: signatures, notices, longer terms, drafts that come to nothing.
    pub(super) async fn contracts_move(&mut self, on: NaiveDate) -> anyhow::Result<()> {
        while let Some(day) = self.signings.first_entry().filter(|day| *day.key() <= on) {
            for n in day.remove() {
                match self.contracts[n].customer % 9 {
                    4 => self.sign_on_screen(n).await?,
                    _ => self.sign_on_paper(n, on).await?,
                }
            }
        }
        let old = |known: &Contract| known.stage == Stage::Draft && (on - known.drafted).num_days() > 60;
        if let Some(n) = self.contracts.iter().position(old) {
            let reason = json!({"reason": "Klant ziet er toch van af"});
            self.give("sanne", "contracts", self.contracts[n].id, "discard", reason).await?;
            self.contracts[n].stage = Stage::Over;
        }
        if !self.chance.once_in(16) {
            return Ok(());
        }
        let running = |known: &Contract| {
            known.stage == Stage::Running && renewal(known.customer) > 0 && (on - known.drafted).num_days() > 30
        };
        let running: Vec<usize> = (0..self.contracts.len()).filter(|n| running(&self.contracts[*n])).collect();
        if running.is_empty() {
            return Ok(());
        }
        let n = self.chance.of(&running);
        let id = self.contracts[n].id;
        match self.chance.below(5) {
            0 => self.give("sanne", "contracts", id, "extend", json!({"months": 12})).await?,
            1 => {
                let over = json!({"on": on, "reason": "Bedrijf gestopt, machine opgehaald"});
                self.give("sanne", "contracts", id, "end", over).await?;
                self.contracts[n].stage = Stage::Over;
            }
            _ => {
                let reason = json!({"reason": "Klant stapt over, brief ontvangen", "on": on});
                self.give("sanne", "contracts", id, "give-notice", reason).await?;
                self.contracts[n].stage = Stage::Over;
            }
        }
        Ok(())
    }
}
