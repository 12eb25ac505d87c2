//! All reports that one may ask, department by department.

use api::{App, reports};
use axum::{Router, routing::get};
use domain::{
    Permission,
    report::{PRESETS, Preset, Subject},
};
use maud::{Markup, html};

use crate::{
    components::{Button, Look, PageHead, Panel, link_button, page_head, panel},
    cx::{Answer, Cx},
    icons::{Icon, icon},
};

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/reports", get(show))
}

/// The departments, by the key of their name, with their sign and their facts.
const DEPARTMENTS: [(&str, Icon, &[Subject]); 5] = [
    ("department-maintenance", Icon::Wrench, &[Subject::Faults, Subject::Visits]),
    ("department-sales", Icon::Phone, &[Subject::Contracts, Subject::ContractEnds, Subject::Opportunities]),
    ("department-finance", Icon::Euro, &[Subject::Receivables, Subject::Invoiced]),
    ("department-purchasing", Icon::Box, &[Subject::Stock, Subject::StockOuts, Subject::Purchases]),
    ("department-management", Icon::Eye, &[Subject::Acts, Subject::Events]),
];

async fn show(cx: Cx) -> Answer {
    cx.require(Permission::ViewReports)?;
    let title = cx.t("nav-reports");
    let new = Button { text: &cx.t("report-new"), icon: Some(Icon::Plus), look: Look::Primary, ..Button::default() };
    let content = html! {
        (page_head(PageHead {
            title: &title,
            lead: Some(html! { (cx.t("report-list-lead")) }),
            actions: Some(link_button("/reports/new", new)),
            ..PageHead::default()
        }))
        div.cols-2 {
            @for (name, sign, subjects) in DEPARTMENTS {
                @let presets: Vec<_> = PRESETS.iter().filter(|preset| subjects.contains(&preset.subject) && reports::may(&cx.session, preset.subject)).collect();
                @if !presets.is_empty() { (department(&cx, name, sign, &presets)) }
            }
        }
    };
    Ok(cx.page(&title, content))
}

fn department(cx: &Cx, name: &str, sign: Icon, presets: &[&Preset]) -> Markup {
    panel(Panel {
        id: name,
        title: &cx.t(name),
        full: Some(html! {
            ul.worklist {
                @for preset in presets {
                    li {
                        span.tile { (icon(sign)) }
                        span.title { a href={ "/reports/" (preset.name) } { (cx.t(&format!("report-preset-{}", preset.name))) } }
                        span.what { (what(cx, preset)) }
                    }
                }
            }
        }),
        ..Panel::default()
    })
}

/// What it measures, and by what.
fn what(cx: &Cx, preset: &Preset) -> String {
    let definition = preset.definition();
    let measure = reports::words::measure(cx.lang(), &definition);
    match definition.by {
        Some(by) => {
            let by = cx.t(&format!("report-by-{}", by.name().replace('_', "-"))).to_lowercase();
            cx.tr("report-measure-by", &[("measure", measure.into()), ("by", by.into())])
        }
        None => measure,
    }
}
