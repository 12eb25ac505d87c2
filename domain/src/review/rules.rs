//! What wants a look by management: a closed list of rules, each with its threshold, and which events each one is about.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Review;
use crate::{
    article, contract, customer, decider::Decider, invoice, privacy, purchase_order, registry::AnyEvent, settings,
    task, user, values::*,
};

/// Why an act wants a look. The first rule of this order that applies is the one that is named.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// The account on which we are paid is another one.
    BankAccount,
    /// A sales price changed by more than so many percent.
    Price,
    /// A line of an invoice takes off more than so much, in whole euros or złoty.
    Discount,
    /// More than so many days to pay were agreed.
    PaymentTerms,
    /// It is said to have happened more than so many days before it was written down.
    BackDating,
    /// A colleague came, or what they may changed.
    Permissions,
    /// A contract ends more than so many days before its term does.
    ContractEnded,
    /// Stock was counted, and the books were more than so many off.
    StockCorrected,
    /// An invoice was taken back.
    CreditNote,
    /// Someone was forgotten.
    Erasure,
    /// One of these rules was changed.
    Rules,
    /// It was done more than so many minutes outside working hours.
    OutOfHours,
    /// Chance: so many percent of all that people do.
    #[default]
    Sample,
}

/// How a rule is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// Whether it is looked at.
    pub applies: bool,
    /// From where on; nothing where the rule has no threshold.
    pub limit: Option<u16>,
}

/// The thing as it was before an event, for the rules that compare.
#[derive(Debug, Clone, Default)]
pub enum Before {
    /// Nothing is compared.
    #[default]
    Nothing,
    /// The settings.
    Settings(Arc<settings::State>),
    /// The article.
    Article(Arc<article::State>),
    /// The contract.
    Contract(Arc<contract::State>),
}

impl Rule {
    /// All, in the order in which they are tried.
    pub const ALL: [Self; 13] = [
        Self::BankAccount,
        Self::Price,
        Self::Discount,
        Self::PaymentTerms,
        Self::BackDating,
        Self::Permissions,
        Self::ContractEnded,
        Self::StockCorrected,
        Self::CreditNote,
        Self::Erasure,
        Self::Rules,
        Self::OutOfHours,
        Self::Sample,
    ];

    /// The name as stored and in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::BankAccount => "bank-account",
            Self::Price => "price",
            Self::Discount => "discount",
            Self::PaymentTerms => "payment-terms",
            Self::BackDating => "back-dating",
            Self::Permissions => "permissions",
            Self::ContractEnded => "contract-ended",
            Self::StockCorrected => "stock-corrected",
            Self::CreditNote => "credit-note",
            Self::Erasure => "erasure",
            Self::Rules => "rules",
            Self::OutOfHours => "out-of-hours",
            Self::Sample => "sample",
        }
    }

    /// The rule of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.name() == name)
    }

    /// The threshold while nobody set one, and the largest that can be set; nothing where there is none.
    pub fn limits(self) -> Option<(u16, u16)> {
        Some(match self {
            Self::Price => (20, 1_000),
            Self::Discount => (100, u16::MAX),
            Self::PaymentTerms => (30, customer::LONGEST_TERM),
            Self::BackDating => (7, 365),
            Self::ContractEnded | Self::StockCorrected => (0, 10_000),
            Self::OutOfHours => (120, 720),
            Self::Sample => (2, 100),
            Self::BankAccount | Self::Permissions | Self::CreditNote | Self::Erasure | Self::Rules => return None,
        })
    }

    /// How it is set while nobody set it: on.
    pub fn usual(self) -> Setting {
        Setting { applies: true, limit: self.limits().map(|(usual, _)| usual) }
    }

    /// Whether the rule applies to an event; `at` is when it was written, by the company's wall clock.
    fn applies(self, event: &AnyEvent, id: Uuid, at: NaiveDateTime, before: &Before, force: &settings::State) -> bool {
        let limit = i64::from(force.review_rule(self).limit.unwrap_or_default());
        match (self, event) {
            (Self::BankAccount, AnyEvent::Settings(settings::Event::CompanyChanged { company })) => {
                matches!(before, Before::Settings(known) if known.company.as_ref().is_some_and(|known| known.iban != company.iban))
            }
            (Self::Price, AnyEvent::Article(article::Event::ArticleChanged { details })) => {
                let known = match before {
                    Before::Article(known) => known.sales_price(),
                    _ => None,
                };
                known.is_some_and(|known| differs(known, details.sales_price, limit))
            }
            (Self::Discount, AnyEvent::Invoice(invoice::Event::InvoiceIssued { items, .. })) => {
                items.iter().any(|line| line.item.price.times(line.item.quantity).cents < -limit * 100)
            }
            (Self::PaymentTerms, AnyEvent::Settings(settings::Event::PaymentDaysSet { days })) => {
                i64::from(*days) > limit
            }
            (
                Self::PaymentTerms,
                AnyEvent::Customer(
                    customer::Event::CustomerRegistered { payment_days: Some(days), .. }
                    | customer::Event::PaymentTermChanged { payment_days: Some(days) },
                ),
            ) => i64::from(*days) > limit,
            (Self::BackDating, event) => said_to_be_on(event).is_some_and(|on| (at.date() - on).num_days() > limit),
            (
                Self::Permissions,
                AnyEvent::User(
                    user::Event::UserCreated { .. }
                    | user::Event::RolesChanged { .. }
                    | user::Event::UserReactivated {},
                ),
            ) => true,
            (
                Self::ContractEnded,
                AnyEvent::Contract(
                    contract::Event::ContractEnded { on: last, .. } | contract::Event::NoticeGiven { ends: last, .. },
                ),
            ) => {
                let end = match before {
                    Before::Contract(known) => known.end(),
                    _ => None,
                };
                end.is_some_and(|end| (end - *last).num_days() > limit)
            }
            (Self::StockCorrected, AnyEvent::Article(article::Event::StockCounted { counted, .. })) => {
                matches!(before, Before::Article(known) if (*counted - known.stock).thousandths().abs() > limit * 1_000)
            }
            (Self::CreditNote, AnyEvent::Invoice(invoice::Event::CreditNoteIssued { .. })) => true,
            (Self::Erasure, AnyEvent::Privacy(privacy::Event::PersonForgotten { .. })) => true,
            (Self::Rules, AnyEvent::Settings(settings::Event::ReviewRuleSet { .. })) => true,
            (Self::OutOfHours, _) => {
                let minutes = TimeDelta::minutes(limit);
                !force.calendar.is_open_within(at, minutes)
            }
            (Self::Sample, _) => i64::from(drawn(id)) < limit * 100,
            _ => false,
        }
    }
}

