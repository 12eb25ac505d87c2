//! Drawing up a contract: with whom, on which machines, on which terms.

use api::App;
use axum::{Router, extract::Path, routing::get};
use domain::{CustomerId, Permission, contract::Kind as Agreed};
use maud::{Markup, html};
use projections::{
    customers,
    sales::{
        DEPARTMENT,
        contract::Card,
        parties::{self, Machine},
    },
};
use serde::Deserialize;
use texts::format::{date_digits, decimal};

use super::contract::found;
use crate::{
    components::{
        Button, Field, Kind, Look, PageHead, Panel, Suggest, combobox, crumbs, link_button, page_head, panel, submit,
    },
    cx::{Answer, Cx, Query, Refusal},
    form::Form,
    pages::opportunities::salespeople,
};

const NEW: &str = "/contracts/new";

/// The addresses of these pages.
pub fn routes() -> Router<App> {
    Router::new().route(NEW, get(new)).route("/contracts/{id}/edit", get(edit))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    customer: Option<String>,
}

async fn new(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::EditContracts)?;
    let title = cx.t("contracts-new");
    let here = crate::cx::address(NEW, &[("customer", asked.customer.as_deref())]);
    let form =
        Form::new(&cx, "/contracts/draft").next("/contracts/{id}").done("contracts-done-drafted").page(here.as_str());
    let chosen = form.value("customer", asked.customer.unwrap_or_default());
    let card = match chosen.as_str() {
        "" => None,
        id => customers::card::one(&cx.reads(&customers::DEPARTMENT).pool, id, cx.today()).await?,
    };
    let card = card.filter(|card| !card.archived);
    let whom = card.as_ref().map(|card| card.name.as_str()).unwrap_or_default();
    let machines = machines_of(&cx, card.as_ref().map(|card| card.id.as_str())).await?;
    let colleagues = salespeople(&cx).await?;
    let colleagues: Vec<(&str, &str)> = colleagues.iter().map(|(id, name)| (id.as_str(), name.as_str())).collect();
    let suggest = Suggest {
        url: "/suggest/customers",
        into: "customer",
        chosen: card.as_ref().map(|card| card.id.as_str()).unwrap_or_default(),
        depends: Some(("machines-part", NEW)),
    };
    let first = html! {
        (combobox(&cx.words(), Field {
            name: "_customer", label: &cx.t("label-customer"), value: &form.value("_customer", whom), width: 8,
            error: form.choice_error("customer", "_customer").as_deref(), hint: Some(&cx.t("customers-suggest-hint")), autofocus: card.is_none(), ..Field::default()
        }, suggest))
        (form.select("opportunities-salesperson", &cx.session.user.to_string(), Field { name: "salesperson", width: 4, ..Field::default() }, &colleagues))
    };
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-contracts"), Some("/contracts")), (&title, None)]))
        (page_head(PageHead { title: &title, lead: Some(html! { (cx.t("contracts-new-lead")) }), ..PageHead::default() }))
        (fill_in(&cx, form, "terms.", first, &machines, None, "/contracts", &here))
    };
    Ok(cx.page(&title, content))
}

async fn machines_of(cx: &Cx, customer: Option<&str>) -> Result<Vec<Machine>, Refusal> {
    match customer.and_then(|id| id.parse::<CustomerId>().ok()) {
        Some(customer) => Ok(parties::machines_at(&cx.reads(&DEPARTMENT).pool, customer).await?),
        None => Ok(Vec::new()),
    }
}

async fn edit(cx: Cx, Path(id): Path<String>) -> Answer {
    cx.require(Permission::EditContracts)?;
    let card = found(&cx, &id).await?;
    let machines = parties::machines_at(&cx.reads(&DEPARTMENT).pool, card.row.customer).await?;
    let (back, number) = (format!("/contracts/{id}"), format!("C-{}", card.row.number));
    let title = cx.tr("contracts-contract", &[("number", (&number).into())]);
    let form = Form::new(&cx, format!("{back}/change")).next(back.as_str()).revision(card.row.revision);
    let draft = format!("contract-{id}-{}", card.row.revision);
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-contracts"), Some("/contracts")), (&number, Some(&back)), (&cx.t("button-change"), None)]))
        (page_head(PageHead { title: &title, lead: Some(html! { (cx.customer(&card.row.customer_name)) }), ..PageHead::default() }))
        (fill_in(&cx, form, "", html! {}, &machines, Some(&card), &back, &draft))
    };
    Ok(cx.page(&title, content))
}

