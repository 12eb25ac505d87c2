//! One subject with a heading, and its facts as label and value.
use maud::{Markup, html};

/// A panel; its heading names the region.
#[derive(Clone, Debug, Default)]
pub struct Panel<'a> {
    /// Unique in the page; the part is refreshed under it.
    pub id: &'a str,
    /// Heading.
    pub title: &'a str,
    /// Behind the heading: a badge with how many.
    pub beside: Option<Markup>,
    /// At the right of the header: a link, a select, who manages it.
    pub end: Option<Markup>,
    /// Departments whose changes refresh it, separated by spaces.
    pub live: Option<&'a str>,
    /// What it holds, with padding around.
    pub body: Option<Markup>,
    /// What reaches to its edges: lists and tables.
    pub full: Option<Markup>,
    /// Below a line.
    pub footer: Option<Markup>,
    /// Black; at most one a page.
    pub ink: bool,
}

/// The panel as a section with `h2`.
pub fn panel(p: Panel) -> Markup {
    let heading = format!("{}-title", p.id);
    html! {
        section.panel.ink[p.ink] id=(p.id) aria-labelledby=(heading) data-live=[p.live] {
            header {
                h2 id=(heading) { (p.title) @if let Some(beside) = p.beside { " " (beside) } }
                @if let Some(end) = p.end { div.row { (end) } }
            }
            @if let Some(body) = p.body { div.body { (body) } }
            @if let Some(full) = p.full { (full) }
            @if let Some(footer) = p.footer { footer { (footer) } }
        }
    }
}

/// Label and value below each other's lines; an empty value is left out by the caller.
pub fn facts(facts: &[(&str, Markup)]) -> Markup {
    html! { dl.facts { @for (label, value) in facts { dt { (label) } dd { (value) } } } }
}

/// The same side by side, for a summary on top.
pub fn facts_stacked(facts: &[(&str, Markup)]) -> Markup {
    html! {
        dl.facts.stacked { @for (label, value) in facts { div { dt { (label) } dd { (value) } } } }
    }
}

/// A second, quiet line below a first.
pub fn second_line(text: &str) -> Markup {
    html! { span."line-2" { (text) } }
}

/// A time as people read it, with the machine's form (RFC 3339 or a date) beside it.
pub fn time(machine: &str, text: &str) -> Markup {
    html! { time datetime=(machine) { (text) } }
}
