//! The questions of sales: whom to contact.

use domain::{CustomerId, OpportunityId, UserId};
use projections::{
    Cursor, Page, ReadError,
    sales::{
        DEPARTMENT,
        opportunities::{self, Filter, State},
    },
};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::{Query, query::Asker, question};

/// Rows a page.
const LIMIT: u32 = 50;

/// What is asked of the list of opportunities.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Opportunities {
    /// How they stand; those that are open when not said.
    #[serde(default)]
    state: Option<State>,
    /// Only of this colleague.
    #[serde(default)]
    salesperson: Option<UserId>,
    /// Only of this customer.
    #[serde(default)]
    customer: Option<CustomerId>,
    /// Where the page begins: `next` of the page before.
    #[serde(default)]
    after: Option<String>,
}

/// Nothing is asked but the thing itself.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Nothing {}

/// Every question of the department.
pub static SALES: &[Query] = &[
    question!(
        "opportunities",
        "Whom to contact about a sale, by the day of the next contact",
        EditOpportunities,
        Opportunities,
        Page<opportunities::Opportunity>,
        listed
    ),
    question!("opportunities/{id}", "An opportunity", EditOpportunities, Nothing, opportunities::Opportunity, one),
];

async fn listed(asker: Asker, asked: Opportunities) -> Result<Option<Page<opportunities::Opportunity>>, ReadError> {
    let after = asked.after.as_deref().and_then(Cursor::parse);
    let filter = Filter {
        state: asked.state.unwrap_or_default(),
        salesperson: asked.salesperson,
        customer: asked.customer.map(|customer| customer.to_string()),
    };
    let pool = &asker.app.reads.of(&DEPARTMENT).pool;
    opportunities::page(pool, &filter, after.as_ref(), LIMIT).await.map(Some)
}

async fn one(asker: Asker, _: Nothing) -> Result<Option<opportunities::Opportunity>, ReadError> {
    let pool = &asker.app.reads.of(&DEPARTMENT).pool;
    match asker.id.as_deref().and_then(|id| id.parse::<OpportunityId>().ok()) {
        Some(id) => opportunities::one(pool, id).await,
        None => Ok(None),
    }
}
