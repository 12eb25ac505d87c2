//! Customers who may be the same as one that is about to be written down.

use schemars::JsonSchema;
use serde::Serialize;

use crate::{Pool, ReadError, ask, text::fold};

/// What is alike, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Alike {
    /// The number in the companies' register.
    CompanyNumber,
    /// Name and postcode.
    NameAndPostcode,
    /// The mail address.
    Email,
    /// The telephone number.
    Phone,
}

impl Alike {
    const ALL: [Self; 4] = [Self::CompanyNumber, Self::NameAndPostcode, Self::Email, Self::Phone];

    /// Whether it is as good as certain that they are the same.
    pub fn certain(self) -> bool {
        matches!(self, Self::CompanyNumber | Self::NameAndPostcode)
    }

    /// The name as in texts.
    pub fn name(self) -> &'static str {
        match self {
            Self::CompanyNumber => "company-number",
            Self::NameAndPostcode => "name-and-postcode",
            Self::Email => "email",
            Self::Phone => "phone",
        }
    }
}

/// A customer who may be the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Double {
    /// Id.
    pub id: String,
    /// Customer number.
    pub number: i64,
    /// Name.
    pub name: String,
    /// What is alike.
    pub alike: Alike,
}

/// Who is about to be written down.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// Not this one: itself.
    pub except: &'a str,
    /// Number in the companies' register.
    pub company_number: Option<&'a str>,
    /// Name.
    pub name: &'a str,
    /// Postcode.
    pub postcode: &'a str,
    /// Mail address.
    pub email: Option<&'a str>,
    /// Telephone, as kept.
    pub phone: Option<&'a str>,
}

/// The question of [`of`].
pub const SQL: &str = "
    SELECT id, number, name, 0 AS alike FROM customers WHERE company_number = ?2 AND id <> ?1
    UNION ALL SELECT id, number, name, 1 FROM customers WHERE postcode = ?3 AND name_key = ?4 AND id <> ?1
    UNION ALL SELECT id, number, name, 2 FROM customers WHERE email = ?5 COLLATE NOCASE AND id <> ?1
    UNION ALL SELECT id, number, name, 3 FROM customers WHERE phone = ?6 AND id <> ?1
    LIMIT 20";

/// Customers who may be the same, the surest first, each once; at most 5.
///
/// # Errors
/// When the tables can't be read.
pub async fn of(pool: &Pool, asked: Asked<'_>) -> Result<Vec<Double>, ReadError> {
    let rows = ask(SQL)
        .bind(asked.except)
        .bind(asked.company_number)
        .bind(asked.postcode)
        .bind(fold(asked.name))
        .bind(asked.email)
        .bind(asked.phone)
        .fetch_all(pool)
        .await?;
    let mut found = rows.iter().map(double).collect::<Result<Vec<_>, _>>()?;
    found.sort_by_key(|double| (double.alike, double.number));
    let mut known = std::collections::BTreeSet::new();
    found.retain(|double| known.insert(double.number));
    found.truncate(5);
    Ok(found)
}

fn double(row: &crate::Row) -> Result<Double, ReadError> {
    let alike = usize::try_from(row.get::<i64>("alike")?).unwrap_or_default();
    Ok(Double {
        id: row.get("id")?,
        number: row.get("number")?,
        name: row.get("name")?,
        alike: Alike::ALL.get(alike).copied().unwrap_or(Alike::Phone),
    })
}
