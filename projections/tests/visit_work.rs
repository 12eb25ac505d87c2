//! What is done during a visit, from commands to questions: checklists and their versions, the clock, photos, how it was closed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use async_trait::async_trait;
use domain::{
    Actor, Beginnings, ChecklistId, CustomerId, MachineId, Role, Sha256, Slot, UserId, VisitId, checklist, customer,
    fault, folder, machine, visit,
};
use event_store::{Given, Outside};
use projections::maintenance::{DEPARTMENT, checklists, checks, files, story, visit as sheet};
use serde_json::json;
use support::{Bench, assert_by_index, assert_no_walk, boss, id, json as read, moment, of};

const VISIT: u128 = 40;
const MACHINE: u128 = 20;
const LIST: u128 = 90;
const OTHERS: u128 = 91;

/// Knows the checklists too.
struct Knows<'a>(&'a Bench);

#[async_trait]
impl Outside for Knows<'_> {
    async fn open_faults(&self, machine: MachineId) -> Result<Vec<fault::Number>, String> {
        self.0.open_faults(machine).await
    }

    async fn overlaps(&self, technician: UserId, slot: Slot, except: VisitId) -> Result<Vec<u64>, String> {
        self.0.overlaps(technician, slot, except).await
    }

    async fn under_way(&self, technician: UserId, except: VisitId) -> Result<Vec<u64>, String> {
        self.0.under_way(technician, except).await
    }

    async fn checklists(&self, kind: visit::Kind) -> Result<Vec<(Option<Beginnings>, visit::Taken)>, String> {
        let pool = self.0.pool(&DEPARTMENT).await;
        checklists::used_on(pool, kind).await.map_err(|error| error.to_string())
    }
}

async fn save(bench: &Bench, n: u128, models: Option<&str>, extra: serde_json::Value) {
    let mut lines = vec![
        json!({"what": "Spoelen", "required": true}),
        json!({"what": "Waterdruk", "asks": "number", "unit": "bar", "least": "2", "most": "4"}),
    ];
    lines.extend(extra.as_array().unwrap().iter().cloned());
    let save = json!({"save": {"name": format!("Lijst {n}"), "kinds": ["maintenance", "fault"], "models": models, "lines": lines}});
    bench.run(id::<ChecklistId>(n), read::<checklist::Command>(save)).await;
}

async fn on_visit(bench: &Bench, command: serde_json::Value) {
    let given = Given::by(boss());
    let command: visit::Command = read(command);
    bench.log.run(&id::<VisitId>(VISIT).to_string(), command.into(), &given, &Knows(bench)).await.unwrap();
}

/// A machine, a checklist for it and one for another, and a visit that was begun at ten.
async fn begun() -> Bench {
    let bench = Bench::new().await;
    let marek = bench.marek().await;
    let register: customer::Command = read(json!({"register": {"kind": "company", "name": "Zorggroep De Linde",
        "visiting": {"street": "Boslaan 12", "postcode": "3701 CL", "city": "Zeist"}}}));
    bench.run(id::<CustomerId>(10), register).await;
    let install =
        json!({"install": {"customer": id::<CustomerId>(10), "machine": {"model": "K-400 Pro", "place": "Oost"}}});
    bench.run(id::<MachineId>(MACHINE), read::<machine::Command>(install)).await;
    save(&bench, LIST, Some("K-400, K-500"), json!([])).await;
    save(&bench, OTHERS, Some("K-200"), json!([])).await;
    let request = json!({"request": {"customer": id::<CustomerId>(10), "kind": "maintenance",
        "machine": id::<MachineId>(MACHINE), "task": "Onderhoud"}});
    bench.run(id::<VisitId>(VISIT), read::<visit::Command>(request)).await;
    let slot = json!({"on": "2026-11-17", "from": "10:00", "until": "11:00"});
    on_visit(&bench, json!({"schedule": {"technician": marek, "slot": slot, "overrule": "Kan"}})).await;
    bench.turn("2026-11-17T09:31:00");
    on_visit(&bench, json!({"note-time": {"step": "depart"}})).await;
    bench.turn("2026-11-17T10:00:00");
    on_visit(&bench, json!({"start": {}})).await;
    bench
}

