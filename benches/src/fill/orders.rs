//! The commands of each job.

use chrono::{Datelike, Days, NaiveDate};
use domain::{Actor, Role};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Filling, Order,
    company::{ARTICLES, MODELS, PROBLEMS, SUPPLIERS, TECHNICIANS, article, colleague, command, id, word},
    jobs::{Job, Money, Stage, began, fee, is_archived, is_draft, mix, runs},
};
use web::demo::words::{FIRST, GIVEN, SECOND, TOWNS};

/// The orders of a job as they are put together.
struct Orders(Vec<Order>);

impl Orders {
    fn add<C: serde::de::DeserializeOwned>(&mut self, actor: &Actor, id: Uuid, json: Value) -> anyhow::Result<()>
    where
        domain::registry::AnyCommand: From<C>,
    {
        self.0.push(Order { actor: actor.clone(), id, command: command::<C>(json)? });
        Ok(())
    }
}

impl Filling {
    /// The commands of a job.
    pub(super) fn orders(&self, job: Job, on: NaiveDate) -> anyhow::Result<Vec<Order>> {
        let mut orders = Orders(Vec::new());
        match job {
            Job::Customer(n) => customer(&mut orders, n, on)?,
            Job::Contract(n) => contract(&mut orders, n, on)?,
            Job::Fault(n, m, stage) => self.fault(&mut orders, n, m, stage, on)?,
            Job::Maintenance(n, m) => self.maintenance(&mut orders, n, m)?,
            Job::Invoice(n, m, money) => invoice(&mut orders, n, m, money)?,
            Job::Fee(n, m) => self.fee(&mut orders, n, m)?,
            Job::Mail(n, m) => mail(&mut orders, n, m)?,
            Job::Opportunity(n) => opportunity(&mut orders, n, on)?,
            Job::Stock(n, m) => stock(&mut orders, n, m)?,
            Job::Purchase(n) => purchase(&mut orders, n)?,
            Job::Task(n) => task(&mut orders, n)?,
            Job::Note(n, m) => {
                let text =
                    format!("{} besproken; {} belt terug over aanvraag {m}", word(m, &PROBLEMS), word(m / 7, &GIVEN));
                let note = json!({"add-note": {"text": text}});
                orders.add::<domain::customer::Command>(&colleague(Role::Sales, 0)?.1, id("customer", n, 0), note)?;
            }
        }
        Ok(orders.0)
    }

    fn fault(&self, orders: &mut Orders, n: u32, m: u32, stage: Stage, on: NaiveDate) -> anyhow::Result<()> {
        let (fault, visit) = (id("fault", n, m), id("visit", n, m));
        let (customer, machine) = (id("customer", n, 0), id("machine", n, 0));
        let urgency = ["low", "normal", "normal", "normal", "high", "urgent"][mix(n, m) as usize % 6];
        let problem = word(mix(m, n), &PROBLEMS);
        orders.add::<domain::fault::Command>(
            &colleague(Role::Sales, 0)?.1,
            fault,
            json!({"report": {"customer": customer, "machine": machine,
            "problem": problem, "urgency": urgency, "caller": "Receptie", "despite": "Andere klacht"}}),
        )?;
        orders.add::<domain::visit::Command>(
            &Actor::system("fault-opens-visit"),
            visit,
            json!({"request": {"customer": customer, "kind": "fault",
            "fault": fault, "machine": machine, "task": problem}}),
        )?;
        if stage == Stage::Queued {
            return Ok(());
        }
        let ahead = if stage == Stage::Scheduled { mix(n, m) % 12 } else { 0 };
        let day = if stage == Stage::Scheduled { workday(on + Days::new(ahead.into())) } else { on };
        let technician = self.schedule(orders, visit, mix(n, m), day)?;
        if stage == Stage::Solved {
            orders.add::<domain::visit::Command>(&technician, visit, json!({"start": {}}))?;
            orders.add::<domain::visit::Command>(&technician, visit, json!({"finish": {"solved": true, "findings": "Oorzaak gevonden en nagemeten",
                "work": "Onderdeel vervangen, getest en schoongemaakt", "worked": 45 + m % 60, "travelled": 20, "billable": mix(n, m + 35).is_multiple_of(40)}}))?;
            let solve = json!({"solve": {"visit": visit, "how": "Onderdeel vervangen, getest en schoongemaakt"}});
            orders.add::<domain::fault::Command>(&Actor::system("fault-follows-visit"), fault, solve)?;
        }
        Ok(())
    }

