//! The planning board: technicians and their days, and beside it the queue of what is still to plan.

pub mod asked;
mod hours;
pub mod lane;
mod queue;
mod table;

use api::App;
use axum::{
    Router,
    extract::Path,
    http::HeaderMap,
    response::{IntoResponse, Redirect},
    routing::get,
};
use chrono::{Datelike, Days, NaiveDate};
use domain::{
    Permission, Slot, VisitId,
    calendar::Calendar,
    settings::{COMPANY, Settings},
    visit::Kind,
};
use maud::{Markup, html};
use projections::maintenance::{
    board::{self, Week},
    visit,
};
use texts::format::{capital, date_full, date_long, iso_week};

use super::{MOVE, id, job, pool, print, publish, words};
use crate::{
    components::{Button, DialogWords, Look, Size, button_group, link_button, refusal_dialog},
    cx::{Answer, Cx, Query, Refusal},
    icons::{Icon, icon},
};
use asked::{Asked, View};

/// Visits that the queue shows at most; the tabs say how many there are.
const QUEUE: u32 = 100;

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/planning", get(show)).route("/visits/{id}/on-board", get(on_board))
}

/// Where a form that plans a visit leads: of the board to where it shows that visit. A dialog stays above the board that it was
/// opened from, which is drawn again as it stands.
pub fn after(cx: &Cx, headers: &HeaderMap, visit: VisitId, back: &str) -> String {
    let page = headers.get("sec-fetch-mode").is_none_or(|mode| mode == "navigate");
    let board = back.strip_prefix("/planning").filter(|asked| asked.is_empty() || asked.starts_with('?'));
    match board {
        Some(asked) if page && cx.failed.is_none() => format!("/visits/{visit}/on-board{asked}"),
        _ => back.to_owned(),
    }
}

/// The board with the week in which a visit is planned; as it was asked for where that shows the visit.
async fn on_board(cx: Cx, Path(text): Path<String>, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::SeePlanning)?;
    let Some(visit) = visit::one(pool(&cx), id(&cx, &text)?).await? else { return Err(cx.not_found()) };
    let (first, count) = asked.span(&cx);
    let shown = |slot: &Slot| (first..first + Days::new(count)).contains(&slot.on);
    let to = match visit.slot {
        Some(slot) if !visit.slots().any(|slot| shown(&slot)) => asked.to(&[("week", &slot.on.to_string())]),
        _ => asked.to(&[]),
    };
    Ok(Redirect::to(&to).into_response())
}

/// The Monday of the week that a day lies in.
pub fn monday(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into())).unwrap_or(day)
}

/// When the company works.
pub async fn calendar(cx: &Cx) -> Result<Calendar, Refusal> {
    Ok(cx.app.log.state::<Settings>(COMPANY).await?.0.calendar.clone())
}

async fn show(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::SeePlanning)?;
    let (first, count) = asked.span(&cx);
    let calendar = calendar(&cx).await?;
    let mut shown = board::days(pool(&cx), first, count).await?.kept_free(&calendar);
    let regions = regions(&shown);
    let technicians: Vec<(String, String)> =
        shown.lanes.iter().map(|lane| (lane.technician.id.to_string(), lane.technician.name.clone())).collect();
    shown.lanes.retain(|lane| asked.shows(lane));
    let queue = board::queue(pool(&cx), Some(asked.kind()), QUEUE).await?;
    let waiting = board::waiting(pool(&cx)).await?;
    let dialog = DialogWords { close: &cx.t("button-close"), cancel: &cx.t("button-cancel") };
    let content = html! {
        div.planner {
            div.planner-head id="board-head" {
                (title(&cx, &asked, &shown))
                div.actions {
                    @if cx.may(MOVE) {
                        (link_button("/planning/proposal", Button { text: &cx.t("maintenance-proposal"), icon: Some(Icon::Bolt), size: Size::Small, look: Look::Quiet, ..Button::default() }))
                    }
                    (link_button(&print::address(&asked, &cx), Button { text: &cx.t("maintenance-print"), icon: Some(Icon::Printer), size: Size::Small, look: Look::Quiet, ..Button::default() }))
                    (link_button("/planning/roster", Button { text: &cx.t("maintenance-roster"), icon: Some(Icon::Users), size: Size::Small, look: Look::Quiet, ..Button::default() }))
                    (filter(&cx, &asked, &technicians, &regions))
                    (steps(&cx, &asked))
                    (views(&cx, &asked, first))
                }
            }
            div.planner-told id="board-told" data-live="maintenance" { (publish::bar(&cx).await?) }
            div.planner-body id="board" data-board data-live="maintenance" {
                (queue::queue(&cx, &asked, &queue, &waiting))
                @match asked.view() {
                    View::Day => { (hours::table(&cx, &asked, &shown, &calendar)) }
                    _ => { (table::table(&cx, &asked, &shown, &calendar)) }
                }
            }
            (foot(&cx))
        }
        (said(&cx))
        (refusal_dialog(dialog, &cx.t("maintenance-overrule-reason"), &cx.t("maintenance-overrule")))
    };
    Ok(cx.page(&cx.t("nav-planning"), content))
}

