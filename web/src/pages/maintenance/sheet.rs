//! A visit's sheet: the customer, the machine, the task, parts brought and used, and what came of it.

use domain::{Permission, Quantity};
use maud::{Markup, html};
use projections::{
    ReadError,
    maintenance::{
        visit::{Part, Sheet},
        visits::State,
    },
    purchasing::{
        self,
        articles::{self, Article},
    },
};
use texts::format::quantity;

use super::{charge, fault_side, times, words};
use crate::{
    Form,
    components::{
        Button, Field, Kind, Look, Panel, Size, Suggest, Tone, badge, combobox, facts, is_signature_path, link_button,
        panel, second_line, signature, submit,
    },
    cx::Cx,
    icons::{Icon, icon},
};

/// Where and who: address and telephone as a technician uses them.
pub fn head(cx: &Cx, sheet: &Sheet) -> Markup {
    let visit = &sheet.visit;
    let place = sheet.customer.as_ref();
    let address = place
        .map(|place| words::line(", ", [Some(place.street.as_str()), Some(place.city.as_str())]))
        .unwrap_or_default();
    let phone = sheet.caller_phone.as_deref().or(place.and_then(|place| place.phone.as_deref()));
    html! {
        header.sheet-head {
            div {
                p."row wrap gap-s" {
                    (words::visit_badge(cx, visit.state, visit.solved))
                    (words::archived_badge(cx, visit))
                    span."muted num" { (cx.t("maintenance-sheet")) " " (words::visit_number(visit.number)) }
                    @if let Some(due) = words::due_badge(cx, visit).filter(|_| visit.state.is_open()) { (due) }
                }
                h2 id="sheet-title" { (cx.customer(&visit.customer_name)) }
                p.muted { (address) @if let Some(caller) = &sheet.caller { " · " (caller) } }
            }
            div.actions {
                @if let Some(place) = place {
                    @let map = format!("https://www.openstreetmap.org/search?query={}", crate::cx::encode(&format!("{}, {} {}", place.street, place.postcode, place.city)));
                    a."button large" href=(map) rel="noreferrer" target="_blank" { (icon(Icon::Pin)) (cx.t("maintenance-map")) }
                }
                @if let Some(phone) = phone {
                    a."button large" href={ "tel:" (phone) } { (icon(Icon::Phone)) (cx.t("button-call")) }
                }
            }
        }
    }
}

/// What is to be done, at which machine, and what was done to it before.
pub fn task(cx: &Cx, sheet: &Sheet) -> Markup {
    let visit = &sheet.visit;
    let labels = [
        "label-kind",
        "label-when",
        "label-technician",
        "maintenance-expected",
        "word-fault",
        "maintenance-overruled",
        "maintenance-follows",
        "maintenance-follow-up",
        "maintenance-along",
    ]
    .map(|key| texts::format::capital(&cx.t(key)));
    let mut rows: Vec<(&str, Markup)> = vec![(&labels[0], html! { (words::kind_word(cx, visit.kind)) })];
    if visit.slot.is_some() {
        rows.push((&labels[1], html! { @for slot in visit.slots() { div { (words::appointment(cx, &slot)) } } }));
        rows.push((&labels[2], html! { (visit.technician_name.as_deref().unwrap_or_default()) }));
    }
    if !sheet.along.is_empty() {
        rows.push((&labels[8], html! { (words::names(cx, sheet.along.iter().map(String::as_str))) }));
    }
    rows.push((&labels[3], html! { (words::long(cx, visit.expected)) }));
    if let (Some(fault), Some(number)) = (visit.fault, &visit.fault_number) {
        rows.push((&labels[4], html! { a href={ "/faults/" (fault) } { (words::fault_number(number)) } }));
    }
    if let Some(reason) = sheet.overrule.as_ref().filter(|reason| !reason.is_empty()) {
        rows.push((&labels[5], html! { (reason) }));
    }
    for (label, link) in [(&labels[6], &sheet.follows), (&labels[7], &sheet.follow_up)] {
        if let Some(link) = link {
            rows.push((label, html! { a href={ "/visits/" (link.id) } { (words::visit_number(link.number)) } }));
        }
    }
    panel(Panel {
        id: "task",
        title: &cx.t("maintenance-task"),
        body: Some(html! { div.stack { @if !visit.task.is_empty() { p.pre { (visit.task) } } (facts(&rows)) } }),
        ..Panel::default()
    })
}

/// The machine.
pub fn machine(cx: &Cx, sheet: &Sheet) -> Markup {
    html! { @if let Some(machine) = &sheet.machine { (fault_side::machine(cx, machine, &sheet.earlier)) } }
}

