//! The log: who did what and when, newest first, of whom and about what one asks; the chosen entry stands beside it.

use api::App;
use axum::{Router, routing::get};
use chrono::{DateTime, Days, SecondsFormat, Utc};
use domain::{Permission, Role, registry::KINDS, report::logged};
use maud::{Markup, html};
use projections::management::{
    DEPARTMENT,
    entries::{self, By, Entry, Filter},
};
use serde::Deserialize;

use super::{
    entry::{Detail, Way},
    travel, words,
};
use crate::{
    components::{
        Button, Column, PageHead, Pager, Panel, Sort, Table, chip, empty, link_button, page_head, pager, panel, table,
    },
    cx::{Answer, Cx, Query, address},
    icons::{Icon, icon},
    pages::{
        export,
        period::{self, Bar, Choice, Period},
        undo::marks::Marks,
    },
};

/// Entries a page.
const LIMIT: usize = 50;
/// Whoever it was, but a person.
const PEOPLE: &str = "people";
/// Werkbank itself.
const ITSELF: &str = "itself";
/// The ready-made periods.
const CHOICES: [Choice; 4] = [Choice::Today, Choice::Yesterday, Choice::Week, Choice::Month];
/// The parts of the page that another filter, period or entry changes.
const PARTS: &str = "log chosen period list-export";

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/log", get(show))
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    person: Option<String>,
    #[serde(default)]
    role: Option<String>,
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    event: Option<String>,
    #[serde(default)]
    customer: Option<String>,
    #[serde(default)]
    period: Option<String>,
    #[serde(default)]
    from: Option<String>,
    #[serde(default)]
    until: Option<String>,
    #[serde(default)]
    search: Option<String>,
    #[serde(default)]
    after: Option<String>,
    #[serde(default)]
    entry: Option<String>,
}

impl Asked {
    /// The type of events that is asked, of those that there are.
    fn event(&self) -> Option<&str> {
        self.event.as_deref().filter(|event| logged::category(event).is_some())
    }

    fn filter(&self, cx: &Cx, period: &Period) -> Filter {
        let of_event = self.event().and_then(logged::category).map(ToOwned::to_owned);
        Filter {
            person: self.person.as_deref().and_then(|id| id.parse().ok()),
            by: match self.person.as_deref() {
                Some(PEOPLE) => Some(By::People),
                Some(ITSELF) => Some(By::Itself),
                _ => None,
            },
            role: self.role.as_deref().and_then(Role::parse),
            category: of_event
                .or_else(|| self.kind.clone().filter(|kind| KINDS.iter().any(|known| known.category == kind))),
            event_type: self.event().map(ToOwned::to_owned),
            customer: self.customer.as_deref().and_then(|id| id.parse().ok()),
            from: period.from.and_then(|day| words::midnight(cx, day)),
            until: period.until.and_then(|day| words::midnight(cx, day.checked_add_days(Days::new(1))?)),
            search: self.search.clone().filter(|search| !search.trim().is_empty()),
        }
    }

