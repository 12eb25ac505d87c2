//! Who may go on after a password or an account was taken away.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use api::{Order, Session, command::run};
use axum::{extract::FromRequestParts, http::Request};
use domain::{Role, UserId, user::Command};
use serde_json::{Value, json};
use support::{Program, seller};

const PASSWORD: &str = "een lang wachtwoord";

/// The administrator `bas` and the colleague `anna`.
async fn company() -> (Program, UserId, UserId) {
    let program = Program::new().await;
    let root = Session { roles: Role::ALL.to_vec(), ..seller() };
    for login in ["bas", "anna"] {
        let roles = if login == "bas" { "administrator" } else { "sales" };
        let create = json!({"create": {"login": login, "name": login, "roles": [roles], "password": PASSWORD}});
        order(&program, &root, None, create).await;
    }
    let id = |login: &str| UserId::of_login(&login.parse().unwrap());
    (program, id("bas"), id("anna"))
}

async fn order(program: &Program, by: &Session, user: Option<UserId>, command: Value) {
    let command = serde_json::from_value::<Command>(command).unwrap().into();
    let order = Order { command, id: user.map(|user| user.to_string()), request: None, seen: None };
    run(&program.app, by, order).await.unwrap();
}

async fn begin(program: &Program, user: UserId) -> String {
    program.app.sessions.begin(user).await.unwrap()
}

async fn session(program: &Program, token: &str) -> Option<Session> {
    let request = Request::get("/").header("authorization", format!("Bearer {token}")).body(()).unwrap();
    Session::from_request_parts(&mut request.into_parts().0, &program.app).await.ok()
}

#[tokio::test]
async fn ones_own_new_password_ends_ones_other_sessions_and_nobody_elses() {
    let (program, bas, anna) = company().await;
    let [here, elsewhere, other] =
        [begin(&program, anna).await, begin(&program, anna).await, begin(&program, bas).await];
    let by = session(&program, &here).await.unwrap();
    let change = json!({"change-password": {"current": PASSWORD, "password": "een nieuw wachtwoord"}});
    order(&program, &by, Some(anna), change).await;
    assert!(session(&program, &here).await.is_some());
    assert!(session(&program, &elsewhere).await.is_none());
    assert!(session(&program, &other).await.is_some());
}

#[tokio::test]
async fn a_password_that_is_reset_ends_the_colleagues_sessions() {
    let (program, bas, anna) = company().await;
    let [hers, his] = [begin(&program, anna).await, begin(&program, bas).await];
    let by = session(&program, &his).await.unwrap();
    order(&program, &by, Some(anna), json!({"change": {"name": "Anna", "roles": ["sales"]}})).await;
    assert!(session(&program, &hers).await.is_some(), "a new name ends nothing");
    order(&program, &by, Some(anna), json!({"reset-password": {"password": "een nieuw wachtwoord"}})).await;
    assert!(session(&program, &hers).await.is_none());
    assert!(session(&program, &his).await.is_some());
}

#[tokio::test]
async fn who_left_and_comes_back_signs_in_anew() {
    let (program, bas, anna) = company().await;
    let [hers, his] = [begin(&program, anna).await, begin(&program, bas).await];
    let by = session(&program, &his).await.unwrap();
    order(&program, &by, Some(anna), json!({"deactivate": {"reason": "Andere baan"}})).await;
    assert!(session(&program, &hers).await.is_none());
    order(&program, &by, Some(anna), json!({"reactivate": {}})).await;
    assert!(session(&program, &hers).await.is_none());
}

#[tokio::test]
async fn who_does_not_know_the_present_password_sets_no_new_one() {
    let (program, _, anna) = company().await;
    let token = begin(&program, anna).await;
    let by = session(&program, &token).await.unwrap();
    let change = |current: &str| {
        let change = json!({"change-password": {"current": current, "password": "een nieuw wachtwoord"}});
        let command = serde_json::from_value::<Command>(change).unwrap().into();
        run(&program.app, &by, Order { command, id: Some(anna.to_string()), request: None, seen: None })
    };
    for _ in 0..8 {
        let problem = change("een geraden wachtwoord").await.unwrap_err();
        assert_eq!((problem.status, problem.errors[0].field.as_str()), (422, "current"));
    }
    assert_eq!(change(PASSWORD).await.unwrap_err().status, 429, "guessing is limited here too");
}

#[tokio::test]
async fn about_a_colleagues_password_nothing_is_told() {
    let (program, bas, anna) = company().await;
    let token = begin(&program, anna).await;
    let by = session(&program, &token).await.unwrap();
    let mut codes = Vec::new();
    for current in [PASSWORD, "een geraden wachtwoord"] {
        let change = json!({"change-password": {"current": current, "password": "een nieuw wachtwoord"}});
        let command = serde_json::from_value::<Command>(change).unwrap().into();
        let order = Order { command, id: Some(bas.to_string()), request: None, seen: None };
        codes.push(run(&program.app, &by, order).await.unwrap_err().code);
    }
    assert_eq!(codes, ["user-not-yours", "user-not-yours"]);
}
