//! What stands in the menu: each department its own pages first, then what it may only look at.

use domain::{Permission, Role};

use crate::icons::Icon;

/// A page in the menu.
#[derive(Clone, Copy)]
pub struct Entry {
    /// Key of its name.
    pub text: &'static str,
    /// Address.
    pub href: &'static str,
    /// First words of the other addresses that belong to it: `articles` to the stock.
    pub under: &'static [&'static str],
    /// Sign.
    pub icon: Icon,
    /// What one must be allowed to look at it.
    pub see: Permission,
    /// The roles whose own page it is; others only look.
    pub own: &'static [Role],
    /// Keys that lead there, as in `g v`.
    pub key: Option<&'static str>,
}

/// All pages, in the menu's order: the one line that a new page adds.
pub const MENU: &[Entry] = &{
    use Permission as P;
    use Role as R;
    let all = R::ALL;
    [
        entry("nav-home", "/", &["tasks"], Icon::Home, P::OwnAccount, all, Some("g v")),
        entry("nav-my-work", "/my-work", &[], Icon::Wrench, P::DoVisits, &[R::Technician], Some("g w")),
        entry("nav-planning", "/planning", &["visits"], Icon::Calendar, P::SeePlanning, &[R::Planner], Some("g p")),
        entry(
            "nav-maintenance-plans",
            "/maintenance-plans",
            &[],
            Icon::Refresh,
            P::SeePlanning,
            &[R::Planner],
            Some("g d"),
        ),
        entry(
            "checklists",
            "/checklists",
            &["counters"],
            Icon::List,
            P::EditChecklists,
            &[R::Planner, R::Administrator],
            None,
        ),
        entry(
            "nav-customers",
            "/customers",
            &["import"],
            Icon::Users,
            P::SeeCustomers,
            &[R::Sales, R::Management],
            Some("g k"),
        ),
        entry(
            "nav-machines",
            "/machines",
            &["recalls"],
            Icon::Machine,
            P::SeeCustomers,
            &[R::Sales, R::Planner, R::Technician],
            Some("g n"),
        ),
        entry("nav-faults", "/faults", &[], Icon::Alert, P::SeeFaults, &[R::Sales, R::Planner], Some("g s")),
        entry("nav-opportunities", "/opportunities", &[], Icon::Tag, P::EditOpportunities, &[R::Sales], None),
        entry("nav-contracts", "/contracts", &[], Icon::Contract, P::SeeContracts, &[R::Sales], Some("g c")),
        entry("nav-stock", "/stock", &["articles", "manuals"], Icon::Box, P::SeeStock, &[R::Purchasing], Some("g o")),
        entry("nav-purchase-orders", "/purchase-orders", &[], Icon::Cart, P::SeePurchasing, &[R::Purchasing], None),
        entry("nav-suppliers", "/suppliers", &[], Icon::Truck, P::SeePurchasing, &[R::Purchasing], None),
        entry("nav-invoices", "/invoices", &[], Icon::Invoice, P::SeeInvoices, &[R::Finance], Some("g f")),
        entry(
            "nav-mail",
            "/mails",
            &[],
            Icon::Mail,
            P::SeeMail,
            &[R::Sales, R::Finance, R::Administrator],
            Some("g m"),
        ),
        entry("nav-reports", "/reports", &[], Icon::Chart, P::ViewReports, &[R::Management], Some("g a")),
        entry("nav-log", "/log", &[], Icon::History, P::SeeLog, &[R::Management], Some("g l")),
        entry("nav-reviews", "/reviews", &[], Icon::Eye, P::ReviewLog, &[R::Management], Some("g r")),
        entry("nav-users", "/users", &[], Icon::User, P::SeeUsers, &[R::Administrator], None),
        entry("nav-permissions", "/permissions", &[], Icon::Shield, P::SeeUsers, &[R::Administrator], None),
        entry("nav-settings", "/settings", &[], Icon::Settings, P::SeeSettings, &[R::Administrator], None),
        entry("nav-api", "/api", &[], Icon::Bolt, P::SeeSettings, &[R::Administrator], None),
    ]
};

const fn entry(
    text: &'static str,
    href: &'static str,
    under: &'static [&'static str],
    icon: Icon,
    see: Permission,
    own: &'static [Role],
    key: Option<&'static str>,
) -> Entry {
    Entry { text, href, under, icon, see, own, key }
}

impl Entry {
    /// Whether a thing of this address's first word (`articles`) is found here.
    pub fn holds(&self, word: &str) -> bool {
        self.href.strip_prefix('/') == Some(word) || self.under.contains(&word)
    }
}

/// Key of the department's name to which a role belongs.
pub fn department(role: Role) -> &'static str {
    match role {
        Role::Sales => "department-sales",
        Role::Planner | Role::Technician => "department-maintenance",
        Role::Purchasing => "department-purchasing",
        Role::Finance => "department-finance",
        Role::Management => "department-management",
        Role::Administrator => "department-administrator",
    }
}

/// The sign of a role's department.
pub fn sign(role: Role) -> Icon {
    match role {
        Role::Sales => Icon::Phone,
        Role::Planner | Role::Technician => Icon::Wrench,
        Role::Purchasing => Icon::Box,
        Role::Finance => Icon::Euro,
        Role::Management => Icon::Chart,
        Role::Administrator => Icon::Settings,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_marks_one_entry_of_the_menu() {
        for word in ["", "tasks", "visits", "articles", "purchase-orders", "machines", "faults", "mails", "log"] {
            let marked: Vec<_> = MENU.iter().filter(|entry| entry.holds(word)).map(|entry| entry.href).collect();
            assert_eq!(marked.len(), 1, "{word}: {marked:?}");
        }
    }
}
