//! Orders about a visit.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Advice, Charge, Given, InvitationAnswer, Kind, Occurrence, Part, PartAt, Signed, Step};
use crate::values::*;

/// Orders about a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Ask for a visit; it waits in the queue until it is planned.
    Request {
        /// At whom.
        customer: CustomerId,
        /// What for.
        kind: Kind,
        /// For which fault.
        #[serde(default)]
        fault: Option<FaultId>,
        /// At which machine.
        #[serde(default)]
        machine: Option<MachineId>,
        /// What is to be done.
        task: Text,
        /// How long it will take, as expected.
        #[serde(default = "an_hour")]
        expected: Minutes,
        /// Not later than this day.
        #[serde(default)]
        before: Option<NaiveDate>,
        /// The visit that did not solve it.
        #[serde(default)]
        follows: Option<VisitId>,
        /// What must be brought.
        #[serde(default)]
        parts: Vec<Part>,
        /// Of which maintenance plan it is an occurrence.
        #[serde(default)]
        occurrence: Option<Occurrence>,
    },
    /// Give it a technician and a slot, or another one.
    Schedule {
        /// Who goes.
        technician: UserId,
        /// When.
        slot: Slot,
        /// Further stretches, where it takes more than a day.
        #[serde(default)]
        rest: Vec<Slot>,
        /// Why it may overlap another visit, lie outside working hours or come later than was promised.
        #[serde(default)]
        overrule: Option<Line>,
    },
    /// Give one stretch of a visit that takes more than a day other hours. Who goes does all of it.
    MoveStretch {
        /// Which, from 1.
        stretch: u8,
        /// Who goes.
        technician: UserId,
        /// When.
        slot: Slot,
        /// Why it may overlap another visit, lie outside working hours or come later than was promised.
        #[serde(default)]
        overrule: Option<Line>,
    },
    /// Say which technicians go along with the one who goes; they are there as long as the visit is planned for.
    SetHelpers {
        /// All of them; none: the one who goes, goes alone.
        #[serde(default)]
        technicians: BTreeSet<UserId>,
        /// Why, although one of them has another visit then or is away.
        #[serde(default)]
        overrule: Option<Line>,
    },
    /// Back to the queue.
    Unschedule {
        /// Why.
        reason: Line,
    },
    /// It is not needed any more.
    Cancel {
        /// Why.
        reason: Line,
    },
    /// Propose days to the customer, by mail in their language.
    ProposeDays {
        /// Which, one to five.
        #[schemars(length(min = 1, max = 5))]
        days: Vec<NaiveDate>,
    },
    /// The customer answers whether the appointment suits.
    AnswerInvitation(InvitationAnswer),
    /// An article must be brought along.
    NeedPart(PartAt),
    /// The technician sets off, and is there in so many minutes: the clock runs, and the customer hears of it.
    SetOut {
        /// How long it takes.
        minutes: Minutes,
        /// When it was, where it is told later than it was done.
        #[serde(default)]
        at: Option<DateTime<Utc>>,
    },
    /// The technician begins. On another day than planned it moves to now.
    Start {
        /// Why it is done on another day than planned.
        #[serde(default)]
        overrule: Option<Line>,
        /// When it was, where it is told later than it was done.
        #[serde(default)]
        at: Option<DateTime<Utc>>,
    },
    /// The technician leaves off, or had not begun at all: it is planned as before.
    Interrupt {
        /// Why.
        reason: Line,
        /// When it was, where it is told later than it was done.
        #[serde(default)]
        at: Option<DateTime<Utc>>,
    },
    /// The technician used an article.
    UsePart {
        /// Which article.
        article: ArticleId,
        /// How many.
        quantity: Quantity,
        /// How more can be used than there are by the books.
        #[serde(default)]
        overrule: Option<Line>,
        /// When it was, where it is told later than it was done.
        #[serde(default)]
        at: Option<DateTime<Utc>>,
    },
    /// An article was written down by mistake, or brought back.
    ReturnPart(PartAt),
    /// The technician is ready.
    Finish {
        /// Whether it works again.
        solved: bool,
        /// What was found.
        findings: Text,
        /// What was done.
        work: Text,
        /// How long it really took.
        worked: Minutes,
        /// How long the journey was.
        #[serde(default)]
        travelled: Option<Minutes>,
        /// Whether the customer pays for it, where it is not said who does.
        #[serde(default)]
        billable: Option<bool>,
        /// Who pays for it.
        #[serde(default)]
        charge: Option<Charge>,
        /// Why another one than its machine's warranty and contracts would have it.
        #[serde(default)]
        charge_despite: Option<Line>,
        /// On which day the next occurrence of its plan is, where that was agreed.
        #[serde(default)]
        next_on: Option<NaiveDate>,
        /// That its plan needs no next one.
        #[serde(default)]
        no_next: bool,
        /// What the customer is advised.
        #[serde(default)]
        advice: Option<Advice>,
        /// Who signed for it, or why nobody did.
        #[serde(default)]
        signed: Option<Signed>,
        /// Why it is ready although lines of its checklists are open.
        #[serde(default)]
        overrule: Option<Line>,
        /// When it was, where it is told later than it was done.
        #[serde(default)]
        at: Option<DateTime<Utc>>,
    },
    /// Another one pays for it than was said when it was finished; its draft invoice follows.
    ChangeCharge {
        /// Who.
        charge: Charge,
        /// Why.
        reason: Line,
    },
    /// Fill in a checklist that the visit took along: lines that are not named stay as they are.
    FillIn {
        /// Which.
        checklist: ChecklistId,
        /// The answers.
        #[serde(default)]
        answers: Vec<Given>,
    },
    /// Note what the technician did by the clock.
    NoteTime {
        /// What.
        step: Step,
        /// When; now when not said.
        #[serde(default)]
        at: Option<Moment>,
    },
    /// The last of these notes was a mistake.
    TakeBackTime {},
    /// The visit that was made because this one did not solve it.
    LinkFollowUp {
        /// Which.
        visit: VisitId,
    },
}

fn an_hour() -> Minutes {
    Minutes::HOUR
}
