//! What finance does today: whom to call about money, what to settle, pay back and send; and what comes by itself.

use chrono::{Datelike, Days, Months, NaiveDate};
use domain::{Money, Permission, settings};
use maud::html;
use projections::{
    finance::{
        DEPARTMENT, fees,
        invoices::{self, Row, View, Wanted},
        open, overdue,
    },
    management::{self, figures},
};
use texts::format::{date_long, month_year, whole};

use super::words;
use crate::{
    components::{Button, Look, Size, Tone, link_button, submit},
    cx::{Cx, Refusal},
    form::Form,
    icons::Icon,
    pages::{
        management::words::day_of,
        today::home::{Agenda, Entry, Figure, Home, Moment, Todo, When},
    },
};

/// Rows of a kind.
const LIMIT: u16 = 6;

/// The home of finance.
///
/// # Errors
/// When the tables can't be read.
pub async fn content(cx: &Cx) -> Result<Home, Refusal> {
    let pool = &cx.reads(&DEPARTMENT).pool;
    let (settings, _) = cx.app.log.state::<settings::Settings>(settings::COMPANY).await?;
    let levels = i64::try_from(settings.reminder_days.len()).unwrap_or(i64::MAX);
    let mut work = Vec::new();
    for row in of(cx, View::Disputed).await? {
        work.push(disputed(cx, &row));
    }
    // Reminders go out by themselves; when the last one is gone a person has to call.
    let late = Wanted { view: View::Late, ..Wanted::default() };
    let last = some(cx, Wanted { reminded_from: Some(levels), ..late.clone() }).await?;
    work.extend(last.iter().map(|row| to_call(cx, row)));
    let earlier = some(cx, Wanted { reminded_below: Some(levels), descending: Some(true), ..late }).await?;
    work.extend(earlier.iter().map(|row| waits_for_money(cx, row)));
    work.extend(of(cx, View::Owed).await?.iter().map(|row| to_refund(cx, row)));
    let due = fees::sum(pool, None, cx.today()).await?;
    if due.count > 0 {
        work.push(run(cx, &due));
    }
    work.extend(of(cx, View::Draft).await?.iter().map(|row| to_send(cx, row)));
    Ok(Home {
        live: "finance",
        figures: figures_of(cx).await?,
        work,
        agenda: Some(agenda(cx, &settings.reminder_days).await?),
        ..Home::default()
    })
}

async fn of(cx: &Cx, view: View) -> Result<Vec<Row>, Refusal> {
    some(cx, Wanted { view, ..Wanted::default() }).await
}

async fn some(cx: &Cx, wanted: Wanted) -> Result<Vec<Row>, Refusal> {
    let wanted = Wanted { limit: Some(LIMIT), ..wanted };
    Ok(invoices::list(&cx.reads(&DEPARTMENT).pool, &wanted, cx.today()).await?.rows)
}

async fn figures_of(cx: &Cx) -> Result<Vec<Figure>, Refusal> {
    let pool = &cx.reads(&DEPARTMENT).pool;
    let ages = open::ageing(pool, None, cx.today()).await?;
    let counts = open::counts(pool, cx.today()).await?;
    let count = |view| counts.iter().find(|(known, _)| *known == view).map_or(0, |(_, count)| *count);
    let log = &cx.app.log;
    let pool = &cx.reads(&management::DEPARTMENT).pool;
    let all = figures::some(pool, &["paid"], cx.today(), |at| log.local(at).date()).await?;
    let paid = all.iter().find(|figure| figure.name == "paid" && figure.currency.as_deref() == Some("EUR"));
    let [month, last] = paid.map_or([0, 0], |figure| figure.months);
    let invoices = |count: i64| cx.tr("count-invoices", &[("count", count.into())]);
    Ok(vec![
        Figure {
            name: cx.t("finance-open").into(),
            figure: words::sums(cx, &ages.amounts(0..4)),
            note: invoices(ages.open_count + ages.late_count),
            href: "/invoices?view=open".into(),
            ink: true,
            ..Figure::default()
        },
        Figure {
            name: cx.t("finance-late").into(),
            figure: words::sums(cx, &ages.amounts(1..4)),
            note: invoices(ages.late_count),
            tone: if ages.late_count > 0 { Tone::Danger } else { Tone::Good },
            href: "/invoices?view=late".into(),
            ..Figure::default()
        },
        Figure {
            name: cx.t("finance-home-drafts").into(),
            figure: whole(cx.lang(), count(View::Draft)),
            note: cx.t("finance-home-drafts-note").into(),
            href: "/invoices?view=draft".into(),
            ..Figure::default()
        },
        Figure {
            name: cx.t("finance-home-paid").into(),
            figure: words::cents(cx, month),
            note: cx.tr("management-last-month", &[("figure", words::cents(cx, last).into())]),
            href: "/invoices?view=paid".into(),
            trend: paid.map(|figure| figure.weeks.iter().map(|week| *week as f64).collect()).unwrap_or_default(),
            ..Figure::default()
        },
    ])
}

