//! Lists as Excel workbooks, with the filter of their page.

use api::{App, Problem, export, fields::Form};
use axum::{
    Router,
    extract::{Path, RawQuery},
    http::header,
    response::{IntoResponse, Response},
    routing::get,
};

use maud::{Markup, html};

use crate::{
    components::{Button, link_button},
    cx::{Answer, Cx, Refusal, encode},
    icons::Icon,
};

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
    // In the reader's language; letters that a header can't hold as they are stand encoded (RFC 5987).
    let name = format!("{}-{}.xlsx", cx.t(list.title).to_lowercase().replace(' ', "-"), cx.today());
    let name = format!("attachment; filename*=UTF-8''{}", encode(&name));
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name.as_str())], bytes).into_response())
}

/// Whether the reader may take a list along.
pub fn may(cx: &Cx, list: &str) -> bool {
    export::find(list)
        .is_some_and(|(list, question)| cx.may(question.permission) && list.also.is_none_or(|also| cx.may(also)))
}

/// The button that takes a list out with its filter, for who may; it follows the list as the part `list-export`.
pub fn button(cx: &Cx, list: &str, filter: &[(&str, &str)]) -> Markup {
    let filter: Vec<String> = filter
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", encode(value)))
        .collect();
    let join = if filter.is_empty() { "" } else { "?" };
    let href = format!("/export/{list}.xlsx{join}{}", filter.join("&"));
    let button = Button { text: &cx.t("button-export"), icon: Some(Icon::Download), ..Button::default() };
    html! { @if may(cx, list) { span id="list-export" { (link_button(&href, button)) } } }
}

fn failed(cx: &Cx, error: &export::ExportError) -> Refusal {
    let problem: Response = match error {
        export::ExportError::Filter(_) => return cx.not_found(),
        other => crate::shell::plain_message(cx.lang(), &Problem::failure(cx.lang(), other)),
    };
    Refusal(problem)
}
