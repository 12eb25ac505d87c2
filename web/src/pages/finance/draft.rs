//! Writing an invoice by hand: for whom, and its lines.

use api::App;
use axum::{Router, routing::get};
use chrono::NaiveDate;
use domain::{
    CustomerId, Permission,
    invoice::{IssuedItem, Item, Totals},
    settings::{State, VatKind},
};
use maud::{Markup, html};
use projections::finance::{
    DEPARTMENT, customers,
    invoice::{Card, Line},
};
use reactors::contract_fees;
use serde::Deserialize;
use texts::format::date_digits;

use super::words;
use crate::{
    components::{Button, Field, Kind, Look, PageHead, Panel, crumbs, facts, page_head, panel, submit},
    cx::{Answer, Cx, Query},
    form::Form,
    icons::{Icon, icon},
};

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/invoices/new", get(new))
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    customer: Option<String>,
    #[serde(default)]
    q: Option<String>,
}

async fn new(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::EditInvoices)?;
    let pool = &cx.reads(&DEPARTMENT).pool;
    let title = cx.t("finance-new");
    let customer = asked.customer.as_deref().and_then(|id| id.parse::<CustomerId>().ok());
    let name = match customer {
        Some(customer) => customers::name_of(pool, customer).await?.filter(|name| !name.is_empty()),
        None => None,
    };
    let body = match customer.filter(|_| name.is_some()) {
        Some(customer) => {
            let form = Form::new(&cx, "/invoices/draft").next("/invoices/{id}").done("done-saved");
            let hidden = html! { input type="hidden" name="customer" value=(customer); };
            let usual = contract_fees::vat_of(&cx.app.log, customer, VatKind::Standard).await?;
            let blank = Filled { usual, ..Filled::default() };
            fill_in(&cx, form, &format!("new-invoice-{customer}"), hidden, &blank)
        }
        None => {
            let found = customers::find(pool, asked.q.as_deref().unwrap_or_default()).await?;
            choose(&cx, "/invoices/new", asked.q.as_deref(), &found)
        }
    };
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-invoices"), Some("/invoices")), (&title, None)]))
        (page_head(PageHead { title: &title, lead: name.map(|name| html! { (name) }), ..PageHead::default() }))
        (body)
    };
    Ok(cx.page(&title, content))
}

/// Changing a draft; below stands what it comes to as it was kept.
pub fn change(cx: &Cx, card: &Card, settings: &State) -> Markup {
    let form =
        Form::new(cx, format!("/invoices/{}/change", card.row.id)).revision(card.row.revision).done("done-saved");
    let draft = format!("invoice-{}-{}", card.row.id, card.row.revision);
    let filled = Filled {
        items: &card.items,
        reference: card.reference.as_deref().unwrap_or_default(),
        delivered: [card.delivered_from, card.delivered_on],
        usual: card.items.first().map_or(VatKind::Standard, |line| line.vat),
        sums: Some(comes_to(cx, card, settings)),
    };
    fill_in(cx, form, &draft, html! {}, &filled)
}

/// What stands in the form.
#[derive(Default)]
struct Filled<'a> {
    items: &'a [Line],
    reference: &'a str,
    /// First and last day of the delivery.
    delivered: [Option<NaiveDate>; 2],
    /// The VAT of a new line.
    usual: VatKind,
    /// What is kept comes to.
    sums: Option<Markup>,
}

/// Without VAT, the VAT, and with it, at the rates of the day of delivery.
fn comes_to(cx: &Cx, card: &Card, settings: &State) -> Markup {
    let day = card.delivered_on.unwrap_or_else(|| cx.today());
    let issued = |line: &Line| {
        let Line { quantity, price, vat, article, .. } = *line;
        let item = Item { description: domain::Line::erased(), quantity, price, vat, article };
        Some(IssuedItem { item, rate: settings.vat_on(vat, day)? })
    };
    let totals = card.items.iter().map(issued).collect::<Option<Vec<_>>>().map(|items| Totals::of(&items));
    let amount = |amount| html! { span.amount { (words::money(cx, amount)) } };
    let mut rows = vec![("finance-net", amount(card.row.net))];
    if let Some(totals) = totals {
        rows.push(("label-vat", amount(totals.vat())));
        rows.push(("label-total", html! { b { (amount(totals.total())) } }));
    }
    let rows: Vec<_> = rows.into_iter().map(|(key, value)| (cx.t(key), value)).collect();
    facts(&rows.iter().map(|(label, value)| (label.as_ref(), value.clone())).collect::<Vec<_>>())
}

