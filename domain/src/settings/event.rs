//! What happened with the settings.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer, ser::Error};

use super::{Company, VatKind};
use crate::{calendar::LiberationDay, promise::Terms, review::Rule, values::*};

/// What happened with the settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "fields as in the commands")]
pub enum Event {
    CompanyChanged {
        #[serde(serialize_with = "as_known")]
        company: Company,
    },
    VatRateSet {
        kind: VatKind,
        from: NaiveDate,
        rate: Rate,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Line>,
    },
    HourlyRateSet {
        from: NaiveDate,
        rate: Money,
    },
    VatRateDropped {
        kind: VatKind,
        from: NaiveDate,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Line>,
    },
    HourlyRateDropped {
        from: NaiveDate,
    },
    ReminderDaysSet {
        days: Vec<u16>,
    },
    PaymentDaysSet {
        days: u16,
    },
    ContractAlertDaysSet {
        days: Vec<u16>,
    },
    WarrantyAlertDaysSet {
        days: Vec<u16>,
    },
    InvoiceRetentionSet {
        country: Country,
        from: NaiveDate,
        years: u16,
    },
    InvoiceRetentionDropped {
        country: Country,
        from: NaiveDate,
    },
    OpeningHoursSet {
        opening: Opening,
    },
    LiberationDaySet {
        observed: LiberationDay,
    },
    ClosingSet {
        from: NaiveDate,
        until: NaiveDate,
        name: Line,
    },
    ClosingWithdrawn {
        from: NaiveDate,
    },
    ReviewRuleSet {
        rule: Rule,
        applies: bool,
        limit: Option<u16>,
    },
    ServiceLevelSet {
        service_level: Line,
        from: NaiveDate,
        terms: Terms,
    },
    ServiceLevelDropped {
        service_level: Line,
        from: NaiveDate,
    },
    UsualLevelSet {
        service_level: Option<Line>,
    },
    PromiseWarningSet {
        percent: u8,
    },
}

/// An event says `despite` only where it was said: those from before there was such a field read and write the same.
fn as_known<S: Serializer>(company: &Company, serializer: S) -> Result<S::Ok, S::Error> {
    let mut value = serde_json::to_value(company).map_err(S::Error::custom)?;
    if let (None, Some(fields)) = (&company.despite, value.as_object_mut()) {
        fields.remove("despite");
    }
    value.serialize(serializer)
}
