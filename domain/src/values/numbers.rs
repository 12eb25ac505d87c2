//! Numbers that authorities and banks hand out, with their check digits.

use super::{Invalid, checked_text};

checked_text! {
    /// A bank account number (ISO 13616), checked, without spaces.
    Iban, example "NL91ABNA0417164300", max 34, |text| {
        let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        compact.to_uppercase().parse::<iban::Iban>().map(|iban| iban::IbanLike::electronic_str(&iban).into()).map_err(|_| Invalid("iban"))
    }
}

/// Letters, digits and nothing else, in capitals.
fn compact(text: &str, max: usize, code: &'static str) -> Result<String, Invalid> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '/')).collect();
    let fits = (1..=max).contains(&compact.len()) && compact.chars().all(|c| c.is_ascii_alphanumeric());
    if fits { Ok(compact.to_uppercase()) } else { Err(Invalid(code)) }
}

checked_text! {
    /// A company's number in its register: KvK (NL), KBO (BE), REGON (PL) or another. See [`CompanyNumber::looks_right`].
    CompanyNumber, example "30123456", max 20, |text| compact(text, 20, "company-number")
}

impl CompanyNumber {
    /// Whether it has the form and check digits of a KvK, KBO or REGON number.
    ///
    /// KvK: 8 digits (no check digit is known); KBO: 10 digits, modulo 97; REGON: 9 or 14 digits, weighted modulo 11.
    pub fn looks_right(&self) -> bool {
        let digits = self.as_str();
        digits_only(digits)
            && match digits.len() {
                8 => true,
                10 => belgian(digits),
                9 => regon(digits, &[8, 9, 2, 3, 4, 5, 6, 7]),
                14 => {
                    regon(&digits[..9], &[8, 9, 2, 3, 4, 5, 6, 7])
                        && regon(digits, &[2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8])
                }
                _ => false,
            }
    }
}

checked_text! {
    /// A VAT identification number: `NL…B..`, `BE…`, `PL` + NIP or another country's. See [`VatNumber::looks_right`].
    VatNumber, example "NL004495445B01", max 16, |text| {
        let number = compact(text, 16, "vat-number")?;
        // A Polish NIP is written without its country.
        if number.len() == 10 && digits_only(&number) { Ok(format!("PL{number}")) } else { Ok(number) }
    }
}

/// What VAT numbers of other countries begin with.
const OTHER_COUNTRIES: [&str; 30] = [
    "AT", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE", "IT", "LI",
    "LT", "LU", "LV", "MT", "NO", "PT", "RO", "SE", "SI", "SK", "XI",
];

impl VatNumber {
    /// Whether its check digits are right; those of other countries pass when the country hands out such numbers and they are
    /// mostly digits.
    ///
    /// NL: eleven-test over the first nine digits, or ISO 7064 mod 97-10 over the whole (since 2020);
    /// BE: modulo 97; PL (NIP): weights 6 5 7 2 3 4 5 6 7, modulo 11.
    pub fn looks_right(&self) -> bool {
        let number = self.as_str();
        match number.split_at_checked(2) {
            Some(("NL", rest)) => {
                rest.len() == 12
                    && digits_only(&rest[..9])
                    && rest[9..].starts_with('B')
                    && digits_only(&rest[10..])
                    && (eleven_test(&rest[..9]) || iso_7064(number))
            }
            Some(("BE", rest)) => rest.len() == 10 && digits_only(rest) && belgian(rest),
            Some(("PL", rest)) => rest.len() == 10 && digits_only(rest) && nip(rest),
            Some((country, rest)) => {
                let digits = rest.chars().filter(char::is_ascii_digit).count();
                OTHER_COUNTRIES.contains(&country) && (2..=12).contains(&rest.len()) && digits * 2 > rest.len()
            }
            None => false,
        }
    }

    /// The country that gave it, as its first two letters.
    pub fn country(&self) -> &str {
        self.as_str().get(..2).unwrap_or_default()
    }
}

fn digits_only(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit())
}

fn weighted(digits: &str, weights: &[u32]) -> u32 {
    digits.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum()
}

fn last_digit(digits: &str) -> u32 {
    digits.bytes().last().map_or(0, |digit| u32::from(digit - b'0'))
}

fn eleven_test(digits: &str) -> bool {
    weighted(digits, &[9, 8, 7, 6, 5, 4, 3, 2]) % 11 == last_digit(digits)
}

fn iso_7064(text: &str) -> bool {
    let value = |rest: u64, c: char| match c.to_digit(36) {
        Some(digit) if digit < 10 => (rest * 10 + u64::from(digit)) % 97,
        Some(digit) => (rest * 100 + u64::from(digit)) % 97,
        None => rest,
    };
    text.chars().fold(0, value) == 1
}

fn belgian(digits: &str) -> bool {
    let first = digits.starts_with('0') || digits.starts_with('1');
    let number = digits[..8].parse::<u32>().unwrap_or_default();
    let check = digits[8..].parse::<u32>().unwrap_or_default();
    first && (number + check) % 97 == 0
}

fn nip(digits: &str) -> bool {
    weighted(digits, &[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == last_digit(digits)
}

fn regon(digits: &str, weights: &[u32]) -> bool {
    weighted(digits, weights) % 11 % 10 == last_digit(digits)
}
