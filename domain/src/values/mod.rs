//! Values that can't be wrong: parsed once at the edge, trusted everywhere inside.

mod contact;
mod ids;
mod money;
mod numbers;
mod stored;
mod text;
mod time;

pub use contact::*;
pub use ids::*;
pub use money::*;
pub use numbers::*;
pub use stored::as_stored;
pub use text::*;
pub use time::*;

/// Why a value can't be: a code whose sentence stands in the texts as `invalid-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Invalid(pub &'static str);

impl std::fmt::Display for Invalid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Invalid {}

/// A value that is text outside and checked inside: conversions, serde and schema from one `parse`.
///
/// The schema's `examples` hold a right value; the edge uses it to go on checking after a wrong one.
macro_rules! checked_text {
    ($(#[$doc:meta])* $name:ident, example $example:literal, max $max:literal, $parse:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::values::Invalid;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let parse: fn(&str) -> Result<String, $crate::values::Invalid> = $parse;
                parse(text).map(Self)
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::values::Invalid;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({"type": "string", "minLength": 1, "maxLength": $max, "examples": [$example]})
            }
        }
    };
}
pub(crate) use checked_text;
