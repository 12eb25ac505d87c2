//! The mailbox: what customers answer is taken in once, whatever lies there and whatever breaks; one that can't be read is told.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../projections/tests/support/mod.rs"]
mod support;

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use domain::{
    CustomerId, Role, UserId, VisitId, customer, mail, planning,
    registry::AnyEvent,
    settings, task, user,
    visit::{self, Event, Reply},
};
use projections::maintenance::{DEPARTMENT, visit as sheet};
use reactors::{
    Runner, World,
    mailbox::{Account, Mailbox},
    sender::{Password, Security},
};
use serde_json::{Value, json};
use support::{Bench, id, json as read, of};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

const CUSTOMER: u128 = 10;
const VISIT: u128 = 40;
const ADDRESS: &str = "info@delinde.test";

/// A server with one folder: mails by number.
struct Server {
    port: u16,
    validity: Arc<AtomicU32>,
    mails: Arc<std::sync::Mutex<Vec<String>>>,
}

impl Server {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = Self { port, validity: Arc::new(AtomicU32::new(1)), mails: Arc::default() };
        let (validity, mails) = (server.validity.clone(), server.mails.clone());
        tokio::spawn(async move {
            while let Ok((line, _)) = listener.accept().await {
                let (validity, mails) = (validity.load(Ordering::Relaxed), mails.lock().unwrap().clone());
                tokio::spawn(serve(line, validity, mails));
            }
        });
        server
    }

    fn comes(&self, mail: impl Into<String>) {
        self.mails.lock().unwrap().push(mail.into().replace('\n', "\r\n"));
    }
}

async fn serve(line: TcpStream, validity: u32, mails: Vec<String>) {
    let (read, mut write) = line.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"* OK ready\r\n").await.unwrap();
    while let Ok(Some(said)) = lines.next_line().await {
        let words: Vec<&str> = said.split(' ').collect();
        let answer = match words[1..] {
            ["CAPABILITY"] => "* CAPABILITY IMAP4rev1\r\n".to_owned(),
            ["EXAMINE", ..] => format!("* {} EXISTS\r\n* OK [UIDVALIDITY {validity}] valid\r\n", mails.len()),
            ["UID", "SEARCH", "UID", range, ..] => {
                let from: usize = range.trim_end_matches(":*").parse().unwrap();
                let found = (1..=mails.len()).filter(|uid| *uid >= from.min(mails.len()));
                format!("* SEARCH {}\r\n", found.map(|uid| uid.to_string()).collect::<Vec<_>>().join(" "))
            }
            ["UID", "FETCH", uid, ..] => {
                let mail = &mails[uid.parse::<usize>().unwrap() - 1];
                let at = "17-Nov-2026 10:15:00 +0100";
                format!("* {uid} FETCH (UID {uid} INTERNALDATE \"{at}\" BODY[]<0> {{{}}}\r\n{mail})\r\n", mail.len())
            }
            _ => String::new(),
        };
        write.write_all(format!("{answer}{} OK done\r\n", words[0]).as_bytes()).await.unwrap();
    }
}

struct Company {
    bench: Arc<Bench>,
    runner: Runner,
    _dir: TempDir,
}

impl Company {
    async fn new() -> Self {
        let bench = Arc::new(Bench::new().await);
        bench.marek().await;
        let company: settings::Command = read(json!({"change-company": {
            "name": "Werkbank BV", "company_number": "30123456", "vat_number": "NL004495445B01", "iban": "NL91ABNA0417164300",
            "address": {"street": "Ambachtsweg 5", "postcode": "3542 DG", "city": "Utrecht"},
            "phone": "030 555 01 00", "email": "service@werkbank.example"}}));
        bench.run(settings::COMPANY, company).await;
        let register: customer::Command = read(json!({"register": {
            "kind": "company", "name": "Zorggroep De Linde", "email": ADDRESS,
            "visiting": {"street": "Boslaan 12", "postcode": "3701 CL", "city": "Zeist"}
        }}));
        bench.run(id::<CustomerId>(CUSTOMER), register).await;
        let create = user::Command::Create {
            login: of("beheer"),
            name: of("Bea Heer"),
            email: Some(of("beheer@koffie.example")),
            roles: [Role::Administrator].into(),
            password: user::Password::Hashed("$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA".into()),
        };
        bench.run(UserId::of_login(&of("beheer")), create).await;
        let dir = TempDir::new().unwrap();
        let world = Arc::new(World { log: bench.log.clone(), reads: bench.reads.clone(), reports: None });
        let runner = Runner::open(dir.path(), world, bench.clone()).await.unwrap();
        Self { bench, runner, _dir: dir }
    }

