//! What to buy now by supplier, with amounts to change; ordered or put ready in one go.

use api::{
    App, FieldError, Order, Problem, Session,
    command::{Purpose, new_thing, run_as, together},
    fields::{Form as Fields, last},
};
use axum::{
    Extension, Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
    routing::post,
};
use domain::{
    ArticleId, Money, Permission, Quantity, SupplierId,
    purchase_order::{Command, OrderLine, PurchaseOrder},
};
use maud::{Markup, html};
use projections::purchasing::{
    DEPARTMENT,
    articles::{self, Article},
    suggestions::{self, Group},
};

use texts::{Lang, tr};

use super::words;

use crate::{
    components::{Button, Look, Tone, plain_badge, submit},
    cx::{Cx, Failed, Refusal},
    form::Form,
    posted::{self, Pages, see_other},
};

/// Where the advice's form is posted to.
const ORDER: &str = "/stock/order";

/// The addresses of this form.
pub fn routes() -> Router<App> {
    Router::new().route(ORDER, post(order))
}

/// The advice, beside the stock; those who may only look see what will be bought.
///
/// # Errors
/// When the tables can't be read.
pub async fn side(cx: &Cx) -> Result<Markup, Refusal> {
    let groups = suggestions::all(&cx.reads(&DEPARTMENT).pool, cx.today()).await?;
    let total: Money = groups.iter().map(|group| group.total).sum();
    let orderable = groups.iter().filter(|group| group.supplier.is_some()).count();
    let may = cx.may(Permission::EditStock);
    let form = Form::new(cx, ORDER).next("/purchase-orders");
    let body = html! {
        @for group in &groups { (supplier(cx, &form, group, may)) }
        @if may && orderable > 0 {
            div."body mt-3" {
                (submit(Button {
                    text: &cx.tr("purchasing-order-all", &[("count", orderable.into())]),
                    look: Look::Primary, wide: true, name: Some("_do"), value: Some("place"), ..Button::default()
                }))
                div.mt-2 {
                    (submit(Button {
                        text: &cx.t("purchasing-draft-all"), wide: true, name: Some("_do"), value: Some("draft"), ..Button::default()
                    }))
                }
                p."hint mt-2" { (cx.t("purchasing-order-hint")) }
            }
        }
    };
    Ok(html! {
        section.panel.advice id="advice" aria-labelledby="advice-title" data-live="purchasing" {
            header {
                h2 id="advice-title" { (cx.t("purchasing-advice")) }
                @if !groups.is_empty() { (plain_badge(Tone::Strong, &words::money(cx, total))) }
            }
            @if groups.is_empty() {
                (form.problems())
                p."body hint" { (cx.t("purchasing-nothing-to-buy")) }
            } @else if may {
                (form.show_with(&[("class", "advice-form")], body))
            } @else { (body) }
        }
    })
}

fn supplier(cx: &Cx, form: &Form<'_>, group: &Group, may: bool) -> Markup {
    let arrives = group.lead_days.and_then(|days| cx.today().checked_add_days(chrono::Days::new(days.unsigned_abs())));
    html! {
        div.supplier {
            p."row apart" {
                b { (group.name.as_deref().map_or_else(|| cx.t("purchasing-no-supplier"), |name| name.to_owned().into())) }
                @if let Some(day) = arrives {
                    span."muted small" {
                        (cx.tr("purchasing-arrives", &[("day", texts::format::date_short(cx.lang(), day).into())]))
                    }
                }
            }
            ul {
                @for one in &group.articles {
                    // By the article: another one may stand in this place after a refusal.
                    @let (n, name) = (one.article.id, format!("lines.{}", one.article.id));
                    @let amount = words::money(cx, one.amount);
                    li {
                        @if may && group.supplier.is_some() {
                            label.check {
                                input type="checkbox" name={ (name) ".take" } value="true"
                                    checked[form.checked(&format!("{name}.take"), "true", true)];
                                span { (one.article.name) }
                            }
                            input type="hidden" name={ (name) ".article" } value=(one.article.id);
                            input type="hidden" name={ (name) ".coming" } value=(coming(&one.article));
                            span.qty {
                                label.visually-hidden for={ "lines-" (n) "-quantity" } {
                                    (cx.tr("purchasing-quantity-of", &[("article", (&one.article.name).into())]))
                                }
                                @let field = format!("{name}.quantity");
                                input."input num" id={ "lines-" (n) "-quantity" } name=(field) inputmode="decimal" autocomplete="off"
                                    aria-invalid=[form.error(&field).map(|_| "true")]
                                    value=(form.value(&field, words::typed_quantity(cx.lang(), one.quantity)));
                            }
                        } @else {
                            a href={ "/articles/" (one.article.id) } { (one.article.name) }
                            span."num right" { (words::quantity(cx, one.quantity)) }
                        }
                        span.amount { (amount) }
                    }
                }
            }
        }
    }
}

/// What is coming already, on orders and on drafts: what an advice was made from.
fn coming(article: &Article) -> String {
    (article.on_order + article.drafted).to_string()
}

/// An article on a posted form: how many, and the price when it was typed.
pub type Chosen = (ArticleId, Quantity, Option<Money>);

