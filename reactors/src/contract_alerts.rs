//! What sales hears about contracts: well before the last day of notice and the end, and when one is signed.

use domain::{
    ContractId, Role, clock,
    contract::Event,
    mail::Document,
    registry::AnyEvent,
    settings::{self, Settings},
    task::{Assignee, Command, Weight},
};
use event_store::Recorded;
use projections::{
    access::{self, users},
    sales::{
        DEPARTMENT, contract, contracts,
        contracts_due::{self, Alert, Warning},
    },
};
use texts::{
    Lang,
    format::{date_digits, date_long, euros},
};
use uuid::Uuid;

use crate::{Effect, ReactError, Reaction, Reactor, Start, World, effect::new_id, invoice_mails::Reader, letter::Post};

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "contract-alerts", start: Start::Head, wants, react };

fn wants(event: &AnyEvent) -> bool {
    match event {
        AnyEvent::Clock(clock::Event::ClockStruck { job, .. }) => job.as_str() == "contract-alerts",
        AnyEvent::Contract(Event::ContractSigned { .. }) => true,
        _ => false,
    }
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move {
        match &recorded.event {
            AnyEvent::Clock(clock::Event::ClockStruck { at, .. }) => {
                let (settings, _) = world.log.state::<Settings>(settings::COMPANY).await?;
                let pool = world.of(&DEPARTMENT);
                let alerts = contracts_due::alerts(pool, at.date(), &settings.contract_alert_days).await?;
                Ok(alerts.iter().filter_map(warn).collect())
            }
            AnyEvent::Contract(_) => signed(world, recorded, ContractId(recorded.subject())).await,
            _ => Ok(Vec::new()),
        }
    })
}

/// One warning is one task, whichever morning it is raised: its id follows from contract, day and number of days.
fn warn(alert: &Alert) -> Option<Effect> {
    let kind = match alert.warning {
        Warning::LastNotice => "contract-last-notice",
        Warning::End => "contract-ends",
    };
    let id = Uuid::new_v5(&alert.contract.0, format!("{kind} {} {}", alert.day, alert.days).as_bytes());
    let words = [
        ("contract".into(), format!("C-{}", alert.number).parse().ok()?),
        ("day".into(), date_digits(Lang::default(), alert.day).parse().ok()?),
    ];
    Some(Effect::on(
        id,
        Command::Raise {
            kind: kind.parse().ok()?,
            assignee: alert.salesperson.map_or(Assignee::Role(Role::Sales), Assignee::User),
            weight: Weight::Task,
            about: Some(format!("contract-{}", alert.contract).parse().ok()?),
            customer: Some(alert.customer),
            words: words.into(),
            note: None,
            due: Some(alert.day),
        },
    ))
}

/// The salesperson hears it in Werkbank and by mail, the customer gets the signed contract.
async fn signed(world: &World, recorded: &Recorded, id: ContractId) -> Result<Vec<Effect>, ReactError> {
    let today = world.log.local(recorded.recorded_at).date();
    let Some(card) = contract::one(world.of(&DEPARTMENT), id, today).await? else { return Ok(Vec::new()) };
    let number = format!("C-{}", card.row.number);
    let about = format!("contract-{id}");
    let mut effects: Vec<Effect> = notice(recorded.id, &card.row, &number).into_iter().collect();
    if let Some(reader) = Reader::of(world, card.row.customer).await? {
        let words = vec![
            ("contract", number.clone().into()),
            ("starts", date_long(reader.lang, card.row.starts).into()),
            ("fee", euros(reader.lang, card.row.monthly_fee.cents, card.row.monthly_fee.currency.code()).into()),
        ];
        effects.extend(reader.mail(recorded.id, "contract-signed", about.clone(), words, vec![Document::Contract(id)]));
    }
    let Some(salesperson) = card.row.salesperson else { return Ok(effects) };
    let found = users::one(world.of(&access::DEPARTMENT), salesperson).await?.filter(|user| user.active);
    let Some((user, to)) =
        found.and_then(|user| Some((user.email.as_ref()?.parse().ok()?, user)).map(|(to, user)| (user, to)))
    else {
        return Ok(effects);
    };
    let (settings, _) = world.log.state::<Settings>(settings::COMPANY).await?;
    let lang = Lang::parse(&user.language).unwrap_or_default();
    let post = Post {
        purpose: "contract-confirmed",
        texts: None,
        lang,
        to,
        name: user.name.parse().ok(),
        subject: salesperson.0,
        customer: Some(card.row.customer),
        about,
        words: vec![
            ("contract", number.into()),
            ("customer", card.row.customer_name.clone().into()),
            ("starts", date_long(lang, card.row.starts).into()),
        ],
        documents: vec![Document::Contract(id)],
        company: settings.company.as_ref().map(|company| company.name.to_string()).unwrap_or_default(),
    };
    effects.extend(post.queue(new_id(recorded.id, "salesperson")));
    Ok(effects)
}

fn notice(cause: Uuid, row: &contracts::Row, number: &str) -> Option<Effect> {
    let raise = Command::Raise {
        kind: "contract-signed".parse().ok()?,
        assignee: row.salesperson.map_or(Assignee::Role(Role::Sales), Assignee::User),
        weight: Weight::Notice,
        about: Some(format!("contract-{}", row.id).parse().ok()?),
        customer: Some(row.customer),
        words: [("contract".into(), number.parse().ok()?)].into(),
        note: None,
        due: None,
    };
    Some(Effect::new(cause, "signed", raise))
}
