//! What the server answers to each call, as `Streams`, `Gossip` and `ServerFeatures` of KurrentDB do.

use std::{collections::HashMap, convert::Infallible, sync::Arc};

use axum::body::to_bytes;
use futures::{StreamExt, future::pending, stream};
use serde::Deserialize;
use tokio::sync::Notify;
use tonic::{
    Code, Request, Response, Status, Streaming, body::Body, codec::ProstCodec, metadata::MetadataMap, server::Grpc,
};
use tower::service_fn;

use crate::{
    cluster::Shared,
    log::{Record, Written},
    panel::{Call, Fault},
    wire::*,
};

/// What the server takes and gives in one message: 16 MiB and a little, as `TFConsts.EffectiveMaxLogRecordSize` has it.
const MOST: usize = 17 * 1024 * 1024;

/// Answers the calls of one connection.
#[derive(Clone)]
pub(crate) struct Service {
    pub(crate) shared: Arc<Shared>,
    /// Which node this is.
    pub(crate) node: usize,
    /// Breaks the connection.
    pub(crate) kill: Arc<Notify>,
}

/// What somebody sets at the panel from outside.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Order {
    /// The next calls go wrong.
    Fault { call: Call, fault: Fault, times: u32 },
    /// Another node leads from now on.
    Lead(usize),
    /// The server writes an event of its own.
    System,
    /// Nothing goes wrong any more.
    Clear,
}

impl Service {
    /// Answers a call.
    pub(crate) async fn call(
        self,
        request: http::Request<hyper::body::Incoming>,
    ) -> Result<http::Response<Body>, Infallible> {
        let path = request.uri().path().to_owned();
        let service = self.clone();
        Ok(match path.as_str() {
            "/event_store.client.streams.Streams/Append" => {
                let append = service_fn(move |request| service.clone().append(request));
                let codec = ProstCodec::<AppendResp, AppendReq>::default();
                Grpc::new(codec).max_decoding_message_size(MOST).client_streaming(append, request).await
            }
            "/event_store.client.streams.Streams/Read" => {
                let read = service_fn(move |request| service.clone().read(request));
                let codec = ProstCodec::<ReadResp, ReadReq>::default();
                Grpc::new(codec).max_encoding_message_size(MOST).server_streaming(read, request).await
            }
            "/event_store.client.gossip.Gossip/Read" => {
                let gossip = service_fn(move |_: Request<Empty>| service.clone().gossip());
                Grpc::new(ProstCodec::<ClusterInfo, Empty>::default()).unary(gossip, request).await
            }
            "/event_store.client.server_features.ServerFeatures/GetSupportedMethods" => {
                let features = service_fn(move |_: Request<Empty>| service.clone().features());
                Grpc::new(ProstCodec::<SupportedMethods, Empty>::default()).unary(features, request).await
            }
            "/panel" => self.panel(request).await,
            _ => Status::unimplemented(path).into_http(),
        })
    }

    /// `Streams.Append`.
    async fn append(self, request: Request<Streaming<AppendReq>>) -> Result<Response<AppendResp>, Status> {
        self.may(request.metadata())?;
        let fault = self.shared.panel().take(Call::Append);
        self.before(&fault).await?;
        // `ClientMessage.WriteEvents` of a client that does not ask for the leader is forwarded to it.
        self.leads(request.metadata())?;
        let mut messages = request.into_inner();
        let Some(AppendReq { content: Some(AppendContent::Options(options)) }) = messages.message().await? else {
            return Err(Status::unknown("the first message has no options"));
        };
        let stream = name(options.stream_identifier)?;
        let (Some(expected), mut events, mut size) = (options.expected, Vec::new(), 0) else {
            return Err(Status::invalid_argument("no expected revision"));
        };
        while let Some(AppendReq { content: Some(AppendContent::ProposedMessage(event)) }) = messages.message().await? {
            for required in ["type", "content-type"] {
                if !event.metadata.contains_key(required) {
                    let what = format!("Required Metadata Property '{required}' is missing");
                    return Err(Status::invalid_argument(what));
                }
            }
            // `Event.SizeOnDisk`: type, data and metadata.
            size +=
                event.data.len() + event.custom_metadata.len() + 2 * event.metadata.get("type").map_or(0, String::len);
            let most = self.shared.settings.max_append_bytes;
            if size > most {
                // `RpcExceptions.MaxAppendSizeExceeded`.
                let status = Status::invalid_argument(format!("Maximum Append Size of {most} Exceeded."));
                return Err(with(status, &[("exception", "maximum-append-size-exceeded")]));
            }
            events.push(event);
        }
        let written = self.shared.log().append(&stream, &expected, events);
        self.after(&fault).await?;
        let result = match written {
            _ if fault == Some(Fault::Nonsense) => None,
            Written::Committed { revision, commit } => Some(AppendResult::Success(AppendSuccess {
                current: Some(CurrentRevision::Revision(revision)),
                position: Some(AppendPosition::Position(Position {
                    commit_position: commit,
                    prepare_position: commit,
                })),
            })),
            Written::WrongExpectedVersion(actual) => Some(AppendResult::WrongExpectedVersion(WrongExpectedVersion {
                current: Some(actual.map_or(WrongCurrent::NoStream(Empty {}), WrongCurrent::Revision)),
                expected: Some(match expected {
                    Expected::Revision(revision) => WrongExpected::Revision(revision),
                    Expected::NoStream(_) => WrongExpected::NoStream(Empty {}),
                    Expected::Any(_) => WrongExpected::Any(Empty {}),
                    Expected::StreamExists(_) => WrongExpected::StreamExists(Empty {}),
                }),
            })),
        };
        Ok(Response::new(AppendResp { result }))
    }

