//! Why an order about a visit is refused.

use chrono::NaiveDate;
use serde::Serialize;

use super::Charge;
use crate::{decider::Refusal, values::Quantity};

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {
    /// There is no such visit.
    Unknown,
    /// This visit was asked for already.
    AlreadyRequested,
    /// The customer does not exist or is archived.
    UnknownCustomer,
    /// This colleague is no technician, or does not work here any more.
    UnknownTechnician,
    /// The technician has other visits in these hours.
    Overlaps {
        /// Their numbers.
        visits: String,
    },
    /// Who goes along is no technician, or does not work here any more.
    UnknownHelper,
    /// Who goes does not go along too.
    GoesAlready,
    /// Who goes along has other visits in these hours.
    HelperBusy {
        /// Their numbers.
        visits: String,
    },
    /// Who goes along is away.
    HelperAway {
        /// Who, by name.
        who: String,
        /// From this day.
        from: NaiveDate,
        /// Up to and with this day.
        until: NaiveDate,
    },
    /// It would begin in the past.
    InThePast {
        /// Whether it is the day that has passed, or only the hour.
        field: &'static str,
    },
    /// Stretches of it take the same hours.
    StretchesOverlap,
    /// Ten stretches at most.
    TooManyStretches,
    /// It has no such stretch.
    NoSuchStretch,
    /// Nobody plans more than two years ahead.
    TooFarAhead {
        /// The day of the stretch that it is about.
        field: &'static str,
    },
    /// It is a weekend, a holiday or a closing day, or before or after the hours that the company works.
    OutsideHours {
        /// The day of the stretch that it is about.
        field: &'static str,
    },
    /// The technician is away.
    Away {
        /// From this day.
        from: NaiveDate,
        /// Up to and with this day.
        until: NaiveDate,
        /// The day of the stretch that it is about.
        field: &'static str,
    },
    /// The technician does not work at these hours.
    NotWorking {
        /// The day of the stretch that it is about.
        field: &'static str,
    },
    /// The technician does no visits of this kind.
    NotTheirWork,
    /// The technician does not know this machine.
    NotTheirMachine {
        /// Its make and type.
        model: String,
    },
    /// The technician does not come there.
    OutsideArea {
        /// The customer's postcode.
        postcode: String,
    },
    /// The customer was promised someone earlier.
    BehindPromise {
        /// Until when, as `2026-11-17`.
        day: NaiveDate,
    },
    /// It is planned for another day.
    AnotherDay {
        /// Which.
        day: NaiveDate,
    },
    /// The technician is at another visit.
    Busy {
        /// Its number.
        visit: String,
    },
    /// What was done lies ahead.
    InTheFuture,
    /// What was done during the visit was done before it began.
    BeforeBegun,
    /// It has begun.
    Started,
    /// It is planned already.
    Planned,
    /// One to five days that lie ahead.
    Days,
    /// Nobody was invited so.
    NotInvited,
    /// It has not been planned.
    NotScheduled,
    /// It has not begun.
    NotStarted,
    /// It is finished or called off.
    Closed,
    /// It is a colleague's visit.
    NotYours,
    /// Nobody said who pays.
    NotCharged,
    /// Its machine's warranty and contracts would have another one pay.
    OtherCharge {
        /// Who.
        expected: Charge,
    },
    /// It is not finished: who pays is said when it is.
    NotFinished,
    /// Its invoice is out of the house.
    Invoiced {
        /// The number of that.
        invoice: String,
    },
    /// More is returned than was used.
    NotUsed,
    /// A quantity is more than nothing.
    Quantity {
        /// Where it stands.
        field: &'static str,
    },
    /// More is used than there are by the books.
    MoreThanStock {
        /// How many there are.
        stock: Quantity,
    },
    /// Nobody uses or needs as many as this at once.
    TooMany,
    /// Of what is counted in pieces there are no halves.
    NoPieces,
    /// The machine is not this customer's.
    UnknownMachine,
    /// The fault is not this customer's.
    UnknownFault,
    /// There is no such article.
    UnknownArticle {
        /// Where it stands.
        field: &'static str,
    },
    /// The visit did not take this checklist along.
    NoChecklist,
    /// The checklist has no such line.
    NoSuchLine,
    /// This is no answer to the line.
    Answer {
        /// What it asks.
        what: String,
        /// Where it stands.
        field: &'static str,
    },
    /// It is not as it should be: something is to be said about it.
    RemarkWanted {
        /// What.
        what: String,
        /// Where that is said.
        field: &'static str,
    },
    /// Lines of its checklists must be answered.
    ChecksOpen {
        /// Of which checklists.
        names: String,
        /// How many.
        count: usize,
    },
    /// A signature has a name.
    NoSigner,
    /// A name has a signature, or there is a reason why not.
    NotDrawn,
    /// It lies ahead.
    NotYet,
    /// Something was noted later than this.
    BeforeLast,
    /// The technician is not resting.
    NotResting,
    /// Nothing was noted.
    NoTime,
}

impl Refusal for No {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::UnknownCustomer => Some("customer"),
            Self::UnknownTechnician | Self::NotTheirWork | Self::NotTheirMachine { .. } => Some("technician"),
            Self::OutsideArea { .. } => Some("technician"),
            Self::UnknownHelper | Self::GoesAlready => Some("technicians"),
            Self::HelperBusy { .. } | Self::HelperAway { .. } => Some("technicians"),
            Self::Overlaps { .. } => Some("slot.from"),
            Self::InThePast { field } | Self::TooFarAhead { field } | Self::OutsideHours { field } => Some(field),
            Self::Away { field, .. } | Self::NotWorking { field } => Some(field),
            Self::StretchesOverlap | Self::TooManyStretches => Some("slot.on"),
            Self::NoSuchStretch => Some("stretch"),
            Self::BehindPromise { .. } => Some("slot.on"),
            Self::NotUsed | Self::MoreThanStock { .. } | Self::TooMany | Self::NoPieces => Some("quantity"),
            Self::Days => Some("days"),
            Self::NotInvited => Some("sequence"),
            Self::NotCharged | Self::OtherCharge { .. } | Self::Invoiced { .. } => Some("charge"),
            Self::InTheFuture | Self::BeforeBegun => Some("at"),
            Self::UnknownMachine => Some("machine"),
            Self::UnknownFault => Some("fault"),
            Self::Quantity { field } | Self::UnknownArticle { field } => Some(field),
            Self::Answer { field, .. } | Self::RemarkWanted { field, .. } => Some(field),
            Self::NoChecklist => Some("checklist"),
            Self::NoSuchLine => Some("answers"),
            Self::NoSigner => Some("signed.name"),
            Self::NotDrawn => Some("signed.absent"),
            Self::NotYet | Self::BeforeLast => Some("at"),
            Self::NotResting => Some("step"),
            _ => None,
        }
    }

    fn overrule(&self) -> Option<&'static str> {
        if matches!(self, Self::OtherCharge { .. }) {
            return Some("charge_despite");
        }
        let asks = matches!(
            self,
            Self::Overlaps { .. }
                | Self::HelperBusy { .. }
                | Self::HelperAway { .. }
                | Self::OutsideHours { .. }
                | Self::Away { .. }
                | Self::NotWorking { .. }
                | Self::NotTheirWork
                | Self::NotTheirMachine { .. }
                | Self::OutsideArea { .. }
                | Self::BehindPromise { .. }
                | Self::AnotherDay { .. }
                | Self::MoreThanStock { .. }
                | Self::ChecksOpen { .. }
        );
        asks.then_some("overrule")
    }
}
