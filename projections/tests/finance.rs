//! Finance's read tables: what is open, late, to be reminded of and to be billed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use chrono::NaiveDate;
use domain::{
    Actor, ContractId, CustomerId, InvoiceId, Money, Role, VisitId, article, contract, customer, invoice, settings,
    visit,
};
use projections::finance::{self, billing, fees, invoice::Why, invoices, invoices::View, open, overdue, what_if};
use serde_json::json as value;
use support::{Bench, assert_no_walk, id, json, of, us, walk};

const LINDE: u128 = 10;

async fn company(bench: &Bench) {
    bench.run(settings::COMPANY, us()).await;
    for command in [
        value!({"set-vat-rate": {"kind": "standard", "from": "2020-01-01", "rate": "21"}}),
        value!({"set-vat-rate": {"kind": "reduced", "from": "2020-01-01", "rate": "9"}}),
        value!({"set-payment-days": {"days": 14}}),
    ] {
        bench.run(settings::COMPANY, json::<settings::Command>(command)).await;
    }
    let register = json::<customer::Command>(value!({"register": {
        "kind": "company", "name": "Zorggroep De Linde", "email": "info@delinde.nl",
        "visiting": {"street": "Lindelaan 1", "postcode": "3701 CL", "city": "Zeist"}
    }}));
    bench.run(id::<CustomerId>(LINDE), register).await;
}

fn draft(amount: &str) -> invoice::Command {
    json(value!({"draft": {
        "customer": id::<CustomerId>(LINDE),
        "items": [
            {"description": "Voorrijden", "quantity": "1", "price": amount},
            {"description": "Bonen", "quantity": "12", "price": "16.40 EUR", "vat": "reduced"}
        ]
    }}))
}

async fn issued(bench: &Bench, n: u128) -> InvoiceId {
    let invoice = id::<InvoiceId>(n);
    bench.run(invoice, draft("100 EUR")).await;
    bench.run(invoice, invoice::Command::Issue {}).await;
    invoice
}

fn day(text: &str) -> NaiveDate {
    of(text)
}

async fn rows(bench: &Bench, view: View, today: &str) -> Vec<invoices::Row> {
    let pool = bench.pool(&finance::DEPARTMENT).await;
    invoices::list(pool, &invoices::Wanted { view, ..Default::default() }, day(today)).await.unwrap().rows
}

#[tokio::test]
async fn a_draft_becomes_open_then_late_then_paid_and_each_list_shows_it_once() {
    let bench = Bench::new().await;
    company(&bench).await;
    let invoice = id::<InvoiceId>(1);
    bench.run(invoice, draft("100 EUR")).await;
    assert_eq!(rows(&bench, View::Draft, "2026-11-17").await[0].state, invoices::State::Draft);
    bench.run(invoice, invoice::Command::Issue {}).await;
    let open = rows(&bench, View::Open, "2026-12-01").await;
    assert_eq!((open[0].number.as_deref(), open[0].due), (Some("2026-0001"), Some(day("2026-12-01"))));
    // 100,00 + 21 % and 12 × 16,40 + 9 %.
    assert_eq!((open[0].net.cents, open[0].total.cents, open[0].open.cents), (29_680, 33_551, 33_551));
    let late = rows(&bench, View::Late, "2026-12-04").await;
    assert_eq!((late[0].state, late[0].days_late), (invoices::State::Late, 3));
    assert!(rows(&bench, View::Open, "2026-12-04").await.is_empty());
    bench.turn("2026-12-05T09:00:00");
    let pay = json::<invoice::Command>(value!({"record-payment": {"amount": "335.51 EUR", "on": "2026-12-05"}}));
    bench.run(invoice, pay).await;
    let paid = rows(&bench, View::Paid, "2026-12-06").await;
    assert_eq!((paid[0].state, paid[0].paid_on), (invoices::State::Paid, Some(day("2026-12-05"))));
    assert!(rows(&bench, View::Attention, "2026-12-06").await.is_empty());
    bench.assert_rebuilt_equals_live(&finance::DEPARTMENT).await;
}

