//! Reports: those that are there from the first day, and any that somebody defines here; with chart, table, records and files.

mod chart;
mod fields;
mod kept;
mod list;
mod records;
mod sheet;
mod show;

use api::{
    App, FieldError, Problem,
    reports::{self, Report, address},
};
use axum::{
    Router,
    extract::{Path, RawQuery},
    http::header,
    response::IntoResponse,
    routing::get,
};
use domain::{
    Permission,
    report::{Definition, PRESETS, Preset},
};

use projections::desk::saved::Saved;
use uuid::Uuid;

use crate::cx::{Answer, Cx, Refusal, encode};

/// The name of the report that is being defined.
const NEW: &str = "new";

/// How a report is shown, in addresses.
const VIEW: &str = "view";
/// As a table alone.
const TABLE: &str = "table";

/// The addresses of these pages.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(kept::routes())
        .merge(list::routes())
        .merge(show::routes())
        .merge(records::routes())
        .route("/reports/{name}/report.csv", get(csv))
        .route("/reports/{name}/report.xlsx", get(workbook))
}

/// A report at its address.
pub(super) struct Place {
    /// Its name in the address.
    name: String,
    /// What its name asks.
    base: Definition,
    /// What the address asks.
    definition: Definition,
    /// The report that somebody keeps, where it is one.
    saved: Option<Saved>,
    /// Whether the table is shown alone, as wide as the page.
    wide: bool,
    /// Which page of the table's lines, from 0.
    page: usize,
    /// The first and last day as they were typed.
    typed: [String; 2],
    /// What the address says that can't be: the field, and what is wrong with it.
    wrong: Vec<(String, String)>,
}

impl Place {
    /// Reads an address; who may not see its facts is told so.
    async fn read(cx: &Cx, name: String, query: Option<&str>) -> Result<Self, Refusal> {
        cx.require(Permission::ViewReports)?;
        let may = |preset: &&Preset| reports::may(&cx.session, preset.subject);
        let saved = match name.parse::<Uuid>() {
            Ok(id) => kept::found(cx, id).await?,
            Err(_) => None,
        };
        let base = match (&saved, Preset::find(&name)) {
            (Some(saved), _) => saved.definition.clone(),
            (None, Some(preset)) => preset.definition(),
            // Who defines a report begins with one that they may ask.
            (None, None) if name == NEW => PRESETS.iter().find(may).ok_or_else(|| cx.forbidden())?.definition(),
            (None, None) => return Err(cx.not_found()),
        };
        let pairs: address::Pairs = serde_html_form::from_str(query.unwrap_or_default()).unwrap_or_default();
        let definition = address::read(base.clone(), &pairs, cx.today());
        cx.require(definition.subject.permission())?;
        let wrong = address::wrong(&pairs, cx.today()).into_iter();
        let wrong = wrong.map(|(field, code)| (field, cx.t(&format!("invalid-{code}")).into_owned())).collect();
        let said = |name: &str| pairs.iter().rev().find(|(own, _)| own == name).map(|(_, value)| value.as_str());
        let (wide, page) = (said(VIEW) == Some(TABLE), said("page").and_then(|page| page.parse().ok()).unwrap_or(1));
        let typed = ["from", "until"].map(|name| said(name).unwrap_or_default().to_owned());
        Ok(Self { name, base, definition, saved, wide, page: usize::saturating_sub(page, 1), typed, wrong })
    }

    /// Holds out for an address that can be.
    fn right(&self, cx: &Cx) -> Result<(), Refusal> {
        if self.wrong.is_empty() {
            return Ok(());
        }
        let wrong =
            self.wrong.iter().map(|(field, message)| FieldError { field: field.clone(), message: message.clone() });
        Err(Refusal(crate::shell::plain_message(cx.lang(), &Problem::invalid(cx.lang(), wrong.collect()))))
    }

    /// What it is called.
    fn title(&self, cx: &Cx) -> String {
        if let Some(saved) = &self.saved {
            saved.name.clone()
        } else if self.name == NEW {
            cx.t("report-new").into_owned()
        } else {
            cx.t(&format!("report-preset-{}", self.name)).into_owned()
        }
    }

    /// What an address says besides its name: nothing where that says it all, else all of it, since parts mean other things behind another
    /// subject.
    fn said(&self, definition: &Definition) -> address::Pairs {
        if *definition == self.base { Vec::new() } else { address::pairs(definition) }
    }

    /// The address of this report, or of a part of it, with what else is asked.
    fn to(&self, part: &str, definition: &Definition, more: &[(&str, &str)]) -> String {
        let path =
            if part.is_empty() { format!("/reports/{}", self.name) } else { format!("/reports/{}/{part}", self.name) };
        let view =
            (part.is_empty() && self.wide && more.iter().all(|(name, _)| *name != VIEW)).then_some((VIEW, TABLE));
        let more: Vec<_> = more.iter().copied().chain(view).filter(|(_, value)| !value.is_empty()).collect();
        written(&path, self.said(definition), &more)
    }

    /// The same report as one that is being defined.
    fn to_new(&self) -> String {
        written(&format!("/reports/{NEW}"), address::pairs(&self.definition), &[])
    }

    async fn report(&self, cx: &Cx) -> Result<Report, Refusal> {
        self.right(cx)?;
        Ok(reports::report(&cx.app, self.definition.clone()).await?)
    }
}

/// An address with all of these, also with those that are empty.
fn written(path: &str, pairs: address::Pairs, more: &[(&str, &str)]) -> String {
    let pairs = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain(more.iter().copied());
    let query: Vec<_> = pairs.map(|(name, value)| format!("{name}={}", encode(value))).collect();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
}

async fn csv(cx: Cx, Path(name): Path<String>, RawQuery(query): RawQuery) -> Answer {
    let place = Place::read(&cx, name, query.as_deref()).await?;
    let text = reports::csv(cx.lang(), &place.report(&cx).await?);
    Ok((file(&cx, &place, "text/csv; charset=utf-8", "csv"), text).into_response())
}

async fn workbook(cx: Cx, Path(name): Path<String>, RawQuery(query): RawQuery) -> Answer {
    let place = Place::read(&cx, name, query.as_deref()).await?;
    let made = reports::workbook(cx.lang(), &place.title(&cx), &place.report(&cx).await?);
    let bytes =
        made.map_err(|error| Refusal(crate::shell::plain_message(cx.lang(), &Problem::failure(cx.lang(), &error))))?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok((file(&cx, &place, kind, "xlsx"), bytes).into_response())
}

/// In the reader's language; letters that a header can't hold as they are stand encoded (RFC 5987).
fn file(cx: &Cx, place: &Place, kind: &str, ending: &str) -> [(header::HeaderName, String); 2] {
    let name = format!("{}-{}.{ending}", place.title(cx).to_lowercase().replace(' ', "-"), cx.today());
    let name = format!("attachment; filename*=UTF-8''{}", encode(&name).replace('/', "%2F"));
    [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)]
}
