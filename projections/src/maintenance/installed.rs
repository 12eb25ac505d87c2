//! The list of all machines: searched while typing, filtered, sorted, page by page; 100,000 stay fast.

use chrono::{Days, NaiveDate};
use domain::{CustomerId, MachineId, machine::Covers};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    installed_changes::serial_order,
    machines::{self, Machine},
};
use crate::{
    Cursor, Page, Pool, Question, ReadError, ask,
    text::{fold, fts_query},
};

/// How a machine stands with its warranty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Warranty {
    /// It runs.
    Running,
    /// It runs and ends soon.
    Ending,
    /// It is over.
    Ended,
    /// There was none.
    None,
}

impl Warranty {
    /// All, as shown.
    pub const ALL: [Self; 4] = [Self::Running, Self::Ending, Self::Ended, Self::None];

    /// The name as in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Ending => "ending",
            Self::Ended => "ended",
            Self::None => "none",
        }
    }
}

/// By what the list is sorted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// The customer's name.
    #[default]
    Customer,
    /// Make and type.
    Model,
    /// Town.
    City,
    /// Serial number.
    Serial,
    /// The last day of the warranty.
    Warranty,
}

impl Sort {
    /// All, as shown.
    pub const ALL: [Self; 5] = [Self::Customer, Self::Model, Self::City, Self::Serial, Self::Warranty];

    /// The name as in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Model => "model",
            Self::City => "city",
            Self::Serial => "serial",
            Self::Warranty => "warranty",
        }
    }

    fn column(self) -> &'static str {
        match self {
            Self::Customer => "name_key",
            Self::Model => "model_key",
            Self::City => "city_key",
            Self::Serial => "serial_order",
            Self::Warranty => "warranty_until",
        }
    }
}

/// Which machines are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Beginnings of words of type, serial number, place, customer and town.
    pub search: Option<String>,
    /// Only these; all when there are none.
    pub chosen: Vec<MachineId>,
    /// Only this customer's.
    pub customer: Option<CustomerId>,
    /// Only of this make and type.
    pub model: Option<String>,
    /// Serial numbers from this one on; those of no number are none of them.
    pub serial_from: Option<String>,
    /// Serial numbers up to and with this one, and those that begin with it.
    pub serial_until: Option<String>,
    /// Beginning of the town's name.
    pub city: Option<String>,
    /// Only those that stand so with their warranty.
    pub warranty: Option<Warranty>,
    /// So many days ahead is soon.
    pub soon: u16,
    /// Only those on which a contract runs, or none.
    pub contract: Option<bool>,
    /// Those that are no longer there, instead of the others.
    pub removed: bool,
    /// Sorted by.
    pub sort: Sort,
    /// The other way round.
    pub descending: bool,
}

/// A machine in the list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Installed {
    /// The machine.
    #[serde(flatten)]
    pub machine: Machine,
    /// Customer number.
    pub customer_number: i64,
    /// The customer's name; empty when erased.
    pub customer_name: String,
    /// Their town.
    pub city: String,
    /// Whether a contract runs on it, a lease too.
    pub contract: bool,
    /// The last day of the warranty that begins last.
    pub warranty_until: Option<NaiveDate>,
    /// What that pays.
    pub warranty_covers: Option<Covers>,
    #[serde(skip)]
    place: Place,
}

/// Where it lies in the list.
#[derive(Debug, Clone, Default)]
struct Place {
    row: i64,
    key: String,
}

/// So many hits are counted: to sort as many costs less than to walk in vain.
const FEW: i64 = 4_000;

/// How a page finds its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// They are few by this narrow filter: they are sorted.
    Hits(Narrow),
    /// They are many: the list is walked in its order.
    Order,
}

/// A filter that may leave a few only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Narrow {
    /// Those that were chosen.
    Chosen,
    /// A customer's.
    Customer,
    /// What was typed.
    Search,
    /// A make and type.
    Model,
    /// A range of serial numbers.
    Serial,
    /// A town.
    City,
    /// How it stands with its warranty.
    Warranty,
    /// Contracts.
    Contract,
}

impl Narrow {
    /// All, the narrowest first.
    pub const ALL: [Self; 8] = [
        Self::Chosen,
        Self::Customer,
        Self::Search,
        Self::Serial,
        Self::City,
        Self::Model,
        Self::Warranty,
        Self::Contract,
    ];

    /// The index that holds it; none for what is looked up by other means.
    fn index(self) -> Option<&'static str> {
        match self {
            Self::Chosen | Self::Search => None,
            Self::Customer => Some("installed_customer"),
            Self::Model => Some("installed_model"),
            Self::Serial => Some("installed_serial"),
            Self::City => Some("installed_city"),
            Self::Warranty => Some("installed_warranty"),
            Self::Contract => Some("installed_contract"),
        }
    }
}

