//! Amounts and numbers: groups of three, the decimal mark and the currency sign of each language.

use crate::Lang;

/// Between thousands in Polish, and between an amount and its sign: no line may end there.
pub const NO_BREAK_SPACE: char = '\u{a0}';

/// An amount in hundredths of a currency (ISO 4217): `€ 1.842,60`, `€1,842.60`, `1 842,60 €`.
///
/// Other currencies than the euro work too: zloty are `zł`, the rest shows its code. Spaces are no-break spaces.
pub fn euros(lang: Lang, cents: i64, currency: &str) -> String {
    let sign = match currency {
        "EUR" => "€",
        "PLN" => "zł",
        code => code,
    };
    let (minus, number) = (minus(cents), number(lang, cents.unsigned_abs(), 2));
    match lang {
        Lang::Nl => format!("{sign}{NO_BREAK_SPACE}{minus}{number}"),
        // British English puts a sign against the number, and letters apart from it.
        Lang::En if sign == "€" => format!("{minus}{sign}{number}"),
        Lang::En => format!("{minus}{sign}{NO_BREAK_SPACE}{number}"),
        Lang::Pl => format!("{minus}{number}{NO_BREAK_SPACE}{sign}"),
    }
}

/// A whole number with its thousands apart: `12.345`, `12,345`, `12 345`.
pub fn whole(lang: Lang, number: i64) -> String {
    decimal(lang, number, 0)
}

/// A number with a fixed count of decimals, given in its smallest unit: `decimal(lang, 12345, 2)` is `123,45`.
pub fn decimal(lang: Lang, units: i64, places: u32) -> String {
    format!("{}{}", minus(units), number(lang, units.unsigned_abs(), places))
}

/// A quantity in thousandths (metres, hours, litres, pieces), without decimals that say nothing: `1,5`, `2`, `0,125`.
pub fn quantity(lang: Lang, thousandths: i64) -> String {
    trimmed(lang, thousandths, 3)
}

/// As [`decimal`], without zeros at the end of the decimals.
pub(super) fn trimmed(lang: Lang, units: i64, places: u32) -> String {
    let (mut units, mut places) = (units, places);
    while places > 0 && units % 10 == 0 {
        units /= 10;
        places -= 1;
    }
    decimal(lang, units, places)
}

fn minus(number: i64) -> &'static str {
    if number < 0 { "-" } else { "" }
}

fn number(lang: Lang, units: u64, places: u32) -> String {
    let (group, mark) = match lang {
        Lang::Nl => ('.', ','),
        Lang::En => (',', '.'),
        Lang::Pl => (NO_BREAK_SPACE, ','),
    };
    // At least one digit stands before the mark: 5 cents are 0,05.
    let places = places as usize;
    let digits = format!("{units:0>width$}", width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    let mut text = String::with_capacity(digits.len() * 2);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            text.push(group);
        }
        text.push(digit);
    }
    if places > 0 {
        text.push(mark);
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use Lang::{En, Nl, Pl};

    /// The text with ordinary spaces, which can be told apart in the source.
    fn visible(text: String) -> String {
        text.replace(NO_BREAK_SPACE, " ")
    }

    #[test]
    fn an_amount_has_the_marks_of_its_language() {
        let amount = |lang| visible(euros(lang, 184_260, "EUR"));
        assert_eq!(Lang::ALL.map(amount), ["€ 1.842,60", "€1,842.60", "1 842,60 €"]);
        let zloty = |lang| visible(euros(lang, 123_456_789, "PLN"));
        assert_eq!(Lang::ALL.map(zloty), ["zł 1.234.567,89", "zł 1,234,567.89", "1 234 567,89 zł"]);
        assert_eq!(visible(euros(En, 100, "GBP")), "GBP 1.00");
    }

    #[test]
    fn an_amount_is_never_broken_over_two_lines() {
        assert!(Lang::ALL.iter().all(|lang| !euros(*lang, 184_260, "EUR").contains(' ')));
    }

    #[test]
    fn less_than_one_is_written_with_a_zero_and_a_debt_with_a_minus() {
        assert_eq!(visible(euros(Nl, 5, "EUR")), "€ 0,05");
        assert_eq!(visible(euros(Nl, -1_250, "EUR")), "€ -12,50");
        assert_eq!(visible(euros(En, -1_250, "EUR")), "-€12.50");
        assert_eq!(visible(euros(Pl, -1_250, "EUR")), "-12,50 €");
        assert_eq!(visible(euros(Nl, i64::MIN, "EUR")), "€ -92.233.720.368.547.758,08");
    }

    #[test]
    fn whole_numbers_are_grouped_by_three() {
        assert_eq!([0, 12, 999].map(|number| whole(Nl, number)), ["0", "12", "999"]);
        let number = |lang| visible(whole(lang, -1_234_567));
        assert_eq!(Lang::ALL.map(number), ["-1.234.567", "-1,234,567", "-1 234 567"]);
    }

    #[test]
    fn decimals_keep_their_count() {
        let number = |lang| visible(decimal(lang, 1_234_500, 2));
        assert_eq!(Lang::ALL.map(number), ["12.345,00", "12,345.00", "12 345,00"]);
    }

    #[test]
    fn a_quantity_drops_the_decimals_that_say_nothing() {
        assert_eq!([1_500, 2_000, 125, 0, -250].map(|n| quantity(Nl, n)), ["1,5", "2", "0,125", "0", "-0,25"]);
        assert_eq!(Lang::ALL.map(|lang| visible(quantity(lang, 12_000_500))), ["12.000,5", "12,000.5", "12 000,5"]);
    }
}
