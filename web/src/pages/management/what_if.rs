//! What if: the same history with another minimum, other reminder days or other working hours, set beside what was.

use api::{
    App, fields,
    what_if::{self, HoursAnswer, Minimum, ReminderDays, RemindersAnswer, StockAnswer},
};
use axum::{Router, routing::get};
use chrono::{Months, NaiveDate, NaiveTime};
use domain::{
    ArticleId, Line, Opening, Permission,
    settings::{COMPANY, Settings},
};
use maud::{Markup, html};
use serde::Deserialize;
use texts::format;

use super::words;
use crate::{
    components::{
        Button, Column, Field, Kind, Look, PageHead, Panel, Tab, Table, Tone, crumbs, empty, field, figure_cell,
        notice, page_head, panel, submit, table, views,
    },
    cx::{Answer, Cx, Query, address},
    icons::Icon,
};

/// The page's address.
const PATH: &str = "/what-if";
/// What can be asked, as the views list it.
const ABOUT: [&str; 3] = ["stock", "reminders", "hours"];

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route(PATH, get(show))
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    about: Option<String>,
    #[serde(default)]
    article: Option<String>,
    #[serde(default)]
    minimum: Option<String>,
    #[serde(default)]
    percent: Option<String>,
    #[serde(default)]
    days: Option<String>,
    #[serde(default)]
    opens: Option<String>,
    #[serde(default)]
    closes: Option<String>,
    #[serde(default)]
    from: Option<String>,
    #[serde(default)]
    until: Option<String>,
}

impl Asked {
    /// The days that are asked about: a year up to today when none are said.
    fn of(&self, cx: &Cx) -> (NaiveDate, NaiveDate) {
        let day = |text: &Option<String>| text.as_deref().and_then(|text| fields::day(text, cx.today()));
        let until = day(&self.until).unwrap_or(cx.today());
        let year = until.checked_sub_months(Months::new(12)).unwrap_or(until);
        (day(&self.from).unwrap_or(year), until)
    }
}

/// What was filled in, without spaces around; none where nothing was.
fn said(text: &Option<String>) -> Option<&str> {
    text.as_deref().map(str::trim).filter(|text| !text.is_empty())
}

async fn show(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::ViewReports)?;
    let about = ABOUT.into_iter().find(|about| asked.about.as_deref() == Some(about)).unwrap_or(ABOUT[0]);
    let title = cx.t("what-if-title");
    let names =
        ABOUT.map(|one| (cx.t(&format!("what-if-{one}")), address(PATH, &[("about", Some(one))]), one == about));
    let tabs: Vec<Tab> =
        names.iter().map(|(text, href, current)| Tab { text, href, current: *current, ..Tab::default() }).collect();
    cx.require(match about {
        "reminders" => Permission::SeeInvoices,
        "hours" => Permission::SeeFaults,
        _ => Permission::SeeStock,
    })?;
    let (form, answer) = match about {
        "reminders" => reminders(&cx, &asked).await?,
        "hours" => hours(&cx, &asked).await?,
        _ => stock(&cx, &asked).await?,
    };
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-reports"), Some("/reports")), (&title, None)]))
        (page_head(PageHead { title: &title, lead: Some(html! { (cx.t("what-if-lead")) }), ..PageHead::default() }))
        (views(&title, &tabs))
        div.stack {
            (panel(Panel { id: "asked", title: &cx.t("what-if-setting"), body: Some(html! {
                form."row wrap end" method="get" action=(PATH) aria-label=(cx.t("what-if-setting")) {
                    input type="hidden" name="about" value=(about);
                    (form)
                    (submit(Button { text: &cx.t("what-if-ask"), look: Look::Primary, ..Button::default() }))
                }
                p.hint."mt-2" { (cx.t(&format!("what-if-{about}-how"))) }
            }), ..Panel::default() }))
            (answer)
        }
    };
    Ok(cx.page(&title, content))
}

