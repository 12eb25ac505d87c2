//! The customers, as far as a technician must find, call and address them.

use domain::{CustomerId, Personal, Phone, customer::Event, phone_digits, registry::AnyEvent};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;

use super::columns::parsed;
use crate::{
    Pool, ReadError, Writes, ask,
    text::{fold, fts_query, words},
    values,
};

/// A customer.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Place {
    /// Id.
    pub id: CustomerId,
    /// Customer number.
    pub number: i64,
    /// Name; empty when erased.
    pub name: String,
    /// Street and house number.
    pub street: String,
    /// Postcode.
    pub postcode: String,
    /// Town.
    pub city: String,
    /// Telephone.
    pub phone: Option<String>,
    /// Where mails go.
    pub email: Option<String>,
    /// Language of mails, `nl`, `en` or `pl`.
    pub language: String,
    /// Put away.
    pub archived: bool,
}

/// Someone at a customer.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Contact {
    /// Id.
    pub id: domain::ContactId,
    /// Name; empty when erased.
    pub name: String,
    /// What they do there.
    pub role: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Customer(event) = &recorded.event else { return };
    let id = recorded.subject();
    match event {
        Event::CustomerRegistered { number, name, visiting, phone, email, language, .. } => {
            let at = visiting.value();
            let city = at.map(|at| at.city.to_string()).unwrap_or_default();
            writes.run(
                "INSERT INTO customers VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0, ?11, ?12, ?13)",
                values![
                    id,
                    *number,
                    name.text(),
                    at.map(|at| at.street.to_string()).unwrap_or_default(),
                    at.map(|at| at.postcode.to_string()).unwrap_or_default(),
                    &city,
                    phone.as_ref().map(|phone| phone.text()),
                    digits(phone.as_ref()),
                    email.as_ref().map(|email| email.text()),
                    language.code(),
                    fold(&name.text()),
                    words(&name.text()),
                    fold(&city),
                ],
            );
            writes.run(
                "INSERT INTO customer_fts (rowid, name, city, number) VALUES (?1, ?2, ?3, ?1)",
                values![*number, words(&name.text()), fold(&city)],
            );
        }
        Event::CustomerRenamed { name, .. } => {
            writes.run(
                "UPDATE customers SET name = ?2, name_key = ?3, name_words = ?4 WHERE id = ?1",
                values![id, name.text(), fold(&name.text()), words(&name.text())],
            );
            writes.run(
                "UPDATE customer_fts SET name = ?2 WHERE rowid = (SELECT number FROM customers WHERE id = ?1)",
                values![id, words(&name.text())],
            );
        }
        Event::VisitingAddressChanged { visiting } => {
            let at = visiting.value();
            let city = at.map(|at| at.city.to_string()).unwrap_or_default();
            writes.run(
                "UPDATE customers SET street = ?2, postcode = ?3, city = ?4, city_key = ?5 WHERE id = ?1",
                values![
                    id,
                    at.map(|at| at.street.to_string()).unwrap_or_default(),
                    at.map(|at| at.postcode.to_string()).unwrap_or_default(),
                    &city,
                    fold(&city),
                ],
            );
            writes.run(
                "UPDATE customer_fts SET city = ?2 WHERE rowid = (SELECT number FROM customers WHERE id = ?1)",
                values![id, fold(&city)],
            );
        }
        Event::ReachabilityChanged { phone, email, .. } => writes.run(
            "UPDATE customers SET phone = ?2, phone_digits = ?3, email = ?4 WHERE id = ?1",
            values![
                id,
                phone.as_ref().map(|phone| phone.text()),
                digits(phone.as_ref()),
                email.as_ref().map(|email| email.text())
            ],
        ),
        Event::LanguageChanged { language } => {
            writes.run("UPDATE customers SET language = ?2 WHERE id = ?1", values![id, language.code()]);
        }
        Event::ContactAdded { id: contact, name, role, phone, .. }
        | Event::ContactChanged { id: contact, name, role, phone, .. } => writes.run(
            "INSERT INTO contacts VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, phone = excluded.phone,
                 phone_digits = excluded.phone_digits",
            values![
                *contact,
                id,
                name.text(),
                role.as_ref().map(|role| role.text()),
                phone.as_ref().map(|phone| phone.text()),
                digits(phone.as_ref()),
            ],
        ),
        Event::ContactRemoved { id } => writes.run("DELETE FROM contacts WHERE id = ?1", values![*id]),
        Event::CustomerArchived { .. } => {
            writes.run("UPDATE customers SET archived = 1 WHERE id = ?1", values![id]);
        }
        Event::CustomerRestored {} => writes.run("UPDATE customers SET archived = 0 WHERE id = ?1", values![id]),
        Event::InvoicingAddressChanged { .. }
        | Event::CompanyNumbersChanged { .. }
        | Event::PaymentTermChanged { .. }
        | Event::ChannelSet { .. }
        | Event::NoteAdded { .. }
        | Event::CallRecorded { .. }
        | Event::ContactForgotten { .. }
        | Event::CustomerForgotten {} => {}
    }
}

/// The digits of a telephone number, as a search compares them.
fn digits(phone: Option<&Personal<Phone>>) -> Option<String> {
    phone.and_then(Personal::value).map(Phone::search_digits)
}

