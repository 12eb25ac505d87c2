//! Rules of colleagues.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::collections::BTreeSet;

use domain::{
    Actor, Language, Line, Minutes, Opening, Personal, Role, UserId,
    testing::{Story, day, given, id},
    user::{Agenda, Away, Command, Event, Hours, No, Password, Skills, Theme, User},
};

use crate::common::line;

fn sealed<T>(value: T) -> Personal<T> {
    Personal::of(id(3), value)
}

fn roles(roles: &[Role]) -> BTreeSet<Role> {
    roles.iter().copied().collect()
}

fn hashed() -> Password {
    Password::Hashed("$argon2id$v=19$one".into())
}

fn clear() -> Password {
    Password::Clear("een lang wachtwoord".into())
}

fn create(roles: BTreeSet<Role>, password: Password) -> Command {
    Command::Create { login: "sanne".parse().unwrap(), name: line("Sanne Vos"), email: None, roles, password }
}

fn created(roles: BTreeSet<Role>) -> Event {
    Event::UserCreated { login: sealed("sanne".parse().unwrap()), name: sealed(line("Sanne Vos")), email: None, roles }
}

fn password_set() -> Event {
    Event::PasswordSet { hash: sealed("$argon2id$v=19$one".into()) }
}

/// Sanne, in sales and administrator, seen by a colleague.
fn sanne() -> Story<User> {
    given([created(roles(&[Role::Sales, Role::Administrator])), password_set()])
}

/// The same, by herself.
fn herself(story: Story<User>) -> Story<User> {
    story.with(|f| f.actor = Actor::Person { user: UserId(id(3)), role: Role::Administrator, roles: vec![] })
}

fn change(name: &str, with: &[Role]) -> Command {
    Command::Change { name: line(name), email: None, roles: roles(with) }
}

fn workplace(region: Option<Line>) -> Command {
    Command::SetWorkplace { region, week: Minutes::new(2_280).unwrap() }
}

fn preferences(theme: Theme) -> Command {
    Command::SetPreferences { language: Language::Pl, theme }
}

fn deactivate() -> Command {
    Command::Deactivate { reason: line("Uit dienst") }
}

#[test]
fn a_new_colleague_has_roles_and_a_hashed_password() {
    let sales = roles(&[Role::Sales]);
    assert_eq!(given::<User>([]).when(create(sales.clone(), hashed())), Ok(vec![created(sales), password_set()]));
}

#[test]
fn a_login_name_is_used_once() {
    assert_eq!(sanne().when(create(roles(&[Role::Sales]), hashed())), Err(No::LoginTaken));
}

#[test]
fn a_colleague_has_at_least_one_role() {
    assert_eq!(given::<User>([]).when(create(roles(&[]), hashed())), Err(No::NoRole));
    assert_eq!(sanne().when(change("Sanne Vos", &[])), Err(No::NoRole));
}

#[test]
fn a_password_is_never_kept_in_clear() {
    let no = Err(No::PasswordInClear);
    assert_eq!(given::<User>([]).when(create(roles(&[Role::Sales]), clear())), no);
    assert_eq!(sanne().when(Command::ResetPassword { password: clear() }), no);
    assert_eq!(herself(sanne()).when(Command::ChangePassword { current: clear(), password: clear() }), no);
}

#[test]
fn a_password_is_never_printed_or_written() {
    for password in [clear(), hashed()] {
        assert_eq!(format!("{password:?}"), "Password(…)");
        assert_eq!(serde_json::to_string(&password).unwrap(), "\"…\"");
    }
}

#[test]
fn nothing_happens_to_an_unknown_colleague() {
    let commands = [
        change("Sanne Vos", &[Role::Sales]),
        workplace(None),
        Command::ChangePassword { current: clear(), password: hashed() },
        Command::ResetPassword { password: hashed() },
        deactivate(),
        Command::Reactivate {},
        preferences(Theme::Dark),
    ];
    for command in commands {
        assert_eq!(given::<User>([]).when(command), Err(No::Unknown));
    }
}

#[test]
fn a_change_says_what_changed_and_no_more() {
    let both = [Role::Sales, Role::Administrator];
    let renamed = Event::UserChanged { name: sealed(line("Sanne de Boer")), email: None };
    let moved = Event::RolesChanged { roles: roles(&[Role::Planner]) };
    assert_eq!(sanne().when(change("Sanne Vos", &both)), Ok(vec![]));
    assert_eq!(sanne().when(change("Sanne de Boer", &both)), Ok(vec![renamed.clone()]));
    assert_eq!(sanne().when(change("Sanne Vos", &[Role::Planner])), Ok(vec![moved.clone()]));
    assert_eq!(sanne().when(change("Sanne de Boer", &[Role::Planner])), Ok(vec![renamed, moved]));
}

