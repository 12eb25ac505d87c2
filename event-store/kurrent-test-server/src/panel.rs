//! The panel of faults: what goes wrong with the next calls.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

/// Which calls a fault is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Call {
    /// A write.
    Append,
    /// A read of a stream or of all.
    Read,
    /// The question which nodes there are.
    Gossip,
    /// The first question of every connection: what the server can do.
    Features,
}

/// What goes wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// `RpcExceptions.LeaderInfo`: another node leads.
    NotLeader {
        /// Its host.
        host: String,
        /// Its port.
        port: u16,
    },
    /// `RpcExceptions.ServerNotReady`: nothing was done.
    UnavailableBefore,
    /// The same words, but it was done.
    UnavailableAfter,
    /// `RpcExceptions.Timeout` (`Aborted`) after it was done: the other nodes did not confirm in time.
    TimeoutAfter,
    /// The answer breaks off with an error after so many events.
    Reset {
        /// Events that come through.
        after: usize,
    },
    /// The answer ends after so many events as if that were all of it: what a proxy makes of a server that went away.
    CleanEnd {
        /// Events that come through.
        after: usize,
    },
    /// No answer ever comes, and nothing was done.
    SilentBefore,
    /// No answer ever comes, but it was done.
    SilentAfter,
    /// The connection breaks, and nothing was done.
    DropBefore,
    /// The connection breaks, but it was done.
    DropAfter,
    /// Every event comes twice.
    Twice,
    /// An answer that no server gives: the client panics over it.
    Nonsense,
    /// `RpcExceptions.AccessDenied`.
    Denied,
}

/// What goes wrong next, in order.
#[derive(Debug, Default)]
pub struct Panel {
    waiting: VecDeque<(Call, Fault, u32)>,
    met: usize,
}

impl Panel {
    /// Lets the next `times` calls of a kind go wrong.
    pub fn set(&mut self, call: Call, fault: Fault, times: u32) {
        self.waiting.push_back((call, fault, times));
    }

    /// Takes everything back that has not happened yet.
    pub fn clear(&mut self) {
        self.waiting.clear();
    }

    /// How many calls went wrong.
    pub fn met(&self) -> usize {
        self.met
    }

    /// What goes wrong with this call.
    pub(crate) fn take(&mut self, call: Call) -> Option<Fault> {
        let at = self.waiting.iter().position(|(of, ..)| *of == call)?;
        let (_, fault, times) = self.waiting.get_mut(at)?;
        let fault = fault.clone();
        *times = times.saturating_sub(1);
        if *times == 0 {
            self.waiting.remove(at);
        }
        self.met += 1;
        Some(fault)
    }
}
