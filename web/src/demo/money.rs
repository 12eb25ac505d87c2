//! Finance: drafts are issued, money comes in on time, late, in parts or on the wrong invoice; some is disputed or credited.

use chrono::{Days, NaiveDate};
use domain::Money;
use projections::finance::{
    self,
    invoices::{self, Row, View, Wanted},
};
use serde_json::json;
use uuid::Uuid;

use super::{Demo, euros, workday_after};

/// Something that happens with an issued invoice.
pub(super) struct Payment {
    invoice: Uuid,
    act: Act,
}

enum Act {
    Pay(Money),
    /// The bank takes it back, or it was booked on the wrong invoice.
    Undo(Money),
    Dispute,
    Settle,
    Credit(&'static str),
}

/// What is sold beside fees and visits: name, price in cents.
const GOODS: [(&str, i64); 5] = [
    ("Koffiebonen espresso, doos 6 kg", 8_950),
    ("Reinigingstabletten, pot 100 stuks", 3_290),
    ("Waterfilter navulset", 4_475),
    ("Bekers karton, doos 1000 stuks", 5_120),
    ("Instructie voor nieuwe medewerkers", 12_500),
];

impl Demo<'_> {
    /// The afternoon: an invoice by hand now and then, and the drafts go out. On the last day some wait for whoever looks.
    pub(super) async fn bill(&mut self, on: NaiveDate) -> anyhow::Result<()> {
        if self.chance.once_in(3) {
            self.by_hand(on).await?;
        }
        let pool = &self.program.app.reads.of(&finance::DEPARTMENT).pool;
        let wanted = Wanted { view: View::Draft, limit: Some(200), ..Default::default() };
        let mut drafts = invoices::list(pool, &wanted, on).await?.rows;
        if self.is_end(on) {
            drafts.truncate(drafts.len().saturating_sub(3));
        }
        for draft in drafts {
            if self.chance.once_in(40) {
                let reason = json!({"reason": "Valt bij nader inzien onder het contract"});
                self.give("finn", "invoices", draft.id.0, "discard", reason).await?;
            } else {
                self.give("finn", "invoices", draft.id.0, "issue", json!({})).await?;
            }
        }
        Ok(())
    }

    async fn by_hand(&mut self, on: NaiveDate) -> anyhow::Result<()> {
        let (customer, invoice) = (self.customers[self.chance.below(self.customers.len())].id, self.new_id("invoice"));
        let (what, cents) = self.chance.of(&GOODS);
        let quantity = self.chance.between(1, 6).to_string();
        let items = |cents| json!([{"description": what, "quantity": quantity, "price": euros(cents)}]);
        let mistaken = self.chance.once_in(6);
        let draft = json!({"customer": customer, "items": items(if mistaken { cents * 10 } else { cents }), "delivered_on": on});
        self.give("finn", "invoices", invoice, "draft", draft).await?;
        if mistaken {
            let change =
                json!({"items": items(cents), "reference": format!("Inkooporder {}", 4_000 + self.given % 1_000)});
            self.give("finn", "invoices", invoice, "change", change).await?;
        }
        Ok(())
    }

    /// The morning: what the bank says of yesterday, and what customers say of their invoices.
    pub(super) async fn money_comes(&mut self, on: NaiveDate) -> anyhow::Result<()> {
        self.look_at_issued(on).await?;
        while let Some(day) = self.payments.first_entry().filter(|day| *day.key() <= on) {
            for Payment { invoice, act } in day.remove() {
                let booked = |amount: Money| json!({"amount": euros_signed(amount), "on": on});
                let (name, fields) = match act {
                    Act::Pay(amount) => ("record-payment", booked(amount)),
                    Act::Undo(amount) => ("record-payment", booked(Money { cents: -amount.cents, ..amount })),
                    Act::Dispute => {
                        ("dispute", json!({"reason": "Klant: storing was niet opgelost, wil niet betalen"}))
                    }
                    Act::Settle => ("settle-dispute", json!({"note": "Gebeld, akkoord na uitleg van de werkbon"})),
                    Act::Credit(reason) => ("credit", json!({"reason": reason})),
                };
                self.give("finn", "invoices", invoice, name, fields).await?;
            }
        }
        Ok(())
    }

    /// What will become of the invoices that went out before today.
    async fn look_at_issued(&mut self, on: NaiveDate) -> anyhow::Result<()> {
        let reads = self.program.app.reads.of(&finance::DEPARTMENT).clone();
        let until = on.pred_opt();
        let mut wanted = Wanted { from: Some(self.looked), until, limit: Some(200), ..Default::default() };
        loop {
            let page = invoices::list(&reads.pool, &wanted, on).await?;
            for row in &page.rows {
                self.fate(row, on);
            }
            wanted.after = page.next;
            if wanted.after.is_none() {
                break;
            }
        }
        self.looked = on;
        Ok(())
    }

    fn fate(&mut self, row: &Row, on: NaiveDate) {
        let (Some(due), true) = (row.due, row.open.cents > 0) else { return };
        let mut at = |day: NaiveDate, act| {
            let day = workday_after(day.max(on), 1);
            self.payments.entry(day).or_default().push(Payment { invoice: row.id.0, act });
        };
        let later = |days: usize| due + Days::new(days as u64);
        let early = |days: usize| due - Days::new(days as u64);
        let all = row.open;
        match self.chance.below(200) {
            0..148 => at(early(self.chance.between(3, 17)), Act::Pay(all)),
            148..176 => at(later(self.chance.between(0, 8)), Act::Pay(all)),
            176..184 => at(later(self.chance.between(9, 34)), Act::Pay(all)),
            184..187 => {
                let half = Money { cents: all.cents / 2, ..all };
                at(early(4), Act::Pay(half));
                at(later(16), Act::Pay(Money { cents: all.cents - half.cents, ..all }));
            }
            187..189 => {
                at(early(9), Act::Dispute);
                at(later(12), Act::Settle);
                at(later(20), Act::Pay(all));
            }
            189..191 => {
                at(early(6), Act::Dispute);
                at(later(9), Act::Credit("Storing was niet opgelost, in overleg gecrediteerd"));
            }
            191..195 => {
                at(early(12), Act::Pay(all));
                at(early(8), Act::Undo(all));
                at(later(5), Act::Pay(all));
            }
            195..197 => at(early(20), Act::Credit("Dubbel gefactureerd")),
            _ => at(later(self.chance.between(60, 150)), Act::Credit("Oninbaar, afgeboekt in overleg met directie")),
        }
    }
}

fn euros_signed(amount: Money) -> String {
    let sign = if amount.cents < 0 { "-" } else { "" };
    format!("{sign}{}", euros(amount.cents.abs()))
}
