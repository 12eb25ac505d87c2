//! A command as a span of a trace. All that a person's act leads to, up to the last reactor, is one trace: its number is that act's
//! correlation.

use opentelemetry::{
    Context,
    trace::{SpanContext, SpanId, TraceContextExt, TraceFlags, TraceId, TraceState},
};
use tracing::{Span, debug_span, field::Empty};
use tracing_opentelemetry::OpenTelemetrySpanExt;

use crate::{Metadata, StreamName};

/// The span in which a command is carried out; none where nobody listens. `position` is told when it is known.
pub(super) fn span(metadata: &Metadata, stream: &StreamName) -> Span {
    let span = debug_span!(
        target: "werkbank::trace",
        "command",
        otel.name = metadata.command,
        command_id = %metadata.command_id,
        correlation = %metadata.correlation,
        cause = metadata.cause.map(tracing::field::display),
        %stream,
        position = Empty,
    );
    if span.is_disabled() {
        return span;
    }
    let request = Span::current().context().span().span_context().clone();
    if request.is_valid() {
        span.add_link(request);
    }
    // A trace begins with a span that has no number of its own here: the act itself.
    let number = metadata.correlation.into_bytes();
    let act = SpanId::from(u64::from_be_bytes(std::array::from_fn(|n| number[n] ^ number[n + 8])));
    let act =
        SpanContext::new(TraceId::from(u128::from_be_bytes(number)), act, TraceFlags::SAMPLED, true, TraceState::NONE);
    // Only a span that has begun would refuse it.
    let _ = span.set_parent(Context::new().with_remote_span_context(act));
    span
}
