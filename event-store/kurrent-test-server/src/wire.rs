//! The messages that KurrentDB's clients and servers exchange, as far as Werkbank's client says or hears them. Field numbers are
//! those of the protocol (`streams.proto`, `gossip.proto`, `serverfeatures.proto`, `shared.proto`, version 1).
#![allow(missing_docs, reason = "the names are the protocol's")]

use std::collections::HashMap;

use prost::{Message, Oneof};

#[derive(Clone, PartialEq, Message)]
pub struct Empty {}

#[derive(Clone, PartialEq, Message)]
pub struct StreamIdentifier {
    #[prost(bytes = "vec", tag = "3")]
    pub stream_name: Vec<u8>,
}

#[derive(Clone, PartialEq, Message)]
pub struct Uuid {
    #[prost(oneof = "UuidValue", tags = "1, 2")]
    pub value: Option<UuidValue>,
}

#[derive(Clone, PartialEq, Oneof)]
pub enum UuidValue {
    #[prost(message, tag = "1")]
    Structured(Structured),
    #[prost(string, tag = "2")]
    String(String),
}

#[derive(Clone, Copy, PartialEq, Message)]
pub struct Structured {
    #[prost(int64, tag = "1")]
    pub most_significant_bits: i64,
    #[prost(int64, tag = "2")]
    pub least_significant_bits: i64,
}

#[derive(Clone, Copy, PartialEq, Message)]
pub struct Position {
    #[prost(uint64, tag = "1")]
    pub commit_position: u64,
    #[prost(uint64, tag = "2")]
    pub prepare_position: u64,
}

// Append.

#[derive(Clone, PartialEq, Message)]
pub struct AppendReq {
    #[prost(oneof = "AppendContent", tags = "1, 2")]
    pub content: Option<AppendContent>,
}

#[derive(Clone, PartialEq, Oneof)]
pub enum AppendContent {
    #[prost(message, tag = "1")]
    Options(AppendOptions),
    #[prost(message, tag = "2")]
    ProposedMessage(ProposedMessage),
}

#[derive(Clone, PartialEq, Message)]
pub struct AppendOptions {
    #[prost(message, optional, tag = "1")]
    pub stream_identifier: Option<StreamIdentifier>,
    #[prost(oneof = "Expected", tags = "2, 3, 4, 5")]
    pub expected: Option<Expected>,
}

#[derive(Clone, PartialEq, Oneof)]
pub enum Expected {
    #[prost(uint64, tag = "2")]
    Revision(u64),
    #[prost(message, tag = "3")]
    NoStream(Empty),
    #[prost(message, tag = "4")]
    Any(Empty),
    #[prost(message, tag = "5")]
    StreamExists(Empty),
}

#[derive(Clone, PartialEq, Message)]
pub struct ProposedMessage {
    #[prost(message, optional, tag = "1")]
    pub id: Option<Uuid>,
    #[prost(map = "string, string", tag = "2")]
    pub metadata: HashMap<String, String>,
    #[prost(bytes = "vec", tag = "3")]
    pub custom_metadata: Vec<u8>,
    #[prost(bytes = "vec", tag = "4")]
    pub data: Vec<u8>,
}

#[derive(Clone, PartialEq, Message)]
pub struct AppendResp {
    #[prost(oneof = "AppendResult", tags = "1, 2")]
    pub result: Option<AppendResult>,
}

#[derive(Clone, PartialEq, Oneof)]
pub enum AppendResult {
    #[prost(message, tag = "1")]
    Success(AppendSuccess),
    #[prost(message, tag = "2")]
    WrongExpectedVersion(WrongExpectedVersion),
}

#[derive(Clone, PartialEq, Message)]
pub struct AppendSuccess {
    #[prost(oneof = "CurrentRevision", tags = "1, 2")]
    pub current: Option<CurrentRevision>,
    #[prost(oneof = "AppendPosition", tags = "3, 4")]
    pub position: Option<AppendPosition>,
}

