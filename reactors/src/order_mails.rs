//! A placed order goes to the supplier by mail, in the supplier's language, with the order as PDF.

use domain::{
    PurchaseOrderId,
    mail::Document,
    purchase_order::Event,
    registry::AnyEvent,
    settings::{self, Settings},
};
use event_store::Recorded;
use projections::purchasing::{DEPARTMENT, orders, suppliers};
use texts::Lang;

use crate::{Effect, ReactError, Reactor, Start, World, letter::Post};

/// Order placed → mail to the supplier.
pub static REACTOR: Reactor = Reactor {
    name: "order-mails",
    start: Start::Head,
    wants: |event| matches!(event, AnyEvent::PurchaseOrder(Event::PurchaseOrderPlaced { .. })),
    react: |world, recorded| Box::pin(react(world, recorded)),
};

async fn react(world: &World, recorded: &Recorded) -> Result<Vec<Effect>, ReactError> {
    let AnyEvent::PurchaseOrder(Event::PurchaseOrderPlaced { supplier, .. }) = &recorded.event else {
        return Ok(Vec::new());
    };
    let id = PurchaseOrderId(recorded.subject());
    let pool = world.of(&DEPARTMENT);
    let (Some(order), Some(supplier)) = (orders::one(pool, id).await?, suppliers::one(pool, *supplier).await?) else {
        return Ok(Vec::new());
    };
    // A supplier that was erased has no address any more.
    let Ok(to) = supplier.email.parse() else { return Ok(Vec::new()) };
    let company = world.log.state::<Settings>(settings::COMPANY).await?.0.company.clone();
    let company = company.map(|company| company.name.to_string()).unwrap_or_default();
    let lang = Lang::ALL.into_iter().find(|lang| lang.code() == supplier.language).unwrap_or_default();
    let words = vec![
        ("number", format!("I-{}", order.order.number).into()),
        ("company", company.clone().into()),
        ("count", order.lines.len().into()),
    ];
    let post = Post {
        purpose: "purchase-order",
        texts: None,
        lang,
        to,
        name: supplier.name.parse().ok(),
        subject: supplier.id.0,
        customer: None,
        about: format!("purchase_order-{id}"),
        words,
        documents: vec![Document::PurchaseOrder(id)],
        company,
    };
    Ok(post.queue(recorded.id))
}
