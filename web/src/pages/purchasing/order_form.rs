//! Drafting a purchase order from a supplier's articles, and changing the draft.

use api::{
    App, Order, Problem, Session,
    command::{Done, run},
    fields::{Form as Fields, last},
};
use axum::{
    Extension, Router,
    body::Bytes,
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
    routing::{get, post},
};
use domain::{
    Money, Permission, Quantity, SupplierId,
    purchase_order::{Command, OrderLine},
};
use event_store::Revision;
use maud::{Markup, html};
use projections::purchasing::{
    DEPARTMENT,
    article_list::{self, Filter},
    articles::Article,
    orders::Line,
    suggestions::advised,
    suppliers::{self, Supplier},
};
use serde::Deserialize;

use super::{advice, order, words};
use crate::{
    components::{
        Button, Column, Look, PageHead, Panel, Table, crumbs, empty, link_button, page_head, panel, submit, table,
    },
    cx::{Answer, Cx, Query},
    form::Form,
    icons::Icon,
    posted::{self, Pages},
};

/// Articles of one supplier on one form, at most.
const MOST: usize = 500;

/// The addresses of these pages.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/purchase-orders/new", get(new))
        .route("/purchase-orders/{id}/edit", get(edit))
        .route("/purchase-orders/{id}/lines", post(change))
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    supplier: Option<String>,
}

async fn new(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    cx.require(Permission::EditStock)?;
    let pool = &cx.reads(&DEPARTMENT).pool;
    let supplier = match asked.supplier.as_deref().and_then(|id| id.parse::<SupplierId>().ok()) {
        Some(id) => suppliers::one(pool, id).await?,
        None => None,
    };
    let title = cx.t("purchasing-new-order");
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-purchase-orders"), Some("/purchase-orders")), (&title, None)]))
        (page_head(PageHead { title: &title, lead: supplier.as_ref().map(|one| html! { (one.name) }), ..PageHead::default() }))
        @match &supplier {
            Some(supplier) => {
                @let form = Form::new(&cx, "/stock/order").next("/purchase-orders");
                @let rows = articles_of(&cx, supplier.id).await?;
                (fill_in(&cx, form, rows, "/purchase-orders", true))
            }
            None => (choose(&cx, &suppliers::all(pool).await?)),
        }
    };
    Ok(cx.page(&title, content))
}

/// An article that may be put on the order, and what stands there of it.
struct Offered {
    article: Article,
    quantity: Option<Quantity>,
    price: Money,
}

async fn articles_of(cx: &Cx, supplier: SupplierId) -> Result<Vec<Offered>, crate::cx::Refusal> {
    let filter = Filter { supplier: Some(supplier), ..Filter::default() };
    let page = article_list::list(&cx.reads(&DEPARTMENT).pool, &filter, cx.today(), None, MOST).await?;
    let low = |one: &Article| one.stock + one.on_order + one.drafted <= one.minimum;
    let offer = |article: Article| Offered {
        quantity: low(&article).then(|| advised(&article)),
        price: article.purchase_price,
        article,
    };
    Ok(page.rows.into_iter().map(offer).collect())
}

async fn edit(cx: Cx, Path(id): Path<String>) -> Answer {
    let whole = order::found(&cx, &id, Permission::EditStock).await?;
    let back = format!("/purchase-orders/{id}");
    let number = words::order_number(whole.order.number);
    let title = cx.tr("purchasing-change-order", &[("number", (&number).into())]);
    let form = Form::new(&cx, format!("{back}/lines")).next(back.as_str()).revision(whole.order.revision);
    let mut rows = articles_of(&cx, whole.order.supplier).await?;
    for row in &mut rows {
        let own = whole.lines.iter().find(|line| line.article == row.article.id);
        row.quantity = own.map(|line: &Line| line.quantity);
        row.price = own.map_or(row.price, |line| line.price);
    }
    let content = html! {
        (crumbs(&cx.t("shell-crumbs"), &[(&cx.t("nav-purchase-orders"), Some("/purchase-orders")), (&number, Some(&back)), (&cx.t("button-change"), None)]))
        (page_head(PageHead { title: &title, lead: whole.order.supplier_name.as_ref().map(|name| html! { (name) }), ..PageHead::default() }))
        (fill_in(&cx, form, rows, &back, false))
    };
    Ok(cx.page(&title, content))
}

/// With whom to order, when that was not said.
fn choose(cx: &Cx, sellers: &[Supplier]) -> Markup {
    let list = html! {
        ul.mini {
            @for one in sellers {
                li {
                    a href={ "/purchase-orders/new?supplier=" (one.id) } { b { (one.name) } }
                    span."line-2" { (cx.tr("count-articles", &[("count", one.articles.into())])) }
                }
            }
        }
    };
    html! {
        @if sellers.is_empty() {
            h2.visually-hidden { (cx.t("nav-suppliers")) }
            (empty(Icon::Truck, &cx.t("purchasing-no-suppliers"), &cx.t("purchasing-no-suppliers-why"),
                Some(link_button("/suppliers/new", Button { text: &cx.t("purchasing-new-supplier"), ..Button::default() }))))
        } @else {
            (panel(Panel { id: "choose", title: &cx.t("purchasing-choose-supplier"), full: Some(list), ..Panel::default() }))
        }
    }
}

