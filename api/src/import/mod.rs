//! Takes in a customer list from Excel: looked at first, saved when confirmed; the same file again changes nothing.

mod again;
pub mod columns;
pub mod report;
mod row;
pub mod sheet;

use std::{
    collections::{HashMap, HashSet},
    path::Path,
};

use domain::{
    Actor, CustomerId, Line as Words,
    customer::{Command, Details},
};
use event_store::{CommandError, Given, Position, StoreError};
use futures::{StreamExt, TryStreamExt, stream};
use projections::{
    ReadError,
    customers::{
        self,
        doubles::{self, Double},
    },
    text::fold,
};
use sha2::{Digest, Sha256};
use texts::Lang;
use uuid::Uuid;

use self::{
    again::{Known, again, command_id, known, taken_back},
    columns::{Field, Mapping},
    report::{Becomes, Line, Remark, Report, Weight},
    row::Read,
    sheet::Unreadable,
};
use crate::{App, command::SHOWN_WITHIN};

/// Rows that are worked out or carried out at once: the log writes with one flush what waits for it.
const AT_ONCE: usize = 64;

/// The columns without which there is no customer.
const NEEDED: [Field; 4] = [Field::Name, Field::Street, Field::Postcode, Field::City];

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
    /// Which time it is that the file is taken in, as far as this row goes: see [`again()`].
    time: u32,
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
        missing: NEEDED.into_iter().filter(|field| !mapping.contains_key(field)).collect(),
        mapping,
        lines: Vec::with_capacity(sheet.rows.len()),
        remarks: Vec::new(),
        done: confirm,
    };
    let mut rows = Vec::with_capacity(sheet.rows.len());
    for (number, texts) in &sheet.rows {
        let (read, remarks) = if report.missing.is_empty() {
            row::read(upload.lang, upload.file, *number, texts, &report.mapping)
        } else {
            (None, Vec::new())
        };
        report.remarks.extend(remarks);
        let of = |field| report.mapping.get(&field).and_then(|column| texts.get(*column)).cloned().unwrap_or_default();
        let (name, city) = (of(Field::Name), of(Field::City));
        let customer = read.as_ref().map(|read| read.id.0);
        report.lines.push(Line { row: *number, becomes: Becomes::LeftOut, customer, name, city });
        rows.extend(read.map(|read| (report.lines.len() - 1, read)));
    }
    // First all is worked out, then all is carried out: what is saved meanwhile changes nothing about the rest.
    let taken_back = taken_back(app, import).await?;
    let taken_back = &taken_back;
    let mut known = stream::iter(rows)
        .map(|(line, read)| async move { known(app, import, &read, taken_back).await.map(|known| (line, read, known)) })
        .buffered(AT_ONCE);
    let (mut within, mut plans) = (Within::default(), Vec::<Vec<(usize, Plan)>>::new());
    while let Some((line, read, known)) = known.try_next().await? {
        let id = read.id;
        let Some(plan) = plan(read, &known, &mut within, &mut report.remarks) else { continue };
        report.lines[line].becomes = plan.becomes;
        // A customer's rows go one after the other.
        let group = *within.groups.entry(id).or_insert(plans.len());
        if group == plans.len() {
            plans.push(Vec::new());
        }
        plans[group].push((line, plan));
    }
    let mut last = None;
    let time = plans.iter().flatten().map(|(_, plan)| plan.time).max().unwrap_or_default();
    report.import = again(import, time);
    if confirm {
        let together = report.import;
        let all = stream::iter(plans).map(|group| carry_out_all(app, actor, import, together, group));
        let mut groups = all.buffered(AT_ONCE);
        while let Some((position, refused)) = groups.try_next().await? {
            last = position.max(last);
            for (line, remark) in refused {
                report.lines[line].becomes = Becomes::LeftOut;
                report.remarks.push(remark);
            }
        }
    }
    report.remarks.sort_by_key(|remark| remark.row);
    if let Some(position) = last {
        app.reads.wait(position, SHOWN_WITHIN).await;
    }
    Ok(report)
}

/// The same for a file on disk, in Werkbank's own name: for the command line. `told` wins over what the header says.
///
/// # Errors
/// See [`ImportError`].
pub async fn import_file(
    app: &App,
    lang: Lang,
    path: &Path,
    told: &Mapping,
    confirm: bool,
) -> Result<Report, ImportError> {
    let large = std::fs::metadata(path)?.len() > sheet::MAX_BYTES as u64;
    if large {
        return Err(Unreadable::TooLarge.into());
    }
    let bytes = std::fs::read(path)?;
    let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut mapping = columns::guess(&sheet::read(&bytes)?.header);
    mapping.retain(|_, column| !told.values().any(|taken| taken == column));
    mapping.extend(told);
    let upload = Upload { file: &file, bytes: &bytes, mapping: Some(mapping), lang };
    import_customers(app, &Actor::system("import"), &upload, confirm).await
}

/// What earlier rows of the file said.
#[derive(Default)]
struct Within {
    ids: HashMap<CustomerId, (u32, Details)>,
    names: HashMap<(String, String), u32>,
    contacts: HashSet<(CustomerId, Words)>,
    emails: HashMap<String, u32>,
    phones: HashMap<String, u32>,
    /// Where a customer's plans are kept.
    groups: HashMap<CustomerId, usize>,
}

