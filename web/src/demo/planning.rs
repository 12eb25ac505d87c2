//! The telephone and the planner: faults come in, visits get a technician and a slot, some are moved.

use anyhow::Context;
use chrono::{Days, NaiveDate, NaiveTime};
use domain::visit::Kind;
use projections::maintenance::{
    self, board,
    visits::{self, Filter, State, Visit},
};
use serde_json::json;

use super::{
    Appointment, Demo,
    catalogue::{INSTALLATION, MODELS, SERVICE, TROUBLES, Trouble, article},
    customers::{person, town},
    people::{TECHNICIANS, user},
    rosters,
    words::MOVED,
    workday_after,
};

/// A technician's day.
pub(super) const SLOTS: [(&str, &str); 4] =
    [("08:30", "10:00"), ("10:15", "11:45"), ("12:30", "14:00"), ("14:15", "15:45")];

impl Demo<'_> {
    /// Half a day at the telephone, and in the morning the services that are due.
    pub(super) async fn telephone(&mut self, on: NaiveDate, half: usize) -> anyhow::Result<()> {
        if half == 0 {
            for machine in std::mem::take(&mut self.mended) {
                self.broken.remove(&machine);
            }
        }
        let days = usize::try_from(self.size.days).unwrap_or(1) * 5 / 7;
        // As many as there are customers by now, who were two in three of the last ones on the middle day.
        let share = self.customers.len() * 1000 / (self.size.customers * 2 / 3).max(1);
        for _ in 0..self.chance.times(self.size.faults * 500 / days.max(1) * share / 1000) {
            self.fault().await?;
        }
        if half == 0 {
            self.plan_maintenance(on).await?;
            for (fault, machine) in self.again.remove(&on).unwrap_or_default() {
                if self.broken.insert(machine) {
                    let reason = json!({"reason": "Klant belt: zelfde klacht is terug"});
                    self.give("sanne", "faults", fault, "reopen", reason).await?;
                }
            }
        }
        Ok(())
    }

    async fn fault(&mut self) -> anyhow::Result<()> {
        let n = self.chance.below(self.customers.len());
        let machines = &self.customers[n].machines;
        let Some((machine, _)) = machines.iter().find(|(machine, _)| !self.broken.contains(machine)).copied() else {
            return Ok(());
        };
        let customer = self.customers[n].id;
        let trouble = &TROUBLES[self.chance.below(TROUBLES.len())];
        let urgency = self.chance.of(&["low", "normal", "normal", "normal", "high", "high", "urgent"]);
        let fault = self.new_id("fault");
        let report = json!({"customer": customer, "machine": machine, "problem": trouble.problem, "urgency": urgency,
            "caller": person(n * 2), "caller_phone": format!("06 55 55 {:02} {:02}", 10 + n / 40, 10 + n * 2 % 80)});
        let sales = if self.chance.once_in(3) { "bram" } else { "sanne" };
        self.give(sales, "faults", fault, "report", report).await?;
        match self.chance.below(60) {
            0 => {
                let reason = json!({"reason": "Klant belt terug: stekker zat er niet in"});
                self.give(sales, "faults", fault, "cancel", reason).await?;
            }
            1..3 => {
                let how = json!({"how": "Telefonisch opgelost: machine opnieuw opgestart en filterteller gereset"});
                self.give(sales, "faults", fault, "solve", how).await?;
            }
            3 => {
                let change = json!({"problem": format!("{}. Ook vocht bij het stopcontact.", trouble.problem), "urgency": "urgent"});
                self.give(sales, "faults", fault, "change", change).await?;
                self.broken.insert(machine);
            }
            _ => {
                self.broken.insert(machine);
            }
        }
        Ok(())
    }

    /// The newest customer's machine is brought.
    pub(super) async fn installation(&mut self, on: NaiveDate) -> anyhow::Result<()> {
        self.ask_for(self.customers.len() - 1, "installation", INSTALLATION.problem, on + Days::new(21)).await
    }

    async fn ask_for(&mut self, n: usize, kind: &str, task: &str, before: NaiveDate) -> anyhow::Result<()> {
        let customer = &self.customers[n];
        let request = json!({"customer": customer.id, "kind": kind, "machine": customer.machines.first().map(|(machine, _)| *machine),
            "task": task, "expected": 90, "before": before});
        let visit = self.new_id("visit");
        self.give("sanne", "visits", visit, "request", request).await
    }

    /// The planner gives what waits a technician and a slot, and moves what has to be moved.
    pub(super) async fn plan(&mut self, on: NaiveDate, hour: u32) -> anyhow::Result<()> {
        let pool = &self.program.app.reads.of(&maintenance::DEPARTMENT).pool;
        let mut queue = board::queue(pool, None, 500).await?;
        // What a plan proposes is agreed two weeks ahead.
        queue.retain(|visit| visit.proposed.is_none_or(|day| day <= on + Days::new(14)));
        let left = if self.is_end(on) { (queue.len() / 2).min(6) } else { 1 };
        for visit in queue.iter().take(queue.len().saturating_sub(left)) {
            // The last days are full: whoever looks sees people at work.
            let near = self.is_end(workday_after(on, 1)) || self.is_end(on);
            let days = match visit.urgency.map(|urgency| urgency.name()) {
                Some("urgent") => 0,
                Some("high") => 1,
                Some(_) if near => self.chance.between(usize::from(hour > 12), 2),
                Some("normal") => self.chance.between(1, 4),
                Some(_) => self.chance.between(3, 7),
                None => self.chance.between(4, 11),
            };
            let appointment = self.appointment(visit)?;
            let from = workday_after(on, days);
            let from = visit.proposed.map_or(from, |day| day.max(workday_after(on, 1)));
            self.schedule(appointment, from, on).await?;
        }
        if hour < 12 {
            self.move_some(on).await?;
        }
        Ok(())
    }

    fn appointment(&self, visit: &Visit) -> anyhow::Result<Appointment> {
        let customer = self.customers.iter().position(|known| known.id == visit.customer.0);
        let trouble: &'static Trouble = match visit.kind {
            Kind::Maintenance => &SERVICE,
            Kind::Installation => &INSTALLATION,
            _ => TROUBLES.iter().find(|known| visit.task.contains(known.problem)).unwrap_or(&TROUBLES[0]),
        };
        Ok(Appointment {
            visit: visit.id.0,
            fault: visit.fault.map(|fault| fault.0),
            customer: customer.with_context(|| format!("visit {} is at nobody's", visit.number))?,
            machine: visit.machine.map(|machine| machine.0),
            model: MODELS.iter().position(|(name, _)| visit.model.as_deref() == Some(*name)).unwrap_or_default(),
            trouble,
            technician: 0,
            slot: 0,
            due: visit
                .promised_at
                .map(|at| self.program.app.log.local(at))
                .or(visit.before.map(|day| day.and_time(NaiveTime::MIN) + Days::new(1))),
        })
    }

    /// The first free slot from a day on: with the technician of the town, else with the next one.
    async fn schedule(&mut self, mut visit: Appointment, from: NaiveDate, today: NaiveDate) -> anyhow::Result<()> {
        let own = town(visit.customer) / 2;
        let now = self.program.app.log.local(self.now).date();
        let known = &self.customers[visit.customer].details;
        let postcode = known["visiting"]["postcode"].as_str().unwrap_or_default().to_owned();
        let (mut day, begin) = (workday_after(from, 0), self.chance.below(SLOTS.len()));
        let free = |agenda: &[Appointment], technician, slot| {
            agenda.iter().all(|taken| (taken.technician, taken.slot) != (technician, slot))
        };
        'found: loop {
            let first = if day == today { 2 } else { 0 };
            let taken = self.agenda.entry(day).or_default();
            // The one of the town, unless others have less to do; then the next one.
            let visits = |technician| taken.iter().filter(|visit| visit.technician == technician).count();
            let all = (0..TECHNICIANS.len()).map(|n| (own + n) % TECHNICIANS.len());
            let mut technicians: Vec<usize> =
                all.filter(|one| rosters::can(*one, &visit, &postcode, day, now)).collect();
            technicians.sort_by_key(|technician| visits(*technician) / 2);
            for technician in technicians {
                for slot in (0..SLOTS.len()).map(|n| (begin + n) % SLOTS.len()) {
                    if slot >= first && free(taken, technician, slot) {
                        (visit.technician, visit.slot) = (technician, slot);
                        break 'found;
                    }
                }
            }
            day = workday_after(day, 1);
        }
        self.agree(&visit, day, None).await?;
        if self.chance.once_in(9) && !visit.trouble.parts.is_empty() {
            let part = self.chance.of(visit.trouble.parts);
            let needed = json!({"article": article(visit.model, part)?, "quantity": "1"});
            self.give("youssef", "visits", visit.visit, "need-part", needed).await?;
        }
        self.agenda.entry(day).or_default().push(visit);
        Ok(())
    }

    async fn agree(&mut self, visit: &Appointment, on: NaiveDate, overrule: Option<&str>) -> anyhow::Result<()> {
        let (from, until) = SLOTS[visit.slot];
        let late = visit.due.is_some_and(|due| on.and_time(from.parse().unwrap_or_default()) > due);
        let overrule = overrule.or(late.then_some("Eerder kan de klant niet"));
        let schedule = json!({"technician": user(TECHNICIANS[visit.technician].0)?,
            "slot": {"on": on, "from": from, "until": until}, "overrule": overrule});
        self.give("youssef", "visits", visit.visit, "schedule", schedule).await?;
        self.answered(visit, on).await
    }

    /// What the customer says of it; most say nothing.
    async fn answered(&mut self, visit: &Appointment, on: NaiveDate) -> anyhow::Result<()> {
        let mut answer = match visit.visit.as_u128() % 40 {
            0..8 => json!({"reply": "accepted"}),
            8 => json!({"reply": "tentative", "comment": "Even overleggen met de keuken"}),
            9 => json!({"reply": "declined", "comment": "Die dag zijn wij dicht"}),
            10 => {
                let rather = json!({"on": workday_after(on, 1), "from": "13:00", "until": "14:30"});
                json!({"reply": "countered", "comment": "Liever een dag later, na de lunch", "proposed": rather})
            }
            _ => return Ok(()),
        };
        answer["by"] = person(visit.customer * 2).into();
        self.give("youssef", "visits", visit.visit, "answer-invitation", answer).await
    }

    /// What Werkbank called off, since a contract ended, is in nobody's agenda any more.
    pub(super) async fn let_go(&mut self) -> anyhow::Result<()> {
        let pool = &self.program.app.reads.of(&maintenance::DEPARTMENT).pool;
        let from = self.program.app.log.today();
        let off = Filter { from: Some(from), state: Some(State::Cancelled), ..Filter::default() };
        let off: Vec<_> = visits::list(pool, &off, None, 500).await?.rows.iter().map(|visit| visit.id.0).collect();
        self.agenda.values_mut().for_each(|day| day.retain(|visit| !off.contains(&visit.visit)));
        Ok(())
    }

    /// Now and then a customer is closed, a technician ill, or an hour shared.
    async fn move_some(&mut self, on: NaiveDate) -> anyhow::Result<()> {
        let Some(day) = self.agenda.range(on + Days::new(1)..).map(|(day, _)| *day).next() else { return Ok(()) };
        let among = self.agenda.get(&day).map_or(0, Vec::len);
        if among == 0 || !self.chance.once_in(3) {
            return Ok(());
        }
        let at = self.chance.below(among);
        let Some(mut visit) = self.agenda.get_mut(&day).map(|visits| visits.remove(at)) else { return Ok(()) };
        match self.chance.below(20) {
            0..3 => {
                let reason = json!({"reason": self.chance.of(&MOVED)});
                self.give("youssef", "visits", visit.visit, "unschedule", reason).await
            }
            3 if visit.fault.is_none() => {
                let reason = json!({"reason": "Klant wil dit jaar geen onderhoud"});
                self.give("sanne", "visits", visit.visit, "cancel", reason).await
            }
            4..7 => {
                // Into an hour that is taken already, said aloud.
                let other =
                    self.agenda.get(&day).and_then(|visits| visits.first()).map(|other| (other.technician, other.slot));
                (visit.technician, visit.slot) = other.unwrap_or((visit.technician, visit.slot));
                self.agree(&visit, day, Some("Zelfde gebouw, kan achter elkaar")).await?;
                self.agenda.entry(day).or_default().push(visit);
                Ok(())
            }
            _ => {
                let days = self.chance.between(1, 4);
                self.schedule(visit, workday_after(day, days), on).await
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn slots_follow_one_another() {
        assert!(super::SLOTS.windows(2).all(|pair| pair[0].1 <= pair[1].0));
    }
}
