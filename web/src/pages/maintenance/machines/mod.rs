//! The list of all machines: searched while typing, filtered, sorted, page by page, taken out to Excel.

mod labels;
mod table;

use api::App;
use axum::{Router, extract::RawQuery, routing::get};
use domain::{
    MachineId, Permission,
    settings::{COMPANY, Settings},
};
use maud::{Markup, html};
use projections::{
    Cursor,
    maintenance::{
        customers,
        installed::{self, Filter, Sort as By, Warranty},
    },
};
use serde::Deserialize;

use super::{MOVE, pool};
use crate::{
    components::{Button, PageHead, Tab, chip, link_button, page_head, sort_menu},
    cx::{Answer, Cx, Refusal, encode},
    icons::{Icon, icon},
    pages::export,
};

pub use table::COLUMNS;

/// The address of the list.
pub const PATH: &str = "/machines";
/// Rows a page.
const LIMIT: u32 = 50;
/// Makes and types to choose from; what is rarer is found by typing it.
const MODELS: u32 = 200;
/// The parts of the page that follow the filter.
const FOLLOW: &str = "machines machines-tools machines-held list-export machines-acts";

/// The address of this page.
pub fn routes() -> Router<App> {
    Router::new().route(PATH, get(show)).merge(labels::routes())
}

/// What an address asks of the list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    search: String,
    customer: Option<String>,
    model: String,
    serial_from: String,
    serial_until: String,
    city: String,
    warranty: String,
    contract: String,
    removed: String,
    sort: String,
    descending: String,
    chosen: Vec<MachineId>,
    after: Option<String>,
}

impl Asked {
    /// Reads an address, in which `chosen` may stand often.
    pub fn read(query: Option<String>) -> Self {
        serde_html_form::from_str(&query.unwrap_or_default()).unwrap_or_default()
    }

    /// The filter that it means.
    pub fn filter(&self, soon: u16) -> Filter {
        let said = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Filter {
            search: said(&self.search),
            chosen: self.chosen.clone(),
            customer: self.customer.as_deref().and_then(|id| id.parse().ok()),
            model: said(&self.model),
            serial_from: said(&self.serial_from),
            serial_until: said(&self.serial_until),
            city: said(&self.city),
            warranty: Warranty::ALL.into_iter().find(|warranty| warranty.name() == self.warranty),
            soon,
            contract: match self.contract.as_str() {
                "true" => Some(true),
                "false" => Some(false),
                _ => None,
            },
            removed: self.removed == "true",
            sort: By::ALL.into_iter().find(|sort| sort.name() == self.sort).unwrap_or_default(),
            descending: self.descending == "true",
        }
    }
}

/// How many days ahead a warranty ends soon: as far as is warned.
pub async fn soon(cx: &Cx) -> Result<u16, Refusal> {
    let (settings, _) = cx.app.log.state::<Settings>(COMPANY).await?;
    Ok(settings.warranty_alert_days().iter().max().copied().unwrap_or_default())
}

