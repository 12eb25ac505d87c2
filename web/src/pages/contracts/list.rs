//! Contracts: what runs, what ends soon, what is still to be signed.

use api::App;
use axum::{Router, routing::get};
use domain::Permission;
use maud::{Markup, html};
use projections::sales::{
    DEPARTMENT,
    contracts::{self, Row, View, Wanted},
    parties,
};
use serde::Deserialize;
use texts::format::{date_digits, euros, whole};

use crate::{
    components::{
        Button, Column, Look, PageHead, Pager, Size, Tab, Table, Tone, badge, chip, empty, link_button, owner_badge,
        page_head, pager, table, views,
    },
    cx::{Answer, Cx, Query, encode},
    icons::{Icon, icon},
    pages::{export, finance::sums},
};

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/contracts", get(show))
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
    after: Option<String>,
}

impl Asked {
    fn view(&self) -> View {
        let named = self.view.as_deref().and_then(|name| View::ALL.into_iter().find(|view| view.name() == name));
        named.unwrap_or(if self.customer.is_some() { View::All } else { View::Running })
    }

    fn address(&self, view: View, after: Option<&str>) -> String {
        let mut address = format!("/contracts?view={}", view.name());
        for (name, value) in [("q", self.q.as_deref()), ("customer", self.customer.as_deref()), ("after", after)] {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                address.push_str(&format!("&{name}={}", encode(value)));
            }
        }
        address
    }
}

async fn show(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::SeeContracts)?;
    let pool = &cx.reads(&DEPARTMENT).pool;
    let view = asked.view();
    let wanted = Wanted {
        q: asked.q.clone(),
        view,
        customer: asked.customer.as_deref().and_then(|id| id.parse().ok()),
        after: asked.after.clone(),
        ..Wanted::default()
    };
    let customer = match wanted.customer {
        Some(id) => parties::name_of(pool, id).await?,
        None => None,
    };
    let page = contracts::list(pool, &wanted, cx.today()).await?;
    let counts = contracts::counts(pool, cx.today()).await?;
    let fees = contracts::monthly(pool, cx.today()).await?;
    let running = counts.iter().find(|(view, _)| *view == View::Running).map_or(0, |(_, count)| *count);
    let title = cx.t("nav-contracts");
    let lead = cx.tr("contracts-lead", &[("count", running.into()), ("fee", sums(&cx, &fees).into())]);
    let new = Button { text: &cx.t("contracts-new"), icon: Some(Icon::Plus), look: Look::Primary, ..Button::default() };
    let content = html! {
        (page_head(PageHead {
            title: &title,
            badges: managed(&cx),
            lead: Some(html! { (lead) }),
            actions: Some(html! {
                (export::button(&cx, "contracts", &[
                    ("view", view.name()), ("q", asked.q.as_deref().unwrap_or_default()), ("customer", asked.customer.as_deref().unwrap_or_default()),
                ]))
                @if cx.may(Permission::EditContracts) { (link_button("/contracts/new", new)) }
            }),
        }))
        div id="contract-views" { (view_links(&cx, &asked, &counts)) }
        section.panel id="contracts" aria-labelledby="contracts-title" {
            h2.visually-hidden id="contracts-title" { (cx.t("contracts-list")) }
            form.filters role="search" action="/contracts" aria-label=(cx.t("contracts-filter"))
                data-autosubmit="contract-list contract-views list-export" {
                input type="hidden" name="view" value=(view.name());
                @if let Some(customer) = &asked.customer { input type="hidden" name="customer" value=(customer); }
                div.with-icon.grow {
                    (icon(Icon::Search))
                    label.visually-hidden for="q" { (cx.t("contracts-search")) }
                    input.input id="q" name="q" type="search" placeholder=(cx.t("contracts-search")) value=[asked.q.as_deref()] autocomplete="off";
                }
                @if let Some(name) = &customer {
                    @let without = Asked { customer: None, ..asked.clone() }.address(view, None);
                    (chip(&cx.t("label-customer"), name, &without, &cx.tr("filter-remove", &[("name", cx.t("label-customer").into_owned().into())])))
                }
                noscript { button.button.small type="submit" { (cx.t("button-search")) } }
            }
            div id="contract-list" data-live="sales" {
                @if page.rows.is_empty() {
                    (empty(Icon::Contract, &cx.t("text-nothing-found"), &cx.t("contracts-none-here"), clear(&cx, &asked)))
                } @else {
                    (rows(&cx, view, &page.rows))
                    (pager(Pager {
                        status: &cx.tr("count-contracts", &[("count", page.rows.len().into())]),
                        label: &cx.t("contracts-pages"),
                        previous: (&cx.t("contracts-first"), asked.after.as_ref().map(|_| asked.address(view, None)).as_deref()),
                        next: (&cx.t("button-next"), page.next.as_deref().map(|next| asked.address(view, Some(next))).as_deref()),
                    }))
                }
            }
        }
    };
    Ok(cx.page(&title, content))
}

