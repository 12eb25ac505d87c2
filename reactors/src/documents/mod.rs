//! Werkbank's own documents, made from the log: what stands on one is as it was when it was issued, signed, placed or done,
//! whatever has changed since, so that it comes out byte for byte the same each time.

mod appointment;
mod contract;
mod dossier;
mod dossier_words;
mod invoice;
mod purchase_order;
mod service_level;
mod worksheet;

pub use appointment::uid;
pub use dossier::{Held, Told, Whose};
pub use dossier_words::Words;

use std::sync::Arc;

use anyhow::{Context, bail};
use domain::{
    Country, Decider, Language, Line, Money, Quantity, Rate, UserId,
    customer::{self, Customer},
    machine,
    mail::Document,
    registry::AnyEvent,
    settings::{self, Settings},
    user,
};
use event_store::{Files, Log, Position, Recorded, Revision, StoreError, StreamName, codec};
use pdf::{Company, Fact, Labels, Party, Template};
use texts::{
    Lang,
    format::{euros, quantity as written},
    t,
};

/// How many events are read at once.
const PAGE: u32 = 1_000;

/// What stands on a document was erased: whom it is about was forgotten, and no law has it kept any more.
#[derive(Debug, thiserror::Error)]
#[error("the customer's data were erased")]
pub struct Erased;

/// Everything that happened to a thing up to a position; all of it when none is said.
pub(crate) async fn story(
    log: &Log,
    category: &str,
    id: &str,
    up_to: Option<Position>,
) -> Result<Vec<Recorded>, StoreError> {
    let stream = StreamName::new(category, id)?;
    let (mut story, mut from) = (Vec::new(), Revision(0));
    loop {
        let page = log.store.read_stream(&stream, from, PAGE).await?;
        let (last, more) = (page.events.last().map(|event| event.revision), page.more);
        story.extend(codec::decode_page(&log.keys, page.events).await?);
        match last {
            Some(Revision(last)) if more => from = Revision(last + 1),
            _ => break,
        }
    }
    story.retain(|recorded| up_to.is_none_or(|up_to| recorded.position <= up_to));
    Ok(story)
}

/// A customer as it was.
pub(crate) async fn customer_at(
    log: &Log,
    id: domain::CustomerId,
    up_to: Position,
) -> Result<customer::State, StoreError> {
    let mut state = customer::State::default();
    for recorded in story(log, Customer::CATEGORY, &id.to_string(), Some(up_to)).await? {
        if let AnyEvent::Customer(event) = &recorded.event {
            Customer::evolve(&mut state, event);
        }
    }
    Ok(state)
}

/// Makes PDFs.
pub struct Documents {
    /// Where everything that stands on them is read.
    pub log: Arc<Log>,
    /// Where photos are read.
    pub files: Files,
    /// Whether invitations ask for an answer, since somebody reads it.
    pub answers: bool,
}

impl Documents {
    /// A document as PDF.
    ///
    /// # Errors
    /// When there is no such thing, when it has not come so far (an invoice that is not issued), when its customer was erased,
    /// or when the company's own data are not set yet.
    pub async fn pdf(&self, document: Document) -> anyhow::Result<Vec<u8>> {
        match document {
            Document::Invoice(id) => {
                let data = self.invoice(id).await?;
                rendered(move || pdf::invoice(&data)).await
            }
            Document::CreditNote(id) => {
                let data = self.credit_note(id).await?;
                rendered(move || pdf::invoice(&data)).await
            }
            Document::Contract(id) => {
                let data = self.contract(id).await?;
                rendered(move || pdf::contract(&data)).await
            }
            Document::PurchaseOrder(id) => {
                let data = self.purchase_order(id).await?;
                rendered(move || pdf::purchase_order(&data)).await
            }
            Document::Worksheet(id) => {
                let mut data = self.worksheet(id).await?;
                let whole = data.clone();
                match rendered(move || pdf::worksheet(&whole)).await {
                    // A picture that can't be printed holds up no report.
                    Err(error) if !data.photos.is_empty() => {
                        tracing::warn!(%error, "a work sheet is printed without its photos");
                        data.photos.clear();
                        rendered(move || pdf::worksheet(&data)).await
                    }
                    made => made,
                }
            }
            Document::Appointment { .. } => missing("document on paper"),
        }
    }

    /// See [`story`].
    async fn story(&self, category: &str, id: &str, up_to: Option<Position>) -> anyhow::Result<Vec<Recorded>> {
        Ok(story(&self.log, category, id, up_to).await?)
    }

    /// The settings as they were, with the company as it was first described where nobody had done that yet.
    async fn settings(&self, up_to: Position) -> anyhow::Result<settings::State> {
        let mut state = settings::State::default();
        for recorded in self.story(Settings::CATEGORY, settings::COMPANY, None).await? {
            let AnyEvent::Settings(event) = &recorded.event else { continue };
            let describes = matches!(event, settings::Event::CompanyChanged { .. }) && state.company.is_none();
            if recorded.position <= up_to || describes {
                Settings::evolve(&mut state, event);
            }
        }
        Ok(state)
    }

