//! What colleagues do between the acts: tasks, talks with customers, sales that may come, mails that came back.

use chrono::{NaiveDate, TimeDelta};
use domain::Role;
use projections::{
    desk::{self, tasks},
    purchasing::alerts,
};
use serde_json::json;

use super::{
    Demo,
    people::user,
    words::{NOTES, TASKS, WISHES},
    workday_after,
};

/// Who does the tasks of a department.
const DESKS: [(&str, Role); 5] = [
    ("sanne", Role::Sales),
    ("youssef", Role::Planner),
    ("inge", Role::Purchasing),
    ("finn", Role::Finance),
    ("mila", Role::Management),
];

/// Tasks that finish by themselves when stock is there again.
const BY_THEMSELVES: [&str; 3] = [alerts::LOW, alerts::OUT, alerts::BELOW_ZERO];

impl Demo<'_> {
    /// A day's desk work.
    pub(super) async fn desks(&mut self, on: NaiveDate) -> anyhow::Result<()> {
        self.talks(on).await?;
        let customer = self.customers[self.chance.below(self.customers.len())].id;
        if self.chance.once_in(2) {
            let text = json!({"text": self.chance.of(&NOTES)});
            let what = if self.chance.once_in(2) { "record-call" } else { "add-note" };
            self.give("sanne", "customers", customer, what, text).await?;
        }
        if self.chance.once_in(3) || self.is_end(on) {
            let (role, note) = self.chance.of(&TASKS);
            let raise = json!({"kind": "note", "assignee": {"role": role}, "about": format!("customer-{customer}"),
                "customer": customer, "note": note, "due": workday_after(on, 3)});
            let task = self.new_id("task");
            self.give("bram", "tasks", task, "raise", raise).await?;
        }
        if self.is_end(on) {
            return self.mail_comes_back().await;
        }
        for mail in std::mem::take(&mut self.failed) {
            self.give("sanne", "mails", mail, "retry", json!({})).await?;
        }
        if self.chance.once_in(30) {
            self.mail_comes_back().await?;
        }
        if self.chance.once_in(2) { self.do_tasks().await } else { Ok(()) }
    }

    /// What has lain for some days is done; alerts about stock finish by themselves.
    async fn do_tasks(&mut self) -> anyhow::Result<()> {
        let reads = &self.program.app.reads;
        reads.catch_up_those(|department| department.name == desk::DEPARTMENT.name).await?;
        let tables = reads.of(&desk::DEPARTMENT).clone();
        let old = (self.clock.now() - TimeDelta::days(4)).timestamp_micros();
        for (login, role) in DESKS {
            let mut whose = tasks::For { roles: vec![role], user: Some(user(login)?) };
            let mut open = tasks::open(&tables.pool, &whose, None, 100).await?.rows;
            if role == Role::Sales {
                whose = tasks::For { roles: Vec::new(), user: Some(user("bram")?) };
                open.extend(tasks::open(&tables.pool, &whose, None, 100).await?.rows);
            }
            for task in
                open.into_iter().filter(|task| task.raised_at < old && !BY_THEMSELVES.contains(&task.kind.as_str()))
            {
                let login = if task.user == Some(user("bram")?) { "bram" } else { login };
                if task.taken_by.is_none() && self.chance.once_in(2) {
                    self.give(login, "tasks", task.id.0, "take", json!({})).await?;
                }
                let note = if self.chance.once_in(3) { json!({"note": "Gebeld en afgehandeld"}) } else { json!({}) };
                self.give(login, "tasks", task.id.0, "complete", note).await?;
            }
        }
        Ok(())
    }

    /// Sales that may come: a new one each week, and those whose day is today.
    async fn talks(&mut self, on: NaiveDate) -> anyhow::Result<()> {
        for opportunity in self.talks.remove(&on).unwrap_or_default() {
            match self.chance.below(6) {
                0 => {
                    self.give(
                        "bram",
                        "opportunities",
                        opportunity,
                        "win",
                        json!({"text": "Offerte getekend ontvangen"}),
                    )
                    .await?
                }
                1 => {
                    self.give(
                        "bram",
                        "opportunities",
                        opportunity,
                        "lose",
                        json!({"reason": "Te duur, blijft bij het oude"}),
                    )
                    .await?
                }
                _ => {
                    let next = workday_after(on, self.chance.between(5, 30));
                    let text = json!({"text": "Gesproken, wil er nog over nadenken", "next": next});
                    self.give("bram", "opportunities", opportunity, "record-contact", text).await?;
                    self.talks.entry(next).or_default().push(opportunity);
                }
            }
        }
        if self.chance.once_in(6) {
            let opportunity = self.new_id("opportunity");
            let customer = self.customers[self.chance.below(self.customers.len())].id;
            let next = workday_after(on, self.chance.between(3, 20));
            let open = json!({"customer": customer, "about": self.chance.of(&WISHES), "next": next, "salesperson": user("bram")?,
                "value": format!("{}.00", 300 + 150 * self.chance.below(30))});
            self.give("bram", "opportunities", opportunity, "open", open).await?;
            self.talks.entry(next).or_default().push(opportunity);
        }
        Ok(())
    }

    /// Somebody asks something by telephone, and the server does not know the address of the mail that confirms it.
    async fn mail_comes_back(&mut self) -> anyhow::Result<()> {
        let customer = self.customers[self.chance.below(self.customers.len())].id;
        let fault = self.new_id("fault");
        let report = json!({"customer": customer, "problem": "Vraag over de instellingen van het menu", "urgency": "low",
            "despite": "Vraag, geen storing"});
        self.give("sanne", "faults", fault, "report", report).await?;
        self.program.runner.work_off_all().await?;
        let mut mails = self.queued_mails().await?;
        let Some(mail) = mails.pop() else { return Ok(()) };
        self.hand_over(mails).await?;
        self.send_back(mail).await?;
        self.failed.push(mail);
        let how = json!({"how": "Aan de telefoon uitgelegd"});
        self.give("sanne", "faults", fault, "solve", how).await
    }
}
