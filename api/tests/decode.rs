//! What a command is refused for before any rule is asked: each wrong field is named, with what would be right.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use api::decode::{decode, kind_at};
use serde_json::json;
use texts::Lang;

#[test]
fn a_day_that_does_not_exist_is_answered_with_how_a_day_is_written() {
    let kind = kind_at("invoices").unwrap();
    for day in ["2026-02-31", "32", "20261124", "over een week", "2026-11-24T00:00"] {
        let pay = json!({"amount": "1 EUR", "on": day});
        let problem = decode(kind, "record-payment", pay, Lang::Nl).unwrap_err();
        let wrong: Vec<_> = problem.errors.iter().map(|error| (error.field.as_str(), error.message.as_str())).collect();
        let right = "Typ een dag die bestaat, zoals 18-11, 18-11-2026 of morgen.";
        assert_eq!(wrong, [("on", right)], "{day}");
    }
}

#[test]
fn hours_that_end_before_they_begin_are_told_at_the_end_of_that_part() {
    let kind = kind_at("visits").unwrap();
    let hours = |from: &str, until: &str| json!({"on": "2026-11-24", "from": from, "until": until});
    let technician = "01890a5d-ac96-774b-bcce-b302099a8057";
    let plan = json!({"technician": technician, "slot": hours("14:00", "12:00"), "rest": [hours("12:00", "08:00")]});
    let problem = decode(kind, "schedule", plan, Lang::Nl).unwrap_err();
    let wrong: Vec<_> = problem.errors.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(wrong, ["rest.0.until", "slot.until"]);
}
