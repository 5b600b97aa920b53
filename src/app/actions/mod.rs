//! What can be asked for: actions, the table of commands, and where both take effect.

mod action;
pub mod command;
mod edit_commands;
mod execute;
mod icons;
mod selection;
pub mod shortcuts;
pub(super) mod snapshots;
mod view_commands;
mod window_keys;

pub use action::Action;
pub use selection::Selection;
