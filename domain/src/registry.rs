//! The list of everything that is decided about: the one line that a new kind of thing adds.

use schemars::{Schema, SchemaGenerator, generate::SchemaSettings};
use serde_json::Value;

use crate::{decider::Decider, permission::Permission, series};

/// Why an event of the log does not decode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undecodable(pub String);

/// Why a command does not decode: where, and the code of a sentence (or the decoder's own words).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongInput {
    /// What is wrong with it.
    pub why: String,
}

/// What the edges need to know of a kind of thing, without its types.
#[derive(Clone, Copy)]
pub struct Kind {
    /// First part of its streams' names.
    pub category: &'static str,
    /// The plural in addresses: `purchase-orders`.
    pub path: &'static str,
    /// The id of the only one, where there is just one; see [`Decider::ONLY`].
    pub only: Option<&'static str>,
    /// The schema of its commands: `oneOf` with a property named as the command.
    pub commands: fn(&mut SchemaGenerator) -> Schema,
    /// The schema of its events.
    pub events: fn(&mut SchemaGenerator) -> Schema,
    /// What a command needs to be allowed; the command as `{"name": {fields}}`.
    pub permission: fn(Value) -> Result<Permission, WrongInput>,
}

macro_rules! kinds {
    ($($variant:ident = $module:ident :: $decider:ident at $path:literal),* $(,)?) => {
        /// An event of any kind.
        #[derive(Debug, Clone, PartialEq)]
        #[allow(missing_docs, reason = "each is its module's event")]
        pub enum AnyEvent {
            $($variant(crate::$module::Event),)*
            /// Of a series of numbers.
            Series(series::Event),
        }

        impl AnyEvent {
            /// Decodes an event as the log holds it, personal parts opened: `{"event_type": {fields}}`.
            ///
            /// # Errors
            /// When no kind of that category has such an event.
            pub fn decode(category: &str, tagged: &str) -> Result<Self, Undecodable> {
                let failed = |error: serde_json::Error| Undecodable(error.to_string());
                match category {
                    $(<crate::$module::$decider as Decider>::CATEGORY => {
                        serde_json::from_str(tagged).map(Self::$variant).map_err(failed)
                    })*
                    series::CATEGORY => serde_json::from_str(tagged).map(Self::Series).map_err(failed),
                    other => Err(Undecodable(format!("no kind of thing is called {other}"))),
                }
            }

            /// The event as the log has it, personal parts open or erased: `{"event_type": {fields}}`.
            pub fn value(&self) -> Value {
                match self {
                    $(Self::$variant(event) => serde_json::to_value(event),)*
                    Self::Series(event) => serde_json::to_value(event),
                }
                .unwrap_or_default()
            }

            /// The same of an event that was parsed already.
            ///
            /// # Errors
            /// As [`AnyEvent::decode`].
            pub fn decode_value(category: &str, tagged: Value) -> Result<Self, Undecodable> {
                let failed = |error: serde_json::Error| Undecodable(error.to_string());
                match category {
                    $(<crate::$module::$decider as Decider>::CATEGORY => {
                        serde_json::from_value(tagged).map(Self::$variant).map_err(failed)
                    })*
                    series::CATEGORY => serde_json::from_value(tagged).map(Self::Series).map_err(failed),
                    other => Err(Undecodable(format!("no kind of thing is called {other}"))),
                }
            }
        }

        /// A command of any kind.
        #[derive(Debug, Clone)]
        #[allow(missing_docs, reason = "each is its module's command")]
        pub enum AnyCommand {
            $($variant(crate::$module::Command),)*
        }

        impl AnyCommand {
            /// The category of the thing that it is about.
            pub fn category(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => <crate::$module::$decider as Decider>::CATEGORY,)*
                }
            }

            /// The command as it is written: `{"name": {fields}}`.
            pub fn value(&self) -> Value {
                match self {
                    $(Self::$variant(command) => serde_json::to_value(command),)*
                }
                .unwrap_or_default()
            }

            /// The id that it decides by itself; see [`Decider::own_id`].
            pub fn own_id(&self) -> Option<uuid::Uuid> {
                match self {
                    $(Self::$variant(command) => <crate::$module::$decider as Decider>::own_id(command),)*
                }
            }

            /// The id of the only thing of its kind, where there is just one; see [`Decider::ONLY`].
            pub fn only(&self) -> Option<&'static str> {
                match self {
                    $(Self::$variant(_) => <crate::$module::$decider as Decider>::ONLY,)*
                }
            }

            /// What its actor must be allowed.
            pub fn permission(&self) -> Permission {
                match self {
                    $(Self::$variant(command) => <crate::$module::$decider as Decider>::permission(command),)*
                }
            }
        }

        $(impl From<crate::$module::Command> for AnyCommand {
            fn from(command: crate::$module::Command) -> Self {
                Self::$variant(command)
            }
        })*

        /// Calls a macro with the list, for code that must be written once a kind: `$callback!(Variant module Decider, …)`.
        #[macro_export]
        macro_rules! with_kinds {
            ($callback:ident) => {
                $callback! { $($variant $module $decider,)* }
            };
        }

        /// Every kind of thing that takes commands.
        pub const KINDS: &[Kind] = &[$(Kind {
            category: <crate::$module::$decider as Decider>::CATEGORY,
            path: $path,
            only: <crate::$module::$decider as Decider>::ONLY,
            commands: |generator| generator.subschema_for::<crate::$module::Command>(),
            events: |generator| generator.subschema_for::<crate::$module::Event>(),
            permission: |value| serde_json::from_value::<crate::$module::Command>(value)
                .map(|command| <crate::$module::$decider as Decider>::permission(&command))
                .map_err(|error| WrongInput { why: error.to_string() }),
        }),*];
    };
}