    /// The mailbox as a program that was just started knows it.
    fn mailbox(&self, port: u16) -> Mailbox {
        let account = Account {
            host: "127.0.0.1".into(),
            port,
            security: Security::None,
            user: "desk".into(),
            password: Password("geheim".into()),
            folder: "INBOX".into(),
            extra_ca: None,
        };
        Mailbox::new(self.bench.log.clone(), self.bench.clone(), account)
    }

    async fn order(&self, command: Value) {
        self.bench.run(id::<VisitId>(VISIT), read::<visit::Command>(command)).await;
        self.runner.pump().await.unwrap();
    }

    /// A visit that is planned; its invitation has number 1.
    async fn invite(&self) {
        self.order(
            json!({"request": {"customer": id::<CustomerId>(CUSTOMER), "kind": "maintenance", "task": "Onderhoud"}}),
        )
        .await;
        self.plan("2026-11-24").await;
    }

    async fn plan(&self, on: &str) {
        let slot = json!({"on": on, "from": "09:00", "until": "10:30"});
        self.order(json!({"schedule": {"technician": UserId::of_login(&of("marek")), "slot": slot}})).await;
    }

    async fn read(&self, port: u16) {
        self.mailbox(port).read_once().await.unwrap();
        self.runner.pump().await.unwrap();
    }

    async fn answers(&self) -> Vec<(Reply, String)> {
        let answers = self.bench.events().await.into_iter().filter_map(|event| match event {
            AnyEvent::Visit(Event::InvitationAnswered { reply, slot, .. }) => Some((reply, slot.on.to_string())),
            _ => None,
        });
        answers.collect()
    }

    /// Tasks of a kind: raised, and finished of all.
    async fn tasks(&self, wanted: &str) -> (usize, usize) {
        let events = self.bench.events().await;
        let raised = |event: &&AnyEvent| matches!(event, AnyEvent::Task(task::Event::TaskRaised { kind, .. }) if kind.as_str() == wanted);
        let done = |event: &&AnyEvent| matches!(event, AnyEvent::Task(task::Event::TaskCompleted { .. }));
        (events.iter().filter(raised).count(), events.iter().filter(done).count())
    }
}

fn answer(partstat: &str, sequence: u64, attendee: &str, mail: &str) -> String {
    format!(
        "From: {ADDRESS}\nMessage-ID: <{mail}@delinde.test>\nContent-Type: text/calendar; method=REPLY\n\n\
         BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:visit-{}@werkbank.example\nSEQUENCE:{sequence}\n\
         ATTENDEE;PARTSTAT={partstat}:mailto:{attendee}\nEND:VEVENT\nEND:VCALENDAR\n",
        id::<VisitId>(VISIT)
    )
}

