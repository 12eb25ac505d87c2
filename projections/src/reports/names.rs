//! What groups are called: names are looked up where they are kept, so that whoever was forgotten is named nowhere.

use std::collections::BTreeMap;

use domain::report::Dimension;

use super::DEPARTMENT;
use crate::{Department, ReadError, ReadSide, access, ask, customers, purchasing};

/// Where values of a dimension are named; none where they are names themselves.
fn kept(dimension: Dimension) -> Option<(&'static Department, &'static str)> {
    use Dimension as D;
    Some(match dimension {
        D::Customer => (&customers::DEPARTMENT, "SELECT id, name FROM customers"),
        D::Supplier => (&purchasing::DEPARTMENT, "SELECT id, name FROM suppliers"),
        D::Article | D::Cause => (&DEPARTMENT, "SELECT id, number || ' ' || name AS name FROM articles"),
        D::Technician | D::Salesperson | D::Person => (&access::DEPARTMENT, "SELECT id, name FROM users"),
        _ => return None,
    })
}

/// Names of values; what has none is left out.
///
/// # Errors
/// When the tables can't be read.
pub async fn names(
    side: &ReadSide,
    dimension: Dimension,
    values: &[&str],
) -> Result<BTreeMap<String, String>, ReadError> {
    let Some((department, sql)) = kept(dimension) else { return Ok(BTreeMap::new()) };
    let list = serde_json::Value::from(values.to_vec()).to_string();
    let sql = format!("{sql} WHERE id IN (SELECT value FROM json_each(?1))");
    let rows = ask(sql).bind(list).fetch_all(&side.of(department).pool).await?;
    rows.iter().map(|row| Ok((row.get("id")?, row.get("name")?))).collect()
}

/// The values to choose from, with their names; none where there are too many to choose from a list, or where they are a closed list.
///
/// # Errors
/// When the tables can't be read.
pub async fn choices(side: &ReadSide, dimension: Dimension) -> Result<Vec<(String, String)>, ReadError> {
    use Dimension as D;
    let sql = match dimension {
        D::MachineModel => "SELECT DISTINCT model AS id, model AS name FROM machines ORDER BY model LIMIT 500",
        D::ServiceLevel => {
            "SELECT DISTINCT level AS id, level AS name FROM faults WHERE level IS NOT NULL ORDER BY level"
        }
        D::Region => {
            "SELECT DISTINCT region AS id, region AS name FROM people WHERE region IS NOT NULL ORDER BY region"
        }
        D::Supplier => "SELECT id, name FROM suppliers WHERE name <> '' ORDER BY sort_name LIMIT 500",
        D::Technician => "SELECT id, name FROM users WHERE roles LIKE '% technician %' AND name <> '' ORDER BY name",
        D::Salesperson | D::Person => "SELECT id, name FROM users WHERE name <> '' ORDER BY name",
        _ => return Ok(Vec::new()),
    };
    let department = kept(dimension).map_or(&DEPARTMENT, |(department, _)| department);
    let rows = ask(sql).fetch_all(&side.of(department).pool).await?;
    rows.iter().map(|row| Ok((row.get("id")?, row.get("name")?))).collect()
}
