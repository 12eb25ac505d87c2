//! Lists of contracts, how many there are of each, and what they bring in.

use chrono::NaiveDate;
use domain::{ContractId, Currency, CustomerId, MachineId, Money, UserId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Pool, Question, ReadError,
    access::users::id,
    ask,
    found::{Search, Tables},
    page::{Cursor, Page},
};

/// A contract in a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Row {
    /// Id.
    pub id: ContractId,
    /// `2026-0113`, shown as `C-2026-0113`.
    pub number: String,
    /// With whom.
    pub customer: CustomerId,
    /// The customer's name as it is now.
    pub customer_name: String,
    /// Their town.
    pub city: String,
    /// Who of us keeps it.
    pub salesperson: Option<UserId>,
    /// What is agreed: `lease`, `service`, `lease-and-service`.
    pub kind: String,
    /// What it costs a month, without VAT.
    pub monthly_fee: Money,
    /// First day.
    pub starts: NaiveDate,
    /// Last day of the present term, or the end for good.
    pub ends: NaiveDate,
    /// Last day on which notice can be given for that end.
    pub last_notice: NaiveDate,
    /// Whether it goes on after that day when nobody gives notice.
    pub renews: bool,
    /// `draft`, `running`, `notice`, `ended`, `discarded`.
    pub state: String,
    /// Days until notice can't be given any more; negative after it.
    pub notice_in: i64,
    /// When it was signed.
    pub signed_on: Option<NaiveDate>,
    /// Revision of its stream.
    pub revision: i64,
}

/// Which contracts are asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum View {
    /// Signed and going on, notice given or not.
    #[default]
    Running,
    /// Signed, and begins later than today.
    Coming,
    /// Running, and notice can be given for at most 90 days more, or the end is as near.
    Soon,
    /// Not signed yet.
    Draft,
    /// Notice was given.
    Notice,
    /// Over.
    Ended,
    /// All but discarded ones.
    All,
}

impl View {
    /// All, as shown.
    pub const ALL: [Self; 7] =
        [Self::Running, Self::Coming, Self::Soon, Self::Draft, Self::Notice, Self::Ended, Self::All];

    /// The name as in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Coming => "coming",
            Self::Soon => "soon",
            Self::Draft => "draft",
            Self::Notice => "notice",
            Self::Ended => "ended",
            Self::All => "all",
        }
    }

    fn condition(self) -> &'static str {
        match self {
            Self::Running => "k.state IN ('running', 'notice') AND k.starts <= ?1",
            Self::Coming => "k.state IN ('running', 'notice') AND k.starts > ?1",
            Self::Soon => "k.state = 'running' AND k.last_notice <= date(?1, '+90 days')",
            Self::Draft => "k.state = 'draft'",
            Self::Notice => "k.state = 'notice'",
            Self::Ended => "k.state = 'ended'",
            Self::All => "k.state <> 'discarded'",
        }
    }
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// What ends first.
    Ends,
    /// Where notice can be given for the shortest time first.
    Notice,
    /// Newest number first.
    Number,
}

/// A stretch of a list, asked by itself so that each goes by the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The list in one.
    Whole,
    /// Whose notice can still be given.
    Ahead,
    /// Whose notice can't be given any more.
    Past,
}

impl Part {
    fn condition(self) -> &'static str {
        match self {
            Self::Whole => "",
            Self::Ahead => " AND k.last_notice >= ?1",
            Self::Past => " AND k.last_notice < ?1",
        }
    }
}

/// What is asked; each part may be left out.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Wanted {
    /// A number or its beginning, or beginnings of words of the customer's name.
    pub q: Option<String>,
    /// Which.
    pub view: View,
    /// Of one kind: `lease`, `service`, `lease-and-service`.
    pub kind: Option<String>,
    /// Of one customer.
    pub customer: Option<CustomerId>,
    /// Whose last day of notice is this day or later.
    pub notice_from: Option<NaiveDate>,
    /// In which order; by the last day of notice where notice is soon (those past it below the others), else by end.
    pub sort: Option<Sort>,
    /// Where the page begins, as given by the page before.
    pub after: Option<String>,
    /// Rows a page, at most 200.
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u16>,
}

