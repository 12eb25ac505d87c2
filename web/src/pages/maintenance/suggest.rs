//! Answers while typing: who calls, by name, town, number or telephone; and parts by number or name.

use api::App;
use axum::{Router, response::IntoResponse, routing::get};
use domain::Permission;
use projections::maintenance::{articles, customers};
use serde::Deserialize;
use texts::format::quantity;

use super::pool;
use crate::{
    components::{Suggestion, suggestions},
    cx::{Answer, Cx, Query},
};

/// At most so many are shown.
const MOST: u32 = 12;
/// A tablet keeps at most so many parts.
const MOST_KEPT: u32 = 2_000;

/// The addresses of these answers.
pub fn routes() -> Router<App> {
    Router::new().route("/suggest/callers", get(callers)).route("/suggest/parts", get(parts))
}

#[derive(Deserialize, Default)]
struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    model: Option<String>,
    /// The list that tablets search in without network.
    #[serde(default)]
    all: bool,
}

async fn callers(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::SeeCustomers)?;
    let found = customers::search(pool(&cx), &asked.q, MOST).await?;
    let rows: Vec<(String, String, String)> = found
        .iter()
        .map(|caller| {
            let place = &caller.place;
            let number = cx.tr("maintenance-customer-number", &[("number", place.number.to_string().into())]);
            let second = [Some(number), Some(place.street.clone()), caller.contact.clone()];
            let second = second.into_iter().flatten().collect::<Vec<_>>().join(" · ");
            (place.id.to_string(), format!("{}, {}", place.name, place.city), second)
        })
        .collect();
    Ok(list(&cx, &rows))
}

async fn parts(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::SeeStock)?;
    let most = if asked.all { MOST_KEPT } else { MOST };
    let found = articles::search(pool(&cx), &asked.q, asked.model.as_deref(), most).await?;
    let rows: Vec<(String, String, String)> = found
        .iter()
        .map(|article| {
            let stock = quantity(cx.lang(), article.stock.thousandths());
            let second = cx.tr(
                "maintenance-part-stock",
                &[("number", (&article.number).into()), ("quantity", stock.into()), ("unit", (&article.unit).into())],
            );
            (article.id.to_string(), article.name.clone(), second)
        })
        .collect();
    Ok(list(&cx, &rows))
}

fn list(cx: &Cx, rows: &[(String, String, String)]) -> axum::response::Response {
    let status = match rows.len() {
        0 => cx.t("text-nothing-found").into_owned(),
        count => cx.tr("maintenance-found", &[("count", count.into())]),
    };
    let found: Vec<Suggestion> =
        rows.iter().map(|(value, label, second)| Suggestion { value, label, second, href: None }).collect();
    suggestions(&status, &found).into_response()
}