/// A field of the form, with what is wrong in it.
fn asks(cx: &Cx, name: &str, label: &str, value: &str, kind: Kind, wrong: Option<&str>) -> Markup {
    let (label, wrong) = (cx.t(label), wrong.map(|key| cx.t(key)));
    field(
        &cx.words(),
        Field { name, label: &label, value, kind, error: wrong.as_deref(), optional: true, ..Field::default() },
    )
}

type Parts = (Markup, Markup);

async fn stock(cx: &Cx, asked: &Asked) -> Result<Parts, crate::cx::Refusal> {
    let article = said(&asked.article);
    let minimum = said(&asked.minimum).map(|text| text.replace(',', ".").parse::<domain::Quantity>().ok());
    let minimum = minimum.map(|known| known.filter(|known| known.thousandths() >= 0));
    let percent = said(&asked.percent).map(|text| text.trim_end_matches('%').trim().parse::<u16>().ok());
    let percent = percent.map(|known| known.filter(|percent| *percent <= what_if::MOST_PERCENT));
    let wrong = |wrong: bool, key: &'static str| wrong.then_some(key);
    let form = html! {
        (asks(cx, "article", "what-if-article", article.unwrap_or_default(), Kind::default(), None))
        (asks(cx, "minimum", "what-if-minimum", said(&asked.minimum).unwrap_or_default(), Kind::Number, wrong(minimum == Some(None), "what-if-minimum-wrong")))
        (asks(cx, "percent", "what-if-percent", said(&asked.percent).unwrap_or("150"), Kind::Number, wrong(percent == Some(None), "what-if-percent-wrong")))
    };
    let other = match (minimum, percent) {
        (Some(None), _) | (None, Some(None)) => return Ok((form, html! {})),
        (Some(Some(quantity)), _) => Minimum::Of(quantity),
        (None, percent) => Minimum::Percent(percent.flatten().unwrap_or(150)),
    };
    let of = article.and_then(|number| number.parse::<Line>().ok()).map(|number| ArticleId::of_number(&number));
    let answer = what_if::stock(&cx.app, of, other).await?;
    if of.is_some()
        && answer.was == Default::default()
        && answer.would == Default::default()
        && answer.articles.is_empty()
    {
        return Ok((form, empty(Icon::Box, &cx.t("what-if-nothing"), &cx.t("what-if-nothing-why"), None)));
    }
    Ok((form, stock_answer(cx, &answer)))
}

fn stock_answer(cx: &Cx, answer: &StockAnswer) -> Markup {
    let (was, would) = (answer.was, answer.would);
    let rows = [
        ("what-if-alerts", i64::from(was.alerts), i64::from(would.alerts), Shown::Count),
        ("what-if-stock-outs", i64::from(was.stock_outs), i64::from(would.stock_outs), Shown::Count),
        ("what-if-time-out", was.minutes_out, would.minutes_out, Shown::Days),
    ];
    let titles = [
        "thing-article",
        "what-if-minimum-was",
        "what-if-minimum-would",
        "what-if-alerts",
        "what-if-stock-outs",
        "what-if-time-out",
    ];
    let titles = titles.map(|key| cx.t(key));
    let columns: Vec<Column> =
        titles.iter().enumerate().map(|(n, title)| Column { title, right: n > 0, ..Column::default() }).collect();
    let both = |was: String, would: String| if was == would { was } else { format!("{was} → {would}") };
    let quantity = |quantity: domain::Quantity| format::quantity(cx.lang(), quantity.thousandths());
    let body = html! {
        @for one in &answer.articles {
            tr {
                th scope="row" { a href={ "/articles/" (one.article) } { (one.name) } small { (one.number) } }
                (figure_cell(&quantity(one.minimum)))
                (figure_cell(&quantity(one.instead)))
                (figure_cell(&both(one.was.alerts.to_string(), one.would.alerts.to_string())))
                (figure_cell(&both(one.was.stock_outs.to_string(), one.would.stock_outs.to_string())))
                (figure_cell(&both(Shown::Days.text(cx, one.was.minutes_out), Shown::Days.text(cx, one.would.minutes_out))))
            }
        }
    };
    html! {
        (beside(cx, &rows))
        @if !answer.articles.is_empty() {
            (panel(Panel { id: "articles", title: &cx.t("what-if-articles"), full: Some(table(Table { caption: &words::caption(cx, &cx.t("what-if-articles")), columns: &columns, rows: body, ..Table::default() })), ..Panel::default() }))
        }
    }
}