/// One customer.
///
/// # Errors
/// When the tables can't be read.
pub async fn one(pool: &Pool, id: CustomerId) -> Result<Option<Place>, ReadError> {
    let row = ask("SELECT * FROM customers WHERE id = ?1").bind(id.to_string()).fetch_optional(pool).await?;
    row.as_ref().map(place).transpose()
}

/// The people at a customer, by name.
///
/// # Errors
/// When the tables can't be read.
pub async fn contacts(pool: &Pool, customer: CustomerId) -> Result<Vec<Contact>, ReadError> {
    let rows = ask("SELECT * FROM contacts WHERE customer = ?1 ORDER BY name COLLATE NOCASE, id")
        .bind(customer.to_string())
        .fetch_all(pool)
        .await?;
    let contact = |row: &crate::Row| {
        Ok::<_, ReadError>(Contact {
            id: parsed(row, "id")?,
            name: row.get("name")?,
            role: row.get("role")?,
            phone: row.get("phone")?,
        })
    };
    rows.iter().map(contact).collect()
}

/// A customer that a search found.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Caller {
    /// The customer.
    pub place: Place,
    /// The contact person whose telephone number it is.
    pub contact: Option<String>,
}

/// By words; of very many the first ones that come: who types on finds the others.
pub const BY_WORDS: &str = "SELECT * FROM
    (SELECT c.* FROM customer_fts f CROSS JOIN customers c ON c.number = f.rowid
     WHERE f.customer_fts MATCH ?1 AND c.archived = 0 LIMIT 100)
    ORDER BY name COLLATE NOCASE, number LIMIT ?2";

/// Customers in use by the words of name, town and number, or by a telephone number of theirs or of their people.
///
/// # Errors
/// When the tables can't be read.
pub async fn search(pool: &Pool, text: &str, limit: u32) -> Result<Vec<Caller>, ReadError> {
    let digits = phone_digits(text);
    let by_phone = digits.len() >= FEWEST_DIGITS && !text.chars().any(char::is_alphabetic);
    let mut found = if by_phone { with_phone(pool, &digits, limit).await? } else { Vec::new() };
    if let Some(words) = fts_query(text) {
        let rows = ask(BY_WORDS).bind(words).bind(limit).fetch_all(pool).await?;
        for row in &rows {
            let place = place(row)?;
            if !found.iter().any(|caller| caller.place.id == place.id) {
                found.push(Caller { place, contact: None });
            }
        }
    }
    found.truncate(limit as usize);
    Ok(found)
}

/// The customer with this telephone number, and which of their people it is; none when it is nobody's or several have it.
///
/// # Errors
/// When the tables can't be read.
pub async fn by_phone(pool: &Pool, phone: &str) -> Result<Option<(CustomerId, Option<String>)>, ReadError> {
    let digits = phone_digits(phone);
    if digits.len() < FEWEST_DIGITS {
        return Ok(None);
    }
    let found = with_phone(pool, &digits, 3).await?;
    let different = found.iter().any(|caller| caller.place.id != found[0].place.id);
    let contact = found.iter().find_map(|caller| caller.contact.clone());
    Ok(found.first().filter(|_| !different).map(|caller| (caller.place.id, contact)))
}

/// Whether what was typed is a telephone number of this customer, and if so of which of their people, if of one.
///
/// # Errors
/// When the tables can't be read.
pub async fn calling(pool: &Pool, customer: CustomerId, typed: &str) -> Result<Option<Option<String>>, ReadError> {
    let digits = phone_digits(typed);
    if digits.len() < WHOLE_DIGITS || typed.chars().any(char::is_alphabetic) {
        return Ok(None);
    }
    let found = with_phone(pool, &digits, 20).await?;
    let mut own = found.into_iter().filter(|caller| caller.place.id == customer).map(|caller| caller.contact);
    Ok(own.next())
}

/// A whole telephone number has at least so many digits, its first zero left out.
const WHOLE_DIGITS: usize = 9;
/// Fewer digits of a telephone number say nothing.
const FEWEST_DIGITS: usize = 5;

async fn with_phone(pool: &Pool, digits: &str, limit: u32) -> Result<Vec<Caller>, ReadError> {
    // Numbers sort as text, so a beginning is a range.
    let rows = ask("SELECT c.*, p.name AS contact FROM contacts p JOIN customers c ON c.id = p.customer
         WHERE p.phone_digits >= ?1 AND p.phone_digits < ?1 || ':' AND c.archived = 0
         UNION ALL
         SELECT c.*, NULL FROM customers c
         WHERE c.phone_digits >= ?1 AND c.phone_digits < ?1 || ':' AND c.archived = 0
         LIMIT ?2")
    .bind(digits)
    .bind(limit)
    .fetch_all(pool)
    .await?;
    let caller = |row: &crate::Row| Ok::<_, ReadError>(Caller { place: place(row)?, contact: row.get("contact")? });
    rows.iter().map(caller).collect()
}

fn place(row: &crate::Row) -> Result<Place, ReadError> {
    Ok(Place {
        id: parsed(row, "id")?,
        number: row.get("number")?,
        name: row.get("name")?,
        street: row.get("street")?,
        postcode: row.get("postcode")?,
        city: row.get("city")?,
        phone: row.get("phone")?,
        email: row.get("email")?,
        language: row.get("language")?,
        archived: row.get("archived")?,
    })
}
