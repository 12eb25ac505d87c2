//! Invoices: drafted, issued with a number without gaps, paid, reminded, disputed, credited. An issued one is never changed.

use chrono::{Datelike, Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    customer,
    decider::{Decider, Facts, Need, Refusal},
    fault::Number,
    permission::Permission,
    personal::Personal,
    settings::VatKind,
    values::*,
};

/// What is charged: one line of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// What.
    pub description: Line,
    /// How many.
    pub quantity: Quantity,
    /// What one costs, without VAT.
    pub price: Money,
    /// Which VAT rate.
    #[serde(default)]
    pub vat: VatKind,
    /// Which article, when it is one.
    #[serde(default)]
    pub article: Option<ArticleId>,
}

/// What is charged, with the VAT percentage in force on the day of issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IssuedItem {
    /// The line.
    #[serde(flatten)]
    pub item: Item,
    /// The percentage.
    pub rate: Rate,
}

/// Why there is an invoice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Someone wrote it.
    #[default]
    Hand,
    /// The fee of a contract for the month that begins on this day.
    Contract {
        /// Which.
        contract: ContractId,
        /// First day of the month.
        month: NaiveDate,
    },
    /// A billable visit.
    Visit {
        /// Which.
        visit: VisitId,
    },
}

/// The customer as they stood on the day of issue: kept as long as the law keeps the invoice, under a key of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Buyer {
    /// Customer number.
    pub number: u64,
    /// Name.
    pub name: Line,
    /// Where invoices go.
    pub address: Address,
    /// VAT identification number.
    pub vat_number: Option<VatNumber>,
    /// Where the mail goes.
    pub email: Option<Email>,
    /// In which language it was written.
    pub language: Language,
}

/// Orders about an invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Write a draft.
    Draft {
        /// For whom.
        customer: CustomerId,
        /// What is charged.
        items: Vec<Item>,
        /// Why.
        #[serde(default)]
        origin: Origin,
        /// The customer's own reference.
        #[serde(default)]
        reference: Option<Line>,
        /// When it was delivered; the day of issue when not said.
        #[serde(default)]
        delivered_on: Option<NaiveDate>,
    },
    /// Change the draft.
    Change {
        /// What is charged.
        items: Vec<Item>,
        /// The customer's own reference.
        #[serde(default)]
        reference: Option<Line>,
    },
    /// The draft is off.
    Discard {
        /// Why.
        reason: Line,
    },
    /// Give it its number and send it.
    Issue {},
    /// Money came in.
    RecordPayment {
        /// How much.
        amount: Money,
        /// When it was on the account; today when not said.
        #[serde(default)]
        on: Option<NaiveDate>,
        /// What the bank said.
        #[serde(default)]
        reference: Option<Line>,
    },
    /// Money went back: of what was paid before the invoice was credited, or of an invoice below nothing.
    RecordRefund {
        /// How much.
        amount: Money,
        /// When it left the account; today when not said.
        #[serde(default)]
        on: Option<NaiveDate>,
        /// What the bank said.
        #[serde(default)]
        reference: Option<Line>,
    },
    /// The customer does not agree: nothing is reminded until it is settled.
    Dispute {
        /// Why.
        reason: Text,
    },
    /// It is settled.
    SettleDispute {
        /// How.
        note: Line,
    },
    /// Remind the customer.
    Remind {
        /// Which level, from 1.
        level: u8,
    },
    /// Take it back in full, by a credit note.
    Credit {
        /// Why.
        reason: Line,
    },
}

