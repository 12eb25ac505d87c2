//! Where a KurrentDB is: its connection string, which may hold a password and is never shown whole.

use std::{fmt, str::FromStr, time::Duration};

/// `esdb://user:password@host:2113?tls=true`, checked. Shown, it has neither user nor password.
#[derive(Clone, PartialEq, Eq)]
pub struct Address(String);

/// It is not a connection string.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("use a connection string like esdb://user:password@host:2113?tls=true")]
pub struct NoAddress;

impl FromStr for Address {
    type Err = NoAddress;

    fn from_str(text: &str) -> Result<Self, NoAddress> {
        let (scheme, rest) = text.trim().split_once("://").ok_or(NoAddress)?;
        let known = ["esdb", "kurrentdb", "kurrent", "kdb"];
        let is_known = known.contains(&scheme.trim_end_matches("+discover"));
        let address = Self(text.trim().to_owned());
        // The client crate has the last word on the rest.
        if is_known && !rest.is_empty() && super::client::reads(&address) { Ok(address) } else { Err(NoAddress) }
    }
}

impl Address {
    /// How long a call may take, where it is said: `defaultDeadline`, in milliseconds.
    pub(super) fn deadline(&self) -> Option<Duration> {
        let (_, parameters) = self.0.split_once('?')?;
        let said = parameters.split('&').filter_map(|part| part.split_once('=')).find(|(name, _)| {
            // The names of parameters are read in any case.
            name.eq_ignore_ascii_case("defaultDeadline")
        });
        said.and_then(|(_, ms)| ms.parse().ok()).map(Duration::from_millis)
    }

    /// All of it, for the client alone.
    pub(super) fn secret(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (scheme, rest) = self.0.split_once("://").unwrap_or(("esdb", ""));
        let hosts = rest.split(['?', '/']).next().unwrap_or_default();
        let hosts = hosts.rsplit_once('@').map_or(hosts, |(_, hosts)| hosts);
        write!(f, "{scheme}://{hosts}")
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn neither_user_nor_password_is_ever_shown() {
        let secret = "esdb://admin:chan%40geit@one:2113,two:2113?tls=true&tlsCaFile=/secret";
        let address: Address = secret.parse().unwrap();
        assert_eq!(format!("{address} {address:?}"), "esdb://one:2113,two:2113 esdb://one:2113,two:2113");
        assert_eq!(address.secret(), secret);
    }

    #[test]
    fn what_is_no_connection_string_is_refused() {
        for wrong in
            ["", "host:2113", "http://host:2113", "esdb://", "esdb://host:port", "esdb://host?nodePreference=none"]
        {
            assert!(wrong.parse::<Address>().is_err(), "{wrong}");
        }
        for right in ["esdb://host", "kurrentdb://host:2113?tls=false", "esdb+discover://cluster.example:2113"] {
            assert!(right.parse::<Address>().is_ok(), "{right}");
        }
    }
}
