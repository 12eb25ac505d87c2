//! Review: what colleagues did that wants a look, newest first; the chosen act stands beside the list, to be approved or asked about.

use api::App;
use axum::{Router, routing::get};
use chrono::NaiveDate;
use domain::{Permission, review::Rule};
use maud::{Markup, html};
use projections::{
    Cursor,
    management::{
        DEPARTMENT, entries,
        reviews::{self, Filter, Review, State},
    },
};
use serde::Deserialize;
use texts::format;

use super::{entry::Detail, words};
use crate::{
    components::{
        Button, Column, Field, Look, PageHead, Pager, Panel, Size, Sort, Table, Tone, badge, empty, facts, link_button,
        notice, page_head, pager, panel, submit, table,
    },
    cx::{Answer, Cx, Query, Refusal, address},
    form::Form,
    icons::{Icon, icon},
    pages::undo::{self, marks::of_entry},
};

/// Reviews a page.
const LIMIT: usize = 50;
/// Months of which is told how much was looked at.
const MONTHS: usize = 6;
/// The parts of the page that another filter or act changes.
const PARTS: &str = "reviews chosen";

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/reviews", get(show))
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    state: Option<String>,
    #[serde(default)]
    rule: Option<String>,
    #[serde(default)]
    person: Option<String>,
    #[serde(default)]
    after: Option<String>,
    #[serde(default)]
    review: Option<String>,
}

impl Asked {
    fn filter(&self) -> Filter {
        Filter {
            state: self.state.as_deref().and_then(State::parse),
            rule: self.rule.as_deref().and_then(Rule::parse),
            author: self.person.as_deref().and_then(|id| id.parse().ok()),
        }
    }

    /// The same list, with another page or act.
    fn address(&self, after: Option<&str>, review: Option<&str>) -> String {
        address(
            "/reviews",
            &[
                ("state", self.state.as_deref()),
                ("rule", self.rule.as_deref()),
                ("person", self.person.as_deref()),
                ("after", after),
                ("review", review),
            ],
        )
    }

    /// The list with this act chosen.
    fn with(&self, review: &Review) -> String {
        self.address(self.after.as_deref(), Some(&review.id.to_string()))
    }
}

async fn show(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require_to_see(Permission::ReviewLog)?;
    let pool = &cx.reads(&DEPARTMENT).pool;
    let after = asked.after.as_deref().and_then(Cursor::parse);
    let page = reviews::list(pool, &asked.filter(), after.as_ref(), LIMIT).await?;
    let people = entries::people(pool).await?;
    let months = reviews::coverage(pool, MONTHS, cx.app.log.zone).await?;
    let chosen = match asked.review.as_deref().and_then(|id| id.parse().ok()) {
        Some(id) => reviews::one(pool, id).await?,
        None => None,
    };
    let detail = match &chosen {
        Some(review) => Detail::at(&cx, review.entry.position).await?,
        None => None,
    };
    let limit = match &chosen {
        Some(review) => limit_then(&cx, review).await?,
        None => None,
    };
    let people: Vec<(String, String)> =
        people.into_iter().map(|(id, name)| (id.to_string(), cx.colleague(&name).into_owned())).collect();
    let title = cx.t("nav-reviews");
    let next = next(&page.rows, chosen.as_ref());
    let next = next.map_or_else(|| asked.address(asked.after.as_deref(), None), |review| asked.with(review));
    let content = html! {
        (page_head(PageHead { title: &title, lead: Some(html! { (cx.t("review-lead")) }), ..PageHead::default() }))
        div."split wide-side" {
            div.stack {
                section.panel id="reviews" aria-labelledby="reviews-title" data-live="management" {
                    h2.visually-hidden id="reviews-title" { (title) }
                    (filters(&cx, &asked, &people))
                    @if page.rows.is_empty() {
                        (empty(Icon::Check, &cx.t("review-empty"), &cx.t("review-empty-why"), None))
                    } @else {
                        (rows(&cx, &asked, &page.rows, chosen.as_ref()))
                        (pager(Pager {
                            status: &cx.tr("count-rows", &[("count", page.rows.len().into())]),
                            label: &cx.t("management-pages"),
                            previous: (&cx.t("management-newest"), asked.after.as_ref().map(|_| asked.address(None, None)).as_deref()),
                            next: (&cx.t("management-older"), page.next.as_deref().map(|there| asked.address(Some(there), None)).as_deref()),
                        }))
                        div.pager { p.keys aria-hidden="true" {
                            span { kbd { "J" } kbd { "K" } (cx.t("review-keys-row")) }
                            span { kbd { "A" } (cx.t("review-keys-approve")) }
                            span { kbd { "V" } (cx.t("review-keys-ask")) }
                            span { kbd { "U" } (cx.t("review-keys-undo")) }
                        } }
                    }
                }
                (coverage(&cx, &months))
            }
            aside."stack sticky-side chosen".open[detail.is_some()] id="chosen" aria-label=(cx.t("management-chosen")) data-replaces=(PARTS) data-focus="entry" {
                @if let Some((review, detail)) = chosen.as_ref().zip(detail.as_ref()) {
                    (beside(&cx, review, detail, limit.as_deref(), &next, &asked.address(asked.after.as_deref(), None)))
                    (detail.then(&cx))
                } @else {
                    section.panel { (empty(Icon::Eye, &cx.t("management-choose"), &cx.t("review-choose-why"), None)) }
                }
            }
        }
    };
    Ok(cx.page(&title, content))
}