/// What happened with an invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "fields as in the commands")]
pub enum Event {
    InvoiceDrafted {
        customer: CustomerId,
        items: Vec<Item>,
        origin: Origin,
        reference: Option<Personal<Line>>,
        delivered_on: Option<NaiveDate>,
    },
    InvoiceChanged {
        customer: CustomerId,
        items: Vec<Item>,
        reference: Option<Personal<Line>>,
    },
    InvoiceDiscarded {
        customer: CustomerId,
        reason: Personal<Line>,
    },
    InvoiceIssued {
        customer: CustomerId,
        number: Number,
        on: NaiveDate,
        due: NaiveDate,
        delivered_on: NaiveDate,
        buyer: Personal<Buyer>,
        items: Vec<IssuedItem>,
        reference: Option<Personal<Line>>,
    },
    PaymentRecorded {
        customer: CustomerId,
        amount: Money,
        on: NaiveDate,
        reference: Option<Personal<Line>>,
    },
    PaymentRefunded {
        customer: CustomerId,
        amount: Money,
        on: NaiveDate,
        reference: Option<Personal<Line>>,
    },
    DisputeOpened {
        customer: CustomerId,
        reason: Personal<Text>,
    },
    DisputeSettled {
        customer: CustomerId,
        note: Personal<Line>,
    },
    PaymentReminded {
        customer: CustomerId,
        level: u8,
    },
    /// The whole invoice is taken back, under a number of the credit notes' own series; written as `CR-2026-0001`.
    CreditNoteIssued {
        customer: CustomerId,
        number: Number,
        on: NaiveDate,
        reason: Personal<Line>,
    },
}

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {
    /// There is no such invoice.
    Unknown,
    /// This invoice was drafted already.
    AlreadyDrafted,
    /// The customer does not exist.
    UnknownCustomer,
    /// An invoice has at least one line.
    NoItems,
    /// Amounts of one invoice are in one currency, and quantities are not nothing.
    WrongItem,
    /// It is issued: it can't be changed, only credited.
    Issued,
    /// It is not issued yet.
    NotIssued,
    /// It is discarded or credited.
    Closed,
    /// No VAT rate is set for this day.
    NoVatRate,
    /// Reverse charge needs the customer's VAT number.
    NoVatNumber,
    /// A payment is not nothing.
    Nothing,
    /// More than is still open.
    TooMuch {
        /// What is open.
        open: String,
    },
    /// The amount is in another currency than the invoice.
    OtherCurrency,
    /// Nothing is to be paid back.
    NothingOwed,
    /// More than is to be paid back.
    MoreThanOwed {
        /// What is.
        owed: String,
    },
    /// A payment can't come in on a day that is still to come.
    InTheFuture,
    /// Nothing is open.
    NothingOpen,
    /// The customer does not agree with it.
    Disputed,
    /// It is not disputed.
    NotDisputed,
    /// It is not late yet.
    NotLate,
}

impl Refusal for No {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::UnknownCustomer => Some("customer"),
            Self::NoItems | Self::WrongItem => Some("items"),
            Self::Nothing | Self::TooMuch { .. } | Self::OtherCurrency => Some("amount"),
            Self::NothingOwed | Self::MoreThanOwed { .. } => Some("amount"),
            Self::InTheFuture => Some("on"),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Draft,
    Issued,
    Discarded,
    Credited,
}

/// What the rules read.
#[derive(Debug, Clone, Default)]
pub struct State {
    draft: Option<Draft>,
    stage: Stage,
    /// What the whole comes to.
    total: Money,
    /// What the customer still pays; below nothing is what goes back.
    open: Money,
    due: Option<NaiveDate>,
    /// Whether it is disputed now; none when it never was.
    disputed: Option<bool>,
    reminded: u8,
}

#[derive(Debug, Clone)]
struct Draft {
    customer: CustomerId,
    items: Vec<Item>,
    reference: Option<Line>,
    delivered_on: Option<NaiveDate>,
}

/// The rules of invoices.
pub struct Invoice;

impl Decider for Invoice {
    const CATEGORY: &'static str = "invoice";
    type Command = Command;
    type Event = Event;
    type Refusal = No;
    type State = State;

    fn permission(_: &Command) -> Permission {
        Permission::EditInvoices
    }

    fn needs(state: &State, command: &Command, today: NaiveDate) -> Vec<Need> {
        let number = |series| Need::Number(format!("{series}_{}", today.year()));
        match (command, &state.draft) {
            (Command::Draft { customer, .. }, None) => vec![Need::Customer(*customer)],
            (Command::Issue {}, Some(draft)) if state.stage == Stage::Draft => {
                vec![Need::Customer(draft.customer), Need::Settings, number("invoice")]
            }
            // A series of its own: in the invoices' series this thing has its number already, for ever.
            (Command::Credit { .. }, Some(_)) if state.stage == Stage::Issued => vec![number("credit")],
            _ => Vec::new(),
        }
    }

    fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
        let Some(draft) = &state.draft else {
            return first(command, facts);
        };
        let customer = draft.customer;
        match command {
            Command::Draft { .. } => Err(No::AlreadyDrafted),
            Command::Discard { .. } if state.stage == Stage::Discarded => Ok(Vec::new()),
            Command::Credit { .. } if state.stage == Stage::Credited => Ok(Vec::new()),
            Command::RecordRefund { amount, on, reference } if state.stage == Stage::Credited => {
                refund(state, customer, amount, on, reference, facts)
            }
            _ if matches!(state.stage, Stage::Discarded | Stage::Credited) => Err(No::Closed),
            Command::Issue {} if state.stage == Stage::Issued => Ok(Vec::new()),
            Command::Change { .. } | Command::Discard { .. } if state.stage == Stage::Issued => Err(No::Issued),
            Command::Change { items, reference } if (&items, &reference) == (&draft.items, &draft.reference) => {
                Ok(Vec::new())
            }
            Command::Change { items, reference } => {
                check(&items)?;
                let reference = reference.map(|reference| Personal::of(customer, reference));
                Ok(vec![Event::InvoiceChanged { customer, items, reference }])
            }
            Command::Discard { reason } => {
                Ok(vec![Event::InvoiceDiscarded { customer, reason: Personal::of(customer, reason) }])
            }
            Command::Issue {} => issue(draft, facts),
            _ if state.stage == Stage::Draft => Err(No::NotIssued),
            Command::RecordPayment { amount, on, reference } => pay(state, customer, amount, on, reference, facts),
            Command::RecordRefund { amount, on, reference } => refund(state, customer, amount, on, reference, facts),
            Command::Dispute { .. } if state.disputed == Some(true) => Ok(Vec::new()),
            Command::Dispute { .. } if state.open.cents <= 0 => Err(No::NothingOpen),
            Command::Dispute { reason } => {
                Ok(vec![Event::DisputeOpened { customer, reason: Personal::of(customer, reason) }])
            }
            Command::SettleDispute { .. } if state.disputed == Some(false) => Ok(Vec::new()),
            Command::SettleDispute { .. } if state.disputed.is_none() => Err(No::NotDisputed),
            Command::SettleDispute { note } => {
                Ok(vec![Event::DisputeSettled { customer, note: Personal::of(customer, note) }])
            }
            Command::Remind { .. } if state.open.cents <= 0 => Err(No::NothingOpen),
            Command::Remind { .. } if state.disputed == Some(true) => Err(No::Disputed),
            Command::Remind { .. } if state.due.is_none_or(|due| facts.today <= due) => Err(No::NotLate),
            Command::Remind { level } if level <= state.reminded => Ok(Vec::new()),
            Command::Remind { level } => Ok(vec![Event::PaymentReminded { customer, level }]),
            Command::Credit { reason } => Ok(vec![Event::CreditNoteIssued {
                customer,
                number: number(facts),
                on: facts.today,
                reason: Personal::of(kept(customer), reason),
            }]),
        }
    }

    fn evolve(state: &mut State, event: &Event) {
        match event.clone() {
            Event::InvoiceDrafted { customer, items, reference, delivered_on, .. } => {
                let reference = clear(reference);
                state.draft = Some(Draft { customer, items, reference, delivered_on });
            }
            Event::InvoiceChanged { items, reference, .. } => {
                if let Some(draft) = &mut state.draft {
                    (draft.items, draft.reference) = (items, clear(reference));
                }
            }
            Event::InvoiceIssued { items, due, .. } => {
                state.stage = Stage::Issued;
                state.total = Totals::of(&items).total();
                state.open = state.total;
                state.due = Some(due);
            }
            Event::PaymentRecorded { amount, .. } => state.open = state.open - amount,
            Event::PaymentRefunded { amount, .. } => state.open = state.open + amount,
            Event::DisputeOpened { .. } => state.disputed = Some(true),
            Event::DisputeSettled { .. } => state.disputed = Some(false),
            Event::PaymentReminded { level, .. } => state.reminded = level,
            Event::InvoiceDiscarded { .. } => state.stage = Stage::Discarded,
            Event::CreditNoteIssued { .. } => {
                state.stage = Stage::Credited;
                state.open = state.open - state.total;
            }
        }
    }
}

/// The subject under whose key a customer's data on issued invoices is sealed: apart from the customer's own key,
/// since the law keeps invoices longer (NL: 7 years, art. 52 AWR) than a person's wish to be forgotten waits.
pub fn kept(customer: CustomerId) -> Uuid {
    Uuid::new_v5(&customer.0, b"invoices")
}

fn clear(reference: Option<Personal<Line>>) -> Option<Line> {
    reference.as_ref().and_then(Personal::value).cloned()
}

fn number(facts: &Facts) -> Number {
    let year = u16::try_from(facts.today.year()).unwrap_or_default();
    Number { year, number: facts.known.number.unwrap_or_default() }
}

fn first(command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
    let Command::Draft { customer, items, origin, reference, delivered_on } = command else {
        return Err(No::Unknown);
    };
    if facts.known.customer.as_ref().is_none_or(|known| known.details.is_none()) {
        return Err(No::UnknownCustomer);
    }
    check(&items)?;
    let reference = reference.map(|reference| Personal::of(customer, reference));
    Ok(vec![Event::InvoiceDrafted { customer, items, origin, reference, delivered_on }])
}

fn check(items: &[Item]) -> Result<(), No> {
    let Some(first) = items.first() else { return Err(No::NoItems) };
    let fits = |item: &Item| item.price.currency == first.price.currency && item.quantity != Quantity::default();
    if items.iter().all(fits) { Ok(()) } else { Err(No::WrongItem) }
}

