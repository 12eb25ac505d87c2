//! The warranty of machines, who pays for a visit to them, and a recall of one type that is under way.

use anyhow::Context;
use chrono::{Datelike, Days, Months, NaiveDate};
use domain::{
    RecallId,
    machine::{Covers, Machine},
    manual,
    visit::Charge,
};
use projections::maintenance::{DEPARTMENT, recalls};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Appointment, Demo, catalogue::MODELS, id, scan, workday_after};

/// The counters of machines: what they are called, what they count, and on which machines.
const COUNTERS: [(&str, &str, &str); 2] =
    [("Koppen koffie", "koppen", "Koffiemachine"), ("Koppen heet water", "koppen", "Koffiemachine K-400")];
/// The day on which all of them stood at nothing, counted as calendars do from the year 1.
const FIRST_CUP: i32 = 739_000;

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

    /// What machines of a type have: counters, and a manual that was renewed once.
    pub(super) async fn equip_machines(&mut self) -> anyhow::Result<()> {
        for (n, (name, unit, models)) in COUNTERS.into_iter().enumerate() {
            let save = json!({"name": name, "unit": unit, "models": models});
            self.give("youssef", "counters", id("counter", n), "save", save).await?;
        }
        for (n, (model, short)) in MODELS.into_iter().enumerate() {
            let book = async |edition: &str| {
                let page = scan::page(&[format!("Serviceboek {short}"), edition.to_owned()]);
                self.program.app.files.put(manual::KEY, &page).await
            };
            let (first, second) = (book("Eerste uitgave").await?, book("Tweede uitgave").await?);
            let details = json!({"title": format!("Serviceboek {short}"), "language": "nl", "models": model});
            let add = json!({"manual": details, "file": first});
            self.give("inge", "manuals", id("manual", n), "add", add).await?;
            self.give("inge", "manuals", id("manual", n), "renew", json!({"file": second})).await?;
        }
        Ok(())
    }

    /// A technician reads the counters of the machine, and notes what they showed the months before.
    pub(super) async fn reads_counters(
        &mut self,
        technician: &str,
        visit: &Appointment,
        on: NaiveDate,
    ) -> anyhow::Result<()> {
        let machines = &self.customers[visit.customer].machines;
        let Some((machine, model)) = machines.iter().copied().find(|(machine, _)| Some(*machine) == visit.machine)
        else {
            return Ok(());
        };
        for (n, (_, _, models)) in COUNTERS.into_iter().enumerate() {
            if !MODELS[model].0.starts_with(models) {
                continue;
            }
            for ago in [90, 60, 30, 0] {
                let day = on - Days::new(ago);
                // As many cups each day, whoever reads it when.
                let reading = (day.num_days_from_ce() - FIRST_CUP) * [40, 7][n];
                let read = json!({"counter": id("counter", n), "reading": reading, "on": day});
                self.give(technician, "machines", machine, "read-meter", read).await?;
            }
        }
        Ok(())
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
