//! What of every department's events goes into a customer's timeline.

use domain::{
    ContactId, CustomerId, Line, Money, Personal, Slot, UserId, contract, customer, fault,
    invoice::{self, Totals},
    machine, mail, opportunity,
    registry::AnyEvent,
    visit,
};
use event_store::Recorded;

use super::{card::optional, timeline::Topic};
use crate::{Writes, values};

/// A row in the making: what differs from kind to kind.
#[derive(Default)]
struct Told {
    who: Option<String>,
    colleague: Option<UserId>,
    contact: Option<ContactId>,
    words: Option<String>,
    text: Option<String>,
    day: Option<String>,
    amount: Option<Money>,
    after: Option<String>,
}

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    let told = match &recorded.event {
        AnyEvent::Customer(event) => Some(of_customer(recorded, event, writes)),
        AnyEvent::Machine(event) => of_machine(recorded, event, writes),
        AnyEvent::Fault(event) => of_fault(recorded, event, writes),
        AnyEvent::Visit(event) => of_visit(recorded, event, writes),
        AnyEvent::Contract(event) => of_contract(recorded, event, writes),
        AnyEvent::Invoice(event) => of_invoice(recorded, event, writes),
        AnyEvent::Opportunity(event) => Some(of_opportunity(recorded, event, writes)),
        AnyEvent::Mail(event) => of_mail(recorded, event, writes),
        _ => None,
    };
    let Some((customer, topic, told)) = told else { return };
    let (actor, system) = match &recorded.metadata.actor {
        domain::Actor::Person { user, .. } => (Some(*user), None),
        domain::Actor::System { name } => (None, Some(name.clone())),
    };
    writes.run(
        "INSERT INTO timeline VALUES (?1, ?2, ?3, ?4, ?5, ?6, (SELECT label FROM labels WHERE id = ?7), ?8, ?9,
            coalesce(?10, (SELECT name FROM colleagues WHERE id = ?11), (SELECT name FROM contacts WHERE id = ?12),
                     (SELECT who FROM labels WHERE id = ?7)),
            ?13, ?14, ?15, ?16, ?17, NULL, ?18)",
        values![
            recorded.position.0,
            customer,
            recorded.recorded_at,
            recorded.event_type.as_str(),
            topic.name(),
            recorded.stream.as_str(),
            recorded.subject(),
            actor,
            system,
            told.who,
            told.colleague,
            told.contact,
            told.words,
            told.text,
            told.day,
            told.amount,
            told.amount.map(|amount| amount.currency.code()),
            told.after,
        ],
    );
    keep_before(recorded, writes);
}

type Row = (CustomerId, Topic, Told);

/// Gives a stream the name by which sentences call it.
fn call(recorded: &Recorded, writes: &mut Writes, label: String, who: Option<String>) {
    writes.run("INSERT OR REPLACE INTO labels VALUES (?1, ?2, ?3)", values![recorded.subject(), label, who]);
}

fn of_customer(recorded: &Recorded, event: &customer::Event, writes: &mut Writes) -> Row {
    use customer::Event as E;
    let mut topic = Topic::Changes;
    let told = match event {
        E::CustomerRegistered { number, name, .. } => {
            call(recorded, writes, number.to_string(), None);
            Told { after: Some(name.text()), ..Told::default() }
        }
        E::CustomerRenamed { name, .. } => Told { after: Some(name.text()), ..Told::default() },
        E::VisitingAddressChanged { visiting } => Told { after: Some(visiting.text()), ..Told::default() },
        E::InvoicingAddressChanged { invoicing } => Told { after: optional(invoicing), ..Told::default() },
        E::ReachabilityChanged { phone, email, invoice_email } => {
            Told { after: joined([optional(phone), optional(email), optional(invoice_email)]), ..Told::default() }
        }
        E::CompanyNumbersChanged { company_number, vat_number, .. } => {
            Told { after: joined([optional(company_number), optional(vat_number)]), ..Told::default() }
        }
        E::PaymentTermChanged { payment_days } => {
            Told { after: payment_days.map(|days| days.to_string()), ..Told::default() }
        }
        E::LanguageChanged { language } => Told { after: Some(language.code().into()), ..Told::default() },
        E::ChannelSet { channel, mobile } => {
            Told { words: Some(channel.name().into()), after: optional(mobile), ..Told::default() }
        }
        E::ContactAdded { name, role, phone, email, .. } | E::ContactChanged { name, role, phone, email, .. } => Told {
            who: Some(name.text()),
            after: joined([Some(name.text()), optional(role), optional(phone), optional(email)]),
            ..Told::default()
        },
        E::ContactRemoved { id } => Told { contact: Some(*id), ..Told::default() },
        E::NoteAdded { text } => {
            topic = Topic::Contact;
            Told { text: Some(text.text()), ..Told::default() }
        }
        E::CallRecorded { contact, text } => {
            topic = Topic::Contact;
            Told { contact: *contact, text: Some(text.text()), ..Told::default() }
        }
        E::CustomerArchived { reason, .. } => Told { words: Some(reason.text()), ..Told::default() },
        E::CustomerRestored {} | E::CustomerForgotten {} | E::ContactForgotten { .. } => Told::default(),
    };
    (recorded.subject().into(), topic, told)
}

