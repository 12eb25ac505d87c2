//! The settings in force.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::{Company, VatKind};
use crate::{
    calendar::Calendar,
    promise::Terms,
    review::{Rule, Setting},
    values::*,
};

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
