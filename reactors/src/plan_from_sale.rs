//! What is sold or delivered with maintenance is planned by itself where its article says so; else the planner is asked to.

use chrono::Months;
use domain::{
    ArticleId, CustomerId, InvoiceId, Minutes, PlanId, Role, VisitId,
    article::Article,
    invoice,
    plan::{Command, Counted, Schedule},
    registry::AnyEvent,
    task::{self, Assignee, Weight},
    visit::{Event, Kind},
};
use event_store::Recorded;
use projections::{
    finance::{self, invoice::Why},
    maintenance::{DEPARTMENT, visit as sheet},
};
use texts::{Lang, tr};

use crate::{Effect, ReactError, Reaction, Reactor, Start, World, effect::new_id};

/// The reactor.
pub static REACTOR: Reactor = Reactor { name: "plan-from-sale", start: Start::Head, wants, react };

fn wants(event: &AnyEvent) -> bool {
    match event {
        AnyEvent::Invoice(invoice::Event::InvoiceIssued { items, .. }) => {
            items.iter().any(|one| one.item.article.is_some())
        }
        AnyEvent::Visit(Event::VisitFinished { solved: true, .. }) => true,
        _ => false,
    }
}

/// Where something was sold or delivered.
struct Sale {
    customer: CustomerId,
    invoice: Option<InvoiceId>,
    delivery: Option<VisitId>,
    machine: Option<domain::MachineId>,
    articles: Vec<ArticleId>,
}

fn react<'a>(world: &'a World, recorded: &'a Recorded) -> Reaction<'a> {
    Box::pin(async move {
        let sale = match &recorded.event {
            AnyEvent::Invoice(invoice::Event::InvoiceIssued { customer, items, .. }) => {
                let id = InvoiceId(recorded.subject());
                let today = world.log.today();
                let card = finance::invoice::one(world.of(&finance::DEPARTMENT), id, today).await?;
                // What a visit brought was planned when it was delivered.
                if card.is_none_or(|card| matches!(card.origin, Why::Visit { .. })) {
                    return Ok(Vec::new());
                }
                let articles = items.iter().filter_map(|one| one.item.article).collect();
                Sale { customer: *customer, invoice: Some(id), delivery: None, machine: None, articles }
            }
            _ => {
                let id = VisitId(recorded.subject());
                let pool = world.of(&DEPARTMENT);
                let Some(visit) = sheet::one(pool, id).await?.filter(|visit| visit.kind == Kind::Installation) else {
                    return Ok(Vec::new());
                };
                let used =
                    sheet::parts(pool, id).await?.into_iter().filter(|part| part.used > domain::Quantity::default());
                let articles = used.map(|part| part.article).collect();
                Sale { customer: visit.customer, invoice: None, delivery: Some(id), machine: visit.machine, articles }
            }
        };
        let mut effects = Vec::new();
        for article in &sale.articles {
            effects.extend(of_article(world, recorded, &sale, *article).await?);
        }
        Ok(effects)
    })
}

/// Of one article of a sale there is one plan, or one task.
async fn of_article(
    world: &World,
    recorded: &Recorded,
    sale: &Sale,
    article: ArticleId,
) -> Result<Option<Effect>, ReactError> {
    let (known, _) = world.log.state::<Article>(&article.to_string()).await?;
    let Some(((months, by_itself), name)) = known.service().zip(known.name()) else { return Ok(None) };
    let id = new_id(recorded.id, &format!("plan {article}"));
    if !by_itself {
        let raise = || {
            Some(task::Command::Raise {
                kind: "maintenance-sold".parse().ok()?,
                assignee: Assignee::Role(Role::Planner),
                weight: Weight::Task,
                about: Some(recorded.stream.as_str().parse().ok()?),
                customer: Some(sale.customer),
                words: [("article".into(), name.clone())].into(),
                note: None,
                due: None,
            })
        };
        return Ok(raise().map(|raise| Effect::on(id, raise)));
    }
    let today = world.log.local(recorded.recorded_at).date();
    let task = tr(Lang::default(), "plan-task-of-article", &[("article", name.as_str().into())]);
    let (Some(first), Ok(task)) = (today.checked_add_months(Months::new(months.into())), task.parse()) else {
        return Ok(None);
    };
    let make = Command::Make {
        customer: sale.customer,
        machines: sale.machine.into_iter().collect(),
        contract: None,
        invoice: sale.invoice,
        delivery: sale.delivery,
        article: Some(article),
        kind: Kind::Maintenance,
        task,
        expected: Minutes::HOUR,
        schedule: Schedule { counted: Counted::Completed, ..Schedule::monthly(first, months) },
    };
    Ok(Some(Effect::on(PlanId(id), make)))
}
