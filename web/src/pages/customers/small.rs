//! Small forms that open in a dialog and are pages too: a contact person, a machine, putting a customer away.

use axum::extract::Path;
use domain::{MachineId, Permission, messages::Channel};
use maud::{Markup, html};
use projections::customers::{
    card::{Card, Contact},
    machines::{self, Machine},
};

use super::{customer, named, pool};
use crate::{
    components::*,
    cx::{Answer, Cx, Refusal},
    form::Form,
    icons::Icon,
    pages::maintenance::machine_warranty::covers,
};

/// A form as a page that a dialog can take over. `danger` says that it takes something away.
fn page(cx: &Cx, card: &Card, title: &str, form: Form<'_>, body: Markup, save: &str, danger: bool) -> Answer {
    let (name, back, list) = (named(cx, &card.name), format!("/customers/{}", card.id), cx.t("nav-customers"));
    let (save, cancel) = (cx.t(save), cx.t("button-cancel"));
    let look = if danger { Look::Danger } else { Look::Primary };
    let content = html! {
        (crumbs(&cx.t("customers-crumbs"), &[(&list, Some("/customers")), (&name, Some(&back)), (title, None)]))
        (page_head(PageHead { title, ..PageHead::default() }))
        section.panel aria-labelledby="small-title" {
            (form.show_with(&[("data-dialog-part", ""), ("aria-labelledby", "small-title")], html! {
                header { h2 id="small-title" { (title) } }
                div.body.stack { (body) }
                footer.row."gap-s" {
                    (link_button(&back, Button { text: &cancel, closes: true, ..Button::default() }))
                    (submit(Button { text: &save, look, ..Button::default() }))
                }
            }))
        }
    };
    Ok(cx.page(title, content))
}

async fn changing(cx: &Cx, id: &str) -> Result<Card, Refusal> {
    cx.require(Permission::EditCustomers)?;
    customer(cx, id).await
}

fn contact_fields(form: &Form<'_>, contact: Option<&Contact>, names: [&'static str; 4]) -> Markup {
    let stored = |read: fn(&Contact) -> &Option<String>| {
        contact.and_then(|contact| read(contact).as_deref()).unwrap_or_default()
    };
    let field =
        |name: &'static str, kind: Kind, optional: bool| Field { name, kind, optional, width: 6, ..Field::default() };
    let name = contact.map(|contact| contact.name.as_str()).unwrap_or_default();
    html! {
        div.form-grid {
            (form.field("label-name", name, Field { autofocus: true, ..field(names[0], Kind::Text, false) }))
            (form.field("customers-role", stored(|contact| &contact.role), field(names[1], Kind::Text, true)))
            (form.field("label-phone", stored(|contact| &contact.phone), field(names[2], Kind::Phone, true)))
            (form.field("customers-email", stored(|contact| &contact.email), field(names[3], Kind::Email, true)))
        }
    }
}

/// `GET /customers/{id}/contacts/new`.
pub(super) async fn new_contact(cx: Cx, Path(id): Path<String>) -> Answer {
    let card = changing(&cx, &id).await?;
    let form = Form::new(&cx, format!("/customers/{id}/add-contact")).done("customers-done-contact");
    let body = contact_fields(&form, None, ["name", "role", "phone", "email"]);
    page(&cx, &card, &cx.t("customers-new-contact"), form, body, "button-save", false)
}

/// `GET /customers/{id}/contacts/{contact}`.
pub(super) async fn edit_contact(cx: Cx, Path((id, contact)): Path<(String, String)>) -> Answer {
    let card = changing(&cx, &id).await?;
    let Some(known) = card.contacts.iter().find(|known| known.id == contact) else { return Err(cx.not_found()) };
    let form = Form::new(&cx, format!("/customers/{id}/change-contact"))
        .revision(card.revision)
        .next(format!("/customers/{id}/contacts"));
    let body = html! {
        input type="hidden" name="id" value=(contact);
        (contact_fields(&form, Some(known), ["contact.name", "contact.role", "contact.phone", "contact.email"]))
    };
    page(&cx, &card, &cx.t("customers-edit-contact"), form, body, "button-save", false)
}

