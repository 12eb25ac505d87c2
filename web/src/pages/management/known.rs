//! Who knew what when: every alert, task, notice and mail, when it was raised, delivered, opened and acted on, and by whom.

use api::App;
use axum::{Router, routing::get};
use domain::{Permission, Role};
use maud::{Markup, html};
use projections::{
    Cursor,
    desk::{
        DEPARTMENT,
        known::{self, Filter, Not, Told, What},
        mails::Mail,
        tasks::Task,
    },
};
use serde::Deserialize;

use super::words;
use crate::{
    components::{Column, PageHead, Pager, Sort, Table, crumbs, empty, page_head, pager, table},
    cx::{Answer, Cx, Query, address},
    icons::Icon,
    pages::period::{self, Bar, Choice, Period},
};

/// Rows a page.
const LIMIT: usize = 50;
/// Ready-made periods.
const CHOICES: [Choice; 4] = [Choice::Today, Choice::Yesterday, Choice::Week, Choice::Month];
/// The parts of the page that another filter changes.
const PARTS: &str = "known";
/// The page's address.
const PATH: &str = "/who-knew";

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route(PATH, get(show))
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    what: Option<String>,
    #[serde(default)]
    role: Option<String>,
    #[serde(default)]
    not: Option<String>,
    #[serde(default)]
    period: Option<String>,
    #[serde(default)]
    from: Option<String>,
    #[serde(default)]
    until: Option<String>,
    #[serde(default)]
    after: Option<String>,
}

impl Asked {
    fn filter(&self, cx: &Cx, period: &Period) -> Filter {
        let begins = |day| words::midnight(cx, day).map(|at| at.timestamp_micros());
        Filter {
            from: period.from.and_then(begins),
            until: period.until.and_then(|day| day.succ_opt()).and_then(begins),
            what: self.what.as_deref().and_then(What::parse),
            role: self.role.as_deref().and_then(Role::parse),
            not: self.not.as_deref().and_then(Not::parse),
        }
    }

    fn others(&self) -> [(&'static str, Option<&str>); 3] {
        [("what", self.what.as_deref()), ("role", self.role.as_deref()), ("not", self.not.as_deref())]
    }
}

async fn show(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::SeeLog)?;
    let period = Period::read(cx.today(), asked.period.as_deref(), asked.from.as_deref(), asked.until.as_deref());
    let after = asked.after.as_deref().and_then(Cursor::parse);
    let pool = &cx.reads(&DEPARTMENT).pool;
    let page = known::list(pool, &asked.filter(&cx, &period), after.as_ref(), LIMIT).await?;
    let title = cx.t("known-title");
    let days = period.fields();
    let at = |after: Option<&str>| {
        let days = days.iter().map(|(name, value)| (*name, value.as_deref()));
        address(PATH, &asked.others().into_iter().chain(days).chain([("after", after)]).collect::<Vec<_>>())
    };
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-log"), Some("/log")), (&title, None)]))
        (page_head(PageHead { title: &title, lead: Some(html! { (cx.t("known-lead")) }), ..PageHead::default() }))
        section.panel id="known" aria-labelledby="known-title" data-live="desk" {
            h2.visually-hidden id="known-title" { (title) }
            (period::bar(&cx, Bar { period: &period, choices: &CHOICES, path: PATH, others: &asked.others() }))
            (filters(&cx, &asked, &period))
            @if page.rows.is_empty() {
                (empty(Icon::Bell, &cx.t("text-nothing-found"), &cx.t("known-empty"), None))
            } @else {
                (rows(&cx, &page.rows))
                (pager(Pager {
                    status: &cx.tr("count-rows", &[("count", page.rows.len().into())]),
                    label: &cx.t("management-pages"),
                    previous: (&cx.t("management-newest"), after.as_ref().map(|_| at(None)).as_deref()),
                    next: (&cx.t("management-older"), page.next.as_deref().map(|next| at(Some(next))).as_deref()),
                }))
            }
        }
    };
    Ok(cx.page(&title, content))
}

