//! What the other departments did for a customer, as far as the card sums it up: faults, contracts and invoices.

use domain::{
    CustomerId, Money,
    contract::{self, Terms},
    fault,
    invoice::{self, Totals},
    registry::AnyEvent,
    visit,
};
use event_store::Recorded;

use super::card::touched;
use crate::{Writes, values};

/// What an event changes.
pub fn apply(recorded: &Recorded, writes: &mut Writes) {
    match &recorded.event {
        AnyEvent::Fault(event) => fault(recorded, event, writes),
        AnyEvent::Visit(event) => visit(recorded, event, writes),
        AnyEvent::Contract(event) => contract(recorded, event, writes),
        AnyEvent::Invoice(event) => invoice(recorded, event, writes),
        AnyEvent::Opportunity(domain::opportunity::Event::ContactRecorded { customer, .. }) => {
            touched(writes, *customer, recorded);
        }
        _ => {}
    }
}

fn fault(recorded: &Recorded, event: &fault::Event, writes: &mut Writes) {
    use fault::Event as E;
    let id = recorded.subject();
    let state = |writes: &mut Writes, state: &str| {
        writes.run("UPDATE faults SET state = ?2 WHERE id = ?1", values![id, state]);
    };
    let customer = match event {
        E::FaultReported { number, customer, machine, problem, urgency, .. } => {
            writes.run(
                "INSERT INTO faults VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'open', ?7, NULL, NULL)",
                values![
                    id,
                    *customer,
                    number.to_string(),
                    *machine,
                    problem.text(),
                    urgency.name(),
                    recorded.recorded_at,
                ],
            );
            touched(writes, *customer, recorded);
            customer
        }
        E::FaultChanged { customer, problem, urgency, .. } => {
            writes.run(
                "UPDATE faults SET problem = ?2, urgency = ?3 WHERE id = ?1",
                values![id, problem.text(), urgency.name()],
            );
            customer
        }
        E::FaultSolved { customer, .. } => {
            state(writes, "solved");
            customer
        }
        E::FaultReopened { customer, .. } => {
            state(writes, "open");
            customer
        }
        E::FaultCancelled { customer, .. } => {
            state(writes, "cancelled");
            customer
        }
        E::FaultAnswered { .. }
        | E::FaultAnswerWithdrawn { .. }
        | E::FaultPaused { .. }
        | E::FaultResumed { .. }
        | E::FaultWarned { .. } => return,
    };
    writes.run(
        "UPDATE customers SET open_faults = (SELECT count(*) FROM faults WHERE customer = ?1 AND state = 'open') WHERE id = ?1",
        values![*customer],
    );
    writes.run(
        "UPDATE machines SET open_faults =
            (SELECT count(*) FROM faults WHERE machine = machines.id AND state = 'open')
         WHERE id = (SELECT machine FROM faults WHERE id = ?1)",
        values![id],
    );
}

fn visit(recorded: &Recorded, event: &visit::Event, writes: &mut Writes) {
    use visit::Event as E;
    let id = recorded.subject();
    match event {
        E::VisitRequested { number, fault, .. } => {
            writes.run("INSERT INTO visits VALUES (?1, ?2, ?3)", values![id, *number, *fault]);
        }
        E::VisitScheduled { technician, slot, .. } | E::VisitMoved { technician, slot, .. } => writes.run(
            "UPDATE faults SET planned = ?2, technician = ?3 WHERE id = (SELECT fault FROM visits WHERE id = ?1)",
            values![id, slot.on.and_time(slot.from), *technician],
        ),
        E::VisitUnscheduled { .. } | E::VisitCancelled { .. } => unplan(writes, id),
        E::VisitFinished { customer, .. } => {
            unplan(writes, id);
            touched(writes, *customer, recorded);
        }
        _ => {}
    }
}

fn unplan(writes: &mut Writes, visit: uuid::Uuid) {
    writes.run(
        "UPDATE faults SET planned = NULL, technician = NULL WHERE id = (SELECT fault FROM visits WHERE id = ?1)",
        values![visit],
    );
}

