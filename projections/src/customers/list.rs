//! The list of customers: searched while typing, filtered, sorted, page by page; 100,000 stay fast.

use chrono::NaiveDate;
use domain::{customer::Kind, phone_digits};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::card::AWAY;
use crate::{
    Cursor, Page, Pool, Question, ReadError, ask,
    text::{asked_words, beginnings},
};

/// How a customer stands with their invoices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Payment {
    /// Never had an invoice.
    None,
    /// Nothing is open.
    Paid,
    /// Something is open, nothing of it past its day, or it is disputed.
    Open,
    /// Something is past its day.
    Late,
}

impl Payment {
    /// The name as in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Paid => "paid",
            Self::Open => "open",
            Self::Late => "late",
        }
    }
}

/// By what the list is sorted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// Name.
    #[default]
    Name,
    /// Customer number.
    Number,
    /// Town.
    City,
    /// What is open.
    Open,
}

impl Sort {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Name, Self::Number, Self::City, Self::Open];

    /// The name as in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Number => "number",
            Self::City => "city",
            Self::Open => "open",
        }
    }

    fn column(self) -> &'static str {
        match self {
            Self::Name => "name_key",
            Self::Number => "number",
            Self::City => "city_key",
            Self::Open => "open_cents",
        }
    }
}

/// Which customers are asked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Beginnings of words of name, town, number, mail, contact persons; or the digits of a phone.
    pub search: Option<String>,
    /// Only these; all when there are none.
    pub chosen: Vec<String>,
    /// Those that were put away, instead of the others.
    pub archived: bool,
    /// Only companies, or only persons.
    pub kind: Option<Kind>,
    /// Only those that stand so with their invoices.
    pub payment: Option<Payment>,
    /// Only those with an open fault.
    pub open_faults: bool,
    /// Only those with a running contract.
    pub contract: bool,
    /// Sorted by.
    pub sort: Sort,
    /// The other way round.
    pub descending: bool,
}

/// A customer in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Customer {
    /// Id.
    pub id: String,
    /// Customer number.
    pub number: i64,
    /// `company` or `person`.
    pub kind: String,
    /// Name; empty when erased.
    pub name: String,
    /// Street and house number.
    pub street: String,
    /// Town.
    pub city: String,
    /// Country, as two letters.
    pub country: String,
    /// Postcode.
    pub postcode: String,
    /// Telephone.
    pub phone: Option<String>,
    /// Mail address.
    pub email: Option<String>,
    /// Mail address for invoices, when another one.
    pub invoice_email: Option<String>,
    /// Number in the companies' register.
    pub company_number: Option<String>,
    /// VAT identification number.
    pub vat_number: Option<String>,
    /// Days to pay; the company's own term when not said.
    pub payment_days: Option<i64>,
    /// Language of mails, `nl`, `en` or `pl`.
    pub language: String,
    /// Put away.
    pub archived: bool,
    /// First contact person.
    pub contact: Option<String>,
    /// Machines that stand there.
    pub machines: i64,
    /// Open faults.
    pub open_faults: i64,
    /// Running contracts.
    pub running_contracts: i64,
    /// State of the contract that runs longest: `running`, `noticed` or `draft`.
    pub contract: Option<String>,
    /// Last day of its term.
    pub contract_ends: Option<String>,
    /// To pay in euros, in cents, with VAT.
    pub open_cents: i64,
    /// To pay in złoty, likewise.
    pub open_pln_cents: i64,
    /// Past its day and not disputed in euros, in cents.
    pub late_cents: i64,
    /// Past its day in złoty, likewise.
    pub late_pln_cents: i64,
    /// How they stand with their invoices.
    pub payment: Payment,
    /// When we last spoke, microseconds UTC.
    pub last_contact: Option<i64>,
    /// Revision of their stream.
    pub revision: i64,
}

/// So many hits are counted.
const FEW: i64 = 400;
/// So many customers stand on a page.
const PAGE: i64 = 50;

/// How a page finds its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The hits are few: they are sorted.
    Hits,
    /// They are many: the list is walked in its order, each row looked up among the hits.
    Order,
    /// Every tenth customer is one: the list is walked, the words stand in the row, and nobody gathers the hits.
    Words,
}

/// Customers, page by page.
///
/// # Errors
/// When the tables can't be read.
pub async fn page(
    pool: &Pool,
    filter: &Filter,
    today: NaiveDate,
    after: Option<&Cursor>,
    limit: u32,
) -> Result<Page<Customer>, ReadError> {
    let search = filter.search.as_deref().filter(|text| !text.trim().is_empty());
    let by = match search.map(search_words) {
        Some(words) if words.is_empty() => return Ok(Page { rows: Vec::new(), next: None, previous: None }),
        Some(words) => by(pool, &fts(&words, filter.archived)).await?,
        None if filter.chosen.is_empty() => By::Order,
        None => By::Hits,
    };
    page_by(pool, filter, by, today, after, limit).await
}

