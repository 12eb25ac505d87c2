//! Beside the board: what is still to plan, by kind, the earliest promise first.

use domain::visit::Kind;
use maud::{Markup, html};
use projections::maintenance::visits::Visit;

use super::asked::Asked;
use crate::{
    components::{Tab, empty, views},
    cx::Cx,
    icons::Icon,
    pages::maintenance::job,
};

/// The queue of a kind, with how many wait of each.
pub fn queue(cx: &Cx, asked: &Asked, visits: &[Visit], waiting: &[(Kind, i64)]) -> Markup {
    let kind = asked.kind();
    let shown =
        waiting.iter().filter(|(of, n)| *n > 0 || *of == kind || *of == Kind::Fault || *of == Kind::Maintenance);
    let rows: Vec<_> = shown
        .map(|(of, n)| {
            let text = cx.t(&format!("maintenance-queue-{}", of.name()));
            (asked.to(&[("kind", of.name())]), text, n.to_string(), *of == kind)
        })
        .collect();
    let tabs: Vec<Tab> =
        rows.iter().map(|(href, text, count, current)| Tab { text, href, count, current: *current }).collect();
    html! {
        section.queue aria-labelledby="queue-title" data-queue {
            div.queue-head {
                h2 id="queue-title" { (cx.t("state-visit-to-plan")) }
                span."small muted" { (cx.t("maintenance-by-promise")) }
            }
            (views(&cx.t("label-kind"), &tabs))
            @if visits.is_empty() {
                (empty(Icon::Check, &cx.t("maintenance-queue-empty"), &cx.t("maintenance-queue-empty-why"), None))
            } @else {
                ul { @for visit in visits.iter().filter(|visit| asked.looks_for(visit)) { (job::queue_card(cx, visit)) } }
            }
        }
    }
}
