//! What follows by itself: reactors, sender, mailbox, clock, left-over numbers, backups. Of several programs on one log one lets it follow.

use std::{future::Future, sync::Arc, time::Duration};

use api::App;
use event_store::lease::{Lease, Shared, Terms};
use reactors::{
    Runner, World, backups::Backups, clock, eraser::Eraser, mailbox::Mailbox, numbers, promise_watch, publish_watch,
    sender::Sender,
};
use tokio::{sync::watch, task::JoinSet, time::timeout};
use uuid::Uuid;

/// How long a mail in hand is waited for when the program stops.
const LAST_MAIL: Duration = Duration::from_secs(10);

/// Everything that follows from events and from time.
pub struct Following {
    /// The program.
    pub app: App,
    /// What reactors look in.
    pub world: Arc<World>,
    /// The reactors.
    pub runner: Arc<Runner>,
    /// The sender of mails.
    pub sender: Arc<Sender>,
    /// Reads what customers answer, where it is configured.
    pub mailbox: Option<Arc<Mailbox>>,
    /// Forgets people.
    pub eraser: Arc<Eraser>,
    /// Backups, where they are configured.
    pub backups: Option<Arc<Backups>>,
}

impl Following {
    /// Lets it follow until told to stop; on a log that programs share, whenever this one holds the lease.
    pub async fn run(&self, mut stop: watch::Receiver<bool>) {
        let Some(shared) = self.app.log.store.shared() else {
            return self.until(async { drop(stop.wait_for(|stop| *stop).await) }).await;
        };
        tokio::select! {
            () = self.eraser.keep_clean() => {}
            () = self.in_turn(shared, stop) => {}
        }
    }

    /// Lets it follow whenever this program holds the lease, until told to stop.
    async fn in_turn(&self, shared: &dyn Shared, mut stop: watch::Receiver<bool>) {
        metrics::gauge!("werkbank_lets_follow").set(0.0);
        let lease = Lease::new(shared, Uuid::now_v7(), Terms::default());
        while !*stop.borrow() {
            let mut held = tokio::select! {
                held = lease.taken() => held,
                _ = stop.wait_for(|stop| *stop) => return,
            };
            tracing::info!("this program lets things follow now");
            if let Err(error) = self.runner.go_on_from(&held.reached) {
                tracing::error!(%error, "reactors can't go on where another program had come");
                lease.give_back(held).await;
                tokio::time::sleep(Terms::default().lost_after).await;
                continue;
            }
            let mut lost = false;
            self.until(async {
                tokio::select! {
                    () = lease.keep(&mut held, || self.runner.reached()) => lost = true,
                    _ = stop.wait_for(|stop| *stop) => {}
                }
            })
            .await;
            if lost {
                tracing::warn!("another program may let things follow now");
            } else {
                held.reached = self.runner.reached();
                lease.give_back(held).await;
            }
        }
    }

    /// All of it, until something has come about; a mail in hand is brought to its end.
    async fn until(&self, ended: impl Future<Output = ()>) {
        let following = metrics::gauge!("werkbank_lets_follow");
        following.set(1.0);
        let (stop, told) = watch::channel(false);
        let mut tasks = JoinSet::new();
        let runner = self.runner.clone();
        tasks.spawn(async move { runner.run().await });
        let app = self.app.clone();
        tasks.spawn(async move { clock::run(&app.log, app.outside.as_ref()).await });
        let (world, outside) = (self.world.clone(), self.app.outside.clone());
        tasks.spawn(async move { numbers::run(&world, outside.as_ref()).await });
        let (world, outside) = (self.world.clone(), self.app.outside.clone());
        tasks.spawn(async move { promise_watch::run(&world, outside.as_ref()).await });
        let (world, outside) = (self.world.clone(), self.app.outside.clone());
        tasks.spawn(async move { publish_watch::run(&world, outside.as_ref()).await });
        let eraser = self.eraser.clone();
        tasks.spawn(async move { eraser.run().await });
        if let Some(backups) = self.backups.clone() {
            let forgotten = self.eraser.done.subscribe();
            tasks.spawn(async move { backups.run(forgotten).await });
        }
        if let Some(mailbox) = self.mailbox.clone() {
            tasks.spawn(async move { mailbox.run().await });
        }
        let sender = self.sender.clone();
        let sending = tokio::spawn(async move { sender.run(told).await });
        ended.await;
        stop.send_replace(true);
        tasks.shutdown().await;
        let abort = sending.abort_handle();
        if timeout(LAST_MAIL, sending).await.is_err() {
            tracing::warn!("a mail in hand was not brought to its end; a person is asked about it");
            abort.abort();
        }
        following.set(0.0);
    }
}
