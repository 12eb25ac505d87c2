//! Documents as PDF: what each of them says, from the read tables and the settings.

pub mod purchase_order;
