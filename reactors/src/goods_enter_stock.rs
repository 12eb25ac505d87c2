//! Goods that came in on an order lie in stock, article by article.

use domain::{PurchaseOrderId, article::Command, purchase_order::Event, registry::AnyEvent};
use event_store::Recorded;

use crate::{Effect, Reaction, Reactor, Start, World};

/// Goods received → stock.
pub static REACTOR: Reactor = Reactor {
    name: "goods-enter-stock",
    start: Start::Head,
    wants: |event| matches!(event, AnyEvent::PurchaseOrder(Event::GoodsReceived { .. })),
    react,
};

fn react<'a>(_: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    let order = PurchaseOrderId(recorded.subject());
    let effects = match &recorded.event {
        AnyEvent::PurchaseOrder(Event::GoodsReceived { lines, on, .. }) => {
            let receive = |quantity| Command::Receive { quantity, order, on: *on };
            lines.iter().map(|line| Effect::on(line.article, receive(line.quantity))).collect()
        }
        _ => Vec::new(),
    };
    Box::pin(async move { Ok(effects) })
}