/// What must be brought and what was used; while the visit is on, with buttons for one more and one less.
pub fn parts(cx: &Cx, sheet: &Sheet, coming: &Coming, next: &str) -> Markup {
    let working = sheet.visit.state == State::Started && cx.may(Permission::DoVisits);
    panel(Panel {
        id: "parts",
        title: &cx.t("maintenance-parts"),
        body: Some(html! {
            div.stack.tight {
                @if sheet.parts.is_empty() { p.muted { (cx.t("maintenance-parts-none")) } }
                @for part in &sheet.parts { (part_line(cx, sheet, part, coming.get(&part.article), working, next)) }
                @if working {
                    (add_part(cx, sheet, next))
                    div { (link_button(&format!("/visits/{}/bring", sheet.visit.id), Button { text: &cx.t("part-for-next"), icon: Some(Icon::Box), in_dialog: true, ..Button::default() })) }
                }
            }
        }),
        ..Panel::default()
    })
}

fn part_line(cx: &Cx, sheet: &Sheet, part: &Part, coming: Option<&Article>, working: bool, next: &str) -> Markup {
    let (short, one) = (part.needed > part.stock + part.used, Quantity::whole(1));
    let needed = (part.needed > Quantity::default()).then(|| {
        cx.tr("maintenance-part-needed", &[("quantity", count(cx, part.needed).into()), ("unit", (&part.unit).into())])
    });
    html! {
        div."row apart" id={ "part-" (part.article) } {
            span {
                (part.name)
                (second_line(&[Some(part.number.clone()), needed].into_iter().flatten().collect::<Vec<_>>().join(" · ")))
                @if part.used > Quantity::default() && part.stock < Quantity::default() {
                    (badge(Tone::Warning, Icon::Alert, &cx.t("maintenance-part-below")))
                }
                @if let Some(article) = coming.filter(|_| part.needed > part.used) { " " (provided(cx, article)) }
                @if short && sheet.visit.state.is_open() && coming.is_none() { (badge(Tone::Warning, Icon::Box, &cx.t("maintenance-part-short"))) }
            }
            @if working {
                span.stepper {
                    (one_part(cx, sheet, part, "return-part", one.min(part.used), part.used > Quantity::default(), next))
                    output.num { (count(cx, part.used)) }
                    (one_part(cx, sheet, part, "use-part", one, true, next))
                    @if part.used > one { (one_part(cx, sheet, part, "return-part", part.used, true, next)) }
                }
            } @else {
                span.num { (cx.tr("maintenance-part-used", &[("quantity", count(cx, part.used).into()), ("unit", (&part.unit).into())])) }
            }
        }
    }
}

/// How purchasing stands with the parts that a visit still needs.
pub type Coming = std::collections::BTreeMap<domain::ArticleId, Article>;

/// Asks it, while the visit is open.
///
/// # Errors
/// When the tables can't be read.
pub async fn coming(cx: &Cx, sheet: &Sheet) -> Result<Coming, ReadError> {
    let mut coming = Coming::new();
    if sheet.visit.state.is_open() && cx.may(Permission::SeeStock) {
        for part in sheet.parts.iter().filter(|part| part.needed > part.used) {
            let pool = &cx.reads(&purchasing::DEPARTMENT).pool;
            coming.extend(articles::one(pool, part.article, cx.today()).await?.map(|one| (part.article, one)));
        }
    }
    Ok(coming)
}

/// Enough lies there for all visits that need it, or it is on its way, or has yet to be ordered.
fn provided(cx: &Cx, article: &Article) -> Markup {
    let day = || article.expected.map(|day| texts::format::date_short(cx.lang(), day));
    if article.stock >= article.reserved {
        badge(Tone::Good, Icon::Check, &cx.t("part-reserved"))
    } else if article.on_order > Quantity::default() {
        let words = day().map(|day| cx.tr("part-ordered-until", &[("day", day.into())]));
        badge(Tone::Info, Icon::Truck, &words.unwrap_or_else(|| cx.t("part-ordered").into_owned()))
    } else {
        badge(Tone::Warning, Icon::Cart, &cx.t("part-to-order"))
    }
}

fn count(cx: &Cx, number: Quantity) -> String {
    quantity(cx.lang(), number.thousandths())
}

/// One more or one less of a part, or all of it back at once.
fn one_part(cx: &Cx, sheet: &Sheet, part: &Part, command: &str, quantity: Quantity, can: bool, next: &str) -> Markup {
    let (key, sign) = match command {
        "use-part" => ("maintenance-one-more", Icon::Plus),
        _ if quantity > Quantity::whole(1) => ("maintenance-none-left", Icon::X),
        _ => ("maintenance-one-less", Icon::Minus),
    };
    let text = cx.tr(key, &[("part", (&part.name).into())]);
    let address = if command == "use-part" { "part" } else { command };
    let action = format!("/visits/{}/{address}", sheet.visit.id);
    html! {
        form method="post" action=(action) {
            (Form::new(cx, action.clone()).next(next).done("").offline(text.clone(), about(sheet)).hidden())
            input type="hidden" name="article" value=(part.article);
            input type="hidden" name="quantity" value=(quantity);
            // A refused one is shown in the form below, with the article's name.
            input type="hidden" name="_used_part" value=(part.name);
            (submit(Button { text: &text, icon: Some(sign), only_icon: true, disabled: !can, ..Button::default() }))
        }
    }
}

