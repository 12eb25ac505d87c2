//! Rules of manuals.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use domain::{
    ArticleId, Beginnings, Decider, Sha256,
    manual::{Command, Details, Event, Manual, No, Tongue},
    testing::{Story, day, given, id},
};

use crate::common::line;

const ARTICLE: ArticleId = ArticleId(id(80));

fn file(n: u8) -> Sha256 {
    format!("{n:064}").parse().unwrap()
}

fn details() -> Details {
    Details {
        title: line("Onderhoudsboek"),
        language: Tongue::Nl,
        models: "K-400".parse().unwrap(),
        article: Some(ARTICLE),
    }
}

fn add() -> Command {
    Command::Add { manual: details(), file: file(1), thumbnail: None }
}

fn new() -> Story<Manual> {
    given([]).with(|facts| facts.known.articles = [ARTICLE].into())
}

fn renew(n: u8) -> Command {
    Command::Renew { file: file(n), thumbnail: None }
}

fn withdraw() -> Command {
    Command::Withdraw { reason: line("Vervallen") }
}

#[test]
fn a_manual_is_put_in_once_for_an_article_that_there_is() {
    assert_eq!(Manual::needs(&Default::default(), &add(), day(2026, 11, 17)), [domain::Need::Article(ARTICLE)]);
    assert_eq!(given::<Manual>([]).when(add()), Err(No::UnknownArticle));
    let added = Event::ManualAdded { details: details(), file: file(1), thumbnail: None };
    assert_eq!(new().when(add()), Ok(vec![added]));
    assert_eq!(new().and(add()).when(add()), Err(No::AlreadyThere));
    assert_eq!(new().when(renew(2)), Err(No::Unknown));
}

#[test]
fn a_newer_file_is_the_next_version_and_the_same_file_is_none() {
    let story = new().and(add());
    assert_eq!(story.when(renew(1)), Ok(vec![]));
    let second = Event::ManualRenewed { version: 2, file: file(2), thumbnail: None };
    assert_eq!(story.when(renew(2)), Ok(vec![second]));
    let back = Event::ManualRenewed { version: 3, file: file(1), thumbnail: None };
    assert_eq!(story.and(renew(2)).when(renew(1)), Ok(vec![back]), "an older file may be the newest again");
}

#[test]
fn what_is_known_of_a_manual_changes_and_the_same_again_says_nothing() {
    let story = new().and(add());
    assert_eq!(story.when(Command::Change(details())), Ok(vec![]));
    let other = Details { language: Tongue::De, ..details() };
    let changed = Event::ManualChanged { details: other.clone() };
    assert_eq!(story.when(Command::Change(other)), Ok(vec![changed]));
    let nowhere = Details { article: Some(ArticleId(id(81))), ..details() };
    assert_eq!(story.when(Command::Change(nowhere)), Err(No::UnknownArticle));
}

#[test]
fn a_manual_that_was_withdrawn_is_put_back_before_it_is_changed() {
    let story = new().and(add()).and(withdraw());
    assert_eq!(story.when(withdraw()), Ok(vec![]));
    assert_eq!(story.when(renew(2)), Err(No::Withdrawn));
    assert_eq!(story.when(Command::Change(details())), Err(No::Withdrawn));
    assert_eq!(story.when(Command::PutBack {}), Ok(vec![Event::ManualPutBack {}]));
    assert_eq!(story.and(Command::PutBack {}).when(Command::PutBack {}), Ok(vec![]));
}

#[test]
fn a_type_is_found_by_each_of_its_beginnings_as_a_table_holds_them() {
    let models: Beginnings = "K-400, espresso Zelo".parse().unwrap();
    for (model, covered) in [("K 400 Pro", true), ("k400", true), ("K-40", false), ("Espresso zélo 2", false)] {
        let found = models.compared().any(|one| Beginnings::of(model).contains(&one));
        assert_eq!((found, models.cover(model)), (covered, covered), "{model}");
    }
}
