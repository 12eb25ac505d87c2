//! Colleagues: their login, roles, workplace and preferences.

mod account;
mod roster;
mod undo;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    decider::{Decider, Facts, Refusal},
    permission::{Permission, Role},
    personal::Personal,
    undo::{Act, Stays},
    values::*,
};

use account::typed;
pub use account::{Agenda, Password, Theme};
pub use roster::{Absence, Away, Hours, Roster, Skills};

/// Orders about a colleague.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// A new colleague. Their id follows from the login; see [`UserId::of_login`].
    Create {
        /// Name to sign in with.
        login: Login,
        /// Name.
        name: Line,
        /// Where mails for them go.
        #[serde(default)]
        email: Option<Email>,
        /// What they are in the company.
        #[schemars(length(min = 1))]
        roles: BTreeSet<Role>,
        /// First password.
        password: Password,
    },
    /// Change name, mail or roles.
    Change {
        /// Name.
        name: Line,
        /// Where mails for them go.
        #[serde(default)]
        email: Option<Email>,
        /// What they are in the company.
        #[schemars(length(min = 1))]
        roles: BTreeSet<Role>,
    },
    /// Say where a technician works and how many hours a week.
    SetWorkplace {
        /// Towns or region.
        #[serde(default)]
        region: Option<Line>,
        /// Minutes a week.
        week: Minutes,
    },
    /// Say when a technician works; nothing said is the company's hours.
    SetHours(Hours),
    /// Say what a technician can do, and where.
    SetSkills(Skills),
    /// Say from where a technician sets off in the morning, and where they go in the evening; nothing said is the company.
    SetHome {
        /// The postcode.
        #[serde(default)]
        postcode: Option<Postcode>,
    },
    /// A technician will not be there.
    PlanAbsence {
        /// Why.
        why: Away,
        /// From this day.
        from: NaiveDate,
        /// Up to and with this day.
        until: NaiveDate,
    },
    /// They will be there after all.
    WithdrawAbsence {
        /// Which absence.
        absence: AbsenceId,
    },
    /// A colleague gives themselves a new password.
    ChangePassword {
        /// The present one, whatever was typed; the server checks it before the command is decided.
        #[serde(deserialize_with = "typed")]
        #[schemars(with = "String")]
        current: Password,
        /// The new one.
        password: Password,
    },
    /// The administrator gives a colleague a new password.
    ResetPassword {
        /// The new one.
        password: Password,
    },
    /// They no longer work here.
    Deactivate {
        /// Why.
        reason: Line,
    },
    /// They work here again.
    Reactivate {},
    /// The person is forgotten; see [`crate::privacy`].
    NoteForgotten {},
    /// Their own language and look.
    SetPreferences {
        /// Language of pages.
        language: Language,
        /// Light or dark.
        #[serde(default)]
        theme: Theme,
    },
    /// Make an address under which an agenda program reads visits; one that was there no longer works.
    ShareCalendar {
        /// Whose visits.
        calendar: Agenda,
    },
    /// That address no longer works.
    WithdrawCalendar {
        /// Whose visits.
        calendar: Agenda,
    },
}

