//! What happened with a customer, day by day, in sentences.

use domain::Permission;
use maud::{Markup, html};
use projections::customers::timeline::Happening;
use texts::{
    Arg,
    format::{clock, date_full, date_long, euros, relative_day},
};

use crate::{
    components::{Event, Tone, badge, change, timeline},
    cx::Cx,
    icons::Icon,
    pages::undo::marks::{self as undo, Marks},
};

/// The happenings under the heads of their days.
pub(super) async fn story(cx: &Cx, happenings: &[Happening]) -> Markup {
    let marks = Marks::of(cx, happenings.iter().map(|one| one.position)).await;
    // Whoever was forgotten: one line says it, not each thing that went with it.
    let of_it = |one: &&Happening| one.system.as_deref() == Some("eraser") && !one.kind.ends_with("_forgotten");
    let told: Vec<Told> = happenings.iter().filter(|one| !of_it(one)).map(|one| Told::of(cx, one, &marks)).collect();
    let days = told.chunk_by(|one, next| one.day == next.day);
    html! {
        @for day in days {
            (timeline(&day[0].day, &day.iter().map(Told::event).collect::<Vec<_>>()))
        }
    }
}

struct Told {
    day: String,
    icon: Icon,
    tone: Tone,
    say: Markup,
    datetime: String,
    time: String,
    more: Markup,
    quote: Option<String>,
    then: Option<String>,
    then_title: std::borrow::Cow<'static, str>,
}

impl Told {
    fn of(cx: &Cx, happening: &Happening, marks: &Marks) -> Self {
        let (icon, tone) = sign(happening);
        let at = cx.local_micros(happening.at);
        let day = match (cx.today() - at.date()).num_days() {
            0 | 1 => format!(
                "{}, {}",
                texts::format::capital(&relative_day(cx.lang(), at.date(), cx.today())),
                date_long(cx.lang(), at.date())
            ),
            _ => texts::format::capital(&date_full(cx.lang(), at.date())),
        };
        Self {
            day,
            icon,
            tone,
            say: say(cx, happening, marks),
            datetime: at.format("%Y-%m-%dT%H:%M").to_string(),
            time: clock(cx.lang(), at.time()),
            more: more(cx, happening, marks),
            quote: happening.text.clone().filter(|text| !text.trim().is_empty()),
            then: cx.may(Permission::LookBack).then(|| format!("{}?as_of={}", cx.path(), happening.position)),
            then_title: cx.t("shell-as-it-was"),
        }
    }

    fn event(&self) -> Event<'_> {
        Event {
            icon: self.icon,
            tone: self.tone,
            say: self.say.clone(),
            datetime: &self.datetime,
            time: &self.time,
            more: Some(self.more.clone()),
            quote: self.quote.as_deref(),
            then: self.then.clone().map(|href| (href, self.then_title.as_ref())),
        }
    }
}

/// The sentence, and where a thing has a page the link to it.
fn say(cx: &Cx, happening: &Happening, marks: &Marks) -> Markup {
    let kind = match happening.kind.as_str() {
        // What a notice ended runs on as it did.
        "contract_renewed" if marks.takes_back(happening.position) => "notice-undone".to_owned(),
        "opportunity_lost" if marks.takes_back(happening.position) => "opportunity-undone".to_owned(),
        // What was answered is the sentence.
        "invitation_answered" => format!("invitation-{}", happening.words.as_deref().unwrap_or_default()),
        kind => kind.replace('_', "-"),
    };
    let label = happening.label.as_deref().unwrap_or_default();
    // What it was called was erased: that it happened is left.
    if label.is_empty() && ["mail", "opportunity", "contact-recorded"].iter().any(|named| kind.starts_with(named)) {
        return html! { @if let Some(href) = href(cx, happening) { a href=(href) { (happened(cx, &kind)) } } @else { (happened(cx, &kind)) } };
    }
    let key = format!("customers-story-{kind}");
    let with_who = format!("{key}-who");
    let who = happening.who.as_deref().filter(|who| !who.is_empty());
    let key = if who.is_some() && texts::has(cx.lang(), &with_who) { with_who } else { key };
    let words = happening.words.as_deref().unwrap_or_default();
    let currency = happening.currency.as_deref().unwrap_or("EUR");
    let amount = happening.cents.map(|cents| euros(cx.lang(), cents, currency)).unwrap_or_default();
    let when = happening.day.as_deref().map(|day| moment(cx, day)).unwrap_or_default();
    let label = match happening.about.split_once('-') {
        Some(("fault", _)) if !label.is_empty() => format!("S-{label}"),
        Some(("contract", _)) if !label.is_empty() => format!("C-{label}"),
        Some(("visit", _)) if !label.is_empty() => format!("B-{label}"),
        _ => label.to_owned(),
    };
    let label = label.as_str();
    let arguments: [(&str, Arg); 5] = [
        ("label", label.into()),
        ("who", who.unwrap_or_default().into()),
        ("words", words.into()),
        ("amount", amount.into()),
        ("when", when.into()),
    ];
    let sentence = cx.tr(&key, &arguments);
    match (href(cx, happening), label.is_empty(), sentence.split_once(label)) {
        (Some(href), false, Some((before, after))) => html! { (before) a href=(href) { (label) } (after) },
        _ => html! { (sentence) },
    }
}

/// What happened, as the log calls it.
fn happened(cx: &Cx, kind: &str) -> String {
    cx.t(&format!("event-{kind}")).into_owned()
}

