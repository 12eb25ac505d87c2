//! Several customers at once: another term of payment, into the archive, out of it. Each by its own command; the answer tells
//! what became of each.

use api::{
    Problem,
    command::together,
    decode::{command_schema, decode, kind_at},
    fields::{self, Form as Fields},
    problem::FieldError,
};
use axum::{body::Bytes, extract::RawQuery, response::Response};
use domain::{
    CustomerId, Permission,
    customer::{Command, Customer, Details, LONGEST_TERM},
    registry::AnyCommand,
};
use event_store::{Given, Revision};
use maud::{Markup, html};
use projections::customers::list::{self, Filter};
use uuid::Uuid;

use super::{named, pool};
use crate::{
    components::*,
    cx::{Answer, Cx, Failed, Refusal},
    form::Form,
    icons::Icon,
    pages::outcome::{self, Became, CUSTOMERS, Outcome, Told},
};

/// The address of the form and of what it posts.
const PATH: &str = "/customers/chosen";
/// The most customers in one go; a page of the list has fewer.
const MOST: usize = 200;

/// What is done with them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    Terms,
    Archive,
    Restore,
}

impl Act {
    fn read(fields: &Fields) -> Option<Self> {
        match fields::last(fields, "act")? {
            "terms" => Some(Self::Terms),
            "archive" => Some(Self::Archive),
            "restore" => Some(Self::Restore),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Terms => "terms",
            Self::Archive => "archive",
            Self::Restore => "restore",
        }
    }

    /// Key of the word for it once it is done.
    fn done(self) -> &'static str {
        match self {
            Self::Terms => "customers-outcome-terms",
            Self::Archive => "customers-view-archived",
            Self::Restore => "customers-outcome-restored",
        }
    }
}

/// Those of the form that are there.
async fn customers(cx: &Cx, fields: &Fields, act: Act) -> Result<Vec<list::Customer>, Refusal> {
    let ids = fields.iter().filter(|(name, _)| name == "chosen").filter_map(|(_, id)| id.parse::<CustomerId>().ok());
    let chosen: Vec<String> = ids.take(MOST).map(|id| id.to_string()).collect();
    let mut found = Vec::new();
    // Whoever was put away or brought back in the meantime is told of too.
    for archived in [act == Act::Restore, act != Act::Restore] {
        let filter = Filter { chosen: chosen.clone(), archived, ..Filter::default() };
        if !chosen.is_empty() {
            let most = u32::try_from(MOST).unwrap_or(u32::MAX);
            found.extend(list::page(pool(cx), &filter, cx.today(), None, most).await?.rows);
        }
    }
    Ok(found)
}

/// `GET /customers/chosen` with `chosen` for each and `act=terms`, `act=archive` or `act=restore`.
pub(super) async fn show(cx: Cx, RawQuery(query): RawQuery) -> Answer {
    cx.require(Permission::EditCustomers)?;
    let asked: Fields = serde_html_form::from_str(&query.unwrap_or_default()).unwrap_or_default();
    // The page that tells what became of them has this address too, and its frame is fetched again.
    let act = Act::read(&asked).unwrap_or(Act::Terms);
    let customers = customers(&cx, &asked, act).await?;
    Ok(page(&cx, act, &customers))
}

fn page(cx: &Cx, act: Act, customers: &[list::Customer]) -> Response {
    let title = cx.t(&format!("customers-chosen-{}", act.name()));
    let content = html! {
        (crumbs(&cx.t("customers-crumbs"), &[(&cx.t(CUSTOMERS.name), Some(CUSTOMERS.path)), (&title, None)]))
        (page_head(PageHead { title: &title, lead: Some(html! { (cx.t(&format!("customers-chosen-{}-lead", act.name()))) }), ..PageHead::default() }))
        @if customers.is_empty() {
            @let back = cx.t(CUSTOMERS.back);
            @let way = link_button(CUSTOMERS.path, Button { text: &back, ..Button::default() });
            section.panel { h2.visually-hidden { (cx.t("customers-picked")) } (empty(Icon::Users, &cx.t("customers-chosen-none"), &cx.t("customers-chosen-none-why"), Some(way))) }
        } @else { (form(cx, act, customers)) }
    };
    cx.page(&title, content)
}

fn form(cx: &Cx, act: Act, customers: &[list::Customer]) -> Markup {
    let form = Form::new(cx, PATH).page(PATH);
    let hint = cx.t("customers-payment-term-hint");
    let titles = ["label-customer", "label-place", "customers-payment-term"].map(|key| cx.t(key));
    let columns = titles.each_ref().map(|title| Column { title, ..Column::default() });
    let rows = html! {
        @for customer in customers {
            tr {
                (name_cell(&format!("/customers/{}", customer.id), &named(cx, &customer.name), &customer.number.to_string()))
                td { (customer.city) }
                td { (super::list_table::term(cx, customer)) }
            }
        }
    };
    let caption = cx.tr("customers-table", &[("name", cx.t("customers-picked").into_owned().into())]);
    let table = table(Table { caption: &caption, columns: &columns, rows, ..Table::default() });
    let count = [("count", customers.len().into())];
    let (go, cancel) = (cx.tr(&format!("customers-chosen-{}-go", act.name()), &count), cx.t("button-cancel"));
    let look = if act == Act::Archive { Look::Danger } else { Look::Primary };
    let fields = html! {
        input type="hidden" name="act" value=(act.name());
        @for customer in customers { input type="hidden" name="chosen" value=(customer.id); }
        @if act != Act::Restore { div.form-grid { @match act {
            Act::Terms => (form.field("customers-payment-term", "", Field { name: "payment_days", kind: Kind::Number, optional: true, hint: Some(&hint), autofocus: true, width: 4, ..Field::default() })),
            Act::Archive => (form.field("label-reason", "", Field { name: "reason", autofocus: true, ..Field::default() })),
            Act::Restore => {}
        } } }
        div.actions {
            (submit(Button { text: &go, look, ..Button::default() }))
            (link_button(CUSTOMERS.path, Button { text: &cancel, ..Button::default() }))
        }
    };
    let list = Panel { id: "chosen", title: &cx.t("customers-picked"), full: Some(table), ..Panel::default() };
    html! {
        section.panel."mb-4" { div.body { (form.show(fields)) } }
        (panel(list))
    }
}

