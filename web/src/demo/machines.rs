//! The warranty of machines, who pays for a visit to them, and a recall of one type that is under way.

use anyhow::Context;
use chrono::{Days, Months, NaiveDate};
use domain::{
    RecallId,
    machine::{Covers, Machine},
    visit::Charge,
};
use projections::maintenance::{DEPARTMENT, recalls};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Appointment, Demo, id, workday_after};

/// Which type is called back.
const CALLED_BACK: usize = 1;
/// So many of them.
const CALLED: usize = 24;
/// So many days ago.
const DAYS_AGO: u64 = 34;

/// Two years of both, of some a year of it, and of others three years of parts.
pub(super) fn warranty(n: usize, installed: NaiveDate) -> (Option<NaiveDate>, &'static str) {
    let (months, covers) = match n % 6 {
        0 => return (None, "both"),
        1 => (12, "both"),
        2 => (36, "parts"),
        _ => (24, "both"),
    };
    (installed.checked_add_months(Months::new(months)).and_then(|day| day.pred_opt()), covers)
}

impl Demo<'_> {
    /// Who pays: of a fault what warranty or contract would have, or else as it was agreed.
    pub(super) async fn charge(&self, on: NaiveDate, visit: &Appointment, pays: bool) -> anyhow::Result<Value> {
        // What is brought was sold, and pays for itself.
        if visit.fault.is_none() && !self.is_under_contract(visit.customer) {
            return Ok(json!({"billable": false}));
        }
        let covers = match (visit.machine, visit.fault) {
            (Some(machine), Some(_)) => self.covers(machine, on).await?,
            _ => None,
        };
        let charge = match covers {
            Some(covers) => Charge::under(covers),
            None if pays => Charge::Paid,
            None => Charge::Contract,
        };
        Ok(json!({"charge": charge.name(), "charge_despite": "Zo met de klant afgesproken"}))
    }

    async fn covers(&self, machine: Uuid, on: NaiveDate) -> anyhow::Result<Option<Covers>> {
        let (known, _) = self.program.app.log.state::<Machine>(&machine.to_string()).await?;
        Ok(known.warranties().on(on).map(|one| one.covers))
    }

    /// A month ago the maker called one type back; some customers can't be reached.
    pub(super) async fn call_back(&mut self, on: NaiveDate) -> anyhow::Result<()> {
        let today = self.program.app.log.local(self.now).date();
        let begun = workday_after(today - Days::new(DAYS_AGO), 0);
        let recall = id("recall", 0);
        if self.size.days < 2 * DAYS_AGO || (on != begun && on != workday_after(begun, 14)) {
            return Ok(());
        }
        if on == begun {
            let machines = self.customers.iter().flat_map(|customer| customer.machines.iter());
            let called: Vec<Uuid> =
                machines.filter(|(_, model)| *model == CALLED_BACK).map(|(machine, _)| *machine).take(CALLED).collect();
            let open = json!({"name": "Slangset K-400", "machines": called, "action": "visit", "expected": 45, "before": today + Days::new(28),
                "reason": "De fabrikant meldt dat de slang van de boiler kan scheuren.", "task": "Vervang de slangset van de boiler en test op druk."});
            return self.give("youssef", "recalls", recall, "open", open).await;
        }
        let reads = &self.program.app.reads;
        reads.catch_up_those(|department| department.name == DEPARTMENT.name).await?;
        let called = recalls::machines(&reads.of(&DEPARTMENT).pool, RecallId(recall)).await?;
        let last = called.last().context("machines are called back")?;
        let unreachable =
            json!({"machine": last.machine, "outcome": "unreachable", "note": "Pand staat leeg, telefoon afgesloten"});
        self.give("youssef", "recalls", recall, "settle", unreachable).await
    }
}
