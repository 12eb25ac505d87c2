//! Articles and their stock: received, taken, counted; low and out are said once, when it becomes so.

mod undo;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    decider::{Decider, Facts, Need, Refusal},
    permission::Permission,
    settings::VatKind,
    undo::{Act, Stays},
    values::*,
};

/// What is known of an article; the form's fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Details {
    /// Name.
    pub name: Line,
    /// What it is counted in: piece, metre, litre.
    pub unit: Line,
    /// From whom it is bought.
    #[serde(default)]
    pub supplier: Option<SupplierId>,
    /// The supplier's own number for it.
    #[serde(default)]
    pub supplier_number: Option<Line>,
    /// What one costs to buy, without VAT.
    pub purchase_price: Money,
    /// What a customer pays for one, without VAT.
    pub sales_price: Money,
    /// Which VAT rate.
    #[serde(default)]
    pub vat: VatKind,
    /// At or below this it is time to buy.
    pub minimum: Quantity,
    /// How many are bought at once.
    pub order_quantity: Quantity,
    /// Whether Werkbank orders by itself when the minimum is reached.
    #[serde(default)]
    pub automatic: bool,
    /// Where it lies.
    #[serde(default)]
    pub place: Option<Line>,
    /// Every so many months at least it is maintained at who bought it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 120))]
    pub service_months: Option<u16>,
    /// Whether Werkbank plans that by itself when it is sold or delivered.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub plans_service: bool,
    /// So many months of warranty go with it where it is sold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 240))]
    pub warranty_months: Option<u16>,
    /// Which machines it is a part of: how make and type begin, with commas in between.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fits: Option<Line>,
}

/// Orders about an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Write down a new article. Its id follows from the number; see [`ArticleId::of_number`].
    Register {
        /// The company's own number for it.
        number: Line,
        /// What is known.
        article: Details,
        /// How many lie there now.
        #[serde(default)]
        stock: Quantity,
    },
    /// Change what is known.
    Change(Details),
    /// Put away: not bought or used any more.
    Archive {
        /// Why.
        reason: Line,
    },
    /// Take back out of the archive.
    Restore {},
    /// Goods came in.
    Receive {
        /// How many.
        quantity: Quantity,
        /// On which order.
        order: PurchaseOrderId,
        /// When they came.
        on: NaiveDate,
    },
    /// A visit used some. What was used was used: stock that falls below nothing is said aloud, never refused.
    Take {
        /// How many.
        quantity: Quantity,
        /// On which visit.
        visit: VisitId,
    },
    /// A visit brought some back.
    PutBack {
        /// How many.
        quantity: Quantity,
        /// From which visit.
        visit: VisitId,
    },
    /// Stock was counted.
    Count {
        /// How many there really are.
        counted: Quantity,
        /// Why it differs.
        reason: Line,
    },
    /// Say what a scanner reads on it.
    SetBarcode {
        /// The code, such as an EAN; none: there is none.
        #[serde(default)]
        barcode: Option<Line>,
    },
}

/// What happened with an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "fields as in the commands")]
pub enum Event {
    ArticleRegistered {
        number: Line,
        details: Details,
        stock: Quantity,
    },
    ArticleChanged {
        details: Details,
    },
    ArticleArchived {
        reason: Line,
    },
    ArticleRestored {},
    StockReceived {
        quantity: Quantity,
        order: PurchaseOrderId,
        on: NaiveDate,
    },
    StockTaken {
        quantity: Quantity,
        visit: VisitId,
    },
    StockPutBack {
        quantity: Quantity,
        visit: VisitId,
    },
    StockCounted {
        counted: Quantity,
        reason: Line,
    },
    BarcodeSet {
        barcode: Option<Line>,
    },
    /// Stock fell to the minimum.
    MinimumReached {},
    /// Nothing is left.
    RanOut {},
    /// More was used than there was: the shelf and the books differ.
    WentBelowZero {},
    /// Above the minimum again.
    Replenished {},
}

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {
    /// There is no such article.
    Unknown,
    /// The number is in use.
    NumberTaken,
    /// It was put away.
    Archived,
    /// There is no such supplier.
    UnknownSupplier,
    /// A quantity is more than nothing.
    Quantity {
        /// Which one.
        field: &'static str,
    },
    /// Maintenance comes round within one to 120 months.
    Months,
    /// A warranty lasts one to 240 months.
    WarrantyMonths,
    /// A price, minimum or stock is not less than nothing.
    Negative {
        /// Which one.
        field: &'static str,
    },
}

