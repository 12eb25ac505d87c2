//! Data about a person, marked so that the log seals it with that person's own key (DESIGN I7).

use std::{fmt, marker::PhantomData};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, MapAccess, Visitor},
};
use uuid::Uuid;

/// The JSON key under which a personal value travels to the log in clear.
pub const PERSONAL: &str = "$personal";
/// The JSON key under which an erased value comes back.
pub const ERASED: &str = "$erased";

/// A value about the person `subject`: clear while their key exists, erased for ever after.
#[derive(Clone, PartialEq, Eq)]
pub enum Personal<T> {
    /// Readable.
    Clear {
        /// Whose it is; the key's name.
        subject: Uuid,
        /// The value.
        value: T,
    },
    /// The person's key was destroyed.
    Erased {
        /// Whose it was.
        subject: Uuid,
    },
}

impl<T> Personal<T> {
    /// Marks a value as the subject's.
    pub fn of(subject: impl Into<Uuid>, value: T) -> Self {
        Self::Clear { subject: subject.into(), value }
    }

    /// The value, unless erased.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Clear { value, .. } => Some(value),
            Self::Erased { .. } => None,
        }
    }

    /// Whose it is.
    pub fn subject(&self) -> Uuid {
        match self {
            Self::Clear { subject, .. } | Self::Erased { subject } => *subject,
        }
    }
}

impl<T: ToString> Personal<T> {
    /// The value as text; empty when erased, which every read table shows as erased.
    pub fn text(&self) -> String {
        self.value().map(ToString::to_string).unwrap_or_default()
    }
}

/// Never prints the value: what is logged stays outside the reach of erasure.
impl<T> fmt::Debug for Personal<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Personal({})", self.subject())
    }
}

#[derive(Serialize, Deserialize)]
struct Inner<T> {
    subject: Uuid,
    value: T,
}

impl<T: Serialize> Serialize for Personal<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(Some(1))?;
        match self {
            Self::Clear { subject, value } => map.serialize_entry(PERSONAL, &Inner { subject: *subject, value })?,
            Self::Erased { subject } => map.serialize_entry(ERASED, subject)?,
        }
        map.end()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Personal<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneKey<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for OneKey<T> {
            type Value = Personal<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a personal value, clear or erased")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                match map.next_key::<String>()?.as_deref() {
                    Some(PERSONAL) => {
                        let Inner { subject, value } = map.next_value()?;
                        Ok(Personal::Clear { subject, value })
                    }
                    Some(ERASED) => Ok(Personal::Erased { subject: map.next_value()? }),
                    other => Err(A::Error::custom(format!("not a personal value: {other:?}"))),
                }
            }
        }
        deserializer.deserialize_map(OneKey(PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for Personal<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Personal{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        json_schema!({"type": "object", "properties": {PERSONAL: {"type": "object", "properties": {"value": value}}}})
    }
}
