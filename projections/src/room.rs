//! How much room what is made only for speed may take on a disk: never so much that the log itself finds none.

use std::path::Path;

/// So many bytes at most for what takes `taken` now, on a disk with `free` left: half of what would be free without it, and no more than
/// `most`.
pub(crate) fn share(most: u64, taken: u64, free: u64) -> u64 {
    most.min(free.saturating_add(taken) / 2)
}

/// What is free on the disk of a folder, in bytes; as if there were no end where that can't be learnt.
pub(crate) fn free(folder: &Path) -> u64 {
    match rustix::fs::statvfs(folder) {
        Ok(disk) => disk.f_bavail.saturating_mul(disk.f_frsize),
        Err(error) => {
            tracing::warn!(folder = %folder.display(), %error, "what is free on the disk is unknown");
            u64::MAX
        }
    }
}

/// How large the files of a folder are together, in bytes, without those of folders in it.
pub(crate) fn taken(folder: &Path) -> u64 {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    files.filter_map(|entry| entry.metadata().ok()).filter(|file| file.is_file()).map(|file| file.len()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_for_speed_takes_half_of_the_free_disk_at_most() {
        assert_eq!(share(25, 0, 1_000), 25);
        assert_eq!(share(25, 0, 20), 10);
        assert_eq!(share(25, 10, 10), 10, "what it takes already is not what others took");
        assert_eq!(share(25, 10, 0), 5, "a disk that others filled gets room back");
    }

    #[test]
    fn the_disk_is_asked() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        std::fs::write(folder.path().join("a"), [0; 300])?;
        std::fs::write(folder.path().join("b"), [0; 40])?;
        assert_eq!(taken(folder.path()), 340);
        assert!((1..u64::MAX).contains(&free(folder.path())));
        Ok(())
    }
}
