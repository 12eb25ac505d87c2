//! The customer's card: its head and tabs, and the overview with details, story and what stands open.

use axum::extract::Path;
use domain::{
    Permission,
    privacy::{LOG, Person, Privacy},
};
use maud::{Markup, html};
use projections::{
    Cursor,
    customers::{card::Card, list::Payment, summary, timeline, timeline::Topic},
};
use serde::Deserialize;
use texts::format::{month_year, whole};

use super::{customer, list_table::payment_badge, may_edit, named, only_looking, phone, pool, side, story};
use crate::{
    components::*,
    cx::{Answer, Cx, Query, Refusal},
    form::Form,
    icons::{Icon, icon},
    pages::privacy,
};

/// Rows of the story a page.
const STORY: u32 = 30;
/// Rows in a panel at the side.
const SIDE: u32 = 5;

/// Which part of the story.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    topic: Option<String>,
    after: Option<String>,
    write: Option<String>,
}

/// `GET /customers/{id}`.
pub(super) async fn show(cx: Cx, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let card = customer(&cx, &id).await?;
    let faults = summary::faults(pool(&cx), &id, true, SIDE).await?;
    let content = html! {
        div.record {
            div.stack.record-about {
                @if let Some(person) = forgotten(&card) { (privacy::kept(&cx, person).await?) } @else { (details(&cx, &card)) (contacts(&cx, &card)) }
            }
            (story_panel(&cx, &card, &asked).await?)
            div.stack.record-side {
                (side::open_faults(&cx, &card, &faults))
                @if cx.may(Permission::SeeContracts) { (side::contracts(&cx, &card, &summary::contracts(pool(&cx), &id).await?)) }
                @if cx.may(Permission::SeeInvoices) { (side::money(&cx, &card, &summary::paying(pool(&cx), &id, cx.today()).await?)) }
            }
        }
    };
    frame(&cx, &card, "", content).await
}

/// The card's head and tabs around one of its parts; `part` is the part's address, empty for the overview.
pub(super) async fn frame(cx: &Cx, card: &Card, part: &str, content: Markup) -> Answer {
    let crumbs = crumbs(
        &cx.t("customers-crumbs"),
        &[(&cx.t("nav-customers"), Some("/customers")), (&card.number.to_string(), None)],
    );
    let number =
        || texts::format::capital(&cx.tr("maintenance-customer-number", &[("number", card.number.to_string().into())]));
    let (privacy, _) = cx.app.log.state::<Privacy>(LOG).await?;
    let in_hand = privacy.pending.values().filter_map(|order| order.person);
    let in_hand: Vec<Person> = in_hand.filter(|person| is_at(*person, &card.id)).collect();
    if !in_hand.is_empty() {
        let whole = in_hand.iter().any(|person| matches!(person, Person::Customer { .. }));
        let name = if whole { number() } else { named(cx, &card.name) };
        return Ok(cx.page(&name, html! { (crumbs) (being_forgotten(cx, &name)) }));
    }
    let name = if card.forgotten { number() } else { named(cx, &card.name) };
    let content = html! {
        (crumbs)
        div id="head" data-live="customers" { (head(cx, card, &name)) }
        (tab_row(cx, card, part).await?)
        @if let Some(person) = forgotten(card) { div."mb-4" data-whole="forgotten" { (privacy::erased(cx, person, "privacy-what-customer").await?) } }
        @else if card.archived { (notice(Tone::Info, Icon::Lock, html! { (cx.t("customers-is-archived")) }, None)) }
        (content)
    };
    Ok(cx.page(&name, content))
}

/// Whose card it is, when they were forgotten.
fn forgotten(card: &Card) -> Option<Person> {
    card.id.parse().ok().filter(|_| card.forgotten).map(|customer| Person::Customer { customer })
}

/// In place of the card until all that it says is worked out anew.
fn being_forgotten(cx: &Cx, name: &str) -> Markup {
    html! {
        (page_head(PageHead { title: name, ..PageHead::default() }))
        div id="being-forgotten" data-live="customers" data-whole="being-forgotten" {
            (notice(Tone::Warning, Icon::Shield, html! { (cx.t("privacy-being-forgotten")) }, None))
        }
    }
}

/// Whether a person is this customer, or to be spoken to there.
fn is_at(person: Person, id: &str) -> bool {
    match person {
        Person::Customer { customer } | Person::Contact { customer, .. } => customer.to_string() == id,
        Person::User { .. } => false,
    }
}

