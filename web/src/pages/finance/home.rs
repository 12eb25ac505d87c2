//! What finance does today: what is late or disputed, and what waits to be issued.

use maud::{Markup, html};
use projections::finance::{
    DEPARTMENT,
    invoices::{self, View, Wanted},
};
use texts::format::whole;

use super::{invoices as list, words};
use crate::{
    components::{Kpi, Panel, empty, kpis, panel},
    cx::{Cx, Refusal},
    icons::Icon,
};

/// The home of finance.
///
/// # Errors
/// When the tables can't be read.
pub async fn content(cx: &Cx) -> Result<Markup, Refusal> {
    let pool = &cx.reads(&DEPARTMENT).pool;
    let ages = invoices::ageing(pool, None, cx.today()).await?;
    let some = |view| Wanted { view, limit: Some(8), ..Wanted::default() };
    let attention = invoices::list(pool, &some(View::Attention), cx.today()).await?.rows;
    let drafts = invoices::list(pool, &some(View::Draft), cx.today()).await?.rows;
    let items = [
        (
            "finance-open",
            words::cents(cx, ages.open()),
            whole(cx.lang(), ages.open_count + ages.late_count),
            "/invoices?view=open",
            false,
        ),
        (
            "finance-late",
            words::cents(cx, ages.late()),
            whole(cx.lang(), ages.late_count),
            "/invoices?view=late",
            ages.late_count > 0,
        ),
    ];
    let items: Vec<_> =
        items.into_iter().map(|(key, figure, count, href, ink)| (cx.t(key), figure, count, href, ink)).collect();
    let figures: Vec<Kpi> = items
        .iter()
        .map(|(name, figure, note, href, ink)| Kpi { name, figure, note, href, ink: *ink, ..Kpi::default() })
        .collect();
    let group = |id: &str, key: &str, rows: &[invoices::Row]| {
        let full = if rows.is_empty() {
            empty(Icon::Check, &cx.t("text-nothing-found"), &cx.t("finance-none-here"), None)
        } else {
            list::rows(cx, rows, &format!("finance-{id}-caption"))
        };
        panel(Panel { id, title: &cx.t(key), live: Some("finance"), full: Some(full), ..Panel::default() })
    };
    Ok(html! {
        (kpis("figures", &cx.t("finance-figures"), &figures))
        div.stack {
            (group("attention", "finance-view-attention", &attention))
            (group("drafts", "finance-view-draft", &drafts))
        }
    })
}
