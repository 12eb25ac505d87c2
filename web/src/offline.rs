//! Werkbank on a device without network: the worker and the app that it is installed as, and where pages show what waits.

use api::{App, session::asked_language};
use axum::{
    Json, Router,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
    routing::get,
};
use domain::Role;
use maud::{Markup, html};
use serde_json::json;
use texts::t;

use crate::{
    assets,
    components::{Button, Look, Size, Tone, badge, link_button, submit},
    cx::Cx,
    icons::{Icon, icon},
    pages::sign_in::around,
    shell,
};

/// The header of a page that is fetched to be kept, not to be looked at now.
pub const AHEAD: &str = "x-ahead";

/// The addresses of the app: they are no pages and need no session.
pub fn routes() -> Router<App> {
    let image = |name: &'static str| get(move || async move { assets::plain(name) });
    Router::new()
        .route("/worker.js", get(|| async { assets::plain("worker.js") }))
        .route("/manifest.webmanifest", get(manifest))
        .route("/icon-192.png", image("icon-192.png"))
        .route("/icon-512.png", image("icon-512.png"))
        .route("/icon-cut.png", image("icon-cut.png"))
        .route("/offline", get(no_network))
}

/// What the app is called on a device, and where it begins.
async fn manifest() -> Response {
    let image = |name: &str, size: u32, purpose: &str| json!({"src": format!("/{name}.png"), "sizes": format!("{size}x{size}"), "type": "image/png", "purpose": purpose});
    let manifest = json!({
        "id": "/my-work", "name": "Werkbank", "short_name": "Werkbank", "start_url": "/my-work", "scope": "/",
        "display": "standalone", "background_color": "#0b0b0c", "theme_color": "#0b0b0c",
        "icons": [image("icon-192", 192, "any"), image("icon-512", 512, "any"), image("icon-cut", 512, "maskable")],
    });
    ([(header::CONTENT_TYPE, "application/manifest+json"), (header::CACHE_CONTROL, "no-cache")], Json(manifest))
        .into_response()
}

/// The page in place of one that is not kept on the device.
async fn no_network(headers: HeaderMap) -> Markup {
    let lang = asked_language(&headers);
    let title = t(lang, "offline-no-page");
    let said = html! {
        div.stack.login-message {
            h1 { (title) }
            p { (t(lang, "offline-no-page-why")) }
            div.row {
                (link_button("/my-work", Button { text: &t(lang, "nav-my-work"), icon: Some(Icon::Wrench), look: Look::Primary, size: Size::Large, ..Button::default() }))
            }
        }
    };
    shell::document(lang, "auto", &title, around(lang, "/my-work", said))
}

/// Whether this colleague's pages are kept on the device: who goes to customers.
pub fn works(cx: &Cx) -> bool {
    cx.app.then.is_none() && cx.session.roles.contains(&Role::Technician)
}

/// How much waits, in the bar at the top of each page.
pub fn count(cx: &Cx) -> Markup {
    html! {
        a.live.off.outbox-count href="/my-work#outbox" data-outbox-count hidden { (cx.t("outbox-title")) ": " b {} }
    }
}

/// That something of a thing waits.
pub fn badge_of(cx: &Cx, about: &str) -> Markup {
    html! {
        span.row."gap-s" data-outbox-badge=(about) hidden {
            span data-outbox-waiting { (badge(Tone::Warning, Icon::Offline, &cx.t("outbox-waiting"))) }
            span data-outbox-refused { (badge(Tone::Danger, Icon::Alert, &cx.t("outbox-refused"))) }
        }
    }
}

/// Whether this device has a paper; scripts say which of both.
pub fn mark(cx: &Cx, address: &str) -> Markup {
    html! {
        span data-ahead-mark=(address) data-keep hidden {
            span data-here { (badge(Tone::Good, Icon::Check, &cx.t("offline-here"))) }
            span data-elsewhere { (badge(Tone::Warning, Icon::Offline, &cx.t("offline-elsewhere"))) }
        }
    }
}

