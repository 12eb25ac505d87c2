//! The form of a customer, new or known.

use axum::extract::Path;
use domain::Permission;
use maud::{Markup, html};
use projections::customers::card::Card;

use super::{customer, doubles, named};
use crate::{
    components::*,
    cx::{Answer, Cx},
    form::Form,
    icons::{Icon, icon},
};

/// The country of who does not say which.
const HOME: &str = "NL";

/// `GET /customers/new`.
pub(super) async fn new(cx: Cx) -> Answer {
    cx.require(Permission::EditCustomers)?;
    let title = cx.t("customers-new");
    let form = Form::new(&cx, "/customers/register").done("customers-done-new");
    let alike = doubles::pointed_out(&cx, &form).await?;
    Ok(cx.page(&title, around(&cx, &title, &[(&title, None)], &form, None, "/customers", alike)))
}

/// `GET /customers/{id}/edit`.
pub(super) async fn edit(cx: Cx, Path(id): Path<String>) -> Answer {
    cx.require(Permission::EditCustomers)?;
    let card = customer(&cx, &id).await?;
    let (title, name, here) = (cx.t("customers-edit"), named(&cx, &card.name), format!("/customers/{id}"));
    let form = Form::new(&cx, format!("/customers/{id}/change")).revision(card.revision);
    Ok(cx.page(
        &title,
        around(&cx, &title, &[(&name, Some(&here)), (&title, None)], &form, Some(&card), &here, html! {}),
    ))
}

fn around(
    cx: &Cx,
    title: &str,
    way: &[(&str, Option<&str>)],
    form: &Form<'_>,
    card: Option<&Card>,
    back: &str,
    first: Markup,
) -> Markup {
    let list = cx.t("nav-customers");
    let way: Vec<_> = std::iter::once((list.as_ref(), Some("/customers"))).chain(way.iter().copied()).collect();
    // Of this customer as they are now: what was typed over something older would undo a colleague's change.
    let draft = card.map_or_else(|| "new-customer".into(), |card| format!("customer-{}-{}", card.id, card.revision));
    html! {
        (crumbs(&cx.t("customers-crumbs"), &way))
        (page_head(PageHead { title, ..PageHead::default() }))
        (form.show_with(&[("data-draft", &draft)], html! { (first) (body(cx, form, card, back)) }))
    }
}

