//! Before a new customer is written down: who may be the same already.

use api::{App, Problem, Session, fields, fields::Form as Fields, session::Giver};
use axum::{
    Extension,
    body::Bytes,
    extract::{OriginalUri, State},
    http::{HeaderMap, Method, StatusCode},
    response::Response,
};
use domain::{CompanyNumber, Permission, Phone, Postcode};
use maud::{Markup, html};
use projections::{
    ReadError,
    customers::{
        DEPARTMENT,
        doubles::{self, Double},
    },
};

use super::named;
use crate::{
    components::{Tone, notice},
    cx::{Cx, Failed},
    form::Form,
    icons::Icon,
    posted::{self, Pages},
};

/// Says that those who are alike were looked at, and that it is another customer.
const ANOTHER: &str = "_another";

/// `POST /customers/register`: who seems to be there already is pointed out first.
pub(super) async fn register(
    method: Method,
    State(app): State<App>,
    session: Result<Session, Problem>,
    pages: Extension<Pages>,
    uri: OriginalUri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let typed: Fields = serde_html_form::from_bytes(&body).unwrap_or_default();
    if let Ok(session) = session.as_ref()
        && session.may(Permission::EditCustomers)
        && fields::last(&typed, ANOTHER).is_none()
        && !posted::wants_json(&headers)
    {
        let problem = match alike(&app, &typed).await {
            Ok(found) if found.is_empty() => None,
            Ok(_) => Some(Problem::new(session.lang, StatusCode::CONFLICT, "customer-double")),
            Err(error) => Some(Problem::of_read(session.lang, error)),
        };
        if let Some(problem) = problem {
            let failed = Failed { action: uri.path().into(), fields: typed, problem };
            return posted::again(&pages, session, &headers, failed).await;
        }
    }
    posted::posted(method, State(app), session.map(Giver), pages, uri, headers, body).await
}

/// Customers who are like the one that was typed.
async fn alike(app: &App, typed: &Fields) -> Result<Vec<Double>, ReadError> {
    let text = |name| fields::last(typed, name).unwrap_or_default().trim();
    let number: Option<CompanyNumber> = text("company_number").parse().ok();
    let postcode: Option<Postcode> = text("visiting.postcode").parse().ok();
    let phone: Option<Phone> = text("phone").parse().ok();
    let words: Vec<&str> = text("name").split_whitespace().collect();
    let asked = doubles::Asked {
        except: "",
        company_number: number.as_ref().map(CompanyNumber::as_str),
        name: &words.join(" "),
        postcode: postcode.as_ref().map(Postcode::as_str).unwrap_or_default(),
        email: Some(text("email")).filter(|email| !email.is_empty()),
        phone: phone.as_ref().map(Phone::as_str),
    };
    doubles::of(&app.reads.of(&DEPARTMENT).pool, asked).await
}

/// Those who are alike, each with what is alike, and the box that says that it is another customer.
///
/// # Errors
/// When the read tables can't be asked.
pub(super) async fn pointed_out(cx: &Cx, form: &Form<'_>) -> Result<Markup, ReadError> {
    let Some(failed) = cx.failed.as_ref().filter(|_| form.refused()) else { return Ok(html! {}) };
    let found = alike(&cx.app, &failed.fields).await?;
    let list = html! {
        b { (cx.t("customers-double")) }
        ul {
            @for double in &found {
                li {
                    a href=(format!("/customers/{}", double.id)) { (named(cx, &double.name)) }
                    " · " (double.number) " · " (cx.t(&format!("customers-double-{}", double.alike.name())))
                }
            }
        }
        label.check."mt-2" {
            input type="checkbox" id="another" name=(ANOTHER) value="yes" checked[form.checked(ANOTHER, "yes", false)];
            span { (cx.t("customers-double-another")) }
        }
    };
    Ok(html! { @if !found.is_empty() { (notice(Tone::Warning, Icon::Users, list, None)) } })
}
