//! What an event does to read tables: statements with their values, collected first, carried out in one transaction.

use std::collections::HashMap;

use sqlx::{AssertSqlSafe, SqliteConnection, query::Query, sqlite::SqliteArguments};

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
);

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// The statements of a page of events, in order.
#[derive(Debug, Default)]
pub struct Writes {
    statements: Vec<(&'static str, Vec<Value>)>,
    /// Where each event's statements end.
    ends: Vec<usize>,
}

/// The texts of several statements as one, by which ones they are and how many values each has. An event of one kind always makes the same few: SQLite
/// prepares each such text once, and one trip to its thread carries all that an event changes.
pub(crate) type Joined = HashMap<Vec<(&'static str, usize)>, String>;

impl Writes {
    /// Adds a statement with its values for `?1`, `?2`, …
    pub fn run(&mut self, sql: &'static str, values: impl IntoIterator<Item = Value>) {
        self.statements.push((sql, values.into_iter().collect()));
    }

    /// What was added since the last time belongs together: it is all that an event changes.
    pub(crate) fn end_of_event(&mut self) {
        if self.ends.last().copied().unwrap_or_default() < self.statements.len() {
            self.ends.push(self.statements.len());
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.statements.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.statements.is_empty()
    }

    /// Carries them out on a connection that is in a transaction.
    pub(crate) async fn carry_out(
        mut self,
        connection: &mut SqliteConnection,
        joined: &mut Joined,
    ) -> Result<(), sqlx::Error> {
        self.end_of_event();
        let mut statements = self.statements.into_iter();
        let mut from = 0;
        for end in self.ends {
            let (mut texts, mut values) = (Vec::new(), Vec::new());
            for (text, own) in statements.by_ref().take(end - from) {
                texts.push((text, own.len()));
                values.extend(own);
            }
            from = end;
            if let [(text, _)] = texts[..] {
                bind(sqlx::query(text), values).execute(&mut *connection).await?;
                continue;
            }
            let sql = match joined.get(&texts) {
                Some(sql) => sql.clone(),
                None => {
                    let sql = join(&texts);
                    joined.insert(texts, sql.clone());
                    sql
                }
            };
            bind(sqlx::query(AssertSqlSafe(sql)), values).execute(&mut *connection).await?;
        }
        Ok(())
    }
}

/// One text of several, their parameters numbered on: `?1` of the second one comes behind those of the first. They are
/// written `$1`, since `?3` alone would make SQLite expect three.
fn join(texts: &[(&str, usize)]) -> String {
    let (mut joined, mut before) = (String::new(), 0);
    for (text, values) in texts {
        let mut parts = text.split('?');
        joined.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let number = part[..digits].parse::<usize>().unwrap_or_default() + before;
            joined.push_str(&format!("${number}{}", &part[digits..]));
        }
        joined.push_str(";\n");
        before += values;
    }
    joined
}

fn bind(
    mut query: Query<'_, sqlx::Sqlite, SqliteArguments>,
    values: Vec<Value>,
) -> Query<'_, sqlx::Sqlite, SqliteArguments> {
    for value in values {
        query = match value {
            Value::Null => query.bind(None::<i64>),
            Value::Int(number) => query.bind(number),
            Value::Text(text) => query.bind(text),
        };
    }
    query
}

/// The values of a statement: `values![id, name, amount]`.
#[macro_export]
macro_rules! values {
    ($($value:expr),* $(,)?) => {
        [$($crate::Value::from($value)),*]
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_that_go_together_keep_their_own_values() {
        let texts =
            [("UPDATE a SET b = ?2 WHERE id = ?1", 2), ("DELETE FROM c", 0), ("INSERT INTO d VALUES (?1, ?1, ?2)", 2)];
        let joined = join(&texts);
        assert_eq!(joined, "UPDATE a SET b = $2 WHERE id = $1;\nDELETE FROM c;\nINSERT INTO d VALUES ($3, $3, $4);\n");
    }
}