fn filters(cx: &Cx, asked: &Asked, period: &Period) -> Markup {
    let what = What::ALL.map(|what| (what.name(), cx.t(&format!("known-what-{}", what.name())).into_owned()));
    let roles: Vec<_> = Role::ALL.iter().map(|role| (role.name(), words::role(cx, *role))).collect();
    let not = Not::ALL.map(|not| (not.name(), cx.t(&format!("known-not-{}", not.name())).into_owned()));
    let choose = |name: &str, label: &str, chosen: Option<&str>, options: &[(&str, String)]| {
        html! {
            label.row for=(name) { span.small { (cx.t(label)) }
                select.select id=(name) name=(name) {
                    option value="" { (cx.t("word-all")) }
                    @for (value, text) in options { option value=(value) selected[chosen == Some(*value)] { (text) } }
                }
            }
        }
    };
    html! {
        form.filters method="get" action=(PATH) aria-label=(cx.t("button-filter")) data-autosubmit=(PARTS) {
            (choose("what", "label-what", asked.what.as_deref(), &what))
            (choose("role", "label-department", asked.role.as_deref(), &roles))
            (choose("not", "label-state", asked.not.as_deref(), &not))
            @for (name, value) in period.fields() { @if let Some(value) = value { input type="hidden" name=(name) value=(value); } }
            noscript { button.button.small type="submit" { (cx.t("button-filter")) } }
        }
    }
}

fn rows(cx: &Cx, rows: &[Told]) -> Markup {
    let titles = ["label-what", "known-whom", "known-raised", "known-delivered", "known-opened", "known-acted"];
    let titles = titles.map(|key| cx.t(key));
    let sorted = |n: usize| (n == 2).then_some(Sort::Descending);
    let columns: Vec<Column> =
        titles.iter().enumerate().map(|(n, title)| Column { title, sorted: sorted(n), ..Column::default() }).collect();
    let body = html! {
        @for told in rows {
            @match told { Told::Task(one) => { (task(cx, one)) } Told::Mail(one) => { (mail(cx, one)) } }
        }
    };
    table(Table {
        caption: &words::caption(cx, &cx.t("known-title")),
        columns: &columns,
        rows: body,
        ..Table::default()
    })
}

fn task(cx: &Cx, task: &Task) -> Markup {
    let whom = task.role.map(|role| words::role(cx, role));
    let whom = whom.unwrap_or_else(|| words::colleague(cx, task.user_name.as_deref()));
    // What ended by itself was never taken up by anybody.
    let ended = task.done_at.filter(|_| task.acted_at.is_none());
    html! {
        tr id={ "told-" (task.id) } {
            th scope="row" {
                a href={ "/tasks/" (task.id) } { (words::sentence(cx, task)) }
                small { (cx.t(&format!("known-what-{}", task.weight))) }
            }
            td { (whom) }
            td.nowrap { (words::when(cx, task.raised_at)) }
            td { (cx.t("known-at-once")) }
            td { (later(cx, task.raised_at, task.opened_at, task.opened_by.as_deref(), "known-nobody")) }
            td {
                @if let Some(at) = ended { (words::when(cx, at)) small { (cx.t("management-by-itself")) } }
                @else { (later(cx, task.raised_at, task.acted_at, task.acted_by.as_deref(), "known-nobody")) }
            }
        }
    }
}

fn mail(cx: &Cx, mail: &Mail) -> Markup {
    html! {
        tr id={ "told-" (mail.id) } {
            th scope="row" {
                a href={ "/mails/" (mail.id) } { (words::known(cx, Some(&mail.subject))) }
                small { (cx.t("known-what-mail")) }
            }
            td { (words::known(cx, mail.name.as_deref().or(Some(&mail.address)))) }
            td.nowrap { (words::when(cx, mail.queued_at)) }
            td.nowrap { (later(cx, mail.queued_at, mail.sent_at, None, "known-not-sent")) }
            td.muted { (cx.t("known-not-measured")) }
            td { }
        }
    }
}

/// When something came of it, by whom and how long after; or that it did not.
fn later(cx: &Cx, raised: i64, at: Option<i64>, by: Option<&str>, not: &str) -> Markup {
    let Some(at) = at else { return html! { span.muted { (cx.t(not)) } } };
    let minutes = (at - raised).max(0) / 60_000_000;
    let (key, count) = match minutes {
        ..1 => ("known-at-once", 0),
        1..120 => ("known-after-minutes", minutes),
        120..2_880 => ("known-after-hours", minutes / 60),
        _ => ("known-after-days", minutes / 1_440),
    };
    html! {
        @if let Some(by) = by { (cx.colleague(by)) ", " }
        (words::when(cx, at)) small { (cx.tr(key, &[("count", count.into())])) }
    }
}
