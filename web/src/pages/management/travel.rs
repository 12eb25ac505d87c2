//! The time bar of the log: how much happened on each of the last days, and the way to any of them.

use chrono::{Datelike, Days, NaiveDate};
use domain::Permission;
use maud::{Markup, html};
use projections::management::{DEPARTMENT, entries};
use texts::format::{clock, date_on, date_short};

use super::words;
use crate::{
    components::{Button, Size, link_button},
    cx::{Cx, Refusal},
    icons::{Icon, icon},
    past::AS_OF_DAY,
};

/// So many days lie on the bar.
const DAYS: u64 = 46;
/// The height of the bar's picture, and how wide a day is in it.
const HEIGHT: i64 = 60;
const WIDTH: i64 = 10;

/// The bar; nothing for who may not look back.
///
/// # Errors
/// When the tables can't be read.
pub async fn bar(cx: &Cx) -> Result<Markup, Refusal> {
    if !cx.may(Permission::LookBack) {
        return Ok(html! {});
    }
    let now = cx.app.now();
    let pool = &now.reads.of(&DEPARTMENT).pool;
    let today = now.log.today();
    let back = |day: NaiveDate, days| day.checked_sub_days(Days::new(days)).unwrap_or(day);
    // Who looks further back has that day in the middle.
    let last_day = match cx.today() < back(today, DAYS - 1) {
        true => cx.today() + Days::new(DAYS / 2),
        false => today,
    };
    let first = back(last_day, DAYS - 1);
    let begins = (0..=DAYS).filter_map(|day| words::midnight(cx, first.checked_add_days(Days::new(day))?));
    let counts = entries::between(pool, &begins.collect::<Vec<_>>()).await?;
    let shown = cx.today();
    let chosen = (shown - first).num_days();
    let at = cx.local(cx.app.log.clock.now());
    let moment = format!("{} {}", date_on(cx.lang(), at.date()), clock(cx.lang(), at.time()));
    let on_it = usize::try_from(chosen).ok().and_then(|day| counts.get(day)).copied().unwrap_or(0);
    let said = cx.tr("management-travel-day", &[("moment", moment.as_str().into()), ("count", on_it.into())]);
    let last = cx.app.log.store.newest().await?.map(|(position, _)| i64::try_from(position.0).unwrap_or(i64::MAX));
    Ok(html! {
        section.panel.ink.travel."mb-4" aria-labelledby="travel-title" {
            div.travel-head {
                div {
                    h2.sub id="travel-title" { (cx.t("management-travel")) }
                    p.moment { time datetime=(at.format("%Y-%m-%dT%H:%M").to_string()) { (moment) } }
                }
                (ways(cx, last.unwrap_or(0), back(first, 1)))
            }
            form.travel-track method="get" action="/log" data-now {
                (density(&counts, chosen))
                label.visually-hidden for="travel" { (cx.t("shell-moment")) }
                input id="travel" name=(AS_OF_DAY) type="range" min=(number(first)) max=(number(last_day)) step="1" value=(number(shown))
                    aria-valuetext=(said) data-submit-on-change;
                noscript { button.button.small type="submit" { (cx.t("shell-look-back-go")) } }
                div.travel-scale aria-hidden="true" {
                    @for part in [0, 15, 30] { span { (date_short(cx.lang(), first + Days::new(part))) } }
                    span { @if last_day == today { (cx.t("word-today")) } @else { (date_short(cx.lang(), last_day)) } }
                }
            }
        }
    })
}

/// The weeks before; the change before the one that was the last then, if there was one; the one after it, and now.
fn ways(cx: &Cx, last: i64, before: NaiveDate) -> Markup {
    let to = |position: i64, text: &str, sign: Icon| {
        let href = format!("/log?as_of={position}");
        let button = Button { text, icon: Some(sign), size: Size::Small, ..Button::default() };
        link_button(&href, button)
    };
    html! {
        div.actions.chrome {
            (link_button(&format!("/log?as_of={before}"), Button { text: &cx.t("management-weeks-before"), size: Size::Small, ..Button::default() }))
            @if last > 1 { (to(last - 1, &cx.t("management-change-before"), Icon::Left)) }
            @if cx.app.then.is_some() {
                (to(last + 1, &cx.t("management-change-after"), Icon::Right))
                a.button.small data-now href="/log" { (icon(Icon::Refresh)) (cx.t("shell-to-now")) }
            }
        }
    }
}

/// A day as the bar counts it: days since 1970.
fn number(day: NaiveDate) -> i32 {
    day.num_days_from_ce() - NaiveDate::default().num_days_from_ce()
}

fn density(counts: &[i64], chosen: i64) -> Markup {
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let bars = counts.iter().zip(0_i64..).map(|(count, day)| {
        let height = (count * (HEIGHT - 4) / most).max(1);
        let class = match day.cmp(&chosen) {
            std::cmp::Ordering::Less => "",
            std::cmp::Ordering::Equal => "at",
            std::cmp::Ordering::Greater => "later",
        };
        (day * WIDTH + 1, height, class)
    });
    html! {
        svg.density viewBox=(format!("0 0 {} {HEIGHT}", i64::try_from(DAYS).unwrap_or(0) * WIDTH)) preserveAspectRatio="none" aria-hidden="true" {
            @for (x, height, class) in bars {
                rect class=(class) x=(x) y=(HEIGHT - height) width=(WIDTH - 2) height=(height) rx="1.5" {}
            }
        }
    }
}
