//! On the first of the month every running contract is billed: one draft a contract and month, issued as soon as it stands.

use domain::{
    CustomerId, InvoiceId, Line, Quantity, Role, clock,
    customer::Customer,
    invoice::{Command, Event, Item, Origin, needs_exchange},
    registry::AnyEvent,
    settings::{COMPANY, Settings, VatKind},
    task::{self, Assignee, Weight},
};
use event_store::{Log, Recorded, StoreError};
use projections::finance::{DEPARTMENT, fees};
use texts::{
    Lang,
    format::{date_long, month_year},
    t, tr,
};
use uuid::Uuid;

use crate::{Effect, Reaction, Reactor, Start, World};

/// The clock's job.
const JOB: &str = "contract-fees";

/// The reactor. It drafts when the clock strikes and issues when a draft stands, or asks for the exchange rate that it lacks: two events, so that a stop between the two
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
                let fees = fees::list(world.of(&DEPARTMENT), at.date(), u32::MAX).await?;
                let mut effects = Vec::with_capacity(fees.len());
                for fee in fees {
                    let vat = vat_of(&world.log, fee.customer, VatKind::Standard).await?;
                    effects.push(Effect::on(invoice_of(&fee), draft(&fee, vat)));
                }
                Ok(effects)
            }
            AnyEvent::Invoice(Event::InvoiceDrafted { customer, items, .. }) => {
                let (settings, _) = world.log.state::<Settings>(COMPANY).await?;
                if needs_exchange(items, settings.vat_currency()) {
                    return Ok(no_exchange_rate(recorded, *customer, items).into_iter().collect());
                }
                Ok(vec![Effect::on(recorded.subject(), Command::Issue {})])
            }
            _ => Ok(Vec::new()),
        }
    })
}

/// Its VAT is owed in other money: the draft waits for a person who notes the rate.
fn no_exchange_rate(recorded: &Recorded, customer: CustomerId, items: &[Item]) -> Option<Effect> {
    let raise = task::Command::Raise {
        kind: "invoice-without-exchange-rate".parse().ok()?,
        assignee: Assignee::Role(Role::Finance),
        weight: Weight::Alert,
        about: Some(recorded.stream.as_str().parse().ok()?),
        customer: Some(customer),
        words: [("what".into(), items.first()?.description.clone())].into(),
        note: None,
        due: None,
    };
    Some(Effect::new(recorded.id, "no exchange rate", raise))
}

/// The invoice of a contract's month: its id says so, and a month can't be billed twice.
pub fn invoice_of(fee: &fees::Fee) -> InvoiceId {
    InvoiceId(Uuid::new_v5(&fee.contract.0, format!("fee {}", fee.month).as_bytes()))
}

/// The VAT of what a customer buys, which is usually of this kind.
///
/// # Errors
/// When the log does not answer.
pub async fn vat_of(log: &Log, customer: CustomerId, usual: VatKind) -> Result<VatKind, StoreError> {
    let (customer, _) = log.state::<Customer>(&customer.to_string()).await?;
    let (settings, _) = log.state::<Settings>(COMPANY).await?;
    let own = settings.company.as_ref().map(|company| &company.vat_number);
    let other = customer.details.as_ref().and_then(|details| details.vat_number.as_ref());
    Ok(VatKind::between(own, other, usual))
}

/// The draft of a contract's fee for a month.
pub fn draft(fee: &fees::Fee, vat: VatKind) -> Command {
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
            vat,
            article: None,
        }],
        origin: Origin::Contract { contract: fee.contract, month: fee.month },
        reference: None,
        delivered_from: Some(fee.from),
        delivered_on: Some(fee.until),
    }
}
