//! Codes that a camera reads (ISO/IEC 18004).

use maud::{Markup, html};
use qrcode::{Color, EcLevel, QrCode};

/// Modules of white around it, as the standard asks.
const QUIET: usize = 4;

/// A text as a code, with its name for who does not see it; nothing where the text is too long for one.
pub fn svg(text: &str, name: &str) -> Markup {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else { return html! {} };
    let side = code.width() + 2 * QUIET;
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark);
    let path: String =
        dark.map(|(n, _)| format!("M{} {}h1v1h-1z", n % code.width() + QUIET, n / code.width() + QUIET)).collect();
    html! {
        svg.qr xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (side) " " (side) } role="img" aria-label=(name) shape-rendering="crispEdges" {
            rect width=(side) height=(side) fill="#fff" {}
            path d=(path) fill="#000" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_no_code_can_hold_makes_none() {
        assert!(svg("https://werkbank.example/machines/1", "label").into_string().contains("aria-label=\"label\""));
        assert_eq!(svg(&"x".repeat(8_000), "label").into_string(), "");
    }
}