#[tokio::test]
async fn the_card_adds_up_by_rate_and_tells_what_happened() {
    let bench = Bench::new().await;
    company(&bench).await;
    let invoice = issued(&bench, 1).await;
    bench.run(invoice, json::<invoice::Command>(value!({"record-payment": {"amount": "35.51 EUR"}}))).await;
    bench.run(invoice, json::<invoice::Command>(value!({"dispute": {"reason": "Bonen niet ontvangen"}}))).await;
    let pool = bench.pool(&finance::DEPARTMENT).await;
    let card = finance::invoice::one(pool, invoice, day("2026-11-18")).await.unwrap().unwrap();
    let by_rate: Vec<_> = card.by_rate.iter().map(|rate| (rate.rate.to_string(), rate.amount.cents)).collect();
    assert_eq!(by_rate, [("21".into(), 2_100), ("9".into(), 1_771)]);
    assert_eq!((card.row.open.cents, card.row.state), (30_000, invoices::State::Disputed));
    assert_eq!(card.buyer.unwrap().name.as_str(), "Zorggroep De Linde");
    let events: Vec<_> = card.history.iter().map(|happened| happened.event.as_str()).collect();
    assert_eq!(events, ["invoice_drafted", "invoice_issued", "payment_recorded", "dispute_opened"]);
    assert_eq!(card.history[2].amount.unwrap().cents, 3_551);
    assert_eq!(card.history[3].text.as_deref(), Some("Bonen niet ontvangen"));
    bench.run(invoice, json::<invoice::Command>(value!({"credit": {"reason": "Verkeerd adres"}}))).await;
    let pool = bench.pool(&finance::DEPARTMENT).await;
    let card = finance::invoice::one(pool, invoice, day("2026-11-18")).await.unwrap().unwrap();
    assert_eq!((card.row.state, card.credit_number.as_deref()), (invoices::State::Credited, Some("CR-2026-0001")));
    bench.assert_rebuilt_equals_live(&finance::DEPARTMENT).await;
}

#[tokio::test]
async fn what_was_paid_on_a_credited_invoice_is_owed_until_it_went_back() {
    let bench = Bench::new().await;
    company(&bench).await;
    let (paid, unpaid) = (issued(&bench, 1).await, issued(&bench, 2).await);
    bench.run(paid, json::<invoice::Command>(value!({"record-payment": {"amount": "335.51 EUR"}}))).await;
    for invoice in [paid, unpaid] {
        bench.run(invoice, json::<invoice::Command>(value!({"credit": {"reason": "Verkeerd adres"}}))).await;
    }
    let owed = rows(&bench, View::Owed, "2026-11-18").await;
    assert_eq!(owed.iter().map(|row| (row.id, row.open.cents)).collect::<Vec<_>>(), [(paid, -33_551)]);
    bench.run(paid, json::<invoice::Command>(value!({"record-refund": {"amount": "335.51 EUR"}}))).await;
    assert!(rows(&bench, View::Owed, "2026-11-18").await.is_empty());
    let pool = bench.pool(&finance::DEPARTMENT).await;
    let card = finance::invoice::one(pool, paid, day("2026-11-18")).await.unwrap().unwrap();
    assert_eq!((card.row.state, card.row.open.cents), (invoices::State::Credited, 0));
    let last = card.history.last().unwrap();
    assert_eq!((last.event.as_str(), last.amount.unwrap().cents), ("payment_refunded", 33_551));
    bench.assert_rebuilt_equals_live(&finance::DEPARTMENT).await;
}