/// Machines, page by page.
///
/// # Errors
/// When the tables can't be read.
pub async fn page(
    pool: &Pool,
    filter: &Filter,
    today: NaiveDate,
    after: Option<&Cursor>,
    limit: u32,
) -> Result<Page<Installed>, ReadError> {
    if filter.search.as_deref().is_some_and(|text| fts_query(text).is_none() && !text.trim().is_empty()) {
        return Ok(Page { rows: Vec::new(), next: None, previous: None });
    }
    let by = by(pool, filter, today).await?;
    let rows = question(filter, by, today, after, limit).fetch_all(pool).await?;
    let rows = rows.iter().map(installed).collect::<Result<_, _>>()?;
    Ok(Page::of(rows, limit as usize, |one: &Installed| Cursor {
        key: one.place.key.clone(),
        id: one.place.row.to_string(),
    }))
}

/// The ids of all of them, in their order; `most` at most.
///
/// # Errors
/// When the tables can't be read.
pub async fn ids(pool: &Pool, filter: &Filter, today: NaiveDate, most: u32) -> Result<Vec<MachineId>, ReadError> {
    Ok(page(pool, filter, today, None, most).await?.rows.into_iter().map(|one| one.machine.id).collect())
}

/// The SQL of a page; for the proof that it goes by an index.
pub fn sql(filter: &Filter, by: By, today: NaiveDate, after: Option<&Cursor>) -> String {
    question(filter, by, today, after, 50).sql().to_owned()
}

/// The narrowest filter, where it leaves a few.
async fn by(pool: &Pool, filter: &Filter, today: NaiveDate) -> Result<By, ReadError> {
    for narrow in Narrow::ALL {
        let mut some = ask("");
        if !narrowed(&mut some, filter, narrow, today) {
            continue;
        }
        if matches!(narrow, Narrow::Chosen | Narrow::Customer) {
            return Ok(By::Hits(narrow));
        }
        let index = narrow.index().map(|index| format!(" INDEXED BY {index}")).unwrap_or_default();
        let mut few = ask(format!("SELECT count(*) FROM (SELECT 1 FROM installed{index} WHERE removed = "));
        few.push_bind(filter.removed);
        narrowed(&mut few, filter, narrow, today);
        few.push(" LIMIT ").push_bind(FEW).push(")");
        if few.fetch_one(pool).await?.get::<i64>(0)? < FEW {
            return Ok(By::Hits(narrow));
        }
    }
    Ok(By::Order)
}

/// Adds the words of one filter; whether it is there at all.
fn narrowed(sql: &mut Question, filter: &Filter, narrow: Narrow, today: NaiveDate) -> bool {
    match narrow {
        Narrow::Chosen if !filter.chosen.is_empty() => {
            let chosen: Vec<String> = filter.chosen.iter().map(ToString::to_string).collect();
            sql.push(" AND id IN (SELECT value FROM json_each(")
                .push_bind(serde_json::json!(chosen).to_string())
                .push("))");
        }
        Narrow::Customer => {
            let Some(customer) = filter.customer else { return false };
            sql.push(" AND customer = ").push_bind(customer.to_string());
        }
        Narrow::Search => {
            let Some(query) = filter.search.as_deref().and_then(fts_query) else { return false };
            sql.push(" AND row IN (SELECT rowid FROM installed_fts WHERE installed_fts MATCH ")
                .push_bind(query)
                .push(")");
        }
        Narrow::Model => {
            let Some(model) = &filter.model else { return false };
            sql.push(" AND model_key = ").push_bind(fold(model));
        }
        Narrow::Serial => {
            let [from, until] = [&filter.serial_from, &filter.serial_until];
            if from.is_none() && until.is_none() {
                return false;
            }
            sql.push(" AND serial_order >= ").push_bind(from.as_deref().map_or("0".into(), serial_order));
            if let Some(until) = until {
                sql.push(" AND serial_order < ").push_bind(format!("{}~", serial_order(until)));
            }
        }
        Narrow::City => {
            let Some(city) = filter.city.as_deref().map(fold).filter(|city| !city.trim().is_empty()) else {
                return false;
            };
            sql.push(" AND city_key >= ").push_bind(city.trim().to_owned());
            sql.push(" AND city_key < ").push_bind(format!("{}~", city.trim()));
        }
        Narrow::Warranty => {
            let Some(warranty) = filter.warranty else { return false };
            let soon = today.checked_add_days(Days::new(filter.soon.into())).unwrap_or(today);
            match warranty {
                Warranty::Running => sql.push(" AND warranty_until >= ").push_bind(today.to_string()),
                Warranty::Ending => sql
                    .push(" AND warranty_until >= ")
                    .push_bind(today.to_string())
                    .push(" AND warranty_until <= ")
                    .push_bind(soon.to_string()),
                Warranty::Ended => {
                    sql.push(" AND warranty_until > '' AND warranty_until < ").push_bind(today.to_string())
                }
                Warranty::None => sql.push(" AND warranty_until = ''"),
            };
        }
        Narrow::Contract => {
            let Some(contract) = filter.contract else { return false };
            sql.push(if contract { " AND contract > 0" } else { " AND contract = 0" });
        }
        Narrow::Chosen => return false,
    }
    true
}