fn issue(draft: &Draft, facts: &Facts) -> Result<Vec<Event>, No> {
    let known = facts.known.customer.as_deref().ok_or(No::UnknownCustomer)?;
    let details = known.details.as_ref().ok_or(No::UnknownCustomer)?;
    if details.vat_number.is_none() && draft.items.iter().any(|item| item.vat == VatKind::ReverseCharge) {
        return Err(No::NoVatNumber);
    }
    let with_rate = |item: &Item| {
        let rate = facts.settings.vat_on(item.vat, facts.today)?;
        Some(IssuedItem { item: item.clone(), rate })
    };
    let items = draft.items.iter().map(with_rate).collect::<Option<Vec<_>>>().ok_or(No::NoVatRate)?;
    let days = details.payment_days.or(facts.settings.payment_days).unwrap_or(30);
    Ok(vec![Event::InvoiceIssued {
        customer: draft.customer,
        number: number(facts),
        on: facts.today,
        due: facts.today.checked_add_days(Days::new(days.into())).unwrap_or(facts.today),
        delivered_on: draft.delivered_on.unwrap_or(facts.today),
        buyer: Personal::of(kept(draft.customer), buyer(known.number, details)),
        items,
        reference: draft.reference.clone().map(|reference| Personal::of(kept(draft.customer), reference)),
    }])
}

fn buyer(number: u64, details: &customer::Details) -> Buyer {
    Buyer {
        number,
        name: details.name.clone(),
        address: details.invoicing.clone().unwrap_or_else(|| details.visiting.clone()),
        vat_number: details.vat_number.clone(),
        email: details.invoice_email.clone().or_else(|| details.email.clone()),
        language: details.language,
    }
}

fn pay(
    state: &State,
    customer: CustomerId,
    amount: Money,
    on: Option<NaiveDate>,
    reference: Option<Line>,
    facts: &Facts,
) -> Result<Vec<Event>, No> {
    let on = on.unwrap_or(facts.today);
    if amount.cents == 0 {
        Err(No::Nothing)
    } else if amount.currency != state.open.currency {
        Err(No::OtherCurrency)
    } else if on > facts.today {
        Err(No::InTheFuture)
    } else if amount.cents > 0 && amount.cents > state.open.cents {
        Err(No::TooMuch { open: state.open.to_string() })
    } else {
        let reference = reference.map(|reference| Personal::of(kept(customer), reference));
        Ok(vec![Event::PaymentRecorded { customer, amount, on, reference }])
    }
}

/// Back goes what was paid and is not owed to us any more, and no more than that.
fn refund(
    state: &State,
    customer: CustomerId,
    amount: Money,
    on: Option<NaiveDate>,
    reference: Option<Line>,
    facts: &Facts,
) -> Result<Vec<Event>, No> {
    let (on, owed) = (on.unwrap_or(facts.today), -state.open);
    if amount.cents <= 0 {
        Err(No::Nothing)
    } else if amount.currency != owed.currency {
        Err(No::OtherCurrency)
    } else if on > facts.today {
        Err(No::InTheFuture)
    } else if owed.cents <= 0 {
        Err(No::NothingOwed)
    } else if amount.cents > owed.cents {
        Err(No::MoreThanOwed { owed: owed.to_string() })
    } else {
        let reference = reference.map(|reference| Personal::of(kept(customer), reference));
        Ok(vec![Event::PaymentRefunded { customer, amount, on, reference }])
    }
}

/// What an invoice comes to: VAT is worked out over the sum of each rate, as invoices show it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// Per kind and percentage: the sum without VAT, and its VAT.
    pub by_rate: Vec<(VatKind, Rate, Money, Money)>,
}

impl Totals {
    /// Adds up the lines.
    pub fn of(items: &[IssuedItem]) -> Self {
        let mut by_rate: Vec<(VatKind, Rate, Money, Money)> = Vec::new();
        for IssuedItem { item, rate } in items {
            let amount = item.price.times(item.quantity);
            match by_rate.iter_mut().find(|(kind, known, ..)| (*kind, *known) == (item.vat, *rate)) {
                Some((_, _, sum, _)) => *sum = *sum + amount,
                None => by_rate.push((item.vat, *rate, amount, Money { cents: 0, ..amount })),
            }
        }
        for (_, rate, sum, vat) in &mut by_rate {
            *vat = sum.rate(*rate);
        }
        by_rate.sort_by_key(|(kind, rate, ..)| (*kind, std::cmp::Reverse(*rate)));
        Self { by_rate }
    }

    /// Without VAT.
    pub fn net(&self) -> Money {
        self.by_rate.iter().map(|(_, _, net, _)| *net).sum()
    }

    /// The VAT.
    pub fn vat(&self) -> Money {
        self.by_rate.iter().map(|(_, _, _, vat)| *vat).sum()
    }

    /// What is to be paid.
    pub fn total(&self) -> Money {
        self.net() + self.vat()
    }
}