#[tokio::test]
async fn what_is_open_is_summed_by_age() {
    let bench = Bench::new().await;
    company(&bench).await;
    for (n, on) in [(1, "2026-08-01"), (2, "2026-09-20"), (3, "2026-10-20"), (4, "2026-11-10")] {
        bench.turn(&format!("{on}T09:00:00"));
        issued(&bench, n).await;
    }
    let pool = bench.pool(&finance::DEPARTMENT).await;
    // Due on 15 August, 4 October, 3 November and 24 November.
    let ageing = open::ageing(pool, None, day("2026-11-17")).await.unwrap();
    let sums = [ageing.not_due, ageing.to_30, ageing.to_60, ageing.over_60];
    assert_eq!(sums, [33_551; 4]);
    assert_eq!((ageing.open_count, ageing.late_count), (1, 3));
    assert_eq!(ageing.amounts(1..4), [Money::euros(3 * 33_551)]);
    assert_eq!(open::ageing(pool, Some(id(99)), day("2026-11-17")).await.unwrap(), open::Ageing::default());
    let counts = open::counts(pool, day("2026-11-17")).await.unwrap();
    assert!(counts.contains(&(View::Late, 3)) && counts.contains(&(View::All, 4)));
}

#[tokio::test]
async fn pages_follow_each_other_without_gap_or_double_in_every_order() {
    let bench = Bench::new().await;
    company(&bench).await;
    for n in 1..=7 {
        issued(&bench, n).await;
    }
    for n in 8..=9 {
        bench.run(id::<InvoiceId>(n), draft("100 EUR")).await;
    }
    let pool = bench.pool(&finance::DEPARTMENT).await;
    for (sort, down) in invoices::Sort::ALL.into_iter().flat_map(|sort| [(sort, false), (sort, true)]) {
        let mut wanted =
            invoices::Wanted { limit: Some(3), sort: Some(sort), descending: Some(down), ..Default::default() };
        let mut pages: Vec<Vec<InvoiceId>> = Vec::new();
        let previous = loop {
            let page = invoices::list(pool, &wanted, day("2026-11-17")).await.unwrap();
            pages.push(page.rows.iter().map(|row| row.id).collect());
            assert_eq!(page.previous.is_some(), pages.len() > 1, "{sort:?}");
            wanted.after = page.next;
            if wanted.after.is_none() {
                break page.previous;
            }
        };
        let mut seen = pages.concat();
        seen.sort();
        assert_eq!(seen, (1..=9).map(id).collect::<Vec<InvoiceId>>(), "{sort:?}");
        // And the same way back.
        wanted.after = previous;
        for expected in pages.iter().rev().skip(1) {
            let page = invoices::list(pool, &wanted, day("2026-11-17")).await.unwrap();
            assert_eq!(&page.rows.iter().map(|row| row.id).collect::<Vec<_>>(), expected, "{sort:?}");
            wanted.after = page.previous;
        }
        assert_eq!(wanted.after, None);
    }
}

#[tokio::test]
async fn a_part_of_the_number_or_the_name_finds_an_invoice() {
    let bench = Bench::new().await;
    company(&bench).await;
    issued(&bench, 1).await;
    issued(&bench, 2).await;
    let pool = bench.pool(&finance::DEPARTMENT).await;
    for (q, found) in [("0002", 1), ("línde", 2), ("zorg", 2), ("nobody", 0), ("%", 0), ("2026-", 2), ("2", 1)] {
        let wanted = invoices::Wanted { q: Some(q.into()), ..Default::default() };
        assert_eq!(invoices::list(pool, &wanted, day("2026-11-17")).await.unwrap().rows.len(), found, "{q}");
    }
}