#[tokio::test]
async fn each_answer_is_taken_in_once_whoever_reads_it_and_however_often() {
    let (company, server) = (Company::new().await, Server::start().await);
    company.invite().await;
    server.comes(answer("ACCEPTED", 1, ADDRESS, "1"));
    company.read(server.port).await;
    company.read(server.port).await;
    assert_eq!(company.answers().await, [(Reply::Accepted, "2026-11-24".into())]);
    // The server counts anew, so all is read again: also what was answered before the last answer.
    server.comes(answer("DECLINED", 1, ADDRESS, "2"));
    company.read(server.port).await;
    server.validity.store(2, Ordering::Relaxed);
    company.read(server.port).await;
    assert_eq!(company.answers().await.len(), 2);
    let visit = sheet::one(company.bench.pool(&DEPARTMENT).await, id(VISIT)).await.unwrap().unwrap();
    assert_eq!(visit.answer.unwrap().reply, Reply::Declined);
    assert_eq!(company.tasks("visit-declined").await, (1, 0));
}

#[tokio::test]
async fn only_the_invited_address_answers_and_only_what_was_asked() {
    let (company, server) = (Company::new().await, Server::start().await);
    company.invite().await;
    server.comes(answer("DECLINED", 1, "else@delinde.test", "1"));
    server.comes(answer("DECLINED", 0, ADDRESS, "2"));
    server.comes(answer("DECLINED", 7, ADDRESS, "3"));
    server.comes(answer("DECLINED", 1, ADDRESS, "4").replace("visit-", "visit-1"));
    server.comes("Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nBEGIN");
    server.comes("\u{fffd}\u{0}");
    server.comes(answer("TENTATIVE", 1, &ADDRESS.to_uppercase(), "5"));
    company.read(server.port).await;
    assert_eq!(company.answers().await, [(Reply::Tentative, "2026-11-24".into())]);
}

#[tokio::test]
async fn what_does_not_suit_is_a_task_until_there_is_another_time_and_an_answer_to_an_earlier_time_is_none() {
    let (company, server) = (Company::new().await, Server::start().await);
    company.invite().await;
    server.comes(answer("DECLINED", 1, ADDRESS, "1"));
    company.read(server.port).await;
    assert_eq!(company.tasks("visit-declined").await, (1, 0));
    company.plan("2026-11-25").await;
    assert_eq!(company.tasks("visit-declined").await, (1, 1));
    server.comes(answer("DECLINED", 1, ADDRESS, "2").replace("END:VEVENT", "COMMENT:Die dag niet\nEND:VEVENT"));
    company.read(server.port).await;
    assert_eq!(company.answers().await.len(), 2, "noted of the earlier time");
    assert_eq!(company.tasks("visit-declined").await.0, 1);
    let visit = sheet::one(company.bench.pool(&DEPARTMENT).await, id(VISIT)).await.unwrap().unwrap();
    assert_eq!(visit.answer, None);
}

#[tokio::test]
async fn each_stretch_is_answered_by_itself_also_when_it_was_told_with_others_later() {
    let (company, server) = (Company::new().await, Server::start().await);
    let publishing: planning::Command = read(json!({"set-telling": {"collect": true, "hours": 12}}));
    company.bench.run(planning::COMPANY, publishing).await;
    company
        .order(json!({"request": {"customer": id::<CustomerId>(CUSTOMER), "kind": "maintenance", "task": "Onderhoud"}}))
        .await;
    let slot = |day| json!({"on": day, "from": "09:00", "until": "10:30"});
    let technician = UserId::of_login(&of("marek"));
    company
        .order(
            json!({"schedule": {"technician": technician, "slot": slot("2026-11-24"), "rest": [slot("2026-11-25")]}}),
        )
        .await;
    // After that which planned it something else happened.
    company
        .order(json!({"answer-invitation": {"reply": "tentative", "by": "Petra", "at": "2026-11-16T09:00:00Z"}}))
        .await;
    let publish: planning::Command = read(json!({"publish": {"visits": [id::<VisitId>(VISIT)]}}));
    company.bench.run(planning::COMPANY, publish).await;
    company.runner.pump().await.unwrap();
    server.comes(answer("DECLINED", 2, ADDRESS, "1").replace("@werkbank", "-2@werkbank"));
    server.comes(answer("ACCEPTED", 2, ADDRESS, "2"));
    server.comes(answer("ACCEPTED", 2, ADDRESS, "3").replace("@werkbank", "-3@werkbank"));
    company.read(server.port).await;
    assert_eq!(
        company.answers().await,
        [
            (Reply::Tentative, "2026-11-24".into()),
            (Reply::Declined, "2026-11-25".into()),
            (Reply::Accepted, "2026-11-24".into())
        ]
    );
    assert_eq!(company.tasks("visit-declined").await, (1, 0));
    let visit = sheet::one(company.bench.pool(&DEPARTMENT).await, id(VISIT)).await.unwrap().unwrap();
    let said = visit.stretches().into_iter().map(|stretch| stretch.answer.map(|answer| answer.reply));
    assert_eq!(said.collect::<Vec<_>>(), [Some(Reply::Accepted), Some(Reply::Declined)]);
    // Moving one stretch leaves what was said of the other.
    company.order(json!({"move-stretch": {"stretch": 1, "technician": technician, "slot": slot("2026-11-23")}})).await;
    assert_eq!(company.tasks("visit-declined").await, (1, 0));
    company.order(json!({"move-stretch": {"stretch": 2, "technician": technician, "slot": slot("2026-11-26")}})).await;
    assert_eq!(company.tasks("visit-declined").await, (1, 1));
}

