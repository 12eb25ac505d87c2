//! What management and the administrator see today: figures, open alerts; mails that failed and how the system stands.

use domain::Permission;
use maud::{Markup, html};
use projections::{
    access,
    desk::{self, mails, tasks},
    management::{self, figures},
};
use texts::format;

use super::{tasks::mine, words};
use crate::{
    components::{Kpi, Panel, Tone, badge, empty, kpis, panel},
    cx::{Cx, Refusal},
    icons::Icon,
};

/// Rows a list.
const LIMIT: usize = 10;

/// The home of management: key figures of this week with their trend, and what waits.
///
/// # Errors
/// When the tables can't be read.
pub async fn management(cx: &Cx) -> Result<Markup, Refusal> {
    let figures = figures::all(&cx.reads(&management::DEPARTMENT).pool, cx.today()).await?;
    let places = ["/faults", "/faults", "/planning", "/invoices", "/invoices", "/mails", "/mails?state=failed"];
    let items: Vec<_> = figures
        .iter()
        .zip(places)
        .map(|(figure, href)| {
            let cents = ["invoiced", "paid"].contains(&figure.name.as_str());
            let read = |value: i64| match cents {
                true => format::euros(cx.lang(), value, "EUR"),
                false => format::whole(cx.lang(), value),
            };
            let note = cx.tr("management-last-week", &[("figure", read(figure.before()).into())]);
            let trend: Vec<f64> = figure.weeks.iter().map(|week| *week as f64).collect();
            (cx.t(&format!("management-figure-{}", figure.name)), read(figure.now()), note, href, trend)
        })
        .collect();
    let items: Vec<Kpi> = items
        .iter()
        .map(|(name, figure, note, href, trend)| Kpi { name, figure, note, href, trend, ..Kpi::default() })
        .collect();
    Ok(html! {
        (kpis("figures", &cx.t("management-figures"), &items))
    })
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
        id: "to-do",
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
