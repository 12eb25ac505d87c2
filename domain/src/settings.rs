//! The company's settings: who we are, rates and terms with the day from which they hold. One stream, `settings-company`.

mod undo;
mod vat;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer, ser::Error};

use crate::{
    calendar::{Calendar, Closing, LiberationDay},
    decider::{Decider, Facts, Refusal},
    permission::Permission,
    promise::Terms,
    review::{Rule, Setting},
    undo::{Act, Stays},
    values::*,
};

pub use vat::VatKind;

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

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {
    /// One to five numbers of days, each at most 365, increasing for reminders and decreasing for warnings.
    Days,
    /// At most 120 days.
    PaymentDays,
    /// An hour costs at least nothing.
    Negative,
    /// One to thirty years.
    Years,
    /// A day ends after it begins.
    Hours,
    /// The number in the companies' register has a wrong form or check digit.
    CompanyNumberLooksWrong,
    /// The VAT number has a wrong form or check digit.
    VatNumberLooksWrong,
    /// It would hold for days that have passed.
    InThePast,
    /// What is earned here is counted in other money.
    OtherCurrency,
    /// It is the only one: without it, nothing would hold.
    OnlyOne,
    /// A threshold beyond what the rule can have.
    Limit,
    /// Closing days end on the day they begin or later, and within half a year.
    Closing,
    /// One to 500 hours, no sooner solved than answered; a week of its own has hours.
    Level {
        /// Where it stands.
        field: &'static str,
    },
    /// There is no such service level.
    UnknownLevel,
    /// It is the usual one.
    IsUsual,
    /// One to 99 of a hundred.
    Percent,
}

impl Refusal for No {
    fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::Negative | Self::OtherCurrency => "rate",
            Self::CompanyNumberLooksWrong => "company_number",
            Self::VatNumberLooksWrong => "vat_number",
            Self::InThePast | Self::OnlyOne => "from",
            Self::Hours | Self::Closing => "until",
            Self::Years => "years",
            Self::Limit => "limit",
            Self::Days | Self::PaymentDays => "days",
            Self::Level { field } => field,
            Self::UnknownLevel | Self::IsUsual => "service_level",
            Self::Percent => "percent",
        })
    }

    fn overrule(&self) -> Option<&'static str> {
        match self {
            Self::CompanyNumberLooksWrong | Self::VatNumberLooksWrong => Some("despite"),
            Self::InThePast => Some("reason"),
            _ => None,
        }
    }
}

/// The id of the one stream of settings.
pub const COMPANY: &str = "company";

/// The settings in force.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// Who we are, once said.
    pub company: Option<Company>,
    /// Rates by the day from which they hold.
    pub vat: BTreeMap<(VatKind, NaiveDate), Rate>,
    /// Hourly rates by the day from which they hold.
    pub hourly: BTreeMap<NaiveDate, Money>,
    /// Days late at which each level of reminder goes out.
    pub reminder_days: Vec<u16>,
    /// Days to pay.
    pub payment_days: Option<u16>,
    /// Days before the last day of notice, and the end, at which is warned.
    pub contract_alert_days: Vec<u16>,
    /// Days before the end of a machine's warranty at which is warned; see [`State::warranty_alert_days`].
    pub warranty_alerts: Vec<u16>,
    /// How many years invoices are kept, by country and the day from which it holds.
    pub retention: BTreeMap<(Country, NaiveDate), u16>,
    /// When we work.
    pub calendar: Calendar,
    /// Rules of the review that were set; see [`State::review_rule`].
    pub review: BTreeMap<Rule, Setting>,
    /// What service levels promise, by name and the day from which it holds.
    pub levels: BTreeMap<(Line, NaiveDate), Terms>,
    /// By which of them customers are promised whose contracts say none.
    pub usual_level: Option<Line>,
    /// At how much of a hundred of the promised time is warned.
    pub promise_warning: u8,
}

