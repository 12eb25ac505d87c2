//! What is held of a person: to be given to them, and to be forgotten when they ask. One page for a customer, a contact person and a
//! colleague who left.

mod gone;
mod held;
mod order;

use api::{App, Problem, dossier};
use axum::{
    Router,
    extract::Path,
    http::{Method, StatusCode, header},
    response::IntoResponse,
    routing::get,
};
use domain::{
    ContactId, CustomerId, Permission, UserId,
    customer::{Customer, Event},
    privacy::{LOG, Person, Privacy},
    registry::AnyEvent,
    user,
};
use event_store::{Recorded, person::Found};
use maud::html;

pub use self::gone::{erased, kept};
use self::{
    gone::what_of,
    held::{contacts, held, named},
    order::{forget, forgetting, telling},
};
use crate::{
    components::{PageHead, Tone, crumbs, notice, page_head},
    cx::{Answer, Cx, Refusal},
    icons::Icon,
};

/// The addresses of these pages.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/customers/{id}/privacy", get(of_customer).post(forget))
        .route("/customers/{id}/privacy/pdf", get(pdf_of_customer))
        .route("/customers/{id}/contacts/{contact}/privacy", get(of_contact).post(forget))
        .route("/customers/{id}/contacts/{contact}/privacy/pdf", get(pdf_of_contact))
        .route("/users/{id}/privacy", get(of_user).post(forget))
        .route("/users/{id}/privacy/pdf", get(pdf_of_user))
}

async fn of_customer(cx: Cx, Path(id): Path<String>) -> Answer {
    show(cx, format!("/customers/{id}")).await
}

async fn of_contact(cx: Cx, Path((id, contact)): Path<(String, String)>) -> Answer {
    show(cx, format!("/customers/{id}/contacts/{contact}")).await
}

async fn of_user(cx: Cx, Path(id): Path<String>) -> Answer {
    show(cx, format!("/users/{id}")).await
}

async fn pdf_of_customer(cx: Cx, method: Method, Path(id): Path<String>) -> Answer {
    pdf(cx, &method, format!("/customers/{id}")).await
}

async fn pdf_of_contact(cx: Cx, method: Method, Path((id, contact)): Path<(String, String)>) -> Answer {
    pdf(cx, &method, format!("/customers/{id}/contacts/{contact}")).await
}

async fn pdf_of_user(cx: Cx, method: Method, Path(id): Path<String>) -> Answer {
    pdf(cx, &method, format!("/users/{id}")).await
}

/// Whose page an address is: `/customers/…`, `/customers/…/contacts/…`, `/users/…`.
fn whose(base: &str) -> Option<Person> {
    let parts: Vec<&str> = base.split('/').skip(1).collect();
    Some(match parts[..] {
        ["customers", customer] => Person::Customer { customer: customer.parse::<CustomerId>().ok()? },
        ["customers", customer, "contacts", contact] => Person::Contact {
            customer: customer.parse::<CustomerId>().ok()?,
            contact: contact.parse::<ContactId>().ok()?,
        },
        ["users", user] => Person::User { user: user.parse::<UserId>().ok()? },
        _ => return None,
    })
}

/// What the person was called last, as the story tells it.
fn name_of(person: Person, story: &[Recorded]) -> String {
    let named = |event: &Recorded| match (&event.event, person) {
        (
            AnyEvent::Customer(Event::CustomerRegistered { name, .. } | Event::CustomerRenamed { name, .. }),
            Person::Customer { customer },
        ) if event.subject() == customer.0 => Some(name.text()),
        (
            AnyEvent::Customer(Event::ContactAdded { id, name, .. } | Event::ContactChanged { id, name, .. }),
            Person::Contact { contact, .. },
        ) if *id == contact => Some(name.text()),
        (
            AnyEvent::User(user::Event::UserCreated { name, .. } | user::Event::UserChanged { name, .. }),
            Person::User { user },
        ) if event.subject() == user.0 => Some(name.text()),
        _ => None,
    };
    story.iter().rev().find_map(named).unwrap_or_default()
}

