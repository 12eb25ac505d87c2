//! What wants a look: the rules of the review in the settings, each with its threshold, and the form that sets one.

use api::App;
use axum::{Router, extract::Path, routing::get};
use domain::{
    Permission,
    review::Rule,
    settings::{COMPANY, Settings, State},
};
use maud::{Markup, html};

use super::{reviews::rule_name, words};
use crate::{
    components::{Button, Column, Field, Kind, Look, PageHead, Panel, Table, crumbs, page_head, panel, submit, table},
    cx::{Answer, Cx},
    form::Form,
};

/// The address of the form.
pub fn routes() -> Router<App> {
    Router::new().route("/settings/review/{rule}", get(change))
}

/// Every rule, as it is set.
pub fn rules(cx: &Cx, state: &State) -> Markup {
    let titles = ["review-rule", "review-applies", "review-limit"].map(|key| cx.t(key));
    let columns: Vec<Column> =
        titles.iter().enumerate().map(|(n, title)| Column { title, right: n == 2, ..Column::default() }).collect();
    let may = cx.may(Permission::ReviewLog);
    let rows = html! {
        @for rule in Rule::ALL {
            @let set = state.review_rule(rule);
            tr {
                th scope="row" {
                    @if may { a href={ "/settings/review/" (rule.name()) } { (rule_name(cx, rule)) } } @else { (rule_name(cx, rule)) }
                }
                td { (cx.t(if set.applies { "word-yes" } else { "word-no" })) }
                td.right { @match set.limit {
                    Some(limit) => (unit(cx, rule, limit)),
                    None => span.muted { (cx.t("review-limit-none")) },
                } }
            }
        }
    };
    let title = cx.t("review-rules");
    panel(Panel {
        id: "review-rules",
        title: &title,
        full: Some(table(Table { caption: &words::caption(cx, &title), columns: &columns, rows, ..Table::default() })),
        footer: Some(html! { p.hint { (cx.t("review-rules-lead")) } }),
        ..Panel::default()
    })
}

pub(super) fn unit(cx: &Cx, rule: Rule, limit: u16) -> String {
    let limit = texts::format::whole(cx.lang(), limit.into());
    cx.tr(&format!("review-unit-{}", rule.name()), &[("limit", limit.into())])
}

async fn change(cx: Cx, Path(name): Path<String>) -> Answer {
    cx.require(Permission::ReviewLog)?;
    let rule = Rule::parse(&name).ok_or_else(|| cx.not_found())?;
    let (state, _) = cx.app.log.state::<Settings>(COMPANY).await?;
    let set = state.review_rule(rule);
    let title = rule_name(&cx, rule);
    let form = Form::new(&cx, format!("/settings/{COMPANY}/set-review-rule")).next("/settings#review-rules");
    let body = form.show(html! {
        input type="hidden" name="rule" value=(rule.name());
        (form.checkbox("applies", "review-applies-field", set.applies))
        @if let Some((_, most)) = rule.limits() {
            @let most = cx.tr("review-limit-most", &[("most", texts::format::whole(cx.lang(), most.into()).into())]);
            (form.field("review-limit", &set.limit.map(|limit| limit.to_string()).unwrap_or_default(), Field {
                name: "limit",
                kind: Kind::Number,
                hint: Some(&cx.tr("review-limit-hint", &[("unit", most.into())])),
                ..Field::default()
            }))
        }
        div { (submit(Button { text: &cx.t("button-save"), look: Look::Dark, ..Button::default() })) }
    });
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-settings"), Some("/settings")), (&title, None)]))
        (page_head(PageHead { title: &title, lead: Some(html! { (cx.t("review-rules-lead")) }), ..PageHead::default() }))
        (panel(Panel { id: "new-rule", title: &cx.t("button-change"), body: Some(body), ..Panel::default() }))
    };
    Ok(cx.page(&title, content))
}