impl Refusal for No {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NumberTaken => Some("number"),
            Self::UnknownSupplier => Some("supplier"),
            Self::Months => Some("service_months"),
            Self::WarrantyMonths => Some("warranty_months"),
            Self::Quantity { field } | Self::Negative { field } => Some(field),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    #[default]
    Enough,
    Low,
    Out,
    BelowZero,
}

impl Event {
    /// Whether it says that the level of stock is another one now, which follows from what happened.
    pub fn is_level(&self) -> bool {
        matches!(self, Self::MinimumReached {} | Self::RanOut {} | Self::WentBelowZero {} | Self::Replenished {})
    }
}

/// What the rules read.
#[derive(Debug, Clone, Default)]
pub struct State {
    details: Option<Details>,
    /// How many there are, by the books.
    pub stock: Quantity,
    level: Level,
    archived: bool,
    barcode: Option<Line>,
}

/// What a piece is called by those who count in pieces.
const PIECES: [&str; 14] =
    ["stuk", "stuks", "st", "st.", "piece", "pieces", "pc", "pcs", "szt", "szt.", "sztuka", "sztuki", "set", "kpl."];

impl State {
    /// What one costs a customer, without VAT; none before it was registered.
    pub fn sales_price(&self) -> Option<Money> {
        self.details.as_ref().map(|details| details.sales_price)
    }

    /// What it is called; none before it was registered.
    pub fn name(&self) -> Option<&Line> {
        self.details.as_ref().map(|details| &details.name)
    }

    /// Every so many months it is maintained where it was sold, and whether Werkbank plans that by itself.
    pub fn service(&self) -> Option<(u16, bool)> {
        self.details.as_ref().and_then(|details| Some((details.service_months?, details.plans_service)))
    }

    /// How many months of warranty go with it.
    pub fn warranty(&self) -> Option<u16> {
        self.details.as_ref().and_then(|details| details.warranty_months)
    }

    /// Whether it is counted in pieces, of which there are no halves.
    pub fn is_in_pieces(&self) -> bool {
        self.details.as_ref().is_some_and(|details| PIECES.contains(&details.unit.as_str().to_lowercase().as_str()))
    }
}

/// The rules of articles.
pub struct Article;

impl Decider for Article {
    const CATEGORY: &'static str = "article";
    type Command = Command;
    type Event = Event;
    type Refusal = No;
    type State = State;

    fn permission(command: &Command) -> Permission {
        match command {
            Command::Receive { .. } | Command::Take { .. } | Command::PutBack { .. } => Permission::SystemOnly,
            _ => Permission::EditStock,
        }
    }

    fn own_id(command: &Command) -> Option<uuid::Uuid> {
        match command {
            Command::Register { number, .. } => Some(ArticleId::of_number(number).0),
            _ => None,
        }
    }

