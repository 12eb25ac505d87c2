//! A finished visit that the customer pays for becomes a draft invoice: the hours, and the parts that were used. Where it is said later
//! that somebody else pays, the draft follows.

use domain::{
    ArticleId, Decider, Line, Money, Quantity, Role, VisitId,
    invoice::{Command, Invoice, Item, Origin},
    registry::AnyEvent,
    settings::{self, Settings, VatKind},
    task::{self, Assignee, Weight},
    visit::{Charge, Event, Visit},
};
use event_store::{Recorded, Revision, StreamName, codec};
use projections::finance::{DEPARTMENT, billing};
use texts::{Lang, format::date_long, t, tr};
use uuid::Uuid;

use crate::{Effect, ReactError, Reaction, Reactor, Start, World, contract_fees::vat_of, effect::new_id};

/// So many of a visit's first events tell who pays for it; none has as many.
const EARLIER: u32 = 2_000;

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "visit-is-billed", start: Start::Head, wants, react };

fn wants(event: &AnyEvent) -> bool {
    matches!(event, AnyEvent::Visit(Event::VisitFinished { billable: true, .. } | Event::ChargeChanged { .. }))
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move {
        let visit = VisitId(recorded.subject());
        let Some((invoice, ends)) = charging(world, recorded).await? else { return Ok(Vec::new()) };
        let paid = billing::visit(world.of(&DEPARTMENT), visit).await?;
        let (state, _) = world.log.state::<Invoice>(&invoice.to_string()).await?;
        if state.number().is_some() {
            // It went out in the moment in which that was said.
            return Ok(alert(recorded, "visit-charged-otherwise", paid.map(|paid| paid.number)).into_iter().collect());
        }
        let Some(paid) = paid.filter(|_| !ends) else {
            let reason = t(Lang::default(), "invoice-not-paid-by-customer").parse();
            return Ok(reason
                .ok()
                .map(|reason| Effect::on(invoice, Command::Discard { reason }))
                .into_iter()
                .collect());
        };
        let day = paid.day.unwrap_or_else(|| world.log.local(recorded.recorded_at).date());
        let (settings, _) = world.log.state::<Settings>(settings::COMPANY).await?;
        let Some(rate) = settings.hourly_on(day) else {
            return Ok(alert(recorded, "visit-without-rate", Some(paid.number)).into_iter().collect());
        };
        let vat = vat_of(&world.log, paid.customer, VatKind::Standard).await?;
        let items = items(&paid, day, rate, vat);
        // Where there is a draft, to draft it is refused; where there was none, to change it says nothing.
        let draft = Command::Draft {
            customer: paid.customer,
            items: items.clone(),
            origin: Origin::Visit { visit },
            reference: None,
            delivered_from: None,
            delivered_on: Some(day),
        };
        let mut effects = vec![Effect::on(invoice, draft)];
        if matches!(recorded.event, AnyEvent::Visit(Event::ChargeChanged { .. })) {
            let reference = state.reference();
            let change = Command::Change { items, reference, delivered_from: None, delivered_on: None };
            effects.push(Effect::on(invoice, change));
        }
        Ok(effects)
    })
}

/// The invoice that charges the visit, and whether it ends with this event: by the visit's own story, since what followed from the event
/// before may be under way. One begins with the event that has the customer pay, and ends with the one that does not.
async fn charging(world: &World, recorded: &Recorded) -> Result<Option<(Uuid, bool)>, ReactError> {
    let stream = StreamName::new(Visit::CATEGORY, &recorded.subject().to_string())?;
    let page = world.log.store.read_stream(&stream, Revision(0), EARLIER).await?;
    let story = codec::decode_page(&world.log.keys, page.events).await?;
    let (mut charges, mut ended) = (None, None);
    for event in story.iter().filter(|event| event.revision <= recorded.revision) {
        let billed = match &event.event {
            AnyEvent::Visit(Event::VisitFinished { billable, .. }) => *billable,
            AnyEvent::Visit(Event::ChargeChanged { charge, .. }) => charge.is_billed(),
            _ => continue,
        };
        (charges, ended) = match (billed, charges) {
            (true, None) => (Some(new_id(event.id, "invoice")), None),
            (true, charges) => (charges, None),
            (false, charges) => (None, charges),
        };
    }
    Ok(charges.map(|id| (id, false)).or(ended.map(|id| (id, true))))
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

/// A person of finance has to look: nobody said what an hour costs, or a letter is out of the house.
fn alert(recorded: &Recorded, kind: &str, number: Option<i64>) -> Option<Effect> {
    let customer = match &recorded.event {
        AnyEvent::Visit(Event::VisitFinished { customer, .. } | Event::ChargeChanged { customer, .. }) => *customer,
        _ => return None,
    };
    let number = number.map(|number| Some(("visit".to_owned(), format!("B-{number}").parse().ok()?)));
    let raise = task::Command::Raise {
        kind: kind.parse().ok()?,
        assignee: Assignee::Role(Role::Finance),
        weight: Weight::Alert,
        about: Some(recorded.stream.as_str().parse().ok()?),
        customer: Some(customer),
        words: number.flatten().into_iter().collect(),
        note: None,
        due: None,
    };
    Some(Effect::new(recorded.id, "no rate", raise))
}
