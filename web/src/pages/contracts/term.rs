//! The term of a contract at a glance, and when Werkbank reminds of its days.

use chrono::{Datelike, Months, NaiveDate};
use domain::settings::{COMPANY, Settings};
use maud::{Markup, html};
use projections::sales::contract::Card;
use texts::format::date_long;

use crate::{
    components::{Panel, Tone, badge, panel},
    cx::{Cx, Refusal},
    icons::Icon,
};

/// Begin, today, last day of notice and end on one line.
pub fn life(cx: &Cx, card: &Card) -> Markup {
    let (row, today) = (&card.row, cx.today());
    let whole = (row.ends - row.starts).num_days().max(1);
    let place = |day: NaiveDate| ((day - row.starts).num_days() * 1_000 / whole).clamp(0, 1_000);
    let (now, notice) = (place(today), place(row.last_notice));
    let open = matches!(row.state.as_str(), "draft" | "running");
    let within = (row.starts..=row.ends).contains(&today);
    let day = |day| date_long(cx.lang(), day);
    let says = cx.tr(
        "contracts-life",
        &[("from", day(row.starts).into()), ("until", day(row.ends).into()), ("notice", day(row.last_notice).into())],
    );
    let mut days = vec![(row.starts, 0, "contracts-begin")];
    days.extend(within.then_some((today, 1, "contracts-today")));
    days.extend(open.then_some((row.last_notice, 2, "contracts-last-notice")));
    days.push((row.ends, 3, "contracts-end"));
    days.sort_unstable();
    let body = html! {
        svg.life viewBox="0 0 1000 64" role="img" aria-label=(says) {
            rect.track x="0" y="26" width="1000" height="10" rx="5" {}
            rect.past x="0" y="26" width=(now) height="10" rx="5" {}
            @if open { rect.notice-zone x=(notice) y="26" width=(1_000 - notice) height="10" rx="5" {} }
            @for year in anniversaries(row.starts, row.ends) { line.tick x1=(place(year)) x2=(place(year)) y1="22" y2="40" {} }
            @if within { circle.here cx=(now.clamp(10, 990)) cy="31" r="10" {} }
        }
        div.life-labels aria-hidden="true" {
            @for (when, _, key) in days { span { (day(when)) small { (cx.t(key)) } } }
        }
    };
    let end = (open || row.state == "notice").then(|| left(cx, row.starts, row.ends)).flatten();
    html! {
        div."mb-4" {
            (panel(Panel {
                id: "life",
                title: &cx.t("contracts-term"),
                end: end.map(|left| html! { span.muted { (left) } }),
                live: Some("sales"),
                body: Some(body),
                ..Panel::default()
            }))
        }
    }
}

/// The same day in later years, for the marks on the line; none when there would be too many to tell apart.
fn anniversaries(starts: NaiveDate, ends: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    (1..=9_u32).map_while(move |years| starts.checked_add_months(Months::new(12 * years)).filter(|day| *day < ends))
}

/// How long it goes on, or when it begins.
fn left(cx: &Cx, starts: NaiveDate, ends: NaiveDate) -> Option<String> {
    let today = cx.today();
    if today < starts {
        return Some(cx.tr("contracts-begins-on", &[("day", date_long(cx.lang(), starts).into())]));
    }
    let end = ends.succ_opt().filter(|end| *end > today)?;
    let months = whole_months(today, end);
    let days = (end - today.checked_add_months(Months::new(months))?).num_days();
    let count = |key: &str, count: i64| (count > 0).then(|| cx.tr(key, &[("count", count.into())]));
    let parts = [
        count("contracts-years", (months / 12).into()),
        count("contracts-months", (months % 12).into()),
        count("contracts-days", days),
    ];
    let mut parts = parts.into_iter().flatten();
    Some(match (parts.next(), parts.next()) {
        (Some(first), Some(second)) => {
            cx.tr("contracts-left-both", &[("first", first.into()), ("second", second.into())])
        }
        (first, _) => cx.tr("contracts-left", &[("span", first.unwrap_or_default().into())]),
    })
}

/// How many whole months lie between two days.
fn whole_months(from: NaiveDate, to: NaiveDate) -> u32 {
    let between = (to.year() - from.year()) * 12 + i32::try_from(to.month0()).unwrap_or_default()
        - i32::try_from(from.month0()).unwrap_or_default();
    let between = u32::try_from(between).unwrap_or_default();
    let reached = from.checked_add_months(Months::new(between)).is_some_and(|day| day <= to);
    if reached { between } else { between.saturating_sub(1) }
}

/// Whom Werkbank reminds of the days of a contract that runs, and when.
///
/// # Errors
/// When the log can't be read.
pub async fn reminders(cx: &Cx, card: &Card) -> Result<Markup, Refusal> {
    let row = &card.row;
    if !matches!(row.state.as_str(), "running" | "notice") {
        return Ok(html! {});
    }
    let (settings, _) = cx.app.log.state::<Settings>(COMPANY).await?;
    let (of, day) = if row.state == "running" && row.renews {
        ("contracts-remind-notice", row.last_notice)
    } else {
        ("contracts-remind-end", row.ends)
    };
    let sales = cx.t("department-sales");
    let who = card.salesperson_name.as_deref().filter(|name| !name.is_empty()).unwrap_or(&sales);
    let mut days: Vec<u16> = settings.contract_alert_days.clone();
    days.sort_unstable_by(|one, next| next.cmp(one));
    let at = days.iter().filter_map(|days| Some((*days, day.checked_sub_days(chrono::Days::new((*days).into()))?)));
    let body = html! {
        ul.reminders {
            @if let Some(signed) = &card.signature { (reminder(cx, &cx.t("contracts-remind-signed"), who, signed.on)) }
            @for (days, at) in at { (reminder(cx, &cx.tr(of, &[("count", u32::from(days).into())]), who, at)) }
        }
    };
    Ok(panel(Panel { id: "reminders", title: &cx.t("contracts-reminders"), full: Some(body), ..Panel::default() }))
}

fn reminder(cx: &Cx, what: &str, who: &str, at: NaiveDate) -> Markup {
    html! {
        li {
            div { b { (what) } span."line-2" { (who) " · " time datetime=(at) { (date_long(cx.lang(), at)) } } }
            @if at <= cx.today() {
                (badge(Tone::Good, Icon::Check, &cx.t("contracts-remind-given")))
            } @else {
                (badge(Tone::Neutral, Icon::Clock, &cx.t("contracts-remind-comes")))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_whole_when_the_day_is_reached() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap_or_default();
        assert_eq!(whole_months(day("2026-11-17"), day("2029-03-01")), 27);
        assert_eq!(whole_months(day("2026-11-17"), day("2026-12-16")), 0);
        assert_eq!(whole_months(day("2026-11-17"), day("2026-12-17")), 1);
        assert_eq!(whole_months(day("2027-01-31"), day("2027-02-28")), 1);
    }
}
