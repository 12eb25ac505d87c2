//! The client of KurrentDB, kept alive. The only file that knows the client crate.
//!
//! What is known of the crate, and lived with here: once it could not find a node it never tries again, and it stays with a leader
//! that died; so a client that shows either is replaced by a new one. It panics over answers that make no sense, and waits without
//! end where nothing comes; so each call is caught and has its time. Its subscriptions can spin for ever, and one refused write
//! ends all others of its batches; so neither is used: everything is a finite call. It leaves Nagle's algorithm on: a call that
//! is alone on its connection takes about 40 ms.

use std::{
    panic::AssertUnwindSafe,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use eventstore::{
    AppendToStreamOptions, Client, ClientSettings, CurrentRevision, Error, EventData, Position, ReadAllOptions,
    ReadEvent, ReadStream, ReadStreamOptions, RecordedEvent, StreamPosition, StreamState,
};
use futures::{FutureExt, future::BoxFuture};
use uuid::Uuid;

use super::address::Address;
use crate::Expected;

/// How long a call may take, when the connection string says nothing.
const DEADLINE: Duration = Duration::from_secs(10);
/// How long is tried to get through to a server before the caller is told.
const PATIENCE: Duration = Duration::from_secs(8);
/// How long is waited after a failure, at first and at most.
const PAUSE: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(2));
/// So many failed answers in a row mean that a client will not recover by itself.
const FAILED_ANSWERS: u32 = 2;
/// A page ends early when it holds so many bytes.
const PAGE_BYTES: usize = 16 * 1024 * 1024;

/// An event on the wire.
#[derive(Debug, Clone)]
pub(super) struct RawEvent {
    pub(super) id: Uuid,
    pub(super) stream: String,
    pub(super) revision: u64,
    pub(super) event_type: String,
    /// Where it stands in `$all`.
    pub(super) at: At,
    pub(super) data: Vec<u8>,
    pub(super) metadata: Vec<u8>,
}

/// A place in `$all`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct At {
    pub(super) commit: u64,
    pub(super) prepare: u64,
}

/// Events in the order of the log, as far as a page goes.
pub(super) type Page = Vec<RawEvent>;

/// An event to be written.
#[derive(Debug, Clone)]
pub(super) struct RawNew {
    pub(super) id: Uuid,
    pub(super) event_type: String,
    pub(super) data: String,
    pub(super) metadata: String,
}

/// Why a call came to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Failure {
    /// The stream is at another revision.
    Conflict(Option<u64>),
    /// The server will not do it, however often it is asked.
    Refused(String),
    /// It never reached a server that would do it.
    Unsent(String),
    /// What became of it is unknown.
    Unknown(String),
}

/// The connection to a cluster; see the file's first lines.
pub(super) struct Connection {
    /// Where it goes, without what is secret.
    pub(super) address: String,
    settings: ClientSettings,
    deadline: Duration,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    client: Option<Client>,
    /// Which client this is: a late failure of an earlier one tells nothing of it.
    generation: u64,
    failed_answers: u32,
    pause: Duration,
    not_before: Option<Instant>,
}

impl Connection {
    /// Connects to nothing yet.
    pub(super) fn new(address: &Address) -> Result<Self, String> {
        // What the crate says of a wrong string may repeat it, password and all.
        let settings = address.secret().parse().map_err(|_| format!("{address} is not a connection string"))?;
        let deadline = address.deadline().unwrap_or(DEADLINE);
        Ok(Self { address: address.to_string(), settings, deadline, state: Mutex::default() })
    }

    /// Writes events at a stream's end, all or none: the revision of the last one.
    pub(super) async fn append(&self, stream: &str, expected: Expected, events: &[RawNew]) -> Result<u64, Failure> {
        let expected = match expected {
            Expected::NoStream => StreamState::NoStream,
            Expected::Exact(revision) => StreamState::StreamRevision(revision.0),
        };
        let options =
            AppendToStreamOptions::default().stream_state(expected).requires_leader(true).deadline(self.deadline);
        let events = events.iter().map(data).collect::<Result<Vec<_>, _>>();
        let events = events.map_err(|error| Failure::Refused(error.to_string()))?;
        let stream = stream.to_owned();
        let append = move |client: Client| {
            let (stream, options, events) = (stream.clone(), options.clone(), events.clone());
            async move { client.append_to_stream(stream, &options, events).await }.boxed()
        };
        Ok(self.until_sent(append).await?.next_expected_version)
    }

    /// A page of a stream, forward from a revision; none of a stream that does not exist.
    pub(super) async fn read_stream(&self, stream: &str, from: u64, limit: usize) -> Result<Page, Failure> {
        let options = ReadStreamOptions::default()
            .position(StreamPosition::Position(from))
            .forwards()
            .max_count(limit)
            .requires_leader(true)
            .deadline(self.deadline);
        let stream = stream.to_owned();
        let read = move |client: Client| {
            let (stream, options) = (stream.clone(), options.clone());
            async move { page(client.read_stream(stream, &options).await?, true).await }.boxed()
        };
        self.until_answered(read).await
    }

