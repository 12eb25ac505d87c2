//! The rate at which the VAT of an invoice in other money is told in the money in which it is owed.

use domain::{Currency, Permission, settings::VatKind};
use maud::{Markup, html};
use projections::finance::{invoice::Card, invoices::State};
use texts::format::{date_digits, date_long, decimal};

use crate::{
    components::{Button, Field, Kind, Panel, Tone, notice, panel, submit},
    cx::Cx,
    form::Form,
    icons::Icon,
};

/// Whether the VAT of an invoice is owed in other money than it stands in.
fn applies(card: &Card, owed: Currency) -> bool {
    let taxed = |vat| matches!(vat, VatKind::Standard | VatKind::Reduced);
    card.row.net.currency != owed && card.items.iter().any(|line| taxed(line.vat))
}

/// Asks a draft's rate, where it needs one.
pub fn ask(cx: &Cx, card: &Card, owed: Currency) -> Markup {
    if card.row.state != State::Draft || !cx.may(Permission::EditInvoices) || !applies(card, owed) {
        return html! {};
    }
    let form = Form::new(cx, format!("/invoices/{}/note-exchange-rate", card.row.id))
        .within("exchange")
        .revision(card.row.revision)
        .done("done-saved");
    let known = card.exchange.as_ref();
    let rate = known.map(|known| decimal(cx.lang(), known.rate.ten_thousandths(), 4)).unwrap_or_default();
    let on = date_digits(cx.lang(), known.map_or_else(|| cx.today(), |known| known.on));
    let source = known.map_or("ECB", |known| known.source.as_str());
    let fields = form.show(html! {
        (form.field("finance-exchange-rate", &rate, Field { name: "rate", kind: Kind::Decimal, ..Field::default() }))
        (form.field("finance-exchange-on", &on, Field { name: "on", kind: Kind::Date, ..Field::default() }))
        (form.field("finance-exchange-source", source, Field { name: "source", ..Field::default() }))
        div.actions { (submit(Button { text: &cx.t("button-save"), ..Button::default() })) }
    });
    let why = cx.tr("finance-exchange-why", &[("currency", owed.code().into())]);
    let body = html! {
        div.stack {
            @if !known.is_some_and(|known| known.holds_on(cx.today())) { (notice(Tone::Warning, Icon::Alert, html! { (why) }, None)) }
            (fields)
        }
    };
    panel(Panel { id: "exchange", title: &cx.t("finance-exchange"), body: Some(body), ..Panel::default() })
}

/// The rate of an invoice, in words.
pub fn noted(cx: &Cx, card: &Card) -> Option<Markup> {
    let known = card.exchange.as_ref()?;
    let rate = decimal(cx.lang(), known.rate.ten_thousandths(), 4);
    Some(html! { "€ 1 = " (rate) " PLN" br; (known.source) ", " (date_long(cx.lang(), known.on)) })
}