/// The threshold of its rule that was in force when it was done, in words; none of a rule without one.
async fn limit_then(cx: &Cx, review: &Review) -> Result<Option<String>, Refusal> {
    let position = u64::try_from(review.entry.position).unwrap_or_default();
    let settings = api::change::settings_before(&cx.app, position).await?;
    let limit = settings.review_rule(review.rule).limit;
    Ok(limit.map(|limit| {
        let limit = super::review_rules::unit(cx, review.rule, limit);
        cx.tr("review-limit-then", &[("limit", limit.into())])
    }))
}

/// Which comes after the chosen one: the one below it, else the one above.
fn next<'a>(rows: &'a [Review], chosen: Option<&Review>) -> Option<&'a Review> {
    let at = rows.iter().position(|review| chosen.is_some_and(|chosen| chosen.id == review.id));
    match at {
        Some(at) => rows.get(at + 1).or_else(|| rows.get(at.checked_sub(1)?)),
        None => rows.first(),
    }
}

fn filters(cx: &Cx, asked: &Asked, people: &[(String, String)]) -> Markup {
    let states: Vec<(String, String)> =
        State::ALL.iter().map(|state| (state.name().to_owned(), state_name(cx, *state))).collect();
    let rules: Vec<(String, String)> =
        Rule::ALL.iter().map(|rule| (rule.name().to_owned(), rule_name(cx, *rule))).collect();
    let choose = |name: &str, label: &str, all: &str, chosen: Option<&str>, options: &[(String, String)]| {
        let chosen = chosen.unwrap_or_default();
        html! {
            label.row for=(name) { span.small { (cx.t(label)) }
                select.select id=(name) name=(name) {
                    option value="" { (cx.t(all)) }
                    @for (value, text) in options { option value=(value) selected[value == chosen] { (text) } }
                }
            }
        }
    };
    html! {
        form.filters role="search" method="get" action="/reviews" aria-label=(cx.t("review-filter")) data-autosubmit=(PARTS) {
            (choose("state", "label-state", "review-to-do", asked.state.as_deref(), &states))
            (choose("rule", "review-rule", "word-all", asked.rule.as_deref(), &rules))
            (choose("person", "label-who", "word-all", asked.person.as_deref(), people))
            noscript { button.button.small type="submit" { (cx.t("button-filter")) } }
        }
    }
}

