//! The pages for people.
pub mod components;
pub mod icons;