async fn show(cx: Cx, base: String) -> Answer {
    cx.require(Permission::HandlePrivacy)?;
    let person = whose(&base).ok_or_else(|| cx.not_found())?;
    let (state, _) = cx.app.log.state::<Privacy>(LOG).await?;
    let forgotten = state.is_forgotten(person);
    // Of who was forgotten nothing is to be found.
    let found = if forgotten { Found::default() } else { cx.app.log.person(person).await? };
    if !forgotten && !found.traces.exists {
        return Err(cx.not_found());
    }
    let title = cx.t("privacy-title");
    let (name, back, way) = way(&cx, person, &base, name_of(person, &found.story)).await?;
    let body = if forgotten {
        let open = state.pending.values().any(|order| order.person == Some(person));
        html! {
            div id="forgotten" data-live="management" {
                @if open { (notice(Tone::Warning, Icon::Shield, html! { (cx.t("privacy-being-forgotten")) }, None)) }
                @else { (erased(&cx, person, what_of(person)).await?) }
            }
            div."mt-4" { (kept(&cx, person).await?) }
        }
    } else {
        html! {
            div.split {
                div.stack { (held(&cx, person, &found).await?) (named(&cx, person, &found)) (contacts(&cx, person, &found)) }
                div.stack { (telling(&cx, &base)) (forgetting(&cx, person, &base, &back, &name, &found).await?) }
            }
        }
    };
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &way.iter().map(|(text, href)| (text.as_str(), href.as_deref())).chain([(title.as_ref(), None)]).collect::<Vec<_>>()))
        (page_head(PageHead { title: &title, lead: Some(html! { (name) }), ..PageHead::default() }))
        (body)
    };
    Ok(cx.page(&title, content))
}

/// What the person is called, where one goes back to, and the way there.
async fn way(
    cx: &Cx,
    person: Person,
    base: &str,
    name: String,
) -> Result<(String, String, Vec<(String, Option<String>)>), Refusal> {
    let (list, forgotten) = match person {
        Person::User { .. } => (("nav-users", "/users"), "word-forgotten-colleague"),
        Person::Customer { .. } => (("nav-customers", "/customers"), "word-forgotten-customer"),
        Person::Contact { .. } => (("nav-customers", "/customers"), "word-erased"),
    };
    let name = if name.is_empty() { texts::format::capital(&cx.t(forgotten)) } else { name };
    let mut way = vec![(cx.t(list.0).into_owned(), Some(list.1.to_owned()))];
    let back = match person {
        Person::Contact { customer, .. } => {
            let (state, _) = cx.app.log.state::<Customer>(&customer.to_string()).await?;
            let known = state.details.as_ref().filter(|_| !state.forgotten).map(|details| details.name.to_string());
            way.push((cx.customer(&known.unwrap_or_default()).into_owned(), Some(format!("/customers/{customer}"))));
            let back = format!("/customers/{customer}/contacts");
            way.push((name.clone(), Some(back.clone())));
            back
        }
        _ => {
            way.push((name.clone(), Some(base.to_owned())));
            base.to_owned()
        }
    };
    Ok((name, back, way))
}

async fn pdf(cx: Cx, method: &Method, base: String) -> Answer {
    cx.require(Permission::HandlePrivacy)?;
    let person = whose(&base).ok_or_else(|| cx.not_found())?;
    let failed = |problem: Problem| Refusal(crate::shell::plain_message(cx.lang(), &problem));
    let dossier = dossier::make(&cx.app, &cx.session, person).await.map_err(failed)?;
    let bytes = cx.app.documents.dossier(&dossier).await.map_err(|error| {
        tracing::error!(%error, "a dossier could not be made");
        failed(Problem::new(cx.lang(), StatusCode::SERVICE_UNAVAILABLE, "unavailable"))
    })?;
    if method != Method::HEAD {
        dossier::note_given(&cx.app, &cx.session, person).await.map_err(failed)?;
    }
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, format!("inline; {}", dossier.file_name("pdf"))),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}