impl AnyEvent {
    /// Whether it is something that was done, where a person is its actor: a number that is drawn for an act is none of its own, and who
    /// opens a task changes nothing.
    pub fn is_an_act(&self) -> bool {
        !matches!(self, Self::Series(_) | Self::Task(task::Event::TaskOpened { .. }))
    }

    /// Whether a rule compares this with what was before: then it must be known.
    pub fn is_compared(&self) -> bool {
        matches!(
            self,
            Self::Settings(settings::Event::CompanyChanged { .. })
                | Self::Article(article::Event::ArticleChanged { .. } | article::Event::StockCounted { .. })
                | Self::Contract(contract::Event::ContractEnded { .. } | contract::Event::NoticeGiven { .. })
        )
    }
}

/// The rule by which a person's act wants a look, by the settings in force when it was done; none when it does not. What people do
/// while they look is not looked at again.
pub fn wanted(event: &AnyEvent, id: Uuid, at: NaiveDateTime, before: &Before, force: &settings::State) -> Option<Rule> {
    if !event.is_an_act() || matches!(event, AnyEvent::Review(_)) {
        return None;
    }
    Rule::ALL.into_iter().find(|rule| force.review_rule(*rule).applies && rule.applies(event, id, at, before, force))
}

/// Whether one price differs from another by more than so many percent; from nothing, or in other money, by any.
fn differs(known: Money, now: Money, percent: i64) -> bool {
    let apart = i128::from(now.cents) - i128::from(known.cents);
    known.currency != now.currency || apart.abs() * 100 > i128::from(known.cents.abs()) * i128::from(percent)
}

/// When it is said to have happened, of what may be entered late.
fn said_to_be_on(event: &AnyEvent) -> Option<NaiveDate> {
    match event {
        AnyEvent::Contract(
            contract::Event::ContractSigned { on, .. }
            | contract::Event::NoticeGiven { on, .. }
            | contract::Event::ContractEnded { on, .. },
        )
        | AnyEvent::Invoice(invoice::Event::PaymentRecorded { on, .. } | invoice::Event::PaymentRefunded { on, .. })
        | AnyEvent::PurchaseOrder(purchase_order::Event::GoodsReceived { on, .. }) => Some(*on),
        AnyEvent::Settings(
            settings::Event::VatRateSet { from, reason: Some(_), .. }
            | settings::Event::VatRateDropped { from, reason: Some(_), .. },
        ) => Some(*from),
        _ => None,
    }
}

/// A lot from 0 to 9,999 that belongs to an event: the same whenever it is drawn.
fn drawn(id: Uuid) -> u16 {
    let lot = Uuid::new_v5(&id, Review::CATEGORY.as_bytes()).as_u128() % 10_000;
    u16::try_from(lot).unwrap_or_default()
}
