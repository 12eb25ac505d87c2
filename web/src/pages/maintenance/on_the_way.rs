//! The technician says that they are on the way, and when they will be there; the customer hears of it at once.

use domain::{
    settings::{COMPANY, Settings},
    travel,
};
use maud::{Markup, html};
use projections::maintenance::{
    visit::Sheet,
    visits::{State, Visit},
};
use texts::format::clock;

use crate::{
    Form,
    components::{Button, Field, Kind, Look, Size, Tone, badge, submit},
    cx::{Cx, Refusal},
    icons::Icon,
};

/// When nobody knows how far it is.
const USUAL_MINUTES: u32 = 30;

/// The button with how long it takes, or when they will be there.
///
/// # Errors
/// When the settings can't be read.
pub async fn part(cx: &Cx, sheet: &Sheet, day: &[Visit]) -> Result<Markup, Refusal> {
    let visit = &sheet.visit;
    let own = visit.technician == Some(cx.session.user);
    if visit.state != State::Scheduled || !own || visit.slot.is_none_or(|slot| slot.on > cx.today()) {
        return Ok(html! {});
    }
    if let Some(at) = visit.arrives {
        let time = clock(cx.lang(), cx.local(at).time());
        return Ok(
            html! { p id="on-the-way" { (badge(Tone::Info, Icon::Route, &cx.tr("message-on-the-way-at", &[("time", time.into())]))) } },
        );
    }
    let from = match before(visit, day) {
        Some(before) => Some(before.postcode.clone()),
        None => home(cx).await?,
    };
    let to = sheet.customer.as_ref().map(|place| place.postcode.as_str());
    let minutes = from.as_deref().zip(to).and_then(|(from, to)| travel::minutes(from, to)).unwrap_or(USUAL_MINUTES);
    let form = Form::new(cx, format!("/visits/{}/set-out", visit.id))
        .next(format!("/my-work?visit={}", visit.id))
        .done("message-done-on-the-way");
    Ok(form.show_with(
        &[("class", "row wrap gap-s"), ("id", "on-the-way"), ("aria-label", &cx.t("message-on-the-way"))],
        html! {
            (form.field("message-on-the-way-minutes", &minutes.to_string(), Field { name: "minutes", kind: Kind::Number, ..Field::default() }))
            (submit(Button { text: &cx.t("message-on-the-way"), icon: Some(Icon::Route), look: Look::Dark, size: Size::Large, ..Button::default() }))
        },
    ))
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
