//! The pages, a file each; and the router that holds them all.

use std::sync::{Arc, OnceLock};

use api::{App, Problem};
use axum::{
    Extension, Router,
    body::Body,
    extract::DefaultBodyLimit,
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::from_fn_with_state,
    response::IntoResponse,
    routing::get,
};
use tower_http::{
    CompressionLevel,
    catch_panic::CatchPanicLayer,
    compression::CompressionLayer,
    csrf::{CsrfLayer, ResponseForProtectionError},
    set_header::SetResponseHeaderLayer,
};

use crate::{
    assets, calendar,
    cx::{self, Answer, Cx},
    front::{self, Front},
    offline,
    past::{self, Past},
    posted::{self, Pages},
    shell,
};

mod columns;
mod contracts;
mod customers;
mod export;
mod finance;
mod import;
pub mod maintenance;
mod management;
mod opportunities;
mod outcome;
mod period;
mod privacy;
mod purchasing;
mod reports;
mod search;
mod session;
mod set_up;
pub(crate) mod sign_in;
mod today;
mod try_api;
mod undo;

/// Every page: the one line that a new one adds.
fn pages() -> Router<App> {
    Router::new()
        .merge(session::routes())
        .merge(set_up::routes())
        .merge(sign_in::routes())
        .merge(today::routes())
        .merge(columns::routes())
        .merge(contracts::routes())
        .merge(customers::routes())
        .merge(export::routes())
        .merge(finance::routes())
        .merge(import::routes())
        .merge(maintenance::routes())
        .merge(management::routes())
        .merge(opportunities::routes())
        .merge(privacy::routes())
        .merge(purchasing::routes())
        .merge(reports::routes())
        .merge(search::routes())
        .merge(try_api::routes())
        .merge(undo::routes())
}

/// The policy of every page: nothing from elsewhere, no script or style inside the markup.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob: data:; \
    font-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Every page and every question.
fn everything() -> Router<App> {
    pages().merge(api::routes::routes())
}

/// The whole program over HTTP.
///
/// `front` is the address under which colleagues reach it, where that is configured.
pub fn router(app: App, front: Option<&Front>) -> Router {
    let itself: Pages = Arc::new(OnceLock::new());
    let fixed = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    let router = everything()
        .merge(posted::routes())
        .merge(calendar::routes())
        .merge(offline::routes())
        .route("/assets/{name}", get(assets::serve))
        .fallback(missing)
        .method_not_allowed_fallback(posted::posted)
        .with_state(app.clone())
        .layer(from_fn_with_state(Past::new(app, || everything().fallback(missing)), past::look_back))
        .layer(Extension(itself.clone()))
        .layer(DefaultBodyLimit::max(2 * 1024 * 1024))
        .layer(same_origin(front))
        .layer(fixed(header::CONTENT_SECURITY_POLICY, POLICY))
        .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(fixed(header::REFERRER_POLICY, "same-origin"))
        .layer(fixed(HeaderName::from_static("cross-origin-opener-policy"), "same-origin"))
        .layer(fixed(HeaderName::from_static("cross-origin-resource-policy"), "same-origin"))
        .layer(fixed(HeaderName::from_static("permissions-policy"), "geolocation=(), microphone=(), payment=()"))
        .layer(fixed(header::CACHE_CONTROL, "no-store"))
        .layer(axum::middleware::from_fn(once_done))
        .layer(axum::middleware::from_fn(cx::speaking))
        // Packing harder would cost more than making the page.
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(CatchPanicLayer::new());
    let router = match front {
        Some(front) if front.safe => router.layer(fixed(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000")),
        Some(_) => router.layer(axum::middleware::from_fn(front::plain_cookies)),
        None => router,
    };
    let router = router.layer(Extension(front.cloned()));
    // Set once, here.
    let _ = itself.set(router.clone());
    router
}

/// Requests that change something come from our own pages: told by what browsers say of where they come from.
fn same_origin(front: Option<&Front>) -> CsrfLayer<impl ResponseForProtectionError<Body> + use<>> {
    let layer = CsrfLayer::new();
    // What can be configured here was read as an origin; one that is not trusted would only be refused.
    let layer = match front.map(|front| layer.clone().add_trusted_origin(&front.origin)) {
        Some(Ok(trusting)) => trusting,
        _ => layer,
    };
    layer.with_rejection_response(|_| {
        shell::plain_message(cx::spoken(), &Problem::new(cx::spoken(), StatusCode::FORBIDDEN, "other-origin"))
    })
}

async fn missing(cx: Result<Cx, axum::response::Response>) -> Answer {
    match cx {
        Ok(cx) => Err(cx.not_found()),
        Err(response) => Ok(response),
    }
}

/// What was done is said once: the page that says it takes the cookie away.
async fn once_done(request: axum::extract::Request, next: axum::middleware::Next) -> axum::response::Response {
    let told = request
        .headers()
        .get_all(header::COOKIE)
        .iter()
        .any(|value| value.to_str().is_ok_and(|cookies| cookies.split("; ").any(|one| one.starts_with("done="))));
    let page = request.method() == axum::http::Method::GET
        && request
            .headers()
            .get(header::ACCEPT)
            .is_some_and(|accept| accept.to_str().is_ok_and(|accept| accept.contains("text/html")));
    let mut response = next.run(request).await;
    if told && page && response.status() != StatusCode::SEE_OTHER {
        let gone = HeaderValue::from_static("done=; Path=/; Max-Age=0; SameSite=Lax; HttpOnly; Secure");
        response.headers_mut().append(header::SET_COOKIE, gone);
    }
    response.into_response()
}
