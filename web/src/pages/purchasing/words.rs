//! How purchasing's pages write what they show: states, quantities, amounts, days.

use chrono::NaiveDate;
use domain::{Currency, Money, Permission, Quantity};
use maud::{Markup, html};
use projections::purchasing::{
    articles::{Article, State},
    orders,
    waiting::Waiting,
};
use texts::{Arg, Lang, format};

pub use crate::cx::address;
use crate::{
    components::{Tone, badge, owner_badge, time},
    cx::Cx,
    icons::Icon,
};

/// A quantity as read: `1.250`, `2,5`.
pub fn quantity(cx: &Cx, quantity: Quantity) -> String {
    format::quantity(cx.lang(), quantity.thousandths())
}

/// A quantity as typed: without marks between thousands, since `1.250` is also one and a quarter.
pub fn typed_quantity(lang: Lang, quantity: Quantity) -> String {
    let text = quantity.to_string();
    if lang == Lang::En { text } else { text.replace('.', ",") }
}

/// An amount as read: `€ 1.842,60`.
pub fn money(cx: &Cx, money: Money) -> String {
    format::euros(cx.lang(), money.cents, money.currency.code())
}

/// An amount as typed: `1.842,60`, with its currency when that is another one.
pub fn typed_money(lang: Lang, money: Money) -> String {
    let amount = format::decimal(lang, money.cents, 2);
    if money.currency == Currency::Eur { amount } else { format!("{amount} {}", money.currency.code()) }
}

/// So many days.
pub fn days(cx: &Cx, days: i64) -> String {
    cx.tr("count-days", &[("count", Arg::from(days))])
}

/// A day as in lists, with the machine's form beside it.
pub fn day(cx: &Cx, day: NaiveDate) -> Markup {
    time(&day.to_string(), &format::relative_day(cx.lang(), day, cx.today()))
}

/// The sign of a state of stock.
pub fn stock_badge(cx: &Cx, state: State) -> Markup {
    let (tone, sign) = match state {
        State::Out => (Tone::Danger, Icon::Alert),
        State::Low => (Tone::Warning, Icon::Half),
        State::Ordered => (Tone::Info, Icon::Truck),
        State::Enough => (Tone::Good, Icon::Check),
    };
    badge(tone, sign, &cx.t(&format!("state-stock-{}", state.name())))
}

/// The tone in which a state of stock is drawn.
pub fn stock_tone(state: State) -> Tone {
    match state {
        State::Out => Tone::Danger,
        State::Low => Tone::Warning,
        State::Ordered | State::Enough => Tone::Neutral,
    }
}

/// How long stock lasts, in words: `13 dagen`, or that nothing was used.
pub fn lasts(cx: &Cx, article: &Article) -> Markup {
    let tone = match article.state {
        State::Out => "danger-text",
        State::Low => "warning-text",
        _ => "",
    };
    html! {
        @match article.lasts_days {
            // Nothing left lasts no day, whatever was used.
            _ if article.state == State::Out => b.danger-text { (days(cx, 0)) },
            Some(left) if tone.is_empty() => (days(cx, left)),
            Some(left) => b class=(tone) { (days(cx, left)) },
            None => span.muted { (cx.t("purchasing-not-used")) },
        }
    }
}

/// The sign of an order's state.
pub fn order_badge(cx: &Cx, state: orders::State) -> Markup {
    let (tone, sign, key) = match state {
        orders::State::Draft => (Tone::Neutral, Icon::Pen, "purchasing-order-draft"),
        orders::State::Placed => (Tone::Info, Icon::Truck, "state-order-placed"),
        orders::State::Partly => (Tone::Warning, Icon::Half, "state-order-partly-received"),
        orders::State::Received => (Tone::Good, Icon::Check, "state-order-received"),
        orders::State::Cancelled => (Tone::Neutral, Icon::X, "state-order-called-off"),
    };
    badge(tone, sign, &cx.t(key))
}

/// An order's number as written: `I-87`.
pub fn order_number(number: i64) -> String {
    format!("I-{number}")
}

/// A link to an order or a supplier, for those who may see it; else what it says.
pub fn link(cx: &Cx, href: &str, text: &str) -> Markup {
    html! { @if cx.may(Permission::SeePurchasing) { a href=(href) { (text) } } @else { (text) } }
}

/// What a visit that waits is for, when, and what it needs: `plaatsing, di 17 nov, 2 × Melkmodule M2`.
pub fn needs(cx: &Cx, waiting: &Waiting) -> String {
    let when = match waiting.day {
        Some(day) => format::relative_day(cx.lang(), day, cx.today()),
        None => cx.t("purchasing-not-planned").into_owned(),
    };
    cx.tr(
        "purchasing-needs",
        &[
            ("kind", cx.t(&format!("visit-kind-{}", waiting.kind.name())).into()),
            ("when", when.into()),
            ("quantity", quantity(cx, waiting.quantity).into()),
            ("article", (&waiting.article_name).into()),
        ],
    )
}

/// Who manages this, for those who may only look.
pub fn managed(cx: &Cx) -> Option<Markup> {
    let department = cx.t("department-purchasing");
    (!cx.may(Permission::EditStock))
        .then(|| owner_badge(&cx.tr("text-managed-by", &[("department", department.into())])))
}
