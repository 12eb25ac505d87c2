//! What an invoice comes to: VAT over the sum of each rate, rounded once, half a cent away from zero.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use domain::{
    Money, Quantity, Rate,
    invoice::{IssuedItem, Item, Totals},
    settings::VatKind,
};
use proptest::prelude::*;

use crate::common::line;

fn issued(vat: VatKind, basis_points: u32, cents: i64, thousandths: i64) -> IssuedItem {
    let item = Item {
        description: line("Arbeid"),
        quantity: Quantity::from_thousandths(thousandths),
        price: Money::euros(cents),
        vat,
        article: None,
    };
    IssuedItem { item, rate: Rate::from_basis_points(basis_points) }
}

fn standard(cents: i64) -> IssuedItem {
    issued(VatKind::Standard, 2_100, cents, 1_000)
}

#[test]
fn vat_is_worked_out_over_the_sum_of_a_rate_and_not_a_line() {
    // Three lines of 2 cents: a line would round 0.42 cent to nothing, the sum rounds 1.26 to 1.
    let totals = Totals::of(&[standard(2), standard(2), standard(2)]);
    assert_eq!((totals.net(), totals.vat(), totals.total()), (Money::euros(6), Money::euros(1), Money::euros(7)));
}

#[test]
fn half_a_cent_rounds_away_from_zero_on_both_sides() {
    // 21 % of 50 cents is 10.5 cents.
    assert_eq!(Totals::of(&[standard(50)]).vat(), Money::euros(11));
    assert_eq!(Totals::of(&[standard(-50)]).vat(), Money::euros(-11));
    assert_eq!(Money::euros(1).times(Quantity::from_thousandths(500)), Money::euros(1));
    assert_eq!(Money::euros(-1).times(Quantity::from_thousandths(500)), Money::euros(-1));
    assert_eq!(Money::euros(1).times(Quantity::from_thousandths(499)), Money::euros(0));
}

#[test]
fn each_rate_stands_apart_the_standard_one_first() {
    let reduced = issued(VatKind::Reduced, 900, 10_000, 1_000);
    let moved = issued(VatKind::ReverseCharge, 0, 10_000, 1_000);
    let old = issued(VatKind::Standard, 1_900, 10_000, 1_000);
    let totals = Totals::of(&[moved, reduced, old, standard(10_000), standard(5_000)]);
    let rows: Vec<_> = totals.by_rate.iter().map(|(kind, _, net, vat)| (*kind, net.cents, vat.cents)).collect();
    let expected = [
        (VatKind::Standard, 15_000, 3_150),
        (VatKind::Standard, 10_000, 1_900),
        (VatKind::Reduced, 10_000, 900),
        (VatKind::ReverseCharge, 10_000, 0),
    ];
    assert_eq!(rows, expected);
}

#[test]
fn an_invoice_in_zloty_comes_to_zloty() {
    let mut item = standard(0);
    item.item.price = "100 PLN".parse().unwrap();
    assert_eq!(Totals::of(&[item]).total().to_string(), "121.00 PLN");
}

#[test]
fn amounts_beyond_all_measure_do_not_turn_into_other_amounts() {
    let most = issued(VatKind::Standard, 2_100, 99_999_999_999_999, 999_999_999_999_999);
    let totals = Totals::of(&[most.clone(), most]);
    assert_eq!(totals.total(), Money::euros(1_000_000_000_000_000));
}

fn kind() -> impl Strategy<Value = VatKind> {
    proptest::sample::select(VatKind::ALL.to_vec())
}

/// The percentage of a kind in these stories: one each.
fn percentage(kind: VatKind) -> u32 {
    match kind {
        VatKind::Standard => 2_100,
        VatKind::Reduced => 900,
        VatKind::Zero | VatKind::ReverseCharge => 0,
    }
}

proptest! {
    #[test]
    fn totals_are_the_sums_of_their_lines(
        lines in proptest::collection::vec((kind(), -10_000_000_i64..10_000_000, -100_000_i64..100_000), 1..12)
    ) {
        let items: Vec<_> = lines.iter().map(|(kind, cents, number)| issued(*kind, percentage(*kind), *cents, *number)).collect();
        let totals = Totals::of(&items);
        let net: i64 = items.iter().map(|issued| issued.item.price.times(issued.item.quantity).cents).sum();
        prop_assert_eq!(totals.net().cents, net);
        prop_assert_eq!(totals.total(), totals.net() + totals.vat());
        for (_, rate, net, vat) in &totals.by_rate {
            // Within half a cent of the exact VAT, in ten-thousandths of a cent.
            let exact = net.cents * i64::from(rate.basis_points());
            prop_assert!((vat.cents * 10_000 - exact).abs() <= 5_000);
        }
    }

    #[test]
    fn the_order_of_lines_does_not_matter(
        lines in proptest::collection::vec((kind(), -10_000_000_i64..10_000_000, 1_i64..100_000), 1..12)
    ) {
        let mut items: Vec<_> = lines.iter().map(|(kind, cents, number)| issued(*kind, percentage(*kind), *cents, *number)).collect();
        let totals = Totals::of(&items);
        items.reverse();
        prop_assert_eq!(Totals::of(&items), totals);
    }

    #[test]
    fn taking_back_every_line_leaves_nothing(
        lines in proptest::collection::vec((kind(), -10_000_000_i64..10_000_000, 1_i64..100_000), 1..12)
    ) {
        let side = |sign: i64| {
            let items: Vec<_> = lines.iter().map(|(kind, cents, number)| issued(*kind, percentage(*kind), *cents, sign * number)).collect();
            Totals::of(&items).total().cents
        };
        prop_assert_eq!(side(1) + side(-1), 0);
    }
}
