//! Lists of invoices: paid or late in words, sums by age, search.

use chrono::NaiveDate;
use domain::{Currency, CustomerId, InvoiceId, Money};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Pool, Question, ReadError,
    access::users::id,
    ask,
    found::{Search, Tables},
    page::{Cursor, Page, Place},
};

/// How an invoice stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Not issued yet.
    Draft,
    /// To be paid, in time.
    Open,
    /// To be paid, and the day is past.
    Late,
    /// Nothing is open.
    Paid,
    /// The customer does not agree.
    Disputed,
    /// Taken back by a credit note.
    Credited,
    /// The draft is off.
    Discarded,
    /// It came to less than nothing: what is open goes back to the customer.
    Owed,
}

/// An invoice in a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Row {
    /// Id.
    pub id: InvoiceId,
    /// `2026-0412`; none before issue.
    pub number: Option<String>,
    /// For whom.
    pub customer: CustomerId,
    /// The customer's name as it is now.
    pub customer_name: String,
    /// Their town.
    pub city: String,
    /// Day of issue.
    pub issued_on: Option<NaiveDate>,
    /// Last day to pay.
    pub due: Option<NaiveDate>,
    /// Without VAT.
    pub net: Money,
    /// To be paid; of a draft without VAT, since the rate is that of the day of delivery.
    pub total: Money,
    /// Still to be paid; below nothing is to be paid back.
    pub open: Money,
    /// How it stands today.
    pub state: State,
    /// Days past the last day to pay, of one that is late or disputed; else 0.
    pub days_late: i64,
    /// Level of the newest reminder; 0 when there was none.
    pub reminded: i64,
    /// When it was sent, in microseconds since 1970, UTC.
    pub reminded_at: Option<i64>,
    /// Since when it is paid.
    pub paid_on: Option<NaiveDate>,
    /// Revision of its stream.
    pub revision: i64,
    /// What lists are ordered by.
    #[serde(skip)]
    pub rank: String,
}

/// Which invoices are asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum View {
    /// All but discarded ones.
    #[default]
    All,
    /// Late or disputed.
    Attention,
    /// Past their day.
    Late,
    /// To be paid, in time.
    Open,
    /// Nothing open.
    Paid,
    /// Not issued yet.
    Draft,
    /// The customer does not agree.
    Disputed,
    /// Taken back.
    Credited,
    /// Money is to be paid back.
    Owed,
}

impl View {
    /// All, as shown.
    pub const ALL: [Self; 9] = [
        Self::Attention,
        Self::Late,
        Self::Open,
        Self::Disputed,
        Self::Draft,
        Self::Paid,
        Self::Credited,
        Self::Owed,
        Self::All,
    ];

    /// The name as in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Attention => "attention",
            Self::Late => "late",
            Self::Open => "open",
            Self::Paid => "paid",
            Self::Draft => "draft",
            Self::Disputed => "disputed",
            Self::Credited => "credited",
            Self::Owed => "owed",
        }
    }

    /// Written word for word as in the partial indexes, so that SQLite finds them; `?` is today.
    fn condition(self) -> &'static str {
        match self {
            Self::All => "i.stage <> 'discarded'",
            Self::Attention => "i.stage = 'issued' AND i.open > 0 AND (i.disputed = 1 OR i.due < ",
            Self::Late => "i.stage = 'issued' AND i.open > 0 AND i.disputed = 0 AND (i.due < ",
            Self::Open => "i.stage = 'issued' AND i.open > 0 AND i.disputed = 0 AND (i.due >= ",
            Self::Paid => "i.stage = 'issued' AND i.open <= 0",
            Self::Draft => "i.stage = 'draft'",
            Self::Disputed => "i.stage = 'issued' AND i.open > 0 AND i.disputed = 1",
            Self::Credited => "i.stage = 'credited'",
            Self::Owed => "i.open < 0",
        }
    }
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// By day of issue and number; newest first when not said otherwise.
    #[serde(alias = "newest")]
    Date,
    /// By last day to pay; longest late first when not said otherwise.
    Due,
    /// By amount; largest first when not said otherwise.
    Amount,
}

impl Sort {
    /// All.
    pub const ALL: [Self; 3] = [Self::Date, Self::Due, Self::Amount];

