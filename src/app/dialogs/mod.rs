//! The dialogs of the window itself: one at a time, over everything else.

mod chooser;
pub mod crossover;
mod duplicate_along;
mod file_questions;
pub mod help_pages;
pub mod identify;
pub mod import_curve;
pub mod modal;
pub(super) mod modal_ui;
pub mod thiele_small;
