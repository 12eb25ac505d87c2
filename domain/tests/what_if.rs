//! The same history with another setting.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use chrono::{DateTime, NaiveTime, Utc};
use domain::{
    article::{Details, Event},
    fault::Urgency,
    testing::{day, id},
    what_if::{
        promises::{self, Heard, Kept},
        reminders::Late,
        stock::{self, Outcome},
    },
    *,
};

use crate::common::line;

fn at(day: u32, hour: u32) -> DateTime<Utc> {
    format!("2026-11-{day:02}T{hour:02}:00:00Z").parse().unwrap()
}

const LATER: u32 = 30;

/// An article with a minimum of 2 and 10 in stock; each step takes so many (negative) or receives so many.
fn history(steps: &[(u32, i64)]) -> Vec<(DateTime<Utc>, Event)> {
    let details = Details {
        name: line("Pomp 24 V"),
        unit: line("stuk"),
        supplier: None,
        supplier_number: None,
        purchase_price: Money::euros(4_150),
        sales_price: Money::euros(7_900),
        vat: Default::default(),
        minimum: Quantity::whole(2),
        order_quantity: Quantity::whole(10),
        automatic: true,
        place: None,
        service_months: None,
        warranty_months: None,
        fits: None,
        plans_service: false,
    };
    let mut events =
        vec![(at(1, 8), Event::ArticleRegistered { number: line("P-24"), details, stock: Quantity::whole(10) })];
    let (mut stock, mut level) = (10, "enough");
    for (day, step) in steps {
        let quantity = Quantity::whole(step.abs());
        events.push((
            at(*day, 8),
            if *step < 0 {
                Event::StockTaken { quantity, visit: VisitId(id(9)) }
            } else {
                Event::StockReceived { quantity, order: PurchaseOrderId(id(8)), on: testing::day(2026, 11, *day) }
            },
        ));
        stock += step;
        let now = match stock {
            ..=0 => "out",
            1..=2 => "low",
            _ => "enough",
        };
        if now != level {
            let event = match now {
                "out" => Event::RanOut {},
                "low" => Event::MinimumReached {},
                _ => Event::Replenished {},
            };
            events.push((at(*day, 8), event));
            level = now;
        }
    }
    events
}

fn days(days: i64) -> i64 {
    days * 24 * 60
}

fn outcome(alerts: u32, stock_outs: u32, minutes_out: i64) -> Outcome {
    Outcome { alerts, stock_outs, minutes_out }
}

/// Two a day from the 2nd on: 2 are left on the 5th (alert), none on the 6th, ten come on the 9th, four days after the alert.
fn ran_out() -> Vec<(DateTime<Utc>, Event)> {
    history(&[(2, -2), (3, -2), (4, -2), (5, -2), (6, -2), (9, 10), (12, -2)])
}

#[test]
fn with_the_minimum_that_was_it_goes_as_it_went() {
    let (was, would) = stock::replay(&ran_out(), Quantity::whole(2), at(LATER, 8));
    assert_eq!(was, outcome(1, 1, days(3)));
    assert_eq!(would, was);
}

#[test]
fn a_higher_minimum_spares_a_stock_out_for_which_it_alerts_early_enough() {
    let (_, would) = stock::replay(&ran_out(), Quantity::whole(4), at(LATER, 8));
    assert_eq!(would, outcome(1, 1, days(2)), "alerted on the 4th, so it comes on the 8th");
    let (_, would) = stock::replay(&ran_out(), Quantity::whole(8), at(LATER, 8));
    assert_eq!(would, outcome(2, 0, 0), "alerted on the 2nd, so it comes on the 6th; and again on the 12th");
}

#[test]
fn a_lower_minimum_alerts_later_and_nothing_is_left_for_longer() {
    let (_, would) = stock::replay(&ran_out(), Quantity::default(), at(LATER, 8));
    assert_eq!(would, outcome(1, 1, days(4)), "alerted on the 6th, so it comes on the 10th");
}

