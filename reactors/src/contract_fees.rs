//! On the first of the month every running contract is billed: one draft a contract and month, issued as soon as it stands.

use domain::{
    InvoiceId, Line, Quantity, clock,
    invoice::{Command, Event, Item, Origin},
    registry::AnyEvent,
    settings::VatKind,
};
use event_store::Recorded;
use projections::finance::{DEPARTMENT, billing};
use texts::{
    Lang,
    format::{date_long, month_year},
    t, tr,
};
use uuid::Uuid;

use crate::{Effect, Reaction, Reactor, Start, World};

/// The clock's job.
const JOB: &str = "contract-fees";

/// The reactor. It drafts when the clock strikes and issues when a draft stands: two events, so that a stop between the two
/// leaves no draft behind.
pub static REACTOR: Reactor = Reactor { name: "contract-fees", start: Start::Head, wants, react };

fn wants(event: &AnyEvent) -> bool {
    match event {
        AnyEvent::Clock(clock::Event::ClockStruck { job, .. }) => job.as_str() == JOB,
        AnyEvent::Invoice(Event::InvoiceDrafted { origin: Origin::Contract { .. }, .. }) => true,
        _ => false,
    }
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move {
        match &recorded.event {
            AnyEvent::Clock(clock::Event::ClockStruck { at, .. }) => {
                let fees = billing::fees(world.of(&DEPARTMENT), at.date()).await?;
                Ok(fees.into_iter().map(|fee| Effect::on(invoice_of(&fee), draft(&fee))).collect())
            }
            _ => Ok(vec![Effect::on(recorded.subject(), Command::Issue {})]),
        }
    })
}

/// The invoice of a contract's month: its id says so, and a month can't be billed twice.
pub fn invoice_of(fee: &billing::Fee) -> InvoiceId {
    InvoiceId(Uuid::new_v5(&fee.contract.0, format!("fee {}", fee.month).as_bytes()))
}

/// The draft of a contract's fee for a month.
pub fn draft(fee: &billing::Fee) -> Command {
    let lang = Lang::parse(&fee.language).unwrap_or_default();
    let words = [
        ("contract", format!("C-{}", fee.number).into()),
        ("kind", t(lang, &format!("document-kind-{}", fee.kind)).into()),
        ("month", month_year(lang, fee.month).into()),
        ("from", date_long(lang, fee.from).into()),
        ("until", date_long(lang, fee.until).into()),
    ];
    let key = if fee.days_off == 0 { "invoice-line-fee" } else { "invoice-line-fee-part" };
    Command::Draft {
        customer: fee.customer,
        items: vec![Item {
            description: tr(lang, key, &words).parse().unwrap_or_else(|_| Line::erased()),
            quantity: Quantity::whole(1),
            price: fee.amount,
            vat: VatKind::Standard,
            article: None,
        }],
        origin: Origin::Contract { contract: fee.contract, month: fee.month },
        reference: None,
        delivered_on: None,
    }
}
