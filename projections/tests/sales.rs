//! Sales opportunities: whom to contact, those that are due first, until they are won or lost.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use domain::{CustomerId, OpportunityId, UserId, customer, opportunity};
use projections::{
    Cursor,
    sales::{
        self,
        opportunities::{self, Filter, State},
    },
};
use serde_json::json as j;
use support::{Bench, assert_by_index, id, json, of};

async fn company() -> Bench {
    let bench = Bench::new().await;
    bench.turn("2026-11-16T09:00:00");
    let customer: CustomerId = id(10);
    let details = j!({"kind": "company", "name": "Hotel De Posthoorn", "phone": "0570 555010",
        "visiting": {"street": "Brink 1", "postcode": "7411 BR", "city": "Deventer"}});
    bench.run(customer, json::<customer::Command>(j!({"register": details}))).await;
    for (n, next, salesperson, value) in
        [(20, "2026-12-01", 1, "9000 EUR"), (21, "2026-11-16", 1, "9000 EUR"), (22, "2026-11-17", 2, "40000 PLN")]
    {
        let open = j!({"open": {"customer": customer, "about": "Drie machines", "value": value, "next": next,
            "salesperson": id::<UserId>(salesperson)}});
        bench.run(id::<OpportunityId>(n), json::<opportunity::Command>(open)).await;
    }
    bench.turn("2026-11-17T09:00:00");
    bench
}

async fn listed(bench: &Bench, filter: Filter) -> Vec<String> {
    let page = opportunities::page(bench.pool(&sales::DEPARTMENT).await, &filter, None, 50).await.unwrap();
    page.rows.into_iter().map(|row| row.next).collect()
}

#[tokio::test]
async fn the_next_to_contact_stands_on_top_and_moves_with_its_day() {
    let bench = company().await;
    assert_eq!(listed(&bench, Filter::default()).await, ["2026-11-16", "2026-11-17", "2026-12-01"]);
    let mine = Filter { salesperson: Some(id(2)), ..Filter::default() };
    assert_eq!(listed(&bench, mine.clone()).await, ["2026-11-17"]);
    let polish =
        opportunities::page(bench.pool(&sales::DEPARTMENT).await, &mine, None, 1).await.unwrap().rows.remove(0);
    assert_eq!((polish.cents, polish.currency.as_deref()), (Some(4_000_000), Some("PLN")));
    let spoke = opportunity::Command::RecordContact { text: of("Belt in januari terug"), next: of("2027-01-04") };
    bench.run(id::<OpportunityId>(21), spoke).await;
    let pool = bench.pool(&sales::DEPARTMENT).await;
    let page = opportunities::page(pool, &Filter::default(), None, 2).await.unwrap();
    assert_eq!(opportunities::due(pool, of("2026-11-17")).await.unwrap(), 1);
    let after = Cursor::parse(page.next.as_deref().unwrap());
    let last = opportunities::page(pool, &Filter::default(), after.as_ref(), 2).await.unwrap().rows.remove(0);
    assert_eq!((last.next.as_str(), last.last_text.as_deref()), ("2027-01-04", Some("Belt in januari terug")));
    assert_eq!(
        (last.customer_name.as_str(), last.city.as_str(), last.cents),
        ("Hotel De Posthoorn", "Deventer", Some(900_000))
    );
}

#[tokio::test]
async fn what_is_won_or_lost_leaves_the_list() {
    let bench = company().await;
    bench.run(id::<OpportunityId>(20), opportunity::Command::Win { text: of("Tekent vrijdag") }).await;
    bench.run(id::<OpportunityId>(21), opportunity::Command::Lose { reason: of("Te duur") }).await;
    assert_eq!(listed(&bench, Filter::default()).await.len(), 1);
    assert_eq!(listed(&bench, Filter { state: State::Won, ..Filter::default() }).await.len(), 1);
    let of_hotel = Filter { state: State::Lost, customer: Some(id::<CustomerId>(10).to_string()), ..Filter::default() };
    assert_eq!(listed(&bench, of_hotel).await.len(), 1);
    bench.assert_rebuilt_equals_live(&sales::DEPARTMENT).await;
}

#[tokio::test]
async fn every_question_goes_by_an_index() {
    let bench = company().await;
    let pool = bench.pool(&sales::DEPARTMENT).await;
    let after = Cursor { key: "2026-11-17".into(), id: String::new() };
    for filter in [Filter::default(), Filter { salesperson: Some(id(1)), ..Filter::default() }] {
        assert_by_index(pool, &opportunities::sql(&filter, None)).await;
        assert_by_index(pool, &opportunities::sql(&filter, Some(&after))).await;
    }
}
