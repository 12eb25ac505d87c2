//! The bench itself: commands go in, tables come out, and a rebuild changes nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use domain::{UserId, user};
use projections::access;
use support::{Bench, json, of};

#[tokio::test]
async fn what_a_command_made_happen_stands_in_the_tables_and_in_a_rebuild() {
    let bench = Bench::new().await;
    let sanne = UserId::of_login(&of("sanne"));
    let create: user::Command = json(serde_json::json!({"create": {
        "login": "sanne", "name": "Sanne de Groot", "roles": ["sales"], "password": "een lang wachtwoord"
    }}));
    let refused = bench.run_as(domain::Actor::system("test"), sanne, create).await;
    // Only a hashed password is stored: the server's step before deciding is left out here on purpose.
    assert!(refused.is_err());
    let hashed = user::Command::Create {
        login: of("sanne"),
        name: of("Sanne de Groot"),
        email: None,
        roles: [domain::Role::Sales].into(),
        password: user::Password::Hashed("$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA".into()),
    };
    bench.run(sanne, hashed).await;
    let users = access::users::all(bench.pool(&access::DEPARTMENT).await, None).await.unwrap();
    assert_eq!(users.len(), 1);
    bench.assert_rebuilt_equals_live(&access::DEPARTMENT).await;
}
