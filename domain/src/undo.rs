//! Taking back what was done: each kind of thing says which of its commands takes back one of its acts, or why none does.

use serde::Serialize;

use crate::{decider::Decider, values::*};

/// What one command did with a thing, in the midst of the thing's story.
pub struct Act<'a, D: Decider> {
    /// The thing as it was before.
    pub before: &'a D::State,
    /// What happened; at least one event.
    pub events: &'a [D::Event],
    /// What happened since and still stands: what was taken back, and what took it back, is left out.
    pub since: &'a [D::Event],
    /// The thing as it is now.
    pub now: &'a D::State,
    /// Why it is taken back, for commands that say it.
    pub why: &'a Line,
}

/// Why an act stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stays {
    /// It lies in what it is.
    Always(Reason),
    /// The same was changed again by this event of [`Act::since`]: that one is taken back first.
    ChangedSince(usize),
}

/// Why an act of its kind can't be taken back. The sentence that says it, and what to do instead, stands in the texts as
/// `undo-stays-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Nothing was known before: it was said for the first time.
    SaidFirst,
    /// What was known before was erased.
    Erased,
    /// What was written or said was written or said.
    Said,
    /// It follows from something else, which can be taken back.
    Follows,
    /// A letter is out of the house.
    Sent,
    /// Who was forgotten is forgotten for ever.
    Forgotten,
    /// It proves what the log holds.
    Proof,
    /// Two parties signed or agreed.
    Agreed,
    /// What was thrown away is written anew.
    ThrownAway,
    /// It was called off, and who waited for it was told.
    CalledOff,
    /// A visit took place.
    TookPlace,
    /// Goods came in.
    GoodsCameIn,
    /// Money left the account.
    MoneyLeft,
    /// An invoice was credited, under a number of its own.
    Credited,
    /// It was finished.
    Finished,
    /// It can't be put away, but left unused.
    LeftUnused,
    /// A password is known to nobody.
    Password,
    /// A colleague judged what another did.
    Judged,
    /// Somebody saw something.
    Seen,
}

impl Reason {
    /// All of them.
    pub const ALL: [Self; 19] = [
        Self::SaidFirst,
        Self::Erased,
        Self::Said,
        Self::Follows,
        Self::Sent,
        Self::Forgotten,
        Self::Proof,
        Self::Agreed,
        Self::ThrownAway,
        Self::CalledOff,
        Self::TookPlace,
        Self::GoodsCameIn,
        Self::MoneyLeft,
        Self::Credited,
        Self::Finished,
        Self::LeftUnused,
        Self::Password,
        Self::Judged,
        Self::Seen,
    ];

    /// The name in texts and answers.
    pub fn code(self) -> String {
        serde_json::to_value(self).ok().and_then(|code| code.as_str().map(Into::into)).unwrap_or_default()
    }
}

impl From<Reason> for Stays {
    fn from(reason: Reason) -> Self {
        Self::Always(reason)
    }
}

impl<D: Decider> Act<'_, D> {
    /// The event that it began with.
    ///
    /// # Errors
    /// When there is none.
    pub fn first(&self) -> Result<&D::Event, Stays> {
        self.events.first().ok_or(Stays::Always(Reason::Follows))
    }

    /// Holds out for nobody having changed the same since.
    ///
    /// # Errors
    /// The newest event that did.
    pub fn stands(&self, same: impl Fn(&D::Event) -> bool) -> Result<(), Stays> {
        self.since.iter().rposition(same).map_or(Ok(()), |at| Err(Stays::ChangedSince(at)))
    }

    /// Why, where a command has room for several lines.
    pub fn why_text(&self) -> Text {
        Text::from(self.why)
    }
}

/// What was known before.
///
/// # Errors
/// When nothing was.
pub fn known<T>(before: Option<T>) -> Result<T, Stays> {
    before.ok_or(Stays::Always(Reason::SaidFirst))
}

/// What was known before of a person.
///
/// # Errors
/// When it was erased.
pub fn unerased<T>(before: Option<T>) -> Result<T, Stays> {
    before.ok_or(Stays::Always(Reason::Erased))
}

/// Events that stay whatever happened before and after them: taking them back is not offered. The preview says why.
const STAY: &[&str] = &[
    "action_asked_again",
    "anchor_set",
    "calendar_withdrawn",
    "call_recorded",
    "checklist_taken",
    "clock_struck",
    "contact_forgotten",
    "contact_recorded",
    "contract_discarded",
    "contract_ended",
    "contract_renewed",
    "contract_signed",
    "credit_note_issued",
    "customer_forgotten",
    "days_proposed",
    "dossier_given",
    "erasure_carried_out",
    "fault_warned",
    "follow_up_linked",
    "goods_received",
    "invitation_answered",
    "invoice_discarded",
    "log_restored",
    "mail_answered",
    "mail_failed",
    "mail_returned",
    "mail_sending_begun",
    "mail_sent",
    "mailbox_read",
    "minimum_reached",
    "note_added",
    "number_drawn",
    "occurrence_closed",
    "occurrence_opened",
    "occurrence_proposed",
    "opportunity_lost",
    "opportunity_won",
    "part_needed",
    "password_set",
    "payment_refunded",
    "payment_reminded",
    "person_forgotten",
    "planning_published",
    "purchase_order_cancelled",
    "purchase_order_completed",
    "ran_out",
    "recall_withdrawn",
    "replenished",
    "report_removed",
    "review_approved",
    "review_question_answered",
    "review_question_asked",
    "review_raised",
    "stock_put_back",
    "stock_received",
    "stock_taken",
    "supplier_registered",
    "task_completed",
    "task_opened",
    "terms_ended",
    "user_forgotten",
    "visit_cancelled",
    "visit_finished",
    "visit_set_out",
    "went_below_zero",
];

/// Whether an event of this type is never taken back.
pub fn always_stays(event_type: &str) -> bool {
    STAY.contains(&event_type)
}
