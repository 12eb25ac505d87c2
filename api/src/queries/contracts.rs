//! The questions about contracts.

use domain::ContractId;
use projections::{
    Page, ReadError,
    sales::{
        DEPARTMENT,
        contract::{self, Card},
        contracts::{self, Row, Wanted},
    },
};

use super::finance::Nothing;
use crate::{Query, query::Asker, question};

/// Every question about contracts.
pub static CONTRACTS: &[Query] = &[
    question!("contracts", "Contracts, what ends first", SeeContracts, Wanted, Page<Row>, listed),
    question!("contracts/{id}", "A contract with its signature and what happened", SeeContracts, Nothing, Card, one),
];

async fn listed(asker: Asker, wanted: Wanted) -> Result<Option<Page<Row>>, ReadError> {
    let pool = &asker.app.reads.of(&DEPARTMENT).pool;
    contracts::list(pool, &wanted, asker.app.log.today()).await.map(Some)
}

async fn one(asker: Asker, _: Nothing) -> Result<Option<Card>, ReadError> {
    let Some(id) = asker.id.and_then(|id| id.parse::<ContractId>().ok()) else { return Ok(None) };
    contract::one(&asker.app.reads.of(&DEPARTMENT).pool, id, asker.app.log.today()).await
}
