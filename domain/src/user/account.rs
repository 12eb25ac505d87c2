//! What belongs to a colleague's account: password, look, and whose visits their agenda program is shown.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::permission::Permission;

/// A password on its way to its hash. Never printed, never stored in clear.
#[derive(Clone, PartialEq, Eq)]
pub enum Password {
    /// As typed: 10 to 200 characters.
    Clear(String),
    /// As argon2id's string; only the server makes it, before the command is decided.
    Hashed(String),
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

impl Serialize for Password {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str("…")
    }
}

impl<'de> Deserialize<'de> for Password {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let clear = String::deserialize(deserializer)?;
        let fits = (10..=200).contains(&clear.chars().count());
        if fits { Ok(Self::Clear(clear)) } else { Err(serde::de::Error::custom("password")) }
    }
}

/// A password as typed, of any length: one that is too short is wrong, not badly written.
pub(super) fn typed<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Password, D::Error> {
    String::deserialize(deserializer).map(Password::Clear)
}

impl JsonSchema for Password {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Password".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "format": "password", "minLength": 10, "maxLength": 200, "examples": ["een lang wachtwoord"]})
    }
}

/// Light, dark or as the machine says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the machine says.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The name as stored and in the page.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// Whose visits an agenda program is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Agenda {
    /// One's own.
    Own,
    /// Those of every technician.
    Team,
}

impl Agenda {
    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Team => "team",
        }
    }

    /// What whoever reads it must be allowed.
    pub fn permission(self) -> Permission {
        match self {
            Self::Own => Permission::DoVisits,
            Self::Team => Permission::SeePlanning,
        }
    }
}
