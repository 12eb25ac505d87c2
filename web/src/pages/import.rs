//! Taking in a customer list: choose the file, say what the columns hold, look at what would happen, confirm.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use api::{
    App,
    import::{
        ImportError, Upload,
        columns::{Field as Holds, Mapping},
        import_customers,
        report::{Becomes, Report, Weight},
        sheet::{MAX_BYTES, letters},
    },
};
use axum::{
    Router,
    extract::{DefaultBodyLimit, Multipart, Path},
    response::{IntoResponse, Redirect},
    routing::{get, post},
};
use domain::{Permission, UserId};
use maud::{Markup, html};
use texts::format::{capital, whole};
use uuid::Uuid;

use crate::{
    components::*,
    cx::{Answer, Cx, Query, Refusal},
    icons::Icon,
    pages::undo::together::address_from,
};

/// Rows of the preview that are shown; the remarks are shown up to as many too.
const SHOWN: usize = 200;
/// Files that wait to be confirmed; the oldest goes when one more comes.
const WAITING: usize = 8;

/// The addresses of these pages.
pub fn routes() -> Router<App> {
    let upload = post(take_in).layer(DefaultBodyLimit::max(MAX_BYTES + 64 * 1024));
    Router::new()
        .route("/import/customers", get(choose).merge(upload))
        .route("/import/customers/{import}", get(look).post(confirm))
}

/// A file that was sent and waits to be confirmed; a restart forgets it, and it is sent again.
struct Waiting {
    import: Uuid,
    user: UserId,
    file: String,
    bytes: Arc<Vec<u8>>,
}

static FILES: Mutex<VecDeque<Waiting>> = Mutex::new(VecDeque::new());

fn keep(user: UserId, file: String, bytes: Vec<u8>) -> Uuid {
    let import = Uuid::new_v4();
    let mut files = FILES.lock().unwrap_or_else(PoisonError::into_inner);
    if files.len() >= WAITING {
        files.pop_front();
    }
    files.push_back(Waiting { import, user, file, bytes: Arc::new(bytes) });
    import
}

/// The file of that id; one's own only.
fn kept(user: UserId, import: &str) -> Option<(String, Arc<Vec<u8>>)> {
    let import: Uuid = import.parse().ok()?;
    let files = FILES.lock().unwrap_or_else(PoisonError::into_inner);
    let found = files.iter().find(|file| file.import == import && file.user == user)?;
    Some((found.file.clone(), found.bytes.clone()))
}

fn allowed(cx: &Cx) -> Result<(), Refusal> {
    cx.require(Permission::ImportCustomers)
}

/// `GET /import/customers`.
async fn choose(cx: Cx) -> Answer {
    allowed(&cx)?;
    Ok(choosing(&cx, None))
}

fn choosing(cx: &Cx, wrong: Option<&str>) -> axum::response::Response {
    let (title, next) = (cx.t("customers-import"), cx.t("import-look"));
    let content = html! {
        (head(cx, &title))
        form.stack method="post" action="/import/customers" enctype="multipart/form-data" {
            (panel(Panel {
                id: "file",
                title: &cx.t("import-choose"),
                body: Some(html! {
                    @if let Some(wrong) = wrong { (error_summary(&cx.t("form-wrong"), &[("list", wrong)])) }
                    div.field.wrong[wrong.is_some()] {
                        label for="list" { (cx.t("import-file")) }
                        input.input id="list" type="file" name="list" required accept=".xlsx" aria-describedby="list-hint"
                            aria-invalid=[wrong.map(|_| "true")];
                        span.hint id="list-hint" { (cx.t("import-file-hint")) }
                    }
                }),
                footer: Some(html! { (submit(Button { text: &next, look: Look::Primary, ..Button::default() })) }),
                ..Panel::default()
            }))
        }
    };
    let status =
        if wrong.is_some() { axum::http::StatusCode::UNPROCESSABLE_ENTITY } else { axum::http::StatusCode::OK };
    (status, cx.page(&title, content)).into_response()
}

fn head(cx: &Cx, title: &str) -> Markup {
    html! {
        (crumbs(&cx.t("customers-crumbs"), &[(&cx.t("nav-customers"), Some("/customers")), (title, None)]))
        (page_head(PageHead { title, lead: Some(html! { (cx.t("import-lead")) }), ..PageHead::default() }))
    }
}

