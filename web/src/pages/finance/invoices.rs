//! Invoices: what is open and how old it is, paid or late in words, and how far each was reminded.

use api::App;
use axum::{Router, routing::get};
use domain::Permission;
use maud::{Markup, html};
use projections::finance::{
    DEPARTMENT, customers,
    invoices::{self, Row, Sort, View, Wanted},
    open::{self, Ageing},
};
use serde::Deserialize;
use texts::format::whole;
use uuid::Uuid;

use super::{
    invoices_table::{COLUMNS, listed},
    words,
};
use crate::{
    components::{
        self, Button, Look, PageHead, Pager, Picked, Size, Tab, bulk_bar, chip, empty, link_button, page_head, pager,
        submit, views,
    },
    cx::{Answer, Cx, Query, address},
    icons::{Icon, icon},
    pages::{
        columns::Column as Chosen,
        export,
        period::{self, Bar, Choice, Period},
    },
};

/// The ready-made periods.
const CHOICES: [Choice; 4] = [Choice::Month, Choice::LastMonth, Choice::Quarter, Choice::Year];

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/invoices", get(show))
}

#[derive(Debug, Clone, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    view: Option<String>,
    #[serde(default)]
    q: Option<String>,
    #[serde(default)]
    customer: Option<String>,
    #[serde(default)]
    period: Option<String>,
    #[serde(default)]
    from: Option<String>,
    #[serde(default)]
    until: Option<String>,
    #[serde(default)]
    sort: Option<String>,
    #[serde(default)]
    descending: Option<String>,
    #[serde(default)]
    after: Option<String>,
}

/// The order that an address asks, and the same as an address has it.
#[derive(Clone, Copy, Default)]
struct Order {
    sort: Option<Sort>,
    descending: Option<bool>,
}

impl Order {
    fn fields(self) -> [(&'static str, Option<&'static str>); 2] {
        let truth = |on| if on { "true" } else { "false" };
        [("sort", self.sort.map(Sort::name)), ("descending", self.descending.map(truth))]
    }
}

impl Asked {
    fn view(&self) -> View {
        let named = self.view.as_deref().and_then(|name| View::ALL.into_iter().find(|view| view.name() == name));
        // Who searches, or comes from a customer, looks among all.
        let all = self.q.as_deref().is_some_and(|q| !q.is_empty()) || self.customer.is_some();
        named.unwrap_or(if all { View::All } else { View::Attention })
    }

    fn order(&self) -> Order {
        let sort = self.sort.as_deref().and_then(|name| Sort::ALL.into_iter().find(|sort| sort.name() == name));
        Order { sort, descending: self.descending.as_deref().and_then(|on| on.parse().ok()) }
    }

    fn period(&self, cx: &Cx) -> Period {
        Period::read(cx.today(), self.period.as_deref(), self.from.as_deref(), self.until.as_deref())
    }

    /// What is asked besides the days and the page.
    fn others(&self, view: View, order: Order) -> Vec<(&'static str, Option<&str>)> {
        let own = [("view", Some(view.name())), ("q", self.q.as_deref()), ("customer", self.customer.as_deref())];
        own.into_iter().chain(order.fields()).collect()
    }

    fn address(&self, view: View, order: Order, period: &Period, after: Option<&str>) -> String {
        let days = period.fields();
        let days = days.iter().map(|(name, value)| (*name, value.as_deref()));
        address(
            "/invoices",
            &self.others(view, order).into_iter().chain(days).chain([("after", after)]).collect::<Vec<_>>(),
        )
    }
}

