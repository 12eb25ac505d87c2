//! The report of a finished visit, for the customer to keep.

use std::collections::BTreeMap;

use anyhow::Context;
use domain::{
    ArticleId, ChecklistId, CustomerId, Decider, Quantity, VisitId,
    checklist::Item,
    fault,
    folder::{self, Folder},
    registry::AnyEvent,
    visit::{Answer, Answered, Event},
};
use event_store::{Position, Recorded};
use pdf::{Check, Checks, Fact, Part, Photo, Signature, Template, Worksheet};
use texts::{
    Lang,
    format::{date_long, duration},
    t, tr,
};

use super::{Documents, address, contract::svg, found, is_erased, labels, lang, missing, or_erased, party, quantity};

/// So many photos stand on it at most; the others are with the visit.
const PHOTOS: usize = 12;

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
            AnyEvent::Visit(Event::VisitFinished {
                technician,
                solved,
                findings,
                work,
                worked,
                travelled,
                charge,
                ..
            }) => Some((*technician, *solved, findings, work, *worked, *travelled, *charge)),
            _ => None,
        });
        let Some((made, (technician, solved, findings, work, worked, travelled, charge))) = finished else {
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
        times.extend(charge.map(|charge| Fact {
            label: t(lang, "document-charge").into_owned(),
            value: t(lang, &format!("charge-{}", charge.name())).into_owned(),
        }));
        let own = self.country(made.position).await?;
        let AnyEvent::Visit(Event::VisitFinished { advice, signer, drawing, unsigned, .. }) = &made.event else {
            return missing("finished visit");
        };
        let signature = signer.as_ref().filter(|_| unsigned.is_none()).map(|signer| Signature {
            name: Some(or_erased(lang, signer.text())),
            date: Some(date_long(lang, self.log.local(made.recorded_at).date())),
            svg: drawing.as_ref().and_then(|path| path.value()).map(|path| svg(path.as_str())),
            ..Signature::default()
        });
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
            checks: checks(lang, &story),
            advice: advice.as_ref().map(|advice| or_erased(lang, advice.text())),
            photos: self.photos(id, customer, lang, made.position).await?,
            unsigned: unsigned.as_ref().map(|reason| or_erased(lang, reason.text())),
            signature,
        })
    }

    /// The small pictures of a visit's photos that were there when it was done; none of a customer who was forgotten.
    async fn photos(
        &self,
        visit: VisitId,
        customer: CustomerId,
        lang: Lang,
        up_to: Position,
    ) -> anyhow::Result<Vec<Photo>> {
        let mut folder = folder::State::default();
        for recorded in self.story(Folder::CATEGORY, &visit.to_string(), Some(up_to)).await? {
            if let AnyEvent::Folder(event) = &recorded.event {
                Folder::evolve(&mut folder, event);
            }
        }
        let mut photos = Vec::new();
        for kept in folder.files().map(|(_, kept)| kept) {
            let Some(small) = kept.thumbnail.as_ref().filter(|_| photos.len() < PHOTOS) else { continue };
            let Some(jpeg) = self.files.get(customer.0, small).await? else { continue };
            let phase = kept.phase.map(|phase| t(lang, &format!("files-{}", phase.name())));
            let said = [phase.map(Into::into), kept.remark.as_ref().map(ToString::to_string)];
            let said: Vec<String> = said.into_iter().flatten().collect();
            let nth = || tr(lang, "files-nth-photo", &[("n", (photos.len() + 1).into())]);
            let caption = if said.is_empty() { nth() } else { said.join(": ") };
            photos.push(Photo { caption, jpeg });
        }
        Ok(photos)
    }
}

/// What was checked, as it was answered last.
fn checks(lang: Lang, story: &[Recorded]) -> Vec<Checks> {
    struct List {
        name: String,
        lines: Vec<Item>,
        answers: BTreeMap<u16, Answered>,
    }
    let mut all: BTreeMap<ChecklistId, List> = BTreeMap::new();
    for recorded in story {
        match &recorded.event {
            AnyEvent::Visit(Event::ChecklistTaken { checklist, name, lines, .. }) => {
                let list = List { name: name.to_string(), lines: lines.clone(), answers: BTreeMap::new() };
                all.insert(*checklist, list);
            }
            AnyEvent::Visit(Event::ChecklistFilledIn { checklist, answers, .. }) => {
                if let Some(list) = all.get_mut(checklist) {
                    list.answers.extend(answers.iter().map(|answered| (answered.line, answered.clone())));
                }
            }
            _ => {}
        }
    }
    let line = |(n, item): (u16, Item), answers: &BTreeMap<u16, Answered>| {
        let known = answers.get(&n);
        let remark = known.and_then(|known| known.remark.as_ref()).map(|remark| or_erased(lang, remark.text()));
        let said = known.and_then(|known| known.answer.as_ref());
        Check {
            what: [Some(item.what.to_string()), remark].into_iter().flatten().collect::<Vec<_>>().join("\n"),
            answer: said
                .map_or_else(|| t(lang, "checks-open").into_owned(), |answer| self::answer(lang, &item, answer)),
        }
    };
    let list = |List { name, lines, answers }: List| Checks {
        name,
        lines: (0_u16..).zip(lines).map(|one| line(one, &answers)).collect(),
    };
    let mut lists: Vec<Checks> = all.into_values().map(list).collect();
    lists.sort_by(|one, other| one.name.cmp(&other.name));
    lists
}

fn answer(lang: Lang, item: &Item, answer: &Answer) -> String {
    let said = match answer {
        Answer::Done => t(lang, "checks-done").into_owned(),
        Answer::Verdict(verdict) => t(lang, &format!("checks-{}", verdict.name())).into_owned(),
        Answer::Measured(measured) => {
            let unit = item.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
            format!("{}{unit}", quantity(lang, *measured))
        }
        Answer::Said(said) => or_erased(lang, said.text()),
    };
    match answer {
        Answer::Measured(_) if answer.is_amiss(item) => format!("{said}\n{}", t(lang, "checks-out")),
        _ => said,
    }
}
