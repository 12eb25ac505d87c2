//! Who may see and do what: one table, enforced on the server for every command and query (DESIGN I9).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! listed {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name { $($(#[$vdoc])* $variant),* }

        impl $name {
            /// All of them, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant),*];
        }
    };
}

listed! {
    /// What a colleague is in the company. One person may have several.
    Role {
        /// Sales and customer service.
        Sales,
        /// Plans the visits.
        Planner,
        /// Goes to the customer.
        Technician,
        /// Buys and keeps the stock.
        Purchasing,
        /// Invoices and reminds.
        Finance,
        /// Leads and reviews.
        Management,
        /// Keeps users and settings.
        Administrator,
    }
}

listed! {
    /// One thing that may be allowed.
    Permission {
        /// Read the customer card, lists and machines.
        SeeCustomers,
        /// Register, change and archive customers, contacts, machines and notes.
        EditCustomers,
        /// Take in a customer list, and take lists out.
        ImportCustomers,
        /// Keep sales opportunities.
        EditOpportunities,
        /// Read faults.
        SeeFaults,
        /// Take in a fault and change what was said.
        ReportFaults,
        /// Read the planning.
        SeePlanning,
        /// Plan visits of every kind.
        PlanVisits,
        /// Move or call off a visit in talk with the customer.
        MoveVisits,
        /// Do one's own visits: start, use parts, finish.
        DoVisits,
        /// Say what technicians can do, when they work and when they are away.
        EditRoster,
        /// Say what is looked at on visits, and which counters machines have.
        EditChecklists,
        /// Keep photos and papers of visits and machines.
        KeepFiles,
        /// Read articles and stock.
        SeeStock,
        /// Read suppliers and purchase orders.
        SeePurchasing,
        /// Keep articles, manuals, suppliers, stock and purchase orders.
        EditStock,
        /// Read contracts.
        SeeContracts,
        /// Draft, sign, renew and end contracts.
        EditContracts,
        /// Read invoices.
        SeeInvoices,
        /// Draft, issue, credit, remind and book payments.
        EditInvoices,
        /// Read mail to customers.
        SeeMail,
        /// Send a failed mail again, or give it up.
        HandleMail,
        /// Take, hand on and finish tasks.
        HandleTasks,
        /// Read the log of everything.
        SeeLog,
        /// Look at what colleagues did, and say what wants a look.
        ReviewLog,
        /// Ask reports, each about what one may see anyway.
        ViewReports,
        /// Open what one may read as it was at any moment.
        LookBack,
        /// Read the settings.
        SeeSettings,
        /// Change the settings.
        EditSettings,
        /// Read users and permissions.
        SeeUsers,
        /// Keep users.
        EditUsers,
        /// Tell persons what is held of them, and forget them.
        HandlePrivacy,
        /// Change one's own password, language and theme.
        OwnAccount,
        /// What only Werkbank itself does.
        SystemOnly,
    }
}

impl Permission {
    /// Whether nothing is changed with it: that much is there for who looks back.
    pub fn only_reads(self) -> bool {
        use Permission as P;
        match self {
            P::SeeCustomers | P::SeeFaults | P::SeePlanning | P::SeeStock | P::SeePurchasing | P::SeeContracts => true,
            P::SeeInvoices | P::SeeMail | P::SeeLog | P::SeeSettings | P::SeeUsers | P::LookBack => true,
            P::ViewReports => true,
            // Who handles tasks sees them, and one's first page is one's own.
            P::HandleTasks | P::OwnAccount => true,
            P::EditCustomers | P::ImportCustomers | P::EditOpportunities | P::ReportFaults | P::PlanVisits => false,
            P::MoveVisits | P::DoVisits | P::EditStock | P::EditContracts | P::EditInvoices | P::HandleMail => false,
            P::EditSettings | P::EditUsers | P::HandlePrivacy | P::SystemOnly => false,
            P::ReviewLog | P::EditRoster | P::EditChecklists | P::KeepFiles => false,
        }
    }
}

impl Role {
    /// Whether this role may do this. The whole table stands here.
    pub fn may(self, permission: Permission) -> bool {
        use Permission as P;
        use Role as R;
        match permission {
            P::SeeCustomers | P::SeeFaults | P::SeePlanning | P::SeeStock | P::HandleTasks | P::OwnAccount => true,
            P::SeeContracts => self != R::Technician,
            P::SeeInvoices => matches!(self, R::Sales | R::Finance | R::Management | R::Administrator | R::Planner),
            P::SeeMail => self != R::Technician,
            P::EditCustomers | P::ImportCustomers => matches!(self, R::Sales | R::Management),
            P::EditOpportunities | P::EditContracts => matches!(self, R::Sales | R::Management),
            P::ReportFaults => matches!(self, R::Sales | R::Planner),
            P::PlanVisits => self == R::Planner,
            P::MoveVisits => matches!(self, R::Planner | R::Sales),
            P::DoVisits => matches!(self, R::Technician | R::Planner),
            P::EditRoster => matches!(self, R::Planner | R::Management),
            P::EditChecklists => matches!(self, R::Planner | R::Management | R::Administrator),
            P::KeepFiles => matches!(self, R::Sales | R::Planner | R::Technician),
            P::SeePurchasing => matches!(self, R::Purchasing | R::Management),
            P::EditStock => self == R::Purchasing,
            P::EditInvoices => self == R::Finance,
            P::HandleMail => matches!(self, R::Sales | R::Finance | R::Purchasing | R::Administrator),
            P::SeeLog | P::ReviewLog => self == R::Management,
            P::ViewReports => !matches!(self, R::Technician | R::Administrator),
            P::LookBack => self != R::Technician,
            P::SeeSettings => matches!(self, R::Management | R::Administrator | R::Finance),
            P::EditSettings | P::EditUsers => self == R::Administrator,
            P::HandlePrivacy | P::SeeUsers => matches!(self, R::Management | R::Administrator),
            P::SystemOnly => false,
        }
    }

    /// The name as stored and in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sales => "sales",
            Self::Planner => "planner",
            Self::Technician => "technician",
            Self::Purchasing => "purchasing",
            Self::Finance => "finance",
            Self::Management => "management",
            Self::Administrator => "administrator",
        }
    }

    /// The role of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.name() == name)
    }
}