fn head(cx: &Cx, card: &Card, name: &str) -> Markup {
    let lang = cx.lang();
    let badges = html! { (standing(cx, card)) (only_looking(cx)) };
    let since = cx.tr("customers-since", &[("month", month_year(lang, cx.local_micros(card.since).date()).into())]);
    let machines = cx.tr("count-machines", &[("count", card.machines.into())]);
    let lead =
        [card.street.as_str(), &card.city].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    page_head(PageHead {
        title: name,
        badges: Some(badges),
        lead: Some(html! { @if !lead.is_empty() { (lead) " · " } (since) " · " (machines) }),
        actions: Some(actions_of(cx, card)),
    })
}

/// How the customer stands: archived, under contract, with open faults, paid or not.
pub fn standing(cx: &Cx, card: &Card) -> Markup {
    html! {
        @if card.forgotten { (badge(Tone::Neutral, Icon::Shield, &cx.t("state-forgotten"))) }
        @else if card.archived { (badge(Tone::Neutral, Icon::Lock, &cx.t("state-customer-archived"))) }
        @if card.running_contracts > 0 { (badge(Tone::Good, Icon::Check, &cx.t("customers-contract-runs"))) }
        @if card.open_faults > 0 {
            (badge(Tone::Danger, Icon::Alert, &cx.tr("customers-faults-open", &[("count", card.open_faults.into())])))
        }
        @if let Some(payment) = payment_of(card) { (payment_badge(cx, payment, [card.open_cents, card.open_pln_cents], [card.late_cents, card.late_pln_cents])) }
    }
}

/// How the customer stands with invoices, as far as the card itself knows.
fn payment_of(card: &Card) -> Option<Payment> {
    match (card.late_cents > 0 || card.late_pln_cents > 0, card.open_cents > 0 || card.open_pln_cents > 0) {
        (true, _) => Some(Payment::Late),
        (false, true) => Some(Payment::Open),
        (false, false) => (card.invoices > 0).then_some(Payment::Paid),
    }
}

fn actions_of(cx: &Cx, card: &Card) -> Markup {
    let (call, mail, report) = (cx.t("button-call"), cx.t("customers-email"), cx.t("customers-report-fault"));
    let at = |part: &str| format!("/customers/{}/{part}", card.id);
    let mut seldom = Vec::new();
    if may_edit(cx) && !card.forgotten {
        seldom.push(html! { a href=(at("edit")) { (cx.t("button-change")) } });
        seldom.push(
            html! { a href=(format!("/opportunities/new?customer={}", card.id)) { (cx.t("opportunities-new")) } },
        );
        seldom.push(if card.archived {
            Form::new(cx, at("restore")).done("customers-done-restored").show(html! {
                button type="submit" { (cx.t("customers-restore")) }
            })
        } else {
            html! { a href=(at("put-away")) data-dialog-href=(at("put-away")) { (cx.t("button-archive")) } }
        });
    }
    if cx.may(Permission::HandlePrivacy) {
        seldom.push(html! { a href=(at("privacy")) { (cx.t("privacy-title")) } });
    }
    html! {
        @if let Some(number) = &card.phone {
            (link_button(&format!("tel:{number}"), Button { text: &call, icon: Some(Icon::Phone), ..Button::default() }))
        }
        @if let Some(address) = &card.email {
            (link_button(&format!("mailto:{address}"), Button { text: &mail, icon: Some(Icon::Mail), ..Button::default() }))
        }
        @if cx.may(Permission::ReportFaults) && !card.archived {
            (link_button(&format!("/faults/new?customer={}", card.id), Button {
                text: &report, icon: Some(Icon::Alert), look: Look::Primary, ..Button::default()
            }))
        }
        @if !seldom.is_empty() { (menu(icon(Icon::More), &cx.t("customers-more"), &seldom)) }
    }
}

async fn tab_row(cx: &Cx, card: &Card, part: &str) -> Result<Markup, Refusal> {
    let count = |count: i64| if count == 0 { String::new() } else { whole(cx.lang(), count) };
    let contacts = i64::try_from(card.contacts.len()).unwrap_or_default();
    let mut all = vec![
        ("", "customers-tab-overview", String::new()),
        ("contacts", "customers-tab-contacts", count(contacts)),
        ("machines", "customers-machines", count(card.machines)),
        ("faults", "nav-faults", count(card.faults)),
    ];
    if cx.may(Permission::SeeContracts) {
        all.insert(2, ("contracts", "nav-contracts", count(card.contracts)));
    }
    if cx.may(Permission::SeeInvoices) {
        all.push(("invoices", "nav-invoices", count(card.invoices)));
        all.push(("purchases", "customers-tab-purchases", String::new()));
    }
    all.push(("documents", "customers-tab-documents", String::new()));
    all.push(("history", "customers-tab-history", String::new()));
    let all: Vec<_> = all
        .into_iter()
        .map(|(path, key, count)| {
            let href = if path.is_empty() {
                format!("/customers/{}", card.id)
            } else {
                format!("/customers/{}/{path}", card.id)
            };
            (cx.t(key), href, count, path == part)
        })
        .collect();
    let all: Vec<Tab> =
        all.iter().map(|(text, href, count, current)| Tab { text, href, count, current: *current }).collect();
    Ok(tabs(&cx.t("customers-tabs"), &all))
}