/// What a form of the sheet is about, for those that wait for a network.
pub fn about(sheet: &Sheet) -> String {
    format!("/visits/{}", sheet.visit.id)
}

fn add_part(cx: &Cx, sheet: &Sheet, next: &str) -> Markup {
    let form = Form::new(cx, format!("/visits/{}/part", sheet.visit.id))
        .next(next)
        .done("maintenance-done-part")
        .offline(cx.t("maintenance-part-add"), about(sheet));
    // A refused "one more" goes to the same address: this form shows what is wrong for all of them.
    let body = html! {
        (part_fields(cx, &form, "used", sheet.visit.model.as_deref()))
        div."row wrap" { button."button large" type="button" data-scan="_used_part" data-title=(cx.t("part-scan")) data-cancel=(cx.t("button-cancel")) data-failed=(cx.t("part-scan-failed")) hidden { (icon(Icon::Camera)) (cx.t("part-scan")) }
            (submit(Button { text: &cx.t("maintenance-part-add"), icon: Some(Icon::Plus), look: Look::Dark, size: Size::Normal, ..Button::default() })) }
    };
    form.show_with(&[("class", "stack tight mt-2"), ("aria-label", &cx.t("maintenance-part-add"))], body)
}

/// Finding a part by number or name, those of that machine first, and how many of it; `prefix` keeps the ids of two such forms apart.
pub fn part_fields(cx: &Cx, form: &Form<'_>, prefix: &str, model: Option<&str>) -> Markup {
    let name = format!("_{prefix}_part");
    let label = cx.t("maintenance-part");
    let hint = cx.t("part-hint");
    let url = crate::cx::address("/suggest/parts", &[("model", model)]);
    html! {
        div.form-grid {
            (combobox(&cx.words(), Field {
                name: &name,
                label: &label,
                value: &form.value(&name, ""),
                error: form.error("article"),
                hint: (prefix == "used").then_some(hint.as_ref()),
                width: 8,
                ..Field::default()
            }, Suggest { url: &url, into: "article", chosen: &form.value("article", ""), depends: None }))
            (form.field("label-quantity", "1", Field { name: "quantity", kind: Kind::Decimal, width: 4, ..Field::default() }))
        }
    }
}

/// What came of it, once it is done.
pub fn outcome(cx: &Cx, sheet: &Sheet) -> Markup {
    let labels = [
        "maintenance-findings",
        "maintenance-work",
        "maintenance-worked",
        "maintenance-travelled",
        "charge-question",
        "label-reason",
    ]
    .map(|key| cx.t(key));
    let texts = [(&labels[0], &sheet.findings), (&labels[1], &sheet.work), (&labels[5], &sheet.reason)];
    let mut rows: Vec<(&str, Markup)> = Vec::new();
    for (label, text) in texts {
        if let Some(text) = text.as_ref().filter(|text| !text.is_empty()) {
            rows.push((label, html! { span.pre { (text) } }));
        }
    }
    for (label, minutes) in [(&labels[2], sheet.worked), (&labels[3], sheet.travelled)] {
        if let Some(minutes) = minutes {
            rows.push((label, html! { (words::long(cx, minutes)) }));
        }
    }
    if let Some(said) = charge::said(cx, sheet) {
        rows.push((&labels[4], said));
    }
    let labels =
        ["advice-text", "signature-title", "signature-absent", "checks-overruled", "clock-title"].map(|key| cx.t(key));
    let ending = sheet.ending.clone().unwrap_or_default();
    let told = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    if let Some(advice) = told(&ending.advice) {
        let passed = ending.pass_on.as_ref().map(|on| cx.t(&format!("advice-passed-{on}")).into_owned());
        rows.push((
            &labels[0],
            html! { span.pre { (advice) } @if let Some(passed) = passed { (second_line(&passed)) } },
        ));
    }
    if let Some(name) = &ending.signer {
        let drawn = ending.drawing.as_deref().filter(|path| is_signature_path(path));
        rows.push((
            &labels[1],
            html! { (cx.named(name)) @if let Some(path) = drawn { (signature(path, &labels[1])) } },
        ));
    }
    for (label, text) in [(&labels[2], &ending.unsigned), (&labels[3], &ending.overrule)] {
        if let Some(text) = told(text) {
            rows.push((label, html! { (text) }));
        }
    }
    if !sheet.visit.state.is_open() && sheet.times.iter().any(|noted| noted.by_clock) {
        rows.push((&labels[4], times::noted(cx, &sheet.times)));
    }
    html! {
        @if !rows.is_empty() {
            (panel(Panel { id: "outcome", title: &cx.t("maintenance-result"), body: Some(facts(&rows)), ..Panel::default() }))
        }
    }
}
