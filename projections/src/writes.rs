//! What an event does to read tables: statements with their values, collected first, carried out in one transaction.

use rusqlite::{Connection, Statement};

/// A value that goes into a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A whole number: cents, thousandths, minutes, microseconds, a truth.
    Int(i64),
    /// Text: a name, a day as `2026-11-17`, an id as written.
    Text(String),
}

macro_rules! from {
    ($($type:ty => $make:expr),* $(,)?) => {$(
        impl From<$type> for Value {
            fn from(value: $type) -> Self {
                let make: fn($type) -> Self = $make;
                make(value)
            }
        }
    )*};
}

from! {
    &str => |text| Self::Text(text.to_owned()),
    String => Self::Text,
    &String => |text| Self::Text(text.clone()),
    i64 => Self::Int,
    i32 => |number| Self::Int(number.into()),
    u32 => |number| Self::Int(number.into()),
    u16 => |number| Self::Int(number.into()),
    u8 => |number| Self::Int(number.into()),
    u64 => |number| Self::Int(i64::try_from(number).unwrap_or(i64::MAX)),
    bool => |truth| Self::Int(truth.into()),
    uuid::Uuid => |id| Self::Text(id.to_string()),
    chrono::NaiveDate => |day| Self::Text(day.to_string()),
    chrono::NaiveTime => |time| Self::Text(time.format("%H:%M").to_string()),
    chrono::NaiveDateTime => |at| Self::Text(at.format("%Y-%m-%dT%H:%M:%S").to_string()),
    chrono::DateTime<chrono::Utc> => |at| Self::Int(at.timestamp_micros()),
    domain::Money => |money| Self::Int(money.cents),
    domain::Quantity => |quantity| Self::Int(quantity.thousandths()),
    domain::Minutes => |minutes| Self::Int(minutes.get().into()),
    domain::Rate => |rate| Self::Int(rate.basis_points().into()),
}

macro_rules! from_ids {
    ($($id:ident),* $(,)?) => {$(
        impl From<domain::$id> for Value {
            fn from(id: domain::$id) -> Self {
                Self::Text(id.to_string())
            }
        }
    )*};
}

from_ids!(
    UserId,
    CustomerId,
    ContactId,
    MachineId,
    FaultId,
    VisitId,
    ArticleId,
    SupplierId,
    PurchaseOrderId,
    ContractId,
    InvoiceId,
    MailId,
    TaskId,
    OpportunityId,
    PlanId,
    AbsenceId,
    ChecklistId,
    RecallId,
);

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// The statements of an event, in order.
#[derive(Debug, Default)]
pub struct Writes {
    statements: Vec<(&'static str, Vec<Value>)>,
}

impl Writes {
    /// Adds a statement with its values for `?1`, `?2`, …
    pub fn run(&mut self, sql: &'static str, values: impl IntoIterator<Item = Value>) {
        self.statements.push((sql, values.into_iter().collect()));
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.statements.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.statements.is_empty()
    }

    /// Carries them out on a connection that is in a transaction; none is left.
    pub(crate) fn carry_out(&mut self, connection: &Connection) -> Result<(), rusqlite::Error> {
        for (sql, values) in self.statements.drain(..) {
            let mut statement = connection.prepare_cached(sql)?;
            bind(&mut statement, &values)?;
            statement.raw_execute()?;
        }
        Ok(())
    }
}

/// Gives a statement its values.
pub(crate) fn bind(statement: &mut Statement<'_>, values: &[Value]) -> Result<(), rusqlite::Error> {
    for (value, n) in values.iter().zip(1..) {
        match value {
            Value::Null => statement.raw_bind_parameter(n, rusqlite::types::Null)?,
            Value::Int(number) => statement.raw_bind_parameter(n, number)?,
            Value::Text(text) => statement.raw_bind_parameter(n, text)?,
        }
    }
    Ok(())
}

/// The values of a statement: `values![id, name, amount]`.
#[macro_export]
macro_rules! values {
    ($($value:expr),* $(,)?) => {
        [$($crate::Value::from($value)),*]
    };
}
