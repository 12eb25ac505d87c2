//! The log of the test server, in memory: what a write is checked against, and what is read from where.
//!
//! The rules are those of KurrentDB's server; each names where that server has it.

use std::collections::HashMap;

use uuid::Uuid;

use crate::wire::{Expected, ProposedMessage};

/// An event as it stands in the log.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Its id.
    pub id: Uuid,
    /// Its stream's name.
    pub stream: String,
    /// Where it stands in its stream.
    pub revision: u64,
    /// Where it stands in the log.
    pub commit: u64,
    /// Where the write that it belongs to begins.
    pub prepare: u64,
    /// `type` and `content-type`, as the client gave them.
    pub metadata: HashMap<String, String>,
    /// The client's own metadata.
    pub custom_metadata: Vec<u8>,
    /// The client's data.
    pub data: Vec<u8>,
}

/// What came of a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// It is in the log, now or since before: where its last event stands.
    Committed {
        /// Its revision.
        revision: u64,
        /// Its place in the log.
        commit: u64,
    },
    /// The stream is not where the client believes: its newest revision.
    WrongExpectedVersion(Option<u64>),
}

/// All events, in the order in which they were written.
#[derive(Debug)]
pub struct Log {
    records: Vec<Record>,
    streams: HashMap<String, Vec<usize>>,
    /// Where the next record will stand.
    end: u64,
}

impl Default for Log {
    /// A new server's log is not empty: it holds its own settings and users (`$settings`, `$users`, `$user-admin` …).
    fn default() -> Self {
        let mut log = Self { records: Vec::new(), streams: HashMap::new(), end: 0 };
        log.system("$settings", "update-settings");
        log.system("$users", "$User");
        log
    }
}

impl Log {
    /// The server's own event, as its projections and statistics write them into `$all`.
    pub fn system(&mut self, stream: &str, event_type: &str) {
        let metadata =
            HashMap::from([("type".into(), event_type.into()), ("content-type".into(), "application/json".into())]);
        let own = ProposedMessage {
            id: Some(Uuid::new_v4().into()),
            metadata,
            custom_metadata: Vec::new(),
            data: b"{}".to_vec(),
        };
        self.push(stream, vec![own]);
    }

    /// Writes events, all or none.
    ///
    /// `IndexWriter.CheckCommit`: at the stream's end they are written, whatever their ids. Before it, each id is compared with
    /// the one at its place: all the same is a repetition and answered as success (`Idempotent`); a first one that differs is
    /// `WrongExpectedVersion`; a later one is `CorruptedIdempotency`, which `StorageWriterService` answers as
    /// `WrongExpectedVersion`, too. Beyond the end it is `WrongExpectedVersion`.
    pub fn append(&mut self, stream: &str, expected: &Expected, events: Vec<ProposedMessage>) -> Written {
        let slots = self.streams.get(stream);
        let next = slots.map_or(0, Vec::len) as u64;
        let first = match expected {
            // `StreamRevision.ToInt64`: the largest number means the end, -1, which is what NoStream is.
            Expected::NoStream(_) | Expected::Revision(u64::MAX) => 0,
            Expected::Revision(revision) => revision.saturating_add(1),
            // Werkbank never asks for these; `CheckCommit` compares them with recent ids only.
            Expected::Any(_) | Expected::StreamExists(_) => next,
        };
        let actual = next.checked_sub(1);
        if first > next {
            return Written::WrongExpectedVersion(actual);
        }
        if first < next {
            let same = |(revision, event): (u64, &ProposedMessage)| {
                let at = slots
                    .and_then(|slots| slots.get(usize::try_from(revision).ok()?))
                    .and_then(|at| self.records.get(*at));
                at.filter(|at| event.id.as_ref().and_then(crate::wire::Uuid::id) == Some(at.id))
                    .map(|at| (at.revision, at.commit))
            };
            let stood: Option<Vec<_>> = (first..).zip(&events).map(same).collect();
            return match stood.and_then(|stood| stood.last().copied()) {
                // Newer servers say where the repetition stands (`IdempotentLogPosition`).
                Some((revision, commit)) => Written::Committed { revision, commit },
                None => Written::WrongExpectedVersion(actual),
            };
        }
        let (revision, commit) = self.push(stream, events);
        Written::Committed { revision, commit }
    }

