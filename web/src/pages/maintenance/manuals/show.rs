//! One manual with its versions, and the forms of who keeps it.

use api::App;
use axum::{Router, extract::Path, routing::get};
use domain::{ManualId, Permission, manual::KEY};
use maud::{Markup, html};
use projections::maintenance::{
    articles,
    manuals::{self, Manual, Version},
};

use super::{
    ALL,
    form::{Known, fields},
    second, size, tongue, withdrawn,
};
use crate::{
    Form,
    components::{
        Button, Field, Look, PageHead, Panel, crumbs, facts, link_button, page_head, panel, second_line, submit,
    },
    cx::{Answer, Cx},
    icons::{Icon, icon},
    pages::{
        maintenance::{files::chooser, id, pool, words},
        undo::marks::history,
    },
};

/// The address of the page.
pub fn routes() -> Router<App> {
    Router::new().route("/manuals/{id}", get(show))
}

/// `GET /manuals/{id}`.
async fn show(cx: Cx, Path(text): Path<String>) -> Answer {
    cx.require(Permission::SeeStock)?;
    let id: ManualId = id(&cx, &text)?;
    let Some(one) = manuals::one(pool(&cx), id).await? else { return Err(cx.not_found()) };
    let versions = manuals::versions(pool(&cx), id).await?;
    let article = match one.article {
        Some(article) => articles::one(pool(&cx), article).await?.map(|(article, _)| article),
        None => None,
    };
    let open = Button { text: &cx.t("files-open"), icon: Some(Icon::File), look: Look::Primary, ..Button::default() };
    let labels = ["manual-language", "manual-models", "manual-article"].map(|key| cx.t(key));
    let mut rows = vec![(&*labels[0], html! { (tongue(&cx, one.language)) }), (&*labels[1], html! { (one.models) })];
    rows.extend(
        article
            .as_ref()
            .map(|article| (&*labels[2], html! { a href={ "/articles/" (article.id) } { (article.name) } })),
    );
    let name = article.as_ref().map(|article| article.name.as_str()).unwrap_or_default();
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-stock"), Some("/stock")), (&cx.t("manuals-title"), Some(ALL)), (&one.title, None)]))
        (page_head(PageHead {
            title: &one.title,
            badges: one.withdrawn.then(|| withdrawn(&cx)),
            lead: Some(html! { (second(&cx, &one)) }),
            actions: Some(link_button(&format!("/files/{}", one.file), open)),
        }))
        div."split wide-side" {
            div.stack {
                (panel(Panel { id: "about", title: &cx.t("manual-about"), body: Some(facts(&rows)), ..Panel::default() }))
                (older(&cx, &versions))
            }
            aside.stack {
                @if cx.may(Permission::EditStock) { (change(&cx, &one, name)) }
                (history(&cx, &format!("manual-{id}")).await)
            }
        }
    };
    Ok(cx.page(&one.title, content))
}

fn older(cx: &Cx, versions: &[Version]) -> Markup {
    let list = html! {
        ul."mini manuals" { @for version in versions {
            @let who = version.who.as_ref().map(|who| cx.colleague(who).into_owned());
            @let size = cx.app.files.size(KEY, &version.file).map(|bytes| size(cx, bytes));
            li {
                a."manual-open" href={ "/files/" (version.file) } {
                    (icon(Icon::File))
                    span {
                        b { (cx.tr("checks-version", &[("version", version.version.into())])) }
                        (second_line(&words::line(", ", [Some(words::moment(cx, version.at).as_str()), who.as_deref(), size.as_deref()])))
                    }
                }
            }
        } }
    };
    panel(Panel { id: "versions", title: &cx.t("checklists-versions"), full: Some(list), ..Panel::default() })
}

/// The forms of who keeps manuals.
fn change(cx: &Cx, one: &Manual, article: &str) -> Markup {
    let here = format!("{ALL}/{}", one.id);
    let button = |key: &str, look| submit(Button { text: &cx.t(key), look, ..Button::default() });
    if one.withdrawn {
        let back = Form::new(cx, format!("{here}/put-back")).next(here.as_str());
        let body =
            back.show(html! { p { (cx.t("manual-withdrawn-why")) } div { (button("manual-put-back", Look::Dark)) } });
        return panel(Panel { id: "put-back", title: &cx.t("manual-withdrawn"), body: Some(body), ..Panel::default() });
    }
    let renew =
        Form::new(cx, format!("{here}/renew")).next(here.as_str()).done("manual-done-renewed").page(here.as_str());
    let known = Known {
        title: &one.title,
        language: one.language,
        models: &one.models,
        article: one.article.map(|id| (id, article)),
    };
    let details = Form::new(cx, format!("{here}/change")).next(here.as_str()).revision(one.revision);
    let withdraw = Form::new(cx, format!("{here}/withdraw")).next(here.as_str()).within("withdraw");
    let attributes =
        [("class", "stack tight"), ("enctype", "multipart/form-data"), ("aria-label", &*cx.t("manual-renew"))];
    html! {
        (panel(Panel { id: "renew", title: &cx.t("manual-renew"), body: Some(renew.show_with(&attributes, html! {
            (chooser(cx, &renew, false)) div { (button("manual-renew-save", Look::Dark)) }
        })), ..Panel::default() }))
        (panel(Panel { id: "details", title: &cx.t("button-change"), body: Some(details.show(html! {
            (fields(cx, &details, "", &known)) div { (button("button-save", Look::Plain)) }
        })), ..Panel::default() }))
        (panel(Panel { id: "withdraw", title: &cx.t("manual-withdraw"), body: Some(withdraw.show(html! {
            (withdraw.field("label-reason", "", Field { name: "reason", ..Field::default() }))
            div { (button("manual-withdraw", Look::Danger)) }
        })), ..Panel::default() }))
    }
}
