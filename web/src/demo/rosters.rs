//! What the demo company's technicians can do and where, when they work, and when they are away.

use chrono::{Datelike, Days, NaiveDate};
use domain::planning;
use event_store::Given;
use serde_json::{Value, json};

use super::{
    Appointment, Demo,
    catalogue::{INSTALLATION, MODELS},
    id,
    people::{TECHNICIANS, actor, user},
    workday_after,
};

/// What a technician's row of the board says, in the order of [`TECHNICIANS`].
struct Roster {
    /// So many days from Monday on.
    days: u32,
    hours: (&'static str, &'static str),
    installs: bool,
    /// How the machines begin that they know; nothing: all.
    models: &'static str,
    /// How the postcodes begin where they come; nothing: everywhere.
    areas: &'static str,
    /// The postcode from which they set off; nothing: the company's.
    home: &'static str,
}

const WEEK: Roster = Roster { days: 5, hours: ("08:00", "16:30"), installs: true, models: "", areas: "", home: "" };

const ROSTERS: [Roster; 8] = [
    WEEK,
    Roster { areas: "12, 35, 37, 38, 39, 67", home: "3812 KX", ..WEEK },
    Roster { areas: "28, 34, 35, 39, 41", ..WEEK },
    Roster { hours: ("07:30", "16:00"), home: "3994 BK", ..WEEK },
    Roster { areas: "12, 35, 37, 38", installs: false, ..WEEK },
    Roster { days: 4, areas: "28, 34, 35", installs: false, home: "2804 PL", ..WEEK },
    Roster { areas: "35, 37, 38, 39, 67", ..WEEK },
    Roster { hours: ("08:30", "17:00"), models: "Koffiemachine, Waterkoeler", installs: false, ..WEEK },
];

/// Who is away when: from so many days after today, for so many days, and why.
const AWAY: [(usize, u64, u64, &str); 2] = [(4, 9, 4, "holiday"), (1, 3, 0, "training")];
/// So many days before today it is said, so that nothing is planned there yet.
const SAID_DAYS_AHEAD: u64 = 32;

/// Whether a technician does this at a postcode on that day.
pub(super) fn can(technician: usize, visit: &Appointment, postcode: &str, on: NaiveDate, today: NaiveDate) -> bool {
    let roster = &ROSTERS[technician];
    let begins = |all: &str, one: &str| all.is_empty() || all.split(", ").any(|begin| one.starts_with(begin));
    let away = away(today).any(|(who, from, until, _)| who == technician && from <= on && on <= until);
    let installation = visit.trouble.problem == INSTALLATION.problem;
    on.weekday().num_days_from_monday() < roster.days
        && !away
        && (roster.installs || !installation)
        && (visit.machine.is_none() || begins(roster.models, MODELS[visit.model].0))
        && begins(roster.areas, postcode)
}

fn away(today: NaiveDate) -> impl Iterator<Item = (usize, NaiveDate, NaiveDate, &'static str)> {
    AWAY.into_iter().map(move |(who, after, days, why)| {
        let from = workday_after(today + Days::new(after), 0);
        (who, from, from + Days::new(days), why)
    })
}

impl Demo<'_> {
    /// When each works, and what they do where.
    pub(super) async fn make_rosters(&mut self) -> anyhow::Result<()> {
        for ((login, _), roster) in TECHNICIANS.into_iter().zip(&ROSTERS) {
            let (from, until) = roster.hours;
            let names = ["monday", "tuesday", "wednesday", "thursday", "friday"];
            let days = names.into_iter().take(roster.days as usize);
            let hours: Value = days.map(|day| (day.to_owned(), json!({"from": from, "until": until}))).collect();
            let mut skills = json!({"kinds": ["fault", "maintenance"]});
            if roster.installs {
                skills["kinds"] = json!(["fault", "maintenance", "installation"]);
            }
            for (name, text) in [("models", roster.models), ("areas", roster.areas)] {
                if !text.is_empty() {
                    skills[name] = text.into();
                }
            }
            self.give("youssef", "users", user(login)?.0, "set-hours", hours).await?;
            self.give("youssef", "users", user(login)?.0, "set-skills", skills).await?;
            if !roster.home.is_empty() {
                self.give("youssef", "users", user(login)?.0, "set-home", json!({"postcode": roster.home})).await?;
            }
        }
        Ok(())
    }

    /// On the last day the planner begins to collect what changes: whoever looks sends it.
    pub(super) async fn collect_changes(&mut self, on: NaiveDate) -> anyhow::Result<()> {
        if !self.is_end(on) {
            return Ok(());
        }
        let set = planning::Command::SetTelling { collect: true, hours: planning::State::default().hours };
        let given = Given { command_id: id("collect", 0), ..Given::by(actor("beheer")?) };
        let app = &self.program.app;
        app.log.run(planning::COMPANY, set.into(), &given, app.outside.as_ref()).await?;
        Ok(())
    }

    /// An installation that takes twelve hours, in the first afternoon and next day that somebody has free.
    pub(super) async fn install_over_two_days(&mut self) -> anyhow::Result<()> {
        let today = self.program.app.log.local(self.now).date();
        let free = |day: NaiveDate, who: usize, from: usize| {
            let taken = self.agenda.get(&day).into_iter().flatten();
            taken.filter(|visit| visit.technician == who).all(|visit| visit.slot < from)
        };
        let days = (2..20).map(|n| workday_after(today, n)).filter(|day| workday_after(*day, 1) == *day + Days::new(1));
        let installers =
            || (0..ROSTERS.len()).filter(|who| ROSTERS[*who].installs && ROSTERS[*who].hours == WEEK.hours);
        let away = |who, day| away(today).any(|(away, from, until, _)| away == who && from <= day && day <= until);
        let mut found = days.flat_map(|day| installers().map(move |who| (who, day, day + Days::new(1))));
        let fits = |(who, day, next): &(usize, NaiveDate, NaiveDate)| {
            free(*day, *who, 2) && free(*next, *who, 0) && !away(*who, *day) && !away(*who, *next)
        };
        let Some((who, day, next)) = found.find(fits) else { return Ok(()) };
        let visit = self.new_id("visit");
        let customer = self.customers[0].id;
        let request = json!({"customer": customer, "kind": "installation", "expected": 720,
            "task": "Koffiehoek inrichten: twee machines, waterleiding en afvoer"});
        self.give("sanne", "visits", visit, "request", request).await?;
        let schedule = json!({"technician": user(TECHNICIANS[who].0)?, "overrule": "Zo met de klant afgesproken",
            "slot": {"on": day, "from": "12:30", "until": "16:30"}, "rest": [{"on": next, "from": "08:00", "until": "16:00"}]});
        self.give("youssef", "visits", visit, "schedule", schedule).await
    }

    /// A holiday and a course of the coming weeks.
    pub(super) async fn plan_absences(&mut self, on: NaiveDate) -> anyhow::Result<()> {
        let today = self.program.app.log.local(self.now).date();
        if on != workday_after(today - Days::new(SAID_DAYS_AHEAD), 0) {
            return Ok(());
        }
        for (who, from, until, why) in away(today) {
            let absence = json!({"why": why, "from": from, "until": until});
            self.give("youssef", "users", user(TECHNICIANS[who].0)?.0, "plan-absence", absence).await?;
        }
        Ok(())
    }
}
