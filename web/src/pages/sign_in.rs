//! Signing in.

use api::{
    App, Problem, Session,
    session::{COOKIE, asked_language},
    sign_in::{self, Place},
};
use axum::{
    Extension, Form, Router,
    extract::{Query, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use maud::{Markup, html};
use projections::access;
use serde::Deserialize;
use texts::{Lang, t};

use crate::{
    components::{Tone, notice},
    cx::encode,
    front::{self, Front},
    icons::{Icon, icon, mark},
    posted::own_page,
    shell,
};

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/sign-in", get(show).post(enter)).route("/language", get(language))
}

#[derive(Deserialize, Default)]
struct Next {
    next: Option<String>,
}

async fn show(
    State(app): State<App>,
    Extension(front): Extension<Option<Front>>,
    session: Result<Session, Problem>,
    headers: HeaderMap,
    Query(next): Query<Next>,
) -> Response {
    let pool = &app.reads.of(&access::DEPARTMENT).pool;
    if let Ok(false) = access::users::anyone(pool).await {
        return Redirect::to("/set-up").into_response();
    }
    let next = next.next.as_deref().and_then(own_page).unwrap_or("/");
    if session.is_ok() {
        return Redirect::to(next).into_response();
    }
    let lost = front.is_none() && !front::is_safe(&headers);
    page(asked_language(&headers), &Shown { next, lost, ..Shown::default() }).into_response()
}

#[derive(Deserialize)]
struct Entered {
    #[serde(default)]
    login: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

async fn enter(
    State(app): State<App>,
    Extension(front): Extension<Option<Front>>,
    place: Place,
    headers: HeaderMap,
    Form(entered): Form<Entered>,
) -> Response {
    let lang = asked_language(&headers);
    let Entered { login, password, next } = entered;
    match sign_in::sign_in(&app, lang, &place, &login, password).await {
        Ok(token) => {
            let next = own_page(&next).unwrap_or("/").to_owned();
            ([(header::SET_COOKIE, cookie(&token))], Redirect::to(&next)).into_response()
        }
        Err(problem) => {
            let lost = front.is_none() && !front::is_safe(&headers);
            let shown = Shown { next: &next, login: &login, problem: Some(&problem), lost };
            (problem.status(), page(lang, &shown)).into_response()
        }
    }
}

/// The cookie of a session; it ends with the browser, the server ends it sooner.
pub fn cookie(token: &str) -> String {
    format!("{COOKIE}={token}; Path=/; HttpOnly; Secure; SameSite=Lax")
}

#[derive(Deserialize)]
struct Chosen {
    lang: String,
    next: Option<String>,
}

/// Before signing in the language is the browser's; a link sets another one.
async fn language(Query(chosen): Query<Chosen>) -> Response {
    let lang = Lang::parse(&chosen.lang).unwrap_or_default();
    let cookie = format!("lang={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly; Secure", lang.code());
    let next = chosen.next.as_deref().and_then(own_page).unwrap_or("/");
    ([(header::SET_COOKIE, cookie)], Redirect::to(&format!("/sign-in?next={}", encode(next)))).into_response()
}

/// What the page shows beside its fields.
#[derive(Default)]
struct Shown<'a> {
    next: &'a str,
    login: &'a str,
    problem: Option<&'a Problem>,
    /// The browser will not keep a session: the line is not safe, and nobody said that it is so on purpose.
    lost: bool,
}

fn page(lang: Lang, shown: &Shown<'_>) -> Markup {
    let Shown { next, login, problem, lost } = *shown;
    let title = t(lang, "sign-in-title");
    let form = html! {
        form.stack method="post" action="/sign-in" aria-labelledby="title" {
            div { h1 id="title" { (title) } p."muted mt-1" { (t(lang, "sign-in-only")) } }
            @if let Some(problem) = problem {
                div.error-summary role="alert" tabindex="-1" { h2 { (problem.title) } }
            }
            @if lost { (notice(Tone::Warning, Icon::Alert, html! { (t(lang, "sign-in-unsafe")) }, None)) }
            input type="hidden" name="next" value=(next);
            div.field {
                label for="login" { (t(lang, "sign-in-login")) }
                input.input id="login" name="login" autocomplete="username" autocapitalize="none" spellcheck="false"
                    value=(login) required autofocus;
            }
            div.field {
                label for="password" { (t(lang, "label-password")) }
                div.with-end {
                    input.input id="password" type="password" name="password" autocomplete="current-password" required;
                    button."button quiet small" type="button" aria-pressed="false" data-reveal="password" {
                        (icon(Icon::Eye)) (t(lang, "sign-in-show"))
                    }
                }
            }
            button."button primary large wide" type="submit" { (t(lang, "button-log-in")) }
        }
    };
    let title =
        if problem.is_some() { format!("{}: {title}", t(lang, "form-error-title")) } else { title.into_owned() };
    shell::document(lang, "auto", &title, around(lang, next, form))
}

/// The black half with the house's line, and the quiet half with a form.
///
/// `next` is where a reader who takes another language is led to after signing in.
pub fn around(lang: Lang, next: &str, form: Markup) -> Markup {
    html! {
        div.login {
            header."login-art chrome" {
                p.brand { (mark()) span.brand-name { "Werkbank" } }
                p.login-line { (t(lang, "sign-in-line")) }
                (dots())
            }
            main.login-form id="content" {
                (form)
                nav."row login-foot" aria-label=(t(lang, "label-language")) {
                    @for one in Lang::ALL {
                        a href={ "/language?lang=" (one.code()) "&next=" (encode(next)) } lang=(one.code()) aria-current=[(one == lang).then_some("true")] {
                            (t(one, &format!("language-{}", one.code())))
                        }
                    }
                }
            }
        }
    }
}

/// A field of dots that grow towards the lower right corner.
fn dots() -> Markup {
    let dots = (0..12).flat_map(|row| (0..12).map(move |column| (column, row))).filter_map(|(column, row)| {
        let near = f64::from(column + row - 11) / 11.0;
        (near > 0.0).then(|| (40 + column * 40, 40 + row * 40, 1.0 + near * 12.5))
    });
    html! {
        svg.art viewBox="0 0 520 520" preserveAspectRatio="xMaxYMax slice" aria-hidden="true" {
            @for (x, y, radius) in dots { circle cx=(x) cy=(y) r=(format!("{radius:.1}")) {} }
        }
    }
}
