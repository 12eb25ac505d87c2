//! The KurrentDB engine keeps what the port promises, on a test server that speaks KurrentDB's protocol, or on a real one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod suite;

use std::{path::Path, sync::Arc};

use event_store::{Clock, KurrentStore, kurrent::Opening};
use kurrent_test_server::{Cluster, Settings};
use tempfile::TempDir;

async fn open(dir: &Path, url: &str) -> Arc<KurrentStore> {
    KurrentStore::open(dir, &url.parse().unwrap(), Clock::Machine, Opening::Usual).await.unwrap()
}

/// Runs each case on a log of its own.
macro_rules! promises {
    ($($case:ident),* $(,)?) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $case() {
            let (dir, cluster) = (TempDir::new().unwrap(), Cluster::start(1, Settings::default()).await.unwrap());
            let store = open(dir.path(), &cluster.url()).await;
            suite::$case(store.clone()).await;
            store.close().await;
        }
    )*};
}

promises!(
    of_64_that_begin_one_stream_one_wins,
    a_conflict_names_the_actual_revision,
    a_repeated_append_is_recognised_and_writes_nothing,
    the_same_append_from_many_at_once_is_written_once,
    a_partly_repeated_append_is_refused,
    an_id_that_was_used_elsewhere_is_refused_and_harms_no_other,
    events_keep_their_order_in_the_stream_and_in_the_log,
    pages_end_exactly_where_they_are_asked_to,
    no_page_is_longer_than_a_thousand,
    an_empty_log_and_an_unknown_stream_are_empty_pages,
    writers_and_readers_at_once_miss_nothing,
    an_append_that_can_never_be_written_is_refused,
    what_was_written_is_read_back_letter_by_letter,
    who_waits_for_a_change_is_woken_by_it,
    a_client_that_goes_away_interrupts_nothing,
);
