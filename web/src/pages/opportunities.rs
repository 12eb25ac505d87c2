//! "Te benaderen": whom to contact about a sale, and writing down what came of it.

use api::App;
use axum::{Router, extract::Path, routing::get};
use chrono::NaiveDate;
use domain::{OpportunityId, Permission, Role};
use maud::{Markup, html};
use projections::{
    Cursor, access, customers,
    sales::{
        DEPARTMENT,
        opportunities::{self, Filter, Opportunity, State},
    },
};
use serde::Deserialize;
use texts::format::{date_long, euros, relative_day};

use crate::{
    components::*,
    cx::{Answer, Cx, Query, Refusal, encode},
    form::Form,
    icons::Icon,
    pages::{export, undo::marks::is_begun_undone},
};

/// Rows a page.
const LIMIT: u32 = 50;

/// The addresses of these pages.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/opportunities", get(list))
        .route("/opportunities/new", get(new))
        .route("/opportunities/{id}", get(show))
        .route("/opportunities/{id}/won", get(won))
        .route("/opportunities/{id}/lost", get(lost))
}

fn pool(cx: &Cx) -> &projections::Pool {
    &cx.reads(&DEPARTMENT).pool
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    state: Option<String>,
    mine: Option<String>,
    customer: Option<String>,
    after: Option<String>,
}

async fn list(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require_to_see(Permission::EditOpportunities)?;
    let states = [State::Open, State::Won, State::Lost];
    let state = states.into_iter().find(|state| Some(state.name()) == asked.state.as_deref()).unwrap_or_default();
    let mine = asked.mine.as_deref() == Some("true");
    let filter = Filter { state, salesperson: mine.then_some(cx.session.user), customer: None };
    let after = asked.after.as_deref().and_then(Cursor::parse);
    let page = opportunities::page(pool(&cx), &filter, after.as_ref(), LIMIT).await?;
    let due = opportunities::due(pool(&cx), cx.today()).await?;
    let here = |state: State, mine: bool| {
        format!("/opportunities?state={}{}", state.name(), if mine { "&mine=true" } else { "" })
    };
    let next = page.next.as_ref().map(|next| format!("{}&after={}", here(state, mine), encode(next)));
    let first = after.is_some().then(|| here(state, mine));
    let new = cx.t("opportunities-new");
    let own = if mine { cx.session.user.to_string() } else { String::new() };
    let views_shown = [
        (cx.t("opportunities-all"), here(State::Open, false), state == State::Open && !mine),
        (cx.t("opportunities-mine"), here(State::Open, true), state == State::Open && mine),
        (cx.t("opportunities-won"), here(State::Won, false), state == State::Won),
        (cx.t("opportunities-lost"), here(State::Lost, false), state == State::Lost),
    ];
    let tabs: Vec<Tab> =
        views_shown.iter().map(|(text, href, current)| Tab { text, href, current: *current, count: "" }).collect();
    let title = cx.t("opportunities");
    let content = html! {
        (page_head(PageHead {
            title: &title,
            badges: (!cx.may(Permission::EditOpportunities)).then(|| owner_badge(&cx.t("opportunities-view-only"))),
            lead: Some(html! { (cx.tr("opportunities-due", &[("count", due.into())])) }),
            actions: Some(html! {
                (export::button(&cx, "opportunities", &[("state", state.name()), ("salesperson", &own)]))
                @if cx.may(Permission::EditOpportunities) {
                    (link_button("/opportunities/new", Button {
                        text: &new, icon: Some(Icon::Plus), look: Look::Primary, ..Button::default()
                    }))
                }
            }),
        }))
        (views(&cx.t("opportunities-views"), &tabs))
        section.panel aria-labelledby="list-title" data-live="sales" id="opportunities" {
            h2.visually-hidden id="list-title" { (title) }
            @if page.rows.is_empty() { (empty(Icon::Phone, &cx.t("opportunities-none"), &cx.t("opportunities-none-why"), None)) }
            @else { (rows(&cx, &page.rows)) }
            @if first.is_some() || next.is_some() {
                (pager(Pager {
                    status: &cx.tr("count-rows", &[("count", page.rows.len().into())]),
                    label: &cx.t("customers-pages"),
                    previous: (&cx.t("customers-first-page"), first.as_deref()),
                    next: (&cx.t("button-next"), next.as_deref()),
                }))
            }
        }
    };
    Ok(cx.page(&title, content))
}