#[derive(Clone, PartialEq, Oneof)]
pub enum CurrentRevision {
    #[prost(uint64, tag = "1")]
    Revision(u64),
    #[prost(message, tag = "2")]
    NoStream(Empty),
}

#[derive(Clone, PartialEq, Oneof)]
pub enum AppendPosition {
    #[prost(message, tag = "3")]
    Position(Position),
    #[prost(message, tag = "4")]
    NoPosition(Empty),
}

#[derive(Clone, PartialEq, Message)]
pub struct WrongExpectedVersion {
    #[prost(oneof = "WrongCurrent", tags = "6, 7")]
    pub current: Option<WrongCurrent>,
    #[prost(oneof = "WrongExpected", tags = "8, 9, 10, 11")]
    pub expected: Option<WrongExpected>,
}

#[derive(Clone, PartialEq, Oneof)]
pub enum WrongCurrent {
    #[prost(uint64, tag = "6")]
    Revision(u64),
    #[prost(message, tag = "7")]
    NoStream(Empty),
}

#[derive(Clone, PartialEq, Oneof)]
pub enum WrongExpected {
    #[prost(uint64, tag = "8")]
    Revision(u64),
    #[prost(message, tag = "9")]
    Any(Empty),
    #[prost(message, tag = "10")]
    StreamExists(Empty),
    #[prost(message, tag = "11")]
    NoStream(Empty),
}

// Read.

#[derive(Clone, PartialEq, Message)]
pub struct ReadReq {
    #[prost(message, optional, tag = "1")]
    pub options: Option<ReadOptions>,
}

#[derive(Clone, PartialEq, Message)]
pub struct ReadOptions {
    #[prost(oneof = "Of", tags = "1, 2")]
    pub of: Option<Of>,
    /// 0 forwards, 1 backwards.
    #[prost(int32, tag = "3")]
    pub direction: i32,
    #[prost(oneof = "Count", tags = "5, 6")]
    pub count: Option<Count>,
    #[prost(message, optional, tag = "10")]
    pub control: Option<Control>,
}

#[derive(Clone, PartialEq, Oneof)]
pub enum Of {
    #[prost(message, tag = "1")]
    Stream(StreamOptions),
    #[prost(message, tag = "2")]
    All(AllOptions),
}

#[derive(Clone, PartialEq, Message)]
pub struct StreamOptions {
    #[prost(message, optional, tag = "1")]
    pub stream_identifier: Option<StreamIdentifier>,
    #[prost(oneof = "FromRevision", tags = "2, 3, 4")]
    pub from: Option<FromRevision>,
}

#[derive(Clone, PartialEq, Oneof)]
pub enum FromRevision {
    #[prost(uint64, tag = "2")]
    Revision(u64),
    #[prost(message, tag = "3")]
    Start(Empty),
    #[prost(message, tag = "4")]
    End(Empty),
}

#[derive(Clone, PartialEq, Message)]
pub struct AllOptions {
    #[prost(oneof = "FromPosition", tags = "1, 2, 3")]
    pub from: Option<FromPosition>,
}

#[derive(Clone, PartialEq, Oneof)]
pub enum FromPosition {
    #[prost(message, tag = "1")]
    Position(Position),
    #[prost(message, tag = "2")]
    Start(Empty),
    #[prost(message, tag = "3")]
    End(Empty),
}

#[derive(Clone, PartialEq, Oneof)]
pub enum Count {
    #[prost(uint64, tag = "5")]
    Count(u64),
    #[prost(message, tag = "6")]
    Subscription(Empty),
}

#[derive(Clone, Copy, PartialEq, Message)]
pub struct Control {
    #[prost(uint32, tag = "1")]
    pub compatibility: u32,
}

#[derive(Clone, PartialEq, Message)]
pub struct ReadResp {
    #[prost(oneof = "ReadContent", tags = "1, 4, 5, 6")]
    pub content: Option<ReadContent>,
}