    /// `Streams.Read`: pages of a stream or of `$all`.
    async fn read(
        self,
        request: Request<ReadReq>,
    ) -> Result<Response<stream::BoxStream<'static, Result<ReadResp, Status>>>, Status> {
        self.may(request.metadata())?;
        let fault = self.shared.panel().take(Call::Read);
        self.before(&fault).await?;
        self.leads(request.metadata())?;
        let options = request.into_inner().options.ok_or_else(|| Status::invalid_argument("no options"))?;
        let Some(Count::Count(count)) = options.count else {
            return Err(Status::unimplemented("subscriptions are not part of this test server"));
        };
        let (count, backwards) = (usize::try_from(count).unwrap_or(usize::MAX), options.direction == 1);
        let compatible = options.control.is_some_and(|control| control.compatibility >= 1);
        let mut answers: Vec<Result<ReadResp, Status>> = match options.of {
            Some(Of::All(all)) => {
                let from = match all.from {
                    Some(FromPosition::Position(position)) => Some(position.commit_position),
                    Some(FromPosition::Start(_)) => Some(0),
                    _ => None,
                };
                // Forwards from the end there is nothing.
                let count = if from.is_none() && !backwards { 0 } else { count };
                self.shared.log().of_all(from, backwards, count).into_iter().map(event).collect()
            }
            Some(Of::Stream(of)) => {
                let stream = name(of.stream_identifier)?;
                let from = match of.from {
                    Some(FromRevision::Revision(revision)) => Some(revision),
                    Some(FromRevision::Start(_)) => Some(0),
                    _ => None,
                };
                match self.shared.log().of_stream(&stream, from, backwards, count) {
                    // `Enumerator.ReadStreamForwards`: the newest revision comes last, so that who reads knows it is all.
                    Some((records, last)) => {
                        let last = compatible.then_some(content(ReadContent::LastStreamPosition(last)));
                        records.into_iter().map(event).chain(last).collect()
                    }
                    None => {
                        let stream_identifier = Some(StreamIdentifier { stream_name: stream.into() });
                        vec![content(ReadContent::StreamNotFound(StreamNotFound { stream_identifier }))]
                    }
                }
            }
            None => return Err(Status::invalid_argument("neither a stream nor all")),
        };
        let mut end = None;
        match &fault {
            Some(Fault::Reset { after }) => {
                answers.truncate(*after);
                answers.push(Err(Status::internal("h2 protocol error: stream was reset")));
            }
            Some(Fault::CleanEnd { after }) => answers.truncate(*after),
            Some(Fault::Twice) => answers = answers.into_iter().flat_map(|answer| [answer.clone(), answer]).collect(),
            Some(Fault::Nonsense) => answers = vec![Ok(ReadResp { content: None })],
            Some(Fault::DropAfter | Fault::SilentAfter) => end = Some(fault.clone()),
            _ => self.after(&fault).await?,
        }
        let ends = stream::iter(end).then(move |fault| {
            let service = self.clone();
            async move {
                service.after(&fault).await?;
                Err(Status::internal("it never comes to this"))
            }
        });
        Ok(Response::new(stream::iter(answers).chain(ends).boxed()))
    }

    /// `Gossip.Read`.
    async fn gossip(self) -> Result<Response<ClusterInfo>, Status> {
        let fault = self.shared.panel().take(Call::Gossip);
        self.before(&fault).await?;
        let leader = self.shared.leader();
        let member = |(node, address): (usize, Option<std::net::SocketAddr>)| {
            let address = address?;
            let alive = self.shared.is_up(node);
            Some(MemberInfo {
                instance_id: Some(uuid::Uuid::from_u128(node as u128 + 1).into()),
                time_stamp: 0,
                state: if !alive {
                    11
                } else if node == leader {
                    8
                } else {
                    6
                },
                is_alive: alive,
                http_end_point: Some(EndPoint { address: address.ip().to_string(), port: address.port().into() }),
            })
        };
        Ok(Response::new(ClusterInfo {
            members: self.shared.addresses().into_iter().enumerate().filter_map(member).collect(),
        }))
    }

    /// `ServerFeatures.GetSupportedMethods`; writes in batches are not among them.
    async fn features(self) -> Result<Response<SupportedMethods>, Status> {
        let fault = self.shared.panel().take(Call::Features);
        self.before(&fault).await?;
        let of_streams = |name: &str| SupportedMethod {
            method_name: name.into(),
            service_name: "event_store.client.streams.streams".into(),
            features: Vec::new(),
        };
        let methods = ["append", "read"].map(of_streams).into();
        Ok(Response::new(SupportedMethods { methods, event_store_server_version: "25.1.0".into() }))
    }

    async fn panel(&self, request: http::Request<hyper::body::Incoming>) -> http::Response<Body> {
        let body = to_bytes(axum::body::Body::new(request.into_body()), MOST).await.unwrap_or_default();
        let (status, said) = match serde_json::from_slice::<Order>(&body) {
            Ok(order) => {
                match order {
                    Order::Fault { call, fault, times } => self.shared.panel().set(call, fault, times),
                    Order::Lead(node) => self.shared.lead(node),
                    Order::System => self.shared.log().system("$stats-0", "$statsCollected"),
                    Order::Clear => self.shared.panel().clear(),
                }
                (200, format!("{}\n", self.shared.log().len()))
            }
            Err(error) => (400, format!("{error}\n")),
        };
        let mut answer = http::Response::new(Body::new(said));
        *answer.status_mut() = http::StatusCode::from_u16(status).unwrap_or_default();
        answer
    }

    /// The user must be who the server knows (`RpcExceptions.AccessDenied`).
    fn may(&self, metadata: &MetadataMap) -> Result<(), Status> {
        let Some(authorization) = &self.shared.settings.authorization else { return Ok(()) };
        let given = metadata.get("authorization").and_then(|given| given.to_str().ok());
        if given == Some(authorization) { Ok(()) } else { Err(Status::unauthenticated("Unauthenticated")) }
    }

    /// Who asks for the leader is sent there by who is not (`RpcExceptions.LeaderInfo`).
    fn leads(&self, metadata: &MetadataMap) -> Result<(), Status> {
        let leader = self.shared.leader();
        let wants = metadata.get("requires-leader").is_some_and(|wants| wants == "true");
        if leader == self.node || !wants {
            return Ok(());
        }
        match self.shared.addresses().get(leader).copied().flatten() {
            Some(address) => Err(not_leader(&address.ip().to_string(), address.port())),
            // `RpcExceptions.NoLeaderInfo`.
            None => Err(Status::unknown("No leader info available in response")),
        }
    }

    async fn before(&self, fault: &Option<Fault>) -> Result<(), Status> {
        match fault {
            Some(Fault::NotLeader { host, port }) => Err(not_leader(host, *port)),
            Some(Fault::UnavailableBefore) => Err(Status::unavailable("Server Is Not Ready")),
            Some(Fault::Denied) => {
                Err(with(Status::permission_denied("Access Denied"), &[("exception", "access-denied")]))
            }
            Some(Fault::SilentBefore) => pending().await,
            Some(Fault::DropBefore) => {
                self.kill.notify_one();
                pending().await
            }
            _ => Ok(()),
        }
    }

    async fn after(&self, fault: &Option<Fault>) -> Result<(), Status> {
        match fault {
            Some(Fault::UnavailableAfter) => Err(Status::unavailable("Server Is Too Busy")),
            Some(Fault::TimeoutAfter) => Err(Status::new(Code::Aborted, "Operation timed out: Commit phase timeout.")),
            Some(Fault::SilentAfter) => pending().await,
            Some(Fault::DropAfter) => {
                self.kill.notify_one();
                pending().await
            }
            _ => Ok(()),
        }
    }
}