#[tokio::test]
async fn no_list_of_invoices_reads_a_whole_table_or_sorts_it() {
    let bench = Bench::new().await;
    company(&bench).await;
    issued(&bench, 1).await;
    let pool = bench.pool(&finance::DEPARTMENT).await;
    for view in View::ALL {
        for (sort, descending) in invoices::Sort::ALL.into_iter().flat_map(|sort| [(sort, false), (sort, true)]) {
            let wanted =
                invoices::Wanted { view, sort: Some(sort), descending: Some(descending), ..Default::default() };
            let plan = invoices::plan(pool, &wanted, day("2026-11-17"), true).await.unwrap().join("\n");
            assert_eq!(walk(&plan, &["i"]), None, "{view:?} {sort:?}\n{plan}");
            // What is issued is much; of all else, and of what is open, there are few.
            let sorts = plan.contains("TEMP B-TREE");
            assert!(!sorts || !matches!(view, View::All | View::Paid), "{view:?} {sort:?}\n{plan}");
            let month = invoices::Wanted { from: Some(day("2026-11-01")), until: Some(day("2026-11-30")), ..wanted };
            let plan = invoices::plan(pool, &month, day("2026-11-17"), true).await.unwrap().join("\n");
            assert_eq!(walk(&plan, &["i"]), None, "{view:?} {sort:?}\n{plan}");
        }
        let wanted = invoices::Wanted { view, ..Default::default() };
        let plan = invoices::plan(pool, &wanted, day("2026-11-17"), true).await.unwrap().join("\n");
        assert!(!plan.contains("TEMP B-TREE"), "{view:?}\n{plan}");
        assert!(plan.contains("USING INDEX invoices_") || plan.contains("USING COVERING INDEX"), "{view:?}\n{plan}");
        // A search that finds many walks the list in its order; one that finds few looks up their rows.
        let search = invoices::Wanted { q: Some("12 linde".into()), ..wanted };
        let many = invoices::plan(pool, &search, day("2026-11-17"), false).await.unwrap().join("\n");
        assert!(!many.contains("B-TREE FOR ORDER BY") && walk(&many, &["i", "c"]).is_none(), "{view:?}\n{many}");
        let few = invoices::plan(pool, &search, day("2026-11-17"), true).await.unwrap().join("\n");
        assert!(walk(&few, &["i", "t", "c"]).is_none(), "{view:?}\n{few}");
    }
    assert_no_walk(pool, open::COUNTS, &["kept"]).await;
    assert_no_walk(pool, &fees::question(), &["contracts", "k", "c", "i"]).await;
    assert_no_walk(pool, &fees::sum_question(), &["contracts", "k", "i"]).await;
    assert_no_walk(pool, projections::finance::customers::FIND, &["c"]).await;
    for sql in [what_if::DUE, what_if::HAPPENED] {
        assert_no_walk(pool, sql, &["invoices", "i", "h"]).await;
    }
}

#[tokio::test]
async fn only_the_highest_level_that_is_reached_is_due_and_nothing_for_a_disputed_one() {
    let bench = Bench::new().await;
    company(&bench).await;
    let (late, disputed) = (issued(&bench, 1).await, issued(&bench, 2).await);
    bench.run(disputed, json::<invoice::Command>(value!({"dispute": {"reason": "Klopt niet"}}))).await;
    let days = [7, 14, 28];
    let levels = async |bench: &Bench, today: &str| -> Vec<(InvoiceId, u8)> {
        let pool = bench.pool(&finance::DEPARTMENT).await;
        overdue::on(pool, day(today), &days).await.unwrap().iter().map(|due| (due.invoice, due.level)).collect()
    };
    assert_eq!(levels(&bench, "2026-12-07").await, []);
    assert_eq!(levels(&bench, "2026-12-08").await, [(late, 1)]);
    assert_eq!(levels(&bench, "2026-12-20").await, [(late, 2)]);
    bench.turn("2026-12-20T06:00:00");
    let clock = Actor::system("payment-reminders");
    bench.run_as(clock, late, invoice::Command::Remind { level: 2 }).await.unwrap();
    assert_eq!(levels(&bench, "2026-12-21").await, []);
    assert_eq!(levels(&bench, "2026-12-29").await, [(late, 3)]);
    let settle = json::<invoice::Command>(value!({"settle-dispute": {"note": "Toch goed"}}));
    bench.run(disputed, settle).await;
    assert_eq!(levels(&bench, "2026-12-29").await, [(late, 3), (disputed, 3)]);
    bench.turn("2026-12-29T06:00:00");
    bench.run(late, invoice::Command::Remind { level: 3 }).await;
    assert_eq!(levels(&bench, "2027-03-01").await, [(disputed, 3)]);
}

