//! Settings: who we are, VAT rates, the hourly rate, days of payment, reminders and warnings.

use api::App;
use axum::{Router, routing::get};
use domain::{
    Permission,
    settings::{COMPANY, Company, Settings, State, VatKind},
};
use maud::{Markup, html};
use texts::format;

use crate::{
    components::{
        Button, Column, Field, Kind, Look, PageHead, Panel, Size, Table, crumbs, link_button, owner_badge, page_head,
        panel, submit, table,
    },
    cx::{Answer, Cx},
    form::Form,
    pages::undo::marks::history,
};

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/settings", get(show))
        .route("/settings/vat", get(|cx: Cx| change(cx, "management-vat", vat_form)))
        .route("/settings/retention", get(|cx: Cx| change(cx, "management-retention", retention_form)))
        .route("/settings/closings", get(|cx: Cx| change(cx, "management-free-days", super::free_days::closing_form)))
        .route("/settings/hourly", get(|cx: Cx| change(cx, "management-hourly", hourly_form)))
}

async fn show(cx: Cx) -> Answer {
    cx.require(Permission::SeeSettings)?;
    let (state, _) = cx.app.log.state::<Settings>(COMPANY).await?;
    let title = cx.t("nav-settings");
    let managed = cx.tr("text-managed-by", &[("department", cx.t("department-administrator").into())]);
    let content = html! {
        (page_head(PageHead {
            title: &title,
            badges: (!cx.may(Permission::EditSettings)).then(|| owner_badge(&managed)),
            lead: Some(html! { (cx.t("management-settings-lead")) }),
            ..PageHead::default()
        }))
        div.split {
            div.stack { (company(&cx, state.company.as_ref())) (super::levels::panel_of(&cx, &state)) (super::telling::panel_of(&cx).await?) (super::messages::panel_of(&cx).await?) (super::review_rules::rules(&cx, &state)) }
            div.stack { (vat(&cx, &state)) (hourly(&cx, &state)) (retention(&cx, &state)) (days(&cx, &state)) (super::free_days::panel_of(&cx, &state)) (history(&cx, &format!("settings-{COMPANY}")).await) }
        }
    };
    Ok(cx.page(&title, content))
}

pub(super) fn form<'a>(cx: &'a Cx, command: &str) -> Form<'a> {
    Form::new(cx, format!("/settings/{COMPANY}/{command}")).next("/settings")
}

/// The button, for who may.
pub(super) fn save(cx: &Cx) -> Markup {
    html! {
        @if cx.may(Permission::EditSettings) {
            div { (submit(Button { text: &cx.t("button-save"), look: Look::Dark, ..Button::default() })) }
        }
    }
}

fn company(cx: &Cx, company: Option<&Company>) -> Markup {
    let form = form(cx, "change-company");
    let readonly = !cx.may(Permission::EditSettings);
    let of = |get: fn(&Company) -> String| company.map(get).unwrap_or_default();
    let fields = [
        ("label-name", "name", of(|one| one.name.to_string()), Kind::Text),
        ("label-street", "address.street", of(|one| one.address.street.to_string()), Kind::Text),
        ("label-postcode", "address.postcode", of(|one| one.address.postcode.to_string()), Kind::Text),
        ("label-place", "address.city", of(|one| one.address.city.to_string()), Kind::Text),
        ("field-company-number", "company_number", of(|one| one.company_number.to_string()), Kind::Text),
        ("field-vat-number", "vat_number", of(|one| one.vat_number.to_string()), Kind::Text),
        ("field-iban", "iban", of(|one| one.iban.to_string()), Kind::Text),
        ("label-phone", "phone", of(|one| one.phone.to_string()), Kind::Phone),
        ("label-email", "email", of(|one| one.email.to_string()), Kind::Email),
    ];
    let management = of(|one| one.management_email.as_ref().map(ToString::to_string).unwrap_or_default());
    let body = form.show(html! {
        div.cols-2 {
        @for (label, name, stored, kind) in &fields {
            (form.field(label, stored, Field { name, kind: *kind, readonly, ..Field::default() }))
        }
        (form.field("field-management-email", &management, Field { name: "management_email", kind: Kind::Email, optional: true, readonly, ..Field::default() }))
        }
        (save(cx))
    });
    panel(Panel { id: "company", title: &cx.t("management-company"), body: Some(body), ..Panel::default() })
}

fn vat(cx: &Cx, state: &State) -> Markup {
    let rows = html! {
        @for ((kind, from), rate) in &state.vat {
            tr {
                th scope="row" { (cx.t(&format!("management-vat-{}", kind.name()))) }
                td { (format::date_digits(cx.lang(), *from)) }
                td.right { (format::quantity(cx.lang(), i64::from(rate.basis_points()) * 10)) "%" }
            }
        }
    };
    rates(cx, "vat", &["label-kind", "label-from", "field-rate"], rows)
}

fn hourly(cx: &Cx, state: &State) -> Markup {
    let rows = html! {
        @for (from, rate) in &state.hourly {
            tr {
                th scope="row" { (format::date_digits(cx.lang(), *from)) }
                td.right.amount { (format::euros(cx.lang(), rate.cents, rate.currency.code())) }
            }
        }
    };
    rates(cx, "hourly", &["label-from", "field-rate"], rows)
}

fn retention(cx: &Cx, state: &State) -> Markup {
    let rows = html! {
        @for ((country, from), years) in &state.retention {
            tr {
                th scope="row" { (texts::country(cx.lang(), country.as_str())) }
                td { (format::date_digits(cx.lang(), *from)) }
                td.right { (years) }
            }
        }
    };
    rates(cx, "retention", &["field-country", "label-from", "field-years"], rows)
}

