//! What the customer answered to the invitation: on the visit, with the other time that they propose; and noting what they say by telephone.

use domain::{Slot, visit::Reply};
use maud::{Markup, html};
use projections::maintenance::{
    answers::Answer,
    visit::Sheet,
    visits::{State, Visit},
};
use texts::format::{clock, date_long};

use super::{MOVE, words};
use crate::{
    Form,
    components::{Button, Choice, Choices, Field, Look, Panel, Tone, badge, choices, link_button, panel, submit},
    cx::Cx,
    icons::{Icon, icon},
};

/// The sign of an answer.
pub fn sign(reply: Reply) -> (Tone, Icon) {
    match reply {
        Reply::Accepted => (Tone::Good, Icon::Check),
        Reply::Tentative => (Tone::Neutral, Icon::Clock),
        Reply::Declined => (Tone::Danger, Icon::X),
        Reply::Countered => (Tone::Warning, Icon::Swap),
    }
}

/// An answer in words.
pub fn word(cx: &Cx, reply: Reply) -> String {
    cx.t(&format!("answer-{}", reply.name())).into_owned()
}

/// What was answered to the appointment, while it lies ahead.
pub fn part(cx: &Cx, open: &Sheet) -> Markup {
    let visit = &open.visit;
    let stretches: Vec<Visit> = match visit.state {
        State::Cancelled => Vec::new(),
        _ => visit.clone().stretches().into_iter().filter(|stretch| stretch.answer.is_some()).collect(),
    };
    let may_note = visit.state == State::Scheduled && cx.may(MOVE);
    if stretches.is_empty() && !may_note {
        return html! {};
    }
    let note = Button { text: &cx.t("answer-note"), icon: Some(Icon::Phone), in_dialog: true, ..Button::default() };
    panel(Panel {
        id: "answer",
        title: &cx.t("answer-title"),
        end: may_note.then(|| link_button(&format!("/visits/{}/answer", visit.id), note)),
        body: Some(html! {
            @if stretches.is_empty() { p.muted { (cx.t("answer-none")) } }
            @for stretch in &stretches {
                @if let Some(answer) = &stretch.answer {
                    div.stack {
                        @if !visit.rest.is_empty() { @if let Some(slot) = &stretch.slot { b { (words::appointment(cx, slot)) } } }
                        (said(cx, answer)) (proposal(cx, stretch, answer))
                    }
                }
            }
        }),
        ..Panel::default()
    })
}

fn said(cx: &Cx, answer: &Answer) -> Markup {
    let (tone, sign) = sign(answer.reply);
    let at = cx.local(answer.at);
    html! {
        p."row wrap gap-s" {
            (badge(tone, sign, &word(cx, answer.reply)))
            span.muted { (cx.named(&answer.by)) ", " (date_long(cx.lang(), at.date())) " " (clock(cx.lang(), at.time())) }
        }
        @if let Some(comment) = answer.comment.as_ref().filter(|text| !text.is_empty()) { p.pre { (comment) } }
    }
}

/// Their own time, planned with one click for who goes already.
fn proposal(cx: &Cx, visit: &Visit, answer: &Answer) -> Markup {
    let Some(slot) = answer.proposed else { return html! {} };
    let when = words::appointment(cx, &slot);
    let goes = visit.technician.filter(|_| visit.state == State::Scheduled && cx.may(MOVE));
    html! {
        p { (cx.tr("answer-proposes", &[("when", when.as_str().into())])) }
        @if let Some(technician) = goes {
            @let command = if visit.rest.is_empty() { "schedule" } else { "move-stretch" };
            @let form = Form::new(cx, format!("/visits/{}/{command}", visit.id)).done("maintenance-done-moved").revision(visit.revision);
            (form.show(html! {
                input type="hidden" name="technician" value=(technician);
                @if !visit.rest.is_empty() { input type="hidden" name="stretch" value=(visit.stretch); }
                (hidden(&slot))
                div { (submit(Button { text: &cx.t("answer-plan-so"), icon: Some(Icon::Calendar), look: Look::Primary, ..Button::default() })) }
            }))
        }
    }
}

fn hidden(slot: &Slot) -> Markup {
    let parts = [
        ("slot.on", slot.on.to_string()),
        ("slot.from", slot.from.format("%H:%M").to_string()),
        ("slot.until", slot.until.format("%H:%M").to_string()),
    ];
    html! { @for (name, value) in parts { input type="hidden" name=(name) value=(value); } }
}

/// What is asked of who has the customer on the telephone.
pub fn fields(cx: &Cx, form: &Form<'_>, visit: &Visit) -> Markup {
    let replies = [Reply::Accepted, Reply::Tentative, Reply::Declined];
    let said = replies.map(|reply| word(cx, reply));
    let options: Vec<Choice> = replies
        .iter()
        .zip(&said)
        .map(|(reply, text)| Choice {
            value: reply.name(),
            text,
            checked: form.checked("reply", reply.name(), *reply == Reply::Accepted),
            ..Choice::default()
        })
        .collect();
    let (legend, error) = (cx.t("answer-title"), form.error("reply"));
    let stretches: Vec<(String, String)> =
        (1..).zip(visit.slots()).map(|(n, slot): (u8, _)| (n.to_string(), words::appointment(cx, &slot))).collect();
    let stretches: Vec<(&str, &str)> = stretches.iter().map(|(n, when)| (n.as_str(), when.as_str())).collect();
    html! {
        @if !visit.rest.is_empty() { (form.select("answer-stretch", "1", Field { name: "stretch", ..Field::default() }, &stretches)) }
        (choices(&cx.words(), Choices { name: "reply", legend: &legend, choices: &options, error, ..Choices::default() }))
        (form.field("answer-by", &visit.customer_name, Field { name: "by", ..Field::default() }))
        (form.textarea("answer-comment", "", Field { name: "comment", optional: true, ..Field::default() }, 3))
    }
}

/// The mark of an answer on the board; that nobody answered is no mark.
pub fn mark(cx: &Cx, visit: &Visit) -> Markup {
    let Some(answer) = given(visit) else { return html! {} };
    let (_, drawn) = sign(answer.reply);
    html! { span.job-answer.(answer.reply.name()) { (icon(drawn)) span { (word(cx, answer.reply)) } } }
}

/// The same in a word, where nothing is drawn of it.
pub fn in_a_word(cx: &Cx, visit: &Visit) -> Option<String> {
    given(visit).map(|answer| word(cx, answer.reply))
}

fn given(visit: &Visit) -> Option<&Answer> {
    visit.answer.as_ref().filter(|_| visit.state == State::Scheduled)
}
