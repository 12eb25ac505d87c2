//! Orders to suppliers, as they were placed.

use anyhow::Context;
use domain::{PurchaseOrderId, article, purchase_order::Event, registry::AnyEvent, supplier};
use pdf::{OrderLine, Party, PurchaseOrder, Template};
use texts::format::date_long;

use super::{Documents, found, labels, lang, missing, money, quantity};

impl Documents {
    /// The data of an order.
    pub(super) async fn purchase_order(&self, id: PurchaseOrderId) -> anyhow::Result<PurchaseOrder> {
        let story = self.story("purchase_order", &id.to_string(), None).await?;
        let drafted = found(&story, |event| match event {
            AnyEvent::PurchaseOrder(Event::PurchaseOrderDrafted { number, supplier, .. }) => Some((*number, *supplier)),
            _ => None,
        });
        let Some((_, (number, supplier))) = drafted else { return missing("order") };
        let written = found(&story, |event| match event {
            AnyEvent::PurchaseOrder(
                Event::PurchaseOrderDrafted { lines, .. } | Event::PurchaseOrderChanged { lines },
            ) => Some(lines),
            _ => None,
        });
        let Some((written, ordered)) = written else { return missing("order") };
        let placed = found(&story, |event| {
            matches!(event, AnyEvent::PurchaseOrder(Event::PurchaseOrderPlaced { .. })).then_some(())
        });
        let made = placed.map_or(written, |(recorded, ())| recorded);
        let suppliers = self.story("supplier", &supplier.to_string(), Some(made.position)).await?;
        let vendor = found(&suppliers, |event| match event {
            AnyEvent::Supplier(
                supplier::Event::SupplierRegistered { details } | supplier::Event::SupplierChanged { details },
            ) => details.value(),
            _ => None,
        });
        let (_, vendor) = vendor.context("the supplier is not known, or was erased")?;
        let lang = lang(vendor.language);
        let mut lines = Vec::with_capacity(ordered.len());
        for line in ordered {
            let (number, article) = self.article(line.article, made.position).await?;
            let unit = article.as_ref().map(|article| article.unit.to_string()).unwrap_or_default();
            lines.push(OrderLine {
                article: number,
                vendor_article: article
                    .as_ref()
                    .and_then(|known| known.supplier_number.as_ref())
                    .map(ToString::to_string),
                description: article.map(|article| article.name.to_string()).unwrap_or_default(),
                quantity: format!("{} {unit}", quantity(lang, line.quantity)),
                unit_price: money(lang, line.price),
                net: money(lang, line.price.times(line.quantity)),
            });
        }
        let company = self.company(made.position, &self.country(made.position).await?, lang).await?;
        let delivery_address = std::iter::once(company.name.clone()).chain(company.address.iter().cloned()).collect();
        Ok(PurchaseOrder {
            language: lang.code().into(),
            labels: labels(Template::PurchaseOrder, lang),
            made_at: made.recorded_at,
            vendor: Party { name: vendor.name.to_string(), ..Party::default() },
            number: format!("I-{number}"),
            date: date_long(lang, self.log.local(made.recorded_at).date()),
            your_reference: vendor.our_number.as_ref().map(ToString::to_string),
            wanted_by: None,
            contact: Some(format!("{}, {}", company.phone, company.email)),
            delivery_address,
            lines,
            net_total: money(lang, ordered.iter().map(|line| line.price.times(line.quantity)).sum()),
            notes: Vec::new(),
            company,
        })
    }

    /// An article's number and details as they were.
    pub(super) async fn article(
        &self,
        id: domain::ArticleId,
        up_to: event_store::Position,
    ) -> anyhow::Result<(String, Option<article::Details>)> {
        let (mut number, mut details) = (String::new(), None);
        for recorded in self.story("article", &id.to_string(), Some(up_to)).await? {
            match recorded.event {
                AnyEvent::Article(article::Event::ArticleRegistered { number: own, details: known, .. }) => {
                    (number, details) = (own.to_string(), Some(known));
                }
                AnyEvent::Article(article::Event::ArticleChanged { details: known }) => details = Some(known),
                _ => {}
            }
        }
        Ok((number, details))
    }
}