    fn push(&mut self, stream: &str, events: Vec<ProposedMessage>) -> (u64, u64) {
        let prepare = self.end;
        let mut last = (0, prepare);
        for event in events {
            let slots = self.streams.entry(stream.to_owned()).or_default();
            let (revision, commit) = (slots.len() as u64, self.end);
            slots.push(self.records.len());
            // Positions are bytes in the server's files: they grow with what was written, and have gaps.
            self.end += (100 + stream.len() + event.data.len() + event.custom_metadata.len()) as u64;
            self.records.push(Record {
                id: event.id.as_ref().and_then(crate::wire::Uuid::id).unwrap_or_default(),
                stream: stream.to_owned(),
                revision,
                commit,
                prepare,
                metadata: event.metadata,
                custom_metadata: event.custom_metadata,
                data: event.data,
            });
            last = (revision, commit);
        }
        last
    }

    /// Of a stream from a revision on, or backwards from it; none of a stream that does not exist. The newest revision comes along.
    pub fn of_stream(
        &self,
        stream: &str,
        from: Option<u64>,
        backwards: bool,
        count: usize,
    ) -> Option<(Vec<Record>, u64)> {
        let slots = self.streams.get(stream)?;
        let last = (slots.len() as u64).saturating_sub(1);
        let gone = slots.len().saturating_sub(self.most(stream));
        let place = |revision: u64| usize::try_from(revision).unwrap_or(usize::MAX).clamp(gone, slots.len());
        let chosen: Vec<usize> = if backwards {
            let end = place(from.unwrap_or(last).saturating_add(1));
            slots.iter().take(end).skip(gone).rev().take(count).copied().collect()
        } else {
            slots.iter().skip(place(from.unwrap_or(0))).take(count).copied().collect()
        };
        Some((chosen.into_iter().filter_map(|at| self.records.get(at).cloned()).collect(), last))
    }

    /// How many events of a stream are read, the newest: `$maxCount` of its metadata stream (`IndexReader`, `StreamMetadata.MaxCount`).
    fn most(&self, stream: &str) -> usize {
        let newest = self.streams.get(&format!("$${stream}")).and_then(|slots| self.records.get(*slots.last()?));
        let settings = newest.and_then(|newest| serde_json::from_slice::<serde_json::Value>(&newest.data).ok());
        let most = settings.and_then(|settings| settings.get("$maxCount")?.as_u64());
        most.and_then(|most| usize::try_from(most).ok()).unwrap_or(usize::MAX)
    }

    /// Of `$all` from a position on, the one that stands there included (`AllReader`); backwards, what stands before it.
    pub fn of_all(&self, from: Option<u64>, backwards: bool, count: usize) -> Vec<Record> {
        if backwards {
            let before = |record: &&Record| from.is_none_or(|from| record.commit < from);
            self.records.iter().rev().filter(before).take(count).cloned().collect()
        } else {
            let begin = self.records.partition_point(|record| from.is_some_and(|from| record.commit < from));
            self.records.iter().skip(begin).take(count).cloned().collect()
        }
    }

    /// Changes what stands at a place of a stream, as somebody with the server's files could.
    pub fn forge(&mut self, stream: &str, revision: u64, change: impl FnOnce(&mut Record)) -> bool {
        let slots = self.streams.get(stream);
        let at = slots.and_then(|slots| slots.get(usize::try_from(revision).ok()?)).copied();
        match at.and_then(|at| self.records.get_mut(at)) {
            Some(record) => {
                change(record);
                true
            }
            None => false,
        }
    }

    /// How many events there are, the server's own included.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }
}
