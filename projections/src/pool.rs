//! Questions to a department's file: read-only connections, and what they answer.

use std::{
    borrow::Cow,
    fmt::{Display, Write as _},
    path::Path,
    sync::Arc,
    time::Instant,
};

use event_store::database::Readers;
use rusqlite::{
    Connection,
    types::{FromSql, ValueRef},
};

use crate::{ReadError, Value, writes::bind};

/// Connections that can't write. A question is answered on the thread that asks it: nearly all take microseconds, which a hop
/// to another thread and back costs too; nobody waits for a connection.
pub struct Pool(Readers);

impl Pool {
    /// Of a file that is there.
    pub(crate) fn new(path: &Path) -> Self {
        Self(Readers::new(path.to_owned()))
    }

    /// Waits for who asks, and closes all. It blocks while it works.
    pub(crate) fn close(&self) {
        self.0.close();
    }

    fn ask(&self, question: &Question, most: usize) -> Result<Answer, ReadError> {
        let begun = Instant::now();
        let answer = self.0.read(|connection| question.answer(connection, most));
        tracing::trace!(sql = %question.sql, micros = begun.elapsed().as_micros(), "answered");
        answer
    }
}

/// A question in SQL with its values.
#[derive(Debug, Clone)]
pub struct Question {
    sql: Cow<'static, str>,
    values: Vec<Value>,
}

/// Begins a question; values follow with [`Question::bind`] for `?1`, `?2`, … or as they are written with [`Question::push_bind`].
pub fn ask(sql: impl Into<Cow<'static, str>>) -> Question {
    Question { sql: sql.into(), values: Vec::new() }
}

impl Question {
    /// Gives the next value.
    #[must_use]
    pub fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Writes on.
    pub fn push(&mut self, sql: impl Display) -> &mut Self {
        // Text takes whatever is written into it.
        let _ = write!(self.sql.to_mut(), "{sql}");
        self
    }

    /// Writes a place for a value, and gives it.
    pub fn push_bind(&mut self, value: impl Into<Value>) -> &mut Self {
        self.values.push(value.into());
        self.push('?')
    }

    /// Puts what is written between two texts: a choice of rows into the question that shows them.
    pub fn within(mut self, before: &str, after: impl Display) -> Self {
        self.sql = format!("{before}{}{after}", self.sql).into();
        self
    }

    /// The text so far.
    pub fn sql(&self) -> &str {
        &self.sql
    }

    /// All rows.
    ///
    /// # Errors
    /// When the tables can't be read.
    pub async fn fetch_all(&self, pool: &Pool) -> Result<Vec<Row>, ReadError> {
        let answer = Arc::new(pool.ask(self, usize::MAX)?);
        Ok((0..answer.rows).map(|row| Row { answer: answer.clone(), row }).collect())
    }

    /// The first row, when there is one.
    ///
    /// # Errors
    /// When the tables can't be read.
    pub async fn fetch_optional(&self, pool: &Pool) -> Result<Option<Row>, ReadError> {
        let answer = pool.ask(self, 1)?;
        Ok((answer.rows > 0).then(|| Row { answer: Arc::new(answer), row: 0 }))
    }

    /// The one row.
    ///
    /// # Errors
    /// When there is none, or the tables can't be read.
    pub async fn fetch_one(&self, pool: &Pool) -> Result<Row, ReadError> {
        self.fetch_optional(pool).await?.ok_or(ReadError::Database(rusqlite::Error::QueryReturnedNoRows))
    }

    fn answer(&self, connection: &Connection, most: usize) -> Result<Answer, ReadError> {
        let mut statement = connection.prepare_cached(&self.sql)?;
        let names: Vec<_> = statement.column_names().into_iter().map(Box::from).collect();
        bind(&mut statement, &self.values)?;
        let mut answer = Answer { names, rows: 0, cells: Vec::new(), text: String::new() };
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()?.filter(|_| answer.rows < most) {
            for column in 0..answer.names.len() {
                let cell = match row.get_ref(column)? {
                    ValueRef::Null => Cell::Null,
                    ValueRef::Integer(number) => Cell::Int(number),
                    ValueRef::Real(number) => Cell::Real(number),
                    ValueRef::Text(text) | ValueRef::Blob(text) => {
                        let begin = answer.text.len();
                        let text = std::str::from_utf8(text)
                            .map_err(|_| ReadError::Column(answer.names[column].to_string()))?;
                        answer.text.push_str(text);
                        Cell::Text(begin, answer.text.len())
                    }
                };
                answer.cells.push(cell);
            }
            answer.rows += 1;
        }
        Ok(answer)
    }
}

/// All that was answered, in one piece: its rows share it.
#[derive(Debug)]
struct Answer {
    names: Vec<Box<str>>,
    rows: usize,
    cells: Vec<Cell>,
    text: String,
}

#[derive(Debug, Clone, Copy)]
enum Cell {
    Null,
    Int(i64),
    Real(f64),
    /// From here to there in the answer's text.
    Text(usize, usize),
}

/// A row that was read.
#[derive(Debug, Clone)]
pub struct Row {
    answer: Arc<Answer>,
    row: usize,
}

impl Row {
    /// What stands in a column, by its name or its place from 0.
    ///
    /// # Errors
    /// When there is no such column, or it holds something of another kind.
    pub fn get<T: FromSql>(&self, column: impl Column) -> Result<T, ReadError> {
        let column = column.find(&self.answer.names)?;
        T::column_result(self.value(column)).map_err(|_| self.wrong(column))
    }

    /// The same of text, which stays where it is.
    ///
    /// # Errors
    /// As [`Row::get`].
    pub fn text(&self, column: impl Column) -> Result<&str, ReadError> {
        let column = column.find(&self.answer.names)?;
        match self.value(column) {
            ValueRef::Text(text) => std::str::from_utf8(text).map_err(|_| self.wrong(column)),
            _ => Err(self.wrong(column)),
        }
    }

    fn value(&self, column: usize) -> ValueRef<'_> {
        let Answer { names, cells, text, .. } = &*self.answer;
        match cells[self.row * names.len() + column] {
            Cell::Null => ValueRef::Null,
            Cell::Int(number) => ValueRef::Integer(number),
            Cell::Real(number) => ValueRef::Real(number),
            Cell::Text(begin, end) => ValueRef::Text(&text.as_bytes()[begin..end]),
        }
    }

    fn wrong(&self, column: usize) -> ReadError {
        ReadError::Column(self.answer.names[column].to_string())
    }
}

/// How a column is named.
pub trait Column {
    /// Its place among the columns of an answer.
    ///
    /// # Errors
    /// When there is none of that name.
    fn find(&self, names: &[Box<str>]) -> Result<usize, ReadError>;
}

impl Column for usize {
    fn find(&self, names: &[Box<str>]) -> Result<usize, ReadError> {
        if *self < names.len() { Ok(*self) } else { Err(ReadError::Column(self.to_string())) }
    }
}

impl Column for &str {
    fn find(&self, names: &[Box<str>]) -> Result<usize, ReadError> {
        names.iter().position(|name| **name == **self).ok_or_else(|| ReadError::Column((*self).to_owned()))
    }
}