    /// The name as in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Due => "due",
            Self::Amount => "amount",
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
    /// Of one customer.
    pub customer: Option<CustomerId>,
    /// Issued on this day or later.
    pub from: Option<NaiveDate>,
    /// Issued on this day or earlier.
    pub until: Option<NaiveDate>,
    /// Reminded at this level or a higher one.
    pub reminded_from: Option<i64>,
    /// Reminded at a lower level than this, or not yet.
    pub reminded_below: Option<i64>,
    /// In which order; what is open by its day, all else newest first.
    pub sort: Option<Sort>,
    /// Largest or newest first; by last day to pay the other way round when not said.
    pub descending: Option<bool>,
    /// Where the page begins: `next` or `previous` of the page beside it.
    pub after: Option<String>,
    /// Rows a page, at most 200.
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u16>,
}

/// Where invoices and their customers are kept.
const TABLES: Tables = Tables { list: "invoices", customers: "customers", words: "customer_words" };

const COLUMNS: &str = "SELECT i.*, c.name AS customer_name, c.city FROM ";
const NAMED: &str = " LEFT JOIN customers c ON c.id = i.customer";

impl Wanted {
    /// The order that holds.
    pub fn order(&self) -> Sort {
        self.sort.unwrap_or(match self.view {
            View::Attention | View::Late | View::Open => Sort::Due,
            _ => Sort::Date,
        })
    }

    /// Whether the largest or newest comes first.
    pub fn is_descending(&self) -> bool {
        self.descending.unwrap_or(self.order() != Sort::Due)
    }

    /// Without figures of the tables SQLite prefers the stage's index, and would sort all that was ever issued.
    fn index(&self) -> &'static str {
        let whole = self.customer.is_none() && self.from.is_none() && self.until.is_none();
        match (self.order(), self.view) {
            (Sort::Due, View::Attention | View::Late | View::Open | View::Disputed) => " INDEXED BY invoices_open",
            (Sort::Date, View::Disputed) => " INDEXED BY invoices_disputed",
            (Sort::Due, View::All | View::Paid) if whole => " INDEXED BY invoices_due",
            (Sort::Amount, View::All | View::Paid) if whole => " INDEXED BY invoices_total",
            _ => "",
        }
    }

    /// The query, complete but for running it, with a word before it.
    fn query(&self, before: &'static str, place: &Place, today: NaiveDate, search: Option<&Search>) -> Question {
        // Few hits are put in order by themselves, and only those of the page are looked up.
        let few = search.is_some_and(Search::is_few);
        let mut sql = ask(if few { "SELECT i.id FROM " } else { COLUMNS });
        match search {
            Some(search) => search.push_from(&mut sql, &TABLES, "i"),
            None => {
                sql.push("invoices i");
            }
        }
        if !few {
            sql.push(self.index()).push(NAMED);
        }
        sql.push(" WHERE ").push(self.view.condition());
        if self.view.condition().ends_with(' ') {
            sql.push_bind(today.to_string()).push(")");
        }
        if let Some(search) = search {
            search.push_where(&mut sql, &TABLES, "i");
        }
        if let Some(customer) = self.customer {
            sql.push(" AND i.customer = ").push_bind(customer.to_string());
        }
        if let Some(from) = self.from {
            sql.push(" AND i.rank >= ").push_bind(from.to_string());
        }
        if let Some(until) = self.until {
            // A day sorts before itself with a number after it; `~` sorts behind any number.
            sql.push(" AND i.rank <= ").push_bind(format!("{until} ~"));
        }
        if let Some(level) = self.reminded_from {
            sql.push(" AND i.reminded >= ").push_bind(level);
        }
        if let Some(level) = self.reminded_below {
            sql.push(" AND i.reminded < ").push_bind(level);
        }
        let column = match self.order() {
            Sort::Date => "i.rank",
            Sort::Due => "i.due",
            Sort::Amount => "i.total",
        };
        let down = self.is_descending() != place.back;
        let (next, direction) = if down { ("<", "DESC") } else { (">", "ASC") };
        if let Some(Cursor { key, id }) = place.at.clone() {
            sql.push(format_args!(" AND ({column}, i.id) {next} ("));
            match self.order() {
                Sort::Amount => sql.push_bind(key.parse::<i64>().unwrap_or_default()),
                _ => sql.push_bind(key),
            };
            sql.push(", ").push_bind(id).push(")");
        }
        let order = format!(" ORDER BY {column} {direction}, i.id {direction}");
        sql.push(&order).push(format_args!(" LIMIT {}", self.limit() + 1));
        if few {
            sql = sql
                .within(&format!("{COLUMNS}("), format_args!(") p CROSS JOIN invoices i ON i.id = p.id{NAMED}{order}"));
        }
        sql.within(before, "")
    }

    fn limit(&self) -> usize {
        self.limit.unwrap_or(50).clamp(1, 200).into()
    }
}

