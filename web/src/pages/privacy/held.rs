//! What is held of a person, counted by kind, and where else they are named.

use std::collections::{BTreeMap, HashSet};

use domain::{
    Decider,
    contract::Contract,
    customer::{Customer, Event},
    fault::{self, Fault},
    invoice::Invoice,
    machine::Machine,
    mail::Mail,
    opportunity::Opportunity,
    privacy::Person,
    registry::AnyEvent,
    review::Review,
    settings::{COMPANY, Settings},
    task::Task,
    user::User,
    visit::Visit,
};
use event_store::person::{Found, Named};
use maud::{Markup, html};
use texts::format::{date_long, whole};

use super::{super::management::words, gone::kept_until};
use crate::{
    components::{Panel, facts, panel},
    cx::{Cx, Refusal},
};

/// So many texts that name the person are shown.
const SHOWN: usize = 12;
/// So much of each.
const EXCERPT: usize = 240;

/// What there is of each kind, in the order of the menu, and what the law has us keep of it.
pub(super) async fn held(cx: &Cx, person: Person, found: &Found) -> Result<Markup, Refusal> {
    let (settings, _) = cx.app.log.state::<Settings>(COMPANY).await?;
    let counts = counts(person, found);
    let rows: Vec<(_, Markup)> = (counts.into_iter().filter(|(_, count)| *count > 0))
        .map(|(key, count)| (cx.t(key), html! { span.num { (whole(cx.lang(), count)) } }))
        .collect();
    let rows: Vec<(&str, Markup)> = rows.iter().map(|(label, value)| (label.as_ref(), value.clone())).collect();
    let invoices = found.traces.invoices.values();
    let owed = invoices.clone().any(|held| held.owed);
    let days: Vec<_> = invoices.map(|held| settings.invoices_kept_until(held.newest)).collect();
    let lead = match person {
        Person::User { .. } => "privacy-held-user",
        _ => "privacy-held-lead",
    };
    Ok(panel(Panel {
        id: "held",
        title: &cx.t("privacy-held"),
        body: Some(html! { p.muted { (cx.t(lead)) } div."mt-2" { (facts(&rows)) } }),
        footer: (!days.is_empty())
            .then(|| html! { (kept_until(cx, &days)) @if owed { " " (cx.t("privacy-invoices-owed")) } }),
        ..Panel::default()
    }))
}

/// How many things of each kind are held: for a colleague what is about them, and how often they did something.
fn counts(person: Person, found: &Found) -> Vec<(&'static str, i64)> {
    let mut things: BTreeMap<&str, HashSet<&str>> = BTreeMap::new();
    let (mut known, mut notes, mut issued, mut did) = (0, 0, HashSet::new(), 0);
    for event in &found.story {
        let own = match person {
            Person::User { user } => event.metadata.actor.user() != Some(user),
            _ => true,
        };
        match event.event_type.as_str() {
            _ if !own && event.stream.category() != User::CATEGORY => did += 1,
            "note_added" | "call_recorded" => notes += 1,
            "invoice_issued" => drop(issued.insert(event.stream.id())),
            _ if [Customer::CATEGORY, User::CATEGORY].contains(&event.stream.category()) => known += 1,
            _ => {}
        }
        if own {
            things.entry(event.stream.category()).or_default().insert(event.stream.id());
        }
    }
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let of = |category: &str| number(things.get(category).map_or(0, HashSet::len));
    let issued = number(issued.len());
    vec![
        ("privacy-known", known),
        ("privacy-notes", notes),
        ("nav-faults", of(Fault::CATEGORY)),
        ("maintenance-visits", of(Visit::CATEGORY)),
        ("customers-machines", of(Machine::CATEGORY)),
        ("nav-contracts", of(Contract::CATEGORY)),
        ("nav-invoices", issued),
        ("privacy-drafts", of(Invoice::CATEGORY) - issued),
        ("opportunities", of(Opportunity::CATEGORY)),
        ("privacy-mails", of(Mail::CATEGORY)),
        ("privacy-tasks", of(Task::CATEGORY)),
        ("nav-reviews", of(Review::CATEGORY)),
        ("privacy-acts", did),
    ]
}

/// Texts of others in which the person is named.
pub(super) fn named(cx: &Cx, person: Person, found: &Found) -> Markup {
    if found.named.is_empty() {
        return html! {};
    }
    let more = found.named.len().saturating_sub(SHOWN);
    let lead = if matches!(person, Person::User { .. }) { "privacy-named-user" } else { "privacy-named-lead" };
    // What can be erased along is seen first.
    let mut shown: Vec<&Named> = found.named.iter().collect();
    shown.sort_by_key(|named| named.key.is_none());
    let body = html! {
        p.muted { (cx.t(lead)) }
        ul.stack."mt-2" {
            @for one in shown.iter().take(SHOWN) {
                li {
                    @let happened = words::happened(cx, &one.event.event_type);
                    @match words::page_of(one.event.stream.as_str()) {
                        Some(href) => a href=(href) { (happened) },
                        None => b { (happened) },
                    } " "
                    small.muted { (date_long(cx.lang(), cx.local(one.event.recorded_at).date()))
                        @if one.key.is_none() { " · " (cx.t("privacy-stays")) } }
                    p { (excerpt(one)) }
                }
            }
        }
        @if more > 0 {
            @let more = i64::try_from(more).unwrap_or(i64::MAX);
            p.muted."mt-2" { (cx.tr("privacy-named-more", &[("count", more.into()), ("shown", whole(cx.lang(), more).into())])) }
        }
    };
    panel(Panel { id: "named", title: &cx.t("privacy-named"), body: Some(body), ..Panel::default() })
}

/// What it says that names them; of a fault also what was wrong.
fn excerpt(named: &Named) -> String {
    let mut texts = named.texts.clone();
    if let AnyEvent::Fault(fault::Event::FaultReported { problem, .. }) = &named.event.event {
        let problem = problem.text();
        texts.retain(|text| *text != problem);
        texts.push(problem);
    }
    let text = texts.join(" · ");
    let cut: String = text.chars().take(EXCERPT).collect();
    if cut.len() < text.len() { format!("{cut}…") } else { cut }
}

/// Everyone who could ever be spoken to at a customer: each may ask for themselves.
pub(super) fn contacts(cx: &Cx, person: Person, found: &Found) -> Markup {
    let Person::Customer { customer } = person else { return html! {} };
    let mut known = BTreeMap::new();
    for event in &found.story {
        match &event.event {
            AnyEvent::Customer(Event::ContactAdded { id, name, .. } | Event::ContactChanged { id, name, .. }) => {
                known.insert(*id, name.text());
            }
            AnyEvent::Customer(Event::ContactForgotten { id }) => drop(known.remove(id)),
            _ => {}
        }
    }
    if known.is_empty() {
        return html! {};
    }
    let body = html! {
        ul.stack { @for (id, name) in &known { li {
            a href=(format!("/customers/{customer}/contacts/{id}/privacy")) { (name) }
        } } }
    };
    panel(Panel { id: "people", title: &cx.t("customers-contacts"), body: Some(body), ..Panel::default() })
}
