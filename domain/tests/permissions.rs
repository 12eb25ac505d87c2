//! Every command × every role, compared with the committed table permissions.txt; `UPDATE=1` writes the table anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::fmt::Write;

use domain::{
    Actor, Permission, Role, UserId,
    registry::{KINDS, WrongInput},
    testing::id,
};
use serde_json::{Map, Value, json};

use crate::{common::person, schema};

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/permissions.txt");

fn permission(category: &str, command: &str, fields: Value) -> Result<Permission, WrongInput> {
    let kind = KINDS.iter().find(|kind| kind.category == category).unwrap();
    let tagged = Map::from_iter([(command.to_owned(), fields)]);
    (kind.permission)(tagged.into())
}

/// Every command with what it needs; one more row for a field that asks for another permission.
fn rows() -> Vec<(String, Permission)> {
    let mut rows = Vec::new();
    for (category, command, schema) in schema::commands() {
        let least = schema::least(&schema);
        let needed = permission(category, &command, least.clone());
        let needed = needed.unwrap_or_else(|wrong| panic!("{category} {command}: {} in {least}", wrong.why));
        rows.push((format!("{category} {command}"), needed));
        for (field, value) in schema::optional(&schema) {
            let mut fields = least.clone();
            fields[&field] = value;
            let other = permission(category, &command, fields.clone());
            let other = other.unwrap_or_else(|wrong| panic!("{category} {command} {field}: {} in {fields}", wrong.why));
            if other != needed {
                rows.push((format!("{category} {command} with {field}"), other));
            }
        }
    }
    rows
}

fn table() -> String {
    let rows = rows();
    let width = rows.iter().map(|(command, _)| command.len()).max().unwrap_or_default();
    let mut table = format!("{:width$}", "command");
    for role in Role::ALL {
        write!(table, "  {}", role.name()).unwrap();
    }
    table.push_str("  needs\n");
    for (command, permission) in rows {
        write!(table, "{command:width$}").unwrap();
        for role in Role::ALL {
            let cell = if role.may(permission) { "yes" } else { "-" };
            write!(table, "  {cell:<width$}", width = role.name().len()).unwrap();
        }
        let needs = serde_json::to_value(permission).unwrap();
        writeln!(table, "  {}", needs.as_str().unwrap()).unwrap();
    }
    table
}

#[test]
fn every_command_is_allowed_to_the_roles_of_the_table_and_to_no_others() {
    let table = table();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(TABLE, &table).unwrap();
    }
    let committed = std::fs::read_to_string(TABLE).expect("permissions.txt; UPDATE=1 writes it");
    let mut committed = committed.lines();
    for line in table.lines() {
        assert_eq!(committed.next(), Some(line), "see UPDATE=1 at the top of this file");
    }
    assert_eq!(committed.next(), None);
}

#[test]
fn a_command_with_an_unknown_field_or_name_is_refused() {
    for (category, command, schema) in schema::commands() {
        let mut fields = schema::least(&schema);
        fields["no_such_field"] = json!(1);
        assert!(permission(category, &command, fields).is_err(), "{category} {command}");
        assert!(permission(category, "no-such-command", json!({})).is_err());
    }
}

#[test]
fn a_role_has_the_name_that_is_stored() {
    for role in Role::ALL {
        assert_eq!(serde_json::to_value(role).unwrap(), json!(role.name()));
        assert_eq!(Role::parse(role.name()), Some(*role));
    }
    assert_eq!(Role::parse("boss"), None);
}

#[test]
fn a_person_may_what_one_of_their_roles_may_the_acting_one_first() {
    let user = UserId(id(1));
    let both = |role| Actor::Person { user, role, roles: vec![Role::Technician, Role::Sales] };
    assert_eq!(both(Role::Technician).role_for(Permission::EditCustomers), Some(Role::Sales));
    assert_eq!(both(Role::Technician).role_for(Permission::SeeCustomers), Some(Role::Technician));
    assert_eq!(both(Role::Sales).role_for(Permission::SeeCustomers), Some(Role::Sales));
    assert!(!both(Role::Sales).may(Permission::EditUsers));
    assert!(!person(user, Role::Technician).may(Permission::EditCustomers));
}

#[test]
fn werkbank_itself_may_everything_and_nobody_else_what_only_it_does() {
    for permission in Permission::ALL {
        assert!(Actor::system("clock").may(*permission));
    }
    for role in Role::ALL {
        assert!(!role.may(Permission::SystemOnly));
    }
}

#[test]
fn every_permission_of_people_is_someones() {
    for permission in Permission::ALL.iter().filter(|permission| **permission != Permission::SystemOnly) {
        assert!(Role::ALL.iter().any(|role| role.may(*permission)), "{permission:?}");
    }
}

#[test]
fn who_may_take_in_a_customer_list_may_register_what_stands_on_it() {
    let may = |permission| Role::ALL.iter().filter(|role| role.may(permission)).collect::<Vec<_>>();
    assert_eq!(may(Permission::ImportCustomers), may(Permission::EditCustomers));
}
