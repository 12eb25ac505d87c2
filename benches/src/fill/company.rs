//! The company itself: who works there, from whom it buys, and what its machines and parts are called. Names are the demo
//! company's.

use domain::{
    Actor, ArticleId, Role, UserId,
    registry::AnyCommand,
    settings::COMPANY,
    user::{self, Password},
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Filling, Nobody, Order};
use web::demo::{people::colleagues, words::SECOND};

/// The password of everyone, as in the demo company.
pub const PASSWORD: &str = web::demo::PASSWORD;
/// Technicians.
pub const TECHNICIANS: u32 = 40;
/// Articles.
pub const ARTICLES: u32 = 1_000;
/// Suppliers.
pub const SUPPLIERS: u32 = 50;

/// The colleague with a role; of technicians the n-th.
pub fn colleague(role: Role, n: u32) -> anyhow::Result<(String, Actor)> {
    let login = match colleagues().find(|(_, _, known)| *known == role) {
        Some((login, ..)) if role != Role::Technician || n == 0 => login.to_owned(),
        _ => format!("monteur{n}"),
    };
    let user = UserId::of_login(&parsed(&login)?);
    Ok((login, Actor::Person { user, role, roles: vec![role] }))
}

/// A value out of a text that is right.
pub fn parsed<T: std::str::FromStr<Err = domain::Invalid>>(text: &str) -> anyhow::Result<T> {
    text.parse().map_err(|error| anyhow::anyhow!("{text}: {error}"))
}

/// The id of the n-th thing of a kind.
pub fn id(what: &str, n: u32, m: u32) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("bench {what} {n} {m}").as_bytes())
}

/// The id of an article.
pub fn article(n: u32) -> anyhow::Result<Uuid> {
    Ok(ArticleId::of_number(&parsed(&format!("A-{:04}", 1_000 + n))?).0)
}

/// A command out of its JSON.
pub fn command<C: serde::de::DeserializeOwned>(json: Value) -> anyhow::Result<AnyCommand>
where
    AnyCommand: From<C>,
{
    let read = serde_json::from_value::<C>(json.clone());
    Ok(read.map_err(|error| anyhow::anyhow!("{json}: {error}"))?.into())
}

impl Filling {
    /// Who works there, settings, suppliers and articles.
    pub(super) async fn found(&self) -> anyhow::Result<()> {
        let system = || Actor::system("bench");
        let hash = self.program.app.passwords.hash(PASSWORD.into()).await.map_err(anyhow::Error::msg)?;
        let technicians = (0..TECHNICIANS).map(|n| (Role::Technician, n, format!("Monteur {n}")));
        // One a role; technicians are too many to have names.
        let office = Role::ALL.iter().copied().filter(|role| *role != Role::Technician);
        let office = office.filter_map(|role| {
            let (_, name, _) = colleagues().find(|(_, _, known)| *known == role)?;
            Some((role, 0, name.to_owned()))
        });
        for (role, n, name) in office.chain(technicians) {
            let (login, _) = colleague(role, n)?;
            let create = user::Command::Create {
                login: parsed(&login)?,
                name: parsed(&name)?,
                email: Some(parsed(&format!("{login}@werkbank.example"))?),
                roles: [role].into(),
                password: Password::Hashed(hash.clone()),
            };
            self.give(Order { actor: system(), id: UserId::of_login(&parsed(&login)?).0, command: create.into() })
                .await?;
        }
        let company = json!({"change-company": {"name": "Werkbank Groot BV", "company_number": "30123456",
            "vat_number": "NL004495445B01", "address": {"street": "Ambachtsweg 5", "postcode": "3542 DG", "city": "Utrecht"},
            "iban": "NL91ABNA0417164300", "phone": "030 555 01 00", "email": "service@werkbank.example"}});
        let company = command::<domain::settings::Command>(company)?;
        let given = event_store::Given::by(system());
        self.program.app.log.run(COMPANY, company, &given, &Nobody).await?;
        for n in 0..SUPPLIERS {
            let register = json!({"register": {"name": format!("Groothandel {}", word(n, &SECOND)),
                "email": format!("orders@groothandel{n}.example"), "lead_days": 3}});
            let command = command::<domain::supplier::Command>(register)?;
            self.give(Order { actor: system(), id: id("supplier", n, 0), command }).await?;
        }
        for n in 0..ARTICLES {
            let cents = 200 + i64::from(n * 7919 % 20_000);
            let price = |cents: i64| format!("{}.{:02}", cents / 100, cents % 100);
            let register = json!({"register": {"number": format!("A-{:04}", 1_000 + n), "stock": (n % 40).to_string(), "article": {
                "name": format!("{} {} mm", word(n, &PARTS), 4 + n / 25), "unit": "stuk", "supplier": id("supplier", n % SUPPLIERS, 0),
                "purchase_price": price(cents), "sales_price": price(cents * 2), "minimum": "4", "order_quantity": "10",
                "place": format!("Rek {}", n % 30)}}});
            let command = command::<domain::article::Command>(register)?;
            self.give(Order { actor: system(), id: article(n)?, command }).await?;
        }
        Ok(())
    }
}

/// The n-th word, over and over.
pub fn word<'a>(n: u32, words: &[&'a str]) -> &'a str {
    words[n as usize % words.len()]
}

/// Machines.
pub const MODELS: [&str; 5] =
    ["Koffiemachine K-200", "Koffiemachine K-400", "Waterkoeler W-10", "Vaatwasser V-60", "IJsmachine IJ-3"];
/// What goes wrong with them.
pub const PROBLEMS: [&str; 8] = [
    "Lekkage onder de machine",
    "Foutcode E14 op het scherm",
    "Maalwerk maakt lawaai",
    "Geen warm water",
    "Melk schuimt niet",
    "Betaalsysteem doet het niet",
    "Deur sluit niet goed",
    "Machine start niet op",
];
/// What is replaced in them.
pub const PARTS: [&str; 10] = [
    "Pakking",
    "Maalschijf",
    "Pomp",
    "Slang",
    "Printplaat",
    "Verwarmingselement",
    "Waterfilter",
    "Deurscharnier",
    "Afdichtring",
    "Motor",
];