/// Out of a search that found nothing.
fn clear(cx: &Cx, asked: &Asked) -> Option<Markup> {
    let text = cx.t("button-clear-filters");
    let button = Button { text: &text, size: Size::Small, ..Button::default() };
    let searched = asked.q.as_deref().is_some_and(|q| !q.is_empty()) || asked.customer.is_some();
    searched.then(|| link_button("/contracts?view=all", button))
}

/// Who keeps contracts, for those who may only look.
pub fn managed(cx: &Cx) -> Option<Markup> {
    let department = cx.t("department-sales");
    (!cx.may(Permission::EditContracts))
        .then(|| owner_badge(&cx.tr("text-managed-by", &[("department", department.into())])))
}

fn view_links(cx: &Cx, asked: &Asked, counts: &[(View, i64)]) -> Markup {
    let links: Vec<_> = counts
        .iter()
        .map(|(view, count)| {
            let text = cx.t(&format!("contracts-view-{}", view.name()));
            (text, asked.address(*view, None), whole(cx.lang(), *count), asked.view() == *view)
        })
        .collect();
    let tabs: Vec<Tab> =
        links.iter().map(|(text, href, count, current)| Tab { text, href, count, current: *current }).collect();
    views(&cx.t("contracts-views"), &tabs)
}

/// How a contract stands.
pub fn state(cx: &Cx, row: &Row) -> Markup {
    match row.state.as_str() {
        "draft" => badge(Tone::Neutral, Icon::Pen, &cx.t("state-contract-draft")),
        "running" | "notice" if row.starts > cx.today() => {
            let day = date_digits(cx.lang(), row.starts);
            badge(Tone::Info, Icon::Calendar, &cx.tr("contracts-begins-on", &[("day", day.into())]))
        }
        "notice" => badge(Tone::Warning, Icon::Alert, &cx.t("state-contract-notice-given")),
        "ended" => badge(Tone::Neutral, Icon::X, &cx.t("state-contract-ended")),
        "discarded" => badge(Tone::Neutral, Icon::X, &cx.t("contracts-state-discarded")),
        _ => badge(Tone::Good, Icon::Check, &cx.t("state-contract-running")),
    }
}

fn rows(cx: &Cx, view: View, rows: &[Row]) -> Markup {
    let keys = [
        "label-number",
        "label-customer",
        "label-kind",
        "contracts-fee",
        "contracts-last-notice",
        "contracts-end",
        "label-state",
    ];
    let titles = keys.map(|key| cx.t(key));
    let columns: Vec<Column> =
        titles.iter().enumerate().map(|(n, title)| Column { title, right: n == 3, ..Column::default() }).collect();
    // Elsewhere so many are past that day that it would say nothing.
    let past = |row: &Row| view == View::Soon && row.notice_in < 0;
    let near = |row: &Row| row.state == "running" && (0..=90).contains(&row.notice_in);
    let body = html! {
        @for row in rows {
            tr id={ "contract-" (row.id) } {
                th scope="row" { a.num href={ "/contracts/" (row.id) } { "C-" (row.number) } }
                td { a href={ "/customers/" (row.customer) } { (cx.customer(&row.customer_name)) } small { (row.city) } }
                td { (cx.t(&format!("document-kind-{}", row.kind))) }
                td.right.amount { (euros(cx.lang(), row.monthly_fee.cents, row.monthly_fee.currency.code())) }
                td {
                    (date_digits(cx.lang(), row.last_notice))
                    @if past(row) { small { (cx.t("contracts-notice-past")) } }
                    @if near(row) { small { (cx.tr("contracts-in-days", &[("days", row.notice_in.into())])) } }
                }
                td { (date_digits(cx.lang(), row.ends)) @if row.renews && row.state == "running" { small { (cx.t("contracts-renews")) } } }
                td { (state(cx, row)) }
            }
        }
    };
    table(Table {
        caption: &cx.t("contracts-list-caption"),
        columns: &columns,
        rows: body,
        lines: true,
        ..Table::default()
    })
}