/// The filter as addresses have it; what was ticked is no part of it.
pub fn asked(filter: &Filter) -> [(&'static str, String); 11] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let truth = |on: bool| if on { "true".into() } else { String::new() };
    [
        ("search", text(&filter.search)),
        ("customer", filter.customer.map(|id| id.to_string()).unwrap_or_default()),
        ("model", text(&filter.model)),
        ("serial_from", text(&filter.serial_from)),
        ("serial_until", text(&filter.serial_until)),
        ("city", text(&filter.city)),
        ("warranty", filter.warranty.map(Warranty::name).unwrap_or_default().into()),
        ("contract", filter.contract.map(|runs| if runs { "true" } else { "false" }).unwrap_or_default().into()),
        ("removed", truth(filter.removed)),
        ("sort", if filter.sort == By::default() { String::new() } else { filter.sort.name().into() }),
        ("descending", truth(filter.descending)),
    ]
}

/// An address with this filter.
pub fn address(path: &str, filter: &Filter) -> String {
    let query: Vec<String> = asked(filter)
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", encode(&value)))
        .collect();
    if query.is_empty() { path.into() } else { format!("{path}?{}", query.join("&")) }
}

/// `GET /machines`.
async fn show(cx: Cx, RawQuery(query): RawQuery) -> Answer {
    cx.require(Permission::SeeCustomers)?;
    let asked = Asked::read(query);
    let filter = Filter { chosen: Vec::new(), ..asked.filter(soon(&cx).await?) };
    let after = asked.after.as_deref().and_then(Cursor::parse);
    let page = installed::page(pool(&cx), &filter, cx.today(), after.as_ref(), LIMIT).await?;
    let columns = COLUMNS.chosen(&cx);
    let said = super::machines::asked(&filter);
    let said: Vec<(&str, &str)> = said.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let title = cx.t("nav-machines");
    let content = html! {
        (page_head(PageHead {
            title: &title,
            lead: Some(html! { (cx.t("machines-lead")) }),
            actions: Some(html! { (export::button(&cx, "machines", &said)) (acts(&cx, &filter)) }),
            ..PageHead::default()
        }))
        section.panel aria-labelledby="list-title" {
            h2.visually-hidden id="list-title" { (cx.t("machines-list")) }
            (filters(&cx, &filter, &columns).await?)
            div id="machines" data-live="maintenance" { (table::rows(&cx, &filter, &columns, &page, after.is_some())) }
        }
    };
    Ok(cx.page(&title, content))
}

/// What can be done with all that the filter finds.
fn acts(cx: &Cx, filter: &Filter) -> Markup {
    let (labels, recall, recalls) = (cx.t("machines-labels"), cx.t("recalls-word"), cx.t("recalls-title"));
    // Nobody calls everything back.
    let narrowed =
        filter.search.is_some() || filter.customer.is_some() || filter.model.is_some() || filter.city.is_some();
    let narrowed = narrowed || filter.serial_from.is_some() || filter.serial_until.is_some();
    html! {
        span.row."gap-s" id="machines-acts" {
            (link_button("/manuals", Button { text: &cx.t("manuals-title"), icon: Some(Icon::File), ..Button::default() }))
            (link_button("/recalls", Button { text: &recalls, icon: Some(Icon::Refresh), ..Button::default() }))
            @if narrowed && !filter.removed && cx.may(MOVE) {
                (link_button(&address("/recalls/new", filter), Button { text: &recall, icon: Some(Icon::Plus), ..Button::default() }))
            }
            @if !filter.removed {
                (link_button(&address("/machines/labels", filter), Button { text: &labels, icon: Some(Icon::Printer), ..Button::default() }))
            }
        }
    }
}

async fn filters(cx: &Cx, filter: &Filter, columns: &[&crate::pages::columns::Column]) -> Result<Markup, Refusal> {
    let models = installed::models(pool(cx), MODELS).await?;
    let mut options: Vec<(&str, &str)> = models.iter().map(|model| (model.as_str(), model.as_str())).collect();
    if let Some(model) = filter.model.as_deref().filter(|model| !models.iter().any(|known| known == model)) {
        options.push((model, model));
    }
    let warranties =
        Warranty::ALL.map(|warranty| (warranty.name(), cx.t(&format!("machines-warranty-{}", warranty.name()))));
    let warranties: Vec<(&str, &str)> = warranties.iter().map(|(name, text)| (*name, text.as_ref())).collect();
    let contracts = [("true", cx.t("machines-contract-true")), ("false", cx.t("machines-contract-false"))];
    let contracts: Vec<(&str, &str)> = contracts.iter().map(|(name, text)| (*name, text.as_ref())).collect();
    let states = [("true", cx.t("machines-removed"))];
    let states: Vec<(&str, &str)> = states.iter().map(|(name, text)| (*name, text.as_ref())).collect();
    let contract = filter.contract.map(|runs| if runs { "true" } else { "false" });
    Ok(html! {
        div.filters {
            form.find method="get" action=(PATH) role="search" aria-label=(cx.t("machines-filter")) data-autosubmit=(FOLLOW) {
                div.with-icon.grow {
                    (icon(Icon::Search))
                    label.visually-hidden for="machines-search" { (cx.t("machines-search")) }
                    input.input id="machines-search" name="search" type="search" autocomplete="off"
                        value=(filter.search.as_deref().unwrap_or_default()) placeholder=(cx.t("machines-search"));
                }
                (one_of(cx, "model", "machines-every-model", &options, filter.model.as_deref()))
                (typed(cx, "city", "machines-city", filter.city.as_deref()))
                (typed(cx, "serial_from", "machines-serial-from", filter.serial_from.as_deref()))
                (typed(cx, "serial_until", "machines-serial-until", filter.serial_until.as_deref()))
                (one_of(cx, "warranty", "machines-every-warranty", &warranties, filter.warranty.map(Warranty::name)))
                (one_of(cx, "contract", "machines-every-contract", &contracts, contract))
                (one_of(cx, "removed", "machines-standing", &states, filter.removed.then_some("true")))
                div.find id="machines-held" data-replaces=(FOLLOW) { (held(cx, filter).await?) }
                noscript { button.button.small type="submit" { (cx.t("button-filter")) } }
            }
            div.row.end-auto id="machines-tools" data-replaces=(FOLLOW) data-focus="machines-tools" { (sorts(cx, filter)) (COLUMNS.menu(cx, columns)) }
        }
    })
}

/// What holds besides what the fields show: whose they are, and the order.
async fn held(cx: &Cx, filter: &Filter) -> Result<Markup, Refusal> {
    let place = match filter.customer {
        Some(customer) => customers::one(pool(cx), customer).await?,
        None => None,
    };
    let without = address(PATH, &Filter { customer: None, ..filter.clone() });
    let name = cx.t("label-customer");
    let hidden = asked(filter)
        .into_iter()
        .filter(|(name, value)| ["customer", "sort", "descending"].contains(name) && !value.is_empty());
    Ok(html! {
        @for (name, value) in hidden { input type="hidden" name=(name) value=(value); }
        @if let Some(place) = &place {
            (chip(&name, &cx.customer(&place.name), &without, &cx.tr("filter-remove", &[("name", name.as_ref().into())])))
        }
    })
}

fn one_of(cx: &Cx, name: &str, every: &str, options: &[(&str, &str)], now: Option<&str>) -> Markup {
    let id = format!("machines-{name}");
    html! {
        div {
            label.visually-hidden for=(id) { (cx.t(&format!("machines-by-{}", name.replace('_', "-")))) }
            select.select id=(id) name=(name) {
                option value="" { (cx.t(every)) }
                @for (value, text) in options { option value=(value) selected[now == Some(*value)] { (text) } }
            }
        }
    }
}

fn typed(cx: &Cx, name: &str, text: &str, now: Option<&str>) -> Markup {
    let (id, text) = (format!("machines-{}", name.replace('_', "-")), cx.t(text));
    html! {
        div {
            label.visually-hidden for=(id) { (text) }
            input.input.day id=(id) name=(name) autocomplete="off" placeholder=(text) value=(now.unwrap_or_default());
        }
    }
}

fn sorts(cx: &Cx, filter: &Filter) -> Markup {
    let ways = By::ALL.map(|sort| {
        let sorted = Filter { sort, descending: false, ..filter.clone() };
        (cx.t(table::title(sort)), address(PATH, &sorted), sort == filter.sort)
    });
    let tabs = ways.each_ref().map(|(text, href, current)| Tab { text, href, current: *current, ..Tab::default() });
    sort_menu(&cx.t("list-sort"), &tabs)
}
