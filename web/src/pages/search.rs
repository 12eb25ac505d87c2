//! Search: the page of all that was found, and the lists that appear while typing.

use api::App;
use axum::{Router, response::IntoResponse, routing::get};
use domain::Permission;
use maud::html;
use projections::{
    customers::{
        DEPARTMENT,
        suggest::{self, Suggestion as Found},
    },
    maintenance::{self, articles, visits},
    purchasing::{self, orders},
};
use serde::Deserialize;

use super::customers::phone;
use crate::{
    components::*,
    cx::{Answer, Cx, Query, Refusal, encode},
    icons::Icon,
};

/// The addresses of these pages.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/search", get(page))
        .route("/suggest/all", get(all))
        .route("/suggest/customers", get(customers))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
}

/// Something that was found, of whatever kind.
struct Hit {
    kind: &'static str,
    label: String,
    second: String,
    href: String,
    icon: Icon,
}

async fn customers_found(cx: &Cx, text: &str, limit: u32) -> Result<Vec<Found>, Refusal> {
    Ok(suggest::customers(&cx.reads(&DEPARTMENT).pool, text, limit).await?)
}

fn second(found: &Found) -> String {
    let number = found.number.to_string();
    let telephone = found.phone.as_deref().map(phone);
    let machine = found.machine.as_ref().map(|machine| format!("{} {}", machine.model, machine.serial));
    let parts = [Some(number), Some(found.city.clone()), telephone, machine];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// A visit or purchase order behind its letter; none for another letter.
async fn lettered(cx: &Cx, letter: char, number: &str) -> Result<Option<Hit>, Refusal> {
    let Ok(number) = number.parse() else { return Ok(None) };
    Ok(match letter {
        'B' if cx.may(Permission::SeePlanning) => {
            let found = visits::numbered(&cx.reads(&maintenance::DEPARTMENT).pool, number).await?;
            found.map(|visit| Hit {
                kind: "nav-planning",
                label: cx.tr("search-visits", &[("number", format!("B-{number}").into())]),
                second: cx.customer(&visit.customer_name).into_owned(),
                href: format!("/visits/{}", visit.id),
                icon: Icon::Calendar,
            })
        }
        'I' if cx.may(Permission::SeePurchasing) => {
            let found = orders::numbered(&cx.reads(&purchasing::DEPARTMENT).pool, number).await?;
            found.map(|order| Hit {
                kind: "nav-purchase-orders",
                label: cx.tr("search-purchase-orders", &[("number", format!("I-{number}").into())]),
                second: order.supplier_name.unwrap_or_default(),
                href: format!("/purchase-orders/{}", order.id),
                icon: Icon::Cart,
            })
        }
        _ => None,
    })
}

/// Articles whose number begins so or whose name holds it; a few letters are of too many names.
async fn articles_found(cx: &Cx, text: &str) -> Result<Vec<Hit>, Refusal> {
    if !cx.may(Permission::SeeStock) || text.trim().chars().count() < 3 {
        return Ok(Vec::new());
    }
    let found = articles::search(&cx.reads(&maintenance::DEPARTMENT).pool, text, None, 5).await?;
    let hit = |article: articles::Article| Hit {
        kind: "nav-stock",
        label: article.name,
        second: article.number,
        href: format!("/articles/{}", article.id),
        icon: Icon::Box,
    };
    Ok(found.into_iter().map(hit).collect())
}

/// Everything that the reader may see and that is called so: numbers first, then customers, those that were put away
/// last: at least so many of them, and as many as there is room for; then articles. Behind a letter
/// that stands for a kind of thing only that kind.
async fn hits(cx: &Cx, text: &str, limit: u32, put_away: u32) -> Result<Vec<Hit>, Refusal> {
    let mut hits = Vec::new();
    let letter = suggest::lettered(text).filter(|(letter, _)| "SCBI".contains(*letter));
    if let Some((letter, number)) = letter {
        hits.extend(lettered(cx, letter, number).await?);
    }
    for found in suggest::numbered(&cx.reads(&DEPARTMENT).pool, text, 5).await? {
        let (kind, icon, see) = match found.kind.as_str() {
            "faults" => ("nav-faults", Icon::Alert, Permission::SeeFaults),
            "contracts" => ("nav-contracts", Icon::Contract, Permission::SeeContracts),
            _ => ("nav-invoices", Icon::Invoice, Permission::SeeInvoices),
        };
        if cx.may(see) {
            let href = format!("/{}/{}", found.kind, found.id);
            let label = cx.tr(&format!("search-{}", found.kind), &[("number", found.number.into())]);
            hits.push(Hit { kind, label, second: cx.customer(&found.customer).into_owned(), href, icon });
        }
    }
    if letter.is_some() {
        return Ok(hits);
    }
    if cx.may(Permission::SeeCustomers) {
        let found = customers_found(cx, text, limit).await?;
        let room = limit.saturating_sub(u32::try_from(found.len()).unwrap_or(limit)).max(put_away);
        let put_away = suggest::archived(&cx.reads(&DEPARTMENT).pool, text, room).await?;
        let mark = cx.t("customers-view-archived");
        let archived = put_away.into_iter().map(|found| ("customers-archived", found));
        for (kind, found) in found.into_iter().map(|found| ("nav-customers", found)).chain(archived) {
            let second = match kind {
                "nav-customers" => second(&found),
                _ => format!("{mark} · {}", second(&found)),
            };
            let href = match &found.machine {
                Some(machine) => format!("/customers/{}/machines?search={}", found.id, encode(&machine.serial)),
                None => format!("/customers/{}", found.id),
            };
            hits.push(Hit { kind, label: cx.customer(&found.name).into_owned(), second, href, icon: Icon::Users });
        }
    }
    hits.extend(articles_found(cx, text).await?);
    Ok(hits)
}

/// `GET /suggest/all?q=`: places to go to.
async fn all(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    let hits = hits(&cx, &asked.q, 8, 0).await?;
    let found: Vec<Suggestion> = hits
        .iter()
        .map(|hit| Suggestion { value: "", label: &hit.label, second: &hit.second, href: Some(&hit.href) })
        .collect();
    Ok(suggestions(&status(&cx, found.len()), &found).into_response())
}

/// `GET /suggest/customers?q=`: customers to choose from.
async fn customers(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::SeeCustomers)?;
    let hits = customers_found(&cx, &asked.q, 10).await?;
    let seconds: Vec<String> = hits.iter().map(second).collect();
    let found: Vec<Suggestion> = hits
        .iter()
        .zip(&seconds)
        .map(|(found, second)| Suggestion { value: &found.id, label: &found.name, second, href: None })
        .collect();
    Ok(suggestions(&status(&cx, found.len()), &found).into_response())
}

fn status(cx: &Cx, count: usize) -> String {
    cx.tr("search-found", &[("count", count.into())])
}

/// `GET /search?q=`.
async fn page(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    let hits = hits(&cx, &asked.q, 50, 10).await?;
    let title = cx.t("search-title");
    let kinds = hits.chunk_by(|one, next| one.kind == next.kind);
    let content = html! {
        (page_head(PageHead {
            title: &title,
            lead: Some(html! { (cx.tr("search-for", &[("text", (&asked.q).into())])) " · " (status(&cx, hits.len())) }),
            ..PageHead::default()
        }))
        @if hits.is_empty() { (empty(Icon::Search, &cx.t("search-none"), &cx.t("search-none-why"), None)) }
        div.stack {
            @for kind in kinds {
                (panel(Panel {
                    id: kind[0].kind,
                    title: &cx.t(kind[0].kind),
                    full: Some(html! {
                        ul.mini {
                            @for hit in kind {
                                li.row {
                                    (tile(Tone::Neutral, hit.icon))
                                    div { a href=(hit.href) { b { (hit.label) } } (second_line(&hit.second)) }
                                }
                            }
                        }
                    }),
                    ..Panel::default()
                }))
            }
        }
    };
    Ok(cx.page(&title, content))
}