#[test]
fn nobody_takes_their_own_administrator_role_or_account_away() {
    assert_eq!(herself(sanne()).when(change("Sanne Vos", &[Role::Sales])), Err(No::Yourself));
    assert_eq!(herself(sanne()).when(deactivate()), Err(No::Yourself));
    let moved = Event::RolesChanged { roles: roles(&[Role::Administrator]) };
    assert_eq!(herself(sanne()).when(change("Sanne Vos", &[Role::Administrator])), Ok(vec![moved]));
}

#[test]
fn a_workplace_is_set_once() {
    let set = Event::WorkplaceSet { region: Some(line("Utrecht")), week: Minutes::new(2_280).unwrap() };
    let command = workplace(Some(line("Utrecht")));
    assert_eq!(sanne().when(command.clone()), Ok(vec![set]));
    assert_eq!(sanne().and(command.clone()).when(command), Ok(vec![]));
}

#[test]
fn a_colleague_changes_only_their_own_password() {
    let change = Command::ChangePassword { current: clear(), password: hashed() };
    assert_eq!(herself(sanne()).when(change.clone()), Ok(vec![password_set()]));
    assert_eq!(sanne().when(change), Err(No::NotYours));
}

#[test]
fn the_administrator_gives_a_colleague_a_new_password() {
    assert_eq!(sanne().when(Command::ResetPassword { password: hashed() }), Ok(vec![password_set()]));
}

#[test]
fn a_colleague_sets_only_their_own_preferences_and_once() {
    let set = Event::PreferencesSet { language: Language::Pl, theme: Theme::Dark };
    assert_eq!(herself(sanne()).when(preferences(Theme::Dark)), Ok(vec![set]));
    assert_eq!(herself(sanne()).and(preferences(Theme::Dark)).when(preferences(Theme::Dark)), Ok(vec![]));
    assert_eq!(sanne().when(preferences(Theme::Dark)), Err(No::NotYours));
}

#[test]
fn a_colleague_shares_their_own_calendar_anew_each_time_and_withdraws_it() {
    let calendar = Agenda::Own;
    let share = || Command::ShareCalendar { calendar };
    let withdraw = || Command::WithdrawCalendar { calendar };
    let shared = |turn| Ok(vec![Event::CalendarShared { calendar, turn }]);
    assert_eq!(sanne().when(share()), Err(No::NotYours));
    assert_eq!(herself(sanne()).when(share()), shared(1));
    assert_eq!(herself(sanne()).and(share()).when(share()), shared(2));
    assert_eq!(herself(sanne()).when(withdraw()), Ok(vec![]));
    let withdrawn = herself(sanne()).and(share()).and(withdraw());
    assert_eq!(herself(sanne()).and(share()).when(withdraw()), Ok(vec![Event::CalendarWithdrawn { calendar }]));
    assert_eq!(withdrawn.when(share()), shared(2));
}

#[test]
fn a_colleague_can_leave_and_come_back() {
    let left = Event::UserDeactivated { reason: sealed(line("Uit dienst")) };
    assert_eq!(sanne().when(deactivate()), Ok(vec![left]));
    assert_eq!(sanne().and(deactivate()).when(Command::Reactivate {}), Ok(vec![Event::UserReactivated {}]));
    assert_eq!(sanne().when(Command::Reactivate {}), Ok(vec![]));
    assert!(sanne().and(deactivate()).and(Command::Reactivate {}).when(change("Sanne", &[Role::Sales])).is_ok());
}

#[test]
fn nothing_changes_for_a_colleague_who_left() {
    let commands = [
        change("Sanne Vos", &[Role::Sales]),
        workplace(None),
        Command::ChangePassword { current: clear(), password: hashed() },
        Command::ResetPassword { password: hashed() },
        preferences(Theme::Dark),
    ];
    for command in commands {
        assert_eq!(herself(sanne().and(deactivate())).when(command), Err(No::Inactive));
    }
    assert_eq!(sanne().and(deactivate()).when(deactivate()), Ok(vec![]));
}