/// What the customer's row said until now. The row itself changes after this: see the order of the department's models.
fn keep_before(recorded: &Recorded, writes: &mut Writes) {
    use customer::Event as E;
    let AnyEvent::Customer(event) = &recorded.event else { return };
    let of_contact = "UPDATE timeline SET before =
        (SELECT name || coalesce(', ' || role, '') || coalesce(', ' || phone, '') || coalesce(', ' || email, '')
         FROM contacts WHERE id = ?2) WHERE position = ?1";
    let (sql, id) = match event {
        E::CustomerRenamed { .. } => {
            ("UPDATE timeline SET before = (SELECT name FROM customers WHERE id = ?2) WHERE position = ?1", None)
        }
        E::VisitingAddressChanged { .. } => (
            "UPDATE timeline SET before = (SELECT street || ', ' || postcode || ' ' || city FROM customers WHERE id = ?2)
             WHERE position = ?1",
            None,
        ),
        E::InvoicingAddressChanged { .. } => (
            "UPDATE timeline SET before = (SELECT (invoicing ->> 'street') || ', ' || (invoicing ->> 'postcode') || ' '
                || (invoicing ->> 'city') FROM customers WHERE id = ?2) WHERE position = ?1",
            None,
        ),
        E::ReachabilityChanged { .. } => (
            "UPDATE timeline SET before = (SELECT nullif(ltrim(coalesce(phone, '') || coalesce(', ' || email, '')
                || coalesce(', ' || invoice_email, ''), ', '), '') FROM customers WHERE id = ?2) WHERE position = ?1",
            None,
        ),
        E::CompanyNumbersChanged { .. } => (
            "UPDATE timeline SET before = (SELECT nullif(ltrim(coalesce(company_number, '')
                || coalesce(', ' || vat_number, ''), ', '), '') FROM customers WHERE id = ?2) WHERE position = ?1",
            None,
        ),
        E::PaymentTermChanged { .. } => (
            "UPDATE timeline SET before = (SELECT cast(payment_days AS TEXT) FROM customers WHERE id = ?2) WHERE position = ?1",
            None,
        ),
        E::LanguageChanged { .. } => {
            ("UPDATE timeline SET before = (SELECT language FROM customers WHERE id = ?2) WHERE position = ?1", None)
        }
        E::ContactChanged { id, .. } | E::ContactRemoved { id } => (of_contact, Some(*id)),
        _ => return,
    };
    writes.run(sql, values![recorded.position.0, id.map_or_else(|| recorded.subject(), Into::into)]);
}

fn of_machine(recorded: &Recorded, event: &machine::Event, writes: &mut Writes) -> Option<Row> {
    use machine::Event as E;
    let (customer, told) = match event {
        E::MachineInstalled { customer, model, serial, installed_on, .. }
        | E::MachineChanged { customer, model, serial, installed_on, .. } => {
            call(recorded, writes, model.to_string(), None);
            let words = serial.as_ref().map(Line::to_string);
            (customer, Told { words, day: installed_on.map(|day| day.to_string()), ..Told::default() })
        }
        E::MachinePutBack { customer } => (customer, Told::default()),
        E::MeterNoted { .. } | E::MeterReplaced { .. } | E::MeterKept { .. } => return None,
        E::ReadingCorrected { .. } | E::WarrantyDropped { .. } => return None,
        E::WarrantySet { customer, until, .. } => (customer, Told { day: Some(until.to_string()), ..Told::default() }),
        E::MachineRemoved { customer, reason, .. } => {
            (customer, Told { words: Some(reason.text()), ..Told::default() })
        }
    };
    Some((*customer, Topic::Changes, told))
}

