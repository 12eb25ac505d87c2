//! Traces for an OpenTelemetry collector: each request, and each command that it or a reactor gives.

use anyhow::Context;
use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use opentelemetry::trace::TracerProvider;
use opentelemetry_otlp::{Protocol, SpanExporter, WithExportConfig};
use opentelemetry_sdk::{Resource, trace::SdkTracerProvider};
use tracing::{Instrument, Subscriber, debug_span, field::Empty};
use tracing_subscriber::{Layer, filter::Targets, registry::LookupSpan};

/// Spans are told under this name alone, whatever is logged.
const TARGET: &str = "werkbank::trace";

/// Where traces are sent to.
pub struct Traces(SdkTracerProvider);

impl Traces {
    /// Sends them to a collector that listens at this address, by OTLP over HTTP: `http://127.0.0.1:4318`.
    ///
    /// # Errors
    /// When it is no such address.
    pub fn to(address: &str) -> anyhow::Result<Self> {
        let wrong = || format!("WERKBANK_TRACES is \"{address}\"; use an address like http://127.0.0.1:4318");
        anyhow::ensure!(address.starts_with("http://"), wrong());
        let endpoint = format!("{}/v1/traces", address.trim_end_matches('/'));
        reactors::sms::choose_ciphers();
        let exporter = SpanExporter::builder().with_http().with_protocol(Protocol::HttpBinary).with_endpoint(endpoint);
        let exporter = exporter.build().with_context(wrong)?;
        let resource = Resource::builder().with_service_name("werkbank").build();
        Ok(Self(SdkTracerProvider::builder().with_resource(resource).with_batch_exporter(exporter).build()))
    }

    /// What takes the spans from the program.
    pub fn layer<S: Subscriber + for<'a> LookupSpan<'a>>(&self) -> impl Layer<S> + use<S> {
        let tracer = self.0.tracer("werkbank");
        let only = Targets::new().with_target(TARGET, tracing::Level::DEBUG);
        tracing_opentelemetry::layer().with_tracer(tracer).with_location(false).with_threads(false).with_filter(only)
    }

    /// Sends what waits.
    pub fn end(&self) {
        if let Err(error) = self.0.shutdown() {
            tracing::warn!(%error, "the last traces were not sent");
        }
    }
}

/// Whether anybody listens.
pub fn are_wanted() -> bool {
    tracing::enabled!(target: TARGET, tracing::Level::DEBUG)
}

/// A request as a span, by the address as the router has it, without ids.
pub async fn request(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("none", |path| path.as_str());
    let method = request.method().as_str();
    let span = debug_span!(
        target: TARGET,
        "request",
        otel.name = format!("{method} {route}"),
        otel.kind = "server",
        http.request.method = method,
        http.route = route,
        http.response.status_code = Empty,
    );
    let response = next.run(request).instrument(span.clone()).await;
    span.record("http.response.status_code", response.status().as_u16());
    response
}
