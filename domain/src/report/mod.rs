//! Reports: what is counted, by what, over which days and beside which. One definition is every report, whoever made it.

mod definition;
pub mod logged;
mod period;
mod presets;
mod subject;

pub use definition::{Definition, Logged, MOST_STEPS, Misfit};
pub use period::{Compare, Period, Step};
pub use presets::{PRESETS, Preset};
pub use subject::{Dimension, Measure, Subject, Unit};

/// A closed list whose names are those that are stored and stand in addresses.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
            schemars::JsonSchema,
        )]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant),* }

        impl $name {
            /// All of them, as shown.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name as stored, in addresses and in texts.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }

            /// The one of that name.
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.name() == name)
            }
        }
    };
}
use named;
