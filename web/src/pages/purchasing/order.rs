//! One purchase order: what was ordered, what came in, and booking what comes in.

use api::App;
use axum::{Router, extract::Path, routing::get};
use domain::{Permission, PurchaseOrderId, Quantity, mail::Document};
use maud::{Markup, html};
use projections::purchasing::{
    DEPARTMENT,
    orders::{self, Line, State, Whole},
};

use super::{question::Question, words};
use crate::{
    components::{
        Button, Column, Field, Kind, Look, PageHead, Panel, Table, Tone, crumbs, facts, id_within, link_button, notice,
        page_head, panel, submit, table,
    },
    cx::{Answer, Cx, Refusal},
    form::Form,
    icons::Icon,
    pages::{finance::document, management::why, undo::marks::history},
};

/// The addresses of this page.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/purchase-orders/{id}", get(show))
        .route("/purchase-orders/{id}/cancelling", get(cancelling))
        .route("/purchase-orders/{id}/pdf", get(pdf))
}

/// The order in the address.
///
/// # Errors
/// When there is none, or it may not be seen.
pub async fn found(cx: &Cx, id: &str, permission: Permission) -> Result<Whole, Refusal> {
    cx.require(permission)?;
    let id: PurchaseOrderId = id.parse().map_err(|_| cx.not_found())?;
    orders::one(&cx.reads(&DEPARTMENT).pool, id).await?.ok_or_else(|| cx.not_found())
}

async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let whole = found(&cx, &id, Permission::SeePurchasing).await?;
    let order = &whole.order;
    let number = words::order_number(order.number);
    let title = cx.tr("purchasing-order-title", &[("number", (&number).into())]);
    let receiving = cx.may(Permission::EditStock) && matches!(order.state, State::Placed | State::Partly);
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-purchase-orders"), Some("/purchase-orders")), (&number, None)]))
        (page_head(PageHead {
            title: &title,
            badges: Some(html! {
                (words::order_badge(&cx, order.state))
                @if let Some(managed) = words::managed(&cx) { (managed) }
            }),
            lead: Some(html! { (order.supplier_name.as_deref().unwrap_or_default()) }),
            actions: actions(&cx, &whole),
        }))
        @if let Some(reason) = &order.reason {
            (notice(Tone::Info, Icon::Note, html! { (cx.tr("purchasing-cancelled-because", &[("reason", reason.into())])) }, None))
        }
        div.split {
            div.stack {
                (lines(&cx, &whole))
                @if receiving { (receive(&cx, &whole)) }
                (receipts(&cx, &whole))
            }
            div.stack {
                (about(&cx, &whole))
                (why::of_thing(&cx, &format!("purchase_order-{id}")).await?)
                (history(&cx, &format!("purchase_order-{id}")).await)
            }
        }
    };
    Ok(cx.page(&title, content))
}

fn actions(cx: &Cx, whole: &Whole) -> Option<Markup> {
    let order = &whole.order;
    let at = |what: &str| format!("/purchase-orders/{}/{what}", order.id);
    let place = Form::new(cx, at("place"))
        .next(format!("/purchase-orders/{}", order.id))
        .revision(order.revision)
        .done("purchasing-done-placed");
    let may = cx.may(Permission::EditStock);
    let cancel_text = cx.t(if order.state == State::Draft { "purchasing-discard" } else { "purchasing-cancel-rest" });
    let cancel = Button { text: &cancel_text, in_dialog: true, ..Button::default() };
    Some(html! {
        @if order.state != State::Draft {
            (link_button(&at("pdf"), Button { text: "PDF", icon: Some(Icon::File), ..Button::default() }))
        }
        @if may && matches!(order.state, State::Draft | State::Placed | State::Partly) {
            (link_button(&at("cancelling"), cancel))
        }
        @if may && order.state == State::Draft {
            (link_button(&at("edit"), Button { text: &cx.t("button-change"), icon: Some(Icon::Pen), key: Some("e"), ..Button::default() }))
            (place.show_with(&[("class", "inline")], submit(Button { text: &cx.t("purchasing-place"), look: Look::Primary, icon: Some(Icon::Send), ..Button::default() })))
        }
    })
}

