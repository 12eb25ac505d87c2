//! All reports that one may ask, department by department.

use api::{App, reports};
use axum::{Router, routing::get};
use domain::{
    Permission,
    report::{PRESETS, Preset, Subject},
};
use maud::{Markup, html};
use projections::desk::saved::Saved;

use super::kept;

use crate::{
    components::{Button, Look, PageHead, Panel, link_button, page_head, panel},
    cx::{Answer, Cx, Refusal},
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
        (kept(&cx).await?)
        div.cols-2 {
            @for (name, sign, subjects) in DEPARTMENTS {
                @let presets: Vec<_> = PRESETS.iter().filter(|preset| subjects.contains(&preset.subject) && reports::may(&cx.session, preset.subject)).collect();
                @if !presets.is_empty() { (department(&cx, name, sign, &presets)) }
            }
        }
    };
    Ok(cx.page(&title, content))
}

/// Reports that colleagues keep, and the other questions to the past.
async fn kept(cx: &Cx) -> Result<Markup, Refusal> {
    let all = kept::all(cx).await?;
    let more = [
        ("/what-if", "what-if-title", "what-if-lead", Permission::ViewReports),
        ("/who-knew", "known-title", "known-lead", Permission::SeeLog),
    ];
    Ok(html! {
        div."cols-2 mb-4" {
            (panel(Panel {
                id: "kept",
                title: &cx.t("report-own"),
                body: all.is_empty().then(|| html! { p.hint { (cx.t("report-own-none")) } }),
                full: (!all.is_empty()).then(|| html! {
                    ul.worklist {
                        @for saved in &all {
                            li {
                                span.tile { (icon(Icon::Chart)) }
                                span.title { a href={ "/reports/" (saved.id) } { (saved.name) } }
                                span.what { (whose(cx, saved)) }
                            }
                        }
                    }
                }),
                ..Panel::default()
            }))
            (panel(Panel {
                id: "questions",
                title: &cx.t("report-questions"),
                full: Some(html! {
                    ul.worklist {
                        @for (href, title, what, permission) in more { @if cx.may(permission) {
                            li { span.tile { (icon(Icon::History)) } span.title { a href=(href) { (cx.t(title)) } } span.what { (cx.t(what)) } }
                        } }
                    }
                }),
                ..Panel::default()
            }))
        }
    })
}

/// Whose it is, and how often it is mailed.
fn whose(cx: &Cx, saved: &Saved) -> String {
    let whose = if saved.owner == cx.session.user {
        cx.t("report-yours").into_owned()
    } else {
        cx.colleague(&saved.owner_name).into_owned()
    };
    if saved.mailed_to.is_empty() {
        return whose;
    }
    format!("{whose} · {}", cx.t(&format!("report-every-{}", saved.every.name())))
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
