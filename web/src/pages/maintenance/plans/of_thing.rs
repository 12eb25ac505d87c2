//! Recurring maintenance on the pages of other things: a contract's plans, a visit's place in its chain, the way to a new plan.

use domain::Permission;
use maud::{Markup, html};
use projections::{
    maintenance::{
        plans::{self, Filter},
        to_plan,
        visits::Visit,
    },
    sales,
};
use texts::format::{capital, relative_day};

use super::{PLANS, list, words};
use crate::{
    components::{Button, Panel, Size, facts, link_button, panel},
    cx::{Cx, Refusal},
    icons::Icon,
    pages::{
        contracts::hours_of,
        maintenance::{MOVE, pool, words::visit_number},
    },
};

/// Plans of a thing that are shown.
const SHOWN: u32 = 20;

/// The plans of a contract, customer or machine, with the way to another; nothing for who may not see the planning.
///
/// # Errors
/// When the tables can't be read.
pub async fn plans_of(cx: &Cx, filter: Filter, new: &str) -> Result<Markup, Refusal> {
    if !cx.may(Permission::SeePlanning) {
        return Ok(html! {});
    }
    let found = plans::list(pool(cx), &filter, None, SHOWN).await?.rows;
    let title = cx.t("nav-maintenance-plans");
    if found.is_empty() && !cx.may(MOVE) {
        return Ok(html! {});
    }
    let text = cx.t("plan-new");
    Ok(panel(Panel {
        id: "plans",
        title: &title,
        live: Some("maintenance"),
        end: cx.may(MOVE).then(|| {
            link_button(
                &format!("{PLANS}/new{new}"),
                Button { text: &text, icon: Some(Icon::Plus), size: Size::Small, ..Button::default() },
            )
        }),
        body: found.is_empty().then(|| html! { p.muted { (cx.t("plan-none-yet")) } }),
        full: (!found.is_empty()).then(|| list::rows(cx, &title, &found)),
        ..Panel::default()
    }))
}

/// A visit's plan, and the visits before and after it; nothing where it is of none.
///
/// # Errors
/// When the tables can't be read.
pub async fn chain(cx: &Cx, visit: &Visit) -> Result<Markup, Refusal> {
    let Some(chain) = to_plan::chain(pool(cx), visit).await? else { return Ok(html! {}) };
    let link = |(id, number): &(domain::VisitId, i64)| html! { a href={ "/visits/" (id) } { (visit_number(*number)) } };
    let labels =
        ["plan-one", "plan-proposed", "plan-before", "plan-after", "plan-next-due"].map(|key| capital(&cx.t(key)));
    let hours_label = capital(&cx.t("contracts-hours"));
    let mut rows: Vec<(&str, Markup)> = vec![(
        &labels[0],
        html! { a href={ (PLANS) "/" (chain.plan) } { (words::number(chain.number)) } ", " (cx.tr("plan-occurrence", &[("n", chain.occurrence.into())])) },
    )];
    rows.extend(visit.proposed.map(|day| (labels[1].as_str(), html! { (relative_day(cx.lang(), day, cx.today())) })));
    rows.extend(chain.before.as_ref().map(|before| (labels[2].as_str(), link(before))));
    rows.extend(chain.after.as_ref().map(|after| (labels[3].as_str(), link(after))));
    let next = chain.next_due.filter(|_| chain.after.is_none());
    rows.extend(next.map(|day| (labels[4].as_str(), html! { (relative_day(cx.lang(), day, cx.today())) })));
    let hours = hours(cx, &chain).await?;
    rows.extend(hours.map(|hours| (hours_label.as_str(), hours)));
    let text = cx.t("plan-move-next");
    let to_move = next.is_some() && cx.may(MOVE);
    Ok(panel(Panel {
        id: "chain",
        title: &cx.t("plan-chain"),
        live: Some("maintenance"),
        end: to_move.then(|| {
            link_button(
                &format!("{PLANS}/{}/next", chain.plan),
                Button { text: &text, size: Size::Small, in_dialog: true, ..Button::default() },
            )
        }),
        body: Some(facts(&rows)),
        ..Panel::default()
    }))
}

/// What is left of the hours of the plan's contract, for who may read contracts.
async fn hours(cx: &Cx, chain: &to_plan::Chain) -> Result<Option<Markup>, Refusal> {
    if !cx.may(Permission::SeeContracts) {
        return Ok(None);
    }
    let Some(contract) = plans::one(pool(cx), chain.plan).await?.and_then(|plan| plan.contract) else {
        return Ok(None);
    };
    let card = sales::contract::one(&cx.reads(&sales::DEPARTMENT).pool, contract, cx.today()).await?;
    Ok(card.and_then(|card| card.hours).map(|hours| hours_of(cx, hours)))
}
