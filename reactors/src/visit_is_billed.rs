//! A finished visit that the customer pays for becomes a draft invoice: the hours, and the parts that were used.

use domain::{
    ArticleId, Line, Money, Quantity, Role, VisitId,
    invoice::{Command, Item, Origin},
    registry::AnyEvent,
    settings::{self, Settings, VatKind},
    task::{self, Assignee, Weight},
    visit::{Charge, Event},
};
use event_store::Recorded;
use projections::finance::{DEPARTMENT, billing};
use texts::{Lang, format::date_long, tr};

use crate::{Effect, Reaction, Reactor, Start, World, contract_fees::vat_of};

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "visit-is-billed", start: Start::Head, wants, react };

fn wants(event: &AnyEvent) -> bool {
    matches!(event, AnyEvent::Visit(Event::VisitFinished { billable: true, .. }))
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move {
        let visit = VisitId(recorded.subject());
        let found = billing::visits(world.of(&DEPARTMENT), Some(visit)).await?.into_iter().next();
        let Some(billable) = found else { return Ok(Vec::new()) };
        let day = billable.day.unwrap_or_else(|| world.log.local(recorded.recorded_at).date());
        let (settings, _) = world.log.state::<Settings>(settings::COMPANY).await?;
        let Some(rate) = settings.hourly_on(day) else {
            return Ok(no_rate(recorded, &billable).into_iter().collect());
        };
        let vat = vat_of(&world.log, billable.customer, VatKind::Standard).await?;
        let command = Command::Draft {
            customer: billable.customer,
            items: items(&billable, day, rate, vat),
            origin: Origin::Visit { visit },
            reference: None,
            delivered_from: None,
            delivered_on: Some(day),
        };
        Ok(vec![Effect::new(recorded.id, "invoice", command)])
    })
}

/// The hours, to the thousandth, and the parts at the price of now. A visit of no minutes has its parts alone.
/// Where the customer pays the VAT at home, that goes for all of it. What warranty pays stands there for nothing, with the word:
/// who gets parts for nothing and pays for labour sees both.
fn items(visit: &billing::Billable, day: chrono::NaiveDate, rate: Money, vat: VatKind) -> Vec<Item> {
    let lang = Lang::parse(&visit.language).unwrap_or_default();
    let words = [("visit", format!("B-{}", visit.number).into()), ("day", date_long(lang, day).into())];
    let hours = Quantity::from_thousandths((i64::from(visit.worked.get()) * 1_000 + 30) / 60);
    let item = |description: String, quantity, price: Money, vat, article: Option<ArticleId>, free: bool| {
        let (description, price) = match free {
            true => (
                tr(lang, "invoice-line-warranty", &[("what", description.into())]),
                Money { cents: 0, currency: price.currency },
            ),
            false => (description, price),
        };
        Item { description: description.parse().unwrap_or_else(|_| Line::erased()), quantity, price, vat, article }
    };
    let [labour, free_parts] = [Charge::frees_labour, Charge::frees_parts].map(|frees| visit.charge.is_some_and(frees));
    let work = (hours != Quantity::default())
        .then(|| item(tr(lang, "invoice-line-hours", &words), hours, rate, vat, None, labour));
    let parts = visit.parts.iter().map(|part| {
        let kind = if vat == VatKind::ReverseCharge { vat } else { part.vat };
        let name = format!("{} {}", part.number, part.name);
        item(name, part.quantity, part.price, kind, Some(part.article), free_parts)
    });
    work.into_iter().chain(parts).collect()
}

/// Nobody said what an hour costs: a person writes this invoice.
fn no_rate(recorded: &Recorded, visit: &billing::Billable) -> Option<Effect> {
    let raise = task::Command::Raise {
        kind: "visit-without-rate".parse().ok()?,
        assignee: Assignee::Role(Role::Finance),
        weight: Weight::Alert,
        about: Some(format!("visit-{}", visit.visit).parse().ok()?),
        customer: Some(visit.customer),
        words: [("visit".into(), format!("B-{}", visit.number).parse().ok()?)].into(),
        note: None,
        due: None,
    };
    Some(Effect::new(recorded.id, "no rate", raise))
}
