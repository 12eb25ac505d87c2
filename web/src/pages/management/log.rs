//! The log: who did what and when, newest first, of whom and about what one asks.

use api::App;
use axum::{Router, extract::Query, routing::get};
use chrono::{DateTime, Days, Months, NaiveDate, SecondsFormat, Utc};
use domain::{Permission, Role, registry::KINDS};
use maud::{Markup, html};
use projections::{
    Cursor,
    management::{
        DEPARTMENT,
        entries::{self, By, Entry, Filter},
    },
};
use serde::Deserialize;

use super::words;
use crate::{
    components::{
        Button, Column, PageHead, Pager, Size, Table, chip, empty, link_button, page_head, pager, submit, table,
    },
    cx::{Answer, Cx},
    icons::{Icon, icon},
};

/// Entries a page.
const LIMIT: usize = 50;
/// Whoever it was, but a person.
const PEOPLE: &str = "people";
/// Werkbank itself.
const ITSELF: &str = "itself";

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
    customer: Option<String>,
    #[serde(default)]
    from: Option<String>,
    #[serde(default)]
    until: Option<String>,
    #[serde(default)]
    search: Option<String>,
    #[serde(default)]
    after: Option<String>,
}

impl Asked {
    fn filter(&self, cx: &Cx) -> Filter {
        let day = |text: &Option<String>| text.as_deref().and_then(|text| past_day(text, cx.today()));
        Filter {
            person: self.person.as_deref().and_then(|id| id.parse().ok()),
            by: match self.person.as_deref() {
                Some(PEOPLE) => Some(By::People),
                Some(ITSELF) => Some(By::Itself),
                _ => None,
            },
            role: self.role.as_deref().and_then(Role::parse),
            category: self.kind.clone().filter(|kind| KINDS.iter().any(|known| known.category == kind)),
            customer: self.customer.as_deref().and_then(|id| id.parse().ok()),
            from: day(&self.from).and_then(|day| words::midnight(cx, day)),
            until: day(&self.until).and_then(|day| words::midnight(cx, day.checked_add_days(Days::new(1))?)),
            search: self.search.clone().filter(|search| !search.trim().is_empty()),
        }
    }

    /// The same list without its customer, or from elsewhere on.
    fn address(&self, customer: Option<&str>, after: Option<&str>) -> String {
        words::address(
            "/log",
            &[
                ("person", self.person.as_deref()),
                ("role", self.role.as_deref()),
                ("kind", self.kind.as_deref()),
                ("customer", customer),
                ("from", self.from.as_deref()),
                ("until", self.until.as_deref()),
                ("search", self.search.as_deref()),
                ("after", after),
            ],
        )
    }

    /// The whole list as a workbook, days as the moments at which they begin.
    fn workbook(&self, filter: &Filter) -> String {
        let moment = |at: Option<DateTime<Utc>>| at.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true));
        words::address(
            "/export/log.xlsx",
            &[
                ("person", self.person.as_deref().filter(|_| filter.person.is_some())),
                ("by", self.person.as_deref().filter(|_| filter.by.is_some())),
                ("role", self.role.as_deref()),
                ("kind", self.kind.as_deref()),
                ("customer", self.customer.as_deref()),
                ("from", moment(filter.from).as_deref()),
                ("until", moment(filter.until).as_deref()),
                ("search", self.search.as_deref()),
            ],
        )
    }
}

/// A day as people type it. Nothing of the log lies ahead: `17-11` and `di` are the last ones that were.
fn past_day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let day = api::fields::day(text, today)?;
    match (day > today, text.chars().any(|c| c.is_ascii_digit())) {
        (false, _) => Some(day),
        (true, true) => day.checked_sub_months(Months::new(12)),
        (true, false) => day.checked_sub_days(Days::new(7)),
    }
}

async fn show(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::SeeLog)?;
    let pool = &cx.reads(&DEPARTMENT).pool;
    let filter = asked.filter(&cx);
    let after = asked.after.as_deref().and_then(Cursor::parse);
    let page = entries::list(pool, &filter, after.as_ref(), LIMIT).await?;
    let people = entries::people(pool).await?;
    let customer = match filter.customer {
        Some(id) => entries::customer_name(pool, id).await?,
        None => None,
    };
    let groups = [(PEOPLE, "management-log-people"), (ITSELF, "management-by-itself")];
    let groups = groups.map(|(name, key)| (name.to_owned(), cx.t(key).into_owned()));
    let people = people.into_iter().map(|(id, name)| (id.to_string(), words::known(&cx, Some(&name))));
    let people: Vec<(String, String)> = groups.into_iter().chain(people).collect();
    let title = cx.t("nav-log");
    let own = asked.customer.as_deref();
    let content = html! {
        (page_head(PageHead {
            title: &title,
            lead: Some(html! { (cx.t("management-log-lead")) }),
            ..PageHead::default()
        }))
        section.panel id="log" aria-labelledby="log-title" data-live="management" {
            h2.visually-hidden id="log-title" { (title) }
            (filters(&cx, &asked, &filter, &people))
            @if let Some(name) = &customer {
                div.filters { (chip(&cx.t("label-customer"), &words::known(&cx, Some(name)), &asked.address(None, None), &cx.t("button-remove"))) }
            }
            @if page.rows.is_empty() {
                (empty(Icon::History, &cx.t("text-nothing-found"), &cx.t("management-log-empty"), None))
            } @else {
                (rows(&cx, &page.rows))
                (pager(Pager {
                    status: &cx.tr("count-rows", &[("count", page.rows.len().into())]),
                    label: &cx.t("management-pages"),
                    previous: (&cx.t("management-newest"), asked.after.as_ref().map(|_| asked.address(own, None)).as_deref()),
                    next: (&cx.t("management-older"), page.next.as_deref().map(|next| asked.address(own, Some(next))).as_deref()),
                }))
            }
        }
    };
    Ok(cx.page(&title, content))
}

