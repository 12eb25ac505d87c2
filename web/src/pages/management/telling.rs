//! In the settings: whether changes of the planning are told at once, or collected until a planner sends them.

use domain::{
    Permission,
    planning::{COMPANY, Planning},
};
use maud::{Markup, html};

use super::settings::save;
use crate::{
    Form,
    components::{Field, Kind, Panel, panel},
    cx::{Cx, Refusal},
};

/// How it is, and the way to change it.
pub async fn panel_of(cx: &Cx) -> Result<Markup, Refusal> {
    let (planning, _) = cx.app.log.state::<Planning>(COMPANY).await?;
    let form = Form::new(cx, format!("/planning-board/{COMPANY}/set-telling")).next("/settings").within("telling");
    let readonly = !cx.may(Permission::EditSettings);
    let hint = cx.t("telling-hours-hint");
    let body = form.show(html! {
        div.stack {
            (form.checkbox("collect", "telling-collect", planning.collect))
            p.hint { (cx.t("telling-collect-hint")) }
            (form.field("telling-hours", &planning.hours.to_string(), Field { name: "hours", kind: Kind::Number, hint: Some(&hint), readonly, ..Field::default() }))
            (save(cx))
        }
    });
    Ok(panel(Panel { id: "telling", title: &cx.t("telling-title"), body: Some(body), ..Panel::default() }))
}
