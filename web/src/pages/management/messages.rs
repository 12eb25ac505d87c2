//! In the settings: what customers are told by themselves, in which words, and when text messages wait.

use api::App;
use axum::{Router, extract::Path, routing::get};
use domain::{
    Language, Permission,
    fault::Urgency,
    messages::{CUSTOMERS, Form as As, Message, Messages, SMS_CHARS, State, filled},
};
use maud::{Markup, html};
use projections::maintenance::{DEPARTMENT, board};
use reactors::message::standard;
use serde::Deserialize;
use texts::{Lang, format};

use crate::{
    Form,
    components::{
        Button, Column, Field, Kind, Look, PageHead, Panel, Size, Tab, Table, Tone, badge, cell, crumbs, page_head,
        panel, submit, table, views,
    },
    cx::{Answer, Cx, Query, Refusal},
    icons::Icon,
    pages::undo::marks::history,
};

const LANGUAGES: [Language; 3] = [Language::Nl, Language::En, Language::Pl];

/// The address of a message.
pub fn routes() -> Router<App> {
    Router::new().route("/settings/messages/{message}", get(show))
}

#[derive(Deserialize, Default)]
struct Asked {
    language: Option<String>,
    /// What is typed and only looked at.
    form: Option<String>,
    subject: Option<String>,
    body: Option<String>,
}

async fn state(cx: &Cx) -> Result<std::sync::Arc<State>, Refusal> {
    Ok(cx.app.log.state::<Messages>(CUSTOMERS).await?.0)
}

/// All messages, each with whether it goes out and in whose words.
pub async fn panel_of(cx: &Cx) -> Result<Markup, Refusal> {
    let state = state(cx).await?;
    let title = cx.t("message-all");
    let edits = cx.may(Permission::EditSettings);
    let columns = ["message-message", "message-words", "label-state", "customers-actions"].map(|key| cx.t(key));
    let columns: Vec<Column> = columns.iter().map(|title| Column { title, ..Column::default() }).collect();
    let rows = html! { @for message in Message::ALL { (row(cx, &state, message, edits)) } };
    Ok(panel(Panel {
        id: "messages",
        title: &title,
        body: Some(html! { div.stack { (allow(cx, &state)) (quiet(cx, &state)) } }),
        full: Some(table(Table {
            caption: &super::words::caption(cx, &title),
            columns: &columns,
            rows,
            ..Table::default()
        })),
        ..Panel::default()
    }))
}

fn name(cx: &Cx, message: Message) -> String {
    cx.t(&format!("message-{}", message.name())).into_owned()
}

fn row(cx: &Cx, state: &State, message: Message, edits: bool) -> Markup {
    let on = state.is_on(message);
    let own = LANGUAGES
        .into_iter()
        .any(|language| As::ALL.iter().any(|form| state.words(message, language, *form).is_some()));
    let name = name(cx, message);
    let form = order(cx, "switch").within(message.name());
    let switch =
        cx.tr(if on { "message-switch-off" } else { "message-switch-on" }, &[("message", name.as_str().into())]);
    html! {
        tr {
            th scope="row" { a href={ "/settings/messages/" (message.name()) } { (name) } }
            (cell(html! { (cx.t(if own { "message-own" } else { "message-standard" })) }))
            td { @if on { (badge(Tone::Good, Icon::Check, &cx.t("message-on"))) } @else { (badge(Tone::Neutral, Icon::X, &cx.t("message-off"))) } }
            td { @if edits { (form.show(html! {
                input type="hidden" name="message" value=(message.name());
                input type="hidden" name="on" value=(!on);
                (submit(Button { text: &switch, size: Size::Small, look: Look::Plain, ..Button::default() }))
            })) } }
        }
    }
}

fn order<'a>(cx: &'a Cx, command: &str) -> Form<'a> {
    Form::new(cx, format!("/messages/{CUSTOMERS}/{command}")).next("/settings")
}

fn allow(cx: &Cx, state: &State) -> Markup {
    let form = order(cx, "allow-sms");
    form.show(html! {
        (form.checkbox("on", "message-sms-allowed", state.sms))
        p.hint { (cx.t("message-sms-hint")) }
        (super::settings::save(cx))
    })
}

