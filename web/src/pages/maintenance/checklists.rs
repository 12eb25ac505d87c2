//! Checklists in the settings: which there are, one with its versions, and the form that makes a new version.

use api::App;
use axum::{Router, extract::Path, routing::get};
use domain::{
    ChecklistId, Permission,
    checklist::{Asks, Item},
    visit::Kind as Purpose,
};
use maud::{Markup, html};
use projections::maintenance::checklists::{self as known, Checklist, Version};

use super::{checks::norm, id, pool, words};
use crate::{
    Form,
    components::{
        Button, Column, Field, Kind, Look, PageHead, Panel, Size, Table, Tone, badge, cell, crumbs, empty, field_id,
        link_button, name_cell, page_head, panel, second_line, submit, table,
    },
    cx::{Answer, Cx},
    icons::{Icon, icon},
    pages::{management::words::caption, undo::marks::history},
};

const ALL: &str = "/checklists";
/// So many lines a form begins with at least.
const ROWS: usize = 3;

/// The addresses of these pages.
pub fn routes() -> Router<App> {
    Router::new().route(ALL, get(list)).route("/checklists/new", get(new)).route("/checklists/{id}", get(show))
}

async fn list(cx: Cx) -> Answer {
    cx.require_to_see(Permission::EditChecklists)?;
    let all = known::all(pool(&cx)).await?;
    let title = cx.t("checklists");
    let titles = ["label-name", "checklists-kinds", "checklists-models", "checklists-lines", "checklists-version"];
    let titles = titles.map(|key| texts::format::capital(&cx.t(key)));
    let columns: Vec<Column> = titles.iter().map(|title| Column { title, ..Column::default() }).collect();
    let rows = html! {
        @for one in &all {
            tr {
                (name_cell(&format!("{ALL}/{}", one.id), &one.name, ""))
                (cell(html! { (kinds(&cx, one)) }))
                (cell(html! { (one.models.as_deref().map_or_else(|| cx.t("checklists-every-model"), Into::into)) }))
                (cell(html! { (one.lines.len()) }))
                (cell(html! { (one.version) @if one.archived { " " (badge(Tone::Neutral, Icon::Lock, &cx.t("checklists-archived"))) } }))
            }
        }
    };
    let make =
        Button { text: &cx.t("checklists-new"), icon: Some(Icon::Plus), look: Look::Primary, ..Button::default() };
    let full = match all.is_empty() {
        true => empty(Icon::List, &cx.t("checklists-none"), &cx.t("checklists-lead"), None),
        false => table(Table { caption: &caption(&cx, &title), columns: &columns, rows, ..Table::default() }),
    };
    let content = html! {
        (page_head(PageHead {
            title: &title,
            lead: Some(html! { (cx.t("checklists-lead")) }),
            actions: Some(html! {
                (link_button("/counters", Button { text: &cx.t("counters-title"), icon: Some(Icon::Clock), ..Button::default() }))
                @if cx.may(Permission::EditChecklists) { (link_button("/checklists/new", make)) }
            }),
            ..PageHead::default()
        }))
        (panel(Panel { id: "checklists", title: &title, full: Some(full), ..Panel::default() }))
    };
    Ok(cx.page(&title, content))
}

fn kinds(cx: &Cx, one: &Checklist) -> String {
    one.kinds.iter().map(|kind| words::kind_word(cx, *kind)).collect::<Vec<_>>().join(", ")
}

async fn new(cx: Cx) -> Answer {
    cx.require(Permission::EditChecklists)?;
    let title = cx.t("checklists-new");
    let form = Form::new(&cx, "/checklists/save").next("/checklists/{id}").done("checklists-saved");
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("checklists"), Some(ALL)), (&title, None)]))
        (page_head(PageHead { title: &title, lead: Some(html! { (cx.t("checklists-lead")) }), ..PageHead::default() }))
        (fields(&cx, &form, None))
    };
    Ok(cx.page(&title, content))
}

async fn show(cx: Cx, Path(text): Path<String>) -> Answer {
    cx.require_to_see(Permission::EditChecklists)?;
    let id: ChecklistId = id(&cx, &text)?;
    let Some(one) = known::one(pool(&cx), id).await? else { return Err(cx.not_found()) };
    let versions = known::versions(pool(&cx), id).await?;
    let here = format!("{ALL}/{id}");
    let form =
        Form::new(&cx, format!("{here}/save")).next(here.as_str()).done("checklists-saved").revision(one.revision);
    let (command, key, sign) = match one.archived {
        true => ("restore", "checklists-restore", Icon::Undo),
        false => ("archive", "checklists-archive", Icon::Lock),
    };
    let put_away = Form::new(&cx, format!("{here}/{command}")).next(here.as_str());
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("checklists"), Some(ALL)), (&one.name, None)]))
        (page_head(PageHead {
            title: &one.name,
            badges: Some(html! {
                (badge(Tone::Neutral, Icon::History, &cx.tr("checks-version", &[("version", one.version.into())])))
                @if one.archived { (badge(Tone::Warning, Icon::Lock, &cx.t("checklists-archived"))) }
            }),
            lead: Some(html! { (kinds(&cx, &one)) }),
            actions: Some(put_away.show(submit(Button { text: &cx.t(key), icon: Some(sign), ..Button::default() }))),
        }))
        div."split wide-side" {
            div.stack {
                @if one.archived || !cx.may(Permission::EditChecklists) { (panel(Panel { id: "lines", title: &cx.t("checklists-lines"), full: Some(lines(&cx, &one.lines)), ..Panel::default() })) }
                @else { (fields(&cx, &form, Some(&one))) }
            }
            aside.stack { (older(&cx, &versions)) (history(&cx, &format!("checklist-{id}")).await) }
        }
    };
    Ok(cx.page(&one.name, content))
}

