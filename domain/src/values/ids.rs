//! Names of things: a type each, so that a fault's id can't stand where a visit's belongs.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize, schemars::JsonSchema,
        )]
        #[serde(transparent)]
        pub struct $name(pub uuid::Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::values::Invalid;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self).map_err(|_| crate::values::Invalid("id"))
            }
        }

        impl From<uuid::Uuid> for $name {
            fn from(id: uuid::Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for uuid::Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )*};
}

ids! {
    /// A colleague.
    UserId,
    /// A customer.
    CustomerId,
    /// A contact person at a customer.
    ContactId,
    /// A machine at a customer.
    MachineId,
    /// A fault.
    FaultId,
    /// A visit, planned or still to plan.
    VisitId,
    /// An article in stock.
    ArticleId,
    /// A supplier.
    SupplierId,
    /// A purchase order.
    PurchaseOrderId,
    /// A contract.
    ContractId,
    /// An invoice.
    InvoiceId,
    /// A mail.
    MailId,
    /// A task or alert.
    TaskId,
    /// A sales opportunity.
    OpportunityId,
    /// A maintenance plan.
    PlanId,
    /// A checklist.
    ChecklistId,
    /// A counter that machines of a type have.
    CounterId,
    /// A manual of a type of machine.
    ManualId,
    /// Days on which a colleague is away.
    AbsenceId,
    /// A recall of machines.
    RecallId,
}

impl UserId {
    /// The id that belongs to a login name: the name is unique because its stream is.
    pub fn of_login(login: &crate::values::Login) -> Self {
        Self(uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_OID, format!("user {login}").as_bytes()))
    }
}

impl ArticleId {
    /// The id that belongs to an article number: the number is unique because its stream is.
    pub fn of_number(number: &crate::values::Line) -> Self {
        Self(uuid::Uuid::new_v5(
            &uuid::Uuid::NAMESPACE_OID,
            format!("article {}", number.as_str().to_lowercase()).as_bytes(),
        ))
    }
}