#[tokio::test]
async fn what_a_customer_writes_about_a_mail_is_noted_and_told_and_what_we_write_is_not() {
    let (company, server) = (Company::new().await, Server::start().await);
    company.invite().await;
    let mut invitations = company.bench.events().await.into_iter().filter_map(|event| match event {
        AnyEvent::Mail(mail::Event::MailQueued { letter, .. }) => Some(letter.subject()),
        _ => None,
    });
    let ours = invitations.next_back().unwrap().to_string();
    let letter = |from: &str, n: u8| {
        format!(
            "From: {from}\nMessage-ID: <{n}@delinde.test>\nReferences: <{ours}@werkbank.example>\n\nGraag achterom.\n"
        )
    };
    server.comes(letter("Service@werkbank.example", 1));
    server.comes(letter("Jan <jan@delinde.test>", 2).replace(&ours, "0198c5a2-0000-5000-8000-00000000002a"));
    server.comes(letter("Jan <jan@delinde.test>", 3));
    company.read(server.port).await;
    company.read(server.port).await;
    let written = company.bench.events().await.into_iter().filter_map(|event| match event {
        AnyEvent::Mail(mail::Event::MailAnswered { writer, text, .. }) => Some((writer.text(), text.text())),
        _ => None,
    });
    assert_eq!(written.collect::<Vec<_>>(), [("Jan <jan@delinde.test>".into(), "Graag achterom.".into())]);
    assert_eq!(company.tasks("customer-wrote").await, (1, 0));
}

#[tokio::test]
async fn a_mailbox_that_cant_be_read_for_half_an_hour_is_told_once_until_it_can() {
    let (company, server) = (Company::new().await, Server::start().await);
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let mailbox = company.mailbox(closed);
    let failing = mailbox.failing();
    for (moment, raised) in
        [("2026-11-18T09:00:00", 0), ("2026-11-18T09:29:00", 0), ("2026-11-18T09:30:00", 1), ("2026-11-18T11:00:00", 1)]
    {
        company.bench.turn(moment);
        assert!(mailbox.read_once().await.is_err());
        company.runner.pump().await.unwrap();
        assert_eq!(company.tasks("mailbox-unread").await, (raised, 0), "{moment}");
    }
    assert!(failing.borrow().is_some());
    let letters = company.bench.events().await.into_iter().filter(|event| {
        matches!(event, AnyEvent::Mail(mail::Event::MailQueued { purpose, .. }) if purpose.as_str() == "mailbox-unread")
    });
    assert_eq!(letters.count(), 1);
    company.mailbox(server.port).read_once().await.unwrap();
    assert_eq!(company.tasks("mailbox-unread").await, (1, 1));
}