impl Default for State {
    fn default() -> Self {
        Self {
            company: None,
            vat: BTreeMap::new(),
            hourly: BTreeMap::new(),
            reminder_days: Vec::new(),
            payment_days: None,
            contract_alert_days: Vec::new(),
            warranty_alerts: Vec::new(),
            retention: BTreeMap::new(),
            calendar: Calendar::default(),
            review: BTreeMap::new(),
            levels: BTreeMap::new(),
            usual_level: None,
            promise_warning: 75,
        }
    }
}

impl State {
    /// Days before the end of a machine's warranty at which is warned; sixty where nobody said it.
    pub fn warranty_alert_days(&self) -> &[u16] {
        if self.warranty_alerts.is_empty() { &[60] } else { &self.warranty_alerts }
    }

    /// How a rule of the review is set.
    pub fn review_rule(&self, rule: Rule) -> Setting {
        self.review.get(&rule).copied().unwrap_or_else(|| rule.usual())
    }

    /// The currency in which VAT is owed here: that of our country (directive 2006/112/EC, art. 230).
    pub fn vat_currency(&self) -> Currency {
        match self.company.as_ref().map(|company| company.vat_number.country()) {
            Some("PL") => Currency::Pln,
            _ => Currency::Eur,
        }
    }

    /// The rate in force on a day; zero for zero-rated and reverse-charged work.
    pub fn vat_on(&self, kind: VatKind, day: NaiveDate) -> Option<Rate> {
        match kind {
            VatKind::Zero | VatKind::ReverseCharge => Some(Rate::default()),
            _ => self.vat.range((kind, NaiveDate::MIN)..=(kind, day)).next_back().map(|(_, rate)| *rate),
        }
    }

    /// The last day on which an invoice of a day must be kept, where we are; none when no term is set. Terms count from the end of
    /// the year: NL art. 52 AWR and BE art. 60 WBTW of the book year, PL art. 86 § 1 and 70 § 1 Ordynacja podatkowa of that in
    /// which the tax fell due, which for December is the next.
    pub fn invoices_kept_until(&self, day: NaiveDate) -> Option<NaiveDate> {
        let country = self.company.as_ref()?.address.country.clone();
        let falls_due = i32::from(country.as_str() == "PL" && day.month() == 12);
        let years = self.retention.range((country.clone(), NaiveDate::MIN)..=(country, day)).next_back()?.1;
        NaiveDate::from_ymd_opt(day.year() + falls_due + i32::from(*years), 12, 31)
    }

    /// What a service level promises on a day; nothing before the first day from which it was set.
    pub fn level_on(&self, level: &Line, day: NaiveDate) -> Option<&Terms> {
        let until = (level.clone(), day);
        self.levels.range((level.clone(), NaiveDate::MIN)..=until).next_back().map(|(_, terms)| terms)
    }

    /// What service levels are called.
    pub fn level_names(&self) -> impl Iterator<Item = &Line> {
        let mut last = None;
        self.levels.keys().map(|(name, _)| name).filter(move |name| last.replace(*name) != Some(*name))
    }

    /// What an hour costs on a day.
    pub fn hourly_on(&self, day: NaiveDate) -> Option<Money> {
        self.hourly.range(..=day).next_back().map(|(_, rate)| *rate)
    }
}

/// The rules of the settings.
pub struct Settings;

impl Decider for Settings {
    const CATEGORY: &'static str = "settings";
    const ONLY: Option<&'static str> = Some(COMPANY);
    type Command = Command;
    type Event = Event;
    type Refusal = No;
    type State = State;

    fn permission(command: &Command) -> Permission {
        match command {
            // Whoever keeps the users does not say which of their own acts are looked at.
            Command::SetReviewRule { .. } => Permission::ReviewLog,
            _ => Permission::EditSettings,
        }
    }

    fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
        let event = match command {
            Command::ChangeCompany(company) => {
                check_numbers(state.company.as_ref(), &company)?;
                Event::CompanyChanged { company }
            }
            Command::SetVatRate { kind, from, rate, reason } => {
                let changes = state.vat_on(kind, from).is_some_and(|known| known != rate);
                if changes && from < facts.today && reason.is_none() {
                    return Err(No::InThePast);
                }
                Event::VatRateSet { kind, from, rate, reason }
            }
            Command::DropVatRate { kind, from, reason } => {
                let mut of_kind = state.vat.keys().filter(|(of, day)| *of == kind && *day != from);
                if !state.vat.contains_key(&(kind, from)) {
                    return Ok(Vec::new());
                } else if of_kind.next().is_none() {
                    return Err(No::OnlyOne);
                } else if from < facts.today && reason.is_none() {
                    return Err(No::InThePast);
                }
                Event::VatRateDropped { kind, from, reason }
            }
            Command::DropHourlyRate { from } if state.hourly.contains_key(&from) && state.hourly.len() == 1 => {
                return Err(No::OnlyOne);
            }
            Command::DropHourlyRate { from } => Event::HourlyRateDropped { from },
            Command::DropInvoiceRetention { country, from } => {
                let mut of_country = state.retention.keys().filter(|(of, day)| *of == country && *day != from);
                if state.retention.contains_key(&(country.clone(), from)) && of_country.next().is_none() {
                    return Err(No::OnlyOne);
                }
                Event::InvoiceRetentionDropped { country, from }
            }
            Command::SetHourlyRate { rate, .. } if rate.cents < 0 => return Err(No::Negative),
            Command::SetHourlyRate { rate, .. } if rate.currency != state.vat_currency() => {
                return Err(No::OtherCurrency);
            }
            Command::SetHourlyRate { from, rate } => Event::HourlyRateSet { from, rate },
            Command::SetReminderDays { days } if are_reminder_days(&days) => Event::ReminderDaysSet { days },
            Command::SetContractAlertDays { days } if ordered(&days, |a, b| a > b) => {
                Event::ContractAlertDaysSet { days }
            }
            Command::SetWarrantyAlertDays { days } if ordered(&days, |a, b| a > b) => {
                Event::WarrantyAlertDaysSet { days }
            }
            Command::SetReminderDays { .. }
            | Command::SetContractAlertDays { .. }
            | Command::SetWarrantyAlertDays { .. } => return Err(No::Days),
            Command::SetPaymentDays { days } if days > 120 => return Err(No::PaymentDays),
            Command::SetInvoiceRetention { years, .. } if !(1..=30).contains(&years) => return Err(No::Years),
            Command::SetInvoiceRetention { country, from, years } => {
                Event::InvoiceRetentionSet { country, from, years }
            }
            Command::SetPaymentDays { days } => Event::PaymentDaysSet { days },
            Command::SetOpeningHours(opening) if opening.until <= opening.from => return Err(No::Hours),
            Command::SetOpeningHours(opening) => Event::OpeningHoursSet { opening },
            Command::SetLiberationDay { observed } => Event::LiberationDaySet { observed },
            Command::Close { from, until, .. } if !(0..=183).contains(&(until - from).num_days()) => {
                return Err(No::Closing);
            }
            Command::Close { from, until, name } => Event::ClosingSet { from, until, name },
            Command::Open { from } => Event::ClosingWithdrawn { from },
            Command::SetReviewRule { rule, limit, .. } if limit > rule.limits().map(|(_, largest)| largest) => {
                return Err(No::Limit);
            }
            Command::SetReviewRule { rule, applies, limit } => {
                let limit = limit.or(rule.usual().limit);
                // Said anew it changes nothing, also where nobody said it before.
                if state.review_rule(rule) == (Setting { applies, limit }) {
                    return Ok(Vec::new());
                }
                Event::ReviewRuleSet { rule, applies, limit }
            }
            Command::SetServiceLevel { service_level: level, from, terms } => match terms.wrong() {
                Some(field) => return Err(No::Level { field }),
                None => Event::ServiceLevelSet { service_level: level, from, terms },
            },
            Command::DropServiceLevel { service_level: level, from } => {
                let mut others = state.levels.keys().filter(|(name, day)| *name == level && *day != from);
                if state.usual_level.as_ref() == Some(&level) && others.next().is_none() {
                    return Err(No::IsUsual);
                }
                Event::ServiceLevelDropped { service_level: level, from }
            }
            Command::SetUsualLevel { service_level: Some(level) }
                if !state.level_names().any(|name| *name == level) =>
            {
                return Err(No::UnknownLevel);
            }
            Command::SetUsualLevel { service_level: level } => Event::UsualLevelSet { service_level: level },
            Command::SetPromiseWarning { percent } if !(1..=99).contains(&percent) => return Err(No::Percent),
            Command::SetPromiseWarning { percent } => Event::PromiseWarningSet { percent },
        };
        let mut after = state.clone();
        Self::evolve(&mut after, &event);
        Ok(if after == *state { Vec::new() } else { vec![event] })
    }

    fn evolve(state: &mut State, event: &Event) {
        match event.clone() {
            Event::CompanyChanged { company } => {
                state.calendar.country = Some(company.address.country.clone());
                state.company = Some(company);
            }
            Event::VatRateSet { kind, from, rate, .. } => {
                state.vat.insert((kind, from), rate);
            }
            Event::HourlyRateSet { from, rate } => {
                state.hourly.insert(from, rate);
            }
            Event::VatRateDropped { kind, from, .. } => {
                state.vat.remove(&(kind, from));
            }
            Event::HourlyRateDropped { from } => {
                state.hourly.remove(&from);
            }
            Event::InvoiceRetentionDropped { country, from } => {
                state.retention.remove(&(country, from));
            }
            Event::ReminderDaysSet { days } => state.reminder_days = days,
            Event::PaymentDaysSet { days } => state.payment_days = Some(days),
            Event::ContractAlertDaysSet { days } => state.contract_alert_days = days,
            Event::WarrantyAlertDaysSet { days } => state.warranty_alerts = days,
            Event::InvoiceRetentionSet { country, from, years } => {
                state.retention.insert((country, from), years);
            }
            Event::OpeningHoursSet { opening } => state.calendar.opening = opening,
            Event::LiberationDaySet { observed } => state.calendar.liberation = observed,
            Event::ClosingSet { from, until, name } => {
                state.calendar.closings.insert(from, Closing { until, name });
            }
            Event::ClosingWithdrawn { from } => {
                state.calendar.closings.remove(&from);
            }
            Event::ReviewRuleSet { rule, applies, limit } => {
                state.review.insert(rule, Setting { applies, limit });
            }
            Event::ServiceLevelSet { service_level: level, from, terms } => {
                state.levels.insert((level, from), terms);
            }
            Event::ServiceLevelDropped { service_level: level, from } => {
                state.levels.remove(&(level, from));
            }
            Event::UsualLevelSet { service_level: level } => state.usual_level = level,
            Event::PromiseWarningSet { percent } => state.promise_warning = percent,
        }
    }

    fn undo(act: &Act<'_, Self>) -> Result<Command, Stays> {
        undo::undo(act)
    }
}

/// A wrong check digit warns and asks, as at a customer.
fn check_numbers(known: Option<&Company>, company: &Company) -> Result<(), No> {
    let same =
        |known: &Company| (&known.company_number, &known.vat_number) == (&company.company_number, &company.vat_number);
    if company.despite.is_some() || known.is_some_and(same) {
        Ok(())
    } else if !company.company_number.looks_right() {
        Err(No::CompanyNumberLooksWrong)
    } else if !company.vat_number.looks_right() {
        Err(No::VatNumberLooksWrong)
    } else {
        Ok(())
    }
}

/// Whether reminders can go out after these days: one to five numbers, increasing, each at most 365.
pub fn are_reminder_days(days: &[u16]) -> bool {
    ordered(days, |a, b| a < b)
}

fn ordered(days: &[u16], follows: fn(u16, u16) -> bool) -> bool {
    (1..=5).contains(&days.len())
        && days.iter().all(|days| *days <= 365)
        && days.windows(2).all(|pair| follows(pair[0], pair[1]))
}