async fn reminders(cx: &Cx, asked: &Asked) -> Result<Parts, crate::cx::Refusal> {
    let of = asked.of(cx);
    let (settings, _) = cx.app.log.state::<Settings>(COMPANY).await?;
    let known: Vec<String> = settings.reminder_days.iter().map(u16::to_string).collect();
    let days = said(&asked.days).map(|text| ReminderDays::try_from(text.to_owned()).ok());
    let form = html! {
        (asks(cx, "days", "what-if-days", said(&asked.days).unwrap_or(&known.join(", ")), Kind::default(), (days == Some(None)).then_some("what-if-days-wrong")))
        (period(cx, of))
    };
    let days = match days {
        Some(None) => return Ok((form, html! {})),
        Some(Some(ReminderDays(days))) => days,
        None => settings.reminder_days.clone(),
    };
    let answer = what_if::reminders(&cx.app, &days, of).await?;
    Ok((form, reminders_answer(cx, &answer)))
}

fn reminders_answer(cx: &Cx, answer: &RemindersAnswer) -> Markup {
    let sum = |levels: &[u32]| levels.iter().map(|count| i64::from(*count)).sum::<i64>();
    let mut rows = vec![("what-if-reminded", sum(&answer.was), sum(&answer.would), Shown::Count)];
    let first = |levels: &[u32]| i64::from(levels.first().copied().unwrap_or_default());
    rows.push(("what-if-first", first(&answer.was), first(&answer.would), Shown::Count));
    rows.push((
        "what-if-later",
        sum(&answer.was) - first(&answer.was),
        sum(&answer.would) - first(&answer.would),
        Shown::Count,
    ));
    rows.push(("what-if-never", i64::from(answer.never_was), i64::from(answer.never_would), Shown::Count));
    let titles =
        ["thing-invoice", "what-if-due", "what-if-closed", "what-if-was", "what-if-would"].map(|key| cx.t(key));
    let columns: Vec<Column> = titles.iter().map(|title| Column { title, ..Column::default() }).collect();
    let day = |day: NaiveDate| format::date_digits(cx.lang(), day);
    let days = |days: &[NaiveDate]| days.iter().map(|one| day(*one)).collect::<Vec<_>>().join(", ");
    let body = html! {
        @for one in &answer.changed {
            tr {
                th scope="row" { a href={ "/invoices/" (one.invoice) } { (one.number) } }
                td.nowrap { (day(one.due)) }
                td.nowrap { (one.closed.map(day).unwrap_or_default()) }
                td { (days(&one.was)) }
                td { (days(&one.would)) }
            }
        }
    };
    html! {
        (beside(cx, &rows))
        @if !answer.changed.is_empty() {
            (panel(Panel { id: "changed", title: &cx.tr("what-if-changed", &[("count", answer.changes.into())]), full: Some(table(Table { caption: &cx.t("what-if-changed-caption"), columns: &columns, rows: body, ..Table::default() })), ..Panel::default() }))
        }
    }
}