fn of_fault(recorded: &Recorded, event: &fault::Event, writes: &mut Writes) -> Option<Row> {
    use fault::Event as E;
    let (customer, told) = match event {
        E::FaultReported { number, customer, problem, urgency, caller, .. } => {
            call(recorded, writes, number.to_string(), None);
            let words = Some(urgency.name().into());
            (customer, Told { who: optional(caller), words, text: Some(problem.text()), ..Told::default() })
        }
        E::FaultChanged { customer, problem, urgency, .. } => {
            let words = Some(urgency.name().into());
            (customer, Told { words, text: Some(problem.text()), ..Told::default() })
        }
        E::FaultSolved { customer, how, .. } => (customer, Told { text: optional(how), ..Told::default() }),
        E::FaultReopened { customer, reason } | E::FaultCancelled { customer, reason } => {
            (customer, Told { words: Some(reason.text()), ..Told::default() })
        }
        E::FaultAnswered { customer, note, .. } => (customer, Told { text: optional(note), ..Told::default() }),
        E::FaultPaused { customer, reason, .. } => (customer, Told { words: optional(reason), ..Told::default() }),
        // What is counted inside is nothing that happened between the customer and us.
        E::FaultResumed { .. } | E::FaultAnswerWithdrawn { .. } | E::FaultWarned { .. } => return None,
    };
    Some((*customer, Topic::Faults, told))
}

fn of_visit(recorded: &Recorded, event: &visit::Event, writes: &mut Writes) -> Option<Row> {
    use visit::Event as E;
    let start = |slot: &Slot| Some(slot.on.and_time(slot.from).format("%Y-%m-%dT%H:%M:%S").to_string());
    let (customer, told) = match event {
        E::VisitRequested { number, customer, fault, task, .. } => {
            call(recorded, writes, number.to_string(), None);
            // A fault's own visit goes without saying.
            if fault.is_some() {
                return None;
            }
            (customer, Told { text: Some(task.text()), ..Told::default() })
        }
        E::VisitScheduled { customer, technician, slot, .. } | E::VisitMoved { customer, technician, slot, .. } => {
            (customer, Told { colleague: Some(*technician), day: start(slot), ..Told::default() })
        }
        E::VisitUnscheduled { customer, reason, .. }
        | E::VisitCancelled { customer, reason, .. }
        | E::VisitInterrupted { customer, reason, .. } => {
            (customer, Told { words: Some(reason.text()), ..Told::default() })
        }
        E::VisitSetOut { customer, technician, .. } => {
            (customer, Told { colleague: Some(*technician), ..Told::default() })
        }
        E::InvitationAnswered { customer, reply, slot, by, comment, .. } => {
            let (who, words) = (Some(by.text()), Some(reply.name().into()));
            (customer, Told { who, words, text: optional(comment), day: start(slot), ..Told::default() })
        }
        E::VisitStarted { customer, technician, .. } => {
            (customer, Told { colleague: Some(*technician), ..Told::default() })
        }
        E::VisitFinished { customer, technician, solved, findings, work, .. } => {
            let words = Some(if *solved { "solved" } else { "unsolved" }.into());
            let text = Some(format!("{}\n{}", findings.text(), work.text()));
            (customer, Told { colleague: Some(*technician), words, text, ..Told::default() })
        }
        _ => return None,
    };
    Some((*customer, Topic::Faults, told))
}

fn of_contract(recorded: &Recorded, event: &contract::Event, writes: &mut Writes) -> Option<Row> {
    use contract::Event as E;
    let reason = |reason: &Personal<Line>| Some(reason.text());
    let (customer, told) = match event {
        E::ContractDrafted { number, customer, terms, .. } => {
            call(recorded, writes, number.to_string(), None);
            (customer, Told { amount: Some(terms.monthly_fee), ..Told::default() })
        }
        E::ContractChanged { customer, terms, .. } => {
            (customer, Told { amount: Some(terms.monthly_fee), ..Told::default() })
        }
        E::ContractDiscarded { customer, reason: why } => (customer, Told { words: reason(why), ..Told::default() }),
        E::ContractSigned { customer, on, signature } => {
            let (contract::Signature::OnScreen { name, .. } | contract::Signature::OnPaper { name, .. }) = signature;
            (customer, Told { who: Some(name.text()), day: Some(on.to_string()), ..Told::default() })
        }
        E::NoticeGiven { customer, ends, reason: why, .. } => {
            (customer, Told { words: reason(why), day: Some(ends.to_string()), ..Told::default() })
        }
        E::ContractRenewed { customer, until } => (customer, Told { day: Some(until.to_string()), ..Told::default() }),
        E::ServiceLevelAgreed { customer, service_level: level } => {
            (customer, Told { words: level.as_ref().map(ToString::to_string), ..Told::default() })
        }
        E::ContractEnded { customer, on, reason: why } => {
            (customer, Told { words: reason(why), day: Some(on.to_string()), ..Told::default() })
        }
    };
    Some((*customer, Topic::Money, told))
}

