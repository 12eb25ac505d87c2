//! The list of customers: searched while typing, filtered, sorted, page by page, taken out to Excel.

use domain::{Permission, customer::Kind};
use maud::{Markup, html};
use projections::{
    Cursor,
    customers::list::{self, Counts, Filter, Payment, Sort as By},
};
use serde::Deserialize;
use texts::format::whole;

use super::{
    list_filters::filters,
    list_table::{COLUMNS, rows},
    may_edit, only_looking, pool,
};
use crate::{
    components::*,
    cx::{Answer, Cx, Query, encode},
    icons::Icon,
    pages::export,
};

/// Rows a page.
const LIMIT: u32 = 50;

/// What the address asks.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    search: String,
    archived: String,
    kind: Option<String>,
    payment: Option<String>,
    open_faults: String,
    contract: String,
    sort: Option<String>,
    descending: String,
    after: Option<String>,
}

impl Asked {
    fn filter(&self) -> Filter {
        let payments = [Payment::None, Payment::Paid, Payment::Open, Payment::Late];
        Filter {
            search: Some(self.search.clone()).filter(|search| !search.trim().is_empty()),
            chosen: Vec::new(),
            archived: self.archived == "true",
            kind: [Kind::Company, Kind::Person].into_iter().find(|kind| Some(kind.name()) == self.kind.as_deref()),
            payment: payments.into_iter().find(|payment| Some(payment.name()) == self.payment.as_deref()),
            open_faults: self.open_faults == "true",
            contract: self.contract == "true",
            sort: By::ALL.into_iter().find(|sort| Some(sort.name()) == self.sort.as_deref()).unwrap_or_default(),
            descending: self.descending == "true",
        }
    }
}

/// The filter as the address has it.
pub(super) fn asked(filter: &Filter) -> [(&'static str, &str); 8] {
    let truth = |on: bool| if on { "true" } else { "" };
    [
        ("search", filter.search.as_deref().unwrap_or_default()),
        ("archived", truth(filter.archived)),
        ("kind", filter.kind.map(Kind::name).unwrap_or_default()),
        ("payment", filter.payment.map(Payment::name).unwrap_or_default()),
        ("open_faults", truth(filter.open_faults)),
        ("contract", truth(filter.contract)),
        ("sort", if filter.sort == By::Name { "" } else { filter.sort.name() }),
        ("descending", truth(filter.descending)),
    ]
}

/// The address of the list with this filter, from its first page.
pub(super) fn address(path: &str, filter: &Filter) -> String {
    let query: Vec<String> = asked(filter)
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", encode(value)))
        .collect();
    if query.is_empty() { path.into() } else { format!("{path}?{}", query.join("&")) }
}

/// `GET /customers`.
pub(super) async fn show(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::SeeCustomers)?;
    let filter = asked.filter();
    let after = asked.after.as_deref().and_then(Cursor::parse);
    let page = list::page(pool(&cx), &filter, cx.today(), after.as_ref(), LIMIT).await?;
    let counts = list::counts(pool(&cx), cx.today()).await?;
    let columns = COLUMNS.chosen(&cx);
    let content = html! {
        (head(&cx, &filter, &counts))
        div id="customers-views" { (saved(&cx, &filter, &counts)) }
        section.panel aria-labelledby="list-title" {
            h2.visually-hidden id="list-title" { (cx.t("customers-list")) }
            (filters(&cx, &filter, &columns))
            div id="customers" data-live="customers" {
                @let nobody = counts.active + counts.archived == 0;
                @if nobody && cx.app.then.is_some() { (empty(Icon::Users, &cx.t("customers-none"), "", None)) }
                @else if nobody { (nobody_yet(&cx)) }
                @else { (rows(&cx, &filter, &columns, &page, after.is_some())) }
             }
        }
    };
    Ok(cx.page(&cx.t("nav-customers"), content))
}

fn head(cx: &Cx, filter: &Filter, counts: &Counts) -> Markup {
    let count = cx.tr("count-customers", &[("count", counts.active.into())]);
    let import = cx.t("customers-import");
    let new = cx.t("customers-new");
    page_head(PageHead {
        title: &cx.t("nav-customers"),
        lead: Some(html! { (count) }),
        badges: (!may_edit(cx)).then(|| only_looking(cx)),
        actions: Some(html! {
            @if cx.may(Permission::ImportCustomers) {
                (link_button("/import/customers", Button { text: &import, icon: Some(Icon::Plus), ..Button::default() }))
            }
            (export::button(cx, "customers", &asked(filter)))
            @if may_edit(cx) {
                (link_button("/customers/new", Button {
                    text: &new, icon: Some(Icon::Plus), look: Look::Primary, ..Button::default()
                }))
            }
        }),
    })
}

/// The views at a click, each with how many there are.
fn saved(cx: &Cx, filter: &Filter, counts: &Counts) -> Markup {
    let lang = cx.lang();
    let plain = Filter::default();
    let all = [
        ("customers-view-all", plain.clone(), counts.active),
        ("customers-view-faults", Filter { open_faults: true, ..plain.clone() }, counts.open_faults),
        ("customers-view-late", Filter { payment: Some(Payment::Late), ..plain.clone() }, counts.late),
        ("customers-view-contract", Filter { contract: true, ..plain.clone() }, counts.contract),
        ("customers-view-archived", Filter { archived: true, ..plain }, counts.archived),
    ];
    let kept = |filter: &Filter| (filter.archived, filter.open_faults, filter.contract, filter.payment);
    let tabs: Vec<_> = all
        .iter()
        .map(|(key, view, count)| {
            (cx.t(key), address("/customers", view), whole(lang, *count), kept(view) == kept(filter))
        })
        .collect();
    let tabs: Vec<Tab> =
        tabs.iter().map(|(text, href, count, current)| Tab { text, href, count, current: *current }).collect();
    views(&cx.t("customers-views"), &tabs)
}

/// Before the first customer: how they come in.
fn nobody_yet(cx: &Cx) -> Markup {
    let new = cx.t("customers-new");
    let way = may_edit(cx)
        .then(|| link_button("/customers/new", Button { text: &new, look: Look::Primary, ..Button::default() }));
    empty(Icon::Users, &cx.t("customers-none-yet"), &cx.t("customers-none-yet-why"), way)
}
