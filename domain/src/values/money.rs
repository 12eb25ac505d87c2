//! Amounts, quantities and rates: whole numbers inside, decimals outside.

use std::{
    collections::BTreeMap,
    fmt,
    iter::Sum,
    ops::{Add, Neg, Sub},
    str::FromStr,
};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::Invalid;

/// Reads `1.234,56`, `1234.56`, `1 234,5` or `-12` as a whole number of 10^-places; more places are refused.
fn decimal(text: &str, places: u32) -> Option<i64> {
    let text: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\'').collect();
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.as_str()),
    };
    let point = match (text.rfind(','), text.rfind('.')) {
        (Some(comma), Some(dot)) => Some(comma.max(dot)),
        (Some(comma), None) => Some(comma),
        // "1.234" is a thousand to a Dutch hand and 1.234 to a program: only "12.5" and "12.50" are decimals here.
        (None, Some(dot)) if text.matches('.').count() > 1 || (places < 3 && text.len() - dot - 1 == 3) => None,
        (None, dot) => dot,
    };
    let (whole, fraction) = match point {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, ""),
    };
    if !grouped(whole) {
        return None;
    }
    let whole: String = whole.chars().filter(|c| !matches!(c, '.' | ',')).collect();
    let digits = |s: &str| s.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || whole.len() > 12 || fraction.len() > places as usize || !digits(&whole) || !digits(fraction)
    {
        return None;
    }
    let scale = 10_i64.pow(places);
    let fraction = format!("{fraction:0<width$}", width = places as usize).parse::<i64>().ok()?;
    let value = whole.parse::<i64>().ok()? * scale + if places == 0 { 0 } else { fraction };
    Some(if negative { -value } else { value })
}

/// Whether points or commas, of one sort, stand before threes of digits only: "1.842.60" is a slip, not 184,260.
fn grouped(whole: &str) -> bool {
    let separator = if whole.contains(',') { ',' } else { '.' };
    let mut groups = whole.split(separator);
    let first = groups.next().map_or(0, str::len);
    let mut rest = groups.peekable();
    rest.peek().is_none() || ((1..=3).contains(&first) && rest.all(|group| group.len() == 3))
}

/// What money is counted in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub enum Currency {
    /// Euro.
    #[default]
    #[serde(rename = "EUR")]
    Eur,
    /// Polish złoty.
    #[serde(rename = "PLN")]
    Pln,
}

impl Currency {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Eur, Self::Pln];

    /// ISO 4217.
    pub fn code(self) -> &'static str {
        match self {
            Self::Eur => "EUR",
            Self::Pln => "PLN",
        }
    }
}

/// An amount in whole cents. Outside it is text, `"1842.60 EUR"`; typed amounts like `€ 1.842,60` are understood.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Money {
    /// Hundredths; negative for what is owed back.
    pub cents: i64,
    /// In what.
    pub currency: Currency,
}

impl Money {
    /// Euros, in cents.
    pub const fn euros(cents: i64) -> Self {
        Self { cents, currency: Currency::Eur }
    }

    /// The same money times a quantity, rounded half away from zero to a cent.
    pub fn times(self, quantity: Quantity) -> Self {
        Self { cents: round_div(self.cents, quantity.thousandths(), 1_000), ..self }
    }

    /// Whether a document can come to this: up to a billion. What is more was typed wrongly.
    pub fn is_plausible(self) -> bool {
        self.cents.unsigned_abs() <= 100_000_000_000
    }

    /// A rate of this amount, rounded half away from zero to a cent.
    pub fn rate(self, rate: Rate) -> Self {
        Self { cents: round_div(self.cents, rate.basis_points().into(), 10_000), ..self }
    }

    /// What amounts come to, each currency by itself: euros first, nothing of what is nothing, but at least one amount.
    pub fn apart(amounts: impl IntoIterator<Item = Self>) -> Vec<Self> {
        let mut sums = BTreeMap::<Currency, i64>::new();
        for Self { cents, currency } in amounts {
            let sum = sums.entry(currency).or_default();
            *sum = sum.saturating_add(cents);
        }
        sums.retain(|_, cents| *cents != 0);
        if sums.is_empty() {
            sums.insert(Currency::default(), 0);
        }
        sums.into_iter().map(|(currency, cents)| Self { cents, currency }).collect()
    }
}

/// Cents that no amount goes beyond: thousands of such amounts can be added up, by databases too, before no number holds the sum.
const LARGEST: i64 = 1_000_000_000_000_000;