#[allow(clippy::too_many_arguments, reason = "the two forms differ in these")]
fn fill_in(
    cx: &Cx,
    form: Form<'_>,
    before: &str,
    first: Markup,
    machines: &[Machine],
    card: Option<&Card>,
    back: &str,
    draft: &str,
) -> Markup {
    let name = |field: &str| format!("{before}{field}");
    let kinds: Vec<_> =
        Agreed::ALL.iter().map(|kind| (kind.name(), cx.t(&format!("document-kind-{}", kind.name())))).collect();
    let kinds: Vec<(&str, &str)> = kinds.iter().map(|(value, text)| (*value, text.as_ref())).collect();
    let number = |of: fn(&Card) -> i64, usual: &str| card.map_or_else(|| usual.to_owned(), |card| of(card).to_string());
    let fee = card.map(|card| decimal(cx.lang(), card.row.monthly_fee.cents, 2)).unwrap_or_default();
    let starts = card.map(|card| date_digits(cx.lang(), card.row.starts)).unwrap_or_default();
    let months = |label: &str, field: &str, hint: &str, stored: String| {
        let hint = cx.t(hint);
        form.field(
            label,
            &stored,
            Field { name: &name(field), kind: Kind::Number, width: 4, hint: Some(&hint), ..Field::default() },
        )
    };
    let body = html! {
        div.form-grid {
            (first)
            (form.select("label-kind", card.map_or("service", |card| &card.row.kind), Field { name: &name("kind"), width: 4, ..Field::default() }, &kinds))
            (form.field("contracts-fee", &fee, Field { name: &name("monthly_fee"), kind: Kind::Money, width: 4, hint: Some(&cx.t("contracts-fee-hint")), ..Field::default() }))
            (form.field("contracts-starts", &starts, Field { name: &name("starts"), kind: Kind::Date, width: 4, hint: Some(&cx.t("contracts-starts-hint")), ..Field::default() }))
            (months("contracts-first-term", "first_term", "contracts-first-term-hint", number(|card| card.first_term, "36")))
            (months("contracts-renewal", "renewal", "contracts-renewal-hint", number(|card| card.renewal, "12")))
            (months("contracts-notice", "notice", "contracts-notice-hint", number(|card| card.notice, "3")))
            (months("contracts-hours", "hours", "contracts-hours-hint", card.and_then(|card| card.hours).map(|hours| (hours.budget / 60).to_string()).unwrap_or_default()))
            (months("contracts-hours-alert", "hours_alert", "contracts-hours-alert-hint", card.and_then(|card| card.hours).map(|hours| hours.alert.to_string()).unwrap_or_default()))
            div.field id="machines-part" { (covered(cx, &form, &name("machines"), machines, card)) }
            (form.textarea("contracts-remarks", card.and_then(|card| card.remarks.as_deref()).unwrap_or_default(), Field { name: &name("remarks"), optional: true, ..Field::default() }, 3))
        }
        div.actions {
            (submit(Button { text: &cx.t("button-save"), look: Look::Primary, key_hint: Some("Ctrl ↵"), ..Button::default() }))
            (link_button(back, Button { text: &cx.t("button-cancel"), closes: true, ..Button::default() }))
        }
    };
    let form = form.show_with(&[("data-draft", draft)], body);
    panel(Panel { id: "terms", title: &cx.t("contracts-terms"), body: Some(form), ..Panel::default() })
}

/// The machines that stand there, to choose on which the contract is.
fn covered(cx: &Cx, form: &Form<'_>, name: &str, machines: &[Machine], card: Option<&Card>) -> Markup {
    let agreed = |machine: &Machine| card.is_some_and(|card| card.machines.iter().any(|one| one.id == machine.id));
    html! {
        @if machines.is_empty() {
            p.hint { (cx.t("contracts-machines-none")) }
        } @else {
            fieldset.stack.tight {
                legend.label { (cx.t("contracts-machines")) " " span.optional { (cx.t("label-optional")) } }
                @for machine in machines {
                    label.check {
                        input type="checkbox" name=(name) value=(machine.id)
                            checked[form.checked(name, &machine.id.to_string(), agreed(machine))];
                        span {
                            (machine.model)
                            span."line-2" { ([machine.serial.as_deref(), machine.place.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" · ")) }
                        }
                    }
                }
            }
        }
    }
}
