//! The sender: each mail is taken in hand once and sent once, however many are due.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../projections/tests/support/mod.rs"]
mod support;

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use domain::{
    Actor, InvoiceId, MailId,
    mail::{self, Document, Event},
    registry::AnyEvent,
};
use event_store::codec;
use projections::desk;
use reactors::{
    sender::{Documents, Made, Sender, Transport},
    sms::Texts,
};
use serde_json::json;
use support::{Bench, id, json as read};
use tempfile::TempDir;

/// Counts the documents that are asked for.
#[derive(Default)]
struct Counting(AtomicUsize);

#[async_trait::async_trait]
impl Documents for Counting {
    async fn make(&self, _: Document) -> Result<Made, String> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Ok(Made::Pdf("invoice.pdf".into(), b"%PDF-1.7".to_vec()))
    }
}

struct Post {
    bench: Arc<Bench>,
    sender: Sender,
    documents: Arc<Counting>,
}

/// A company with so many mails that are due.
async fn due(mails: u128, transport: Transport) -> Post {
    let bench = Arc::new(Bench::new().await);
    let company: domain::settings::Command = read(json!({"change-company": {
        "name": "Werkbank BV", "company_number": "30123456", "vat_number": "NL004495445B01", "iban": "NL91ABNA0417164300",
        "address": {"street": "Ambachtsweg 5", "postcode": "3542 DG", "city": "Utrecht"},
        "phone": "030 555 01 00", "email": "service@werkbank.example"}}));
    bench.run(domain::settings::COMPANY, company).await;
    for n in 0..mails {
        let queue: mail::Command = read(json!({"queue": {
            "purpose": "invoice", "subject": uuid::Uuid::from_u128(1_000 + n % 7), "customer": null, "about": "invoice-1",
            "letter": {"name": "De Linde", "to": "info@delinde.example", "subject": format!("Factuur {n}"), "text": "Dag", "html": "<p>Dag</p>"},
            "documents": [{"invoice": id::<InvoiceId>(n)}]}}));
        bench.run_as(Actor::system("test"), id::<MailId>(100 + n), queue).await.unwrap();
    }
    bench.pool(&desk::DEPARTMENT).await;
    let documents = Arc::new(Counting::default());
    let sender = Sender {
        log: bench.log.clone(),
        reads: bench.reads.clone(),
        outside: bench.clone(),
        documents: documents.clone(),
        transport,
        texts: Texts::Outbox(std::path::PathBuf::from("outbox")),
    };
    Post { bench, sender, documents }
}

impl Post {
    /// Sends until nothing is due any more; answers how many were taken in hand.
    async fn send(&self) -> usize {
        let mut taken = 0;
        loop {
            let now = self.sender.send_due().await.unwrap();
            if now == 0 {
                return taken;
            }
            taken += now;
            self.bench.pool(&desk::DEPARTMENT).await;
        }
    }

    /// What happened to each mail, in its order.
    async fn happened(&self) -> BTreeMap<String, Vec<&'static str>> {
        let page = self.bench.log.store.read_all(None, 1_000).await.unwrap();
        let mut happened = BTreeMap::<_, Vec<_>>::new();
        for event in codec::decode_page(&self.bench.log.keys, page.events).await.unwrap() {
            let what = match &event.event {
                AnyEvent::Mail(Event::MailQueued { .. }) => "queued",
                AnyEvent::Mail(Event::MailSendingBegun { .. }) => "begun",
                AnyEvent::Mail(Event::MailSent { .. }) => "sent",
                AnyEvent::Mail(_) => "other",
                _ => continue,
            };
            happened.entry(event.stream.to_string()).or_default().push(what);
        }
        happened
    }
}

#[tokio::test]
async fn mails_for_the_outbox_are_each_written_once_with_what_goes_along() {
    let dir = TempDir::new().unwrap();
    let outbox = dir.path().join("outbox");
    let post = due(20, Transport::Outbox(outbox.clone())).await;
    assert_eq!(post.send().await, 20);
    assert!(post.happened().await.values().all(|what| what == &["queued", "begun", "sent"]));
    assert_eq!(post.documents.0.load(Ordering::Relaxed), 20);
    let written: Vec<_> = std::fs::read_dir(&outbox).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(written.len(), 20, "{written:?}");
}
