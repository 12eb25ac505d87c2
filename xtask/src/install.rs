//! What the tests need besides Rust and Node: found, installed on Debian as root, or named for the person.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::tools::{Outcome, command, find, run, step, succeeds, target};

/// The generation of schemathesis that the API tests are written for.
const SCHEMATHESIS: &str = "schemathesis==4.32.*";

/// A program that the tests start, the Debian packages that bring it, and what it is for.
struct Need {
    program: &'static str,
    packages: &'static [&'static str],
    purpose: &'static str,
}

const NEEDS: [Need; 4] = [
    // Without a single font on the machine Chromium does not start.
    Need { program: "chromium", packages: &["chromium", "fonts-liberation"], purpose: "browser tests" },
    Need { program: "exim4", packages: &["exim4-daemon-light"], purpose: "a real SMTP server" },
    Need { program: "dovecot", packages: &["dovecot-imapd"], purpose: "a real IMAP server" },
    Need { program: "openssl", packages: &["openssl"], purpose: "certificates for the mail servers" },
];

/// Makes sure that every tool of the tests is there.
pub fn tools() -> Outcome<()> {
    let missing: Vec<&Need> = NEEDS.iter().filter(|need| find(need.program).is_none()).collect();
    let python = has_schemathesis() || can_make_environment();
    let packages = packages(&missing, python);
    if !packages.is_empty() {
        if !(is_debian() && is_root()) {
            return Err(advice(&missing, python, &packages));
        }
        step(&format!("installing {}", packages.join(" ")), || apt(&packages))?;
    }
    if has_schemathesis() { Ok(()) } else { step(&format!("installing {SCHEMATHESIS}"), pip) }
}

/// Where schemathesis is, once [`tools`] has run.
pub fn schemathesis() -> PathBuf {
    environment().join(if cfg!(windows) { "Scripts/schemathesis.exe" } else { "bin/schemathesis" })
}

fn packages(missing: &[&Need], python: bool) -> Vec<&'static str> {
    let mut packages: Vec<&str> = missing.iter().flat_map(|need| need.packages.iter().copied()).collect();
    if !python {
        packages.push("python3-venv");
    }
    packages
}

fn advice(missing: &[&Need], python: bool, packages: &[&str]) -> String {
    let mut lines = vec!["The tests need programs that are not on this machine:".to_owned()];
    lines.extend(missing.iter().map(|need| format!("  {:<10} {}", need.program, need.purpose)));
    if !python {
        lines.push(format!("  {:<10} with the module venv, for schemathesis (tests of the API)", "python3"));
    }
    lines.push(format!("On Debian:  sudo apt-get install --no-install-recommends {}", packages.join(" ")));
    lines.push("Elsewhere: the packages of these names. Then run `cargo xtask test` again.".to_owned());
    lines.join("\n")
}

fn apt(packages: &[&str]) -> Outcome<()> {
    let _quiet = ServicesStayOff::begin()?;
    run(&mut apt_get(&["update", "--quiet"]))?;
    let mut install = apt_get(&["install", "--quiet", "--yes", "--no-install-recommends"]);
    run(install.args(packages))
}

/// apt-get that asks nothing, and waits for another one that is at work.
fn apt_get(args: &[&str]) -> Command {
    let mut apt = command("apt-get", ["-o", "DPkg::Lock::Timeout=300"]);
    apt.args(args).env("DEBIAN_FRONTEND", "noninteractive");
    apt
}

/// While this lives, packages that bring a service do not start it: the tests start their own, on their own ports.
struct ServicesStayOff {
    ours: bool,
}

impl ServicesStayOff {
    const POLICY: &str = "/usr/sbin/policy-rc.d";

    fn begin() -> Outcome<Self> {
        let ours = !Path::new(Self::POLICY).exists();
        if ours {
            fs::write(Self::POLICY, "#!/bin/sh\nexit 101\n").map_err(|error| format!("{}: {error}", Self::POLICY))?;
            run(&mut command("chmod", ["755", Self::POLICY]))?;
        }
        Ok(Self { ours })
    }
}

impl Drop for ServicesStayOff {
    fn drop(&mut self) {
        if self.ours
            && let Err(error) = fs::remove_file(Self::POLICY)
        {
            eprintln!("{} is left behind: {error}", Self::POLICY);
        }
    }
}

/// Python's tools stand apart, in the target folder: `cargo clean` takes them away too.
fn environment() -> PathBuf {
    target().join("tools")
}

fn has_schemathesis() -> bool {
    succeeds(&mut command(schemathesis(), ["--version"]))
}

fn can_make_environment() -> bool {
    succeeds(&mut command("python3", ["-c", "import venv, ensurepip"]))
}

fn pip() -> Outcome<()> {
    run(command("python3", ["-m", "venv", "--clear"]).arg(environment()))?;
    let python = environment().join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    run(&mut command(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", SCHEMATHESIS]))
}

fn is_debian() -> bool {
    fs::read_to_string("/etc/os-release").is_ok_and(|text| names_debian(&text))
}

/// Debian itself: on its relatives Chromium is packaged in other ways.
fn names_debian(os_release: &str) -> bool {
    os_release.lines().any(|line| line.trim() == "ID=debian")
}

fn is_root() -> bool {
    command("id", ["-u"]).output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_debian_itself_is_debian() {
        assert!(names_debian("NAME=\"Debian GNU/Linux\"\nID=debian\n"));
        assert!(!names_debian("ID=ubuntu\nID_LIKE=debian\n"));
    }

    #[test]
    fn the_advice_names_each_missing_program_and_the_command_that_brings_all() {
        let missing: Vec<&Need> = NEEDS.iter().filter(|need| need.program != "openssl").collect();
        let text = advice(&missing, false, &packages(&missing, false));
        assert!(text.contains("chromium") && text.contains("a real IMAP server"), "{text}");
        assert!(text.contains("chromium fonts-liberation exim4-daemon-light dovecot-imapd python3-venv"), "{text}");
        assert!(!text.contains("openssl"), "{text}");
    }
}