kinds! {
    Anchor = anchor::Anchor at "anchors",
    Article = article::Article at "articles",
    Checklist = checklist::Checklist at "checklists",
    Clock = clock::Clock at "clocks",
    Contract = contract::Contract at "contracts",
    Counter = counter::Counter at "counters",
    Customer = customer::Customer at "customers",
    Fault = fault::Fault at "faults",
    Folder = folder::Folder at "folders",
    Invoice = invoice::Invoice at "invoices",
    Machine = machine::Machine at "machines",
    Mail = mail::Mail at "mails",
    Mailbox = mailbox::Mailbox at "mailboxes",
    Manual = manual::Manual at "manuals",
    Messages = messages::Messages at "messages",
    Opportunity = opportunity::Opportunity at "opportunities",
    Plan = plan::Plan at "maintenance-plans",
    Planning = planning::Planning at "planning-board",
    Privacy = privacy::Privacy at "privacy",
    PurchaseOrder = purchase_order::PurchaseOrder at "purchase-orders",
    Recall = recall::Recall at "recalls",
    Review = review::Review at "reviews",
    SavedReport = saved_report::SavedReport at "saved-reports",
    Settings = settings::Settings at "settings",
    Supplier = supplier::Supplier at "suppliers",
    Task = task::Task at "tasks",
    User = user::User at "users",
    Visit = visit::Visit at "visits",
}

/// A generator of schemas with everything in place, as the API's document and the forms read them.
pub fn generator() -> SchemaGenerator {
    let mut settings = SchemaSettings::draft2020_12();
    settings.inline_subschemas = true;
    settings.meta_schema = None;
    settings.into_generator()
}

/// Lifts the data of an old version of an event to the next one; named by type and the version that it lifts.
pub struct Upcaster {
    /// The stored type.
    pub event_type: &'static str,
    /// The version that it takes.
    pub from: u16,
    /// What it does to the data.
    pub lift: fn(&mut Value),
}

/// Every upcaster. An event type's present version is 1 plus the number of its upcasters.
pub const UPCASTERS: &[Upcaster] =
    &[Upcaster { event_type: "contract_signed", from: 1, lift: crate::contract::sealed_place }];

/// The version in which an event type is written today.
pub fn version_of(event_type: &str, upcasters: &[Upcaster]) -> u16 {
    let lifts = upcasters.iter().filter(|upcaster| upcaster.event_type == event_type).count();
    1 + u16::try_from(lifts).unwrap_or_default()
}
