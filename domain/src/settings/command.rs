//! Orders about the settings.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::VatKind;
use crate::{calendar::LiberationDay, promise::Terms, review::Rule, values::*};

/// Who we are; what stands on documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Company {
    /// Name.
    pub name: Line,
    /// Where we are.
    pub address: Address,
    /// Number in the companies' register.
    pub company_number: CompanyNumber,
    /// VAT identification number.
    pub vat_number: VatNumber,
    /// Account on which we are paid.
    pub iban: Iban,
    /// Telephone.
    pub phone: Phone,
    /// Address from which mails come.
    pub email: Email,
    /// Where management gets its mails.
    #[serde(default)]
    pub management_email: Option<Email>,
    /// Why a number that looks wrong is right all the same.
    #[serde(default)]
    pub despite: Option<Line>,
}

/// Orders about the settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Say who we are.
    ChangeCompany(Company),
    /// Set a VAT rate from a day on.
    SetVatRate {
        /// Which.
        kind: VatKind,
        /// From this day.
        from: NaiveDate,
        /// How much.
        rate: Rate,
        /// Why it is set for days that have passed, on which it may have been charged otherwise.
        #[serde(default)]
        reason: Option<Line>,
    },
    /// Set what an hour of work costs from a day on, without VAT.
    SetHourlyRate {
        /// From this day.
        from: NaiveDate,
        /// How much.
        rate: Money,
    },
    /// Take a VAT rate off the table: from its day on, the one before it holds again.
    DropVatRate {
        /// Which.
        kind: VatKind,
        /// The day from which it was set.
        from: NaiveDate,
        /// Why, for days that have passed, on which it may have been charged.
        #[serde(default)]
        reason: Option<Line>,
    },
    /// Take an hourly rate off the table: from its day on, the one before it holds again.
    DropHourlyRate {
        /// The day from which it was set.
        from: NaiveDate,
    },
    /// Set after how many days late each reminder goes out.
    SetReminderDays {
        /// One number a level, increasing.
        #[schemars(length(min = 1, max = 5))]
        days: Vec<u16>,
    },
    /// Set the days to pay for customers without a term of their own.
    SetPaymentDays {
        /// How many.
        #[schemars(range(min = 0, max = 120))]
        days: u16,
    },
    /// Set how long before a contract's last day of notice, and before its end, is warned.
    SetContractAlertDays {
        /// Days before, decreasing.
        #[schemars(length(min = 1, max = 5))]
        days: Vec<u16>,
    },
    /// Set how long before the end of a machine's warranty is warned, so that it is looked at in time.
    SetWarrantyAlertDays {
        /// Days before, decreasing.
        #[schemars(length(min = 1, max = 5))]
        days: Vec<u16>,
    },
    /// Set how many years invoices are kept in a country, for those of a day and later.
    SetInvoiceRetention {
        /// Where we are.
        country: Country,
        /// From this day.
        from: NaiveDate,
        /// How many, after the year to which an invoice belongs.
        #[schemars(range(min = 1, max = 30))]
        years: u16,
    },
    /// Take a term of keeping invoices off the table: from its day on, the one before it holds again.
    DropInvoiceRetention {
        /// Where we are.
        country: Country,
        /// The day from which it was set.
        from: NaiveDate,
    },
    /// Set when we work: what is promised to customers counts these hours.
    SetOpeningHours(Opening),
    /// Set when 5 May is a day off, for a company in the Netherlands.
    SetLiberationDay {
        /// When.
        observed: LiberationDay,
    },
    /// Close on days: no working time is counted then and no visit is proposed.
    Close {
        /// The first of them. What was said of days that begin on it before is said anew.
        from: NaiveDate,
        /// The last of them.
        until: NaiveDate,
        /// What for.
        name: Line,
    },
    /// Work on days that were closed after all.
    Open {
        /// The first of them.
        from: NaiveDate,
    },
    /// Set whether a rule has acts looked at, and from which threshold on.
    SetReviewRule {
        /// Which.
        rule: Rule,
        /// Whether it does.
        applies: bool,
        /// From where on; the usual one when not said, and none where the rule has no threshold.
        #[serde(default)]
        limit: Option<u16>,
    },
    /// Set what a service level promises from a day on, under a name that contracts choose.
    SetServiceLevel {
        /// What it is called.
        service_level: Line,
        /// From this day.
        from: NaiveDate,
        /// What it promises.
        terms: Terms,
    },
    /// Take what a service level promises from a day on off the table: what was said before it holds again, if anything.
    DropServiceLevel {
        /// What it is called.
        service_level: Line,
        /// The day from which it was set.
        from: NaiveDate,
    },
    /// Set by which service level customers are promised whose contracts say none.
    SetUsualLevel {
        /// Which; none for the desk's own rule.
        #[serde(default)]
        service_level: Option<Line>,
    },
    /// Set at how much of the promised time is warned.
    SetPromiseWarning {
        /// Of a hundred.
        #[schemars(range(min = 1, max = 99))]
        percent: u8,
    },
}
