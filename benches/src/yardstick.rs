//! The yardstick: what a list of 50 rows out of 100,000 costs with axum, sqlx and maud and nothing else.

use std::path::Path;

use anyhow::Context;
use axum::{Router, extract::State, response::IntoResponse, routing::get};
use maud::{DOCTYPE, html};
use sqlx::{
    Connection, Row, SqliteConnection, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions},
};

const ROWS: u32 = 100_000;

/// Makes the table where it is missing.
async fn fill(path: &Path) -> anyhow::Result<()> {
    let options =
        SqliteConnectOptions::new().filename(path).create_if_missing(true).journal_mode(SqliteJournalMode::Wal);
    let mut connection = SqliteConnection::connect_with(&options).await?;
    sqlx::raw_sql(
        "CREATE TABLE IF NOT EXISTS customers (id TEXT PRIMARY KEY, number INTEGER NOT NULL, name TEXT NOT NULL, name_key TEXT NOT NULL,
            postcode TEXT NOT NULL, city TEXT NOT NULL, phone TEXT, contact TEXT, open_cents INTEGER NOT NULL) STRICT;
         CREATE INDEX IF NOT EXISTS customers_name ON customers (name_key, number)",
    )
    .execute(&mut connection)
    .await?;
    sqlx::query(
        "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?1)
         INSERT OR IGNORE INTO customers SELECT printf('%08x-0000-4000-8000-%012x', n * 2654435761 % 4294967296, n), n,
            'Bakkerij ' || (n * 7919 % 100000), 'bakkerij ' || (n * 7919 % 100000), '3511 AB', 'Utrecht',
            '030 555 ' || (n % 10000), 'Hanneke Jansen', n * 31 % 5000 FROM n",
    )
    .bind(ROWS)
    .execute(&mut connection)
    .await?;
    Ok(connection.close().await?)
}

/// Serves the list until killed.
///
/// # Errors
/// When the table or the address can't be had.
pub async fn serve(path: &Path) -> anyhow::Result<()> {
    fill(path).await?;
    let options = SqliteConnectOptions::new().filename(path).read_only(true).row_buffer_size(500);
    let options = sqlx::ConnectOptions::disable_statement_logging(options);
    let pool = SqlitePoolOptions::new().max_connections(4).test_before_acquire(false).connect_with(options).await?;
    let router = Router::new().route("/", get(list)).with_state(pool);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    crate::say(&format!("http://{}", listener.local_addr()?));
    axum::serve(listener, router).await.context("the yardstick ended")
}

async fn list(State(pool): State<SqlitePool>) -> axum::response::Response {
    let rows = sqlx::query("SELECT * FROM customers ORDER BY name_key, number LIMIT 50").fetch_all(&pool).await;
    let Ok(rows) = rows else { return axum::http::StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let text = |row: &sqlx::sqlite::SqliteRow, column: &str| row.try_get::<String, _>(column).unwrap_or_default();
    let number = |row: &sqlx::sqlite::SqliteRow, column: &str| row.try_get::<i64, _>(column).unwrap_or_default();
    let page = html! {
        (DOCTYPE)
        html lang="nl" {
            head { meta charset="utf-8"; title { "Klanten" } link rel="stylesheet" href="/style.css"; }
            body {
                h1 { "Klanten" }
                table {
                    thead { tr { th scope="col" { "Nummer" } th scope="col" { "Naam" } th scope="col" { "Plaats" } th scope="col" { "Telefoon" } th scope="col" { "Contact" } th scope="col" { "Open" } } }
                    tbody {
                        @for row in &rows {
                            tr {
                                td.number { (number(row, "number")) }
                                th scope="row" { a href=(format_args!("/customers/{}", text(row, "id"))) { (text(row, "name")) } }
                                td { (text(row, "postcode")) " " (text(row, "city")) }
                                td { (text(row, "phone")) }
                                td { (text(row, "contact")) }
                                td.number { "€ " (number(row, "open_cents") / 100) "," (format_args!("{:02}", number(row, "open_cents") % 100)) }
                            }
                        }
                    }
                }
            }
        }
    };
    page.into_response()
}
