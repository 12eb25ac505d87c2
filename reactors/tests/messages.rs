//! Messages to customers: in our own words, in the form that they chose, held in quiet hours, each once; and a gateway that is asked by HTTP.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../projections/tests/support/mod.rs"]
mod support;

use std::sync::{Arc, Mutex};

use domain::{
    CustomerId, FaultId, UserId, VisitId, customer, fault,
    mail::{self, Receiver},
    messages::{self, CUSTOMERS},
    registry::AnyEvent,
    settings, visit,
};
use projections::{
    desk,
    maintenance::{DEPARTMENT, visits},
};
use reactors::{
    Runner, World,
    sender::{Documents, Made, Password, Sender, Transport},
    sms::{Gateway, Request, Texts},
};
use serde_json::{Value, json};
use support::{Bench, id, json as read, of};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const CUSTOMER: u128 = 10;
const FAULT: u128 = 30;

struct NoDocuments;

#[async_trait::async_trait]
impl Documents for NoDocuments {
    async fn make(&self, _: mail::Document) -> Result<Made, String> {
        Ok(Made::Pdf("x.pdf".into(), b"%PDF-1.7".to_vec()))
    }
}

struct Company {
    bench: Arc<Bench>,
    runner: Runner,
    dir: TempDir,
}

impl Company {
    async fn new(email: Option<&str>) -> Self {
        let bench = Arc::new(Bench::new().await);
        bench.marek().await;
        let company: settings::Command = read(json!({"change-company": {
            "name": "Werkbank BV", "company_number": "30123456", "vat_number": "NL004495445B01", "iban": "NL91ABNA0417164300",
            "address": {"street": "Ambachtsweg 5", "postcode": "3542 DG", "city": "Utrecht"},
            "phone": "030 555 01 00", "email": "service@werkbank.example"}}));
        bench.run(settings::COMPANY, company).await;
        let register: customer::Command = read(json!({"register": {
            "kind": "company", "name": "Zorggroep De Linde", "email": email,
            "visiting": {"street": "Boslaan 12", "postcode": "3701 CL", "city": "Zeist"}
        }}));
        bench.run(id::<CustomerId>(CUSTOMER), register).await;
        let dir = TempDir::new().unwrap();
        let world = Arc::new(World { log: bench.log.clone(), reads: bench.reads.clone(), reports: None });
        let runner = Runner::open(dir.path(), world, bench.clone()).await.unwrap();
        Self { bench, runner, dir }
    }

    /// Who wants text messages, and a company that sends them.
    async fn with_sms(email: Option<&str>) -> Self {
        let company = Self::new(email).await;
        company.say(json!({"allow-sms": {"on": true}})).await;
        company.wants("sms").await;
        company
    }

    async fn say(&self, command: Value) {
        self.bench.run(CUSTOMERS, read::<messages::Command>(command)).await;
    }

    async fn wants(&self, channel: &str) {
        let set = json!({"set-channel": {"channel": channel, "mobile": "06 123 456 78"}});
        self.bench.run(id::<CustomerId>(CUSTOMER), read::<customer::Command>(set)).await;
    }

    async fn pump(&self) {
        self.runner.pump().await.unwrap();
    }

    async fn report(&self) -> VisitId {
        let report: fault::Command = read(json!({"report": {
            "customer": id::<CustomerId>(CUSTOMER), "problem": "Water", "urgency": "urgent", "confirm": false
        }}));
        self.bench.run(id::<FaultId>(FAULT), report).await;
        self.pump().await;
        visits::of_fault(self.bench.pool(&DEPARTMENT).await, id(FAULT)).await.unwrap()[0].id
    }

    async fn order(&self, visit: VisitId, command: Value) {
        self.bench.run(visit, read::<visit::Command>(command)).await;
        self.pump().await;
    }

    async fn plan(&self, visit: VisitId, on: &str, from: &str, until: &str) {
        let technician = UserId::of_login(&of("marek"));
        let slot = json!({"on": on, "from": from, "until": until});
        self.order(visit, json!({"schedule": {"technician": technician, "slot": slot, "overrule": "Afgesproken"}}))
            .await;
    }

    /// Every message: what for, to whom, its text, and until when it waits.
    async fn told(&self) -> Vec<(String, Receiver, String, Option<String>)> {
        let told = self.bench.events().await.into_iter().filter_map(|event| match event {
            AnyEvent::Mail(mail::Event::MailQueued { purpose, letter, not_before, .. }) => {
                let letter = letter.value().unwrap().clone();
                let at = not_before.map(|at| self.bench.log.local(at).to_string());
                Some((purpose.to_string(), letter.to, letter.text, at))
            }
            _ => None,
        });
        told.collect()
    }

