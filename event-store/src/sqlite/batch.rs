//! A batch of appends worked out against what the streams hold, before anything is written.

use std::collections::HashMap;

use tokio::sync::oneshot;
use uuid::Uuid;

use crate::{AppendError, Appended, Expected, NewEvent, Position, Revision, StreamName, chain::Link};

/// The answer to an append.
pub(super) type Answer = Result<Appended, AppendError>;

/// An append that waits for the writer.
pub(super) struct Request {
    pub(super) stream: StreamName,
    pub(super) expected: Expected,
    pub(super) events: Vec<NewEvent>,
    pub(super) bytes: usize,
    pub(super) reply: oneshot::Sender<Answer>,
}

impl Request {
    /// The revision that its first event is to have.
    pub(super) fn first(&self) -> u64 {
        match self.expected {
            Expected::NoStream => 0,
            Expected::Exact(Revision(revision)) => revision.saturating_add(1),
        }
    }

    /// The revision that its last event is to have.
    pub(super) fn last(&self) -> u64 {
        self.first().saturating_add(self.events.len() as u64 - 1)
    }
}

/// Where the log ends.
#[derive(Debug, Clone)]
pub(super) struct Tip {
    /// 0 while the log is empty.
    pub(super) position: u64,
    pub(super) hash: [u8; 32],
    /// UTC microseconds since 1970.
    pub(super) recorded_at: i64,
    pub(super) last_stream: i64,
}

/// A stream as the writer knows it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StreamAt {
    pub(crate) id: i64,
    pub(crate) revision: u64,
}

/// What stands at a revision of a stream.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot {
    pub(super) revision: u64,
    pub(super) id: Uuid,
    pub(super) position: u64,
}

/// An event as it is handed to SQLite.
pub(super) struct Row<'a> {
    pub(super) position: u64,
    pub(super) stream: &'a StreamName,
    pub(super) stream_id: i64,
    pub(super) revision: u64,
    pub(super) recorded_at: i64,
    pub(super) hash: [u8; 32],
    pub(super) event: &'a NewEvent,
}

/// What a batch will write, and what each of its appends will be told once it is on disk.
pub(super) struct Plan<'a> {
    pub(super) tip: Tip,
    pub(super) streams: HashMap<StreamName, StreamAt>,
    /// Id, name and category of the streams that begin in this batch.
    pub(super) new_streams: Vec<(i64, &'a str, &'a str)>,
    pub(super) rows: Vec<Row<'a>>,
    pub(super) answers: Vec<Answer>,
}

impl<'a> Plan<'a> {
    /// Starts at the end of the log, with the streams of the batch that exist already.
    pub(super) fn new(tip: &Tip, now: i64, streams: HashMap<StreamName, StreamAt>) -> Self {
        let tip = Tip { recorded_at: tip.recorded_at.max(now), ..tip.clone() };
        Self { tip, streams, new_streams: Vec::new(), rows: Vec::new(), answers: Vec::new() }
    }

    /// The stream whose stored slots must be looked at first, because the append expects an older revision: it may be
    /// a repetition.
    pub(super) fn to_compare(&self, request: &Request) -> Option<StreamAt> {
        self.streams.get(&request.stream).copied().filter(|at| request.first() <= at.revision)
    }

    /// Adds the append's rows, or leaves it out with the reason.
    pub(super) fn add(&mut self, request: &'a Request, stored: &[Slot]) {
        let at = self.streams.get(&request.stream).copied();
        let next = at.map_or(0, |at| at.revision + 1);
        let answer = match at {
            _ if request.first() == next => Ok(self.write(request, at)),
            Some(at) if request.first() < next => self.repeated(request, at, stored),
            _ => Err(AppendError::Conflict { actual: at.map(|at| Revision(at.revision)) }),
        };
        self.answers.push(answer);
    }

    fn write(&mut self, request: &'a Request, at: Option<StreamAt>) -> Appended {
        let stream_id = at.map_or_else(|| self.new_stream(&request.stream), |at| at.id);
        for (revision, event) in (request.first()..).zip(&request.events) {
            let link = Link {
                stream: request.stream.as_str(),
                revision,
                id: event.id,
                event_type: &event.event_type,
                version: event.version,
                recorded_at: self.tip.recorded_at,
                data: &event.data,
                metadata: &event.metadata,
            };
            self.tip.hash = link.after(&self.tip.hash);
            self.tip.position += 1;
            let (position, recorded_at, hash) = (self.tip.position, self.tip.recorded_at, self.tip.hash);
            self.rows.push(Row { position, stream: &request.stream, stream_id, revision, recorded_at, hash, event });
        }
        let revision = request.last();
        self.streams.insert(request.stream.clone(), StreamAt { id: stream_id, revision });
        Appended { revision: Revision(revision), position: Position(self.tip.position), replayed: false }
    }

    fn new_stream(&mut self, name: &'a StreamName) -> i64 {
        self.tip.last_stream += 1;
        self.new_streams.push((self.tip.last_stream, name.as_str(), name.category()));
        self.tip.last_stream
    }

    /// The same ids at the same places are a repetition; some of them are a mistake; none of them is a conflict.
    fn repeated(&self, request: &Request, at: StreamAt, stored: &[Slot]) -> Answer {
        let of_batch = self.rows.iter().filter(|row| row.stream_id == at.id).map(|row| Slot {
            revision: row.revision,
            id: row.event.id,
            position: row.position,
        });
        let slots: HashMap<u64, Slot> = stored.iter().copied().chain(of_batch).map(|s| (s.revision, s)).collect();
        let places = || (request.first()..).zip(&request.events);
        let same = places().filter(|(revision, event)| slots.get(revision).is_some_and(|s| s.id == event.id)).count();
        match slots.get(&request.last()) {
            Some(last) if same == request.events.len() => {
                Ok(Appended { revision: Revision(last.revision), position: Position(last.position), replayed: true })
            }
            _ if same > 0 => Err(AppendError::Rejected("some of its events are in the log already, others not".into())),
            _ => Err(AppendError::Conflict { actual: Some(Revision(at.revision)) }),
        }
    }
}
