//! What runs beside the window.

pub mod ears;
pub mod job;
pub mod solve;
