//! Maintenance: faults, visits, the board and the technicians' days.

pub mod agenda;
pub mod answers;
pub mod appointments;
pub mod articles;
pub mod board;
pub mod checklists;
pub mod checks;
pub mod colleagues;
mod columns;
pub mod counters;
mod covers;
pub mod customers;
pub mod faults;
pub mod files;
pub mod installed;
mod installed_changes;
pub mod machines;
pub mod manuals;
pub mod meter;
pub mod plan_changes;
pub mod plans;
pub mod promises;
pub mod recalls;
pub mod story;
pub mod to_plan;
pub mod untold;
pub mod visit;
pub mod visits;
pub mod what_if;

use crate::Department;

/// The department's tables and read models; the story comes last, since it reads what the others wrote.
pub static DEPARTMENT: Department = Department {
    name: "maintenance",
    version: 15,
    schema: &[
        include_str!("../../../migrations/maintenance/1_work.sql"),
        include_str!("../../../migrations/maintenance/2_around.sql"),
        include_str!("../../../migrations/maintenance/3_plans.sql"),
        include_str!("../../../migrations/maintenance/4_installed.sql"),
        include_str!("../../../migrations/maintenance/5_visits.sql"),
        include_str!("../../../migrations/maintenance/6_recalls.sql"),
        include_str!("../../../migrations/maintenance/7_manuals.sql"),
        include_str!("../../../migrations/maintenance/8_answers.sql"),
    ],
    models: &[
        colleagues::apply,
        customers::apply,
        machines::apply,
        counters::apply,
        meter::apply,
        installed_changes::apply,
        covers::apply,
        articles::apply,
        faults::apply,
        plan_changes::apply,
        visits::apply,
        untold::apply,
        answers::apply,
        recalls::apply,
        visit::apply,
        checklists::apply,
        checks::apply,
        files::apply,
        manuals::apply,
        story::apply,
    ],
    for_reactors: true,
};