    fn needs(_: &State, command: &Command, _: NaiveDate) -> Vec<Need> {
        match command {
            Command::Register { article: details, .. } | Command::Change(details) => {
                details.supplier.map(Need::Supplier).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
        let Some(known) = &state.details else {
            return match command {
                Command::Register { number, article: details, stock } => {
                    sensible(&details, stock, facts)?;
                    Ok(with_level(state, Event::ArticleRegistered { number, details, stock }))
                }
                _ => Err(No::Unknown),
            };
        };
        let positive = |quantity: Quantity| {
            if quantity > Quantity::default() { Ok(quantity) } else { Err(No::Quantity { field: "quantity" }) }
        };
        let event = match command {
            Command::Register { .. } => return Err(No::NumberTaken),
            // Goods and counts still come in for what was put away; it is not changed or put away again.
            Command::Change(_) if state.archived => return Err(No::Archived),
            Command::Archive { .. } if state.archived => return Ok(Vec::new()),
            Command::Change(details) if details == *known => return Ok(Vec::new()),
            Command::Change(details) => {
                sensible(&details, Quantity::default(), facts)?;
                Event::ArticleChanged { details }
            }
            Command::Archive { reason } => Event::ArticleArchived { reason },
            Command::Restore {} if !state.archived => return Ok(Vec::new()),
            Command::Restore {} => Event::ArticleRestored {},
            Command::Receive { quantity, order, on } => {
                Event::StockReceived { quantity: positive(quantity)?, order, on }
            }
            Command::Take { quantity, visit } => Event::StockTaken { quantity: positive(quantity)?, visit },
            Command::PutBack { quantity, visit } => Event::StockPutBack { quantity: positive(quantity)?, visit },
            Command::Count { counted, reason } if counted >= Quantity::default() => {
                Event::StockCounted { counted, reason }
            }
            Command::Count { .. } => return Err(No::Negative { field: "counted" }),
            Command::SetBarcode { barcode } if barcode == state.barcode => return Ok(Vec::new()),
            Command::SetBarcode { barcode } => Event::BarcodeSet { barcode },
        };
        Ok(with_level(state, event))
    }

    fn evolve(state: &mut State, event: &Event) {
        match event {
            Event::ArticleRegistered { details, stock, .. } => {
                state.details = Some(details.clone());
                state.stock = *stock;
            }
            Event::ArticleChanged { details } => state.details = Some(details.clone()),
            Event::ArticleArchived { .. } => state.archived = true,
            Event::ArticleRestored {} => state.archived = false,
            Event::StockReceived { quantity, .. } | Event::StockPutBack { quantity, .. } => {
                state.stock = state.stock + *quantity;
            }
            Event::StockTaken { quantity, .. } => state.stock = state.stock - *quantity,
            Event::StockCounted { counted, .. } => state.stock = *counted,
            Event::BarcodeSet { barcode } => state.barcode.clone_from(barcode),
            Event::MinimumReached {} => state.level = Level::Low,
            Event::RanOut {} => state.level = Level::Out,
            Event::WentBelowZero {} => state.level = Level::BelowZero,
            Event::Replenished {} => state.level = Level::Enough,
        }
    }

    fn undo(act: &Act<'_, Self>) -> Result<Command, Stays> {
        undo::undo(act)
    }
}

fn sensible(details: &Details, stock: Quantity, facts: &Facts) -> Result<(), No> {
    let nothing = Quantity::default();
    let negative = [
        ("purchase_price", details.purchase_price.cents < 0),
        ("sales_price", details.sales_price.cents < 0),
        ("minimum", details.minimum < nothing),
        ("stock", stock < nothing),
    ];
    if let Some((field, _)) = negative.into_iter().find(|(_, negative)| *negative) {
        Err(No::Negative { field })
    } else if details.service_months.is_some_and(|months| !(1..=120).contains(&months)) {
        Err(No::Months)
    } else if details.warranty_months.is_some_and(|months| !(1..=240).contains(&months)) {
        Err(No::WarrantyMonths)
    } else if details.order_quantity <= nothing {
        Err(No::Quantity { field: "order_quantity" })
    } else if details.supplier.is_some_and(|supplier| !facts.known.suppliers.contains(&supplier)) {
        Err(No::UnknownSupplier)
    } else {
        Ok(())
    }
}

/// The event, and the level that it brings when that is another one.
pub(crate) fn with_level(state: &State, event: Event) -> Vec<Event> {
    let mut after = state.clone();
    Article::evolve(&mut after, &event);
    let minimum = after.details.as_ref().map(|details| details.minimum).unwrap_or_default();
    let nothing = Quantity::default();
    let level = match after.stock {
        _ if after.archived => Level::Enough,
        stock if stock < nothing => Level::BelowZero,
        stock if stock == nothing => Level::Out,
        stock if stock <= minimum => Level::Low,
        _ => Level::Enough,
    };
    // Each one taken that was not there is said: whoever finished the first alert hears of the next.
    let again = level == Level::BelowZero && matches!(event, Event::StockTaken { .. });
    let mut events = vec![event];
    if level != after.level || again {
        events.push(match level {
            Level::Enough => Event::Replenished {},
            Level::Low => Event::MinimumReached {},
            Level::Out => Event::RanOut {},
            Level::BelowZero => Event::WentBelowZero {},
        });
    }
    events
}
