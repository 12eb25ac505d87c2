//! Drawing up a contract: with whom, on which machines, on which terms.

use api::App;
use axum::{
    Router,
    extract::{Path, Query},
    routing::get,
};
use domain::{CustomerId, Permission, contract::Kind as Agreed};
use maud::{Markup, html};
use projections::{
    finance,
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
    components::{Button, Field, Kind, Look, PageHead, Panel, crumbs, link_button, page_head, panel, submit},
    cx::{Answer, Cx},
    form::Form,
    icons::Icon,
    pages::finance::choose,
};

/// The addresses of these pages.
pub fn routes() -> Router<App> {
    Router::new().route("/contracts/new", get(new)).route("/contracts/{id}/edit", get(edit))
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    customer: Option<String>,
    #[serde(default)]
    q: Option<String>,
}

async fn new(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::EditContracts)?;
    let pool = &cx.reads(&DEPARTMENT).pool;
    let title = cx.t("contracts-new");
    let customer = asked.customer.as_deref().and_then(|id| id.parse::<CustomerId>().ok());
    let name = match customer {
        Some(customer) => parties::name_of(pool, customer).await?,
        None => None,
    };
    let body = match customer.filter(|_| name.is_some()) {
        Some(customer) => {
            let machines = parties::machines_at(pool, customer).await?;
            let form = Form::new(&cx, "/contracts/draft").next("/contracts/{id}").done("done-saved");
            let hidden = html! {
                input type="hidden" name="customer" value=(customer);
                input type="hidden" name="salesperson" value=(cx.session.user);
            };
            fill_in(&cx, form, "terms.", hidden, &machines, None, "/contracts")
        }
        None => {
            let pool = &cx.reads(&finance::DEPARTMENT).pool;
            let found = finance::customers::find(pool, asked.q.as_deref().unwrap_or_default()).await?;
            choose(&cx, "/contracts/new", asked.q.as_deref(), &found)
        }
    };
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-contracts"), Some("/contracts")), (&title, None)]))
        (page_head(PageHead { title: &title, lead: name.map(|name| html! { (name) }), ..PageHead::default() }))
        (body)
    };
    Ok(cx.page(&title, content))
}

async fn edit(cx: Cx, Path(id): Path<String>) -> Answer {
    cx.require(Permission::EditContracts)?;
    let card = found(&cx, &id).await?;
    let machines = parties::machines_at(&cx.reads(&DEPARTMENT).pool, card.row.customer).await?;
    let back = format!("/contracts/{id}");
    let title = cx.tr("contracts-contract", &[("number", format!("C-{}", card.row.number).into())]);
    let form = Form::new(&cx, format!("{back}/change")).next(back.as_str()).revision(card.row.revision);
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-contracts"), Some("/contracts")), (&title, Some(&back)), (&cx.t("button-change"), None)]))
        (page_head(PageHead { title: &title, lead: Some(html! { (card.row.customer_name) }), ..PageHead::default() }))
        (fill_in(&cx, form, "", html! {}, &machines, Some(&card), &back))
    };
    Ok(cx.page(&title, content))
}

fn fill_in(
    cx: &Cx,
    form: Form<'_>,
    before: &str,
    hidden: Markup,
    machines: &[Machine],
    card: Option<&Card>,
    back: &str,
) -> Markup {
    let name = |field: &str| format!("{before}{field}");
    let kinds: Vec<_> =
        Agreed::ALL.iter().map(|kind| (kind.name(), cx.t(&format!("document-kind-{}", kind.name())))).collect();
    let kinds: Vec<(&str, &str)> = kinds.iter().map(|(value, text)| (*value, text.as_ref())).collect();
    let number = |of: fn(&Card) -> i64, usual: &str| card.map_or_else(|| usual.to_owned(), |card| of(card).to_string());
    let fee = card.map(|card| decimal(cx.lang(), card.row.monthly_fee.cents, 2)).unwrap_or_default();
    let starts = card.map(|card| date_digits(cx.lang(), card.row.starts)).unwrap_or_default();
    let covered = |machine: &Machine| card.is_some_and(|card| card.machines.iter().any(|one| one.id == machine.id));
    let months = |label: &str, field: &str, stored: String| {
        form.field(label, &stored, Field { name: &name(field), kind: Kind::Number, ..Field::default() })
    };
    let body = html! {
        (hidden)
        (form.select("label-kind", card.map_or("service", |card| &card.row.kind), Field { name: &name("kind"), ..Field::default() }, &kinds))
        @if !machines.is_empty() {
            fieldset.stack.tight {
                legend.label { (cx.t("contracts-machines")) }
                @for machine in machines {
                    label.check {
                        input type="checkbox" name=(name("machines")) value=(machine.id)
                            checked[form.checked(&name("machines"), &machine.id.to_string(), covered(machine))];
                        span { (machine.model) " " span.muted { (machine.serial.as_deref().unwrap_or_default()) } }
                    }
                }
            }
        }
        (form.field("contracts-fee", &fee, Field { name: &name("monthly_fee"), kind: Kind::Money, ..Field::default() }))
        (form.field("contracts-starts", &starts, Field { name: &name("starts"), kind: Kind::Date, ..Field::default() }))
        (months("contracts-first-term", "first_term", number(|card| card.first_term, "36")))
        (months("contracts-renewal", "renewal", number(|card| card.renewal, "12")))
        (months("contracts-notice", "notice", number(|card| card.notice, "3")))
        (form.textarea("contracts-remarks", card.and_then(|card| card.remarks.as_deref()).unwrap_or_default(), Field { name: &name("remarks"), optional: true, ..Field::default() }, 3))
        div.actions {
            (submit(Button { text: &cx.t("button-save"), look: Look::Primary, icon: Some(Icon::Check), ..Button::default() }))
            (link_button(back, Button { text: &cx.t("button-cancel"), ..Button::default() }))
        }
    };
    panel(Panel { id: "terms", title: &cx.t("contracts-terms"), body: Some(form.show(body)), ..Panel::default() })
}