/// Where contracts and their customers are kept.
const TABLES: Tables = Tables { list: "contracts", customers: "contract_parties", words: "party_words" };

impl Wanted {
    /// The order that holds.
    pub fn order(&self) -> Sort {
        self.sort.unwrap_or(if self.view == View::Soon { Sort::Notice } else { Sort::Ends })
    }

    /// Of two states SQLite would gather and sort all; where the order is that of the index, it is walked.
    fn index(&self) -> &'static str {
        match (self.view, self.order()) {
            (View::Coming, _) if self.customer.is_none() => " INDEXED BY contracts_coming",
            (View::Running, Sort::Ends) if self.customer.is_none() => " INDEXED BY contracts_running",
            _ => "",
        }
    }

    /// Whether the list is of contracts whose notice comes near, by that day: those whose notice can't be given any more stand
    /// below the others.
    fn in_parts(&self) -> bool {
        self.view == View::Soon && self.order() == Sort::Notice
    }

    /// The parts of the list, in their order, that are still to be shown.
    fn parts(&self, today: NaiveDate) -> &'static [Part] {
        let after = self.after.as_deref().and_then(Cursor::parse).and_then(|after| after.key.parse::<NaiveDate>().ok());
        match (self.in_parts(), after) {
            (false, _) => &[Part::Whole],
            (true, Some(after)) if after < today => &[Part::Past],
            (true, _) => &[Part::Ahead, Part::Past],
        }
    }

    fn query(&self, before: &'static str, today: NaiveDate, search: Option<&Search>, part: Part) -> Question {
        let mut sql = ask(before);
        // The day comes first, bound once, since conditions name it ?1.
        sql.push("SELECT k.*, c.name AS customer_name, c.city, ").push_bind(today.to_string()).push(" AS today FROM ");
        match search {
            Some(search) => search.push_from(&mut sql, &TABLES, "k"),
            None => {
                sql.push("contracts k");
            }
        }
        if !search.is_some_and(Search::is_few) {
            sql.push(self.index());
        }
        sql.push(" LEFT JOIN contract_parties c ON c.id = k.customer WHERE ");
        sql.push(self.view.condition());
        sql.push(part.condition());
        if let Some(search) = search {
            search.push_where(&mut sql, &TABLES, "k");
        }
        if let Some(kind) = &self.kind {
            sql.push(" AND k.kind = ").push_bind(kind.clone());
        }
        if let Some(customer) = self.customer {
            sql.push(" AND k.customer = ").push_bind(customer.to_string());
        }
        if let Some(from) = self.notice_from {
            sql.push(" AND k.last_notice >= ").push_bind(from);
        }
        let (column, next, direction) = match self.order() {
            Sort::Ends => ("k.ends", ">", "ASC"),
            Sort::Notice => ("k.last_notice", ">", "ASC"),
            Sort::Number => ("k.number", "<", "DESC"),
        };
        // Of a later part nothing was shown on the pages before.
        let after = self.after.as_deref().filter(|_| self.parts(today).first() == Some(&part));
        if let Some(Cursor { key, id }) = after.and_then(Cursor::parse) {
            sql.push(format_args!(" AND ({column}, k.id) {next} ("));
            sql.push_bind(key).push(", ").push_bind(id).push(")");
        }
        sql.push(format_args!(" ORDER BY {column} {direction}, k.id {direction} LIMIT {}", self.limit() + 1));
        sql
    }

    fn limit(&self) -> usize {
        self.limit.unwrap_or(50).clamp(1, 200).into()
    }
}

/// A page of contracts.
///
/// # Errors
/// When the tables can't be read.
pub async fn list(pool: &Pool, wanted: &Wanted, today: NaiveDate) -> Result<Page<Row>, ReadError> {
    let search = match Search::read(wanted.q.as_deref()) {
        Some(search) => Some(search.weigh(pool, &TABLES).await?),
        None => None,
    };
    let mut rows = Vec::new();
    for part in wanted.parts(today) {
        if rows.len() <= wanted.limit() {
            let found = wanted.query("", today, search.as_ref(), *part).fetch_all(pool).await?;
            rows.extend(found.iter().map(|found| row(found, today)).collect::<Result<Vec<_>, _>>()?);
        }
    }
    rows.truncate(wanted.limit() + 1);
    Ok(Page::of(rows, wanted.limit(), |row| Cursor {
        key: match wanted.order() {
            Sort::Ends => row.ends.to_string(),
            Sort::Notice => row.last_notice.to_string(),
            Sort::Number => row.number.clone(),
        },
        id: row.id.to_string(),
    }))
}

