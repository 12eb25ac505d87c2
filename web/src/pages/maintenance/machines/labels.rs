//! The labels of several machines on sheets of 21, to print and stick on: of a customer, a filter, or those that were ticked.

use api::App;
use axum::{Extension, Router, extract::RawQuery, http::HeaderMap, routing::get};
use domain::{
    Permission,
    settings::{self, Settings},
};
use maud::{Markup, html};
use projections::maintenance::installed::{self, Filter, Installed};
use serde::Deserialize;

use super::{Asked, PATH, address, asked, soon};
use crate::{
    components::{Button, PageHead, Panel, Tone, crumbs, empty, link_button, notice, page_head, panel},
    cx::{Answer, Cx, Query},
    front::{Front, origin},
    icons::{Icon, icon},
    pages::{customers::phone, maintenance::pool},
    qr,
};

/// Labels on a sheet: three by seven of 63.5 by 38.1 mm on A4.
const SHEET: usize = 21;
/// The most labels at once.
const MOST: u32 = 500;

/// The address of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/machines/labels", get(show))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Skip {
    skip: usize,
}

/// `GET /machines/labels` with a filter of the list or `chosen` for each; `skip` labels of the first sheet are used up.
async fn show(
    cx: Cx,
    RawQuery(query): RawQuery,
    Query(Skip { skip }): Query<Skip>,
    Extension(front): Extension<Option<Front>>,
    headers: HeaderMap,
) -> Answer {
    cx.require(Permission::SeeCustomers)?;
    let filter = Asked::read(query).filter(soon(&cx).await?);
    let found = installed::page(pool(&cx), &filter, cx.today(), None, MOST).await?;
    let (settings, _) = cx.app.log.state::<Settings>(settings::COMPANY).await?;
    let company =
        settings.company.as_ref().map(|company| (company.name.to_string(), phone(&company.phone.to_string())));
    let origin = origin(front, &headers);
    let (title, skip) = (cx.t("machines-labels"), skip.min(SHEET - 1));
    let cells: Vec<Option<&Installed>> = std::iter::repeat_n(None, skip).chain(found.rows.iter().map(Some)).collect();
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-machines"), Some(&address(PATH, &filter))), (&title, None)]))
        (page_head(PageHead {
            title: &title,
            lead: Some(html! { (cx.tr("machines-labels-lead", &[("count", found.rows.len().into())])) }),
            actions: Some(html! {
                button.button type="button" data-print { (icon(Icon::Printer)) (cx.t("button-print")) }
                (link_button(&address(PATH, &filter), Button { text: &cx.t("nav-machines"), icon: Some(Icon::Machine), ..Button::default() }))
            }),
            ..PageHead::default()
        }))
        @if found.next.is_some() {
            div.no-print { (notice(Tone::Warning, Icon::Alert, html! { (cx.tr("machines-labels-most", &[("most", i64::from(MOST).into())])) }, None)) }
        }
        @if found.rows.is_empty() {
            (panel(Panel { id: "none", title: &title, full: Some(empty(Icon::Machine, &cx.t("machines-none"), &cx.t("machines-none-why"), None)), ..Panel::default() }))
        } @else {
            (begin(&cx, &filter, skip))
            @for (n, sheet) in cells.chunks(SHEET).enumerate() {
                section.label-sheet aria-label=(cx.tr("machines-labels-sheet", &[("n", (n + 1).into())])) {
                    @for cell in sheet { (label(&cx, *cell, &origin, company.as_ref())) }
                }
            }
        }
    };
    Ok(cx.page(&title, content))
}

/// At which label of a sheet that was begun it goes on.
fn begin(cx: &Cx, filter: &Filter, skip: usize) -> Markup {
    let chosen: Vec<String> = filter.chosen.iter().map(ToString::to_string).collect();
    html! {
        form."label-begin row wrap gap-s no-print mb-4" method="get" action="/machines/labels" {
            @for (name, value) in asked(filter).into_iter().filter(|(_, value)| !value.is_empty()) {
                input type="hidden" name=(name) value=(value);
            }
            @for id in &chosen { input type="hidden" name="chosen" value=(id); }
            label for="skip" { (cx.t("machines-labels-skip")) }
            input.input.narrow id="skip" name="skip" inputmode="numeric" value=(skip);
            button.button.small type="submit" { (cx.t("button-show")) }
        }
    }
}

fn label(cx: &Cx, one: Option<&Installed>, origin: &str, company: Option<&(String, String)>) -> Markup {
    let Some(one) = one else { return html! { div.sheet-label {} } };
    let machine = &one.machine;
    let name = cx.tr("machine-label-code", &[("model", machine.model.clone().into())]);
    html! {
        div.sheet-label {
            (qr::svg(&format!("{origin}/machines/{}", machine.id), &name))
            div {
                b { (machine.model) }
                @if let Some(serial) = &machine.serial { span.num { (serial) } }
                @if let Some(place) = machine.place.as_ref().filter(|place| !place.is_empty()) { span { (place) } }
                @if let Some((name, phone)) = company { span { (name) } span.num { (phone) } }
            }
        }
    }
}
