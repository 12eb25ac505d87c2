//! Answers from the read tables to what a decision must know from outside its stream.

use std::{collections::BTreeSet, sync::Arc};

use async_trait::async_trait;
use domain::{
    Beginnings, ContractId, CustomerId, InvoiceId, MachineId, Slot, UserId, VisitId, customer::StillOpen, fault,
    planning::Change, visit,
};
use event_store::Outside;
use projections::{Department, Pool, ReadSide, customers, finance, maintenance, sales, seeing};

use crate::command::SHOWN_WITHIN;

/// The read side, as decisions ask it: as it is once it shows all that was acknowledged before.
pub struct Answers(pub Arc<ReadSide>);

impl Answers {
    async fn of(&self, department: &'static Department) -> &Pool {
        let pool = &self.0.of(department).pool;
        if let Some(until) = seeing::within(self.0.acknowledged(), SHOWN_WITHIN) {
            pool.reach(until).await;
        }
        pool
    }
}

#[async_trait]
impl Outside for Answers {
    async fn open_faults(&self, machine: MachineId) -> Result<Vec<fault::Number>, String> {
        let pool = self.of(&maintenance::DEPARTMENT).await;
        maintenance::faults::open_on_machine(pool, machine).await.map_err(|error| error.to_string())
    }

    async fn covering(&self, machine: MachineId, customer: CustomerId) -> Result<usize, String> {
        let pool = self.of(&sales::DEPARTMENT).await;
        sales::contracts::covering(pool, machine, customer).await.map_err(|error| error.to_string())
    }

    async fn running(&self, customer: CustomerId) -> Result<Vec<ContractId>, String> {
        let pool = self.of(&sales::DEPARTMENT).await;
        sales::contracts::running(pool, customer).await.map_err(|error| error.to_string())
    }

    async fn serviced(&self, machine: MachineId, customer: CustomerId) -> Result<usize, String> {
        let pool = self.of(&sales::DEPARTMENT).await;
        sales::contracts::serviced(pool, machine, customer).await.map_err(|error| error.to_string())
    }

    async fn invoice_of(&self, visit: VisitId) -> Result<Option<InvoiceId>, String> {
        let pool = self.of(&finance::DEPARTMENT).await;
        finance::billing::invoice_of(pool, visit).await.map_err(|error| error.to_string())
    }

    async fn same_serial(&self, serial: &str, except: MachineId) -> Result<Option<String>, String> {
        let pool = self.of(&customers::DEPARTMENT).await;
        customers::machines::same_serial(pool, serial, except).await.map_err(|error| error.to_string())
    }

    async fn still_open(&self, customer: CustomerId) -> Result<StillOpen, String> {
        let open = customers::summary::still_open(self.of(&customers::DEPARTMENT).await, customer).await;
        let visits = maintenance::visits::open_of(self.of(&maintenance::DEPARTMENT).await, customer).await;
        match (open, visits) {
            (Ok(open), Ok(visits)) => Ok(StillOpen { visits, ..open }),
            (Err(error), _) | (_, Err(error)) => Err(error.to_string()),
        }
    }

    async fn overlaps(&self, technician: UserId, slot: Slot, except: VisitId) -> Result<Vec<u64>, String> {
        let pool = self.of(&maintenance::DEPARTMENT).await;
        maintenance::agenda::overlaps(pool, technician, slot, except).await.map_err(|error| error.to_string())
    }

    async fn under_way(&self, technician: UserId, except: VisitId) -> Result<Vec<u64>, String> {
        let pool = self.of(&maintenance::DEPARTMENT).await;
        maintenance::agenda::under_way(pool, technician, except).await.map_err(|error| error.to_string())
    }

    async fn checklists(&self, kind: visit::Kind) -> Result<Vec<(Option<Beginnings>, visit::Taken)>, String> {
        let pool = self.of(&maintenance::DEPARTMENT).await;
        maintenance::checklists::used_on(pool, kind).await.map_err(|error| error.to_string())
    }

    async fn untold(&self, visits: &BTreeSet<VisitId>) -> Result<Vec<Change>, String> {
        let pool = self.of(&maintenance::DEPARTMENT).await;
        maintenance::untold::changes(pool, visits).await.map_err(|error| error.to_string())
    }

    async fn to_do(&self, technician: UserId) -> Result<Vec<u64>, String> {
        let pool = self.of(&maintenance::DEPARTMENT).await;
        maintenance::agenda::unfinished(pool, technician).await.map_err(|error| error.to_string())
    }
}
