//! Questions to a department's file: read-only connections, and what they answer.

use std::{
    borrow::Cow,
    fmt::{Display, Write as _},
    path::Path,
    sync::{
        Arc, Mutex, PoisonError, RwLock,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Instant,
};

use event_store::{Position, database::Readers};
use rusqlite::{
    Connection,
    types::{FromSql, ValueRef},
};

use serde::Serialize;

use crate::{
    Filling, ReadError, Value,
    seeing::{Progressing, Until},
    writer::Writer,
    writes::bind,
};

/// Connections that can't write. A question is answered on the thread that asks it: nearly all take microseconds, which a hop
/// to another thread and back costs too; nobody waits for a connection.
pub struct Pool {
    readers: Readers,
    /// How far the tables have come, where they are not to be asked before they are whole.
    hidden: RwLock<Option<Hidden>>,
    filled: Option<Filled>,
    pub(crate) progress: Progressing,
}

/// What fills a file, once somebody asks it, and then holds it as long as it can be asked; it blocks while it works.
pub(crate) type Fill = Box<dyn Fn() -> Result<Writer, ReadError> + Send + Sync>;

struct Filled {
    fill: Fill,
    done: AtomicBool,
    held: Mutex<Option<Writer>>,
}

impl Filled {
    /// Asks whoever filled it: nobody else can read what stands beside the file. Few look at the same moment, so they take turns.
    fn ask(&self, question: &Question, most: usize) -> Result<Answer, ReadError> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let gone = || ReadError::Io("a moment".into(), std::io::ErrorKind::NotFound.into());
        question.answer(held.as_ref().ok_or_else(gone)?.connection(), most)
    }
}

/// Whose tables are filled, and how far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hidden {
    /// The department.
    pub department: &'static str,
    /// How far.
    #[serde(flatten)]
    pub filling: Filling,
}

impl Pool {
    /// Of a file that is there.
    pub(crate) fn new(path: &Path, applied: Option<Position>) -> Self {
        Self::with(path, applied, None)
    }

    /// Of a file that is filled by who asks it first; who asks meanwhile waits.
    pub(crate) fn filled_by(path: &Path, applied: Option<Position>, fill: Fill) -> Self {
        let filled = Filled { fill, done: AtomicBool::new(false), held: Mutex::default() };
        Self::with(path, applied, Some(filled))
    }

    fn with(path: &Path, applied: Option<Position>, filled: Option<Filled>) -> Self {
        let (readers, progress) = (Readers::new(path.to_owned()), Progressing::at(applied));
        Self { readers, hidden: RwLock::default(), filled, progress }
    }

    /// Waits until as much is shown, but not for a department that can't go on.
    pub async fn reach(&self, until: Until) {
        self.progress.reach(until).await;
    }

    /// Lets nobody ask from here on, or everybody again.
    pub(crate) fn hide(&self, hidden: Option<Hidden>) {
        *self.hidden.write().unwrap_or_else(PoisonError::into_inner) = hidden;
    }

