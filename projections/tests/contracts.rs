//! The read tables of contracts: lists, the card, and what the clock asks.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use chrono::NaiveDate;
use domain::{Actor, ContractId, CustomerId, MachineId, Money, contract, customer, machine};
use projections::sales::{
    self, contract as card,
    contracts::{self, View},
    contracts_due::{self, Over, Warning},
};
use serde_json::json as value;
use support::{Bench, assert_no_walk, id, json, of, walk};

const LINDE: u128 = 10;

async fn company(bench: &Bench) {
    let register = json::<customer::Command>(value!({"register": {
        "kind": "company", "name": "Zorggroep De Linde",
        "visiting": {"street": "Lindelaan 1", "postcode": "3701 CL", "city": "Zeist"}
    }}));
    bench.run(id::<CustomerId>(LINDE), register).await;
    let install = json::<machine::Command>(value!({"install": {"customer": id::<CustomerId>(LINDE), "machine": {
        "model": "K-400 Pro", "serial": "400-22817", "place": "Keuken"
    }}}));
    bench.run(id::<MachineId>(20), install).await;
}

/// A contract from 1 December 2026 for a year, with three months' notice.
async fn drafted(bench: &Bench, n: u128, renewal: u16) -> ContractId {
    let contract = id::<ContractId>(n);
    let draft = json::<contract::Command>(value!({"draft": {"customer": id::<CustomerId>(LINDE), "terms": {
        "kind": "service", "machines": [id::<MachineId>(20)], "monthly_fee": "145 EUR", "starts": "2026-12-01",
        "first_term": 12, "renewal": renewal, "notice": 3
    }}}));
    bench.run(contract, draft).await;
    contract
}

async fn signed(bench: &Bench, n: u128, renewal: u16) -> ContractId {
    let contract = drafted(bench, n, renewal).await;
    let sign =
        value!({"sign-on-screen": {"name": "Hanneke Postma", "drawing": "M0 0L1 1", "document": "a".repeat(64)}});
    bench.run(contract, json::<contract::Command>(sign)).await;
    contract
}

fn day(text: &str) -> NaiveDate {
    of(text)
}

#[tokio::test]
async fn the_card_shows_terms_machines_the_signature_with_its_proof_and_what_happened() {
    let bench = Bench::new().await;
    company(&bench).await;
    let contract = signed(&bench, 1, 12).await;
    let pool = bench.pool(&sales::DEPARTMENT).await;
    let found = card::one(pool, contract, day("2026-11-17")).await.unwrap().unwrap();
    assert_eq!((found.row.state.as_str(), found.row.number.as_str()), ("running", "2026-0001"));
    assert_eq!((found.row.ends, found.row.last_notice), (day("2027-11-30"), day("2027-08-31")));
    assert_eq!(found.machines[0].serial.as_deref(), Some("400-22817"));
    let signature = found.signature.unwrap();
    assert_eq!((signature.name.as_str(), signature.how.as_str()), ("Hanneke Postma", "screen"));
    assert_eq!((signature.drawing.as_deref(), signature.document), (Some("M0 0L1 1"), Some("a".repeat(64))));
    assert_eq!(
        found.history.iter().map(|happened| happened.event.as_str()).collect::<Vec<_>>(),
        ["contract_signed", "contract_drafted"]
    );
    bench.assert_rebuilt_equals_live(&sales::DEPARTMENT).await;
}

#[tokio::test]
async fn a_contract_on_paper_says_where_the_paper_lies() {
    let bench = Bench::new().await;
    company(&bench).await;
    let contract = drafted(&bench, 1, 12).await;
    let sign = json::<contract::Command>(value!({"sign-on-paper": {
        "name": "Hanneke Postma", "signed_on": "2026-11-12", "scan": "b".repeat(64), "kept_at": "map 24, kast B"
    }}));
    bench.run(contract, sign).await;
    let pool = bench.pool(&sales::DEPARTMENT).await;
    let signature = card::one(pool, contract, day("2026-11-17")).await.unwrap().unwrap().signature.unwrap();
    assert_eq!((signature.on, signature.kept_at.as_deref()), (day("2026-11-12"), Some("map 24, kast B")));
}