/// Which weeks are shown: `Week 49`, or of four `Week 49–52`.
pub fn weeks(cx: &Cx, view: View, first: NaiveDate, last: NaiveDate) -> String {
    let week = capital(&texts::format::week(cx.lang(), first));
    if view == View::Weeks { format!("{week}–{}", iso_week(last)) } else { week }
}

fn title(cx: &Cx, asked: &Asked, shown: &Week) -> Markup {
    let (Some(first), Some(last)) = (shown.days.first(), shown.days.last()) else { return html! {} };
    let (title, span) = match asked.view() {
        View::Day => (capital(&date_full(cx.lang(), *first)), capital(&texts::format::week(cx.lang(), *first))),
        view => {
            // Within a month its name once is enough: 16 tot en met 20 november 2026.
            let same = first.month() == last.month() && first.year() == last.year();
            let from = if same { first.day().to_string() } else { date_long(cx.lang(), *first) };
            let until = date_long(cx.lang(), *last);
            (
                weeks(cx, view, *first, *last),
                cx.tr("maintenance-from-until", &[("from", from.into()), ("until", until.into())]),
            )
        }
    };
    html! { div."row wrap" { h1 { (title) } span.muted { (span) } } }
}

fn steps(cx: &Cx, asked: &Asked) -> Markup {
    let view = asked.view().name();
    let step = |key: &str, icon, href: &str| {
        let text = cx.t(&format!("maintenance-{view}-{key}"));
        link_button(
            href,
            Button { text: &text, icon: Some(icon), only_icon: true, size: Size::Small, ..Button::default() },
        )
    };
    button_group(
        &cx.t("maintenance-choose-week"),
        html! {
            (step("before", Icon::Left, &asked.beside(cx, false)))
            (job::link(&asked.to(&[("week", "")]), &cx.t("nav-home"), false))
            (step("after", Icon::Right, &asked.beside(cx, true)))
        },
    )
}

fn views(cx: &Cx, asked: &Asked, first: NaiveDate) -> Markup {
    button_group(
        &cx.t("maintenance-view"),
        html! {
            @for view in View::ALL {
                (job::link(&asked.to(&[("view", view.name())]), &cx.t(&format!("maintenance-view-{}", view.name())), view == asked.view()))
            }
            (job::link(&format!("/planning/list?from={first}"), &cx.t("maintenance-view-list"), false))
        },
    )
}

/// What technicians say about where they work, each once.
fn regions(shown: &Week) -> Vec<String> {
    let mut regions: Vec<String> = shown
        .lanes
        .iter()
        .filter_map(|lane| lane.technician.region.as_deref())
        .flat_map(|region| region.split(','))
        .map(|region| region.trim().to_owned())
        .filter(|region| !region.is_empty())
        .collect();
    regions.sort();
    regions.dedup();
    regions
}

