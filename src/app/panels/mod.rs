//! What stands around the canvas, and where.

pub mod arrangement;
pub mod drive_editor;
pub(super) mod goals;
mod layout;
pub mod menu;
pub mod messages;
pub mod problems;
pub mod status;