/// A page of invoices; `today` decides which are late.
///
/// # Errors
/// When the tables can't be read.
pub async fn list(pool: &Pool, wanted: &Wanted, today: NaiveDate) -> Result<Page<Row>, ReadError> {
    let search = match Search::read(wanted.q.as_deref()) {
        Some(search) => Some(search.weigh(pool, &TABLES).await?),
        None => None,
    };
    let mut place = Place::parse(wanted.after.as_deref());
    let mut rows = wanted.query("", &place, today, search.as_ref()).fetch_all(pool).await?;
    if place.is_beginning(&rows, wanted.limit()) {
        place = Place::default();
        rows = wanted.query("", &place, today, search.as_ref()).fetch_all(pool).await?;
    }
    let rows = rows.iter().map(|found| row(found, today)).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::at(&place, rows, wanted.limit(), |row| Cursor {
        key: match wanted.order() {
            Sort::Date => row.rank.clone(),
            Sort::Due => row.due.map(|due| due.to_string()).unwrap_or_default(),
            Sort::Amount => row.total.cents.to_string(),
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
    let place = Place::parse(wanted.after.as_deref());
    let rows = wanted.query("EXPLAIN QUERY PLAN ", &place, today, search.as_ref()).fetch_all(pool).await?;
    rows.iter().map(|row| row.get("detail")).collect()
}

/// Reads a row of the list.
pub(super) fn row(found: &crate::Row, today: NaiveDate) -> Result<Row, ReadError> {
    let currency: String = found.get("currency")?;
    let stage: String = found.get("stage")?;
    let due: Option<NaiveDate> = day(found, "due")?;
    let open = money(found, "open", &currency)?;
    let late = due.map_or(0, |due| (today - due).num_days()).max(0);
    let state = match stage.as_str() {
        "draft" => State::Draft,
        "credited" => State::Credited,
        "discarded" => State::Discarded,
        _ if open.cents < 0 => State::Owed,
        _ if open.cents == 0 => State::Paid,
        _ if found.get("disputed")? => State::Disputed,
        _ if late > 0 => State::Late,
        _ => State::Open,
    };
    Ok(Row {
        id: id(found, "id")?,
        number: found.get("number")?,
        customer: id(found, "customer")?,
        customer_name: found.get::<Option<String>>("customer_name")?.unwrap_or_default(),
        city: found.get::<Option<String>>("city")?.unwrap_or_default(),
        issued_on: day(found, "issued_on")?,
        due,
        net: money(found, "net", &currency)?,
        total: money(found, "total", &currency)?,
        open,
        state,
        days_late: if matches!(state, State::Late | State::Disputed) { late } else { 0 },
        reminded: found.get("reminded")?,
        reminded_at: found.get("reminded_at")?,
        paid_on: day(found, "paid_on")?,
        revision: found.get("revision")?,
        rank: found.get("rank")?,
    })
}

/// Reads an amount.
pub(super) fn money(row: &crate::Row, column: &str, currency: &str) -> Result<Money, ReadError> {
    let currency = if currency == Currency::Pln.code() { Currency::Pln } else { Currency::Eur };
    Ok(Money { cents: row.get(column)?, currency })
}

/// Reads a day; where one is missing, the column holds nothing, or an empty text where lists are sorted by it.
pub(super) fn day(row: &crate::Row, column: &str) -> Result<Option<NaiveDate>, ReadError> {
    let text: Option<String> = row.get(column)?;
    text.filter(|text| !text.is_empty())
        .map(|text| text.parse().map_err(|_| ReadError::Column(column.to_owned())))
        .transpose()
}
