//! Customers: the list, the card that every department reads, and the forms of who may change it.

mod card;
mod chosen;
mod documents;
mod doubles;
mod edit;
pub mod home;
mod list;
mod list_filters;
mod list_table;
mod money;
mod parts;
mod side;
mod small;
mod story;

use api::App;
use axum::{
    Router,
    routing::{get, post},
};
use domain::Permission;
use maud::{Markup, html};
use projections::customers::{DEPARTMENT, card as read};

pub use card::standing;
pub use list_table::COLUMNS;

use crate::{
    components::owner_badge,
    cx::{Cx, Refusal},
};

/// The addresses of these pages.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/customers", get(list::show))
        .route("/customers/new", get(edit::new))
        .route("/customers/chosen", get(chosen::show).post(chosen::act))
        .route("/customers/register", post(doubles::register))
        .route("/customers/{id}", get(card::show))
        .route("/customers/{id}/edit", get(edit::edit))
        .route("/customers/{id}/contacts", get(parts::contacts))
        .route("/customers/{id}/contacts/new", get(small::new_contact))
        .route("/customers/{id}/contacts/{contact}", get(small::edit_contact))
        .route("/customers/{id}/contacts/{contact}/remove", get(small::remove_contact))
        .route("/customers/{id}/contracts", get(money::contracts))
        .route("/customers/{id}/machines", get(parts::machines))
        .route("/customers/{id}/machines/new", get(small::new_machine))
        .route("/customers/{id}/machines/{machine}", get(small::edit_machine))
        .route("/customers/{id}/machines/{machine}/remove", get(small::remove_machine))
        .route("/customers/{id}/faults", get(parts::faults))
        .route("/customers/{id}/invoices", get(money::invoices))
        .route("/customers/{id}/purchases", get(money::purchases))
        .route("/customers/{id}/documents", get(documents::show))
        .route("/customers/{id}/history", get(parts::history))
        .route("/customers/{id}/channel", get(small::channel))
        .route("/customers/{id}/put-away", get(small::archive))
}

fn pool(cx: &Cx) -> &projections::Pool {
    &cx.reads(&DEPARTMENT).pool
}

/// The customer of the address, for a reader who may look.
async fn customer(cx: &Cx, id: &str) -> Result<read::Card, Refusal> {
    cx.require(Permission::SeeCustomers)?;
    read::one(pool(cx), id, cx.today()).await?.ok_or_else(|| cx.not_found())
}

/// Whether the reader may change customers in the role in which they work.
fn may_edit(cx: &Cx) -> bool {
    cx.may(Permission::EditCustomers)
}

/// In place of the buttons, for who only looks.
fn only_looking(cx: &Cx) -> Markup {
    html! { @if !may_edit(cx) { (owner_badge(&cx.t("customers-view-only"))) } }
}

/// A name; of who was forgotten, the word for that.
fn named(cx: &Cx, name: &str) -> String {
    cx.customer(name).into_owned()
}

/// A telephone number as people read it: `030 555 01 42`, `+48 22 555 01 00`.
pub fn phone(number: &str) -> String {
    let Some(national) = number.strip_prefix("+31") else { return grouped(number) };
    let national = format!("0{national}");
    let head = match national.get(..3) {
        Some(
            "010" | "013" | "014" | "015" | "020" | "023" | "024" | "026" | "030" | "033" | "035" | "036" | "038"
            | "040" | "043" | "045" | "046" | "050" | "053" | "055" | "058" | "070" | "071" | "072" | "073" | "074"
            | "075" | "076" | "077" | "078" | "079",
        ) => 3,
        _ if national.starts_with("06") => 2,
        _ => 4,
    };
    let (area, rest) = national.split_at(head.min(national.len()));
    format!("{area} {}", thirds(rest))
}

/// A foreign number: its country code, then threes and twos.
fn grouped(number: &str) -> String {
    match number.strip_prefix('+').filter(|rest| rest.len() > 6 && rest.chars().all(|c| c.is_ascii_digit())) {
        Some(rest) => format!("+{} {}", &rest[..2], thirds(&rest[2..])),
        None => number.to_owned(),
    }
}

/// Threes first, twos at the end: `5550142` becomes `555 01 42`.
fn thirds(digits: &str) -> String {
    let mut parts = Vec::new();
    let mut rest = digits;
    while !rest.is_empty() {
        let size = if rest.len() % 2 == 1 { 3 } else { 2 }.min(rest.len());
        let (part, tail) = rest.split_at(size);
        parts.push(part);
        rest = tail;
    }
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::phone;

    #[test]
    fn numbers_are_written_as_people_say_them() {
        assert_eq!(phone("+31305550142"), "030 555 01 42");
        assert_eq!(phone("+31612345678"), "06 12 34 56 78");
        assert_eq!(phone("+31348555019"), "0348 55 50 19");
        assert_eq!(phone("+48225550100"), "+48 225 55 01 00");
        assert_eq!(phone("112"), "112");
    }
}
