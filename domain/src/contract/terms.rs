//! What is agreed: the terms and the days that follow from them.

use chrono::{Datelike, Months, NaiveDate};
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
    /// How many hours of work a year of the contract holds; none where hours are not counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 10000))]
    pub hours: Option<u16>,
    /// At so many percent of them sales is warned; at 80 when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 100))]
    pub hours_alert: Option<u8>,
}

impl Terms {
    /// The last day of the first term.
    pub fn first_end(&self) -> Option<NaiveDate> {
        self.end_of(self.first_term.into())
    }

    /// The last day on which notice can be given for an end.
    pub fn last_notice(&self, end: NaiveDate) -> Option<NaiveDate> {
        end.succ_opt()?.checked_sub_months(Months::new(self.notice.into()))?.pred_opt()
    }

    /// Whether notice can be given within each term that it ends.
    pub fn notice_fits(&self) -> bool {
        self.notice <= self.first_term && (self.renewal == 0 || self.notice <= self.renewal)
    }

    /// The end of the term after this one; none when the contract ends by itself.
    pub fn next_end(&self, end: NaiveDate) -> Option<NaiveDate> {
        if self.renewal == 0 { None } else { self.end_after(end, self.renewal.into()) }
    }

    /// The end when so many months follow an end. They count from the first day, so that short months shift nothing: what
    /// began on the 31st ends on the last day of February and on the 30th of August.
    pub fn end_after(&self, end: NaiveDate, months: u32) -> Option<NaiveDate> {
        let month = |day: NaiveDate| day.year() * 12 + i32::try_from(day.month0()).unwrap_or_default();
        let past = u32::try_from(month(end) - month(self.starts)).ok()?;
        match [past, past + 1].into_iter().find(|past| self.end_of(*past) == Some(end)) {
            Some(past) => self.end_of(past + months),
            None => whole(end.succ_opt()?, months),
        }
    }

    /// The first end for which a notice on that day is in time.
    pub fn end_after_notice(&self, end: NaiveDate, on: NaiveDate) -> Option<NaiveDate> {
        let mut end = end;
        while self.renewal > 0 && self.last_notice(end)? < on {
            end = self.next_end(end)?;
        }
        Some(end)
    }

    /// The last day of so many months from the first day.
    fn end_of(&self, months: u32) -> Option<NaiveDate> {
        whole(self.starts, months)
    }
}

/// The last day of so many months: the one before the same day of the month, or the month's last where there is none such.
fn whole(first: NaiveDate, months: u32) -> Option<NaiveDate> {
    let then = first.checked_add_months(Months::new(months))?;
    if then.day() == first.day() { then.pred_opt() } else { Some(then) }
}