async fn hours(cx: &Cx, asked: &Asked) -> Result<Parts, crate::cx::Refusal> {
    let of = asked.of(cx);
    let (settings, _) = cx.app.log.state::<Settings>(COMPANY).await?;
    let time = |text: &Option<String>, known: NaiveTime| match said(text) {
        Some(text) => NaiveTime::parse_from_str(&text.replace('.', ":"), "%H:%M").ok(),
        None => Some(known),
    };
    let opening = settings.calendar.opening;
    let (from, until) = (time(&asked.opens, opening.from), time(&asked.closes, opening.until));
    let other = from.zip(until).filter(|(from, until)| from < until).map(|(from, until)| Opening { from, until });
    let shown = |text: &Option<String>, known: NaiveTime| {
        said(text).map_or_else(|| known.format("%H:%M").to_string(), str::to_owned)
    };
    let wrong = other.is_none().then_some("what-if-hours-wrong");
    let form = html! {
        (asks(cx, "opens", "management-open-from", &shown(&asked.opens, opening.from), Kind::Time, wrong))
        (asks(cx, "closes", "management-open-until", &shown(&asked.closes, opening.until), Kind::Time, None))
        (period(cx, of))
    };
    let Some(other) = other else { return Ok((form, html! {})) };
    Ok((form, hours_answer(cx, &what_if::hours(&cx.app, other, of).await?)))
}

fn hours_answer(cx: &Cx, answer: &HoursAnswer) -> Markup {
    let (was, would) = (answer.was, answer.would);
    let mean = |minutes: i64, faults: u32| minutes.checked_div(i64::from(faults)).unwrap_or_default();
    beside(
        cx,
        &[
            ("what-if-faults", i64::from(was.faults), i64::from(would.faults), Shown::Count),
            ("what-if-in-time", i64::from(was.in_time), i64::from(would.in_time), Shown::Count),
            ("what-if-late", i64::from(was.late), i64::from(would.late), Shown::Count),
            ("what-if-promise", mean(was.minutes, was.faults), mean(would.minutes, would.faults), Shown::Hours),
        ],
    )
}

fn period(cx: &Cx, (from, until): (NaiveDate, NaiveDate)) -> Markup {
    let digits = |day| format::date_digits(cx.lang(), day);
    html! {
        (asks(cx, "from", "label-from", &digits(from), Kind::default(), None))
        (asks(cx, "until", "label-until", &digits(until), Kind::default(), None))
    }
}

/// How a figure is written.
#[derive(Clone, Copy)]
enum Shown {
    Count,
    /// Of minutes.
    Days,
    /// Of minutes.
    Hours,
}

impl Shown {
    fn text(self, cx: &Cx, figure: i64) -> String {
        match self {
            Self::Count => format::whole(cx.lang(), figure),
            Self::Days => {
                let tenths = (figure.abs() * 10 + 720) / 1_440 * figure.signum();
                cx.tr("what-if-days-count", &[("days", format::decimal(cx.lang(), tenths, 1).into())])
            }
            Self::Hours => format::duration(cx.lang(), figure),
        }
    }
}

/// Figures as they were and as they would have been, with what that differs.
fn beside(cx: &Cx, rows: &[(&str, i64, i64, Shown)]) -> Markup {
    let titles = ["label-what", "what-if-was", "what-if-would", "what-if-differs"].map(|key| cx.t(key));
    let columns: Vec<Column> =
        titles.iter().enumerate().map(|(n, title)| Column { title, right: n > 0, ..Column::default() }).collect();
    let differs = |was: i64, would: i64, shown: Shown| match would - was {
        0 => shown.text(cx, 0),
        more @ 1.. => format!("+{}", shown.text(cx, more)),
        less => shown.text(cx, less),
    };
    let body = html! {
        @for (label, was, would, shown) in rows {
            tr {
                th scope="row" { (cx.t(label)) }
                (figure_cell(&shown.text(cx, *was)))
                (figure_cell(&shown.text(cx, *would)))
                (figure_cell(&differs(*was, *would, *shown)))
            }
        }
    };
    let same = rows.iter().all(|(_, was, would, _)| was == would);
    panel(Panel {
        id: "answer",
        title: &cx.t("what-if-answer"),
        body: same.then(|| notice(Tone::Info, Icon::Check, html! { (cx.t("what-if-same")) }, None)),
        full: Some(table(Table {
            caption: &words::caption(cx, &cx.t("what-if-answer")),
            columns: &columns,
            rows: body,
            ..Table::default()
        })),
        ..Panel::default()
    })
}
