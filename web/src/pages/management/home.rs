//! What management and the administrator see today: figures, open alerts; mails that failed and how the system stands.

use chrono::{Datelike, Months, TimeDelta};
use maud::{Markup, html};
use projections::{
    access,
    desk::{
        self,
        mails::{self, Mail},
    },
    finance::{self, open},
    maintenance::{self, faults},
    management::{
        self,
        entries::{self, By, Filter},
        figures::{self, Figure as Counted},
    },
    purchasing::{self, article_list, waiting},
    sales::{
        self,
        contracts::{self, View},
    },
};
use texts::format;

use super::{health, safety, words};
use crate::{
    components::{Button, Kpi, Look, Panel, Size, Tone, kpi, link_button, panel, submit},
    cx::{Cx, Refusal},
    form::Form,
    icons::Icon,
    pages::finance::sums,
    pages::today::home::{Agenda, Entry, Figure, Home, Moment, Todo, When},
};

/// Rows of a list.
const LIMIT: usize = 8;
/// Entries of the log that are looked at for them.
const LOOKED: usize = 2 * LIMIT + 4;

/// The home of management: how things stand now, this week with its trend, what ends, and who did what last.
///
/// # Errors
/// When the tables can't be read.
pub async fn management(cx: &Cx) -> Result<Home, Refusal> {
    let log = &cx.app.log;
    let pool = &cx.reads(&management::DEPARTMENT).pool;
    let counted = figures::some(pool, &figures::ALL, cx.today(), |at| log.local(at).date()).await?;
    let invoiced = counted.iter().filter(|figure| figure.name == "invoiced").map(|figure| Figure {
        name: cx.t("management-invoiced-month").into(),
        figure: read(cx, figure, figure.months[0]),
        note: cx.tr("management-last-month", &[("figure", read(cx, figure, figure.months[1]).into())]),
        href: "/invoices?view=all".into(),
        trend: figure.weeks.iter().map(|week| *week as f64).collect(),
        ..Figure::default()
    });
    let mut figures = faults_now(cx).await?;
    figures.extend(invoiced);
    figures.extend(late(cx).await?);
    let below = html! {
        div id="management-figures" data-live="maintenance purchasing sales finance management" {
            section aria-labelledby="week" {
                h2."mb-4" id="week" { (cx.t("management-figures")) }
                div.kpis { @for item in week(cx, &counted) { (shown(&item)) } @for item in stock(cx).await? { (shown(&item)) } }
            }
        }
        div."cols-2 mt-4" { @for panel in safety::panels(cx).await? { (panel) } }
    };
    Ok(Home {
        live: "maintenance sales finance",
        figures,
        work: exceptions(cx).await?,
        agenda: Some(ending(cx).await?),
        side: vec![newest(cx).await?],
        below: Some(below),
        ..Home::default()
    })
}

fn shown(figure: &Figure) -> Markup {
    let Figure { name, figure, note, href, trend, .. } = figure;
    kpi(&Kpi { name, figure, note, href, trend, ..Kpi::default() })
}

fn read(cx: &Cx, figure: &Counted, value: i64) -> String {
    match &figure.currency {
        Some(currency) => format::euros(cx.lang(), value, currency),
        None => format::whole(cx.lang(), value),
    }
}