/// `POST /customers/chosen`: as long as a field can't be read nothing is done; then each by itself. Sent twice, it is done once.
pub(super) async fn act(mut cx: Cx, body: Bytes) -> Answer {
    cx.require(Permission::EditCustomers)?;
    let posted: Fields = serde_html_form::from_bytes(&body).unwrap_or_default();
    let act = Act::read(&posted).ok_or_else(|| cx.not_found())?;
    let customers = customers(&cx, &posted, act).await?;
    let asked = match asked(&cx, act, &posted) {
        Ok(asked) => asked,
        Err(problem) => {
            cx.failed = Some(Failed { action: PATH.into(), fields: posted, problem });
            return Ok(page(&cx, act, &customers));
        }
    };
    let request = fields::last(&posted, "_request").unwrap_or_default();
    let correlation = (!request.is_empty()).then(|| together(&cx.session, request));
    let (mut outcomes, mut last) = (Vec::new(), None);
    for customer in &customers {
        let (command, seen) = asked.of(&cx, &customer.id).await?;
        let own = format!("{request} {}", customer.id);
        let again = (!request.is_empty()).then(|| Uuid::new_v5(&cx.session.user.0, own.as_bytes()));
        let command_id = again.unwrap_or_else(Uuid::now_v7);
        let given = Given { command_id, seen, correlation, ..Given::by(cx.session.actor()) };
        let done = cx.app.log.execute::<Customer>(&customer.id, command, &given, cx.app.outside.as_ref()).await;
        let became = match done {
            Ok(applied) => {
                last = applied.position.max(last);
                if applied.position.is_some() { Became::Done(act.done()) } else { Became::Was }
            }
            Err(error) => outcome::no(&cx, error),
        };
        let (href, name) = (format!("/customers/{}", customer.id), customer.number.to_string());
        outcomes.push(Outcome { href, name, customer: named(&cx, &customer.name), became });
    }
    if let Some(position) = last {
        cx.app.reads.wait(position, api::command::SHOWN_WITHIN).await;
    }
    let title = cx.t(&format!("customers-chosen-{}", act.name()));
    let count = outcomes.iter().filter(|outcome| outcome.done()).count();
    let said = cx.tr("customers-chosen-done", &[("count", count.into())]);
    Ok(outcome::page(
        &cx,
        &CUSTOMERS,
        &title,
        Told { said: &said, together: correlation, ..Told::default() },
        &outcomes,
    ))
}

/// What is asked of each.
enum Asked {
    /// Another term of payment; all else stays as it is.
    Terms(Option<u16>),
    /// The same command for everyone.
    Same(Command),
}

impl Asked {
    /// The command for one customer, and the revision that it was made of.
    async fn of(&self, cx: &Cx, id: &str) -> Result<(Command, Option<Revision>), Refusal> {
        match self {
            Self::Same(command) => Ok((command.clone(), None)),
            Self::Terms(payment_days) => {
                let (state, revision) = cx.app.log.state::<Customer>(id).await?;
                let known = state.details.clone().ok_or_else(|| cx.not_found())?;
                Ok((Command::Change(Details { payment_days: *payment_days, ..known }), revision))
            }
        }
    }
}

/// Reads the fields.
fn asked(cx: &Cx, act: Act, posted: &Fields) -> Result<Asked, Problem> {
    if act == Act::Terms {
        let typed = fields::last(posted, "payment_days").unwrap_or_default().trim();
        if typed.is_empty() {
            return Ok(Asked::Terms(None));
        }
        let days = typed.parse().ok().filter(|days| *days <= LONGEST_TERM);
        let message = cx.t("customers-payment-term-wrong").into_owned();
        let wrong = || Problem::invalid(cx.lang(), vec![FieldError { field: "payment_days".into(), message }]);
        return days.map(|days| Asked::Terms(Some(days))).ok_or_else(wrong);
    }
    let kind = kind_at("customers").ok_or_else(|| Problem::not_found(cx.lang()))?;
    let schema = command_schema(kind, act.name()).ok_or_else(|| Problem::not_found(cx.lang()))?;
    let own: Fields = posted.iter().filter(|(name, _)| name == "reason").cloned().collect();
    match decode(kind, act.name(), fields::to_json(&own, schema, cx.today()), cx.lang())? {
        AnyCommand::Customer(command) => Ok(Asked::Same(command)),
        _ => Err(Problem::not_found(cx.lang())),
    }
}
