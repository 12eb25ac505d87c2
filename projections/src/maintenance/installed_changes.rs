//! What events make of the list of all machines.

use domain::{Line, Personal, customer, machine::Event, registry::AnyEvent};
use event_store::Recorded;
use uuid::Uuid;

use crate::{
    Writes,
    text::{fold, words},
    values,
};

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let id = recorded.subject();
    match &recorded.event {
        AnyEvent::Machine(Event::MachineInstalled { customer, model, serial, place, .. }) => {
            let [model_key, order, words] = keys(model, serial.as_ref(), place.as_ref());
            writes.run(
                "INSERT INTO installed (id, customer, removed, name_key, model_key, city_key, serial_order, warranty_until, contract, words, whose)
                 SELECT ?1, ?2, 0, coalesce(c.name_key, ''), ?3, coalesce(c.city_key, ''), ?4, '', 0, ?5,
                    coalesce(c.name_words || ' ' || c.city_key, '')
                 FROM (SELECT 1) LEFT JOIN customers c ON c.id = ?2",
                values![id, *customer, model_key, order, words],
            );
            writes.run(
                "INSERT INTO installed_fts (rowid, words) SELECT row, words || ' ' || whose FROM installed WHERE id = ?1",
                values![id],
            );
        }
        AnyEvent::Machine(Event::MachineChanged { model, serial, place, .. }) => {
            let [model_key, order, words] = keys(model, serial.as_ref(), place.as_ref());
            writes.run(
                "UPDATE installed SET model_key = ?2, serial_order = ?3, words = ?4 WHERE id = ?1",
                values![id, model_key, order, words],
            );
            writes.run(
                "UPDATE installed_fts SET words = (SELECT words || ' ' || whose FROM installed WHERE row = installed_fts.rowid)
                 WHERE rowid = (SELECT row FROM installed WHERE id = ?1)",
                values![id],
            );
        }
        AnyEvent::Customer(
            customer::Event::CustomerRenamed { .. } | customer::Event::VisitingAddressChanged { .. },
        ) => of_customer(id, writes),
        _ => {}
    }
}

/// The customer's machines follow their name and town.
fn of_customer(id: Uuid, writes: &mut Writes) {
    writes.run(
        "UPDATE installed SET (name_key, city_key, whose) =
            (SELECT name_key, city_key, name_words || ' ' || city_key FROM customers WHERE id = ?1) WHERE customer = ?1",
        values![id],
    );
    writes.run(
        "UPDATE installed_fts SET words = (SELECT words || ' ' || whose FROM installed WHERE row = installed_fts.rowid)
         WHERE rowid IN (SELECT row FROM installed WHERE customer = ?1)",
        values![id],
    );
}

/// Type and serial number as they are sorted, and the words that a machine is found by.
fn keys(model: &Line, serial: Option<&Line>, place: Option<&Personal<Line>>) -> [String; 3] {
    let serial = serial.map(Line::as_str).unwrap_or_default();
    let place = place.and_then(Personal::value).map(Line::as_str).unwrap_or_default();
    // A serial number is found with and without what stands between its parts.
    let whole: String = fold(serial).chars().filter(|c| c.is_alphanumeric()).collect();
    let found_by = format!("{} {whole}", words(&[model.as_str(), serial, place].join(" ")));
    [fold(model.as_str()), serial_order(serial), found_by]
}

/// A serial number as it is compared: small letters and digits, each number of twelve digits, so that 99 comes before 100.
pub fn serial_order(serial: &str) -> String {
    let mut order = String::new();
    let mut digits = String::new();
    for c in fold(serial).chars().chain([' ']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            order.push_str(&format!("{digits:0>12}"));
            digits.clear();
        }
        if c.is_alphanumeric() {
            order.push(c);
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::serial_order;

    #[test]
    fn serial_numbers_are_compared_as_people_count() {
        let mut serials = ["K2-100", "k2-99", "K2 / 100A", "400-22817", "K10-1", ""];
        serials.sort_by_key(|serial| serial_order(serial));
        assert_eq!(serials, ["", "400-22817", "k2-99", "K2-100", "K2 / 100A", "K10-1"]);
        assert_eq!(serial_order("400-22817"), serial_order("400 22817"));
    }
}