fn lines(cx: &Cx, lines: &[Item]) -> Markup {
    html! {
        ul.tasks { @for item in lines {
            li {
                span { (item.what) @if let Some(norm) = norm(cx, item) { (second_line(&norm)) } }
                span.muted { (cx.t(&format!("checklists-asks-{}", item.asks.name()))) @if item.required { ", " (cx.t("checks-required")) } }
            }
        } }
    }
}

/// What visits before have: each version as it was.
fn older(cx: &Cx, versions: &[Version]) -> Markup {
    let body = html! {
        div."stack tight" { @for version in versions {
            @let who = version.who.as_ref().map_or_else(|| cx.t("maintenance-by-itself").into_owned(), |who| cx.colleague(who).into_owned());
            details {
                summary { (cx.tr("checks-version", &[("version", version.version.into())])) " · " (words::moment(cx, version.at)) " · " (who) }
                (lines(cx, &version.lines))
            }
        } }
    };
    panel(Panel { id: "versions", title: &cx.t("checklists-versions"), body: Some(body), ..Panel::default() })
}

fn fields(cx: &Cx, form: &Form<'_>, stored: Option<&Checklist>) -> Markup {
    let known: &[Item] = stored.map(|one| one.lines.as_slice()).unwrap_or_default();
    let rows = form.rows("lines", known.len().max(if stored.is_some() { 1 } else { ROWS }));
    let body = html! {
        (panel(Panel { id: "for", title: &cx.t("checklists-for"), body: Some(html! {
            div.form-grid {
                (form.field("label-name", stored.map(|one| one.name.as_str()).unwrap_or_default(), Field { name: "name", width: 6, autofocus: stored.is_none(), ..Field::default() }))
                (form.field("checklists-models", stored.and_then(|one| one.models.as_deref()).unwrap_or_default(), Field { name: "models", optional: true, width: 6, hint: Some(&cx.t("checklists-models-hint")), ..Field::default() }))
                fieldset.field.wrong[form.error("kinds").is_some()] id="kinds" {
                    legend { (cx.t("checklists-kinds")) }
                    @if let Some(error) = form.error("kinds") { p.error { (error) } }
                    div."row wrap" { @for kind in Purpose::ALL {
                        label.check {
                            input type="checkbox" name="kinds" value=(kind.name()) checked[form.checked("kinds", kind.name(), stored.is_some_and(|one| one.kinds.contains(&kind)))];
                            span { (words::kind_word(cx, kind)) }
                        }
                    } }
                }
            }
        }), ..Panel::default() }))
        (panel(Panel { id: "lines", title: &cx.t("checklists-lines"), body: Some(html! {
            @if let Some(error) = form.error("lines") { p.error { (error) } }
            div.stack data-rows="lines" { @for n in 0..rows { (row(cx, form, &n.to_string(), known.get(n))) } }
            template data-row-template="lines" { (row(cx, form, "__index__", None)) }
            div."row apart mt-2" {
                button.button type="button" data-row-add="lines" { (icon(Icon::Plus)) (cx.t("checklists-add-line")) }
                (submit(Button { text: &cx.t("button-save"), icon: Some(Icon::Check), look: Look::Primary, size: Size::Normal, ..Button::default() }))
            }
        }), ..Panel::default() }))
    };
    // What was typed for one list is not put into another.
    let draft = stored.map_or_else(|| "checklist-new".to_owned(), |one| format!("checklist-{}", one.id));
    form.show_with(&[("class", "stack"), ("data-draft", &draft), ("aria-label", &cx.t("checklists"))], body)
}

fn row(cx: &Cx, form: &Form<'_>, n: &str, item: Option<&Item>) -> Markup {
    let name = |part: &str| format!("lines.{n}.{part}");
    let shown =
        |quantity: Option<domain::Quantity>| quantity.map(|one| one.to_string().replace('.', ",")).unwrap_or_default();
    let asks = Asks::ALL.map(|asks| {
        (if asks == Asks::Tick { "" } else { asks.name() }, cx.t(&format!("checklists-asks-{}", asks.name())))
    });
    let options: Vec<(&str, &str)> = asks.iter().map(|(value, text)| (*value, text.as_ref())).collect();
    let asked = item.map(|item| item.asks).filter(|asks| *asks != Asks::Tick).map(Asks::name).unwrap_or_default();
    let required = name("required");
    html! {
        div."form-grid check-line" data-row {
            (form.field("checklists-what", item.map(|item| item.what.as_str()).unwrap_or_default(), Field { name: &name("what"), width: 5, ..Field::default() }))
            (form.select("checklists-asks", asked, Field { name: &name("asks"), width: 3, ..Field::default() }, &options))
            (form.field("checklists-unit", item.and_then(|item| item.unit.as_ref()).map(domain::Line::as_str).unwrap_or_default(), Field { name: &name("unit"), optional: true, width: 4, ..Field::default() }))
            (form.field("checklists-least", &shown(item.and_then(|item| item.least)), Field { name: &name("least"), kind: Kind::Decimal, optional: true, width: 3, ..Field::default() }))
            (form.field("checklists-most", &shown(item.and_then(|item| item.most)), Field { name: &name("most"), kind: Kind::Decimal, optional: true, width: 3, ..Field::default() }))
            div.field.w-3 {
                label.check {
                    input type="hidden" name=(required) value="false";
                    input type="checkbox" id=(field_id(&required)) name=(required) value="true" checked[form.checked(&required, "true", item.is_some_and(|item| item.required))];
                    span { (cx.t("checks-required")) }
                }
            }
            div."field w-3" { button."button quiet" type="button" data-row-remove { (icon(Icon::X)) (cx.t("checklists-drop-line")) } }
        }
    }
}
