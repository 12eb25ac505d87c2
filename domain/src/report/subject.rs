//! What can be asked about: the facts, what is measured of them and what they are told apart by.

use super::named;
use crate::permission::Permission;

named! {
    /// The facts that a report is about: one row is one of them.
    Subject {
        /// Faults, by the day on which they were heard of.
        Faults = "faults",
        /// Visits, by the day on which they were done, or else are planned.
        Visits = "visits",
        /// Lines of invoices and credit notes, by the day of issue.
        Invoiced = "invoiced",
        /// What customers owe: invoices, payments, credit notes and refunds, by the day on which they count.
        Receivables = "receivables",
        /// What came into stock and left it, by the day on which it did.
        Stock = "stock",
        /// Times at which an article was not there, by the day on which it ran out.
        StockOuts = "stock_outs",
        /// Lines of purchase orders, by the day on which they were placed.
        Purchases = "purchases",
        /// Contracts that begin and end, by the day on which they do.
        Contracts = "contracts",
        /// Terms of contracts, by their last day: also days to come.
        ContractEnds = "contract_ends",
        /// Sales opportunities, by the day on which they were opened.
        Opportunities = "opportunities",
        /// What colleagues did, by the day on which it was written down.
        Acts = "acts",
        /// Events of one type as the log holds them, by the day on which they were written down.
        Events = "events",
    }
}

named! {
    /// What is measured of the facts of a cell.
    Measure {
        /// How many.
        Count = "count",
        /// Of a hundred, how many are solved.
        SolvedShare = "solved_share",
        /// Hours from the report to the solution.
        HoursToSolve = "hours_to_solve",
        /// Of a hundred that are solved, how many when it was promised.
        InTimeShare = "in_time_share",
        /// Of a hundred that are answered or should be, how many in time: somebody began, or called back.
        AnsweredInTime = "answered_in_time",
        /// Of a hundred of which a solution was promised that are solved or should be, how many in time.
        SolvedInTime = "solved_in_time",
        /// Hours from the report to the answer.
        HoursToAnswer = "hours_to_answer",
        /// Visits that a fault took.
        VisitsEach = "visits_each",
        /// Of a hundred that were solved, how many came back.
        ReopenedShare = "reopened_share",
        /// Of a hundred faults that were visited, how many the first visit solved.
        FirstTimeFix = "first_time_fix",
        /// Hours that were planned for visits that are done.
        PlannedHours = "planned_hours",
        /// Hours that they really took.
        WorkedHours = "worked_hours",
        /// Hours on the road.
        TravelledHours = "travelled_hours",
        /// Hours of work and on the road.
        SpentHours = "spent_hours",
        /// Real hours of a hundred that were planned.
        RealOfPlanned = "real_of_planned",
        /// Hours of work and on the road of a hundred in the technicians' weeks.
        Load = "load",
        /// How often appointments were moved or went back to the queue.
        Moves = "moves",
        /// Hours that such appointments had in the planning.
        MovedHours = "moved_hours",
        /// Amounts without VAT.
        Net = "net",
        /// What is left after what was bought for it.
        Margin = "margin",
        /// Of a hundred charged, what is left.
        MarginShare = "margin_share",
        /// What is still to be paid at the end of each step.
        Outstanding = "outstanding",
        /// Amounts with VAT, each in its own direction.
        Amount = "amount",
        /// What lies in stock at the end of each step is worth, at purchase prices.
        StockValue = "stock_value",
        /// How many lie in stock at the end of each step.
        StockQuantity = "stock_quantity",
        /// What visits used is worth.
        UsedValue = "used_value",
        /// What came in is worth.
        ReceivedValue = "received_value",
        /// How many times a year stock is used up at the pace of each step.
        StockTurns = "stock_turns",
        /// Days that articles were not there.
        OutDays = "out_days",
        /// What was ordered is worth.
        OrderedValue = "ordered_value",
        /// Days from the order to the last of the goods.
        LeadDays = "lead_days",
        /// Monthly fees of contracts that run at the end of each step.
        MonthlyRevenue = "monthly_revenue",
        /// How many contracts run at the end of each step.
        Running = "running",
        /// Monthly fees that began.
        BegunRevenue = "begun_revenue",
        /// Monthly fees that ended.
        EndedRevenue = "ended_revenue",
        /// How many contracts ended.
        Ended = "ended",
        /// Of a hundred of monthly fees at the beginning of each step, how many ended in it.
        Churn = "churn",
        /// Monthly fees of the terms that end.
        MonthlyFee = "monthly_fee",
        /// What they may bring.
        Value = "value",
        /// What was won is worth.
        WonValue = "won_value",
        /// Of a hundred that are won or lost, how many were won.
        WonShare = "won_share",
        /// Days from opening to being won or lost.
        DaysToClose = "days_to_close",
        /// Of a hundred acts, how many were put before somebody to look at.
        RaisedShare = "raised_share",
        /// Of a hundred that were put before somebody, how many were approved.
        ApprovedShare = "approved_share",
        /// The sum of a number that the events hold.
        FieldSum = "field_sum",
    }
}