fn rows(cx: &Cx, found: &[Opportunity]) -> Markup {
    let heads = [
        "label-customer",
        "opportunities-about",
        "opportunities-next",
        "label-contact",
        "opportunities-value",
        "opportunities-salesperson",
        "opportunities-last",
    ]
    .map(|key| cx.t(key));
    let columns: Vec<Column> =
        heads.iter().enumerate().map(|(at, title)| Column { title, right: at == 4, ..Column::default() }).collect();
    let rows = html! {
        @for one in found {
            tr {
                (name_cell(&format!("/opportunities/{}", one.id), &cx.customer(&one.customer_name), &one.city))
                td { (cx.named(&one.about)) }
                td.nowrap { (next_badge(cx, one, false)) }
                td {
                    (one.contact.as_deref().unwrap_or_default())
                    @if let Some(number) = &one.phone { small { a href=(format!("tel:{number}")) { (super::customers::phone(number)) } } }
                }
                (figure_cell(&value(cx, one).unwrap_or_default()))
                td { @if let Some(name) = &one.salesperson_name { (person(name, one.salesperson == Some(cx.session.user.to_string()))) } }
                td { (one.last_text.as_deref().unwrap_or_default().lines().next().unwrap_or_default()) }
            }
        }
    };
    let caption = cx.tr("customers-table", &[("name", cx.t("opportunities").into())]);
    table(Table { caption: &caption, columns: &columns, rows, lines: true, ..Table::default() })
}

/// What it may bring, in its own money.
fn value(cx: &Cx, one: &Opportunity) -> Option<String> {
    one.cents.map(|cents| euros(cx.lang(), cents, one.currency.as_deref().unwrap_or("EUR")))
}

fn next_badge(cx: &Cx, one: &Opportunity, undone: bool) -> Markup {
    let Ok(next) = one.next.parse::<NaiveDate>() else { return html! {} };
    let text = relative_day(cx.lang(), next, cx.today());
    match one.state.as_str() {
        "lost" if undone => badge(Tone::Neutral, Icon::Undo, &cx.t("state-undone")),
        "won" => badge(Tone::Good, Icon::Check, &cx.t("opportunities-state-won")),
        "lost" => badge(Tone::Neutral, Icon::X, &cx.t("opportunities-state-lost")),
        _ if next < cx.today() => badge(Tone::Danger, Icon::Clock, &text),
        _ if next == cx.today() => badge(Tone::Warning, Icon::Clock, &text),
        _ => html! { (text) },
    }
}

async fn new(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::EditOpportunities)?;
    let form = Form::new(&cx, "/opportunities/open").done("opportunities-done-new");
    let chosen = form.value("customer", asked.customer.unwrap_or_default());
    let card = match chosen.as_str() {
        "" => None,
        id => customers::card::one(&cx.reads(&customers::DEPARTMENT).pool, id, cx.today()).await?,
    };
    let card = card.filter(|card| !card.archived);
    let chosen = card.as_ref().map(|card| card.id.clone()).unwrap_or_default();
    let name = card.as_ref().map(|card| card.name.clone()).unwrap_or_default();
    let title = cx.t("opportunities-new");
    let body = panel(Panel {
        id: "opportunity",
        title: &cx.t("opportunities-about-whom"),
        body: Some(html! {
            div.form-grid {
                (combobox(&cx.words(), Field {
                    name: "_customer", label: &cx.t("label-customer"), value: &form.value("_customer", name.as_str()),
                    error: form.choice_error("customer", "_customer").as_deref(),
                    hint: Some(&cx.t("customers-suggest-hint")), autofocus: card.is_none(), ..Field::default()
                }, Suggest { url: "/suggest/customers", into: "customer", chosen: &chosen, depends: Some(("contact-part", "/opportunities/new")) }))
                div.field.w-6 id="contact-part" { (contact_choice(&cx, &form, card.as_ref())) }
                (form.select("opportunities-salesperson", &cx.session.user.to_string(), Field { name: "salesperson", width: 6, ..Field::default() },
                    &salespeople(&cx).await?.iter().map(|(id, name)| (id.as_str(), name.as_str())).collect::<Vec<_>>()))
                (form.field("opportunities-about", "", Field { name: "about", hint: Some(&cx.t("opportunities-about-hint")), ..Field::default() }))
                (form.field("opportunities-next", "", Field { name: "next", kind: Kind::Date, width: 6, hint: Some(&cx.t("customers-installed-hint")), ..Field::default() }))
                (form.field("opportunities-value", "", Field { name: "value", kind: Kind::Money, width: 6, optional: true, ..Field::default() }))
            }
        }),
        ..Panel::default()
    });
    let (save, cancel) = (cx.t("button-save"), cx.t("button-cancel"));
    let content = html! {
        (crumbs(&cx.t("customers-crumbs"), &[(&cx.t("opportunities"), Some("/opportunities")), (&title, None)]))
        (page_head(PageHead { title: &title, ..PageHead::default() }))
        (form.show(html! {
            (body)
            div.actions {
                (submit(Button { text: &save, look: Look::Primary, key_hint: Some("Ctrl ↵"), ..Button::default() }))
                (link_button("/opportunities", Button { text: &cancel, ..Button::default() }))
            }
        }))
    };
    Ok(cx.page(&title, content))
}