fn rows(cx: &Cx, asked: &Asked, rows: &[Review], chosen: Option<&Review>) -> Markup {
    let titles = ["label-when", "label-who", "label-what", "label-state"].map(|key| cx.t(key));
    let sorted = |n: usize| (n == 0).then_some(Sort::Descending);
    let columns: Vec<Column> =
        titles.iter().enumerate().map(|(n, title)| Column { title, sorted: sorted(n), ..Column::default() }).collect();
    let body = html! {
        @for review in rows {
            @let current = chosen.is_some_and(|chosen| chosen.id == review.id);
            tr.selected[current] id={ "review-" (review.id) } aria-current=[current.then_some("true")] {
                td.nowrap { (words::when(cx, review.entry.at)) }
                td { (words::who(cx, &review.entry)) }
                th scope="row" {
                    a href=(asked.with(review)) { (words::happened(cx, &review.entry.event_type)) }
                    small { (words::about(cx, &review.entry)) }
                }
                td { (state(cx, review.state)) small { (rule_name(cx, review.rule)) } }
            }
        }
    };
    html! {
        div.log data-replaces=(PARTS) data-focus="entry" {
            (table(Table { caption: &cx.t("review-caption"), columns: &columns, rows: body, ..Table::default() }))
        }
    }
}

/// The chosen act: what changed, why it wants a look, and what can be said about it; `next` is where one goes on.
fn beside(cx: &Cx, review: &Review, detail: &Detail, limit: Option<&str>, next: &str, without: &str) -> Markup {
    panel(Panel {
        id: "entry",
        title: &detail.title(cx),
        end: Some(html! {
            a.small href={ "/log/" (review.entry.position) } { (detail.number(cx)) }
            a."button quiet small only" href=(without) data-focus={ "review-" (review.id) } data-key="Escape"
                aria-label=(cx.t("button-close")) { (icon(Icon::X)) }
        }),
        body: Some(html! {
            div.stack {
                div.row { (state(cx, review.state)) }
                (detail.about(cx))
                (detail.diff(cx))
                (notice(Tone::Warning, Icon::Alert, html! {
                    b { (rule_name(cx, review.rule)) }
                    @if let Some(limit) = limit { p { (limit) } }
                }, None))
                (said(cx, review))
                (detail.marks(cx))
            }
        }),
        footer: (!matches!(review.state, State::Approved | State::Undone)).then(|| decide(cx, review, next)),
        ..Panel::default()
    })
}

/// What was asked and answered, and who approved it.
pub fn said(cx: &Cx, review: &Review) -> Markup {
    let with = |who: &Option<String>, at: Option<i64>| {
        html! { (words::colleague(cx, who.as_deref())) @if let Some(at) = at { " · " (words::when(cx, at)) } }
    };
    let asker = cx.tr("review-question-of", &[("name", words::colleague(cx, review.asked_by.as_deref()).into())]);
    let (answer, approved) = (cx.t("review-given-answer"), cx.t("review-approved-by"));
    let undone = cx.t("review-undone-by");
    let rows: Vec<(&str, Markup)> = [
        review.question.as_ref().map(|text| (asker.as_str(), html! { (cx.named(text)) })),
        review.answer.as_ref().map(|text| (answer.as_ref(), html! { (cx.named(text)) })),
        review.approved_at.map(|at| (approved.as_ref(), with(&review.approved_by, Some(at)))),
        review.undone_at.map(|at| (undone.as_ref(), with(&review.undone_by, Some(at)))),
    ]
    .into_iter()
    .flatten()
    .collect();
    html! { @if !rows.is_empty() { (facts(&rows)) } }
}

