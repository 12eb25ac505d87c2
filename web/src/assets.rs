//! Styles, scripts and fonts: bundled by `cargo xtask web`, embedded in the binary, cached for ever under hashed names.

use std::{collections::HashMap, sync::OnceLock};

use axum::{
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;

/// What esbuild made. Without it pages work, unstyled; a release is never built without (see `build.rs`).
#[derive(RustEmbed)]
#[folder = "dist"]
#[allow_missing = true]
struct Dist;

/// The address of an asset by its plain name, `app.js`.
pub fn asset(name: &str) -> &'static str {
    static MANIFEST: OnceLock<HashMap<String, String>> = OnceLock::new();
    let manifest = MANIFEST.get_or_init(|| {
        let file = Dist::get("manifest.json");
        let names: HashMap<String, String> =
            file.and_then(|file| serde_json::from_slice(&file.data).ok()).unwrap_or_default();
        names.into_iter().map(|(plain, hashed)| (plain, format!("/assets/{hashed}"))).collect()
    });
    manifest.get(name).map_or("/assets/missing", String::as_str)
}

/// A file that lies under a name of its own, whatever its content: it is asked for again each time.
pub fn plain(name: &'static str) -> Response {
    let Some(file) = Dist::get(name) else { return StatusCode::NOT_FOUND.into_response() };
    let kind = [(header::CONTENT_TYPE, content_type(name)), (header::CACHE_CONTROL, "no-cache")];
    (kind, file.data.into_owned()).into_response()
}

/// `GET /assets/<hashed name>`.
pub async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let variants = [("br", ".br"), ("gzip", ".gz")].into_iter().filter(|(encoding, _)| accepted.contains(encoding));
    let packed = variants.map(|(encoding, suffix)| (Some(encoding), Dist::get(&format!("{name}{suffix}"))));
    let plain = std::iter::once((None, Dist::get(&name)));
    let Some((encoding, file)) = packed.chain(plain).find_map(|(encoding, file)| Some((encoding, file?))) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut response = file.data.into_owned().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(&name)));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}