/// How SQLite would answer; tests see to it that no list reads a whole table.
///
/// # Errors
/// When the tables can't be read.
pub async fn plan(pool: &Pool, wanted: &Wanted, today: NaiveDate, few: bool) -> Result<Vec<String>, ReadError> {
    let search = Search::read(wanted.q.as_deref()).map(|search| search.with(few));
    let mut lines = Vec::new();
    for part in wanted.parts(today) {
        let rows = wanted.query("EXPLAIN QUERY PLAN ", today, search.as_ref(), *part).fetch_all(pool).await?;
        lines.extend(rows.iter().map(|row| row.get("detail")).collect::<Result<Vec<String>, _>>()?);
    }
    Ok(lines)
}

/// The question of [`counts`]: what is a matter of the day is counted among what comes near, the rest is kept.
pub const COUNTS: &str = "
    SELECT coalesce(sum(n) FILTER (WHERE state IN ('running', 'notice')), 0) - (SELECT count(*) FROM contracts
            INDEXED BY contracts_coming WHERE state IN ('running', 'notice') AND starts > ?1) AS running,
        (SELECT count(*) FROM contracts INDEXED BY contracts_coming
            WHERE state IN ('running', 'notice') AND starts > ?1) AS coming,
        (SELECT count(*) FROM contracts WHERE state = 'running' AND last_notice <= date(?1, '+90 days')) AS soon,
        coalesce(sum(n) FILTER (WHERE state = 'draft'), 0) AS draft,
        coalesce(sum(n) FILTER (WHERE state = 'notice'), 0) AS notice,
        coalesce(sum(n) FILTER (WHERE state = 'ended'), 0) AS ended,
        coalesce(sum(n) FILTER (WHERE state <> 'discarded'), 0) AS \"all\"
    FROM contract_counts";

/// How many there are in each view, in the order of [`View::ALL`].
///
/// # Errors
/// When the tables can't be read.
pub async fn counts(pool: &Pool, today: NaiveDate) -> Result<Vec<(View, i64)>, ReadError> {
    let row = ask(COUNTS).bind(today.to_string()).fetch_one(pool).await?;
    View::ALL.into_iter().map(|view| Ok((view, row.get(view.name())?))).collect()
}