#[tokio::test]
async fn whoever_was_reminded_is_not_reminded_again_the_next_day_because_the_days_were_changed() {
    let bench = Bench::new().await;
    company(&bench).await;
    let invoice = issued(&bench, 1).await;
    bench.turn("2026-12-08T06:00:00");
    bench.run(invoice, invoice::Command::Remind { level: 1 }).await;
    let pool = bench.pool(&finance::DEPARTMENT).await;
    let level = async |today: &str, days: &[u16]| -> Option<u8> {
        overdue::on(pool, day(today), days).await.unwrap().first().map(|due| due.level)
    };
    // An earlier level was put in: the second one is reached already, and waits.
    assert_eq!(level("2026-12-09", &[3, 7, 14, 28]).await, None);
    assert_eq!(level("2026-12-12", &[3, 7, 14, 28]).await, Some(2));
    // The first level moved behind the reminder that went out: it is not sent again.
    assert_eq!(level("2026-12-15", &[14, 28]).await, None);
    assert_eq!(level("2026-12-29", &[14, 28]).await, Some(2));
    // Fewer levels than were sent, and none at all.
    assert_eq!(level("2027-03-01", &[60]).await, None);
    assert_eq!(level("2027-03-01", &[]).await, None);
}

/// What is to be billed up to a month, which must be what its sums say.
async fn assert_sums(bench: &Bench, month: &str) -> Vec<fees::Fee> {
    let pool = bench.pool(&finance::DEPARTMENT).await;
    let listed = fees::list(pool, day(month), 1000).await.unwrap();
    for from in [None, Some(day(month)), day(month).checked_sub_months(chrono::Months::new(1))] {
        let within: Vec<_> = listed.iter().filter(|fee| from.is_none_or(|from| fee.month >= from)).collect();
        let mut sum = fees::Sum { count: within.len() as i64, amounts: Vec::new() };
        for currency in [domain::Currency::Eur, domain::Currency::Pln] {
            let own = within.iter().filter(|fee| fee.amount.currency == currency).map(|fee| fee.amount.cents);
            if own.clone().count() > 0 {
                sum.amounts.push(domain::Money { cents: own.sum(), currency });
            }
        }
        assert_eq!(fees::sum(pool, from, day(month)).await.unwrap(), sum, "from {from:?} up to {month}");
    }
    listed
}

async fn signed(bench: &Bench, n: u128, starts: &str, renewal: u16) -> ContractId {
    signed_for(bench, n, starts, renewal, "310 EUR").await
}

async fn signed_for(bench: &Bench, n: u128, starts: &str, renewal: u16, fee: &str) -> ContractId {
    let contract = id::<ContractId>(n);
    let draft = json::<contract::Command>(value!({"draft": {"customer": id::<CustomerId>(LINDE), "terms": {
        "kind": "service", "monthly_fee": fee, "starts": starts, "first_term": 2, "renewal": renewal, "notice": 1
    }}}));
    bench.run(contract, draft).await;
    let sign = json::<contract::Command>(
        value!({"sign-on-screen": {"name": "Hanneke Postma", "drawing": "M0 0L1 1", "document": "0".repeat(64)}}),
    );
    bench.run(contract, sign).await;
    contract
}

#[tokio::test]
async fn a_contract_is_billed_once_a_month_by_days_when_it_begins_within_one_and_what_was_missed_is_caught_up() {
    let bench = Bench::new().await;
    company(&bench).await;
    let contract = signed(&bench, 1, "2026-11-17", 12).await;
    let fees = async |bench: &Bench, month: &str| {
        let fees = assert_sums(bench, month).await;
        fees.iter().map(|fee| (fee.month.to_string(), fee.amount.cents, fee.days_off)).collect::<Vec<_>>()
    };
    assert_eq!(fees(&bench, "2026-10-01").await, []);
    // 14 of 30 days.
    let november = ("2026-11-01".to_owned(), 14_467, 16);
    assert_eq!(fees(&bench, "2026-11-01").await, std::slice::from_ref(&november));
    let december = ("2026-12-01".to_owned(), 31_000, 0);
    assert_eq!(fees(&bench, "2026-12-01").await, [november.clone(), december.clone()]);
    let invoice = json::<invoice::Command>(value!({"draft": {
        "customer": id::<CustomerId>(LINDE), "items": [{"description": "Contract", "quantity": "1", "price": "144.67 EUR"}],
        "origin": {"contract": {"contract": contract, "month": "2026-11-01"}}
    }}));
    bench.run(id::<InvoiceId>(1), invoice).await;
    assert_eq!(fees(&bench, "2026-12-01").await, std::slice::from_ref(&december));
    bench.run(id::<InvoiceId>(1), json::<invoice::Command>(value!({"discard": {"reason": "Fout"}}))).await;
    assert_eq!(fees(&bench, "2026-12-01").await, [december], "whoever discards a month's draft lets that month go");
    bench.assert_rebuilt_equals_live(&finance::DEPARTMENT).await;
}

