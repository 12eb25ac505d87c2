//! A contract that was signed on paper: who and when, where the paper lies, and its scan.

use api::{App, Problem, Session, fields::Form as Fields, files};
use axum::{
    Extension, Router,
    extract::{DefaultBodyLimit, Multipart, Path, State},
    http::HeaderMap,
    response::Response,
    routing::{get, post},
};
use domain::Permission;
use maud::{Markup, html};
use projections::sales::contract::Card;
use texts::format::date_digits;

use super::contract::found;
use crate::{
    components::{
        Button, Field, Kind, Look, PageHead, Panel, crumbs, field_error, link_button, page_head, panel, submit,
    },
    cx::{Answer, Cx},
    form::Form,
    icons::{Icon, icon},
    posted::{self, Pages},
    shell,
};

/// The addresses of these forms and files.
pub fn routes() -> Router<App> {
    let upload = post(signed).layer(DefaultBodyLimit::max(files::MAX_REQUEST));
    Router::new()
        .route("/contracts/{id}/sign-on-paper", upload)
        .route("/contracts/{id}/on-paper", get(paper))
        .route("/files/{hash}", get(show))
}

/// `GET /contracts/{id}/on-paper`.
async fn paper(cx: Cx, Path(id): Path<String>) -> Answer {
    cx.require(Permission::EditContracts)?;
    let card = found(&cx, &id).await?;
    let title = cx.tr("contracts-sign", &[("number", format!("C-{}", card.row.number).into())]);
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-contracts"), Some("/contracts")), (&title, None)]))
        (page_head(PageHead { title: &title, lead: Some(html! { (cx.customer(&card.row.customer_name)) }), ..PageHead::default() }))
        (form(&cx, &card))
    };
    Ok(cx.page(&title, content))
}

fn form(cx: &Cx, card: &Card) -> Markup {
    let back = format!("/contracts/{}", card.row.id);
    let form = Form::new(cx, format!("{back}/sign-on-paper"))
        .next(back.as_str())
        .revision(card.row.revision)
        .done("contracts-done-signed");
    let today = date_digits(cx.lang(), cx.today());
    let (kept, error) = (form.value("scan", ""), form.error("scan"));
    // Told after a refusal of another field: the scan need not be chosen again.
    let kept = Some(kept).filter(|kept| !kept.is_empty() && error.is_none());
    let most = [("most", (files::MAX_BYTES / 1024 / 1024).into())];
    let body = html! {
        div.form-grid {
            div.w-6 { (form.field("contracts-paper-signer", "", Field { name: "name", ..Field::default() })) }
            div.w-6 { (form.field("contracts-signed-on", &today, Field { name: "signed_on", kind: Kind::Date, ..Field::default() })) }
        }
        (form.field("contracts-kept-at", "", Field { name: "kept_at", hint: Some(&cx.t("contracts-kept-at-hint")), ..Field::default() }))
        @if let Some(kept) = &kept {
            input type="hidden" name="scan" value=(kept);
            p { (icon(Icon::Check)) " " (cx.t("contracts-scan-kept")) }
        }
        div.field.wrong[error.is_some()] {
            label for="scan" { (cx.t(if kept.is_some() { "contracts-another-scan" } else { "contracts-scan-file" })) }
            (field_error(&cx.words(), "scan-error", error))
            input.input id="scan" type="file" name="file" accept="application/pdf,image/jpeg,image/png"
                aria-invalid=[error.map(|_| "true")]
                aria-describedby=(if error.is_some() { "scan-error scan-hint" } else { "scan-hint" });
            span.hint id="scan-hint" { (cx.tr("contracts-scan-hint", &most)) }
        }
        div.actions { (submit(Button { text: &cx.t("contracts-paper-save"), icon: Some(Icon::File), look: Look::Primary, ..Button::default() }))
            (link_button(&back, Button { text: &cx.t("button-cancel"), ..Button::default() }))
        }
    };
    let form = form.show_with(&[("class", "stack"), ("enctype", "multipart/form-data")], body);
    panel(Panel { id: "paper", title: &cx.t("contracts-on-paper"), body: Some(form), ..Panel::default() })
}

/// `POST /contracts/{id}/sign-on-paper`: keeps the scan, then gives the command that names it.
async fn signed(
    State(app): State<App>,
    session: Result<Session, Problem>,
    Extension(pages): Extension<Pages>,
    Path(id): Path<String>,
    headers: HeaderMap,
    form: Multipart,
) -> Response {
    let Ok(session) = session else { return posted::to_sign_in(Some(&format!("/contracts/{id}/on-paper"))) };
    let (mut fields, file) = parts(form).await;
    let kept = match file {
        Ok(bytes) => files::keep(&app, &session, &id, &bytes).await.map(Some),
        Err("file-missing") if api::fields::last(&fields, "scan").is_some() => Ok(None),
        Err(code) => Err(files::wrong(session.lang, "scan", code)),
    };
    let done = match kept {
        Ok(hash) => {
            if let Some(hash) = hash {
                fields.retain(|(name, _)| name != "scan");
                fields.push(("scan".into(), hash.to_string()));
            }
            posted::give(&app, &session, "contracts", Some(id.clone()), "sign-on-paper", &fields).await
        }
        Err(problem) => Err(problem),
    };
    let action = format!("/contracts/{id}/sign-on-paper");
    posted::answered((&pages, &session, &headers), "contracts", &action, fields, done).await
}

/// The texts of a form, and its file or what is wrong with it.
async fn parts(mut form: Multipart) -> (Fields, Result<Vec<u8>, &'static str>) {
    let (mut fields, mut file) = (Fields::new(), Err("file-missing"));
    loop {
        match form.next_field().await {
            Ok(Some(part)) if part.name() == Some("file") => file = files::read(part).await,
            Ok(Some(part)) => {
                let name = part.name().unwrap_or_default().to_owned();
                fields.push((name, part.text().await.unwrap_or_default()));
            }
            Ok(None) => return (fields, file),
            Err(_) => return (fields, file.and(Err("file-broken"))),
        }
    }
}

/// `GET /files/{hash}`: a scan, for who may read its contract.
async fn show(cx: Cx, Path(hash): Path<String>) -> Answer {
    match files::show(&cx.app, &cx.session, &hash).await {
        Ok(response) => Ok(response),
        Err(problem) if problem.status == 404 => Err(cx.not_found()),
        Err(problem) if problem.status == 403 => Err(cx.forbidden()),
        Err(problem) => Ok(shell::plain_message(cx.lang(), &problem)),
    }
}
