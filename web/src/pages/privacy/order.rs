//! The dossier and the order to forget somebody.

use std::time::Duration;

use api::{App, Order, Problem, Session, command::run, fields, fields::Form as Fields};
use axum::{
    Extension,
    body::Bytes,
    extract::{OriginalUri, State},
    http::HeaderMap,
    response::Response,
};
use domain::{
    Permission,
    privacy::{Command, LOG, Person, Privacy, Reason},
    registry::AnyCommand,
    visit::numbers,
};
use event_store::person::Found;
use maud::{Markup, html};
use projections::maintenance::{self, visits};

use super::{name_of, whose};
use crate::{
    components::{Button, Field, Look, Panel, Tone, link_button, notice, panel, submit},
    cx::{Cx, Failed, Refusal},
    form::Form,
    icons::Icon,
    posted::{self, Pages},
};

/// How long the answer waits until nothing shows the person any more; with very much to work out anew it does not.
const CARRIED_OUT_WITHIN: Duration = Duration::from_secs(20);
/// To so many visits that stand in the way there is a way.
const WAYS: usize = 10;

/// The dossier, to be read and as a file.
pub(super) fn telling(cx: &Cx, base: &str) -> Markup {
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
pub(super) async fn forgetting(
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
    if let Some(first) = first(cx, person).await? {
        let body = html! { div.stack { p { (cx.t(what)) } (first) } };
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
                input type="checkbox" id="also" name="also" value="yes" checked[form.checked("also", "yes", !matches!(person, Person::User { .. }))];
                span { (cx.tr("privacy-also", &[("count", also.into())])) }
            }
        }
        (form.field("label-name", "", Field { name: "name", hint: Some(&hint), ..Field::default() }))
        div.actions {
            (submit(Button { text: &cx.t("privacy-forget-button"), look: Look::Danger, icon: Some(Icon::Shield), ..Button::default() }))
            (link_button(back, Button { text: &cx.t("button-cancel"), ..Button::default() }))
        }
        p.while-busy role="status" { (cx.t("privacy-forget-slow")) }
    };
    Ok(panel(Panel {
        id: "forget",
        title: &title,
        body: Some(form.show_with(&[("class", "stack")], body)),
        ..Panel::default()
    }))
}

/// What must come to its end first, with the way there; none when nothing runs.
async fn first(cx: &Cx, person: Person) -> Result<Option<Markup>, Refusal> {
    let outside = &cx.app.outside;
    let failed = |error: String| Refusal(crate::shell::plain_message(cx.lang(), &Problem::failure(cx.lang(), &error)));
    let (said, ways) = match person {
        Person::Customer { customer } => {
            let open = outside.still_open(customer).await.map_err(failed)?;
            let counts = [
                ("contracts", "nav-contracts", open.contracts),
                ("faults", "nav-faults", open.faults),
                ("visits", "maintenance-visits", open.visits),
                ("invoices", "nav-invoices", open.invoices),
            ];
            let arguments = counts.map(|(name, _, count)| (name, count.into()));
            let way = |name: &str| match name {
                "visits" => "/planning".to_owned(),
                part => format!("/customers/{customer}/{part}"),
            };
            let open = counts.into_iter().filter(|(.., count)| *count > 0);
            let ways: Vec<_> = open.map(|(name, title, _)| (cx.t(title).into_owned(), way(name))).collect();
            (cx.tr("refusal-privacy-still-open", &arguments), ways)
        }
        Person::User { user } => {
            let visits = outside.to_do(user).await.map_err(failed)?;
            let mut ways = Vec::new();
            for number in visits.iter().take(WAYS) {
                let Ok(known) = i64::try_from(*number) else { continue };
                let found = visits::numbered(&cx.reads(&maintenance::DEPARTMENT).pool, known).await?;
                ways.extend(found.map(|visit| (format!("B-{number}"), format!("/visits/{}", visit.id))));
            }
            (cx.tr("refusal-privacy-has-visits", &[("visits", numbers(&visits).into())]), ways)
        }
        Person::Contact { .. } => return Ok(None),
    };
    let body = html! {
        p { (said) }
        p.row.wrap { @for (title, href) in &ways { a href=(href) { (title) } } }
    };
    Ok((!ways.is_empty()).then(|| notice(Tone::Warning, Icon::Alert, body, None)))
}

/// `POST …/privacy`: the name is typed once more, so that nobody is forgotten by a slip of the hand.
pub(super) async fn forget(
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