/// The same, found in a way that was chosen: each finds the same.
///
/// # Errors
/// When the tables can't be read.
pub async fn page_by(
    pool: &Pool,
    filter: &Filter,
    by: By,
    today: NaiveDate,
    after: Option<&Cursor>,
    limit: u32,
) -> Result<Page<Customer>, ReadError> {
    let rows = question(filter, by, today, after, limit).fetch_all(pool).await?;
    let rows = rows.iter().map(customer).collect::<Result<_, _>>()?;
    Ok(Page::of(rows, limit as usize, |row: &Customer| cursor(row, filter.sort)))
}

/// The SQL of a page; for the proof that it goes by an index.
pub fn sql(filter: &Filter, by: By, today: NaiveDate, after: Option<&Cursor>) -> String {
    question(filter, by, today, after, 50).sql().to_owned()
}

/// The words that are searched for: a phone's digits as one, else each as the beginning of a word.
pub(super) fn search_words(text: &str) -> Vec<String> {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let like_a_phone = digits >= 3 && text.chars().all(|c| c.is_ascii_digit() || " +()-./".contains(c));
    if like_a_phone {
        return Some(phone_digits(text)).filter(|digits| !digits.is_empty()).into_iter().collect();
    }
    asked_words(text)
}

/// What the full-text table is asked for them.
pub(super) fn fts(words: &[String], archived: bool) -> String {
    let words = beginnings(words);
    if archived { format!("{words} \"{AWAY}\"") } else { words }
}

/// How the hits are spread tells how many there are: the table names them by customer number.
async fn by(pool: &Pool, words: &str) -> Result<By, ReadError> {
    let spread = "SELECT count(*), coalesce(max(rowid) - min(rowid), 0) FROM
        (SELECT rowid FROM customers_words WHERE customers_words MATCH ?1 LIMIT ?2)";
    let row = ask(spread).bind(words).bind(FEW).fetch_one(pool).await?;
    let (count, numbers): (i64, i64) = (row.get(0)?, row.get(1)?);
    Ok(match count {
        _ if count > PAGE && numbers < 10 * count => By::Words,
        _ if count < FEW => By::Hits,
        _ => By::Order,
    })
}