/// Of how many contracts notice can be given for at most 90 days more, and what they bring in a month, each currency by itself.
///
/// # Errors
/// When the tables can't be read.
pub async fn ending(pool: &Pool, today: NaiveDate) -> Result<(i64, Vec<Money>), ReadError> {
    let row = ask("SELECT count(*), coalesce(sum(fee) FILTER (WHERE currency = 'EUR'), 0),
            coalesce(sum(fee) FILTER (WHERE currency = 'PLN'), 0) FROM contracts
         WHERE state = 'running' AND last_notice <= date(?1, '+90 days')")
    .bind(today)
    .fetch_one(pool)
    .await?;
    let fees = [Money::euros(row.get(1)?), Money { cents: row.get(2)?, currency: Currency::Pln }];
    Ok((row.get(0)?, Money::apart(fees)))
}

/// What running contracts bring in a month, each currency by itself.
///
/// # Errors
/// When the tables can't be read.
pub async fn monthly(pool: &Pool, today: NaiveDate) -> Result<Vec<Money>, ReadError> {
    let rows = ask(MONTHLY).bind(today).fetch_all(pool).await?;
    let fees = rows.iter().map(|row| Ok(Money { cents: row.get("fees")?, currency: currency(row)? }));
    Ok(Money::apart(fees.collect::<Result<Vec<_>, ReadError>>()?))
}

/// The question of [`monthly`]: what is kept, without those that begin later.
pub const MONTHLY: &str = "
    SELECT sum(fees) AS fees, currency FROM (
        SELECT fees, currency FROM contract_counts WHERE state IN ('running', 'notice')
        UNION ALL SELECT -fee, currency FROM contracts INDEXED BY contracts_coming
            WHERE state IN ('running', 'notice') AND starts > ?1)
    GROUP BY currency";

/// Reads what a row's money is counted in.
fn currency(row: &crate::Row) -> Result<Currency, ReadError> {
    let code: String = row.get("currency")?;
    Ok(if code == Currency::Pln.code() { Currency::Pln } else { Currency::Eur })
}

/// Reads a row of the list.
pub(super) fn row(found: &crate::Row, today: NaiveDate) -> Result<Row, ReadError> {
    let last_notice = day(found, "last_notice")?.unwrap_or(today);
    Ok(Row {
        id: id(found, "id")?,
        number: found.get("number")?,
        customer: id(found, "customer")?,
        customer_name: found.get::<Option<String>>("customer_name")?.unwrap_or_default(),
        city: found.get::<Option<String>>("city")?.unwrap_or_default(),
        salesperson: person(found)?,
        kind: found.get("kind")?,
        monthly_fee: Money { cents: found.get("fee")?, currency: currency(found)? },
        starts: day(found, "starts")?.unwrap_or(today),
        ends: day(found, "ends")?.unwrap_or(today),
        last_notice,
        renews: found.get::<i64>("renewal")? > 0,
        state: found.get("state")?,
        notice_in: (last_notice - today).num_days(),
        signed_on: day(found, "signed_on")?,
        revision: found.get("revision")?,
    })
}

pub(super) fn person(found: &crate::Row) -> Result<Option<UserId>, ReadError> {
    Ok(found.get::<Option<String>>("salesperson")?.and_then(|person| person.parse().ok()))
}

/// Reads a day.
pub(super) fn day(row: &crate::Row, column: &str) -> Result<Option<NaiveDate>, ReadError> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| text.parse().map_err(|_| ReadError::Column(column.to_owned()))).transpose()
}

/// The question of [`covering`].
pub const COVERING: &str =
    "SELECT count(*) FROM contracts c JOIN contract_machines m ON m.contract = c.id AND m.machine = ?1
    WHERE c.customer = ?2 AND c.state IN ('running', 'notice')";

/// How many contracts of a customer run that are on a machine.
///
/// # Errors
/// When the tables can't be read.
pub async fn covering(pool: &Pool, machine: MachineId, customer: CustomerId) -> Result<usize, ReadError> {
    count(pool, COVERING, machine, customer).await
}

/// The question of [`serviced`].
pub const SERVICED: &str =
    "SELECT count(*) FROM contracts c JOIN contract_machines m ON m.contract = c.id AND m.machine = ?1
    WHERE c.customer = ?2 AND c.state IN ('running', 'notice') AND c.kind <> 'lease'";

/// The same of contracts that hold service.
///
/// # Errors
/// When the tables can't be read.
pub async fn serviced(pool: &Pool, machine: MachineId, customer: CustomerId) -> Result<usize, ReadError> {
    count(pool, SERVICED, machine, customer).await
}

async fn count(
    pool: &Pool,
    question: &'static str,
    machine: MachineId,
    customer: CustomerId,
) -> Result<usize, ReadError> {
    let count: i64 =
        ask(question).bind(machine.to_string()).bind(customer.to_string()).fetch_one(pool).await?.get(0)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// The question of [`running`].
pub const RUNNING: &str = "SELECT id FROM contracts WHERE customer = ?1 AND state IN ('running', 'notice')
    ORDER BY ends, id";

/// A customer's contracts that run.
///
/// # Errors
/// When the tables can't be read.
pub async fn running(pool: &Pool, customer: CustomerId) -> Result<Vec<ContractId>, ReadError> {
    let rows = ask(RUNNING).bind(customer.to_string()).fetch_all(pool).await?;
    rows.iter().map(|row| row.text("id")?.parse().map_err(|_| ReadError::Column("id".into()))).collect()
}
