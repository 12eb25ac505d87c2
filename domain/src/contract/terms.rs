//! What is agreed: the terms and the days that follow from them.

use chrono::{Months, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::values::*;

/// What is agreed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The customer leases the machines.
    Lease,
    /// We maintain the customer's machines.
    #[default]
    Service,
    /// Lease with maintenance.
    LeaseAndService,
}

impl Kind {
    /// All, as shown.
    pub const ALL: [Self; 3] = [Self::Lease, Self::Service, Self::LeaseAndService];

    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lease => "lease",
            Self::Service => "service",
            Self::LeaseAndService => "lease-and-service",
        }
    }
}

/// The terms; the form's fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// What is agreed.
    pub kind: Kind,
    /// On which machines.
    #[serde(default)]
    pub machines: Vec<MachineId>,
    /// What it costs a month, without VAT.
    pub monthly_fee: Money,
    /// First day.
    pub starts: NaiveDate,
    /// How many months it runs at first.
    #[schemars(range(min = 1, max = 240))]
    pub first_term: u16,
    /// By how many months it goes on each time; 0 means that it ends by itself.
    #[serde(default)]
    #[schemars(range(min = 0, max = 60))]
    pub renewal: u16,
    /// How many months before the end notice is given at the latest.
    #[serde(default)]
    #[schemars(range(min = 0, max = 24))]
    pub notice: u16,
    /// What else was agreed. Events hold it apart, sealed: it may tell of persons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<Text>,
}

impl Terms {
    /// The last day of the first term.
    pub fn first_end(&self) -> Option<NaiveDate> {
        self.starts.checked_add_months(Months::new(self.first_term.into()))?.pred_opt()
    }

    /// The last day on which notice can be given for an end.
    pub fn last_notice(&self, end: NaiveDate) -> Option<NaiveDate> {
        end.succ_opt()?.checked_sub_months(Months::new(self.notice.into()))?.pred_opt()
    }
}

/// The end of the term after this one; none when the contract ends by itself.
pub(super) fn next_end(terms: &Terms, end: NaiveDate) -> Option<NaiveDate> {
    if terms.renewal == 0 {
        return None;
    }
    end.succ_opt()?.checked_add_months(Months::new(terms.renewal.into()))?.pred_opt()
}

/// The first end for which a notice on that day is in time.
pub(super) fn end_after_notice(terms: &Terms, end: Option<NaiveDate>, on: NaiveDate) -> Option<NaiveDate> {
    let mut end = end?;
    while terms.renewal > 0 && terms.last_notice(end)? < on {
        end = next_end(terms, end)?;
    }
    Some(end)
}