fn lines(cx: &Cx, whole: &Whole) -> Markup {
    let titles = [
        "field-article",
        "purchasing-ordered",
        "purchasing-received",
        "purchasing-open",
        "label-price",
        "label-amount",
    ]
    .map(|key| cx.t(key));
    let columns: Vec<Column> =
        titles.iter().enumerate().map(|(n, title)| Column { title, right: n > 0, ..Column::default() }).collect();
    let rows = html! { @for line in &whole.lines { (row(cx, line)) } };
    let foot = html! {
        tr { th scope="row" colspan="5" { (cx.t("purchasing-total-without-vat")) } td.right.amount { (words::money(cx, whole.order.total)) } }
    };
    let list = table(Table {
        caption: &cx.t("purchasing-lines-caption"),
        columns: &columns,
        rows,
        foot: Some(foot),
        lines: true,
        ..Table::default()
    });
    panel(Panel {
        id: "lines",
        title: &cx.t("purchasing-articles"),
        live: Some("purchasing"),
        full: Some(list),
        ..Panel::default()
    })
}

fn row(cx: &Cx, line: &Line) -> Markup {
    let numbers: Vec<&str> = [line.number.as_deref(), line.supplier_number.as_deref()].into_iter().flatten().collect();
    html! {
        tr {
            th scope="row" {
                a href={ "/articles/" (line.article) } { (line.name.as_deref().unwrap_or_default()) }
                small { (numbers.join(" · ")) }
            }
            td.right { (words::quantity(cx, line.quantity)) " " (line.unit.as_deref().unwrap_or_default()) }
            td.right { (words::quantity(cx, line.received)) }
            td.right { @if line.open > Quantity::default() { b { (words::quantity(cx, line.open)) } } @else { (words::quantity(cx, line.open)) } }
            td.right.amount { (words::money(cx, line.price)) }
            td.right.amount { (words::money(cx, line.amount)) }
        }
    }
}

/// Booking what came in: all that is open is filled in already.
fn receive(cx: &Cx, whole: &Whole) -> Markup {
    let order = &whole.order;
    let here = format!("/purchase-orders/{}", order.id);
    let form = Form::new(cx, format!("{here}/receive"))
        .within("receive")
        .next(here.as_str())
        .revision(order.revision)
        .done("purchasing-done-received");
    let open: Vec<_> = whole.lines.iter().filter(|line| line.open > Quantity::default()).collect();
    let asked = |n: usize, open| form.value(&format!("lines.{n}.quantity"), words::typed_quantity(cx.lang(), open));
    let too_many = |(n, line): (usize, &&Line)| {
        asked(n, line.open).parse().is_ok_and(|typed: Quantity| typed > line.open || typed.thousandths() % 1_000 != 0)
    };
    // What is wrong with the lines leads to the first one of which more is said to have come than is open, or a part of one.
    let wrong = form.error("lines").map(|_| open.iter().enumerate().position(too_many).unwrap_or_default());
    let today = texts::format::date_digits(cx.lang(), cx.today());
    let body = html! {
        ul.receive {
            @for (n, line) in open.iter().enumerate() {
                @let id = id_within("receive", &format!("lines.{n}.quantity"));
                @let field = format!("lines.{n}.quantity");
                @let name = line.name.as_deref().unwrap_or_default();
                li."row apart" id=[(wrong == Some(n)).then(|| id_within("receive", "lines"))] {
                    input type="hidden" name={ "lines." (n) ".article" } value=(line.article);
                    label for=(id) { (name) }
                    span."row" {
                        input."input num" id=(id) name=(field) inputmode="decimal" autocomplete="off"
                            aria-invalid=[(wrong == Some(n) || form.error(&field).is_some()).then_some("true")]
                            value=(asked(n, line.open));
                        span."muted small" { (cx.tr("purchasing-of-open", &[("quantity", words::quantity(cx, line.open).into())])) }
                    }
                }
            }
        }
        div.cols-2 {
            (form.field("purchasing-received-on", &today, Field { name: "on", kind: Kind::Date, ..Field::default() }))
            (form.field("field-delivery-note", "", Field { name: "delivery_note", optional: true, ..Field::default() }))
        }
        div.actions {
            (submit(Button { text: &cx.t("button-receive"), look: Look::Primary, icon: Some(Icon::Check), ..Button::default() }))
        }
    };
    panel(Panel { id: "receive", title: &cx.t("purchasing-receive"), body: Some(form.show(body)), ..Panel::default() })
}

