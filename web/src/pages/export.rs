//! Lists as Excel workbooks, with the filter of their page.

use api::{App, Problem, export, fields::Form};
use axum::{
    Router,
    extract::{Path, RawQuery},
    http::header,
    response::{IntoResponse, Response},
    routing::get,
};

use crate::cx::{Answer, Cx, Refusal};

/// The addresses of these files.
pub fn routes() -> Router<App> {
    Router::new().route("/export/{file}", get(take))
}

/// `GET /export/<list>.xlsx?<filter>`: for who may see the list, and may take such a list along.
async fn take(cx: Cx, Path(file): Path<String>, RawQuery(query): RawQuery) -> Answer {
    let found = file.strip_suffix(".xlsx").and_then(export::find);
    let Some((list, question)) = found else { return Err(cx.not_found()) };
    cx.require(question.permission)?;
    if let Some(also) = list.also {
        cx.require(also)?;
    }
    let filter: Form = serde_html_form::from_str(&query.unwrap_or_default()).unwrap_or_default();
    let workbook = export::workbook(&cx.app, &cx.session, list, question, &filter).await;
    let bytes = workbook.map_err(|error| failed(&cx, &error))?;
    let name = format!("attachment; filename=\"{}-{}.xlsx\"", list.list, cx.today());
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name.as_str())], bytes).into_response())
}

fn failed(cx: &Cx, error: &export::ExportError) -> Refusal {
    let problem: Response = match error {
        export::ExportError::Filter(_) => return cx.not_found(),
        other => crate::shell::plain_message(cx.lang(), &Problem::failure(cx.lang(), other)),
    };
    Refusal(problem)
}