fn details(cx: &Cx, card: &Card) -> Markup {
    let change = cx.t("button-change");
    let address = |street: &str, postcode: &str, city: &str, country: &str| {
        html! { (street) br; (postcode) " " (city) @if !matches!(country, "NL" | "") { br; (texts::country(cx.lang(), country)) } }
    };
    let days = card.payment_days.map(|days| cx.tr("customers-days", &[("count", days.into())]));
    let days = days.unwrap_or_else(|| cx.t("customers-days-own").into_owned());
    let labels = [
        "customers-visiting",
        "customers-invoicing",
        "label-phone",
        "customers-email",
        "customers-invoice-email",
        "customers-company-number",
        "customers-vat-number",
        "customers-payment-term",
        "label-language",
        "message-channel",
    ]
    .map(|key| cx.t(key));
    let mut rows: Vec<(&str, Markup)> =
        vec![(&labels[0], address(&card.street, &card.postcode, &card.city, &card.country))];
    if let Some(other) = &card.invoicing {
        rows.push((
            &labels[1],
            address(other.street.as_str(), other.postcode.as_str(), other.city.as_str(), other.country.as_str()),
        ));
    }
    if let Some(number) = &card.phone {
        rows.push((&labels[2], html! { a href=(format!("tel:{number}")) { (phone(number)) } }));
    }
    for (label, address) in [(&labels[3], &card.email), (&labels[4], &card.invoice_email)] {
        if let Some(address) = address {
            rows.push((label, mail_link(address)));
        }
    }
    if let Some(number) = &card.company_number {
        rows.push((&labels[5], html! { span.num { (number) } }));
    }
    if let Some(number) = &card.vat_number {
        rows.push((&labels[6], html! { span.num.nowrap { (number) } }));
    }
    rows.push((&labels[7], html! { (days) }));
    rows.push((&labels[8], html! { (cx.t(&format!("language-{}", card.language))) }));
    rows.push((&labels[9], super::small::channel_of(cx, card, may_edit(cx) && !card.archived)));
    let href = format!("/customers/{}/edit", card.id);
    let button =
        Button { text: &change, icon: Some(Icon::Pen), look: Look::Quiet, size: Size::Small, ..Button::default() };
    panel(Panel {
        id: "details",
        title: &cx.t("customers-details"),
        end: (may_edit(cx) && !card.archived).then(|| link_button(&href, button)),
        body: Some(html! { (facts(&rows)) }),
        footer: card.despite.as_ref().map(
            |despite| html! { (icon(Icon::Shield)) " " (cx.tr("customers-despite", &[("reason", despite.into())])) },
        ),
        live: Some("customers"),
        ..Panel::default()
    })
}

/// A mail address that may break behind its at-sign.
pub(super) fn mail_link(address: &str) -> Markup {
    let (name, host) = address.split_once('@').unwrap_or((address, ""));
    html! { a href=(format!("mailto:{address}")) { (name) "@" wbr; (host) } }
}

fn contacts(cx: &Cx, card: &Card) -> Markup {
    let new = cx.t("customers-add");
    let href = format!("/customers/{}/contacts/new", card.id);
    let button = Button {
        text: &new,
        icon: Some(Icon::Plus),
        look: Look::Quiet,
        size: Size::Small,
        in_dialog: true,
        ..Button::default()
    };
    panel(Panel {
        id: "contacts",
        title: &cx.t("customers-contacts"),
        end: (may_edit(cx) && !card.archived).then(|| link_button(&href, button)),
        full: Some(html! {
            @if card.contacts.is_empty() { p.body.muted { (cx.t("customers-no-contacts")) } }
            ul.contacts {
                @for (at, contact) in card.contacts.iter().enumerate() {
                    li.contact {
                        (large_avatar(&contact.name))
                        div {
                            b { (cx.named(&contact.name)) }
                            @if at == 0 { " " span.badge.outline.plain { (cx.t("customers-first-contact")) } }
                            @if let Some(role) = &contact.role { (second_line(role)) }
                        }
                        @if let Some(number) = &contact.phone {
                            (link_button(&format!("tel:{number}"), Button {
                                text: &cx.tr("customers-call", &[("name", (&contact.name).into()), ("number", phone(number).into())]),
                                icon: Some(Icon::Phone), size: Size::Small, only_icon: true, ..Button::default()
                            }))
                        }
                    }
                }
            }
        }),
        live: Some("customers"),
        ..Panel::default()
    })
}

