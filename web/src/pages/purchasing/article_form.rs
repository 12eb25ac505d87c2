//! Writing down an article, and changing what is known of it.

use api::App;
use axum::{Router, extract::Path, routing::get};
use domain::{Permission, settings::VatKind};
use maud::{Markup, html};
use projections::purchasing::{DEPARTMENT, articles::Article, suppliers};

use super::{article::found, words};
use crate::{
    components::{Button, Field, Kind, Look, PageHead, Panel, crumbs, link_button, page_head, panel, submit},
    cx::{Answer, Cx, Refusal},
    form::Form,
};

/// The addresses of these pages.
pub fn routes() -> Router<App> {
    Router::new().route("/articles/new", get(new)).route("/articles/{id}/edit", get(edit))
}

async fn new(cx: Cx) -> Answer {
    cx.require(Permission::EditStock)?;
    let form = Form::new(&cx, "/articles/register");
    let (title, back) = (cx.t("purchasing-new-article"), "/stock");
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-stock"), Some(back)), (&title, None)]))
        (page_head(PageHead { title: &title, ..PageHead::default() }))
        (fields(&cx, form, None, back).await?)
    };
    Ok(cx.page(&title, content))
}

async fn edit(cx: Cx, Path(id): Path<String>) -> Answer {
    let article = found(&cx, &id, Permission::EditStock).await?;
    let back = format!("/articles/{id}");
    let form = Form::new(&cx, format!("{back}/change")).next(back.as_str()).revision(article.revision);
    let title = cx.tr("purchasing-change-article", &[("article", (&article.name).into())]);
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-stock"), Some("/stock")), (&article.name, Some(&back)), (&cx.t("button-change"), None)]))
        (page_head(PageHead { title: &title, ..PageHead::default() }))
        (fields(&cx, form, Some(&article), &back).await?)
    };
    Ok(cx.page(&title, content))
}

/// The fields; those of a new article lie one level deeper in its command.
async fn fields(cx: &Cx, form: Form<'_>, known: Option<&Article>, back: &str) -> Result<Markup, Refusal> {
    let lang = cx.lang();
    let name = |field: &str| if known.is_some() { field.to_owned() } else { format!("article.{field}") };
    let text = |field: &str, label: &str, stored: String, with: Field<'_>| {
        form.field(label, &stored, Field { name: &name(field), ..with })
    };
    let of = |stored: fn(&Article) -> String| known.map(stored).unwrap_or_default();
    let figure = |stored: fn(&Article) -> domain::Quantity| {
        known.map(|one| words::typed_quantity(lang, stored(one))).unwrap_or_default()
    };
    let price = |stored: fn(&Article) -> domain::Money| {
        known.map(|one| words::typed_money(lang, stored(one))).unwrap_or_default()
    };
    let optional = Field { optional: true, ..Field::default() };
    let decimal = Field { kind: Kind::Decimal, ..Field::default() };
    let amount = Field { kind: Kind::Money, ..Field::default() };
    let goods = html! {
        @if known.is_none() { (form.field("purchasing-article-number", "", Field { name: "number", autofocus: true, ..Field::default() })) }
        (text("name", "label-name", of(|one| one.name.clone()), Field::default()))
        div.cols-2 {
            (text("unit", "field-unit", of(|one| one.unit.clone()), Field { hint: Some(&cx.t("purchasing-unit-hint")), ..Field::default() }))
            (text("place", "field-place", of(|one| one.place.clone().unwrap_or_default()), optional))
        }
    };
    let buying = html! {
        (supplier(cx, &form, &name("supplier"), known).await?)
        (text("supplier_number", "field-supplier-number", of(|one| one.supplier_number.clone().unwrap_or_default()), optional))
        div.cols-2 {
            (text("purchase_price", "field-purchase-price", price(|one| one.purchase_price), amount))
            (text("sales_price", "field-sales-price", price(|one| one.sales_price), amount))
        }
        (vat(cx, &form, &name("vat"), known))
    };
    let months = of(|one| one.service_months.map(|months| months.to_string()).unwrap_or_default());
    let warranty = of(|one| one.warranty_months.map(|months| months.to_string()).unwrap_or_default());
    let sold = html! {
        (text("service_months", "field-service-months", months, Field { kind: Kind::Number, hint: Some(&cx.t("purchasing-service-hint")), ..optional }))
        (form.checkbox(&name("plans_service"), "purchasing-plans-service", known.is_some_and(|one| one.plans_service)))
        (text("warranty_months", "field-warranty-months", warranty, Field { kind: Kind::Number, hint: Some(&cx.t("purchasing-warranty-hint")), ..optional }))
        (text("fits", "field-fits", of(|one| one.fits.clone().unwrap_or_default()), Field { hint: Some(&cx.t("purchasing-fits-hint")), ..optional }))
    };
    let stock = html! {
        div.cols-2 {
            @if known.is_none() { (form.field("purchasing-stock-now", "0", Field { name: "stock", ..decimal })) }
            (text("minimum", "field-minimum", figure(|one| one.minimum), Field { hint: Some(&cx.t("purchasing-minimum-hint")), ..decimal }))
            (text("order_quantity", "field-order-quantity", figure(|one| one.order_quantity), decimal))
        }
        (form.checkbox(&name("automatic"), "purchasing-automatic-long", known.is_some_and(|one| one.automatic)))
        p.hint { (cx.t("purchasing-automatic-hint")) }
    };
    let part = |id: &str, title: &str, body: Markup| {
        panel(Panel { id, title: &cx.t(title), body: Some(html! { div.stack { (body) } }), ..Panel::default() })
    };
    Ok(form.show_with(&[("class", "stack record-form")], html! {
        (part("goods", "field-article", goods))
        (part("buying", "department-purchasing", buying))
        (part("keeping", "field-stock", stock))
        (part("sold", "purchasing-service", sold))
        div.actions {
            (submit(Button { text: &cx.t("button-save"), look: Look::Primary, key_hint: Some("Ctrl ↵"), ..Button::default() }))
            (link_button(back, Button { text: &cx.t("button-cancel"), ..Button::default() }))
        }
    }))
}

async fn supplier(cx: &Cx, form: &Form<'_>, name: &str, known: Option<&Article>) -> Result<Markup, Refusal> {
    let sellers = suppliers::all(&cx.reads(&DEPARTMENT).pool).await?;
    let ids: Vec<String> = sellers.iter().map(|one| one.id.to_string()).collect();
    let none = cx.t("purchasing-no-supplier");
    let mut options = vec![("", none.as_ref())];
    options.extend(ids.iter().zip(&sellers).map(|(id, one)| (id.as_str(), one.name.as_str())));
    let stored = known.and_then(|one| one.supplier).map(|id| id.to_string()).unwrap_or_default();
    let hint = cx.t("purchasing-supplier-hint");
    Ok(form.select("field-supplier", &stored, Field { name, hint: Some(&hint), ..Field::default() }, &options))
}

fn vat(cx: &Cx, form: &Form<'_>, name: &str, known: Option<&Article>) -> Markup {
    let texts = VatKind::ALL.map(|kind| cx.t(&format!("purchasing-vat-{}", kind.name())));
    let options: Vec<(&str, &str)> =
        VatKind::ALL.iter().zip(&texts).map(|(kind, text)| (kind.name(), text.as_ref())).collect();
    let stored = known.map(|one| one.vat).unwrap_or_default();
    form.select("field-vat", stored.name(), Field { name, ..Field::default() }, &options)
}