/// `POST /import/customers`: the file comes in; nothing is saved.
async fn take_in(cx: Cx, mut form: Multipart) -> Answer {
    allowed(&cx)?;
    let missing = cx.t("import-file-missing");
    let Ok(Some(part)) = form.next_field().await else { return Ok(choosing(&cx, Some(&missing))) };
    let file: String = part.file_name().unwrap_or_default().chars().filter(|c| !c.is_control()).take(100).collect();
    let bytes = match part.bytes().await {
        Ok(bytes) if bytes.is_empty() => return Ok(choosing(&cx, Some(&missing))),
        Ok(bytes) if bytes.len() <= MAX_BYTES => bytes.to_vec(),
        _ => return Ok(choosing(&cx, Some(&cx.t("import-file-too-large")))),
    };
    if let Err(error) = api::import::sheet::read(&bytes) {
        return Ok(choosing(&cx, Some(&cx.t(&format!("import-file-{error}")))));
    }
    let import = keep(cx.session.user, file, bytes);
    Ok(Redirect::to(&format!("/import/customers/{import}")).into_response())
}

/// The mapping that a form says; none when it says nothing, so that it is guessed.
fn mapping(fields: &[(String, String)]) -> Option<Mapping> {
    if !fields.iter().any(|(name, _)| name.starts_with("column-")) {
        return None;
    }
    let chosen = |field: &Holds| {
        let name = format!("column-{}", field.name());
        let (_, value) = fields.iter().find(|(known, _)| *known == name)?;
        Some((*field, value.parse::<usize>().ok()?))
    };
    Some(Holds::ALL.iter().filter_map(chosen).collect())
}

async fn run(cx: &Cx, import: &str, fields: &[(String, String)], confirm: bool) -> Result<Report, Refusal> {
    let Some((file, bytes)) = kept(cx.session.user, import) else { return Err(cx.not_found()) };
    let upload = Upload { file: &file, bytes: &bytes, mapping: mapping(fields), lang: cx.lang() };
    let done = import_customers(&cx.app, &cx.session.actor(), &upload, confirm).await;
    done.map_err(|error| match error {
        ImportError::File(_) => cx.not_found(),
        other => Refusal(crate::shell::plain_message(cx.lang(), &api::Problem::failure(cx.lang(), &other))),
    })
}

/// `GET /import/customers/{import}`: what would happen.
async fn look(cx: Cx, Path(import): Path<String>, Query(fields): Query<Vec<(String, String)>>) -> Answer {
    allowed(&cx)?;
    let report = run(&cx, &import, &fields, false).await?;
    let title = cx.t("customers-import");
    let here = format!("/import/customers/{import}");
    let content = html! {
        (head(&cx, &title))
        div.stack {
            (columns_form(&cx, &here, &report))
            div.stack id="preview" { (outcome(&cx, &report, Some(&here))) }
        }
    };
    Ok(cx.page(&title, content))
}

/// `POST /import/customers/{import}`: what was looked at is carried out.
async fn confirm(cx: Cx, Path(import): Path<String>, axum::extract::RawForm(body): axum::extract::RawForm) -> Answer {
    allowed(&cx)?;
    let fields: Vec<(String, String)> = serde_html_form::from_bytes(&body).unwrap_or_default();
    let report = run(&cx, &import, &fields, true).await?;
    let title = cx.t("import-done");
    let list = cx.t("nav-customers");
    let content = html! {
        (head(&cx, &title))
        (notice(Tone::Good, Icon::Check, html! { b { (title) } }, Some(link_button("/customers", Button { text: &list, size: Size::Small, ..Button::default() }))))
        div.stack { (outcome(&cx, &report, None)) }
    };
    Ok(cx.page(&title, content))
}

/// Which column holds what; changing one shows at once what becomes of it.
fn columns_form(cx: &Cx, here: &str, report: &Report) -> Markup {
    let none = cx.t("import-no-column");
    let columns: Vec<(String, String)> = report
        .header
        .iter()
        .enumerate()
        .filter(|(_, title)| !title.is_empty())
        .map(|(at, title)| (at.to_string(), format!("{}: {title}", letters(at))))
        .collect();
    let body = html! {
        form.form-grid method="get" action=(here) data-autosubmit="preview" {
            @for field in Holds::ALL {
                @let name = format!("column-{}", field.name());
                @let chosen = report.mapping.get(field).map(ToString::to_string).unwrap_or_default();
                div.field.w-3 {
                    label for=(name) { (capital(&cx.t(&format!("import-field-{}", field.name())))) }
                    select.select id=(name) name=(name) {
                        option value="" { (none) }
                        @for (value, title) in &columns { option value=(value) selected[*value == chosen] { (title) } }
                    }
                }
            }
            noscript { button.button type="submit" { (cx.t("import-look")) } }
        }
    };
    panel(Panel { id: "columns", title: &cx.t("import-columns"), body: Some(body), ..Panel::default() })
}

