//! What management and the administrator see today: figures, open alerts; mails that failed and how the system stands.

use chrono::{Datelike, Months, TimeDelta};
use domain::Permission;
use maud::{Markup, html};
use projections::{
    access,
    desk::{self, mails, tasks},
    finance::{self, invoices},
    maintenance::{self, faults},
    management::{
        self,
        figures::{self, Figure},
    },
    purchasing::{self, article_list},
    sales::{
        self,
        contracts::{self, View},
    },
};
use texts::format;

use super::{tasks::mine, words};
use crate::{
    components::{Kpi, Panel, Tone, badge, empty, kpi, kpis, panel},
    cx::{Cx, Refusal},
    icons::Icon,
};

/// Rows a list.
const LIMIT: usize = 10;

/// A figure with its words, before it is shown.
struct Told {
    name: String,
    figure: String,
    note: String,
    href: &'static str,
    bad: bool,
    trend: Vec<f64>,
}

fn shown<'a>(told: &'a [Told]) -> Vec<Kpi<'a>> {
    let kpi = |told: &'a Told| Kpi {
        name: &told.name,
        figure: &told.figure,
        note: &told.note,
        note_tone: if told.bad { Tone::Danger } else { Tone::Neutral },
        note_icon: told.bad.then_some(Icon::Alert),
        href: told.href,
        trend: &told.trend,
        ..Kpi::default()
    };
    told.iter().map(kpi).collect()
}

/// The home of management: how things stand now, this month's money, and this week with its trend.
///
/// # Errors
/// When the tables can't be read.
pub async fn management(cx: &Cx) -> Result<Markup, Refusal> {
    let log = &cx.app.log;
    let pool = &cx.reads(&management::DEPARTMENT).pool;
    let figures = figures::all(pool, cx.today(), |at| log.local(at).date()).await?;
    let (now, mut month, week) = (standing(cx).await?, late(cx).await?, week(cx, &figures));
    let invoiced = figures.iter().filter(|figure| figure.name == "invoiced").map(|figure| Told {
        name: cx.t("management-invoiced-month").into_owned(),
        figure: read(cx, figure, figure.months[0]),
        note: cx.tr("management-last-month", &[("figure", read(cx, figure, figure.months[1]).into())]),
        href: "/invoices?view=all",
        bad: false,
        trend: Vec::new(),
    });
    month.splice(0..0, invoiced);
    Ok(html! {
        div.stack id="management-figures" data-live="maintenance purchasing sales finance management" {
            (kpis("now", &cx.t("management-now"), &shown(&now)))
            (kpis("month", &cx.t("management-money"), &shown(&month)))
            section aria-labelledby="week" {
                h2."mb-4" id="week" { (cx.t("management-figures")) }
                div.kpis { @for item in shown(&week) { (kpi(&item)) } }
            }
        }
    })
}

fn read(cx: &Cx, figure: &Figure, value: i64) -> String {
    match &figure.currency {
        Some(currency) => format::euros(cx.lang(), value, currency),
        None => format::whole(cx.lang(), value),
    }
}

/// Faults, stock and contracts as they stand.
async fn standing(cx: &Cx) -> Result<Vec<Told>, Refusal> {
    let work = &cx.reads(&maintenance::DEPARTMENT).pool;
    let open: i64 = faults::open_by_urgency(work).await?.iter().map(|(_, count)| count).sum();
    let overdue = faults::overdue(work, cx.app.log.clock.now()).await?;
    let begins = |back| words::midnight(cx, cx.today().with_day(1)?.checked_sub_months(Months::new(back))?);
    let solving = match (begins(1), begins(0)) {
        (Some(last), Some(this)) => {
            let now = cx.app.log.clock.now() + TimeDelta::seconds(1);
            [faults::solving(work, this, now).await?, faults::solving(work, last, this).await?]
        }
        _ => [None, None],
    };
    let [took, took_before] = solving.map(|minutes| match minutes {
        Some(minutes) if minutes >= 48 * 60 => cx.tr("count-days", &[("count", (minutes / (24 * 60)).into())]),
        Some(minutes) => format::duration(cx.lang(), minutes),
        None => "–".into(),
    });
    let out = article_list::counts(&cx.reads(&purchasing::DEPARTMENT).pool).await?.out;
    let contracts = contracts::counts(&cx.reads(&sales::DEPARTMENT).pool, cx.today()).await?;
    let count = |view| contracts.iter().find(|(known, _)| *known == view).map_or(0, |(_, count)| *count);
    let told = |key: &str, figure: String, note: String, href, bad| Told {
        name: cx.t(key).into_owned(),
        figure,
        note,
        href,
        bad,
        trend: Vec::new(),
    };
    let whole = |value| format::whole(cx.lang(), value);
    let late = cx.tr("management-overdue", &[("count", overdue.into())]);
    let ending = cx.tr("management-ending", &[("count", count(View::Soon).into())]);
    let before = cx.tr("management-last-month", &[("figure", took_before.into())]);
    Ok(vec![
        told("management-open-faults", whole(open), late, "/faults", overdue > 0),
        told("management-solving", took, before, "/faults?state=solved", false),
        told("management-out", whole(out), cx.t("management-out-note").into_owned(), "/stock?view=out", false),
        told("management-contracts", whole(count(View::Running)), ending, "/contracts?view=running", false),
    ])
}

