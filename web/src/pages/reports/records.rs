//! The records behind a figure of a report.

use api::{
    App,
    reports::{self, Report, words},
};
use axum::{
    Router,
    extract::{Path, RawQuery},
    routing::get,
};
use domain::report::Dimension;
use maud::{Markup, html};
use projections::{
    Cursor,
    reports::{
        DEPARTMENT, names,
        records::{Of, Record, records},
    },
};
use texts::format::date_digits;

use super::Place;
use crate::pages::management::words as management;
use crate::{
    components::{Column, PageHead, Pager, Table, crumbs, empty, page_head, pager, table},
    cx::{Answer, Cx, encode},
    icons::Icon,
};

/// Records a page.
const LIMIT: usize = 50;

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/reports/{name}/records", get(show))
}

async fn show(cx: Cx, Path(name): Path<String>, RawQuery(query): RawQuery) -> Answer {
    let pairs: Vec<(String, String)> =
        serde_html_form::from_str(query.as_deref().unwrap_or_default()).unwrap_or_default();
    let said = |name: &str| pairs.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str());
    let place = Place::read(&cx, name, query.as_deref()).await?;
    place.right(&cx)?;
    let definition = &place.definition;
    let value = |name| said(name).map(|value| if value == "-" { "" } else { value });
    let of = Of { step: said("at").and_then(|at| at.parse().ok()), group: value("group"), series: value("series") };
    let asked = reports::asked(&cx.app, definition, definition.period.days(cx.today())).await?;
    let after = said("after").and_then(Cursor::parse);
    let page = records(&cx.reads(&DEPARTMENT).pool, &asked, of, after.as_ref(), LIMIT).await?;
    let customers: Vec<&str> = page.rows.iter().filter_map(|row| row.customer.as_deref()).collect();
    let customers = names::names(&cx.app.reads, Dimension::Customer, &customers).await?;
    let people: Vec<&str> = page.rows.iter().filter(|row| row.kind == "log").map(|row| row.id.as_str()).collect();
    let people = names::names(&cx.app.reads, Dimension::Person, &people).await?;
    let title = place.title(&cx);
    // Only its words are needed: what it comes to is on the page that leads here.
    let report = place.report(&cx).await?;
    let back = place.to("", definition, &[]);
    let heading = cx.t("report-records");
    let kept: Vec<(&str, &str)> =
        ["at", "group", "series"].into_iter().filter_map(|name| Some((name, said(name)?))).collect();
    let to = |after: Option<&str>| {
        let more: Vec<_> = kept.iter().copied().chain(after.map(|after| ("after", after))).collect();
        place.to("records", definition, &more)
    };
    let said_of = lead(&cx, &report, of);
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-reports"), Some("/reports")), (&title, Some(&back)), (&heading, None)]))
        (page_head(PageHead { title: &heading, lead: Some(html! { (said_of) }), ..PageHead::default() }))
        section.panel id="records" aria-labelledby="records-title" {
            h2.visually-hidden id="records-title" { (heading) }
            @if page.rows.is_empty() {
                (empty(Icon::Chart, &cx.t("text-nothing-found"), &cx.t("report-records-none"), None))
            } @else {
                (rows(&cx, &report, &said_of, &page.rows, &customers, &people))
                (pager(Pager {
                    status: &cx.tr("count-rows", &[("count", page.rows.len().into())]),
                    label: &cx.t("report-pages"),
                    previous: (&cx.t("customers-first-page"), after.is_some().then(|| to(None)).as_deref()),
                    next: (&cx.t("button-next"), page.next.as_deref().map(|next| to(Some(next))).as_deref()),
                }))
            }
        }
    };
    Ok(cx.page(&heading, content))
}

/// Which figure they are behind.
fn lead(cx: &Cx, report: &Report, of: Of) -> String {
    let definition = &report.definition;
    let label = |by: Option<Dimension>, value: Option<&str>| Some(report.label(cx.lang(), by?, value?));
    let step = of.step.and_then(|step| report.table.steps.get(step));
    let days = step.map_or_else(
        || words::span(cx.lang(), report.from, report.until),
        |step| words::step(cx.lang(), definition.step, *step),
    );
    let words = [
        Some(words::measure(cx.lang(), definition)),
        label(definition.by, of.group),
        label(definition.split, of.series),
        Some(days),
    ];
    words.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

type Names = std::collections::BTreeMap<String, String>;

fn rows(cx: &Cx, report: &Report, caption: &str, rows: &[Record], customers: &Names, people: &Names) -> Markup {
    let measure = words::measure(cx.lang(), &report.definition);
    let with_customer = rows.iter().any(|row| row.customer.is_some());
    let (what, customer, day) = (cx.t("label-what"), cx.t("label-customer"), cx.t("label-date"));
    let columns: Vec<Column> = [Some(&*what), with_customer.then_some(&*customer), Some(&*day), Some(measure.as_str())]
        .into_iter()
        .flatten()
        .map(|title| Column { title, right: title == measure, ..Column::default() })
        .collect();
    let body = html! {
        @for row in rows {
            tr {
                th scope="row" { a href=(way(row)) { (name(cx, row, people)) } }
                @if with_customer {
                    td {
                        @if let Some(customer) = &row.customer {
                            a href={ "/customers/" (customer) } { (cx.customer(customers.get(customer).map_or("", String::as_str))) }
                        }
                    }
                }
                td.nowrap { (date_digits(cx.lang(), row.on)) }
                td.right.amount { (report.of_record(cx.lang(), row.cell)) }
            }
        }
    };
    table(Table { caption, columns: &columns, rows: body, lines: true, ..Table::default() })
}

/// Its page.
fn way(row: &Record) -> String {
    let things = match row.kind.as_str() {
        "fault" => "faults",
        "visit" => "visits",
        "invoice" => "invoices",
        "article" => "articles",
        "purchase-order" => "purchase-orders",
        "contract" => "contracts",
        "opportunity" => "opportunities",
        _ => {
            let (person, event) = (encode(&row.id), encode(&row.number));
            return format!("/log?person={person}&event={event}&from={}&until={}", row.on, row.on);
        }
    };
    format!("/{things}/{}", row.id)
}

/// What it is called at the desk.
fn name(cx: &Cx, row: &Record, people: &Names) -> String {
    let letter = match row.kind.as_str() {
        "fault" => "S-",
        "visit" => "B-",
        "purchase-order" => "I-",
        "contract" => "C-",
        "invoice" if !row.number.starts_with("CR-") => "F-",
        "opportunity" => return cx.t("thing-opportunity").into_owned(),
        "log" => {
            let person = cx.colleague(people.get(&row.id).map_or("", String::as_str));
            return format!("{}, {person}", management::happened(cx, &row.number));
        }
        _ => "",
    };
    format!("{letter}{}", row.number)
}