/// What happened with a colleague. Who they are is sealed with their own key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "fields as in the commands")]
pub enum Event {
    UserCreated {
        login: Personal<Login>,
        name: Personal<Line>,
        email: Option<Personal<Email>>,
        roles: BTreeSet<Role>,
    },
    UserChanged {
        name: Personal<Line>,
        email: Option<Personal<Email>>,
    },
    RolesChanged {
        roles: BTreeSet<Role>,
    },
    WorkplaceSet {
        region: Option<Line>,
        week: Minutes,
    },
    HoursSet {
        hours: Hours,
    },
    SkillsSet {
        skills: Skills,
    },
    HomeSet {
        postcode: Option<Personal<Postcode>>,
    },
    /// Why is sealed: an illness is nobody's business later.
    AbsencePlanned {
        absence: AbsenceId,
        why: Personal<Away>,
        from: NaiveDate,
        until: NaiveDate,
    },
    AbsenceWithdrawn {
        absence: AbsenceId,
    },
    /// The argon2id string, sealed.
    PasswordSet {
        hash: Personal<String>,
    },
    UserDeactivated {
        reason: Personal<Line>,
    },
    UserReactivated {},
    /// The person was forgotten; what they did stays, done by nobody who can be named.
    UserForgotten {},
    PreferencesSet {
        language: Language,
        theme: Theme,
    },
    /// For the `turn`th time: addresses of earlier turns no longer work.
    CalendarShared {
        calendar: Agenda,
        turn: u32,
    },
    CalendarWithdrawn {
        calendar: Agenda,
    },
}

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {
    /// There is no such colleague.
    Unknown,
    /// The login name is in use.
    LoginTaken,
    /// A colleague has at least one role.
    NoRole,
    /// Only one's own.
    NotYours,
    /// Nobody takes their own administrator role or account away.
    Yourself,
    /// The password was not made safe first.
    PasswordInClear,
    /// They no longer work here.
    Inactive,
    /// They were forgotten.
    Forgotten,
    /// A day ends before it begins.
    Hours,
    /// An absence ends before it begins.
    EndsBeforeStart,
    /// An absence lasts a year at most.
    TooLong,
    /// They were away in these days already.
    AwayAlready {
        /// From this day.
        from: NaiveDate,
        /// Up to and with this day.
        until: NaiveDate,
    },
    /// There is no such absence, or it was withdrawn.
    UnknownAbsence,
}

impl Refusal for No {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::LoginTaken => Some("login"),
            Self::NoRole => Some("roles"),
            Self::PasswordInClear => Some("password"),
            Self::EndsBeforeStart | Self::TooLong => Some("until"),
            Self::AwayAlready { .. } => Some("from"),
            Self::UnknownAbsence => Some("absence"),
            _ => None,
        }
    }
}

/// What the rules read.
#[derive(Debug, Clone, Default)]
pub struct State {
    known: Option<(Line, Option<Email>)>,
    roles: BTreeSet<Role>,
    workplace: Option<(Option<Line>, Minutes)>,
    roster: Roster,
    home: Option<Personal<Postcode>>,
    preferences: Option<(Language, Theme)>,
    calendars: BTreeMap<Agenda, Shared>,
    inactive: bool,
    forgotten: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Shared {
    turn: u32,
    now: bool,
}

impl State {
    /// Which address of a calendar works: of the turn with this number, or none.
    pub fn calendar(&self, calendar: Agenda) -> Option<u32> {
        self.calendars.get(&calendar).filter(|shared| shared.now && !self.inactive).map(|shared| shared.turn)
    }

    /// Whether there is such a colleague, and they work here.
    pub fn works_here(&self) -> bool {
        self.known.is_some() && !self.inactive
    }

    /// Whether visits can be given to them.
    pub fn is_technician(&self) -> bool {
        self.works_here() && self.roles.contains(&Role::Technician)
    }

    /// What they are called; none of whom there is no such colleague.
    pub fn name(&self) -> Option<&Line> {
        self.known.as_ref().map(|(name, _)| name)
    }

    /// What they can do, when they work and when they are away.
    pub fn roster(&self) -> &Roster {
        &self.roster
    }
}

/// The rules of colleagues.
pub struct User;

impl Decider for User {
    const CATEGORY: &'static str = "user";
    type Command = Command;
    type Event = Event;
    type Refusal = No;
    type State = State;

    fn permission(command: &Command) -> Permission {
        match command {
            Command::ChangePassword { .. } | Command::SetPreferences { .. } => Permission::OwnAccount,
            Command::ShareCalendar { calendar } => calendar.permission(),
            Command::WithdrawCalendar { .. } => Permission::OwnAccount,
            Command::NoteForgotten {} => Permission::SystemOnly,
            Command::SetHours(_) | Command::SetSkills(_) | Command::SetHome { .. } => Permission::EditRoster,
            Command::PlanAbsence { .. } | Command::WithdrawAbsence { .. } => Permission::EditRoster,
            _ => Permission::EditUsers,
        }
    }

