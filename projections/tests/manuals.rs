//! Manuals, from commands to questions: of a type, of an article, all of them, their versions and their files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use domain::{ArticleId, Line, ManualId, Sha256, article, manual};
use projections::{
    Cursor,
    maintenance::{DEPARTMENT, files, manuals},
};
use serde_json::json;
use support::{Bench, assert_by_index, assert_no_walk, id, json as read, of};

fn hash(n: u8) -> Sha256 {
    of(&format!("{n:064}"))
}

async fn on_manual(bench: &Bench, n: u128, command: serde_json::Value) {
    bench.run(id::<ManualId>(n), read::<manual::Command>(command)).await;
}

/// The service book of two types with two versions, a part's drawing, and one that was withdrawn.
async fn shelf() -> Bench {
    let bench = Bench::new().await;
    let register: article::Command = read(json!({"register": {"number": "DP-7", "article": {"name": "Drukpomp",
        "unit": "stuk", "purchase_price": "10", "sales_price": "20", "minimum": "1", "order_quantity": "1"}}}));
    let pump = ArticleId::of_number(&of::<Line>("DP-7"));
    bench.run(pump, register).await;
    let add = |title: &str, models: &str, file: u8, article: Option<ArticleId>| json!({"add": {"file": hash(file), "manual": {"title": title, "language": "de", "models": models, "article": article}}});
    on_manual(&bench, 1, add("Serviceboek", "K-400, K-500", 1, None)).await;
    on_manual(&bench, 1, json!({"renew": {"file": hash(2)}})).await;
    on_manual(&bench, 2, add("Drukpomp inbouwen", "K-4", 3, Some(pump))).await;
    on_manual(&bench, 3, add("Oud boek", "K-400", 4, None)).await;
    on_manual(&bench, 3, json!({"withdraw": {"reason": "Vervallen"}})).await;
    bench
}

#[tokio::test]
async fn a_machine_has_the_manuals_of_its_type_that_are_used() {
    let bench = shelf().await;
    let pool = bench.pool(&DEPARTMENT).await;
    let titles = async |model: &str| {
        let found = manuals::of_model(pool, model).await.unwrap();
        found.into_iter().map(|one| one.title).collect::<Vec<_>>()
    };
    assert_eq!(titles("k 400 Pro").await, ["Drukpomp inbouwen", "Serviceboek"], "each once, by title");
    assert_eq!(titles("K-500").await, ["Serviceboek"]);
    assert_eq!(titles("K-40").await, ["Drukpomp inbouwen"]);
    assert_eq!(titles("Nefit").await, Vec::<String>::new());
    on_manual(&bench, 1, json!({"change": {"title": "Serviceboek", "models": "K-600"}})).await;
    let pool = bench.pool(&DEPARTMENT).await;
    let found = manuals::of_model(pool, "K-500").await.unwrap();
    assert!(found.is_empty(), "what it was for before, it is not for now");
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}

#[tokio::test]
async fn each_version_stays_to_be_read_and_the_newest_is_shown() {
    let bench = shelf().await;
    let pool = bench.pool(&DEPARTMENT).await;
    let one = manuals::one(pool, id(1)).await.unwrap().unwrap();
    assert_eq!((one.version, one.file), (2, hash(2)));
    let versions = manuals::versions(pool, id(1)).await.unwrap();
    let known: Vec<_> = versions.into_iter().map(|one| (one.version, one.file)).collect();
    assert_eq!(known, [(2, hash(2)), (1, hash(1))]);
    for file in [1, 2, 4] {
        assert_eq!(files::whose(pool, &hash(file)).await.unwrap(), [manual::KEY]);
    }
    assert!(files::whose(pool, &hash(9)).await.unwrap().is_empty());
}

#[tokio::test]
async fn all_manuals_are_walked_page_by_page_and_those_of_an_article_stand_with_it() {
    let bench = shelf().await;
    let pool = bench.pool(&DEPARTMENT).await;
    let (mut after, mut titles): (Option<Cursor>, Vec<String>) = (None, Vec::new());
    loop {
        let page = manuals::page(pool, after.as_ref(), 1).await.unwrap();
        titles.extend(page.rows.into_iter().map(|one| one.title));
        let Some(next) = page.next else { break };
        after = Cursor::parse(&next);
    }
    assert_eq!(titles, ["Drukpomp inbouwen", "Serviceboek", "Oud boek"]);
    let of_pump = manuals::of_article(pool, ArticleId::of_number(&of::<Line>("DP-7"))).await.unwrap();
    assert_eq!(of_pump.into_iter().map(|one| one.id).collect::<Vec<_>>(), [id(2)]);
}

#[tokio::test]
async fn manuals_are_found_by_index() {
    let bench = shelf().await;
    let pool = bench.pool(&DEPARTMENT).await;
    assert_by_index(pool, manuals::PAGE).await;
    for sql in [manuals::OF_MODEL, manuals::OF_ARTICLE, manuals::VERSIONS] {
        assert_no_walk(pool, sql, &["m", "k", "v", "u", "manuals"]).await;
    }
}