fn question<'a>(filter: &'a Filter, by: By, today: NaiveDate, after: Option<&'a Cursor>, limit: u32) -> Question {
    let words = filter.search.as_deref().map(search_words).unwrap_or_default();
    let today = today.to_string();
    let column = filter.sort.column();
    // A plus sign keeps SQLite from walking the whole list where the few rows are known already.
    let archived = if by == By::Hits { " WHERE +archived = " } else { " WHERE archived = " };
    let mut sql = ask("SELECT c.id, c.number, c.kind, c.name, c.street, c.city, c.country, c.postcode, c.phone, c.email, c.invoice_email,
        c.company_number, c.vat_number, c.payment_days, c.language, c.archived, c.machines, c.open_faults, c.running_contracts,
        c.open_cents, c.open_pln_cents, c.payment, c.last_contact, c.revision");
    // Of most nothing is late, which they know themselves.
    for (currency, column) in [("EUR", "late_cents"), ("PLN", "late_pln_cents")] {
        sql.push(", CASE WHEN c.late_from < ").push_bind(today.clone());
        sql.push(
            " THEN (SELECT coalesce(sum(i.open_cents), 0) FROM invoices i
            WHERE i.customer = c.id AND i.open_cents > 0 AND i.disputed = 0 AND i.due < ",
        );
        sql.push_bind(today.clone()).push(format_args!(" AND i.currency = '{currency}') ELSE 0 END AS {column}"));
    }
    sql.push(
        ", (SELECT name FROM contacts WHERE customer = c.id ORDER BY place LIMIT 1) AS contact,
        (SELECT max((state <> 'draft') || coalesce(ends, '') || ' ' || state) FILTER (WHERE state IN ('running', 'noticed', 'draft'))
            FROM contracts WHERE customer = c.id) AS contract
        FROM (SELECT number AS row FROM customers",
    );
    sql.push(archived).push_bind(filter.archived);
    match by {
        By::Words => words.iter().for_each(|word| {
            sql.push(" AND instr(words, ").push_bind(format!(" {word}")).push(")");
        }),
        By::Hits | By::Order if words.is_empty() => {}
        By::Hits | By::Order => {
            sql.push(if by == By::Hits { " AND number" } else { " AND +number" });
            sql.push(" IN (SELECT rowid FROM customers_words WHERE customers_words MATCH ");
            sql.push_bind(fts(&words, filter.archived)).push(")");
        }
    }
    if !filter.chosen.is_empty() {
        let chosen = serde_json::Value::from(filter.chosen.clone()).to_string();
        sql.push(" AND id IN (SELECT value FROM json_each(").push_bind(chosen).push("))");
    }
    if let Some(kind) = filter.kind {
        sql.push(" AND kind = ").push_bind(kind.name());
    }
    match filter.payment {
        Some(Payment::None) => {
            sql.push(" AND payment = 'none'");
        }
        Some(Payment::Paid) => {
            sql.push(" AND payment = 'paid'");
        }
        Some(Payment::Open) => {
            sql.push(" AND payment = 'open' AND NOT coalesce(late_from < ").push_bind(today).push(", 0)");
        }
        Some(Payment::Late) => {
            sql.push(" AND payment = 'open' AND late_from < ").push_bind(today);
        }
        None => {}
    }
    if filter.open_faults {
        sql.push(" AND open_faults > 0");
    }
    if filter.contract {
        sql.push(" AND running_contracts > 0");
    }
    let (beyond, way) = if filter.descending { ("<", " DESC") } else { (">", "") };
    if let Some((after, number)) = after.and_then(|after| Some((after, after.id.parse::<i64>().ok()?))) {
        match filter.sort {
            Sort::Number => {
                sql.push(format!(" AND number {beyond} ")).push_bind(number);
            }
            Sort::Open => {
                sql.push(format!(" AND (open_cents, number) {beyond} ("));
                sql.push_bind(after.key.parse::<i64>().unwrap_or_default()).push(", ").push_bind(number).push(")");
            }
            Sort::Name | Sort::City => {
                sql.push(format!(" AND ({column}, number) {beyond} ("));
                sql.push_bind(after.key.clone()).push(", ").push_bind(number).push(")");
            }
        }
    }
    sql.push(format!(" ORDER BY {column}{way}, number{way} LIMIT ")).push_bind(i64::from(limit) + 1);
    sql.push(format!(
        ") AS page CROSS JOIN customers c ON c.number = page.row ORDER BY c.{column}{way}, c.number{way}"
    ));
    sql
}

fn cursor(row: &Customer, sort: Sort) -> Cursor {
    let key = match sort {
        Sort::Name => crate::text::fold(&row.name),
        Sort::Number => String::new(),
        Sort::City => crate::text::fold(&row.city),
        Sort::Open => row.open_cents.to_string(),
    };
    Cursor { key, id: row.number.to_string() }
}

fn customer(row: &crate::Row) -> Result<Customer, ReadError> {
    // `12027-08-31 running`: what runs goes before what is drafted, then what ends last.
    let contract: Option<String> = row.get("contract")?;
    let (ends, contract) = contract.as_deref().and_then(|contract| contract.get(1..)?.split_once(' ')).unzip();
    let (late_cents, late_pln_cents): (i64, i64) = (row.get("late_cents")?, row.get("late_pln_cents")?);
    let payment = match row.get::<String>("payment")?.as_str() {
        _ if late_cents > 0 || late_pln_cents > 0 => Payment::Late,
        "open" => Payment::Open,
        "paid" => Payment::Paid,
        _ => Payment::None,
    };
    Ok(Customer {
        id: row.get("id")?,
        number: row.get("number")?,
        kind: row.get("kind")?,
        name: row.get("name")?,
        street: row.get("street")?,
        city: row.get("city")?,
        country: row.get("country")?,
        postcode: row.get("postcode")?,
        phone: row.get("phone")?,
        email: row.get("email")?,
        invoice_email: row.get("invoice_email")?,
        company_number: row.get("company_number")?,
        vat_number: row.get("vat_number")?,
        payment_days: row.get("payment_days")?,
        language: row.get("language")?,
        archived: row.get("archived")?,
        contact: row.get("contact")?,
        machines: row.get("machines")?,
        open_faults: row.get("open_faults")?,
        running_contracts: row.get("running_contracts")?,
        contract: contract.map(Into::into),
        contract_ends: ends.filter(|ends| !ends.is_empty()).map(Into::into),
        open_cents: row.get("open_cents")?,
        open_pln_cents: row.get("open_pln_cents")?,
        late_cents,
        late_pln_cents,
        payment,
        last_contact: row.get("last_contact")?,
        revision: row.get("revision")?,
    })
}

/// How many customers there are of the kinds that the list offers at a click.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Counts {
    /// Not put away.
    pub active: i64,
    /// With an open fault.
    pub open_faults: i64,
    /// With a running contract.
    pub contract: i64,
    /// With an invoice past its day.
    pub late: i64,
    /// Put away.
    pub archived: i64,
}

/// The question of [`counts`]; late is a matter of the day.
pub const COUNTS: &str = "SELECT active, open_faults, contract, archived,
        (SELECT coalesce(sum(n), 0) FROM late_days WHERE late_from < ?1) AS late
    FROM customer_counts WHERE one = 1";

/// Counts customers.
///
/// # Errors
/// When the tables can't be read.
pub async fn counts(pool: &Pool, today: NaiveDate) -> Result<Counts, ReadError> {
    let row = ask(COUNTS).bind(today.to_string()).fetch_one(pool).await?;
    Ok(Counts {
        active: row.get("active")?,
        open_faults: row.get("open_faults")?,
        contract: row.get("contract")?,
        late: row.get("late")?,
        archived: row.get("archived")?,
    })
}