    /// What is asked besides the period, the page and the entry.
    fn others(&self) -> [(&'static str, Option<&str>); 6] {
        [
            ("person", self.person.as_deref()),
            ("role", self.role.as_deref()),
            ("kind", self.kind.as_deref()),
            ("event", self.event()),
            ("customer", self.customer.as_deref()),
            ("search", self.search.as_deref()),
        ]
    }

    /// The same list, with another page or entry; `left_out` is a part of the filter that goes.
    fn address(&self, period: &Period, left_out: &str, after: Option<&str>, entry: Option<&str>) -> String {
        let days = period.fields();
        let days = days.iter().map(|(name, value)| (*name, value.as_deref()));
        let others = self.others().into_iter().filter(|(name, _)| *name != left_out);
        let all: Vec<_> = others.chain(days).chain([("after", after), ("entry", entry)]).collect();
        address("/log", &all)
    }
}

async fn show(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::SeeLog)?;
    let pool = &cx.reads(&DEPARTMENT).pool;
    let period = Period::read(cx.today(), asked.period.as_deref(), asked.from.as_deref(), asked.until.as_deref());
    let filter = asked.filter(&cx, &period);
    let page = entries::list(pool, &filter, asked.after.as_deref(), LIMIT).await?;
    let people = entries::people(pool).await?;
    let customer = match filter.customer {
        Some(id) => entries::customer_name(pool, id).await?,
        None => None,
    };
    let position = asked.entry.as_deref().and_then(|position| position.parse().ok());
    let detail = match position {
        Some(position) => Detail::at(&cx, position).await?,
        None => None,
    };
    let groups = [(PEOPLE, "management-log-people"), (ITSELF, "management-by-itself")];
    let groups = groups.map(|(name, key)| (name.to_owned(), cx.t(key).into_owned()));
    let people = people.into_iter().map(|(id, name)| (id.to_string(), cx.colleague(&name).into_owned()));
    let people: Vec<(String, String)> = groups.into_iter().chain(people).collect();
    let marks = Marks::of(&cx, page.rows.iter().map(|entry| entry.position)).await;
    let title = cx.t("nav-log");
    let (after, entry) = (asked.after.as_deref(), asked.entry.as_deref());
    let kept: Vec<_> = asked.others().into_iter().chain([("entry", entry)]).collect();
    let way: Way = &|position| asked.address(&period, "", after, Some(&position.to_string()));
    let content = html! {
        (page_head(PageHead {
            title: &title,
            lead: Some(html! { (cx.t("management-log-lead")) }),
            actions: Some(html! {
                (link_button("/who-knew", Button { text: &cx.t("known-title"), icon: Some(Icon::Bell), ..Button::default() }))
                (export(&cx, &asked, &filter))
            }),
            ..PageHead::default()
        }))
        (travel::bar(&cx).await?)
        div.panel."mb-4" data-replaces=(PARTS) {
            (period::bar(&cx, Bar { period: &period, choices: &CHOICES, path: "/log", others: &kept }))
        }
        div."split wide-side" {
            section.panel id="log" aria-labelledby="log-title" data-live="management" {
                h2.visually-hidden id="log-title" { (title) }
                (filters(&cx, &asked, &period, &people))
                @if let Some(event) = asked.event() {
                    div.filters { (chip(&cx.t("label-what"), &words::happened(&cx, event), &asked.address(&period, "event", None, entry), &cx.t("button-remove"))) }
                }
                @if let Some(name) = &customer {
                    div.filters { (chip(&cx.t("label-customer"), &cx.customer(name), &asked.address(&period, "customer", None, entry), &cx.t("button-remove"))) }
                }
                @if page.rows.is_empty() {
                    (empty(Icon::History, &cx.t("text-nothing-found"), &cx.t("management-log-empty"), None))
                } @else {
                    (rows(&cx, &page.rows, &marks, position, way))
                    (pager(Pager {
                        status: &cx.tr("count-rows", &[("count", page.rows.len().into())]),
                        label: &cx.t("management-pages"),
                        previous: (&cx.t("management-newer"), page.previous.as_deref().map(|there| asked.address(&period, "", Some(there), entry)).as_deref()),
                        next: (&cx.t("management-older"), page.next.as_deref().map(|there| asked.address(&period, "", Some(there), entry)).as_deref()),
                    }))
                }
            }
            (chosen(&cx, detail.as_ref(), way, &asked.address(&period, "", after, None)))
        }
    };
    Ok(cx.page(&title, content))
}

/// The whole list as a workbook, days as the moments at which they begin.
fn export(cx: &Cx, asked: &Asked, filter: &Filter) -> Markup {
    let moment =
        |at: Option<DateTime<Utc>>| at.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true)).unwrap_or_default();
    let (from, until) = (moment(filter.from), moment(filter.until));
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let person = text(&asked.person);
    export::button(
        cx,
        "log",
        &[
            ("person", if filter.person.is_some() { &person } else { "" }),
            ("by", if filter.by.is_some() { &person } else { "" }),
            ("role", &text(&asked.role)),
            ("kind", &text(&asked.kind)),
            ("event", asked.event().unwrap_or_default()),
            ("customer", &text(&asked.customer)),
            ("from", &from),
            ("until", &until),
            ("search", &text(&asked.search)),
        ],
    )
}

