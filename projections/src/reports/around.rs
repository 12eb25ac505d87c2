//! What facts are looked up in: where colleagues work and how long, and which machine is of which make.

use domain::{Role, machine, registry::AnyEvent, user};
use event_store::Recorded;

use crate::{Writes, values};

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let id = recorded.subject();
    match &recorded.event {
        AnyEvent::User(event) => match event {
            // As colleagues have it before anybody says how long they work.
            user::Event::UserCreated { roles, .. } => writes.run(
                "INSERT INTO people VALUES (?1, NULL, 2280, ?2, 1)",
                values![id, roles.contains(&Role::Technician)],
            ),
            user::Event::RolesChanged { roles } => writes
                .run("UPDATE people SET technician = ?2 WHERE id = ?1", values![id, roles.contains(&Role::Technician)]),
            user::Event::WorkplaceSet { region, week } => writes.run(
                "UPDATE people SET region = ?2, week = ?3 WHERE id = ?1",
                values![id, region.as_ref().map(|region| region.as_str()), *week],
            ),
            user::Event::UserDeactivated { .. } => {
                writes.run("UPDATE people SET active = 0 WHERE id = ?1", values![id])
            }
            user::Event::UserReactivated {} => writes.run("UPDATE people SET active = 1 WHERE id = ?1", values![id]),
            user::Event::UserForgotten {} => writes.run("UPDATE people SET region = NULL WHERE id = ?1", values![id]),
            _ => {}
        },
        AnyEvent::Machine(
            machine::Event::MachineInstalled { model, .. } | machine::Event::MachineChanged { model, .. },
        ) => writes.run(
            "INSERT INTO machines VALUES (?1, ?2) ON CONFLICT DO UPDATE SET model = excluded.model",
            values![id, model.as_str()],
        ),
        _ => {}
    }
}
