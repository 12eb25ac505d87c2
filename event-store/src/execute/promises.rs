//! Which contracts promise a customer something.

use domain::{ContractId, MachineId, contract::Contract, promise::Covering};

use super::Log;
use crate::StoreError;

impl Log {
    /// The service levels that contracts promise today about a machine, or about none that is known.
    ///
    /// # Errors
    /// When the log can't be read.
    pub async fn promising(
        &self,
        contracts: &[ContractId],
        machine: Option<MachineId>,
    ) -> Result<Vec<Covering>, StoreError> {
        let (today, mut found) = (self.today(), Vec::new());
        for contract in contracts {
            let (state, _) = self.state::<Contract>(&contract.to_string()).await?;
            let level = state.promises(machine, today).cloned();
            found.extend(level.map(|level| Covering { contract: *contract, level }));
        }
        Ok(found)
    }
}
