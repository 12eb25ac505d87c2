//! Which articles there are to ask what another minimum would have brought.

use domain::{ArticleId, Quantity};

use crate::{Pool, ReadError, access::users::id, ask};

/// An article with its minimum of now.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Which.
    pub article: ArticleId,
    /// Its number.
    pub number: String,
    /// Its name.
    pub name: String,
    /// Its minimum.
    pub minimum: Quantity,
}

/// The question of [`kept`].
pub const KEPT: &str = "SELECT id, number, name, minimum FROM articles WHERE archived = 0 ORDER BY sort_name, id";

/// All articles that are not put away, by name.
///
/// # Errors
/// When the tables can't be read.
pub async fn kept(pool: &Pool) -> Result<Vec<Kept>, ReadError> {
    let kept = |row: &crate::Row| {
        Ok(Kept {
            article: id(row, "id")?,
            number: row.get("number")?,
            name: row.get("name")?,
            minimum: Quantity::from_thousandths(row.get("minimum")?),
        })
    };
    ask(KEPT).fetch_all(pool).await?.iter().map(kept).collect()
}
