//! The questions of finance: invoices, what is open by age, and what is to be billed.

use chrono::NaiveDate;
use domain::{CustomerId, InvoiceId};
use projections::{
    Page, ReadError,
    finance::{
        DEPARTMENT,
        billing::{self, Billable},
        fees::{self, Fee},
        invoice::{self, Card},
        invoices::{self, Row, Wanted},
        open::{self, Ageing},
    },
};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::{Query, query::Asker, question};

/// Nothing is asked but the thing itself.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Nothing {}

/// Of whom the ages are asked.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct OfCustomer {
    /// Only of this customer.
    #[serde(default)]
    customer: Option<CustomerId>,
}

/// Up to which month is billed.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Month {
    /// A day in the last month that is to be billed; this month when not said.
    #[serde(default)]
    month: Option<NaiveDate>,
}

/// Every question of the department.
pub static FINANCE: &[Query] = &[
    question!("invoices", "Invoices, what is open first", SeeInvoices, Wanted, Page<Row>, listed),
    question!("invoices/{id}", "An invoice with its lines and what happened", SeeInvoices, Nothing, Card, one),
    question!("invoice-ageing", "What is open, by age", SeeInvoices, OfCustomer, Ageing, ageing),
    question!("contract-fees", "Contract fees that are to be billed", SeeInvoices, Month, Vec<Fee>, fees),
    question!("billable-visits", "Visits that stand on no invoice yet", SeeInvoices, Nothing, Vec<Billable>, visits),
];

async fn listed(asker: Asker, wanted: Wanted) -> Result<Option<Page<Row>>, ReadError> {
    let pool = &asker.app.reads.of(&DEPARTMENT).pool;
    invoices::list(pool, &wanted, asker.app.log.today()).await.map(Some)
}

async fn one(asker: Asker, _: Nothing) -> Result<Option<Card>, ReadError> {
    let Some(id) = asker.id.and_then(|id| id.parse::<InvoiceId>().ok()) else { return Ok(None) };
    invoice::one(&asker.app.reads.of(&DEPARTMENT).pool, id, asker.app.log.today()).await
}

async fn ageing(asker: Asker, of: OfCustomer) -> Result<Option<Ageing>, ReadError> {
    let pool = &asker.app.reads.of(&DEPARTMENT).pool;
    open::ageing(pool, of.customer, asker.app.log.today()).await.map(Some)
}

async fn fees(asker: Asker, asked: Month) -> Result<Option<Vec<Fee>>, ReadError> {
    let month = asked.month.unwrap_or_else(|| asker.app.log.today());
    fees::list(&asker.app.reads.of(&DEPARTMENT).pool, month, u32::MAX).await.map(Some)
}

async fn visits(asker: Asker, _: Nothing) -> Result<Option<Vec<Billable>>, ReadError> {
    billing::visits(&asker.app.reads.of(&DEPARTMENT).pool).await.map(Some)
}