/// The ways to approve, to ask, and to take back; of one's own act only the last.
fn decide(cx: &Cx, review: &Review, next: &str) -> Markup {
    let told = of_entry(&review.entry);
    let stays = review.undone_at.is_none() && cx.app.then.is_none();
    let undo = html! {
        @if undo::marks::offered(cx, &told) { (undo::button(cx, &told, next, Some("u"))) }
        @else if stays { (undo::marks::why_not(cx, &told)) }
    };
    if review.author == cx.session.user {
        let answer = Button { text: &cx.t("review-own-answer"), size: Size::Small, ..Button::default() };
        return html! {
            div.stack {
                p.hint { (cx.t("review-own")) }
                div.actions {
                    @if review.state == State::Asked { (link_button(&format!("/reviews/{}", review.id), answer)) }
                    (undo)
                }
            }
        };
    }
    let base = format!("/reviews/{}", review.id);
    let approve = Form::new(cx, format!("{base}/approve")).next(next).done("review-approved");
    let question = Form::new(cx, format!("{base}/ask")).next(next).done("review-asked");
    html! {
        div.stack {
            div.row.wrap {
                (approve.show(html! { div.actions {
                    (submit(Button { text: &cx.t("button-approve"), icon: Some(Icon::Check), look: Look::Dark, size: Size::Small,
                        key: Some("a"), key_hint: Some("A"), ..Button::default() }))
                } }))
                (undo)
            }
            @if review.state != State::Asked {
                (question.show(html! {
                    div data-key="v" { (question.textarea("review-question", "", Field { name: "question", ..Field::default() }, 2)) }
                    div.actions {
                        (submit(Button { text: &cx.t("review-ask"), icon: Some(Icon::Undo), size: Size::Small,
                            key_hint: Some("Ctrl ↵"), ..Button::default() }))
                    }
                }))
            }
        }
    }
}

/// How much of what people did was looked at, by month.
fn coverage(cx: &Cx, months: &[reviews::Month]) -> Markup {
    let titles = ["review-month", "review-acts", "review-raised", "review-looked-at", "review-open-questions"]
        .map(|key| cx.t(key));
    let columns: Vec<Column> =
        titles.iter().enumerate().map(|(n, title)| Column { title, right: n > 0, ..Column::default() }).collect();
    let whole = |count: i64| format::whole(cx.lang(), count);
    // A share in thousandths of a percent, to one decimal.
    let share = |month: &reviews::Month| (month.approved + month.undone) * 1_000 / month.acts.max(1) * 100;
    let name = |month: &reviews::Month| {
        let first = format!("{}-01", month.month).parse::<NaiveDate>();
        first.map_or_else(|_| month.month.clone(), |first| format::month_year(cx.lang(), first))
    };
    let rows = html! {
        @for month in months {
            tr {
                th scope="row" { (name(month)) }
                td.right { (whole(month.acts)) }
                td.right { (whole(month.raised)) }
                td.right { (cx.tr("review-share", &[("count", whole(month.approved + month.undone).into()),
                    ("share", format::quantity(cx.lang(), share(month)).into())])) }
                td.right { (whole(month.questions)) }
            }
        }
    };
    let title = cx.t("review-coverage");
    panel(Panel {
        id: "coverage",
        title: &title,
        live: Some("management"),
        full: Some(table(Table { caption: &words::caption(cx, &title), columns: &columns, rows, ..Table::default() })),
        footer: Some(html! { p.hint { (cx.t("review-coverage-what")) } }),
        ..Panel::default()
    })
}

/// A rule, in words.
pub fn rule_name(cx: &Cx, rule: Rule) -> String {
    cx.t(&format!("review-rule-{}", rule.name())).into_owned()
}

fn state_name(cx: &Cx, state: State) -> String {
    cx.t(&format!("review-state-{}", state.name())).into_owned()
}

/// How far a review is, as a badge.
fn state(cx: &Cx, state: State) -> Markup {
    let (tone, sign) = match state {
        State::Open => (Tone::Warning, Icon::Eye),
        State::Asked => (Tone::Info, Icon::Clock),
        State::Answered => (Tone::Warning, Icon::Note),
        State::Approved => (Tone::Good, Icon::Shield),
        State::Undone => (Tone::Neutral, Icon::Undo),
    };
    badge(tone, sign, &state_name(cx, state))
}
