//! Calling machines back: those of a filter or that were ticked, seen before anything is made for them.

use std::collections::BTreeSet;

use api::App;
use axum::{Router, extract::RawQuery, routing::get};
use domain::recall::{Action, MOST};
use maud::{Markup, html};
use projections::maintenance::installed::{self, Filter, Installed};

use super::PATH;
use crate::{
    components::{
        Button, Choice, Choices, Column, Field, Kind, Look, PageHead, Panel, Table, Tone, choices, crumbs, empty,
        link_button, name_cell, notice, page_head, panel, submit, table,
    },
    cx::{Answer, Cx},
    form::Form,
    icons::Icon,
    pages::maintenance::{
        MOVE, charge,
        machines::{self, Asked, asked, soon},
        pool,
    },
};

/// The address of the form.
const NEW: &str = "/recalls/new";

/// The address of this page.
pub fn routes() -> Router<App> {
    Router::new().route(NEW, get(show))
}

/// `GET /recalls/new` with a filter of the list of machines, or `chosen` for each.
async fn show(cx: Cx, RawQuery(query): RawQuery) -> Answer {
    cx.require(MOVE)?;
    let filter = Filter { removed: false, ..Asked::read(query).filter(soon(&cx).await?) };
    // All machines of everyone is no recall but a slip.
    let narrowed =
        filter != Filter { sort: filter.sort, descending: filter.descending, soon: filter.soon, ..Filter::default() };
    let most = u32::try_from(MOST).unwrap_or(u32::MAX);
    let found = match narrowed {
        true => installed::page(pool(&cx), &filter, cx.today(), None, most).await?,
        false => projections::Page { rows: Vec::new(), next: None, previous: None },
    };
    let title = cx.t("recalls-new");
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-machines"), Some("/machines")), (&cx.t("recalls-title"), Some(PATH)), (&title, None)]))
        (page_head(PageHead { title: &title, lead: Some(html! { (cx.t("recalls-new-lead")) }), ..PageHead::default() }))
        @if found.rows.is_empty() {
            @let back = cx.t("recalls-choose-machines");
            @let way = link_button("/machines", Button { text: &back, look: Look::Primary, ..Button::default() });
            section.panel { h2.visually-hidden { (cx.t("nav-machines")) } (empty(Icon::Machine, &cx.t("recalls-no-machines"), &cx.t("recalls-no-machines-why"), Some(way))) }
        } @else {
            @if found.next.is_some() {
                (notice(Tone::Warning, Icon::Alert, html! { (cx.tr("recalls-too-many", &[("most", i64::from(most).into())])) }, None))
            }
            (form(&cx, &filter, &found.rows))
        }
    };
    Ok(cx.page(&title, content))
}

fn form(cx: &Cx, filter: &Filter, rows: &[Installed]) -> Markup {
    let form = Form::new(cx, "/recalls/open").next("/recalls/{id}").done("recalls-done-opened").page(page(filter));
    let ticked = |id: &str| !form.refused() || form.checked("machines", id, true);
    let customers: BTreeSet<_> = rows.iter().map(|one| one.machine.customer).collect();
    let found = cx.tr("recalls-found", &[("machines", rows.len().into()), ("customers", customers.len().into())]);
    let hint = cx.t("recalls-task-hint");
    let minutes = cx.t("maintenance-minutes-hint");
    let body = html! {
        section.panel."mb-4" { div.body.stack {
            div.form-grid {
                (form.field("recalls-name", "", Field { name: "name", autofocus: true, width: 8, ..Field::default() }))
                (form.field("recalls-before", "", Field { name: "before", kind: Kind::Date, optional: true, width: 4, ..Field::default() }))
                (form.textarea("recalls-reason", "", Field { name: "reason", ..Field::default() }, 2))
                (form.textarea("recalls-task", "", Field { name: "task", hint: Some(&hint), ..Field::default() }, 3))
                (actions(cx, &form))
                (form.field("maintenance-expected", "60", Field { name: "expected", kind: Kind::Number, hint: Some(&minutes), width: 4, ..Field::default() }))
            }
            div.actions {
                (submit(Button { text: &cx.t("recalls-go"), icon: Some(Icon::Check), look: Look::Primary, key_hint: Some("Ctrl ↵"), ..Button::default() }))
                (link_button(&machines::address(machines::PATH, filter), Button { text: &cx.t("button-cancel"), ..Button::default() }))
            }
        } }
        (panel(Panel {
            id: "machines",
            title: &found,
            body: form.error("machines").map(|error| html! { p.error { (error) } }),
            full: Some(preview(cx, rows, ticked)),
            ..Panel::default()
        }))
    };
    form.show_with(&[("class", ""), ("aria-label", &cx.t("recalls-new"))], body)
}

/// Where a refused form is shown again: the same machines.
fn page(filter: &Filter) -> String {
    let mut query: Vec<(String, String)> = asked(filter)
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name.into(), value))
        .collect();
    query.extend(filter.chosen.iter().map(|id| ("chosen".to_owned(), id.to_string())));
    let query: Vec<String> = query.iter().map(|(name, value)| format!("{name}={}", crate::cx::encode(value))).collect();
    format!("{NEW}?{}", query.join("&"))
}

fn actions(cx: &Cx, form: &Form<'_>) -> Markup {
    let words = Action::ALL.map(|action| cx.t(&format!("recalls-action-{}", action.name())));
    let options: Vec<Choice> = Action::ALL
        .iter()
        .zip(&words)
        .map(|(action, text)| Choice {
            value: action.name(),
            text,
            checked: form.checked("action", action.name(), *action == Action::Visit),
            ..Choice::default()
        })
        .collect();
    let legend = cx.t("recalls-action");
    choices(
        &cx.words(),
        Choices {
            name: "action",
            legend: &legend,
            choices: &options,
            error: form.error("action"),
            ..Choices::default()
        },
    )
}

fn preview(cx: &Cx, rows: &[Installed], ticked: impl Fn(&str) -> bool) -> Markup {
    let titles = ["customers-model", "label-serial-number", "label-customer", "label-place", "warranty-title"]
        .map(|key| cx.t(key));
    let columns: Vec<Column> = titles.iter().map(|title| Column { title, ..Column::default() }).collect();
    let body = html! {
        @for one in rows {
            @let (machine, id) = (&one.machine, one.machine.id.to_string());
            @let named = [Some(machine.model.as_str()), machine.serial.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
            tr {
                td.pick {
                    input type="checkbox" name="machines" value=(id) checked[ticked(&id)]
                        aria-label=(cx.tr("machines-pick", &[("name", named.into())]));
                }
                (name_cell(&format!("/machines/{id}"), &machine.model, machine.place.as_deref().unwrap_or_default()))
                td.num { (machine.serial.as_deref().unwrap_or_default()) }
                td { (cx.customer(&one.customer_name)) }
                td { (one.city) }
                td { (charge::warranty_in_list(cx, machine)) }
            }
        }
    };
    let pick = cx.t("machines-pick-one");
    let columns: Vec<Column> =
        std::iter::once(Column { title: &pick, hidden: true, ..Column::default() }).chain(columns).collect();
    table(Table { caption: &cx.t("machines-table"), columns: &columns, rows: body, lines: true, ..Table::default() })
}