/// The page of what a row is about, for a reader who may look at it.
fn href(cx: &Cx, happening: &Happening) -> Option<String> {
    let (category, id) = happening.about.split_once('-')?;
    let (path, see) = match category {
        "fault" => ("faults", Permission::SeeFaults),
        "visit" => ("visits", Permission::SeePlanning),
        "contract" => ("contracts", Permission::SeeContracts),
        "invoice" => ("invoices", Permission::SeeInvoices),
        "mail" => ("mails", Permission::SeeMail),
        _ => return None,
    };
    cx.may(see).then(|| format!("/{path}/{id}"))
}

/// Who did it, what it says in a few words, and what changed into what.
fn more(cx: &Cx, happening: &Happening, marks: &Marks) -> Markup {
    let words = happening.words.as_deref().filter(|words| !words.is_empty());
    let by = match (&happening.actor, &happening.system) {
        // The sentence names them already.
        (Some(actor), _) if happening.who.as_ref() == Some(actor) => String::new(),
        (Some(actor), _) => actor.clone(),
        (None, Some(_)) => cx.t("customers-story-automatic").into_owned(),
        (None, None) => String::new(),
    };
    let state = match (happening.kind.as_str(), words) {
        ("fault_reported" | "fault_changed", Some("urgent")) => {
            badge(Tone::Danger, Icon::Bolt, &cx.t("urgency-urgent"))
        }
        ("fault_reported" | "fault_changed", Some("high")) => badge(Tone::Warning, Icon::Bolt, &cx.t("urgency-high")),
        ("visit_finished", Some("solved")) => badge(Tone::Good, Icon::Check, &cx.t("customers-story-visit-solved")),
        ("visit_finished", Some(_)) => badge(Tone::Warning, Icon::Undo, &cx.t("customers-story-visit-unsolved")),
        ("fault_reported" | "fault_changed" | "language_changed" | "payment_reminded" | "invitation_answered", _)
        | (_, None) => html! {},
        (_, Some(words)) => html! { span { (words) } },
    };
    let says = |text: &&str| text.contains(char::is_alphanumeric);
    let (before, after) = (happening.before.as_deref().filter(says), happening.after.as_deref().filter(says));
    let nothing = cx.t("customers-story-nothing");
    let told = undo::Told {
        position: happening.position,
        category: happening.about.split_once('-').map_or("", |(category, _)| category),
        event_type: &happening.kind,
        by_person: happening.system.is_none(),
    };
    html! {
        span.row.wrap."gap-s" {
            (state)
            @if !by.is_empty() { span { (by) } }
            (marks.tell(cx, &told))
        }
        @if before.is_some() || (after.is_some() && changes(&happening.kind)) {
            (change(before.unwrap_or(&nothing), after.unwrap_or(&nothing)))
        }
    }
}

/// Whether a row says what became of something that was there.
fn changes(kind: &str) -> bool {
    kind.ends_with("_changed") || kind == "customer_renamed"
}

/// A day, or the start of a slot, as people say it.
fn moment(cx: &Cx, text: &str) -> String {
    let lang = cx.lang();
    if let Ok(at) = text.parse::<chrono::NaiveDateTime>() {
        return format!("{} {}", date_long(lang, at.date()), clock(lang, at.time()));
    }
    text.parse().map_or_else(|_| text.to_owned(), |day| date_long(lang, day))
}

fn sign(happening: &Happening) -> (Icon, Tone) {
    match happening.kind.as_str() {
        "fault_reported" => (Icon::Alert, Tone::Danger),
        "fault_solved" | "visit_finished" => (Icon::Check, Tone::Good),
        "fault_changed" | "fault_reopened" | "fault_cancelled" => (Icon::Alert, Tone::Neutral),
        "visit_requested" | "visit_scheduled" | "visit_moved" => (Icon::Calendar, Tone::Info),
        "visit_unscheduled" | "visit_cancelled" | "visit_interrupted" => (Icon::Calendar, Tone::Neutral),
        "invitation_answered" => match happening.words.as_deref() {
            Some("declined") => (Icon::Calendar, Tone::Danger),
            Some("countered") => (Icon::Calendar, Tone::Warning),
            _ => (Icon::Calendar, Tone::Good),
        },
        "visit_started" => (Icon::Wrench, Tone::Info),
        "contract_signed" => (Icon::Sign, Tone::Strong),
        "contract_renewed" => (Icon::Refresh, Tone::Strong),
        kind if kind.starts_with("contract") || kind == "notice_given" => (Icon::Contract, Tone::Neutral),
        "payment_recorded" => (Icon::Euro, Tone::Good),
        "payment_refunded" => (Icon::Euro, Tone::Neutral),
        "payment_reminded" | "dispute_opened" => (Icon::Invoice, Tone::Warning),
        "invoice_issued" | "credit_note_issued" | "dispute_settled" => (Icon::Invoice, Tone::Neutral),
        "mail_sent" => (Icon::Mail, Tone::Info),
        "mail_answered" => (Icon::Mail, Tone::Strong),
        "mail_failed" | "mail_returned" | "mail_given_up" => (Icon::Mail, Tone::Danger),
        "note_added" => (Icon::Note, Tone::Neutral),
        "call_recorded" | "contact_recorded" => (Icon::Phone, Tone::Neutral),
        "opportunity_opened" | "opportunity_lost" => (Icon::Tag, Tone::Neutral),
        "opportunity_won" => (Icon::Tag, Tone::Good),
        "machine_installed" | "machine_changed" | "machine_removed" | "machine_put_back" | "warranty_set" => {
            (Icon::Machine, Tone::Neutral)
        }
        "contact_added" | "contact_changed" | "contact_removed" => (Icon::User, Tone::Neutral),
        "customer_registered" | "customer_restored" => (Icon::Users, Tone::Strong),
        "customer_archived" => (Icon::Users, Tone::Neutral),
        "customer_forgotten" | "contact_forgotten" => (Icon::Shield, Tone::Neutral),
        _ => (Icon::Pen, Tone::Neutral),
    }
}