fn not_leader(host: &str, port: u16) -> Status {
    let port = port.to_string();
    let told = [("exception", "not-leader"), ("leader-endpoint-host", host), ("leader-endpoint-port", &port)];
    with(Status::not_found("Leader info available"), &told)
}

fn with(mut status: Status, told: &[(&'static str, &str)]) -> Status {
    for (key, value) in told {
        if let Ok(value) = value.parse() {
            status.metadata_mut().insert(*key, value);
        }
    }
    status
}

fn name(identifier: Option<StreamIdentifier>) -> Result<String, Status> {
    let name = identifier.and_then(|identifier| String::from_utf8(identifier.stream_name).ok());
    name.filter(|name| !name.is_empty()).ok_or_else(|| Status::invalid_argument("no stream"))
}

fn content(content: ReadContent) -> Result<ReadResp, Status> {
    Ok(ReadResp { content: Some(content) })
}

/// `ConvertToRecordedEvent` in `Streams.Read`.
fn event(record: Record) -> Result<ReadResp, Status> {
    let mut metadata: HashMap<String, String> = record.metadata;
    metadata.insert("created".into(), "17000000000000000".into());
    let event = RecordedEvent {
        id: Some(record.id.into()),
        stream_identifier: Some(StreamIdentifier { stream_name: record.stream.into() }),
        stream_revision: record.revision,
        prepare_position: record.prepare,
        commit_position: record.commit,
        metadata,
        custom_metadata: record.custom_metadata,
        data: record.data,
    };
    content(ReadContent::Event(ReadEvent { event: Some(event), commit_position: record.commit }))
}
