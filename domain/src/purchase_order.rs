//! Purchase orders: drafted, placed with the supplier, received in part or whole.

mod undo;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    decider::{Decider, Facts, Need, Refusal},
    permission::Permission,
    personal::Personal,
    undo::{Act, Stays},
    values::*,
};

/// One article on an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OrderLine {
    /// Which article.
    pub article: ArticleId,
    /// How many.
    pub quantity: Quantity,
    /// What one costs, without VAT.
    pub price: Money,
}

/// One article that came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// Which article.
    pub article: ArticleId,
    /// How many; none when not said.
    #[serde(default)]
    pub quantity: Quantity,
}

/// Orders about a purchase order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Write a draft.
    Draft {
        /// With whom.
        supplier: SupplierId,
        /// What.
        lines: Vec<OrderLine>,
    },
    /// Change the draft.
    Change {
        /// What.
        lines: Vec<OrderLine>,
    },
    /// Send it to the supplier.
    Place {},
    /// Goods came in.
    Receive {
        /// What came.
        lines: Vec<Receipt>,
        /// When they came; today when not said.
        #[serde(default)]
        on: Option<NaiveDate>,
        /// The supplier's delivery note.
        #[serde(default)]
        delivery_note: Option<Line>,
        /// Why more came in than is still on order.
        #[serde(default)]
        more: Option<Line>,
    },
    /// The rest is not coming, or the order is off.
    Cancel {
        /// Why.
        reason: Line,
    },
}

/// What happened with a purchase order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "fields as in the commands")]
pub enum Event {
    PurchaseOrderDrafted {
        number: u64,
        supplier: SupplierId,
        lines: Vec<OrderLine>,
    },
    PurchaseOrderChanged {
        lines: Vec<OrderLine>,
    },
    PurchaseOrderPlaced {
        supplier: SupplierId,
        /// Events of before the day of receipt was checked do not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    },
    GoodsReceived {
        lines: Vec<Receipt>,
        on: NaiveDate,
        delivery_note: Option<Line>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        more: Option<Personal<Line>>,
    },
    PurchaseOrderCompleted {},
    PurchaseOrderCancelled {
        reason: Personal<Line>,
    },
}

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {
    /// There is no such order.
    Unknown,
    /// This order was drafted already.
    AlreadyDrafted,
    /// There is no such supplier.
    UnknownSupplier,
    /// There is no such article.
    UnknownArticle,
    /// An order has at least one line.
    NoLines,
    /// Each line has a quantity of more than nothing and a price of at least nothing.
    WrongLine,
    /// It comes to more than a billion: a quantity or a price was typed wrongly.
    TooLarge,
    /// An article stands on it once.
    TwiceTheSame,
    /// It is placed: the draft can't be changed any more.
    Placed,
    /// It is not placed yet.
    NotPlaced,
    /// It is complete or called off.
    Closed,
    /// More came in than is still on order.
    MoreThanOrdered,
    /// An article came in that is not on this order.
    NotOnOrder,
    /// Goods can't have come in on a day that is still to come.
    InTheFuture,
    /// Nor before they were ordered.
    BeforeOrder {
        /// When that was.
        day: NaiveDate,
    },
    /// Of what is counted in pieces there are no halves.
    NoPieces,
}

impl Refusal for No {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::UnknownSupplier => Some("supplier"),
            Self::NoLines | Self::WrongLine | Self::TooLarge | Self::TwiceTheSame | Self::UnknownArticle => {
                Some("lines")
            }
            Self::MoreThanOrdered | Self::NotOnOrder | Self::NoPieces => Some("lines"),
            Self::InTheFuture | Self::BeforeOrder { .. } => Some("on"),
            _ => None,
        }
    }

    fn overrule(&self) -> Option<&'static str> {
        matches!(self, Self::MoreThanOrdered).then_some("more")
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Draft,
    Placed,
    Complete,
    Cancelled,
}

/// What the rules read.
#[derive(Debug, Clone, Default)]
pub struct State {
    supplier: Option<SupplierId>,
    stage: Stage,
    placed_on: Option<NaiveDate>,
    /// What is still to come.
    open: Vec<OrderLine>,
}

/// The rules of purchase orders.
pub struct PurchaseOrder;

impl Decider for PurchaseOrder {
    const CATEGORY: &'static str = "purchase_order";
    type Command = Command;
    type Event = Event;
    type Refusal = No;
    type State = State;

    fn permission(_: &Command) -> Permission {
        Permission::EditStock
    }

    fn needs(state: &State, command: &Command, _: NaiveDate) -> Vec<Need> {
        match command {
            Command::Draft { supplier, lines } if state.supplier.is_none() => {
                let mut needs = vec![Need::Supplier(*supplier), Need::Number("purchase_order".into())];
                needs.extend(articles(lines));
                needs
            }
            Command::Change { lines } => articles(lines).collect(),
            Command::Receive { lines, .. } => lines.iter().map(|line| Need::Article(line.article)).collect(),
            _ => Vec::new(),
        }
    }

    fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
        let Some(supplier) = state.supplier else {
            let Command::Draft { supplier, lines } = command else { return Err(No::Unknown) };
            if !facts.known.suppliers.contains(&supplier) {
                return Err(No::UnknownSupplier);
            }
            check(&lines, facts)?;
            let number = facts.known.number.unwrap_or_default();
            return Ok(vec![Event::PurchaseOrderDrafted { number, supplier, lines }]);
        };
        match command {
            Command::Draft { .. } => Err(No::AlreadyDrafted),
            Command::Cancel { .. } if state.stage == Stage::Cancelled => Ok(Vec::new()),
            Command::Place {} if state.stage == Stage::Placed => Ok(Vec::new()),
            _ if matches!(state.stage, Stage::Complete | Stage::Cancelled) => Err(No::Closed),
            Command::Cancel { reason } => {
                Ok(vec![Event::PurchaseOrderCancelled { reason: Personal::of(supplier, reason) }])
            }
            Command::Change { .. } if state.stage == Stage::Placed => Err(No::Placed),
            Command::Change { lines } if lines == state.open => Ok(Vec::new()),
            Command::Change { lines } => {
                check(&lines, facts)?;
                Ok(vec![Event::PurchaseOrderChanged { lines }])
            }
            Command::Place {} => Ok(vec![Event::PurchaseOrderPlaced { supplier, on: Some(facts.today) }]),
            Command::Receive { .. } if state.stage == Stage::Draft => Err(No::NotPlaced),
            Command::Receive { lines, on, delivery_note, more } => {
                let more = more.map(|reason| Personal::of(supplier, reason));
                receive(state, lines, on, delivery_note, more, facts)
            }
        }
    }

    fn evolve(state: &mut State, event: &Event) {
        match event {
            Event::PurchaseOrderDrafted { supplier, lines, .. } => {
                state.supplier = Some(*supplier);
                state.open = lines.clone();
            }
            Event::PurchaseOrderChanged { lines } => state.open = lines.clone(),
            Event::PurchaseOrderPlaced { on, .. } => {
                state.stage = Stage::Placed;
                state.placed_on = *on;
            }
            Event::GoodsReceived { lines, .. } => {
                for line in &mut state.open {
                    for receipt in lines.iter().filter(|receipt| receipt.article == line.article) {
                        line.quantity = line.quantity - receipt.quantity;
                    }
                }
            }
            Event::PurchaseOrderCompleted {} => state.stage = Stage::Complete,
            Event::PurchaseOrderCancelled { .. } => state.stage = Stage::Cancelled,
        }
    }

    fn undo(act: &Act<'_, Self>) -> Result<Command, Stays> {
        undo::undo(act)
    }
}

fn articles(lines: &[OrderLine]) -> impl Iterator<Item = Need> {
    lines.iter().map(|line| Need::Article(line.article))
}

fn check(lines: &[OrderLine], facts: &Facts) -> Result<(), No> {
    if lines.is_empty() {
        return Err(No::NoLines);
    }
    if lines.iter().any(|line| line.quantity <= Quantity::default() || line.price.cents < 0) {
        return Err(No::WrongLine);
    }
    let amounts = || lines.iter().map(|line| line.price.times(line.quantity));
    if !amounts().all(Money::is_plausible) || !amounts().sum::<Money>().is_plausible() {
        return Err(No::TooLarge);
    }
    if lines.iter().any(|line| !facts.known.articles.contains(&line.article)) {
        return Err(No::UnknownArticle);
    }
    if lines.iter().any(|line| facts.known.splits_pieces(line.article, line.quantity)) {
        return Err(No::NoPieces);
    }
    let twice = |n: usize| lines[..n].iter().any(|line| line.article == lines[n].article);
    if (0..lines.len()).any(twice) { Err(No::TwiceTheSame) } else { Ok(()) }
}

fn receive(
    state: &State,
    lines: Vec<Receipt>,
    on: Option<NaiveDate>,
    delivery_note: Option<Line>,
    more: Option<Personal<Line>>,
    facts: &Facts,
) -> Result<Vec<Event>, No> {
    // The form posts every line; those with nothing received say nothing.
    let lines: Vec<_> = lines.into_iter().filter(|line| line.quantity != Quantity::default()).collect();
    let on = on.unwrap_or(facts.today);
    if lines.is_empty() {
        return Err(No::NoLines);
    }
    if on > facts.today {
        return Err(No::InTheFuture);
    }
    if let Some(day) = state.placed_on.filter(|day| on < *day) {
        return Err(No::BeforeOrder { day });
    }
    if lines.iter().any(|line| line.quantity < Quantity::default()) {
        return Err(No::WrongLine);
    }
    if lines.iter().any(|line| facts.known.splits_pieces(line.article, line.quantity)) {
        return Err(No::NoPieces);
    }
    let received =
        |article| -> Quantity { lines.iter().filter(|line| line.article == article).map(|line| line.quantity).sum() };
    let open = |article| -> Quantity {
        state.open.iter().filter(|line| line.article == article).map(|line| line.quantity).sum()
    };
    if lines.iter().any(|line| state.open.iter().all(|ordered| ordered.article != line.article)) {
        return Err(No::NotOnOrder);
    }
    let too_many = lines.iter().any(|line| received(line.article) > open(line.article));
    if too_many && more.is_none() {
        return Err(No::MoreThanOrdered);
    }
    let complete = state.open.iter().all(|line| received(line.article) >= line.quantity);
    let more = more.filter(|_| too_many);
    let mut events = vec![Event::GoodsReceived { lines, on, delivery_note, more }];
    if complete {
        events.push(Event::PurchaseOrderCompleted {});
    }
    Ok(events)
}