/// Decides what becomes of a row; nothing when it is left out.
fn plan(read: Read, known: &Known, within: &mut Within, remarks: &mut Vec<Remark>) -> Option<Plan> {
    let state = &*known.state;
    let earlier = within.ids.get(&read.id).cloned();
    let name = (fold(read.details.name.as_str()), read.details.visiting.postcode.to_string());
    let named = within.names.get(&name).copied().filter(|_| earlier.is_none());
    let another = read.contact.is_some() && earlier.as_ref().is_some_and(|(_, details)| *details == read.details);
    if let Some(row) = earlier.as_ref().filter(|_| !another).map(|(row, _)| *row).or(named) {
        let row = [("other", row.to_string())];
        remarks.push(Remark::about(read.row, Weight::Double, "import-double-row", &row));
        return None;
    }
    let contact = wants_contact(&read, known, within);
    // Who went to the archive when the file was taken back comes out of it.
    let (time, restored) = (known.time, state.archived && known.time > 0);
    let plan = |becomes, details, read: Read| {
        let note = read.note.is_some() && becomes == Becomes::New;
        Some(Plan { becomes, details, contact, note, read, time })
    };
    let same = if contact { Becomes::Contact } else { Becomes::Same };
    if earlier.is_some() {
        return plan(same, read.details.clone(), read);
    }
    within.ids.insert(read.id, (read.row, read.details.clone()));
    within.names.insert(name, read.row);
    twice(&read, within, remarks);
    if known.carried_out {
        // What people changed since stays.
        return plan(Becomes::Same, read.details.clone(), read).map(|plan| Plan { contact: false, ..plan });
    }
    let Some(details) = &state.details else {
        let certain = point_out(&read, &known.doubles, remarks);
        return if certain { None } else { plan(Becomes::New, read.details.clone(), read) };
    };
    let after = merged(details, &read);
    if restored {
        return plan(Becomes::Restored, after, read);
    }
    if *details == after {
        return plan(same, after, read);
    }
    if state.archived {
        let number = [("number", state.number.to_string())];
        remarks.push(Remark::about(read.row, Weight::Double, "import-archived", &number));
        return None;
    }
    plan(Becomes::Changed, after, read)
}

/// Whether the row's contact person is not on the card yet, nor in an earlier row.
fn wants_contact(read: &Read, known: &Known, within: &mut Within) -> bool {
    let state = &*known.state;
    let on_card =
        |name: &Words| state.contacts.iter().flat_map(|(_, contact)| contact).any(|contact| contact.name == *name);
    let stays_archived = state.archived && known.time == 0;
    let Some(contact) = read.contact.as_ref().filter(|_| !stays_archived) else { return false };
    !on_card(&contact.name) && within.contacts.insert((read.id, contact.name.clone()))
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

/// Customers in Werkbank who may be the same.
async fn doubles_of(app: &App, read: &Read) -> Result<Vec<Double>, ReadError> {
    let details = &read.details;
    let asked = doubles::Asked {
        except: &read.id.to_string(),
        company_number: details.company_number.as_ref().map(|number| number.as_str()),
        name: details.name.as_str(),
        postcode: details.visiting.postcode.as_str(),
        email: details.email.as_ref().map(|email| email.as_str()),
        phone: details.phone.as_ref().map(|phone| phone.as_str()),
    };
    doubles::of(&app.reads.of(&customers::DEPARTMENT).pool, asked).await
}

/// Points them out; answers whether one certainly is.
fn point_out(read: &Read, found: &[Double], remarks: &mut Vec<Remark>) -> bool {
    for double in found {
        let weight = if double.alike.certain() { Weight::Double } else { Weight::Doubt };
        let arguments = [("number", double.number.to_string()), ("name", double.name.clone())];
        let code = format!("import-double-{}", double.alike.name());
        remarks.push(Remark::about(read.row, weight, &code, &arguments));
    }
    found.iter().any(|double| double.alike.certain())
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

/// Carries out a customer's rows. Answers where the log stands after them, and which rows a rule refused.
async fn carry_out_all(
    app: &App,
    actor: &Actor,
    import: Uuid,
    together: Uuid,
    group: Vec<(usize, Plan)>,
) -> Result<(Option<Position>, Vec<(usize, Remark)>), ImportError> {
    let (mut last, mut refused) = (None, Vec::new());
    for (line, plan) in group {
        match carry_out(app, actor, import, together, &plan).await {
            Ok(position) => last = position.or(last),
            Err(CommandError::Refused(no)) => {
                let arguments: Vec<(&str, String)> =
                    no.arguments.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
                let code = format!("refusal-{}-{}", no.category, no.code);
                refused.push((line, Remark::about(plan.read.row, Weight::Wrong, &code, &arguments)));
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok((last, refused))
}

/// Gives a row's commands. Answers where the log stands after it.
async fn carry_out(
    app: &App,
    actor: &Actor,
    import: Uuid,
    together: Uuid,
    plan: &Plan,
) -> Result<Option<Position>, CommandError> {
    let mut commands = Vec::new();
    match plan.becomes {
        Becomes::Restored => {
            commands.push((" restored", Command::Restore {}));
            commands.push(("", Command::Change(plan.details.clone())));
        }
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
            command_id: command_id(again(import, plan.time), &plan.read, what),
            correlation: Some(together),
            ..Given::by(actor.clone())
        };
        let applied = app.log.run(&plan.read.id.to_string(), command.into(), &given, app.outside.as_ref()).await?;
        last = applied.position.or(last);
    }
    Ok(last)
}