#[tokio::test]
async fn lists_tell_drafts_from_running_ones_and_those_whose_notice_is_near() {
    let bench = Bench::new().await;
    company(&bench).await;
    drafted(&bench, 1, 12).await;
    let running = signed(&bench, 2, 12).await;
    let list = async |bench: &Bench, view, today: &str| {
        let pool = bench.pool(&sales::DEPARTMENT).await;
        let wanted = contracts::Wanted { view, ..Default::default() };
        let rows = contracts::list(pool, &wanted, day(today)).await.unwrap().rows;
        rows.iter().map(|row| (row.id, row.notice_in)).collect::<Vec<_>>()
    };
    assert_eq!(list(&bench, View::Draft, "2026-11-17").await.len(), 1);
    assert_eq!(list(&bench, View::Soon, "2027-06-01").await, []);
    assert_eq!(list(&bench, View::Soon, "2027-06-02").await, [(running, 90)]);
    bench.turn("2027-06-02T09:00:00");
    bench.run(running, json::<contract::Command>(value!({"give-notice": {"reason": "Verhuist"}}))).await;
    assert_eq!(list(&bench, View::Soon, "2027-06-02").await, []);
    assert_eq!(list(&bench, View::Notice, "2027-06-02").await.len(), 1);
    let pool = bench.pool(&sales::DEPARTMENT).await;
    let counts = contracts::counts(pool, day("2027-06-02")).await.unwrap();
    assert_eq!(counts.iter().map(|(_, count)| *count).collect::<Vec<_>>(), [1, 0, 0, 1, 1, 0, 2]);
    assert_eq!(contracts::monthly(pool, day("2027-06-02")).await.unwrap(), [Money::euros(14_500)]);
    for q in ["C-2026-0002", "0002"] {
        let wanted = contracts::Wanted { q: Some(q.into()), view: View::All, ..Default::default() };
        assert_eq!(contracts::list(pool, &wanted, day("2027-06-02")).await.unwrap().rows[0].id, running);
    }
    bench.assert_rebuilt_equals_live(&sales::DEPARTMENT).await;
}

#[tokio::test]
async fn one_that_begins_later_runs_from_its_first_day_on() {
    let bench = Bench::new().await;
    company(&bench).await;
    let contract = signed(&bench, 1, 12).await;
    let pool = bench.pool(&sales::DEPARTMENT).await;
    let starts = card::one(pool, contract, day("2026-11-17")).await.unwrap().unwrap().row.starts;
    for (today, is_coming) in [(starts.pred_opt().unwrap(), true), (starts, false)] {
        for (view, expected) in [(View::Coming, is_coming), (View::Running, !is_coming)] {
            let wanted = contracts::Wanted { view, ..Default::default() };
            let rows = contracts::list(pool, &wanted, today).await.unwrap().rows;
            let counts = contracts::counts(pool, today).await.unwrap();
            let count = counts.iter().find(|(own, _)| *own == view).unwrap().1;
            assert_eq!((rows.len(), count), (usize::from(expected), i64::from(expected)), "{view:?} {today}");
        }
        let fees = contracts::monthly(pool, today).await.unwrap();
        assert_eq!(fees.iter().map(|fee| fee.cents).sum::<i64>() > 0, !is_coming);
    }
}