async fn shown(bench: &Bench) -> sheet::Sheet {
    sheet::sheet(bench.pool(&DEPARTMENT).await, id(VISIT)).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_visit_has_the_checklists_of_its_machine_in_the_version_that_it_began_with() {
    let bench = begun().await;
    save(&bench, LIST, None, json!([{"what": "Iets nieuws"}])).await;
    let sheet = shown(&bench).await;
    let [list] = &sheet.checklists[..] else { panic!("{:?}", sheet.checklists) };
    assert_eq!((list.checklist, list.version, list.lines.len()), (id(LIST), 1, 2));
    let pool = bench.pool(&DEPARTMENT).await;
    let now = checklists::one(pool, id(LIST)).await.unwrap().unwrap();
    assert_eq!((now.version, now.lines.len(), now.models), (2, 3, None));
    let versions = checklists::versions(pool, id(LIST)).await.unwrap();
    assert_eq!(versions.iter().map(|one| (one.version, one.lines.len())).collect::<Vec<_>>(), [(2, 3), (1, 2)]);
    assert_eq!(checklists::all(pool).await.unwrap().len(), 2);
    bench.run(id::<ChecklistId>(OTHERS), checklist::Command::Archive {}).await;
    let pool = bench.pool(&DEPARTMENT).await;
    assert_eq!(checklists::used_on(pool, visit::Kind::Fault).await.unwrap().len(), 1, "what is put away is not used");
    assert_eq!(checklists::used_on(pool, visit::Kind::Intake).await.unwrap(), []);
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}

#[tokio::test]
async fn answers_stand_on_the_sheet_and_what_is_out_of_limits_is_pointed_out() {
    let bench = begun().await;
    let answers = json!([{"line": 0, "value": "yes"}, {"line": 1, "value": "1,5", "remark": "Kraan half dicht"}]);
    on_visit(&bench, json!({"fill-in": {"checklist": id::<ChecklistId>(LIST), "answers": answers}})).await;
    let answers = json!([{"line": 0}]);
    on_visit(&bench, json!({"fill-in": {"checklist": id::<ChecklistId>(LIST), "answers": answers}})).await;
    let sheet = shown(&bench).await;
    let lines: Vec<_> = sheet.checklists[0].lines.iter().map(|line| (line.answer.as_deref(), line.amiss)).collect();
    assert_eq!(lines, [(None, false), (Some("1.5"), true)]);
    assert_eq!(sheet.checklists[0].lines[1].remark.as_deref(), Some("Kraan half dicht"));
    let told = story::of_visit(bench.pool(&DEPARTMENT).await, id(VISIT)).await.unwrap();
    let what: Vec<_> = told.iter().map(|line| line.what.as_str()).collect();
    assert_eq!(what[..3], ["checklist_filled_in", "checklist_filled_in", "checklist_taken"]);
    assert_eq!(told[1].note.as_deref(), Some("Kraan half dicht"));
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}

#[tokio::test]
async fn the_clock_stands_on_the_sheet_without_what_was_taken_back() {
    let bench = begun().await;
    bench.turn("2026-11-17T10:40:00");
    on_visit(&bench, json!({"note-time": {"step": "pause", "at": "10:30"}})).await;
    on_visit(&bench, json!({"note-time": {"step": "resume"}})).await;
    on_visit(&bench, json!({"take-back-time": {}})).await;
    on_visit(&bench, json!({"note-time": {"step": "resume", "at": "10:35"}})).await;
    let sheet = shown(&bench).await;
    let steps: Vec<_> = sheet.times.iter().map(|noted| (noted.step, noted.at)).collect();
    let at = |time: &str| moment(&format!("2026-11-17T{time}:00"));
    use visit::Step::{Arrive, Depart, Pause, Resume};
    assert_eq!(steps, [(Depart, at("09:31")), (Arrive, at("10:00")), (Pause, at("10:30")), (Resume, at("10:35"))]);
    let spent = visit::spent(&steps, at("10:45"));
    assert_eq!((spent.travelled, spent.worked), (29, 40));
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}

#[tokio::test]
async fn advice_and_signature_stand_on_the_sheet() {
    let bench = begun().await;
    let finish = json!({"finish": {"solved": true, "findings": "Kalk", "work": "Ontkalkt", "worked": 45, "billable": false,
        "advice": {"text": "Neem een filter", "pass_on": "task"},
        "signed": {"name": "Petra", "drawing": "M0 0L1 1"}, "overrule": "Water afgesloten"}});
    on_visit(&bench, finish).await;
    let ending = shown(&bench).await.ending.unwrap();
    assert_eq!(ending.advice.as_deref(), Some("Neem een filter"));
    assert_eq!((ending.pass_on.as_deref(), ending.signer.as_deref()), (Some("task"), Some("Petra")));
    assert_eq!((ending.drawing.as_deref(), ending.unsigned), (Some("M0 0L1 1"), None));
    assert_eq!(ending.overrule.as_deref(), Some("Water afgesloten"));
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}

fn hash(letter: char) -> Sha256 {
    letter.to_string().repeat(64).parse().unwrap()
}

#[tokio::test]
async fn photos_stand_with_the_visit_and_in_the_history_of_its_machine() {
    let bench = begun().await;
    let keep = |of: serde_json::Value, letter: char| {
        let mut fields = json!({"file": hash(letter), "thumbnail": hash('e'), "phase": "before", "remark": "Lek"});
        fields.as_object_mut().unwrap().extend(of.as_object().unwrap().clone());
        read::<folder::Command>(json!({"keep": fields}))
    };
    let technician = Actor::Person { user: of_marek(), role: Role::Technician, roles: vec![Role::Technician] };
    let (visit, machine) = (id::<VisitId>(VISIT), id::<MachineId>(MACHINE));
    for letter in ['a', 'b'] {
        bench.run_as(technician.clone(), visit, keep(json!({"visit": visit}), letter)).await.unwrap();
    }
    bench.run(machine, keep(json!({"machine": machine}), 'c')).await;
    bench.run(visit, folder::Command::Remove { file: hash('b'), reason: of("Dubbel") }).await;
    let describe = folder::Command::Describe { file: hash('a'), phase: Some(folder::Phase::After), remark: None };
    bench.run(visit, describe).await;
    let sheet = shown(&bench).await;
    let [photo] = &sheet.files[..] else { panic!("{:?}", sheet.files) };
    assert_eq!((&photo.file, photo.phase.as_deref(), photo.remark.as_deref()), (&hash('a'), Some("after"), None));
    assert_eq!((photo.who.as_deref(), photo.visit.as_ref().map(|link| link.number)), (Some("Marek Kowalski"), Some(1)));
    let pool = bench.pool(&DEPARTMENT).await;
    assert_eq!(files::of(pool, machine.0).await.unwrap().len(), 1);
    assert_eq!(files::of_visits_to(pool, machine).await.unwrap().len(), 1);
    for name in ['a', 'c', 'e'] {
        assert!(files::whose(pool, &hash(name)).await.unwrap().contains(&id(10)), "{name}");
    }
    let taken_out = files::whose(pool, &hash('b')).await.unwrap();
    assert!(taken_out.is_empty(), "what was taken out is shown to nobody");
    bench.assert_rebuilt_equals_live(&DEPARTMENT).await;
}

fn of_marek() -> UserId {
    UserId::of_login(&of("marek"))
}

#[tokio::test]
async fn what_a_visit_shows_is_found_by_index() {
    let bench = begun().await;
    let pool = bench.pool(&DEPARTMENT).await;
    assert_by_index(pool, checks::OF_VISIT).await;
    assert_no_walk(pool, checklists::USED_ON, &["k", "c"]).await;
    for sql in [files::OF, files::OF_VISITS_TO, files::WHOSE] {
        assert_no_walk(pool, sql, &["f", "v", "u", "files", "manual_versions"]).await;
    }
}
