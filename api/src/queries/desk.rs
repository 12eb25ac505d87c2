//! The questions of the desk: tasks and mails.

use chrono::{DateTime, Utc};
use domain::{
    CustomerId, MailId, Role, TaskId, UserId,
    mail::{Document, Letter},
};
use projections::{
    Cursor, Page, Pool, ReadError,
    desk::{
        DEPARTMENT,
        known::{self, Not, Told, What},
        mails::{self, Mail},
        tasks::{self, Counts, For, Task},
    },
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Query, query::Asker, question};

/// Rows a page.
const LIMIT: usize = 50;

/// What is asked of the list of tasks.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Tasks {
    /// Those of this role; the asker's own role and name when neither is said.
    #[serde(default)]
    role: Option<Role>,
    /// Those of this colleague.
    #[serde(default)]
    user: Option<UserId>,
    /// Those that are done, instead of the open ones.
    #[serde(default)]
    done: bool,
    /// Where the page begins: `next` of the page before.
    #[serde(default)]
    after: Option<String>,
}

/// What is asked of the list of mails.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Mails {
    /// `waiting`, `in-hand`, `sent`, `failed` (also those that will be tried again) or `given-up`; those sent when not said.
    #[serde(default)]
    state: Option<String>,
    /// Only those about this customer.
    #[serde(default)]
    customer: Option<CustomerId>,
    /// Where the page begins: `next` of the page before.
    #[serde(default)]
    after: Option<String>,
}

/// What is asked of who knew what.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Known {
    /// Only of this kind.
    #[serde(default)]
    what: Option<What>,
    /// Only to this department; no mails then.
    #[serde(default)]
    role: Option<Role>,
    /// Only that to which this did not happen.
    #[serde(default)]
    not: Option<Not>,
    /// Raised from this moment on.
    #[serde(default)]
    from: Option<DateTime<Utc>>,
    /// Raised before this moment.
    #[serde(default)]
    until: Option<DateTime<Utc>>,
    /// Where the page begins: `next` of the page before.
    #[serde(default)]
    after: Option<String>,
}

/// Nothing is asked but the thing itself.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Nothing {}

/// A mail with its letter.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MailCard {
    /// The mail.
    mail: Mail,
    /// What it says; none when its person was forgotten.
    letter: Option<Letter>,
    /// What goes along.
    documents: Vec<Document>,
}

/// Every question of the desk.
pub static DESK: &[Query] = &[
    question!("tasks", "Tasks and alerts, newest first", HandleTasks, Tasks, Page<Task>, listed),
    question!("tasks/{id}", "A task", HandleTasks, Nothing, Task, task),
    question!("task-counts", "How many tasks wait for the asker", HandleTasks, Nothing, Counts, counted),
    question!("mails", "Mails in a state, newest first", SeeMail, Mails, Page<Mail>, mailed),
    question!(
        "who-knew",
        "Who knew what when: tasks, alerts, notices and mails, newest first",
        SeeLog,
        Known,
        Page<Told>,
        known
    ),
    question!("mails/{id}", "A mail with its letter", SeeMail, Nothing, MailCard, mail),
];

impl Asker {
    fn desk(&self) -> &Pool {
        &self.app.reads.of(&DEPARTMENT).pool
    }

    fn hidden(&self) -> Vec<&'static str> {
        mails::hidden(|permission| self.session.may(permission))
    }

    fn own_tasks(&self) -> For {
        For { roles: vec![self.session.role], user: Some(self.session.user) }
    }
}

async fn listed(asker: Asker, asked: Tasks) -> Result<Option<Page<Task>>, ReadError> {
    let of = match (asked.role, asked.user) {
        (None, None) => asker.own_tasks(),
        (role, user) => For { roles: role.into_iter().collect(), user },
    };
    let after = asked.after.as_deref().and_then(Cursor::parse);
    let page = match asked.done {
        true => tasks::done(asker.desk(), &of, after.as_ref(), LIMIT).await?,
        false => tasks::open(asker.desk(), &of, after.as_ref(), LIMIT).await?,
    };
    Ok(Some(page))
}

async fn task(asker: Asker, _: Nothing) -> Result<Option<Task>, ReadError> {
    match asker.id.as_deref().and_then(|id| id.parse::<TaskId>().ok()) {
        Some(id) => tasks::one(asker.desk(), id).await,
        None => Ok(None),
    }
}

async fn counted(asker: Asker, _: Nothing) -> Result<Option<Counts>, ReadError> {
    tasks::counts(asker.desk(), &asker.own_tasks()).await.map(Some)
}

async fn mailed(asker: Asker, asked: Mails) -> Result<Option<Page<Mail>>, ReadError> {
    let after = asked.after.as_deref().and_then(Cursor::parse);
    let filter = mails::Filter { customer: asked.customer, without: asker.hidden() };
    mails::list(asker.desk(), asked.state.as_deref().unwrap_or("sent"), &filter, after, 50).await.map(Some)
}

async fn known(asker: Asker, asked: Known) -> Result<Option<Page<Told>>, ReadError> {
    let micros = |at: Option<DateTime<Utc>>| at.map(|at| at.timestamp_micros());
    let filter = known::Filter {
        from: micros(asked.from),
        until: micros(asked.until),
        what: asked.what,
        role: asked.role,
        not: asked.not,
    };
    let after = asked.after.as_deref().and_then(Cursor::parse);
    known::list(asker.desk(), &filter, after.as_ref(), LIMIT).await.map(Some)
}

async fn mail(asker: Asker, _: Nothing) -> Result<Option<MailCard>, ReadError> {
    let Some(id) = asker.id.as_deref().and_then(|id| id.parse::<MailId>().ok()) else { return Ok(None) };
    let found = mails::one(asker.desk(), id).await?.filter(|(mail, ..)| !mail.is_about(&asker.hidden()));
    Ok(found.map(|(mail, letter, documents)| MailCard { mail, letter, documents }))
}
