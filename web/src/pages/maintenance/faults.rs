//! The list of faults: open ones by their promise, found by number or customer.

use api::App;
use axum::{Router, routing::get};
use chrono::{DateTime, Utc};
use domain::{Permission, fault::Urgency};
use maud::{Markup, html};
use projections::{
    Cursor, Page,
    maintenance::faults::{self, Fault, Filter, State},
};
use serde::Deserialize;
use texts::format::capital;

use super::{pool, words};
use crate::{
    components::{
        Button, Column, Look, PageHead, Pager, Sort, Tab, Table, Tone, badge, cell, empty, link_button, name_cell,
        page_head, pager, table, views,
    },
    cx::{Answer, Cx, Query, encode},
    icons::{Icon, icon},
    pages::export,
};

/// Rows a page.
const LIMIT: u32 = 50;

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/faults", get(show))
}

/// The view of open faults of which something that was promised presses or is over.
const PRESSING: &str = "pressing";

#[derive(Deserialize, Default, Clone)]
struct Asked {
    state: Option<String>,
    urgency: Option<String>,
    q: Option<String>,
    sort: Option<String>,
    after: Option<String>,
}

impl Asked {
    /// The state that is shown: open ones when nothing is said.
    fn state(&self) -> &str {
        self.state.as_deref().filter(|state| !state.is_empty()).unwrap_or("open")
    }

    fn filter(&self, now: DateTime<Utc>) -> Filter {
        Filter {
            state: State::ALL.into_iter().find(|state| state.name() == self.state()),
            pressing_at: (self.state() == PRESSING).then_some(now),
            by_promise: match self.sort.as_deref() {
                Some("reported") => Some(false),
                Some("promised") => Some(true),
                _ => None,
            },
            urgency: Urgency::ALL.into_iter().find(|urgency| Some(urgency.name()) == self.urgency.as_deref()),
            search: self.q.clone(),
            ..Filter::default()
        }
    }

    /// Whether what was promised soonest comes first: where nothing is said, of open ones.
    fn is_by_promise(&self) -> bool {
        self.sort.as_deref().map_or(["open", PRESSING].contains(&self.state()), |sort| sort == "promised")
    }

    /// The same list in another order.
    fn sorted(&self, sort: &str) -> String {
        Self { sort: Some(sort.into()), ..self.clone() }.address(self.state(), None)
    }

    fn address(&self, state: &str, after: Option<&str>) -> String {
        let mut address = format!("/faults?state={state}");
        let rest = [
            ("urgency", self.urgency.as_deref()),
            ("q", self.q.as_deref()),
            ("sort", self.sort.as_deref()),
            ("after", after),
        ];
        for (name, value) in rest {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                address.push_str(&format!("&{name}={}", encode(value)));
            }
        }
        address
    }
}

async fn show(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::SeeFaults)?;
    let after = asked.after.as_deref().and_then(Cursor::parse);
    let page = faults::list(pool(&cx), &asked.filter(cx.app.log.clock.now()), after.as_ref(), LIMIT).await?;
    let open: i64 = faults::open_by_urgency(pool(&cx)).await?.iter().map(|(_, n)| n).sum();
    let title = cx.t("nav-faults");
    let content = html! {
        (page_head(PageHead {
            title: &title,
            lead: Some(html! { (cx.tr("maintenance-faults-open", &[("count", open.into())])) }),
            actions: Some(html! {
                (export::button(&cx, "faults", &[
                    ("state", match asked.state() { "all" => "", PRESSING => "open", state => state }),
                    ("urgency", asked.urgency.as_deref().unwrap_or_default()), ("search", asked.q.as_deref().unwrap_or_default()),
                ]))
                @if cx.may(Permission::ReportFaults) { (new_button(&cx)) }
            }),
            ..PageHead::default()
        }))
        (tabs(&cx, &asked, open))
        section.panel aria-labelledby="faults-title" {
            h2.visually-hidden id="faults-title" { (cx.t("maintenance-view-list")) }
            (filters(&cx, &asked))
            div id="fault-list" data-live="maintenance" { (list(&cx, &asked, &page)) }
        }
    };
    Ok(cx.page(&title, content))
}

fn new_button(cx: &Cx) -> Markup {
    link_button(
        "/faults/new",
        Button {
            text: &cx.t("maintenance-fault-new"),
            icon: Some(Icon::Phone),
            look: Look::Primary,
            key_hint: Some("N"),
            ..Button::default()
        },
    )
}

fn tabs(cx: &Cx, asked: &Asked, open: i64) -> Markup {
    let all = [
        ("open", "state-fault-open", open.to_string()),
        (PRESSING, "promise-pressing", String::new()),
        ("solved", "state-fault-solved", String::new()),
        ("cancelled", "state-fault-called-off", String::new()),
        ("all", "maintenance-all", String::new()),
    ];
    let rows: Vec<_> = all
        .into_iter()
        .map(|(state, key, n)| (asked.address(state, None), cx.t(key), n, state == asked.state()))
        .collect();
    let tabs: Vec<Tab> =
        rows.iter().map(|(href, text, count, current)| Tab { text, href, count, current: *current }).collect();
    views(&cx.t("maintenance-views"), &tabs)
}

