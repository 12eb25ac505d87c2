//! What is held of a person: to be given to them, and to be forgotten when they ask. One page for a customer, a contact person and a
//! colleague who left.

use std::collections::{BTreeMap, HashSet};

use api::{App, Order, Problem, Session, command::run, dossier, fields, fields::Form as Fields};
use axum::{
    Extension, Router,
    body::Bytes,
    extract::{OriginalUri, Path, State},
    http::{HeaderMap, Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use chrono::NaiveDate;
use domain::{
    ContactId, CustomerId, Decider, Permission, UserId,
    contract::Contract,
    customer::{Customer, Event},
    fault::{self, Fault},
    invoice::Invoice,
    machine::Machine,
    mail::Mail,
    opportunity::Opportunity,
    privacy::{Command, Event as Ordered, LOG, Person, Privacy, Reason},
    registry::{AnyCommand, AnyEvent},
    settings::{COMPANY, Settings},
    task::Task,
    user::{self, User},
    visit::Visit,
};
use event_store::{
    Recorded, Revision, StreamName, codec,
    person::{Found, Named},
};
use maud::{Markup, html};
use std::time::Duration;
use texts::format::{date_long, whole};

use crate::{
    components::{
        Button, Field, Look, PageHead, Panel, Tone, crumbs, facts, link_button, notice, page_head, panel, submit,
    },
    cx::{Answer, Cx, Failed, Refusal},
    form::Form,
    icons::Icon,
    posted::{self, Pages},
};

/// So many texts that name the person are shown.
const SHOWN: usize = 12;
/// So much of each.
const EXCERPT: usize = 240;
/// So many orders are looked through at once.
const ORDERS: u32 = 1_000;
/// How long the answer waits until nothing shows the person any more; with very much to work out anew it does not.
const CARRIED_OUT_WITHIN: Duration = Duration::from_secs(20);

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
                div.stack { (held(&cx, person, &found).await?) (named(&cx, &found)) (contacts(&cx, person, &found)) }
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

/// Which text says what of a person went.
fn what_of(person: Person) -> &'static str {
    match person {
        Person::Customer { .. } => "privacy-what-customer",
        Person::Contact { .. } => "privacy-what-contact",
        Person::User { .. } => "privacy-what-user",
    }
}

/// When and by which right a person was forgotten, and what went with that; nothing of who was not.
///
/// # Errors
/// When the log can't be read.
pub async fn erased(cx: &Cx, person: Person, what: &str) -> Result<Markup, Refusal> {
    let log = &cx.app.log;
    if !log.state::<Privacy>(LOG).await?.0.is_forgotten(person) {
        return Ok(html! {});
    }
    let whole = match person {
        Person::Contact { customer, .. } => Person::Customer { customer },
        other => other,
    };
    let (stream, mut from) = (StreamName::new(Privacy::CATEGORY, LOG)?, Revision(0));
    loop {
        let page = log.store.read_stream(&stream, from, ORDERS).await?;
        let (more, last) = (page.more, page.events.last().map(|event| event.revision.0));
        for recorded in codec::decode_page(&log.keys, page.events).await? {
            if let AnyEvent::Privacy(Ordered::PersonForgotten { person: of, reason, .. }) = &recorded.event
                && [person, whole].contains(of)
            {
                let day = date_long(cx.lang(), cx.local(recorded.recorded_at).date());
                let said = cx.tr(&format!("privacy-erased-{}", reason.name()), &[("day", day.into())]);
                let body = html! { p { b { (said) } } p { (cx.t(what)) } };
                return Ok(notice(Tone::Info, Icon::Shield, body, None));
            }
        }
        match last {
            Some(last) if more => from = Revision(last + 1),
            _ => return Ok(html! {}),
        }
    }
}

/// What of who was forgotten the law has us keep, as a panel.
///
/// # Errors
/// When the log can't be read.
pub async fn kept(cx: &Cx, person: Person) -> Result<Markup, Refusal> {
    let (state, _) = cx.app.log.state::<Privacy>(LOG).await?;
    let kept = state.forgotten.get(&person).into_iter().flatten();
    let days: Vec<_> = kept.filter(|kept| !state.destroyed.contains(&kept.key)).map(|kept| kept.until).collect();
    let owed = days.iter().any(|day| day.is_some_and(|day| day < cx.today()));
    let body = if days.is_empty() { cx.t("privacy-kept-none").into_owned() } else { kept_until(cx, &days) };
    Ok(panel(Panel {
        id: "kept",
        title: &cx.t("privacy-kept"),
        body: Some(html! { p { (body) @if owed { " " (cx.t("privacy-invoices-owed")) } } }),
        ..Panel::default()
    }))
}

/// Until when invoices are kept: what is kept longest, or for ever, is said.
fn kept_until(cx: &Cx, days: &[Option<NaiveDate>]) -> String {
    let long = |day: NaiveDate| date_long(cx.lang(), day).into();
    let known = days.iter().copied().collect::<Option<Vec<_>>>();
    match known.as_deref().map(|days| (days.iter().min(), days.iter().max())) {
        Some((Some(first), Some(last))) if first == last => cx.tr("privacy-invoices-until", &[("day", long(*last))]),
        Some((Some(first), Some(last))) => {
            cx.tr("privacy-invoices-between", &[("first", long(*first)), ("last", long(*last))])
        }
        _ => cx.t("privacy-invoices-always").into_owned(),
    }
}

/// What there is of each kind, in the order of the menu, and what the law has us keep of it.
async fn held(cx: &Cx, person: Person, found: &Found) -> Result<Markup, Refusal> {
    let (settings, _) = cx.app.log.state::<Settings>(COMPANY).await?;
    let counts = counts(person, found);
    let rows: Vec<(_, Markup)> = (counts.into_iter().filter(|(_, count)| *count > 0))
        .map(|(key, count)| (cx.t(key), html! { span.num { (whole(cx.lang(), count)) } }))
        .collect();
    let rows: Vec<(&str, Markup)> = rows.iter().map(|(label, value)| (label.as_ref(), value.clone())).collect();
    let invoices = found.traces.invoices.values();
    let owed = invoices.clone().any(|held| held.owed);
    let days: Vec<_> = invoices.map(|held| settings.invoices_kept_until(held.newest)).collect();
    let lead = match person {
        Person::User { .. } => "privacy-held-user",
        _ => "privacy-held-lead",
    };
    Ok(panel(Panel {
        id: "held",
        title: &cx.t("privacy-held"),
        body: Some(html! { p.muted { (cx.t(lead)) } div."mt-2" { (facts(&rows)) } }),
        footer: (!days.is_empty())
            .then(|| html! { (kept_until(cx, &days)) @if owed { " " (cx.t("privacy-invoices-owed")) } }),
        ..Panel::default()
    }))
}

/// How many things of each kind are held: for a colleague what is about them, and how often they did something.
fn counts(person: Person, found: &Found) -> Vec<(&'static str, i64)> {
    let mut things: BTreeMap<&str, HashSet<&str>> = BTreeMap::new();
    let (mut known, mut notes, mut issued, mut did) = (0, 0, HashSet::new(), 0);
    for event in &found.story {
        let own = match person {
            Person::User { user } => event.metadata.actor.user() != Some(user),
            _ => true,
        };
        match event.event_type.as_str() {
            _ if !own && event.stream.category() != User::CATEGORY => did += 1,
            "note_added" | "call_recorded" => notes += 1,
            "invoice_issued" => drop(issued.insert(event.stream.id())),
            _ if [Customer::CATEGORY, User::CATEGORY].contains(&event.stream.category()) => known += 1,
            _ => {}
        }
        if own {
            things.entry(event.stream.category()).or_default().insert(event.stream.id());
        }
    }
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let of = |category: &str| number(things.get(category).map_or(0, HashSet::len));
    let issued = number(issued.len());
    vec![
        ("privacy-known", known),
        ("privacy-notes", notes),
        ("nav-faults", of(Fault::CATEGORY)),
        ("maintenance-visits", of(Visit::CATEGORY)),
        ("customers-machines", of(Machine::CATEGORY)),
        ("nav-contracts", of(Contract::CATEGORY)),
        ("nav-invoices", issued),
        ("privacy-drafts", of(Invoice::CATEGORY) - issued),
        ("opportunities", of(Opportunity::CATEGORY)),
        ("privacy-mails", of(Mail::CATEGORY)),
        ("privacy-tasks", of(Task::CATEGORY)),
        ("privacy-acts", did),
    ]
}

/// Texts of others in which the person is named.
fn named(cx: &Cx, found: &Found) -> Markup {
    if found.named.is_empty() {
        return html! {};
    }
    let more = found.named.len().saturating_sub(SHOWN);
    let body = html! {
        p.muted { (cx.t("privacy-named-lead")) }
        ul.stack."mt-2" {
            @for one in found.named.iter().take(SHOWN) {
                li {
                    @let happened = super::management::words::happened(cx, &one.event.event_type);
                    @match super::management::words::page_of(one.event.stream.as_str()) {
                        Some(href) => a href=(href) { (happened) },
                        None => b { (happened) },
                    } " "
                    small.muted { (date_long(cx.lang(), cx.local(one.event.recorded_at).date()))
                        @if one.key.is_none() { " · " (cx.t("privacy-stays")) } }
                    p { (excerpt(one)) }
                }
            }
        }
        @if more > 0 {
            @let more = i64::try_from(more).unwrap_or(i64::MAX);
            p.muted."mt-2" { (cx.tr("privacy-named-more", &[("count", more.into()), ("shown", whole(cx.lang(), more).into())])) }
        }
    };
    panel(Panel { id: "named", title: &cx.t("privacy-named"), body: Some(body), ..Panel::default() })
}

/// What it says that names them; of a fault also what was wrong.
fn excerpt(named: &Named) -> String {
    let mut texts = named.texts.clone();
    if let AnyEvent::Fault(fault::Event::FaultReported { problem, .. }) = &named.event.event {
        let problem = problem.text();
        texts.retain(|text| *text != problem);
        texts.push(problem);
    }
    let text = texts.join(" · ");
    let cut: String = text.chars().take(EXCERPT).collect();
    if cut.len() < text.len() { format!("{cut}…") } else { cut }
}

/// Everyone who could ever be spoken to at a customer: each may ask for themselves.
fn contacts(cx: &Cx, person: Person, found: &Found) -> Markup {
    let Person::Customer { customer } = person else { return html! {} };
    let mut known = std::collections::BTreeMap::new();
    for event in &found.story {
        match &event.event {
            AnyEvent::Customer(Event::ContactAdded { id, name, .. } | Event::ContactChanged { id, name, .. }) => {
                known.insert(*id, name.text());
            }
            AnyEvent::Customer(Event::ContactForgotten { id }) => drop(known.remove(id)),
            _ => {}
        }
    }
    if known.is_empty() {
        return html! {};
    }
    let body = html! {
        ul.stack { @for (id, name) in &known { li {
            a href=(format!("/customers/{customer}/contacts/{id}/privacy")) { (name) }
        } } }
    };
    panel(Panel { id: "people", title: &cx.t("customers-contacts"), body: Some(body), ..Panel::default() })
}

/// The dossier, to be read and as a file.
fn telling(cx: &Cx, base: &str) -> Markup {
    let json = cx.t("privacy-dossier-json");
    let body = html! {
        p { (cx.t("privacy-dossier-lead")) }
        div.actions."mt-2" {
            (link_button(&format!("{base}/privacy/pdf"), Button { text: "PDF", icon: Some(Icon::Download), look: Look::Dark, ..Button::default() }))
            (link_button(&format!("/api/v1{base}/dossier"), Button { text: &json, icon: Some(Icon::Download), ..Button::default() }))
        }
    };
    panel(Panel { id: "dossier", title: &cx.t("privacy-dossier"), body: Some(body), ..Panel::default() })
}

/// The form that orders it: what goes, what is kept, and the name once more.
async fn forgetting(
    cx: &Cx,
    person: Person,
    base: &str,
    back: &str,
    name: &str,
    found: &Found,
) -> Result<Markup, Refusal> {
    let title = cx.t("privacy-forget");
    if found.traces.works_here {
        let body = html! { p { (cx.t("refusal-privacy-still-works-here")) } };
        return Ok(panel(Panel { id: "forget", title: &title, body: Some(body), ..Panel::default() }));
    }
    let what = match person {
        Person::Customer { .. } => "privacy-forget-customer",
        Person::Contact { .. } => "privacy-forget-contact",
        Person::User { .. } => "privacy-forget-user",
    };
    let open = match person {
        Person::Customer { customer } => cx.app.outside.still_open(customer).await.unwrap_or_default(),
        _ => Default::default(),
    };
    if !open.is_nothing() {
        let said = cx.tr(
            "refusal-privacy-still-open",
            &[
                ("contracts", open.contracts.into()),
                ("faults", open.faults.into()),
                ("visits", open.visits.into()),
                ("invoices", open.invoices.into()),
            ],
        );
        let body =
            html! { div.stack { p { (cx.t(what)) } (notice(Tone::Warning, Icon::Alert, html! { (said) }, None)) } };
        return Ok(panel(Panel { id: "forget", title: &title, body: Some(body), ..Panel::default() }));
    }
    let here = format!("{base}/privacy");
    let form = Form::new(cx, here.clone()).next(&here).done("privacy-done");
    let reasons = Reason::ALL.map(|reason| (reason.name(), cx.t(&format!("privacy-reason-{}", reason.name()))));
    let options: Vec<(&str, &str)> = reasons.iter().map(|(name, text)| (*name, text.as_ref())).collect();
    let also = i64::try_from(found.traces.named_in.len()).unwrap_or_default();
    let hint = cx.tr("privacy-name-hint", &[("name", name.into())]);
    let body = html! {
        p { (cx.t(what)) }
        p.muted { (cx.t("privacy-forget-for-ever")) }
        (form.select("label-reason", Reason::default().name(), Field { name: "reason", ..Field::default() }, &options))
        @if also > 0 {
            label.check {
                input type="checkbox" id="also" name="also" value="yes" checked[form.checked("also", "yes", true)];
                span { (cx.tr("privacy-also", &[("count", also.into())])) }
            }
        }
        (form.field("label-name", "", Field { name: "name", hint: Some(&hint), ..Field::default() }))
        div.actions {
            (submit(Button { text: &cx.t("privacy-forget-button"), look: Look::Danger, icon: Some(Icon::Shield), ..Button::default() }))
            (link_button(back, Button { text: &cx.t("button-cancel"), ..Button::default() }))
        }
    };
    Ok(panel(Panel {
        id: "forget",
        title: &title,
        body: Some(form.show_with(&[("class", "stack")], body)),
        ..Panel::default()
    }))
}

/// `POST …/privacy`: the name is typed once more, so that nobody is forgotten by a slip of the hand.
async fn forget(
    State(app): State<App>,
    session: Result<Session, Problem>,
    pages: Extension<Pages>,
    uri: OriginalUri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let typed: Fields = serde_html_form::from_bytes(&body).unwrap_or_default();
    let Ok(session) = session else { return posted::to_sign_in(fields::last(&typed, "_page")) };
    match ordered(&app, &session, uri.path(), &typed).await {
        Ok(done) => {
            carried_out(&app).await;
            posted::answer(&done, "customers", &typed, posted::wants_json(&headers))
        }
        Err(problem) => {
            let failed = Failed { action: uri.path().into(), fields: typed, problem };
            posted::again(&pages, &session, &headers, failed).await
        }
    }
}

/// Waits until nothing shows any more who was ordered to be forgotten, for a while; what can't be read then is not waited for.
async fn carried_out(app: &App) {
    let carried_out = async {
        loop {
            let newest = app.log.store.newest().await.ok()?;
            let (state, _) = app.log.state::<Privacy>(LOG).await.ok()?;
            if state.pending.is_empty() {
                return Some(());
            }
            app.log.store.changed(newest.map(|(position, _)| position), CARRIED_OUT_WITHIN).await;
        }
    };
    // Until then the page says that it is being done.
    let _ = tokio::time::timeout(CARRIED_OUT_WITHIN, carried_out).await;
    app.reads.wait_for_newest(Duration::from_secs(2)).await;
}

async fn ordered(app: &App, session: &Session, path: &str, typed: &Fields) -> Result<api::command::Done, Problem> {
    let lang = session.lang;
    session.require(Permission::HandlePrivacy)?;
    let base = path.strip_suffix("/privacy").unwrap_or(path);
    let person = whose(base).ok_or_else(|| Problem::not_found(lang))?;
    let found = app.log.person(person).await.map_err(|error| Problem::failure(lang, &error))?;
    let name = name_of(person, &found.story);
    let same = |one: &str| one.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let said = fields::last(typed, "name").unwrap_or_default();
    if found.traces.exists && same(said) != same(&name) {
        let message = texts::t(lang, "privacy-name-wrong").into_owned();
        return Err(Problem::invalid(lang, vec![api::problem::FieldError { field: "name".into(), message }]));
    }
    let reason = fields::last(typed, "reason");
    let reason = Reason::ALL.into_iter().find(|one| Some(one.name()) == reason).unwrap_or_default();
    let also = match fields::last(typed, "also") {
        Some("yes") => found.traces.named_in,
        _ => Default::default(),
    };
    let command = AnyCommand::Privacy(Command::Forget { person, reason, also });
    let request = fields::last(typed, "_request").filter(|key| !key.is_empty()).map(Into::into);
    run(app, session, Order { command, id: Some(LOG.into()), request, seen: None }).await
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
