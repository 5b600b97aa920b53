//! Opening, saving, exporting, and what is kept in case the program ends too early.

pub(super) mod export;
pub(super) mod next;
mod open;
pub mod picker;
pub(super) mod price_book;
pub mod recovery;
mod save;
pub(super) mod shell_drawing;