fn filters(cx: &Cx, asked: &Asked) -> Markup {
    let search = cx.t("maintenance-faults-search");
    html! {
        form.filters method="get" action="/faults" role="search" aria-label=(cx.t("button-filter")) data-autosubmit="fault-list list-export" {
            input type="hidden" name="state" value=(asked.state());
            @if let Some(sort) = &asked.sort { input type="hidden" name="sort" value=(sort); }
            div."with-icon grow" {
                (icon(Icon::Search))
                label.visually-hidden for="q" { (search) }
                input.input id="q" name="q" type="search" value=(asked.q.as_deref().unwrap_or_default())
                    placeholder=(search) autocomplete="off";
            }
            div {
                label.visually-hidden for="urgency" { (cx.t("label-urgency")) }
                select.select id="urgency" name="urgency" {
                    option value="" { (cx.t("maintenance-every-urgency")) }
                    @for urgency in Urgency::ALL {
                        option value=(urgency.name()) selected[asked.urgency.as_deref() == Some(urgency.name())] {
                            (words::urgency_word(cx, urgency))
                        }
                    }
                }
            }
            noscript { button.button type="submit" { (cx.t("button-search")) } }
        }
    }
}

fn list(cx: &Cx, asked: &Asked, page: &Page<Fault>) -> Markup {
    if page.rows.is_empty() {
        return empty(Icon::Check, &cx.t("text-nothing-found"), &cx.t("maintenance-faults-none"), None);
    }
    let titles = ["word-fault", "label-customer", "label-machine", "maintenance-promised", "label-state", "word-visit"];
    let titles = titles.map(|key| capital(&cx.t(key)));
    let by_promise = asked.is_by_promise();
    // Newest first by what they are, soonest first by what was promised.
    let sorts = [(0, "reported", Sort::Descending, !by_promise), (3, "promised", Sort::Ascending, by_promise)];
    let orders = sorts.map(|(n, sort, how, is)| (n, asked.sorted(sort), is.then_some(how)));
    let mut columns: Vec<Column> = titles.iter().map(|title| Column { title, ..Column::default() }).collect();
    for (n, href, sorted) in &orders {
        (columns[*n].sort_href, columns[*n].sorted) = (Some(href.as_str()), *sorted);
    }
    let shown = page.rows.len();
    let status = cx.tr("count-faults", &[("count", shown.into())]);
    let first = asked.address(asked.state(), None);
    let next = page.next.as_deref().map(|next| asked.address(asked.state(), Some(next)));
    html! {
        (table(Table {
            caption: &cx.t("nav-faults"),
            columns: &columns,
            rows: html! { @for fault in &page.rows { (row(cx, fault)) } },
            ..Table::default()
        }))
        (pager(Pager {
            status: &status,
            label: &cx.t("maintenance-pages"),
            previous: (&cx.t("maintenance-first-page"), asked.after.is_some().then_some(first.as_str())),
            next: (&cx.t("button-next"), next.as_deref()),
        }))
    }
}

fn row(cx: &Cx, fault: &Fault) -> Markup {
    let (tone, sign, promise) = words::standing(cx, fault);
    html! {
        tr id={ "fault-" (fault.id) } {
            (name_cell(&format!("/faults/{}", fault.id), &words::short(cx, &fault.problem, 60), &words::fault_number(&fault.number)))
            (cell(html! {
                a href={ "/customers/" (fault.customer) } { (cx.customer(&fault.customer_name)) }
                small { (fault.city) }
            }))
            (cell(html! { (words::machine(fault.model.as_deref(), fault.place.as_deref())) }))
            (cell(html! {
                @if fault.state == State::Open { (badge(tone, sign, &promise)) }
                @else if let Some(at) = fault.closed_at { (words::moment(cx, at)) }
            }))
            (cell(html! { (words::fault_badge(cx, fault)) }))
            (cell(html! {
                @if let Some(visit) = fault.visit.as_ref().filter(|visit| visit.state != "cancelled" || fault.state != State::Open) {
                    a href={ "/visits/" (visit.id) } { (words::visit_number(visit.number)) }
                    @if let Some(slot) = &visit.slot {
                        small { (words::appointment(cx, slot)) " " (visit.technician.as_deref().unwrap_or_default()) }
                        @if words::is_late(cx, fault, visit) {
                            (badge(Tone::Warning, Icon::Alert, &cx.t("maintenance-planned-late")))
                        }
                    }
                } @else { span.muted { (cx.t("maintenance-no-visit")) } }
            }))
        }
    }
}
