//! Amounts, quantities and rates: how they are typed, kept, written and read back.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use domain::{Currency, Invalid, Money, Quantity, Rate};
use proptest::prelude::*;

#[test]
fn amounts_are_understood_as_they_are_typed() {
    let amounts = [
        ("€ 1.842,60", 184_260),
        ("1842.60", 184_260),
        ("1842.60 EUR", 184_260),
        ("1.842,60 €", 184_260),
        ("1,842.60", 184_260),
        ("1 842,6", 184_260),
        ("1'842.60", 184_260),
        ("1.234", 123_400),
        ("1.234.567", 123_456_700),
        ("-12,50", -1_250),
        ("€ -12,50", -1_250),
        ("0,05", 5),
        ("5,", 500),
        ("7", 700),
    ];
    for (typed, cents) in amounts {
        assert_eq!(typed.parse(), Ok(Money::euros(cents)), "{typed}");
    }
    for typed in ["12,50 PLN", "12,50 zł"] {
        assert_eq!(typed.parse(), Ok(Money { cents: 1_250, currency: Currency::Pln }));
    }
}

#[test]
fn amounts_that_can_be_read_two_ways_or_none_are_refused() {
    let wrong =
        ["", "€", "twaalf", "1,234", "12,505", "1.842.60", "1..5", "12.34,5", "--5", "1-2", "1e3", "1234567890123"];
    for wrong in wrong {
        assert_eq!(wrong.parse::<Money>(), Err(Invalid("money")), "{wrong}");
    }
}

#[test]
fn quantities_are_understood_to_the_thousandth() {
    let quantities =
        [("2,5", 2_500), ("2.5", 2_500), ("1.234", 1_234), ("0,125", 125), ("-3", -3_000), ("1.234,5", 1_234_500)];
    for (typed, thousandths) in quantities {
        assert_eq!(typed.parse(), Ok(Quantity::from_thousandths(thousandths)), "{typed}");
    }
    for wrong in ["", "2,5555", "een", "1.2.3"] {
        assert_eq!(wrong.parse::<Quantity>(), Err(Invalid("quantity")), "{wrong}");
    }
}

#[test]
fn a_rate_is_between_nothing_and_the_whole() {
    for (typed, points) in [("21", 2_100), ("21 %", 2_100), ("9,5", 950), ("0", 0), ("100", 10_000)] {
        assert_eq!(typed.parse(), Ok(Rate::from_basis_points(points)), "{typed}");
    }
    for wrong in ["-1", "100,01", "", "hoog"] {
        assert_eq!(wrong.parse::<Rate>(), Err(Invalid("rate")), "{wrong}");
    }
    assert_eq!(Rate::from_basis_points(950).to_string(), "9.50");
}

fn currency() -> impl Strategy<Value = Currency> {
    proptest::sample::select(vec![Currency::Eur, Currency::Pln])
}

proptest! {
    #[test]
    fn an_amount_written_is_read_back(cents in -99_999_999_999_999_i64..=99_999_999_999_999, currency in currency()) {
        let money = Money { cents, currency };
        prop_assert_eq!(money.to_string().parse(), Ok(money));
    }

    #[test]
    fn an_amount_as_the_dutch_write_it_is_read_back(cents in 0_i64..100_000_000) {
        let (thousands, rest) = (cents / 100_000, cents / 100 % 1_000);
        let whole = if thousands > 0 { format!("{thousands}.{rest:03}") } else { rest.to_string() };
        prop_assert_eq!(format!("€ {whole},{:02}", cents % 100).parse(), Ok(Money::euros(cents)));
    }

    #[test]
    fn a_quantity_written_is_read_back(thousandths in -999_999_999_999_999_i64..=999_999_999_999_999) {
        let quantity = Quantity::from_thousandths(thousandths);
        prop_assert_eq!(quantity.to_string().parse(), Ok(quantity));
    }

    #[test]
    fn a_rate_written_is_read_back(points in 0_u32..=10_000) {
        let rate = Rate::from_basis_points(points);
        prop_assert_eq!(rate.to_string().parse(), Ok(rate));
    }
}