fn fill_in(cx: &Cx, form: Form<'_>, draft: &str, hidden: Markup, filled: &Filled<'_>) -> Markup {
    let Filled { items, reference, delivered, usual, .. } = *filled;
    let rows = form.rows("items", items.len()).max(1);
    let [from, until] = delivered.map(|day| day.map(|day| date_digits(cx.lang(), day)).unwrap_or_default());
    let hint = cx.t("finance-delivered-hint");
    let add = html! {
        button.button.small type="button" data-row-add="items" { (icon(Icon::Plus)) (cx.t("finance-add-line")) }
    };
    let body = html! {
        (hidden)
        div.stack data-rows="items" { @for n in 0..rows { (row(cx, &form, &n.to_string(), items.get(n), usual)) } }
        template data-row-template="items" { (row(cx, &form, "__index__", None, usual)) }
        div.row { (add) }
        div.cols-2 {
            (form.field("finance-delivered-from", &from, Field { name: "delivered_from", kind: Kind::Date, optional: true, ..Field::default() }))
            (form.field("finance-delivered-until", &until, Field { name: "delivered_on", kind: Kind::Date, optional: true, hint: Some(&hint), ..Field::default() }))
        }
        (form.field("finance-reference", reference, Field { name: "reference", optional: true, ..Field::default() }))
        div.actions { (submit(Button { text: &cx.t("button-save"), look: Look::Primary, icon: Some(Icon::Check), ..Button::default() })) }
    };
    panel(Panel {
        id: "lines",
        title: &cx.t("finance-lines"),
        body: Some(form.show_with(&[("data-draft", draft)], body)),
        footer: filled.sums.clone(),
        ..Panel::default()
    })
}

fn row(cx: &Cx, form: &Form<'_>, n: &str, stored: Option<&Line>, usual: VatKind) -> Markup {
    let name = |field: &str| format!("items.{n}.{field}");
    let lang = cx.lang();
    let kinds: Vec<_> =
        VatKind::ALL.iter().map(|kind| (kind.name(), cx.t(&format!("finance-vat-{}", kind.name())))).collect();
    let kinds: Vec<(&str, &str)> = kinds.iter().map(|(value, text)| (*value, text.as_ref())).collect();
    let quantity = stored.map_or_else(|| "1".into(), |line| words::typed_quantity(lang, line.quantity));
    let price = stored.map(|line| words::typed_money(lang, line.price)).unwrap_or_default();
    html! {
        div.invoice-line data-row {
            (form.field("label-description", stored.map_or("", |line| &line.description), Field { name: &name("description"), ..Field::default() }))
            (form.field("label-quantity", &quantity, Field { name: &name("quantity"), kind: Kind::Decimal, ..Field::default() }))
            (form.field("label-price", &price, Field { name: &name("price"), kind: Kind::Money, ..Field::default() }))
            (form.select("label-vat", stored.map_or(usual.name(), |line| line.vat.name()), Field { name: &name("vat"), ..Field::default() }, &kinds))
            @if let Some(article) = stored.and_then(|line| line.article) { input type="hidden" name=(name("article")) value=(article); }
            button.button.small.quiet.only type="button" data-row-remove aria-label=(cx.t("finance-remove-line")) { (icon(Icon::X)) }
        }
    }
}

/// For whom: a search and what it found.
fn choose(cx: &Cx, address: &str, q: Option<&str>, found: &[(CustomerId, String, String)]) -> Markup {
    let body = html! {
        form.filters role="search" action=(address) aria-label=(cx.t("finance-choose-customer")) {
            div.with-icon.grow {
                (icon(Icon::Search))
                label.visually-hidden for="q" { (cx.t("label-customer")) }
                input.input id="q" name="q" type="search" autofocus placeholder=(cx.t("label-name")) value=[q];
            }
            button.button.small type="submit" { (cx.t("button-search")) }
        }
        ul.mini {
            @for (id, name, city) in found {
                li { a href={ (address) "?customer=" (id) } { b { (name) } } span."line-2" { (city) } }
            }
        }
    };
    panel(Panel { id: "choose", title: &cx.t("finance-choose-customer"), full: Some(body), ..Panel::default() })
}
