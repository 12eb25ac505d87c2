//! What is left of who was forgotten: when and by which right it went, and what the law has us keep.

use chrono::NaiveDate;
use domain::{
    Decider,
    privacy::{Event, LOG, Person, Privacy},
    registry::AnyEvent,
};
use event_store::{Revision, StreamName, codec};
use maud::{Markup, html};
use texts::format::date_long;

use crate::{
    components::{Panel, Tone, notice, panel},
    cx::{Cx, Refusal},
    icons::Icon,
};

/// So many orders are looked through at once.
const ORDERS: u32 = 1_000;

/// Which text says what of a person went.
pub(super) fn what_of(person: Person) -> &'static str {
    match person {
        Person::Customer { .. } => "privacy-what-customer",
        Person::Contact { .. } => "privacy-what-contact",
        Person::User { .. } => "privacy-what-user",
    }
}

/// When and by which right a person was forgotten, and what went with that; nothing of who was not.
///
/// # Errors
/// When the log can't be read.
pub async fn erased(cx: &Cx, person: Person, what: &str) -> Result<Markup, Refusal> {
    let log = &cx.app.log;
    if !log.state::<Privacy>(LOG).await?.0.is_forgotten(person) {
        return Ok(html! {});
    }
    let whole = match person {
        Person::Contact { customer, .. } => Person::Customer { customer },
        other => other,
    };
    let (stream, mut from) = (StreamName::new(Privacy::CATEGORY, LOG)?, Revision(0));
    loop {
        let page = log.store.read_stream(&stream, from, ORDERS).await?;
        let (more, last) = (page.more, page.events.last().map(|event| event.revision.0));
        for recorded in codec::decode_page(&log.keys, page.events).await? {
            if let AnyEvent::Privacy(Event::PersonForgotten { person: of, reason, .. }) = &recorded.event
                && [person, whole].contains(of)
            {
                let day = date_long(cx.lang(), cx.local(recorded.recorded_at).date());
                let said = cx.tr(&format!("privacy-erased-{}", reason.name()), &[("day", day.into())]);
                let body = html! { p { b { (said) } } p { (cx.t(what)) } };
                return Ok(notice(Tone::Info, Icon::Shield, body, None));
            }
        }
        match last {
            Some(last) if more => from = Revision(last + 1),
            _ => return Ok(html! {}),
        }
    }
}

/// What of who was forgotten the law has us keep, as a panel.
///
/// # Errors
/// When the log can't be read.
pub async fn kept(cx: &Cx, person: Person) -> Result<Markup, Refusal> {
    let (state, _) = cx.app.log.state::<Privacy>(LOG).await?;
    let kept = state.forgotten.get(&person).into_iter().flatten();
    let days: Vec<_> = kept.filter(|kept| !state.destroyed.contains(&kept.key)).map(|kept| kept.until).collect();
    let owed = days.iter().any(|day| day.is_some_and(|day| day < cx.today()));
    let body = if days.is_empty() { cx.t("privacy-kept-none").into_owned() } else { kept_until(cx, &days) };
    Ok(panel(Panel {
        id: "kept",
        title: &cx.t("privacy-kept"),
        body: Some(html! { p { (body) @if owed { " " (cx.t("privacy-invoices-owed")) } } }),
        ..Panel::default()
    }))
}

/// Until when invoices are kept: what is kept longest, or for ever, is said.
pub(super) fn kept_until(cx: &Cx, days: &[Option<NaiveDate>]) -> String {
    let long = |day: NaiveDate| date_long(cx.lang(), day).into();
    let known = days.iter().copied().collect::<Option<Vec<_>>>();
    match known.as_deref().map(|days| (days.iter().min(), days.iter().max())) {
        Some((Some(first), Some(last))) if first == last => cx.tr("privacy-invoices-until", &[("day", long(*last))]),
        Some((Some(first), Some(last))) => {
            cx.tr("privacy-invoices-between", &[("first", long(*first)), ("last", long(*last))])
        }
        _ => cx.t("privacy-invoices-always").into_owned(),
    }
}
