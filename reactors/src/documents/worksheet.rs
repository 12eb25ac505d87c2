//! The report of a finished visit, for the customer to keep.

use std::collections::BTreeMap;

use anyhow::Context;
use domain::{ArticleId, Quantity, VisitId, fault, registry::AnyEvent, visit::Event};
use pdf::{Fact, Part, Template, Worksheet};
use texts::{
    format::{date_long, duration},
    t,
};

use super::{Documents, address, found, is_erased, labels, lang, missing, or_erased, party, quantity};

impl Documents {
    /// The data of a work sheet.
    pub(super) async fn worksheet(&self, id: VisitId) -> anyhow::Result<Worksheet> {
        let story = self.story("visit", &id.to_string(), None).await?;
        let requested = found(&story, |event| match event {
            AnyEvent::Visit(Event::VisitRequested { number, customer, kind, fault, machine, .. }) => {
                Some((*number, *customer, *kind, *fault, *machine))
            }
            _ => None,
        });
        let Some((_, (number, customer, kind, fault, machine))) = requested else { return missing("visit") };
        let finished = found(&story, |event| match event {
            AnyEvent::Visit(Event::VisitFinished { technician, solved, findings, work, worked, travelled, .. }) => {
                Some((*technician, *solved, findings, work, *worked, *travelled))
            }
            _ => None,
        });
        let Some((made, (technician, solved, findings, work, worked, travelled))) = finished else {
            return missing("finished visit");
        };
        let known = self.customer(customer, made.position).await?;
        let details = known.details.as_ref().context("there is no such customer")?;
        let lang = lang(details.language);
        let planned = found(&story, |event| match event {
            AnyEvent::Visit(Event::VisitScheduled { slot, .. } | Event::VisitMoved { slot, .. }) => Some(slot.on),
            _ => None,
        });
        let day = planned.map_or_else(|| self.log.local(made.recorded_at).date(), |(_, on)| on);
        let machine = match machine {
            Some(machine) => self.machine(machine, made.position).await?,
            None => None,
        };
        let reported = match fault {
            Some(fault) => {
                let story = self.story("fault", &fault.to_string(), Some(made.position)).await?;
                found(&story, |event| match event {
                    AnyEvent::Fault(
                        fault::Event::FaultReported { problem, .. } | fault::Event::FaultChanged { problem, .. },
                    ) => Some(problem.text()),
                    _ => None,
                })
                .map(|(_, problem)| problem)
            }
            None => None,
        };
        let mut used: BTreeMap<ArticleId, Quantity> = BTreeMap::new();
        for recorded in &story {
            match &recorded.event {
                AnyEvent::Visit(Event::PartUsed { part, .. }) => {
                    let sum = used.entry(part.article).or_default();
                    *sum = *sum + part.quantity;
                }
                AnyEvent::Visit(Event::PartReturned { part, .. }) => {
                    let sum = used.entry(part.article).or_default();
                    *sum = *sum - part.quantity;
                }
                _ => {}
            }
        }
        let mut parts = Vec::new();
        for (article, amount) in used.into_iter().filter(|(_, amount)| *amount > Quantity::default()) {
            let (number, article) = self.article(article, made.position).await?;
            let unit = article.as_ref().map(|article| article.unit.to_string()).unwrap_or_default();
            parts.push(Part {
                article: number,
                description: article.map(|article| article.name.to_string()).unwrap_or_default(),
                quantity: format!("{} {unit}", quantity(lang, amount)),
            });
        }
        let time = |key: &str, minutes: domain::Minutes| Fact {
            label: t(lang, key).into_owned(),
            value: duration(lang, minutes.get().into()),
        };
        let mut times = vec![time("document-worked", worked)];
        times.extend(travelled.map(|travelled| time("document-travelled", travelled)));
        let own = self.country(made.position).await?;
        Ok(Worksheet {
            language: lang.code().into(),
            labels: labels(Template::Worksheet, lang),
            made_at: made.recorded_at,
            company: self.company(made.position, &details.visiting.country, lang).await?,
            customer: party(details, &own),
            number: format!("B-{number}"),
            date: date_long(lang, day),
            kind: t(lang, &format!("visit-kind-{}", kind.name())).into_owned(),
            visited_at: if is_erased(details) { Vec::new() } else { address(lang, &details.visiting, &own) },
            serial_number: machine.as_ref().and_then(|machine| machine.serial.as_ref()).map(ToString::to_string),
            machine: machine.map(|machine| machine.model.to_string()),
            technician: self.colleague(technician, made.position).await?,
            reported: reported.filter(|problem| !problem.is_empty()),
            times,
            findings: or_erased(lang, findings.text()),
            work_done: or_erased(lang, work.text()),
            parts,
            result: t(lang, if solved { "document-solved" } else { "document-not-solved" }).into_owned(),
            signature: None,
        })
    }
}
