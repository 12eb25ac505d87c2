//! A check finds what was changed by hand in read tables, and what is damaged; a rebuild heals it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::path::Path;

use domain::{CustomerId, customer};
use projections::{
    DEPARTMENTS,
    check::{Checked, Differs, check},
    customers, sales,
};
use serde_json::json as value;
use support::{Bench, id, json};

fn register(name: &str) -> customer::Command {
    json(value!({"register": {"kind": "company", "name": name,
        "visiting": {"street": "Markt 1", "postcode": "1234 AB", "city": "Utrecht"}}}))
}

async fn company() -> Bench {
    let bench = Bench::new().await;
    for n in 1..=3 {
        bench.run(id::<CustomerId>(n), register(&format!("Klant {n}"))).await;
    }
    bench.reads.catch_up(|_| {}).await.unwrap();
    bench
}

async fn checked(bench: &Bench) -> Vec<Checked> {
    check(&bench.folder().join("read"), bench.log.clone(), DEPARTMENTS, |_| {}).await.unwrap()
}

fn bad(checked: &[Checked]) -> Vec<&'static str> {
    checked.iter().filter(|checked| !checked.is_whole()).map(|checked| checked.department).collect()
}

fn left(dir: &Path) -> usize {
    let files = std::fs::read_dir(dir).unwrap().flatten();
    files.filter(|file| file.file_name().to_string_lossy().starts_with("check-")).count()
}

#[tokio::test]
async fn tables_that_nobody_touched_are_whole_also_when_they_are_behind() {
    let bench = company().await;
    bench.run(id::<CustomerId>(4), register("Klant 4")).await;
    let found = checked(&bench).await;
    assert_eq!(bad(&found), [""; 0], "{found:?}");
    let customers = found.iter().find(|checked| checked.department == "customers").unwrap();
    assert_eq!(customers.at, 6, "a number and a customer, three times");
    let table = customers.tables.iter().find(|table| table.name == "customers").unwrap();
    assert_eq!(table.found.rows, 3);
    assert!(customers.tables.iter().any(|table| table.name == "customers_words" && table.found.rows > 0));
    assert_eq!(left(&bench.folder().join("read")), 0);
}

#[tokio::test]
async fn a_copy_for_looking_back_that_was_changed_by_hand_is_found() {
    let bench = company().await;
    let reads = bench.reads.of(&customers::DEPARTMENT);
    bench.reads.copy_what_is_due(reads, 2).await.unwrap();
    assert_eq!(bad(&checked(&bench).await), [""; 0]);
    let past = std::fs::read_dir(bench.folder().join("read/past")).unwrap().flatten();
    let copy = past.map(|file| file.path()).find(|path| path.extension().is_some_and(|kind| kind == "db")).unwrap();
    let file = rusqlite::Connection::open(&copy).unwrap();
    file.execute("UPDATE customers SET city = 'Hackstad'", []).unwrap();
    drop(file);
    let found = checked(&bench).await;
    assert_eq!(bad(&found), ["customers"]);
    let customers = found.iter().find(|checked| checked.department == "customers").unwrap();
    assert!(!customers.altered.is_empty() && customers.tables.iter().all(|table| table.found == table.wanted));
}

#[tokio::test]
async fn rows_that_were_changed_by_hand_are_named_and_a_rebuild_heals_them() {
    let bench = company().await;
    let meddling =
        "UPDATE customers SET name = 'Iemand' WHERE number = 1; UPDATE customers SET number = 9 WHERE number = 2";
    bench.meddle(&customers::DEPARTMENT, meddling).await;
    let found = checked(&bench).await;
    assert_eq!(bad(&found), ["customers"]);
    let customers = found.iter().find(|checked| checked.department == "customers").unwrap();
    let tables: Vec<_> = customers.tables.iter().filter(|table| table.found != table.wanted).collect();
    assert_eq!(tables.iter().map(|table| table.name.as_str()).collect::<Vec<_>>(), ["customers"]);
    let named = [Differs::Changed("1".into()), Differs::Missing("2".into()), Differs::Extra("9".into())];
    assert_eq!(tables[0].differs, named);
    bench.reads.rebuild(&[&customers::DEPARTMENT], None).await.unwrap();
    assert_eq!(bad(&checked(&bench).await), [""; 0]);
}

#[tokio::test]
async fn what_can_be_found_by_words_and_the_tables_themselves_are_held_against_the_log_too() {
    let bench = company().await;
    bench.meddle(&customers::DEPARTMENT, "DELETE FROM customers_words WHERE rowid = 1").await;
    bench.meddle(&sales::DEPARTMENT, "CREATE TABLE sign (a)").await;
    let found = checked(&bench).await;
    assert_eq!(bad(&found), ["customers", "sales"]);
    let differ = |department: &str| {
        let checked = found.iter().find(|checked| checked.department == department).unwrap();
        let names = checked.tables.iter().filter(|table| table.found != table.wanted).map(|table| table.name.clone());
        names.collect::<Vec<_>>()
    };
    assert_eq!(differ("customers"), ["customers_words"]);
    assert_eq!(differ("sales"), ["schema"]);
}

#[tokio::test]
async fn tables_that_are_damaged_or_gone_are_named_and_a_rebuild_makes_them_anew() {
    let bench = company().await;
    bench.reads.close().await;
    let read = bench.folder().join("read");
    let file = read.join(customers::DEPARTMENT.file());
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[4_096..].fill(0x5a);
    std::fs::write(&file, bytes).unwrap();
    std::fs::remove_file(read.join(sales::DEPARTMENT.file())).unwrap();
    let found = checked(&bench).await;
    assert_eq!(bad(&found), ["customers", "sales"]);
    let why = |department: &str| {
        found.iter().find(|checked| checked.department == department).unwrap().damaged.clone().unwrap()
    };
    assert!(why("customers").contains("malformed") || why("customers").contains("Tree"), "{}", why("customers"));
    assert_eq!(why("sales"), "its tables are not there");
}