#[test]
fn a_colleague_who_is_forgotten_has_no_name_and_does_not_come_back() {
    let left = || sanne().and(deactivate());
    let forgotten =
        vec![Event::UserChanged { name: Personal::Erased { subject: id(3) }, email: None }, Event::UserForgotten {}];
    assert_eq!(left().when(Command::NoteForgotten {}), Ok(forgotten));
    let gone = left().and(Command::NoteForgotten {});
    assert_eq!(gone.when(Command::NoteForgotten {}), Ok(vec![]));
    assert_eq!(gone.when(Command::Reactivate {}), Err(No::Forgotten));
}

fn holiday(from: u32, until: u32) -> Command {
    Command::PlanAbsence { why: Away::Holiday, from: day(2026, 12, from), until: day(2026, 12, until) }
}

#[test]
fn hours_and_skills_are_set_once_and_no_day_ends_before_it_begins() {
    let at = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let hours = Hours { monday: Some(Opening { from: at(8), until: at(16) }), ..Hours::default() };
    let set = Command::SetHours(hours.clone());
    assert_eq!(sanne().when(set.clone()), Ok(vec![Event::HoursSet { hours }]));
    assert_eq!(sanne().and(set.clone()).when(set), Ok(vec![]));
    let turned = Hours { friday: Some(Opening { from: at(16), until: at(8) }), ..Hours::default() };
    assert_eq!(sanne().when(Command::SetHours(turned)), Err(No::Hours));
    let skills = Skills { areas: Some("34, 35".parse().unwrap()), ..Skills::default() };
    let set = Command::SetSkills(skills.clone());
    assert_eq!(sanne().when(set.clone()), Ok(vec![Event::SkillsSet { skills }]));
    assert_eq!(sanne().and(set.clone()).when(set), Ok(vec![]));
}

#[test]
fn where_a_technician_sets_off_is_sealed_and_goes_back_to_the_company() {
    let home = |postcode: Option<&str>| Command::SetHome { postcode: postcode.map(|text| text.parse().unwrap()) };
    let set = sanne().when(home(Some("3812 KX"))).unwrap();
    let [Event::HomeSet { postcode: Some(Personal::Clear { .. }) }] = &set[..] else { panic!("{set:?}") };
    assert_eq!(sanne().and(home(Some("3812 KX"))).when(home(Some("3812 KX"))), Ok(vec![]));
    assert_eq!(sanne().and(home(Some("3812 KX"))).when(home(None)), Ok(vec![Event::HomeSet { postcode: None }]));
    assert_eq!(sanne().when(home(None)), Ok(vec![]));
}

#[test]
fn a_day_is_in_one_absence_and_an_absence_is_withdrawn_once() {
    let away = sanne().and(holiday(21, 24));
    for (from, until) in [(24, 26), (20, 21), (22, 23), (10, 30)] {
        let known = No::AwayAlready { from: day(2026, 12, 21), until: day(2026, 12, 24) };
        assert_eq!(away.when(holiday(from, until)), Err(known), "{from}");
    }
    assert!(away.when(holiday(25, 25)).is_ok());
    assert_eq!(sanne().when(holiday(24, 21)), Err(No::EndsBeforeStart));
    let long = Command::PlanAbsence { why: Away::Ill, from: day(2026, 1, 1), until: day(2027, 6, 1) };
    assert_eq!(sanne().when(long), Err(No::TooLong));
    let planned = sanne().when(holiday(21, 24)).unwrap();
    let [Event::AbsencePlanned { absence, .. }] = planned[..] else { panic!("planned") };
    let withdraw = Command::WithdrawAbsence { absence };
    assert_eq!(away.when(withdraw.clone()), Ok(vec![Event::AbsenceWithdrawn { absence }]));
    assert_eq!(away.and(withdraw.clone()).when(withdraw), Err(No::UnknownAbsence));
}

#[test]
fn of_a_week_each_day_takes_its_share() {
    let at = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let share = |hours: &Hours| [16, 17, 20, 21].map(|n| hours.share(2_400, day(2026, 11, n)));
    assert_eq!(share(&Hours::default()), [480, 480, 480, 0]);
    let long = Some(Opening { from: at(8), until: at(18) });
    let short = Some(Opening { from: at(8), until: at(13) });
    let own = Hours { monday: long, friday: short, saturday: short, ..Hours::default() };
    assert_eq!(share(&own), [1_200, 0, 600, 600]);
}
