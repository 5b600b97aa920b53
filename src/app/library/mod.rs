//! The library beside the canvas: what it lists, and placing it.

pub(super) mod free_spot;
pub mod item;
mod keep;
pub mod panel;
pub mod placing;
pub mod plain_parts;