/// Faults as they stand, and how long one takes.
async fn faults_now(cx: &Cx) -> Result<Vec<Figure>, Refusal> {
    let pool = &cx.reads(&maintenance::DEPARTMENT).pool;
    let open: i64 = faults::open_by_urgency(pool).await?.iter().map(|(_, count)| count).sum();
    let overdue = faults::overdue(pool, cx.app.log.clock.now()).await?;
    let begins = |back| words::midnight(cx, cx.today().with_day(1)?.checked_sub_months(Months::new(back))?);
    let solving = match (begins(1), begins(0)) {
        (Some(last), Some(this)) => {
            let now = cx.app.log.clock.now() + TimeDelta::seconds(1);
            [faults::solving(pool, this, now).await?, faults::solving(pool, last, this).await?]
        }
        _ => [None, None],
    };
    let [took, took_before] = solving.map(|minutes| match minutes {
        Some(minutes) if minutes >= 48 * 60 => cx.tr("count-days", &[("count", (minutes / (24 * 60)).into())]),
        Some(minutes) => format::duration(cx.lang(), minutes),
        None => "–".into(),
    });
    Ok(vec![
        Figure {
            name: cx.t("management-open-faults").into(),
            figure: format::whole(cx.lang(), open),
            note: cx.tr("management-overdue", &[("count", overdue.into())]),
            tone: if overdue > 0 { Tone::Danger } else { Tone::Neutral },
            href: "/faults".into(),
            ink: true,
            ..Figure::default()
        },
        Figure {
            name: cx.t("management-solving").into(),
            figure: took,
            note: cx.tr("management-last-month", &[("figure", took_before.into())]),
            href: "/faults?state=solved".into(),
            ..Figure::default()
        },
    ])
}

/// Stock and contracts as they stand.
async fn stock(cx: &Cx) -> Result<Vec<Figure>, Refusal> {
    let out = article_list::counts(&cx.reads(&purchasing::DEPARTMENT).pool).await?.out;
    let contracts = contracts::counts(&cx.reads(&sales::DEPARTMENT).pool, cx.today()).await?;
    let count = |view| contracts.iter().find(|(known, _)| *known == view).map_or(0, |(_, count)| *count);
    Ok(vec![
        Figure {
            name: cx.t("management-out").into(),
            figure: format::whole(cx.lang(), out),
            note: cx.t("management-out-note").into(),
            href: "/stock?view=out".into(),
            ..Figure::default()
        },
        Figure {
            name: cx.t("management-contracts").into(),
            figure: format::whole(cx.lang(), count(View::Running)),
            note: cx.tr("management-ending", &[("count", count(View::Soon).into())]),
            href: "/contracts?view=running".into(),
            ..Figure::default()
        },
    ])
}