/// `value * times / by`, rounded; what is larger than any amount stays at the largest one rather than turn into another.
fn round_div(value: i64, times: i64, by: i64) -> i64 {
    let (value, by) = (i128::from(value) * i128::from(times), i128::from(by));
    let rounded = if value < 0 { (value - by / 2) / by } else { (value + by / 2) / by };
    i64::try_from(rounded.clamp(-i128::from(LARGEST), LARGEST.into())).unwrap_or_default()
}

/// Adds cents; Werkbank keeps one currency a document, the left one's is kept.
impl Add for Money {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { cents: self.cents.saturating_add(other.cents).clamp(-LARGEST, LARGEST), ..self }
    }
}

impl Sub for Money {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self { cents: self.cents.saturating_sub(other.cents).clamp(-LARGEST, LARGEST), ..self }
    }
}

impl Neg for Money {
    type Output = Self;

    fn neg(self) -> Self {
        Self { cents: -self.cents, ..self }
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.reduce(Add::add).unwrap_or_default()
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.cents < 0 { "-" } else { "" };
        let cents = self.cents.unsigned_abs();
        write!(f, "{sign}{}.{:02} {}", cents / 100, cents % 100, self.currency.code())
    }
}

impl FromStr for Money {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let text = text.trim();
        let (text, currency) = if let Some(rest) = text.strip_suffix("PLN").or(text.strip_suffix("zł")) {
            (rest, Currency::Pln)
        } else {
            (text.trim_end_matches("EUR").trim_end_matches('€').trim_start_matches('€'), Currency::Eur)
        };
        decimal(text, 2).map(|cents| Self { cents, currency }).ok_or(Invalid("money"))
    }
}

/// How many or how much of something, to the thousandth. Outside text (`"2,5"`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Quantity(i64);

impl Quantity {
    /// Whole ones.
    pub const fn whole(number: i64) -> Self {
        Self(number * 1_000)
    }

    /// From thousandths.
    pub const fn from_thousandths(thousandths: i64) -> Self {
        Self(thousandths)
    }

    /// In thousandths.
    pub const fn thousandths(self) -> i64 {
        self.0
    }
}

impl Add for Quantity {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Quantity {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Sum for Quantity {
    fn sum<I: Iterator<Item = Self>>(quantities: I) -> Self {
        quantities.fold(Self(0), Add::add)
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.unsigned_abs() / 1_000, self.0.unsigned_abs() % 1_000);
        if rest == 0 {
            write!(f, "{sign}{whole}")
        } else {
            write!(f, "{sign}{whole}.{}", format!("{rest:03}").trim_end_matches('0'))
        }
    }
}

impl FromStr for Quantity {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        decimal(text, 3).map(Self).ok_or(Invalid("quantity"))
    }
}

/// A percentage in hundredths of a percent: 21 % is 2,100. Outside text, `"21"` or `"9,5"`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Rate(u32);

impl Rate {
    /// From hundredths of a percent.
    pub const fn from_basis_points(points: u32) -> Self {
        Self(points)
    }

    /// In hundredths of a percent.
    pub const fn basis_points(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 % 100 {
            0 => write!(f, "{}", self.0 / 100),
            rest => write!(f, "{}.{rest:02}", self.0 / 100),
        }
    }
}

impl FromStr for Rate {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let points = decimal(text.trim().trim_end_matches('%'), 2).ok_or(Invalid("rate"))?;
        u32::try_from(points).ok().filter(|points| *points <= 10_000).map(Self).ok_or(Invalid("rate"))
    }
}

/// How many złoty one euro is, to the ten-thousandth, as central banks publish it. Outside text, `"4.2512"` or `"4,2512"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ExchangeRate(i64);

impl ExchangeRate {
    /// In ten-thousandths.
    pub const fn ten_thousandths(self) -> i64 {
        self.0
    }

    /// The same money in the other currency, rounded half away from zero to a cent.
    pub fn convert(self, money: Money) -> Money {
        match money.currency {
            Currency::Eur => Money { cents: round_div(money.cents, self.0, 10_000), currency: Currency::Pln },
            Currency::Pln => Money { cents: round_div(money.cents, 10_000, self.0), currency: Currency::Eur },
        }
    }
}

impl fmt::Display for ExchangeRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:04}", self.0 / 10_000, self.0 % 10_000)
    }
}

impl FromStr for ExchangeRate {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        decimal(text, 4).filter(|rate| *rate > 0).map(Self).ok_or(Invalid("exchange-rate"))
    }
}

macro_rules! as_text {
    ($name:ident, $example:literal) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({"type": "string", "maxLength": 30, "examples": [$example]})
            }
        }
    };
}

as_text!(Money, "1842.60 EUR");
as_text!(Quantity, "2.5");
as_text!(Rate, "21");
as_text!(ExchangeRate, "4.2512");