fn contract(recorded: &Recorded, event: &contract::Event, writes: &mut Writes) {
    use contract::Event as E;
    let id = recorded.subject();
    let state = |writes: &mut Writes, state: &str| {
        writes.run("UPDATE contracts SET state = ?2 WHERE id = ?1", values![id, state]);
    };
    let customer = match event {
        E::ContractDrafted { number, customer, terms, .. } => {
            writes.run(
                "INSERT INTO contracts VALUES (?1, ?2, ?3, '', 'draft', 0, '', '', NULL, 0)",
                values![id, *customer, number.to_string()],
            );
            agreed(writes, id, terms);
            customer
        }
        E::ContractChanged { customer, terms, .. } => {
            agreed(writes, id, terms);
            customer
        }
        E::ContractDiscarded { customer, .. } => {
            state(writes, "discarded");
            customer
        }
        E::ContractSigned { customer, .. } => {
            state(writes, "running");
            customer
        }
        E::NoticeGiven { customer, ends, .. } => {
            writes.run("UPDATE contracts SET state = 'noticed', ends = ?2 WHERE id = ?1", values![id, *ends]);
            customer
        }
        E::ContractRenewed { customer, until } => {
            writes.run("UPDATE contracts SET state = 'running', ends = ?2 WHERE id = ?1", values![id, *until]);
            customer
        }
        E::ServiceLevelAgreed { customer, .. } => customer,
        E::ContractEnded { customer, on, .. } => {
            writes.run("UPDATE contracts SET state = 'ended', ends = ?2 WHERE id = ?1", values![id, *on]);
            customer
        }
    };
    writes.run(
        "UPDATE customers SET running_contracts =
            (SELECT count(*) FROM contracts WHERE customer = ?1 AND state IN ('running', 'noticed')) WHERE id = ?1",
        values![*customer],
    );
}

fn agreed(writes: &mut Writes, id: uuid::Uuid, terms: &Terms) {
    writes.run(
        "UPDATE contracts SET kind = ?2, fee_cents = ?3, currency = ?4, starts = ?5, ends = ?6, notice_months = ?7 WHERE id = ?1",
        values![
            id,
            terms.kind.name(),
            terms.monthly_fee,
            terms.monthly_fee.currency.code(),
            terms.starts,
            terms.first_end(),
            terms.notice,
        ],
    );
}

fn invoice(recorded: &Recorded, event: &invoice::Event, writes: &mut Writes) {
    use invoice::Event as E;
    let id = recorded.subject();
    let customer: &CustomerId = match event {
        E::InvoiceIssued { customer, number, on, due, items, .. } => {
            let Money { cents, currency } = Totals::of(items).total();
            writes.run(
                "INSERT INTO invoices VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7, 0, 0, NULL)",
                values![id, *customer, number.to_string(), *on, *due, cents, currency.code()],
            );
            customer
        }
        E::PaymentRecorded { customer, amount, on, .. } => {
            writes.run(
                "UPDATE invoices SET open_cents = open_cents - ?2, paid_on = iif(open_cents = ?2, ?3, NULL) WHERE id = ?1",
                values![id, *amount, *on],
            );
            customer
        }
        E::PaymentRefunded { customer, amount, .. } => {
            // What was credited is open no more, whether its money has gone back or not.
            writes.run(
                "UPDATE invoices SET open_cents = open_cents + ?2 WHERE id = ?1 AND credited = 0",
                values![id, *amount],
            );
            customer
        }
        E::CreditNoteIssued { customer, .. } => {
            writes.run("UPDATE invoices SET open_cents = 0, credited = 1 WHERE id = ?1", values![id]);
            customer
        }
        E::DisputeOpened { customer, .. } => {
            writes.run("UPDATE invoices SET disputed = 1 WHERE id = ?1", values![id]);
            customer
        }
        E::DisputeSettled { customer, .. } => {
            writes.run("UPDATE invoices SET disputed = 0 WHERE id = ?1", values![id]);
            customer
        }
        _ => return,
    };
    writes.run(
        "UPDATE customers SET (open_cents, open_pln_cents, payment, late_from) =
            (SELECT coalesce(sum(open_cents) FILTER (WHERE currency = 'EUR'), 0),
                coalesce(sum(open_cents) FILTER (WHERE currency = 'PLN'), 0), CASE WHEN coalesce(max(open_cents), 0) > 0 THEN 'open' ELSE 'paid' END,
                min(due) FILTER (WHERE open_cents > 0 AND disputed = 0)
             FROM invoices WHERE customer = ?1) WHERE id = ?1",
        values![*customer],
    );
}
