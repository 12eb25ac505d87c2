//! Signing on our screen: by drawing, or by name alone.

use api::App;
use axum::{Router, extract::Path, routing::get};
use domain::Permission;
use maud::{Markup, html};
use projections::sales::contract::Card;
use texts::format::{date_long, euros};

use super::contract::found;
use crate::{
    components::{
        Button, Field, Look, PageHead, Panel, Size, Tone, crumbs, facts_stacked, link_button, notice, page_head, panel,
        signature_pad, submit,
    },
    cx::{Answer, Cx},
    form::Form,
    icons::Icon,
};

/// The address of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/contracts/{id}/sign", get(sign))
}

/// Signing on our screen: by drawing, or by name alone.
async fn sign(cx: Cx, Path(id): Path<String>) -> Answer {
    cx.require(Permission::EditContracts)?;
    let card = found(&cx, &id).await?;
    let back = format!("/contracts/{id}");
    let number = format!("C-{}", card.row.number);
    let title = cx.tr("contracts-sign", &[("number", (&number).into())]);
    let form = Form::new(&cx, format!("{back}/sign-on-screen"))
        .next(back.as_str())
        .revision(card.row.revision)
        .done("contracts-done-signed");
    let body = html! {
        (form.field("contracts-signer", "", Field { name: "name", autofocus: true, ..Field::default() }))
        (signature_pad("drawing", &cx.t("contracts-draw"), &cx.t("contracts-clear"), &form.value("drawing", "")))
        div.actions {
            (submit(Button { text: &cx.t("button-sign"), look: Look::Primary, icon: Some(Icon::Sign), ..Button::default() }))
            (link_button(&format!("{back}/on-paper"), Button { text: &cx.t("contracts-on-paper"), icon: Some(Icon::File), ..Button::default() }))
            (link_button(&back, Button { text: &cx.t("button-cancel"), ..Button::default() }))
        }
    };
    let pdf = format!("{back}/pdf");
    let read = link_button(
        &pdf,
        Button { text: &cx.t("contracts-read"), icon: Some(Icon::File), size: Size::Small, ..Button::default() },
    );
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-contracts"), Some("/contracts")), (&number, Some(&back)), (&cx.t("button-sign"), None)]))
        (page_head(PageHead { title: &title, lead: Some(html! { (cx.customer(&card.row.customer_name)) ", " (card.row.city) }), ..PageHead::default() }))
        @if card.row.state != "draft" { (notice(Tone::Info, Icon::Sign, html! { (cx.t("contracts-signed-already")) }, None)) }
        @else {
            div.stack {
                (panel(Panel { id: "read", title: &cx.t("contracts-sign-lead"), end: Some(read), body: Some(agreed(&cx, &card)), ..Panel::default() }))
                (panel(Panel { id: "sign", title: &cx.t("contracts-on-screen"), body: Some(form.show(body)), ..Panel::default() }))
            }
        }
    };
    Ok(cx.page(&title, content))
}

/// What is signed, in short.
fn agreed(cx: &Cx, card: &Card) -> Markup {
    let row = &card.row;
    let months = |key: &str, count: i64| cx.tr(key, &[("count", count.into())]);
    let machines: Vec<&str> = card.machines.iter().map(|machine| machine.model.as_str()).collect();
    let renewal = match card.renewal {
        0 => cx.t("contracts-no-renewal").into_owned(),
        count => months("contracts-each-time", count),
    };
    let rows = [
        ("label-kind", cx.t(&format!("document-kind-{}", row.kind)).into_owned()),
        ("contracts-fee", euros(cx.lang(), row.monthly_fee.cents, row.monthly_fee.currency.code())),
        ("contracts-starts", date_long(cx.lang(), row.starts)),
        ("contracts-its-first-term", months("contracts-months", card.first_term)),
        ("contracts-its-renewal", renewal),
        ("contracts-its-notice", months("contracts-months", card.notice)),
        ("contracts-machines", machines.join(", ")),
    ];
    let rows: Vec<_> =
        rows.into_iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| (cx.t(key), value)).collect();
    let rows: Vec<(&str, Markup)> = rows.iter().map(|(label, value)| (label.as_ref(), html! { (value) })).collect();
    facts_stacked(&rows)
}
