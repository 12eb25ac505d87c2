//! Photos and papers of a visit or a machine: taken, shown, described, taken out.
//!
//! Any page shows them with [`folder`]; what is posted goes to `/folders/keep`, several files at once.

use api::{App, Problem, Session, command::Done, fields::Form as Fields, files};
use axum::{
    Extension, Router,
    extract::{DefaultBodyLimit, Multipart, Path, State},
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{Permission, Sha256, folder, folder::Phase};
use maud::{Markup, html};
use projections::maintenance::files::{self as kept, File};
use texts::format::capital;
use uuid::Uuid;

use super::{back, id, pool, words};
use crate::{
    Form,
    components::{
        Button, Field, Look, PageHead, Panel, Tone, badge, field_error, link_button, page_head, panel, submit,
    },
    cx::{Answer, Cx},
    icons::{Icon, icon},
    posted::{self, Pages},
};

/// The addresses of these forms and pages.
pub fn routes() -> Router<App> {
    // A refused form stands at this address: whoever asks for it again gets the first page.
    let keep = get(|| async { Redirect::to("/") }).post(keep).layer(DefaultBodyLimit::max(files::MAX_REQUEST));
    Router::new()
        .route("/folders/keep", keep)
        .route("/folders/{id}", get(owner))
        .route("/folders/{id}/{file}", get(one))
}

/// The photos and papers of a visit or machine as a panel; `may_add` also shows the form that adds some. `next` is where that
/// leads. Nothing when there are none and none can be added.
pub fn folder(cx: &Cx, thing: files::Thing, all: &[File], may_add: bool, next: &str) -> Markup {
    let adds = may_add && cx.may(Permission::KeepFiles);
    if all.is_empty() && !adds {
        return html! {};
    }
    panel(Panel {
        id: "files",
        title: &cx.t("files-title"),
        body: Some(html! {
            div.stack {
                @if all.is_empty() { p.muted { (cx.t("files-none")) } }
                (grid(cx, all))
                @if adds { (add(cx, thing, next)) }
            }
        }),
        ..Panel::default()
    })
}

/// Small pictures that lead to the large ones, and the names of papers.
pub fn grid(cx: &Cx, all: &[File]) -> Markup {
    html! {
        @if !all.is_empty() {
            ul.photos {
                @for (n, file) in all.iter().enumerate() {
                    li {
                        // A tablet takes along what is small, and papers such as manuals.
                        a href=(page_of(file)) data-ahead=[file.thumbnail.is_none().then(|| format!("/files/{}", file.file))] {
                            @match &file.thumbnail {
                                Some(small) => img src={ "/files/" (small) } alt=(name(cx, file, n)) loading="lazy" data-ahead width="180" height="135";,
                                None => span.paper-file { (icon(Icon::File)) (name(cx, file, n)) },
                            }
                        }
                        @if let Some(phase) = &file.phase { (badge(Tone::Neutral, Icon::Camera, &cx.t(&format!("files-{phase}")))) }
                        @if file.thumbnail.is_some() { @if let Some(remark) = file.remark.as_deref().filter(|remark| !remark.is_empty()) { span.small { (remark) } } }
                    }
                }
            }
        }
    }
}

fn page_of(file: &File) -> String {
    format!("/folders/{}/{}", file.thing, file.file)
}

/// What is to be seen, or which photo it is.
pub(super) fn name(cx: &Cx, file: &File, n: usize) -> String {
    let remark = file.remark.as_deref().filter(|remark| !remark.is_empty());
    let key = if file.thumbnail.is_some() { "files-nth-photo" } else { "files-nth-paper" };
    remark.map_or_else(|| cx.tr(key, &[("n", (n + 1).into())]), ToOwned::to_owned)
}

fn add(cx: &Cx, thing: files::Thing, next: &str) -> Markup {
    let form = Form::new(cx, "/folders/keep").next(format!("{next}#files")).done("files-done-kept").within("files");
    let (field, of, about) = match thing {
        files::Thing::Visit(id) => ("visit", id.0, format!("/visits/{id}")),
        files::Thing::Machine(id) => ("machine", id.0, format!("/machines/{id}")),
        // Those are put in at pages of their own.
        files::Thing::Manuals => return html! {},
    };
    let form = form.offline(cx.t("files-add"), about);
    let body = html! {
        input type="hidden" name=(field) value=(of);
        (chooser(cx, &form, true))
        (description(cx, &form, None, ""))
        div { (submit(Button { text: &cx.t("files-save"), icon: Some(Icon::Check), look: Look::Dark, ..Button::default() })) }
    };
    let attributes =
        [("class", "stack tight"), ("enctype", "multipart/form-data"), ("aria-label", &*cx.t("files-add"))];
    form.show_with(&attributes, body)
}

/// Where files are chosen: one, or several, of which one can be taken at once.
pub(super) fn chooser(cx: &Cx, form: &Form<'_>, several: bool) -> Markup {
    let error = form.error("file");
    let described = if error.is_some() { "files-error files-hint" } else { "files-hint" };
    let hint = cx.tr("files-hint", &[("most", (files::MAX_BYTES / 1024 / 1024).into())]);
    html! {
        (field_error(&cx.words(), "files-error", error))
        div."row wrap" {
            @if several {
                label."button large file-button" for="files-camera" { (icon(Icon::Camera)) (cx.t("files-take"))
                    input id="files-camera" type="file" name="file" accept="image/*" capture="environment" data-photos aria-describedby=(described);
                }
            }
            label."button large file-button" for="files-file" { (icon(Icon::Plus)) (cx.t(if several { "files-choose" } else { "files-choose-one" }))
                input id="files-file" type="file" name="file" accept="image/jpeg,image/png,image/webp,application/pdf" multiple[several] data-photos aria-invalid=[error.map(|_| "true")] aria-describedby=(described);
            }
        }
        p."muted small" id="files-hint" { (hint) }
        p.small data-photos-chosen data-text=(cx.tr("files-chosen", &[("count", "{count}".into())])) role="status" {}
    }
}

/// When it was taken and what is to be seen.
fn description(cx: &Cx, form: &Form<'_>, phase: Option<&str>, remark: &str) -> Markup {
    let phases = Phase::ALL.map(|phase| (phase.name(), capital(&cx.t(&format!("files-{}", phase.name())))));
    let none = cx.t("files-no-phase");
    let options: Vec<(&str, &str)> =
        std::iter::once(("", none.as_ref())).chain(phases.iter().map(|(name, text)| (*name, text.as_str()))).collect();
    html! {
        div.form-grid {
            (form.select("files-phase", phase.unwrap_or_default(), Field { name: "phase", ..Field::default() }, &options))
            (form.field("files-remark", remark, Field { name: "remark", optional: true, ..Field::default() }))
        }
    }
}

/// `POST /folders/keep`: keeps each file, then gives the command that names it. The same post again changes nothing.
async fn keep(
    State(app): State<App>,
    session: Result<Session, Problem>,
    Extension(pages): Extension<Pages>,
    headers: HeaderMap,
    form: Multipart,
) -> Response {
    let session = match posted::poster(session, &headers, None) {
        Ok(session) => session,
        Err(answer) => return answer,
    };
    let mut posted = Posted::read(form).await;
    let done = keep_all(&app, &session, &mut posted).await;
    posted::answered((&pages, &session, &headers), "folders", "/folders/keep", posted.fields, done).await
}

async fn keep_all(app: &App, session: &Session, posted: &mut Posted) -> Result<Done, Problem> {
    let lang = session.lang;
    let found = posted.files(session)?;
    let fields = &posted.fields;
    let of = |name| api::fields::last(fields, name).filter(|id| !id.is_empty()).map(|id| (name, id));
    let thing = of("visit").or_else(|| of("machine")).and_then(|(name, id)| files::Thing::named(name, id));
    let thing = thing.ok_or_else(|| Problem::not_found(lang))?;
    let request = api::fields::last(fields, "_request").unwrap_or_default().to_owned();
    let mut last = Err(files::wrong(lang, "file", "file-missing"));
    for (n, bytes) in found.into_iter().enumerate() {
        let kept = files::keep_for(app, session, thing, bytes).await?;
        let mut own = posted.naming(kept);
        own.retain(|(name, _)| !["_request", "_revision"].contains(&name.as_str()));
        if !request.is_empty() {
            own.push(("_request".into(), format!("{request}-{n}")));
        }
        last = Ok(posted::give(app, session, "folders", None, "keep", &own).await?);
    }
    last
}

/// A form with files, as it was posted.
pub(super) struct Posted {
    /// Its texts.
    pub(super) fields: Fields,
    files: Result<Vec<Vec<u8>>, &'static str>,
}

impl Posted {
    /// Reads it to its end.
    pub(super) async fn read(form: Multipart) -> Self {
        let (fields, files) = parts(form).await;
        Self { fields, files }
    }

    /// Takes its files out.
    ///
    /// # Errors
    /// When one of them can't be read, or is too large.
    pub(super) fn files(&mut self, session: &Session) -> Result<Vec<Vec<u8>>, Problem> {
        std::mem::replace(&mut self.files, Ok(Vec::new())).map_err(|code| files::wrong(session.lang, "file", code))
    }

    /// Its texts with the names of a file that was kept.
    pub(super) fn naming(&self, kept: files::Kept) -> Fields {
        let small = kept.thumbnail.map(|small| ("thumbnail".to_owned(), small.to_string()));
        let named = [("file".to_owned(), kept.hash.to_string())].into_iter().chain(small);
        self.fields.iter().cloned().chain(named).collect()
    }
}

/// The texts of a form and its files; inputs in which nothing was chosen are passed over.
async fn parts(mut form: Multipart) -> (Fields, Result<Vec<Vec<u8>>, &'static str>) {
    let (mut fields, mut found) = (Fields::new(), Ok(Vec::new()));
    loop {
        match form.next_field().await {
            Ok(Some(part)) if part.name() == Some("file") => match (files::bytes(part).await, &mut found) {
                (Ok(bytes), Ok(all)) => all.push(bytes),
                (Err("file-missing"), _) | (_, Err(_)) => {}
                (Err(code), _) => found = Err(code),
            },
            Ok(Some(part)) => {
                let name = part.name().unwrap_or_default().to_owned();
                fields.push((name, part.text().await.unwrap_or_default()));
            }
            Ok(None) => return (fields, found),
            Err(_) => return (fields, found.and(Err("file-broken"))),
        }
    }
}

/// `GET /folders/{id}`: leads to the visit or machine whose files these are.
async fn owner(cx: Cx, Path(text): Path<String>) -> Answer {
    cx.require(Permission::SeePlanning)?;
    let thing: Uuid = id(&cx, &text)?;
    let state = cx.app.log.state::<folder::Folder>(&thing.to_string()).await?.0;
    match state.of() {
        Some((_, Some(visit), _)) => Ok(Redirect::to(&format!("/visits/{visit}")).into_response()),
        Some((_, _, Some(machine))) => Ok(Redirect::to(&format!("/machines/{machine}")).into_response()),
        _ => Err(cx.not_found()),
    }
}

/// `GET /folders/{id}/{file}`: one photo or paper.
async fn one(cx: Cx, Path((text, file)): Path<(String, String)>, headers: HeaderMap) -> Answer {
    cx.require(Permission::SeePlanning)?;
    let thing: Uuid = id(&cx, &text)?;
    let hash: Sha256 = id(&cx, &file)?;
    let all = kept::of(pool(&cx), thing).await?;
    let Some((n, file)) = all.iter().enumerate().find(|(_, file)| file.file == hash) else {
        return Err(cx.not_found());
    };
    let whole = match &file.visit {
        Some(visit) => format!("/visits/{}", visit.id),
        None => format!("/machines/{thing}"),
    };
    let title = name(&cx, file, n);
    let who = file.who.as_ref().map(|who| cx.colleague(who).into_owned()).unwrap_or_default();
    let when = words::moment(&cx, file.at);
    let back = back(&cx, &headers, &whole);
    let content = html! {
        (page_head(PageHead {
            title: &title,
            lead: Some(html! { @if let Some(visit) = &file.visit { a href=(whole) { (words::visit_number(visit.number)) } " · " } (words::line(", ", [Some(who.as_str()), Some(when.as_str())])) }),
            actions: Some(link_button(&back, Button { text: &cx.t("button-back"), icon: Some(Icon::Left), ..Button::default() })),
            ..PageHead::default()
        }))
        div."split wide-side" {
            div.stack {
                @if file.thumbnail.is_some() { img.photo src={ "/files/" (file.file) } alt=(title); }
                @else { (link_button(&format!("/files/{}", file.file), Button { text: &cx.t("files-open"), icon: Some(Icon::Download), look: Look::Primary, ..Button::default() })) }
            }
            aside.stack { @if cx.may(Permission::KeepFiles) { (change(&cx, thing, file, &whole)) } }
        }
    };
    Ok(cx.page(&title, content))
}

fn change(cx: &Cx, thing: Uuid, file: &File, whole: &str) -> Markup {
    let here = format!("/folders/{thing}/{}", file.file);
    let describe = Form::new(cx, format!("/folders/{thing}/describe")).next(here.as_str());
    let remove = Form::new(cx, format!("/folders/{thing}/remove"))
        .next(format!("{whole}#files"))
        .done("files-done-removed")
        .within("remove");
    html! {
        (panel(Panel { id: "describe", title: &cx.t("files-describe"), body: Some(describe.show(html! {
            input type="hidden" name="file" value=(file.file);
            (description(cx, &describe, file.phase.as_deref(), file.remark.as_deref().unwrap_or_default()))
            div { (submit(Button { text: &cx.t("button-save"), look: Look::Dark, ..Button::default() })) }
        })), ..Panel::default() }))
        (panel(Panel { id: "take-out", title: &cx.t("files-remove"), body: Some(remove.show(html! {
            input type="hidden" name="file" value=(file.file);
            (remove.field("label-reason", "", Field { name: "reason", ..Field::default() }))
            div { (submit(Button { text: &cx.t("files-remove"), icon: Some(Icon::X), look: Look::Danger, ..Button::default() })) }
        })), ..Panel::default() }))
    }
}
