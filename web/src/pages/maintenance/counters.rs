//! The counters that machines of a type have: which there are, a new one, and what is known of one.

use api::App;
use axum::{Router, extract::Path, http::HeaderMap, routing::get};
use domain::{CounterId, Permission};
use maud::{Markup, html};
use projections::maintenance::counters::{self as known, Counter};

use super::{back, fault_change::feet, form_page, id, pool};
use crate::{
    Form,
    components::{
        Button, Column, Field, Look, PageHead, Panel, Size, Table, Tone, badge, crumbs, empty, link_button, page_head,
        panel, submit, table,
    },
    cx::{Answer, Cx},
    icons::Icon,
    pages::{management::words::caption, undo::marks::history},
};

const ALL: &str = "/counters";

/// The addresses of these pages.
pub fn routes() -> Router<App> {
    Router::new().route(ALL, get(list)).route("/counters/new", get(new)).route("/counters/{id}", get(show))
}

async fn list(cx: Cx) -> Answer {
    cx.require_to_see(Permission::EditChecklists)?;
    let all = known::all(pool(&cx)).await?;
    let title = cx.t("counters-title");
    let titles = ["label-name", "counters-unit", "checklists-models", "customers-actions"].map(|key| cx.t(key));
    let columns: Vec<Column> = titles.iter().map(|title| Column { title, ..Column::default() }).collect();
    let (change, may) = (cx.t("button-change"), cx.may(Permission::EditChecklists));
    let rows = html! {
        @for one in &all {
            tr {
                th scope="row" { (one.name) @if one.archived { " " (badge(Tone::Neutral, Icon::Lock, &cx.t("checklists-archived"))) } }
                td { (one.unit.as_deref().unwrap_or_default()) }
                td { (one.models.as_deref().map_or_else(|| cx.t("checklists-every-model"), Into::into)) }
                td { @if may { (link_button(&format!("{ALL}/{}", one.id), Button { text: &change, size: Size::Small, look: Look::Quiet, ..Button::default() })) } }
            }
        }
    };
    let make = Button {
        text: &cx.t("counters-new"),
        icon: Some(Icon::Plus),
        look: Look::Primary,
        in_dialog: true,
        ..Button::default()
    };
    let full = match all.is_empty() {
        true => empty(Icon::Clock, &cx.t("counters-none"), &cx.t("counters-lead"), None),
        false => table(Table {
            caption: &caption(&cx, &cx.t("counters-table")),
            columns: &columns,
            rows,
            lines: true,
            ..Table::default()
        }),
    };
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("checklists"), Some("/checklists")), (&title, None)]))
        (page_head(PageHead {
            title: &title,
            lead: Some(html! { (cx.t("counters-lead")) }),
            actions: may.then(|| link_button("/counters/new", make)),
            ..PageHead::default()
        }))
        (panel(Panel { id: "counters", title: &title, live: Some("maintenance"), full: Some(full), ..Panel::default() }))
    };
    Ok(cx.page(&title, content))
}

async fn new(cx: Cx, headers: HeaderMap) -> Answer {
    cx.require(Permission::EditChecklists)?;
    let (title, back) = (cx.t("counters-new"), back(&cx, &headers, ALL));
    let form = Form::new(&cx, "/counters/save").next(&back);
    let markup = form.show_with(
        &[("class", ""), ("data-dialog-part", ""), ("aria-labelledby", "form-title")],
        html! {
            header { h2 id="form-title" { (title) } }
            div."body stack" { (fields(&cx, &form, None)) }
            (feet(&cx, &back, &cx.t("button-save")))
        },
    );
    form_page(&cx, &title, markup)
}

async fn show(cx: Cx, Path(text): Path<String>) -> Answer {
    cx.require(Permission::EditChecklists)?;
    let id: CounterId = id(&cx, &text)?;
    let Some(one) = known::one(pool(&cx), id).await? else { return Err(cx.not_found()) };
    let here = format!("{ALL}/{id}");
    let form = Form::new(&cx, format!("{here}/save")).next(ALL).page(here.as_str()).revision(one.revision);
    let (command, key, sign) = match one.archived {
        true => ("restore", "checklists-restore", Icon::Undo),
        false => ("archive", "checklists-archive", Icon::Lock),
    };
    let put_away = Form::new(&cx, format!("{here}/{command}")).next(here.as_str());
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("checklists"), Some("/checklists")), (&cx.t("counters-title"), Some(ALL)), (&one.name, None)]))
        (page_head(PageHead {
            title: &one.name,
            badges: one.archived.then(|| badge(Tone::Warning, Icon::Lock, &cx.t("checklists-archived"))),
            actions: Some(put_away.show(submit(Button { text: &cx.t(key), icon: Some(sign), ..Button::default() }))),
            ..PageHead::default()
        }))
        div."split wide-side" {
            @if !one.archived {
                section.panel aria-label=(cx.t("button-change")) { div.body { (form.show(html! {
                    (fields(&cx, &form, Some(&one)))
                    div { (submit(Button { text: &cx.t("button-save"), look: Look::Primary, ..Button::default() })) }
                })) } }
            }
            aside.stack { (history(&cx, &format!("counter-{id}")).await) }
        }
    };
    Ok(cx.page(&one.name, content))
}

fn fields(cx: &Cx, form: &Form<'_>, known: Option<&Counter>) -> Markup {
    let hints = ["counters-unit-hint", "checklists-models-hint"].map(|key| cx.t(key));
    let (unit, models) = (known.and_then(|one| one.unit.as_deref()), known.and_then(|one| one.models.as_deref()));
    html! {
        div.form-grid {
            (form.field("label-name", known.map(|one| one.name.as_str()).unwrap_or_default(), Field { name: "name", width: 8, autofocus: known.is_none(), ..Field::default() }))
            (form.field("counters-unit", unit.unwrap_or_default(), Field { name: "unit", optional: true, hint: Some(&hints[0]), width: 4, ..Field::default() }))
            (form.field("checklists-models", models.unwrap_or_default(), Field { name: "models", optional: true, hint: Some(&hints[1]), ..Field::default() }))
        }
    }
}