/// `GET /customers/{id}/contacts/{contact}/remove`.
pub(super) async fn remove_contact(cx: Cx, Path((id, contact)): Path<(String, String)>) -> Answer {
    let card = changing(&cx, &id).await?;
    let Some(known) = card.contacts.iter().find(|known| known.id == contact) else { return Err(cx.not_found()) };
    let form = Form::new(&cx, format!("/customers/{id}/remove-contact"))
        .next(format!("/customers/{id}/contacts"))
        .done("customers-done-contact-removed");
    let body = html! {
        input type="hidden" name="id" value=(contact);
        p { (cx.tr("customers-remove-contact-what", &[("name", named(&cx, &known.name).into())])) }
    };
    page(&cx, &card, &cx.t("customers-remove-contact"), form, body, "button-remove", true)
}

fn machine_fields(cx: &Cx, form: &Form<'_>, machine: Option<&Machine>, names: [&'static str; 4]) -> Markup {
    let stored = |read: fn(&Machine) -> &Option<String>| {
        machine.and_then(|machine| read(machine).as_deref()).unwrap_or_default()
    };
    let field = |name: &'static str, optional: bool| Field { name, optional, width: 6, ..Field::default() };
    let model = machine.map(|machine| machine.model.as_str()).unwrap_or_default();
    let hint = cx.t("customers-installed-hint");
    html! {
        div.form-grid {
            (form.field("customers-model", model, Field { autofocus: true, ..field(names[0], false) }))
            (form.field("label-serial-number", stored(|machine| &machine.serial), field(names[1], true)))
            (form.field("customers-stands", stored(|machine| &machine.place), field(names[2], true)))
            (form.field("customers-installed", stored(|machine| &machine.installed_on), Field {
                kind: Kind::Date, hint: Some(&hint), ..field(names[3], true)
            }))
        }
    }
}

/// `GET /customers/{id}/machines/new`.
pub(super) async fn new_machine(cx: Cx, Path(id): Path<String>) -> Answer {
    let card = changing(&cx, &id).await?;
    let form =
        Form::new(&cx, "/machines/install").next(format!("/customers/{id}/machines")).done("customers-done-machine");
    let body = html! {
        input type="hidden" name="customer" value=(id);
        (machine_fields(&cx, &form, None, ["machine.model", "machine.serial", "machine.place", "machine.installed_on"]))
        (warranty_fields(&cx, &form))
    };
    page(&cx, &card, &cx.t("customers-new-machine"), form, body, "button-save", false)
}

/// The warranty of a new machine: that of the article which it was sold as, or what is said here.
fn warranty_fields(cx: &Cx, form: &Form<'_>) -> Markup {
    let (sold, hint) = (cx.t("warranty-sold-as"), cx.t("warranty-sold-as-hint"));
    html! {
        div.form-grid {
            (combobox(&cx.words(), Field {
                name: "_article",
                label: &sold,
                value: &form.value("_article", ""),
                hint: Some(&hint),
                optional: true,
                error: form.choice_error("article", "_article").as_deref(),
                ..Field::default()
            }, Suggest { url: "/suggest/parts", into: "article", chosen: &form.value("article", ""), depends: None }))
            (form.field("warranty-last-day", "", Field { name: "warranty_until", kind: Kind::Date, optional: true, width: 6, ..Field::default() }))
            (covers(cx, form, "warranty_covers", domain::machine::Covers::default()))
        }
    }
}

async fn standing(cx: &Cx, customer: &str, machine: &str) -> Result<Machine, Refusal> {
    let Ok(id) = machine.parse::<MachineId>() else { return Err(cx.not_found()) };
    let found = machines::one(pool(cx), id).await?;
    found.filter(|machine| machine.customer == customer).ok_or_else(|| cx.not_found())
}

/// `GET /customers/{id}/machines/{machine}`.
pub(super) async fn edit_machine(cx: Cx, Path((id, machine)): Path<(String, String)>) -> Answer {
    let card = changing(&cx, &id).await?;
    let known = standing(&cx, &id, &machine).await?;
    let form = Form::new(&cx, format!("/machines/{machine}/change"))
        .revision(known.revision)
        .next(format!("/customers/{id}/machines"));
    let body = machine_fields(&cx, &form, Some(&known), ["model", "serial", "place", "installed_on"]);
    page(&cx, &card, &cx.t("customers-edit-machine"), form, body, "button-save", false)
}

