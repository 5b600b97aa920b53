//! Starting the window, and what it remembers between runs.

pub(super) mod frame_watch;
pub mod places;
pub mod remembered;
pub mod run;
pub mod settings;
