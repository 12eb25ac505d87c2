//! The parts every page is made of. They get texts that are translated already and know nothing of the domain.
mod badge;
mod button;
mod choice;
mod dialog;
mod field;
mod figures;
mod message;
mod navigation;
mod panel;
mod signing;
mod table;
mod tools;
mod work;

pub use badge::*;
pub use button::*;
pub use choice::*;
pub use dialog::*;
pub use field::*;
pub use figures::*;
pub use message::*;
pub use navigation::*;
pub use panel::*;
pub use signing::*;
pub use table::*;
pub use tools::*;
pub use work::*;

/// The id of the field with that name, as labels, error links and scripts expect it: `slot.on` becomes `slot-on`.
pub fn field_id(name: &str) -> String {
    name.replace(['.', '[', ']'], "-")
}