#[tokio::test]
async fn whose_notice_can_still_be_given_stands_above_those_past_their_last_day_page_after_page() {
    let bench = Bench::new().await;
    company(&bench).await;
    // Of each the last day of notice is three months before the end of its year.
    let starts = ["2026-12-01", "2027-01-01", "2027-02-01", "2027-03-01", "2027-04-01"];
    for (n, starts) in (1..).zip(starts) {
        let terms = value!({"kind": "service", "monthly_fee": "145 EUR", "starts": starts, "first_term": 12,
            "renewal": 12, "notice": 3});
        let contract = id::<ContractId>(n);
        let draft = value!({"draft": {"customer": id::<CustomerId>(LINDE), "terms": terms}});
        bench.run(contract, json::<contract::Command>(draft)).await;
        let sign = value!({"sign-on-screen": {"name": "H", "drawing": "M0 0L1 1", "document": "a".repeat(64)}});
        bench.run(contract, json::<contract::Command>(sign)).await;
    }
    let pool = bench.pool(&sales::DEPARTMENT).await;
    for (today, expected) in [
        ("2027-10-15", [-45, -15, 16, 46, 77]),
        ("2027-10-31", [-61, -31, 0, 30, 61]),
        ("2027-11-01", [-62, -32, -1, 29, 60]),
    ] {
        let past = expected.iter().filter(|days| **days < 0);
        let expected: Vec<i64> = expected.iter().filter(|days| **days >= 0).chain(past).copied().collect();
        for limit in 1..=6 {
            let mut wanted = contracts::Wanted { view: View::Soon, limit: Some(limit), ..Default::default() };
            let mut rows = Vec::new();
            loop {
                let page = contracts::list(pool, &wanted, day(today)).await.unwrap();
                rows.extend(page.rows.iter().map(|row| row.notice_in));
                match page.next {
                    Some(next) => wanted.after = Some(next),
                    None => break,
                }
            }
            assert_eq!(rows, expected, "{today}, {limit} a page");
        }
    }
}

#[tokio::test]
async fn no_list_of_contracts_reads_a_whole_table_unordered() {
    let bench = Bench::new().await;
    company(&bench).await;
    let pool = bench.pool(&sales::DEPARTMENT).await;
    for view in View::ALL {
        let wanted = contracts::Wanted { view, ..Default::default() };
        let plan = contracts::plan(pool, &wanted, day("2026-11-17"), true).await.unwrap().join("\n");
        assert!(plan.contains("USING INDEX contracts_"), "{view:?}\n{plan}");
        let search = contracts::Wanted { q: Some("2026-00 linde".into()), ..wanted };
        for few in [true, false] {
            let plan = contracts::plan(pool, &search, day("2026-11-17"), few).await.unwrap().join("\n");
            assert!(walk(&plan, &["k", "t", "c"]).is_none(), "{view:?}\n{plan}");
        }
    }
    assert_no_walk(pool, contracts::COUNTS, &["contracts"]).await;
    assert_no_walk(pool, contracts::MONTHLY, &["contracts"]).await;
    assert_no_walk(pool, contracts::COVERING, &["c", "m"]).await;
}

#[tokio::test]
async fn a_running_contract_is_known_by_its_machine_and_a_draft_is_not() {
    let bench = Bench::new().await;
    company(&bench).await;
    drafted(&bench, 1, 12).await;
    let covering = async |machine| {
        let pool = bench.pool(&sales::DEPARTMENT).await;
        contracts::covering(pool, id(machine), id(LINDE)).await.unwrap()
    };
    assert_eq!(covering(20).await, 0);
    signed(&bench, 2, 12).await;
    assert_eq!((covering(20).await, covering(21).await), (1, 0));
}

#[tokio::test]
async fn each_warning_is_due_once_its_days_are_reached_and_one_that_was_missed_is_due_later() {
    let bench = Bench::new().await;
    company(&bench).await;
    let renewing = signed(&bench, 1, 12).await;
    let ending = signed(&bench, 2, 0).await;
    let alerts = async |bench: &Bench, today: &str| {
        let pool = bench.pool(&sales::DEPARTMENT).await;
        let due = contracts_due::alerts(pool, day(today), &[60, 30, 7]).await.unwrap();
        due.iter().map(|alert| (alert.contract, alert.warning, alert.days)).collect::<Vec<_>>()
    };
    // Notice until 31 August 2027; the end is on 30 November.
    assert_eq!(alerts(&bench, "2027-07-01").await, []);
    assert_eq!(alerts(&bench, "2027-07-02").await, [(renewing, Warning::LastNotice, 60)]);
    assert_eq!(alerts(&bench, "2027-08-27").await, [(renewing, Warning::LastNotice, 7)]);
    assert_eq!(alerts(&bench, "2027-09-01").await, []);
    assert_eq!(alerts(&bench, "2027-11-20").await, [(ending, Warning::End, 30)]);
    bench.turn("2027-08-01T09:00:00");
    bench.run(renewing, json::<contract::Command>(value!({"give-notice": {"reason": "Verhuist"}}))).await;
    assert_eq!(alerts(&bench, "2027-11-20").await, [(renewing, Warning::End, 30), (ending, Warning::End, 30)]);
}

