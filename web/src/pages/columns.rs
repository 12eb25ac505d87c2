//! Which columns of a list one sees: chosen by each for themselves, kept by their browser.

use api::{App, Session, fields::Form as Fields};
use axum::{
    Router,
    body::Bytes,
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::post,
};
use maud::Markup;

use super::{customers, finance, maintenance};
use crate::{
    components::{self, Choosable, Column as Head, ColumnWords, Sort, Table, columns_menu},
    cx::Cx,
    posted::own_page,
};

/// For how long a choice is kept.
const YEAR_SECONDS: u32 = 365 * 24 * 60 * 60;

/// A column that may be chosen; what names the row always stands before it.
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// Key of its title.
    pub title: &'static str,
    /// Whether it is shown to who never chose.
    pub usual: bool,
    /// Figures stand right.
    pub right: bool,
}

impl Column {
    /// A column that is usually shown.
    pub const fn usual(name: &'static str, title: &'static str) -> Self {
        Self { name, title, usual: true, right: false }
    }

    /// A column that is there for who asks for it.
    pub const fn extra(name: &'static str, title: &'static str) -> Self {
        Self { name, title, usual: false, right: false }
    }

    /// The same, of figures.
    pub const fn right(self) -> Self {
        Self { right: true, ..self }
    }
}

/// The table of a list: first what names each row, then the columns that were chosen. `sorted` gives where the title of a column
/// leads that the list can be sorted by, and how it is sorted by it now.
pub fn listed(
    cx: &Cx,
    name: &Column,
    chosen: &[&Column],
    sorted: impl Fn(&str) -> Option<(String, Option<Sort>)>,
    table: Table<'_>,
) -> Markup {
    let shown = std::iter::once(name).chain(chosen.iter().copied());
    let heads: Vec<_> = shown.map(|column| (cx.t(column.title), sorted(column.name), column.right)).collect();
    let columns: Vec<Head> = heads
        .iter()
        .map(|(title, sort, right)| Head {
            title,
            sort_href: sort.as_ref().map(|(href, _)| href.as_str()),
            sorted: sort.as_ref().and_then(|(_, now)| *now),
            right: *right,
            hidden: false,
        })
        .collect();
    components::table(Table { columns: &columns, lines: true, ..table })
}

/// A list whose columns are chosen.
pub struct List {
    /// Its name, and the id of the part that shows it.
    pub name: &'static str,
    /// Its columns, in their order.
    pub columns: &'static [Column],
}

/// Every list whose columns are chosen.
const LISTS: [&List; 3] = [&customers::COLUMNS, &finance::COLUMNS, &maintenance::machines::COLUMNS];

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/columns/{list}", post(keep))
}

/// Each colleague has their own, also at a screen that several use.
fn cookie(list: &List, session: &Session) -> String {
    format!("columns-{}-{}", list.name, session.user)
}

impl List {
    /// The columns that the reader chose.
    pub fn chosen(&self, cx: &Cx) -> Vec<&'static Column> {
        let kept = cx.cookies.get(&cookie(self, &cx.session));
        let kept: Option<Vec<&str>> = kept.map(|kept| kept.value().split('.').collect());
        let shown = |column: &&Column| kept.as_ref().map_or(column.usual, |kept| kept.contains(&column.name));
        self.columns.iter().filter(shown).collect()
    }

    /// The menu in which they are chosen.
    pub fn menu(&self, cx: &Cx, chosen: &[&Column]) -> Markup {
        let titles: Vec<_> = self.columns.iter().map(|column| cx.t(column.title)).collect();
        let shown = |column: &Column| chosen.iter().any(|known| known.name == column.name);
        let all: Vec<Choosable> = self
            .columns
            .iter()
            .zip(&titles)
            .map(|(column, text)| Choosable { name: column.name, text, shown: shown(column) })
            .collect();
        let words = ["list-columns", "list-columns-which", "button-show", "list-columns-usual"].map(|key| cx.t(key));
        let [open, legend, keep, usual] = &words;
        let words = ColumnWords { open, legend, keep, usual };
        columns_menu(&format!("/columns/{}", self.name), self.name, &cx.here, words, &all)
    }
}

/// `POST /columns/<list>` with `column` for each that is to be seen, or `usual` for those that everyone begins with.
async fn keep(session: Session, Path(name): Path<String>, body: Bytes) -> Response {
    let Some(list) = LISTS.into_iter().find(|list| list.name == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let posted: Fields = serde_html_form::from_bytes(&body).unwrap_or_default();
    let wanted = |column: &&Column| posted.iter().any(|(name, value)| name == "column" && value == column.name);
    let chosen: Vec<&str> = list.columns.iter().filter(wanted).map(|column| column.name).collect();
    let usual = api::fields::last(&posted, "usual").is_some();
    let (value, age) = if usual { (String::new(), 0) } else { (chosen.join("."), YEAR_SECONDS) };
    let name = cookie(list, &session);
    let cookie = format!("{name}={value}; Path=/; Max-Age={age}; SameSite=Lax; HttpOnly; Secure");
    let next = api::fields::last(&posted, "_next").and_then(own_page).unwrap_or("/");
    ([(header::SET_COOKIE, cookie)], Redirect::to(next)).into_response()
}