/// `GET /customers/{id}/machines/{machine}/remove`.
pub(super) async fn remove_machine(cx: Cx, Path((id, machine)): Path<(String, String)>) -> Answer {
    let card = changing(&cx, &id).await?;
    let known = standing(&cx, &id, &machine).await?;
    let form = Form::new(&cx, format!("/machines/{machine}/remove"))
        .next(format!("/customers/{id}/machines"))
        .done("customers-done-machine-removed");
    let (Ok(me), Ok(whose)) = (machine.parse(), id.parse()) else { return Err(cx.not_found()) };
    let contracts = cx.app.outside.covering(me, whose).await.map_err(|error| failed(&cx, &error))?;
    let contracts = i64::try_from(contracts).unwrap_or_default();
    let open = (known.open_faults > 0 || contracts > 0).then(|| {
        cx.tr("refusal-machine-still-in-use", &[("faults", known.open_faults.into()), ("contracts", contracts.into())])
    });
    let body = html! {
        p { (known.model) @if let Some(serial) = &known.serial { " · " (serial) } }
        (form.field("label-reason", "", Field { name: "reason", autofocus: true, ..Field::default() }))
        (despite(&cx, &form, open))
    };
    page(&cx, &card, &cx.t("customers-remove-machine"), form, body, "button-remove", true)
}

/// What is still open, and why it can be done all the same; a refused form asks for that itself.
fn despite(cx: &Cx, form: &Form<'_>, open: Option<String>) -> Markup {
    let asked = form.refused() && cx.failed.as_ref().is_some_and(|failed| failed.problem.overrule.is_some());
    html! {
        @if let (Some(open), false) = (open, asked) {
            (notice(Tone::Warning, Icon::Alert, html! { (open) }, None))
            (form.field("form-overrule-reason", "", Field { name: "despite", ..Field::default() }))
        }
    }
}

fn failed(cx: &Cx, error: &str) -> Refusal {
    tracing::error!(error, "what is still open is not known");
    let problem = api::Problem::new(cx.lang(), axum::http::StatusCode::SERVICE_UNAVAILABLE, "unavailable");
    Refusal(crate::shell::plain_message(cx.lang(), &problem))
}

/// `GET /customers/{id}/put-away`.
pub(super) async fn archive(cx: Cx, Path(id): Path<String>) -> Answer {
    let card = changing(&cx, &id).await?;
    let form = Form::new(&cx, format!("/customers/{id}/archive")).done("customers-done-archived");
    let Ok(whose) = id.parse() else { return Err(cx.not_found()) };
    let open = cx.app.outside.still_open(whose).await.map_err(|error| failed(&cx, &error))?;
    let open = (!open.is_nothing()).then(|| {
        let counts = [
            ("contracts", open.contracts.into()),
            ("faults", open.faults.into()),
            ("visits", open.visits.into()),
            ("invoices", open.invoices.into()),
        ];
        cx.tr("refusal-customer-still-open", &counts)
    });
    let body = html! {
        p { (cx.t("customers-archive-what")) }
        (form.field("label-reason", "", Field { name: "reason", autofocus: true, ..Field::default() }))
        (despite(&cx, &form, open))
    };
    page(&cx, &card, &cx.t("customers-archive"), form, body, "button-archive", true)
}

/// How a customer wants to hear of what we do, and the way to change it.
pub(super) fn channel_of(cx: &Cx, card: &Card, edits: bool) -> Markup {
    let channel = card.channel.as_deref().unwrap_or("mail");
    let href = format!("/customers/{}/channel", card.id);
    html! {
        (cx.t(&format!("message-channel-{channel}")))
        @if let Some(mobile) = &card.mobile { " · " a href={ "tel:" (mobile) } { (super::phone(mobile)) } }
        @if edits { " " a.small href=(href) data-dialog-href=(href) { (cx.t("message-channel-change")) } }
    }
}

/// `GET /customers/{id}/channel`.
pub(super) async fn channel(cx: Cx, Path(id): Path<String>) -> Answer {
    let card = changing(&cx, &id).await?;
    let form = Form::new(&cx, format!("/customers/{id}/set-channel")).revision(card.revision);
    let stored = card.channel.as_deref().unwrap_or("mail");
    let texts = Channel::ALL.map(|channel| (channel.name(), cx.t(&format!("message-channel-{}", channel.name()))));
    let options: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_ref())).collect();
    let hint = cx.t("message-mobile-hint");
    let mobile = card.mobile.as_deref().map(super::phone).unwrap_or_default();
    let body = html! {
        (form.select("message-channel", stored, Field { name: "channel", autofocus: true, ..Field::default() }, &options))
        (form.field("message-mobile", &mobile, Field { name: "mobile", kind: Kind::Phone, optional: true, hint: Some(&hint), ..Field::default() }))
    };
    page(&cx, &card, &cx.t("message-channel"), form, body, "button-save", false)
}
