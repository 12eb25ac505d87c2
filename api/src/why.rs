//! By which rule of Werkbank's own something happened, and with which setting at that time.

use std::sync::Arc;

use domain::settings::{COMPANY, Settings, State};
use event_store::{Log, StoreError};
use projections::management::why::Step;
use schemars::JsonSchema;
use serde::Serialize;
use texts::{Lang, format::clock, has, t, tr};

/// A step of a chain, with the rule.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Because {
    /// The event, and how far it is away.
    #[serde(flatten)]
    pub step: Step,
    /// What Werkbank does by itself then, in the reader's words; none for what a person did.
    pub rule: Option<String>,
    /// The setting that the rule goes by, as it was when it happened.
    pub setting: Option<String>,
}

/// The steps with their rules.
///
/// # Errors
/// When the log can't be read.
pub async fn explained(log: &Log, lang: Lang, steps: Vec<Step>) -> Result<Vec<Because>, StoreError> {
    let mut explained = Vec::with_capacity(steps.len());
    for step in steps {
        let name = step.entry.system.as_deref().unwrap_or_default();
        let key = format!("rule-{name}");
        let rule = has(lang, &key).then(|| t(lang, &key).into_owned());
        let setting = match GOES_BY.iter().find(|(rule, _)| *rule == name) {
            Some((_, goes_by)) => said(*goes_by, then(log, &step).await?.as_ref(), lang),
            None => None,
        };
        explained.push(Because { step, rule, setting });
    }
    Ok(explained)
}

/// Which rules go by which setting.
const GOES_BY: &[(&str, Setting)] = &[
    ("payment-reminders", Setting::ReminderDays),
    ("contract-alerts", Setting::AlertDays),
    ("warranty-alerts", Setting::WarrantyDays),
    ("contract-fees", Setting::PaymentDays),
    ("visit-is-billed", Setting::PaymentDays),
    ("fault-opens-visit", Setting::Opening),
    ("fault-mails", Setting::Opening),
];

#[derive(Clone, Copy)]
enum Setting {
    ReminderDays,
    AlertDays,
    WarrantyDays,
    PaymentDays,
    Opening,
}

/// The settings as they were when a step was taken.
async fn then(log: &Log, step: &Step) -> Result<Arc<State>, StoreError> {
    Ok(log.until(step.position(), log.clock.clone()).state::<Settings>(COMPANY).await?.0)
}

fn said(goes_by: Setting, settings: &State, lang: Lang) -> Option<String> {
    let days = |days: &[u16]| days.iter().map(u16::to_string).collect::<Vec<_>>().join(", ");
    Some(match goes_by {
        Setting::ReminderDays => tr(lang, "setting-reminder-days", &[("days", days(&settings.reminder_days).into())]),
        Setting::AlertDays => tr(lang, "setting-alert-days", &[("days", days(&settings.contract_alert_days).into())]),
        Setting::WarrantyDays => {
            tr(lang, "setting-warranty-days", &[("days", days(settings.warranty_alert_days()).into())])
        }
        Setting::PaymentDays => tr(lang, "setting-payment-days", &[("days", u32::from(settings.payment_days?).into())]),
        Setting::Opening => {
            let (from, until) =
                (clock(lang, settings.calendar.opening.from), clock(lang, settings.calendar.opening.until));
            tr(lang, "setting-opening", &[("from", from.into()), ("until", until.into())])
        }
    })
}