    /// A stream's newest event; none where there is no such stream.
    pub(super) async fn newest(&self, stream: &str) -> Result<Option<RawEvent>, Failure> {
        let options = ReadStreamOptions::default()
            .position(StreamPosition::End)
            .backwards()
            .max_count(1)
            .requires_leader(true)
            .deadline(self.deadline);
        let stream = stream.to_owned();
        let read = move |client: Client| {
            let (stream, options) = (stream.clone(), options.clone());
            async move { first(client.read_stream(stream, &options).await?).await }.boxed()
        };
        self.until_answered(read).await
    }

    /// A page of everything, forward from a place, what stands there included. A page that breaks off early is shorter, and no error.
    pub(super) async fn read_all(&self, from: Option<At>, limit: usize) -> Result<Page, Failure> {
        let position = from.map_or(StreamPosition::Start, |At { commit, prepare }| {
            StreamPosition::Position(Position { commit, prepare })
        });
        let options = ReadAllOptions::default()
            .position(position)
            .forwards()
            .max_count(limit)
            .requires_leader(true)
            .deadline(self.deadline);
        let read = move |client: Client| {
            let options = options.clone();
            async move { page(client.read_all(&options).await?, false).await }.boxed()
        };
        self.until_answered(read).await
    }

    /// The last place in the log.
    pub(super) async fn end(&self) -> Result<At, Failure> {
        let options = ReadAllOptions::default()
            .position(StreamPosition::End)
            .max_count(1)
            .requires_leader(true)
            .deadline(self.deadline);
        let read = move |client: Client| {
            let options = options.clone();
            let broke_off = || Error::ServerError("the answer broke off".into());
            async move { page(client.read_all(&options).await?, false).await?.pop().ok_or_else(broke_off) }.boxed()
        };
        self.until_answered(read).await.map(|event| event.at)
    }

    /// Tries again as long as it is sure that nothing was done.
    async fn until_sent<T>(&self, call: impl Call<T>) -> Result<T, Failure> {
        let begun = Instant::now();
        loop {
            match self.call(&call).await {
                Err(Failure::Unsent(_)) if begun.elapsed() < PATIENCE => {}
                answer => return answer,
            }
        }
    }

    /// Tries again whatever went wrong on the way: reading changes nothing.
    async fn until_answered<T>(&self, call: impl Call<T>) -> Result<T, Failure> {
        let begun = Instant::now();
        loop {
            match self.call(&call).await {
                Err(Failure::Unsent(_) | Failure::Unknown(_)) if begun.elapsed() < PATIENCE => {}
                answer => return answer,
            }
        }
    }

    /// Calls once, and draws from what comes of it what the client is worth.
    async fn call<T>(&self, call: &impl Call<T>) -> Result<T, Failure> {
        let not_before = self.state().not_before;
        if let Some(not_before) = not_before {
            tokio::time::sleep_until(not_before.into()).await;
        }
        let (generation, client) = self.client()?;
        let call = AssertUnwindSafe(call(client)).catch_unwind();
        let outcome = tokio::time::timeout(self.deadline, call).await;
        let mut state = self.state();
        let own = state.generation == generation;
        let (failure, worn) = match outcome {
            Ok(Ok(Ok(done))) => {
                if own {
                    (state.failed_answers, state.pause, state.not_before) = (0, Duration::ZERO, None);
                }
                return Ok(done);
            }
            Ok(Ok(Err(error))) => failure(error),
            Ok(Err(_)) => (Failure::Unknown("the client panicked over the answer".into()), Worn::Out),
            Err(_) => (Failure::Unknown("no answer came in time".into()), Worn::ALittle),
        };
        if own && worn != Worn::Not {
            state.failed_answers += 1;
            if worn == Worn::Out || state.failed_answers >= FAILED_ANSWERS {
                tracing::debug!(?failure, "the client of the log is replaced");
                (state.client, state.failed_answers) = (None, 0);
                state.generation += 1;
            }
            state.pause = (state.pause * 2).clamp(PAUSE.0, PAUSE.1);
            state.not_before = Some(Instant::now() + state.pause);
        }
        Err(failure)
    }

