//! The technician sets off: the clock runs, and the customer hears when they will be there.

use domain::{
    messages::{CUSTOMERS, Message, Messages},
    settings::{COMPANY, Settings},
    travel,
};
use maud::{Markup, html};
use projections::maintenance::{
    visit::Sheet,
    visits::{State, Visit},
};
use texts::format::clock;

use super::sheet::about;
use crate::{
    Form,
    components::{Button, Field, Kind, Look, Size, submit},
    cx::{Cx, Refusal},
    icons::{Icon, icon},
};

/// When nobody knows how far it is.
const USUAL_MINUTES: u32 = 30;

/// How a technician's way to a visit stands, as their page shows it.
#[derive(Default)]
pub struct Way {
    /// What is shown of it.
    pub part: Markup,
    /// Whether setting off is offered here.
    pub offered: bool,
    /// Whether they set off on this device, and that waits to be sent.
    pub waits: bool,
}

/// Setting off with how long it takes, or when they will be there.
///
/// # Errors
/// When the settings can't be read.
pub async fn way(cx: &Cx, sheet: &Sheet, day: &[Visit]) -> Result<Way, Refusal> {
    let visit = &sheet.visit;
    let own = visit.technician == Some(cx.session.user);
    if visit.state != State::Scheduled || !own || visit.slot.is_none_or(|slot| slot.on > cx.today()) {
        return Ok(Way::default());
    }
    if let Some(at) = visit.arrives {
        let time = clock(cx.lang(), cx.local(at).time());
        return Ok(Way { part: expected(cx, html! { (time) }), ..Way::default() });
    }
    let from = match before(visit, day) {
        Some(before) => Some(before.postcode.clone()),
        None => home(cx).await?,
    };
    let to = sheet.customer.as_ref().map(|place| place.postcode.as_str());
    let minutes = from.as_deref().zip(to).and_then(|(from, to)| travel::minutes(from, to)).unwrap_or(USUAL_MINUTES);
    let (messages, _) = cx.app.log.state::<Messages>(CUSTOMERS).await?;
    let tells = messages.is_on(Message::VisitOnTheWay);
    let set_off = cx.t("clock-depart");
    let form = Form::new(cx, set_out(visit))
        .next(format!("/my-work?visit={}", visit.id))
        .done("message-done-on-the-way")
        .offline(set_off.clone(), about(sheet));
    let part = form.show_with(
        &[("class", "stack tight"), ("id", "on-the-way"), ("aria-label", &set_off)],
        html! {
            div."row wrap gap-s" {
                (form.field("message-on-the-way-minutes", &minutes.to_string(), Field { name: "minutes", kind: Kind::Number, ..Field::default() }))
                (submit(Button { text: &set_off, icon: Some(Icon::Truck), look: Look::Dark, size: Size::Large, ..Button::default() }))
            }
            @if tells { p.hint { (cx.t("message-on-the-way-tells")) } }
        },
    );
    Ok(Way { part, offered: true, waits: false })
}

/// The same once it is known on the device that they set off; its script knows when that was.
pub fn waits(cx: &Cx, visit: &Visit) -> Way {
    let time = html! { span data-outbox-time=(set_out(visit)) data-outbox-plus="minutes" {} };
    Way { part: expected(cx, time), offered: false, waits: true }
}

/// The address of the command.
pub fn set_out(visit: &Visit) -> String {
    format!("/visits/{}/set-out", visit.id)
}

fn expected(cx: &Cx, time: Markup) -> Markup {
    let said = cx.tr("message-on-the-way-at", &[("time", "\u{0}".into())]);
    let (before, after) = said.split_once('\u{0}').unwrap_or((&said, ""));
    html! { p id="on-the-way" { span.badge.info { (icon(Icon::Route)) (before) (time) (after) } } }
}

/// The visit that they come from: the last of the same day that is done or under way.
fn before<'a>(visit: &Visit, day: &'a [Visit]) -> Option<&'a Visit> {
    let slot = visit.slot?;
    let same_day = |other: &&Visit| other.slot.is_some_and(|at| at.on == slot.on && at.from < slot.from);
    let been = |other: &&Visit| matches!(other.state, State::Finished | State::Started);
    day.iter().filter(same_day).filter(been).max_by_key(|other| other.slot)
}

/// Where the company is.
async fn home(cx: &Cx) -> Result<Option<String>, Refusal> {
    let (settings, _) = cx.app.log.state::<Settings>(COMPANY).await?;
    Ok(settings.company.as_ref().map(|company| company.address.postcode.to_string()))
}
