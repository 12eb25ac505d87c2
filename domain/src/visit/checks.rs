//! The checklists of a visit: each as it was when the visit began, and what was answered.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::No;
use crate::{
    checklist::{Asks, Item},
    personal::Personal,
    values::*,
};

/// A checklist that a visit takes along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Which.
    pub checklist: ChecklistId,
    /// Which version of it.
    pub version: u32,
    /// What it is called.
    pub name: Line,
    /// Its lines.
    pub lines: Vec<Item>,
}

/// An answer as it is typed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// Which line, from 0.
    pub line: u16,
    /// `yes` for what was done; `ok`, `not-ok` or `not-there`; a number; words. Nothing: it is not answered, or not any more.
    #[serde(default)]
    pub value: Option<Line>,
    /// What there is to say about it.
    #[serde(default)]
    pub remark: Option<Line>,
}

/// What a verdict is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It is all right.
    Ok,
    /// It is not.
    NotOk,
    /// There is no such thing here.
    NotThere,
}

impl Verdict {
    /// All, as shown.
    pub const ALL: [Self; 3] = [Self::Ok, Self::NotOk, Self::NotThere];

    /// The name as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::NotOk => "not-ok",
            Self::NotThere => "not-there",
        }
    }
}

/// What was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// It was done.
    Done,
    /// How it is.
    Verdict(Verdict),
    /// What was measured.
    Measured(Quantity),
    /// What was said.
    Said(Personal<Line>),
}

impl Answer {
    /// Whether it is not as it should be.
    pub fn is_amiss(&self, item: &Item) -> bool {
        match self {
            Self::Verdict(verdict) => *verdict == Verdict::NotOk,
            Self::Measured(measured) => item.is_out(*measured),
            Self::Done | Self::Said(_) => false,
        }
    }
}

/// A line that was answered, or is not any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Answered {
    /// Which line, from 0.
    pub line: u16,
    /// The answer.
    pub answer: Option<Answer>,
    /// What there is to say about it.
    pub remark: Option<Personal<Line>>,
}

/// A checklist of a visit, as far as it is filled in.
#[derive(Debug, Clone)]
pub(super) struct Checks {
    name: Line,
    lines: Vec<Item>,
    answers: BTreeMap<u16, Answered>,
}

impl Checks {
    pub(super) fn new(name: Line, lines: Vec<Item>) -> Self {
        Self { name, lines, answers: BTreeMap::new() }
    }

    pub(super) fn answer(&mut self, answered: &Answered) {
        self.answers.insert(answered.line, answered.clone());
    }

    /// What of the given answers is new.
    pub(super) fn changed(&self, given: Vec<Given>, customer: CustomerId) -> Result<Vec<Answered>, No> {
        let mut changed = Vec::new();
        for (at, given) in given.into_iter().enumerate() {
            let item = self.lines.get(usize::from(given.line)).ok_or(No::NoSuchLine)?;
            let answer = match &given.value {
                Some(value) => Some(
                    read(item, value, customer)
                        .ok_or_else(|| No::Answer { what: item.what.to_string(), field: field(at, VALUES) })?,
                ),
                None => None,
            };
            if answer.as_ref().is_some_and(|answer| answer.is_amiss(item)) && given.remark.is_none() {
                return Err(No::RemarkWanted { what: item.what.to_string(), field: field(at, REMARKS) });
            }
            let remark = given.remark.map(|remark| Personal::of(customer, remark));
            let answered = Answered { line: given.line, answer, remark };
            let nothing = Answered { line: given.line, answer: None, remark: None };
            if *self.answers.get(&given.line).unwrap_or(&nothing) != answered {
                changed.push(answered);
            }
        }
        Ok(changed)
    }

    /// The answers as they would be given, one for each of these lines.
    pub(super) fn as_given(&self, lines: impl Iterator<Item = u16>) -> Vec<Given> {
        let of = |line: u16| {
            let known = self.answers.get(&line);
            Given {
                line,
                value: known.and_then(|known| written(known.answer.as_ref()?)),
                remark: known.and_then(|known| known.remark.as_ref()?.value().cloned()),
            }
        };
        lines.map(of).collect()
    }

    /// Required lines that are not answered.
    pub(super) fn open(&self) -> usize {
        let lines = self.lines.iter().zip(0_u16..).filter(|(item, _)| item.required);
        lines.filter(|(_, line)| self.answers.get(line).is_none_or(|known| known.answer.is_none())).count()
    }

    pub(super) fn name(&self) -> &Line {
        &self.name
    }
}

/// What was typed as an answer to a line; none when it is no answer to that.
fn read(item: &Item, value: &Line, customer: CustomerId) -> Option<Answer> {
    let text = value.as_str();
    Some(match item.asks {
        Asks::Tick if text == "yes" => Answer::Done,
        Asks::Tick => return None,
        Asks::Verdict => Answer::Verdict(Verdict::ALL.into_iter().find(|verdict| verdict.name() == text)?),
        Asks::Number => Answer::Measured(text.parse().ok()?),
        Asks::Words => Answer::Said(Personal::of(customer, value.clone())),
    })
}

/// An answer as it is typed in.
fn written(answer: &Answer) -> Option<Line> {
    match answer {
        Answer::Done => "yes".parse().ok(),
        Answer::Verdict(verdict) => verdict.name().parse().ok(),
        Answer::Measured(measured) => measured.to_string().parse().ok(),
        Answer::Said(said) => said.value().cloned(),
    }
}

macro_rules! fields {
    ($name:ident, $part:literal: $($n:literal)*) => {
        const $name: &[&str] = &[$(concat!("answers.", $n, ".", $part)),*];
    };
}
fields!(VALUES, "value": 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39);
fields!(REMARKS, "remark": 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39);

fn field(at: usize, of: &'static [&'static str]) -> &'static str {
    of.get(at).copied().unwrap_or("answers")
}
