//! What is done with a contract in one small form: extended, given notice, ended, or as a draft called off.

use api::App;
use axum::{Router, extract::Path, routing::get};
use domain::{
    Currency, Money, Permission,
    contract::{Kind as Agreed, Terms},
    settings::{COMPANY, Settings},
};
use maud::{Markup, html};
use projections::sales::contract::Card;
use texts::format::{date_digits, date_long};

use super::contract::found;
use crate::{
    components::{Button, Field, Kind, Look, PageHead, crumbs, link_button, menu, page_head, submit},
    cx::{Answer, Cx},
    form::Form,
    icons::{Icon, icon},
};

/// The addresses of these forms.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/contracts/{id}/longer", get(extend))
        .route("/contracts/{id}/notice", get(notice))
        .route("/contracts/{id}/over", get(end))
        .route("/contracts/{id}/off", get(discard))
        .route("/contracts/{id}/level", get(level))
}

/// The buttons of who may change it: what comes next, and the rest in a menu.
pub fn actions(cx: &Cx, card: &Card) -> Markup {
    let at = |what: &str| format!("/contracts/{}/{what}", card.row.id);
    let entry = |what: &str, key: &str| {
        let href = at(what);
        html! { a href=(href) data-dialog-href=(href) { (cx.t(key)) } }
    };
    let more = match card.row.state.as_str() {
        "draft" => vec![entry("level", "promise-level-choose"), entry("off", "contracts-discard")],
        "running" => vec![
            entry("level", "promise-level-choose"),
            entry("notice", "button-give-notice"),
            entry("over", "contracts-end-now"),
        ],
        "notice" => vec![entry("level", "promise-level-choose"), entry("over", "contracts-end-now")],
        _ => return html! {},
    };
    html! {
        @if card.row.state == "draft" {
            (link_button(&at("edit"), Button { text: &cx.t("button-change"), icon: Some(Icon::Pen), key: Some("e"), ..Button::default() }))
            (link_button(&at("sign"), Button { text: &cx.t("button-sign"), icon: Some(Icon::Sign), look: Look::Primary, ..Button::default() }))
        } @else {
            (link_button(&at("longer"), Button {
                text: &cx.t("contracts-extend"), icon: Some(Icon::Refresh), look: Look::Primary, in_dialog: true, ..Button::default()
            }))
        }
        (menu(icon(Icon::More), &cx.t("customers-more"), &more))
    }
}

async fn extend(cx: Cx, Path(id): Path<String>) -> Answer {
    let card = changing(&cx, &id).await?;
    let months = if card.renewal > 0 { card.renewal } else { card.first_term };
    let form = form(&cx, &card, "extend", "contracts-done-extended");
    let until = i64::from(card.row.state == "notice");
    let body = html! {
        p { (cx.tr(if until == 1 { "contracts-extend-after-notice" } else { "contracts-extend-what" }, &[("day", date_long(cx.lang(), card.row.ends).into())])) }
        (form.field("contracts-extend-months", &months.to_string(), Field { name: "months", kind: Kind::Number, autofocus: true, ..Field::default() }))
    };
    page(&cx, &card, "contracts-extend", form, body, Look::Primary)
}

async fn notice(cx: Cx, Path(id): Path<String>) -> Answer {
    let card = changing(&cx, &id).await?;
    let form = form(&cx, &card, "give-notice", "contracts-done-notice");
    let ends = terms(&card).end_after_notice(card.row.ends, cx.today());
    let body = html! {
        @if let Some(ends) = ends { p { (cx.tr("contracts-notice-what", &[("day", date_long(cx.lang(), ends).into())])) } }
        (form.field("contracts-notice-reason", "", Field { name: "reason", autofocus: true, ..Field::default() }))
        (form.field("contracts-notice-on", &date_digits(cx.lang(), cx.today()), Field { name: "on", kind: Kind::Date, ..Field::default() }))
    };
    page(&cx, &card, "button-give-notice", form, body, Look::Danger)
}

