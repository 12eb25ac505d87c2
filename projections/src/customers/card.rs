//! One customer as the card shows them: details, contact persons, and what stands open.

use domain::{
    Address, Personal,
    customer::{Event, Kind},
    phone_digits,
    registry::AnyEvent,
};
use event_store::Recorded;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    Pool, ReadError, Writes, ask,
    text::{fold, words},
    values,
};

/// A customer, as a whole. Personal fields are empty once the customer is erased.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Card {
    /// Id.
    pub id: String,
    /// Customer number.
    pub number: i64,
    /// `company` or `person`.
    pub kind: String,
    /// Name.
    pub name: String,
    /// Street and house number of the visiting address.
    pub street: String,
    /// Postcode.
    pub postcode: String,
    /// Town.
    pub city: String,
    /// Country, as two letters.
    pub country: String,
    /// Where invoices go, when elsewhere.
    pub invoicing: Option<Address>,
    /// Telephone, E.164 where known.
    pub phone: Option<String>,
    /// Mail address.
    pub email: Option<String>,
    /// Mail address for invoices, when another one.
    pub invoice_email: Option<String>,
    /// Number in the companies' register.
    pub company_number: Option<String>,
    /// VAT identification number.
    pub vat_number: Option<String>,
    /// Why a number that looks wrong is right all the same.
    pub despite: Option<String>,
    /// Days to pay; none for the company's own term.
    pub payment_days: Option<i64>,
    /// Language of mails and documents.
    pub language: String,
    /// How they want to hear of what we do: `mail`, `sms`, `nothing`; by mail when they did not say.
    pub channel: Option<String>,
    /// The mobile telephone for text messages, where it is another one.
    pub mobile: Option<String>,
    /// Put away.
    pub archived: bool,
    /// Forgotten, as they asked: nothing personal is known any more.
    pub forgotten: bool,
    /// When they were registered, microseconds UTC.
    pub since: i64,
    /// When we last spoke, microseconds UTC.
    pub last_contact: Option<i64>,
    /// Machines that stand there.
    pub machines: i64,
    /// Open faults.
    pub open_faults: i64,
    /// Running contracts.
    pub running_contracts: i64,
    /// What they have to pay in euros, in cents, with VAT.
    pub open_cents: i64,
    /// What they have to pay in złoty, likewise.
    pub open_pln_cents: i64,
    /// How much in euros is past its day and not disputed, in cents.
    pub late_cents: i64,
    /// How much in złoty is, likewise.
    pub late_pln_cents: i64,
    /// Faults, closed ones too.
    pub faults: i64,
    /// Contracts, drafts and ended ones too.
    pub contracts: i64,
    /// Invoices.
    pub invoices: i64,
    /// Contact persons.
    pub contacts: Vec<Contact>,
    /// Revision of their stream.
    pub revision: i64,
}

