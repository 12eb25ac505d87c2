//! What technicians write down at a customer's in the last weeks: the clock, checklists, photos, advice, signatures.

use std::sync::LazyLock;

use api::photos::{self, Photo};
use chrono::{Days, NaiveDate, TimeDelta};
use domain::checklist::Asks;
use image::{ImageFormat, Rgb, RgbImage};
use projections::maintenance::{self, checks};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Appointment, Demo, id, people::TECHNICIANS};

/// For so many days checklists and the clock are in use.
const DAYS: u64 = 45;

impl Demo<'_> {
    /// Whether the company already works so on a day.
    pub(super) fn writes_it_down(&self, on: NaiveDate) -> bool {
        self.first.checked_add_days(Days::new(self.size.days.saturating_sub(DAYS))).is_some_and(|from| on >= from)
    }

    /// The planner says what is looked at, once.
    pub(super) async fn make_checklists(&mut self, on: NaiveDate) -> anyhow::Result<()> {
        if !self.writes_it_down(on) || std::mem::replace(&mut self.has_checklists, true) {
            return Ok(());
        }
        let service = json!({"name": "Onderhoud espressomachine", "kinds": ["maintenance"], "lines": [
            {"what": "Ontkalken en spoelen", "required": true},
            {"what": "Waterdruk nameten", "asks": "number", "unit": "bar", "least": "2", "most": "4", "required": true},
            {"what": "Maalgraad nameten", "asks": "number", "unit": "gram", "least": "7", "most": "9", "required": true},
            {"what": "Afdichtingen", "asks": "verdict", "required": true},
            {"what": "Melksysteem", "asks": "verdict"},
            {"what": "Bijzonderheden", "asks": "words"}
        ]});
        self.give("youssef", "checklists", id("checklist", 0), "save", service).await?;
        let installation = json!({"name": "Oplevering", "kinds": ["installation"], "lines": [
            {"what": "Waterpas en vast", "required": true},
            {"what": "Klant heeft uitleg gehad", "required": true},
            {"what": "Eerste kop geproefd", "asks": "verdict"}
        ]});
        self.give("youssef", "checklists", id("checklist", 1), "save", installation).await?;
        self.equip_machines().await
    }

    /// A technician sets off before the visit begins.
    pub(super) async fn sets_off(&mut self, on: NaiveDate, technician: usize, visit: Uuid) -> anyhow::Result<()> {
        if !self.writes_it_down(on) {
            return Ok(());
        }
        let way = i64::try_from(10 + 5 * self.chance.below(4)).unwrap_or(10);
        let at = (self.program.app.log.clock.now() - TimeDelta::minutes(way)).to_rfc3339();
        self.give(TECHNICIANS[technician].0, "visits", visit, "note-time", json!({"step": "depart", "at": at})).await
    }

    /// Fills the checklists in and takes photos, and says what else belongs to the report.
    pub(super) async fn writes_down(&mut self, on: NaiveDate, visit: &Appointment) -> anyhow::Result<Value> {
        if !self.writes_it_down(on) {
            return Ok(json!({}));
        }
        self.program.app.reads.catch_up_those(|department| department.for_reactors).await?;
        let pool = &self.program.app.reads.of(&maintenance::DEPARTMENT).pool;
        let lists = checks::of_visit(pool, visit.visit.into()).await?;
        let technician = TECHNICIANS[visit.technician].0;
        for list in lists {
            let mut answers = Vec::new();
            for check in &list.lines {
                answers.push(match check.item.asks {
                    Asks::Tick => json!({"line": check.line, "value": "yes"}),
                    Asks::Verdict if self.chance.once_in(14) => {
                        json!({"line": check.line, "value": "not-ok", "remark": "Wordt volgende keer vervangen"})
                    }
                    Asks::Verdict => json!({"line": check.line, "value": "ok"}),
                    Asks::Number if self.chance.once_in(12) => {
                        json!({"line": check.line, "value": "1,6", "remark": "Bijgesteld en opnieuw gemeten"})
                    }
                    Asks::Number => {
                        let least = check.item.least.map(domain::Quantity::thousandths).unwrap_or_default();
                        let more = i64::try_from(self.chance.below(19)).unwrap_or_default() * 100;
                        json!({"line": check.line, "value": domain::Quantity::from_thousandths(least + more)})
                    }
                    Asks::Words => continue,
                });
            }
            let filled = json!({"checklist": list.checklist, "answers": answers});
            self.give(technician, "visits", visit.visit, "fill-in", filled).await?;
        }
        if self.chance.once_in(3) {
            self.takes_photos(technician, visit).await?;
        }
        self.reads_counters(technician, visit, on).await?;
        let mut more = json!({"signed": if self.chance.once_in(6) {
            json!({"absent": "Niemand aanwezig bij vertrek"})
        } else {
            json!({"name": self.chance.of(&["J. de Boer", "M. Visser", "A. Bakker", "P. Smit"]), "drawing": SIGNATURE})
        }});
        if self.chance.once_in(9) {
            more["advice"] = json!({"text": "Laat een waterfilter plaatsen; dan komt er minder kalk.",
                "pass_on": self.chance.of(&["task", "opportunity"])});
        }
        Ok(more)
    }

    async fn takes_photos(&mut self, technician: &str, visit: &Appointment) -> anyhow::Result<()> {
        let customer = self.customers[visit.customer].id;
        let [wet, dry] = PHOTOS.as_ref().map_err(|code| anyhow::anyhow!("no photo: {code}"))?;
        for (phase, photo, remark) in [("before", wet, "Water onder de machine"), ("after", dry, "Droog en getest")] {
            let file = self.program.app.files.put(customer, &photo.picture).await?;
            let thumbnail = self.program.app.files.put(customer, &photo.small).await?;
            let keep =
                json!({"visit": visit.visit, "file": file, "thumbnail": thumbnail, "phase": phase, "remark": remark});
            self.give(technician, "folders", visit.visit, "keep", keep).await?;
        }
        Ok(())
    }
}

const SIGNATURE: &str =
    "M40 140Q60 20 90 60Q110 160 130 90Q150 30 180 110Q200 150 230 80Q260 40 290 120Q330 150 400 70L520 60";

/// A machine with water under it, and without.
static PHOTOS: LazyLock<Result<[Photo; 2], &'static str>> = LazyLock::new(|| Ok([photo(true)?, photo(false)?]));

fn photo(wet: bool) -> Result<Photo, &'static str> {
    let inside = |x: u32, y: u32, (left, top, right, bottom): (u32, u32, u32, u32)| {
        (left..right).contains(&x) && (top..bottom).contains(&y)
    };
    let picture = RgbImage::from_fn(640, 480, |x, y| {
        let puddle = {
            let (dx, dy) = (f64::from(x) - 330.0, (f64::from(y) - 418.0) * 4.0);
            wet && dx.hypot(dy) < 210.0
        };
        Rgb(match () {
            () if inside(x, y, (290, 250, 350, 300)) => [245, 240, 230],
            () if inside(x, y, (250, 150, 390, 170)) => [225, 190, 40],
            () if inside(x, y, (270, 170, 370, 310)) => [40, 38, 36],
            () if inside(x, y, (220, 80, 420, 400)) => [92, 96, 102],
            () if puddle => [120, 150, 175],
            () if y > 390 => [150, 128, 104],
            () => [214, 210, 202],
        })
    });
    let mut png = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut png, ImageFormat::Png).map_err(|_| "photo-broken")?;
    photos::made(png.get_ref())
}
