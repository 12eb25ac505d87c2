//! Which time it is that a file is taken in: the same file is the same import for as long as what it did stands.

use std::{collections::HashSet, sync::Arc};

use domain::customer::{Customer, State};
use projections::{
    ReadError,
    customers::doubles::Double,
    management::{DEPARTMENT, undone},
};
use uuid::Uuid;

use super::{ImportError, doubles_of, row::Read};
use crate::App;

/// What Werkbank knows of a row's customer.
pub(super) struct Known {
    /// The customer as they are.
    pub(super) state: Arc<State>,
    /// This very row was taken in before, and that stands.
    pub(super) carried_out: bool,
    /// Which time it is; see [`again()`].
    pub(super) time: u32,
    /// Who else may be the same; asked for new ones only.
    pub(super) doubles: Vec<Double>,
}

/// Asks it; `taken_back` is [`taken_back()`] of the import.
pub(super) async fn known(
    app: &App,
    import: Uuid,
    read: &Read,
    taken_back: &HashSet<u64>,
) -> Result<Known, ImportError> {
    let id = read.id.to_string();
    let (state, revision) = app.log.state::<Customer>(&id).await?;
    let (mut time, mut carried_out) = (0, false);
    while revision.is_some() {
        let mut goes_again = false;
        for what in COMMANDS {
            let at = app.log.carried_out::<Customer>(&id, command_id(again(import, time), read, what)).await?;
            goes_again |= at.is_some_and(|at| taken_back.contains(&at.0));
            carried_out = if what.is_empty() { at.is_some() } else { carried_out };
        }
        if !goes_again {
            break;
        }
        (time, carried_out) = (time + 1, false);
    }
    let doubles = if state.details.is_none() { doubles_of(app, read).await? } else { Vec::new() };
    Ok(Known { state, carried_out, time, doubles })
}

/// What a file has in common that is taken in for the first time, or again after it was taken back: the same file is the same import
/// for as long as what it did stands.
pub(super) fn again(import: Uuid, time: u32) -> Uuid {
    if time == 0 { import } else { Uuid::new_v5(&import, format!("again {time}").as_bytes()) }
}

/// The events of an import that were taken back, whichever time it was.
pub(super) async fn taken_back(app: &App, import: Uuid) -> Result<HashSet<u64>, ReadError> {
    let (mut all, mut time) = (HashSet::new(), 0);
    loop {
        let taken_back = undone::of_batch(&app.reads.of(&DEPARTMENT).pool, again(import, time)).await?;
        if taken_back.is_empty() {
            return Ok(all);
        }
        all.extend(taken_back.into_iter().filter_map(|at| u64::try_from(at).ok()));
        time += 1;
    }
}

/// What tells a row's commands apart.
const COMMANDS: [&str; 4] = ["", " contact", " note", " restored"];

/// The id of a row's command: the same file's same row is the same command.
pub(super) fn command_id(import: Uuid, read: &Read, what: &str) -> Uuid {
    Uuid::new_v5(&import, format!("row {}{what}", read.row).as_bytes())
}