/// Every article of the supplier with a place for how many; what has no number is not ordered.
fn fill_in(cx: &Cx, form: Form<'_>, rows: Vec<Offered>, back: &str, new: bool) -> Markup {
    let titles = ["field-article", "label-state", "field-stock", "label-quantity", "label-price"].map(|key| cx.t(key));
    let columns: Vec<Column> =
        titles.iter().enumerate().map(|(n, title)| Column { title, right: n > 2, ..Column::default() }).collect();
    let body = html! { @for (n, offered) in rows.iter().enumerate() { (row(cx, &form, n, offered)) } };
    let list = table(Table {
        caption: &cx.t("purchasing-fill-in-caption"),
        columns: &columns,
        rows: body,
        lines: true,
        ..Table::default()
    });
    let hint = html! { p.hint { (cx.t("purchasing-fill-in")) } };
    let buttons = html! {
        div.actions {
            @if new {
                (submit(Button { text: &cx.t("purchasing-place"), look: Look::Primary, name: Some("_do"), value: Some("place"), ..Button::default() }))
                (submit(Button { text: &cx.t("purchasing-draft"), name: Some("_do"), value: Some("draft"), ..Button::default() }))
            } @else {
                (submit(Button { text: &cx.t("button-save"), look: Look::Primary, ..Button::default() }))
            }
            (link_button(back, Button { text: &cx.t("button-cancel"), ..Button::default() }))
        }
    };
    form.show(html! {
        (panel(Panel { id: "lines", title: &cx.t("purchasing-articles"), body: Some(hint), full: Some(list), footer: Some(buttons), ..Panel::default() }))
    })
}

fn row(cx: &Cx, form: &Form<'_>, n: usize, offered: &Offered) -> Markup {
    let (quantity, price) = (format!("lines.{n}.quantity"), format!("lines.{n}.price"));
    let stored = offered.quantity.map(|quantity| words::typed_quantity(cx.lang(), quantity)).unwrap_or_default();
    let article = &offered.article;
    let input = |field: &str, label: String, stored: String| {
        html! {
            label.visually-hidden for=(crate::components::field_id(field)) { (label) }
            input."input num narrow" id=(crate::components::field_id(field)) name=(field) inputmode="decimal" autocomplete="off"
                aria-invalid=[form.error(field).map(|_| "true")] value=(form.value(field, stored));
        }
    };
    let named = |key: &str| cx.tr(key, &[("article", (&article.name).into())]);
    html! {
        tr {
            th scope="row" { a href={ "/articles/" (article.id) } { (article.name) } small { (article.number) } }
            td { (words::stock_badge(cx, article.state)) }
            td { (words::quantity(cx, article.stock)) " " (article.unit) }
            td.right {
                input type="hidden" name={ "lines." (n) ".article" } value=(article.id);
                (input(&quantity, named("purchasing-quantity-of"), stored))
            }
            td.right { (input(&price, named("purchasing-price-of"), words::typed_money(cx.lang(), offered.price))) }
        }
    }
}

/// `POST /purchase-orders/{id}/lines`: the draft with what is filled in; rows with nothing in them leave it.
async fn change(
    State(app): State<App>,
    session: Result<Session, Problem>,
    Extension(pages): Extension<Pages>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Ok(session) = session else { return posted::to_sign_in(Some(&format!("/purchase-orders/{id}"))) };
    let fields: Fields = serde_html_form::from_bytes(&body).unwrap_or_default();
    let done = give(&app, &session, &id, &fields).await;
    let action = format!("/purchase-orders/{id}/lines");
    posted::answered((&pages, &session, &headers), "purchase-orders", &action, fields, done).await
}

async fn give(app: &App, session: &Session, id: &str, fields: &Fields) -> Result<Done, Problem> {
    session.require(Permission::EditStock)?;
    let mut lines = Vec::new();
    for (article, quantity, price) in advice::chosen(session.lang, fields)? {
        lines.push(OrderLine { article, quantity, price: price.unwrap_or_default() });
    }
    let own = |name| last(fields, name).filter(|value| !value.is_empty());
    let seen = own("_revision").and_then(|revision| revision.parse().ok()).map(Revision);
    let order = Order {
        command: Command::Change { lines }.into(),
        id: Some(id.into()),
        request: own("_request").map(Into::into),
        seen,
    };
    run(app, session, order).await
}
