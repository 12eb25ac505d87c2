//! What an invoice comes to.

use super::IssuedItem;
use crate::{settings::VatKind, values::*};

/// What an invoice comes to: VAT is worked out over the sum of each rate, as invoices show it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// Per kind and percentage: the sum without VAT, and its VAT.
    pub by_rate: Vec<(VatKind, Rate, Money, Money)>,
}

impl Totals {
    /// Adds up the lines.
    pub fn of(items: &[IssuedItem]) -> Self {
        let mut by_rate: Vec<(VatKind, Rate, Money, Money)> = Vec::new();
        for IssuedItem { item, rate } in items {
            let amount = item.price.times(item.quantity);
            match by_rate.iter_mut().find(|(kind, known, ..)| (*kind, *known) == (item.vat, *rate)) {
                Some((_, _, sum, _)) => *sum = *sum + amount,
                None => by_rate.push((item.vat, *rate, amount, Money { cents: 0, ..amount })),
            }
        }
        for (_, rate, sum, vat) in &mut by_rate {
            *vat = sum.rate(*rate);
        }
        by_rate.sort_by_key(|(kind, rate, ..)| (*kind, std::cmp::Reverse(*rate)));
        Self { by_rate }
    }

    /// Without VAT.
    pub fn net(&self) -> Money {
        self.by_rate.iter().map(|(_, _, net, _)| *net).sum()
    }

    /// The VAT.
    pub fn vat(&self) -> Money {
        self.by_rate.iter().map(|(_, _, _, vat)| *vat).sum()
    }

    /// What is to be paid.
    pub fn total(&self) -> Money {
        self.net() + self.vat()
    }
}
