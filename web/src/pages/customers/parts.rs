//! The card's parts: contact persons, machines, faults and the whole story.

use axum::extract::Path;
use chrono::{Datelike, NaiveDate};
use domain::{Currency, Money, Permission};
use maud::{Markup, html};
use projections::{
    Cursor,
    customers::{card::Card, machines, summary, timeline},
    maintenance,
};
use serde::Deserialize;
use texts::format::{date_digits, date_short};

use super::{
    card::{frame, mail_link},
    customer, may_edit, phone, pool,
    side::fault_badge,
    story,
};
use crate::{
    components::*,
    cx::{Answer, Cx, Query, encode},
    icons::Icon,
    pages::{export, finance::sums, maintenance::charge},
};

/// Rows a page.
pub(super) const LIMIT: u32 = 50;
/// Rows of a part that has a list of its own elsewhere.
pub(super) const MANY: u32 = 200;

/// Which page, and what is looked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    search: String,
    pub(super) after: Option<String>,
}

impl Asked {
    pub(super) fn after(&self) -> Option<Cursor> {
        self.after.as_deref().and_then(Cursor::parse)
    }
}

/// What is in euros and what is in złoty, beside each other.
pub(super) fn both(cx: &Cx, euros: i64, pln: i64) -> String {
    sums(cx, &Money::apart([Money::euros(euros), Money { cents: pln, currency: Currency::Pln }]))
}

/// A part's panel; `new` is the address, text and whether it opens in a dialog, of what adds to it.
pub(super) fn part(id: &str, title: &str, new: Option<(String, &str, bool)>, content: Markup) -> Markup {
    let end = new.map(|(href, text, in_dialog)| {
        let button = Button { text, icon: Some(Icon::Plus), size: Size::Small, in_dialog, ..Button::default() };
        link_button(&href, button)
    });
    panel(Panel { id, title, end, full: Some(content), live: Some("customers"), ..Panel::default() })
}

