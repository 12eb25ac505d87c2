//! Promises and messages: service levels, text messages for who wants them, a fault that waits, a customer who was called back.

use chrono::NaiveDate;
use domain::{messages, settings};
use event_store::Given;
use projections::maintenance::{DEPARTMENT, faults};
use serde_json::json;

use super::{Demo, people::actor};

impl Demo<'_> {
    /// What contracts can promise, and that text messages go out.
    pub(super) async fn found_promises(&mut self) -> anyhow::Result<()> {
        let within = |respond: u16, solve: u16| json!({"respond": respond, "solve": solve});
        let from = self.first;
        let levels = [
            json!({"set-service-level": {"service_level": "Goud", "from": from, "terms": {"counts": "own",
                "own_week": {"monday": {"from": "07:00", "until": "21:00"}, "tuesday": {"from": "07:00", "until": "21:00"},
                    "wednesday": {"from": "07:00", "until": "21:00"}, "thursday": {"from": "07:00", "until": "21:00"},
                    "friday": {"from": "07:00", "until": "21:00"}, "saturday": {"from": "09:00", "until": "17:00"}},
                "urgent": within(4, 12), "high": within(8, 24), "normal": within(24, 56), "low": within(56, 140)}}}),
            json!({"set-service-level": {"service_level": "Zilver", "from": from, "terms": {
                "urgent": within(8, 18), "high": within(9, 36), "normal": within(27, 63), "low": within(90, 180)}}}),
        ];
        let (outside, log) = (self.program.app.outside.clone(), self.program.app.log.clone());
        for (n, level) in levels.into_iter().enumerate() {
            let command = serde_json::from_value::<settings::Command>(level)?;
            let given = Given { command_id: super::id("level", n), ..Given::by(actor("beheer")?) };
            log.run(settings::COMPANY, command.into(), &given, outside.as_ref()).await?;
        }
        let given = Given { command_id: super::id("sms", 0), ..Given::by(actor("beheer")?) };
        log.run(messages::CUSTOMERS, messages::Command::AllowSms { on: true }.into(), &given, outside.as_ref()).await?;
        Ok(())
    }

    /// On the last day somebody was called back, and something waits for its customer.
    pub(super) async fn promises(&mut self, on: NaiveDate) -> anyhow::Result<()> {
        if !self.is_end(on) {
            return Ok(());
        }
        self.program.app.reads.catch_up_those(|department| department.for_reactors).await?;
        let open = faults::Filter { state: Some(faults::State::Open), ..faults::Filter::default() };
        let open = faults::list(&self.program.app.reads.of(&DEPARTMENT).pool, &open, None, 50).await?.rows;
        let mut unanswered = open.into_iter().filter(|fault| fault.promise.answered_at.is_none()).rev();
        if let Some(fault) = unanswered.next() {
            let wait = json!({"waits_for": "customer", "reason": "Zoekt uit of de machine nog onder garantie valt"});
            self.give("sanne", "faults", fault.id.0, "wait", wait).await?;
        }
        if let Some(fault) = unanswered.next() {
            let answer = json!({"note": "Uitgelegd hoe de waterkraan dicht kan, monteur komt zoals afgesproken"});
            self.give("youssef", "faults", fault.id.0, "answer", answer).await?;
        }
        Ok(())
    }
}
