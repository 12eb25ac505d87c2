//! What a customer hears about an invoice: the invoice itself, its credit note, and reminders.

use domain::{
    CustomerId, InvoiceId, Role,
    customer::Customer,
    invoice::Event,
    mail::Document,
    registry::AnyEvent,
    settings::{self, Settings},
    task::{self, Assignee, Weight},
};
use event_store::Recorded;
use projections::finance::{DEPARTMENT, invoice, invoices::State};
use texts::{
    Arg, Lang,
    format::{date_long, euros},
};
use uuid::Uuid;

use crate::{Effect, ReactError, Reaction, Reactor, Start, World, letter::Post};

/// Reminders for which there are texts; a higher level says what the last one says.
const LEVELS: u8 = 3;

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "invoice-mails", start: Start::Head, wants, react };

fn wants(event: &AnyEvent) -> bool {
    matches!(
        event,
        AnyEvent::Invoice(Event::InvoiceIssued { .. } | Event::CreditNoteIssued { .. } | Event::PaymentReminded { .. })
    )
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move {
        let id = InvoiceId(recorded.subject());
        let today = world.log.local(recorded.recorded_at).date();
        let Some(card) = invoice::one(world.of(&DEPARTMENT), id, today).await? else { return Ok(Vec::new()) };
        let AnyEvent::Invoice(event) = &recorded.event else { return Ok(Vec::new()) };
        let number = card.row.number.clone().unwrap_or_default();
        let Some(reader) = Reader::of(world, card.row.customer).await? else { return Ok(Vec::new()) };
        let lang = reader.lang;
        let money = |amount: domain::Money| euros(lang, amount.cents, amount.currency.code());
        let late = u32::try_from(card.row.days_late).unwrap_or_default();
        let mut words: Vec<(&str, Arg<'_>)> = vec![
            ("number", number.clone().into()),
            ("total", money(card.row.total).into()),
            ("open", money(card.row.open).into()),
            ("due", card.row.due.map(|due| date_long(lang, due)).unwrap_or_default().into()),
            ("days", late.into()),
            ("iban", reader.iban.clone().into()),
            ("company", reader.company.clone().into()),
        ];
        let (purpose, document) = match event {
            Event::CreditNoteIssued { number, .. } => {
                words.push(("credit", format!("CR-{number}").into()));
                ("credit-note".into(), Document::CreditNote(id))
            }
            // Paid, disputed or taken back since: nobody is reminded of what is settled.
            Event::PaymentReminded { .. } if card.row.state != State::Late => return Ok(Vec::new()),
            Event::PaymentReminded { level, .. } => {
                (format!("reminder-{}", (*level).clamp(1, LEVELS)), Document::Invoice(id))
            }
            _ => ("invoice".into(), Document::Invoice(id)),
        };
        if reader.to.is_none() {
            let what = match event {
                Event::PaymentReminded { .. } => "reminder-by-post",
                Event::CreditNoteIssued { .. } => "credit-note-by-post",
                _ => "invoice-by-post",
            };
            return Ok(on_paper(recorded.id, what, id, card.row.customer, &number).into_iter().collect());
        }
        Ok(reader.mail(recorded.id, &purpose, format!("invoice-{id}"), words, vec![document]))
    })
}

/// Whom a mail about money or contracts is for.
pub(crate) struct Reader {
    pub(crate) lang: Lang,
    pub(crate) to: Option<domain::Email>,
    customer: CustomerId,
    name: domain::Line,
    company: String,
    iban: String,
}

impl Reader {
    /// The customer as they are reached now: at the address for invoices where there is one.
    pub(crate) async fn of(world: &World, customer: CustomerId) -> Result<Option<Self>, ReactError> {
        let (state, _) = world.log.state::<Customer>(&customer.to_string()).await?;
        let Some(details) = &state.details else { return Ok(None) };
        let (settings, _) = world.log.state::<Settings>(settings::COMPANY).await?;
        let company = settings.company.as_ref();
        Ok(Some(Self {
            lang: Lang::parse(details.language.code()).unwrap_or_default(),
            to: details.invoice_email.clone().or_else(|| details.email.clone()),
            customer,
            name: details.name.clone(),
            company: company.map(|company| company.name.to_string()).unwrap_or_default(),
            iban: company.map(|company| company.iban.to_string()).unwrap_or_default(),
        }))
    }

    /// A mail to them, if they have an address.
    pub(crate) fn mail(
        self,
        cause: Uuid,
        purpose: &str,
        about: String,
        words: Vec<(&str, Arg<'_>)>,
        documents: Vec<Document>,
    ) -> Vec<Effect> {
        let Some(to) = self.to else { return Vec::new() };
        let post = Post {
            purpose,
            texts: None,
            lang: self.lang,
            to,
            name: Some(self.name),
            subject: self.customer.0,
            customer: Some(self.customer),
            about,
            words,
            documents,
            company: self.company,
        };
        post.queue(cause)
    }
}

/// A customer without an address gets it by post: each letter is a task of its own, and says which letter it is.
fn on_paper(cause: Uuid, kind: &str, id: InvoiceId, customer: CustomerId, number: &str) -> Option<Effect> {
    let raise = task::Command::Raise {
        kind: kind.parse().ok()?,
        assignee: Assignee::Role(Role::Finance),
        weight: Weight::Task,
        about: Some(format!("invoice-{id}").parse().ok()?),
        customer: Some(customer),
        words: [("invoice".into(), number.parse().ok()?)].into(),
        note: None,
        due: None,
    };
    Some(Effect::new(cause, "by post", raise))
}
