//! The dialogs of the window itself: one at a time, over everything else.

pub(super) mod chooser;
pub mod crossover;
pub(super) mod dialog;
mod duplicate_along;
pub(super) mod file_questions;
pub(super) mod help_pages;
mod host;
pub mod identify;
pub mod import_curve;
mod keep_part;
pub mod thiele_small;
pub(super) mod typed_path;
pub(super) mod unsaved;
