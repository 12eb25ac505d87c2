//! Why something is there: the chain from it back to the act that began it, with each rule and setting as they were then.

use api::{
    undo::sees,
    why::{Because, explained},
};
use domain::Permission;
use maud::{Markup, html};
use projections::management::{
    DEPARTMENT,
    why::{Step, back, beginning},
};

use super::{entry::Way, words};
use crate::{
    components::{Panel, panel},
    cx::{Cx, Refusal},
};

/// A panel that says why a thing is there (`mail-…`); nothing for what a person made by hand.
///
/// # Errors
/// When the log or the tables can't be read.
pub async fn of_thing(cx: &Cx, stream: &str) -> Result<Markup, Refusal> {
    let pool = &cx.reads(&DEPARTMENT).pool;
    let Some(entry) = beginning(pool, stream).await? else { return Ok(html! {}) };
    if entry.cause.is_none() && entry.system.is_none() {
        return Ok(html! {});
    }
    let mut chain = back(pool, entry.event).await?;
    chain.insert(0, Step { depth: 0, entry });
    let chain = explained(&cx.app.log, cx.lang(), chain).await?;
    let way: Way = &|position| format!("/log/{position}");
    Ok(panel(Panel {
        id: "why",
        title: &cx.t("label-why"),
        body: Some(steps(cx, &chain, false, cx.may(Permission::SeeLog).then_some(way))),
        ..Panel::default()
    }))
}

/// Steps of a chain, one below the other, or of a tree, as far in as they are away; `way` leads to a position of the log.
pub(super) fn steps(cx: &Cx, steps: &[Because], tree: bool, way: Option<Way>) -> Markup {
    html! {
        ol.mini.why {
            @for Because { step, rule, setting } in steps {
                li data-depth=[tree.then(|| step.depth.min(6))] {
                    @let happened = words::happened(cx, &step.entry.event_type);
                    @match way {
                        Some(way) => a href=(way(step.entry.position)) { b { (happened) } },
                        None => b { (happened) },
                    }
                    @if cx.may(sees(&step.entry.category, &step.entry.event_type)) { span."line-2" { (words::about(cx, &step.entry)) } }
                    span."line-2" { (words::who_in_words(cx, &step.entry)) " · " (words::when(cx, step.entry.at)) }
                    @if let Some(rule) = rule { span."line-2" { (rule) @if let Some(setting) = setting { " " (setting) } } }
                }
            }
        }
    }
}
