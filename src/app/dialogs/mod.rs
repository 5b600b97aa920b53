//! The dialogs of the window itself: one at a time, over everything else.

pub mod choices;
mod chooser;
pub(super) mod circuit_driver;
mod compare;
pub mod crossover;
pub(super) mod dialog;
mod duplicate_along;
pub mod explain;
mod export_options;
pub(super) mod file_questions;
mod free_ui;
pub mod hear;
mod help;
mod host;
pub mod identify;
mod import;
mod keep_part;
pub mod level_impedance;
pub mod optimise;
mod replace;
pub(super) mod report_card;
pub(super) mod shell_outline;
mod start_page;
mod thiele_small;
pub(super) mod typed_path;
pub(super) mod unsaved;
mod validation;