async fn show(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::SeeInvoices)?;
    let pool = &cx.reads(&DEPARTMENT).pool;
    let (view, order, period) = (asked.view(), asked.order(), asked.period(&cx));
    let wanted = Wanted {
        q: asked.q.clone(),
        view,
        customer: asked.customer.as_deref().and_then(|id| id.parse().ok()),
        from: period.from,
        until: period.until,
        sort: order.sort,
        descending: order.descending,
        after: asked.after.clone(),
        ..Wanted::default()
    };
    let page = invoices::list(pool, &wanted, cx.today()).await?;
    let ages = open::ageing(pool, wanted.customer, cx.today()).await?;
    let counts = open::counts(pool, cx.today()).await?;
    let customer = match wanted.customer {
        Some(id) => customers::name_of(pool, id).await?,
        None => None,
    };
    let columns = COLUMNS.chosen(&cx);
    let title = cx.t("nav-invoices");
    let lead = cx.tr(
        "finance-open-of-which-late",
        &[
            ("open", words::sums(&cx, &ages.amounts(0..4)).into()),
            ("late", words::sums(&cx, &ages.amounts(1..4)).into()),
        ],
    );
    let actions = html! {
        (link_button("/invoices/run", Button { text: &cx.t("finance-run"), icon: Some(Icon::Refresh), ..Button::default() }))
        (link_button("/invoices/new", Button { text: &cx.t("finance-new"), icon: Some(Icon::Plus), look: Look::Primary, ..Button::default() }))
    };
    let others = asked.others(view, order);
    let [from, until] = [period.from, period.until].map(|day| day.map(|day| day.to_string()).unwrap_or_default());
    let filter: Vec<(&str, &str)> = others
        .iter()
        .map(|(name, value)| (*name, value.unwrap_or_default()))
        .chain([("from", from.as_str()), ("until", until.as_str())])
        .collect();
    let content = html! {
        (page_head(PageHead {
            title: &title,
            badges: words::managed(&cx),
            lead: Some(html! { (lead) }),
            actions: Some(html! {
                (export::button(&cx, "invoices", &filter))
                @if cx.may(Permission::EditInvoices) { (actions) }
            }),
        }))
        (ageing(&cx, &ages))
        (view_links(&cx, &asked, &period, &counts))
        section.panel id="invoices" aria-labelledby="invoices-title" data-live="finance" {
            h2.visually-hidden id="invoices-title" { (cx.t("finance-list")) }
            (period::bar(&cx, Bar { period: &period, choices: &CHOICES, path: "/invoices", others: &others }))
            div.filters {
                form.find role="search" action="/invoices" aria-label=(cx.t("finance-filter")) {
                    input type="hidden" name="view" value="all";
                    @if let Some(customer) = &asked.customer { input type="hidden" name="customer" value=(customer); }
                    @for (name, value) in period.fields() { @if let Some(value) = value { input type="hidden" name=(name) value=(value); } }
                    div.with-icon.grow {
                        (icon(Icon::Search))
                        label.visually-hidden for="q" { (cx.t("finance-search")) }
                        input.input id="q" name="q" type="search" placeholder=(cx.t("finance-search-hint")) value=[asked.q.as_deref()];
                    }
                    button.button.small type="submit" { (cx.t("button-search")) }
                    @if let Some(name) = &customer {
                        @let without = Asked { customer: None, ..asked.clone() }.address(view, order, &period, None);
                        (chip(&cx.t("label-customer"), name, &without, &cx.tr("filter-remove", &[("name", cx.t("label-customer").into_owned().into())])))
                    }
                }
                div.row.end-auto { (COLUMNS.menu(&cx, &columns)) }
            }
            @if page.rows.is_empty() {
                (empty(Icon::Invoice, &cx.t("text-nothing-found"), &cx.t("finance-none-here"), None))
            } @else {
                (pickable(&cx, &asked, &wanted, &period, &columns, &page.rows))
                (pager(Pager {
                    status: &cx.tr("count-invoices", &[("count", page.rows.len().into())]),
                    label: &cx.t("finance-pages"),
                    previous: (&cx.t("button-previous"), page.previous.as_deref().map(|there| asked.address(view, order, &period, Some(there))).as_deref()),
                    next: (&cx.t("button-next"), page.next.as_deref().map(|there| asked.address(view, order, &period, Some(there))).as_deref()),
                }))
            }
        }
    };
    Ok(cx.page(&title, content))
}

