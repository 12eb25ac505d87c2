//! Who works at the demo company, and the company itself.

use anyhow::Context;
use domain::{Actor, Role, UserId, settings, user::Password};
use event_store::Given;
use serde_json::json;

use super::{Demo, PASSWORD, parsed};

/// Everyone: login, name, role.
const COLLEAGUES: [(&str, &str, Role); 14] = [
    ("sanne", "Sanne de Wit", Role::Sales),
    ("bram", "Bram Verhoeven", Role::Sales),
    ("youssef", "Youssef Amrani", Role::Planner),
    ("inge", "Inge Hendriks", Role::Purchasing),
    ("finn", "Finn Hofman", Role::Finance),
    ("mila", "Mila van der Berg", Role::Management),
    ("marek", "Marek Kowalski", Role::Technician),
    ("fatima", "Fatima el Idrissi", Role::Technician),
    ("joris", "Joris Bakker", Role::Technician),
    ("piotr", "Piotr Nowak", Role::Technician),
    ("lars", "Lars Dijkstra", Role::Technician),
    ("ewa", "Ewa Zielińska", Role::Technician),
    ("thijs", "Thijs Postma", Role::Technician),
    ("noor", "Noor Willems", Role::Technician),
];

/// Who keeps users and settings.
const ADMINISTRATOR: (&str, &str, Role) = ("beheer", "Bas Beheer", Role::Administrator);

/// The technicians, each with the towns that they know best.
pub(super) const TECHNICIANS: [(&str, &str); 8] = [
    ("marek", "Utrecht en Zeist"),
    ("fatima", "Amersfoort en Soest"),
    ("joris", "Nieuwegein en IJsselstein"),
    ("piotr", "Houten en Culemborg"),
    ("lars", "Hilversum en Baarn"),
    ("ewa", "Woerden en Gouda"),
    ("thijs", "Ede en Veenendaal"),
    ("noor", "Utrecht en De Bilt"),
];

/// Everyone who works there.
pub fn colleagues() -> impl Iterator<Item = (&'static str, &'static str, Role)> {
    COLLEAGUES.into_iter().chain([ADMINISTRATOR])
}

/// A colleague's id.
pub(super) fn user(login: &str) -> anyhow::Result<UserId> {
    Ok(UserId::of_login(&parsed(login)?))
}

/// A colleague who does something; Werkbank's set-up when the name is nobody's.
pub(super) fn actor(login: &str) -> anyhow::Result<Actor> {
    Ok(match colleagues().find(|(known, ..)| *known == login) {
        Some((_, _, role)) => Actor::Person { user: user(login)?, role, roles: vec![role] },
        None => Actor::system("demo"),
    })
}

impl Demo<'_> {
    /// Colleagues, technicians' regions, and what stands on the company's documents.
    pub(super) async fn found_company(&mut self) -> anyhow::Result<()> {
        let hash = self.program.app.passwords.hash(PASSWORD.into()).await.map_err(anyhow::Error::msg)?;
        for (login, name, role) in colleagues() {
            let create = domain::user::Command::Create {
                login: parsed(login)?,
                name: parsed(name)?,
                email: Some(parsed(&format!("{login}@koffietechniek.example"))?),
                roles: [role].into(),
                password: Password::Hashed(hash.clone()),
            };
            self.run("", user(login)?.0, create.into()).await?;
        }
        for (login, region) in TECHNICIANS {
            let week = if login == "ewa" { 32 * 60 } else { 40 * 60 };
            self.give("beheer", "users", user(login)?.0, "set-workplace", json!({"region": region, "week": week}))
                .await?;
        }
        let company = json!({"change-company": {"name": "Koffietechniek Utrecht B.V.", "company_number": "34283840",
            "vat_number": "NL004495445B01", "iban": "NL91ABNA0417164300", "phone": "030 555 01 42",
            "address": {"street": "Vaartsestraat 114", "postcode": "3542 AB", "city": "Utrecht"},
            "email": "service@koffietechniek.example", "management_email": "directie@koffietechniek.example"}});
        let company = serde_json::from_value::<settings::Command>(company)?;
        let log = &self.program.app.log;
        let given = Given { command_id: super::id("company", 0), ..Given::by(actor("beheer")?) };
        log.run(settings::COMPANY, company.into(), &given, self.program.app.outside.as_ref())
            .await
            .context("the company's own data")?;
        Ok(())
    }
}
