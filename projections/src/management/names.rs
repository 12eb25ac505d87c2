//! What each thing is called, so that the log says which one it was: its number, or its name.

use domain::{
    article, contract, counter, customer, fault, invoice, machine, mail, manual, opportunity, plan, purchase_order,
    registry::AnyEvent, supplier, user, visit,
};
use event_store::Recorded;

use crate::{Pool, ReadError, Writes, ask, values};

/// What an event changes: the first one of a thing names it, and those that rename it.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    if let Some(name) = name(&recorded.event).filter(|name| !name.is_empty()) {
        writes.run("INSERT OR REPLACE INTO things VALUES (?1, ?2)", values![recorded.stream.as_str(), name]);
    }
}

/// What things are called, by their streams; those without a name are left out.
///
/// # Errors
/// When the tables can't be read.
pub async fn of(pool: &Pool, streams: &[&str]) -> Result<Vec<(String, String)>, ReadError> {
    let wanted = serde_json::to_string(streams).unwrap_or_default();
    let named = ask("SELECT stream, name FROM things WHERE stream IN (SELECT value FROM json_each(?1))");
    let rows = named.bind(wanted).fetch_all(pool).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// A thing's name, as its own pages write it.
fn name(event: &AnyEvent) -> Option<String> {
    Some(match event {
        AnyEvent::Fault(fault::Event::FaultReported { number, .. }) => format!("S-{number}"),
        AnyEvent::Visit(visit::Event::VisitRequested { number, .. }) => format!("B-{number}"),
        AnyEvent::Plan(plan::Event::PlanMade { number, .. }) => format!("P-{number}"),
        AnyEvent::Contract(contract::Event::ContractDrafted { number, .. }) => format!("C-{number}"),
        AnyEvent::Invoice(invoice::Event::InvoiceIssued { number, .. }) => number.to_string(),
        AnyEvent::PurchaseOrder(purchase_order::Event::PurchaseOrderDrafted { number, .. }) => format!("I-{number}"),
        AnyEvent::Customer(customer::Event::CustomerRegistered { number, .. }) => number.to_string(),
        AnyEvent::Article(article::Event::ArticleRegistered { number, details, .. }) => {
            format!("{number} {}", details.name)
        }
        AnyEvent::Machine(
            machine::Event::MachineInstalled { model, serial, .. }
            | machine::Event::MachineChanged { model, serial, .. },
        ) => serial.as_ref().map_or_else(|| model.to_string(), |serial| format!("{model} {serial}")),
        AnyEvent::Supplier(
            supplier::Event::SupplierRegistered { details } | supplier::Event::SupplierChanged { details },
        ) => details.value()?.name.to_string(),
        AnyEvent::User(user::Event::UserCreated { name, .. } | user::Event::UserChanged { name, .. }) => name.text(),
        AnyEvent::Mail(mail::Event::MailQueued { letter, .. }) => letter.value()?.subject.to_string(),
        AnyEvent::Manual(manual::Event::ManualAdded { details, .. } | manual::Event::ManualChanged { details }) => {
            details.title.to_string()
        }
        AnyEvent::Counter(counter::Event::CounterSaved { name, .. }) => name.to_string(),
        AnyEvent::Opportunity(opportunity::Event::OpportunityOpened { about, .. }) => about.text(),
        _ => return None,
    })
}
