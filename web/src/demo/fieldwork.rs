//! Technicians at work: begun, left off, parts used and taken back, finished, not solved.

use chrono::{Days, NaiveDate};
use serde_json::json;

use super::{Appointment, Demo, catalogue::article, people::TECHNICIANS, planning::SLOTS, workday_after};

impl Demo<'_> {
    /// Those who have a visit in this slot begin; now and then nobody opens the door.
    pub(super) async fn begin_visits(&mut self, on: NaiveDate, slot: usize) -> anyhow::Result<()> {
        // Who has ended the visit before is known to be free.
        self.program.app.reads.catch_up_those(|department| department.for_reactors).await?;
        let visits = self.agenda.get(&on).into_iter().flatten().filter(|visit| visit.slot == slot);
        let visits: Vec<_> = visits.map(|visit| (visit.visit, visit.technician)).collect();
        for (visit, technician) in visits {
            // Of two visits in the same building one waits for the other.
            if self.working.contains_key(&technician) {
                continue;
            }
            self.working.insert(technician, visit);
            self.sets_off(on, technician, visit).await?;
            let technician = TECHNICIANS[technician].0;
            if visit.as_u128().is_multiple_of(3) {
                let minutes = 10 + 5 * (visit.as_u128() % 5);
                self.give(technician, "visits", visit, "set-out", json!({"minutes": minutes})).await?;
            }
            self.give(technician, "visits", visit, "start", json!({})).await?;
            if self.chance.once_in(120) {
                let reason = json!({"reason": "Niemand aanwezig, deur dicht"});
                self.give(technician, "visits", visit, "interrupt", reason).await?;
                self.give(technician, "visits", visit, "start", json!({})).await?;
            }
        }
        Ok(())
    }

    /// Those who began in this slot are ready. On the last day one forgets to say so.
    pub(super) async fn end_visits(&mut self, on: NaiveDate, slot: usize) -> anyhow::Result<()> {
        let Some(visits) = self.agenda.get_mut(&on) else { return Ok(()) };
        let (mut done, later): (Vec<_>, Vec<_>) =
            std::mem::take(visits).into_iter().partition(|visit| visit.slot == slot);
        // Not in the first slot, unless nobody begins after it.
        let now = self.program.app.log.local(self.now);
        let begins = |slot: usize| on.and_time(SLOTS[slot].0.parse().unwrap_or_default());
        let late = slot > 0 || later.iter().all(|visit| begins(visit.slot) > now);
        *visits = later;
        let forgotten = self.working.values().any(|busy| done.iter().all(|visit| visit.visit != *busy));
        let at_work = |visit: &Appointment| self.working.get(&visit.technician) == Some(&visit.visit);
        if let Some(at) = done.iter().rposition(at_work).filter(|_| late && !forgotten && self.is_end(on)) {
            done.remove(at);
        }
        for visit in done {
            match self.working.remove(&visit.technician) {
                Some(begun) if begun == visit.visit => {}
                // Still busy with what they forgot to end: this one waits.
                Some(other) => {
                    self.working.insert(visit.technician, other);
                    continue;
                }
                None => {
                    self.program.app.reads.catch_up_those(|department| department.for_reactors).await?;
                    let technician = TECHNICIANS[visit.technician].0;
                    self.give(technician, "visits", visit.visit, "start", json!({})).await?;
                }
            }
            self.finish(on, visit).await?;
        }
        Ok(())
    }

    async fn finish(&mut self, on: NaiveDate, visit: Appointment) -> anyhow::Result<()> {
        let technician = TECHNICIANS[visit.technician].0;
        let parts = visit.trouble.parts;
        let used = match self.chance.below(20) {
            0..6 => 0,
            6..17 => 1,
            _ => parts.len().min(2),
        };
        let first = self.chance.below(parts.len());
        for n in 0..used {
            let article = article(visit.model, parts[(first + n) % parts.len()])?;
            let use_part = json!({"article": article, "quantity": if self.chance.once_in(9) { "2" } else { "1" },
                "overrule": "Lag nog in de bus"});
            let back = json!({"article": article, "quantity": use_part["quantity"]});
            self.give(technician, "visits", visit.visit, "use-part", use_part.clone()).await?;
            if self.chance.once_in(40) {
                self.give(technician, "visits", visit.visit, "return-part", back).await?;
                self.give(technician, "visits", visit.visit, "use-part", use_part).await?;
            }
        }
        let solved = visit.fault.is_none() || !self.chance.once_in(15);
        let billable = visit.fault.is_some() && (!self.is_under_contract(visit.customer) || self.chance.once_in(16));
        let (findings, work) = if solved {
            (visit.trouble.findings, visit.trouble.work)
        } else {
            ("Oorzaak nog niet gevonden, onderdeel moet worden besteld", "Machine veilig gezet, klant kan beperkt door")
        };
        let more = self.writes_down(on, &visit).await?;
        let mut finish = json!({"solved": solved, "findings": findings, "work": work, "worked": 30 + 15 * self.chance.below(6),
            "travelled": 10 + 5 * self.chance.below(7)});
        let charge = self.charge(on, &visit, billable).await?;
        for (field, value) in [&charge, &more].into_iter().filter_map(|said| said.as_object()).flatten() {
            finish[field] = value.clone();
        }
        self.give(technician, "visits", visit.visit, "finish", finish).await?;
        if let (true, Some(fault)) = (solved, visit.fault) {
            self.mended.extend(visit.machine);
            if let Some(machine) = visit.machine.filter(|_| self.chance.once_in(70)) {
                let day = workday_after(on + Days::new(2), 1);
                self.again.entry(day).or_default().push((fault, machine));
            }
        }
        Ok(())
    }
}
