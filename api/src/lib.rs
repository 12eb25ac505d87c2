//! HTTP for programs: commands and lists as JSON, OpenAPI, sessions, live updates, errors. Pages use the same path.

pub mod app;
pub mod change;
pub mod command;
pub mod decode;
pub mod dossier;
pub mod export;
pub mod fields;
pub mod files;
pub mod import;
pub mod live;
pub mod openapi;
pub mod outside;
pub mod password;
pub mod photos;
pub mod prepare;
pub mod problem;
pub mod queries;
pub mod query;
pub mod reports;
pub mod routes;
pub mod session;
pub mod sign_in;
pub mod tries;
pub mod undo;
pub mod what_if;
pub mod why;

pub use app::App;
pub use command::{Order, run};
pub use problem::{FieldError, Problem};
pub use query::{QUERIES, Query};
pub use session::{Session, Sessions};