fn of_invoice(recorded: &Recorded, event: &invoice::Event, writes: &mut Writes) -> Option<Row> {
    use invoice::Event as E;
    let (customer, told) = match event {
        E::InvoiceIssued { customer, number, due, items, .. } => {
            call(recorded, writes, number.to_string(), None);
            let amount = Some(Totals::of(items).total());
            (customer, Told { amount, day: Some(due.to_string()), ..Told::default() })
        }
        E::PaymentRecorded { customer, amount, on, .. } | E::PaymentRefunded { customer, amount, on, .. } => {
            (customer, Told { amount: Some(*amount), day: Some(on.to_string()), ..Told::default() })
        }
        E::DisputeOpened { customer, reason } => (customer, Told { text: Some(reason.text()), ..Told::default() }),
        E::DisputeSettled { customer, note } => (customer, Told { words: Some(note.text()), ..Told::default() }),
        E::PaymentReminded { customer, level } => {
            (customer, Told { words: Some(level.to_string()), ..Told::default() })
        }
        E::CreditNoteIssued { customer, number, reason, .. } => {
            (customer, Told { words: Some(reason.text()), after: Some(number.to_string()), ..Told::default() })
        }
        // Drafts are Finance's own business until they are issued.
        E::InvoiceDrafted { .. }
        | E::InvoiceChanged { .. }
        | E::ExchangeRateNoted { .. }
        | E::InvoiceDiscarded { .. } => return None,
    };
    Some((*customer, Topic::Money, told))
}

fn of_opportunity(recorded: &Recorded, event: &opportunity::Event, writes: &mut Writes) -> Row {
    use opportunity::Event as E;
    let (customer, told) = match event {
        E::OpportunityOpened { customer, about, value, next, contact, .. } => {
            call(recorded, writes, about.text(), None);
            let (amount, day) = (*value, Some(next.to_string()));
            (customer, Told { contact: *contact, amount, day, ..Told::default() })
        }
        E::ContactRecorded { customer, text, next } => {
            (customer, Told { text: Some(text.text()), day: Some(next.to_string()), ..Told::default() })
        }
        E::OpportunityWon { customer, text } => (customer, Told { text: Some(text.text()), ..Told::default() }),
        E::OpportunityLost { customer, reason } => (customer, Told { text: Some(reason.text()), ..Told::default() }),
    };
    (*customer, Topic::Contact, told)
}

fn of_mail(recorded: &Recorded, event: &mail::Event, writes: &mut Writes) -> Option<Row> {
    use mail::Event as E;
    let (customer, told) = match event {
        E::MailQueued { letter, .. } => {
            if let Some(letter) = letter.value() {
                let to = letter.name.as_ref().map_or_else(|| letter.to.to_string(), Line::to_string);
                call(recorded, writes, letter.subject.to_string(), Some(to));
            }
            return None;
        }
        E::MailSent { customer, .. } => (customer, Told::default()),
        E::MailFailed { customer, reason, .. } | E::MailReturned { customer, reason } => {
            (customer, Told { text: Some(reason.text()), ..Told::default() })
        }
        E::MailAnswered { customer, writer, text, .. } => {
            let told = Told { who: Some(writer.text()), text: Some(text.text()), ..Told::default() };
            return Some((*customer, Topic::Contact, told));
        }
        E::MailGivenUp { customer, reason } => (customer, Told { words: Some(reason.text()), ..Told::default() }),
        E::MailSendingBegun { .. } | E::MailRetried { .. } => return None,
    };
    customer.map(|customer| (customer, Topic::Contact, told))
}

fn joined(parts: impl IntoIterator<Item = Option<String>>) -> Option<String> {
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