/// The sums, the remarks and the first rows; with the button that confirms, as long as it is only looked at.
fn outcome(cx: &Cx, report: &Report, confirm: Option<&str>) -> Markup {
    let count = |becomes| report.count(becomes);
    let useful = report.lines.len() - count(Becomes::Same) - count(Becomes::LeftOut);
    let go = cx.tr("import-confirm", &[("count", useful.into())]);
    html! {
        (panel(Panel {
            id: "sums",
            title: &cx.t(if report.done { "import-result" } else { "import-preview" }),
            end: (report.done && useful > 0).then(|| {
                let button = Button { text: &cx.t("undo-button"), icon: Some(Icon::Undo), size: Size::Small, ..Button::default() };
                link_button(&address_from(report.import, "/import/customers"), button)
            }),
            body: Some(html! {
                @if !report.missing.is_empty() {
                    (notice(Tone::Warning, Icon::Alert, html! {
                        ul {
                            @for field in &report.missing {
                                li { (cx.tr("import-column-missing", &[("field", cx.t(&format!("import-field-{}", field.name())).into())])) }
                            }
                        }
                    }, None))
                }
                ul.row.wrap."mt-2" {
                    @for becomes in Becomes::ALL {
                        @if count(becomes) > 0 { li { (row_badge(becomes, &cx.tr(&format!("import-sum-{}", becomes.name()), &[("count", count(becomes).into())]))) } }
                    }
                }
            }),
            footer: confirm.map(|here| if useful == 0 { html! { (cx.t("import-nothing-to-do")) } } else { html! {
                form method="post" action=(here) {
                    @for field in Holds::ALL {
                        input type="hidden" name=(format!("column-{}", field.name()))
                            value=(report.mapping.get(field).map(ToString::to_string).unwrap_or_default());
                    }
                    (submit(Button { text: &go, look: Look::Primary, ..Button::default() }))
                }
            } }),
            ..Panel::default()
        }))
        @if !report.remarks.is_empty() { (remarks(cx, report)) }
        (preview(cx, report))
    }
}

fn row_badge(becomes: Becomes, text: &str) -> Markup {
    match becomes {
        Becomes::New => badge(Tone::Good, Icon::Plus, text),
        Becomes::Restored => badge(Tone::Good, Icon::Undo, text),
        Becomes::Changed => badge(Tone::Info, Icon::Pen, text),
        Becomes::Contact => badge(Tone::Info, Icon::User, text),
        Becomes::Same => badge(Tone::Neutral, Icon::Check, text),
        Becomes::LeftOut => badge(Tone::Warning, Icon::Alert, text),
    }
}

fn remarks(cx: &Cx, report: &Report) -> Markup {
    let more = report.remarks.len().saturating_sub(SHOWN);
    panel(Panel {
        id: "remarks",
        title: &cx.t("import-remarks"),
        beside: Some(plain_badge(
            Tone::Warning,
            &whole(cx.lang(), i64::try_from(report.remarks.len()).unwrap_or_default()),
        )),
        full: Some(html! {
            ul.mini {
                @for remark in report.remarks.iter().take(SHOWN) {
                    li {
                        @match remark.weight {
                            Weight::Wrong => (badge(Tone::Danger, Icon::X, &cx.t("import-weight-wrong"))),
                            Weight::Double => (badge(Tone::Warning, Icon::Users, &cx.t("import-weight-double"))),
                            Weight::Doubt => (badge(Tone::Neutral, Icon::Eye, &cx.t("import-weight-doubt"))),
                        }
                        " " (remark.sentence(cx.lang()))
                    }
                }
                @if more > 0 { li { (cx.tr("import-more", &[("count", more.into())])) } }
            }
        }),
        ..Panel::default()
    })
}

fn preview(cx: &Cx, report: &Report) -> Markup {
    let heads = ["import-row", "label-name", "label-place", "import-becomes"].map(|key| cx.t(key));
    let columns: Vec<Column> = heads.iter().map(|title| Column { title, ..Column::default() }).collect();
    let rows = html! {
        @for line in report.lines.iter().take(SHOWN) {
            tr {
                td.num { (line.row) }
                th scope="row" {
                    @match line.customer.filter(|_| report.done && line.becomes != Becomes::LeftOut) {
                        Some(id) => a href=(format!("/customers/{id}")) { (line.name) },
                        None if line.name.is_empty() => span.muted { (cx.t("import-no-name")) },
                        None => (line.name),
                    }
                }
                td { (line.city) }
                td { (row_badge(line.becomes, &cx.t(&format!("import-becomes-{}", line.becomes.name())))) }
            }
        }
    };
    let more = report.lines.len().saturating_sub(SHOWN);
    let caption = cx.t("import-rows");
    panel(Panel {
        id: "rows",
        title: &caption,
        full: Some(table(Table {
            caption: &cx.tr("customers-table", &[("name", caption.as_ref().into())]),
            columns: &columns,
            rows,
            ..Table::default()
        })),
        footer: (more > 0).then(|| html! { (cx.tr("import-more", &[("count", more.into())])) }),
        ..Panel::default()
    })
}
