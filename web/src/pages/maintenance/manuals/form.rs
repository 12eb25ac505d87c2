//! A new manual, and the fields of what is known of one.

use api::App;
use axum::{Router, routing::get};
use domain::{ArticleId, Permission, manual::Tongue};
use maud::{Markup, html};
use projections::maintenance::articles;
use serde::Deserialize;

use super::{ALL, tongue};
use crate::{
    Form,
    components::{Button, Field, Look, PageHead, Suggest, combobox, crumbs, page_head, submit},
    cx::{Answer, Cx, Query},
    icons::Icon,
    pages::maintenance::{files::chooser, pool},
};

/// The address of the form.
pub fn routes() -> Router<App> {
    Router::new().route("/manuals/new", get(new))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    model: String,
    article: Option<ArticleId>,
}

/// `GET /manuals/new`, with the `model` or `article` that it is for.
async fn new(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::EditStock)?;
    let title = cx.t("manual-new");
    let article = match asked.article {
        Some(article) => articles::one(pool(&cx), article).await?.map(|(article, _)| article),
        None => None,
    };
    let form = Form::new(&cx, "/manuals/add").next("/manuals/{id}").done("manual-done-added");
    let name = article.as_ref().map(|article| article.name.as_str()).unwrap_or_default();
    let known = Known {
        title: name,
        language: Tongue::default(),
        models: if asked.model.is_empty() { name } else { &asked.model },
        article: asked.article.map(|id| (id, name)),
    };
    let body = html! {
        (chooser(&cx, &form, false))
        (fields(&cx, &form, "manual.", &known))
        div.actions { (submit(Button { text: &cx.t("manual-add"), icon: Some(Icon::Check), look: Look::Primary, ..Button::default() })) }
    };
    let attributes = [("enctype", "multipart/form-data"), ("aria-label", &*title)];
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-stock"), Some("/stock")), (&cx.t("manuals-title"), Some(ALL)), (&title, None)]))
        (page_head(PageHead { title: &title, lead: Some(html! { (cx.t("manuals-lead")) }), ..PageHead::default() }))
        section.panel.narrow aria-label=(title) { div.body { (form.show_with(&attributes, body)) } }
    };
    Ok(cx.page(&title, content))
}

/// What the form is filled with.
pub(super) struct Known<'a> {
    pub(super) title: &'a str,
    pub(super) language: Tongue,
    pub(super) models: &'a str,
    pub(super) article: Option<(ArticleId, &'a str)>,
}

pub(super) fn fields(cx: &Cx, form: &Form<'_>, before: &str, known: &Known<'_>) -> Markup {
    let named = |name: &str| format!("{before}{name}");
    let languages = Tongue::ALL.map(|language| (language.name(), tongue(cx, language)));
    let options: Vec<(&str, &str)> = languages.iter().map(|(value, text)| (*value, text.as_ref())).collect();
    let (article, label) = (named("article"), cx.t("manual-article"));
    let (chosen, words) = known.article.map(|(id, name)| (id.to_string(), name)).unwrap_or_default();
    html! {
        div.form-grid {
            (form.field("manual-title", known.title, Field { name: &named("title"), width: 8, ..Field::default() }))
            (form.select("manual-language", known.language.name(), Field { name: &named("language"), width: 4, ..Field::default() }, &options))
            (form.field("manual-models", known.models, Field { name: &named("models"), hint: Some(&cx.t("manual-models-hint")), ..Field::default() }))
            (combobox(&cx.words(), Field {
                name: "_article",
                label: &label,
                value: &form.value("_article", words),
                optional: true,
                error: form.choice_error(&article, "_article").as_deref(),
                ..Field::default()
            }, Suggest { url: "/suggest/parts", into: &article, chosen: &form.value(&article, chosen), depends: None }))
        }
    }
}