async fn end(cx: Cx, Path(id): Path<String>) -> Answer {
    let card = changing(&cx, &id).await?;
    let form = form(&cx, &card, "end", "contracts-done-ended");
    let body = html! {
        p { (cx.t("contracts-end-what")) }
        (form.field("label-reason", "", Field { name: "reason", autofocus: true, ..Field::default() }))
        (form.field("contracts-last-day", &date_digits(cx.lang(), cx.today()), Field { name: "on", kind: Kind::Date, ..Field::default() }))
    };
    page(&cx, &card, "contracts-end-now", form, body, Look::Danger)
}

async fn discard(cx: Cx, Path(id): Path<String>) -> Answer {
    let card = changing(&cx, &id).await?;
    let form = form(&cx, &card, "discard", "contracts-done-discarded");
    let body = form.field("label-reason", "", Field { name: "reason", autofocus: true, ..Field::default() });
    page(&cx, &card, "contracts-discard", form, body, Look::Danger)
}

async fn level(cx: Cx, Path(id): Path<String>) -> Answer {
    let card = changing(&cx, &id).await?;
    let (settings, _) = cx.app.log.state::<Settings>(COMPANY).await?;
    let form = form(&cx, &card, "set-service-level", "done-saved");
    let usual = cx.t("promise-usual");
    let names = settings.level_names().map(|name| (name.as_str(), name.as_str()));
    let options: Vec<(&str, &str)> = std::iter::once(("", usual.as_ref())).chain(names).collect();
    let stored = card.level.clone().unwrap_or_default();
    let body = html! {
        p { (cx.t("promise-level-what")) }
        (form.select("promise-level", &stored, Field { name: "service_level", autofocus: true, ..Field::default() }, &options))
    };
    page(&cx, &card, "promise-level-choose", form, body, Look::Primary)
}

async fn changing(cx: &Cx, id: &str) -> Result<Card, crate::cx::Refusal> {
    cx.require(Permission::EditContracts)?;
    found(cx, id).await
}

fn form<'a>(cx: &'a Cx, card: &Card, command: &str, done: &str) -> Form<'a> {
    let back = format!("/contracts/{}", card.row.id);
    Form::new(cx, format!("{back}/{command}")).next(back).revision(card.row.revision).done(done)
}

/// The days that were agreed, for what follows from a notice.
fn terms(card: &Card) -> Terms {
    let months = |months: i64| u16::try_from(months).unwrap_or_default();
    Terms {
        kind: Agreed::default(),
        machines: Vec::new(),
        monthly_fee: Money { cents: 0, currency: Currency::Eur },
        starts: card.row.starts,
        first_term: months(card.first_term),
        renewal: months(card.renewal),
        notice: months(card.notice),
        remarks: None,
        hours: None,
        hours_alert: None,
    }
}

/// A form as a page that a dialog can take over.
fn page(cx: &Cx, card: &Card, title: &str, form: Form<'_>, body: Markup, look: Look) -> Answer {
    let (title, back, number) = (cx.t(title), format!("/contracts/{}", card.row.id), format!("C-{}", card.row.number));
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-contracts"), Some("/contracts")), (&number, Some(&back)), (&title, None)]))
        (page_head(PageHead { title: &title, lead: Some(html! { (cx.customer(&card.row.customer_name)) }), ..PageHead::default() }))
        section.panel.narrow aria-labelledby="deed-title" {
            (form.show_with(&[("data-dialog-part", ""), ("aria-labelledby", "deed-title")], html! {
                header { h2 id="deed-title" { (title) } }
                div.body.stack { (body) }
                footer.row."gap-s" {
                    (link_button(&back, Button { text: &cx.t("button-cancel"), closes: true, ..Button::default() }))
                    (submit(Button { text: &title, look, ..Button::default() }))
                }
            }))
        }
    };
    Ok(cx.page(&title, content))
}