/// A contact person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Contact {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// What they do there.
    pub role: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Mail address.
    pub email: Option<String>,
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let AnyEvent::Customer(event) = &recorded.event else { return };
    let id = recorded.subject();
    match event {
        Event::CustomerRegistered {
            number,
            kind,
            name,
            visiting,
            invoicing,
            phone,
            email,
            invoice_email,
            company_number,
            vat_number,
            payment_days,
            language,
            despite,
        } => {
            writes.run(
                "INSERT INTO customers (number, id, kind, name, name_key, street, postcode, city, city_key, country, reach_words,
                    language, archived, since, revision) VALUES (?1, ?2, ?3, '', '', '', '', '', '', '', '', ?4, 0, ?5, 0)",
                values![*number, id, kind.name(), language.code(), recorded.recorded_at],
            );
            rename(writes, id, *kind, name);
            visit_at(writes, id, visiting);
            invoice_at(writes, id, invoicing.as_ref());
            reach(writes, id, &optional(phone), &optional(email), &optional(invoice_email));
            writes.run(
                "UPDATE customers SET company_number = ?2, vat_number = ?3, despite = ?4, payment_days = ?5 WHERE id = ?1",
                values![id, optional(company_number), optional(vat_number), optional(despite), *payment_days],
            );
        }
        Event::CustomerRenamed { kind, name } => rename(writes, id, *kind, name),
        Event::VisitingAddressChanged { visiting } => visit_at(writes, id, visiting),
        Event::InvoicingAddressChanged { invoicing } => invoice_at(writes, id, invoicing.as_ref()),
        Event::ReachabilityChanged { phone, email, invoice_email } => {
            reach(writes, id, &optional(phone), &optional(email), &optional(invoice_email));
        }
        Event::CompanyNumbersChanged { company_number, vat_number, despite } => writes.run(
            "UPDATE customers SET company_number = ?2, vat_number = ?3, despite = ?4 WHERE id = ?1",
            values![id, optional(company_number), optional(vat_number), optional(despite)],
        ),
        Event::PaymentTermChanged { payment_days } => {
            writes.run("UPDATE customers SET payment_days = ?2 WHERE id = ?1", values![id, *payment_days]);
        }
        Event::LanguageChanged { language } => {
            writes.run("UPDATE customers SET language = ?2 WHERE id = ?1", values![id, language.code()]);
        }
        Event::ChannelSet { channel, mobile } => writes.run(
            "UPDATE customers SET channel = ?2, mobile = ?3 WHERE id = ?1",
            values![id, channel.name(), optional(mobile)],
        ),
        Event::ContactAdded { id: contact, name, role, phone, email }
        | Event::ContactChanged { id: contact, name, role, phone, email } => {
            let (phone, email) = (optional(phone), optional(email));
            let words = format!("{} {}", words(&name.text()), reach_words(&phone, &email));
            writes.run(
                "INSERT INTO contacts VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, phone = excluded.phone,
                    email = excluded.email, words = excluded.words",
                values![*contact, id, recorded.position.0, name.text(), optional(role), phone, email, words],
            );
        }
        Event::ContactRemoved { id: contact } => {
            writes.run("DELETE FROM contacts WHERE id = ?1", values![*contact]);
        }
        Event::NoteAdded { .. } | Event::ContactForgotten { .. } => {}
        Event::CustomerForgotten {} => writes.run("UPDATE customers SET forgotten = 1 WHERE id = ?1", values![id]),
        Event::CallRecorded { .. } => touched(writes, id, recorded),
        Event::CustomerArchived { .. } => writes.run("UPDATE customers SET archived = 1 WHERE id = ?1", values![id]),
        Event::CustomerRestored {} => writes.run("UPDATE customers SET archived = 0 WHERE id = ?1", values![id]),
    }
    if changes_words(event) {
        writes.run(
            "UPDATE customers SET words = lower(' ' || name_words || ' ' || city_words || ' ' || postcode || ' ' || replace(postcode, ' ', '')
                || ' ' || number || ' ' || coalesce(company_number, '') || ' ' || coalesce(vat_number, '') || ' ' || reach_words
                || ' ' || coalesce((SELECT group_concat(words, ' ') FROM contacts WHERE customer = ?1), '')) WHERE id = ?1",
            values![id],
        );
        writes.run(
            "INSERT OR REPLACE INTO customers_words (rowid, words)
             SELECT number, words || CASE WHEN archived THEN ' ' || ?2 ELSE '' END FROM customers WHERE id = ?1",
            values![id, AWAY],
        );
    }
    writes.run("UPDATE customers SET revision = ?2 WHERE id = ?1", values![id, recorded.revision.0]);
}

/// We spoke with the customer: by phone, at their place, about a fault.
pub(super) fn touched(writes: &mut Writes, customer: impl Into<uuid::Uuid>, recorded: &Recorded) {
    writes.run("UPDATE customers SET last_contact = ?2 WHERE id = ?1", values![customer.into(), recorded.recorded_at]);
}

/// A word that nobody types, of customers who were put away: a search among them need not walk over all others.
pub(super) const AWAY: &str = "\u{e000}";

fn changes_words(event: &Event) -> bool {
    matches!(
        event,
        Event::CustomerRegistered { .. }
            | Event::CustomerRenamed { .. }
            | Event::VisitingAddressChanged { .. }
            | Event::ReachabilityChanged { .. }
            | Event::CompanyNumbersChanged { .. }
            | Event::ContactAdded { .. }
            | Event::ContactChanged { .. }
            | Event::ContactRemoved { .. }
            | Event::CustomerArchived { .. }
            | Event::CustomerRestored { .. }
    )
}

/// A personal value as text: none when there is none or when it is erased.
pub(super) fn optional<T: ToString>(value: &Option<Personal<T>>) -> Option<String> {
    value.as_ref().and_then(Personal::value).map(ToString::to_string)
}

fn rename(writes: &mut Writes, id: uuid::Uuid, kind: Kind, name: &Personal<domain::Line>) {
    let name = name.text();
    let (key, words) = (fold(&name), words(&name));
    writes.run(
        "UPDATE customers SET kind = ?2, name = ?3, name_key = ?4, name_words = ?5 WHERE id = ?1",
        values![id, kind.name(), name, key, words],
    );
}

fn visit_at(writes: &mut Writes, id: uuid::Uuid, visiting: &Personal<Address>) {
    let Some(Address { street, postcode, city, country }) = visiting.value() else {
        return writes.run(
            "UPDATE customers SET street = '', postcode = '', city = '', city_key = '', city_words = '', country = ''
             WHERE id = ?1",
            values![id],
        );
    };
    writes.run(
        "UPDATE customers SET street = ?2, postcode = ?3, city = ?4, city_key = ?5, city_words = ?6, country = ?7 WHERE id = ?1",
        values![id, street.as_str(), postcode.as_str(), city.as_str(), fold(city.as_str()), words(city.as_str()), country.as_str()],
    );
}

