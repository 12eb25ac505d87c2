//! Answers from the read tables to what a decision must know from outside its stream.

use std::sync::Arc;

use async_trait::async_trait;
use domain::{CustomerId, MachineId, Slot, UserId, VisitId, customer::StillOpen, fault};
use event_store::Outside;
use projections::{ReadSide, customers, maintenance, sales};

/// The read side, as decisions ask it.
pub struct Answers(pub Arc<ReadSide>);

#[async_trait]
impl Outside for Answers {
    async fn open_faults(&self, machine: MachineId) -> Result<Vec<fault::Number>, String> {
        let pool = &self.0.of(&maintenance::DEPARTMENT).pool;
        maintenance::faults::open_on_machine(pool, machine).await.map_err(|error| error.to_string())
    }

    async fn covering(&self, machine: MachineId, customer: CustomerId) -> Result<usize, String> {
        let pool = &self.0.of(&sales::DEPARTMENT).pool;
        sales::contracts::covering(pool, machine, customer).await.map_err(|error| error.to_string())
    }

    async fn same_serial(&self, serial: &str, except: MachineId) -> Result<Option<String>, String> {
        let pool = &self.0.of(&customers::DEPARTMENT).pool;
        customers::machines::same_serial(pool, serial, except).await.map_err(|error| error.to_string())
    }

    async fn still_open(&self, customer: CustomerId) -> Result<StillOpen, String> {
        let pool = |department| &self.0.of(department).pool;
        let open = customers::summary::still_open(pool(&customers::DEPARTMENT), customer).await;
        let visits = maintenance::visits::open_of(pool(&maintenance::DEPARTMENT), customer).await;
        match (open, visits) {
            (Ok(open), Ok(visits)) => Ok(StillOpen { visits, ..open }),
            (Err(error), _) | (_, Err(error)) => Err(error.to_string()),
        }
    }

    async fn overlaps(&self, technician: UserId, slot: Slot, except: VisitId) -> Result<Vec<u64>, String> {
        let pool = &self.0.of(&maintenance::DEPARTMENT).pool;
        maintenance::agenda::overlaps(pool, technician, slot, except).await.map_err(|error| error.to_string())
    }

    async fn under_way(&self, technician: UserId, except: VisitId) -> Result<Vec<u64>, String> {
        let pool = &self.0.of(&maintenance::DEPARTMENT).pool;
        maintenance::agenda::under_way(pool, technician, except).await.map_err(|error| error.to_string())
    }
}