/// Whom to speak at the customer that was chosen.
fn contact_choice(cx: &Cx, form: &Form<'_>, card: Option<&customers::card::Card>) -> Markup {
    let chosen = form.value("contact", "");
    html! {
        label for="contact" { (cx.t("label-contact")) " " span.optional { (cx.t("label-optional")) } }
        select.select id="contact" name="contact" {
            option value="" { (cx.t("customers-with-nobody")) }
            @for contact in card.map(|card| card.contacts.as_slice()).unwrap_or_default() {
                option value=(contact.id) selected[contact.id == chosen] { (contact.name) }
            }
        }
    }
}

/// Who of us may follow up a sale, by id and name.
///
/// # Errors
/// When the read tables can't be asked.
pub async fn salespeople(cx: &Cx) -> Result<Vec<(String, String)>, Refusal> {
    let users = access::users::all(&cx.reads(&access::DEPARTMENT).pool, None).await?;
    let may = |user: &access::users::User| {
        user.active && user.roles.iter().any(|role: &Role| role.may(Permission::EditOpportunities))
    };
    Ok(users.iter().filter(|user| may(user)).map(|user| (user.id.to_string(), user.name.clone())).collect())
}

async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    cx.require_to_see(Permission::EditOpportunities)?;
    let Ok(known) = id.parse::<OpportunityId>() else { return Err(cx.not_found()) };
    let Some(one) = opportunities::one(pool(&cx), known).await? else { return Err(cx.not_found()) };
    let title = cx.tr(
        "opportunities-title",
        &[
            ("about", cx.named(&one.about).into_owned().into()),
            ("name", cx.customer(&one.customer_name).into_owned().into()),
        ],
    );
    let labels = [
        "label-customer",
        "label-contact",
        "label-phone",
        "opportunities-value",
        "opportunities-salesperson",
        "opportunities-next",
        "opportunities-last",
    ]
    .map(|key| cx.t(key));
    let next = one.next.parse::<NaiveDate>().map(|day| date_long(cx.lang(), day)).unwrap_or_default();
    let values = [
        html! { a href=(format!("/customers/{}", one.customer)) { (cx.customer(&one.customer_name)) } ", " (one.city) },
        html! { (one.contact.as_deref().unwrap_or("–")) },
        html! { @if let Some(number) = &one.phone { a href=(format!("tel:{number}")) { (super::customers::phone(number)) } } @else { "–" } },
        html! { (value(&cx, &one).unwrap_or_else(|| "–".into())) },
        html! { (one.salesperson_name.as_deref().unwrap_or("–")) },
        html! { (next) },
        html! { (one.last_text.as_deref().unwrap_or("–")) },
    ];
    let rows: Vec<(&str, Markup)> = labels.iter().map(AsRef::as_ref).zip(values).collect();
    let open = one.state == "open" && cx.may(Permission::EditOpportunities);
    let undone = one.state == "lost" && is_begun_undone(&cx, &format!("opportunity-{}", one.id)).await;
    let content = html! {
        (crumbs(&cx.t("customers-crumbs"), &[(&cx.t("opportunities"), Some("/opportunities")), (&cx.customer(&one.customer_name), None)]))
        (page_head(PageHead {
            title: &title, badges: Some(next_badge(&cx, &one, undone)), actions: open.then(|| closing(&cx, &one)), ..PageHead::default()
        }))
        div.cols-2 {
            (panel(Panel { id: "opportunity", title: &cx.t("customers-details"), body: Some(facts(&rows)), live: Some("sales"), ..Panel::default() }))
            @if open { (spoke(&cx, &one)) }
        }
    };
    Ok(cx.page(&title, content))
}