async fn story_panel(cx: &Cx, card: &Card, asked: &Asked) -> Result<Markup, Refusal> {
    let topics = [Topic::Contact, Topic::Faults, Topic::Money, Topic::Changes];
    let topic = topics.into_iter().find(|topic| Some(topic.name()) == asked.topic.as_deref());
    let after = asked.after.as_deref().and_then(Cursor::parse);
    let money = cx.may(Permission::SeeInvoices);
    let page = timeline::of_customer(pool(cx), &card.id, topic, money, after.as_ref(), STORY).await?;
    let here = format!("/customers/{}", card.id);
    let of =
        |topic: Option<Topic>| topic.map_or_else(|| here.clone(), |topic| format!("{here}?topic={}", topic.name()));
    let filter = html! {
        nav.row."gap-s" aria-label=(cx.t("customers-story-filter")) {
            @for one in [None].into_iter().chain(topics.map(Some)).filter(|one| money || *one != Some(Topic::Money)) {
                (link_button(&of(one), Button {
                    text: &cx.t(&format!("customers-story-{}", one.map_or("all", Topic::name))),
                    look: Look::Quiet, size: Size::Small, current: one == topic, ..Button::default()
                }))
            }
        }
    };
    let older = page.next.as_ref().map(|next| {
        let base = of(topic);
        let join = if base.contains('?') { '&' } else { '?' };
        html! { a href=(format!("{base}{join}after={}", crate::cx::encode(next))) { (cx.t("customers-story-older")) } }
    });
    Ok(html! {
        section.panel.record-story aria-labelledby="story-title" {
            header { h2 id="story-title" { (cx.t("customers-story")) } (filter) }
            @if may_edit(cx) && !card.forgotten { (composer(cx, card, asked.write.as_deref() == Some("call"))) }
            @else if cx.may(Permission::HandleTasks) && !card.forgotten && cx.app.then.is_none() { div.composer { div.row { (task_button(cx, card)) } } }
            div.body id="story" data-live="customers" {
                @if page.rows.is_empty() { p.muted { (cx.t("customers-story-empty")) } }
                (story::story(cx, &page.rows).await)
            }
            @if let Some(older) = older { footer { (older) } }
        }
    })
}

/// Asks something of another department or a colleague about this customer.
fn task_button(cx: &Cx, card: &Card) -> Markup {
    let text = cx.t("thing-task");
    let button =
        Button { text: &text, icon: Some(Icon::List), size: Size::Small, in_dialog: true, ..Button::default() };
    link_button(&format!("/tasks/new?customer={}", card.id), button)
}

/// What was said or noticed, written down as a note or as a talk.
fn composer(cx: &Cx, card: &Card, talk: bool) -> Markup {
    let here = format!("/customers/{}", card.id);
    let (note, call) = (format!("{here}/add-note"), format!("{here}/record-call"));
    let talk = talk && !card.archived || cx.failed.as_ref().is_some_and(|failed| failed.action == call);
    let form = Form::new(cx, if talk { call } else { note }).next(&here);
    let save = cx.t(if talk { "customers-save-call" } else { "customers-save-note" });
    let nobody = cx.t("customers-with-nobody");
    let chosen = form.value("contact", "");
    let people: Vec<(&str, &str)> = std::iter::once(("", nobody.as_ref()))
        .chain(card.contacts.iter().map(|contact| (contact.id.as_str(), contact.name.as_str())))
        .collect();
    let kind = |key: &str, icon: Icon, query: &str, current: bool| {
        let text = cx.t(key);
        let button = Button { text: &text, icon: Some(icon), size: Size::Small, current, ..Button::default() };
        link_button(&format!("{here}{query}#message"), button)
    };
    let draft = format!("note-{}", card.id);
    form.show_with(&[("class", "composer"), ("data-draft", &draft), ("id", "message")], html! {
        nav.row."gap-s" aria-label=(cx.t("label-kind")) {
            (kind("customers-note-kind", Icon::Note, "", !talk))
            @if !card.archived { (kind("customers-call-kind", Icon::Phone, "?write=call", talk)) }
            (task_button(cx, card))
        }
        (form.textarea("customers-note", "", Field {
            name: "text", placeholder: Some(&cx.t("customers-note-example")), ..Field::default()
        }, 2))
        div.row.apart.wrap {
            @if talk {
                div.row."gap-s" {
                    label for="contact" { (cx.t("customers-talked-with")) }
                    select.select id="contact" name="contact" {
                        @for (value, text) in &people { option value=(value) selected[*value == chosen] { (text) } }
                    }
                }
            } @else { span.hint { (cx.t("customers-note-hint")) } }
            (submit(Button { text: &save, size: Size::Small, look: Look::Dark, key_hint: Some("Ctrl ↵"), ..Button::default() }))
        }
    })
}