#[test]
fn what_was_there_only_because_it_came_in_time_is_missing_until_it_comes() {
    let in_time = history(&[(2, -8), (4, 10), (5, -8), (9, 10)]);
    let (was, would) = stock::replay(&in_time, Quantity::whole(2), at(LATER, 8));
    assert_eq!((was, would), (outcome(1, 0, 0), outcome(1, 0, 0)));
    let (_, would) = stock::replay(&history(&[(2, -7), (3, -1), (5, 10), (6, -3)]), Quantity::whole(1), at(LATER, 8));
    assert_eq!(would, outcome(0, 0, 0), "with that it never comes so low");
}

#[test]
fn what_is_out_still_is_out_up_to_now() {
    let (was, _) = stock::replay(&history(&[(2, -10)]), Quantity::whole(2), at(LATER, 8));
    assert_eq!(was, outcome(1, 1, days(28)));
    let never = [(at(1, 8), history(&[]).remove(0).1)].map(|(at, event)| match event {
        Event::ArticleRegistered { number, details, .. } => {
            (at, Event::ArticleRegistered { number, details, stock: Quantity::default() })
        }
        other => (at, other),
    });
    assert_eq!(stock::replay(&never, Quantity::whole(2), at(LATER, 8)).0.stock_outs, 0, "it was never there");
}

#[test]
fn what_is_put_back_within_the_same_moment_was_never_out() {
    let corrected = history(&[(2, -10), (2, 10), (3, -10), (5, 10), (5, -10), (6, 10)]);
    let (was, would) = stock::replay(&corrected, Quantity::whole(2), at(LATER, 8));
    assert_eq!((was.stock_outs, was.minutes_out), (1, days(3)));
    assert_eq!(would, was);
}

#[test]
fn reminders_go_after_other_days_until_it_is_paid() {
    let late = Late { due: day(2026, 11, 1), closed: Some(day(2026, 11, 20)), disputed: vec![] };
    let until = day(2026, 12, 31);
    assert_eq!(late.reminded(&[14, 30], until), [(day(2026, 11, 15), 1)]);
    assert_eq!(late.reminded(&[5, 10, 30], until), [(day(2026, 11, 6), 1), (day(2026, 11, 11), 2)]);
    assert_eq!(late.reminded(&[19], until), [(day(2026, 11, 20), 1)], "in the morning it was still open");
    assert_eq!(late.reminded(&[20], until), []);
    assert_eq!(late.reminded(&[], until), []);
    let open = Late { closed: None, ..late };
    assert_eq!(open.reminded(&[14, 30, 60], until).len(), 3);
    assert_eq!(open.reminded(&[14, 30, 60], day(2026, 11, 20)).len(), 1, "not after today");
}

#[test]
fn nothing_is_reminded_while_it_is_disputed() {
    let disputed = vec![(day(2026, 11, 10), Some(day(2026, 11, 25)))];
    let late = Late { due: day(2026, 11, 1), closed: None, disputed };
    assert_eq!(late.reminded(&[5, 14], day(2026, 12, 31)), [(day(2026, 11, 6), 1), (day(2026, 11, 26), 2)]);
}

#[test]
fn with_longer_hours_somebody_has_to_be_there_sooner() {
    let zone: chrono_tz::Tz = "Europe/Amsterdam".parse().unwrap();
    let hours = |from, until| Opening {
        from: NaiveTime::from_hms_opt(from, 0, 0).unwrap(),
        until: NaiveTime::from_hms_opt(until, 0, 0).unwrap(),
    };
    let with = |opening: Opening| settings::State { calendar: opening.into(), ..settings::State::default() };
    // Monday at four in the afternoon; urgent is within eight working hours.
    let heard = at(16, 15);
    let promised = promise::made(Urgency::Urgent, heard, &[], &with(hours(8, 17)), zone);
    let solved = Some(at(17, 14));
    let fault =
        Heard { urgency: Urgency::Urgent, at: heard, promised, pauses: vec![], waits: None, answered: None, solved };
    let open = Heard { solved: None, ..fault.clone() };
    let (was, would) = promises::replay(&[fault.clone(), open], &with(hours(8, 17)), zone, at(LATER, 8));
    assert_eq!(was, would, "with the hours that were it is as it was");
    assert_eq!((was.faults, was.in_time, was.late), (2, 1, 1));
    let (_, would) = promises::replay(&[fault], &with(hours(8, 20)), zone, at(LATER, 8));
    assert_eq!(would, Kept { faults: 1, in_time: 0, late: 1, minutes: 20 * 60 }, "until twelve the next day");
}
