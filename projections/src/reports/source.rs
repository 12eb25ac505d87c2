//! Where a subject's facts lie, and how its measures and dimensions are written in SQL: closed lists, nothing of them comes from outside.

use domain::report::{Dimension, Measure, Subject};

/// How what a step holds becomes what is shown of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// The step's own facts, added up.
    Flow,
    /// All facts up to the step's end.
    Balance,
    /// The step's own `above`, brought to a year, over all of `below` up to its end.
    YearlyOverEnd,
    /// The step's own `above` over all of `below` before it.
    OverBegin,
}

/// What is added up: one number, or two of which the first is divided by the second.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sum {
    pub above: &'static str,
    /// None where nothing is divided.
    pub below: Option<&'static str>,
    pub how: How,
}

/// Where facts lie; `f` is a fact.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source {
    pub table: &'static str,
    /// By when they were true.
    pub index: &'static str,
    /// Tables beside it, with the words that join them.
    pub beside: &'static str,
    /// The thing that a fact leads to: its kind, id and number.
    pub kind: &'static str,
    pub thing: &'static str,
    pub number: &'static str,
    pub customer: &'static str,
}

const PLAIN: Source = Source {
    table: "faults",
    index: "faults_at",
    beside: "",
    kind: "fault",
    thing: "f.id",
    number: "f.number",
    customer: "f.customer",
};

/// Where a subject's facts lie; none of those that the log itself is asked for.
pub(super) fn source(subject: Subject) -> Option<Source> {
    const ARTICLE: &str = " JOIN articles a ON a.id = f.article";
    Some(match subject {
        Subject::Faults => PLAIN,
        Subject::Visits => Source { table: "visits", index: "visits_at", kind: "visit", ..PLAIN },
        Subject::Invoiced => {
            Source { table: "invoiced", index: "invoiced_at", kind: "invoice", thing: "f.invoice", ..PLAIN }
        }
        Subject::Receivables => {
            Source { table: "receivables", index: "receivables_at", kind: "invoice", thing: "f.invoice", ..PLAIN }
        }
        Subject::Stock => Source {
            table: "stock",
            index: "stock_at",
            beside: ARTICLE,
            kind: "article",
            thing: "f.article",
            number: "a.number",
            customer: "NULL",
        },
        Subject::StockOuts => Source {
            table: "stock_outs",
            index: "stock_outs_at",
            beside: ARTICLE,
            kind: "article",
            thing: "f.article",
            number: "a.number",
            customer: "NULL",
        },
        Subject::Purchases => Source {
            table: "purchases",
            index: "purchases_at",
            kind: "purchase-order",
            thing: "f.purchase_order",
            customer: "NULL",
            ..PLAIN
        },
        Subject::Contracts => Source {
            table: "contract_moves",
            index: "contract_moves_at",
            beside: " JOIN contracts k ON k.id = f.contract",
            kind: "contract",
            thing: "f.contract",
            number: "k.number",
            customer: "k.customer",
        },
        Subject::ContractEnds => Source { table: "contracts", index: "contracts_at", kind: "contract", ..PLAIN },
        Subject::Opportunities => {
            Source { table: "opportunities", index: "opportunities_at", kind: "opportunity", number: "''", ..PLAIN }
        }
        Subject::Acts => Source {
            table: "acts",
            index: "",
            kind: "log",
            thing: "f.person",
            number: "f.type",
            customer: "NULL",
            ..PLAIN
        },
        Subject::Events => return None,
    })
}

