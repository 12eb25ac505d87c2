//! Takes in a customer list from Excel: looked at first, saved when confirmed; the same file again changes nothing.

pub mod columns;
pub mod report;
mod row;
pub mod sheet;

use std::{collections::HashMap, path::Path};

use domain::{
    Actor, CustomerId,
    customer::{Command, Customer, Details, State},
};
use event_store::{CommandError, Given, Position, StoreError};
use projections::{
    ReadError,
    customers::{self, doubles},
};
use sha2::{Digest, Sha256};
use texts::Lang;
use uuid::Uuid;

use self::{
    columns::{Field, Mapping},
    report::{Becomes, Line, Remark, Report, Weight},
    row::Read,
    sheet::Unreadable,
};
use crate::{App, command::SHOWN_WITHIN};

/// Why an import stopped.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file can't be taken in.
    #[error("import-file-{0}")]
    File(#[from] Unreadable),
    /// The file can't be read from disk.
    #[error(transparent)]
    Disk(#[from] std::io::Error),
    /// The read tables could not be asked.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The log could not be asked.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A command failed, for another reason than a rule.
    #[error(transparent)]
    Command(#[from] CommandError),
}

/// A file with what is to be done with it.
#[derive(Debug, Clone)]
pub struct Upload<'a> {
    /// The file's name.
    pub file: &'a str,
    /// The file.
    pub bytes: &'a [u8],
    /// Which column holds what; guessed by the header when not said.
    pub mapping: Option<Mapping>,
    /// Language of what is written with a number that looks wrong.
    pub lang: Lang,
}

/// What a row leads to.
struct Plan {
    read: Read,
    becomes: Becomes,
    /// The details after it.
    details: Details,
    contact: bool,
    note: bool,
}

/// Looks at a customer list; with `confirm`, carries out what was found, in the name of `actor`.
///
/// # Errors
/// See [`ImportError`]. What was saved before an error stays, and the same file again goes on behind it.
pub async fn import_customers(
    app: &App,
    actor: &Actor,
    upload: &Upload<'_>,
    confirm: bool,
) -> Result<Report, ImportError> {
    let sheet = sheet::read(upload.bytes)?;
    let import = Uuid::new_v5(&Uuid::NAMESPACE_OID, &Sha256::digest(upload.bytes));
    let mapping = upload.mapping.clone().unwrap_or_else(|| columns::guess(&sheet.header));
    let mut report = Report {
        file: upload.file.into(),
        import,
        header: sheet.header,
        mapping,
        lines: Vec::with_capacity(sheet.rows.len()),
        remarks: Vec::new(),
        done: confirm,
    };
    let mut within = Within::default();
    let mut last = None;
    for (number, texts) in &sheet.rows {
        let (read, remarks) = row::read(upload.lang, upload.file, *number, texts, &report.mapping);
        report.remarks.extend(remarks);
        let of = |field| report.mapping.get(&field).and_then(|column| texts.get(*column)).cloned().unwrap_or_default();
        let (name, city) = (of(Field::Name), of(Field::City));
        let mut line = Line { row: *number, becomes: Becomes::LeftOut, customer: None, name, city };
        if let Some(read) = read {
            line.customer = Some(read.id.0);
            let (plan, remarks) = plan(app, import, read, &mut within).await?;
            report.remarks.extend(remarks);
            if let Some(plan) = plan {
                line.becomes = plan.becomes;
                if confirm {
                    last = carry_out(app, actor, import, &plan, &mut report.remarks, &mut line).await?.or(last);
                }
            }
        }
        report.lines.push(line);
    }
    if let Some(position) = last {
        app.reads.wait(position, SHOWN_WITHIN).await;
    }
    Ok(report)
}

/// The same for a file on disk, in Werkbank's own name: for the command line.
///
/// # Errors
/// See [`ImportError`].
pub async fn import_file(app: &App, lang: Lang, path: &Path, confirm: bool) -> Result<Report, ImportError> {
    let large = std::fs::metadata(path)?.len() > sheet::MAX_BYTES as u64;
    if large {
        return Err(Unreadable::TooLarge.into());
    }
    let bytes = std::fs::read(path)?;
    let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let upload = Upload { file: &file, bytes: &bytes, mapping: None, lang };
    import_customers(app, &Actor::system("import"), &upload, confirm).await
}

/// What earlier rows of the file said.
#[derive(Default)]
struct Within {
    ids: HashMap<CustomerId, (u32, Details)>,
    emails: HashMap<String, u32>,
    phones: HashMap<String, u32>,
}

/// Decides what becomes of a row; nothing when it is left out.
async fn plan(
    app: &App,
    import: Uuid,
    read: Read,
    within: &mut Within,
) -> Result<(Option<Plan>, Vec<Remark>), ImportError> {
    let mut remarks = Vec::new();
    let id = read.id.to_string();
    let (state, _) = app.log.state::<Customer>(&id).await?;
    let earlier = within.ids.get(&read.id).cloned();
    if let Some((row, details)) = &earlier {
        let another = read.contact.is_some() && *details == read.details;
        if !another {
            let row = [("other", row.to_string())];
            remarks.push(Remark::about(read.row, Weight::Double, "import-double-row", &row));
            return Ok((None, remarks));
        }
    }
    let contact = wants_contact(&read, &state);
    let plan = |becomes, details, read: Read| {
        let note = read.note.is_some() && becomes == Becomes::New;
        Some(Plan { becomes, details, contact, note, read })
    };
    if earlier.is_some() {
        let details = read.details.clone();
        let becomes = if contact { Becomes::Contact } else { Becomes::Same };
        return Ok((plan(becomes, details, read), remarks));
    }
    within.ids.insert(read.id, (read.row, read.details.clone()));
    twice(&read, within, &mut remarks);
    if app.log.carried_out::<Customer>(&id, command_id(import, &read, "")).await?.is_some() {
        // This very row was taken in before; what people changed since stays.
        let details = read.details.clone();
        return Ok((plan(Becomes::Same, details, read).map(|plan| Plan { contact: false, ..plan }), remarks));
    }
    let Some(known) = &state.details else {
        if known_otherwise(app, &read, &mut remarks).await? {
            return Ok((None, remarks));
        }
        let details = read.details.clone();
        return Ok((plan(Becomes::New, details, read), remarks));
    };
    let details = merged(known, &read);
    if *known == details {
        let becomes = if contact { Becomes::Contact } else { Becomes::Same };
        return Ok((plan(becomes, details, read), remarks));
    }
    if state.archived {
        remarks.push(Remark::about(
            read.row,
            Weight::Double,
            "import-archived",
            &[("number", state.number.to_string())],
        ));
        return Ok((None, remarks));
    }
    Ok((plan(Becomes::Changed, details, read), remarks))
}

/// Whether the row's contact person is not on the card yet.
fn wants_contact(read: &Read, state: &State) -> bool {
    let known = |name: &domain::Line| {
        state.contacts.iter().flat_map(|(_, contact)| contact).any(|contact| contact.name == *name)
    };
    !state.archived && read.contact.as_ref().is_some_and(|contact| !known(&contact.name))
}

/// Points out rows that share a mail address or phone with an earlier one.
fn twice(read: &Read, within: &mut Within, remarks: &mut Vec<Remark>) {
    let email = read.details.email.as_ref().map(|email| email.as_str().to_lowercase());
    let phone = read.details.phone.as_ref().map(|phone| phone.as_str().to_owned());
    for (value, seen, code) in
        [(email, &mut within.emails, "import-same-email-row"), (phone, &mut within.phones, "import-same-phone-row")]
    {
        let Some(value) = value else { continue };
        match seen.get(&value) {
            Some(row) => remarks.push(Remark::about(read.row, Weight::Doubt, code, &[("other", row.to_string())])),
            None => drop(seen.insert(value, read.row)),
        }
    }
}

/// Points out customers in Werkbank who may be the same; answers whether one certainly is.
async fn known_otherwise(app: &App, read: &Read, remarks: &mut Vec<Remark>) -> Result<bool, ImportError> {
    let pool = &app.reads.of(&customers::DEPARTMENT).pool;
    let details = &read.details;
    let asked = doubles::Asked {
        except: &read.id.to_string(),
        company_number: details.company_number.as_ref().map(|number| number.as_str()),
        name: details.name.as_str(),
        postcode: details.visiting.postcode.as_str(),
        email: details.email.as_ref().map(|email| email.as_str()),
        phone: details.phone.as_ref().map(|phone| phone.as_str()),
    };
    let found = doubles::of(pool, asked).await?;
    for double in &found {
        let weight = if double.alike.certain() { Weight::Double } else { Weight::Doubt };
        let arguments = [("number", double.number.to_string()), ("name", double.name.clone())];
        let code = format!("import-double-{}", double.alike.name());
        remarks.push(Remark::about(read.row, weight, &code, &arguments));
    }
    Ok(found.iter().any(|double| double.alike.certain()))
}

/// What is known, with what the file speaks of.
fn merged(known: &Details, read: &Read) -> Details {
    let (mut details, told) = (known.clone(), &read.details);
    details.name = told.name.clone();
    let country = std::mem::replace(&mut details.visiting, told.visiting.clone()).country;
    if !read.told.contains(&Field::Country) {
        details.visiting.country = country;
    }
    for field in &read.told {
        match field {
            Field::Kind => details.kind = told.kind,
            Field::Phone => details.phone = told.phone.clone(),
            Field::Email => details.email = told.email.clone(),
            Field::InvoiceEmail => details.invoice_email = told.invoice_email.clone(),
            Field::CompanyNumber => details.company_number = told.company_number.clone(),
            Field::VatNumber => details.vat_number = told.vat_number.clone(),
            Field::PaymentDays => details.payment_days = told.payment_days,
            Field::Language => details.language = told.language,
            _ => {}
        }
    }
    if (&details.company_number, &details.vat_number) != (&known.company_number, &known.vat_number) {
        details.despite = told.despite.clone();
    }
    details
}

/// The id of a row's command: the same file's same row is the same command.
fn command_id(import: Uuid, read: &Read, what: &str) -> Uuid {
    Uuid::new_v5(&import, format!("row {}{what}", read.row).as_bytes())
}

/// Gives a row's commands; what a rule refuses is a remark. Answers where the log stands after it.
async fn carry_out(
    app: &App,
    actor: &Actor,
    import: Uuid,
    plan: &Plan,
    remarks: &mut Vec<Remark>,
    line: &mut Line,
) -> Result<Option<Position>, ImportError> {
    let mut commands = Vec::new();
    match plan.becomes {
        Becomes::New => commands.push(("", Command::Register(plan.details.clone()))),
        Becomes::Changed => commands.push(("", Command::Change(plan.details.clone()))),
        Becomes::Contact | Becomes::Same | Becomes::LeftOut => {}
    }
    if let (true, Some(contact)) = (plan.contact, &plan.read.contact) {
        commands.push((" contact", Command::AddContact(contact.clone())));
    }
    if let (true, Some(text)) = (plan.note, &plan.read.note) {
        commands.push((" note", Command::AddNote { text: text.clone() }));
    }
    let mut last = None;
    for (what, command) in commands {
        let given = Given {
            command_id: command_id(import, &plan.read, what),
            correlation: Some(import),
            ..Given::by(actor.clone())
        };
        match app.log.run(&plan.read.id.to_string(), command.into(), &given, app.outside.as_ref()).await {
            Ok(applied) => last = applied.position.or(last),
            Err(CommandError::Refused(no)) => {
                let arguments: Vec<(&str, String)> =
                    no.arguments.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
                let code = format!("refusal-{}-{}", no.category, no.code);
                remarks.push(Remark::about(plan.read.row, Weight::Wrong, &code, &arguments));
                line.becomes = Becomes::LeftOut;
                break;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(last)
}
