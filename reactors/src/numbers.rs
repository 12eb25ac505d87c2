//! At the start: numbers that were drawn when the program died, before they stood on anything. What had been ordered is
//! carried out, so that no series of invoices has a gap; on which day and under which number, the log knows from the draw.

use chrono::Datelike;
use domain::{
    Actor, InvoiceId, Line, Role,
    invoice::{self, Invoice},
    registry::AnyEvent,
    series,
    task::{self, Assignee, Task, Weight},
};
use event_store::{Applied, CommandError, Given, Log, Outside, Recorded, Revision, StreamName, codec};
use projections::finance::{
    DEPARTMENT, invoice as card,
    numbers::{self, Series},
};
use uuid::Uuid;

use crate::{ReactError, World, effect::new_id};

/// Events of a series that are read at once.
const PAGE: u32 = 1_000;

/// Finishes what was begun with a number of this year or the last. What a rule refuses now is left to people, with a word in
/// the program's log.
///
/// # Errors
/// When the log or the tables do not answer.
pub async fn finish(world: &World, outside: &dyn Outside) -> Result<(), ReactError> {
    let stalled = world.reads.progress().get(DEPARTMENT.name).is_some_and(|finance| finance.stalled.is_some());
    if stalled {
        return Ok(());
    }
    let this = world.log.today().year();
    for series in Series::ALL {
        for year in [this - 1, this] {
            for draw in left(world, series, year).await? {
                let Some(invoice) = owner(&draw) else { continue };
                let done = match series {
                    Series::Invoice => issue(&world.log, invoice, &draw, outside).await,
                    Series::Credit => ask(world, invoice, &draw, year, outside).await,
                };
                match done {
                    Ok(_) => tracing::info!(%invoice, year, "a number was drawn before a stop; finished now"),
                    Err(error) => tracing::warn!(%invoice, year, %error, "a number was drawn and is not used"),
                }
            }
        }
    }
    Ok(())
}

/// Draws of a year's series whose number stands on nothing. As long as there are as many as are used, no more is looked at.
async fn left(world: &World, series: Series, year: i32) -> Result<Vec<Recorded>, ReactError> {
    let (log, pool) = (&world.log, world.of(&DEPARTMENT));
    let stream = StreamName::new(series::CATEGORY, &format!("{}_{year}", series.name()))?;
    let count = numbers::count(pool, series, year).await?;
    if log.store.read_stream(&stream, Revision(count), 1).await?.events.is_empty() {
        return Ok(Vec::new());
    }
    let used = numbers::used(pool, series, year).await?;
    let (mut left, mut from) = (Vec::new(), Revision(0));
    loop {
        let page = log.store.read_stream(&stream, from, PAGE).await?;
        let Some(last) = page.events.last().map(|event| event.revision.0) else { return Ok(left) };
        let unused = page.events.into_iter().filter(|event| !used.contains(&(event.revision.0 + 1))).collect();
        left.extend(codec::decode_page(&log.keys, unused).await?);
        from = Revision(last + 1);
    }
}

fn owner(draw: &Recorded) -> Option<InvoiceId> {
    let AnyEvent::Series(series::Event::NumberDrawn { owner }) = &draw.event else { return None };
    owner.parse::<StreamName>().ok()?.id().parse().ok()
}

/// Issues it as it was ordered: the same command, so that whoever gives it again hears that it was done.
async fn issue(log: &Log, invoice: InvoiceId, draw: &Recorded, outside: &dyn Outside) -> Result<Applied, CommandError> {
    let ordered = &draw.metadata;
    let own = Uuid::new_v5(&ordered.correlation, b"number") == ordered.command_id;
    let may = ordered.actor.may(domain::Permission::EditInvoices);
    let given = Given {
        command_id: if own { ordered.correlation } else { new_id(draw.id, "finish") },
        actor: if may { ordered.actor.clone() } else { Actor::system("numbers") },
        cause: ordered.cause,
        correlation: Some(ordered.correlation),
        seen: None,
    };
    log.execute::<Invoice>(&invoice.to_string(), invoice::Command::Issue {}, &given, outside).await
}

/// Asks finance to credit it again: why it was credited, nobody wrote down.
async fn ask(
    world: &World,
    invoice: InvoiceId,
    draw: &Recorded,
    year: i32,
    outside: &dyn Outside,
) -> Result<Applied, CommandError> {
    let about = card::one(world.of(&DEPARTMENT), invoice, world.log.today()).await;
    let about = about.map_err(|error| CommandError::Outside(error.to_string()))?;
    let line = |text: String| text.parse::<Line>().unwrap_or_else(|_| Line::erased());
    let number = about.as_ref().and_then(|card| card.row.number.clone()).unwrap_or_default();
    let credit = format!("CR-{year}-{:04}", draw.revision.0 + 1);
    let raise = task::Command::Raise {
        kind: line("credit-note-unfinished".into()),
        assignee: Assignee::Role(Role::Finance),
        weight: Weight::Alert,
        about: line(format!("invoice-{invoice}")),
        customer: about.map(|card| card.row.customer),
        words: [("invoice".into(), line(number)), ("credit".into(), line(credit))].into(),
        note: None,
        due: None,
    };
    let given =
        Given { command_id: new_id(draw.id, "ask"), cause: Some(draw.id), ..Given::by(Actor::system("numbers")) };
    let task = new_id(draw.id, "unfinished").to_string();
    world.log.execute::<Task>(&task, raise, &given, outside).await
}
