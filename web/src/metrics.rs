//! `/metrics`: what is measured of the running program, in Prometheus' text format (version 0.0.4), for who knows the token.

use std::time::{Duration, Instant};

use anyhow::Context;
use api::App;
use axum::{
    Router,
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, StatusCode, header},
    middleware::{Next, from_fn},
    response::{IntoResponse, Response},
    routing::get,
};
use event_store::{Position, StoreError};
use metrics::{gauge, histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use projections::{
    Filling,
    desk::{self, mails},
};
use reactors::sender::Password;

use crate::safety;

/// Upper borders of what is counted in seconds.
const SECONDS: [f64; 12] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];
/// Upper borders of what is counted in events.
const EVENTS: [f64; 10] = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 512.0];
/// How often what was measured is put together when nobody asks, so that it takes no more room with time.
const TIDY: Duration = Duration::from_secs(10);

/// The measuring of this program.
#[derive(Clone)]
pub struct Metrics {
    handle: PrometheusHandle,
    token: Password,
}

#[derive(Clone)]
struct Shown {
    metrics: Metrics,
    app: App,
}

impl Metrics {
    /// Begins to measure. What is measured of the log is found only when this is called before it is opened.
    ///
    /// # Errors
    /// When this program measures already.
    pub fn begin(token: Password) -> anyhow::Result<Self> {
        let recorder = PrometheusBuilder::new()
            .set_buckets_for_metric(Matcher::Suffix("_seconds".into()), &SECONDS)?
            .set_buckets_for_metric(Matcher::Suffix("_events".into()), &EVENTS)?
            .build_recorder();
        let handle = recorder.handle();
        metrics::set_global_recorder(recorder).ok().context("this program measures already")?;
        Ok(Self { handle, token })
    }

    /// The router with `/metrics`, its answers measured.
    pub fn around(self, router: Router, app: App) -> Router {
        let handle = self.handle.clone();
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(TIDY).await;
                handle.run_upkeep();
            }
        });
        let shown = Router::new().route("/metrics", get(show)).with_state(Shown { metrics: self, app });
        router.layer(from_fn(measured)).merge(shown)
    }

    fn is_known(&self, headers: &HeaderMap) -> bool {
        let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let (given, token) = (given.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default(), &self.token.0);
        // As long for a token that is nearly right as for one that is all wrong.
        given.len() == token.len() && given.bytes().zip(token.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
    }
}

/// The router of a program that measures nothing: who asks for it is told how it would.
pub fn none(router: Router) -> Router {
    let said = "nothing is measured here: say metrics_token in werkbank.toml, or WERKBANK_METRICS_TOKEN\n";
    router.route("/metrics", get(move || async move { refused(said) }))
}

/// Who asks is a program: it is told so, and sent to no page.
fn refused(said: &'static str) -> Response {
    (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, "Bearer")], said).into_response()
}

/// How long an answer took, by the address as the router has it, without ids.
async fn measured(request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let route = request.extensions().get::<MatchedPath>().map_or("none".to_owned(), |path| path.as_str().to_owned());
    let method = request.method().as_str().to_owned();
    let response = next.run(request).await;
    let status = response.status().as_u16().to_string();
    histogram!("werkbank_http_answer_seconds", "method" => method, "route" => route, "status" => status)
        .record(begun.elapsed());
    response
}

async fn show(State(shown): State<Shown>, headers: HeaderMap) -> Response {
    if !shown.metrics.is_known(&headers) {
        return refused("the token is missing or wrong: send it as Authorization: Bearer …\n");
    }
    if let Err(error) = look(&shown.app).await {
        tracing::error!(%error, "what is measured can't be shown");
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4"), (header::CACHE_CONTROL, "no-store")];
    (kind, shown.metrics.handle.render()).into_response()
}

/// What is so at this moment.
async fn look(app: &App) -> anyhow::Result<()> {
    let newest = app.log.store.newest().await?.map_or(0, |(position, _)| position.0);
    gauge!("werkbank_log_position").set(newest as f64);
    for (department, progress) in app.reads.progress() {
        let applied = progress.applied.map_or(0, |position| position.0);
        gauge!("werkbank_department_lag_events", "department" => department).set(newest.saturating_sub(applied) as f64);
        let late = behind(app, progress.applied).await?;
        gauge!("werkbank_department_lag_seconds", "department" => department).set(late);
        let stalled = if progress.stalled.is_some() { 1.0 } else { 0.0 };
        gauge!("werkbank_department_stalled", "department" => department).set(stalled);
        gauge!("werkbank_department_position", "department" => department).set(applied as f64);
        let filling = progress.filling.unwrap_or(Filling { done: newest, of: newest, ..Filling::default() });
        gauge!("werkbank_rebuild_position", "department" => department).set(filling.done as f64);
        gauge!("werkbank_rebuild_events_per_second", "department" => department).set(filling.rate as f64);
        let left = if filling.done < filling.of { filling.left_s.map_or(f64::NAN, |left| left as f64) } else { 0.0 };
        gauge!("werkbank_rebuild_left_seconds", "department" => department).set(left);
        let hidden = if progress.hidden { 1.0 } else { 0.0 };
        gauge!("werkbank_department_hidden", "department" => department).set(hidden);
    }
    let desk = &app.reads.of(&desk::DEPARTMENT).pool;
    if !desk.is_hidden() {
        let (waiting, failed) = mails::counts(desk).await?;
        gauge!("werkbank_mails", "state" => "waiting").set(waiting as f64);
        gauge!("werkbank_mails", "state" => "failed").set(failed as f64);
    }
    if let Some(anchored) = safety::anchored(app).await? {
        gauge!("werkbank_last_anchor_timestamp_seconds").set(anchored.at.timestamp() as f64);
    }
    if let Some(noted) = safety::backed_up(app) {
        gauge!("werkbank_last_backup_timestamp_seconds").set(noted.made_at.timestamp() as f64);
    }
    Ok(())
}

/// How long ago the first event was written that was not taken in, in seconds; 0 when all were.
async fn behind(app: &App, applied: Option<Position>) -> Result<f64, StoreError> {
    let next = app.log.store.read_all(applied, 1).await?.events.pop();
    let late = next.map(|event| (app.log.clock.now() - event.recorded_at).as_seconds_f64());
    Ok(late.unwrap_or_default().max(0.0))
}