/// What customers have not paid in time, a figure a currency.
async fn late(cx: &Cx) -> Result<Vec<Figure>, Refusal> {
    let late = open::late(&cx.reads(&finance::DEPARTMENT).pool, cx.today()).await?;
    let none = late.is_empty().then(|| ("EUR".to_owned(), 0, 0));
    let told = |(currency, cents, count): (String, i64, i64)| Figure {
        name: cx.t("management-late").into(),
        figure: format::euros(cx.lang(), cents, &currency),
        note: cx.tr("count-invoices", &[("count", count.into())]),
        href: "/invoices?view=late".into(),
        ..Figure::default()
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
fn week(cx: &Cx, figures: &[Counted]) -> Vec<Figure> {
    let told = |figure: &Counted| Figure {
        name: cx.t(&format!("management-figure-{}", figure.name)).into(),
        figure: read(cx, figure, figure.now()),
        note: cx.tr("management-last-week", &[("figure", read(cx, figure, figure.before()).into())]),
        href: list_of(&figure.name).into(),
        trend: figure.weeks.iter().map(|week| *week as f64).collect(),
        ..Figure::default()
    };
    figures.iter().filter(|figure| figure.name != "mails-failed").map(told).collect()
}

/// What does not go as it should, each with the way to its list.
async fn exceptions(cx: &Cx) -> Result<Vec<Todo>, Refusal> {
    let overdue = faults::overdue(&cx.reads(&maintenance::DEPARTMENT).pool, cx.app.log.clock.now()).await?;
    let (_, failed) = mails::counts(&cx.reads(&desk::DEPARTMENT).pool).await?;
    let waits = waiting::all(&cx.reads(&purchasing::DEPARTMENT).pool, 100).await?.len();
    let ages = open::ageing(&cx.reads(&finance::DEPARTMENT).pool, None, cx.today()).await?;
    let stalled = cx.app.reads.progress().values().filter(|progress| progress.stalled.is_some()).count();
    let old = sums(cx, &ages.amounts(3..4));
    let count = |n: i64| if n > 0 { Some(format::whole(cx.lang(), n)) } else { None };
    let whole = |n: usize| i64::try_from(n).unwrap_or_default();
    let all = [
        ("stalled", count(whole(stalled)), Icon::Alert, Tone::Danger, "/log"),
        ("overdue", count(overdue), Icon::Alert, Tone::Danger, "/faults"),
        (
            "old-invoices",
            (ages.over_60 > 0 || ages.pln[3] > 0).then_some(old),
            Icon::Euro,
            Tone::Danger,
            "/invoices?view=late",
        ),
        ("waits", count(whole(waits)), Icon::Box, Tone::Warning, "/stock?view=out"),
        ("mails", count(failed), Icon::Mail, Tone::Warning, "/mails?state=failed"),
    ];
    let look = cx.t("management-look");
    let todo = |(name, figure, icon, tone, href): (&str, Option<String>, Icon, Tone, &str)| {
        let figure = figure?;
        Some(Todo {
            id: format!("exception-{name}"),
            icon,
            tone,
            title: cx.tr(&format!("management-exception-{name}"), &[("figure", figure.into())]),
            href: href.into(),
            what: cx.t(&format!("management-exception-{name}-what")).into(),
            by: String::new(),
            when: When::Today,
            action: link_button(href, Button { text: &look, size: Size::Small, ..Button::default() }),
        })
    };
    Ok(all.into_iter().filter_map(todo).collect())
}

/// Contracts of which notice can be given for little longer.
async fn ending(cx: &Cx) -> Result<Agenda, Refusal> {
    let wanted = contracts::Wanted {
        view: View::Soon,
        notice_from: Some(cx.today()),
        limit: u16::try_from(LIMIT).ok(),
        ..contracts::Wanted::default()
    };
    let soon = contracts::list(&cx.reads(&sales::DEPARTMENT).pool, &wanted, cx.today()).await?.rows;
    let entry = |row: &contracts::Row| Entry {
        time: words::day_of(cx, row.last_notice),
        datetime: row.last_notice.to_string(),
        title: cx.customer(&row.customer_name).into_owned(),
        href: format!("/contracts/{}", row.id),
        what: format!(
            "C-{}, {}",
            row.number,
            format::euros(cx.lang(), row.monthly_fee.cents, row.monthly_fee.currency.code())
        ),
        moment: Moment::Next,
    };
    Ok(Agenda {
        title: cx.t("management-last-notice").into(),
        all: Some((cx.t("nav-contracts").into(), "/contracts?view=soon")),
        entries: soon.iter().map(entry).collect(),
        none: cx.t("management-last-notice-none").into(),
    })
}

/// What people did last, with the way to the log.
async fn newest(cx: &Cx) -> Result<Markup, Refusal> {
    let people = Filter { by: Some(By::People), ..Filter::default() };
    let page = entries::list(&cx.reads(&management::DEPARTMENT).pool, &people, None, LOOKED).await?;
    // That a number was drawn says nothing beside what it was drawn for.
    let told = page.rows.iter().filter(|entry| entry.category != "series").take(LIMIT);
    let rows = html! {
        ul.mini {
            @for entry in told {
                li {
                    a href={ "/log/" (entry.position) } { b { (words::happened(cx, &entry.event_type)) } }
                    span."line-2" { (words::about(cx, entry)) }
                    span."line-2" { (words::who_in_words(cx, entry)) " · " (words::when(cx, entry.at)) }
                }
            }
        }
    };
    Ok(panel(Panel {
        id: "newest",
        title: &cx.t("management-newest-changes"),
        end: Some(html! { a.small href="/log" { (cx.t("nav-log")) } }),
        live: Some("management"),
        full: Some(rows),
        ..Panel::default()
    }))
}

/// The home of the administrator: mails that failed, colleagues, and whether the read tables keep up with the log.
///
/// # Errors
/// When the tables can't be read.
pub async fn administrator(cx: &Cx) -> Result<Home, Refusal> {
    let pool = &cx.reads(&desk::DEPARTMENT).pool;
    let failed = mails::list(
        pool,
        "failed",
        &mails::Filter { without: mails::hidden(|permission| cx.may(permission)), ..mails::Filter::default() },
        None,
        10,
    )
    .await?
    .rows;
    let (waiting, for_good) = mails::counts(pool).await?;
    let users = access::users::all(&cx.reads(&access::DEPARTMENT).pool, None).await?;
    let active = users.iter().filter(|user| user.active).count();
    let whole = |n: i64| format::whole(cx.lang(), n);
    let all = cx.app.reads.progress();
    let stalled = all.values().filter(|progress| progress.stalled.is_some()).count();
    let figure = |key: &str, figure: String, note: String, tone, href: &str, ink| Figure {
        name: cx.t(key).into(),
        figure,
        note,
        tone,
        href: href.into(),
        ink,
        ..Figure::default()
    };
    let gone = users.len() - active;
    let bad = |is: bool| if is { Tone::Danger } else { Tone::Neutral };
    let figures = vec![
        figure(
            "management-home-users",
            whole(i64::try_from(active).unwrap_or_default()),
            cx.tr("management-home-left", &[("count", gone.into())]),
            Tone::Neutral,
            "/users",
            true,
        ),
        figure(
            "management-figure-mails-failed",
            whole(for_good),
            cx.t("management-home-failed-note").into(),
            bad(for_good > 0),
            "/mails?state=failed",
            false,
        ),
        figure(
            "state-mail-queued",
            whole(waiting),
            cx.t("management-home-waiting-note").into(),
            Tone::Neutral,
            "/mails?state=waiting",
            false,
        ),
        figure(
            "management-health",
            format!("{}/{}", all.len() - stalled, all.len()),
            cx.t("management-home-health-note").into(),
            bad(stalled > 0),
            "#health",
            false,
        ),
    ];
    Ok(Home {
        live: "desk access",
        figures,
        work: failed.iter().map(|mail| to_send(cx, mail)).collect(),
        side: std::iter::once(health::panel(cx)).chain(safety::panels(cx).await?).collect(),
        ..Home::default()
    })
}

/// A mail that failed: the reason, and one more try.
fn to_send(cx: &Cx, mail: &Mail) -> Todo {
    let again = Form::new(cx, format!("/mails/{}/retry", mail.id)).next("/").done("management-mail-again");
    let text = cx.t("button-send-again");
    let given_up = mail.state == "failed";
    let reason = mail.reason.as_deref().map(|reason| words::reason(cx, reason)).unwrap_or_default();
    let try_at = mail.next_try.map(|at| {
        let at = cx.local_micros(at);
        let day = format::relative_day(cx.lang(), at.date(), cx.today());
        format!("{day} {}", format::clock(cx.lang(), at.time()))
    });
    Todo {
        id: format!("mail-{}", mail.id),
        icon: Icon::Mail,
        tone: if given_up { Tone::Danger } else { Tone::Warning },
        title: words::known(cx, Some(&mail.subject)),
        href: format!("/mails/{}", mail.id),
        what: format!("{}: {reason}", mail.address),
        by: try_at.unwrap_or_default(),
        when: if given_up { When::Late } else { When::Today },
        action: again.show_with(
            &[("class", "row")],
            submit(Button {
                text: &text,
                size: Size::Small,
                look: if given_up { Look::Dark } else { Look::Plain },
                ..Button::default()
            }),
        ),
    }
}
