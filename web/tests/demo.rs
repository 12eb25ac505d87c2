//! The demo company: made by commands alone, the same each time, with something of everything.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use event_store::{Clock, Durability, Recorded, codec};
use projections::{DEPARTMENTS, check};
use web::{
    config::Config,
    demo::{Demo, Size, begins},
    program::Program,
};

const SMALL: Size = Size { days: 75, customers: 30, contracts: 25, faults: 230 };
/// A Thursday, a quarter past one in Utrecht.
const THURSDAY: &str = "2026-11-26T12:15:00Z";

async fn made(now: &str) -> anyhow::Result<(tempfile::TempDir, Program, Vec<Recorded>)> {
    let (folder, now) = (tempfile::tempdir()?, now.parse::<DateTime<Utc>>()?);
    let clock = Clock::manual(begins(now, SMALL));
    let program = Program::open(folder.path(), &Config::read(folder.path())?, clock.clone(), Durability::Bulk).await?;
    Demo::new(&program, clock, now, SMALL).live(|_| {}).await?;
    let (mut events, mut after) = (Vec::new(), None);
    loop {
        let page = program.app.log.store.read_all(after, 1_000).await?;
        if page.events.is_empty() {
            return Ok((folder, program, events));
        }
        after = page.next;
        events.extend(codec::decode_page(&program.app.log.keys, page.events).await?);
    }
}

#[tokio::test]
async fn a_small_company_has_some_of_everything() -> anyhow::Result<()> {
    let (folder, program, events) = made(THURSDAY).await?;
    let happened: BTreeSet<&str> = events.iter().map(|event| event.event_type.as_str()).collect();
    for wanted in [
        "customer_registered",
        "machine_installed",
        "fault_reported",
        "fault_solved",
        "visit_scheduled",
        "visit_moved",
        "visit_started",
        "visit_set_out",
        "invitation_answered",
        "service_level_agreed",
        "channel_set",
        "fault_answered",
        "fault_paused",
        "fault_warned",
        "part_used",
        "visit_finished",
        "follow_up_linked",
        "mail_queued",
        "mail_sent",
        "mail_failed",
        "minimum_reached",
        "ran_out",
        "replenished",
        "stock_counted",
        "purchase_order_placed",
        "goods_received",
        "contract_drafted",
        "contract_signed",
        "invoice_drafted",
        "invoice_issued",
        "invoice_changed",
        "payment_recorded",
        "payment_reminded",
        "task_raised",
        "task_completed",
        "opportunity_opened",
        "clock_struck",
        "review_raised",
        "review_approved",
        "review_question_answered",
        "checklist_filled_in",
        "time_noted",
        "file_kept",
        "home_set",
        "absence_planned",
        "telling_set",
        "manual_renewed",
        "meter_noted",
    ] {
        assert!(happened.contains(wanted), "no {wanted}");
    }
    let pools = |department| &program.app.reads.of(department).pool;
    let queue = projections::maintenance::board::queue(pools(&projections::maintenance::DEPARTMENT), None, 50).await?;
    assert!(!queue.is_empty(), "nothing is left to plan");
    let advice =
        projections::purchasing::suggestions::all(pools(&projections::purchasing::DEPARTMENT), program.app.log.today());
    assert!(!advice.await?.is_empty(), "nothing is left to buy");
    // Taken in as it came it is, to the last row and word, what the log makes of it at once.
    let read = folder.path().join("read");
    let checked = check::check(&read, program.app.log.clone(), DEPARTMENTS, |_| {}).await?;
    for checked in checked {
        assert!(checked.is_whole() && checked.tables.iter().any(|table| table.found.rows > 0), "{checked:?}");
    }
    Ok(())
}

#[tokio::test]
async fn it_ends_now_and_leaves_somebody_at_work() -> anyhow::Result<()> {
    let (_folder, program, events) = made(THURSDAY).await?;
    assert!(events.iter().all(|event| event.recorded_at <= program.app.log.clock.now()));
    let maintenance = &program.app.reads.of(&projections::maintenance::DEPARTMENT).pool;
    let standing = projections::maintenance::board::standing(maintenance, program.app.log.today(), None).await?;
    assert!(standing.started > 0, "{standing:?}");
    Ok(())
}

#[tokio::test]
async fn made_on_a_sunday_night_its_next_week_is_planned() -> anyhow::Result<()> {
    let (_folder, program, events) = made("2026-11-22T22:30:00Z").await?;
    assert!(events.iter().all(|event| event.recorded_at <= program.app.log.clock.now()));
    let monday = "2026-11-23".parse()?;
    let maintenance = &program.app.reads.of(&projections::maintenance::DEPARTMENT).pool;
    let week = projections::maintenance::board::week(maintenance, monday).await?;
    assert!(week.lanes.iter().any(|lane| lane.planned > 0), "nobody has anything to do");
    Ok(())
}

/// What happened to which thing when, but for what is drawn by lot: keys, sealing, and the ids that mails get from it. What
/// happens at one moment to different things may stand in either order in the log.
fn story(events: &[Recorded]) -> BTreeMap<(i64, String, String), usize> {
    let mut story = BTreeMap::new();
    for event in events {
        let what = match event.stream.category() {
            "mail" | "clock" | "settings" => event.event_type.clone(),
            _ => format!("{} {}", event.stream, event.event_type),
        };
        let at = event.recorded_at.timestamp();
        *story.entry((at, what, format!("{:?}", event.metadata.actor))).or_default() += 1;
    }
    story
}

#[tokio::test]
async fn the_same_day_gives_the_same_company() -> anyhow::Result<()> {
    let (one, other) = (made(THURSDAY).await?, made(THURSDAY).await?);
    assert_eq!(one.2.len(), other.2.len());
    let (one, other) = (story(&one.2), story(&other.2));
    let differs = one.iter().zip(&other).find(|(one, other)| one != other);
    assert_eq!(differs, None);
    Ok(())
}
