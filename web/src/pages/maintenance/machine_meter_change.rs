//! Putting right what was said of a counter: a reading, and whether it was replaced.

use api::App;
use axum::{Router, extract::Path, http::HeaderMap, routing::get};
use domain::Permission;
use maud::{Markup, html};
use projections::maintenance::{counters::Shown, machines::Machine, meter};
use texts::format::date_long;

use super::{
    back,
    fault_change::feet,
    form_page,
    machine::known,
    machine_meter::{Asked, READINGS, asked_for, name, page, which},
    pool,
};
use crate::{
    Form,
    components::{Field, Kind},
    cx::{Answer, Cx, Query},
};

/// The addresses of these forms.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/machines/{id}/meter/correct", get(correct))
        .route("/machines/{id}/meter/replace", get(replace))
        .route("/machines/{id}/meter/keep", get(keep))
}

/// What a form of this file is about, and where it leads.
struct About {
    cx: Cx,
    machine: Machine,
    shown: Shown,
    back: String,
}

impl About {
    async fn of(cx: Cx, text: &str, asked: &Asked, headers: &HeaderMap) -> Result<Self, crate::cx::Refusal> {
        cx.require(Permission::DoVisits)?;
        let (machine, _) = known(&cx, text).await?;
        let (shown, _) = asked_for(&cx, &machine, asked.counter).await?;
        let back = back(&cx, headers, &page(machine.id, shown.counter, ""));
        Ok(Self { cx, machine, shown, back })
    }

    fn form(&self, command: &str) -> Form<'_> {
        // The page below the dialog has fields of these names too.
        Form::new(&self.cx, format!("/machines/{}/{command}", self.machine.id)).next(&self.back).within("dialog")
    }

    fn show(&self, title: &str, form: &Form<'_>, about: &str, body: Markup) -> Answer {
        let (cx, title) = (&self.cx, self.cx.t(title));
        let markup = form.show_with(
            &[("class", ""), ("data-dialog-part", ""), ("aria-labelledby", "form-title")],
            html! {
                header { div { h2 id="form-title" { (title) } p."muted small" { (self.machine.model) " · " (about) } } }
                div."body stack" { (which(&self.shown)) (body) (form.field("label-reason", "", Field { name: "reason", ..Field::default() })) }
                (feet(cx, &self.back, &cx.t("button-save")))
            },
        );
        form_page(cx, &title, markup)
    }
}

/// `GET /machines/{id}/meter/correct?on=…`: what was read on a day was something else; left empty, nothing.
async fn correct(cx: Cx, Path(text): Path<String>, Query(asked): Query<Asked>, headers: HeaderMap) -> Answer {
    let about = About::of(cx, &text, &asked, &headers).await?;
    let cx = &about.cx;
    let readings = meter::readings(pool(cx), about.machine.id, about.shown.counter, READINGS).await?;
    let Some(one) = readings.into_iter().find(|one| Some(one.on) == asked.on) else { return Err(cx.not_found()) };
    let form = about.form("correct-reading");
    let hint = cx.t("meter-correct-hint");
    let body = html! {
        input type="hidden" name="on" value=(one.on);
        (form.field("meter-reading", &one.reading.to_string(), Field { name: "reading", kind: Kind::Number, optional: true, hint: Some(&hint), autofocus: true, ..Field::default() }))
    };
    about.show("meter-correct", &form, &date_long(cx.lang(), one.on), body)
}

/// `GET /machines/{id}/meter/replace`: another counter took its place.
async fn replace(cx: Cx, Path(text): Path<String>, Query(asked): Query<Asked>, headers: HeaderMap) -> Answer {
    let about = About::of(cx, &text, &asked, &headers).await?;
    let cx = &about.cx;
    let form = about.form("replace-meter");
    let shown = about.shown.reading.map(|reading| reading.to_string()).unwrap_or_default();
    let hints = ["meter-old-hint", "meter-on-hint"].map(|key| cx.t(key));
    let body = html! {
        div.form-grid {
            (form.field("meter-old", &shown, Field { name: "reading", kind: Kind::Number, optional: true, hint: Some(&hints[0]), width: 6, autofocus: true, ..Field::default() }))
            (form.field("meter-first", "0", Field { name: "begins", kind: Kind::Number, width: 6, ..Field::default() }))
            (form.field("meter-on", "", Field { name: "on", kind: Kind::Date, optional: true, hint: Some(&hints[1]), width: 6, ..Field::default() }))
        }
    };
    about.show("meter-replaced", &form, &name(cx, &about.shown), body)
}

/// `GET /machines/{id}/meter/keep?on=…`: it was not replaced after all.
async fn keep(cx: Cx, Path(text): Path<String>, Query(asked): Query<Asked>, headers: HeaderMap) -> Answer {
    let about = About::of(cx, &text, &asked, &headers).await?;
    let Some(on) = asked.on else { return Err(about.cx.not_found()) };
    let form = about.form("keep-meter");
    let body = html! { input type="hidden" name="on" value=(on); };
    about.show("meter-kept", &form, &date_long(about.cx.lang(), on), body)
}