fn question(filter: &Filter, by: By, today: NaiveDate, after: Option<&Cursor>, limit: u32) -> Question {
    let column = filter.sort.column();
    let (beyond, way) = if filter.descending { ("<", " DESC") } else { (">", "") };
    let index = match by {
        By::Order => Some(match filter.sort {
            Sort::Customer => "installed_name",
            Sort::Model => "installed_model",
            Sort::City => "installed_city",
            Sort::Serial => "installed_serial",
            Sort::Warranty => "installed_warranty",
        }),
        By::Hits(narrow) => narrow.index(),
    };
    let index = index.map(|index| format!(" INDEXED BY {index}")).unwrap_or_default();
    // A plus sign keeps SQLite from walking the whole list where the few rows are known already, and from leaving its order.
    let plus = |on: bool| if on { "+" } else { "" };
    let hits = |narrow| by == By::Hits(narrow);
    let known = hits(Narrow::Chosen) || hits(Narrow::Search) || hits(Narrow::Customer);
    let mut sql = ask(format!(
        "SELECT m.*, i.row AS list_row, i.{column} AS list_key, c.number AS customer_number, c.name AS customer_name, c.city AS customer_city
         FROM (SELECT row FROM installed{index} WHERE {}removed = ",
        plus(known)
    ));
    sql.push_bind(filter.removed);
    for narrow in Narrow::ALL {
        narrowed(&mut sql, filter, narrow, today);
    }
    if let Some(cursor) = after {
        let row: i64 = cursor.id.parse().unwrap_or_default();
        let own = plus(matches!(by, By::Hits(_)));
        sql.push(format_args!(" AND ({own}{column}, row) {beyond} (")).push_bind(cursor.key.clone());
        sql.push(", ").push_bind(row).push(")");
    }
    sql.push(format_args!(" ORDER BY {column}{way}, row{way} LIMIT ")).push_bind(i64::from(limit) + 1);
    sql.push(format_args!(
        ") found JOIN installed i ON i.row = found.row JOIN ({}) m ON m.id = i.id LEFT JOIN customers c ON c.id = i.customer
         ORDER BY i.{column}{way}, i.row{way}",
        machines::ROWS
    ));
    sql
}

fn installed(row: &crate::Row) -> Result<Installed, ReadError> {
    let machine = machines::machine(row)?;
    let last = machine.last_warranty();
    Ok(Installed {
        warranty_until: last.map(|one| one.until),
        warranty_covers: last.map(|one| one.covers),
        machine,
        customer_number: row.get::<Option<_>>("customer_number")?.unwrap_or_default(),
        customer_name: row.get::<Option<_>>("customer_name")?.unwrap_or_default(),
        city: row.get::<Option<_>>("customer_city")?.unwrap_or_default(),
        contract: row.get::<i64>("contract")? > 0,
        place: Place { row: row.get("list_row")?, key: row.get("list_key")? },
    })
}

/// The question of [`models`]: each step finds the next one, so that nobody walks over all machines.
pub const MODELS: &str = "WITH RECURSIVE kinds (key) AS (
        SELECT min(model_key) FROM installed WHERE removed = 0
        UNION ALL
        SELECT (SELECT min(model_key) FROM installed WHERE removed = 0 AND model_key > kinds.key) FROM kinds WHERE kinds.key IS NOT NULL
    )
    SELECT (SELECT m.model FROM installed i JOIN machines m ON m.id = i.id WHERE i.removed = 0 AND i.model_key = kinds.key LIMIT 1) AS model
    FROM kinds WHERE kinds.key IS NOT NULL LIMIT ?1";

/// The makes and types of machines that stand somewhere, in their order; `most` at most.
///
/// # Errors
/// When the tables can't be read.
pub async fn models(pool: &Pool, most: u32) -> Result<Vec<String>, ReadError> {
    let rows = ask(MODELS).bind(most).fetch_all(pool).await?;
    rows.iter().map(|row| row.get("model")).collect()
}