fn filters(cx: &Cx, asked: &Asked, period: &Period, people: &[(String, String)]) -> Markup {
    let roles: Vec<(String, String)> =
        Role::ALL.iter().map(|role| (role.name().to_owned(), words::role(cx, *role))).collect();
    let kinds: Vec<(String, String)> =
        KINDS.iter().map(|kind| (kind.category.to_owned(), words::thing(cx, kind.category))).collect();
    let kept = period.fields().into_iter().chain([
        ("customer", asked.customer.clone()),
        ("event", asked.event().map(ToOwned::to_owned)),
        ("entry", asked.entry.clone()),
    ]);
    html! {
        form.filters role="search" method="get" action="/log" aria-label=(cx.t("management-log-filter")) data-autosubmit=(PARTS) {
            div."with-icon".grow {
                (icon(Icon::Search))
                label.visually-hidden for="log-search" { (cx.t("management-log-search")) }
                input.input id="log-search" name="search" type="search" value=(asked.search.as_deref().unwrap_or_default())
                    placeholder=(cx.t("management-log-search")) autocomplete="off";
            }
            (choose(cx, "person", "label-who", asked.person.as_deref(), people))
            (choose(cx, "role", "label-department", asked.role.as_deref(), &roles))
            (choose(cx, "kind", "label-what", asked.kind.as_deref(), &kinds))
            @for (name, value) in kept { @if let Some(value) = value { input type="hidden" name=(name) value=(value); } }
            noscript { button.button.small type="submit" { (cx.t("button-filter")) } }
        }
    }
}

fn choose(cx: &Cx, name: &str, label: &str, chosen: Option<&str>, options: &[(String, String)]) -> Markup {
    let chosen = chosen.unwrap_or_default();
    html! {
        label.row for=(name) { span.small { (cx.t(label)) }
            select.select id=(name) name=(name) {
                option value="" { (cx.t("word-all")) }
                @for (value, text) in options { option value=(value) selected[value == chosen] { (text) } }
            }
        }
    }
}

fn rows(cx: &Cx, rows: &[Entry], marks: &Marks, chosen: Option<i64>, way: Way) -> Markup {
    let titles = ["label-when", "label-who", "label-what"].map(|key| cx.t(key));
    let sorted = |n: usize| (n == 0).then_some(Sort::Descending);
    let columns: Vec<Column> =
        titles.iter().enumerate().map(|(n, title)| Column { title, sorted: sorted(n), ..Column::default() }).collect();
    let body = html! {
        @for entry in rows {
            @let current = chosen == Some(entry.position);
            tr.selected[current] id={ "entry-" (entry.position) } aria-current=[current.then_some("true")] {
                td.nowrap { (words::when(cx, entry.at)) }
                td { (words::who(cx, entry)) }
                th scope="row" { a href=(way(entry.position)) { (words::happened(cx, &entry.event_type)) } small { (words::about(cx, entry)) }
                    (marks.badge(cx, entry.position))
                }
            }
        }
    };
    html! {
        div.log data-replaces=(PARTS) data-focus="entry" {
            (table(Table { caption: &cx.t("management-log-caption"), columns: &columns, rows: body, ..Table::default() }))
        }
    }
}

/// The chosen entry beside the list; on a narrow screen it lies over it until it is closed.
fn chosen(cx: &Cx, detail: Option<&Detail>, way: Way, without: &str) -> Markup {
    let undo = detail.and_then(|detail| detail.undo(cx, &way(detail.entry.position)));
    html! {
        aside."stack sticky-side chosen".open[detail.is_some()] id="chosen" aria-label=(cx.t("management-chosen")) data-replaces=(PARTS) data-focus="entry" {
            @if let Some(detail) = detail {
                (panel(Panel {
                    id: "entry",
                    title: &detail.title(cx),
                    end: Some(html! {
                        a.small href={ "/log/" (detail.entry.position) } { (detail.number(cx)) }
                        a."button quiet small only" href=(without) data-focus={ "entry-" (detail.entry.position) } data-key="Escape"
                            aria-label=(cx.t("button-close")) { (icon(Icon::X)) }
                    }),
                    body: Some(html! {
                        div.stack {
                            (detail.about(cx))
                            (detail.diff(cx))
                            (detail.marks(cx))
                            @if let Some(why) = detail.why(cx, way) { div { (why) } }
                        }
                    }),
                    footer: (undo.is_some() || detail.has_ways()).then(|| html! {
                        div.actions { (detail.ways(cx, way)) @if let Some(undo) = &undo { (undo) } }
                    }),
                    ..Panel::default()
                }))
                (detail.then(cx))
            } @else {
                section.panel { (empty(Icon::History, &cx.t("management-choose"), &cx.t("management-choose-why"), None)) }
            }
        }
    }
}
