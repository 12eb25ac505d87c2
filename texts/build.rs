//! Makes a release build notice a new message file: the macro that embeds the folder only watches the files it saw.
#![allow(clippy::print_stdout, reason = "printing is how a build script speaks to cargo")]

fn main() {
    // Other builds read the files when they run; watching the folder would only make cargo compile everything again.
    let release = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    println!("cargo:rerun-if-changed={}", if release { "texts" } else { "build.rs" });
}
