//! A machine: where it stands, what was and is done to it, and the label that one scans to get here.

use api::{App, files::Thing};
use axum::{Extension, Router, extract::Path, http::HeaderMap, routing::get};
use domain::{
    MachineId, Permission,
    settings::{self, Settings},
};
use maud::{Markup, html};
use projections::maintenance::{
    articles::{self, Article},
    counters::{self, Shown},
    customers::{self, Place},
    faults::{self, Fault, Filter, State},
    files as kept,
    machines::{self, Machine},
    plans,
    recalls::{self, Recall, Stand},
    visits::{self, Visit},
};
use texts::format::date_long;

use super::{charge, files, id, machine_meter, machine_warranty, manuals, plans::of_thing::plans_of, pool, words};
use crate::{
    components::{
        Button, Column, Look, PageHead, Panel, Table, Tone, badge, cell, empty, facts, link_button, name_cell,
        page_head, panel, second_line, table,
    },
    cx::{Answer, Cx, Refusal},
    front::{Front, origin},
    icons::{Icon, icon},
    pages::customers::phone,
    qr,
};

/// Faults that are shown; who wants more asks the list of all.
const FAULTS: u32 = 100;
/// Parts of its type that are shown.
const PARTS: u32 = 60;

/// The addresses of these pages.
pub fn routes() -> Router<App> {
    Router::new().route("/machines/{id}", get(show)).route("/machines/{id}/label", get(label))
}

pub(super) async fn known(cx: &Cx, text: &str) -> Result<(Machine, Place), Refusal> {
    cx.require(Permission::SeeCustomers)?;
    let machine: MachineId = id(cx, text)?;
    let machine = machines::one(pool(cx), machine).await?.ok_or_else(|| cx.not_found())?;
    let place = customers::one(pool(cx), machine.customer).await?.ok_or_else(|| cx.not_found())?;
    Ok((machine, place))
}

/// `GET /machines/{id}`.
async fn show(cx: Cx, Path(text): Path<String>) -> Answer {
    let (machine, place) = known(&cx, &text).await?;
    let sees = (cx.may(Permission::SeeFaults), cx.may(Permission::SeePlanning));
    let filter = Filter { machine: Some(machine.id), ..Filter::default() };
    let faults = if sees.0 { faults::list(pool(&cx), &filter, None, FAULTS).await?.rows } else { Vec::new() };
    let visits = if sees.1 { visits::of_machine(pool(&cx), machine.id).await? } else { Vec::new() };
    let of = plans::Filter { machine: Some(machine.id), ..plans::Filter::default() };
    let new = format!("?customer={}&machine={}", machine.customer, machine.id);
    let plans = plans_of(&cx, of, &new).await?;
    let own = kept::of(pool(&cx), machine.id.0).await?;
    let of_visits = if sees.1 { kept::of_visits_to(pool(&cx), machine.id).await? } else { Vec::new() };
    let parts = match cx.may(Permission::SeeStock) {
        true => articles::of_model(pool(&cx), &machine.model, PARTS).await?,
        false => Vec::new(),
    };
    let recalls = if sees.1 { recalls::of_machine(pool(&cx), machine.id).await? } else { Vec::new() };
    let counters = counters::of_machine(pool(&cx), &machine).await?;
    let content = html! {
        (head(&cx, &machine))
        div."split wide-side" {
            div.stack {
                (plans)
                (files::folder(&cx, Thing::Machine(machine.id), &own, !machine.removed, &format!("/machines/{}", machine.id)))
                @if !of_visits.is_empty() { (panel(Panel { id: "visit-files", title: &cx.t("files-of-visits"), body: Some(files::grid(&cx, &of_visits)), ..Panel::default() })) }
                @if sees.1 { (visits_panel(&cx, &visits)) }
                @if sees.0 { (faults_panel(&cx, &faults)) }
            }
            aside.stack { (about(&cx, &machine, &place, &counters)) (manuals::of_machine(&cx, &machine, false).await?) (machine_warranty::of_machine(&cx, &machine)) (recalled(&cx, &recalls)) (fitting(&cx, &parts)) }
        }
    };
    Ok(cx.page(&machine.model, content))
}

