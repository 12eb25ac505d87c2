//! The warranty of a machine: what was said of it, and saying something else from a day on.

use api::App;
use axum::{Router, extract::Path, routing::get};
use domain::{
    Permission,
    machine::{Covers, Warranty, end_of},
};
use maud::{Markup, html};
use projections::maintenance::machines::Machine;
use texts::format::date_long;

use super::{charge, machine::known};
use crate::{
    Form,
    components::{Button, Field, Kind, Look, PageHead, Panel, Size, crumbs, link_button, page_head, panel, submit},
    cx::{Answer, Cx},
    icons::Icon,
};

/// Months of warranty that are proposed where none is known.
const USUAL: u16 = 12;

/// The address of the form.
pub fn routes() -> Router<App> {
    Router::new().route("/machines/{id}/warranty", get(show))
}

/// What was said, with the ways to change it.
pub fn of_machine(cx: &Cx, machine: &Machine) -> Markup {
    let edits = cx.may(Permission::EditCustomers) && !machine.removed;
    let (set, href) = (cx.t("warranty-set"), format!("/machines/{}/warranty", machine.id));
    let set = Button { text: &set, icon: Some(Icon::Shield), size: Size::Small, in_dialog: true, ..Button::default() };
    panel(Panel {
        id: "warranty",
        title: &cx.t("warranty-title"),
        end: edits.then(|| link_button(&href, set)),
        body: Some(html! {
            div.stack.tight {
                p { (charge::cover(cx, machine)) }
                @for one in machine.warranties.iter().rev() { (line(cx, machine, one, edits)) }
            }
        }),
        ..Panel::default()
    })
}

fn line(cx: &Cx, machine: &Machine, one: &Warranty, edits: bool) -> Markup {
    let (from, until) = (date_long(cx.lang(), one.from), date_long(cx.lang(), one.until));
    let said = cx.tr("warranty-from-until", &[("from", from.clone().into()), ("until", until.into())]);
    let drop = cx.tr("warranty-drop", &[("from", from.into())]);
    html! {
        div."row apart" {
            span { (said) span."line-2" { (cx.t(&format!("warranty-{}", one.covers.name()))) } }
            @if edits {
                (Form::new(cx, format!("/machines/{}/drop-warranty", machine.id)).next(format!("/machines/{}", machine.id)).done("warranty-done-dropped")
                    .show_with(&[("class", "row")], html! {
                        input type="hidden" name="from" value=(one.from);
                        (submit(Button { text: &drop, icon: Some(Icon::X), only_icon: true, size: Size::Small, look: Look::Quiet, ..Button::default() }))
                    }))
            }
        }
    }
}

/// `GET /machines/{id}/warranty`: saying it anew; what follows the running one begins when that ends.
async fn show(cx: Cx, Path(text): Path<String>) -> Answer {
    cx.require(Permission::EditCustomers)?;
    let (machine, _) = known(&cx, &text).await?;
    let last = machine.last_warranty();
    let from = last.and_then(|one| one.until.succ_opt()).or(machine.installed_on).unwrap_or_else(|| cx.today());
    let until = end_of(from, USUAL).unwrap_or(from);
    let page = format!("/machines/{}", machine.id);
    let form = Form::new(&cx, format!("{page}/set-warranty")).next(page.clone()).done("warranty-done-set");
    let title = cx.t("warranty-set");
    let content = html! {
        (crumbs(&cx.t("customers-crumbs"), &[(&machine.model, Some(&page)), (&title, None)]))
        (page_head(PageHead { title: &title, ..PageHead::default() }))
        section.panel aria-labelledby="small-title" {
            (form.show_with(&[("data-dialog-part", ""), ("aria-labelledby", "small-title")], html! {
                header { h2 id="small-title" { (title) } }
                div.body.stack {
                    p.muted { (cx.t("warranty-set-lead")) }
                    div.form-grid {
                        (form.field("label-from", &from.to_string(), Field { name: "from", kind: Kind::Date, width: 6, autofocus: true, ..Field::default() }))
                        (form.field("warranty-last-day", &until.to_string(), Field { name: "until", kind: Kind::Date, width: 6, ..Field::default() }))
                        (covers(&cx, &form, "covers", last.map(|one| one.covers).unwrap_or_default()))
                    }
                }
                footer.row."gap-s" {
                    (link_button(&page, Button { text: &cx.t("button-cancel"), closes: true, ..Button::default() }))
                    (submit(Button { text: &cx.t("button-save"), look: Look::Primary, ..Button::default() }))
                }
            }))
        }
    };
    Ok(cx.page(&title, content))
}

/// What a warranty pays, to choose.
pub fn covers(cx: &Cx, form: &Form<'_>, name: &str, stored: Covers) -> Markup {
    let texts = Covers::ALL.map(|covers| cx.t(&format!("warranty-{}", covers.name())));
    let options: Vec<(&str, &str)> =
        Covers::ALL.iter().zip(&texts).map(|(covers, text)| (covers.name(), text.as_ref())).collect();
    form.select("warranty-covers", stored.name(), Field { name, width: 6, ..Field::default() }, &options)
}