    fn own_id(command: &Command) -> Option<uuid::Uuid> {
        match command {
            Command::Create { login, .. } => Some(UserId::of_login(login).0),
            _ => None,
        }
    }

    fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
        let me = facts.id;
        let own = facts.actor.user() == Some(UserId(me));
        if state.known.is_none() {
            return create(command, facts);
        }
        match command {
            Command::Create { .. } => Err(No::LoginTaken),
            Command::NoteForgotten {} if state.forgotten => Ok(Vec::new()),
            Command::NoteForgotten {} => Ok(vec![
                Event::UserChanged { name: Personal::Erased { subject: me }, email: None },
                Event::UserForgotten {},
            ]),
            _ if state.forgotten => Err(No::Forgotten),
            Command::Reactivate {} if state.inactive => Ok(vec![Event::UserReactivated {}]),
            Command::Reactivate {} => Ok(Vec::new()),
            Command::Deactivate { .. } if state.inactive => Ok(Vec::new()),
            _ if state.inactive => Err(No::Inactive),
            Command::Change { roles, .. } if roles.is_empty() => Err(No::NoRole),
            Command::Change { roles, .. }
                if own && state.roles.contains(&Role::Administrator) && !roles.contains(&Role::Administrator) =>
            {
                Err(No::Yourself)
            }
            Command::Change { name, email, roles } => Ok(change(state, me, name, email, roles)),
            Command::SetWorkplace { region, week } if state.workplace == Some((region.clone(), week)) => Ok(Vec::new()),
            Command::SetWorkplace { region, week } => Ok(vec![Event::WorkplaceSet { region, week }]),
            Command::SetHours(hours) if !hours.are_possible() => Err(No::Hours),
            Command::SetHours(hours) if state.roster.hours == hours => Ok(Vec::new()),
            Command::SetHours(hours) => Ok(vec![Event::HoursSet { hours }]),
            Command::SetSkills(skills) if state.roster.skills == skills => Ok(Vec::new()),
            Command::SetSkills(skills) => Ok(vec![Event::SkillsSet { skills }]),
            Command::SetHome { postcode } => {
                let postcode = postcode.map(|postcode| Personal::of(me, postcode));
                Ok(if postcode == state.home { Vec::new() } else { vec![Event::HomeSet { postcode }] })
            }
            Command::PlanAbsence { why, from, until } => plan_absence(state, facts, why, from, until),
            Command::WithdrawAbsence { absence } if state.roster.absences.contains_key(&absence) => {
                Ok(vec![Event::AbsenceWithdrawn { absence }])
            }
            Command::WithdrawAbsence { .. } => Err(No::UnknownAbsence),
            Command::ChangePassword { .. }
            | Command::SetPreferences { .. }
            | Command::ShareCalendar { .. }
            | Command::WithdrawCalendar { .. }
                if !own =>
            {
                Err(No::NotYours)
            }
            Command::ChangePassword { password, .. } | Command::ResetPassword { password } => {
                Ok(vec![set(me, password)?])
            }
            Command::Deactivate { .. } if own => Err(No::Yourself),
            Command::Deactivate { reason } => Ok(vec![Event::UserDeactivated { reason: Personal::of(me, reason) }]),
            Command::SetPreferences { language, theme } if state.preferences == Some((language, theme)) => {
                Ok(Vec::new())
            }
            Command::SetPreferences { language, theme } => Ok(vec![Event::PreferencesSet { language, theme }]),
            Command::ShareCalendar { calendar } => {
                let turn = state.calendars.get(&calendar).map_or(0, |shared| shared.turn) + 1;
                Ok(vec![Event::CalendarShared { calendar, turn }])
            }
            Command::WithdrawCalendar { calendar } if state.calendar(calendar).is_none() => Ok(Vec::new()),
            Command::WithdrawCalendar { calendar } => Ok(vec![Event::CalendarWithdrawn { calendar }]),
        }
    }

