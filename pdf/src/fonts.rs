//! The typefaces of documents: Inter where the web build has put it, with Libertinus Serif behind it.

use std::sync::LazyLock;

use rust_embed::RustEmbed;
use typst::foundations::Bytes;
use typst::text::{Font, FontStyle};

/// `Inter_400Regular.ttf` and `Inter_600SemiBold.ttf`, copied there by the web build: third-party files are not ours to
/// commit. A debug build reads them while running, a release embeds them.
#[derive(RustEmbed)]
#[folder = "../web/dist/pdf-fonts"]
#[allow_missing = true]
struct Inter;

/// Typst's own Libertinus stands in when Inter is missing (a clone without Node), and for the characters Inter lacks.
const STAND_IN: &str = "Libertinus Serif";

/// All typefaces, read once.
pub static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let inter = Inter::iter().filter_map(|name| Inter::get(&name)).flat_map(|file| Font::iter(Bytes::new(file.data)));
    let stand_in = typst_assets::fonts()
        .flat_map(|data| Font::iter(Bytes::new(data)))
        .filter(|font| font.info().family == STAND_IN && font.info().variant.style == FontStyle::Normal);
    inter.chain(stand_in).collect()
});
