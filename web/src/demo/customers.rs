//! Customers with their contacts and machines, and what turned out to be written down wrong.

use chrono::NaiveDate;
use domain::VatNumber;
use serde_json::{Value, json};

use super::{
    Customer, Demo,
    catalogue::MODELS,
    id,
    words::{FAMILY, FIRST, GIVEN, NOTES, PLACES, ROLES, SECOND, STREETS, TOWNS},
};

/// Which of the towns a customer is in; two belong to each technician.
pub(super) fn town(n: usize) -> usize {
    n * 7 % TOWNS.len()
}

/// The n-th person's name.
pub(super) fn person(n: usize) -> String {
    format!("{} {}", GIVEN[n % GIVEN.len()], FAMILY[(n / GIVEN.len() + n * 3) % FAMILY.len()])
}

/// A number of that country with right check digits.
fn vat_number(country: &str, from: u64) -> Option<String> {
    let numbers = (from..from + 2_000).map(|number| format!("{country}{number:010}"));
    numbers.into_iter().find(|text| text.parse::<VatNumber>().is_ok_and(|number| number.looks_right()))
}

fn details(n: usize) -> Value {
    let (postcode, city) = TOWNS[town(n)];
    let name = format!("{} {}", FIRST[n % FIRST.len()], SECOND[(n / FIRST.len() * 11 + n * 7) % SECOND.len()]);
    let letters = ["AB", "CL", "DR", "EH", "GK", "JT"][n % 6];
    let address = json!({"street": format!("{} {}", STREETS[n * 5 % STREETS.len()], 1 + n * 13 % 180),
        "postcode": format!("{} {letters}", postcode.parse::<usize>().unwrap_or_default() + n / 16), "city": city});
    let mut details = json!({"kind": "company", "name": name, "visiting": address,
        "phone": format!("030 555 {:02} {:02}", 10 + n / 80, 10 + n % 80), "email": format!("info@klant{n}.example"),
        "company_number": (30_200_000 + n * 37).to_string()});
    match n % 25 {
        3 => {
            details["kind"] = "person".into();
            details["name"] = person(n * 3 + 1).into();
            details["company_number"] = Value::Null;
        }
        7 => {
            details["invoice_email"] = format!("facturen@klant{n}.example").into();
            details["invoicing"] =
                json!({"street": format!("Postbus {}", 200 + n), "postcode": format!("{postcode} AA"), "city": city});
        }
        11 => details["payment_days"] = 14.into(),
        12 => details["language"] = "en".into(),
        19 => {
            details["language"] = "pl".into();
            details["company_number"] = Value::Null;
            details["vat_number"] = vat_number("PL", 5_550_000_000 + n as u64 * 10_000).into();
            details["invoicing"] = json!({"street": format!("ul. Polna {}", 1 + n), "postcode": "61-001", "city": "Poznań", "country": "PL"});
        }
        22 => {
            details["company_number"] = Value::Null;
            details["vat_number"] = vat_number("BE", 400_000_000 + n as u64 * 10_000).into();
            details["invoicing"] = json!({"street": format!("Kerkstraat {}", 1 + n), "postcode": "2300", "city": "Turnhout", "country": "BE"});
        }
        _ => {}
    }
    details
}

impl Demo<'_> {
    /// Those who were customers before the first day; their contracts had been on paper.
    pub(super) async fn found_customers(&mut self) -> anyhow::Result<()> {
        for _ in 0..self.size.customers * 3 / 10 {
            self.customer().await?;
            self.contract_from_paper().await?;
        }
        Ok(())
    }

    /// New customers, and what is put right on the cards of others.
    pub(super) async fn customers_come(&mut self, on: NaiveDate) -> anyhow::Result<()> {
        let there = self.size.customers * (300 + 700 * self.progress(on) / 1000) / 1000;
        while self.customers.len() < there {
            self.customer().await?;
            self.installation(on).await?;
            self.contract_for_new(on).await?;
        }
        if self.chance.once_in(4) {
            self.put_right().await?;
        }
        Ok(())
    }

    async fn customer(&mut self) -> anyhow::Result<()> {
        let n = self.customers.len();
        let (customer, details) = (id("customer", n), details(n));
        let sales = if n.is_multiple_of(3) { "bram" } else { "sanne" };
        self.give(sales, "customers", customer, "register", details.clone()).await?;
        for contact in 0..1 + usize::from(n.is_multiple_of(4)) {
            let of = n * 2 + contact;
            let contact = json!({"name": person(of), "role": ROLES[of % ROLES.len()], "email": format!("p{of}@klant{n}.example"),
                "phone": format!("06 55 55 {:02} {:02}", 10 + of / 80, 10 + of % 80)});
            self.give(sales, "customers", customer, "add-contact", contact).await?;
        }
        if n % 7 == 3 {
            let channel =
                json!({"channel": "sms", "mobile": format!("06 55 57 {:02} {:02}", 10 + n / 80, 10 + n % 80)});
            self.give(sales, "customers", customer, "set-channel", channel).await?;
        }
        let mut machines = Vec::new();
        for place in 0..1 + [0, 0, 1, 0, 2][n % 5] {
            let (machine, model) = (id("machine", n * 4 + place), (n + place * 2) % MODELS.len());
            let installed = self.program.app.log.today() - chrono::Days::new(self.chance.below(900) as u64);
            let details = json!({"model": MODELS[model].0, "serial": format!("{}-{:05}", MODELS[model].1.replace('-', ""), 41_000 + n * 7 + place),
                "place": PLACES[(n + place * 3) % PLACES.len()], "installed_on": installed});
            let (until, covers) = super::machines::warranty(n + place, installed);
            let install =
                json!({"customer": customer, "machine": details, "warranty_until": until, "warranty_covers": covers});
            self.give(sales, "machines", machine, "install", install).await?;
            machines.push((machine, model));
        }
        if n % 5 < 2 {
            let note = json!({"text": NOTES[n % NOTES.len()]});
            self.give(sales, "customers", customer, "add-note", note).await?;
        }
        self.customers.push(Customer { id: customer, details, machines });
        Ok(())
    }

    /// A number that was typed wrong, a customer who moved, one who was entered twice.
    async fn put_right(&mut self) -> anyhow::Result<()> {
        let n = self.chance.below(self.customers.len());
        let customer = self.customers[n].id;
        match self.chance.below(10) {
            0 => {
                let twice = self.new_id("customer twice");
                let details = self.customers[n].details.clone();
                self.give("bram", "customers", twice, "register", details).await?;
                let reason = json!({"reason": "Dubbel ingevoerd, stond er al"});
                return self.give("bram", "customers", twice, "archive", reason).await;
            }
            1..4 => {
                let street = format!("{} {}", STREETS[self.chance.below(STREETS.len())], 1 + self.chance.below(200));
                self.customers[n].details["visiting"]["street"] = street.into();
            }
            4..6 => self.customers[n].details["email"] = format!("receptie@klant{n}.example").into(),
            _ => {
                let digits = (self.chance.between(10, 89), self.chance.between(10, 89));
                self.customers[n].details["phone"] = format!("030 555 {} {}", digits.0, digits.1).into();
            }
        }
        let details = self.customers[n].details.clone();
        self.give("sanne", "customers", customer, "change", details).await
    }
}