fn quiet(cx: &Cx, state: &State) -> Markup {
    let form = order(cx, "set-quiet-hours").within("quiet");
    let readonly = !cx.may(Permission::EditSettings);
    let at = |time: chrono::NaiveTime| time.format("%H:%M").to_string();
    form.show(html! {
        fieldset {
            legend { (cx.t("message-quiet")) }
            div.cols-2 {
                (form.field("label-from", &at(state.quiet.from), Field { name: "from", kind: Kind::Time, readonly, ..Field::default() }))
                (form.field("label-until", &at(state.quiet.until), Field { name: "until", kind: Kind::Time, readonly, ..Field::default() }))
            }
            p.hint { (cx.t("message-quiet-hint")) }
        }
        (super::settings::save(cx))
    })
}

async fn show(cx: Cx, Path(name_of): Path<String>, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::SeeSettings)?;
    let message = Message::find(&name_of).ok_or_else(|| cx.not_found())?;
    let state = state(&cx).await?;
    let code = asked.language.clone().unwrap_or_else(|| cx.lang().code().to_owned());
    let language = LANGUAGES.into_iter().find(|language| language.code() == code).unwrap_or_default();
    let title = name(&cx, message);
    let example = example(&cx, message, language).await?;
    let tabs: Vec<(String, String, bool)> = LANGUAGES
        .iter()
        .map(|one| {
            let href = format!("/settings/messages/{}?language={}", message.name(), one.code());
            (cx.t(&format!("language-{}", one.code())).into_owned(), href, *one == language)
        })
        .collect();
    let tabs: Vec<Tab> =
        tabs.iter().map(|(text, href, current)| Tab { text, href, count: "", current: *current }).collect();
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-settings"), Some("/settings")), (&title, None)]))
        (page_head(PageHead { title: &title, lead: Some(html! { (cx.t("message-lead")) }), ..PageHead::default() }))
        (views(&cx.t("message-languages"), &tabs))
        div.split {
            div.stack { @for form in As::ALL { (words_of(&cx, &state, message, language, form, &asked, &example)) } }
            div.stack { (placeholders(&cx, message, &example)) (history(&cx, &format!("messages-{CUSTOMERS}")).await) }
        }
    };
    Ok(cx.page(&title, content))
}

