//! How many tests passed and failed, read from what the three test runners print.

use std::fmt;
use std::ops::AddAssign;

/// The counts of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Tests that ran and held.
    pub passed: u32,
    /// Tests that ran and did not hold, those that ran out of time included.
    pub failed: u32,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// What a line of a runner's output says about the counts; `None` for every other line.
pub fn read(line: &str) -> Option<Counts> {
    let line = line.trim();
    if line.starts_with("Summary [") {
        return Some(nextest(line));
    }
    if let Some(result) = line.strip_prefix("test result: ") {
        return Some(Counts { passed: before(result, "passed"), failed: before(result, "failed") });
    }
    node(line)
}

/// `Summary [   0.1s] 12 tests run: 10 passed (1 slow), 1 failed, 1 timed out, 0 skipped`
fn nextest(line: &str) -> Counts {
    let failed = ["failed", "timed out", "exec failed"].map(|word| before(line, word));
    Counts { passed: before(line, "passed"), failed: failed.iter().sum() }
}

/// `# pass 12` in the runner's plain output, `ℹ pass 12` in its pretty one.
fn node(line: &str) -> Option<Counts> {
    let mut words = line.split_whitespace();
    let (mark, word, count) = (words.next()?, words.next()?, words.next()?.parse().ok()?);
    if !matches!(mark, "#" | "ℹ") || words.next().is_some() {
        return None;
    }
    match word {
        "pass" => Some(Counts { passed: count, failed: 0 }),
        "fail" | "cancelled" => Some(Counts { passed: 0, failed: count }),
        _ => None,
    }
}

/// The number right before a word: 3 for `failed` in `2 passed; 3 failed`. Zero if the word is not there.
fn before(line: &str, word: &str) -> u32 {
    let starts = line.match_indices(word).map(|(start, _)| start);
    starts.filter_map(|start| line[..start].trim_end().rsplit([' ', ';']).next()?.parse().ok()).next().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nextest_is_read_with_the_tests_that_ran_out_of_time() {
        let line =
            "     Summary [   1.234s] 12/14 tests run: 10 passed (1 slow, 1 flaky), 1 failed, 1 timed out, 2 skipped";
        assert_eq!(read(line), Some(Counts { passed: 10, failed: 2 }));
        assert_eq!(read("Summary [0.1s] 1 test run: 1 passed, 0 skipped"), Some(Counts { passed: 1, failed: 0 }));
    }

    #[test]
    fn cargo_test_is_read() {
        let line = "test result: FAILED. 4 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s";
        assert_eq!(read(line), Some(Counts { passed: 4, failed: 2 }));
    }

    #[test]
    fn node_is_read_in_both_its_outputs() {
        assert_eq!(read("ℹ pass 7"), Some(Counts { passed: 7, failed: 0 }));
        assert_eq!(read("# fail 3"), Some(Counts { passed: 0, failed: 3 }));
        assert_eq!(read("# cancelled 1"), Some(Counts { passed: 0, failed: 1 }));
    }

    #[test]
    fn other_lines_say_nothing() {
        for line in ["ℹ tests 7", "# duration_ms 12", "test a::b ... ok", "", "ℹ pass 7 of 8", "✔ pass 3 (1ms)"] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
