//! Numbers that were drawn and stand on nothing, since the program died or the disk failed right then. What had been ordered
//! is carried out, at the start and every few minutes, so that no series of invoices has a gap; on which day and under which
//! number, the log knows from the draw.

use std::{collections::HashSet, time::Duration};

use chrono::Datelike;
use domain::{
    Actor, InvoiceId, Line,
    invoice::{self, Invoice},
    registry::AnyEvent,
    series,
};
use event_store::{Applied, CommandError, Given, Log, Outside, Recorded, Revision, StreamName, codec};
use projections::{
    Progress,
    finance::{
        DEPARTMENT, invoice as card,
        numbers::{self, Series},
    },
};
use texts::{Lang, t};
use uuid::Uuid;

use crate::{ReactError, World, effect::new_id};

/// Events of a series that are read at once.
const PAGE: u32 = 1_000;
/// How often it is looked whether a number was left over.
const LOOK: Duration = Duration::from_secs(300);

/// Finishes what is left over every few minutes, until the task is dropped. What is on its way at that moment is carried out
/// once all the same: it is the same command.
pub async fn run(world: &World, outside: &dyn Outside) {
    let mut told = HashSet::new();
    loop {
        tokio::time::sleep(LOOK).await;
        if let Err(error) = finish(world, outside, &mut told).await {
            tracing::error!(%error, "it could not be looked for numbers that are left over");
        }
    }
}

/// Finishes what was begun with a number of this year or the last. What a rule refuses now is left to people, with a word in
/// the program's log, once for all draws that are not among those `told`.
///
/// # Errors
/// When the log or the tables do not answer.
pub async fn finish(world: &World, outside: &dyn Outside, told: &mut HashSet<Uuid>) -> Result<(), ReactError> {
    let waits = |finance: &Progress| finance.stalled.is_some() || finance.hidden;
    if world.reads.progress().get(DEPARTMENT.name).is_some_and(waits) {
        return Ok(());
    }
    let this = world.log.today().year();
    for series in Series::ALL {
        for year in [this - 1, this] {
            for draw in left(world, series, year).await? {
                let Some(invoice) = owner(&draw) else { continue };
                let command = match series {
                    Series::Invoice => invoice::Command::Issue {},
                    Series::Credit => invoice::Command::Credit { reason: reason(world, invoice, &draw).await? },
                };
                match carry_out(&world.log, invoice, &draw, command, outside).await {
                    Ok(_) => tracing::info!(%invoice, year, "a number was drawn and nothing more; finished now"),
                    Err(error) if told.insert(draw.id) => {
                        tracing::warn!(%invoice, year, %error, "a number was drawn and is not used");
                    }
                    Err(_) => {}
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
    let AnyEvent::Series(series::Event::NumberDrawn { owner, .. }) = &draw.event else { return None };
    owner.parse::<StreamName>().ok()?.id().parse().ok()
}

/// Carries out what was ordered: the same command, so that whoever gives it again hears that it was done.
async fn carry_out(
    log: &Log,
    invoice: InvoiceId,
    draw: &Recorded,
    command: invoice::Command,
    outside: &dyn Outside,
) -> Result<Applied, CommandError> {
    let ordered = &draw.metadata;
    let own = Uuid::new_v5(&ordered.correlation, b"number") == ordered.command_id;
    let may = ordered.actor.may(domain::Permission::EditInvoices);
    let given = Given {
        command_id: if own { ordered.correlation } else { new_id(draw.id, "finish") },
        actor: if may { ordered.actor.clone() } else { Actor::system("numbers") },
        cause: ordered.cause,
        correlation: Some(ordered.correlation),
        undoes: ordered.undoes.clone(),
        seen: None,
    };
    log.execute::<Invoice>(&invoice.to_string(), command, &given, outside).await
}

/// Why it was credited; of numbers that were drawn before reasons were kept with them, nobody wrote it down.
async fn reason(world: &World, invoice: InvoiceId, draw: &Recorded) -> Result<Line, ReactError> {
    if let AnyEvent::Series(series::Event::NumberDrawn { reason: Some(reason), .. }) = &draw.event
        && let Some(reason) = reason.value()
    {
        return Ok(reason.clone());
    }
    let card = card::one(world.of(&DEPARTMENT), invoice, world.log.today()).await?;
    let language = card.and_then(|card| card.buyer).map(|buyer| buyer.language).unwrap_or_default();
    let lang = Lang::parse(language.code()).unwrap_or_default();
    Ok(t(lang, "credit-reason-lost").parse().unwrap_or_else(|_| Line::erased()))
}