#[tokio::test]
async fn a_term_that_is_over_is_renewed_or_ended_and_the_next_day_of_notice_follows() {
    let bench = Bench::new().await;
    company(&bench).await;
    let (renewing, ending) = (signed(&bench, 1, 12).await, signed(&bench, 2, 0).await);
    let pool = bench.pool(&sales::DEPARTMENT).await;
    assert_eq!(contracts_due::over(pool, day("2027-11-30")).await.unwrap(), []);
    assert_eq!(
        contracts_due::over(pool, day("2027-12-01")).await.unwrap(),
        [Over::Renew(renewing), Over::End(ending, day("2027-11-30"))]
    );
    bench.turn("2027-12-01T05:00:00");
    bench.run_as(Actor::system("contract terms"), renewing, contract::Command::Renew {}).await.unwrap();
    let pool = bench.pool(&sales::DEPARTMENT).await;
    let found = card::one(pool, renewing, day("2027-12-01")).await.unwrap().unwrap();
    assert_eq!((found.row.ends, found.row.last_notice), (day("2028-11-30"), day("2028-08-31")));
    bench.assert_rebuilt_equals_live(&sales::DEPARTMENT).await;
}

#[tokio::test]
async fn the_last_day_of_notice_after_a_renewal_is_the_one_that_the_rules_work_out() {
    let bench = Bench::new().await;
    company(&bench).await;
    // The term ends on 30 May, so that notice counts back from the 31st: a day that February lacks.
    let terms = value!({
        "kind": "service", "monthly_fee": "145 EUR", "starts": "2026-12-31", "first_term": 5, "renewal": 12, "notice": 3
    });
    let draft = value!({"draft": {"customer": id::<CustomerId>(LINDE), "terms": terms}});
    let contract = id::<ContractId>(1);
    bench.run(contract, json::<contract::Command>(draft)).await;
    let sign = value!({"sign-on-screen": {"name": "H", "drawing": "M0 0L1 1", "document": "a".repeat(64)}});
    bench.run(contract, json::<contract::Command>(sign)).await;
    bench.turn("2027-05-31T05:00:00");
    bench.run_as(Actor::system("contract terms"), contract, contract::Command::Renew {}).await.unwrap();
    let pool = bench.pool(&sales::DEPARTMENT).await;
    let found = card::one(pool, contract, day("2027-12-01")).await.unwrap().unwrap();
    let rules = json::<contract::Terms>(terms).last_notice(found.row.ends).unwrap();
    assert_eq!((found.row.ends, found.row.last_notice), (day("2028-05-30"), rules));
}

#[tokio::test]
async fn a_contract_that_is_extended_runs_on_also_after_notice() {
    let bench = Bench::new().await;
    company(&bench).await;
    let contract = signed(&bench, 1, 12).await;
    bench.run(contract, json::<contract::Command>(value!({"give-notice": {"reason": "Verhuist"}}))).await;
    bench.run(contract, contract::Command::Extend { months: 24 }).await;
    let pool = bench.pool(&sales::DEPARTMENT).await;
    let found = card::one(pool, contract, day("2026-12-01")).await.unwrap().unwrap();
    assert_eq!(found.row.state, "running");
    assert_eq!((found.row.ends, found.row.last_notice), (day("2029-11-30"), day("2029-08-31")));
    let customers = bench.pool(&projections::customers::DEPARTMENT).await;
    let customer = id::<CustomerId>(LINDE).to_string();
    let on_card = projections::customers::summary::contracts(customers, &customer).await.unwrap();
    assert_eq!((on_card[0].state.as_str(), on_card[0].ends.as_deref()), ("running", Some("2029-11-30")));
    bench.assert_rebuilt_equals_live(&sales::DEPARTMENT).await;
}