fn filters(cx: &Cx, asked: &Asked, filter: &Filter, people: &[(String, String)]) -> Markup {
    let roles: Vec<(String, String)> =
        Role::ALL.iter().map(|role| (role.name().to_owned(), words::role(cx, *role))).collect();
    let kinds: Vec<(String, String)> =
        KINDS.iter().map(|kind| (kind.category.to_owned(), words::thing(cx, kind.category))).collect();
    html! {
        form.filters role="search" method="get" action="/log" aria-label=(cx.t("management-log-filter")) data-autosubmit="log" {
            div."with-icon".grow {
                (icon(Icon::Search))
                label.visually-hidden for="log-search" { (cx.t("management-log-search")) }
                input.input id="log-search" name="search" type="search" value=(asked.search.as_deref().unwrap_or_default())
                    placeholder=(cx.t("management-log-search")) autocomplete="off";
            }
            (choose(cx, "person", "label-who", asked.person.as_deref(), people))
            (choose(cx, "role", "label-department", asked.role.as_deref(), &roles))
            (choose(cx, "kind", "label-what", asked.kind.as_deref(), &kinds))
            (day(cx, "from", "label-from", asked.from.as_deref()))
            (day(cx, "until", "label-until", asked.until.as_deref()))
            @if let Some(customer) = &asked.customer { input type="hidden" name="customer" value=(customer); }
            (submit(Button { text: &cx.t("button-filter"), size: Size::Small, ..Button::default() }))
            (link_button(&asked.workbook(filter), Button { text: &cx.t("button-export"), icon: Some(Icon::Download), size: Size::Small, ..Button::default() }))
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

/// A day as people type it, today's date as the example.
fn day(cx: &Cx, name: &str, label: &str, value: Option<&str>) -> Markup {
    html! {
        label.row for=(name) { span.small { (cx.t(label)) }
            input.input.day id=(name) name=(name) value=(value.unwrap_or_default()) autocomplete="off"
                placeholder=(texts::format::date_digits(cx.lang(), cx.today()));
        }
    }
}

fn rows(cx: &Cx, rows: &[Entry]) -> Markup {
    let titles = ["label-when", "label-who", "label-what", "label-customer"].map(|key| cx.t(key));
    let columns: Vec<Column> = titles.iter().map(|title| Column { title, ..Column::default() }).collect();
    let body = html! {
        @for entry in rows {
            tr id={ "entry-" (entry.position) } {
                td.nowrap { (words::when(cx, entry.at)) }
                td { (words::who(cx, entry)) }
                th scope="row" { (link(cx, entry)) }
                td {
                    @if let Some(customer) = entry.customer {
                        a href={ "/customers/" (customer) } { (words::known(cx, entry.customer_name.as_deref())) }
                    }
                }
            }
        }
    };
    html! {
        div.log {
            (table(Table { caption: &cx.t("management-log-caption"), columns: &columns, rows: body, lines: true, ..Table::default() }))
        }
    }
}

/// What happened, leading to its page, and below it to what kind of thing.
pub fn link(cx: &Cx, entry: &Entry) -> Markup {
    html! {
        a href={ "/log/" (entry.position) } { (words::happened(cx, &entry.event_type)) }
        small { (thing(cx, entry)) }
    }
}

/// To which thing it happened: `Factuur 2026-0412`.
pub fn thing(cx: &Cx, entry: &Entry) -> String {
    let kind = words::thing(cx, &entry.category);
    entry.thing.as_ref().map_or(kind.clone(), |name| format!("{kind} {}", words::known(cx, Some(name))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_without_a_year_is_the_last_one_that_was() {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day);
        let today = day(2026, 11, 17).unwrap_or_default();
        assert_eq!(past_day("18-11", today), day(2025, 11, 18));
        assert_eq!(past_day("17-11", today), Some(today));
        assert_eq!(past_day("di", today), day(2026, 11, 17));
        assert_eq!(past_day("wo", today), day(2026, 11, 11));
        assert_eq!(past_day("gisteren", today), day(2026, 11, 16));
        assert_eq!(past_day("ooit", today), None);
    }
}