/// We spoke: what was said, and when to get in touch again.
fn spoke(cx: &Cx, one: &Opportunity) -> Markup {
    let form = Form::new(cx, format!("/opportunities/{}/record-contact", one.id)).revision(one.revision);
    let (hint, save) = (cx.t("customers-installed-hint"), cx.t("button-save"));
    panel(Panel {
        id: "spoke",
        title: &cx.t("opportunities-spoke"),
        body: Some(form.show(html! {
            (form.textarea("opportunities-said", "", Field { name: "text", ..Field::default() }, 3))
            (form.field("opportunities-again", "", Field { name: "next", kind: Kind::Date, hint: Some(&hint), ..Field::default() }))
            div.actions { (submit(Button { text: &save, look: Look::Dark, ..Button::default() })) }
        })),
        ..Panel::default()
    })
}

/// The buttons that close it.
fn closing(cx: &Cx, one: &Opportunity) -> Markup {
    let (win, lose) = (cx.t("opportunities-win"), cx.t("opportunities-lose"));
    html! {
        (link_button(&format!("/opportunities/{}/lost", one.id), Button { text: &lose, icon: Some(Icon::X), in_dialog: true, ..Button::default() }))
        (link_button(&format!("/opportunities/{}/won", one.id), Button {
            text: &win, icon: Some(Icon::Check), look: Look::Primary, in_dialog: true, ..Button::default()
        }))
    }
}

async fn won(cx: Cx, Path(id): Path<String>) -> Answer {
    close(cx, &id, "win", "text", "opportunities-win", "opportunities-agreed").await
}

async fn lost(cx: Cx, Path(id): Path<String>) -> Answer {
    close(cx, &id, "lose", "reason", "opportunities-lose", "opportunities-why-not").await
}

/// One question: what was agreed, or why not.
async fn close(cx: Cx, id: &str, command: &str, name: &str, title: &str, label: &str) -> Answer {
    cx.require(Permission::EditOpportunities)?;
    let Ok(known) = id.parse::<OpportunityId>() else { return Err(cx.not_found()) };
    let Some(one) = opportunities::one(pool(&cx), known).await? else { return Err(cx.not_found()) };
    let form = Form::new(&cx, format!("/opportunities/{id}/{command}"))
        .revision(one.revision)
        .next(format!("/opportunities/{id}"));
    let (title, save, cancel, back) =
        (cx.t(title), cx.t("button-save"), cx.t("button-cancel"), format!("/opportunities/{id}"));
    let content = html! {
        (crumbs(&cx.t("customers-crumbs"), &[(&cx.t("opportunities"), Some("/opportunities")), (&cx.customer(&one.customer_name), Some(&back)), (&title, None)]))
        (page_head(PageHead { title: &title, ..PageHead::default() }))
        section.panel aria-labelledby="small-title" {
            (form.show_with(&[("data-dialog-part", ""), ("aria-labelledby", "small-title")], html! {
                header { h2 id="small-title" { (title) } }
                div.body.stack { (form.textarea(label, "", Field { name, autofocus: true, ..Field::default() }, 3)) }
                footer.row."gap-s" {
                    (link_button(&back, Button { text: &cancel, closes: true, ..Button::default() }))
                    (submit(Button { text: &save, look: Look::Primary, ..Button::default() }))
                }
            }))
        }
    };
    Ok(cx.page(&title, content))
}
