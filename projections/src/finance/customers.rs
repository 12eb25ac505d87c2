//! Finance's own copy of the customers: names for lists and search, and whether they can be mailed.

use domain::{CustomerId, customer::Event, registry::AnyEvent};
use event_store::Recorded;

use crate::{
    Pool, ReadError, Writes,
    access::users::id,
    ask,
    text::{fold, fts_query, words},
    values,
};

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Customer(event) = &recorded.event else { return };
    let customer = recorded.subject();
    match event {
        Event::CustomerRegistered { number, name, visiting, email, invoice_email, language, .. } => {
            let city = visiting.value().map(|address| address.city.to_string()).unwrap_or_default();
            writes.run(
                "INSERT INTO customers VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                values![
                    customer,
                    *number,
                    name.text(),
                    fold(&name.text()),
                    city,
                    language.code(),
                    email.is_some() || invoice_email.is_some(),
                ],
            );
            let insert = "INSERT INTO customer_words (rowid, words) VALUES (?1, ?2)";
            writes.run(insert, values![*number, words(&name.text())]);
        }
        Event::CustomerRenamed { name, .. } => {
            writes.run(
                "UPDATE customers SET name = ?2, search = ?3 WHERE id = ?1",
                values![customer, name.text(), fold(&name.text())],
            );
            writes.run(
                "INSERT OR REPLACE INTO customer_words (rowid, words) SELECT number, ?2 FROM customers WHERE id = ?1",
                values![customer, words(&name.text())],
            );
        }
        Event::ReachabilityChanged { email, invoice_email, .. } => writes.run(
            "UPDATE customers SET mailable = ?2 WHERE id = ?1",
            values![customer, email.is_some() || invoice_email.is_some()],
        ),
        Event::VisitingAddressChanged { visiting } => {
            let city = visiting.value().map(|address| address.city.to_string()).unwrap_or_default();
            writes.run("UPDATE customers SET city = ?2 WHERE id = ?1", values![customer, city]);
        }
        Event::LanguageChanged { language } => {
            writes.run("UPDATE customers SET language = ?2 WHERE id = ?1", values![customer, language.code()]);
        }
        _ => {}
    }
}

/// By words; of very many the first ones that come.
pub const FIND: &str = "SELECT id, name, city FROM
    (SELECT c.id, c.name, c.city, c.search FROM customer_words w CROSS JOIN customers c ON c.number = w.rowid
     WHERE w.customer_words MATCH ?1 LIMIT 200)
    ORDER BY search LIMIT 20";

/// Customers with words in their name that begin so, by name: id, name, town. At most 20.
///
/// # Errors
/// When the tables can't be read.
pub async fn find(pool: &Pool, text: &str) -> Result<Vec<(CustomerId, String, String)>, ReadError> {
    let Some(words) = fts_query(text) else { return Ok(Vec::new()) };
    let rows = ask(FIND).bind(words).fetch_all(pool).await?;
    let found = |row: &crate::Row| Ok((id(row, "id")?, row.get("name")?, row.get("city")?));
    rows.iter().map(found).collect()
}

/// The name of a customer.
///
/// # Errors
/// When the tables can't be read.
pub async fn name_of(pool: &Pool, customer: CustomerId) -> Result<Option<String>, ReadError> {
    let row = ask("SELECT name FROM customers WHERE id = ?1").bind(customer.to_string());
    row.fetch_optional(pool).await?.map(|row| row.get("name")).transpose()
}