fn filter(cx: &Cx, asked: &Asked, technicians: &[(String, String)], regions: &[String]) -> Markup {
    let count = asked.filters();
    let open = match count {
        0 => cx.t("button-filter").into_owned(),
        _ => cx.tr("maintenance-filter-count", &[("count", count.into())]),
    };
    let select = |name: &str, label: &str, any: &str, chosen: &Option<String>, options: &[(String, String)]| {
        html! {
            div.field {
                label for={ "filter-" (name) } { (cx.t(label)) }
                select.select id={ "filter-" (name) } name=(name) {
                    option value="" { (cx.t(any)) }
                    @for (value, text) in options { option value=(value) selected[chosen.as_deref() == Some(value)] { (text) } }
                }
            }
        }
    };
    let regions: Vec<_> = regions.iter().map(|region| (region.clone(), region.clone())).collect();
    let kinds = Kind::ALL.map(|kind| (kind.name().to_owned(), words::kind_word(cx, kind)));
    html! {
        details.dropdown id="board-filter" {
            summary.button.small.on[count > 0] { (icon(Icon::Filter)) (open) }
            form.list.board-filter method="get" action="/planning" aria-label=(cx.t("button-filter")) {
                input type="hidden" name="view" value=(asked.view().name());
                input type="hidden" name="kind" value=(asked.kind().name());
                @if let Some(week) = &asked.week { input type="hidden" name="week" value=(week); }
                div.stack.tight {
                    (select("technician", "label-technician", "maintenance-every-technician", &asked.technician, technicians))
                    (select("region", "field-region", "maintenance-every-region", &asked.region, &regions))
                    (select("show", "label-kind", "maintenance-every-kind", &asked.show, &kinds))
                    div.field {
                        label for="filter-city" { (cx.t("field-city")) }
                        input.input id="filter-city" name="city" value=(asked.city.as_deref().unwrap_or_default());
                    }
                }
                div.actions {
                    (crate::components::submit(Button { text: &cx.t("button-filter"), size: Size::Small, ..Button::default() }))
                    @if count > 0 {
                        a href=(asked.to(&[("technician", ""), ("region", ""), ("show", ""), ("city", "")])) { (cx.t("maintenance-filter-none")) }
                    }
                }
            }
        }
    }
}

/// What the script says; what stands in braces it fills in.
fn said(cx: &Cx) -> Markup {
    let with = |key: &str, names: &[&str]| {
        let values: Vec<(String, String)> =
            names.iter().map(|name| ((*name).to_owned(), format!("{{{name}}}"))).collect();
        let values: Vec<(&str, texts::Arg)> =
            values.iter().map(|(name, value)| (name.as_str(), value.as_str().into())).collect();
        cx.tr(key, &values)
    };
    html! {
        div id="board-texts" hidden
            data-grabbed=(with("maintenance-board-grabbed", &["customer"]))
            data-at=(with("maintenance-board-at", &["technician", "day", "from", "until"]))
            data-moved=(with("maintenance-board-moved", &["customer", "technician", "day", "from", "until"]))
            data-dropped=(cx.t("maintenance-board-dropped"))
            data-overlap=(with("maintenance-board-overlap", &["others"]))
            data-outside=(with("maintenance-board-outside", &["from", "until"]))
            data-work=(cx.t("maintenance-board-work")) data-model=(with("maintenance-board-model", &["model"]))
            data-area=(with("maintenance-board-area", &["postcode"])) data-late=(cx.t("maintenance-board-late"))
            data-past=(cx.t("maintenance-board-past"))
            data-undo=(cx.t("maintenance-board-undo")) data-undone=(cx.t("maintenance-board-undone")) {}
    }
}

fn foot(cx: &Cx) -> Markup {
    html! {
        div.planner-foot {
            ul.legend aria-label=(cx.t("maintenance-legend")) {
                @for kind in Kind::ALL { li.(kind.name()) { (icon(words::kind_icon(kind))) (words::kind_word(cx, kind)) } }
                li { (icon(Icon::Play)) (cx.t("state-visit-started")) }
                li { (icon(Icon::Check)) (cx.t("state-visit-finished")) }
            }
            @if cx.may(MOVE) {
                span.keys {
                    span { @for key in ["←", "→", "↑", "↓"] { kbd { (key) } } " " (cx.t("maintenance-keys-walk")) }
                    span { kbd { (cx.t("maintenance-keys-space")) } " " (cx.t("maintenance-keys-grab")) }
                    span { kbd { "P" } " " (cx.t("maintenance-keys-plan")) }
                    span { kbd { "V" } " " (cx.t("maintenance-keys-move")) }
                    span { kbd { "S" } " " (cx.t("split-key")) }
                    span { kbd { "U" } " " (cx.t("maintenance-keys-undo")) }
                    span { kbd { "Esc" } " " (cx.t("maintenance-keys-drop")) }
                }
            }
        }
    }
}