/// Rates with the day from which each holds; the last column holds figures.
fn rates(cx: &Cx, id: &str, titles: &[&str], rows: Markup) -> Markup {
    let title = cx.t(&format!("management-{id}"));
    let titles: Vec<_> = titles.iter().map(|key| cx.t(key)).collect();
    let last = titles.len() - 1;
    let columns: Vec<Column> =
        titles.iter().enumerate().map(|(n, title)| Column { title, right: n == last, ..Column::default() }).collect();
    let change = Button { text: &cx.t("button-change"), size: Size::Small, ..Button::default() };
    panel(Panel {
        id,
        title: &title,
        end: cx.may(Permission::EditSettings).then(|| link_button(&format!("/settings/{id}"), change)),
        full: Some(table(Table {
            caption: &super::words::caption(cx, &title),
            columns: &columns,
            rows,
            ..Table::default()
        })),
        ..Panel::default()
    })
}

/// A page with one form.
async fn change(cx: Cx, title: &str, fields: fn(&Cx) -> Markup) -> Answer {
    cx.require(Permission::EditSettings)?;
    let title = cx.t(title);
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-settings"), Some("/settings")), (&title, None)]))
        (page_head(PageHead { title: &title, lead: Some(html! { (cx.t("management-settings-lead")) }), ..PageHead::default() }))
        (panel(Panel { id: "new-rate", title: &cx.t("button-change"), body: Some(fields(&cx)), ..Panel::default() }))
    };
    Ok(cx.page(&title, content))
}

fn vat_form(cx: &Cx) -> Markup {
    // The zero rate and what is moved to the customer are zero by law; nothing is set there.
    let kinds = [VatKind::Standard, VatKind::Reduced]
        .map(|kind| (kind.name(), cx.t(&format!("management-vat-{}", kind.name()))));
    let options: Vec<(&str, &str)> = kinds.iter().map(|(name, text)| (*name, text.as_ref())).collect();
    let form = form(cx, "set-vat-rate");
    form.show(html! {
        (form.select("label-kind", "standard", Field { name: "kind", ..Field::default() }, &options))
        (form.field("label-from", "", Field { name: "from", kind: Kind::Date, ..Field::default() }))
        (form.field("management-percentage", "", Field { name: "rate", kind: Kind::Decimal, ..Field::default() }))
        (save(cx))
    })
}

fn retention_form(cx: &Cx) -> Markup {
    let form = form(cx, "set-invoice-retention");
    form.show(html! {
        (form.field("field-country", "NL", Field { name: "country", ..Field::default() }))
        (form.field("label-from", "", Field { name: "from", kind: Kind::Date, ..Field::default() }))
        (form.field("field-years", "", Field { name: "years", kind: Kind::Number, ..Field::default() }))
        (save(cx))
    })
}

fn hourly_form(cx: &Cx) -> Markup {
    let form = form(cx, "set-hourly-rate");
    form.show(html! {
        (form.field("label-from", "", Field { name: "from", kind: Kind::Date, ..Field::default() }))
        (form.field("label-amount", "", Field { name: "rate", kind: Kind::Money, ..Field::default() }))
        (save(cx))
    })
}

fn days(cx: &Cx, state: &State) -> Markup {
    let readonly = !cx.may(Permission::EditSettings);
    let several = |command: &str, label: &str, stored: &[u16], rows: usize| {
        let form = form(cx, command);
        form.show(html! {
            fieldset {
                legend { (cx.t(label)) }
                @if let Some(error) = form.error("days") { p.error { (error) } }
                div.row {
                    @for n in 0..rows {
                        @let name = format!("days.{n}");
                        @let value = stored.get(n).map(ToString::to_string).unwrap_or_default();
                        input.input.narrow name=(name) inputmode="numeric" readonly[readonly]
                            aria-label=(cx.tr("management-days-nth", &[("what", cx.t(label).into()), ("n", (n + 1).into())]))
                            value=(form.value(&name, value));
                    }
                }
            }
            (save(cx))
        })
    };
    let payment = form(cx, "set-payment-days");
    let hours = form(cx, "set-opening-hours");
    let at = |time: chrono::NaiveTime| time.format("%H:%M").to_string();
    let stored = state.payment_days.map(|days| days.to_string()).unwrap_or_default();
    let body = html! {
        div.stack {
            (payment.show(html! {
                (payment.field("field-payment-days", &stored, Field { name: "days", kind: Kind::Number, readonly, ..Field::default() }))
                (save(cx))
            }))
            (hours.show(html! {
                div.cols-2 {
                    (hours.field("management-open-from", &at(state.calendar.opening.from), Field { name: "from", kind: Kind::Time, readonly, ..Field::default() }))
                    (hours.field("management-open-until", &at(state.calendar.opening.until), Field { name: "until", kind: Kind::Time, readonly, ..Field::default() }))
                }
                p.hint { (cx.t("management-open-hint")) }
                (save(cx))
            }))
            (several("set-reminder-days", "management-reminder-days", &state.reminder_days, 3))
            (several("set-contract-alert-days", "management-contract-days", &state.contract_alert_days, 3))
            (several("set-warranty-alert-days", "management-warranty-days", state.warranty_alert_days(), 3))
        }
    };
    panel(Panel { id: "periods", title: &cx.t("management-days"), body: Some(body), ..Panel::default() })
}