fn body(cx: &Cx, form: &Form<'_>, card: Option<&Card>, back: &str) -> Markup {
    let of = |read: fn(&Card) -> &str| card.map(read).unwrap_or_default();
    let maybe = |read: fn(&Card) -> &Option<String>| card.and_then(|card| read(card).as_deref()).unwrap_or_default();
    let field = |name: &'static str, width: u8, kind: Kind, optional: bool| Field {
        name,
        width,
        kind,
        optional,
        ..Field::default()
    };
    let days = card.and_then(|card| card.payment_days).map(|days| days.to_string()).unwrap_or_default();
    let other = card.and_then(|card| card.invoicing.as_ref());
    let invoicing = other.map(|address| {
        [
            address.street.to_string(),
            address.postcode.to_string(),
            address.city.to_string(),
            address.country.to_string(),
        ]
    });
    let [street, postcode, city, land] = invoicing.unwrap_or_default();
    let country = if card.is_some() { of(|card| &card.country) } else { HOME };
    let (countries, elsewhere) = (countries(cx, country, HOME), countries(cx, &land, ""));
    let countries: Vec<(&str, &str)> = countries.iter().map(|(code, name)| (code.as_str(), name.as_str())).collect();
    let elsewhere: Vec<(&str, &str)> = elsewhere.iter().map(|(code, name)| (code.as_str(), name.as_str())).collect();
    let kind = form.value("kind", if card.is_some() { of(|card| &card.kind) } else { "company" });
    let kinds = ["company", "person"].map(|value| (value, cx.t(&format!("customers-kind-{value}"))));
    let kinds =
        kinds.each_ref().map(|(value, text)| Choice { value, text, checked: *value == kind, ..Choice::default() });
    let languages = ["nl", "en", "pl"].map(|code| (code, cx.t(&format!("language-{code}"))));
    let languages = languages.each_ref().map(|(code, name)| (*code, name.as_ref()));
    let language = if card.is_some() { of(|card| &card.language) } else { "nl" };
    let (save, cancel) = (cx.t("button-save"), cx.t("button-cancel"));
    html! {
        (panel(Panel {
            id: "who",
            title: &cx.t("customers-who"),
            body: Some(html! {
                (choices(&cx.words(), Choices { name: "kind", legend: &cx.t("label-kind"), choices: &kinds, error: form.error("kind"), ..Choices::default() }))
                div.form-grid."mt-3" {
                    (form.field("label-name", of(|card| &card.name), Field { autofocus: card.is_none(), ..field("name", 0, Kind::Text, false) }))
                    (form.field("label-phone", maybe(|card| &card.phone), field("phone", 6, Kind::Phone, true)))
                    (form.field("customers-email", maybe(|card| &card.email), Field { hint: Some(&cx.t("customers-email-hint")), ..field("email", 6, Kind::Email, true) }))
                }
            }),
            ..Panel::default()
        }))
        (panel(Panel {
            id: "visiting",
            title: &cx.t("customers-visiting"),
            body: Some(html! {
                div.form-grid {
                    (form.field("label-street", of(|card| &card.street), field("visiting.street", 0, Kind::Text, false)))
                    (form.field("label-postcode", of(|card| &card.postcode), field("visiting.postcode", 3, Kind::Text, false)))
                    (form.field("label-place", of(|card| &card.city), field("visiting.city", 6, Kind::Text, false)))
                    (form.select("label-country", country, field("visiting.country", 3, Kind::Text, false), &countries))
                }
            }),
            ..Panel::default()
        }))
        (panel(Panel {
            id: "money",
            title: &cx.t("nav-invoices"),
            body: Some(html! {
                div.form-grid {
                    (form.field("customers-company-number", maybe(|card| &card.company_number), field("company_number", 4, Kind::Text, true)))
                    (form.field("customers-vat-number", maybe(|card| &card.vat_number), field("vat_number", 4, Kind::Text, true)))
                    (form.field("customers-payment-term", &days, Field { hint: Some(&cx.t("customers-payment-term-hint")), ..field("payment_days", 4, Kind::Number, true) }))
                    (form.field("customers-invoice-email", maybe(|card| &card.invoice_email), field("invoice_email", 6, Kind::Email, true)))
                    (form.select("label-language", language, Field { hint: Some(&cx.t("customers-language-hint")), ..field("language", 6, Kind::Text, false) }, &languages))
                }
                details.disclosure."mt-3" open[!street.is_empty() || form.refused()] {
                    summary { (icon(Icon::Right)) (cx.t("customers-other-invoicing")) }
                    div.form-grid."mt-2" {
                        (form.field("label-street", &street, field("invoicing.street", 0, Kind::Text, true)))
                        (form.field("label-postcode", &postcode, field("invoicing.postcode", 3, Kind::Text, true)))
                        (form.field("label-place", &city, field("invoicing.city", 6, Kind::Text, true)))
                        (form.select("label-country", if land == HOME { "" } else { &land }, field("invoicing.country", 3, Kind::Text, false), &elsewhere))
                    }
                }
            }),
            ..Panel::default()
        }))
        div.actions {
            (submit(Button { text: &save, look: Look::Primary, key_hint: Some("Ctrl ↵"), ..Button::default() }))
            (link_button(back, Button { text: &cancel, closes: true, ..Button::default() }))
        }
    }
}

/// The countries to choose from by name, the own one first under `home`; what is stored is always among them.
fn countries(cx: &Cx, stored: &str, home: &str) -> Vec<(String, String)> {
    let lang = cx.lang();
    let other = Some(stored).filter(|code| !code.is_empty() && !texts::COUNTRIES.contains(code));
    let codes = texts::COUNTRIES.into_iter().chain(other).filter(|code| *code != HOME);
    let mut named: Vec<_> = codes.map(|code| (code.to_owned(), texts::country(lang, code).into_owned())).collect();
    named.sort_by_key(|(_, name)| projections::text::fold(name));
    named.insert(0, (home.to_owned(), texts::country(lang, HOME).into_owned()));
    named
}