    fn maintenance(&self, orders: &mut Orders, n: u32, m: u32) -> anyhow::Result<()> {
        let visit = id("maintenance", n, m);
        let planner = colleague(Role::Planner, 0)?.1;
        orders.add::<domain::visit::Command>(
            &planner,
            visit,
            json!({"request": {"customer": id("customer", n * 50, 0), "kind": "maintenance",
            "machine": id("machine", n * 50, 0), "task": "Jaarlijks onderhoud"}}),
        )?;
        // Over the week of today and the next, as far as it has not passed.
        let day = self.today + Days::new(u64::from(m % 14));
        self.schedule(orders, visit, m, workday(day))?;
        Ok(())
    }

    fn fee(&self, orders: &mut Orders, n: u32, m: u32) -> anyhow::Result<()> {
        let finance = colleague(Role::Finance, 0)?.1;
        let me = id("fee", n, m);
        let mut add = |json| orders.add::<domain::invoice::Command>(&finance, me, json);
        // Its own month: the bill of a contract that began on a month's last day is written in the next one.
        let month = (self.first + Days::new(began(n, self.size).into())).with_day(1).unwrap_or(self.first)
            + chrono::Months::new(m);
        add(
            json!({"draft": {"customer": id("customer", n, 0), "origin": {"contract": {"contract": id("contract", n, 0), "month": month}},
            "items": [{"description": "Servicecontract", "quantity": "1", "price": format!("{}.00", fee(n))}]}}),
        )?;
        add(json!({"issue": {}}))?;
        let total = (fee(n) * 12_100 + 50) / 100;
        add(json!({"record-payment": {"amount": format!("{}.{:02}", total / 100, total % 100)}}))
    }

    fn schedule(&self, orders: &mut Orders, visit: Uuid, n: u32, day: NaiveDate) -> anyhow::Result<Actor> {
        let technician = colleague(Role::Technician, n % TECHNICIANS)?.1;
        let hour = 8 + n / TECHNICIANS % 9;
        orders.add::<domain::visit::Command>(&colleague(Role::Planner, 0)?.1, visit, json!({"schedule": {"technician": technician.user(),
            "slot": {"on": day, "from": format!("{hour:02}:00"), "until": format!("{hour:02}:50")}, "overrule": "Past achter elkaar"}}))?;
        Ok(technician)
    }
}

/// That day, or the Monday after it.
fn workday(day: NaiveDate) -> NaiveDate {
    match day.weekday().num_days_from_monday() {
        late @ 5.. => day + Days::new(u64::from(7 - late)),
        _ => day,
    }
}

