//! Answers from the read tables to what a decision must know from outside its stream.

use std::sync::Arc;

use async_trait::async_trait;
use domain::{MachineId, Slot, UserId, VisitId, fault};
use event_store::Outside;
use projections::{ReadSide, maintenance};

/// The read side, as decisions ask it.
pub struct Answers(pub Arc<ReadSide>);

#[async_trait]
impl Outside for Answers {
    async fn open_faults(&self, machine: MachineId) -> Result<Vec<fault::Number>, String> {
        let pool = &self.0.of(&maintenance::DEPARTMENT).pool;
        maintenance::faults::open_on_machine(pool, machine).await.map_err(|error| error.to_string())
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