/// An invoice as a piece of work; `part` is the form on its page that does it.
fn todo(cx: &Cx, row: &Row, (icon, tone): (Icon, Tone), title: &str, what: String, part: &str) -> Todo {
    let href = format!("/invoices/{}{part}", row.id);
    let number = row.number.clone().unwrap_or_default();
    let words = [("number", number.into()), ("customer", cx.customer(&row.customer_name).into_owned().into())];
    let button = cx.t(&format!("{title}-do"));
    let look = if tone == Tone::Danger { Look::Dark } else { Look::Plain };
    Todo {
        id: format!("todo-{}", row.id),
        icon,
        tone,
        title: cx.tr(title, &words),
        action: link_button(&href, Button { text: &button, size: Size::Small, look, ..Button::default() }),
        href: format!("/invoices/{}", row.id),
        what,
        by: String::new(),
        when: When::Today,
    }
}

fn disputed(cx: &Cx, row: &Row) -> Todo {
    let what = words::money(cx, row.open);
    todo(cx, row, (Icon::Alert, Tone::Warning), "finance-home-disputed", what, "#settle")
}

fn to_call(cx: &Cx, row: &Row) -> Todo {
    let words = [("amount", words::money(cx, row.open).into()), ("days", row.days_late.into())];
    let what = cx.tr("finance-home-call-what", &words);
    Todo { when: When::Late, ..todo(cx, row, (Icon::Phone, Tone::Danger), "finance-home-call", what, "") }
}

/// Late, and the reminders do their work: what comes in is booked.
fn waits_for_money(cx: &Cx, row: &Row) -> Todo {
    let late = cx.tr("state-invoice-late", &[("days", row.days_late.into())]);
    let reminded = match row.reminded {
        0 => cx.t("finance-home-not-reminded").into_owned(),
        level => cx.tr("reminder-level", &[("level", level.into())]),
    };
    let what = [words::money(cx, row.open), late, reminded].join(", ");
    let look = (Icon::Clock, Tone::Warning);
    Todo { when: When::Late, ..todo(cx, row, look, "finance-home-late", what, "#pay") }
}

fn to_refund(cx: &Cx, row: &Row) -> Todo {
    let back = Money { cents: -row.open.cents, ..row.open };
    todo(cx, row, (Icon::Euro, Tone::Warning), "finance-home-refund", words::money(cx, back), "#refund")
}

/// A draft is sent from its row; whoever wants to look first opens it.
fn to_send(cx: &Cx, row: &Row) -> Todo {
    let words = [("amount", words::money(cx, row.net).into())];
    let issue = Form::new(cx, format!("/invoices/{}/issue", row.id)).revision(row.revision).next("/");
    let send = Button { text: &cx.t("finance-issue"), size: Size::Small, ..Button::default() };
    let action = html! {
        @if cx.may(Permission::EditInvoices) {
            (issue.done("finance-done-issued").show_with(&[("class", "row")], submit(send)))
        }
    };
    let what = cx.tr("finance-home-send-what", &words);
    Todo { action, ..todo(cx, row, (Icon::Send, Tone::Neutral), "finance-home-send", what, "") }
}

fn run(cx: &Cx, due: &fees::Sum) -> Todo {
    let go = Button { text: &cx.t("finance-home-run-do"), size: Size::Small, look: Look::Dark, ..Button::default() };
    Todo {
        id: "todo-run".into(),
        icon: Icon::Contract,
        tone: Tone::Strong,
        title: cx.tr("finance-home-run", &[("count", due.count.into())]),
        href: "/invoices/run".into(),
        what: cx.tr("finance-home-send-what", &[("amount", words::sums(cx, &due.amounts).into())]),
        by: String::new(),
        when: When::Today,
        action: link_button("/invoices/run", go),
    }
}

/// What comes by itself: reminders tomorrow, days on which invoices fall due, the next monthly run.
async fn agenda(cx: &Cx, reminder_days: &[u16]) -> Result<Agenda, Refusal> {
    let pool = &cx.reads(&DEPARTMENT).pool;
    let (today, lang) = (cx.today(), cx.lang());
    let tomorrow = today + Days::new(1);
    let mut days: Vec<(NaiveDate, String, String, String)> = Vec::new();
    let due = overdue::on(pool, tomorrow, reminder_days).await?;
    if !due.is_empty() {
        let title = cx.tr("finance-agenda-reminders", &[("count", due.len().into())]);
        days.push((tomorrow, title, cx.t("finance-agenda-by-itself").into(), "/invoices?view=late".into()));
    }
    for (day, count, amounts) in open::falling(pool, today, today + Days::new(7)).await? {
        let title = cx.tr("finance-agenda-due", &[("count", count.into())]);
        days.push((day, title, words::sums(cx, &amounts), "/invoices?view=open".into()));
    }
    let first = fees::month_of(today).checked_add_months(Months::new(1)).unwrap_or(today);
    let next = fees::sum(pool, Some(first), first).await?;
    if next.count > 0 {
        let title = cx.tr("finance-agenda-run", &[("month", month_year(lang, first).into())]);
        let words = [("count", next.count.into()), ("amount", words::sums(cx, &next.amounts).into())];
        days.push((first, title, cx.tr("finance-agenda-run-what", &words), "/invoices/run".into()));
    }
    days.sort_by_key(|(day, ..)| *day);
    let entry = |(day, title, what, href): (NaiveDate, String, String, String)| Entry {
        time: day_of(cx, day),
        datetime: day.to_string(),
        title,
        href,
        what,
        moment: Moment::Next,
    };
    Ok(Agenda {
        title: cx.t("finance-agenda").into(),
        all: None,
        entries: days.into_iter().map(entry).collect(),
        none: cx.tr("finance-agenda-none", &[("day", date_long(lang, first.with_day(1).unwrap_or(first)).into())]),
    })
}
