//! Key figures and the small drawings beside them; drawn here, so that they print and need no script.
use super::Tone;
use crate::icons::{Icon, icon};
use maud::{Markup, html};

/// A figure that leads to its list.
#[derive(Clone, Copy, Debug, Default)]
pub struct Kpi<'a> {
    /// What is counted.
    pub name: &'a str,
    /// The figure as it is read.
    pub figure: &'a str,
    /// What it means, in words.
    pub note: &'a str,
    /// Good and Danger colour the note and need `note_icon`.
    pub note_tone: Tone,
    /// Icon before the note.
    pub note_icon: Option<Icon>,
    /// The list it counts.
    pub href: &'a str,
    /// Black with yellow; one a page.
    pub ink: bool,
    /// How it went, oldest first; fewer than two draw nothing.
    pub trend: &'a [f64],
}

/// Four or so key figures under a heading for screen readers.
pub fn kpis(id: &str, title: &str, items: &[Kpi]) -> Markup {
    let heading = format!("{id}-title");
    html! {
        section id=(id) aria-labelledby=(heading) {
            h2.visually-hidden id=(heading) { (title) }
            div.kpis { @for item in items { (kpi(item)) } }
        }
    }
}

/// One key figure.
pub fn kpi(k: &Kpi) -> Markup {
    let note = match k.note_tone {
        Tone::Good => "note good",
        Tone::Danger | Tone::Warning => "note bad",
        _ => "note",
    };
    html! {
        a.kpi.ink[k.ink] href=(k.href) {
            span.name { (k.name) }
            span.figure { (k.figure) }
            span class=(note) { @if let Some(name) = k.note_icon { (icon(name)) } (k.note) }
            // A long amount needs the width itself.
            @if k.figure.chars().count() <= 8 { (spark(k.trend)) }
        }
    }
}

/// A line of how it went, oldest first, 88 by 36; the words next to it say the same.
pub fn spark(values: &[f64]) -> Markup {
    let (Some(last), true) = (values.len().checked_sub(1), values.len() > 1) else { return html! {} };
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let span = if high > low { high - low } else { 1.0 };
    let point = |(at, value): (usize, &f64)| (2.0 + 82.0 * at as f64 / last as f64, 32.0 - 26.0 * (value - low) / span);
    let points: Vec<(f64, f64)> = values.iter().enumerate().map(point).collect();
    let path: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1} {y:.1}")).collect();
    html! {
        svg.spark viewBox="0 0 88 36" aria-hidden="true" {
            path d=(format!("M{}", path.join("L"))) {}
            @if let Some((x, y)) = points.last() { circle cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r="2.6" {} }
        }
    }
}

/// How much of a whole, from 0 to 1; `limit` draws a line at that part. The words next to it say the same.
pub fn meter(share: f64, limit: Option<f64>, tone: Tone) -> Markup {
    let percent = |part: f64| format!("{:.1}", part.clamp(0.0, 1.0) * 100.0);
    html! {
        svg.meter.{ (tone.house_class()) } viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" {
            rect width=(percent(share)) height="6" {}
            @if let Some(limit) = limit { line x1=(percent(limit)) x2=(percent(limit)) y1="0" y2="6" {} }
        }
    }
}

/// Level of a reminder out of three, followed by its words.
pub fn steps(level: u8, text: &str) -> Markup {
    html! {
        span.row."gap-s" {
            span.steps data-level=(level) aria-hidden="true" { @for step in 1..=3u8 { i.on[step <= level] {} } }
            (text)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meter_stays_within_its_edges() {
        assert!(meter(1.7, None, Tone::Danger).into_string().contains(r#"width="100.0""#));
        assert!(meter(0.5, None, Tone::Neutral).into_string().contains(r#"width="50.0""#));
    }

    #[test]
    fn a_trend_of_equal_values_is_a_flat_line() {
        let html = spark(&[3.0, 3.0]).into_string();
        assert!(html.contains("M2.0 32.0L84.0 32.0"), "{html}");
        assert_eq!(spark(&[3.0]).into_string(), "");
    }
}
