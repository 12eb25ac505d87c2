//! What memory knows of the file, for who reads: where streams stand, and the newest events. It spares most trips to the disk.

use std::collections::VecDeque;

use super::batch::StreamAt;
use crate::{Position, Revision, StoredEvent, StreamName, recent::Recent};

/// Streams remembered: at most twice as many, about 150 bytes each.
const STREAMS: usize = 32 * 1024;
/// The same while a new log is filled in bulk.
const STREAMS_IN_BULK: usize = 1024 * 1024;
/// The newest events that are remembered, and their bytes.
const EVENTS: usize = 1_000;
const BYTES: usize = 4 * 1024 * 1024;

/// Told of what was committed by the writer alone, before anyone hears of it: what it knows was never other in the file, it is
/// only late by the moment between commit and telling.
pub(crate) struct Memory {
    streams: Recent<StreamName, StreamAt>,
    /// Whether a stream that is not known does not exist: the log was empty at first, and nothing was forgotten since.
    complete: bool,
    tail: VecDeque<StoredEvent>,
    bytes: usize,
}

impl Memory {
    pub(crate) fn new(empty_log: bool, in_bulk: bool) -> Self {
        let streams = Recent::new(if in_bulk { STREAMS_IN_BULK } else { STREAMS });
        Self { streams, complete: empty_log, tail: VecDeque::new(), bytes: 0 }
    }

    /// Where a stream stands: `None` when memory can't tell, `Some(None)` when it does not exist.
    pub(crate) fn stream(&mut self, name: &StreamName) -> Option<Option<StreamAt>> {
        match self.streams.get(name) {
            Some(at) => Some(Some(at)),
            None => (self.complete && !self.streams.has_forgotten()).then_some(None),
        }
    }

    /// Whether a stream is known to hold nothing at or behind a revision.
    pub(crate) fn ends_before(&mut self, name: &StreamName, from: Revision) -> bool {
        self.stream(name).is_some_and(|at| at.is_none_or(|at| at.revision < from.0))
    }

    pub(crate) fn remember_stream(&mut self, name: StreamName, at: StreamAt) {
        self.streams.insert(name, at);
    }

    /// Events that stand behind all that is remembered.
    pub(crate) fn remember_events(&mut self, events: impl Iterator<Item = StoredEvent>) {
        for event in events {
            self.bytes += size(&event);
            self.tail.push_back(event);
        }
        while self.tail.len() > EVENTS || self.bytes > BYTES {
            let Some(oldest) = self.tail.pop_front() else { break };
            self.bytes -= size(&oldest);
        }
    }

    /// The events after a position, when memory holds the first of them: positions have no gaps.
    pub(crate) fn events(&self, after: Option<Position>, limit: u32) -> Option<Vec<StoredEvent>> {
        let first = self.tail.front()?.position.0;
        let from = after.map_or(1, |after| after.0 + 1).checked_sub(first)?;
        let from = usize::try_from(from).ok().filter(|from| *from <= self.tail.len())?;
        Some(self.tail.range(from..).take(limit as usize).cloned().collect())
    }

    /// After a write whose outcome is unknown nothing that was remembered can be trusted.
    pub(crate) fn forget(&mut self) {
        *self = Self::new(false, false);
    }
}

fn size(event: &StoredEvent) -> usize {
    event.data.len() + event.metadata.len()
}
