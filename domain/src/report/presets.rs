//! The reports that are there from the first day: definitions like any other.

use super::{Compare, Definition, Dimension, Measure, Period, Step, Subject};

/// A report that everybody has.
#[derive(Debug, Clone, Copy)]
pub struct Preset {
    /// Its name in addresses and texts: `time-to-solve`.
    pub name: &'static str,
    /// About which facts.
    pub subject: Subject,
    measure: Measure,
    by: Option<Dimension>,
    split: Option<Dimension>,
    step: Option<Step>,
    filters: &'static [(Dimension, &'static [&'static str])],
    period: Period,
    compare: Compare,
}

impl Preset {
    /// The one of that name.
    pub fn find(name: &str) -> Option<&'static Self> {
        PRESETS.iter().find(|preset| preset.name == name)
    }

    /// What it asks.
    pub fn definition(&self) -> Definition {
        Definition {
            subject: self.subject,
            measure: self.measure,
            by: self.by,
            split: self.split,
            step: self.step,
            filters: self
                .filters
                .iter()
                .map(|(by, values)| (*by, values.iter().filter_map(|one| one.parse().ok()).collect()))
                .collect(),
            period: self.period,
            compare: self.compare,
            log: None,
        }
    }
}

/// Visits of which warranty pays the parts, and the labour.
const PARTS: &[(Dimension, &[&str])] = &[(Dimension::Charge, &["warranty", "warranty-parts"])];
const LABOUR: &[(Dimension, &[&str])] = &[(Dimension::Charge, &["warranty", "warranty-labour"])];

const YEAR: Period = Period::Last { count: 12, step: Step::Month };

const fn preset(name: &'static str, subject: Subject, measure: Measure, by: Option<Dimension>) -> Preset {
    let (step, compare) = (Some(Step::Month), Compare::YearBefore);
    Preset { name, subject, measure, by, split: None, step, filters: &[], period: YEAR, compare }
}

/// All of them, department by department.
pub const PRESETS: &[Preset] = &{
    use Dimension as D;
    use Measure as M;
    use Subject as S;
    [
        preset("faults", S::Faults, M::Count, Some(D::MachineModel)),
        preset("time-to-solve", S::Faults, M::HoursToSolve, Some(D::MachineModel)),
        preset("faults-by-region", S::Faults, M::Count, Some(D::Region)),
        preset("solve-by-technician", S::Faults, M::HoursToSolve, Some(D::Technician)),
        preset("faults-by-cause", S::Faults, M::Count, Some(D::Cause)),
        preset("first-time-fix", S::Faults, M::FirstTimeFix, Some(D::Technician)),
        preset("answered-in-time", S::Faults, M::AnsweredInTime, Some(D::ServiceLevel)),
        preset("solved-in-time", S::Faults, M::SolvedInTime, Some(D::ServiceLevel)),
        preset("solved-in-time-by-model", S::Faults, M::SolvedInTime, Some(D::MachineModel)),
        preset("answered-by-technician", S::Faults, M::AnsweredInTime, Some(D::Technician)),
        preset("time-to-answer", S::Faults, M::HoursToAnswer, Some(D::ServiceLevel)),
        preset("planned-and-real", S::Visits, M::RealOfPlanned, Some(D::Technician)),
        Preset {
            step: Some(Step::Week),
            period: Period::Last { count: 13, step: Step::Week },
            compare: Compare::Before,
            ..preset("technician-load", S::Visits, M::Load, Some(D::Technician))
        },
        Preset { filters: PARTS, ..preset("warranty-parts-by-model", S::Stock, M::UsedValue, Some(D::MachineModel)) },
        Preset { filters: PARTS, ..preset("warranty-parts-by-supplier", S::Stock, M::UsedValue, Some(D::Supplier)) },
        Preset { filters: LABOUR, ..preset("warranty-hours", S::Visits, M::SpentHours, Some(D::MachineModel)) },
        preset("contract-revenue", S::Contracts, M::MonthlyRevenue, Some(D::Kind)),
        preset("churn", S::Contracts, M::Churn, None),
        Preset {
            period: Period::Next { count: 12, step: Step::Month },
            compare: Compare::Nothing,
            ..preset("contracts-ending", S::ContractEnds, M::MonthlyFee, Some(D::State))
        },
        Preset { compare: Compare::Before, ..preset("debtors-by-age", S::Receivables, M::Outstanding, Some(D::Age)) },
        preset("invoiced-and-paid", S::Receivables, M::Amount, Some(D::Kind)),
        preset("customer-turnover", S::Invoiced, M::Net, Some(D::Customer)),
        preset("customer-margin", S::Invoiced, M::Margin, Some(D::Customer)),
        preset("stock-value", S::Stock, M::StockValue, Some(D::Supplier)),
        preset("stock-turnover", S::Stock, M::StockTurns, Some(D::Supplier)),
        preset("stock-outs", S::StockOuts, M::OutDays, Some(D::Article)),
        preset("stock-out-moves", S::StockOuts, M::Moves, Some(D::Article)),
        preset("lead-times", S::Purchases, M::LeadDays, Some(D::Supplier)),
        preset("sales-funnel", S::Opportunities, M::Value, Some(D::State)),
        preset("won", S::Opportunities, M::WonShare, Some(D::Salesperson)),
        preset("review-coverage", S::Acts, M::RaisedShare, Some(D::Person)),
    ]
};