#[tokio::test]
async fn what_is_to_be_billed_is_added_up_as_it_is_listed_whatever_was_billed_before_and_in_whichever_order() {
    let bench = Bench::new().await;
    company(&bench).await;
    let (from_first, within, fixed) = (
        signed(&bench, 1, "2026-11-01", 12).await,
        signed(&bench, 2, "2026-11-17", 12).await,
        signed(&bench, 3, "2026-11-01", 0).await,
    );
    let (zloty, _) = (
        signed_for(&bench, 4, "2026-11-01", 12, "900 PLN").await,
        signed_for(&bench, 5, "2026-12-01", 12, "0 EUR").await,
    );
    let check = async |counts: [usize; 4]| {
        for (month, count) in ["2026-11-01", "2026-12-01", "2027-01-01", "2027-02-01"].into_iter().zip(counts) {
            assert_eq!(assert_sums(&bench, month).await.len(), count, "up to {month}");
        }
    };
    check([4, 8, 11, 14]).await;
    let bill = async |n: u128, contract: ContractId, month: &str| {
        let draft = json::<invoice::Command>(value!({"draft": {
            "customer": id::<CustomerId>(LINDE), "items": [{"description": "Contract", "quantity": "1", "price": "310 EUR"}],
            "origin": {"contract": {"contract": contract, "month": month}}
        }}));
        bench.run(id::<InvoiceId>(n), draft).await;
    };
    // December is billed before November.
    bill(1, from_first, "2026-12-01").await;
    check([4, 7, 10, 13]).await;
    bill(2, from_first, "2026-11-01").await;
    check([3, 6, 9, 12]).await;
    // The part of a month is billed: whole ones follow.
    bill(3, within, "2026-11-01").await;
    check([2, 5, 8, 11]).await;
    bench.run(within, json::<contract::Command>(value!({"give-notice": {"reason": "Verhuist"}}))).await;
    bench.run(fixed, contract::Command::Extend { months: 1 }).await;
    bill(4, zloty, "2026-11-01").await;
    let mut left = Vec::new();
    for month in ["2026-11-01", "2026-12-01", "2027-01-01", "2027-02-01", "2027-08-01"] {
        left.push(assert_sums(&bench, month).await.len());
    }
    assert_eq!(left, [1, 4, 8, 10, 22]);
    bench.assert_rebuilt_equals_live(&finance::DEPARTMENT).await;
}

#[tokio::test]
async fn a_contract_that_ended_or_is_not_signed_is_not_billed() {
    let bench = Bench::new().await;
    company(&bench).await;
    signed(&bench, 1, "2026-11-01", 0).await;
    let draft = json::<contract::Command>(value!({"draft": {"customer": id::<CustomerId>(LINDE), "terms": {
        "kind": "lease", "monthly_fee": "50 EUR", "starts": "2026-11-01", "first_term": 12
    }}}));
    bench.run(id::<ContractId>(2), draft).await;
    let pool = bench.pool(&finance::DEPARTMENT).await;
    let months = fees::list(pool, day("2027-03-01"), 100).await.unwrap();
    assert_eq!(months.iter().map(|fee| fee.month).collect::<Vec<_>>(), [day("2026-11-01"), day("2026-12-01")]);
}