pub(super) fn columns<'a>(titles: &'a [(std::borrow::Cow<'a, str>, bool)]) -> Vec<Column<'a>> {
    titles.iter().map(|(title, right)| Column { title, right: *right, ..Column::default() }).collect()
}

pub(super) fn titles<'a, const N: usize>(
    cx: &Cx,
    keys: [(&'a str, bool); N],
) -> [(std::borrow::Cow<'a, str>, bool); N] {
    keys.map(|(key, right)| (cx.t(key), right))
}

pub(super) fn nothing(cx: &Cx, sign: Icon, key: &str) -> Markup {
    empty(sign, &cx.t(key), &cx.t(&format!("{key}-why")), None)
}

/// A day in a list; of another year in digits, since its day of the week would be taken for this year's.
pub(super) fn short(cx: &Cx, day: &str) -> String {
    let said = |day: NaiveDate| match day.year() == cx.today().year() {
        true => date_short(cx.lang(), day),
        false => date_digits(cx.lang(), day),
    };
    day.parse().map_or_else(|_| day.to_owned(), said)
}

fn changeable(cx: &Cx, card: &Card) -> bool {
    may_edit(cx) && !card.archived
}

/// `GET /customers/{id}/contacts`.
pub(super) async fn contacts(cx: Cx, Path(id): Path<String>) -> Answer {
    let card = customer(&cx, &id).await?;
    let heads = titles(
        &cx,
        [
            ("label-name", false),
            ("customers-role", false),
            ("label-phone", false),
            ("customers-email", false),
            ("customers-actions", false),
        ],
    );
    let (change, remove, privacy) = (cx.t("button-change"), cx.t("button-remove"), cx.t("privacy-title"));
    let rows = html! {
        @for contact in &card.contacts {
            tr {
                th scope="row" { (cx.named(&contact.name)) }
                td { (contact.role.as_deref().unwrap_or_default()) }
                td { @if let Some(number) = &contact.phone { a href=(format!("tel:{number}")) { (phone(number)) } } }
                td { @if let Some(address) = &contact.email { (mail_link(address)) } }
                td {
                    @if changeable(&cx, &card) {
                        div.row."gap-s" {
                            (link_button(&format!("/customers/{id}/contacts/{}", contact.id), Button {
                                text: &change, size: Size::Small, in_dialog: true, ..Button::default()
                            }))
                            (link_button(&format!("/customers/{id}/contacts/{}/remove", contact.id), Button {
                                text: &remove, size: Size::Small, look: Look::Quiet, in_dialog: true, ..Button::default()
                            }))
                            @if cx.may(Permission::HandlePrivacy) {
                                (link_button(&format!("/customers/{id}/contacts/{}/privacy", contact.id), Button {
                                    text: &privacy, size: Size::Small, look: Look::Quiet, ..Button::default()
                                }))
                            }
                        }
                    }
                }
            }
        }
    };
    let title = cx.t("customers-contacts");
    let content = html! {
        @if card.forgotten { p.body.muted { (cx.t("customers-contacts-gone")) } }
        @else if card.contacts.is_empty() { (nothing(&cx, Icon::User, "customers-no-contacts")) } @else {
            (table(Table { caption: &cx.tr("customers-table", &[("name", title.as_ref().into())]), columns: &columns(&heads), rows, ..Table::default() }))
        }
    };
    let text = cx.t("customers-new-contact");
    let new = changeable(&cx, &card).then(|| (format!("/customers/{id}/contacts/new"), text.as_ref(), true));
    frame(&cx, &card, "contacts", part("contacts", &title, new, content)).await
}

/// `GET /customers/{id}/machines`.
pub(super) async fn machines(cx: Cx, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let card = customer(&cx, &id).await?;
    let filter = machines::Filter { search: Some(asked.search.clone()), removed: true };
    let found = machines::of_customer(pool(&cx), &id, &filter).await?;
    let Ok(whose) = id.parse() else { return Err(cx.not_found()) };
    let standing = maintenance::machines::at(&cx.reads(&maintenance::DEPARTMENT).pool, whose).await?;
    let covered = |id: &str| standing.iter().find(|machine| machine.id.to_string() == id);
    let heads = titles(
        &cx,
        [
            ("customers-model", false),
            ("label-serial-number", false),
            ("customers-stands", false),
            ("customers-installed", false),
            ("warranty-title", false),
            ("nav-faults", true),
            ("customers-actions", false),
        ],
    );
    let (change, remove) = (cx.t("button-change"), cx.t("button-remove"));
    let rows = html! {
        @for machine in &found {
            tr {
                (name_cell(&format!("/machines/{}", machine.id), &machine.model, ""))
                td.num { (machine.serial.as_deref().unwrap_or_default()) }
                td { (machine.place.as_deref().unwrap_or_default()) }
                td { (machine.installed_on.as_deref().map(|day| short(&cx, day)).unwrap_or_default()) }
                td { @if let Some(machine) = covered(&machine.id) { (charge::warranty_in_list(&cx, machine)) } }
                td.right {
                    @if machine.open_faults > 0 {
                        (badge(Tone::Warning, Icon::Alert, &cx.tr("customers-open-count", &[("count", machine.open_faults.into())])))
                    } @else { span.muted { "0" } }
                }
                td {
                    @if machine.removed {
                        (badge(Tone::Neutral, Icon::X, &cx.t("customers-removed")))
                        @if let Some(reason) = &machine.reason { small { (reason) } }
                    } @else if changeable(&cx, &card) {
                        div.row."gap-s" {
                            (link_button(&format!("/customers/{id}/machines/{}", machine.id), Button {
                                text: &change, size: Size::Small, in_dialog: true, ..Button::default()
                            }))
                            (link_button(&format!("/customers/{id}/machines/{}/remove", machine.id), Button {
                                text: &remove, size: Size::Small, look: Look::Quiet, in_dialog: true, ..Button::default()
                            }))
                        }
                    }
                }
            }
        }
    };
    let title = cx.t("customers-machines");
    let here = format!("/customers/{id}/machines");
    let content = html! {
        form.filters method="get" action=(here) role="search" data-autosubmit="found" aria-label=(cx.t("customers-machines-search")) {
            div.with-icon.grow {
                (crate::icons::icon(Icon::Search))
                label.visually-hidden for="machine-search" { (cx.t("customers-machines-search")) }
                input.input id="machine-search" name="search" type="search" value=(asked.search) autocomplete="off"
                    placeholder=(cx.t("customers-machines-search"));
            }
        }
        div id="found" {
            @if found.is_empty() { (nothing(&cx, Icon::Machine, "customers-no-machines")) } @else {
                (table(Table { caption: &cx.tr("customers-table", &[("name", title.as_ref().into())]), columns: &columns(&heads), rows, ..Table::default() }))
            }
        }
    };
    let content = html! { (content) div."body row wrap gap-s" {
        (link_button(&format!("/machines?customer={id}"), Button { text: &cx.t("machines-in-list"), icon: Some(Icon::Machine), ..Button::default() }))
        (link_button(&format!("/machines/labels?customer={id}"), Button { text: &cx.t("machines-labels"), icon: Some(Icon::Printer), ..Button::default() }))
        (export::button(&cx, "machines", &[("customer", &id)]))
    } };
    let text = cx.t("customers-new-machine");
    let new = changeable(&cx, &card).then(|| (format!("/customers/{id}/machines/new"), text.as_ref(), true));
    frame(&cx, &card, "machines", part("machines", &title, new, content)).await
}

/// `GET /customers/{id}/faults`.
pub(super) async fn faults(cx: Cx, Path(id): Path<String>) -> Answer {
    let card = customer(&cx, &id).await?;
    cx.require(Permission::SeeFaults)?;
    let found = summary::faults(pool(&cx), &id, false, MANY).await?;
    let heads = titles(
        &cx,
        [
            ("label-number", false),
            ("customers-problem", false),
            ("label-machine", false),
            ("customers-reported", false),
            ("label-technician", false),
            ("label-state", false),
        ],
    );
    let rows = html! {
        @for fault in &found {
            tr {
                (name_cell(&format!("/faults/{}", fault.id), &format!("S-{}", fault.number), ""))
                td { (cx.named(fault.problem.lines().next().unwrap_or_default())) }
                td { (fault.machine.as_deref().unwrap_or_default()) }
                td.nowrap { (super::list_table::day(&cx, fault.reported_at)) }
                td { (fault.technician.as_deref().unwrap_or_default()) }
                td { (fault_badge(&cx, &fault.state, &fault.urgency, fault.planned.as_deref().and_then(|at| at.parse().ok()))) }
            }
        }
    };
    let title = cx.t("nav-faults");
    let content = html! {
        @if found.is_empty() { (nothing(&cx, Icon::Check, "customers-no-faults")) } @else {
            (table(Table { caption: &cx.tr("customers-table", &[("name", title.as_ref().into())]), columns: &columns(&heads), rows, ..Table::default() }))
        }
    };
    let text = cx.t("shell-new-fault");
    let new = (cx.may(Permission::ReportFaults) && !card.archived)
        .then(|| (format!("/faults/new?customer={id}"), text.as_ref(), false));
    frame(&cx, &card, "faults", part("faults", &title, new, content)).await
}

/// `GET /customers/{id}/history`: the story as a page of its own.
pub(super) async fn history(cx: Cx, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let card = customer(&cx, &id).await?;
    let money = cx.may(Permission::SeeInvoices);
    let page = timeline::of_customer(pool(&cx), &id, None, money, asked.after().as_ref(), LIMIT).await?;
    let here = format!("/customers/{id}/history");
    let body = html! { div.body { (story::story(&cx, &page.rows).await) } };
    let content = html! {
        (body)
        (ways(&cx, &here, asked.after.is_some(), page.next.as_deref(), page.rows.len()))
    };
    frame(&cx, &card, "history", part("history", &cx.t("customers-tab-history"), None, content)).await
}

/// To the first page and the next one, where there are more than one.
pub(super) fn ways(cx: &Cx, here: &str, later: bool, next: Option<&str>, rows: usize) -> Markup {
    let next = next.map(|next| format!("{here}?after={}", encode(next)));
    html! {
        @if later || next.is_some() {
            (pager(Pager {
                status: &cx.tr("count-rows", &[("count", rows.into())]),
                label: &cx.t("customers-pages"),
                previous: (&cx.t("customers-first-page"), later.then_some(here)),
                next: (&cx.t("button-next"), next.as_deref()),
            }))
        }
    }
}
