//! With which keys invoices are sealed, how new they are, and whether something is still owed.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use chrono::NaiveDate;
use domain::{
    Decider, Money,
    invoice::{self, Invoice, Totals},
    privacy::Invoices,
    registry::AnyEvent,
};
use uuid::Uuid;

use super::walk::About;
use crate::{Log, Recorded, StoreError, StoredEvent, codec};

impl Log {
    /// The keys of all invoices, with what is sealed with each. Those of an invoice of which an event can't be read are left out: what is
    /// not known to be over is kept.
    ///
    /// # Errors
    /// When the log or the keys can't be read.
    pub async fn invoice_keys(&self) -> Result<BTreeMap<Uuid, Invoices>, StoreError> {
        const COUNTED: [&str; 4] = ["invoice_issued", "credit_note_issued", "payment_recorded", "payment_refunded"];
        let mut keys = InvoiceKeys::default();
        let wanted = |event: &StoredEvent| {
            let counts = event.stream.category() == Invoice::CATEGORY && COUNTED.contains(&event.event_type.as_str());
            counts.then_some(About::Them)
        };
        self.walk_each(wanted, |event, subjects, _| {
            match event {
                Ok(event) => keys.take(&event, &subjects),
                Err((event, error)) => {
                    tracing::error!(%error, "an invoice can't be read, so what is sealed with its keys is kept");
                    keys.unknown(&event, subjects);
                }
            }
            Ok(())
        })
        .await?;
        Ok(keys.known())
    }
}

/// What is known of one invoice.
#[derive(Default)]
struct Counted {
    keys: BTreeSet<Uuid>,
    total: Money,
    /// What one of both still owes the other.
    open: Money,
    /// Whether an event of it can't be read.
    unknown: bool,
}

/// The keys of invoices, with the day of the newest document.
#[derive(Default)]
pub(super) struct InvoiceKeys {
    newest: BTreeMap<Uuid, NaiveDate>,
    invoices: BTreeMap<Uuid, Counted>,
}

impl InvoiceKeys {
    /// A credit note prints what its invoice is sealed with, so that stays as long as the credit note must.
    pub(super) fn take(&mut self, event: &Recorded, subjects: &[Uuid]) {
        let AnyEvent::Invoice(happened) = &event.event else { return };
        let counted = self.invoices.entry(event.subject()).or_default();
        let (customer, day) = match happened {
            invoice::Event::InvoiceIssued { customer, on, items, .. } => {
                counted.total = Totals::of(items).total();
                counted.open = counted.total;
                (customer, Some(*on))
            }
            invoice::Event::CreditNoteIssued { customer, on, .. } => {
                counted.open = counted.open - counted.total;
                (customer, Some(*on))
            }
            invoice::Event::PaymentRecorded { customer, amount, .. } => {
                counted.open = counted.open - *amount;
                (customer, None)
            }
            invoice::Event::PaymentRefunded { customer, amount, .. } => {
                counted.open = counted.open + *amount;
                (customer, None)
            }
            _ => return,
        };
        let keys = &mut counted.keys;
        keys.extend(subjects.iter().filter(|subject| **subject != customer.0));
        let known = keys.iter().filter_map(|key| self.newest.get(key)).max().copied();
        let Some(newest) = day.into_iter().chain(known).max() else { return };
        for key in keys.iter() {
            let at = self.newest.entry(*key).or_insert(newest);
            *at = newest.max(*at);
        }
    }

    /// Takes in that an event of an invoice can't be read.
    pub(super) fn unknown(&mut self, event: &StoredEvent, subjects: Vec<Uuid>) {
        let counted = self.invoices.entry(codec::stream_uuid(event.stream.id())).or_default();
        counted.keys.extend(subjects);
        counted.unknown = true;
    }

    /// All keys of which everything could be read.
    pub(super) fn known(self) -> BTreeMap<Uuid, Invoices> {
        let keys_of = |which: fn(&Counted) -> bool| -> HashSet<Uuid> {
            let invoices = self.invoices.values().filter(|counted| which(counted));
            invoices.flat_map(|counted| counted.keys.iter().copied()).collect()
        };
        let (unknown, owed) = (keys_of(|counted| counted.unknown), keys_of(|counted| counted.open.cents != 0));
        (self.newest.iter().filter(|(key, _)| !unknown.contains(key)))
            .map(|(key, newest)| (*key, Invoices { newest: *newest, owed: owed.contains(key) }))
            .collect()
    }
}
