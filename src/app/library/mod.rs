//! The library beside the canvas: what it lists, and placing it.

pub(super) mod free_spot;
mod groups;
pub mod item;
mod keep;
pub mod panel;
pub mod placing;
pub mod plain_parts;
pub(super) mod row;
