//! Data about a person: marked, sealed, erased, never printed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use domain::{Line, Personal, testing::id};
use serde_json::{from_value, json, to_value};

use crate::common::line;

fn petra() -> Personal<Line> {
    Personal::of(id(20), line("Petra de Wit"))
}

#[test]
fn a_personal_value_travels_with_whose_it_is() {
    let stored = json!({"$personal": {"subject": id(20), "value": "Petra de Wit"}});
    assert_eq!(to_value(petra()).unwrap(), stored);
    assert_eq!(from_value::<Personal<Line>>(stored).unwrap(), petra());
}

#[test]
fn an_erased_value_still_says_whose_it_was_and_nothing_else() {
    let erased: Personal<Line> = from_value(json!({"$erased": id(20)})).unwrap();
    assert_eq!(erased, Personal::Erased { subject: id(20) });
    assert_eq!((erased.value(), erased.text(), erased.subject()), (None, String::new(), id(20)));
    assert_eq!(to_value(erased).unwrap(), json!({"$erased": id(20)}));
}

#[test]
fn a_bare_value_is_not_a_personal_one() {
    for bare in [json!("Petra de Wit"), json!({}), json!({"name": "Petra de Wit"}), json!(null)] {
        assert!(from_value::<Personal<Line>>(bare).is_err());
    }
}

#[test]
fn a_personal_value_is_never_printed() {
    assert!(!format!("{:?}", petra()).contains("Petra"));
    assert!(!format!("{:?}", Some(vec![petra()])).contains("Petra"));
}