fn customer(orders: &mut Orders, n: u32, on: NaiveDate) -> anyhow::Result<()> {
    let sales = colleague(Role::Sales, 0)?.1;
    let me = id("customer", n, 0);
    let (postcode, city) = TOWNS[mix(n, 20) as usize % TOWNS.len()];
    let given = word(mix(n, 21), &GIVEN);
    let (second, street) = (word(mix(n, 22), &SECOND), word(mix(n, 23), &SECOND));
    let person = n % 7 == 3;
    let name = match n {
        77_777 => "Observatorium Zonnewijzer".into(),
        _ if person => format!("{given} {second}"),
        _ => format!("{} {second} {}", word(mix(n, 24), &FIRST), n / 1_000 + 1),
    };
    let digits = mix(n, 25) % 1_000_000;
    orders.add::<domain::customer::Command>(&sales, me, json!({"register": {"kind": if person { "person" } else { "company" }, "name": name,
        "visiting": {"street": format!("{street}straat {}", n % 200 + 1), "postcode": format!("{postcode} AB"), "city": city},
        "phone": format!("030 2{digits:06}"), "email": format!("info@klant{n}.example")}}))?;
    orders.add::<domain::customer::Command>(
        &sales,
        me,
        json!({"add-contact": {"name": format!("{} {}", word(mix(n, 26), &GIVEN), word(mix(n, 27), &SECOND)),
        "role": "Facilitair", "phone": format!("06 5{:07}", mix(n, 28) % 10_000_000)}}),
    )?;
    orders.add::<domain::machine::Command>(
        &sales,
        id("machine", n, 0),
        json!({"install": {"customer": me, "machine": {"model": word(n, &MODELS),
        "serial": format!("SN-{:06}", 100_000 + n), "place": "Keuken", "installed_on": on}}}),
    )?;
    if is_archived(n) {
        orders.add::<domain::customer::Command>(&sales, me, json!({"archive": {"reason": "Opgeheven"}}))?;
    }
    Ok(())
}

fn contract(orders: &mut Orders, n: u32, on: NaiveDate) -> anyhow::Result<()> {
    let sales = colleague(Role::Sales, 0)?.1;
    let me = id("contract", n, 0);
    let kind = ["service", "lease", "lease-and-service"][n as usize / 2 % 3];
    orders.add::<domain::contract::Command>(&sales, me, json!({"draft": {"customer": id("customer", n, 0), "salesperson": sales.user(), "terms": {"kind": kind,
        "machines": [id("machine", n, 0)], "monthly_fee": format!("{}.00", fee(n)), "starts": on.with_day(1), "first_term": 24 + n % 3 * 12, "renewal": 12, "notice": 2}}}))?;
    if is_draft(n) {
        return Ok(());
    }
    orders.add::<domain::contract::Command>(&sales, me, json!({"sign-on-paper": {"name": "H. Jansen", "signed_on": on,
        "scan": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "kept_at": format!("Map {}", n / 100 + 1)}}))?;
    if !runs(n) {
        orders.add::<domain::contract::Command>(&sales, me, json!({"end": {"on": on, "reason": "Verhuizing"}}))?;
    }
    Ok(())
}

fn invoice(orders: &mut Orders, n: u32, m: u32, money: Money) -> anyhow::Result<()> {
    let finance = colleague(Role::Finance, 0)?.1;
    let me = id("invoice", n, m);
    let cents = 2_000 + mix(n, m + 30) % 80_000;
    let mut add = |json| orders.add::<domain::invoice::Command>(&finance, me, json);
    add(json!({"draft": {"customer": id("customer", n, 0), "items": [
        {"description": "Werkzaamheden", "quantity": "1", "price": format!("{}.{:02}", cents / 100, cents % 100)},
        {"description": "Voorrijkosten", "quantity": "1", "price": "45.00"}]}}))?;
    if money == Money::Draft {
        return Ok(());
    }
    add(json!({"issue": {}}))?;
    // With 21 % VAT on both lines.
    let total = ((u64::from(cents) + 4_500) * 121 + 50) / 100;
    match money {
        Money::Paid => add(json!({"record-payment": {"amount": format!("{}.{:02}", total / 100, total % 100)}})),
        Money::Disputed => add(json!({"dispute": {"reason": "De uren kloppen niet"}})),
        Money::Open | Money::Draft => Ok(()),
    }
}