/// What is added up for a measure; `{now}` stands for the moment of asking. Times are in minutes.
pub(super) fn sum(subject: Subject, measure: Measure) -> Sum {
    use Measure as M;
    let flow = |above| Sum { above, below: None, how: How::Flow };
    let mean = |above, below| Sum { above, below: Some(below), how: How::Flow };
    let balance = |above| Sum { above, below: None, how: How::Balance };
    match measure {
        M::Count => flow(match subject {
            // An invoice counts once, whatever stands on it.
            Subject::Invoiced => "(f.n = 0 AND f.kind = 'invoice')",
            Subject::Acts => "f.n",
            _ => "1",
        }),
        M::SolvedShare => mean("(f.solved IS NOT NULL)", "(f.state <> 'cancelled')"),
        M::HoursToSolve => mean("(f.solved - f.at) / 60000000", "(f.solved IS NOT NULL)"),
        M::InTimeShare => mean("(f.solved <= f.promised)", "(f.solved IS NOT NULL AND f.promised IS NOT NULL)"),
        // What is neither done nor due yet is neither kept nor broken, and what waits for the customer is not due.
        M::AnsweredInTime => mean(
            "(coalesce(f.answered, f.solved) <= f.promised)",
            "(f.state <> 'cancelled' AND f.promised IS NOT NULL AND (coalesce(f.answered, f.solved) IS NOT NULL
                 OR (f.waits IS NOT 'customer' AND f.promised < {now})))",
        ),
        M::SolvedInTime => mean(
            "(f.solved <= f.solve_by)",
            "(f.state <> 'cancelled' AND f.solve_by IS NOT NULL
                 AND (f.solved IS NOT NULL OR (f.waits IS NULL AND f.solve_by < {now})))",
        ),
        M::HoursToAnswer => {
            mean("(coalesce(f.answered, f.solved) - f.at) / 60000000", "(coalesce(f.answered, f.solved) IS NOT NULL)")
        }
        M::FirstTimeFix => mean("f.first_fix", "(f.visits > 0)"),
        M::VisitsEach => mean("(CASE WHEN f.solved IS NOT NULL THEN f.visits END)", "(f.solved IS NOT NULL)"),
        M::ReopenedShare => mean("(f.reopened > 0)", "(f.solved IS NOT NULL OR f.reopened > 0)"),
        M::PlannedHours => flow("(CASE WHEN f.state = 'done' THEN f.planned END)"),
        M::WorkedHours => flow("f.worked"),
        M::TravelledHours => flow("f.travelled"),
        M::SpentHours => flow("(f.worked + coalesce(f.travelled, 0))"),
        M::RealOfPlanned => mean("f.worked", "(CASE WHEN f.state = 'done' THEN f.planned END)"),
        // What it is divided by is no fact but the technicians' weeks.
        M::Load => mean("(f.worked + coalesce(f.travelled, 0))", "0"),
        M::Moves => flow("f.moves"),
        M::MovedHours => flow("f.moved"),
        M::Net => flow("f.net"),
        M::Margin => flow("(f.net - f.cost)"),
        M::MarginShare => mean("(f.net - f.cost)", "(CASE WHEN f.cost IS NOT NULL THEN f.net END)"),
        M::Outstanding => balance("f.amount"),
        M::Amount => flow("(CASE WHEN f.kind IN ('invoiced', 'refunded') THEN f.amount ELSE -f.amount END)"),
        M::StockValue => balance("f.value"),
        M::StockQuantity => balance("f.quantity"),
        M::UsedValue => flow("(CASE WHEN f.kind IN ('taken', 'put-back') THEN -f.value END)"),
        M::ReceivedValue => flow("(CASE WHEN f.kind = 'received' THEN f.value END)"),
        M::StockTurns => Sum {
            above: "(CASE WHEN f.kind IN ('taken', 'put-back') THEN -f.value END)",
            below: Some("f.value"),
            how: How::YearlyOverEnd,
        },
        M::OutDays => flow("((coalesce(f.until, {now}) - f.at) / 60000000)"),
        M::OrderedValue => flow("f.value"),
        M::LeadDays => mean("((f.complete - f.at) / 60000000)", "(f.complete IS NOT NULL)"),
        M::MonthlyRevenue => balance("(f.kind * k.fee)"),
        M::Running => balance("f.kind"),
        M::BegunRevenue => flow("(CASE WHEN f.kind = 1 THEN k.fee END)"),
        M::EndedRevenue => flow("(CASE WHEN f.kind = -1 THEN k.fee END)"),
        M::Ended => flow("(f.kind = -1)"),
        M::Churn => Sum {
            above: "(CASE WHEN f.kind = -1 THEN k.fee END)",
            below: Some("(f.kind * k.fee)"),
            how: How::OverBegin,
        },
        M::MonthlyFee => flow("f.fee"),
        M::Value => flow("f.value"),
        M::WonValue => flow("(CASE WHEN f.state = 'won' THEN f.value END)"),
        M::WonShare => mean("(f.state = 'won')", "(f.state <> 'open')"),
        M::DaysToClose => mean("((f.closed - f.at) / 60000000)", "(f.closed IS NOT NULL)"),
        M::RaisedShare => mean("f.raised", "f.n"),
        M::ApprovedShare => mean("f.approved", "f.raised"),
        M::FieldSum => flow("0"),
    }
}

/// What facts of a subject are told apart by.
pub(super) fn dimension(subject: Subject, dimension: Dimension) -> &'static str {
    use Dimension as D;
    let of_contract = subject == Subject::Contracts;
    match dimension {
        // What a visit used is told apart by the visit.
        D::MachineModel if subject == Subject::Stock => {
            "(SELECT m.model FROM visits v JOIN machines m ON m.id = v.machine WHERE v.id = f.visit)"
        }
        D::Charge if subject == Subject::Stock => "(SELECT charge FROM visits WHERE id = f.visit)",
        D::MachineModel => "(SELECT model FROM machines WHERE id = f.machine)",
        D::Charge => "f.charge",
        D::Region => "(SELECT region FROM people WHERE id = f.technician)",
        D::Technician => "f.technician",
        D::Cause => "f.cause",
        D::Urgency => "f.urgency",
        D::ServiceLevel => "f.level",
        D::State if subject == Subject::StockOuts => "iif(f.until IS NULL, 'out', 'over')",
        D::State => "f.state",
        D::Customer if of_contract => "k.customer",
        D::Customer => "f.customer",
        D::Kind if of_contract => "k.kind",
        D::Kind => "f.kind",
        D::Origin => "f.origin",
        D::Article => "f.article",
        D::Supplier if matches!(subject, Subject::Stock | Subject::StockOuts) => "a.supplier",
        D::Supplier => "f.supplier",
        // Told apart by the last day to pay; how late that is belongs to the end of a step.
        D::Age => "f.due",
        D::Currency if of_contract => "k.currency",
        D::Currency => "f.currency",
        D::Salesperson if of_contract => "k.salesperson",
        D::Salesperson => "f.salesperson",
        D::Person => "f.person",
        D::Department => "f.role",
        D::EventType => "f.type",
        D::Field => "NULL",
    }
}