/// What customers have not paid in time, a figure a currency.
async fn late(cx: &Cx) -> Result<Vec<Told>, Refusal> {
    let late = invoices::late(&cx.reads(&finance::DEPARTMENT).pool, cx.today()).await?;
    let none = late.is_empty().then(|| ("EUR".to_owned(), 0, 0));
    let told = |(currency, cents, count): (String, i64, i64)| Told {
        name: cx.t("management-late").into_owned(),
        figure: format::euros(cx.lang(), cents, &currency),
        note: cx.tr("count-invoices", &[("count", count.into())]),
        href: "/invoices?view=late",
        bad: false,
        trend: Vec::new(),
    };
    Ok(late.into_iter().chain(none).map(told).collect())
}

/// Where the list behind a figure of the week is.
fn list_of(name: &str) -> &'static str {
    match name {
        "faults-solved" => "/faults?state=solved",
        "visits-done" => "/planning/list",
        "invoiced" => "/invoices?view=all",
        "paid" => "/invoices?view=paid",
        "mails-sent" => "/mails?state=sent",
        "mails-failed" => "/mails?state=failed",
        _ => "/faults",
    }
}

/// The figures of the week beside those of the last.
fn week(cx: &Cx, figures: &[Figure]) -> Vec<Told> {
    let told = |figure: &Figure| Told {
        name: cx.t(&format!("management-figure-{}", figure.name)).into_owned(),
        figure: read(cx, figure, figure.now()),
        note: cx.tr("management-last-week", &[("figure", read(cx, figure, figure.before()).into())]),
        href: list_of(&figure.name),
        bad: false,
        trend: figure.weeks.iter().map(|week| *week as f64).collect(),
    };
    figures.iter().map(told).collect()
}

/// Open tasks of the reader and their role, on every home.
///
/// # Errors
/// When the tables can't be read.
pub async fn waiting(cx: &Cx) -> Result<Markup, Refusal> {
    let open = tasks::open(&cx.reads(&desk::DEPARTMENT).pool, &mine(cx), None, LIMIT).await?;
    let list = html! {
        @if open.rows.is_empty() {
            (empty(Icon::Check, &cx.t("management-no-tasks"), &cx.t("management-no-tasks-why"), None))
        } @else { (super::tasks::rows(cx, &open.rows)) }
    };
    Ok(panel(Panel {
        id: "waiting",
        title: &cx.t("nav-notifications"),
        end: Some(html! { a href="/tasks" { (cx.t("button-open")) } }),
        live: Some("desk"),
        full: Some(list),
        ..Panel::default()
    }))
}

/// The home of the administrator: mails that failed, colleagues, and whether the read tables keep up with the log.
///
/// # Errors
/// When the tables can't be read.
pub async fn administrator(cx: &Cx) -> Result<Markup, Refusal> {
    let failed = mails::list(&cx.reads(&desk::DEPARTMENT).pool, "failed", None, 10).await?;
    let users = access::users::all(&cx.reads(&access::DEPARTMENT).pool, None).await?;
    let active = users.iter().filter(|user| user.active).count();
    let count = format::whole(cx.lang(), i64::try_from(active).unwrap_or_default());
    let list = html! {
        @if failed.rows.is_empty() {
            (empty(Icon::Check, &cx.t("management-no-mails"), &cx.t("management-none-failed"), None))
        } @else { (super::mails::rows(cx, &failed.rows)) }
    };
    let mails = panel(Panel {
        id: "failed",
        title: &cx.t("management-figure-mails-failed"),
        end: Some(html! { a href="/mails?state=failed" { (cx.t("button-open")) } }),
        live: Some("desk"),
        full: Some(list),
        ..Panel::default()
    });
    let people = panel(Panel {
        id: "people",
        title: &cx.t("nav-users"),
        end: cx.may(Permission::SeeUsers).then(|| html! { a href="/users" { (cx.t("button-open")) } }),
        body: Some(html! { p { (cx.tr("management-users-active", &[("figure", count.into())])) } }),
        ..Panel::default()
    });
    Ok(html! {
        div.split { (mails) div.stack { (people) (health(cx)) } }
    })
}

/// How far each department's tables have come, and why one stands still.
fn health(cx: &Cx) -> Markup {
    let all = cx.app.reads.progress();
    let newest = all.values().map(|progress| progress.applied).max().flatten();
    let rows = html! {
        ul."stack tight" {
            @for (name, progress) in &all {
                li."row apart" {
                    span { (words::department(cx, name)) }
                    @match (&progress.stalled, progress.applied >= newest) {
                        (Some(why), _) => { (badge(Tone::Danger, Icon::Alert, &cx.t("management-stalled"))) small { (why) } },
                        (None, true) => (badge(Tone::Good, Icon::Check, &cx.t("management-up-to-date"))),
                        (None, false) => (badge(Tone::Info, Icon::Clock, &cx.t("management-behind"))),
                    }
                }
            }
        }
    };
    panel(Panel { id: "health", title: &cx.t("management-health"), body: Some(rows), ..Panel::default() })
}
