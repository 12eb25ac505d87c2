//! Contracts: a draft with places to sign, the signed one with who signed what and when.

use anyhow::Context;
use domain::{
    ContractId, Personal, Text,
    contract::{Event, Kind, Signature as How, Terms},
    registry::AnyEvent,
};
use pdf::{Clause, Contract, Machine, Signature, Template};
use texts::{
    Lang,
    format::{date_digits, date_long},
    t, tr,
};

use super::{Documents, found, labels, lang, missing, money, or_erased, party, service_level};

impl Documents {
    /// The data of a contract.
    pub(super) async fn contract(&self, id: ContractId) -> anyhow::Result<Contract> {
        let story = self.story("contract", &id.to_string(), None).await?;
        let drafted = found(&story, |event| match event {
            AnyEvent::Contract(Event::ContractDrafted { number, customer, salesperson, .. }) => {
                Some((number, *customer, *salesperson))
            }
            _ => None,
        });
        let Some((first, (number, customer, salesperson))) = drafted else { return missing("contract") };
        let agreed = found(&story, |event| match event {
            AnyEvent::Contract(
                Event::ContractDrafted { terms, remarks, .. } | Event::ContractChanged { terms, remarks, .. },
            ) => Some((terms, remarks.as_ref().and_then(Personal::value))),
            _ => None,
        });
        let Some((written, (terms, remarks))) = agreed else { return missing("contract") };
        let signed = found(&story, |event| match event {
            AnyEvent::Contract(Event::ContractSigned { on, signature, .. }) => Some((*on, signature)),
            _ => None,
        });
        // What is agreed on while it runs is no part of what was signed.
        let before =
            story.iter().filter(|recorded| signed.is_none_or(|(signed, _)| recorded.position < signed.position));
        let level = before.rev().find_map(|recorded| match &recorded.event {
            AnyEvent::Contract(Event::ServiceLevelAgreed { service_level, .. }) => {
                Some((recorded, service_level.as_ref()))
            }
            _ => None,
        });
        let made = match (signed, level) {
            (Some((signed, _)), _) => signed,
            (None, Some((agreed, _))) if agreed.position > written.position => agreed,
            (None, _) => written,
        };
        let known = self.customer(customer, made.position).await?;
        let details = known.details.as_ref().context("there is no such customer")?;
        let lang = lang(details.language);
        let mut machines = Vec::with_capacity(terms.machines.len());
        for machine in &terms.machines {
            machines.extend(self.machine(*machine, made.position).await?.map(|machine| Machine {
                kind: machine.model.to_string(),
                serial_number: machine.serial.map(String::from).unwrap_or_default(),
                place: machine.place.map(String::from).unwrap_or_default(),
                installed_on: machine.installed_on.map(|day| date_digits(lang, day)).unwrap_or_default(),
            }));
        }
        let settings = self.settings(made.position).await?;
        let level = level.and_then(|(_, level)| level).map(|level| {
            let terms = settings.level_on(level, self.log.local(made.recorded_at).date());
            service_level::clause(lang, level, terms, &settings)
        });
        let ours = match (signed, salesperson) {
            (Some((_, (on, _))), Some(salesperson)) => Signature {
                name: Some(self.colleague(salesperson, made.position).await?),
                date: Some(date_long(lang, on)),
                ..Signature::default()
            },
            _ => Signature::default(),
        };
        let document_hash = signed.and_then(|(_, (_, signature))| match signature {
            How::OnScreen { document, .. } => Some(document.to_string()),
            How::OnPaper { .. } => None,
        });
        let (renewal, notice) = (renewal(lang, terms), notice(lang, terms));
        Ok(Contract {
            language: lang.code().into(),
            labels: labels(Template::Contract, lang),
            made_at: made.recorded_at,
            company: self.company(made.position, &details.visiting.country, lang).await?,
            customer: party(details, &self.country(made.position).await?),
            number: format!("C-{number}"),
            date: date_long(lang, self.log.local(first.recorded_at).date()),
            kind: t(lang, &format!("document-kind-{}", terms.kind.name())).into_owned(),
            machines,
            fee: tr(lang, "document-fee", &[("fee", money(lang, terms.monthly_fee).into())]),
            start: date_long(lang, terms.starts),
            first_term: tr(
                lang,
                "document-first-term",
                &[
                    ("months", u32::from(terms.first_term).into()),
                    ("end", terms.first_end().map(|end| date_long(lang, end)).unwrap_or_default().into()),
                ],
            ),
            renewal,
            notice,
            facts: Vec::new(),
            clauses: clauses(lang, terms, level, remarks),
            company_signature: ours,
            customer_signature: signed.map(|(_, (on, how))| signature(lang, on, how)).unwrap_or_default(),
            document_hash,
        })
    }
}

fn renewal(lang: Lang, terms: &Terms) -> String {
    match terms.renewal {
        0 => t(lang, "document-no-renewal").into_owned(),
        months => tr(lang, "document-renewal", &[("months", u32::from(months).into())]),
    }
}

fn notice(lang: Lang, terms: &Terms) -> String {
    let last = terms.first_end().and_then(|end| terms.last_notice(end));
    tr(
        lang,
        "document-notice",
        &[
            ("months", u32::from(terms.notice).into()),
            ("day", last.map(|day| date_long(lang, day)).unwrap_or_default().into()),
        ],
    )
}

fn clauses(lang: Lang, terms: &Terms, level: Option<Clause>, remarks: Option<&Text>) -> Vec<Clause> {
    let clause = |key: &str| Clause {
        title: t(lang, &format!("document-clause-{key}-title")).into_owned(),
        text: t(lang, &format!("document-clause-{key}-text")).into_owned(),
    };
    let mut clauses = Vec::new();
    if terms.kind != Kind::Lease {
        clauses.push(clause("service"));
    }
    clauses.extend(level);
    if terms.kind != Kind::Service {
        clauses.push(clause("lease"));
    }
    clauses.extend(["payment", "end"].map(clause));
    clauses.extend(remarks.map(|remarks| Clause {
        title: t(lang, "document-clause-remarks-title").into_owned(),
        text: remarks.to_string(),
    }));
    clauses
}

fn signature(lang: Lang, on: chrono::NaiveDate, how: &How) -> Signature {
    let (How::OnScreen { name, .. } | How::OnPaper { name, .. }) = how;
    let drawing = match how {
        How::OnScreen { drawing, .. } => drawing.as_ref().map(Personal::text).filter(|path| !path.is_empty()),
        How::OnPaper { .. } => None,
    };
    Signature {
        name: Some(or_erased(lang, name.text())),
        date: Some(date_long(lang, on)),
        svg: drawing.map(|path| svg(&path)),
        ..Signature::default()
    }
}

/// The drawn path as a picture. The pad that it was drawn on is 600 by 200; see `signature.js`.
pub(crate) fn svg(path: &str) -> String {
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 200"><path fill="none" stroke="#161614" stroke-width="4" stroke-linecap="round" stroke-linejoin="round" d="{path}"/></svg>"##
    )
}