/// Lines that are taken and have a quantity; rows with nothing in them say nothing.
///
/// # Errors
/// The fields that can't be read, or that nothing was filled in.
pub fn chosen(lang: Lang, posted: &Fields) -> Result<Vec<Chosen>, Problem> {
    let has_boxes = posted.iter().any(|(name, _)| name.ends_with(".take"));
    let (mut chosen, mut errors) = (Vec::new(), Vec::new());
    let rows = posted.iter().filter_map(|(name, value)| Some((name.strip_suffix(".article")?, value.parse().ok()?)));
    for (row, article) in rows {
        let of = |name: &str| last(posted, &format!("{row}.{name}")).map(str::trim).filter(|text| !text.is_empty());
        let Some(quantity) = of("quantity").filter(|_| !has_boxes || of("take").is_some()) else { continue };
        let price = of("price").map(str::parse::<Money>).transpose();
        match (quantity.parse::<Quantity>(), price) {
            (Ok(quantity), _) if quantity == Quantity::default() => {}
            (Ok(quantity), Ok(price)) => chosen.push((article, quantity, price)),
            (Err(why), _) => errors.push((format!("{row}.quantity"), format!("invalid-{}", why.0))),
            (_, Err(why)) => errors.push((format!("{row}.price"), format!("invalid-{}", why.0))),
        }
    }
    if errors.is_empty() && chosen.is_empty() {
        let first = posted.iter().find_map(|(name, _)| name.strip_suffix(".article")).unwrap_or("lines.0");
        errors.push((format!("{first}.quantity"), "refusal-purchase-order-no-lines".into()));
    }
    if errors.is_empty() {
        return Ok(chosen);
    }
    let error = |(field, key): (String, String)| FieldError { field, message: texts::t(lang, &key).into_owned() };
    Err(Problem::invalid(lang, errors.into_iter().map(error).collect()))
}

/// `POST /stock/order`: an order a supplier, placed at once or left as a draft.
async fn order(
    State(app): State<App>,
    session: Result<Session, Problem>,
    Extension(pages): Extension<Pages>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Ok(session) = session else { return posted::to_sign_in(Some("/stock")) };
    let fields: Fields = serde_html_form::from_bytes(&body).unwrap_or_default();
    match give(&app, &session, &fields).await {
        Ok(ids) => {
            let next = match ids.as_slice() {
                [one] => format!("/purchase-orders/{one}"),
                _ => "/purchase-orders".into(),
            };
            see_other(&next, if placed(&fields) { "purchasing-done-placed" } else { "purchasing-done-drafted" })
        }
        Err(problem) => {
            posted::again(&pages, &session, &headers, Failed { action: ORDER.into(), fields, problem }).await
        }
    }
}

fn placed(fields: &Fields) -> bool {
    last(fields, "_do") == Some("place")
}

/// One at a time: an order is in the advice before the next one is weighed.
static TURN: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

async fn give(app: &App, session: &Session, fields: &Fields) -> Result<Vec<String>, Problem> {
    let lang = session.lang;
    session.require(Permission::EditStock)?;
    let chosen = chosen(lang, fields)?;
    // Of two at the same moment the second one sees what the first one ordered.
    let _turn = TURN.lock().await;
    let pool = &app.reads.of(&DEPARTMENT).pool;
    let request = last(fields, "_request").unwrap_or_default();
    // Pressed twice it is the same request, and so the same order.
    let key = |supplier: SupplierId, what: &str| (!request.is_empty()).then(|| format!("{request} {supplier} {what}"));
    let mut orders: Vec<(SupplierId, Vec<OrderLine>)> = Vec::new();
    let mut gone = Vec::new();
    for (article, quantity, price) in chosen {
        let known =
            articles::one(pool, article, app.log.today()).await.map_err(|error| Problem::of_read(lang, error))?;
        let Some((known, supplier)) = known.and_then(|known| known.supplier.map(|supplier| (known, supplier))) else {
            continue;
        };
        let again = match key(supplier, "draft") {
            Some(key) => {
                let draft = new_thing(session, &key).to_string();
                let state = app.log.state::<PurchaseOrder>(&draft).await;
                state.map_err(|error| Problem::failure(lang, &error))?.1.is_some()
            }
            None => false,
        };
        let seen = last(fields, &format!("lines.{article}.coming"));
        if !again && seen.is_some_and(|seen| seen != coming(&known)) {
            let message = tr(lang, "purchasing-ordered-already", &[("article", known.name.into())]);
            gone.push(FieldError { field: "advice".into(), message });
            continue;
        }
        let line = OrderLine { article, quantity, price: price.unwrap_or(known.purchase_price) };
        match orders.iter_mut().find(|(own, _)| *own == supplier) {
            Some((_, lines)) => lines.push(line),
            None => orders.push((supplier, vec![line])),
        }
    }
    if !gone.is_empty() {
        return Err(Problem { errors: gone, ..Problem::new(lang, StatusCode::CONFLICT, "ordered-already") });
    }
    let mut ids = Vec::new();
    // What is ordered in one go is taken back in one go.
    let request = last(fields, "_request").filter(|request| !request.is_empty());
    let purpose = Purpose { together: request.map(|request| together(session, request)), ..Purpose::default() };
    for (supplier, lines) in orders {
        let command = Command::Draft { supplier, lines }.into();
        let draft = Order { command, id: None, request: key(supplier, "draft"), seen: None };
        let drafted = run_as(app, session, draft, purpose.clone()).await?;
        if placed(fields) {
            let id = Some(drafted.id.clone());
            let place = Order { command: Command::Place {}.into(), id, request: key(supplier, "place"), seen: None };
            run_as(app, session, place, purpose.clone()).await?;
        }
        ids.push(drafted.id);
    }
    Ok(ids)
}
