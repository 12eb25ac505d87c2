//! Where one is and can go: page head, breadcrumb, parts of a record, saved views, active filters.
use crate::icons::{Icon, icon};
use maud::{Markup, html};

/// A part of a record or a view of a list, with its own address.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tab<'a> {
    /// Name.
    pub text: &'a str,
    /// Address.
    pub href: &'a str,
    /// How many it holds, formatted; empty shows nothing.
    pub count: &'a str,
    /// The one being looked at.
    pub current: bool,
}

pub(super) fn tab_links(tabs: &[Tab]) -> Markup {
    html! {
        @for tab in tabs {
            a href=(tab.href) aria-current=[tab.current.then_some("page")] {
                (tab.text) @if !tab.count.is_empty() { " " span.n { (tab.count) } }
            }
        }
    }
}

/// Parts of one record.
pub fn tabs(label: &str, tabs: &[Tab]) -> Markup {
    html! { nav.tabs aria-label=(label) { (tab_links(tabs)) } }
}

/// Saved views of a list.
pub fn views(label: &str, views: &[Tab]) -> Markup {
    html! { nav.views aria-label=(label) { (tab_links(views)) } }
}

/// An active filter in words; the cross leads to the list without it.
pub fn chip(name: &str, value: &str, remove_href: &str, remove_label: &str) -> Markup {
    html! {
        span.chip { (name) " " b { (value) } a href=(remove_href) aria-label=(remove_label) { (icon(Icon::X)) } }
    }
}

/// The way to here; the last is the page itself and has no address.
pub fn crumbs(label: &str, crumbs: &[(&str, Option<&str>)]) -> Markup {
    html! {
        nav aria-label=(label) {
            ol.crumbs {
                @for (text, href) in crumbs {
                    @match href {
                        Some(href) => li { a href=(href) { (text) } },
                        None => li aria-current="page" { (text) },
                    }
                }
            }
        }
    }
}

/// Top of a page.
#[derive(Clone, Debug, Default)]
pub struct PageHead<'a> {
    /// The page's only `h1`.
    pub title: &'a str,
    /// States behind the title.
    pub badges: Option<Markup>,
    /// One line that says what is going on.
    pub lead: Option<Markup>,
    /// Buttons at the right, at most one of them primary.
    pub actions: Option<Markup>,
}

/// The page head; a breadcrumb goes before it.
pub fn page_head(head: PageHead) -> Markup {
    html! {
        div.page-head {
            div {
                @if let Some(badges) = head.badges {
                    div.row.wrap { h1 { (head.title) } (badges) }
                } @else { h1 { (head.title) } }
                @if let Some(lead) = head.lead { p { (lead) } }
            }
            @if let Some(actions) = head.actions { div.actions { (actions) } }
        }
    }
}

/// A menu that opens below its button, as a native `details`; items are links and forms of one button.
pub fn menu(button: Markup, label: &str, items: &[Markup]) -> Markup {
    html! {
        details.dropdown {
            summary.button.only aria-label=(label) { (button) }
            ul.list { @for item in items { li { (item) } } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_tab_is_current() {
        let tab = |current| Tab { text: "Facturen", href: "/f", count: "28", current };
        let html = tabs("Delen", &[tab(false), tab(true)]).into_string();
        assert_eq!(html.matches(r#"aria-current="page""#).count(), 1);
        assert!(html.contains("28"));
    }
}
