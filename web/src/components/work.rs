//! What there is to do, and what happened.
use super::{Tone, tile};
use crate::icons::{Icon, icon};
use maud::{Markup, html};

/// A piece of work with the button that does it.
#[derive(Clone, Debug)]
pub struct WorkItem<'a> {
    /// Unique in the page: a change by others marks the row.
    pub id: &'a str,
    /// Square in front.
    pub icon: Icon,
    /// Its tone.
    pub tone: Tone,
    /// What to do.
    pub title: &'a str,
    /// The record it is about.
    pub href: &'a str,
    /// Why.
    pub what: &'a str,
    /// By when, as it is read; empty shows nothing.
    pub when: &'a str,
    /// The buttons.
    pub action: Markup,
}

/// Work in its order; use `group_title` between lists.
pub fn worklist(items: &[WorkItem]) -> Markup {
    html! {
        ul.worklist {
            @for item in items {
                li id=(item.id) {
                    (tile(item.tone, item.icon))
                    p.title { a href=(item.href) { (item.title) } }
                    p.what { (item.what) }
                    div.do {
                        @if !item.when.is_empty() { span.when { (item.when) } }
                        (item.action)
                    }
                }
            }
        }
    }
}

/// Heading of a group inside a panel.
pub fn group_title(text: &str) -> Markup {
    html! { h3.group-title { (text) } }
}

/// Something that happened.
#[derive(Clone, Debug)]
pub struct Event<'a> {
    /// Sign of its kind.
    pub icon: Icon,
    /// Tone of the sign.
    pub tone: Tone,
    /// What happened, in a sentence.
    pub say: Markup,
    /// When, for machines (RFC 3339).
    pub datetime: &'a str,
    /// When, as it is read.
    pub time: &'a str,
    /// Who, states, changes.
    pub more: Option<Markup>,
    /// What was said or written.
    pub quote: Option<&'a str>,
    /// The way to the page as it was then, and what that is called.
    pub then: Option<(String, &'a str)>,
}

/// The events of one day or period, under their heading.
pub fn timeline(day: &str, events: &[Event]) -> Markup {
    html! {
        h3.timeline.day-head { (day) }
        ol.timeline {
            @for event in events {
                li.event {
                    span.mark.{ (event.tone.house_class()) } { (icon(event.icon)) }
                    p.say { (event.say) }
                    @match &event.then {
                        Some((href, title)) => a.then href=(href) title=(title) { time datetime=(event.datetime) { (event.time) } span.visually-hidden { ", " (title) } },
                        None => time datetime=(event.datetime) { (event.time) },
                    }
                    @if let Some(more) = &event.more { div.more { (more) } }
                    @if let Some(quote) = event.quote { blockquote { (quote) } }
                }
            }
        }
    }
}

/// From old to new.
pub fn change(old: &str, new: &str) -> Markup {
    html! { span.change { del { (old) } (icon(Icon::Arrow)) ins { (new) } } }
}