fn receipts(cx: &Cx, whole: &Whole) -> Markup {
    let titles =
        ["purchasing-received-on", "field-article", "field-delivery-note", "label-quantity"].map(|key| cx.t(key));
    let columns: Vec<Column> =
        titles.iter().enumerate().map(|(n, title)| Column { title, right: n == 3, ..Column::default() }).collect();
    let rows = html! {
        @for receipt in &whole.receipts {
            tr {
                th scope="row" { (words::day(cx, receipt.day)) }
                td {
                    (receipt.name.as_deref().unwrap_or_default())
                    @if let Some(reason) = &receipt.more { small { (cx.tr("purchasing-more-because", &[("reason", reason.into())])) } }
                }
                td { (receipt.delivery_note.as_deref().unwrap_or("–")) }
                td.right { (words::quantity(cx, receipt.quantity)) }
            }
        }
    };
    let list = table(Table {
        caption: &cx.t("purchasing-receipts-caption"),
        columns: &columns,
        rows,
        lines: true,
        ..Table::default()
    });
    html! {
        @if !whole.receipts.is_empty() {
            (panel(Panel { id: "receipts", title: &cx.t("purchasing-receipts"), live: Some("purchasing"), full: Some(list), ..Panel::default() }))
        }
    }
}

fn about(cx: &Cx, whole: &Whole) -> Markup {
    let order = &whole.order;
    let day = |at: Option<chrono::DateTime<chrono::Utc>>| at.map(|at| words::day(cx, cx.local(at).date()));
    let supplier =
        html! { a href={ "/suppliers/" (order.supplier) } { (order.supplier_name.as_deref().unwrap_or_default()) } };
    let open = matches!(order.state, State::Placed | State::Partly);
    let closed = if order.state == State::Cancelled { "state-order-called-off" } else { "state-order-received" };
    // It was received when its last goods came, also where that was taken in later.
    let last = whole.receipts.iter().map(|receipt| receipt.day).max();
    let last = last.filter(|_| order.state == State::Received).map(|day| words::day(cx, day));
    let rows = [
        ("field-supplier", Some(supplier)),
        ("purchasing-drafted-on", day(Some(order.drafted_at))),
        ("purchasing-placed-on", day(order.placed_at)),
        ("purchasing-expected", order.expected.filter(|_| open).map(|day| words::day(cx, day))),
        (closed, last.or_else(|| day(order.closed_at))),
        (
            "purchasing-by",
            Some(html! { (cx.t(if order.automatic { "purchasing-by-itself" } else { "purchasing-by-hand" })) }),
        ),
    ];
    let rows: Vec<_> = rows.into_iter().filter_map(|(key, value)| Some((cx.t(key), value?))).collect();
    let rows: Vec<(&str, Markup)> = rows.iter().map(|(label, value)| (label.as_ref(), value.clone())).collect();
    panel(Panel { id: "about", title: &cx.t("purchasing-about"), body: Some(facts(&rows)), ..Panel::default() })
}

async fn cancelling(cx: Cx, Path(id): Path<String>) -> Answer {
    let whole = found(&cx, &id, Permission::EditStock).await?;
    let back = format!("/purchase-orders/{id}");
    let (number, revision) = (words::order_number(whole.order.number), whole.order.revision);
    let draft = whole.order.state == State::Draft;
    let (title, save) = if draft {
        ("purchasing-discard-title", "purchasing-discard")
    } else {
        ("purchasing-cancel-title", "purchasing-cancel-rest")
    };
    let question = Question { action: format!("{back}/cancel"), back, revision, title, lead: &number, save };
    Ok(question.show(&cx, |form| {
        form.field("label-reason", "", Field { name: "reason", autofocus: true, ..Field::default() })
    }))
}

/// The order as the supplier gets it.
async fn pdf(cx: Cx, Path(id): Path<String>) -> Answer {
    let whole = found(&cx, &id, Permission::SeePurchasing).await?;
    document(&cx, Document::PurchaseOrder(whole.order.id), &words::order_number(whole.order.number)).await
}
