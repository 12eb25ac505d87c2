//! Pages of maintenance: faults, the planning, visits and one's own work.

use api::App;
use axum::Router;
use axum::http::{HeaderMap, header};
use domain::Permission;
use projections::Pool;

use crate::{
    cx::{Answer, Cx, Refusal},
    posted::own_page,
};

mod ahead;
mod answer;
pub mod charge;
mod checklists;
mod checks;
mod counters;
mod fault;
mod fault_call;
mod fault_change;
mod fault_new;
mod fault_side;
mod faults;
pub mod files;
mod fitting;
pub mod home;
pub mod job;
mod machine;
mod machine_here;
mod machine_meter;
mod machine_meter_change;
pub mod machine_warranty;
pub mod machines;
pub mod manuals;
mod my_work;
mod on_the_way;
mod parts;
mod planning;
mod planning_list;
pub mod plans;
mod print;
mod promises;
mod proposal;
pub mod publish;
mod recalls;
mod report;
mod roster;
mod route;
mod sheet;
mod story;
mod suggest;
mod times;
mod visit;
mod visit_change;
mod visit_plan;
mod visit_split;
pub mod words;

/// The addresses of these pages.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(faults::routes())
        .merge(fault::routes())
        .merge(fault_new::routes())
        .merge(fault_change::routes())
        .merge(planning::routes())
        .merge(planning_list::routes())
        .merge(roster::routes())
        .merge(proposal::routes())
        .merge(publish::routes())
        .merge(route::routes())
        .merge(print::routes())
        .merge(visit::routes())
        .merge(visit_change::routes())
        .merge(visit_plan::routes())
        .merge(visit_split::routes())
        .merge(plans::routes())
        .merge(machine::routes())
        .merge(machine_meter::routes())
        .merge(machine_meter_change::routes())
        .merge(counters::routes())
        .merge(machine_warranty::routes())
        .merge(machines::routes())
        .merge(recalls::routes())
        .merge(my_work::routes())
        .merge(ahead::routes())
        .merge(suggest::routes())
        .merge(files::routes())
        .merge(parts::routes())
        .merge(checklists::routes())
        .merge(manuals::routes())
}

/// Maintenance's tables.
fn pool(cx: &Cx) -> &Pool {
    &cx.reads(&projections::maintenance::DEPARTMENT).pool
}

/// An id from an address; what is none leads nowhere.
fn id<T: std::str::FromStr>(cx: &Cx, text: &str) -> Result<T, Refusal> {
    text.parse().map_err(|_| cx.not_found())
}

/// The page from which a dialog was opened, to go back to; after a refusal the one that the form remembers.
fn back(cx: &Cx, headers: &HeaderMap, otherwise: &str) -> String {
    let remembered = cx.failed.as_ref().and_then(|failed| api::fields::last(&failed.fields, "_next"));
    let from = headers.get(header::REFERER).and_then(|value| value.to_str().ok());
    // The header holds a whole address; only what comes after the host is ours to go to.
    let path = from.and_then(|address| address.splitn(4, '/').nth(3)).map(|path| format!("/{path}"));
    let own = remembered.map(ToOwned::to_owned).or(path.filter(|path| *path != cx.here));
    own.filter(|page| own_page(page).is_some()).unwrap_or_else(|| otherwise.to_owned())
}

/// A form in a panel, on its own page; scripts show the same form in a dialog.
fn form_page(cx: &Cx, title: &str, form: maud::Markup) -> Answer {
    // The form's own heading is a dialog's; a page has one above it.
    Ok(cx.page(title, maud::html! { h1.visually-hidden { (title) } div.panel.narrow { (form) } }))
}

/// Who may move, call off and take back visits.
const MOVE: Permission = Permission::MoveVisits;