    /// Whether nobody may ask.
    pub fn is_hidden(&self) -> bool {
        self.hidden.read().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    /// How far the tables have come, while nobody may ask them.
    pub fn hidden(&self) -> Option<Hidden> {
        self.hidden.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits for who asks, and closes all. It blocks while it works.
    pub(crate) fn close(&self) {
        self.readers.close();
    }

    /// Does something with the file while nobody asks it. It blocks while it works.
    pub(crate) fn aside<T>(&self, work: impl FnOnce() -> T) -> T {
        self.readers.aside(work)
    }

    fn fill(&self) -> Result<(), ReadError> {
        let Some(filled) = self.filled.as_ref().filter(|filled| !filled.done.load(Ordering::Acquire)) else {
            return Ok(());
        };
        // Others on this thread go on elsewhere meanwhile.
        tokio::task::block_in_place(|| {
            let mut held = filled.held.lock().unwrap_or_else(PoisonError::into_inner);
            if !filled.done.load(Ordering::Acquire) {
                *held = Some((filled.fill)()?);
                filled.done.store(true, Ordering::Release);
            }
            Ok(())
        })
    }

    async fn ask(&self, question: &Question, most: usize) -> Result<Answer, ReadError> {
        if self.filled.is_none() && !self.is_hidden() {
            self.progress.seen().await;
        }
        if let Some(hidden) = self.hidden() {
            return Err(ReadError::Filling(hidden));
        }
        self.fill()?;
        let begun = Instant::now();
        let answer = match &self.filled {
            Some(filled) => filled.ask(question, most),
            None => self.readers.read(|connection| question.answer(connection, most)),
        };
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
        let answer = Arc::new(pool.ask(self, usize::MAX).await?);
        Ok((0..answer.rows).map(|row| Row { answer: answer.clone(), row }).collect())
    }

    /// The first row, when there is one.
    ///
    /// # Errors
    /// When the tables can't be read.
    pub async fn fetch_optional(&self, pool: &Pool) -> Result<Option<Row>, ReadError> {
        let answer = pool.ask(self, 1).await?;
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
        let mut answer = Answer::default();
        for name in statement.column_names() {
            let name = answer.keep(name.as_bytes());
            answer.names.push(name);
        }
        bind(&mut statement, &self.values)?;
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()?.filter(|_| answer.rows < most) {
            for column in 0..answer.names.len() {
                let cell = match row.get_ref(column)? {
                    ValueRef::Null => Cell::Null,
                    ValueRef::Integer(number) => Cell::Int(number),
                    ValueRef::Real(number) => Cell::Real(number),
                    ValueRef::Text(text) | ValueRef::Blob(text) => Cell::Text(answer.keep(text)),
                };
                answer.cells.push(cell);
            }
            answer.rows += 1;
        }
        Ok(answer)
    }
}

/// All that was answered, in one piece: its rows share it.
#[derive(Debug, Default)]
pub struct Answer {
    names: Vec<Span>,
    rows: usize,
    cells: Vec<Cell>,
    text: Vec<u8>,
    /// The column behind the one that was asked for by its name last: columns are mostly asked for as they come.
    next: AtomicUsize,
}

/// From here to there in an answer's text.
type Span = (usize, usize);

impl Answer {
    fn keep(&mut self, text: &[u8]) -> Span {
        let begin = self.text.len();
        self.text.extend_from_slice(text);
        (begin, self.text.len())
    }

    fn named(&self, column: usize, name: &str) -> bool {
        self.names.get(column).is_some_and(|(begin, end)| self.text[*begin..*end] == *name.as_bytes())
    }
}

#[derive(Debug, Clone, Copy)]
enum Cell {
    Null,
    Int(i64),
    Real(f64),
    Text(Span),
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
        let column = column.find(&self.answer)?;
        T::column_result(self.value(column)).map_err(|_| self.wrong(column))
    }

    /// The same of text, which stays where it is.
    ///
    /// # Errors
    /// As [`Row::get`].
    pub fn text(&self, column: impl Column) -> Result<&str, ReadError> {
        let column = column.find(&self.answer)?;
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
            Cell::Text((begin, end)) => ValueRef::Text(&text[begin..end]),
        }
    }

    fn wrong(&self, column: usize) -> ReadError {
        let (begin, end) = self.answer.names[column];
        ReadError::Column(String::from_utf8_lossy(&self.answer.text[begin..end]).into_owned())
    }
}

/// How a column is named.
pub trait Column {
    /// Its place among the columns of an answer, from 0.
    ///
    /// # Errors
    /// When there is none of that name.
    fn find(&self, answer: &Answer) -> Result<usize, ReadError>;
}

impl Column for usize {
    fn find(&self, answer: &Answer) -> Result<usize, ReadError> {
        if *self < answer.names.len() { Ok(*self) } else { Err(ReadError::Column(self.to_string())) }
    }
}

impl Column for &str {
    fn find(&self, answer: &Answer) -> Result<usize, ReadError> {
        let next = answer.next.load(Ordering::Relaxed);
        let found = Some(next)
            .filter(|next| answer.named(*next, self))
            .or_else(|| (0..answer.names.len()).find(|column| answer.named(*column, self)))
            .ok_or_else(|| ReadError::Column((*self).to_owned()))?;
        answer.next.store(found + 1, Ordering::Relaxed);
        Ok(found)
    }
}
