//! Rebuilds this crate when the document fonts that it embeds in a release change.
#![allow(missing_docs)]

use std::{env, path::Path};

const FONTS: &str = "../web/dist/pdf-fonts";

fn main() {
    // A debug build reads the fonts from disk while running, if the folder was there when it was compiled (`cargo xtask` makes
    // it first); one that is not there yet costs no rebuild. A release
    // embeds them: until the folder exists cargo looks again at every build (a missing path always counts as changed).
    let watch = if Path::new(FONTS).exists() || env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        FONTS
    } else {
        "build.rs"
    };
    println!("cargo:rerun-if-changed={watch}");
}