/// How a measure is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A whole number.
    Number,
    /// Hours with one decimal; minutes inside.
    Hours,
    /// Days with one decimal; minutes inside.
    Days,
    /// Of a hundred, with one decimal.
    Percent,
    /// An amount of one currency; cents inside.
    Money,
    /// How many of an article; thousandths inside.
    Quantity,
    /// A mean or a sum with two decimals.
    Decimal,
}

impl Measure {
    /// How it is written.
    pub fn unit(self) -> Unit {
        use Measure as M;
        match self {
            M::Count | M::Moves | M::Running | M::Ended => Unit::Number,
            M::HoursToSolve
            | M::HoursToAnswer
            | M::PlannedHours
            | M::WorkedHours
            | M::TravelledHours
            | M::SpentHours => Unit::Hours,
            M::MovedHours => Unit::Hours,
            M::OutDays | M::LeadDays | M::DaysToClose => Unit::Days,
            M::AnsweredInTime | M::SolvedInTime => Unit::Percent,
            M::SolvedShare | M::InTimeShare | M::ReopenedShare | M::FirstTimeFix | M::RealOfPlanned => Unit::Percent,
            M::Load | M::MarginShare | M::Churn | M::WonShare | M::RaisedShare | M::ApprovedShare => Unit::Percent,
            M::Net | M::Margin | M::Outstanding | M::Amount | M::StockValue | M::UsedValue => Unit::Money,
            M::ReceivedValue | M::OrderedValue | M::MonthlyRevenue | M::BegunRevenue | M::EndedRevenue => Unit::Money,
            M::MonthlyFee | M::Value | M::WonValue => Unit::Money,
            M::StockQuantity | M::FieldSum => Unit::Quantity,
            M::VisitsEach | M::StockTurns => Unit::Decimal,
        }
    }

    /// How what one record adds to it is written: of some shares that is an amount or hours.
    pub fn record_unit(self) -> Unit {
        match self {
            Self::Churn | Self::StockTurns => Unit::Money,
            Self::Load => Unit::Hours,
            _ => self.unit(),
        }
    }

    /// Whether it is worked out from amounts, which are of one currency.
    pub fn is_of_money(self) -> bool {
        self.unit() == Unit::Money || matches!(self, Self::MarginShare | Self::StockTurns | Self::Churn)
    }

    /// Whether one number is divided by another: groups and steps are not added up, and lie beside each other.
    pub fn is_ratio(self) -> bool {
        self.unit() == Unit::Percent
            || matches!(
                self,
                Self::HoursToSolve
                    | Self::HoursToAnswer
                    | Self::VisitsEach
                    | Self::LeadDays
                    | Self::DaysToClose
                    | Self::StockTurns
            )
    }

    /// Whether it tells how things stand at the end of a step: what was before counts, and steps are not added up.
    pub fn is_balance(self) -> bool {
        matches!(
            self,
            Self::Outstanding | Self::StockValue | Self::StockQuantity | Self::MonthlyRevenue | Self::Running
        )
    }
}

impl Measure {
    /// Whether it can be told apart by that, of facts that can.
    pub fn is_told_by(self, dimension: Dimension) -> bool {
        match (self, dimension) {
            // How much of a week is filled can be told of technicians, and of nothing less.
            (Self::Load, Dimension::Technician | Dimension::Region) => true,
            // What is looked at is known by who did it.
            (Self::RaisedShare | Self::ApprovedShare, Dimension::Person) => true,
            (Self::Load | Self::RaisedShare | Self::ApprovedShare, _) => false,
            // How late something is belongs to a moment.
            (measure, Dimension::Age) => measure == Self::Outstanding,
            _ => true,
        }
    }
}