    /// The client, made anew where the last one was worn out.
    fn client(&self) -> Result<(u64, Client), Failure> {
        let mut state = self.state();
        if let Some(client) = &state.client {
            return Ok((state.generation, client.clone()));
        }
        // It panics over certificates that it can't read.
        let made = std::panic::catch_unwind(AssertUnwindSafe(|| Client::new(self.settings.clone())));
        let client = match made {
            Ok(Ok(client)) => client,
            Ok(Err(error)) => return Err(Failure::Refused(format!("the connection can't be prepared: {error}"))),
            Err(_) => return Err(Failure::Refused("the connection can't be prepared: is tlsCaFile readable?".into())),
        };
        state.client = Some(client.clone());
        Ok((state.generation, client))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An event as the crate wants it, its JSON letter by letter as it is: the chain covers these bytes.
fn data(event: &RawNew) -> Result<EventData, serde_json::Error> {
    let raw = |text: &str| serde_json::value::RawValue::from_string(text.to_owned());
    EventData::json(&event.event_type, &raw(&event.data)?)?.id(event.id).metadata_as_json(&raw(&event.metadata)?)
}

/// Whether the crate can read a connection string.
pub(super) fn reads(address: &Address) -> bool {
    address.secret().parse::<ClientSettings>().is_ok()
}

/// Something that is asked of a client, perhaps more than once.
trait Call<T>: Fn(Client) -> BoxFuture<'static, Result<T, Error>> + Send + Sync {}
impl<T, F: Fn(Client) -> BoxFuture<'static, Result<T, Error>> + Send + Sync> Call<T> for F {}

/// What a failure says of the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Worn {
    /// Nothing.
    Not,
    /// If it comes again it will not recover.
    ALittle,
    /// It will not recover.
    Out,
}

fn failure(error: Error) -> (Failure, Worn) {
    let said = error.to_string();
    match error {
        Error::WrongExpectedVersion { current: CurrentRevision::Current(at), .. } => {
            (Failure::Conflict(Some(at)), Worn::Not)
        }
        Error::WrongExpectedVersion { current: CurrentRevision::NoStream, .. } => (Failure::Conflict(None), Worn::Not),
        // Both come before anything is sent.
        Error::ConnectionClosed | Error::GrpcConnectionError(_) => {
            tracing::debug!(error = said, "no way to the log");
            (Failure::Unsent("no server answers".into()), Worn::Out)
        }
        // The client goes to the leader by itself; where that one is gone, too, a new one looks around.
        Error::NotLeaderException(_) => {
            (Failure::Unsent("the node that was asked does not lead".into()), Worn::ALittle)
        }
        Error::ServerError(_) | Error::DeadlineExceeded => (Failure::Unknown(said), Worn::ALittle),
        Error::Grpc { code, .. } => {
            // gRPC's numbers: 1 cancelled, 8 exhausted, 10 aborted. The server says "aborted" when it timed out.
            match code as i32 {
                1 | 8 | 10 => (Failure::Unknown(said), Worn::ALittle),
                _ => (Failure::Refused(said), Worn::Not),
            }
        }
        Error::AccessDenied => (Failure::Refused("the server denies access: see user and password".into()), Worn::Not),
        Error::ResourceDeleted => (Failure::Refused("the stream was deleted".into()), Worn::Not),
        _ => (Failure::Refused(said), Worn::Not),
    }
}

/// Reads an answer to its end. Of a stream the server says when it is all; what ends without that broke off.
async fn page(mut stream: ReadStream, has_end: bool) -> Result<Page, Error> {
    let (mut events, mut bytes, mut ended) = (Vec::new(), 0, !has_end);
    loop {
        match stream.next_read_event().await {
            Ok(Some(ReadEvent::Event(resolved))) => {
                let Some(event) = resolved.event.map(raw) else { continue };
                bytes += event.data.len() + event.metadata.len();
                events.push(event);
                if bytes >= PAGE_BYTES {
                    return Ok(events);
                }
            }
            Ok(Some(ReadEvent::LastStreamPosition(_))) => ended = true,
            Ok(Some(_)) => {}
            Ok(None) if ended => return Ok(events),
            Ok(None) => return Err(Error::ServerError("the answer broke off".into())),
            // A stream that does not exist holds nothing.
            Err(Error::ResourceNotFound) => return Ok(Vec::new()),
            Err(error) => return Err(error),
        }
    }
}

/// The first event of an answer.
async fn first(mut stream: ReadStream) -> Result<Option<RawEvent>, Error> {
    loop {
        match stream.next_read_event().await {
            Ok(Some(ReadEvent::Event(resolved))) => return Ok(resolved.event.map(raw)),
            Ok(Some(_)) => {}
            Ok(None) => return Err(Error::ServerError("the answer broke off".into())),
            Err(Error::ResourceNotFound) => return Ok(None),
            Err(error) => return Err(error),
        }
    }
}

fn raw(event: RecordedEvent) -> RawEvent {
    RawEvent {
        id: event.id,
        stream: event.stream_id().to_owned(),
        revision: event.revision,
        at: At { commit: event.position.commit, prepare: event.position.prepare },
        event_type: event.event_type,
        data: event.data.to_vec(),
        metadata: event.custom_metadata.to_vec(),
    }
}