    fn evolve(state: &mut State, event: &Event) {
        match event.clone() {
            Event::UserCreated { name, email, roles, .. } => {
                state.known = Some(known(&name, &email));
                state.roles = roles;
            }
            Event::UserChanged { name, email } => state.known = Some(known(&name, &email)),
            Event::RolesChanged { roles } => state.roles = roles,
            Event::WorkplaceSet { region, week } => state.workplace = Some((region, week)),
            Event::HoursSet { hours } => state.roster.hours = hours,
            Event::SkillsSet { skills } => state.roster.skills = skills,
            Event::HomeSet { postcode } => state.home = postcode,
            Event::AbsencePlanned { absence, why, from, until } => {
                state.roster.absences.insert(absence, Absence { why: why.value().copied(), from, until });
            }
            Event::AbsenceWithdrawn { absence } => {
                state.roster.absences.remove(&absence);
            }
            Event::PasswordSet { .. } => {}
            Event::UserDeactivated { .. } => state.inactive = true,
            Event::UserReactivated {} => state.inactive = false,
            Event::UserForgotten {} => state.forgotten = true,
            Event::PreferencesSet { language, theme } => state.preferences = Some((language, theme)),
            Event::CalendarShared { calendar, turn } => {
                state.calendars.insert(calendar, Shared { turn, now: true });
            }
            Event::CalendarWithdrawn { calendar } => state.calendars.entry(calendar).or_default().now = false,
        }
    }

    fn undo(act: &Act<'_, Self>) -> Result<Command, Stays> {
        undo::undo(act)
    }
}

fn known(name: &Personal<Line>, email: &Option<Personal<Email>>) -> (Line, Option<Email>) {
    let email = email.as_ref().and_then(Personal::value).cloned();
    (name.value().cloned().unwrap_or_else(Line::erased), email)
}

fn create(command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
    let Command::Create { login, name, email, roles, password } = command else { return Err(No::Unknown) };
    if roles.is_empty() {
        return Err(No::NoRole);
    }
    let me = facts.id;
    Ok(vec![
        Event::UserCreated {
            login: Personal::of(me, login),
            name: Personal::of(me, name),
            email: email.map(|email| Personal::of(me, email)),
            roles,
        },
        set(me, password)?,
    ])
}

fn change(state: &State, me: uuid::Uuid, name: Line, email: Option<Email>, roles: BTreeSet<Role>) -> Vec<Event> {
    let mut events = Vec::new();
    if state.known != Some((name.clone(), email.clone())) {
        let email = email.map(|email| Personal::of(me, email));
        events.push(Event::UserChanged { name: Personal::of(me, name), email });
    }
    if state.roles != roles {
        events.push(Event::RolesChanged { roles });
    }
    events
}

fn plan_absence(state: &State, facts: &Facts, why: Away, from: NaiveDate, until: NaiveDate) -> Result<Vec<Event>, No> {
    if until < from {
        return Err(No::EndsBeforeStart);
    }
    if (until - from).num_days() > 366 {
        return Err(No::TooLong);
    }
    let known = state.roster.absences.values().find(|known| known.from <= until && from <= known.until);
    if let Some(Absence { from, until, .. }) = known {
        return Err(No::AwayAlready { from: *from, until: *until });
    }
    let absence = AbsenceId(facts.new_id(0));
    Ok(vec![Event::AbsencePlanned { absence, why: Personal::of(facts.id, why), from, until }])
}

fn set(me: uuid::Uuid, password: Password) -> Result<Event, No> {
    match password {
        Password::Hashed(hash) => Ok(Event::PasswordSet { hash: Personal::of(me, hash) }),
        Password::Clear(_) => Err(No::PasswordInClear),
    }
}
