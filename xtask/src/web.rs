//! The web assets: npm's packages and the bundle in `web/dist`, made only when something changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::tools::{Outcome, check_node, npm, root, run, step};

/// Makes sure that the packages and the bundle are there and not older than what they are made of.
pub fn fresh() -> Outcome<()> {
    packages()?;
    if is_old(&web("dist"), &sources()) { build() } else { Ok(()) }
}

/// Makes the bundle again, whether it is old or not.
pub fn rebuild() -> Outcome<()> {
    packages()?;
    build()
}

fn packages() -> Outcome<()> {
    check_node()?;
    // npm writes this file last, so an interrupted installation is not taken for a whole one.
    let installed = web("node_modules/.package-lock.json");
    if !is_old(&installed, &[web("package-lock.json")]) {
        return Ok(());
    }
    step("npm ci", || run(&mut npm(&["ci", "--no-audit", "--no-fund"])))
}

fn build() -> Outcome<()> {
    step("web assets", || run(&mut npm(&["run", "build"])))
}

fn web(path: &str) -> PathBuf {
    root().join("web").join(path)
}

fn sources() -> Vec<PathBuf> {
    let mut sources = vec![web("assets"), web("package.json"), web("package-lock.json")];
    let files = fs::read_dir(web("")).into_iter().flatten().flatten().map(|entry| entry.path());
    sources.extend(files.filter(|file| file.extension().is_some_and(|name| name == "mjs")));
    sources
}

/// A result is old when it is missing, or when a source changed after it was made.
fn is_old(result: &Path, sources: &[PathBuf]) -> bool {
    let made = newest(result);
    made.is_none() || sources.iter().filter_map(|source| newest(source)).max() > made
}

/// The latest change in a file or a folder. The folder's own time counts: it tells that a file was removed.
fn newest(path: &Path) -> Option<SystemTime> {
    let own = fs::metadata(path).and_then(|data| data.modified()).ok()?;
    let inside = fs::read_dir(path).into_iter().flatten().flatten().filter_map(|entry| newest(&entry.path()));
    inside.chain([own]).max()
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::time::Duration;

    use super::*;

    fn folder(name: &str) -> std::io::Result<PathBuf> {
        let folder = std::env::temp_dir().join(format!("werkbank-xtask-{name}-{}", std::process::id()));
        fs::create_dir_all(folder.join("src/deep"))?;
        Ok(folder)
    }

    fn file(path: &Path, seconds: u64) -> std::io::Result<()> {
        File::create(path)?.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
    }

    #[test]
    fn a_missing_bundle_is_old() {
        assert!(is_old(Path::new("there/is/no/bundle"), &[]));
    }

    #[test]
    fn a_bundle_is_old_as_soon_as_one_source_deep_down_is_newer() -> std::io::Result<()> {
        let folder = folder("age")?;
        let (source, bundle) = (folder.join("src/deep/page.css"), folder.join("bundle"));
        // The bundle is newer than the folders, so only the file decides.
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs();
        file(&source, 10)?;
        file(&bundle, now + 100)?;
        assert!(!is_old(&bundle, &[folder.join("src")]));
        file(&source, now + 200)?;
        assert!(is_old(&bundle, &[folder.join("src")]));
        fs::remove_dir_all(folder)
    }
}