fn mail(orders: &mut Orders, n: u32, m: u32) -> anyhow::Result<()> {
    let system = Actor::system("sender");
    let (me, customer, invoice) = (id("mail", n, m), id("customer", n, 0), id("invoice", n, m));
    let text = "Geachte heer, mevrouw,\n\nHierbij ontvangt u onze factuur. Wij verzoeken u het bedrag binnen de termijn over te maken.\n\nMet vriendelijke groet,\nWerkbank";
    let html = format!("<html><body>{}</body></html>", format!("<p>{text}</p>").repeat(4));
    let mut add = |json| orders.add::<domain::mail::Command>(&system, me, json);
    add(
        json!({"queue": {"purpose": "invoice", "subject": customer, "customer": customer, "about": format!("invoice-{invoice}"),
        "letter": {"name": "Administratie", "to": format!("info@klant{n}.example"), "subject": format!("Factuur {m} van Werkbank"), "text": text, "html": html}}}),
    )?;
    add(json!({"begin-sending": {}}))?;
    if mix(n, m).is_multiple_of(50) {
        add(json!({"mark-failed": {"reason": "550 mailbox unavailable"}}))
    } else {
        add(json!({"mark-sent": {"by": "outbox"}}))
    }
}

fn opportunity(orders: &mut Orders, n: u32, on: NaiveDate) -> anyhow::Result<()> {
    let sales = colleague(Role::Sales, 0)?.1;
    let me = id("opportunity", n, 0);
    orders.add::<domain::opportunity::Command>(
        &sales,
        me,
        json!({"open": {"customer": id("customer", n, 0), "about": word(n / 20, &MODELS), "value": "2500.00",
        "next": on + Days::new(14), "salesperson": sales.user()}}),
    )?;
    if n.is_multiple_of(2) {
        orders.add::<domain::opportunity::Command>(
            &sales,
            me,
            json!({"record-contact": {"text": "Offerte besproken", "next": on + Days::new(30)}}),
        )?;
    }
    Ok(())
}

fn stock(orders: &mut Orders, n: u32, m: u32) -> anyhow::Result<()> {
    let counted = mix(n, m + 40) % 40;
    let count = json!({"count": {"counted": counted.to_string(), "reason": format!("Telling {m}")}});
    orders.add::<domain::article::Command>(&colleague(Role::Purchasing, 0)?.1, article(n)?, count)
}

fn purchase(orders: &mut Orders, n: u32) -> anyhow::Result<()> {
    let purchasing = colleague(Role::Purchasing, 0)?.1;
    let me = id("order", n, 0);
    let line = |m: u32| {
        anyhow::Ok(json!({"article": article((n + m * SUPPLIERS) % ARTICLES)?, "quantity": "10", "price": "12.50"}))
    };
    let draft = json!({"draft": {"supplier": id("supplier", n % SUPPLIERS, 0), "lines": [line(0)?, line(1)?]}});
    orders.add::<domain::purchase_order::Command>(&purchasing, me, draft)?;
    orders.add::<domain::purchase_order::Command>(&purchasing, me, json!({"place": {}}))?;
    let receive = json!({"receive": {"lines": [{"article": article(n % ARTICLES)?, "quantity": "10"}]}});
    orders.add::<domain::purchase_order::Command>(&purchasing, me, receive)
}

fn task(orders: &mut Orders, n: u32) -> anyhow::Result<()> {
    let me = id("task", n, 0);
    let role = ["sales", "planner", "purchasing", "finance"][n as usize / 4 % 4];
    let about = match role {
        "purchasing" => format!("article-{}", article(n % ARTICLES)?),
        _ => format!("customer-{}", id("customer", n, 0)),
    };
    orders.add::<domain::task::Command>(
        &Actor::system("bench"),
        me,
        json!({"raise": {"kind": "note", "assignee": {"role": role}, "weight": "task", "about": about,
        "customer": id("customer", n, 0), "note": format!("Graag nabellen over {}", word(n, &PROBLEMS))}}),
    )?;
    if !n.is_multiple_of(4) {
        orders.add::<domain::task::Command>(&colleague(Role::Management, 0)?.1, me, json!({"complete": {}}))?;
    }
    Ok(())
}