fn head(cx: &Cx, machine: &Machine) -> Markup {
    let report = format!("/faults/new?customer={}&machine={}", machine.customer, machine.id);
    page_head(PageHead {
        title: &machine.model,
        badges: Some(html! {
            @if machine.removed { (badge(Tone::Neutral, Icon::X, &cx.t("customers-removed"))) }
            @if machine.warranty(cx.today()).is_some() { (charge::warranty(cx, machine)) }
            @if machine.open_faults > 0 {
                (badge(Tone::Warning, Icon::Alert, &cx.tr("machine-open-faults", &[("count", machine.open_faults.into())])))
            }
        }),
        lead: machine.place.as_ref().map(|place| html! { (place) }),
        actions: Some(html! {
            @if cx.may(Permission::EditCustomers) && !machine.removed {
                (link_button(&format!("/customers/{}/machines/{}", machine.customer, machine.id), Button {
                    text: &cx.t("button-change"), in_dialog: true, ..Button::default()
                }))
            }
            (link_button(&format!("/machines/{}/label", machine.id), Button {
                text: &cx.t("machine-label"), icon: Some(Icon::Printer), ..Button::default()
            }))
            @if cx.may(Permission::ReportFaults) && !machine.removed {
                (link_button(&report, Button {
                    text: &cx.t("maintenance-fault-new"), icon: Some(Icon::Phone), look: Look::Primary, ..Button::default()
                }))
            }
        }),
    })
}

fn about(cx: &Cx, machine: &Machine, place: &Place, counters: &[Shown]) -> Markup {
    let labels = ["label-customer", "maintenance-serial", "maintenance-installed", "label-phone"].map(|key| cx.t(key));
    let names: Vec<String> = counters.iter().map(|shown| machine_meter::name(cx, shown)).collect();
    let address = words::line(", ", [Some(place.street.as_str()), Some(place.city.as_str())]);
    let mut rows: Vec<(&str, Markup)> = vec![(
        &labels[0],
        html! { a href={ "/customers/" (place.id) "/machines" } { (cx.customer(&place.name)) } (second_line(&address)) },
    )];
    if let Some(serial) = &machine.serial {
        rows.push((&labels[1], html! { span.num { (serial) } }));
    }
    if let Some(day) = machine.installed_on {
        rows.push((&labels[2], html! { (date_long(cx.lang(), day)) }));
    }
    for (shown, name) in counters.iter().zip(&names) {
        let read = shown.reading.map(|reading| machine_meter::figure(cx, shown, reading));
        let read = read.unwrap_or_else(|| cx.t("meter-read").into_owned());
        rows.push((name, html! { a href=(machine_meter::page(machine.id, shown.counter, "")) { (read) } }));
    }
    if let Some(number) = &place.phone {
        rows.push((&labels[3], html! { a href={ "tel:" (number) } { (phone(number)) } }));
    }
    panel(Panel { id: "about", title: &cx.t("machine-about"), body: Some(facts(&rows)), ..Panel::default() })
}

/// The parts of its make and type, with what lies there.
fn fitting(cx: &Cx, parts: &[Article]) -> Markup {
    html! {
        @if !parts.is_empty() {
            (panel(Panel { id: "fitting", title: &cx.t("machine-parts"), full: Some(html! {
                ul.mini { @for part in parts {
                    @let stock = texts::format::quantity(cx.lang(), part.stock.thousandths());
                    li {
                        a href={ "/articles/" (part.id) } { b { (part.name) } }
                        (second_line(&cx.tr("maintenance-part-stock", &[("number", (&part.number).into()), ("quantity", stock.into()), ("unit", (&part.unit).into())])))
                    }
                } }
            }), ..Panel::default() }))
        }
    }
}

/// The recalls that it is one of.
fn recalled(cx: &Cx, recalls: &[(Recall, Stand)]) -> Markup {
    html! {
        @if !recalls.is_empty() {
            (panel(Panel { id: "recalls", title: &cx.t("recalls-title"), full: Some(html! {
                ul.mini { @for (recall, stand) in recalls {
                    li {
                        a href={ "/recalls/" (recall.id) } { b { (recall.name) } }
                        (second_line(&cx.t(&format!("recalls-stand-{}", stand.name()))))
                    }
                } }
            }), ..Panel::default() }))
        }
    }
}

