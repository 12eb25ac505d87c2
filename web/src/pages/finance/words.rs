//! How finance's pages write what they show: amounts, states, reminders.

use domain::{Currency, Money, Permission, Quantity};
use maud::{Markup, html};
use projections::finance::invoices::{Row, State};
use texts::{
    Lang,
    format::{date_short, decimal, euros, quantity as written},
};

use crate::{
    components::{Tone, badge, owner_badge, steps},
    cx::Cx,
    icons::Icon,
};

/// An amount as read.
pub fn money(cx: &Cx, money: Money) -> String {
    euros(cx.lang(), money.cents, money.currency.code())
}

/// Sums of different currencies, each by itself.
pub fn sums(cx: &Cx, sums: &[Money]) -> String {
    sums.iter().map(|sum| money(cx, *sum)).collect::<Vec<_>>().join(" + ")
}

/// Cents of a sum in euros.
pub fn cents(cx: &Cx, cents: i64) -> String {
    euros(cx.lang(), cents, "EUR")
}

/// An amount as typed.
pub fn typed_money(lang: Lang, money: Money) -> String {
    let amount = decimal(lang, money.cents, 2);
    // Without a currency euros are meant.
    if money.currency == Currency::Eur { amount } else { format!("{amount} {}", money.currency.code()) }
}

/// A quantity as read.
pub fn quantity(cx: &Cx, quantity: Quantity) -> String {
    written(cx.lang(), quantity.thousandths())
}

/// A quantity as typed.
pub fn typed_quantity(lang: Lang, quantity: Quantity) -> String {
    let text = quantity.to_string();
    if lang == Lang::En { text } else { text.replace('.', ",") }
}

/// Who keeps invoices, for those who may only look.
pub fn managed(cx: &Cx) -> Option<Markup> {
    let department = cx.t("department-finance");
    (!cx.may(Permission::EditInvoices))
        .then(|| owner_badge(&cx.tr("text-managed-by", &[("department", department.into())])))
}

/// How an invoice stands, in words.
pub fn state(cx: &Cx, row: &Row) -> Markup {
    let late = || cx.tr("state-invoice-late", &[("days", row.days_late.into())]);
    let (tone, sign, text) = match row.state {
        State::Draft => (Tone::Neutral, Icon::Pen, cx.t("state-invoice-draft").into_owned()),
        State::Open => (Tone::Neutral, Icon::Ring, cx.t("state-invoice-open").into_owned()),
        State::Late => (Tone::Danger, Icon::Alert, late()),
        State::Paid => (Tone::Good, Icon::Check, cx.t("state-invoice-paid").into_owned()),
        State::Disputed => (Tone::Warning, Icon::Alert, cx.t("state-invoice-disputed").into_owned()),
        State::Credited => (Tone::Neutral, Icon::X, cx.t("state-invoice-credited").into_owned()),
        State::Owed => (Tone::Warning, Icon::Undo, cx.t("finance-view-owed").into_owned()),
        State::Discarded => (Tone::Neutral, Icon::X, cx.t("finance-state-discarded").into_owned()),
    };
    badge(tone, sign, &text)
}

/// How far the customer was reminded.
pub fn reminder(cx: &Cx, row: &Row) -> Markup {
    let level = u8::try_from(row.reminded).unwrap_or_default();
    html! {
        @if level == 0 { span.muted { (cx.t("word-none")) } } @else {
            (steps(level, &cx.tr("reminder-level", &[("level", row.reminded.into())])))
            @if let Some(at) = row.reminded_at { small { (date_short(cx.lang(), cx.local_micros(at).date())) } }
        }
    }
}
