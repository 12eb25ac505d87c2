//! What programs ask of management and access is answered from what happened.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use api::{Order, Session, command::run, query};
use domain::{
    Actor, Role,
    settings::{COMPANY, Command},
};
use event_store::Given;
use serde_json::{Value, json};
use support::{Program, seller};

async fn ask(program: &Program, path: &str, id: Option<&str>) -> Option<Value> {
    let query = query::all().find(|query| query.path == path).unwrap();
    let asked = (query.ask)(program.app.clone(), seller(), id.map(Into::into), json!({})).unwrap();
    asked.await.unwrap()
}

#[tokio::test]
async fn settings_are_answered_as_they_are_in_force_and_the_log_says_who_set_them() {
    let program = Program::new().await;
    assert_eq!(ask(&program, "settings", None).await.unwrap()["revision"], Value::Null);
    let command: Command = serde_json::from_value(json!({"set-payment-days": {"days": 14}})).unwrap();
    let app = &program.app;
    let given = Given::by(Actor::system("test"));
    let applied = app.log.run(COMPANY, command.into(), &given, app.outside.as_ref()).await.unwrap();
    let settings = ask(&program, "settings", None).await.unwrap();
    assert_eq!((&settings["payment_days"], &settings["revision"]), (&json!(14), &json!(0)));
    let position = applied.position.unwrap();
    assert!(app.reads.wait(position, std::time::Duration::from_secs(10)).await);
    let found = ask(&program, "log/{id}", Some(&position.0.to_string())).await.unwrap();
    assert_eq!((&found["entry"]["type"], &found["entry"]["system"]), (&json!("payment_days_set"), &json!("test")));
    assert_eq!(ask(&program, "log/{id}", Some("99")).await, None);
}

#[tokio::test]
async fn the_table_of_permissions_names_the_roles_that_may() {
    let program = Program::new().await;
    let table = ask(&program, "permissions", None).await.unwrap();
    let row = table["rows"].as_array().unwrap().iter().find(|row| row["permission"] == "see-log").unwrap();
    assert_eq!(row["roles"], json!(["management"]));
}

#[tokio::test]
async fn an_order_to_the_settings_goes_to_the_companys_and_to_no_others() {
    let program = Program::new().await;
    let session = Session { role: Role::Administrator, roles: vec![Role::Administrator], ..seller() };
    let order = |id: Option<&str>, days: u16| Order {
        command: Command::SetPaymentDays { days }.into(),
        id: id.map(Into::into),
        request: None,
        seen: None,
    };
    let done = run(&program.app, &session, order(None, 21)).await.unwrap();
    assert_eq!(done.id, COMPANY);
    assert_eq!(ask(&program, "settings", None).await.unwrap()["payment_days"], json!(21));
    let before = program.events().await;
    let elsewhere = run(&program.app, &session, order(Some("0193a5c0-7b2e-7f4a-9c1d-5e8f0a6ba001"), 3)).await;
    assert_eq!(elsewhere.unwrap_err().status, 404);
    assert_eq!(program.events().await, before, "nothing of it stands in the log");
    let paths = &api::openapi::build()["paths"];
    assert!(paths["/api/v1/settings/set-payment-days"]["post"]["responses"]["200"].is_object());
    let id = &paths["/api/v1/settings/{id}/set-payment-days"]["post"]["parameters"][0];
    assert_eq!(id["schema"], json!({"const": COMPANY}));
}

#[tokio::test]
async fn a_report_that_can_t_be_is_refused_and_not_answered_as_another_one() {
    let program = Program::new().await;
    let query = query::all().find(|query| query.path == "report").unwrap();
    let asked = |what: Value| (query.ask)(program.app.clone(), seller(), None, what).err();
    for (name, wrong) in [
        ("preset", "storingen"),
        ("period", "last-x-month"),
        ("event", "no_such_event"),
        ("from", "2026-02-31"),
        ("measure", "luck"),
    ] {
        assert!(asked(json!({name: wrong})).is_some(), "{name}");
    }
    assert!(asked(json!({"filter": ["weather:rain"]})).is_some());
    assert!(asked(json!({"period": "last-3-month", "preset": "faults", "filter": ["urgency:high"]})).is_none());
}

/// The answer to an address of the API as management asks it: the status, and the fields that are named as wrong.
async fn wrong(program: &Program, path: &str, address: &str) -> Vec<String> {
    let boss = Session { role: Role::Management, roles: vec![Role::Management], ..seller() };
    let query = query::all().find(|query| query.path == path).unwrap();
    let app = axum::extract::State(program.app.clone());
    let raw = axum::extract::RawQuery(Some(address.to_owned()));
    let none = Ok(axum::extract::Path(String::new()));
    match query::answer(query, app, boss, none, raw).await {
        Ok(_) => Vec::new(),
        Err(problem) => {
            assert_eq!(problem.status, 422, "{address}");
            assert!(problem.errors.iter().all(|error| !error.message.contains("invalid-")), "{address}");
            problem.errors.into_iter().map(|error| error.field).collect()
        }
    }
}

#[tokio::test]
async fn a_parameter_that_is_missing_or_does_not_fit_is_named() {
    let program = Program::new().await;
    let hours = "first=2026-01-01&last=2026-11-01";
    for (path, address, field) in [
        ("what-if/opening-hours", format!("{hours}&from=18:00&until=17:00"), Some("until")),
        ("what-if/opening-hours", format!("{hours}&from=08:00&until=17:00"), None),
        ("what-if/reminders", "from=2026-01-01&until=2026-11-01".into(), Some("days")),
        ("what-if/stock", "minimum=-5".into(), Some("minimum")),
        ("what-if/stock", "percent=1001".into(), Some("percent")),
        ("what-if/stock", "article=NERGENS-1".into(), Some("article")),
        ("what-if/stock", "percent=100".into(), None),
        ("report", "subject=faults&measure=net".into(), Some("measure")),
        ("report", "subject=faults&by=article".into(), Some("by")),
        ("report", "period=last-0-month".into(), Some("period")),
        ("report", "subject=events&event=visit_finished&measure=field_sum&field=nonsense".into(), Some("field")),
        ("report", "period=days&from=2026-11-02&until=2026-11-01".into(), Some("from")),
        ("report", "subject=faults&measure=count&period=last-12-month".into(), None),
    ] {
        assert_eq!(wrong(&program, path, &address).await, Vec::from_iter(field), "{path}?{address}");
    }
}