fn invoice_at(writes: &mut Writes, id: uuid::Uuid, invoicing: Option<&Personal<Address>>) {
    let address = invoicing.and_then(Personal::value).and_then(|address| serde_json::to_string(address).ok());
    writes.run("UPDATE customers SET invoicing = ?2 WHERE id = ?1", values![id, address]);
}

fn reach(
    writes: &mut Writes,
    id: uuid::Uuid,
    phone: &Option<String>,
    email: &Option<String>,
    invoice_email: &Option<String>,
) {
    let words = reach_words(phone, email);
    writes.run(
        "UPDATE customers SET phone = ?2, email = ?3, invoice_email = ?4, reach_words = ?5 WHERE id = ?1",
        values![id, phone.clone(), email.clone(), invoice_email.clone(), words],
    );
}

fn reach_words(phone: &Option<String>, email: &Option<String>) -> String {
    let digits = phone.as_deref().map(phone_digits).unwrap_or_default();
    format!("{digits} {}", words(email.as_deref().unwrap_or_default()))
}

/// One customer.
///
/// # Errors
/// When the tables can't be read.
pub async fn one(pool: &Pool, id: &str, today: chrono::NaiveDate) -> Result<Option<Card>, ReadError> {
    let row = ask(
        "SELECT *, (SELECT coalesce(sum(open_cents), 0) FROM invoices WHERE customer = customers.id AND open_cents > 0
                    AND disputed = 0 AND due < ?2 AND currency = 'EUR') AS late_cents,
            (SELECT coalesce(sum(open_cents), 0) FROM invoices WHERE customer = customers.id AND open_cents > 0
                    AND disputed = 0 AND due < ?2 AND currency = 'PLN') AS late_pln_cents,
            (SELECT count(*) FROM faults WHERE customer = customers.id) AS faults,
            (SELECT count(*) FROM contracts WHERE customer = customers.id AND state <> 'discarded') AS contracts,
            (SELECT count(*) FROM invoices WHERE customer = customers.id) AS invoices
         FROM customers WHERE id = ?1",
    )
    .bind(id)
    .bind(today.to_string())
    .fetch_optional(pool)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(card(&row, contacts(pool, id).await?)?))
}

/// Contact persons, in the order in which they came.
///
/// # Errors
/// When the tables can't be read.
pub async fn contacts(pool: &Pool, customer: &str) -> Result<Vec<Contact>, ReadError> {
    let rows = ask("SELECT id, name, role, phone, email FROM contacts WHERE customer = ?1 ORDER BY place")
        .bind(customer)
        .fetch_all(pool)
        .await?;
    let contact = |row: &crate::Row| {
        Ok::<_, ReadError>(Contact {
            id: row.get("id")?,
            name: row.get("name")?,
            role: row.get("role")?,
            phone: row.get("phone")?,
            email: row.get("email")?,
        })
    };
    rows.iter().map(contact).collect()
}

fn card(row: &crate::Row, contacts: Vec<Contact>) -> Result<Card, ReadError> {
    let invoicing: Option<String> = row.get("invoicing")?;
    Ok(Card {
        id: row.get("id")?,
        number: row.get("number")?,
        kind: row.get("kind")?,
        name: row.get("name")?,
        street: row.get("street")?,
        postcode: row.get("postcode")?,
        city: row.get("city")?,
        country: row.get("country")?,
        invoicing: invoicing.and_then(|address| serde_json::from_str(&address).ok()),
        phone: row.get("phone")?,
        email: row.get("email")?,
        invoice_email: row.get("invoice_email")?,
        company_number: row.get("company_number")?,
        vat_number: row.get("vat_number")?,
        despite: row.get("despite")?,
        payment_days: row.get("payment_days")?,
        language: row.get("language")?,
        channel: row.get("channel")?,
        mobile: row.get("mobile")?,
        archived: row.get("archived")?,
        forgotten: row.get("forgotten")?,
        since: row.get("since")?,
        last_contact: row.get("last_contact")?,
        machines: row.get("machines")?,
        open_faults: row.get("open_faults")?,
        running_contracts: row.get("running_contracts")?,
        open_cents: row.get("open_cents")?,
        open_pln_cents: row.get("open_pln_cents")?,
        late_cents: row.get("late_cents")?,
        late_pln_cents: row.get("late_pln_cents")?,
        faults: row.get("faults")?,
        contracts: row.get("contracts")?,
        invoices: row.get("invoices")?,
        contacts,
        revision: row.get("revision")?,
    })
}
