//! What stands beside the story on the card: open faults, contracts and what is to be paid.

use domain::Permission;
use maud::{Markup, html};
use projections::customers::{card::Card, summary};
use texts::format::{date_short, euros, month_year, relative_day, whole};

use super::parts::both;
use crate::{components::*, cx::Cx, icons::Icon};

pub(super) fn open_faults(cx: &Cx, card: &Card, faults: &[summary::Fault]) -> Markup {
    panel(Panel {
        id: "open-faults",
        title: &cx.t("customers-open-faults"),
        beside: (card.open_faults > 0).then(|| plain_badge(Tone::Danger, &whole(cx.lang(), card.open_faults))),
        full: Some(html! {
            @if faults.is_empty() { p.body.muted { (cx.t("customers-no-open-faults")) } }
            ul.mini { @for fault in faults { (mini_fault(cx, fault)) } }
        }),
        live: Some("customers"),
        ..Panel::default()
    })
}

fn mini_fault(cx: &Cx, fault: &summary::Fault) -> Markup {
    let problem: String = cx.named(&fault.problem).lines().next().unwrap_or_default().chars().take(80).collect();
    let at = cx.local_micros(fault.reported_at);
    let when = relative_day(cx.lang(), at.date(), cx.today());
    let planned = fault.planned.as_deref().and_then(|planned| planned.parse::<chrono::NaiveDateTime>().ok());
    html! {
        li {
            a href=(format!("/faults/{}", fault.id)) { b { (problem) } }
            (second_line(&[format!("S-{}", fault.number).as_str(), &when].into_iter().chain(fault.machine.as_deref()).collect::<Vec<_>>().join(" · ")))
            (fault_badge(cx, &fault.state, &fault.urgency, planned))
        }
    }
}

/// How a fault stands.
pub(super) fn fault_badge(cx: &Cx, state: &str, urgency: &str, planned: Option<chrono::NaiveDateTime>) -> Markup {
    match (state, planned) {
        ("solved", _) => badge(Tone::Good, Icon::Check, &cx.t("state-fault-solved")),
        ("cancelled", _) => badge(Tone::Neutral, Icon::X, &cx.t("state-fault-called-off")),
        (_, Some(at)) => {
            let text = format!("{} {}", date_short(cx.lang(), at.date()), texts::format::clock(cx.lang(), at.time()));
            badge(Tone::Info, Icon::Calendar, &text)
        }
        (_, None) if urgency == "urgent" => badge(Tone::Danger, Icon::Bolt, &cx.t("customers-urgent-unplanned")),
        _ => badge(Tone::Warning, Icon::Clock, &cx.t("state-visit-to-plan")),
    }
}

pub(super) fn contracts(cx: &Cx, card: &Card, contracts: &[summary::Contract]) -> Markup {
    let shown: Vec<_> =
        contracts.iter().filter(|one| matches!(one.state.as_str(), "running" | "noticed" | "draft")).take(3).collect();
    let all = cx.t("button-open");
    panel(Panel {
        id: "contracts",
        title: &cx.t("nav-contracts"),
        end: Some(html! { a.small href=(format!("/customers/{}/contracts", card.id)) { (all) } }),
        body: Some(html! {
            @if shown.is_empty() { p.muted { (cx.t("customers-no-contract")) } }
            @for contract in shown { (mini_contract(cx, contract)) }
        }),
        ..Panel::default()
    })
}

fn mini_contract(cx: &Cx, contract: &summary::Contract) -> Markup {
    let lang = cx.lang();
    let day = |text: &str| text.parse::<chrono::NaiveDate>().ok();
    let (starts, ends) = (day(&contract.starts), contract.ends.as_deref().and_then(day));
    let share = starts.zip(ends).map(|(starts, ends)| {
        let whole = (ends - starts).num_days().max(1) as f64;
        (cx.today() - starts).num_days() as f64 / whole
    });
    let notice = ends.and_then(|ends| {
        let months = u32::try_from(contract.notice_months).ok()?;
        ends.succ_opt()?.checked_sub_months(chrono::Months::new(months))?.pred_opt()
    });
    let month = |day: Option<chrono::NaiveDate>| day.map(|day| month_year(lang, day)).unwrap_or_default();
    html! {
        div.stack.tight {
            div.row.apart {
                a href=(format!("/contracts/{}", contract.id)) { b { "C-" (contract.number) } }
                span.amount { (cx.tr("customers-a-month", &[("amount", euros(lang, contract.fee_cents, &contract.currency).into())])) }
            }
            (meter(share.unwrap_or_default(), None, Tone::Neutral))
            div.row.apart.small.muted { span { (month(starts)) } span { (month(ends)) } }
            p.small {
                @match contract.state.as_str() {
                    "draft" => (cx.t("state-contract-draft")),
                    "noticed" => (cx.t("state-contract-notice-given")),
                    _ => @if let Some(notice) = notice {
                        (cx.tr("customers-notice-until", &[("day", texts::format::date_long(lang, notice).into())]))
                    },
                }
            }
        }
    }
}

pub(super) fn money(cx: &Cx, card: &Card, paying: &summary::Paying) -> Markup {
    let labels =
        ["customers-outstanding", "customers-late", "customers-pays-after", "customers-this-year"].map(|key| cx.t(key));
    let amount = |euros, pln| html! { span.amount { (both(cx, euros, pln)) } };
    let mut rows = vec![(labels[0].as_ref(), html! { b { (amount(card.open_cents, card.open_pln_cents)) } })];
    if card.late_cents > 0 || card.late_pln_cents > 0 {
        rows.push((&labels[1], html! { span.danger-text { (amount(card.late_cents, card.late_pln_cents)) } }));
    }
    if let Some(days) = paying.mean_days {
        rows.push((&labels[2], html! { (cx.tr("customers-mean-days", &[("count", days.into())])) }));
    }
    rows.push((&labels[3], amount(paying.this_year_cents, paying.this_year_pln_cents)));
    panel(Panel {
        id: "money",
        title: &cx.t("nav-invoices"),
        end: Some(html! {
            @if cx.may(Permission::EditInvoices) { a.small href=(format!("/customers/{}/invoices", card.id)) { (cx.t("button-open")) } }
            @else { (owner_badge(&cx.t("customers-finance-manages"))) }
        }),
        body: Some(facts(&rows)),
        live: Some("customers"),
        ..Panel::default()
    })
}