fn ageing(cx: &Cx, ages: &Ageing) -> Markup {
    let parts = [
        ("a0", "finance-age-not-due", ages.not_due),
        ("a1", "finance-age-30", ages.to_30),
        ("a2", "finance-age-60", ages.to_60),
        ("a3", "finance-age-over", ages.over_60),
    ];
    // Tenths of a percent, so that the bar is whole numbers all the way.
    let all = parts.iter().map(|(.., cents)| cents.max(&0)).sum::<i64>().max(1);
    let mut bars = Vec::new();
    let mut from = 0;
    for (class, _, cents) in parts {
        let width = cents.max(0) * 1_000 / all;
        bars.push((class, from, width));
        from += width;
    }
    html! {
        section.panel.aging."mb-4" aria-labelledby="ages" data-live="finance" id="ageing" {
            h2.visually-hidden id="ages" { (cx.t("finance-ageing")) }
            svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" {
                @for (class, x, width) in bars { rect class=(class) x=(x) y="0" width=(width) height="10" {} }
            }
            dl {
                @for (age, (class, key, _)) in parts.into_iter().enumerate() {
                    div {
                        dt { span.swatch.{ (class) } {} (cx.t(key)) }
                        dd.amount { (words::sums(cx, &ages.amounts(age..age + 1))) }
                    }
                }
            }
        }
    }
}

/// The views; how many each holds is known of all days together.
fn view_links(cx: &Cx, asked: &Asked, period: &Period, counts: &[(View, i64)]) -> Markup {
    let always = *period == Period::default();
    let links: Vec<_> = counts
        .iter()
        .map(|(view, count)| {
            let text = cx.t(&format!("finance-view-{}", view.name()));
            let count = if always { whole(cx.lang(), *count) } else { String::new() };
            (text, asked.address(*view, Order::default(), period, None), count, asked.view() == *view)
        })
        .collect();
    let tabs: Vec<Tab> =
        links.iter().map(|(text, href, count, current)| Tab { text, href, count, current: *current }).collect();
    views(&cx.t("finance-views"), &tabs)
}

/// The table with boxes to pick, and what can be done with those that are; for others than finance the table alone.
fn pickable(cx: &Cx, asked: &Asked, wanted: &Wanted, period: &Period, columns: &[&Chosen], rows: &[Row]) -> Markup {
    const BAR: &str = "invoice-acts";
    let view = wanted.view;
    let sorted = |sort: Sort| {
        let same = wanted.order() == sort;
        let order = Order { sort: Some(sort), descending: same.then(|| !wanted.is_descending()) };
        let now = if wanted.is_descending() { components::Sort::Descending } else { components::Sort::Ascending };
        (asked.address(view, order, period, None), same.then_some(now))
    };
    if !cx.may(Permission::EditInvoices) {
        return listed(cx, columns, rows, None, &sorted);
    }
    let words = ["one", "few", "many", "other"].map(|form| cx.t(&format!("finance-picked-{form}")));
    let picked = Picked { one: &words[0], few: &words[1], many: &words[2], other: &words[3], sum: true };
    let [issue, remind, pay] = ["finance-issue", "finance-remind-now", "finance-book-payments"].map(|key| cx.t(key));
    let act = |text, sign, value| {
        let (name, value) = (Some("act"), Some(value));
        submit(Button { text, icon: Some(sign), size: Size::Small, name, value, ..Button::default() })
    };
    let (only_drafts, only_late) = (view == View::Draft, matches!(view, View::Late | View::Open));
    let buttons = html! {
        @if !only_late { (act(&issue, Icon::Mail, "issue")) }
        @if !only_drafts { (act(&remind, Icon::Bell, "remind")) (act(&pay, Icon::Euro, "pay")) }
    };
    html! {
        form method="post" action="/invoices/bulk" {
            input type="hidden" name="_request" value=(Uuid::new_v4());
            (bulk_bar(BAR, &cx.t("finance-picked"), picked, &cx.t("button-unpick"), buttons))
            (listed(cx, columns, rows, Some((BAR, &cx.t("finance-pick-all"))), &sorted))
        }
    }
}