    async fn purposes(&self) -> Vec<String> {
        self.told().await.into_iter().map(|(purpose, ..)| purpose).collect()
    }

    async fn calls(&self) -> usize {
        let events = self.bench.events().await;
        events.iter().filter(|event| matches!(event, AnyEvent::Task(domain::task::Event::TaskRaised { .. }))).count()
    }

    fn sender(&self, texts: Texts) -> Sender {
        Sender {
            log: self.bench.log.clone(),
            reads: self.bench.reads.clone(),
            outside: self.bench.clone(),
            documents: Arc::new(NoDocuments),
            transport: Transport::Outbox(self.dir.path().join("outbox")),
            texts,
        }
    }

    async fn state_of(&self) -> Vec<(String, Option<String>)> {
        let pool = self.bench.pool(&desk::DEPARTMENT).await;
        let mut found = Vec::new();
        for state in ["waiting", "in-hand", "sent", "failed", "given-up"] {
            let page = desk::mails::list(pool, state, &Default::default(), None, 50).await.unwrap();
            found
                .extend(page.rows.into_iter().filter(|mail| mail.state == state).map(|mail| (mail.state, mail.reason)));
        }
        found
    }
}

fn number() -> Receiver {
    Receiver::Sms("+31612345678".parse().unwrap())
}

#[tokio::test]
async fn our_own_words_go_out_with_what_they_name_and_the_standard_ones_in_other_languages() {
    let company = Company::new(Some("info@delinde.example")).await;
    let own = json!({"write": {"message": "visit-scheduled", "language": "nl", "form": "mail",
        "subject": "Tot {day}", "body": "Wij komen om {from}, {technician} dus."}});
    company.say(own).await;
    let visit = company.report().await;
    company.plan(visit, "2026-11-18", "14:00", "15:30").await;
    let told = company.told().await;
    assert!(told[0].2.starts_with("Wij komen om 14.00, Marek Kowalski dus."), "{}", told[0].2);
    company.order(visit, json!({"unschedule": {"reason": "Ziek"}})).await;
    assert!(company.told().await[1].2.contains("Onze excuses"));
}

#[tokio::test]
async fn a_message_that_is_switched_off_goes_to_nobody_and_nobody_is_called_for_it() {
    let company = Company::new(None).await;
    company.say(json!({"switch": {"message": "visit-scheduled", "on": false}})).await;
    let visit = company.report().await;
    company.plan(visit, "2026-11-18", "14:00", "15:30").await;
    assert_eq!((company.told().await.len(), company.calls().await), (0, 0));
}

#[tokio::test]
async fn who_wants_text_messages_gets_them_and_a_mail_where_none_are_sent() {
    let company = Company::with_sms(Some("info@delinde.example")).await;
    let visit = company.report().await;
    company.plan(visit, "2026-11-18", "14:00", "15:30").await;
    let told = company.told().await;
    assert_eq!((&told[0].1, told.len()), (&number(), 1));
    assert!(told[0].2.contains("Marek Kowalski") && told[0].2.ends_with("Werkbank BV"), "{}", told[0].2);
    company.say(json!({"allow-sms": {"on": false}})).await;
    company.plan(visit, "2026-11-19", "14:00", "15:30").await;
    assert!(matches!(company.told().await[1].1, Receiver::Mail(_)));
    company.wants("nothing").await;
    company.plan(visit, "2026-11-20", "14:00", "15:30").await;
    assert_eq!((company.told().await.len(), company.calls().await), (2, 0));
}

#[tokio::test]
async fn without_an_address_the_mobile_is_next_and_then_somebody_calls() {
    let company = Company::new(None).await;
    company.wants("mail").await;
    let visit = company.report().await;
    company.plan(visit, "2026-11-18", "14:00", "15:30").await;
    assert_eq!((company.told().await.len(), company.calls().await), (0, 1));
    company.say(json!({"allow-sms": {"on": true}})).await;
    company.plan(visit, "2026-11-19", "14:00", "15:30").await;
    let told = company.told().await;
    assert_eq!((told[0].0.as_str(), &told[0].1), ("visit-moved", &number()));
}

