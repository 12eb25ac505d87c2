//! How far tables are filled, in words and as a bar.

use maud::Markup;
use projections::Filling;
use texts::{Lang, format::whole, t, tr};

use crate::components::{Tone, meter};

/// `62 % of 1,024,662 events, 11,200 a second, about 2 minutes left`.
pub fn in_words(lang: Lang, filling: &Filling) -> String {
    let number = |n: u64| whole(lang, i64::try_from(n).unwrap_or(i64::MAX));
    let mut said =
        tr(lang, "filling-done", &[("percent", number(filling.percent()).into()), ("of", number(filling.of).into())]);
    if filling.rate > 0 {
        said.push_str(", ");
        said.push_str(&tr(lang, "filling-rate", &[("rate", number(filling.rate).into())]));
    }
    match filling.left_s {
        Some(..=59) => {
            said.push_str(", ");
            said.push_str(&t(lang, "filling-left-seconds"));
        }
        Some(seconds) => {
            let minutes = i64::try_from(seconds.div_ceil(60)).unwrap_or(i64::MAX);
            said.push_str(", ");
            said.push_str(&tr(lang, "filling-left-minutes", &[("minutes", minutes.into())]));
        }
        None => {}
    }
    said
}

/// The same as a bar.
pub fn bar(filling: &Filling) -> Markup {
    let tone = if filling.stalled.is_some() { Tone::Danger } else { Tone::Strong };
    meter(filling.percent() as f64 / 100.0, None, tone)
}