#[derive(Clone, PartialEq, Oneof)]
pub enum ReadContent {
    #[prost(message, tag = "1")]
    Event(ReadEvent),
    #[prost(message, tag = "4")]
    StreamNotFound(StreamNotFound),
    #[prost(uint64, tag = "5")]
    FirstStreamPosition(u64),
    #[prost(uint64, tag = "6")]
    LastStreamPosition(u64),
}

#[derive(Clone, PartialEq, Message)]
pub struct ReadEvent {
    #[prost(message, optional, tag = "1")]
    pub event: Option<RecordedEvent>,
    #[prost(uint64, tag = "3")]
    pub commit_position: u64,
}

#[derive(Clone, PartialEq, Message)]
pub struct RecordedEvent {
    #[prost(message, optional, tag = "1")]
    pub id: Option<Uuid>,
    #[prost(message, optional, tag = "2")]
    pub stream_identifier: Option<StreamIdentifier>,
    #[prost(uint64, tag = "3")]
    pub stream_revision: u64,
    #[prost(uint64, tag = "4")]
    pub prepare_position: u64,
    #[prost(uint64, tag = "5")]
    pub commit_position: u64,
    #[prost(map = "string, string", tag = "6")]
    pub metadata: HashMap<String, String>,
    #[prost(bytes = "vec", tag = "7")]
    pub custom_metadata: Vec<u8>,
    #[prost(bytes = "vec", tag = "8")]
    pub data: Vec<u8>,
}

#[derive(Clone, PartialEq, Message)]
pub struct StreamNotFound {
    #[prost(message, optional, tag = "1")]
    pub stream_identifier: Option<StreamIdentifier>,
}

// Gossip and features.

#[derive(Clone, PartialEq, Message)]
pub struct ClusterInfo {
    #[prost(message, repeated, tag = "1")]
    pub members: Vec<MemberInfo>,
}

#[derive(Clone, PartialEq, Message)]
pub struct MemberInfo {
    #[prost(message, optional, tag = "1")]
    pub instance_id: Option<Uuid>,
    #[prost(int64, tag = "2")]
    pub time_stamp: i64,
    /// 6 follower, 8 leader, 11 shut down.
    #[prost(int32, tag = "3")]
    pub state: i32,
    #[prost(bool, tag = "4")]
    pub is_alive: bool,
    #[prost(message, optional, tag = "5")]
    pub http_end_point: Option<EndPoint>,
}

#[derive(Clone, PartialEq, Message)]
pub struct EndPoint {
    #[prost(string, tag = "1")]
    pub address: String,
    #[prost(uint32, tag = "2")]
    pub port: u32,
}

#[derive(Clone, PartialEq, Message)]
pub struct SupportedMethods {
    #[prost(message, repeated, tag = "1")]
    pub methods: Vec<SupportedMethod>,
    #[prost(string, tag = "2")]
    pub event_store_server_version: String,
}

#[derive(Clone, PartialEq, Message)]
pub struct SupportedMethod {
    #[prost(string, tag = "1")]
    pub method_name: String,
    #[prost(string, tag = "2")]
    pub service_name: String,
    #[prost(string, repeated, tag = "3")]
    pub features: Vec<String>,
}

impl From<uuid::Uuid> for Uuid {
    fn from(id: uuid::Uuid) -> Self {
        Self { value: Some(UuidValue::String(id.to_string())) }
    }
}

impl Uuid {
    /// The id, whichever way it was written.
    pub fn id(&self) -> Option<uuid::Uuid> {
        match self.value.as_ref()? {
            UuidValue::String(text) => text.parse().ok(),
            UuidValue::Structured(Structured { most_significant_bits, least_significant_bits }) => {
                Some(uuid::Uuid::from_u64_pair(
                    most_significant_bits.cast_unsigned(),
                    least_significant_bits.cast_unsigned(),
                ))
            }
        }
    }
}