/// The words of one form, with how a customer reads them.
fn words_of(
    cx: &Cx,
    state: &State,
    message: Message,
    language: Language,
    form: As,
    asked: &Asked,
    example: &[(&'static str, String)],
) -> Markup {
    let own = state.words(message, language, form);
    let (subject, body) = match own {
        Some(own) => (own.subject.as_ref().map(ToString::to_string).unwrap_or_default(), own.body.to_string()),
        None => named(message, language, form),
    };
    let typed = asked.form.as_deref() == Some(form.name());
    let looked = |typed_text: &Option<String>, stored: String| typed_text.clone().filter(|_| typed).unwrap_or(stored);
    let (subject, body) = (looked(&asked.subject, subject), looked(&asked.body, body));
    let here = format!("/settings/messages/{}", message.name());
    let order = order(cx, "write").within(form.name()).next(format!("{here}?language={}", language.code()));
    let edits = cx.may(Permission::EditSettings);
    let back = self::order(cx, "use-standard").next(format!("{here}?language={}", language.code()));
    let hidden = html! {
        input type="hidden" name="message" value=(message.name());
        input type="hidden" name="language" value=(language.code());
        input type="hidden" name="form" value=(form.name());
    };
    let fields = order.show(html! {
        (hidden)
        @if form == As::Mail { (order.field("message-subject", &subject, Field { name: "subject", readonly: !edits, ..Field::default() })) }
        (order.textarea("message-body", &body, Field { name: "body", readonly: !edits, ..Field::default() }, if form == As::Mail { 12 } else { 4 }))
        @if form == As::Sms { p.hint { (cx.tr("message-sms-long", &[("most", SMS_CHARS.into())])) } }
        div.row."gap-s" {
            @if edits { (submit(Button { text: &cx.t("button-save"), look: Look::Dark, ..Button::default() })) }
            // What is typed is only looked at: nothing is kept.
            button.button type="submit" formmethod="get" formaction=(here) formnovalidate { (cx.t("message-look")) }
        }
    });
    let word = |name: &str| example.iter().find(|(known, _)| *known == name).map(|(_, word)| word.as_str());
    let (subject, text) = (filled(&subject, word), filled(&body, word));
    panel(Panel {
        id: form.name(),
        title: &cx.t(&format!("message-form-{}", form.name())),
        beside: Some(if own.is_some() {
            badge(Tone::Info, Icon::Pen, &cx.t("message-own"))
        } else {
            badge(Tone::Neutral, Icon::Note, &cx.t("message-standard"))
        }),
        end: (own.is_some() && edits).then(|| {
            back.show(html! {
                (hidden)
                (submit(Button { text: &cx.t("message-back"), size: Size::Small, ..Button::default() }))
            })
        }),
        body: Some(html! { div.stack {
            (fields)
            div data-example=(form.name()) {
                h3.label { (cx.t("message-example")) }
                @if form == As::Mail { p { b { (subject) } } }
                p.pre { (text) }
            }
        } }),
        ..Panel::default()
    })
}

/// The standard words, with what they name in braces.
fn named(message: Message, language: Language, form: As) -> (String, String) {
    let words: Vec<(&'static str, String)> =
        message.placeholders().iter().map(|name| (*name, format!("{{{name}}}"))).collect();
    standard(lang(language), message.name(), form, &words)
}

fn lang(language: Language) -> Lang {
    Lang::parse(language.code()).unwrap_or_default()
}

fn placeholders(cx: &Cx, message: Message, example: &[(&'static str, String)]) -> Markup {
    let rows: Vec<(String, Markup)> = message
        .placeholders()
        .iter()
        .map(|name| {
            let word =
                example.iter().find(|(known, _)| known == name).map(|(_, word)| word.as_str()).unwrap_or_default();
            (format!("{{{name}}}"), html! { (cx.t(&format!("message-word-{name}"))) p."small muted" { (word) } })
        })
        .collect();
    let rows: Vec<(&str, Markup)> = rows.iter().map(|(label, value)| (label.as_str(), value.clone())).collect();
    panel(Panel {
        id: "placeholders",
        title: &cx.t("message-placeholders"),
        body: Some(html! { p.hint { (cx.t("message-placeholders-hint")) } (crate::components::facts_stacked(&rows)) }),
        ..Panel::default()
    })
}

/// What stands in the place of what is named: of a visit that waits or is planned, where there is one.
async fn example(cx: &Cx, message: Message, language: Language) -> Result<Vec<(&'static str, String)>, Refusal> {
    let lang = lang(language);
    let pool = &cx.reads(&DEPARTMENT).pool;
    let today = cx.today();
    let newest = match board::queue(pool, None, 1).await?.pop() {
        Some(visit) => Some(visit),
        None => projections::maintenance::visits::list(pool, &Default::default(), None, 1).await?.rows.pop(),
    };
    let slot = newest.as_ref().and_then(|visit| visit.slot);
    let at = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    let (from, until) = slot.map_or((at(9), at(10)), |slot| (slot.from, slot.until));
    let machine = newest.as_ref().and_then(|visit| visit.model.clone()).unwrap_or_else(|| "K-400 Pro".into());
    let task = newest.as_ref().map(|visit| visit.task.clone()).filter(|task| !task.is_empty());
    let task = task.unwrap_or_else(|| cx.t(&format!("urgency-{}", Urgency::Normal.name())).into_owned());
    let number = newest.as_ref().and_then(|visit| visit.fault_number.clone()).unwrap_or_else(|| "2026-0001".into());
    let technician =
        newest.as_ref().and_then(|visit| visit.technician_name.clone()).unwrap_or_else(|| cx.session.name.clone());
    let day = format::date_full(lang, slot.map_or(today, |slot| slot.on));
    let all = [
        ("fault", number),
        ("problem", task.clone()),
        ("machine", machine),
        ("task", task.clone()),
        ("technician", technician),
        ("days", format!("– {day}")),
        ("appointments", format!("– {day}, {}–{}: {task}", format::clock(lang, from), format::clock(lang, until))),
        ("day", day),
        ("from", format::clock(lang, from)),
        ("until", format::clock(lang, until)),
        ("time", format::clock(lang, from)),
        ("work", task),
    ];
    Ok(all.into_iter().filter(|(name, _)| message.placeholders().contains(name)).collect())
}