#[tokio::test]
async fn a_text_message_that_can_wait_is_held_in_quiet_hours_and_what_is_overtaken_goes_to_nobody() {
    let company = Company::with_sms(None).await;
    let visit = company.report().await;
    company.bench.turn("2026-11-17T21:30:00");
    company.plan(visit, "2026-11-18", "14:00", "15:30").await;
    assert_eq!(company.told().await[0].3.as_deref(), Some("2026-11-18 08:00:00"));
    company.plan(visit, "2026-11-19", "14:00", "15:30").await;
    let told = company.told().await;
    assert_eq!((told[1].0.as_str(), told[1].3.as_deref()), ("visit-scheduled", Some("2026-11-18 08:00:00")));
    let sender = company.sender(Texts::Outbox(company.dir.path().join("outbox")));
    company.bench.pool(&desk::DEPARTMENT).await;
    assert_eq!(sender.send_due().await.unwrap(), 0, "it is night");
    company.bench.turn("2026-11-18T08:00:00");
    assert_eq!(sender.send_due().await.unwrap(), 1);
    assert_eq!(
        company.state_of().await.iter().map(|(state, _)| state.as_str()).collect::<Vec<_>>(),
        ["sent", "given-up"]
    );
    company.bench.turn("2026-11-18T22:00:00");
    company.order(visit, json!({"cancel": {"reason": "Toch niet"}})).await;
    assert_eq!(company.purposes().await.last().map(String::as_str), Some("visit-cancelled"), "they knew of it");
}

#[tokio::test]
async fn an_appointment_before_the_quiet_hours_are_over_is_told_at_once() {
    let company = Company::with_sms(None).await;
    let visit = company.report().await;
    company.bench.turn("2026-11-17T21:30:00");
    company.plan(visit, "2026-11-18", "07:30", "08:30").await;
    assert_eq!(company.told().await[0].3, None);
}

#[tokio::test]
async fn an_appointment_that_nobody_heard_of_is_not_called_off_to_them() {
    let company = Company::with_sms(None).await;
    let visit = company.report().await;
    company.bench.turn("2026-11-17T21:30:00");
    company.plan(visit, "2026-11-18", "14:00", "15:30").await;
    company.order(visit, json!({"cancel": {"reason": "Toch niet"}})).await;
    assert_eq!(company.purposes().await, ["visit-scheduled"]);
    assert_eq!(company.state_of().await[0].0, "given-up");
}

#[tokio::test]
async fn who_waits_hears_once_that_the_technician_is_on_the_way_also_in_quiet_hours() {
    let company = Company::with_sms(None).await;
    let visit = company.report().await;
    company.plan(visit, "2026-11-17", "20:30", "21:30").await;
    company.bench.turn("2026-11-17T20:10:00");
    company.order(visit, json!({"set-out": {"minutes": 25}})).await;
    company.order(visit, json!({"set-out": {"minutes": 10}})).await;
    let told = company.told().await;
    let last = told.last().unwrap();
    assert_eq!((last.0.as_str(), last.3.as_deref(), told.len()), ("visit-on-the-way", None, 2));
    assert!(last.2.contains("rond 20.35 uur"), "{}", last.2);
}

#[tokio::test]
async fn who_set_off_without_network_and_is_there_by_now_is_announced_to_nobody() {
    let company = Company::with_sms(None).await;
    let visit = company.report().await;
    company.plan(visit, "2026-11-17", "20:30", "21:30").await;
    company.bench.turn("2026-11-17T21:00:00");
    let before = company.told().await.len();
    let at = (company.bench.log.clock.now() - chrono::TimeDelta::minutes(40)).to_rfc3339();
    company.order(visit, json!({"set-out": {"minutes": 25, "at": at}})).await;
    assert_eq!(company.told().await.len(), before);
}

