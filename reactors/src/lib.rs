//! Event in, work out: mails, alerts, planning entries, the clock. A reactor thinks; the runner carries out (DESIGN §5).

pub mod advice_to_sales;
mod alerts;
pub mod anchors;
mod appointments;
pub mod backup_alerts;
pub mod backups;
pub mod clock;
pub mod contract_alerts;
pub mod contract_fees;
pub mod contract_hours;
pub mod contract_terms;
pub mod customer_answers;
pub mod documents;
pub mod effect;
pub mod eraser;
pub mod fault_closes_visits;
pub mod fault_follows_visit;
pub mod fault_mails;
pub mod fault_opens_visit;
pub mod fault_promises;
pub mod forgotten_ends;
pub mod goods_enter_stock;
pub mod ics;
pub mod invoice_mails;
pub mod letter;
pub mod mailbox;
pub mod message;
pub mod numbers;
pub mod order_mails;
pub mod parts_leave_stock;
pub mod plan_ends;
pub mod plan_follows_visit;
pub mod plan_from_sale;
pub mod plan_opens_visit;
pub mod plan_warnings;
pub mod planning_published;
pub mod promise_alerts;
pub mod promise_watch;
pub mod publish_watch;
pub mod recall_asks;
pub mod reminders;
pub mod report_mails;
pub mod review_questions;
pub mod review_raised;
pub mod runner;
pub mod sender;
pub mod sms;
pub mod stock_alerts;
pub mod task_taken_over;
pub mod technician_leaves;
pub mod terms_end;
pub mod visit_is_billed;
pub mod visits_clash;
pub mod warranty_alerts;
pub mod warranty_from_sale;

pub use effect::{Effect, ReactError, Reaction, World};
pub use runner::Runner;

use domain::registry::AnyEvent;
use event_store::Recorded;

/// Says what can't be done yet; that tables are being filled is no trouble, it passes by itself.
fn tell(error: &impl std::fmt::Display, filling: bool, what: &str) {
    if filling {
        tracing::debug!(%error, "{what}");
    } else {
        tracing::error!(%error, "{what}");
    }
}

/// Where a reactor begins that has never run on this log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// With what happens from now on.
    Head,
    /// With the first event of all.
    Origin,
}

/// One thing that Werkbank does by itself.
pub struct Reactor {
    /// Its name, for ever: the ids of what it does derive from it.
    pub name: &'static str,
    /// Where it begins.
    pub start: Start,
    /// The events that it looks at.
    pub wants: fn(&AnyEvent) -> bool,
    /// What it does about one of them. It may look things up, at or after that event; it changes nothing itself.
    pub react: for<'a> fn(&'a World, &'a Recorded) -> Reaction<'a>,
}

/// Every reactor: the one line that a new one adds.
pub static REACTORS: &[&Reactor] = &[
    &advice_to_sales::REACTOR,
    &anchors::REACTOR,
    &backup_alerts::REACTOR,
    &contract_alerts::REACTOR,
    &contract_fees::REACTOR,
    &contract_hours::REACTOR,
    &contract_terms::REACTOR,
    &customer_answers::REACTOR,
    &fault_closes_visits::REACTOR,
    &fault_follows_visit::REACTOR,
    &fault_mails::REACTOR,
    &fault_opens_visit::REACTOR,
    &fault_promises::REACTOR,
    &forgotten_ends::REACTOR,
    &goods_enter_stock::REACTOR,
    &invoice_mails::REACTOR,
    &order_mails::REACTOR,
    &parts_leave_stock::REACTOR,
    &plan_ends::REACTOR,
    &plan_follows_visit::REACTOR,
    &plan_from_sale::REACTOR,
    &plan_opens_visit::REACTOR,
    &plan_warnings::REACTOR,
    &planning_published::REACTOR,
    &recall_asks::REACTOR,
    &reminders::REACTOR,
    &promise_alerts::REACTOR,
    &report_mails::REACTOR,
    &review_questions::REACTOR,
    &review_raised::REACTOR,
    &stock_alerts::REACTOR,
    &task_taken_over::REACTOR,
    &technician_leaves::REACTOR,
    &terms_end::REACTOR,
    &visit_is_billed::REACTOR,
    &visits_clash::REACTOR,
    &warranty_alerts::REACTOR,
    &warranty_from_sale::REACTOR,
];
