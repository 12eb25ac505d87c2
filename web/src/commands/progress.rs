//! How far a long work has come: one line that is written over at a terminal, a line now and then elsewhere.

use std::{
    io::{IsTerminal, Write, stderr},
    time::{Duration, Instant},
};

use projections::Filling;

/// How often the line is written over at a terminal.
const OVER: Duration = Duration::from_millis(100);
/// How often a line is written elsewhere.
const ANEW: Duration = Duration::from_secs(5);

/// Tells on standard error, where scripts do not take it for the answer.
pub struct Progress {
    what: &'static str,
    terminal: bool,
    told: Instant,
    shown: bool,
}

impl Progress {
    /// `what` follows the numbers: `12000 of 985999 events verified`.
    pub fn new(what: &'static str) -> Self {
        Self { what, terminal: stderr().is_terminal(), told: Instant::now(), shown: false }
    }

    /// So many of so many are done.
    pub fn reached(&mut self, done: u64, of: u64) {
        self.tell(done, of, "");
    }

    /// The same with how quick it is, and how long it goes on.
    pub fn filling(&mut self, how: &Filling) {
        let left = how.left_s.map(|left| format!(", {} a second, {left} s left", how.rate)).unwrap_or_default();
        self.tell(how.done, how.of, &left);
    }

    fn tell(&mut self, done: u64, of: u64, more: &str) {
        if self.told.elapsed() < if self.terminal { OVER } else { ANEW } {
            return;
        }
        (self.told, self.shown) = (Instant::now(), true);
        let line = format!("{done} of {of} {}{more}", self.what);
        let line = if self.terminal { format!("\r{line}\x1b[K") } else { format!("{line}\n") };
        // Nobody is left to tell when it fails.
        let _ = stderr().write_all(line.as_bytes());
    }

    /// Takes the line away again.
    pub fn end(self) {
        if self.shown && self.terminal {
            let _ = stderr().write_all(b"\r\x1b[K");
        }
    }
}