/// A gateway that answers each request with the next of these, and what it was asked.
async fn gateway(answers: &[&'static str]) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/send", listener.local_addr().unwrap());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let (heard, answers) = (asked.clone(), answers.to_vec());
    tokio::spawn(async move {
        for answer in answers {
            let (mut line, _) = listener.accept().await.unwrap();
            let mut request = Vec::new();
            // The body has come when as much is there as the head says.
            loop {
                let mut part = [0; 4_096];
                let n = line.read(&mut part).await.unwrap();
                request.extend_from_slice(&part[..n]);
                let text = String::from_utf8_lossy(&request).into_owned();
                let long = text
                    .to_lowercase()
                    .split("content-length: ")
                    .nth(1)
                    .and_then(|rest| rest.split("\r\n").next().and_then(|long| long.parse::<usize>().ok()));
                let body = text.split_once("\r\n\r\n").map(|(_, body)| body.len());
                if n == 0 || body.is_some_and(|body| body >= long.unwrap_or_default()) {
                    break;
                }
            }
            heard.lock().unwrap().push(String::from_utf8_lossy(&request).into_owned());
            line.write_all(answer.as_bytes()).await.unwrap();
            line.shutdown().await.unwrap();
        }
    });
    (address, asked)
}

fn asked_of(url: &str) -> Texts {
    let request = Request {
        url: Password(url.into()),
        method: "POST".parse().unwrap(),
        headers: vec![
            ("Authorization".into(), Password("Bearer {token}".into())),
            ("Content-Type".into(), Password("application/json".into())),
        ],
        body: Some(Password(r#"{"to": "{to}", "text": "{text}", "ref": "{id}"}"#.into())),
        token: Some(Password("geheim-1234".into())),
    };
    Texts::Gateway(Box::new(Gateway::new(request).unwrap()))
}

const OK: &str = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nmsg-00042";
const BUSY: &str = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 23\r\n\r\nbusy, token geheim-1234";
const WRONG: &str = "HTTP/1.1 400 Bad Request\r\nContent-Length: 9\r\n\r\nno mobile";
const NOTHING: &str = "";

async fn one_message(answers: &[&'static str]) -> (Company, Sender, Arc<Mutex<Vec<String>>>) {
    let company = Company::with_sms(None).await;
    let visit = company.report().await;
    company.plan(visit, "2026-11-18", "14:00", "15:30").await;
    company.bench.pool(&desk::DEPARTMENT).await;
    let (url, asked) = gateway(answers).await;
    let sender = company.sender(asked_of(&url));
    (company, sender, asked)
}

#[tokio::test]
async fn a_gateway_is_asked_as_it_wants_and_a_try_in_vain_is_repeated_later_with_the_same_id() {
    let (company, sender, asked) = one_message(&[BUSY, OK]).await;
    assert_eq!(sender.send_due().await.unwrap(), 1);
    let state = company.state_of().await;
    assert_eq!(state[0].0, "waiting");
    let reason = state[0].1.clone().unwrap();
    assert!(reason.contains("503") && !reason.contains("geheim"), "{reason}");
    assert_eq!(sender.send_due().await.unwrap(), 0, "not before its pause is over");
    company.bench.turn("2026-11-17T09:05:00");
    assert_eq!(sender.send_due().await.unwrap(), 1);
    assert_eq!(company.state_of().await[0].0, "sent");
    let asked = asked.lock().unwrap().clone();
    let head = asked[0].to_lowercase();
    assert!(head.starts_with("post /send") && head.contains("authorization: bearer geheim-1234"), "{head}");
    let body = |n: usize| serde_json::from_str::<Value>(asked[n].split_once("\r\n\r\n").unwrap().1).unwrap();
    assert_eq!((body(0)["to"].as_str(), &body(0)["ref"]), (Some("+31612345678"), &body(1)["ref"]));
    assert!(body(0)["text"].as_str().unwrap().contains("Marek Kowalski"));
    assert_eq!(sender.send_due().await.unwrap(), 0, "nothing twice");
}

#[tokio::test]
async fn what_the_gateway_refuses_for_good_or_never_answers_is_for_a_person_to_judge() {
    for (answer, reason) in [(WRONG, "400 Bad Request no mobile"), (NOTHING, "in-doubt")] {
        let (company, sender, _) = one_message(&[answer]).await;
        assert_eq!(sender.send_due().await.unwrap(), 1);
        assert_eq!(company.state_of().await, [("failed".to_owned(), Some(reason.to_owned()))]);
    }
}

#[tokio::test]
async fn a_gateway_that_is_not_there_is_tried_again() {
    let company = Company::with_sms(None).await;
    let visit = company.report().await;
    company.plan(visit, "2026-11-18", "14:00", "15:30").await;
    company.bench.pool(&desk::DEPARTMENT).await;
    let sender = company.sender(asked_of("http://127.0.0.1:1/send"));
    sender.send_due().await.unwrap();
    assert_eq!(company.state_of().await[0].0, "waiting");
}

#[test]
fn nothing_of_a_gateway_is_ever_printed() {
    let request = Request {
        url: Password("https://sms.example/?key=geheim".into()),
        method: "GET".parse().unwrap(),
        headers: vec![("X-Key".into(), Password("geheim".into()))],
        body: Some(Password("geheim".into())),
        token: Some(Password("geheim".into())),
    };
    assert!(!format!("{request:?}").contains("geheim"));
}