    /// In which country we were.
    async fn country(&self, up_to: Position) -> anyhow::Result<Country> {
        let company = self.settings(up_to).await?.company;
        Ok(company.map(|company| company.address.country).unwrap_or_default())
    }

    /// Who we were, for a reader in a country.
    async fn company(&self, up_to: Position, reader: &Country, lang: Lang) -> anyhow::Result<Company> {
        let company = self.settings(up_to).await?.company.context("the company's own data are not set yet")?;
        let iban: Vec<char> = company.iban.as_str().chars().collect();
        let groups: Vec<String> = iban.chunks(4).map(|group| group.iter().collect()).collect();
        Ok(Company {
            name: company.name.to_string(),
            address: address(lang, &company.address, reader),
            company_number: company.company_number.to_string(),
            vat_id: company.vat_number.to_string(),
            iban: groups.join(" "),
            bic: None,
            phone: company.phone.written(reader),
            email: company.email.to_string(),
            website: None,
        })
    }

    /// A customer as they were.
    async fn customer(&self, id: domain::CustomerId, up_to: Position) -> anyhow::Result<customer::State> {
        Ok(customer_at(&self.log, id, up_to).await?)
    }

    /// A machine as it was.
    async fn machine(&self, id: domain::MachineId, up_to: Position) -> anyhow::Result<Option<machine::Details>> {
        let story = self.story("machine", &id.to_string(), Some(up_to)).await?;
        Ok(story.into_iter().rev().find_map(|recorded| match recorded.event {
            AnyEvent::Machine(
                machine::Event::MachineInstalled { model, serial, place, installed_on, .. }
                | machine::Event::MachineChanged { model, serial, place, installed_on, .. },
            ) => {
                let place = place.as_ref().and_then(domain::Personal::value).cloned();
                Some(machine::Details { model, serial, place, installed_on, despite: None })
            }
            _ => None,
        }))
    }

    /// A colleague's name as it was.
    async fn colleague(&self, id: UserId, up_to: Position) -> anyhow::Result<String> {
        let story = self.story("user", &id.to_string(), Some(up_to)).await?;
        let name = story.into_iter().rev().find_map(|recorded| match recorded.event {
            AnyEvent::User(user::Event::UserCreated { name, .. } | user::Event::UserChanged { name, .. }) => {
                Some(name.text())
            }
            _ => None,
        });
        Ok(name.unwrap_or_default())
    }
}

async fn rendered(render: impl FnOnce() -> Result<Vec<u8>, pdf::PdfError> + Send + 'static) -> anyhow::Result<Vec<u8>> {
    Ok(tokio::task::spawn_blocking(render).await??)
}

fn lang(language: Language) -> Lang {
    Lang::parse(language.code()).unwrap_or_default()
}

fn labels(template: Template, lang: Lang) -> Labels {
    pdf::labels(template, |key| t(lang, &format!("pdf-{key}")).into_owned())
}

/// An amount, with a real minus.
fn money(lang: Lang, amount: Money) -> String {
    euros(lang, amount.cents, amount.currency.code()).replace('-', "\u{2212}")
}

fn quantity(lang: Lang, quantity: Quantity) -> String {
    written(lang, quantity.thousandths()).replace('-', "\u{2212}")
}

fn percent(lang: Lang, rate: Rate) -> String {
    format!("{}%", written(lang, i64::from(rate.basis_points()) * 10))
}

/// The lines of an address, with the country for a reader in another one.
fn address(lang: Lang, address: &domain::Address, reader: &Country) -> Vec<String> {
    let mut lines = vec![address.street.to_string(), format!("{} {}", address.postcode, address.city)];
    if address.country != *reader {
        let key = format!("country-{}", address.country.as_str().to_lowercase());
        let known = texts::has(lang, &key).then(|| t(lang, &key).into_owned());
        lines.push(known.unwrap_or_else(|| address.country.to_string()));
    }
    lines
}

/// What stands on paper, or that it was erased.
fn or_erased(lang: Lang, text: String) -> String {
    if text.is_empty() { t(lang, "document-erased").into_owned() } else { text }
}

/// Whether nothing is left of a customer but that there was one.
fn is_erased(details: &customer::Details) -> bool {
    details.name == Line::erased()
}

/// A customer as the other party.
fn party(details: &customer::Details, own: &Country) -> Party {
    if is_erased(details) {
        return Party { name: or_erased(lang(details.language), String::new()), ..Party::default() };
    }
    Party {
        name: details.name.to_string(),
        attention: None,
        address: address(lang(details.language), details.invoicing.as_ref().unwrap_or(&details.visiting), own),
        vat_id: details.vat_number.as_ref().map(ToString::to_string),
        company_number: details.company_number.as_ref().map(|number| Fact {
            label: t(lang(details.language), "pdf-company-number").into(),
            value: number.to_string(),
        }),
    }
}

/// The event of a story that a document is made of.
fn found<'a, T>(story: &'a [Recorded], pick: impl Fn(&'a AnyEvent) -> Option<T>) -> Option<(&'a Recorded, T)> {
    story.iter().rev().find_map(|recorded| pick(&recorded.event).map(|part| (recorded, part)))
}

fn missing<T>(what: &str) -> anyhow::Result<T> {
    bail!("there is no such {what}, or it has not come so far")
}