#[tokio::test]
async fn a_contract_that_was_extended_is_billed_until_its_new_end_or_goes_on() {
    let bench = Bench::new().await;
    company(&bench).await;
    let (fixed, renewing) = (signed(&bench, 1, "2026-11-01", 0).await, signed(&bench, 2, "2026-11-01", 12).await);
    let notice = json::<contract::Command>(value!({"give-notice": {"reason": "Verhuist"}}));
    bench.run(renewing, notice).await;
    for contract in [fixed, renewing] {
        bench.run(contract, contract::Command::Extend { months: 1 }).await;
    }
    let pool = bench.pool(&finance::DEPARTMENT).await;
    let fees = fees::list(pool, day("2027-03-01"), 100).await.unwrap();
    let months = |contract| fees.iter().filter(|fee| fee.contract == contract).count();
    assert_eq!((months(fixed), months(renewing)), (3, 5), "November up to January; November up to March");
    bench.assert_rebuilt_equals_live(&finance::DEPARTMENT).await;
}

#[tokio::test]
async fn a_billable_visit_waits_for_its_invoice_with_the_parts_that_were_used_and_not_brought_back() {
    let bench = Bench::new().await;
    company(&bench).await;
    let number: domain::Line = of("A-1042");
    let gasket = domain::ArticleId::of_number(&number);
    let register = json::<article::Command>(value!({"register": {"number": "A-1042", "article": {
        "name": "Pakkingset", "unit": "stuk", "purchase_price": "11.20 EUR", "sales_price": "18.75 EUR",
        "minimum": "2", "order_quantity": "10"
    }, "stock": "20"}}));
    bench.run(gasket, register).await;
    let visit = id::<VisitId>(5);
    let marek = bench.marek().await;
    let technician = Actor::Person { user: marek, role: Role::Technician, roles: Role::ALL.to_vec() };
    for command in [
        value!({"request": {"customer": id::<CustomerId>(LINDE), "kind": "fault", "task": "Lekt"}}),
        value!({"schedule": {"technician": marek, "slot": {"on": "2026-11-17", "from": "10:00", "until": "11:00"}}}),
        value!({"start": {}}),
        value!({"use-part": {"article": gasket, "quantity": "3"}}),
        value!({"return-part": {"article": gasket, "quantity": "1"}}),
        value!({"finish": {"solved": true, "findings": "Hard", "work": "Vervangen", "worked": 90, "billable": true}}),
    ] {
        bench.run_as(technician.clone(), visit, json::<visit::Command>(command)).await.unwrap();
    }
    let pool = bench.pool(&finance::DEPARTMENT).await;
    let found = billing::visits(pool).await.unwrap();
    assert_eq!((found[0].visit, found[0].worked.get(), found[0].day), (visit, 90, Some(day("2026-11-17"))));
    let parts: Vec<_> = found[0].parts.iter().map(|part| (part.quantity.to_string(), part.price.cents)).collect();
    assert_eq!(parts, [("2".into(), 1_875)]);
    let invoice = json::<invoice::Command>(value!({"draft": {
        "customer": id::<CustomerId>(LINDE), "items": [{"description": "Bezoek", "quantity": "1.5", "price": "84 EUR"}],
        "origin": {"visit": {"visit": visit}}
    }}));
    bench.run(id::<InvoiceId>(1), invoice).await;
    let pool = bench.pool(&finance::DEPARTMENT).await;
    assert!(billing::visits(pool).await.unwrap().is_empty());
    let card = finance::invoice::one(pool, id(1), day("2026-11-18")).await.unwrap().unwrap();
    assert_eq!(card.origin, Why::Visit { visit, number: Some(1) });
    bench.run(id::<InvoiceId>(1), json::<invoice::Command>(value!({"discard": {"reason": "Fout"}}))).await;
    assert!(billing::visit(bench.pool(&finance::DEPARTMENT).await, visit).await.unwrap().is_some());
    bench.assert_rebuilt_equals_live(&finance::DEPARTMENT).await;
}
