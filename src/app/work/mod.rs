//! What runs beside the window.

pub mod background;
pub mod band;
pub mod distortion;
pub mod ears;
pub mod follow;
pub mod job;
pub(super) mod latest;
pub mod player;
pub mod references;
pub mod solve;
pub(super) mod sound;
pub(super) mod track;
pub mod trial;
