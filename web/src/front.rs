//! Under which address colleagues reach Werkbank, and what follows for cookies: a browser keeps `Secure` ones only where
//! the line is safe.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, Uri, header},
    middleware::Next,
    response::Response,
};

/// What the session's cookie is called where the line is not safe: browsers refuse the prefix `__Host-` there.
const PLAIN: &str = "werkbank-plain";

/// The address under which colleagues reach it: `https://werkbank.bedrijf.nl`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Front {
    /// As browsers write it in `Origin`.
    pub origin: String,
    /// Whether the line is encrypted up to the browser.
    pub safe: bool,
}

/// It is no such address.
#[derive(Debug)]
pub struct NoAddress;

impl std::str::FromStr for Front {
    type Err = NoAddress;

    fn from_str(text: &str) -> Result<Self, NoAddress> {
        let uri: Uri = text.trim_end_matches('/').parse().map_err(|_| NoAddress)?;
        let scheme = uri.scheme_str().filter(|scheme| ["http", "https"].contains(scheme)).ok_or(NoAddress)?;
        let authority = uri.authority().filter(|authority| !authority.as_str().contains('@')).ok_or(NoAddress)?;
        let bare = uri.path().trim_end_matches('/').is_empty() && uri.query().is_none();
        // Browsers leave the usual port out.
        let usual = if scheme == "https" { ":443" } else { ":80" };
        let name = authority.as_str().to_lowercase();
        let origin = format!("{scheme}://{}", name.strip_suffix(usual).unwrap_or(&name));
        if bare { Ok(Self { safe: scheme == "https", origin }) } else { Err(NoAddress) }
    }
}

/// Under which address Werkbank was reached: the configured one, else what the browser asked.
pub fn origin(front: Option<Front>, headers: &HeaderMap) -> String {
    let host = || headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    front.map_or_else(|| format!("http://{}", host()), |front| front.origin)
}

/// Whether a browser will keep a session begun by this request: over an encrypted line, or on the machine itself.
pub fn is_safe(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let host = text(header::HOST).unwrap_or_default();
    let name = host.rsplit_once(':').filter(|(_, port)| port.parse::<u16>().is_ok()).map_or(host, |(name, _)| name);
    let itself = name == "localhost" || name.ends_with(".localhost") || name == "[::1]" || name.starts_with("127.");
    // Browsers tell where a request comes from only where the line is safe; a proxy tells what it was asked over.
    let told = text(HeaderName::from_static("sec-fetch-site")).is_some();
    itself || told || text(HeaderName::from_static("x-forwarded-proto")) == Some("https")
}

/// Where the configured address is plain `http`, the cookies are written so that the browser keeps them.
pub async fn plain_cookies(mut request: Request, next: Next) -> Response {
    let name = api::session::COOKIE;
    let cookies: Vec<_> = request.headers().get_all(header::COOKIE).iter().cloned().collect();
    request.headers_mut().remove(header::COOKIE);
    for cookie in cookies {
        // Only our own counts: the name with the prefix can't have come from a browser that was given it here.
        let kept = |pair: &str| match pair.trim().split_once('=') {
            Some((PLAIN, value)) => Some(format!("{name}={value}")),
            Some((known, _)) if known == name => None,
            _ => Some(pair.trim().to_owned()),
        };
        let text = cookie.to_str().map(|text| text.split(';').filter_map(kept).collect::<Vec<_>>().join("; "));
        if let Some(value) = text.ok().and_then(|text| HeaderValue::from_str(&text).ok()) {
            request.headers_mut().append(header::COOKIE, value);
        }
    }
    let mut response = next.run(request).await;
    let given: Vec<_> = response.headers().get_all(header::SET_COOKIE).iter().cloned().collect();
    response.headers_mut().remove(header::SET_COOKIE);
    for cookie in given {
        let text = cookie.to_str().map(|text| text.replace("; Secure", "").replacen(name, PLAIN, 1));
        if let Some(value) = text.ok().and_then(|text| HeaderValue::from_str(&text).ok()) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    response
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_scheme_and_a_name() {
        let front: Front = "HTTPS://Werkbank.Bedrijf.nl:443/".parse().unwrap();
        assert_eq!(front, Front { origin: "https://werkbank.bedrijf.nl".into(), safe: true });
        let plain: Front = "http://192.168.1.5:8080".parse().unwrap();
        assert_eq!(plain, Front { origin: "http://192.168.1.5:8080".into(), safe: false });
        for wrong in ["werkbank", "ftp://x", "https://x/werkbank", "https://me@x", "https://", "/x", ""] {
            assert!(wrong.parse::<Front>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_line_is_safe_on_the_machine_itself_and_where_it_is_encrypted() {
        let headers = |pairs: &[(&'static str, &'static str)]| {
            pairs
                .iter()
                .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
                .collect::<HeaderMap>()
        };
        for host in ["127.0.0.1:8080", "localhost", "[::1]:8080", "werkbank.localhost:1"] {
            assert!(is_safe(&headers(&[("host", host)])), "{host}");
        }
        assert!(!is_safe(&headers(&[("host", "192.168.1.5:8080")])));
        assert!(!is_safe(&headers(&[("host", "localhost.evil.example")])));
        assert!(is_safe(&headers(&[("host", "werkbank.bedrijf.nl"), ("sec-fetch-site", "none")])));
        assert!(is_safe(&headers(&[("host", "werkbank.bedrijf.nl"), ("x-forwarded-proto", "https")])));
    }
}
