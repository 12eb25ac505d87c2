//! The list of customers: searched while typing, filtered, sorted, page by page, taken out to Excel.

use axum::extract::Query;
use domain::{Permission, customer::Kind};
use maud::{Markup, html};
use projections::{
    Cursor, Page,
    customers::list::{self, Counts, Customer, Filter, Payment, Sort as By},
};
use serde::Deserialize;
use texts::format::{euros, relative_day, whole};

use super::{may_edit, named, only_looking, pool};
use crate::{
    components::*,
    cx::{Answer, Cx, encode},
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
fn asked(filter: &Filter) -> [(&'static str, &str); 8] {
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
fn address(path: &str, filter: &Filter) -> String {
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
    let content = html! {
        (head(&cx, &filter, &counts))
        (saved(&cx, &filter, &counts))
        section.panel aria-labelledby="list-title" {
            h2.visually-hidden id="list-title" { (cx.t("customers-list")) }
            (filters(&cx, &filter))
            div id="customers" data-live="customers" { (rows(&cx, &filter, &counts, &page, after.is_some())) }
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

fn filters(cx: &Cx, filter: &Filter) -> Markup {
    let search = filter.search.as_deref().unwrap_or_default();
    let hidden = [
        ("archived", filter.archived.then_some("true")),
        ("open_faults", filter.open_faults.then_some("true")),
        ("contract", filter.contract.then_some("true")),
        ("sort", (filter.sort != By::Name).then(|| filter.sort.name())),
        ("descending", filter.descending.then_some("true")),
    ];
    let choice = |name: &str, label: &str, options: &[(&str, String)], chosen: &str| {
        html! {
            label.visually-hidden for=(name) { (cx.t(label)) }
            select.select id=(name) name=(name) {
                @for (value, text) in options { option value=(value) selected[*value == chosen] { (text) } }
            }
        }
    };
    let option = |value: &'static str, key: &str| (value, cx.t(key).into_owned());
    html! {
        form.filters method="get" action="/customers" role="search" aria-label=(cx.t("customers-filter"))
            data-autosubmit="customers list-export" {
            div.with-icon.grow {
                (crate::icons::icon(Icon::Search))
                label.visually-hidden for="search-list-field" { (cx.t("customers-search")) }
                input.input id="search-list-field" name="search" type="search" value=(search) autocomplete="off"
                    placeholder=(cx.t("customers-search-example"));
            }
            (choice("kind", "label-kind", &[
                option("", "customers-kind-all"), option("company", "customers-kind-companies"), option("person", "customers-kind-persons"),
            ], filter.kind.map(Kind::name).unwrap_or_default()))
            (choice("payment", "customers-payment", &[
                option("", "customers-payment-all"), option("late", "customers-payment-late"), option("open", "customers-payment-open"),
                option("paid", "customers-payment-paid"), option("none", "customers-payment-none"),
            ], filter.payment.map(Payment::name).unwrap_or_default()))
            @for (name, value) in hidden { @if let Some(value) = value { input type="hidden" name=(name) value=(value); } }
            noscript { button.button.small type="submit" { (cx.t("button-filter")) } }
        }
    }
}

fn rows(cx: &Cx, filter: &Filter, counts: &Counts, page: &Page<Customer>, later: bool) -> Markup {
    if page.rows.is_empty() && counts.active + counts.archived == 0 {
        let new = cx.t("customers-new");
        let way = may_edit(cx)
            .then(|| link_button("/customers/new", Button { text: &new, look: Look::Primary, ..Button::default() }));
        return empty(Icon::Users, &cx.t("customers-none-yet"), &cx.t("customers-none-yet-why"), way);
    }
    if page.rows.is_empty() {
        let clear = cx.t("button-clear-filters");
        let way = link_button("/customers", Button { text: &clear, size: Size::Small, ..Button::default() });
        return empty(Icon::Users, &cx.t("customers-none"), &cx.t("customers-none-why"), Some(way));
    }
    let title = |key| cx.t(key);
    let names = [
        "label-customer",
        "label-place",
        "label-contact",
        "customers-contract",
        "customers-machines",
        "nav-faults",
        "customers-payment",
        "customers-last-contact",
    ]
    .map(title);
    let sorts = [Some(By::Name), Some(By::City), None, None, None, None, Some(By::Open), None];
    let links = sorts.map(|sort| sort.map(|sort| sorted_by(filter, sort)));
    let columns: Vec<Column> = names
        .iter()
        .zip(&links)
        .zip(sorts)
        .enumerate()
        .map(|(at, ((title, href), sort))| Column {
            title,
            sort_href: href.as_deref(),
            sorted: (sort == Some(filter.sort)).then_some(if filter.descending {
                Sort::Descending
            } else {
                Sort::Ascending
            }),
            right: at == 4 || at == 5,
            hidden: false,
        })
        .collect();
    let body = html! { @for customer in &page.rows { (row(cx, customer)) } };
    let caption = cx.t("customers-table-wide");
    let status = cx.tr("count-rows", &[("count", page.rows.len().into())]);
    let next = page.next.as_ref().map(|next| {
        let here = address("/customers", filter);
        let join = if here.contains('?') { '&' } else { '?' };
        format!("{here}{join}after={}", encode(next))
    });
    let first = later.then(|| address("/customers", filter));
    html! {
        (table(Table { caption: &caption, columns: &columns, rows: body, lines: true, ..Table::default() }))
        @if next.is_some() || later {
            (pager(Pager {
                status: &status,
                label: &cx.t("customers-pages"),
                previous: (&cx.t("customers-first-page"), first.as_deref()),
                next: (&cx.t("button-next"), next.as_deref()),
            }))
        }
    }
}

/// Sorted by a column; by the one that sorts already, the other way round.
fn sorted_by(filter: &Filter, sort: By) -> String {
    // What is owed is asked for from the top.
    let descending = if filter.sort == sort { !filter.descending } else { sort == By::Open };
    address("/customers", &Filter { sort, descending, ..filter.clone() })
}

fn row(cx: &Cx, customer: &Customer) -> Markup {
    let href = format!("/customers/{}", customer.id);
    let name = named(cx, &customer.name);
    let zero = |count: i64| html! { @if count == 0 { span.muted { "0" } } @else { (whole(cx.lang(), count)) } };
    html! {
        tr {
            (name_cell(&href, &name, &customer.number.to_string()))
            td { (customer.city) }
            td { (customer.contact.as_deref().unwrap_or_default()) }
            td { (contract(cx, customer)) }
            td.right { (zero(customer.machines)) }
            td.right {
                @if customer.open_faults == 0 { span.muted { "0" } } @else {
                    (badge(Tone::Warning, Icon::Alert, &cx.tr("customers-open-count", &[("count", customer.open_faults.into())])))
                }
            }
            td { (payment_badge(cx, customer.payment, customer.open_cents, customer.late_cents)) }
            td.nowrap { @if let Some(at) = customer.last_contact { (day(cx, at)) } }
        }
    }
}

fn contract(cx: &Cx, customer: &Customer) -> Markup {
    let Some(state) = customer.contract.as_deref() else {
        return html! { span.muted { (cx.t("customers-no-contract")) } };
    };
    let until = customer.contract_ends.as_deref().and_then(|day| day.parse().ok());
    let until = until
        .map(|day| cx.tr("customers-contract-until", &[("day", texts::format::month_year(cx.lang(), day).into())]));
    html! {
        @match state {
            "running" => (badge(Tone::Good, Icon::Check, &cx.t("state-contract-running"))),
            "noticed" => (badge(Tone::Warning, Icon::Clock, &cx.t("state-contract-notice-given"))),
            _ => (badge(Tone::Info, Icon::Contract, &cx.t("state-contract-draft"))),
        }
        @if let (Some(until), true) = (until, state != "draft") { small { (until) } }
    }
}

/// Paid, open or late, with how much.
pub(super) fn payment_badge(cx: &Cx, payment: Payment, open_cents: i64, late_cents: i64) -> Markup {
    // The sum is Finance's and Sales' business; a technician sees the state alone.
    let with = |word: &str, cents: i64| match cx.may(Permission::SeeInvoices) {
        true => format!("{}, {}", cx.t(word), euros(cx.lang(), cents, "EUR")),
        false => cx.t(word).into_owned(),
    };
    match payment {
        Payment::None => badge(Tone::Neutral, Icon::Invoice, &cx.t("customers-payment-none")),
        Payment::Paid => badge(Tone::Good, Icon::Check, &cx.t("customers-payment-paid")),
        Payment::Open => badge(Tone::Info, Icon::Clock, &with("customers-payment-open", open_cents)),
        Payment::Late => badge(Tone::Danger, Icon::Alert, &with("customers-payment-late", late_cents)),
    }
}

/// The day of a moment, near ones as a word.
pub(super) fn day(cx: &Cx, micros: i64) -> String {
    let day = cx.local_micros(micros).date();
    relative_day(cx.lang(), day, cx.today())
}