fn visits_panel(cx: &Cx, visits: &[Visit]) -> Markup {
    let titles = ["word-visit", "machine-what", "machine-when", "field-technician", "label-state"];
    let titles = titles.map(|key| texts::format::capital(&cx.t(key)));
    let columns: Vec<Column> = titles.iter().map(|title| Column { title, ..Column::default() }).collect();
    let when = |visit: &Visit| match (visit.finished_at, &visit.slot) {
        (Some(at), _) => words::moment(cx, at),
        (None, Some(slot)) => words::appointment(cx, slot),
        (None, None) => String::new(),
    };
    let rows = html! {
        @for visit in visits {
            tr {
                (name_cell(&format!("/visits/{}", visit.id), &words::visit_number(visit.number), &words::kind_word(cx, visit.kind)))
                (cell(html! { (words::short(cx, &visit.task, 80)) }))
                (cell(html! { (when(visit)) }))
                (cell(html! { (visit.technician_name.as_deref().unwrap_or_default()) }))
                (cell(words::visit_badge(cx, visit.state, visit.solved)))
            }
        }
    };
    let title = cx.t("machine-visits");
    let full = match visits.is_empty() {
        true => empty(Icon::Calendar, &cx.t("machine-no-visits"), "", None),
        false => table(Table { caption: &cx.t("machine-visits-all"), columns: &columns, rows, ..Table::default() }),
    };
    panel(Panel { id: "visits", title: &title, full: Some(full), ..Panel::default() })
}

fn faults_panel(cx: &Cx, faults: &[Fault]) -> Markup {
    let titles = ["word-fault", "maintenance-reported", "label-state"].map(|key| texts::format::capital(&cx.t(key)));
    let columns: Vec<Column> = titles.iter().map(|title| Column { title, ..Column::default() }).collect();
    let rows = html! {
        @for fault in faults {
            tr {
                (name_cell(&format!("/faults/{}", fault.id), &words::short(cx, &fault.problem, 80), &words::fault_number(&fault.number)))
                (cell(html! { (words::moment(cx, fault.reported_at)) }))
                (cell(if fault.state == State::Open { words::urgency_badge(cx, fault.urgency) } else { words::fault_badge(cx, fault) }))
            }
        }
    };
    let title = cx.t("nav-faults");
    let full = match faults.is_empty() {
        true => empty(Icon::Check, &cx.t("machine-no-faults"), "", None),
        false => table(Table { caption: &cx.t("machine-faults-all"), columns: &columns, rows, ..Table::default() }),
    };
    panel(Panel { id: "faults", title: &title, full: Some(full), ..Panel::default() })
}

/// `GET /machines/{id}/label`: what is stuck on the machine; scanned, it leads to its page.
async fn label(
    cx: Cx,
    Extension(front): Extension<Option<Front>>,
    headers: HeaderMap,
    Path(text): Path<String>,
) -> Answer {
    let (machine, _) = known(&cx, &text).await?;
    let address = format!("{}/machines/{}", origin(front, &headers), machine.id);
    let (settings, _) = cx.app.log.state::<Settings>(settings::COMPANY).await?;
    let company = settings.company.as_ref();
    let title = cx.t("machine-label");
    let content = html! {
        (page_head(PageHead {
            title: &title,
            lead: Some(html! { a href={ "/machines/" (machine.id) } { (machine.model) } }),
            actions: Some(html! {
                button.button type="button" data-print { (icon(Icon::Printer)) (cx.t("button-print")) }
            }),
            ..PageHead::default()
        }))
        div.machine-label {
            (qr::svg(&address, &cx.tr("machine-label-code", &[("model", machine.model.clone().into())])))
            div {
                b { (machine.model) }
                @if let Some(serial) = &machine.serial { span.num { (serial) } }
                @if let Some(company) = company {
                    span { (company.name) }
                    span.num { (phone(&company.phone.to_string())) }
                }
            }
        }
        p."muted small no-print mt-2" { (cx.t("machine-label-lead")) }
    };
    Ok(cx.page(&title, content))
}