/// Everything that waits, and the way to have Werkbank on the device.
pub fn outbox(cx: &Cx) -> Markup {
    html! {
        section.outbox id="outbox" aria-labelledby="outbox-title" data-outbox data-keep hidden {
            h2 id="outbox-title" { (cx.t("outbox-title")) " " span.badge.plain data-outbox-number {} }
            ul data-outbox-list {}
            p.muted.small data-outbox-others=(cx.tr("outbox-others", &[("count", "{count}".into())])) hidden {}
        }
        p.install {
            button.button.quiet type="button" data-install hidden { (icon(Icon::Download)) (cx.t("offline-install")) }
        }
    }
}

/// What of a thing waits; `name` is what the thing is called.
pub fn outbox_of(cx: &Cx, about: &str, name: &str) -> Markup {
    let title = cx.t("outbox-title");
    html! {
        section.outbox aria-label={ (title) ": " (name) } data-outbox-of=(about) data-keep hidden {
            h3 { (title) } ul data-outbox-list {}
        }
    }
}

/// What scripts fill in and ask, once a page.
pub fn regions(cx: &Cx) -> Markup {
    let state = |name: &str, tone, sign| html! { span data-state=(name) hidden { (badge(tone, sign, &cx.t(&format!("outbox-{name}")))) } };
    let act = |name: &str, sign| {
        html! { button.button.small type="button" data-outbox-act=(name) { (icon(sign)) (cx.t(&format!("outbox-{name}"))) } }
    };
    html! {
        template #offline-notice-template {
            div.notice.house {
                (icon(Icon::Offline))
                div {
                    b data-part="off" hidden { (cx.t("offline-work-on")) " " }
                    b data-part="signed-out" hidden { (cx.t("offline-sign-in")) " " }
                    b data-part="refused" hidden { (cx.t("offline-refused")) " " }
                    span data-part="as-of" data-text=(cx.tr("offline-as-of", &[("time", "{time}".into())])) hidden {} " "
                    span data-part="waiting" data-text=(cx.tr("offline-waiting", &[("count", "{count}".into())])) hidden {}
                }
                a data-part="newest" href="/" hidden { (cx.t("offline-newest")) }
                a data-part="sign-in" href="/" hidden { (cx.t("button-log-in")) }
                a data-part="outbox" href="/my-work#outbox" hidden { (cx.t("offline-show")) }
            }
        }
        template #outbox-entry {
            li.outbox-entry {
                (icon(Icon::File))
                div {
                    b data-what {}
                    p."row wrap gap-s" {
                        (state("waiting", Tone::Warning, Icon::Offline))
                        (state("held", Tone::Neutral, Icon::Pause))
                        (state("refused", Tone::Danger, Icon::Alert))
                        span.muted.small data-kept=(cx.tr("outbox-kept", &[("time", "{time}".into())])) {}
                    }
                    p.error data-reason hidden {}
                    details data-typed {
                        summary { (cx.t("outbox-typed")) }
                        dl.facts.stacked {}
                        div.row.wrap."gap-s" { (act("again", Icon::Refresh)) (act("change", Icon::Pen)) (act("discard", Icon::X)) }
                    }
                }
            }
        }
        (asked(cx, "outbox-discard", "discard", html! { p { b data-what {} } p { (cx.t("outbox-discard-ask")) } }))
        (asked(cx, "outbox-sign-out", "go", html! { p { (cx.t("outbox-sign-out-ask")) } }))
    }
}

/// A question before something that is not meant lightly.
fn asked(cx: &Cx, id: &str, answer: &str, body: Markup) -> Markup {
    let (title, form) = (format!("{id}-title"), format!("{id}-form"));
    let button = Button { form: Some(&form), ..Button::default() };
    html! {
        dialog.dialog id=(id) aria-labelledby=(title) {
            form id=(form) method="dialog" hidden {}
            header { h2 id=(title) { (cx.t(&title)) } }
            div."body stack" { (body) }
            footer {
                (submit(Button { text: &cx.t("button-cancel"), value: Some(""), ..button }))
                (submit(Button { text: &cx.t(&title), value: Some(answer), look: Look::Danger, ..button }))
            }
        }
    }
}
