//! What became of each thing of a list after something was done with several at once.

use axum::response::Response;
use event_store::CommandError;
use maud::{Markup, html};
use uuid::Uuid;

use crate::{
    components::{
        Button, Column, Look, PageHead, Panel, Table, Tone, badge, crumbs, link_button, notice, page_head, panel, table,
    },
    cx::Cx,
    icons::Icon,
    pages::undo::together::address_from,
};

/// What became of one of them.
pub enum Became {
    /// It was done; the key of the word for it.
    Done(&'static str),
    /// It was begun, and waits for a person; the key of what it waits for.
    Waits(&'static str),
    /// It was so already.
    Was,
    /// Why not, in the reader's words.
    No(String),
}

/// One of them with what became of it.
pub struct Outcome {
    /// Address.
    pub href: String,
    /// Number, of an invoice not yet numbered the contract that it is made of.
    pub name: String,
    /// Whose it is.
    pub customer: String,
    /// What became of it.
    pub became: Became,
}

impl Outcome {
    /// Whether something was done.
    pub fn done(&self) -> bool {
        matches!(self.became, Became::Done(_) | Became::Waits(_))
    }
}

/// Of which list they are; keys of its texts.
pub struct Of {
    /// Its address.
    pub path: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The way back to it.
    pub back: &'static str,
    /// What the table shows.
    pub caption: &'static str,
}

/// Invoices.
pub const INVOICES: Of = Of {
    path: "/invoices",
    name: "nav-invoices",
    back: "finance-back-to-invoices",
    caption: "finance-outcome-caption",
};

/// Customers.
pub const CUSTOMERS: Of = Of {
    path: "/customers",
    name: "nav-customers",
    back: "customers-back-to-list",
    caption: "customers-outcome-caption",
};

/// A rule's no in the reader's words.
pub fn no(cx: &Cx, error: CommandError) -> Became {
    Became::No(api::Problem::of_command(cx.lang(), error).title)
}

/// The sentences on top.
#[derive(Clone, Copy, Default)]
pub struct Told<'a> {
    /// How many were done.
    pub said: &'a str,
    /// What follows by itself, or remains to be done.
    pub more: Option<&'a str>,
    /// Where what was refused can be tried again.
    pub again: Option<&'a str>,
    /// What it has in common, by which it is taken back in one go.
    pub together: Option<Uuid>,
}

/// The page that tells it.
pub fn page(cx: &Cx, of: &Of, title: &str, told: Told, outcomes: &[Outcome]) -> Response {
    let Told { said, more, again, together } = told;
    let back = cx.t(of.back);
    let good = outcomes.iter().any(Outcome::done);
    let (tone, sign) = match (good, again) {
        (_, Some(_)) => (Tone::Warning, Icon::Alert),
        (true, None) => (Tone::Good, Icon::Check),
        (false, None) => (Tone::Info, Icon::Eye),
    };
    let undo = cx.t("undo-button");
    let retry = cx.t("outcome-try-again");
    let ways = html! {
        @if let Some(again) = again { (link_button(again, Button { text: &retry, look: Look::Dark, ..Button::default() })) }
        @if let Some(together) = together.filter(|_| good) {
            (link_button(&address_from(together, of.path), Button { text: &undo, icon: Some(Icon::Undo), look: Look::Quiet, ..Button::default() }))
        }
        (link_button(of.path, Button { text: &back, ..Button::default() }))
    };
    let titles = ["label-number", "label-customer", "outcome-result"].map(|key| cx.t(key));
    let columns: Vec<Column> = titles.iter().map(|title| Column { title, ..Column::default() }).collect();
    let rows = html! {
        @for outcome in outcomes {
            tr {
                th scope="row" { a.num href=(outcome.href) { (outcome.name) } }
                td { (outcome.customer) }
                td { (became(cx, &outcome.became)) }
            }
        }
    };
    let list = table(Table { caption: &cx.t(of.caption), columns: &columns, rows, ..Table::default() });
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t(of.name), Some(of.path)), (title, None)]))
        (page_head(PageHead { title, ..PageHead::default() }))
        (notice(tone, sign, html! { b { (said) } @if let Some(more) = more.filter(|_| good || again.is_some()) { " " (more) } }, Some(ways)))
        @if !outcomes.is_empty() {
            div."mt-4" { (panel(Panel { id: "outcome", title: &cx.t("outcome-result"), full: Some(list), ..Panel::default() })) }
        }
    };
    cx.page(title, content)
}

fn became(cx: &Cx, became: &Became) -> Markup {
    match became {
        Became::Done(key) => badge(Tone::Good, Icon::Check, &cx.t(key)),
        Became::Waits(key) => {
            html! { (badge(Tone::Warning, Icon::Clock, &cx.t("state-invoice-draft"))) small { (cx.t(key)) } }
        }
        Became::Was => badge(Tone::Neutral, Icon::Check, &cx.t("outcome-was")),
        Became::No(why) => {
            html! { (badge(Tone::Warning, Icon::Alert, &cx.t("import-becomes-left-out"))) small { (why) } }
        }
    }
}
