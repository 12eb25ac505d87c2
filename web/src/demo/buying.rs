//! Purchasing: what is short is ordered, goods come in whole or in part, stock is counted.

use anyhow::Context;
use chrono::NaiveDate;
use domain::{ArticleId, PurchaseOrderId};
use projections::purchasing::{self, articles, orders, suggestions};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Demo,
    catalogue::{self, article},
    euros, workday_after,
};

/// Why a count differs from the books.
const REASONS: [&str; 4] =
    ["Telling", "Lag nog in de bus van Joris", "Bij de vorige telling verkeerd vak geteld", "Beschadigd, weggegooid"];

impl Demo<'_> {
    /// Orders what is short, and looks when what was ordered will come. The last day's advice waits for whoever looks.
    pub(super) async fn buy(&mut self, on: NaiveDate) -> anyhow::Result<()> {
        if self.is_end(on) {
            return self.leave_one_out(on).await;
        }
        let reads = self.program.app.reads.of(&purchasing::DEPARTMENT).clone();
        for group in suggestions::all(&reads.pool, on).await? {
            let Some(supplier) = group.supplier.filter(|_| !self.chance.once_in(4)) else { continue };
            let order = self.new_id("order");
            let line = |wanted: &suggestions::Suggestion| json!({"article": wanted.article.id, "quantity": wanted.quantity, "price": euros(wanted.article.purchase_price.cents)});
            let lines: Vec<Value> = group.articles.iter().map(line).collect();
            self.give("inge", "purchase-orders", order, "draft", json!({"supplier": supplier, "lines": lines})).await?;
            if self.chance.once_in(40) {
                let reason = json!({"reason": "Bij een andere leverancier goedkoper"});
                self.give("inge", "purchase-orders", order, "cancel", reason).await?;
            } else {
                self.give("inge", "purchase-orders", order, "place", json!({})).await?;
                let days = self.chance.between(2, 4) + usize::try_from(group.lead_days.unwrap_or(2)).unwrap_or(2);
                self.deliveries.insert(order, workday_after(on, days));
            }
        }
        if self.chance.once_in(4) {
            self.count(on).await?;
        }
        Ok(())
    }

    /// The last day: what a planned visit needs turns out not to be there.
    async fn leave_one_out(&mut self, on: NaiveDate) -> anyhow::Result<()> {
        let ahead = self.agenda.range(workday_after(on, 1)..).flat_map(|(_, visits)| visits);
        let Some((visit, model, part)) =
            ahead.filter_map(|visit| Some((visit.visit, visit.model, *visit.trouble.parts.first()?))).next()
        else {
            return Ok(());
        };
        let article = article(model, part)?;
        self.give("youssef", "visits", visit, "need-part", json!({"article": article, "quantity": "1"})).await?;
        let count = json!({"counted": "0", "reason": "Doos bleek leeg"});
        self.give("inge", "articles", article, "count", count).await
    }

    async fn count(&mut self, on: NaiveDate) -> anyhow::Result<()> {
        let article = article(self.chance.below(catalogue::MODELS.len()), self.chance.below(catalogue::KINDS))?;
        let known = self.article(article, on).await?;
        let differs = self.chance.of(&[-2, -1, -1, 1, 1, 2]) * 1_000;
        let counted = domain::Quantity::from_thousandths((known.stock.thousandths() + differs).max(0));
        let count = json!({"counted": counted, "reason": self.chance.of(&REASONS)});
        self.give("inge", "articles", article, "count", count).await
    }

    async fn article(&self, id: Uuid, on: NaiveDate) -> anyhow::Result<articles::Article> {
        let pool = &self.program.app.reads.of(&purchasing::DEPARTMENT).pool;
        articles::one(pool, ArticleId(id), on).await?.with_context(|| format!("no article {id}"))
    }

    /// What is due today comes in: as a rule all of it, now and then a part first, or more than was asked for.
    pub(super) async fn goods_come(&mut self, on: NaiveDate) -> anyhow::Result<()> {
        self.look_for_automatic(on).await?;
        let due: Vec<Uuid> = self.deliveries.iter().filter(|(_, day)| **day <= on).map(|(order, _)| *order).collect();
        for order in due {
            let pool = &self.program.app.reads.of(&purchasing::DEPARTMENT).pool;
            let found =
                orders::one(pool, PurchaseOrderId(order)).await?.with_context(|| format!("no order {order}"))?;
            let open: Vec<_> = found.lines.iter().filter(|line| line.open.thousandths() > 0).collect();
            let part = open.len() > 1 && self.chance.once_in(6);
            let more = self.chance.once_in(30);
            let take = if part { 1 } else { open.len() };
            let receipt = |line: &&orders::Line| {
                let extra = domain::Quantity::whole(i64::from(more));
                json!({"article": line.article, "quantity": line.open + extra})
            };
            let lines: Vec<Value> = open.iter().take(take).map(receipt).collect();
            self.deliveries.remove(&order);
            if part {
                self.deliveries.insert(order, workday_after(on, 3));
            }
            let mut receive = json!({"lines": lines, "on": on, "delivery_note": format!("PB-{}", 40_000 + self.given)});
            if more {
                receive["more"] = "Leverancier stuurde er een extra, mag blijven".into();
            }
            self.give("inge", "purchase-orders", order, "receive", receive).await?;
        }
        Ok(())
    }

    /// Orders that Werkbank made by itself are under way too.
    async fn look_for_automatic(&mut self, on: NaiveDate) -> anyhow::Result<()> {
        let pool = &self.program.app.reads.of(&purchasing::DEPARTMENT).pool;
        let filter = orders::Filter { open: true, ..Default::default() };
        for order in orders::list(pool, &filter, None, 100).await?.rows {
            let days = self.chance.between(1, 3);
            if order.placed_at.is_some() {
                let expected = order.expected.unwrap_or(on);
                self.deliveries.entry(order.id.0).or_insert_with(|| workday_after(expected, days));
            }
        }
        Ok(())
    }
}
