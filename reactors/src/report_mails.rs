//! Reports that colleagues have mailed to them, on the mornings that they chose: to who still works here and may see the facts.

use domain::{Permission, Role, clock, registry::AnyEvent, saved_report::Every};
use event_store::Recorded;
use futures::future::BoxFuture;
use projections::{
    ReadError,
    access::{self, users},
    desk::{
        DEPARTMENT,
        saved::{self, Saved},
    },
};
use texts::Lang;

use crate::{
    Effect, ReactError, Reaction, Reactor, Start, World,
    effect::new_id,
    letter::{Post, company},
};

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "report-mails", start: Start::Head, wants, react };

/// The jobs of the clock, each with how often it strikes.
const JOBS: [(&str, Every); 3] =
    [("reports-workday", Every::Workday), ("reports-week", Every::Week), ("reports-month", Every::Month)];

/// What writes a report as a mail has it.
pub trait Reports: Send + Sync {
    /// The days that it is about, and its figures line by line, in a language.
    fn written<'a>(&'a self, report: &'a Saved, lang: Lang) -> BoxFuture<'a, Result<Written, ReadError>>;
}

/// A report as a mail has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// The days that it is about.
    pub period: String,
    /// Its figures, line by line.
    pub figures: String,
}

fn every(event: &AnyEvent) -> Option<Every> {
    let AnyEvent::Clock(clock::Event::ClockStruck { job, .. }) = event else { return None };
    JOBS.iter().find(|(name, _)| *name == job.as_str()).map(|(_, every)| *every)
}

fn wants(event: &AnyEvent) -> bool {
    every(event).is_some()
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move {
        let Some((every, reports)) = every(&recorded.event).zip(world.reports.as_deref()) else {
            return Ok(Vec::new());
        };
        let mut effects = Vec::new();
        for report in saved::mailed(world.of(&DEPARTMENT), every).await? {
            effects.extend(mails(world, recorded, &report, reports).await?);
        }
        Ok(effects)
    })
}

/// Whether somebody in these roles may be told what a report says.
fn may(roles: &[Role], report: &Saved) -> bool {
    let any = |permission: Permission| roles.iter().any(|role| role.may(permission));
    any(Permission::ViewReports) && any(report.definition.subject.permission())
}

async fn mails(
    world: &World,
    recorded: &Recorded,
    report: &Saved,
    reports: &dyn Reports,
) -> Result<Vec<Effect>, ReactError> {
    let (company, mut effects) = (company(world).await?, Vec::new());
    for colleague in users::all(world.of(&access::DEPARTMENT), None).await? {
        let wants = colleague.active && report.mailed_to.contains(&colleague.id) && may(&colleague.roles, report);
        let Some(to) = colleague.email.filter(|_| wants).and_then(|email| email.parse().ok()) else { continue };
        let lang = Lang::parse(&colleague.language).unwrap_or_default();
        let Written { period, figures } = reports.written(report, lang).await?;
        let post = Post {
            purpose: "report",
            texts: None,
            lang,
            to,
            name: colleague.name.parse().ok(),
            subject: colleague.id.0,
            customer: None,
            about: format!("report-{}", report.id),
            words: vec![("name", report.name.clone().into()), ("period", period.into()), ("figures", figures.into())],
            documents: Vec::new(),
            company: company.clone(),
        };
        effects.extend(post.queue(new_id(recorded.id, &format!("{} {}", report.id, colleague.id))));
    }
    Ok(effects)
}