named! {
    /// What facts are told apart by.
    Dimension {
        /// The machine's make and type.
        MachineModel = "machine_model",
        /// Where the technician who came works.
        Region = "region",
        /// Who came.
        Technician = "technician",
        /// The part that solved it.
        Cause = "cause",
        /// How much haste there is.
        Urgency = "urgency",
        /// The service level that was promised.
        ServiceLevel = "service_level",
        /// How it ended, or that it did not yet.
        State = "state",
        /// The customer.
        Customer = "customer",
        /// What a visit or contract is for, or what moved.
        Kind = "kind",
        /// Why there is an invoice.
        Origin = "origin",
        /// Who pays for the visit.
        Charge = "charge",
        /// The article.
        Article = "article",
        /// The supplier.
        Supplier = "supplier",
        /// How long it is late at the end of each step.
        Age = "age",
        /// Which money.
        Currency = "currency",
        /// Who of us it is with.
        Salesperson = "salesperson",
        /// Who did it.
        Person = "person",
        /// In which role they did it.
        Department = "department",
        /// The type of the event.
        EventType = "event_type",
        /// A field of the events.
        Field = "field",
    }
}

impl Subject {
    /// What can be measured of it.
    pub fn measures(self) -> &'static [Measure] {
        use Measure as M;
        match self {
            Self::Faults => &[
                M::Count,
                M::HoursToSolve,
                M::SolvedShare,
                M::InTimeShare,
                M::AnsweredInTime,
                M::SolvedInTime,
                M::HoursToAnswer,
                M::FirstTimeFix,
                M::VisitsEach,
                M::ReopenedShare,
            ],
            Self::Visits => &[
                M::Count,
                M::PlannedHours,
                M::WorkedHours,
                M::TravelledHours,
                M::SpentHours,
                M::RealOfPlanned,
                M::Load,
                M::Moves,
            ],
            Self::Invoiced => &[M::Net, M::Margin, M::MarginShare, M::Count],
            Self::Receivables => &[M::Outstanding, M::Amount, M::Count],
            Self::Stock => &[M::StockValue, M::StockQuantity, M::UsedValue, M::ReceivedValue, M::StockTurns, M::Count],
            Self::StockOuts => &[M::Count, M::OutDays, M::Moves, M::MovedHours],
            Self::Purchases => &[M::Count, M::OrderedValue, M::LeadDays],
            Self::Contracts => &[M::MonthlyRevenue, M::Running, M::BegunRevenue, M::EndedRevenue, M::Ended, M::Churn],
            Self::ContractEnds => &[M::Count, M::MonthlyFee],
            Self::Opportunities => &[M::Count, M::Value, M::WonValue, M::WonShare, M::DaysToClose],
            Self::Acts => &[M::Count, M::RaisedShare, M::ApprovedShare],
            Self::Events => &[M::Count, M::FieldSum],
        }
    }

    /// What it can be told apart by, and filtered.
    pub fn dimensions(self) -> &'static [Dimension] {
        use Dimension as D;
        match self {
            Self::Faults => &[
                D::MachineModel,
                D::Region,
                D::Technician,
                D::Cause,
                D::Urgency,
                D::ServiceLevel,
                D::State,
                D::Customer,
            ],
            Self::Visits => &[D::Technician, D::Region, D::Kind, D::State, D::MachineModel, D::Customer, D::Charge],
            Self::Invoiced => &[D::Customer, D::Origin, D::Article, D::Kind, D::Currency],
            Self::Receivables => &[D::Age, D::Customer, D::Kind, D::Currency],
            Self::Stock => &[D::Article, D::Supplier, D::Kind, D::Currency, D::MachineModel, D::Charge],
            Self::StockOuts => &[D::Article, D::Supplier, D::State],
            Self::Purchases => &[D::Supplier, D::Article, D::State, D::Currency],
            Self::Contracts => &[D::Kind, D::Customer, D::Salesperson, D::Currency],
            Self::ContractEnds => &[D::State, D::Kind, D::Customer, D::Salesperson, D::Currency],
            Self::Opportunities => &[D::State, D::Salesperson, D::Customer, D::Currency],
            Self::Acts => &[D::Person, D::Department, D::EventType],
            Self::Events => &[D::Person, D::Department, D::Field],
        }
    }

    /// What one must be allowed to see, besides reports, to ask about it.
    pub fn permission(self) -> Permission {
        match self {
            Self::Faults => Permission::SeeFaults,
            Self::Visits => Permission::SeePlanning,
            Self::Invoiced | Self::Receivables => Permission::SeeInvoices,
            Self::Stock | Self::StockOuts => Permission::SeeStock,
            Self::Purchases => Permission::SeePurchasing,
            Self::Contracts | Self::ContractEnds => Permission::SeeContracts,
            Self::Opportunities => Permission::EditOpportunities,
            Self::Acts | Self::Events => Permission::SeeLog,
        }
    }
}
